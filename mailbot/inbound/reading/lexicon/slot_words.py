"""How people pick a moment, turn one down, say when they are there, and move a visit. A mail beside each line."""

from __future__ import annotations

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

OFFER_NOUN = "creneau|creneaux|option|choix|proposition|numero|numeros|n|no|slot|number|num|date|horaire|possibilite|case|choice|#"
"""« Créneau 2 », « option 3 », « n° 1 »."""

NONE_SUITS = (
    "aucun|aucune|aucuns",  # aucun
    "impossible*",  # impossible ces jours-là
    "[me|nous] conviennent|convient|arrange|arrangent|va|vont pas|plus|jamais",  # ne me conviennent pas
    "pas dispo*|libre|libres|la|present*|possible|disponible* ~ ces|cette|jours|dates|creneaux|la|semaine|du|tout|aucun",
    "suis|serai|serons|sommes|sera pas la|dispo*|disponible*|libre|present*|chez",
    "peux|pouvons|pourrai|peut|pourrons [malheureusement|jamais] pas|aucun",  # je ne peux pas
    "pas possible",
    "rien|pas ~ convient|va|colle|possible",
    "colle|marche|passe pas",
    "travaille|bosse|boulot|taf|ecole ces|a|tous|tout|toute|les|en|jusqu",  # je bosse ces jours-là
    "ni l un ni l autre",
    "ni l une ni l autre",
    "none|neither",
    "not any|either|available|free|possible|work|suit|make|do",
    "can not [make|do] any|either|these|those|that|it|make|be|do|any",
    "unable|unavailable|impossible",
    "no good|can",
    "does not|do not work|suit",
    "autres|d autres dates|creneaux|propositions|jours|horaires|disponibilites",  # vous avez d'autres dates ?
    "other dates|slots|times|days|options",
    "another date|slot|time|day",
)
"""No offered slot suits."""

