"""Samples of the letters about a company's answer, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import ADDRESSES, NADIA, OUR_TURN, SOPHIE, links_to

_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche", "manager": "Sophie Lambert",
    "band": OUR_TURN,
}  # fmt: skip
_PATRICK = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "quote_number": "DEV-2026-0092",
    "addresses": ADDRESSES,
}  # fmt: skip
_PRICE = {"amount_incl_tax": "528.00", "amount_excl_tax": "480.00", "vat_rate": "10"}
_OPTIONS = [
    {"label": "A", "amount_incl_tax": "320.00"},
    {"label": "B", "amount_incl_tax": "528.00", "amount_excl_tax": "480.00", "vat_rate": "10"},
]
_CHECKS = {
    "address": "address_named", "sums": "sums_right", "vat": "vat_said", "insurance": "insurance_missing",
}  # fmt: skip


_CASE = ("reply", "close", "landlord", "report")
_ACTS = ("approve", "ask_landlord", "refuse", "precise")
_RECEIVED: Mapping[str, Any] = {
    **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_quote": "DEV-2026-0092",
    "charge": "undecided",
}  # fmt: skip

QUOTE_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "T-13": {
        "a, inside a mission": {
            **NADIA, **_LEAK, "channel": "public", "step": "mission", "company": "Plomberie Durand",
            "links": links_to("report", "alerts"),
        },
        "b, alone": {
            **NADIA, **_LEAK, "channel": "public", "step": "alone", "company": "Plomberie Durand",
            "links": links_to("report", "alerts"),
        },
    },
    "G-05": {
        "a later day, of an order": {
            **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_order": "OS-2026-0187",
            "text": "Complet, pas avant le lundi 7 décembre.", "later": "2026-12-07", "others": [],
            "links": links_to("choose_other", "wait_for_it", *_CASE),
        },
        "with others": {
            **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_quote": "DEV-2026-0092",
            "text": "Pas disponible avant janvier, voyez un confrère.",
            "others": [
                {"name": "Sanitaire Roche", "favourite": True, "button": "other_1"},
                {"name": "Chauffage Morel", "favourite": False, "button": "other_2"},
            ],
            "links": links_to("other_1", "other_2", "quote", *_CASE),
        },
        "nobody else": {
            **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_quote": "DEV-2026-0092",
            "text": "", "others": [], "links": links_to("quote", *_CASE),
        },
    },
    "G-06": {
        "one price": {
            **_RECEIVED, "company_number": "D2026-311", "dated_on": "2026-11-23", "valid_until": "2027-01-23",
            "options": [_PRICE], "read_in": "page", "sentence": "Total TTC : 528,00 €", "attached": 1,
            "text": "Bonjour, notre devis ci-joint.\nLe chauffe-eau est à surveiller.", "checks": _CHECKS,
            "mandate_limit": "300.00", "read_as": {"type": "submit_quote", "options": [_PRICE]},
            "links": links_to(*_ACTS, "correct", *_CASE),
        },
        "two options, other figures": {
            **_RECEIVED, "options": _OPTIONS, "again": True, "read_in": "sentence",
            "sentence": "Option A : 320 € TTC. Option B : 480 HT soit 528 TTC.",
            "checks": {"sums": "sums_unknown", "vat": "vat_to_confirm", "insurance": "insurance_named"},
            "links": links_to(*_ACTS, *_CASE),
        },
        "before the landlord": {
            **_RECEIVED, "options": [{"amount_excl_tax": "500.00"}], "again": True, "kept_for": "with_landlord",
            "read_in": "sentence", "sentence": "C’est 500 HT.", "links": links_to("precise", *_CASE),
        },
        "after its approval": {
            **_RECEIVED, "options": [_PRICE], "again": True, "kept_for": "approved",
            "links": links_to("precise", *_CASE),
        },
        "of a request that was called off": {
            **_RECEIVED, "options": [_PRICE], "kept_for": "cancelled", "attached": 1, "links": links_to(*_CASE),
        },
        "no figure": {**_RECEIVED, "options": [], "attached": 1, "links": links_to(*_ACTS, *_CASE)},
        "a small one, put right": {
            **_RECEIVED, "options": [{"amount_incl_tax": "95.00"}], "by_hand": True, "for_information": True,
            "charge": "landlord", "links": links_to(*_ACTS, *_CASE),
        },
        "inside a mission": {
            **_RECEIVED, "options": [_PRICE], "order_number": "OS-2026-0187", "charge": "tenant",
            "checks": {"sums": "sums_wrong", "vat": "vat_said", "paper": "paper_differs"},
            "links": links_to(*_ACTS, *_CASE),
        },
    },
    "P-11": {
        "a, inside a mission": {
            **_PATRICK, "channel": "agency", "step": "mission", "order_number": "OS-2026-0187",
            "company_number": "D2026-311", "options": [_PRICE], "links": links_to("correct_amount"),
        },
        "b, alone": {
            **_PATRICK, "channel": "agency", "step": "alone", "company_number": "D2026-311", "options": [_PRICE],
            "links": links_to("correct_amount"),
        },
        "b, two options": {
            **_PATRICK, "channel": "agency", "step": "alone", "options": _OPTIONS, "links": links_to("correct_amount"),
        },
        "b, no figure": {
            **_PATRICK, "channel": "agency", "step": "alone", "options": [], "links": links_to("correct_amount"),
        },
    },
    "P-21": {
        "the document": {
            **_PATRICK, "channel": "public", "question": "send_quote", "nothing_passed_on": True,
            "links": links_to("reply"),
        },
        "the document, and times that wait for it": {
            **_PATRICK, "channel": "public", "question": "send_quote", "slots_kept": True, "nothing_passed_on": True,
            "links": links_to("reply"),
        },
        "a day": {
            **_PATRICK, "channel": "public", "question": "which_date",
            "choices": [{"label": "Mardi 24", "url": "https://suivi.agence-tilleul.example/p/tuesday"}], "links": {},
        },
    },
}  # fmt: skip
