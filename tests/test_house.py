"""The house rules that no import linter knows: one host a library, doors alone open transactions, quiet packages."""

import ast
from functools import cache
from pathlib import Path

from tests.cases import every

HOUSE = Path(__file__).parent.parent / "mailbot"
MODULES = sorted(path for path in HOUSE.rglob("*.py"))

HOSTS = {
    "aiosmtpd": {"inbound/conversation.py"},
    "flanker": {"inbound/parts.py"},
    "selectolax": {"inbound/reading/html_lines.py"},
    "PIL": {"pictures.py", "charts.py"},  # it opens what people sent in the one, and only draws in the other
    "pillow_heif": {"pictures.py"},
    "jinja2": {"templating.py"},
    "babel": {"typography.py"},
    "mjml": {"outbound/letters.py"},
    "weasyprint": {"outbound/typesetting.py"},
    "segno": {"outbound/paper_marks.py"},
    "dkim": {"inbound/authentication/dkim.py", "inbound/authentication/arc.py"},
    "dns": {"names.py"},
    "spf": {"inbound/authentication/spf.py"},
    "publicsuffixlist": {"inbound/authentication/dmarc.py"},
    "cryptography": {"outbound/signing.py", "inbound/certificates.py"},
    "smtplib": {"demo/posting.py"},
    "holidays": {"workflow/working_time.py"},
    "icalendar": {"calendars.py"},
    "huey": {"doorbell.py"},
    "redis": {"doorbell.py"},
    "obstore": {"bucket_blobs.py"},
    "alembic": {"migrating.py"},
    "pydantic": {"agency.py", "setting_kinds.py", "settings.py"},
    "pydantic_settings": {"settings.py"},
    "opentelemetry": {"tracing.py"},
    "structlog": {"telemetry.py"},
    "prometheus_client": {"measures.py"},
    "typer": {"cli.py", "key_commands.py", "operating.py", "reading_commands.py", "terminal.py"},
    "uvloop": {"front.py"},
    "uvicorn": {"web/serving.py", "demo/opening.py"},
    "playwright": {"preview/pictures.py"},
    "python_multipart": {"web/handing_in.py"},
}
"""A strange library has one host (STYLE 13): what comes out of it is ours."""

DOORS = {
    "archiving.py",
    "cli.py",
    "demo/house.py",
    "duties.py",
    "erasing_desk.py",
    "inbound/arrivals.py",
    "inbound/processing.py",
    "inbound/queue.py",
    "inbound/replaying.py",
    "inbound/together.py",
    "outbound/dispatching.py",
    "outbound/queue.py",
    "outbound/printing.py",
    "preview/house.py",
    "sweeping.py",
    "web/door.py",
    "worker.py",
}
"""Who opens the transaction closes it (STYLE 9)."""


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> set[str]:
    tree = tree_of(path)
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in names}


@every("library", sorted(HOSTS))
def test_a_strange_library_has_one_host(library: str) -> None:
    assert {name_of(path) for path in MODULES if library in imports_of(path)} <= HOSTS[library]


@every("path", MODULES, ids=name_of)
def test_a_package_says_its_one_sentence_and_nothing_else(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), "every file opens with what it is for"
    if path.name == "__init__.py":
        assert len(tree.body) == 1


def test_only_doors_open_transactions() -> None:
    opened = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in {"transaction", "core_transaction", "rehearsal"}
    }
    assert opened <= DOORS


@every("path", MODULES, ids=name_of)
def test_only_the_clock_asks_the_time_and_only_the_settings_read_the_environment(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    if path.name != "clock.py":
        assert not called & {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today"}
    if path.name != "settings.py":
        assert not called & {"os.getenv", "os.environ.get"}


@every("path", MODULES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 60
    ]
    assert not long
