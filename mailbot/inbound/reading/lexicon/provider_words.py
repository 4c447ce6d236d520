"""How tradespeople take a job, give it back, say where they stand, when they come. A mail beside each line."""

from __future__ import annotations

TAKES = (
    "je|on|nous|j [la|le|les|en|m|l|vous] [en] prends|prend|prenons|accepte|acceptons|occupe|occupons|charge|chargeons|interviens|intervenons",  # je prends
    "j y vais",
    "je|on|nous passe|passons|passerai|passerons|viens|venons|viendrai|peux|peut|pouvons|pourrai|fais|fait|faisons",
    "ok|d'accord|bon|go|partant|preneur pour",
    "bon pour moi",
    "mission|intervention|demande|commande|os|ordre|dossier|chantier accepte|acceptee|pris|prise|note|enregistre*|programme*|planifie*",
    "c'est|ce note|pris|dans|ok|programme",
    "bien recu|note ~ intervien*|passe|fais|occupe*|planif*|programm*",
    "i|we can|will|could [take|do|come|be|look]",
    "will take|do|come|attend|go",
    "happy|glad to",
    "leave it|that with|to us|me",
    "on it",
    "count me in",
    "prevois|prevoyons|programme|planifie|cale|bloque",
    "comptez sur",
    "vous propose|proposons",
    "c'est parti",
    "m'en occupe|charge",
)
"""Takes the job."""

REFUSES = (
    "pas|plus|aucun dispo*|disponible*|libre* [avant|cette|ce|du|en|pour|d|actuellement|ces]",  # pas dispo avant janvier
    "pas avant",
    "pas de|d dispo*|disponibilite*|creneau*|place",
    "plus|aucun|aucune [de] place|creneau*|dispo*|disponibilite*",
    "peux|peut|pouvons|pourrai|pourrons pas|plus",  # je ne peux pas
    "deborde*|surcharge*|submerge*|sature*|booke*|overbooke|surbooke*|blinde",  # suis débordé
    "planning|agenda|carnet ~ complet|plein|sature|charge|blinde|full",
    "complet jusqu|sur|pour|avant",
    "voyez|voir|trouvez|cherchez|prenez|adressez|demandez|contactez|appelez ~ confrere|autre|quelqu|collegue|ailleurs|specialiste",  # voyez avec un confrère
    "decline|declinons|refuse|refusons|renonce|renoncons|desiste|desistons|abandonne",
    "passe mon|notre tour",
    "fais|faisons|fait|prends|prend|prenons|interviens|intervenons|traite|traitons|travaille|deplace|deplacons [pas|plus|jamais]"
    " pas|plus|jamais",
    "hors|pas [de] [mon|ma|notre] zone|secteur|competence*|metier|domaine|rayon|specialite|corps",
    "zone|secteur d intervention",
    "pas ma|notre|mon zone|secteur|partie|metier|domaine|specialite|rayon|truc",
    "pas equipe*|habilite*|qualifie*|outille*|certifie*|qualification|habilitation|agrement",
    "impossible|impossibilite",
    "trop loin|petit|charge|travail|boulot|chantiers|occupe",
    "conge*|vacances|ferme*|fermeture|arret jusqu|maladie|pour|du|tout|toute|en",
    "rends|redonne|rend|rendons ~ chantier|dossier|mission|os|main|intervention|ordre",
    "donner|donnez|confier|confiez|passer|passez ~ autre|confrere|collegue|quelqu",
    "sans moi|nous",
    "can not|unable|not [take|able|available|do|cover|come]",
    "too busy|far|much",
    "fully|all booked",
    "booked up|solid|until",
    "someone|somebody else",
    "another plumber|electrician|company|contractor|trade|tradesman|colleague|firm|provider",
    "will have to|decline|pass",
    "pass on this",
    "no longer ~ able|available|do",
    "outside our|my area",
    "retire|retirons|cesse|cessation|retraite",
    "liquidation",
)
"""Does not take it, or gives it back."""

THINKS_ABOUT_IT = (
    "regarde|regarder|verifie|verifier|consulte|consulter|vois|voir ~ planning|agenda|possible|possibilite*|dispo*|equipe|stock|gars|organis*|collegue*",
    "vous redis|recontacte|tiens|dirai|rappelle|rappellerai|reponds|repondrai|confirme|confirmerai|reviens|recontacterai|fais",  # je vous redis
    "reviens|revenons|reviendrai vers",
    "donne|donnerai|donnons [une] reponse|retour|nouvelles",
    "reponse demain|ce|lundi|mardi|mercredi|jeudi|vendredi|rapidement|dans",
    "a voir",
    "let you know",
    "get back",
    "check my|the|our diary|schedule|calendar|with",
    "come back to you",
    "demande|demander a|au mon|ma|gars|equipe|patron|secretaire|technicien",
)
"""Will answer later: neither yes nor no, and clear."""

