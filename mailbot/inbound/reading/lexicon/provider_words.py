"""How tradespeople take a job, give it back, and say where they stand with it. A mail beside each line."""

from __future__ import annotations

TAKES = (
    "je|on|nous|j [vous|le|la|les|l|m|s|nous|y] [en] prends|prend|prenons|accepte|acceptons|occupe|occupons|charge"
    "|chargeons"
    "|occuperai|occuperons|chargerai|chargerons|prendrai|prendrons|attelle|colle",  # je prends
    "je|on|nous [vous] valide|validons|confirme|confirmons ~ mission|intervention|prise|accord|venue|demande"
    "|commande|os",
    "jprends|jaccepte",
    "j y vais|go",
    "je m y colle|mets|lance|attelle",
    "je|on|nous [vous] le|la|les|ca|l fais|fait|faisons|ferai|ferons|fera",
    "^ fais|ferai le|la|ca",
    "je|on|nous gere|gerons|gererai|assure|assurons",
    "fais|fait|faisons mon|notre affaire",
    "marche|affaire|deal conclu",
    "feu vert",
    "faisable|jouable",
    "sa|la|votre prise en charge",
    "a votre service|disposition",
    "je|on|nous|mon|notre ~ interviens|intervient|intervenons|interviendrai|interviendrons|interviendra",
    "je|on|nous|ca|il|gars|collegue|ouvrier|technicien|equipe [m|s|nous|en|y|vous] peux|peut|pouvons|pourrai"
    "|pourrons|pourra|vais|va|allons"
    " ~ passer|venir|intervenir|faire|occuper|charger|prendre|etre|aller|assurer|realiser|deplacer|reparer|gerer"
    "|voir",
    "je|on|nous|collegue|technicien|ouvrier passe|passons|passerai|passerons|passera|viens|venons|viendrai|viendra",
    "oui|ok|si|bien [sur] je|on|nous peux|peut|pouvons",
    "ok|d'accord|bon|go|partant|partants|preneur|preneurs pour",
    "bon pour moi|nous",
    "suis|sommes partant+|preneur+|interesse+|dispo*|disponible+|ok|dessus|d'accord",
    "on est partant+|preneur+|interesse+|dispo*|disponible+|ok|dessus|bon",
    "c'est pour moi|nous|bibi $",
    "c'est dans mes|nos cordes",
    "mission|intervention|demande|commande|os|ordre|dossier|chantier|affaire|travail|job [est|bien] accepte+|pris"
    "|prise|note+|enregistre*|programme*|planifie*|valide+",
    "prise en charge ~ confirme*|ok|accepte*|$",
    "^ pris|prise|accepte+|preneur|preneuse|partant|partants|dispo|disponible|planifie|programme|cale $",
    "prends|prenons|prend ~ en charge|main",
    "charge|occupe|occupons|chargeons de tout|cela|ca|ce|cette|lui|elle|la|le|l",
    "comptez|compter|compte sur moi|nous",
    "sera|serai|serons un plaisir|ravi",
    "c'est parti",
    "bien recu|note ~ intervien*|passe|passons|fais|faisons|occupe|planif*|programm*|bloque|cale",
    "prevois|prevoyons|programme|programmons|planifie|planifions|cale|calons|bloque|bloquons ~ intervention|visite"
    "|passage|ca|cela|creneau|rdv|rendez|date",
    "je|on|nous contacte|contactons|appelle|appelons|vois|recontacte|joins|joignons ~ locataire|occupant|dame"
    "|monsieur|mme|m|client|cliente|madame",
    "prends|prenons|prend [contact|rdv|rendez] ~ rdv|rendez|contact",
    "will|can|could [happily|gladly|certainly|definitely|easily] take|do|come|attend|go|handle|look|be|sort|manage"
    "|help|fit|cover|deal",
    "happy|glad|pleased|able to take|do|help|come|attend|look|accept",
    "leave it|that|this with|to us|me",
    "^ on it",
    "we|i are|am on it|in",
    "count me|us in",
    "job|mission|order taken|accepted",
    "i|we accept|take|confirm",
    "i|we will be there",
    "consider it done",
    "put me|us down",
    "got|have this|it covered",
)
"""Takes the job."""

NOT_TAKEN = (
    "prends|prend|prenons|pris [bonne] note|connaissance|acte|temps|conge*|retraite",
    "c'est pour moi|nous un|une|le|la|trop|pas",
    "je|on|nous peux|peut|pouvons pas|plus",
    "prends|prend|prenons [environ] 1*|2*|3*|4*|5*|6*|7*|8*|9*",
    "could be",
    "take [a|the] note|look|while|time|photos|pictures",
)
"""« Je prends note » takes nothing."""

ONLY_OTHERS = (
    # nous ne faisons que le chauffage
    "je|j|on|nous [m|s|nous|n] fais|fait|faisons|occupe|occupons|traite|traitons|pose|posons|repare|reparons"
    "|depanne|depannons|realise|realisons|prends|prend|prenons|accepte|acceptons|interviens|intervient"
    "|intervenons|travaille|travaillons que|qu [dans|sur|pour|en|chez] [de] le|la|les|l|d|du|des|un|une|ceux"
    "|celles",
    "je|j|on|nous suis|est|sommes que|qu vitrier+|plombier+|electricien+|chauffagiste+|serrurier+|couvreur+|menuisier+"
    "|peintre+|macon+|carreleur+|plaquiste+",
)
"""« Ne … que »: everything else is left out."""

ONLY_SO = ("uniquement|exclusivement|seulement|only !on|from|at|after|before|in",)
"""« Nous intervenons uniquement sur devis accepté »: under which conditions, and no yes."""

NO_TROUBLE = (
    "pas|aucun+|sans|no [d|de|le|la|aucun+] probleme+|souci+|inconvenient+|difficulte+|objection+|hesitation|worries"
    "|problem|trouble",
    "rien a|d redire|signaler|ajouter",
)

WILL_NOT_QUOTE = (
    # nous ne faisons pas de devis pour si peu
    "fais|fait|faisons|ferai|fera|ferons|etablis|etablissons|etablirons|chiffre|chiffrons|chiffrerai|chiffrerons"
    "|redige|redigeons|deplace|deplacons|souhaite|souhaitons|veux|voulons ~ pas|plus|jamais|aucun ~ devis"
    "|chiffrage|estimation|chiffrer|chantier|travaux|cette|ce|votre|demande",
    "chiffre|chiffrons|chiffrerai|chiffrerons pas|plus|jamais",
    "souhaite|souhaitons|veux|voulons|compte|comptons pas|plus [vous] chiffrer|deviser|soumissionner",
    # nous ne répondrons pas à votre appel d'offres
    "souhaite|souhaitons|veux|voulons|compte|comptons pas|plus [vous] repondre $",
    "souhaite|souhaitons|veux|voulons|compte|comptons pas|plus [vous] repondre a|au|aux"
    " [votre|vos|cette|ce|ces|la|le|l|appel|appels] [appel] [d|de] demande|demandes|devis|offre|offres|consultation"
    "|consultations|sollicitation|dossier|chantier",
    "repondrai|repondrons|reponds|repondons pas|plus a|au|aux [votre|vos|cette|ce|ces|la|le|l|appel|appels]"
    " [appel] [d|de] demande|demandes|devis|offre|offres|consultation|consultations|sollicitation|dossier|chantier",
    "do|will not quote|price|estimate|tender",
)
NO_TIME_TO_QUOTE = (
    "pas|plus|aucun le|de|d temps|moyen|moyens [pour|de|d] faire|chiffrer|etablir|rediger|preparer|deviser ~",
)
"""Unless the price stands there all the same."""
NOT_YET_QUOTED = (
    "sans|avant|tant|a|par distance|de|d|que|vu|voir|photo|photos|telephone|visite|passer|plan|plans",
    "gratuit+|gratuitement|payant+|free|encore|yet|tout|suite|aujourd|maintenant|demain|before|without|until"
    "|unless|pourquoi|today|tomorrow|tonight|now|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|lundi"
    "|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches",
    "ce|cette|this soir|matin|midi|semaine|week|apres|nuit|mois|month|morning|afternoon|evening|heure",
)
"""« Je ne fais pas de devis sans voir »: he will, once he has seen."""

STRONG_TAKE = (
    "je|on|nous|j [le|la|les|l|m|s|nous] [en] prends|prend|prenons|accepte|acceptons|occupe|occupons|charge"
    "|chargeons|prendrai|prendrons",
    "jprends|jaccepte",
    "ok|d'accord|bon|go|partant|preneur pour moi|nous|cette|la|l|le|ce|prendre|intervenir",
    "j y vais",
    "je m y colle|mets|lance|attelle",
    "mission|intervention|demande|commande|os|ordre|dossier|chantier|affaire accepte+|pris|prise|valide+",
    "comptez|compter sur moi|nous",
    "peux|peut|pouvons|pourrai|pourrons ~ passer|venir|intervenir|faire|occuper|charger|prendre|assurer",
    "suis|sommes|est partant+|preneur+|interesse+|dessus",
    "on est dessus",
    "c'est pour moi|nous $",
    "will|can take|do|attend|handle|cover",
    "count me|us in",
    "happy|glad to take|do|accept",
    "i|we accept",
    "leave it with",
)
"""Takes it beyond doubt, even where something else is still to be looked at, or where it was refused before."""

