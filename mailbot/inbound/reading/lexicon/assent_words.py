"""Yes and no, in a tenant's words, a tradesman's, an owner's. One way a line, with a mail beside it."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today"
_THAT_IS_FINE = (
    "^ that|this is|will|would [all|just|absolutely|perfectly|totally|be] fine|good|great|ok|okay|perfect"
    "|agreed|settled"
    "|right|correct|it|lovely|brilliant|excellent|grand|approved|accepted|confirmed|alright|sorted|fixed|acceptable|do"
)
YES = (
    "^ oui",  # oui c'est bon
    "^ ok",  # ok pour moi
    "^ d'accord",  # d'accord
    "^ c'est bon",  # C'est bon pour moi, merci
    "^ c'est cale|cale|boucle|booke|fixe|plie|inscrit|planifie",  # c'est calé
    "^ c'est ok|parfait|nickel|parti|valide|confirme|entendu|d'accord|accepte",  # c'est parfait
    "^ c'est|ce note|possible",  # c'est noté
    "^ c'est un oui",  # c'est un oui
    "^ [c'est] tout bon",  # tout bon
    "^ ca marche|roule|joue|gaze|baigne|colle",  # ça roule
    "^ ca [me|nous] va|convient|arrange",
    "^ ca ira $|merci|pour|parfaitement|nickel",  # ça me va
    "^ [c'est] pas de|d' probleme",  # pas de souci
    "^ [il] y a pas de probleme",  # y a pas de souci
    "^ aucun|sans|zero probleme",  # sans problème
    "^ parfait*",  # parfait !
    "^ entendu",  # entendu
    "^ bien",  # très bien
    "^ nickel|impec*|super|top|genial|excellent|formidable|cool",  # nickel
    "^ volontiers",  # volontiers
    "^ avec plaisir",  # avec plaisir
    "^ bon pour",  # bon pour moi
    "^ va pour",  # va pour jeudi
    "^ je [vous] confirme|valide|accepte|approuve|prends|donne",  # je confirme
    "^ nous confirmons|validons|acceptons|approuvons",  # nous validons
    "^ on confirme|valide|accepte|prend",  # on valide
    "^ confirme|valide|accepte|approuve|entendu|adjuge|banco",  # validé
    "^ affirmatif|exact|exactement|absolument|evidemment|certainement|parfaitement",  # affirmatif
    "^ tout a fait",  # tout à fait
    "^ bien sur",  # bien sûr
    "^ bien entendu",
    "^ c'est cela|ca",  # c'est ça
    "^ note",  # noté
    "^ bien note|pris",  # bien noté
    "^ allez y",  # allez-y
    "^ vas y",
    "^ faites le|les|donc",  # faites-le
    "^ go",  # go
    "^ let us go",
    "^ roule|roulez",  # roule
    "^ je suis ok|d'accord|partant|partante|preneur|preneuse|bon",  # je suis d'accord
    "^ nous sommes d'accord|ok",
    "^ sure|fine|good|great|perfect|agreed|approved|confirmed|absolutely|correct|indeed|lovely|brilliant|deal|accepted",
    "^ sounds good|fine|great|perfect",  # sounds good
    "^ works|suits for|me|us|fine",  # works for me
    "^ that|this works|suits [for] $|me|us|fine|well|great|perfectly|ok|okay|good|then|thanks|thank|cheers|please|go"
    " !in|except|until|sometimes|not|out",  # that works
    f"^ that|this works|suits for|on {_DAYS}",
    f"{_THAT_IS_FINE} $|thanks|thank|cheers|please|go|then|see|let|book|merci|enough",
    f"{_THAT_IS_FINE} with|by|for|to me|us",
    f"{_THAT_IS_FINE} for [the|this|your] quote|works",
    f"{_THAT_IS_FINE} [for|on] {_DAYS}",
    "^ it is fine|ok|good|great|perfect",
    "^ it|that|this is a yes|deal|go $|thanks|thank|cheers|please|then|go",
    "^ it|that|this is a yes|deal|go from|for me|us",
    f"^ it|that|this is a yes|deal|go [for|on] [the|this|your|his] quote|works|repair|{_DAYS}",
    "^ no problem|worries",  # no problem
    "^ all good|fine",
    "^ happy|glad to|with",  # happy to go ahead
    "^ go ahead|for",  # go ahead
    "^ please proceed|do|go",
    "^ of course",
    "^ by all means",
    "^ will do",
    "^ i confirm|accept|approve|agree|take",
    "^ we confirm|accept|approve|agree",
    "^ 👍|👌|✅|✔|🆗|🙌|💯|🤝|☑|✌",  # 👍
)

BY_THEMSELVES = frozenset(
    words(
        "absolument exactement parfaitement certainement evidemment exact absolutely indeed super top parfait parfaite"
        " parfaits parfaites nickel impec impeccable genial geniale excellent excellente formidable cool sure fine good"
        " great perfect correct lovely brilliant deal"
    )
)
"""A yes where nothing comes behind; else they may colour the next word: « super cher », « absolutely nothing »."""
MAY_FOLLOW = frozenset(
    words(
        "oui ok yes d'accord merci thanks thank cheers pour for avec with by je j on nous vous i we let see then alors"
        " donc comme c ca cela que et and go allez please svp stp a au de d idee idea plan madame monsieur mme mr m"
        " bonne bon good lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday"
        " saturday sunday demain tomorrow aujourd pas no is it's works suits that this me moi choix choice solution"
        " enough to you du en si if but mais il faut d'avance beaucoup infiniment 🙏 👍 👌 😊 🙂 ! nouvelle"
        " nouvelles news"
        " proposition offre prix price value matin matinee apres aprem midi soir soiree semaine week-end"
        " morning afternoon"
        " premier premiere second seconde deuxieme dernier derniere first last fixed sorted repaired working"
        " repare regle resolu"
    )
)
"""What leaves them a yes: « parfait pour jeudi », « perfect, see you then »."""
POINTS = frozenset(words("ce cet cette votre vos les"))
PRAISED = frozenset(
    words(
        "devis prix tarif montant proposition offre creneau creneaux horaire horaires heure heures date jour travail"
        " travaux boulot intervention reparation resultat"
    )
)
AFTER_PRAISE = frozenset(words("merci pour et c je j me nous on thanks thank cheers please"))
_PRAISES = words("perfect great good excellent brilliant lovely super top")
ROUNDS_OFF = frozenset((("sure", "thing"), ("nickel", "chrome"), *((praise, "job") for praise in _PRAISES)))
"""« Super ce prix, merci », and neither « super cette facture » nor « super ce devis est hors de prix »."""
COLOURED = frozenset(words("absolument exactement parfaitement certainement evidemment exact absolutely indeed"))
NOT_BEHIND_COLOUR = frozenset(words("je j on nous le la i we pas no il a au de d en prix price du"))
"""« Evidemment je travaille », « exactement le prix d'avant »: what these adverbs stress is no yes."""

