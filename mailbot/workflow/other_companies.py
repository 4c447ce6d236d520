"""The companies that a manager may call on in the place of one that does not come (G-05)."""

from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Favourite, Provider
from mailbot.vocabulary import Category
from mailbot.workflow.orders import GIVEN_UP, orders_of
from mailbot.workflow.scene import Scene

_MOST = 3
"""That the letter names: the others are on the page that its last button opens."""


def other_companies(session: Session, scene: Scene, manager_id: int) -> list[dict[str, Any]]:
    """The companies of the same trade, this manager's favourites first; none that has the mission, or another one on
    this report."""
    company = scene.the_company
    category: Category = company.order.category if company.order is not None else company.quote.category
    taken = {order.provider_id for order in orders_of(session, scene.report.id) if order.state not in GIVEN_UP}
    taken.add(company.provider.id)
    favourites = set(session.scalars(select(Favourite.provider_id).where(Favourite.person_id == manager_id)))
    companies = session.scalars(
        select(Provider)
        .where(Provider.agency_id == scene.agency.id, Provider.retired_at.is_(None), Provider.is_typed_in.is_(False))
        .order_by(Provider.company)
    )
    found = [
        {"id": each.id, "name": each.company, "favourite": each.id in favourites}
        for each in companies
        if each.id not in taken and category.value in each.trades
    ]
    return sorted(found, key=lambda each: not each["favourite"])[:_MOST]