ANOTHER_TIME = (
    "autre|autres|other chose|date|dates|jour|moment|creneau|creneaux|horaire|solution|fois|heure|rdv|rendez|time"
    "|day|slot",
)
"""« Il faut trouver autre chose » hands nothing on."""

HANDS_ON = (
    "voyez|trouvez|cherchez|prenez|adressez|demandez|contactez|appelez|mandatez|envoyez|sollicitez|confiez|donnez"
    "|passez"
    " ~ confrere|autre|autres|quelqu|ailleurs|specialiste",  # voyez avec un confrère
    "voyez|trouvez|prenez|demandez|contactez|appelez [avec|a|chez] un|une|autre collegue",
    # voyez avec un artisan du quartier
    "voyez|voir|trouvez|cherchez|prenez|adressez|contactez|appelez|mandatez|sollicitez [vous] [plutot|donc] [avec|a"
    "|chez|aupres] [d] un|une [vrai|autre|bon] artisan|plombier|electricien|chauffagiste|serrurier|couvreur|vitrier"
    "|menuisier|macon|peintre|professionnel|specialiste|entreprise|societe|pro|installateur",
    "voir [avec|chez|pour] [un] confrere|quelqu|autre|ailleurs",
    "trouver|chercher|prendre|contacter|solliciter|mandater|confier|demander|donner|adresser|appeler ~ confrere"
    "|quelqu|autre|ailleurs",
    "confier|donner|passer|laisser|transmettre|attribuer ~ a|au [un|une] confrere|collegue|quelqu|autre",
    "jette l eponge",
    "je|j|on|nous laisse|laissons tomber $",
    "je|j|on|nous laisse|laissons tomber ce|cette|votre chantier|mission|dossier|affaire|intervention",
    "decline|declinons|decliner|renonce|renoncons|renoncer|desiste|desistons|desister|abandonne|abandonner|abandonnons",
    "passe|passons|passer|passerai mon|notre tour",
    "je|nous|on|dois|devons refuse|refusons|refuser",
    "rends|redonne|rend|rendons|laisse|remets|rendre|redonner ~ chantier|dossier|mission|os|main|intervention"
    "|ordre|affaire|bon|travail|commande",
    "peux|peut|pouvons|pourrai|pourrons|ferai|ferons|prends|prendrai|prendre|prendrons|fais|assurerai [plus] pas"
    "|plus ~ mission|chantier|intervention|dossier|travaux|commande|assurer|honorer|charge|suite|affaire|job",
    "peux|peut|pouvons pas|plus m|nous|s en|y [en] occuper|charger",
    "peux|peut|pouvons pas|plus m|nous|s|y engager $",
    "peux|peut|pouvons pas|plus m|nous|s|y engager dans|sur [ce|cette|ces|votre|vos|le|la|l|les|un|une]"
    " chantier|mission|travaux|dossier|intervention",
    "hors|pas [de|dans] [mon|ma|notre|mes|nos] zone|secteur|competence*|domaine|rayon|specialite*|cordes",
    "pas ma|notre|mon|dans|de [corps] [de|d] etat|zone|secteur|partie|metier|domaine|specialite|rayon|truc|cordes",
    "pas|plus en mesure d|de intervenir|prendre|assurer|realiser|faire|donner|honorer|repondre|suivre|continuer",
    "sans moi|nous $",
    "y retourne|retournerai|retournons|retournerons|retournera|remets|remettrai|remettrons|remettra|mets|mettrai"
    " pas|plus !avant|sans|tant|demain|lundi|mardi|mercredi|jeudi|vendredi|aujourd|ce|cette",
    "never|not going back there|again",
    "retirez|retirer|enlevez|rayez|supprimez|enlever ~ liste|listing|fichier|fichiers|contacts|base",
    "someone|somebody|anyone|anybody else",
    "another|different|other plumber|electrician|company|contractor|tradesman|firm|provider|locksmith|roofer"
    "|glazier|trade",
    "have|need|going to decline|withdraw|drop|pull|refuse|pass [on|out|it|this|the]",
    "pass on this|it",
    "hand|give|giving|handing|pass|passing|send ~ back",
    "pull|pulling|back|backing out",
    "i|we must|shall|will decline|pass",
    "i|we decline|withdraw",
    "no longer ~ able|do|take",
    "can not ~ take|do|accept|carry|go|honour ~ job|mission|it|on|order|this",
    "unable ~ take|do|accept|carry|go|honour|attend|help",
    "cessation|retraite|retraitee|retired|liquidation",
    "depot de bilan",
    "cesse|cesser|arrete|arretons ~ activite",
    "retire|retirons de",
)
"""The job goes to somebody else, or back."""

TRY_ANOTHER = (
    "try a|an local|another|smaller|bigger|specialist|handyman|plumber|electrician|locksmith|roofer|glazier|builder",
)
"""The same, where nothing before it denies it: « do not try a plumber »."""

NOT_MY_TRADE = (
    "hors|pas|plus [de|dans] [mon|ma|notre|mes|nos] zone|secteur|competence*|domaine|rayon|specialite*|cordes|ressort",
    "pas ma|notre|mon|dans|de partie|metier|domaine|specialite|rayon|truc|cordes",
    "not our|my trade|job|field|area|thing",
)
"""Beside a part that is taken, only the other part is not."""

REOPENS = ("^ [de] reouverture|reprise le|en|lundi|mardi|mercredi|jeudi|vendredi|seulement|apres",)
"""Beside « fermé »."""

REFUSES = (
    # nous ne donnerons pas suite à cette consultation
    "donne|donnons|donnerons|donnerai|donner pas suite $",
    "donne|donnons|donnerons|donnerai|donner pas suite a|au|pour cette|votre|ce demande|consultation|mission"
    "|intervention|os|sollicitation|chantier",
    "pourra|pourrons|pourrai|peut|peux|pouvons pas|plus [vous] depanner|intervenir|assurer|donner",
    "nous fermons",
    "^ [non|desole|c'est|ce|ca] [est] pas [du|un] [tout] [chantier|truc] pour nous|moi"
    " !un|une|le|la|deplaire|refuser|ecarter",
    "pas|plus|aucun+ dispo*|disponible*|libre*",  # pas dispo avant janvier
    "pas [de|d] [disponibilite*|creneau*|place|chantier|dispo*|intervention] avant",
    "pas|plus|aucun+|guere [de|d] place|creneau*|dispo*|disponibilite*|temps|chantier*|bras|personnel|effectif*",
    "peux|peut|pouvons|pourrai|pourrons [malheureusement|hélas|rien] pas|plus|rien",  # je ne peux pas
    "deborde*|surcharge*|submerge*|sature*|booke*|overbooke|surbooke*|blinde+|deborder",
    "sous l eau",  # suis débordé
    "tete|planning|semaines|mois|carnet ~ sous|plein|pleins|pleines|complet|sature|charge|blinde|full",
    "planning|agenda|carnet ~ complet|plein|sature|charge|blinde|full|rempli|bonde",
    "^ [on|nous|je|deja|desole|c] [est|suis|sommes] [deja] complet+ [jusqu|sur|pour|avant|en|ce|cette|tout]",
    "suis|sommes|est|deja|reste|semaine|mois|equipe complet+",
    "trop|surcharge|beaucoup|plein [de|d] travail|boulot|chantiers|occupe|charge|loin|petit|petite|risque|complique",
    "fais|faisons|fait|prends|prend|prenons|interviens|intervenons|intervient|traite|traitons|travaille"
    "|travaillons|bosse|deplace|deplacons|touche|pratique|couvre|couvrons|realise|realisons|assure|assurons|repare"
    "|reparons pas|plus|jamais",
    "pas|plus a|en vocation|mesure",
    "pas equipe*|habilite*|qualifie*|outille*|certifie*|agree*|forme*",
    "pas|sans|aucune [l|de|d|la] qualification|habilitation|agrement|materiel|outillage|competence*",
    "impossible|impossibilite",
    "trop loin|petit",
    "en|suis|sommes|jusqu|pour|partons|pars conge*|vacances",
    "ferme*|fermeture ~ jusqu|pour|du|tout|toute|en|annuel*|conge*|au|aout|noel",
    "arret|blesse|blessee|opere|operee|hospitalise*|plâtre|platre|maladie|maternite|paternite ~ [jusqu|pour|du"
    "|maladie|travail|depuis]",
    "en arret",
    "pas interesse*",
    "m|nous interesse|concerne pas|plus",
    "personne [de] dispo*|disponible*|libre*",
    "suis|sommes|est pas chauffagiste+|plombier+|electricien+|serrurier+|couvreur+|vitrier+|menuisier+|peintre+|macon+",
    "laisse|laisser|cede ma|notre place",
    "est|sera|serait non|negatif",
    "afraid not",
    "flat|maxed out",
    "pas [le|de] temps",
    "trop de km|kilometres|route|distance|trajet",
    "only do|cover|take|work",
    "pas en etat",
    "pas [assez|trop] rentable|interessant",
    "arrete|arretons|arretes|cesse|cessons les|la|le|de|ce|ces",
    "abroad|away until|till|for",
    "no can do",
    "pas assez|trop [mal|peu] paye|remunere",
    "veux|voulons|souhaite|souhaitons pas|plus",
    "^ refus [de] [prise|mission|intervention] $",
    "vais|va|allons pas|plus pouvoir $",
    "vais|va|allons pas|plus pouvoir [vous|y] intervenir|venir|depanner|aider"
    " !avant|demain|aujourd|ce|cette|le|des|tout|lundi|mardi|mercredi|jeudi|vendredi|samedi|vers|a",
    "vais|va|allons pas|plus pouvoir [le|la|les|m|nous|vous] [en] prendre|assurer|faire|occuper|charger|honorer"
    " !avant|demain|aujourd|lundi|mardi|mercredi|jeudi|vendredi|samedi|rendez|rdv|de|d|un",
    "bosse|travaille|travaillons|collabore|collaborons plus|pas avec",
    "can not",
    "unable",
    "not able|available|take|do|cover|come|our|my|something|interested|for|qualified|insured|before|until|taking",
    "do not do|cover|take|work|have|handle|deal|travel|touch",
    "no longer do|cover|take|work|have|handle|deal|travel|touch",
    "too busy|far|much|small",
    "all|are|am booked|full",
    "^ booked|full $",
    "sorry booked|full",
    "no|sorry we|i [are|am] booked|full",
    "booked up|solid|until",
    "full until|up",
    "snowed|rushed under|off",
    "no availability|capacity|slots|time|vacancy",
    "not one|really|ours [one] [really] for us|me",  # this isn't one for us
    "not for us|me $",
    "outside|out [of] our|my area|patch",
    "on holiday|leave|annual|sick",
    "off sick|work",
    "c'est non|impossible|mort",
    "non $",
    "suis|sommes|est plus artisan|artisans|activite|entreprise|metier",
    "it is a no",
    "closed until|for",
)
"""Does not take it, where that was asked."""

