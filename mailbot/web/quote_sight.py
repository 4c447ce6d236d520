"""What the pages about quotes show: figures, state, document, and what was laid before the landlord."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from mailbot.errors import Refused
from mailbot.model import Person, Provider
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.model_mails import Attachment
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import QuoteState, Role
from mailbot.web.visits import CaseVisit, Nowhere
from mailbot.workflow.landlord_asks import answers_to, document_of, hours_for, open_ask
from mailbot.workflow.landlord_hours import day_of_silence
from mailbot.workflow.occasions import money
from mailbot.workflow.quotes import COLUMN, is_open, may_become, quotes_of


def quote_at(visit: CaseVisit) -> Quote:
    """The quote that a link names. Raises Nowhere for one of another report, or for anybody but a manager."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    quote = visit.session.get(Quote, number_in(visit))
    if quote is None or quote.report_id != visit.scene.report.id:
        raise Nowhere
    return quote


def number_in(visit: CaseVisit) -> int:
    """The row that a link names. Raises Nowhere for a link that names none."""
    try:
        return unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None


def seen_quote(visit: CaseVisit, quote: Quote) -> dict[str, Any]:
    """One quote as a manager sees it."""
    provider = visit.session.get_one(Provider, quote.provider_id)
    paper = document_of(visit.session, quote)
    return {
        "id": quote.id,
        "number": quote.number,
        "provider": provider.company,
        "telephone": provider.telephone,
        "state": quote.state.value,
        "since": quote.state_since,
        "column": COLUMN[quote.state].value,
        "is_open": is_open(quote),
        "company_number": quote.company_number,
        "dated_on": quote.dated_on.isoformat() if quote.dated_on is not None else "",
        "valid_until": quote.valid_until.isoformat() if quote.valid_until is not None else "",
        "incl_tax": quote.amount_incl_tax,
        "excl_tax": quote.amount_excl_tax,
        "vat_rate": f"{quote.vat_rate.normalize():f}" if quote.vat_rate is not None else "",
        "document": paper["name"] if paper is not None else "",
        "refusal": quote.refusal,
        "leaves_at": quote.leaves_at,
        "url": visit.link(Page.QUOTE, visit.seat.participant.id, brief(quote.id)),
    }


def seen_quotes(visit: CaseVisit, quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """Several quotes, with what they name looked up at once."""
    papers = [paper.get("attachment") or 0 for quote in quotes for paper in quote.papers]
    held = (
        visit.session.scalars(select(Provider).where(Provider.id.in_({each.provider_id for each in quotes}))).all(),
        visit.session.scalars(select(Attachment).where(Attachment.id.in_(papers))).all() if papers else (),
    )
    seen = [seen_quote(visit, quote) for quote in quotes]
    del held  # the session itself lets go of what nobody holds
    return seen


def price_of(quote: Quote) -> str:
    """The price that a form was shown with: what is engaged is what was read."""
    return money(quote.amount_incl_tax) or ""


def quotes_listed(visit: CaseVisit) -> dict[str, Any]:
    """The quotes of a report in one line each, and the page where they stand side by side; nothing but for managers."""
    found = quotes_of(visit.session, visit.scene.report.id) if visit.role is Role.MANAGER else ()
    if not found or Page.QUOTES not in visit.offers:
        return {}
    return {
        "rows": seen_quotes(visit, found),
        "url": visit.link(Page.QUOTES, visit.seat.participant.id),
    }


def may_be_asked(visit: CaseVisit, quote: Quote) -> bool:
    """Whether a quote can be laid before the landlord."""
    known = quote.amount_incl_tax is not None and bool(visit.scene.home.landlords)
    return known and may_become(quote, QuoteState.WITH_LANDLORD) and not visit.scene.is_closed


def seen_ask(visit: CaseVisit) -> dict[str, Any]:
    """The question that stands on the report: since when, who answered, until when it is suspended. Empty for none."""
    ask = open_ask(visit.session, visit.scene.report.id)
    if ask is None:
        return {}
    return {
        "at": ask.asked_at,
        "answer_by": ask.answer_by.isoformat(),
        "quotes": [row["quote"] for row in ask.quotes],
        "reminded": list(ask.reminded),
        "held_until": ask.held_until.isoformat() if ask.held_until is not None else "",
        "answers": _answers(visit, ask),
    }


def _answers(visit: CaseVisit, ask: LandlordAsk) -> list[dict[str, Any]]:
    rows = answers_to(visit.session, ask).values()
    return [
        {"who": visit.session.get_one(Person, row.person_id).name, "says": row.says.value, "at": row.at}
        for row in rows
    ]  # fmt: skip


def usual_day(visit: CaseVisit) -> str:
    """The day until which an answer is wanted when a manager says nothing else: when silence would be told."""
    urgency = visit.scene.report.urgency.value != "normal"
    ask = LandlordAsk(is_urgent=urgency)
    return day_of_silence(visit.now, hours_for(visit.scene, ask), visit.profile.zone).isoformat()
