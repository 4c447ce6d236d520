"""How people pick a moment, turn one down, say when they are there, and move a visit. A mail beside each line."""

from __future__ import annotations

_ON_A_DAY = "le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_RETURN = "rentre|rentrons|reviens|revenons|rentrerai|rentrerons|reviendrai|reviendrons"
_FROM_AWAY = (
    "[que] [de|d|du|chez] [vacances|conge|conges|voyage|moi|nous|weekend|deplacement|etranger|bled|pays|mission] [que]"
)
COMES_BACK = (
    f"je|nous {_RETURN} {_FROM_AWAY} lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche !a|au|en|dans|avec",
    f"je|nous {_RETURN} {_FROM_AWAY} le 1*|2*|3*|4*|5*|6*|7*|8*|9*|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    f"je|nous|on suis|sommes|est|serai|serons|sera [de] retour ~ {_ON_A_DAY}",
    f"^ [de] retour [de|prevu|chez|a] [vacances|conges|moi|nous|la|maison] {_ON_A_DAY}",
    "i|we|am|are|be|only|get|getting|come|coming back on|the|from|monday|tuesday|wednesday|thursday|friday"
    "|saturday|sunday",
    "^ back on",
)
"""« Je rentre de vacances le 12 »: not there before."""
NO_HOMECOMING = (
    "vers|to vous|toi|you",
    "a|au|aux|en|in|to [l|la|the] hopital|maternite|clinique|travail|boulot|bureau|ecole|fac|work|hospital"
    "|office|school",
    "with|about|avec|sur [an|a|my|our|une|ma|la|le] answer|reply|response|news|decision|details|reponse|sujet|it|this",
)
"""« Je reviens vers vous mercredi », « je rentre le 3 à l'hôpital »."""

CALL_THEN = (
    "^ [mais|merci|svp|veuillez] [de] [m|me|nous] appelez|appeler|sonnez|sonner|prevenez|prevenir|telephonez|telephoner"
    "|textez|ecrivez|frappez|bipez [moi|nous] quand|lorsque|des|une",
    "^ [but|and|please|just] [please|just] call|ring|text|phone|buzz|knock|message [me|us] when|once|as",
)
"""« Appelez-moi quand vous êtes en bas »."""

ORDINALS: dict[str, int] = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "first": 1, "1st": 1,  # le premier me va
    "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2, "2nd": 2, "2nde": 2, "2ieme": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "3rd": 3, "3ieme": 3,
    "quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4, "4th": 4,
    "cinquieme": 5, "5e": 5, "5eme": 5, "fifth": 5, "5th": 5,
    "sixieme": 6, "6e": 6, "6eme": 6, "sixth": 6,
}  # fmt: skip
NUMBERS: dict[str, int] = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
LAST = frozenset(("dernier", "derniere", "last"))
MIDDLE = ("celui du milieu", "the middle one")

OFFER_NOUN = "creneau|creneaux|option|choix|proposition|slot|date|horaire|possibilite|case|choice|rdv"
"""« Créneau 2 », « option 3 », « n° 1 »."""

NONE_SUITS = (
    "non|no pour|a|aux|to [les|l] deux|trois|tous|toutes|ces|both|all|either",  # c'est non pour les deux
    "aucun|aucune|aucuns !probleme|inconvenient|objection|doute|empechement",  # aucun
    "impossible*",  # impossible ces jours-là
    "[me|nous] conviennent|convient|arrange|arrangent|va|vont pas|plus|jamais",  # ne me conviennent pas
    "pas dispo*|libre|libres|la|present*|possible|disponible* ~ ces|cette|jours|dates|creneaux|la|semaine|du|tout"
    "|aucun",
    "suis|serai|serons|sommes|sera pas la|dispo*|disponible*|libre|present*|chez",
    "peux|pouvons|pourrai|peut|pourrons [malheureusement|jamais] pas|aucun",  # je ne peux pas
    "pas possible",
    "rien|pas ~ convient|va|colle|possible",
    "rien ~ [m|nous|me] arrange|arrangerait|convient|conviendrait|irait|va",
    "rien de tout ca|cela ~ arrange|convient|va|possible",
    "colle|marche|passe pas",
    "travaille|bosse|boulot|taf|ecole ces|a|tous|tout|toute|les|en|jusqu",  # je bosse ces jours-là
    "ni l un ni l autre",
    "ni l une ni l autre",
    "none|neither",
    "not any|either|available|free|possible|work|suit|make|do",
    "can not [make|do|manage] any|either|these|those|that|it|make|be|do|any",
    "unable|unavailable|impossible",
    "no good|can",
    "does not|do not work|suit",
    "un|une|d autre jour|date|creneau|horaire|moment|proposition|semaine",  # il me faudrait un autre jour
    "proposez|proposer|propose [m|moi|nous] autre",
    "autres|d autres dates|creneaux|propositions|jours|horaires|disponibilites",  # vous avez d'autres dates ?
    "other dates|slots|times|days|options",
    "another date|slot|time|day",
)
"""No offered slot suits."""

SORRY_TO_BE_OUT = (
    "ca|cela tombe [tres|plutot|vraiment] mal",
    "desole+|sorry|helas|malheureusement ~ ~ enterrement|mariage|vacances|absent+|hospitalise+|deplacement|funeral"
    "|wedding|abroad|conges",
)
"""No offered slot suits, where it is the writer who is out, and then."""
COPES = (
    "je|j|on|nous|i|we suis|serai|sommes|serons|sera|am|are|will|ll [bien|be] la|present*|dispo*|there|here|home",
    "m|nous|s arrangerai|arrangerons|arrangera|debrouille|debrouillerai|organise|organiserai|manage",
    "i|we will|can manage|cope|sort|arrange",
)
"""« Ça tombe mal mais je m'arrangerai »."""
TAKES_IT_ALL_THE_SAME = (
    "mais|but [c|ca|cela|on|je|i|d|it] [est|will|ll] ok|accord|bon|ira|va|marche|fine|fera|oui|yes|possible|jouable"
    "|faisable|prends|do|works",
    "tant pis",
    "quand|tout meme",
    "all the same",
)
"""« C'est un peu tendu mais ok »."""

