"""How people say that it is repaired, that it is not, that the file may be closed. A mail beside each line.

Lines are those of `sayings.py`, after the mill of `wording.py`: no « ne », no accents, « souci » is « probleme ».
"""

from __future__ import annotations

from mailbot.inbound.reading.lexicon.word_list import words

_DONE = "regle|resolu|repare|arrange|debouche|debloque|retabli|remedie|depanne|solutionne|clos"

SETTLED = (
    "tout|courant|eau|chauffage|lumiere [chaude] [est] revenu|reparti|retabli|revenue",
    "remis|remise en marche|route|service|etat",
    f"est|ete|sont|etre|s'est|semble|parait|tout|probleme|panne|fuite|a|ont [tout] {_DONE}",  # C'est réglé
    f"^ {_DONE} $",  # Résolu.
    f"^ oui|yes|ok {_DONE}",  # oui réparé
    f"^ {_DONE} oui $",
    "^ oui|yes no leak|leaks|noise|smell|drips $|now|anymore|since",
    f"^ [tout] {_DONE} a 100 %",
    f"^ {_DONE} merci|depuis|hier|ce|par|cordialement",  # réglé depuis hier
    "rentre dans l ordre",  # Tout est rentré dans l'ordre
    "tout|ca|cela refonctionne|remarche|fonctionne|marche|roule",  # RAS, tout fonctionne
    "remarch*|refonctionn*|rechauff*|rallum*",  # Le chauffage remarche
    # fonctionne à nouveau
    "fonctionne|marche|chauffe|ferme|ouvre|coule|sonne|remonte|tourne|allume|descend|monte|demarre|verrouille"
    "|repond|refroidit de|a nouveau",
    "fonctionne|marche comme|correctement|normalement|nickel|impec*|parfait*|sans",  # marche comme avant
    # ne fuit plus
    "fuit|coule|goutte|suinte|fuient|grince|siffle|saute|disjoncte|clignote|sent [du|absolument] plus"
    " !fort|forte|fortement|vite|souvent|longtemps|abondamment"
    "|rapidement|violemment|que|qu|en|gros|mal",
    # plus aucun souci
    "plus !que|qu ~ probleme|fuite|fuites|bruit|odeur|goutte|gouttes|panne|bouchon|infiltration !que|qu",
    "aucune|aucun|zero ~ fuite|probleme|bruit|odeur|goutte|trace",  # aucune fuite depuis deux jours
    "pas|plus une goutte",
    "rien a signaler",  # rien à signaler
    "reste [plus|absolument] rien a faire|reparer|finir|regler|reprendre",
    "^ ras ~ tout|fonctionne|marche|plus|repare",  # RAS, tout fonctionne
    "plus rien !s|se|me|nous|marche|fonctionne|chauffe|ferme|ouvre|allume|sonne|tourne|tient|va|coule"
    "|qui|que|du|dans|d",
    "comme neuf|neuve",  # comme neuf
    "ferme|ouvre|coule|ecoule|chauffe|sonne|remonte comme il faut",
    "[de] nouveau|retrouve|recupere|retour ~ eau chaude|chauffage|courant|electricite|lumiere|chaud|fonctionnel",
    "ai|avons|a de l eau chaude|chauffage|courant",  # on a de l'eau chaude
    "revenu ~ eau|chauffage|courant|electricite",
    "eau|chauffage|courant|electricite|lumiere [chaude] est revenu",  # l'électricité est revenue
    "probleme derriere nous",
    "disparu",  # l'odeur a disparu
    "is|are|been|got|get|all|now fixed|sorted|solved|resolved|repaired|mended|working",  # It's fixed, thanks
    "^ fixed|sorted|solved|resolved|repaired|working",
    "works|working perfectly|like|again|fine|great|well|perfectly|a|normally|properly",
    "have|got|is|are|back|running|get hot|heating|water|power|light|electricity|warm [water] again|back",
    "not a ~ drop|leak|sound|peep|drip",
    "bone dry",
    "dry as",
    "no more ~ leak|leaks|noise|problem|issue|smell|drip|drips",
    "no leak|leaks|leaking|noise|smell|drip|drips|dripping since|now|so|anymore|at|left|whatsoever",
    "not ~ leak|leaks|leaking|drip|dripping anymore|more|longer",
    "no longer ~ leaks|leaking|drips|dripping|broken|stuck",
    "stopped leaking|dripping|beeping|making",
    "problem gone|solved|fixed|is over",
    "problem|noise|leak|smell|drip|issue|draught|damp is|has [now|all|completely|finally] gone"
    " $|away|completely|entirely|now|thanks|thank|since",
    "has ~ fixed|repaired|sorted|mended",  # the man has fixed it
    "as good as new",
    # the heating is back on
    "boiler|heating|heat|power|water|lights|electricity|radiator|radiators|heater|shower [has|have|now|just|all]"
    " [came|come|comes|is|are] back on|up",
    "boiler|heating|heat|power|water|lights|electricity|radiator|radiators|heater|shower [has|have|now|just|all]"
    " came|come|comes|is|are back $|by|again|this|now|since|at|after|to|as|yesterday",
    "^ [the|my|our|kitchen|hall] light|lights [has|have] came|come|is|are back [on] $|by|again|this|now|since|at",
    "it [has] came|come|is back on|up|to $|by|again|this|now|since|at|after|normal",
)
"""It works again."""

WORKS = (
    "fonctionne|marche|chauffe|ferme|ouvre|allume|sonne|remonte|monte|descend|demarre|tient|verrouille|tourne|evacue",
    "ferment|ouvrent|allument|chauffent|montent|works|closes|opens|locks|drains|heats|flushes",
    "repond|s'ecoule|ecoule|entend|charge|etanche|sec|seche|chaud|chaude|propre|operationnel*|fonctionnel*",
    "works|works ~ treat|now|again|dry|warm|hot|quiet|gone|stopped",
    "bonne temperature",
    "refait a neuf",
)
"""« Le volet remonte », when « est-ce réparé ? » was asked: it is."""

HOT_AGAIN = (
    "radiateur|radiateurs|chauffage|ballon [est|sont|redevient|redevenu] [de] [nouveau] [tous]"
    " brulant|brulants $|merci",
)
"""« Le radiateur est brûlant », and nothing else: it heats. Beside anything else, or of another thing, it burns."""

NAMED_BY_THEIR_WORK = (
    "chauffe|chauffes eau|serviette|serviettes|plat|biberon",
    "ferme|ouvre porte",
    "monte charge|escalier|plat",
    "la|ma|sa|leur|notre|votre|en|prise|prend|prends|prennent charge",  # à la charge du locataire
    "tourne broche|disque",
    "the|my|our|all|any|kitchen|bathroom|door locks|drains|works",
)
"""« Le chauffe-eau »: a thing, and no word that it heats."""

_FUNCTION = (
    "fonctionne|marche|ferme|ouvre|allume|chauffe|remonte|monte|descend|sonne|tourne|demarre|tient|verrouille|eteint"
    "|repond|capte|evacue|ecoule|repart|reparti|refroidit|charge|ferment|ouvrent|allument|chauffent|montent"
    "|coulisse|verrouillent"
)

