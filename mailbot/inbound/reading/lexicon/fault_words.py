"""What breaks in a home, by trade, as tenants write it. Folded; spelling mistakes are rows like the others."""

from __future__ import annotations

from mailbot.vocabulary import Category, Urgency

FAULTS: dict[Category, tuple[str, ...]] = {
    Category.GAS: (
        "odeur de gaz",  # Ça sent le gaz dans la cuisine
        "sent le gaz", "fuite de gaz", "smell gas", "smell of gas", "gas leak", "robinet de gaz",
    ),
    Category.HOT_WATER: (
        "eau chaude",  # Plus d'eau chaude depuis ce matin
        "deau chaude", "ballon", "balon", "chauffe-eau", "chauffe eau", "cumulus", "hot water", "boiler",
        "water heater",
    ),
    Category.HEATING: (
        "chauffage",  # Le chauffage ne marche plus
        "chaufage", "radiateur", "chaudiere", "chodiere", "thermostat", "heating", "radiator", "convecteur",
        "pompe a chaleur",
        "fait froid", "on a froid",
    ),
    Category.ELECTRICITY: (
        "electricite",  # Plus d'électricité dans le salon
        "electrique", "courant", "disjoncteur", "disjoncte", "prise", "interrupteur", "ampoule", "lumiere", "eclairage",
        "plafonnier", "court-circuit", "court circuit", "tableau", "electricity", "power", "socket", "light", "fuse",
        "etincelle", "compteur",
    ),
    Category.LOCKS: (
        "serrure",  # La serrure est bloquée
        "serure", "verrou", "cle", "cles", "clef", "barillet", "porte d'entree", "poignee", "gache", "lock", "keys",
        "key",
    ),
    Category.SHUTTERS: (
        "volet",  # Le volet ne remonte plus
        "volets", "store", "persienne", "shutter", "shutters", "blind",
    ),
    Category.WINDOWS: (
        "fenetre",  # La fenêtre ne ferme plus
        "fenetres", "vitre", "vitrage", "carreau", "velux", "porte-fenetre", "baie vitree", "window", "glass",
    ),
    Category.INTERCOM: (
        "interphone",  # L'interphone ne sonne plus
        "digicode", "visiophone", "sonnette", "platine", "intercom", "doorbell", "badge", "vigik",
    ),
    Category.ROOF: (
        "toit",  # Il manque des tuiles
        "toiture", "tuile", "tuiles", "gouttiere", "cheminee", "roof", "gutter", "tiles",
    ),
    Category.VENTILATION: (
        "vmc",  # La VMC fait du bruit
        "ventilation", "aeration", "extracteur", "hotte", "fan",
    ),
    Category.DAMP: (
        "moisissure",  # De la moisissure dans la chambre
        "moisissures", "humidite", "humide", "salpetre", "infiltration", "auréole", "aureole", "tache au plafond",
        "mould",
        "mold", "damp",
    ),
    Category.APPLIANCES: (
        "lave-vaisselle",  # Le four de la cuisine est en panne
        "lave vaisselle", "lave-linge", "machine a laver", "frigo", "refrigerateur", "four", "plaque", "plaques",
        "oven",
        "fridge", "dishwasher", "washing machine", "cuisiniere",
    ),
    Category.PESTS: (
        "cafard",  # Il y a des cafards dans la cuisine
        "cafards", "blatte", "blattes", "punaise", "punaises", "souris", "rat", "rats", "fourmis", "nuisible", "guepe",
        "guepes", "mites", "pigeons", "cockroach", "bedbugs", "bed bugs", "mouse", "mice",
    ),
    Category.COMMON_PARTS: (
        "ascenseur",  # L'ascenseur est encore bloqué
        "hall", "cage d'escalier", "parties communes", "partie commune", "escalier", "portail", "garage", "parking",
        "local poubelle", "poubelles", "lift", "elevator", "stairwell",
    ),
    Category.PLUMBING: (
        "fuite",  # Fuite sous l'évier
        "fuites", "fuit", "goutte", "coule", "robinet", "evier", "lavabo", "douche", "baignoire", "wc", "toilette",
        "toilettes", "chasse d'eau", "siphon", "bouche", "bouches", "debouche", "canalisation", "tuyau", "joint",
        "flotteur",
        "evacuation", "degat des eaux", "inondation", "leak", "leaking", "tap", "sink", "toilet", "shower", "drain",
        "pipe",
        "plus d'eau", "pas d'eau", "coupure d'eau", "arrivee d'eau",
    ),
}  # fmt: skip
"""The order decides between two trades in one sentence: the ballon that drips is hot water before it is plumbing."""

