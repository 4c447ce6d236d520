"""What a manager jots down for the service or for the agency, below a letter whose answer those who live there read."""

TO_SORT = (
    "^ [peux|pouvez|merci|il] [tu|vous|de|faut] [de] [le|la|l|ca] mets|met|mettre|mettez|passe|passer|passez|classe"
    "|classer|classez|marque|marquer|marquez [moi] [le|la|les|ca|cela|ce|cet|celui|tout] [ci|dossier|signalement|cas]"
    " en|comme [tres|priorite|pas|non] urgent+|prioritaire|normal|attente|vital|basse|haute",
    "^ [peux|pouvez|merci] [tu|vous|de] fusionne|fusionner|fusionnez|regroupe|regrouper|regroupez|rattache|rattacher"
    "|rattachez [moi] [le|la|les|ca|cela|ce|cet] [ci|dossier|signalement] a|avec|au|et",
    "^ merge [it|this] [report] with|into",
    "^ [please] make|mark|set|flag it|this [as] urgent|priority|normal",
)
"""What the page « Trier » is told to do."""
SORTED = (
    "^ [c|ceci] [est] [un|en] doublon !de|d|des [svp|stp|merci] $",
    "^ [c|ceci] [est] [un|en] doublon [de|du|avec|d] [l] [dossier|signalement|autre|le|sig]",
    "^ [c|ceci] [est] [le] meme dossier|signalement que",
    "^ [this|it] [is] [a] duplicate [of]",
    "^ [c|ceci] [est] [donc] a la charge du locataire|bailleur|proprietaire|proprio|syndic $",
    "^ charge locataire|bailleur|proprietaire|proprio|syndic $",
)
"""What that page does, where nothing else is said before it."""
JOTTED = (
    "^ remonte|remontez|remets|remettez|ressors|ressortez moi ca|cela",
    "^ remonte|remontez|remets|remettez|ressors|ressortez le moi",
    "^ remonte|remontez|remets|remettez|ressors|ressortez moi le|ce dossier !complet",
    "^ rappelle|rappelez moi ca|cela|ce|le [dossier] [dans|lundi|mardi|mercredi|jeudi|vendredi|la|le|d] $",
    "^ rappelle|rappelez moi ca|cela|ce [dossier] dans|lundi|mardi|mercredi|jeudi|vendredi|demain",
    "^ remind me about|in|to|on|next|tomorrow",
    "^ snooze",
    "^ [peux|pouvez|merci] [tu|vous|de] attribue|attribuer|attribuez|affecte|affecter|affectez|assigne|assigner"
    "|assignez [le|la|les|ca|cela|ce] [dossier|signalement] a|au",
    "^ [peux|pouvez|merci] [tu|vous|de] transfere|transferer|transferez|transmets|transmettre|transmettez|forward"
    " [le|la|les|ca|cela|ce] [dossier|signalement|mail|message] [to] a|au|aux|to",
    "^ [a] supprime|supprimer|supprimez|archive|archiver|archivez le|la|ce|ca|moi [dossier|signalement|ticket]"
    " [svp|stp|merci] $",
)
"""Reminders and orders that no page answers."""
NOTED = (
    "^ [dossier] a revoir|relancer|suivre [lundi|mardi|mercredi|jeudi|vendredi|demain|dans|la|en|debut|fin] $"
    "|semaine|jours|une|deux|janvier|mois|prochaine",
    "^ quel|quelle est le|la|l|son [adresse] numero|tel|telephone|mail|adresse|portable [mail]"
    " [de] [la|du|des|l] locataire+|occupant+|dame|proprietaire|proprio|bailleur|syndic",
    "^ c est quoi le|la|l|son [adresse] numero|tel|telephone|mail|adresse|portable [mail]"
    " [de] [la|du|des|l] locataire+|occupant+|dame|proprietaire|proprio|bailleur|syndic",
    "^ [le|quel] numero|tel|telephone|mail|portable [de] [la|du|des|l] locataire+|occupant+|proprietaire|proprio"
    "|bailleur",
    "^ elle|il|ils est|sont assuree+|assure+ chez|ou $|qui|quelle",
    "^ [a] voir [ca|cela] avec [le|la|l] syndic|assurance|copro|copropriete",
)
"""Questions and what is left to do, where nothing else is said before it."""
THEIRS = ("vous|votre|vos|your|you !pouvez|peut",)
"""Who is spoken to reads it."""
