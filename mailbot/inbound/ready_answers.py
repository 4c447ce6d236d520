"""« #MT-02 » in a manager's reply: the ready message that leaves, or the question that is put back (READING, 10)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from mailbot.db import Session
from mailbot.inbound.reading.lexicon.order_words import COMMANDS
from mailbot.inbound.reading.messages import canned_of
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel
from mailbot.workflow.canned import CLOSES, KEYS, Ready, labels, make_ready
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken

_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class ToSend:
    """A ready message that nothing holds back, with the lines that stand beside its key."""

    ready: Ready
    beside: str
    closing: Intent | None = None
    """« Clôturez » on a line below: done after it, and read by nobody."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A line for the service that is not followed as it stands: what X-13 says of it."""

    details: Mapping[str, Any]


def understand(session: Session, scene: Scene, seat: Seat, reading: Reading, *, now: datetime) -> ToSend | ToAsk | None:
    """What a manager's lines for the service come to. None when they wrote no such line."""
    keys = [intent.values["canned"] for intent in reading.intents if intent.values.get("canned")]
    unknown = _unknown_key(reading.fresh_text) if not keys else None
    if unknown is not None:
        return _did_you_mean(session, scene, seat, unknown)
    if not keys:
        return None
    if len(keys) != 1 or seat.channel is not Channel.PUBLIC:
        return ToAsk({})
    ready = make_ready(session, scene, seat.person, keys[0], now=now)
    if ready.too_early:
        return _about(ready, "canned_too_early", why=ready.too_early)
    if ready.missing:
        return _about(ready, "canned_incomplete", to_fill_in=list(ready.missing))
    closing = reading.intent(IntentType.CLOSE_REPORT)
    ours = "" if closing is None else closing.because
    lines = [line for line in reading.fresh_text.split("\n") if canned_of(line.strip()) is None]
    beside = "\n".join(line for line in lines if not ours or line.strip() != ours).strip()
    return ToSend(ready, beside, None if ready.key in CLOSES else closing)


def _about(ready: Ready, question: str, **more: Any) -> ToAsk:
    named = {
        "asked_for": {"key": ready.key, "label": ready.own.label},
        "canned": [ready.key],
        "canned_labels": {ready.key: ready.own.label},
    }
    return ToAsk({"ask": question, **named, **more})


def _unknown_key(text: str) -> str | None:
    """« #MT-99 », or « MT-99 » alone on a line: meant as a ready message, and there is none of that number."""
    found = _LIKE_A_KEY.search(text)
    return None if found is None else f"MT-{found[1] or found[2]}"


# With a #, anywhere at the head of a line; without, alone on it.
_LIKE_A_KEY = re.compile(r"^[ \t]*(?:#[ \t]?mt[- ]?(\d{1,4})\b|mt-(\d{1,4})[ \t.:]*$)", re.IGNORECASE | re.MULTILINE)


def _did_you_mean(session: Session, scene: Scene, seat: Seat, key: str) -> ToAsk:
    near = _nearest(key, KEYS)
    named = labels(session, scene.agency.id, near, spoken(seat.person))
    return ToAsk(
        {"ask": "canned_unknown", "canned": near, "canned_labels": named, "closest": [f"#{each}" for each in near]}
    )


def closest(word: str) -> list[str]:
    """The three words of the service that look most like an unknown one: « #occupents » is « #occupants »."""
    known = [f"#{spelt[0]}" for spelt in COMMANDS.values()] + [f"#{key}" for key in KEYS]
    return _nearest(word, known)


def _nearest(word: str, known: list[str] | tuple[str, ...]) -> list[str]:
    word = word[:_LONGEST_WORD]
    alike = {each: SequenceMatcher(None, word.casefold(), each.casefold()).ratio() for each in known}
    return sorted(known, key=lambda each: (-alike[each], abs(_number(each) - _number(word))))[:_CLOSEST]


def _number(word: str) -> int:
    return int("0" + "".join(sign for sign in word if sign in "0123456789"))


_LONGEST_WORD = 40
