"""What a company says of its works by mail: done, not finished, what it costs (SM3, M5 and M11)."""

import re
from collections.abc import Collection
from datetime import date

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.hearing import Done, Heard, noted_of
from mailbot.inbound.mission_slots import sorted_times
from mailbot.inbound.quote_papers import price_in
from mailbot.inbound.read_again import as_answer_to
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.inbound.visit_words import saying
from mailbot.vocabulary import Channel, EventKind, MissionState, Role
from mailbot.workflow import company_answers
from mailbot.workflow.appointments import STANDS, last_visit
from mailbot.workflow.orders import GIVEN_UP, is_open
from mailbot.workflow.quote_figures import needs_a_yes
from mailbot.workflow.refusals import refuse_late
from mailbot.workflow.sayings import Beside
from mailbot.workflow.telling import Reader
from mailbot.workflow.works import declare_diagnosis, declare_done

_BY_ALL_BUT_US = frozenset({Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.MANAGERS})


def take_works(session: Session, heard: Heard) -> Done | None:
    """Of a mail on a mission: « terminé », « il faut que je repasse », « 180 € »."""
    company = heard.scene.company
    if heard.seat.participant.role is not Role.PROVIDER or company is None or company.order is None:
        return None
    reading = _of_works(heard, company.order.state)
    done, diagnosis = reading.intent(IntentType.DECLARE_DONE), reading.intent(IntentType.DECLARE_DIAGNOSIS)
    done = done or (_as_p07_says(heard) if diagnosis is None else None)
    price = heard.intent(IntentType.STATE_PRICE)
    if company.order.state in GIVEN_UP:
        return _too_late(session, heard) if done or diagnosis else None
    if done is not None and not done.values.get("target") and company.order.state is not MissionState.DONE_TO_CONFIRM:
        return _done(session, heard, done, price)
    if heard.intent(IntentType.SUBMIT_QUOTE) is not None or heard.intent(IntentType.MISSED_VISIT) is not None:
        price = None  # the quote says it; what a journey for nothing cost is no price of works
    if noted_of(session, heard, EventKind.QUOTE_RECEIVED) is not None:
        price = None  # it was another figure for the quote in hand
    if diagnosis is not None and (said := _diagnosis(session, heard, diagnosis, price)) is not None:
        return said
    if price is None and (asked := _too_early(session, heard)) is not None:
        return asked
    if price is None or not is_open(company.order):
        return None
    return _price(session, heard, price)


_FINISHED = re.compile(r"\b(?:finie?s?|terminee?s?|realisee?s?|finished|completed?)\b")


def _too_early(session: Session, heard: Heard) -> Done | None:
    """« C'est fini » before the visit, or while a quote waits: asked about, and passed on to nobody at home."""
    company = heard.scene.company
    assert company is not None
    assert company.order is not None
    visit = last_visit(session, company)
    stands = visit is not None and visit.state in STANDS
    ahead = stands and visit is not None and visit.starts_at is not None and visit.starts_at > heard.now
    if not ahead and company.order.state is not MissionState.QUOTE_SUBMITTED:
        return None
    types = {intent.type for intent in heard.reading.intents}
    if not types <= _NO_ANSWER or _FINISHED.search(fold(heard.reading.fresh_text)) is None:
        return None
    done = as_answer_to(heard, Question.NEXT_STEP, OrderState.PLANNED).intent(IntentType.DECLARE_DONE)
    if done is None or done.values.get("target"):
        return None
    company_answers.ask_one_point(
        session, heard.scene, heard.seat, "is_it_done", now=heard.now, mail_id=heard.arrived.mail_id,
        puts={"question": "next_step"},
    )  # fmt: skip
    return Done(covers=frozenset({IntentType.COMMENT}), is_apart=True, has_asked=True)


_OTHER_QUESTIONS = frozenset({Question.TAKE_MISSION, Question.PLAN_VISIT, Question.PROPOSE_SLOTS})
_NO_ANSWER = frozenset(
    {IntentType.COMMENT, IntentType.THANKS, IntentType.STATE_PRICE, IntentType.PHOTOS, IntentType.SEND_INVOICE}
)


def _of_works(heard: Heard, state: MissionState) -> Reading:
    """The mail, as an answer to « prochaine étape ? »: also while another question stands that it does not answer, and
    when « réalisé » is taken back."""
    reading, question = heard.reading, heard.route.standpoint.question
    passes_by = question in _OTHER_QUESTIONS and {intent.type for intent in reading.intents} <= _NO_ANSWER
    if not passes_by and state is not MissionState.DONE_TO_CONFIRM:
        return reading
    again = as_answer_to(heard, Question.NEXT_STEP, OrderState.PLANNED)
    says = any(again.intent(type_) for type_ in (IntentType.DECLARE_DONE, IntentType.DECLARE_DIAGNOSIS))
    return again if says else reading


