"""How managers give orders to the service, and whom they write to. A mail beside each line."""

from __future__ import annotations

SEND_OS = (
    "^ os|bt $",
    "^ [nouvel|nouveau|un|l|le|autre] os|bt|ot",  # OS à Durand, urgent, plafond 200
    "^ [un|l|nouvel] ordre de service",
    "^ [un|le] bon de commande|travail|intervention",
    "^ [new|a] work order",
    "^ envoie|envoyez|envoyer|lancez|lancer|lance|faites|faire|fais|preparez|preparer|prepare|editez|editer|creez"
    "|creer|emettez|emettre|etablissez|etablir|generez|generer|transmettez|transmettre|sors|sortez|sortir|passez"
    "|passer|redigez|adressez|adresser"
    " ~ os|ordre|bon|bt",
    "^ [faites|faire|fais|refaites|refaire|refais] partir|repartir ~ os|ordre|bon|bt",
    "^ refaites|refaire|refais|relancez|relance|renvoyez|renvoyer|renvoie|redonnez|recreez|repasse|repassez"
    " [moi|nous] [un|une|le|l|autre] [autre|nouvel] os|ordre|bon|bt a|chez|pour|au|avec|to",
    # annulez son OS et faites-en un autre pour Azur
    "^ [re] faites|refaites|faire|refaire|fais|refais|preparez|editez|creez en un [autre|nouveau] a|chez|pour|au|avec"
    "|to",
    "^ envoie|envoyez|envoyer|confie|confiez|confier|donne|donnez|donner|passe|passez|passer|attribue|attribuez"
    "|attribuer|adressez|adresser|transferez|transferer|basculez|basculer|affectez|affecter ~ a|chez|au|aupres|sur",
    "^ mandate|mandatez|mandater|missionne|missionnez|missionner|depeche|depechez|depecher|envoyez|envoyer [donc"
    "|plutot]",
    "^ faites|faire|fais [donc|plutot] intervenir|venir|passer",
    "^ send|issue|prepare|raise|create|place|make|draft|do ~ work|order|job|os",
    "^ send|assign|give|pass ~ to",
    "^ instruct|appoint|send|dispatch|hire|commission|assign",
)
"""Prepare a work order: the head of a clause, once « merci de », « pouvez-vous » and the like are gone."""

TAKES_INSTEAD = (
    "^ prenez|prends|prendre|prenons ~ place|plutot",  # prenez Petit à la place de Durand
    "^ passe|passez|passer|passons [plutot|donc|maintenant] par",  # passez plutôt par Azur
    "^ passe|passez|passer|passons plutot avec",
    "^ use|take ~ instead",
)
"""Somebody else for the job, where a name written as one stands behind."""

