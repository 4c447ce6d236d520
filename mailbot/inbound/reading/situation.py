"""What the rules look at: the clauses of the fresh text, where the service stands, and what came with the mail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Ask, Intent
from mailbot.inbound.reading.standpoint import Question, Standpoint
from mailbot.vocabulary import Role


@dataclass(frozen=True)
class Situation:
    """One text to understand. `words` is the fresh text, or the subject of a new mail without a body."""

    words: str
    standpoint: Standpoint
    photos: int = 0
    files: int = 0
    forwarded: str = ""
    """What was passed on to the intake address: there, it is the report."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return cut_into_clauses(self.words)

    @cached_property
    def folded(self) -> str:
        return fold(self.words)

    @property
    def role(self) -> Role:
        return self.standpoint.role

    def asks(self, question: Question) -> bool:
        return self.standpoint.question is question


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule found: intents, and perhaps the question that would settle the rest."""

    intents: tuple[Intent, ...] = ()
    ask: Ask | None = None


NOTHING = Said()
