"""What a text in one of eight other languages says: yes, no, repaired, still broken, close it, the second one.

READING, sections 6 and 7. A row of `lexicon/other_languages` counts when the writer states it: not in a question, not
quoted, not reported, not under a condition. Trouble beats whatever polite word stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mailbot.inbound.reading.lexicon import other_languages as table

MOST_CLAUSES = 200
MOST_CHARACTERS = 10_000
"""A longer text is no answer: whatever it says would be said by chance."""
_REACH = 5
"""Words between a negation and what it denies: « no creo que esté arreglado »."""
_REACH_IN_CHINESE = 5
"""Characters, there."""

_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|「[^」\n]{1,300}」")
_END = re.compile(r"(?<!\d)\.(?!\s?\d)|[!?;:,\n()，。！？；、؟،؛]|(?<=\d)\.(?=\s*$)")
_NEW_SENTENCE = frozenset(".!?\n;。！？；؟؛")
_ASKS = frozenset("?？؟")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

# Vowel marks and the stroke that only widens a word (Unicode, Arabic block).
_UNWRITTEN = re.compile("[\u0640\u064b-\u0652\u0670]")
_SAME_LETTER = str.maketrans(
    "أإآٱىة٠١٢٣٤٥٦٧٨٩還沒壞謝問題關閉結個選時間熱這嗎對錯給來號後現經過無適當點維復決動開說報單電氣暖總塊請應該會將幾樓週",
    "اااايه0123456789还没坏谢问题关闭结个选时间热这吗对错给来号后现经过无适当点维复决动开说报单电气暖总块请应该会将几楼周",
)


class Tongue(StrEnum):
    """What can be said in a few words of any language."""

    YES = "yes"
    NO = "no"
    SETTLED = "settled"
    UNSETTLED = "unsettled"
    CLOSE = "close"
    THANKS = "thanks"
    NONE_SUITS = "none_suits"


@dataclass(frozen=True, slots=True)
class Told:
    """The senses of a text, the number of the offer it picks (1 to 9), and where the first of them stands in it."""

    senses: frozenset[Tongue] = frozenset()
    number: int | None = None
    at: int = 0


NOTHING_TOLD = Told()


_IF_YOU_PLEASE = re.compile(r"من فضل\w*|لو سمحت\w*")
"""Arabic politeness that begins with the word for « of »: no date stands there."""


def told_in(folded: str, language: str | None) -> Told:
    """What `folded` (see `lines.fold`) says in that language, an ISO 639-1 code.

    Without a language only a script that tells it, or a text of one or two unmistakable words, says anything.
    French, English and all languages without a table say nothing here, nor does a text of more than
    `MOST_CHARACTERS` or `MOST_CLAUSES`. Time is linear in the length of the text.
    """
    if len(folded) > MOST_CHARACTERS:
        return NOTHING_TOLD
    plain, places = _plain(folded)
    if language is None:
        language = _language_of_script(plain)
        if language is None:
            return _told_barely(plain)
    if language not in table.YES:
        return NOTHING_TOLD
    shown = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), plain)
    shown = _IF_YOU_PLEASE.sub(lambda polite: " " * len(polite[0]), shown)
    tongue = _tongue(language)
    if sum(1 for _ in _END.finditer(shown)) > MOST_CLAUSES:
        return NOTHING_TOLD
    clauses = list(_clauses(shown, tongue))
    said: dict[Tongue, int] = {}
    for clause in clauses:
        for sense, at in _senses_of(clause, tongue):
            said.setdefault(sense, clause.start + at)
    if any(_forbids_closing(clause, tongue) for clause in clauses):
        said.pop(Tongue.CLOSE, None)
    number, number_at = _number_in(clauses, tongue)
    senses = _weighed(frozenset(said))
    stands = [said[sense] for sense in senses] + ([number_at] if number is not None else [])
    at = min(stands, default=0)
    return Told(senses, number, places[at] if places else at)


def _plain(folded: str) -> tuple[str, list[int] | None]:
    """Arabic without vowels, simplified Chinese, plain figures; and where each character stood, if any was left out."""
    if folded.isascii():
        return folded, None
    text = folded.translate(_SAME_LETTER)
    if not _UNWRITTEN.search(text):
        return text, None
    places = [place for place, sign in enumerate(text) if not _UNWRITTEN.match(sign)]
    return "".join(text[place] for place in places), places or [0]


def _language_of_script(plain: str) -> str | None:
    for language, script in (("zh", _CHINESE), ("ar", _ARABIC), ("uk", _CYRILLIC)):
        if script.search(plain):
            return language
    return None


def _told_barely(plain: str) -> Told:
    """Every word of the text must be unmistakable: « ja danke », « no gracias »."""
    words = _WORD.findall(plain[:80])
    if not words or len(plain) > 80 or "?" in plain:
        return NOTHING_TOLD
    senses = set()
    while words:
        length = next((size for size in (2, 1) if " ".join(words[:size]) in table.BARE), 0)
        if not length:
            return NOTHING_TOLD
        senses.add(Tongue(table.BARE[" ".join(words[:length])][1]))
        words = words[length:]
    found = _WORD.search(plain)
    return Told(_weighed(frozenset(senses)), None, found.start() if found else 0)


def _weighed(senses: frozenset[Tongue]) -> frozenset[Tongue]:
    """READING, section 7, rules 4 and 5: the fact beats the polite word."""
    if Tongue.UNSETTLED in senses:
        senses -= {Tongue.SETTLED, Tongue.YES, Tongue.CLOSE}
    if Tongue.NONE_SUITS in senses:
        senses -= {Tongue.YES}
    return senses


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The tables of one language, ready to be looked for."""

    code: str
    facts: re.Pattern[str]
    """What works, what does not, and the phrases of agreement that only look like them."""
    settled: frozenset[str]
    unsettled: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]
    ordinals: Mapping[str, int]
    ordinal: re.Pattern[str]
    digit: re.Pattern[str]