NOT_QUITE_YES = (
    "^ parfait*|super|ideal|top|nickel|great|perfect|fine|good|lovely|brilliant pour|for ceux|celui|celle|un|une"
    "|quelqu*|those|people|him|her|them|someone|retraites|retired|lui|elle|eux",
    "^ of course|bien entendu|sur it|he|she|they|there|i|we|il|elle|ils|je|j|on|nous",
    "^ of course it|he|she|they|there|i|we",
    "^ je|j|nous|on [vous] prends|prend|prenons note|connaissance|acte|conseil|contact|rendez|rdv|peur",
    "^ je|j|nous|on [vous] prends|prend|prenons le temps",
    "^ je|j|nous|on [vous] confirme|confirmons [bien] avoir|reception|ne",
    "^ je|j|nous|on [vous] confirme|confirmons [bien] la|l reception",
    "^ je|j|nous|on [vous] confirme|confirmons que|qu ~ ~ trop|pas|plus|non|cher|jamais|rien|refuse*",
    "^ je|j accepte mal|difficilement|seulement|uniquement|pas",
    "^ i|we confirm|acknowledge receipt|reception|having|delivery",
    "^ i|we accept|approve|agree|confirm no|nothing|neither|none",
    "^ i|we agree with|on [the|your|my|that] tenant|tenants|plumber|him|her|them|you|neighbour|agency|manager|point",
    "^ go and|to|back|look|see|find|get|ask|elsewhere|away|easy|slow|slowly",
    "^ deal with|breaker",
    # je prends le train ce jour-là
    "^ je|j|nous|on|i|we prends|prend|prenons|take le|la|les|l|mon|ma|mes|un|une|des|my|the|a|our train|tgv|bus|avion"
    "|bateau|metro|car|route|voiture|vacances|conges|retraite|plane|flight|ferry|kids|children|dog|enfants|petits",
    "^ je|j|nous|on valide|validons [le|la|mon|ma|mes|un|une|des] permis|examen*|partiel*|concours|diplome|annee|bac",
    # ça va être compliqué
    "^ ca|cela [me|nous] va|ira [me|nous|m] etre|pas|faire|finir|prendre|couter|durer|encore|mal",
    "^ [c'est] bon|good a|to savoir|know|entendre|rappeler|noter|retenir",
    "^ oui|yes|ok [c|it|that] [est|is] mon|ma|my|notre|our appartement|logement|studio|maison|flat|house|apartment|bien"
    "|locataire|tenant",
    "^ oui|yes|ok je|j|on|i|we sais|know|comprends|understand|vois|see|entends|imagine|conviens|admets",
    "^ ok|oui|bon|yes [c'est|est|it|is] [une|a] blague|plaisanterie|joke",
    "^ please go|do|proceed through|back|via|by|and|not|see|check|ask|nothing|carefully",
    "^ oui|ok|yes|bon [bah|ben|euh|enfin|et|mais] non|no",
    "^ entendu parler|dire|du|un|une|des|le|la",
    "^ oui|yes|ok [c] [est] je|j|i [suis|am] [bien] la|le|l|the locataire|proprietaire|tenant|owner",
    "^ oui|ok|yes|c'est bon ~ ~ laissez|laisse tomber",
    "^ c'est bon ~ abandonne|abandonnons|arretez",
    "^ oui|ok|yes|oui oui|ok|i|we|j|je [i|we|j|je|ai|have] [ai|have] [bien] vu|lu|saw|seen|read !avec|with|mon|ma|my",
    "^ oui|ok|yes|i|we [i|we] received|got that|it|your|the [mail|email|message|letter|quote]",
    "^ glad|happy to hear|see|know|read|learn|discuss|talk|wait|help",
    "^ correct me",
    "^ ok|oui|d'accord bien|bien|vu|recu|note lu",
    "^ c'est bon marche",
    "^ oui|ok ?",
    "^ that is not|too|an",
    "^ that is a !yes|deal|go|ok",
    "^ good|bon morning|afternoon|evening|day|week|jour*|soir*|week",
    "^ good to know",
    "^ super|top [de|la|le] ou|encore|mais",
    "^ bien le|la|les|que|cordialement|a",
    "^ fine print",
    "^ note que|bien",
    "^ go|allez voir",
)
"""Look like a yes at the head of a clause and are none."""

