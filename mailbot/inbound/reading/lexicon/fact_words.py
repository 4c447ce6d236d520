"""Practical facts for a mission, by what they are about. A mail beside each line."""

from __future__ import annotations

FACTS: dict[str, tuple[str, ...]] = {
    "sensitive_document": (
        "mon|ma|notre|mes|my|our rib|iban|identite|passeport|passport|bancaires",  # voici mon RIB
        "carte|piece d identite|nationale",
        "carte identite",
        "cni|passeport|passport",
        "coordonnees|details|releve bancaires|bancaire",
        "bank details|account",
        "id card",
        "avis d imposition",
        "bulletin|fiche|fiches|bulletins de paie|salaire|paye",
        "titre de sejour",
        "identity card|document",
        "permis de conduire",
    ),
    "access": (
        "code|digicode|interphone ~ est|c|:|porte|immeuble|entree|portail|b|a",  # le code c'est 45B12
        "le|door|gate|entry|building code",
        "interphone|sonnette|sonnez|sonner|toquez|frappez|buzzer|buzz|ring|knock",  # sonnez fort
        "etage|batiment|escalier|palier|appartement|porte|rez|bat|ascenseur ~ gauche|droite|face|droit|numero|n|code|badge|1er|2e|3e|4e|5e|fond|cour|est|au",
        "floor|left|right ~ door|floor|flat|stairs",
        "cle|cles|clef|clefs|key|keys|badge ~ chez|gardien|gardienne|voisin*|concierge|boite|sous|loge|agence|with|under|at|in|dans",
        "garer|stationner|parking|park|place ~ cour|rue|devant|derriere|possible|sous|front|street|courtyard",
        "portail|grille|gate ~ ouvert|poussez|pousser|open|ferme|code|push",
        "gardien|gardienne|concierge ~ ouvre|ouvrira|cle|loge|jusqu|matin",
        "acces|entrance|access par|est|se|cave|compteur|vanne|local|by|is|through",
        "vanne|compteur|disjoncteur|chaudiere ~ dans|sous|cave|placard|couloir|gauche|droite|derriere|trouve|situe*",
    ),
    "contact": (
        "joignable|joindre|reachable",
        "mon|notre|son|leur|my|nouveau|new|number [nouveau|new|phone] numero|tel|telephone|portable|number|phone|mobile|num",
        "appelez|appeler|rappelez|contactez|call|ring|telephonez|prevenez|ecrivez ~ moi|au|sur|me|on|avant|before|ma|mon|plutot|son|a",
        "tel|tél|telephone|portable|mobile|phone|mob : ",
        "au|on|sur 06|07|01|02|03|04|05|09|0",
        "06|07",
        "numero de ~ gardien|voisin*|femme|mari|mere|pere|fils|fille|telephone",
        "changement|change ~ numero|adresse|mail|email",
        "nouvelle adresse mail|email",
        "new email",
    ),
    "equipment": (
        "marque|modele|reference|ref|puissance|annee|serie|brand|model|make|litres|kw|dimension*|taille|cm|mm",
        "saunier|duval|dietrich|vaillant|viessmann|frisquet|chaffoteaux|elm|leblanc|atlantic|thermor|ariston|bosch|siemens|whirlpool|brandt|somfy|bubendorff|legrand|hager|grohe|jacob|delafon"
        "|geberit|vachette|fichet|bricard|velux|daikin|mitsubishi|urmet|aiphone|comelit|noralsy|nice|came|faac|electrolux|indesit|worcester|baxi|junkers|riello|weishaupt|acova|noirot|thermostatique",
        "date|datant|dates de 19|20",
        "a|ont ~ ans|annees ~ chaudiere|ballon|volet|interphone",
        "elle|il|ca|it a|fait|is ~ ans|old",
        "au moins|environ ~ ans",
        "bar|bars|pression",
        "manuel|motorise|electrique|gaz|tuyau|diametre|manivelle|sangle ~ est|c|manuel|volet|chauffe",
        "c est un|une ~ modele|marque|litres|electrique|gaz|chaudiere|ballon|convecteur|mitigeur|volet",
        "etiquette|plaque|signaletique|label",
    ),
    "presence": (
        "serai|serons|suis|sommes|sera|seront|est ~ la|present*|absent*|maison|domicile|dispo*|chez",
        "absent*|absence|vacances|deplacement",
        "travaille|teletravail|rentre|rentrons ~ a|vers|tous|le|les",
        "quelqu un ~ sera|maison|la",
        "home|away|in|there ~ be|all|until|from|on",
        "will be ~ home|there|in|away",
        "not be ~ home|there|in",
        "peux|peut ~ ouvrir|accueillir|recevoir",
        "vous attends|attend|attendons",
        "je|on|nous reste|restons",
    ),
    "cause": (
        "vient|provient|cause*|origine|du|due|a|explique|because|comes|caused ~ de|du|par|probablement|surement|joint|mal|que|by|from",  # ça vient du joint
        "a cause de|du|d",
        "c est|serait surement|probablement|peut|sans le|la|un|une|doute",
        "je|on pense|crois|dirait que|qu|c",
        "caused by",
        "suite a|au|aux travaux|orage|coupure|passage|gel|chute",
        "depuis les|le|la|que travaux|passage|remplacement",
        "c est arrive|apparu quand|apres|suite",
    ),
    "identity": (
        "je suis|c est|i am|this is|ici le|la|l|the|un|une|monsieur|madame|m|mme|son|sa|nouveau|nouvelle ~ locataire|proprietaire|tenant|fils|fille|femme|mari|epoux|epouse|owner|voisin*|landlord|soeur|frere|gerant|mere|pere|conjoint",
        "je suis|i am le|la|the ~ locataire|proprietaire|tenant|owner|bailleur",
        "locataire|tenant|proprietaire|owner du|de|of|au|at|a",
        "j habite|i live|nous habitons|logement|occupe",
        "mon nom|name est|is",
        "m appelle",
        "nouveau|nouvelle mail|adresse|locataire",
        "de la part de|du",
        "j|je ecris pour|depuis",
    ),
    "instruction": (
        "attention|prevenez|prevenir|prevoir|prevoyez|merci|pensez|veillez|evitez|n'oubliez|faites|apportez|amenez|demandez|passez|laissez|mettez|enlevez|coupez|fermez|please|make|mind|beware|bring|leave|remember|careful",
        "faut|faudra|faudrait ~ prevoir|echelle|escabeau|passer|couper|prevenir|venir|apporter|demonter|sonner|appeler",
        "chien|chat|dog|cat ~ mechant|gentil|attention|jardin|enferme|is|bites|friendly|careful",
        "svp|stp ~ pas|sans",
        "eviter de|d|le|la|les",
        "de preference",
        "surtout|ne pas",
        "il|elle entend|parle ~ mal|pas|peu|fort",
        "parle|speaks ~ pas|peu|anglais|arabe|english|only",
        "chaussures|chaussons|patins|bebe dort|sieste",
    ),
}
"""READING, section 5, note d. The first topic that has a line of the clause is the one."""

CODE = ("code|digicode|portail|porte|door|gate|entry|interphone",)
PHOTO = ("photo|photos|foto|image|images|cliche|cliches|picture|pictures|pic|pics|video|videos|pj|capture",)
ATTACHED = (
    "joint|jointe|jointes|joints|ci|voici|voila|pj|attache*|attached|enclosed|here|piece|dessous|see|below|avec|envoie|transmets",
    "vous envoie|mets|joins",
)
NOT_ATTACHED = (
    "pas|enverrai|envoie|demain|suit|suivent|will|later|vais|voulez|besoin|faut|peux|souhaitez|avez|recu|quelle|soir|want|need|tomorrow|soon|impossible|sans",
)
