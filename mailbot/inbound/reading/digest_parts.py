"""« A1 ok, A3 clôturez »: which words of an answer are about which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import whitespace

from mailbot.inbound.reading.clauses import Clause, unwrapped
from mailbot.inbound.reading.digest_names import (
    A_VERDICT,
    ALL,
    is_named_by_the_sent,
    named_item,
    other_items,
    plain_of,
    without_its_name,
    without_ordinals,
)
from mailbot.inbound.reading.lexicon.word_list import words
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.orders import orders_in
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import DigestItem
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Role

_BEFORE_A_CODE = re.compile(
    r"^[\s\W]*(?:(?:pour|le|la|les|l|ligne|line|point|et|and|concernant|re|for|item|au sujet de|bonjour"
    r"|bonsoir|hello|hi)\b[\s\W]*)*$"
)
_JOINS = re.compile(r"[\s,/&+]*+(?:et|and|puis)?[\s,]*+(?:pour|le|la|for)?\s*+$")
_NO_MEASURE = (
    r"(?!\w|[.,/:h]\d|\s?(?:h\b|€|%|°|euros?|jours?|semaines?|mois|ans?\b|min|fois|heures?|days?|weeks?|hours?))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of some lines, or of none that is named."""

    items: tuple[DigestItem, ...]
    text: str
    start: int
    everyone: bool = False
    apart: bool = False
    """It names something that is no line, and goes on with none."""


def under_their_lines(situation: Situation) -> tuple[list[Part], Situation]:
    """What was written right under a quoted line of the summary is about it (READING, section 4); and the rest."""
    items, words = situation.standpoint.digest_items, situation.words
    parts: list[Part] = []
    for line, said in situation.answered:
        lines = {item for _, _, item in codes_in(items, line)}
        start = words.find(said)
        if len(lines) != 1 or start < 0 or codes_in(items, said):
            continue
        parts.append(Part(tuple(lines), said, start))
        words = words[:start] + "\n" * len(said) + words[start + len(said) :]
    return parts, replace(situation, words=words) if parts else situation


def parts_of(situation: Situation) -> list[Part]:
    """A code, a reference, an ordinal or a word of a title begins a part; what follows without one goes on with it."""
    parts: list[Part] = []
    for line, start in _lines(unwrapped(situation.words)):
        coded = [part for one in _by_line(situation, line, start) for part in _by_sentence(situation, one)]
        for piece in (part for one in coded for part in _all_but(one)):
            everyone = (
                not piece.items and ALL.search(fold(piece.text)) is not None and len(piece.text.split()) <= _A_FEW
            )
            if piece.items or everyone or piece.apart or not parts or not parts[-1].items:
                text = _FOR_ALL.sub("", piece.text) if everyone else piece.text
                parts.append(replace(piece, text=text, everyone=everyone))
            else:
                parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{piece.text}")
    return parts


def _all_but(part: Part) -> list[Part]:
    """« Tout est ok sauf l'interphone », « oui pour tout sauf A3 »: two things are said."""
    folded = fold(part.text)
    if not part.items or _SENTENCE_SIGN.search(folded) is not None:
        return [part]
    every = _EVERYTHING.search(folded)
    but = _BUT.search(folded, every.end()) if every is not None else None
    if but is None:
        return [part]
    head = folded[: but.start()].rstrip(f"{whitespace},")
    return [Part((), part.text[: len(head)], part.start), replace(part, text=but[0])]


_EVERYTHING = re.compile(r"\b(?:tout|tous|toutes|all|everything)\b")
_BUT = re.compile(r"(?<=[\s,])(?:sauf|hormis|excepte|except)\b")
_SENTENCE_SIGN = re.compile(r"[.;!?]")
_A_FEW = 8
_FOR_ALL = re.compile(r"(?<!\s)\s++(?:pour|for|à|to)\s++(?:tout|tous|toutes|all|both|everything)\b(?!\s++\w)", re.I)


