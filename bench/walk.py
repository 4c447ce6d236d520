"""Both walks in one process, without the doors: what a reply costs from its claim to its two letters, and why.

python -m bench.walk --replies 300            # milliseconds of processor and statements, by walk
python -m bench.walk --replies 300 --profile  # where the time goes
python -m bench.walk --replies 20 --statements # each statement of one reply and of its letters
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, insert, select

from bench.accept import far_end
from bench.generator import mails
from bench.whole import addresses
from mailbot.blobs import fingerprint
from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.inbound.arrivals import message_id_of
from mailbot.inbound.queue import claim_due
from mailbot.inbound.together import take_mails
from mailbot.model_mails import InboundMail, MailBytes, OutboundMail
from mailbot.outbound.dispatching import dispatch_due, open_office
from mailbot.settings import Settings, read_settings
from mailbot.telemetry import set_up_logs
from mailbot.vocabulary import OutboundFate
from mailbot.world import World, make_world

_SENT = select(func.count()).where(OutboundMail.fate == OutboundFate.SENT)
_AT_ONCE = 10
_LETTERS_AT_ONCE = 20


class Counting:
    """Every statement that a database is told, while `on`."""

    def __init__(self, database: Database) -> None:
        self.on = False
        self.told: list[str] = []
        event.listen(database.engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self.on:
            self.told.append(" ".join(statement.split()))


def keep(database: Database, recipients: list[str], number: int, *, seed: int) -> None:
    """Put so many replies where the door would have put them."""
    now = system_clock()
    rows, contents = [], []
    for at, sent in enumerate(islice(mails(seed), number)):
        raw = sent.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        name = fingerprint(raw)
        contents.append({"fingerprint": name, "content": raw})
        rows.append(
            {
                "fingerprint": name, "message_id": message_id_of(raw), "recipient": recipients[at % len(recipients)],
                "mail_from": "nadia@example.org", "peer": "127.0.0.1", "helo": "generator.example", "sender": "",
                "size": len(raw), "received_at": now + timedelta(microseconds=at), "due_at": now, "tries": 0,
                "trouble": "", "trail": [],
            }
        )  # fmt: skip
    with database.core_transaction() as connection:
        connection.execute(insert(MailBytes), contents)
        connection.execute(insert(InboundMail), rows)


def _all_mails(world: World) -> int:
    taken = 0
    while claimed := claim_due(world, limit=_AT_ONCE):
        taken += take_mails(world, claimed)
    return taken


def _all_letters(world: World, settings: Settings) -> int:
    office = open_office(settings)
    with world.database.looking() as session:
        last = session.scalar(_SENT) or 0
    while dispatch_due(world, office, limit=_LETTERS_AT_ONCE):
        pass
    with world.database.looking() as session:
        return (session.scalar(_SENT) or 0) - last


def _timed(
    what: str, do: Callable[[], int], wanted: int, replies: int, counting: Counting, profile: cProfile.Profile | None
) -> None:  # fmt: skip
    counting.told.clear()
    counting.on = True
    wall, processor = time.perf_counter(), time.process_time()
    if profile is not None:
        profile.enable()
    number = do()
    if number != wanted:
        raise SystemExit(f"{what}: {number} where {wanted} were wanted")
    if profile is not None:
        profile.disable()
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    counting.on = False
    print(
        f"{what:>8}: {1000 * processor / replies:6.2f} ms of processor a reply, {1000 * wall / replies:6.2f} in all, "
        f"{len(counting.told) / replies:5.1f} statements  ({number} in all)",
        flush=True,
    )


def main() -> None:
    """Read the command line, walk, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--replies", type=int, default=300)
    parser.add_argument("--database-url")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--sort", default="tottime")
    parser.add_argument("--statements", action="store_true")
    chosen = parser.parse_args()
    set_up_logs("warning")
    with tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name, far_end() as relay:
        folder = Path(name).absolute()
        url = chosen.database_url or f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        recipients = addresses(folder, url)
        settings = read_settings(
            data_dir=folder / "data", database_url=url, relay_url=f"smtp://127.0.0.1:{relay.port}", lease_seconds=600.0,
            keys=tuple((folder / "data" / "keys").read_text().split()),
        )  # fmt: skip
        world = replace(make_world(settings), names=None)
        keep(world.database, recipients, 100, seed=1)  # what is compiled and opened once
        _all_mails(world)
        _all_letters(world, settings)
        keep(world.database, recipients, chosen.replies, seed=2)
        counting = Counting(world.database)
        for what, do, wanted in (
            ("mails", lambda: _all_mails(world), chosen.replies),
            ("letters", lambda: _all_letters(world, settings), 2 * chosen.replies),
        ):
            profile = cProfile.Profile() if chosen.profile else None
            _timed(what, do, wanted, chosen.replies, counting, profile)
            if profile is not None:
                pstats.Stats(profile).sort_stats(chosen.sort).print_stats(60)
            if chosen.statements:
                for statement, times in Counter(counting.told).most_common():
                    print(f"{times / chosen.replies:6.2f}  {statement[:400]}")
        world.database.close()


if __name__ == "__main__":
    main()
