"""« OS à Durand, urgent, plafond 200 », « annulez l'OS Durand »: words that only prepare, are shown back, or done."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from mailbot.db import Session
from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.reading.standpoint import Question, Standpoint
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.inbound.wishes import plain_words
from mailbot.model import Person, Provider
from mailbot.model_desk import Draft
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import brief
from mailbot.threads.participants import Seat, person_at
from mailbot.vocabulary import DraftKind, EventKind, InboundFate, MissionState, Role, Urgency
from mailbot.workflow.companies import Choice, choices, closest, named, what_is_wrong
from mailbot.workflow.drafts import open_draft
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.journal import noted
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.order_drafts import Wanted, prepare_order
from mailbot.workflow.order_sending import accepted_quotes
from mailbot.workflow.orders import is_open, may_become, open_orders
from mailbot.workflow.quote_requests import Named
from mailbot.workflow.reports import keep_instruction
from mailbot.workflow.scene import Scene


def prepare_order_named(
    session: Session, scene: Scene, seat: Seat, order: Intent, *, said: str, now: datetime, mail_id: int
) -> Sequence[Choice] | None:
    """A draft of an order to the company that the words name; else nothing, and the companies that may be meant. None
    when it is prepared. « Oui, mais plafond 300 » changes what was ready before."""
    known = choices(session, scene.agency.id, seat.person.id, scene.report.category)
    before = _ready(session, seat)
    words = str(order.values.get("provider") or "")
    found: Named | None = None
    fitting = named(words, known) if words else ()
    if len(fitting) > 1:
        return fitting[:3]
    if fitting:
        found = Named(fitting[0])
    elif words and not what_is_wrong(words) and person_at(session, scene.agency.id, words) is None:
        found = Named(None, words)
    elif words:
        return closest(words, known) if "@" not in words else known[:3]
    else:
        found = _by_itself(session, scene, known, before)
    if found is None:
        return known[:3]
    content = before.content if before is not None else {}
    quotes = accepted_quotes(session, scene.report.id)
    number = found.choice.provider.id if found.choice is not None else 0
    is_urgent = order.values.get("urgency") == Urgency.URGENT.value
    wanted = Wanted(
        found,
        Urgency.URGENT if is_urgent else _kept_urgency(content.get("urgency")),
        _money(order.values.get("ceiling_incl_tax") or content.get("ceiling")),
        next((quote for quote in quotes if quote.provider_id == number), None),
    )
    prepare_order(session, scene, seat.person, wanted, said=said, now=now, mail_id=mail_id)
    return None


def _ready(session: Session, seat: Seat) -> Draft | None:
    """The order that the last letter showed as ready, while it waits for its button."""
    asked = seat.participant.asked or {}
    if asked.get("question") != Question.CONFIRM_DRAFT.value:
        return None
    draft = open_draft(session, seat.person, int(asked.get("draft") or 0))
    is_ours = draft is not None and draft.kind is DraftKind.WORK_ORDER
    return draft if is_ours and draft is not None and draft.done_at is None and draft.cancelled_at is None else None


def _by_itself(session: Session, scene: Scene, known: Sequence[Choice], before: Draft | None) -> Named | None:
    """« Envoyez l'OS »: to the company that was ready, else to the one whose quote was accepted."""
    content = before.content if before is not None else {}
    if content.get("address"):
        return Named(None, str(content["address"]))
    quotes = accepted_quotes(session, scene.report.id)
    number = int(content.get("provider") or (quotes[0].provider_id if len(quotes) == 1 else 0))
    return next((Named(each) for each in known if each.provider.id == number), None)


def _kept_urgency(written: object) -> Urgency | None:
    return Urgency(str(written)) if written else None


def _money(written: object) -> Decimal | None:
    return Decimal(str(written)) if written else None


# -- Calling one off --------------------------------------------------------------------------------------------------