NONE_AT_ALL = (
    "^ [non|no|desole|desolee|sorry|malheureusement|helas|alors] aucun|aucune|none|neither $",
    "aucun|aucune de|des|d ces|deux|trois|quatre|creneaux|dates|eux|elles|vos|propositions|horaires|jours",
    "aucun|aucune creneau|date|proposition|horaire|jour",
    "aucun|aucune [me|nous|m] va|convient|conviendra|arrange|marche|colle|irait",
    "ni l un|une ni l",
    "none|neither of|works|suits|is|are|will|suit|work|do|does|can",
    "impossible les|aux|pour|both|all [les] [deux|trois|quatre]",
    "non|no pour|a|aux|to les|l|both|all|either [deux|trois|quatre]",
)
"""Each of them is turned down, in so many words."""
NONE_OF_TROUBLE = ("probleme*|problem*|souci*|inconvenient*|gene*|derange*|issue*|preference*|bother*",)
"""« Aucun des deux ne pose problème »."""

ON_THE_WAY = (
    # oui, par contre le parking est fermé
    "parking|stationnement|rue|impasse|allee|portail|garage|ascenseur|barriere|street|road|park|lift|elevator|gate"
    " [est|sera|is|will] [be] [toujours|encore|souvent|still|out|en] [of] ferme+|barre+|bloque+|coupe+|complet|payant+"
    "|panne|travaux|closed|blocked|shut|full|broken|order|down|works|stuck|casse",
    "escalier|etage|floor ~ pied|ascenseur|stairs|lift",
)
"""What stands in the way of whoever comes, and keeps nobody from being there."""

ANY_SUITS = (
    "les deux|trois|quatre|2|3|4|memes",  # les deux me vont
    "tous|toutes|n importe lequel|laquelle|les",
    "n importe lequel|laquelle",
    "l un ou l autre",
    "peu importe",
    "comme|celui|ce que vous voulez|preferez|arrange|souhaitez",
    "au choix",
    "a vous|toi de voir|choisir",
    "both|either|any|all|whichever|whatever",
    "m est egal",
    "pas de preference",
    "choisissez",
)
"""More than one suits: nothing is chosen."""

TELL_ME = ("dites|dis|dire|confirmez|savoir|know|tell|confirm ~ si|if",)
"""« Mardi, dites-moi si c'est pris » has no second wish."""

FALLBACK = (
    "sinon|autrement|otherwise|else|eventuellement|voire",  # le 1, sinon le 3
    "a|par defaut",
    "au pire",
    "si c est plus|pas possible",
    "si plus|pas possible|libre|dispo*|pris",
    "si jamais|besoin|pas|impossible|vraiment",
    "en second|deuxieme|dernier choix|lieu|recours",
    "if not|that|it|need",
    "si ~ plus|pas possible|libre|dispo*|pris|prise|la",  # vendredi si l'électricien n'est plus libre
    "si ~ pris|prise|complet|complete|occupe|reserve",
    "or ~ ~ if ~ ~ gone|taken|full|busy|booked|unavailable|free",
    "if ~ gone|taken|full|busy|booked|unavailable",
    "failing that",
    "ou alors|bien|eventuellement",
    "second choix|choice",
    "apres c est|le",
    "as a backup|fallback",
    "plan b",
)
"""What follows is a second wish: « Le 1, sinon le 3 » is 1."""

AVAILABLE = (
    # dispo mardi
    "dispo|dispos|disponible*|disponibilite*|libre|libres|present|presente|presents|joignable*|available|free",
    "suis|serai|sommes|serons|sera|seront|est|reste|resterai|serais|etre [bien|tous|toute|disponible|toujours|souvent"
    "|plutot|surtout|generalement] la|chez|dispo*|libre*|present*",
    "suis|serai|reste [toujours] maison|domicile",  # je suis maison lundi
    "suis|serai|sommes|serons|sera|seront|reste|resterai|serais|etre a|au|sur|dans [la|l|mon|le] maison|domicile"
    "|appart*|place|logement",
    "a la maison",
    # home most evenings after 5
    "^ [usually|mostly|generally|normally|always|often] [at] home !is|was|has|not|insurance|all",
    "^ [bien|toujours|souvent|generalement] chez moi|nous !c|il|ca|on|je",
    "serai|serons|serais",
    "peux|pouvons|peut|pourrais|pourrai|pourrons|pourrait",  # je peux mardi
    "convient|convien*|arrange*|irait|va|iraient|ideal*|prefere*|prefererais|preference|parfait*|ok|bon|mieux"
    "|possible|possibilite*",
    "de preference",
    "plutot|seulement|uniquement",
    "teletravail*|repos|conge*|rtt|conges",
    "rentre|termine|finis|sors|debauche ~ a|vers|apres",
    "am|be|are|is|will|m|re|ll ~ home|around|in|available|free|there",
    "works|suits|suit|fine|prefer|preferably|ideal|ideally|grand|best|better",
    "good|great|perfect|ok|okay for|with|by|then",
    "would be|work|suit [really|absolutely|just] great|perfect|lovely|brilliant|good|fine|wonderful|ok|okay",
    "can|could do|be|make|come|manage|you|he|we",
    "any time|day",
    "quand vous voulez|voudrez",
    "venir|passer|passez|venez|passe|recevoir|ouvrir|accueillir",
    "sur|y etre place",
    "y a|aura quelqu un",
)
"""Somebody can be there."""

