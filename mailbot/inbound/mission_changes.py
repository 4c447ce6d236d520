"""What a company says of the visit that stands: it moves, it is late, nobody was there, the company gives up."""

from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.hearing import Done, Heard, says_only
from mailbot.inbound.mission_slots import ask_other_times
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.visit_words import calls_off, saying, slots_of
from mailbot.model_orders import Visit
from mailbot.vocabulary import Role, VisitState
from mailbot.workflow import visit_changes
from mailbot.workflow.appointments import STANDS, last_visit
from mailbot.workflow.company_answers import ask_one_point
from mailbot.workflow.orders import UNANSWERED
from mailbot.workflow.slot_rules import Wanted, closes_before, sort_slots
from mailbot.workflow.telling import OCCUPANTS, Reader


def change_visit(session: Session, heard: Heard) -> Done | None:
    """One of them at most: what is said of a visit that has fallen is said of the next one."""
    visit = _visit(session, heard)
    for step in (_given_back, _nobody_there, _late, _moved):
        if (done := step(session, heard, visit)) is not None:
            return done
    return None


def _visit(session: Session, heard: Heard) -> Visit | None:
    assert heard.scene.company is not None
    return last_visit(session, heard.scene.company)


def _given_back(session: Session, heard: Heard, visit: Visit | None) -> Done | None:
    """« Je ne peux plus, voyez un confrère » after a yes. Its reason is the agency's alone."""
    intent = heard.intent(IntentType.REFUSE_MISSION)
    order = heard.scene.company.order if heard.scene.company is not None else None
    if intent is None or order is None or order.state in UNANSWERED:
        return None
    try:
        visit_changes.give_back(session, heard.scene, visit, saying(heard, intent), now=heard.now)
    except Refused:
        return None
    return Done(
        OCCUPANTS | {Reader.MANAGERS}, frozenset({IntentType.REFUSE_MISSION, IntentType.RESCHEDULE}), is_apart=True
    )


def _nobody_there(session: Session, heard: Heard, visit: Visit | None) -> Done | None:
    """« Locataire absent »: what it cost, and every remark on it, is the agency's alone."""
    intent = heard.intent(IntentType.MISSED_VISIT)
    if intent is None or intent.values.get("target") or visit is None or visit.state is not VisitState.PLANNED:
        return None
    covers = frozenset({IntentType.MISSED_VISIT, IntentType.STATE_PRICE})
    by = saying(heard, intent)
    try:
        if intent.values.get("absent") == "provider":  # « nous n'avons pas pu venir »: theirs to say, and to make good
            other = slots_of(heard.intent(IntentType.RESCHEDULE))  # what it proposes besides is the next step's
            visit_changes.move_by_company(session, heard.scene, visit, by, slots=other, now=heard.now)
            asks = not _may_be_offered(heard, other) and ask_other_times(session, heard)
            return Done(OCCUPANTS, covers | {IntentType.RESCHEDULE}, is_apart=True, has_asked=asks)
        visit_changes.nobody_was_there(session, heard.scene, visit, by, travel_cost=_cost(heard), now=heard.now)
    except Refused as refused:
        return _not_begun(session, heard, refused)
    return Done(OCCUPANTS | {Reader.MANAGERS}, covers, is_apart=True)


def _cost(heard: Heard) -> str:
    price = heard.intent(IntentType.STATE_PRICE)
    return str(price.values.get("amount_incl_tax") or "") if price is not None else ""


def _not_begun(session: Session, heard: Heard, refused: Refused) -> Done | None:
    """It is asked about, and not believed."""
    if refused.reason is not Reason.TOO_EARLY:
        return None
    ask_one_point(
        session, heard.scene, heard.seat, "which_visit", now=heard.now, mail_id=heard.arrived.mail_id
    )  # fmt: skip
    return Done(OCCUPANTS, frozenset({IntentType.MISSED_VISIT}), is_apart=True, has_asked=True)


def _late(session: Session, heard: Heard, visit: Visit | None) -> Done | None:
    intent = heard.intent(IntentType.DECLARE_DELAY)
    if intent is None or visit is None or visit.state is not VisitState.PLANNED:
        return None
    visit_changes.be_late(session, heard.scene, visit, saying(heard, intent), eta=_eta(intent), now=heard.now)
    covers = frozenset({IntentType.DECLARE_DELAY})
    # « 20 min de retard, merci de libérer l'évier »: the letter tells of the hour alone.
    return Done(OCCUPANTS if says_only(heard.arrived, covers) else frozenset(), covers)


def _eta(intent: Intent) -> datetime | None:
    said = intent.values.get("eta")
    return datetime.fromisoformat(said) if said is not None else None


def _moved(session: Session, heard: Heard, visit: Visit | None) -> Done | None:
    """« Je dois décaler, plutôt jeudi à 14 h »: why is the agency's alone."""
    intent = heard.intent(IntentType.RESCHEDULE)
    if intent is None or visit is None or visit.state not in STANDS:
        return None
    by = saying(heard, intent)
    told, times = OCCUPANTS, _new_times(heard)
    if calls_off(intent):
        visit_changes.call_off(session, heard.scene, visit, by, side=Role.PROVIDER, now=heard.now)
        told |= {Reader.MANAGERS}
    else:
        visit_changes.move_by_company(session, heard.scene, visit, by, slots=times, now=heard.now)
    has_asked = not _may_be_offered(heard, times) and ask_other_times(session, heard)
    return Done(
        told, frozenset({IntentType.RESCHEDULE, IntentType.PROPOSE_SLOTS}), is_apart=True, has_asked=has_asked
    )  # fmt: skip


def _may_be_offered(heard: Heard, times: tuple[Wanted, ...]) -> bool:
    return bool(sort_slots(times, closes_before(heard.scene.profile), now=heard.now).good)


def _new_times(heard: Heard) -> tuple[Wanted, ...]:
    return slots_of(heard.intent(IntentType.RESCHEDULE), heard.intent(IntentType.PROPOSE_SLOTS))
