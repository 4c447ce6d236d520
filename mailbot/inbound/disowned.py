"""What may be taken in nobody's name: a mail whose own domain disowns it, or that names several senders or none."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.doorstep import (
    standing_of,
)
from mailbot.inbound.proof import Writer
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.inbound.routes import (
    Stop,
)
from mailbot.inbound.standpoints import standpoint_in
from mailbot.model import Agency
from mailbot.threads.participants import Seat, seat_of
from mailbot.vocabulary import Channel, InboundFate
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.identity import FORGED, mark
from mailbot.workflow.scene import Scene


def not_taken(
    session: Session, agency: Agency, writer: Writer, *, received_at: datetime, now: datetime
) -> Stop | None:  # fmt: skip
    """Why a mail that came on no thread is not taken in anybody's name; None when it may be. Every such road begins
    with it."""
    if writer.trouble:
        return Stop(InboundFate.PARKED, writer.trouble, agency)
    if writer.is_forged:
        return forged(session, agency, writer, received_at=received_at, now=now)
    return None


def forged(
    session: Session, agency: Agency, writer: Writer, seat: Seat | None = None, scene: Scene | None = None, *,
    received_at: datetime, now: datetime,
) -> Stop:  # fmt: skip
    """A mail that its own domain disowns: held for the person whom it names, whosever address it was written to."""
    person = writer.claims
    assert person is not None
    own, standpoint = None, None
    if seat is not None and scene is not None:
        own = seat if seat.person.id == person.id else seat_of(session, person.id, seat.thread.id, seat.channel)
    if own is not None and scene is not None:
        standpoint = standpoint_in(scene, own, received_at)
    else:
        stands = standing_of(session, agency, person, now=now)
        zone = profile_of(session, agency).zone
        standpoint = Standpoint(
            received=received_at.astimezone(zone), role=stands.role, channel=Channel.INTAKE, sender_name=person.name,
            people={stands.role: person.name},
        )  # fmt: skip
    is_theirs = seat is not None and seat.person.id == person.id
    return Stop(
        InboundFate.HELD, FORGED, agency, seat if is_theirs else None, person, scene, standpoint,
        mark(own.participant.asked) if own is not None else "",
    )  # fmt: skip
