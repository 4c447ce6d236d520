"""How owners say yes, no, yes if, and later, to a quote. A mail beside each line."""

from __future__ import annotations

DECIDES_YES = (
    "^ [avis|tres] favorable $",
    "j|je|nous [vous] autorise|autorisons",
    "je|j|nous|on retiens|retient|retenons|selectionne [donc] le|la|l|votre|cette|ce proposition|offre|devis",
    "bon pour accord|execution|travaux",  # bon pour accord
    "accord donne|accorde|confirme|valide|plein",
    "^ [bonjour|oui] accord",
    # je vous donne mon accord
    "mon|notre|plein|entier|donne|donnons ~ accord|feu|aval|approbation|consentement|agrement",
    "feu vert",
    "avis|reponse favorable|positive|positif",
    "suis|sommes|est favorable+",
    "je|j|nous|on [vous|le|l|la|les|ce|donc] [le|l|la] valide|validons|accepte|acceptons|approuve|approuvons|signe"
    "|signons|adhere|marche",
    "devis|proposition|offre|montant|quote|estimate ~ valide|accepte|approuve|ok|bon|signe|retenu|accord|approved"
    "|accepted|agreed|fine|ok",
    "^ [tous|deux|sont] valide+|accepte+|approuve+|vendu|adjuge|banco",
    "^ [c] [est] accorde+ $",  # accordé
    "^ [bon] [pour] [accord] lu et approuve+",
    "^ [vous] [pouvez] validez|valider|signez|acceptez|accepter|approuvez",
    "valide|accepte|approuve pour|a [les] [la]",
    "lancez|lance|procedez|engagez|commandez|poursuivez|demarrez|executez|foncez",  # lancez les travaux
    "faites|fais le|la|les|donc|proceder|intervenir|executer|realiser|reparer|remplacer|changer|venir",
    "faites|faire|fais [faire] le|les|ces|cette|la necessaire|travaux|reparation*|depannage|remplacement",
    "faites|fais [le] [donc] $",
    "allez|vas y",
    "vous|tu|on|il|elle|ils peut|peux|pouvez|peuvent [donc] y|lancer|proceder|valider|commander|engager|signer"
    "|faire|demarrer|commencer|intervenir|reparer|venir|mandater|passer",
    "pouvez [vous] y aller|lancer|proceder|commander|engager",
    "qu il|elle|ils|on [le|la|les|y|me|nous] fasse|fassent|intervien*|repare|reparent|vienne|viennent|commence"
    "|commencent|aille|aillent|remplace|change|procede|passe",
    "c est|etait|sera ok|bon|d'accord|valide|accepte|parti|oui|entendu|vendu",
    "on y va",
    "tout|tous|deux est|sont ok|bon|bons|valide+|accepte+|approuve+|d'accord|parfait",
    "all|both|everything is|are ok|fine|good|approved",
    "ca|cela|ceci [me|nous|m] va|convient|marche|roule",
    "parait|semble [tout] correct|honnete|raisonnable|bien|ok|bon|acceptable|normal|juste|coherent|justifie",
    "me|nous va|vont|convien*|sied",
    "pas|aucun|aucune|nulle|sans|zero|rien [d|de|a] [une] objection*|inconvenient*|opposition|objecter",
    "accord est|sera donne|acquis|ok",
    "seems|looks|sounds [very] fair|reasonable|fine|ok|good|right",
    "partant|partante|partants|preneur|preneuse|preneurs|d'accord",
    "ok|d'accord|oui|bon|accord|entendu|go|va|partant|favorable|validation pour|avec|sur|a",  # ok pour le B
    "prets a payer|accepter|engager|valider",
    "approved|agreed|accepted|authorised|authorized",
    "^ [please] approve|accept $|it|this|the|quote",
    "i|we [hereby] approve|accept|agree|authorise|authorize|confirm",
    "happy|glad|fine|ok|good|content with|to|by",
    "happy|glad|fine|ok|good|content for you|him|her|them|us|it|this|that|the ~ proceed|go|book|do|start|fix|repair"
    "|order|happen|ahead",  # happy for you to proceed
    "go ahead|for",
    "please proceed|go|book|do|arrange|order|carry",
    "you can|may proceed|go|book|start|order",
    "you have|ve my|our approval|agreement|consent|permission|go|ok|blessing",
    "do it|the",
    "get it|this|that done|fixed|sorted|repaired",
    "get|gets|crack on",
    "let him|her|them|it|us ~ do|get|go|proceed|fix|start|repair|come",
    "give ~ green light",
    "book him|them|it",
    "no|without objection*",
    "sounds good|fine|great|ok|fair|reasonable",
)
"""A yes in words that name the act."""

TAKES_IT = (
    # pour le volet, prenez le devis
    "prenez|prends|retenez [donc] le|ce|leur|son devis [svp|merci] $",
)
"""A yes where nothing else is ordered beside it."""

ANOTHER_ORDER = (
    "demand*|envo*|renvo*|transm*|transf*|jeter|jetez|jette|compar*|regard*|attend*|baiss*|remise|rabais|ristourne"
    "|negoci*|renegoci*|montr*|verrai|verrons|voir|voyez|verifi*|relanc*|garder|gardez|garde|scann*|class*|rang*|imprim*"
    "|appel*|rappel*|faites|fais|dites|dis|mettez|mets|laissez|laisse|reflech*|reviens|cherch*|trouv*"
    "|signez|contresign*",
)

YES_TO_BE_TOLD = ("^ dites|dis|repondez|reponds [lui|leur] [que] oui|ok|d'accord [svp|merci] $",)
NO_TO_BE_TOLD = ("^ dites|dis|repondez|reponds [lui|leur] [que] non [svp|merci] $",)
"""« Dites-lui oui »: said of the quote where nothing else is said."""

CHOOSES = (
    "prenez|retenez|choisissez|gardez|partez|prendre|retenir|choisir|privilegier|privilegiez [donc|plutot] le|la|l"
    "|sur|avec|celui|un",
    "je|j|nous|on retiens|retient|retenons|choisis|choisit|choisissons|garde|gardons|selectionne ~ proposition"
    "|offre|devis",
    "je|j|nous|on [le|l] prends|prend|prenons|retiens|retient|retenons|choisis|choisit|choisissons|prefere"
    "|preferons|opte|optons|vote|garde|pars|part|partons",
    "aimerais|voudrais|preference|plutot|prefere*",
    "le|celui|moins|plus ~ cher",
    "go|let us|i will|take|pick|choose|prefer|rather have|go|with|the",
    "the cheaper|cheapest|lowest|first|second|other",
)
"""Words that pick one of several quotes."""

