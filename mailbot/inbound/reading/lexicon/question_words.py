"""What people ask the agency, by what they ask about. A mail beside each line."""

from __future__ import annotations

STATUS = (
    "ou ca en est",
    "ou en est|etes|sommes|suis|sont",  # vous en êtes où
    "en etes|est|sommes ou",
    "[toujours|encore] rien|aucune ~ nouvelle*|recu|reponse",
    "toujours|encore|tjs rien|pas|personne|aucun|aucune $",  # Toujours rien ???
    "toujours rien|personne",
    "toujours pas|aucune|aucun|sans [de] nouvelle*|reponse|retour|recu|rappele|appele|contacte|vu|signe|visite"
    "|intervention|plombier|technicien|eu|rdv|date",
    "pas|aucune|sans [de|eu] [de] nouvelle*|reponse|retour|signe",
    "avez|as|auriez|y a [vous] [des|eu|d] nouvelle*|nouveau|retour|reponse|avance|avancement|visibilite",
    "des|quelles|quid nouvelles|nouvelle|de",
    "du nouveau",
    "vous|tu avez|auriez|as [deja|enfin|bien|une|un|des] [une|un|des] date|delai|nouvelle*|info|infos|retour|reponse"
    "|creneau|visibilite",
    "quoi de neuf|nouveau",
    "^ [et|alors|donc|bonjour|c] est ce [que|qu] [c|il|elle|tout] [est] [enfin|bien|deja] regle|repare|resolu|arrange"
    "|termine|fini $",  # est-ce réglé ?
    "avance|avancement|avancee|avancent|progresse|suite|suites ~ dossier|demande|signalement|travaux|affaire"
    "|sinistre|donnee|ca|cela|mon|ma",
    "ca avance",
    "du|de neuf",  # du neuf pour le ballon ?
    "que|qu ~ a|ont|avait [t] [il|elle|ils|elles] donne !lieu",  # qu'est-ce que ça a donné ?
    "a|ont donne quoi",
    "ca|sa|cela donne|donnerait|dit quoi",  # alors, ça donne quoi ?
    "que|qu est ce que ca|cela donne",
    "ca|sa|cela en est ou",
    "un|faire|fait|fais [petit] point",
    "faire|faites|fais [me|nous|moi] [le|un] point sur|de|des|concernant|pour",  # me faire le point sur mes travaux
    "etat des lieux ~ ~ cours|dossiers|dossier|demandes|travaux|incidents|signalements",
    "un|petit|rapide|bref recap*|bilan|topo|resume|compte ~ ~ dossier*|demande*|travaux|appart*|logement*|cours|biens"
    "|sinistres|signalements|incidents|chantiers",
    "etat du|de|des dossier|demande|demandes|dossiers|signalement",
    "etat|point|panorama|tour|inventaire|bilan|tableau ~ mes|tous|toutes|ensemble|chaque ~ logement*|bien|biens"
    "|appartement*|appart*|lot|lots|location*|dossier*|studio*",  # un état de tous mes logements
    "etat d avancement",
    "passe|passer|vient|venir|viendra|interven*|repare|prevu|passera quand",
    # devis validé ou pas ?
    "devis|quote|estimate [il|est|a|ete|is|has|been|bien|enfin] [t|est|ete] [il|ete] valide|accepte|signe|approuve"
    "|refuse"
    "|approved|accepted|signed ou|or|par|by|yet|$",
    # savoir si le technicien a été prévenu
    "plombier|electricien|chauffagiste|serrurier|technicien|artisan|entreprise|prestataire|societe|plumber|electrician"
    "|company ~ prevenu*|contacte*|mandate*|relance*|designe*|appele*|informe*|saisi*|missionne*|trouve*|contacted"
    "|appointed|assigned|booked",
    # ça va être réglé quand ?
    "sera|seront|va|vont|est [enfin|etre] [enfin] regle+|repare+|fait+|fini+|resolu+|termine+|retabli+|remplace+"
    "|change+ quand",
    "aura|aurons|aurai|auront|reaura|reaurons [enfin] [de|du|l|le|la] [nouveau] chauffage|eau|electricite|courant"
    "|lumiere|gaz [chaude] quand",
    "savez|sauriez|sais [vous|tu] quand !je|j",
    "m|nous avez|as|a|ont [t] [pas] [il|elle|on] oublie+ $|ou|dans|non|completement|totalement",
    "toujours|encore [eu|recu] aucun|aucune|pas|rien [eu|recu] [un|d|de|le|une] [seul|premier] appel|message|mail"
    "|proposition",
    "savoir|dire|c'est|est|pour|ou|sait|indiquer|preciser|dites|dis|et|alors|donc quand",
    "^ [bonjour|alors|et|mais|bonsoir|svp|donc|ok|merci|bon|sinon] [madame|monsieur] quand ~ passe|vient|viendra"
    "|passer|venir|passera|interven*|repar*|regle|fin|travaux|visite|rdv|quelqu|plombier|technicien|electricien"
    "|devis|reponse|retour|paiement|paye|aurai|pourra|sera|serait|commence|va|vont|arrive|debute|allez|prevu*",
    "c est|ce pour quand",
    "pour quand|bientot",
    "quand est",
    "arrive|arrivera|vient|viendra|passe|passera ~ bientot",
    "he|plumber|someone ~ coming|here|arriving soon",
    "plus|pas [de] nouvelle*",
    # est-ce que vous avez pu joindre le chauffagiste
    "pu|reussi|arrive|reussis|able|manage|managed ~ joindre|contacter|avoir|reach|contact|get ~ plombier|chauffagiste"
    "|electricien|serrurier|artisan|prestataire|entreprise|technicien|plumber|electrician|locksmith|provider|durand",
    "idea|clue|news when|on",  # any idea when someone will come
    "when ~ somebody|someone|plumber|electrician|man|he|they ~ come|coming|here",
    "quelle|quel date|delai|suite|jour",
    "combien de temps ~ encore|attendre|avant",
    "dans combien de temps",
    "j|on attends|attend|attendons toujours|encore",
    "attends|attend|attendons ~ toujours|encore|depuis|nouvelle*|reponse",
    "relance|relancer|reviens vers vous",
    "prise en charge|compte",
    "avez vous [pu|bien|deja] recu|vu|lu|contacte|appele|pu|eu|transmis|traite|relance|trouve|fait",
    "any|some news|update|updates|progress|word",
    "what is [the|your|our] happening|going|status|news|latest",
    "^ [hi|hello|so|and|but|ok] [there] when ~ will|is|are|can|would|coming|come|fixed|somebody|someone|plumber"
    "|expect|repaired|visit",
    "where ~ are|stand|we|things|is",
    "still waiting|nothing|no|not",
    "how long ~ until|before|more",
    "how much longer",
    "status of|update",
    "heard nothing|anything",
    "have you ~ heard|received|contacted|found|had|been",
    "est ce ~ traite|pris|cours|programme|prevu|valide|avance|parti|transmis",
    "dossier|demande|signalement ~ ou|traite|cours|avance",
    "dossier|demande|signalement est|a [il|elle|t] [ete] [bien|deja|enfin|toujours|encore] cloture|clos|termine",
    "que devient|deviennent",
    "quid du|de",
    "eu|recu|avoir [un|des|de|du] [premier] retour|nouvelle*|reponse|news",
    "quoi la suite|avancement",
    # je relance pour le devis envoyé il y a trois semaines
    "je|j|on|nous|permets|permettons [de] [vous] relance|relancer|relancons|relancais [encore]"
    " pour|concernant|sujet [de|du] [le|mon|notre|la|ma|l] devis|demande"
    "|dossier|signalement|accord|reponse|validation",
    "avez|as|avoir [vous|tu] [bien|deja|enfin|pu] [eu|recu|avoir] eu|recu|avoir [enfin|deja] le|la|l|leur|son|sa retour"
    "|reponse|accord|decision",  # vous avez eu le retour du propriétaire ?
    "avancement|avancee|progression ~ dossier|dossiers|travaux|demande|chacun",
    "is|are anyone|anybody|somebody|someone|you|they [actually] dealing|looking|coming|doing|handling|going|working"
    "|taking",
    "faire|fais|faites|faire ~ tour|bilan|recap ~ de|des|en",
    "piece|pieces|devis|commande|technicien|rdv|reponse|accord ~ arrive|arrivee|arrives|recu|recue|pret|prete|fixe"
    "|tombe|disponible",
    "avez|as|auriez|aurais vous|tu|y ~ date|delai|info|infos|precision|precisions|creneau|visibilite",
    # vous a-t-il répondu ?
    "a|ont|aurait|auraient [t] il|elle|ils|elles|on ~ repondu|donne|trouve|pu|eu|contacte|confirme|accepte|vu|recu"
    "|avance|rappele|fixe|commande",
    "est ce que|qu ~ a repondu|confirme|accepte|recu|avance|prevu",
)
"""Where do things stand."""

