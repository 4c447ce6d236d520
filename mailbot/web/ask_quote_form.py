"""The fields of « Demander un devis »: filled in from the report, read back from what a manager typed (S1-53)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import select

from mailbot.model import Provider, ProviderContact
from mailbot.model_desk import Draft, Quote
from mailbot.threads.addresses import normal_address, plain_address
from mailbot.threads.headers import one_line
from mailbot.threads.pages import brief
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Category, QuoteSight, Role
from mailbot.web.case_sight import SeenPhoto, comments_seen, photos_seen
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.companies import Choice, type_in, what_is_wrong
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.occasions import Photo
from mailbot.workflow.quote_requests import (
    LONGEST_MOTIF,
    MOST_PHOTOS,
    WITHIN_DAYS,
    QuoteWish,
    asked_already,
    contact_of,
    motif_of,
    sight_of,
)
from mailbot.workflow.quotes import may_know

_MOST_DAYS = 90
_MOST_SHOWN = 20
"""Photos on the page: a form brings so many fields and no more."""
_LONGEST_EXTRACT = 10_000

# The field that each trouble stands beside.
_BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "no_company": "company",
        "asked_already": "company",
        "no_name": "company_name",
        "no_motif": "motif",
        "days": "within_days",
        "too_many_photos": "photos",
        "too_long": "extract",
    }
)


def field_of(trouble: str) -> str:
    """Beside which field a trouble is told; « address_no_dot » stands beside the address."""
    return "address" if trouble.startswith("address_") else _BESIDE.get(trouble, "")


def opens_with(provider_id: int) -> str:
    """How a link names a company."""
    return f"p{brief(provider_id)}"


def is_hidden(quote: Quote) -> bool:
    """Whether nobody who lives there is told of it."""
    return not may_know(Role.TENANT, quote.sight)


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is shown: its fields, and each photo with whether it goes along."""

    values: Mapping[str, str]
    photos: Sequence[tuple[int, bool]]


def filled_in(visit: CaseVisit, typed: Typed, *, draft: Draft | None, provider_id: int) -> Filled:
    """What was typed; for somebody who comes new, what the report, the draft and the link tell."""
    numbers = [photo.number for photo in _photos(visit)]
    if typed.fields:
        values = {name: typed.text(name) for name in _FIELDS}
        return Filled(values, [(number, bool(typed.text(f"photo_{number}"))) for number in numbers])
    content = draft.content if draft is not None else {}
    number, address = int(content.get("provider") or provider_id), str(content.get("address") or "")
    values = {
        "company": f"p{number}" if number else "other" if address else "",
        "company_name": _name_from(address),
        "address": address,
        "category": visit.scene.report.category.value,
        "motif": motif_of(visit.session, visit.scene),
        "own_reference": "",
        "contact": contact_of(visit.scene),
        "within_days": str(content.get("within_days") or WITHIN_DAYS),
        "sight": sight_of(visit.scene).value,
        "extract": extract_of(visit.session, visit.scene).words,
    }
    return Filled(values, [(number, at < MOST_PHOTOS) for at, number in enumerate(numbers)])


_FIELDS = (
    "company", "company_name", "address", "category", "motif", "own_reference", "contact", "within_days", "sight",
    "extract",
)  # fmt: skip


def _name_from(address: str) -> str:
    """A name to begin with: « plomberie.martin@mail.example » is « Plomberie Martin »; « contact@martin.example » is
    « Martin »."""
    local, domain = plain_address(address)
    words = domain.partition(".")[0] if local.lower() in _NOBODY else local
    return " ".join(words.replace(".", " ").replace("-", " ").replace("_", " ").split()).title()


_NOBODY = frozenset(("contact", "info", "sav", "bureau", "devis", "accueil", "office", "hello", "bonjour", "mail"))


