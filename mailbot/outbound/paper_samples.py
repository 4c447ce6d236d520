"""Papers to look at, to try and to time: an order and a request for a quote, with nobody real in them."""

from mailbot.outbound.papers import CancellationFacts, QuoteFacts, RequestFacts, WorkOrderFacts
from mailbot.outbound.sample_cast import TILLEUL

LINK = "https://suivi.agence-tilleul.example/p/abcdefghijklmnopqrstuvwxyz234567abcdefgh"

_REQUEST: RequestFacts = {
    "number": "DEV-2026-0091",
    "time_zone": "Europe/Paris",
    "accent": TILLEUL.accent,
    "agency": {
        "name": "Agence du Tilleul",
        "form": "SAS au capital de 50 000 €",
        "address": "8 place du Marché, 69003 Lyon",
        "telephone": "04 65 71 00 10",
        "mail": "contact@agence-tilleul.example",
        "siren": "732 829 320",
        "card": "CPI 6901 2016 000 009 999, CCI Lyon Métropole",
        "guarantor": "Galian-SMABTP, 89 rue La Boétie, 75008 Paris",
    },
    "landlord": "Bernard Vasseur",
    "mandate": "1187",
    "replaces": "",
    "report": "SIG-1042",
    "reference": "",
    "decided_at": "2026-11-20T17:02:00+00:00",
    "manager": {"name": "Sophie Lambert", "telephone": "04 65 71 00 11"},
    "provider": {
        "company": "Plomberie Durand",
        "siret": "812 345 678 00017",
        "contact": "Patrick Durand",
        "mail": "patrick@plomberie-durand.example",
        "telephone": "06 39 98 00 31",
    },
    "place": {"street": "", "postcode": "69003", "town": "Lyon", "details": "", "floor": 3},
    "category": "plumbing",
    "motif": "Rechercher et réparer la fuite sous l’évier de la cuisine",
    "instructions": "",
    "words_of_report": "Depuis ce matin ça goutte sous l’évier. J’ai mis une bassine, le robinet a cinq ans.",
    "reported_on": "2026-11-18",
    "photos": 0,
    "pictures": [],
    "wishes": "mardi, jeudi, ou après 18 h",
    "due_on": "2026-11-27",
    "over_two_years": "yes",
    "page": None,
}

ACCEPTED: QuoteFacts = {
    "number": "DEV-2026-0094",
    "company_number": "D2026-311",
    "dated": "2026-11-24",
    "amount": "1250.00",
}


def request_facts() -> RequestFacts:
    """A request for a quote."""
    return {**_REQUEST}


def order_facts() -> WorkOrderFacts:
    """An order within the limit that needs no quote."""
    return {
        **_REQUEST,
        "number": "OS-2026-0187",
        "place": {
            "street": "12 rue des Lilas",
            "postcode": "69003",
            "town": "Lyon",
            "details": "bât. A, escalier 1, 3e étage, porte gauche, lot 12",
            "floor": None,
        },
        "occupant": {"name": "Mme Belkacem", "interphone": "BELKACEM"},
        "urgency": "normal",
        "ceiling": "150.00",
        "quote": None,
        "phone_after_planning": True,
        "has_slip": False,
    }


def cancellation_facts() -> CancellationFacts:
    """The same order, three days later."""
    return {
        **order_facts(),
        "cancelled_on": "2026-11-23",
        "cancel_reason": "Le locataire a resserré le joint.",
    }
