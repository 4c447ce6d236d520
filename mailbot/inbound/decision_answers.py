"""Where words decide on a quote: a landlord's, when he was asked, and a manager's; shown back, or done (stakes.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import place_of
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.outcome import Ask, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Asked, Question, Standpoint
from mailbot.inbound.second_thoughts import takes_back
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.model import Comment, Provider
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.threads.pages import brief
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, EventKind, InboundFate, LandlordSays, QuoteState, Role
from mailbot.workflow import managing, quote_decisions
from mailbot.workflow.decision_facts import quote_told
from mailbot.workflow.discussions import hear_landlord, keep_unsaid
from mailbot.workflow.events import record
from mailbot.workflow.journal import noted
from mailbot.workflow.landlord_answers import Answer, take_answer
from mailbot.workflow.landlord_asks import leaving, numbers_in, open_ask, question_of, quotes_in
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.occasions import Photo
from mailbot.workflow.quotes import may_become, quotes_of
from mailbot.workflow.reports import keep_instruction
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Deciding:
    """A mail that may decide, and who wrote it."""

    seat: Seat
    scene: Scene
    standpoint: Standpoint
    mail_id: int
    mail: ParsedMail
    reading: Reading
    photos: tuple[Photo, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of it: the words as kept, and the fate of the mail."""

    said: Comment | None
    fate: InboundFate


# What each intent says, the most careful first: « accord, mais demandez un autre devis » engages nothing.
_SAYS: Mapping[IntentType, LandlordSays] = MappingProxyType(
    {
        IntentType.CONDITIONAL_APPROVAL: LandlordSays.CONDITION,
        IntentType.ASK_OTHER_QUOTE: LandlordSays.OTHER_QUOTE,
        IntentType.REFUSE_QUOTE: LandlordSays.NO,
        IntentType.APPROVE_QUOTE: LandlordSays.YES,
        IntentType.QUESTION: LandlordSays.QUESTION,
    }
)
_UNCLEAR = frozenset({Ask.WHICH_QUOTE, Ask.APPROVE_OR_REFUSE})
_BESIDE_A_YES = frozenset({IntentType.APPROVE_QUOTE, IntentType.COMMENT, IntentType.THANKS})


# -- A landlord -------------------------------------------------------------------------------------------------------


def take_decision(session: Session, heard: Deciding, *, now: datetime) -> Decided | None:
    """A landlord answers the quotes that were laid before him. None when his mail is no answer to them: it is taken as
    any other word of his.

    A written yes whose sender's domain does not stand for it engages nothing by itself: it is shown back, and waits for
    the button.
    """
    scene = heard.scene
    ask = open_ask(session, scene.report.id)
    if ask is None or scene.is_closed:
        return None
    if heard.standpoint.received is not None and heard.standpoint.received < ask.asked_at:
        return None  # it was held, and he has been asked something else since
    question = heard.standpoint.question
    answered = {intent.values.get("value") for intent in heard.reading.intents if intent.type is IntentType.ANSWER}
    is_leaving = leaving(session, ask) is not None
    if question is Question.CONFIRM_READING and answered == {"no"} and not is_leaving:
        return _ask_back(session, heard, Ask.APPROVE_OR_REFUSE, question_of(session, ask), now=now)
    reading = heard.reading if question is Question.APPROVE_QUOTE else _read_again(session, heard, ask)
    says = _says(reading)
    if is_leaving:
        return _while_it_leaves(session, heard, ask, reading, says, now=now)
    if says is None and reading.ask in _UNCLEAR:
        return _ask_back(session, heard, reading.ask or Ask.APPROVE_OR_REFUSE, question_of(session, ask), now=now)
    if says is None:
        return None
    echoed = (heard.seat.participant.asked or {}).get("quote") if answered == {"yes"} else None
    if says is LandlordSays.YES and needs_echo(Stake.MONEY, heard.proof):
        return _show_back(session, heard, ask, reading, echoed, now=now)
    return _answer(session, heard, ask, reading, says, echoed, now=now)


def _while_it_leaves(
    session: Session, heard: Deciding, ask: LandlordAsk, reading: Reading, says: LandlordSays | None, *, now: datetime
) -> Decided | None:
    """A word is enough while his yes can be taken back, but one that takes it back: thanks and questions leave it."""
    if says in _TAKE_BACK or takes_back(heard.reading.fresh_text):
        undone = says if says in _TAKE_BACK and says is not None else LandlordSays.NO
        return _answer(session, heard, ask, reading, undone, now=now)
    return None


_TAKE_BACK = frozenset({LandlordSays.NO, LandlordSays.CONDITION, LandlordSays.OTHER_QUOTE})


