"""One report on a terminal: where it stands, its people by role, its journal; numbers and codes, nobody's words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Column, Table
from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import WrongSetting
from mailbot.model import Agency, Participant, Person, Report, Thread
from mailbot.vocabulary import OutboundFate
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.journal import Entry, Spans, journal_of


def show_report(session: Session, ref: str, out: Console, *, now: datetime) -> None:
    """Print every report of this number: two agencies may have given the same. Raises WrongSetting when none has."""
    found = session.execute(
        select(Report, Agency)
        .join(Agency, Agency.id == Report.agency_id)
        .where(Report.ref == ref.strip().upper())
        .order_by(Report.id)
    ).all()
    if not found:
        raise WrongSetting(f"There is no report {ref}.")
    for report, agency in found:
        zone = profile_of(session, agency).zone
        out.print(f"{report.ref} of {agency.key}: {_standing(report, zone)}", highlight=False)
        out.print(_people(session, report))
        out.print(_journal(journal_of(session, report), zone, ref=report.ref))
    out.print(f"As of {now.astimezone(zone):%Y-%m-%d %H:%M}, {zone.key}.", highlight=False)


def _standing(report: Report, zone: ZoneInfo) -> str:
    said = [report.status.value, report.category.value, report.urgency.value]
    said += ["private"] if report.is_private else []
    said.append(f"opened {report.created_at.astimezone(zone):%Y-%m-%d %H:%M}")
    if report.closed_at is not None:
        said.append(f"closed {report.closed_at.astimezone(zone):%Y-%m-%d %H:%M}")
    if report.closing_reason is not None:
        said.append(report.closing_reason.value)
    return ", ".join(said)


def _people(session: Session, report: Report) -> Table:
    seats = session.execute(
        select(Thread.kind, Participant.role, Participant.person_id, Person.name, Participant.revoked_at)
        .join(Participant, Participant.thread_id == Thread.id)
        .join(Person, Person.id == Participant.person_id)
        .where(Thread.report_id == report.id)
        .order_by(Participant.role, Participant.id)
    )
    table = Table("role", "person", "name", "thread", "", title="People", title_justify="left")
    for kind, role, number, name, revoked_at in seats:
        notes = [
            *(["author"] if number == report.author_id else []),
            *(["revoked"] if revoked_at is not None else []),
        ]
        table.add_row(role.value, str(number), name, kind.value, ", ".join(notes))
    return table


def _journal(entries: Sequence[Entry], zone: ZoneInfo, *, ref: str) -> Table:
    """Two lines a cell where two things belong together: a terminal has room for eighty characters."""
    columns = [
        (Column("at", width=10), [f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}" for entry in entries]),
        (Column("who, from", overflow="fold"), [_who(entry) for entry in entries]),
        (
            Column("act, what changed", min_width=23),
            [f"{entry.act.value}\n{_changes(entry.changed)}".strip() for entry in entries],
        ),
        (Column("mail"), ["" if entry.mail_id is None else str(entry.mail_id) for entry in entries]),
        (Column("words at"), [_spans(entry.because) for entry in entries]),
        (Column("letters"), [_letters(entry.letters) for entry in entries]),
    ]
    shown = [(column, cells) for column, cells in columns if any(cells)]
    title = f"Journal of {ref}"
    table = Table(*(column for column, _ in shown), title=title, title_justify="left", show_edge=False)
    for line in zip(*(cells for _, cells in shown), strict=True):
        table.add_row(*line)
    return table


def _who(entry: Entry) -> str:
    name = f"{entry.who} ({entry.role.value})" if entry.who else "the service"
    return f"{name}\n{entry.from_where}".strip()


def _spans(because: Spans) -> str:
    return ", ".join(f"{start}–{end}" for start, end in because)


def _changes(changed: Mapping[str, str]) -> str:
    column = f"{changed['from']} → {changed['to']}" if {"from", "to"} <= set(changed) else ""
    others = [f"{name} {code}" for name, code in changed.items() if name not in ("from", "to")]
    return ", ".join([*([column] if column else []), *others])


def _letters(letters: Mapping[OutboundFate, int]) -> str:
    return ", ".join(f"{fate.value} {count}" for fate, count in letters.items())
