"""Where a company answers a request for a quote: kept, told to whoever may read it, and done if it says something."""

from dataclasses import replace
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound import mission_changes
from mailbot.inbound.arrived import Arrived, ask_back, place_of, says_nothing, take_files
from mailbot.inbound.attachments import photos_in, refused_in
from mailbot.inbound.company_status import asks_nothing_else, tell_where
from mailbot.inbound.company_words import beside_quote, declines, wants_visit
from mailbot.inbound.hearing import Heard, Step, Together, says_only, walk
from mailbot.inbound.mission_answers import is_urgent, take_mission, take_on_closed
from mailbot.inbound.mission_invoices import take_bank_change
from mailbot.inbound.mission_slots import take_plan, take_slots
from mailbot.inbound.quote_papers import documents_of, kept_papers, price_in, quote_in, with_numbers
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.replies import obey_or_explain
from mailbot.inbound.routes import ToThread
from mailbot.model import Comment
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, InboundFate, QuoteState, Role, ThreadKind
from mailbot.workflow import company_answers, mission_words
from mailbot.workflow.commands import CloseReport
from mailbot.workflow.quote_figures import Delivered
from mailbot.workflow.sayings import Saying
from mailbot.workflow.telling import Reader
from mailbot.workflow.visit_changes import drop_visit


