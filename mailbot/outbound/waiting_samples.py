"""Letters about mails that wait for a person: for the preview and the tests."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import SOPHIE, links_to

_SOPHIE: dict[str, JSON] = {
    **SOPHIE, "channel": "agency",
    "at": "2026-11-21T08:10:00+00:00", "manager": "Sophie Lambert",
}  # fmt: skip
_DONE: dict[str, JSON] = {**_SOPHIE, "own_subject": True, "links": {}}

# fmt: off
WAITING_SAMPLES: dict[str, Mapping[str, Mapping[str, JSON]]] = {
    "G-13": {
        "with two cases to choose from": {
            **_SOPHIE, "sender": "nadia.b@travail.example", "reason": "others_address", "ref": "SIG-1042",
            "text": "L’eau coule encore sous l’évier.", "photos": 1,
            "propositions": [
                {"ref": "SIG-1042", "dwelling": "T2 Lilas 3e gauche"},
                {"ref": "SIG-1039", "dwelling": "T2 Lilas 3e gauche"},
            ],
            "links": links_to(
                "attach_1", "attach_1_by_mail", "attach_2", "attach_2_by_mail", "open_report", "open_report_by_mail",
                "not_ours", "not_ours_by_mail",
            ),
        },
    },
    "G-21": {
        "a message is attached": {
            **_DONE, "command": "Rattacher au dossier : SIG-1042.", "done": "mail_attached", "place": "SIG-1042",
        },
        "a message opens a report": {
            **_DONE, "command": "Nouveau signalement.", "done": "mail_opened", "place": "L-A12, T2 Lilas 3e gauche",
        },
        "a message is put aside": {
            **_DONE, "command": "Ce n’est pas pour nous.", "done": "mail_discarded",
        },
    },
}
# fmt: on
