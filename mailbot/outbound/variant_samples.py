"""Variants that a letter seldom has, to a home, to a landlord and of service: for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import ADDRESSES, BERNARD, NADIA, NUMBERS, SOPHIE, YANIS, links_to

_LUCIA = {"reader": "tenant", "civility": "Mme", "family_name": "Fernández", "name": "Lucía Fernández"}
_CASE = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
}  # fmt: skip
_LEAK = {**_CASE, "channel": "public"}
_PRIVATE = {**_CASE, "channel": "private"}
_JUST_IN = {
    "band": {"status": "todo", "next_step": "agency_answers", "who": "agency"},
    "events": [{"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"}],
}
_UNDER_WAY = {
    "band": {
        "status": "in_progress", "next_step": "provider_answers", "who": "provider", "relaunched": "2026-11-24",
    },
    "events": [
        {"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"},
        {"at": "2026-11-20T17:02:00+00:00", "kind": "WORK_ORDER_SENT"},
    ],
}  # fmt: skip
_REOPENED = {
    "band": {"status": "in_progress", "next_step": "agency_decides", "who": "agency"},
    "events": [
        {"at": "2026-11-16T07:42:10+00:00", "kind": "REPORT_CLOSED_BY_AUTHOR"},
        {"at": "2026-11-21T08:42:10+00:00", "kind": "REPORT_REOPENED"},
    ],
}
_PATRICK = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "order_number": "OS-2026-0187",
    "object": "remplacer le siphon", "town": "Lyon", "channel": "public", "addresses": ADDRESSES,
}  # fmt: skip
_AT = "2026-11-21T08:10:00+00:00"
_TUESDAY = {"start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"}
_ON = "2026-11-21"


_SEEN = links_to("report", "alerts")
_MOVED_CASES = [
    {"ref": "SIG-1042", "dwelling": "T2 Lilas 3e gauche", "object": "fuite sous l’évier", "status": "in_progress"},
]

# fmt: off
VARIANT_SAMPLES: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "T-02": {
        "to who wrote, summed up": {
            **_LUCIA, **_LEAK, **_JUST_IN, "danger": "gas", "by_you": True, "numbers": NUMBERS,
            "call": "06 39 98 00 99", "summary": "es", "links": links_to("safe", "call_on_call", "alerts"),
        },
    },
    "T-03": {
        "one question, about the works": {
            **NADIA, **_LEAK, "questions": ["is_it_repaired"], "provider": "Plomberie Durand",
            "links": links_to("reply", "report", "alerts"),
        },
        "which of the times": {
            **NADIA, **_LEAK, "questions": ["which_slot"], "provider": "Plomberie Durand",
            "slots": [
                {"number": 1, "start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"},
                {
                    "number": 2, "start": "2026-11-28T08:00:00+00:00", "end": "2026-11-28T10:00:00+00:00",
                    "rest_day": "saturday",
                },
            ],
            "links": links_to("reply", "slot_1", "slot_2", "none_suits", "report", "alerts"),
        },
        "whether the one time suits": {
            **NADIA, **_LEAK, "questions": ["which_slot"], "provider": "Plomberie Durand",
            "slots": [{"number": 1, "start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"}],
            "links": links_to("reply", "slot_1", "does_not_suit", "report", "alerts"),
        },
        "what is wrong, summed up": {
            **_LUCIA, **_LEAK, "questions": ["what_is_wrong"], "summary": "es",
            "links": links_to("reply", "photo", "report", "alerts"),
        },
    },
    "T-04": {
        "from the provider, photos alone": {
            **NADIA, **_LEAK, "writer_role": "provider", "writer": "Plomberie Durand", "text": "", "photos": 1,
            "provider": "Plomberie Durand", "links": links_to("report", "close", "alerts"),
        },
        "from another occupant, with photos": {
            **YANIS, **_LEAK, "writer_role": "tenant", "text": "Voici la tache au plafond.", "photos": 3,
            "links": _SEEN,
        },
    },
    "T-08": {
        "summed up": {
            **_LUCIA, **_LEAK, "provider": "Plomberie Durand", "visit_number": 1, "summary": "es",
            "slots": [{"number": 1, **_TUESDAY}], "links": links_to("slot_1", "does_not_suit", "report", "alerts"),
        },
    },
    "T-09": {
        "b, any time": {
            **NADIA, **_LEAK, "provider": "Plomberie Durand", "wishes": {"always": True}, "links": _SEEN,
        },
    },
    "T-10": {
        "summed up, the boiler": {
            **_LUCIA, **_LEAK, "provider": "Chauffage Morel", "visit_number": 2, "category": "heating",
            "telephone": "04 65 71 00 33", "summary": "es",
            "slot": {"start": "2026-11-26T13:00:00+00:00", "end": "2026-11-26T17:00:00+00:00"},
            "links": links_to("move_visit", "report", "alerts"),
        },
    },
    "T-12": {
        "moved, one new time, summed up": {
            **_LUCIA, **_LEAK, "company": "Plomberie Durand", "provider": "Plomberie Durand", "change": "moved",
            "visit_was": _TUESDAY, "summary": "es",
            "new": {"start": "2026-11-26T13:00:00+00:00", "end": "2026-11-26T15:00:00+00:00"},
            "links": links_to("accept_time", "refuse_time", "report", "alerts"),
        },
        "late, no visit of ours": {**NADIA, **_LEAK, "company": "Plomberie Durand", "change": "late", "links": _SEEN},
        "called off, no day known": {
            **NADIA, **_LEAK, "company": "Plomberie Durand", "change": "called_off", "links": _SEEN,
        },
    },
    "T-17": {
        "a, repaired": {
            **NADIA, **_LEAK, "is_author": True, "closing_reason": "repaired", "band": {"status": "closed"},
            "reopen_until": "2026-12-21", "links": links_to("report", "not_settled", "new_report"),
        },
        "b, its author closed it": {
            **YANIS, **_LEAK, "is_author": False, "closing_reason": "by_author", "band": {"status": "closed"},
            "links": links_to("report", "not_settled", "new_report"),
        },
    },
    "T-19": {
        "by the agency": {
            **NADIA, **_LEAK, **_REOPENED, "is_author": True, "by_agency": True, "links": links_to("photo", "report"),
        },
        "to another occupant, with the company": {
            **YANIS, **_LEAK, **_REOPENED, "is_author": False, "provider": "Plomberie Durand",
            "links": links_to("photo", "report"),
        },
    },
    "T-20": {
        "summed up": {
            **_LUCIA, "channel": "agency", "manager": "Sophie Lambert", "at": "2026-12-01T07:00:00+00:00",
            "dwelling": "T2 Fabriques 1er", "numbers": NUMBERS, "summary": "es", "links": links_to("alerts"),
        },
    },
    "T-23": {
        "one, the company was reminded": {
            **NADIA, **_LEAK, **_UNDER_WAY, "on": _AT, "links": links_to("reply", "report", "alerts"),
            "cases": [
                {
                    "ref": "SIG-1042", "object": "fuite sous l’évier", "band": _UNDER_WAY["band"],
                    "last": {"at": "2026-11-24T08:00:00+00:00", "kind": "PROVIDER_RELAUNCHED"},
                },
            ],
        },
        "one, a visit is planned": {
            **NADIA, **_LEAK, "on": _AT, "provider": "Plomberie Durand",
            "links": links_to("reply", "report", "alerts"),
            "cases": [
                {
                    "ref": "SIG-1042", "object": "fuite sous l’évier",
                    "band": {"status": "in_progress", "next_step": "visit", "who": "provider", "on": "2026-11-26"},
                    "last": {"at": "2026-11-23T08:05:00+00:00", "kind": "VISIT_PLANNED"},
                },
            ],
        },
    },
    "T-24": {
        "of no known kind": {
            **NADIA, "channel": "agency", "topic": "other", "manager": "Sophie Lambert",
            "contact": "bonjour@agence-tilleul.example", "at": _AT, "links": links_to("is_breakdown"),
        },
    },
    "T-26": {
        "two homes": {
            **NADIA, "channel": "agency", "on": _ON, "to_do": [], "links": links_to("cases", "alerts"),
            "homes": [
                {
                    "dwelling": dwelling,
                    "cases": [
                        {
                            "ref": ref, "object": name, "status": "closed",
                            "messages": [
                                {"at": "2026-11-20T09:05:00+00:00", "kind": "REPORT_CLOSED_BY_MANAGER",
                                 "from": "manager"},
                            ],
                        },
                    ],
                }
                for dwelling, ref, name in (
                    ("T2 Lilas 3e gauche", "SIG-1042", "fuite sous l’évier"),
                    ("T2 Fabriques 1er", "SIG-1039", "volet bloqué"),
                )
            ],
        },
    },
    "B-01": {
        "one photo alone": {
            **BERNARD, **_PRIVATE, **_UNDER_WAY, "signed_by": "Sophie Lambert", "photos": 1, "text": "",
            "links": links_to("report", "reply", "alerts"),
        },
    },
    "B-07": {
        "one decision": {
            **BERNARD, "channel": "private", "on": _ON, "cases": _MOVED_CASES, "awaited": 1,
            "links": links_to("cases", "alerts"),
        },
        "two decisions": {
            **BERNARD, "channel": "private", "on": _ON, "cases": _MOVED_CASES, "awaited": 2,
            "links": links_to("cases", "alerts"),
        },
    },
    "B-08": {
        "by silence, without a sum": {
            **BERNARD, **_PRIVATE, "papers": [], "photos": 2, "signed_by": "Sophie Lambert",
            "links": links_to("question", "report", "alerts"),
        },
    },
    "B-10": {
        "c, reopened, the home knows": {
            **BERNARD, **_PRIVATE, **_JUST_IN, "step": "reopened", "links": links_to("detail", "alerts"),
        },
    },
    "X-11": {
        "a landlord": {
            **BERNARD, "channel": "agency", "at": _AT, "unknown_address": "b.vasseur@travail.example",
            "with_token": True, "links": links_to("was_me", "was_not_me"),
        },
    },
    "X-12": {
        "a landlord refuses": {
            **BERNARD, **_PRIVATE, "at": _AT, "text": "Non, trop cher.", "act": "refuse", "number": "DEV-2026-0092",
            "provider": "Plomberie Durand", "amount_incl_tax": "528.00", "links": links_to("validate", "not_that"),
        },
    },
    "X-13": {
        "a provider": {**_PATRICK, "at": _AT, "question": "what_do_you_mean", "links": {}},
    },
    "X-14": {
        "a landlord": {
            **BERNARD, **_PRIVATE, **_UNDER_WAY, "act": "close", "reason": "not_yours_to_say", "who_can": "agency",
            "passed_on": True, "links": links_to("reply"),
        },
        "an address that is too old": {
            **NADIA, **_LEAK, **_UNDER_WAY, "act": "file_it", "reason": "address_too_old",
            "next_step": "answer_this", "links": links_to("reply"),
        },
    },
    "X-15": {
        "a landlord, one file": {
            **BERNARD, **_PRIVATE, **_UNDER_WAY, "files": [{"name": "bail.pdf", "reason": "unreadable"}], "links": {},
        },
        "a manager": {
            **SOPHIE, "channel": "agency", "files": [{"name": "plan.dwg", "reason": "forbidden_type"}], "links": {},
        },
    },
    "X-17": {
        "a provider": {
            "reader": "provider", "name": "Patrick Durand", "channel": "none", "days": 14,
            "links": links_to("open"),
        },
    },
}
# fmt: on
