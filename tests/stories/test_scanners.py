"""A program that opens every link of a letter, and posts every form that it finds, moves nothing."""

import asyncio
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain

import httpx
import pytest
from sqlalchemy import text

from mailbot.demo.letterboxes import Delivered
from mailbot.threads.pages import Page
from mailbot.web.app import web_app
from tests.deciding import ask_bernard, leak_with_quotes
from tests.living import INTAKE, NADIA, LivingHouse, Loop, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link, form_of, said
from tests.working import company_says, planned

_LINK = re.compile(rf"{re.escape(BASE)}/p/\w+")
_AT_ONCE = 12
"""Connections of one scanner."""


@dataclass
class Form:
    """A form as a program sees it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Every form of a page, filled in as it comes: what is there, and the first of what may be chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(said.get("action", "")) if said.get("method") == "post" else Form(""))
        elif self.forms:
            self._field(self.forms[-1], tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name = said.get("name", "")
        if tag == "button":
            form.buttons.append({name: said.get("value", "")} if name else {})
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.fields.setdefault(self._select, said.get("value", ""))
        elif tag == "textarea":
            form.fields.setdefault(name, "Texte d'essai")
        elif tag == "input" and said.get("type") in ("radio", "checkbox"):
            form.fields.setdefault(name, said.get("value", "on"))
        elif tag == "input" and name:
            form.fields.setdefault(name, said.get("value", "") or _made_up(said))


def _made_up(said: dict[str, str]) -> str:
    return {"date": "2026-12-01", "email": "test@scanner.example", "time": "10:00"}.get(said.get("type", ""), "1")


@dataclass
class Scanner:
    """It follows links and posts forms, several at a time, as fast as it can."""

    house: LivingHouse
    loop: Loop
    reads_first: bool = False
    posts_later: bool = False
    """It opens all links first, and posts the forms when half a minute has gone by."""
    posted: int = 0

    def scan(self, links: list[str]) -> None:
        self.loop.run(self._scan(links))

    async def _scan(self, links: list[str]) -> None:
        transport = httpx.ASGITransport(app=web_app(self.house.world), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            for at in range(0, len(links), _AT_ONCE):
                found = await asyncio.gather(*(self._open(client, link) for link in links[at : at + _AT_ONCE]))
                if self.posts_later:
                    self.house.clock.forward(seconds=30)
                await asyncio.gather(*(self._post(client, page) for page in found))

    async def _open(self, client: httpx.AsyncClient, link: str) -> httpx.Response:
        await client.head(link)
        return await client.get(link)

    async def _post(self, client: httpx.AsyncClient, page: httpx.Response) -> None:
        for form in Forms(page.text).forms:
            if not form.action or (self.reads_first and form.action.endswith("/empty")):
                continue  # what no person sees, no person presses
            for button in form.buttons or [{}]:
                if self.reads_first:
                    self.house.clock.forward(seconds=3)
                answer = await client.post(form.action, data=form.fields | button)
                self.posted += 1
                assert answer.status_code < 500, (form.action, answer.text)


def rows(house: LivingHouse) -> dict[str, list[str]]:
    """Every row of every table but the letters, which are looked at in their boxes, and what forms were pressed."""
    with house.world.database.looking() as session:
        names = [table for table in _tables() if table not in ("outbound_mails", "presses")]
        return {name: [str(row) for row in session.execute(text(f"SELECT * FROM {name} ORDER BY 1"))] for name in names}  # noqa: S608


def _tables() -> list[str]:
    from mailbot.columns import Base

    return [table.name for table in Base.metadata.sorted_tables]


def links_in(letters: list[Delivered]) -> list[str]:
    """Each link once, in the order in which they came."""
    return list(dict.fromkeys(chain.from_iterable(_LINK.findall(letter.mail.text) for letter in letters)))


@pytest.mark.long
@pytest.mark.feature("GAP-23", "S1-79")
def test_a_scanner_that_opens_and_posts_every_link_it_finds_moves_no_case(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Intervention réalisée.")  # and the home is asked whether it is repaired
    ask_bernard(house, loop, *leak_with_quotes(house, ("azur", "480.00"), ("petit", "510.00")))
    letters = list(house.boxes)
    links = links_in(letters)
    assert len(links) > 50
    before = rows(house)

    for scanner in (Scanner(house, loop), Scanner(house, loop, posts_later=True)):
        scanner.scan(links)
        house.settle()

        assert scanner.posted > 50
        assert {code for _, code in who_got_what(list(house.boxes)[len(letters) :])} <= {"X-16", "X-17"}
        after = rows(house)
        assert {name for name in before if before[name] != after[name]} == set()

    # The same program with the patience of a person does move things: it is the time that stands against it.
    house.clock.forward(minutes=2)
    patient = Scanner(house, loop, reads_first=True)
    patient.scan(links[:20])
    assert rows(house)["reports"] != before["reports"] or rows(house)["comments"] != before["comments"]


@pytest.mark.feature("S1-79")
def test_who_presses_too_soon_reads_the_page_again_with_what_they_typed_and_presses_once_more(
    visitor: Visitor,
) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url, before = case_link(house, Page.ANSWER, NADIA), rows(house)
    form = form_of(visitor.get(url))

    soon = visitor.loop.run(visitor.client.post(url, data={"form": form, "words": "Ça coule encore."}))
    assert soon.status_code == 422
    assert "Confirmez une nouvelle fois : rien n’a encore été envoyé" in said(soon)
    assert "Ça coule encore." in soon.text
    assert rows(house) == before
    at_once = visitor.loop.run(visitor.client.post(url, data={"form": form_of(soon), "words": "Ça coule encore."}))
    assert at_once.status_code == 422  # however often: every page that is shown begins anew

    assert visitor.post(url, form=form_of(at_once), words="Ça coule encore.").status_code == 200
    assert len(rows(house)["comments"]) == len(before["comments"]) + 1
