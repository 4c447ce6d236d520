"""A mail of which nobody knows who wrote it: what it is held for, and what of it cannot wait for an answer."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.doorstep import around_homes, standing_of
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.replies import danger_of
from mailbot.inbound.routes import Stop, ToQuestion
from mailbot.inbound.stakes import asks_for_money
from mailbot.model import Agency, Person
from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import InboundFate, Role
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.apart import Around
from mailbot.workflow.budgets import managers_have_many
from mailbot.workflow.identity import HELD, UNKNOWN_SENDER, Held, Suspect, ask_again, hold, release, set_aside
from mailbot.workflow.security_alerts import alert


def hold_mail(
    session: Session, stop: Stop, mail: ParsedMail, mail_id: int, *, received_at: datetime, envelope_from: str,
    now: datetime,
) -> tuple[InboundFate, list[str | int]]:  # fmt: skip
    """Keep it aside and ask whom it is held for; its fate, and what its trail says of that.

    Its words are read for one thing: whether somebody may be in danger, or money is asked for. Nothing is done.
    """
    assert stop.agency is not None
    person = stop.person or (stop.seat.person if stop.seat is not None else None)
    assert person is not None, "a mail is held for somebody"
    suspect = _suspect(session, stop, stop.agency, person, mail, mail_id, received_at=received_at, now=now)
    reading = _read(stop, mail, envelope_from)
    rules = profile_of(session, stop.agency).rules
    is_danger = reading is not None and danger_of(reading) is not None
    if reading is not None and is_danger and not managers_have_many(session, rules, suspect.around.managers, now=now):
        suspect = replace(suspect, is_urgent=True, words=reading.fresh_text)
    if reading is not None and stop.standpoint is not None and asks_for_money(reading, stop.standpoint.role):
        alert(session, suspect, now=now)
    held = hold(session, suspect, now=now)
    return held.fate, _noted(held, stop)


def _noted(held: Held, stop: Stop) -> list[str | int]:
    return [HELD, held.question, stop.question]


def _read(stop: Stop, mail: ParsedMail, envelope_from: str) -> Reading | None:
    return None if stop.standpoint is None else read(mail, stop.standpoint, envelope_from=envelope_from or "<>")


def _suspect(
    session: Session, stop: Stop, agency: Agency, person: Person, mail: ParsedMail, mail_id: int, *,
    received_at: datetime, now: datetime,
) -> Suspect:  # fmt: skip
    scene, seat = stop.scene, stop.seat
    if scene is not None:
        around = Around(agency, scene.home.managers)
        role = seat.participant.role if seat is not None else stop.standpoint.role if stop.standpoint else Role.TENANT
    else:
        stands = standing_of(session, agency, person, now=now)
        around, role = around_homes(session, agency, stands, now=now), stands.role
    return Suspect(
        around, person, Role.TENANT if role is Role.UNKNOWN else role, stop.why, normal_address(mail.sender.address),
        mail_id, received_at, participant_id=seat.participant.id if seat is not None else None,
        report_id=scene.report.id if scene is not None else None, ref=scene.report.ref if scene is not None else "",
        with_token=seat is not None or stop.why == UNKNOWN_SENDER,
    )  # fmt: skip


def take_answer(session: Session, route: ToQuestion, arrived: Arrived, *, now: datetime) -> InboundFate:
    """The answer to « C'était bien vous ? »: a yes lets the held mails in, a no sets them aside for good. Neither of
    them is asked once more."""
    answers = {i.values.get("value") for i in arrived.reading.intents if i.type is IntentType.ANSWER}
    if answers == {"yes"}:
        release(session, route.letter, route.person, now=now)
    elif answers == {"no"}:
        set_aside(session, route.letter, now=now)
    else:
        ask_again(session, route.letter, now=now)
        return InboundFate.ASKED
    return InboundFate.TAKEN
