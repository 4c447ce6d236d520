"""Lines that a manager begins with `#`: acts that have no type among the forty (READING, section 10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from mailbot.inbound.reading.lexicon.order_words import COMMANDS, TRADES
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import moments_in
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.vocabulary import Role

_LINE = re.compile(
    r"^[^\S\n]*(?:(?P<item>[A-Za-z]\d{1,2})[ \t:.)-]+)?#[#\s]*(?P<word>[^\s:,;#]*)[ \t]*[:,]?[ \t]*(?P<rest>.*)$"
)
_DWELLING = re.compile(r"\b(?:l|lot)-?\s?[a-z]?\d{1,4}[a-z]?\b|\bl-[a-z0-9]+\b", re.I)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
ORDER_NUMBER = re.compile(r"\b(?:os|bt|ot)-[\w-]*\d[\w-]*", re.I)
_DATE = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\b")
_CANNED_WORD = re.compile(r"mt-?\d{1,2}\b", re.I)
_BY_WORD = {word: command for command, spelt in COMMANDS.items() for word in spelt}

Values = dict[str, Any]


def commands_in(words: str, standpoint: Standpoint) -> tuple[tuple[Values, ...], str]:
    """The commands of a manager's mail, and what is left of its text once their lines are taken out.

    The lines that are left keep their places, so that spans found in the rest hold in the whole.
    """
    if standpoint.role is not Role.MANAGER or "#" not in words:
        return (), words
    found: list[Values] = []
    kept: list[str] = []
    letter: list[str] | None = None
    for line in _whole_lines(words):
        match = _LINE.match(line)
        if match is None or _CANNED_WORD.match(match["word"]):
            if letter is not None and match is None:
                letter.append(line)
                kept.append(" " * len(line))
            else:
                kept.append(line)
            continue
        letter = None
        command = _command(match["word"], match["rest"].strip(), standpoint)
        if match["item"]:
            command["item"] = match["item"].upper()
        found.append(command)
        kept.append(" " * len(line))
        if command["command"] == "write_landlord":
            letter = [match["rest"].strip()]
            command["text"] = letter
    for command in found:
        if isinstance(command.get("text"), list):
            command["text"] = "\n".join(command["text"]).strip()
    return tuple(found), "\n".join(kept)


def command_lines(words: str) -> Iterator[tuple[int, int]]:
    """From where to where each command of `commands_in` stands, in their order."""
    at = 0
    for line in _whole_lines(words):
        match = _LINE.match(line)
        if match is not None and not _CANNED_WORD.match(match["word"]):
            yield at, at + len(line)
        at += len(line) + 1


def _whole_lines(words: str) -> list[str]:
    """The lines, those of commands whole again; their letters keep their places."""
    lines: list[str] = []
    for line in words.split("\n"):
        if lines and _LINE.match(lines[-1]) and _goes_on(lines[-1], line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _goes_on(line: str, following: str) -> bool:
    """Whether a mail program broke the line of a command: behind a comma, because the next word went too far."""
    first = following.split(" ", 1)[0]
    return line.endswith(",") and "#" not in following and bool(first) and len(line) + 1 + len(first) > _WIDTH


_WIDTH = 70
"""Letters. Programs that break lines do so a little further on."""


def _command(word: str, rest: str, standpoint: Standpoint) -> Values:
    name = _BY_WORD.get(fold(word).strip(".!"))
    if name is None:
        return {"command": None, "word": f"#{word}"}
    values = _VALUES[name](rest, standpoint)
    if any(values.get(needed) is None or values.get(needed) == "" for needed in _NEEDS.get(name, ())):
        return {"command": None, "word": f"#{word}"}
    return {"command": name, **values}


_NEEDS = {"invite": ("address",), "remove": ("who",), "rename": ("name",), "set_alerts": ("mode",)}
"""What a line cannot do without; the dwelling and the order may be the thread's."""


