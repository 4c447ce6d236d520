"""The guards that are listed, and whether what is listed is still there."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_LISTS = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: where it stands, what the code is without it, and the test that must fail then."""

    area: str
    name: str
    file: str
    is_: str
    becomes: str
    test: str
    others: tuple[tuple[str, str], ...] = ()
    """Of two guards that stand behind each other, the second: another line of the file, and what it becomes."""

    @property
    def replaced(self) -> tuple[tuple[str, str], ...]:
        """All that is replaced."""
        return ((self.is_, self.becomes), *self.others)

    def taken_from(self, code: str) -> str:
        """The code of the file without it."""
        for is_, becomes in self.replaced:
            code = code.replace(is_, becomes)
        return code


def areas() -> tuple[str, ...]:
    """The names of the lists."""
    return tuple(sorted(path.stem for path in _LISTS.glob("*.toml")))


def guards_of(wanted: Sequence[str] = ()) -> tuple[Guard, ...]:
    """The guards of these areas, or of all. Raises KeyError for an area that there is not."""
    if unknown := set(wanted) - set(areas()):
        raise KeyError(", ".join(sorted(unknown)))
    return tuple(
        Guard(area, each["name"], each["file"], each["is"], each["becomes"], each["test"], _others(each))
        for area in (wanted or areas())
        for each in tomllib.loads((_LISTS / f"{area}.toml").read_text("utf-8")).get("guard", ())
    )


def _others(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((each["is"], each["becomes"]) for each in said.get("and", ()))


def trouble_with(guard: Guard, root: Path = ROOT) -> str:
    """Why an entry cannot be tried: its line is not there any more, or its test is not; empty when it can."""
    try:
        code = (root / guard.file).read_text("utf-8")
    except OSError:
        return f"there is no {guard.file}"
    for is_, becomes in guard.replaced:
        if (times := code.count(is_)) != 1:
            return f"its line stands {times} times in {guard.file}"
        if is_ == becomes:
            return "it is replaced by itself"
    file, _, function = guard.test.partition("::")
    try:
        told = (root / file).read_text("utf-8")
    except OSError:
        return f"there is no {file}"
    name = function.partition("[")[0].rpartition("::")[2]
    return "" if name and f"def {name}(" in told else f"there is no test {function} in {file}"
