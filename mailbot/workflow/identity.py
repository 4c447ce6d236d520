"""Somebody writes with another person's address: the owner is asked, and a yes lets the mail through (GAP-17)."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from mailbot.db import Session
from mailbot.model import InboundMail, PersonAddress
from mailbot.threads.participants import Seat, person_at
from mailbot.vocabulary import EventKind, InboundFate
from mailbot.workflow.events import record
from mailbot.workflow.scene import Scene


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
        InboundMail.erased_at.is_(None),
    )
