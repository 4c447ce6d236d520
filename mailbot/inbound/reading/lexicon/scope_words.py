"""What is not a technical incident, displeasure, and how often people want our mails. A mail beside each line."""

from __future__ import annotations

PROMOTES = (
    "decouvrez|profitez|profiter|decouvrir ~ nos|notre|nouveau|nouvelle|gamme|offre|offres|promotion",
    "offre|offres|promo|promotion ~ speciale|exceptionnelle|valable|limitee|clients|professionnels",
    "special|exclusive|limited|summer|winter offer|offers|deal|prices",
)
"""What a firm sells to everybody, in a mail that a provider sends."""

PITCH = (
    "tarif*|prix|remise* degressif*|preferentiel*|imbattable*|negocie*|concurrentiel*|reduit*",
    "propose|proposer|proposons|presenter|presentons ~ offre|offres|formule*|solution*|partenariat|contrat*"
    "|accompagnement",
    "echange|entretien|point telephonique",
    "devis|diagnostic|deplacement|audit [est|sont] gratuit*|offert*",
    "integrer|rejoindre|figurer|referencer|inscrire ~ ~ liste|panel|reseau|fichier|prestataires|partenaires"
    "|fournisseurs",
    "ravi+|ravie+|heureux|heureuse+ de|d vous|nous [re] rencontrer|presenter|proposer|accompagner|compter",
    "cliquez ici|maintenant|vite",
    "se|me desabonner|desinscrire",
    "unsubscribe|newsletter",
    "black|cyber friday|monday|week",
    "demandez|recevez|recevoir|telechargez|consultez|decouvrez notre|nos|votre plaquette|catalogue|brochure|tarifs"
    "|offre|site",
    "notre|nos equipe+|techniciens|experts|artisans|specialistes|professionnels intervien* ~ moins|24h*|7j*|24"
    "|partout|rapid*|tout*|urgence*",
    "tout votre parc",
    "decouvrez|profitez|beneficiez [de|d] nos|notre|cette",
    "%|promo|promos|promotion|promotions|soldes",
    "nous|societe|entreprise|cabinet proposons|realisons|propose|realise|offrons ~ diagnostic*|travaux|entretien|audit*"
    "|service*|prestation*|renovation*",
    "proposer|proposons|propose|presenter nos|notre services|prestations|savoir|expertise|activite",
    "free quote|quotation|estimate",
)
"""What a seller writes; two of them make an advertisement."""
PITCH_ONLINE = (
    "premiere page",
    "google|referencement|seo|trafic|backlink+|prospects|leads|followers",
    "garantissons|garanti|garantie|guarantee|boost*|doublez|multipliez|augmentez ~ ~ visites|ventes|clients|chiffre"
    "|trafic|visibilite|notoriete|visits|sales|traffic",
    "votre|your site|agence|entreprise|activite|website|business ~ visib*|google|connu*|referenc*|classe*|rank*",
)
"""The same, of pages on the web; « je vous ai trouvés sur Google, j'ai une fuite d'eau » sells nothing."""