def _lines(words: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in words.split("\n"):
        if line.strip():
            yield line, at
        at += len(line) + 1


def _by_line(situation: Situation, line: str, start: int) -> list[Part]:
    """« Le devis vitrerie, accord. Et A3, mandatez Petit »: the sentences before that of the first code stand apart."""
    codes = codes_in(situation.standpoint.digest_items, line)
    ends = [stop.end() for stop in _SENTENCE_END.finditer(line, 0, codes[0][0])] if codes else []
    head = line[: ends[-1]] if ends else ""
    named = [
        c for c in situation.clauses if start <= c.start < start + len(head) and named_item(situation, c) is not None
    ]
    if not named:
        return _by_code(situation, line, start)
    return [*_by_name(situation, head, start), *_by_code(situation, line[len(head) :], start + len(head))]


_SENTENCE_END = re.compile(r"[.!?;]\s+")


def _by_code(situation: Situation, line: str, start: int) -> list[Part]:
    """« A1 ok A3 clôturez » is two parts; « A1 et A2 ok », « oui pour A1 et A2 » are one for both."""
    codes = codes_in(situation.standpoint.digest_items, line)
    if not codes:
        return _by_name(situation, line, start)
    folded = fold(line)
    if (not_this := _not_the_first(folded, codes)) is not None:
        rest = _by_code(situation, line[not_this:], start + not_this)
        return [Part((codes[0][2],), line[: codes[0][0]].strip(), start), *rest]
    groups: list[list[tuple[int, int, DigestItem]]] = []
    for code in codes:
        joint = folded[groups[-1][-1][1] : code[0]] if groups else ""
        # « A1 oui mais pas A4, A2 clôturez »: the comma parts what is turned down from what follows.
        parted = "," in joint and _BUT_NOT.search(folded[: groups[-1][-1][0]]) is not None if groups else False
        if groups and not parted and _JOINS.fullmatch(joint) is not None:
            groups[-1].append(code)
        else:
            groups.append([code])
    parts: list[Part] = []
    code_first = _BEFORE_A_CODE.match(folded[: groups[0][0][0]]) is not None
    edge, text_before = 0, ""
    for number, group in enumerate(groups):
        first, last = group[0][0], group[-1][1]
        after = groups[number + 1][0][0] if number + 1 < len(groups) else len(line)
        if code_first:
            head, text, begin = text_before, line[last:after], first
            but = _BUT_NOT.search(fold(text)) if number + 1 < len(groups) else None
            # « A1 oui mais pas A4 »: the « pas » is said of the line behind it, which has no words of its own.
            text_before = text[but.start() :] if but is not None and not _has_words(line, groups, number + 1) else ""
            text = f"{head} {text[: len(text) - len(text_before)]}"
        else:
            stop = _end_of_verdict(folded, last, after)
            text, begin = f"{line[edge:first]} {line[last:stop]}", edge
            edge = stop
        parts.append(Part(tuple(item for _, _, item in group), plain_of(text), start + begin))
    return [cut for part in parts for cut in _without_the_others(situation, part)]


def _not_the_first(folded: str, codes: list[tuple[int, int, DigestItem]]) -> int | None:
    """« Pas A1, A4 oui »: where the words about the second begin, when the first is only turned down."""
    if len(codes) < 2 or _ONLY_NOT.fullmatch(folded[: codes[0][0]]) is None:
        return None
    joint = _COMMA.fullmatch(folded[codes[0][1] : codes[1][0]])
    return None if joint is None or not plain_of(folded[codes[-1][1] :]).strip() else codes[1][0]


_ONLY_NOT = re.compile(r"\W*(?:surtout )?(?:pas|not|non a|no to)\s+(?:le |la |l'|pour |the )?")
_COMMA = re.compile(r"\s*[,;.]\s*(?:mais |but |et |and )?(?:le |la |l'|pour |the )?")
_BUT_NOT = re.compile(
    r"(?<=[,\s])(?:(?:mais|but|et|and) {1,2})?(?:pas|not|sauf|hormis|except) {0,2}(?:(?:pour|le|la|for) {0,2})?$"
)


def _has_words(line: str, groups: list[list[tuple[int, int, DigestItem]]], number: int) -> bool:
    """Whether anything is said behind the codes of a group."""
    after = groups[number + 1][0][0] if number + 1 < len(groups) else len(line)
    return bool(plain_of(line[groups[number][-1][1] : after]).strip(" ?!"))


def _without_the_others(situation: Situation, part: Part) -> list[Part]:
    """« Approve A1, reject the others »: the rest is said of the lines that are not named."""
    found = _OF_THE_OTHERS.search(part.text)
    named = codes_in(situation.standpoint.digest_items, situation.words)
    others = tuple(i for i in situation.standpoint.digest_items if all(i is not code[2] for code in named))
    if found is None or not others:
        return [part]
    head, said = plain_of(part.text[: found.start()]), plain_of(f"{found['verb'] or ''} {found['said']}")
    return [replace(part, text=head), Part(others, said, part.start + found.start())]


_OF_THE_OTHERS = re.compile(
    r"[,;.]\s*(?:(?:et|mais|and|but)\s+)?(?P<verb>\w+\s+)?(?:les autres|le reste|the others|the rest)\b"
    r"(?P<said>[^,;.]*)",
    re.I,
)


def _by_sentence(situation: Situation, part: Part) -> list[Part]:
    """« A1 ok. Pour le 2e, envoyez à Morel. La fuite, clôturez »: later sentences may name another line."""
    end = part.start + len(part.text)
    clauses = [c for c in situation.clauses if part.start <= c.start < end] if part.items else []
    parts = [part]
    coded = lines_coded(situation) if clauses else ()
    for clause in clauses:
        others = other_items(situation, clause, coded)
        if clause.sentence == clauses[0].sentence and not others:
            continue
        item = None if others else named_item(situation, clause)
        if not others and (item is None or item in part.items):
            continue
        kept, _, rest = parts[-1].text.partition(clause.text)
        if rest or parts[-1].text.endswith(clause.text):
            parts[-1] = replace(parts[-1], text=plain_of(kept))
            parts.append(Part(others if item is None else (item,), f"{without_ordinals(clause)}{rest}", clause.start))
    return parts


def lines_coded(situation: Situation) -> tuple[DigestItem, ...]:
    """The lines that the mail names by their code: « le reste » is all but these."""
    items = situation.standpoint.digest_items
    codes = (code for line, _ in _lines(unwrapped(situation.words)) for code in codes_in(items, line))
    return tuple(dict.fromkeys(item for _, _, item in codes))


def _end_of_verdict(folded: str, last: int, after: int) -> int:
    """« Clôturez A3, refusez A1 »: the comma behind a code begins the next verdict, if there is one."""
    if after == len(folded):
        return after
    joint = re.compile(r"\s*(?:[,;.]|\bet\b|\band\b|\bmais\b|\bbut\b)").search(folded, last, after)
    return last if joint is None else joint.end()


def codes_in(items: Sequence[DigestItem], line: str) -> list[tuple[int, int, DigestItem]]:
    """Where the codes and the references of lines stand, in order."""
    folded = fold(line)
    found: list[tuple[int, int, DigestItem]] = []
    for item in items:
        spelt = [re.escape(word.lower()) for word in (item.code, item.report) if word]
        pattern = "|".join(rf"(?<![\w-]){word}(?![\w-])" for word in spelt)
        if item.code.isdigit():
            # « 1 pas dispo »: a number alone is a code at the head of its part, or with « le », « n° » before it.
            pattern = (
                rf"(?:(?:^|[,;.])\s*|\b(?:le|la|n|no|numero|et|and|mais"
                rf"|but)\s?[°o]?\s?){item.code}{_NO_MEASURE}|(?<![\d,.]){item.code}(?=\))"
                + "".join(rf"|(?<![\w-]){word}(?![\w-])" for word in spelt[1:])
            )
        found += [(match.start(), match.end(), item) for match in re.finditer(pattern, folded)] if spelt else []
    return sorted(found, key=lambda code: code[0])


def _by_name(situation: Situation, line: str, start: int) -> list[Part]:
    """The clauses of a line without a code, each with the line of the summary that its words name."""
    end = start + len(line)
    parts: list[Part] = []
    headed: int | None = None
    for clause in situation.clauses:
        if not start <= clause.start < end:
            continue
        item = named_item(situation, clause)
        if item is not None and headed == clause.sentence and _sends_it(situation, clause):
            item = None  # « Chauffage : OS à Petit »
        elif item is not None and _is_a_head(situation, clause):
            headed = clause.sentence
        others = other_items(situation, clause, parts[-1].items) if parts and item is None else ()
        if others:
            parts.append(Part(others, clause.text, clause.start))
            continue
        text = without_its_name(without_ordinals(clause), item) if item is not None else clause.text
        mark = "?" if clause.is_question else ""
        if item is None and parts and _is_a_head(situation, clause):
            # « Lock: close it »: whatever it names, it is not the line before.
            parts.append(Part((), text + mark, clause.start, apart=True))
            continue
        if item is None and parts and (parts[-1].items or not is_greeting(parts[-1].text)):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}, {text}{mark}")
        else:
            parts.append(Part(() if item is None else (item,), text + mark, clause.start))
    return [part for part in parts if part.items or not is_greeting(part.text)]


def _sends_it(situation: Situation, clause: Clause) -> bool:
    """Whether a manager's order alone names the line, by the company that it sends or asks for a price."""
    if situation.role is not Role.MANAGER:
        return False
    names: list[str] = []
    for order in orders_in(situation, clause):
        several = order.values.get("providers")
        names += [order.values.get("provider") or "", *(several if isinstance(several, list | tuple) else ())]
    return is_named_by_the_sent(situation, clause, names)


def _is_a_head(situation: Situation, clause: Clause) -> bool:
    """A word or two before a colon, at the head of a sentence: a line is named, as its writer calls it."""
    end = clause.start + len(clause.text)
    first = all(c.sentence != clause.sentence or c.start >= clause.start for c in situation.clauses)
    return first and len(clause.wording.tokens) <= A_VERDICT and situation.words[end : end + 2].lstrip(" ")[:1] == ":"


def is_greeting(text: str) -> bool:
    return set(wording_of(text).tokens) <= _GREETING


_GREETING = frozenset(
    words("bonjour bonsoir hello hi madame monsieur merci sophie karim a tous bonne journee cordialement")
)
