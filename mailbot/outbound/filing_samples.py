"""Letters of reports that are sorted, merged or begin in private, and the summaries: for the preview and the tests."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import SOPHIE, TO_DO, links_to

_LEAK: dict[str, JSON] = {
    "channel": "public", "ref": "SIG-1047", "object": "eau sous l’évier", "dwelling": "T2 Lilas 3e gauche",
    "building": "12 rue des Lilas, 69003 Lyon, bât. A", "manager": "Sophie Lambert",
}  # fmt: skip
_AHMED: dict[str, JSON] = {
    "reader": "tenant", "civility": "M.", "family_name": "Mansouri", "name": "Ahmed Mansouri", "summary": "ar",
}  # fmt: skip
_MARIA: dict[str, JSON] = {
    "reader": "tenant", "civility": "Mme", "family_name": "dos Santos", "name": "Maria dos Santos", "summary": "pt",
}  # fmt: skip
_NEW: dict[str, JSON] = {
    "author": "Nadia Belkacem", "author_role": "tenant", "at": "2026-11-21T09:00:00+00:00",
    "text": "L’évier fuit de nouveau.", "urgency": "normal", "category": "plumbing", "band": TO_DO,
}  # fmt: skip

# fmt: off
FILING_SAMPLES: dict[str, Mapping[str, Mapping[str, JSON]]] = {
    "T-01": {
        "summed up, from right to left": {
            **_AHMED, **_LEAK, "is_author": True, "band": TO_DO, "links": links_to("photo", "settled"),
        },
        "summed up, another occupant": {
            **_MARIA, **_LEAK, "is_author": False, "band": TO_DO, "links": links_to("photo"),
        },
    },
    "T-17": {
        "merged, its author": {
            **_MARIA, **_LEAK, "band": {"status": "closed"}, "is_author": True, "closing_reason": "duplicate",
            "duplicate_of": "SIG-1042", "links": links_to("report", "new_report"),
        },
        "merged, another occupant": {
            **_AHMED, **_LEAK, "band": {"status": "closed"}, "is_author": False, "closing_reason": "duplicate",
            "duplicate_of": "SIG-1042", "links": links_to("new_report"),
        },
    },
    "G-01": {
        "like a closed one": {
            **SOPHIE, **_LEAK, **_NEW, "related": [{"why": "same", "ref": "SIG-1042", "closed": True}],
            "seems": {"charge": "landlord", "reason": "equipment"}, "links": links_to("reply", "close", "sort"),
        },
    },
    "G-19": {
        "on a report that the home knows nothing of": {
            **SOPHIE, **_LEAK, "channel": "private", "author": "Hannah Weiss", "author_role": "landlord",
            "at": "2026-11-21T09:00:00+00:00", "text": "Vous pouvez en informer le locataire.", "band": TO_DO,
            "links": links_to("reply", "close", "publish"),
        },
    },
}
# fmt: on
