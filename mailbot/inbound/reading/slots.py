"""« Jeudi mais pas avant 15h »: which of the offered slots is picked, if exactly one is (READING, section 7, rule 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.moments import Hours, HoursKind, Moment, slot_of
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.standpoint import Question, Slot
from mailbot.inbound.reading.tongues import Tongue
from mailbot.vocabulary import Role

_NONE = Sayings(table.NONE_SUITS)
_ANY = Sayings(table.ANY_SUITS)
_FALLBACK = Sayings(table.FALLBACK)
_AWAY = Sayings(table.NOT_AVAILABLE)
_THIRD = Sayings(table.THIRD_PERSON_VISIT)
_ORDINAL = "|".join(map(re.escape, sorted(table.ORDINALS, key=len, reverse=True)))
_NOUN = table.OFFER_NOUN
_NUMBER = re.compile(
    rf"(?:^|(?<=\s))(?:(?:{_NOUN})\s?(?:°|º|o|:|\.|numero|num|n°|n)?\s?(?P<noun>[1-9]|un|deux|trois|quatre|one|two|three)"
    rf"|(?:le|la|the|pour le|celui)\s(?:n°?|numero|no|number)?\s?(?P<the>[1-9])(?!\s?(?:h\b|/|:|\d|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|et demi|min|personnes|jours))"
    rf"|(?:le|la|the|l[ae]? )?\s?(?P<ordinal>{_ORDINAL}|dernier|derniere|last)(?!\s?(?:etage|fois|floor|temps|mail|message|decembre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|dec|janv|courrier|time|visite|devis|semaine|week|thing|chose|mois|of))"
    rf"|(?P<alone>[1-9])(?=\s*(?:[).!]|$|svp|merci|please|stp|pour|me |sera|serait|is |ok|convient|va\b|would)))"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing said about the offers: the slots that it fits, and the hours to which it narrows them."""

    fits: frozenset[int]
    hours: Hours | None
    negated: bool
    clause: Clause
    moment: Moment | None
    at: int


def read_choice(situation: Situation) -> Said:
    """The slot that was picked; or that none suits, with what would; or the question which one is meant."""
    asked = situation.standpoint.asked
    if asked is None or asked.question is not Question.CHOOSE_SLOT or not asked.slots:
        return NOTHING
    if situation.role not in (Role.TENANT, Role.MANAGER):
        return NOTHING
    wishes, impossible, beyond = _wishes(situation, asked.slots)
    wanted, seconds = _before_fallback(situation, [wish for wish in wishes if not wish.negated])
    refused = frozenset(index for wish in wishes if wish.negated for index in _refused_by(wish, asked.slots))
    fitting = [wish for wish in wanted if wish.fits]
    if fitting:
        return _picked(situation, asked.slots, wanted, refused, [w for w in wishes if w.negated], impossible=impossible)
    if impossible:
        return Said((), Ask.WHICH_DATE)
    if beyond and not wanted:
        return Said((), Ask.WHICH_SLOT)
    return _without_a_pick(situation, asked.slots, wanted + seconds, refused, any(w.negated for w in wishes))


def _wishes(situation: Situation, slots: tuple[Slot, ...]) -> tuple[list[Wish], bool, bool]:
    """What is said about the offers, in order; whether a date is impossible; whether a number is beyond them."""
    wishes: list[Wish] = []
    impossible = beyond = False
    for clause in situation.clauses:
        taken: list[tuple[int, int]] = []
        for moment in situation.moments_of(clause):
            if moment.past or moment.always or moment.weekly:
                continue
            if moment.impossible:
                impossible = True
                continue
            taken.append((moment.start, moment.end))
            wish = _of_moment(situation, clause, moment, slots)
            if moment.bare_number and not wish.fits and _index_of_number(moment, slots) is None:
                beyond = beyond or (moment.day is not None and moment.day.day <= 9)
                if beyond:
                    continue
            wishes.append(wish)
        for number, start, end, negated in _numbers(clause, situation):
            if any(start < last and end > first for first, last in taken):
                continue
            if number > len(slots):
                beyond = True
                continue
            index = number - 1 if number else len(slots) - 1
            wishes.append(Wish(frozenset((index,)), None, negated, clause, None, start))
    told = situation.told
    if told.number is not None and not wishes:
        if told.number <= len(slots):
            wishes.append(Wish(frozenset((told.number - 1,)), None, False, situation.clauses[0], None, told.at))
        else:
            beyond = True
    wishes.sort(key=lambda wish: wish.at)
    return wishes, impossible, beyond