SEEN_STILL = (
    # je vois encore de l'eau sous le bac
    "vois|voit|voyons|trouve|retrouve|sens|sent|entends|entend encore|toujours [de|du|des|un|une|la|le|les|cette]"
    " [l|petite|petites|grosse|grosses|legere] eau|fuite|fuites|humidite|odeur|odeurs|tache|taches|goutte|gouttes"
    "|flaque|flaques|infiltration*|moisi*|gaz|fumee|bruit+|grincement+|sifflement+|claquement+|cafard+"
    "|fourmi+|punaise+|souris|rats !chaude",
)
TO_COME_BACK = (
    # il doit repasser poser la pièce
    "doit|devra|va|faut|faudra|has|needs|need|will [qu|que] [il|elle|ils] [to] revenir|repasser|revienne|repasse|come"
    " [back] !chercher|recuperer|reprendre|and|to|prendre",
)

_MENDED = "repare+|regle+|resolu+|change+|remplace+|fixed|repaired|sorted|solved"
UNSETTLED = (
    # le robinet me reste dans la main
    "m|me|nous|lui est|reste|restee|restes|restent [reste|restee] dans|entre la|les main|mains|doigts",
    "came|comes|come off|away in my|our hand|hands",
    "heating|heat|power|electricity|pressure|lights [has|have|is|are] [now|all] gone"
    " $|away|completely|entirely|now|since|again|off|out",
    "hot water [has|is] [now|all] gone $|away|completely|entirely|now|since|again|off",
    # ni l'un ni l'autre n'est réparé
    f"ni l|le|la|les|mon|ma ~ est|sont|a|ont [ete] {_MENDED}",
    f"aucun|aucune des|de|d ~ est|sont|a|ont [ete] {_MENDED}",
    f"neither|nor|none [of] [the|them|it] ~ is|are|was|were|been {_MENDED}",
    "toujours [tout] autant|aussi|pareil",  # la serrure accroche toujours autant
    "s'est|se|est remis|remet|remise a|au",
    f"{_FUNCTION} [toujours|encore|deja] pas|plus|jamais|mal|rien|a",  # ça ne marche toujours pas
    f"{_FUNCTION} qu ~ moitie|partie",
    f"{_FUNCTION} que|qu si|quand|lorsque|d|de|en|a|au|par|avec|sur|le|la|les|une|dans",  # la porte ne ferme qu'à clé
    f"plus|pas|toujours rien [s|se|y] {_FUNCTION}|va",  # plus rien ne marche
    # eau chaude plus rien: what is wanted is gone, and not what is not
    "chauffage|radiateur+|courant|electricite|lumiere+|pression ~ plus rien !a|de|d|comme|qui|signaler|redire",
    "eau chaude ~ plus rien !a|de|d|comme|qui|signaler|redire",
    *SEEN_STILL,
    # c'est bon pour la cuisine, pas pour le salon
    "^ [mais|et|but] pas|not pour|dans|celui|celle|ceux|celles|in|for|the",
    "^ [mais|but] [tres|plutot|assez|very] mal|badly|poorly $",
    "^ mais|but ~ ~ non|no|not $",  # le chauffage marche, mais l'eau chaude non
    *TO_COME_BACK,
    f"pas|jamais|non|loin ~ {_DONE}|fini|termine|acheve|repares|fonctionnel*|fixed|sorted|solved|resolved|repaired"
    f"|working",
    # je ne peux pas dire que ce soit réparé
    f"pas|jamais dire|affirmer|pretendre|considerer|appeler|parler|vraiment [que|qu|ca|cela|de|ce|c|il|elle]"
    f" [ce|soit|est|etre|une|qu|comme] [que|soit|est|ait|ete|un] {_DONE}|reparation",
    f"pense|crois|trouve|estime pas que|qu [c|ce|il|elle|ca|le|la] [soit|est|ait] [ete] {_DONE}|fini|termine",
    "would not|hardly call|say ~ fixed|repaired|sorted|done",
    "pas|jamais ete fait|faite|refait|repris",
    "pas|toujours ~ encore ca",  # C'est mieux mais pas encore ça
    "pas [encore|tout] [a] [fait] ca $",
    "non regle|resolu|repare",
    "encore|toujours|tojours fuit|goutte|coule|suinte|saute|disjoncte|grince|siffle|bloque|coince|casse|bouche"
    "|froid|tiede",
    "ca|elle|il|robinet|evier|joint|tuyau|radiateur|toit|plafond|chasse|wc|ballon fuit|goutte|suinte|pisse|refuit"
    "|regoutte",
    # ça coule plus fort
    "fuit|coule|goutte|suinte|fuient|grince|siffle|saute|disjoncte|clignote|sent plus fort|forte|fortement|vite"
    "|souvent|longtemps|abondamment|rapidement|violemment|que|qu|en|gros|mal",
    "fuit|coule|goutte|suinte|fuient|saute|disjoncte [de|encore|beaucoup|bien] plus en|belle plus|fort|vite|souvent",
    # ça fuit encore un peu
    "fuit|goutte|coule|suinte|saute|disjoncte|grince|siffle|clignote|sent|pue encore|toujours",
    "encore|toujours|tjs ~ fuite|fuites|probleme|panne|humide|humidite|bruit|odeur|goutte|flaque|trace|infiltration"
    "|coupe",
    "est|reste|sont ~ toujours|encore ~ bloque|coince|casse|bouche|froid|tiede|panne|humide|ouvert|ouverte|hs|noir"
    "|noire",
    "toujours|encore ~ bloque|coince|casse|bouche|froid|tiede|humide|hs",
    "toujours pas|rien|pareil|aussi|la|le|sans|en|aucun|aucune",  # Ce n'est toujours pas réglé
    # il reste une fuite
    "a|ont|aura tenu ~ jour|jours|heure|heures|minutes|nuit|semaine|semaines",
    "lasted ~ day|days|hour|hours|minutes|week",
    "bouge|accroche|frotte|vibre|tremble|ronfle|coince|claque encore|toujours",
    # il reste le joint du fond qui suinte
    "reste|restent !rien|plus|pas|aucun|aucune|que ~ ~ qui [me|nous|ca] [toujours|encore] fuit|goutte|coule|suinte"
    "|grince|siffle|bloque|coince|frotte|clignote|saute|disjoncte !plus|pas|jamais",
    f"reste|restent !rien|plus|pas|aucun|aucune|que ~ ~ qui {_FUNCTION} [toujours|encore] pas|plus|mal|jamais",
    "reste ~ suintement*|ecoulement*|jeu|bruit*|odeur*|flaque*|fissure*|courant|coulure*",
    "reste ~ fuite|probleme|trou|faire|finir|poser|reparer|humidite|humide|trace|infiltration|goutte",
    "faut|dois|doit|devons|oblige|obligee [de|encore|toujours] forcer|insister|caler|secouer|claquer|cogner|tapoter",
    "faut|dois|doit|devons|oblige|obligee [de|encore|toujours] pousser|tirer|taper fort|dessus|comme|tres",
    "have|has|need to force|kick|jiggle|wiggle",
    "reste [donc|juste|encore|plus] a|qu [a] [le|la|les|l|tout] repeindre|refixer|revisser|reboucher|remettre"
    "|raccorder|brancher|refaire|changer|regler|nettoyer|fixer|recoller|terminer|remonter|reposer",
    "il manque",
    "pas ~ eu|pris|le temps",
    "pas|jamais ~ finir|terminer|fini|tenu|dure",
    "toujours|encore la|present*|presente",
    "pas ~ tenu",
    "meme|memes probleme|panne|fuite|bruit|odeur|chose|etat|point|cas",  # même problème
    "pareil|idem|pire",  # c'est pareil
    "rien|pas change|bouge",  # rien n'a changé
    "rien a [ete] change|fait|bouge|repare|resolu|regle",
    "change rien",
    "encore|toujours ~ eau|flaque|humide|mouille ~ terre|sol|partout|dessous",
    "rien [a] ete fait|change|repare|regle",
    "rien fait|repare",
    f"rien [est] [de|d|ete] {_DONE}|fini|termine|acheve",  # rien de réparé, rien n'est fini
    "aucun|aucune|pas|sans ~ changement|amelioration|progres|difference|effet|resultat",
    "pas mieux",
    "recommence|rebelote|rechute|retombe|refait|recasse|rebouche|resaute",  # ça recommence
    "reparti|repart pour un|de tour|plus",  # c'est reparti pour un tour
    "de|a nouveau",  # de nouveau froid
    "probleme|fuite|panne|bruit|odeur|humidite|moisissure*|tache ~ est|sont|ete [de] revenu|reapparu*|reparti|retour"
    "|apparue",
    "ca|il|elle ~ revenu|reapparu*",
    "revient|reviennent|persiste*|continue de|a|d",
    "a moitie",
    "en partie|partiellement",
    "sans chauffage|eau|electricite|courant|lumiere",  # encore une semaine sans chauffage
    "pas|plus|jamais d|de eau|chauffage|courant|electricite|pression|lumiere",
    "eau froide|tiede|sale",
    "est froid|tiede|glace|glaciale",
    "fait|laisse ~ bruit",
    "tient pas|plus",
    # aussi froid qu'avant
    "est|sont|reste|restent|redevenu*|redevient|redeviennent"
    " [aussi|toujours|encore|a] froid|tiede|glace|bloque|coince|casse|bouche|humide"
    "|noir|eteint|eteinte|mort|morte|hs|trempe|mouille",
    "aussi ~ qu|que avant",
    "tiede|tiedasse|glacee|glacial|glaciale|re-glace|reglace",
    "re froid|tiede|glace|glacee|bouche|bloque|panne|fuit|coule|goutte|saute|disjoncte|suinte",
    "ai|a|avons|y a [toujours|encore] une|un|des ~ fuite|flaque|fontaine|inondation|mare|goutte|gouttes|bruit|odeur"
    "|jeu",
    "pas|aucun|nul mieux|progres",
    "re|encore tombe",
    "^ mais|but [tres|plutot|vraiment] mal|badly|poorly fait|faite|faits|pose|posee|regle|monte|montee|refait"
    "|done|fitted",
    # l'eau est chaude cinq minutes puis froide
    "puis|then|ensuite [ca|elle|il|it] [redevient|devient|goes|turns|est|is] froid|froide|glacee|tiede|cold"
    "|lukewarm|off !comme|selon|a|as",
    "est|sont|tout|tous|toutes [tout|toutes] a refaire|reprendre|recommencer",
    "ai|a|avons|got|have un|une|a [vraie|vrai|belle|petite] piscine|lac|cascade|aquarium|geyser|patinoire|pool"
    "|lake|waterfall"
    " dans|in|sur|au",
    "a|est re saute|fui|coule|casse|bloque|lache|disjoncte|tombe|bouche",
    "resaute|redisjoncte|recasse|refuit|recoule|resautee",
    "one|radiator|radiators|heater|water|room|bedroom|tap|it is|are|remains|stays"
    " [stone|ice|freezing|completely|totally] cold|freezing|blocked|stuck|broken|leaking|dripping",
    "sans [avoir|pouvoir|pu|rien] [rien|pouvoir] fait|faire|repare|reparer|regle|regler|change|changer|touche|toucher",
    "rien pu faire|reparer|regler",
    "still cuts|goes|makes|drops|trips|loses|needs|smells|sticks|jams|beeps|drips|leaks|comes",
    "cuts|goes|cutting out|off",
    "resolu rien",
    "leaks|leaking|drips|dripping|leak again|still|once",  # it leaks again
    "^ but|however|though it|he|she [now] leaks|drips $|now|a|all|at|under|everywhere|badly|quite|slightly|more",
    "^ but|however|though it is [now] leaking|dripping $|now|a|all|at|under|everywhere|badly|quite|slightly|more",
    "started|starts|keeps|kept leaking|dripping|tripping|making",
    "still ~ leak|leaks|leaking|drip|dripping|broken|cold|stuck|noisy|blocked|damp|wet|same|not|can|problem|issue"
    "|no|there",
    "still can not|no",
    "still not",
    "not|never ~ fixed|sorted|solved|resolved|repaired|working|work|done|closed|close|lock|open|heat|fit|drain",
    "no ~ hot water|heating|power|improvement|change|difference|better",
    "is|came|come|coming back",  # the leak is back
    "broken|broke|blocked|stuck|cold again",
    "leak*|drip*|broken|broke|blocked|stuck|cold|out|down|tripped|failed|stopped|started|happening|same|died|packed"
    "|conked ~ again",
    "is|was|are|were ~ wet|damp|cold|blocked|stuck|broken|off|out|leaking|dripping again",
    "again ~ leak|leaks|leaking|broken|cold",
    "does not work|close|lock|open|heat|drain|turn|flush|stop|stay|start",
    "same problem|issue|noise|leak|thing",
    "stopped working",
    "only half|partly|partially",
    "half fixed",
    # la chaudière démarre mais se coupe au bout de dix minutes
    "^ mais|puis|ensuite|then|but ~ se|s coupe|coupent|arrete|arretent|eteint|eteignent|bloque|bloquent|coince|coincent"
    "|decroche|deregle !plus|pas|jamais|bien|automatiquement|normalement|correctement|la",
    "se|s coupe|coupent|arrete|arretent|bloque|bloquent !plus|pas|jamais ~ bout de|d ~ minute|minutes|min|mn|heure"
    "|heures|seconde|secondes|jour|jours",
    # mais on n'entend rien
    "^ mais [on|j|je|nous|moi] entend|entends|entendons rien|personne $|dans|quand|au|depuis|chez|du",
    "puis|ensuite|then [ca|il|elle|tout|it] [se|s] coupe|arrete|eteint|bloque|stops|dies $|au|apres|d|tout|after|again",
    "se|s [re] met|mettent|remet [toujours|encore|tout|de] [le|suite] [temps] en securite|defaut|erreur|panne",
    "^ but|then [it|he|she|the|then] [boiler|heating|heater|radiator|shutter|light|fan|pump|water] stops|shuts|switches"
    "|cuts|trips|dies !leaking|dripping|now|automatically|when|by|at|in|here|there",
    # super réparation, l'eau coule chez le voisin
    "coule|goutte|degouline|ruisselle|fuit chez [le|la|les|mon|ma|mes|nos|l|un] voisin*|dessous|gens|dame|monsieur",
    "coule|goutte|degouline|ruisselle|fuit du|par|le|dans|sur [le|la|long|mon|l] [du] plafond|mur|murs|lustre"
    "|plafonnier|tableau|parquet|plancher",
)
"""The fault is there, whatever polite word stands beside it."""

