"""How something is said: under a condition, for later, in somebody else's name, for fun. A mail beside each line."""

from __future__ import annotations

CONDITION = (
    "si",  # si c'est réparé vous pouvez clôturer
    "s il|ils",
    "a condition",
    "sous reserve",
    "pourvu",
    "tant que",
    "une fois",  # une fois réglé, clôturez
    "quand",  # quand ce sera réparé
    "lorsque|lorsqu",
    "des que|qu",
    "jusqu a ce",
    "avant que|qu|de|d",
    "en attendant",
    "au cas ou",
    "a moins que|qu|de|d",
    "if|unless|provided|when|once|whenever",  # once it is fixed
    "until|till|before it|he|she|they|you|we|i|the|everything",
    "as soon as",
    "as long as",
)

POLITE_IF = (
    "s il vous|te plait",
    "des que possible",
    "as soon as possible",
    "si possible|besoin|necessaire|utile|faisable",
    "si ca vous|te convient|va|dit",
    "une fois en|sur|la|devant|dans|garé|gare|arrive",  # qu'il m'appelle une fois en bas
    "si ca [vous|te] derange|embete|ennuie [pas]",
    "si vous|tu pouvez|peux|voulez|souhaitez|preferez",
    "si cela [vous|te] derange|embete|ennuie|gene|convient|va|arrange [pas]",
    "si cela vous|te",
    "si j ai compris",
    "si c est|etait [encore|toujours] libre|possible|dispo*|bon|ok|faisable|jouable",
    "si il|elle est [encore|toujours] libre|possible|dispo*",
    "si encore|toujours libre|possible|dispo*",
    "s il|elle est [encore|toujours] libre|possible|dispo*|bon|disponible",
    "s ils|elles sont [encore|toujours] libres|possibles|dispo*",
    "if it is [still] free|possible|available|ok|open",
    "if possible|needed|necessary",
    "if you [do not] mind",
    "when you can",
    "importe quand|lequel",
    "quand meme",
    # merci d'avoir fait si vite
    "si vite|rapide+|rapidement|longtemps|long|longue|longs|gentil*|aimable*|reactif*|reactive*|efficace*"
    "|serviable*|agreable*|souvent !que|qu",
    "si [il] [y] [a] pas [d|de] empechement|probleme|inconvenient",  # jeudi, s'il n'y a pas d'empêchement
)
"""Politeness in the shape of a condition."""

LATER = (
    "j espere|esperons|esperant|souhaite|souhaiterais",  # j'espère que c'est réparé
    "sera|seront|serait|seraient",  # ce sera réglé lundi
    "devrait|devraient|doit|doivent|faudra|faudrait|faut",  # il faut que ce soit réparé
    "a|de repar*|regler|faire|finir|terminer",
    "pour que",
    "afin",
    "demain|bientot|prochainement",
    "va|vais|vont|allons|allez etre|finir|faire|repar*|termin*|chang*|remplac*|cloture*",
    "hope|hopefully|should|will|would|must|needs|need|going",  # hopefully it will be fixed
    "soit|soient|puisse",
)
"""Not yet a fact."""

REPORTED = (
    "dit|disait|disiez|dites|disent que|qu",  # il m'a dit que c'était réglé
    "m a|ont dit",
    "soi disant",
    "soit disant",
    "selon|parait|pretend*|affirme*|croyais|pensais|croyait|pretendu*",
    "d apres le|la|les|l|lui|elle|vous|mon|ma|mes|votre|vos|ce|eux|nous|un|une|son|sa",
    "vous [m] [avez] marquez|ecrivez|ecrit|indiquez|note|annoncez|affirmez|dites|pretendez",
    "votre mail|message|courrier dit|indique",
    "indique que",
    "il|elle a note",
    "on m avait|a dit",
    "told me|us",
    "says|said|claims|claimed|thought|supposedly|apparently",  # he said it was fixed
    "you wrote",
)
"""Somebody else's word."""

