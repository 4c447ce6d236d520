"""Every way to start mailbot, or to poke at it."""

import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from mailbot.errors import WRONG_SETTING, TryAgain, WrongSetting
from mailbot.operating import backup, doctor, migrate, restore, status
from mailbot.settings import Settings, leave_out, read_settings
from mailbot.telemetry import harmless, set_up_logs
from mailbot.terminal import Terminal, out, say, start, watching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailbot.inbound.reading.standpoint import Standpoint
    from mailbot.keys import SigningKey

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


keys_app = typer.Typer(help="The keys that seal addresses and links.", no_args_is_help=True)
app.add_typer(keys_app, name="keys")
_RESTART = "Restart every process of this service: each keeps the keys with which it began."


@keys_app.command("list")
def list_keys() -> None:
    """Which slots hold a key, since when, and which of them seals. Never a secret."""
    listed = Table("slot", "made", "")
    for place, key in enumerate(read_settings().dated_keys):
        made = key.made_on.isoformat() if key.made_on is not None else "at the first start"
        listed.add_row(str(key.slot), made, "opens what it sealed" if place else "seals and opens")
    out.print(listed)


@keys_app.command("new")
def new_signing_key(
    spare: Annotated[
        bool, typer.Option("--spare", help="It only opens until `keys use`: for several machines.")
    ] = False,
) -> None:
    """Make a key that seals from the next start on. The old ones still open what they closed."""
    from mailbot.clock import system_clock
    from mailbot.keys import new_key

    settings = read_settings()
    keys = settings.dated_keys
    made = new_key(keys, today=system_clock().date())
    _keep_keys(settings, (*keys, made) if spare else (made, *keys), f"Slot {made.slot} holds a new key.")


@keys_app.command("use")
def use_key(slot: Annotated[int, typer.Argument(min=0, max=15)]) -> None:
    """Let the key of this slot seal from the next start on."""
    from mailbot.keys import first

    settings = read_settings()
    _keep_keys(settings, first(settings.dated_keys, slot), f"Slot {slot} seals.")


@keys_app.command("retire")
def retire_key(
    slot: Annotated[int, typer.Argument(min=0, max=15)],
    at_once: Annotated[
        bool, typer.Option("--now", help="Also while what it sealed may be answered: it leaked.")
    ] = False,
) -> None:
    """Forget a key. What it sealed opens nothing any more, from the next start on."""
    from mailbot.clock import system_clock
    from mailbot.keys import without
    from mailbot.workflow.agencies import longest_address_life
    from mailbot.world import make_world

    settings = read_settings()
    life = timedelta()
    if not at_once:
        with make_world(settings).database.looking() as session:
            life = longest_address_life(session)
    left = without(settings.dated_keys, slot, today=system_clock().date(), life=life, at_once=at_once)
    _keep_keys(settings, left, f"Slot {slot} is free.")


def _keep_keys(settings: Settings, keys: "Sequence[SigningKey]", done: str) -> None:
    from mailbot.keys import write_keys

    if settings.keys:
        # They are the operator's to keep: what this process could write, no other one would read.
        typer.echo(f"MAILBOT_KEYS={','.join(str(key) for key in keys)}")
        typer.echo(f"Set this for every process. {_RESTART}", err=True)
        return
    write_keys(settings.keys_file, keys)
    typer.echo(f"{done} {_RESTART}")


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


@app.command()
def replay(
    mails: Annotated[list[int] | None, typer.Argument(help="Mails by their numbers.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every mail that was settled.")] = False,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="With --all: from this day on.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="The only way there is: nothing is ever changed.")] = True,
) -> None:
    """What today's reader would make of mails of before. Says the difference for each, with today's data; changes
    nothing."""
    from mailbot.inbound.replaying import Skipped, numbers_since, replayed
    from mailbot.world import make_world

    if bool(mails) == every or not dry_run:
        raise WrongSetting("Name mails by their numbers, or say --all.")
    world = make_world(start())
    wanted = list(mails or numbers_since(world, since.replace(tzinfo=UTC) if since is not None else None))
    counts: Counter[str] = Counter()
    with watching() as told:
        for place, number in enumerate(wanted):
            told("mails", place, len(wanted))
            found = replayed(world, number)
            if isinstance(found, Skipped):
                counts["not read"] += 1
                say(f"{number}: {found.why}")
                continue
            counts["as before" if not found.differences else "otherwise"] += 1
            for name, before, after in found.differences:
                say(f"{number}: {name}: {before or 'none'} -> {after or 'none'}")
                counts[name] += 1
    typer.echo(", ".join(f"{what}: {count}" for what, count in counts.items()) or "no mails")


