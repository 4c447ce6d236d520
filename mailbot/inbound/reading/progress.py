"""« Il faut commander la pièce », « c'est fini »: what a provider found on site, or that the works are done."""

from __future__ import annotations

import re
from itertools import pairwise

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.done_works import (
    CHARGED,
    DONE,
    MANY_WORDS,
    NOT,
    NOT_DONE,
    declared_done,
    is_asked_before,
    is_other_site,
    says_done,
    went,
)
from mailbot.inbound.reading.faults import names_a_device
from mailbot.inbound.reading.lexicon import provider_words as table
from mailbot.inbound.reading.lexicon import visit_words
from mailbot.inbound.reading.offered_times import CAN_BE_THERE, NOT_A_VISIT
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional, is_later, is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_QUOTE = Sayings(table.QUOTE_NEEDED)
_PART = Sayings(table.PART_NEEDED)
_SECOND = Sayings(table.SECOND_VISIT)
_NOT_SECOND = Sayings(table.SECOND_VISIT_NOT)
OTHER_PARTY = Sayings(table.OTHER_PARTY)
_REPLACEMENT = Sayings(table.REPLACEMENT)
_NOT_A_FINDING = Sayings((*table.NOT_A_FINDING, *table.NEW_AND_FITTED))
_ADVICE = Sayings(table.ADVICE)
_STILL = Sayings(table.STILL)
_NOT_HERE = Sayings(table.NOT_HERE)
_PLACE = Sayings(table.PLACE)
_NOBODY = Sayings(visit_words.OCCUPANT_AWAY)
_MOVED = Sayings(visit_words.MOVE_AWAY)


def read_progress(situation: Situation) -> Said:
    """What was found on site, or that the works are finished; « je suis passé » is neither."""
    if situation.role is not Role.PROVIDER:
        return NOTHING
    after = _is_after_the_visit(situation)
    done = [c for c in situation.statements if says_done(situation, c, after=after)]
    begun = all(_NOT_HERE.find(c.wording) is None for c in situation.statements)
    begun = begun and not _turns_to_this_one(situation, done)
    if not begun:
        done = [c for c in done if is_other_site(situation, c) or _PLACE.find(c.wording) is not None]
    elsewhere = next((c for c in done if not begun or is_other_site(situation, c)), None)
    here = next((c for c in done if begun and not is_other_site(situation, c)), None)
    if not done and after and begun:
        here = _done_since(situation)
    finding = _finding(situation, after=after)
    if here is not None and finding is not None and _WAS_NOT_DONE.find(finding[0].wording) is not None:
        finding = None
    still = next((c for c in situation.statements if _STILL.find(c.wording) is not None), None)
    if here is not None and still is not None:
        here, finding = None, finding or (still, None)
    if here is not None and finding is not None and _is_of_another_thing(situation, here, finding):
        finding = None
    if here is not None and finding is not None and _AFTER_HIM.search(finding[0].folded) is not None:
        finding = None
    if here is not None and finding is not None and (_ADVICE.find(finding[0].wording) or finding[1] is None):
        finding = None
    found: list[Intent] = []
    if elsewhere is not None:
        found.append(declared_done(situation, elsewhere, elsewhere=True))
    if finding is not None:
        found.append(intent_of(IntentType.DECLARE_DIAGNOSIS, finding[0], next_step=finding[1]))
    elif here is not None:
        found.append(declared_done(situation, here))
    if found:
        return Said(tuple(found))
    return _short_answer(situation) if situation.asks(Question.NEXT_STEP) else NOTHING


_AFTER_HIM = re.compile(r"\b(?:derriere|apres) (?:nous|moi|notre|mon|ca)\b|\b(?:after|behind) (?:us|me|our|my)\b")
"""« Fuite réparée, il faudra un peintre derrière nous »: his own part is done."""


