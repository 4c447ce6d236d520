"""Practical facts for a mission, by what they are about. A mail beside each line."""

from __future__ import annotations

CALL_ME = ("m|nous|me appelle|appeler|rappelle|rappeler|telephone|telephoner|contacte|contacter",)
"""« Qu'il m'appelle d'en bas »: a fact where the number stands right behind."""

FACTS: dict[str, tuple[str, ...]] = {
    "sensitive_document": (
        "mon|ma|notre|mes|my|our [nouveau|nouvel|new|propre] rib|iban|passeport|passport|identite",  # voici mon RIB
        "carte|piece [nationale] d identite",
        "carte identite",
        "cni|passeport|passport",
        "mes|nos|my|our [nouvelles|new] coordonnees|bank|details bancaires|details|account",
        "releve d identite bancaire",
        "id card",
        "avis d imposition",
        "bulletin|fiche|fiches|bulletins de paie|salaire|paye",
        "titre de sejour",
        "identity card|document",
        "permis de conduire",
    ),
    "access": (
        "sonnez|toquez|frappez|buzz|klaxonnez",  # sonnez fort
        "sonne|sonner|frappe|frapper|toque|toquer|tape|taper ~ fort|longtemps|deux|plusieurs|porte|bien|chez",
        # qu'il demande les clés à la loge, prévenez le gardien
        "prevenez|prevenir|previenne|demandez|demander|demande|voyez|voir|contactez|passer|passez|adressez|warn|ask"
        " ~ gardien|gardienne|concierge|caretaker|loge|porter",
        # c'est elle qui a les clés
        "ai|a|ont|garde|gardera|detient|possede|has|have|keeps [tous|toutes|both]"
        " les|le|la|l|mes|nos|leurs|the|a|un|une|my|our|spare [seules|seule|spare|jeu|trousseau] [de]"
        " cle|cles|clef|clefs|trousseau|badge|key|keys",
        "ring|knock|buzz ~ bell|door|flat|loud*|hard|twice|buzzer|intercom|number",
        "faut|faudra|faudrait|pensez|merci|svp|please ~ sonner|toquer|frapper",
        "cle|cles|clef|clefs|key|keys|badge|double|trousseau ~ chez|gardien|gardienne|concierge|boite|loge|agence"
        "|paillasson|pot|with|under|neighbour|neighbor|mailbox|reception|desk|accueil|pharmacie",
        "double|jeu|trousseau|set des|de|of cles|clefs|cle|clef|keys",
        "cle|cles|clef|clefs|key|keys ~ sous|dans le|la !serrure|porte|verrou|barillet|cylindre|rue|neige",
        "garer|stationner un|le|son|votre|leur camion|voiture|fourgon|fourgonnette|vehicule|utilitaire",
        "pas|plus|aucune [de] place ~ garer|stationner|camion|voiture|fourgon",
        "^ interphone|sonnette|sonner ~ au|a|chez|bouton",  # interphone Benali au 14
        "garer|stationner|parking|park|stationnement ~ cour|possible|devant|place|front|courtyard|gratuit|facile"
        "|rue|interdit|sous|street|ferme|fermee|complet|payant|closed|full|suspended",
        # la rue est barrée
        "rue|impasse|allee|parking|street|road|park [est|sera|is|will] [be] [toujours|souvent|still] barree|barre"
        "|bloque+|coupee|ferme+|closed|blocked|shut",
        "rue|impasse|allee|street|road ~ en|for|under travaux|works|roadworks",
        "portail|grille|gate|portillon ~ ouvert|ouverte|poussez|pousser|open|push",
        "porte|door ~ reste|sera|est|is|will toujours|ouverte|open",
        "nom|name ~ sur|on ~ interphone|sonnette|boite|porte|bell|door|buzzer",
        "interphone|sonnette ~ nom|au nom|marque",
        "entre|entrons|passe|passons|acces ~ par|derriere ~ cour|jardin|garage|back|cote|parking|rue|escalier",
        "passez|passer|entrez|entrer|prenez|prendre|entree ~ par",
        "passez|passer|entrez|entrer|prenez|prendre|entree [par] [le|la|l|the] derriere|cour|jardin|garage|back"
        "|side|escalier",
        "compteur|vanne|chaudiere|disjoncteur|robinet|tableau|ballon ~ cache|cachee|planque|range ~ derriere|dans"
        "|sous|au",
        "compteur|vanne|chaudiere|disjoncteur|robinet ~ se trouve|situe|dans|sous|derriere ~ placard|cave|couloir"
        "|palier|cuisine|gaine|evier|escalier|garage|trappe",
        "trappe|vanne|compteur ~ derriere|dans|sous|se",
        "clef|cle|badge ~ donnerai|laisserai|laisse|depose|deposerai|remettrai|confie|leave|left",
        "laisse|laisserai|depose|deposerai|leave|left ~ cle|cles|clef|clefs|badge|key|keys",
        # personne n'a accès au local sauf le gardien
        "a|ont|aura acces|access ~ ~ local|compteur*|cave|caves|chaufferie|toit|toiture|combles|gaine|cour|immeuble"
        "|parking|garage|sous|terrasse|tableau|vanne|roof|cellar|basement",
        "gardien|gardienne|concierge|caretaker ~ ouvre|ouvrira|open|opens|let",
        # c'est ouvert, qu'il commence sans moi
        "c est|sera|restera|reste [toujours] ouvert !votre|ce|le|depuis|mon",
        "laisse|laisserai|laisserons|leave ~ ouvert|ouverte|unlocked|open",
        "commence|commencent|commencer|entre|entrent|entrer|start|begin sans|without moi|nous|me|us",
        "let himself|herself|themselves in",
    ),
    "contact": (
        "appeler|rappeler|joindre|contacter|telephoner ~ au|sur|a|06|07",
        # voyez avec mon fils
        "voyez|voir|arrangez|organisez|fixez|calez|traitez [le|directement|plutot|tout] [rdv] avec mon|ma|mes|notre"
        " [belle|beau|grand|petite|petit] mari|femme|fils|fille|mere|pere|frere|soeur|coloc|colocataire|conjoint"
        "|conjointe|compagnon|compagne|ami|amie|gendre|voisin|voisine|neveu|niece|copain|copine",
        "change|changement ~ portable|numero|telephone|mobile|mail|adresse",
        *CALL_ME,
        "joignable|reachable|joindre|appelez|rappelez|telephonez|textez",
        "mon|my|nouveau|new|son|notre|our numero|tel|telephone|portable|number|phone|mobile|num",
        "call|ring|reach|text|phone me|us|my|him|her|on|at",
        "change|changement|changer ~ numero|telephone|adresse mail|mail|email",
        "nouvelle|nouveau|new adresse|address|mail|email|numero [mail|email|e]",
        "plus [sur] ~ adresse|mail|email|numero",
        "tel|telephone|portable|mobile|port",
    ),
    "equipment": (
        "saunier|duval|dietrich|vaillant|viessmann|frisquet|chaffoteaux|elm|leblanc|atlantic|thermor|ariston|bosch"
        "|siemens|whirlpool|brandt|somfy|bubendorff|legrand|hager|grohe|jacob|delafon"
        "|geberit|vachette|fichet|bricard|velux|daikin|mitsubishi|urmet|aiphone|comelit|noralsy|faac|electrolux"
        "|indesit|worcester|baxi|junkers|riello|weishaupt|acova|noirot|samsung|beko|miele|hotpoint|candy|zanussi"
        "|schneider",
        "marque|modele|reference|ref|puissance|brand|model ~ c|est|is|:|sur|inconnu*|de",
        "^ marque|modele|reference|brand|model",
        "encore|toujours|est|still sous|under garantie|warranty|guarantee",
        "a|ont ~ ans|annees ~ chaudiere|ballon|volet|interphone",
        "chaudiere|ballon|volet|interphone|serrure|radiateur|boiler ~ date|datant|ans|annees|years|marque|modele",
    ),
    "cause": (
        "venait|provenait|viendrait|vient|provient du|des|dessus|chez",
        "venait|provenait|viendrait|vient|provient d un|une",
        "venait|provenait|viendrait de l|la|chez",
        # ça vient du joint
        "vient|provient [surement|probablement|apparemment|certainement] du|des|dessus|chez|l'etage",
        "vient|provient de l|la|chez|dessus|dessous|sa|son|leur|mon|ma|leurs|ses",
        "a cause de|du|d|des",
        "c est ~ qui a|ont|avait|avons",
        "c est le|la|les|un|une|l ~ ~ qui a|ont casse+|cogne+|arrache+|tordu+|fissure+|bouche+|perce+|abime+|force+"
        "|heurte+|endommage+|coupe+|bloque+|defonce+|coince+",
        "caused by|because",
        "cause|origine [est|c|probable|:]",
        "comes|coming from",
        "du|due probablement|surement|a|au|to un|une|la|le|l|the|a",
        "suite a|au|aux travaux|orage|coupure|gel|chute|tempete",
        "fait tomber|expres",
    ),
    "instruction": (
        "prevenez|previens|prevenir|avertissez|avertir [le|l|la|votre|vos] plombier|artisan|technicien|electricien"
        "|entreprise|serrurier|chauffagiste|ouvrier|ouvriers|intervenant",
        # prévenez-le qu'il n'y a pas de place
        "prevenez|previens|prevenir|dites|dis|dire|avertissez|avertir|signalez|precisez le|lui|les|leur qu|que|de|d",
        "tell|warn|remind him|her|them that|to|not|the|we|there",
        # but please ring me when you are downstairs
        "^ [but|and] [please|just] call|ring|text|phone|buzz|knock [me|us] when|once|before|first|on",
        "attention|beware|mind|careful ~ ~ chien|chat|dog|cat|marche|escalier|parquet|peinture|step|bebe|sol",
        "chien|dog|chat|chatte|cat ~ mechant|gentil*|attention|jardin|enferme*|is|bites|friendly|mord|peur|griffe*"
        "|sauve*|enfui*|craintif|peureu+|sort|sorte|escape|scratch*",
        "laissez|laisser|laisse|let [pas] [sortir|out|partir|echapper] le|la|les|the|him|her chat|chatte|chien|cat|dog",
        "let|dont let him|her|it|them out|escape",  # don't let him out
        "pense|penser|prenne|prendre|avoir|besoin|faut|faudra|faudrait|prevoyez|prevoir|apportez|apporter|amenez"
        "|bring ~ echelle|escabeau|ladder|outil*"
        "|bache|stepladder",
        "appelle|previenne|telephone|prevenez|prevenir|appelez|appeler|telephonez|call|ring|text ~ avant|before"
        "|arriver|venir|passer|minutes"
        "|min|heure|hour",
        "prevoir|mettre|enlever|retirer|enlevez|retirez|merci|svp|take|remove|please ~ chaussures|chaussons|patins"
        "|surchaussures|shoes",
        "sieste",
        "bebe|baby|enfant|petit dort|sleeps|sleeping",
        "enlever|enlevez|remove|take ~ chaussures|shoes",
        "entend|entends|parle|speaks ~ mal|pas|peu|seulement|only|anglais|arabe|english|francais|little",
        "sourd|sourde|malentendant*|deaf",
        "refermer|refermez|close ~ portail|porte|grille|gate|door",
        "please|svp|pensez|veillez|assurez|sure|merci ~ apporter|couper|fermer|laisser|enlever|remettre"
        "|refermer|bring|leave|remove|sonner|appeler",
        "deux|2|two [double] cles|clefs|keys",
        "pas|sans sonner|marcher|klaxonner",
        "sonne|sonnent|sonnez|frappe|frappent|frappez|klaxonne|klaxonnez pas|surtout|doucement",
        "do not ring|knock|park",
    ),
}
"""READING, section 5, note d: facts that are told unasked. The first topic that has a line of the clause is the one."""

