"""« Répondre »: an empty field, who will read it, and a comment like any other (S1-46)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, Role
from mailbot.web.moving_on import moved_on
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import reports
from mailbot.workflow.ahead import company_that_reads
from mailbot.workflow.at_hand import who_reads
from mailbot.workflow.discussions import hear_landlord, write_to_landlord
from mailbot.workflow.events import PassedOn
from mailbot.workflow.telling import Reader

WRITERS = frozenset(
    {
        (Role.TENANT, Channel.PUBLIC),
        (Role.MANAGER, Channel.PUBLIC),
        (Role.LANDLORD, Channel.PRIVATE),
        (Role.MANAGER, Channel.PRIVATE),
    }
)
"""Who writes on a page, where. The channel is the seat's; the page says who reads it."""


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """The field."""
    if not may_write(visit):
        raise Nowhere
    if _is_shut(visit):
        return moved_on(visit, typed)
    return visit.case_sheet(
        "answer", status=422 if typed.trouble else 200, words=typed.text("words"), trouble=typed.trouble,
        is_done=False, is_private=visit.seat.channel is Channel.PRIVATE, provider=_company_that_reads(visit),
    )  # fmt: skip


def _company_that_reads(visit: CaseVisit) -> str:
    """The company that reads what is written here, for the last line of the page; empty for none (AUDIENCE)."""
    if visit.seat.channel is not Channel.PUBLIC or visit.role not in (Role.TENANT, Role.MANAGER):
        return ""
    return company_that_reads(visit.scene.ahead, visit.seat.participant.asked or {})


def press(visit: CaseVisit, typed: Typed) -> None:
    """Keep it where the seat says, and tell the others."""
    words = typed.text("words")
    if not may_write(visit) or _is_shut(visit):
        raise Refused(Reason.REPORT_CLOSED)
    check_words(visit, words)
    if not words:
        raise Incomplete("empty")
    say(visit, words)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is sent."""
    report = visit.link(Page.REPORT, visit.seat.participant.id)
    is_private = visit.seat.channel is Channel.PRIVATE
    return visit.case_sheet("answer", is_done=True, at=at, report=report, is_private=is_private)


def _is_shut(visit: CaseVisit) -> bool:
    """A closed discussion takes no more words; manager and landlord may write to each other at any time (S1-93)."""
    return visit.scene.is_closed and visit.seat.channel is not Channel.PRIVATE


def may_write(visit: CaseVisit) -> bool:
    """Whether this seat writes here at all."""
    return (visit.role, visit.seat.channel) in WRITERS


def say(visit: CaseVisit, words: str, *, closes: bool = False, told_already: frozenset[Reader] = frozenset()) -> None:
    """Keep words on the channel of the seat: what is typed on the private side is never read by the home. `closes`
    and `told_already`: as for a comment."""
    session, scene, now = visit.session, visit.scene, visit.now
    match visit.role, visit.seat.channel:
        case Role.LANDLORD, _:
            hear_landlord(session, scene, visit.person, words, now=now, closes=closes)
        case Role.MANAGER, Channel.PRIVATE:
            write_to_landlord(session, scene, visit.person, words, now=now)
        case _:
            reading = who_reads(session, scene, visit.seat.participant, now=now)
            reports.comment(
                session, scene, visit.seat, words, photos=(), now=now, closes=closes, told_already=told_already,
                passed_on=PassedOn(reading, words) if reading is not None else None,
            )  # fmt: skip


def check_words(visit: CaseVisit, words: str) -> None:
    """A manager's line for the service is never published, wherever it is written (READING, section 10)."""
    if visit.role is Role.MANAGER and any(line.lstrip().startswith("#") for line in words.split("\n")):
        raise Incomplete("command")
