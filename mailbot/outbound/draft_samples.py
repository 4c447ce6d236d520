"""G-14 as the people of the demo would get it."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON

Facts = Mapping[str, JSON]

_DESK: dict[str, JSON] = {
    "reader": "manager",
    "civility": "Mme",
    "family_name": "Lambert",
    "name": "Sophie Lambert",
    "channel": "agency",
}
_LEAK: dict[str, JSON] = {
    "ref": "SIG-1042",
    "object": "fuite sous l’évier",
    "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A",
    "manager": "Sophie Lambert",
    "band": {"status": "todo", "next_step": "agency_answers", "who": "Sophie Lambert"},
    "events": [],
}


def _link(name: str) -> str:
    return f"https://suivi.agence-tilleul.example/p/{name}-k3v9q2m7xw"


DRAFT_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "G-14": {
        "quote": _DESK
        | _LEAK
        | {
            "draft": "quote_request",
            "to": "Plomberie Durand",
            "said": "Demandez un devis à Durand, sous 10 jours.",
            "lines": [
                {"what": "to", "value": "Plomberie Durand, patrick@plomberie-durand.example"},
                {"what": "motif", "value": "fuite sous l’évier"},
                {"what": "within_days", "value": "10"},
            ],
            "links": {"validate": _link("devis"), "modify": _link("devis"), "cancel": _link("devis")},
        },
        "private": _DESK
        | _LEAK
        | {
            "draft": "private_message",
            "said": "#bailleur Pourriez-vous me dire si la chaudière est sous garantie ?",
            "lines": [
                {"what": "to", "value": "Bernard Vasseur"},
                {"what": "words", "value": "Pourriez-vous me dire si la chaudière est sous garantie ?"},
            ],
            "links": {"validate": _link("bailleur")},
        },
        "invitation": _DESK
        | {
            "draft": "invitation",
            "to": "Inès Caron",
            "said": "#inviter locataire: Inès Caron, ines.caron@mail.example, L-F03, 01/12/2026",
            "lines": [
                {"what": "who", "value": "Inès Caron, ines.caron@mail.example"},
                {"what": "dwelling", "value": "L-F03, T2 Fabriques 1er"},
                {"what": "role", "value": "tenant"},
                {"what": "from", "value": "2026-12-01"},
                {"what": "until", "value": "2027-06-30"},
                {"what": "warning", "value": "arrival_is_past"},
            ],
            "links": {"validate": _link("invitation")},
        },
        "nothing asked": _DESK
        | _LEAK
        | {
            "draft": "removal",
            "to": "Yanis Belkacem",
            "lines": [{"what": "on", "value": "2026-12-15"}],
            "links": {"validate": _link("depart")},
        },
    },
}