NOT_NEGATED = (
    "pas|not [du] [tout] [a|au] hors|dessus|dela|beyond|above|over|outside ~ moyens|budget|means|portee",
    "refus*|refuse|refusez|refuser|rejetez pas",
    "c|est pas donne",
    "pas|aucun|aucune|nulle|sans|zero|rien|jamais [d|de|a] [une|la] [moindre] objection*|inconvenient*|opposition"
    "|objecter|probleme|problemes|reserve|reserves|redire|dire|hesitation|doute|contre|hostile|choix|regret*",
    "pas le|d|de|autre|d'autre ~ choix|solution|option",
    "vois pas ~ inconvenient|objection|probleme",
    "pas trop|si|tres|mal cher|eleve|mauvais",
    "pas mal",
    "pas ~ hiver|noel|reveillon|annee|eternite",
    "pas le temps",
    "pas besoin|la peine",
    "n est ce pas",
    "non plus",
    "no|without|not|any objection*|problem|issue|worries|doubt|choice|hesitation",
    "do not ~ mind|object|hesitate|worry|forget|wait|have|see",
    "pas ~ attendre|trainer|tarder|perdre|oublier|oubliez|hesiter|hesitez|trace|traces|refus*|oppose",
)
"""A negation of what would stand in the way is no refusal."""

REFUSED_OUTRIGHT = (
    "rejete|refuse|refusee|rejetee par",
    "sur|evidemment|crois|pense|dis|dirais que non",
    "of course not",
    "^ [mais|bon|alors|donc|euh|desole|desolee|sorry|bonjour] [c] [est|moi|je|la] non",
    "c|est|dis|dit|dirai|dirais|reponse|sera|clairement|reste|moi|nous non $",
    "c est non",
    "non|no merci|thanks",
    "dis|dirai|reponse non",
    "^ [sorry|so|well] no",
    "say|says|is|answer|answers|said [a|an] [definite] no",
    "^ [mais] pas le|la|celui $",
    "^ negatif|negative|contre",
    "suis|sommes|est|votre|vote [plutot|tout|fait] contre|oppose|opposes|opposee|defavorable",
    "avis|reponse defavorable|negatif|negative",
    "refus|refuse|refusons|refuses|refuser|refusez|rejetez|declinez|rejette|rejetons|rejeter|decline|declinons"
    "|decliner|desapprouv*|oppose|opposons|ecarte|ecartons|ecarter",  # je refuse ce devis
    "reject*|declin*|refused|refusing|refusal",
    "hors de question",  # hors de question
    "en est|mais [plus] pas question",
    "pas question",
    # annulez mon accord, je retire mon accord
    "annul*|retir*|reprend*|revoqu*|revien*|suspend*|withdraw|withdrawing|cancel|revoke ~ accord|aval|feu|approbation"
    "|consentement|validation|approval|agreement|consent",
    "pas|ni|jamais|aucun|aucunement|nullement|point ~ accord|ok|favorable+|approuve|valide|accepte|valider|accepter"
    "|approuver|interesse|interessee|donner|donne|donnerai|donnons|suite|prends|prenons|signer|signe|preneur"
    "|preneuse|partant|partante|acceptable|payer|paye|paierai|engager|convient|d'accord|oui",
    "valide|accepte|approuve|signe|prends|prend|retiens|veux|veut|voulons|souhaite|souhaitons|paie|paye|paierai"
    "|validons|acceptons|approuvons|signons|payerai|paierons|payerons|mettrai|engage|engagerai|desire|cautionne"
    "|suivrai|suivrons|suit|suivons|marche"
    "|donnerai|donne|donnons|convient|conviennent pas|rien|plus|aucun",
    "prenons|retenons|payons pas|plus|rien [du] [tout] [le|la|ce|cet|cette|votre"
    "|leur|un|tel|telle|a|pour] $|devis|offre|proposition|montant|prix|tarif|somme|travaux|ca|cela",
    "suis|sommes pas [du] [tout] [trop|tellement] chaud|chaude|chauds|emballe+|enthousiaste|pour $|du|a|sur|par"
    "|avec|de",
    "je|on vous|te|le|la|l|les suis|suit pas",  # je ne vous suis pas à ce prix
    "ca|me|nous va|vont pas",
    "faites|engagez|lancez|commandez|validez|signez|acceptez|intervenez|depensez|faire|envoyez surtout|pas|rien|aucun",
    "surtout pas|rien",
    "prefere ~ pas|abstenir|renoncer|eviter|passer|rester",
    "renonce|renonçons|renoncons|m abstiens",
    "laissez|laisse|laissons tomber",
    "oubliez|abandonnez|abandonne|annulez|annule ~ devis|travaux|tout|ca|idee|chantier|intervention|$",
    "sans suite",
    "^ [ce] [sera] sans moi $",
    "sera|seront|ferez|faites sans moi",
    "^ [desole+] [mais] [c] [est] [trop|vraiment] hors budget [pour] [moi|nous] [merci] $",
    "dessus|dela|hors de|d mes|mon|notre|nos|ma moyens|budget|portee",  # au-dessus de mes moyens
    "beyond|above|over|outside my|our|the means|budget",
    "peux|pouvons|peut pas me|nous|se le|la permettre",
    "pas|jamais a|pour ce|cette|tel|tels|ces|un prix|tarif|montant|somme|conditions",
    "trop|bien|beaucoup|largement trop|plus cher|chers|chere|cheres|eleve|eleves|onereux|couteux|excessif|gourmand",
    "trop cher|chers|chere|eleve|eleves|onereux|couteux|gourmand",
    "^ [mais|non] c'est [beaucoup|bien] trop $",
    "€|euros|ttc c'est [beaucoup|bien] trop $",
    "aucun|aucune|ni [le|l|la] [des|de|un|une|ces] [deux|ces|autre|l] [ni|devis|un|propositions]",
    "ni l un|une ni l",
    "ni le|la|l ~ ni",
    "a ecarter|rejeter|refuser|retoquer|decliner",
    "not|never ~ approve|approved|agree|agreed|accept|accepting|paying|pay|ok|going|proceed|authorise|interested"
    "|acceptable|happy|fine|ahead|do|go|want",
    "do not|please do not ~ proceed|do|go|book|order|start|approve|accept",
    "rather|prefer not",
    "neither|none",
    "no way|thanks|thank",
    "absolutely|certainly|definitely not",
    "i|we|us ~ against|pass|passing|oppose|opposed",
    "turn|turning ~ down",
    "forget it|about",
    "too|way expensive|much|high|dear|steep|pricey",
    "rip off",
    "👎|❌|🚫|⛔",
)
"""A no in so many words, a price that is too high included."""

