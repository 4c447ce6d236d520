"""« Par contre le volet ne remonte plus »: a problem that is told as one more, on a thread that has its own."""

from __future__ import annotations

import itertools

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.fault_groups import AND_ALSO, NUMBERED, ONE_MORE, is_introduced, line_of, same_story
from mailbot.inbound.reading.faults import MENDED, category_of, names_a_device, names_another_matter, tells_a_fault
from mailbot.inbound.reading.lexicon import fault_words as table
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.stance import is_half_a_yes, is_reported
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role


def is_new_here(situation: Situation, group: list[Clause]) -> bool:
    """On a thread that has its own matter: a thing that is named, broken, and told as one more."""
    telling = [
        clause
        for clause in group
        if names_another_matter(clause.wording)
        and not is_reported(clause)
        and not NOTHING_TO_DO.find(clause.wording)
        and not _BY_WORKMAN.find(clause.wording)
    ]
    if not telling and situation.standpoint.is_closed:
        # « C'est l'interphone maintenant : il ne sonne plus »: the thing and its fault in two clauses.
        whole = Wording(" ; ".join(clause.wording.text for clause in group if not NOTHING_TO_DO.find(clause.wording)))
        telling = group if names_another_matter(whole) else []
    if not telling and (beside := _thing_and_fault(group)) is not None:
        telling = beside
    if not telling or situation.role not in (Role.TENANT, Role.LANDLORD, Role.UNKNOWN):
        return False
    if situation.standpoint.is_closed:
        return not any(_is_of_the_same(clause) for clause in group)
    last = telling[-1]
    told = [c for c in group if c.start <= last.start or c.sentence == last.sentence or _ASKS_FOR_IT.find(c.wording)]
    marked = any(AND_ALSO.find(clause.wording) or ONE_MORE.find(clause.wording) for clause in told)
    marked = marked or is_introduced(situation.clauses, group[0])
    if not marked and NUMBERED.match(line_of(situation.words, group[0])):
        marked = any(AND_ALSO.find(clause.wording) for clause in situation.clauses)
    if any(_is_of_the_same(clause) for clause in telling):
        return False
    if any(map(is_half_a_yes, situation.statements)):
        return marked
    turned = any(clause.turns for clause in telling) and (
        situation.asks(Question.CONFIRM_WORKS)
        or situation.assent.yes is not None
        or _follows_a_repair(situation, telling[0])
    )
    return marked or turned


_ASKS_FOR_IT = Sayings(table.ASKS_FOR_ONE_MORE)


def _thing_and_fault(group: list[Clause]) -> list[Clause] | None:
    """« Peut-il aussi regarder la VMC, elle siffle »: the thing is one more, and its fault stands right behind."""
    for thing, fault in itertools.pairwise(group):
        if thing.sentence != fault.sentence or not (names_a_device(thing.wording) and AND_ALSO.find(thing.wording)):
            continue
        if tells_a_fault(fault) and not names_a_device(fault.wording) and not is_reported(fault):
            return [thing, fault]
    return None


def _follows_a_repair(situation: Situation, telling: Clause) -> bool:
    """« J'ai remplacé le mitigeur ; par contre la lampe… »: of another trade than what was mended."""
    there = category_of(telling.wording)
    mended = [c for c in situation.statements if c.start < telling.start and MENDED.find(c.wording) is not None]
    trades = [trade for c in mended if (trade := category_of(c.wording)) is not None]
    return there is not None and any(trade is not there and not same_story(trade, there) for trade in trades)


NOTHING_TO_DO = Sayings(("rien a voir", "nothing to do", "autre chose que"))
_BY_WORKMAN = Sayings(table.DONE_BY_THE_WORKMAN)
_SAME = Sayings(table.OF_THE_SAME)
_SAME_PLACE = Sayings(table.SAME_PLACE)


def _is_of_the_same(clause: Clause) -> bool:
    return _SAME.find(_SAME_PLACE.without(clause.wording)) is not None
