"""The times at which a home can be visited, as a company may read them (S2-10)."""

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model_orders import Availability


def wished(session: Session, report_id: int) -> str:
    """The times that the home has wished so far; empty for none."""
    said = session.scalars(
        select(Availability.words)
        .where(Availability.report_id == report_id, Availability.words != "")
        .order_by(Availability.id)
    ).all()
    return " ; ".join(dict.fromkeys(said))[:300]