NOT_AGAIN = ("pas|plus|jamais de|a nouveau chaud*|bon|bonne|operationnel*|normal*|propre|sec|seche|etanche",)
"""« L'eau n'est pas de nouveau chaude. »"""

NOT_UNSETTLED = (
    "reste|restent [plus|donc|absolument] rien|aucun|aucune",  # il ne reste plus rien à faire
    "rien|plus [est|a] [plus] a refaire|reprendre|recommencer",  # rien n'est à refaire
    # réparé, il doit revenir pour la peinture
    "revenir|repasser|revienne|repasse pour [refaire|faire|finir|nettoyer] [la|le|les|l|des|du|un|une] peinture+|enduit"
    "|platre|carrelage|finition+|papier|papiers|facture|nettoyage|plinthe+|signature|retouche+",
    "pas pour le|l|ce moment|instant de|d",
    "pas|plus|jamais de nouveau probleme",
    "rien de nouveau",
    "a|de nouveau ~ eau chaude|chauffage|courant|electricite|lumiere|fonctionnel*|fonctionne|marche",
    "fonctionne|marche|chauffe|remonte|ferme|tourne|sonne|ouvre|allume|descend|monte|demarre|verrouille|repond"
    "|refroidit|repart de|a nouveau",
    "a|de nouveau chaud|chaude|chauds|chaudes|bon|bonne|operationnel*|normal*|la|disponible|clair|claire|propre"
    "|sec"
    "|seche|etanche|utilisable",  # l'eau est de nouveau chaude
    f"{_FUNCTION} a merveille|perfection|souhait|plein|fond|ravir",  # l'eau s'écoule à merveille
    "a|de nouveau en marche|route|service|etat|eau|fonction|fonctionnement",
    "pas encore|toujours pas teste|essaye|verifie|pu|eu|vu|regarde",
    "toujours en vacances|deplacement|copie|attente",
    "toujours aussi gentil*|agreable|efficace|reactif*|pro|bien|bon|bonne|parfait*|nickel|content*|satisfait*|chaud"
    "|chaude|propre|silencieu*",
    # pas eu le temps de vérifier
    "pas [encore] [eu|pris|trouve] [le] temps [de|d] [le|la|l|y|tout] verifi*|test*|regard*|essay*|control*|allum*"
    "|voir",
    "again thanks|thank",
    "thanks|thank you|cheers again",
    "once again",
    "works|working|works fine again",
    "fuit|coule|goutte|suinte plus|pas",
    "rien [y] coule|goutte|degouline|ruisselle|fuit",  # plus rien ne coule chez le voisin
    "plus|pas|aucune|aucun|jamais [de|d] [aucune] fuite|bruit|odeur|goutte|flaque",
    "continue comme",
    # la locataire ne répond plus
    "locataire|dame|madame|monsieur|mme|m|tenant|voisin|voisine|proprietaire|prestataire|plombier|elle|il ~ repond"
    " plus|pas|jamais",
    # the heating is back on
    "boiler|heating|heat|power|water|lights|electricity|radiator|radiators|heater|shower [has|have|now|just|all]"
    " [came|come|comes|is|are] back on|up",
    "boiler|heating|heat|power|water|lights|electricity|radiator|radiators|heater|shower [has|have|now|just|all]"
    " came|come|comes|is|are back $|by|again|this|now|since|at|after|to|as|yesterday",
    "^ [the|my|our|kitchen|hall] light|lights [has|have] came|come|is|are back [on] $|by|again|this|now|since|at",
    "it [has] came|come|is back on|up|to $|by|again|this|now|since|at|after|normal",
    # ok mais l'ascenseur se bloque souvent
    "^ mais [l|le|mon|notre|la|ma] ascenseur|portail|frigo|refrigerateur|congelateur|voiture|velo|ordinateur|box|wifi"
    " se|s coupe|arrete|bloque|eteint|coince",
    # la lumière s'allume, puis s'éteint au bout de deux minutes comme prévu
    "se|s coupe|arrete|eteint ~ ~ comme prevu|convenu|voulu|programme|demande",
    # il a laissé un trou, qui rebouche ?
    "qui|va|faut|faudra|doit|devait|pour|peut|soit|a|ont|ai|avons rebouche|reboucher|rebouchera [le|la|les|un|ce|tout]"
    " $|trou|trous|saignee|fissure+|mur|murs|apres|derriere|ca",
    "nouveau|nouvelle joint|robinet|piece|serrure|cle|chaudiere|ballon|pompe|mitigeur",
    "rendez|rdv|visite|creneau|passage a|de nouveau",
)
"""Look like it and are not."""