FOR_A_TIME = (
    "pas|plus [dispo*|libre*|possible] [avant|cette|ce|aujourd|demain|lundi|mardi|mercredi|jeudi|vendredi|le|la"
    "|tout|immediatement|suite]",
    "impossible avant|cette|ce|aujourd|demain|lundi|mardi|mercredi|jeudi|vendredi|le|du|de",
    "not before|until|this|today|tomorrow",
    "not available before|this|until",
    "debord*|complet*|charge*|busy|booked|sature*",
    "peux|peut|pouvons pas|plus avant|cette|ce|aujourd|demain|lundi|mardi|mercredi|jeudi|vendredi|le|tout",
    "can not ~ before|this|until|today|tomorrow",
    "conge*|vacances|holiday|leave|ferme*",
)
"""Not now: with a yes beside it, the yes stands."""

CLOSED = (
    "ferme|fermee|fermes|fermees|fermons|fermeture|conge|conges|vacances|absent+|closed|holiday|holidays|leave|away"
    " !definitivement|definitive|definitif|permanently|for",
)
"""Away for a time, and back again."""

NOT_A_REFUSAL = (
    # je ne peux pas chiffrer sans voir
    "devis|photo|photos|facturer|invoice|chiffrer|chiffrage|prix|tarif|estimer|quote|estimate",
    "facture|factures $",
    "attends|attendre reponse|confirmation|retour",
    "etais|etions|etait|etaient",  # on était débordés
    "joindre|joint|garer|ouvrir|trouver|lire|entrer|acceder|telephoner|appeler|dire|savoir|repondre|promettre"
    "|garantir|preciser|confirmer",
    "reponse|repondu|replied|numero|adresse|code|mail|message|tell|say|find|reach|see|open|read|know",
    "pas de|d|aucun+|sans|no|not probleme|worries|inconvenient|difficulte",
    "pas|plus tarder|oublier|oublie",
    "locataire|dame|monsieur|occupant*|client|cliente|tenant|elle|il ~ dispo*|disponible*|libre*|la|absent*"
    "|available|peut|veut|repond|can|joignable",
    "si|if",
    "fais|fait|faisons|prends|prend ~ devis|photo|photos|note|contact",
    "pas avant de|d|que|qu",
    "ne|pas|plus seulement|uniquement",
    "pas|not ~ refuser|decliner|refuse|decline",  # je ne peux pas refuser ça
    "dis|dit|dirais|dirai|say pas|not non|no",
    # je ne peux pas m'engager là-dessus
    "engager [la] dessus",
    "engager sur|dans|pour [un|une|le|la|l|les|ce|cet|cette|ces|vos|votre|des|de|d]"
    " date|dates|horaire|horaires|delai|delais|prix|tarif|heure|heures|jour|jours|creneau|creneaux|semaine|devis"
    "|montant|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|aujourd",
)

CONFIRMS_LATER = (
    # je préviens l'équipe et je confirme
    "previens|prevenons|previent|avertis|avertissons|informe|informons|appelle|appelons|contacte|contactons|joins"
    "|joignons|demande|demandons|consulte|consultons|interroge|interrogeons ~ ~ et|puis [apres|ensuite] [je|on|nous]"
    " [le|la|l] confirme|confirmons|valide|validons",
    "temps|apres de|d|avoir ~ ~ et|puis|je|on|nous [je|on|nous] confirme|confirmons|valide|validons",
    "je|on|nous [le|la|l] confirmerai|confirmerons|confirmera|validerai|validerons !l|le|la|heure",
)
"""Unless the yes stands before it already."""

THINKS_ABOUT_IT = (
    "regarde|regarder|verifie|verifier|consulte|consulter|vois|voie|voir|voit|checke ~ planning|agenda|possible"
    "|possibilite*|dispo*|equipe|stock|gars|organis*|collegue*|associe|associee|patron|chef|secretaire|femme|mari"
    "|ouvrier|technicien|bureau|si|ca|cela",
    "je|nous|on [vous] regarde|reflechis|reflechissons|reflechit|vois|voit|verifie|verifions et|ca|cela|avant",
    "je|nous|on [vous] regarde|reflechis|reflechissons|reflechit|vois|voit|verifie|verifions $",
    # je vous redis
    "vous|te redis|redit|redisons|recontacte|recontactons|recontacterai|dirai|dirons|rappelle|rappelons"
    "|rappellerai|repondrai|repondrons|redirai|tiendrai",
    "vous|te dis|dit|tiens|reponds|confirme|confirmons|confirmerai|fais|ferai ca|cela|signe|retour|tout|savoir|au"
    "|courant|rapidement|demain|ce|cet|lundi|mardi|mercredi|jeudi|vendredi|dans|plus|des|vite|asap|sous|apres|si",
    "vous fais|ferai|ferons [un|le|mon] retour",
    "et|puis [je|on|nous] vous|te confirme|confirmons|dis|tiens|reponds",
    *CONFIRMS_LATER,
    "je|on|nous verifie|verifions|verifierai|vois|voyons|regarde|regardons que|si|avec|aupres",
    "vous redis|redit|redisons|recontacte|recontacterai|dirai|rappelle|rappellerai|reponds|repondrai|tiens|confirmerai",
    # nous vous répondons demain
    "vous recontacterons|rappellerons|redirons|tiendrons|confirmerons",
    "vous repondons|repond demain|lundi|mardi|mercredi|jeudi|vendredi|rapidement|vite|bientot|dans|sous|ce|cet|cette"
    "|apres|plus|asap|prochainement",
    "reviens|revenons|revient|reviendrai|reviendrons|revenir vers",
    "reviens|revenons|reviendrai|reviendrons $",
    "donne|donnerai|donnons ~ reponse|retour|nouvelles",
    "reponse demain|ce|cet|lundi|mardi|mercredi|jeudi|vendredi|rapidement|dans|sous|asap",
    "peux|peut|pouvons|pourrai|pourrons|pourrez|can pas|plus|not [encore|vous|yet] confirmer|valider|fixer|confirm",
    "besoin|laissez|faut|faudrait|donnez ~ temps|24h|48h|jour|reflexion|reflechir|voir|voie",
    "a voir|reflechir|confirmer|verifier",
    "let you know",
    "get|getting back",
    "come|coming|be back to",
    "check my|the|our|with diary|schedule|calendar|team|boss|availability|planning|office|partner|colleague",
    "think about|it over",
    "talk|speak to|with my|our|the",
    "need to check|see|think|ask",
    "demande|demander|demanderai|vois|voir a|au|avec mon|ma|gars|equipe|patron|secretaire|technicien|associe|mes"
    "|nos|chef|le|la",
    "peut etre",
    "ca depend",
    "depends|maybe|perhaps|might",
)
"""Will answer later: neither yes nor no, and clear."""

WILL_TELL = (
    "je|j|on|nous vous|te redis|redit|redisons|redirai|redirons|recontacte|recontacterai|recontactons|rappelle"
    "|rappellerai|rappelons|tiens|tiendrai|tenons|envoie|enverrai|donne|donnerai",
    "i|we will call|let|ring|confirm you|back|the|my",
)
"""What he will tell later of a job that he takes."""

RECEIVED = (
    "^ [bonjour] [c'est|j|nous|je] [ai|avons] [bien] recu|note|vu|lu $",
    "^ bien recu|note|lu|vu [merci|bonjour|mail|message|votre]",
    "^ [c'est|ce] note",
    "^ merci $",
    "^ note [merci]",
    "received|noted",
)
"""Has read our letter, and says no more."""

YOURS_TO_SEE = (
    "a vous|toi|elle|lui|eux de voir|regarder|verifier|decider|choisir|confirmer",  # à vous de voir avec la dame
    "vous|te laisse|laissons voir|regarder|verifier|confirmer",
    # mon ouvrier peut être là dès demain
    "il|elle|ouvrier|technicien|gars|collegue|equipe|fils|apprenti|associe|associee|plombier|electricien|chauffagiste"
    "|serrurier|couvreur peut etre la|chez|sur|present+|disponible+|libre+|dispo",
)
"""It is somebody else who looks."""

