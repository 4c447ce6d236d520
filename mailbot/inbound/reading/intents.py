"""What a person wants, given what they were asked: every rule has its say, then the rules of composition.

To teach the reader a type: a table of words in `lexicon/`, a function from a situation to what it found, a line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mailbot.inbound.reading.answers import read_answer
from mailbot.inbound.reading.asides import parted
from mailbot.inbound.reading.assent import HELLOS
from mailbot.inbound.reading.availability import offered_beside
from mailbot.inbound.reading.composing import composed
from mailbot.inbound.reading.courtesies import plain_comment, read_remarks, read_thanks
from mailbot.inbound.reading.dangers import read_dangers
from mailbot.inbound.reading.decisions import read_decision
from mailbot.inbound.reading.digests import read_digest
from mailbot.inbound.reading.facts import answers_the_question, fact_passed_on, read_facts, read_photos
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.messages import is_letter, lists_orders, read_message
from mailbot.inbound.reading.missed_visits import read_missed
from mailbot.inbound.reading.missions import read_mission
from mailbot.inbound.reading.on_behalf import read_on_behalf
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.outcome import SPEAKERS, Ask, Intent, IntentType
from mailbot.inbound.reading.papers import read_papers
from mailbot.inbound.reading.presence import read_absence, read_availability
from mailbot.inbound.reading.problems import read_problems
from mailbot.inbound.reading.progress import read_progress
from mailbot.inbound.reading.questions import read_questions
from mailbot.inbound.reading.scope import read_alerts, read_displeasure, read_scope
from mailbot.inbound.reading.self_repairs import read_self_repair
from mailbot.inbound.reading.situation import Said, Situation
from mailbot.inbound.reading.slots import read_choice
from mailbot.inbound.reading.unclear import question_back
from mailbot.inbound.reading.visits import read_visit
from mailbot.inbound.reading.works import read_works
from mailbot.vocabulary import Channel, Role

Rule = Callable[[Situation], Said]

RULES: tuple[Rule, ...] = (
    read_answer,
    read_choice,
    read_works,
    read_self_repair,
    read_decision,
    read_mission,
    read_progress,
    read_visit,
    read_missed,
    read_papers,
    read_availability,
    read_absence,
    read_problems,
    read_dangers,
    read_questions,
    read_facts,
    read_scope,
    read_displeasure,
    read_alerts,
    read_orders,
    read_on_behalf,
    read_thanks,
    read_photos,
    read_remarks,
)
OF_A_LETTER: tuple[Rule, ...] = (read_message, read_photos)
"""A manager's words to somebody are passed on: nothing in them is an order to us."""
OF_A_DIGEST: tuple[Rule, ...] = (read_digest, read_alerts, read_thanks)

_WRITTEN_OUT = "?!.…- "


def understand(situation: Situation) -> tuple[tuple[Intent, ...], Ask | None]:
    """The intents in the order of the text, and the one question to put back, if any."""
    apart = parted(situation)
    if apart is not None:
        letter, orders = apart
        intents, ask = understand(letter)
        return _each_once((*intents, *orders)), ask
    said = [rule(situation) for rule in rules_for(situation)]
    intents = _each_once(intent for part in said for intent in part.intents if may_say(situation.role, intent.type))
    ask = next((part.ask for part in said if part.ask is not None), None)
    if any(intent.type is IntentType.REJECT_SLOTS for intent in intents):
        beside = offered_beside(situation)
        if beside is not None and all(intent.type is not IntentType.OFFER_AVAILABILITY for intent in intents):
            intents = _each_once((*intents, beside))
    intents = composed(situation, intents)
    if ask is Ask.IS_IT_DONE and any(map(_tells_where_it_stands, intents)):
        ask = None
    if ask is Ask.IS_IT_REPAIRED and any(intent.type is IntentType.MISSED_VISIT for intent in intents):
        ask = None
    if ask is Ask.SAME_OR_NEW:
        intents = tuple(i for i in intents if i.type is not IntentType.QUESTION or i.values.get("topic") != "other")
    if _says_nothing(situation):
        told = intents or situation.photos or situation.documents
        return intents, ask or (None if told else Ask.WHAT_DO_YOU_MEAN)
    if not has_effect(intents):
        announced = any("announces" in intent.values for intent in intents)
        answer = None if announced or ask is not None else answers_the_question(situation) or fact_passed_on(situation)
        if answer is not None:
            intents = _each_once((answer, *intents))
        ask = ask or question_back(situation, intents)
    if not any(intent.type is not IntentType.PHOTOS for intent in intents) and ask is None:
        intents = _each_once((plain_comment(situation), *intents))
    return intents, ask


