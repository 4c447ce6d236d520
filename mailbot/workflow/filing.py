"""A manager decides what becomes of a mail that was held, parked or put aside: once, and written down with who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import delete, select, update

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Dwelling, Event, Person, PersonAddress, Report
from mailbot.model_mails import Attachment, InboundMail
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, InboundFate, Role, WaitingAct
from mailbot.workflow import blocked
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.identity import VOUCHED, asked_in
from mailbot.workflow.journal import Spans, noted

STEP = "decided"
"""The step of a trail that says what was decided: the act, the manager, and what it is about."""
KEPT = frozenset({STEP, "clarified"})
"""Steps of an earlier walk that the next one begins with: what people have said about the mail."""

DECIDABLE = (InboundFate.HELD, InboundFate.PARKED, InboundFate.ASKED, InboundFate.DISCARDED)
ITS_PERSONS_ALONE = frozenset({"former_tenant", "no_home", "former_manager", "former_provider"})
"""Troubles of who has left: nothing of theirs is taken as a word of today's, nor shown to who lives there now."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a mail, as its trail keeps it."""

    act: WaitingAct
    by: int
    """The manager."""
    about: int = 0
    """A person, a report or a dwelling; 0 for none."""

    @classmethod
    def in_trail(cls, trail: Sequence[Sequence[Any]]) -> Self | None:
        """The last one."""
        step = next((each for each in reversed(trail) if each and each[0] == STEP), None)
        return None if step is None else cls(WaitingAct(step[1]), int(step[2]), int(step[3]))


@dataclass(frozen=True, slots=True)
class Decider:
    """Which manager decides, and by which way."""

    agency: Agency
    person: Person
    by: str = ""
    """`page`; empty for an answer by mail."""
    command: str = ""
    """The words of that answer, for the receipt alone."""
    because: Spans = ()


def release(
    session: Session, decider: Decider, mail_id: int, person: Person | None, *, keeps_address: bool, now: datetime
) -> None:
    """« Je réponds de cet expéditeur »: the mail is taken as this person's, as far as an address on file would take it;
    what engages money is shown back, never done. With nobody named it is tried once more, as it came.

    `keeps_address`: its sender's address is this person's from now on. Nothing is added otherwise. Raises
    Refused(ALREADY_SO) when it waits no longer, NOT_YOURS_TO_SAY when the address cannot become theirs.
    """
    row = _hold(session, decider, mail_id)
    if person is not None and person.agency_id != decider.agency.id:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    if keeps_address and person is not None:
        holder = person_at(session, decider.agency.id, row.sender)
        if not row.sender or (holder is not None and holder.id != person.id):
            raise Refused(Reason.NOT_YOURS_TO_SAY)
        if holder is None:
            session.add(
                PersonAddress(agency_id=decider.agency.id, person_id=person.id, address=row.sender, added_at=now)
            )
    _let_go(session, decider, row, WaitingAct.RELEASED, person.id if person is not None else 0, now=now)
    _note(session, decider, row, WaitingAct.RELEASED, now=now, person=person.id if person is not None else None)


def attach(
    session: Session, decider: Decider, mail_id: int, report: Report, *, speaks: bool = False, now: datetime
) -> Event:
    """It becomes a note of this report that the agency alone reads, with its files. `speaks`: it is its writer's own
    word there, as if they had written to their address. Raises Refused."""
    row = _hold(session, decider, mail_id)
    if report.agency_id != decider.agency.id or (speaks and row.trouble in ITS_PERSONS_ALONE):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    act = WaitingAct.SPOKEN if speaks else WaitingAct.ATTACHED
    _let_go(session, decider, row, act, report.id, now=now)
    return _note(session, decider, row, act, now=now, report_id=report.id, told={"place": report.ref})


def open_new(session: Session, decider: Decider, mail_id: int, dwelling: Dwelling, *, now: datetime) -> Event:
    """It opens a report of this home: its writer's where the home is theirs, else the manager's on their behalf.
    Raises Refused."""
    row = _hold(session, decider, mail_id)
    if dwelling.agency_id != decider.agency.id or row.trouble in ITS_PERSONS_ALONE:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    _let_go(session, decider, row, WaitingAct.OPENED, dwelling.id, now=now)
    place = f"{dwelling.key}, {dwelling.name}"
    return _note(session, decider, row, WaitingAct.OPENED, now=now, dwelling=dwelling.key, told={"place": place})


def open_beside(
    session: Session, decider: Decider, mail_id: int, report: Report, dwelling: Dwelling, *, now: datetime
) -> Event:  # fmt: skip
    """The same of a mail that has its place on a closed report, outside its discussion: it stays there, with its files,
    and opens another one beside it. Raises Refused."""
    row = _held(session, decider, mail_id)
    mine = row is not None and row.report_id == report.id and row.fate is InboundFate.ASKED and row.erased_at is None
    if row is None or not mine or dwelling.agency_id != decider.agency.id:
        raise Refused(Reason.ALREADY_SO)
    _let_go(session, decider, row, WaitingAct.OPENED, dwelling.id, now=now)
    place = f"{dwelling.key}, {dwelling.name}"
    return _note(
        session, decider, row, WaitingAct.OPENED, now=now, report_id=report.id, dwelling=dwelling.key,
        told={"place": place},
    )  # fmt: skip


