"""What leaves by the hour around companies that do not answer: relaunches, and the news of their silence (S1-87)."""

from datetime import datetime

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.model import Agency
from mailbot.workflow.recipients import nobody_is_reached
from mailbot.workflow.relaunch_hours import Step
from mailbot.workflow.relaunches import relaunch, tell_silent
from mailbot.workflow.unanswered import Unanswered, still_unanswered, unanswered_of


def has_companies_to_follow(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything of this may be due."""
    return any(_is_due(session, each, profile, now) for each in unanswered_of(session, agency.id))


def follow_companies(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Ask again whoever has not answered; tell the managers who stays silent. What is read before its report is ours is
    read again: each step is taken once, however many processes look."""
    for each in unanswered_of(session, agency.id):
        if not _is_due(session, each, profile, now):
            continue
        still = still_unanswered(session, each.request)
        match _due(still, profile, now) if still is not None else None:
            case None:
                continue
            case Step.TELL_SILENT:
                assert still is not None
                tell_silent(session, still, now=now)
            case step:
                assert still is not None
                relaunch(session, still, step, now=now)


def _is_due(session: Session, unanswered: Unanswered, profile: AgencyProfile, now: datetime) -> bool:
    """Whether anything leaves. What came back was never asked: the delay stands still until the address is put right,
    or a mail comes from it (G-15)."""
    return _due(unanswered, profile, now) is not None and not nobody_is_reached(session, unanswered.writers)


def _due(unanswered: Unanswered, profile: AgencyProfile, now: datetime) -> Step | None:
    coming = unanswered.coming(profile, now=now)
    return coming.step if coming is not None and coming.at <= now else None
