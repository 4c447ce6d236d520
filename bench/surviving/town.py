"""A town for the long run: the cast and many more tenants, what is open there, and who writes what about it."""

import base64
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from io import BytesIO

from PIL import Image
from sqlalchemy import select, update

from mailbot.db import Database, Session
from mailbot.demo.cast import load_cast
from mailbot.migrating import migrate
from mailbot.model import (
    Agency,
    AgencyProfileRow,
    Dwelling,
    Mandate,
    Occupancy,
    Ownership,
    Participant,
    Person,
    PersonAddress,
    Provider,
    Report,
    TeamMember,
    Thread,
)
from mailbot.model_mails import OutboundMail
from mailbot.threads.addresses import reply_address
from mailbot.threads.pages import Page, page_link
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Category, Channel, OutboundFate, Role, ThreadKind, Urgency
from mailbot.web.form_numbers import draw
from mailbot.workflow import order_sending, quote_requests
from mailbot.workflow.agencies import save_person
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.reports import open_report
from mailbot.workflow.scene import Scene, set_scene, with_company, with_order
from tests.answering import QUOTE_PDF, pdf

MORNING = datetime(2026, 11, 23, 6, 45, tzinfo=UTC)
"""A Monday, a quarter of an hour before the letters of the morning leave."""
SHOWN = MORNING - timedelta(hours=1)
"""When the pages were shown whose buttons are pressed."""
DOMAIN = "suivi.agence-tilleul.example"
INTAKE = f"signaler@{DOMAIN}"
COMPANIES = ("durand", "petit")
"""The one that is sent orders, and the one that is asked for quotes."""
_TALK = 2
"""Reports of each tenant that are talked about; one more is closed and opened again."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody, where they answer, and the page on which they may answer as well."""

    sender: str
    reply_to: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Mission:
    """An order on its way, and whoever may speak of it."""

    company: Seat
    tenant: Seat


@dataclass(frozen=True)
class Town:
    """Who may write, and where to."""

    tenants: tuple[Seat, ...]
    managers: tuple[Seat, ...]
    closers: tuple[Seat, ...]
    """Each on a report of its own, which is closed and opened again and again."""
    missions: tuple[Mission, ...]
    quotes: tuple[Seat, ...]


# -- How it is built --------------------------------------------------------------------------------------------------


def build(url: str, keyring: Keyring, base: str, *, tenants: int, missions: int, now: datetime) -> Town:
    """Tables, the cast, the other tenants, their reports, orders and requests. Their first letters wait to leave."""
    database = Database(url)
    migrate(database.engine)
    with database.transaction() as session:
        load_cast(session, now=now - timedelta(days=1))
        _loosen(session, now)
        homes = [_move_in(session, number, now=now) for number in range(max(tenants, 2 * missions))]
        opened = [[_opened(session, *home, turn, now=now) for turn in range(_TALK + 1)] for home in homes]
        session.execute(update(OutboundMail).values(fate=OutboundFate.SENT, due_at=None))  # not what is shown
    seats = _Seats(keyring, base, now.date())
    with database.transaction() as session:
        providers = session.scalars(
            select(Provider).where(Provider.key.in_(("durand", "petit"))).order_by(Provider.key)
        )
        durand, petit = providers
        sent = [
            Mission(
                seats.of_company(ordered(session, reports[0], durand, now=now)), seats.of_tenant(session, reports[0])
            )
            for reports in opened[:missions]
        ]
        asked = tuple(
            seats.of_company(_requested(session, reports[0], petit, now=now))
            for reports in opened[missions : 2 * missions]
        )
    with database.looking() as session:
        talked = [report for reports in opened for report in reports[1:_TALK]]
        town = Town(
            tuple(seats.of_tenant(session, report) for report in talked),
            tuple(seats.of_manager(session, report) for report in talked),
            tuple(seats.of_tenant(session, reports[_TALK]) for reports in opened),
            tuple(sent),
            tuple(asked),
        )
    database.close()
    return town


def _loosen(session: Session, now: datetime) -> None:
    """Nobody is taken for a robot here, however often they write."""
    agency = session.scalars(select(Agency)).one()
    row = session.get_one(AgencyProfileRow, agency.profile_id)
    loose = {"turns_half_hour": 1000, "answers_an_hour": 1000, "answers_two_hours": 1000}
    new = AgencyProfileRow(
        agency_id=agency.id, content={**row.content, "rules": {**row.content["rules"], **loose}}, since=now
    )
    session.add(new)
    session.flush()
    agency.profile_id = new.id


