"""How owners say yes, no, yes if, and later, to a quote. A mail beside each line."""

from __future__ import annotations

APPROVES = (
    "bon pour accord",  # bon pour accord
    "bon pour",
    "^ accord",
    "mon|notre|plein|donne|donnons|formel ~ accord|feu|aval|approbation",  # je vous donne mon accord
    "feu vert",
    "je|nous|on [vous] [le|l|ce|la] valide|validons|accepte|acceptons|approuve|approuvons|signe|signons|prends|prend|retiens|retenons|choisis|choisit",
    "devis ~ valide|accepte|approuve|ok|bon|signe|retenu|me|accord",
    "ok|d'accord|oui|bon|accord|go|partant|favorable pour|avec|sur|a",  # ok pour le B
    "faites le|la|les|donc|faire|proceder|intervenir|executer|realiser",
    "lancez|lance|procedez|engagez|commandez|poursuivez|demarrez",  # lancez les travaux
    "allez y",
    "vous pouvez|pouvez [donc] y aller|lancer|proceder|valider|commander|engager|signer|faire|demarrer|commencer",
    "qu il|elle|ils fasse|fassent|intervienne|repare|vienne|commence|y aille",
    "c est|etait ok|bon|d'accord|valide|accepte|parti|oui",
    "on y va",
    "on prend|retient|part|fait",
    "va pour",
    "prenez|retenez|choisissez|choisir|gardez|partons|partir ~ le|la|l|sur|moins|premier|deuxieme|second",
    "le|celui|moins ~ cher",
    "approved|approve|agreed|agree|accept|accepted|authorise|authorize|authorised",
    "go ahead|for|with",
    "please proceed|go|book|do",
    "happy|fine|ok|good with|to|by",
    "you have my approval|agreement|consent|permission|go",
    "do it",
    "get it done",
    "give ~ green light",
    "the cheaper|cheapest",
    "yes",
)

REFUSES = (
    "^ non",
    "refuse|refusons|refusee|rejette|decline|declinons|desapprouve",  # je refuse ce devis
    "trop|bien cher|chers|eleve|onereux|couteux",  # trop cher, non
    "hors de question",  # hors de question
    "pas|ni ~ accord|ok|question|favorable|approuve|valide|accepte|valider|accepter|approuver|interesse|souhaite|donner|suite|prends|prenons|faire|signer|signe|donne",  # pas notre accord
    "pas pour moi|nous",
    "pas d'accord",
    "pas a ce|cette|tel prix|tarif",
    "a ce prix la",
    "excessif|exorbitant|abusif|delirant|exagere|arnaque|vol|prohibitif|scandaleux|rip",
    "laissez tomber",
    "pas de suite",
    "annulez|annule ~ devis|travaux|tout",
    "sans moi",
    "impossible",
    "not ~ approve|approved|agree|accept|paying|pay|happy|ok|going|proceed|authorise|interested|acceptable|ahead",
    "refuse|reject|decline|declined|rejected",
    "too expensive|much|high|dear",
    "way too",
    "no way|thanks|go",
    "absolutely not",
    "rip off",
)
REFUSED_OUTRIGHT = (
    "^ non",
    "^ no",
    "refuse|refusons|refusee|rejette|decline|declinons|desapprouve|reject|rejected|declined",
    "hors de question",
    "pas|ni ~ accord|ok|favorable|approuve|valide|accepte|valider|accepter|approuver|interesse|donner|suite|prends|prenons|signer|signe|question",
    "not ~ approve|approved|agree|accept|paying|pay|ok|going|proceed|authorise|interested|acceptable",
    "laissez tomber",
    "pas a ce|cette|tel prix|tarif",
    "a ce prix la",
    "no way|thanks",
    "absolutely not",
    "sans moi",
    "trop cher|eleve",
    "bien trop",
    "too expensive|much|high|dear",
)

CONDITION = (
    "si",  # OK si moins de 450
    "a condition",  # à condition que le plombier garantisse
    "a la condition",
    "sous reserve|condition",
    "pourvu|moyennant|seulement|uniquement",
    "a moins",
    "sauf",
    "jusqu",  # d'accord jusqu'à 300
    "max|maxi|maximum|plafond|plafonne|limite",
    "pas plus|au dela|dessus",
    "moins de",
    "inferieur",
    "tant que",
    "dans la limite",
    "des lors",
    "une fois",
    "apres",
    "mais pas",
    "en dessous|dessus",
    "if|provided|unless|only|long|subject|condition|up|under|below|once|within|assuming|capped|cap|maximum",
    "as long as",
    "up to",
    "no more than",
    "not more than",
)
NOT_A_CONDITION = (
    "s il vous|te plait",
    "si possible|besoin|vous|tu|ca|jamais ~ voulez|veux|convient|pouvez",
    "si possible|besoin",
    "si j ai compris",
    "if possible|needed",
    "if you [do not] mind|like|can",
    "apres reflexion|tout|avoir|discussion|lecture|verification|midi|consultation",
    "even if",
    "meme si",
    "comme si",
    "please let me know if",
    "dites moi si",
    "n hesitez pas si",
    "once and for all",
    "le plus vite|rapidement possible",
    "only one|thing|question|wish",
    "not only",
)

