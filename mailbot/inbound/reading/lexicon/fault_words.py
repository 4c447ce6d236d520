"""What breaks in a home, by trade, as tenants write it. Folded; spelling mistakes are rows like the others."""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.vocabulary import Category

SMELLS_OF_GAS = (
    "sent|sens|sentait|odeur*|pue|puait|empeste*|relent*|effluve*|schling*|chling*|fouette ~ gaz",  # Ça sent le gaz
    "odeur*|sent|sentait|pue|empeste* ~ oeuf|oeufs|soufre",
    "smell*|reek*|stink*|whiff|stench ~ gas",
)

SETS_IN = (
    "recommence|recommencent|recommencait|commence|commencent|commencait|continue|continuent|remet|remets|remettent"
    "|remis|remise|met|mettent|mis|mise"
)
DOING = {
    "sentir": "sent", "puer": "pue", "empester": "empeste", "fumer": "fume", "bruler": "brule", "fondre": "fond",
    "chauffer": "chauffe", "gresiller": "gresille", "crepiter": "crepite", "fuir": "fuit", "couler": "coule",
    "gicler": "gicle", "jaillir": "jaillit", "deborder": "deborde", "goutter": "goutte",
}  # fmt: skip
"""What sets in, goes on or comes back, as it is said of what is there."""

FAULTS: dict[Category, tuple[str, ...]] = {
    Category.INTERCOM: (
        "entry phone",
        "interphone*|interfone|entryphone|digicode*|visiophone|sonnette|intercom|doorbell|buzzer|vigik|badge|badges"
        "|entryphone",
    ),
    Category.COMMON_PARTS: (
        # L'ascenseur est encore bloqué
        "ascenseur*|asenseur|lift|elevator|stairwell|lobby|portail|minuterie|communs|extincteur*",
        "partie|parties communes|commune",
        "cage d escalier",
        "hall|couloir|escalier|escaliers|porte|lumiere|lampe|cour|entree|local|boites|boite ~ immeuble|batiment"
        "|residence|commune*|poubelle*|velos|copro*",
        "hall d entree",
        "escalier|couloir|palier commun*",
        "dans le|les hall|escalier|escaliers",
        "escaliers|escalier sont|est|glissant*",
        "local poubelle*|velo|velos",
        "poubelles|conteneur*|ordures",
        "boite|boites aux lettres",
        "garage|parking",
        "porte|portes coupe feu",
        "communal|front door of the building",
        "building entrance|door",
    ),
    Category.GAS: (
        *SMELLS_OF_GAS,
        "fuite|arrivee|robinet|tuyau|flexible|detendeur ~ gaz",
        "gas leak|smell|pipe|tap",
    ),
    Category.HOT_WATER: (
        "eauchaude",  # Plus d'eau chaude depuis ce matin
        "ballon|chauffe eau",
        "ballon|cumulus",
        "chauffe eau",
        "chauffeau|chauffe-eau",
        "hot water",
        "water heater",
        "eau est|reste|froide froide|tiede|glacee|glaciale",
        "water is ~ cold|lukewarm",
        "douche|douches|shower|showers ~ froide|froides|froid|glacee|glacees|cold|freezing",
    ),
    Category.VENTILATION: (
        "vmc|ventilation|aeration|extracteur|hotte|extractor|ventilateur",
        # j'ai nettoyé la bouche
        "nettoye|lave|demonte|depoussiere|debouche [la|les|une|chaque|toutes] [les] bouche !d|de",
        "la|les|une bouche souffle|soufflent|aspire|aspirent|siffle|tire|n|en",
        "bouche [d|de] [l] aeration|extraction|ventilation|vmc",
        "extractor fan",
    ),
    Category.APPLIANCES: (
        "lave vaisselle|linge",  # Le four de la cuisine est en panne
        "machine a laver",
        "seche linge",
        "frigo|refrigerateur|congelateur|four|gaziniere|cuisiniere|induction|vitroceramique|micro|oven|fridge"
        "|freezer|dishwasher|hob|cooker|stove|microwave",
        "plaque|plaques [de] [cuisson|induction|electrique|electriques|vitro|gaz|chauffante|chauffantes]",
        "washing machine",
        "feux de cuisson",
    ),
    Category.HEATING: (
        "chauffage|radiateur*|chaudiere*|thermostat*|thermostatique*|heating|boiler|radiator*|convecteur*|convector"
        "|clim|climatisation|poele|granules",
        "pompe a chaleur",
        "plancher chauffant",
        "seche serviette*",
        "heater|heaters",
        "veilleuse [de|du]",
        "pilot light",
    ),
    Category.SHUTTERS: ("volet*|store|stores|persienne*|shutter*|blind|blinds|roulant", "roller shutter"),
    Category.ROOF: (
        "pleut|pleuvait|raining ~ dans|chez|interieur|inside|into|through",  # il pleut dans mon salon
        "toit|toiture|tuile|tuiles|gouttiere*|cheneau*|cheminee|roof|gutter*|tiles|ardoise*|faitage|zinguerie|lucarne",
    ),
    Category.WINDOWS: (
        "fenetre*|fenaitre|vitre|vitres|vitrage|carreau|velux|window*|pane|glazing",  # La fenêtre ne ferme plus
        "porte fenetre",
        "baie vitree|coulissante",
        "double vitrage",
        "glass ~ broken|cracked|smashed",
        "broken|cracked ~ glass",
    ),
    Category.LOCKS: (
        "serrure*|verrou*|barillet|cylindre|gache|penne|lock|locks|latch|deadbolt|keyhole",  # La serrure est bloquée
        "porte d entree|palier*|appart*|cave|garage",
        "lock* out",
        "enferme* dehors",
        "porte claquee",
    ),
    Category.OTHER: (
        "placard*|meubles|tiroir*|armoire*|parquet|carrelage|plinthe*|lino|etagere*|floorboard*|cupboard*|worktop"
        "|skirting|drawer*|tiling|penderie|dressing|moquette",
        "plan de travail",
        "detecteur*|daaf",
        "alarme|alarmes [a|de] incendie|intrusion|fumee",
        "smoke alarm|detector",
        "kitchen unit|units",
    ),
    Category.ELECTRICITY: (
        "electricite|electrique*|courant|disjoncteur*|disjoncte*|prise|prises|interrupteur*|ampoule*|eclairage"
        "|plafonnier|neon"
        "|applique|lampadaire*|reverbere*|etincelle*|spark*|plombs|fusible*|lampe|lampes|electricity|socket*|fuse*|breaker|plug|wiring"
        "|outlet|linky|spot|spots",
        "court circuit",
        "cable|cables|fil|fils ~ pend|pendent|pendouille*|denude*|electrique*|arrache*|nu|nus",
        "cable|wire|wires|cables ~ hanging|bare|exposed|loose",
        "tableau electrique",
        "plus|pas|sans|coupure|panne [de] d elec",  # plus d'élec dans l'appart
        "compteur electrique|qui",
        "no|lost|power power|cut|outage|is",
        "va et vient",
    ),
    Category.PESTS: (
        "cafard*|kafar*|blatte*|punaise*|souris|rat|rats|fourmi*|nuisible*|guepe*|frelon*|mites|pigeon*|puces"
        "|cockroach*|roach*|bedbug*|mouse|mice|ants|wasp*"
        "|termite*|rongeur*|insecte*|bestiole*|mite",
        "bed bug|bugs",
        "crottes|dejections",
        "bete|betes|larve*|asticot*|cloporte*|araignee*|moucheron*|silverfish|bugs",
    ),
    Category.DAMP: (
        "moisi*|humid*|salpetre|infiltration*|infiltre|aureole*|mould*|mold*|damp|champignon*|condensation|cloque*"
        "|mouldy",
        "tache|taches|stain ~ plafond|mur|murs|ceiling|wall|noire|noires|brune|jaune|humidite",
        "plafond|mur|peinture ~ cloque|gonfle|gondole|tache|aureole|noir|noircit|suinte|mouille|trempe",
        "plafond|ceiling goutte",
        "eau|gouttes|water ~ perle|perlent|perlait|beads|beading",
    ),
    Category.PLUMBING: (
        "robinet*|evier|lavabo*|douche*|baignoire*|wc|toilettes|siphon*|canalisation*|tuyau*|flotteur"
        "|evacuation*|tap|taps|faucet|sink|toilet*|loo|shower|bath|bathtub|drain*|pipe|pipes|plumbing|mitigeur"
        "|vidange"
        "|chiottes|bidet|flush|cistern|basin|bonde|colonne|cuvette",
        "chasse d eau",
        # la chasse est morte: hers is no hunt
        "la|ma|notre|cette chasse [d|des] [eau|toilettes|wc] ne|n|coule|goutte|fuit|tire|marche|fonctionne|reste|se|s"
        "|a|cassee|bloquee|morte|hs|qui|$",
        "la|ma|notre|cette chasse [d|des] [eau|toilettes|wc] est !ouverte|fermee|interdite|autorisee|finie|terminee",
        "degat|degats des|d eau|eaux",
        "pression [d|de] [l] eau",
        "arrivee|coupure d eau",
        "joint de|du|d",
        "eaux usees",
        "eau ~ marron|sale|odeur|rouge|jaune|trouble",
        "brown water",
        "water pressure",
        "egout*|sewage|fosse",
    ),
}
"""The order decides between two trades in one sentence: the ballon that drips is hot water before it is plumbing."""

