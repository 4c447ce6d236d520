"""Thanks, secrets and announcements. Folded, one mail beside each line."""

from __future__ import annotations

THANKS = (
    "merci",  # Merci encore
    "remercie",  # Je vous remercie
    "thanks",  # Thanks!
    "thank you",
    "thx",
    "cheers",
    "gracias",  # Gracias
    "obrigado",
    "obrigada",
    "grazie",
    "danke",
    "bedankt",
    "dank u",
    "tesekkurler",
    "tesekkur ederim",
    "dziekuje",
    "дякую",
    "спасибо",
    "شكرا",
    "谢谢",
)

NOT_THANKS = (
    "merci de ",  # Merci de prévenir le locataire: an order
    "merci d'",  # Merci d'avance, merci d'envoyer
    "merci par avance",
    "non merci",  # Non merci: a refusal
    "no thanks",
    "thanks in advance",
    "thank you in advance",
    "thank you for sending",
    "sans vous remercier",
    "merci qui",
)
THANKS_ALL_THE_SAME = (
    "merci de votre",  # Merci de votre aide
    "merci de ta",
    "merci de vos",
    "merci de m'avoir",
    "merci d'avoir",  # Merci d'avoir fait vite
    "merci d'etre",
)

CONFIDENTIAL = (
    "entre nous",  # Entre nous, cette locataire est pénible
    "confidentiel",
    "ne lui dites pas",
    "ne leur dites pas",
    "ne le repetez pas",
    "cela reste entre",
    "que ca reste entre",
    "sans le dire au",
    "off the record",
    "between us",
    "confidential",
)

ANNOUNCED: dict[str, tuple[str, ...]] = {
    "invoice": (
        "facture suit",  # Fait. Facture suit
        "facture demain",  # La facture demain
        "facture suivra",
        "facture arrive",
        "enverrai la facture",
        "envoie la facture",
        "invoice to follow",
        "invoice tomorrow",
    ),
    "quote": (
        "devis suit",  # Passé ce matin, devis suit
        "devis suivra",
        "devis demain",
        "devis arrive",
        "enverrai le devis",
        "envoie le devis",
        "envoie un devis",
        "ferai un devis",
        "quote to follow",
    ),
    "photos": (
        "photos suivent",
        "photo suit",
        "photos suivront",
        "enverrai des photos",
        "enverrai une photo",
        "photos demain",
    ),
    "call": (
        "vous appelle",
        "vous appellerai",
        "vous rappelle",
        "appelle la locataire",
        "appelle le locataire",
        "will call",
    ),
    "visit": ("je passerai", "repasserai", "viendrai voir"),
}
"""Announcing is not sending: what is only promised, by what is promised."""
