"""Ready messages as the sample letters show them."""

from mailbot.outbound.letters import JSON

CUT_THE_WATER = (
    "En attendant le passage, fermez le robinet d’arrêt (sous l’évier ou près du compteur) et placez un récipient. "
    "Si l’eau approche d’un appareil électrique, n’y touchez pas, coupez le disjoncteur s’il est au sec et "
    "appelez-nous au 04\u00a065\u00a071\u00a000\u00a010."
)
CLOSED_WITHOUT_NEWS = (
    "Sans nouvelle de votre part depuis le mardi\u00a010\u00a0novembre, je considère que tout est rentré dans l’ordre "
    "et je clôture le dossier. Une simple réponse de votre part suffira à le rouvrir pendant 30 jours."
)
_LABELS = {
    "MT-01": "Prise en compte",
    "MT-04": "Demander les disponibilités",
    "MT-06": "Devis en cours",
    "MT-07": "Décision en cours",
    "MT-10": "Couper l’eau en attendant",
    "MT-12": "Rassurer",
    "MT-13": "À votre charge",
    "MT-15": "Dégât des eaux : constat et assurance",
    "MT-23": "Clôture avec remerciement",
    "MT-24": "Clôture sans nouvelle",
}


def named(key: str) -> dict[str, JSON]:
    """A ready message by its key and its label."""
    return {"key": key, "label": _LABELS[key]}


def ready(*keys: str) -> list[JSON]:
    """The buttons of these ready messages."""
    page = "https://suivi.agence-tilleul.example/p/"
    return [named(key) | {"url": f"{page}{key.lower()}-k3v9q2m7xw"} for key in keys]