BOARDS = (
    "plaque|plaques de|du|d|en platre|ba13|plafond|faux|bois|isolant|crepi|enduit|ciment|placo|beton|regard"
    "|rue|verglas",
    "plaque|plaques ~ tombe|tombee|tombent|tombees|decolle*|decroche*|detache* !en",
)
"""« Une plaque est tombée du plafond » is no hob."""

SOAKED = (
    "gondole*|gonfle*|trempe*|mouille*|humide+|imbibe*|ruissel*|buee|embue*|condensation|goutte*|cloque*|suinte*"
    "|noirci*|moisi*|decolle*|warped|soaked|swollen|wet|damp|steamed|dripping|streaming|mouldy",
)
"""What water does to floors, cupboards and panes: the story of what leaks or of what should have dried the air."""

FIXTURES = (
    "robinet+|evier|lavabo*|douche*|baignoire*|wc|toilettes|siphon*|chasse|tap|taps|faucet|sink|toilet*|loo|shower|bath"
    "|bathtub|bidet|flush|cistern|basin",
)
"""Where water is drawn or drained: what no radiator has."""
MOULD = ("moisi*|mould*|mold*|champignon*",)
"""Damp that grew by itself, where a stain or a drip comes from what leaks above it."""

SYMPTOMS: dict[Category, tuple[str, ...]] = {
    Category.HEATING: (
        "fait|a|avons|ai|on|gele|caille ~ froid",  # il fait froid dans le salon
        "chauffe plus|pas|mal",
        "degres|° ~ dans|chez|appart*|chambre|salon|maison",
        "freezing|no heat",
    ),
    Category.LOCKS: ("cle|cles|clef|clefs|key|keys|porte|door|poignee|handle|portes|doors",),
    Category.ELECTRICITY: ("lumiere*|light|lights|court|jus",),
    Category.PLUMBING: (
        "fuite*|fuit|goutte*|coule|bouche|debouche|inondation|inonde*|leak*|drip*|refoule*|refoulement|ecoule"
        "|flood*|gicle|jaillit|blocked|clogged",
        "plus|pas|sans [du] [tout] d eau",
        "eau ~ partout|sol|plafond|tombe|flots",
        "ruissel*|degouline*",  # ça ruisselle chez moi depuis l'étage
        "de l eau [plein|dans|sur|partout] [dans] le|la|l|mon|notre|les couloir|palier|escalier|escaliers|hall|cage",
        "no|low water",
        "water ~ running|coming|pouring|leaking|out",
    ),
}
"""Words that tell a trade only where no device is named: « la chaudière fuit » is heating, « ça fuit » is plumbing."""

COMMON_AND_DRY = ("ascenseur*|portail|portillon|barriere|minuterie|lift|elevator|gate",)
"""What the house has in common and no water runs through: nothing else fails because of it."""
SAME_STORY = (
    frozenset(
        (
            Category.PLUMBING,
            Category.HOT_WATER,
            Category.HEATING,
            Category.DAMP,
            Category.ROOF,
            Category.COMMON_PARTS,
            Category.GAS,
        )
    ),
    frozenset((Category.ELECTRICITY, Category.APPLIANCES)),
    frozenset((Category.ELECTRICITY, Category.SHUTTERS)),
    frozenset((Category.ELECTRICITY, Category.HEATING)),
    frozenset((Category.ELECTRICITY, Category.HOT_WATER)),
    frozenset((Category.ELECTRICITY, Category.INTERCOM)),
    frozenset((Category.ELECTRICITY, Category.VENTILATION)),
    frozenset((Category.LOCKS, Category.OTHER)),
    frozenset((Category.DAMP, Category.VENTILATION)),
    frozenset((Category.DAMP, Category.WINDOWS)),
    frozenset((Category.DAMP, Category.OTHER)),
    frozenset((Category.DAMP, Category.APPLIANCES)),
    frozenset((Category.PLUMBING, Category.OTHER)),
    frozenset((Category.PLUMBING, Category.ELECTRICITY)),
    frozenset((Category.PESTS, Category.OTHER)),
    frozenset((Category.PESTS, Category.APPLIANCES)),
    *(
        frozenset((spoiling, spoilt))
        for spoiling in (Category.APPLIANCES, Category.HOT_WATER, Category.HEATING, Category.VENTILATION)
        for spoilt in (Category.OTHER, Category.WINDOWS)
    ),
)
"""Trades that one fault may touch together: « le disjoncteur saute quand j'allume le four » is one report."""

BROKEN = (
    "panne|casse|bloque|coince|abime*|hs|muet|muette|muets|muettes|inerte+|inutilisable*|fissure*|cloque*"
    "|tombe*|degat*|dysfonctionn*|defectueu*|defaillan*|manque"
    "|bruit*|odeur*|boucan|vacarme|raffut"
    "|probleme|deregle|fendu*|felé|fele|brise|arrache*|descelle*|dechire*|gondole*|gonfle*|rouille*|pourri*|grippe"
    "|foutu*|naze|mort|morte|kaput"
    "|explose|pete|petee|peté|claque|saute|disjoncte|grince|siffle|claque|vibre|refoule|deborde|suinte|goutte|fuit"
    "|fuite|fuites|coule|bouche|sent|pue"
    "|clignote|tremble|branle|etincelle*|crame|brule|fume|infiltration*|moisi*|humidite|froid|gele|inonde*|envahi*"
    "|infeste*|lache|decroche*"
    "|decolle*|defonce*|fracture*|force|vandalise*|eteint|eteinte|erreur|ronfle|cogne|claquement|dur|dure|mou|voile"
    "|raye|gresille|gresillent|crepite|crepitent",
    "s'est mis|mise a",
    "goutter|couler|fuir|grincer|disjoncter|fuyait|goutte",
    "fait|font [tout] sauter",
    "marche|fonctionne|remonte|descend|ferme|ouvre|allume|chauffe|sonne|tient|tourne|demarre|repond|verrouille"
    "|s'ouvre|evacue|ecoule|monte"
    "|refroidit|aspire|coulisse|essore|vidange|part|arrive|ferment|ouvrent|allument|fonctionnent|chauffent plus|pas"
    "|mal|jamais|rien|a",
    "affiche|affichent|indique|reagit|reagissent plus|pas|rien|mal",
    "h s",
    "plus|aucun|aucune|rien ~ ~ marche|fonctionne|allume",
    "y a|est|a de l eau ~ sous|terre|sol|partout|plafond|cave|mur",
    "y a|avons|j|ai de l eau [plein|dans|sur|partout] [dans] le|la|l|mon|notre|les couloir|palier|escalier|escaliers"
    "|hall|cage",
    "retombe|resaute|redescend",
    "grille+|grillee|grillees|accroche|accrochent|resiste|patine|racle|gratte|claque",
    "s'est|se|est remis|remet|remise a|au",
    "se|s ~ plus",
    "deroule|enroule|deplie|replie|souffle|aspire|bouge|glisse|clenche plus|pas|ni|mal",
    "decolle*|souleve*|gondole*|tordu|tordue|tordus|pendu|pendue|desserre*|effrite*|branlant*|frotte|frottent|glace"
    "|deraille*|degonde*|decroche*|devisse*",
    "sorti|sortie|sortis de|du son|sa|leur|rail|gonds|axe",
    "remplit|rempli|remplissent|charge plus|pas|mal|jamais",
    "entend plus|pas",
    "out of order|service",
    "hors [d|de] usage|service|fonction",
    "plus|aucun|pas [de|aucun] signe de vie",
    "pleut|raining ~ dans|chez|interieur|inside|into|through",
    "eau|water ~ marron|sale|rouge|jaune|trouble|noire|brown|yellow|dirty|cloudy",
    "light|lights|lamp|power|electricity|heating|boiler|heat|lift [has|have] is|are|went|gone|been"
    " [completely|now|still|all] out|off|down",
    "deborde*|bruyant*",
    "joint|joints|mur|murs|plafond|coin|angle|silicone [de|du] [la|douche|salle] [bain] noir|noirs|noirci*|noire"
    "|noires",
    "plus|pas|sans [du] [tout] d|de|aucun|aucune eau|chauffage|courant|electricite|elec|lumiere|pression|tele|internet"
    "|gaz|lumieres",
    # mais maintenant eau chaude plus rien; chauffage pas
    "eau|chauffage|courant|electricite|elec|lumiere|pression|gaz|tele|internet [chaude] plus|pas du|$",
    "eau|chauffage|courant|electricite|elec|lumiere|pression|gaz|tele|internet ~ plus rien !a|de|d|signaler|comme|qui"
    "|redire",
    "y a|avons|j|ai [des|un|une|plein|encore|du] cafard*|blatte*|souris|rat|rats|punaise*|fourmi*|guepe*|nid|trou"
    "|fuite|flaque",
    "cafard*|blatte*|punaise*|rats|souris|rat|frelon*|guepe*|cockroach*|mice|mouse|bedbugs|wasps",
    "pendait|pendaient|coulait|gouttait|suintait|grincait|sifflait|clignotait|debordait|penchait|bougeait|pend|pendent"
    "|pendouille*|hanging|bosse|bosses|aureole*|s'agrandit|s'agrandissent|s'etend|bipe|bipent|ruissel*|perle"
    "|perlent|perlait|degouline*",
    "y a|un ~ jeu|jour|trou|flaque|tache",
    "restee|reste dans|sur|a la|les ma|main|mains",
    "gone|went black|blank|dead|off|out",
    "hear anyone|anybody|anything",
    "coming|comes|came|pouring|leaking through ~ ceiling|wall",
    "lifting|warped|split|jams|jam|jamming|squeaks|wobbly|wobbles|tripping|peeling|chipped|running",
    "come|came|comes off|loose|down|apart|out",
    "broke|died|packed|conked|broken|stuck|damaged|cracked|noise|noisy|issue|leak*|drip*|blocked|clogged"
    "|jammed|flicker*|spark*|smell*"
    "|faulty|loose|rusty|flood*|overflow*|burst"
    "|beeping|tripped|trips|trip|dead|collapsed|fell|falling|mould|mouldy|damp|freezing|cold|missing|smashed"
    "|snapped|overheating|buzzing|infested",
    "not|stopped|no [longer] work|working|close|closing|open|opening|lock|locking|heat|heating|turn|drain|flush|hot"
    "|power|water|light|start|ring",
    "does|will|can not",
    "perdu|perdue|lost|vole|stolen|oublie ~ cle|cles|clef|clefs|key|keys|badge|bip",
    "cle|clef|key ~ tourne|cassee|casse|coincee|coince|bloquee|perdu|snapped|stuck|broke",
    "a|besoin de|d refaire|changer|remplacer|reparer|revoir|entretien|ramonage",
    "a|ont|aurait|auraient|avait [bien|vraiment|grand|grandement] besoin d etre",  # le radiateur a besoin d'être changé
    "needs|need replacing|fixing|repairing|mending|looking|attention",
    "needs|need to be !there|here|told|called|informed|home|in|at",
    "dangereu*|danger",
    "tres|trop chaud|froid|bruyant*|faible",
    "mal ~ ferme|isole|regle|fixe",
)
"""Something is wrong, whatever it is."""

