"""A manager asks a company for a quote: the request, and everybody who is told that it left (S1-48 to S1-59)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person, Provider
from mailbot.model_desk import Draft, Quote
from mailbot.threads.headers import one_line
from mailbot.threads.participants import Chair, seat_people
from mailbot.vocabulary import Alerts, Category, DraftKind, EventKind, QuoteSight, QuoteState, Role
from mailbot.workflow.companies import Choice
from mailbot.workflow.drafts import Prepared, prepare, settle
from mailbot.workflow.events import record
from mailbot.workflow.extracts import Extract, covered_object
from mailbot.workflow.journal import moved, noted
from mailbot.workflow.occasions import Photo
from mailbot.workflow.paper_facts import billing_name, check_card, freeze_request
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quotes import is_open, next_quote_number, quotes_of
from mailbot.workflow.scene import Scene, with_company
from mailbot.workflow.statuses import Move, next_status

WITHIN_DAYS = 5
"""In how many working days a quote is wanted, when a manager says nothing else."""
LONGEST_MOTIF = 150
"""It stands in the subject of the company's thread."""
MOST_PHOTOS = 8
"""What one letter carries."""


@dataclass(frozen=True, slots=True)
class QuoteWish:
    """The seven fields of a request, less its date, and what the company reads and sees of the report (S1-53)."""

    provider: Provider
    category: Category
    motif: str
    own_reference: str = ""
    contact: str = ""
    within_days: int | None = WITHIN_DAYS
    sight: QuoteSight = QuoteSight.OCCUPANTS
    words: str = ""
    photos: tuple[Photo, ...] = ()
    draft: Draft | None = None
    """What it was prepared as, when words of a manager did."""


def wish_for(session: Session, scene: Scene, provider: Provider, extract: Extract) -> QuoteWish:
    """A request as it is filled in before a manager has changed anything."""
    report = scene.report
    return QuoteWish(
        provider=provider,
        category=report.category,
        motif=motif_of(session, scene),
        contact=contact_of(scene),
        sight=sight_of(scene),
        words=extract.words,
        photos=extract.photos[:MOST_PHOTOS],
    )


def motif_of(session: Session, scene: Scene) -> str:
    """What the price is wanted for, from what the report is about."""
    return one_line(covered_object(session, scene))[:LONGEST_MOTIF]


def contact_of(scene: Scene) -> str:
    """Who is met on the spot: whoever reported it and lives there, else the first occupant. It is not sent."""
    author = next((person for person in scene.home.occupants if person.id == scene.report.author_id), None)
    met = author or next(iter(scene.home.occupants), None)
    return ", ".join(filter(None, (met.name, met.telephone)))[:200] if met is not None else ""


def sight_of(scene: Scene) -> QuoteSight:
    """Who may know of it, when a manager says nothing: of a report that the home does not know, its landlord alone."""
    return QuoteSight.LANDLORD if scene.is_private else QuoteSight.OCCUPANTS


def asked_already(session: Session, report_id: int, provider_id: int, motif: str) -> Quote | None:
    """The request on the very same thing that this company still has to answer: asked twice, it answers neither."""
    return next(
        (
            quote
            for quote in quotes_of(session, report_id)
            if quote.provider_id == provider_id and is_open(quote) and quote.motif.casefold() == motif.casefold()
        ),
        None,
    )


def request_quote(
    session: Session, scene: Scene, manager: Person, wish: QuoteWish, *, now: datetime, mail_id: int | None = None,
    role: Role = Role.MANAGER,
) -> Quote:  # fmt: skip
    """Ask a company for a quote: it is written to, and the home is told (S1-58, S1-59).

    Raises Refused, before anything was changed: NOT_YOURS_TO_SAY for anybody but a manager (S1-23), REPORT_CLOSED, and
    ALREADY_SO when the draft was sent before, or the company owes an answer on the very same thing, NO_CARD.
    """
    check(Act.REQUEST_QUOTE, role)
    check_card(scene.profile)
    report = scene.report
    status = next_status(report.status, Move.ACT, role)
    if asked_already(session, report.id, wish.provider.id, wish.motif) is not None:
        raise Refused(Reason.ALREADY_SO)
    if wish.draft is not None:
        settle(wish.draft, now=now)
    quote = _quote(session, scene, manager, wish, now=now)
    session.add(quote)
    session.flush()
    change = moved(report.status, status)
    report.status = status
    scene = _around_request(session, scene, manager, quote, now=now)
    paper = freeze_request(session, scene, quote, manager=manager, now=now)
    record(
        session, scene, EventKind.QUOTE_REQUESTED, actor=manager, role=role, now=now, mail_id=mail_id,
        words=wish.words, photos=wish.photos,
        details=noted(quote=quote.id, number=quote.number, paper=paper.id, **change)
        | _for_letters(session, scene, now=now),
    )  # fmt: skip
    if wish.provider.first_written_at is None:
        wish.provider.first_written_at = now
    return quote


