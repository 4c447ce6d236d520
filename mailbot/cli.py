"""Every way to start mailbot, or to poke at it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mailbot.errors import WRONG_SETTING, TryAgain, WrongSetting
from mailbot.key_commands import keys_app
from mailbot.operating import backup, doctor, migrate, restore, status
from mailbot.reading_commands import preview, read, replay
from mailbot.settings import Settings, leave_out
from mailbot.telemetry import set_up_logs
from mailbot.terminal import Terminal, out, say, start, watching

app = typer.Typer(
    help="Looking after rented homes by mail.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


def main() -> None:
    """Run a command; a wrong setting ends it with one sentence and status 78."""
    try:
        app()
    except WrongSetting as wrong:
        Terminal(stderr=True, markup=False).print(str(wrong), highlight=False, soft_wrap=True)
        sys.exit(WRONG_SETTING)


@app.command()
def serve() -> None:
    """The whole service: the SMTP door, the pages and the worker."""
    from mailbot.serving import serve as watch_over_them

    watch_over_them()


def _start_to_serve() -> Settings:
    settings = start()
    leave_out(settings)
    return settings


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where everything is kept.")] = Path("demo-data"),
    smtp_port: Annotated[int, typer.Option(min=1, max=65535, help="Of the SMTP door.")] = 2525,
    page_port: Annotated[
        int, typer.Option(min=1, max=65534, help="Of the page; the house's own take the next.")
    ] = 8025,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew: forget what the folder holds.")] = False,
) -> None:
    """An agency and its people on this machine alone. Four inboxes in the browser, real SMTP inside."""
    from mailbot.demo.opening import Plan, run_demo

    set_up_logs("warning")
    sys.exit(run_demo(Plan(folder, smtp_port, page_port, fresh), lambda said: print(said, flush=True)))  # noqa: T201


@app.command("demo-front", hidden=True)
def demo_front() -> None:
    """The door and the pages of a demonstration, by its own clock."""
    from mailbot.demo.processes import run_demo_front

    run_demo_front(start())


@app.command("demo-work", hidden=True)
def demo_work() -> None:
    """The worker of a demonstration, by its own clock."""
    from mailbot.demo.processes import run_demo_work

    run_demo_work(start())


@app.command(hidden=True)
def front() -> None:
    """The SMTP door and the pages in one process."""
    settings = _start_to_serve()

    from mailbot.front import run_front

    run_front(settings, smtp=True, web=True)


@app.command()
def smtp() -> None:
    """The door alone: SMTP, and LMTP when a socket is set."""
    settings = _start_to_serve()

    from mailbot.front import run_front

    run_front(settings, smtp=True, web=False)


@app.command()
def web() -> None:
    """The pages alone."""
    settings = _start_to_serve()

    from mailbot.front import run_front

    run_front(settings, smtp=False, web=True)


@app.command()
def work(
    only: Annotated[str, typer.Option(help="`mails` or `letters`: take mails alone, or send letters alone.")] = "",
) -> None:
    """The worker alone: takes mails, sends letters."""
    settings = _start_to_serve()

    from mailbot.worker import Part, run_worker

    try:
        part = Part(only) if only else None
    except ValueError:
        raise typer.BadParameter("takes mails or letters", param_hint="--only") from None
    run_worker(settings, part=part)


@app.command()
def agency(
    file: Annotated[Path, typer.Argument(help="The agency's TOML file.", exists=True, dir_okay=False)],
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong with the file.")] = False,
) -> None:
    """Make an agency, or change what it chose, from a TOML file."""
    from mailbot.agency import profile_from_toml
    from mailbot.pictures import as_logo

    profile = profile_from_toml(file.read_text("utf-8"), logo=lambda name: as_logo((file.parent / name).read_bytes()))
    if check:
        out.print(f"{profile.name}: the file is right.")
        return
    from mailbot.workflow.agencies import save_agency
    from mailbot.world import make_world

    world = make_world(start())
    with world.database.transaction() as session:
        save_agency(session, profile, now=world.clock())
    out.print(f"{profile.name} is served: problems are reported to {profile.intake_address}.")


@app.command("import")
def import_(
    agency: Annotated[str, typer.Argument(help="The agency's key, as its TOML file has it.")],
    files: Annotated[list[Path], typer.Argument(help="Files (.csv), or a folder of them.", exists=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    welcome: Annotated[
        bool,
        typer.Option("--welcome/--no-welcome", help="Write to the newcomers of these files who live there already."),
    ] = False,
) -> None:
    """Bring in homes and people from a spreadsheet's files. All of them or none (docs/import.md)."""
    from mailbot.importing.known import agency_with_key, known_to
    from mailbot.importing.planning import plan, read_files
    from mailbot.importing.telling import files_in, tell_changes, tell_end, tell_files, tell_troubles
    from mailbot.importing.writing import hold_agency, write
    from mailbot.world import make_world

    world, named = make_world(start()), files_in(files)
    with world.database.looking() as session:
        agency_with_key(session, agency)
    try:
        with watching() as told:
            read = read_files(named, told)
            # First without keeping anybody waiting; then for good, in one transaction, with what is on file by then.
            with world.database.looking() as session:
                known = known_to(session, agency_with_key(session, agency))
                planned = plan(read, known, now=world.clock(), welcome=welcome)
            if not planned.troubles and not dry_run:
                del known, planned  # each is as large as the agency
                with world.database.transaction() as session:
                    row = agency_with_key(session, agency)
                    hold_agency(session, row.id)
                    known = known_to(session, row)
                    planned = plan(read, known, now=world.clock(), welcome=welcome)
                    if not planned.troubles:
                        write(session, planned.changes, known.profile, told)
    except TryAgain as trouble:
        raise WrongSetting(f"Nothing was written: {trouble}. Run it again.") from None
    tell_files(read, say)
    if planned.troubles:
        tell_troubles(planned.troubles, say)
        raise typer.Exit(1)
    tell_changes(planned.changes, out)
    tell_end(planned, say, dry_run=dry_run, welcome=welcome)


