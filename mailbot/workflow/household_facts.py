"""What the letters about a household say: a welcome, a farewell, the receipt of what a manager wrote down."""

from collections.abc import Mapping
from typing import Any

from mailbot.model import Event
from mailbot.threads.pages import brief
from mailbot.workflow.manager_facts import receipt

UNDO = "u"
"""Before the number of an event, in the link of the page that takes it back."""


def welcome(details: Mapping[str, Any]) -> dict[str, Any]:
    """T-20."""
    return {"dwelling": details["home"], "numbers": details["numbers"], "pages": ["save_address"]}


def farewell(details: Mapping[str, Any]) -> dict[str, Any]:
    """T-21. Whoever left long before anybody wrote it down has nothing to look at any more."""
    until = details.get("until")
    return {
        "dwelling": details["home"],
        "on": details["on"],
        "until": until,
        "pages": ["cases"] if until is not None else [],
    }


def done(event: Event, details: Mapping[str, Any]) -> dict[str, Any]:
    """G-21, variant B, about no report: what changed in a household, and the page that takes it back."""
    said = {name: details[name] for name in ("since", "until", "warning", "share", "mandate") if name in details}
    stands = details["done"] != "invitation_cancelled" and (details["done"], details.get("until")) != _NEVER_WAS
    return receipt(details) | said | {"own_subject": True, "pages": [undo(event)] if stands else []}


_NEVER_WAS = ("removed_landlord", None)


def undo(event: Event) -> str:
    """The button « Défaire » of a letter: which page it opens."""
    return f"undo=household:{UNDO}{brief(event.id)}"
