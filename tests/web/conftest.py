"""The pages as a browser meets them, on a living house."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from mailbot.threads.pages import PREFIX
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
        response: httpx.Response = self.loop.run(self.client.post(url, data=fields))
        return response

    def press(self, url: str, **fields: str) -> httpx.Response:
        """Open a page and press its button, with these fields filled in."""
        return self.post(url, form=form_of(self.get(url)), **fields)


def form_of(page: httpx.Response) -> str:
    """The number of the form on a page."""
    [number] = re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)
    return str(number)


def said(page: httpx.Response) -> str:
    """What a page says, its marks taken off and its no-break spaces plain."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).replace("&#39;", "'").split())


def sealed_of(url: str) -> str:
    return url.partition(PREFIX)[2]


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