SCOPES: dict[str, tuple[str, ...]] = {
    "refund": (
        "rembours*|refund|reimburs*",  # le remboursement du joint
        "rendre|rendez|rends|restitu*|recuper*|restitution ~ caution|depot|garantie",
        "trop percu",
        "caution|deposit back|restitu*|rendue|rendu",
        "depot de garantie",
        "my|our deposit",
        "avoir sur|de mon loyer",
        "deduire|deduit|deduction ~ loyer|rent",
        "money back",
    ),
    "rent_receipt": (
        "quittance*|quitance*",  # ma quittance svp
        "rent receipt|receipts",
        "recu de loyer",
        "receipt ~ rent|october|november|month|caf|december|january",
        "attestation de loyer|paiement",
        "avis d echeance",
    ),
    "departure": (
        "preavis|demenage|demenager|demenagement|demenageons",  # je pars le 15 décembre
        "etat des lieux",
        "je|on|nous quitte|quittons|quitterai|quitterons|libere|libererai|liberons|rends|rendrai|rendrons|rendons ~"
        " logement|appartement|appart*|maison|studio|cles|lieux|bail",
        "je|on|nous pars|partons|partirai|partirons|demenage|demenageons|demenagerai",
        "souhaite|compte|vais|voudrais|dois|allons|souhaitons ~ quitter|liberer|demenager|resilier|partir|rendre ~"
        " logement|appartement|appart*|maison|studio|cles|lieux|bail|definitivement|le",
        "quitter|liberer|donner|donne ~ logement|appartement|appart|studio|maison|conge",
        "resili* ~ bail|contrat",
        "conge du logement",
        "moving|move out",
        "notice period|to|on",
        "give|giving|my ~ notice",
        "leaving ~ flat|apartment|house|property|studio",
        "pars definitivement",
        # ma locataire part le 31 janvier
        "locataire|locataires|tenant|tenants ~ ~ part|partent|partira|partiront|s'en le|fin|debut|definitivement|en|au",
        "locataire|locataires|tenant|tenants ~ ~ quitte|quittent|quittera|quitteront|demenage*|leaves|leaving"
        "|moves|moving",
        "rendre|remise|remettre les|des cles",
    ),
    "lease": (
        "bail|avenant|baux|lease|tenancy|colocation|cotitulaire|garant|renouvellement",
        "ajouter|prendre|nouveau|nouvelle|trouver ~ colocataire|coloc",
        "attestation de|d domicile|hebergement|residence|locataire|logement|loyer",
        "copie|exemplaire|double ~ bail|contrat",
        "contrat de location",
        "ajouter ~ bail|conjoint|colocataire|concubin",
        "reference letter",
        "proof of address|residence|tenancy",
        "dossier de location",
        "visiter|louer ~ appartement|logement|bien|studio|maison|f1|f2|f3|f4|t1|t2|t3|t4|t5",
        "appartement|logement|studio|maison|f1|f2|f3|f4|t1|t2|t3|t4|t5|annonce ~ ~ louer|louee|location|loue|vacant"
        "|vacante",  # le T3 est-il toujours à louer ?
        "flat|apartment|studio|house|room|place ~ ~ for|to rent|let",
        "disponible|libre|toujours|encore|bien [a] [la|l] location|louer",
        "cherche|cherchons|recherche|recherchons ~ ~ louer|location",
        "cherche|cherchons|recherche|recherchons [actuellement] un|une appartement|appart|studio|logement|maison"
        "|colocation|t1|t2|t3|f2|f3",
        "interesse|interessee|interesses par|pour [le|la|l|votre|ce|cet|cette|un|une] studio|appartement|logement|t1|t2"
        "|t3|f2|f3|maison|annonce|location",
        "assurance habitation",
        "attestation d assurance",
    ),
    "payment": (
        "loyer|loyers|prelevement*|echeancier|arrieres|arriere|impaye*",
        "virement|payer|paye|paie|regler ~ loyer|charges|mois",
        "charges|provision|regularisation|provisions ~ charges|locatives|annuelle*|regul*|trop",
        "regularisation",
        "taxe fonciere|ordures|habitation|d",
        "compte rendu de gestion|gerance",
        "crg",
        "releve de gestion|gerance|compte|comptes",
        "honoraires de gestion",
        "rent|rental ~ payment|increase|paid|due|late|pay|transfer|debit|rise",
        "pay|paid|paying ~ rent",
        "received|receive|had|got|get|missing|owed|owe|chase|chased ~ rent",
        "direct debit",
        "standing order",
        "augment* ~ loyer",
        "rib ~ loyer|prelevement",
        "apl|caf",
        "delai de paiement",
        "declaration ~ revenus|impots|fonciers",
        "impots",
    ),
    "permission": (
        "puis|peut|peux|pouvons|pourrais|pourrions|possible|droit|autorise*|autorisation|permis ~ peindre|repeindre"
        "|percer|poser|installer|monter|mettre|prendre|avoir|changer|abattre"
        "|adopter|heberger|sous|amenager|remplacer|accrocher|fixer|enlever|retirer|planter",
        # can I paint the bedroom green?
        "can|may|could|allowed|allow|ok|okay|permission|possible|like ~ paint|drill|hang|install|sublet|build"
        "|decorate|redecorate|repaint|wallpaper",
        "can|may|could|allowed|allow|ok|permission ~ get|have|keep|adopt|a ~ cat|dog|pet|kitten|puppy|animal|lodger"
        "|subtenant|satellite",
        "put|hang up ~ shelf|shelves|picture|tv|pictures",
        "ai je le droit",
        "le droit de|d",
        "autoris*|permission ~ de|pour|d|to",
        "peindre|repeindre|percer|paint|drill ~ mur*|wall*|chambre|salon|bedroom|cuisine",
        "sous louer|location|loc",
        "sublet*",
        "prendre|avoir|adopter|get|have|keep un|une|a chat|chien|animal|dog|cat|pet|colocataire",
        "antenne|parabole|climatiseur|borne ~ installer|poser|mettre",
        # je voudrais faire installer la fibre
        "voudrais|voudrions|souhaite|souhaiterais|souhaitons|souhaiterions|aimerais|aimerions|envisage|compte"
        " [pouvoir|de] [faire] installer|poser|raccorder|monter|mettre [a|de] [la|une|un|l] fibre|clim|climatisation"
        "|climatiseur|parabole|antenne|pergola|borne|cloison|cuisine|placard+|etagere+|verriere|stores !qui",
    ),
    "neighbours": (
        "locataire*|tenant|tenants ~ musique|bruit|fete|fetes|tapage|music|noise|party|parties|vacarme|boucan",
        "musique|music|television|tele ~ fort|loud|fond|tete|donf ~ soirs|nuit|nuits|night|nights|heures|matin"
        "|depuis|jusqu|toute|tous",
        "dessus|dessous|palier|upstairs|downstairs|next ~ batterie|piano|guitare|musique|fete|fetes"
        "|boucan|vacarme|hurle*|crie*|aboie*|tape|tapent|tapage|bruit|drums|loud|noise|party|shouting",
        # les gens du 5e font hurler leur musique
        "gens|ceux|celui|celle|personnes|jeunes|etudiants|type|famille|couple|occupants|people|lot"
        " [du|de|d|des|la|qui|in|on|from|l] ~ dessus"
        "|dessous|5e|4e|3e|2e|1er|6e|7e|8e|etage|face|cote|rez|palier|immeuble|upstairs|downstairs|floor|next|flat"
        " ~ ~ musique|fete|fetes|bruit|tapage|vacarme|boucan|hurl*|cri|cris|crient|sono|basses|disput*|music|party"
        "|parties|noise|noisy|shout*|loud",
        "musique|fete|fetes|tapage|vacarme|boucan|hurlements|sono|music|party|parties|noise ~ ~ jusqu|until|till|nuit"
        "|nuits|night|nights",
        "voisin*|neighbour*|neighbor*|voisine* ~ ~ menace*|agress*|insult*"
        "|threaten*|talons|marche|saute|sautent|court|courent|nuit|night",
        # les voisins du 3e font encore la fête
        "voisin|voisins|voisine|voisines|neighbour|neighbours|neighbor|neighbors ~ ~ fete|fetes|musique|tapage|vacarme"
        "|boucan|sono|music|party|parties|partying",
        "voisin*|neighbour*|neighbor*|voisine* ~ bruit*|musique|fete*|tapage|nuit|chien|aboie*|cri*|noise|noisy"
        "|music|party|parties|loud|fume|fument|fumer|smokes|barking|dispute*|hurle*|insult*|talons|perceuse|enfants|dog|smoke",
        "bruit*|musique|fete*|tapage|cris|noise|music|party|parties ~ voisin*|neighbour*|neighbor*|dessus|dessous"
        "|upstairs|downstairs"
        "|dessous|etage|upstairs|downstairs",
        "neighbour*|neighbor* ~ stop|keeps|smoking|always smoking|in|on|at",  # tell my neighbour to stop smoking
        # la fumée du barbecue des voisins entre chez moi
        "barbecue*|cigarette*|tabac|clope*|chicha|cannabis|petard|petards|joints|megots|bbq|cigarettes|smoking"
        " ~ voisin*|neighbour*|neighbor*",
        "voisin*|neighbour*|neighbor* ~ ~ barbecue*|cigarette*|clope*|chicha|cannabis|petards|megots|bbq",
        "tapage",
        "nuisances sonores",
        "conflit|querelle|dispute ~ voisin*",
        "se gare|stationne ~ ma|notre|place",
        # le chien de votre locataire aboie toute la journée
        "chien+|chienne+ [du|de|des] [la|l|votre|vos|mon|mes] locataire+|voisin*|dessus|dessous|face ~ aboi*|hurle*"
        "|pleure*",
        "locataire+ ~ ~ chien+|chienne+ ~ aboi*|hurle*|pleure*",
        "voiture+|scooter|camion|moto|camionnette [du|de|des] [la|l|votre|vos|mon|mes] locataire+|voisin* ~ ~ gare+"
        "|garees|stationne*|bloque",
        "locataire+|voisin* ~ poubelle+|detritus|megots|ordures",
        "poussette|velo|velos|encombrants ~ hall|couloir|palier",
    ),
    "advertising": (
        "notre|our ~ societe|entreprise|gamme|solution|logiciel|offre|offres|catalogue|services|company|platform"
        "|software|product|products",
        "promotion|promo|remise|newsletter|desinscri*|unsubscribe|webinar|webinaire|seo|backlink*|referencement"
        "|prospect*|demo|demonstration|subvention*|isolation|panneaux|photovoltaique",
        "offre|offres speciale|exceptionnelle|commerciale|exclusive|promotionnelle",
        "a partir de|seulement ~ mois|ht",
        "gratuit|gratuite|free ~ audit|diagnostic|essai|trial|devis|quote",
        "audit|essai|trial ~ gratuit|gratuite|free",
        "proposer|proposons|presenter|presentons nos services",
        "partenariat",
        "special|exclusive|limited offer|deal",
        "crypto|bitcoin|casino|loan|viagra",
        "profitez|benefic* de|d",
        "increase|boost your",
    ),
    "other": (
        "changement|changer|nouveau|nouvelle ~ nom|adresse|iban ~ locataire",
        "resili*|denonc*|mettre|mets|fin|rompre|romps ~ mandat",
        "vendre|vente|estimation|achat ~ appartement|bien|maison|logement",
        "emploi|candidature|cv|recrut*|postul*",
        "cherche|recherche|chercher|rechercher|demande|offre|proposez|prenez|convention|rapport|faire|effectuer"
        " ~ stage",
        "stage [d|de] [3e|3eme|troisieme|observation|decouverte|seconde] chez|au|dans vous|sein|votre",
        "assemblee generale",
        "encombrants",
        "fibre|internet|box ~ installer|raccord*|operateur|rdv",
        "cle|cles|badge|bip|vigik ~ supplementaire|double|copie|refaire|reproduction",
        "nom ~ boite|interphone|sonnette",
    ),
}
"""READING, section 5, note e; the first topic that has a line of the clause is the one."""

