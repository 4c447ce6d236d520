"""What a walk, or a page, asks of the database: a stated number of statements, however large the case is."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import CacheStats

from mailbot.db import Database
from mailbot.demo.letterboxes import Delivered
from mailbot.threads.pages import OWN_PAGES, PREFIX, Page, understand_page
from mailbot.vocabulary import Channel, QuoteState
from mailbot.web.app import web_app
from tests.crowding import crowd
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to, open_house, reply_to, text_of
from tests.ordering import DURAND, mission_address, ordered
from tests.returning import SHAPES
from tests.stories.test_a_report_from_first_to_last import mail, photo, the_leak
from tests.stories.test_absences import AWAY, notice
from tests.stories.test_dashboard import ask_quotes
from tests.stories.test_digests import MORNING
from tests.visiting import TWO_SLOTS, seat_address
from tests.web.conftest import BASE, case_link, own_link

REF = "SIG-1042"
_LIST = re.compile(r"\((?:\?, )+\?\)")
"""However many are named in a list, or put into a table: one statement."""


@contextmanager
def told(database: Database) -> Iterator[list[str]]:
    """Every statement that a database is told meanwhile."""
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(_LIST.sub("(?)", " ".join(statement.split())))

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)


@contextmanager
def put_into_words(database: Database) -> Iterator[set[str]]:
    """Every statement that SQLAlchemy has to put into words each time that it runs: it has no shape to be known by."""
    found: set[str] = set()

    def hear(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
        if context is not None and context.compiled is not None and context.cache_hit is CacheStats.NO_CACHE_KEY:
            found.add(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)


@dataclass
class Walks:
    """A house, and what each walk in it was: its statements, from the claim of the mail to its commit, and those of
    its letters."""

    house: LivingHouse
    mails: dict[str, list[str]] = field(default_factory=dict)
    letters: dict[str, list[str]] = field(default_factory=dict)
    last: list[Delivered] = field(default_factory=list)
    anew: set[str] = field(default_factory=set)
    """Statements that are put into words at each run."""

    def walk(self, name: str, message: bytes | EmailMessage, *, sender: str, to: str) -> list[Delivered]:
        """One mail, and what it caused."""
        before = len(self.house.boxes)
        self.house.clock.forward(minutes=40)
        self.house.mail(message, sender=sender, to=to)
        with told(self.house.world.database) as self.mails[name]:
            self.house.settle_mails()
        with told(self.house.world.database) as self.letters[name]:
            self.house.settle()
        return list(self.house.boxes)[before:]

    def says(self, name: str, who: str, to: str, words: str) -> list[Delivered]:
        """Somebody writes these words to an address of ours."""
        return self.walk(name, _said(name, who, to, words), sender=who, to=to)


def _said(name: str, who: str, to: str, words: str) -> EmailMessage:
    return mail(words, sender=who, to=to, subject="Re: votre message", message_id=f"<{name.replace(' ', '.')}@x>")


def walked(house: LivingHouse, *, large: bool) -> Walks:
    """A story with each walk in it once; of a case with a crowd around it, or without."""
    order, _ = ordered(house)
    ask_quotes(house, REF, QuoteState.DROPPED)
    if large:
        crowd(house, REF)
    walks = Walks(house)
    nadia, sophie = seat_address(house, NADIA, REF, Channel.PUBLIC), seat_address(house, SOPHIE, REF, Channel.AGENCY)
    walks.says("whoever lives there has a seat", NADIA, nadia, "Bonjour, la fuite continue.")
    walks.says("a tenant's comment", NADIA, nadia, "Bonjour, la fuite s'est aggravée, le parquet gondole.")
    with_photo = _said("a photo", NADIA, nadia, "Voici une photo du parquet.")
    with_photo.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_2042.jpg")
    walks.walk("a photo", with_photo, sender=NADIA, to=nadia)
    walks.says("a company's slots", DURAND, mission_address(house, order.number), TWO_SLOTS)
    walks.says("a choice", NADIA, nadia, "le 2, merci")
    walks.says("a manager's words", SOPHIE, seat_address(house, SOPHIE, REF, Channel.PUBLIC), "Nous suivons cela.")
    walks.says("a manager's order", SOPHIE, sophie, "Demandez un devis à Petit.")
    walks.says("a status question", NADIA, nadia, "Où en est-on ?")
    first = walks.walk("a new report", the_leak(), sender=NADIA, to=INTAKE)
    home = reply_to(letter_to(first, NADIA, "T-01"))
    walks.says("a comment where no company comes", NADIA, home, "Bonjour, la bassine déborde.")
    away = reply_to(letter_to(first, NADIA, "T-01"))
    walks.walk("an out-of-office", notice(AWAY, sender=NADIA, to=away), sender="<>", to=away)
    lost = letter_to(first, SOPHIE, "G-01")
    walks.walk("a bounce", SHAPES["postfix, unknown"].make(lost, SOPHIE), sender="", to=lost.return_path)
    walks.says("a stranger", "qui@nulle-part.example", INTAKE, "Bonjour, de l'eau coule du plafond.")
    walks.says("a stranger at a seat", "qui@nulle-part.example", nadia, "Bonjour, c'est moi.")
    house.clock.now = MORNING
    digest = letter_to(house.strike(), SOPHIE, "G-03")
    named = re.search(r"(A\d+) · SIG-1046", text_of(digest))
    assert named is not None, text_of(digest)
    walks.says("a digest's answer", SOPHIE, reply_to(digest), f"{named[1]} MT-01")
    return walks


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory, sqlite_cast: Path, loop: Loop) -> Iterator[tuple[Walks, Walks]]:
    """The same story of a small case and of a large one."""
    with ExitStack() as stack:
        made = []
        for large in (False, True):
            folder = tmp_path_factory.mktemp("large" if large else "small")
            shutil.copy(sqlite_cast, folder / "mailbot.db")
            house, close = open_house(f"sqlite:///{folder / 'mailbot.db'}", folder, loop)
            stack.callback(close)
            with put_into_words(house.world.database) as anew:
                made.append(walked(house, large=large))
            made[-1].anew = anew
        yield made[0], made[1]


def test_no_statement_of_a_walk_is_put_into_words_twice(houses: tuple[Walks, Walks]) -> None:
    assert houses[0].anew | houses[1].anew == set(), "a millisecond each time that it runs"


MOST = {
    "whoever lives there has a seat": 50,
    "a tenant's comment": 48,
    "a photo": 49,
    "a company's slots": 65,
    "a choice": 50,
    "a manager's words": 43,
    "a manager's order": 50,
    "a status question": 49,
    "a new report": 44,
    "a comment where no company comes": 22,
    "an out-of-office": 20,
    "a bounce": 27,
    "a stranger": 18,
    "a stranger at a seat": 29,
    "a digest's answer": 32,
}
"""The most statements of a walk, from the claim of its mail to its commit, BEGIN and all. A larger number wants a
reason."""
LETTERS = 14
"""The most statements of all the letters of one mail, from their claim to their fates, with the look for more."""


def test_no_walk_asks_more_than_this_nor_more_where_more_people_live_and_more_was_said(
    houses: tuple[Walks, Walks],
) -> None:
    for walks in houses:
        assert {name: len(asked) for name, asked in walks.mails.items() if len(asked) > MOST[name]} == {}
        assert {name: len(asked) for name, asked in walks.letters.items() if len(asked) > LETTERS} == {}
    small, large = houses
    assert small.mails.keys() == MOST.keys()
    # That whoever came since has a seat there from now on is written once.
    assert _grown(small.mails, large.mails).keys() <= {"whoever lives there has a seat"}
    assert _grown(small.letters, large.letters) == {}


def _grown(small: dict[str, list[str]], large: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is asked more often of the large case than of the small one, for who has to mend it."""
    return {
        name: [f"{times} x {said[:300]}" for said, times in (Counter(large[name]) - Counter(asked)).items()]
        for name, asked in small.items()
        if len(large[name]) > len(asked)
    }


