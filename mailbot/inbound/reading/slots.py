"""« Jeudi mais pas avant 15h »: which of the offered slots is picked, if exactly one (READING, section 7, rule 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from mailbot.inbound.reading.assent import says_yes, without_courtesy
from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.facts import is_about_coming_in
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.assent_words import CONNECTORS
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import Hours, HoursKind, Moment, moments_in, slot_of
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import (
    NEGATIONS,
    answers_later,
    denies,
    gives_a_reason,
    holds_back,
    is_conditional,
    is_half_said,
    is_receipt,
)
from mailbot.inbound.reading.standpoint import Question, Slot
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.vocabulary import Role

_NONE = Sayings(table.NONE_SUITS)
_ANY = Sayings(table.ANY_SUITS)
_FALLBACK = Sayings(table.FALLBACK)
_TELL_ME = Sayings(table.TELL_ME)
_LIKEWISE = Sayings(table.LIKEWISE)
_THE_OTHER = Sayings(table.THE_OTHER)
_PICKS = Sayings((*table.PICKS, *table.AVAILABLE))
_AWAY = Sayings(table.NOT_AVAILABLE)
_NOT_AWAY = Sayings(table.NOT_AWAY)
_SOMEBODY = Sayings(table.SOMEBODY_ELSE)
_THIRD = Sayings(table.THIRD_PERSON_VISIT)
_ORDINAL = "|".join(map(re.escape, sorted(table.ORDINALS, key=len, reverse=True)))
_NOUN = table.OFFER_NOUN
_NUMBER_WORD = r"[1-9]|un|une|deux|trois|quatre|cinq|one|two|three|four|five"
_MONTHS = r"janv|fevr|mars|avril|mai\b|juin|juil|aout|sept|octo|nove|dece"
_NOT_A_NUMBER = (
    rf"(?!\s?(?:h\b|/|:\d|\d|{_MONTHS}|et demi|min|personnes"
    r"|jours?|fois|enfants|semaines?|mois|heures?|weeks?|months?|hours?|days?"
    r"|,? ?rue|,? ?avenue|de la rue|bis|euros|e\b|eme\b|€|ans\b|°))"
)
_BESIDE_AN_ORDINAL = (
    r"me\b|m'|est\b|serait|va\b|convient|irait|pour\b|svp|stp|please|sera|ok|works|suits|one\b|is\b|would|of\b|si\b"
    r"|if\b|plutot|ou\b|or\b|et\b|mais|parfait|merci|nous|de la|de pref|a def|sinon|choix|des\b|s'"
)
_OTHER_ORDINALS = (
    rf"etage|fois|floor|temps|mail|message|courrier|visite|devis|semaine|week|thing|chose|mois|{_MONTHS}|time\b"
    r"|night|year|month|of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_NUMBER = re.compile(
    rf"\b(?:{_NOUN})\s*(?:n°|nº|no\.?|numero|number|num\.?|#|:)?\s*(?P<noun>{_NUMBER_WORD})\b"
    rf"|(?:\bn°|\bnº|#|\bnumero|\bnum\.?|\bnumber|\bno\.)\s?(?P<numbered>{_NUMBER_WORD})\b"
    rf"|\b(?:le|la|the|celui)\s(?P<the>[1-9])\b{_NOT_A_NUMBER}"
    rf"|\b(?P<ordinal>{_ORDINAL}|dernier|derniere|last)\b"
    rf"(?=\s?(?:$|[^\w\s]|{_NOUN}|{_BESIDE_AN_ORDINAL}))(?!\s?(?:{_OTHER_ORDINALS}))"
    rf"|(?P<alone>\b[1-9]\b){_NOT_A_NUMBER}"
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
    sure: bool = True
    """False for a day of which only something else is told: « jeudi j'enterre une amie »."""


