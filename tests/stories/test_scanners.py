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
    goes_on: int = 0
    """How often it posts what it is shown after a post, as if it had found another page."""
    step: float = 0.0
    """Seconds from what it is shown to what it posts."""
    presses_one: bool = False
    """It presses the first button that is in sight, as a browser without a reader does: what is left against it is
    time."""
    posted: int = 0

    def scan(self, links: list[str]) -> None:
        self.loop.run(self._scan(links))

    async def _scan(self, links: list[str]) -> None:
        transport = httpx.ASGITransport(app=web_app(self.house.world), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            at_once = 1 if self.step else _AT_ONCE
            for at in range(0, len(links), at_once):
                found = await asyncio.gather(*(self._open(client, link) for link in links[at : at + at_once]))
                if self.posts_later:
                    self.house.clock.forward(seconds=30)
                await asyncio.gather(*(self._post(client, page) for page in found))

    async def _open(self, client: httpx.AsyncClient, link: str) -> httpx.Response:
        await client.head(link)
        return await client.get(link)

    async def _post(self, client: httpx.AsyncClient, page: httpx.Response, times: int = 0) -> None:
        for form in Forms(page.text).forms:
            is_hidden = form.action.endswith("/empty")  # what no person sees, no person presses
            if not form.action or (is_hidden and (self.reads_first or self.presses_one)):
                continue
            for button in (form.buttons or [{}])[: 1 if self.presses_one else None]:
                self.house.clock.forward(seconds=3 if self.reads_first else self.step)
                answer = await client.post(form.action, data=form.fields | button)
                self.posted += 1
                assert answer.status_code < 500, (form.action, answer.text)
                if times < self.goes_on and not is_hidden:
                    await self._post(client, answer, times + 1)
            if self.presses_one:
                break


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

    soon = impatient(visitor, url, form, after=0.8)
    assert soon.status_code == 422
    assert "Par précaution, confirmez une seconde fois : rien n’a encore été envoyé" in said(soon)
    assert "Ça coule encore." in soon.text
    assert re.search(r'<p class="notice" role="alert" id="once-more">[^<]*</p><button class="press first" autofocus '
                     r'aria-describedby="once-more">Envoyer', soon.text)  # fmt: skip
    assert rows(house) == before

    # A second press counts once the two seconds since the first showing are over, not two more.
    assert impatient(visitor, url, form_of(soon), after=1.2).status_code == 200
    assert len(rows(house)["comments"]) == len(before["comments"]) + 1


@pytest.mark.feature("S1-79")
def test_who_taps_three_times_in_two_seconds_is_through_and_a_program_that_goes_on_never_is(
    sqlite_visitor: Visitor,
) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = case_link(house, Page.ANSWER, NADIA)
    page = visitor.get(url)
    for after, status in ((0.6, 422), (0.7, 422), (0.8, 200)):
        page = impatient(visitor, url, form_of(page), after=after)
        assert page.status_code == status

    before = rows(house)
    for steps in ([0.0] * 3, [0.05] * 50, [0.3] * 12, [0.45] * 10, [0.6] * 9, [1.8, 0.3, 0.4, 0.4, 0.4]):
        page = visitor.get(url)
        for step in steps:
            page = impatient(visitor, url, form_of(page), after=step, words="Une machine.")
            assert page.status_code == 422, steps
    assert rows(house) == before


def impatient(
    visitor: Visitor, url: str, form: str, *, after: float, words: str = "Ça coule encore."
) -> httpx.Response:
    """The form posted so many seconds after its page was shown."""
    visitor.house.clock.forward(seconds=after)
    answer: httpx.Response = visitor.loop.run(visitor.client.post(url, data={"form": form, "words": words}))
    return answer


@pytest.mark.feature("S1-79")
def test_a_scanner_that_posts_what_it_is_shown_again_too_moves_nothing(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    planned(house)
    letters = list(house.boxes)
    links, before = links_in(letters)[:12], rows(house)
    for scanner in (
        Scanner(house, loop, goes_on=3, step=0.7),  # as slow as a person: the form that nobody sees stands against it
        Scanner(house, loop, goes_on=6, step=0.02, presses_one=True),
        Scanner(house, loop, goes_on=6, step=0.2, presses_one=True),
        Scanner(house, loop, goes_on=6, step=0.6, presses_one=True),
    ):
        scanner.scan(links)
        house.settle()
        assert scanner.posted > 20
        after = rows(house)
        assert {name for name in before if before[name] != after[name]} == set()
        house.clock.forward(minutes=2)