def _quote(session: Session, scene: Scene, manager: Person, wish: QuoteWish, *, now: datetime) -> Quote:
    # Nobody who lives there knows of a private report, whatever is chosen.
    is_known = not scene.is_private or wish.sight is not QuoteSight.OCCUPANTS
    year = now.astimezone(scene.profile.zone).year
    return Quote(
        agency_id=scene.agency.id,
        report_id=scene.report.id,
        number=next_quote_number(session, scene.agency.id, year=year),
        provider_id=wish.provider.id,
        state=QuoteState.SENT,
        state_since=now,
        asked_by=manager.id,
        created_at=now,
        category=wish.category,
        motif=one_line(wish.motif)[:LONGEST_MOTIF],
        own_reference=wish.own_reference,
        contact=wish.contact,
        within_days=wish.within_days,
        sight=wish.sight if is_known else QuoteSight.LANDLORD,
        words=wish.words,
        pictures=[{"name": photo.name, "fingerprint": photo.fingerprint} for photo in wish.photos],
        papers=[],
        follow_up={},
    )


def _around_request(session: Session, scene: Scene, manager: Person, quote: Quote, *, now: datetime) -> Scene:
    """The scene with the company in it, and with the manager, who may be in charge of nothing today."""
    scene = with_company(session, scene, quote, now=now)
    seats, dwelling = scene.seats, scene.home.dwelling.name
    if manager.id not in seats:
        chair = Chair(manager, Role.MANAGER)
        seats = seat_people(session, scene.thread, scene.report, [chair], dwelling=dwelling, now=now)
    return replace(scene, seats=seats, awaited=scene.awaited | {quote.sight})


def _for_letters(session: Session, scene: Scene, *, now: datetime) -> dict[str, object]:
    """What the letters need and nobody's row of the scene says."""
    assert scene.company is not None
    provider = scene.company.provider
    told = [] if scene.is_hidden_from(Role.TENANT) or scene.is_private else list(scene.home.occupants)
    details: dict[str, object] = {
        "billing": billing_name(session, scene, now=now),
        "told_now": [person.name for person in told if person.alerts is Alerts.IMMEDIATE],
        "told_later": [person.name for person in told if person.alerts is Alerts.DAILY],
    }
    if provider.first_written_at is None:
        # Whoever never had a letter of ours is told where its address came from (RGPD, article 14).
        details["first_contact"] = "typed_in" if provider.is_typed_in else "on_file"
    return details


# -- What words prepare -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A company as a manager's words named it: one that is known, or an address of one that is not yet."""

    choice: Choice | None
    address: str = ""


def prepare_request(
    session: Session, scene: Scene, manager: Person, company: Named, *, within_days: int | None, said: str,
    photos: Sequence[Photo], now: datetime, mail_id: int | None,
) -> Draft:  # fmt: skip
    """Words ask for a quote: a draft that its button sends, and nothing before (FEATURES, rule 5)."""
    choice, days = company.choice, within_days or WITHIN_DAYS
    name = choice.provider.company if choice is not None else company.address
    address = choice.address if choice is not None else company.address
    lines = [
        ("to", f"{name}, {address}" if choice is not None else address),
        ("motif", motif_of(session, scene)),
        ("within_days", str(days)),
    ]
    content = {
        "provider": choice.provider.id if choice is not None else 0,
        "address": "" if choice is not None else address,
        "within_days": days,
    }
    if photos:
        lines.append(("pictures", str(min(len(photos), MOST_PHOTOS))))
    prepared = Prepared(DraftKind.QUOTE_REQUEST, content, lines, said=said, to=name)
    return prepare(session, manager, prepared, scene=scene, now=now, mail_id=mail_id)
