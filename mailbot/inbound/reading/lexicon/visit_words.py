"""How tradespeople speak of their coming: when, late, moved, missed. A mail beside each line."""

from __future__ import annotations

_WILL_NOT_COME = (
    "je|j|on|nous|personne|il|elle viens|viendrai|viendrons|venons|vient|viendra pas|plus"
    " $|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|aujourd",
)
MOVE_AWAY = (
    # on doit décaler
    "decal*|report*|repouss*|deplacer|deplace|avancer|avancons|retarder|reprogramm*|replanif*|annul*|differer",
    "autre|nouvelle|nouveau date|jour|creneau|rdv|moment|horaire|heure",
    "empech*|imprevu*|contretemps|malade|malades|hospitalise*|accident|deces|arret|coince|grippe|covid|fievre"
    "|enterrement|obseques",
    "panne de|d camion|vehicule|camionnette|voiture",
    "camion|vehicule|camionnette|fourgon|voiture ~ panne|rade|casse",
    "plutot",
    "peux|peut|pourrai|pourra|pouvons|pourrons plus|pas",
    "plus|pas possible|dispo*",
    "possible plutot|avant|plus",
    "preferable|mieux|prefere|prefererais|prefererai|arrangerait",
    "changer|modifier ~ date|jour|heure|horaire|rdv|rendez|creneau|visite",
    # faut revoir la date
    "bouger|recaler|refixer|revoir [pour] [le|la|l|notre|ce|cette] rdv|rendez|creneau|horaire",
    "bouger|recaler|refixer|revoir [pour] [le|la|l|notre|ce|cette] date|visite|passage !de|du|d",
    "reschedul*|postpon*|rearrang*|cancel*|rebook*",
    "van|car|truck ~ broke|broken",
    # je viendrai avec une heure d'avance
    "viendrai|viendrons|passerai|passerons|venir|passer ~ heure|heures d|en avance",
    "come ~ hour|hours earlier|early",
    # on avance à jeudi 14h
    "je|j|on|nous avance|avancons [le|la|notre] [rdv|rendez|visite|passage|intervention] a|au"
    " lundi|mardi|mercredi|jeudi|vendredi|samedi|demain [a|vers] 1*|2*|7*|8*|9*",
    "move|push|shift|bring|swap|change ~ to|it|visit|appointment|forward|back",
    "can not ~ make|come|do|be",
    "not ~ able|going to come|make|be|attend",
    "instead|rather|sooner",
    "another|different|new|better day|time|date|slot",
    "something|emergency came|come up",
    "off sick",
    "is|am sick|ill|poorly|unwell",
    "tenir|honorer",
    # je préfère vous prévenir, je ne viendrai pas
    *_WILL_NOT_COME,
    "rdv|rendez|visite|passage saute|sautera",
    # le rdv de jeudi tombe à l'eau
    "rdv|rendez|visite|passage|intervention ~ tombe|tombent|tombee a l eau",
    "c'est|est|ca|c tombe a l eau",
    "au lieu",
    "mort pour|ce|cet|cette|aujourd|demain|vendredi|lundi|mardi|mercredi|jeudi",
    "trop tot|tard",
    "too early|late",
    # 14h trop juste pour moi
    "^ [a|vers] 1*|2*|7*|8*|9* [c|ce] [est|sera|serait] [un] [peu] trop [court|serre] pour moi|nous",
    "trop|surcharge de travail|boulot|chantiers",
    # inutile que je vienne demain
    "inutile|peine|interet|sert [a|pas] [rien] qu|que je|j|on|nous [me|m|nous|y]"
    " vienne|venions|vient|passe|passions|deplace|deplacions|intervienne|intervenions !par|chez|au|la|le|avant",
    "inutile|peine|interet|sert [a|pas] [rien] de|d [se|me] venir|passer|deplacer|intervenir"
    " demain|ce|cet|aujourd|lundi|mardi|mercredi|jeudi|vendredi|samedi|sans|tant|pour",
    "no point coming|in|us|me",
)
"""The visit cannot stand."""

STANDS = (
    # Franck est malade mais Denis le remplace, on garde demain
    "garde|gardons|maintiens|maintient|maintenons|conserve|conservons [le|la|l|bien|donc] [meme] demain|rdv|rendez"
    "|heure"
    "|horaire|creneau|visite|jour|date|mardi|mercredi|jeudi|vendredi|lundi|samedi",
    "rdv|visite|rendez ~ maintenu|maintenue|tient|inchange|inchangee",
    "remplace|remplacera ~ meme|comme|prevu",
    "viendra|vient|passera|passe|sera ~ ma|sa place $",
    # c'est Franck qui vient
    "c'est|est|sera ~ qui vient|viendra|viendront|passe|passera|assure|assurera|intervient|interviendra|remplace"
    "|remplacera",
    "comme prevu|convenu $",
    "rien [ne] change $",
    "rien [ne] change pour|a|au le|la|l|vous|rdv|rendez|visite|heure|horaire rdv|rendez|visite|heure|horaire",
    "keep|keeping|still on|stands|stand ~ visit|appointment|same|time|tomorrow|as planned",
    "same time|slot|day as planned|agreed",
    "coming|come|be there instead of me|him|her",
)
"""Somebody is prevented and the visit stands all the same."""

NOT_IN_HIS_PLACE = (
    # ce n'est pas Franck qui vient · c'est l'assurance qui remplace
    "pas|plus|jamais ~ qui vient|viendra|viendront|passe|passera|assure|assurera|intervient|interviendra|remplace"
    "|remplacera",
    "assurance|depanneur|depanneuse|remorque|garage|garagiste|fournisseur|livreur|transporteur|huissier|medecin|docteur"
    "|infirmier|infirmiere|expert|syndic|locataire|dame|bailleur|proprietaire|voisin|voisine|gardien|gardienne"
    "|fabricant [du|de|d|l|la|le|des] [chantier] qui",
)
"""Somebody else than his men is the one who comes."""

CALLS_OFF = (
    "annul*|decal*|report*|repouss*|deplacer|deplace|reprogramm*|cancel*|postpon*|reschedul*|viens|viendrai pas",
)
"""Beside these nothing stands."""

NOT_EACH = (
    "a partir|compter",
    "sauf|except|hormis|pas|plus|aussi",
    "formation|pris|prise|ferme|conge|conges|absent|repos|complet",
    "starting|from",
)
"""« Tous les mercredis sauf le 25 », « les mercredis je suis pris »: not simply the next one."""

