"""What is said about the offered slots, one thing after another: which of them each fits, or turns down."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailbot.inbound.reading.absences import is_away
from mailbot.inbound.reading.assent import says_yes, without_courtesy
from mailbot.inbound.reading.clauses import Clause, cut_into_clauses
from mailbot.inbound.reading.lexicon import slot_words as table
from mailbot.inbound.reading.lexicon.assent_words import CONNECTORS
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.moments import Hours, HoursKind, Moment, is_misdated
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.slot_fits import index_of_number, is_a_bound, leaves_some, slots_fitting, turned_about
from mailbot.inbound.reading.slot_numbers import (
    MONTHS,
    NO_PICK,
    PICKS,
    THIRD,
    bare_hours_in,
    numbers_in,
    offer_quoted_in,
)
from mailbot.inbound.reading.stance import (
    NEGATIONS,
    answers_later,
    gives_a_reason,
    unpolite,
)
from mailbot.inbound.reading.standpoint import Slot
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role

ANY = Sayings(table.ANY_SUITS)
ON_THE_WAY = Sayings(table.ON_THE_WAY)
_SOMEBODY = Sayings(table.SOMEBODY_ELSE)
LETS_KNOW = Sayings(table.LETS_KNOW)
_LIKEWISE = Sayings(table.LIKEWISE)
_THE_OTHER = Sayings(table.THE_OTHER)


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


def wishes_in(situation: Situation, slots: tuple[Slot, ...]) -> tuple[list[Wish], bool, bool]:
    """What is said about the offers, in order; whether a date is impossible; whether a number is beyond them."""
    wishes: list[Wish] = []
    impossible = beyond = False
    for clause in situation.clauses:
        if answers_later(clause) or _is_in_the_way(situation, clause):
            continue
        taken: list[tuple[int, int]] = []
        for moment in (_at_any_time(moment, slots) for moment in situation.moments_of(clause)):
            if is_misdated(moment, clause.wording.words):
                impossible = True
                continue
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
            if not wish.fits and _is_of_the_answer(situation, moment):
                continue
            if moment.bare_number and not wish.fits and index_of_number(moment, slots) is None:
                beyond = beyond or (moment.day is not None and moment.day.day <= 9)
                if beyond:
                    continue
            wishes.append(wish)
        if not taken and (bound := bare_hours_in(clause)) is not None:
            wishes.append(_of_moment(situation, clause, bound, slots))
            taken.append((bound.start, bound.end))
        for number, start, end, negated in numbers_in(clause, situation):
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


def _at_any_time(moment: Moment, slots: tuple[Slot, ...]) -> Moment:
    """« N'importe quand après 16h », of times that were offered: a bound, and no habit."""
    every = len(moment.weekly) == _EVERY_DAY and moment.hours is not None and _ANY_TIME.match(moment.said) is not None
    return (
        replace(moment, weekly=frozenset()) if every and is_a_bound(moment) and slots_fitting(moment, slots) else moment
    )


_EVERY_DAY = 7
_ANY_TIME = re.compile(r"any ?time\b|n'?\s?importe quand\b|a n'?\s?importe quelle heure\b|quand (?:il|elle|vous|tu)\b")


def _is_in_the_way(situation: Situation, clause: Clause) -> bool:
    """« Mais la rue est barrée jeudi »; « mais le parking est fermé avant 17h » tells from when on."""
    if not clause.turns or ON_THE_WAY.find(clause.wording) is None:
        return False
    until = not _UNTIL.isdisjoint(clause.wording.words)  # « barrée jusqu'à 16h » is no wish for the time before
    return until or all(moment.hours is None for moment in situation.moments_of(clause))


def answers_on_another_day(situation: Situation, slots: tuple[Slot, ...]) -> bool:
    """« Je vous confirme lundi », where no offer is on a Monday."""
    others = [m for m in situation.moments if not slots_fitting(m, slots)]
    return bool(others) and all(_is_of_the_answer(situation, moment) for moment in others)


def _is_of_the_answer(situation: Situation, moment: Moment) -> bool:
    return _ANSWERS_THEN.search(situation.folded, max(0, moment.start - 40), moment.start) is not None


