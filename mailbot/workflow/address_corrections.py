"""A manager puts somebody's address right, or has it written to again: what waited leaves again (G-15, G-25)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Participant, Person, PersonAddress, ProviderContact, Report, Thread
from mailbot.model_desk import LandlordAsk
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import WorkOrder
from mailbot.telemetry import logger
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, LetterKind, MissionState, OutboundFate, ReportStatus, Role, ThreadKind
from mailbot.workflow.address_changes import NoAddress
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.budgets import ANSWERS
from mailbot.workflow.households import managers_of_agency
from mailbot.workflow.own_letters import HELD_BACK
from mailbot.workflow.proofs import forget_browsers
from mailbot.workflow.recipients import ORDINARY, REMINDERS, SAFETY, forgive, other_address
from mailbot.workflow.returned_facts import UNANSWERED_ELSEWHERE, WAITED, waited_in
from mailbot.workflow.returned_letters import send_again
from mailbot.workflow.unanswered import ask_anew, unanswered_of
from mailbot.workflow.works import ask_home_anew

log = logger(__name__)

_LATELY = timedelta(days=30)
_NOT_TWICE = (
    ORDINARY
    | REMINDERS
    | {LetterKind.ONE_TIME_CONFIRMATION, LetterKind.WAS_IT_YOU, LetterKind.FRESH_LINK, LetterKind.ADDRESS_UNKNOWN}
)
"""What has had its time: news, reminders, answers to a press of long ago."""


def correct(
    session: Session, agency: Agency, row: PersonAddress, address: str, manager: Person, *, now: datetime
) -> int:  # fmt: skip
    """Letters go to this address instead, and what waited leaves again; how many letters did. The former one is known
    no more: whoever reads there is perhaps somebody else.

    Raises NoAddress, before anything was changed, when the address is the same, or somebody else's. `address` is in
    its normal form (address_changes.checked).
    """
    person = session.get_one(Person, row.person_id)
    if row.address == address:
        raise NoAddress("same")
    holder = person_at(session, agency.id, address)
    if holder is not None and holder.id != person.id:
        raise NoAddress("others")
    former, waited = row.address, waiting_letters(session, row, now=now)
    for each in list(person.addresses):
        if each.address == address:
            session.delete(each)
    session.flush()
    row.address, row.added_at, row.complained_at = address, now, None
    forgive(row)
    session.flush()
    session.expire(person, ["addresses"])
    forget_browsers(session, person)
    _note(session, agency, person, manager, "corrected", now=now)
    log.info("address_corrected", person_id=person.id, former=len(former))
    return _leave_again(session, person, waited, address, now=now)


def write_again(session: Session, agency: Agency, row: PersonAddress, manager: Person, *, now: datetime) -> int:
    """Letters go to this address again, and what waited leaves; how many letters did. Raises Refused(ALREADY_SO)."""
    if not row.refusals and row.stopped_at is None and row.complained_at is None:
        raise Refused(Reason.ALREADY_SO)
    person, waited = session.get_one(Person, row.person_id), waiting_letters(session, row, now=now)
    row.complained_at = None
    forgive(row)
    _note(session, agency, person, manager, "written_again", now=now)
    return _leave_again(session, person, waited, row.address, now=now)


def send_elsewhere(session: Session, agency: Agency, row: PersonAddress, manager: Person, *, now: datetime) -> int:
    """What came back leaves again for the other address of the same person; how many letters did.

    Raises Refused(ALREADY_SO) when there is no such address, or nothing waits.
    """
    person, waited = session.get_one(Person, row.person_id), waiting_letters(session, row, now=now)
    other = other_address(person, row.address)
    if other is None or not waited:
        raise Refused(Reason.ALREADY_SO)
    _note(session, agency, person, manager, "sent_elsewhere", now=now)
    return _leave_again(session, person, waited, other.address, now=now)


def waiting_letters(session: Session, row: PersonAddress, *, now: datetime) -> Sequence[OutboundMail]:
    """What this address has refused, or was not sent at all, and still makes sense: of each kind on each thread the
    last, of reports that are open, unless the same has left since, or its time is over."""
    refused = (OutboundFate.BOUNCED, OutboundFate.FAILED)
    letters = session.scalars(
        select(OutboundMail)
        .outerjoin(Report, Report.id == OutboundMail.report_id)
        .where(OutboundMail.person_id == row.person_id, OutboundMail.created_at > now - _LATELY)
        .where(OutboundMail.kind.not_in(sorted(_NOT_TWICE)), OutboundMail.erased_at.is_(None))
        .where(or_(Report.id.is_(None), Report.status != ReportStatus.CLOSED))
        .order_by(OutboundMail.id)
    )
    last = {(letter.participant_id, letter.kind): letter for letter in letters}
    return [
        letter
        for letter in last.values()
        if letter.recipient == row.address and letter.fate in refused and not letter.answer.startswith(_NOT_THEIRS)
        if _still_asks(session, letter) and not _is_stale(letter, now=now)
    ]


def still_makes_sense(session: Session, letter: OutboundMail, *, now: datetime) -> bool:
    """Whether a letter that has not arrived says and asks today what it did on its day."""
    return letter.kind not in _NOT_TWICE and _still_asks(session, letter) and not _is_stale(letter, now=now)


def _still_asks(session: Session, letter: OutboundMail) -> bool:
    """Whether what it asked, if anything, is still asked: an order that was cancelled does not leave again."""
    question = waited_in(letter)
    if question is None or question == UNANSWERED_ELSEWHERE or letter.participant_id is None:
        return True
    return (session.get_one(Participant, letter.participant_id).asked or {}).get("question") == question


def _is_stale(letter: OutboundMail, *, now: datetime) -> bool:
    """Whether it speaks of a time that is over: slots of last week, a visit of yesterday, the danger of the day before,
    the receipt of something written long ago."""
    if letter.kind in _OF_THE_DAY and letter.created_at < now - _A_DAY:
        return True
    said = [letter.facts.get(name) for name in _TIMES]
    told = [each for one in said for each in (one if isinstance(one, list) else [one]) if isinstance(each, dict)]
    starts = [datetime.fromisoformat(each["start"]) for each in told if each.get("start")]
    return bool(starts) and max(starts) <= now


_TIMES = ("slot", "slots", "visit", "new")
"""The facts of a letter that are times to come."""
_A_DAY = timedelta(days=1)
_OF_THE_DAY = (SAFETY | ANSWERS | {LetterKind.VISIT_TOMORROW, LetterKind.VISIT_REMINDER}) - frozenset(WAITED)
"""What is good for the day on which it was written."""
_NOT_THEIRS = ("fault: ", "sent again: ")
"""A fault of ours, which leaves by itself once it is mended; and what has left again."""


def _leave_again(
    session: Session, person: Person, letters: Sequence[OutboundMail], address: str, *, now: datetime
) -> int:  # fmt: skip
    for letter in letters:
        send_again(session, letter, address, now=now)
        if letter.answer.startswith(HELD_BACK):
            letter.answer = f"sent again: {letter.answer}"
    begin_anew(session, person, now=now)
    return len(letters)


def _note(
    session: Session, agency: Agency, person: Person, manager: Person, what: str, *, now: datetime
) -> None:  # fmt: skip
    today = now.date()
    record_apart(
        session, Around(agency, managers_of_agency(session, agency.id, today=today)), EventKind.ADDRESS_CORRECTED,
        actor=manager, role=Role.MANAGER, now=now, details={"person": person.id, "done": what, "by": "page"},
    )  # fmt: skip


# -- Delays -----------------------------------------------------------------------------------------------------------


def begin_anew(session: Session, person: Person, *, now: datetime) -> None:
    """Whatever waits for this person waits from now on: a company, an owner, a home."""
    for provider_id in session.scalars(
        select(ProviderContact.provider_id).where(ProviderContact.person_id == person.id)
    ):
        for each in unanswered_of(session, person.agency_id, provider_id=provider_id):
            ask_anew(each.request, now=now)
    for ask in session.scalars(_on_threads(LandlordAsk, person, ThreadKind.PRIVATE, Role.LANDLORD)):
        if ask.closed_at is None:
            ask.asked_at, ask.reminded, ask.told_silent_at = now, [], None
    for order in session.scalars(_on_threads(WorkOrder, person, ThreadKind.REPORT, Role.TENANT)):
        if order.state is MissionState.DONE_TO_CONFIRM:
            ask_home_anew(order, now=now)


def _on_threads(
    model: type[LandlordAsk] | type[WorkOrder], person: Person, kind: ThreadKind, role: Role
) -> Select[Any]:
    """The rows of a kind on the reports in which this person sits so."""
    return (
        select(model)
        .join(Thread, Thread.report_id == model.report_id)
        .join(Participant, Participant.thread_id == Thread.id)
        .where(Thread.kind == kind, Participant.person_id == person.id, Participant.role == role)
        .order_by(model.id)
    )
