"""The letters of eight o'clock (récapitulatifs): whatever waits for one is told in it, once (SM7, S1-76)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Dwelling, Event, LandlordContact, Ownership, Person, Report
from mailbot.model_mails import DigestLine, OutboundMail
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow import budgets
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.choices import say_back
from mailbot.workflow.digest_facts import Waiting, for_landlord, for_manager, for_tenant
from mailbot.workflow.households import homes_of_tenant, is_in_team, stands_on
from mailbot.workflow.landlord_asks import decisions_of
from mailbot.workflow.own_letters import keep_letters, letter_row
from mailbot.workflow.portfolio import portfolio_of

_MOST_ANSWERS = 5
"""Letters outside any report that answer one person within an hour (GAP-23)."""


def send_digests(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Tell everybody what waits for them. Nothing to say, no letter; managers read what waits for their decision too.

    A line that its reader may not see any more, since they moved out or the report is private now, is told to nobody.
    """
    today = now.astimezone(profile.zone).date()
    portfolio = portfolio_of(session, agency, today=today)
    waiting = _waiting(session, agency)
    for person_id in portfolio.team:
        waiting.setdefault((person_id, Role.MANAGER), [])
    letters: list[tuple[dict[str, Any], list[Waiting]]] = []
    dropped: list[Waiting] = []
    for (person_id, role), lines in sorted(waiting.items()):
        person = session.get_one(Person, person_id)
        shown = lines if role is Role.MANAGER else _still_theirs(session, person, role, lines, today=today)
        dropped += [line for line in lines if line not in shown]
        if not person.addresses:
            continue
        match role:
            case Role.MANAGER if person_id not in portfolio.team:
                dropped += lines
            case Role.MANAGER if lines or portfolio.decisions_of(person_id):
                facts = for_manager(session, portfolio, person, lines, today=today, now=now)
                letters.append((_letter(agency, person, Role.MANAGER, facts, now=now), lines))
            case Role.TENANT if shown:
                facts = for_tenant(session, person, shown, today=today)
                letters.append((_letter(agency, person, Role.TENANT, facts, now=now), shown))
            case Role.LANDLORD if shown:
                awaited = decisions_of(session, person.id, profile.zone, now=now)
                facts = for_landlord(person, shown, awaited=len(awaited), today=today)
                letters.append((_letter(agency, person, Role.LANDLORD, facts, now=now), shown))
    _write(session, letters)
    if dropped:
        session.execute(delete(DigestLine).where(DigestLine.id.in_([line.number for line in dropped])))