def _turns_to_this_one(situation: Situation, done: list[Clause]) -> bool:
    """« Fini rue Monge. Ici par contre il me faut une cartouche »: a place is done, and this one is another."""
    placed = [c for c in done if _STREET.find(c.wording) is not None]
    return bool(placed) and any(
        c.start > placed[0].start
        and _THIS_ONE.match(c.folded) is not None
        and (_IS_WANTING.search(c.folded) or _PART.find(c.wording) or _comes_then(situation, c))
        and DONE.find(c.wording) is None
        for c in situation.statements
    )


def _comes_then(situation: Situation, clause: Clause) -> bool:
    """« Pour celui-ci je passe jeudi matin »."""
    received = situation.standpoint.received
    if received is None or CAN_BE_THERE.find(clause.wording) is None or NOT_A_VISIT.find(clause.wording) is not None:
        return False
    return any(m.day is not None and m.day >= received.date() and not m.past for m in situation.moments_of(clause))


_STREET = Sayings(table.STREET)
_THIS_ONE = re.compile(
    r"(?:(?:mais|et|par contre|en revanche|but|and) )?"
    r"(?:ici|(?:pour |sur )?celui[- ]ci|here|this one)\b(?! (?:aussi|egalement|pareil|idem|too|also|is|are)\b)"
)
_IS_WANTING = re.compile(
    r"\b(?:faut|faudra|manque|reste(?! rien)|attends|commence\w*|pas (?:fini|termine|encore|commence|pu)"
    r"|missing|need|waiting|not (?:finished|done|started|yet))\b"
)
"""Where nothing is wanting, « ici » is the street that was just named."""


def _is_of_another_thing(situation: Situation, done: Clause, finding: tuple[Clause, str | None]) -> bool:
    """« L'intervention est faite. Par contre le tableau n'est plus aux normes, je vous prépare un devis »."""
    clause, step = finding
    if step != "quote" or clause.sentence <= done.sentence or _CURED.find(done.wording) is None:
        return False
    sentence = [c for c in situation.statements if c.sentence == clause.sentence and c.start <= clause.start]
    before = [c for c in situation.statements if c.sentence < clause.sentence]
    if _BESIDES.match(sentence[0].folded) is None or any(NOT_DONE.find(c.wording) for c in before):
        return False
    since = [c for c in situation.statements if done.sentence < c.sentence <= clause.sentence]
    if any(_SAME_TROUBLE.search(c.folded) for c in since):
        return False
    return any(names_a_device(c.wording) or _A_THING.search(c.folded) for c in sentence)


_CURED = Sayings((*table.FINISHED, *table.CURED))
_A_THING = re.compile(
    r"(?:\b(?:le|la|les|votre|vos) |\bl')(?!reste|suite|tout|ensemble|chantier|travail|travaux|intervention|reparation"
    r"|devis|meme|montant|piece|fin|prix|delai|locataire|occupant|dame)[a-z]{4}"
)
_SAME_TROUBLE = re.compile(
    r"\b(?:revenue?s?|revient|revenait|encore|toujours|persiste|continue|recommence\w*|demand\w*|vouli[eo]\w*|fuites?"
    r"|fuit|fuyait|pannes?|goutte|coule|leak\w*|still|again|back|asked|requested)\b"
    r"|\bpas (?:ete )?(?:change|pose|remplace|repare|fait|monte|installe|branche|regle)e?s?\b"
    r"|\bnot (?:been )?(?:fitted|changed|replaced|done|fixed|installed)\b"
)
"""The trouble is back, or what was asked is not done."""
_BESIDES = re.compile(
    r"(?:par contre|en revanche|sinon|par ailleurs|d'autre part|en plus|a part ca|au passage|on another note|separately"
    r"|however|besides|also|(?:nous avons|j'ai|on a) (?:aussi|egalement))\b"
)


