"""How far a command is that takes long: a bar on a terminal, plain lines elsewhere, nothing of what is done at once."""

import io
from itertools import count

import pytest
from rich.console import Console

from mailbot.terminal import watching


def told(*, terminal: bool, seconds: float, steps: int = 40, whole: int = 40) -> str:
    """What is written while as many steps are done, this many seconds apart."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100, color_system=None)
    clock = (second * seconds for second in count())
    with watching(console, seconds=lambda: next(clock)) as watched:
        for done in range(steps):
            watched("mails", done, whole)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_elsewhere_than_on_a_terminal_there_is_a_plain_line_now_and_then() -> None:
    lines = told(terminal=False, seconds=1).splitlines()

    assert lines[0] == "mails: 1 of 40 (2 %)"
    assert lines[1] == "mails: 11 of 40 (27 %)"
    assert len(lines) == 4


def test_what_is_done_at_once_leaves_no_line() -> None:
    assert told(terminal=False, seconds=0.01) == ""


def test_on_a_terminal_there_is_a_bar_that_goes_when_it_is_over() -> None:
    shown = told(terminal=True, seconds=1)

    assert "mails" in shown
    assert "39 of 40 (97 %)" in shown
    assert shown.endswith("\x1b[2K"), "the last thing is that its line is made empty"


@pytest.mark.parametrize(("whole", "said"), [(0, "mails: 1"), (40_000_000, "mails: 0 %")])
def test_octets_are_not_counted_and_nobody_says_a_part_of_what_is_not_known(whole: int, said: str) -> None:
    assert told(terminal=False, seconds=1, steps=2, whole=whole) == f"{said}\n"
