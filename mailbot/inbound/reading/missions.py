"""« Je prends », « ce n'est pas pour nous »: a provider takes the job or not (READING, section 5; SM3)."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.availability import only_moments
from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.done_works import NOT
from mailbot.inbound.reading.job_refusals import (
    NONE,
    hangs_on_terms,
    is_of_a_time,
    is_otherwise,
    refused_in,
    takes_only_others,
)
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.lexicon import visit_words
from mailbot.inbound.reading.offered_times import offers, thinks
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.visits import yes_of
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_TAKES = Sayings(table.TAKES)
_NOT_TAKEN = Sayings(table.NOT_TAKEN)
_STRONG_TAKE = Sayings(table.STRONG_TAKE)
_LATER_DATES = Sayings(table.LATER_DATES)
_RECEIVED = Sayings(table.RECEIVED)
_REFUSED_BEFORE = frozenset((OrderState.REFUSED, OrderState.WITHDRAWN))


def read_mission(situation: Situation) -> Said:
    """Takes it, does not take it, or says neither."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    asked = situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE)
    taking = _taking(situation)
    refusal = refused_in(situation, taking, asked=asked)
    if refusal is not None:
        return Said((intent_of(IntentType.REFUSE_MISSION, refusal),))
    if hangs_on_terms(situation):
        return Said((), Ask.TAKE_MISSION if situation.asks(Question.TAKE_MISSION) else None)
    if taking is not None and (asked or situation.state in _REFUSED_BEFORE):
        return Said((intent_of(IntentType.ACCEPT_MISSION, taking),))
    if not asked:
        return NOTHING
    told = situation.told.senses
    if Tongue.YES in told:
        return Said((intent_of(IntentType.ACCEPT_MISSION, situation.clauses[0]),))
    no = None if _is_of_one_day(situation, situation.assent.no) else situation.assent.no
    if no is not None and (is_otherwise(situation, no) or is_of_a_time(situation, no)):
        return NOTHING
    if no is not None or Tongue.NO in told:
        return Said((intent_of(IntentType.REFUSE_MISSION, no or situation.clauses[0]),))
    return NOTHING


def _is_of_one_day(situation: Situation, no: Clause | None) -> bool:
    """« Non pas mardi, mercredi »: one day is refused for another, and not the job; « non, mardi je suis pris » is no
    such thing."""
    if any(_CAN_THEN.find(c.wording) and NOT.isdisjoint(c.wording.words) for c, m in offers(situation) if m.day):
        return True  # « Non, mardi je suis pris, jeudi 9h oui »
    if no is None:
        return False
    if any(m.negated for m in situation.moments_of(no)) and any(
        c.start > no.start and m.day is not None for c, m in offers(situation)
    ):
        return True  # « Pas possible cette semaine, lundi 30 à 8h »
    if not any(m.negated for c in situation.statements if c.sentence == no.sentence for m in situation.moments_of(c)):
        return False
    if _NOT_THAT_DAY.match(situation.folded, no.start) is None:
        return False
    others = (c for c in situation.statements if c.start > no.start and NOT.isdisjoint(c.wording.words))
    return any(
        any(m.day is not None for m in said) and (_CAN_BE_THERE.find(c.wording) or only_moments(c, said))
        for c in others
        if (said := situation.moments_of(c))
    )


_CAN_BE_THERE = Sayings(visit_words.CAN_BE_THERE)
_CAN_THEN = Sayings(
    (
        "oui|yes|possible|peux|pouvons|pourrai|can|dispo*|libre+|available|free",
        "is|are|would be|est|serait|me|nous|c fine|good|ok|okay|better|perfect|jouable|faisable|convient|va|irait",
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|matin|aprem|soir|prochain|monday|tuesday|wednesday|thursday|friday"
        "|morning|afternoon ~ ok|okay|parfait|bon|d'accord|fine $",
    )
)
_NOT_THAT_DAY = re.compile(r"(?:non|no|nope),?\s(?:pas|not)\b")


