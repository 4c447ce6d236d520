"""Samples of the letters about invoices and bank details, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import ADDRESSES, BERNARD, OUR_TURN, SOPHIE, links_to

_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche", "manager": "Sophie Lambert",
    "band": OUR_TURN,
}  # fmt: skip
_MISSION = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "order_number": "OS-2026-0187",
    "object": "remplacer le siphon", "town": "Lyon", "channel": "agency", "has_two_addresses": True,
    "addresses": ADDRESSES,
}  # fmt: skip
_PLAIN = {name: value for name, value in _MISSION.items() if name not in ("has_two_addresses", "object", "town")}
_FIGURES = {
    "number": "F-2026-88", "dated_on": "2026-11-24", "amount_incl_tax": "640.00", "amount_excl_tax": "581.82",
    "vat_rate": "10",
}  # fmt: skip


_CASE = ("reply", "close", "landlord")
_CORRECT = links_to("correct_invoice")
_ACTS = ("payable", "dispute", "ask_correction", "open_invoice")
_INVOICE = {
    **_FIGURES, "row": 1, "state": "received", "quote_number": "DEV-2026-0092", "quote_incl_tax": "528.00",
    "ceiling": "150.00", "difference": "112.00",
}  # fmt: skip
_RIGHT = {"number": "number_named", "label": "label_right", "vat": "vat_plausible", "bank": "bank_same"}
_AT_DESK = {
    **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "provider": "Plomberie Durand",
    "order_number": "OS-2026-0187",
}  # fmt: skip
_TO_BERNARD = {**BERNARD, **_LEAK, "channel": "private", "signed_by": "Sophie Lambert", "papers": []}

# fmt: off
INVOICE_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "P-17": {
        "checking": {**_MISSION, **_FIGURES, "fixes": [], "stands": "checking", "links": _CORRECT},
        "waiting": {**_MISSION, **_FIGURES, "fixes": [], "stands": "waiting", "links": _CORRECT},
        "early": {**_MISSION, **_FIGURES, "fixes": [], "stands": "early", "links": _CORRECT},
        "over": {**_MISSION, **_FIGURES, "fixes": [], "stands": "over", "links": _CORRECT},
        "to be corrected": {
            **_MISSION, **_FIGURES, "fixes": ["no_order_number", "wrong_label", "vat"], "stands": "checking",
            "links": _CORRECT,
        },
        "another order": {**_MISSION, **_FIGURES, "fixes": ["other_order"], "stands": "waiting", "links": _CORRECT},
        "protected": {
            **_MISSION, "fixes": ["no_amount"], "stands": "checking", "unread": "encrypted", "links": _CORRECT,
        },
        "damaged": {**_MISSION, "fixes": ["no_amount"], "stands": "waiting", "unread": "broken", "links": _CORRECT},
        "a scan": {
            **_MISSION, "amount_incl_tax": "640.00", "fixes": [], "stands": "checking", "unread": "no_text",
            "links": _CORRECT,
        },
    },
    "G-12": {
        "above the quote": {
            **_AT_DESK, "invoice": _INVOICE, "gaps": ["above_quote"], "checks": _RIGHT, "confirmed_as": "tenant",
            "confirmed_on": "2026-11-25", "links": links_to(*_ACTS, *_CASE),
        },
        "above the threshold, not confirmed": {
            **_AT_DESK,
            "invoice": {**_FIGURES, "row": 1, "state": "waiting", "ceiling": "150.00", "others": "132.00"},
            "gaps": ["above_threshold", "new_bank"], "checks": {**_RIGHT, "bank": "bank_new"},
            "links": links_to(*_ACTS[1:], *_CASE),
        },
        "to be corrected, by silence": {
            **_AT_DESK, "invoice": {**_INVOICE, "difference": "-28.00", "amount_incl_tax": "500.00"},
            "gaps": ["no_order_number", "wrong_label", "vat"], "confirmed_as": "silence", "confirmed_on": "2026-12-01",
            "checks": {"number": "number_missing", "label": "label_wrong", "vat": "vat_wrong", "bank": "bank_none"},
            "links": links_to(*_ACTS, *_CASE),
        },
        "blocked, contested": {
            **_AT_DESK, "invoice": {**_INVOICE, "state": "blocked", "difference": "0.00"}, "gaps": ["other_bank"],
            "checks": {**_RIGHT, "bank": "bank_other"}, "contested": True, "links": links_to(*_ACTS[1:], *_CASE),
        },
        "a scan": {
            **_AT_DESK, "invoice": {"row": 1, "state": "to_correct", "ceiling": "150.00", "trouble": "no_text"},
            "gaps": ["no_amount", "unreadable"], "confirmed_as": "manager", "confirmed_on": "2026-11-25",
            "checks": {"number": "number_unread", "label": "label_unread", "vat": "vat_unread", "bank": "bank_none"},
            "links": links_to(*_ACTS[1:], *_CASE),
        },
        "by another way, order over": {
            **_AT_DESK,
            "invoice": {**_FIGURES, "row": 1, "state": "received", "ceiling": "150.00", "came_otherwise": True},
            "gaps": ["order_over", "other_order"], "checks": {**_RIGHT, "number": "number_other"},
            "links": links_to(*_ACTS, *_CASE),
        },
    },
    "G-16": {
        "bank details": {
            **SOPHIE, "channel": "agency", "what": "bank", "company": "Plomberie Durand",
            "number": "OS-2026-0187", "telephone": "06 39 98 00 31", "ref": "SIG-1042",
            "links": links_to("verified", "fraud"),
        },
        "a forged mail about money": {
            **SOPHIE, "channel": "agency", "what": "sender",
            "sender": "b.vasseur@orange.example", "named": "Bernard Vasseur", "why": "forged",
            "ref": "SIG-1042", "links": {},
        },
        "a stranger who asks for money": {
            **SOPHIE, "channel": "agency", "what": "sender",
            "sender": "b.vasseur@0range.example", "named": "Bernard Vasseur", "why": "unknown_sender", "links": {},
        },
    },
    "B-08": {
        "agreed, confirmed": {
            **_TO_BERNARD, "agreed": True, "confirmed": True, "amount_incl_tax": "528.00", "photos": 2,
            "papers": [{"name": "facture.pdf", "fingerprint": "0" * 64}], "links": links_to("question", "report"),
        },
        "by silence": {
            **_TO_BERNARD, "amount_incl_tax": "132.00", "photos": 1,
            "papers": [{"name": "facture.pdf", "fingerprint": "0" * 64}], "links": links_to("question", "report"),
        },
        "by the agency, by another way": {
            **_TO_BERNARD, "by_agency": True, "amount_incl_tax": "132.00", "photos": 1,
            "links": links_to("question", "report"),
        },
    },
    "P-20": {
        "an invoice to be corrected": {
            **_PLAIN, "from_role": "manager",
            "text": "Bonjour, merci d’établir la facture au nom de Bernard Vasseur.",
            "links": links_to("reply", "send_invoice"),
        },
    },
    "P-21": {
        "an invoice without a document": {
            **_PLAIN, "channel": "public", "question": "send_invoice", "nothing_passed_on": True,
            "links": links_to("reply"),
        },
    },
    "G-21": {
        "#bon-a-payer": {
            **SOPHIE, **_LEAK, "channel": "agency", "command": "#bon-a-payer", "done": "invoice_approved",
            "name": "Plomberie Durand", "invoice": {"number": "F-2026-88", "amount_incl_tax": "528.00"},
            "links": links_to(*_CASE),
        },
        "a company asked again by words": {
            **SOPHIE, **_LEAK, "channel": "agency", "command": "relance Durand", "done": "relaunched",
            "name": "Plomberie Durand", "links": links_to(*_CASE),
        },
        "a quote approved by words": {
            **SOPHIE, **_LEAK, "channel": "agency", "command": "Je valide le devis.", "done": "quote_approved",
            "name": "Plomberie Durand", "links": links_to(*_CASE),
        },
        "a quote refused by words": {
            **SOPHIE, **_LEAK, "channel": "agency", "command": "Refusez ce devis.", "done": "quote_refused",
            "name": "Plomberie Durand", "links": links_to(*_CASE),
        },
    },
    "X-12": {
        "#bon-a-payer": {
            **SOPHIE, **_LEAK, "channel": "agency", "at": "2026-11-25T09:00:00+01:00", "text": "#bon-a-payer",
            "act": "approve_invoice", "number": "F-2026-88", "provider": "Plomberie Durand",
            "amount_incl_tax": "528.00", "links": links_to("validate", "not_that"),
        },
        "bank details": {
            **_PLAIN, "at": "2026-11-25T09:00:00+01:00", "text": "Nos coordonnées bancaires changent : •••",
            "act": "bank_change", "named_by": "words", "links": links_to("not_that"),
        },
        **{
            f"bank details, {each}": {
                **_PLAIN, "at": "2026-11-25T09:00:00+01:00", "text": "", "act": "bank_change", "named_by": each,
                "links": links_to("not_that"),
            }
            for each in ("invoice", "document")
        },
    },
}
# fmt: on