def _invite(rest: str, standpoint: Standpoint) -> Values:
    address, dwelling = _address(rest), _dwelling(rest)
    folded = fold(rest)
    role = next((role for role, spelt in _ROLES.items() if any(re.search(rf"\b{w}\b", folded) for w in spelt)), None)
    return {
        "role": role,
        "name": _name(rest, address, dwelling),
        "address": address,
        "dwelling": dwelling,
        "from": _date(rest, standpoint),
    }


_ROLES = {"tenant": ("locataire", "occupant", "tenant"), "landlord": ("bailleur", "proprietaire", "landlord")}
_NOT_A_NAME = re.compile(
    r"\b(?:locataire|occupant|tenant|bailleur|propri[ée]taire|landlord|lot|le|la|du|au|depuis|à|partir|from|on"
    r"|since|dès)\b[:]?",
    re.I,
)


def _name(rest: str, address: str | None, dwelling: str | None) -> str | None:
    """What is left between the commas once the address, the dwelling, the role and the date are out."""
    left = rest
    for known in (address, dwelling):
        if known:
            left = re.sub(re.escape(known), "", left, flags=re.I)
    left = _DATE.sub("", left)
    parts = [" ".join(_NOT_A_NAME.sub(" ", part).split()).strip(" :<>.-") for part in re.split(r"[,;:]", left)]
    return next((part for part in parts if part and re.search(r"[^\W\d_]{2}", part)), None)


def _remove(rest: str, standpoint: Standpoint) -> Values:
    address, dwelling = _address(rest), _dwelling(rest)
    received = standpoint.received
    today = None if received is None else received.date().isoformat()
    return {
        "who": address or _name(rest, None, dwelling),
        "dwelling": dwelling,
        "on": _date(rest, standpoint) or today,
    }


def _rename(rest: str, standpoint: Standpoint) -> Values:
    dwelling = _dwelling(rest)
    name = rest.replace(dwelling, "", 1) if dwelling and dwelling in rest else _DWELLING.sub("", rest, count=1)
    return {"dwelling": dwelling, "name": name.strip(" :,;-") or None}


def _of_dwelling(rest: str, standpoint: Standpoint) -> Values:
    return {"dwelling": _dwelling(rest)}


def _of_trade(rest: str, standpoint: Standpoint) -> Values:
    folded = fold(rest)
    trade = next(
        (trade for trade, spelt in TRADES.items() if any(re.search(rf"\b{word}\b", folded) for word in spelt)), None
    )
    return {"trade": trade or (rest.strip(" :,.") or None)}


def _letter(rest: str, standpoint: Standpoint) -> Values:
    return {"text": rest}


def _invoice(rest: str, standpoint: Standpoint) -> Values:
    found = ORDER_NUMBER.search(rest)
    return {"order": None if found is None else found[0].upper()}


def _alerts(rest: str, standpoint: Standpoint) -> Values:
    folded = fold(rest)
    daily = re.search(r"recap|resume|quotid|jour|daily|digest|synthese", folded)
    at_once = re.search(r"immediat|instant|direct|un par un|temps reel|tout de suite", folded)
    return {"mode": "daily" if daily else "immediate" if at_once else None}


_VALUES: dict[str, Callable[[str, Standpoint], Values]] = {
    "invite": _invite,
    "remove": _remove,
    "rename": _rename,
    "list_occupants": _of_dwelling,
    "list_providers": _of_trade,
    "write_landlord": _letter,
    "approve_invoice": _invoice,
    "set_alerts": _alerts,
}


def _address(text: str) -> str | None:
    found = _ADDRESS.search(text)
    return None if found is None else found[0]


def _dwelling(text: str) -> str | None:
    found = _DWELLING.search(_ADDRESS.sub(" ", text))
    return None if found is None else found[0].upper()


def _date(text: str, standpoint: Standpoint) -> str | None:
    """The day that is written, in figures or in words."""
    found = _DATE.search(text)
    if found is not None:
        year = int(found[3] or 0)
        if not year and standpoint.received is not None:
            year = standpoint.received.year
        try:
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1])).isoformat()
        except ValueError:
            return None
    days = [moment.day for moment in moments_in(fold(text), standpoint.received) if moment.day is not None]
    return days[0].isoformat() if days else None