MOVE_AWAY = (
    "decal*|report*|repouss*|deplac*|avancer|retarder|reprogramm*|replanif*|annul*",  # on doit décaler
    "autre|nouvelle|nouveau date|jour|creneau|rdv|moment|horaire",
    "empech*|imprevu*|contretemps|malade|malades|hospitalise*|accident|deces|arret|coince",
    "panne de|d camion|vehicule|camionnette|voiture",
    "camion|vehicule|camionnette|fourgon ~ panne",
    "plutot|finalement",
    "peux|peut|pourrai|pourra|pouvons|pourrons plus|pas",
    "plus|pas possible|dispo*",
    "possible plutot|avant|plus",
    "preferable|mieux",
    "changer|modifier",
    "reschedul*|postpon*|rearrang*|cancel*",
    "move|push|shift ~ to|it|visit|appointment",
    "can not ~ make|come|do|be",
    "instead|rather",
    "another day|time|date|slot",
    "something came up",
    "off sick",
    "is|am sick|ill",
    "tenir|honorer",
    "au lieu",
)
"""The visit cannot stand."""

DELAY = (
    "retard|retarde|retardes|retardee",  # 20 min de retard
    "bouchon*|embouteillage*|bloque dans|circulation|trafic|traffic|accident",
    "deborde|debordent|traine|prolonge|prolongee|plus long que",
    "arrive|arriverai|arrivons|arriverons|serai|serons|suis|sommes la|vers|a|dans|plus|pas|d|sur|chez",  # j'arrive vers 15h15
    "attendez|attendre|patienter",
    "late|delayed|delay|behind",
    "running late|behind",
    "held up",
    "stuck in",
    "be there at|around|by|in|about",
    "arriving at|around",
    "a la bourre",
    "min|mn|minutes|quart ~ retard|plus",
)
"""Late, still coming."""

LATE_WORDS = (
    "retard|retarde|retardes|retardee|bouchon*|embouteillage*|late|delayed|delay|behind|bourre|deborde|traine|prolonge*|traffic|trafic|circulation",
    "held up",
    "stuck in traffic|jam",
    "plus tard que",
    "j arrive|arriverai|arriverons",
    "je|on|nous serai|sera|serons la|chez|sur ~ vers|a|plutot|dans|plus|pas",
    "attendez moi|nous",
    "arrive|arrivons dans|vers|plutot|a",
    "be there at|around|by|in|about|closer",
    "running ~ late|behind|minutes",
    "decal* ~ min|mn|minutes|quart|heure",
)
LATER_DAY = ("demain|lundi|mardi|mercredi|jeudi|vendredi|tomorrow|semaine",)

NOBODY_CAME = (
    "personne|nobody ~ venu|vu|passe|presente*|came|come|showed|turned|arrive|vient|sonne",  # personne n'est venu
    "no one ~ came|come|showed|turned|here|arrived",
    "est|sont|a|s'est [toujours|encore|jamais|pas] jamais|pas venu|passe|presente*|montre|arrive|arrives|la",
    "pas|jamais ~ venu|passe|presente*|montre|pointe",
    "pas|jamais vu ~ plombier|technicien|personne|artisan|electricien|lui|quelqu|ame|entreprise|monsieur|serrurier|chauffagiste",
    "attendu|attends|patiente|attend ~ rien|vain|personne|apres|midi|heures|matinee|journee|matin|heure|toujours",  # attendu pour rien
    "pour rien",
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
    "fait faux bond",
    "aux abonnes absents",
)
"""The provider did not come."""