def discard(session: Session, decider: Decider, mail_id: int, *, now: datetime) -> Event:
    """« Ce n'est pas pour nous »: kept until its term, and told to nobody. Raises Refused."""
    row = _hold(session, decider, mail_id, fates=(InboundFate.HELD, InboundFate.PARKED, InboundFate.ASKED))
    _put_aside(session, decider, row, WaitingAct.DISCARDED, now=now)
    return _note(session, decider, row, WaitingAct.DISCARDED, now=now)


def block(session: Session, decider: Decider, mail_id: int, address: str, *, now: datetime) -> None:
    """Keep its sender out (`@domain`: everybody there) and put the mail aside. The caller has asked
    `blocked.why_not`. Raises Refused."""
    row = _hold(session, decider, mail_id)
    blocked.block(session, decider.agency, decider.person, address, now=now)
    _put_aside(session, decider, row, WaitingAct.BLOCKED, now=now)
    _note(session, decider, row, WaitingAct.BLOCKED, now=now, domain="yes" if address.startswith("@") else None)


def unblock(session: Session, decider: Decider, number: int, *, now: datetime) -> None:
    """Let a sender in again. Raises Refused(ALREADY_SO)."""
    if not blocked.unblock(session, decider.agency, number):
        raise Refused(Reason.ALREADY_SO)
    _note(session, decider, None, WaitingAct.UNBLOCKED, now=now)


def waits(row: InboundMail) -> bool:
    """Whether a manager may decide about it. One that was taken and asked about has its place already."""
    if row.fate is InboundFate.ASKED:
        return row.report_id is None
    return row.fate in DECIDABLE


def _hold(session: Session, decider: Decider, mail_id: int, *, fates: Sequence[InboundFate] = DECIDABLE) -> InboundMail:
    """The mail, ours until the transaction ends. Raises Refused(ALREADY_SO) when it waits no longer."""
    row = _held(session, decider, mail_id)
    if row is None or row.fate not in fates or not waits(row) or row.erased_at is not None:
        raise Refused(Reason.ALREADY_SO)
    return row


def _held(session: Session, decider: Decider, mail_id: int) -> InboundMail | None:
    return session.scalars(
        select(InboundMail)
        .where(InboundMail.id == mail_id, InboundMail.agency_id == decider.agency.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _let_go(
    session: Session, decider: Decider, row: InboundMail, act: WaitingAct, about: int, *, now: datetime
) -> None:
    """Back into the queue, with the decision in its trail."""
    # The files that lay with it are written anew by the next walk, with the place that they then have.
    session.execute(
        delete(Attachment)
        .where(Attachment.mail_id == row.id, Attachment.report_id.is_(None), Attachment.comment_id.is_(None))
        .execution_options(synchronize_session=False)
    )
    _write(
        session, decider, row, act, about,
        {"fate": None, "due_at": now, "settled_at": None, "trouble": "", "claimed_by": None, "tries": 0},
    )  # fmt: skip


def _put_aside(session: Session, decider: Decider, row: InboundMail, act: WaitingAct, *, now: datetime) -> None:
    """Its trouble stays on the row: it says why it had waited."""
    _write(session, decider, row, act, 0, {"fate": InboundFate.DISCARDED, "settled_at": now})


def _write(
    session: Session, decider: Decider, row: InboundMail, act: WaitingAct, about: int, values: dict[str, Any]
) -> None:
    # Who a manager or its writer said that it is from opens the report that is made of it.
    kept = KEPT | ({VOUCHED} if act is WaitingAct.OPENED else frozenset())
    said = [list(step) for step in row.trail if step and step[0] in kept]
    if act is WaitingAct.RELEASED and about:
        # An « ok » that was held answers what was asked when it came, and nothing that was asked since.
        said = [*said, [VOUCHED, about, asked_in(row.trail)]]
    # What the walk found stays readable while the mail lies aside; the next walk begins with what people said.
    trail = said if values["fate"] is None else [list(step) for step in row.trail]
    session.execute(
        update(InboundMail)
        .where(InboundMail.id == row.id)
        .values(**values, decided_by=decider.person.id, trail=[*trail, [STEP, act.value, decider.person.id, about]])
        .execution_options(synchronize_session=False)
    )
    session.expire(row)


def _note(
    session: Session, decider: Decider, row: InboundMail | None, act: WaitingAct, *, now: datetime,
    report_id: int | None = None, told: dict[str, Any] | None = None, **codes: object,
) -> Event:  # fmt: skip
    said = {"command": decider.command, "done": f"mail_{act.value}", **(told or {})} if decider.command else {}
    return record_apart(
        session, Around(decider.agency, (decider.person,)), EventKind.WAITING_MAIL_DECIDED, actor=decider.person,
        role=Role.MANAGER, now=now, mail_id=row.id if row is not None else None, report_id=report_id,
        details=noted(decider.because, act=act.value, by=decider.by or None, **codes) | said,
    )  # fmt: skip
