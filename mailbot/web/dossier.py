"""A report as it is kept: all that the agency knows of it, and the files that came (S1-16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from mailbot.model import Person, Provider
from mailbot.model_mails import Attachment
from mailbot.outbound.papers import file_name
from mailbot.vocabulary import AttachmentUse, Channel, Role
from mailbot.web.case_sight import SeenPhoto, comments_seen, photos_seen, said_to
from mailbot.web.papers_sent import papers_printed
from mailbot.web.visits import CaseVisit
from mailbot.workflow.journal import filed, journal_of
from mailbot.workflow.order_counts import orders_by_report
from mailbot.workflow.quotes import quotes_of
from mailbot.workflow.remains import cover_mark, tombstone


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A document as it came: its name, and where its bytes are; nowhere once they were erased."""

    name: str
    fingerprint: str
    is_video: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """Values only: it is printed once the session is over."""

    ref: str
    language: str
    facts: dict[str, Any]
    photos: Sequence[SeenPhoto]
    documents: Sequence[KeptFile]


def dossier_of(visit: CaseVisit) -> Dossier:
    """The whole report, for a manager: what was said in private stands apart, and is marked."""
    report, home = visit.scene.report, visit.scene.home
    comments = comments_seen(visit)
    photos = photos_seen(visit, comments)
    said = [
        each | {"who": visit.person.name if each["who"] == "you" else each["who"]}
        for each in said_to(visit, comments, photos)
    ]
    documents = _documents(visit)
    author = visit.session.get_one(Person, report.author_id)
    facts = {
        "agency": visit.profile.name,
        "time_zone": visit.profile.time_zone,
        "printed_at": visit.now,
        "printed_by": visit.person.name,
        "ref": report.ref,
        "object": report.object,
        "dwelling": home.dwelling.name,
        "place": home.dwelling.place,
        "address": f"{home.building.street}, {home.building.postcode} {home.building.town}",
        "category": report.category.value,
        "urgency": report.urgency.value,
        "status": report.status.value,
        "is_private": report.is_private,
        "charge": report.charge.value,
        "opened": report.created_at,
        "closed": report.closed_at,
        "closing_reason": report.closing_reason.value if report.closing_reason is not None else "",
        "author": author.name,
        "author_role": report.author_role.value,
        "public": [each for each in said if each["channel"] == Channel.PUBLIC.value],
        "inside": [each for each in said if each["channel"] != Channel.PUBLIC.value],
        "loose": [photo.number for photo in photos if photo.comment_id == 0],
        "quotes": _quotes(visit),
        "orders": _orders(visit),
        "journal": _journal(visit),
        "documents": [{"name": each.name} for each in documents],
    }
    return Dossier(report.ref, visit.language, facts, photos, documents)


def _documents(visit: CaseVisit) -> list[KeptFile]:
    rows = visit.session.execute(
        select(Attachment.name, Attachment.fingerprint, Attachment.use, Attachment.erased_at, Attachment.masked)
        .where(
            Attachment.report_id == visit.scene.report.id,
            Attachment.use.in_([AttachmentUse.DOCUMENT, AttachmentUse.VIDEO]),
        )
        .order_by(Attachment.id)
    )
    # The same file comes again with each answer that encloses it.
    came = [
        KeptFile(name, stored, use is AttachmentUse.VIDEO)
        if erased_at is None and not is_covered
        else KeptFile(
            tombstone(erased_at, visit.language, zone=visit.profile.zone) if erased_at else cover_mark(visit.language),
            "",
            use is AttachmentUse.VIDEO,
        )
        for name, stored, use, erased_at, is_covered in dict.fromkeys(
            (row.name, row.fingerprint, row.use, row.erased_at, row.masked is not None) for row in rows
        )
    ]
    sent = [
        KeptFile(file_name(paper.kind, paper.language, paper.number), paper.fingerprint)
        for paper in papers_printed(visit)
        if paper.fingerprint is not None
    ]
    return [*came, *sent]


def _quotes(visit: CaseVisit) -> list[dict[str, Any]]:
    quotes = quotes_of(visit.session, visit.scene.report.id)
    companies = visit.session.execute(
        select(Provider.id, Provider.company).where(Provider.id.in_([quote.provider_id for quote in quotes]))
    )
    names = {row.id: row.company for row in companies}
    return [
        {
            "number": quote.number,
            "company": names[quote.provider_id],
            "asked": quote.created_at,
            "motif": quote.motif,
            "state": quote.state.value,
            "since": quote.state_since,
            "amount": str(quote.amount_incl_tax) if quote.amount_incl_tax is not None else "",
        }
        for quote in quotes
    ]


def _orders(visit: CaseVisit) -> list[dict[str, Any]]:
    """The orders of the report, the cancelled ones too (S1-33)."""
    report = visit.scene.report
    return [
        {
            "number": sent.order.shown_number,
            "company": sent.company,
            "motif": sent.order.motif,
            "sent": sent.order.created_at,
            "state": sent.order.state.value,
            "since": sent.order.state_since,
        }
        for sent in orders_by_report(visit.session, [report.id]).get(report.id, [])
    ]


def _journal(visit: CaseVisit) -> list[dict[str, Any]]:
    return [
        {
            "at": entry.at,
            "kind": entry.act.value,
            "who": entry.who,
            "role": "" if entry.role is Role.UNKNOWN else entry.role.value,
            "from_where": entry.from_where,
            "before": entry.changed.get("from", ""),
            "after": entry.changed.get("to", ""),
            "filed": filed(entry),
        }
        for entry in journal_of(visit.session, visit.scene.report)
    ]
