"""A manager's orders on lines of their own, above or below what is written to somebody (READING, rule 10)."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import canned_in, canned_of, greeted
from mailbot.inbound.reading.orders import read_orders
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import Situation
from mailbot.vocabulary import Channel, Role

MOST_LINES = 80
"""Of a longer text only the first are looked at: a letter with an order beside it is short."""

_SECOND_PERSON = Sayings((*table.SECOND_PERSON, *table.THEIRS))
_SERVICE_PAPER = re.compile(r"\b(?:os|bt|ot|ordre de service|bon de commande|work order)\b")
_PAPER = re.compile(r"\b(?:os|bt|ot|ordre de service|bon de commande|work order|devis|chiffrages?|quotes?)\b")
_TOLD_TO_YOU = re.compile(r"(?:[^\W\d_]+ez|demande|envoie|fais|annule|send|ask|request|get|cancel|issue)\b")
_DETAIL = re.compile(r"(?:motif|delai|objet|plafond|budget|urgence|sous|reason|deadline|ceiling)\b")
_CLOSING = re.compile(
    r"(?:cloturez?r?|clore|fermez?r?|close)(?: (?:le |ce |the |this )?(?:dossier|signalement|report|file|case|it))?"
    r"(?: (?:svp|stp|merci|please))?[.! ]*$"
)
_SENTENCE_ENDS = re.compile(r"[.!?:,;…]\s*$")
_DONE_FOR = frozenset((Role.TENANT, Role.LANDLORD))
"""Who has no order of ours to send or to cancel: such words can only be meant for us."""


def parted(situation: Situation) -> tuple[Situation, tuple[Intent, ...]] | None:
    """The letter without the lines that are for the service, each line at its place, and what these ask for. None
    where the whole text is one or the other."""
    if situation.role is not Role.MANAGER or situation.standpoint.channel is Channel.DIGEST or situation.forwarded:
        return None
    lines = situation.words.split("\n")
    if len(lines) < 2 or len(lines) > MOST_LINES:
        return None
    ours = _lines_for_us(situation, lines)
    if not ours:
        return None
    letter = replace(situation, words=_only(lines, frozenset(range(len(lines))) - ours))
    if not _is_to_somebody(letter):
        return None
    orders = [*read_orders(replace(situation, words=_only(lines, ours))).intents, *_closings(lines, ours)]
    return letter, tuple(orders)


def _is_to_somebody(letter: Situation) -> bool:
    """Whether something is left that is told to somebody: « Bonjour, » alone is not."""
    if canned_in(letter.words, letter.standpoint):
        return True
    says = letter.wording.words - COURTESY - letter.names - _NOTHING_TOLD
    return bool(says) and greeted(letter.words, letter.standpoint) is not None


_NOTHING_TOLD = frozenset(("m", "mr", "mme", "mlle", "madame", "monsieur", "ms", "mrs", "a", "tous", "toutes", "all"))


def _only(lines: list[str], kept: frozenset[int]) -> str:
    return "\n".join(line if place in kept else " " * len(line) for place, line in enumerate(lines))


def _lines_for_us(situation: Situation, lines: list[str]) -> frozenset[int]:
    """The places of the orders, and of the details that stand right below one."""
    found: set[int] = set()
    canned = bool(canned_in(situation.words, situation.standpoint))
    for place, line in enumerate(lines):
        goes_on = place - 1 in found and _DETAIL.match(fold(line).strip()) is not None
        if goes_on or (_stands_alone(lines, place, found) and _is_for_us(situation, lines, place, canned=canned)):
            found.add(place)
    return frozenset(found)


def _stands_alone(lines: list[str], place: int, found: set[int]) -> bool:
    """Neither the rest of the line before it nor broken off at its own end."""
    before = lines[place - 1].strip() if place else ""
    begins = not before or place - 1 in found or canned_of(before) is not None or bool(_SENTENCE_ENDS.search(before))
    behind = lines[place + 1].strip() if place + 1 < len(lines) else ""
    goes_on = behind[:1].islower() and _DETAIL.match(fold(behind)) is None
    return begins and bool(lines[place].strip()) and not goes_on


def _is_for_us(situation: Situation, lines: list[str], place: int, *, canned: bool) -> bool:
    line = fold(lines[place]).strip()
    if canned_of(lines[place]) is not None:
        return False
    if canned and _CLOSING.match(line) is not None:
        return True
    if _PAPER.search(line) is None and not canned:
        return False
    alone = replace(situation, words=lines[place])
    if _SECOND_PERSON.find(alone.wording) is not None or greeted(lines[place], situation.standpoint) is not None:
        return False
    orders = [intent for intent in read_orders(alone).intents if intent.type is not IntentType.QUESTION]
    if not orders or any(_names_nobody(intent) for intent in orders):
        return False
    return canned or _cannot_be_meant_for_them(situation, lines, place, line)


def _names_nobody(intent: Intent) -> bool:
    if intent.type is IntentType.CANCEL_OS:
        return False
    return not (intent.values.get("provider") or intent.values.get("providers"))


def _cannot_be_meant_for_them(situation: Situation, lines: list[str], place: int, line: str) -> bool:
    """« Envoyez un OS à Durand » is nothing that a tenant could do; « demandez un devis à Durand » may be."""
    to = greeted("\n".join(lines[:place]), situation.standpoint)
    if to is None or _TOLD_TO_YOU.match(line) is None:
        return True
    return to in _DONE_FOR and _SERVICE_PAPER.search(line) is not None


def _closings(lines: list[str], ours: frozenset[int]) -> list[Intent]:
    at = 0
    found: list[Intent] = []
    for place, line in enumerate(lines):
        if place in ours and _CLOSING.match(fold(line).strip()) is not None:
            found.append(Intent(IntentType.CLOSE_REPORT, {}, line.strip(), at + len(line) - len(line.lstrip())))
        at += len(line) + 1
    return found[:1]
