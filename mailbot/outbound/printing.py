"""A paper is printed once, when its first letter leaves; everybody then gets the same bytes (S1-34, S1-67)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from mailbot.agency import profile_from_json
from mailbot.db import Session
from mailbot.measures import PAPER_SECONDS
from mailbot.model import Agency, AgencyProfileRow, Event, Participant, Person
from mailbot.model_orders import Paper
from mailbot.outbound.envelopes import Enclosure
from mailbot.outbound.papers import file_name, print_paper
from mailbot.pictures import for_paper
from mailbot.points import Point, reach
from mailbot.telemetry import logger
from mailbot.threads.lives import issued_on
from mailbot.threads.pages import Page, page_link
from mailbot.vocabulary import EventKind, PaperKind, Role
from mailbot.world import World

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class _Frozen:
    """A paper as its row has it."""

    id: int
    agency_id: int
    report_id: int
    kind: PaperKind
    number: str
    language: str
    facts: Mapping[str, Any]
    fingerprint: str | None
    sealed_on: date
    """The date that the link on it bears."""
    logo: bytes
    """The agency's; empty when it has none."""


def paper_enclosed(world: World, paper_id: int) -> Enclosure | None:
    """A paper as a letter carries it: printed now if it never was; none once its bytes were erased.

    No transaction is open while it is printed. Of two workers that print it at once, the first to say so is believed,
    and both send what that one printed. Raises whatever printing raises: the letter waits.
    """
    paper = _frozen(world, paper_id)
    if "erased" in paper.facts:
        log.warning("paper_left_out", paper_id=paper_id)
        return None
    stored = paper.fingerprint if paper.fingerprint is not None else _print(world, paper)
    try:
        content = world.blobs.get(stored)
    except KeyError:
        log.warning("paper_left_out", paper_id=paper_id)
        return None
    return Enclosure(file_name(paper.kind, paper.language, paper.number), "application/pdf", content)


def _frozen(world: World, paper_id: int) -> _Frozen:
    with world.database.looking() as session:
        row = session.get_one(Paper, paper_id)
        return _Frozen(
            row.id, row.agency_id, row.report_id, row.kind, row.number, row.language, row.facts, row.fingerprint,
            issued_on(world.today(), _tokens_from(session, row.facts.get("page"))), _logo(session, row.agency_id),
        )  # fmt: skip


def _logo(session: Session, agency_id: int) -> bytes:
    """As the agency has it now: the paper is printed once, and then kept."""
    named = select(AgencyProfileRow.content).join(Agency, Agency.profile_id == AgencyProfileRow.id)
    content = session.scalars(named.where(Agency.id == agency_id)).one()
    return logo.picture if (logo := profile_from_json(content).logo) is not None else b""


def _tokens_from(session: Session, opens: Mapping[str, Any] | None) -> date | None:
    if not opens:
        return None
    whose = select(Person.tokens_from).join(Participant, Participant.person_id == Person.id)
    return session.scalars(whose.where(Participant.id == opens["seat"])).one_or_none()


def _print(world: World, paper: _Frozen) -> str:
    """The fingerprint of what everybody is sent."""
    with PAPER_SECONDS.timed(paper.kind.value):
        content = print_paper(
            paper.kind, paper.language, paper.facts, _pictures(world, paper), link=_link(world, paper), logo=paper.logo
        )
    reach(Point.PAPER_PRINTED)
    ours = world.blobs.put(content)
    reach(Point.PAPER_KEPT)
    with world.database.transaction() as session:
        now = world.clock()
        first = session.scalars(
            update(Paper)
            .where(Paper.id == paper.id, Paper.fingerprint.is_(None))
            .values(fingerprint=ours, printed_at=now)
            .returning(Paper.id)
            .execution_options(synchronize_session=False)
        ).all()
        if not first:
            return session.get_one(Paper, paper.id).fingerprint or ours
        session.add(
            Event(
                agency_id=paper.agency_id,
                report_id=paper.report_id,
                kind=EventKind.PAPER_PRINTED,
                actor_role=Role.UNKNOWN,
                facts={"number": paper.number, "sha256": ours},
                at=now,
            )
        )
    reach(Point.PAPER_RECORDED)
    log.info("paper_printed", paper_id=paper.id)
    return ours


def _pictures(world: World, paper: _Frozen) -> list[bytes]:
    """The photos as they are printed. One that was erased since, or that nobody can draw, is left out; what a disk does
    not give now is waited for."""
    drawn = []
    for kept in paper.facts["pictures"]:
        try:
            content = world.blobs.get(kept["fingerprint"])
        except KeyError:
            log.warning("picture_left_out", paper_id=paper.id)
            continue
        try:
            drawn.append(for_paper(content))
        except (ValueError, OverflowError, OSError):
            log.warning("picture_left_out", paper_id=paper.id)
    return drawn


def _link(world: World, paper: _Frozen) -> str:
    opens = paper.facts.get("page")
    if not opens or paper.kind is PaperKind.CANCELLATION:
        return ""
    return page_link(
        world.keyring, world.page_base, Page(opens["page"]), opens["seat"], today=paper.sealed_on, with_=opens["with"]
    )
