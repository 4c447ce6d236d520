"""A welcome, a farewell, and the receipts of what a manager wrote down, as the people of the demo would get them."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import BERNARD, NUMBERS, SOPHIE, links_to

Facts = Mapping[str, JSON]

_INES: dict[str, JSON] = {
    "reader": "tenant", "name": "Inès Caron", "channel": "agency", "manager": "Sophie Lambert",
    "at": "2026-12-01T07:00:00+00:00", "dwelling": "T2 Fabriques 1er",
}  # fmt: skip
_JULIEN: dict[str, JSON] = {
    "reader": "tenant", "civility": "M.", "family_name": "Marchand", "name": "Julien Marchand", "channel": "agency",
    "manager": "Sophie Lambert", "at": "2026-12-15T07:00:00+00:00", "dwelling": "Maison Tanneurs", "on": "2026-12-15",
}  # fmt: skip
_BERNARD: dict[str, JSON] = {
    **BERNARD, "channel": "private",
}  # fmt: skip


# fmt: off
HOUSEHOLD_SAMPLES: Mapping[str, Mapping[str, Facts]] = {
    "T-20": {
        "": _INES | {"numbers": NUMBERS, "links": links_to("save_address", "alerts")},
    },
    "T-21": {
        "": _JULIEN | {"until": "2027-01-14", "links": links_to("cases")},
        "told late": _JULIEN | {"at": "2027-03-01T07:00:00+00:00", "links": {}},
    },
    "B-09": {
        "": _BERNARD | {"links": links_to("alerts", "cases")},
    },
}
_SOPHIE: dict[str, JSON] = {
    **SOPHIE, "channel": "agency",
    "own_subject": True, "at": "2026-11-21T09:00:00+00:00", "manager": "Sophie Lambert", "links": links_to("undo"),
}
RECEIPTS: Mapping[str, Facts] = {
    "b, a tenant invited": _SOPHIE | {
        "command": "#inviter locataire: ines.c@mail.example",
        "done": "invited_tenant", "place": "L-F03, T2 Fabriques 1er", "name": "Inès Caron", "since": "2026-12-01",
    },
    "b, a tenant invited for some days, late": _SOPHIE | {
        "command": "#inviter locataire: ines.c@mail.example",
        "done": "invited_tenant", "place": "L-F03, T2 Fabriques 1er", "name": "Inès Caron", "since": "2026-11-01",
        "until": "2027-06-30", "warning": "arrival_is_past",
    },
    "b, a departure": _SOPHIE | {
        "command": "#retirer Julien Marchand, 15/12/2026", "done": "departure",
        "place": "L-B04, Maison Tanneurs", "name": "Julien Marchand", "since": "2022-01-01", "until": "2026-12-15",
    },
    "b, an invitation called off": _SOPHIE | {
        "command": "#retirer Inès Caron, L-F03", "done": "invitation_cancelled",
        "place": "L-F03, T2 Fabriques 1er", "name": "Inès Caron", "since": "2026-12-01",
    },
    "b, an owner": _SOPHIE | {
        "command": "#inviter bailleur: claire@mail.example",
        "done": "registered_landlord", "place": "L-A12, T2 Lilas 3e gauche", "name": "Claire Vasseur",
        "since": "2026-12-01", "mandate": "1187", "share": "50",
    },
    "b, an owner removed": _SOPHIE | {
        "command": "#retirer Bernard Vasseur, L-A12", "done": "removed_landlord",
        "place": "L-A12, T2 Lilas 3e gauche", "name": "Bernard Vasseur", "until": "2026-12-31",
    },
    "b, an owner who never was": _SOPHIE | {
        "command": "#retirer Bernard Vasseur, L-A12", "done": "removed_landlord",
        "place": "L-A12, T2 Lilas 3e gauche", "name": "Bernard Vasseur",
    },
}
# fmt: on