def _taking(situation: Situation) -> Clause | None:
    """The clause that takes the job; « ok je regarde et je vous redis » does not."""
    thinking = [c for c in situation.clauses if thinks(c)]
    undecided = [c for c in thinking if _LATER_DATES.find(c.wording) is None]
    taking = [c for c in situation.statements if _takes(c) and not _is_restricted(situation, c)]
    strong = next((c for c in taking if _STRONG_TAKE.find(c.wording) is not None), None)
    if strong is not None:
        return strong
    if not situation.asks(Question.TAKE_MISSION, Question.SEND_QUOTE) or undecided:
        return None
    yes = yes_of(situation)
    looked_at = (_RECEIVED, _NOT_TAKEN)
    if yes is not None and is_conditional(yes) and _PAID.find(yes.wording) is not None:
        return None  # « Volontiers si vous payez à 30 jours »
    if yes is not None and yes not in thinking and not any(sayings.find(yes.wording) for sayings in looked_at):
        return None if _is_on_terms(situation, yes) else yes
    if not situation.asks(Question.TAKE_MISSION):
        return None
    return next((c for c in taking if c not in thinking), None)


def _is_on_terms(situation: Situation, yes: Clause) -> bool:
    """« Oui si c'est au rez-de-chaussée », « ok, à condition que le parking soit payé »: no yes yet."""
    near = [c for c in situation.statements if c.sentence == yes.sentence and c.start > yes.start][:1]
    terms = [yes, *(c for c in near if _TERMS.match(c.folded) is not None)]
    return any(
        is_conditional(c)
        and not _as_soon_as(c)
        and not situation.moments_of(c)
        and _NO_TERMS.search(c.folded) is None
        and _says_what_follows(situation, c) is None
        for c in terms
    )


def _says_what_follows(situation: Situation, terms: Clause) -> re.Match[str] | None:
    """« Si c'est fermé je vous appelle »: what will be done then is no term of the job."""
    last = max(c.start + len(c.text) for c in situation.clauses if c.sentence == terms.sentence)
    return _THEN.search(situation.folded, terms.start, last)


_NO_TERMS = re.compile(
    r"\b(?:si jamais|si je (?:ne |n')?m[e']|si personne|if (?:i (?:remember|recall|understand|am not)|i'm not|anything"
    r"|nobody|no one|that(?:'s| is) (?:ok|okay|fine|good|alright)))\b"
)
_THEN = re.compile(
    r"\b(?:je (?:vous |te )?(?:laisse|appelle|rappelle|previens|ecris)"
    r"|on (?:vous )?(?:laisse|appelle|rappelle|previent)|(?:i|we)(?:'ll| will))\b"
)


_TERMS = re.compile(
    r"(?:si(?! (?:besoin|necessaire|possible|ca|cela|vous)\b)|s'il n|a condition|sous reserve"
    r"|(?:uniquement|seulement) si|(?:mais )?pas (?:avant|tant)|if(?! (?:need|that|you|possible))"
    r"|provided|as long as)\b"
)


def _takes(said: Clause) -> bool:
    clause = _up_to_the_rest(said)
    return (
        _TAKES.find(_NOT_TAKEN.without(clause.wording)) is not None
        and (not is_conditional(clause) or _as_soon_as(clause))
        and NONE.isdisjoint(_NO_TROUBLE.without(clause.wording).words)
    )


def _up_to_the_rest(clause: Clause) -> Clause:
    """« Je le prends je vous redis mes dispos quand je rentre »: no stop between the two, and the second waits."""
    taken, rest = _STRONG_TAKE.find(clause.wording), _WILL_TELL.find(clause.wording)
    if taken is None or rest is None or rest.start() != taken.end():
        return clause
    return replace(clause, wording=Wording(clause.wording.padded[: rest.start()].strip()))


_WILL_TELL = Sayings(table.WILL_TELL)


def _is_restricted(situation: Situation, clause: Clause) -> bool:
    """Whether what is taken is only some other work, or only under conditions of theirs."""
    if takes_only_others(situation, clause):
        return True
    return _ONLY_SO.find(clause.wording) is not None and not situation.moments_of(clause)


_ONLY_SO = Sayings(table.ONLY_SO)
_NO_TROUBLE = Sayings(table.NO_TROUBLE)


def _as_soon_as(clause: Clause) -> bool:
    """« Je m'en occupe dès que j'ai les clés » takes it; « dès que la facture est payée » is a price for it."""
    left = replace(clause, wording=_AS_SOON.without(clause.wording))
    return not is_conditional(left) and _PAID.find(clause.wording) is None


_AS_SOON = Sayings(("des|aussitot que|qu", "as soon as", "once i|we|you"))
_PAID = Sayings(("paye*|payez|regle|reglee|regles|facture*|solde|paid|payment|invoice|accord|prix",))
