"""Letters about a report, from its first mail to its closing, and what is asked of whoever wrote them: for the preview
and for the tests."""

from collections.abc import Mapping

from mailbot.outbound.digest_samples import NOT_DONE_FROM_A_DIGEST, NOT_UNDERSTOOD_IN_A_DIGEST
from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import BERNARD, NADIA, NUMBERS, PATRICK, SOPHIE, TILLEUL, YANIS, links_to
from mailbot.outbound.sample_messages import CLOSED_WITHOUT_NEWS, CUT_THE_WATER, named, ready
from mailbot.vocabulary import Danger

Facts = Mapping[str, JSON]

_LEAK: Facts = {
    "channel": "public",
    "ref": "SIG-1042",
    "object": "fuite sous l’évier",
    "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A",
    "manager": "Sophie Lambert",
}
_JUST_IN: Facts = {
    "band": {"status": "todo", "next_step": "agency_answers", "who": "Sophie Lambert"},
    "events": [{"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"}],
}
_UNDER_WAY: Facts = {
    "band": {"status": "in_progress", "next_step": "provider_answers", "who": "Plomberie Durand"},
    "events": [
        {"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"},
        {"at": "2026-11-18T09:05:00+00:00", "kind": "COMMENT_ADDED_BY_MANAGER", "who": "Sophie Lambert"},
        {"at": "2026-11-20T17:02:00+00:00", "line": "mission confiée à Plomberie Durand"},
    ],
}
_CLOSED: Facts = {"band": {"status": "closed"}}

_FIRST_WORDS = """Bonjour,

Depuis hier soir l'eau goutte sous l'évier de la cuisine, j'ai mis une bassine mais elle se remplit en 3 heures.
J'ai fermé le petit robinet, ça coule un peu moins.

Je suis là le mardi, le jeudi ou après 18h.
Merci d'avance,
Nadia Belkacem"""

_SOPHIE_ANSWERS = """Bonjour Madame Belkacem,

j’ai bien vu vos photos, merci. J’ai demandé à Plomberie Durand de vous proposer un passage avant mercredi.
Gardez le robinet fermé d’ici là : c’est exactement ce qu’il fallait faire."""

_GAS: Facts = {
    "danger": "gas", "numbers": NUMBERS, "author": "Nadia Belkacem", "author_role": "tenant",
    "at": "2026-11-21T02:40:00+00:00", "address": "12 rue des Lilas, 69003 Lyon",
    "text": "ca sent fort le gaz dans la cuisine",
}  # fmt: skip
_TAKEN: Facts = {
    "channel": "agency", "danger": "gas", "outcome": "taken", "at": "2026-11-21T02:44:00+00:00", "text": "",
    "address": "12 rue des Lilas, 69003 Lyon", "place": "esc. B, 3e étage, porte gauche",
}  # fmt: skip
_ONE_CASE: dict[str, JSON] = {
    "ref": "SIG-1042", "object": "fuite sous l’évier",
    "band": {"status": "in_progress", "next_step": "provider_answers", "who": "Plomberie Durand"},
    "last": {"at": "2026-11-20T17:02:00+00:00", "kind": "COMMENT_ADDED_BY_MANAGER"},
}  # fmt: skip
_PRIVATELY: Facts = {**_LEAK, "channel": "private"}
_UNFILED: Facts = {
    **SOPHIE, "channel": "agency", "at": "2026-11-21T08:10:00+00:00", "manager": "Sophie Lambert", "links": {},
}  # fmt: skip
_HOMES: list[JSON] = [
    {
        "label": "T2 Lilas 3e gauche, 12 rue des Lilas",
        "url": "https://suivi.agence-tilleul.example/p/lilas-k3v9q2m7xw",
    },
    {
        "label": "T2 Fabriques 1er, 3 rue des Fabriques",
        "url": "https://suivi.agence-tilleul.example/p/fabriques-k3v9q2m7xw",
    },
]
_CASE = ("reply", "quote", "send_order", "close", "landlord")