_OUT_AT = "en cure|reeducation|convalescence|maternite|croisiere|mission|seminaire"
_OUT = (
    f"suis|serai|sommes|serons|pars|partons|partirai ~ {_OUT_AT}",
    f"^ [toujours|encore|bientot|desole|desolee] {_OUT_AT}",
)
_NOBODY_IN = (
    "y aura|a|avait personne [a|dans|sur] [la|l|le|cet|mon|notre] $|chez|maison|domicile|appart*|logement|place",
    "y aura personne lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce|le",
    "y aura personne pour [lui|vous|leur|l] ouvrir|accueillir|recevoir",
    "^ [et|donc|mais] [avec] personne [d|de] [autre] pour [lui|vous|leur|l] ouvrir|accueillir|recevoir",
)
NOT_AVAILABLE = (
    "en deplacement",
    "de|d garde|service|astreinte|permanence",
    "empechement*|empeche|imprevu*|contretemps",
    "suis|serai|sommes|serons au|a|en [la|l] tribunal|bureau|travail|ecole|hopital|banque|sport|piscine|cours"
    "|mariage|enterrement|prefecture|mairie|commissariat",
    "suis|serai|est|serons|sommes convoque+",
    "pas|jamais|plus ~ la|dispo*|libre*|present*|disponible*|chez|possible|peux|peut|pouvons|convient|arrange|matin",
    "peux|peut|pourrai|pouvons|pourra pas|plus",
    "serai|serons|suis|sommes|sera|seront|serais|est [malheureusement] pas|plus",
    "absent*|absence",  # absent toute la semaine
    "suis|serai|sommes|serons [toujours|encore] hospitalise*",
    "^ [toujours|encore] hospitalise*",
    *_OUT,
    *_NOBODY_IN,
    "flying|fly|leaving|travelling|traveling|holiday|holidays|exam|meeting|flight|abroad|work|working|shift",
    "en cours|reunion|classe|examen|rendez|stage",
    "serai|serons [encore|toujours|tous|toutes] chez mon|ma|mes|des"
    " !fournisseur|operateur|mari|femme|copain|copine|conjoint|conjointe|compagne|compagnon",  # chez mon fils à Nice
    "suis|sommes [encore|toujours|tous|toutes] chez mon|ma|mes|des"
    " !mari|femme|copain|copine|conjoint|conjointe|compagne|compagnon ~ lundi|mardi|mercredi|jeudi|vendredi|samedi"
    "|demain|semaine|jusqu",
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|demain je|on|nous suis|est|sommes chez mon|ma|mes|des"
    " !mari|femme|copain|copine|conjoint|conjointe|compagne|compagnon",
    "serai|serons|suis|sommes chez le|la|l|un|une medecin|docteur|dentiste|kine|coiffeur|notaire|avocat|veterinaire"
    "|veto|pediatre|gyneco|ophtalmo|psy|osteo|specialiste|garagiste",
    # jeudi j'ai piscine
    "j|on|nous ai|a|avons [un|une|mon|ma|mes|le|la|les|de|du|l] piscine|sport|gym|yoga|danse|foot|chorale|kine|dentiste"
    "|medecin|coiffeur|partiel|partiels|examen|exam|oral|soutenance|stage|garde|reunion|cours|ecole|entretien|concert"
    "|mariage|bapteme|enterrement|tribunal|train|avion",
    "au|a bureau|travail|boulot|taf|taff|ecole|fac|hopital|usine",
    "tombe mal",
    "me|nous marie|marions|pacse|fiance|opere|operent",
    "marie|marions|enterre|enterrons|baptise|baptisons mon|ma|mes|notre|nos|un|une",  # vendredi on marie ma sœur
    "dialyse|chimio|chimiotherapie|radiotherapie|wedding|funeral|surgery|dialysis",
    "pars|partons|partirai|quitte|vacances|voyage|etranger|hopital|formation|reunion|examen|enterrement|mariage",
    "travaille|bosse|boulot|taf|travail|work|working|travaillons",
    "en|de conge|conges",
    "rdv|rendez ~ medecin|docteur|medical|dentiste|hopital|banque|ecole|avocat",
    "sauf|hormis|excepte|except|impossible*|indisponible*|pris|prise|occupe*|unavailable|away|busy|out",
    "a part",
    "not ~ available|home|free|in|be|around|here|able|possible|work|suit",
    "no good|use",  # the first one's no good
    "in lecture|lectures|class|classes|school|college|uni",
    "can not",
    "no can do",
    "will not",
    "evitez|eviter|avoid",
    "ni le|la|lundi|mardi|mercredi|jeudi|vendredi",
    "convient|arrange|va pas",
    "c'est mort|cuit|rape|foutu|mort|grille|exclu|tendu|complique|difficile",  # mercredi c mort
    "mort|exclu|exclue $",
)
"""Nobody is there then."""

NOT_AWAY = (
    "travaille|travaillons|bosse|bossons pas|jamais",  # jeudi je ne travaille pas
    "suis|serai|sommes|serons chez ~ [mon|ma] ~ pour [lui|vous|leur|l|le|les] ouvrir|accueillir|recevoir|attendre",
    "travaille|travaillons|bosse|bossons [de|la|que|en|surtout] [la] nuit|nuits",  # je serai là, je bosse de nuit
    "work|working nights",
    "pas|plus [de|d|au|en|a] [l] cours|ecole|classe|boulot|taf|travail|reunion",
    "not working|away|busy",
    "off work",
    "might|may|could|would|can|will|should|does [just|also|still|probably|possibly|well|definitely] work",
    "work|works for|well|best|better|fine|great",
    "work|works|working|travaille|travaillons|bosse [at|from|a|de|depuis] [la|ma] home|maison|domicile|chez",
    "pas [d|de] empechement|imprevu|contretemps",
    "pourquoi|why pas|not",
    "si jamais",
    "au cas ou",
    "sauf|hors|hormis [cas|gros|grosse] [de|d] imprevu*|empechement|contretemps|urgence|changement|force",
    "unless|except something|anything",
    "plus tot|tard|vite|rapidement",  # jeudi le plus tôt possible
)
"""Look like it: nothing keeps them that day."""