_ANSWERS_THEN = re.compile(
    r"\b(?:je|on|nous|i'll|i will|we'll|we will) (?:(?:vous |te )(?:le |la )?(?:re)?confirme"
    r"|(?:vous |te )?(?:le |la )?(?:re)?(?:confirm|confirmer\w+|dis|dir\w+|reponds|repondr\w+|previen\w*|let you know"
    r"|tell you|answer|reply))\b(?: (?:ca|cela|tout|plus|by|on|pour))*\s$"
)
"""« Je vous confirme lundi »: the day of the answer, where it is none of the offers."""
_UNTIL = frozenset(("jusqu", "jusque", "until", "till"))


def _follows_a_yes(situation: Situation, clause: Clause) -> bool:
    """« Oui, parce que jeudi je suis en congé »."""
    yes = situation.assent.yes
    return yes is not None and yes.sentence == clause.sentence and yes.start < clause.start


_MOST_DAYS = 2
_PART_WORDS = {
    "morning": frozenset(("matin", "matinee", "morning")),
    "afternoon": frozenset(("aprem", "apres", "afternoon")),
    "evening": frozenset(("soir", "soiree", "evening")),
}


def _denied_further_on(situation: Situation, clause: Clause, moment: Moment) -> bool:
    """« Jeudi matin, l'aprem j'ai un examen »: the second part of the day stands in a clause that takes it back."""
    parts = _PART_WORDS.get(moment.hours.part) if moment.hours is not None else None
    if parts is None or not parts.isdisjoint(clause.wording.words):
        return False
    return any(
        not parts.isdisjoint(other.wording.words) and is_away(other)
        for other in situation.clauses
        if other.sentence == clause.sentence and other is not clause
    )


_THIS_ONE = Sayings(table.THIS_ONE)


def _pointed_at(situation: Situation, slots: tuple[Slot, ...]) -> list[Wish]:
    """« Celui-ci svp » under a quoted slot: the line above says which one (READING, section 4)."""
    found: list[Wish] = []
    for line, answer in situation.answered:
        said = cut_into_clauses(answer)
        here = next((c for c in said if _THIS_ONE.find(c.wording) or says_yes(without_courtesy(c.wording))), None)
        fits = offer_quoted_in(line, situation, slots)
        if here is not None and fits is not None and not any(c.is_question for c in said):
            clause = next((c for c in situation.clauses if c.folded == here.folded), here)
            found.append(Wish(frozenset((fits,)), None, False, clause, None, clause.start))
    return found


def _the_other(situation: Situation, slots: tuple[Slot, ...], wishes: list[Wish]) -> Wish | None:
    """« L'autre jour convient »: the one offer that was not turned down."""
    clause = None if situation.first(ANY) is not None else situation.first(_THE_OTHER)
    if clause is not None and "ni" in clause.wording.words:
        return None  # « ni l'un ni l'autre »
    refused = frozenset(index for wish in wishes if wish.negated for index in wish.fits)
    left = frozenset(range(len(slots))) - refused
    return (
        Wish(left, None, False, clause, None, clause.start)
        if clause is not None and refused and len(left) == 1
        else None
    )


def prefers_the_other(situation: Situation) -> bool:
    """« Mardi j'ai la chorale, l'autre date me convient »: the day that is named is not the one that is wanted."""
    clause = situation.first(_THE_OTHER)
    if clause is None or is_away(clause):
        return False
    suits = PICKS.find(clause.wording) is not None or _LIKEWISE.find(clause.wording) is not None
    return suits or situation.first(ANY) is not None


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
    said = LETS_KNOW.without(clause.wording)
    if moment.bound or (NO_PICK.find(said) is not None and situation.role is not Role.MANAGER):
        return False
    after = [c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start]
    if any(_IT_IS.match(c.folded) and NO_PICK.find(c.wording) is not None for c in after):
        return False
    if any(sayings.find(clause.wording) is not None for sayings in (PICKS, FIRST_OF_THEM, LAST_OF_THEM)):
        return True
    if len(clause.wording.tokens) > _MOST_WORDS_OF_A_PICK:
        return False
    left = clause.folded
    for other in sorted(situation.moments_of(clause), key=lambda one: -one.start):
        first, last = other.start - clause.start, other.end - clause.start
        left = left[: max(0, first)] + " " + left[max(0, last) :]
    return len(set(unpolite(wording_of(left, folded=True)).tokens) - CONNECTORS - situation.names) <= 1