def read_choice(situation: Situation) -> Said:
    """The slot that was picked; or that none suits, with what would; or the question which one is meant."""
    asked = situation.standpoint.asked
    if asked is None or asked.question is not Question.CHOOSE_SLOT or not asked.slots:
        return NOTHING
    if situation.role not in (Role.TENANT, Role.MANAGER):
        return NOTHING
    if any(_IF_THAT_ONE.search(clause.folded) for clause in situation.clauses):
        return Said((), Ask.WHICH_SLOT)
    wishes, impossible, beyond = _wishes(situation, asked.slots)
    wanted, seconds = _before_fallback(situation, [wish for wish in wishes if not wish.negated])
    refused = frozenset(index for wish in wishes if wish.negated for index in _refused_by(wish, asked.slots))
    fitting = [wish for wish in wanted if wish.fits]
    if fitting and not refused and _prefers_the_other(situation):
        return Said((), Ask.WHICH_SLOT)
    only_bounds = all(wish.moment is not None and _is_bound(wish.moment) for wish in fitting)
    if only_bounds and situation.first(_NONE) is not None:
        # "Neither works, we're in class until 5": until when somebody is away picks nothing.
        fitting = []
    if any(wish.moment is None or wish.moment.day is not None for wish in fitting):
        # « vendredi, à partir de 15h30, je finis à 15h »: an hour alone turns no day down beside a day that is picked.
        refused = frozenset(
            index
            for wish in wishes
            if wish.negated and (wish.moment is None or wish.moment.day is not None or wish.moment.weekly)
            for index in _refused_by(wish, asked.slots)
        )
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
        if answers_later(clause):
            continue
        taken: list[tuple[int, int]] = []
        for moment in situation.moments_of(clause):
            if (moment.past and not moment.negated) or moment.always or len(moment.weekly) > _MOST_DAYS:
                continue
            if gives_a_reason(clause) and (not is_away(clause) or _follows_a_yes(situation, clause)):
                continue
            if _denied_further_on(situation, clause, moment):
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
        if not taken and (bound := _bare_hours(clause)) is not None:
            wishes.append(_of_moment(situation, clause, bound, slots))
            taken.append((bound.start, bound.end))
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
    if pointed := _pointed_at(situation, slots):
        wishes, impossible, beyond = pointed, False, False
    wishes.sort(key=lambda wish: wish.at)
    wishes = _likewise(wishes)
    if (other := _the_other(situation, slots, wishes)) is not None:
        wishes = [*(wish for wish in wishes if wish.negated), other]
    return wishes, impossible, beyond


def _follows_a_yes(situation: Situation, clause: Clause) -> bool:
    """« Oui, parce que jeudi je suis en congé »."""
    yes = situation.assent.yes
    return yes is not None and yes.sentence == clause.sentence and yes.start < clause.start


def is_away(clause: Clause) -> bool:
    """« Jeudi je travaille », and not « jeudi je ne travaille pas »."""
    return keeps_away(clause.wording)


def keeps_away(wording: Wording) -> bool:
    """The same of a wording."""
    return _AWAY.find(_NOT_AWAY.without(wording)) is not None


_MOST_DAYS = 2
_PART_WORDS = {
    "morning": frozenset(("matin", "matinee", "morning")),
    "afternoon": frozenset(("aprem", "apres", "afternoon")),
    "evening": frozenset(("soir", "soiree", "evening")),
}


def _denied_further_on(situation: Situation, clause: Clause, moment: Moment) -> bool:
    """« Jeudi matin, l'aprem j'ai un examen »: the second part of the day stands in a clause that takes it back."""
    words = _PART_WORDS.get(moment.hours.part) if moment.hours is not None else None
    if words is None or not words.isdisjoint(clause.wording.words):
        return False
    return any(
        not words.isdisjoint(other.wording.words) and is_away(other)
        for other in situation.clauses
        if other.sentence == clause.sentence and other is not clause
    )


_NO_HOUR = rf"(?!\s?(?:/|[.:]\d|{_MONTHS}|jours|min|ans|€|%|st|nd|rd|th))"
_BARE_HOURS = re.compile(
    rf"\b(?:pas avant|apres|a partir de|des|not before|not until|after|from)\s(?P<since>\d{{1,2}})\b{_NO_HOUR}"
    rf"|\b(?:avant|jusqu'a|before|until|till|by|pas apres|not after)\s(?P<until>\d{{1,2}})\b{_NO_HOUR}"
)
_OFFICE = (7, 20)


def _bare_hours(clause: Clause) -> Moment | None:
    """« Pas avant 11 »: among offered slots a bare figure behind such a word is an hour."""
    found = _BARE_HOURS.search(clause.folded)
    if found is None:
        return None
    hour = int(found["since"] or found["until"])
    hour = hour + 12 if hour < _OFFICE[0] else hour
    if not _OFFICE[0] <= hour <= _OFFICE[1]:
        return None
    at = time(hour)
    after = found["since"] is not None
    hours = Hours(HoursKind.AFTER, at, time(20), at) if after else Hours(HoursKind.BEFORE, time(8), at, at)
    start = clause.start + found.start()
    return Moment(start, clause.start + found.end(), None, hours, said=found[0])