BROKEN = (
    "panne",  # Le chauffage est en panne
    "casse", "cassee", "bloque", "bloquee", "coince", "coincee", "marche pas", "marche plus", "fonctionne pas",
    "fonctionne plus", "remonte plus", "ferme plus", "ferme pas", "ouvre plus", "ouvre pas", "s'allume plus",
    "probleme",
    "problemes", "souci", "soucis", "abime", "abimee", "hs", "h.s", "fissure", "fissures", "cloque", "tombe", "degat",
    "degats", "dysfonctionnement", "defectueux", "defectueuse", "manque", "bruit", "odeur", "plus de", "broken",
    "stuck",
    "not working", "doesn't work", "problem", "issue", "damaged", "cracked", "noise",
)  # fmt: skip
"""Something is wrong, whatever it is."""

NOT_A_FAULT = (
    "quittance",  # Ma quittance svp
    "attestation", "loyer", "caution", "depot de garantie", "preavis", "etat des lieux", "je pars", "demenage", "bail",
    "resiliation", "receipt", "rent", "lease", "notice period", "reference letter", "apl", "caf", "charges locatives",
)  # fmt: skip

URGENCIES: dict[Urgency, tuple[str, ...]] = {
    Urgency.VITAL: (
        "sent le gaz",  # Ça sent le gaz
        "odeur de gaz", "fuite de gaz", "smell gas", "smell of gas", "gas leak", "monoxyde", "intoxication", "incendie",
        "au feu", "prend feu", "pris feu", "flammes", "fumee", "etincelle", "etincelles", "electrocute", "s'effondre",
        "effondre", "effondrement", "plafond tombe", "plafond est tombe", "on fire", "smoke", "sparks",
        "carbon monoxide",
        "collapsed", "collapse", "fils denudes",
    ),
    Urgency.URGENT: (
        "urgent",  # C'est urgent
        "urgence", "urgente", "inonde", "inondation", "degat des eaux", "ca coule", "coule partout", "fuit beaucoup",
        "grosse fuite", "importante fuite", "fuite importante", "plus d'eau", "plus deau", "pas d'eau",
        "plus de chauffage",
        "plu de chauffage", "pas de chauffage", "sans chauffage", "chauffage en panne", "chaudiere en panne",
        "plus d'electricite",
        "plus de courant", "plus de lumiere", "sans electricite", "sans eau", "ferme plus", "ne ferme pas",
        "coince dehors",
        "enferme dehors", "bloque dehors", "locked out", "flood", "flooding", "no heating", "no water", "no power",
        "no hot water", "bebe", "nourrisson", "enceinte", "handicap", "baby", "au plus vite", "tres vite", "asap",
        "wc bouches",
        "toilettes bouchees",
    ),
}  # fmt: skip
"""The first list that has a word of the text decides; a word of danger under a negation is no danger."""

NO_DANGER = (
    "pas d'odeur",  # Pas d'odeur de gaz, je précise
    "aucune odeur",
    "pas de fumee",
    "aucune fumee",
    "detecteur de fumee",
    "pas urgent",
    "rien d'urgent",
    "pas d'urgence",
    "sans urgence",
    "no smell",
    "smoke detector",
    "not urgent",
)
"""Words of danger that say there is none."""

AND_ALSO = (
    "et aussi",  # … et aussi le volet
    "aussi le", "aussi la", "aussi l'", "egalement", "par ailleurs", "d'autre part", "autre probleme", "autre souci",
    "autre chose", "deuxiemement", "ensuite", "de plus", "en plus", "also", "another", "as well", "et le", "et la",
    "et l'",
    "et les", "sinon",
)  # fmt: skip
"""What makes of a second trade a second report, beside a numbered list."""
