"""Letters that came back, and addresses that are written to no more, as the demo's managers would read of them."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import SOPHIE, links_to

Facts = Mapping[str, JSON]


_SOPHIE: dict[str, JSON] = {
    **SOPHIE, "channel": "agency",
}  # fmt: skip
_LEAK: dict[str, JSON] = {
    **_SOPHIE, "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
    "band": {"status": "in_progress", "next_step": "provider_answers", "who": "provider"},
    "events": [
        {"at": "2026-11-20T09:12:00+00:00", "kind": "WORK_ORDER_SENT"},
        {"at": "2026-11-20T09:14:00+00:00", "kind": "LETTER_BOUNCED"},
    ],
    "recipient_name": "Patrick Durand", "address": "patrick@plomberie-durand.example", "why": "unknown",
    "waited": "take_mission", "suspended": True, "telephone": "06 39 98 00 31",
    "links": links_to("put_right", "call_person", "reply", "quote", "send_order", "close", "landlord"),
}  # fmt: skip
_PRIVATE: dict[str, JSON] = {
    **_LEAK, "channel": "private", "recipient_name": "Bernard Vasseur", "address": "b.vasseur@orange.example",
    "why": "refused", "waited": None, "telephone": "06 39 98 00 21",
    "links": links_to("put_right", "call_person", "reply", "close"),
}  # fmt: skip
_APART: dict[str, JSON] = {
    **_SOPHIE, "own_subject": True, "recipient_name": "Inès Caron", "address": "ines.caron@laposte.example",
    "why": "full", "suspended": True, "telephone": "06 39 98 00 14", "links": links_to("put_right", "call_person"),
}  # fmt: skip
_MANY: dict[str, JSON] = {
    **_SOPHIE, "own_subject": True, "lost_in_all": 2, "others": 1, "links": links_to("send_again"),
    "lost": [
        {
            "recipient_name": "Patrick Durand", "ref": "SIG-1042", "at": "2026-11-20T09:12:00+00:00",
            "waited": "take_mission", "in_doubt": True,
        },
        {
            "recipient_name": "Inès Caron", "ref": None, "at": "2026-11-20T10:31:00+00:00", "waited": None,
            "in_doubt": False,
        },
    ],
}  # fmt: skip
_STOPPED: dict[str, JSON] = {
    **_SOPHIE, "recipient_name": "Patrick Durand", "recipient_role": "provider", "place": "Plomberie Durand",
    "address": "patrick@plomberie-durand.example", "complaint": False, "refusals": 3,
    "refused_since": "2026-11-12T09:12:00+00:00", "why": "full",
    "waiting": [{"ref": "SIG-1042", "waited": "take_mission"}, {"ref": "SIG-1051"}], "telephone": "06 39 98 00 31",
    "links": links_to("put_right", "write_again", "call_person"),
}  # fmt: skip

# fmt: off
RETURNED_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "G-15": {
        "": _LEAK,
        "sent again": _LEAK | {
            "suspended": None, "other_address": "contact@plomberie-durand.example",
            "sent_to": "contact@plomberie-durand.example",
        },
        "other address": _LEAK | {
            "why": "full", "waited": None, "other_address": "contact@plomberie-durand.example",
            "links": links_to("put_right", "call_person", "send_elsewhere", "reply", "quote", "close"),
        },
        "other address alone": _LEAK | {
            "why": "refused", "other_address": "contact@plomberie-durand.example", "telephone": None,
            "links": links_to("put_right", "send_elsewhere", "reply", "quote", "close"),
        },
        "in doubt": _LEAK | {
            "why": "in_doubt", "suspended": None, "links": links_to("send_again", "call_person", "reply", "close"),
        },
        "never written": _LEAK | {
            "why": "fault", "suspended": None, "links": links_to("send_again", "call_person", "reply", "close"),
        },
        "never left": _LEAK | {
            "why": "not_sent", "suspended": None, "links": links_to("send_again", "call_person", "reply", "close"),
        },
        "in doubt, no case": _APART | {
            "why": "in_doubt", "suspended": None, "links": links_to("send_again", "call_person"),
        },
        "many": _MANY,
        "more than a letter holds": _MANY | {"lost_in_all": 57, "others": 0},
        "many that nobody needs": _MANY | {"lost": [], "lost_in_all": 0, "others": 9, "links": {}},
        "nothing else known": _LEAK | {
            "telephone": None, "suspended": None, "links": links_to("put_right", "reply", "quote", "close"),
        },
        "private": _PRIVATE,
        "no case": _APART,
        "sent again, no case": _APART | {
            "why": "unknown", "suspended": None, "other_address": "ines@caron.example", "sent_to": "ines@caron.example",
        },
        "of a colleague": _APART | {
            "recipient_name": "Karim Haddad", "address": "karim.haddad@agence-tilleul.example", "suspended": None,
            "ref": "SIG-1042", "telephone": None, "links": links_to("put_right"),
        },
    },
    "G-25": {
        "refusals": _STOPPED,
        "complaint": _STOPPED | {
            "recipient_name": "Nadia Belkacem", "recipient_role": "tenant", "place": "T2 Lilas 3e gauche",
            "address": "nadia.belkacem@gmail.example", "complaint": True, "refusals": None, "refused_since": None,
            "why": None, "complained_of": "2026-11-20T09:12:00+00:00",
        },
        "nothing known": _STOPPED | {
            "place": None, "waiting": [], "telephone": None, "refusals": 1,
            "links": links_to("put_right", "write_again"),
        },
    },
}
