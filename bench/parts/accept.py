"""Mail is accepted at the door: beside servers that keep nothing, and beside databases that hear no SMTP."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

from bench.accept import Sink, serving
from bench.figures import Act, Beside, Figure, interleaved
from bench.generator import mails
from bench.houses import servers
from bench.peers.commits import PostgresGroups, SqliteGroups
from bench.peers.prepare import MISSING, smtp_sink
from bench.scale import Scale

_BAR = 2.0
_MIDDLE = 10


def measure(scale: Scale) -> list[Figure]:
    """1, 10 and 100 connections; all servers stand open the whole time, and are sent to in turn."""
    count = scale.many(600, 40)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=".", prefix=".bench-")))
        stock = stack.enter_context(serving("stock"))
        door = stack.enter_context(serving("door", "--keeper", "bench.sinks:keeping_in_sqlite"))
        sink = stack.enter_context(serving("smtp-sink")) if smtp_sink() is not None else None
        sqlite = stack.enter_context(closing(SqliteGroups(folder)))
        databases = stack.enter_context(servers())
        postgres = stack.enter_context(closing(PostgresGroups(databases.new_database())))
        for server in (stock, door, *([sink] if sink is not None else [])):
            _sent(server, 10, scale.many(200, 10))
        return [_figure(scale, count, at, stock, door, sink, sqlite, postgres) for at in (1, _MIDDLE, 100)]


def _figure(
    scale: Scale, count: int, at: int, stock: Sink, door: Sink, sink: Sink | None, sqlite: SqliteGroups,
    postgres: PostgresGroups,
) -> Figure:  # fmt: skip
    def committed(per_second: Callable[[list[bytes], int], float]) -> Act:
        def act() -> float:
            made = [raw.removesuffix(b".\r\n") for raw in islice(mails(time.monotonic_ns()), count)]
            return per_second(made, at)

        return act

    found = interleaved(
        scale.rounds,
        lambda: _sent(stock, at, count),
        lambda: _sent(door, at, count),
        lambda: _sent(sink, at, count) if sink is not None else 0.0,
        committed(sqlite.per_second),
        committed(postgres.per_second),
    )
    beside = (
        Beside("stock aiosmtpd, which keeps nothing", found[0], _BAR if at == _MIDDLE else None),
        Beside("Postfix's smtp-sink, which keeps nothing", found[2] if sink is not None else (), missing=MISSING),
        Beside(f"SQLite alone, {at} in each commit", found[3]),
        Beside(f"PostgreSQL alone, {at} in each commit", found[4]),
    )
    words = f"mails of 18 kB taken and fsynced, {at} connection{'s' if at > 1 else ''}"
    return Figure(f"accept.{at}", words, "mails/s", found[1], beside=beside)


def _sent(server: Sink, connections: int, count: int) -> float:
    words = [sys.executable, "-m", "bench.generator", f"{server.host}:{server.port}", "--connections", str(connections)]
    asked = subprocess.run([*words, "--mails", str(count), "--json"], check=True, stdout=subprocess.PIPE)
    figures: dict[str, float] = json.loads(asked.stdout)
    if figures["errors"]:
        raise RuntimeError(f"{figures['errors']:.0f} of {count} mails were not taken")
    return figures["mails_per_second"]
