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
    "a moins",
    "if|unless|provided|when|once|until|till|before|whenever",  # once it is fixed
    "as soon as",
    "as long as",
)

POLITE_IF = (
    "s il vous|te plait",
    "si possible|besoin|necessaire|vous voulez|tu veux",
    "si ca vous|te convient|va|dit",
    "if possible|needed|necessary",
    "if you [do not] mind",
    "when you can",
    "quand meme",
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
    "d apres",
    "vous [m] avez marquez|ecrivez|ecrit|indiquez|note",
    "votre mail|message|courrier dit|indique",
    "indique que",
    "il|elle a note",
    "on m avait|a dit",
    "told me|us",
    "says|said|claims|claimed|thought|supposedly|apparently",  # he said it was fixed
    "you wrote",
)
"""Somebody else's word."""

INTERMITTENT = (
    "fois sur",  # ça marche une fois sur deux
    "par moment*",
    "par intermittence",
    "de temps en temps",
    "parfois|tantot|quelquefois",
    "sometimes|occasionally|intermittently",
    "on and off",
    "quand ca|il|elle veut",
)
"""Works, and does not: that is a fault."""