BACK_AGAIN = (
    "de|a nouveau",  # Le radiateur est de nouveau froid
    "encore|toujours|recommence|rebelote|rechute|retombe|refuit|regoutte|recoule|recasse|rebouche|resaute|reapparu*"
    "|revient",
    "est|sont|ete revenu|reparti|reapparu*",
    "comme la|l derniere|autre fois",
    "re panne",
    "redevient|redeviennent|redevenu*",
    "de retour",
    "again|back|still|returned|reappeared",  # it leaks again
    "once more",
    "was|were not ~ fixed|repaired|solved|sorted|resolved",
    "pas|jamais ~ regle|resolu|repare|arrange|fixed|solved|resolved|repaired|sorted",  # pas réglé en fait
    "meme|memes|same ~ probleme|panne|fuite|bruit|chose|endroit|problem|issue|leak",
    "tenu|dure que|pas|longtemps",  # ça n'a pas tenu
    "rouvrir|reouvrir|rouvrez|reouvrez|reopen|reouverture",  # pouvez-vous rouvrir
    "refait|refaire des|le siennes|bruit",
    "reste|subsiste|subsistent|persiste|persistent ~ fuite|probleme|bruit|odeur|humidite|infiltration|trace|goutte"
    "|suintement",
    "comme avant|la derniere",
    "toujours pas",
)
"""On a closed file: the same fault, back."""

