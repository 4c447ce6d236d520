"""Samples of the letters of eight o'clock, for the preview and for the tests."""

from collections.abc import Mapping
from typing import Any

from mailbot.outbound.sample_cast import BERNARD, NADIA, SOPHIE, links_to

_COUNTS = {"lots": 10, "todo": 4, "in_progress": 11, "closed": 128, "quotes": [2, 1, 9], "orders": [7, 1]}
_CHART = {"name": "statuses", "bars": [["reports", [4, 11, 128]], ["quotes", [2, 1, 9]]]}
_DECISIONS = [
    {
        "code": "A1", "ref": "SIG-1042", "why": "to_treat", "object": "fuite sous l’évier",
        "dwelling": "T2 Lilas 3e gauche", "since": "2026-11-18T07:42:10+00:00", "urgency": "urgent",
        "links": links_to("canned", "report"),
    },
    {"code": "A2", "ref": "SIG-1044", "why": "to_treat", "private": True, "links": links_to("report")},
    {
        "code": "A3", "ref": "SIG-1031", "why": "reopened", "object": "volet bloqué", "dwelling": "T3 Tilleul rez",
        "since": "2026-11-20T17:00:00+00:00", "urgency": "normal", "links": links_to("write", "report"),
    },
    {
        "code": "A4", "ref": "SIG-1038", "why": "closing_suggested", "object": "porte du hall qui ne ferme plus",
        "dwelling": "T1 Saxe", "since": "2026-11-20T18:00:00+00:00", "urgency": "normal",
        "links": links_to("close", "report"),
    },
    {
        "code": "A5", "ref": "SIG-1042", "why": "quote_received", "object": "fuite sous l’évier",
        "dwelling": "T2 Lilas 3e gauche", "since": "2026-11-20T19:00:00+00:00", "urgency": "normal",
        "quote": "DEV-2026-0091", "company": "Plomberie Durand", "links": links_to("one_quote", "report"),
    },
    {
        "code": "A6", "ref": "SIG-1042", "why": "order_unanswered", "object": "fuite sous l’évier",
        "dwelling": "T2 Lilas 3e gauche", "since": "2026-11-20T19:10:00+00:00", "urgency": "normal",
        "order": "OS-2026-0187", "company": "Plomberie Durand", "links": links_to("order", "report"),
    },
    {
        "code": "A7", "ref": "SIG-1031", "why": "works_contested", "object": "volet bloqué",
        "dwelling": "T3 Tilleul rez", "since": "2026-11-20T19:20:00+00:00", "urgency": "normal",
        "order": "OS-2026-0188", "company": "Plomberie Durand", "links": links_to("order", "report"),
    },
    {
        "code": "A8", "ref": "SIG-1031", "why": "invoice_to_check", "object": "volet bloqué",
        "dwelling": "T3 Tilleul rez", "since": "2026-11-20T19:30:00+00:00", "urgency": "normal",
        "order": "OS-2026-0188", "invoice": "F-2026-88", "company": "Plomberie Durand",
        "links": links_to("one_invoice", "report"),
    },
    {
        "code": "A9", "ref": "SIG-1042", "why": "quote_unanswered", "object": "fuite sous l’évier",
        "dwelling": "T2 Lilas 3e gauche", "since": "2026-11-20T19:40:00+00:00", "urgency": "normal",
        "quote": "DEV-2026-0092", "company": "Plomberie Durand", "links": links_to("one_quote", "report"),
    },
]  # fmt: skip
_NEWS = [
    {
        "ref": "SIG-1042", "dwelling": "T2 Lilas 3e gauche",
        "events": [{"kind": "COMMENT_ADDED_BY_OTHER_OCCUPANT", "times": 2}, {"kind": "CLOSING_SUGGESTED", "times": 1}],
        "and_private": True,
    },
    {"ref": "SIG-1044", "private": True},
    {"ref": "", "place": "L-B04", "events": [{"kind": "TENANT_DEPARTED", "times": 1}], "who": "Julien Marchand",
     "taken_over": ["SIG-1043"]},
    {"ref": "", "place": "L-F03", "events": [{"kind": "TENANT_ARRIVED", "times": 1}], "who": "Inès Caron"},
]  # fmt: skip