CALLED_THE_OCCUPANT = (
    # j'ai laissé un message au locataire
    "message|messages|appel|appels|appele+|rappele+|telephone+|sms|contacte+|relance+|ecrit|sonne"
    " ~ locataire|locataires|occupant|occupante|dame|monsieur|cliente|client|tenant",
    "called|rang|texted|messaged|rung|contacted ~ tenant|lady|occupant",
)

WORKS_DONE = (
    # alors, ce chauffe-eau, il a été changé ou pas ?
    "a|ont|aurait [t] [il|elle|ils|elles|on] [enfin|deja|vraiment] ete change+|repare+|remplace+|pose+"
    "|installe+|commande+"
    "|debouche+|realise+|effectue+|programme+|planifie+|envoye+|livre+|traite+|depanne+|resolu+|regle+|fait+",
    "est|sont [il|elle|ils|elles] [enfin|deja] venu+|passe+|intervenu+",  # le plombier est-il passé ?
    "has|have|was|were|is [the|my|your] ~ been|done|replaced|repaired|fixed|booked|ordered|installed",
)
"""Whether it was done: in anybody's mouth but the workman's, who asks it of what he will find."""

STATUS_ALL = (
    "mes|tous|toutes|ensemble|differents|divers|plusieurs|deux|trois|all|both [mes|les|des|of|my|the] [2|deux|3"
    "|trois|autres] demandes|affaires|appartement*|appart*|biens|logements|lots|dossiers|locations|proprietes"
    "|sinistres|dwellings|properties|flats|apartments|reports|signalements|incidents|immeubles|studios",
    "mon parc|patrimoine|portefeuille",
    "point|bilan|etat|recap|update global|general|complet",
    "everything|overall",
)
NOT_STATUS = (
    "quand|when il|on|je|j|vous|ca|elle|i|we|you|it [y|j|l|me] [ai|a|ouvre|pleut|tire|allume|est|sera|voulez|pouvez"
    "|souhaitez|ouvr*|turn|open|run|use|is|fini|termine]",
    "des que",
    "n importe quand",
    "attends|attend ~ votre|vos|le|l|retour|devis|piece|jusqu",
    "rien a|de",
    "still no|not ~ hot|water|heating|working|fixed|closing|power|lock|close|warm",
    "toujours|encore pas ~ repare|regle|chauffage|eau|marche|fonctionne|chaud|lumiere|electricite|courant|teste"
    "|essaye|paye|cloture",
    "pas de retour a|en",
    "sans|without ~ reponse|retour|nouvelle*|reply|answer|news ~ ~ sous|avant|d'ici|within|before|by",
    "avocat|huissier|tribunal|justice|lawyer|court",
)