CANNOT_REACH = (
    "impossible de|d [vous|le|la|les|l|m] joindre|contacter|garer|stationner|telephoner|lire",  # … qui que ce soit
    "impossible de|d avoir|trouver l|le|la|votre adresse|code|rue|digicode",
    "impossible ~ to reach|park|contact",
    "impossible ~ to find the|your address|street|code",
)
"""What cannot be done is no visit."""

NOT_MOVED = (
    "^ [ok|oui] rdv|rendez [vous] [est] [bien] pris [svp|merci] $",  # rdv pris
    # mon rdv du matin tombe à l'eau, je peux venir plus tôt
    "mon|ma|mes|autre rdv|rendez|visite|passage|intervention ~ tombe|tombent|tombee a l eau",
    "si|if le|la|ce|notre|votre|ca|c'est rdv|rendez|visite|passage|intervention|tombe ~ tombe|tombent|a|l eau",
    "pas|not encore|yet ~ confirmer|dire|confirme|sur|confirm|say|know",
    "pas|plus|aucun+|sans|no|not ~ decal*|report*|annul*|reschedul*|cancel*|change|changement|imprevu*|bouger|recaler"
    "|avance|avancer|avancons"
    "|refixer|revoir",
    # bouger le rendez-vous d'un autre client
    "bouger|recaler|refixer|revoir [le|la|l|ce] rdv|rendez|creneau [vous] [du] [matin|midi|soir] d|de"
    " un|une|ses|mes|mon|ma|autre|client",
    "inutile|evitez|evitons [de|d] [le|la|les] bouger|recaler|refixer|revoir|decaler|reporter|annuler|deplacer",
    "peux|peut|pouvons|pourrai ~ pas|plus ~ joindre|garer|ouvrir|entrer|trouver|lire|dire|savoir|facturer|acceder"
    "|confirmer|valider|fixer|chiffrer|promettre|garantir|rappeler|repondre|envoyer|couper",
    "pas|plus possible ~ joindre|garer|entrer|acceder",
    "locataire|dame|monsieur|occupant*|elle|client|cliente ~ malade|hospitalise*|decede*",
    "bon de deplacement",
    "report|reporter ~ facture|paiement|compteur",
    "plutot bien|content|simple|facile|bon|ancien|vieux|sympa",
    "autre horaire|jour|moment si",
    "can not|cannot find|reach|read|see|open|park|get",
)

_BETTER = (
    "mieux|preferable|prefere|preferons|preferent|prefererais|prefererai|prefererions [vaut|vaudrait] [de|d]"
    " [tout|y|le|la|les|l|vous]"
)
ADVISES_WORKS = (
    # il vaudrait mieux remplacer la chaudière
    f"{_BETTER} remplacer|refaire|reparer|installer|couper|fermer|purger|isoler|condamner|nettoyer|deboucher|demonter"
    "|acheter|vidanger",
    f"{_BETTER} changer le|la|l|les|de|d|ce|cette !date|dates|jour|heure|heures|rdv|rendez|horaire|horaires|creneau"
    "|moment|visite|passage|intervention",
    f"{_BETTER} changer toute|tout|toutes|tous|complet|completement|entierement",
    f"{_BETTER} prevoir un|une|des|du !autre|autres|rdv|rendez|nouveau|nouvelle|passage|visite|creneau|date|jour|moment"
    "|horaire|deuxieme|second|seconde|report",
)
ADVISES = (
    *ADVISES_WORKS,
    # oui sauf imprévu
    "sauf|hors|barring [cas|un|gros|an] [de] imprevu*|contretemps|empechement*|accident|force",
    "en|in cas|case d|de|of [un] imprevu*|empechement*|contretemps",
    # je préfère vous prévenir
    f"{_BETTER} prevenir|avertir|signaler|dire|preciser|informer|appeler",
)
"""What would be better for the installation, is better said, or might befall anybody: nothing moves the visit."""

_ROADS = (
    "sur|dans [la|le|l|les] rocade|peripherique|periph|autoroute|nationale|route|bouchon|bouchons|embouteillage"
    "|embouteillages|circulation|metro|rer|train"
)
_ON_THE_ROAD = (
    # je suis coincé sur la rocade
    f"suis|sommes [encore|toujours] coince+|bloque+|immobilise+|arrete+ {_ROADS}",
    f"on est [encore|toujours] coince+|bloque+|immobilise+|arrete+ {_ROADS}",
    f"^ [bonjour|desole|encore|toujours] coince+|bloque+|immobilise+ {_ROADS}",
)
LATE_WORDS = (
    *_ON_THE_ROAD,
    "heure|heures|minutes|min|mn|h de decalage",
    "retard|retarde|retardes|retardee|retards|bouchon*|embouteillage*|embouteille|late|delayed|delay|behind|bourre"
    "|deborde|traine|prolonge*|traffic|trafic|circulation|ralenti|ralentissement*",
    "held|hold up",
    "stuck in traffic|jam",
    "plus tard que",
    "dans la vue",
    "j arrive|arriverai|arriverons|serai|arriv",
    "arrive|arrivons|arriverai|arriverons|arrivera|arrivee|arrivez dans|vers|plutot|a|d|pour",
    "je|on|nous|y|j|il|technicien|collegue|ouvrier|gars serai|sera|serons|suis|est|sommes|arrive [la|chez|sur|y]"
    " [la|place|lui|elle|vous|mme] ~ vers|a|plutot|dans|plus|pas|pour|d",
    "attendez|patientez|patienter moi|nous|un",
    "comptez|compter|disons|mettons plutot|vers|h|30|1h|15h10",
    "comptez",
    "be there|with|over|along ~ at|around|by|in|about|closer|for|nearer",
    "arriving|arrive ~ at|around|in|about|closer|by",
    "running ~ late|behind|minutes|over",
    "decal* ~ min|mn|minutes|quart|heure",
    "on my way",
    "^ 5|10|15|20|25|30|40|45|60|90 min|mn|minutes|mins",
    "my|our eta|eta",
    "eta",
    "panne|pneu|crevaison|creve|crevee|accroche|accident",
)
"""Late, or when he will be there."""

ON_THE_ROAD = _ON_THE_ROAD
"""Late for what holds him up: « j'arrive dans 10 min » is said of now all the same."""

PLAINLY_LATE = (
    *_ON_THE_ROAD,
    "retard|retarde|retardes|retards|late|delayed|delay|behind|bourre|bouchon*|embouteillage*|embouteille|ralenti"
    "|traffic|trafic|circulation",
    "held up",
    "stuck in",
    "plus tard que",
    "dans la vue",
    "running over",
    "deborde|traine|prolonge*",
)