def wish_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], *, draft: Draft | None) -> QuoteWish:
    """What was asked for. Raises Incomplete with what must be put right first."""
    motif = one_line(typed.text("motif"))[:LONGEST_MOTIF]
    days = typed.text("within_days")
    chosen = [photo for photo in _photos(visit) if typed.text(f"photo_{photo.number}")]
    if not motif:
        raise Incomplete("no_motif")
    if days and not (days.isdecimal() and 1 <= int(days) <= _MOST_DAYS):
        raise Incomplete("days")
    if len(chosen) > MOST_PHOTOS:
        raise Incomplete("too_many_photos")
    if len(typed.text("extract")) > _LONGEST_EXTRACT:
        raise Incomplete("too_long")
    category = _one_of(Category, typed.text("category"), visit.scene.report.category)
    provider = _company(visit, typed, known, category)
    if asked_already(visit.session, visit.scene.report.id, provider.id, motif) is not None:
        raise Incomplete("asked_already")
    return QuoteWish(
        provider=provider,
        category=category,
        motif=motif,
        own_reference=one_line(typed.text("own_reference"))[:60],
        contact=one_line(typed.text("contact"))[:200],
        within_days=int(days) if days else None,
        sight=_one_of(QuoteSight, typed.text("sight"), sight_of(visit.scene)),
        words=typed.text("extract"),
        photos=tuple(_named(visit, chosen)),
        draft=draft,
    )


def company_said(typed: Typed, known: Sequence[Choice]) -> str:
    """The company that a form names, as people read it."""
    chosen = next((each.provider.company for each in known if typed.text("company") == f"p{each.provider.id}"), "")
    return chosen or ", ".join(filter(None, (typed.text("company_name"), typed.text("address"))))


def _company(visit: CaseVisit, typed: Typed, known: Sequence[Choice], category: Category) -> Provider:
    wanted, address = typed.text("company"), typed.text("address")
    if wanted == "other" or (not wanted and address):
        return _typed_in(visit, typed, known, category)
    for each in known:
        if wanted == f"p{each.provider.id}":
            return each.provider
    raise Incomplete("no_company")


def _typed_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], category: Category) -> Provider:
    """The company of an address: the one that has it, else a new one."""
    name, address = one_line(typed.text("company_name"))[:200], typed.text("address")
    if not address:
        raise Incomplete("address_missing")
    if wrong := what_is_wrong(address):
        raise Incomplete(f"address_{wrong}")
    for each in known:
        if any(on_file.address == normal_address(address) for person in each.people for on_file in person.addresses):
            return each.provider
    somebody = person_at(visit.session, visit.agency.id, address)
    if somebody is not None:
        retired = select(ProviderContact).where(ProviderContact.person_id == somebody.id)
        is_retired = visit.session.scalars(retired).first() is not None
        raise Incomplete("address_retired" if is_retired else "address_taken")
    if plain_address(address)[1] == visit.agency.mail_domain:
        raise Incomplete("address_taken")
    if not name:
        raise Incomplete("no_name")
    return type_in(
        visit.session, visit.agency.id, company=name, address=address, category=category,
        language=visit.profile.language, now=visit.now,
    )  # fmt: skip


def _photos(visit: CaseVisit) -> list[SeenPhoto]:
    """The photos that may go along, by their numbers on the report's own page."""
    public = {photo.fingerprint for photo in extract_of(visit.session, visit.scene).photos}
    seen = photos_seen(visit, comments_seen(visit))
    return [photo for photo in seen if photo.comment_id and photo.fingerprint in public][:_MOST_SHOWN]


def _named(visit: CaseVisit, chosen: Sequence[SeenPhoto]) -> list[Photo]:
    names = {photo.fingerprint: photo for photo in extract_of(visit.session, visit.scene).photos}
    return [names[photo.fingerprint] for photo in chosen]


_Chosen = TypeVar("_Chosen", Category, QuoteSight)


def _one_of(kind: type[_Chosen], written: str, otherwise: _Chosen) -> _Chosen:
    try:
        return kind(written)
    except ValueError:
        return otherwise