SCOPE_WORKS = (
    "fuite|fuit|panne|casse|bloque|coule|goutte|chauffage|chaudiere|robinet|radiateur|volet|serrure|leak|broken"
    "|boiler|heating",
)

NO_NOISE = ("tape|cogne|rentre|fonce|tapped|drove|bumped dedans|dans|contre|into",)
"""« C'est le fils du dessus qui a tapé dedans » tells who did it, and of no noise."""

ENTRY_OR_EXIT = (
    "etat des lieux",
    "rendre|remise|remettre les|des cles",
    "inventory|inventories|handover",
)
"""Done when one comes in as when one leaves."""
COMES_IN = (
    "emmenage|emmenages|emmenager|emmenageons|emmenagement|entree|installe|installes|installee|arrivee|arrivant",
    "moved|moving in",
    "avais|avait|avions|avons|ai|a|etait|ete pas [encore|ete] vu|vus|vue|vues|note|notes|notee|notees|remarque*"
    "|signale*|ecrit|inscrit*|mentionne*|releve*",
    "note+|signale+|inscrit+|mentionne+|releve+|constate+ ~ etat|lieux",
    "est|sont passe|passee|passes|passees !pas",
)
"""« Ce que je n'avais pas vu à l'état des lieux »: that of whoever lives there now."""

