"""What a manager jots down for the service or for the agency, below a letter whose answer those who live there read."""

from mailbot.inbound.reading.lexicon.word_list import words

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
    "^ [a] facture|facturer|facturez|refacture|refacturer|refacturez|impute|imputer|imputez"
    " [ca|cela|le|la|les] a|au|aux [la|l] locataire+|occupant+|bailleur|proprietaire|proprio|syndic",
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
    "^ classe|classez|classer [le|la|ca|cela|tout] [dossier|sans] [suite] [svp|stp|merci] $",
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
    "^ [merci|est] [de|a] traiter [par] [svp|stp|asap|vite|rapidement|urgence|lundi|mardi|mercredi|jeudi|vendredi] $",
    "^ [pour] suite a donner $",
    "^ [peux|pourrais] tu [peux|pourrais] [t|m|l|le|la|les] [en] occuper|occupes|gerer|geres|traiter|traites|regarder"
    "|regardes|voir|suivre|reprendre|prendre [ca|cela|le|la|l] [dossier|suite|main] [svp|stp|merci|?] $",
)
"""Questions and what is left to do, where nothing else is said before it."""
NOTED_ALONE = (
    "^ fyi $",
    "^ pour [ton|votre|ta] info|information|gouverne $",
    "^ voir [ci] dessous|dessus|joint $",
)
"""Where nothing else is said at all: « pour info, le plombier passe mardi » is told to whoever lives there."""
GRUMBLES = (
    "^ [mais|franchement|bon] il|elle|ils|elles [s|n|nous] [vraiment] exagere*|abuse*|ment|mentent|raconte*"
    "|moque*|fout !pas",
    "^ [mais|franchement|bon] il|elle|ils|elles est|sont|devient [vraiment|trop|tres|completement]"
    " penible+|insupportable+|chiant+|infernal*|malhonnete+",
    "^ [mais|franchement|bon] ce|cette|le|la locataire|dame|monsieur|proprietaire|proprio|bailleur|bailleresse"
    " exagere*|abuse*|ment|est [vraiment] [trop|tres] $|penible|insupportable|chiant*|infernal*|malhonnete",
    "^ [mais|ok] le|la|l proprietaire|proprio|bailleur|bailleresse refuse|hesite [de|a] payer|regler"
    "|participer|financer",
    "^ [mais|ok] le|la|l proprietaire|proprio|bailleur|bailleresse veut|voudra|paiera|paie pas|plus|rien [rien]"
    " $|payer|regler|participer|financer|mettre|entendre",
    "^ [mais|ok] le|la|l locataire|occupant|occupante paie|paye|regle|doit [plus|pas|encore|toujours]"
    " [son|le|ses|de|trois|deux|2|3] $|loyer*|charges|mois",
)
"""What a manager says of people, behind their backs: no news for those who live there."""
_TRADES = (
    "entreprise|artisan|prestataire|societe|boite|technicien|plombier|electricien|chauffagiste|serrurier|couvreur|menuisier"
    "|peintre|company|plumber|electrician|locksmith|contractor"
)
TO_ACT = (
    "^ [peux|merci|il|on] [tu|de|faut|peut] [le|la|les] refais|refaites|refaire|fais|faites|faire [le|la|les]"
    " revenir|repasser|intervenir",
    "^ [peux|merci|il|on] [tu|de|faut|peut] refais|refaites|refaire [le|la|les] venir|passer",
    f"^ [peux|merci|il|on] [tu|de|faut|peut] fais|faites|faire venir|passer [le|la|l|un|une] quelqu|{_TRADES}",
    f"^ [peux|merci|il|on] [tu|de|faut|peut] renvoie|renvoyez|renvoyer [nous|y] [le|la|l|un|une] quelqu|{_TRADES}",
    "^ [il] [faut] trouve|trouvez|trouver|cherche|cherchez|chercher|prends|prenez|prendre|mets|mettez|envoie|envoyez"
    "|envoyer [moi|nous|y] quelqu un [d|de] autre|moins|plus|qui|$",
    "^ [il] [faut] trouve|trouvez|trouver|cherche|cherchez|chercher|prends|prenez|prendre|envoie|envoyez|envoyer"
    f" [moi|nous] un|une|d autre|autres|nouveau|nouvelle {_TRADES}",
    f"^ [on|il] [faut] change|changez|changer [d|de|l|le|la] {_TRADES}",
    "^ [il] [faut] annule|annulez|annuler|decale|decalez|decaler|deplace|deplacez|deplacer|reporte|reportez|reporter"
    "|avance|avancez|avancer|repousse|repoussez|repousser|planifie|planifiez|planifier le|la|l|ce|cette|son|leur"
    " visite|rdv|rendez|passage|intervention|venue",
    "^ [il] [faut] demande|demandez|reclame|reclamez lui|leur",
    "^ donne|donnez|transmets|transmettez|communique|communiquez|envoie|envoyez lui|leur le|les|l|son|sa"
    " numero|tel|telephone|coordonnees|adresse|mail|portable|contact",
    "^ propose|proposez lui|leur",
    "^ rappelle|rappelez|redis|redites lui|leur que|qu|de|d",
    "^ [il] [faut] negocie|negociez|negocier",
    "^ paie|paye|payez|payer le|la|les|lui $",
    "^ qu|que il|elle|ils|elles|on repasse|repassent|revienne|reviennent|vienne|viennent|rappelle|rappellent|fasse"
    "|fassent|envoie|envoient|baisse|baissent|attende|attendent|termine|terminent",
    "^ [please] send|find|get|try someone|somebody|another else|company|cheaper|plumber|electrician|locksmith",
    "^ [please] cancel|move|postpone the|his|their visit|appointment",
    "^ [please] ask him|her|them",
    "^ let him|them come back|again",
)
"""What is done on the page of the mission, or on that of a new order."""
OF_A_PRICE = (
    "^ [non|mais|ok] [c|est] [est] [beaucoup|bien|un] trop|tres|peu|bien cher|chers",
    "^ [non|mais|ok] [c] est cher|chers $",
    "^ refuse|refusee [trop] [cher] $",
    "^ [tant] [pis] [on|tu] [va|peut] fait|faites|faire|fais|faisons|passe|passez sans devis",
    "^ pas [la] besoin|peine de|d [faire|demander|un] [faire|un] devis|os|ordre",
    "^ [it|that] [is] too expensive|much",
)
"""What a manager says of a price, where no quote waits for it."""
ORDERED = frozenset(words("devis chiffrage os bt intervention quote"))
BESIDE_AN_ORDER = frozenset(
    words(
        f"{_TRADES.replace('|', ' ')} pour a un une le la l chez par avec rapide urgent urgente rapidement vite bon"
        " complet autre second deuxieme et plus + from for bonjour bonsoir hello svp stp please merci"
        " il faut faudrait ok donc alors aussi de d du"
    )
)
"""« Devis + intervention rapide », « bon pour intervention Durand »: nothing else is said in it."""
AGAIN = frozenset(("renvoie", "renvoyez", "renvoyer"))
"""Before the name of a company: « renvoyez Durand »."""
THEIRS = ("vous|votre|vos|your|you !pouvez|peut",)
"""Who is spoken to reads it."""
MEETING = ("rendez vous",)
