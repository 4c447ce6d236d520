"""« Point », « où en est-on ? » from a company: all that it does for the agency, in one letter (P-22)."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, place_of
from mailbot.inbound.asking import asks_only_that, asks_where
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.routes import ToThread
from mailbot.workflow.company_lists import tell_missions


def asks_nothing_else(arrived: Arrived) -> bool:
    """Whether a company asks where things stand, and says nothing more: that is no answer to a request, and no news for
    the home."""
    return asks_where(arrived) is not None and asks_only_that(arrived)


def tell_where(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> None:
    """Answer it. Whoever says more has their words told as a comment: the managers read them there."""
    tell_missions(
        session, route.scene, route.seat.person, now=now, mail_id=arrived.mail_id, words=arrived.reading.fresh_text,
        because=place_of(arrived.reading.intent(IntentType.STATUS_QUESTION)),
        already_told=not asks_nothing_else(arrived),
    )  # fmt: skip
