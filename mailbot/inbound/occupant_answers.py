"""What an occupant says about a visit or about works: done where it is theirs to say (SM4, SM5)."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import occupant_changes
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.hearing import Heard, Step, Together, walk
from mailbot.inbound.occupant_slots import take_choice, take_nod, take_rejection, take_unclear
from mailbot.inbound.occupant_times import take_times, take_times_alone
from mailbot.inbound.occupant_works import take_confirmation
from mailbot.inbound.routes import ToThread

STEPS: tuple[Step, ...] = (
    take_confirmation,
    occupant_changes.change_visit,
    take_choice,
    take_rejection,
    take_unclear,
    take_nod,
    take_times,
)
"""What an occupant may do by their words: the works that are done, the visit that is planned, the slots that are
offered, their times, what one must know to get in."""


def take_occupant(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> Together:
    """What of a mail was done on the mission that it is about; nothing when it is about none."""
    if route.at_hand is None:
        return walk(session, (take_times_alone,), Heard(route, arrived, route.scene, route.seat, now))
    return walk(session, STEPS, Heard(route, arrived, route.at_hand, route.seat, now))
