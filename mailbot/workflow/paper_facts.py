"""What a paper for a company says, frozen from the rows on the day it is decided (WORK_ORDER_PDF, sections 2 and 6.2).

`outbound/papers.py` names every fact. Nobody's telephone, address, code or words in private stand among them: of
whoever lives there a surname, of the owner the name in which an invoice is made out.
"""

import re
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Landlord, Ownership, Person
from mailbot.model_desk import Quote
from mailbot.model_orders import Paper, WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import PaperKind
from mailbot.workflow.households import stands_on
from mailbot.workflow.mandates import mandate_of
from mailbot.workflow.scene import Company, Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.wished_times import wished
from mailbot.workflow.working_time import working_time_of

MOST_PRINTED = 6
"""Photos on a page; what goes along beside them is in the mail."""


def check_card(profile: AgencyProfile) -> None:
    """An agency without its professional card may print none of these (loi 70-9): for a verb to ask before it changes
    anything. Raises Refused(NO_CARD)."""
    if not profile.legal.card.strip():
        raise Refused(Reason.NO_CARD)


def freeze_request(session: Session, scene: Scene, quote: Quote, *, manager: Person, now: datetime) -> Paper:
    """The paper of a request for a quote, to be printed when its first letter leaves. The company is in the scene.

    Raises Refused(NO_CARD).
    """
    company = scene.the_company
    facts = _facts(session, scene, company, manager=manager, now=now) | {
        "number": quote.number,
        "reference": quote.own_reference,
        "place": _place(scene, street="", details=""),
        "category": quote.category.value,
        "motif": quote.motif,
        "instructions": "",
        "words_of_report": quote.words,
        "photos": len(quote.pictures),
        "pictures": quote.pictures[:MOST_PRINTED],
        "wishes": "" if scene.hides_from_home() else wished(session, scene, now=now),
        "due_on": _within(scene, quote.within_days, now=now),
        "page": _page(company, Page.QUOTE),
    }
    return _kept(session, scene, company, PaperKind.QUOTE_REQUEST, facts, now=now, quote_id=quote.id)


def freeze_order(
    session: Session, scene: Scene, order: WorkOrder, *, manager: Person, now: datetime, with_slip: bool = False
) -> Paper:
    """The paper of an order, or of the same one issued anew. The company is in the scene. `with_slip`: with the page
    that is filled in on the spot.

    Raises Refused(NO_CARD).
    """
    company = scene.the_company
    building, dwelling = scene.home.building, scene.home.dwelling
    facts = _facts(session, scene, company, manager=manager, now=now) | {
        "number": order.shown_number,
        "replaces": _edition_before(order),
        "reference": order.own_reference,
        "place": _place(scene, street=building.street, details=dwelling.place),
        "occupant": at_the_door(scene),
        "category": order.category.value,
        "motif": order.motif,
        "instructions": order.instructions,
        "words_of_report": order.words,
        "photos": len(order.pictures),
        "pictures": order.pictures[:MOST_PRINTED],
        "wishes": order.wishes,
        "urgency": order.urgency.value,
        "due_on": order.due_on.isoformat() if order.due_on is not None else "",
        "ceiling": f"{order.ceiling_incl_tax:.2f}",
        "quote": _accepted(session, order),
        "phone_after_planning": scene.profile.rules.phone_after_planning,
        "has_slip": with_slip,
        "page": _page(company, Page.MISSION),
    }
    return _kept(session, scene, company, PaperKind.WORK_ORDER, facts, now=now, order_id=order.id)


def freeze_cancellation(session: Session, scene: Scene, order: WorkOrder, *, reason: str, now: datetime) -> Paper:
    """The stamped page of an order that is cancelled: what the order said, and when it ended. The order's own paper is
    kept. `reason`: what the company is told of it, as a manager wrote it."""
    printed = session.scalars(
        select(Paper).where(
            Paper.order_id == order.id, Paper.kind == PaperKind.WORK_ORDER, Paper.number == order.shown_number
        )
    ).one()
    cancelled_on = now.astimezone(scene.profile.zone).date().isoformat()
    facts = printed.facts | {"pictures": [], "cancelled_on": cancelled_on, "cancel_reason": reason}
    company = scene.the_company
    return _kept(session, scene, company, PaperKind.CANCELLATION, facts, now=now, order_id=order.id)


def billing_name(session: Session, scene: Scene, *, now: datetime) -> str:
    """In whose name a quote is made out: the owner's, and nothing else of him (WORK_ORDER_PDF, 6.2)."""
    today = now.astimezone(scene.profile.zone).date()
    return ", ".join(
        session.scalars(
            select(Landlord.name)
            .join(Ownership, Ownership.landlord_id == Landlord.id)
            .where(Ownership.dwelling_id == scene.home.dwelling.id, stands_on(Ownership, today))
            .order_by(Ownership.id)
        )
    )


def over_two_years(completed_on: str, today: date) -> str:
    """Whether a home of this year, or month, of completion has stood for more than two years: yes, no or unknown."""
    if (found := _COMPLETED.fullmatch(completed_on.strip())) is None:
        return "unknown"
    year, month = int(found[1]), int(found[2] or 0)
    first = (year, month or 1)
    last = (year, month or 12)
    limit = (today.year - 2, today.month)
    if last < limit:
        return "yes"
    return "no" if first > limit else "unknown"