REQUEST_QUOTE = (
    "^ mettre|mettez|mise en concurrence",
    "^ demander|demandez|demande|redemander|redemandez|redemande|solliciter|sollicitez|lancer|lancez|faire|faites"
    "|envoyer|envoyez|obtenir|obtenez|adresser|adressez|prendre|prenez|recueillir"
    " ~ devis|chiffrage|estimation|chiffrages",  # Demander devis à Petit
    "^ [un|deux|des|2|3|trois] devis|chiffrage [svp] a|chez|aupres|au|par",
    "^ demande|demandes|consultation de|d devis|chiffrage|prix",
    "^ faire|faites|fais [moi|nous] chiffrer|deviser|estimer",
    "^ demander|demandez|demande a|au|aux ~ de|d chiffrer|deviser",  # demandez à Petit de chiffrer
    "^ [on|nous] [aurait|aurions] besoin de|d [un|deux|trois|2|3] devis|chiffrage|chiffrages"
    " de|d|a|chez|par|aupres|pour",  # besoin d'un devis de Petit
    "^ chiffrage|chiffrer a|par|chez",
    "^ request|ask|get|obtain|seek|order ~ quote|quotes|estimate|estimates|quotation|quotations",
    "^ [a] quote|quotes|estimate from",
    "^ consulter|consultez|consulte",
    "^ solliciter|sollicitez|interroger|interrogez|contacter|contactez|appeler|appelez|voir ~ pour ~ devis|chiffrage",
    "^ un|deux|des|2|3|trois devis de|d|svp|please",
    "^ deux|trois|2|3 chiffrages [pour] [ce|le|cette|la] [dossier|signalement|demande|logement] $",
    "^ deux|trois|quatre|2|3|4 devis $",  # 3 devis : Durand, Petit, Morel
    # refusez ce devis, demandez-en un à Petit
    "^ demandez|demander|demande|redemandez|redemander|sollicitez en un|deux|trois [autre|autres] a|chez|aupres|au",
    "^ [un|deux|trois|2|3] devis ~ sous|dans ~ jours|j|semaine|semaines",
)
CANCEL_OS = (
    "^ annul*|cancel*|stoppe|stoppez|stopper|stop|retirez|retirer|retire|supprimez|supprimer|revoquez|revoquer"
    "|withdraw|resilier|resiliez|arretez ~ os|ordre|intervention|bt|ot|mission|order|bon|job|dossier|commande"
    "|chantier",  # Annulez l'OS Durand
    "^ os|ordre|intervention|mission|bt|work ~ a annuler|supprimer|retirer|arreter",
    "^ os|work|order ~ to be cancelled",
    "^ os|ordre|intervention|mission|bt ~ annule svp|merci|please",
    "^ decommand*",
    "^ [tu|vous|on] laisse|laisses|laissez|laisser|laissons tomber ~ os|ordre|bt|ot|bon|mission|intervention",
    "^ [tu|vous|on] oublie|oublies|oubliez|oublier|oublions [donc] [l|le|la] os|ordre|bt|ot|mission|intervention",
    "^ forget|drop|scrap ~ work|order|os|job",
    "^ on|nous annule|annulons ~ os|ordre|intervention|mission|commande",
)
CANCELLED_ELSEWHERE = ("^ annul*|cancel* ~ rdv|rendez|visite|creneau|assemblee|reunion|visit|appointment|slot",)
STATED = (
    "est|sont|etait|ete|avait|avons|avez|ai|ont|etre|has|have|was|is|been ~ envoye|renvoye|parti|reparti|refait|recu"
    "|termine|annule|fait|fini|accepte|refuse|repondu|demande|valide|cours|attente|signe|sent|done|received|cancelled|accepted"
    "|refused|finished|perime|expire|mandate",
    "os|ordre|bt|devis|demande|mission|intervention|order ~ recu|envoye|renvoye|parti|reparti|refuse|accepte"
    "|expire|termine|signe|sent|received|accepted|declined",
    "en cours|attente",
    "^ [bonjour|l|le|un|notre|cet] [l|le] os|ordre|bt|order [de] [service] est|sont|is|was !a",
    "os|ordre|bt|order emis|transmis|lance|prepare|edite|passe|fait|ok|signe|envoye|parti",
    "je|j|nous|on ~ ai|avons|a|vais|viens|allons",
    "par erreur",
    "os|ordre|bt|order ~ annule par",
    "os|ordre|devis|order a voir|discuter|valider|revoir|confirmer|verifier",
    "os|ordre|intervention|mission ~ annule $",
    "^ [l|le|un] [l|le] os|ordre|bt annule|refuse|perdu|expire|perime",
    "demande|demandes|consultation ~ annule+|abandonne+|close|cloturee|sans",  # demande de devis annulée
    # OS annulé ou pas encore ?
    "os|ordre|bt|intervention|mission ~ annule|envoye|parti|recu|valide|signe|accepte ou|oui|yet",
)
"""What has happened, and is no order."""

THINGS_SENT = (
    "photo|photos|mail|message|code|codes|numero|coordonnees|info|infos|facture|document|documents|rapport|plan"
    "|cles|cle|lien|rappel|relance|attestation|adresse|invoice|picture|pictures|details|number|reponse|copie"
    "|courrier|sms|email|address|regards|disponibilite*|dispos|acces|double|doubles|trousseau|badge|pourboire",
    "un|le appel|bonjour|salut",
    "un coup de fil",  # passez un coup de fil à Durand
    "passe|passez|passer la main",
    "donne|donnez|donner|attribue|attribuez|laisse|laissez [la|du|un] suite|raison|faute|temps|rendez|chance",
    "le|ce|son|ton|the|this devis|quote ~ a|au|to",
)
"""What is sent to somebody is no work order."""

TO_THE_SERVICE = (
    "^ cloturez|cloturer|cloture|clore|clos|fermez|fermer|close|archivez|archiver|relancez|relancer|relance|validez"
    "|valider|approve|chase|rouvrez|rouvrir|reopen",
)
"""Other things that a manager orders."""

SECOND_PERSON = ("vous|votre|vos|toi|ton|tes|tu|your|you", "merci de|d nous|me|m")
THEIRS = ("votre|vos|ton|ta|tes|your", "chez vous|toi")
NOT_SECOND_PERSON = (
    "rendez vous",
    "pouvez|pourriez|pourrais|peux|can|could vous|tu|you [me|nous|m] [me|nous|m]",
    "vous pouvez",
    "tu peux|pourras",
    "s il vous|te plait",
    "merci a vous",
    "thank you",
)
ABOUT_OTHERS = ("locataire*|occupant*|tenant|bailleur|proprietaire|proprio|landlord|owner",)
ABOUT_THE_SERVICE = ("os|dossier|signalement|prestataire|plafond|mandat|mandate|missionne|relance|relances",)
"""Who is spoken of is not spoken to."""
OUR_MAILS = (
    # vos notifications me noient
    "vos|votre|tes|ton|your [mails|mail|emails] [de|d] notifs|notifications|recap*|digest|digests",
    "vos|tes|your [mails|mail|emails] [de|d] alertes|alerts ~ trop|nombreuses|noient|saoulent|marre|stop|inutiles"
    "|genent|too|many|often|flooding|drowning",
)
"""What the service alone sends."""