TOO_DEAR = ("^ [desole+] [mais] [c] [est] [trop|vraiment] hors budget",)
"""A no where nothing else says yes: « c'est hors budget, tant pis, je valide »."""

TAKEN_BACK = (
    "annul*|retir*|reprend*|revoqu*|withdraw|withdrawing|cancel|revoke ~ accord|aval|feu|approbation|consentement"
    "|validation|approval|agreement|consent",  # je retire mon accord
    "reviens|revenons|revenir|revenu sur ma|notre|mon|cette|cet decision|accord|choix|position|avis|parole",
    "go|going|went back on ~ decision|agreement|word",
    "j|nous|on ai|avons|a change [d] avis",
    "i|we have changed my|our mind",
    "i|we changed my|our mind",
)
"""What was agreed, by whoever agreed to it."""

NO_TO_ELSE = (
    "non|no|refuse [pour|a|au|aux|to] [le|la|l|les|leur|un|une|ce|cet|cette|the|a|any] "
    "contrat|abonnement|extension|maintenance|newsletter|publicite|demarchage|contract|subscription",
)
"""« Non pour le contrat d'entretien »: what the firm would sell besides, and not its quote."""

WITHOUT_IT = ("sans|without mon|notre|my|our accord|feu|aval|consentement|approval|agreement|consent",)
"""What is not to be done: no word on the quote."""

OPINION = ("air|avis|mieux|parait|semble|seems|looks|better|sounds|interessant|opinion",)
"""What one thinks of a quote is not yet a choice."""

MAYBE = (
    # je ne suis pas contre
    "pas|rien|jamais|aucunement|nullement|not|nothing|never [du] [tout] [at] [all] [vraiment|really|trop|forcement"
    "|exactly|contre] contre|hostile+|oppose+|defavorable+|against|opposed",
    "oppose|opposons|opposerai|opposerons|object pas|jamais",
    "dis|dit|disons|dirai|dirais|dirions|say|saying pas|not|never non|no",
    "not|never say|saying|said no",
    "pas exclu|certain|sur|sure|persuade|convaincu",
    "peut etre",
    "serais|serait|serions|pourrais|pourrait|pourrions|envisage*|hesite*|tente|tentee|songe ~",
    "pourquoi pas|not",
    "maybe|might|perhaps|probably|possibly|hesitat*|tempted|considering|undecided",
    "not sure|certain|convinced|decided",
    "a la rigueur",
    "si j|je|nous|on|i|we accepte|valide|refuse|accept|approve|refuse|dis|agree",
)
"""Neither a yes nor a no, whatever else is said."""

_FAMILY = (
    "femme|mari|epouse|epoux|conjoint+|compagne|compagnon|frere|soeur|fils|fille|mere|pere|maman|papa|belle|beau|gendre"
    "|cousin+|neveu|niece|associe+|wife|husband|partner|brother|sister|son|daughter|mother|father|mum|dad|cousin"
)
DECIDED = (
    "valide+|accepte+|approuve+|signe+|autorise+|retenu+|confirme+|vote+|approved|accepted|agreed|authorised"
    "|authorized|signed|validated|confirmed|refuse+|rejete+|refused|rejected|declined|ok|okay|d'accord|accord|vu|oui|yes"
)
SAID_BY_OTHERS = (
    # accepté par ma femme
    f"{DECIDED} [hier] par|by mon|ma|mes|notre|nos|le|la|l|les|un|une|m|mme|monsieur|madame|my|our|the|his|her|mr|mrs"
    " !presente|present|presentes|soins|mail|mails|courriel|email|telephone|message|courrier|retour|reponse|voie|suite"
    "|lettre|sms|main|cabinet|societe|sci|agence|return|phone|post|same",
    f"{DECIDED} [hier] par|by elle|lui|eux|elles|her|him|them|tous|toutes|tout|everyone|everybody",
    f"{DECIDED} pour|de|d|chez|cote|from|for|with [accord] [de] mon|ma|mes|my|his|her {_FAMILY}",
    f"selon|dixit|according|says mon|ma|mes|to|my [my] {_FAMILY}",
    f"mon|ma|mes|notre|nos|my|our {_FAMILY} [en|y|l|also] approuve+|approved|accepted|agreed|approves|accepts|oks"
    "|signed|signe",
    "locataire|voisin*|plombier|artisan|chauffagiste|electricien|serrurier|entreprise|technicien|frere|soeur"
    "|associe|associee|mari|femme|fils|fille|mere|pere|syndic|assurance|assureur|comptable|notaire"
    "|tenant|plumber|brother|sister|wife|husband|partner|neighbour|builder|she|he ~ est|a|sera|serait|dit|accepte"
    "|veut|valide|refuse|says|said|agrees|is|has|wants|would|thinks|sont|ont",
    "avez|aviez|avait|a deja [valide|accepte|approuve|refuse]",
    "avez|aviez|avait|aurait|ont|a valide|accepte|approuve|refuse|signe",
)
"""Somebody else's yes or no."""

AND_MINE = (
    # accepté par mon frère et moi
    "et|and|ainsi|comme [par|by|que|pour|for] moi|me|i|nous|us|myself",
    "moi|nous|i|we|us et|and mon|ma|mes|my",
)
"""… and one's own."""

NOT_BY_ME = ("^ [mais|et|but|and] pas|not [encore|yet] par|pour|by|for moi|nous|me|us $",)
"""Behind a yes, « mais pas par moi »: it was somebody else's."""

