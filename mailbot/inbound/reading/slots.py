"""« Jeudi mais pas avant 15h »: which of the offered slots is picked, if exactly one (READING, section 7, rule 7)."""

from __future__ import annotations

import re

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.slot_absences import leaves_one_unsaid, slots_while_away
from mailbot.inbound.reading.slot_fits import is_a_bound, slot_narrowed, slot_on
from mailbot.inbound.reading.slot_numbers import PICKS
from mailbot.inbound.reading.slot_verdicts import FALLBACK, NONE, SOMEBODY, turns_all_down, without_a_pick
from mailbot.inbound.reading.slot_wishes import (
    FIRST_OF_THEM,
    LAST_OF_THEM,
    LETS_KNOW,
    Wish,
    answers_on_another_day,
    is_at_kins_who_open,
    is_opener_in_doubt,
    prefers_the_other,
    slots_refused_by,
    wishes_in,
)
from mailbot.inbound.reading.stance import answers_later, is_conditional, is_half_said, is_reported
from mailbot.inbound.reading.standpoint import Question, Slot
from mailbot.vocabulary import Role

_TELL_ME = Sayings(table.TELL_ME)


def read_choice(situation: Situation) -> Said:
    """The slot that was picked; or that none suits, with what would; or the question which one is meant."""
    asked = situation.standpoint.asked
    if asked is None or asked.question is not Question.CHOOSE_SLOT or not asked.slots:
        return NOTHING
    if situation.role not in (Role.TENANT, Role.MANAGER):
        return NOTHING
    if any(_IF_THAT_ONE.search(clause.folded) for clause in situation.clauses):
        return Said((), Ask.WHICH_SLOT)
    wishes, impossible, beyond = wishes_in(situation, asked.slots)
    if is_opener_in_doubt(situation, asked.slots) or any(is_at_kins_who_open(situation, wish) for wish in wishes):
        return Said((), Ask.WHICH_SLOT)
    wishes = _put_right(situation, wishes)
    wanted, seconds = _before_fallback(situation, [wish for wish in wishes if not wish.negated])
    refused = frozenset(index for wish in wishes if wish.negated for index in slots_refused_by(wish, asked.slots))
    away = slots_while_away(situation, asked.slots)
    fitting = [wish for wish in wanted if wish.fits and not wish.fits <= away]
    if fitting and not refused and prefers_the_other(situation):
        return Said((), Ask.WHICH_SLOT)
    if not (fitting or refused or turns_all_down(situation)) and answers_on_another_day(situation, asked.slots):
        return NOTHING
    only_bounds = all(wish.moment is not None and is_a_bound(wish.moment) for wish in fitting)
    if only_bounds and situation.first(NONE) is not None:
        # "Neither works, we're in class until 5": until when somebody is away picks nothing.
        fitting = []
    none = turns_all_down(situation)
    if none is not None and fitting and all(wish.at > none.start for wish in fitting):
        # « Aucun, et mardi ma sœur garde les clés du box »: none is none, whatever a day of theirs is named for.
        if any(_reopens(wish.clause) for wish in fitting):
            return Said((), Ask.WHICH_SLOT)
        return Said((intent_of(IntentType.REJECT_SLOTS, none),))
    if any(wish.moment is None or wish.moment.day is not None or wish.moment.weekly for wish in fitting):
        # « vendredi, à partir de 15h30, je finis à 15h »: an hour alone turns no day down beside a day that is picked.
        refused = frozenset(
            index
            for wish in wishes
            if wish.negated and (wish.moment is None or wish.moment.day is not None or wish.moment.weekly)
            for index in slots_refused_by(wish, asked.slots)
        )
    if fitting:
        return _picked(situation, asked.slots, wanted, refused, [w for w in wishes if w.negated], impossible=impossible)
    if away and not away <= refused and len(away | refused) < len(asked.slots) and leaves_one_unsaid(situation):
        return Said((), Ask.WHICH_SLOT)
    refused |= away
    if impossible:
        return Said((), Ask.WHICH_DATE)
    if beyond and not wanted and not refused:
        return Said((), Ask.WHICH_SLOT)
    return without_a_pick(situation, asked.slots, wanted + seconds, refused, any(w.negated for w in wishes))


