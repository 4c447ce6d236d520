"""A name, a mailbox and telephone numbers as every telephone's address book reads them: vCard 3.0 (RFC 2426).

The third version, and not the fourth: Android reads no newer one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.folding import folded


@dataclass(frozen=True, slots=True)
class Card:
    """Whom an address book keeps."""

    uid: str
    """The same for every card of the same agency: whoever saves it twice has it once."""
    name: str
    mailbox: str
    numbers: tuple[tuple[str, str], ...] = ()
    """What each is called there, empty for the usual one, and the number."""
    place: str = ""
    note: str = ""


def card(of: Card) -> bytes:
    """The file."""
    return "".join(folded(line) for line in _lines(of)).encode()


def _lines(of: Card) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    # N is asked for, and empty for what is no person (RFC 2426, section 3.1.2).
    yield from (f"N:{_said(of.name)};;;;", f"FN:{_said(of.name)}", f"ORG:{_said(of.name)}", "X-ABShowAs:COMPANY")
    yield f"EMAIL;TYPE=INTERNET,PREF:{_said(of.mailbox)}"
    numbers = [(label, number) for label, number in of.numbers if number.strip()]
    for at, (label, number) in enumerate(numbers, start=1):
        if label:  # Apple's own way to call a number something; others keep the number
            yield from (f"item{at}.TEL;TYPE=VOICE:{_said(number)}", f"item{at}.X-ABLabel:{_said(label)}")
        else:
            yield f"TEL;TYPE=WORK,VOICE:{_said(number)}"
    if of.place:
        yield f"ADR;TYPE=WORK:;;{_said(of.place)};;;;"
    if of.note:
        yield f"NOTE:{_said(of.note)}"
    yield from (f"UID:{_said(of.uid)}", "END:VCARD")


def _said(text: str) -> str:
    """Text in which nothing ends a field or a line."""
    flat = " ".join(text.replace("\\", "\\\\").split())
    return flat.replace(";", "\\;").replace(",", "\\,")