OCCUPANT_AWAY = (
    "locataire*|occupant*|client*|cliente|dame|monsieur|personne|tenant|tenants|nobody|famille|gens|gardien ~ absent*|pas|sorti*|repondu|repond|home|in|ouvre|ouvert|ouvrait|personne",
    "personne|nobody [a] [l|sur|au|chez|pour] adresse|place|domicile|rdv|chez|ouvrir|la|repondu|repond|ouvert|ouvre|home|there|in|answered|present|interphone|porte",  # Personne à l'adresse
    "porte close|fermee",
    "trouve|reste porte|volets|personne|devant",
    "absent*",  # locataire absent
    "pas|aucune|sans reponse|repondu",
    "pas|pu|impossible [pu|d|de] entrer|acceder|acces|rentrer|monter",
    "sonne|frappe|toque|appele ~ reponse|personne|repond|rien|fois|vain|messagerie",
    "no answer|one|reply",
    "not ~ answer|home|in|there",
    "could not ~ get|access|enter",
    "fait chou blanc",
    "deplace* pour rien",
    "deplacement pour rien|inutile",
    "pas de locataire",
    "oublie|rate|manque ~ rdv|rendez|visite|passage",
)
"""The occupant was not there."""

MISSED_MYSELF = (
    "etais|etions|suis|ai ~ absent*|pas|sorti*|endormi*|oublie|rate|manque|loupe|zappe|entendu",
    "oublie|rate|manque|loupe|zappe ~ rdv|rendez|visite|passage|plombier|technicien|monsieur|electricien",
    "missed ~ visit|appointment|him|plumber|technician|it",
    "forgot|out when|the|about",
    "was|were not|out home|in|there|when",
    "pas entendu sonner|sonnette|la|l",
)

WENT = (
    "suis|est|sommes|etais|etions passe|alle|venu|intervenu|monte|vu|sur|chez|la",  # je suis passé
    "passe|intervention|visite|diagnostic|passage ~ ce|hier|fait|faite|effectue|matin|aujourd|midi|tantot|realise",
    "^ passe",
    "ai|avons|a vu|regarde|controle|verifie|constate|diagnostique|demonte|teste|examine|inspecte|cherche",
    "apres visite|passage|controle|verification|diagnostic|demontage|recherche",
    "suite a|au|mon|notre|ma visite|passage|intervention|deplacement|venue",
    "sur place",
    "went|been|attended|visited|inspected|checked|looked|called",
    "on site",
    "was|were there|on",
)
"""Was on site."""

DONE = (
    "^ fait|faite|termine|fini|repare|regle|resolu|ok|done|finished|fixed|completed|solde|livre|depanne|nickel|ras $",  # Fait.
    "^ fait|faite|termine|fini|repare|regle|resolu|done|finished|fixed|completed|depanne [ce|hier|a|avec|today|this|at|pour|sur|chez|aujourd|comme|en|le|all|and|,]",
    "c'est|est|sont|etait|tout|ete|toute fait|faite|faits|faites|termine|fini|repare|regle|resolu|ok|rentre|bon|boucle|depanne|nickel|operationnel*|retabli|etanche|remis|change|remplace|debouche|pose|installe|effectue|realise|en",
    "travaux|intervention|depannage|reparation|chantier|boulot|travail|mission|prestation|remplacement|pose|debouchage|changement|installation|reglage|mise|recherche"
    " [est|sont|ete|a|bien|en] termine|fini|fait|faite|faits|effectue|realise|acheve*|boucle|ok|acheves|conformite",  # travaux terminés ce jour
    "ai|a|avons|ont|j [tout] change|remplace|repare|debouche|pose|installe|refait|remis|resserre|regle|termine|fini|debloque|depanne|fait|boucle|effectue|realise|nettoye|purge|rebranche|soude|colle|monte|retabli|fixe|repris|reenclenche",
    "change|remplace|repare|debouche|pose|installe|refait|remis|resserre|debloque|rebranche|soude|reprise ~ ok|sur|place|fonctionne|marche|neuf|teste|ce|hier|essais|bon|nickel",
    "joint|robinet|mitigeur|piece|serrure|cylindre|barillet|moteur|sangle|flexible|siphon|groupe|thermostat|vanne|pompe|circulateur|prise|disjoncteur|vitre|carreau|volet|mecanisme|resistance|carte|sonde|platine|combine|radiateur|tuile|tuiles|tuyau|chasse|chaudiere|ballon|interrupteur|vmc"
    " [a|ete|est|neuf|sont] change|remplace|repare|refait|pose|installe|remis|resserre|debouche|changees|remplacees|reparees|posees",
    "essai*|test|tests ~ ok|concluant*|bon|bons|conforme*",
    "tout|ca|chauffage|volet|eau|cela|installation|interphone|serrure|chaudiere fonctionne|marche|remarche|refonctionne|coule",
    "plus de|aucune|d fuite|probleme|panne",
    "remis|remise en service|route|marche|etat|eau|pression",
    "is|all|been|it|now done|finished|fixed|completed|complete|repaired|replaced|sorted|working",
    "have|has|we|i replaced|fixed|repaired|finished|completed|changed|unblocked|fitted|installed|sorted|done",
    "works|job|work [is|are|all|now] done|finished|complete|completed",
    "new ~ fitted|installed",
    "^ ras",
    "bon d intervention|travail signe",
    "quitus",
    "levee|reserves",
)
"""Works finished."""

