"""Somebody writes with another person's address: the owner is asked, and a yes lets the mail through (GAP-17)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from mailbot.db import Session
from mailbot.model import Agency, InboundMail, OutboundMail, Participant, Person, PersonAddress
from mailbot.threads.participants import Seat, person_at
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.events import record
from mailbot.workflow.households import is_provider, role_of
from mailbot.workflow.own_letters import write_to
from mailbot.workflow.scene import Scene

STRANGER = "unknown_sender"
"""The trouble of a mail that waits because nobody knows its writer."""
_AGAIN = timedelta(days=1)
"""How long nobody is asked a second time about one address."""
_MOST_ASKED = 3
"""Such questions that one person has in a day, whoever makes them come: a stranger types whatever they like."""


def hold(session: Session, scene: Scene, seat: Seat, *, sender: str, mail_id: int, now: datetime) -> InboundFate:
    """Keep a mail aside and ask the owner of the seat: once for each unknown sender, however much they write.

    `sender`: the unknown address, in its normal form. The fate is REFUSED when the owner has said no to it before.
    """
    known = set(
        session.scalars(
            select(InboundMail.fate).where(
                InboundMail.participant_id == seat.participant.id,
                InboundMail.sender == sender,
                InboundMail.id != mail_id,
                InboundMail.fate.in_([InboundFate.HELD, InboundFate.REFUSED]),
            )
        )
    )
    if InboundFate.REFUSED in known:
        return InboundFate.REFUSED  # the owner said no to this address already
    if not known:
        record(
            session, scene, EventKind.MAIL_HELD_FOR_IDENTITY, actor=seat.person, role=seat.participant.role, now=now,
            mail_id=mail_id, details={"unknown_address": sender},
        )  # fmt: skip
    return InboundFate.HELD


def release(session: Session, seat: Seat, *, sender: str, now: datetime) -> None:
    """The owner said yes: the address is theirs from now on, and what it wrote is taken in its order.

    An address that is somebody else's cannot become theirs: those mails are left to a person.
    """
    known = person_at(session, seat.participant.agency_id, sender)
    if known is not None and known.id != seat.person.id:
        session.execute(
            update(InboundMail)
            .where(*_held(seat, sender))
            .values(fate=InboundFate.PARKED, trouble="known_as_somebody_else", settled_at=now)
            .execution_options(synchronize_session=False)
        )
        return
    if known is None:
        session.add(
            PersonAddress(agency_id=seat.participant.agency_id, person_id=seat.person.id, address=sender, added_at=now)
        )
        session.flush()
        _let_in(session, seat.participant.agency_id, sender, now=now)
    session.execute(
        update(InboundMail)
        .where(*_held(seat, sender))
        .values(fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0)
        .execution_options(synchronize_session=False)
    )


def set_aside(session: Session, seat: Seat, *, sender: str, now: datetime) -> None:
    """The owner said no: what that address wrote stays kept, and never takes effect."""
    session.execute(
        update(InboundMail)
        .where(*_held(seat, sender))
        .values(fate=InboundFate.REFUSED, settled_at=now)
        .execution_options(synchronize_session=False)
    )


def _held(seat: Seat, sender: str) -> tuple[ColumnElement[bool], ...]:
    return (
        InboundMail.participant_id == seat.participant.id,
        InboundMail.sender == sender,
        InboundMail.fate == InboundFate.HELD,
    )


# -- Without a seat: a mail to the intake, or an answer to a letter that belongs to no report -------------------------


def ask_person(
    session: Session, agency: Agency, person: Person, sender: str, mail_id: int, now: datetime, *,
    with_token: bool = False,
) -> bool:  # fmt: skip
    """Ask somebody at their address on file whether a mail was theirs: « en votre nom », or « avec votre adresse de
    réponse » when it came to an address that they alone have (`with_token`). The mail's own row is left as it is.

    At most once a day about one address, and a few times a day in all; whether they are asked. Nobody is who has no
    home, team or company here any more, nor about an address that is on file for somebody else.
    """
    holder = person_at(session, agency.id, sender)
    if holder is not None and holder.id != person.id:
        return False
    role = role_asked(session, agency, person, now=now)
    if role is Role.UNKNOWN or not _may_be_asked(session, person, sender, now=now):
        return False
    record_apart(
        session, Around(agency, ()), EventKind.MAIL_HELD_FOR_IDENTITY, actor=person, role=role, now=now,
        mail_id=mail_id,
        details={
            "unknown_address": sender, "with_token": with_token,
            "came_at": session.get_one(InboundMail, mail_id).received_at.isoformat(),
        },
    )  # fmt: skip
    return True


def release_for(session: Session, agency: Agency, person: Person, sender: str, *, now: datetime) -> None:
    """The person said yes: the address is theirs from now on, and all that it wrote is taken in its order.

    An address that is somebody else's meanwhile cannot become theirs: those mails are left to a manager.
    """
    holder = person_at(session, agency.id, sender)
    if holder is not None and holder.id != person.id:
        _settle(session, agency, person, sender, InboundFate.PARKED, "known_as_somebody_else", now=now)
        return
    if holder is None:
        session.add(PersonAddress(agency_id=agency.id, person_id=person.id, address=sender, added_at=now))
        session.flush()
        _let_in(session, agency.id, sender, now=now)
        return
    session.execute(  # it was theirs already, and somebody may be forging it: what was asked about, and nothing else
        update(InboundMail)
        .where(InboundMail.participant_id.is_(None), *_waiting_for(agency, person, sender))
        .values(fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0)
        .execution_options(synchronize_session=False)
    )


def _let_in(session: Session, agency_id: int, sender: str, *, now: datetime) -> None:
    """Everything that an address wrote while nobody knew it, wherever: now that it is somebody's, what they may do
    there is found out anew."""
    session.execute(
        update(InboundMail)
        .where(
            InboundMail.agency_id == agency_id,
            InboundMail.sender == sender,
            or_(InboundMail.fate == InboundFate.HELD, _of_nobody()),
        )
        .values(fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0)
        .execution_options(synchronize_session=False)
    )


def set_aside_for(session: Session, agency: Agency, person: Person, sender: str, *, now: datetime) -> None:
    """The person said no: what that address wrote so far stays kept, and never takes effect."""
    _settle(session, agency, person, sender, InboundFate.REFUSED, "not_theirs", now=now)


def _settle(
    session: Session, agency: Agency, person: Person, sender: str, fate: InboundFate, trouble: str, *, now: datetime
) -> None:
    session.execute(
        update(InboundMail)
        .where(*_waiting_for(agency, person, sender))
        .values(fate=fate, trouble=trouble, settled_at=now)
        .execution_options(synchronize_session=False)
    )


def _waiting_for(agency: Agency, person: Person, sender: str) -> tuple[ColumnElement[bool], ...]:
    """What waits for this person's word on this address: what is held for them, and what is held for nobody."""
    theirs = select(Participant.id).where(Participant.person_id == person.id)
    held_for_them = and_(
        InboundMail.fate == InboundFate.HELD,
        or_(
            InboundMail.participant_id.in_(theirs),
            and_(InboundMail.participant_id.is_(None), InboundMail.person_id == person.id),
        ),
    )
    return (InboundMail.agency_id == agency.id, InboundMail.sender == sender, or_(held_for_them, _of_nobody()))