_LOOKED_FOR: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "yes": table.YES, "no": table.NO, "no_opens": table.NO_OPENS,
    "not_yet": table.NOT_YET, "close": table.CLOSE, "thanks": table.THANKS,
    "courtesy": table.COURTESIES, "please": table.PLEASE, "not": table.NEGATIONS, "perhaps": table.HYPOTHETICAL,
    "condition": table.ON_CONDITION, "if": table.IF, "later": table.TROUBLE_TOLD, "reported": table.REPORTED,
    "past": table.PAST, "still": table.STILL, "but": table.BUT, "and": table.AND, "none_suits": table.NONE_SUITS,
    "except": table.EXCEPT, "otherwise": table.OTHERWISE, "not_after": table.NOT_OFFERS_AFTER,
    "not_before": table.NOT_OFFERS_BEFORE, "determiner": table.DETERMINERS, "noun": table.OFFER_NOUNS,
}  # fmt: skip


@lru_cache(maxsize=8)
def _tongue(code: str) -> _Tongue:
    settled, unsettled = _made_plain(table.SETTLED[code]), _made_plain(table.UNSETTLED[code])
    agreed = {phrase for phrase in _made_plain(table.YES[code]) if " " in phrase or (code == "zh" and len(phrase) > 1)}
    ordinals = {_plain(word)[0]: number for number, row in table.ORDINALS[code].items() for word in row}
    return _Tongue(
        code=code,
        facts=_any_of(code, settled | unsettled | agreed),
        settled=settled,
        unsettled=unsettled,
        patterns={name: _any_of(code, _made_plain(rows.get(code, ()))) for name, rows in _LOOKED_FOR.items()},
        ordinals=ordinals,
        ordinal=_any_of(code, ordinals),
        digit=_numbered(code),
    )


