"""Which times may be offered for a visit: those to come, in their order, each once (S2-11, S2-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_letters
from typing import Any
from zlib import crc32

from mailbot.agency import AgencyProfile
from mailbot.vocabulary import SlotTrouble
from mailbot.workflow.appointments import Offered
from mailbot.workflow.working_time import working_time_of

MOST_SLOTS = 9
"""In one proposal: each is a button, and is called by one figure."""
_FARTHEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time at which a company can come, as it said it."""

    start: datetime
    end: datetime

    def to_json(self) -> dict[str, str]:
        """As a row keeps it."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A time that cannot be offered, and why."""

    wanted: Wanted
    trouble: SlotTrouble


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a company said, in two parts."""

    good: tuple[Wanted, ...]
    doubtful: tuple[Doubt, ...]


def wanted_from(said: Iterable[dict[str, Any]]) -> tuple[Wanted, ...]:
    """The times that the reader found in words."""
    return tuple(Wanted(datetime.fromisoformat(each["start"]), datetime.fromisoformat(each["end"])) for each in said)


_ROOM = 7
"""Octets that a link has for what it opens with."""


def slot_mark(start: datetime) -> str:
    """One letter for a time: numbers begin anew with each proposal, and an old button must not mean another day."""
    return ascii_letters[crc32(str(int(start.timestamp())).encode()) % len(ascii_letters)]


def slot_of_link(visit: str, number: int, start: datetime) -> str:
    """What the button of a slot opens with. The mark is left out where a visit's own number takes its room."""
    return f"{visit}.{number}{slot_mark(start)}"[:_ROOM]


def trouble_with(wanted: Wanted, closes: timedelta, *, now: datetime) -> SlotTrouble | None:
    """Why this time cannot be offered now; None for one that can."""
    if wanted.end <= wanted.start:
        return SlotTrouble.BACKWARDS
    if wanted.start <= now:
        return SlotTrouble.PAST
    if wanted.start - now <= closes:
        return SlotTrouble.NEAR
    if wanted.start - now > _FARTHEST:
        return SlotTrouble.FAR
    return None


def sort_slots(said: Iterable[Wanted], closes: timedelta, *, now: datetime) -> Sorted:
    """What can be offered, soonest first and each once; and what cannot."""
    good, doubtful = set[Wanted](), list[Doubt]()
    for wanted in said:
        trouble = trouble_with(wanted, closes, now=now)
        if trouble is None:
            good.add(wanted)
        else:
            doubtful.append(Doubt(wanted, trouble))
    in_order = sorted(good, key=lambda wanted: (wanted.start, wanted.end))
    return Sorted(tuple(in_order[:MOST_SLOTS]), tuple(doubtful))


def numbered(good: Iterable[Wanted], beside: Iterable[Offered] = ()) -> tuple[Offered, ...]:
    """The slots of a proposal, numbered from 1. `beside`: those that stand already keep their numbers (WORDING, T-08),
    and what is new comes after them."""
    standing = list(beside)
    known = {(each.start, each.end) for each in standing}
    first = max((each.number for each in standing), default=0) + 1
    new = [each for each in good if (each.start, each.end) not in known]
    return (*standing, *(Offered(number, each.start, each.end) for number, each in enumerate(new, first)))[:MOST_SLOTS]


def closes_before(profile: AgencyProfile) -> timedelta:
    """How long before its beginning a slot can be chosen no more (S2-11)."""
    return timedelta(hours=profile.rules.slot_closes_hours)


def shown(slot: Offered | Wanted, profile: AgencyProfile, *, now: datetime) -> dict[str, Any]:
    """A slot as letters and pages say it: whether it is today, and a day that only the occupant may allow."""
    day = slot.start.astimezone(profile.zone).date()
    rest = working_time_of(profile).rest_day(day)
    facts: dict[str, Any] = {"start": slot.start.isoformat(), "end": slot.end.isoformat()}
    if isinstance(slot, Offered):
        facts["number"] = slot.number
    if day == now.astimezone(profile.zone).date():
        facts["today"] = True
    return facts if rest is None else facts | {"rest_day": rest.value}
