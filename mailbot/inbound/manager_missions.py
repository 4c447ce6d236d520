"""What a manager does on a mission by words: in the place of a company or of an occupant, and the journal says so."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import manager_changes
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.hearing import Heard, Step, Together, walk
from mailbot.inbound.manager_slots import take_choice, take_plan, take_proposal
from mailbot.inbound.manager_works import take_for_others
from mailbot.inbound.routes import ToThread

STEPS: tuple[Step, ...] = (
    take_for_others,
    manager_changes.change_visit,
    take_proposal,
    take_choice,
    take_plan,
)
"""What a manager may do by words on one mission."""


def take_on_behalf(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> Together:
    """What of a manager's mail was done on the mission that it is about; nothing when it is about none."""
    if route.at_hand is None:
        return Together()
    return walk(session, STEPS, Heard(route, arrived, route.at_hand, route.seat, now))
