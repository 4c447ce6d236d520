"""Leads through the house: whom to write as, where links lead, what to press, and what was seen on the way."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Dwelling, Participant, PersonAddress, Provider, Report, Thread
from mailbot.model_desk import LandlordAnswer, LandlordAsk
from mailbot.model_mails import InboundMail
from mailbot.model_orders import BankChange, Invoice, Visit, WorkOrder
from mailbot.preview.browsers import Answer, Browser
from mailbot.preview.forms import forms_on, pictures_on
from mailbot.preview.house import BASE, File, TourHouse
from mailbot.preview.papers import Paper
from mailbot.threads.addresses import reply_address
from mailbot.threads.pages import OWN_PAGES, Page, brief, page_link
from mailbot.vocabulary import Channel, Role, ThreadKind
from mailbot.web.app import web_app
from mailbot.web.visits import Sheet

_HERE = Path(__file__).parent
_SAY_WORDS = frozenset({"calendar", "canned", "canned_list", "canned_set", "dashboard", "order"})
"""The pages whose facts are partly in their reader's language: charts, names of ready messages."""
_LINK = re.compile(rf"{re.escape(BASE)}/p/[a-z2-7]+")
_FEET = ("Modifier mes alertes", "Change my alerts")
DOMAIN = "suivi.agence-tilleul.example"
INTAKE = f"signaler@{DOMAIN}"
NADIA = "nadia.belkacem@gmail.example"
YANIS = "yanis.b@outlook.example"
ODETTE = "odette.perrin@orange.example"
GILBERT = "gilbert.roux@laposte.example"
TOM = "tom.whitaker@mail.example"
SOPHIE = "sophie.lambert@agence-tilleul.example"
KARIM = "karim.haddad@agence-tilleul.example"
ON_CALL = "astreinte@agence-tilleul.example"
BERNARD = "b.vasseur@orange.example"
DURAND = "patrick@plomberie-durand.example"


@dataclass(frozen=True, slots=True)
class Stop:
    """A page in one of its states, as somebody met it."""

    name: str
    """Of its template."""
    state: str
    reader: str
    """Who met it: a role, or nobody that we know."""
    sheet: Sheet
    pictures: Mapping[str, tuple[str, bytes]]
    """What it shows beside its words, by address: media type and bytes."""
    in_english: "Stop | None" = None
    """The same page, looked at by a reader of English: of those whose facts hold words of ours."""


