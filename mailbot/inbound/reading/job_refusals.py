"""« On ne fait pas d'électricité », « trop de travail »: the job refused or given back, and not only one day."""

from __future__ import annotations

import re
from datetime import timedelta

from mailbot.inbound.reading.assent import says_no
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.done_works import NOT, went
from mailbot.inbound.reading.handovers import hands_on
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.lexicon.courtesy_words import ANNOUNCED
from mailbot.inbound.reading.offered_times import offers
from mailbot.inbound.reading.progress import OTHER_PARTY
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import OrderState, Question

_REFUSES = Sayings(table.REFUSES)
_NOT_A_REFUSAL = Sayings(table.NOT_A_REFUSAL)
_FOR_A_TIME = Sayings(table.FOR_A_TIME)
_GIVEN_BACK = frozenset(
    (
        OrderState.NEW,
        OrderState.NO_ANSWER,
        OrderState.ACCEPTED,
        OrderState.SLOTS_PROPOSED,
        OrderState.SLOT_CHOSEN,
        OrderState.PLANNED,
        OrderState.DIAGNOSED,
        OrderState.QUOTE_SUBMITTED,
        OrderState.QUOTE_APPROVED,
        OrderState.QUOTE_REFUSED,
        OrderState.CONTESTED,
    )
)
"""Where there is a job that may be given back."""
NONE = NOT | frozenset(("aucun", "aucune", "guere", "ni", "nul", "nulle", "neither", "none", "hardly", "personne"))
"""« Je ne prends aucun chantier », « ni celui-ci ni le suivant »: what is denied of each is denied of this one."""


def refused_in(situation: Situation, taking: Clause | None, *, asked: bool) -> Clause | None:
    """The clause that gives the job back: of the job as a whole, and not of one day."""
    if not asked and situation.state not in _GIVEN_BACK:
        return None
    for clause in situation.statements:
        if not hands_on(clause) or is_conditional(clause) or _is_of_a_part(situation, clause, taking):
            continue
        if is_otherwise(situation, clause):
            continue
        if asked or not _is_finding(situation, clause):
            return clause
    if not asked:
        return None
    if situation.assent.no is not None and _is_plain_no(situation, situation.assent.no):
        return situation.assent.no
    if situation.asks(Question.SEND_QUOTE) and _promises_a_quote(situation):
        return None  # « Le devis partira mercredi, le métreur est en congé. »
    for clause in situation.statements:
        if not _refuses(situation, clause) or is_otherwise(situation, clause):
            continue
        if taking is not None and (_FOR_A_TIME.find(clause.wording) is not None or clause.start < taking.start):
            continue
        return None if _offers_a_day(situation) or _has_an_impossible_day(situation) else clause
    return None


def is_otherwise(situation: Situation, clause: Clause) -> bool:
    """« Si je peux me garer je prends, sinon c'est non », « non, sauf si … »: neither yes nor no, so far."""
    behind = next((c for c in situation.clauses if c.sentence == clause.sentence and c.start > clause.start), clause)
    if _UNLESS.search(clause.folded) is not None or _UNLESS.match(behind.folded) is not None:
        return True
    if _ON_TERMS.match(clause.folded) is not None and _OTHERWISE_YES.match(behind.folded) is not None:
        return True  # « S'il faut une nacelle c'est non, sinon oui »
    if _OTHERWISE.search(clause.folded) is None:
        return False
    before = (c for c in situation.clauses if clause.sentence - 1 <= c.sentence and c.start <= clause.start)
    return any(_ON_TERMS.search(c.folded) is not None for c in before)


_OTHERWISE = re.compile(r"\b(?:sinon|autrement|a defaut|dans le cas contraire|otherwise|or else|if not)\b")
_OTHERWISE_YES = re.compile(
    rf"{_OTHERWISE.pattern},? (?:oui|ok|d'accord|pas de (?:souci|probleme)|c'est (?:oui|ok|bon)|ca (?:me )?va"
    r"|je (?:prends|peux|m'en)|on (?:prend|peut)|yes|fine|no problem|i can|we can)\b"
)
_UNLESS = re.compile(r"\b(?:sauf s(?:i\b|'il)|a moins qu|unless\b)")
_ON_TERMS = re.compile(
    r"\b(?:si(?! possible\b)|s'ils?(?! (?:vous|te) plait)|a condition|pourvu|tant que|uniquement|if|provided|as long as"
    r"|(?:ca|cela|tout|it|that) depend)"
    r"(?!\w)"
)


def hangs_on_terms(situation: Situation) -> bool:
    """« Si vous pouvez attendre janvier je prends, sinon voyez un confrère »: nor is that a yes."""
    said = (c for c in situation.statements if is_otherwise(situation, c))
    return any(hands_on(c) or _refuses(situation, c) or says_no(c.wording) for c in said)


def _promises_a_quote(situation: Situation) -> bool:
    """Whether a quote is to come, and nothing is said against it in the same words."""
    return any(
        _PROMISED.find(c.wording) is not None
        and NONE.isdisjoint(c.wording.words)
        and not is_conditional(c)
        and _OF_ANOTHER_FIRM.search(c.folded) is None
        and not any(_will_not(other) for other in situation.statements if other.sentence == c.sentence)
        for c in situation.statements
    )


def _will_not(clause: Clause) -> bool:
    """« On ne fait pas d'électricité », and not « le métreur est en congé »."""
    if _CLOSED.find(clause.wording) is not None or _BUSY.search(clause.folded) is not None:
        return False
    return _REFUSES.find(clause.wording) is not None


_BUSY = re.compile(r"\b(?:debord|surcharg|submerg|satur|blinde|complet|charge|sous l'eau|plein|overbook|busy|book)")


