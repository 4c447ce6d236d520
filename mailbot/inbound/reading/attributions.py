"""« Le lun. 23 nov. à 10:12, Agence <suivi@…> a écrit : » — told from a sentence that only looks like it.

The evidence is a date or an address, and nothing of what only people say (« il m'a écrit »). A program's line may be
wrapped over several: they are joined before they are judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mailbot.inbound.reading.lexicon.introduction_words import (
    DAYS,
    MONTHS,
    NOT_A_PROGRAM,
    OPENINGS,
    QUOTING,
    SAID,
    SAID_IN_THE_MIDDLE,
)
from mailbot.inbound.reading.lines import Box, Line, fold, mended

LONGEST = 420
"""Characters of an introduction, all its lines joined. The longest name and address seen make half of it."""
MOST_LINES = 6


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


_STARTS = re.compile(
    rf"[-–—*_|\s\"'(\[]{{0,12}}(?:(?:{_any(OPENINGS)})[ ,:]{{0,3}})?"
    rf"(?:(?:{_any(DAYS)})(?!\w)[.,،]{{0,2}} {{0,2}}(?:den )?)?(?:\d|(?:{_any(MONTHS)})\b[.,]?\s+\d)"
)
"""An optional « Le », an optional day of the week, then a figure or a month with its figure."""
_STARTS_AGAIN = re.compile(
    rf"[-–—*_|\s\"'(\[]{{0,12}}"
    rf"(?:(?:{_any(OPENINGS)})[ ,:]{{1,3}}(?:(?:{_any(DAYS)})(?!\w)[.,،]{{0,2}} {{0,2}})?(?:\d|(?:{_any(MONTHS)})\b)"
    rf"|(?:{_any(DAYS)})(?!\w)[.,،]{{0,2}} {{0,2}}\d|\d{{1,4}}[./-]\d{{1,2}}[./-]\d)"
)
"""The same, sure enough to be a beginning rather than the rest of a wrapped date."""
_DATE_ONLY = re.compile(rf"(?:\s|\d|[-,.:/+]|\b(?:{_any({*OPENINGS, *DAYS, *MONTHS, 'gmt', 'utc'})})\b)++")
"""Each word once: « mar » is a Tuesday and a March, and trying it as both takes twice the time for each of them."""
_NAMED = re.compile(r"[^<>]{1,90}<(?:mailto:)?[^<>@\s]{1,64}@[^<>@\s]{1,190}>")
_NAME_FIRST = re.compile(r"[^<>\d]{0,60}<(?:mailto:)?[^<>@\s]{1,64}@[^<>@\s]{1,190}>")
"""A name without a figure, then its address: « Rendez-vous le 24/11 avec Paul <…> : » is none."""
_SAID_LAST = re.compile(
    rf"(?:(?<=[\s>,)\"'\]])(?:{_any(SAID)})|(?:写道|寫道|のメッセージ|작성))"
    r"\s?:?[\s>*_-]{0,12}$"
)
_SAID_WITHIN = re.compile(rf"(?:^|[\s>])(?:{_any(SAID_IN_THE_MIDDLE)})[\s\"]")
_BY_A_PERSON = re.compile(
    rf"(?:^|[\s,'])(?:{_any([word for word in NOT_A_PROGRAM if word[-1] != chr(39)])})\s(?:{_any(SAID)})"
    r"|(?:^|\s)[mtlj]'(?:a |ai )"
)
_TOLD_BY_A_PERSON = re.compile(
    r"(?:\s|^)(?:le |la |les |l['’]|un |une |mon |ma |mes |notre |votre |son |sa |leur |the |my |our |your |his |her )"
    r"[a-zéèêàçîôû]{3,20}(?: [a-zéèêàçîôû]{2,20})? (?:a écrit|écrivait|écrit|a répondu|wrote|said)"
)
"""« le gardien a écrit »: a program knows the name, and writes it with a capital."""
_ADDRESS = re.compile(r"[^\s<>@\"(]{1,64}@[\w.-]{2,190}")
_BRACKETED_LAST = re.compile(r"@[^<>@\s]{2,190}>{1,2}\s?:?[*_\s]{0,4}$")
_BRACKETED_NEARLY_LAST = re.compile(r"@[^<>@\s]{2,190}>{1,2}[^<>@\d.!]{0,25}:[*_\s]{0,4}$")
"""The address, then a word or two in whatever language, then the colon."""
DATED = re.compile(
    rf"(?<![^\s.!?)>\"*a-z\d])(?:le|on|am|el|il giorno|il|op|em|den|dne)[ ,]{{1,2}}"
    rf"(?:(?:{_any(DAYS)})(?!\w)[.,،]{{0,2}} {{0,2}}(?:den )?)?(?:\d{{1,4}}\b|(?:{_any(MONTHS)})\b)"
)
"""How an introduction begins in the middle of a line, glued to the word before it by programs that lost the line's
end: « c'est bonLe 23 nov. … ». Whoever looks for it asks for the capital."""
ENDS = re.compile(
    rf"(?<=[\s>,)\"'\]])(?:{_any(SAID)})\s?:|@[^\s<>@:]{{2,190}}(?:<mailto:[^\s<>]{{3,250}}>)?[>)]{{1,2}}\s?:"
)
"""How it ends there."""
_WRITTEN_OUT = re.compile(
    r"(?:le|on|am|el|op|il|em) \d{1,4}[./-]\d{1,2}[./-]\d{2,4},? (?:(?:a|at|um|om|alle|as) )?\d{1,2}[:.]\d\d(?::\d\d)?,"
    r" [^,:.?!]{2,60}:"
)
"""« Le 23/11/2026 à 10:12, Sophie Lambert a écrit : »: Thunderbird's, whose author has no address."""
_QUOTING = re.compile(
    rf"[-*\s]{{0,4}}(?:{_any(QUOTING)}) [^<>:?!\d]{{1,80}}<(?:mailto:)?[^<>@\s]{{1,64}}@[^<>@\s]{{1,190}}>\s?:"
)
_SAID_THEN_DATED = re.compile(
    rf"[^:?!@]{{2,60}}\s(?:{_any(SAID)})\s(?:[(\[]|(?:am|on|at|le|el|il|em|op|den|sur)\s)?\d[^?!]{{5,40}}:"
)
"""« Hannah Weiss schrieb am 23.11.2026 um 10:12: », which a person writes too: it needs the quote below."""
_OFTEN_A_PERSONS = re.compile(
    r"^(?![^:]{1,80}:\d\d:\d\d \(?(?:[+-]\d{4}|gmt|utc))(?:.{1,300}\secrivait|[-–—*_\s]{0,12}en date d)"
)
"""« Le lundi 23 novembre 2026 à 10:12, Paul écrivait : », without the zone that a program writes."""
_FROM_AN_ADDRESS = re.compile(
    rf"(?:\d{{1,2}}\.? (?:{_any(MONTHS)})\.?|(?:{_any(MONTHS)})\.? \d{{1,2}}),? \d{{4}},? (?:(?:a|at|um) )?"
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?,? (?:de|von|by|from|da|di|por|door|van|od|af|av) "
    r"[^\s<>@:]{1,64}@[\w.-]{2,190}:"
)
"""« 23 nov. 2026, 10:12 de suivi@agence.example: », Tutanota's, whose months are never figures."""
_NEWS = re.compile(
    r"[^<>?!]{1,80}<[^<>@\s]{1,64}@[^<>@\s]{1,190}> (?:a ecrit dans le message|wrote in message|schrieb im newsbeitrag)"
    r"[^?!]{0,12} ?(?:news ?: ?)?<?[^<>\s]{3,190}>?[ .:]{0,4}"
)
"""« "Nina Roy" <nina@mail.example> a écrit dans le message de news: 5f3@mail.example... », Outlook Express's."""
_ASKING_NAME = re.compile(
    rf"\d[:h]\d\d[^?]{{2,80}}\?[\"']? ?<[^<>@\s]{{1,64}}@[^<>@\s]{{1,190}}> (?:{_any(SAID)})\s?:$"
)
"""« Le 23/11/2026 à 10:12, Qui fait quoi ? <q@mail.example> a écrit : »: what an author is called may ask."""
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–—*•]) ")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?!\d)")
_FULL_DATE = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_ISO_WITH_ZONE = re.compile(r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d\d (?:gmt|utc)[+-]\d\d:?\d\d ")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}")
_LOST_SIGN = re.compile(r"[^\s?] \? [^\s?]")
"""« Agence ? suivi a écrit : »: a dash that the program's charset did not have."""
_LAST_SIGNS = ":：-*>"


