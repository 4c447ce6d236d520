"""What somebody asks of the service itself, beside what they say to the others: none of it is read at home."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, take_files
from mailbot.inbound.bill_words import take_bill_words
from mailbot.inbound.errands import take_errand
from mailbot.inbound.letters_to_others import take_letter
from mailbot.inbound.manager_commands import take_commands
from mailbot.inbound.manager_messages import take_message
from mailbot.inbound.order_words import take_cancel_answer
from mailbot.inbound.quote_orders import as_if_nothing_were_ready, orders_in, take_draft_answer, take_quote_orders
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.routes import ToThread
from mailbot.inbound.wishes import asks_for_everything, take_choice
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow import reports
from mailbot.workflow.digests import tell_manager_now
from mailbot.workflow.managing import Desk


def take_orders(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:  # fmt: skip
    """Lines that begin with `#`, « relance Durand », « bon à payer », « demandez un devis », « point ». Returns the
    mail without them, None when nothing else was said, and the fate of what was asked."""
    scene, seat, fate = route.scene, route.seat, InboundFate.TAKEN
    if (sent := take_message(session, route, arrived, now=now)) is not None:
        return None, sent
    if seat.participant.role is Role.MANAGER and arrived.reading.commands:
        desk = Desk(
            scene.agency, scene.profile, seat.person, seat.participant.role, arrived.mail_id, scene, seat
        )  # fmt: skip
        rest, fate = take_commands(
            session, desk, arrived.reading, arrived.mail, route.standpoint, proof=arrived.proof, now=now
        )  # fmt: skip
        if rest is None:
            take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)
            return None, fate
        arrived = replace(arrived, reading=rest)
    if seat.participant.role is Role.MANAGER and seat.channel is not Channel.PRIVATE:
        for take in (take_letter, take_errand, take_bill_words, _take_quote_words):
            left, done = take(session, route, arrived, now=now)
            fate = worse(done, fate)
            if left is None:
                return None, fate
            arrived = left
    if _take_wish(session, route, arrived, now=now):
        words = arrived.reading.fresh_text
        reports.keep_instruction(session, scene, seat, words, now=now, mail_id=arrived.mail_id)
        return None, fate
    return arrived, fate


def _take_quote_words(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:
    """« Demandez un devis à Petit », and the answer to what that prepared: the mail without them, as for orders."""
    scene, seat, reading = route.scene, route.seat, arrived.reading
    answered = take_draft_answer(
        session, scene, seat, reading, route.standpoint, now=now, mail_id=arrived.mail_id
    )  # fmt: skip
    if answered is None:
        answered = take_cancel_answer(
            session, scene, seat, reading, route.standpoint, proof=arrived.proof, now=now, mail_id=arrived.mail_id
        )  # fmt: skip
    if answered is not None:
        return None, answered
    if not orders_in(reading):
        no_answer = reading.ask is not None and route.standpoint.question is Question.CONFIRM_DRAFT
        other = as_if_nothing_were_ready(arrived.mail, route.standpoint) if no_answer else None
        return (arrived if other is None else replace(arrived, reading=other)), InboundFate.TAKEN
    rest, fate = take_quote_orders(
        session, scene, seat, reading, arrived.mail, route.standpoint, proof=arrived.proof, now=now,
        mail_id=arrived.mail_id,
    )  # fmt: skip
    if rest is None:
        take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)
        return None, fate
    return replace(arrived, reading=rest), fate


def worse(one: InboundFate, other: InboundFate) -> InboundFate:
    """The fate of a mail in two parts: one that is asked about is not taken for done."""
    return one if other is InboundFate.TAKEN else other


def _take_wish(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> bool:
    """« Récapitulatif », a manager's « point »: done, and news for nobody; whether that was all that was said."""
    scene, seat = route.scene, route.seat
    role = seat.participant.role
    if take_choice(session, seat.person, role, arrived.reading, now=now, mail_id=arrived.mail_id):
        return not arrived.files
    if role is not Role.MANAGER or not asks_for_everything(arrived.reading.fresh_text, in_a_digest=False):
        return False
    tell_manager_now(session, scene.agency, scene.profile, seat.person, now=now, mail_id=arrived.mail_id)
    return True