_THIS_ONE = Sayings(table.THIS_ONE)
_OFFER_HEAD = re.compile(r"\W*(?:creneau|slot|option)?\s?(?:n°)?\s?([1-9])\s?[.):°–-]")


def _pointed_at(situation: Situation, slots: tuple[Slot, ...]) -> list[Wish]:
    """« Celui-ci svp » under a quoted slot: the line above says which one (READING, section 4)."""
    found: list[Wish] = []
    for line, words in situation.answered:
        said = cut_into_clauses(words)
        here = next((c for c in said if _THIS_ONE.find(c.wording) or says_yes(without_courtesy(c.wording))), None)
        fits = _offer_in(line, situation, slots)
        if here is not None and fits is not None and not any(c.is_question for c in said):
            clause = next((c for c in situation.clauses if c.folded == here.folded), here)
            found.append(Wish(frozenset((fits,)), None, False, clause, None, clause.start))
    return found


def _offer_in(quoted: str, situation: Situation, slots: tuple[Slot, ...]) -> int | None:
    """The offer that a line of our letter tells; None when it tells none, or several."""
    line = fold(quoted)
    named = [fits for moment in moments_in(line, situation.standpoint.received) if (fits := _fitting(moment, slots))]
    if (head := _OFFER_HEAD.match(line)) is not None and int(head[1]) <= len(slots):
        named.append(frozenset((int(head[1]) - 1,)))
    fits = frozenset.intersection(*named) if named else frozenset[int]()
    return next(iter(fits)) if len(fits) == 1 else None


def _the_other(situation: Situation, slots: tuple[Slot, ...], wishes: list[Wish]) -> Wish | None:
    """« L'autre jour convient »: the one offer that was not turned down."""
    clause = None if situation.first(_ANY) is not None else situation.first(_THE_OTHER)
    refused = frozenset(index for wish in wishes if wish.negated for index in wish.fits)
    left = frozenset(range(len(slots))) - refused
    return (
        Wish(left, None, False, clause, None, clause.start)
        if clause is not None and refused and len(left) == 1
        else None
    )


def _prefers_the_other(situation: Situation) -> bool:
    """« Mardi j'ai la chorale, l'autre date me convient »: the day that is named is not the one that is wanted."""
    clause = situation.first(_THE_OTHER)
    if clause is None or is_away(clause):
        return False
    suits = _PICKS.find(clause.wording) is not None or _LIKEWISE.find(clause.wording) is not None
    return suits or situation.first(_ANY) is not None


def _likewise(wishes: list[Wish]) -> list[Wish]:
    """« Mercredi c'est mort, vendredi aussi »: the second says what the first says."""
    for index in range(1, len(wishes)):
        before, wish = wishes[index - 1], wishes[index]
        if (
            before.negated
            and not wish.negated
            and before.clause is not wish.clause
            and _LIKEWISE.find(wish.clause.wording)
        ):
            wishes[index] = replace(wish, negated=True)
    return wishes


def _is_a_pick(situation: Situation, clause: Clause, moment: Moment) -> bool:
    """A day is picked where the clause says little else, or says so; « jeudi j'enterre une amie » picks nothing."""
    if moment.bound or (_NO_PICK.find(clause.wording) is not None and situation.role is not Role.MANAGER):
        return False
    after = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    if any(_IT_IS.match(c.folded) and _NO_PICK.find(c.wording) is not None for c in after):
        return False
    if any(sayings.find(clause.wording) is not None for sayings in (_PICKS, _FIRST_OF_THEM, _LAST_OF_THEM)):
        return True
    if len(clause.wording.tokens) > _MOST_WORDS_OF_A_PICK:
        return False
    left = clause.folded
    for other in sorted(situation.moments_of(clause), key=lambda one: -one.start):
        first, last = other.start - clause.start, other.end - clause.start
        left = left[: max(0, first)] + " " + left[max(0, last) :]
    return len(set(wording_of(left, folded=True).tokens) - CONNECTORS - situation.names) <= 1


_IT_IS = re.compile(r"(?:c'est|it's|it is|that's|j'ai|i have)\b")
_NO_PICK = Sayings(table.NO_PICK)
_MOST_WORDS_OF_A_PICK = 40
"""A clause that is longer says something beside its days."""


