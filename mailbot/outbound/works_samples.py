"""Samples of the letters about works, and about quotes inside missions, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import ADDRESSES, NADIA, SOPHIE, links_to

_BAND = {"status": "in_progress", "next_step": "confirmation", "who": "occupant"}
_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche", "manager": "Sophie Lambert",
    "band": _BAND,
}  # fmt: skip
_MISSION = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "order_number": "OS-2026-0187",
    "object": "remplacer le siphon", "town": "Lyon", "channel": "public", "has_two_addresses": True,
    "addresses": ADDRESSES,
}  # fmt: skip
_ON = "2026-11-24"
_COMPANY = "Plomberie Durand"
_AT_HOME = {**NADIA, **_LEAK, "channel": "public", "provider": _COMPANY}
_AT_DESK = {
    **SOPHIE, **_LEAK, "channel": "public", "author": "Nadia Belkacem", "company": _COMPANY, "provider": _COMPANY,
}  # fmt: skip
_IN_MISSION = {**_MISSION, "step": "mission", "quote_number": "DEV-2026-0093", "company_number": "D-118"}
_TACIT_ON = "2026-12-01"


_CASE = ("reply", "close", "landlord", "report")
_STEPS = ("send_quote", "done", "second_visit", "absent")
_PAPERS = ("send_photos", "send_invoice", "not_done")
_NEWS = {
    **NADIA, **_LEAK, "channel": "public", "writer_role": "unknown", "writer": "", "text": "", "company": _COMPANY,
    "worked_on": _ON, "links": links_to("report"),
}  # fmt: skip

# fmt: off
WORKS_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "P-10": {
        "a mission": {**_MISSION, "on": _ON, "ceiling": "150.00", "links": links_to(*_STEPS)},
        "a mission whose quote was approved": {
            **_MISSION, "on": _ON, "ceiling": "150.00", "accepted": {"number": "DEV-2026-0092", "amount": "528.00"},
            "links": links_to(*_STEPS),
        },
        "a quote alone": {
            **_MISSION, "order_number": None, "quote_number": "DEV-2026-0092", "on": _ON,
            "links": links_to("send_quote", "second_visit", "absent"),
        },
    },
    "P-14": {
        "both missing": {**_MISSION, "on": _ON, "owed": ["photos", "invoice"], "links": links_to(*_PAPERS)},
        "the photos": {**_MISSION, "on": _ON, "owed": ["photos"], "links": links_to("send_photos", "not_done")},
        "nothing": {**_MISSION, "on": _ON, "owed": [], "links": links_to("not_done")},
    },
    "P-15": {
        "by the occupant": {
            **_MISSION, "channel": "agency", "by": "tenant", "billing": "Bernard Vasseur",
            "links": links_to("send_invoice"),
        },
        "by silence": {**_MISSION, "channel": "agency", "by": "silence", "links": links_to("send_invoice")},
        "by the agency, invoice here": {
            **_MISSION, "channel": "agency", "by": "manager", "invoice_here": True, "links": {},
        },
    },
    "P-16": {
        "their words": {
            **_MISSION, "text": "Ça goutte encore, le code c’est •••.", "photos": 1, "telephone": "04 65 71 00 10",
            "links": links_to("propose_slots", "call_agency"),
        },
        "nobody came": {
            **_MISSION, "text": "", "no_show": True, "on": _ON, "telephone": "04 65 71 00 10",
            "links": links_to("propose_slots", "call_agency"),
        },
        "by a button": {**_MISSION, "text": "", "telephone": "04 65 71 00 10", "links": links_to("propose_slots")},
    },
    "T-15": {
        "": {**_AT_HOME, "on": _ON, "links": links_to("repaired", "not_repaired", "nobody_came", "report", "alerts")},
        "signed, another language": {
            **_AT_HOME, "on": _ON, "signed_by": "Sophie Lambert", "summary": "pt",
            "links": links_to("repaired", "not_repaired", "nobody_came"),
        },
    },
    "T-16": {
        "the first": {**_AT_HOME, "on": _ON, "links": links_to("repaired", "not_repaired", "alerts")},
        "the last": {
            **_AT_HOME, "on": _ON, "tacit_on": _TACIT_ON, "summary": "ar",
            "links": links_to("repaired", "not_repaired"),
        },
    },
    "T-27": {
        "a problem left": {**_AT_HOME, "links": links_to("photo", "availability", "report", "alerts")},
        "nobody came": {**_AT_HOME, "no_show": True, "links": links_to("photo", "availability")},
    },
    "T-04": {
        "works confirmed": {**_NEWS, "step": "confirmed"},
        "works taken as done": {**_NEWS, "step": "tacit"},
        "works confirmed by the agency": {**_NEWS, "step": "by_agency"},
        "works contested": {**_NEWS, "step": "contested", "writer_role": "tenant", "text": "Ça goutte encore."},
        "nobody came": {**_NEWS, "step": "no_show", "writer_role": "tenant"},
    },
    "G-10": {
        "confirmed by a button": {
            **SOPHIE, **_LEAK, "channel": "public", "author_closed": False, "order_status": "done",
            "order_number": "OS-2026-0187", "declared_on": _ON,
            "confirmed": {"by": "Nadia Belkacem", "on": "2026-11-25"}, "owed": ["invoice"],
            "links": links_to("close_report", "keep_open", *_CASE),
        },
    },
    "G-11": {
        "not repaired": {
            **_AT_DESK, "text": "Ça goutte encore.", "photos": 2, "declared_on": _ON, "invoice_blocked": True,
            "telephone": "06 39 98 10 12",
            "links": links_to("send_back", "other_company", "call_occupant", *_CASE),
        },
        "nobody came": {
            **_AT_DESK, "text": "", "no_show": True, "on": _ON, "links": links_to("send_back", "other_company", *_CASE),
        },
    },
    "P-11": {
        "a, up to the ceiling": {
            **_IN_MISSION, "channel": "agency", "ceiling": "150.00",
            "options": [{"amount_incl_tax": "120.00", "amount_excl_tax": "100.00", "vat_rate": "20"}],
            "links": links_to("correct_amount"),
        },
        "a, and its times are offered": {
            **_IN_MISSION, "channel": "agency", "ceiling": "150.00", "slots_offered": True,
            "options": [{"amount_incl_tax": "120.00", "amount_excl_tax": "100.00", "vat_rate": "20"}],
            "links": links_to("correct_amount"),
        },
    },
    "P-12": {
        "a, inside a mission": {
            **_IN_MISSION, "amount_incl_tax": "528.00", "vat_rate": "10", "on": "2026-11-25T09:00:00+00:00",
            "links": links_to("propose_slots"),
        },
        "a, its times are offered": {
            **_IN_MISSION, "step": "offered", "amount_incl_tax": "528.00", "vat_rate": "10",
            "on": "2026-11-25T09:00:00+00:00", "links": links_to("propose_slots"),
        },
    },
    "P-13": {
        "a, another quote": {
            **_IN_MISSION, "channel": "agency", "after_no": "another_quote", "ceiling": "150.00",
            "refusal": "Le remplacement complet n’est pas nécessaire.", "links": links_to("send_quote"),
        },
        "a, a second visit": {
            **_IN_MISSION, "channel": "agency", "after_no": "second_visit", "ceiling": "150.00",
            "links": links_to("propose_slots"),
        },
        "a, the visit stays": {
            **_IN_MISSION, "channel": "agency", "after_no": "as_planned", "ceiling": "150.00", "links": {},
        },
        "a, it ends here": {**_IN_MISSION, "channel": "agency", "after_no": "cancel", "ceiling": "150.00", "links": {}},
    },
    "T-14": {
        "a, inside a mission": {
            **NADIA, **_LEAK, "channel": "public", "step": "mission", "company": _COMPANY,
            "links": links_to("availability", "report", "alerts"),
        },
    },
}
# fmt: on
