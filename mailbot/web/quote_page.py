"""One quote before a manager: its figures, and what can be decided on it. Each act is a button of its own (GAP-06)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Event
from mailbot.model_desk import Quote
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import EventKind, QuoteState, Role
from mailbot.web.answer_page import check_words
from mailbot.web.asking_landlord import REASONS, ask, day_typed
from mailbot.web.mission_quote import after_no, cancel_after, seen_mission
from mailbot.web.quote_correction import correct, pick, seen_correction
from mailbot.web.quote_sight import may_be_asked, price_of, quote_at, seen_ask, seen_quote, seen_quotes, usual_day
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Sheet, Typed
from mailbot.workflow import quote_decisions
from mailbot.workflow.landlord_asks import open_ask, remind, suspend
from mailbot.workflow.mandates import mandate_of
from mailbot.workflow.quote_figures import may_correct
from mailbot.workflow.quotes import is_open, may_become, quotes_of
from mailbot.workflow.relaunches import may_be_relaunched_again, relaunch_again, was_relaunched_again


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The quote as it stands."""
    quote = quote_at(visit)
    today = visit.now.astimezone(visit.profile.zone).date()
    mandate = mandate_of(visit.session, visit.scene.home.dwelling.id, today=today)
    standing = seen_ask(visit)
    limit = mandate.limit_incl_tax if mandate is not None else None
    return visit.case_sheet(
        "quote", status=422 if typed.trouble else 200, trouble=typed.trouble, act=typed.text("act"), is_done=False,
        quote=seen_quote(visit, quote), others=_others(visit, quote), acts=_acts(visit, quote),
        ask=standing if quote.id in standing.get("quotes", ()) else {},
        limit=limit, above_limit=_is_above(quote, limit),
        mandate_allows=quote_decisions.may_engage(visit.session, visit.scene, quote, now=visit.now),
        advice=typed.text("advice"), reason=typed.text("reason"), reasons=[each.value for each in REASONS],
        answer_by=typed.text("answer_by") or usual_day(visit), until=typed.text("until"), why=typed.text("why"),
        words=typed.text("words"), landlords=[person.name for person in visit.scene.home.landlords],
        all_quotes=visit.link(Page.QUOTES, visit.seat.participant.id),
        price=price_of(quote), correction=seen_correction(quote, typed),
        **seen_mission(visit, quote), after=typed.text("after"),
    )  # fmt: skip


def _is_above(quote: Quote, limit: Decimal | None) -> bool:
    """Whether a price is more than the mandate lets the agency spend without asking; no price is never too much."""
    return limit is not None and quote.amount_incl_tax is not None and quote.amount_incl_tax > limit


