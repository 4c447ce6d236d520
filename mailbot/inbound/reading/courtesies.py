"""Thanks, and the remarks that change nothing: what is confidential, what is only announced."""

from __future__ import annotations

import re
from typing import Any

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon import courtesy_words as table
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.stance import is_conditional
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.tongues import Tongue
from mailbot.vocabulary import Role

_THANKS = Sayings(table.THANKS)
_NOT_THANKS = Sayings(table.NOT_THANKS)
_THANKS_ALL_THE_SAME = Sayings(table.THANKS_ALL_THE_SAME)
_CONFIDENTIAL = Sayings(table.CONFIDENTIAL)
_ANNOUNCED = {what: Sayings(lines) for what, lines in table.ANNOUNCED.items()}
_THERE = Sayings(table.ALREADY_THERE)
_BY_ROLE = {Role.PROVIDER: ("invoice", "quote", "photos", "call", "visit", "other")}
_ASKED_FIRST = {Question.SEND_INVOICE: "invoice", Question.SEND_QUOTE: "quote"}


def read_thanks(situation: Situation) -> Said:
    """« Merci encore », and neither « merci de prévenir » nor « non merci »."""
    for clause in situation.clauses:
        if _THANKS.find(clause.wording) is None:
            continue
        if _NOT_THANKS.find(clause.wording) is not None and _THANKS_ALL_THE_SAME.find(clause.wording) is None:
            continue
        return Said((intent_of(IntentType.THANKS, clause),))
    if Tongue.THANKS in situation.told.senses and situation.clauses:
        return Said((intent_of(IntentType.THANKS, situation.clauses[0]),))
    return NOTHING


def read_remarks(situation: Situation) -> Said:
    """What is said in confidence, and what is only announced."""
    values: dict[str, Any] = {}
    because, at = "", 0
    wanted: tuple[str, ...] = _BY_ROLE.get(situation.role, ("photos", "call", "other"))
    first = _ASKED_FIRST.get(situation.standpoint.question or Question.CHOOSE_SLOT)
    if first is not None:
        wanted = (first, *(what for what in wanted if what != first))
    for clause in situation.statements:
        if _CONFIDENTIAL.find(clause.wording) is not None:
            values["confidential"], because, at = True, clause.text, clause.start
    for what in wanted:
        for clause in situation.statements:
            if "announces" in values or _ANNOUNCED[what].find(clause.wording) is None or _THERE.find(clause.wording):
                continue
            values["announces"], because, at = what, because or clause.text, at or clause.start
    if "announces" not in values and (later := _sent_later(situation)) is not None:
        what, clause = later
        values["announces"], because, at = what, because or clause.text, at or clause.start
    return Said((Intent(IntentType.COMMENT, values, because, at),)) if values else NOTHING


def _sent_later(situation: Situation) -> tuple[str, Clause] | None:
    """« La compta vous l'enverra », « les photos sont au bureau, je vous les passe ce soir »: named, or asked for."""
    if situation.role is not Role.PROVIDER or situation.files:
        return None
    asked = _ASKED_FIRST.get(situation.standpoint.question or Question.CHOOSE_SLOT)
    for index, clause in enumerate(situation.statements):
        if _SENT_LATER.find(clause.wording) is None or _THERE.find(clause.wording) is not None:
            continue
        if not _DENIED.isdisjoint(clause.wording.words) or is_conditional(clause):
            continue
        before = " ".join(c.wording.text for c in situation.statements[max(0, index - 1) : index + 1])
        named = next((what for what, word in _PAPERS.items() if word.search(before)), asked)
        if named is not None:
            return named, clause
    return None


_SENT_LATER = Sayings(table.SENT_LATER)
_DENIED = frozenset(("pas", "plus", "jamais", "not", "never", "deja", "already"))
_PAPERS = {
    "invoice": re.compile(r"\b(?:factures?|invoices?|bill)\b"),
    "quote": re.compile(r"\b(?:devis|chiffrage|quotes?|estimates?)\b"),
    "photos": re.compile(r"\b(?:photos?|pictures?)\b"),
}


def plain_comment(situation: Situation) -> Intent:
    """What is left of a text that asked for nothing."""
    return Intent(IntentType.COMMENT, {}, situation.words.strip(), 0)