def _answer(
    session: Session, heard: Deciding, ask: LandlordAsk, reading: Reading, says: LandlordSays,
    echoed: int | None = None, *, now: datetime,
) -> Decided | None:  # fmt: skip
    quote = _quote_said(session, ask, reading, echoed) if says is LandlordSays.YES else None
    answer = Answer(
        says, quote, _limit(reading) if says is LandlordSays.CONDITION else None, heard.reading.fresh_text,
        heard.photos, heard.mail.sender.address, heard.mail_id,
    )  # fmt: skip
    try:
        said = take_answer(session, heard.scene, ask, heard.seat.person, answer, now=now)
    except Refused:
        return None  # too late, or settled otherwise: the managers read it as they read any other word of his
    return Decided(said, InboundFate.TAKEN)


def _show_back(
    session: Session, heard: Deciding, ask: LandlordAsk, reading: Reading, echoed: int | None, *, now: datetime
) -> Decided | None:
    quote = _quote_said(session, ask, reading, echoed)
    if quote is None:
        return None
    scene, person, words = heard.scene, heard.seat.person, heard.reading.fresh_text
    if {intent.type for intent in reading.intents} <= _BESIDE_A_YES and not heard.photos:
        said = keep_unsaid(session, scene, person, words, now=now, mail_id=heard.mail_id)
    else:
        # What he says beside waits for no button: the managers read it now.
        said = hear_landlord(session, scene, person, words, photos=heard.photos, now=now, mail_id=heard.mail_id)
    asked = question_of(session, ask)
    _echo(session, heard, quote, "approve", asked["page"], asked, now=now)
    return Decided(said, InboundFate.ASKED)


def _read_again(session: Session, heard: Deciding, ask: LandlordAsk) -> Reading:
    """The mail as an answer to the quotes, when the last letter asked something else of him."""
    standpoint = replace(heard.standpoint, asked=Asked.from_json(question_of(session, ask)))
    return read(heard.mail, standpoint, envelope_from=heard.mail.sender.address)


def _says(reading: Reading) -> LandlordSays | None:
    return next((says for type_, says in _SAYS.items() if reading.intent(type_) is not None), None)


def _limit(reading: Reading) -> Decimal | None:
    condition = reading.intent(IntentType.CONDITIONAL_APPROVAL)
    limit = condition.values.get("max_incl_tax") if condition is not None else None
    return None if limit is None else Decimal(limit)


def _quote_said(session: Session, ask: LandlordAsk, reading: Reading, echoed: int | None = None) -> Quote | None:
    """The quote that a yes means. `echoed`: the one that was shown back, when « oui » answers that."""
    yes = reading.intent(IntentType.APPROVE_QUOTE)
    label = str(yes.values.get("label") or "") if yes is not None else ""
    quotes = quotes_in(session, ask)
    if len(quotes) == 1:
        return quotes[0]
    named = [quote for quote, row in zip(quotes, ask.quotes, strict=True) if label and row["label"] == label]
    named = named or [quote for quote in quotes if not label and quote.id == echoed]
    return named[0] if len(named) == 1 else None


# -- A manager --------------------------------------------------------------------------------------------------------

_ACTS: Mapping[IntentType, str] = MappingProxyType(
    {IntentType.APPROVE_QUOTE: "approve", IntentType.REFUSE_QUOTE: "refuse"}
)


def take_manager_decision(session: Session, heard: Deciding, *, now: datetime) -> InboundFate | None:
    """« Validez », « refusez » in answer to a quote: done when the manager's domain stands for the mail; else nothing
    is, and the page with the button is a step away. Nobody else reads the words. None for a mail that does not
    decide."""
    asked, channel = heard.seat.participant.asked or {}, heard.seat.channel
    if channel is Channel.PRIVATE or heard.scene.is_closed:
        return None
    confirms, question = heard.standpoint.question is Question.CONFIRM_READING, heard.standpoint.question
    if question is not Question.APPROVE_QUOTE and not confirms:
        return None
    if heard.reading.intent(IntentType.MESSAGE) is not None:
        return None
    before = asked.get("before") or asked
    answers = {intent.values.get("value") for intent in heard.reading.intents if intent.type is IntentType.ANSWER}
    act = next((act for type_, act in _ACTS.items() if heard.reading.intent(type_) is not None), None)
    if confirms and answers == {"yes"}:
        act = asked.get("act")
    if (confirms and answers == {"no"}) or (act is None and heard.reading.ask in _UNCLEAR):
        ask = heard.reading.ask if heard.reading.ask in _UNCLEAR else Ask.APPROVE_OR_REFUSE
        _keep_for_us(session, heard, now=now)
        _put_back(session, heard, ask or Ask.APPROVE_OR_REFUSE, before, now=now)
        return InboundFate.ASKED
    quote = _quote_meant(session, heard, asked)
    if act is None and heard.reading.intent(IntentType.CONDITIONAL_APPROVAL) is not None:
        return _explain_condition(session, heard, now=now)
    if act is None or quote is None:
        return None
    _keep_for_us(session, heard, now=now)
    if needs_echo(Stake.MONEY, heard.proof) or not _may_be_done(quote, act, before, heard):
        _echo(session, heard, quote, act, f"one_quote:{brief(quote.id)}", before, now=now)
        return InboundFate.ASKED
    return _decide(session, heard, quote, act, now=now)