_IT_IS = re.compile(r"(?:c'est|it's|it is|that's|j'ai|i have)\b")
_MOST_WORDS_OF_A_PICK = 40
"""A clause that is longer says something beside its days."""

_NUMBER_AND_HOUR = re.compile(
    rf"(?:pour )?(?:le|la|the)\s[1-9](?:er|re|e|st|nd|rd|th)?\b(?!\s?(?:h\b|heures|:|/|{MONTHS}))"
)
"""« Le 2 me va mais pas avant 15h »: the second offer from that hour on, where no offer is on a second."""


def _of_moment(situation: Situation, clause: Clause, moment: Moment, slots: tuple[Slot, ...]) -> Wish:
    if (
        moment.hours is not None
        and moment.hours.kind is HoursKind.BEFORE
        and not NEGATIONS.isdisjoint(clause.wording.words)
    ):
        moment = turned_about(moment)
    if _ALL_BUT.search(situation.folded, max(0, moment.start - 24), moment.start):
        moment = replace(moment, negated=True)
    saved = NONE_BUT.search(situation.folded, max(0, moment.start - 60), moment.start)
    if saved is not None and saved.end() == moment.start:
        return Wish(slots_fitting(moment, slots), moment.hours, False, clause, None, moment.start)
    fits = slots_fitting(moment, slots)
    somebody = _somebody_opens(clause) or (bool(fits) and not moment.bound and _is_stood_in_for(situation, clause))
    behind = is_a_bound(moment) or _is_said_behind(situation, moment, clause)
    away = moment.negated or (is_away(clause) and not behind)
    away = away and not somebody
    bare = moment.bare_number or (not fits and _NUMBER_AND_HOUR.match(moment.said) is not None)
    number = index_of_number(moment, slots) if bare else None
    if not fits and number is not None:
        fits = frozenset((number,))
    elif fits and number is not None and number not in fits:
        fits |= {number}
    if moment.weekly:
        fits = frozenset(index for index, slot in enumerate(slots) if slot.start.weekday() in moment.weekly)
        fits = fits & slots_fitting(replace(moment, weekly=frozenset()), slots) or fits
    if (
        not away
        and not is_a_bound(moment)
        and situation.language in (None, "fr", "en")
        and not (_is_a_pick(situation, clause, moment) or somebody)
    ):
        return Wish(fits, None, True, clause, None, moment.start, sure=False)
    third = THIRD.find(clause.wording) is not None and not clause.turns and len(clause.wording.tokens) > 5
    if third and not fits:
        return Wish(frozenset(), None, True, clause, None, moment.start)
    return Wish(fits, moment.hours, away, clause, moment, moment.start)


def _somebody_opens(clause: Clause) -> bool:
    return _SOMEBODY.find(clause.wording) is not None and NEGATIONS.isdisjoint(clause.wording.words)


def _is_stood_in_for(situation: Situation, clause: Clause) -> bool:
    """« Jeudi je travaille, ma femme ouvrira »: said behind, of no other day."""
    behind = [c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start]
    return is_away(clause) and any(_opens_here(c) and not situation.moments_of(c) for c in behind[:2])


def _opens_here(clause: Clause) -> bool:
    """« Mon frère ouvrira », « le gardien a les clés », and not « ma mère sera chez le médecin »."""
    if not NEGATIONS.isdisjoint(clause.wording.words) or _OUT_OF_REACH.find(clause.wording) is not None:
        return False
    if _KEEPS_A_KEY.find(clause.wording) is not None:
        return True
    return _somebody_opens(clause) and (
        _ELSEWHERE.find(clause.wording) is None or not _KEYS.isdisjoint(clause.wording.words)
    )


def is_opener_in_doubt(situation: Situation, slots: tuple[Slot, ...]) -> bool:
    """« Jeudi je travaille, ma femme a les clés mais elle travaille aussi »: who was to open does not."""
    for clause in situation.statements:
        if not is_away(clause) or not any(slots_fitting(moment, slots) for moment in situation.moments_of(clause)):
            continue
        behind = [c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start]
        for place, opener in enumerate(behind[:2]):
            if not _opens_here(opener) or situation.moments_of(opener):
                continue
            if any(not _NOT_THERE.isdisjoint(c.wording.words) for c in behind[place:]):
                return True
            later = [c for c in behind[place + 1 :] if not situation.moments_of(c)]
            if any(c.turns or not NEGATIONS.isdisjoint(c.wording.words) for c in later):
                return True
    return False


