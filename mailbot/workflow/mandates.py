"""What a landlord lets the agency decide without asking, and who must say yes when he is asked (GAP-07, GAP-20)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Landlord, Mandate, Ownership
from mailbot.vocabulary import DecisionRule
from mailbot.workflow.households import stands_on

_PROVIDED = "provided"


def decision_rule(session: Session, dwelling_id: int, *, today: date) -> DecisionRule:
    """ALL when one of the owners wants it so: then all who speak for them must say yes."""
    rules = session.scalars(
        select(Landlord.rule)
        .join(Ownership, Ownership.landlord_id == Landlord.id)
        .where(Ownership.dwelling_id == dwelling_id, stands_on(Ownership, today))
    ).all()
    return DecisionRule.ALL if DecisionRule.ALL in rules else DecisionRule.ONE


def mandate_of(session: Session, dwelling_id: int, *, today: date) -> Mandate | None:
    """The mandate under which a dwelling is managed; of several owners, the one that allows least."""
    return session.scalars(
        select(Mandate)
        .join(Ownership, Ownership.mandate_id == Mandate.id)
        .where(Ownership.dwelling_id == dwelling_id, stands_on(Ownership, today))
        .order_by(Mandate.limit_incl_tax, Mandate.id)
        .limit(1)
    ).one_or_none()


def allows(mandate: Mandate | None, amount: Decimal | None) -> bool:
    """Whether works of this price may be engaged in an emergency without asking. What is limited to making safe is for
    a person to judge: it is not allowed by itself."""
    if mandate is None or amount is None:
        return False
    return mandate.emergency_works == _PROVIDED or amount <= mandate.limit_incl_tax
