"""An answer to a daily summary, line by line: « A1 ok, A3 clôturez » (READING, sections 1 and 2: `item`)."""

from __future__ import annotations

import re
from dataclasses import replace

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon.decision_words import APPROVES, OTHER_QUOTE, REFUSED_OUTRIGHT
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.orders import order_in
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.papers import money
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.situation import NOTHING, Said, Situation, intent_of
from mailbot.inbound.reading.standpoint import DigestItem
from mailbot.inbound.reading.wording import Wording, wording_of
from mailbot.inbound.reading.works import Sense, sense_of
from mailbot.vocabulary import Channel, Role

_APPROVES = Sayings(APPROVES)
_REFUSES = Sayings((*REFUSED_OUTRIGHT, "trop cher|eleve"))
_OTHER = Sayings(OTHER_QUOTE)
_CODE = re.compile(r"\b([a-z]\d{1,2})\b")
_ORDINAL = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "first": 1, "deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2,
    "troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4,
}  # fmt: skip
_LAST = frozenset(("dernier", "derniere", "last"))
_ALL = re.compile(r"\b(?:tout|tous|toutes|all|both|everything|les deux)\b")
_COMMON = frozenset(
    [
        "dans",
        "pour",
        "avec",
        "sans",
        "sous",
        "chez",
        "leur",
        "elle",
        "ttc",
        "devis",
        "quote",
        "decider",
        "decide",
        "reponse",
        "attente",
        "sans",
        "signalement",
        "dossier",
        "clore",
        "cloturer",
        "confirmee",
        "repare",
        "reparation",
    ]
)


def read_digest(situation: Situation) -> Said:
    """Each part of the answer, with the line of the summary that it is about."""
    items = situation.standpoint.digest_items
    if situation.standpoint.channel is not Channel.DIGEST:
        return NOTHING
    found: list[Intent] = []
    unclear = False
    for part, item, everyone in _parts(situation):
        acts = _acts(situation, part, item)
        if not acts:
            continue
        targets = [item] if item is not None else list(items) if everyone else []
        for act in acts:
            chosen = targets or _fitting(items, act, part)
            if not chosen:
                unclear = True
            for target in chosen:
                if everyone and not _fits(target, act):
                    continue
                found.append(replace(act, values={**act.values, "item": target.code, **_amount_of(act, target)}))
    return Said(tuple(found), Ask.WHICH_REPORT if unclear and not found else None)


def _parts(situation: Situation) -> list[tuple[list[Clause], DigestItem | None, bool]]:
    """The clauses in groups: a code, an ordinal or a word of a title begins the next one."""
    groups: list[tuple[list[Clause], DigestItem | None, bool]] = []
    for clause in situation.clauses:
        for piece in _by_code(clause):
            item = _item(situation, piece)
            everyone = item is None and _ALL.search(piece.folded) is not None and len(piece.wording.tokens) <= 8
            if not groups or item is not None or everyone or (groups[-1][0][-1].sentence != piece.sentence):
                groups.append(([piece], item, everyone))
            else:
                groups[-1][0].append(piece)
    return groups


def _by_code(clause: Clause) -> list[Clause]:
    """« A1 ok A3 clôturez » is two parts; « A1 et A2 ok » is one for each."""
    codes = list(_CODE.finditer(clause.folded))
    if len(codes) < 2:
        return [clause]
    parts: list[Clause] = []
    edges = [0, *[code.start() for code in codes[1:]], len(clause.folded)]
    for first, last in zip(edges, edges[1:], strict=False):
        folded = clause.folded[first:last]
        parts.append(
            replace(
                clause,
                text=clause.text[first:last].strip(),
                folded=folded,
                start=clause.start + first,
                wording=wording_of(folded, folded=True),
            )
        )
    # A code with nothing but « et » behind it shares what the next one says.
    for index in range(len(parts) - 2, -1, -1):
        if not set(parts[index].wording.tokens[1:]) - {"et", "and"}:
            after = parts[index + 1]
            tail = _CODE.sub("", after.folded, count=1)
            folded = f"{parts[index].folded} {tail}"
            parts[index] = replace(parts[index], folded=folded, wording=wording_of(folded, folded=True))
    return parts


