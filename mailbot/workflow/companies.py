"""The companies that repair: who writes for them, which are chosen first, and which one a few words name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from mailbot.db import Session
from mailbot.model import Favourite, Person, Provider, ProviderContact
from mailbot.threads.addresses import normal_address
from mailbot.vocabulary import Category
from mailbot.workflow.agencies import save_person

_CLOSEST = 3


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


@dataclass(frozen=True, slots=True)
class Choice:
    """A company that can be written to, as a manager chooses among them."""

    provider: Provider
    people: tuple[Person, ...]
    is_favourite: bool
    fits: bool
    """Whether its trades hold the one that is wanted."""

    @property
    def address(self) -> str:
        """Where its letters go first."""
        return self.people[0].addresses[0].address


def choices(session: Session, agency_id: int, manager_id: int, category: Category) -> list[Choice]:
    """The companies of an agency that can be written to: a manager's favourites first, then those whose trade fits,
    then the others; retired ones never (S1-37, S1-57)."""
    favourites = set(session.scalars(select(Favourite.provider_id).where(Favourite.person_id == manager_id)))
    rows = session.execute(
        select(Provider, Person)
        .join(ProviderContact, ProviderContact.provider_id == Provider.id)
        .join(Person, Person.id == ProviderContact.person_id)
        .options(joinedload(Person.addresses))
        .where(Provider.agency_id == agency_id, Provider.retired_at.is_(None))
        .order_by(Provider.company, Provider.id, Person.id)
    ).unique()
    companies: dict[int, tuple[Provider, list[Person]]] = {}
    for provider, person in rows:
        if person.addresses:
            companies.setdefault(provider.id, (provider, []))[1].append(person)
    found = [
        Choice(provider, tuple(people), provider.id in favourites, category.value in provider.trades)
        for provider, people in companies.values()
    ]
    return sorted(found, key=lambda each: (not each.is_favourite, not each.fits))


def book_of(session: Session, agency_id: int) -> tuple[tuple[str, ...], ...]:
    """The companies of an agency that can be written to, each by its name and by those of who writes for it."""
    names: dict[int, dict[str, None]] = {}
    for number, company, person in session.execute(_BOOK, {"agency": agency_id}):
        names.setdefault(number, {company: None})[person] = None
    return tuple(tuple(each) for each in names.values())


_BOOK = (
    select(Provider.id, Provider.company, Person.name)
    .join(ProviderContact, ProviderContact.provider_id == Provider.id)
    .join(Person, Person.id == ProviderContact.person_id)
    .where(Provider.agency_id == bindparam("agency"), Provider.retired_at.is_(None))
    .order_by(Provider.id, Person.id)
)


# -- Which one is meant -----------------------------------------------------------------------------------------------


def named(said: str, known: Sequence[Choice]) -> list[Choice]:
    """The companies that these words name: by an address, by the whole name, else by words of it or of who writes for
    it. Several when the words do not tell them apart."""
    wanted = _plain(said)
    for fits in (_by_address, _by_whole_name, _by_words):
        if found := [each for each in known if fits(said, wanted, each)]:
            return found
    return []


def _by_address(said: str, wanted: list[str], choice: Choice) -> bool:
    address = normal_address(said)
    return bool(address) and any(known.address == address for person in choice.people for known in person.addresses)


def _by_whole_name(said: str, wanted: list[str], choice: Choice) -> bool:
    return bool(wanted) and wanted == _plain(choice.provider.company)


def _by_words(said: str, wanted: list[str], choice: Choice) -> bool:
    told = set(wanted) - _NO_NAMES
    return bool(told) and told <= _words_of(choice)


_NO_NAMES = frozenset(("monsieur", "madame", "mr", "mrs", "m", "mme", "la", "le", "les", "l", "de", "du", "et", "chez"))


def closest(said: str, known: Sequence[Choice]) -> list[Choice]:
    """The three whose names look most like these words; for no words, the first three."""
    wanted = _plain(said)
    alike = {each.provider.id: max(_likeness(wanted, _words_of(each)), default=0.0) for each in known}
    return sorted(known, key=lambda each: -alike[each.provider.id])[:_CLOSEST]


def _likeness(wanted: Iterable[str], words: set[str]) -> list[float]:
    return [SequenceMatcher(None, one, other).ratio() for one in wanted for other in words]


def _words_of(choice: Choice) -> set[str]:
    return {word for name in (choice.provider.company, *(p.name for p in choice.people)) for word in _plain(name)}


def _plain(words: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", words.casefold())
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))


# -- Typed in on the spot ---------------------------------------------------------------------------------------------


def what_is_wrong(address: str) -> str:
    """Why nothing can be sent to what somebody typed as an address, as a code; empty for an address (S1-57)."""
    local, at, domain = address.strip().rpartition("@")
    checks = (
        ("no_at", not at),
        ("several", "@" in local or any(sign in address for sign in ",;<>\"'()")),
        ("blank", any(sign.isspace() for sign in address.strip())),
        ("nothing_before", not local),
        ("nothing_after", not domain),
        ("no_dot", "." not in domain.strip(".")),
        (
            "strange",
            _DOMAIN.fullmatch(domain) is None or _LOCAL.fullmatch(local) is None or not normal_address(address),
        ),
    )
    return next((code for code, is_so in checks if is_so), "")


_LOCAL = re.compile(r"[^\s@.]{1,64}(?:\.[^\s@.]{1,64}){0,8}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def type_in(
    session: Session, agency_id: int, *, company: str, address: str, category: Category, language: str, now: datetime
) -> Provider:
    """A company that a manager typed in for a request: its name and its address, which nobody has yet."""
    key = f"typed-{normal_address(address)}"[:80]
    provider = Provider(
        agency_id=agency_id, key=key, company=company, trades=[category.value], is_typed_in=True, first_written_at=None,
        retired_at=None,
    )  # fmt: skip
    person = save_person(
        session, agency_id, key=key, civility="", name=company, family_name="", telephone="", language=language,
        addresses=[address], now=now,
    )  # fmt: skip
    session.add(provider)
    session.flush()
    session.add(ProviderContact(provider_id=provider.id, person_id=person.id))
    session.flush()
    return provider
