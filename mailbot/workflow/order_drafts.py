"""An order that words of a manager, or a quote that was accepted, prepare: only its button sends it (rule 5, G-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from mailbot.db import Session
from mailbot.model import Person
from mailbot.model_desk import Draft, Quote
from mailbot.vocabulary import DraftKind, Urgency
from mailbot.workflow.companies import choices, company_of
from mailbot.workflow.drafts import Prepared, prepare
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.orders import threshold_of
from mailbot.workflow.quote_requests import MOST_PHOTOS, Named, motif_of
from mailbot.workflow.scene import Scene, set_scene


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of an order before its page is opened."""

    company: Named
    urgency: Urgency | None = None
    """None: as the report is."""
    ceiling: Decimal | None = None
    """None: as the mandate says."""
    quote: Quote | None = None


def prepare_order(
    session: Session, scene: Scene, manager: Person, wanted: Wanted, *, said: str, now: datetime, mail_id: int | None
) -> Draft:  # fmt: skip
    """Keep it as a draft, and show it to this manager (G-14)."""
    choice, quote = wanted.company.choice, wanted.quote
    urgency = wanted.urgency or scene.report.urgency
    ceiling = _ceiling(session, scene, wanted, now=now)
    name = choice.provider.company if choice is not None else wanted.company.address
    content: dict[str, Any] = {
        "provider": choice.provider.id if choice is not None else 0,
        "address": "" if choice is not None else wanted.company.address,
        "urgency": urgency.value,
        "ceiling": f"{wanted.ceiling:.2f}" if wanted.ceiling is not None else "",
        "quote": quote.id if quote is not None else 0,
    }
    more: dict[str, Any] = {
        "urgency": urgency.value if urgency is not Urgency.NORMAL else None,
        "ceiling": f"{wanted.ceiling:.2f}" if wanted.ceiling is not None else None,
        "quote": quote.number if quote is not None else None,
    }
    lines = _lines(session, scene, wanted, urgency, ceiling)
    prepared = Prepared(DraftKind.WORK_ORDER, content, lines, said=said, to=name, more=more)
    return prepare(session, manager, prepared, scene=scene, now=now, mail_id=mail_id)


def prepare_after_quote(session: Session, scene: Scene, quote: Quote, *, now: datetime) -> Draft | None:
    """A quote asked alone is accepted: the order that follows it, before the manager in charge (S1-49). None for a
    quote of a mission, which goes on by itself, and where nobody is in charge."""
    if quote.order_id is not None or not scene.home.managers:
        return None
    if scene.is_private and not scene.report.is_private:
        scene = set_scene(session, scene.report, now=now)  # an order is a public act, wherever the yes came from
    provider, people = company_of(session, quote.provider_id)
    company = Named(None, people[0].addresses[0].address) if people else Named(None)
    wanted = Wanted(_named(session, scene, provider.id) or company, quote=quote)
    return prepare_order(session, scene, scene.home.managers[0], wanted, said="", now=now, mail_id=None)


def _named(session: Session, scene: Scene, provider_id: int) -> Named | None:
    known = choices(session, scene.agency.id, scene.home.managers[0].id, scene.report.category)
    return next((Named(each) for each in known if each.provider.id == provider_id), None)


def _ceiling(session: Session, scene: Scene, wanted: Wanted, *, now: datetime) -> Decimal:
    if wanted.ceiling is not None:
        return wanted.ceiling
    return threshold_of(session, scene, today=now.astimezone(scene.profile.zone).date())


def _lines(
    session: Session, scene: Scene, wanted: Wanted, urgency: Urgency, ceiling: Decimal
) -> Sequence[tuple[str, str]]:  # fmt: skip
    choice, quote = wanted.company.choice, wanted.quote
    extract = extract_of(session, scene)
    lines = [
        ("to", f"{choice.provider.company}, {choice.address}" if choice is not None else wanted.company.address),
        ("motif", quote.motif if quote is not None else motif_of(session, scene)),
        ("urgency", urgency.value),
    ]
    if quote is None or quote.amount_incl_tax is None:
        lines.append(("ceiling", f"{ceiling:.2f}"))
    if extract.words:
        lines.append(("words", extract.words))  # covered, as the company would read it
    if extract.photos:
        lines.append(("pictures", str(min(len(extract.photos), MOST_PHOTOS))))
    return lines