# The very word that P-07 offers as an answer, before anybody asks.
_DONE = re.compile(r"^\W*(?:ok,? |c'est )?realisee?s?\b(?! (?:demain|lundi|mardi|mercredi|jeudi|vendredi|la semaine))")


def _as_p07_says(heard: Heard) -> Intent | None:
    """« Réalisé », said on leaving, as P-07 asks; half an hour later P-10 asks for it, and the reader knows it."""
    words = heard.reading.fresh_text
    found = _DONE.search(fold(words))
    company = heard.scene.company
    is_planned = company is not None and company.order is not None and company.order.state is MissionState.PLANNED
    if found is None or "?" in words or not is_planned:
        return None
    return Intent(IntentType.DECLARE_DONE, {}, words[: found.end()], 0)


def _done(session: Session, heard: Heard, done: Intent, price: Intent | None) -> Done | None:
    day = done.values.get("date")
    invoice = {"invoice"} if heard.intent(IntentType.SEND_INVOICE) is not None else set()
    try:
        declare_done(
            session, heard.scene, saying(heard, done), now=heard.now, documents=invoice,
            on=date.fromisoformat(str(day)[:10]) if day else None,
        )  # fmt: skip
    except Refused:
        return None  # it was confirmed already: the words stay words
    covers = frozenset({IntentType.DECLARE_DONE, IntentType.DECLARE_DIAGNOSIS})
    if price is None:
        return Done(covers=covers)
    company_answers.note_price(
        session, heard.scene, heard.seat, words=heard.reading.fresh_text, photos=photos_in(heard.arrived.files),
        now=heard.now, mail_id=heard.arrived.mail_id, because=place_of(price),
    )  # fmt: skip
    return Done(frozenset({Reader.MANAGERS}), covers | {IntentType.STATE_PRICE})


def _diagnosis(session: Session, heard: Heard, diagnosis: Intent, price: Intent | None) -> Done | None:
    slots = heard.intent(IntentType.PROPOSE_SLOTS) is not None
    step = str(diagnosis.values.get("next_step") or "")
    needs_quote = price is not None and needs_a_yes(session, heard.scene, price_in(heard.reading, price))
    said = {Beside.SLOTS: slots, Beside.PRICE: price is not None, Beside.PRICE_TO_APPROVE: needs_quote}
    try:
        declare_diagnosis(
            session, heard.scene, saying(heard, diagnosis), next_step=step, now=heard.now,
            beside={each for each, is_said in said.items() if is_said},
        )  # fmt: skip
    except Refused:
        return None  # there was no visit yet, or it waits for a decision: the words stay words
    covers = frozenset({IntentType.DECLARE_DIAGNOSIS})
    told = frozenset({Reader.MANAGERS}) if heard.seat.channel is Channel.AGENCY else _BY_ALL_BUT_US
    asked = step == "second_visit" and not slots and not needs_quote
    if price is None:
        return Done(told, covers, has_asked=asked)
    priced = _price(session, heard, price, beside={Beside.DIAGNOSIS})
    return Done(told | priced.told, covers | priced.covers, has_asked=asked or priced.has_asked)


def _price(session: Session, heard: Heard, price: Intent, *, beside: Collection[Beside] = frozenset()) -> Done:
    """Managers read the price; above what needs no yes the company is asked for the document (S2-16)."""
    prices = price_in(heard.reading, price)
    company_answers.state_price(
        session, heard.scene, heard.seat, prices, words=heard.reading.fresh_text,
        photos=photos_in(heard.arrived.files), now=heard.now, mail_id=heard.arrived.mail_id, because=place_of(price),
        beside={*beside, Beside.SLOTS} if sorted_times(heard).good else beside,
    )  # fmt: skip
    return Done(
        frozenset({Reader.MANAGERS}), frozenset({IntentType.STATE_PRICE}),
        has_asked=needs_a_yes(session, heard.scene, prices),
    )  # fmt: skip


def _too_late(session: Session, heard: Heard) -> Done:
    refuse_late(session, heard.scene, heard.seat, "declare_works", now=heard.now, mail_id=heard.arrived.mail_id)
    return Done(is_apart=True, has_asked=True)
