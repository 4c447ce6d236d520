"""Answers to a daily letter: a manager's and a company's go line by line, a tenant's or a landlord's to the one report
that they name."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, take_files_apart
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.doorstep import Standing, around_homes, standing_of, to_report
from mailbot.inbound.intake import take_for_managers, words_of
from mailbot.inbound.list_answers import take_list
from mailbot.inbound.manager_lines import take_lines
from mailbot.inbound.private_answers import take_private
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.replies import danger_of, take_reading
from mailbot.inbound.routes import ToDigest, ToManagers, ToThread
from mailbot.inbound.standpoints import standpoint_in
from mailbot.inbound.wishes import take_choice
from mailbot.model import Comment, Report
from mailbot.model_mails import Attachment
from mailbot.threads.participants import seat_on_report
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.apart import record_apart
from mailbot.workflow.digests import ask_outside_reports, may_be_answered
from mailbot.workflow.own_letters import greeting, letter_row
from mailbot.workflow.scene import set_scene


def take_digest(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Do what an answer to a digest asks; what is not clear is asked, in one letter."""
    only_chose = take_choice(session, route.person, route.role, arrived.reading, now=now, mail_id=arrived.mail_id)
    types = {intent.type for intent in arrived.reading.intents}
    if (only_chose or (types and types <= {IntentType.THANKS})) and not arrived.files:
        return InboundFate.TAKEN
    match route.role:
        case Role.MANAGER:
            return take_lines(session, route, arrived, now=now)
        case Role.TENANT:
            return _take_tenants(session, route, arrived, now=now)
        case Role.PROVIDER:
            return take_list(session, route, arrived, now=now)
    return _take_landlords(session, route, arrived, now=now)


def _take_landlords(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
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


def _take_tenants(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """An answer that names a report is taken for it; one that names none is asked about (T-26)."""
    refs = _named(route, arrived.reading)
    if len(refs) == 1:
        return _take_for_report(session, route, arrived, refs[0], now=now)
    last = route.standpoint.digest_items[-1].report
    seat = seat_on_report(session, route.agency.id, route.person.id, last, Channel.AGENCY)
    if seat is None:
        return InboundFate.PARKED
    again = read(arrived.mail, standpoint_in(set_scene(session, seat.report, now=now), seat, _received(route, now)))
    if danger_of(again) is not None:
        # Whoever is in danger is not asked which report.
        return _take_for_report(session, route, arrived, last, now=now)
    status = again.intent(IntentType.STATUS_QUESTION)
    if status is not None and not refs:
        return _take_for_report(session, route, arrived, last, now=now, everything=True)
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


def _take_for_report(
    session: Session, route: ToDigest, arrived: Arrived, ref: str, *, now: datetime, everything: bool = False
) -> InboundFate:
    seat = seat_on_report(session, route.agency.id, route.person.id, ref, Channel.AGENCY)
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
    row = letter_row(
        route.agency, route.person, LetterKind.PRECISION_ASKED, facts | {"channel": Channel.AGENCY.value}, now=now
    )
    ask_outside_reports(
        session, row, route.person, route.role, EventKind.READING_FOUND_UNCLEAR, now=now, mail_id=arrived.mail_id
    )
