"""What managers write in somebody else's name, after a call. A mail beside each line."""

from __future__ import annotations

TENANT = (
    "locataire*|occupant*|tenant|tenants|dame|elle|lady",  # la locataire prend le 2
    "le monsieur",
    "mme|madame|mlle|mrs|ms",
)
PROVIDER = (
    "plombier*|electricien*|chauffagiste*|serrurier*|artisan*|prestataire*|technicien*|entreprise|couvreur*|provider"
    "|plumber|electrician|intervenant*|depanneur*|contractor|locksmith|engineer|vitrier*|menuisier*|peintre*|carreleur*"
    "|ramoneur*|plaquiste*|platrier*|ascensoriste*|frigoriste*|antenniste*|desinsectiseur|deratiseur|ouvrier*"
    "|reparateur*|installateur*|glazier|carpenter|painter|roofer|builder|tradesman|handyman",
    "le|un|du|ce macon|zingueur|jardinier|storiste|fumiste|etancheur",
)

TO_BE_TOLD = (
    "^ previens|prevenez|prevenir|dis|dites|dire|informe|informez|informer|avertis|avertissez|avertir|rappelle|rappelez"
    "|rappeler|reponds|repondez|repondre|ecris|ecrivez|ecrire|indique|indiquez|indiquer|tell|inform|remind|warn"
    " lui|leur|a|au|aux|la|le|les|l|m|mme|mr|monsieur|madame|him|her|them|the",
)
"""What the service is to say to somebody, and nobody has said."""

CAN_COME = (
    "peut|peuvent|pourra|pourrait|pouvait|passait|propose|proposent|passe|passera|passerait|vient|viendra|viendrait"
    "|dispo*|libre"
    "|free|can|could|offers|suggests|available|interviendra|intervient|creneau*|possible",
    "sera|serait|est|will ~ la|presente|present|domicile|maison|chez|home|in|there|disponible",
    "^ vu|ok|rdv avec|pour|with",
)

TAKES_BACK = (
    "decal*|report*|annul*|empech*|deplac*|reschedul*|cancel*|postpon*|reprogramm*",  # demande de décaler
    "rendez|rdv|visite|intervention|passage|appointment|visit ~ eau|annul*|changer|modifier|bouger|remettre|off",
    # le rdv de demain ne tient plus
    "rendez|rdv|visite|intervention|passage|creneau [vous] [prevu+] [de|du|d] [demain|ce|cet|aujourd'hui|lundi|mardi"
    "|mercredi|jeudi|vendredi|samedi] [matin|apres|soir|midi] [midi] tient|tiendra|tiendront|tiennent plus|pas"
    " !en|compte|la|dans|sur",
    "rendez|rdv|visite [vous] avec ~ tient|tiendra|tiendront|tiennent plus|pas !en|compte|la|dans|sur",
    "rendez|rdv|visite|intervention|passage|creneau ~ pas|plus maintenu+",
    "changer|modifier|bouger|remettre ~ rendez|rdv|visite|date|creneau|horaire|heure",
    "avancer|avancez|repousser|repoussez|repousse|reculer|reculez [le|la|l|ce|cette|cet|son|sa|mon|ma|notre|votre]"
    " rendez|rdv|visite|intervention|passage|creneau",
    "peut|pourra|pourront|sera|serait|vient|viendra|passera|dispo*|disponible|libre|convient|arrange|present* pas|plus",
    "pas|plus [etre] dispo*|disponible|libre|presente|present",
    "can|could|will|is not|no ~ make|come|be|attend|available|longer",
    "sera|est absent*",
    "est|sont pas la|chez|dispo*|disponible*|domicile",
    "absent*|indisponible* [le|a|de] lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|ce|cette|finalement|1*|2*",
    "empechement|hospitalise*|malade",
    "ill|sick|unwell|hospital",
    "tombe a l eau",
)
"""A visit that does not stand."""

NOT_TAKEN_BACK = (
    "decalez|decale|reportez|reporte|annulez|annule|repoussez|repousse|avancez|reculez|deplacez|changez pas|rien !d",
    "pas|jamais|rien|not [ete] [a] annul*|decal*|report*|deplac*|changer|modifier|bouger|cancel*|reschedul*|postpon*",
    "pas|jamais|inutile|refuse|refusent [de|d] avancer|repousser|reculer",
)
"""« Le rdv n'est pas annulé »."""

WHY_NOT = ("pourquoi|why [ne] pas|not",)