LATER_DATES = (
    "date|dates|creneau|creneaux|rdv|rendez|horaire|horaires|disponibilites|dispos|slots|slot|times|dispo",
    "recontacterons|rappellerons pour [le|la|l] fixer|caler|planifier|convenir",  # nous vous recontacterons pour fixer
)
"""What a provider who took the job may still look up: « oui, je vous redis les dates »."""

WENT = (
    "suis|sommes|etais|etions|est|sont|on [deja|juste] [re] passe+|alle+|venu+|intervenu+|monte+|repasse+|retourne+"
    "|reste+",
    "etais|etions la|sur|chez",  # je suis passé
    "viens|vient|venons [tout] [juste] de|d [y] passer|repasser|venir|intervenir|aller"
    " !un|une|commande|le|la|l|les|des|du",
    "suis|sommes|etais|etions|est ~ passe+|alle+|venu+|intervenu+|monte+|repasse+|retourne+|deplace+",
    "passe|intervention|visite|passage|venu ~ ce|hier|fait|faite|effectue|matin|aujourd|midi|tantot|realise",
    "^ passe+|repasse+|venu+|alle+|vu|intervenu+",
    "ai|avons|a|j [bien|tout] vu|regarde|controle|verifie|constate|diagnostique|demonte|teste|examine|inspecte"
    "|cherche|ausculte|sonde|ouvert|localise|trouve|identifie",
    "ai|avons|a|j [bien|tout] fait le|mon|un tour|diagnostic|constat",
    "ai|avons|a|j [bien|tout] vu|regarde|controle|verifie|constate|diagnostique|demonte|teste|examine|inspecte"
    "|ausculte|sonde|localise|identifie",
    "apres visite|passage|controle|verification|diagnostic|demontage|recherche|examen|constat",
    "suite a|au|mon|notre|ma [mon|notre|ma] visite|passage|intervention|deplacement|venue|diagnostic|rdv",
    "sur place",
    "diagnostic|constat ~ fait|effectue|pose|:",
    "went|been|attended|visited|inspected|checked|looked|called|examined|opened",
    "on site",
    "was|were there|on|at|round",
    "had|took a look",
)
"""Was on site."""

_JOBS = (
    "travaux|travail|intervention|depannage|reparation|reparations|chantier|boulot|mission|prestation|remplacement"
    "|pose|debouchage|changement|installation|reglage|remise|job|os|affaire|entretien|ramonage|mise|vidange"
    "|desembouage|nettoyage|taf"
)
_FINISHED = (
    "termine|fini|fait|faite|faits|faites|effectue|realise|acheve+|boucle+|ok|solde+|livre+|cloture|execute+|mene+"
)
_PAST = (
    "repare|debouche+|refait|refaite|refaits|resserre+|debloque+|depanne+|regle|retabli+|rebranche+|soude+"
    "|ressoude+|colmate+|detartre+|nettoye+|purge+|ramone+|raccorde+|remonte+|refixe+|rescelle+|rebouche+|remplace"
    "|change|pose|installe|remis|remise|repris|fixe+|scelle+|monte+|recharge+|traite+|reenclenche+|rearme+|reamorce+"
    "|regonfle+"
)

DONE = (
    # Fait.
    "^ [tout|et|voila|donc|travail|c'est|est] fait|faite|termine|fini|repare|resolu|done|finished|fixed|completed"
    "|sorted|repaired|boucle+|acheve+|depanne+|debouche+|regle|realise|effectue|effectuee|execute $",
    "^ fait|faite|termine+|fini+|repare+|resolu|boucle|acheve|depanne|debouche|realise+|effectue+|remplace|change|done"
    "|finished|fixed|completed|repaired|replaced|sorted"
    " ce|hier|a|avec|today|this|at|pour|sur|chez|aujourd|comme|all|and|et|depuis|le|la|yesterday|on|mardi|lundi"
    "|mercredi|jeudi|vendredi|samedi|tout|dans|par|since|matin|midi|last|ici|🙂|👍",
    f"{_JOBS} [est|sont|ete|a|ont|bien|en|de|tout] {_FINISHED}",  # travaux terminés ce jour
    f"{_JOBS} ~ {_FINISHED}",
    f"{_JOBS} du|de|des|d ~ ~ {_FINISHED}",  # remplacement du groupe de sécurité effectué
    f"c'est|est|sont|etait|tout|ete|toute|ca|voila {_FINISHED}|{_PAST}|resolu|rentre|operationnel*|etanche|nickel",
    "tout rentre|est dans|en ordre|place",
    "c'est|est [maintenant] en|dans [l] ordre",
    "mission|travail|travaux accompli+",
    "je|g|jai fini|repare|change|remplace|debouche|depanne $",
    f"ai|a|avons|ont|j|on [tout|pu|aussi|le|la|les|enfin|ete] {_PAST}|fini|termine|fait|effectue|realise|boucle"
    "|acheve|execute|resolu",
    f"^ [le|la|les|l|un|une|nouveau|nouvelle|nouveaux] ~ [est|sont|a|ont|ete|neuf|neuve] {_PAST}|etanche",
    "fuite|panne|probleme|soucis|defaut|court [est|a|ete] repare|regle|resolu|colmate+|stoppe+|supprime+|elimine+",
    "essai*|test|tests|mise ~ ok|concluant*|bon|bons|conforme*|effectue",
    "tout|chauffage|volet|eau|cela|installation|interphone|serrure|chaudiere|robinet|appareil|porte|ballon"
    "|radiateur*|vmc|lumiere|prise|prises [est] [de] [nouveau] fonctionne|marche|remarche|refonctionne|coule|ouvre"
    "|ferme|demarre",
    "^ ca fonctionne|remarche|refonctionne|coule|tient",
    "plus|aucune [une|de|d|la|aucune|seule] fuite|panne|goutte",
    "remis|remise en service|route|marche|etat|eau|pression|chauffe|fonctionnement",
    # j'ai pu remettre en service
    "pu|su|reussi|parvenu+|fini [a|de|par] [tout|le|la|les] remettre [l|le|la|les]"
    " [eau|chauffage|courant|gaz|chaudiere|installation] en service|route|marche|etat|eau|pression|chauffe"
    "|fonctionnement",
    "bon d intervention|travail signe",
    "quitus|levee des reserves",
    "works|job|work|repair|repairs [is|are|all|now|has|have|been] done|finished|complete|completed|carried",
    "is|are|been|it|everything|that [is] [now|all] done|finished|fixed|completed|complete|repaired|replaced|sorted"
    "|working|mended|unblocked|wrapped",
    "have|has|we|i|ve [now|all|just|fully|successfully] replaced|fixed|repaired|finished|completed|changed"
    "|unblocked|fitted|installed|sorted|done|mended|cleared|resealed|rewired|unjammed|freed",
    "^ [the|a|new] ~ replaced|fixed|repaired|fitted|installed|unblocked|cleared|changed|sorted|resealed",
    "new ~ fitted|installed|in",
    "job is a good",
    # fait en 30 min, fini à 16h
    "^ fait|faite|realise en|in|vers|a 1*|2*|3*|4*|5*|6*|7*|8*|9*"
    " !km|kms|bornes|kilometres|fois|appels|appel|photo|photos|devis|visites|visite|passages|points|sur|%|essais"
    "|jours|m2|m|metres|degres|ans|mois|semaines|que|sans|de|recherche",
    "^ termine|fini|done|finished [en|in|vers|a] 1*|2*|3*|4*|5*|6*|7*|8*|9*"
    " !km|kms|bornes|kilometres|fois|appels|appel|photo|photos|devis|visites|visite|passages|points|sur|%|essais"
    "|jours|m2|m|metres|degres|ans|mois|semaines|que|sans|de|recherche",
    "^ [tout|travaux|chantier] fini|fait|termine|done|finished [au|a|chez|in|at] [1*|2*|3*|4*|5*|6*|7*|8*|9*]"
    " rue|avenue|boulevard|impasse|allee|residence",
    "all working|sorted|done",
    "works fine|again|perfectly|now",
    "procede|procedons a|au [la|l] remplacement|reparation|changement|debouchage|remise|pose|installation",
    "up and running",
    "and fixed|repaired|replaced|unblocked|changed|sorted|cleared|fitted|finished",
    "et|puis repare|change|remplace|debouche+|resserre+|depanne+|regle|refait|remis",
)
"""Works finished."""

HIS_MEN_MENDED = (
    # mon collègue a réparé la fuite
    "mon|notre|nos|le|l|un collegue|gars|equipe|technicien|ouvrier|apprenti|associe|associee|employe|salarie"
    " ~ a|l|la|le [a] [bien|tout|enfin] repare+",
    "mon|notre fils|frere|patron|pere ~ a|l|la|le [a] [bien|tout|enfin] repare+",
)
"""Where « a réparé » is no « à réparer »."""

CURED = (
    "fuite|panne|probleme|souci|defaut|infiltration [est|a|ete] repare+|regle+|resolu+|supprime+|elimine+|colmate+"
    "|stoppe+",
)
"""The trouble itself is over."""