def tell_manager_now(
    session: Session, agency: Agency, profile: AgencyProfile, person: Person, *, now: datetime,
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """A manager asks where things stand: their digest on the spot, with all that waits, even if that is nothing."""
    if not may_be_answered(session, person, now=now):
        return
    today = now.astimezone(profile.zone).date()
    note_answer(session, agency, person, Role.MANAGER, EventKind.STATUS_ASKED, now=now, mail_id=mail_id)
    lines = _waiting(session, agency, person).get((person.id, Role.MANAGER), [])
    portfolio = portfolio_of(session, agency, today=today)
    facts = for_manager(session, portfolio, person, lines, today=today, now=now)
    _write(session, [(_letter(agency, person, Role.MANAGER, facts, now=now), lines)])


def _letter(agency: Agency, person: Person, role: Role, facts: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    kind, channel = _DIGESTS[role]
    return letter_row(agency, person, kind, facts | {"channel": channel.value}, now=now)


_DIGESTS: Mapping[Role, tuple[LetterKind, Channel]] = MappingProxyType(
    {
        Role.MANAGER: (LetterKind.DIGEST_OF_MANAGER, Channel.DIGEST),
        Role.TENANT: (LetterKind.DIGEST_OF_TENANT, Channel.AGENCY),
        Role.LANDLORD: (LetterKind.DIGEST_OF_LANDLORD, Channel.PRIVATE),
    }
)
"""The digest of each role, and where an answer to it goes."""


def note_answer(
    session: Session, agency: Agency, person: Person, role: Role, kind: EventKind, *, now: datetime,
    mail_id: int | None = None,
) -> Event:  # fmt: skip
    """The journal's line for an answer that is about no report."""
    event = Event(
        agency_id=agency.id, report_id=None, kind=kind, actor_id=person.id, actor_role=role, comment_id=None,
        mail_id=mail_id, facts={}, at=now,
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event


def ask_outside_reports(
    session: Session, row: dict[str, Any], person: Person, role: Role, kind: EventKind, *, now: datetime,
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """Write a letter that puts a question, or explains, about no report; with the journal's line for it."""
    agency = session.get_one(Agency, row["agency_id"])
    event = note_answer(session, agency, person, role, kind, now=now, mail_id=mail_id)
    say_back(session, [row])
    keep_letters(session, [row | {"event_id": event.id}])


def may_be_answered(session: Session, person: Person, *, now: datetime) -> bool:
    """Whether somebody has not had too many answers from us within the hour: a robot that nobody recognised has."""
    answered = select(func.count()).where(
        Event.report_id.is_(None),
        Event.actor_id == person.id,
        Event.kind.in_([EventKind.STATUS_ASKED, EventKind.READING_FOUND_UNCLEAR, EventKind.ACT_REFUSED]),
        Event.at > now - timedelta(hours=1),
    )
    if session.execute(answered).scalar_one() >= _MOST_ANSWERS:
        return False
    agency = session.get_one(Agency, person.agency_id)
    is_manager = is_in_team(session, person.id)
    return budgets.may_answer(session, profile_of(session, agency).rules, person.id, is_manager=is_manager, now=now)


# -- Lines ------------------------------------------------------------------------------------------------------------


def _waiting(
    session: Session, agency: Agency, person: Person | None = None
) -> defaultdict[tuple[int, Role], list[Waiting]]:
    """What no digest has told yet, by reader and role. Its rows are locked: two digests never tell the same one."""
    asked = (
        select(
            DigestLine.id, DigestLine.person_id, DigestLine.role, Event.kind, Event.at, Event.facts, Event.comment_id,
            Event.actor_id, Event.actor_role, Report, Dwelling.name,
        )
        .join(Event, Event.id == DigestLine.event_id)
        .outerjoin(Report, Report.id == DigestLine.report_id)
        .outerjoin(Dwelling, Dwelling.id == Report.dwelling_id)
        .where(DigestLine.agency_id == agency.id, DigestLine.letter_id.is_(None))
        .order_by(DigestLine.id)
        .with_for_update(of=DigestLine)
    )  # fmt: skip
    if person is not None:
        asked = asked.where(DigestLine.person_id == person.id)
    found: defaultdict[tuple[int, Role], list[Waiting]] = defaultdict(list)
    for number, reader, role, *rest in session.execute(asked):
        found[reader, role].append(Waiting(number, *rest))
    return found


def _still_theirs(
    session: Session, person: Person, role: Role, lines: Sequence[Waiting], *, today: date
) -> list[Waiting]:
    """The lines about homes that are this person's today, and about what everybody there may know."""
    if role is Role.TENANT:
        homes = set(homes_of_tenant(session, person.id, today=today))
    else:
        owned = select(Ownership.dwelling_id).join(
            LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id
        )
        owned = owned.where(LandlordContact.person_id == person.id, stands_on(Ownership, today))
        homes = set(session.scalars(owned))
    return [
        line
        for line in lines
        if line.report is not None and not line.report.is_private and line.report.dwelling_id in homes
    ]


def _write(session: Session, letters: Iterable[tuple[dict[str, Any], list[Waiting]]]) -> None:
    """Write the letters, and on each line which of them tells it."""
    letters = list(letters)
    if not letters:
        return
    rows = [row for row, _ in letters]
    say_back(session, rows)
    numbers = session.scalars(insert(OutboundMail).returning(OutboundMail.id, sort_by_parameter_order=True), rows)
    told = [
        {"line": line.number, "letter": number}
        for number, (_, lines) in zip(numbers.all(), letters, strict=True)
        for line in lines
    ]
    if told:
        session.connection().execute(_TELL, told)


_TELL = update(DigestLine).where(DigestLine.id == bindparam("line")).values(letter_id=bindparam("letter"))