LIKEWISE = ("aussi|egalement|pareil|idem|too|neither|either", "non plus", "de meme", "as well")
"""« Vendredi aussi »: what was said of the day before holds."""

THE_OTHER = (
    "reste|restait [donc|que] l'autre",
    "l'autre [jour|date|creneau|proposition|option|choix|fois]",  # l'autre jour convient
    "the other [one|day|date|slot|time|option]",
    "celui qui reste",
    "the remaining|left one|date|slot|day",
    "remaining one|slot|date",
    "one|slot|date ~ left",
    "l'unique|le seul ~ reste|restant",
)

ANYTIME = (
    "peu importe",
    "n importe quel|quelle|quand",
    "importe quand|quel|quelle jour|moment|heure|quand",
    "quand vous voulez|voudrez|pouvez|souhaitez",
    "quand|comme ca|cela [vous|t|l|lui|les|leur|m] arrange|arrangera|convient|conviendra|chante|va",
    "quand il|elle|ils veut|peut|voudra|pourra|veulent|peuvent",
    "toujours [a] [la] chez|dispo*|maison|disponible*",
    # « j'attends toujours la pièce » is no presence
    "toujours [a] la $|le|a|au|pour|et|en|sauf|car|donc|ou|apres|avant|entre|jusqu|du|de|sur|je|on|nous|vous|mais|chez"
    "|maison|lundi|mardi|mercredi|jeudi|vendredi|samedi",
    "any time|day",
    "anytime|whenever",
    "tout le temps",
)
"""« Peu importe le jour »: always."""

EARLIEST = (
    "plus tot|vite|proche|rapproche|rapprochee",
    "earlier|earliest|soonest|sooner one|slot|date|possible|of|time|option|$",
    "le plus rapproche",
)
LATEST = (
    "le|au|la|date|creneau plus tard|tardif|tardive|eloigne|eloignee",
    "later|latest one|slot|date|of|time|option|$",
)
FIRST_OF_THEM = (
    "le|celui|creneau plus tot|matinal",  # jeudi, le plus tôt des deux
    "[the] earlier|earliest one|slot|of|time|option",
)
LAST_OF_THEM = (
    "le|celui|creneau plus tard|tardif",  # jeudi, celui le plus tard
    "[the] later|latest one|slot|of|time|option",
)
"""Which of the offers of one day, and not « au plus tard demain »."""


LETS_KNOW = (
    "si|if ~ ~ prevenez|previens|appelez|rappelez|dites|avertissez|ecrivez|sonnez|textez moi|nous",
    "si|if ~ ~ let|tell|call|warn|text|ring me|us",
    # mardi, s'il peut m'appeler avant
    "si|s [le|la|l|un|votre|ce] il|elle|on|plombier|technicien|artisan|electricien|chauffagiste|serrurier|monsieur"
    "|reparateur|entreprise|prestataire|ouvrier peut|pouvait|pourrait|pouvaient|veut|voulait [bien] [m|me|nous]"
    " appeler|rappeler|prevenir|telephoner|avertir|sonner|ecrire|texter",
    "si|s [le|la|l|un|votre|ce] il|elle|on|plombier|technicien|artisan|electricien|chauffagiste|serrurier|monsieur"
    "|reparateur|entreprise|prestataire|ouvrier|ils m|me|nous [a] appelle|rappelle|previent|telephone|avertit|ecrit"
    "|prevenait|appelait|prevenu|appellent|previennent",
    "if [the] he|she|they|plumber|technician|electrician|man|guy can|could call|text|ring|phone|warn|tell",
)
"""« Et si c'est annulé, prévenez-moi »: the pick does not hang on it."""
PICKS = (
    "reste [plus] qu|que",  # il reste que mercredi pour moi
    "plus que",
    "priorite|idealement|prioritaire",
    "premier|first choix|choice",
    "sans faute|souci|probleme|hesiter|hesitation",  # mardi sans faute
    "i meant|mean monday|tuesday|wednesday|thursday|friday|the",
    "voulais|voulait dire|ecrire|mettre lundi|mardi|mercredi|jeudi|vendredi|samedi|le|celui",
    "retient|opte|prefere|retenu|choisi|selectionne|confirmons|valide",
    "retenir|choisir|opter|reserver|bloquer|selectionner|noter|inscrire|valider",  # veuillez retenir la première
    "prends|prend|prenons|choisis|choisit|choisissons|retiens|retenons|garde|gardons|opte|reserve|note|notez|mettez"
    "|dis|disons|dit|va|allons|partons|partir|pars|vote|inscris|inscrivez|valide|selectionne",
    "ok|oui|d'accord|parfait*|bon|nickel|impec*|top|super|ideal*|mieux|volontiers|entendu|confirme|merci",
    "pourquoi|why pas|not",
    "me|nous|m|vous|lui va|irait|convient|conviendrait|arrange|arrangerait",
    "ca|c'est va|marche|roule|colle|joue|irait|bon|ok|parfait*|mieux|jouable|possible|faisable|bien",
    # lundi, ce serait jouable ?
    "ca|cela|ce|c serait|sera|ferait bon|ok|parfait*|mieux|jouable|possible|faisable|bien|ideal*",
    "pour|plutot|preference|prefere*|prefererais|preferons|uniquement|seulement|seul|que",
    "take|pick|choose|choice|go|book|prefer|works|suits|fine|good|perfect|great|please|yes|best|confirm|want|like"
    "|let|make|do",
    "👍|👌|✅|🙏",
)
"""Words that make a pick of the day beside them."""