app.add_typer(keys_app, name="keys")


@app.command()
def retention(
    agency: Annotated[str, typer.Option(help="The key of one agency; without it, all of them.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")] = False,
) -> None:
    """Let go now of what has been kept for its whole term. The worker does the same every night (docs/operating.md)."""
    from mailbot.erasing_desk import let_go, tell_terms
    from mailbot.world import make_world

    world = make_world(start())
    if not dry_run:
        with watching() as told:
            let_go(world, agency, told)
    tell_terms(world, agency, out)


@app.command()
def forget(
    person: Annotated[str, typer.Argument(help="Their key, or an address of theirs.")],
    agency: Annotated[str, typer.Option(help="The agency's key, when two know them.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")] = False,
) -> None:
    """Erase what somebody wrote, sent and was sent. What the law makes us keep stays (docs/operating.md)."""
    from mailbot.erasing_desk import forget_person, tell_forgetting
    from mailbot.world import make_world

    world = make_world(start())
    if dry_run:
        tell_forgetting(world, person, agency, out)
        return
    forget_person(world, person, agency)
    out.print("They are forgotten.")


@app.command()
def export(
    person: Annotated[str, typer.Argument(help="Their key, or an address of theirs.")],
    file: Annotated[Path, typer.Argument(help="The archive to write (.zip).", dir_okay=False)],
    agency: Annotated[str, typer.Option(help="The agency's key, when two know them.")] = "",
) -> None:
    """Put together what is on file about somebody. For a manager to look through before it is handed over."""
    from mailbot.erasing_desk import export_person
    from mailbot.world import make_world

    with watching() as told:
        export_person(make_world(start()), person, agency, file, told)
    out.print("It is to be looked through before it is handed over: what others wrote is marked.")


for command in (replay, read, preview, migrate, backup, restore, doctor, status):
    app.command()(command)