@app.command()
def read(
    path: Annotated[Path, typer.Argument(help="A mail (.eml), or a folder of them.", exists=True)],
    standpoint: Annotated[Path | None, typer.Option(help="What is known of its writer: a JSON file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a mail.")] = False,
    language: Annotated[Literal["fr", "en"], typer.Option(help="Of the sentences that say what was read.")] = "en",
) -> None:
    """What a mail says, and by which words. A folder is read mail by mail, each with its NAME.standpoint.json."""
    from mailbot.inbound.explaining import COLOURED, PLAIN, in_words
    from mailbot.inbound.parsing import parse_mail
    from mailbot.inbound.reading.reader import read as read_mail

    in_colour = out.color_system is not None and not out.no_color  # a terminal, and no NO_COLOR (no-color.org)
    if standpoint is not None and not standpoint.exists():
        raise WrongSetting(f"There is no standpoint {standpoint}.")
    unread = 0
    for mail in sorted(path.glob("*.eml")) if path.is_dir() else [path]:
        beside = mail.with_suffix(".standpoint.json") if path.is_dir() else standpoint
        try:
            parsed, known = parse_mail(mail.read_bytes()), _standpoint_from(beside)
        except (OSError, WrongSetting) as trouble:
            if not path.is_dir():
                raise WrongSetting(str(trouble)) from None
            # One file that cannot be read keeps nobody from the others.
            unread += 1
            typer.echo(harmless(f"{mail.name} was not read. {trouble}"), err=True)
            continue
        reading = read_mail(parsed, known)
        if as_json:
            name = {"mail": mail.name} if path.is_dir() else {}
            typer.echo(json.dumps(name | reading.to_json(), ensure_ascii=False))
        else:
            words = in_words(parsed, reading, language=language, ink=COLOURED if in_colour else PLAIN)
            typer.echo(f"{harmless(mail.name)}\n\n{words}\n", color=in_colour)
    if unread:
        raise WrongSetting(f"{unread} of the mails could not be read.")


@app.command()
def preview(
    out: Annotated[Path | None, typer.Option(help="Write it as files into this folder.", file_okay=False)] = None,
    pictures: Annotated[bool, typer.Option(help="With --out: pictures of letters and pages, with Chromium.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the workshop; 0 for any that is free.")] = 8030,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Every letter, page, paper and chart, in the browser. With the demonstration's people; a saved template is shown
    at once. With --out, the same as files."""
    from mailbot.preview.kept import kept_tour

    set_up_logs("critical")  # the tour meets faults on purpose
    with watching() as told:
        tour = kept_tour(told)
    if out is None:
        from mailbot.preview.serving import serve

        serve(tour, port, browse=browse, say=say)
        return
    from mailbot.preview.writing import tell_written, write_gallery

    with watching() as told:
        written = write_gallery(out, tour, told, pictured=("letters", "pages") if pictures else ())
    tell_written(written, out, say)
    if written.faults:
        raise typer.Exit(1)


def _standpoint_from(path: Path | None) -> "Standpoint":
    from mailbot.inbound.reading.standpoint import EMPTY, Standpoint

    if path is None or not path.exists():
        return EMPTY
    try:
        said = json.loads(path.read_text("utf-8-sig"))
        if not isinstance(said, dict):
            raise WrongSetting(f"{path} is no standpoint: it holds no object.")
        return Standpoint.from_json(said)
    except OSError as error:
        raise WrongSetting(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise WrongSetting(f"{path} is no standpoint: {error or type(error).__name__}.") from None


for command in (migrate, backup, restore, doctor, status):
    app.command()(command)