OWNER_SAYS = (
    "proprietaire|proprio|bailleur|bailleresse|landlord|owner",
    "son|leur|her|his accord|feu|aval|ok|approval|agreement|consent",
)
"""In a manager's mouth, whose yes and no count."""

OWNER_YES = (
    "accord|ok|valide|accepte|d'accord|feu|oui|favorable|donne|aval|agrees|agreed|approves|approved|yes|bon|accepts"
    "|partant|suit",
)
TELLS = (
    "est|a|dit|accepte|veut|valide|refuse|confirme|ok|prefere|says|said|agrees|confirms|wants|pense|souhaite|propose",
)
"""What others do with words."""

OF_SOMETHING_ELSE = (
    "ok|d'accord|oui|bon|go|va|fine|yes|dispo*|good pour|for|avec|with|a [le|la|l|un|une|les|des|the|that|a] lundi"
    "|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|rdv|rendez|visite|date|dates|creneau|creneaux|photo|photos|cle|cles|demain|rappel|appel|telephone|visit|call"
    "|appointment|tomorrow|matin|email|mail|suite|reste|autre",
    "lancer|engager|commencer|demarrer ~ procedure|discussion|discussions",
)
"""A yes to another thing than the quote."""

_FIRM = "plombier|artisan|entreprise|prestataire|societe|chauffagiste|electricien|serrurier|monsieur|plumber|builder"
_MUST = "faut|faudrait|faudra|doit|doivent|devra|devrez|devrait"
_TAKES_OFF = (
    "enleve|enlevent|enlever|enleviez|retire|retirent|retirer|retiriez|deduise|deduisent|deduire|supprime|suppriment"
    "|supprimer|offre|offrent|offrir|remove|waive|drop"
)
NOT_AT_ONCE = (
    "^ [mais|surtout] pas tout de suite",  # je valide mais pas tout de suite
    "lancez|commencez|engagez|faites|commandez|demarrez pas [rien] [les|le] [travaux|chantier] tout de suite",
)
"""A yes that is to wait: whether the works may begin is asked back."""

STRONG_CONDITION = (
    "a [la|cette|une] [seule|seul] condition",
    "condition expresse|express",  # à condition que le plombier garantisse
    "a la condition",
    "sous reserve|condition",
    "pourvu",
    "a moins",
    "moyennant",
    "^ mais|but [surtout] sans|without le|la|les|l|leur|ce|cette|the|their",  # oui mais sans la pose
    # je valide sauf le forfait déplacement
    "sauf|hormis|excepte|except [for] [le|la|les|l|son|ses|leur|leurs|the] [ligne|poste|forfait|prix] [de|du|des]"
    " [la|l|le] [main] [d] frais|oeuvre|tva|depose|supplement|majoration|forfait|deplacement|fee|charge|callout",
    # ok mais il faut qu'il enlève le déplacement
    f"^ mais|but [le|la|l|the] [{_FIRM}|il|elle|ils|vous|he|they] {_MUST}|must|has|needs [que|qu|to]"
    f" [il|ils|elle|on|vous|le|la|l] [{_FIRM}] {_TAKES_OFF} [le|la|les|l|son|ses|ce|cette|leur|leurs|the|his|that]"
    " [ligne|poste|prix|cout|montant|callout|travel] [de|du|des] [la|l|le] [main] [d]"
    " frais|oeuvre|tva|supplement|majoration|fee|charge",
    f"^ mais|but [le|la|l|the] [{_FIRM}|il|elle|ils|vous|he|they] {_MUST} [que|qu] [il|ils|elle|on|vous"
    f"|le|la|l] [{_FIRM}] {_TAKES_OFF} [le|son|ce|leur] [ligne|poste|prix|cout|montant] [de|du] forfait|deplacement"
    " !de|des|d",
    "uniquement|seulement|sauf|exclusivement|seul si|s",  # seulement s'il baisse
    "sinon|autrement [c est] non|rien|tant|refus*|laissez|je",
    "only if|when",
    "provided|unless|providing",
    "on [the|one] condition",
    "subject|conditional to|on|upon",
    "as long as",
    "otherwise no|i|it|we",
    "depasserai|depasserons|depasse|depassez|depasser pas|plus",
    "tant que ~ reste|depasse|est|sera",
    "a|en|fait|faisons|partage|partageons 50 50 !de|du|des|d",  # oui à 50/50 avec le locataire
    "moitie moitie",
    "dans la limite",
    "plafonne*",
    "dans|en ce cas",  # voyez s'il accepte 500, dans ce cas je valide
)
"""« À condition que… »: a condition wherever it stands."""

WEAK_CONDITION = (
    "si",  # OK si moins de 450
    "s il|ils",
    "if|assuming",
    "des lors",
    # ok en espérant que le prix baisse un peu
    "en esperant ~ ~ prix|tarif|montant|baisse*|remise|rabais|ristourne|reduction|geste|gratuit*|offert*|moins|cher"
    "|facture+|deduit*",
    "hoping ~ ~ price|cheaper|less|discount|free|reduce|reduced|lower",
    # validez après accord du propriétaire
    "apres|des|moyennant|after|pending|awaiting [l|le|son|sa|reception|obtention|the|his|her] [de|d] [l|le|son]"
    " accord|aval|feu|validation|approbation|approval|agreement|consent !reflexion",
    "after|once|when ~ agrees|approves|accepts|signs",
    "contre une|un|remise",
    # essayez d'avoir une remise et c'est bon pour moi
    "essayez|essaie|essayer|tentez|obtenez|negociez|negocie|arrachez|trouvez|faites ~ ~ remise|rabais|ristourne"
    "|reduction|geste|effort|discount [commercial] [de] [sa|leur] [part] et|puis [la|alors|ensuite] c|je|j|ca|on|ok"
    "|banco|moi|nous",
    "avec une|un remise|rabais|ristourne|geste",
)
"""A condition where the yes stands in the same sentence."""