CLOSE_IT = (
    "cloture*|clore|clos|fermer|fermez|ferme|classer|classez|archiver|archivez"
    " ~ dossier|signalement|ticket|demande|fiche|affaire"
    "|incident|sujet|declaration|dossiers",  # Merci de clôturer le dossier
    "solder|soldez [le|ce|mon|notre|la] dossier|signalement|ticket $",
    # vous pouvez clôturer
    "pouvez|peux|peut|pouvons|pourriez|pourrez [donc|le|la] cloture*|clore|clos|classer|archiver|fermer",
    "cloturez|clôturez",  # Clôturez svp
    "^ [bon|ok|a|merci|svp] [de] cloture|cloturer|clore|clos svp|merci|$",  # à clôturer
    "je|on|faut|fait cloture|cloturer",  # on clôture
    "je|on|peut clot|clore|archive $",  # pour l'infiltration on clôt
    "je|on|faut clot|clore|archive|archiver ce|le|la|cette|l|votre|mon dossier|signalement|ticket|demande|sujet"
    "|affaire",
    "est bon cloture*",
    "dossier clos|cloture",
    "affaire classee",  # affaire classée
    "^ [ok] fermeture du|de|d [ce|ma|mon] dossier|signalement|ticket $|svp|stp|merci",
    "peut|peuvent etre cloture|ferme|clos|classe|referme|fermee|classee",
    "dossier|signalement|ticket|demande|affaire [est] a clore|classer|cloturer|fermer",
    # je retire ma demande
    "retir*|annul* [donc] [ma|mon|le|la|cette|notre] demande|signalement|ticket|declaration|requete",
    "laissez|laisse tomber",  # laissez tomber
    # plus besoin d'intervention
    "plus|pas [du] besoin d|de|qu|que [un|une|l|le|la|les|vos|il|on|cette|ce|vous|se] intervention+|intervenir"
    "|venir|vienne|venez"
    "|veniez|passer|passe|passiez|plombier|technicien|artisan|electricien|chauffagiste|serrurier|reparation+|reparer"
    "|reparateur|vous|personne|rien|rdv|rendez|visite|depannage|depanneur|deplacer|deplace|deplacement|deplaciez"
    "|entreprise|quelqu'un|quelqu|service+|suite|donner|lui|eux|aide|suivi|continuer|ouvrier|envoyer|envoyiez"
    "|travaux|suivre"
    "|faire|repasser|revenir|revienne|repasse|mandater|chercher|traiter|garder|professionnel|specialiste|votre",
    "plus|pas [du] besoin $|merci|svp|finalement|desole|desolee",
    "plus la peine",
    "plus necessaire|utile|d'actualite|lieu",  # ce n'est plus d'actualité
    "plus d actualite",
    "sans objet",
    "fausse alerte",  # fausse alerte
    "inutile de|d ~ venir|passer|deplacer|envoyer|intervenir|donner",  # inutile de vous déplacer
    "oubliez|oublie|oublier ma|mon|notre|cette|mes",
    "on oublie [tout|ca] $|merci|svp",  # on oublie !
    "close|shut|closed ~ case|ticket|report|file|request|it|this|job|issue",  # please close the ticket
    "can|may|could|please close|closed",
    "can|may|could [now|both|all] be closed|archived $|now|please|thanks|as|off",  # B1 and B2 can be closed
    "cancel|withdraw ~ my|our|the request|report|ticket|case",
    "no longer need|needed|necessary|required|want",
    "no need ~ come|anymore|visit|send|anyone|plumber",
    "never mind $|then|now|please|everyone",
    "false alarm",
)
"""The file may be closed, or the matter is withdrawn."""

NOT_CLOSING = (
    # inutile de passer par la loge
    "inutile|besoin|peine de|d [y] passer|repasser|venir|revenir par|me|m|devant|derriere|a|au|aux",
    "cloture|fermeture ~ impossible|prematuree|refusee|contestee|annulee",
    "merci|thanks pour|for [la|votre|cette] cloture|fermeture",
    # j'ai oublié mes outils
    "ai|a|avons|ont|avez|as|avais|avait|aurais|pas|jamais|n [tout|encore|peut] [etre] oublie|oublier|oubliez",
    "oubliez|oublie|oublier ~ pas|jamais|cle|cles|outil|outils|sac|telephone|caisse|materiel|echelle|code|rdv|visite"
    "|nom|facture|devis",
    "quittance|parking|badge|cle|cles|boite|assurance|acces|plaisante|voisin|voisine|neighbour|double",
    "inutile|besoin|peine ~ ~ avant|apres|ces|demain|lundi|mardi|mercredi|jeudi|vendredi|semaine|jour|jours",
    "devis|rdv|rendez|visite|creneau|os|ordre|commande|facture|volet|porte|fenetre|robinet|vanne|compteur|gaz|eau"
    "|portail",
    "serrure|fenetres|volets|portes|door|window|tap|valve|gate|lock|shutter|shutters",
    "dites|rappelez|precisez|preciser",
    "caution|remboursement",
    "depot de garantie",
    "d aide a|au|aux [la|l|le] paiement|loyer|logement",
    "dossier|demande|fiche de|d facturation|paiement|reglement|location|candidature|subvention",
    "laissez|laisse tomber [l|le|la|les|cet|cette|ce|votre] entreprise|societe|artisan|plombier|electricien"
    "|chauffagiste"
    "|serrurier|prestataire|technicien|reparateur|contractor|plumber",  # laissez tomber l'entreprise
    # le A on oublie
    "le|la|l a|b|c|1|2|3|premier|premiere|second|seconde|deuxieme|troisieme|autre|dernier|derniere|option|offre"
    "|proposition|solution [la] on oublie",
    "laissez|laisse tomber le|la|les|l|mes|mon|ma|cette|ce photo+|question+|date|heure|creneau|horaire|remarque",
    "oubliez|oublie|oublier mon|ma|mes|le|la|les|ce|cette [dernier|derniere|precedent|precedente|premier|premiere]"
    " question+|photo+|piece|remarque|numero|adresse",
    "plus|pas besoin d aide|attendre|information*|info*|de|preciser|plus",
    "pas besoin de|d cle|cles|code|moi|rdv|rappeler|photo|photos|attendre|prevenir|sonner|ascenseur|savoir|repondre"
    "|acheter",
)
"""What is closed or cancelled there is a shutter, a visit, an order: not the file."""

CLOSE_ALONE = frozenset(words("cloturez cloturer cloture clore clos close closed clôture fermez"))

AROUND_CLOSE = frozenset(
    words(
        "svp stp merci a ok oui bon bonjour bonsoir please thanks thank you it this le la l on peut je "
        "pouvez vous donc alors c est bon hello yes cordialement pour moi celui celle ci ca cela one"
    )
)
"""« A3, clôturez svp »: nothing else is said."""

PAID = (
    "facture*|loyer|loyers|quittance|charges|acompte|paiement|honoraires|note|cotisation|caution|invoice|rent|bill"
    "|deposit"
    "|solde|montant|somme|virement|cheque|banque|assurance|franchise|virements|urgences",
)
"""What is « réglé » there is a sum, not a fault: « la facture est réglée »."""

ANOTHER_TROUBLE = (
    "ai|avons|have|got un|a|des [petit|gros|nouveau|autre|another] probleme|problem|ennui|issue",
    "y a un|encore|une ~ probleme|ennui",
    "encore|autre|nouveau|another|new|other probleme|problem|issue|trouble|ennui",  # j'ai encore un souci
    "encore|aussi|nouveau ~ probleme|ennui",
    "[j] ai|avons|y a|have un|a [petit|gros|nouveau] probleme|problem|ennui|issue",
    "ca va pas",
    "quelque chose ~ va|marche|cloche|fonctionne",
    "encore|again ~ quelque chose|something|truc",
    "besoin ~ vous|aide|help",
    "c'est encore moi",
    "something is wrong",
    "need ~ help",
)
"""On a closed file: the same trouble, or a new one?"""

VISIT_ONLY = (
    "est|sont|etait|a ete venu|passe|intervenu*",  # Il est passé ce matin
    "a ~ regarde|vu|intervenu|travaille|bosse|controle|teste",
    "vient de partir|passer|finir",
    "visite|passage|intervention|rdv ~ eu lieu|faite|fait|effectue|ok",
    "came|been|visited|popped|showed",  # he came by this morning
    "was here",
    "gentil*|sympa*|aimable|ponctuel|poli|serieux|agreable|nice|kind|polite|friendly",
)
"""The visit is said, the repair is not."""