ON_TIME = (
    "pas|aucun+|sans|zero|no|not|never|jamais [du|de|d|any|running] retard|retards|delay|late|behind|delays",
    "a l heure",
    "suis|sommes|est reparti+",
    "on|in time",
    "comme prevu|convenu",
    "as planned|agreed|scheduled",
    "en avance",
    "early",
    "excus*|desole*|sorry|pardon ~ retard ~ repondre|reponse|repondu|reponds",
    "retard de|dans paiement|reglement|reponse|facturation",
    "reponds|reponse|repondre|facture|paiement|reglement|livraison|reply|replying|answering ~ retard|late|tard|delay",
    "retard|late|delay ~ reponse|repondre|paiement|reglement|facture|livraison|fournisseur|reply|replying"
    "|answering|payment|invoice|quote|devis",
)
"""Not late, or late with something else than a visit."""

LATER_DAY = ("demain|lundi|mardi|mercredi|jeudi|vendredi|tomorrow|semaine|monday|tuesday|wednesday|thursday|friday",)

NOBODY_CAME = (
    "^ [et|donc|alors] [toujours|encore] personne hier $|non|matin|soir|apres|aprem",  # personne hier
    "^ [et|donc|alors] [toujours|encore] personne aujourd hui $|non",
    "^ [et|donc|alors] [toujours|encore] personne ce|cet matin|aprem|apres $|midi",
    "aucun|aucune|no plombier|technicien|electricien|ouvrier|artisan|intervenant|prestataire|plumber|technician|one"
    " ~ venu"
    "|passe|presente*|montre|come|came|show|showed",
    "vu|eu personne|ame",
    "mis|mettre|pose ~ pied|pieds",
    "not a soul",
    "ombre|trace|signe|queue d|du|de plombier|electricien|technicien|artisan|reparateur|serrurier|chauffagiste"
    "|ouvrier|intervenant|un",
    "personne|nobody ~ venu|vu|passe|presente*|came|come|showed|turned|arrive|vient|sonne",  # personne n'est venu
    "no one ~ came|come|showed|turned|here|arrived",
    "est|sont|a|s'est [toujours|encore|jamais|pas] jamais|pas venu|passe|presente*|montre|arrive|arrives|la",
    "pas|jamais ~ venu|passe|presente*|montre|pointe",
    "il|elle|ils|personne|technicien|plombier|electricien|monsieur [a|ont|m|s'est] [a] pas|jamais sonne|frappe|toque",
    "pas|jamais vu ~ plombier|technicien|personne|artisan|electricien|lui|quelqu|ame|entreprise|monsieur|serrurier"
    "|chauffagiste",
    # attendu pour rien
    "attendu|attends|patiente|attend ~ rien|vain|personne|apres|midi|heures|matinee|journee|matin|heure|toujours",
    "pour rien",
    # j'ai posé ma matinée exprès et personne
    "pose|pris|bloque|libere ~ matinee|journee|midi|demi|conge|rtt|jour [expres|entiere|entier] et|pour|mais"
    " personne|rien $",
    "ai|avons [bien] attendu|attendue|attendus|patiente ~ ~ et|mais rien|personne $",
    "pose un lapin",
    "lapin",
    "did not ~ come|show|turn|appear",
    "never ~ came|come|showed|turned|arrived",
    "has not ~ come|shown|turned|arrived",
    "nobody|none ~ here|there",
    "waited|waiting ~ nothing|all|hours|nobody|vain",
    "no show",
    "stood me|us up",
    "rate le|notre rdv|rendez",
    "toujours|encore personne",
    "toujours pas|aucun [l] [de|d|le|un] plombier|technicien|electricien|chauffagiste|serrurier|artisan|reparateur"
    "|ouvrier|monsieur",
    "still no sign|plumber|technician|electrician|engineer|locksmith|one|show",
    "not|pas ~ soul|ame came|rang|showed|venu|venue|passe",
    "fait faux bond",
    "aux abonnes absents",
    # il a sonné chez le voisin au lieu de chez moi
    "sonne|frappe|toque|presente|alle|passe|venu|rang|knocked|went|came ~ ~ lieu|place|instead ~ moi|nous|mine|ours|us",
    "trompe|trompes [d|de] [l|la|porte] adresse|porte|etage|batiment|immeuble|appartement|logement|numero",
    "mauvais|mauvaise|wrong adresse|porte|etage|batiment|immeuble|appartement|personne|sonnette|interphone|flat|door"
    "|address|building|floor|house|bell|person"
    " ~ reparti|repartie|repartis|parti|left|gone|went",
    "rang|knocked|went|came [at|to|on] the wrong flat|door|address|building|floor|house|bell",
    "reparti|repartie|repartis|left sans|without me|nous|avoir|meme|ringing|knocking|seeing [me|nous] [voir|sonner"
    "|frapper|appeler|prevenir|vu|sonne]",
)
"""The provider did not come."""

_OCCUPANT = (
    "locataire*|occupant*|client*|cliente|dame|monsieur|mme|madame|mr|m|tenant|tenants|famille|gens|resident|lady"
    "|gentleman|elle|il"
)
_SOMEBODY = (
    "locataire*|occupant*|client|cliente|clients|dame|monsieur|mme|madame|mr|m|famille|gens|mari|femme|fils"
    "|fille|gardien|gardienne|concierge|proprietaire|bonhomme|homme"
)
_WE = "je|j|on|nous|equipe|technicien|techniciens|collegue|ouvrier|ouvriers|gars|apprenti"
_GET_IN = "entrer|acceder|acces|rentrer|monter !le|la|les|un|une|du|ce|cette"
RANG = (
    "ai|avons|a|j [longuement|bien] sonne|frappe|toque|klaxonne|tambourine|interphone !le|la|les|l|un|une|pour",
    "ai|avons|a|j [bien|l] appele $",
    "ai|avons appele le|la|mme|m|madame|monsieur locataire|occupant|occupante|cliente|client|dame|monsieur",
    "^ sonne|frappe|toque|rang|knocked|buzzed !le|la|les|l|un|une|pour",
    "je|j|on|nous sonne|sonnons|frappe|frappons|toque|toquons !le|la|les|l|un|une|pour",
    "i|we rang|knocked|buzzed",
    "i|we called|phoned $",
)
NOTHING_CAME = (
    "^ [toujours|mais|et|puis|but|and] rien|personne|silence|nada|nothing|nobody $",
    "^ [toujours|mais|et|puis|but|and] [aucune|pas|no|zero] [de|d] reponse|answer|reply|reaction $",
    "^ [mais|et] ca|cela repond|reponds pas|jamais $",  # « Je sonne, ça ne répond pas »
)
"""Behind a ring at the door."""

