"""Letters that never left, and those of which nobody knows whether they have arrived: which there are, how they leave
again, and what shows that one has arrived (G-15)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Person, Report
from mailbot.model_mails import OutboundMail
from mailbot.precedence import ORDERS, due_from
from mailbot.prepared import Prepared, among
from mailbot.vocabulary import OutboundFate, ReportStatus
from mailbot.workflow.address_corrections import begin_anew, still_makes_sense
from mailbot.workflow.own_letters import HELD_BACK
from mailbot.workflow.recipients import where_to_write
from mailbot.workflow.returned_facts import OF_RETURNS
from mailbot.workflow.why_returned import is_an_answer

SEEN = "seen: "
"""How the answer of a letter begins once everything that follows from it was done."""
MOST_SHOWN = 200
_LATELY = timedelta(days=30)
_THERE = (OutboundFate.SENT, OutboundFate.DELIVERED)


def is_ours(letter: OutboundMail) -> bool:
    """Whether what became of a letter says something of our relay, and nothing of the address: it never left, or
    nobody knows."""
    if letter.due_at is not None:
        return False
    if letter.fate is OutboundFate.UNCERTAIN:
        return True
    said = letter.answer.removeprefix(SEEN)
    return letter.fate is OutboundFate.FAILED and not said.startswith(HELD_BACK) and not is_an_answer(said)


def is_order_in_doubt(letter: OutboundMail) -> bool:
    """Whether somebody must ask the company now: it is not sent again by itself."""
    return letter.fate is OutboundFate.UNCERTAIN and letter.kind in ORDERS


def unsent_letters(session: Session, agency: Agency, *, now: datetime) -> Sequence[OutboundMail]:
    """Those that a manager may have sent again, the oldest first: what still makes sense, of open reports, and of each
    kind on each thread the last, unless the same has left since."""
    rows = session.scalars(
        select(OutboundMail)
        .where(OutboundMail.agency_id == agency.id, OutboundMail.created_at > now - _LATELY)
        .where(OutboundMail.fate.in_((OutboundFate.FAILED, OutboundFate.UNCERTAIN)), OutboundMail.due_at.is_(None))
        .where(OutboundMail.person_id.is_not(None), OutboundMail.erased_at.is_(None))
        .outerjoin(Report, Report.id == OutboundMail.report_id)
        .where(or_(Report.id.is_(None), Report.status != ReportStatus.CLOSED))
        .order_by(OutboundMail.id)
    )
    last = {(each.person_id, each.participant_id, each.kind, each.facts.get("order_number")): each for each in rows}
    return [each for each in last.values() if is_ours(each) and _may_leave(session, each, now=now)]


def _may_leave(session: Session, letter: OutboundMail, *, now: datetime) -> bool:
    person = session.get_one(Person, letter.person_id)
    is_told = person.erased_at is None and letter.kind not in OF_RETURNS
    return is_told and still_makes_sense(session, letter, now=now) and not _has_left_since(session, letter)


def _has_left_since(session: Session, letter: OutboundMail) -> bool:
    same = select(OutboundMail.facts).where(
        OutboundMail.person_id == letter.person_id, OutboundMail.kind == letter.kind, OutboundMail.id > letter.id,
        OutboundMail.participant_id == letter.participant_id, OutboundMail.fate.in_(_THERE),
    )  # fmt: skip
    if letter.participant_id is None:
        return False
    number = letter.facts.get("order_number")
    return any(facts.get("order_number") == number for facts in session.scalars(same))


def send_anew(session: Session, letter: OutboundMail, *, now: datetime) -> None:
    """The letter leaves once more, under its own Message-ID: a mail program that has it already shows it once. What it
    asks is asked from now on. Raises Refused(ALREADY_SO) when it waits for nobody any more, or has nowhere to go."""
    if not is_ours(letter) or letter.person_id is None:
        raise Refused(Reason.ALREADY_SO)
    person = session.get_one(Person, letter.person_id)
    if any(each.address == letter.recipient for each in person.addresses) or not person.addresses:
        address = letter.recipient
    else:
        address = where_to_write(person, letter.kind).address  # it was put right since
    letter.recipient = address
    leave_again(letter, now=now)
    begin_anew(session, person, now=now)


def leave_again(letter: OutboundMail, *, now: datetime) -> None:
    """As if it had been written now."""
    letter.fate, letter.due_at, letter.claimed_by = OutboundFate.PENDING, due_from(letter.kind, now), None
    letter.tries, letter.answer, letter.settled_at, letter.created_at = 0, "", None, now


def has_arrived(letter: OutboundMail, how: str, *, now: datetime) -> None:
    """Somebody says so, or has answered it."""
    letter.fate, letter.answer, letter.settled_at = OutboundFate.DELIVERED, how, now
    letter.due_at, letter.claimed_by = None, None


def answered(
    session: Session, person: Person, participant_id: int | None, named: Collection[str], *, now: datetime
) -> int:  # fmt: skip
    """Somebody has written to us or pressed a button of ours: letters to them that were in doubt, and that this shows
    to have arrived; how many. `named`: the letters that the answer itself names.

    What goes to the address of a thread shows it only where no other letter of that thread is known to have left.
    """
    # Almost always nothing is in doubt: one look at an index of the agency's letters by their fate says so.
    if _IN_DOUBT.first(session, agency=person.agency_id, named=list(named), seat=participant_id) is None:
        return 0
    shown = [and_(OutboundMail.message_id.in_(tuple(named)), OutboundMail.agency_id == person.agency_id)]
    doubtful = select(OutboundMail).where(OutboundMail.fate == OutboundFate.UNCERTAIN)
    if participant_id is not None:
        others = select(OutboundMail.id).where(
            OutboundMail.participant_id == participant_id, OutboundMail.fate != OutboundFate.UNCERTAIN
        )
        in_doubt = session.scalars(doubtful.where(OutboundMail.participant_id == participant_id)).all()
        if len(in_doubt) == 1 and session.scalars(others.limit(1)).first() is None:
            shown.append(OutboundMail.id == in_doubt[0].id)
    found = session.scalars(doubtful.where(or_(*shown)).with_for_update()).all()
    for letter in found:
        has_arrived(letter, "answered", now=now)
    return len(found)


_IN_DOUBT = Prepared(
    select(OutboundMail.id)
    .where(
        OutboundMail.agency_id == bindparam("agency"),
        OutboundMail.fate == OutboundFate.UNCERTAIN,
        or_(
            among(OutboundMail.message_id, "named"),
            OutboundMail.participant_id == bindparam("seat"),
        ),
    )
    .limit(1)
)
