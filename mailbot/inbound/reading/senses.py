"""« C'est réparé », « ça goutte encore », « clôturez »: what one clause says of the end of the matter.

READING, section 7, rules 2 to 6. A word counts when the writer states it, as a fact, about this matter: not in a
question, not quoted, not reported, not under a condition, not about a bill, and not turned by « mais ».
"""

from __future__ import annotations

import re
from enum import Enum, auto

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.stance_words import ANOTHER_MATTER
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.stance import is_conditional, is_fact, is_half_said, is_intermittent, is_reported
from mailbot.inbound.reading.wording import Wording

_SETTLED = Sayings(table.SETTLED)
_WORKS = Sayings(table.WORKS)
_UNSETTLED = Sayings(table.UNSETTLED)
NOT_UNSETTLED = Sayings(table.NOT_UNSETTLED)
_CLOSE = Sayings(table.CLOSE_IT)
_NOT_CLOSING = Sayings(table.NOT_CLOSING)
PAID = Sayings(table.PAID)
_UNSURE = Sayings(table.UNSURE)
_ANOTHER_MATTER = Sayings(ANOTHER_MATTER)
_GOOD = Sayings(table.GOOD)
_NO_MORE = Sayings(table.NO_MORE)
_KEEP_OPEN = Sayings(table.KEEP_OPEN)
_POLITE = Sayings(table.POLITE_QUESTION)


class Sense(Enum):
    """What one clause says of the matter."""

    SETTLED = auto()
    UNSETTLED = auto()
    CLOSE = auto()
    DO_NOT_CLOSE = auto()


def sense_of(clause: Clause) -> Sense | None:
    """What a clause states about the matter; None when it states nothing of the kind."""
    wording = clause.wording
    if (closing := _sense_of_closing(clause)) is not None:
        return closing
    if is_trouble(clause):
        return Sense.UNSETTLED
    found = _SETTLED.find(wording)
    if found is None or PAID.find(wording) is not None or not is_fact(clause):
        return None
    if PARTLY.find(_BY_ITSELF.without(wording)) is not None:
        return None
    before = wording.padded[: found.start() + 1].split()[-2:]
    if found[0].startswith(" plus ") and not _AS_WELL.isdisjoint(before[-1:]):
        return None  # « en plus, une fuite »
    if found[0].endswith((" goutte", " gouttes")) and not _HAS_BECOME.isdisjoint(before[-1:]):
        return Sense.UNSETTLED  # « c'est plus une goutte, c'est une cascade »
    at = wording.padded[: found.start()]
    if _NOT_TRIED.search(at) is not None and _RELIT.match(found[0]) is not None:
        return None
    denied = not _DENYING.isdisjoint(before) or _NOT_MANAGED.search(at) is not None
    return Sense.UNSETTLED if denied or is_intermittent(clause) else Sense.SETTLED


_NOT_TRIED = re.compile(r" (?:j ai|nous avons|on a) pas(?: encore| toujours)?$")
_RELIT = re.compile(r" (?:rallum|remis)")
"""« Je n'ai pas encore rallumé la chaudière »: nobody has tried, and nothing is said of how it works."""
_NOT_MANAGED = re.compile(
    r" (?:(?:pas|plus|jamais)(?: [a-z]+)? (?:reussi|arrive|arrivons|parviens|parvenu|pu)(?: [a-z]+){0,2}"
    r"|(?:arrive|arrivons|parviens|parvenons|reussis|peux|peut|pouvons) (?:pas|plus|jamais)(?: [a-z]+){0,2})$"
)
"""« Je n'ai pas réussi à rallumer la chaudière »."""
_HAS_BECOME = frozenset(("est", "etait", "sont"))
_AS_WELL = frozenset(("en", "de", "peux"))
_DENYING = frozenset(words("rien aucun aucune personne jamais pas not nothing never"))