NOT_LEAVE = (
    # peut-on changer le rendez-vous ?
    "changer|mettre|avoir|prendre|avancer|remplacer|installer|poser|fixer ~ rdv|rendez|visite|passage|intervention"
    "|date|dates|jour|jours|heure|horaire|horaires|creneau|creneaux|moment",
    "changer|mettre|avoir|prendre|fixer|poser ~ lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|matin|aprem|apres"
    "|soir|midi|semaine",
    "avoir|prendre ~ nouvelle*|numero|telephone|coordonnees|contact|reponse|retour|info|infos|information*"
    "|precision*|explication*|delai|delais|visibilite|devis|facture|copie|point|rappel|quelqu",
    "have|get ~ number|news|update|answer|reply|details|date|time|slot|appointment|copy|quote|invoice",
)
"""« On peut avoir des nouvelles ? » asks no leave to change the home."""

NOT_LEAVING = (
    "locataire*|tenant* ~ part|partent|partira|partiront|quitte ~ ~ vacances|travail|conges|voyage|week|weekend|matin"
    "|soir|boulot|bureau|urgences|hopital|semaine",
    # un état des lieux de tout ce qui est en cours
    "etat des lieux ~ ~ cours|dossiers|dossier|demandes|travaux|incidents|signalements|situation|problemes"
    "|interventions|devis",
    "je|on|nous pars|partons|vais ~ vacances|travail|bosser|bureau|semaine|weekend|week|midi|matin|deplacement"
    "|voyage|ecole|courses|demain|bientot|tout|dans|a",
    "pars|partons ~ 7|8|9|10|h|heure",
    # après je pars chercher ma petite-fille
    "je|on|nous pars|partons|partirai|partirons chercher|recuperer|deposer|emmener|amener|accompagner|garder"
    "|courir|manger|dejeuner|tot|tard",
    "en vacances|deplacement",
    "sinon|otherwise ~ pars|part|partons|partirai $",
    # nous partons sur la deuxième solution
    "pars|part|partons|partirai|partirais|partirait|partirons|parti|partis [donc|plutot] sur|avec [le|la|l|les|un|une"
    "|votre|ce|cette] [premier|premiere|deuxieme|second|seconde|autre|2e|2eme|nouvelle|nouveau] devis|solution|option"
    "|proposition|offre|variante|formule|premier|premiere|second|seconde|deuxieme|moins|idee|base|principe",
    "for work|holiday|vacation",
)