NOT_A_FAULT = (
    "quittance*|attestation*|loyer*|caution|preavis|demenage*|bail|resiliation|receipt*|rent|lease|apl|caf|charges"
    "|regularisation",
    "depot|deposit",
    "etat des lieux",
    "je|on|nous pars|quitte|partons|quittons",
    "notice period",
    "reference letter",
    "prelevement*|virement*|remboursement*|rembourser|refund",
    "voisin* ~ bruit|bruyant*|musique|fete|tapage|chien|aboie*|fume|cigarette",
    "bruit|tapage|musique|fetes ~ voisin*",
    "neighbour*|neighbor*|voisin*|voisine*",
    "locataire+ ~ sort|sortent|jette|jettent|laisse|laissent ~ poubelle+|ordures|sacs",
    # ma paie tombe le 10
    "ma|mon|notre|nos paie|paye|salaire|pension|retraite|bourse|allocation*|planning|virement [qui] tombe*|arrive*"
    "|verse*",
    "assurance habitation",
)
"""Words of another desk; with a broken thing beside them they change nothing."""

CUT_PLANNED = (
    # coupure d'eau prévue demain
    "coupure+ [generale] d|de eau|electricite|courant|gaz|chauffage [est|sera|aura] [lieu] programmee+|prevue+"
    "|planifiee+",
)
CUT_ANNOUNCED = (
    # coupure d'eau jeudi de 9h à 12h
    "coupure+ [generale] d|de eau|electricite|courant|gaz|chauffage [generale] [le|ce] lundi|mardi|mercredi|jeudi"
    "|vendredi|samedi|demain [1*|2*|3*|4|5|6|7|8|9] [novembre|decembre|janvier|fevrier|mars] de|entre [8*|9*|1*]",
    "y|il aura une [breve] coupure+",
    # le chauffage sera coupé lundi matin pour purge
    "eau|electricite|courant|gaz|chauffage|ascenseur|alimentation|distribution [chaude|froide|collectif|general*]"
    " sera|seront coupe+|interrompu+|suspendu+|arrete+|indisponible+",
    "ascenseur|chauffage|chaudiere|vmc sera a|en|hors l|arret|maintenance|service",
    # une intervention aura lieu sur la chaudière collective
    "intervention|travaux|operation|maintenance|entretien|controle|remplacement ~ aura|auront lieu",
    "intervention|travaux|operation|maintenance|entretien|controle|remplacement ~ sera|seront realise+|effectue+|mene+",
)
"""What a stranger announces; an occupant who writes the same tells of a cut that was."""

NEIGHBOUR_MATTER = (
    "chez|du|de|la|le|les ~ voisin*|dessous|dessus ~ eau|fuite|plafond|degat*|infiltration*|coule|goutte*"
    "|aureole*|inonde*",
    "neighbour*|neighbor*|upstairs|downstairs ~ leak*|water|bath|shower|flood*|ceiling",
    "voisin* [du|de|d] [dessous|dessus|bas|face|palier] me|m|nous dit|signale|previent|a",
)

MENDED = (
    "no longer|more ~ leaking|dripping|leaks|drips|stuck|blocked|broken",
    "stopped leaking|dripping",
    "remplace|change|repare|refait|pose|installe|controle|verifie|entretenu|ramone",
    "fixed|replaced|repaired|changed",
)
"""« Compteur de gaz remplacé »: said of a fault that is over."""