NOT_DONE = (
    "pas|jamais|non|presque|bientot|loin ~ fini|termine|fait|faite|repare|regle|pu|reussi|resolu|complet|temps|acheve*|changer|remplacer|finished|done|fixed|completed|repared",  # pas terminé
    "reste|reste a|plus|qu",
    "a moitie",
    "en partie|cours|attente|attendant|provisoire*|depannage",
    "provisoire*|provisoirement|temporaire*|temporarily",
    "not ~ done|finished|fixed|complete|completed|able|yet|repair",
    "almost|nearly|partly|half",
    "devis fait|faite",
    "diagnostic|constat|visite|releve|metre|photos|passage fait|faite|effectue|realise|ok|faites",
    "a|d refaire|faire|changer|remplacer|prevoir|commander|reparer|reprendre|revoir",
    "faut|faudra|faudrait|necessaire|doit|devra|prevoir|repass*|reviens|revenir|reviendrai",
    "sera|seront|serai|will|would|should|demain|prochain*",
    "rendez|rdv|point|tour fait",
    "c'est fait pour",
)

QUOTE_NEEDED = (
    "faut|faudra|faudrait|prepare|prepar*|etabli*|fais|ferai|faisons|envoie|enverrai|envoyons|transmet*|redige|chiffre*|suit|suivra|adresse|adresserai|necessite|prevoir|vais|besoin|passe|passer|soumets|proposer ~ devis",
    "devis suit|suivra|arrive|a|demain|ce|en|necessaire|obligatoire|dans|pour|sous|vient|prochainement",
    "sur|faire|par|passe|apres|attente|avec|necessite devis",
    "un devis",
    "quote|estimate to follow|tomorrow|needed|required|coming|later|tonight|soon",
    "will|need|needs|send|prepare|write|get ~ quote|estimate",
    "chiffrage|chiffrer|chiffre",
    "plus cher|gros|important|consequent que|travaux|chantier",
    "tout|entierement a refaire|changer|remplacer",
    "a remplacer|changer entierement|completement",
)
PART_NEEDED = (
    "commande*|attente|attends|attendons|manque|manquait|recevoir|reception|recois|livraison|delai|order*|waiting|need|fournisseur|besoin ~ piece|pieces|part|parts|moteur|carte|joint|cylindre"
    "|vitre|resistance|pompe|vanne|mitigeur|circulateur|groupe|platine|sonde|matériel|materiel|moteurs|thermostat|lame|lames|tablier|robinet|corps|sangle|vitrage|verre|serrure",
    "piece|pieces|moteur|carte|cylindre|vitre|materiel|resistance|pompe|platine|vitrage|serrure|part|parts ~ commande*|order*|attente|arrive|dispo*|recevoir|manque|manquante|stock|livraison|livre|livree|recue|rupture|delai",
    "a commander",
    "commande [est] passe|faite|lancee",
    "passe commande",
    "pas la|en|le|de bonne|stock|piece|bon|modele|camion",
    "on order",
    "order a|the|parts|new",
    "waiting for|on ~ part|parts|delivery",
)
SECOND_VISIT = (
    "repass*|revien*|reviendr*|retourn*|revenir",  # il faut que je repasse
    "autre|deuxieme|second|seconde|2e|2eme|nouveau|nouvelle|prochain|prochaine passage|visite|rdv|intervention|rendez|venue|fois",
    "pas ~ eu le temps",
    "pas [eu] [le] temps",
    "pas ~ fini|termine|pu",
    "finir|terminer|finis|finirai|terminerai|termine|finit|finira|suite ~ demain|lundi|mardi|mercredi|jeudi|vendredi|semaine|prochain*|plus|apres",
    "reste ~ faire|finir|poser|terminer|raccord*|reprendre",
    "come|coming|be|go|going back",
    "return|second|another visit|appointment|tomorrow",
    "did not finish|have",
    "not ~ finished|enough",
    "doit secher|sécher",
    "sechage",
)
OTHER_PARTY = (
    "colonne|partie|parties|canalisation|reseau|chute|gaine commune*|generale",  # c'est la colonne commune
    "syndic*|copro*|copropriete|enedis|grdf|edf|veolia|saur|suez|fournisseur|mairie|fibre|operateur|constructeur|promoteur|ville",
    "ressort|responsabilite|competence|domaine|rayon|metier|corps|lot|partie",
    "faut|voir|vient|besoin|appeler|mandater|faire|relever|releve|doit|a ~ plombier|electricien|couvreur|chauffagiste|macon|plaquiste|serrurier|vitrier|menuisier|frigoriste|ramoneur|peintre|facadier|etancheur|zingueur|fumiste|ascensoriste",
    "vient|provient|chez|appartement|appart|voisin|logement|etage ~ dessus|voisin*|dessous|haut|superieur|toiture|toit|facade",
    "appartement|appart|voisin*|logement ~ dessus|etage",
    "communal|building's|management|managing|freeholder|upstairs|neighbour*",
    "not our|my responsibility|job|trade|area",
    "need|needs a|an plumber|electrician|roofer|locksmith|glazier|gas",
    "garantie|sav fabricant|constructeur|marque",
    "pas [de] [mon|notre] fait",
)
CAUSE = ("vient|provient|cause*|origine|raison|du|due|because|comes|caused",)

