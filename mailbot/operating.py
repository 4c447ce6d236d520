"""The commands of whoever runs a house: its tables, its backups, what is wrong with it, and how it stands."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailbot.errors import TryAgain, WrongSetting
from mailbot.settings import Settings
from mailbot.terminal import out, say, start, watching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailbot.glance import Glance
    from mailbot.status import NeverLeft, Waiting


def migrate(
    no_backup: Annotated[
        bool, typer.Option("--no-backup", help="Keep no copy of a SQLite database beside it.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
) -> None:
    """Bring the database's tables to today's shape. A SQLite database is copied beside its file before."""
    bring_up_to_date(start(), keep_copy=not no_backup, dry_run=dry_run)
    if not dry_run:
        out.print("The tables are today's.")


def backup(
    path: Annotated[Path, typer.Argument(help="The file to write, or a folder: it is named by its day and hour.")],
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Leave the keys out: they are kept elsewhere.")
    ] = False,
    without_files: Annotated[
        bool, typer.Option("--without-files", help="Leave photos and papers in their store: it is copied elsewhere.")
    ] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Write nothing: say whether this backup is whole.")] = False,
) -> None:
    """Put the whole house into one file while it goes on. Rows of one instant, every file that they name, the keys."""
    from mailbot.backups.checking import check
    from mailbot.backups.making import make_backup
    from mailbot.backups.telling import tell_checked, tell_made
    from mailbot.clock import system_clock
    from mailbot.db import Database
    from mailbot.last_backup import LastBackup, note_backup
    from mailbot.stores import open_blobs

    if verify:
        with watching() as told:
            checked = check(path, told)
        tell_checked(checked, typer.echo)
        return
    settings = start()
    keys = None
    if not without_keys and not settings.keys and settings.keys_file.exists():
        keys = settings.keys_file.read_bytes()
    database, now = Database(settings.database), system_clock()
    try:
        with watching() as told:
            blobs = None if without_files else open_blobs(settings)
            made = make_backup(database, blobs, path, keys=keys, now=now, watching=told)
    except TryAgain as trouble:
        raise WrongSetting(f"No backup was made: {trouble}.") from None
    finally:
        database.close()
    note_backup(settings.data_dir, LastBackup(now, str(made.path.absolute()), made.octets, not made.lost))
    if not tell_made(made, typer.echo, keys_are_set=bool(settings.keys)):
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
    moved: Annotated[
        bool, typer.Option("--moved", help="The house was stopped before the backup: nothing came after it.")
    ] = False,
    settle_letters: Annotated[
        bool,
        typer.Option("--settle-letters", help="Send no letter that was due: the old house went on, and has sent it."),
    ] = False,
) -> None:
    """Make a house out of a backup. On whichever database is set; this one must hold nothing (docs/operating.md)."""
    from mailbot.backups.after import Afterwards
    from mailbot.backups.restoring import restore as bring_back
    from mailbot.backups.telling import tell_restored
    from mailbot.clock import system_clock
    from mailbot.db import Database
    from mailbot.stores import open_blobs

    settings = start()
    database = Database(settings.database)
    database.must_answer()
    afterwards = Afterwards(moved=moved, settle_letters=settle_letters)
    with watching() as told:
        restored = bring_back(
            database.engine, open_blobs(settings), file, keys_file=settings.keys_file,
            afterwards=afterwards, now=system_clock(), watching=told,
        )  # fmt: skip
    database.close()
    tell_restored(restored, afterwards, typer.echo, set_keys=settings.keys, is_sqlite=database.is_sqlite)


def doctor(
    address: Annotated[
        list[str] | None, typer.Option("--address", help="A public address of this machine; else what it sees itself.")
    ] = None,
) -> None:
    """What is wrong around the service, and what mends it. Looks at DNS, relay, certificates, database, clock, disk and
    permissions; ends with status 1 when something is wrong."""
    from mailbot.clock import system_clock
    from mailbot.doctor.examining import examine, own_addresses
    from mailbot.findings import Grade, tell_finding, tell_sum
    from mailbot.names import Resolver

    settings = start()
    names = Resolver(settings.dns_servers, seconds=settings.dns_seconds, clock=system_clock)
    counts: Counter[Grade] = Counter()
    for found in examine(settings, names, addresses=address or own_addresses(), now=system_clock()):
        counts[found.grade] += 1
        tell_finding(found, out)
    tell_sum(counts, out)
    if counts[Grade.WRONG]:
        raise typer.Exit(1)


def status(
    report: Annotated[str, typer.Argument(help="A report, as SIG-1046: its people and its journal.")] = "",
    limit: Annotated[int, typer.Option(help="How many waiting mails to list.")] = 20,
    mail: Annotated[int, typer.Option(help="One mail by its number: what became of it, step by step.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="How the house stands, as one JSON object.")] = False,
) -> None:
    """How the house stands, what is ill first. With the mails that wait for a person; or one report, or one mail. Shows
    numbers and codes, never what anybody wrote; ends with status 1 when something is wrong."""
    if mail:
        _show_mail(mail)
        return
    from mailbot.world import make_world

    settings = start()
    world = make_world(settings)
    now = world.clock()
    if report:
        from mailbot.casebook import show_report

        with world.database.looking() as session:
            show_report(session, report, out, now=now)
        return
    from mailbot.findings import Grade
    from mailbot.glance import as_json as in_json
    from mailbot.glance import findings, glance
    from mailbot.status import letters_never_left, waiting_mails

    with world.database.looking() as session:
        seen = glance(session, settings, now=now)
        waiting, lost = waiting_mails(session, limit=limit), letters_never_left(session, limit=limit)
    if as_json:
        typer.echo(json.dumps(in_json(seen), ensure_ascii=False))
    else:
        _show_glance(seen, waiting, lost)
    if any(each.grade is Grade.WRONG for each in findings(seen)):
        raise typer.Exit(1)


def _show_glance(seen: "Glance", waiting: "Sequence[Waiting]", lost: "Sequence[NeverLeft]") -> None:
    from mailbot.board import show_backlogs, show_fates, show_findings, show_lost, show_waiting
    from mailbot.glance import findings

    show_findings(findings(seen), out, now=seen.at)
    show_fates(seen.stands, out)
    show_backlogs(seen.backlogs, out)
    show_waiting(waiting, out, now=seen.at, all_of_them=seen.for_a_person)
    show_lost(lost, out)


def _show_mail(number: int) -> None:
    from mailbot.inbound.trails import trail_in_words
    from mailbot.model_mails import InboundMail
    from mailbot.world import make_world

    world = make_world(start())
    with world.database.looking() as session:
        row = session.get(InboundMail, number)
        if row is None:
            raise WrongSetting(f"There is no mail {number}.")
        for line in trail_in_words(row):
            say(line)


def bring_up_to_date(settings: Settings, *, keep_copy: bool = True, dry_run: bool = False) -> None:
    """Bring the tables to today's shape, and say what is done."""
    from time import monotonic

    from mailbot.db import Database
    from mailbot.migrating import Shape, copy_before, shape_of, titles_after
    from mailbot.migrating import migrate as run_migrations

    database = Database(settings.database)
    try:
        database.must_answer()
        shape, began = shape_of(database.engine), monotonic()
        if shape is Shape.NONE and dry_run:
            typer.echo("To be done: all tables are made, there are none yet.", err=True)
        if shape is Shape.OLDER:
            for title in titles_after(database.engine):
                typer.echo(f"To be done: {title}.", err=True)
        if dry_run:
            typer.echo("Nothing is to be done." if shape is Shape.TODAYS else "Dry run: nothing was changed.", err=True)
            return
        if shape is Shape.OLDER and database.is_sqlite and keep_copy:
            with watching() as told:
                told("Copying the database", 0, 0)
                kept = copy_before(database.engine)
            typer.echo(f"The database as it was is kept: {kept}. Remove it when all is well.", err=True)
        if shape is not Shape.TODAYS:  # a start is no time to load a migration library
            with watching() as told:
                run_migrations(database.engine, told)
        if shape is Shape.OLDER:
            typer.echo(f"Done in {monotonic() - began:.1f} s.", err=True)
    finally:
        database.close()
