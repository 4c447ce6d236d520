"""What leaves by the clock around companies, as the demo's people would get it: P-03 to P-05, P-19, P-22, G-04."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import PATRICK, SOPHIE, links_to

Facts = Mapping[str, JSON]


_MISSION: dict[str, JSON] = {
    **PATRICK, "channel": "public", "number": "OS-2026-0187", "is_order": True, "object": "fuite sous l’évier",
    "town": "Lyon", "sent_on": "2026-11-20T09:12:00+00:00", "reported_on": "2026-11-18T07:42:10+00:00",
    "answer_by": "2026-12-02T08:00:00+00:00", "is_tomorrow": True, "manager": "Sophie Lambert",
    "manager_telephone": "04 65 71 00 11",
    "addresses": {
        "mission": "r-7f3k9@suivi.agence-tilleul.example", "agency_only": "r-9k2m4@suivi.agence-tilleul.example",
    },
    "links": links_to("propose_slots", "not_available", "mission", "missions"),
}  # fmt: skip
_QUOTE: dict[str, JSON] = {
    **_MISSION, "is_order": None, "number": "DEV-2026-0092",
    "links": links_to("send_quote", "cannot_quote", "missions"),
}  # fmt: skip
_UNKNOWN_AT_HOME: dict[str, JSON] = {
    **_QUOTE, "channel": "agency", "addresses": None, "reported_on": None, "is_tomorrow": None,
}  # fmt: skip
_SILENT: dict[str, JSON] = {
    **SOPHIE, "channel": "agency",
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
    "band": {"status": "in_progress", "next_step": "agency_decides", "who": "agency"},
    "events": [
        {"at": "2026-11-20T09:12:00+00:00", "kind": "WORK_ORDER_SENT"},
        {"at": "2026-12-01T08:00:00+00:00", "kind": "PROVIDER_RELAUNCHED"},
        {"at": "2026-12-02T08:00:00+00:00", "kind": "PROVIDER_LEFT_UNANSWERING"},
    ],
    "company": "Plomberie Durand", "number": "OS-2026-0187", "is_order": True,
    "sent_on": "2026-11-20T09:12:00+00:00", "days": 11,
    "relaunched": ["2026-11-24T08:00:00+00:00", "2026-11-26T08:00:00+00:00", "2026-12-01T08:00:00+00:00"],
    "was_delivered": True, "seen_at_home": True, "telephone": "06 39 98 00 31",
    "links": links_to("other_company", "call_company", "again", "cancel_order", "quote", "close", "landlord"),
}  # fmt: skip

_WAITING: list[JSON] = [
    {
        "code": "1", "number": "OS-2026-0187", "is_order": True, "object": "fuite sous l’évier", "town": "Lyon",
        "urgency": "urgent", "since": "2026-11-20T09:12:00+00:00",
    },
    {
        "code": "2", "number": "DEV-2026-0092", "object": "remplacer le siphon", "town": "Villeurbanne",
        "urgency": "normal", "since": "2026-11-21T09:12:00+00:00",
    },
]  # fmt: skip
_OWN: dict[str, JSON] = {**PATRICK, "channel": "agency", "links": links_to("missions")}
_STATES: list[JSON] = [
    {
        "code": "1", "number": "OS-2026-0187", "is_order": True, "object": "fuite sous l’évier", "town": "Lyon",
        "state": "planned", "who": "you", "what": "visit",
        "visit": {"start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"},
    },
    {
        "code": "2", "number": "OS-2026-0183", "is_order": True, "object": "chasse d’eau", "town": "Lyon",
        "state": "slots_proposed", "who": "occupant", "what": "choice",
    },
    {
        "code": "3", "number": "DEV-2026-0092", "object": "remplacer le siphon", "town": "Villeurbanne",
        "state": "quote_received", "who": "agency", "what": "decision",
    },
]  # fmt: skip

CLOCK_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "P-03": {"order": _MISSION, "quote": _QUOTE},
    "P-04": {"order": _MISSION, "quote": _QUOTE, "nobody at home knows": _UNKNOWN_AT_HOME},
    "P-05": {
        "order": _MISSION,
        "quote": _QUOTE,
        "over a week-end": {**_MISSION, "answer_by": "2026-11-30T08:00:00+00:00", "is_tomorrow": None},
    },
    "P-19": {
        "several": {**_OWN, "waiting": _WAITING, "waiting_in_all": 2},
        "one": {**_OWN, "waiting": _WAITING[:1], "waiting_in_all": 1},
        "too many": {**_OWN, "waiting": _WAITING, "waiting_in_all": 64},
    },
    "P-22": {
        "several": {
            **_OWN,
            "missions": _STATES,
            "missions_in_all": 3,
            "on": "2026-11-23T08:00:00+00:00",
            "invoices": [{"number": "OS-2026-0170", "state": "checked"}],
        },
        "none": {**_OWN, "missions": [], "missions_in_all": 0, "on": "2026-11-23T08:00:00+00:00"},
        "too many": {**_OWN, "missions": _STATES, "missions_in_all": 70, "on": "2026-11-23T08:00:00+00:00"},
    },
    "P-20": {
        "the occupant has not chosen": {
            **PATRICK,
            "channel": "public",
            "addresses": _MISSION["addresses"],
            "from_role": "manager",
            "awaits_choice": True,
            "links": links_to("reply"),
        },
        "words while a time waits to be planned": {
            **PATRICK,
            "channel": "public",
            "addresses": _MISSION["addresses"],
            "from_role": "tenant",
            "text": "La bassine est déjà pleine.",
            "to_plan": {"start": "2026-11-26T14:00:00+01:00", "end": "2026-11-26T18:00:00+01:00"},
            "links": links_to("reply"),
        },
    },
    "G-04": {
        "order": _SILENT,
        "quote": {
            **_SILENT,
            "is_order": None,
            "number": "DEV-2026-0092",
            "seen_at_home": None,
            "was_delivered": False,
            "telephone": None,
            "links": links_to("other_company", "again", "quote", "close"),
        },
        "never relaunched": {**_SILENT, "relaunched": []},
    },
}