FINISHED = (
    "travaux|intervention|depannage|reparation|chantier|boulot|travail|mission|prestation ~ termine|fini|fait"
    "|faite|faits|effectue|realise|acheve+|boucle+",
    "c'est|est|tout repare|termine|fini $",
    "c est repare|termine|fini $",
    "c'est|est|tout repare|termine|fini|fait ~ ce|hier|depuis|matin|midi|aujourd|chez",
    "hier|matin ~ repare|fait|termine|intervenu*",
    "^ [tout] termine|fini|repare|finished|fixed|completed $",
    "^ fait|termine|fini|repare|done|finished|fixed|completed ce|hier|depuis|aujourd|today|yesterday|this|on|since",
    f"j|ai|avons|on a|ai|tout [tout] {_PAST}|fini|termine",
    "job|work|works|repair|repairs ~ done|finished|complete|completed",
    "has|have|is|i|we [been|all|now] fixed|repaired|finished|completed|replaced",
)
"""Finished beyond doubt, even where something else was asked."""

NOT_DONE = (
    # pas terminé
    "pas|jamais|non|rien|aucun+|presque|bientot|loin|quasi|quasiment ~ fini|termine|fait|faite|repare|regle"
    "|pu|reussi|resolu|complet|temps|acheve*|changer|remplacer|finished|done|fixed|completed|possible|commence|marche|fonctionne"
    "|tient|bon|ok|etanche|pose|remplace|change",
    "pas|jamais|non|not [ete|encore|pu|etre|toujours] effectue+|realise+|execute+",
    # pas de remise en service avant mon retour
    "pas|jamais|sans|avant|interdi* [a|de|la|toute|ete] remis+|remettre|remettez|rallumer|rallumez",
    "reste|manque ~ a|plus|qu|le|la|les|encore|un|une|des|poser|faire|finir",
    "marche|fonctionne|remarche|coule|ouvre|ferme|demarre|tient|chauffe [toujours|encore] pas|plus !vite|fort|mal",
    "marche|fonctionne|coule|ouvre|ferme|demarre|tient|chauffe [encore|toujours] [tres|assez] mal|difficilement",
    "a moitie",
    "moitie|presque|quasi",
    "grande partie",
    "le plus gros|dur",
    "gros du",
    "en partie|cours|attente|attendant",
    "provisoire*|provisoirement|temporaire*|temporarily|temporary|bricole|rafistole",
    "not|never ~ done|finished|fixed|complete|completed|able|yet|repair|repaired|working|work",
    "almost|nearly|partly|half|halfway|partially|mostly",
    "a|d refaire|changer|remplacer|prevoir|commander|reparer|reprendre|revoir|terminer|finir",
    "faut|faudra|faudrait|necessaire|doit|doivent|devra|devrait|dois|repasser|repasserai|reviens|revenir"
    "|reviendrai|besoin",
    "sera|seront|serai|va|vais|vont|allons|will|would|should|demain|prochain*|bientot|needs|need|going",
    "to be",
    "pour aujourd hui",
    "pour l instant",
    "pour le moment",
    "pour commencer|linstant",
    "une|1ere|premiere|partie",
    "sauf|hormis|excepte|except|apart|bar|barring [for|from] le|la|les|l|un|une|the|a|for|from"
    " !facture|photo|photos|the|my|la|les|invoice|bill|paperwork|cleaning",  # all done bar the painting
    "si|if|quand|when|once|until|lorsque",
    "une fois [que|qu|le|la] c|fini|termine|repare|fait|sera",
    "des|avant que|qu",
    "voulu|essaye|tente|tried",
    "casse|cassee|brise*|abime* ~ pose|montage|installation|changement",
)

MADE_SAFE = ("mise|mis|mises|mettre en securite",)
"""Mise en sécurité faite: made safe is not repaired, unless that is said as well."""

REPAIRED = frozenset(
    [
        "repare",
        "reparee",
        "repares",
        "reparees",
        "reparation",
        "reparations",
        "remplace",
        "remplacee",
        "remplaces",
        "remplacement",
    ]
)

NO_WORK = (
    # je viens de finir ma journée
    "fini|finis|termine|pose|nettoye|repare|change|remplace|remis|acheve [de] [le|la|l|les|un|une|son|sa|ses|mon|ma|mes"
    "|notre|nos] journee|conge|conges|vacances|cafe|repas|pause|tournee|rapport|compte|camion|fourgon|camionnette"
    "|vehicule|voiture|fournisseur|collegue|devis|diagnostic|bureau|banque|numero|essai|essais",
    "a|ont [tres|tout] [mal] traite|traites de|d|comme|mal",  # il m'a traité de voleur
    "fini|termine [le|mon|un] rdv|rendez [vous] d avant",
    "fini|termine la|l|le precedente|precedent",
    "devis|facture|diagnostic|visite|photo|photos|releve|constat|metrage|metre|demande|commande|rdv|rendez|point"
    "|virement|paiement|passage|demarche|declaration|mail|courrier|appel ~ fait|faite|termine|envoye|envoyee"
    "|effectue|ok|remis|pris|passe|regle|reglee|regles|solde|pose|change|realise|valide",
    "ai|avons|a|j [bien|tout] fait|fini|termine|effectue|realise ~ devis|facture|photo|photos|demande|commande"
    "|diagnostic|tour|point|constat|deplacement|necessaire|visite|maximum|rien|passage|mesures|signer",
    "fait|faite ~ devis|diagnostic|deplacement|demande|commande|photo|photos",
    "fait|faite la|une|ma|votre|cette facture",
    # effectué ce jour un premier passage
    "effectue+|realise+|fait|faite|termine+|fini+|execute+|acheve+|done|completed|finished [hier|ce|sur|aujourd|today"
    "|yesterday] [jour|matin|midi|soir|place|hui] [le|la|l|les|un|une|notre|nos|mon|ma|votre|deux|the|a|first|this]"
    " [premier+|seconde|second|deuxieme|nouveau|nouvelle|simple|premiere|rapide|first] visite|passage|diagnostic"
    "|constat|devis|releve|releves|deplacement|metre|metrage|recherche|reperage|etat|visit|inspection|survey|diagnosis"
    "|quote",
    "ai|avons|a|j fait|compose|tape 0*|1*|2*|3*|4*|5*|6*|7*|8*|9* $",  # le code ne marche plus (j'ai fait 2580)
    "ai|avons|a|j fait|compose|tape 0*|1*|2*|3*|4*|5*|6*|7*|8*|9* sur|au|a",
    "ai|avons|a|j fait|compose|tape le|votre|ce|un code|numero|digicode",
    # le locataire refuse qu'on remplace la chaudière
    "refuse|refusent|veut|veulent|voudrait|voudraient|souhaite|souhaitent|prefere|preferent|aimerait|exige|exigent"
    "|demande|demandent|attend|attendent|interdit [pas|plus] que|qu",
    "tout a fait",
    "annule* [et] remplace+|remplacent|replaces",  # la facture 1188 annule et remplace la 1187
    "remplace|remplacent [la|le|les|celle|celui] facture|devis|celle|celui|precedent*|1*|2*|3*|4*|5*|6*|7*|8*|9*",
    "a fait froid|chaud|bruit|mal|peur",
    "fait froid|chaud|bruit|partie|nuit|appel|defaut|beau|parvenir|attention|toujours|encore|un bruit",
    # j'ai fait évacuer la pièce, robinet fermé, étiquette rouge posée
    "fait sortir|evacuer|quitter|prevenir|constater",
    "fait couper|fermer|arreter ~ $",
    "etiquette|etiquettes|affichette|autocollant|scelle+|rubalise|balisage|balises [rouge|de|d]"
    " [danger|interdiction] [a|est]"
    " [ete] pose+|posees|mis|mise|colle+|appose+ $|par|sur",
    "^ [et|puis|donc] robinet|vanne|compteur|arrivee|alimentation [de|du|d] [arret|arrivee] [de|du|d]"
    " [gaz|eau|generale|general] ferme+|coupe+ !bien|correctement|maintenant|normalement|comme|a|parfaitement|enfin",
    "robinet|vanne|compteur|arrivee|alimentation|gaz|eau [de|du|d] [arret|arrivee] [de|du|d] [gaz|eau|generale|general]"
    " est|a|ont|sont [ete] ferme+|coupe+",
    "fait suivre|savoir|passer|part|confiance|signe|attendre|signer|venir|toujours",
    "fait|faites [bien] [vous|nous|moi] suivre|savoir|passer|parvenir|part",
    "ok pour",
    "facture|devis|rib ~ ok|bon|pose|change",
    "change|changer|changee [d|de] avis|rib|banque|adresse|nom|numero|coordonnees|telephone|date|horaire|jour"
    "|heure|iban|compte|mail|camion|gestionnaire",
    "locataire|occupant*|proprietaire|voisin*|syndic|gardien*|dame|monsieur|client* avait|avaient|ont [deja|tout]"
    " change|remplace|repare|pose|installe|fait|refait|regle|debouche",
    "lui|elle meme",
    "a|ont|avait|avaient|ete ~ change|remplace|repare|pose|installe|fait|refait|monte ~ precedent*|ancien*"
    "|proprietaire|locataire|syndic|confrere|autre|quelqu|plombier|voisin",
    "locataire|occupant|proprietaire|voisin|syndic|gardien|confrere|dame|monsieur|precedent a [deja|tout] change"
    "|remplace|repare|pose|installe|fait|refait|regle|debouche|casse",
    "remis|pose|repris|fixe un|une|le|la|vos|votre|mon rdv|date|question|questions|creneau|conge*|rendez|cles|clefs",
    "remis|rendu|laisse les|la|le cles|clef|clefs|cle",
    "rien ~ fait|change|repare|pu",
    "change|remplace|pose|installe|refait|refaite|monte [en] 19*|20*",
    "change|remplace|pose|installe|refait|refaite|monte il|y [y] a",
    "change|remplace|pose|installe|refait|refaite|monte par le|l|un",
    "changee+|remplacee+|posee+|installee+|refait+|reparee+ [l|le|la|en|cet|cette] an|annee|ete|hiver|printemps|automne"
    "|mois dernier|derniere|passe|passee|precedent",
    # notre comptable a changé
    "comptable|gestionnaire|secretaire|patron|interlocuteur|planning|situation|adresse|numero|nom|tarif|tarifs"
    " [a|ont|est] [a] [bien] change|changee+",
    "pas|plus|jamais|not|never ~ repare|fini|termine|fait|change|remplace|pose|done|fixed",
    # accès impossible, digicode changé
    "code|codes|digicode|badge|badges [a|est|ont|sont|d] [ete|acces|entree] change+",
    # le code de l'immeuble a changé
    "code|codes d|de|du [l|la|le] immeuble|porte|entree|portail|batiment|hall|parking|residence|garage"
    " a|ont|est|sont [ete] change+",
    "digicode|badge|badges d|de|du [l|la|le] immeuble|porte|entree|portail|batiment|hall|parking|residence|garage"
    " a|ont change+",
    "c'est fait pour|expres|comment|ou|quand",
    "fini par|avec|de discuter|vous",
    "en fini|termine avec|de",
    "ai|avons|a|j fait|effectue ~ virement|paiement|possible|mieux|suivi|tri|pause",
    "done ~ could|can|best|told",
    "chantier|job|intervention [d] avant|precedent|precedente",
    "termine|fini ~ chantier|job a|de|d|chez|avant|in|at",
    "facture|compte|loyer|solde|paye ~ regle|solde|paye",
    "regle|reglee ~ facture|loyer|paiement|virement|thermostat",
    "bien note|recu|compris",
    "done with|deal|nothing",
    "if|si|est ce",
    "votre|vos|collegue|agence|vous ~ dit|ecrit|note|marque|indique",
)

