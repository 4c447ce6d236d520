"""Requests for quotes as the people of the demo would get them: P-01, T-05, and what managers read of them."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import NADIA, SOPHIE, links_to

Facts = Mapping[str, JSON]


_LEAK: dict[str, JSON] = {
    "channel": "public", "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
    "band": {"status": "in_progress", "next_step": "quote", "who": "provider"},
    "events": [
        {"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"},
        {"at": "2026-11-21T09:12:00+00:00", "kind": "QUOTE_REQUESTED"},
    ],
}  # fmt: skip
_MISSION: dict[str, JSON] = {
    "reader": "provider", "name": "Patrick Durand", "channel": "public", "quote_number": "DEV-2026-0092",
    "object": "fuite sous l’évier", "town": "Lyon", "postcode": "69003", "manager": "Sophie Lambert",
    "category": "plumbing", "motif": "fuite sous l’évier", "within_days": 5,
    "billing": "Bernard Vasseur", "agency_address": "8 place du Marché, 69003 Lyon", "events": [],
    "addresses": {
        "mission": "r-7f3k9@suivi.agence-tilleul.example", "agency_only": "r-9k2m4@suivi.agence-tilleul.example",
    },
    "links": links_to("send_quote", "propose_visit", "cannot_quote"),
}  # fmt: skip
_WORDS = """Bonjour,
l’évier de la cuisine fuit depuis ce matin, j’ai mis une bassine.
Mon numéro : •••

(19/11) La bassine se remplit en deux heures."""
_CHOICE: JSON = [
    {"name": "Plomberie Durand", "button": "ask_company_1"},
    {"name": "Chauffage Morel", "button": "ask_company_2"},
]

QUOTE_REQUEST_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "P-01": {
        "words and photos": {**_MISSION, "floor": 3, "text": _WORDS, "photos": 2, "paper": 7},
        "first contact": {**_MISSION, "floor": 0, "text": _WORDS, "photos": 1, "first_contact": "typed_in"},
        "on file, words alone": {**_MISSION, "text": _WORDS, "floor": 1, "first_contact": "on_file"},
        "a photo alone": {**_MISSION, "photos": 1},
        "agency alone": {**_MISSION, "channel": "agency", "addresses": None, "within_days": None, "billing": None},
    },
    "T-05": {
        "in a delay": {
            **_LEAK, **NADIA,
            "company": "Plomberie Durand", "trade": "plumbing", "within_days": 5, "signed_by": "Sophie Lambert",
            "links": links_to("availability", "report"),
        },
        "no delay": {
            **_LEAK, "reader": "tenant", "name": "Yanis Belkacem", "company": "Chauffage Morel", "trade": "hot_water",
            "links": links_to("availability", "report"),
        },
    },
    "G-21": {
        "a, request for a quote": {
            **SOPHIE, **_LEAK, "channel": "agency", "done": "quote_requested", "quote_number": "DEV-2026-0092",
            "company": "Plomberie Durand", "addresses_written": ["patrick@plomberie-durand.example"],
            "at": "2026-11-21T09:12:00+00:00", "told_now": ["Nadia Belkacem", "Yanis Belkacem"], "photos": 2,
            "paper": 7,
            "links": links_to("quote", "close", "landlord"),
        },
        "a, told later": {
            **SOPHIE, **_LEAK, "channel": "agency", "done": "quote_requested", "quote_number": "DEV-2026-0093",
            "company": "Chauffage Morel", "addresses_written": ["sav@chauffage-morel.example"],
            "at": "2026-11-21T09:12:00+00:00", "told_now": ["Nadia Belkacem"], "told_later": ["Yanis Belkacem"],
            "links": links_to("quote", "close", "landlord"),
        },
        "a, nobody is written": {
            **SOPHIE, **_LEAK, "channel": "agency", "done": "quote_requested", "quote_number": "DEV-2026-0095",
            "company": "Plomberie Durand", "at": "2026-11-21T09:12:00+00:00", "addresses_written": [],
            "addresses_held": ["patrick@plomberie-durand.example"], "links": links_to("quote", "close"),
        },
        "a, nobody told": {
            **SOPHIE, **_LEAK, "channel": "agency", "done": "quote_requested", "quote_number": "DEV-2026-0094",
            "company": "Plomberie Durand", "at": "2026-11-21T09:12:00+00:00",
            "addresses_written": ["patrick@plomberie-durand.example", "bureau@plomberie-durand.example"],
            "links": links_to("quote", "close"),
        },
    },
    "G-01": {
        "favourites": {
            **SOPHIE, **_LEAK, "author": "Nadia Belkacem", "author_role": "tenant", "at": "2026-11-18T07:42:10+00:00",
            "text": "L’évier de la cuisine fuit depuis ce matin.", "urgency": "normal", "category": "plumbing",
            "favourites": _CHOICE, "links": links_to("ask_company_1", "ask_company_2", "reply", "quote", "close"),
        },
    },
    "G-02": {
        "favourites": {
            **SOPHIE, **_LEAK, "author": "Nadia Belkacem", "author_role": "tenant", "at": "2026-11-18T07:42:10+00:00",
            "text": "La bassine se remplit en deux heures.",
            "favourites": _CHOICE, "links": links_to("ask_company_1", "ask_company_2", "reply", "quote", "close"),
        },
    },
    "G-19": {
        "asks for a company": {
            **SOPHIE, **_LEAK, "channel": "private", "author": "Bernard Vasseur", "at": "2026-11-20T17:02:00+00:00",
            "text": "Demandez un second devis avant de décider.", "asks_company": True,
            "links": links_to("prepare_quote", "quote", "close"),
        },
    },
    "X-13": {
        "which company": {
            **SOPHIE, **_LEAK, "channel": "agency", "at": "2026-11-21T09:12:00+00:00", "question": "which_company",
            "companies": _CHOICE, "links": links_to("ask_company_1", "ask_company_2"),
        },
        "no company known": {
            **SOPHIE, **_LEAK, "channel": "agency", "at": "2026-11-21T09:12:00+00:00", "question": "which_company",
            "links": {},
        },
    },
    "X-14": {
        "words for the landlord": {
            **SOPHIE, **_LEAK, "channel": "agency", "act": "pass_on", "reason": "your_words",
            "next_step": "write_landlord", "said": "demande à M. Vasseur s’il est d’accord", "links": links_to("next"),
        },
        "words to the agency's address": {
            **SOPHIE, **_LEAK, "channel": "agency", "act": "pass_on", "reason": "agency_only",
            "next_step": "write_words", "links": {},
        },
        "a draft wants its button": {
            **SOPHIE, **_LEAK, "channel": "agency", "act": "request_quote", "reason": "button_only",
            "next_step": "press_button", "links": links_to("next"),
        },
    },
}  # fmt: skip
