"""Answers to the letters that belong to no one report: a manager's line by line, a tenant's for the one they name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select, update

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.arrived import Arrived, take_files, take_files_apart
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.digest_lines import Wish, is_for_occupants, wishes_in
from mailbot.inbound.doorstep import Standing, around_homes, standing_of, to_report
from mailbot.inbound.intake import take_for_managers, words_of
from mailbot.inbound.list_answers import take_list
from mailbot.inbound.manager_commands import take_commands
from mailbot.inbound.order_words import cancel_named, prepare_order_named
from mailbot.inbound.private_answers import take_private
from mailbot.inbound.quote_orders import prepare_named
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.replies import danger_of, take_reading
from mailbot.inbound.routes import ToDigest, ToManagers, ToThread
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.inbound.standpoints import standpoint_in
from mailbot.inbound.wishes import asks_for_everything, take_choice
from mailbot.model import Attachment, Comment, Participant, Report, Thread
from mailbot.threads.participants import Seat, seat_with_number
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, ReportStatus, Role, ThreadKind
from mailbot.workflow import managing, reports
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import record_apart
from mailbot.workflow.canned import KEYS, make_ready
from mailbot.workflow.commands import CloseReport, ReopenReport, obey
from mailbot.workflow.digests import Desk, ask_outside_reports, may_be_answered, tell_manager_now
from mailbot.workflow.own_letters import greeting
from mailbot.workflow.scene import Scene, set_scene

# What a line can be asked for and cannot be done by an answer: by what the letter calls it.
_NOT_YET: Mapping[IntentType, str] = MappingProxyType(
    {
        IntentType.APPROVE_QUOTE: "approve_quote",
        IntentType.CONDITIONAL_APPROVAL: "approve_quote",
        IntentType.REFUSE_QUOTE: "refuse_quote",
        IntentType.CHOOSE_SLOT: "choose_slot",
        IntentType.CONFIRM_SCHEDULE: "plan_visit",
        IntentType.CONFIRM_WORKS: "confirm_works",
    }
)


def take_digest(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Do what an answer to a digest asks; what is not clear is asked, in one letter."""
    only_chose = take_choice(session, route.person, route.role, arrived.reading, now=now, mail_id=arrived.mail_id)
    types = {intent.type for intent in arrived.reading.intents}
    if (only_chose or (types and types <= {IntentType.THANKS})) and not arrived.files:
        return InboundFate.TAKEN
    match route.role:
        case Role.MANAGER:
            return _take_lines(session, route, arrived, now=now)
        case Role.TENANT:
            return _take_for_one(session, route, arrived, now=now)
        case Role.PROVIDER:
            return take_list(session, route, arrived, now=now)
    return _take_for_managers(session, route, arrived, now=now)