def _put_right(situation: Situation, wishes: list[Wish]) -> list[Wish]:
    """« Le 1… ah non pardon, le 2 »: what was picked before is withdrawn, where something is picked behind."""
    for clause in reversed(situation.statements):
        if _PUTS_RIGHT.find(clause.wording) is None or is_reported(clause):
            continue
        behind = [wish for wish in wishes if wish.clause.start >= clause.start and wish.fits and not wish.negated]
        if behind and not any(
            is_reported(w.clause) or w.clause.is_question or is_conditional(w.clause) for w in behind
        ):
            return [wish for wish in wishes if wish.negated or wish.clause.start >= clause.start]
    return wishes


_PUTS_RIGHT = Sayings(table.PUTS_RIGHT)


def _reopens(clause: Clause) -> bool:
    """« Aucun, mais mardi ma sœur ouvrira »: the day may be meant all the same."""
    if PICKS.find(clause.wording) is not None and not _I.isdisjoint(clause.wording.words):
        return True
    return clause.turns or any(sayings.find(clause.wording) is not None for sayings in (SOMEBODY, FALLBACK))


_I = frozenset(("je", "j", "on", "nous", "i", "we"))


def _before_fallback(situation: Situation, wishes: list[Wish]) -> tuple[list[Wish], list[Wish]]:
    """« Le 1, sinon le 3 »: what stands before the second wish is the wish."""
    if len(wishes) < 2:
        return wishes, []
    edges = []
    for clause in situation.clauses:
        found = FALLBACK.find(clause.wording)
        if found is not None and _TELL_ME.find(clause.wording) is None:
            # The wording is shorter than the clause: its place in it is told by the share of words before it.
            share = found.start() / max(1, len(clause.wording.text))
            edges.append(clause.start + int(share * len(clause.text)))
    for edge in edges:
        first = [wish for wish in wishes if wish.at < edge]
        if first:
            return first, [wish for wish in wishes if wish.at >= edge]
    return wishes, []


def _picked(
    situation: Situation,
    slots: tuple[Slot, ...],
    wanted: list[Wish],
    refused: frozenset[int],
    denied: list[Wish],
    *,
    impossible: bool,
) -> Said:
    """The one slot that every wish allows, narrowed to the hours that were said."""
    fitting = [wish for wish in wanted if wish.fits]
    both = frozenset.intersection(*(wish.fits for wish in fitting)) - refused
    either = frozenset.union(*(wish.fits for wish in fitting)) - refused
    left = both if len(both) == 1 else either
    if not left:
        return without_a_pick(situation, slots, wanted, refused, denied=True)
    if impossible:
        return Said((), Ask.WHICH_DATE)
    if len(left) > 1:
        left = _at_one_end(situation, slots, left, fitting)
    if len(left) > 1:
        return Said((), Ask.WHICH_SLOT)
    [index] = left
    if _hangs_on_something(situation, fitting) or _is_taken_back(situation, fitting):
        return Said((), Ask.WHICH_SLOT)
    questions = all(wish.clause.is_question for wish in fitting)
    if questions and situation.assent.yes is None and not any(_BOOKS.find(w.clause.wording) for w in fitting):
        return Said((), Ask.WHICH_SLOT)
    slot: Slot | None = slots[index]
    for wish in [w for w in wanted if index in w.fits or w.moment is None or w.moment.day is None] + [
        w for w in denied if w.moment is not None and is_a_bound(w.moment)
    ]:
        if wish.hours is not None and slot is not None:
            slot = slot_narrowed(slot, wish.hours)
    clause = fitting[0].clause
    if slot is not None and any(_is_kept_from(wish, slot) for wish in denied):
        return Said((), Ask.WHICH_SLOT)
    if slot is None:
        beyond = (w.hours for w in [*wanted, *denied] if w.hours is not None)
        hours = next((said for said in beyond if slot_narrowed(slots[index], said) is None), None)
        if hours is None:
            return Said(
                (), Ask.WHICH_SLOT
            )  # « je suis pris jusqu'à 9h, ok après 9h30 »: each leaves a part, and not the same
        offer = slot_on(slots[index].start.date(), hours, slots[index].start)
        return Said(
            (
                intent_of(IntentType.REJECT_SLOTS, clause),
                intent_of(IntentType.OFFER_AVAILABILITY, clause, slots=[offer.to_json()]),
            )
        )
    return Said((intent_of(IntentType.CHOOSE_SLOT, clause, index=index + 1, **slot.to_json()),))