DIGEST_SAMPLES: dict[str, Mapping[str, Mapping[str, Any]]] = {
        "T-26": {
            "several cases": {
                **NADIA, "channel": "agency", "on": "2026-11-21",
                "homes": [
                    {
                        "dwelling": "T2 Lilas 3e gauche",
                        "cases": [
                            {
                                "ref": "SIG-1042", "object": "fuite sous l’évier", "status": "in_progress",
                                "messages": [
                                    {
                                        "at": "2026-11-20T09:05:00+00:00", "kind": "COMMENT_ADDED_BY_MANAGER",
                                        "from": "manager",
                                        "text": "Bonjour,\nle plombier passe mardi matin. Gardez le robinet fermé.",
                                    },
                                    {
                                        "at": "2026-11-20T17:02:00+00:00", "kind": "COMMENT_ADDED_BY_OTHER_OCCUPANT",
                                        "from": "tenant", "text": "", "photos": 2,
                                    },
                                ],
                            },
                            {
                                "ref": "SIG-1039", "object": "volet bloqué", "status": "in_progress",
                                "messages": [
                                    {
                                        "at": "2026-11-20T16:00:00+00:00", "kind": "CANNED_REPLY_SENT",
                                        "from": "manager", "text": "Pourriez-vous m’envoyer une ou deux photos ?",
                                    },
                                ],
                            },
                        ],
                    }
                ],
                "to_do": [{"ref": "SIG-1039", "canned_key": "MT-02"}],
                "links": links_to("cases", "alerts"),
            },
            "nothing to do": {
                **NADIA, "channel": "agency", "on": "2026-11-21",
                "homes": [
                    {
                        "dwelling": "T2 Lilas 3e gauche",
                        "cases": [
                            {
                                "ref": "SIG-1042", "object": "fuite sous l’évier", "status": "in_progress",
                                "messages": [
                                    {
                                        "at": "2026-11-20T09:05:00+00:00", "kind": "COMMENT_ADDED_BY_PROVIDER",
                                        "from": "provider",
                                    },
                                ],
                            },
                        ],
                    }
                ],
                "to_do": [], "links": links_to("cases", "alerts"),
                "read_as": {"type": "set_alerts", "mode": "daily"},
            },
        },
        "B-07": {
            "": {
                **BERNARD, "channel": "private", "on": "2026-11-21",
                "cases": [
                    {
                        "ref": "SIG-1042", "dwelling": "T2 Lilas 3e gauche", "object": "fuite sous l’évier",
                        "status": "in_progress",
                    },
                    {"ref": "SIG-1031", "dwelling": "T3 Tilleul rez", "object": "volet bloqué", "status": "closed"},
                ],
                "links": links_to("cases", "alerts"),
            },
        },
        "G-03": {
            "a full morning": {
                **SOPHIE, "channel": "digest", "given_name": "Sophie", "on": "2026-11-21", "counts": _COUNTS,
                "agency_counts": {"lots": 24, "todo": 9, "in_progress": 20, "closed": 310, "quotes": [2, 3, 20],
                                  "orders": [12, 0]},
                "charts": [_CHART],
                "decisions": _DECISIONS, "decisions_in_all": 9, "news": _NEWS, "news_in_all": 4,
                "absences": [{"name": "Karim Haddad", "until": "2026-11-24", "stand_in": True}], "mails_waiting": 2,
                "links": links_to("dashboard", "waiting", "alerts"),
            },
            "nothing to decide": {
                **SOPHIE, "channel": "digest", "given_name": "Sophie", "on": "2026-11-21", "counts": _COUNTS,
                "decisions": [], "decisions_in_all": 0, "news": _NEWS[:1], "news_in_all": 3, "absences": [],
                "links": links_to("dashboard", "alerts"),
            },
            "asked for, and nothing new": {
                **SOPHIE, "channel": "digest", "given_name": "Sophie", "on": "2026-11-21", "counts": _COUNTS,
                "decisions": _DECISIONS[:1], "decisions_in_all": 3, "news": [], "news_in_all": 0, "absences": [],
                "links": links_to("dashboard", "alerts"),
            },
        },
}  # fmt: skip

_ANSWERED: Mapping[str, Any] = {
    **SOPHIE, "channel": "digest", "at": "2026-11-21T08:10:00+00:00", "manager": "Sophie Lambert", "links": {},
}  # fmt: skip
_DONE = [{"code": "A4", "ref": "SIG-1038", "done": "closed"}, {"code": "A3", "ref": "SIG-1031", "done": "said"}]
NOT_UNDERSTOOD_IN_A_DIGEST: Mapping[str, Any] = {
    **_ANSWERED, "question": "what_do_you_mean", "digest": {"done": [], "undone": [], "unclear": [{"code": "A9"}]},
}  # fmt: skip
NOT_DONE_FROM_A_DIGEST: Mapping[str, Any] = {
    **_ANSWERED,
    "act": "order_company",
    "reason": "not_yet",
    "digest": {
        "done": _DONE,
        "undone": [{"code": "A1", "ref": "SIG-1042", "act": "order_company", "reason": "not_yet"}],
        "unclear": [{"code": "A9"}],
    },
}
"""What an answer to G-03 gets back when not all of it was done."""