_OTHERS = (
    "mari|femme|epouse|epoux|conjoint|conjointe|compagnon|compagne|fils|fille|mere|pere|frere|soeur|voisin|voisine"
    "|gardien|gardienne|concierge"
    "|ami|amie|colocataire|coloc|parents|copain|copine|maman|papa|tante|oncle|cousin|cousine|nounou|collegue|beau"
    "|belle|bailleur|grand"
)
_OTHERS_EN = (
    "husband|wife|son|daughter|mother|father|neighbour|neighbor|flatmate"
    "|roommate|friend|partner|concierge|somebody|someone|brother|sister|mum|mom|dad"
)
KIN = f"{_OTHERS}|{_OTHERS_EN}"
SOMEBODY_ELSE = (
    # ma femme ouvrira
    f"{_OTHERS} ~ ouvrira|ouvrir|ouvre|accueill*|recevra|receptionn*|present*|presente|attendra|remplacera",
    f"{_OTHERS} ~ sera|seront|serait|est|reste [bien] la|present*|chez|maison|domicile|sur|dispo*",
    f"{_OTHERS} ~ sera|seront|serait|reste a|dans [l|la|le|notre|mon] appart*|maison|domicile|logement|studio",
    f"{_OTHERS} ~ sera|seront|aura|auront [la] ~ cle|cles|clef|clefs|ouvrir|accueillir|place|la|relais",
    # ma voisine de palier, Mme Ruiz, a le double et ouvrira
    f"{_OTHERS} ~ ~ ~ et|qui|elle|il [lui|vous|leur|l] ouvrira|accueillera|recevra !pas|jamais|plus",
    "lui|vous|leur ouvrira|ouvrir",
    "lui|elle|il|qui qui|lui|vous|m [ouvrira] ouvrira|ouvre|accueillera|recevra|accueille",
    "qui ouvrira|ouvre|accueillera|recevra",
    "cle|cles|clef|clefs|double|badge ~ chez|gardien|gardienne|voisin|voisine|concierge|boite|loge|agence|paillasson",
    f"{_OTHERS_EN} ~ will|can|is|has ~ home|there|in|open|let|key|keys|be",
    f"{_OTHERS_EN} ~ let|open",
    "y|il|aura quelqu un ~ chez|maison|la|place|ouvrir|pour",
    "quelqu un ~ sera|ouvrira|accueillera",
    "sera|serai represente|remplace|representee|remplacee",
    "laisse|laisserai|depose|deposerai|confie|confierai|cache ~ cle|cles|clef|clefs|badge",
    "leave|left|leaving ~ key|keys",
    "c est moi|lui|elle|nous|eux qui serai|serons|sera|seront|suis [bien] la|present+|chez|dispo+|disponible+",
    "c est moi|nous|lui|elle qui [lui|leur|vous] ouvrirai|ouvrirons|ouvrira",
    "c est moi|nous|lui|elle qui [le|l|la|les|vous] accueillerai|accueillerons|accueillera|recevrai|recevrons|recevra"
    " [le|la|l|votre|ce|cet|cette] $|plombier|technicien|artisan|ouvrier|reparateur|entreprise|intervenant|monsieur"
    "|chauffagiste|electricien|serrurier|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain",
)
"""Somebody else opens: the visit stands."""
SOMEBODY_WILL_OPEN = (
    f"{_OTHERS} [vous|lui|leur] ouvrira|ouvriront|accueillera|accueilleront|recevra|receptionnera $|merci|vous",
    f"{_OTHERS} [vous|lui|leur] ouvrira|ouvriront [la] porte",
    f"{_OTHERS} sera|seront [bien] la|present+|sur|dispo+|disponible+ [place] $|merci|alors !que|qu",
    f"{_OTHERS} sera|seront chez [moi|nous] $|merci|alors !que|qu",
    f"{_OTHERS} sera|seront [bien] a|la|present+ [la] [maison] $|merci|alors !que|qu",
    f"{_OTHERS} sera|seront [bien] la|present+|chez [moi|nous] pour [vous|lui|leur|l] ouvrir|accueillir|recevoir",
    "lui|vous|leur ouvrira|accueillera|recevra $|merci",
    "y|il aura quelqu un [la|place|maison|chez] [moi|nous] $|merci",
    "y|il aura quelqu un pour [vous|lui|leur|l] ouvrir|accueillir|recevoir",
    "quelqu un [vous|lui|leur] sera|ouvrira|accueillera [la|present|chez] [moi|nous] $|merci",
    f"{_OTHERS_EN} will be [at] there|home|here|in $|then|thanks|thank",
    f"{_OTHERS_EN} will be [at] there|home|here|in to let|open|meet",
    f"{_OTHERS_EN} will let him|them|her|you in",
    f"{_OTHERS_EN} will open $|the|up|for",
    "je|j|on|nous laisserai|laisserons|deposerai|deposerons|confierai|cacherai ~ cle|cles|clef|clefs|badge ~ gardien"
    "|gardienne|voisin|voisine|concierge|loge|boite|paillasson",
    "i|we will leave [the|a|my|our] key|keys ~ neighbour|neighbor|concierge|caretaker|mat|box",
    "c est moi|lui|elle|nous|eux qui serai|serons|sera|seront [bien] la|present+|dispo+|disponible+ $|merci",
)
"""The same of a time to come, and of nothing else: a yes to the one time that was offered."""
OPENS_MYSELF = (
    # ma femme travaille, mais je serai là pour ouvrir
    "je|j|on|nous serai|serons|sera|suis [bien] la pour|a [lui|leur|vous] ouvrir|accueillir|recevoir",
    "je|j|on|nous [lui|leur|vous|l|le|les] ouvrirai|ouvrirons|ouvrira|accueillerai|accueillerons|recevrai|recevrons",
    "i|we will|ll|can|am|are be [here|there|home|in|around] to let|open|meet",
    "i|we will|can let him|them|her|you in",
)
"""The writer opens: a visit that is arranged stands, whoever else is away."""
KEEPS_A_KEY = (
    f"{_OTHERS} a|ont|aura|auront|garde|gardera|possede [toujours] [un|une|le|la|les|l|mes|nos|mon|notre|ma]"
    " [jeu|double] [des|de] [l|la|les] cle|cles|clef|clefs|double|doubles|badge|trousseau",
    f"{_OTHERS} de|du|d palier|dessus|dessous|face|gauche|droite|etage ~ a|ont|aura|auront [toujours|aussi]"
    " [un|une|le|la|les|mes|nos|mon|ma] cle|cles|clef|clefs|double|doubles|badge|trousseau",
    # ma voisine Mme Costa a mes clés
    f"{_OTHERS} [de|du|d] [palier|dessus|dessous|face] mme|madame|m|mr|monsieur|mlle ~ a|ont|aura|auront [un|une|le|la"
    "|les|mes|nos|mon|ma] cle|cles|clef|clefs|double|doubles|badge|trousseau !pas|plus",
)
"""Somebody has a key: a visit that is arranged stands, where nothing says that the key is out of reach."""
KEY_OUT_OF_REACH = (
    "cle|cles|clef|clefs|double|doubles|badge|trousseau ~ voiture|auto|moto|scooter|velo|cave|garage|box|parking"
    "|boite|coffre|cadenas|portail|local|bureau|magasin|lui|elle|eux|elles|paris|loin|etranger|vacances|voyage",
    "habite|vit|loge|reside a|en !cote|deux|trois|quatre|cinq|dix|2|3|4|5|10|la|l|meme|face|bas|haut|dessous|dessus",
)

