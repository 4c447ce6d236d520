"""What a manager says of a bill in a few words: decided, asked back, or left to a button; nobody at home reads it."""

from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, keep_from_the_home
from mailbot.inbound.manager_commands import approve_by_words
from mailbot.inbound.reading.bills import OnBill, decided_on_bill, is_yes_or_no
from mailbot.inbound.reading.intents import WITHOUT_EFFECT
from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import Channel, InboundFate, LetterKind, Role
from mailbot.workflow import managing
from mailbot.workflow.at_hand import letter_answered
from mailbot.workflow.managing import Desk, Line


def take_bill_words(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:  # fmt: skip
    """« Bon à payer » is « #bon-a-payer »; a bill is refused on its page, where the company is told why; and what an
    alarm about bank details waits for is its buttons. Returns the mail that is left, None when nothing is, and its
    fate, as for orders."""
    seat, reading = route.seat, arrived.reading
    if seat.participant.role is not Role.MANAGER or seat.channel is Channel.PRIVATE:
        return arrived, InboundFate.TAKEN
    if any(intent.type not in _NO_MORE for intent in reading.intents):
        return arrived, InboundFate.TAKEN
    desk = Desk(
        route.scene.agency, route.scene.profile, seat.person, Role.MANAGER, arrived.mail_id, route.scene, seat
    )  # fmt: skip
    line = Line(reading.fresh_text)
    decided = decided_on_bill(reading.fresh_text, [name for names in route.standpoint.companies for name in names])
    if decided is OnBill.PAY:
        keep_from_the_home(session, route.scene, route.seat, arrived, now=now)
        return None, approve_by_words(
            session, desk, line, proof=arrived.proof, answers=arrived.mail.in_reply_to, now=now
        )  # fmt: skip
    act = "dispute_invoice" if decided is OnBill.REFUSE else _left_to_a_button(session, route, arrived)
    if not act:
        return arrived, InboundFate.TAKEN
    keep_from_the_home(session, route.scene, route.seat, arrived, now=now)
    way = "invoice_page" if act == "dispute_invoice" else "its_buttons"
    managing.explain(session, desk, line, act=act, reason="button_decides", next_step=way, now=now)
    return None, InboundFate.ASKED


_NO_MORE = WITHOUT_EFFECT | {IntentType.MESSAGE, IntentType.ANSWER, IntentType.QUESTION}
"""« Bonjour, ok pour la facture » reads like a letter."""


def _left_to_a_button(session: Session, route: ToThread, arrived: Arrived) -> str:
    """What a yes or a no to a letter of ours would decide that only its buttons do; empty for nothing."""
    if route.seat.channel is not Channel.AGENCY or not is_yes_or_no(arrived.reading.fresh_text):
        return ""
    letter = letter_answered(session, route.seat.participant, arrived.mail.in_reply_to)
    return _BY_BUTTON.get(letter.kind, "") if letter is not None else ""


_BY_BUTTON = {LetterKind.SECURITY_ALERT: "judge_alert", LetterKind.INVOICE_HERE: "approve_invoice"}
