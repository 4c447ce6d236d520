"""Letters about a decision on a quote, as the people of the demo would get them: for the preview and for the tests."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import BERNARD, NADIA, OUR_TURN, SOPHIE, links_to

_CASE: dict[str, JSON] = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert", "band": OUR_TURN,
}  # fmt: skip
_PRIVATE: dict[str, JSON] = {**_CASE, "channel": "private"}
_MISSION: dict[str, JSON] = {
    "reader": "provider", "name": "Patrick Durand", "channel": "public", "quote_number": "DEV-2026-0092",
    "object": "fuite sous l’évier", "town": "Lyon", "manager": "Sophie Lambert", "has_two_addresses": True,
    "addresses": {
        "agency_only": "agence-k3v9q2m7xw@suivi.agence-tilleul.example",
        "mission": "mission-k3v9q2m7xw@suivi.agence-tilleul.example",
    },
}  # fmt: skip
_DURAND: dict[str, JSON] = {
    "number": "DEV-2026-0092", "provider": "Plomberie Durand", "amount_incl_tax": "528.00",
    "amount_excl_tax": "480.00", "vat_rate": "10",
}  # fmt: skip
_CHOSEN: dict[str, JSON] = {
    "number": "DEV-2026-0092", "provider": "Plomberie Durand", "amount_incl_tax": "528.00",
}  # fmt: skip
_SAID_YES_TO: dict[str, JSON] = {"provider": "Plomberie Durand", "amount_incl_tax": "528.00"}
_ONE: list[JSON] = [_DURAND]
_TWO: list[JSON] = [
    {**_DURAND, "label": "A"},
    {"label": "B", "number": "DEV-2026-0093", "provider": "Sanitaire Roche", "amount_incl_tax": "490.00"},
]
_PAPERS: list[JSON] = [{"name": "devis.pdf", "fingerprint": "0" * 64, "media_type": "application/pdf"}]
_AT = "2026-11-24T09:00:00+00:00"
_ANSWERED: dict[str, JSON] = {
    **SOPHIE, **_PRIVATE, "author": "Bernard Vasseur", "at": _AT, "links": links_to("quotes", "reply", "close"),
}  # fmt: skip
_SILENT: dict[str, JSON] = {
    **SOPHIE, **_PRIVATE, "asked_at": "2026-11-20T09:00:00+00:00", "days": 6, "urgency": "normal",
    "links": links_to("engage", "call_landlord", "remind", "suspend", "reply", "close"),
}  # fmt: skip

# fmt: off
DECISION_SAMPLES: dict[str, Mapping[str, Mapping[str, JSON]]] = {
    "T-14": {
        "b, a quote alone": {
            **NADIA, **_CASE, "channel": "public", "step": "alone", "company": "Plomberie Durand",
            "links": links_to("availability", "report", "alerts"),
        },
        "a visit is arranged already": {
            **NADIA, **_CASE, "channel": "public", "step": "standing", "company": "Plomberie Durand",
            "links": links_to("report", "alerts"),
        },
    },
    "B-02": {
        "one quote": {
            **BERNARD, **_PRIVATE, "quotes": _ONE, "advice": "le prix est juste, et la fuite s’aggrave",
            "reason": "charge", "answer_by": "2026-11-27", "papers": _PAPERS, "signed_by": "Sophie Lambert",
            "links": links_to("approve", "refuse", "question", "other_quote", "report", "alerts"),
        },
        "several, rate not read": {
            **BERNARD, **_PRIVATE, "quotes": _TWO, "advice": "le B suffit.", "answer_by": "2026-11-27",
            "signed_by": "Sophie Lambert", "papers": _PAPERS,
            "links": links_to("approve", "refuse", "question", "other_quote", "report", "alerts"),
        },
    },
    "B-03": {
        "one quote": {
            **BERNARD, **_PRIVATE, "quotes": _ONE, "days": 6, "answer_by": "2026-11-27",
            "links": links_to("approve", "refuse", "call_me", "report", "alerts"),
        },
        "several": {
            **BERNARD, **_PRIVATE, "quotes": _TWO, "answer_by": "2026-11-27",
            "links": links_to("approve", "refuse", "call_me", "report", "alerts"),
        },
    },
    "B-04": {
        "may be undone": {
            **BERNARD, **_PRIVATE, **_CHOSEN, "at": _AT, "followed": "leaves",
            "leaves_at": "2026-11-24T09:15:00+00:00", "links": links_to("undo", "report", "alerts"),
        },
        "the company is told": {
            **BERNARD, **_PRIVATE, **_CHOSEN, "at": _AT, "followed": "left", "links": links_to("report", "alerts"),
        },
        "others are awaited": {
            **BERNARD, **_PRIVATE, **_CHOSEN, "at": _AT, "followed": "others", "links": links_to("report", "alerts"),
        },
        "the manager approves": {
            **BERNARD, **_PRIVATE, **_CHOSEN, "at": _AT, "followed": "yours", "links": links_to("report", "alerts"),
        },
        "read again": {
            **BERNARD, **_PRIVATE, **_CHOSEN, "at": _AT, "followed": "leaves", "read_by": "Karim Haddad",
            "leaves_at": "2026-11-24T09:15:00+00:00", "links": links_to("undo", "report", "alerts"),
        },
    },
    "B-05": {
        says: {**BERNARD, **_PRIVATE, "says": says, "links": links_to("report", "alerts")}
        for says in ("no", "condition", "other_quote", "question", "undone")
    } | {
        "read again": {
            **BERNARD, **_PRIVATE, "says": "no", "read_by": "Karim Haddad", "links": links_to("report", "alerts"),
        },
    },
    "B-06": {
        "as the mandate provides": {
            **BERNARD, **_PRIVATE, "provider": "Plomberie Durand", "amount_incl_tax": "528.00", "mandate_says": True,
            "signed_by": "Sophie Lambert", "links": links_to("question", "report", "alerts"),
        },
        "a danger": {
            **BERNARD, **_PRIVATE, "provider": "Plomberie Durand", "amount_incl_tax": "528.00", "danger": True,
            "signed_by": "Sophie Lambert", "links": links_to("question", "report", "alerts"),
        },
    },
    "G-07": {
        "a yes": {
            **_ANSWERED, **_SAID_YES_TO, "text": "", "says": "yes", "followed": "leaves",
            "leaves_at": "2026-11-24T09:15:00+00:00",
        },
        "a yes, and the company is told": {**_ANSWERED, **_SAID_YES_TO, "text": "", "says": "yes", "followed": "left"},
        "one yes of several": {
            **_ANSWERED, **_SAID_YES_TO, "label": "B", "text": "", "says": "yes", "followed": "others",
        },
        "a yes that informs": {**_ANSWERED, **_SAID_YES_TO, "text": "", "says": "yes", "followed": "yours"},
        "a condition": {
            **_ANSWERED, "sender": "b.vasseur@orange.example", "text": "OK si moins de 450", "says": "condition",
            "limit": "450.00", "followed": "yours", "photos": 1,
            "links": links_to("reading_exact", "correct_reading", "quotes", "reply", "close"),
        },
        **{
            f"read again, {followed}": {
                **_ANSWERED, "text": "C’est bon pour moi… ou presque", "says": "no", "followed": followed,
                "read_first": "yes", "read_by": "Karim Haddad",
            }
            for followed in ("yours", "told", "settled")
        },
    },
    "G-08": {
        "the mandate allows it": {
            **_SILENT, "quotes": _ONE, "limit": "600.00", "mandate_allows": True, "telephone": "04 65 71 20 01",
            "reminded": ["2026-11-21T09:00:00+00:00", "2026-11-23T09:00:00+00:00"],
        },
        "to be checked": {
            **_SILENT, "quotes": _TWO, "mandate_allows": False, "reminded": ["2026-11-20T13:00:00+00:00"],
            "urgency": "urgent",
        },
    },
    "P-12": {
        "b, a quote alone": {
            **_MISSION, "step": "alone", "company_number": "D-118", "amount_incl_tax": "528.00", "vat_rate": "10",
            "on": _AT,
            "links": links_to("report"),
        },
        "b, rate not read": {**_MISSION, "step": "alone", "amount_incl_tax": "528.00", "on": _AT, "links": {}},
        "a visit is arranged already": {
            **_MISSION, "step": "standing", "order_number": "OS-2026-0187", "amount_incl_tax": "528.00", "on": _AT,
            "links": {},
        },
        "the works are done": {
            **_MISSION, "step": "done", "order_number": "OS-2026-0187", "amount_incl_tax": "528.00", "on": _AT,
            "links": {},
        },
    },
    "P-13": {
        "b, with a reason": {
            **_MISSION, "step": "alone", "channel": "agency", "company_number": "D-118", "links": links_to("report"),
            "refusal": "Une autre solution a été retenue pour ce logement.",
        },
        "b, without": {**_MISSION, "step": "alone", "channel": "agency", "links": {}},
    },
    "P-20": {
        "from the agency": {
            **_MISSION, "from_role": "manager", "links": links_to("reply"),
            "text": "Bonjour, merci pour votre devis. Pouvez-vous détailler la main-d’œuvre ?",
        },
        "from the occupant": {
            **_MISSION, "from_role": "tenant", "photos": 2, "text": "Sonnez fort, je suis au fond.",
            "links": links_to("reply"),
        },
    },
    "X-13": {
        "a reading that is not exact": {
            **SOPHIE, **_CASE, "channel": "agency", "at": _AT, "question": "which_reading",
            "links": links_to("correct_reading"),
        },
    },
    "X-12": {
        "a landlord": {
            **BERNARD, **_PRIVATE, "at": _AT, "text": "OK pour moi", "act": "approve", "number": "DEV-2026-0092",
            "provider": "Plomberie Durand", "amount_incl_tax": "528.00", "links": links_to("validate", "not_that"),
        },
        "a manager": {
            **SOPHIE, **_CASE, "channel": "agency", "at": _AT, "text": "Refusez, trop cher", "act": "refuse",
            "number": "DEV-2026-0092", "provider": "Plomberie Durand", "amount_incl_tax": "528.00",
            "links": links_to("validate", "not_that"),
        },
    },
}
# fmt: on