KEYS = (
    # la clé du local est chez le gardien
    "cle|cles|clef|clefs|key|keys|badge|double|trousseau ~ est|sont|is|are|reste|restent|seront|sera ~ chez|gardien"
    "|gardienne|concierge|boite|loge|agence|paillasson|with|under|neighbour|neighbor|mailbox|reception|accueil|pharmacie"
    "|voisin|voisine|sous|a|au|dans",
    "gardien|gardienne|concierge|caretaker|porter|loge|voisin|voisine|neighbour|pharmacie|boulangerie [du|de|the] [2e"
    "|3e]"
    " [qui] a|aura|ont|garde|gardera|detient|has|keeps|have [tous|toutes|both] les|le|la|l|un|une|the|a|spare [jeu"
    "|double]"
    " [de] cle|cles|clef|clefs|trousseau|badge|key|keys|double",
    "laisse|laissee|laissees|laisses|depose|deposee|deposees|left ~ cle|cles|clef|clefs|badge|key|keys ~ gardien"
    "|gardienne|concierge|boite|loge|agence|voisin|voisine|neighbour|reception|accueil",
)
"""Where the keys are: a fact in anybody's mouth."""
LETS_IN = (
    "gardien|gardienne|concierge|caretaker|porter|voisin|voisine|mari|femme|epouse|fils|fille|mere|pere|frere|soeur"
    "|colocataire|conjoint|compagnon|compagne|neighbour|son|daughter|husband|wife|flatmate ~ ouvrira|ouvre|accueillera"
    "|recevra|open|opens|let",
    "gardien|gardienne|concierge|voisin|voisine|mari|femme|epouse|fils|fille|mere|pere|frere|soeur|colocataire|conjoint"
    "|compagnon|compagne sera|seront la|present+|chez|sur",
)
"""Somebody else opens: told of a visit that stands."""
TENANT_AWAY = (
    # la locataire sera absente jusqu'au 3
    "locataire|occupant+|dame|mme|madame|tenant|occupier ~ sera|est|part|will|is|away ~ absente+|vacances|deplacement"
    "|conges|voyage|away|holiday|abroad|travelling",
)
"""When nobody is home: told while no visit stands."""
NUMBERED = ("numero|num|tel|telephone|portable|mobile|joignable|appeler|joindre|phone|number|reach|call",)
CALLED_IN_QUESTION = ("mets|met|mettre|mise|remets|remet|remettre|remise|remettons ~ en cause|question",)
"""« Je ne remets pas en cause votre travail » tells no cause."""

