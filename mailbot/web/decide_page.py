"""A landlord decides: yes, no, another quote, a question; and, while it lasts, the way back from a yes (B-02, B-04)."""

from datetime import datetime
from typing import Any

from mailbot.errors import Reason, Refused
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.vocabulary import LandlordSays, Role
from mailbot.web.form_numbers import draw
from mailbot.web.quote_sight import number_in
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.landlord_answers import Answer, take_answer
from mailbot.workflow.landlord_asks import answers_to, as_asked, document_of, leaving, quotes_in, told_in

_SAYS = {
    "yes": LandlordSays.YES,
    "no": LandlordSays.NO,
    "other_quote": LandlordSays.OTHER_QUOTE,
    "question": LandlordSays.QUESTION,
    "undo": LandlordSays.UNDONE,
}


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The quotes as they were laid before him; once he has answered, what he answered."""
    return _sheet(visit, _ask_at(visit), typed)


def press(visit: CaseVisit, typed: Typed) -> None:
    """Take his answer. A yes names one quote, a question has words."""
    ask, says = _ask_at(visit), _SAYS.get(typed.text("act"))
    if says is None:
        raise Incomplete("act")
    words = typed.text("words") if says is not LandlordSays.YES else ""
    if says is LandlordSays.QUESTION and not words:
        raise Incomplete("question")
    quote = _picked(visit, ask, typed) if says is LandlordSays.YES else None
    take_answer(visit.session, visit.scene, ask, visit.person, Answer(says, quote, words=words), now=visit.now)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What he answered, and until when he may come back to it."""
    return _sheet(visit, _ask_at(visit), Typed(), at=at, was_pressed=True)


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """Whether this press engages money: his yes (FEATURES, rule 4)."""
    return typed.text("act") == "yes"


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What his yes would do."""
    ask = _ask_at(visit)
    quote = _picked(visit, ask, typed)
    [told] = [
        row for row, asked in zip(told_in(visit.session, ask), ask.quotes, strict=True) if asked["quote"] == quote.id
    ]
    return Engagement("_engage_quote", {
        "what": "agree", "number": told["number"], "provider": told["provider"],
        "amount_incl_tax": told["amount_incl_tax"], "object": visit.scene.report.object,
        "dwelling": visit.scene.home.dwelling.name,
    })  # fmt: skip


def _ask_at(visit: CaseVisit) -> LandlordAsk:
    """The question that a link names. Raises Nowhere for anybody but those it was put to."""
    ask = visit.session.get(LandlordAsk, number_in(visit))
    if visit.role is not Role.LANDLORD or ask is None or ask.report_id != visit.scene.report.id:
        raise Nowhere
    return ask


def _picked(visit: CaseVisit, ask: LandlordAsk, typed: Typed) -> Quote:
    quotes = quotes_in(visit.session, ask)
    if len(quotes) == 1:
        return quotes[0]
    picked = [quote for quote in quotes if str(quote.id) == typed.text("quote")]
    if not picked:
        raise Incomplete("quote")
    if not as_asked(ask, picked[0]):
        raise Refused(Reason.ALREADY_SO)
    return picked[0]


def _sheet(
    visit: CaseVisit, ask: LandlordAsk, typed: Typed, *, at: datetime | None = None, was_pressed: bool = False
) -> Sheet:
    his = answers_to(visit.session, ask).get(visit.person.id)
    going = leaving(visit.session, ask)
    may_undo = going is not None and his is not None and his.says is LandlordSays.YES
    stands = ask.closed_at is None and not visit.scene.is_closed
    told = [row | {"id": asked["quote"]} for row, asked in zip(told_in(visit.session, ask), ask.quotes, strict=True)]
    return visit.case_sheet(
        "decide", status=422 if typed.trouble and typed.trouble != "too_late" else 200, trouble=typed.trouble,
        act=typed.text("act"), at=at, was_pressed=was_pressed, quotes=told, advice=ask.advice,
        reason_code=ask.reason, answer_by=ask.answer_by.isoformat(), words=typed.text("words"),
        picked=typed.text("quote"), says=his.says.value if his is not None else "",
        said_at=his.at if his is not None else None,
        said_yes_to=next((row for row in told if his is not None and row["id"] == his.quote_id), {}),
        leaves_at=going.leaves_at if may_undo and going is not None else None,
        is_told=_is_told(visit, his.quote_id if his is not None else None),
        may_answer=stands and going is None and (his is None or his.says is not LandlordSays.YES),
        papers=_papers(visit, ask), form=draw(visit.now) if was_pressed else visit.form,
    )  # fmt: skip


def _is_told(visit: CaseVisit, quote_id: int | None) -> bool:
    """Whether the company knows of his yes: nothing takes it back any more."""
    quote = visit.session.get(Quote, quote_id) if quote_id is not None else None
    return quote is not None and quote.decided_as is Role.LANDLORD


def _papers(visit: CaseVisit, ask: LandlordAsk) -> list[Any]:
    """What came along with the letter, by name."""
    found = [document_of(visit.session, quote) for quote in quotes_in(visit.session, ask)]
    return [paper["name"] for paper in found if paper is not None]
