"""Where manager and landlord answer each other in private: kept, told to the other side alone, and done if it asks."""

import contextlib
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived, ask_back, says_nothing, take_files
from mailbot.inbound.asked_of_us import take_orders, worse
from mailbot.inbound.asking import asks_only_that, asks_where
from mailbot.inbound.attachments import photos_in, refused_in
from mailbot.inbound.company_wishes import wishes_for_company
from mailbot.inbound.decision_answers import take_decision
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading_answers import take_reading_answer
from mailbot.inbound.replies import (
    COMMANDS,
    danger_of,
    deciding_in,
    obey_or_explain,
    says_same_again,
    take_instruction,
)
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import InboundFate, Role
from mailbot.workflow import closings, reports
from mailbot.workflow.commands import CloseReport, ReopenReport, obey
from mailbot.workflow.discussions import hear_landlord, keep_unsaid, tell_landlord, write_to_landlord
from mailbot.workflow.scene import set_scene


def take_private(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A mail on the private channel: it reaches the other side, whatever else becomes of it."""
    rest, fate = take_orders(session, route, arrived, now=now)
    return fate if rest is None else worse(fate, _take_words(session, route, rest, now=now))


def _take_words(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    scene, seat = route.scene, route.seat
    role = seat.participant.role
    if says_nothing(arrived) and not _may_decide(route, arrived):
        take_files(session, scene, arrived, seat.person, role, None, now=now)
        if not refused_in(arrived.files):
            ask_back(session, scene, arrived, seat.person, role, now=now)
        return InboundFate.ASKED
    if role is Role.LANDLORD:
        return _take_landlord(session, route, arrived, now=now)
    return _take_manager(session, route, arrived, now=now)


def _may_decide(route: ToThread, arrived: Arrived) -> bool:
    """« Je refuse », when we asked whether a yes was well read: it says nothing to that, and all to the quotes."""
    asked = route.standpoint.question is Question.CONFIRM_READING
    return asked and bool(arrived.reading.fresh_text.strip())


def _take_manager(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    for take in (take_instruction, take_reading_answer):
        if (done := take(session, route, arrived, now=now)) is not None:
            return done
    scene, seat = route.scene, route.seat
    said = write_to_landlord(
        session, scene, seat.person, arrived.reading.fresh_text, photos=photos_in(arrived.files), now=now,
        mail_id=arrived.mail_id,
    )  # fmt: skip
    take_files(session, scene, arrived, seat.person, Role.MANAGER, said, now=now)
    # What a manager says to the landlord changes nothing that the home can see: only a private report is closed here.
    if scene.report.is_private and arrived.reading.intent(IntentType.CLOSE_REPORT) is not None:
        with contextlib.suppress(Refused):  # it is closed already
            obey(session, scene, seat, CloseReport(), now=now, mail_id=arrived.mail_id)
    return InboundFate.TAKEN


def _take_landlord(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    scene, seat, reading = route.scene, route.seat, arrived.reading
    if scene.is_closed and _only_thanks(arrived):
        return InboundFate.TAKEN
    asks, danger = asks_where(arrived), danger_of(reading)
    only_asks = asks is not None and asks_only_that(arrived)
    # What the home sees too, once the report was published, happens on its public side.
    seen = set_scene(session, scene.report, now=now)
    if scene.is_closed and says_same_again(arrived):
        with contextlib.suppress(Refused):  # not his to bring back, or too late: the managers read it and decide
            obey(session, seen, seat, ReopenReport(), now=now, mail_id=arrived.mail_id)
    is_open = not scene.is_closed
    closes = is_open and reading.intent(IntentType.CLOSE_REPORT) is not None and closings.may_close(scene, seat)
    decided = None if route.elsewhere else take_decision(session, deciding_in(route, arrived), now=now)
    if decided is not None:
        said = decided.said
    elif only_asks:
        said = keep_unsaid(session, scene, seat.person, reading.fresh_text, now=now, mail_id=arrived.mail_id)
    else:
        said = hear_landlord(
            session, scene, seat.person, reading.fresh_text, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id, closes=closes, elsewhere=route.elsewhere,
            read_as=IntentType.CLOSE_REPORT.value if closes else "", asks_company=wishes_for_company(reading),
        )  # fmt: skip
    take_files(session, scene, arrived, seat.person, Role.LANDLORD, said, now=now)
    if danger is not None:
        reports.raise_urgency(
            session, scene, seat.person, danger, words=reading.fresh_text, photos=photos_in(arrived.files), now=now,
            mail_id=arrived.mail_id, role=Role.LANDLORD,
        )  # fmt: skip
    if asks is not None:
        tell_landlord(session, scene, seat.person, passed_on=not only_asks, now=now, mail_id=arrived.mail_id)
    if closes:
        obey(session, seen, seat, CloseReport(IntentType.CLOSE_REPORT.value), now=now, mail_id=arrived.mail_id)
    elif is_open:
        for intent in reading.intents:
            if (command := COMMANDS.get(intent.type)) is not None:
                obey_or_explain(session, route, arrived, command(intent), now=now)
    return decided.fate if decided is not None else InboundFate.TAKEN


def _only_thanks(arrived: Arrived) -> bool:
    types = {intent.type for intent in arrived.reading.intents}
    return bool(types) and types <= {IntentType.THANKS} and not arrived.files
