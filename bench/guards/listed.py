"""The guards that are listed, and whether what is listed is still there."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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


def areas() -> tuple[str, ...]:
    """The names of the lists."""
    return tuple(sorted(path.stem for path in _LISTS.glob("*.toml")))


def guards_of(wanted: Sequence[str] = ()) -> tuple[Guard, ...]:
    """The guards of these areas, or of all. Raises KeyError for an area that there is not."""
    if unknown := set(wanted) - set(areas()):
        raise KeyError(", ".join(sorted(unknown)))
    return tuple(
        Guard(area, each["name"], each["file"], each["is"], each["becomes"], each["test"])
        for area in (wanted or areas())
        for each in tomllib.loads((_LISTS / f"{area}.toml").read_text("utf-8")).get("guard", ())
    )


def trouble_with(guard: Guard, root: Path = ROOT) -> str:
    """Why an entry cannot be tried: its line is not there any more, or its test is not; empty when it can."""
    try:
        times = (root / guard.file).read_text("utf-8").count(guard.is_)
    except OSError:
        return f"there is no {guard.file}"
    if times != 1:
        return f"its line stands {times} times in {guard.file}"
    if guard.is_ == guard.becomes:
        return "it is replaced by itself"
    file, _, function = guard.test.partition("::")
    try:
        told = (root / file).read_text("utf-8")
    except OSError:
        return f"there is no {file}"
    name = function.partition("[")[0].rpartition("::")[2]
    return "" if name and f"def {name}(" in told else f"there is no test {function} in {file}"
