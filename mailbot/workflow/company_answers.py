"""What a company answers to a request for a quote: a question, a visit, a no, a price, a quote (FEATURES, SM2)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.model import Favourite, Provider
from mailbot.model_desk import Quote
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, EventKind, LetterKind, QuoteState, Role
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.landlord_asks import drop_ask, drop_questions
from mailbot.workflow.mission_quotes import await_quote, submitted
from mailbot.workflow.occasions import Photo
from mailbot.workflow.order_questions import settle_company
from mailbot.workflow.proposals import waits_for_quote
from mailbot.workflow.quote_figures import (
    Delivered,
    Figures,
    above_threshold,
    highest,
    is_settled,
    needs_a_yes,
    tell_received,
)
from mailbot.workflow.quotes import is_open, may_become, move_quote, quotes_of
from mailbot.workflow.reports import comment, keep_words
from mailbot.workflow.sayings import Beside
from mailbot.workflow.scene import Scene
from mailbot.workflow.telling import OF_THE_HOME, Reader
from mailbot.workflow.withholding import says_more

_MOST_OTHERS = 3
"""Companies that G-05 names: the others are on the page that its last button opens."""


def as_heard(scene: Scene, seat: Seat) -> Seat:
    """The seat with the channel on which its words count: what nobody at home may know of is for the agency alone."""
    return replace(seat, channel=Channel.AGENCY) if scene.hides_from_home() else seat


def say(
    session: Session, scene: Scene, seat: Seat, words: str, *, photos: tuple[Photo, ...], now: datetime, mail_id: int,
    urgent: bool = False, told_otherwise: bool = False, beside_quote: str | None = None,
) -> Any:  # fmt: skip
    """Keep what a company wrote, where its address said it, and tell whoever may read it (S1-89).

    `told_otherwise`: the managers read these words in another letter. `beside_quote`: a quote came, of which the home
    is told by itself, and this is what was said beside it. A sum and nothing else is no news at home.
    """
    quiet = {Reader.MANAGERS} if told_otherwise else set[Reader]()
    if not photos and not says_more(words if beside_quote is None else beside_quote):
        quiet |= OF_THE_HOME
    return comment(
        session, scene, seat, words, photos=photos, now=now, mail_id=mail_id, urgent=urgent,
        told_already=frozenset(quiet),
    )  # fmt: skip


def keep_aside(session: Session, scene: Scene, seat: Seat, words: str, *, now: datetime, mail_id: int) -> Any:
    """Keep a company's words where nobody but the agency reads them."""
    return keep_words(session, scene, seat.person, Role.PROVIDER, Channel.AGENCY, words, now=now, mail_id=mail_id)


def note_answer(quote: Quote, *, now: datetime) -> None:
    """A person answered: relaunches stop (S1-87)."""
    quote.follow_up = {**quote.follow_up, "answered_at": now.isoformat()}


def answer(
    session: Session, scene: Scene, seat: Seat, state: QuoteState, *, words: str, photos: tuple[Photo, ...],
    now: datetime, mail_id: int, because: Spans = (), urgent: bool = False,
) -> bool:  # fmt: skip
    """A question, or a wish to come and see first. False when the quote is past that: the words stay words."""
    quote = _quote(scene)
    before = quote.state
    if before in (QuoteState.RECEIVED, QuoteState.WITH_LANDLORD) and state is QuoteState.QUESTION:
        return False  # a question beside a quote that is here: it still waits for the same decision
    try:
        move_quote(quote, state, now=now)
    except Refused:
        return False
    record(
        session, scene, EventKind.QUOTE_REQUEST_ANSWERED, actor=seat.person, role=Role.PROVIDER, now=now,
        mail_id=mail_id, words=words, photos=photos, urgent=urgent,
        read_as="question" if state is QuoteState.QUESTION else "propose_slots",
        details=_changed(because, quote, before) | _heard(seat),
    )  # fmt: skip
    return True


def may_decline(scene: Scene) -> bool:
    """Whether there is anything left to decline."""
    return may_become(_quote(scene), QuoteState.DECLINED)