_OF_ANOTHER_FIRM = re.compile(
    r"\bd(?:'un|e l'un|e notre|e mon|'une) (?:autre |de mes )?(?:confrere|collegue|entreprise|artisan)"
)


_PROMISED = Sayings(ANNOUNCED["quote"])


def _refuses(situation: Situation, clause: Clause) -> bool:
    if takes_only_others(situation, clause):
        return True
    if _is_away_later(situation, clause) or _is_soon_free(situation, clause):
        return False
    if situation.asks(Question.SEND_QUOTE) and _NO_QUOTE.find(clause.wording) is not None:
        return _NOT_YET_QUOTED.find(clause.wording) is None
    if situation.asks(Question.SEND_QUOTE) and _NO_TIME_TO_QUOTE.find(clause.wording) is not None:
        return _NOT_YET_QUOTED.find(clause.wording) is None and not any(amount.marked for amount in situation.amounts)
    if _REOPENS.find(clause.wording) is not None and any(_CLOSED.find(c.wording) for c in situation.statements):
        return True
    return _REFUSES.find(clause.wording) is not None and _NOT_A_REFUSAL.find(clause.wording) is None


def takes_only_others(situation: Situation, clause: Clause) -> bool:
    """« On ne s'occupe que du gaz » leaves this one out; « je ne peux passer que jeudi » says when."""
    return _ONLY.find(clause.wording) is not None and not situation.moments_of(clause)


_ONLY = Sayings(table.ONLY_OTHERS)


def _is_away_later(situation: Situation, clause: Clause) -> bool:
    """« Fermés du 24 décembre au 2 janvier », said in November: there is time enough before. One who cannot come from
    a day on, or is away for longer than a month, does not take the job."""
    received = situation.standpoint.received
    days = [m.day for m in situation.moments_of(clause) if m.day is not None]
    if received is None or not days or _FROM_A_DAY.search(clause.folded) is None:
        return False
    if _CLOSED.find(clause.wording) is None or max(days) - min(days) >= _A_MONTH:
        return False
    return min(days) - received.date() > _TIME_ENOUGH


def _is_soon_free(situation: Situation, clause: Clause) -> bool:
    """« Pas dispo avant jeudi », said on Monday, is no « pas avant janvier »: he may well come that Thursday."""
    received = situation.standpoint.received
    found = _NOT_BEFORE.search(clause.folded)
    if received is None or found is None:
        return False
    days = [m.day for m in situation.moments_of(clause) if m.day is not None and m.end > clause.start + found.start()]
    return bool(days) and all(timedelta(0) <= day - received.date() <= _SOON for day in days)


_NOT_BEFORE = re.compile(r"\b(?:pas|impossible|aucune?|rien|not|can't|cannot)\b[^.;\n]{0,40}\b(?:avant|before)\b")
_SOON = timedelta(days=10)
_FROM_A_DAY = re.compile(r"\b(?:du|a partir d[eu]|des le|a compter d[eu]|from|between|entre le)\b")
_CLOSED = Sayings(table.CLOSED)
_TIME_ENOUGH = timedelta(days=7)
_A_MONTH = timedelta(days=30)
_NO_QUOTE = Sayings(table.WILL_NOT_QUOTE)
_REOPENS = Sayings(table.REOPENS)
_NO_TIME_TO_QUOTE = Sayings(table.NO_TIME_TO_QUOTE)
_NOT_YET_QUOTED = Sayings(table.NOT_YET_QUOTED)
_NOT_MY_TRADE = Sayings(table.NOT_MY_TRADE)
_OF_IT_ALL = re.compile(
    r"(?:en revanche|par contre|mais|sauf|but|however)?\s*(?:ce|c'|c |cela|ca|je|j'|on|nous|it|that|i|we)\b"
)


def _is_of_a_part(situation: Situation, clause: Clause, taking: Clause | None) -> bool:
    """« Je prends l'évier, le tableau en revanche ce n'est pas mon métier »: the rest of the job is taken."""
    if taking is None or _NOT_MY_TRADE.find(clause.wording) is None:
        return False
    later = clause if clause.start > taking.start else taking
    if later is taking:
        return taking.turns
    near = [c for c in situation.clauses if c.sentence == clause.sentence and taking.start < c.start <= clause.start]
    return any(c.turns for c in near) and any(_OF_IT_ALL.match(c.folded) is None for c in near)


def _is_plain_no(situation: Situation, no: Clause) -> bool:
    return (
        not _offers_a_day(situation)
        and not is_of_a_time(situation, no)
        and not is_otherwise(situation, no)
        and _NOT_A_REFUSAL.find(no.wording) is None
        and _FOR_A_TIME.find(no.wording) is None
    )


def is_of_a_time(situation: Situation, no: Clause) -> bool:
    """« Lundi ou mardi, et non mercredi »: a day is refused beside the ones that were named."""
    before = [c for c in situation.statements if c.sentence == no.sentence and c.start < no.start]
    named = [m for c in before for m in situation.moments_of(c) if m.day is not None and not m.negated]
    refused = situation.moments_of(no)
    return bool(named and refused) and _AND_NOT.match(no.folded) is not None and all(m.negated for m in refused)


_AND_NOT = re.compile(r"(?:et|mais|and|but) (?:non|not)(?: pas)? ")


def _offers_a_day(situation: Situation) -> bool:
    return any(moment.day is not None for _, moment in offers(situation))


def _has_an_impossible_day(situation: Situation) -> bool:
    return any(moment.impossible for moment in situation.moments)


def _is_finding(situation: Situation, clause: Clause) -> bool:
    """« Ce n'est pas de mon ressort, voyez le syndic », said after a look: what was found, and no way out."""
    if OTHER_PARTY.find(situation.wording) is None:
        return False
    return situation.asks(Question.NEXT_STEP) or went(situation)