VITAL = (
    *SMELLS_OF_GAS,
    "fuite|fuites de|du gaz",
    "gas leak",
    "fuite|fuites ~ robinet|raccord|flexible|tuyau|vanne|nourrice|detendeur|compteur|conduite|arrivee|bouteille"
    "|joint [d] [arret|arrivee] [de|du|d] gaz",
    "robinet|raccord|flexible|tuyau|vanne|nourrice|detendeur|compteur|conduite|arrivee|bouteille"
    " [d] [arret|arrivee] [de|du|d] gaz ~ fuit|fuyait|fuite|fuient",
    "gas pipe|valve|tap|hose|meter|fitting|bottle ~ leak*",
    "monoxyde|intoxi*",
    "carbon monoxide",
    "detecteur|alarme ~ co|monoxyde sonne",
    "alerte|alarme [au|a|de|du|d] [l] co",
    "incendie|flamme*|fumee|fumees|electrocut*|electrise*|effondr*|ecroul*|etincelle*|collaps*|explosion",
    "au|prend|pris|prendre feu",
    "on fire",
    "smoke|flames|sparks|sparking|electrocuted",
    "sent|odeur ~ brule|crame|roussi|plastique",
    "burning smell",
    "smells|smell ~ burning|burnt",
    "fils [electriques] denudes|nus|apparents",
    "fils a nu",
    "bare|exposed|live wires|wire",
    "plafond|balcon|mur|dalle|plancher ~ tombe|s'effondre|ecroule|affaisse|lache|cede",
    "plafond|balcon|mur|dalle|plancher ~ ~ s'est|est|sont tombe*|affaisse*|lache|cede",
    "pris|prend|prends|recu|mis|met ~ jus|decharge|chataigne|courant",
    "electric shock",
    "ceiling ~ down|fell|falling|collapsed|caved",
    "fume|crame",
)
URGENT = (
    "urgent*|urgence*|inond*|asap|urgently|emergency",  # C'est urgent
    "degat|degats des eaux",
    "coule|fuit|gicle|jaillit|pisse [de] partout|beaucoup|fort|flots|trombes|plafond|continu",
    "grosse|importante|enorme|grande|serieuse|sacree fuite",
    "fuite [tres] importante|enorme|abondante|majeure",
    "plus|pas|sans [du] [tout] d|de|aucun|aucune eau|chauffage|courant|electricite|elec|lumiere",
    "sans eau|chauffage|electricite|courant|lumiere",
    "chauffage|chaudiere [est|totalement] [en] panne|hs|arrete|arret",
    "porte ~ ~ ferme plus|pas|mal",
    "defonce*|cambriol*|effraction|fracture*|burgl*",
    "eau ~ flots|trombes|partout",
    "coince|bloque|enferme ~ dehors|dedans|exterieur|ascenseur|interieur",
    "dehors ~ porte|cle|cles",
    "lock* out",
    "flood*|pouring|gushing|burst",
    "no heating|water|power|electricity|heat|light",
    "no hot water",
    "bebe*|nourrisson*|enceinte|handicap*|baby|newborn|pregnant|elderly|asthm*",
    "au plus vite",
    "le plus vite|rapidement possible",
    "right away",
    "immediatement",
    "seul|seuls|unique wc|toilette*|toilet",
    "wc|toilette*|toilettes|toilet* ~ bouche|deborde*|refoule*|blocked|overflow*",
    "door ~ not lock|close|shut",
    "chez le voisin|voisine|voisins du|de",
    "deborde*",
    "guepe*|frelon*|rats|rat",
    "degres ~ chambre|salon|appart*|maison",
)
_INNER = (
    "four|frigo|frigidaire|refrigerateur|congelateur|placard|placards|cellier|cabanon|grenier|buanderie|local|douche"
    "|lave|machine|armoire|chambre|salle|salon|wc|toilettes|cuisine|dressing|meuble|buffet|micro"
)
"""Doors of the inside: what does not shut there lets nobody in."""
MADE_ILL = (
    "mal|maux a|de [la] tete|crane",
    "vertige+|nausee+|malaise+|evanoui*|vomi|vomit|vomissent|nauseous|dizzy|dizziness|headache+|faint|fainted|fainting",
    "perdu|perd|perdre connaissance",
)
BURNS_NEARBY = (
    "chaudiere|poele|cheminee|gaziniere|brasero|bruleur [a|de|au] [gaz|bois|granules|charbon|fioul] [est|reste|a|se|s]"
    " [toujours|encore|ete] tourne|marche|fonctionne|allume+|chauffe|brule|demarre !plus|pas|mal|jamais",
    "chauffe eau|bain|bains [a|au] [gaz] [est|reste|a|se|s] [toujours|encore|ete] tourne|marche|fonctionne|allume+"
    "|chauffe|demarre !plus|pas|mal|jamais",
    "allume|allumes|allumons|rallume [le|la|l|les|mon|ma|notre] chaudiere|poele|cheminee|gaziniere|brasero|chauffe",
    "flamme [de|du|d] [la|l|le] [chaudiere|chauffe|veilleuse|bruleur|poele] [eau|bain] [est] [toute|toujours] jaune"
    "|orange",
    "boiler|stove|fireplace|heater [is|was|has] [been] on|running|runs|lit|burning|comes !and",
)
"""A flame that burns where people feel ill: carbon monoxide smells of nothing."""
ILL_OF_SOMETHING_ELSE = (
    "bruit+|boucan|vacarme|siffle*|ronfle*|grince*|noise|noisy|loud|peinture|vernis|solvant+|facture+|grippe|gastro",
    "electrique+|electric",
)
NO_DANGER = (
    "gaz fuit|fuyait|sent|echappe plus|pas !que|qu|mal|fort|en|d|de|bon",  # le gaz ne fuit plus
    "pas|aucun|aucune|sans|ni|no [d|de|of] relent|relents|effluve|effluves|whiff|stench",
    "pas|aucune|sans|ni d|de odeur|fumee|danger|flamme|etincelle|feu|incendie",  # Pas d'odeur de gaz, je précise
    "pas|aucune|sans odeur|fumee|etincelle|danger",
    "pas le feu",
    "pas|aucune|sans|ni|no [d|de|eu] [d] alerte|alarme [de|d|au|a] [l] co|monoxyde",
    # analyse des fumées faite
    "analyse|analyses|temperature de|des|d [la|les] fumee+ !feu|brule|fume|refoule|bouche|mauvais|mauvaise",
    "ppm dans|en|au [le|la|les] conduit|sortie|tirage de|des|d [la|les] fumee+",
    # l'exercice d'alarme incendie s'est bien passé
    "exercice|essai|test [d|de] [l|la|le|un|une] [alarme|alerte|evacuation|securite] incendie|feu|evacuation",
    "alarme|alarmes|centrale|consigne+|securite|colonne|trappe|extincteur+|assurance [contre] [l] incendie",
    "fire drill|drills|practice|alarm|alarms|door|doors|extinguisher+|escape|exit|exits|safety|blanket|regulations",
    "flamme|flammes [de|du] [la|l] veilleuse|pilote|bruleur [s|est|se] [est] eteint*|tient|allume",
    "pas|plus|aucune [de] flamme [a|de|du|sur|dans] [la|l|le] veilleuse|pilote|bruleur",
    "declar* ~ flamme",
    # il fume sur son balcon et la fumée rentre chez moi
    "^ [et|mais|car|quand|comme] [le|la|les|l|mon|ma|mes|un|une|des|my|the|our] voisin+|locataire+|neighbour|neighbours"
    " [du|d|de|en|from|below|above|is|are] [dessous|dessus|palier|bas|haut|face|cote] fume|fument|smokes|smoke|smoking"
    " ~ ~ fumee|fumees|smoke",
    "il|elle|ils|elles fume|fument sur|a son|sa|leur|leurs balcon|balcons|fenetre|fenetres|terrasse ~ fumee|fumees",
    "he|she smokes on|at|by|out [of] his|her balcony|window|terrace ~ smoke",
    "fumee|fumees|smoke de|d|des|du|from [sa|ses|son|leur|leurs|his|her|their] cigarette*|tabac|clope*|barbecue*",
    "cigarette*|tobacco|barbecue* smoke",
    "explosion|explose [de|du|des|d] [la|le|les|ma|mon|mes|nos] facture*|prix|charges|loyer*|cout|couts|tarif*"
    "|consommation",
    "gaz [est|ete|a] [ete] coupe ~ temps|pendant|durant|intervention|travaux|remplacement|changement",
    "pas|jamais de|d [la] [moindre] fuite|fuites [de|du|d] gaz",
    "aucune|sans|ni [la|seule|moindre] fuite|fuites [de|du|d] gaz",
    # plus de fuite de gaz; « en plus, fuite de gaz » is one
    "^ plus de|d|aucune fuite|fuites [de|du|d] gaz !que|qu",
    "a|ai|avons|y plus de|d|aucune fuite|fuites [de|du|d] gaz !que|qu",
    "^ [it|this|that|there] [is] no|not [a|any] gas leak|leaks",
    "detecteur* de|a|d fumee*|incendie",
    "smoke alarm|detector|detectors|alarms",
    "pas|rien [de|d|tres] urgent|urgence",
    "sans urgence|caractere",
    "no ~ smell|danger|smoke|rush",
    "no|not|without [any|a] [more|visible|open|sign|signs|trace|risk] [of] [a] fire|flames|sparks",
    "nobody|noone is|was|are [now] stuck|trapped in|inside [the|a] lift|elevator",
    "no one is|was [now] stuck|trapped in|inside [the|a] lift|elevator",
    "y a|avait personne [d|de|est] coince+|bloque+|enferme+ dans [l|le|un] ascenseur*",
    "^ [mais|et] personne est coince+|bloque+|enferme+ dans [l|le|un] ascenseur*",
    # je ne peux plus fermer la porte du placard à clé
    "fermer|verrouiller [a] [cle|clef] [la|le|les|l] [porte|portes|verrou|verrous|serrure|tiroir] [du|de|des|d]"
    f" [la|l|le|les|mon|ma|mes|notre|sa|son] {_INNER} [a] [cle|clef]",
    "tombe+ en panne|rade",
    "not urgent|dangerous",
    "chat+|chatte|chien+|chienne|velo|velos|cat|dog|bike [est|sont|is|reste] [toujours|still] enferme+|coince+|bloque+"
    "|locked|stuck",
    "non urgent",
    "compteur ~ remplace|change|pose|installe",
    f"porte|portes|portiere [du|de|des|d] [la|l|mon|ma|notre] {_INNER}",
    "oven|fridge|freezer|shed|cupboard|shower|bedroom|bathroom|kitchen|wardrobe|toilet|dishwasher|cabinet door|doors",
    "porte ~ coupe feu",
    "feu rouge|vert|arriere",
    "cuisson|feux",
    "mur coupe feu",
)
"""Words of danger that say there is none."""
OUTER_DOOR = (
    "porte|portes [du|de|des|d] [la|l|mon|ma|notre] balcon|terrasse|veranda|jardin|garage|parking|cave",
    "balcony|garage|patio|cellar door|doors",
)
"""No danger when it does not shut, unless somebody could come in by it."""
COMES_IN_BY_IT = (
    "entrer|entre|entrent|rentrer|penetrer|accede|acceder",
    "verrouill*|serrure|verrou|clef|cle|cles|clefs",
    "force|forcee|forcees|fracture*|cambriol*|vol|vole|voleur|voleurs|rodeur|rodeurs|intrus|effraction",
    "peur|securite|angoisse*|quiconque",
    "n importe qui",
    "lock|locks|locked|locking|anyone|anybody|burgl*|forced|scared|afraid|unsafe|safe",
)

