"""Samples of the letters that ask for a yes, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import BERNARD, NADIA, SOPHIE

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
        "a manager's button": {**SOPHIE, **_MONEY},
        "a manager's button about data": {**SOPHIE, **_MONEY, "about": "data"},
        "a landlord's button": {**BERNARD, **_MONEY},
        "a new address, to the old one": {
            **NADIA, **_ADDRESS, "about": "address_old", "links": {**_OPEN, **_ALERTS},
        },
        "a new address, to itself": {"reader": "unknown", **_ADDRESS, "about": "address_new", "links": _OPEN},
    },
}  # fmt: skip
