"""« Demande au proprio … », « relance Durand »: a manager sends us to somebody, and nobody at home reads of it."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, keep_from_the_home, take_files
from mailbot.inbound.reading.confidences import is_confided
from mailbot.inbound.reading.desk_notes import DeskNote, desk_note_in
from mailbot.inbound.reading.errands import Errand, errand_in
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.routes import ToThread
from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow import managing
from mailbot.workflow.drafts import prepare, private_message
from mailbot.workflow.journal import Spans
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.mission_words import write_to_company
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.relaunches import may_be_asked_again, relaunch_now
from mailbot.workflow.unanswered import Unanswered


def take_errand(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:  # fmt: skip
    """Words for the occupants and for the company go to them, words for the landlord are shown first (G-14), a company
    that owes an answer is asked again, and what is said in confidence stays with the agency. For anything else the
    manager's own words are asked for (X-14), and so are those that were written to an address from which nothing is
    published. Returns the mail that is left, None when nothing is, and the fate of what was asked (decision 0042).
    """
    scene, seat, reading, home = route.scene, route.seat, arrived.reading, route.scene.home
    if seat.participant.role is not Role.MANAGER or seat.channel is Channel.PRIVATE:
        return arrived, InboundFate.TAKEN
    if seat.channel is Channel.PUBLIC and is_confided(reading.fresh_text):
        return not_done(session, route, arrived, "publish", "confided", "nothing", now=now)
    if seat.channel is Channel.AGENCY and _is_for_somebody(reading):
        return not_done(session, route, arrived, "pass_on", "agency_only", "write_words", now=now)
    people = {
        Role.LANDLORD: [person.name for person in home.landlords],
        Role.TENANT: [person.name for person in home.occupants],
    }
    errand = errand_in(reading.fresh_text, people, route.standpoint.companies)
    if errand is None:
        return _take_note(session, route, arrived, now=now)
    orders = [intent for intent in reading.intents if intent.type in ORDERS]
    if _is_told_and_closed(errand, orders) and seat.channel is Channel.PUBLIC and not scene.report.is_private:
        told = replace(reading, fresh_text=errand.words, intents=(Intent(IntentType.CLOSE_REPORT),), ask=None)
        return replace(arrived, reading=told), InboundFate.TAKEN
    if orders and all(_says_it(intent, reading.fresh_text[slice(*errand.place)]) for intent in orders):
        return arrived, InboundFate.TAKEN  # « renvoie l'OS à Durand » is the order itself
    if orders or not errand.is_alone or errand.closes:
        return not_done(session, route, arrived, "pass_on", "several_things", "one_by_one", now=now)
    if errand.to is Role.TENANT and errand.words and seat.channel is Channel.PUBLIC and not scene.report.is_private:
        told = replace(reading, fresh_text=errand.words, intents=(), ask=None)
        return replace(arrived, reading=told), InboundFate.TAKEN
    if errand.to is Role.LANDLORD and errand.words and home.landlords:
        keep_from_the_home(session, route.scene, route.seat, arrived, now=now)
        prepared = private_message(home.landlords, errand.words, said=reading.fresh_text)
        prepare(session, seat.person, prepared, scene=scene, now=now, mail_id=arrived.mail_id)
        return None, InboundFate.TAKEN
    if errand.to is Role.PROVIDER and errand.words and (mission := _mission_of(route, errand)) is not None:
        write_to_company(session, scene, mission, seat.person, errand.words, now=now, mail_id=arrived.mail_id)
        take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)
        return None, InboundFate.TAKEN
    because = (errand.place,)
    if errand.asks_again and errand.to is Role.PROVIDER:
        if not _asked_again(session, route, errand, arrived, now=now):
            return not_done(session, route, arrived, "relaunch", "nothing_waits", "write_words", because, now=now)
        keep_from_the_home(session, route.scene, route.seat, arrived, now=now)
        return None, InboundFate.TAKEN
    way = "write_landlord" if errand.to is Role.LANDLORD and home.landlords else "write_words"
    why = "agency_only" if errand.words and seat.channel is Channel.AGENCY else "your_words"
    return not_done(session, route, arrived, "pass_on", why, way, because, now=now)


def _take_note(
    session: Session, route: ToThread, arrived: Arrived, *, now: datetime
) -> tuple[Arrived | None, InboundFate]:  # fmt: skip
    """« Mets-le en urgent », « trouvez quelqu'un d'autre »: kept for the agency, and shown the page that does it."""
    reading = arrived.reading
    note = desk_note_in(reading.fresh_text, route.standpoint.companies)
    if note is None or any(intent.type in ORDERS or "canned" in intent.values for intent in reading.intents):
        return arrived, InboundFate.TAKEN
    if note is DeskNote.MISSION and route.seat.channel is Channel.AGENCY and _MOVES & {i.type for i in reading.intents}:
        return arrived, InboundFate.TAKEN  # the visit is moved at once: nobody at home reads what is written here
    way, page = "write_words", ""
    if note is DeskNote.SORTING:
        way = "sort_page"
    elif note is DeskNote.MISSION:
        mission = route.at_hand.company.order if route.at_hand is not None and route.at_hand.company else None
        way, page = ("mission_page", f"order:{brief(mission.id)}") if mission is not None else ("company_page", "")
    return not_done(session, route, arrived, "pass_on", "said_to_us", way, now=now, page=page)


_MOVES = frozenset((IntentType.RESCHEDULE, IntentType.MISSED_VISIT))
"""What `manager_changes` does at once, of a visit that stands."""


def _is_told_and_closed(errand: Errand, orders: list[Intent]) -> bool:
    """« Dis à la locataire que c'est réglé et clôture »."""
    only_that = all(order.type is IntentType.CLOSE_REPORT for order in orders)
    return errand.to is Role.TENANT and errand.closes and bool(errand.words) and only_that


