"""Who stands before a page: the person behind a link, what they are to the home, and the case that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.model import Agency, Occupancy, Participant, Person
from mailbot.threads.lives import is_revoked
from mailbot.threads.pages import OurPage, Page, page_link, understand_page
from mailbot.threads.participants import Seat, seat_with_number, seen_seat
from mailbot.vocabulary import Channel, Role, ThreadKind
from mailbot.workflow.agencies import is_on_call, profile_of
from mailbot.workflow.former_tenants import ended_lately, stay_of
from mailbot.workflow.households import is_provider, role_of
from mailbot.workflow.scene import Scene, at_table_of, look_at, set_scene, who_has_left
from mailbot.workflow.tongues import spoken
from mailbot.world import World


class Nowhere(Exception):
    """The link was never ours, or opens nothing at all: nothing is told."""


class Shut(Exception):
    """The link was ours, and opens its page no more."""

    def __init__(self, profile: AgencyProfile, language: str, *, page: str) -> None:
        super().__init__(page)
        self.profile, self.language, self.page = profile, language, page


class Incomplete(Exception):
    """Something must be put right on the page first. The message is its code."""

    def __init__(self, code: str, *, drops: Sequence["Handed"] = ()) -> None:
        super().__init__(code)
        self.drops = frozenset(each.fingerprint for each in drops)
        """Files that nobody can use: the form remembers them no more."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """A secret for one browser to keep: it proves, later, that its person has read their own mail there."""

    name: str
    value: str
    path: str
    max_age: int
    """In seconds."""
    secure: bool


@dataclass(frozen=True, slots=True)
class Engagement:
    """What a button that engages money would do, for the page that asks for a yes (X-16)."""

    piece: str
    """The part of a page that says it: `pages/<language>/<piece>.html`."""
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """A mail made of a form, by its bytes."""

    fingerprint: str
    size: int


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody chose on a page."""

    name: str
    fingerprint: str
    content: bytes

    @property
    def kept(self) -> str:
        """What the form remembers of it."""
        return f"{self.fingerprint}/{self.name}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form brought: its number, its words and choices; nothing for somebody who only looks."""

    form: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""
    """What the page asks to put right first."""
    cookies: Mapping[str, str] = field(default_factory=dict)
    """What the browser keeps for us."""
    handed: tuple[Handed, ...] = ()
    """The files that came with it, or that came before and are remembered."""
    carried: Carried | None = None
    """The mail that stands for them, once its bytes are kept."""

    def text(self, name: str) -> str:
        """One field, without the blanks around it; line ends as we keep them."""
        return self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page says: the name of its template and its facts. Values only: it is printed once the session is over."""

    name: str
    facts: Mapping[str, Any]
    language: str
    profile: AgencyProfile | None
    status: int = 200
    cookie: Cookie | None = None
    """What the browser is given to keep."""
    pressed: Mapping[str, str] | None = None
    """What was brought by the press after which the page comes again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before a page of their own."""

    session: Session
    world: World
    sealed: str
    page: OurPage
    agency: Agency
    profile: AgencyProfile
    person: Person
    role: Role
    now: datetime
    form: str
    """Of the form that this visit shows, or that it brought."""
    offers: frozenset[Page]
    """The pages that there are: a button to another one would be dead."""
    has_left: bool = False
    """A tenant of lately, who looks at his own closed reports and at nothing else (S1-70)."""

    @property
    def today(self) -> date:
        """The day where the agency lives."""
        return _today(self.profile, self.now)

    @property
    def language(self) -> str:
        """The reader's language."""
        return language_of(self.person)

    def link(self, page: Page, subject: int, with_: str = "") -> str:
        """A link to another page, as old as the one that led here: no page makes a link live longer."""
        base, today = self.world.page_base, self.page.issued
        return page_link(self.world.keyring, base, page, subject, today=today, with_=with_)

    def sheet(self, template: str, *, status: int = 200, **facts: Any) -> Sheet:
        """A page with these facts, for this reader."""
        always = {"form": self.form, "here": f"/p/{self.sealed}", "reader": self.role.value, "name": self.person.name}
        return Sheet(template, always | facts, self.language, self.profile, status)


@dataclass(frozen=True, slots=True)
class CaseVisit(Visit):
    """Somebody before a page of a report in which they have a seat."""

    seat: Seat = field(kw_only=True)
    scene: Scene = field(kw_only=True)
    stay: Occupancy | None = None
    """Of a tenant who has left: that by which he may look. None for everybody else."""

    def case_sheet(self, template: str, *, status: int = 200, **facts: Any) -> Sheet:
        """A page about the report, whose head says which one."""
        report, home = self.scene.report, self.scene.home
        named = {
            "ref": report.ref,
            "object": report.object,
            "dwelling": home.dwelling.name,
            "building": home.building.name,
            "back": self.link(Page.REPORT, self.seat.participant.id),
        }
        return self.sheet(template, status=status, **named | facts)


_CHANNEL = {
    ThreadKind.REPORT: Channel.PUBLIC,
    ThreadKind.PRIVATE: Channel.PRIVATE,
    ThreadKind.QUOTE: Channel.PUBLIC,
    ThreadKind.ORDER: Channel.PUBLIC,
}
"""The channel is the thread's: no word on a page chooses it (HOUSE, promise 7)."""
_FOR_COMPANIES = frozenset({Page.ACCOUNT, Page.NEW_ADDRESS, Page.CONFIRM, Page.MISSIONS})
"""The pages of one's own that somebody who writes for a company has."""


