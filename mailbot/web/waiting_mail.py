"""One mail that waits: who sent it, what it says as plain words, its files, and what may become of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, Participant, Person, PersonAddress, Report
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.status import proof_of
from mailbot.threads.addresses import normal_address
from mailbot.threads.pages import Page, brief
from mailbot.threads.participants import person_at
from mailbot.vocabulary import AttachmentUse, InboundFate, WaitingAct
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import blocked, filing
from mailbot.workflow.filing import ITS_PERSONS_ALONE, Decider, Decision, waits
from mailbot.workflow.households import homes_of_landlord, homes_of_tenant
from mailbot.workflow.reports import SERIES
from mailbot.workflow.waiting import find_reports, is_private, propositions
from mailbot.world import OpenedMail

_SHOWN = frozenset({AttachmentUse.PHOTO, AttachmentUse.DOCUMENT, AttachmentUse.VIDEO})
OUR_FAULTS = frozenset({"fault"})
"""Troubles that are none of the sender's: the mail is tried once more as it came."""
NOBODYS_WORD = frozenset(
    {"no_agency", "for_the_desk", "not_an_answer", "no_such_address", "address_revoked", "address_too_old"}
)
"""Written where nobody is answered: there is nobody as whom it could be taken."""


def show(visit: Visit, row: InboundMail, typed: Typed) -> Sheet:
    """The mail, and a form for each thing that may be decided."""
    mail = _opened(visit, row)
    writer = _writer(visit, row)
    proposed = _choices(propositions(visit.session, visit.agency.id, row, today=visit.today))
    sought = typed.text("q") if not typed.form or typed.fields.keys() <= {"q"} else ""
    found = _choices(find_reports(visit.session, visit.agency.id, sought)) if sought else []
    return visit.sheet(
        "waiting_mail", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        act=typed.text("act"), typed=dict(typed.fields), q=sought,
        waits=waits(row) and row.erased_at is None, fate=row.fate.value if row.fate is not None else "",
        why=row.trouble, proof=proof_of(row.proven), sender=row.sender, at=row.received_at, to=_to(visit, row),
        private=is_private(visit.session, row.id),
        mail=_as_facts(mail) if mail is not None else None,
        writer=writer.name if writer is not None else "",
        release=_release(visit, row),
        reports=[*proposed, *(each for each in found if each not in proposed)],
        searched=bool(sought), may_speak=_may_speak(visit, row, writer),
        homes=_homes(visit) if may_open(visit, row) else [], home=_own_home(visit, writer),
        domain=blocked.domain_of(row.sender), all=visit.link(Page.WAITING, visit.person.id),
    )  # fmt: skip


def press(visit: Visit, row: InboundMail, typed: Typed) -> None:
    """Do it, once. Raises Refused or Incomplete before anything has changed."""
    decider = Decider(visit.agency, visit.person, "page")
    match typed.text("act"):
        case "release":
            _press_release(visit, decider, row, typed)
        case "attach":
            _press_attach(visit, decider, row, typed)
        case "open":
            home = next((each for each in _homes(visit) if each["value"] == typed.text("dwelling")), None)
            if home is None:
                raise Incomplete("dwelling")
            if not may_open(visit, row):
                raise Refused(Reason.NOT_YOURS_TO_SAY)
            dwelling = visit.session.get_one(Dwelling, home["id"])
            filing.open_new(visit.session, decider, row.id, dwelling, now=visit.now)
        case "discard":
            filing.discard(visit.session, decider, row.id, now=visit.now)
        case "block":
            address = blocked.domain_of(row.sender) if typed.text("whole") == "domain" else row.sender
            if why := blocked.why_not(visit.session, visit.agency, address, sure=typed.text("sure") == "yes"):
                raise Incomplete(why)
            filing.block(visit.session, decider, row.id, address, now=visit.now)
        case _:
            raise Incomplete("act")


