"""What comes to an address that is too old, or was made worthless: kept for the managers, and moves nothing."""

from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.doorstep import around_homes, standing_of
from mailbot.inbound.routes import (
    Route,
    Stop,
    ToDesk,
    ToDigest,
    ToIntake,
    ToManagers,
    ToOwnLetter,
    ToQuestion,
    ToThread,
)
from mailbot.model import Agency, Participant
from mailbot.threads.addresses import domain_of, understand
from mailbot.threads.lives import Dead
from mailbot.threads.tokens import Keyring, TokenKind
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.apart import Around
from mailbot.workflow.events import record
from mailbot.workflow.own_letters import write_to

_WAY_ON = "answer_this"


def for_managers_alone(session: Session, route: Route, dead: Dead, *, now: datetime) -> Route:
    """Where a mail goes in place of where its address led. Whoever had no business there is told nothing."""
    match route:
        case ToThread(seat=seat, scene=scene, standpoint=standpoint):
            around = Around(scene.agency, scene.home.managers)
            return ToManagers(
                around, EventKind.MAIL_LEFT_UNROUTED, dead.value, InboundFate.PARKED, seat.person, standpoint,
                scene.report, told=route,
            )  # fmt: skip
        case (
            ToIntake(around=around, person=person, standpoint=standpoint)
            | ToOwnLetter(around=around, person=person, standpoint=standpoint)
        ):
            return ToManagers(
                around, EventKind.MAIL_LEFT_UNROUTED, dead.value, InboundFate.PARKED, person, standpoint
            )  # fmt: skip
        case (
            ToDigest(agency=agency, person=person, standpoint=standpoint)
            | ToDesk(agency=agency, person=person, standpoint=standpoint)
        ):
            around = around_homes(session, agency, standing_of(session, agency, person, now=now), now=now)
            return ToManagers(
                around, EventKind.MAIL_LEFT_UNROUTED, dead.value, InboundFate.PARKED, person, standpoint
            )  # fmt: skip
        case ToQuestion(agency=asking, person=asked):
            # A yes that comes after a year lets nobody in.
            return Stop(InboundFate.PARKED, dead.value, asking, person=asked)
        case Stop(agency=agency, seat=seat, person=person):
            return Stop(InboundFate.PARKED, dead.value, agency, seat, person)
        case ToManagers():
            return route


def explain(session: Session, route: ToManagers, arrived: Arrived, *, now: datetime) -> None:
    """Tell the writer that their words are kept, that nothing was done, and at which address it would be (X-14)."""
    if route.reason not in set(Dead):
        return
    codes = {"act": "file_it", "reason": route.reason, "next_step": _WAY_ON}
    if route.told is not None:
        seat, scene = route.told.seat, route.told.scene
        record(
            session, scene, EventKind.ACT_REFUSED, actor=seat.person, role=seat.participant.role, now=now,
            mail_id=arrived.mail_id, details=codes,
            without=LetterKind.NEW_MESSAGE,  # the managers have the words already: they are to file them
        )  # fmt: skip
        return
    role = route.standpoint.role
    channel = Channel.PRIVATE if role is Role.LANDLORD else Channel.AGENCY
    write_to(
        session, route.around.agency, route.person, role, LetterKind.NOT_DONE, {**codes, "links": ["reply"]},
        channel=channel, now=now,
    )  # fmt: skip


def seat_written_to(session: Session, recipient: str, *, keyring: Keyring) -> int | None:
    """The row of whose reply address this was, were it revoked a hundred times; None when it was none."""
    domain = domain_of(recipient)
    try:
        address = understand(recipient, intakes={domain: ""}, keyring=keyring)
    except Refused:
        return None
    token = address.token if address is not None else None
    if token is None or token.kind is not TokenKind.REPLY:
        return None
    owner = select(Participant.id).join(Agency, Agency.id == Participant.agency_id)
    return session.scalars(owner.where(Participant.id == token.subject, Agency.mail_domain == domain)).one_or_none()


DEAD = frozenset(each.value for each in Dead)
"""Why a mail waits that was written to an address which opens nothing any more."""