def may_introduce(lines: Sequence[Line], at: int) -> bool:
    """Whether the line may begin an introduction: a date at its head, or a name and an address."""
    line = lines[at]
    text = line.text
    if len(text) > LONGEST:
        return False
    if not ("@" in text or "<" in text or _DIGIT.search(text)):
        return _address_below(lines, at) and len(text) < 90 and text[-1] not in ".!?:;"
    folded = line.folded
    if _STARTS.match(folded) or _NAMED.match(folded):
        return True
    return text[-1] == ":" and quoted_below_it(lines, at) and _SAID_THEN_DATED.fullmatch(folded) is not None


def attribution_at(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the introduction that begins at `first`; None when none does."""
    folded = lines[first].folded
    last = _end_of(lines, first, dated=bool(_STARTS.match(folded)))
    # « il y a 2 fuites » above « On Mon … wrote: »: the latest beginning is the right one, unless a date was wrapped.
    if last is not None:
        wrapped = _DATE_ONLY.fullmatch(folded) is not None
        for later in range(last, first, -1):
            again = lines[later].folded
            if wrapped and again.partition(" ")[0] != folded.partition(" ")[0]:
                continue  # « Le 24/11/2026⏎Le 23/11/2026 à … » begins twice, « Le mar. 24⏎nov. 2026 à … » once
            if _STARTS_AGAIN.match(again) and _end_of(lines, later, dated=True) == last:
                return None
    return last


def _end_of(lines: Sequence[Line], first: int, *, dated: bool) -> int | None:
    """Joins line after line until the whole is an introduction."""
    joined = ""
    blanks = 0
    for at in range(first, min(first + MOST_LINES, len(lines))):
        line = lines[at]
        text = line.text
        if not text:
            blanks += 1
            if blanks > 1 or not joined or not _goes_on_below(lines, at):
                return None
            continue
        if at > first and _is_next_item(lines[first].folded, line.folded):
            return None
        if at > first and line.depth > lines[first].depth:
            # A program that wraps « <address> wrote: » before « > » makes it look quoted.
            if joined.count("<") <= joined.count(">"):
                return None
            text = "> " + text
        joined = f"{joined} {text}" if joined else text
        if len(joined) > LONGEST:
            return None
        if _YEAR_FIRST.match(joined) and _address_below(lines, at):
            continue
        if joined[-1] in _LAST_SIGNS or _YEAR_FIRST.match(joined) or line.box is Box.INTRODUCTION:
            quoted = quoted_below_it(lines, at)
            told = _TOLD_BY_A_PERSON.search(mended(joined)) is not None and "@" not in joined and not quoted
            if not told and is_attribution(fold(mended(joined)), dated=dated, quoted_below=quoted):
                return at
        if text[-3:] == "..." and _NEWS.fullmatch(fold(joined)) and quoted_below_it(lines, at):
            return at
        if text[-1] in ".!?" and len(text) > 60 and not text[-2].isdigit():
            return None
    return None


def _is_next_item(first: str, below: str) -> bool:
    """« 3. Le 23, chez moi⏎4. Paul a écrit : »: items of a list, of which no program makes one introduction."""
    item, other = _ITEM.match(first), _ITEM.match(below)
    return item is not None and other is not None and item[0][-2:] == other[0][-2:]


def _address_below(lines: Sequence[Line], at: int) -> bool:
    """« Agence du Tilleul⏎<suivi@…>, 23 Kas … »: a name whose address went to the next line."""
    return at + 1 < len(lines) and lines[at + 1].text[:1] == "<" and "@" in lines[at + 1].text


def _goes_on_below(lines: Sequence[Line], at: int) -> bool:
    """The address, or the verb alone, is on the next line: « a écrit : »."""
    if at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return below.text.startswith("<") or (
        len(below.text) < 20 and _SAID_LAST.fullmatch(f" {below.folded}", 1) is not None
    )


def quoted_below_it(lines: Sequence[Line], at: int) -> bool:
    """Whether the next words are quoted deeper than this line."""
    for line in lines[at + 1 : at + 6]:
        if line.text or line.depth > lines[at].depth:
            return line.depth > lines[at].depth or line.box is Box.HISTORY
    return False


def is_attribution(folded: str, *, dated: bool, quoted_below: bool) -> bool:
    """Whether a program wrote this line."""
    lossy = dated and quoted_below and _LOST_SIGN.search(folded) is not None and _CLOCK.search(folded) is not None
    if "?" in folded and not (lossy and folded.count("?") == 1) and not (dated and _ASKING_NAME.search(folded)):
        return False
    addressed = bool(_ADDRESS.search(folded))
    moment = bool(_CLOCK.search(folded) or _YEAR.search(folded) or _FULL_DATE.search(folded))
    if _SAID_LAST.search(folded):
        if _BY_A_PERSON.search(folded):
            return False
        if not addressed and not quoted_below and _OFTEN_A_PERSONS.search(folded):
            return False
        return moment or addressed or (dated and quoted_below)
    ends = folded.rstrip(" *_>-")
    if ends.endswith(":"):
        if quoted_below and (_QUOTING.fullmatch(ends) or _SAID_THEN_DATED.fullmatch(ends)):
            return True
        if _SAID_WITHIN.search(folded):
            return moment or addressed
        named_first = bool(_NAME_FIRST.match(folded))
        if addressed and moment and (dated or named_first) and _BRACKETED_LAST.search(folded):
            return True
        to_the_minute = bool(_CLOCK.search(folded) and (_FULL_DATE.search(folded) or _YEAR.search(folded)))
        # Whatever the language: a date to the minute and an address between brackets, at either end.
        if to_the_minute and dated and _FROM_AN_ADDRESS.fullmatch(ends):
            return True
        return to_the_minute and bool(quoted_below or named_first or (dated and _BRACKETED_NEARLY_LAST.search(folded)))
    if _YEAR_FIRST.match(folded):
        by_zone = _ISO_WITH_ZONE.match(folded)
        return bool(by_zone and len(folded) - by_zone.end() < 80) or bool(_BRACKETED_LAST.search(folded))
    return False


ARROWS = 3
_BETWEEN_ARROWS = re.compile(r"<[^<>\s@]{1,64}@[^<>\s@]{1,190}> (?P<moment>\d[\d/.:,apm -]{8,30})>>>$")


def is_between_arrows(line: Line) -> bool:
    """« >>> Nina Roy <nina@mail.example> 23/11/2026 10:12 >>> », GroupWise's, above words without a mark."""
    if len(line.text) >= LONGEST or (said := _BETWEEN_ARROWS.search(line.folded)) is None:
        return False
    return _CLOCK.search(said["moment"]) is not None and _FULL_DATE.search(said["moment"]) is not None


def proves_itself(folded: str, *, quoted: bool) -> bool:
    """Whether a program wrote these words, wherever they stand: with an address, or with a moment as only programs
    write it and a quote behind."""
    if not (_ADDRESS.search(folded) or (quoted and _WRITTEN_OUT.fullmatch(folded))):
        return False
    if not (_SAID_LAST.search(folded) or _SAID_WITHIN.search(folded)):
        return False
    return is_attribution(folded, dated=True, quoted_below=False)
