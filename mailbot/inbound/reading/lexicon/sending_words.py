"""How managers send a company that they call by its name: « envoie Durand », « mets Martin dessus, 200 max ».

`untel` stands for the company, whatever it is called: it is one of the agency's own, which the reader is told.
"""

from __future__ import annotations

UNTEL = "untel"

SENT = (
    # Envoye Durand stp
    "^ envoie|envoies|envoye|envoyes|envoyez|envoyer|envoi|envois|envoit|depeche|depeches|depechez|depecher"
    " [moi|nous|lui|leur|y|me] untel",
    "^ mandate|mandates|mandatez|mandater|missionne|missionnes|missionnez|missionner [y|moi|nous] untel",
    "^ lance|lances|lancez|lancer untel",
    "^ faites|fais|fait|faire [y|moi|nous|lui|leur] intervenir|venir|passer|bosser|travailler [y] untel",
    "^ mets|met|mettez|mettre|colle|colles|collez|coller|balance|balancez|place|placez [moi|nous|lui|y] untel [moi]"
    " dessus|la-dessus",  # mets Martin dessus
    "^ mets|met|mettez|mettre|colle|colles|collez|coller|balance|balancez|place|placez [moi|nous|lui] untel la|ci"
    " dessus",
    "^ mets|met|mettez|mettre|colle|colles|collez|coller|place|placez [moi|nous|lui] untel sur ~ coup|dossier|cas"
    "|affaire|ca|fuite|chantier|intervention|signalement|probleme|panne|depannage|job|sujet",
    "^ confie|confies|confiez|confier|file|files|filez|filer|refile|refilez|refiler|attribue|attribuez|attribuer"
    "|donne|donnez|donner|passe|passez|passer ~ a|chez untel",
    "^ go|banco [pour|avec|sur|for|with] untel",
    "^ feu vert pour|a|avec untel",
    "^ send|dispatch|instruct|appoint|hire [us|me|them|in|out|over|round] untel",
    "^ get|put|have untel on|onto|over|in|out|round|go|come|there|do|fix|look|see|handle|sort",
    "^ get untel to fix|look|see|handle|sort|go|come|repair|check",
)
"""An imperative of sending, at the head of a clause: that alone."""

TAKEN = (
    # Prenez Morel pour ça
    "^ prends|prend|prenez|prendre|choisis|choisissez|choisir [moi|nous] untel $",
    "^ prends|prend|prenez|prendre|choisis|choisissez|choisir [moi|nous] untel svp|please|cette|ce",
    "^ prends|prend|prenez|prendre|choisis|choisissez|choisir [moi|nous] untel pour|sur ca|cela|ce|cet|cette",
    "^ prends|prend|prenez|prendre|choisis|choisissez|choisir [moi|nous] untel pour le|la|l|les",
    "^ use|book|take untel $",
    "^ use|book|take untel please|for|on|this",
    "^ use|book untel to",
)
"""The same, unless it answers which quote is taken."""

SENT_WITH_A_CEILING = (
    "^ untel $",  # Durand, 150 max
    "^ untel svp|please $",
    "^ untel peut|pourra|can y|aller|passer|intervenir|venir|commencer|go|come|start",
    "^ on|nous envoie|envoye|envoi|envoyons|met|mettons|prend|prenons|mandate|mandatons|missionne|lance|part"
    " [avec|sur|pour] untel",
    "^ on|nous fait|faisons passer|venir|intervenir untel",
    "^ je|j prends|prend|choisis|mets|veux|envoie|envoi|mandate untel",
    "^ let ~ send|use|get|have untel",
    "^ vas|va|allez|allons y [pour|avec|sur] untel",
    "^ c est bon pour|avec untel",
    "^ bon|partez|pars|part|partir|fonce|foncez|go ahead|parti|on pour|avec|sur|with|for untel",
    "^ pour|for untel",
    "^ appelle|appelles|appelez|appeler|contacte|contactes|contactez|contacter|voyez|vois|voir|call|contact"
    " [avec|directement] untel",
    "^ faites|fais|faire appel a untel",
    "^ laisse|laissez|laisser ca|cela|le|la a untel",
    "^ demande|demandes|demandez|demander|dis|dites|dire a untel de|d|qu",
    "^ ask|tell untel to",
)
"""What may be said of a company to anybody, but with a ceiling behind it only to us: no tenant is told of one."""

NOT_NOW = (
    "hier|yesterday|avant-hier",
    "semaine|mois|fois derniere|dernier|passee|passe",
    "last week|month|time",
    "devis|chiffrage|chiffrer|deviser|estimation|quote|estimate|quotation",
    "promener|balader|paitre|bouler",
    "en copie|cc|attente|pause",
    "apres [l|son|votre|mon|sa|la] accord|aval|validation|reponse|signature",  # envoie Durand après accord du bailleur
    "after ~ approval|agreement|consent",
    "on hold|speaker|speakerphone",
    "on the phone|line|speaker",
)
"""What was done, what is asked for is a price, or somebody is sent nowhere."""

BEFORE_A_NAME = (
    "m mr monsieur mme madame mrs l le la les the un notre our chez entreprise societe sarl ets maison artisan"
    " prestataire company firm plombier electricien chauffagiste serrurier couvreur vitrier menuisier peintre depanneur"
    " technicien plumber electrician locksmith roofer glazier technician mon ton"
)
"""What may stand between the verb and the name."""

IN_MANY_NAMES = (
    "plomberie plombier chauffage chauffagiste electricite electricien elec serrurerie serrurier toiture toitures"
    " couverture menuiserie vitrerie volets stores peinture entreprise societe sarl sas sasu eurl ets etablissements"
    " services service depannage maintenance renovation batiment travaux fils freres pere et de du des la le les l d"
    " plumbing heating electric electrical locks roofing and the sons ltd co company allo sos urgence gaz eau energie"
    " thermique sanitaire habitat bain multi pro france sud nord est ouest plus"
)
"""Words that tell no company from others."""

THROWN_IN = "plutot donc alors vite rapidement directement juste aussi just rather instead quickly"
"""Words that change nothing, wherever they stand: « mets plutôt Morel dessus »."""

A_CEILING_BEGINS = "max maxi maximum plafond plafonne limite jusqu jusque cap capped up budget moins under below"

PAID_BACK = (
    "rembours*|reimburs*|refund*|avancez",
    "a|at votre|ta|your charge|frais|expense|cost",
    "gardez|garde|keep ~ facture|recu|invoice|receipt",
    "nous|on prenons|prend en charge",
    "we ~ cover|pay",
)
"""« Appelez Durand, on vous rembourse 150 max »: the ceiling that a tenant is told of."""

THEIR_FIGURE = ("d apres|selon lui|elle|eux", "according to him|her|them", "says", "dit il|elle")
"""« Durand, 150 max d'après lui »: what somebody says that it costs is no ceiling of ours."""
