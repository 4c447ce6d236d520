"""A fault of a template in words: which file, which line, what is wrong there. The rest of the workshop goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from mailbot.templating import templates_folder

_LAYOUT = re.compile(r"(_layout\.mjml), line (\d+)")
"""How the letters' layout is complained about."""
_AROUND = 3
"""Lines that are shown before and after the one that is wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong while something was made."""

    kind: str
    says: str
    where: str
    """letters/fr/_case_buttons.jinja:12; empty when it is nowhere in a template."""
    lines: tuple[tuple[int, str, bool], ...] = ()
    """The lines around: number, text, whether it is the one."""


def fault_of(error: BaseException) -> Fault:
    """An exception as somebody who writes templates reads it."""
    found = next((place for each in _and_causes(error) for place in _places(each)), None)
    says = str(error).strip() or type(error).__name__
    if found is None and (layout := _LAYOUT.search(says)) is not None:
        found = templates_folder() / "letters" / layout[1], int(layout[2])
    if found is None:
        return Fault(type(error).__name__, says, "")
    path, number = found
    named = path.relative_to(templates_folder()) if path.is_relative_to(templates_folder()) else path
    return Fault(type(error).__name__, says, f"{named}:{number}", _around(path, number))


def _and_causes(error: BaseException | None) -> Iterator[BaseException]:
    """What caused it comes before it: that is where it began."""
    if error is not None:
        yield from _and_causes(error.__cause__)
        yield error


def _places(error: BaseException) -> Iterator[tuple[Path, int]]:
    """Where in a template it is: said by the compiler, else the innermost line that was being printed."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and isinstance(line, int):
        yield Path(file), line
    yield from reversed(list(_printed_lines(error.__traceback__)))


def _printed_lines(trace: TracebackType | None) -> Iterator[tuple[Path, int]]:
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:  # compiled: its lines are not those of the file
            yield Path(template.filename), template.get_corresponding_lineno(trace.tb_lineno)
        elif path.is_relative_to(templates_folder()):
            yield path, trace.tb_lineno
        trace = trace.tb_next


def _around(path: Path, number: int) -> tuple[tuple[int, str, bool], ...]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return ()
    first = max(1, number - _AROUND)
    return tuple((at, lines[at - 1], at == number) for at in range(first, min(len(lines), number + _AROUND) + 1))