def take_company(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    """A mail on a company's own thread, at either of its two addresses. Asking where things stand is no answer."""
    if asks_nothing_else(arrived):
        tell_where(session, route, arrived, now=now)
        return InboundFate.TAKEN
    fate = _take(session, route, arrived, now=now)
    if arrived.reading.intent(IntentType.STATUS_QUESTION) is not None:
        tell_where(session, route, arrived, now=now)
    return fate


def _take(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate:
    if route.seat.thread.kind is ThreadKind.ORDER:
        return take_mission(session, route, arrived, now=now)
    scene, seat = route.scene, company_answers.as_heard(route.scene, route.seat)
    assert scene.company is not None, "a company sits in a thread of its own"
    if scene.is_closed:
        return take_on_closed(session, route, arrived, now=now)
    if says_nothing(arrived):
        take_files(session, scene, arrived, seat.person, Role.PROVIDER, None, now=now)
        if not refused_in(arrived.files):
            ask_back(session, scene, arrived, seat.person, Role.PROVIDER, now=now)
        return InboundFate.ASKED
    company_answers.note_answer(scene.company.quote, now=now)
    papers = documents_of(arrived.files)
    delivered = quote_in(scene, arrived.reading, papers, kept_papers(papers))
    if delivered is not None and (delivered.options or delivered.documents):
        return _take_quote(session, route, seat, arrived, delivered, now=now)
    if (done := take_bank_change(session, Heard(route, arrived, scene, seat, now))) is not None and done.is_apart:
        seat = replace(seat, channel=Channel.AGENCY)
    if _refuses(arrived):
        if _take_refusal(session, route, seat, arrived, now=now):
            return InboundFate.TAKEN
        seat = replace(seat, channel=Channel.AGENCY)  # nothing is left to decline: still nobody's at home
    return _take_words(session, route, seat, arrived, now=now)


def _take_quote(
    session: Session, route: ToThread, seat: Seat, arrived: Arrived, delivered: Delivered, *, now: datetime
) -> InboundFate:
    scene, reading = route.scene, arrived.reading
    said = _say(session, route, seat, arrived, now=now, told_otherwise=True, quote_came=True)
    take_files(session, scene, arrived, seat.person, Role.PROVIDER, said, now=now)
    company_answers.receive(
        session, scene, seat, with_numbers(session, arrived.mail_id, delivered), words=reading.fresh_text, now=now,
        mail_id=arrived.mail_id, because=place_of(reading.intent(IntentType.SUBMIT_QUOTE)),
    )  # fmt: skip
    return InboundFate.TAKEN


def _refuses(arrived: Arrived) -> bool:
    reading = arrived.reading
    return reading.intent(IntentType.REFUSE_MISSION) is not None or declines(reading.fresh_text)


def _take_refusal(session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime) -> bool:
    """A refusal and its reason are the agency's alone (AUDIENCE): they are no public words, wherever they were sent."""
    reading = arrived.reading
    because = place_of(reading.intent(IntentType.REFUSE_MISSION))
    if company_answers.may_decline(route.scene):
        said = Saying(seat.person, Role.PROVIDER, reading.fresh_text, (), arrived.mail_id, because)
        drop_visit(session, route.scene, said, now=now)
    done = company_answers.decline(
        session, route.scene, seat, words=reading.fresh_text, now=now, mail_id=arrived.mail_id,
        because=because,
    )  # fmt: skip
    if done:
        kept = company_answers.keep_aside(
            session, route.scene, seat, reading.fresh_text, now=now, mail_id=arrived.mail_id
        )  # fmt: skip
        take_files(session, route.scene, arrived, seat.person, Role.PROVIDER, kept, now=now)
    return done


def _take_words(session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime) -> InboundFate:
    scene, reading = route.scene, arrived.reading
    if not scene.hides_from_home():
        together = walk(session, _VISIT, Heard(route, arrived, scene, seat, now))
        if together.done:
            return _take_visit(session, route, seat, arrived, together, now=now)
    price = reading.intent(IntentType.STATE_PRICE)
    closes = reading.intent(IntentType.CLOSE_REPORT)
    told = _take_answer(session, route, seat, arrived, now=now)
    said = _say(
        session, route, seat, arrived, now=now, told_otherwise=told or price is not None or closes is not None
    )  # fmt: skip
    take_files(session, scene, arrived, seat.person, Role.PROVIDER, said, now=now)
    if not told:
        _take_price(session, route, seat, arrived, now=now)
    if closes is not None:
        obey_or_explain(session, route, arrived, CloseReport(because=place_of(closes)), now=now)
    return _ask(session, route, seat, arrived, now=now)


def _take_price(session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime) -> None:
    """« 269,50 TTC pose comprise »: the quote itself is asked for."""
    reading = arrived.reading
    if (price := reading.intent(IntentType.STATE_PRICE)) is not None:
        company_answers.state_price(
            session, route.scene, seat, price_in(reading, price), words=reading.fresh_text,
            photos=photos_in(arrived.files), now=now, mail_id=arrived.mail_id, because=place_of(price),
        )  # fmt: skip


_ARRANGED = frozenset({QuoteState.VISIT_WANTED, QuoteState.VISIT_PLANNED})
_VISIT: tuple[Step, ...] = (mission_changes.change_visit, take_plan, take_slots)
"""A visit before the quote is arranged as one of a mission is."""


def _take_visit(
    session: Session, route: ToThread, seat: Seat, arrived: Arrived, together: Together, *, now: datetime
) -> InboundFate:
    """What a mail says beside the times of a visit is kept, and told like any other words."""
    quiet = frozenset(Reader) if says_only(arrived, together.covers) else together.told
    if together.is_apart:
        seat = replace(seat, channel=Channel.AGENCY)
    assert route.scene.company is not None
    if route.scene.company.quote.state not in _ARRANGED and _take_answer(session, route, seat, arrived, now=now):
        quiet |= {Reader.MANAGERS}  # a day that does not exist: the wish to come is clear all the same
    if arrived.reading.intent(IntentType.STATE_PRICE) is not None:
        quiet |= {Reader.MANAGERS}  # they read it as a price
    said = mission_words.say(
        session, route.scene, seat, arrived.reading.fresh_text, photos=photos_in(arrived.files), now=now,
        mail_id=arrived.mail_id, urgent=is_urgent(arrived), told_already=quiet,
    )  # fmt: skip
    take_files(session, route.scene, arrived, seat.person, Role.PROVIDER, said, now=now)
    _take_price(session, route, seat, arrived, now=now)
    return InboundFate.ASKED if together.has_asked else InboundFate.TAKEN


def _take_answer(session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime) -> bool:
    """A wish to come and see, or a question: one letter to the managers tells of it, and of the words."""
    reading, scene = arrived.reading, route.scene
    slots, question = reading.intent(IntentType.PROPOSE_SLOTS), reading.intent(IntentType.QUESTION)
    if slots is not None or wants_visit(reading.fresh_text):
        state = QuoteState.VISIT_WANTED
    elif question is not None:
        state = QuoteState.QUESTION
    else:
        return False
    return company_answers.answer(
        session, scene, seat, state, words=reading.fresh_text, photos=photos_in(arrived.files), now=now,
        mail_id=arrived.mail_id, because=place_of(slots or question), urgent=is_urgent(arrived),
    )  # fmt: skip


def _ask(session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime) -> InboundFate:
    """The one question to put back, if there is one."""
    ask = arrived.reading.ask
    if arrived.reading.intent(IntentType.SUBMIT_QUOTE) is not None:
        # « Voici mon devis », and neither a price nor a document.
        puts = {"question": "send_quote"}
        company_answers.ask_one_point(
            session, route.scene, seat, "send_quote", now=now, mail_id=arrived.mail_id, puts=puts
        )  # fmt: skip
        return InboundFate.TAKEN
    if ask is None or ask is Ask.WHAT_DO_YOU_MEAN:
        return InboundFate.TAKEN
    company_answers.ask_one_point(session, route.scene, seat, ask.value, now=now, mail_id=arrived.mail_id)
    return InboundFate.ASKED


def _say(
    session: Session, route: ToThread, seat: Seat, arrived: Arrived, *, now: datetime, told_otherwise: bool,
    quote_came: bool = False,
) -> Comment | None:  # fmt: skip
    words, photos = arrived.reading.fresh_text, photos_in(arrived.files)
    if quote_came and not words.strip() and not photos:
        return None
    said: Comment = company_answers.say(
        session, route.scene, seat, words, photos=photos, now=now, mail_id=arrived.mail_id, urgent=is_urgent(arrived),
        told_otherwise=told_otherwise, beside_quote=beside_quote(words) if quote_came else None,
    )  # fmt: skip
    return said