UNSURE = (
    "pas encore|pu|eu|le teste|essaye|verifie|tester|essayer|verifier|voir|regarde|vu",  # pas encore pu tester
    "sais pas|rien",
    "on|je verra|verrai",
    "pas sur|certain|certaine",
    "je vous dirai|dis|tiens|redis|confirmerai",
    "a voir|verifier|confirmer|suivre|surveiller",
    "vais tester|verifier|essayer|regarder|voir",
    "semble*|parait|dirait|pense|think|seems|hope",
    "l impression",
    "peut etre que|pas|bien|mieux|mais",
    "^ peut etre",
    "not|haven sure|tested|tried|checked|know",
    "do not know",
)
"""Neither yes nor no yet."""

MYSELF = (
    "moi|nous|lui|elle|toi meme|memes",  # j'ai changé le joint moi-même
    "par mes|nos [propres] soins|moyens",
    "tout|toute seul|seule",
    "mon|ma|mes|un|une|notre ~ mari|femme|compagnon|compagne|conjoint|frere|pere|fils|ami|amie|voisin|gendre|beau"
    "|oncle|cousin"
    "|copain|pote|copine|electricien|artisan",
    "myself|ourselves",
    "on my own",
)
REPAIRING = (
    "change*|repar*|remplac*|resserr*|serr*|debouch*|arrang*|bricol*|fixe*|fixer*|coll*|remis|refai*|refer*|regl*"
    "|nettoy*|purg*|install*"
    "|pose*|poser*|recoll*|rebouch*|demont*|reenclench*|rearm*|repein*|occupe*|charge*|charger*|faire|fait|ferai"
    "|debrouill*|visse*|revisse*|graiss*",
    "fix|fixed|fixing|replac*|repair*|chang*|tighten*|unblock*|sort|sorted|clean*|glue*|do|did|bled|mend*"
    "|patch*|swap*"
    "|fit|fitted",
)
WILL = (
    "poserai|installerai|resserrerai|deboucherai|monterai|essaierai|essayerai|regarderai|bricolerai|reglerai"
    "|purgerai|fixerai|nettoierai|repeindrai|collerai",
    "viendra|viendront|passera|fera|feront|vais|allons|irai|irons|ferai|ferons|passerai|viendrai|va|compte"
    "|changerai|reparerai|remplacerai|prevois"
    "|prefere|peux",
    "je|j|nous|on [m] [en] occupe|charge|change|repare|remplace|debrouille",
    "occuperai|chargerai|debrouillerai|peux|pourrai",
    "will|going|shall|can|plan",
)
"""« Je vais le réparer moi-même »: not done yet."""

AGREES = ("^ [oui|ok] ca|cela marche|roule|va|fonctionne",)
"""« Ça marche » alone is an « OK »; « ça marche maintenant » is a repair."""

GOOD = (
    "^ [oui] [de] de la lumiere|pression",
    "^ [oui] [de] de l eau|electricite",
    "^ [oui] du chauffage|courant|chaud",
    "no ~ trouble|problem|problems|issue|issues ~ since|all|so",
    "^ [oui|yes] tout va [bien] $|merci|ici|maintenant|nickel",  # tout va bien merci
    "good as new",
    "warm|hot|toasty as|everywhere|now",
    "reparation|intervention|travaux|depannage ~ effectue|fait|faite|faits|realise|termine|fini|nickel|ok|parfait*",
    "c'est|est|tout fait|effectue|termine|fini|en|redemarre",
    "redemarr*|refonctionn*|remarch*",
    "^ ras",  # RAS
    "^ r a s $",
    "tout|c est|va|semble [est] ok|bon|bonne|parfait*|nickel|impec*|ordre|super|top|rentre",  # tout est bon
    "tout est en ordre",
    "parfait*|nickel|impec*|top|super ^|travail|boulot",
    "bon|beau|excellent|super|tres travail|boulot|taf",
    "travail|boulot ~ bon|propre|soigne|parfait|impec*|nickel|fait",
    "satisfait*|ravi|ravie|content|contente",
    "rien a dire|redire|reprocher|declarer",
    "ca va",
    "conforme",
    "good|great|excellent job|work !i|he|she|we|they|it|that|you",
    "all good|fine|ok|done|well|perfect",
    "happy with",
)
"""Praise that answers « est-ce réparé ? »."""

NO_MORE = (
    "plus|pas [du] besoin",
    "plus|pas la peine",
    "plus necessaire|utile|actualite|d'actualite|lieu",
    "never mind $|then|now|please|everyone",
    "no need",
    "no longer",
    "not need ~ anymore|more",
    "not ~ needed|necessary|required",
    "inutile",
)
"""A negation that withdraws."""

KEEP_OPEN = (
    "surtout pas|jamais",  # surtout ne clôturez pas
    "ne|surtout|merci|svp|veuillez ~ pas ~ cloture*|clore|fermer|fermez|classer",
    "cloturez|fermez|classez|cloturer|clore|clos pas",  # ne clôturez pas
    "cloturez|fermez|classez surtout pas",
    "pas|toujours ~ cloture|clos|closed",
    "do not|never ~ close",
    "gardez|laissez|laisser|garder|keep|leave ~ ouvert|open",
    "pas ~ cloturer|clore|fermer le|ce|mon dossier|signalement",
    "avant de cloturer|clore|fermer",
)
POLITE_QUESTION = (
    "pouvez|pourriez|peux|pourrais|peut|pourrait on|vous|tu",
    "can|could|would|will you|we",
    "possible de",
)
"""An order with a question mark: « pouvez-vous clôturer ? »."""

WAS_CLOSED = (
    "avez|a|ont|aviez|as [deja|ete|ainsi] cloture|ferme|classe|clos|closed",
    "a|ont ete cloture|clos|ferme|classe",
    "aurait|auraient|devait|devaient [du|pu] ete|etre cloture|clos|ferme|classe",
    "should|could have been closed",
    "pourquoi|why",
    "was|were|been|has closed",
)

WHEN_USED = (
    "que|qu si|quand|lorsque|when|if",  # elle ne ferme que si je pousse
    "quand|lorsque|des|que|when|whenever|if|si ~ ouvre|allume|tire|ouvre|utilise|ferme|prends|branche|use|turn"
    "|open|run|pleut|lance",
    "quand|lorsque|when|if [y] on|je|j|il|i|it|we",  # ça fuit encore quand j'ouvre l'eau chaude
)
"""A « quand » that says when the fault shows: no condition."""

REPORTED_TROUBLE = ("disait|disais|disiez ~ pas",)

SAID_OF_THE_SAME = (
    "reste|restee|restes|restent dans|entre la|les main|mains|doigts",  # le robinet me reste dans la main
    "off|away in my|our hand|hands",
    "encore|toujours|still|again|meme|recommence|nouveau|pas|jamais ~ repare|regle|fini|resolu|fixed",
    "encore|toujours|still|again",
    "a|de nouveau",
    # c'est réparé mais ça fuit
    "^ mais|pourtant|cependant|sauf [que|qu] ca|cela|il|elle fuit|goutte|coule|suinte|refuit|grince"
    " $|maintenant|beaucoup|quand|par|legerement",
    "^ but|however|though it|he|she [now] leaks|drips $|now|badly|quite|slightly|everywhere|more",
    "^ but|however|though it|he|she leaks|drips a lot|bit|little $",
    "^ but|however|though it is [now] leaking|dripping $|now|badly|quite|slightly|everywhere|more",
)

