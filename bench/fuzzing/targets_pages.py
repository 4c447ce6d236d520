"""Requests to the pages, as no browser of ours would send them: damaged links, questions, forms and files."""

import asyncio
import atexit
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from bench.fuzzing.target import Target
from mailbot.blobs import FolderBlobs
from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.migrating import migrate
from mailbot.model import Participant, Person, Thread
from mailbot.settings import Trust
from mailbot.threads.pages import Page, page_link
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import ThreadKind
from mailbot.web import form_numbers
from mailbot.web.app import web_app
from mailbot.web.rates import Rates
from mailbot.world import World

_BASE = "https://pages.test.example"
_BEGIN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_KEYS = Keyring({1: b"k" * 32})
_CARRIED = (
    b"content-security-policy", b"referrer-policy", b"x-content-type-options", b"x-frame-options", b"cache-control",
    b"cross-origin-opener-policy", b"cross-origin-resource-policy", b"permissions-policy",
    b"strict-transport-security",
)  # fmt: skip
_BELOW = ("",) * 18 + (
    "/fresh", "/empty", "/unsubscribe", "/photo/1", "/photo/99999999999999999999", "/chart/load", "/export",
    "/invite.ics", "/paper/1", "/video/1", "/", "/photo/-1", "/photo/1/2", "/../../etc/passwd", "/%00",
)  # fmt: skip
_METHODS = ("GET",) * 20 + ("POST",) * 30 + ("HEAD", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "BREW", "", "get")
_NAMES = (
    "form", "words", "act", "which", "name", "address", "add", "q", "since", "month", "building", "dwelling", "page",
    "status", "incl_tax", "motif", "day1", "from1", "to1", "choice", "kept1", "files", "language", "telephone", "price",
    "List-Unsubscribe", "undo", "leave", "home", "report", "category", "urgency", "charge", "provider", "order", "yes",
)  # fmt: skip
_WORDS = (
    "", "x", "0", "-1", "1", "99999999999999999999", "٣", "NaN", "1e999", "2026-11-31", "2026-13", "0000-00-00",
    "24:61", "\x00", "\ud800", "\u202e", "é" * 50, "<b>x</b>", "{{ 7*7 }}", "=1+1", "' OR 1=1 --", "%", "_%",
    "a@b.example", "a@b\r\nBcc: c@d.example", "x" * 5_000, "٤٢,٠", "528,00", "yes", "plumbing", "One-Click",
    "../../etc/passwd",
    "0" * 64 + "/x", "f" * 64 + "/..", "fr", "true", "[]", "\n" * 100, "İ", "\U0001f98a", "Infinity", "²", "1_0",
)  # fmt: skip
_KINDS = (
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=b; charset=hex",
    "multipart/form-data", "text/plain", "application/json", "", "multipart/form-data; boundary=" + "b" * 80,
    "multipart/form-data; boundary=\"b", "MULTIPART/FORM-DATA; BOUNDARY=b",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `link`: which of the cast's links; the rest is as it is sent."""

    method: str
    link: int
    damage: tuple[tuple[int, str], ...]
    below: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    numbered: bool
    """Whether its form has the number of a page that was just shown."""


class _House:
    """The cast's pages, without a door for mail."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="fuzz-pages-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        database = Database(f"sqlite:///{self._folder / 'house.db'}")
        migrate(database.engine)
        with database.transaction() as session:
            load_cast(session, now=_BEGIN)
        self.now = _BEGIN
        blobs = FolderBlobs(self._folder / "blobs")
        self.world = World(database, blobs, _KEYS, self._clock, 60.0, _BASE, None, Trust("off"))
        seconds = count(0, 600)
        # Its clients are patient: how often they may ask is tried elsewhere.
        self.app = web_app(self.world, Rates(clock=lambda: float(next(seconds))))
        self.loop = asyncio.new_event_loop()
        links = self._all_links()
        self.links = tuple(each for at, each in enumerate(links) if at % 10 == 0 or self._shows(each))
        self._watching = sqlite3.connect(self._folder / "house.db")

    def _clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def _all_links(self) -> tuple[str, ...]:
        with self.world.database.looking() as session:
            seats = session.query(Participant.id, Thread.kind).join(Thread, Thread.id == Participant.thread_id).all()
            people = [number for (number,) in session.query(Person.id).limit(4)]
        seats = [*seats[:8], *(each for each in seats if each[1] is not ThreadKind.REPORT)][:4]
        today = self.world.today()
        numbers = [number for number, _ in seats] + people
        return tuple(
            page_link(_KEYS, _BASE, page, number, today=today, with_=with_).removeprefix(_BASE)
            for page in Page
            for at, number in enumerate(numbers)
            for with_ in (("", "1", "q", "2.y")[at % 4],)
        )

    def _shows(self, link: str) -> bool:
        asked = Asked("GET", 0, (), "", b"", (), b"", numbered=False)
        return self.loop.run_until_complete(_answer(self, asked, link))[0] == 200

    def version(self) -> int:
        """Another one once somebody has written."""
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


@lru_cache(maxsize=1)
def _house() -> _House:
    return _House()


def _make(chance: random.Random) -> Asked:
    fields = [(chance.choice(_NAMES), chance.choice(_WORDS)) for _ in range(chance.randrange(6))]
    kind = chance.choice(_KINDS[:2] if chance.random() < 0.7 else _KINDS)
    headers = [(b"content-type", kind.encode()), (b"accept-language", chance.choice((b"fr", b"en", b"\xff", b"")))]
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        headers.append((chance.choice(_HEADERS), chance.choice(_VALUES)))
    damage = tuple(
        (chance.randrange(50), chance.choice(("", "a", "=", "%3D", "é", "/", "\x00", " ", "A")))
        for _ in range(chance.choice((0, 0, 0, 0, 1, 3)))
    )
    return Asked(
        method=chance.choice(_METHODS), link=chance.randrange(1 << 30), damage=damage, below=chance.choice(_BELOW),
        query=_damaged(chance, _encoded(fields)) if chance.random() < 0.4 else b"", headers=tuple(headers),
        body=_body(chance, fields, kind), numbered=chance.random() < 0.8,
    )  # fmt: skip


_HEADERS = (
    b"cookie", b"origin", b"sec-fetch-site", b"host", b"content-length", b"x-forwarded-for", b"range", b"if-none-match",
    b"accept-language", b"transfer-encoding", b"expect", b"upgrade",
)  # fmt: skip
_VALUES = (
    b"", b"x", b"same-origin", b"cross-site", b"null", b"https://evil.example", b"[", b"proven=" + b"a" * 64,
    b"\xff\x00",
    b"bytes=0-,1-", b"=" * 500, b"evil.example/x?", b"0", b"-1", b'a="\\', b"*",
)  # fmt: skip


def _encoded(fields: list[tuple[str, str]]) -> bytes:
    return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in fields]).encode()


def _body(chance: random.Random, fields: list[tuple[str, str]], kind: str) -> bytes:
    if not kind.lower().startswith("multipart"):
        return _damaged(chance, _encoded(fields))
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), chance.choice((b"", b"", b'; filename="a.pdf"', b'; filename="../\x00"')), _octets(value))
        for name, value in fields
    ]
    return _damaged(chance, b"".join(parts) + b"--b--\r\n")


def _octets(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def _damaged(chance: random.Random, raw: bytes) -> bytes:
    if chance.random() < 0.6 or not raw:
        return raw
    at, end = sorted((chance.randrange(len(raw)), chance.randrange(len(raw))))
    return raw[:at] + chance.choice((b"", b"\x00", b"%", b"&" * 60, b"\r\n", raw[at:end] * 2, b"\xff")) + raw[end:]


def _check(asked: Asked) -> None:
    house = _house()
    path = house.links[asked.link % len(house.links)]
    for at, sign in asked.damage:
        path = path[: 3 + at] + sign + path[4 + at :]
    body = asked.body
    if asked.numbered and not body.startswith(b"--b"):
        body += b"&form=" + form_numbers.draw(house.world.clock()).encode()
        house.now += timedelta(seconds=4)
    before = house.version()
    status, headers = house.loop.run_until_complete(_answer(house, replace(asked, body=body), path + asked.below))
    assert status < 500, status
    missing = [name for name in _CARRIED if name not in headers]
    assert not missing, missing
    assert b"location" not in headers
    assert b"unsafe" not in headers[b"content-security-policy"]
    if asked.method not in ("POST",):
        assert house.version() == before, "looking changes nothing"


async def _answer(house: _House, asked: Asked, path: str) -> tuple[int, Mapping[bytes, bytes]]:
    said: list[dict[str, Any]] = []
    ahead = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return ahead.pop() if ahead else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": asked.method, "scheme": "https",
        "path": path, "raw_path": quote(path).encode(), "root_path": "", "query_string": asked.query,
        "headers": [(b"host", b"x"), *asked.headers], "client": ("203.0.113.9", 1), "server": ("x", 443), "state": {},
    }  # fmt: skip
    await house.app(scope, receive, send)
    begun = [each for each in said if each["type"] == "http.response.start"]
    assert len(begun) == 1, said
    assert not said[-1].get("more_body"), "an answer has an end"
    return int(begun[0]["status"]), {name.lower(): value for name, value in begun[0]["headers"]}


TARGETS = (Target("pages", _make, _check, weight=0.1),)