NO_LONGER_STANDS = ("pas|plus [etre] maintenu+",)

PREFERS = ("prefere*|prefererait|aimerait|voudrait|souhaite*|plutot|prefers|rather|would",)
IT_STANDS = (
    "ouvrira|ouvrir|accueillera|accueillir|recevra|recevoir|remplacera|let him in|open",
    "voisin*|gardien|gardienne|mari|femme|fils|fille|mere|pere|concierge|neighbour ~ sera|la|ouvr*|will|there",
    "cle|cles|clef|clefs|key|keys ~ chez|gardien*|voisin*|boite|laisse*|with",
    "maintenu|maintenue|maintient|tient !plus|pas",
)
"""Somebody else will open: the visit stands."""

PROVIDER_ABSENT = (
    "personne ~ venu|passe|presente|vu|vient|vue",
    "personne $",
    "personne [encore|finalement] hier|aujourd'hui|ce|cet|cette|lundi|mardi|mercredi|jeudi|vendredi|samedi $|matin"
    "|aprem|apres|soir|midi|semaine",
    "[est|s|sont] [est] pas|jamais|toujours [s] [est] venu|passe|presente|pointe|montre|deplace",
    "jamais|pas venu|passe|presente|pointe|montre",
    "toujours|encore pas la|arrive|venu|passe|vu",
    "[a|ont] pose [un] lapin",
    "pas honore ~ rendez|rdv",
    "fait faux bond",
    "oublie ~ rendez|rdv|visite",
    "attendu|patiente ~ rien|vain",
    "nobody|no one came|showed|turned|come",
    "not|never ~ come|came|show|showed|turn|turned|appear|appeared",
    "no show",
)
OCCUPANT_ABSENT = (
    "porte|volets close|fermee|clos",
    "trouve personne",
    "locataire|occupant*|madame|mme|monsieur|dame|tenant ~ absent*|oublie",
    "locataire|occupant*|madame|mme|monsieur|dame|tenant ~ pas la|chez|domicile",
    "locataire|occupant*|madame|mme|monsieur|dame|tenant etait sortie|sorti",
    "etait|etaient|was [pas|not] ~ absent*|la|chez|in|home|there|present|presente",
    "absent* ~ lors|passage|moment|quand|when|hier|matin",
    "personne ~ ouvert|repondu|logement|appartement|interphone",
    "personne sur place",
    "pas ouvert|repondu ~ porte|interphone|sonnette|$",
    "nobody|no one ~ home|in|answered|opened|there",
    "tenant|occupant ~ not|out [at] in|home|there",
    "pose un lapin a|au ~ plombier|artisan|prestataire|technicien|electricien|chauffagiste",
)
NOT_YET_ABSENT = (
    "sera|serait|seront|will|demain|pourra|peut",
    "pas encore|repondu aux|mail|mails|message|appel",
    "a repondu",
    "etait la|presente|present|home|there",
    "pas absent*",
    "plus personne",  # plus personne dans le logement
)
"""An absence to come, or none."""

DONE = (
    "termine|fini|repare|fait|realise|effectue|done|finished|completed|fixed|remplace|repaired|acheve|solde|boucle",
    "travaux|intervention|reparation|chantier|works|work|job ~ termine+|fini+|fait+|done|complete|realise+"
    "|effectue+|finished",
)
DONE_WITH = (
    "a|ont [tout] debouche",
    # le plombier a enfin résolu le souci
    "a|ont regle|debloque|resolu [le|la|l|les|son|sa|ses|leur|ce|cette] [petit|petite|grosse] probleme*|panne*|fuite*"
    "|chauffage|chaudiere|porte*|volet*|serrure*|evier|lavabo|canalisation*|bouchon !de|d|du|avec|entre",
    "a|ont regle|debloque|resolu la porte du|de",
    "a|ont tout regle|debloque|resolu $",
)
"""Done, where nothing in the mail says that there is more to do."""

MORE_TO_DO = (
    "reviendra|reviendront|revient|reviennent|revenir|repasse*|retourne*|reste|restent|restait|encore|faut|faudra"
    "|faudrait|mais|sauf|hormis|manque|manquent|toujours|sera|prochain*|semaine|repass*|attend*|bientot",
)
NOT_THEIR_WORK = (
    "agence|on|nous|je|j|bailleur|bailleresse|syndic|gardien|assurance|voisin*|proprietaire",
    "pas|plus|jamais|rien|presque",
)

