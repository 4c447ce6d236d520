"""What becomes of a mail to the intake address: a report, an answer, a question back, or a letter to the managers."""

import re
from collections.abc import Sequence
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import clarifying
from mailbot.inbound.arrived import Arrived, ask_back, says_nothing, take_files, take_files_apart
from mailbot.inbound.asking import asks_only_that, asks_where
from mailbot.inbound.attachments import documents_in, photos_in, write_files
from mailbot.inbound.copied import in_copy_at_home
from mailbot.inbound.dead_addresses import explain
from mailbot.inbound.doorstep import to_report
from mailbot.inbound.naming import homes_named, without_key
from mailbot.inbound.occupant_times import take_opening_times
from mailbot.inbound.reading.confidences import is_confided
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.replies import danger_of, take_reading
from mailbot.inbound.routes import ToIntake, ToManagers
from mailbot.inbound.wishes import plain_words
from mailbot.model import Dwelling, Person, Report
from mailbot.threads.headers import object_from, one_line
from mailbot.vocabulary import Category, Channel, EventKind, InboundFate, LetterKind, ReportStatus, Role, Urgency
from mailbot.workflow import reports
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.follow_up import homes_told, reports_of_tenant, tell_status
from mailbot.workflow.households import KnownHome
from mailbot.workflow.landlord_asks import decisions_of
from mailbot.workflow.visibility import covered

NO_SUBJECT = "Signalement"
"""The object of a report whose mail had neither subject nor words."""
_OF_ANOTHER = re.compile(rf"\[(?:\w+ )?{reports.SERIES}-\d+\]")
"""In the subject of an answer to our letters: it says what another report is about."""

_MOST_CHOICES = 6
_FIRST_LINES = 4
"""Where a manager names the home. Further down stands what somebody else wrote to him."""

_PROBLEMS = frozenset({IntentType.REPORT_NEW, IntentType.URGENT_FLAG})


def take_intake(
    session: Session, route: ToIntake, arrived: Arrived, *, now: datetime
) -> tuple[InboundFate, Report | None]:  # fmt: skip
    """Take a mail to the intake address; the report that it opened or belongs to, if any."""
    types = {intent.type for intent in arrived.reading.intents}
    if types and types <= {IntentType.THANKS} and not arrived.files and not route.clarified.steps:
        return InboundFate.TAKEN, None
    is_problem = route.clarified.is_report or any(i.type in _PROBLEMS for i in arrived.reading.intents)
    if not is_problem:
        if (told := _tell_tenant(session, route, arrived, now=now)) is not None:
            return told
        topic = arrived.reading.intent(IntentType.OUT_OF_SCOPE)
        if topic is not None and route.role is Role.TENANT:
            return _hand_over(session, route, arrived, topic.values["topic"], now=now), None
    if route.role is Role.LANDLORD and asks_where(arrived) is not None:
        only_asks = asks_only_that(arrived)
        if not route.clarified.steps:  # or else he was told when the mail first came
            _tell_landlord(session, route, arrived, passed_on=not only_asks, now=now)
        if only_asks:
            return InboundFate.TAKEN, None
    home = route.home or _home_in(arrived, route)
    if home is None:
        ask_home(
            session, route.around, route.person, _likely(arrived, route), route.role, arrived,
            mails=[arrived.mail_id], again=False, now=now,
        )  # fmt: skip
        return InboundFate.ASKED, None
    return _open(session, route, home, arrived, now=now)