def _says_it(order: Intent, errand: str) -> bool:
    return bool(order.because) and (order.because in errand or errand in order.because)


ORDERS = frozenset(
    {
        IntentType.SEND_OS, IntentType.REQUEST_QUOTE, IntentType.ASK_OTHER_QUOTE, IntentType.CANCEL_OS,
        IntentType.APPROVE_QUOTE, IntentType.CONDITIONAL_APPROVAL, IntentType.REFUSE_QUOTE, IntentType.CLOSE_REPORT,
        IntentType.REOPEN, IntentType.SET_ALERTS, IntentType.ANSWER,
    }
)  # fmt: skip
"""What a manager has us do. Times and news beside « dis à la locataire que … » are told: nothing is done of them."""


def _is_for_somebody(reading: Reading) -> bool:
    """« Bonjour Madame Belkacem, … », written to an address from which nothing is published."""
    message = reading.intent(IntentType.MESSAGE)
    return message is not None and message.values.get("to") in _OTHERS and "canned" not in message.values


_OTHERS = frozenset((Role.TENANT.value, Role.LANDLORD.value, Role.PROVIDER.value))


def not_done(
    session: Session, route: ToThread, arrived: Arrived, act: str, why: str, way: str, because: Spans = (), *,
    now: datetime, page: str = "",
) -> tuple[None, InboundFate]:  # fmt: skip
    """It stays with the agency, and its writer is told so."""
    keep_from_the_home(session, route.scene, route.seat, arrived, now=now)
    scene, person = route.scene, route.seat.person
    desk = Desk(scene.agency, scene.profile, person, Role.MANAGER, arrived.mail_id, scene, route.seat)
    line = Line(arrived.reading.fresh_text, because)
    managing.explain(session, desk, line, act=act, reason=why, next_step=way, now=now, page=page)
    return None, InboundFate.ASKED


def _mission_of(route: ToThread, errand: Errand) -> WorkOrder | None:
    """The mission that the answered letter was about, where no other company is named."""
    at_hand = route.at_hand.company if route.at_hand is not None else None
    if at_hand is None or at_hand.order is None or at_hand.order.state in GIVEN_UP:
        return None
    others = set(errand.companies) - {at_hand.provider.company}
    return None if others else at_hand.order


def _asked_again(session: Session, route: ToThread, errand: Errand, arrived: Arrived, *, now: datetime) -> bool:
    """Ask the company again that owes an answer: the one that is named, or the only one when none is."""
    scene = route.scene
    waiting = may_be_asked_again(session, scene.report, scene.profile, now=now)
    if errand.companies:
        waiting = [each for each in waiting if _company_of(session, each) in errand.companies]
    if len(waiting) != 1:
        return False
    relaunch_now(
        session, waiting[0].request, scene.profile, route.seat.person, now=now, said=arrived.reading.fresh_text,
        mail_id=arrived.mail_id,
    )  # fmt: skip
    return True


def _company_of(session: Session, waiting: Unanswered) -> str:
    return session.get_one(Provider, waiting.request.provider_id).company