NOT_DONE = (
    "pas|jamais|not|never|presque|quasi|almost|rien",
    "aura|auront|sera|seront|serait|will|doit|va|vont|peut|pourra|devrait|when",
    "fait ~ devis|point|photo*|diagnostic|constat|savoir|etat|proposition|demande",
    "partiellement|moitie|provisoire*|partly|half",
    "debloque|debloquer ~ creneau*|situation|budget|date|dates|rdv|rendez|temps|fonds",
    "regle|regler ~ facture*|note|loyer|montant|solde|acompte|compte|rendez|rdv|planning|date",
    "repasser|revenir|refaire",
    "fini par !reparer|remplacer|changer|terminer|deboucher|refaire|faire|resoudre",
)

SATISFIED = (
    "confirme|confirment|confirms $",
    "confirme|confirms ~ reparation|travaux|fin|execution|repair|works",
    "ras",
    "satisfait*|contente|content|ravie|ravi|happy|pleased",
    "plus de|d|aucun|aucune|une fuite|probleme|bruit|panne",
    "tout|ca|c est [tout|bien|tres] bon|bonne|ok|parfait*|rentre|impeccable|nickel|sec|regle|repare|resolu|reparti",
    "[it] works|working|fixed|fine|sorted|repaired|dry",
    "[est] sec|seche|regle|repare|resolu",
)
DISSATISFIED = (
    "conteste*|pas|mecontent* satisfait*|contente|content|d'accord|repare|regle|resolu",
    "conteste*|mecontent*|disputes|complains",
    "pas|not|toujours|encore|still ~ fonctionne|marche|repare|regle|fuit|goutte|coule|leaks|leaking|works|working"
    "|fixed|resolu|chaud",
    "recommence*|revenu|reparti",
)

UNTOLD = (
    "attends|attend|attendons|attente|waiting",
    "pas|not encore|repondu|confirme|rappele|yet|confirmed|answered",
    "verifier|voir|demander|relancer|savoir|confirmer|check",
    "si|if|whether",
)
"""Nobody has said it yet."""

PLANS = (
    "confirme|confirment|ok|note|valide|d'accord|sera|passera|viendra|confirms|confirmed|fine|maintient|bloque"
    "|parfait|cale",
)

JUST_CONFIRMED = (
    "vient|viennent|venait de|d [me|m|nous] confirmer|valider|noter|bloquer|caler [le|la|sa|son|notre] rdv|rendez"
    "|visite|creneau|passage|venue|date|lundi|mardi|mercredi|jeudi|vendredi|samedi",
    "vient|viennent|venait de|d [me|m|nous] confirmer qu il|elle passe|passera|vient|viendra|intervient|interviendra"
    "|sera",
    "vient|viennent|venait de|d [me|m|nous] confirmer [que] c est bon|ok|note|d'accord|parfait|cale",
    "just confirmed",
)
"""« Durand vient de me confirmer le rdv »: told, however much « confirmer » looks ahead."""

JUST_CONFIRMED_ELSE = (
    "autre|autres|confrere|collegue|livraison|reunion|annulation|impossible|mort|refuse|recu|recue",
    "plus tard|tot",
)
"""« Le rdv d'un autre client »."""

SUITS_THEM = (
    "c est bon [pour] [lui|eux|elle] $|lundi|mardi|mercredi|jeudi|vendredi|samedi|pour",
    "ca|cela lui|leur va|convient [bien] $|lundi|mardi|mercredi|jeudi|vendredi|samedi|pour",
)
HEARD = (
    "j ai eu ils il on nous avons vu avec pour par au telephone tel appel appele appelle rappele vient de d me m a dit "
    "que qu le la l un ce cette ok oui bon c est ca cela lui leur va convient eux elle vendredi lundi mardi mercredi "
    "jeudi samedi matin rdv rendez vous visite passage creneau date et bien bonjour bonsoir merci svp cordialement "
    "bonne journee soiree thanks monsieur"
)
"""« J'ai eu Durand, c'est bon pour vendredi »: with other words beside it, it may be said of anything."""

PLANS_IT = (
    "^ [ok|oui|bon] [vous] [pouvez|pouvons] planifie|planifiez|planifier|programmez|programmer|calez [donc]"
    " [le|la|ca|cela] [svp|merci|stp] $",
)
"""What a manager orders, once the company has been heard, and orders nothing else."""