OCCUPANT_AWAY = (
    f"{_OCCUPANT} ~ absent*|sorti+|repondu|repond|ouvre|ouvert|ouvrait|presente*",
    f"{_OCCUPANT} [n|est|etait|a|not] pas la|chez|present*|ouvert|repondu|presente*|venu|ouvre|repond|daigne"
    "|domicile|reveille*",
    f"{_OCCUPANT} est|etait|a|s est [pas|toujours|jamais|encore] pas|jamais|parti la|ouvert|repondu|present*|montre"
    "|presente*|chez",
    "tenant|tenants|she|he|they|occupant|customer|lady|gentleman ~ not|out|away ~ in|home|there|answer|answering"
    "|open|show|show|present|around",
    "tenant|tenants|occupant|customer is|was|were out|away|absent",
    # Personne à l'adresse
    "personne|nobody [est|etait|a|n|was] [au|a|l|la|sur|chez|pour|en|at|there] adresse|place|domicile|rdv|rendez"
    "|chez|ouvrir|la|repondu|repond|ouvert|ouvre|home|there|in|answered|answering|present|interphone|porte"
    "|logement|appartement|maison|bout|lieux|door|sonne|vient",
    "^ [toujours] personne $",
    "no one|body ~ in|home|there|answered|answering|answer|opened|around",
    "porte|portail|grille|portillon|immeuble|volets|rideaux|stores|boutique [etait|est|sont|tous|restee|etaient]"
    " close|clos|fermee|ferme|fermes|fermees|verrouille*|tires|baisses|locked|shut",
    "trouve|reste|casse|retrouve|tombe|restes ~ porte|nez|devant|portail",
    "suis|etais ~ porte|portail|immeuble depuis|close|clos|fermee|ferme|verrouille*",
    # le locataire a refusé de me laisser entrer
    "refuse|refusent|refusait|refuses [de|d|m|nous] [m|nous|me|l] laisser|ouvrir|acces|entree|recevoir|porte",
    "refuse|refuses de|d me|nous laisser|ouvrir|recevoir",
    # elle n'a pas voulu nous ouvrir
    "pas|jamais|rien [a|ont|voulu|veut|voulait] voulu|veut|veulent|voulait m|nous|me|qu|que [on|j|je|nous] ouvrir"
    "|laisser|entrer|entre|entrions|recevoir|rentrer|rentre|rentrions|acceder|monter|monte",
    "pas|jamais|rien [a|ont|voulu|veut|voulait] voulu|veut|veulent|voulait laisser|recevoir",
    "pas|jamais [voulu|m|nous|me] laisse|laissee|laisser [m|nous|me] ouvrir|entrer|rentrer|acceder|monter",
    f"{_SOMEBODY} [ne] [n] [a|ont] [veut|veulent|voulait] pas|jamais [voulu] ouvrir|recevoir",
    "refuse|refuses|interdit l|tout acces|entree",
    "acces|entree [au|a|du|de] [l|la|le] [logement|appartement|appart|immeuble|domicile] ~ ete|est refuse|refusee"
    "|interdit|interdite",
    "not|never let|allow|letting us|me",
    "refused|denied [me|us|to] [to] entry|access|let|entrance",
    "tenant|tenants|she|he|they|occupant|customer|lady|gentleman refused|refuses|refusing to open",
    "y a [pas|plus] personne|ame",
    "pas|plus [une|d] ame",
    "not a soul",
    "attendu|patiente|poireaute|patientais|attendais ~ ~ porte|palier|rue|immeuble ~ rien|vain",
    "attendu|patiente|poireaute|deplace* ~ ~ pour rien",
    "nobody|one s|is answering|home|in|there|opening",
    "rideau|volet|store baisse|ferme|tire",
    f"{_OCCUPANT} ~ etait|etaient|est|a pas la|chez|present*|domicile|ouvert|repondu",
    "^ [toujours] absent*",  # locataire absent
    "etait|est|etaient|client|locataire absent*",
    "aucune|sans|pas [de] reponse|repondu",
    "rdv|rendez|visite|passage|creneau|intervention ~ non|pas|jamais honore+|respecte+ [par] [le|la] locataire"
    "|client|occupant",
    "non honore+ par|du",
    # je n'ai pas pu entrer
    f"ai|avons|{_WE} [a|ont] pas|jamais pu|reussi|su [a|y] {_GET_IN}",
    f"{_WE} [y] peux|peut|pouvons|pouvais|pouvait|pouvions pas [y] {_GET_IN}",
    f"^ [et|donc|alors] pas|pu [pu|possible|d|de] {_GET_IN}",
    f"absent*|repond*|repondu|close|fermee|ferme|la|personne|et|donc|coup pas [pu|possible|d|de] {_GET_IN}",
    f"impossible d|de|pour {_GET_IN}",
    "pas [pu|eu|d|trouve] [d] acces|acceder",
    "sonne|sonner|frappe|toque|tambourine|tape|appele|interphone|klaxonne ~ reponse|personne|repond|rien|fois|vain"
    "|messagerie|reparti|repartis|bouge|ouvre|ouvert",
    "min|minutes|heure|quart|fois a|de sonner|attendre|frapper|poireauter|tambouriner|toquer|patienter",
    "sonne|frappe|toque|appele|rang|knocked|buzzed|phoned|called|attendu|waited deux|trois|plusieurs|2|3|4|5"
    "|several|twice|three|fois|times",
    "attendu|patiente|poireaute|waited ~ porte|personne|rien|vain|reponse|palier|reparti|dehors|outside|no|nobody"
    "|trottoir",
    "no answer|reply|response",
    "rang|knocked|buzzed|waited|phoned ~ no|nobody|answer|minutes|times|nothing",
    "not ~ answer|answering|home|there",
    "not [be|been|seem] [to] [be] in !the|a|an|his|her|its|their|place|position|stock|order|time",
    "could not [manage] [to] get|gain [any] in|into|inside|access|entry [to] [the|his|her|their|your] flat|building"
    "|house|property|apartment|home|place",
    "could not [manage] [to] get|gain [any] in|inside|access|entry $|this|today|yesterday|as|because|so|and|when|since"
    "|again|on|at|either",
    "could not ~ access|enter ~ flat|building|property|apartment|house|home",
    "no access",
    "fait chou blanc",
    "deplace* pour rien",
    "deplacement|trajet|voyage|route|retour|trip|journey pour|a|for rien|inutile|vide|blanc|nothing",
    "deplacement inutile",
    "wasted trip|journey",
    "pas de locataire",
    f"{_OCCUPANT} ~ oublie|rate|manque|zappe ~ rdv|rendez|visite|passage",
    "laisse|depose|glisse|left ~ avis|carte|mot|card|note|calling ~ passage|boite|porte|letterbox|door|visite",
    "avis de passage",
    "pose un lapin",
    "lapin",
    "no show",
    "faux bond",
    "tenant|tenants|they ~ did ~ not ~ show|turn|open|answer|come",
    "stood me|us up",
)
"""The occupant was not there."""