LATER = (
    "reflechi*|reflexion|reflechir|penser|pense",  # je réfléchis
    "regarde|regarder|verifie|verifier|voir|vois|etudie|etudier|examine|lis|lire|compare|comparer",
    "laissez|accordez|donnez|laisse ~ moi|nous|temps|delai|jour|jours|semaine|jusqu",  # accordez-moi un délai
    "besoin ~ temps|delai|reflexion|voir|parler|consulter",
    "reviens|reviendrai|revient|reponds|repondrai|reponse|redis|dirai|recontacte|rappelle|rappellerai ~ vous|vers|demain|lundi|mardi|mercredi|jeudi|vendredi|plus|semaine|rapidement|ce|d'ici|dans|d",
    "je vous dis|redis|reponds|repondrai|dirai|reviens|rappelle|tiens",
    "parler|parlerai|demande|demander|discuter|consulter|consulte|attends|attendre ~ ma|mon|mes|a|avec|femme|mari|frere|soeur|associe*|fils|fille|comptable|conseil|notaire|avis|epouse|indivis*|indivision|heritier*",
    "d'accord pour en parler|discuter",
    "pas encore|d'avis|decide|decision",
    "attends|attendez|attendre|patienter",
    "en vacances|deplacement|voyage",
    "think|consider|considering|look|review|check|ask|talk|discuss|decide|sleep ~ about|it|over|into|with|my|on|at|wife|husband|partner|brother|sister|first",
    "let you know",
    "get back",
    "need ~ time|days|few",
    "give me",
    "come back to you",
)
"""Will answer later: clear, and no decision."""

OTHER_QUOTE = (
    "autre|autres|second|deuxieme|nouveau|2e|2eme|contre|troisieme|plusieurs|different|d'autres [contre] devis",  # demandez un autre devis
    "devis ~ comparatif|concurrent|contradictoire|autre|supplementaire|ailleurs|comparatifs",
    "comparer|comparaison|concurrence|concurrents|mise en concurrence",
    "autre|autres|meilleur|meilleure prix|offre|proposition|tarif|entreprise|prestataire|artisan|plombier|electricien|societe|chauffagiste|serrurier",
    "chez un|d autre|autres|concurrent",
    "moins cher ailleurs",
    "faites|faire jouer",
    "another|second|other|different|alternative|more|third [comparative] quote|quotes|estimate|opinion|provider|contractor|company|price|prices|plumber|electrician",
    "shop around",
    "cheaper quote|one|option|company|elsewhere",
    "renegoci*|negoci*",
    "redemand* ~ devis",
)
NOT_OTHER_QUOTE = (
    "pas|inutile|plus ~ autre|second|deuxieme|d'autres",
    "pas besoin",
    "no need",
    "another|autre question|chose|point|fois|probleme",
    "recu|avez|j ai|ai ~ autre|second|deuxieme ~ devis",
)

CHEAPEST = (
    "moins cher|chere|onereux|couteux",
    "plus economique|bas|petit",
    "cheapest|cheaper|lowest|least",
    "meilleur marche",
)
DEAREST = ("plus cher|chere|complet|complete", "dearer|dearest", "more expensive")
THE_LABEL = (
    "devis|option|offre|proposition|solution|quote|choix|variante|celui|le|la|l|du|de|pour|pour le|no|numero|n|quote"
)

UNDECIDED = (
    "cher|chers|eleve|expensive|steep|pricey|raide|sale|consequent|somme|beaucoup",
    "comme|ce que vous voulez|pensez|jugez|preferez|voudrez",
    "faites au|pour le mieux",
    "vous en pensez|dites",
    "a vous de voir|decider|juger",
    "je vous fais confiance",
    "votre avis",
    "up to you",
    "what do you think",
    "not sure",
    "bof|hmm|mouais|pfff",
    "sais pas",
    "je vous laisse",
)

SURE = (
    "bon pour accord",
    "accord|approved|agreed|valide|validons|accepte|acceptons|approuve",
    "^ oui|ok|yes",
    "go ahead",
    "allez y",
    "lancez|procedez",
)
NOT_AN_APPROVAL = (
    "pas|ni|jamais|sans|aucun|non ~ accord|ok|valide|accepte|approuve|oui|question|favorable",
    "pas|not|jamais",
    "accordez|accorder",
    "d'accord ~ parler|discuter|principe|voir|reflechir",
    "pour en parler|discuter",
    "avant ~ accord|donner|valider|accepter|approuver",
    "bien recu|note",
    "^ ok ~ recu|vu|note|merci|regarde|verrai|reviens",
    "si|if|unless",
    "recu votre|le|la",
)
"""The words of a yes without the yes."""

WISH = (
    "merci de|d ~ prevenir|demander|dire|verifier|faire|prendre|appeler|me",
    "assurez|veillez|pensez|make sure|please|svp",
    "tant que vous|j y|on",
)
"""A wish is no condition."""