def _item(situation: Situation, clause: Clause) -> DigestItem | None:
    items = situation.standpoint.digest_items
    codes = _CODE.findall(clause.folded)
    for item in items:
        if item.code.lower() in codes:
            return item
    for item in items:
        if item.report and item.report.lower() in clause.folded:
            return item
    for word, number in _ORDINAL.items():
        if word in clause.wording.words and number <= len(items):
            return items[number - 1]
    if items and not _LAST.isdisjoint(clause.wording.words):
        return items[-1]
    spoken = {word for word in wording_of(clause.folded, folded=True).tokens if len(word) > 3} - _COMMON
    named = [item for item in items if spoken & (set(wording_of(item.title).tokens) - _COMMON)]
    return named[0] if len(named) == 1 else None


def _acts(situation: Situation, part: list[Clause], item: DigestItem | None) -> list[Intent]:
    """What the clauses of a part want, given what the line is about."""
    about = "" if item is None else item.about
    found: list[Intent] = []
    for clause in part:
        if clause.is_question:
            continue
        order = order_in(situation, clause) if situation.role is Role.MANAGER else None
        if order is not None:
            found.append(order)
            continue
        sense = sense_of(clause)
        if sense is Sense.CLOSE or (sense is Sense.SETTLED and about == "close"):
            found.append(intent_of(IntentType.CLOSE_REPORT, clause))
        elif sense is Sense.DO_NOT_CLOSE:
            continue
        elif _OTHER.find(clause.wording) is not None:
            found.append(intent_of(IntentType.ASK_OTHER_QUOTE, clause))
        elif _REFUSES.find(_without_code(clause)) is not None and about in ("approve_quote", ""):
            found.append(intent_of(IntentType.REFUSE_QUOTE, clause))
        elif _APPROVES.find(_without_code(clause)) is not None or _says_ok(clause):
            found += _yes(situation, clause, about)
    return _each_type_once(found)


def _yes(situation: Situation, clause: Clause, about: str) -> list[Intent]:
    """What a yes means on a line: the act that the line waits for."""
    if about == "approve_quote" or (about == "" and _VALIDATES.search(clause.folded)):
        return [intent_of(IntentType.APPROVE_QUOTE, clause)]
    if about == "close":
        return [intent_of(IntentType.CLOSE_REPORT, clause)]
    return []


_VALIDATES = re.compile(r"\bvalid|\baccord\b|\bdevis\b|approv")
_OK = re.compile(r"\b(?:ok|oui|yes|d'accord|valide|validee|go|c'est bon|bon|accord|approved?)\b")


def _says_ok(clause: Clause) -> bool:
    return _OK.search(clause.folded) is not None and frozenset(("pas", "not", "si")).isdisjoint(clause.wording.words)


def _without_code(clause: Clause) -> Wording:
    return wording_of(_CODE.sub(" ", clause.folded).strip(" :-,."), folded=True)


def _each_type_once(found: list[Intent]) -> list[Intent]:
    kept: list[Intent] = []
    for intent in found:
        if all(intent.type is not other.type for other in kept):
            kept.append(intent)
    return kept


def _fits(item: DigestItem, act: Intent) -> bool:
    wanted = _ABOUT.get(act.type)
    return wanted is None or not item.about or item.about in wanted


_ABOUT = {
    IntentType.APPROVE_QUOTE: ("approve_quote",),
    IntentType.REFUSE_QUOTE: ("approve_quote",),
    IntentType.ASK_OTHER_QUOTE: ("approve_quote",),
    IntentType.CLOSE_REPORT: ("close",),
    IntentType.SEND_OS: ("provider_silent", "todo", "new"),
}


def _fitting(items: tuple[DigestItem, ...], act: Intent, part: list[Clause]) -> list[DigestItem]:
    """The one line that an act can be about when none is named."""
    if len(items) == 1:
        return list(items)
    wanted = _ABOUT.get(act.type, ())
    fitting = [item for item in items if item.about in wanted]
    return fitting if len(fitting) == 1 else []


def _amount_of(act: Intent, item: DigestItem) -> dict[str, str]:
    """The sum that the line names, for a yes to it."""
    if act.type is not IntentType.APPROVE_QUOTE:
        return {}
    from mailbot.inbound.reading.money import amounts_in

    sums = [amount.value for amount in amounts_in(fold(item.title)) if amount.marked]
    amount = money(sums[0]) if len(sums) == 1 else None
    return {} if amount is None else {"amount_incl_tax": amount}
