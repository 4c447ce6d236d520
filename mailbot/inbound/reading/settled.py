"""« C'est réglé »: closing, confirming, contesting or reopening, by what was asked and where the file stands.

READING, section 7, rules 2 to 6. A word of the table counts when the writer states it, as a fact, about this matter:
not in a question, not quoted, not reported, not under a condition, not about a bill, and not turned by « mais ».
"""

from __future__ import annotations

import re
from enum import Enum, auto

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import settled_words as table
from mailbot.inbound.reading.lexicon.courtesy_words import THANKS
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.phrases import Phrases
from mailbot.inbound.reading.situation import NOTHING, Said, Situation
from mailbot.inbound.reading.standpoint import DigestItem, Question
from mailbot.vocabulary import Channel, Role

_FILLERS = Phrases(table.FILLERS)
_SETTLED = Phrases(table.SETTLED)
_BACK = Phrases(table.BACK_AGAIN)
_CLOSE = Phrases(table.CLOSE_IT)
_HYPOTHETICAL = Phrases(table.HYPOTHETICAL)
_REPORTED = Phrases(table.REPORTED)
_PAID = Phrases(table.PAID)
_POLITE = Phrases(table.POLITE_QUESTIONS)
_CONDITION = re.compile(rf"(?:{'|'.join(map(re.escape, table.ON_CONDITION))})\b")
_ANOTHER = Phrases(table.ANOTHER_TROUBLE)
_VISIT = Phrases(table.VISIT_ONLY)
_THANKS = Phrases(THANKS)
_PARTICIPLE = Phrases(table.PARTICIPLES)
_ENDINGS = re.compile(
    r"\b(regle|resolu|repare|arrange|rentre|revenu|parti|bloque|casse|bouche|termine|cloture|passe)e?s?\b"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_ADDRESSED = re.compile(r"(?:bonjour|bonsoir|cher|chere|hello|dear)\s(?:m\.|mr|mme|mlle|madame|monsieur|ms|mrs)\s\w")


class Sense(Enum):
    """What one clause says of the matter."""

    SETTLED = auto()
    UNSETTLED = auto()
    CLOSE = auto()
    DO_NOT_CLOSE = auto()


def read_settled(situation: Situation) -> Said:
    """The intents about the end of the matter, and the question when only half of it is said."""
    senses = [(clause, sense) for clause in situation.clauses if (sense := sense_of(clause)) is not None]
    conditions = {clause.sentence: clause.start for clause in situation.clauses if _CONDITION.match(clause.folded)}
    senses = [
        (clause, sense)
        for clause, sense in senses
        if sense is not Sense.CLOSE or clause.start <= conditions.get(clause.sentence, clause.start)
    ]
    by_sense = {sense: clause for clause, sense in reversed(senses)}
    troubled = Sense.UNSETTLED in by_sense
    if situation.standpoint.is_closed:
        return _on_closed(situation, by_sense)
    found: list[Intent] = []
    ask = None
    if situation.asks(Question.CONFIRM_WORKS) and situation.role in (Role.TENANT, Role.MANAGER):
        found, ask = _on_works(situation, by_sense)
    elif Sense.SETTLED in by_sense and not troubled and situation.role is not Role.PROVIDER:
        found = _close(situation, by_sense[Sense.SETTLED])
    if Sense.CLOSE in by_sense and not troubled and Sense.DO_NOT_CLOSE not in by_sense and not _is_letter(situation):
        found += (
            [] if any(i.type is IntentType.CLOSE_REPORT for i in found) else _close(situation, by_sense[Sense.CLOSE])
        )
    if Sense.DO_NOT_CLOSE in by_sense:
        found = [intent for intent in found if intent.type is not IntentType.CLOSE_REPORT]
    if ask is None and situation.standpoint.channel is Channel.DIGEST and _lacks_item(found):
        return Said((), Ask.WHICH_REPORT)
    return Said(tuple(found), ask)


def sense_of(clause: Clause) -> Sense | None:
    """What a clause states about the matter; None when it states nothing of the kind."""
    folded = _ENDINGS.sub(r"\1", clause.folded)
    plain = _FILLERS.without(folded)
    words = _WORDS.findall(plain)
    negated = not table.NEGATIONS.isdisjoint(words) or "n't" in plain
    if (_CLOSE.find(plain) or (len(words) <= 3 and not table.CLOSE_ALONE.isdisjoint(words))) and not _ANOTHER.find(
        plain
    ):
        return _sense_of_closing(clause, plain, negated=negated)
    if negated and _PARTICIPLE.find(plain) and not clause.is_question and not _REPORTED.find(plain):
        return Sense.UNSETTLED
    settled = _SETTLED.find(plain)
    if settled is None and words and set(words) <= table.SETTLED_ALONE | table.YES | table.YES_TOGETHER:
        settled = re.search("|".join(map(re.escape, table.SETTLED_ALONE)), plain)
    if _BACK.find(plain) and (settled is None or not settled[0].endswith((" nouveau",))):
        return None if clause.is_question else Sense.UNSETTLED
    if settled is None or clause.is_question:
        return None
    if _HYPOTHETICAL.find(plain) or _REPORTED.find(plain) or _PAID.find(plain):
        return None
    if negated and _PARTICIPLE.find(plain):
        return Sense.UNSETTLED
    return Sense.SETTLED


def _sense_of_closing(clause: Clause, plain: str, *, negated: bool) -> Sense | None:
    if negated:
        return None if clause.is_question else Sense.DO_NOT_CLOSE
    if clause.is_question and not _POLITE.find(plain):
        return None
    return None if _HYPOTHETICAL.find(plain) or _REPORTED.find(plain) else Sense.CLOSE


def _close(situation: Situation, clause: Clause) -> list[Intent]:
    if situation.role is Role.MANAGER and _is_letter(situation):
        return []
    values = {}
    if (item := _item(situation, clause)) is not None:
        values["item"] = item.code
    return [Intent(IntentType.CLOSE_REPORT, values, clause.text, clause.start)]


def _is_letter(situation: Situation) -> bool:
    """A manager's words to somebody (« Bonjour Madame Belkacem, … ») are passed on; they command nothing."""
    return situation.role is Role.MANAGER and bool(_ADDRESSED.match(situation.folded.lstrip()))


def _on_works(situation: Situation, by_sense: dict[Sense, Clause]) -> tuple[list[Intent], Ask | None]:
    """« Est-ce bien réparé ? » was asked."""
    if (trouble := by_sense.get(Sense.UNSETTLED)) is not None:
        return [Intent(IntentType.CONTEST_WORKS, {}, trouble.text, trouble.start)], None
    words = [word for clause in situation.clauses for word in _WORDS.findall(clause.folded)]
    signs = set(situation.words)
    if (settled := by_sense.get(Sense.SETTLED)) is not None:
        return [Intent(IntentType.CONFIRM_WORKS, {}, settled.text, settled.start)], None
    if not words and signs & table.NO_SIGNS:
        return [Intent(IntentType.CONTEST_WORKS, {}, situation.words)], Ask.WHAT_IS_WRONG
    if not words and signs & table.YES_SIGNS:
        return [Intent(IntentType.CONFIRM_WORKS, {}, situation.words)], None
    if words and words[0] in table.NO and not any(clause.is_question for clause in situation.clauses):
        ask = Ask.WHAT_IS_WRONG if len(words) < 3 else None
        return [Intent(IntentType.CONTEST_WORKS, {}, situation.clauses[0].text)], ask
    if _is_yes(words):
        return [Intent(IntentType.CONFIRM_WORKS, {}, situation.words)], None
    if words and (_THANKS.without(situation.folded).strip(" .!") == "" or _VISIT.find(situation.folded)):
        return [], Ask.IS_IT_REPAIRED
    return [], None


def _is_yes(words: list[str]) -> bool:
    """« Oui », « nickel merci », « c'est bon »; « merci » alone is none."""
    said = set(words)
    if not said <= table.YES | table.YES_TOGETHER:
        return False
    return bool(said & table.YES) or {"c'est", "bon"} <= said or {"ca", "marche"} <= said


def _on_closed(situation: Situation, by_sense: dict[Sense, Clause]) -> Said:
    """The file is closed: nothing closes it again, and only the same fault reopens it."""
    if situation.role is Role.PROVIDER:
        return NOTHING
    if (trouble := by_sense.get(Sense.UNSETTLED)) is not None:
        return Said((Intent(IntentType.REOPEN, {}, trouble.text, trouble.start),))
    return Said(ask=Ask.SAME_OR_NEW) if _ANOTHER.find(situation.folded) else NOTHING


def _item(situation: Situation, clause: Clause) -> DigestItem | None:
    """The line of the summary that the clause names, by its code or by a word of its title."""
    items = situation.standpoint.digest_items
    for item in items:
        if re.search(rf"\b{re.escape(item.code.lower())}\b", clause.folded):
            return item
    sentence = [other for other in situation.clauses if other.sentence == clause.sentence]
    spoken = {word for part in sentence for word in _WORDS.findall(part.folded) if len(word) > 3}
    named = [item for item in items if spoken & set(_WORDS.findall(fold(item.title)))]
    closing = [item for item in named if item.about == "close"]
    for choice in (closing, named, [item for item in items if item.about == "close"]):
        if len(choice) == 1:
            return choice[0]
    return None


def _lacks_item(found: list[Intent]) -> bool:
    return any("item" not in intent.values for intent in found)
