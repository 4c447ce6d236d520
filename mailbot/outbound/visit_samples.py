"""Samples of the letters about a visit that is near or changes, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import NADIA, links_to

_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "manager": "Sophie Lambert", "channel": "public",
    "band": {"status": "in_progress", "next_step": "visit", "who": "provider"}, "company": "Plomberie Durand",
}  # fmt: skip
_PATRICK = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "channel": "public",
    "order_number": "OS-2026-0187", "object": "fuite sous l’évier", "town": "Lyon", "postcode": "69003",
    "street": "18 rue des Lilas", "place": "3e étage gauche", "occupant": "Nadia Belkacem",
    "addresses": {
        "mission": "r-k3v9q2m7xw@suivi.agence-tilleul.example",
        "agency_only": "r-p8w2c4d6ya@suivi.agence-tilleul.example",
    },
}  # fmt: skip
_TUESDAY = {"start": "2026-11-24T09:00:00+01:00", "end": "2026-11-24T11:00:00+01:00"}
_THURSDAY = {"start": "2026-11-26T14:00:00+01:00", "end": "2026-11-26T16:00:00+01:00"}


_SEEN = links_to("report", "alerts")
_THEIRS = {**NADIA, **_LEAK, "provider": "Plomberie Durand", "links": _SEEN}
_MOVED = {**_THEIRS, "change": "moved", "visit_was": _TUESDAY}
_REMINDED = {**_THEIRS, "visit": _TUESDAY, "links": links_to("will_be_there", "move_visit", "report", "alerts")}
_COMES = {**_PATRICK, "visit": _TUESDAY, "links": links_to("move_visit", "late", "mission")}

VISIT_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "T-11": {"the day before": _REMINDED, "the same day": {**_REMINDED, "is_today": True}},
    "T-12": {
        "late": {**_THEIRS, "change": "late", "visit_was": _TUESDAY, "eta": "2026-11-24T09:40:00+01:00"},
        "late, on another day": {**_THEIRS, "change": "late", "visit_was": _TUESDAY, "on": "2026-11-24"},
        "late, nobody knows how long": {**_THEIRS, "change": "late", "visit_was": _TUESDAY},
        "moved": _MOVED,
        "moved, by its reader": {
            **_MOVED, "by_you": True, "read_as": {"type": "reschedule", "slots": [_THURSDAY]},
            "links": _SEEN | links_to("correct"),
        },
        "moved, one new time": {**_MOVED, "new": _THURSDAY, "links": _SEEN | links_to("accept_time", "refuse_time")},
        "moved, several new times": {**_MOVED, "more_slots": 2},
        "could not take place": {**_MOVED, "change": "missed"},
        "the company gave it back": {**NADIA, **_LEAK, "change": "withdrawn", "visit_was": _TUESDAY, "links": _SEEN},
        "called off": {**_MOVED, "change": "called_off"},
        "called off, by its reader": {**_MOVED, "change": "called_off", "by_you": True},
        "the order is cancelled": {**NADIA, **_LEAK, "change": "order_cancelled", "links": _SEEN},
        "the order is cancelled, the report is closed": {
            **NADIA, **_LEAK, "change": "order_cancelled", "is_over": True, "band": {"status": "closed"},
            "links": _SEEN,
        },
        "the order is cancelled, with its visit": {
            **NADIA, **_LEAK, "change": "order_cancelled", "visit_was": _TUESDAY, "links": _SEEN,
        },
    },
    "P-08": {
        "the day before": {**_COMES, "telephone": "06 39 98 00 12"},
        "the same day, without a telephone": {**_COMES, "is_today": True},
        "after the mission": {**_COMES, "occupant": None, "erased": "2026-12-08T02:00:00+01:00"},
    },
}  # fmt: skip