TAKEN_THEN = (
    # je dois emmener mon fils chez le médecin mardi après-midi
    "dois|devons|doit|faut|oblige|obligee|obliges [absolument] [que|de|d] [j|je|nous|on] [l|le|la|les|me|m|y]"
    " emmener|emmene|amener|amene|accompagner|accompagne|conduire|aller|aille|etre|sois|partir|parte|deposer|recuperer"
    "|chercher|garder|repartir|assister",
    "ai|avons|a|aura|aurai|aurons [deja] un|une|mon|ma|son|sa|notre [autre|petit|petite|gros] rdv|rendez|reunion"
    "|examen|entretien|formation|operation|cours|consultation|train|avion|vol|bus|conference|audience",
    "have|need|has to [be|go|take|pick|drop|collect|leave] [to] at|my|the|his|her|to|up|for",
)
"""Something else is to be done then: the hour is that of a doctor, a school, a train."""

PERIOD = (
    "semaine|quinzaine|mois|fetes|d'ici|jusqu|noel|ete|aout|janvier|fevrier|week|weeks|fortnight|month|christmas|until"
    "|till",
)
"""How long somebody is away, where no day is named."""
AWAY_MYSELF = (
    "suis|serai|sommes|serons|est|sera ~ etranger|abroad",
    "personne|nobody|noone ~ chez|maison|domicile|appartement|appart*|logement|studio|home|in|flat|house|apartment",
    "no one ~ home|in|flat|house|apartment",
    "appartement|appart*|logement|studio|maison|flat|house|apartment ~ vide|inoccupe+|empty|vacant",
    "absent|absente|absents|absence",  # absent toute la semaine
    "serai|serons|suis|sommes|sera [malheureusement] pas|plus ~ la|dispo*|libre*|present*|chez|disponible*|maison",
    "en vacances|deplacement|conge|conges|voyage|formation|stage|seminaire",
    "serai|serons|suis|sommes [encore|toujours|tous|toutes] chez mon|ma|mes|un|une|des"
    " !mari|femme|copain|copine|conjoint|conjointe|compagne|compagnon",
    "pars|partons|m'absente",
    "peux|pourrai|pouvons pas|plus ~ etre|recevoir|ouvrir|accueillir",
    "travaille|bosse|travaillons tous|toute|tout|lundi|mardi|mercredi|jeudi|vendredi|samedi|en|de|jusqu|ce|cette|la"
    "|demain",
    "not|no be|am|longer ~ home|there|in|available|around",
    "will|am|are away|out|abroad|working|travelling",
    "hospitalise*|hopital|maternite",
    *_OUT,
    *_NOBODY_IN,
    "nobody|noone will|to be|is home|in|there",
)

MOVE_VISIT = (
    "pas ~ venir|passer|deplacer",
    "fievre|grippe|covid|cloue|alite|gastro|urgences",
    "remettre|remettons|glisser ~ a|au|ca|cela|plus|autre|un",
    "autre fois",
    "decal*|report*|repouss*|deplacer|deplacez|deplacons|avancer|retarder|reprogramm*|replanif*|changer|modifier"
    "|annul*|reprendre ~ rdv"
    "|rendez|visite|date|heure|jour"
    "|creneau|passage|intervention|a|au|pour|de|d|mardi|lundi|mercredi|jeudi|vendredi|samedi|plus|demain",
    # on doit décaler
    "decaler|decale|decalons|decalez|reporter|repousser|replanifier|reprogrammer|deplacer|reporte|reportez",
    "autre|nouvelle|nouveau date|jour|creneau|rdv|moment|horaire|rendez",
    "empech*|imprevu*|contretemps|contre temps|malade|malades|hospitalise*|accident*|deces|coince|urgence|arret",
    "fixer|trouver|convenir|prendre|reprendre ~ autre|nouvelle|nouveau",
    "plutot",
    "plus tot|tard",
    "peux|peut|pourrai|pourra|pouvons|pourrons plus|pas",
    "plus|pas possible|dispo*|la|libre|present*",
    "annul*",
    "pas etre la|present|presente|dispo*",
    "reschedul*|postpon*|rearrang*|cancel*",
    "move|change|shift|push|bring ~ visit|appointment|it|time|day|date|slot|to",
    "can not|longer ~ make|be|do|attend|come|there|there",
    "not ~ home|make|there|available|in|able",
    "another|different time|day|date|slot",
    "something came up",
    "instead|rather",
    "instead of",
    "absent*",
    "serai|serons|suis|sommes|sera|seront pas|plus",
    "impossible*",
    "demarrer|tenir|honorer ~ pas|plus",
)
"""A visit that is chosen or planned cannot stand."""