def done(visit: Visit, row: InboundMail, at: datetime | None) -> Sheet:
    """What was decided, and by whom."""
    decision = Decision.in_trail(row.trail)
    by = visit.session.get(Person, decision.by) if decision is not None else None
    about = ""
    if decision is not None and decision.act in (WaitingAct.ATTACHED, WaitingAct.SPOKEN):
        about = visit.session.get_one(Report, decision.about).ref
    elif decision is not None and decision.act is WaitingAct.OPENED:
        about = visit.session.get_one(Dwelling, decision.about).name
    elif decision is not None and decision.act is WaitingAct.RELEASED and decision.about:
        about = visit.session.get_one(Person, decision.about).name
    return visit.sheet(
        "waiting_mail", is_done=True, at=at, done=decision.act.value if decision is not None else "", about=about,
        by=by.name if by is not None else "", sender=row.sender, all=visit.link(Page.WAITING, visit.person.id),
    )  # fmt: skip


def file_seen(visit: Visit, row: InboundMail, number: int, *, photo: bool) -> tuple[str, bytes]:
    """A file by its number on the page. Raises Nowhere for one that is not shown."""
    mail = _opened(visit, row)
    if mail is None or not 0 < number <= len(mail.files):
        raise Nowhere
    file = mail.files[number - 1]
    if file.use not in _SHOWN or (photo and file.use is not AttachmentUse.PHOTO):
        raise Nowhere
    return file.name or f"document-{number}", file.content


def may_open(visit: Visit, row: InboundMail) -> bool:
    """Whether it may become a report that the home reads: never what was written in private, or by who has left."""
    return row.trouble not in ITS_PERSONS_ALONE and not is_private(visit.session, row.id)


# -- Pressing ---------------------------------------------------------------------------------------------------------


def _press_release(visit: Visit, decider: Decider, row: InboundMail, typed: Typed) -> None:
    offered = _release(visit, row)
    if offered["way"] == "none":
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if offered["way"] == "again":
        filing.release(visit.session, decider, row.id, None, keeps_address=False, now=visit.now)
        return
    if typed.text("vouch") != "yes":
        raise Incomplete("vouch")
    person = _person_of_seat(visit, row) or _person_named(visit, typed.text("person"))
    keeps = typed.text("keep") == "yes"
    if keeps and (why := _why_not_kept(visit, row, person)):
        raise Incomplete(why)
    filing.release(visit.session, decider, row.id, person, keeps_address=keeps, now=visit.now)


def _why_not_kept(visit: Visit, row: InboundMail, person: Person) -> str:
    if proof_of(row.proven) == "forged":
        return "forged"  # whoever wrote it, it was not that address
    holder = person_at(visit.session, visit.agency.id, row.sender)
    return "taken" if not row.sender or (holder is not None and holder.id != person.id) else ""


def _person_named(visit: Visit, said: str) -> Person:
    """Somebody on file, by address or by name. Raises Incomplete when nobody is meant, or several are."""
    if not said:
        raise Incomplete("nobody")
    if "@" in said and (person := person_at(visit.session, visit.agency.id, normal_address(said))) is not None:
        return person
    named = visit.session.scalars(
        select(Person)
        .join(PersonAddress, PersonAddress.person_id == Person.id)
        .where(Person.agency_id == visit.agency.id, func.lower(Person.name) == said.lower())
        .distinct()
    ).all()
    if len(named) != 1:
        raise Incomplete("several" if named else "unknown")
    return named[0]


def _press_attach(visit: Visit, decider: Decider, row: InboundMail, typed: Typed) -> None:
    ref = typed.text("ref") or typed.text("report")
    number = ref.upper().removeprefix(SERIES).strip(" -")
    report = visit.session.scalars(
        select(Report).where(Report.agency_id == visit.agency.id, Report.ref == f"{SERIES}-{number}")
    ).one_or_none()
    if report is None:
        raise Incomplete("report")
    if report.merged_into_id is not None:
        report = visit.session.get_one(Report, report.merged_into_id)
    speaks = typed.text("speaks") == "yes"
    if speaks and not _speaks_at(visit, row, _writer(visit, row), report.dwelling_id):
        raise Incomplete("speaks")
    filing.attach(visit.session, decider, row.id, report, speaks=speaks, now=visit.now)


# -- Showing ----------------------------------------------------------------------------------------------------------