TOPICS: dict[str, tuple[str, ...]] = {
    "access_code": ("code|codes|digicode", "code ~ immeuble|entree|porte|portail"),
    "insurance": (
        "decennale|biennale",
        "assurance*|assureur|assure|assuree|insurance|sinistre|constat|franchise|expert|declaration|couvert|covered",
    ),
    "phone": (
        "numero|num|telephone|portable|phone|joindre|appeler|contacter|joignable|reach|mobile",
        "son|sa|votre|vos|leur|le|ton|de|du|d|au|par|et|ou|quel|^ tel",  # « un tel montant » is no telephone
        "tel de|du|d|fixe|direct|portable|pour|ou|svp|stp|$",
        "call|ring you|him|her|them|someone|the|who|when|number|if",
        "coordonnees",
        "contact number|details|of",
        "plumber|electrician|locksmith|engineer|roofer|his|her|their|emergency|agency|company|firm [s] number",
    ),
    "liability": (
        "charge|frais|qui|poche|paye|payer|paie|responsab*|locataire|proprietaire|bailleur ~ paye|payer|paie|charge"
        "|moi|nous|rembours*|regler|prend|frais|locataire|proprietaire|proprio|bailleur|responsab*|incombe",
        "a ma|notre|sa|votre charge",
        "qui|who [is|le|la|les|l] paie|paye|regle|pays|pay|responsible|liable|paying|doit",
        "de|pour ma|notre|sa|votre poche",
        "est|sera|serait pour qui",  # la franchise, elle est pour qui ?
        # est-ce à moi de le remplacer ?
        "ce|c|est|serait|sera a moi|nous|lui|elle|vous|qui [de|d] [le|la|les|l|en|y] payer|regler|prendre|rembourser"
        "|financer|remplacer|changer|reparer|acheter|fournir|racheter",
        "my|our responsibility|cost|expense",
        # n'est-ce pas au syndic de payer ?
        "ce|est|serait|pas|revient|incombe [pas|bien|plutot] au|aux|a [la|l|mon|notre] syndic|copropriete|copro|voisin"
        "|constructeur|promoteur|assurance|agence|locataire|bailleur|proprietaire de|d [en|le|la|les|l] payer"
        "|regler|financer|rembourser|reparer|remplacer|prendre",
        "do i|we ~ pay|have",
        "am|are i|we supposed|expected|meant to pay|replace|buy|repair|fix",
        "should|must i|we pay|replace|buy",
        "pour|a [le] proprietaire|proprio|bailleur ou [pour|a] [le] moi|nous|locataire",
        "pour|a [ma|mes|notre] moi|nous|pomme|poche ou [pour|a|de] [celle] [le|la|l|du|de] proprietaire|proprio"
        "|bailleur|agence|vous",
        "charges locatives|locative",
        "a|pour vous|moi|nous|lui|eux ou [a|pour] moi|nous|vous|lui|eux",  # c'est à vous ou à moi de le remplacer
        "ce|c|est|t il a moi|nous [de|d] [le|la|les|l] remplacer|changer|reparer|acheter|fournir",
        # est-ce à moi de faire ramoner ?
        "ce|c|est|serait|sera|bien|il a|au moi|nous|locataire|occupant [de|d] [le|la|les|l|en|y|m] faire|ramoner"
        "|entretenir|nettoyer|deboucher|purger|detartrer|vidanger|occuper|debarrasser|traiter|peindre|repeindre",
    ),
    "billing": (
        "regle|reglez|reglement|paie|payez|paye|pay ~ combien|quel ~ jours|delai|days|quand",
        "quelque chose|rien|anything|something ~ a|to regler|payer|pay|avancer",
        "avancer|avance|avancez|advance ~ argent|frais|somme|montant|sous|money|cost",
        "nom|adresse|ordre ~ facture|invoice",
        "facture|invoice ~ nom|adresse|ordre|qui",
        "factur*|invoice|billed|bill|reglement|paiement|payment|libell*|virement|payes|encaisse",
        "quand|when ~ paye|paid|regle|reglement|virement|payee|payer",
        "a quel|quelle nom|ordre|adresse ~ factur*",
    ),
    "duration": ("combien de temps", "duree|longtemps|dure|durent|durer|durera", "how long", "plusieurs jours|heures"),
    "price": (
        "combien !de|d",  # « combien de m² ? » asks no price
        "prix|tarif|cout|coute|coutera|montant|cher|budget|price|cost|fee|estimation",
        "how much",
    ),
    "equipment": (
        "marque|modele|reference|type|dimension*|taille|mesure*|materiel|puissance|brand|model|couleur|notice"
        "|manual|annee|monophase|triphase|mono|triphasee|amperage|diametre|epaisseur",
        "comment [on|faut] [il] regler|regle|utiliser|utilise|programmer|programme|rallumer|purger|rearmer|demarrer"
        "|redemarrer",
        "how to|do|does|can|should [i|you|we|one|it] use|set|reset|program|bleed|restart|adjust|work",
    ),
    "address": (
        "adresse|etage|batiment|escalier|porte|garer|parking|stationn*|gare|rue|appartement|localisation|plan"
        "|address|floor|where|park|building|flat|entrance|door|lot",
        "numero d appartement",
        "c'est|est|se situe|trouve ~ ou",
        "ou est|se|sont|dois|faut|puis",
        "quel etage|batiment|numero",
    ),
}