def _made_plain(rows: Iterable[str]) -> frozenset[str]:
    return frozenset(_plain(row)[0] for row in rows)


def _any_of(code: str, phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
    if not ordered:
        return re.compile(r"(?!)")
    match code:
        case "zh":
            return re.compile(f"({ordered})")
        case "ar":
            # و and, ف so, ال the, ب with, ل for are written onto the word; so are its owner and its plural. Not س, the
            # mark of the future.
            return re.compile(rf"(?<!\w)[وف]?(?:ال|بال|لل|[بل])?({ordered})(?:ها|ه|هم|كم|نا|ت)?(?!\w)")
        case _:
            return re.compile(rf"(?<![\w-])({ordered})(?![\w-])")


def _numbered(code: str) -> re.Pattern[str]:
    """« Opción 2 », « Nr. zwei », « 2. seçenek », « 选2 ». The groups are the figure or the word."""
    numbers = "|".join(map(re.escape, _plain(" ".join(table.NUMBERS[code]))[0].split()))
    leads = sorted(_made_plain(table.NUMBER_LEADS[code]), key=len, reverse=True)
    articles = [lead for lead in leads if lead in table.DETERMINERS.get(code, ())]
    named = "|".join(re.escape(lead) for lead in leads if lead not in articles)
    trails = "|".join(map(re.escape, _made_plain(table.NUMBER_TRAILS.get(code, ()))))
    start, gap = ("", r"\s?第?") if code == "zh" else (r"(?<!\w)", r"[.:°º#]?\s?")
    ways = [rf"(?:{start}(?:{named}){gap}|[#№]\s?)([1-9](?![\w:]|[.,/h]\d)|(?:{numbers})(?!\w))"]
    if code == "zh":
        ways = [rf"(?:(?:{named})\s?第?|[#№]\s?)([1-9](?!\d)|[{''.join(table.NUMBERS[code])}])(?![点號号日月十:：])"]
    if articles:
        nouns = "|".join(map(re.escape, (*table.OFFER_NOUNS[code], *table.PLEASE[code])))
        ways.append(rf"(?<!\w)(?:{'|'.join(map(re.escape, articles))})\s?([1-9])[ªº°a.]?(?=\s*$|\s(?:{nouns})\b)")
    if trails:
        ways.append(rf"(?<![\w:.])([1-9]|{numbers})\.?\s?(?:{trails})")
    if code == "uk":
        ways.append(r"(?<!\w)([1-9])-?(?:ии|и|а|га|е|ге|го|ту)?\s(?=варіант)")
    return re.compile("|".join(ways))


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int
    is_question: bool
    is_conditional: bool
    """Its sentence opened with « cuando », « wenn », « якщо »."""
    is_polite: bool
    """Its sentence says please."""
    is_unsure: bool
    """It tells what somebody else says, or what is to come, or goes on telling it."""


def _clauses(text: str, tongue: _Tongue) -> Iterator[_Clause]:
    """In order, each knowing what its sentence is."""
    sentence: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        sentence += _turned(text, start, mark.start(), tongue)
        start = mark.end()
        if mark[0] in _NEW_SENTENCE:
            yield from _of_one_sentence(text, sentence, tongue, asked=mark[0] in _ASKS)
            sentence = []
    sentence += _turned(text, start, len(text), tongue)
    yield from _of_one_sentence(text, sentence, tongue, asked=False)


def _turned(text: str, start: int, end: int, tongue: _Tongue) -> list[tuple[int, int]]:
    """Cut once more where a « but » turns."""
    pieces = []
    for turn in tongue.patterns["but"].finditer(text, start, end):
        pieces.append((start, turn.start()))
        start = turn.end()
    pieces.append((start, end))
    return [(first, last) for first, last in pieces if text[first:last].strip()]


def _of_one_sentence(text: str, pieces: list[tuple[int, int]], tongue: _Tongue, *, asked: bool) -> Iterator[_Clause]:
    conditional = unsure = False
    telling = [start for start, end in pieces if _left_of(text[start:end], tongue)]
    polite = any(tongue.patterns["please"].search(text, start, end) for start, end in pieces)
    for start, end in pieces:
        words = text[start:end]
        opens = start + len(words) - len(words.lstrip(' \t¿¡"-–—*•'))
        said = text[opens:end].rstrip()
        alone = not any(other != start for other in telling[:2])
        as_yes = _is_plain_yes(said, tongue, alone=alone)
        conditional = conditional or (tongue.patterns["condition"].match(said) is not None and not as_yes)
        unsure = (unsure and said.split(" ", 1)[0] in table.THAT) or _is_unsure(said, tongue, as_yes=as_yes)
        yield _Clause(said, opens, asked, conditional, polite, unsure)


def _is_unsure(said: str, tongue: _Tongue, *, as_yes: bool) -> bool:
    """Under « cuando », « wird », « dice »; the « sí » of a yes is not its « si »."""
    if tongue.patterns["reported"].search(said):
        return True
    return tongue.patterns["perhaps"].search(said, 2 if as_yes else 0) is not None


def _left_of(words: str, tongue: _Tongue) -> str:
    """The words that are neither yes, nor no, nor courtesy."""
    left = words
    for name in ("thanks", "yes", "courtesy", "no"):
        left = tongue.patterns[name].sub(" ", left)
    return " ".join(_WORD.findall(left))


def _is_plain_yes(words: str, tongue: _Tongue, *, alone: bool) -> bool:
    """Spanish « sí » folds like « si »: it is a yes where no order hangs on it."""
    if tongue.code != "es" or not words.startswith("si"):
        return False
    if not _left_of(words, tongue):
        return True
    settled = any(found[1] in tongue.settled for found in tongue.facts.finditer(words))
    return alone and settled and not (tongue.patterns["close"].search(words) or tongue.patterns["later"].search(words))


def _senses_of(clause: _Clause, tongue: _Tongue) -> Iterator[tuple[Tongue, int]]:
    """What one clause states, each with its place in the clause."""
    look = tongue.patterns
    if thanks := look["thanks"].search(clause.text):
        yield Tongue.THANKS, thanks.start()
    orders = not clause.is_question or clause.is_polite
    if orders and not clause.is_conditional and (order := _order_to_close(clause, tongue)) is not None:
        yield Tongue.CLOSE, order
    if clause.is_question:
        return
    if not clause.is_conditional and (none := look["none_suits"].search(clause.text)):
        yield Tongue.NONE_SUITS, none.start()
    if _says_only(clause, tongue, "not_yet"):
        yield Tongue.NO, 0
        yield Tongue.UNSETTLED, 0
        return
    facts = list(_facts_of(clause, tongue))
    yield from facts
    if not clause.is_conditional and (short := _yes_or_no(clause, tongue, facts)) is not None:
        yield short, 0


def _says_only(clause: _Clause, tongue: _Tongue, name: str) -> bool:
    rest = clause.text
    for other in ("thanks", "courtesy"):
        rest = tongue.patterns[other].sub(" ", rest) if tongue.code != "zh" else rest
    return tongue.patterns[name].fullmatch(" ".join(_WORD.findall(rest))) is not None


def _yes_or_no(clause: _Clause, tongue: _Tongue, facts: list[tuple[Tongue, int]]) -> Tongue | None:
    """A yes may open its clause; a no fills it, for Spanish « no » also says « not »."""
    if _says_only(clause, tongue, "no") or tongue.patterns["no_opens"].match(clause.text):
        return Tongue.NO
    weak = _made_plain(table.WEAK_YES[tongue.code])
    if opening := tongue.patterns["yes"].match(clause.text):
        strong = opening[1] not in weak and (tongue.code != "zh" or len(opening[1]) > 1)
        if strong or not _left_of(clause.text, tongue) or any(sense is Tongue.SETTLED for sense, _ in facts):
            return Tongue.YES
    if not _left_of(clause.text, tongue) and not tongue.patterns["no"].search(clause.text):
        return Tongue.YES if _says_yes_somewhere(clause.text, tongue) else None
    return None


def _says_yes_somewhere(words: str, tongue: _Tongue) -> bool:
    """« Hola, claro »: a courtesy before it, and nothing else."""
    for name in ("thanks",) if tongue.code == "zh" else ("thanks", "courtesy"):
        words = tongue.patterns[name].sub(" ", words)
    return tongue.patterns["yes"].search(words) is not None


def _facts_of(clause: _Clause, tongue: _Tongue) -> Iterator[tuple[Tongue, int]]:
    """It works, or it does not: each row of the table, turned over where it is denied."""
    look, text = tongue.patterns, clause.text
    supposed = clause.is_conditional and look["if"].match(text) is not None
    bygone = look["past"].search(text) is not None and look["still"].search(text) is None
    floor = 0
    for found in tongue.facts.finditer(text):
        words = found[1]
        works = words in tongue.settled
        if not works and words not in tongue.unsettled:
            continue
        denied = _is_denied(text, found, floor, tongue)
        floor = found.end()
        if not works and denied and _no_then_still(text, found, tongue):
            denied = False
        if works is not denied:
            if not clause.is_unsure and not clause.is_conditional:
                yield Tongue.SETTLED, found.start(1)
        elif not supposed and not (bygone and not works) and not _is_about_a_day(text, words, tongue):
            yield Tongue.UNSETTLED, found.start(1)


def _is_denied(text: str, found: re.Match[str], floor: int, tongue: _Tongue) -> bool:
    """A negation shortly before, with no « and » between; in German and Turkish also shortly after."""
    look = tongue.patterns
    low = max(floor, found.start() - 80)
    for negation in reversed(list(look["not"].finditer(text, low, found.start()))):
        between = text[negation.end() : found.start()]
        if negation[1] in ("لا", "ما") and look["still"].match(text, negation.start()):
            continue
        if tongue.code == "ar" and look["still"].match(between.lstrip()):
            return False  # « لا يزال يتسرب »: it has not ceased
        if tongue.code == "zh":
            return len(between.strip()) <= _REACH_IN_CHINESE and not look["and"].search(between)
        words = between.split()
        bound = len(words) > _REACH or look["and"].search(" ".join(words[1:])) is not None
        return not bound and words[:1] not in (["ya"], ["ja"])
    if tongue.code in table.NEGATION_AFTER and (after := look["not"].search(text, found.end(), found.end() + 40)):
        between = text[found.end() : after.start()]
        return len(between.split()) <= _REACH and not look["and"].search(between)
    return False


def _no_then_still(text: str, found: re.Match[str], tongue: _Tongue) -> bool:
    """« No todavía gotea » has lost the comma of its « no »."""
    if tongue.code not in ("es", "pt"):
        return False
    opening = tongue.patterns["no"].match(text)
    return opening is not None and tongue.patterns["still"].match(text, opening.end() + 1, found.end()) is not None


def _is_about_a_day(text: str, words: str, tongue: _Tongue) -> bool:
    soft, days = table.ABOUT_A_DAY.get(tongue.code, (frozenset(), frozenset()))
    return words in soft and not days.isdisjoint(_WORD.findall(text))


def _order_to_close(clause: _Clause, tongue: _Tongue) -> int | None:
    """Where the clause asks for closing; None when it denies it, reports it, or speaks of a door."""
    order = tongue.patterns["close"].search(clause.text)
    if order is None or _is_denied(clause.text, order, 0, tongue) or tongue.patterns["reported"].search(clause.text):
        return None
    if tongue.code == "zh":
        return None if any(thing in clause.text for thing in table.OTHER_DOORS_IN_CHINESE) else order.start(1)
    if not table.OTHER_DOORS.isdisjoint(_WORD.findall(clause.text)):
        return None
    if order[1] in table.CLOSE_SAYS_IT and len(clause.text[order.end() :].split()) > 4:
        return None
    return order.start(1)


def _forbids_closing(clause: _Clause, tongue: _Tongue) -> bool:
    order = tongue.patterns["close"].search(clause.text)
    return order is not None and _is_denied(clause.text, order, 0, tongue)


def _number_in(clauses: list[_Clause], tongue: _Tongue) -> tuple[int | None, int]:
    """The one offer that is picked, and where. None when there are two, unless the other comes after « otherwise »."""
    first: tuple[int, int] | None = None
    for clause in clauses:
        if clause.is_question:
            continue
        for number, at in _picks_of(clause, tongue):
            if first is None:
                first = number, clause.start + at
            elif number != first[0]:
                if _is_second_best(clauses, first[1], clause.start + at, tongue):
                    return first
                return None, 0
    return first or (None, 0)


def _is_second_best(clauses: list[_Clause], first: int, second: int, tongue: _Tongue) -> bool:
    return any(
        first < clause.start + otherwise.start() < second
        for clause in clauses
        for otherwise in tongue.patterns["otherwise"].finditer(clause.text)
    )


def _picks_of(clause: _Clause, tongue: _Tongue) -> Iterator[tuple[int, int]]:
    """Every number of an offer in the clause."""
    found: list[tuple[int, int]] = []
    left = _left_of(clause.text, tongue) if tongue.code != "zh" else clause.text.strip(" 了吧的")
    if (number := _number_of(left, tongue)) is not None:
        yield number, max(clause.text.find(left), 0)
        return
    for ordinal in tongue.ordinal.finditer(clause.text):
        if _is_offer(clause.text, ordinal, tongue, fills=left == ordinal[1]):
            found.append((ordinal.start(1), tongue.ordinals[ordinal[1]]))
    for figure in tongue.digit.finditer(clause.text):
        word = next(group for group in figure.groups() if group)
        if (number := _number_of(word, tongue)) is not None and not _is_refused(clause.text, figure.start(), tongue):
            after = clause.text[figure.end() :].lstrip(" .-")
            if not tongue.patterns["not_after"].match(after):
                found.append((figure.start(), number))
    for at, number in sorted(found):
        yield number, at


def _number_of(word: str, tongue: _Tongue) -> int | None:
    if len(word) == 1 and word in "123456789":
        return int(word)
    names = _plain(" ".join(table.NUMBERS[tongue.code]))[0].split()
    return names.index(word) + 1 if word in names else None


def _is_offer(text: str, ordinal: re.Match[str], tongue: _Tongue, *, fills: bool) -> bool:
    """« La segunda » is one; « el segundo piso », « por segunda vez », « na segunda » (Monday) are none."""
    look = tongue.patterns
    after, before = text[ordinal.end() :].lstrip(" .-"), text[max(0, ordinal.start() - 60) : ordinal.start()].rstrip()
    if look["not_after"].match(after) or look["except"].fullmatch(after) or _is_refused(text, ordinal.start(), tongue):
        return False
    named = look["noun"].match(after) is not None
    if _ends_with(before, look["not_before"]) and not named:
        return False
    if ordinal[1] in table.UNCERTAIN_ORDINALS.get(tongue.code, ()):
        return named
    if tongue.code not in table.DETERMINERS:
        return True
    return named or fills or _ends_with(before, look["determiner"])


def _ends_with(words: str, pattern: re.Pattern[str]) -> bool:
    return any(found.end() == len(words) for found in pattern.finditer(words))


def _is_refused(text: str, at: int, tongue: _Tongue) -> bool:
    """« Menos la segunda », « außer dem zweiten »."""
    near = text[max(0, at - 30) : at]
    return any(len(near[found.end() :].split()) <= 2 for found in tongue.patterns["except"].finditer(near))
