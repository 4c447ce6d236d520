"""Samples of the letters that ask for a yes, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

_SOPHIE = {"reader": "manager", "civility": "Mme", "family_name": "Lambert", "name": "Sophie Lambert"}
_BERNARD = {"reader": "landlord", "civility": "M.", "family_name": "Vasseur", "name": "Bernard Vasseur"}
_NADIA = {"reader": "tenant", "civility": "Mme", "family_name": "Belkacem", "name": "Nadia Belkacem"}
_OPEN = {"open": "https://suivi.agence-tilleul.example/p/open-k3v9q2m7xw"}
_ALERTS = {"alerts": "https://suivi.agence-tilleul.example/p/alerts-k3v9q2m7xw"}
_MONEY = {
    "channel": "none", "about": "money", "days": 90, "asked_at": "2026-11-21T09:00:00+00:00",
    "until": "2026-11-21T09:30:00+00:00", "links": {**_OPEN, **_ALERTS},
}  # fmt: skip
_ADDRESS = {
    "channel": "none", "asked_at": "2026-11-21T09:00:00+00:00", "until": "2026-11-28T09:00:00+00:00",
    "masked": "n•••@courrier.example",
}  # fmt: skip

PROOF_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "X-16": {
        "a manager's button": {**_SOPHIE, **_MONEY},
        "a manager's button about data": {**_SOPHIE, **_MONEY, "about": "data"},
        "a landlord's button": {**_BERNARD, **_MONEY},
        "a new address, to the old one": {
            **_NADIA, **_ADDRESS, "about": "address_old", "links": {**_OPEN, **_ALERTS},
        },
        "a new address, to itself": {"reader": "unknown", **_ADDRESS, "about": "address_new", "links": _OPEN},
    },
}  # fmt: skip
