"""Whether a reading is what was expected of a said mail, by the rules of READING, section 9."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.vocabulary import MailKind
from tests.inbound.reading.said import WITH_CONSEQUENCES, SaidMail

NEVER_SURPLUS = frozenset({"comment", "thanks"})
UNSAID: Mapping[str, Mapping[str, Any]] = {
    "declare_done": {"target": "this"},
    "status_question": {"scope": "this"},
    "comment": {"confidential": False},
    "offer_availability": {"slots": [], "recurring": [], "always": False},
    "reschedule": {"slots": []},
}
"""What a value that is left out stands for."""


def wrongs(mail: SaidMail, reading: Reading, *, text: bool = True) -> list[str]:
    """What is wrong with a reading, in words; empty when it is fully right."""
    found = [f"kind {reading.kind}"] if reading.kind is not MailKind.HUMAN else []
    if text and plain(reading.fresh_text) != plain(mail.fresh):
        found.append(f"fresh text {reading.fresh_text!r}, not {mail.fresh!r}")
    said = [dict(intent.to_json()) for intent in reading.intents]
    missing, surplus = matched(mail.intents, said)
    found += [f"not said: {intent}" for intent in missing]
    for intent in surplus:
        type_ = intent["type"]
        if type_ in NEVER_SURPLUS or type_ in mail.allowed:
            continue
        grave = IntentType(type_) in WITH_CONSEQUENCES or any(forbids(rule, intent) for rule in mail.forbidden)
        found.append(f"{'FORBIDDEN' if grave else 'surplus'}: {intent}")
    found += [
        f"FORBIDDEN: {intent}"
        for intent in said
        for rule in mail.forbidden
        if isinstance(rule, dict) and forbids(rule, intent)
    ]
    ask = None if reading.ask is None else reading.ask.value
    if mail.ask and ask not in mail.ask:
        found.append(f"ask {ask}, not {mail.ask}")
    if mail.language and reading.language != mail.language:
        found.append(f"language {reading.language}, not {mail.language}")
    missing_commands, other_commands = matched(mail.commands, [dict(command) for command in reading.commands])
    found += [f"command not said: {command}" for command in missing_commands]
    found += [f"command surplus: {command}" for command in other_commands]
    return found


def is_grave(wrong: str) -> bool:
    """Whether it is an act that nobody asked for."""
    return wrong.startswith("FORBIDDEN")


def forbids(rule: Any, intent: Mapping[str, Any]) -> bool:
    if isinstance(rule, str):
        return rule in ("*", intent["type"])
    return agrees(rule, with_unsaid(intent))


def matched(
    wanted: Sequence[Mapping[str, Any]], said: Sequence[dict[str, Any]]
) -> tuple[list[Mapping[str, Any]], list[dict[str, Any]]]:
    """What was wanted and is not said, and what is said beside."""
    left = list(said)
    missing = []
    for want in sorted(wanted, key=len, reverse=True):
        here = next((one for one in left if agrees(want, with_unsaid(one))), None)
        if here is None:
            missing.append(want)
        else:
            left.remove(here)
    return missing, left


def with_unsaid(intent: Mapping[str, Any]) -> dict[str, Any]:
    return dict(UNSAID.get(str(intent.get("type")), {})) | {k: v for k, v in intent.items() if v is not None}


def agrees(want: Any, value: Any) -> bool:
    """Whether a value is the one wanted: sets of slots, instants, sums and words compared as such."""
    match want:
        case {"any_of": choices}:
            return any(agrees(choice, value) for choice in choices)
        case {"like": part}:
            return value is not None and fold(part) in fold(str(value))
        case {"contains": parts}:
            return isinstance(value, list) and not unpaired(parts, by_day(value))
        case dict():
            return isinstance(value, dict) and all(agrees(one, value.get(key)) for key, one in want.items())
        case list():
            got = by_day(value) if isinstance(value, list) else []
            return len(by_day(want)) == len(got) and not unpaired(by_day(want), got)
        case None | "":
            return value in (None, "")
        case bool():
            return value is want
        case int():
            return value is not None and not isinstance(value, bool) and str(value) == str(want)
    if value is None or isinstance(value, (bool, dict, list)):
        return False
    for kind in (datetime.fromisoformat, Decimal):
        try:
            return bool(kind(str(want)) == kind(str(value)))
        except (ValueError, InvalidOperation):
            continue
    return plain(str(want)) == plain(str(value))


def unpaired(wanted: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    left = list(values)
    missing = []
    for want in wanted:
        here = next((value for value in left if agrees(want, value)), None)
        if here is None:
            missing.append(want)
        else:
            left.remove(here)
    return missing


def by_day(values: Sequence[Any]) -> list[Any]:
    """A weekly rule on several days is one rule for each."""
    return [
        {**value, "days": [day]} if isinstance(value, dict) and "days" in value else value
        for value in values
        for day in (value.get("days", [None]) if isinstance(value, dict) else [None])
    ]


def plain(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())