QUOTE_NEEDED = (
    "aurez|recevrez|avez|tiens|tenez|get|receive ~ devis|quote|estimate",
    "devis de remplacement|reparation|remise",
    "faut|faudra|faudrait|prepare|prepar*|etabli*|fais|ferai|faisons|ferons|envoie|enverrai|envoyons|enverrons"
    "|transmet*|redige|chiffre*|suit|suivra|adresse|adresserai|necessite|prevoir|vais|va|allons|besoin|passe"
    "|passer|soumets|proposer|dois|doit|devons|reviens|revenons|avec ~ devis",
    "devis en cours|preparation",
    "devis suit|suivra|arrive|demain|ce|necessaire|obligatoire|dans|pour|sous|vient|prochainement|lundi"
    "|complementaire|indispensable|suivre",
    "devis a|en suivre|venir|cours|preparation|prevoir",
    "sur|faire|passe|apres|attente|necessite|prochain|nouveau devis",
    "un devis",
    "fais|ferai|faisons|ferons|prepare*|envoie|enverrai|envoyons|etabli*|adresse*|transmets une|notre|mon|l offre",
    "quote|estimate to follow|tomorrow|needed|required|coming|later|tonight|soon|on",
    "will|need|needs|send|prepare|write|get|do|you|to ~ quote|estimate|price",
    "quote|estimate|price ~ send|follow|up|prepare|together",
    "chiffrer|chiffrage|rechiffrer|chiffre|chiffrerai",
    "plus cher|gros|important|consequent|lourd|complique [que] travaux|chantier|prevu",
    "irreparable*|pas reparable*|non reparable*|reparable",
    "pas|plus reparable*|rentable",
    "tout|entierement|toute|ensemble|complete a|en refaire|changer|remplacer",
    "chaudiere|ballon|cumulus|tableau|colonne|volet|moteur|porte|fenetre|toiture|installation|baignoire|receveur"
    "|meuble|vmc|chauffe|wc|pompe ~ a|faut|faudrait|faudra remplacer|changer|refaire",
    "faut|faudrait|faudra|doit|devra remplacer|changer|refaire ~ chaudiere|ballon|cumulus|tableau|colonne|volet"
    "|moteur|porte|fenetre|toiture|installation|baignoire|receveur|meuble|vmc|tout|ensemble|chauffe",
    "beyond repair",
    "depasse* ~ plafond|seuil|montant|budget|forfait|150|200|300",
    "above|over ~ threshold|limit",
    "hs|mort|morte|foutu|foutue|creve ~ devis|remplacement|remplacer",
)

_PARTS = (
    "piece|pieces|moteur|carte|joint|joints|cylindre|vitre|resistance|pompe|vanne|mitigeur|circulateur|groupe"
    "|platine|sonde|materiel|moteurs|thermostat|lame|lames|tablier|robinet|corps|sangle|vitrage|verre|serrure"
    "|barillet|part|parts"
    "|cartouche|flexible|siphon|mecanisme|bobine|courroie|treuil|poignee|verin|ressort|combine|interphone"
    "|disjoncteur|differentiel|extracteur|bruleur|echangeur|vase|detendeur|regulateur|tuile|tuiles|bonde|glass"
    "|pane|motor|valve|board|cartridge|element|fan|pump"
)
PART_NEEDED = (
    "commande|commander|commandee+|commandons|commanderai|attente|attends|attendons|attend|manque|manquait"
    "|recevoir|reception|recois|livraison|delai|order*|waiting|approvisionn*|fournisseur|trouver|retrouver"
    f"|introuvable*|rupture|dispo*|recue ~ {_PARTS}",
    f"{_PARTS} ~ commande|commander|commandee+|commandons|order*|attente|arrive|arrivera|arrivent|dispo*|recevoir"
    "|manque|manquante|manquantes|stock|livraison|livre+|rupture|delai|introuvable*|semaine|semaines|jours"
    "|specifique|particuliere|speciale|obsolete*|backorder|weeks|days",
    "faut|faudra|faudrait|besoin|necessite|manque [d|de|que] [un|une|le|la|l|des|les|du] [nouvelle|nouveau|nouvel"
    f"|autre] {_PARTS}",
    f"{_PARTS} neuf|neuve|specifique",
    "je|j|on|nous ~ commande|commandee+|commandons|commanderai|commanderons",
    "a commander",
    "^ commande|commandee+ [ce|hier|aujourd|chez|en|matin]",
    "commande [est] passe|faite|lancee|en",
    "passe|passer|passons|lance [la|une|ma|notre] commande",
    "delai fournisseur|usine|fabricant|livraison|constructeur",
    # le fabricant l'envoie gratuitement
    "fabricant|constructeur|fournisseur|grossiste|usine [qui|va|vont|doit] [la|le|les|l|en|nous|me|m]"
    " [la|le|les|l|en|nous|me|m]"
    " envoie|envoient|enverra|enverront|expedie|expediera|livrera|livreront|envoyer|expedier|livrer"
    " !un|une|quelqu|son|sa|leur|ses|leurs|techniciens|technicien|devis|pas|plus|jamais|le|la|les|l|vos|votre|notice"
    "|garantie|certificat|facture|attestation",
    "fabricant|constructeur|fournisseur|grossiste|usine [qui|va|vont|doit] [en|nous|me|m]"
    " envoie|envoient|enverra|enverront|expedie|expediera|livrera|livreront|envoyer|expedier|livrer"
    f" le|la|les|l {_PARTS}",
    "fabricant|constructeur|fournisseur|grossiste|usine [qui|me|nous|m] la|le|les|l|en|me|nous livre",
    "dois|doit|devons|vais|va|allons|faut|oblige [a|la|le|les|l|en] commander !devis|que|qu",
    "dois|doit|devons|vais|va|allons|faut|oblige [a] [en] recommander"
    " [un|une|le|la|l|les|des|du|de|d] [autre|bon|bonne|meme|nouveau|nouvelle] piece|pieces|joint|joints|modele",
    "dois|doit|devons|vais|va|allons|faut|oblige [a] en|la recommander $|un|une",
    "bonne|bon piece|modele|reference|taille|dimension",
    "on|back order",
    "pas|plus|not [la|le|les|l|it] [ai] [bien] en|in|au|sur|dans [le|mon|notre] stock|camion|fourgon|moi|van|hand",
    "order|ordering|ordered a|the|parts|new|it|one|some",
    "waiting for|on ~ part|parts|delivery",
    "part|parts|new ~ needed|required|ordered|arrive|arriving",
    "need|needs a|the|new ~ part|parts",
    f"need|needs|requires [a|an|the] [new|replacement] {_PARTS}",
    "need|needs a new one",
)
NO_LONGER_MADE = (
    "introuvable*|obsolete*|discontinued",
    "plus|not [se|s] [trouve|trouvent] fabrique+|fabriquent|fait|fabrication|commercialise+|produite|produit|made"
    "|existe|existent|suivie+|disponible+ !avant",
    "existe|existent|fabrique|fabriquent|fait|font|trouve|trouvent plus",
)
"""A part that nobody can order."""

