"""Samples of the month in figures, for the preview and for the tests."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import SOPHIE, links_to

_SOPHIE: dict[str, JSON] = {
    **SOPHIE, "given_name": "Sophie",
    "channel": "agency", "links": links_to("history", "export", "alerts"),
}  # fmt: skip
_KINDS: JSON = [
    {"category": "plumbing", "times": 6}, {"category": "heating", "times": 4}, {"category": "locks", "times": 2},
]  # fmt: skip
_MONTHS: JSON = [
    {"month": f"2026-{month:02}", "received": received, "closed": closed}
    for month, received, closed in ((6, 8, 7), (7, 5, 6), (8, 3, 2), (9, 9, 8), (10, 12, 9), (11, 14, 11))
]
_CHARTS: JSON = [
    {"name": "categories", "bars": [["plumbing", [6]], ["heating", [4]], ["locks", [2]]]},
    {
        "name": "months",
        "bars": [
            ["2026-06", [8, 7]], ["2026-07", [5, 6]], ["2026-08", [3, 2]], ["2026-09", [9, 8]], ["2026-10", [12, 9]],
            ["2026-11", [14, 11]],
        ],
    },
]  # fmt: skip

MONTHLY_SAMPLES: dict[str, Mapping[str, Mapping[str, JSON]]] = {
    "G-22": {
        "a full month": {
            **_SOPHIE, "month": "2026-11", "received": 14, "closed": 11, "first_answer": 430, "closing": 8900,
            "frequent": _KINDS,
            "recurring": [
                {"name": "12 rue des Lilas", "category": "plumbing", "times": 4},
                {"name": "T2 Lilas 3e gauche", "category": "plumbing", "times": 3},
            ],
            "quotes": {"approved": 3, "refused": 1}, "orders": {"sent": 4, "cancelled": 1},
            "silent_companies": 1, "months": _MONTHS, "charts": _CHARTS,
        },
        "nothing but closings": {
            **_SOPHIE, "month": "2026-08", "whole_agency": True, "received": 0, "closed": 2, "closing": 14400,
            "silent_companies": 2,
        },
    },
}  # fmt: skip