GAS_MENDED = (
    # fuite de gaz réparée, j'ai réparé la fuite de gaz
    "fuite|fuites [sur|de|du|au] [le|la|l] [flexible|raccord|robinet|joint|tuyau] [de|du] gaz [a|est] [ete]"
    " repare+|supprime+|elimine+|colmate+|resolu+|remplace+",
    "repare|supprime|elimine|colmate|resolu [la|une|les|cette] fuite|fuites [sur|de|du|au] [le|la|l]"
    " [flexible|raccord|robinet|joint|tuyau] [de|du] gaz",
    "gas leak [is|was|has] [been|now] fixed|repaired|mended|sorted",
)
LEAVES_A_DOUBT = words(
    "encore toujours revient recommence sent odeur odeurs pas plus jamais non rien mal provisoire provisoirement si"
    " mais attention danger dangereux coupe coupee ferme evacuer evacue urgent urgence autre autres nouvelle deuxieme"
    " faut faudra doit peut etre presque not still smell smells but again another if unless temporary demain quand"
    " repris reprend fuit fuient reste restent maintenant signale signalee confirme confrere locataire scotch badly"
    " there"
)
"""Beside any of these the gas is a danger all the same."""

GAS_SHUT = (
    # j'ai coupé le gaz, le raccord fuit
    "coupe|coupez|couper|ferme|fermez|isole|arrete|condamne|barre [tout|tous] [le|l|du|au] [robinet|vanne|arrivee]"
    " [de|du|d] gaz",
    "gaz [est|a|ete] [ete] coupe|ferme|isole|condamne|arrete",
    "shut|turned|switched|cut|cutting [off] [the] gas",
    "gas is|was [shut|turned|switched|cut] off",
)
ESCAPES = (
    "fuit|fuyait|fuite|fuites|siffle|leak*",
    "ca|c|cela sent|sentait|pue",
    "odeur|smell*",
)
GAS_NO_MORE = ("gaz fuit|fuyait|sent|echappe plus|pas",)
STILL_SMELLS = ("odeur|odeurs|sent|pue|smell*|stink*",)
SMELLS_NO_MORE = (
    "pas|plus|aucune|aucun|sans|ni|no [de|d|l] [mauvaise] odeur|odeurs|smell",
    "gaz|ca|cela|c [fuit|fuyait] [ou|ni|et] [sent|pue] plus|pas|rien",
    "sent|pue plus|pas|rien|bon|mieux !en|mal|fort|que|qu",
    "odeur|odeurs [a|ont|est] disparu*|partie|parti|passee",
)
"""« Le gaz ne fuit plus mais l'odeur est toujours là » is a leak, and « ça ne sent plus » none."""
GAS_ITSELF_SMELLS_NOT = (
    "gaz sent|sens|sentait|pue pas|plus|rien|presque",
    "gas does|did|is not smell*",
)
NO_SMELL_OF_GAS = (
    *GAS_ITSELF_SMELLS_NOT,
    "sent|sens|sentait pas|plus|rien|presque [pas] le gaz",
    "pas|aucune|sans|plus [d|de] odeur [de|du] gaz",
    "not smell* [of|like|any] gas",
    "no smell of gas",
    "no gas smell",
)
GAS_PIPE_LEAKS = (
    "tuyau|flexible|detendeur|compteur|bouteille fuit|siffle|fuite",
    "pipe|hose|meter|bottle [is] leak*|hiss*",
)
IT_LEAKS = ("il fuit|siffle|fuite", "it [is] leak*|hiss*")
LEAKS_OF_IT = ("il|ca|cela|elle|raccord fuit|siffle|fuite", "it|fitting [is] leak*|hiss*")
GAS_TAPS = (
    "robinet+|vanne+|joint+ [d] [arret|arrivee] [de|du|d|a] gaz",
    "gas tap|valve",
)
NAMED_AS_LEAKING = (
    "eau|eaux|water|evier|lavabo*|douche*|baignoire*|bidet|wc|toilette*|chasse|radiateur*|ballon|cumulus|siphon*"
    "|mitigeur*|robinet*|vanne*|joint*|chaudiere*|chauffe|lave|machine|frigo*|toit|toiture|gouttiere*|plafond|evacuation"
    "|egout*|piscine|climatisation|clim|vmc|fenetre*",
    "sink|basin|shower|bath|bathtub|toilet*|radiator*|boiler*|tap|taps|faucet|valve|washer|dishwasher|fridge|roof"
    "|gutter*|ceiling|cylinder|washing|window*",
)
"""« Le mitigeur goutte. Pas d'odeur de gaz mais ça fuit »: of the mixer tap, and not of the gas."""
OF_SOMETHING_ELSE = (
    "eau|eaux|water|evier|lavabo|douche|baignoire|wc|chasse|radiateur*|ballon|cumulus|chauffe|siphon|mitigeur|egout"
    "|egouts|moisi|humidite|brule|toit|gouttiere|lave|machine|plus|aucune|pas|sans|no|repare|repares|reparee|change"
    "|remplace|resserre|fixed|replaced",
)
"""What leaks or smells, where it is no gas, or what no longer does."""