def cancel_named(
    session: Session, scene: Scene, manager: Person, words: str, *, said: str, proof: Proof, now: datetime,
    mail_id: int,
) -> str:  # fmt: skip
    """« Annulez l'OS Durand »: done when the manager's domain stands for the mail, and G-21 says so; else nothing is,
    and X-12 shows what was read with its button. `words`: those that ask. Why not, as a code, when none or several
    orders may be meant; empty when it is done or shown back."""
    orders = open_orders(session, scene.report.id)
    meant = _meant(session, orders, words)
    if len(meant) != 1:
        return "no_open_order" if not orders else "which_order"
    _cancel_or_show_back(session, scene, manager, meant[0], said, proof=proof, now=now, mail_id=mail_id)
    return ""


def _cancel_or_show_back(
    session: Session, scene: Scene, manager: Person, order: WorkOrder, said: str, *, proof: Proof, now: datetime,
    mail_id: int,
) -> InboundFate:  # fmt: skip
    if not needs_echo(Stake.MONEY, proof) and may_become(order, MissionState.CANCELLED):
        cancel_order(session, scene, order, manager, now=now, mail_id=mail_id)
        return InboundFate.TAKEN
    company = session.get_one(Provider, order.provider_id).company
    _show_back(session, scene, manager, order, company, said, now=now, mail_id=mail_id)
    return InboundFate.ASKED


def take_cancel_answer(
    session: Session, scene: Scene, seat: Seat, reading: Reading, standpoint: Standpoint, *, proof: Proof,
    now: datetime, mail_id: int,
) -> InboundFate | None:  # fmt: skip
    """« Oui » to « avons-nous bien lu ? » calls it off when the manager's domain stands for the mail; else its button
    does, and is shown again. « Non » is the end of it. None for whatever else was said."""
    asked = seat.participant.asked or {}
    values = {intent.values.get("value") for intent in reading.intents if intent.type is IntentType.ANSWER}
    is_ours = standpoint.question is Question.CONFIRM_READING and asked.get("act") == _ACT
    if not is_ours or not values or len(reading.intents) > 1:
        return None
    keep_instruction(session, scene, seat, reading.fresh_text, now=now, mail_id=mail_id)
    order = session.get(WorkOrder, int(asked[ORDER]))
    if values == {"no"} or order is None or not is_open(order):
        seat.participant.asked = None
        return InboundFate.TAKEN
    said = reading.fresh_text
    fate = _cancel_or_show_back(session, scene, seat.person, order, said, proof=proof, now=now, mail_id=mail_id)
    if fate is InboundFate.TAKEN:
        seat.participant.asked = None
    return fate


_ACT = "cancel_order"


def _show_back(
    session: Session, scene: Scene, manager: Person, order: WorkOrder, company: str, said: str, *, now: datetime,
    mail_id: int,
) -> None:  # fmt: skip
    """X-12, with the page on which it is done."""
    question = {"question": Question.CONFIRM_READING.value, "text": _ACT, "act": _ACT, ORDER: order.id}
    echo = {
        "act": _ACT, "order_number": order.shown_number, "provider": company,
        "page": f"order:{brief(order.id)}",
    }  # fmt: skip
    record(
        session, scene, EventKind.READING_ECHOED, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        words=said, details=noted(act=_ACT) | {"echo": echo, ORDER: order.id, "asked": {"X-12": question}},
    )  # fmt: skip


def _meant(session: Session, orders: Sequence[WorkOrder], words: str) -> Sequence[WorkOrder]:
    """The open orders that the words name, by number or by company; all of them when they name none."""
    folded = fold(words)
    by_number = [order for order in orders if fold(order.number) in folded or fold(order.shown_number) in folded]
    if by_number:
        return by_number
    spoken = set(plain_words(words))
    by_name = [order for order in orders if spoken & _names(session.get_one(Provider, order.provider_id).company)]
    return by_name or orders


_TRADES = frozenset(
    ("plomberie", "chauffage", "electricite", "serrurerie", "toiture", "menuiserie", "entreprise", "societe", "les")
)


def _names(company: str) -> set[str]:
    """What tells a company from others: « Durand » of « Plomberie Durand »."""
    own = set(plain_words(company))
    return own - _TRADES or own