def _is_kept_from(wish: Wish, slot: Slot) -> bool:
    """« Mercredi me va, mais l'après-midi je travaille », of an afternoon: an hour of the slot itself is refused."""
    moment = wish.moment
    if moment is None or moment.hours is None or moment.day is not None or moment.weekly or is_a_bound(moment):
        return False
    if not wish.clause.wording.words.isdisjoint(_ONLY_TOLD):
        return False
    at, begins = moment.hours.at, slot.start.time()
    if at != begins:
        return slot_narrowed(slot, moment.hours) is not None and (at is None or begins < at)
    return not wish.clause.wording.words.isdisjoint(_NOT_AT)  # « je rentre du travail à 14h » keeps nobody from 14h-16h


_ONLY_TOLD = frozenset(("telephone", "tel", "repond", "reponds", "repondrai", "bebe", "phone", "baby"))
"""« L'après-midi je ne réponds pas au téléphone » keeps nobody from the door."""
_NOT_AT = frozenset(("pas", "sauf", "hormis", "not", "except"))


def _at_one_end(
    situation: Situation, slots: tuple[Slot, ...], left: frozenset[int], fitting: list[Wish]
) -> frozenset[int]:
    """« Jeudi, le plus tard des deux »: one of those that fit, where the wish or the words right behind say which."""
    for sayings, pick in ((FIRST_OF_THEM, min), (LAST_OF_THEM, max)):
        if any(_says_which(situation, wish, sayings) for wish in fitting):
            return frozenset((pick(left, key=lambda index: slots[index].start),))
    return left


def _says_which(situation: Situation, wish: Wish, sayings: Sayings) -> bool:
    """« Merci de répondre le plus tôt possible » behind the wish says nothing of the time."""
    if sayings.find(wish.clause.wording) is not None:
        return True
    behind = [c for c in situation.statements if c.sentence == wish.clause.sentence and c.start > wish.clause.start]
    found = [at for c in behind if (at := sayings.find(c.wording)) is not None]
    return any(at.start() == 0 for at in found)


_BOOKS = Sayings(table.ASKS_TO_BOOK)
_SUITS_BADLY = Sayings(table.SUITS_BADLY)
_COPES = Sayings((*table.COPES, *table.TAKES_IT_ALL_THE_SAME))
_TAKES_BACK = Sayings(table.TAKES_BACK_A_PICK)


def _is_taken_back(situation: Situation, fitting: list[Wish]) -> bool:
    """« Le 2… ah non, je ne peux pas », « jeudi peut-être », « je dois vérifier »."""
    last = max(wish.clause.start for wish in fitting)
    if any(is_half_said(wish.clause) or answers_later(wish.clause) for wish in fitting):
        return True
    after = [c for c in situation.statements if c.start > last]
    if after and _SUITS_BADLY.find(after[0].wording) is not None and situation.first(_COPES) is None:
        return True
    return any(answers_later(c) or is_half_said(c) for c in after) or any(
        _TAKES_BACK.find(c.wording) and not _is_of_another_day(situation, c, fitting) for c in after[:2]
    )


def _is_of_another_day(situation: Situation, clause: Clause, fitting: list[Wish]) -> bool:
    """« Mardi ça me va, jeudi je ne suis pas là »: what is refused is not what was picked."""
    if not is_away(clause) or not {"non", "no"}.isdisjoint(clause.wording.words):
        return False
    asked = situation.standpoint.asked
    picked = {asked.slots[index].start.date() for wish in fitting for index in wish.fits} if asked else set()
    days = [moment.day for moment in situation.moments_of(clause)]
    return bool(days) and all(day is not None and day not in picked for day in days)


def _hangs_on_something(situation: Situation, fitting: list[Wish]) -> bool:
    """« Jeudi, à condition qu'on me laisse partir »: no choice yet. A second wish behind it is no condition."""
    sentences = {wish.clause.sentence for wish in fitting}
    return any(
        clause.sentence in sentences
        and is_conditional(clause)
        and FALLBACK.find(clause.wording) is None
        and LETS_KNOW.find(clause.wording) is None
        and not any(moment.hours is not None and moment.day is None for moment in situation.moments_of(clause))
        for clause in situation.clauses
    )


_IF_THAT_ONE = re.compile(
    r"\b(?:si|if)\s(?:jamais\s)?(?:(?:le|la|the)\s(?:\d|premi|deuxi|second|trois|quatri|derni|autre|creneau|option|date"
    r"|rdv|rendez|jour|matin|soir|first|third|last|other|one|slot|lundi|mardi|mercredi|jeudi|vendredi|samedi)"
    r"|(?:celui|celle|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|number)\b)"
)
"""« Le 2 si le 1 n'est pas possible »: which one is meant first is a guess."""