ASKS_INDIRECTLY = (
    # je voudrais savoir
    "je|j|nous voudrais|aimerais|souhaite|souhaiterais|voulais|veux|voudrions|souhaitons [seulement|simplement"
    "|juste|bien] savoir"
    "|connaitre",
    "pouvez|pourriez|peux|pouvais|pourrais [me|nous|tu|vous|moi] [me|nous] dire|confirmer|preciser|indiquer"
    "|rappeler|donner|communiquer|transmettre|renseigner|envoyer",
    "dites|dis|confirmez|precisez|indiquez|donnez|communiquez|rappelez|expliquez moi|nous",
    "merci de|d [me|nous|bien] [me|nous] dire|confirmer|preciser|indiquer|donner|communiquer|transmettre|envoyer"
    "|tenir|informer",
    "me|nous demande|demandais si|comment|quand|ce|pourquoi|qui|combien",
    "auriez|aurais vous|tu",
    "c est quoi",
    "^ quel|quelle|quels|quelles|comment|pourquoi|combien|quid|quoi",
    "^ qui est|doit|paie|paye|va|peut|sera",
    "^ ou est|puis|dois|faut|se",
    "savoir si|quand|comment|ou|qui|combien|pourquoi|quel|quelle|a",
    # mon père demande comment régler le thermostat
    "il|elle|ils|elles|mari|femme|mere|pere|fils|fille|voisin|voisine|ami|amie|locataire|dame|he|she|they|father"
    "|mother|husband|wife|son|daughter [me|vous|se|m] demande|demandent|aimerait|voudrait|asks|wonders [savoir]"
    " si|s|comment|quand|combien|pourquoi|quel|quelle|how|when|whether|if|why",
    "sais|savons pas si|quand|comment|ou|qui|quoi|combien|quel|quelle",
    "can|could you ~ tell|confirm|send|give|let",
    "ai|avons|connais|connaissons pas|plus|jamais [recu|eu|encore] [le|la|mon|de|notre] [nouveau|bon|nouvelle] code"
    "|codes|digicode",
    # faudrait me dire si le tableau est en mono
    "faut|faudra|faudrait|besoin [que|de|d] [vous] [me|nous|m] dire|disiez|preciser|precisiez|indiquer|indiquiez"
    "|confirmer|savoir si|s|quel|quelle|quels|quelles|combien|comment|ou|qui",
    # il nous faudrait le digicode
    "me|nous faut|faudrait|faudra|manque|manquerait ~ code|codes|digicode|numero|adresse|etage|coordonnees|telephone",
    "ai|avons|aurais|aurions|aurai|aurons|aurait besoin ~ code|codes|digicode|numero|adresse|etage|coordonnees"
    "|telephone",
    "i|we need|still|lack [need|the|a|an|your|to] ~ code|codes|number|address",
    "let me know",
    "i wonder|wondering",
    "would like|love|need|want to|some know|have|get|find|hear|ask|understand|clarification",
    "^ who|what|where|how|why|which|is|are|do|does|can|could|should|may",
    "please confirm|advise",
    "tell me|us",
)