_NOT_THERE = frozenset(words("travaille absent absente absents vacances aussi ans working works away holiday"))


def is_at_kins_who_open(situation: Situation, wish: Wish) -> bool:
    """« Je serai chez ma sœur jeudi, elle a les clés »: theirs may be the home itself."""
    if not wish.negated or not wish.fits or _AT_KINS.find(wish.clause.wording) is None:
        return False
    near = [c for c in situation.clauses if c.sentence == wish.clause.sentence]
    near = [c for c in near if c is wish.clause or not situation.moments_of(c)]
    said = {word for c in near for word in c.wording.words}
    if not _THEIRS.isdisjoint(said) or any(word.startswith("ouvr") for word in said):
        return True
    return any(_IT_IS_THERE.find(c.wording) is not None for c in near)


_AT_KINS = Sayings(("suis|serai|est|sommes|serons [encore|toujours|tous|toutes] chez mon|ma|mes|un|une|des",))
_THEIRS = frozenset(words("habite habitent habitons ok fuite cle cles clef clefs"))
_IT_IS_THERE = Sayings(("c est la",))
_OUT_OF_REACH = Sayings(table.KEY_OUT_OF_REACH)
_KEEPS_A_KEY = Sayings(table.KEEPS_A_KEY)
_KEYS = frozenset(("cle", "cles", "clef", "clefs", "double", "badge", "key", "keys"))
_ELSEWHERE = Sayings(
    (
        "chez le|la|l|les|son|sa|ses|leur|leurs|des|un|une",
        "au|a [la|l] bureau|travail|boulot|hopital|ecole|lycee|fac|bas",
        "la bas",
        "at work|school|hospital",
    )
)


def _is_said_behind(situation: Situation, moment: Moment, clause: Clause) -> bool:
    """« Mercredi j'ai cours jusqu'à 10h30, donc ok à partir de 11h »: these hours stand behind what keeps away."""
    if moment.hours is None or moment.end <= clause.start + len(clause.folded):
        return False
    if (parts := _PART_WORDS.get(moment.hours.part)) is not None:
        behind = next((c for c in situation.statements if not parts.isdisjoint(c.wording.words)), clause)
        # « lundi matin impossible, l'après-midi ok », and not « … l'après-midi aussi »
        return parts.isdisjoint(clause.wording.words) and not (is_away(behind) or _LIKEWISE.find(behind.wording))
    at = None if moment.hours.kind is not HoursKind.AFTER else moment.hours.at
    if at is None:
        return False
    return re.search(rf"\b{at.hour}(?:\s?h|:|\b)", clause.folded) is None


NONE_BUT = re.compile(
    r"\b(?:aucune?|none|neither|rien (?:ne )?(?:m'|(?:me|nous) )?(?:va|convien(?:t|dra|drait)|arrange)"
    r"|ni l'une? ni l'autre)\b"
    r"(?:(?!\b(?:problem|souci|empechement|contrainte|rdv|rendez|inconvenient|objection|absence|prevu|a signaler"
    r"|issue|trouble|worr|plan|gene|derange))[^.;\n]){0,40}?[\s,]"
    r"(?:sauf|hormis|excepte|a part|si ce n'est|except|but|save|apart from)\s(?:for\s|on\s|peut-etre\s|celui de\s)?"
    r"(?:le\s|la\s|the\s)?"
)
"""« Aucun sauf mardi »: what follows is the one that suits; « aucun problème sauf mardi » is the other."""
_ALL_BUT = re.compile(
    r"\b(?:any|anything|all|everything|anytime|day|one|time|tout|tous)\s(?:but|sauf|except)\s(?:the\s|on\s|le\s|la\s)?$"
)


def slots_refused_by(wish: Wish, slots: tuple[Slot, ...]) -> frozenset[int]:
    """The offers that a denied wish turns down; none for a bound, or a day of which something else is told."""
    if not wish.sure or (wish.moment is not None and is_a_bound(wish.moment)):
        return frozenset()
    return frozenset(index for index in wish.fits if wish.hours is None or not leaves_some(slots[index], wish.hours))


FIRST_OF_THEM = Sayings(table.FIRST_OF_THEM)
LAST_OF_THEM = Sayings(table.LAST_OF_THEM)
