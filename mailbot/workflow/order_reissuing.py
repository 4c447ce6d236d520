"""« Annule et remplace »: an order is issued anew, with another letter behind its number and for the same company."""

from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_orders import WorkOrder
from mailbot.threads.headers import one_line
from mailbot.vocabulary import EventKind, Role
from mailbot.workflow.events import record
from mailbot.workflow.journal import noted
from mailbot.workflow.mission_quotes import await_nothing, covers_what_is_awaited
from mailbot.workflow.order_sending import LONGEST_INSTRUCTIONS, OrderWish, for_letters
from mailbot.workflow.orders import is_open
from mailbot.workflow.paper_facts import check_card, freeze_order
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.proposals import propose_kept
from mailbot.workflow.quote_requests import LONGEST_MOTIF
from mailbot.workflow.scene import Scene, with_manager, with_order
from mailbot.workflow.statuses import Move, next_status
from mailbot.workflow.unanswered import ask_anew
from mailbot.workflow.wished_times import wished

_LAST_EDITION = 26
"""Its letter is Z."""


def reissue_order(
    session: Session, scene: Scene, order: WorkOrder, manager: Person, wish: OrderWish, *, now: datetime,
    role: Role = Role.MANAGER,
) -> None:  # fmt: skip
    """OS-2026-0187-B: the company has the new paper, the old one stays as it was (S1-34). The mission goes on where it
    stands; whoever lives there is told nothing, but for times that a price above the old limit had kept from them. A
    money act: whoever calls has seen to its proof.

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY for anybody but a manager, REPORT_CLOSED, ALREADY_SO
    for an order that is done or given up, or for another company.
    """
    check(Act.SEND_ORDER, role)
    next_status(scene.report.status, Move.ACT, role)
    if not is_open(order) or wish.provider.id != order.provider_id or order.edition >= _LAST_EDITION:
        raise Refused(Reason.ALREADY_SO)
    check_card(scene.profile)
    before = order.shown_number
    covers = covers_what_is_awaited(order, wish.ceiling)
    if covers:
        await_nothing(order)  # what it may cost without a yes was raised to what the company had named
    order.edition += 1
    order.category, order.motif = wish.category, one_line(wish.motif)[:LONGEST_MOTIF]
    order.urgency, order.due_on, order.own_reference = wish.urgency, wish.due_on, wish.own_reference
    order.instructions, order.ceiling_incl_tax = wish.instructions[:LONGEST_INSTRUCTIONS], wish.ceiling
    order.words, order.wishes = wish.words, wished(session, scene, now=now)
    order.pictures = [{"name": photo.name, "fingerprint": photo.fingerprint} for photo in wish.photos]
    ask_anew(order, now=now)
    scene = with_manager(session, with_order(session, scene, order, now=now), manager, now=now)
    paper = freeze_order(session, scene, order, manager=manager, now=now)
    details = for_letters(session, scene, order, now=now) | {"paper": paper.id}
    del details["told_now"]  # nobody at home
    record(
        session, scene, EventKind.WORK_ORDER_REISSUED, actor=manager, role=role, now=now, words=wish.words,
        photos=wish.photos, details=noted(number=order.shown_number) | {"replaces": before} | details,
    )  # fmt: skip
    if covers:
        propose_kept(session, scene, now=now)
