"""How a clause is meant: as a fact, under a condition, for later, in somebody else's name."""

from __future__ import annotations

import re

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import stance_words as table
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.wording import Wording

_CONDITION = Sayings(table.CONDITION)
_POLITE_IF = Sayings(table.POLITE_IF)
_LATER = Sayings(table.LATER)
_REPORTED = Sayings(table.REPORTED)
_INTERMITTENT = Sayings(table.INTERMITTENT)
_ANSWERS_LATER = Sayings(table.ANSWERS_LATER)
_ANOTHER_MATTER = Sayings(table.ANOTHER_MATTER)
_RECEIPTS = Sayings(table.RECEIPTS)
_MAYBE = Sayings(table.MAYBE)
NEGATIONS = frozenset(
    words("pas plus jamais aucun aucune not never no sans ni surtout guere nullement rien personne without")
)


def is_conditional(clause: Clause) -> bool:
    """« Si c'est réparé », and not « s'il vous plaît »."""
    tokens = clause.wording.tokens
    if tokens[-1:] == ("si",) and (len(tokens) == 1 or tokens[-2] in _FOREIGN_DAYS):
        return False  # « miércoles sí »
    return bool(tokens) and _CONDITION.find(_POLITE_IF.without(clause.wording)) is not None


def unpolite(wording: Wording) -> Wording:
    """Without « si cela ne vous dérange pas » and the like."""
    return _POLITE_IF.without(wording)


_FOREIGN_DAYS = frozenset(
    words(
        "lunes martes miercoles jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi sabato domenica"
    )
)


def gives_a_reason(clause: Clause) -> bool:
    """« Le 1er, car j'ai un train à 13h07 »: the hour is that of the train."""
    return _REASON.match(clause.folded) is not None


_REASON = re.compile(r"(?:car|parce|puisqu\w*|because)\b")


def is_later(clause: Clause) -> bool:
    """« Ce sera réparé lundi », « j'espère que »."""
    return _LATER.find(clause.wording) is not None


def is_reported(clause: Clause) -> bool:
    """« Il m'a dit que »."""
    return _REPORTED.find(clause.wording) is not None


def answers_later(clause: Clause) -> bool:
    """« Je regarde et je vous redis »."""
    return _ANSWERS_LATER.find(_ANOTHER_MATTER.without(clause.wording)) is not None


def is_receipt(clause: Clause) -> bool:
    """« Bien reçu »."""
    return _RECEIPTS.find(clause.wording) is not None


def is_half_said(clause: Clause) -> bool:
    """« Peut-être », « je dois vérifier »."""
    return _MAYBE.find(clause.wording) is not None


def is_half_a_yes(clause: Clause) -> bool:
    """« Oui et non »: what is told behind it is what is left of the matter."""
    return _HALF_A_YES.find(clause.wording) is not None


_HALF_A_YES = Sayings(("oui|yes et|and non|no",))


def holds_back(clause: Clause) -> bool:
    """Whether the clause keeps a yes beside it from being one: later, under a condition, or perhaps."""
    return answers_later(clause) or is_conditional(clause) or is_half_said(clause)


def is_intermittent(clause: Clause) -> bool:
    """« Une fois sur deux »."""
    return _INTERMITTENT.find(clause.wording) is not None


def is_fact(clause: Clause) -> bool:
    """Stated by the writer, of now or before: neither asked, nor wished, nor somebody else's word."""
    return not (clause.is_question or is_conditional(clause) or is_later(clause) or is_reported(clause))


def denies(wording: Wording, before: int) -> bool:
    """Whether a negation stands among the three words before this place of the wording's text (a space at its head)."""
    return not NEGATIONS.isdisjoint(f" {wording.text}"[:before].split()[-3:])
