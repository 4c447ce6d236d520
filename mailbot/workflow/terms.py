"""For how long each thing is kept: a row a line of WORK_ORDER_PDF, 6.5, and what its end does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import inspect

from mailbot.agency import AgencyProfile, Rules
from mailbot.db import Session
from mailbot.model import Agency, Comment, Person, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.workflow import terms_over as over
from mailbot.workflow.erasing import Gone, erase_comment, erase_letter, erase_raw, erase_whole_mail
from mailbot.workflow.paper_erasing import erase_invoice, erase_order, erase_paper, erase_quote
from mailbot.workflow.report_erasing import erase_person, erase_report
from mailbot.workflow.terms_over import Ended

Find: TypeAlias = Callable[[Session, Ended], Sequence[Any]]
Erase: TypeAlias = Callable[[Session, Ended, Any, Gone], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is kept for so long."""

    name: str
    kept: Callable[[Rules], tuple[int, str]]
    """For how many days, months or years."""
    since: str
    """What the term runs from, as an operator reads it."""
    find: Find
    erase: Erase


def _deleted(name: str) -> Erase:
    """A row that says nothing once its time is over: it goes whole."""

    def erase(session: Session, _: Ended, row: Any, gone: Gone) -> None:
        session.delete(row)
        gone.counts[name] += 1

    return erase


def _raw(_: Session, ended: Ended, mail: InboundMail, gone: Gone) -> None:
    erase_raw(mail, gone, now=ended.now)


def _whole(session: Session, ended: Ended, mail: InboundMail, gone: Gone) -> None:
    erase_whole_mail(session, mail, gone, now=ended.now)


def _comment(_: Session, ended: Ended, comment: Comment, gone: Gone) -> None:
    erase_comment(comment, gone, now=ended.now)


def _letter(_: Session, ended: Ended, letter: OutboundMail, gone: Gone) -> None:
    erase_letter(letter, gone, now=ended.now)


def _report(session: Session, ended: Ended, report: Report, gone: Gone) -> None:
    erase_report(session, ended.profile, report, gone, now=ended.now)


def _person(session: Session, ended: Ended, person: Person, gone: Gone) -> None:
    erase_person(session, person, gone, now=ended.now)


def _contact(_: Session, __: Ended, quote: Any, gone: Gone) -> None:
    quote.contact = ""
    gone.counts["contacts"] += 1


def _paper(session: Session, ended: Ended, row: Any, gone: Gone) -> None:
    _PAPERS[inspect(row).mapper.class_.__tablename__](session, ended.profile, row, gone, ended.now)


_PAPERS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {"quotes": erase_quote, "work_orders": erase_order, "papers": erase_paper, "invoices": erase_invoice}
)

LINES: tuple[Line, ...] = (
    Line("strangers", lambda rules: (rules.stranger_days, "days"), "arrival", over.strangers, _whole),
    Line("held", lambda rules: (rules.held_days, "days"), "arrival", over.held, _whole),
    Line("raw_mails", lambda rules: (rules.raw_mail_months, "months"), "arrival", over.raw_mails, _raw),
    Line("digests", lambda rules: (rules.raw_mail_months, "months"), "sending", over.digests, _letter),
    Line(
        "availabilities", lambda rules: (rules.visit_days, "days"), "end of the mission", over.availabilities,
        _deleted("availabilities"),
    ),
    Line("contacts", lambda rules: (rules.visit_days, "days"), "end of the mission", over.contacts, _contact),
    Line("reports", lambda rules: (rules.report_years, "years"), "end of the lease", over.reports, _report),
    Line("people", lambda rules: (rules.report_years, "years"), "end of the lease", over.people, _person),
    Line("private", lambda rules: (rules.private_years, "years"), "end of the mandate", over.private, _comment),
    Line(
        "private_letters", lambda rules: (rules.private_years, "years"), "end of the mandate", over.private_letters,
        _letter,
    ),
    Line("quotes", lambda rules: (rules.paper_years, "years"), "last change", over.quotes, _paper),
    Line("orders", lambda rules: (rules.paper_years, "years"), "completion", over.orders, _paper),
    Line("papers", lambda rules: (rules.paper_years, "years"), "making", over.papers, _paper),
    Line("invoices", lambda rules: (rules.paper_years, "years"), "arrival", over.invoices, _paper),
    Line("browsers", lambda rules: (rules.browser_days, "days"), "proof", over.browsers, _deleted("browsers")),
    Line("presses", lambda rules: (rules.form_days, "days"), "press", over.presses, _deleted("presses")),
    Line(
        "confirmations", lambda rules: (rules.form_days, "days"), "press", over.confirmations,
        _deleted("confirmations"),
    ),
    Line("drafts", lambda rules: (rules.form_days, "days"), "making", over.drafts, _deleted("drafts")),
    Line(
        "address_changes", lambda rules: (rules.form_days, "days"), "request", over.address_changes,
        _deleted("address_changes"),
    ),
    Line(
        "letters_to_strangers", lambda rules: (rules.stranger_days, "days"), "sending", over.letters_to_strangers,
        _deleted("letters_to_strangers"),
    ),
    Line("runs", lambda rules: (rules.technical_months, "months"), "run", over.runs, _deleted("runs")),
)  # fmt: skip
"""Everything that ends. Access codes end by themselves (`access_clock`), and departed tenants' links by their day."""


def ended(line: Line, agency: Agency, profile: AgencyProfile, *, now: datetime, most: int) -> Ended:
    """Where the term of a line ends today. What came on a day is kept all through the day on which its term ends."""
    today = now.astimezone(profile.zone).date()
    count, of = line.kept(profile.rules)
    return Ended(agency, profile, before(today, count, of), now, most)


def before(today: date, count: int, of: str) -> date:
    """The same day so many days, months or years ago; the last one of its month where there is no such day."""
    if of == "days":
        return today - timedelta(days=count)
    months = today.year * 12 + today.month - 1 - count * (12 if of == "years" else 1)
    year, month = divmod(months, 12)
    following = date(year + (month == _DECEMBER), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(today.day, (following - timedelta(days=1)).day))


_DECEMBER = 11