DANGERS: dict[str, tuple[str, ...]] = {
    "gas": (
        *SMELLS_OF_GAS,
        "fuite|fuites de|du gaz",
        "gas leak",
        "gaz coupe|fuit|fuyard",
        "gaz qui [s] fuit|fuite|sort|echappe",
        # fuite sur le robinet de gaz
        "fuite|fuites ~ robinet|raccord|flexible|tuyau|vanne|nourrice|detendeur|compteur|conduite|arrivee|bouteille"
        "|joint [d] [arret|arrivee] [de|du|d] gaz",
        "robinet|raccord|flexible|tuyau|vanne|nourrice|detendeur|compteur|conduite|arrivee|bouteille"
        " [d] [arret|arrivee] [de|du|d] gaz ~ fuit|fuyait|fuite|fuient",
        "gas pipe|valve|tap|hose|meter|fitting|bottle ~ leak*",
        # la chaudière fuit du gaz
        "chaudiere|gaziniere|cuisiniere|plaque|plaques|poele|radiateur|chauffe|bouteille|compteur [eau|bain] fuit|perd"
        "|crache|lache|degage [encore|toujours|un] [peu] du|le gaz",
        "flexible|tuyau [de|du|d] [la|l|ma] gaz|gaziniere|cuisiniere|bouteille ~ fendu+|fendille*|perce+|fissure+"
        "|craquele+|dechire+|ronge+",
        "gas hose|pipe ~ split|cracked|torn|perished",
    ),
    "carbon_monoxide": (
        "monoxyde|intoxi*",
        "carbon monoxide",
        "detecteur|alarme|detector|alarm ~ co",
        "co alarm|detector",
        "taux de co",
        "alerte|alarme [au|a|de|du|d] [l] co",
    ),
    "electricity": (
        "etincelle*|electrocut*|electrise*|denude*",
        "sparks|sparking|electrocuted",
        "fils ~ nu|nus|apparents|denudes",
        "bare|exposed|live wires|wire",
        "pris|prend|prends|prendre|recu|recois|mis|met ~ jus|decharge|chataigne",
        "electric shock|shocks",
        # I got a shock from the washing machine
        "shock|shocks from|off|touching [the|my|our|a] washing|dishwasher|tap|taps|shower|bath|fridge|oven|cooker|hob"
        "|socket|plug|switch|kettle|boiler|heater|radiator|pipe|pipes|lamp|light|metal",
        "shock|shocks ~ touch*",
        "court circuit",
        "prise|tableau|interrupteur|disjoncteur|compteur|fil|fils|socket|plug|outlet ~ crame|brule|fume|fond|fondu"
        "|noirci*|burn*|smoking|melt*|chaude",
        "prise|prises|interrupteur|tableau|multiprise|socket|plug ~ chauffe|chauffent|overheat*|warm|hot"
        " !eau|plus|pas|mal|jamais|water",
        "cable|cables|fil|fils electrique+ ~ arrache+|coupe+|sectionne+",
        "cable|cables|fil|fils electrique+ [qui] pend|pendent|pendouille*",
        "cable|cables|fil|fils electrique+ ~ pend|pendent|pendouille* ~ plafond|mur|dehors",
        # the fuse box is crackling
        "socket|sockets|plug|outlet|switch|fusebox|fuse|fuses|breaker|breakers [box|board|panel] [is|are|keeps|started]"
        " crackl*|sizzl*",
        "fusebox|fuse|breaker|switch|switchboard [box|board|panel] is|are|gets|feels [very|burning|really|too|so] hot"
        "|burning|smoking",
        # le tableau électrique grésille
        "tableau|disjoncteur|compteur|prise|prises|interrupteur|multiprise|rallonge|douille !d ~ gresille"
        "|gresillent|crepite|crepitent !plus|pas",
        "tableau|disjoncteur|prise|prises|interrupteur|multiprise|rallonge|douille !d ~ est|sont|devient|deviennent"
        " brulant+",
        "sent|odeur|smell* ~ brule|crame|roussi|burning|burnt ~ prise|tableau|interrupteur|socket|compteur",
    ),
    "fire": (
        "incendie|flamme*|fumee|fumees",
        "au|prend|pris|prendre|depart|debut [de] feu",
        "y a [le|un|du] feu",  # il y a le feu
        "feu dans|chez|a|au la|le|l|les|ma|mon|mes|nous|moi",
        "chaudiere|poele|four|hotte|tableau|prise|chauffe [eau|bain] crache|crachait|sort [encore|carrement] du|des feu"
        "|flamme+",
        "feu a|avait [deja] pris !fin",
        "feu est [encore] a|au|aux|dans|chez|sur !vert|rouge|orange|fond|feu",
        "on fire",
        "there is a fire",
        "fire in|at the|my|our",
        "smoke|flames",
        "sent|odeur|sens ~ brule|crame|roussi",
        "burning smell",
        "smell* ~ burning|burnt|smoke",
    ),
    "structure": (
        "plafond|balcon|mur|dalle|plancher|plaque ~ ventre|bombe|penche",
        "bout|morceau|plaque|pan ~ s'ecraser|s'ecrase|ecrasee|detache*|tombe*|tombee",
        "vient de s'ecraser|s'effondrer|s'ecrouler",
        "plafond|balcon|mur|dalle|plancher|morceau|bout|plaque ~ ventre|bombe|penche|s'ecrase|ecraser|ecrase"
        "|ecrasee|detache*",
        "plafond|balcon ~ ~ bosse|bosses|craque",
        "ceiling|balcony ~ creaking|bulging|sagging",
        "effondr*|ecroul*|collaps*",
        "plafond|balcon|mur|dalle|plancher|faux ~ tombe|lache|cede|affaisse*|decroch*",
        "morceau|morceaux|bout|pan ~ plafond|mur|facade|balcon|corniche",
        # des morceaux tombent sur le trottoir
        "bouts|morceaux|plaques|pans|pierres|briques [de|d] [enduit|crepi|beton|facade|pierre] tombent|detachent"
        " ~ trottoir|rue|passants|pietons|cour|gens|route",
        "ceiling|balcony|wall|floor ~ down|fell|falling|caved|gave",
        "risque|menace|menacent|va|vont [de|finir|par] [par] tomber|effondrer|ecrouler ~ tete|sur|plafond|mur"
        "|balcon|bientot",
        # une tuile pend, ça peut tomber sur quelqu'un
        "tuile+|ardoise+|pierre+|brique+|crepi|corniche|cheminee|enduit|volet+|branche+|elle|elles|ca ~ peut|peuvent"
        "|pourrait|pourraient tomber sur [la|le|les|un|une|des] quelqu|tete|tetes|passant*|enfant*|gens"
        "|gamin*|voisin*|pieton*|trottoir",
        "plafond|mur|balcon|toit|escalier ~ risque|menace|va ~ tomber|effondrer|ecrouler|lacher|ceder",
        # elle peut tomber dans la rue
        "fenetre+|vitre+|volet+|store+|velux|jardiniere+|elle|elles|ca|il|ils peut|peuvent|pourrait|pourraient|risque"
        "|risquent|menace|menacent|va|vont [de] tomber dans|sur|en la|le|contrebas rue|vide|cour|passage|$",
        # le plafond de la salle de bain menace de tomber
        "plafond|mur|balcon|dalle|plancher|corniche|cheminee de|du|d|des|au|en ~ ~ menace|menacent [de|d] [se|s]"
        " tomber|effondrer|ecrouler|lacher|ceder|decrocher|detacher",
        "faut|faudra|faudrait|doit|devez|urgent|fait|urgence|a [de|d|le|la|l|tout|faire|un] etayer|etaiement",
        "balustrade|balustrades|rambarde|rambardes|parapet [de|du] [la|le|l|mon|ma|notre]"
        " [balcon|terrasse|loggia|escalier|fenetre] ~ lache|cede|tombe|branle|bouge|descelle* !plus|pas",
        "garde corps [de|du] [la|le|l|mon|ma|notre] [balcon|terrasse|loggia|escalier|fenetre] ~ lache|cede|tombe|branle"
        "|bouge|descelle* !plus|pas",
        # la rambarde ne tient plus que par une vis
        "balustrade|balustrades|rambarde|rambardes|parapet ~ tient|tiennent [presque|quasiment] plus|pas|mal|que !mal",
        "garde corps ~ tient|tiennent [presque|quasiment] plus|pas|mal|que !mal",
        # le garde-corps tient par une seule vis
        "balustrade|balustrades|rambarde|rambardes|parapet|corps ~ tient|tiennent [juste] a peine",
        "balustrade|balustrades|rambarde|rambardes|parapet|corps ~ tient|tiennent [juste] par|avec un|une|du|des|deux",
        "balustrade|balustrades|rambarde|rambardes|parapet|corps ~ lache|cede|branle|bouge pas mal|moyen|possible|rien",
    ),
    "water": (
        "inonde|inondes|inondee|inondation|flooded|flooding|flood|gushing|pouring|geyser|jaillit|gicle",
        "coule|fuit|pisse ~ partout|flots|trombes|torrent*|plafond|murs",
        "eau ~ jusqu ~ genoux|porte|palier|mollets",
        "eau ~ tombe|coule|gicle|deborde|jaillit|pleut|ruisselle ~ flots|plafond|partout|murs",
        "eau ~ partout|cm|centimetres|gagne|monte",
        "water ~ everywhere|through|pouring|over|ankle",
        "water ~ running|coming|flowing ~ out|from|under",
        "coming|comes|came|pouring|leaking|running|dripping through ~ ceiling|ceilings|wall|walls",
        "peux|arrive|peut|arrivons pas ~ couper|arreter|fermer ~ eau|arrivee|vanne|robinet",
        "impossible de|d couper|arreter|fermer ~ eau|arrivee|vanne|robinet",
        "arrivee|vanne|robinet d|arret [arret|eau] [est] grippe|coince|bloque|casse|cassee",
        "can not ~ stop|turn|shut ~ water",
        "tuyau|canalisation|flexible|ballon|chauffe|pipe|colonne ~ eclate|explose|pete|rompu|lache|burst|arrache",
        "burst pipe",
        "vanne ~ bloque|casse|marche|tourne|ferme",
        "deborde*|traverse|dehors ~ voisin*|dessous|partout",
        "goutte|coule|fuit|tombe|traverse ~ chez le|la|les voisin*|dessous",
        "degat|degats des eaux ~ cours|important*|enorme",
        # « le chauffe-eau électrique » is none
        "l|d|de|cette eau ~ tableau|prise|prises|multiprise|electrique|plafonnier|luminaire|lampe|lustre",
        "^ eau|flotte ~ tableau|prise|prises|multiprise|electrique|plafonnier|luminaire|lampe|lustre",
        # l'eau passe par les spots du plafond, coule à travers le plafonnier, arrive au niveau des prises
        "eau|flotte passe|coule|goutte|sort|tombe|arrive|suinte|entre|rentre|monte [par|de|dans|sur|a|au|aux|jusqu]"
        " [au|aux|travers|niveau|hauteur] [de|du|des|d] [l|le|la|les|un|une|mes|mon|ma]"
        " spot+|plafonnier+|luminaire+|lampe+|lustre+|ampoule+|prise+|interrupteur+|multiprise+ !d|de|en",
        "pleut|goutte|coule par|de|du|sur|dans|depuis [l|le|la|les|mon|ma|mes] spot+|plafonnier+|luminaire+|lustre+"
        "|ampoule+",
        # l'eau ruisselle et arrive dans les compteurs électriques
        "eau|flotte ~ ~ arrive|tombe|descend|infiltre|rentre|entre [jusque] dans|sur|jusqu [a|aux|au] [le|la|les|l|mon"
        "|notre] compteur+|tableau|armoire|boitier|coffret electrique*",
        "coule|goutte|fuit|ruissel*|degouline*|suinte [dans|sur|par] [la|une|les|ma|des|le|un|mon] plafonnier|luminaire"
        "|lampe|lustre|spots",
        "leak*|drip*|pouring|running|water ~ lamp|light|lights|bulb",
        # the light fitting is dripping water
        "lamp|lamps|light|lights|bulb|chandelier|spotlight+ [fitting|fittings|shade|switch] [is|are|keeps|has|started]"
        " [now|been] dripping|drips|leaking|leaks|dripped",
        "light|lamp|ceiling fitting|fittings|shade|rose ~ is|are|keeps|has|started [now|been] dripping|leaking",
        "leak*|drip*|pouring|running|coming|water [out] of|from|through|onto|into [the|a|my|our] [ceiling|kitchen|hall"
        "|bathroom|bedroom|living|pendant] [room] lamp|lamps|light|lights|spotlight+",
        "coule|goutte|fuit|ruissel*|degouline*|suinte ~ tableau|electrique|disjoncteur|disjoncteurs|fusibles",
        "coule|goutte|fuit|ruissel*|degouline*|suinte [dans|sur|par] [la|une|les|ma|des] prise|prises !en|de|d|par",
        "leak*|drip*|pouring|running|water ~ fuse|fusebox|socket|sockets|electrics|electrical",
        "socket|sockets|fusebox|fuse [box] [in] [the] [kitchen|hall|bathroom|bedroom] is|are|got [all|soaking] wet"
        "|soaked|soaking",
        "seau|seaux ~ minutes|remplis|remplit",
    ),
    "security": (
        "porte ~ ferme|verrouille|claque plus|pas|mal",
        "porte|serrure|fenetre ~ ~ fracture*|force|forcee|defonce*",
        # je suis enfermée dans l'appartement, mon fils est coincé dans les toilettes
        "suis|sommes|est|sont|on [actuellement|toujours|encore|la] enferme+ [a] [dans|chez|dedans|sur] [l|la|le|les"
        "|ma|mon|notre] appartement|appart|logement|studio|maison|chambre|salle|toilettes|wc|moi|nous|interieur|balcon"
        "|terrasse|cave|garage|local",
        "suis|sommes|est|sont [actuellement|toujours|encore] coince+|bloque+ dans|sur [l|la|le|les|ma|mon|notre] salle"
        "|toilettes|wc|ascenseur|balcon|terrasse|cave|garage|local",
        "am|m|are|is|re [still] locked|stuck|trapped in|inside|on [the|my|our|her|his] bathroom|toilet|flat|apartment"
        "|bedroom|lift|elevator|balcony|cellar|garage|house",
        # je ne peux plus fermer à clé
        "peux|peut|pouvons|arrive|arrivons|reussis|reussissons plus|pas [a] [la|le|les|me|l] fermer"
        "|verrouiller|enfermer"
        " ~ porte|verrou|cle|clef",
        "impossible de|d [la|le|les|l] fermer|verrouiller ~ porte|verrou|cle|clef",
        "verrou|verrous|serrure|barillet|cylindre [est|a|ete|ont] [ete] arrache+",
        "quelqu'un|quelqu|inconnu+|individu+|voleur+|gens|someone|somebody ~ essaye|tente|voulu|tried"
        " ~ entrer|rentrer|penetrer|forcer|ouvrir|force|break|enter",
        "on a|ont essaye|tente|voulu [de|d] forcer|fracturer|crocheter|enfoncer|defoncer ma|mon|notre|mes"
        " !volet|volets|store|stores|tiroir|tiroirs|placard|placards|robinet|vanne|radiateur",
        "on a|ont essaye|tente|voulu [de|d] forcer|fracturer|crocheter|enfoncer|defoncer mon|mes|notre|nos volet|volets"
        "|store|stores !pour",
        "tentative ~ intrusion|vol",
        "cambriol*|effraction|squat*|intrus|burgl*|agress*",
        "broke|broken|break into|in",
        "enferme*|bloque|coince ~ dehors|exterieur|interieur|dedans|ascenseur|balcon|cave",
        "stuck|trapped|coince+|bloque+|enferme+ in|inside|dans [the|l|le|un] lift|elevator|ascenseur*",
        # l'ascenseur est arrêté au 4e avec quelqu'un dedans
        "ascenseur*|lift|elevator ~ ~ ~ ~ quelqu|gens|enfant*|voisin*|dame|monsieur|someone|somebody|people|child*"
        " ~ dedans|interieur|inside|in",
        "lock* out|in",
        "can not ~ lock|close ~ door",
        "door ~ not|no lock|close|shut|longer",
        "suis|sommes a la rue",
        "perdu|vole|volees ~ cles|clefs|keys",
    ),
    "health": (
        "malaise|malaises|asphyxie|suffoque|suffocating|intoxique*",
        "du mal a respirer",
        "peut|peux|peine plus|a respirer",
        "trouble|difficulty breathing",
        "crise d asthme",
        "legionel*|amiante|asbestos|saturnisme",
        "au|du|de|en|ou plomb $",
        "plomb dans|sur|au|partout|present",
    ),
    "other": (
        "danger|dangereu*|dangerous",
        "risque|risques ~ chute|explosion|electrocution|incendie|accident|brulure|vie",
        "detresse|vitale|vital",
    ),
}
"""What endangers, by reason (READING, section 5, note b)."""

