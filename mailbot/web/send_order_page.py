"""« Envoyer un OS »: which company, the fields, what it reads, and « Valider » (S1-49, S1-63 to S1-66)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_desk import Draft, Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import Role, Urgency
from mailbot.web import send_order_form
from mailbot.web.company_form import (
    beside_extract,
    check_papers,
    company_said,
    field_of,
    groups_of,
    known_to,
    report_path,
)
from mailbot.web.forms import written
from mailbot.web.moving_on import moved_on
from mailbot.web.send_order_form import Opened
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.drafts import cancel, open_draft
from mailbot.workflow.order_reissuing import reissue_order
from mailbot.workflow.order_sending import accepted_quotes, left_without, may_be_replaced, send_order
from mailbot.workflow.orders import is_open, open_orders, orders_of


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The order, filled in as far as the report, its accepted quote and the link tell."""
    if visit.role is not Role.MANAGER:
        return visit.case_sheet("not_yours", status=403, words=written(typed.fields))
    if visit.scene.is_closed:
        return moved_on(visit, typed)
    opened = _opened(visit)
    if why := _over(visit, opened):
        return _gone(visit, opened, why, status=409 if typed.fields else 200)
    known = known_to(visit)
    filled = send_order_form.filled_in(visit, typed, opened, known)
    return visit.case_sheet(
        "send_order", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        beside=field_of(typed.trouble), values=filled.values,
        today=visit.today.isoformat(), groups=groups_of(known, _at_work(visit)), is_draft=opened.draft is not None,
        urgencies=[each.value for each in Urgency],
        seen=_last_sent(visit), edition=opened.anew.edition if opened.anew is not None else 0,
        quote=_quote_told(visit, opened), anew=_order_told(visit, opened.anew),
        replaces=_order_told(visit, opened.replaces),
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
    if _over(visit, opened) or _has_moved(opened, typed):
        raise Refused(Reason.ALREADY_SO)
    if opened.draft is not None and typed.text("act") == "cancel":
        cancel(opened.draft, now=visit.now)
        return
    check_papers(visit)
    wish = send_order_form.wish_in(visit, typed, known_to(visit), opened)
    if opened.anew is None and (typed.text("seen") or "0") != str(_last_sent(visit)):
        raise Incomplete("another")  # a colleague was faster: read first what has left
    if opened.anew is not None:
        reissue_order(visit.session, visit.scene, opened.anew, visit.person, wish, now=visit.now, role=visit.role)
        return
    send_order(visit.session, visit.scene, visit.person, wish, now=visit.now, role=visit.role)


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """« Valider » does (FEATURES, rule 4); throwing a draft away does not."""
    return typed.text("act") != "cancel"


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """Which company would come, for what and for how much. Raises Refused when it cannot be any more, or Incomplete."""
    opened = _opened(visit)
    if visit.role is not Role.MANAGER or visit.scene.is_closed or _over(visit, opened):
        raise Refused(Reason.ALREADY_SO)
    report, home = visit.scene.report, visit.scene.home
    told = _order_told(visit, opened.anew)
    company = told["company"] if told else company_said(typed, known_to(visit))
    quote = _quote_told(visit, opened)
    return Engagement(
        "_send_order",
        {
            "ref": report.ref,
            "object": report.object,
            "dwelling": home.dwelling.name,
            "company": company,
            "motif": typed.text("motif"),
            "ceiling": send_order_form.ceiling_in(typed),
            "quote": quote if quote and company == quote["company"] else {},
            "anew": told,
        },
    )


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It left, once; or the draft is gone."""
    anew = _opened(visit).anew
    order = (
        anew
        or visit.session.scalars(
            select(WorkOrder)
            .where(
                WorkOrder.report_id == visit.scene.report.id,
                WorkOrder.sent_by == visit.person.id,
                WorkOrder.created_at == (at or visit.now),
            )
            .order_by(WorkOrder.id.desc())
        ).first()
    )
    if order is None:
        return _gone(visit, Opened(), "cancelled")
    seat = visit.seat.participant.id
    return visit.case_sheet(
        "send_order", is_done=True, at=at, number=order.shown_number, is_anew=anew is not None,
        company=visit.session.get_one(Provider, order.provider_id).company,
        told=[] if anew is not None else [person.name for person in visit.scene.home.occupants],
        order=visit.link(Page.ORDER, seat, brief(order.id)), report=visit.link(Page.REPORT, seat),
    )  # fmt: skip


def _gone(visit: CaseVisit, opened: Opened, why: str, *, status: int = 200) -> Sheet:
    seat, order = visit.seat.participant.id, opened.anew or opened.replaces
    return visit.case_sheet(
        "send_order_over", status=status, why=why, empty=visit.link(Page.SEND_ORDER, seat),
        publish=visit.link(Page.PUBLISH, seat) if why == "private" else "",
        order=visit.link(Page.ORDER, seat, brief(order.id)) if order is not None else "",
    )  # fmt: skip


# -- What a link opens with -------------------------------------------------------------------------------------------


def _opened(visit: CaseVisit) -> Opened:
    """Raises Nowhere for a draft that is not this manager's, and for whatever is of another report, or not there."""
    kind, number = visit.page.with_[:1], visit.page.with_[1:]
    report, session = visit.scene.report.id, visit.session
    quotes = accepted_quotes(session, report)
    free, left = quotes[0] if quotes else None, left_without(session, report)
    if not kind:
        return Opened(quote=free, replaces=left)
    try:
        row = unbrief(number)
    except Refused:
        raise Nowhere from None
    match kind:
        case "p":
            theirs = next((each for each in quotes if each.provider_id == row), None)
            return Opened(provider_id=row, quote=theirs, replaces=left)
        case "d" if (draft := open_draft(session, visit.person, row)) is not None and draft.report_id == report:
            named = session.get(Quote, int(draft.content.get("quote") or 0))
            return Opened(draft=draft, quote=named or _of_company(quotes, draft), replaces=left)
        case "q" if (quote := session.get(Quote, row)) is not None and quote.report_id == report:
            return Opened(quote=quote, replaces=left)
        case "r" if (order := session.get(WorkOrder, row)) is not None and order.report_id == report:
            return Opened(quote=_of_others(quotes, order), replaces=order)
        case "b" if (order := session.get(WorkOrder, row)) is not None and order.report_id == report:
            return Opened(anew=order, quote=session.get(Quote, order.quote_id or 0))
    raise Nowhere


def _of_company(quotes: list[Quote], draft: Draft) -> Quote | None:
    return next((each for each in quotes if each.provider_id == draft.content.get("provider")), None)


def _of_others(quotes: list[Quote], order: WorkOrder) -> Quote | None:
    return next((each for each in quotes if each.provider_id != order.provider_id), None)


def _over(visit: CaseVisit, opened: Opened) -> str:
    """Why it cannot be sent any more, as a code; empty while it can."""
    if visit.scene.is_private:
        return "private"
    draft, quote = opened.draft, opened.quote
    if draft is not None and draft.cancelled_at is not None:
        return "cancelled"
    if draft is not None and draft.done_at is not None:
        return "sent"
    if opened.anew is not None:
        return "" if is_open(opened.anew) else "ended"
    if quote is not None and quote.id not in {each.id for each in accepted_quotes(visit.session, quote.report_id)}:
        return "rested"
    if visit.page.with_[:1] == "r" and opened.replaces is not None:
        return "" if may_be_replaced(visit.session, opened.replaces) else "ended"
    return ""


def _has_moved(opened: Opened, typed: Typed) -> bool:
    """Whether somebody else issued it anew since the page was opened: nobody overwrites what they have not read."""
    return opened.anew is not None and typed.text("edition") != str(opened.anew.edition)


def _last_sent(visit: CaseVisit) -> int:
    """The last order of the report: what was there when the page was opened."""
    orders = orders_of(visit.session, visit.scene.report.id)
    return orders[-1].id if orders else 0


def _at_work(visit: CaseVisit) -> dict[int, str]:
    """The number of what each company has under way on this report."""
    return {order.provider_id: order.shown_number for order in open_orders(visit.session, visit.scene.report.id)}


def _quote_told(visit: CaseVisit, opened: Opened) -> dict[str, object]:
    quote = opened.quote
    if quote is None:
        return {}
    company = visit.session.get_one(Provider, quote.provider_id).company
    return {"number": quote.number, "company": company, "amount": quote.amount_incl_tax}


def _order_told(visit: CaseVisit, order: WorkOrder | None) -> dict[str, str]:
    if order is None:
        return {}
    company = visit.session.get_one(Provider, order.provider_id).company
    return {
        "number": order.shown_number,
        "next": order.next_number,
        "company": company,
        "is_gone": "yes" if not is_open(order) else "",
    }