URGENT = (
    "urgent|urgence|urgente|urgemment|asap|prioritaire|immediat|immediatement",
    "tout de suite",
    "au plus vite",
    "tres vite",
    "c est [tres|assez|vraiment] presse !comme",
    "ca|cela presse !pas|plus",
    "right away",
)

CANNED: dict[str, tuple[str, ...]] = {
    "MT-01": ("prise en compte",),
    "MT-02": ("demander une photo",),
    "MT-03": ("demander la marque le modele", "demander la marque / le modele", "demander la marque"),
    "MT-04": ("demander les disponibilites",),
    "MT-05": ("entreprise mandatee",),
    "MT-06": ("devis en cours",),
    "MT-07": ("decision en cours",),
    "MT-08": ("relance faite",),
    "MT-09": ("piece en commande",),
    "MT-10": ("couper l'eau en attendant",),
    "MT-11": ("chauffage : deux verifications", "chauffage deux verifications"),
    "MT-12": ("rassurer",),
    "MT-13": ("a votre charge",),
    "MT-14": ("parties communes : transmis au syndic", "parties communes transmis au syndic"),
    "MT-15": ("degat des eaux : constat et assurance", "degat des eaux constat et assurance"),
    "MT-16": ("contrat d'entretien",),
    "MT-17": ("doublon",),
    "MT-18": ("excuses : rendez-vous manque", "excuses rendez-vous manque"),
    "MT-19": ("humidite : premiers gestes et visite", "humidite premiers gestes et visite"),
    "MT-20": ("nuisibles",),
    "MT-21": ("serrurerie : cles perdues", "serrurerie cles perdues"),
    "MT-22": ("demande non retenue",),
    "MT-23": ("cloture avec remerciement",),
    "MT-24": ("cloture sans nouvelle",),
}
"""The keys and labels of the canned replies (READING, section 5)."""

TRADES: dict[str, tuple[str, ...]] = {
    "plumbing": ("plomberie", "plombier", "plombiers", "plumbing", "plumber"),
    "heating": ("chauffage", "chauffagiste", "chauffagistes", "heating"),
    "electricity": ("electricite", "electricien", "electriciens", "electricity", "electrician"),
    "locks": ("serrurerie", "serrurier", "serruriers", "locksmith", "locks"),
    "shutters": ("volets", "stores", "volet", "shutters"),
    "roof": ("couverture", "toiture", "couvreur", "couvreurs", "etancheite", "zinguerie", "roof", "roofer"),
    "windows": ("menuiserie", "vitrerie", "vitrier", "menuisier", "fenetres", "windows", "glazier"),
    "intercom": ("interphone", "interphonie", "portail", "automatisme", "intercom"),
    "ventilation": ("vmc", "ventilation"),
    "pests": ("nuisibles", "desinsectisation", "deratisation", "pests"),
    "appliances": ("electromenager", "appliances"),
    "damp": ("humidite", "peinture", "peintre", "damp"),
    "gas": ("gaz", "gas"),
    "hot_water": ("eau chaude", "hot water"),
}

COMMANDS: dict[str, tuple[str, ...]] = {
    "invite": ("inviter", "invite", "invitez", "invitation"),
    "remove": ("retirer", "retire", "retirez", "remove"),
    "rename": ("renommer", "renomme", "renommez", "rename"),
    "list_occupants": ("occupants", "occupant"),
    "list_providers": ("prestataires", "prestataire", "providers"),
    "write_landlord": ("bailleur", "proprietaire", "landlord"),
    "approve_invoice": ("bon-a-payer", "bonapayer", "bon_a_payer"),
    "set_alerts": ("alertes", "alerte", "alerts"),
}
"""The words after the `#` of a manager's line (READING, section 10)."""

NO_ORDER = (
    "serait|seraient|couterait|revient|reviendrait|would|might|costs",  # mandater Durand serait trop cher
    "mot|excuse|excuses|regards|message|mail|courrier|lettre|photo|photos|bises ~ a|to|d|de|pour",
    "regards|wishes|thanks to",
    "mot|lettre|courrier d|de excuse|excuses|remerciement",
    "huissier|avocat|geometre|notaire|bailiff|lawyer",
    "qui vous voulez",
    "anyone|anybody but|except|$",  # send anyone but Durand
    "prenez|prends|prendre|gardez|garder|retenez [donc] le|ce|leur|son|celui devis",  # a quote that is there
    "someone|somebody other",
    "passe|passez|passer chez",
    "passer ~ par|derriere le|la|l|les",  # faites passer Durand par le jardin
    "envoie|envoies|envoyez|envoyer|envoye promener|balader|paitre|bouler",
)
"""An infinitive that is talked about, or something to send that is no order."""
