"""The house itself: its database, its agencies, what waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from mailbot.db import Database
from mailbot.errors import TryAgain
from mailbot.findings import Finding, doubtful, good, wrong
from mailbot.migrating import Shape, shape_of
from mailbot.model_mails import InboundMail
from mailbot.status import standing
from mailbot.workflow.agencies import intakes

_LONG = 600.0
_A_STEP = timedelta(minutes=2)


def look_at_database(database: Database, *, now: datetime) -> Iterator[Finding]:
    """Whether it answers, has today's shape, and keeps what it is given."""
    if not database.answers():
        yield wrong("database", "It does not answer.", "MAILBOT_DATABASE_URL=…")
        return
    match shape_of(database.engine):
        case Shape.NONE | Shape.OLDER:
            yield wrong("database", "Its tables are not today's.", "mailbot migrate")
            return
        case Shape.NEWER:
            yield wrong(
                "database", "Its tables are of a later mailbot than this one.", "install the one that made them"
            )
            return
    try:
        yield _looked_through(database) if database.is_sqlite else _set_up(database, now)
    except TryAgain as trouble:
        yield wrong("database", f"It does not answer now: {trouble}.")


def _looked_through(database: Database) -> Finding:
    with database.looking() as session:
        found = [str(row[0]) for row in session.execute(text("PRAGMA quick_check(3)"))]
    if found == ["ok"]:
        return good("database", "SQLite, in order.")
    return wrong("database", f"SQLite, damaged: {'; '.join(found)}.", "mailbot restore …, from the last backup")


def _set_up(database: Database, now: datetime) -> Finding:
    with database.looking() as session:
        told = {name: str(session.execute(text(f"SHOW {name}")).scalar()) for name in ("fsync", "synchronous_commit")}
        there = session.execute(text("SELECT now()")).scalar_one()
    if told["fsync"] != "on" or told["synchronous_commit"] == "off":
        return wrong(
            "database", "PostgreSQL forgets what it has promised when the power fails.",
            "ALTER SYSTEM SET fsync = on;", "ALTER SYSTEM SET synchronous_commit = on;", "SELECT pg_reload_conf();",
        )  # fmt: skip
    if abs(there - now) > _A_STEP:
        return wrong(
            "clock",
            f"The database says {there:%H:%M:%S} UTC and this machine {now:%H:%M:%S}.",
            "timedatectl set-ntp true",
        )
    return good("database", "PostgreSQL, and it keeps what it is given.")


def look_inside(database: Database, *, now: datetime) -> Iterator[Finding]:
    """Its agencies, and whether somebody works."""
    with database.looking() as session:
        domains = intakes(session)
        stands = standing(session, now=now)
        newest = session.scalar(select(func.max(InboundMail.received_at)))
    if not domains:
        yield wrong("agency", "There is none: every recipient is told to try again.", "mailbot agency agency.toml")
    if newest is not None and newest > now + _A_STEP:
        yield wrong(
            "clock", f"A mail came at {newest:%Y-%m-%d %H:%M} UTC, which is still to come.", "timedatectl set-ntp true"
        )
    for what, seconds, waiting in (
        ("mails", stands.oldest_mail_seconds, stands.mails_waiting),
        ("letters", stands.oldest_letter_seconds, stands.letters_waiting),
    ):
        if waiting and seconds > _LONG:
            yield doubtful(
                f"waiting {what}", f"{waiting} wait, the oldest for {seconds / 60:.0f} minutes.", "mailbot status"
            )
        else:
            yield good(f"waiting {what}", f"{waiting} wait.")
