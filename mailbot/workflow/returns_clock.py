"""What is seen by the hour of letters that our own relay refused, and of addresses that take them again (GAP-23)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, OutboundMail, PersonAddress
from mailbot.vocabulary import OutboundFate
from mailbot.workflow.one_by_one import apart
from mailbot.workflow.recipients import forgive
from mailbot.workflow.returned_letters import came_back, has_arrived_since
from mailbot.workflow.why_returned import is_about_the_address, is_an_answer, why_returned

_LATELY = timedelta(days=7)
_SEEN = "seen: "
"""How the answer of a letter begins once everything that follows from it was done."""


def has_returns_to_tell(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return bool(_refused(session, agency, now)) or bool(_arrived(session, agency, now))


def tell_of_returns(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """A letter that the relay refused in the session has the same consequences as one that came back; an address for
    which a letter has left since, and did not come back, refuses no more."""
    for letter_id in _refused(session, agency, now):
        with apart(session, "return_fault", letter_id=letter_id):
            _see(session, letter_id, now=now)
    for address in _arrived(session, agency, now):
        forgive(address)


def _see(session: Session, letter_id: int, *, now: datetime) -> None:
    letter = session.get_one(OutboundMail, letter_id, with_for_update=True, populate_existing=True)
    if letter.fate is not OutboundFate.FAILED or not is_an_answer(letter.answer):
        return
    answer = letter.answer
    letter.answer = f"{_SEEN}{answer}"[:500]  # what was seen is not seen again
    why, counts = why_returned("", answer), is_about_the_address(answer)
    came_back(session, letter, why, answer[:3], now=now, counts=counts)


def _refused(session: Session, agency: Agency, now: datetime) -> Sequence[int]:
    """The letters that a mail system refused in the session, and of which nothing has been told yet."""
    rows = session.execute(
        select(OutboundMail.id, OutboundMail.answer)
        .where(OutboundMail.agency_id == agency.id, OutboundMail.fate == OutboundFate.FAILED)
        .where(OutboundMail.settled_at > now - _LATELY, OutboundMail.person_id.is_not(None))
        .order_by(OutboundMail.id)
    )
    return [number for number, answer in rows if is_an_answer(answer)]


def _arrived(session: Session, agency: Agency, now: datetime) -> Sequence[PersonAddress]:
    refusing = session.scalars(
        select(PersonAddress).where(
            PersonAddress.agency_id == agency.id, PersonAddress.refusals > 0, PersonAddress.stopped_at.is_(None)
        )
    )
    return [address for address in refusing if has_arrived_since(session, address, now=now)]