OTHER_SITE = (
    "autre|other chantier|dossier|adresse|appartement|appart|logement|os|bon|ordre|intervention|locataire|client|site|job|address|flat|mission|signalement",  # pour l'autre chantier
    "precedent|precedente chantier|dossier|os|intervention|mission",
    "chantier|dossier|mission|intervention ~ precedent|precedente|derniere",
)
"""The sentence is about another order than this thread's."""

STRONG_TAKE = (
    "je|on|nous|j [la|le|les|en|m|l|vous] [en] prends|prend|prenons|accepte|acceptons|occupe|occupons|charge|chargeons",
    "ok|d'accord|bon|go|partant|preneur pour",
    "j y vais",
    "mission|intervention|demande|commande|os|ordre|dossier|chantier accepte|acceptee|pris|prise",
    "will take|do|attend",
    "count me in",
    "comptez sur",
    "m'en occupe|charge",
    "peux|peut|pouvons|pourrai passer|venir|intervenir|faire|y",
    "happy|glad to",
)

HANDS_IT_ON = (
    "voyez|trouvez|cherchez|prenez|adressez|demandez|contactez|appelez|mandatez ~ confrere|autre|quelqu|collegue|ailleurs|specialiste",
    "voir [avec|chez|pour] [un] confrere|quelqu|autre",
    "decline|declinons|renonce|renoncons|desiste|desistons|abandonne",
    "passe mon|notre tour",
    "je|nous refuse|refusons",
    "rends|redonne|rend|rendons|laisse ~ chantier|dossier|mission|os|main|intervention|ordre",
    "peux|peut|pouvons|pourrai|pourrons|ferai|prends|prendrai|prendre [finalement|plus] pas|plus ~ mission|chantier|intervention|dossier|travaux|commande|assurer|honorer|faire|charge|suite",
    "hors|pas [de] [mon|ma|notre] zone|secteur|competence*|domaine|rayon|specialite",
    "pas ma|notre|mon zone|secteur|partie|metier|domaine|specialite|rayon",
    "plus en mesure",
    "someone|somebody else",
    "another plumber|electrician|company|contractor|tradesman|firm|provider",
    "have to decline|withdraw|pass|cancel|drop",
    "hand|give|pass ~ back|on|job",
    "cessation|retraite|liquidation",
    "retire|retirons de",
)
"""The job goes to somebody else, or back."""

NOT_A_REFUSAL = (
    "facture*|devis|photo|photos|facturer|invoice",
    "attends|attendre reponse|confirmation|retour",
)

FINISHED = (
    "travaux|intervention|depannage|reparation|chantier|boulot|travail ~ termine|fini|fait|faite|faits|effectue|realise|acheve*",
    "c est repare|termine|fini|fait",
    "deja|hier|matin ~ repare|fait|termine|intervenu*",
    "^ fait|termine|repare|done|finished|fixed $",
    "job|work ~ done|finished|complete|completed",
    "has|have been fixed|repaired|done|completed",
)
"""Finished beyond doubt, even where something else was asked."""