# fmt: off
REPORT_SAMPLES: dict[str, Mapping[str, Facts]] = {
    "T-01": {
        "a, the author": {
            **NADIA, **_LEAK, **_JUST_IN, "is_author": True, "photos": 3,
            "links": links_to("photo", "availability", "report", "settled", "alerts"),
        },
        "b, another occupant": {
            **YANIS, **_LEAK, **_JUST_IN, "is_author": False,
            "links": links_to("photo", "availability", "report", "alerts"),
        },
    },
    "T-02": {
        danger: {
            **NADIA, **_LEAK, **_JUST_IN, "danger": danger, "numbers": NUMBERS, "call": TILLEUL.on_call_phone,
            "links": links_to("safe", "call_on_call", "alerts"),
        } for danger in Danger
    },
    "T-03": {
        "": {
            **NADIA, **_LEAK, **_UNDER_WAY, "signed_by": "Sophie Lambert",
            "questions": ["what_is_wrong", "l’eau coule-t-elle aussi quand le robinet d’arrêt est fermé ?"],
            "links": links_to("reply", "photo", "alerts"),
        },
        "which home": {
            **NADIA, "channel": "agency", "own": True, "questions": ["which_home"], "choices": _HOMES,
            "at": "2026-11-21T08:10:00+00:00", "manager": "Sophie Lambert", "links": links_to("reply"),
        },
    },
    "T-04": {
        "from the manager": {
            **NADIA, **_LEAK, **_UNDER_WAY, "writer_role": "manager", "writer": "Sophie Lambert",
            "text": _SOPHIE_ANSWERS, "signed_by": "Sophie Lambert", "provider": "Plomberie Durand",
            "links": links_to("report", "close", "alerts"),
        },
        "a ready message": {
            **NADIA, **_LEAK, **_UNDER_WAY, "writer_role": "manager", "writer": "Sophie Lambert",
            "text": "", "canned_text": CUT_THE_WATER, "signed_by": "Sophie Lambert",
            "links": links_to("report", "close", "alerts"),
        },
        "from the provider": {
            **NADIA, **_LEAK, **_UNDER_WAY, "writer_role": "provider", "writer": "Plomberie Durand",
            "text": "Bonjour, le siphon est à changer, je repasse mardi avec la pièce. [transmis à l’agence]",
            "provider": "Plomberie Durand", "links": links_to("report", "close", "alerts"),
        },
        "from another occupant": {
            **YANIS, **_LEAK, **_UNDER_WAY, "writer_role": "tenant", "text": "La bassine déborde ce matin.",
            "links": links_to("report", "alerts"),
        },
    },
    "T-17": {
        "a, the author": {
            **NADIA, **_LEAK, **_CLOSED, "is_author": True, "closing_reason": "by_author",
            "reopen_until": "2026-12-21", "read_as": "c’est réglé, clôturez",
            "links": links_to("not_settled", "new_report"),
        },
        "a, by the agency": {
            **NADIA, **_LEAK, **_CLOSED, "is_author": True, "closing_reason": "not_retained",
            "reopen_until": "2026-12-21", "links": links_to("report", "not_settled", "new_report"),
        },
        "b, another occupant": {
            **YANIS, **_LEAK, **_CLOSED, "is_author": False, "closing_reason": "repaired",
            "links": links_to("not_settled", "new_report"),
        },
        "a, with a ready message": {
            **NADIA, **_LEAK, **_CLOSED, "is_author": True, "closing_reason": "no_news", "signed_by": "Sophie Lambert",
            "canned_text": CLOSED_WITHOUT_NEWS,
            "links": links_to("report", "not_settled", "new_report"),
        },
        "b, with a message of the manager's": {
            **YANIS, **_LEAK, **_CLOSED, "is_author": False, "closing_reason": "no_news",
            "signed_by": "Sophie Lambert", "text": "Sans nouvelle depuis dix jours, je clôture. Bon week-end.",
            "links": links_to("report", "not_settled", "new_report"),
        },
    },
    "T-18": {
        "the author, in time": {
            **NADIA, **_LEAK, "closed_on": "2026-11-16", "may_reopen": True,
            "links": links_to("same_problem", "new_report"),
        },
        "too late": {
            **NADIA, **_LEAK, "ref": "SIG-0988", "object": "chasse d’eau", "closed_on": "2026-08-21",
            "may_reopen": False, "links": links_to("same_problem", "new_report"),
        },
    },
    "T-19": {
        "": {**NADIA, **_LEAK, "is_author": True, "links": links_to("photo", "availability")},
    },
    "T-22": {
        "": {
            "reader": "unknown", "channel": "none", "address": "n.belkacem@travail.example",
            "links": links_to("it_is_me"),
        },
    },
    "T-23": {
        "one": {
            **NADIA, **_LEAK, **_UNDER_WAY, "on": "2026-11-21T10:00:00+00:00", "cases": [_ONE_CASE],
            "links": links_to("reply", "report", "alerts"),
        },
        "by the clock": {
            **NADIA, **_LEAK, **_UNDER_WAY, "on": "2026-11-21T10:00:00+00:00", "cases": [_ONE_CASE], "unasked": True,
            "links": links_to("reply", "report", "alerts"),
        },
        "several": {
            **NADIA, **_LEAK, **_UNDER_WAY, "on": "2026-11-21T10:00:00+00:00",
            "cases": [_ONE_CASE, {"ref": "SIG-1039", "object": "volet bloqué", "band": {"status": "closed"}}],
            "links": links_to("reply", "report", "alerts"),
        },
    },
    "T-24": {
        "a receipt": {
            **NADIA, "channel": "agency", "topic": "rent_receipt", "manager": "Sophie Lambert",
            "contact": "bonjour@agence-tilleul.example",
            "at": "2026-11-21T08:10:00+00:00", "links": links_to("is_breakdown"),
        },
        "a departure": {
            **NADIA, "channel": "agency", "topic": "departure", "manager": "Sophie Lambert",
            "contact": "bonjour@agence-tilleul.example",
            "at": "2026-11-21T08:10:00+00:00", "links": links_to("is_breakdown"),
        },
    },
    "B-01": {
        "": {
            **BERNARD, **_PRIVATELY, **_UNDER_WAY, "signed_by": "Sophie Lambert", "photos": 2,
            "text": "La chaudière a dix-huit ans.\nSouhaitez-vous que nous demandions un devis de remplacement ?",
            "links": links_to("report", "reply", "alerts"),
        },
    },
    "B-10": {
        "a, received": {
            **BERNARD, **_PRIVATELY, **_JUST_IN, "step": "received", "unpublished": True,
            "links": links_to("detail", "may_inform", "alerts"),
        },
        "b, closed": {
            **BERNARD, **_PRIVATELY, **_CLOSED, "step": "closed", "unpublished": True, "closing_reason": "repaired",
            "reopen_until": "2026-12-21", "links": links_to("not_settled", "alerts"),
        },
        "b, closed by himself": {
            **BERNARD, **_PRIVATELY, **_CLOSED, "step": "closed", "closing_reason": "by_author",
            "reopen_until": "2026-12-21", "read_as": "close_report", "links": links_to("not_settled", "alerts"),
        },
        "c, reopened": {
            **BERNARD, **_PRIVATELY, **_JUST_IN, "step": "reopened", "unpublished": True,
            "links": links_to("detail", "may_inform", "alerts"),
        },
    },
    "B-11": {
        "": {
            **BERNARD, "channel": "private", "on": "2026-11-21T10:00:00+00:00", "passed_on": True,
            "manager": "Sophie Lambert", "links": links_to("cases", "reply", "alerts"),
            "homes": [
                {"dwelling": "T2 Lilas 3e gauche", "cases": [_ONE_CASE]},
                {"dwelling": "T2 Fabriques 1er", "cases": []},
            ],
        },
        "a decision is awaited": {
            **BERNARD, "channel": "private", "on": "2026-11-21T10:00:00+00:00",
            "awaited": [{"ref": "SIG-1042", "on": "2026-11-19"}],
            "homes": [{"dwelling": "T2 Lilas 3e gauche", "cases": [_ONE_CASE]}], "manager": "Sophie Lambert",
            "links": links_to("cases", "reply", "alerts"),
        },
    },
    "G-01": {
        "": {
            **SOPHIE, **_LEAK, **_JUST_IN, "author": "Nadia Belkacem", "author_role": "tenant",
            "at": "2026-11-18T07:42:10+00:00", "text": _FIRST_WORDS, "urgency": "urgent", "category": "plumbing",
            "photos": 3, "availability": "mardi, jeudi, ou après 18 h", "related": [
                {"why": "same", "ref": "SIG-1040"}, {"why": "again", "category": "plumbing", "times": 2},
            ], "seems": {"charge": "tenant", "reason": "small_upkeep"},
            "read_as": "nouveau signalement, plomberie, urgent", "favourite": "Plomberie Durand",
            "canned": ready("MT-01", "MT-10", "MT-15", "MT-13", "MT-04", "MT-06"),
            "links": links_to("canned", "order_favourite", "correct", "alerts", *_CASE),
        },
        "said in confidence": {
            **SOPHIE, **_LEAK, **_JUST_IN, "author": "Nadia Belkacem", "author_role": "tenant",
            "at": "2026-11-18T07:42:10+00:00", "urgency": "normal", "category": "plumbing", "photos": 1,
            "text": "La chasse d’eau fuit. Ne le dites pas à mon mari, c’est moi qui l’ai cassée.", "agency_only": True,
            "canned": ready("MT-01", "MT-10"), "links": links_to("canned", "correct", "alerts", *_CASE),
        },
        "a landlord's, private": {
            **SOPHIE, **_PRIVATELY, **_JUST_IN, "author": "Bernard Vasseur", "author_role": "landlord",
            "at": "2026-11-18T07:42:10+00:00", "text": "La chaudière a dix-huit ans, je pense à la remplacer.",
            "urgency": "normal", "category": "heating", "in_copy": ["syndic@ailleurs.example"], "documents": 1,
            "links": links_to("reply", "close", "alerts"),
        },
    },
    "G-02": {
        "": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "author": "Nadia Belkacem", "author_role": "tenant",
            "at": "2026-11-20T18:20:00+00:00", "text": "Bonsoir, la bassine déborde maintenant.\nQue dois-je faire ?",
            "read_as": "précision et question ; rien ne change", "provider": "Plomberie Durand",
            "canned": ready("MT-10", "MT-15", "MT-13", "MT-04", "MT-06", "MT-12"),
            "links": links_to("canned", "correct", "alerts", *_CASE),
        },
        "a closing suggested": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "author": "Yanis Belkacem", "author_role": "tenant",
            "at": "2026-11-20T18:20:00+00:00", "text": "C’est réglé, vous pouvez clôturer.", "suggests_closing": True,
            "in_copy": ["cousine@ailleurs.example"], "documents": 2,
            "links": links_to("canned", "alerts", *_CASE),
        },
        "to the agency alone": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "channel": "agency", "agency_only": True,
            "author": "Plomberie Durand", "author_role": "provider", "at": "2026-11-20T18:20:00+00:00",
            "text": "Comptez 180 € HT de plus si le meuble est à déposer.", "read_as": "un prix, sans devis",
            "links": links_to("canned", "write_provider", "write_tenant", "alerts", *_CASE),
        },
    },
    "G-13": {
        "an administrative request": {
            **_UNFILED, "sender": "nadia.belkacem@gmail.example", "reason": "administrative",
            "dwelling": "T2 Lilas 3e gauche", "text": "Bonjour, pourriez-vous m’envoyer la quittance d’octobre ?",
        },
        "a former tenant": {
            **_UNFILED, "sender": "gilbert.roux@laposte.example", "reason": "former_tenant", "since": "2025-01-31",
            "dwelling": "Studio Foch", "ref": "SIG-0731", "text": "J’ai oublié un carton à la cave.", "photos": 1,
        },
        "an unknown sender who is in danger": {
            **_UNFILED, "sender": "n.belkacem@travail.example", "reason": "unknown_sender", "ref": "SIG-1042",
            "text": "Ça sent le gaz dans l’escalier.", "danger": True,
        },
        "a forged mail that tells of a danger": {
            **_UNFILED, "sender": "nadia.belkacem@gmail.example", "reason": "forged", "text": "Ça sent le gaz.",
            "danger": True,
        },
        "to a private address": {
            **_UNFILED, "sender": "patrick@plomberie-durand.example", "reason": "private_address", "ref": "SIG-1042",
            "text": "Je peux passer mardi.",
        },
    },
    "G-19": {
        "": {
            **SOPHIE, **_PRIVATELY, **_UNDER_WAY, "author": "Bernard Vasseur", "author_role": "landlord",
            "at": "2026-11-20T18:20:00+00:00", "text": "D’accord pour le devis, mais pas avant janvier.",
            "read_as": "comment", "links": links_to("reply", "close", "alerts"),
        },
        "written elsewhere": {
            **SOPHIE, **_PRIVATELY, **_UNDER_WAY, "author": "Bernard Vasseur", "author_role": "landlord",
            "at": "2026-11-20T18:20:00+00:00", "text": "Que se passe-t-il chez moi ?", "elsewhere": True, "photos": 1,
            "links": links_to("reply", "close", "alerts"),
        },
    },
    "G-24": {
        "a, a manager": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_GAS, "channel": "agency", "telephone": "06 39 98 00 21",
            "call": "06 39 98 00 21", "place": "esc. B, 3e étage, porte gauche", "photos": 1,
            "minutes": 15, "next_person": "Karim Haddad",
            "links": links_to("take_alarm", "call_occupant", "false_alarm", *_CASE),
        },
        "b, on call": {
            **SOPHIE, "name": "Astreinte", **_LEAK, **_JUST_IN, **_GAS, "channel": "agency", "guest": True,
            "links": links_to("take_alarm", "false_alarm"),
        },
        "nobody took it": {
            **SOPHIE, "name": "Karim Haddad", **_LEAK, **_JUST_IN, **_GAS, "channel": "agency", "unanswered": 15,
            "telephone": "06 39 98 00 21", "call": "06 39 98 00 21",
            "links": links_to("take_alarm", "call_occupant", "false_alarm", *_CASE),
        },
        "taken by somebody else": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_TAKEN, "by": "Karim Haddad", "text": "Je la rappelle.",
            "links": links_to("false_alarm", *_CASE),
        },
        "taken by its reader, on call": {
            **SOPHIE, "name": "Astreinte", **_LEAK, **_JUST_IN, **_TAKEN, "by": "Astreinte", "by_you": True,
            "guest": True, "links": links_to("false_alarm"),
        },
        "a false alarm, says who is on call": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_TAKEN, "outcome": "false", "by": "Astreinte", "still_urgent": True,
            "links": links_to("false_alarm", "take_alarm", *_CASE),
        },
        "a false alarm, says a manager": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_TAKEN, "outcome": "false", "by": "Karim Haddad",
            "links": links_to("take_alarm", *_CASE),
        },
        "a false alarm beside another danger": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_TAKEN, "outcome": "false", "by": "Karim Haddad", "still_urgent": True,
            "others_stand": ["fire"], "links": links_to("false_alarm", "take_alarm", *_CASE),
        },
        "a false alarm, says its reader": {
            **SOPHIE, "name": "Astreinte", **_LEAK, **_JUST_IN, **_TAKEN, "outcome": "false", "by": "Astreinte",
            "by_you": True, "guest": True, "still_urgent": True, "links": links_to("take_alarm"),
        },
        "a landlord raised it": {
            **SOPHIE, **_LEAK, **_JUST_IN, **_GAS, "channel": "agency", "author": "Bernard Vasseur",
            "author_role": "landlord", "nobody_told": True, "telephone": "06 39 98 10 12", "call": "06 39 98 10 12",
            "links": links_to("take_alarm", "call_occupant", "false_alarm", "close"),
        },
    },
    "G-10": {
        "the author closed": {
            **SOPHIE, **_LEAK, **_CLOSED, "author_closed": True, "order_status": "planned",
            "owed": ["photos", "invoice"], "links": links_to("keep_open", "cancel_order", *_CASE),
        },
        "confirmed": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "author_closed": False, "order_status": "done",
            "declared_on": "2026-11-24",
            "confirmed": {"by": "Nadia Belkacem", "on": "2026-11-25", "words": "tout est sec"},
            "owed": [], "links": links_to("close_report", "keep_open", *_CASE),
        },
        "confirmed by silence": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "author_closed": False, "order_status": "done",
            "declared_on": "2026-11-24", "silent_since": "2026-11-24", "owed": ["invoice"],
            "links": links_to("close_report", "keep_open", *_CASE),
        },
    },
    "X-11": {
        "with the token": {
            **NADIA, "channel": "agency", "at": "2026-11-21T08:10:00+00:00",
            "unknown_address": "n.belkacem@travail.example", "with_token": True,
            "links": links_to("was_me", "was_not_me"),
        },
        "in their name": {
            **NADIA, "channel": "agency", "at": "2026-11-21T08:10:00+00:00",
            "unknown_address": "n.belkacem@travail.example", "with_token": False,
            "links": links_to("was_me", "was_not_me"),
        },
        "her own address, once more": {
            **NADIA, "channel": "agency", "at": "2026-11-21T08:10:00+00:00",
            "unknown_address": "nadia.belkacem@gmail.example", "with_token": True, "known_address": True,
            "unclear": True, "links": links_to("was_me", "was_not_me"),
        },
    },
    "X-13": {
        "an answer to a digest": NOT_UNDERSTOOD_IN_A_DIGEST,
        "landlord": {
            **BERNARD, "channel": "private", "at": "2026-11-21T08:10:00+00:00", "question": "approve_or_refuse",
            "manager": "Sophie Lambert", "links": links_to("call_me"),
            "choices": [
                {"label": "approve", "url": "https://suivi.agence-tilleul.example/p/oui-k3v9q2m7xw"},
                {"label": "refuse", "url": "https://suivi.agence-tilleul.example/p/non-k3v9q2m7xw"},
            ],
        },
        "manager": {
            **SOPHIE, "channel": "agency", "at": "2026-11-21T08:10:00+00:00", "question": "unknown_word",
            "closest": ["#facture", "#clôturer", "#MT-02"], "manager": "Sophie Lambert",
        },
        "a ready message that lacks something": {
            **SOPHIE, "channel": "agency", "at": "2026-11-21T08:10:00+00:00", "question": "canned_incomplete",
            "to_fill_in": ["date"], "asked_for": named("MT-07"), "canned": ready("MT-07"), "manager": "Sophie Lambert",
        },
        "a ready message too early": {
            **SOPHIE, "channel": "agency", "at": "2026-11-21T08:10:00+00:00", "question": "canned_too_early",
            "why": "il annonce des travaux terminés et confirmés, et aucune confirmation n’a été reçue ici",
            "asked_for": named("MT-23"), "canned": ready("MT-23"), "manager": "Sophie Lambert",
        },
        "no such ready message": {
            **SOPHIE, "channel": "agency", "at": "2026-11-21T08:10:00+00:00", "question": "canned_unknown",
            "closest": ["#MT-24", "#MT-23", "#MT-15"], "canned": ready("MT-24", "MT-23", "MT-15"),
            "manager": "Sophie Lambert",
        },
        "landlord, which home": {
            **BERNARD, "channel": "private", "own": True, "at": "2026-11-21T08:10:00+00:00",
            "question": "which_home", "choices": _HOMES, "manager": "Sophie Lambert", "links": {},
        },
    },
    "X-14": {
        "an answer to a digest": NOT_DONE_FROM_A_DIGEST,
        "not the author": {
            **YANIS, **_LEAK, **_UNDER_WAY, "channel": "agency", "act": "close", "reason": "not_yours_to_say",
            "who_can": "author", "passed_on": True, "next_step": "tell_agency", "links": links_to("next", "agency"),
        },
        "a line of a manager": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "channel": "agency", "act": "approve_invoice", "reason": "no_invoice",
            "next_step": "ask_help", "links": {},
        },
        "a manager, on a closed case": {
            **SOPHIE, **_LEAK, **_CLOSED, "channel": "agency", "act": "comment", "reason": "report_closed",
            "next_step": "reopen", "links": links_to("reopen"),
        },
        "there is no other way": {
            **SOPHIE, **_LEAK, **_UNDER_WAY, "channel": "agency", "act": "rename", "reason": "already_so",
            "next_step": "nothing", "links": {},
        },
        "too late": {
            **NADIA, **_LEAK, **_UNDER_WAY, "channel": "agency", "act": "choose_slot", "reason": "slot_taken",
            "slot": {"start": "2026-11-24T08:00:00+00:00", "end": "2026-11-24T10:00:00+00:00"},
            "next_step": "see_report", "links": links_to("next", "agency"),
        },
    },
    "X-15": {
        "two files": {
            **NADIA, **_LEAK,
            "files": [
                {"name": "video-cuisine.mov", "reason": "too_large"}, {"name": "photos.exe", "reason": "forbidden_type"}
            ],
            "links": links_to("upload", "alerts"),
        },
        "about no report, a file without a name": {
            **NADIA, "channel": "agency", "files": [{"name": "", "reason": "too_small"}], "links": links_to("alerts"),
        },
        "a provider": {
            **PATRICK, **_LEAK, "files": [{"name": "devis.pdf", "reason": "protected"}],
            "addresses": {"agency_only": "agence-k3v9q2m7xw@suivi.agence-tilleul.example"}, "links": {},
        },
    },
    "X-17": {
        "": {**NADIA, "channel": "none", "days": 14, "links": links_to("open", "alerts")},
    },
}
# fmt: on