def _take_for_managers(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """What a landlord says goes to the managers alone: on the one report that his letter told of, or to be filed."""
    stands = standing_of(session, route.agency, route.person, now=now)
    thread = _landlords_thread(session, route, stands, arrived.reading, now=now)
    if thread is not None:
        again = replace(arrived, reading=read(arrived.mail, thread.standpoint))
        return take_private(session, thread, again, now=now)
    to_file = ToManagers(
        around_homes(session, route.agency, stands, now=now), EventKind.MAIL_LEFT_UNROUTED, "digest_answer",
        InboundFate.PARKED, route.person, route.standpoint,
    )  # fmt: skip
    return take_for_managers(session, to_file, arrived, now=now)


def _landlords_thread(
    session: Session, route: ToDigest, stands: Standing, reading: Reading, *, now: datetime
) -> ToThread | None:
    """The private thread of the one report that is meant, when its home is still this landlord's."""
    refs = _named(route, reading)
    if len(refs) != 1:
        return None
    wanted = select(Report).where(Report.agency_id == route.agency.id, Report.ref == refs[0])
    report = session.scalars(wanted).one_or_none()
    if report is None or all(home.dwelling_id != report.dwelling_id for home in stands.homes):
        return None
    received = _received(route, now)
    return to_report(session, route.person, Role.LANDLORD, report, Channel.PRIVATE, received_at=received, now=now)


# -- A manager's lines ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Desk:
    """A manager's answer while it is being taken: what was done, what could not be, what was not understood."""

    session: Session
    route: ToDigest
    arrived: Arrived
    now: datetime
    done: list[dict[str, str]]
    undone: list[dict[str, str]]
    unclear: list[dict[str, str]]
    touched: set[int] = field(default_factory=set)
    """Reports on which something was done."""
    has_files: bool = False
    """Whether a comment has the files of the mail."""
    said_on: set[int] = field(default_factory=set)
    """Reports on which something was said: a mail makes one comment on each at the most."""


def _take_lines(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    reading, fate = arrived.reading, InboundFate.TAKEN
    if asks_for_everything(reading.fresh_text, in_a_digest=True):
        profile = profile_of(session, route.agency)
        tell_manager_now(session, route.agency, profile, route.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    if reading.commands:
        profile = profile_of(session, route.agency)
        at_desk = managing.Desk(route.agency, profile, route.person, route.role, arrived.mail_id)
        rest, fate = take_commands(
            session, at_desk, reading, arrived.mail, route.standpoint, proof=arrived.proof, now=now
        )  # fmt: skip
        if rest is None:
            return fate
        arrived = replace(arrived, reading=rest)
        reading = rest
    desk = _Desk(session, route, arrived, now, [], [], [])
    wishes = wishes_in(reading, route.standpoint.digest_items)
    for wish in wishes:
        _take_wish(desk, wish)
    if arrived.files and not desk.has_files:
        take_files_apart(session, route.agency, arrived, route.person, route.role, now=now)
    if not desk.undone and not desk.unclear and wishes:
        return fate
    _explain(desk)
    return InboundFate.ASKED


def _take_wish(desk: _Desk, wish: Wish) -> None:
    line = {"code": wish.code, "ref": wish.ref} if wish.ref and wish.ref != wish.code else {"code": wish.code}
    found = _seat_on(desk.session, desk.route, wish.ref, Channel.PUBLIC) if wish.ref else None
    intent = wish.intent
    if found is None or not (wish.words or intent):
        desk.unclear.append(line)
        return
    if intent is not None and intent.type in _NOT_YET:
        desk.undone.append(line | {"act": _NOT_YET[intent.type], "reason": "not_yet"})
        return
    scene = set_scene(desk.session, found.report, now=desk.now)
    if intent is not None and intent.type in _PREPARED:
        _prepare(desk, scene, found, wish, line)
        return
    if intent is not None and intent.type is IntentType.CANCEL_OS:
        _cancel_order(desk, scene, found, wish, line)
        return
    try:
        done = _obey(desk, scene, found, wish)
    except Refused as refusal:
        act = "comment" if wish.words or intent is None or intent.type is IntentType.MESSAGE else "close"
        desk.undone.append(line | {"act": _ACTS.get(intent.type, act) if intent else act, "reason": refusal.reason})
        return
    if done:
        desk.touched.add(found.report.id)
        desk.done.append(line | {"done": done})
    else:
        desk.unclear.append(line)


def _prepare(desk: _Desk, scene: Scene, seat: Seat, wish: Wish, line: dict[str, str]) -> None:
    """« A2 demandez un devis à Petit » prepares it, and its own letter has the button that sends it (G-14)."""
    assert wish.intent is not None
    act = _PREPARED[wish.intent.type]
    if scene.report.status is ReportStatus.CLOSED:
        desk.undone.append(line | {"act": act, "reason": Reason.REPORT_CLOSED.value})
        return
    said, mail_id = wish.intent.because or wish.code, desk.arrived.mail_id
    if wish.intent.type is IntentType.SEND_OS:
        unclear = prepare_order_named(
            desk.session, scene, seat, wish.intent, said=said, now=desk.now, mail_id=mail_id
        )  # fmt: skip
    else:
        unclear = prepare_named(
            desk.session, scene, seat.person, wish.intent, said=said, now=desk.now, mail_id=mail_id
        )  # fmt: skip
    if unclear is not None:
        desk.undone.append(line | {"act": act, "reason": "unknown_company"})
        return
    desk.touched.add(seat.report.id)
    is_order = wish.intent.type is IntentType.SEND_OS
    desk.done.append(line | {"done": "order_drafted" if is_order else "drafted"})


def _cancel_order(desk: _Desk, scene: Scene, seat: Seat, wish: Wish, line: dict[str, str]) -> None:
    """« A1 annulez l'OS »: done, or its own letter shows it back, with the button that does it (X-12)."""
    assert wish.intent is not None
    said, proof = wish.intent.because or wish.code, desk.arrived.proof
    why = cancel_named(
        desk.session, scene, seat.person, said, said=said, proof=proof, now=desk.now, mail_id=desk.arrived.mail_id
    )  # fmt: skip
    if why:
        desk.undone.append(line | {"act": "cancel_order", "reason": why})
        return
    desk.touched.add(seat.report.id)
    desk.done.append(line | {"done": "cancel_echoed" if needs_echo(Stake.MONEY, proof) else "cancelled"})


_PREPARED = {
    IntentType.REQUEST_QUOTE: "request_quote",
    IntentType.ASK_OTHER_QUOTE: "request_quote",
    IntentType.SEND_OS: "send_order",
}
"""What such words only prepare."""
_ACTS = {IntentType.CLOSE_REPORT: "close", IntentType.REOPEN: "reopen", IntentType.MESSAGE: "comment"}


def _obey(desk: _Desk, scene: Scene, seat: Seat, wish: Wish) -> str:
    """Do it with the manager's own rights; what was done, or nothing when it cannot be told what was meant."""
    intent = wish.intent
    if intent is not None and intent.type is IntentType.CLOSE_REPORT:
        obey(desk.session, scene, seat, CloseReport(), now=desk.now, mail_id=desk.arrived.mail_id)
        return "closed"
    if intent is not None and intent.type is IntentType.REOPEN:
        obey(desk.session, scene, seat, ReopenReport(), now=desk.now, mail_id=desk.arrived.mail_id)
        return "reopened"
    if scene.report.is_private:
        return ""  # nothing is said to occupants of what they do not know
    if intent is not None and intent.values.get("canned") in KEYS:
        ready = make_ready(desk.session, scene, seat.person, intent.values["canned"], now=desk.now)
        reports.send_canned(desk.session, scene, seat, ready, now=desk.now, mail_id=_mail_of_comment(desk, scene))
        return "canned"
    names = {person.family_name or person.name: person.name for person in scene.home.occupants}
    if wish.words and is_for_occupants(wish.to, names):
        files = () if desk.has_files else desk.arrived.files
        said = reports.comment(
            desk.session,
            scene,
            seat,
            wish.words,
            photos=photos_in(files),
            now=desk.now,
            mail_id=_mail_of_comment(desk, scene),
        )
        if files:
            desk.has_files = True
            take_files(desk.session, scene, desk.arrived, seat.person, Role.MANAGER, said, now=desk.now)
        return "said"
    return ""


def _mail_of_comment(desk: _Desk, scene: Scene) -> int | None:
    first = scene.report.id not in desk.said_on
    desk.said_on.add(scene.report.id)
    return desk.arrived.mail_id if first else None


def _explain(desk: _Desk) -> None:
    """One letter for everything that was not done."""
    route, now = desk.route, desk.now
    kind, event = (
        (LetterKind.NOT_DONE, EventKind.ACT_REFUSED)
        if desk.undone
        else (LetterKind.NOT_UNDERSTOOD, EventKind.READING_FOUND_UNCLEAR)
    )
    if not may_be_answered(desk.session, route.person, now=now):
        return
    facts: dict[str, Any] = greeting(route.person, route.role) | {
        "at": now.isoformat(),
        "question": (Ask.WHAT_DO_YOU_MEAN if desk.unclear else Ask.WHICH_REPORT).value,
        "digest": {"done": desk.done, "undone": desk.undone, "unclear": desk.unclear},
        "links": [],
        "pages": [],
        "digest_items": route.letter.facts["digest_items"],
    }
    letter = Desk(desk.session, route.agency, profile_of(desk.session, route.agency), now)
    row = letter.letter(kind, Channel.DIGEST, route.person, facts)
    ask_outside_reports(desk.session, row, route.person, route.role, event, now=now, mail_id=desk.arrived.mail_id)


# -- A tenant's report ------------------------------------------------------------------------------------------------


def _take_for_one(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """An answer that names a report is taken for it; one that names none is asked about (T-26)."""
    refs = _named(route, arrived.reading)
    if len(refs) == 1:
        return _take_for(session, route, arrived, refs[0], now=now)
    last = route.standpoint.digest_items[-1].report
    seat = _seat_on(session, route, last, Channel.AGENCY)
    if seat is None:
        return InboundFate.PARKED
    again = read(arrived.mail, standpoint_in(set_scene(session, seat.report, now=now), seat, _received(route, now)))
    if danger_of(again) is not None:
        return _take_for(session, route, arrived, last, now=now)  # whoever is in danger is not asked which report
    status = again.intent(IntentType.STATUS_QUESTION)
    if status is not None and not refs:
        return _take_for(session, route, arrived, last, now=now, everything=True)
    _ask_which(session, route, arrived, again, now=now)
    return InboundFate.ASKED


def _named(route: ToDigest, reading: Reading) -> list[str]:
    """The reports that an answer names, by their number or by what they are about."""
    items = route.standpoint.digest_items
    if len(items) == 1:
        return [items[0].report]
    known = {item.report.upper(): item.report for item in items}
    written = {known[ref.upper()] for ref in re.findall(r"[A-Za-z]+-\d+", reading.fresh_text) if ref.upper() in known}
    meant = {str(intent.values["item"]) for intent in reading.intents if intent.values.get("item")}
    return sorted(written or meant)


def _take_for(
    session: Session, route: ToDigest, arrived: Arrived, ref: str, *, now: datetime, everything: bool = False
) -> InboundFate:
    seat = _seat_on(session, route, ref, Channel.AGENCY)
    if seat is None:
        return InboundFate.PARKED
    scene = set_scene(session, seat.report, now=now)
    if all(person.id != route.person.id for person in scene.home.occupants):
        return InboundFate.PARKED
    standpoint = standpoint_in(scene, seat, _received(route, now))
    reading = _with_what_was_said(read(arrived.mail, standpoint), route.letter.facts.get("kept"))
    if everything:
        reading = replace(reading, intents=(Intent(IntentType.STATUS_QUESTION, {"scope": "all"}),))
    fate = take_reading(session, ToThread(seat, scene, standpoint), replace(arrived, reading=reading), now=now)
    _file_what_waited(session, route, arrived, scene.report)
    return fate


def _file_what_waited(session: Session, route: ToDigest, arrived: Arrived, report: Report) -> None:
    """The photos of the mails that the question was about join the report, with the words that they came with."""
    mails = (route.letter.facts.get("kept") or {}).get("mails", [])
    if not mails:
        return
    said = session.scalars(
        select(Comment.id).where(Comment.report_id == report.id, Comment.mail_id == arrived.mail_id)
    ).first()
    session.execute(
        update(Attachment)
        .where(Attachment.mail_id.in_(mails), Attachment.report_id.is_(None))
        .values(report_id=report.id, comment_id=said)
        .execution_options(synchronize_session=False)
    )


def _received(route: ToDigest, now: datetime) -> datetime:
    return route.standpoint.received or now


def _with_what_was_said(reading: Reading, kept: Mapping[str, Any] | None) -> Reading:
    """An answer to « de quel dossier s’agit-il ? » brings back the words that the question was about."""
    if kept is None:
        return reading
    before = tuple(
        Intent(IntentType(said["type"]), {name: value for name, value in said.items() if name not in ("type", "item")})
        for said in kept["intents"]
    )
    words = f"{kept['words']}\n\n{reading.fresh_text}".strip()
    return replace(reading, fresh_text=words, intents=before + reading.intents, ask=None)


def _ask_which(session: Session, route: ToDigest, arrived: Arrived, reading: Reading, *, now: datetime) -> None:
    """Ask which report it is about. The managers have the words whatever the answer: at once when nobody is asked."""
    may_ask = may_be_answered(session, route.person, now=now)
    take_files_apart(session, route.agency, arrived, route.person, route.role, now=now)
    stands = standing_of(session, route.agency, route.person, now=now)
    record_apart(
        session, around_homes(session, route.agency, stands, now=now), EventKind.MAIL_LEFT_UNROUTED,
        actor=route.person, role=route.role, now=now, mail_id=arrived.mail_id,
        words=words_of(arrived), photos=photos_in(arrived.files), urgent=not may_ask,
        without=frozenset({LetterKind.PRECISION_ASKED, LetterKind.NOT_UNDERSTOOD}),
        details={"reason": "digest_answer", "sender": arrived.mail.sender.address},
    )  # fmt: skip
    if not may_ask:
        return
    before = (route.letter.facts.get("kept") or {}).get("mails", [])
    kept = {
        "words": reading.fresh_text, "intents": [intent.to_json() for intent in reading.intents],
        "mails": [*before, arrived.mail_id],
    }  # fmt: skip
    facts = greeting(route.person, route.role) | {
        "questions": [Ask.WHICH_REPORT.value],
        "links": [],
        "pages": [],
        "digest_items": route.letter.facts["digest_items"],
        "kept": kept,
    }
    desk = Desk(session, route.agency, profile_of(session, route.agency), now)
    row = desk.letter(LetterKind.PRECISION_ASKED, Channel.AGENCY, route.person, facts)
    ask_outside_reports(
        session, row, route.person, route.role, EventKind.READING_FOUND_UNCLEAR, now=now, mail_id=arrived.mail_id
    )


def _seat_on(session: Session, route: ToDigest, ref: str, channel: Channel) -> Seat | None:
    """The seat of this person on the report of this number, locked as every reply locks it."""
    number = session.scalars(
        select(Participant.id)
        .join(Thread, Thread.id == Participant.thread_id)
        .join(Report, Report.id == Thread.report_id)
        .where(Report.agency_id == route.agency.id, Report.ref == ref, Thread.kind == ThreadKind.REPORT)
        .where(Participant.person_id == route.person.id)
    ).one_or_none()
    return None if number is None else seat_with_number(session, number, channel)
