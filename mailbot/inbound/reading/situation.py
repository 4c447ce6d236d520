"""What the rules look at: the clauses of the fresh text, where the service stands, and what came with the mail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.assent import Assent, assent_in
from mailbot.inbound.reading.clauses import Clause, cut_into_clauses, unwrapped
from mailbot.inbound.reading.documents import Document
from mailbot.inbound.reading.lexicon import visit_words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import Moment, moments_in, of_the_visit
from mailbot.inbound.reading.money import Amount, Range, amounts_in, ranges_in
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.standpoint import OrderState, Question, Slot, Standpoint
from mailbot.inbound.reading.tongues import Told, told_in
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Role

_STANDS = Sayings(visit_words.THE_VISIT_STANDS)
_WANTS_ANOTHER = Sayings(visit_words.ANOTHER_TIME_WANTED)


@dataclass(frozen=True)
class Situation:
    """One text to understand. `words` is the fresh text, or the subject of a new mail without a body."""

    words: str
    standpoint: Standpoint
    photos: int = 0
    files: int = 0
    forwarded: str = ""
    """What was passed on to the intake address: there, it is the report."""
    documents: tuple[Document, ...] = ()
    language: str | None = None
    answered: tuple[tuple[str, str], ...] = ()
    """The quoted lines right under which something was written, each with what was."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return cut_into_clauses(self.words)

    @cached_property
    def statements(self) -> tuple[Clause, ...]:
        """The clauses that ask nothing."""
        return tuple(clause for clause in self.clauses if not clause.is_question)

    @cached_property
    def folded(self) -> str:
        return fold(unwrapped(self.words))

    @cached_property
    def wording(self) -> Wording:
        """All the words in their one spelling."""
        return Wording(" ".join(clause.wording.text for clause in self.clauses))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the people's names, folded."""
        said = [*self.names_of.values(), wording_of(self.standpoint.sender_name).words]
        return frozenset(word for name in said for word in name if len(word) > 1)

    @cached_property
    def names_of(self) -> dict[Role, frozenset[str]]:
        """The words of the name of each party that is known, folded."""
        return {role: wording_of(name).words for role, name in self.standpoint.people.items()}

    @cached_property
    def assent(self) -> Assent:
        return assent_in(self.clauses, self.names)

    @cached_property
    def told(self) -> Told:
        """What is said in one of the other languages."""
        return told_in(self.folded, self.language)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        order = self.standpoint.work_order
        visit = None if order is None else order.appointment
        found = moments_in(self.folded, self.standpoint.received, visit)
        if visit is None:
            return found
        return tuple(of_the_visit(moment, visit) if self._is_of_the_visit(moment) else moment for moment in found)

    def _is_of_the_visit(self, moment: Moment) -> bool:
        """« Entendu pour jeudi », « je serai absent jeudi »; whoever would have it sooner means the next Thursday."""
        clause = next((c for c in self.clauses if c.start <= moment.start <= c.start + len(c.text)), None)
        if clause is None or _WANTS_ANOTHER.find(clause.wording) is not None:
            return False
        if moment.negated or is_away(clause):
            return True
        return _STANDS.find(clause.wording) is not None and self.first(_WANTS_ANOTHER, questions=True) is None

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return amounts_in(self.folded)

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        return ranges_in(self.folded)

    def moments_of(self, clause: Clause) -> tuple[Moment, ...]:
        """The moments that begin inside a clause."""
        end = clause.start + len(clause.text) + 1
        return tuple(moment for moment in self.moments if clause.start <= moment.start < end)

    @property
    def role(self) -> Role:
        return self.standpoint.role

    @property
    def state(self) -> OrderState | None:
        order = self.standpoint.work_order
        return None if order is None else order.state

    @property
    def appointment(self) -> Slot | None:
        order = self.standpoint.work_order
        return None if order is None else order.appointment

    def asks(self, *questions: Question) -> bool:
        """Whether one of these was the question of our last letter."""
        return self.standpoint.question in questions

    def first(self, sayings: Sayings, *, questions: bool = False) -> Clause | None:
        """The first clause that holds one of these, among those that ask nothing unless told otherwise."""
        clauses = self.clauses if questions else self.statements
        return next((clause for clause in clauses if sayings.find(clause.wording) is not None), None)


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule found: intents, and perhaps the question that would settle the rest."""

    intents: tuple[Intent, ...] = ()
    ask: Ask | None = None


NOTHING = Said()


def intent_of(type_: IntentType, clause: Clause | None, **values: object) -> Intent:
    """An intent that these words gave; values that are not known are left out (READING, section 2)."""
    known = {name: value for name, value in values.items() if value is not None}
    return Intent(type_, known, "" if clause is None else clause.text, 0 if clause is None else clause.start)
