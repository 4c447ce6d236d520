"""« Demander un devis »: which company, the seven fields, what it reads, and « Valider » (S1-55 to S1-57)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_desk import Draft, Quote
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import Role
from mailbot.web import ask_quote_form
from mailbot.web.company_form import (
    beside_extract,
    check_papers,
    company_said,
    field_of,
    groups_of,
    known_to,
    opens_with,
    report_path,
)
from mailbot.web.forms import written
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Engagement, Nowhere, Sheet, Typed
from mailbot.workflow.companies import Choice
from mailbot.workflow.drafts import cancel, open_draft
from mailbot.workflow.quote_requests import request_quote
from mailbot.workflow.quotes import is_open, quotes_of

_MORE = 4
"""Companies that are offered beside the one that was just asked."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a link opens with: a draft, a company, or nothing."""

    draft: Draft | None = None
    provider_id: int = 0


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The request, filled in as far as the report and the link tell."""
    if visit.role is not Role.MANAGER:
        return visit.case_sheet("not_yours", status=403, words=written(typed.fields))
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    opened = _opened(visit)
    if opened.draft is not None and (over := _over(opened.draft)):
        return visit.case_sheet("ask_quote_over", status=409 if typed.fields else 200, why=over, empty=_empty(visit))
    known = known_to(visit)
    filled = ask_quote_form.filled_in(visit, typed, draft=opened.draft, provider_id=opened.provider_id)
    return visit.case_sheet(
        "ask_quote", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        beside=field_of(typed.trouble), values=filled.values, on=visit.now,
        groups=groups_of(known, _asked(visit)), is_draft=opened.draft is not None, is_private=visit.scene.is_private,
        **beside_extract(visit, filled.values["extract"]),
        photos=[{"number": number, "url": f"{report_path(visit)}/photo/{number}", "chosen": chosen}
                for number, chosen in filled.photos],
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """« Valider »: the company is written to, and the home is told; or the draft is thrown away."""
    if visit.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if visit.scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    opened = _opened(visit)
    if opened.draft is not None and _over(opened.draft):
        raise Refused(Reason.ALREADY_SO)
    if opened.draft is not None and typed.text("act") == "cancel":
        cancel(opened.draft, now=visit.now)
        return
    check_papers(visit)
    wish = ask_quote_form.wish_in(visit, typed, known_to(visit), draft=opened.draft)
    request_quote(visit.session, visit.scene, visit.person, wish, now=visit.now, role=visit.role)


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """« Valider » does (FEATURES, rule 4); throwing a draft away does not."""
    return typed.text("act") != "cancel"


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """Which company would be asked, and for what. Raises Refused when it cannot be any more."""
    opened = _opened(visit)
    is_over = opened.draft is not None and _over(opened.draft)
    if visit.role is not Role.MANAGER or visit.scene.is_closed or is_over:
        raise Refused(Reason.ALREADY_SO)
    report, home = visit.scene.report, visit.scene.home
    return Engagement(
        "_ask_quote",
        {
            "ref": report.ref,
            "object": report.object,
            "dwelling": home.dwelling.name,
            "company": company_said(typed, known_to(visit)),
            "motif": typed.text("motif"),
        },
    )


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It left, once, and whom else one could ask; or the draft is gone."""
    quote = visit.session.scalars(
        select(Quote).where(
            Quote.report_id == visit.scene.report.id,
            Quote.asked_by == visit.person.id,
            Quote.created_at == (at or visit.now),
        )
    ).first()
    if quote is None:
        return visit.case_sheet("ask_quote_over", why="cancelled", empty=_empty(visit))
    asked = _asked(visit)
    others = [each for each in known_to(visit) if each.fits and each.provider.id not in asked]
    told = () if visit.scene.is_private or ask_quote_form.is_hidden(quote) else visit.scene.home.occupants
    return visit.case_sheet(
        "ask_quote", is_done=True, at=at, number=quote.number,
        company=visit.session.get_one(Provider, quote.provider_id).company, told=[person.name for person in told],
        report=visit.link(Page.REPORT, visit.seat.participant.id) if Page.REPORT in visit.offers else "",
        others=[{"name": each.provider.company, "favourite": each.is_favourite, "url": _for(visit, each)}
                for each in others[:_MORE]],
        empty=_empty(visit),
    )  # fmt: skip


def _opened(visit: CaseVisit) -> _Opened:
    """Raises Nowhere for a draft that is not this manager's, or of another report, and for no such company."""
    kind, number = visit.page.with_[:1], visit.page.with_[1:]
    if not kind:
        return _Opened()
    try:
        row = unbrief(number)
    except Refused:
        raise Nowhere from None
    if kind == "p":
        return _Opened(provider_id=row)
    draft = open_draft(visit.session, visit.person, row) if kind == "d" else None
    if draft is None or draft.report_id != visit.scene.report.id:
        raise Nowhere
    return _Opened(draft)


def _asked(visit: CaseVisit) -> dict[int, str]:
    """The number of what each company still has to answer on this report, by the company's row."""
    return {
        quote.provider_id: quote.number for quote in quotes_of(visit.session, visit.scene.report.id) if is_open(quote)
    }


def _over(draft: Draft) -> str:
    if draft.cancelled_at is not None:
        return "cancelled"
    return "sent" if draft.done_at is not None else ""


def _for(visit: CaseVisit, choice: Choice) -> str:
    return visit.link(Page.ASK_QUOTE, visit.seat.participant.id, opens_with(choice.provider.id))


def _empty(visit: CaseVisit) -> str:
    return visit.link(Page.ASK_QUOTE, visit.seat.participant.id)