OF_THE_PLANNING = (
    # mon planning tombe vendredi
    "planning|plannings|horaires|emploi|roulement|agenda [du|de] [temps] [la|travail] [me|qui] tombe|tombent|sort"
    "|sortent|arrive|arrivent|parait|publie",
    "recois|recevrai|aurai|connaitrai|connais|attends [pas] [encore] mon|mes|notre|nos|le|les [nouveau|prochain]"
    " planning|plannings|horaires|emploi|roulement",
)
"""The day on which somebody will know when he works."""

PREFERS_A_TIME = (
    "plutot|preference|preferable|preferablement|preferably|preferes|prefere|preferons|prefererais|prefererions|prefer"
    "|mieux|ideal|idealement|ideally|best|better|suits|convient|conviendrait|arrange|arrangerait|irait|only|uniquement"
    "|seulement|possible|car|parce|puisque|because",
    "^ [et|ou|mais] [c|ca|cela] [est|m|me|nous] [est|serait|va|ira] va|bon|parfait|ok|tres|nickel",
    "me|m|nous va|ira",
    "mari|femme|fils|fille|mere|pere|frere|soeur|conjoint+|compagnon|compagne|coloc+ est|sera|sont|seront [bien] la"
    "|present*|dispo*|disponible*",
    "^ ~ ~ donc",
)
"""A part of the day that is wished for."""
OF_A_WISH = (
    "mais par contre vienne viens venez venir passe passez passer voudrais voudrions aimerais aimerions souhaite"
    " travaille bosse nous i we it are work works working peut peux il soit ce serait sera que qu ca cela en fin debut"
    " home am m"
)
"""What else stands beside such a wish."""
WISHED_FOR_A_VISIT = (
    "travaille|bosse [de|la] [nuit|jour|matin|journee|week] [end]",
    "venir|venez|viens|vienne|viennent|passer|passez|passe|passent|intervenir|intervienne|intervention|visite|rdv"
    "|technicien|plombier|rendez",
    "faut|faudrait qu|que|venir|passer",
    "svp|merci|si possible|please",
    "come|visit|appointment",
)
"""What makes of « plutôt l'après-midi » the time of a visit, where it may as well be when it leaks."""
TELLS_SOMETHING = (
    "^ le|la|les|l|mon|ma|mes|il|elle|ils|elles|y|the|my|he|she|they|it",
    "^ ca|on|n|c",
    "n|ne|suis|est|serai|sommes|peux|not ~ pas|plus|jamais|personne",
    "not|never|nobody",
)
"""What stands behind a bare hour tells of something else that is then."""

THIRD_PERSON_VISIT = (
    "il|elle|plombier|technicien|electricien|chauffagiste|artisan|ouvrier|serrurier|reparateur|monsieur|depanneur"
    "|mec|gars|livreur"
    " ~ passe|vient|venu|passera|viendra|devait|est|doit|a|etait|passer|venir",
    "plumber|technician|electrician|man|guy|engineer|he ~ came|comes|coming|was|is|should|did|said",
    "rdv|rendez vous|visite ~ prevu*|etait|fixe|du|de|planifie*|confirme*",
    "attendu|attends|waited|waiting",
    "y a|eu",
    "quittance|loyer|facture|assurance|bail|preavis|demenag*|etat|vacances|commission|assemblee|mandat|resili*",
    "recu|ecrit|appele|signale|envoye|dit|paye|achete|called|sent|paid|bought|wrote|reported|emailed",
    "depuis|since|hier|yesterday",
    "faites|envoyez|programmez|mandatez|fixez|organisez|intervenir|quitte|quitterai|quittons",
    "tombe|panne|arrete|cesse|commence ~ en|le|ce|depuis",
)
"""A day that is not an offer: when somebody came, or when it broke."""
"""« Le plombier devait venir mardi »."""

STANDS = (
    "toujours|bien|confirme* ~ pour|rdv|ok",
    "je|on confirme|maintiens|maintient",
    "c est note|bon|ok",
    "serai|serons la",
    "comme prevu|convenu",
)
"""The planned visit is only confirmed by the occupant."""

STRONG_MOVE = (
    "remettre|glisser",
    "autre fois",
    "decal*|report*|repouss*|deplacer|deplacez|annul*|empech*|imprevu*|reschedul*|postpon*|cancel*",
    "autre|nouvelle date|jour|creneau|rdv|moment",
    "rdv|visite|rendez|passage|appointment|visit",
    "plutot|instead",
)
"""The visit itself is named."""

CAME = (
    "il|elle|ils|plombier|technicien|electricien|chauffagiste|artisan|serrurier|monsieur|gars|personne|nobody|he"
    "|they|she|plumber|engineer"
    " ~ venu|passe|debarque|arrive|arrives|parti|la|bosse|travaille|vient|vu|came|arrived|left|here|come|show"
    "|showed|turned",
    "personne|nobody|lapin|attendu|waited|toujours|ombre|trace",
    "no one",
    "pas venu|passe|arrive|vu",
    "no show",
)
"""Told of a visit whose hour has come."""