NOT_AWAY = (
    "comptable|secretaire|collegue|associe|associee|femme|patron|chef|ouvrier|technicien|apprenti|accountant"
    "|colleague|boss|wife",
    "pas absent*|venu pour|un",
    "i|we|will ~ not ~ there|in|home",
    "si|if ~ absent*|personne|repond",
    "acceder|acces|monter|entrer a|au|aux|dans|to|sur ~ compteur|tuyau|tuyaux|vanne|colonne|toit|toiture|combles"
    "|gaine|chaudiere|robinet|trappe|coffret|moteur|siphon|tableau",
    "sera|seront|serait|va|will|be absent*|away|out",
    "appele|appelle|phoned|called ~ reponse|repond|messagerie|repondu|answer",
    "personne ~ blesse*|agee|handicape*|malade|intoxiq*|confiance",
    "pas de reponse ~ devis|mail|part|vous|agence",
    "attendu|waited ~ ~ piece|pieces|livraison|livreur|colis|fournisseur|rappel|delivery",
    "la|present*|dispo*|place pour|to verifier|signer|constater|voir|receptionner|regarder|check|sign|see",
    "fils|fille|mari|femme|voisin|voisine|gardien|gardienne|concierge|mere|pere|frere|soeur ~ ouvert|laisse|accueilli"
    "|recu|present*|la",
    "a|de votre part",
)
"""Not at the phone is not away from home."""

SILENT_PHONE = (
    "telephone|tel|portable|mail|sms|message|appels|phone ~ repond|repondu|reponse|answer|answering",
    "[personne|nobody] repond|repondu|reponse|answer|answering ~ telephone|tel|portable|mail|sms|message|appels|phone"
    "|devis|question",
    "phone|telephone|tel|portable switched|eteint|off",
)
"""It says nothing of the door."""

LEFT_BEHIND = (
    # j'ai oublié mes outils chez elle
    "oublie|laisse|perdu|forgot|left [de] [prendre|reprendre] mon|ma|mes|notre|nos|un|une|my|our|a|the|le|la|les !rdv"
    "|rendez|visite|passage|intervention|client|chantier|appointment|visit|job|slot|dame|locataire",
)
"""What was forgotten is a thing, and no visit."""
LET_IN = (
    "m|nous a|ont [fait|bien|quand] [meme] ouvert|entrer|accueilli",  # le gardien m'a ouvert
    "let|letting me|us in",
    "ai|avons|a pu entrer|acceder|travailler|intervenir",
)
"""Somebody else opened."""

MISSED_BY_ME = (
    "ai|avons|j [pas|completement] honore|tenu|assure ~ rdv|rendez|visite|passage|intervention|creneau",
    "ai|avons|j|a [tout|pas] oublie|rate|manque|zappe|loupe|squizze|omis ~ rdv|rendez|visite|passage|intervention"
    "|creneau|venir|passer|chez|chantier|client|locataire",
    "suis|sommes|est|etais pas|jamais venu|passe|alle|presente+|deplace+|intervenu",
    "pas|jamais pu [m|nous|y] [y] venir|passer|intervenir|honorer|assurer|etre|rendre|aller",
    "pas|jamais ete presente|la|venu",
    "fait faux bond",
    "i|we missed|forgot ~ appointment|visit|slot|job|call",
    "did not ~ make|come|go|turn|attend|get",
    "could not ~ make|come|attend|get ~ it|there|yesterday|today|morning|afternoon",
    "never made it",
)
"""He did not come himself, and says so."""

MISSED_MYSELF = (
    "etais|etions|avais|ai [deja|alors] absent*|sorti*|endormi*|assoupi*",
    "etais|etions pas [encore] la|chez|present*|rentre*|maison",
    "ai|avais|avons pas|rien entendu",
    "avis de passage",  # je trouve son avis de passage dans la boîte
    "laisse|depose|glisse|left|trouve|found ~ avis|note|card|carte|mot ~ passage|calling|boite|letterbox",
    "etais|etions|etait alors|justement|deja|malheureusement|encore|juste ~ courses|travail|boulot|bureau|douche"
    "|medecin|ecole|sorti|dehors|pharmacie|hopital|dentiste|sieste|cave|jardin|absent",
    # j'étais aux courses
    "etais|etions a|au|aux|chez|sous|en|parti|partie [la|l|le] courses|travail|boulot|bureau|douche|medecin|ecole"
    "|pharmacie|hopital|dentiste|sieste|reunion|cours|chercher",
    "overslept|slept ~ through|the|in|because|$",
    "did not hear",
    "ai|avons|m'est [completement|tout] oublie|rate|manque|loupe|zappe|sorti ~ rdv|rendez|visite|passage|plombier"
    "|technicien|tete|creneau",
    "oublie|rate|manque|loupe|zappe ~ rdv|rendez|visite|passage|plombier|technicien|monsieur|electricien",
    "missed ~ visit|appointment|him|plumber|technician|it",
    "forgot when|the|about",
    "was|were ~ out when|at",
    "was|were not home|in|there",
    "pas entendu sonner|sonnette|la|l",
    "eu un|une|mon|ma [petit|gros] empechement|imprevu|urgence|accident|contretemps",  # j'ai eu un empêchement hier
)

WAS_THERE = (
    "etais|etions [bien] la|present*|dispo*",  # j'étais là de 8h à midi
    "etais|etions [bien] chez moi|nous",
    "etais|etions [bien] a la|mon maison|domicile",
    "attendu|attendais|attendions",
    "bouge pas|de",
    "was|were [all] [at] home|in|there|waiting",
)
"""The occupant waited: whoever missed the visit, it is somebody else."""

OPENED_FOR_HIM = (
    # c'est ma sœur qui a ouvert
    "mari|femme|fils|fille|mere|pere|frere|soeur|voisin|voisine|gardien|gardienne|concierge|coloc|colocataire|ami|amie"
    "|copain|copine [qui] [l|lui|leur] a|ont|avait [bien] ouvert|accueilli|recu",
    "mari|femme|fils|fille|mere|pere|frere|soeur|voisin|voisine|gardien|gardienne|concierge|coloc|colocataire|ami|amie"
    "|copain|copine [qui] [l|lui|les] a|ont|avait laisse|fait entrer|monter",
    "son|daughter|husband|wife|flatmate|neighbour|sister|brother|mother|father|friend let him|them|her in",
)
"""The occupant was out, and the visit took place."""

