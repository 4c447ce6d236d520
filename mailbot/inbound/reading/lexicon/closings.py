"""How people end a letter. Folded: lower case, no accents; a line is a closing when it says nothing else.

Thanks and wishes (« Merci d'avance », « Bonne journée ») are not here: they are part of what was said.
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

CLOSINGS = (
    "cordialement",  # Cordialement,⏎Nadia Belkacem
    "bien cordialement",  # Bien cordialement⏎N. Belkacem
    "tres cordialement",
    "cordiales salutations",
    "bien a vous",  # Bien à vous,⏎Odette Perrin
    "bien a toi",
    "tout a vous",
    "bav",  # BAV⏎Karim
    "cdt",  # Cdt⏎Patrick Durand
    "cdlt",  # Cdlt, J. Marchand
    "crdt",
    "cordlt",
    "bien cdt",
    "salutations",  # Salutations⏎B. Vasseur
    "salutations distinguees",
    "salutations respectueuses",
    "bonne reception",
    "sinceres salutations",
    "respectueuses salutations",
    "salutations les meilleures",
    "avec mes salutations",
    "mes respectueuses salutations",
    "respectueusement",
    "sinceres salutations",
    "meilleures salutations",
    "mes salutations",
    "mes meilleures salutations",
    "mes salutations distinguees",
    "salutations cordiales",
    "sincerement",
    "bien sincerement",
    "sincerement votre",
    "respectueusement",
    "courtoisement",
    "amicalement",
    "bien amicalement",
    "bien aimablement",
    "aimablement",
    "amities",
    "sportivement",
    "confraternellement",
    "avec mes salutations",
    "avec mes meilleures salutations",
    "avec mes remerciements et mes salutations distinguees",
    "best",  # Best,⏎Hannah
    "best regards",  # Best regards⏎Tom Whitaker
    "best wishes",
    "all the best",
    "regards",
    "kind regards",
    "kindest regards",
    "warm regards",
    "warmest regards",
    "with kind regards",
    "many regards",
    "rgds",
    "br",
    "kr",
    "yours",
    "yours truly",
    "yours faithfully",
    "yours sincerely",
    "sincerely",
    "sincerely yours",
    "respectfully",
    "cordially",
    "mit freundlichen grußen",
    "mit freundlichen grussen",  # Mit freundlichen Grüßen⏎Hannah Weiss
    "mit freundlichen grusen",
    "mit freundlichem gruß",
    "freundliche gruße",
    "freundliche gruse",
    "viele gruße",
    "viele gruse",
    "beste gruße",
    "beste gruse",
    "liebe gruße",
    "liebe gruse",
    "herzliche gruse",
    "schone gruse",
    "grus",  # Gruß⏎Eva
    "gruse",
    "mfg",
    "vg",
    "lg",
    "saludos",  # Saludos⏎Lucía
    "saludos cordiales",
    "un saludo",
    "un cordial saludo",
    "un abrazo",
    "abrazos",
    "atentamente",
    "cordialmente",
    "cumprimentos",
    "com os melhores cumprimentos",  # Com os melhores cumprimentos⏎Maria dos Santos
    "melhores cumprimentos",
    "abraco",  # Abraço,⏎Rafael
    "abracos",
    "atenciosamente",
    "att",
    "cordiali saluti",
    "distinti saluti",
    "un cordiale saluto",
    "saluti",
    "met vriendelijke groet",
    "met vriendelijke groeten",
    "vriendelijke groeten",
    "groeten",
    "groetjes",  # Groetjes,⏎Anouk
    "hartelijke groet",
    "hartelijke groeten",
    "mvh",
    "venlig hilsen",
    "vennlig hilsen",
    "med venlig hilsen",
    "med vennlig hilsen",
    "med vanliga halsningar",
    "pozdrawiam",
    "z powazaniem",
    "saygilarimla",  # Saygılarımla,⏎Mehmet Yıldız
    "saygilar",
    "iyi calismalar",
    "з повагою",  # З повагою,⏎Олена Коваленко
    "с уважением",
    "مع تحياتي",
    "تحياتي",
    "此致",
    "此致敬礼",
    "祝好",
)

CLOSING_SENTENCES = (
    "je vous prie d'agreer",  # Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées.
    "je vous prie de croire",
    "je vous prie de recevoir",
    "nous vous prions d'agreer",
    "nous vous prions de croire",
    "veuillez agreer",  # Veuillez agréer, Monsieur, mes sincères salutations.
    "veuillez recevoir",
    "veuillez croire",
    "recevez, madame",
    "recevez, monsieur",
    "agreez, madame",
    "agreez, monsieur",
)
"""The long formula, which fills a line or two and never says anything."""

NEVER_ON_A_CARD = (
    # Mme Perrin | Fuite de gaz | 06 …    M. Haddad | Ascenseur bloqué | 06 …
    r"gaz|gas\b|fuite|leak|odeur|smell|panne|degat|inond|flood|urgen|casse|broken|bloqu|stuck|coup|bouch|hors|sans|plus"
    r"|feu\b|fire|incendie|fumee|smoke|eau\b|water|chauff|boiler|heat|porte\b|door|cles?\b|keys?\b|code|iban",
    # Mardi Matin | 06 …    Tuesday Morning | …
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|matin\b|soir|midi|apres|avant|absen|dispo|demain"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|afternoon|tomorrow|oui\b|non?\b|yes\b",
)
"""How the words of a table begin that stand where a card has a name or a function."""

LEADING_UP = (
    "dans l'attente de",  # Dans l'attente de votre réponse, je vous prie d'agréer, Madame, …
    "dans l'attente d'",
    "dans cette attente",
    "en attendant votre",
    "en vous remerciant",  # En vous remerciant par avance, veuillez agréer, Madame, …
    "vous remerciant",
    "vous en remerciant",
    "vous en souhaitant",  # Vous en souhaitant bonne réception, nous vous prions d'agréer …
    "vous souhaitant",
    "avec mes remerciements",
    "avec nos remerciements",
    "restant a votre",  # Restant à votre disposition, je vous prie de croire …
    "nous restons a votre",
    "je reste a votre",
)
"""What may stand before the long formula, on its line."""

TITLES = frozenset(
    words(
        # Mme Chabert
        "m mr mme mlle mrs ms miss dr me monsieur madame mademoiselle maitre herr frau sr sra sig senor senora"
        # Sté MOREL
        " ste societe sarl sas sasu eurl sci sa ets etablissements entreprise cabinet agence equipe l'equipe team"
        " the la le les l de du des et and pour for von van p/o po service sav"
    )
)
"""Words beside a name that do not make it a sentence."""

POSTSCRIPTS = (
    "ps",  # PS : le code est 45B12
    "p.s",
    "p.s.",
    "p.-s",  # P.-S. Le voisin du 4e a la même fuite.
    "p s",
    "post scriptum",
    "post-scriptum",
    "pps",
    "nb",  # NB : je ne suis pas là jeudi
    "n.b",
    "n.b.",
    "edit",
    "ajout",
)

SENTENCE_WORDS = frozenset(
    words(
        "je j'ai j'etais j'avais j'attends j'aimerais j'en jai c'est cest c'etait n'est qu'il qu'on vous tu pouvez"
        " pourriez"
        " merci svp stp il elle on nous ca ne pas plus est sont etait suis avons avez ont sera serai serez peux peut"
        " faut fait ma mon mes voici voila attention oublie oubli code"  # J'oubliais : le code a changé
        " i i'm i'll i've you your please thanks thank we my is are was were it's can could don't not"
    )
)
"""What a sentence of the writer's own contains, and a signature does not."""

ASK_FOR_A_NAME = frozenset(
    words("est de du par a chez et ou avec pour nom is of by and or with for ist von und mit")  # Bail au nom de⏎Nadia …
)
"""The last word of a line whose sentence ends with the name below: nobody signs there."""
