"""What somebody said about a mission, for the steps that look whether it is theirs to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import select

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.routes import ToThread
from mailbot.inbound.wishes import plain_words
from mailbot.model import Event
from mailbot.threads.participants import Seat
from mailbot.vocabulary import EventKind
from mailbot.workflow.scene import Scene
from mailbot.workflow.telling import Reader


@dataclass(frozen=True, slots=True)
class Heard:
    """One mail about one company's mission, or visit."""

    route: ToThread
    arrived: Arrived
    scene: Scene
    """With the company at hand."""
    seat: Seat
    """With the channel on which its words count."""
    now: datetime

    @property
    def reading(self) -> Reading:
        """What the mail says."""
        return self.arrived.reading

    def intent(self, type_: IntentType) -> Intent | None:
        """The first intent of a type."""
        return self.arrived.reading.intent(type_)


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did with a mail."""

    told: frozenset[Reader] = frozenset()
    """Who reads its words in the letters of what was done: the comment is no news to them."""
    covers: frozenset[IntentType] = frozenset()
    """Which of the things that were said are dealt with."""
    is_apart: bool = False
    """Whether the words are the agency's alone, wherever they were sent: a refusal and its reason."""
    has_asked: bool = False
    """Whether the one question was put."""
    shares_photos: bool = False
    """Whether its words say nothing beside papers that are the agency's alone: photos that came along are all the news
    that there is, and without any there is none."""


Step: TypeAlias = Callable[[Session, Heard], Done | None]


@dataclass(frozen=True, slots=True)
class Together:
    """What all steps did."""

    done: tuple[Done, ...] = field(default=())

    @property
    def told(self) -> frozenset[Reader]:
        """Whoever reads the words in some letter of what was done."""
        return frozenset().union(*(each.told for each in self.done))

    @property
    def covers(self) -> frozenset[IntentType]:
        """Everything that was dealt with."""
        return frozenset().union(*(each.covers for each in self.done))

    @property
    def is_apart(self) -> bool:
        """Whether the words are the agency's alone."""
        return any(each.is_apart for each in self.done)

    @property
    def shares_photos(self) -> bool:
        """Whether photos are all that is told of it."""
        return any(each.shares_photos for each in self.done)

    @property
    def has_asked(self) -> bool:
        """Whether a question was put already."""
        return any(each.has_asked for each in self.done)


def noted_of(session: Session, heard: Heard, kind: EventKind) -> Mapping[str, Any] | None:
    """What an earlier step wrote into the journal of this mail, under this kind; None when none did."""
    return session.scalars(
        select(Event.facts).where(
            Event.report_id == heard.scene.report.id, Event.mail_id == heard.arrived.mail_id, Event.kind == kind
        )
    ).first()


def walk(session: Session, steps: Iterable[Step], heard: Heard) -> Together:
    """Each step in its order: one mail may say several things."""
    return Together(tuple(done for step in steps if (done := step(session, heard)) is not None))


COURTESIES = frozenset({IntentType.THANKS, IntentType.COMMENT})


def says_only(arrived: Arrived, covered: frozenset[IntentType]) -> bool:
    """Whether a mail says nothing beside what was dealt with: « le 2, merci ». What was not understood is more."""
    reading = arrived.reading
    if arrived.files or not {intent.type for intent in reading.intents} <= covered | COURTESIES:
        return False
    rest = reading.fresh_text
    for intent in reading.intents:
        if intent.because and (intent.type is not IntentType.COMMENT or intent.type in covered):
            rest = rest.replace(intent.because, " ", 1)
    return set(plain_words(rest)) <= set(plain_words(arrived.mail.sender.name))