def take_for_managers(session: Session, route: ToManagers, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A mail that only a person can file: the managers read it, with its photos; its writer hears nothing."""
    write_files(
        session, arrived.files, agency_id=route.around.agency.id, mail_id=arrived.mail_id, report_id=None,
        comment_id=None,
    )  # fmt: skip
    record_apart(
        session, route.around, route.kind, actor=route.person, role=route.standpoint.role, now=now,
        mail_id=arrived.mail_id, report_id=route.report.id if route.report is not None else None,
        words=words_of(arrived), photos=photos_in(arrived.files),
        # Nobody was asked: the letter to the managers is all that becomes of it, so it does not wait.
        urgent=True, without=_QUESTIONS,
        details={
            "reason": route.reason, "sender": arrived.mail.sender.address, "dwelling": route.dwelling or None,
            "since": route.since or None, "ref": route.report.ref if route.report is not None else None,
        },
    )  # fmt: skip
    explain(session, route, arrived, now=now)
    return route.fate


_QUESTIONS = frozenset({LetterKind.PRECISION_ASKED, LetterKind.NOT_UNDERSTOOD})


def words_of(arrived: Arrived) -> str:
    """What was newly written, or else the subject: nothing that says something is left out."""
    return arrived.reading.fresh_text.strip() or one_line(arrived.mail.subject)


def is_urgent(arrived: Arrived) -> bool:
    """Whether it cannot wait for the next digest."""
    problem = arrived.reading.intent(IntentType.REPORT_NEW)
    said = problem.values.get("urgency") if problem is not None else None
    return danger_of(arrived.reading) is not None or said in (Urgency.URGENT.value, Urgency.VITAL.value)


def ask_home(
    session: Session, around: Around, person: Person, homes: Sequence[KnownHome], role: Role, arrived: Arrived, *,
    mails: Sequence[int], again: bool, now: datetime,
) -> None:  # fmt: skip
    """Ask the writer which home it is about; the mail waits, whole, for the answer.

    `mails`: the mail first, then the answers that did not tell. `homes`: those to choose from.
    """
    few = homes if len(homes) <= _MOST_CHOICES else ()
    choices = [{"label": home.label, "says": f"{home.name} ({home.key})"} for home in few]
    record_apart(
        session, around, EventKind.MAIL_LEFT_UNROUTED, actor=person, role=role, now=now, mail_id=arrived.mail_id,
        words=words_of(arrived), photos=photos_in(arrived.files), urgent=is_urgent(arrived),
        details={
            "asks": {"mails": list(mails), "homes": choices, "again": again},
            "reason": "which_home", "sender": arrived.mail.sender.address,
        },
    )  # fmt: skip


def _tell_tenant(
    session: Session, route: ToIntake, arrived: Arrived, *, now: datetime
) -> tuple[InboundFate, Report | None] | None:
    """« Où en est-on ? » in place of a new report. None when that was not asked, or there is nothing to tell."""
    scope = asks_where(arrived)
    if scope is None or route.role is not Role.TENANT:
        return None
    theirs = reports_of_tenant(session, route.person.id, profile_of(session, route.around.agency), now=now)
    if not theirs:
        return None
    open_ones = sum(report.status is not ReportStatus.CLOSED for report in theirs)
    thread = to_report(session, route.person, Role.TENANT, theirs[0], Channel.PUBLIC, received_at=now, now=now)
    if thread is None:
        return None
    only_asks = asks_only_that(arrived)
    if open_ones == 1 and not only_asks:
        return take_reading(session, thread, arrived, now=now), theirs[0]
    if not only_asks:
        # News of one report among several: kept with the latest, where the managers read it and no occupant does.
        reports.keep_instruction(
            session, thread.scene, thread.seat, words_of(arrived), now=now, mail_id=arrived.mail_id
        )  # fmt: skip
        take_files(session, thread.scene, arrived, route.person, Role.TENANT, None, now=now)
    tell_status(
        session, thread.scene, thread.seat, everything=scope == "all" or open_ones != 1, words=words_of(arrived),
        already_passed_on=False, now=now, mail_id=arrived.mail_id, photos=photos_in(arrived.files),
    )  # fmt: skip
    return InboundFate.TAKEN, theirs[0]


def _tell_landlord(
    session: Session, route: ToIntake, arrived: Arrived, *, passed_on: bool, now: datetime
) -> None:  # fmt: skip
    zone = profile_of(session, route.around.agency).zone
    today = now.astimezone(zone).date()
    record_apart(
        session, route.around, EventKind.STATUS_ASKED, actor=route.person, role=Role.LANDLORD, now=now,
        mail_id=arrived.mail_id, without=frozenset({LetterKind.NEW_MESSAGE}),
        details={
            "homes": homes_told(session, route.person.id, today=today), "passed_on": passed_on,
            "awaited": decisions_of(session, route.person.id, zone, now=now),
        },
    )  # fmt: skip


def _hand_over(
    session: Session, route: ToIntake, arrived: Arrived, topic: str, *, now: datetime
) -> InboundFate:  # fmt: skip
    """A receipt, a departure, the rent: no report, but the manager's own work."""
    take_files_apart(session, route.around.agency, arrived, route.person, Role.TENANT, now=now)
    record_apart(
        session, route.around, EventKind.REPORT_FOUND_OUT_OF_SCOPE, actor=route.person, role=Role.TENANT, now=now,
        mail_id=arrived.mail_id, words=words_of(arrived), photos=photos_in(arrived.files),
        details={
            "topic": topic, "contact": profile_of(session, route.around.agency).mails.contact,
            "reason": "administrative", "sender": arrived.mail.sender.address,
            "dwelling": route.homes[0].name if len(route.homes) == 1 else None,
        },
    )  # fmt: skip
    return InboundFate.PARKED


def _likely(arrived: Arrived, route: ToIntake) -> Sequence[KnownHome]:
    """The homes to choose from: those that the words did not tell apart, or else one's own."""
    named = homes_named(_where_a_home_is_named(arrived, route.role), route.homes)
    return named or route.homes


def _home_in(arrived: Arrived, route: ToIntake) -> KnownHome | None:
    named = homes_named(_where_a_home_is_named(arrived, route.role), route.homes)
    return named[0] if len(named) == 1 else None


def _where_a_home_is_named(arrived: Arrived, role: Role) -> str:
    lines = [line for line in arrived.reading.fresh_text.split("\n") if line.strip()]
    return "\n".join([arrived.mail.subject, *(lines[:_FIRST_LINES] if role is Role.MANAGER else lines)])


def _open(
    session: Session, route: ToIntake, home: KnownHome, arrived: Arrived, *, now: datetime
) -> tuple[InboundFate, Report]:
    reading = arrived.reading
    problem = reading.intent(IntentType.REPORT_NEW)
    values = problem.values if problem is not None else {}
    dwelling, agency = session.get_one(Dwelling, home.dwelling_id), route.around.agency
    today = now.astimezone(profile_of(session, agency).zone).date()
    confided = home.role is Role.TENANT and is_confided(reading.fresh_text)
    scene, said = reports.open_report(
        session,
        route.person,
        dwelling,
        in_copy=in_copy_at_home(session, agency, dwelling, arrived.mail, today=today),
        role=home.role,
        object_=_object(arrived, route, home, confided=confided),
        text=reading.fresh_text,
        category=Category(values.get("category") or Category.OTHER),
        urgency=Urgency(values.get("urgency") or Urgency.NORMAL),
        photos=photos_in(arrived.files),
        documents=documents_in(arrived.files),
        now=now,
        danger=danger_of(reading),
        mail_id=arrived.mail_id,
        message_id=_as_reference(arrived.mail.message_id),
        confided=confided,
    )
    take_files(session, scene, arrived, route.person, home.role, said, now=now)
    take_opening_times(session, scene, arrived, route.person, home.role, now=now)
    clarifying.take_again(session, route.clarified.followers, now=now)
    if says_nothing(arrived) and route.person.id in scene.seats:
        return ask_back(session, scene, arrived, route.person, home.role, now=now), scene.report
    return InboundFate.TAKEN, scene.report


def _as_reference(message_id: str) -> str:
    """A Message-ID as our letters may name it; empty when it is none that a header can hold (RFC 5322, 3.6.4)."""
    fits = (
        message_id.isascii()
        and message_id.isprintable()
        and len(message_id) <= 250
        and message_id.startswith("<")
        and message_id.endswith(">")
    )
    return message_id if fits and " " not in message_id else ""


def _object(arrived: Arrived, route: ToIntake, home: KnownHome, *, confided: bool) -> str:
    """What a report is about. Everybody in the home reads it: no person's name, no number, no code, and nothing of
    what was said in confidence."""
    if confided and is_confided(arrived.mail.subject):
        return NO_SUBJECT
    names = [route.person.name, route.person.family_name, *home.occupants]
    text = "" if confided else arrived.reading.fresh_text
    words = text.split("\n")
    lines = [arrived.mail.subject, *words[:_FIRST_LINES]]
    if _OF_ANOTHER.search(arrived.mail.subject) is not None:
        lines = [line for line in words if plain_words(line)][:_FIRST_LINES]
    elif home.role is Role.TENANT:
        lines = lines[:1]
    for line in lines:
        said = covered(without_key(object_from(line, text), home))
        if said and not any(name.casefold() in said.casefold() for name in names if name):
            return said
    return NO_SUBJECT