def _numbers(clause: Clause, situation: Situation) -> list[tuple[int, int, int, bool]]:
    """The numbers of offers that a clause names (0 is the last one), where, and whether under a negation."""
    found = []
    if _NO_PICK.find(clause.wording) is not None:
        return []
    third = _THIRD.find(clause.wording) is not None and len(clause.wording.tokens) > 4
    if third and _PICKS.find(clause.wording) is None:
        return []
    for match in _NUMBER.finditer(clause.folded):
        said = match["noun"] or match["numbered"] or match["the"] or match["alone"] or match["ordinal"]
        if match["alone"] and set(clause.folded[: match.start()].replace(".", " ").split()) - _BEFORE_ALONE:
            continue
        if match["ordinal"] and not _may_be_an_offer(clause, match.start()):
            continue
        number = 0 if said in table.LAST else table.ORDINALS.get(said) or table.NUMBERS.get(said) or int(said)
        before = clause.folded[: match.start()].split()[-3:]
        if "but" in before and clause.folded.split()[0] != "but":
            before = [*before, "sauf"]
        negated = not _DENYING.isdisjoint(before) or is_away(clause)
        found.append((number, clause.start + match.start(), clause.start + match.end(), negated))
    for middle in table.MIDDLE:
        if (at := clause.folded.find(middle)) >= 0:
            asked = situation.standpoint.asked
            count = len(asked.slots) if asked else 0
            if count % 2:
                found.append(((count + 1) // 2, clause.start + at, clause.start + at + len(middle), False))
    return found


_NOT_OFFERS = re.compile(r"\b(?:au|l'an|an|annee|mois|semaine|week|jour|fois|etage|month|year|on the)\s$")
_SHORT = 6


def _may_be_an_offer(clause: Clause, at: int) -> bool:
    """« Le premier me va », and neither « l'an dernier » nor « on est au 3e »."""
    if _NOT_OFFERS.search(clause.folded, max(0, at - 9), at):
        return False
    return len(clause.wording.tokens) <= _SHORT or _PICKS.find(clause.wording) is not None


_BEFORE_ALONE = frozenset(
    [
        "ok",
        "oui",
        "yes",
        "va",
        "pour",
        "d'accord",
        "donc",
        "alors",
        "plutot",
        "bonjour",
        "bonsoir",
        "hello",
        "hi",
        "je",
        "prends",
        "choisis",
        "prefere",
        "on",
        "i",
        "we",
        "take",
        "pick",
        "choose",
        "prefer",
        "with",
        "go",
        "for",
        "the",
        "le",
        "n",
        "no",
    ]
)
_DENYING = frozenset(["pas", "sauf", "except", "hormis", "not", "ni", "excepte"])


_NUMBER_AND_HOUR = re.compile(
    rf"(?:pour )?(?:le|la|the)\s[1-9](?:er|re|e|st|nd|rd|th)?\b(?!\s?(?:h\b|heures|:|/|{_MONTHS}))"
)
"""« Le 2 me va mais pas avant 15h »: the second offer from that hour on, where no offer is on a second."""


def _of_moment(situation: Situation, clause: Clause, moment: Moment, slots: tuple[Slot, ...]) -> Wish:
    if (
        moment.hours is not None
        and moment.hours.kind is HoursKind.BEFORE
        and not NEGATIONS.isdisjoint(clause.wording.words)
    ):
        moment = _turned(moment)
    if _ALL_BUT.search(situation.folded, max(0, moment.start - 24), moment.start):
        moment = replace(moment, negated=True)
    away = moment.negated or (is_away(clause) and not _is_bound(moment))
    fits = _fitting(moment, slots)
    bare = moment.bare_number or (not fits and _NUMBER_AND_HOUR.match(moment.said) is not None)
    number = _index_of_number(moment, slots) if bare else None
    if not fits and number is not None:
        fits = frozenset((number,))
    elif fits and number is not None and number not in fits:
        fits |= {number}
    if moment.weekly:
        fits = frozenset(index for index, slot in enumerate(slots) if slot.start.weekday() in moment.weekly)
    if (
        not away
        and not _is_bound(moment)
        and situation.language in (None, "fr", "en")
        and not _is_a_pick(situation, clause, moment)
    ):
        return Wish(fits, None, True, clause, None, moment.start, sure=False)
    third = _THIRD.find(clause.wording) is not None and not clause.turns and len(clause.wording.tokens) > 5
    if third and not fits:
        return Wish(frozenset(), None, True, clause, None, moment.start)
    return Wish(fits, moment.hours, away, clause, moment, moment.start)


_ALL_BUT = re.compile(
    r"\b(?:any|anything|all|everything|anytime|day|one|time|tout|tous)\s(?:but|sauf|except)\s(?:the\s|on\s|le\s|la\s)?$"
)


def _turned(moment: Moment) -> Moment:
    """ "I can't get out before 3.30": from that hour on."""
    hours = moment.hours
    if hours is None or hours.at is None:
        return moment
    return replace(moment, hours=Hours(HoursKind.AFTER, hours.at, max(hours.at, time(20)), hours.at), negated=False)


def _is_bound(moment: Moment) -> bool:
    """« Pas avant 15h » is a bound, and no refusal."""
    return moment.day is None and moment.hours is not None and moment.hours.kind in (HoursKind.AFTER, HoursKind.BEFORE)


def _index_of_number(moment: Moment, slots: tuple[Slot, ...]) -> int | None:
    number = 0 if moment.day is None else moment.day.day
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
    if not wish.sure or (wish.moment is not None and _is_bound(wish.moment)):
        return frozenset()
    return wish.fits


def _before_fallback(situation: Situation, wishes: list[Wish]) -> tuple[list[Wish], list[Wish]]:
    """« Le 1, sinon le 3 »: what stands before the second wish is the wish."""
    if len(wishes) < 2:
        return wishes, []
    edges = []
    for clause in situation.clauses:
        found = _FALLBACK.find(clause.wording)
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
        return _without_a_pick(situation, slots, wanted, refused, denied=True)
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


def _at_one_end(
    situation: Situation, slots: tuple[Slot, ...], left: frozenset[int], fitting: list[Wish]
) -> frozenset[int]:
    """« Jeudi, le plus tard des deux »: one of those that fit, where the wish or the words right behind say which."""
    for sayings, pick in ((_FIRST_OF_THEM, min), (_LAST_OF_THEM, max)):
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


_FIRST_OF_THEM = Sayings(table.FIRST_OF_THEM)
_LAST_OF_THEM = Sayings(table.LAST_OF_THEM)
_BOOKS = Sayings(table.ASKS_TO_BOOK)
_TAKES_BACK = Sayings(table.TAKES_BACK_A_PICK)


def _is_taken_back(situation: Situation, fitting: list[Wish]) -> bool:
    """« Le 2… ah non, je ne peux pas », « jeudi peut-être », « je dois vérifier »."""
    last = max(wish.clause.start for wish in fitting)
    if any(is_half_said(wish.clause) or answers_later(wish.clause) for wish in fitting):
        return True
    after = [c for c in situation.statements if c.start > last]
    return any(answers_later(c) or is_half_said(c) for c in after) or any(
        _TAKES_BACK.find(c.wording) for c in after[:2]
    )


def _hangs_on_something(situation: Situation, fitting: list[Wish]) -> bool:
    """« Jeudi, à condition qu'on me laisse partir »: no choice yet. A second wish behind it is no condition."""
    sentences = {wish.clause.sentence for wish in fitting}
    return any(
        clause.sentence in sentences
        and is_conditional(clause)
        and _FALLBACK.find(clause.wording) is None
        and not any(moment.hours is not None and moment.day is None for moment in situation.moments_of(clause))
        for clause in situation.clauses
    )


_IF_THAT_ONE = re.compile(
    r"\b(?:si|if)\s(?:jamais\s)?(?:le|la|the|celui|celle|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|number)\b"
)
"""« Le 2 si le 1 n'est pas possible »: which one is meant first is a guess."""


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
    habits = [w for w in wanted if _is_another_habit(w)]
    clause = wanted[0].clause if wanted else (situation.clauses[0] if situation.clauses else None)
    none = next((c for c in situation.clauses if _NONE.find(c.wording) and not _is_replaced(situation, c)), None)
    anything = situation.first(_ANY)
    if (extreme := _extreme(situation, slots)) is not None and not refused and not others:
        slot = slots[extreme[0]]
        return Said((intent_of(IntentType.CHOOSE_SLOT, extreme[1], index=extreme[0] + 1, **slot.to_json()),))
    if refused and len(left) == 1 and not others:
        slot = slots[left[0]]
        return Said(
            (intent_of(IntentType.CHOOSE_SLOT, clause or situation.clauses[0], index=left[0] + 1, **slot.to_json()),)
        )
    if (
        (refused and not left)
        or none is not None
        or others
        or habits
        or assent.no is not None
        or Tongue.NONE_SUITS in told
    ):
        if anything is not None and none is None and not others:
            return Said((), Ask.WHICH_SLOT)
        return Said((intent_of(IntentType.REJECT_SLOTS, none or assent.no or clause),))
    yes = assent.yes is not None or Tongue.YES in told or anything is not None
    only_received = assent.yes is not None and is_receipt(assent.yes)
    kept_back = only_received or any(holds_back(c) for c in situation.statements) or _turns_away(situation)
    if yes and len(slots) == 1 and not refused and not kept_back and not _speaks_of_else(situation):
        slot = slots[0]
        yes_clause = assent.yes or anything or situation.clauses[0]
        return Said((intent_of(IntentType.CHOOSE_SLOT, yes_clause, index=1, **slot.to_json()),))
    if yes or wanted or denied:
        return Said((), Ask.WHICH_SLOT)
    if Tongue.NO in told:
        return Said((intent_of(IntentType.REJECT_SLOTS, situation.clauses[0]),))
    return NOTHING


def _is_replaced(situation: Situation, clause: Clause) -> bool:
    """« Je ne peux pas être là mais mon voisin ouvrira »: nobody turns the time down."""
    behind = [c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start]
    return any(_SOMEBODY.find(c.wording) is not None and NEGATIONS.isdisjoint(c.wording.words) for c in behind)


def _is_another_habit(wish: Wish) -> bool:
    """« Un samedi plutôt ? », where none is offered."""
    if wish.moment is None or not wish.moment.weekly or wish.negated or wish.fits:
        return False
    return not wish.clause.is_question or _INSTEAD.find(wish.clause.wording) is not None


_INSTEAD = Sayings(("plutot|instead|rather|pourquoi|sinon|why",))
_MOVES = Sayings(table.MOVE_VISIT)


def _turns_away(situation: Situation) -> bool:
    """« Oui mais… » takes a yes back unless it says how to come in, and nothing of when (READING, section 7, rule 4).

    « Oui mais attention au chien, il aboie mais il est gentil »: what turns behind that is still about the dog.
    """
    at_the_door: int | None = None
    for clause in situation.statements:
        if clause is situation.clauses[0] or not clause.turns:
            continue
        about_it = (
            at_the_door == clause.sentence
            or is_about_coming_in(clause.wording)
            or _SOMEBODY.find(clause.wording) is not None
        )
        if not about_it or _is_of_a_time(situation, clause):
            return True
        at_the_door = clause.sentence
    return False


def _is_of_a_time(situation: Situation, clause: Clause) -> bool:
    if situation.moments_of(clause) or _A_FIGURE.search(clause.folded) is not None:
        return True
    return any(sayings.find(clause.wording) is not None for sayings in (_NONE, _AWAY, _MOVES, _TOO))


_TOO = Sayings(("trop|too tot|tard|early|late",))
_A_FIGURE = re.compile(r"\b\d{1,2}\s?(?:h\b|:\d|/|min|heures?|[ap]m\b)")
_EARLIEST = Sayings(table.EARLIEST)
_LATEST = Sayings(table.LATEST)


_ELSE = Sayings(table.NOT_OF_A_VISIT)


def _speaks_of_else(situation: Situation) -> bool:
    """« Oui c'est bien moi la locataire », « aucun souci pour attendre »: a yes to something else."""
    yes = situation.assent.yes
    return yes is not None and _ELSE.find(yes.wording) is not None


_SEVERAL = 2


def _extreme(situation: Situation, slots: tuple[Slot, ...]) -> tuple[int, Clause] | None:
    """« Le plus tôt », "the later one": the offer at that end, and the clause that says so."""
    for sayings, pick in ((_EARLIEST, min), (_LATEST, max)):
        clause = situation.first(sayings)
        if clause is None or len(slots) < _SEVERAL or answers_later(clause):
            continue
        found = sayings.find(clause.wording)
        if found is not None and denies(clause.wording, found.start()):
            continue
        return pick(range(len(slots)), key=lambda index: slots[index].start), clause
    return None