SECOND_VISIT = (
    # je repasse
    "je|on|nous|j|il|y [y] repasse|repasserai|repasserons|repassons|repassera|reviens|revient|revenons"
    "|reviendrai|reviendrons|reviendra|retourne|retournerai|retournons|retournera [pour|finir|terminer|lundi|mardi"
    "|mercredi|jeudi|vendredi|samedi|demain|la|le|avec|chez|poser|faire|dans|en|sur|une|ce|cette|mettre|plus|des"
    "|quand]",
    "faut|faudra|faudrait|dois|doit|devons|devrai|vais|va|allons|peux|peut|pouvons|prevoir|oblige|besoin"
    "|obligation|reste|compte ~ repasser|revenir|retourner|repasse|revienne|retourne|repassions|revenions|repassage",
    "^ repasserai|repasser|reviendrai|repasserons|reviendrons|repasse ~ lundi|mardi|mercredi|jeudi|vendredi|samedi"
    "|demain|semaine|finir|terminer|poser|pour",
    "autre|deuxieme|second|seconde|2e|2eme|nouveau|nouvelle|prochain|prochaine|2nd|2 passage|visite|rdv"
    "|intervention|rendez|venue|deplacement|passages",
    "autre|deuxieme|second|seconde|2e|2eme|nouveau|nouvelle|2nd|2 fois",
    "ferai|ferons|fera|faire|finir|terminer|poserai|poser|changerai|reprendrai ~ prochaine fois",
    "prochaine fois ~ ferai|ferons|poserai|poserons|changerai|finirai|finirons|terminerai|terminerons",
    "pas ~ eu|le temps",
    "pas|jamais ~ fini|termine|finir|terminer|acheve*|complet",
    "pas|rien pu tout|faire|finir|terminer|reparer|intervenir|acceder",
    "je|on|nous|il|vous|de|pour finir|terminer|finis|finirai|terminerai|termine|finit|finira|finissons|terminons"
    "|finirons|terminerons|termineront|acheverai ~ demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|semaine"
    "|prochain*|plus|apres|quand|des",
    # je passe finir demain matin
    "je|on|nous|j|il|collegue [y] passe|passerai|passons|passerons|passera|viens|viendrai|viendrons|viendra|irai|irons"
    " finir|terminer|achever !chez|un|une|autre|le|chantier",
    "suite|fin|reste [des|du|de|la|le] [travaux|chantier|boulot] demain|lundi|mardi|mercredi|jeudi|vendredi"
    "|semaine|prochain*|plus|apres",
    "reste|manque ~ faire|finir|poser|terminer|raccord*|reprendre|faience|peinture|joint|joints|finitions|finition"
    "|carrelage|placo|mettre|monter|brancher|mise|reglage*|changer|remplacer",
    "me|nous reste|manque",
    # il reste le mastic à tirer
    "reste|restent [encore|juste|plus] le|la|l|les|un|une|des|du|deux|trois|quelques !facture|devis|photo|photos|cle"
    "|cles|rapport"
    "|papier|papiers|bon ~ a tirer|passer|refermer|fixer|coller|visser|sceller|caler|raccorder|enduire|peindre"
    "|lisser|percer|reboucher !par",
    "retour|repassage ~ prevu*|programme*|necessaire|lundi|mardi|mercredi|jeudi|vendredi",
    "pose|fait|change|remplace|fini|repare qu un|une|deux|la|le|1|2",
    "commence|entame|demarre ~ pas|reste|suite|finir|fini|seulement",
    "a moitie|grande partie",
    "have|need|must|going|will|ll|to ~ come|be|go|pop|call [come|be] back",
    "coming|going back",
    "back [on] monday|tuesday|wednesday|thursday|friday|tomorrow",
    "return|second|another|further|follow visit|appointment|tomorrow|trip|up",
    "need|needs|have|will|to return",
    "did|have not finish|have|finished",
    "not ~ finished|enough|complete|completed|done",
    "ran out of time",
    "finish ~ off|up|tomorrow|monday|tuesday|wednesday|thursday|friday|next|later",
    "half done|finished|way",
    "done|finished|complete|fait|fini|termine|ok sauf|hormis|excepte|except|apart|bar|barring [for|from] [le|la|les|l"
    "|the|a|my|our|un|une] !facture|photo|photos|invoice|bill|paperwork|from|for|the|la|les|my|our",
    "doit|laisser|faut|temps ~ secher|seche|sechage",
    "doit secher|sécher",
    "sechage",
)
WAS_NOT_DONE = (
    # ce n'était pas fini vendredi, ça l'est depuis ce matin
    "etait|etaient|etais|avait|avaient|avais|avions|was|were|had [toujours|encore|still] pas|jamais|not ~ fini|finis"
    "|termine+|fait+|repare+|regle+|resolu+|finished|done|fixed|completed",
)
"""Told of before: what is said beside it holds now."""
NOW_IT_IS = (
    "ca|cela|elle|il|c|tout l est|sont [depuis|maintenant|desormais|enfin|ce|aujourd|a|$]",
    "it|they is|are now|$",
    "depuis|maintenant|desormais|now c est|it is bon|fait|fini|termine|ok|done|regle|good",
)
SECOND_VISIT_NOT = (
    "repasse|repasserai|repassons|reviens|reviendrai|retourne|retournerai pas|plus",
    "repasse|repasserai|passe|passerai|reviens|reviendrai|retourne ~ prendre|recuperer|chercher|deposer|rendre|signer"
    "|facture|outils|outil|cles|cle|clefs|paiement|cheque|papiers",
    "reviens|revenir|revenons|revient|reviendrai|reviendrons vers|a|sur vous|toi|ce|cela|la|nous|mon",
    "plus|pas [besoin|a|de|d] besoin|repasser|revenir|reviens|repasse",
    "fois que|qu|ou",  # c'est la deuxième fois que je passe
    "passage|visite|deplacement|venue|trajet|fois [est|et] [encore] [pour|a|en] inutile|rien|vain|vide|blanc|perdu",
    "pas|plus|inutile|no|nothing [besoin|need|a] [de|d|to] revenir|repasser|faire|left",
    "repasse|suis revenu|retourne hier|ce|aujourd",
)

GOES_FIRST = (
    # le carreleur doit finir avant moi
    "electricien|couvreur|chauffagiste|macon|plaquiste|serrurier|vitrier|menuisier|frigoriste|ramoneur|peintre|facadier"
    "|etancheur|zingueur|fumiste|ascensoriste|antenniste|carreleur|platrier|plombier"
    " doit|devra|doivent|va [d] [abord] intervenir|passer|finir|terminer ~ avant|abord moi|nous|$",
    "electricien|couvreur|chauffagiste|macon|plaquiste|serrurier|vitrier|menuisier|frigoriste|ramoneur|peintre|facadier"
    "|etancheur|zingueur|fumiste|ascensoriste|antenniste|carreleur|platrier|plombier"
    " doit|devra|doivent|va [d] [abord] intervenir|passer|finir|terminer ~ avant|abord que je|j|nous",
)
"""Another trade that must come before him."""

OTHER_PARTY = (
    # c'est la colonne commune
    "colonne|partie|parties|canalisation|reseau|chute|gaine|descente|evacuation|alimentation commune*|generale"
    "|collective|montante|principale|principal|collectif|privatif|eaux",
    "parties|partie commune*",
    # c'est la colonne de l'immeuble
    "colonne|canalisation|reseau|chute|gaine|descente|evacuation|conduite de|du [l|la] immeuble|batiment|residence",
    # voir le service des eaux
    "service|compagnie des|de [l] eaux|eau",
    "syndic*|copro*|copropriete|enedis|grdf|edf|veolia|saur|suez|mairie|fibre|operateur|constructeur|promoteur"
    "|bailleur|regie",
    "la ville",
    "syndic|copro|copropriete|enedis|grdf|veolia|constructeur|promoteur|assurance|assureur|decennale",
    "ressort|releve|depend|incombe|concerne|appartient du|de|d|des|au|a|aux|la|le ~ plombier|electricien|couvreur"
    "|chauffagiste|macon|plaquiste|serrurier|vitrier|menuisier|frigoriste|peintre|voisin|voisine|fabricant"
    "|proprietaire|fournisseur",
    "faut|faudra|faudrait|voir|voyez|besoin|appeler|mandater|relever|doit|affaire|travail|boulot|pour|avec|job"
    "|concerne|prevoir|contacter ~ plombier|electricien|couvreur|chauffagiste|macon|plaquiste|serrurier|vitrier"
    "|menuisier|frigoriste|ramoneur|peintre|facadier|etancheur|zingueur|fumiste|ascensoriste|antenniste|carreleur|platrier",
    *GOES_FIRST,
    "vient|provient|viennent|descend|coule|arrive|originaire|origine|fuite|infiltration|infiltrations|cause ~"
    " dessus|voisin*|dessous|haut|superieur|toiture|toit|facade|terrasse|balcon|etage|3eme|4eme|2eme|1er|5eme"
    "|immeuble",
    "appartement|appart|voisin*|logement ~ dessus|etage|cote|superieur",
    "c'est chez|dans|au ~ voisin*|voisine|dessus|etage|toit|toiture",
    "building|landlord's|neighbour's|neighbours|communal ~ issue|matter|problem|responsibility|fault",
    "c'est|vient|provient ~ chaudiere|ballon|tuyau|canalisation|evacuation|douche|baignoire|toit|terrasse|appartement"
    " du|de [la|l] voisin*",  # c'est la chaudière du voisin du dessous
    "communal|building's|management|managing|freeholder|upstairs|neighbour*|neighbor*|landlord|council",
    "building|roof|upstairs|flat above|management",
    "neighbour|neighbor|neighbours|neighbors|building|upstairs [s] pipe|side|flat|wall|drain|leak|roof|problem",
    "from|in the|a|next flat|apartment|floor|roof|above|neighbour*|upstairs|communal|main|shared",
    "not|outside [our|my] responsibility|job|trade|area|scope|department",
    "pas [de|dans] [mon|notre|ma|nos|mes] ressort|domaine|metier|competence*|lot|corps|partie|rayon|specialite",
    "need|needs|job|one|call a|an|for ~ plumber|electrician|roofer|locksmith|glazier|gas|heating|carpenter|builder",
    "garantie|sav ~ fabricant|constructeur|marque",
    "sav du|de|fabricant|constructeur",
    "sous garantie",
    "pas [de] [mon|notre] fait",
    # c'est à eux d'intervenir
    "est|serait|sera|bien|plutot a eux|elles d|de intervenir|agir|traiter|reparer"
    "|reprendre|remedier|voir|regler|corriger|gerer|faire",
)
CAUSE = (
    "vient|provient|viennent|descend|coule|cause*|origine|raison|du|due|because|comes|coming|caused|from|c'est|c|est"
    "|ressort|releve|depend|concerne|garantie",
    "it|this|that was|is [from|in|on] [the|a|your] neighbour*|neighbor*|building*|upstairs|communal|main|council",
)