NOT_A_CONDITION = (
    # je valide, hormis les frais de dossier tout est clair
    "sauf|hormis|excepte|except ~ frais|oeuvre|tva|depose|supplement|majoration|forfait|deplacement ~ tout [m|me]"
    " est|parait|semble [tres|bien] clair|limpide|compris",
    "s il|ils vous|te|vous plait|plais",
    # voyez avec eux s'ils peuvent nettoyer la gouttière
    "voyez|voir|demandez|demander|regardez ~ si|s il|ils|elle|elles peut|peuvent|pourrait|pourraient [aussi"
    "|egalement] "
    "nettoyer|changer|remplacer|verifier|regarder|controler|reparer|deboucher|repeindre|enlever|passer|venir|commencer"
    "|intervenir",
    "si possible|besoin|jamais|necessaire|question*|probleme|elle|locataire",
    "si vous|tu [le|l|en] voulez|veux|souhaitez|pouvez|avez|permettez|preferez|passez|allez|appelez",
    "si ca|cela vous|te|t|lui va|convient|arrange|dit|derange",
    "si il faut|manque",
    "si j ai compris|raison",
    "sais|savoir|dire|dites|demande|demandais|voir|verifier|confirmer|confirmez|ignore|preciser|precisez|comprends"
    "|regardez|regarder|moi|nous [pas] [moi] si|s",
    "if possible|needed|necessary|required|he|she|they needs|need|wants",
    "if you [do not] mind|like|can|need|want|have|could",
    "know|wonder|see|check|ask|tell|sure|confirm [me] if|whether",
    "even if",
    "meme si|s",
    "comme si|s",
    "n hesitez pas si",
    "please let me know if",
    "si cher|chere|vite|longtemps|tard|peu|souvent|bien|rapidement",
    "if [they|it] come at|free",
)

LATER = (
    # ok je transmets au bailleur
    "je|j|on|nous [le|la|l|vous|lui] transmets|transmet|transmettons|transmettrai|soumets|soumettons|soumettrai|relaye"
    "|relaie|relayons $|a|au|aux",
    "l ai|avons [bien|deja] recu|lu $",  # c'est bon je l'ai reçu
    "merci|thanks|thank [you] de|d|pour|for [l|la|cette|ces|the|your|votre] information|informations|info|infos",
    "d'abord|prealable",
    "prefere|prefererais|aimerais|voudrais|aime [mieux] attendre",  # je préfère attendre d'avoir vu le logement
    "rather|prefer ~ wait|see",
    "confirme|confirmerai|valide|validerai|signe|signerai ~ demain|lundi|mardi|mercredi|jeudi|vendredi|semaine|plus",
    "not|pas now|maintenant|moment|instant",
    "pour l|le instant|moment",
    "wait|waiting|hold",
    "pas|sans|aucune|toujours [de|encore] [de] nouvelle*|reponse|retour",
    "relancez|relancer|relance ~ bailleur|proprietaire|proprio|owner|landlord",
    "rappellera|repondra|confirmera|reviendra|recontactera|tranchera|decidera",
    "reflechi*|reflexion",  # je réfléchis
    "y penser|pense",
    "je|on|nous|vais|dois|devons|faut|allons|va [en|y|vous|le|la|l|les|d] [le|la|l] [d|de] regarde|regarder|verifie"
    "|verifier|voir|vois|etudie|etudier|examine|examiner|lis|lire|compare|comparer|consulte|consulter|discute"
    "|discuter",
    # accordez-moi un délai
    "laissez|accordez|donnez|laisse|accorde|donne ~ moi|nous|temps|delai|jour|jours|semaine|jusqu",
    "besoin|faut ~ temps|delai|reflexion|voir|parler|consulter|jours",
    "reviens|reviendrai|revient|revenons|reponds|repondrai|redis|dirai|recontacte|rappelle|rappellerai"
    "|recontacterai ~ vous|vers|demain|lundi|mardi|mercredi|jeudi|vendredi|plus|semaine|rapidement|ce|d'ici|dans|d",
    "je|on|nous vous|te|le|l|en [en|le|l] dis|redis|dirai|tiens|tiendrai|tiendrons|ferai|recontacte",
    "je|on|nous [vous|te|en|l|le] reponds|repondrai|repondrons|reviens|reviendrai|rappelle|rappellerai|redis",
    "je|on|nous vous donne|donnerai|donnerons|ferai ~ reponse|decision|avis|retour",
    "tiens|tiendrai|tient|tenons ~ courant|informe",
    "reponse|decision|retour ~ demain|lundi|mardi|mercredi|jeudi|vendredi|semaine|bientot|soir|prochainement"
    "|rapidement|tard|suit|d'ici|sous",
    "parler|parle|parlerai|parlons|demande|demander|discute|discuter|discutons|consulter|consulte|consulterai"
    "|attends|attendre|soumets|soumettre|transmets|montrer|montre ~ ma|mon|mes|a|au|avec|femme|mari|frere|soeur"
    "|associe*|fils|fille|comptable|conseil|notaire|avis|epouse|indivis*|indivision|heritier*|assemblee|ag",
    "pour en parler|discuter",
    "pas encore|d'avis|decide|decision|tranche",
    "donnerai|donnerons|validerai|signerai|accepterai|accord quand|lorsque|lorsqu|apres|des|une",
    "attends|attendez|attendre|patienter|attendons",
    "en attente",
    "en vacances|deplacement|voyage|conge|conges",
    "tranche|trancherai|decide|deciderai|deciderons|prononce|prononcerai ~ lundi|mardi|mercredi|jeudi|vendredi"
    "|demain|semaine|plus|apres|bientot|d'ici",
    "avant de ~ prononcer|decider|valider|accepter|donner|repondre|signer|trancher|engager",
    "mais|but d'abord|avant|first",
    "think|thinking|consider|considering|look|review|check|ask|talk|speak|discuss|decide|sleep|mull|run ~ about|it"
    "|over|into|with|my|on|at|to|wife|husband|partner|brother|sister|past|first",
    "let you know",
    "get|getting back",
    "need ~ time|days|few|talk|think|speak|discuss|ask|check",
    "give me|us ~ day|days|time|week|until|till|moment|few|couple",
    "come back to you",
    "answer|decision|reply ~ tomorrow|monday|tuesday|wednesday|thursday|friday|week|soon|later",
    "will|shall ~ decide|answer|reply|respond",
)
"""Will answer later: clear, and no decision."""