FRAGILE = (
    "bebe*|nourrisson*|enceinte|handicap*|invalide|asthm*|oxygene|dialyse|alite*|hospitalis*|baby|babies|infant"
    "|newborn|pregnant|elderly|disabled"
    "|toddler*|jumeaux|prematur*|chimio|cancer|cardiaque|bronch*|pneumonie|alzheimer|parkinson|twins|wheelchair"
    "|asthma",
    "mere|mother|pere|father|maman|papa|mum|mom|dad|grand|mamie|mamy|papi|papy|meme|pepe|granny|grandma ~ 7*|8*|9*",
    "mamie|mamy|papi|papy|granny|grandma",
    "year|years old mother|father|man|woman|lady|parents|grandmother|mum|dad",
    # elle a 87 ans
    "a|ai|aura|is|aged 75|76|77|78|79|80|81|82|83|84|85|86|87|88|89|90|91|92|93|94|95|96|97|98|99|100",
    # une dame de 90 ans au premier
    "dame|monsieur|homme|femme|personne|voisine|voisin|locataire|occupante|occupant|retraitee|retraite|veuve [agee] de"
    " 75|76|77|78|79|80|81|82|83|84|85|86|87|88|89|90|91|92|93|94|95|96|97|98|99|100 ans",
    "heart condition|problem|disease|trouble",
    "nouveaune+",
    "enfant|enfants|petite|petit|fils|fille|gamin|gamins|kids|children|son|daughter|mere|mother|pere|father|mari ~"
    " ans|mois|malade*|bas|sick|ill|month|months|year|years|old|semaines",
    "enfant|enfants|kids|children|gosses|petits",
    "personne|dame|monsieur age|agee|fragile|handicapee|malade",
    "j ai 7*|8*|9* ans",
    "sous oxygene|respirateur|dialyse|traitement",
    "assistance|appareil respiratoire|ventilatoire|respirer",
    "fauteuil roulant",
    "suis|est malade|agee|age|fragile",
    "grand mere|pere",
    "sante fragile",
    "months|weeks old",
    # my two-year-old is freezing
    "my|our|a|his|her|with|and|one|two|have|twin 1|2|3|4|5|6|one|two|three|four|five|six year|years old|olds $|is|are"
    "|was|who|and|at|in|with|here|has|had|can|cannot|child|son|daughter|girl|boy|kid|kids|twins|baby|crying|freezing"
    "|shivering|sick|ill|asthmatic|sleeps",
    "son|daughter|child|children|kid|kids|girl|boy|twins|toddler|grandson|granddaughter|grandchild [who] is|are|was"
    "|aged [only|just] 1|2|3|4|5|6|one|two|three|four|five|six"
    " $|and|or|year|years|months",
)
"""Those for whom cold or want is danger."""

PRIVATION = (
    "chauffage|chaudiere|radiateur*|heating|boiler|froid|froide|gele*|cold|freezing|heat|heater",
    "degres|°",
)
PRIVATION_OF_WATER = (
    "ascenseur*|lift|elevator ~ panne|hs|bloque|casse|marche|fonctionne|arret|broken|stuck|out",
    "plus|pas|sans|no|not ~ eau|electricite|courant|water|power|electricity",
    # plus de lumière dans tout l'appartement
    "plus|pas|sans|aucune [de] [la] lumiere+ ~ tout|toute|partout|nulle|appart*|logement|maison",
    "no light|lights ~ anywhere|whole|flat|house|home",
    "eau chaude|froide",
    "moisi*|humidite|cafard*|punaise*|rats|mould|damp",
)

ASKS_FOR_ONE_MORE = (
    "ajouter|ajoutez|rajouter|rajoutez|envoyer|envoyez|signale|signaler|noter|notez|add|send|report|regarder|voir|look",
)
"""« Pouvez-vous aussi envoyer quelqu'un ? », behind the fault: it is one more."""
AND_ALSO = (
    "au passage",
    "pendant|tant|puisque|pdt qu|que jy|j y|on|nous|vous [y] [suis|est|etes|sommes]",
    "pendant|tant|pdt que|qu",
    "en passant",
    "two|three|deux|trois|quelques [autres|other|petites] things|choses|problemes|points|trucs",
    "et|ou aussi",
    "aussi|egalement|also|another|additionally|besides|moreover",
    "par ailleurs",
    "d autre part",
    "autre|autres probleme|chose|panne|sujet|point|truc|signalement",
    "d autres|autre",
    "deuxiemement|secundo|secondly|ensuite",
    "de plus",
    "en plus|outre|prime|revanche",
    "as well",
    "^ et|and|puis|ps|sinon|autrement le|la|les|l|un|une|the|there|my|il|y|on|mon|ma|pour|au|a",
    "^ ps|psst|sinon",
    "p s",
    "profite",
    "two|three|deux|trois|other|more things|choses|problemes|points|soucis|trucs",
    "oubli*|oublie|forgot",
    "signale|signaler|report",
    "tant que j y|vous|on",
    "au fait",
    "by the way",
    "while i|you",
    "nouveau|nouvelle|new probleme|panne|fuite|issue|problem|souci",
    "cette fois",
    "this time",
    "rien a voir",
    "autre chose",
    "plus|pas non plus",  # la sonnette ne marche plus non plus
    "not ~ either",
)
"""What makes of a second trade a second report, beside a numbered list."""