def _move_in(session: Session, number: int, *, now: datetime) -> tuple[Person, Dwelling]:
    like = session.scalars(select(Dwelling).where(Dwelling.key == "L-A12")).one()
    mandate = session.scalars(select(Mandate).where(Mandate.number == "1187")).one()
    team = session.scalars(select(TeamMember.person_id).order_by(TeamMember.person_id)).all()
    home = Dwelling(
        agency_id=like.agency_id, building_id=like.building_id, key=f"T-{number}", name=f"Logement {number}", place="",
        completed_on=like.completed_on, access=like.access, manager_id=team[number % len(team)],
    )  # fmt: skip
    session.add(home)
    session.flush()
    person = save_person(
        session, like.agency_id, key=f"tenant-{number}", civility="Mme", name=f"Camille Numero{number}",
        family_name=f"Numero{number}", telephone="", language="fr", addresses=[f"camille.{number}@gmail.example"],
        now=now,
    )  # fmt: skip
    session.add_all(
        (
            Ownership(
                agency_id=like.agency_id, dwelling_id=home.id, landlord_id=mandate.landlord_id, mandate_id=mandate.id,
                starts_on=date(2000, 1, 1),
            ),
            Occupancy(
                agency_id=like.agency_id, dwelling_id=home.id, person_id=person.id, starts_on=date(2020, 1, 1),
                welcomed_at=now,
            ),
        )
    )  # fmt: skip
    session.flush()
    return person, home


def _opened(session: Session, person: Person, home: Dwelling, turn: int, *, now: datetime) -> Report:
    scene, _ = open_report(
        session, person, home, object_=f"Fuite {turn}", text="Le robinet fuit.", category=Category.PLUMBING,
        urgency=Urgency.NORMAL, photos=(), now=now - timedelta(hours=20),
    )  # fmt: skip
    return scene.report


def ordered(session: Session, report: Report, provider: Provider, *, now: datetime) -> Scene:
    """A manager sends a company an order: the scene with it."""
    scene = set_scene(session, report, now=now)
    wish = order_sending.wish_for(session, scene, provider, extract_of(session, scene), now=now)
    order = order_sending.send_order(session, scene, scene.home.managers[0], wish, now=now)
    return with_order(session, set_scene(session, report, now=now), order, now=now)


def _requested(session: Session, report: Report, provider: Provider, *, now: datetime) -> Scene:
    scene = set_scene(session, report, now=now)
    wish = quote_requests.wish_for(session, scene, provider, extract_of(session, scene))
    quote = quote_requests.request_quote(session, scene, scene.home.managers[0], wish, now=now)
    return with_company(session, set_scene(session, report, now=now), quote, now=now)


@dataclass(frozen=True, slots=True)
class _Seats:
    keyring: Keyring
    base: str
    today: date

    def of_tenant(self, session: Session, report: Report) -> Seat:
        return self._seat(session, report, Role.TENANT)

    def of_manager(self, session: Session, report: Report) -> Seat:
        return self._seat(session, report, Role.MANAGER)

    def of_company(self, scene: Scene) -> Seat:
        assert scene.company is not None
        seat = next(iter(scene.company.seats.values()))
        [person] = scene.company.people
        return Seat(person.addresses[0].address, self._address(seat.id))

    def _seat(self, session: Session, report: Report, role: Role) -> Seat:
        seat, address = session.execute(
            select(Participant, PersonAddress.address)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .where(Thread.report_id == report.id, Thread.kind == ThreadKind.REPORT, Participant.role == role)
            .order_by(Participant.id)
            .limit(1)
        ).one()
        page = page_link(self.keyring, self.base, Page.ANSWER, seat.id, today=self.today)
        return Seat(address, self._address(seat.id), page)

    def _address(self, seat_id: int) -> str:
        return reply_address(self.keyring, seat_id, Channel.PUBLIC, DOMAIN, today=self.today)


# -- Who writes what --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Posting:
    """One mail of the run, or one press of a page. The same number is always the same mail."""

    number: int
    kind: str
    seat: Seat
    to: str
    text: str
    photo: bool = False
    paper: bool = False
    after: int | None = None
    """The mail that this one answers: people read what became of it before they go on."""

    @property
    def mark(self) -> str:
        """What it is found by."""
        return f"numero-{self.number}"

    def raw(self, written: datetime) -> bytes:
        """The mail, octet for octet the same each time it is sent."""
        head = (
            f"From: <{self.seat.sender}>\r\nTo: <{self.to}>\r\nSubject: Re: fuite {self.number}\r\n"
            f"Message-ID: <{self.mark}@survival.example>\r\nDate: {written:%a, %d %b %Y %H:%M:%S} +0000\r\n"
            "MIME-Version: 1.0\r\n"
        )
        text = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{self.text}\r\n"
        if not self.photo and not self.paper:
            return (head + text).encode()
        kind, name = ("application/pdf", "devis.pdf") if self.paper else ("image/jpeg", "photo.jpg")
        content = quote_paper() if self.paper else photo_of(self.number % 40)
        edge = f"=_edge{self.number}"
        return (
            f'{head}Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n--{edge}\r\n{text}--{edge}\r\n'
            f'Content-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
            f"Content-Transfer-Encoding: base64\r\n\r\n{_base64(content)}\r\n--{edge}--\r\n"
        ).encode()

    def form(self) -> dict[str, str]:
        """The fields of a press, always the same: whoever presses again sends the same form."""
        number = draw(SHOWN)[:11] + f"{self.number:021x}"
        return {"form": number, "words": self.text}


