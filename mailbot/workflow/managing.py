"""What a manager looks up or changes by a line of a mail: people, companies, a name (READING, section 10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Dwelling, Event, Occupancy, Person, TeamMember
from mailbot.model_mails import DigestLine
from mailbot.threads.headers import one_line
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Alerts, Channel, EventKind, LetterKind, Role
from mailbot.workflow.alerts import set_alerts
from mailbot.workflow.company_list import companies
from mailbot.workflow.events import announce
from mailbot.workflow.household_facts import undo
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.manager_facts import pages_of_receipt, receipt
from mailbot.workflow.occasions import Occasion
from mailbot.workflow.own_letters import write_to
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Desk:
    """Who wrote a line, as what, and on which report; on none, in answer to a letter of their own."""

    agency: Agency
    profile: AgencyProfile
    person: Person
    role: Role
    mail_id: int | None
    scene: Scene | None = None
    seat: Seat | None = None

    @property
    def dwelling(self) -> Dwelling | None:
        """The dwelling that a line is about when it names none."""
        return self.scene.home.dwelling if self.scene is not None else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that begins with `#`: as it was written, for the receipt alone, and where it stands in its mail."""

    text: str
    because: Spans = ()


def list_occupants(session: Session, desk: Desk, line: Line, dwelling: Dwelling, *, now: datetime) -> None:
    """Who lives in a dwelling today, or comes to live there: told to the manager who asks, alone (S1-27)."""
    check(Act.LIST_OCCUPANTS, desk.role)
    today = now.astimezone(desk.profile.zone).date()
    rows = session.execute(
        select(Person, Occupancy)
        .join(Occupancy, Occupancy.person_id == Person.id)
        .where(Occupancy.dwelling_id == dwelling.id, or_(Occupancy.ends_on.is_(None), Occupancy.ends_on >= today))
        .order_by(Occupancy.starts_on, Occupancy.id)
    ).all()
    found = [
        {
            "name": person.name, "telephone": person.telephone or None,
            "addresses": [known.address for known in person.addresses], "since": stay.starts_on.isoformat(),
            "until": stay.ends_on.isoformat() if stay.ends_on is not None else None, "on_lease": stay.on_lease,
        }
        for person, stay in rows
    ]  # fmt: skip
    _listed(session, desk, line, now=now, done="occupants", place=f"{dwelling.key}, {dwelling.name}", found=found)


def list_providers(session: Session, desk: Desk, line: Line, trade: str | None, *, now: datetime) -> None:
    """The agency's companies, of one trade or all, this manager's favourites first (S1-35)."""
    check(Act.LIST_PROVIDERS, desk.role)
    found = [
        {
            "name": each.provider.company, "trades": list(each.provider.trades), "favourite": each.is_favourite,
            "telephone": each.provider.telephone or None,
            "addresses": [known.address for person in each.people for known in person.addresses],
        }
        for each in companies(session, desk.agency.id, desk.person)
        if each.provider.retired_at is None and (trade is None or trade in each.provider.trades)
    ]  # fmt: skip
    _listed(session, desk, line, now=now, done="providers", trade=trade, found=found)


def rename_dwelling(
    session: Session, desk: Desk, line: Line, dwelling: Dwelling, name: str, *, now: datetime
) -> None:  # fmt: skip
    """Give a dwelling another friendly name: later letters show it, threads that are open keep their subject (S1-24).

    Raises Refused(ALREADY_SO) when it has that name.
    """
    former = dwelling.name
    event = give_name(session, desk, dwelling, name, because=line.because, now=now)
    details = {"done": "renamed", "place": dwelling.key, "name": dwelling.name, "former_name": former}
    _tell(session, desk, line, event, details)


def give_name(
    session: Session, desk: Desk, dwelling: Dwelling, name: str, *, now: datetime, because: Spans = (), by: str = ""
) -> Event:  # fmt: skip
    """The same without a receipt: on a page, whose button answers by itself. `by`: that way.

    Raises Refused(ALREADY_SO) when it has that name.
    """
    check(Act.RENAME_DWELLING, desk.role)
    name = one_line(name)[:_LONGEST_NAME]
    if name == dwelling.name:
        raise Refused(Reason.ALREADY_SO)
    dwelling.name = name
    # It belongs to no report, in whose thread it was written or not: every other manager reads of it.
    event = _event(session, replace(desk, scene=None), EventKind.DWELLING_RENAMED,
                   noted(because, dwelling=dwelling.key, by=by or None), now=now)  # fmt: skip
    tell_others(session, event, desk.person)
    return event


_LONGEST_NAME = 200


def choose_alerts(session: Session, desk: Desk, line: Line, alerts: Alerts, *, now: datetime) -> None:
    """How often this manager wants ordinary news. Raises Refused(ALREADY_SO) when nothing would change (S1-26)."""
    event = set_alerts(
        session, desk.person, desk.role, alerts, now=now, mail_id=desk.mail_id, because=line.because
    )  # fmt: skip
    _tell(session, desk, line, event, {"done": f"alerts_{alerts.value}"})