def _numbers(clause: Clause, situation: Situation) -> list[tuple[int, int, int, bool]]:
    """The numbers of offers that a clause names (0 is the last one), where, and whether under a negation."""
    found = []
    if _THIRD.find(clause.wording) is not None and len(clause.wording.tokens) > 4:
        return []
    for match in _NUMBER.finditer(clause.folded):
        said = match["noun"] or match["the"] or match["alone"] or match["ordinal"]
        if (
            match["alone"]
            and match.start() != 0
            and clause.folded[: match.start()].strip() not in ("ok", "oui", "le", "ok pour", "d'accord pour", "yes")
        ):
            continue
        number = 0 if said in table.LAST else table.ORDINALS.get(said) or table.NUMBERS.get(said) or int(said)
        before = clause.folded[: match.start()].split()[-3:]
        negated = not _DENYING.isdisjoint(before) or _AWAY.find(clause.wording) is not None
        found.append((number, clause.start + match.start(), clause.start + match.end(), negated))
    for middle in table.MIDDLE:
        if (at := clause.folded.find(middle)) >= 0:
            asked = situation.standpoint.asked
            count = len(asked.slots) if asked else 0
            if count % 2:
                found.append(((count + 1) // 2, clause.start + at, clause.start + at + len(middle), False))
    return found


_DENYING = frozenset(["pas", "sauf", "except", "hormis", "not", "ni", "excepte"])


def _of_moment(situation: Situation, clause: Clause, moment: Moment, slots: tuple[Slot, ...]) -> Wish:
    away = moment.negated or (_AWAY.find(clause.wording) is not None and not _is_bound(moment))
    number = _index_of_number(moment, slots) if moment.bare_number else None
    fits = _fitting(moment, slots)
    if not fits and number is not None:
        fits = frozenset((number,))
    elif fits and number is not None and number not in fits:
        fits |= {number}
    third = _THIRD.find(clause.wording) is not None and not clause.turns and len(clause.wording.tokens) > 5
    if third and not fits:
        return Wish(frozenset(), None, True, clause, None, moment.start)
    return Wish(fits, moment.hours, away, clause, moment, moment.start)


def _is_bound(moment: Moment) -> bool:
    """« Pas avant 15h » is a bound, and no refusal."""
    return moment.day is None and moment.hours is not None and moment.hours.kind in (HoursKind.AFTER, HoursKind.BEFORE)


def _index_of_number(moment: Moment, slots: tuple[Slot, ...]) -> int | None:
    match = re.search(r"\d+", moment.said)
    number = int(match[0]) if match else 0
    return number - 1 if 1 <= number <= len(slots) else None


def _fitting(moment: Moment, slots: tuple[Slot, ...]) -> frozenset[int]:
    """The offers on that day and in those hours."""
    days = [index for index, slot in enumerate(slots) if moment.day is None or _day_fits(moment, slot)]
    if moment.hours is None:
        return frozenset(days) if moment.day is not None else frozenset()
    exact = [index for index in days if _begins(slots[index], moment.hours)]
    return frozenset(exact or [index for index in days if _meets(slots[index], moment.hours)])


def _day_fits(moment: Moment, slot: Slot) -> bool:
    if moment.day == slot.start.date():
        return True
    # « In answer to offered slots, words resolve among those slots first »: a bare weekday or number is one of theirs.
    if moment.day is None or _DATED.search(moment.said):
        return False
    if re.search(r"\d", _HOURS_OUT.sub("", moment.said)):
        return moment.bare_number and moment.day.day == slot.start.day
    return not _RELATIVE.search(moment.said) and moment.day.weekday() == slot.start.weekday()


_DATED = re.compile(r"\d\s?/\s?\d|janv|fev|mars|avr|\bmai\b|juin|juil|aout|sept|oct|nov|dec|jan\b|feb|apr|jun|jul|aug")
_HOURS_OUT = re.compile(r"\d{1,2}\s?(?:h\d{0,2}|heures?|:\d\d|\s?[ap]m)\b")
_RELATIVE = re.compile(r"demain|prochaine|prochain|huit|aujourd|tomorrow|today|next|apres-demain|semaine")


def _begins(slot: Slot, hours: Hours) -> bool:
    if hours.kind is HoursKind.SINGLE:
        return hours.at is not None and slot.start.time() == hours.at
    return hours.kind is HoursKind.EXACT and (slot.start.time(), slot.end.time()) == (hours.opens, hours.closes)


def _meets(slot: Slot, hours: Hours) -> bool:
    opens, closes = slot.start.time(), slot.end.time()
    match hours.kind:
        case HoursKind.SINGLE if hours.at is not None:
            return opens <= hours.at < closes
        case HoursKind.AFTER if hours.at is not None:
            return closes > hours.at
        case HoursKind.BEFORE if hours.at is not None:
            return opens < hours.at
    return opens < hours.closes and closes > hours.opens


def _refused_by(wish: Wish, slots: tuple[Slot, ...]) -> frozenset[int]:
    if wish.moment is not None and _is_bound(wish.moment):
        return frozenset()
    return wish.fits


def _before_fallback(situation: Situation, wishes: list[Wish]) -> tuple[list[Wish], list[Wish]]:
    """« Le 1, sinon le 3 »: what stands before the second wish is the wish."""
    if len(wishes) < 2:
        return wishes, []
    edges = []
    for clause in situation.clauses:
        found = _FALLBACK.find(clause.wording)
        if found is not None:
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
        return _without_a_pick(situation, slots, wanted, refused, denied=True)
    if impossible:
        return Said((), Ask.WHICH_DATE)
    if len(left) > 1:
        return Said((), Ask.WHICH_SLOT)
    [index] = left
    questions = all(wish.clause.is_question for wish in fitting)
    if questions and situation.assent.yes is None:
        return Said((), Ask.WHICH_SLOT)
    slot: Slot | None = slots[index]
    for wish in [w for w in wanted if index in w.fits or w.moment is None or w.moment.day is None] + [
        w for w in denied if w.moment is not None and _is_bound(w.moment)
    ]:
        if wish.hours is not None and slot is not None:
            slot = _narrowed(slot, wish.hours)
    clause = fitting[0].clause
    if slot is None:
        hours = next(
            w.hours for w in [*wanted, *denied] if w.hours is not None and _narrowed(slots[index], w.hours) is None
        )
        offer = _slot_on(slots[index].start.date(), hours, slots[index].start)
        return Said(
            (
                intent_of(IntentType.REJECT_SLOTS, clause),
                intent_of(IntentType.OFFER_AVAILABILITY, clause, slots=[offer.to_json()]),
            )
        )
    return Said((intent_of(IntentType.CHOOSE_SLOT, clause, index=index + 1, **slot.to_json()),))


def _narrowed(slot: Slot, hours: Hours) -> Slot | None:
    """The part of the slot inside these hours; None when they do not meet."""
    if _begins(slot, hours):
        return slot
    opens, closes = hours.opens, hours.closes
    if hours.kind is HoursKind.AFTER and hours.at is not None:
        opens, closes = hours.at, slot.end.time()
    elif hours.kind is HoursKind.BEFORE and hours.at is not None:
        opens, closes = slot.start.time(), hours.at
    start = max(slot.start, _at(slot.start, opens))
    end = min(slot.end, _at(slot.start, closes))
    return Slot(start, end) if start < end else None


def _at(moment: datetime, hour: time) -> datetime:
    return moment.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)


def _slot_on(day: date, hours: Hours, like: datetime) -> Slot:
    base = like.replace(year=day.year, month=day.month, day=day.day)
    return Slot(_at(base, hours.opens), _at(base, hours.closes))


def _without_a_pick(
    situation: Situation, slots: tuple[Slot, ...], wanted: list[Wish], refused: frozenset[int], denied: bool
) -> Said:
    """No offer was named: a bare yes takes the only one, a no or other times turn them all down."""
    assent, told = situation.assent, situation.told.senses
    left = [index for index in range(len(slots)) if index not in refused]
    others = [
        slot for wish in wanted if wish.moment is not None and not wish.negated and (slot := slot_of(wish.moment))
    ]
    clause = wanted[0].clause if wanted else (situation.clauses[0] if situation.clauses else None)
    none = next((c for c in situation.clauses if _NONE.find(c.wording) is not None), None)
    anything = situation.first(_ANY)
    if refused and len(left) == 1 and not others:
        slot = slots[left[0]]
        return Said(
            (intent_of(IntentType.CHOOSE_SLOT, clause or situation.clauses[0], index=left[0] + 1, **slot.to_json()),)
        )
    if (refused and not left) or none is not None or others or assent.no is not None or Tongue.NONE_SUITS in told:
        if anything is not None and none is None and not others:
            return Said((), Ask.WHICH_SLOT)
        return Said((intent_of(IntentType.REJECT_SLOTS, none or assent.no or clause),))
    yes = assent.yes is not None or Tongue.YES in told or anything is not None
    if yes and len(slots) == 1 and not refused:
        slot = slots[0]
        yes_clause = assent.yes or anything or situation.clauses[0]
        return Said((intent_of(IntentType.CHOOSE_SLOT, yes_clause, index=1, **slot.to_json()),))
    if yes or wanted or denied:
        return Said((), Ask.WHICH_SLOT)
    if Tongue.NO in told:
        return Said((intent_of(IntentType.REJECT_SLOTS, situation.clauses[0]),))
    return NOTHING


def chosen(said: Said) -> Intent | None:
    """The choice among what was found."""
    return next((intent for intent in said.intents if intent.type is IntentType.CHOOSE_SLOT), None)
