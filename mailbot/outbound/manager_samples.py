"""Letters to managers that the service writes by itself, or after a line of theirs: for the preview and the tests."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import OUR_TURN, SOPHIE, TO_DO, links_to

_LEAK: dict[str, JSON] = {
    "channel": "agency", "ref": "SIG-1042", "object": "fuite sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
}  # fmt: skip
_CLOSED: JSON = {"status": "closed"}
_NADIA_WRITES: dict[str, JSON] = {
    "author": "Nadia Belkacem", "author_role": "tenant", "at": "2026-12-24T18:20:00+00:00", "by_author": False,
    "closed_on": "2026-11-21", "closing_reason": "by_author", "reopen_days": 30,
}  # fmt: skip


def _line(code: str, ref: str, dwelling: str, object_: str, *pages: str, **more: JSON) -> JSON:
    return {"code": code, "ref": ref, "dwelling": dwelling, "object": object_, "links": links_to(*pages), **more}


# fmt: off
MANAGER_SAMPLES: dict[str, Mapping[str, Mapping[str, JSON]]] = {
    "G-17": {
        "too late": {
            **SOPHIE, **_LEAK, **_NADIA_WRITES, "band": _CLOSED,
            "text": "Bonjour,\nl’eau goutte de nouveau sous l’évier depuis ce matin.",
            "links": links_to("reopen", "new_from_closed", "leave_closed"),
        },
        "reopened": {
            **SOPHIE, **_LEAK, **_NADIA_WRITES, "band": TO_DO, "reopened": True, "by_author": True, "photos": 2,
            "at": "2026-11-24T18:20:00+00:00", "text": "Non, ça goutte toujours !", "links": links_to("close"),
        },
        "reopened on a page": {
            **SOPHIE, **_LEAK, **_NADIA_WRITES, "author": "Karim Haddad", "author_role": "manager", "band": OUR_TURN,
            "reopened": True, "text": "", "links": links_to("close"),
        },
    },
    "G-20": {
        "one": {
            **SOPHIE, "channel": "digest", "days": 10, "in_all": 1,
            "decisions": [
                _line("A1", "SIG-1042", "T2 Lilas 3e gauche", "fuite sous l’évier", "canned", "close", band=OUR_TURN,
                      last={"at": "2026-11-18T18:04:00+00:00", "kind": "REPORT_OPENED_BY_TENANT"}),
            ],
        },
        "several": {
            **SOPHIE, "channel": "digest", "days": 10, "in_all": 3,
            "decisions": [
                _line("A1", "SIG-1042", "T2 Lilas 3e gauche", "fuite sous l’évier", "canned", "relaunch", "close",
                      band={"status": "in_progress", "next_step": "provider_answers", "who": "provider"},
                      last={"at": "2026-11-18T18:04:00+00:00", "kind": "WORK_ORDER_SENT"}),
                _line("A2", "SIG-1044", "T3 Gambetta 2e", "volet roulant bloqué", "canned", "close", band=OUR_TURN,
                      last={"at": "2026-11-17T14:48:00+00:00", "kind": "COMMENT_ADDED_BY_MANAGER"}),
            ],
        },
    },
    "G-21": {
        "b, occupants": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#occupants", "done": "occupants",
            "place": "L-A12, T2 Lilas 3e gauche", "links": links_to("close"),
            "found": [
                {"name": "Nadia Belkacem", "telephone": "06 39 98 10 12", "since": "2023-09-01",
                 "addresses": ["nadia.belkacem@gmail.example"]},
                {"name": "Yanis Belkacem", "since": "2023-09-01", "until": "2026-12-31",
                 "addresses": ["yanis.b@outlook.example", "yanis@travail.example"]},
            ],
        },
        "b, nobody there": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#occupants L-Z99", "done": "occupants",
            "place": "L-Z99, Studio vide", "links": links_to("close"),
        },
        "b, companies": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#prestataires plomberie", "done": "providers",
            "trade": "plumbing", "links": links_to("close", "providers"),
            "found": [
                {"name": "Plomberie Durand", "trades": ["plumbing", "hot_water"], "favourite": True,
                 "telephone": "06 39 98 00 31", "addresses": ["patrick@plomberie-durand.example"]},
                {"name": "Sanitaire Roche", "trades": ["plumbing"], "favourite": False, "addresses": []},
            ],
        },
        "b, no company": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#prestataires toiture", "done": "providers",
            "trade": "roof", "links": links_to("close"),
        },
        "b, renamed": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#renommer L-A12: T2 Lilas côté cour", "done": "renamed",
            "place": "L-A12", "name": "T2 Lilas côté cour", "former_name": "T2 Lilas 3e gauche",
            "links": links_to("close"),
        },
        "b, a report opened by mail": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "Fuite sous l’évier, L-A12", "done": "opened",
            "place": "L-A12, T2 Lilas 3e gauche", "links": links_to("close"),
        },
        "b, alerts": {
            **SOPHIE, **_LEAK, "band": OUR_TURN, "command": "#alertes récapitulatif", "done": "alerts_daily",
            "links": links_to("close"),
        },
        "b, about no report": {
            **SOPHIE, "channel": "agency", "own_subject": True, "command": "#alertes immédiat",
            "done": "alerts_immediate",
        },
    },
    "G-23": {
        "one": {
            **SOPHIE, "channel": "digest", "given_name": "Sophie", "in_all": 1,
            "decisions": [
                _line("A1", "SIG-1046", "T2 Lilas 3e gauche", "fuite évier cuisine", "canned", "report",
                      since="2026-11-20T09:12:00+00:00"),
            ],
        },
        "several, in an absence": {
            **SOPHIE, "channel": "digest", "given_name": "Sophie", "in_all": 4, "backup": "Karim Haddad",
            "decisions": [
                _line("A1", "SIG-1046", "T2 Lilas 3e gauche", "fuite évier cuisine", "canned", "report",
                      since="2026-11-20T09:12:00+00:00"),
                _line("A2", "SIG-1047", "Studio Foch", "interphone muet", "canned", "report",
                      since="2026-11-20T10:40:00+00:00"),
                {"code": "A3", "ref": "SIG-1048", "private": True, "links": links_to("report")},
            ],
        },
    },
}
# fmt: on
