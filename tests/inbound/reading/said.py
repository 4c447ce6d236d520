"""What people of the cast write, with the reading that a person would make of it: the files of `tests/mails/said/`.

`python -m tests.inbound.reading.said FILE…` checks that files are well formed, and says what is wrong where.

A file holds scenes (standpoints by name) and mails. A mail gives its words, the scene, the client that it is written
in and what must be read; `fresh` only where the kept words differ from the words written, `photos` and `pdf` what is
attached.
"""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from mailbot.inbound.reading.outcome import SPEAKERS, Ask, IntentType
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.vocabulary import Role
from tests.inbound.reading.clients import CLIENTS, SUBJECT, Body, mail_of

SAID = Path(__file__).parents[2] / "mails" / "said"
BY_CLIENT = {client.name: client for client in CLIENTS}
NEW_MAIL = "new_mail"
"""The client of a mail that answers nothing: it has a subject of its own and no history."""

WITH_CONSEQUENCES = frozenset(
    {
        IntentType.APPROVE_QUOTE,
        IntentType.CLOSE_REPORT,
        IntentType.CONFIRM_WORKS,
        IntentType.CHOOSE_SLOT,
        IntentType.CONFIRM_SCHEDULE,
        IntentType.DECLARE_DONE,
        IntentType.SEND_OS,
        IntentType.CANCEL_OS,
        IntentType.BANK_CHANGE,
    }
)
"""Never to be uttered where they are neither required nor tolerated (READING, section 9)."""

_OF_A_MAIL = frozenset(
    [
        "name",
        "scene",
        "standpoint",
        "client",
        "subject",
        "words",
        "fresh",
        "intents",
        "commands",
        "allowed",
        "forbidden",
        "ask",
        "language",
        "photos",
        "pdf",
        "why",
    ]
)


@dataclass(frozen=True)
class SaidMail:
    """One mail, and what it says."""

    name: str
    words: str
    standpoint: Standpoint
    intents: tuple[Mapping[str, Any], ...]
    commands: tuple[Mapping[str, Any], ...] = ()
    allowed: frozenset[str] = frozenset()
    forbidden: tuple[Any, ...] = ()
    ask: tuple[str | None, ...] = (None,)
    """The questions that may be put back; empty when any may."""
    client: str = "gmail_fr"
    subject: str = ""
    fresh: str = ""
    language: str = ""
    photos: int = 0
    pdf: Mapping[str, str] = field(default_factory=dict)

    def raw(self, client: str = "") -> bytes:
        """The mail as its program sends it, or as another one would."""
        shape = client or self.client
        writer = (self.standpoint.sender_name or "Quelqu’un", "quelquun@mail.example")
        if shape == NEW_MAIL:
            raw = mail_of(Body(self.words, ""), writer=writer, subject=self.subject or "Bonjour", answers=False)
        else:
            raw = mail_of(BY_CLIENT[shape].answer(self.words), writer=writer, subject=self.subject or f"Re: {SUBJECT}")
        return self._with_files(raw) if self.photos or self.pdf else raw

    def _with_files(self, raw: bytes) -> bytes:
        mail: Any = message_from_bytes(raw, policy=policy.default)
        for number in range(self.photos):
            mail.add_attachment(picture(), maintype="image", subtype="jpeg", filename=f"IMG_20261121_{number}.jpg")
        for name, text in self.pdf.items():
            mail.add_attachment(paper(text), maintype="application", subtype="pdf", filename=name)
        return bytes(mail.as_bytes())


@cache
def picture() -> bytes:
    """A photo with some grain, as large as a small one is."""
    octets = io.BytesIO()
    Image.effect_noise((320, 240), 90).save(octets, "JPEG")
    return octets.getvalue()


@cache
def paper(text: str) -> bytes:
    """A PDF of these lines."""
    from weasyprint import HTML

    from tests.inbound.reading.clients import escaped

    return bytes(HTML(string=f"<pre style='font: 10pt sans-serif'>{escaped(text)}</pre>").write_pdf())


def said_in(path: Path) -> Iterator[SaidMail]:
    """The mails of one file. Raises ValueError with the name of the mail that is not well formed."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    seen: set[str] = set()
    for entry in table["mail"]:
        name = f"{path.stem}/{entry.get('name')}"
        try:
            if strange := set(entry) - _OF_A_MAIL:
                raise ValueError(f"unknown keys {sorted(strange)}")
            if name in seen:
                raise ValueError("the name is taken")
            seen.add(name)
            yield _said(name, entry, table.get("scenes", {}))
        except (KeyError, ValueError, TypeError) as trouble:
            raise ValueError(f"{name}: {trouble!r}") from trouble


def every_said_mail() -> list[SaidMail]:
    return [mail for path in sorted(SAID.glob("*.toml")) for mail in said_in(path)]


def _said(name: str, entry: Mapping[str, Any], scenes: Mapping[str, Any]) -> SaidMail:
    scene = dict(scenes[entry["scene"]]) | entry.get("standpoint", {})
    # TOML has no null: an empty table or text says that a thing is not known.
    standpoint = Standpoint.from_json({key: value for key, value in scene.items() if value not in ({}, "", [])})
    ask = entry.get("ask", "")
    asks = () if ask == "any" else tuple(code or None for code in ([ask] if isinstance(ask, str) else ask))
    for code in asks:
        Ask(code or Ask.WHICH_SLOT)
    for intent in entry.get("intents", ()):
        if standpoint.role not in SPEAKERS[IntentType(intent["type"])]:
            raise ValueError(f"{intent['type']} is not in the mouth of a {standpoint.role}")
    for type_ in entry.get("allowed", ()):
        IntentType(type_)
    client = entry.get("client", "gmail_fr")
    if client != NEW_MAIL:
        BY_CLIENT[client]
    return SaidMail(
        name=name,
        words=entry["words"].strip("\n"),
        standpoint=standpoint,
        intents=tuple(entry.get("intents", ())),
        commands=tuple(entry.get("commands", ())),
        allowed=frozenset(entry.get("allowed", ())),
        forbidden=tuple(entry.get("forbidden", ())),
        ask=asks,
        client=client,
        subject=entry.get("subject", ""),
        fresh=entry.get("fresh", entry["words"]).strip("\n"),
        language=entry.get("language", ""),
        photos=entry.get("photos", 0),
        pdf=entry.get("pdf", {}),
    )


if __name__ == "__main__":
    for file in sys.argv[1:]:
        found = list(said_in(Path(file)))
        for one in found:
            one.raw()
            Role(one.standpoint.role)
        sys.stdout.write(f"{file}: {len(found)} mails, well formed\n")
