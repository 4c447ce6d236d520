"""Servers to send mail at: aiosmtpd as it comes and keeping nothing, our door, or Postfix's smtp-sink.

python -m bench.sinks stock          # prints "listening 127.0.0.1 40123", then serves until it is ended
python -m bench.sinks door --keeper package.module:function
"""

import argparse
import asyncio
import contextlib
import gc
import importlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop
from aiosmtpd.smtp import SMTP

from bench.peers.prepare import smtp_sink
from mailbot.blobs import FolderBlobs
from mailbot.db import Database
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.smtp import Door, DoorLimits, Envelope, Judgement, Keeper, Kept
from mailbot.migrating import migrate

OpenKeeper = Callable[[], AbstractAsyncContextManager[Keeper]]
"""What `--keeper` names: opens a keeper for the time that the door stands open."""


class Nothing:
    """aiosmtpd's handler that says 250 and keeps nothing."""

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        """Yes to all."""
        return "250 OK"


async def serve_stock() -> None:
    """aiosmtpd as its Controller sets it up, in this event loop."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Nothing(), hostname="stock.example", loop=loop), "127.0.0.1", 0)
    _tell(server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()


async def serve_door(open_keeper: OpenKeeper) -> None:
    """Our door, with a judge that accepts everybody and the limits that a load generator would meet put away."""
    limits = DoorLimits(connections_a_peer=5000, connections=5000)
    async with open_keeper() as keeper:
        gc.freeze()  # as in `mailbot serve`: nobody looks for rubbish in the code
        door = Door(
            keeper,
            lambda recipient: Judgement.ACCEPTED,
            hostname="door.example",
            now=lambda: datetime.now(UTC),
            smtp=("127.0.0.1", 0),
            limits=limits,
        )
        await door.start()
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
        _tell(door.addresses[0].port)
        await ended.wait()
        await door.stop(1)


@asynccontextmanager
async def keeping_nothing() -> AsyncIterator[Keeper]:
    """A keeper that says "kept" and lies."""

    async def keep(raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        return (Kept.KEPT,) * len(envelope.recipients)

    yield keep


@asynccontextmanager
async def keeping_in_sqlite() -> AsyncIterator[Keeper]:
    """The true keeper, on a fresh SQLite file in the current folder: committed and fsynced before each yes."""
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=".") as folder:
        database = Database(f"sqlite:///{folder}/mailbot.db")
        migrate(database.engine)
        arrivals = Arrivals(database, FolderBlobs(Path(folder) / "blobs"), lambda: datetime.now(UTC), lambda ids: None)
        arrivals.start()
        try:
            yield arrivals.keep
        finally:
            arrivals.stop()
            database.close()


def serve_smtp_sink() -> None:
    """Postfix's sink; raises `FileNotFoundError` when it is not installed."""
    found = smtp_sink()
    if found is None:
        raise FileNotFoundError("smtp-sink is not installed (Debian: apt-get install postfix)")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []  # it refuses to run as root
    sink = subprocess.Popen([str(found[0]), *as_nobody, f"127.0.0.1:{port}", "1000"], env=found[1])
    signal.signal(signal.SIGTERM, lambda *_: sink.terminate())
    while sink.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
            break
        time.sleep(0.01)
    _tell(port)
    sink.wait()


def _tell(port: int) -> None:
    print(f"listening 127.0.0.1 {port}", flush=True)


def _named(path: str) -> OpenKeeper:
    module, _, name = path.partition(":")
    found: Any = getattr(importlib.import_module(module), name)
    opens: OpenKeeper = found
    return opens


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kind", choices=["stock", "stock-uvloop", "door", "door-asyncio", "smtp-sink"])
    parser.add_argument("--keeper", default="bench.sinks:keeping_nothing", help="module:function, for the door")
    chosen = parser.parse_args()
    match chosen.kind:
        case "stock":
            asyncio.run(serve_stock())
        case "stock-uvloop":
            uvloop.run(serve_stock())
        case "door":
            uvloop.run(serve_door(_named(chosen.keeper)))
        case "door-asyncio":
            asyncio.run(serve_door(_named(chosen.keeper)))
        case _:
            serve_smtp_sink()


if __name__ == "__main__":
    main()
