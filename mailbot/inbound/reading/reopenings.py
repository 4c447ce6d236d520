"""« La fuite est revenue »: works contested after they were done, and a closed file that is opened again."""

from __future__ import annotations

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.faults import names_a_device, names_another_matter
from mailbot.inbound.reading.lexicon import works_words as table
from mailbot.inbound.reading.lexicon.fault_words import AND_ALSO
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.senses import NOT_UNSETTLED, Sense, is_trouble
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_reported
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.inbound.reading.wording import Wording
from mailbot.vocabulary import Role

_BACK = Sayings(table.BACK_AGAIN)
_ANOTHER = Sayings(table.ANOTHER_TROUBLE)


def after_the_works(situation: Situation) -> Said:
    """« La fuite est revenue », of works that were done and are no longer asked about: they are contested."""
    if situation.role is not Role.TENANT or situation.state not in _WORKS_DONE:
        return NOTHING
    taken_back = any(_TOO_SOON.find(clause.wording) is not None for clause in situation.statements)
    for clause in situation.statements:
        if is_reported(clause) or not is_trouble(clause) or ONE_MORE.find(clause.wording) is not None:
            continue
        if taken_back or _is_back(situation, clause):
            return Said((intent_of(IntentType.CONTEST_WORKS, clause),))
    return NOTHING


def _is_back(situation: Situation, clause: Clause) -> bool:
    """« La fuite est revenue »; not « aucune fuite n'est revenue », nor « ma voiture est de nouveau en panne »."""
    found = _BACK_AFTER.find(clause.wording)
    if found is None or _ELSEWHERE.find(clause.wording) is not None:
        return False
    beside = (c.wording for c in situation.statements if c.sentence == clause.sentence)
    if not names_a_device(clause.wording) and any(_WINTER.find(wording) is not None for wording in beside):
        return False
    before = clause.wording.padded[: found.start()].split()
    return _HOPED.isdisjoint(before) and _NOT_BACK.isdisjoint([*before[-3:], *found[0].split()])


_ELSEWHERE = Sayings(table.OF_ELSE_AFTER_THE_WORKS)
_WINTER = Sayings(table.WINTER)
_NOT_BACK = frozenset(words("pas no not nothing none nobody aucun aucune rien jamais never sans"))
_HOPED = frozenset(words("espere esperons hope hopefully pourvu peur crains afraid"))


_WORKS_DONE = (OrderState.DONE, OrderState.COMPLETE, OrderState.DONE_TO_CONFIRM)
_BACK_AFTER = Sayings(table.BACK_AFTER_THE_WORKS)
_TOO_SOON = Sayings(table.TOO_SOON_A_YES)
ONE_MORE = Sayings(AND_ALSO)


def on_closed(situation: Situation, senses: dict[Sense, list[Clause]]) -> Said:
    """The file is closed: nothing closes it again, and only the same fault reopens it."""
    for clause in senses.get(Sense.UNSETTLED, []):
        if clause.wording.words <= table.GENERIC_TROUBLE | situation.names:
            continue
        back = _BACK.find(NOT_UNSETTLED.without(clause.wording)) is not None
        sentence = Wording(" ; ".join(c.wording.text for c in situation.clauses if c.sentence == clause.sentence))
        if back or not names_another_matter(sentence):
            return Said((intent_of(IntentType.REOPEN, clause),))
    for clause in situation.statements:
        if _NEVER_SAID_SO.find(clause.wording) is not None:
            return Said((intent_of(IntentType.REOPEN, clause),))
    if (
        situation.first(_CLOSED) is not None
        and (came := situation.first(_NOBODY_CAME)) is not None
        and _CONTENT.isdisjoint(situation.wording.words)
        and (came.turns or "jamais" in came.wording.words)
    ):
        return Said((intent_of(IntentType.REOPEN, came),))  # « vous avez clôturé mais personne n'est venu »
    for clause in situation.clauses:
        if _REOPEN.find(clause.wording) is not None and not is_reported(clause):
            return Said((intent_of(IntentType.REOPEN, clause),))
    if Tongue.UNSETTLED in situation.told.senses:
        return Said((intent_of(IntentType.REOPEN, situation.clauses[0]),))
    others = [c for c in situation.clauses if _ANOTHER.find(c.wording) is not None]
    if (
        others
        and not situation.asks(Question.SAME_OR_NEW)
        and not any(names_another_matter(clause.wording) for clause in situation.clauses)
    ):
        return Said(ask=Ask.SAME_OR_NEW)
    return NOTHING


_REOPEN = Sayings(table.REOPEN)
_CLOSED = Sayings(
    (
        "dossier|signalement|ticket|demande ~ cloture|cloturee|clos|close|ferme|fermee|archive|archivee",
        "avez|a|ont [deja|tout] cloture|clos|archive",
        "avez|a|ont [deja] ferme [le|mon|ce] dossier|signalement|ticket",
        "report|ticket|case|file|you ~ closed",
    )
)
_NOBODY_CAME = Sayings(
    (
        "personne ~ venu|passe|intervenu $|chez|reparer",
        "nobody|noone ~ came|come|showed|turned",
        "no one ~ came|come",
    )
)
_CONTENT = frozenset(words("merci parfait thanks thank perfect"))
_NEVER_SAID_SO = Sayings(table.NEVER_SAID_SO)