POLITE_ORDER = (
    # « pouvez-vous me rappeler l'heure » is asked: whom to call back is an order
    "pouvez|pourriez|pourrais|peux [vous|tu] [donc] me|m|nous rappeler !l|la|le|les|quel|quelle|quand|a|ou|votre|son",
    "pouvez|pourriez|pourrais|peux [vous|tu] [donc|le|la|les|lui|y] rappeler",
    "pouvez|pourriez|pourrais|peux|can|could|would [vous|tu|you|we|please] [donc|nous|me|m|le|la|les|lui|please|y]"
    " [l|en|le|la] "
    "envoyer|faire|venir|passer|intervenir|regarder|reparer|appeler|cloturer|fermer|transmettre|prevenir"
    "|relancer|contacter|valider|annuler|programmer|organiser|mandater|trouver|send|come|fix|look|call|close"
    "|arrange|repair|have|get|ask|please",
)
"""An order with a question mark asks nothing."""

RHETORICAL = (
    "vous [vous] moquez|foutez|fichez|plaisantez|rigolez|croyez|trouvez",
    "se moque|fiche|fout",
    "c est une blague|plaisanterie",
    "normal|acceptable|serieux|serieusement|seriously|kidding|joke",
    "vous attendez quoi",
    "qu attendez",
    "faut il ~ relance|supplie|repete|mette|genoux",
    "jusqu a quand",
    "c est pour aujourd",
    "comment ca va|allez",
    "^ non|no|hein|ok|oui|right ?",
    "you know ?",
)
