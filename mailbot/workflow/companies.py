"""The companies that repair: who writes for them."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from mailbot.db import Session
from mailbot.model import Person, Provider, ProviderContact


def company_of(session: Session, provider_id: int) -> tuple[Provider, tuple[Person, ...]]:
    """A company and the people who write for it, in the order in which they came."""
    provider = session.get_one(Provider, provider_id)
    people = session.scalars(_PEOPLE, {"provider": provider_id}).unique().all()
    return provider, tuple(people)


_PEOPLE = (
    select(Person)
    .join(ProviderContact, ProviderContact.person_id == Person.id)
    .options(joinedload(Person.addresses))
    .where(ProviderContact.provider_id == bindparam("provider"))
    .order_by(Person.id)
)
