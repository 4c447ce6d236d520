"""What leaves by the hour around a landlord's decision: reminders, the news of his silence, a yes become final."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency, Report
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.vocabulary import EventKind, LandlordSays, QuoteState, Role
from mailbot.workflow.events import record
from mailbot.workflow.holding import hold_report
from mailbot.workflow.landlord_answers import let_approved_go
from mailbot.workflow.landlord_asks import (
    answers_to,
    awaited,
    hours_for,
    open_ask,
    quotes_in,
    remind,
    told_in,
)
from mailbot.workflow.landlord_hours import Asked, Step, due_step, hours_of
from mailbot.workflow.mandates import mandate_of
from mailbot.workflow.occasions import money
from mailbot.workflow.quote_decisions import may_engage
from mailbot.workflow.recipients import nobody_is_reached
from mailbot.workflow.scene import landlords_of, private_side, set_scene


def has_landlords_to_follow(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return bool(_leaving(session, agency, now)) or any(
        _step(ask, profile, now) is not None and _may_wait(session, ask) and not _came_back(session, ask, now)
        for ask in _standing(session, agency)
    )


def _may_wait(session: Session, ask: LandlordAsk) -> bool:
    """Whether somebody's answer may still be awaited, as far as that is seen without holding the report."""
    return all(answer.says is LandlordSays.YES for answer in answers_to(session, ask).values())


def _came_back(session: Session, ask: LandlordAsk, now: datetime) -> bool:
    """Whether nobody who speaks for the owner is reached: the question has come back, and its delay stands still."""
    report = session.get_one(Report, ask.report_id)
    return nobody_is_reached(session, [person.id for person in landlords_of(session, report, now=now)])


def follow_landlords(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Let every yes go whose time is over; remind whoever has not answered; tell the managers who stays silent."""
    for quote in _leaving(session, agency, now):
        _final(session, quote, now)
    for ask in _standing(session, agency):
        if _step(ask, profile, now) is not None:
            _follow(session, ask, profile, now)


def _leaving(session: Session, agency: Agency, now: datetime) -> Sequence[Quote]:
    return session.scalars(
        select(Quote)
        .where(Quote.agency_id == agency.id, Quote.state == QuoteState.WITH_LANDLORD, Quote.leaves_at <= now)
        .order_by(Quote.id)
    ).all()


def _standing(session: Session, agency: Agency) -> Sequence[LandlordAsk]:
    return session.scalars(
        select(LandlordAsk)
        .where(LandlordAsk.agency_id == agency.id, LandlordAsk.closed_at.is_(None))
        .order_by(LandlordAsk.id)
    ).all()


def _final(session: Session, quote: Quote, now: datetime) -> None:
    report = hold_report(session, quote)
    if quote.leaves_at is None or quote.leaves_at > now or quote.state is not QuoteState.WITH_LANDLORD:
        return
    scene = set_scene(session, report, now=now)
    ask = open_ask(session, report.id)
    if ask is None:
        quote.leaves_at = None
        return
    let_approved_go(session, ask, quote, scene, now=now)


def _follow(session: Session, ask: LandlordAsk, profile: AgencyProfile, now: datetime) -> None:
    report = hold_report(session, ask)
    scene = set_scene(session, report, now=now)
    if (
        ask.closed_at is not None
        or scene.is_closed
        or nobody_is_reached(session, [person.id for person in scene.home.landlords])
        or not awaited(session, ask, private_side(session, scene, now=now))
    ):
        return
    match _step(ask, profile, now):
        case Step.REMIND:
            remind(session, scene, ask, manager=None, now=now)
        case Step.TELL_SILENT:
            _tell_silent(session, ask, report, now)


def _step(ask: LandlordAsk, profile: AgencyProfile, now: datetime) -> Step | None:
    held = None
    if ask.held_until is not None:
        held = datetime.combine(ask.held_until, profile.rules.digest_at, profile.zone)
    reminded = [datetime.fromisoformat(at) for at in ask.reminded]
    asked = Asked(ask.asked_at, reminded, ask.told_silent_at is not None, held)
    return due_step(asked, hours_of(profile.rules, is_urgent=ask.is_urgent), now=now)


def _tell_silent(session: Session, ask: LandlordAsk, report: Report, now: datetime) -> None:
    scene = private_side(session, set_scene(session, report, now=now), now=now)
    today = now.astimezone(scene.profile.zone).date()
    quotes = quotes_in(session, ask)
    mandate = mandate_of(session, scene.home.dwelling.id, today=today)
    limit: Decimal | None = mandate.limit_incl_tax if mandate is not None else None
    ask.told_silent_at = now
    record(
        session, scene, EventKind.LANDLORD_LEFT_SILENT, actor=None, role=Role.UNKNOWN, now=now,
        details={
            "ask": ask.id, "asked_at": ask.asked_at.isoformat(), "quotes": told_in(session, ask),
            "reminded": list(ask.reminded), "days": (now - report.created_at).days, "first": quotes[0].id,
            "mandate_limit": money(limit),
            "mandate_allows": any(may_engage(session, scene, quote, now=now) for quote in quotes),
            "hours": hours_for(scene, ask).silence.total_seconds() / 3600,
        },
    )  # fmt: skip
