"""What pages show as pictures, and what they hand out to be kept: charts, a report with its documents, a list."""

import tempfile
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import IO
from zoneinfo import ZoneInfo

from mailbot.db import Session
from mailbot.files import videos
from mailbot.outbound.documents import printed, safe_name
from mailbot.outbound.tables import as_csv, words_of
from mailbot.pictures import PRINTS
from mailbot.threads.pages import Page
from mailbot.vocabulary import Role
from mailbot.web import calendar_page, contact_page, dashboard_page, history_page, person_page
from mailbot.web.confirming import is_proven
from mailbot.web.dossier import Dossier, dossier_of
from mailbot.web.kinds import OFFERED
from mailbot.web.person_archive import archive_of
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Shut, Typed, Visit, enter
from mailbot.workflow.history import Found, found, matching
from mailbot.world import World

_IN_MEMORY = 4_000_000
_AT_ONCE = 64_000
_MOST_PHOTOS = 40
"""That stand in the PDF; all of them lie beside it."""
_DRAWING = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be kept."""

    name: str
    media_type: str
    chunks: Iterator[bytes]


def chart(world: World, sealed: str, name: str) -> bytes:
    """A chart of the dashboard behind a link, as an SVG. Raises Nowhere."""
    with _visit_of(world, sealed, Page.DASHBOARD) as visit:
        shown = dashboard_page.chart_of(visit, name)
    return shown.svg()


def invite(world: World, sealed: str) -> bytes:
    """The visit behind a link, for a calendar program (« Ajouter à mon agenda »). Raises Nowhere once none stands."""
    with _visit_of(world, sealed, Page.CALENDAR) as visit:
        if not isinstance(visit, CaseVisit):
            raise Nowhere
        return calendar_page.invitation_of(visit)


def contact(world: World, sealed: str) -> bytes:
    """The agency behind a link, for an address book (« Enregistrer l'adresse »). Raises Nowhere."""
    with _visit_of(world, sealed, Page.CONTACT) as visit:
        return contact_page.card_of(visit)


@contextmanager
def _visit_of(world: World, sealed: str, page: Page) -> Iterator[Visit]:
    """Whoever comes by a link of this page, while we look. Raises Nowhere for any other link, and for one too old."""
    with world.database.looking() as session:
        try:
            visit = _visit(session, world, sealed)
        except Shut:
            raise Nowhere from None
        if visit.page.page is not page:
            raise Nowhere
        yield visit


def export(
    world: World, sealed: str, asked: Mapping[str, str], cookies: Mapping[str, str] = MappingProxyType({})
) -> Download | Sheet:  # fmt: skip
    """What a manager may keep of the page behind a link: a report, or the list that answers a question; the page that
    says so when the link is too old. What is on file about one person goes to a browser that is proven, and to no one
    whom the link was passed on to. Raises Nowhere."""
    with world.database.looking() as session:
        try:
            visit = _visit(session, world, sealed)
        except Shut as shut:
            facts = {"here": f"/p/{sealed}", "words": ""}
            return Sheet(shut.page, facts, shut.language, shut.profile, status=410)
        if visit.role is not Role.MANAGER:
            raise Nowhere
        if visit.page.page is Page.HISTORY:
            return _list(visit, asked)
        if visit.page.page is Page.PERSON:
            if not is_proven(visit, cookies):
                raise Nowhere
            asked_for = person_page.dossier_asked(visit)
            return Download(f"person-{visit.page.with_}.zip", "application/zip", _read(archive_of(world, asked_for)))
        if visit.page.page is not Page.REPORT or not isinstance(visit, CaseVisit):
            raise Nowhere
        dossier = dossier_of(visit)
    return Download(f"{dossier.ref}.zip", "application/zip", _read(_archive(world, dossier)))


def _visit(session: Session, world: World, sealed: str) -> Visit:
    return enter(session, world, sealed, form="", offers=OFFERED, now=world.clock(), acts=False)


# -- A report ---------------------------------------------------------------------------------------------------------


def _archive(world: World, dossier: Dossier) -> IO[bytes]:
    """The PDF, the photos without the place where they were taken, the documents as they came. One file at a time is
    in memory; the archive is on disk once it is large."""
    words = words_of(dossier.language)
    pictures: dict[str, bytes] = {}
    taken: set[str] = set()
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for photo in dossier.photos:
            content = _photo(world, photo.fingerprint)
            if content is None:
                continue
            archive.writestr(f"{words['PHOTOS']}/{photo.number:02}.jpg", content, zipfile.ZIP_STORED)
            if len(pictures) < _MOST_PHOTOS:
                pictures[f"photo-{photo.number}"] = content
        listed = []
        for document in dossier.documents:
            try:
                content = world.blobs.get(document.fingerprint)
            except KeyError:  # its bytes were erased
                listed.append({"name": document.name, "erased": bool(document.fingerprint)})  # a mark says it itself
                continue
            if document.is_video:
                content = videos.for_others(content) or content
            name = safe_name(document.name, taken)
            archive.writestr(f"{words['DOCUMENTS']}/{name}", content)
            listed.append({"name": name, "erased": False})
        numbers = {int(name.rpartition("-")[2]) for name in pictures}
        facts = {**dossier.facts, "documents": listed, "shown": numbers, "photos_in_all": len(dossier.photos)}
        archive.writestr(f"{dossier.ref}.pdf", printed("report", dossier.language, facts, pictures))
    file.seek(0)
    return file


def _photo(world: World, fingerprint: str) -> bytes | None:
    try:
        content = world.blobs.get(fingerprint)
    except KeyError:  # its bytes were erased
        return None
    try:
        with _DRAWING:
            return PRINTS.of(fingerprint, content)
    except (ValueError, OverflowError, OSError):
        return None  # nobody can draw it


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_AT_ONCE):
            yield chunk


# -- A list -----------------------------------------------------------------------------------------------------------


def _list(visit: Visit, asked: Mapping[str, str]) -> Download:
    wish = history_page.what_is_asked(visit, Typed(fields=asked)).search
    zone = visit.profile.zone
    words = words_of(visit.language)
    rows = found(visit.session, matching(visit.session, visit.agency.id, wish, zone))
    content = as_csv(words["COLUMNS"], [_cells(each, visit.language, zone) for each in rows])
    month = history_page.month_of(visit)
    name = words["LIST_NAME"] + (f"-{month[0]}-{month[1]:02}" if month is not None and not asked else "")
    return Download(f"{name}.csv", "text/csv; charset=utf-8", iter((content,)))


def _cells(each: Found, language: str, zone: ZoneInfo) -> Sequence[str]:
    report, words = each.report, words_of(language)

    def day(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%d/%m/%Y %H:%M}" if at is not None else ""

    quotes = [
        f"{asked.quote.number} {asked.company} ({words['QUOTE_NAMES'][asked.quote.state]})" for asked in each.quotes
    ]
    orders = [
        f"{sent.order.shown_number} {sent.company} ({words['ORDER_NAMES'][sent.order.state]})" for sent in each.orders
    ]
    return (
        report.ref, each.building.name, each.dwelling.name, report.object, words["CATEGORY_NAMES"][report.category],
        words["URGENCY_NAMES"][report.urgency], words["STATUS_NAMES"][report.status],
        words["REASONS"][report.closing_reason] if report.closing_reason is not None else "",
        words["YES"] if report.is_private else "", day(report.created_at), day(each.first_answer_at),
        day(report.closed_at), words["WHO_PAYS"][report.charge], " / ".join(quotes), " / ".join(orders),
        str(each.photos), str(each.documents),
    )  # fmt: skip