ANSWERS_LATER = (
    "^ [ok|oui] je|on regarde|verifie|teste|vois|regarderai|verifierai $",
    "^ [ok|oui] je|on regarde|verifie|teste|vois|regarderai|verifierai ce|demain|et|lundi|tout|plus",
    # je vous redis demain
    "vous|te redis|redirai|dis|dirai|tiens|tiendrai|confirmerai|reponds|repondrai|recontacte|rappelle|rappellerai"
    "|reviens",
    "reviendrai|reviendrons vers",
    "reviens|revient|revenons vers vous|toi $|demain|des|lundi|mardi|mercredi|jeudi|vendredi|rapidement|quand|apres"
    "|plus|ce|dans|avec|tres|vite|bientot",
    "je|on|nous vois|voit|voyons|regarde|regardons|verifie|verifions|demande|attends ~ avec|mon|ma|mes|planning"
    "|agenda|chef|patron|boulot|possible|quand|si",
    "pas encore",
    # je ne peux pas vous dire pour l'instant
    "peux|peut|pouvons|pourrai|saurais|saurait pas [encore|tout] [de] [suite] vous|te|le|la dire|confirmer|repondre"
    "|preciser|indiquer",
    "pas [encore] [eu|pris|trouve] [le] temps [de|d] [le|la|l|y|tout] verifi*|test*|regard*|essay*|control*",
    "pas [encore|tout] [a] [fait] sur|certain|certaine $|de|d|que|qu|si",
    "sais|savons [encore] pas [encore]",
    "donne|donnerai|donnons ~ reponse",
    "reponse|confirmation demain|ce|lundi|mardi|mercredi|jeudi|vendredi|rapidement|dans|plus",
    "let you know",
    "get|come back to",
    "i|we will [have] [a] check|look|ask|find",
    "depend|depends|depending",
    "saurai|saurons",
    "not sure|know yet|if|when",
    "check with|my|and",
    "need to check|ask|see",
    "a confirmer|voir|verifier",
)
"""Will answer later: that is clear, and no answer yet."""

ANOTHER_MATTER = ("rien|sans a|avoir voir", "nothing to do")
"""« Rien à voir mais… »: what comes is something else, and nothing is put off."""

INTERMITTENT = (
    "fois sur",  # ça marche une fois sur deux
    "par moment*",
    "par intermittence",
    "de temps en temps",
    "parfois|tantot|quelquefois",
    "one|once time|out|in out|two|three|four|of",
    "half the time",
    "every other time|day",
    "when it wants|feels|likes",
    "sometimes|occasionally|intermittently",
    "on and off",
    "now and then|again",
    "works|marche|fonctionne and then $",
    "quand ca|il|elle veut",
)
"""Works, and does not: that is a fault."""

RECEIPTS = (
    "bien recu|note|lu",
    "^ [ok|oui|yes|j|i] [j|i] [ai|have] recu|vu|lu|received|got|read",
    "recu ~ mail|message|courrier|devis|proposition|lettre|photo",
    "got|received|read ~ mail|email|message|quote|letter",
    "accuse de|d reception",
)
"""« Bien reçu »: the mail came, and nothing is agreed."""

MAYBE = (
    "peut etre que|pas|bien|mais",
    "peut etre $",
    "pour l instant|heure",
    "pour le moment",
    "prefere attendre",
    "sans doute !que",
    "^ peut etre",
    "eventuellement|maybe|perhaps|possibly|logiquement|probablement",
    "^ [oui|ok|yes|ca|c] [est] normalement",
    "oui|ok|bon|la|dispo*|libre|devrait|possible normalement",
    "a priori",
    "je crois|pense que|qu",
    "dois|faut|faudrait|vais|doit ~ verifier|demander|voir|confirmer|organiser|check",
    "need|have|got to ~ check|ask|see|work",
    "would have been|liked",
    "aurais ~ aime|voulu|bien|prefere",
    "kind|sort of",
    "si on veut",
    "sous reserve",
    "ou pas",
    "on verra",
    "pas sur|certain|certaine $|de|d|que|qu|encore|a|mais|pour|du|si|lundi|mardi|mercredi|jeudi|vendredi|samedi",
    "pas certain|certaine",
    "not sure|certain",
    "might|may|could [just|also|possibly|well] work|suit|do|be",
)
"""Half a yes."""
