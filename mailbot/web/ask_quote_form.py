"""The fields of « Demander un devis »: filled in from the report, read back from what a manager typed (S1-53)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.model_desk import Draft, Quote
from mailbot.threads.headers import one_line
from mailbot.vocabulary import Category, QuoteSight, Role
from mailbot.web.company_form import company_in, extract_in, motif_in, name_from, one_of, photos_in, photos_of
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.companies import Choice
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.quote_requests import (
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
    numbers = [photo.number for photo in photos_of(visit)]
    if typed.fields:
        values = {name: typed.text(name) for name in _FIELDS}
        return Filled(values, [(number, bool(typed.text(f"photo_{number}"))) for number in numbers])
    content = draft.content if draft is not None else {}
    number, address = int(content.get("provider") or provider_id), str(content.get("address") or "")
    values = {
        "company": f"p{number}" if number else "other" if address else "",
        "company_name": name_from(address),
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


def wish_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], *, draft: Draft | None) -> QuoteWish:
    """What was asked for. Raises Incomplete with what must be put right first."""
    motif, days = motif_in(typed), typed.text("within_days")
    if days and not (days.isdecimal() and 1 <= int(days) <= _MOST_DAYS):
        raise Incomplete("days")
    photos, words = photos_in(visit, typed), extract_in(typed)
    category = one_of(Category, typed.text("category"), visit.scene.report.category)
    provider = company_in(visit, typed, known, category)
    if asked_already(visit.session, visit.scene.report.id, provider.id, motif) is not None:
        raise Incomplete("asked_already")
    return QuoteWish(
        provider=provider,
        category=category,
        motif=motif,
        own_reference=one_line(typed.text("own_reference"))[:60],
        contact=one_line(typed.text("contact"))[:200],
        within_days=int(days) if days else None,
        sight=one_of(QuoteSight, typed.text("sight"), sight_of(visit.scene)),
        words=words,
        photos=photos,
        draft=draft,
    )
