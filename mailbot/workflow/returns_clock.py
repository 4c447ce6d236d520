"""What is seen by the hour of letters that our own relay refused, and of addresses that take them again (GAP-23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Event, PersonAddress
from mailbot.model_mails import OutboundMail
from mailbot.precedence import ORDERS
from mailbot.vocabulary import EventKind, LetterKind, OutboundFate
from mailbot.workflow.one_by_one import apart
from mailbot.workflow.recipients import forgive
from mailbot.workflow.returned_letters import came_back, has_arrived_since, tell_of_many
from mailbot.workflow.unsent import SEEN, is_order_in_doubt, is_ours, leave_again, unsent_letters
from mailbot.workflow.why_returned import Why, is_about_the_address, is_an_answer, is_our_fault, why_returned

_LATELY = timedelta(days=7)
_A_DAY = timedelta(days=1)
_KNOWN = (SEEN, "held back:", "complaint:")
_OVER = (OutboundFate.FAILED, OutboundFate.UNCERTAIN)


def has_returns_to_tell(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return _due(session, agency, now).is_any or bool(_arrived(session, agency, now))


def tell_of_returns(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """A letter that the relay refused in the session has the same consequences as one that came back; an address for
    which a letter has left since, and did not come back, refuses no more."""
    due = _due(session, agency, now)
    for letter in due.again:
        leave_again(letter, now=now)
    if due.together:
        _see_together(session, agency, due.together, now=now)
    for letter_id in due.alone:
        with apart(session, "return_fault", letter_id=letter_id):
            _see(session, letter_id, now=now)
    for address in _arrived(session, agency, now):
        forgive(address)


@dataclass(frozen=True, slots=True)
class _Due:
    """What is to be done now of letters that did not leave."""

    alone: Sequence[int]
    """Each told by itself."""
    together: Sequence[OutboundMail]
    """Told in one letter: a relay that was away for days has lost many."""
    again: Sequence[OutboundMail]
    """What tells a manager of such letters, and never left itself: without it nobody would know."""

    @property
    def is_any(self) -> bool:
        return bool(self.alone or self.together or self.again)


def _due(session: Session, agency: Agency, now: datetime) -> _Due:
    news = session.scalars(select(OutboundMail).where(OutboundMail.id.in_(_refused(session, agency, now)))).all()
    lost = [each for each in news if is_ours(each) and not is_order_in_doubt(each)]
    again = [each for each in lost if each.kind is LetterKind.LETTER_BOUNCED and each.fate is OutboundFate.FAILED]
    lost = [each for each in lost if each not in again]
    alone = [each.id for each in news if each not in lost and each not in again]
    if lost and _were_told_lately(session, agency, now):
        return _Due(sorted(alone), (), again)  # the rest tomorrow, in one letter
    if len(lost) == 1:
        return _Due(sorted([*alone, lost[0].id]), (), again)
    return _Due(sorted(alone), sorted(lost, key=lambda each: each.id), again)


def _were_told_lately(session: Session, agency: Agency, now: datetime) -> bool:
    """Whether managers have read within a day that our relay has lost something."""
    kind, since = EventKind.LETTER_BOUNCED, now - _A_DAY
    events = select(Event).where(Event.agency_id == agency.id, Event.kind == kind, Event.at > since)
    return any(
        each.facts.get("why") in (Why.NOT_SENT, Why.IN_DOUBT) and each.facts.get("kind") not in ORDERS
        for each in session.scalars(events)
    )


def _see_together(session: Session, agency: Agency, letters: Sequence[OutboundMail], *, now: datetime) -> None:
    worth = {each.id for each in unsent_letters(session, agency, now=now)}
    for letter in letters:
        letter.answer = f"{SEEN}{letter.answer}"[:500]
    with apart(session, "return_fault", letters=len(letters)):
        tell_of_many(session, agency, letters, worth, now=now)


def _see(session: Session, letter_id: int, *, now: datetime) -> None:
    letter = session.get_one(OutboundMail, letter_id, with_for_update=True, populate_existing=True)
    if letter.fate not in _OVER or letter.due_at is not None or not _is_news(letter.answer):
        return
    answer = letter.answer
    letter.answer = f"{SEEN}{answer}"[:500]  # what was seen is not seen again
    why, counts = why_returned("", answer), is_about_the_address(answer)
    if letter.fate is OutboundFate.UNCERTAIN:
        why, counts = Why.IN_DOUBT, False
    elif not is_an_answer(answer):
        why, counts = Why.FAULT if is_our_fault(answer) else Why.NOT_SENT, False
    came_back(session, letter, why, answer[:3], now=now, counts=counts)


def _refused(session: Session, agency: Agency, now: datetime) -> Sequence[int]:
    """The letters that a mail system refused in the session, that never left, or of which nobody knows whether they
    have arrived: those of which nothing has been told yet."""
    rows = session.execute(
        select(OutboundMail.id, OutboundMail.answer)
        .where(OutboundMail.agency_id == agency.id, OutboundMail.fate.in_(_OVER), OutboundMail.due_at.is_(None))
        .where(OutboundMail.settled_at > now - _LATELY, OutboundMail.person_id.is_not(None))
        .order_by(OutboundMail.id)
    )
    return [number for number, answer in rows if _is_news(answer)]


def _is_news(answer: str) -> bool:
    return not answer.startswith(_KNOWN)


def _arrived(session: Session, agency: Agency, now: datetime) -> Sequence[PersonAddress]:
    refusing = session.scalars(
        select(PersonAddress).where(
            PersonAddress.agency_id == agency.id, PersonAddress.refusals > 0, PersonAddress.stopped_at.is_(None)
        )
    )
    return [address for address in refusing if has_arrived_since(session, address, now=now)]
