"""What is on file about one person, put together for a manager to look through; never sent by itself (6.4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Comment, Dwelling, Event, Occupancy, Participant, Person, Report, Thread
from mailbot.model_mails import Attachment, InboundMail, OutboundMail
from mailbot.model_orders import AccessNote, Availability
from mailbot.vocabulary import AttachmentUse, Channel, EventKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.households import managers_of_agency
from mailbot.workflow.masking import COVER
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.remains import IS_LEFT, SHOWN, shown_text

OPEN_FOR = timedelta(hours=1)
"""How long a manager who has asked for it may fetch it."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Dossier:
    """Values only: it is written once the session is over."""

    language: str
    facts: dict[str, Any]
    files: Sequence[tuple[str, str, bool]]
    """Name and fingerprint of each file that they sent, and whether it is a photo."""


def ask_for_dossier(
    session: Session, agency: Agency, profile: AgencyProfile, person: Person, manager: Person | None, *, now: datetime
) -> None:
    """Write down that it was put together, and for whom; none for an operator."""
    check(Act.EXPORT, Role.MANAGER)
    managers = managers_of_agency(session, agency.id, today=now.astimezone(profile.zone).date())
    record_apart(
        session, Around(agency, managers), EventKind.DATA_EXPORTED, actor=manager,
        role=Role.MANAGER if manager is not None else Role.UNKNOWN, now=now, details={"person": person.id},
    )  # fmt: skip


def may_fetch(session: Session, person: Person, manager: Person, *, now: datetime) -> bool:
    """Whether this manager has asked for it just now."""
    asked = select(Event).where(
        Event.agency_id == person.agency_id,
        Event.kind == EventKind.DATA_EXPORTED,
        Event.actor_id == manager.id,
        Event.at > now - OPEN_FOR,
    )
    return any(event.facts.get("person") == person.id for event in session.scalars(asked))


def dossier_of(
    session: Session, profile: AgencyProfile, person: Person, *, language: str, now: datetime
) -> Dossier:  # fmt: skip
    """Everything of theirs, and what others have said of them, marked: that is for a manager to weigh."""
    reports = {report.id: report for report in _reports(session, person)}
    cover = _covering(session, person, reports)
    said = session.scalars(
        select(Comment).where(Comment.author_id == person.id).order_by(Comment.created_at, Comment.id)
    ).all()
    facts = {
        "agency": profile.name, "time_zone": profile.time_zone, "made_at": now,
        "name": person.name, "civility": person.civility, "telephone": person.telephone,
        "speaks": person.language, "addresses": [each.address for each in person.addresses],
        "stays": _stays(session, person),
        "reports": [
            {"ref": each.ref, "object": each.object if each.author_id == person.id else "", "opened": each.created_at,
             "closed": each.closed_at, "is_own": each.author_id == person.id}
            for each in reports.values() if each.author_id == person.id or not each.is_private
        ],
        "said": [
            {"ref": reports[each.report_id].ref, "at": each.created_at, "channel": each.channel.value,
             "text": cover(shown_text(each, language, zone=profile.zone))}
            for each in said
        ],
        "named": _named(session, profile, person, reports, cover, language),
        "times": [
            {"ref": reports[each.report_id].ref, "at": each.given_at, "words": each.words}
            for each in _of(session, Availability, person) if each.report_id in reports
        ],
        "access": [
            {"ref": reports[each.report_id].ref, "at": each.given_at, "words": each.words}
            for each in _of(session, AccessNote, person) if each.report_id in reports and each.erased_at is None
        ],
        "mails": _mails(session, person),
        "letters": _letters(session, person),
        "journal": _journal(session, person, reports),
    }  # fmt: skip
    return Dossier(language, facts, _files(session, person))


def _reports(session: Session, person: Person) -> Sequence[Report]:
    sat = select(Thread.report_id).join(Participant).where(Participant.person_id == person.id)
    wrote = select(Comment.report_id).where(Comment.author_id == person.id)
    of_times = select(Availability.report_id).where(Availability.person_id == person.id)
    rows = select(Report).where(or_(Report.id.in_(sat), Report.id.in_(wrote), Report.id.in_(of_times)))
    return session.scalars(rows.order_by(Report.id)).all()