def _of_nobody() -> ColumnElement[bool]:
    return and_(
        InboundMail.fate == InboundFate.PARKED,
        InboundMail.trouble == STRANGER,
        InboundMail.participant_id.is_(None),
        InboundMail.person_id.is_(None),
    )


def _may_be_asked(session: Session, person: Person, sender: str, *, now: datetime) -> bool:
    asked = _asked_lately(session, person, now=now)
    return len(asked) < _MOST_ASKED and all(facts.get("unknown_address") != sender for facts in asked)


def ask_once_more(session: Session, agency: Agency, person: Person, letter: OutboundMail, *, now: datetime) -> None:
    """The same question with its two buttons, to whoever answered neither yes nor no: a few times a day at the most."""
    if len(_asked_lately(session, person, now=now)) >= 2 * _MOST_ASKED:
        return
    said = {name: letter.facts[name] for name in ("at", "unknown_address", "with_token", "links")}
    role = role_asked(session, agency, person, now=now)
    write_to(session, agency, person, role, LetterKind.WAS_IT_YOU, said, channel=Channel.AGENCY, now=now)


def role_asked(session: Session, agency: Agency, person: Person, *, now: datetime) -> Role:
    """What somebody who is asked is to the agency today; UNKNOWN for whoever has left."""
    role = role_of(session, person.id, today=now.astimezone(profile_of(session, agency).zone).date())
    return Role.PROVIDER if role is Role.UNKNOWN and is_provider(session, person.id) else role


def _asked_lately(session: Session, person: Person, *, now: datetime) -> Sequence[dict[str, Any]]:
    """What the letters said that asked this person within a day, about reports and apart."""
    return session.scalars(
        select(OutboundMail.facts).where(
            OutboundMail.person_id == person.id,
            OutboundMail.kind == LetterKind.WAS_IT_YOU,
            OutboundMail.created_at > now - _AGAIN,
        )
    ).all()