NO = (
    "^ non",  # non
    "^ mais|but [en] [fait] non|no $|merci|thanks|sorry|desole",
    "^ no",  # no
    "^ ah non",
    "^ surtout pas",  # surtout pas
    "^ pas du tout",  # pas du tout
    "^ absolument pas",
    "^ certainement pas",
    "^ hors de question",
    "^ jamais",
    "^ negatif",  # négatif
    "^ [c'est] pas possible",  # pas possible
    "^ [c'est] impossible",  # impossible
    "^ not $",
    "^ not really|at|ok|good|possible|yet",
    "^ nope|never|negative",
    "^ 👎|😡|😠|🤬|❌|😤|😾|🚫|⛔",  # 😡
)

NOT_A_NO = (
    "^ no problem|worries|issue|pb",
    "^ no leak|leaks|noise|smell|trouble|complaint|complaints|drip|drips $|since|now|at|so|whatsoever|anymore",
    "^ no more leak|leaks|noise|smell|trouble|drip|drips|problem|problems|issue|issues $|since|now|at|so|whatsoever",
    "^ no sign|signs of [a|any] leak|leaks|leaking|dripping",
    "^ non plus|mais",
    "^ jamais vu|deux",
    "^ no doubt|need|longer",
)

COURTESY = frozenset(
    [
        "bonjour",
        "bonsoir",
        "madame",
        "monsieur",
        "mme",
        "m",
        "mr",
        "mlle",
        "messieurs",
        "mesdames",
        "salut",
        "hello",
        "hi",
        "dear",
        "coucou",
        "cher",
        "chere",
        "re",
        "merci",
        "thanks",
        "thank",
        "you",
        "encore",
        "mille",
        "beaucoup",
        "grand",
        "a",
        "bientot",
        "plus",
        "tard",
        "vous",
        "tous",
        "svp",
        "s",
        "il",
        "te",
        "plait",
        "please",
        "d",
        "avance",
        "bonne",
        "journee",
        "soiree",
        "soir",
        "semaine",
        "week",
        "end",
        "fin",
        "de",
        "bon",
        "jour",
        "cordialement",
        "cdt",
        "cordiales",
        "salutations",
        "sincerement",
        "sinceres",
        "amicalement",
        "bien",
        "best",
        "regards",
        "kind",
        "cheers",
        "and",
        "et",
        "votre",
        "retour",
        "message",
        "mail",
        "reponse",
        "pour",
        "so",
        "much",
        "la",
        "le",
        "good",
        "morning",
        "afternoon",
        "evening",
        "have",
        "nice",
        "day",
        "🙏",
        "😊",
        "🙂",
        "😀",
        "😃",
        "😄",
        "🤗",
        "❤",
        "☺",
        "😉",
        "team",
        "tout",
        "le",
        "monde",
        "l'equipe",
        "equipe",
    ]
)
"""Words around an answer that leave it what it is."""

