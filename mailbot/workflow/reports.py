"""Reports: opened, talked about, closed (signalement)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.loaded import copy_of
from mailbot.model import Comment, Dwelling, Event, Person, Report
from mailbot.prepared import Prepared
from mailbot.threads.participants import Chair, Seat, seat_people
from mailbot.vocabulary import (
    Category,
    Channel,
    Danger,
    EventKind,
    LetterKind,
    ReportStatus,
    Role,
    Urgency,
)
from mailbot.workflow.agencies import next_number
from mailbot.workflow.canned import CLOSES, Ready
from mailbot.workflow.canned_texts import as_read_by, left_open, speaks_to_author
from mailbot.workflow.closings import close
from mailbot.workflow.events import PassedOn, announce, record
from mailbot.workflow.journal import Spans, moved, noted
from mailbot.workflow.merging import merge
from mailbot.workflow.occasions import Occasion, Photo
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene, set_scene, with_on_call
from mailbot.workflow.statuses import Move, next_status
from mailbot.workflow.telling import Reader
from mailbot.workflow.waking import next_ones, unanswered, wakes_at

SERIES = "SIG"


def open_report(
    session: Session, author: Person, dwelling: Dwelling, *, object_: str, text: str, category: Category,
    urgency: Urgency, photos: tuple[Photo, ...], now: datetime, danger: Danger | None = None, because: Spans = (),
    mail_id: int | None = None, message_id: str = "", role: Role = Role.TENANT, in_copy: tuple[str, ...] = (),
    documents: int = 0, confided: bool = False,
) -> tuple[Scene, Comment]:  # fmt: skip
    """Somebody reports a problem of their home, or a manager one of any home; their words are its first comment (S1-10,
    S1-19). A landlord's is private until a manager publishes it (S1-92); `confided`: the words are for the agency, and
    whoever else lives there is told of the object alone (docs/decisions/0042).

    The caller has seen that the home is this person's, in this role. `danger`: everybody who could be hurt, and
    everybody who could help, is told at once (GAP-14).
    """
    check(Act.REPORT, role, own_home=True)
    report = Report(
        agency_id=dwelling.agency_id,
        dwelling_id=dwelling.id,
        ref=f"{SERIES}-{next_number(session, dwelling.agency_id, SERIES)}",
        object=object_,
        category=category,
        urgency=Urgency.VITAL if danger is not None else urgency,
        status=ReportStatus.TODO,
        closing_reason=None,
        author_id=author.id,
        author_role=role,
        is_private=role is Role.LANDLORD,
        created_at=now,
        closed_at=None,
    )
    session.add(report)
    session.flush()
    scene = _scene_with(session, report, author, role, message_id, now=now)
    channel = _read_by(scene, confided=confided)
    said = keep_words(session, scene, author, role, channel, text, now=now, mail_id=mail_id)
    record(
        session, scene, _OPENED[role], actor=author, role=role, now=now, mail_id=mail_id,
        comment=said, words=text, photos=photos, without=LetterKind.REPORT_RECEIVED if danger is not None else None,
        details=noted(because, category=category.value, urgency=report.urgency.value)
        | _receipt(role, report, dwelling)
        | _if_any(in_copy=list(in_copy), documents=documents, agency_only=channel is Channel.AGENCY),
    )  # fmt: skip
    if danger is not None:
        raise_urgency(
            session, scene, author, danger, words=text, photos=photos, now=now, mail_id=mail_id, because=because,
            role=role,
        )  # fmt: skip
    return scene, said


def _read_by(scene: Scene, *, confided: bool) -> Channel:
    return Channel.PRIVATE if scene.is_private else Channel.AGENCY if confided else Channel.PUBLIC


def _if_any(**details: Any) -> dict[str, Any]:
    return {name: said for name, said in details.items() if said}


def _scene_with(
    session: Session, report: Report, author: Person, role: Role, message_id: str, *, now: datetime
) -> Scene:
    """The scene of a new report. A manager who opens it sits there, in charge of the home or not."""
    scene = set_scene(session, report, now=now, opened_by={author.id: message_id})
    if role is not Role.MANAGER:
        return scene
    chair, dwelling = Chair(author, role, message_id), scene.home.dwelling.name
    return replace(scene, seats=seat_people(session, scene.thread, report, [chair], dwelling=dwelling, now=now))


def _receipt(role: Role, report: Report, dwelling: Dwelling) -> dict[str, Any]:
    """What a manager who reported by mail is told (AUDIENCE, G-21)."""
    told = {"command": report.object, "done": "opened", "place": f"{dwelling.key}, {dwelling.name}"}
    return told if role is Role.MANAGER else {}


_OPENED: Mapping[Role, EventKind] = MappingProxyType(
    {
        Role.TENANT: EventKind.REPORT_OPENED_BY_TENANT,
        Role.LANDLORD: EventKind.REPORT_OPENED_BY_LANDLORD,
        Role.MANAGER: EventKind.REPORT_OPENED_BY_MANAGER,
    }
)


def raise_urgency(
    session: Session, scene: Scene, writer: Person, danger: Danger, *, words: str, photos: tuple[Photo, ...],
    now: datetime, mail_id: int | None = None, role: Role = Role.TENANT, because: Spans = (),
    passed_on: PassedOn | None = None,
) -> None:  # fmt: skip
    """Somebody told of a danger: what to do goes to the home, the alarm to the agency and to whoever is on call.

    On the private side only the alarm leaves, and it says that the home knows nothing from us.
    The same danger told again within the hour is no new alarm: its words reach the managers as they came.
    Whoever is next in the agency's order is woken later, while nobody takes it.
    """
    before, scene.report.urgency = scene.report.urgency, Urgency.VITAL
    if was_raised(session, scene.report.id, danger, role=role, now=now):
        return
    scene = with_on_call(session, scene, now=now)
    told = [*scene.home.managers, *scene.readers(Reader.ON_CALL)]
    following = next_ones(session, scene.agency, scene.profile, told, now=now)
    details = noted(
        because, danger=danger.value, urgency_before=before.value if before is not Urgency.VITAL else None,
        wakes_next=[each.name for each in following] or None,
    )  # fmt: skip
    event = record(
        session, scene, EventKind.URGENCY_RAISED, actor=writer, role=role, now=now, mail_id=mail_id, words=words,
        photos=photos, details=details, passed_on=passed_on,
    )  # fmt: skip
    occasion = Occasion(event, writer, role, words, photos, details=details)
    for place, person in enumerate(following):
        later = with_on_call(session, scene, now=now, woken=(person,))
        announce(
            session, replace(later, on_call=None), event,
            replace(occasion, details={**details, **unanswered(scene.profile, following, place)}),
            told_already=frozenset(Reader) - {Reader.ON_CALL}, due_at=wakes_at(scene.profile, place, now=now),
        )  # fmt: skip


_ONE_ALARM = timedelta(hours=1)
_ENDS_AN_ALARM = (
    EventKind.URGENCY_CALLED_FALSE,
    EventKind.REPORT_CLOSED_BY_AUTHOR,
    EventKind.REPORT_CLOSED_BY_MANAGER,
)


def was_raised(session: Session, report_id: int, danger: Danger, *, role: Role, now: datetime) -> bool:
    """Whether this danger was told of within the hour already, and nobody has called that a false alarm, or closed the
    report, since. What a landlord told is no alarm that the home has heard of: it still has to read what to do."""
    since, kinds = now - _ONE_ALARM, (EventKind.URGENCY_RAISED, *_ENDS_AN_ALARM)
    happened = select(Event.kind, Event.actor_role, Event.facts).where(
        Event.report_id == report_id, Event.kind.in_(kinds), Event.at > since
    )
    stands = False
    for kind, by, facts in session.execute(happened.order_by(Event.id)):
        if kind in _ENDS_AN_ALARM:
            stands = False
        elif facts.get("danger") == danger.value and (by is not Role.LANDLORD or role is Role.LANDLORD):
            stands = True
    return stands


def comment(
    session: Session, scene: Scene, seat: Seat, text: str, *, photos: tuple[Photo, ...], now: datetime,
    mail_id: int | None = None, closes: bool = False, read_as: str = "", urgent: bool = False,
    told_already: frozenset[Reader] = frozenset(), passed_on: PassedOn | None = None, in_copy: tuple[str, ...] = (),
    documents: int = 0,
) -> Comment:  # fmt: skip
    """Keep what somebody said, where their address said it, and tell the others. `closes`: the same mail closes it;
    `urgent`: it tells of a danger, and waits for no digest; `told_already`: the columns that read the same words in
    another letter; `passed_on`: the company that reads it too, when it was said in public while something of that
    company's is open; `in_copy`: whom else its author sent it to: the managers read that, nobody else; `documents`:
    how many files came that are no photos, for the managers too.

    Raises Refused(REPORT_CLOSED) when the discussion is closed (S1-50).
    """
    role, channel = seat.participant.role, seat.channel
    said, change = _keep(session, scene, seat, text, now=now, mail_id=mail_id)
    record(
        session, scene, _comment_event(scene, seat), actor=seat.person, role=role, now=now, mail_id=mail_id,
        comment=said, words=text, photos=photos, read_as=read_as,
        status=ReportStatus.CLOSED if closes else None, urgent=urgent or _by_manager_in_danger(scene, role),
        told_already=told_already, passed_on=passed_on if channel is Channel.PUBLIC else None,
        details=change
        | ({"agency_only": True} if channel is Channel.AGENCY else {})
        | ({"in_copy": list(in_copy)} if in_copy else {})
        | ({"documents": documents} if documents else {}),
    )  # fmt: skip
    return said


def keep_question(session: Session, scene: Scene, seat: Seat, text: str, *, now: datetime, mail_id: int) -> Comment:
    """Keep a mail that only asks where things stand: it is answered, and news for nobody. Raises as `comment` does."""
    said, _ = _keep(session, scene, seat, text, now=now, mail_id=mail_id)
    return said


def _keep(
    session: Session, scene: Scene, seat: Seat, text: str, *, now: datetime, mail_id: int | None
) -> tuple[Comment, dict[str, Any]]:
    """The words, and what they moved."""
    role, channel = seat.participant.role, seat.channel
    if channel is Channel.PRIVATE and not scene.is_private:
        raise ValueError("what is said in private is never said before the home")
    check(Act.COMMENT, role)
    status = next_status(scene.report.status, Move.COMMENT, role) if channel is Channel.PUBLIC else scene.report.status
    said = keep_words(session, scene, seat.person, role, channel, text, now=now, mail_id=mail_id)
    change = moved(scene.report.status, status)
    if status is not scene.report.status:
        scene.report.status = status
    return said, change


def send_canned(
    session: Session, scene: Scene, seat: Seat, ready: Ready, *, now: datetime, beside: str = "", instead: str = "",
    mail_id: int | None = None, because: Spans = (),
) -> Comment:  # fmt: skip
    """A manager answers with a ready message: worth any other answer, and some of them close the report (S1-47).

    `beside`: what they wrote with it. `instead`: the text as they have changed it, which goes to everybody as it is.
    Raises Refused(REPORT_CLOSED) when the discussion is closed (S1-50), MESSAGE_NOT_READY while something is left to
    fill in or it tells of an act that was not done.
    """
    role, reason, words = seat.participant.role, CLOSES.get(ready.key), instead or beside
    check(Act.COMMENT if reason is None else Act.CLOSE, role)
    status = next_status(scene.report.status, Move.COMMENT, role)
    if left_open(instead) if instead else (ready.missing or ready.too_early):
        raise Refused(Reason.MESSAGE_NOT_READY)
    text = instead or "\n\n".join(filter(None, (ready.own.text, beside)))
    kept = as_read_by(text, author=False)
    said = keep_words(session, scene, seat.person, role, Channel.PUBLIC, kept, now=now, mail_id=mail_id)
    change = moved(scene.report.status, status)
    if status is not scene.report.status:
        scene.report.status = status
    details = {"canned": ready.key, "asks_back": ready.asks_back, "says_reopening": speaks_to_author(text)}
    details |= {} if instead else {"texts": ready.texts()}
    record(
        session, scene, EventKind.CANNED_REPLY_SENT, actor=seat.person, role=role, now=now, mail_id=mail_id,
        comment=said, words=words, details=noted(because) | details | change,
        without=LetterKind.NEWS_OF_REPORT if reason is not None else None,
    )  # fmt: skip
    if ready.into is not None:
        merge(session, scene, seat.person, ready.into, words=words, details=details, now=now, mail_id=mail_id)
    elif reason is not None:
        close(session, scene, seat, reason=reason, words=words, details=details, now=now, mail_id=mail_id)
    return said


def keep_instruction(
    session: Session, scene: Scene, seat: Seat, text: str, *, now: datetime, mail_id: int | None = None
) -> None:
    """Keep what somebody told the service itself, where no occupant reads it."""
    keep_words(session, scene, seat.person, seat.participant.role, Channel.AGENCY, text, now=now, mail_id=mail_id)


def _by_manager_in_danger(scene: Scene, role: Role) -> bool:
    """What the agency says of a danger waits for no digest, whatever its readers chose (GAP-14)."""
    return role is Role.MANAGER and scene.report.urgency is Urgency.VITAL


def _comment_event(scene: Scene, seat: Seat) -> EventKind:
    match seat.participant.role:
        case Role.MANAGER if seat.channel is Channel.AGENCY:
            return EventKind.MESSAGE_SENT_TO_COLLEAGUE
        case Role.MANAGER:
            return EventKind.COMMENT_ADDED_BY_MANAGER
        case Role.PROVIDER if seat.channel is Channel.AGENCY:
            return EventKind.PROVIDER_WROTE_TO_AGENCY
        case Role.PROVIDER:
            return EventKind.COMMENT_ADDED_BY_PROVIDER
        case Role.TENANT if seat.channel is Channel.AGENCY:
            return EventKind.TENANT_WROTE_TO_AGENCY
        case Role.TENANT if scene.reported(seat.person.id) is Role.TENANT:
            return EventKind.COMMENT_ADDED_BY_TENANT
        case Role.TENANT:
            return EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT
    return EventKind.COMMENT_ADDED_BY_LANDLORD


def keep_words(
    session: Session, scene: Scene, author: Person, role: Role, channel: Channel, text: str, *, now: datetime,
    mail_id: int | None,
) -> Comment:  # fmt: skip
    """What somebody wrote, kept in the thread of the scene's side; a company's words in the thread of its own. What is
    returned is a copy of what was kept: to be read."""
    of_company = scene.company if role is Role.PROVIDER else None
    said = {
        "agency_id": scene.agency.id,
        "report_id": scene.report.id,
        "thread_id": of_company.thread.id if of_company is not None else scene.thread.id,
        "author_id": author.id,
        "role": role,
        "channel": channel,
        "text": text,
        "mail_id": mail_id,
        "created_at": now,
        "masked": [],
    }
    session.flush()
    [[number]] = _KEEP.rows(session, **said)
    return copy_of(Comment, id=number, **said)


_KEEP = Prepared(
    insert(Comment).returning(Comment.id),
    columns=(
        *("agency_id", "report_id", "thread_id", "author_id", "role", "channel"),
        *("text", "mail_id", "created_at", "masked"),
    ),
)