REFLECTS = (
    "quand|lorsque|lorsqu|apres|when|once|after [que] j|je|nous|i|we|vu|avoir",
    "une fois que|les|la|le|vu|recu",
    "des que",
    "in|en principe|principle",
    "reflechi*|reflexion",
    "pas encore|not yet",
    "avant de|d|que",
    "avant|before i|we|approving|valider",
    "accordez|laissez",
    "accord de principe",
    "mais|but d'abord|avant|first",
    "think|thinking|sleep ~ about|it|over|on",
    "pour en parler|discuter",
    "sur le principe",
)
"""What undoes even a plain yes."""

OTHER_QUOTE = (
    "another|different|other|second locksmith|glazier|roofer|builder|tradesman|firm|plumber|electrician|engineer|one",
    "autre|autres|second|deuxieme|nouveau|2e|2eme|2nd|contre|troisieme|plusieurs|different|d'autres [contre] devis"
    "|chiffrage|estimation*|avis",  # demandez un autre devis
    "autre|second|seconde|deuxieme|nouvelle|nouvel|contre|meilleur|meilleure|troisieme offre|proposition|estimation"
    "|expertise|prix|tarif|cotation",
    "devis ~ comparatif|comparatifs|concurrent|concurrents|contradictoire|autre|autres|supplementaire|ailleurs"
    "|differents|differentes",
    "deux|trois|2|3|plusieurs devis",
    "trouvez|trouver|demandez|cherchez|faites|get|find|want|veux|voudrais [moi|nous|en] [en] [un|une|a] troisieme"
    "|3e|3eme|third $",
    "devis ~ en demander|redemander ~ un",
    "demander|demandez|faire|faites|obtenir|trouver|solliciter [en] [moi|nous] un|une autre",
    "trouve|trouver|trouviez|cherche|chercher|demande|fasse ~ un|une|d autre|autres $",
    "en demander|redemander|faire un|autre",
    "comparer|comparaison|compare ~ avec|prix|offres|devis|tarifs|concurrent*|deux|d'autres|avant|$",
    "concurrence",
    "chez|aupres|avec|par|a|d|consulter|consultez|voir|voyez|trouver|trouvez|demandez|demander|solliciter"
    "|sollicitez|contacter|contactez|interroger|interrogez|cherchez|chercher|faut|voudrais|proposerait|prefere"
    "|souhaite|veux|besoin|appelez|appeler [moi|nous|aupres|avec|chez|par|voir|a] [d] [un|une|l|les|des|de] autre"
    "|autres|deuxieme|second|seconde|troisieme|nouveau|nouvelle|2e|2eme|2nd|2nde|3e|3eme|concurrent*"
    " [autre] entreprise*|prestataire*|artisan*|plombier*|electricien*|societe*|chauffagiste*|serrurier*|boite*"
    "|professionnel*|fournisseur*|corps|maison|intervenant*|reparateur*|depanneur*|ouvrier*|couvreur*|confrere*"
    "|personne",
    "chez|avec|aupres|consulter|voir|voyez [d] [un|une|le|la] autre|autres|concurrent*|confrere",
    # le proprio veut une autre entreprise
    "on|proprio|proprietaire|bailleur|bailleresse veut [voir|consulter|avec] [d] [un|une|l|les|des|de] autre|autres"
    "|deuxieme|second|seconde|troisieme|nouveau|nouvelle|2e|2eme|2nd|2nde|3e|3eme entreprise*|prestataire*|artisan*"
    "|plombier*|electricien*|societe*|chauffagiste*|serrurier*|professionnel*|couvreur*",
    "quelqu un|personne d'autre|de|d autre|moins",
    "trouvez|trouver|cherchez|chercher|chiffrer|demandez|voyez|essayez|faites|obtenez|obtenir ~ moins cher|ailleurs",
    "moins cher ailleurs",
    "ailleurs ~ moins",
    "faites|faire jouer",
    "remettre|remettez|mettre|mettez|mise en concurrence",
    "another|second|2nd|other|different|alternative|more|third|comparative|competing [competitive] quote|quotes"
    "|estimate|estimates|opinion|provider|contractor|company|price|prices|plumber|electrician|firm|tradesman",
    "another|different one",
    "someone|somebody|anyone|anybody else",
    "two|three|several quotes|estimates",
    "shop around",
    "a|any|something|find|someone|somebody cheaper",
    "cheaper elsewhere",
    "comparison|compare ~ company|quote|quotes|prices|others|firm|another",
    "get ~ else to quote",
    "renegoci*|negoci*",
    "redemand* ~ devis",
)
NOT_OTHER_QUOTE = (
    "le|la|the|ce|du second|seconde|deuxieme|troisieme|third|2e|2eme|2nd",
    "pas|inutile|plus|sans [besoin|d|de|la|peine|demander] [d|de|un|demander|autre] ~ autre|autres|second|deuxieme"
    "|ailleurs|concurrence|comparer",
    "^ d avoir|etre",  # merci d'avoir fait jouer la concurrence
    # j'ai vu avec une autre entreprise, c'est plus cher
    "ai|avons|a|avez [vous] [deja|aussi] vu|consulte|interroge|contacte [avec|aupres|chez|a] [de|d] un|une|autre|deux",
    "for getting|having|shopping|comparing|finding",
    "avez|ont|a|avait|aviez [deja] fait|mis jouer|en",
    "pas besoin",
    "no need",
    "not ~ another|other|second",
    "another|autre question|chose|point|fois|probleme|choix|solution|raison|date|jour|visite|question",
    "recu|avez|ai|avons|voici|joint|joins ~ autre|second|deuxieme|plusieurs|deux|trois ~ devis|offre|offres",
    "[i|we] have|got|received another|second|other|two quote|quotes",
    "^ l autre",
    "l autre|the other devis|quote|one",
    "les deux|trois devis",
    "between ~ quotes",
)

CHEAPEST = (
    "moins cher|chere|onereux|couteux|eleve|disant|fort|dispendieux|gourmand",
    "plus economique|bas|petit|abordable|avantageux|raisonnable|interessant",
    "cheapest|cheaper|lowest|least|lower",
    "meilleur marche",
    "economique",
)
DEAREST = ("plus cher|chere|complet|complete|eleve", "dearer|dearest", "more expensive", "most expensive")
THE_LABEL = (
    "devis|option|offre|proposition|solution|quote|choix|variante|celui|le|la|l|du|de|au|pour|no|num[ée]ro|n|the"
    "|with|for|"
    "prends|choisis|retiens|prefere|préfère|et|non|oui|ok|plut[ôo]t|accord|to"
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
    "bof|hmm|pfff",
    "sais pas",
    "je vous laisse",
    "juge|juges",
    "sais plus",
    "as you wish|like|please|think",
    "your call|decision|choice",
    "whatever",
    "pricey|lot",
    "pourquoi|why pas|not",
    "peut etre",
    "maybe|perhaps",
    "pour en parler|discuter",
)


