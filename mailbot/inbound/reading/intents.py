"""What a person wants, given what they were asked: every rule has its say, then the rules of composition.

To teach the reader a type: a table of words in `lexicon/`, a function from a situation to what it found, a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mailbot.inbound.reading.answers import read_answer
from mailbot.inbound.reading.courtesies import plain_comment, read_photos, read_remarks, read_thanks
from mailbot.inbound.reading.outcome import SPEAKERS, Ask, Intent, IntentType
from mailbot.inbound.reading.problems import read_problems
from mailbot.inbound.reading.settled import read_settled
from mailbot.inbound.reading.situation import Said, Situation
from mailbot.vocabulary import Role

Rule = Callable[[Situation], Said]

RULES: tuple[Rule, ...] = (read_answer, read_settled, read_problems, read_thanks, read_photos, read_remarks)

WITHOUT_EFFECT = frozenset({IntentType.COMMENT, IntentType.THANKS, IntentType.PHOTOS})

_WRITTEN_OUT = "?!.…- "


def understand(situation: Situation) -> tuple[tuple[Intent, ...], Ask | None]:
    """The intents in the order of the text, and the one question to put back, if any."""
    said = [rule(situation) for rule in RULES]
    intents = _each_once(intent for part in said for intent in part.intents if may_say(situation.role, intent.type))
    ask = next((part.ask for part in said if part.ask is not None), None)
    if _says_nothing(situation):
        return intents, ask or (None if intents or situation.files else Ask.WHAT_DO_YOU_MEAN)
    if not any(intent.type not in (IntentType.PHOTOS,) for intent in intents) and ask is None:
        intents = _each_once((plain_comment(situation), *intents))
    return intents, ask


def may_say(role: Role, type_: IntentType) -> bool:
    """Whether the type exists in the mouth of this role."""
    return role in SPEAKERS[type_]


def _each_once(intents: Iterable[Intent]) -> tuple[Intent, ...]:
    """Rule 11: each is given once, in the order of the text."""
    kept: list[Intent] = []
    for intent in sorted(intents, key=lambda found: found.at):
        if all((intent.type, intent.values) != (other.type, other.values) for other in kept):
            kept.append(intent)
    return tuple(kept)


def _says_nothing(situation: Situation) -> bool:
    """No word, no figure, no sign that could be an answer: « ??? », « … », an empty mail, octets gone wrong."""
    written = "".join(situation.words.strip(_WRITTEN_OUT + "\n\t").split())
    # What is left of a broken attachment is signs; an emoji, a figure or a letter alone may be an answer.
    meant = sum(sign.isalnum() or ord(sign) > 0x2000 for sign in written)
    return not written or (len(written) >= 6 and meant * 5 < len(written))