YES_ALL_THE_SAME = (
    # oui il a changé la pièce cassée
    "a|ont|ete|il|elle|he|they|has|have|had|was|were|been|ai remplace+|change+|replaced|changed",
    "fuite|fuites|bruit|odeur|probleme ~ stoppe+|arrete+|derriere|finie|fini|terminee|disparu+",
    "leak|leaks|leaking|noise|dripping|smell [has|have] stopped",
    "no leak|leaks|noise|smell|drip",
)
HARM_DONE = (
    "a|ont|ai|avez [tout|aussi] casse|abime|raye|endommage|perce|tache|arrache",
    "he|they|has|have|it [has|have|also] broke|scratched|damaged|stained|cracked",
    "encore|again|mais|but|still",
)
"""« Oui il a cassé l'étagère », where the first are no yes to the repair."""
OF_ELSE_AFTER_THE_WORKS = (
    "mon|ma|le|la|l|notre|nos|mes|les|my|our|the voiture|auto|moto|velo|telephone|portable|ordinateur|wifi|fibre"
    "|ascenseur|lift|elevator|car|phone|laptop|hall",
    "internet",
    "dans les bouchons|embouteillages",
    "in traffic",
    "chez [le|la|les|l|mon|ma|mes|nos|notre|votre] voisin|voisine|voisins|voisines",
    "neighbour*|neighbor* [s] noise|leak|smell|problem",
    "bruit|fuite|odeur du|de|des|d [la|mon|ma|mes|nos|notre] voisin|voisine|voisins|voisines",
    "dehors|outside",
)
WINTER = ("hiver|winter|neige|snow|meteo|weather",)
"""What is out of order again, and is not what was mended."""

BACK_AFTER_THE_WORKS = (
    "recommence+|recommencent !le|les|la|l|leurs|son|un|une",
    "rebelote|refuit|recoule|regoutte|refuient|resaute|redisjoncte|recasse|rebouche|retombe+|rechute",
    "a|de nouveau ~ fuit|fuite|coule|goutte|froid|froide|panne|bloque|bouche|bruit|casse|coince|hs|eteint|noir"
    "|disjonct*",
    "fuite|panne|probleme|bruit|odeur|infiltration|humidite|moisissure* ~ est|sont [de] [deja] revenu+"
    "|reapparu*|retour",
    "leak*|drip*|broken|blocked|stuck|cold|stopped|tripping|noise|problem ~ again",
    "leak|noise|problem|smell|damp is|are|has|came|come|comes [come] back",
)
"""Told of works that were done: they did not hold."""
TOO_SOON_A_YES = (
    # j'ai répondu oui trop vite
    "dit|repondu|confirme|clique|valide|ecrit|said|confirmed|answered|clicked ~ trop|too vite|tot|soon|early|quickly",
    "ai|avons|avais|i|we dit|repondu|clique|said|answered|clicked oui|ok|yes $|mais|but",
    "parle|rejoui+|spoke|spoken trop|too vite|tot|soon",
)

REOPEN = (
    "rouvrir|reouvrir|rouvrez|reouvrez|rouvre|reouvrer|reopen|reouverture",  # pouvez-vous rouvrir le dossier
    "cloture|ferme|clos|closed ~ trop|tort|vite|erreur|alors|mistake|early|but",
    "pas [du] [tout] [encore] regle|resolu|repare|arrange|fini|termine|fixed|sorted|solved|resolved|repaired",
)

NEVER_SAID_SO = (
    # je n'ai jamais dit que c'était réparé
    f"pas|jamais dit|ecrit|confirme|affirme|valide que|qu ~ {_DONE}|fini|termine|bon|marchait|fonctionnait",
    "pas|jamais|rien demande|confirme|valide|accepte|autorise [de|d|a|la|que|le|ma|cette] [la|le|de] cloture*|clore"
    "|fermer|fermeture",
    "jamais|never confirme|valide|confirmed|approved $",
    "never|not said|say|confirmed|asked ~ fixed|repaired|sorted|resolved|close|closed|done",
)
"""On a closed file: it was closed on a word that nobody gave."""

GENERIC_TROUBLE = frozenset(
    words(
        "bonjour bonsoir j ai de a nouveau encore un une le petit gros probleme la maison l appartement chez "
        "moi nous y c est moi svp merci autre aussi du avec au fait quelque chose qui va pas cloche truc "
        "dites dis a propos encore rebonjour re desole i have again another new problem issue the there is "
        "an hello hi problemes ennui ennuis "
        "il elle on it a ete dans l appart appartement logement studio residence la le notre mon un du au"
    )
)
"""« J'ai de nouveau un petit problème »: of which nothing is said."""

PERSONAL_PLAN = (
    "avec moi|nous",
    "irai|vais|passerai|viendrai|compte|peux ~ repar*|changer|remplacer|deboucher|regler|arranger|bricoler|faire",
    "m en|occupe|charge|occuperai|chargerai",
    "ferai|changerai|reparerai|remplacerai",
    "i|we will|can|am|shall ~ fix|repair|replace|sort|do|mend|swap|change|fit",
    "will|going ~ mend|fix|repair|replace|unblock|swap|change|fit",
)
"""An owner who will see to it himself."""

NOT_A_REPAIR = (
    "change [d|de|du|mon|ma|notre] [d] avis|idee|adresse|numero|portable|telephone|mail|banque|travail|emploi"
    "|boulot|nom"
    "|horaires|voiture|programme|sujet|date|jour|heure",
    "changed|change my|his|her|our|their mind|number|address|job|phone",
    "fait|faire [une|un|le|la|les|ma|mon] [de] photo|photos|declaration|demande|point|course|courses|constat"
    "|devis|virement",
)
"""« Mon fils a changé d'avis » mends nothing."""

HANDY_KIN = (
    "mon|ma|mes|notre|un ~ mari|femme|frere|soeur|pere|mere|fils|fille|beau|gendre|neveu|oncle|cousin|ami|copain"
    "|compagnon|conjoint|voisin est|etait|qui [qui|est] [est|un|une] [ancien] plombier|plombiere|electricien"
    "|electricienne|chauffagiste|serrurier|menuisier|artisan|macon|couvreur|bricoleur|frigoriste",
    "mon|ma|mes|notre|un ~ mari|femme|frere|soeur|pere|fils|beau|gendre|neveu|oncle|cousin|ami|copain|compagnon"
    "|conjoint [qui] est|bricole|bosse [du|dans] [le] metier|$|batiment|bien",
    "my ~ husband|wife|brother|dad|father|son|uncle|cousin|friend|neighbour|partner is|was a|an plumber|electrician"
    "|joiner|locksmith|builder",
)
"""« Mon beau-frère est électricien »: beside « on y va dimanche » it says who will repair it."""
COMES_TO_IT = (
    "y va|vais|allons|ira|irai|irons|passe|passera",
    "passera|passerons|viendra|viendrons|viendront|passeront|fera|ferons|feront",
    "va|vont|peut [y|le|la|l|les|me|nous|tout] passer|venir|regarder|reparer|faire|changer|occuper|charger",
    "s'en|s [en] occupe|charge|occupera|chargera",
    "va|vont|vais|allons [s|m|nous] [en] occuper|charger",
    "vient|passe le|la|l|me|nous|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|demain|ce|ces",
    "will ~ come|fix|do|sort|repair|look",
    "we are going",
)

