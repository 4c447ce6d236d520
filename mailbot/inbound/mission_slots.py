"""What a company says about a mission and its next visit: takes it or not, names times, plans the chosen one (SM3)."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.absence_dates import free_from
from mailbot.inbound.arrived import place_of
from mailbot.inbound.doubtful_dates import doubt_in, past_in
from mailbot.inbound.hearing import COURTESIES, Done, Heard, noted_of
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.moments import moments_in
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.wishes import plain_words
from mailbot.model_orders import Visit
from mailbot.vocabulary import EventKind, Role, SlotTrouble, VisitState
from mailbot.workflow import order_answers
from mailbot.workflow.appointments import last_visit
from mailbot.workflow.one_step import takes_the_wish
from mailbot.workflow.orders import GIVEN_UP, UNANSWERED
from mailbot.workflow.proposals import keep_for_later, propose, why_not_propose
from mailbot.workflow.slot_questions import ask_about_times, tell_not_done
from mailbot.workflow.slot_rules import Sorted, Wanted, closes_before, sort_slots, wanted_from
from mailbot.workflow.telling import Reader
from mailbot.workflow.visit_planning import plan

_ARRANGING = frozenset({OrderState.NEW, OrderState.NO_ANSWER, OrderState.ACCEPTED, OrderState.SLOTS_PROPOSED})
_TIMES = frozenset({IntentType.PROPOSE_SLOTS, IntentType.ACCEPT_MISSION})


@dataclass(frozen=True, slots=True)
class _Question:
    """The one point of what was said about times that must be asked about."""

    ask: str
    facts: dict[str, Any] = field(default_factory=dict)


def take_slots(session: Session, heard: Heard) -> Done | None:
    """Times at which a company can come: those that are clear are offered to the home, and one question is put about
    the rest (S2-09, S2-19)."""
    if heard.intent(IntentType.RESCHEDULE) is not None or heard.intent(IntentType.REFUSE_MISSION) is not None:
        return None
    intent = heard.intent(IntentType.PROPOSE_SLOTS)
    sorted_ = sorted_times(heard)
    question = _question(heard, sorted_)
    if intent is None and question is None:
        return None
    if (reason := why_not_propose(session, heard.scene)) is not None:
        return _not_now(session, heard, reason, sorted_)
    company, person, now = heard.scene.company, heard.seat.person, heard.now
    assert company is not None
    mail_id, words = heard.arrived.mail_id, "" if says_times_alone(heard) else heard.reading.fresh_text
    takes = company.order is not None and company.order.state in UNANSWERED
    accepts = heard.intent(IntentType.ACCEPT_MISSION)
    beside = bool((heard.seat.participant.asked or {}).get("beside"))
    taken = bool(takes and (sorted_.good or accepts))
    if sorted_.good and takes_the_wish(
        session, heard.scene, person, Role.PROVIDER, sorted_.good, now=now, mail_id=mail_id, because=place_of(intent)
    ):
        return Done(told=_readers(heard, taken=taken), covers=_TIMES)
    if sorted_.good:
        propose(
            session, heard.scene, person, Role.PROVIDER, sorted_.good, now=now, mail_id=mail_id, words=words,
            because=place_of(intent), beside=beside,
        )  # fmt: skip
    elif taken:
        order_answers.accept(
            session, heard.scene, person, Role.PROVIDER, now=now, mail_id=mail_id,
            words=heard.reading.fresh_text, because=place_of(accepts),
        )  # fmt: skip
    if question is not None:
        facts = question.facts | {"taken": taken or None, "offered": len(sorted_.good) or None}
        ask_about_times(session, heard.scene, person, question.ask, facts, now=now, mail_id=mail_id)
    return Done(told=_readers(heard, taken=taken), covers=_TIMES, has_asked=question is not None)


def ask_which_day(session: Session, heard: Heard) -> bool:
    """« Je ne peux pas jeudi, mardi 25 ? » when the 25th is a Wednesday: the one question, and whether it was put.
    Nobody else would tell the company that its other time was not passed on."""
    if heard.reading.ask is not Ask.WHICH_DATE:
        return False
    question = _question(heard, sorted_times(heard))
    assert question is not None, "a date that cannot be is asked about"
    ask_about_times(
        session, heard.scene, heard.seat.person, question.ask, question.facts, now=heard.now,
        mail_id=heard.arrived.mail_id,
    )  # fmt: skip
    return True


def ask_other_times(session: Session, heard: Heard) -> bool:
    """The visit has fallen and no time that can be offered was named: the company is asked for some, as the home is
    told."""
    if not ask_which_day(session, heard):
        ask_about_times(
            session, heard.scene, heard.seat.person, "propose_slots", {"without_slots": True}, now=heard.now,
            mail_id=heard.arrived.mail_id,
        )  # fmt: skip
    return True


def sorted_times(heard: Heard) -> Sorted:
    """The times at which the company of a mail can come, those that can be offered apart from the others."""
    intent = heard.intent(IntentType.PROPOSE_SLOTS)
    said = wanted_from(intent.values.get("slots", ())) if intent is not None else ()
    return sort_slots(said, closes_before(heard.scene.profile), now=heard.now)


_ASKS = {
    SlotTrouble.PAST: "slot_past",
    SlotTrouble.NEAR: "slot_past",
    SlotTrouble.BACKWARDS: "slot_backwards",
    SlotTrouble.FAR: "slot_far",
}


def _question(heard: Heard, sorted_: Sorted) -> _Question | None:
    words, received = heard.reading.fresh_text, heard.route.standpoint.received
    if heard.reading.ask is Ask.WHICH_DATE:
        doubt = doubt_in(words, received)
        if doubt is None:
            return _Question("which_date")
        facts = {"said": doubt.said, "readings": [each.to_json() for each in doubt.readings]}
        return _Question("slot_backwards" if doubt.is_backwards else "which_date", facts)
    if sorted_.doubtful:
        first = sorted_.doubtful[0]
        return _Question(_ASKS[first.trouble], {"slot": first.wanted.to_json()})
    # A time that has gone by is no slot for the reader: it asks what is meant, and here it is plain.
    order = heard.route.standpoint.work_order
    if sorted_.good or order is None or order.state not in _ARRANGING or heard.reading.ask is not Ask.TAKE_MISSION:
        return None
    past = past_in(words, received)
    return None if past is None else _Question("slot_past", {"slot": past.to_json()})


def _not_now(session: Session, heard: Heard, reason: Reason, sorted_: Sorted) -> Done | None:
    """What was named cannot be offered now: times that came before « Devis validé » are kept; the rest is explained."""
    if not sorted_.good:
        return None
    company = heard.scene.company
    assert company is not None
    next_step = "tell_agency"
    if reason is Reason.QUOTE_NOT_APPROVED and company.order is not None:
        keep_for_later(company.order, sorted_.good)
        next_step = "slots_kept"
        price = noted_of(session, heard, EventKind.PRICE_STATED_WITHOUT_QUOTE)
        if price is not None and price.get("slots_kept"):
            return Done(told=_readers(heard, taken=True), covers=_TIMES)  # whoever asked for the quote has said so
    tell_not_done(
        session, heard.scene, heard.seat.person, Role.PROVIDER, "propose_slots", reason, next_step=next_step,
        words=heard.reading.fresh_text, now=heard.now, mail_id=heard.arrived.mail_id,
    )  # fmt: skip
    given_up = company.order is not None and company.order.state in GIVEN_UP
    return Done(told=_readers(heard, taken=True), covers=_TIMES, is_apart=given_up)


def take_plan(session: Session, heard: Heard) -> Done | None:
    """« Ok »: the slot that the occupant chose is planned (S2-14)."""
    intent = heard.intent(IntentType.CONFIRM_SCHEDULE)
    if intent is None:
        return None
    visit = last_visit(session, heard.scene.company) if heard.scene.company is not None else None
    covers = frozenset({IntentType.CONFIRM_SCHEDULE})
    try:
        if visit is None:
            raise Refused(Reason.SLOT_PAST)
        if _has_changed(heard, visit):
            raise Refused(Reason.SLOT_TAKEN)
        plan(
            session, heard.scene, heard.seat.person, heard.seat.participant.role, visit, now=heard.now,
            mail_id=heard.arrived.mail_id, because=place_of(intent),
        )  # fmt: skip
    except Refused as refused:
        if refused.reason is not Reason.ALREADY_SO:
            tell_not_done(
                session, heard.scene, heard.seat.person, heard.seat.participant.role, "plan_visit", refused.reason,
                words=heard.reading.fresh_text, now=heard.now, mail_id=heard.arrived.mail_id,
            )  # fmt: skip
            return Done(told=frozenset({Reader.MANAGERS}), covers=covers)
    return Done(covers=covers)


def _has_changed(heard: Heard, visit: Visit) -> bool:
    """Whether another slot was chosen since the letter that is answered: nobody plans what they have not read."""
    asked = heard.route.standpoint.asked
    if asked is None or asked.question is not Question.PLAN_VISIT or not asked.slots:
        return False
    return visit.state is VisitState.CHOSEN and asked.slots[0].start != visit.starts_at


def take_acceptance(session: Session, heard: Heard) -> Done | None:
    """« Je prends », without a slot: the mission is taken, and its slots are asked for (SM3, M1)."""
    intent, company = heard.intent(IntentType.ACCEPT_MISSION), heard.scene.company
    if intent is None or company is None or company.order is None:
        return None
    covers = frozenset({IntentType.ACCEPT_MISSION})
    if company.order.state not in UNANSWERED:
        return Done(covers=covers)
    order_answers.accept_and_ask(
        session, heard.scene, heard.seat.person, Role.PROVIDER, now=heard.now,
        mail_id=heard.arrived.mail_id, words=heard.reading.fresh_text, because=place_of(intent),
    )  # fmt: skip
    return Done(told=frozenset({Reader.MANAGERS}), covers=covers, has_asked=True)


def take_refusal(session: Session, heard: Heard) -> Done | None:
    """« Pas disponible »: the managers alone read it, and why (GAP-01). A mission that was taken is given back by
    another step."""
    intent, company = heard.intent(IntentType.REFUSE_MISSION), heard.scene.company
    if intent is None or company is None or company.order is None or company.order.state not in UNANSWERED:
        return None
    order_answers.refuse(
        session, heard.scene, heard.seat.person, Role.PROVIDER, now=heard.now, mail_id=heard.arrived.mail_id,
        words=heard.reading.fresh_text, because=place_of(intent), later=_later(heard),
    )  # fmt: skip
    return Done(told=frozenset({Reader.MANAGERS}), covers=frozenset({IntentType.REFUSE_MISSION}), is_apart=True)


def _later(heard: Heard) -> date | None:
    """« Pas avant le 7 décembre »: the day from which it would come, for the managers to wait for or not."""
    received = heard.route.standpoint.received
    sent = received.astimezone(heard.scene.profile.zone).date() if received is not None else None
    return free_from(fold(heard.reading.fresh_text), sent)


# What stands around times without saying anything beside them: « je peux passer … ou … », « c'est bon je prends ».
_AROUND = re.compile(
    r"\b(?:pas de (?:souci|probleme)s?|no (?:problem|worries)|ou|et|sinon|bien|les?|l|un|de|a|au|je|j|on|nous|vous|me?"
    r"|peux|peut|pouvons|pourrais|pourrait|passer|venir|intervenir|possibles?|dispos?|disponibles?"
    r"|ok|oui|accord|d|voici|propose|proposons|mes|nos|creneau|creneaux|est|suis|sommes|bon|bonne|ca|c|va|prends|prenons"
    r"|accepte|acceptons|mission|la|cette|ce|l'intervention|chantier|entendu|parfait|marche|roule|volontiers|pour|avec"
    r"|plaisir|soit|par exemple|or|and|i|we|can|could|come|on|at|the|either|yes|available|slots?|our|my|are|fine|sure"
    r"|happy|to|do|it|this|that|job|take|accept|will|ll|by|for example)\b"
)


def says_times_alone(heard: Heard) -> bool:
    """Whether a mail names times and says nothing else: the letter that offers them says it all."""
    if heard.arrived.files or not {intent.type for intent in heard.reading.intents} <= _TIMES | COURTESIES:
        return False
    words = fold(heard.reading.fresh_text)
    for moment in reversed(moments_in(words, heard.route.standpoint.received)):
        words = words[: moment.start] + " " + words[moment.end :]
    signed = plain_words(f"{heard.arrived.mail.sender.name} {heard.seat.person.name}")
    return set(plain_words(_AROUND.sub(" ", words))) <= set(signed)


def _readers(heard: Heard, *, taken: bool) -> frozenset[Reader]:
    if says_times_alone(heard):
        return frozenset(Reader)
    return frozenset({Reader.MANAGERS}) if taken else frozenset()


def as_wanted(values: dict[str, Any]) -> Wanted | None:
    """The time that an intent names; None when it names none."""
    return next(iter(wanted_from([values])), None) if values.get("start") and values.get("end") else None