def postings(town: Town, mails: int, *, seed: int) -> list[Posting]:
    """All that is written in a run, in its order."""
    chance = random.Random(f"town:{seed}")
    plan: list[tuple[float, int, str, str, Seat, str]] = []
    for at, mission in enumerate(town.missions):
        begins = chance.uniform(0, 0.6)
        for step, (kind, seat, words) in enumerate(_of_mission(mission)):
            plan.append((begins + 0.1 * step, at, f"mission {at}", kind, seat, words))
    for at, seat in enumerate(town.quotes):
        plan.append((chance.uniform(0, 0.9), at, "", "quote", seat, "Bonjour, voici notre devis."))
    turns = max(1, round(mails * 0.04 / max(1, len(town.closers)) / 2))
    for at, seat in enumerate(town.closers[: max(1, round(mails * 0.04 / 2 / turns))]):
        for turn in range(turns):
            begins = (turn + chance.uniform(0, 0.4)) / turns
            plan.append((begins, at, f"report {at}", "close", seat, "C'est réglé, vous pouvez clôturer."))
            plan.append((begins + 0.5 / turns, at, f"report {at}", "reopen", seat, "Pas réglé, ça fuit encore."))
    while len(plan) < mails:
        kind = chance.choices(list(_LIGHT), weights=[weight for weight, _ in _LIGHT.values()])[0]
        seats = town.managers if kind in ("manager", "command") else town.tenants
        plan.append((chance.random(), len(plan), "", kind, chance.choice(seats), _LIGHT[kind][1]))
    plan.sort(key=lambda each: each[:2])
    last: dict[str, int] = {}
    written = []
    for number, (_, _, chain, kind, seat, words) in enumerate(plan[:mails]):
        written.append(replace(_posting(number, kind, seat, words), after=last.get(chain)))
        if chain:
            last[chain] = number
    return written


def posting(number: int, kind: str, seat: Seat) -> Posting:
    """Something that people write at any time."""
    return _posting(number, kind, seat, _LIGHT[kind][1])


_LIGHT = {
    "tenant": (72, "Voici le message {mark} pour vous."),
    "manager": (10, "Bonjour, voici le message {mark} du gestionnaire."),
    "command": (4, "#occupants\n"),
    "report": (4, "Bonjour,\n\nLe volet {mark} de la chambre ne se ferme plus.\n"),
    "photo": (2, "Bonjour,\n\nLe radiateur {mark} du salon fuit, voici une photo.\n"),
    "press": (8, "Voici le message {mark} de la page."),
}
"""Weight and words of what people write at any time."""


def _of_mission(mission: Mission) -> tuple[tuple[str, Seat, str], ...]:
    slots = "Je peux passer mardi 1er décembre entre 9h et 11h, ou jeudi 3 décembre entre 14h et 18h."
    return (
        ("slots", mission.company, slots),
        ("choice", mission.tenant, "Le 2, merci."),
        ("planned", mission.company, "ok"),
    )


def _posting(number: int, kind: str, seat: Seat, words: str) -> Posting:
    text = words.replace("{mark}", f"numero-{number}")
    to = INTAKE if kind in ("report", "photo") else seat.reply_to
    return Posting(number, kind, seat, to, text, photo=kind == "photo", paper=kind == "quote")


@lru_cache(maxsize=1)
def quote_paper() -> bytes:
    """A company's quote."""
    return pdf(QUOTE_PDF)


@lru_cache(maxsize=40)
def photo_of(number: int) -> bytes:
    """A photo of a few hundred kilobytes."""
    noise = Image.frombytes("RGB", (600, 600), random.Random(number).randbytes(600 * 600 * 3))
    kept = BytesIO()
    noise.save(kept, "JPEG", quality=90)
    return kept.getvalue()


def _base64(content: bytes) -> str:
    return base64.encodebytes(content).decode().replace("\n", "\r\n")