OTHERS_LEFT = (
    # depuis que ceux du 2e ont déménagé
    "ceux|celui|celle|gens|voisin|voisins|voisine|voisines|neighbour|neighbours|neighbor|neighbors ~ ~ ~ demenage"
    "|demenagent|demenagement|moved|moving|moving-out",
    "ancien+|precedent+|previous|former locataire+|occupant+|tenant+ ~ ~ demenage|moved",
    "demenagement du|de|d|des ~ ~ voisin|voisins|voisine|voisines|dessus|dessous|face|etage",
)
"""Those who moved out are not the writer."""

COMPLAINTS: dict[str, tuple[str, ...]] = {
    "legal": (
        "avocat*|plainte|huissier|conciliateur|prud|procedure|mediateur|mediation|adil|ars|dgccrf|legal|lawyer"
        "|solicitor|suing|ombudsman|juridique|juridiques|contentieux",
        "saisi*|devant|porter|aller|assigner|poursuiv*|action|take|go ~ tribunal|justice|court|juge|tribunaux",
        "mise en demeure",
        "call|contact|report|tell|write ~ council|authorities",
        "environmental health",
        "mets|met en demeure",
        "saisir|saisis|saisirai|porter plainte",
        "consign*|suspend*|bloqu*|retenir|retiens|cesser|arreter ~ loyer|loyers|rent",
        "paye*|paierai|payerai|verse|verserai ~ plus|pas ~ loyer|rent",
        "protection juridique",
        "service hygiene",
        "service d hygiene",
        "commission ~ conciliation",
        "recommande avec|ar",
        "lettre|courrier recommande",
        "legal action|advice|proceedings",
        "small claims",
        "dommages et interets",
        "withhold* ~ rent",
        "60 millions|que choisir",
    ),
    "strong": (
        "inadmissible*|inacceptable*|scandale*|scandaleu*|honte*|honteu*|lamentable*|intolerable*|insupportable*"
        "|inqualifiable|indigne*|revoltant|ecoeur*|deplorable*|incompeten*|incapable*|furieu*|furax|indecent"
        "|catastroph*|aberrant|delirant|hallucinant|minable",
        "ras le bol",
        "ca|cela|qui commence a faire $",  # ça commence à bien faire
        "ca|cela commence a suffire",
        "marre|ecoeure|excede*|exaspere*|degoute*|enerve*|foutage|gueule|connards|bande|nuls|merde|bordel|saoule",
        "en peux|peut|pouvons plus",
        "moquez|moque|fichez|foutez|foute|fout|fiche|prenez ~ moi|nous|monde|gens|pour|gueule|idiot*|imbecile*",
        "c est une blague|honte",
        "tres|vraiment mecontent*|en colere",
        "en colere|rogne",
        "de pire en pire",
        "abuse|abusez|abus",
        "trop c est trop",
        # votre locataire m'a insulté
        "m|nous a|ont [meme|carrement|verbalement] insulte|insultes|menace|menaces|agresse|agresses|bouscule|injurie"
        "|injuries|hurle|crie|traite",
        "fait insulter|menacer|agresser|injurier|hurler|crier",
        "insulted|threatened|abused|swore|shouted|yelled [at] me|us",
        "unacceptable|disgraceful|outrageous|ridiculous|appalling|shocking|furious|disgusted|pathetic|shameful"
        "|livid|angry",
        "terrible|awful|dreadful service|experience|situation|state|attitude",
        "fed up",
        "bad|sick|complete|total|what [a] joke",
        "is|are|be a joke",
        "sick of|and",
        "had enough",
        "😡|🤬|😠|👿",
        "etat lamentable|deplorable|catastrophique",
    ),
    "mild": (
        "ca suffit",
        "fort|forte de cafe|tabac",
        "pas [meme] un|le [seul|moindre] coup de fil|telephone",  # pas un coup de fil
        "pas [meme] un|le [seul|moindre] appel|mot|message|sms $|rien",
        "estime|considere|pense|crois [j] [ai|avoir|etre] [bien] [en] droit",  # j'estime avoir droit à une douche
        "suis|sommes en droit",
        "temps|matinee|journee|heures|demi perdu+|gache+",
        # j'ai posé une demi-journée pour rien
        "pose|pris|prise|perdu|attendu|attendre|bloque|annule|libere ~ ~ pour rien",
        "suis|sommes deplace+|venu|libere+ ~ pour rien",
        "losing|lost|perds|perdons|perdre|bout [la|my|our|de] [my|our|la|ma] patience",
        "perds|perdu|perdre ~ heures|journee|temps|matinee|journees",
        "delai|attente ~ long|longue|longs|trop|excessif",
        "traine|trainent|tarde|tardez|s'eternise|lenteur|lambine*",
        # déçu
        "decu|decue|decus|deception|mecontent*|insatisf*|dommage|regrett*|regrette|agace*|embetant|penible|ennuy*"
        "|anormal|disappoint*|unhappy|annoy*|frustrat*|inconvenient",
        "pas|jamais ~ normal|serieux|correct|professionnel|content*|satisfait*|sympa|propre|logique|juste"
        "|acceptable|poli|aimable|respecte*",
        "c est|commence|commence [a] [quand] [meme|franchement|vraiment|plutot|deja|assez] [trop|beaucoup|un|a] [peu]"
        " [etre] long|longue|longtemps",
        "trop|tres long|longtemps",
        "franchement|serieusement|sans gene",
        "combien de fois",
        "enieme|nieme|3eme|troisieme|quatrieme|4eme|5eme|cinquieme fois|relance|mail|message|appel",
        "ai|avons repondu|explique|repete deux|trois|quatre|cinq|plusieurs|dix|2|3|4|5|10 fois",
        "deja|troisieme|quatrieme|fois que|le ~ signale|appelle|ecris|relance|dis",
        # c'est la 3e fois que j'explique la même chose
        "2e|2eme|3e|3eme|4e|4eme|5e|5eme|deuxieme|troisieme|quatrieme|cinquieme|enieme|nieme|deux|trois|quatre|cinq|dix"
        " fois que|qu ~ explique|repete|raconte|demande|redemande|signale|ecris",
        "depuis ~ semaines|mois|jours ~ attends|attend|attendons|sans|rien",
        "ca|cela fait ~ jours|semaines|mois|semaine|jour|ans ~ que|attend*|sans|rien|et|toujours",
        "raye|rayee|rayes|sali|salie|salis|sale|crade|degueulasse|abime*|renverse*|taches|tache ~ parquet|sol|mur"
        "|murs|carrelage|meuble*|partout|derriere|chantier|cuisine|salle|tapis|canape|plan|saletes|gravats"
        "|poussiere|etat",
        "laisse ~ salete|bazar|chantier|gravats|poussiere|bordel|sale|etat|traces|outils|dechets|pagaille",
        "laisse|laissent a desirer",
        "parle|parlent|reponde|repond|traite|traitent|recu|recus [moi|nous|me|m] mal|agressivement|sechement",
        "mal poli|eleve|fait|travaille|rebouche|pose|fini|nettoye",
        "malpoli|desagreable|impoli|agressif|grossier|odieux|arrogant|baclé|bacle|rude|careless|sloppy",
        "pas|rien ~ nettoye|range|essuye|ramasse",
        "degoutant*|degueulasse*|crade|crado|immonde*|infecte|sale|salete*|cochonne*",
        "beaucoup trop",
        "semaines|mois|jours ~ attente|attendre",
        "scratched|mess|messy|filthy|rubbish",
        "dust|plaster|dirt|dirty ~ all|everywhere|over|carpet|floor|settee|sofa",
        "retard ~ paiement|reglement|enorme",
        "toujours|encore|jamais|pas ~ paye|regle|payee|reglee|paid|payes ~ facture*|invoice",
        "facture*|invoice ~ impayee*|unpaid|overdue|en attente|toujours|pas",
        "impaye*|unpaid|overdue",
        "trop de mails|messages",
        "not happy|impressed|satisfied|good|acceptable|normal|professional",
        "too long|slow|many",
        "filou|voleur|voleurs|arnaqueur|arnaque*|escroquerie|ripoff|charlatan|guignol|rigolo|incompetent|branquignol|escroc",
        "rip off",
        "c'est|pur|du vol $",
        "se moque|fiche",
        "personne ~ repond|rappelle|ecoute|decroche|fait",
        "vous|tu|on [me|nous|y] repondez|rappelez|faites|reponds|rappelles|repond|rappelle jamais|rien|pas",
        "jamais ~ repondez|rappele|reponse|rappelez",
        "aucun suivi|respect|serieux",
        "c est|cest toujours pareil",
        "on|nous|me laisse|laissez tomber|pourrir",
        "demande pourquoi|quoi ~ paie|paye|payons|sert|servez",  # je me demande pourquoi je paie des honoraires
        "honnetement",
        "sans deconner",
        "raccroche|raccrocher|hung ~ nez|up|me",
    ),
}
"""Displeasure, the strongest first."""