THIS_ONE = (
    "celui|celle ci|la",  # celui-ci svp
    "celui|celle|ceci|cela ^",
    "^ ici|la|ok|oui|parfait*|moi|x|bon $",
    "ca|c'est bon|ok|parfait*|va|convient",
    "this|that one|works|suits|is",
    "👍|👌|✅|☝|⬆|👆",
)
"""Written under a quoted line: this is the one."""

TAKES_THE_ONE_TIME = (
    # nous serons présents
    "je|j|on|nous serai|serons|sera [bien|tous|toutes] la|present+|dispo+|disponible+ $|merci|alors !que|qu",
    "je|j|on|nous serai|serons|sera [bien|tous|toutes] chez moi|nous $|merci|alors !que|qu",
    "je|j|on|nous serai|serons|sera [bien|tous|toutes] la|present+|dispo+|disponible+ pour [lui|leur|vous|l|le|la|votre"
    "|cette|ce] ouvrir|accueillir|recevoir|intervention|visite|passage|rdv|rendez|technicien|plombier",
    "i|we will|ll|shall be there|home|here|in $|then|thanks|thank",
    "i|we will|ll|shall be there|home|here|in to let|open|meet",
    "^ [ok|oui|le|ce|parfait] rdv|rendez [vous] [est] confirme|note|ok|pris|valide|parfait $|merci",
    "^ confirme|confirmes|confirmed",
)
"""A yes to the one time that was offered."""
WILL_BE_HOME = (
    "confirme|confirmons ~ presence|present|presente",
    "serai|serons|sera [bien] la|present*|chez|dispo*",
    "pourrai|pourrons|peux|pouvons etre|rester [bien] la|present*|dispo*",
    "vous|l|les attends|attend|attendons",
    "will be ~ home|there|in",
    "je|on|nous y serai|serons|sera",
)
"""The occupant says to be there."""

NO_PICK = (
    "trop|too tot|tard|early|late|long",  # 9h c'est trop tôt pour moi
    # je prends le train ce jour-là
    "prends|prend|prenons|take|taking|catch|catching le|la|les|l|mon|ma|mes|un|une|des|my|the|a|our train|tgv|bus|avion"
    "|bateau|metro|car|route|voiture|vacances|conges|retraite|plane|flight|ferry|kids|children|dog|enfants|petits",
    "valide|passe|passons [le|la|mon|ma|mes|un|une|des] permis|examen*|exam*|partiel*|concours|oral|diplome|entretien",
    "aurait|auraient|would [have] suffi|fallu|sufficed|enough",
    "appelez|rappelez|appeler|rappeler|telephonez|call|ring|phone|relancez|relancer",
    "rentre|rentrons|reviens|arrive|pars ~ jeudi|lundi|mardi|mercredi|vendredi|samedi|le|a",
    "dentiste|medecin|docteur|kine|coiffeur|anniversaire|ne|nee|born|birthday",
    "rue|avenue|boulevard|habite|live",
    "m a dit|m'a|avait|was|said|told",
    "voisin|voisine|neighbour prend|a|takes",
    "depuis|since|que|j attends",
    "apres|avant|after|before le|la|the 1*|2*|3*|4*|5*|6*|7*|8*|9*|lundi|mardi|mercredi|jeudi|vendredi",
)
"""A day or a number that picks nothing."""

ASKS_TO_BOOK = (
    # auriez-vous l'obligeance de noter la seconde date ?
    "pouvez|pourriez|peux|pourrais|auriez|aurais|voulez|voudriez|possible|est ~ retenir|noter|reserver|inscrire|bloquer"
    "|mettre !que|qu|comme",
    "obligeance|gentillesse|amabilite|bonte [de|d] [me|nous] retenir|noter|reserver|inscrire|bloquer|mettre"
    " !que|qu|comme",
    "can|could|would|may ~ book|reserve|schedule|pencil",
)
"""A question that politely gives an order: the offer it names is picked."""

SUITS_BADLY = (
    # mardi, ça tombe mal
    "^ [mais|aie|helas|ah] [la] ca|cela tombe [tres|plutot|vraiment|super|hyper] mal",
    "^ [mais|c|ca|cela|ce] [est|va|etre|serait|sera] [etre] [un] [peu] trop tot|tard|loin|juste|court|matinal $|pour",
    "^ [mais|c|ca|cela|ce] est|va|serait|sera [etre] [un] [peu] chaud|chaude|short|galere|tendu $|pour|la",
    "^ [but] it|that is [a] [bit] [too] early|late|tricky|difficult|awkward $|for",
)
"""What is said of the time that was just named."""

TAKES_BACK_A_PICK = (
    "^ [ah|oh|euh|mais|but|or] non|no",
    "peux|peut pas",
    "[mais|but] pas|not possible|de|la|sure",
    "can not",
    "pas de voiture",
    "^ but no",
    "finalement|en fait non|pas",
)

PUTS_RIGHT = (
    "^ [mais|non|no] ah|oh|euh|oups|zut|mince|attendez|attends|oops|wait|hang [mais|zut|mince|on|no] non|no|pardon"
    "|sorry|erreur",
    "^ [non|no|ah|oups|oops] pardon|erreur|rectification|correction|sorry $|non|no|c|je|j|le|la|plutot|i|the|it",
    "me suis trompe+|plante+|emmele+",
    "je voulais dire|ecrire|mettre|repondre",
    "i meant|mean $|the|it|monday|tuesday|wednesday|thursday|friday|saturday|number",
    "scratch that",
)
"""« Ah non pardon »: what was said before is put right."""

NOT_OF_A_VISIT = (
    "c'est|est moi|nous|elle|lui",
    "probleme|ok|d'accord ~ attendre|patienter|reponse|facture|devis|photo",
    "allo",
    "mail|message|courrier|lettre",
)
"""A yes to something else than an offered time."""