ANY_SUITS = (
    "les deux|trois|quatre|memes",  # les deux me vont
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

FALLBACK = (
    "sinon|autrement|otherwise|else|eventuellement|voire",  # le 1, sinon le 3
    "a|par defaut",
    "au pire",
    "si c est plus|pas possible",
    "si plus|pas possible|libre|dispo*|pris",
    "si il|elle|ca|celui|jamais|besoin|pas|impossible|vraiment",
    "si jamais|besoin|impossible",
    "en second|deuxieme|dernier choix|lieu|recours",
    "if not|that|it|need",
    "failing that",
    "ou alors|bien|eventuellement",
    "second choix|choice",
    "apres c est|le",
    "as a backup|fallback",
    "plan b",
)
"""What follows is a second wish: « Le 1, sinon le 3 » is 1."""

AVAILABLE = (
    "dispo|dispos|disponible*|disponibilite*|libre|libres|present|presente|presents|joignable*|available|free",  # dispo mardi
    "suis|serai|sommes|serons|sera|seront|est|reste|resterai|serais la|chez|maison|domicile|dispo*|libre*|present*|appart*|appartement",
    "serai|serons|serais",
    "peux|pouvons|peut|pourrais|pourrai|pourrons|pourrait",  # je peux mardi
    "convient|convien*|arrange*|irait|va|iraient|ideal*|prefere*|prefererais|preference|parfait*|ok|bon|mieux|possible|possibilite*",
    "de preference",
    "plutot|seulement|uniquement|que",
    "teletravail*|repos|conge*|rtt|conges",
    "rentre|termine|finis|sors|debauche ~ a|vers|apres",
    "home|around|works|suits|suit|fine|prefer|preferably|good|can|could|best|ideally|off|open",
    "quand vous voulez|voudrez",
    "venir|passer|passez|venez|passe|recevoir|ouvrir|accueillir",
    "sur|y etre place",
    "y a|aura quelqu un",
    "weekend|we",
)
"""Somebody can be there."""

NOT_AVAILABLE = (
    "pas|jamais|plus ~ la|dispo*|libre*|present*|disponible*|chez|possible|peux|peut|pouvons|convient|arrange|matin",
    "peux|peut|pourrai|pouvons|pourra pas|plus",
    "serai|serons|suis|sommes|sera|seront|serais|est [malheureusement] pas|plus",
    "absent*|absence",  # absent toute la semaine
    "pars|partons|partirai|quitte|vacances|deplacement|voyage|etranger|hopital|formation|reunion|examen|enterrement|mariage",
    "travaille|bosse|boulot|taf|travail|work|working|travaillons",
    "en|de conge|conges",
    "rdv|rendez ~ medecin|docteur|medical|dentiste|hopital|banque|ecole|avocat",
    "sauf|hormis|excepte|except|impossible*|indisponible*|pris|prise|occupe*|unavailable|away|busy|out",
    "a part",
    "not ~ available|home|free|in|be|around|here|able|possible|work|suit",
    "can not",
    "will not",
    "evitez|eviter|avoid",
    "ni le|la|lundi|mardi|mercredi|jeudi|vendredi",
    "convient|arrange|va pas",
)
"""Nobody is there then."""

SOMEBODY_ELSE = (
    "mari|femme|epouse|epoux|conjoint|conjointe|compagnon|compagne|fils|fille|mere|pere|frere|soeur|voisin|voisine|gardien|gardienne|concierge"
    "|ami|amie|colocataire|coloc|belle|beau|parents|copain|copine|maman|papa|tante|oncle|cousin|quelqu|baby|nounou|famille|collegue|proprietaire"
    " ~ sera|ouvrira|ouvre|est|aura|serait|present*|la|accueill*|recevra|garde|peut|pourra|a|viendra|attendra|reste|s'en|vous|lui|occupe*",
    "husband|wife|son|daughter|mother|father|neighbour|neighbor|flatmate|roommate|friend|partner|concierge|landlord|somebody|someone|brother|sister"
    " ~ will|can|is|has|be|let|open|there|home",
    "y|il aura quelqu un",
    "sera|serai representee|represente|remplace*",
    "laisse|laisserai|depose|confie|confierai|cachees|cachee|cache ~ cle|cles|clef|clefs|badge",
    "leave|left|leaving ~ key|keys",
    "cle|cles|clef|clefs|key|keys ~ gardien|gardienne|voisin|voisine|concierge|agence|boite|paillasson|pot|neighbour|neighbor|mailbox|reception|desk",
)
"""Somebody else opens: the visit stands."""

MOVE_VISIT = (
    "decal*|report*|repouss*|deplac*|avancer|retarder|reprogramm*|replanif*|changer|modifier|annul*|reprendre ~ rdv|rendez|visite|date|heure|jour"
    "|creneau|passage|intervention|a|au|pour|de|d|mardi|lundi|mercredi|jeudi|vendredi|samedi|plus|demain",
    "decaler|decale|decalons|decalez|reporter|repousser|replanifier|reprogrammer|deplacer|reporte|reportez",  # on doit décaler
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

THIRD_PERSON_VISIT = (
    "il|elle|plombier|technicien|electricien|chauffagiste|artisan|ouvrier|serrurier|reparateur|monsieur|depanneur|mec|gars|livreur"
    " ~ passe|vient|venu|passera|viendra|devait|est|doit|a|etait|passer|venir",
    "plumber|technician|electrician|man|guy|engineer|he ~ came|comes|coming|was|is|should|did|said",
    "rdv|rendez vous|visite ~ prevu*|etait|fixe|du|de|planifie*|confirme*",
    "attendu|attends|waited|waiting",
    "y a|eu",
    "quittance|loyer|facture|assurance|bail|preavis|demenag*|etat|vacances|commission|assemblee",
    "recu|ecrit|appele|signale|envoye|dit|paye|achete|called|sent|paid|bought|wrote|reported|emailed",
    "depuis|since|hier|yesterday",
    "tombe|panne|arrete|cesse|commence ~ en|le|ce|depuis",
)
"""A day that is not an offer: when somebody came, or when it broke."""
"""« Le plombier devait venir mardi »."""

ALREADY = ("deja",)
STANDS = (
    "toujours|bien|confirme* ~ pour|rdv|ok",
    "je|on confirme|maintiens|maintient",
    "c est note|bon|ok",
    "serai|serons la",
    "comme prevu|convenu",
)
"""The planned visit is only confirmed by the occupant."""

STRONG_MOVE = (
    "decal*|report*|repouss*|deplac*|annul*|empech*|imprevu*|reschedul*|postpon*|cancel*",
    "autre|nouvelle date|jour|creneau|rdv|moment",
    "rdv|visite|rendez|passage|appointment|visit",
    "plutot|instead",
)
"""The visit itself is named."""