def _done_since(situation: Situation) -> Clause | None:
    """« Ce n'était pas fini vendredi, ça l'est depuis ce matin »."""
    for before, clause in pairwise(situation.statements):
        if _WAS_NOT_DONE.find(before.wording) is None or _NOW_IT_IS.find(clause.wording) is None:
            continue
        if is_later(clause) or is_conditional(clause) or is_reported(clause):
            continue
        if NOT.isdisjoint(clause.wording.words):
            return clause
    return None


_WAS_NOT_DONE = Sayings(table.WAS_NOT_DONE)
_NOW_IT_IS = Sayings(table.NOW_IT_IS)


def _is_after_the_visit(situation: Situation) -> bool:
    """Whether the visit has been: asked about, or its hour is past."""
    if is_asked_before(situation):
        return False
    received, visit = situation.standpoint.received, situation.appointment
    if situation.asks(Question.NEXT_STEP) or situation.state in (OrderState.DIAGNOSED, OrderState.CONTESTED):
        return True
    if visit is not None:
        return received is None or visit.start <= received
    return situation.state in (OrderState.PLANNED, OrderState.SLOT_CHOSEN)


def _finding(situation: Situation, *, after: bool) -> tuple[Clause, str | None] | None:
    """The next step that the provider sees, in his own words; None for one that he leaves open."""
    if situation.asks(Question.SEND_INVOICE) or situation.state in CHARGED:
        return None
    if not after and not went(situation):
        return None
    steps = (("part", _PART), ("other_party", OTHER_PARTY), ("quote", _QUOTE), ("second_visit", _SECOND))
    for name, sayings in (*steps, (None, _REPLACEMENT)):
        for clause in situation.statements:
            if sayings.find(clause.wording) is None or is_reported(clause) or _is_no_finding(situation, clause):
                continue
            if name == "second_visit" and not _is_second_visit(situation, clause, after=after):
                continue
            if name == "part" and _NO_LONGER_MADE.find(clause.wording) and any(map(_QUOTE.find, _wordings(situation))):
                continue  # « Pièce introuvable, appareil à changer, chiffrage en cours »
            if name == "other_party" and _CAUSE_OR_NEED.find(clause.wording) is None:
                continue
            if name is None and not situation.asks(Question.NEXT_STEP):
                continue
            return clause, name
    return None


def _is_no_finding(situation: Situation, clause: Clause) -> bool:
    """« Rien à changer », and not « rien à changer sauf le joint »."""
    behind = next((c for c in situation.statements if c.sentence == clause.sentence and c.start > clause.start), None)
    but = behind is not None and _EXCEPT.match(behind.folded) is not None
    return not but and _NOT_A_FINDING.find(clause.wording) is not None


_EXCEPT = re.compile(r"(?:sauf|hormis|excepte|except|but) ")


def _wordings(situation: Situation) -> list[Wording]:
    return [clause.wording for clause in situation.statements]


_NO_LONGER_MADE = Sayings(table.NO_LONGER_MADE)


def _is_second_visit(situation: Situation, clause: Clause, *, after: bool) -> bool:
    if _NOT_SECOND.find(clause.wording) is not None:
        return False
    if situation.asks(Question.NEXT_STEP) or situation.state in (OrderState.DIAGNOSED, OrderState.CONTESTED):
        return True
    return (after or went(situation)) and _MOVED.find(situation.wording) is None


_CAUSE_OR_NEED = Sayings(
    (
        *table.CAUSE,
        *table.GOES_FIRST,
        "in|dans|faut|faudra|voir|voyez|besoin|need|needs|job|pour|pas|not|contacter|appeler",
    )
)


def _short_answer(situation: Situation) -> Said:
    """« Je suis passé », « ok »: a visit, perhaps, and no word of the works."""
    if situation.first(_NOBODY) is not None:
        return NOTHING
    tokens = situation.wording.tokens
    if went(situation) or (situation.assent.yes is not None and len(tokens) <= MANY_WORDS):
        return Said((), Ask.IS_IT_DONE)
    if Tongue.SETTLED in situation.told.senses:
        return Said((declared_done(situation, situation.clauses[0]),))
    return NOTHING
