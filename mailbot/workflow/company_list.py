"""The agency's companies, and each manager's favourites among them (S1-35, S1-36)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mailbot.agency import AgencyProfile, is_siret
from mailbot.db import Session
from mailbot.model import Agency, Favourite, Person, PersonAddress, Provider, ProviderContact
from mailbot.threads.headers import one_line
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Category
from mailbot.workflow import address_changes
from mailbot.workflow.accounts import TELEPHONE


@dataclass(frozen=True, slots=True)
class Listed:
    """A company as one manager sees it."""

    provider: Provider
    people: tuple[Person, ...]
    """Who writes for it."""
    is_favourite: bool


@dataclass(frozen=True, slots=True)
class NewCompany:
    """A company as a manager typed it in."""

    company: str
    name: str
    """Of whoever writes for it; empty for the company itself."""
    address: str
    telephone: str
    siret: str
    trades: tuple[str, ...]


class Wrong(ValueError):
    """A field that must be put right first. The message is its code."""


def companies(session: Session, agency_id: int, manager: Person) -> list[Listed]:
    """All of them: this manager's favourites first, those that are worked with no more last, each by its name."""
    favourites = set(session.scalars(select(Favourite.provider_id).where(Favourite.person_id == manager.id)))
    rows = session.execute(
        select(Provider, Person)
        .outerjoin(ProviderContact, ProviderContact.provider_id == Provider.id)
        .outerjoin(Person, Person.id == ProviderContact.person_id)
        .options(joinedload(Person.addresses))
        .where(Provider.agency_id == agency_id)
        .order_by(Provider.company, Provider.id, Person.id)
    ).unique()
    people: dict[int, tuple[Provider, list[Person]]] = {}
    for provider, contact in rows:
        _, theirs = people.setdefault(provider.id, (provider, []))
        theirs += [contact] if contact is not None else []
    found = [Listed(provider, tuple(theirs), number in favourites) for number, (provider, theirs) in people.items()]
    return sorted(found, key=lambda each: (each.provider.retired_at is not None, not each.is_favourite))


def company_numbered(session: Session, agency_id: int, number: int) -> Provider | None:
    """A company of this agency."""
    provider = session.get(Provider, number)
    return provider if provider is not None and provider.agency_id == agency_id else None


def make_favourite(session: Session, manager: Person, provider: Provider) -> None:
    """It comes first for this manager from now on. Once more is no trouble."""
    session.merge(Favourite(person_id=manager.id, provider_id=provider.id))
    session.flush()


def drop_favourite(session: Session, manager: Person, provider: Provider) -> None:
    """It stands among the others again for this manager."""
    known = session.get(Favourite, (manager.id, provider.id))
    if known is not None:
        session.delete(known)
        session.flush()


def retire(session: Session, provider: Provider, *, now: datetime) -> None:
    """The agency works with it no more: nothing new is sent to it. What is under way goes on."""
    provider.retired_at = provider.retired_at or now
    session.flush()


def bring_back(session: Session, provider: Provider) -> None:
    """The agency works with it again."""
    provider.retired_at = None
    session.flush()


def register(session: Session, agency: Agency, profile: AgencyProfile, new: NewCompany, *, now: datetime) -> Provider:
    """A company that was not on file, with whoever writes for it. Raises Wrong naming what must be put right."""
    company, telephone, siret = one_line(new.company), one_line(new.telephone), "".join(new.siret.split())
    address = _address(session, agency, profile, new.address)
    name = one_line(new.name) or company
    if not 0 < len(company) <= 200:
        raise Wrong("company")
    if len(name) > 200:
        raise Wrong("contact")
    if telephone and not TELEPHONE.fullmatch(telephone):
        raise Wrong("telephone")
    if siret and not (siret.isdigit() and is_siret(siret)):
        raise Wrong("siret")
    if siret and siret in _known_sirets(session, agency):
        raise Wrong("siret_known")
    if not new.trades or set(new.trades) - {each.value for each in Category}:
        raise Wrong("trades")
    provider = Provider(
        agency_id=agency.id, key=_free_key(session, agency, company), company=company, siret=_spaced(siret),
        telephone=telephone, trades=list(new.trades), is_typed_in=False,
    )  # fmt: skip
    contact = Person(agency_id=agency.id, key=None, name=name, telephone=telephone, language=profile.language,
                     created_at=now)  # fmt: skip
    session.add_all([provider, contact])
    session.flush()
    session.add(PersonAddress(agency_id=agency.id, person_id=contact.id, address=address, added_at=now))
    session.add(ProviderContact(provider_id=provider.id, person_id=contact.id))
    session.flush()
    return provider


def _address(session: Session, agency: Agency, profile: AgencyProfile, typed: str) -> str:
    try:
        address = address_changes.checked(typed, profile)
    except address_changes.NoAddress:
        raise Wrong("address") from None
    if person_at(session, agency.id, address) is not None:
        raise Wrong("address_known")
    return address


def _known_sirets(session: Session, agency: Agency) -> Sequence[str]:
    known = session.scalars(select(Provider.siret).where(Provider.agency_id == agency.id, Provider.siret != ""))
    return ["".join(siret.split()) for siret in known]


def _spaced(siret: str) -> str:
    """As people write it: 000 001 313 00014."""
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}" if siret else ""


def _free_key(session: Session, agency: Agency, company: str) -> str:
    plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70] or "company"
    taken = set(session.scalars(select(Provider.key).where(Provider.agency_id == agency.id)))
    return next(key for n in range(1, len(taken) + 2) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)
