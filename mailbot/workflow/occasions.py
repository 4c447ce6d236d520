"""What happened and who is told of it: what every letter is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from mailbot.model import Event, Person
from mailbot.vocabulary import EventKind, QuoteSight, ReportStatus, Role


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that came with words: what its sender called it, and the fingerprint of its bytes."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened, for the letters that tell of it."""

    event: Event
    actor: Person | None
    role: Role
    """The role in which the actor did it."""
    words: str = ""
    """What the actor wrote, as they wrote it."""
    photos: tuple[Photo, ...] = ()
    read_as: str = ""
    """How it was read, when that changed something: shown back with one way to correct it."""
    status: ReportStatus | None = None
    """Where the report stands once all that was asked for is done; none when it stands there already."""
    details: Mapping[str, Any] = field(default_factory=dict)
    offers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The ready messages that fit the report, key and label, by the language of who is offered them."""
    favourites: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    """Of each manager who is offered some: the companies of their choice whose trade fits, number and name (S1-37)."""
    near: Sequence[Mapping[str, Any]] = ()
    """Reports that stand near a new one, for the managers: perhaps the same matter, or the same trouble again."""


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened on a report, as the foot of a letter tells it."""

    kind: EventKind
    at: datetime
    role: Role
    """The role in which somebody did it."""
    sight: QuoteSight | None = None
    """Who may know of it, when it is about a quote that not everybody may."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told, as what, in which variant, and what they may see of the past."""

    person: Person
    role: Role
    variant: str
    events: tuple[Past, ...]
    """The last events that this reader may see, oldest first."""


def pictures(photos: tuple[Photo, ...]) -> dict[str, Any]:
    """How many photos came, and where they are: they go along with the letter (AUDIENCE)."""
    if not photos:
        return {}
    kept = [{"name": photo.name, "fingerprint": photo.fingerprint} for photo in photos]
    return {"photos": len(kept), "pictures": kept}


def money(amount: Decimal | None) -> str | None:
    """A sum as the facts of a letter keep it."""
    return None if amount is None else f"{amount:.2f}"


def as_json(at: datetime) -> str:
    """An instant as the facts of a letter keep it."""
    return at.isoformat()