def managers_only(visit: Visit) -> None:
    """For anybody else there is nothing here. Raises Nowhere."""
    if visit.role is not Role.MANAGER:
        raise Nowhere


def language_of(person: Person) -> str:
    """The language in which a person reads pages."""
    return spoken(person)


def understood(world: World, sealed: str) -> OurPage:
    """What a link says. Raises Nowhere for one that we did not mint."""
    try:
        return understand_page(world.keyring, sealed)
    except Refused:
        raise Nowhere from None


def enter(
    session: Session, world: World, sealed: str, *, form: str, offers: frozenset[Page], now: datetime, acts: bool,
    even_old: bool = False, even_revoked: bool = False,
) -> Visit:  # fmt: skip
    """The visit behind a link. `acts`: the report is ours until the transaction ends, and its scene is set.
    `even_old`: for what a link may ask for however old it is; `even_revoked`: the same of one that was made worthless,
    which may ask for another one alone: that goes to the address on file.

    Raises Nowhere, or Shut when the link is too old or its person may not come in any more.
    """
    page = understood(world, sealed)
    if page.page not in offers:
        raise Nowhere
    if page.is_own:
        visit = _own(session, world, sealed, page, form=form, offers=offers, now=now)
    else:
        visit = _case(session, world, sealed, page, form=form, offers=offers, now=now, acts=acts)
    if is_revoked(page.issued, visit.person.tokens_from) and not even_revoked:
        raise Shut(visit.profile, visit.language, page="over")
    if page.is_over(now.date()) and not even_old:
        raise Shut(visit.profile, visit.language, page="over")
    return visit


def _own(
    session: Session, world: World, sealed: str, page: OurPage, *, form: str, offers: frozenset[Page], now: datetime
) -> Visit:
    person = session.get(Person, page.subject)
    if person is None:
        raise Nowhere
    agency = session.get_one(Agency, person.agency_id)
    profile = profile_of(session, agency)
    role = role_of(session, person.id, today=_today(profile, now))
    if (
        role is Role.UNKNOWN
        and page.page in _FOR_WHO_LEFT
        and ended_lately(session, person.id, today=_today(profile, now))
    ):
        return Visit(
            session, world, sealed, page, agency, profile, person, Role.TENANT, now, form, offers & _FOR_WHO_LEFT, True
        )
    if role is Role.UNKNOWN and page.page in _FOR_COMPANIES and is_provider(session, person.id):
        role = Role.PROVIDER
    if role is Role.UNKNOWN:
        raise Shut(profile, language_of(person), page="gone")
    return Visit(session, world, sealed, page, agency, profile, person, role, now, form, offers)


def _case(
    session: Session, world: World, sealed: str, page: OurPage, *, form: str, offers: frozenset[Page], now: datetime,
    acts: bool,
) -> CaseVisit:  # fmt: skip
    find = seat_with_number if acts else seen_seat
    seat = find(session, page.subject, Channel.PUBLIC)
    if seat is None or seat.thread.kind not in _CHANNEL:
        raise _shut_out(session, page)
    seat = Seat(seat.participant, seat.person, seat.thread, seat.report, _CHANNEL[seat.thread.kind])
    scene = _set(session, seat, now=now) if acts else look_at(session, seat, now=now)
    why, stay = who_has_left(session, scene, seat), None
    if why == "former_tenant" and page.page in _FOR_WHO_LEFT:
        stay = stay_of(session, scene.profile, seat.report, seat.person.id, today=_today(scene.profile, now))
    if why == "former_manager" and page.page is Page.ALARM and is_on_call(session, seat.person, scene.profile):
        why, offers = None, offers & {Page.ALARM}  # who is on call answers the alarm, and has no other right
    if why is not None and stay is None:
        raise Shut(scene.profile, language_of(seat.person), page="gone")
    return CaseVisit(
        session, world, sealed, page, scene.agency, scene.profile, seat.person, seat.participant.role, now, form,
        offers if stay is None else offers & _FOR_WHO_LEFT, stay is not None, seat=seat, scene=scene, stay=stay,
    )  # fmt: skip


_FOR_WHO_LEFT = frozenset({Page.CASES, Page.REPORT})


def _today(profile: AgencyProfile, now: datetime) -> date:
    return now.astimezone(profile.zone).date()


def _set(session: Session, seat: Seat, *, now: datetime) -> Scene:
    """The scene on which somebody acts: what manager and landlord do is seen by the home too, unless it is words."""
    scene = set_scene(session, seat.report, now=now, by="page")
    return at_table_of(session, scene, seat.thread, now=now)


def _shut_out(session: Session, page: OurPage) -> Exception:
    """What somebody meets whose seat was taken away: the agency's number, and nothing of the case."""
    found = session.execute(
        select(Person, Agency)
        .join(Participant, Participant.person_id == Person.id)
        .join(Agency, Agency.id == Participant.agency_id)
        .where(Participant.id == page.subject)
    ).one_or_none()
    if found is None:
        return Nowhere()
    person, agency = found
    return Shut(profile_of(session, agency), language_of(person), page="gone")