COMES_FOR_ELSE = (
    "chercher|recuperer|deposer|rendre|prendre|apporter|saluer|collect|fetch",
    "irai|passerai|viendrai|irons|passerons|viendrons|vais ~ ~ agence|bureau|bureaux|mairie|gardien|gardienne|loge",
)

SELF_DONE = (
    "j [ai|avais|y|en] [ai] ~ change|repare|remplace|resserre|serre|debouche|arrange|bricole|fixe|colle|remis"
    "|refait|regle|nettoye|purge|pose|installe"
    # j'ai resserré la vis
    "|recolle|rebouche|demonte|reenclenche|rearme|graisse|lubrifie|revisse|visse|huile|detartre",
    "on a|avons|suis ~ change|repare|remplace|resserre|serre|debouche|arrange|bricole|fixe|colle|remis|refait|regle"
    "|nettoye|purge|pose|installe"
    "|recolle|rebouche|demonte|reenclenche|rearme|graisse|debrouille|revisse|visse",
    "mari|femme|pere|frere|fils|ami|voisin|copain|compagnon|conjoint|gendre|cousin|oncle ~ a|l ~ change|repare"
    "|remplace|resserre|debouche|arrange|fixe|refait|regle|pose|recolle",
    "mari|femme|pere|frere|fils|ami|voisin|copain|compagnon|conjoint|gendre|cousin|oncle ~ est|sont passe|passes|venu"
    "|venus [me|nous|le|la|l|les|tout] repar*|changer|remplacer|resserrer|deboucher|arranger|fixer|refaire|regler"
    "|poser|purger|colmater|recoller|rebrancher",  # mon mari est passé réparer la chasse d'eau
    "change|repare|remplace|debouche|regle|resolu|arrange|refait ~ moi-meme|nous-memes|myself|ourselves",
    "change|repare|remplace|debouche|regle|resolu|arrange|refait par moi|mes|nos|nous",
    "fini|reussi|pu par|a|le|la ~ resserrer|reparer|changer|remplacer|deboucher|regler|purger|poser|remettre|fixer"
    "|recoller",
    "i|we|ve|have|husband|dad|father|brother|son|friend|neighbour|partner|wife [just|have|had|ve|then|has] fixed"
    "|fitted|installed|resealed|unclogged|cleared|replaced|changed|tightened|unblocked|repaired|sorted|cleaned"
    "|bled|mended|glued|patched|did",
    "fixed|replaced|changed|tightened|unblocked|repaired|sorted|mended ~ myself|ourselves",
)

ONLY_PRAISE = (
    "^ [oh|ah] super|genial|bravo|formidable|top|excellent|parfait|magnifique|brilliant|great|lovely|wonderful"
    "|perfect|fantastic $",
)
"""« Oh, brilliant. » beside other words is praise or scorn, and no yes."""

PARTLY = (
    "repare+|regle+|resolu+|fait+|faites|fini+|termine+|fonctionne|marche [seulement|que|environ] a 10|20|25|30|40|50"
    "|60|70|75|80|85|90|95 %",
    "^ oui|yes|ok [c|est|repare] [est] a|at 10|20|25|30|40|50|60|70|75|80|85|90|95 %",  # oui à 80 %
    "presque|hardly|barely|moyen|moyennement|partiellement|nearly|almost|seul|seule|only",  # presque tout fonctionne
    "a peine",
    "moins",
    "now and then",
    "kind|sort of",
    "puis ~ plus|rien",
    "aime|aimerais|voulu|wish|difficile|hard|tot ~ dire|say|que",
    "si on veut",
    "my foot",
    "chez ~ voisin*|madame|mme|m|monsieur|elle|lui|eux",
    "voisin|voisine|neighbour|neighbour's|voisins ~ repare|regle|fixed|resolu",
    "oui et non",
    "yes and no",
    "etait pour|autre",
    "pigs",
)
"""Part of it, elsewhere, or nearly: not « c'est réparé »."""

IN_DOUBT = (
    "a verifier|controler|confirmer|surveiller",  # je pense que c'est réparé, à vérifier
    "pense|crois|croit|suppose|semble|parait|dirait|think|believe|seems|guess !pas",
    "crois|croit|pense pas",
    "pas|not|peu|doute sur|sure|certain|certaine|convaincu*",
)
"""Said beside « c'est réglé », they leave it open."""

EXCEPT = (
    "^ [mais|but] [enfin] pendant|durant|for ~ minutes|minute|secondes|heure|heures|jour|jours|hour|hours|day|days $",
    "^ mais|but|though|however only|seulement|uniquement",  # heating is back on but only in the bedroom
    "sauf|hormis|excepte|except",
    "a part",
    "oui et non",
    "yes and no",
    "vite dit",  # réparé, c'est vite dit
    "^ [enfin|ou|bon|well] presque|quasiment|almost|nearly $",
    "je|j|on|nous abandonne|abandonnons !jamais|pas",
    "i|we [am|are|will|just] give|giving|gave up",
    "beaucoup dire",
    "un grand|bien|gros grand|mot mot|$",
    "easier said",
    # oui, il a dit qu'il reviendrait
    "il|elle|ils|elles|he|they reviendra|reviendrait|reviendront|repassera|repasserait|repasseront|revient|reviennent"
    "|repasse|repassent !chercher|recuperer|reprendre|juste|pour|plus|pas",
    "he|they [will|is|are|s|ll|said] [he|they] [will|would] [be] coming|come back",
    "apart from",
    "repare non|no|?",
)
"""« Tout fonctionne sauf l'eau chaude »."""

YES_TO_ELSE = (
    "venu|passe|came !back",
    "serai|sera|serons la|present*|chez",
    "facture|devis|quittance|loyer|sujet|propos|regarde|attends|appelle|invoice|rdv|rendez|visite",
    "comme d habitude",
    "mondes",
)

GOES_ON = (
    "continue|continuent|persiste*|continues|goes",
    "fait 1*|9|8",
)

OF_ANOTHER_THING = (
    "aucun|aucune|d autre|autres",  # aucun autre problème à signaler
    "regle|resolu|arrange|sorted|solved|fixed|cloture|clos sur|avec|pour|with|code|chez|entre|cles|voisin|voisine"
    "|my|parking|badge",
    "parking|badge|cles|cle|code|notaire|virement|syndic|voisin|voisine|assurance|rdv|rendez|creneau|quittance"
    "|acces|neighbour|key|keys|bruit",
    "aucun|plus|pas de|d probleme ~ pour|venir|attendre",
    "probleme ~ pour|de attendre|venir|mardi|lundi|mercredi|jeudi|vendredi|demain",
    "thermostat",
    "rien|aucun probleme pour",
)
"""« C'est réglé avec le notaire »: settled, and not the report."""