def ask_back(session: Session, desk: Desk, closest: Sequence[str], *, now: datetime) -> None:
    """A line whose word is not known, or that lacks what it needs: its writer is asked which of these was meant."""
    details: dict[str, Any] = {"ask": "unknown_word", "closest": list(closest)}
    event = _event(session, desk, EventKind.READING_FOUND_UNCLEAR, details, now=now)
    if desk.scene is not None:
        announce(session, desk.scene, event, Occasion(event, desk.person, desk.role, details=details))
        return
    facts = {"at": now.isoformat(), "question": "unknown_word", "closest": list(closest), "manager": desk.person.name}
    write_to(
        session, desk.agency, desk.person, desk.role, LetterKind.NOT_UNDERSTOOD, facts, channel=Channel.AGENCY, now=now,
        event=event,
    )  # fmt: skip


def ask_what(session: Session, desk: Desk, *, now: datetime) -> None:
    """Words to the service, about no report, that it cannot follow: their writer is asked what was meant."""
    event = _event(session, desk, EventKind.READING_FOUND_UNCLEAR, {"ask": "what_do_you_mean"}, now=now)
    facts = {"at": now.isoformat(), "question": "what_do_you_mean", "manager": desk.person.name}
    write_to(
        session, desk.agency, desk.person, desk.role, LetterKind.NOT_UNDERSTOOD, facts, channel=Channel.AGENCY, now=now,
        event=event,
    )  # fmt: skip


def explain(
    session: Session, desk: Desk, line: Line, *, act: str, reason: str, next_step: str, now: datetime,
    page: str = "",
) -> None:  # fmt: skip
    """A line that cannot be followed: its writer is told why, and what to do instead. All arguments are codes.

    `page`: the page of one's own that the button of the next step opens.
    """
    facts: dict[str, Any] = {"act": act, "reason": reason, "next_step": next_step}
    details = noted(line.because, **facts)
    facts |= {"pages": [f"next={page}"]} if page else {}
    event = _event(session, desk, EventKind.ACT_REFUSED, details, now=now)
    if desk.scene is not None:
        details |= {"agency_only": True, "page": page or None}
        occasion = Occasion(event, desk.person, desk.role, line.text, details=details)
        announce(session, desk.scene, event, occasion)
        return
    write_to(
        session, desk.agency, desk.person, desk.role, LetterKind.NOT_DONE, facts, channel=Channel.AGENCY, now=now,
        event=event,
    )  # fmt: skip


def dwelling_of(session: Session, desk: Desk, key: str | None) -> Dwelling | None:
    """The dwelling of this key, or the one that the thread is about when the line names none; None for neither."""
    if key is None:
        return desk.dwelling
    wanted = key.replace(" ", "").casefold()
    return session.scalars(
        select(Dwelling).where(Dwelling.agency_id == desk.agency.id, func.lower(Dwelling.key) == wanted)
    ).one_or_none()


def tell_others(session: Session, event: Event, manager: Person) -> None:
    """A line of the next digest for each other manager of the agency."""
    for member in session.scalars(select(TeamMember).where(TeamMember.agency_id == event.agency_id)):
        if member.person_id != manager.id:
            session.add(
                DigestLine(
                    agency_id=event.agency_id, person_id=member.person_id, role=Role.MANAGER, event_id=event.id,
                    report_id=event.report_id, letter_id=None,
                )
            )  # fmt: skip
    session.flush()


def _listed(
    session: Session, desk: Desk, line: Line, *, now: datetime, done: str, found: Sequence[Mapping[str, Any]],
    place: str | None = None, trade: str | None = None,
) -> None:  # fmt: skip
    facts = noted(line.because, list=done, count=len(found))
    event = _event(session, desk, EventKind.LIST_ASKED, facts, now=now)
    _tell(session, desk, line, event, {"done": done, "place": place, "trade": trade, "found": list(found)})


def _event(session: Session, desk: Desk, kind: EventKind, facts: dict[str, Any], *, now: datetime) -> Event:
    event = Event(
        agency_id=desk.agency.id, report_id=desk.scene.report.id if desk.scene is not None else None, kind=kind,
        actor_id=desk.person.id, actor_role=desk.role, comment_id=None, mail_id=desk.mail_id, facts=facts, at=now,
    )  # fmt: skip
    session.add(event)
    session.flush()
    return event


def _tell(session: Session, desk: Desk, line: Line, event: Event, details: Mapping[str, Any]) -> None:
    details = {"command": line.text, **details}
    if desk.scene is not None:
        announce(session, desk.scene, event, Occasion(event, desk.person, desk.role, details=details))
        return
    undone = [undo(event)] if event.kind is EventKind.DWELLING_RENAMED else []
    facts = receipt(details) | {"own_subject": True, "pages": [*undone, *pages_of_receipt(details)]}
    write_to(
        session, desk.agency, desk.person, desk.role, LetterKind.ACT_DONE, facts, channel=Channel.AGENCY,
        now=event.at, event=event,
    )  # fmt: skip