DID_COME = (
    "repare|regle|change|remplace|fait|fini|termine|entre|rentre|frappe|toque|venu",
    "mari|femme|fils|fille|mere|pere|frere|soeur|voisin|voisine|gardien|gardienne|concierge|coloc|colocataire|ami|amie",
    "fixed|repaired|replaced|knocked|came|let|son|daughter|husband|wife|flatmate|neighbour",
)
"""Behind a « mais »: the visit took place."""

NOT_A_VISIT = (
    "accouche*|mariage|enterrement|obseques|examen|hopital|dentiste|medecin|anniversaire|demenage*|wedding|funeral",
    "cles|cle|clefs|badge|trousseau ~ a|au|chez [l|le|la|vos|votre] agence|bureau|bureaux|gerance|regie",
    "nacelle|piece|pieces|materiel|colis|echafaudage|livraison|commande|fournisseur ~ arrive|arrivent|arrivera|livre",
    "envoye|transmis|remis|adresse|depose|sent|redige|etabli le|on|du|hier|lundi|mardi|mercredi|jeudi|vendredi",
    "fermons|ferme|fermes|fermeture|conge|conges|vacances",
    "facture*|devis|invoice|quote|estimate|rib|paiement|reglement|virement|photo|photos|mail|chiffrage ~ demain"
    "|lundi|mardi|mercredi|jeudi|vendredi|ce|le|tomorrow|du|by|tonight|monday|tuesday|wednesday|thursday|friday|on"
    "|semaine|dernier*",
    "facture*|devis|invoice|quote|rapport|photo|photos ~ intervention|passage|visite|travaux|depannage|chantier"
    "|deplacement|rdv|rendez|visit|job [de|du|from|of]",  # la facture de l'intervention de lundi
    "demain|lundi|mardi|mercredi|jeudi|vendredi|tomorrow|soir ~ facture|devis|invoice|quote",
    "rappelle|rappelerai|rappellerai|rappelons|rappellerons|appelle|appellerai|appelerai|appellerons|recontacte"
    "|recontacterai|recontactons|recontacterons|redis|dis"
    "|dirai|dirons|reponse|reponds|repond|repondrai|repondons|repondrons|redirai|redirons|relance|call|ring|phone|contacte|contacterai|joins|joindre|contacter"
    "|rappeler|appeler|repondre|confirmer|decide|saurai|sais|know|reply|answer|tell|tiens|tiendrai"
    " !present|presents|presente|presentes",
    "reviens|revenons|reviendrai|reviendrons|revenir vers",
    "get|come|getting|coming back to",
    # dispo chez le fournisseur le 2/12
    "est|sont|sera|seront dispo*|disponible*|pret+ chez|au|en|a [le|mon|notre|leur|l] fournisseur|grossiste|comptoir"
    "|stock|usine",
    "retrait chez|au|en|a [le|mon|notre|leur|l] fournisseur|grossiste|comptoir|stock|usine",
    "livraison|livre+|livrent|livrera|recois|recevrai|recevons|recevra|reception|commande*|delivered|delivery"
    "|arrives|arriving|stock|approvisionn*|rupture",
    "piece|pieces|materiel|vitrage|verre|moteur|carte|colis|fournisseur|part|parts ~ arrive|arrivera|arrivent"
    "|recu+|vient|demain|lundi|mardi|mercredi|jeudi|vendredi|dispo*|pour|la",
    "l|le|la|les aurai|aurons|recuperons|recupererai|recupere",  # une pièce manque, je l'aurai jeudi
    "recue|recues|recus [normalement] normalement|lundi|mardi|mercredi|jeudi|vendredi|demain",
    "part|parts|valve|pump|spare|spares ~ comes|come|due|expected|ready|here",
    "creneaux|disponibilites|dispos|dates|planning|slots|availability|horaires|propositions ~ demain|suivent"
    "|suivront|arrive*|envoie*|transmet*|enverrai|donne|donnerai|communique|soir|tomorrow|later",
    "envoie|enverrai|envoyons|enverrons|transmets|transmettrai|donne|donnerai|donnons|communique|communiquerai"
    "|adresse|fournis|propose|proposerai|send ~ creneaux|disponibilites|dispos|dates|planning|slots|availability"
    "|horaires|propositions|date|creneau",
    # 420 si vous validez aujourd'hui
    "si|if vous|tu|you|le|on ~ validez|acceptez|signez|payez|confirmez|repondez|valides|accepte|valide|signe|confirm"
    "|approve|accept|sign|pay aujourd|avant|demain|d'ici|today|before|by|tomorrow|ce|cette|this",
    "ou le|au|du ~ bis|ter",  # c'est le 12 ou le 12 bis ?
    "adresse|numero|address ~ trouve|quelle|quel|exacte|exact|bonne|wrong|right|est|is",
    "reouverture|reopening",
    "rouvre|rouvrons|rouvrira|reopen|reopens !l|le|la|les|un|une|votre|the|your",  # fermé, réouverture le 4 janvier
    # we'll send times this afternoon
    "send|sending|email|emailing|forward|share|give|giving|propose|suggest ~ times|dates|slots|options|availability"
    "|schedule",
    "vous|te le|la|les|l passe|passerai|passera|passerons|envoie|enverrai|enverra|enverrons|enverront|transmets"
    "|transmet"
    "|transmettrai|transmettra|transmettrons|adresse|adresserai|adressera|adresserons|donne|donnerai|depose|deposerai"
    "|poste|posterai",  # je vous les passe ce soir
    "delai|garantie|depuis|intervenu+",
    "suis|sommes|est passe+|venu+|alle+",
    "suite a|au|de mon|notre|votre|ma|la|visite|passage|intervention",
    "pas ~ dispo*|disponible*|libre",
    "aucun|aucune dispo*|creneau|creneaux|place|possibilite*",
    "avez|avaient|aviez demande|ecrit|appele|dit",
    "secretaire|bureau|comptable|compta|patron|chef|associe ~ rentre|revient|retour|absent*|la|demain|lundi|mardi"
    "|mercredi|jeudi|vendredi|back|reviendra",
    "locataire|dame|monsieur|elle|il|tenant|she|he ~ dit|absent*|demande|veut|pas|rentre|travaille|part|revient"
    "|away|works|not",
    "ferme|fermes|fermeture|conges|vacances|closed|holiday|leave",
    "votre|vos|le ~ mail|message|demande|courrier|ordre|os|bon [du|de]",
    "attendu|attends|attendons",
    "aurez|recevrez",
    "you will have|get|receive",
    "au|latest plus tard",
    "promis|promise",
    "chantier|job [jusqu|until|toute] jusqu|until|toute|tout",
)
"""A day on which something else happens."""

