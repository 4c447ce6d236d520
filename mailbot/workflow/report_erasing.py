"""A whole report is anonymised: its words, its photos, its mails and letters go; its journal and its papers stay."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Comment, Landlord, LandlordContact, Participant, Person, PersonAddress, Report, Thread
from mailbot.model_desk import AddressChange, Confirmation, Draft, ProvenBrowser, Quote
from mailbot.model_gate import BlockedSender
from mailbot.model_mails import Attachment, DigestLine, InboundMail, OutboundMail
from mailbot.model_orders import AccessNote, Availability, Invoice, WorkOrder
from mailbot.threads.lives import revoked_from
from mailbot.vocabulary import ThreadKind
from mailbot.workflow.erasing import Gone, erase_comment, erase_file, erase_letter, erase_raw, scrubbed
from mailbot.workflow.remains import tombstone


def letters_of(session: Session, reports: Sequence[int]) -> Sequence[OutboundMail]:
    """Every letter about these reports, and the daily ones that told of them."""
    told = select(DigestLine.letter_id).where(DigestLine.report_id.in_(reports), DigestLine.letter_id.is_not(None))
    return session.scalars(
        select(OutboundMail)
        .where(or_(OutboundMail.report_id.in_(reports), OutboundMail.id.in_(told)), OutboundMail.erased_at.is_(None))
        .order_by(OutboundMail.id)
    ).all()


def erase_report(session: Session, profile: AgencyProfile, report: Report, gone: Gone, *, now: datetime) -> None:
    """Everything that was said and shown on it."""
    said = select(Comment).where(Comment.report_id == report.id, Comment.erased_at.is_(None))
    for comment in session.scalars(said):
        erase_comment(comment, gone, now=now)
    came = select(InboundMail).where(InboundMail.report_id == report.id, InboundMail.due_at.is_(None))
    for mail in session.scalars(came):
        erase_raw(mail, gone, now=now)
    erase_files(session, report.id, gone, now=now)
    for letter in letters_of(session, [report.id]):
        erase_letter(letter, gone, now=now)
    erase_object(session, profile, report, now=now)
    for note in session.scalars(select(AccessNote).where(AccessNote.report_id == report.id)):
        note.words, note.erased_at = "", note.erased_at or now
    for table in (Availability, Draft):
        session.execute(delete(table).where(table.report_id == report.id))
    gone.counts["reports"] += 1


def erase_files(session: Session, report_id: int, gone: Gone, *, now: datetime, people: Sequence[int] = ()) -> None:
    """The files that came on a report, but for the documents of quotes and invoices: those have a term of their own.
    `people`: only those that these people sent."""
    kept = papers_kept(session, report_id)
    came = select(Attachment).where(Attachment.report_id == report_id, Attachment.erased_at.is_(None))
    if people:
        came = (
            came.join(InboundMail, InboundMail.id == Attachment.mail_id)
            .outerjoin(Comment, Comment.id == Attachment.comment_id)
            .where(or_(InboundMail.person_id.in_(people), Comment.author_id.in_(people)))
        )
    for file in session.scalars(came):
        if file.id not in kept:
            erase_file(file, gone, now=now)


def papers_kept(session: Session, report_id: int) -> set[int]:
    """The attachments that are the documents of a quote or of an invoice."""
    rows = [*session.scalars(select(Quote.papers).where(Quote.report_id == report_id))]
    orders = select(WorkOrder.id).where(WorkOrder.report_id == report_id)
    rows += session.scalars(select(Invoice.papers).where(Invoice.order_id.in_(orders)))
    papers = [paper for row in rows for paper in row]
    documents = [each for paper in papers for each in paper.get("documents", ())]
    return {each["attachment"] for each in [*papers, *documents] if each.get("attachment")}


def erase_object(session: Session, profile: AgencyProfile, report: Report, *, now: datetime) -> None:
    """What it is about, in words that somebody typed: on the report, and in the subjects of its conversations."""
    mark = tombstone(now, profile.language, zone=profile.zone)
    report.object = mark
    seats = session.execute(
        select(Participant, Thread.kind)
        .join(Thread, Thread.id == Participant.thread_id)
        .where(Thread.report_id == report.id)
    )
    for seat, kind in seats:
        seat.asked, seat.opened_by = None, ""
        if kind not in (ThreadKind.QUOTE, ThreadKind.ORDER):  # theirs is the motif of a paper that must be kept
            seat.subject = f"[{report.ref}] {mark}"


def scrub_object(session: Session, report: Report, words: Sequence[str], mark: str) -> None:
    """What somebody else's report is about, without these words."""
    report.object = scrubbed(report.object, words, mark)[:200]
    seats = select(Participant).join(Thread, Thread.id == Participant.thread_id).where(Thread.report_id == report.id)
    for seat in session.scalars(seats):
        seat.subject = scrubbed(seat.subject, words, mark)[:300]


