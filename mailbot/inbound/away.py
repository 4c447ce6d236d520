"""Who is away, as their program says, and who is back, since they write: believed of a letter's own reader alone."""

from datetime import date, datetime

from sqlalchemy import or_, select

from mailbot.db import Session
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.inbound.routes import Route, Stop, ToDesk, ToDigest, ToOwnLetter, ToQuestion, ToThread
from mailbot.inbound.senders import Sender
from mailbot.model import Agency, Person
from mailbot.model_mails import OutboundMail
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Role
from mailbot.workflow.absences import end_absence, note_absence
from mailbot.workflow.company_absences import end_company_absence, note_company_absence
from mailbot.workflow.returned_letters import hears_from
from mailbot.workflow.unsent import answered

_MOST_REFERENCES = 20


def take_absence(
    session: Session, agency: Agency, route: Route, mail: ParsedMail, back_on: date, *, now: datetime, mail_id: int
) -> str:
    """A program says on which day its person is back (GAP-21); what was done, as a code."""
    if _reader_who_answers(session, agency, route, mail) is None:
        return "not_believed"
    changed = [
        note(session, agency, sender=mail.sender.address, back_on=back_on, now=now, mail_id=mail_id)
        for note in (note_absence, note_company_absence)
    ]
    return "noted" if any(changed) else "changes_nothing"


def _reader_who_answers(session: Session, agency: Agency, route: Route, mail: ParsedMail) -> Person | None:
    """Whose program it is: the person of the conversation; or of the letter that came back, or that the notice names.
    Anybody may write to the other addresses, in anybody's name."""
    match route:
        case ToThread(seat=seat):
            return seat.person
        case ToQuestion(person=person) | ToDigest(person=person) | ToOwnLetter(person=person) | ToDesk(person=person):
            return person
        case Stop(why="not_an_answer" | "for_the_desk", letter_id=letter_id):
            return _reader_named(session, agency, letter_id, mail)
    return None


def _reader_named(session: Session, agency: Agency, letter_id: int, mail: ParsedMail) -> Person | None:
    """Whoever From names, if it was to them that we wrote the letter."""
    person = person_at(session, agency.id, mail.sender.address)
    if person is None or Trouble.SEVERAL_SENDERS in mail.troubles:
        return None
    named = [*mail.in_reply_to[:_MOST_REFERENCES], *mail.references[-_MOST_REFERENCES:]]
    theirs = select(OutboundMail.id).where(
        OutboundMail.person_id == person.id,
        or_(OutboundMail.id == letter_id, OutboundMail.message_id.in_(named)),
    )
    return person if session.scalars(theirs.limit(1)).first() is not None else None


def is_back(
    session: Session, agency: Agency, route: Route, mail: ParsedMail, sender: Sender, *, now: datetime
) -> None:  # fmt: skip
    """Whoever has written with their own hand is away no more, and reads at the address they wrote from."""
    if isinstance(route, Stop):
        return  # nobody knows that it was them
    if sender.is_away:
        end_absence(session, agency, sender=sender.address)
    if isinstance(route, ToThread) and route.seat.participant.role is Role.PROVIDER:
        end_company_absence(session, agency, route.seat.person)
    person = route.seat.person if isinstance(route, ToThread) else route.person
    hears_from(session, person, sender.address)
    seat = route.seat.participant.id if isinstance(route, ToThread) else None
    named = [*mail.in_reply_to[:_MOST_REFERENCES], *mail.references[-_MOST_REFERENCES:]]
    answered(session, person, seat, named, now=now)
