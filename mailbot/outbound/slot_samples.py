"""Samples of the letters about slots, choice and planning, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import ADDRESSES, NADIA, OUR_TURN, SOPHIE, links_to

_LEAK = {
    "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche", "manager": "Sophie Lambert",
    "band": OUR_TURN, "channel": "public",
}  # fmt: skip
_DURAND = {"provider": "Plomberie Durand", "visit_number": 1}
_PATRICK = {
    "reader": "provider", "name": "Patrick Durand", "manager": "Sophie Lambert", "order_number": "OS-2026-0187",
    "object": "remplacer le siphon", "town": "Lyon", "channel": "public", "addresses": ADDRESSES,
}  # fmt: skip
_FIRST_VISIT = {"visit_number": 1}
_TUESDAY = {"start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"}
_THURSDAY = {"start": "2026-11-26T13:00:00+00:00", "end": "2026-11-26T17:00:00+00:00"}
_SATURDAY = {"start": "2026-11-28T09:00:00+00:00", "end": "2026-11-28T11:00:00+00:00"}
_FIRST = {"number": 1, **_TUESDAY}
_SECOND = {"number": 2, **_THURSDAY}
_WISHES = {
    "slots": [{"start": "2026-11-27T07:00:00+00:00", "end": "2026-11-27T11:00:00+00:00"}],
    "recurring": [{"days": ["tue"], "from": "17:00", "to": "20:00"}],
}


_CASE = ("reply", "close", "landlord", "report")
_TENANT = ("report", "alerts")
_ACCESS = {"interphone": "BELKACEM", "code": "45B12", "notes": "ascenseur, stationnement dans la cour"}
_PLACE = {"street": "12 rue des Lilas", "postcode": "69003", "place": "bât. A, 3e étage, porte gauche"}
_UNCHOSEN = {
    **SOPHIE, **_LEAK, "company": "Plomberie Durand", "occupant": "Nadia Belkacem", "call": "06 39 98 10 12",
    "proposed_at": "2026-11-21T09:00:00+00:00",
    "links": links_to("call_occupant", "offer_others", *_CASE),
}  # fmt: skip

SLOT_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "T-08": {
        "several": {
            **NADIA, **_LEAK, **_DURAND,
            "slots": [_FIRST, _SECOND, {"number": 3, **_SATURDAY, "rest_day": "saturday"}],
            "links": links_to("slot_1", "slot_2", "slot_3", "none_suits", *_TENANT),
        },
        "one, today": {
            **NADIA, **_LEAK, **_DURAND, "slots": [{**_FIRST, "today": True}], "for_works": True, "visit_number": 2,
            "links": links_to("slot_1", "does_not_suit", *_TENANT),
        },
        "reminded": {
            **NADIA, **_LEAK, **_DURAND, "slots": [_FIRST, _SECOND], "reminded": True,
            "links": links_to("slot_1", "slot_2", "none_suits", *_TENANT),
        },
        "reminded for the last time": {
            **NADIA, **_LEAK, **_DURAND, "slots": [_SECOND], "reminded": True, "last": True,
            "links": links_to("slot_2", "does_not_suit", *_TENANT),
        },
    },
    "T-09": {
        "a, to who chose": {
            **NADIA, **_LEAK, **_DURAND, "slot": _THURSDAY, "is_theirs": True,
            "links": links_to("change_mind", *_TENANT),
        },
        "a, to the others": {**NADIA, **_LEAK, **_DURAND, "slot": _THURSDAY, "links": links_to(*_TENANT)},
        "b": {**NADIA, **_LEAK, **_DURAND, "wishes": _WISHES, "links": links_to(*_TENANT)},
        "b, without a wish": {**NADIA, **_LEAK, **_DURAND, "links": links_to(*_TENANT)},
    },
    "T-10": {
        "": {
            **NADIA, **_LEAK, **_DURAND, "telephone": "06 39 98 00 31", "category": "plumbing", "slot": _THURSDAY,
            "links": links_to("reply", *_TENANT),
        },
        "today": {
            **NADIA, **_LEAK, **_DURAND, "category": "damp", "slot": {**_TUESDAY, "today": True},
            "links": links_to("calendar", "move_visit", *_TENANT),
        },
    },
    "P-06": {
        "": {
            **_PATRICK, **_FIRST_VISIT, "slot": _THURSDAY, "telephone_follows": True,
            "links": links_to("plan_it", "no_longer_possible", "mission"),
        },
        "reminded": {
            **_PATRICK, **_FIRST_VISIT, "slot": _THURSDAY, "reminded": True,
            "links": links_to("plan_it", "no_longer_possible", "mission"),
        },
    },
    "P-07": {
        "": {
            **_PATRICK, **_FIRST_VISIT, **_PLACE, "slot": _THURSDAY, "occupant": "Nadia Belkacem",
            "occupant_telephone": "06 39 98 10 12", "access": _ACCESS,
            "access_notes": ["Sonnez deux fois, le chien est gentil."], "ceiling": "150.00",
            "links": links_to("reply", "mission"),
        },
        "an accepted quote": {
            **_PATRICK, **_PLACE, "slot": _THURSDAY, "visit_number": 2, "for_works": True,
            "occupant": "Nadia Belkacem",
            "access": {"interphone": "BELKACEM"}, "accepted": {"number": "DEV-2026-0092", "amount": "528.00"},
            "links": links_to("calendar", "move_visit", "late", "mission"),
        },
        "before a quote": {
            **_PATRICK, **_FIRST_VISIT, "street": "12 rue des Lilas", "postcode": "69003", "order_number": None,
            "quote_number": "DEV-2026-0092", "slot": _TUESDAY, "links": links_to("reply"),
        },
    },
    "P-09": {
        "none suits": {
            **_PATRICK, "why": "none_suits", "wishes": _WISHES, "links": links_to("propose_slots", "mission"),
        },
        "the visit falls": {
            **_PATRICK, "why": "moved", "fallen": _THURSDAY, "wishes": {"always": True},
            "links": links_to("propose_slots", "mission"),
        },
        "not planned": {**_PATRICK, "why": "unplanned", "links": links_to("propose_slots", "mission")},
        "no answer": {**_PATRICK, "why": "expired", "links": links_to("propose_slots", "mission")},
    },
    "G-09": {
        "": {
            **SOPHIE, **_LEAK, "company": "Plomberie Durand", "occupant": "Nadia Belkacem", "visit_number": 1,
            "slot": _THURSDAY, "links": links_to(*_CASE),
        },
        "nobody named": {
            **SOPHIE, **_LEAK, "company": "Plomberie Durand", "visit_number": 2, "slot": _THURSDAY,
            "links": links_to(*_CASE),
        },
    },
    "G-18": {
        "two rounds": {**_UNCHOSEN, "why": "two_rounds", "offered": 2, "slots": []},
        "silent": {
            **_UNCHOSEN, "why": "silent", "offered": 2, "slots": [_SECOND],
            "reminded": ["2026-11-22T09:00:00+00:00", "2026-11-24T09:00:00+00:00"],
        },
        "chosen, and not planned": {**_UNCHOSEN, "why": "unplanned", "offered": 2, "slots": []},
        "all slots are over": {
            **_UNCHOSEN, "why": "expired", "offered": 1, "slots": [], "occupant": None, "call": None,
        },
    },
    "P-21": {
        "slots are wanted": {
            **_PATRICK, "question": "propose_slots", "links": links_to("propose_slots", "mission"),
        },
        "which of two days": {
            **_PATRICK, "question": "which_date", "said": "mardi 25", "taken": True, "offered": 1,
            "nothing_passed_on": True, "links": links_to("propose_slots", "mission"),
            "choices": [
                {"label": "Mardi 24 novembre", "url": "mailto:r-k3v9q2m7xw@suivi.agence-tilleul.example"},
                {"label": "Mercredi 25 novembre", "url": "mailto:r-k3v9q2m7xw@suivi.agence-tilleul.example"},
            ],
        },
        "a slot that is over": {
            **_PATRICK, "question": "slot_past", "slot": _TUESDAY, "nothing_passed_on": True, "offered": 2,
            "links": links_to("propose_slots", "mission"),
        },
        "an end before its beginning": {
            **_PATRICK, "question": "slot_backwards", "said": "mardi 24 de 11h à 9h", "nothing_passed_on": True,
            "links": links_to("propose_slots", "mission"),
        },
        "too far away": {
            **_PATRICK, "question": "slot_far",
            "slot": {"start": "2028-11-24T08:00:00+00:00", "end": "2028-11-24T10:00:00+00:00"},
            "nothing_passed_on": True, "links": links_to("propose_slots", "mission"),
        },
        "the mission": {**_PATRICK, "question": "take_mission", "nothing_passed_on": True, "links": links_to("reply")},
    },
    "G-05": {
        "an order": {
            **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_order": "OS-2026-0187",
            "text": "Pas disponible avant janvier.",
            "others": [{"name": "Sanitaire Roche", "favourite": True, "button": "other_1"}],
            "links": links_to("other_1", "choose_other", *_CASE),
        },
        "an order given back": {
            **SOPHIE, **_LEAK, "channel": "agency", "company": "Plomberie Durand", "company_order": "OS-2026-0187",
            "text": "", "had_accepted": True, "home_knows": True, "others": [],
            "links": links_to("choose_other", *_CASE),
        },
    },
    "X-14": {
        "a slot was chosen meanwhile": {
            **NADIA, **_LEAK, "channel": "agency", "act": "choose_slot", "reason": "slot_taken", "slot": _THURSDAY,
            "next_step": "move_visit", "links": links_to("reply"),
        },
        "slots are kept": {
            **_PATRICK, "channel": "agency", "act": "propose_slots", "reason": "quote_not_approved",
            "next_step": "slots_kept", "links": links_to("reply"),
        },
    },
}  # fmt: skip