_COMPLETED = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-\d\d)?)?")


def floor_of(place: str) -> int | None:
    """The floor, 0 at street level; none where the place of the dwelling does not tell."""
    if (found := _STOREY.search(place)) is not None:
        return int(found[1])
    return 0 if _STREET_LEVEL.search(place) is not None else None


_STOREY = re.compile(r"\b(\d{1,2})\s?(?:er|e|ème|eme)\s+étage", re.IGNORECASE)
_STREET_LEVEL = re.compile(r"^(?!maison).*\brez-de-(?:chaussée|jardin)", re.IGNORECASE)


# -- What every paper says --------------------------------------------------------------------------------------------


def _facts(session: Session, scene: Scene, company: Company, *, manager: Person, now: datetime) -> dict[str, Any]:
    check_card(scene.profile)
    profile, zone = scene.profile, scene.profile.zone
    today = now.astimezone(zone).date()
    mandate = mandate_of(session, scene.home.dwelling.id, today=today)
    contact = company.people[0]
    return {
        "time_zone": profile.time_zone,
        "accent": profile.accent,
        "agency": {
            "name": profile.name,
            "form": profile.legal.form,
            "address": profile.address,
            "telephone": profile.telephone,
            "mail": profile.mails.contact,
            "siren": profile.legal.siren,
            "card": profile.legal.card,
            "guarantor": profile.legal.guarantor,
        },
        "landlord": billing_name(session, scene, now=now),
        "mandate": mandate.number if mandate is not None else "",
        "replaces": "",
        "report": scene.report.ref,
        "decided_at": now.isoformat(),
        "manager": {"name": manager.name, "telephone": manager.telephone or profile.telephone},
        "provider": {
            "company": company.provider.company,
            "siret": company.provider.siret,
            "contact": contact.name if contact.name != company.provider.company else "",
            "mail": contact.addresses[0].address,
            "telephone": company.provider.telephone or contact.telephone,
        },
        "reported_on": scene.report.created_at.astimezone(zone).date().isoformat(),
        "over_two_years": over_two_years(scene.home.dwelling.completed_on, today),
    }


def _place(scene: Scene, *, street: str, details: str) -> dict[str, Any]:
    building = scene.home.building
    floor = floor_of(scene.home.dwelling.place) if not details else None
    return {
        "street": street,
        "postcode": building.postcode,
        "town": building.town,
        "details": details,
        "floor": floor,
    }


def at_the_door(scene: Scene) -> dict[str, str]:
    """Whose bell to ring: all that an order says of whoever lives there (WORK_ORDER_PDF, 6.2)."""
    return {"name": _surname(scene), "interphone": str(scene.home.dwelling.access.get("interphone", ""))}


def _surname(scene: Scene) -> str:
    """Whose name to look for at the door: whoever reported it and lives there, else the first occupant."""
    occupants = scene.home.occupants
    met = next((person for person in occupants if person.id == scene.report.author_id), next(iter(occupants), None))
    if met is None:
        return ""
    return f"{met.civility} {met.family_name}".strip() if met.family_name else met.name


def _within(scene: Scene, days: int | None, *, now: datetime) -> str:
    """The day by which an answer is wanted in so many working days; empty when nobody said."""
    if days is None:
        return ""
    working, day = working_time_of(scene.profile), now.astimezone(scene.profile.zone).date()
    for _ in range(days):
        day = working.next_working_day(day)
    return day.isoformat()


def _accepted(session: Session, order: WorkOrder) -> dict[str, str] | None:
    quote = session.get_one(Quote, order.quote_id) if order.quote_id is not None else None
    if quote is None or quote.amount_incl_tax is None:
        return None
    return {
        "number": quote.number,
        "company_number": quote.company_number,
        "dated": quote.dated_on.isoformat() if quote.dated_on is not None else "",
        "amount": f"{quote.amount_incl_tax:.2f}",
    }


def _edition_before(order: WorkOrder) -> str:
    """The number that an order issued anew takes the place of; the order of another company is no news for this one."""
    if order.edition == 1:
        return ""
    return order.number if order.edition == 2 else f"{order.number}-{chr(ord('A') + order.edition - 2)}"


def _page(company: Company, page: Page) -> dict[str, Any]:
    """What the square code opens: the page of whoever writes for the company first."""
    return {"page": page.value, "seat": company.seats[company.people[0].id].id, "with": ""}


def _kept(
    session: Session, scene: Scene, company: Company, kind: PaperKind, facts: dict[str, Any], *, now: datetime,
    order_id: int | None = None, quote_id: int | None = None,
) -> Paper:  # fmt: skip
    paper = Paper(
        agency_id=scene.agency.id,
        report_id=scene.report.id,
        kind=kind,
        number=facts["number"],
        order_id=order_id,
        quote_id=quote_id,
        language=spoken(company.people[0]),
        facts=facts,
        created_at=now,
    )
    session.add(paper)
    session.flush()
    return paper
