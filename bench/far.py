"""How many letters a second leave by a relay that is far: each of its answers takes its time, and nothing else does.

    python -m bench.far --milliseconds 20 --letters 400

Letters are written, sealed, sent and recorded by one thread of the worker's, from a database of a file.
"""

import argparse
import asyncio
import tempfile
import threading
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import String, cast, func, select, update

from bench.walk import keep
from bench.whole import addresses
from mailbot.clock import system_clock
from mailbot.inbound.queue import claim_due
from mailbot.inbound.together import take_mails
from mailbot.model_mails import OutboundMail
from mailbot.outbound.dispatching import dispatch_due, open_office
from mailbot.settings import read_settings
from mailbot.telemetry import set_up_logs
from mailbot.vocabulary import OutboundFate
from mailbot.world import World, make_world


class FarRelay:
    """Takes every letter. What it says arrives so many seconds after what it was asked."""

    def __init__(self, seconds: float, *, pipelining: bool) -> None:
        self._seconds = seconds
        self._knows = "250-far.example\r\n" + ("250-PIPELINING\r\n" if pipelining else "") + "250 8BITMIME\r\n"
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.connections = 0
        self.letters = 0
        self.port = 0

    def start(self) -> None:
        """Listen, in a thread of its own."""
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, limit=1 << 22)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._say(writer, "220 far.example\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                break
            self._say(writer, self._knows if verb == b"EHLO" else "354 go on\r\n" if verb == b"DATA" else "250 ok\r\n")
            if verb == b"DATA":
                await reader.readuntil(b"\r\n.\r\n")
                self.letters += 1
                self._say(writer, "250 ok\r\n")
        writer.close()

    def _say(self, writer: asyncio.StreamWriter, words: str) -> None:
        self._loop.call_later(self._seconds, writer.write, words.encode())


def _prepared(world: World, recipients: list[str], letters: int) -> None:
    with world.database.transaction() as session:
        session.execute(update(OutboundMail).values(fate=OutboundFate.SENT, due_at=None))
    keep(world.database, recipients, letters // 2, seed=3)
    while claimed := claim_due(world, limit=10):
        take_mails(world, claimed)
    with world.database.transaction() as session:  # each letter has a reader of its own, as in a town
        session.execute(
            update(OutboundMail)
            .where(OutboundMail.due_at.is_not(None))
            .values(recipient="reader-" + cast(OutboundMail.id, String) + "@example.org", due_at=system_clock())
        )


def main() -> None:
    """Read the command line, send, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--milliseconds", type=float, default=20.0)
    parser.add_argument("--letters", type=int, default=400)
    chosen = parser.parse_args()
    set_up_logs("warning")
    for pipelining in (True, False):
        relay = FarRelay(chosen.milliseconds / 1000, pipelining=pipelining)
        relay.start()
        with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
            folder = Path(name).absolute()
            url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
            recipients = addresses(folder, url)
            settings = read_settings(
                data_dir=folder / "data", database_url=url, relay_url=f"smtp://127.0.0.1:{relay.port}"
            )
            world = replace(make_world(settings), names=None)
            _prepared(world, recipients, chosen.letters)
            office = open_office(settings, now=system_clock() - timedelta(hours=1))
            wall, processor = time.perf_counter(), time.process_time()
            while dispatch_due(world, office, limit=20):
                pass
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            with world.database.looking() as session:
                sent = session.scalar(
                    select(func.count()).where(OutboundMail.answer == "250 ok", OutboundMail.fate == OutboundFate.SENT)
                )
            world.database.close()
        print(
            f"{chosen.milliseconds:.0f} ms away, {'with' if pipelining else 'without'} PIPELINING: "
            f"{relay.letters / wall:.0f} letters/s over {relay.connections} connections, "
            f"{1000 * processor / relay.letters:.1f} ms of processor each ({sent} sent)",
            flush=True,
        )


if __name__ == "__main__":
    main()