def rules_for(situation: Situation) -> tuple[Rule, ...]:
    """A letter and a summary have rules of their own."""
    if situation.standpoint.channel is Channel.DIGEST:
        return OF_A_DIGEST
    if situation.role is Role.MANAGER and not situation.forwarded:
        if lists_orders(situation):
            return (read_message, *RULES)
        canned = bool(read_message(situation).intents)
        return OF_A_LETTER if canned or is_letter(situation) else RULES
    return RULES


def may_say(role: Role, type_: IntentType) -> bool:
    """Whether the type exists in the mouth of this role."""
    return role in SPEAKERS[type_]


def _tells_where_it_stands(intent: Intent) -> bool:
    """« Suite à ma visite, voici mon devis », « à vue de nez 350 à 400 »: the works are still to come."""
    guessed = intent.type is IntentType.STATE_PRICE and not intent.values.get("firm")
    return guessed or intent.type in (IntentType.SUBMIT_QUOTE, IntentType.DECLARE_DIAGNOSIS)


WITHOUT_EFFECT = frozenset({IntentType.COMMENT, IntentType.THANKS, IntentType.PHOTOS})


def has_effect(intents: Iterable[Intent]) -> bool:
    """Whether anything is said that somebody must act upon."""
    return any(intent.type not in WITHOUT_EFFECT for intent in intents)


def _each_once(intents: Iterable[Intent]) -> tuple[Intent, ...]:
    """Rule 11: each is given once, in the order of the text."""
    kept: list[Intent] = []
    for intent in sorted(intents, key=lambda found: found.at):
        if all(not _same(intent, other) for other in kept):
            kept.append(intent)
    return tuple(kept)


def _same(one: Intent, other: Intent) -> bool:
    """Two problems of one trade, each told in its place, are two."""
    if (one.type, one.values) != (other.type, other.values):
        return False
    return one.type is not IntentType.REPORT_NEW or one.at == other.at


def _says_nothing(situation: Situation) -> bool:
    """No word, no figure, no sign that could be an answer: « ??? », « … », an empty mail, octets gone wrong."""
    written = "".join(situation.words.strip(_WRITTEN_OUT + "\n\t").split())
    # What is left of a broken attachment is signs; an emoji, a figure or a letter alone may be an answer.
    meant = len(_MEANT.findall(written))
    scraps = (len(written) >= 6 and meant * 5 < len(written)) or _is_noise(written)
    return not written or scraps or is_gibberish(situation) or situation.wording.words <= HELLOS


_MEANT = re.compile(r"[^\W_]|[\u2001-\U0010ffff]")
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd¤§¶¦±×÷¬µ¥þðÞÐ¿¡¢£¼½¾¹²³ª°|~^\\{}<>]")
_LONG_ENOUGH = 40


def _is_noise(written: str) -> bool:
    """Octets that were never words: an attachment taken for a text."""
    return len(written) > _LONG_ENOUGH and len(_NOISE.findall(written)) * 7 > len(written)


_SAYABLE = re.compile(r"[aeiouyœæ]|\d")
_UNSAYABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}")
_WITHOUT_VOWELS = frozenset(
    words(
        "svp stp rdv tjs tjrs bjr bsr slt cdt cdlt mrc mdr ptdr pb pbs nn ds ns vs pr tt bcp qqn qqch mtn "
        "pls plz thx tks ok ttc ht os bt vmc wc sms mms pdf rib tv hs ras st dr mr mrs ms km cm mm kg nb ps "
        "cf jpg hmm pff pfff brr grr chut psst cc kw m2"
    )
)
_MOST_SCRAPS = 4


def is_gibberish(situation: Situation) -> bool:
    """« qsdfgh jklm »: a few scraps that nobody could say."""
    tokens = [token for token in situation.wording.tokens if token.isalpha() and token.isascii()]
    if not tokens or len(tokens) > _MOST_SCRAPS or len(tokens) != len(situation.wording.tokens):
        return False
    known = [
        t for t in tokens if t in _WITHOUT_VOWELS or (_SAYABLE.search(t) and not _UNSAYABLE.search(t)) or len(t) == 1
    ]
    return not known
