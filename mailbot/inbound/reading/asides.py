"""A manager's orders on lines of their own, above or below what is written to somebody (READING, rule 10)."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.lexicon import order_words as table
from mailbot.inbound.reading.lexicon.assent_words import COURTESY
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.messages import canned_in, canned_of, greeted, lists_orders
from mailbot.inbound.reading.money import amounts_in
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
    r"(?:(?:cloturez?r?|clore)(?: (?:le |ce )?(?:dossier|signalement))?|fermez?r? (?:le |ce )?(?:dossier|signalement)"
    r"|close (?:the |this )?(?:report|file|case))(?: (?:svp|stp|merci|please))?[.! ]*$"
)
"""« Fermez » alone below « coupez l'eau » is the tap."""
_SENTENCE_ENDS = re.compile(r"[.!?…]$")
_GOES_ON = re.compile(r"[:,;]$")
_LISTED = re.compile(r"[-*•–—>]|\d\d?\s?[.)/]|[a-h]\)")
_CEILING = re.compile(r"\b(?:plafond|budget|maximum|max|limite|jusqu|ceiling|limit|up to)")
_CANCELLATION = re.compile(r"(?:annulation|cancellation)\b")
_THANKS = re.compile(r"(?:merci|merci d'avance|svp|stp|thanks|thank you|please)[.! ]*$")
_OPTIONS = re.compile(r"\b(?:options?|possibilites?|solutions?|recapitul\w*|prefere\w*|hesit\w*|choisi\w*|choose)\b")
_ANNOUNCES = re.compile(
    r"\b(?:voici|voila|propos\w*|envisag\w*|resum\w*|ci-dessous|ci-apres|suivante?s?|here (?:is|are)|below|following)\b"
)
_DONE_FOR = frozenset((Role.TENANT, Role.LANDLORD))
"""Who has no order of ours to send or to cancel: such words can only be meant for us."""


def parted(situation: Situation) -> tuple[Situation, tuple[Intent, ...]] | None:
    """The letter without the lines that are for the service, each line at its place, and what these ask for. None
    where the whole text is one or the other."""
    if situation.role is not Role.MANAGER or situation.standpoint.channel is Channel.DIGEST or situation.forwarded:
        return None
    lines = situation.words.split("\n")
    if len(lines) < 2 or len(lines) > MOST_LINES or lists_orders(situation):
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
    canned = bool(canned_in(situation.words, situation.standpoint))
    blocks: list[list[int]] = []
    for place, line in enumerate(lines):
        below = bool(blocks) and blocks[-1][-1] == place - 1
        if below and _DETAIL.match(fold(line).strip()) is not None:
            blocks[-1].append(place)
        elif line.strip() and _is_for_us(situation, lines, place, canned=canned):
            blocks.append([*blocks.pop(), place] if below else [place])
    if not blocks or (not canned and any(_OPTIONS.search(fold(line)) is not None for line in lines)):
        return frozenset()
    orders = frozenset(place for block in blocks for place in block)
    told = [place for place, line in enumerate(lines) if line.strip() and place not in orders]
    return frozenset(place for block in blocks if _stands_apart(situation, lines, block, told) for place in block)


def _stands_apart(situation: Situation, lines: list[str], block: list[int], told: list[int]) -> bool:
    """At the head or the tail of the text, right below a ready message, or between blank lines; never the rest of
    what stands above it."""
    above = lines[block[0] - 1].strip() if block[0] else ""
    below = lines[block[-1] + 1].strip() if block[-1] + 1 < len(lines) else ""
    ahead = [lines[place].strip() for place in told if place < block[0]]
    behind = [lines[place].strip() for place in told if place > block[-1]]
    ends = not below or canned_of(below) is not None or all(_THANKS.match(fold(line)) for line in behind)
    if not ahead:
        return ends or greeted(below, situation.standpoint) is not None
    last = fold(ahead[-1]).strip()
    if canned_of(ahead[-1]) is not None:
        return ends and (canned_of(above) is not None or not behind)
    if _GOES_ON.search(last) is not None or _ANNOUNCES.search(last) is not None:
        return False
    if behind and (above or below or not _is_thrown_in(situation, ahead, behind)):
        return False
    if any(_CANCELLATION.match(fold(lines[place]).strip()) for place in block) or _LISTED.match(last) is not None:
        return False
    if _SENTENCE_ENDS.search(last) is not None:
        return True
    return not above and _PAPER.search(last) is None and not _only_greets(situation, ahead)


def _is_thrown_in(situation: Situation, ahead: list[str], behind: list[str]) -> bool:
    """Between two blank lines of a letter to a tenant or a provider, who are told of no order in such words; what is
    asked right behind it may be about it."""
    before = replace(situation, words="\n".join(ahead))
    if greeted(before.words, situation.standpoint) not in _NOT_CONSULTED or "?" in behind[0]:
        return False
    return _SENTENCE_ENDS.search(ahead[-1]) is not None and _is_to_somebody(before)


_NOT_CONSULTED = frozenset((Role.TENANT, Role.PROVIDER))
"""Who has no say in what is ordered: an owner may be told of it, to be asked what he thinks."""


def _only_greets(situation: Situation, ahead: list[str]) -> bool:
    return len(ahead) == 1 and greeted(ahead[0], situation.standpoint) is not None


def _is_for_us(situation: Situation, lines: list[str], place: int, *, canned: bool) -> bool:
    line = fold(lines[place]).strip()
    if canned_of(lines[place]) is not None or (_LISTED.match(line) is not None and not canned):
        return False
    if amounts_in(line) and _CEILING.search(line) is None:
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