WITH_THE_POLICE = (
    "ai|avons|a|ont [deja|aussitot] porte|depose plainte !contre",
    "plainte [a|est] [ete] deposee|enregistree !contre",
    "depot [de] plainte !contre",
)
CRIME = (
    "cambriol*|effraction*|vol|vols|vole|voles|volee|volees|voleur*|vandal*|degrad*|tague*|agress*|intrus*|fracture*"
    "|forcee|forcees|police|commissariat|gendarmerie|gendarmes",
    "a|ont|essaye|tente|voulu [ete|de|d] [forcer|force|fracturer|entrer|rentrer|crocheter]",
)
"""« J'ai porté plainte », beside one of these, is against somebody else."""

TIRESOME = ("penible+|embetant+|embetante+|genant+|genante+|ennuyeux|annoying|inconvenient|tiresome",)
"""« C'est pénible la nuit »: of a noise or a want, in the mail that tells of it for the first time."""

TELLS_OF_THE_FAULT = (
    "tache|taches noire+|brune+|jaune+|jaunatre+|verte+|verdatre+|marron|grise+|humide+|sombre+",
    "tache|taches [de|d] humidite|moisissure+|moisi|eau|rouille",
    "eau|eaux [est|sort|toute] sale+|degueulasse+|degoutante+",
)
"""« Des taches noires derrière l'armoire », « l'eau sale remonte »: what is seen, and no reproach."""