def _release(visit: Visit, row: InboundMail) -> dict[str, str]:
    """By which way it may be taken, and as whose: `seat` (the person it was written as), `named` (somebody on file, to
    be named), `again` (our own fault), or `none`."""
    if row.trouble in ITS_PERSONS_ALONE or row.trouble in NOBODYS_WORD or row.fate is InboundFate.ASKED:
        return {"way": "none", "person": ""}
    if row.trouble in OUR_FAULTS:
        return {"way": "again", "person": ""}
    person = _person_of_seat(visit, row)
    return {"way": "seat", "person": person.name} if person is not None else {"way": "named", "person": ""}


def _person_of_seat(visit: Visit, row: InboundMail) -> Person | None:
    """Whose address it was written to."""
    if row.participant_id is None:
        return None
    seat = visit.session.get(Participant, row.participant_id)
    return visit.session.get(Person, seat.person_id) if seat is not None else None


def _writer(visit: Visit, row: InboundMail) -> Person | None:
    """Who has the sender's address on file."""
    return person_at(visit.session, visit.agency.id, row.sender) if row.sender else None


def _may_speak(visit: Visit, row: InboundMail, writer: Person | None) -> bool:
    return writer is not None and _speaks_at(visit, row, writer, None)


def _speaks_at(visit: Visit, row: InboundMail, writer: Person | None, dwelling_id: int | None) -> bool:
    """Whether its writer lives in this home, or in any, or owns it; nobody does in a mail that is forged."""
    if writer is None or proof_of(row.proven) == "forged" or row.trouble in ITS_PERSONS_ALONE:
        return False
    theirs = _homes_of(visit, writer)
    return dwelling_id in theirs if dwelling_id is not None else bool(theirs)


def _homes_of(visit: Visit, person: Person) -> Sequence[int]:
    return [
        *homes_of_tenant(visit.session, person.id, today=visit.today),
        *homes_of_landlord(visit.session, person.id, today=visit.today),
    ]


def _own_home(visit: Visit, writer: Person | None) -> str:
    theirs = _homes_of(visit, writer) if writer is not None else []
    return brief(theirs[0]) if theirs else ""


def _homes(visit: Visit) -> list[dict[str, Any]]:
    rows = visit.session.execute(
        select(Dwelling.id, Dwelling.key, Dwelling.name)
        .where(Dwelling.agency_id == visit.agency.id)
        .order_by(Dwelling.key)
    )
    return [{"id": number, "value": brief(number), "label": f"{key}, {name}"} for number, key, name in rows]


def _choices(reports: Sequence[tuple[Report, str]]) -> list[dict[str, Any]]:
    return [
        {"ref": report.ref, "object": report.object, "dwelling": home, "private": report.is_private}
        for report, home in reports
    ]


def _to(visit: Visit, row: InboundMail) -> dict[str, str]:
    """Where it was written to: the intake, or the address of somebody in a report; never the address itself."""
    person = _person_of_seat(visit, row)
    report = visit.session.get(Report, row.report_id) if row.report_id is not None else None
    if normal_address(row.recipient) == normal_address(visit.profile.intake_address):
        place = "intake"
    else:
        place = "answer" if person is not None else "other"
    return {
        "place": place, "person": person.name if person is not None else "",
        "ref": report.ref if report is not None else "", "address": row.recipient if place == "other" else "",
    }  # fmt: skip


def _as_facts(mail: OpenedMail) -> dict[str, Any]:
    return {
        "subject": mail.subject,
        "name": mail.name,
        "words": mail.words,
        "photos": [at for at, each in enumerate(mail.files, start=1) if each.use is AttachmentUse.PHOTO],
        "documents": [
            {"number": at, "name": each.name or f"document-{at}"}
            for at, each in enumerate(mail.files, start=1)
            if each.use in (AttachmentUse.DOCUMENT, AttachmentUse.VIDEO)
        ],
        "refused": sum(each.use is AttachmentUse.REFUSED for each in mail.files),
    }


def _opened(visit: Visit, row: InboundMail) -> OpenedMail | None:
    """The mail as a person may look at it; None once its bytes are erased."""
    if visit.world.open_mail is None or row.erased_at is not None:
        return None
    kept = visit.session.scalars(select(MailBytes.content).where(MailBytes.fingerprint == row.fingerprint)).first()
    try:
        return visit.world.open_mail(kept if kept is not None else visit.world.blobs.get(row.fingerprint))
    except KeyError:
        return None
