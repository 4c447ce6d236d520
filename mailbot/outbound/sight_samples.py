"""Samples of the letters about an occupant's times, and of what a company reads of public words."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import NADIA, links_to

_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche", "manager": "Sophie Lambert",
    "band": {"status": "in_progress", "next_step": "provider_answers", "who": "provider"},
}  # fmt: skip
_MISSION = {
    "reader": "provider", "name": "Patrick Durand", "channel": "public", "order_number": "OS-2026-0187",
    "object": "Fuite sous l’évier", "town": "Lyon", "manager": "Sophie Lambert", "has_two_addresses": True,
    "addresses": {
        "mission": "r-k3v9q2m7xw@suivi.agence-tilleul.example",
        "agency_only": "r-p8w2c4d6ya@suivi.agence-tilleul.example",
    },
}  # fmt: skip


SIGHT_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "T-07": {
        "asked": {
            **NADIA, **_LEAK, "channel": "agency", "provider": "Plomberie Durand",
            "links": links_to("availability", "anytime", "report"),
        },
        "signed": {
            **NADIA, **_LEAK, "channel": "agency", "provider": "Plomberie Durand", "signed_by": "Sophie Lambert",
            "links": links_to("availability", "anytime", "report"),
        },
    },
    "P-20": {
        "times": {
            **_MISSION, "from_role": "tenant", "links": links_to("reply"),
            "times": "mardi 24 novembre, 8 h – 12 h ou jeudi 26 novembre, 17 h – 18 h",
        },
        "a danger": {
            **_MISSION, "from_role": "tenant", "danger": "water", "links": links_to("reply"),
            "text": "L’eau passe sous la porte.",
        },
    },
}  # fmt: skip
