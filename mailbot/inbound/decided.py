"""What a manager decided about a mail, followed by its walk (HOUSE, 2)."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.attachments import SortedFile, settled_files, write_files
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.doorstep import own_channel, to_report
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.inbound.proof import Vouched
from mailbot.inbound.reading.fresh_text import fresh_text
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.routes import Route, Stop, ToIntake
from mailbot.model import Agency, Dwelling, Person, Report
from mailbot.threads.addresses import normal_address
from mailbot.threads.headers import one_line
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Channel, InboundFate, Role, WaitingAct
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.filing import Decision
from mailbot.workflow.households import homes_of_landlord, homes_of_tenant, known_homes, managers_of
from mailbot.workflow.reports import keep_words
from mailbot.workflow.scene import set_scene

BLOCKED = "blocked_sender"
"""The trouble of a mail whose sender a manager wants to hear no more of."""


def as_vouched_for(
    session: Session, decision: Decision, mail: ParsedMail, vouched: Vouched
) -> tuple[ParsedMail, Vouched]:  # fmt: skip
    """The mail as if the person for whom a manager answers had written it from their address on file, and who vouches
    for it: what engages money wants more than that, and stays an echo. One that opens a report is from whom it was
    said to be from before."""
    about = {WaitingAct.RELEASED: decision.about, WaitingAct.OPENED: vouched.person_id}.get(decision.act, 0)
    person = session.get_one(Person, about) if about else None
    if person is None or not person.addresses:
        return mail, vouched
    known = replace(mail.sender, name=mail.sender.name or person.name, address=person.addresses[0].address)
    troubles = tuple(each for each in mail.troubles if each not in (Trouble.SEVERAL_SENDERS, Trouble.NO_SENDER))
    return replace(mail, sender=known, troubles=troubles), replace(vouched, person_id=person.id)


def route_decided(
    session: Session, decision: Decision | None, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> Route | None:
    """Where a manager said that it belongs; None when its own address says so."""
    match decision:
        case Decision(act=WaitingAct.SPOKEN):
            return _spoken(session, decision, mail, received_at=received_at, now=now)
        case Decision(act=WaitingAct.OPENED):
            return _opening(session, decision, mail, received_at=received_at, now=now)
        case Decision(act=WaitingAct.DISCARDED | WaitingAct.BLOCKED):
            agency = session.get_one(Agency, session.get_one(Person, decision.by).agency_id)
            return Stop(InboundFate.DISCARDED, "set_aside", agency)
    return None


def file_on_report(
    session: Session, decision: Decision, mail: ParsedMail, files: tuple[SortedFile, ...], *, mail_id: int,
    now: datetime,
) -> tuple[int, int]:  # fmt: skip
    """Keep it with this report, where the agency alone reads it; the agency and the report."""
    report, manager = session.get_one(Report, decision.about), session.get_one(Person, decision.by)
    if report.merged_into_id is not None:
        report = session.get_one(Report, report.merged_into_id)
    scene = set_scene(session, report, now=now)
    # Whoever wrote it may be nobody on file: the manager's note names the address, and holds their words.
    words = fresh_text(mail).text.strip() or one_line(mail.subject)
    said = keep_words(
        session, scene, manager, Role.MANAGER, Channel.AGENCY, f"{normal_address(mail.sender.address)}\n\n{words}",
        now=now, mail_id=mail_id,
    )  # fmt: skip
    files = settled_files(session, files, scene.agency, report_id=report.id, mail_id=mail_id)
    write_files(session, files, agency_id=report.agency_id, mail_id=mail_id, report_id=report.id, comment_id=said.id)
    return report.agency_id, report.id


def _spoken(
    session: Session, decision: Decision, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> Route | None:
    report = session.get_one(Report, decision.about)
    person = person_at(session, report.agency_id, mail.sender.address)
    if person is None:
        return None
    role = _role_in(session, person, report.dwelling_id, report.agency_id, now=now)
    if role is Role.MANAGER:
        return None
    return to_report(session, person, role, report, own_channel(role), received_at=received_at, now=now)


def _opening(
    session: Session, decision: Decision, mail: ParsedMail, *, received_at: datetime, now: datetime
) -> ToIntake:
    """Its writer's own report when the home is theirs, else one that the manager opens on somebody's behalf."""
    dwelling, manager = session.get_one(Dwelling, decision.about), session.get_one(Person, decision.by)
    agency = session.get_one(Agency, dwelling.agency_id)
    zone = profile_of(session, agency).zone
    today = now.astimezone(zone).date()
    writer = person_at(session, agency.id, mail.sender.address)
    role = _role_in(session, writer, dwelling.id, agency.id, now=now) if writer is not None else Role.MANAGER
    person = writer if writer is not None and role is not Role.MANAGER else manager
    [home] = known_homes(session, [dwelling.id], role, today=today)
    standpoint = Standpoint(
        received=received_at.astimezone(zone),
        role=role,
        channel=Channel.INTAKE,
        sender_name=person.name,
        people={role: person.name},
    )
    around = Around(agency, managers_of(session, dwelling, today=today))
    return ToIntake(around, person, [home], home, standpoint, Clarified(is_report=True))


def _role_in(session: Session, person: Person, dwelling_id: int, agency_id: int, *, now: datetime) -> Role:
    """What somebody is to a home today; MANAGER for whoever is nothing to it, since a manager then speaks."""
    agency = session.get_one(Agency, agency_id)
    today = now.astimezone(profile_of(session, agency).zone).date()
    if dwelling_id in homes_of_tenant(session, person.id, today=today):
        return Role.TENANT
    return Role.LANDLORD if dwelling_id in homes_of_landlord(session, person.id, today=today) else Role.MANAGER