def _explain_condition(session: Session, heard: Deciding, *, now: datetime) -> InboundFate:
    """« Validé, plafond 500 » of a quote of 528 € is no yes, and nobody but its writer has read it (GAP-06)."""
    _keep_for_us(session, heard, now=now)
    scene, seat = heard.scene, heard.seat
    desk = Desk(scene.agency, scene.profile, seat.person, Role.MANAGER, heard.mail_id, scene, seat)
    condition = heard.reading.intent(IntentType.CONDITIONAL_APPROVAL)
    line = Line(heard.reading.fresh_text, place_of(condition))
    managing.explain(
        session, desk, line, act="approve_quote", reason="on_condition", next_step="say_condition", now=now
    )  # fmt: skip
    return InboundFate.ASKED


def _may_be_done(quote: Quote, act: str, asked: Mapping[str, Any], heard: Deciding) -> bool:
    """Whether it is still possible, at the price that the manager was shown and that their words name."""
    if act == "refuse":
        return may_become(quote, QuoteState.REFUSED)
    yes = heard.reading.intent(IntentType.APPROVE_QUOTE)
    said = yes.values.get("amount_incl_tax") if yes is not None else None
    shown = {row.get("amount_incl_tax") for row in asked.get("quotes") or () if quote.id in numbers_in(asked)}
    prices = {Decimal(str(price)) for price in (said, *shown) if price is not None}
    return quote.amount_incl_tax is not None and prices <= {quote.amount_incl_tax}


def _decide(session: Session, heard: Deciding, quote: Quote, act: str, *, now: datetime) -> InboundFate:
    scene, manager = heard.scene, heard.seat.person
    words = quote_decisions.ByWords(heard.reading.fresh_text, heard.mail_id)
    if act == "approve":
        quote_decisions.approve(session, scene, quote, manager, now=now, by_words=words)
    else:
        quote_decisions.refuse(session, scene, quote, manager, "", now=now, by_words=words)
    heard.seat.participant.asked = None
    return InboundFate.TAKEN


def _keep_for_us(session: Session, heard: Deciding, *, now: datetime) -> None:
    words = heard.reading.fresh_text
    keep_instruction(session, heard.scene, heard.seat, words, now=now, mail_id=heard.mail_id)


def _quote_meant(session: Session, heard: Deciding, asked: Mapping[str, Any]) -> Quote | None:
    """The quote of the letter that asked; else the one whose price or label is said, or the only one to decide on."""
    open_ = [quote for quote in quotes_of(session, heard.scene.report.id) if may_become(quote, QuoteState.APPROVED)]
    named = [quote for quote in open_ if quote.id in numbers_in(asked)]
    if not named:
        yes = heard.reading.intent(IntentType.APPROVE_QUOTE)
        amount = yes.values.get("amount_incl_tax") if yes is not None else None
        named = [q for q in open_ if amount is not None and q.amount_incl_tax == Decimal(amount)] or open_
    return _only(named)


def _only(quotes: Sequence[Quote]) -> Quote | None:
    return quotes[0] if len(quotes) == 1 else None


# -- Both -------------------------------------------------------------------------------------------------------------


def _echo(
    session: Session, heard: Deciding, quote: Quote, act: str, page: str, before: Mapping[str, Any], *, now: datetime
) -> None:  # fmt: skip
    """X-12: what we have read, and the button. `before`: the question that stands again after it."""
    told = quote_told(quote, session.get_one(Provider, quote.provider_id))
    asked = {
        "question": Question.CONFIRM_READING.value, "text": act, "act": act, "quote": quote.id,
        "ask": before.get("ask"), "before": dict(before),
    }  # fmt: skip
    role = heard.seat.participant.role
    record(
        session, heard.scene, EventKind.READING_ECHOED, actor=heard.seat.person, role=role, now=now,
        mail_id=heard.mail_id, words=heard.reading.fresh_text,
        details=noted(act=act) | {"echo": told | {"act": act, "page": page}, "asked": {"X-12": asked}},
    )  # fmt: skip


def _ask_back(
    session: Session, heard: Deciding, ask: Ask, question: Mapping[str, Any], *, now: datetime
) -> Decided:  # fmt: skip
    said = keep_unsaid(
        session, heard.scene, heard.seat.person, heard.reading.fresh_text, now=now, mail_id=heard.mail_id
    )  # fmt: skip
    _put_back(session, heard, ask, question, now=now)
    return Decided(said, InboundFate.ASKED)


def _put_back(session: Session, heard: Deciding, ask: Ask, question: Mapping[str, Any], *, now: datetime) -> None:
    """X-13: which quote, or yes or no; the question of the letter stands."""
    role = heard.seat.participant.role
    record(
        session, heard.scene, EventKind.READING_FOUND_UNCLEAR, actor=heard.seat.person, role=role, now=now,
        mail_id=heard.mail_id, details={"ask": ask.value, "asked": {"X-13": dict(question)}},
    )  # fmt: skip