def decline(
    session: Session, scene: Scene, seat: Seat, *, words: str, now: datetime, mail_id: int, because: Spans = ()
) -> bool:
    """The company makes no quote: the managers read why, and whom they may ask instead. Nobody at home hears of it.
    False when there is nothing left to decline."""
    quote = _quote(scene)
    before = quote.state
    if not may_become(quote, QuoteState.DECLINED):
        return False
    drop_ask(session, scene, now=now, about=quote)  # nobody is asked about what is no longer offered
    drop_questions(session, scene, quote)
    move_quote(quote, QuoteState.DECLINED, now=now)
    quote.leaves_at = None
    settle_company(scene.the_company)
    others = {str(manager.id): _others(session, scene, manager.id) for manager in scene.home.managers}
    record(
        session, scene, EventKind.QUOTE_REQUEST_DECLINED, actor=seat.person, role=Role.PROVIDER, now=now,
        mail_id=mail_id, words=words, read_as="refuse_mission",
        details=_changed(because, quote, before) | {"others": others},
    )  # fmt: skip
    return True


def state_price(
    session: Session, scene: Scene, seat: Seat, prices: Sequence[Figures], *, words: str, photos: tuple[Photo, ...],
    now: datetime, mail_id: int, because: Spans = (), beside: Collection[Beside] = frozenset(),
) -> None:  # fmt: skip
    """A price without a quote: above the threshold the company is asked for the document, and no works are arranged
    before it is approved. `beside` it the same mail may say what was found, and when the company comes again: where
    that waits for the quote, the letter that asks for it says so."""
    above, order = needs_a_yes(session, scene, prices), scene.the_company.order
    if above and order is not None:
        await_quote(order, highest(prices))
    keeps_slots = above and Beside.SLOTS in beside and waits_for_quote(order)
    _record_price(
        session, scene, seat, words=words, photos=photos, now=now, mail_id=mail_id,
        details=noted(
            because, above_threshold=above or None, slots_kept=keeps_slots or None,
            read_along=[{"type": "declare_diagnosis"}] if Beside.DIAGNOSIS in beside else None,
        )
        | ({"asked": _puts({"question": "send_quote"} | _mission(scene))} if above else {}),
    )  # fmt: skip


def note_price(
    session: Session, scene: Scene, seat: Seat, *, words: str, photos: tuple[Photo, ...], now: datetime, mail_id: int,
    because: Spans = (),
) -> None:  # fmt: skip
    """The price of works that are done: the managers read it, and no quote is asked for."""
    _record_price(
        session, scene, seat, words=words, photos=photos, now=now, mail_id=mail_id, details=noted(because)
    )  # fmt: skip


def _record_price(
    session: Session, scene: Scene, seat: Seat, *, words: str, photos: tuple[Photo, ...], now: datetime, mail_id: int,
    details: dict[str, Any],
) -> None:  # fmt: skip
    record(
        session, scene, EventKind.PRICE_STATED_WITHOUT_QUOTE, actor=seat.person, role=Role.PROVIDER, now=now,
        mail_id=mail_id, words=words, photos=photos, read_as="state_price",
        details=noted((), **_named(scene), ask="send_quote") | details | _heard(seat),
    )  # fmt: skip


def receive(
    session: Session, scene: Scene, seat: Seat, delivered: Delivered, *, words: str, now: datetime, mail_id: int,
    because: Spans = (),
) -> None:  # fmt: skip
    """A quote, or other figures for one. Each paper is kept; the figures stand unless the landlord has the quote before
    him or it was decided on: then only the managers are told, and change it or not."""
    quote = _quote(scene)
    again, before = quote.received_at is not None, quote.state
    kept_for = quote.state.value if is_settled(quote) else ""
    if quote.leaves_at is not None and _asks_else(quote, delivered):
        quote.leaves_at = None  # he said yes to a price that the company itself takes back
    paper = {
        "at": now.isoformat(),
        "mail": mail_id,
        "by": seat.person.id,
        "attachment": delivered.documents[0]["attachment"] if delivered.documents else None,
        "documents": [dict(each) for each in delivered.documents],
        "options": [option.to_json() for option in delivered.options],
        "read_in": delivered.read_in,
        "sentence": delivered.sentence,
        "company_number": delivered.company_number,
        "dated_on": delivered.dated_on.isoformat() if delivered.dated_on is not None else None,
        "valid_until": delivered.valid_until.isoformat() if delivered.valid_until is not None else None,
        "checks": dict(delivered.checks),
        "applied": not kept_for,
    }
    quote.papers = [*quote.papers, paper]
    if not kept_for:
        _apply(quote, delivered, now=now)
        move_quote(quote, QuoteState.RECEIVED, now=now)
    settle_company(scene.the_company)
    step = _on_mission(session, scene, delivered, now=now) if not kept_for else {}
    tell_received(
        session, scene, seat.person, Role.PROVIDER, paper | ({"kept_for": kept_for} if kept_for else {}), now=now,
        again=again, mail_id=mail_id, words=words,
        details=_changed(because, quote, before) | step,
    )  # fmt: skip