AS_SHE_LIKES = (
    # samedi si elle veut
    "si [la|le|l] dame|locataire|elle|il|occupant+|client|cliente veut|souhaite !pas|plus|que|qu",
)
"""The day stands all the same."""

ARRANGED = (
    "on|nous [s|nous] est|a|sommes|avons [tous] arranges|arrange|entendus|entendu|convenu|convenus|cale|fixe"
    " !une|le|un|la|les|l|ma|sa|que|du|tarif|prix",
    "on|nous [s|nous] est|sommes mis|mises d accord",
    "convenu|arrange|entendu|vu|cale avec la|le|l|mme|madame|monsieur|mr ~ on|pour|rdv|rendez",
    "agreed|arranged with the|mrs|mr|ms ~ for|on|to",
)
ARRANGED_ELSEWHERE = (
    "avec|with [le|la|l|les|the|mon|notre|our] gardien+|gardienne|concierge|caretaker|syndic|fournisseur+|supplier+"
    "|fabricant|magasin|agence|assurance|expert|collegue+|confrere|grossiste|usine|voisin*|neighbour|neighbor",
    "pour|for [le|la|les|l|the|un|une] paiement|reglement|cles|clefs|cle|acces|piece|pieces|livraison|delivery|payment"
    "|devis|facture|quote|invoice|keys|key|access|part|parts|compteur|coupure",
    "collect|deliver|pay|quote|invoice|cles|keys|livraison|delivery|paiement|payment",
)
"""What is arranged is no visit: keys with the keeper, a delivery with a supplier."""
"""« On s'est arrangés avec la dame pour vendredi 10h »: a time that both sides know already."""
ASKED_TO_MOVE = (
    # le locataire m'a demandé de décaler à lundi 9h
    "demande|demandee|souhaite|souhaiterait|voudrait|prefere|prefererait|veut|aimerait ~ decaler|reporter|avancer"
    "|bouger|repousser|deplacer|decale|reporte",
)
"""Somebody else wishes the visit at the time that is named."""

ELSEWHERE = (
    # le 24 notre équipe est à Dijon
    "suis|sommes|est|sont|serai|serons|sera|seront [deja|tous|toute|toutes] a|au|aux|en|sur|chez|pris+|occupe+|complet+"
    "|loin",
    "ai|avons|a [deja] [un|une|autre] chantier|formation|reunion|client|visite|rdv|rendez|urgence|depot",
    "am|are|is|will be [already|all] in|at|on|away|busy|booked|off",
)
"""Where somebody is on a day, and not free."""
BUSY = (
    # je suis déjà pris jeudi
    "suis|sommes|serai|serons [deja|tous|toutes|tout|malheureusement|aussi] pris+|occupe+|complet+|absent+"
    "|indisponible+|deborde+",
    "on|equipe|technicien est|sera [deja|tous|malheureusement|aussi] pris+|occupe+|complet+|absent+|indisponible+"
    "|deborde+",
    # lundi on est sur un gros chantier
    "suis|sommes|est|serai|serons|sera sur|pris+ [par] un|une|notre|mon [autre] [tres] gros|grosse|grand|long|autre"
    " chantier|affaire|intervention|projet",
    "i|we|team am|is|are|be|will [be] [already|all|both] [fully] away|busy|off|booked|tied|out !in|with|to|for",
    "on|nous|je ne travaille|travaillons pas|jamais",
)
"""Where whoever writes is taken on a day, whatever he is on another."""
FREE = ("dispo*|libre+|available|free",)

THEIR_PRESENCE = (
    # quelqu'un sera là vendredi ?
    "quelqu un|personne|locataire*|occupant*|dame|monsieur|elle|il|client*|gardien* ~ sera|seront|est|serait|la"
    "|present*|dispo*|absent*",
    "sera|seront|est|y ~ elle|il|quelqu|personne|qqun",
    "qui sera|est|ouvre|ouvrira|m",
    "someone|somebody|anyone|tenant|she|he ~ be|is|in|home|there",
    "will|is ~ someone|somebody|anyone|tenant|she|he",
)
"""Asked: who is there, and not when he comes."""

