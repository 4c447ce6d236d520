"""Somebody nobody knows writes: they are told one thing, once a day, the same for everybody (T-22, GAP-17)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from mailbot.db import Session
from mailbot.model import Agency, Person
from mailbot.model_gate import StrangerMail
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.precedence import due_from
from mailbot.threads.addresses import normal_address
from mailbot.threads.headers import new_message_id
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Channel, InboundFate, LetterKind, OutboundFate, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.households import is_provider, role_of
from mailbot.workflow.identity import UNKNOWN_SENDER, Suspect, hold

STEP = "asks_for"
"""The step of a waiting mail's trail that keeps what its writer typed on the page of T-22, until it is looked up."""
MOST_TYPED = 5
"""Addresses that may be typed behind one letter."""
_HOUR = timedelta(hours=1)
_CAME_BACK = timedelta(days=30)
"""How long an address that refused our letter is written to no more."""


def write_to_stranger(
    session: Session, agency: Agency, sender: str, mail_id: int, language: str, *, now: datetime
) -> bool:
    """T-22 to an address that nobody knows; whether it leaves. Only for a sender whose domain vouches for the mail.

    Once a day and address, and so many an hour for the whole agency: whoever sends us a thousand mails in the names of
    others makes no thousand letters (Zendesk's flood, January 2026). None to an address that has refused one.
    """
    profile = profile_of(session, agency)
    if sender.rpartition("@")[2] == agency.mail_domain:
        return False  # a letter of ours would be answered by us
    if _lately(session, agency, now=now) >= profile.rules.strangers_an_hour:
        return False
    if _has_refused(session, agency, sender, now=now):
        return False
    day = now.astimezone(profile.zone).date().isoformat()
    first = session.begin_nested()
    try:
        row = StrangerMail(agency_id=agency.id, address=sender, day=day, letter_id=None, mail_id=mail_id)
        session.add(row)
        session.flush()
    except IntegrityError:
        first.rollback()  # today's has left already
        return False
    first.commit()
    row.letter_id = session.execute(
        insert(OutboundMail).values(_letter(agency, sender, language, now=now)).returning(OutboundMail.id)
    ).scalar_one()
    session.flush()
    return True


def _letter(agency: Agency, sender: str, language: str, *, now: datetime) -> dict[str, Any]:
    """The same for whoever writes, about whatever: nothing in it comes from what is on file, nor from the mail."""
    return {
        "agency_id": agency.id,
        "profile_id": agency.profile_id,
        "event_id": None,
        "report_id": None,
        "participant_id": None,
        "person_id": None,
        "kind": LetterKind.ADDRESS_UNKNOWN,
        "language": language if language in ("fr", "en") else "fr",
        "recipient": sender,
        "channel": Channel.NONE,
        "message_id": new_message_id(agency.mail_domain),
        "facts": {
            "reader": Role.UNKNOWN.value, "channel": Channel.NONE.value, "address": sender, "links": [],
            "own_page": "it_is_me",
        },
        "fate": OutboundFate.PENDING,
        "due_at": due_from(LetterKind.ADDRESS_UNKNOWN, now),
        "tries": 0,
        "answer": "",
        "created_at": now,
    }  # fmt: skip


def _lately(session: Session, agency: Agency, *, now: datetime) -> int:
    days = [(now + timedelta(days=by)).date().isoformat() for by in (-1, 0, 1)]  # whatever the agency's zone
    left = (
        select(func.count())
        .select_from(StrangerMail)
        .join(OutboundMail, OutboundMail.id == StrangerMail.letter_id)
        .where(StrangerMail.agency_id == agency.id, StrangerMail.day.in_(days), OutboundMail.created_at > now - _HOUR)
    )
    return session.scalars(left).one()


def _has_refused(session: Session, agency: Agency, sender: str, *, now: datetime) -> bool:
    came_back = (
        select(StrangerMail.id)
        .join(OutboundMail, OutboundMail.id == StrangerMail.letter_id)
        .where(
            StrangerMail.agency_id == agency.id,
            StrangerMail.address == sender,
            OutboundMail.fate.in_((OutboundFate.BOUNCED, OutboundFate.FAILED)),
            OutboundMail.created_at > now - _CAME_BACK,
        )
    )
    return bool(session.scalars(came_back.limit(1)).all())


# -- « C'est bien moi » -----------------------------------------------------------------------------------------------


def note_typed(session: Session, letter: OutboundMail, typed: str, *, now: datetime) -> None:
    """Keep what was typed beside the mail that waits, which goes back into the queue: it is looked up there, so that
    neither the page's words nor its time tell whether an address is on file. Silent after too many.

    `letter`: T-22, held by this transaction.
    """
    tried = int(letter.facts.get("tried", 0))
    if tried >= MOST_TYPED:
        return
    letter.facts = {**letter.facts, "tried": tried + 1}
    about = session.scalars(select(StrangerMail.mail_id).where(StrangerMail.letter_id == letter.id)).one_or_none()
    waits = session.execute(
        select(InboundMail.fate, InboundMail.trouble, InboundMail.trail, InboundMail.person_id)
        .where(InboundMail.id == (about or 0), InboundMail.erased_at.is_(None))
        .where(InboundMail.fate.in_((InboundFate.HELD, InboundFate.PARKED)))
        .with_for_update()
    ).one_or_none()
    if waits is None:
        return  # a manager has filed it, or it was released: nothing is left to ask
    session.execute(
        update(InboundMail)
        .where(InboundMail.id == about)
        .values(
            fate=None, due_at=now, settled_at=None, claimed_by=None, tries=0,
            trail=[*waits.trail, [STEP, normal_address(typed)[:320], waits.fate.value, waits.trouble, waits.person_id]],
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def typed_about(trail: Sequence[Sequence[Any]]) -> Sequence[Any] | None:
    """What was typed about a mail and not yet looked up."""
    return next((step for step in trail if step and step[0] == STEP), None)


def look_up(
    session: Session, agency: Agency, typed: str, sender: str, mail_id: int, received_at: datetime, *, now: datetime
) -> tuple[Person, int] | None:  # fmt: skip
    """Ask whoever has the typed address on file, there, whether the mail was theirs: who is asked, and by which
    question (its event). None when nobody is: the address is not on file, its person has no home, team or company here
    any more, said no to this sender before, or was asked too often today."""
    person = person_at(session, agency.id, typed)
    if person is None:
        return None
    role = role_of(session, person.id, today=now.astimezone(profile_of(session, agency).zone).date())
    if role is Role.UNKNOWN and not is_provider(session, person.id):
        return None
    suspect = Suspect(
        Around(agency, ()), person, Role.PROVIDER if role is Role.UNKNOWN else role, UNKNOWN_SENDER, sender, mail_id,
        received_at,
    )  # fmt: skip
    held = hold(session, suspect, now=now)
    return (person, held.question) if held.question else None
