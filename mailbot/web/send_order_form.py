"""The fields of « Envoyer un OS »: filled in from the report, its accepted quote or a draft; read back as typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mailbot.model import Provider
from mailbot.model_desk import Draft, Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.headers import one_line
from mailbot.vocabulary import Category, Urgency
from mailbot.web.company_form import company_in, extract_in, motif_in, name_from, one_of, photos_in, photos_of
from mailbot.web.sums import with_point
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.companies import Choice
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_sending import LONGEST_INSTRUCTIONS, OrderWish, sent_already
from mailbot.workflow.orders import GIVEN_UP, threshold_of
from mailbot.workflow.quote_requests import MOST_PHOTOS, motif_of

_FARTHEST = timedelta(days=730)
_MOST_EUROS = Decimal(1_000_000)
_FIELDS = (
    "company", "company_name", "address", "category", "motif", "urgency", "due_on", "ceiling", "instructions",
    "own_reference", "extract",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens with; and what the report offers by itself."""

    draft: Draft | None = None
    provider_id: int = 0
    quote: Quote | None = None
    """The accepted quote on which the order rests, while it goes to the company that made it (S1-64)."""
    replaces: WorkOrder | None = None
    """The order of another company."""
    anew: WorkOrder | None = None
    """The order that is issued anew, for the same company."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is shown: its fields, and each photo with whether it goes along."""

    values: Mapping[str, str]
    photos: Sequence[tuple[int, bool]]


def filled_in(visit: CaseVisit, typed: Typed, opened: Opened, known: Sequence[Choice]) -> Filled:
    """What was typed; for somebody who comes new, what the report, the quote, the draft and the link tell."""
    numbers = [photo.number for photo in photos_of(visit)]
    if typed.fields:
        values = {name: typed.text(name) for name in _FIELDS}
        return Filled(values, [(number, bool(typed.text(f"photo_{number}"))) for number in numbers])
    if opened.anew is not None:
        return _as_it_was(visit, opened.anew)
    content = opened.draft.content if opened.draft is not None else {}
    quote, report = opened.quote, visit.scene.report
    asked = quote.provider_id if quote is not None else 0
    number, address = int(content.get("provider") or opened.provider_id or asked), str(content.get("address") or "")
    if not number and not address:
        number = _only_favourite(known, opened)
    rests = quote if quote is not None and number == quote.provider_id else None
    values = {
        "company": f"p{number}" if number else "other" if address else "",
        "company_name": name_from(address),
        "address": address,
        "category": (rests.category if rests is not None else report.category).value,
        "motif": rests.motif if rests is not None else motif_of(visit.session, visit.scene),
        "urgency": str(content.get("urgency") or report.urgency.value),
        "due_on": "",
        "ceiling": _written(
            visit, content.get("ceiling") or threshold_of(visit.session, visit.scene, today=visit.today)
        ),
        "instructions": "",
        "own_reference": rests.own_reference if rests is not None else "",
        "extract": extract_of(visit.session, visit.scene).words,
    }
    return Filled(values, [(number, at < MOST_PHOTOS) for at, number in enumerate(numbers)])


def _only_favourite(known: Sequence[Choice], opened: Opened) -> int:
    """The company that comes to mind: the one favourite whose trade fits, but for the one that is replaced. 0 where
    none does, or several do."""
    former = opened.replaces.provider_id if opened.replaces is not None else 0
    fitting = [each.provider.id for each in known if each.is_favourite and each.fits and each.provider.id != former]
    return fitting[0] if len(fitting) == 1 else 0


def _as_it_was(visit: CaseVisit, order: WorkOrder) -> Filled:
    """An order that is issued anew begins as it left."""
    sent = {picture["fingerprint"] for picture in order.pictures}
    values = {
        "company": f"p{order.provider_id}",
        "company_name": "",
        "address": "",
        "category": order.category.value,
        "motif": order.motif,
        "urgency": order.urgency.value,
        "due_on": order.due_on.isoformat() if order.due_on is not None else "",
        "ceiling": _written(visit, order.ceiling_incl_tax),
        "instructions": order.instructions,
        "own_reference": order.own_reference,
        "extract": order.words,
    }
    return Filled(values, [(photo.number, photo.fingerprint in sent) for photo in photos_of(visit)])


def _written(visit: CaseVisit, amount: object) -> str:
    said = f"{Decimal(str(amount)):.2f}"
    return said.replace(".", ",") if visit.language == "fr" else said


def wish_in(visit: CaseVisit, typed: Typed, known: Sequence[Choice], opened: Opened) -> OrderWish:
    """What was asked for. Raises Incomplete with what must be put right first."""
    motif, due_on, ceiling = motif_in(typed), _due_in(visit, typed), ceiling_in(typed)
    if len(typed.text("instructions")) > LONGEST_INSTRUCTIONS:
        raise Incomplete("instructions")
    photos, words = photos_in(visit, typed), extract_in(typed)
    category = one_of(Category, typed.text("category"), visit.scene.report.category)
    provider = _provider(visit, typed, known, category, opened)
    quote = opened.quote
    return OrderWish(
        provider=provider,
        category=category,
        motif=motif,
        ceiling=ceiling,
        urgency=one_of(Urgency, typed.text("urgency"), visit.scene.report.urgency),
        due_on=due_on,
        instructions=typed.text("instructions"),
        own_reference=one_line(typed.text("own_reference"))[:60],
        words=words,
        photos=photos,
        quote=quote if quote is not None and quote.provider_id == provider.id else None,
        replaces=_replaced(opened, provider),
        draft=opened.draft,
    )


def _provider(
    visit: CaseVisit, typed: Typed, known: Sequence[Choice], category: Category, opened: Opened
) -> Provider:  # fmt: skip
    if opened.anew is not None:
        return visit.session.get_one(Provider, opened.anew.provider_id)
    provider = company_in(visit, typed, known, category)
    former = opened.replaces
    if former is not None and provider.id == former.provider_id and former.state not in GIVEN_UP:
        raise Incomplete("same_company")
    if sent_already(visit.session, visit.scene.report.id, provider.id, motif_in(typed)) is not None:
        raise Incomplete("sent_already")
    return provider


def _replaced(opened: Opened, provider: Provider) -> WorkOrder | None:
    """The order of another company. One that refused, and comes after all, is given a mission as any other."""
    former = opened.replaces
    return former if former is not None and former.provider_id != provider.id else None


def _due_in(visit: CaseVisit, typed: Typed) -> date | None:
    """« 2026-11-27 », or « 27/11/2026 » where a browser has no calendar. Raises Incomplete for a day that does not
    exist, is past, or is far beyond any repair."""
    said = typed.text("due_on")
    if not said:
        return None
    by_hand = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", said)
    try:
        day = date(int(by_hand[3]), int(by_hand[2]), int(by_hand[1])) if by_hand else date.fromisoformat(said)
    except ValueError:
        raise Incomplete("due_on") from None
    if not visit.today <= day <= visit.today + _FARTHEST:
        raise Incomplete("due_on")
    return day


_BLANKS = re.compile(r"[\s\u00a0\u202f€]|euros?|eur|ttc", re.IGNORECASE)


def ceiling_in(typed: Typed) -> Decimal:
    """The limit. « 200 », « 1 250,50 € TTC », « 1,250.50 ». Raises Incomplete."""
    bare = with_point(_BLANKS.sub("", typed.text("ceiling")))
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,2})?", bare) is None or Decimal(bare) > _MOST_EUROS:
        raise Incomplete("ceiling")
    return Decimal(bare)
