"""How managers give orders to the service, and whom they write to. A mail beside each line."""

from __future__ import annotations

SEND_OS = (
    "^ [nouvel|un|faire|prevoir|preparer|lancer|ok|bon] os ~ a|pour|chez|vers|avec|:",  # OS à Durand, urgent, plafond 200
    "^ os",
    "^ ordre de service a|pour|chez",
    "ordre|os [de] [service] a|pour|chez|au",
    "envoie|envoyez|envoyer|lancez|lancer|faites|faire|preparez|preparer|editez|creez|emettez|emettre|etablissez|genere|generez|transmettez|sors|sortez ~ os|ordre|bon",
    "envoie|envoyez|envoyer|mandate|mandatez|mandater|missionne|missionnez|missionner|depechez|confiez|donnez|confier|passez|passer [plutot|donc|moi] [le|la|les|l|ca|dossier|mission|intervention|chantier|ordre] [de] [service] a|chez|avec",
    "mandate|mandatez|mandater|missionne|missionnez|missionner|depeche|depechez",
    "send|issue|prepare|raise|create ~ work|order|job|os",
    "send|assign|give ~ to",
    "instruct",
    "work order to|for",
    "bon de commande a|pour|chez",
    "bt a|pour",
)
"""Prepare a work order."""

REQUEST_QUOTE = (
    "demander|demandez|demande|solliciter|sollicitez|lancer|lancez|faire|faites|envoyer|envoyez|relancer ~ devis",  # Demander devis à Petit
    "^ devis a|chez|aupres|pour|de|:",
    "demande|demandes de devis",
    "faire|faites chiffrer|deviser",
    "chiffrage a|par",
    "request|ask|get ~ quote|quotes|estimate|quotation",
    "quote|quotes from",
    "consulter|consultez",
)
CANCEL_OS = (
    "annul*|cancel*|stoppez|stopper|retirez|supprimez|rappelez|revoquez|withdraw ~ os|ordre|intervention|bt|mission|order|bon",  # Annulez l'OS Durand
    "os|ordre|intervention|mission ~ annul*|cancel*",
    "decommand*",
)
CANCELLED_ELSEWHERE = (
    "rdv|rendez|visite|creneau ~ annul*",
    "annul* ~ rdv|rendez|visite|creneau|assemblee|reunion",
    "a|ont|avez|est|ete annule*",
    "pas|ne|surtout|jamais ~ annul*",
    "si",
)
URGENT = (
    "urgent|urgence|urgente|urgemment|asap|prioritaire|immediat|immediatement",
    "tout de suite",
    "au plus vite",
    "tres vite",
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