@dataclass(slots=True)
class Guide:
    """One walk through one house."""

    house: TourHouse
    stops: list[Stop] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    words: Mapping[str, Any] = field(default_factory=dict)
    """What people write in these scenes (script.toml)."""
    _browsers: dict[str, Browser] = field(default_factory=dict)
    _shown: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = tomllib.loads((_HERE / "script.toml").read_text("utf-8"))

    # -- People and their browsers ------------------------------------------------------------------------------------

    def browser(self, who: str = "") -> Browser:
        """The browser of somebody; of nobody that we know."""
        if who not in self._browsers:
            self._browsers[who] = Browser(web_app(self.house.world), self.house)
        return self._browsers[who]

    def see(self, state: str, who: str, url: str) -> Answer:
        """Somebody opens a page, and it is noted under this state; an empty one notes nothing."""
        answer = self.noted(state, who, self.browser(who).open(url))
        if state and answer.sheet is not None and answer.sheet.name in _SAY_WORDS and answer.sheet.language == "fr":
            with self.house.reading_english(self.person(who)):
                self._shown.clear()
                self.noted(state, who, self.browser(who).open(url))
            self._shown.clear()
            english = self.stops.pop()
            self.stops.append(replace(self.stops.pop(), in_english=english))
        return answer

    def press(
        self, state: str, who: str, page: Answer | str, act: str = "", /, *files: tuple[str, File], **fields: str
    ) -> Answer:  # fmt: skip
        """Somebody presses a button of a page; what comes then is noted. The letters of it leave. `files`: each with
        the field in which it is chosen."""
        opened = self.browser(who).open(page) if isinstance(page, str) else page
        answer = self.browser(who).press(opened, act, files, fields)
        self.house.settle()
        return self.noted(state, who, answer)

    def noted(self, state: str, who: str, answer: Answer) -> Answer:
        """Remember a page, with the pictures that it shows."""
        if state and answer.sheet is not None:
            sheet = answer.sheet
            reader = str(sheet.facts.get("reader") or "") or Role.UNKNOWN.value
            shown = {url: self._picture(who, url) for url in pictures_on(answer.html) if not url.startswith("data:")}
            self.stops.append(Stop(sheet.name, state, reader, sheet, shown))
        return answer

    def _picture(self, who: str, url: str) -> tuple[str, bytes]:
        if url not in self._shown:
            came = self.browser(who).open(url)
            self._shown[url] = (came.headers.get("content-type", ""), came.body)
        return self._shown[url]

    # -- Where links lead ---------------------------------------------------------------------------------------------

    def case(
        self, page: Page, who: str, ref: str, with_: str = "", *, kind: ThreadKind | None = None,
        about: int | None = None,
    ) -> str:  # fmt: skip
        """The link to a page of a report, as a letter to somebody carries it; `kind` and `about`: of which thread."""
        with self.house.world.database.looking() as session:
            seats = (
                session.query(Participant.id)
                .join(Thread, Thread.id == Participant.thread_id)
                .join(Report, Report.id == Thread.report_id)
                .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
                .filter(Report.ref == ref, PersonAddress.address == who)
                .order_by(Thread.id)
            )
            if kind is not None:
                seats = seats.filter(Thread.kind == kind)
            if about is not None:
                seats = seats.filter(Thread.about == about)
            seat = seats.first()
        if seat is None:
            raise LookupError(f"{who} has no seat on {ref} ({kind})")
        return self._link(page, seat[0], with_)

    def own(self, page: Page, who: str, with_: str = "") -> str:
        """The link to a page of somebody's own."""
        return self._link(page, self.person(who), with_)

    def person(self, who: str) -> int:
        """Somebody's number."""
        with self.house.world.database.looking() as session:
            return int(session.query(PersonAddress).filter_by(address=who).one().person_id)

    def mission(self, page: Page, number: str, with_: str = "", *, who: str = DURAND) -> str:
        """The link to a page of a mission, on its company's own thread."""
        order, ref = self.order(number)
        return self.case(page, who, ref, with_, kind=ThreadKind.ORDER, about=order.id)

    def order(self, number: str) -> tuple[WorkOrder, str]:
        """An order as it stands, and its report."""
        with self.house.world.database.looking() as session:
            order = session.query(WorkOrder).filter_by(number=number).one()
            return order, session.get_one(Report, order.report_id).ref

    def visit(self, number: str) -> str:
        """The last visit of an order, as links carry it."""
        return brief(self._number(Visit.id, Visit.order_id == self.order(number)[0].id))

    def choices(self, page: Answer, name: str) -> dict[str, str]:
        """What a field of a page may say, by what it shows; of boxes and circles, by their values."""
        return {each: value for form in forms_on(page.html) for each, value in form.options.get(name, {}).items()}

    def report(self, ref: str) -> int:
        """The number of a report's row."""
        return self._number(Report.id, Report.ref == ref)

    def dwelling(self, key: str) -> int:
        """The number of a home's row."""
        return self._number(Dwelling.id, Dwelling.key == key)

    def provider(self, key: str) -> int:
        """The number of a company's row."""
        return self._number(Provider.id, Provider.key == key)

    def address(self, address: str) -> int:
        """The number of an address's row."""
        return self._number(PersonAddress.id, PersonAddress.address == address)

    def last_mail(self, sender: str) -> int:
        """The number of the last mail that somebody sent."""
        return self._number(InboundMail.id, InboundMail.sender == sender)

    def last(self, row: type[BankChange | Invoice | LandlordAnswer | LandlordAsk]) -> str:
        """The last one of a kind of rows, as links carry it."""
        return brief(self._number(row.id, row.id > 0))

    def _number(self, column: Any, where: Any) -> int:
        with self.house.world.database.looking() as session:
            return int(session.scalars(select(column).where(where).order_by(column.desc()).limit(1)).one())

    def _link(self, page: Page, subject: int, with_: str) -> str:
        world = self.house.world
        assert page not in OWN_PAGES or subject
        return page_link(world.keyring, BASE, page, subject, today=world.today(), with_=with_)

    def links(self, letter: Delivered) -> list[str]:
        """The links of a letter to pages of ours, those of its foot left out."""
        foot = min((at for word in _FEET if (at := letter.mail.text.find(word)) >= 0), default=None)
        return list(dict.fromkeys(_LINK.findall(letter.mail.text[:foot])))

    def links_since(self, before: int) -> list[str]:
        """The first link of each letter that left since there were so many."""
        return [found[0] for each in list(self.house.boxes)[before:] if (found := self.links(each))]

    # -- Mails --------------------------------------------------------------------------------------------------------

    def writes(
        self, who: str, words: str, *, ref: str, channel: Channel = Channel.PUBLIC,
        kind: ThreadKind = ThreadKind.REPORT, about: int | None = None, files: Sequence[File] = (),
    ) -> list[Delivered]:  # fmt: skip
        """Somebody of a report writes on it: the letters that it caused."""
        seat = self.case(Page.REPORT, who, ref, kind=kind, about=about)
        world = self.house.world
        number = world.keyring.read(urlsplit(seat).path.rpartition("/")[2]).subject
        to = reply_address(world.keyring, number, channel, DOMAIN, today=world.today())
        return self.house.mail(who, to, words, files=files)


def letter_to(letters: Sequence[Delivered], who: str, code: str) -> Delivered:
    """The letter of this code for somebody among these. Raises LookupError."""
    for each in letters:
        if (each.recipient, each.mail.header("x-mailbot-letter")) == (who, code):
            return each
    raise LookupError(f"{who} had no {code}: {[(e.recipient, e.mail.header('x-mailbot-letter')) for e in letters]}")