YES_WORDS = frozenset(
    [
        "oui",
        "ok",
        "d",
        "accord",
        "c",
        "est",
        "c'est",
        "bon",
        "bonne",
        "parfait",
        "parfaitement",
        "parfaite",
        "entendu",
        "nickel",
        "impec",
        "impeccable",
        "super",
        "top",
        "genial",
        "excellent",
        "cool",
        "ca",
        "marche",
        "roule",
        "me",
        "nous",
        "va",
        "convient",
        "arrange",
        "pas",
        "de",
        "probleme",
        "aucun",
        "sans",
        "volontiers",
        "avec",
        "plaisir",
        "valide",
        "validee",
        "confirme",
        "accepte",
        "exact",
        "exactement",
        "absolument",
        "tout",
        "a",
        "fait",
        "sur",
        "bien",
        "note",
        "noté",
        "recu",
        "je",
        "vous",
        "moi",
        "on",
        "sommes",
        "suis",
        "the",
        "that",
        "it",
        "is",
        "all",
        "good",
        "great",
        "fine",
        "perfect",
        "sure",
        "works",
        "for",
        "me",
        "us",
        "agreed",
        "of",
        "course",
        "no",
        "problem",
        "worries",
        "en",
        "ce",
        "qui",
        "concerne",
        "rien",
        "dire",
        "du",
        "cela",
        "cette",
        "meme",
        "donc",
        "alors",
        "y",
        "j",
        "l",
        "yes",
        "right",
        "correct",
        "absolutely",
        "confirmed",
        "i",
        "vu",
        "👍",
        "👌",
        "✅",
        "✔",
        "🆗",
        "🙌",
        "💯",
        "🤝",
        "☑",
        "✌",
        "👏",
        "😁",
        "💪",
        "🎉",
        "affirmatif",
        "allez",
        "go",
        "merci",
        "pour",
        "moi",
        "nous",
        "de",
    ]
)
"""A text of these alone is a yes and nothing more."""

CONNECTORS = (
    COURTESY
    | frozenset(("chez", "priorite", "idealement"))
    | frozenset(
        words(
            "ou et sinon a de du des le la les un une vers alors soit puis par exemple dans ma mon ce cette ok "
            "oui c est bien sur possible if or and on at in the a the any also me moi pour moi donc tres plutot "
            "aussi voire eventuellement toute tout n importe quel quelle heure heures h journee for you that "
            "would be je j il y matin l celui celle"
        )
    )
)
"""Words between two moments that say nothing of their own."""