ONE_MORE = (
    "1er|premier|2e|2eme|2nd|deuxieme|second|seconde|3e|3eme|troisieme point|probleme|sujet|truc|souci",
    "1ere|premiere|2e|2eme|deuxieme|seconde|3e|3eme|troisieme chose|panne",
    "first|second|third thing|problem|issue|point",
    "^ [et|ah|mais|j|d'ailleurs] [j] oubli*",
    "^ [et|ah|but] [i] forgot",
)
"""What introduces one, in a clause of its own: « 2e problème : », « J'oubliais, »."""

COUNTED = (
    "[j|je|on|nous|y] [ai|a|avons|ont] [vous] [de] un|une|deux|trois|quatre|cinq|six|plusieurs|quelques|divers"
    "|diverses|2|3|4|5|6|several|two|three|four"
    " [petits|petites|gros|grosses|autres|different+] probleme*|points|choses|pannes|fuites|issues|problems|things"
    " [a] [vous] [signaler] [d|de|a] [un|la] [coup|fois|chez|dans] [l|le|mon] [nous|moi|appart|appartement|logement]",
)
"""« Trois soucis d'un coup : », above a list."""

OF_THE_SAME = (
    "de|a nouveau",
    "encore|toujours|recommence|again|still|meme|same",
)
"""Told as the same fault, not as one more."""

THANKED = ("merci|thanks|bravo pour|for", "content|contente|ravi|ravie|satisfait*|happy|pleased")
"""« Merci pour le volet »: it was mended."""

TOLD_LONG_AGO = (
    # j'avais signalé le robinet l'été dernier
    "avais|avions|avait|aviez signale|declare|prevenu|ecrit|appele|contacte|repare|change|remplace|mentionne ~ ~ ~"
    " dernier|derniere|passe|passee",
    "annee|an|ete|hiver|mois|printemps|automne dernier|derniere|passe|passee ~ avais|avions|avait|aviez signale"
    "|declare|prevenu|ecrit|appele|contacte|repare|change|remplace|mentionne",
)
"""An older matter, named for comparison."""

WHERE_IT_STANDS = ("ou [ca] en est|sont|etes", "^ ou en")
"""Asked of something that was told before."""

SAME_PLACE = (
    "meme|same [adresse|rue] appartement|appart|logement|immeuble|maison|batiment|residence|jour|adresse|rue|lot|flat"
    "|building|house|address|day",
)
"""« Dans le même appartement, la VMC… » is another fault at the same place."""

ENDED = (
    "nettoye|lave|demonte|depoussiere|debouche [la|les|une|chaque|toutes] [les] bouche !d|de",
    # le disjoncteur n'a pas sauté
    "a|ai|ont|avait|avaient [pourtant|meme] pas [pourtant|meme] saute|disjoncte|claque|grille|coule|deborde|refoule",
    "est|sont|etait|etaient pas [meme] bouche|bloque|casse|coince|force+|fendu+|abime+",
    "pas|ni une fuite",
    "rien de|d casse|grave|abime|urgent|mechant|anormal",
    "fuit|coule|goutte|suinte|fuient|grince|siffle|saute|disjoncte|clignote|sent|coince|bloque|fume|vibre"
    "|ruisselle|degouline|ruissellent [du|absolument] plus !fort|forte|fortement|vite|souvent|longtemps|abondamment"
    "|rapidement|violemment|que|qu|en|gros|mal",
    "plus|pas|aucune|aucun|zero|jamais [de|d|la] [aucune|aucun|moindre] fuite|fuites|bruit|odeur|goutte|panne"
    "|probleme|flaque|trace|cafard|souris",
    "rien|pas|aucun ~ anormal|signaler|probleme",
    "no more|longer leak*|drip*|noise|smell*",
    "not ~ leak*|drip* anymore",
    "voyant de panne",
    "est|sont plus en panne",
)
"""« Ça ne coule plus »: the fault is over."""

PLACES = (
    "dans|sous|derriere|au [de] [le|la|l|mon|un|une] coffre|caisson|trappe|boitier [de|du|d] [la|l|le] [volet|vmc"
    "|fenetre|store|compteur]",
    "dans|sous|derriere|devant|pres|pied|autour|dessus|cote|dessous|in|under|near|behind|above|beside [de|du|of]"
    " [le|la|les|l|mon|ma|the|my|notre] toilettes|wc|douche|baignoire|evier|lavabo"
    "|fenetre|frigo|four|escalier|shower|bath|sink|toilet|window|fridge|cuisine",
    "next door",
    "salle|salles|piece de|d bain|bains|douche|eau",
    "cabinet de|d toilette",
)
"""Where it is, and not what is broken: « des fourmis sous la baignoire »."""

ROOMS = {
    "cuisine": "kitchen", "kitchen": "kitchen", "evier": "kitchen", "salon": "living", "sejour": "living",
    "living": "living", "lounge": "living", "chambre": "bedroom", "chambres": "bedroom", "bedroom": "bedroom",
    "bedrooms": "bedroom", "bain": "bathroom", "bains": "bathroom", "sdb": "bathroom", "bathroom": "bathroom",
    "douche": "bathroom", "wc": "toilet", "toilettes": "toilet", "toilet": "toilet", "cave": "cellar",
    "cellar": "cellar", "garage": "garage", "buanderie": "laundry", "balcon": "balcony", "balcony": "balcony",
}  # fmt: skip
"""The words that tell one room from another."""

WATER = frozenset(words("eau douche douches water shower showers bain mitigeur"))
TOO_COLD = frozenset(words("tiede tiedasse glacee glaciale froide froides lukewarm tepid"))
"""« L'eau n'arrive plus que tiède »: both in one problem are a want of hot water."""

STILL_FINE = (
    "va|vont [tres] bien|mieux",  # le lavabo va bien
    "marche|fonctionne|ferme|ouvre|coule|chauffe [tres] bien $",
    "no|without [more|other|further|any] problem*|probleme*|issue*|trouble with",
    "aucun|aucune|plus|sans [autre|de] probleme*|souci* avec",
    "rien|pas|aucun ~ anormal|signaler|probleme",
    "tout va|est|fonctionne",
    "bon|parfait etat",
    "en ordre",
    "conforme|impec*|nickel|remarche*|refonctionne*|repare|regle|resolu|redemarre*|rallume*",
    "fonctionne|marche [de|a] [nouveau] [correctement|normalement|parfaitement] $",
    "good|perfect condition|order|working",
    "works again|fine",
)

OTHERS_WORK = (
    # le radiateur du petit est glacé alors que les autres marchent
    "autres|others [radiateurs|volets|prises|pieces|chambres|rooms|ones|radiators] [eux|elles] marche|fonctionne|vont"
    "|chauffent|chauffe|montent|work|are [bien|fine|ok|nickel|working]",
)
"""What is said of the others says nothing of the one that is broken."""

NEEDS = (
    "faudrait|faut|besoin|pouvez|pourriez|envoyer|envoyez|intervention|passer|regarder|voir|reparer|reparation"
    "|signale|signaler"
    "|need|send|someone|look|check|fix|repair",
)

PLAINLY_BROKEN = (
    "lifting|warped|split|jammed|peeling|chipped|wobbly|loose",
    "decolle*|souleve*|gondole*|tordu|tordue|pendu|desserre*|effrite*|branlant*|frotte|deraille*|degonde*|decroche*"
    "|arrache*|fendu*|brise|brisee|descelle*|troue|trouee|rail",
    "panne|casse|bloque|coince|fuite|fuites|fuit|probleme|inonde*|degat|degats|dysfonctionn*|abime*|fissure*|moisi*"
    "|humidite|bruit*|odeur*|hs|tombe|trou",
    "marche|fonctionne|ferme|ouvre|allume|tourne [toujours|encore] pas|plus|mal",
    "broken|issue|leak*|damaged|cracked|stuck|mould|noise|smell*",
    "not working|work|close|open",
)
"""Enough for a report even where no trade can be told."""

DONE_BY_THE_WORKMAN = (
    "il|elle|ils|plombier|technicien|ouvrier|ouvriers|artisan|electricien|chauffagiste|monsieur|entreprise|votre"
    "|vos|he|they|plumber|man|workman"
    " ~ raye|casse|abime|sali|tache|laisse|renverse|ebreche|fissure|scratched|broke|damaged|dirtied",
    "he|they|plumber|man|workman|someone ~ left a|an|the|his|her|their|my|our|all|everything|some|lots|dust|mess|it"
    "|footprints|rubbish|marks|plaster",
)
"""What the workman spoilt is a complaint about the works, and no new fault of the home."""
