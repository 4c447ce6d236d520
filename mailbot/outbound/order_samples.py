"""Work orders as the people of the demo would get them: P-02, T-06, P-18, T-25; what managers read of them."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import NADIA, SOPHIE, links_to

Facts = Mapping[str, JSON]


_LEAK: dict[str, JSON] = {
    "channel": "public", "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
    "band": {"status": "in_progress", "next_step": "provider_answers", "who": "provider"},
    "events": [
        {"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"},
        {"at": "2026-11-21T09:12:00+00:00", "kind": "WORK_ORDER_SENT"},
    ],
}  # fmt: skip
_NADIA: dict[str, JSON] = {
    **_LEAK, **NADIA, "signed_by": "Sophie Lambert", "links": links_to("report"),
}  # fmt: skip
_MISSION: dict[str, JSON] = {
    "reader": "provider", "name": "Patrick Durand", "channel": "public", "order_number": "OS-2026-0187",
    "object": "fuite sous l’évier", "town": "Lyon", "manager": "Sophie Lambert", "events": [],
    "addresses": {
        "mission": "r-7f3k9@suivi.agence-tilleul.example", "agency_only": "r-9k2m4@suivi.agence-tilleul.example",
    },
}  # fmt: skip
_ORDER: dict[str, JSON] = {
    **_MISSION, "category": "plumbing", "urgency": "normal", "motif": "fuite sous l’évier",
    "street": "12 rue des Lilas", "postcode": "69003", "place": "bât. A, 3e étage gauche", "ceiling": "150.00",
    "manager_telephone": "04 65 71 00 10",
    "links": links_to("propose_slots", "not_available", "question", "mission"),
}  # fmt: skip
_WORDS = "L’évier de la cuisine fuit depuis ce matin, j’ai mis une bassine.\nMon numéro : •••"
_RECEIPT: dict[str, JSON] = {
    **SOPHIE, **_LEAK, "channel": "agency", "order_number": "OS-2026-0187", "company": "Plomberie Durand",
    "addresses_written": ["patrick@plomberie-durand.example"], "at": "2026-11-21T09:12:00+00:00",
}  # fmt: skip
_DRAFT: dict[str, JSON] = {
    **SOPHIE, **_LEAK, "channel": "agency", "draft": "work_order", "to": "Plomberie Durand", "lines": [
        {"what": "to", "value": "Plomberie Durand, patrick@plomberie-durand.example"},
        {"what": "motif", "value": "fuite sous l’évier"},
        {"what": "urgency", "value": "urgent"},
        {"what": "ceiling", "value": "200.00"},
        {"what": "words", "value": _WORDS},
        {"what": "pictures", "value": "2"},
    ],
    "links": links_to("validate", "modify", "cancel"),
}  # fmt: skip

ORDER_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "P-02": {
        "first contact": {
            **_ORDER, "text": _WORDS, "photos": 2, "paper": 12, "first_contact": "typed_in", "urgency": "urgent",
            "wishes": "mardi et jeudi après-midi", "due_on": "2026-11-27", "instructions": "Clés à l’agence.",
        },
        "after a quote": {
            **_ORDER, "paper": 12, "accepted": {"number": "DEV-2026-0092", "amount": "480.00"},
            "first_contact": "on_file",
        },
        "issued anew": {
            **_ORDER, "order_number": "OS-2026-0187-B", "replaces": "OS-2026-0187", "paper": 13, "text": _WORDS,
        },
        "danger, no paper yet": {**_ORDER, "urgency": "vital", "text": _WORDS, "place": None},
    },
    "T-06": {
        "one company": {
            **_NADIA, "channel": "agency", "provider": "Plomberie Durand", "trade": "plumbing",
            "telephone": "06 39 98 00 31", "order_number": "OS-2026-0187", "links": links_to("availability", "report"),
        },
        "no telephone": {
            **_NADIA, "channel": "agency", "provider": "Plomberie Martin", "trade": "plumbing", "signed_by": None,
            "order_number": "OS-2026-0188", "links": links_to("availability", "report"),
        },
        "times are known": {
            **_NADIA, "channel": "agency", "provider": "Plomberie Durand", "trade": "plumbing", "knows_times": True,
            "order_number": "OS-2026-0187", "links": links_to("availability", "report"),
        },
    },
    "T-25": {
        "another company": {
            **_NADIA, "company": "Chauffage Morel", "trade": "plumbing", "telephone": "06 39 98 00 33",
            "order_number": "OS-2026-0188", "knows_times": True, "planned_at": "2026-11-24T08:00:00+00:00",
        },
        "nothing known yet of times": {
            **_NADIA, "company": "Plomberie Martin", "trade": "plumbing", "order_number": "OS-2026-0188",
            "signed_by": None,
        },
        "b, none yet": {**_NADIA, "signed_by": None, "knows_times": True},
    },
    "P-18": {
        "with a reason": {
            **_MISSION, "channel": "agency", "reason": "Le locataire a réparé lui-même.",
            "planned_at": "2026-11-24T08:00:00+00:00", "links": links_to("already_came", "mission"),
        },
        "no more said": {**_MISSION, "channel": "agency", "links": links_to("already_came")},
        "of a request for a quote alone": {
            **_MISSION, "channel": "agency", "order_number": "DEV-2026-0092",
            "planned_at": "2026-11-24T08:00:00+00:00", "links": links_to("already_came"),
        },
    },
    "G-21": {
        "a, order": {
            **_RECEIPT, "done": "order_sent", "told_now": ["Nadia Belkacem", "Yanis Belkacem"], "photos": 2,
            "paper": 12, "next_edition": "OS-2026-0187-B",
            "relaunches": ["2026-11-24T08:00:00+00:00", "2026-11-26T08:00:00+00:00", "2026-12-01T08:00:00+00:00"],
            "links": links_to("order", "cancel_order", "reissue", "quote", "send_order", "close", "landlord"),
        },
        "a, order, nobody is written": {
            **_RECEIPT, "done": "order_sent", "addresses_written": [],
            "addresses_held": ["patrick@plomberie-durand.example"], "next_edition": "OS-2026-0187-B",
            "links": links_to("order", "cancel_order", "reissue", "quote", "send_order", "close", "landlord"),
        },
        "a, order, one is not written": {
            **_RECEIPT, "done": "order_sent", "addresses_held": ["bureau@plomberie-durand.example"],
            "next_edition": "OS-2026-0187-B",
            "links": links_to("order", "cancel_order", "reissue", "quote", "send_order", "close", "landlord"),
        },
        "a, order issued anew": {
            **_RECEIPT, "done": "order_reissued", "order_number": "OS-2026-0187-B", "paper": 13,
            "next_edition": "OS-2026-0187-C", "links": links_to("order", "cancel_order", "reissue", "close"),
        },
        "a, order cancelled": {
            **_RECEIPT, "done": "order_cancelled", "told_now": ["Nadia Belkacem"], "links": links_to("order", "close"),
        },
    },
    "G-14": {
        "order from words": {
            **_DRAFT, "said": "Envoyer un OS à Durand, urgent, plafond 200 €", "urgency": "urgent",
            "ceiling": "200.00",
        },
        "order after a quote": {**_DRAFT, "quote": "DEV-2026-0092"},
    },
    "G-10": {
        "a manager closed": {
            **SOPHIE, **_LEAK, "author_closed": True, "by_agency": True, "order_status": "planned",
            "owed": ["photos", "invoice"], "band": {"status": "closed"}, "links": links_to("keep_open", "cancel_order"),
        },
    },
    "X-12": {
        "cancel an order": {
            **SOPHIE, **_LEAK, "channel": "agency", "at": "2026-11-21T09:12:00+00:00", "text": "Annulez l’OS Durand",
            "act": "cancel_order", "order_number": "OS-2026-0187", "provider": "Plomberie Durand",
            "links": links_to("validate", "not_that"),
        },
    },
}  # fmt: skip