_FOR_HIS_YES = (
    # je l'envoie au bailleur pour accord
    "envo*|transm*|soum*|adress*|present*|forward*|submit*|send|sent|sending ~ ~ bailleur|bailleresse|proprietaire"
    "|proprio|landlord|owner ~ accord|validation|approbation|approval|agreement|signature|bon"
)
NOT_AN_APPROVAL = (
    "ca|cela va|ira [encore|surtout|vraiment] [me|nous|m] couter|durer|etre|faire|finir|prendre",
    "go through|via|back|by",
    "bon|good a|to savoir|know|entendre|rappeler|noter|retenir",
    "agree|agreed|d'accord that|que|qu|something|there ~ ~ must|need|needs|should|faut|faudrait|doit|urgent"
    "|urgente|cher"
    "|necessaire|important|vieux|vieille|old|bad|serious|expensive|trop|too",
    "allez|vas y mollo|molo|doucement",
    "easy|slowly|carefully with|on",
    "necessaire pour|afin baisser|reduire|negocier|obtenir|diminuer|que|qu|de|d",
    "objection|opposition|inconvenient a|to|pour|for [ce] [qu|que|une|un|a|la|le|another] [il|elle|on|second|autre]"
    " visit|visite|revienne|passe|passage|come|coming|seconde|deuxieme|contre",
    # le feu vert de l'assurance est attendu
    "^ [le|l|un] feu|accord|aval [vert] de|du|d [l|la|le|mon|ma|notre] assurance|assureur|syndic|banque|notaire"
    "|copropriete|conseil|mari|femme|frere|soeur|fils|fille|associe|associes|famille",
    "confirm|acknowledge receipt|reception|having|delivery",
    "accept|approve|agree|agreed|confirm no|nothing|neither|none",
    "agree|agreed with|on [the|your|my|that] tenant|tenants|plumber|him|her|them|you|neighbour|agency|manager|point",
    "accepte|accepterai|acceptons mal|difficilement",
    "glad|happy to hear|see|know|read|learn",
    "prends|prend|prenons note|connaissance|acte !et|and",
    "marche sur la tete",  # on marche sur la tête
    # je préfère qu'on change toute la chaudière
    "prefere|prefererais|preferons|aimerais|aime|voudrais|souhaite|souhaiterais|vaudrait|vaut [mieux] que|qu|mieux"
    " ~ change|remplace|attende|attendre|refasse|fasse|repare|repeigne|vienne|intervienne|remplacer|changer|refaire",
    "would rather|prefer ~ replace|replaced|wait|change|changed|you|he|they",
    "ok|d'accord|oui|accord pour ~ ~ ~ diagnostic|constat|expertise|inspection|visite",
    # je prends mon propre plombier
    "prends|prend|prenons|prendrai|garde|choisis|prefere|fais|ferai|envoie|fait [plutot] [venir|appel|intervenir|a]"
    " mon|notre|nos|mes [propre] plombier|artisan|electricien|chauffagiste|serrurier|entreprise|gars|prestataire"
    "|beau|cousin|frere|fils|gendre|neveu",
    "accordez|accorder",
    "d'accord|accord ~ parler|discuter|principe|voir|reflechir|echanger|debattre",
    "avant ~ accord|donner|valider|accepter|approuver|ok",
    "attend*|attente|attentes ~ accord|validation|feu|ok|aval|reponse",
    "accord|aval|validation|feu ~ obtenir|necessaire|requis|attendu|indispensable|demande|manquant|attente|avoir"
    "|needed|required|pending|recueillir|manque",
    "demand*|sollicit*|obtenir|obtenez|besoin|relanc*|faut|sans|faute|reste|manque ~ accord|validation|feu|aval",
    "vous|lui|me ~ pour accord|validation",
    _FOR_HIS_YES,
    "envoyez|renvoyez|transmettez|adressez|envoyer|renvoyer|send|resend|forward [moi|nous|me|us] [le|un|the|a] [signed]"
    " devis|quote",
    "bien recu|note|pris",
    "^ [merci|ok] [c] [est] note|recu|vu",
    "ok avec vous|toi",
    "^ ok ~ recu|vu|note|regarde|verrai|reviens",
    "recu votre|le|la|ce|un|les devis|mail|message|courrier|proposition|offre|demande",
    "d'accord avec vous|toi",
    "devis ~ tarde|manque|attendu",
    "d'accord ~ ni",
)
"""The words of a yes without the yes."""

TALKED_OVER = (
    # ok pour qu'on en discute
    "ok|d'accord|oui|accord|partant|partante pour|a [ce] que|qu [on|nous|vous|il|je]"
    " [en|se|s|y|me|m|nous] parle|parlions"
    "|parliez|reparle|reparlions|discute|discutions|discutiez|rediscute|rediscutions|echange|echangions|rencontre"
    "|rencontrions|reflechisse|reflechissions|regarde|regardions|negocie|renegocie",
    "ok|d'accord|oui|accord|partant|partante pour|a [ce] que|qu [on|nous|je] [se|s|me|m|nous] appelle|rappelle"
    "|appelions",
)
"""A yes to a talk about it."""

ALL_THE_SAME = (
    # je valide et je suis ok pour qu'on se rencontre sur place
    "^ [oui|ok|bon|donc|alors|parfait] [moi] je|j|nous|on [le|la|l|les|vous] valide|validons|approuve|approuvons"
    "|accepte|acceptons|signe|signons [le|ce|votre|son] [devis] et|mais|ok",
)

WISH = (
    "merci de|d ~ prevenir|demander|dire|verifier|faire|prendre|appeler|me",
    "assurez|veillez|pensez|make sure|please|svp",
    "tant que vous|j y|on",
    "would be nice|lovely|great|good|appreciated",
)
"""A wish is no condition."""

