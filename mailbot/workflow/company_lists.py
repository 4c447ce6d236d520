"""A company's missions in one letter: each morning those that wait for its answer (P-19), or all of them when it asks
(P-22)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Event, Person, Provider
from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.companies import company_of
from mailbot.workflow.events import record
from mailbot.workflow.journal import Spans, noted
from mailbot.workflow.mission_list import MOST_TOLD, as_items, invoices_of, lines_of, open_lines, providers_of, told_at
from mailbot.workflow.own_letters import write_to
from mailbot.workflow.relaunch_hours import Step
from mailbot.workflow.relaunches import relaunch
from mailbot.workflow.scene import Scene
from mailbot.workflow.unanswered import Unanswered, is_chased, still_unanswered, unanswered_of

_SEVERAL = 2
"""Relaunches of one morning that are one letter, whatever the company has chosen."""
_MOST_ANSWERS = 5
"""Letters P-22 to one person within an hour (GAP-23)."""


def send_lists(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """P-19: what waits for each company that wishes such a list, in the place of the relaunches of its day; and for
    each company to which several of them would leave."""
    today = now.astimezone(profile.zone).date()
    waiting: dict[int, list[Unanswered]] = {}
    for each in unanswered_of(session, agency.id):
        # What was sent this very day has its own letter.
        if is_chased(each.request) and each.request.created_at.astimezone(profile.zone).date() < today:
            waiting.setdefault(each.request.provider_id, []).append(each)
    for provider_id, rows in sorted(waiting.items()):
        provider = session.get_one(Provider, provider_id)
        if _wants(provider, rows, profile, now):
            still = [now_so for each in rows if (now_so := still_unanswered(session, each.request)) is not None]
            still = [each for each in still if is_chased(each.request)]
            if still and _wants(provider, still, profile, now):
                _send_list(session, agency, profile, provider, still, now=now)


def _wants(provider: Provider, rows: Sequence[Unanswered], profile: AgencyProfile, now: datetime) -> bool:
    return provider.wants_list or len([row for row in rows if _leaving(row, profile, now)]) >= _SEVERAL


def _leaving(row: Unanswered, profile: AgencyProfile, now: datetime) -> Step | None:
    """The relaunch that would leave today."""
    coming = row.coming(profile, now=now)
    if coming is None or coming.step is Step.TELL_SILENT:
        return None
    is_today = coming.at.astimezone(profile.zone).date() == now.astimezone(profile.zone).date()
    return coming.step if is_today else None


def _send_list(
    session: Session, agency: Agency, profile: AgencyProfile, provider: Provider, rows: Sequence[Unanswered], *,
    now: datetime,
) -> None:  # fmt: skip
    event = record_apart(
        session, Around(agency, ()), EventKind.COMPANIES_LISTED, actor=None, role=Role.UNKNOWN, now=now,
        details={"provider": provider.id, "requests": [row.request.number for row in rows]},
    )  # fmt: skip
    for row in rows:
        if (step := _leaving(row, profile, now)) is not None:
            relaunch(session, row, step, now=now, is_listed=True)
    wanted = {(type(row.request), row.request.id) for row in rows}
    lines = [line for line in lines_of(session, [provider.id]) if (type(line.request), line.request.id) in wanted]
    shown = lines[:MOST_TOLD]
    facts = {
        "waiting": [line.to_json() | {"code": str(number)} for number, line in enumerate(shown, start=1)],
        "waiting_in_all": len(lines),
        "digest_items": as_items([line.request for line in shown]),
        "pages": ["missions"],
    }
    for person in company_of(session, provider.id)[1]:
        _write(session, agency, person, LetterKind.MISSIONS_WAITING, facts, event, now=now)


def tell_missions(
    session: Session, scene: Scene, person: Person, *, now: datetime, mail_id: int | None = None, words: str = "",
    because: Spans = (), already_told: bool = False,
) -> None:  # fmt: skip
    """P-22 to somebody of a company who asks where things stand, on the thread of one of its requests: all that it does
    for this agency. `already_told`: the managers read the words in another letter."""
    event = record(
        session, scene, EventKind.STATUS_ASKED, actor=person, role=Role.PROVIDER, now=now, mail_id=mail_id, words=words,
        without=LetterKind.NEW_MESSAGE if already_told else None, details=noted(because),
    )  # fmt: skip
    tell_all(session, scene.agency, person, event, now=now)


def tell_missions_apart(
    session: Session, agency: Agency, person: Person, *, now: datetime, mail_id: int | None = None
) -> None:
    """P-22 to somebody who asks in answer to a list: it is about no one report."""
    event = record_apart(
        session, Around(agency, ()), EventKind.STATUS_ASKED, actor=person, role=Role.PROVIDER, now=now, mail_id=mail_id
    )
    tell_all(session, agency, person, event, now=now)


def tell_all(session: Session, agency: Agency, person: Person, event: Event, *, now: datetime) -> None:
    """The letter itself; none for whoever had five within the hour."""
    had = session.scalars(
        select(func.count()).where(
            OutboundMail.person_id == person.id,
            OutboundMail.kind == LetterKind.MISSIONS_TOLD,
            OutboundMail.created_at > now - timedelta(hours=1),
        )
    ).one()
    if had >= _MOST_ANSWERS:
        return
    providers = [each.id for each in providers_of(session, person.id)]
    facts = told_at(open_lines(lines_of(session, providers)), now)
    if invoices := invoices_of(session, providers):
        facts["invoices"] = invoices
    _write(session, agency, person, LetterKind.MISSIONS_TOLD, facts | {"pages": ["missions"]}, event, now=now)


def _write(
    session: Session, agency: Agency, person: Person, kind: LetterKind, facts: dict[str, object], event: Event, *,
    now: datetime,
) -> None:  # fmt: skip
    if person.addresses:
        write_to(
            session, agency, person, Role.PROVIDER, kind, facts, channel=Channel.AGENCY, now=now, event=event
        )  # fmt: skip