PRAISE = (
    "bravo|super|parfait|genial|formidable|magnifique|merveilleux|felicitations|excellent|chapeau|quel|quelle|ravi"
    "|ravie|great|brilliant|wonderful|fantastic|lovely|perfect|congratulations|thanks|top|sympa|merci|enchante"
    "|chouette|👏",
)
NEGATIVE_FACT = (
    "rappelle|repond|vient|decroche|passe|rappelez|repondez pas|plus|jamais",
    "depuis|for ~ jours|semaines|mois|days|weeks|months",
    "doudoune|manteau|coat|gloves|gants|bonnet|bougie*|bassine|seau|couverture*",
    "encore|toujours|sans|plus|pas|rien|personne|deuxieme|troisieme|3eme|2eme|jamais ~ chauffage|eau|semaine"
    "|nouvelle*|reponse|nuit|froid|jours|jour|venu|repare|fait|retard|lapin|fuite|lumiere|electricite|week|mois"
    "|douche|matinee|rdv|rendez|attendre|panne|heures",
    "attendu|attendre|attends",
    "coule|goutte|degouline|ruisselle|fuit chez [le|la|les|mon|ma|mes|nos] voisin*|dessous|gens",
    "dans le noir|froid",
    "in the dark|cold",
    "douche|nuit|weekend|noel|semaine ~ froide|froid|bougie|bougies|bassine|seau",
    "another|still|no|without|third|second|again ~ week|day|days|heating|water|night|shower|hot|cold|fixed|news"
    "|nothing|delay",
    "cold showers|shower",
    "encore|toujours|troisieme|deuxieme|quatrieme|jamais|again ~ oublie|absent|casse|perdu|trompe|annule|reporte"
    "|forgot|forgotten|missed|broke|cancelled",
    "nuit|jour|matin|soir|night|day|nuits|jours|nights|days ~ degres|degrees",  # cinquième nuit à 13 degrés
    "quatrieme|cinquieme|sixieme|septieme|huitieme|4eme|5eme|fourth|fifth|sixth jour|nuit|semaine|mois|appel|fois"
    "|relance|day|night|week|time|call",
)
"""« Bravo, encore une semaine sans chauffage »: the fact decides, not the polite word."""

RELIEF = (
    "plus [de] [d] froid|probleme|souci|soucis|fuite|bruit|odeur|retard|panne|infiltration|humidite",
    "no more|longer ~ cold|problem|probleme|leak|noise|smell",
    "revenu|revenue|reparti|repare|remarche|refonctionne|regle|fixed|sorted|back",
    "rien [n|ne] [y] coule|goutte|degouline|ruisselle|fuit",  # plus rien ne coule chez le voisin
)
"""What is over gives no irony: « bravo, mon mari n'a plus froid »."""

REQUESTS = (
    "sera|seront|serait [seulement|que|qu|en|juste] paye+|regle+|verse+|vire+|preleve+",  # le loyer sera payé le 10
    "resili*|denonc*|fin ~ mandat",
    "faire|faites|fassiez|fais [nous|me|moi] parvenir",
    "voudrions|aimerions|souhaitons|souhaiterions|envisage|envisageons",
    "svp|stp|voudrais|aimerais|souhaite|souhaiterais|cherche|cherchons|recherche|recherchons|voulais|veux|besoin|demande|demander|envoyer|envoyez|recevoir"
    "|obtenir|transmettre|communiquer|savoir|possible|peux|peut|puis"
    "|pouvez|pourriez|rembours*|restitu*|please|need|want|like|could|can|send|when|how|request|have|owe|waiting"
    "|autoris*|permission|droit|doit|devez|erreur|augment*|changer|modifier|manque|recu|retard|paierai|payerai"
    "|virement|verserai|reglerai|echelonn*|delai|revoir|reviser|?",
)
"""What makes of a word of another desk something to be done there."""