def erase_person(session: Session, person: Person, gone: Gone, *, now: datetime) -> None:
    """Who somebody was, and where they were written to: a mark stands for the name. The row stays, since the journal
    points at it; every address and link of theirs is dead."""
    written = addresses_of(session, person)
    names = [each for each in (person.name, person.family_name) if each]
    person.name = tombstone(now, "fr" if person.language == "fr" else "en")
    _erase_landlord(session, person, names)
    person.civility = person.family_name = person.telephone = ""
    person.key, person.unsaid, person.erased_at = None, None, now
    person.tokens_from = revoked_from(now.date(), person.tokens_from)  # those that were made today, too
    session.execute(delete(PersonAddress).where(PersonAddress.person_id == person.id))
    session.expire(person, ["addresses"])
    session.execute(delete(AddressChange).where(AddressChange.person_id == person.id))
    session.execute(delete(ProvenBrowser).where(ProvenBrowser.person_id == person.id))
    session.execute(delete(Confirmation).where(Confirmation.person_id == person.id))
    session.execute(
        delete(BlockedSender).where(BlockedSender.agency_id == person.agency_id, BlockedSender.address.in_(written))
    )
    session.execute(delete(DigestLine).where(DigestLine.person_id == person.id, DigestLine.letter_id.is_(None)))
    for seat in session.scalars(select(Participant).where(Participant.person_id == person.id)):
        seat.asked, seat.opened_by, seat.revoked_at = None, "", seat.revoked_at or now
    for mail in session.scalars(select(InboundMail).where(mails_of(person, written))):
        mail.sender = mail.mail_from = mail.message_id = mail.helo = mail.peer = ""
        mail.proven = None
    sent = or_(OutboundMail.person_id == person.id, OutboundMail.recipient.in_(written))
    for letter in session.scalars(select(OutboundMail).where(OutboundMail.agency_id == person.agency_id, sent)):
        erase_letter(letter, gone, now=now)
        if letter.due_at is None:
            letter.recipient = letter.answer = ""
    gone.counts["people"] += 1


def addresses_of(session: Session, person: Person) -> list[str]:
    """Wherever they were ever written to, or asked to be."""
    wanted = select(AddressChange.new_address).where(AddressChange.person_id == person.id)
    return sorted({*(each.address for each in person.addresses), *session.scalars(wanted)})


def mails_of(person: Person, addresses: Sequence[str]) -> ColumnElement[bool]:
    """Their mails: also those that came before anybody knew whose they were."""
    theirs = and_(InboundMail.agency_id == person.agency_id, InboundMail.sender.in_(addresses))
    return or_(InboundMail.person_id == person.id, theirs)


def _erase_landlord(session: Session, person: Person, names: Sequence[str]) -> None:
    """Owners for whom nobody speaks any more, of nothing: a company's name is no person's."""
    theirs = select(Landlord).join(LandlordContact).where(LandlordContact.person_id == person.id)
    for landlord in session.scalars(theirs):
        others = select(Person.id).join(LandlordContact, LandlordContact.person_id == Person.id)
        speaks = others.where(
            LandlordContact.landlord_id == landlord.id, Person.id != person.id, Person.erased_at.is_(None)
        )
        if session.scalars(speaks.limit(1)).first() is None:
            landlord.postal_address = ""
            if any(each in landlord.name for each in names):
                landlord.name, landlord.siren = person.name, ""