NO_VISIT_YET = (
    "quand|when",
    "est ce que",
)
DUE = (
    "devait|devaient|aurait|prevu*|convenu*|rdv|rendez|creneau|rendez-vous|promis|annonce*|supposed|meant|due"
    "|appointment|booked|scheduled|slot|attendu|waited|waiting|lapin",
    "pour rien",
    "ce|hier|midi|matin|aprem ~ venu|passe",
    "no show",
)
CAME_TO = (
    "porte|portail|volets|rideaux close|fermee|fermes",
    "personne|nobody ~ adresse|place|ouvert|ouvre|domicile|there|home|interphone|porte",
    "locataire*|occupant*|client*|tenant ~ absent*",
    "^ absent*",
    "attendu|sonne|frappe|waited|rang|knocked|buzzed ~ reparti|rien|vain|min|minutes|fois|porte|personne|answer"
    "|times|twice",
    "no answer ~ door",
    "deplace*|deplacement ~ rien",
    "pose un lapin",
    "avis de passage",
)
CANNOT_COME = (
    "peux|peut|pourrai|pourrons|pouvons|pourra [malheureusement] pas|plus",
    "pas|plus possible|dispo*|libre|disponible*",
    "impossible*",
    "ca|cela|creneau|horaire|date|heure [me|nous|va|ira] [me|nous] va|convient|arrange|colle|marche|passe|ira"
    "|jouera pas|plus",
    "can not",
    "not possible|available|able|free",
    "no longer ~ make|do|come|available|free|able",
    "pris|prise|occupe|complet ce|a|sur|mardi|lundi|jeudi|vendredi|mercredi|samedi",
    "pris|prise|occupe|booke|complet $",
    "ai|avons|a|j [un|une|autre|deja] [autre] chantier|rdv|rendez|intervention|formation|depannage|urgence ~ ce|la"
    "|mardi|lundi|jeudi|vendredi|mercredi|samedi|meme|matin|heure|jour|prevu|$",
    # bloqué sur un autre chantier jeudi
    "bloque|bloques|coince|coinces|retenu|retenus|pris|occupe [toute|la|journee] sur|par|chez [un|une|mon|notre|autre]"
    " [autre] chantier|client|urgence|depannage|intervention|travaux",
    "en|suis|serai formation|deplacement|conge*|vacances|arret",
    "booked|busy|tied|away ~ that|up|then|morning|day|monday|tuesday|wednesday|thursday|friday|afternoon|elsewhere",
    "other job|commitment",
    "trop tot|tard",
    "too early|late",
    "^ not monday|tuesday|wednesday|thursday|friday|saturday|that|then|possible",
    "^ pas lundi|mardi|mercredi|jeudi|vendredi|samedi|ce|cette|a",
    "mais|but|sauf ~ pas|not|qu|plutot|rather a|at|avant|before|le|on|apres|after",
    "does|will not ~ work|suit",
    "slot|time|creneau ~ gone|taken|pris|parti",
)
CAN_COME = ("pas de|d probleme|souci", "no problem|worries", "sans probleme", "pas|plus ~ avant|apres $")
WILL_BE_THERE = (
    "serai|serons|sera|serez|y [a] la|place|l|heure|rdv|present*",
    "je|on|nous|j|il y serai|serons|sera|suis|vais|va|allons",
    "je|on|nous|collegue|technicien|ouvrier|gars|j|fils|equipe ~ passe|passons|viens|vient|venons|passerai"
    "|passerons|viendrai|viendra|viendrons|interviens|intervient|intervenons|interviendrai|interviendra"
    "|interviendrons|passera|serai|sera|assure|maintiens|maintenons",
    "see you|them|her|him then|there|on|friday|thursday|monday|tuesday|wednesday",
    "i|we|colleague|engineer|technician will be|come|attend|there",
    "planifie*|programme*|cale|callee|calle|calee|bloque|inscrit|agenda|planning|enregistre*|booked|scheduled"
    "|confirmed|diary|calendar|retenu|valide+|confirme+|acte",
    "a|pour mardi|lundi|mercredi|jeudi|vendredi|samedi|demain|plus|tout",
    "rdv|rendez|visite|creneau|date|passage|intervention|venue|horaire [vous] [est] confirme+|note+|ok|pris"
    "|valide+|enregistre*|bon|retenu|maintenu+|planifie*|programme*",
    "c'est|ce note|cale|bon|ok|dans|planifie|confirme|enregistre|maintenu|retenu",
    "je|nous|on [vous] confirme|confirmons|valide|validons|maintiens|maintenons|note|notons|bloque|bloquons"
    "|retiens|retenons",
    "va pour",
    "works|suits|fine for|me|us|by",
    "it is in the diary|book|calendar",
    "in the diary|book|calendar",
)

I_SHALL_BE_THERE = (
    # bien reçu on sera là
    "je|j|on|nous serai|serons|sera la|present+|rdv|rendez $|a|vendredi|lundi|mardi|mercredi|jeudi|samedi|merci"
    "|comme|sans",
    "je|j|on|nous y serai|serons|sera $|a|vendredi|lundi|mardi|mercredi|jeudi|samedi|merci|comme|sans",
    "i|we will be there",
)
"""Beside a receipt of our letter, this is the yes."""

CALLED_OFF = (
    *_WILL_NOT_COME,
    "peux|peut|pourrai|pourra|pouvons|pourrons|vais|va ~ pas|plus [venir|passer|etre|intervenir|assurer|faire"
    "|honorer|y]",
    "can not|will not|not ~ make|come|be|do",
    "decaler|reporter|repousser|annuler|reprogrammer|decale|reporte|annule [a|au|le|demain|rdv|visite]",
    "reschedul*|postpon*|cancel*",
    "autre|nouvelle jour|date|fois",
    "another day|date",
)

OBSTACLES = (
    "van|truck|car|camion|camionnette|fourgon|vehicule|voiture ~ panne|broken|broke|breakdown|stolen|accident|vole+",
    "van|truck|car|camion|camionnette|fourgon|vehicule|voiture [s] [est|is|sera|will|reste|part] [be] [encore|toujours"
    "|still] au|in|chez [the|le|a] garage|garagiste",
    "got|have|need to move",
    "ferie+|pont|chome",
)
"""What keeps him from coming on the day that was planned, where he names another."""

CAN_BE_THERE = (
    "je|on|nous|j|technicien|collegue|ouvrier|gars|luc|equipe ~ passe|passer|passons|viens|venir|venons|passerai"
    "|viendrai|interviens|intervenir|serai|propose|proposons|dispo*|libre*",
    "^ dispo|dispos|disponible|disponibles|libre|libres|available|free",  # dispo vendredi matin ou lundi
    "peux|peut|pouvons|pourrai|pourrait ~ passer|venir|intervenir|etre|reposer|poser|demain|lundi|mardi|mercredi"
    "|jeudi|vendredi",
    "can|could|will ~ come|be|do|visit|attend",
    "pose|intervention|passage|visite|rdv|rendez ~ possible|prevu*|propose|le|mardi|lundi|mercredi|jeudi|vendredi"
    "|demain",
)

THE_VISIT_STANDS = (
    "ok|okay|d'accord|entendu|note|compris|parfait|nickel|recu|confirme|confirmer|confirmez|confirmons|confirmation"
    "|valide|tient|maintenu|maintenue|convenu|prevu|prevue|toujours|attends|attendons",
    "le|notre|mon|ce|au|du|the|our|my rdv|rendez|visite|passage|intervention|appointment|visit",
    "bon pour|a|de|le|jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche",
    "^ [donc|alors] c est [pour] lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",  # c'est bien jeudi à 9h ?
    "suis|serai|sera|serons|sommes|seront la|present*|chez|maison|disponible*|dispo*",
    "^ [alors] a lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "see you",
    "i|we will be in|home|there|here",
    "still|noted|fine|agreed|confirmed|confirm|confirming|expected|expecting",
)
"""Words of somebody who speaks of the visit as it is arranged."""

ANOTHER_TIME_WANTED = (
    "avancer|avance|avancez|avancee|plutot|instead|earlier|sooner|rather|forward",
    "plus|moins tot",
    "prefere|prefererais|preferons|prefererions|prefer|preferred|aimerais|voudrais|souhaite|souhaiterais",
    "au lieu",
    "a la place",
    "des jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|que",
    "move|moved|moving|bring|decaler|decalez|deplacer|deplacez|changer|changez|reporter|reportez|avant la|le|jeudi|$",
    "meme|same heure|horaire|time|hour",
)
"""Words of somebody who would have it at another time."""
