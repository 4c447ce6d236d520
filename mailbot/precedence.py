"""Which letters leave first when many wait: dangers, then what somebody waits for, then the daily news."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from mailbot.vocabulary import LetterKind, Urgency


class Precedence(IntEnum):
    """A lower one leaves first."""

    DANGER = 0
    AWAITED = 1
    """Orders, answers, what has happened: somebody acts on it."""
    PATIENT = 2
    """Leaves by the clock, for many people in the same minute, and says the same an hour later."""


DANGERS = frozenset({LetterKind.URGENT_RECEIVED, LetterKind.ON_CALL_ALERT, LetterKind.SECURITY_ALERT})
"""Kinds that tell of one, whatever their words."""
_PATIENT = frozenset(
    {
        LetterKind.DIGEST_OF_TENANT,
        LetterKind.DIGEST_OF_LANDLORD,
        LetterKind.DIGEST_OF_MANAGER,
        LetterKind.DORMANT_REPORTS,
        LetterKind.UNTREATED_REPORTS,
        LetterKind.MONTHLY_RECAP,
        LetterKind.LANDLORD_REPORT,
        LetterKind.WELCOME_TENANT,
        LetterKind.WELCOME_LANDLORD,
        LetterKind.FAREWELL_TENANT,
        LetterKind.MISSIONS_WAITING,
        LetterKind.WORKS_DONE_REMINDED,
        LetterKind.AGREEMENT_REMINDED,
    }
)

HEAD_START: Mapping[Precedence, timedelta] = MappingProxyType(
    {
        Precedence.DANGER: timedelta(days=2),
        Precedence.AWAITED: timedelta(days=1),
        Precedence.PATIENT: timedelta(0),
    }
)
"""By how much a letter is older in the queue than it is: the queue is an index of instants, and the oldest leaves."""

ORDERS = frozenset(
    {LetterKind.QUOTE_REQUEST, LetterKind.WORK_ORDER, LetterKind.QUOTE_APPROVED, LetterKind.ORDER_CANCELLED}
)
"""What asks a company to come, to stay away or to name a price: twice is worse than late."""


_HURRIED = frozenset({Urgency.URGENT.value, Urgency.VITAL.value})


def is_urgent(facts: Mapping[str, Any]) -> bool:
    """Whether a letter tells of a danger, or of a report or an order that cannot wait."""
    return bool(facts.get("danger")) or facts.get("urgency") in _HURRIED


def precedence(kind: LetterKind, facts: Mapping[str, Any] = MappingProxyType({})) -> Precedence:
    """How a letter of this kind stands in the queue; `facts`: what it says."""
    if is_urgent(facts):
        return Precedence.DANGER
    if kind in DANGERS:
        return Precedence.DANGER
    return Precedence.PATIENT if kind in _PATIENT else Precedence.AWAITED


def place(kind: LetterKind, created_at: datetime, due_at: datetime) -> Precedence:
    """How a letter stands that waits: by its kind, or by the head start that an emergency gave it."""
    hurries = created_at - due_at >= HEAD_START[Precedence.DANGER]
    return Precedence.DANGER if hurries else precedence(kind)


def due_from(kind: LetterKind, now: datetime, *, urgent: bool = False) -> datetime:
    """The `due_at` of a letter that is called for now. `urgent`: it tells of an emergency, whatever its kind."""
    return now - HEAD_START[Precedence.DANGER if urgent else precedence(kind)]