def _on_mission(session: Session, scene: Scene, delivered: Delivered, *, now: datetime) -> dict[str, str]:
    """What it does to the mission inside which it came."""
    assert scene.company is not None
    if scene.company.order is None:
        return {}
    above = above_threshold(scene, delivered.options or (Figures(),))
    return submitted(session, scene, above=above, now=now)


def _asks_else(quote: Quote, delivered: Delivered) -> bool:
    """Whether a paper names another price than the one that stands, or one that nobody could read."""
    priced = {option.incl_tax for option in delivered.options if option.incl_tax is not None}
    return priced != {quote.amount_incl_tax} if priced else bool(delivered.documents)


def _apply(quote: Quote, delivered: Delivered, *, now: datetime) -> None:
    """The latest figures stand. Of several options none is chosen: that is a manager's to do."""
    only = delivered.options[0] if len(delivered.options) == 1 else Figures()
    if delivered.options or delivered.documents:
        quote.amount_incl_tax, quote.amount_excl_tax, quote.vat_rate = only.incl_tax, only.excl_tax, only.vat_rate
    quote.company_number = delivered.company_number[:60] or quote.company_number
    quote.dated_on = delivered.dated_on or quote.dated_on
    quote.valid_until = delivered.valid_until or quote.valid_until
    quote.received_at = quote.received_at or now


def ask_one_point(
    session: Session,
    scene: Scene,
    seat: Seat,
    ask: str,
    *,
    now: datetime,
    mail_id: int,
    puts: dict[str, Any] | None = None,
) -> None:
    """One point of what a company wrote is unclear: what was clear is done, and the one question is put (P-21)."""
    record(
        session, scene, EventKind.READING_FOUND_UNCLEAR, actor=seat.person, role=Role.PROVIDER, now=now,
        mail_id=mail_id, without=LetterKind.NOT_UNDERSTOOD,
        details={"ask": ask, "one_point": True} | ({"asked": _puts(puts)} if puts else {}),
    )  # fmt: skip


def hear_on_closed(
    session: Session, scene: Scene, seat: Seat, *, words: str, photos: tuple[Photo, ...], now: datetime, mail_id: int
) -> None:
    """A company writes on a closed report: the managers read it at once, and nobody else does."""
    record(
        session, scene, EventKind.CLOSED_REPORT_ANSWERED, actor=seat.person, role=Role.PROVIDER, now=now,
        mail_id=mail_id, words=words, photos=photos, details=noted(contests=True),
    )  # fmt: skip


def _quote(scene: Scene) -> Quote:
    assert scene.company is not None
    return scene.company.quote


def _named(scene: Scene) -> dict[str, Any]:
    """By what the journal knows the matter: the quote, where there is one."""
    about = scene.company.about_quote if scene.company is not None else None
    return {"quote": about.number} if about is not None else {}


def _mission(scene: Scene) -> dict[str, Any]:
    order = scene.company.order if scene.company is not None else None
    return {ORDER: order.id} if order is not None else {}


def _changed(because: Spans, quote: Quote, before: QuoteState) -> dict[str, Any]:
    changed = {"quote_from": before.value, "quote_to": quote.state.value} if before is not quote.state else {}
    return noted(because, quote=quote.number, **changed)


def _heard(seat: Seat) -> dict[str, Any]:
    return {"agency_only": True} if seat.channel is Channel.AGENCY else {}


def _puts(question: dict[str, Any]) -> dict[str, Any]:
    return {LetterKind.ANSWER_UNCLEAR.value: question}


def _others(session: Session, scene: Scene, manager_id: int) -> list[dict[str, Any]]:
    """The companies of the trade that this manager may ask instead, favourites first; none that is asked already."""
    asked = {quote.provider_id for quote in quotes_of(session, scene.report.id) if is_open(quote)}
    asked.add(_quote(scene).provider_id)
    favourites = set(session.scalars(select(Favourite.provider_id).where(Favourite.person_id == manager_id)))
    companies = session.scalars(
        select(Provider)
        .where(Provider.agency_id == scene.agency.id, Provider.retired_at.is_(None), Provider.is_typed_in.is_(False))
        .order_by(Provider.company)
    )
    found = [
        {"id": each.id, "name": each.company, "favourite": each.id in favourites}
        for each in companies
        if each.id not in asked and _quote(scene).category.value in each.trades
    ]
    return sorted(found, key=lambda each: not each["favourite"])[:_MOST_OTHERS]
