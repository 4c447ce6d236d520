"""Runs tests in a copy of the house, in a child that has the libraries imported already and nothing of ours."""

import importlib
import os
import pickle
import re
import shutil
import signal
import sys
import time
import traceback
import types
from ast import literal_eval
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bench.guards.listed import ROOT, Guard

_NEEDED = (
    "mailbot",
    "templates",
    "tests",
    "migrations",
    "bench",
    "docs",
    "scripts",
    "pyproject.toml",
    "README.md",
    "Makefile",
)
_LIBRARIES = (
    "aiosmtpd.smtp",
    "alembic.command",
    "babel.dates",
    "cryptography.hazmat.primitives.asymmetric.rsa",
    "dkim",
    "dns.resolver",
    "flanker.mime",
    "holidays",
    "huey",
    "icalendar",
    "jinja2",
    "mjml",
    "PIL.Image",
    "pillow_heif",
    "prometheus_client",
    "psycopg",
    "publicsuffixlist",
    "pydantic_settings",
    "pypdf",
    "redis",
    "selectolax.lexbor",
    "spf",
    "sqlalchemy.orm",
    "starlette.applications",
    "structlog",
    "uvicorn",
    "uvloop",
)
"""What takes the most of a test's first seconds. None of it starts a thread, so that we may still fork."""

_WARNED = "ignore:Module already imported so cannot be rewritten:pytest.PytestAssertRewriteWarning"
"""Some of the libraries bring a plugin of pytest along."""
_OURS = ("bench", "mailbot", "tests")
_LATER = count(1)


@dataclass(slots=True, eq=False)
class Heard:
    """What a run said: the tests that passed, those that failed in their own body, and whatever else went wrong."""

    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    cast: Path | None = None
    """Where the cast lies once it was settled."""
    keeps: bool = False
    """Whether this run may put it there: one with every guard in its place."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of pytest: one phase of one test is over."""
        if report.failed and report.when == "call":
            self.failed[report.nodeid] = _why(report)
        elif report.failed:
            self.broken.append(f"{report.nodeid}: {report.when}: {_why(report)}")
        elif report.when == "call":
            self.passed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Of pytest: a file was read, or could not be."""
        if report.failed:
            self.broken.append(f"{report.nodeid}: it cannot be imported")

    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Path | None:
        """Of pytest: the cast is settled once, with every guard in its place, and lies there for all that follows."""
        if fixturedef.argname != "sqlite_cast" or self.cast is None or not self.cast.exists():
            return None
        fixturedef.cached_result = (self.cast, fixturedef.cache_key(request), None)
        return self.cast

    def pytest_fixture_post_finalizer(self, fixturedef: Any) -> None:
        """Of pytest: before a fixture goes, the cast is put where the next run finds it."""
        made = fixturedef.cached_result
        if self.keeps and fixturedef.argname == "sqlite_cast" and made and self.cast and not self.cast.exists():
            shutil.copy2(made[0], self.cast.with_suffix(".new"))
            self.cast.with_suffix(".new").rename(self.cast)

    def is_of(self, test: str) -> tuple[bool, str]:
        """Whether this test failed in its own body, and with what words."""
        for nodeid, why in self.failed.items():
            if nodeid == test or nodeid.startswith(f"{test}["):
                return True, why
        return False, "; ".join(self.broken) or ("it passes" if self.passed else "no answer")


def _why(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return " ".join(str(crash.message if crash else report.longrepr).split())[:160]


class House:
    """A copy of the house, where one guard at a time is taken away."""

    def __init__(self, folder: Path) -> None:
        """Copy it there."""
        self._folder = folder
        self.copy = folder / "house"
        self.copy.mkdir(parents=True)
        for name in _NEEDED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, self.copy / name)

    def without(self, guard: Guard, *, seconds: float) -> tuple[bool, str]:
        """Whether its test fails when it is gone, and how."""
        file = self.copy / guard.file
        before, stat = file.read_text("utf-8"), file.stat()
        file.write_text(guard.taken_from(before), "utf-8")
        # What was compiled of it is told apart by whole seconds and its size: each change has a second of its own.
        os.utime(file, (stat.st_atime, stat.st_mtime + 10 * next(_LATER)))
        try:
            return self.heard([guard.test], seconds=seconds).is_of(guard.test)
        finally:
            file.write_text(before, "utf-8")
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def heard(self, tests: Sequence[str], *, seconds: float, as_it_is: bool = False) -> Heard:
        """Run these tests, until one fails; all of them with the code `as_it_is`."""
        kept, words = self._folder / "kept", self._folder / "words"
        words.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            until = () if as_it_is else ("-x",)
            self._run(["--no-header", "-W", _WARNED, f"--basetemp={kept}", *until, *tests], words, keeps=as_it_is)
        if not _ended(child, by=time.monotonic() + seconds):
            return Heard(broken=[f"it hangs for {seconds:.0f} s"])
        return _read(words)

    def _run(self, arguments: list[str], words: Path, *, keeps: bool) -> None:
        """In the child: never comes back."""
        heard = Heard(cast=self._folder / "cast.db", keeps=keeps)
        try:
            os.setsid()
            out = os.open(self._folder / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.chdir(self.copy)
            sys.dont_write_bytecode = False
            sys.path[:] = [str(self.copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
            for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
                del sys.modules[name]
            sys.modules["__main__"] = types.ModuleType("__main__")  # what the tests start would import us otherwise
            pytest.main(arguments, plugins=[heard])
            words.write_text(repr((heard.passed, heard.failed, heard.broken)), "utf-8")
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


def warm() -> None:
    """Import the libraries once, for all the children, and compile the patterns that our own modules have: most of the
    time in which those are imported goes into that. A pattern is a value; nothing of ours stays but these."""
    re._MAXCACHE = 1_000_000  # type: ignore[attr-defined]
    for name in _LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(name)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            importlib.import_module("tests.conftest")
            found = [(pattern, flags) for _, pattern, flags in re._cache]  # type: ignore[attr-defined]
            with os.fdopen(theirs, "wb") as sink:
                sink.write(pickle.dumps(found))
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as source:
        said = source.read()
    os.waitpid(child, 0)
    for pattern, flags in pickle.loads(said) if said else ():  # noqa: S301 - of our own child
        re.compile(pattern, flags)


def _ended(child: int, *, by: float) -> bool:
    while time.monotonic() < by:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return True
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _read(words: Path) -> Heard:
    try:
        passed, failed, broken = literal_eval(words.read_text("utf-8"))
    except OSError:
        return Heard(broken=["it ended without a word"])
    return Heard(passed, failed, broken)