REPLACEMENT = (
    "a remplacer|changer|refaire|reprendre|prevoir",
    "faut|faudra|faudrait|doit|devra|necessite|necessaire|prevoir|needs|need ~ remplacer|remplacement|changer"
    "|changement|refaire|reprendre|replacing|replacement|replaced|new",
    "hs|mort|morte|foutu|foutue|creve|crevee|grille|grillee|pourri|pourrie|vetuste|fichu|fichue|dead|knackered|rotten",
    "provisoire*|provisoirement|temporaire*|temporary|temporarily",
    "mise|mis en securite",
    "diagnostic fait|effectue|pose",
    "pas|rien [encore|pu] reparable|repare|reparer|finir|termine|fini",
    "impossible|pas possible de|a [le|la|les|l] reparer|depanner|remettre|resoudre|debloquer|sauver",
    "impossible a|de|d [le|la|les|l] reparer|depanner|remettre|resoudre|debloquer|sauver",
    "not fixed|repaired|finished|started|done",
    "could|can not [be] find|locate|fix|repair|mend|reproduce|fixed|repaired|mended|saved",
)
"""Was on site and is not finished; what comes next is not said."""

NOT_A_FINDING = (
    "etait|restait [encore|toujours|donc] sous garantie",  # changé, c'était sous garantie
    "was [still] under|in warranty",
    # serrure ouverte sans dégât, rien à changer
    "rien|aucune|aucun|pas|nothing [de|d|la] [piece|autre] a|to changer|remplacer|refaire|reprendre|prevoir|replace"
    "|change !sauf|hormis|except|but|que|a",
    "let [me|us] in by|thanks",  # let in by the neighbour, all done
    "ouvert|ouverte|recu|accueilli|entre par|grace le|la|l|un|une|au|a voisin|voisine|gardien|gardienne|syndic"
    "|bailleur",
    "voisin|voisine|gardien|gardienne|neighbour [m|nous|a] [m|nous|a] [a] ouvert|recu|accueilli|let",
    "pas|aucun+|sans|inutile|jamais [du|de|d|eu] [tout|avoir|eu] besoin|necessite*|falloir|commander|utile",
    "pas besoin|necessaire|de devis|piece",
    "devis signe|valide|accepte|approuve|ci|joint|attache|recu",
    "devis en pj|piece|annexe",
    "devis signe|valide|accepte|approuve|ci|joint|attache|recu|envoye|transmis",
    "voici|voila|trouver|trouverez ~ devis",
    "selon|suite|suivant|conformement|conforme|pour|comme ~ devis",
    "facture",
    "piece|pieces jointe|joint|jointes",
    "piece|pieces|materiel [est|sont|a|ete|ont|bien] recu+|arrive+|change|remplace|livree|pose",
    "quote|estimate attached|enclosed|approved|accepted",
    "a terme",
    "l avenir",
    "conseille|conseillons|recommande|recommandons|suggere|preconise|eventuellement|envisager|recommend|suggest"
    "|advise|consider|eventually",
    "si|if",
    "change|remplace|installed|fitted|replaced avec|comme|hier|ce|today|yesterday",
    "change|remplace|installed|fitted|replaced $",
)
ADVICE = (
    "conseille|conseillons|recommande|recommandons|suggere|preconise|eventuellement|envisager|recommend|suggest|advise",
)

OTHER_ORDER = ("autre|other|precedent os|bt|bon|ordre|mission|dossier|signalement|order",)
OTHER_SITE = (
    # pour l'autre chantier
    "autre|other chantier|dossier|adresse|appartement|appart|logement|studio|os|bon|ordre|intervention|locataire|client"
    "|cliente|site|job|address|flat|mission|signalement|affaire|maison|immeuble|rue|residence",
    "precedent|precedente chantier|dossier|os|intervention|mission|bon",
    "chantier|dossier|mission|intervention|os ~ precedent|precedente|derniere",
    "pas|non celui|celle ci|la",
    "not this one|job",
    "chantier|logement|appartement|appart|immeuble|maison|job|travaux|flat [d|next] a|door [cote]",  # d'à côté
)
"""The sentence is about another order than this thread's."""

OTHER_HOME = (
    "pour|concernant|quant|sur|chez|a|dans [a] l autre chantier|intervention|job|client|cliente|affaire",
    "l autre logement|appartement|appart|adresse|locataire|maison|residence|immeuble|rue|studio|os|bt|bon|mission"
    "|signalement|dossier",
    "other flat|apartment|address|tenant|house|building|order|report",
)
"""Told of another of our dwellings, where « mon autre chantier » is a job of his own."""

STILL = (
    "^ sauf|hormis|excepte|except|apart",
    "fuit|goutte|coule|suinte|perd|claque|grince|saute|disjoncte|siffle|leak|leaks|drips|trips ~ encore|toujours"
    "|still|again",
    "encore|toujours|still ~ fuit|goutte|coule|suinte|fuite|panne|defaut|froid|disjoncte|leak|leaks|leaking|drips"
    "|dripping|cold|trips"
    "|broken|stuck",
    "pas|jamais|not|never ~ marche|fonctionne|tient|regle|resolu|suffit|suffisant|chauffe|etanche|demarre|working"
    "|work|fixed|solved|enough",
    "does|is not work|heat|hold|start|working",
    "probleme|panne|fuite persiste|demeure|revient|recommence",
    "recommence",
)
"""The fault is still there, whatever was done to it."""

NEW_AND_FITTED = ("neuf|neuve|neufs|neuves|new [a|est|sont] [ete] pose|installe|monte|mis|mise|fitted|installed",)
"""« Serrure neuve posée » needs no part any more."""

NOT_HERE = (
    "ici|celui|celle|this|here|chez vous ~ pas|jamais|attends|reste|not|yet|encore",
    "pas|not|never ~ commence|demarre|started|begun|start",
    "celui|celle|ici|this [ci|la|one] commence|commencera|demarre|demarrera|debute|debutera|starts|begins",
)
"""This job is not begun: what is finished is finished elsewhere."""
PLACE = (
    "rue|avenue|av|boulevard|bd|allee|allees|place|quai|cours|impasse|route|chemin|residence|street|road|lane|square",
    "chantier|job|intervention|travaux|mission|os de|du|a|d|at|in|on",
    "chez|at",
)

STREET = ("rue|avenue|av|boulevard|bd|allee|allees|impasse|residence|street|road|lane|square",)
HEAD = ("^ [bonjour|bonsoir|hello|hi|salut] oui|ok|yes|voila|bon|alors|bonjour|bonsoir|hello|hi|salut|re",)
BESIDE = (
    "[la|ma|le|mon] facture|devis|photos|invoice|quote suit|suivra|suivent|demain|follows [demain|ce|cette|tomorrow]"
    " [soir|semaine]",
)
"""What is promised of a paper beside the works."""

HALFWAY = (
    "%|pourcent|percent",
    "suffit|suffira|suffisait|suffira pas|plus",  # j'ai nettoyé le filtre, ça ne suffit pas
    "phase|etape|premiere partie|phase|etape|1|2",
    "phase|etape 1|2|une|un|deux",
    "rdv|rendez|appointment ~ pris|fixe|made|booked",
    "ce que ~ pu",
    "ma|my journee|day|semaine|week",
    # 2 volets sur 3
    "1|un|une ~ sur 2|3|4|5|6|deux|trois|quatre|cinq|six $|fait+|termine|fini+|repare|change|pose",
    "2|deux ~ sur 3|4|5|6|trois|quatre|cinq|six $|fait+|termine|fini+|repare|change|pose",
    "3|trois ~ sur 4|5|6|quatre|cinq|six $|fait+|termine|fini+|repare|change|pose",
    "reviendrai|reviens|reviendrons pas|plus",
    "avec vous|eux|lui",
    "pour moi|nous je|on reviendrai|reviens",
    "normalement|probablement|theoriquement|logiquement",
    "sans doute",
    "depose|demontage termine|fini|fait|faite",
    "mais|but [ca|cela|le] [disjoncteur|compteur] resaute|saute|ressaute|disjoncte|redisjoncte !plus|pas"
    "|encore|toujours",
    "^ reste le|la|l|les|a cuisine|salle|chambre|salon|couloir|entree|pose|peinture|faience|joint|joints|finir|poser"
    "|terminer|peindre|raccorder",  # la salle de bain est finie, reste la cuisine
    "fini|termine|acheve|fait [avec] le|la|l depose|demontage",  # je viens de finir la dépose
)
"""A part of the works, or something else, is finished."""
