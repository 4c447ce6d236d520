"""What letters say of ready messages: the one that was sent, those that fit, and the one that could not leave."""

from collections.abc import Mapping
from typing import Any

from mailbot.workflow.canned_texts import as_read_by


def sent(details: Mapping[str, Any], words: str, language: str, *, author: bool) -> dict[str, Any]:
    """A ready message as one reader has it, with what its sender wrote beside it, or in its place. Empty for an answer
    in one's own words."""
    if "canned" not in details:
        return {}
    facts: dict[str, Any] = {"text": as_read_by(words, author=author)}
    if texts := details.get("texts"):
        facts["canned_text"] = texts[language]["author" if author else "others"]
    return facts


def closed_by(details: Mapping[str, Any], words: str, language: str, *, author: bool, sender: str) -> dict[str, Any]:
    """The ready message that closed a report, and may have said already how to reopen it; empty when none did."""
    if "canned" not in details:
        return {}
    facts = sent(details, words, language, author=author) | {"signed_by": sender}
    return facts | {"reopen_until": None} if details.get("says_reopening") else facts


def offering(facts: dict[str, Any], offers: Mapping[str, Mapping[str, str]], language: str) -> dict[str, Any]:
    """The facts of a letter with the ready messages that its reader may send from their page, and the page of all."""
    fitting = offers.get(language)
    if not fitting:
        return facts
    return facts | {"canned": list(fitting), "canned_labels": dict(fitting), "links": [*facts["links"], "canned"]}


def meant(details: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody may have meant who was not understood, where that is known."""
    return {name: details[name] for name in _MEANT if details.get(name)}


_MEANT = ("asked_for", "canned", "canned_labels", "closest", "to_fill_in", "why")
