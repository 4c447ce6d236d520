"""All that ever happened to an agency's homes: searched by place, company, kind, word and time (S1-16, S1-42)."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select

from mailbot.db import Session
from mailbot.model import Building, Dwelling, Provider, Report
from mailbot.model_desk import Quote
from mailbot.model_mails import Attachment
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import AttachmentUse, Category, ReportStatus
from mailbot.workflow.figures import first_answered
from mailbot.workflow.order_counts import SentOrder, orders_by_report
from mailbot.workflow.portfolio import a_few
from mailbot.workflow.quotes import COLUMN
from mailbot.workflow.remains import IS_LEFT

MOST = 50
"""Reports on one page."""


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for. Whatever is not said is not asked."""

    words: str = ""
    """Of the object, or a number: each of them is there, however it is accented."""
    building: int = 0
    dwelling: int = 0
    company: int = 0
    category: Category | None = None
    status: ReportStatus | None = None
    quotes: ReportStatus | None = None
    """With a quote in this column."""
    since: date | None = None
    until: date | None = None
    """Received, or closed, between two days of the agency's calendar; both included."""


@dataclass(frozen=True, slots=True)
class AskedQuote:
    """A quote of a report, and the company that was asked (S1-32)."""

    quote: Quote
    company: str


@dataclass(frozen=True, slots=True)
class Found:
    """A report that answers a search, with what stands around it."""

    report: Report
    dwelling: Dwelling
    building: Building
    photos: int
    documents: int
    quotes: Sequence[AskedQuote]
    first_answer_at: datetime | None
    orders: Sequence[SentOrder] = ()


def count_and_find(
    session: Session, agency_id: int, search: Search, zone: ZoneInfo, *, page: int = 1, most: int = MOST
) -> tuple[int, Sequence[Found]]:
    """How many reports answer a search, and those of one page of them, the newest first."""
    numbers = matching(session, agency_id, search, zone)
    shown = numbers[(page - 1) * most : page * most]
    return len(numbers), found(session, shown)


def matching(session: Session, agency_id: int, search: Search, zone: ZoneInfo) -> list[int]:
    """The numbers of the reports that answer a search, the newest first."""
    rows = session.execute(
        select(Report.id, Report.ref, Report.object)
        .join(Dwelling, Dwelling.id == Report.dwelling_id)
        .where(Report.agency_id == agency_id, *_conditions(search, zone))
        .order_by(Report.id.desc())
    )
    # Databases fold accents each in their own way, and SQLite not at all: what an object says is compared here.
    words = folded(search.words).split()
    return [number for number, ref, said in rows if not words or _says(f"{ref} {said}", words)]


def _says(text: str, words: Sequence[str]) -> bool:
    within = folded(text)
    return all(word in within for word in words)


def folded(text: str) -> str:
    """A text as it is compared: small letters, no accents, typewriter's apostrophes."""
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def _conditions(search: Search, zone: ZoneInfo) -> Iterable[ColumnElement[bool]]:
    if search.building:
        yield Dwelling.building_id == search.building
    if search.dwelling:
        yield Dwelling.id == search.dwelling
    if search.category is not None:
        yield Report.category == search.category
    if search.status is not None:
        yield Report.status == search.status
    if search.company:
        yield or_(
            Report.id.in_(select(Quote.report_id).where(Quote.provider_id == search.company)),
            Report.id.in_(select(WorkOrder.report_id).where(WorkOrder.provider_id == search.company)),
        )
    if search.quotes is not None:
        states = [state for state, column in COLUMN.items() if column is search.quotes]
        yield Report.id.in_(select(Quote.report_id).where(Quote.state.in_(states)))
    if search.since is not None or search.until is not None:
        # What happened in a stretch of time came in it, or was closed in it; being open all along is no event.
        yield or_(_between(Report.created_at, search, zone), _between(Report.closed_at, search, zone))


def _between(at: Any, search: Search, zone: ZoneInfo) -> ColumnElement[bool]:
    start = _midnight(search.since or date(1970, 1, 1), zone)
    end = _midnight((search.until or date(9000, 1, 1)) + timedelta(days=1), zone)
    return and_(at >= start, at < end)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone)


def found(session: Session, numbers: Sequence[int]) -> Sequence[Found]:
    """These reports in this order, each with its home, its files and its quotes."""
    rows: dict[int, Found] = {}
    for some in a_few(list(numbers)):
        files, quotes, answers = (
            _files(session, some),
            _quotes(session, some),
            first_answered(session, Report.id.in_(some)),
        )
        orders = orders_by_report(session, some)
        for report, dwelling, building in session.execute(
            select(Report, Dwelling, Building)
            .join(Dwelling, Dwelling.id == Report.dwelling_id)
            .join(Building, Building.id == Dwelling.building_id)
            .where(Report.id.in_(some))
        ):
            came = files.get(report.id, {})
            rows[report.id] = Found(
                report, dwelling, building, came.get(AttachmentUse.PHOTO, 0), came.get(AttachmentUse.DOCUMENT, 0),
                quotes.get(report.id, []), answers.get(report.id), orders.get(report.id, []),
            )  # fmt: skip
    return [rows[number] for number in numbers]


def _files(session: Session, numbers: Sequence[int]) -> Mapping[int, Mapping[AttachmentUse, int]]:
    counted: dict[int, dict[AttachmentUse, int]] = {}
    for number, use, files in session.execute(
        select(Attachment.report_id, Attachment.use, func.count())
        .where(
            Attachment.report_id.in_(numbers),
            Attachment.use.in_([AttachmentUse.PHOTO, AttachmentUse.DOCUMENT]),
            IS_LEFT,
        )
        .group_by(Attachment.report_id, Attachment.use)
    ):  # fmt: skip
        counted.setdefault(number or 0, {})[use] = files
    return counted


def _quotes(session: Session, numbers: Sequence[int]) -> Mapping[int, list[AskedQuote]]:
    asked: dict[int, list[AskedQuote]] = {}
    for quote, company in session.execute(
        select(Quote, Provider.company)
        .join(Provider, Provider.id == Quote.provider_id)
        .where(Quote.report_id.in_(numbers))
        .order_by(Quote.id)
    ):
        asked.setdefault(quote.report_id, []).append(AskedQuote(quote, company))
    return asked


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: numbers and names."""

    buildings: Sequence[tuple[int, str]]
    dwellings: Sequence[tuple[int, str, int]]
    """With the building of each."""
    companies: Sequence[tuple[int, str]]


def choices_of(session: Session, agency_id: int) -> Choices:
    """The places of an agency, and the companies that were ever asked for something, by name."""
    homes = session.execute(
        select(Dwelling.id, Dwelling.name, Building.id, Building.name)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Dwelling.agency_id == agency_id)
        .order_by(Building.name, Dwelling.name)
    ).all()
    companies = session.execute(
        select(Provider.id, Provider.company)
        .where(
            or_(
                Provider.id.in_(select(Quote.provider_id).where(Quote.agency_id == agency_id)),
                Provider.id.in_(select(WorkOrder.provider_id).where(WorkOrder.agency_id == agency_id)),
            )
        )
        .order_by(Provider.company)
    )
    return Choices(
        list({row[2]: (row[2], row[3]) for row in homes}.values()),
        [(row[0], row[1], row[2]) for row in homes],
        [(number, name) for number, name in companies],
    )
