"""The commands of whoever wants to see how mails are read and what is written: read, replay, preview."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mailbot.errors import WrongSetting
from mailbot.telemetry import harmless, set_up_logs
from mailbot.terminal import out, say, start, watching

if TYPE_CHECKING:
    from mailbot.inbound.reading.standpoint import Standpoint


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