def says_it_is_repaired(situation: Situation) -> bool:
    """« Tout est réparé », « ça marche », and no trouble beside: whoever was out, the visit took place."""
    done = any(sense_of(c) is Sense.SETTLED or says_it_works(c) for c in situation.statements)
    return done and not any(is_trouble(c) for c in situation.clauses)


def is_trouble(clause: Clause) -> bool:
    """Whether the clause tells of a fault that is there."""
    wording = clause.wording
    if _UNSETTLED.find(wording) is None or PAID.find(wording) is not None:
        return False
    if is_conditional(clause) and _ALWAYS_THERE.find(wording) is None:
        return False
    if _NOT_AGAIN.find(wording) is not None:
        return True
    left = NOT_UNSETTLED.without(wording)
    return _UNSETTLED.find(left) is not None and _REPORTED_SETTLED.find(wording) is None


_NOT_AGAIN = Sayings(table.NOT_AGAIN)
_ALWAYS_THERE = Sayings(table.WHEN_USED)
_REPORTED_SETTLED = Sayings(table.REPORTED_TROUBLE)


def _sense_of_closing(clause: Clause) -> Sense | None:
    wording = clause.wording
    if _KEEP_OPEN.find(wording) is not None:
        return Sense.DO_NOT_CLOSE
    alone = not table.CLOSE_ALONE.isdisjoint(wording.words) and wording.words <= table.CLOSE_ALONE | table.AROUND_CLOSE
    if not alone and (_CLOSE.find(wording) is None or _NOT_CLOSING.find(wording) is not None):
        return None
    if _NO_MORE.find(wording) is None and not _NEGATED.isdisjoint(wording.words):
        return None if clause.is_question else Sense.DO_NOT_CLOSE
    if clause.is_question and _POLITE.find(wording) is None:
        return None
    return None if is_conditional(clause) or is_reported(clause) or is_past_closing(wording) else Sense.CLOSE


PARTLY = Sayings(table.PARTLY)
_BY_ITSELF = Sayings(("tout|toute|toutes seul|seule|seuls|seules", "by itself"))
"""« Le problème a disparu tout seul »."""
_NEGATED = frozenset(["pas", "not", "jamais", "never", "surtout"])
_PAST_CLOSING = Sayings(table.WAS_CLOSED)


def is_past_closing(wording: Wording) -> bool:
    """« Vous avez clôturé » tells what somebody did."""
    return _PAST_CLOSING.find(wording) is not None


def is_unsure(wording: Wording) -> bool:
    return _UNSURE.find(_ANOTHER_MATTER.without(wording)) is not None


def says_it_works(clause: Clause) -> bool:
    """« Le volet remonte », « tout est bon »: enough, after that question."""
    wording = clause.wording
    if not is_fact(clause) or not _NEGATED.isdisjoint(wording.words) or is_unsure(wording):
        return False
    if is_intermittent(clause) or is_half_said(clause) or PARTLY.find(wording) is not None:
        return False
    at_work = _NAMES.without(wording)
    return _GOOD.find(at_work) is not None or _WORKS.find(at_work) is not None


_NAMES = Sayings(table.NAMED_BY_THEIR_WORK)


def is_of_a_day_ahead(situation: Situation, clause: Clause) -> bool:
    """« C'est bon pour vendredi »; « la réparation a été faite lundi » tells of the last one."""
    ahead = any(not moment.past and moment.day is not None for moment in situation.moments_of(clause))
    return ahead and _BEEN.isdisjoint(clause.wording.words) and _TRIED.find(clause.wording) is None


_BEEN = frozenset(words("ete eu venu passe intervenu effectue fait faite was were been came did had etait"))


_TRIED = Sayings(
    (
        "ai|avons|a|ont [tout|pu|l|le|la|les|re] verifie|verifier|teste|essaye|controle|regarde|rallume|utilise"
        "|constate|retente",
    )
)
"""« J'ai vérifié ce matin, c'est impeccable »: this morning is told of, even while it lasts."""