def _covering(session: Session, person: Person, reports: Iterable[int]) -> Callable[[str], str]:
    """Covers who else lived in the homes of these reports: their data is theirs."""
    homes = select(Report.dwelling_id).where(Report.id.in_(list(reports)))
    others = session.scalars(
        select(Person)
        .join(Occupancy, Occupancy.person_id == Person.id)
        .where(Occupancy.dwelling_id.in_(homes), Person.id != person.id)
    ).unique()
    own = {person.name, person.family_name, *person.name.split()}
    words = {
        word
        for other in others
        for word in (other.name, *other.name.split(), other.telephone, *(each.address for each in other.addresses))
        if len(word) > _SHORT and word not in own
    }

    def cover(text: str) -> str:
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, COVER)
        return text

    return cover


def _named(
    session: Session, profile: AgencyProfile, person: Person, reports: dict[int, Report], cover: Callable[[str], str],
    language: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """What others wrote that names them, private notes among it: a manager decides what of it may be handed over."""
    names = [each for each in {person.name, person.family_name, *person.name.split()} if len(each) > _SHORT]
    others = session.scalars(
        select(Comment)
        .where(Comment.report_id.in_(list(reports)), Comment.author_id != person.id, Comment.erased_at.is_(None))
        .order_by(Comment.created_at, Comment.id)
    )
    found = []
    for each in others:
        text = shown_text(each, language, zone=profile.zone)
        if any(name in text for name in names):
            # The name of whoever wrote it stands nowhere; what a landlord thinks is his, and is weighed first.
            found.append(
                {"ref": reports[each.report_id].ref, "at": each.created_at, "role": each.role.value,
                 "is_private": each.channel is not Channel.PUBLIC, "text": cover(text)}
            )  # fmt: skip
    return found


def _stays(session: Session, person: Person) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Occupancy, Dwelling.name)
        .join(Dwelling, Dwelling.id == Occupancy.dwelling_id)
        .where(Occupancy.person_id == person.id)
        .order_by(Occupancy.starts_on)
    )
    return [
        {"home": name, "since": stay.starts_on.isoformat(), "until": stay.ends_on.isoformat() if stay.ends_on else ""}
        for stay, name in rows
    ]


def _of(session: Session, table: Any, person: Person) -> Sequence[Any]:
    rows: Sequence[Any] = session.scalars(select(table).where(table.person_id == person.id).order_by(table.id)).all()
    return rows


def _mails(session: Session, person: Person) -> list[dict[str, Any]]:
    rows = session.scalars(select(InboundMail).where(InboundMail.person_id == person.id).order_by(InboundMail.id))
    return [
        {"at": mail.received_at, "sender": mail.sender, "size": mail.size, "erased": mail.erased_at is not None}
        for mail in rows
    ]


def _letters(session: Session, person: Person) -> list[dict[str, Any]]:
    rows = session.execute(
        select(OutboundMail, Participant.subject)
        .outerjoin(Participant, Participant.id == OutboundMail.participant_id)
        .where(OutboundMail.person_id == person.id)
        .order_by(OutboundMail.id)
    )
    return [
        {"at": letter.created_at, "code": letter.kind.value, "subject": subject or "", "to": letter.recipient}
        for letter, subject in rows
    ]


def _journal(session: Session, person: Person, reports: dict[int, Report]) -> list[dict[str, Any]]:
    rows = session.scalars(select(Event).where(Event.actor_id == person.id).order_by(Event.id))
    return [
        {"at": event.at, "kind": event.kind.value,
         "ref": reports[event.report_id].ref if event.report_id in reports else ""}
        for event in rows
    ]  # fmt: skip


def _files(session: Session, person: Person) -> list[tuple[str, str, bool]]:
    rows = session.scalars(
        select(Attachment)
        .join(InboundMail, InboundMail.id == Attachment.mail_id)
        .where(InboundMail.person_id == person.id, IS_LEFT)
        .where(Attachment.use.in_(SHOWN))
        .order_by(Attachment.id)
    )
    once = {file.fingerprint: file for file in rows}
    return [(file.name, file.fingerprint, file.use is AttachmentUse.PHOTO) for file in once.values()]