MOST_OF_A_PAGE = 42
"""Statements, whatever stands on it."""
READERS = (SOPHIE, NADIA, DURAND)
LINK = re.compile(r'href="(https://pages\.test\.example/p/[^"]+)"')


def links_of(house: LivingHouse) -> dict[str, str]:
    """Each page once for each reader, as their letters lead there, by the page and who reads it."""
    found: dict[str, str] = {}
    for letter in house.boxes:
        for url in LINK.findall(letter.mail.html):
            if letter.recipient not in READERS:
                continue
            page = understand_page(house.world.keyring, url.removeprefix(BASE + PREFIX)).page
            found.setdefault(f"{page.name} of {letter.recipient}", url)
    for who in READERS:
        for page in Page:
            link = own_link(house, page, who) if page in OWN_PAGES else case_link(house, page, who, ref=REF)
            found.setdefault(f"{page.name} of {who}, opened with nothing", link)
    return found


def test_no_page_asks_more_where_more_stands_on_it(houses: tuple[Walks, Walks], loop: Loop) -> None:
    seen: list[dict[str, list[str]]] = []
    for walks in houses:
        house, asked = walks.house, {}
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=web_app(house.world)), base_url=BASE)
        for name, url in links_of(house).items():
            with told(house.world.database) as statements:
                answer = loop.run(client.get(url))
            if answer.status_code == 200:
                asked[name] = statements
        loop.run(client.aclose())
        seen.append(asked)
    small, large = seen
    assert len(small) > 40, sorted(small)
    assert small.keys() == large.keys()
    assert _grown(small, large) == {}
    assert {name: len(asked) for name, asked in large.items() if len(asked) > MOST_OF_A_PAGE} == {}
