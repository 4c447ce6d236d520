"""The pages as a browser meets them, on a living house."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx
import pytest

from mailbot.columns import Base
from mailbot.model import Participant, PersonAddress, Report, Thread
from mailbot.preview.guide import Stop
from mailbot.preview.kept import kept_tour
from mailbot.threads.pages import Page, page_link
from mailbot.web.app import web_app
from tests.living import LivingHouse, Loop

BASE = "https://pages.test.example"


@dataclass
class Visitor:
    """Somebody with a browser without scripts."""

    loop: Loop
    client: httpx.AsyncClient
    house: LivingHouse

    def get(self, url: str, **more: Any) -> httpx.Response:
        response: httpx.Response = self.loop.run(self.client.get(url, **more))
        return response

    def head(self, url: str) -> httpx.Response:
        response: httpx.Response = self.loop.run(self.client.head(url))
        return response

    def post(self, url: str, **fields: str) -> httpx.Response:
        """Post a form, once its page has been read: nobody presses sooner."""
        self.house.clock.forward(seconds=3)
        response: httpx.Response = self.loop.run(self.client.post(url, data=fields))
        return response

    def send(self, url: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        """These very bytes, from somebody who has read the page."""
        self.house.clock.forward(seconds=3)
        response: httpx.Response = self.loop.run(self.client.post(url, content=body, headers=headers))
        return response

    def post_at_once(self, url: str, times: int, **fields: str) -> list[httpx.Response]:
        """The same form, sent several times at the same instant."""

        async def several() -> list[httpx.Response]:
            self.house.clock.forward(seconds=3)
            return await asyncio.gather(*(self.client.post(url, data=fields) for _ in range(times)))

        answers: list[httpx.Response] = self.loop.run(several())
        return answers

    def press(self, url: str, **fields: str) -> httpx.Response:
        """Open a page and press its button, with these fields filled in."""
        return self.post(url, form=form_of(self.get(url)), **fields)


def form_of(page: httpx.Response, button: str = "") -> str:
    """The number of the form on a page; of the one with this button, on a page that has several."""
    forms = [form for form in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if f'name="{button}"' in form]
    shown = "".join(forms) if button else page.text
    [number] = re.findall(r'name="form" value="([0-9a-f]{32})"', shown)
    return str(number)


def said(page: httpx.Response) -> str:
    """What a page says, its marks taken off and its no-break spaces plain."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def case_link(house: LivingHouse, page: Page, address: str, *, ref: str = "SIG-1046", with_: str = "") -> str:
    """The link to a page of a report, as a letter of today carries it."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Report.ref == ref, PersonAddress.address == address)
            .order_by(Thread.id)  # the public one was opened first
            .first()
        )
    assert seat is not None
    return page_link(house.world.keyring, BASE, page, seat.id, today=house.world.today(), with_=with_)


def own_link(house: LivingHouse, page: Page, address: str) -> str:
    """The link to a page of one's own."""
    with house.world.database.looking() as session:
        person = session.query(PersonAddress).filter_by(address=address).one().person_id
    return page_link(house.world.keyring, BASE, page, person, today=house.world.today())


def counts(house: LivingHouse) -> dict[str, int]:
    """How many rows each table has."""
    with house.world.database.looking() as session:
        return {table.name: session.query(table).count() for table in Base.metadata.sorted_tables}


@pytest.fixture(scope="session")
def tour() -> Sequence[Stop]:
    """Every page in its states, taken once."""
    return kept_tour().stops


@pytest.fixture
def visitor(house: LivingHouse, loop: Loop) -> Iterator[Visitor]:
    yield from _visitor(house, loop)


@pytest.fixture
def sqlite_visitor(sqlite_house: LivingHouse, loop: Loop) -> Iterator[Visitor]:
    yield from _visitor(sqlite_house, loop)


def _visitor(house: LivingHouse, loop: Loop) -> Iterator[Visitor]:
    app = web_app(house.world)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app, raise_app_exceptions=False), base_url=BASE)
    yield Visitor(loop, client, house)
    loop.run(client.aclose())