TELL_US = ("dites|dis|dire moi|nous quand|si|combien|quel|quelle|ou|comment|jusqu|a",)  # dites-moi quand finit le bail

INSTEAD_OF_DIGEST = (
    "plutot que|qu [de|d] [le|la|l|les|un|une|ce|cette|votre|recevoir] recap*|resume|digest|synthese|quotidien",
    "lieu|place du|de|d [le|la|l|un|une|ce|cette|votre] recap*|resume|digest|synthese|quotidien",
    "rather|instead than|of [the|a|this|that|your] [daily|evening] digest|summary|recap",
)
"""« Un mail à chaque fois plutôt que le résumé »: the digest is what is given up."""

DAILY = (
    "regroup*|group* ~ ~ un|seul|quotidien|jour|envoi",
    "envoi|mail|message|email|courriel quotidien|journalier|unique",
    # un seul par jour max
    "un|1|une seul|seule [mail|message|envoi|courriel] le|chaque|tous [les] matin|soir|midi|jour|jours",
    "un|1|one|single ~ mail|message|courriel|email|mails|fois ~ jour|max|maximum|quotidien|journee|day|daily",
    "un|1|une|one [seul|seule] [fois] par jour",
    "un|1|une seul|seule [me] suffit|suffirait|suffira|suffisant par jour",  # un seul suffit par jour
    "qu un|1 seul|seule mail|message|courriel|email",  # ne recevoir qu'un seul mail le soir
    "un|1|one|once [mail|message|email] par|a|per|each|every jour|day|soir",
    "recap*|digest|condense|synthese|summary",
    "resume ~ jour|quotidien|matin|soir|par|journalier",
    "un|le|mode|en|passer resume",
    "quotidien|quotidiennement|journalier",
    "fois|mail|message|seul|email par|per jour|24h|24|day",
    "regroup*|group* ~ mail|mails|message*|notif*|alerte*|envoi*|email*|tout|jour",
    "moins de|souvent ~ mail|mails|message*|notif*|alerte*|email*",
    "trop de|d ~ mail|mails|message*|notif*|alerte*|email*",
    "too many emails|messages|mails|notifications",
    "daily summary|digest|email|mail",
    "fewer|less emails|mails|messages",
    "tout en un ~ mail|message",
)
IMMEDIATE = (
    "^ [en] immediat|immediate|immediatement|immediately [svp|merci|please] $",  # what the alerts page calls it
    "immediat|immediate|immediates|immediats|immediatement|instantane*|immediately|instantly ~ mail|mails|message*"
    "|notif*|alert*|updates",
    "mets|mettez|remets|remettez|passe|passez|repasse|repassez|mettre|remettre|passer|repasser moi|nous en immediat",
    "alerts|emails|mails|notifications|updates ~ right|straight away",
    "mail|mails|message*|notif*|alert* ~ immediat*|direct|instantane*|separe*|individuel*",
    "un par un",  # un par un svp
    "mail|message|email|courriel|alerte|notif* ~ chaque fois|etape|evenement|message|nouveaute|changement",
    "mail|message|email|alert|one ~ each|every time|step|update|change|event",
    "mail|message|email|courriel|alerte|notif* par etape|evenement|nouveaute",
    "chaque fois ~ mail|message|email|courriel|alerte|notif*|prevenu*|averti*",
    "au fur et a mesure",
    "en|temps temps|reel reel|direct",
    "des que|qu ~ nouveau|bouge|passe|arrive|message ~ mail|prevenez|prevenir|ecrivez|recevoir",
    "recevoir|recois|prevenir|prevenez|prevenu*|avertir|avertissez|averti|avertie*|informe|informee ~ tout de suite",
    "tout de suite ~ mail|prevenu|averti|recevoir",
    "etre|tenez|tenu|tenue [moi] informe+|prevenu+|averti+|alerte+ immediatement|directement|instantanement|aussitot"
    " de|a|pour tout|toute|toutes"
    "|chaque",
    "chaque ~ mail|message|evenement|nouvelle ~ separement|recevoir|direct",
    "plus ~ recap*|resume|digest|quotidien",
    "pas ~ recap*|resume|digest|quotidien",
    "stop|arreter|supprimer|sans|arretez ~ recap*|resume|digest",
    "as ~ they|it come|comes|happen|happens",
    "one by one",
    "right away|straight|each",
    "real time",
    "no|stop|not ~ digest|summary",
    "each ~ email|mail|message",
)
RECEIVED_AT_ONCE = (
    # pour les alertes, je préfère les recevoir immédiatement
    "recevoir|recois|recevrai|receive|get|have ~ immediatement|directement|instantanement|immediately|instantly"
    "|straight",
)
"""Where mails are spoken of beside."""
