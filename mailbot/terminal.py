"""Where commands speak, how each begins, and how far one is that takes long."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from mailbot.settings import Settings, read_settings
from mailbot.telemetry import harmless, set_up_logs
from mailbot.watching import Watching


class Terminal(Console):
    """Where commands speak: what people wrote is text there, no markup and no command of a terminal."""

    def render_str(self, text: str, **how: Any) -> Text:
        """A text as it is shown."""
        return super().render_str(harmless(text), **how)


def say(text: str) -> None:
    """A line that may hold what people wrote."""
    typer.echo(harmless(text))


out = Terminal(markup=False, emoji=False)


def start() -> Settings:
    """The settings of this command, once its log is set up."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    return settings


_FIRST, _EVERY = 2.0, 10.0
"""Seconds after which whoever is no terminal hears for the first time how far it is, and then again."""


@contextmanager
def watching(console: Console | None = None, *, seconds: Callable[[], float] = time.monotonic) -> Iterator[Watching]:
    """How far it is, on the error stream: a bar on a terminal; elsewhere a plain line now and then, and none of what
    is done at once."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield Lines(console, seconds)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[far]}"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, whole: int) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing, total=None, far="")
            bar.update(tasks[doing], completed=done, total=whole or None, far=_far(done, whole))

        yield show


class Lines:
    """How far it is, a line now and then."""

    def __init__(self, console: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self._console, self._seconds = console, seconds
        self._first = seconds() + _FIRST
        self._due: dict[str, float] = {}

    def __call__(self, doing: str, done: int, whole: int, /) -> None:
        now = self._seconds()
        if now >= self._due.get(doing, self._first):
            self._due[doing] = now + _EVERY
            self._console.print(f"{doing}: {_far(done, whole) or 'under way'}", highlight=False, soft_wrap=True)


_MOST_COUNTED = 10_000_000
"""More are octets: nobody counts them."""


def _far(done: int, whole: int) -> str:
    if not whole:
        return f"{done:,}" if done else ""
    part = f"{done * 100 // whole} %"
    return part if whole > _MOST_COUNTED else f"{done:,} of {whole:,} ({part})"