FOR_THE_FILE = (
    # j'accepte le devis, renvoyez-moi le devis signé
    "envoyez|renvoyez|transmettez|adressez|envoyer|renvoyer|send|resend|forward [moi|nous|me|us|over]"
    " [le|un|the|a|your|his] [signed] devis|quote|quotation|estimate ~ signe|contresigne|signed|retour"
    "|records|record|archives|archive|files|file|dossier|dossiers|comptabilite|comptable",
    "send|resend|forward [moi|nous|me|us|over] [the|a|your|his] signed quote|quotation|estimate",
)
"""What is sent for the file, behind a plain yes."""

REFUSED_BY_OTHERS = ("refuse+|rejete+|refused|rejected|declined [hier|deja] par|by",)
"""« Refusé par mon mari, le B »: who names a quote there takes none."""

WITHHELD = (
    # ok, envoyez-moi le devis
    "envoyez|renvoyez|transmettez|adressez|envoyer|renvoyer|send|resend|forward moi|nous|me|us|over [le|la|les"
    "|un|une|the"
    "|a|your|more|ce|son] [nouveau] devis|quote|detail|details|descriptif|quotation|estimate",
    # fine for the work but not the travel fee
    "^ mais|but|sauf|except|hors|pas|not [pas|not|the] [pour|for] le|la|les|the|deplacement|tva|travel|labour"
    "|20|10|15|30"
    " deplacement|tva|travel|labour|minutes|parts|fourniture+|main|peinture|callout|vat",
    "pas|not par|by moi|nous|me|us",  # accepté par ma femme, mais pas par moi
    _FOR_HIS_YES,
    # pas contre, mais c'est au bailleur de trancher
    "a|au|aux [l|la|le] bailleur|bailleresse|proprietaire|proprio|syndic|lui|elle|eux de|d|qui trancher|decider|valider"
    "|voir|dire|tranche|decide",
    "reste|manque|attend|attends|attendons [plus] [que|a] [l] [avis] [accord] [le|la|l|du|de|a] [convaincre|l] bailleur"
    "|bailleresse|proprietaire|proprio|landlord|owner",
    "up to|for [the] landlord|owner|him|her",
    "cote technique",
    "change [d] avis",  # j'ai donné mon accord, puis changé d'avis
    "changed my|our mind",
    "attendons|attendez|patientons|patientez|differons|wait !pas|plus|que",  # pas contre, mais attendons la fin du mois
    "avec|pour|with rien|nothing|tout",
    "pas|not|sauf|sans ~ prix|montant|devis|price|tarif|quote|now|maintenant|cout",
    "moitie|half|partiellement|techniquement|technically|doucement|slowly",
    "heures|hours de|of main|labour",
    "^ [oui|ok] super|genial|great|bravo|parfait|magnifique ~ encore|another",
    "^ encore ~ €|euros|euro",  # super, encore 285 € pour un joint
    "encore une facture",
    "^ encore un|une [autre] devis|facture",
    "^ but|mais not|pas $",  # sounds ok but not now
    "another bill",
    "^ [oui|ok|mais|yes|but] [mais|but|bon] c|ca|it|that est|is cher|expensive|steep",
    "ok|d'accord|bon|accord|oui ~ pour un|autre devis",
    "ok|d'accord|bon|accord|oui ~ pour une|la|le|un visite|rdv|rendez|photo|appel",
    "ok|fine|happy to visit|come|look|talk|discuss",
    "avec|with ~ copropriete|copro|syndic|remarque|comment|analyse|point",
    "envoyez|envoie|send|transmettez|faites|donnez moi|me|nous|us ~ photo|photos|details|detail|contrat|precisions"
    "|copie|information|informations",
    "please send",
    "expliquez|expliquer|explain|pourquoi|why",
    "d abord",
    "^ [ok|oui|bien] bien recu|lu|note $",
    "accord donne a",
    "a ~ etudier|negocier|discuter",
    # pas contre, mais il faut revoir le prix
    "^ [but] in|on principle",  # it's a yes, in principle
    "^ [but] once|after|when i|we [have] seen|read|checked|spoken|talked",
    "revoir|revoit|revoie|reviser|rediscuter|renegocier|negocier|retravailler|corriger|ajuster|baisser|reduire|diminuer"
    " [a|d] [un] [peu] [la] [baisse] [le|la|les|l|son|ses|leur|ce|votre] prix|montant|tarif|tarifs|devis|cout|main"
    "|total|facture",
    "prix|montant|tarif|devis|cout|oeuvre ~ a [re] revoir|rediscuter|renegocier|negocier|discuter|corriger|ajuster"
    "|baisser|revu",
    "renegotiate|negotiate|lower|reduce|adjust|revise [the|his|their|that] price|quote|amount|cost|labour",
    "price|quote|cost|labour ~ come down|lower",
)
"""A yes to something else, to a part of it, or in scorn."""

LEFT_TO_THE_OWNER = (
    # ok pour moi, mais à voir avec le bailleur
    "a voir|valider|confirmer|demander|soumettre [avec|a|au|par|aupres] [le|la|du|de|l] bailleur|bailleresse"
    "|proprietaire|proprio|landlord|owner",
)
"""What a manager leaves open."""

PARTLY = (
    # ok uniquement pour le robinet
    "uniquement|seulement|exclusivement|only [pour|sur|for|on|to] le|la|l|les|un|une|the|that !devis|proposition|offre"
    "|montant|prix|tarif|quote|estimate|price|cheapest|cheaper|moins|plus|meilleur+|jour|semaine|matin|soir|lundi|mardi"
    "|mercredi|jeudi|vendredi|samedi",
    "pour|for|sur|valide|accepte|approuve|approve|accept le|la|l|les|un|une|the|that !devis|proposition|offre|montant"
    "|prix|tarif|quote|estimate|price|moins"
    "|cheapest|cheaper|plus ~ uniquement|seulement|exclusivement|only $",
)
"""A yes that is for one thing alone: for a part, where there is but one quote."""

SPOKEN_OF_LATER = (
    "let me think",
    "en parle|parlons|parlera|parlerons|reparle",
    "vous|te appelle|rappelle|appellerai|rappellerai",
    "sous 1*|2*|3*|5|7|8 jours",
    "j attends|attend|attendons",
    "let|want|need ~ think|discuss|consider",
)
"""The answer comes later: nothing is decided, and nothing is unclear."""