NO_WORK = (
    "devis|facture|diagnostic|visite|photo|photos|releve|constat|metrage|demande|commande|rdv|rendez|point|virement|paiement ~ fait|faite|termine|envoye|envoyee|effectue|ok|remis|pris|passe",
    "ai|avons|a fait|fini ~ devis|facture|photo|photos|demande|commande|diagnostic|tour|point|constat|deplacement",
    "fait|faite ~ devis|diagnostic|deplacement|demande|commande|photo|photos",
    "c'est note|ok pour",
    "tout a fait",
    "fait froid|chaud|bruit|partie",
    "en fait",
    "ok pour",
    "fait suivre|savoir|passer",
    "facture|devis ~ ok|bon",
    "change d avis|de|rib|banque|adresse|nom",
    "a|ont ~ change|remplace|repare|pose|installe ~ precedent*|ancien*|proprietaire|locataire|syndic|confrere|autre",
    "remis|pose|repris un|une|le|la|vos|votre rdv|date|question|creneau",
    "rien ~ fait|change|repare|pu",
)

NOT_A_FINDING = (
    "pas besoin|necessaire|de devis|piece",
    "devis signe|valide|accepte|approuve|ci|joint|attache|bon|recu|en",
    "selon|suite|suivant|conformement|conforme ~ devis",
    "facture",
    "si",
    "piece|pieces jointe|joint|jointes|recue|arrivee|changee|change|remplace",
    "quote|estimate attached|enclosed|approved",
)

NOT_A_VISIT = (
    "facture*|devis|invoice|quote|estimate|rib|paiement|reglement|virement|photo|photos|mail ~ demain|lundi|mardi|mercredi|jeudi|vendredi|ce|le|tomorrow|du|by|tonight",
    "demain|lundi|mardi|mercredi|jeudi|vendredi ~ facture|devis|invoice|quote",
    "rappelle|rappellerai|appelle|appellerai|recontacte|redis|dirai|reponse|reponds|repondrai|confirme|confirmerai|reviens vers|call|livraison|livre|livree|recois|recevrai"
    "|reception|commande*|piece|pieces|delivered|delivery|arrives|arrivera|stock",
    "delai|garantie|depuis|suite|suis passe|suis venu|intervenu*|sommes passes",
    "pas ~ dispo*|disponible*|libre",
    "avez|avaient|aviez demande|ecrit|appele|dit",
    "secretaire|bureau|comptable",
    "locataire|dame|monsieur|elle|il ~ dit|absent*|demande|prefere|veut|pas",
    "ferme|fermes|conges|vacances",
    "votre|vos mail|message|demande|courrier|ordre|os du|de",
    "attendu|attends",
)
"""A day on which something else happens."""

NO_VISIT_YET = (
    "quand|when",
    "est ce que",
)
DUE = (
    "devait|devaient|aurait|prevu*|convenu*|rdv|rendez|creneau|rendez-vous|promis|annonce*|supposed|meant|due|appointment|booked|scheduled|slot|attendu|waited|waiting|lapin",
    "pour rien",
    "ce|hier|midi|matin|aprem ~ venu|passe",
    "no show",
)
CAME_TO = (
    "porte close|fermee",
    "personne|nobody ~ adresse|place|repond|repondu|ouvert|ouvre|domicile|there|home|interphone|porte",
    "locataire*|occupant*|client*|tenant ~ absent*",
    "absent*",
    "attendu|sonne|frappe|waited",
    "no answer",
    "deplace*|deplacement ~ rien",
    "pose un lapin",
)
CANNOT_COME = (
    "peux|peut|pourrai|pourrons|pouvons|pourra [finalement|malheureusement] pas|plus",
    "pas|plus possible|dispo*|libre|disponible*",
    "impossible*",
    "ca [me] [nous] va|convient|arrange|colle|marche|passe pas|plus",
    "can not",
    "not possible|available|able",
    "no longer",
    "pris|prise|occupe|complet ce|a|sur|mardi|lundi|jeudi|vendredi|mercredi",
    "deja pris|prise|occupe|booke",
)
WILL_BE_THERE = (
    "serai|serons|sera|y [a] la|place|l|heure|rdv",
    "je|on|nous y serai|serons|sera",
    "je|on|nous passe|passons|viens|venons|passerai|viendrai|interviens|intervenons|passera",
    "see you|them then|there|on",
    "i|we will be|come|attend|there",
    "planifie*|programme*|cale|calee|bloque|inscrit|agenda|planning|enregistre*|booked|scheduled|confirmed|diary",
    "a mardi|lundi|mercredi|jeudi|vendredi|samedi|demain|plus|tout",
    "c'est|ce note|cale|bon|ok|dans|planifie|confirme",
)