PETS = (
    "ai|avons|aura [un|une|deux|trois|des] [gros|grosse|petit|petite|jeune] chien|chienne|chiens|chat|chats|chatte",
    "have|got|is|are [a|two|an] [big|small|friendly|nervous] dog|dogs|cat|cats",
)
"""Of use to whoever comes, where no other fact is told."""
WHERE_THE_DOOR_IS = (
    # j'habite au fond de la cour
    "habite|habitons|loge|logeons|live ~ ~ fond|cour|etage|rez|palier|batiment|bat|escalier|gauche|droite|floor"
    "|entresol",
    "porte|appartement|appart|logement|entree|flat est|se|is ~ fond|cour|palier|gauche|droite|rez|entresol|left|right"
    "|escalier",
)
"""Where the home is, told to whoever will come; on the address for problems it is only part of the report."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "equipment": (
        "ecran|voyant|voyants|affiche|afficheur|erreur|dizaine|quinzaine|vingtaine|trentaine|cuivre|plastique",
        "marque|modele|reference|ref|puissance|annee|serie|brand|model|make|litres|kw|dimension*|taille|cm|bar"
        "|bars|pression|manuel|motorise|diametre"
        "|etiquette|signaletique|label|gaz|electrique|inox|alu|pvc|bois",
        "date|datant|dates de",
        "elle|il|ca|it a|fait|is ~ ans|old",
        "au moins|environ|bien ~ ans|annees|years",
    ),
    "access": (
        "code|digicode|interphone|badge|etage|batiment|bat|escalier|palier|porte|rez|floor|entry|door|gate|portail"
        "|acces|cour",
    ),
    "contact": ("numero|telephone|portable|tel|appel*|number|phone|mail|email",),
    "cause": ("depuis|suite|apres|vient|provient|cause|parce|quand|lorsque|since|after|because",),
    "presence": (
        "serai|serons|suis|sommes|sera|seront|est ~ la|present*|absent*|maison|domicile|dispo*|chez",
        "absent*|vacances|deplacement",
        "home|away ~ be|all|until|from|on",
    ),
}
"""Words enough to be a fact where our letter asked for one."""

CODE = ("code|digicode|portail|porte|door|gate|entry|interphone",)
AT_THE_DOOR = (
    *CODE,
    "clavier|keypad|entree|entrer|poussez|pousser|push|hall|immeuble|batiment|sas|sonnette|buzzer|grille|portillon"
    "|barriere|residence|sonner|sonnez|arrivant",
)
CODE_REFUSED = (
    # le code promo est NOEL25
    "code|codes promo*|ape|naf|postal*|client|reduction|article|erreur|parrain*|iban|bic|swift|barre|barres|avantage"
    "|insee|siret|discount|voucher|postcode|zip|error",
    "promo|promotional|discount|voucher|error|zip|postal code|codes",
    # le code 2580 ne marche plus
    "marche|fonctionne|passe|ouvre|ouvrait|marchait|fonctionnait|accepte|reconnu|valable|valide|bon|correct pas|plus",
    "pas|plus [le|la] [toujours] bon|correct|reconnu|accepte|valable|valide|marche|fonctionne",
    "refuse|errone|faux|mauvais|invalide|perime|obsolete|wrong|invalid|expired|rejected",
    "not|never|stopped ~ work*|open*|accept*|valid",
)
"""A code that opens nothing is told as a trouble, and is none to use."""
PHOTO = ("photo|photos|foto|image|images|cliche|cliches|picture|pictures|pic|pics|video|videos|capture",)
ATTACHED = (
    "joint|jointe|jointes|joints|ci|voici|voila|pj|attache*|attached|enclosed|here|piece|dessous|see|below|avec"
    "|envoie|transmets",
    "vous envoie|mets|joins",
    "je|j|nous|on joins|joint|joignons",
)
NOT_ATTACHED = (
    "pas|non|not|enverrai|envoie|demain|suit|suivent|will|later|vais|voulez|besoin|faut|peux|souhaitez|avez|recu|quelle"
    "|soir|want|need|tomorrow|soon|impossible|sans|until|unless|before|once",
)
