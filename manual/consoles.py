"""What commands print in the manual is what they print: blocks that begin with `$ mailbot …` are written anew."""

import contextlib
import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from mailbot.cli import app

_BLOCK = re.compile(r"^```console\n\$ mailbot (.*)\n(?:.*\n)*?```$", re.MULTILINE)

_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1"}


def with_output(text: str, root: Path) -> str:
    """A page with the output of each such command, as it is run at the root of the source."""
    return _BLOCK.sub(lambda found: f"```console\n$ mailbot {found[1]}\n{_printed(found[1], root)}\n```", text)


def _printed(words: str, root: Path) -> str:
    with contextlib.chdir(root):
        ran = CliRunner().invoke(app, shlex.split(words), env=_PLAIN, catch_exceptions=False)
    return "\n".join(line.rstrip() for line in ran.stdout.strip().splitlines())
