"""Whose visit a page is about, and what of it each reader may see: a company never reads who lives there before it is
planned (S2-05)."""

from dataclasses import replace
from typing import Any

from mailbot.errors import Refused
from mailbot.model_desk import Quote
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import Role
from mailbot.web.visits import CaseVisit, Nowhere, Sheet
from mailbot.workflow.companies import company_of
from mailbot.workflow.scene import Company, Scene, with_company, with_order
from mailbot.workflow.slot_rules import Wanted, shown


def number_in(written: str) -> int:
    """A row's number out of a link. Raises Nowhere for anything else."""
    try:
        return unbrief(written)
    except Refused:
        raise Nowhere from None


def scene_of(visit: CaseVisit, order: WorkOrder | None, quote: Quote | None = None) -> Scene:
    """The report with the company whose mission, or quote, this is; for somebody who only looks, too."""
    provider_id = order.provider_id if order is not None else quote.provider_id if quote is not None else 0
    company = Company(*company_of(visit.session, provider_id), visit.scene.thread, {}, order, quote)
    return replace(visit.scene, company=company)


def scene_to_act(visit: CaseVisit, seen: Scene) -> Scene:
    """The same for somebody who acts: whoever writes for the company has a seat."""
    if visit.scene.company is not None:
        return visit.scene
    assert seen.company is not None
    if seen.company.order is not None:
        return with_order(visit.session, visit.scene, seen.company.order, now=visit.now)
    return with_company(visit.session, visit.scene, seen.company.quote, now=visit.now)


def mission_at(visit: CaseVisit) -> Scene:
    """The mission of a page that a company opens from its own thread, and a manager with an order in the link. Raises
    Nowhere for anybody else."""
    if visit.role is Role.PROVIDER and visit.scene.company is not None:
        return visit.scene
    if visit.role is not Role.MANAGER:
        raise Nowhere
    order = visit.session.get(WorkOrder, number_in(visit.page.with_))
    if order is None or order.report_id != visit.scene.report.id:
        raise Nowhere
    return scene_of(visit, order)


def visit_at(visit: CaseVisit, written: str) -> tuple[Scene, Visit]:
    """The appointment that a link names, with whose it is. Raises Nowhere for one of another report, or of another
    company."""
    found = visit.session.get(Visit, number_in(written))
    if found is None or found.report_id != visit.scene.report.id:
        raise Nowhere
    order = visit.session.get(WorkOrder, found.order_id) if found.order_id is not None else None
    quote = visit.session.get(Quote, found.quote_id) if found.quote_id is not None else None
    company = visit.scene.company
    if company is not None and (company.order, company.about_quote) != (order, quote):
        raise Nowhere
    return scene_of(visit, order, quote) if company is None else visit.scene, found


def visit_sheet(visit: CaseVisit, scene: Scene, template: str, *, status: int = 200, **facts: Any) -> Sheet:
    """A page about a mission's visit, whose head says which one as this reader may know it."""
    company = scene.the_company
    seat = visit.seat.participant.id
    about = company.order.motif if company.order is not None else company.quote.motif
    known = {"number": company.number, "company": company.provider.company, "town": scene.home.building.town}
    if visit.role is Role.PROVIDER:
        back = visit.link(Page.MISSION, seat) if company.order is not None and Page.MISSION in visit.offers else ""
        return visit.sheet(template, status=status, **known | {"object": about, "back": back} | facts)
    return visit.case_sheet(template, status=status, **known | facts)


def time_of(visit: CaseVisit, appointment: Visit) -> dict[str, Any]:
    """The slot that was chosen; nothing while none is."""
    if appointment.starts_at is None or appointment.ends_at is None:
        return {}
    return shown(Wanted(appointment.starts_at, appointment.ends_at), visit.profile, now=visit.now)