def press(visit: CaseVisit, typed: Typed) -> None:
    """Do the one act whose button was pressed."""
    quote, do = quote_at(visit), _DO.get(typed.text("act"))
    if do is None:
        raise Incomplete("act")
    do(visit, typed, quote)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """What was done, by what happened then."""
    quote = quote_at(visit)
    kinds = visit.session.scalars(
        select(Event.kind).where(
            Event.report_id == quote.report_id, Event.actor_id == visit.person.id, Event.at == (at or visit.now)
        )
    ).all()
    what = next((name for kind, name in _SAID.items() if kind in kinds), "suspended")
    if was_relaunched_again(quote, at=at or visit.now):
        what = "again"
    others = [row for row in _others(visit, quote) if row["is_open"]]
    return visit.case_sheet(
        "quote", is_done=True, at=at, what=what, quote=seen_quote(visit, quote),
        others=others if what in ("approved", "engaged") else [],
        back_to_quote=visit.link(Page.QUOTE, visit.seat.participant.id, brief(quote.id)),
        all_quotes=visit.link(Page.QUOTES, visit.seat.participant.id),
        report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """Whether this press engages money: « Valider le devis », « Engager en urgence » (FEATURES, rule 4)."""
    return typed.text("act") in ("approve", "engage")


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What such a press would do."""
    seen = seen_quote(visit, quote_at(visit))
    return Engagement("_engage_quote", {
        "what": typed.text("act"), "number": seen["number"], "provider": seen["provider"],
        "amount_incl_tax": seen["incl_tax"], "object": visit.scene.report.object,
        "dwelling": visit.scene.home.dwelling.name,
    })  # fmt: skip


# What was done, by the event that it is in the journal; the first that is found says it.
_SAID: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.WORKS_ENGAGED_URGENTLY: "engaged",
        EventKind.QUOTE_APPROVED: "approved",
        EventKind.QUOTE_REFUSED: "refused",
        EventKind.LANDLORD_ASKED: "asked",
        EventKind.LANDLORD_REMINDED: "reminded",
        EventKind.MESSAGE_SENT_TO_PROVIDER: "written",
        EventKind.QUOTE_RECEIVED: "corrected",
    }
)


def _acts(visit: CaseVisit, quote: Quote) -> list[str]:
    """What can be done with it today."""
    if visit.scene.is_closed:
        return []
    standing = open_ask(visit.session, quote.report_id)
    asked = standing is not None and any(row["quote"] == quote.id for row in standing.quotes)
    wanted = {
        "approve": quote.amount_incl_tax is not None and may_become(quote, QuoteState.APPROVED),
        "ask": may_be_asked(visit, quote),
        "correct": may_correct(quote),
        "pick": may_correct(quote) and bool(seen_correction(quote, Typed())["options"]),
        "engage": asked and quote.leaves_at is None and may_become(quote, QuoteState.APPROVED),
        "remind": asked and quote.leaves_at is None,
        "suspend": asked and quote.leaves_at is None,
        "more": may_become(quote, QuoteState.MORE_ASKED),
        "refuse": may_become(quote, QuoteState.REFUSED),
        "again": may_be_relaunched_again(quote, visit.scene.report),
        "write": is_open(quote),
    }
    return [name for name, may in wanted.items() if may]


def _others(visit: CaseVisit, quote: Quote) -> list[dict[str, object]]:
    """The other quotes of the report."""
    return seen_quotes(visit, [each for each in quotes_of(visit.session, quote.report_id) if each.id != quote.id])


# -- Each act ---------------------------------------------------------------------------------------------------------


def _check_price(typed: Typed, quote: Quote) -> None:
    """Nobody engages a price that they have not seen: the form says which one stood on the page, also when it comes
    again after a letter X-16."""
    if may_become(quote, QuoteState.APPROVED) and typed.text("price") != price_of(quote):
        raise Incomplete("price")


def _approve(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    _check_price(typed, quote)
    quote_decisions.approve(visit.session, visit.scene, quote, visit.person, now=visit.now)


def _engage(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    _check_price(typed, quote)
    allowed = quote_decisions.may_engage(visit.session, visit.scene, quote, now=visit.now)
    if not allowed and typed.text("checked") != "yes":
        raise Incomplete("mandate")
    quote_decisions.engage_urgently(visit.session, visit.scene, quote, visit.person, now=visit.now)


def _ask(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    ask(visit, typed, [quote])


def _refuse(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    reason = typed.text("why")
    if not reason:
        raise Incomplete("why")
    if len(reason) > quote_decisions.LONGEST_REFUSAL:
        raise Incomplete("long")
    after = after_no(visit, typed, quote)
    quote_decisions.refuse(visit.session, visit.scene, quote, visit.person, reason, now=visit.now, after=after)
    cancel_after(visit, quote, after, reason)


def _more(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    quote_decisions.ask_more(
        visit.session, visit.scene, quote, visit.person, _words(visit, typed, "precision"), now=visit.now
    )  # fmt: skip


def _write(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    quote_decisions.write_to_company(
        visit.session, visit.scene, quote, visit.person, _words(visit, typed, "words"), now=visit.now
    )  # fmt: skip


def _words(visit: CaseVisit, typed: Typed, name: str) -> str:
    words = typed.text("words")
    check_words(visit, words)
    if not words:
        raise Incomplete(name)
    return words


def _relaunch(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    relaunch_again(quote, visit.scene.report, visit.person, now=visit.now)


def _remind(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    standing = open_ask(visit.session, quote.report_id)
    if standing is None or visit.role is not Role.MANAGER:
        raise Refused(Reason.ALREADY_SO)
    remind(visit.session, visit.scene, standing, manager=visit.person, now=visit.now)


def _suspend(visit: CaseVisit, typed: Typed, quote: Quote) -> None:
    standing = open_ask(visit.session, quote.report_id)
    if standing is None:
        raise Refused(Reason.ALREADY_SO)
    suspend(visit.session, visit.scene, standing, day_typed(visit, typed, "until"))


_DO: Mapping[str, Callable[[CaseVisit, Typed, Quote], None]] = MappingProxyType(
    {
        "approve": _approve,
        "engage": _engage,
        "ask": _ask,
        "refuse": _refuse,
        "more": _more,
        "write": _write,
        "remind": _remind,
        "suspend": _suspend,
        "again": _relaunch,
        "correct": correct,
        "pick": pick,
    }
)
