"""Mails that come together are kept in one commit, and nobody waits long for the others."""

import asyncio
from pathlib import Path

import pytest

from mailbot.blobs import FolderBlobs
from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.inbound import arrivals as arrivals_room
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.dialogue import Envelope, Kept
from mailbot.migrating import migrate

_ENVELOPE = Envelope("", "", "nadia@x.example", ("intake@y.example",), tls=False, smtputf8=False, proto="SMTP")


def test_those_who_were_answered_together_are_waited_for_and_nobody_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path}/mailbot.db")
    migrate(database.engine)
    commits = list[int]()
    arrivals = Arrivals(
        database, FolderBlobs(tmp_path / "blobs"), system_clock, lambda new: commits.append(len(new))
    )  # fmt: skip

    async def keep(name: int, *, pauses: float = 0.0) -> None:
        await asyncio.sleep(pauses)
        assert await arrivals.keep(b"Subject: %d\r\n\r\n" % name, _ENVELOPE) == (Kept.KEPT,)

    async def come() -> None:
        first = [asyncio.create_task(keep(name)) for name in range(5)]
        for _ in range(3):  # they wait, and the writer has not begun: so one commit has all of them
            await asyncio.sleep(0)
        arrivals.start()
        await asyncio.gather(*first)
        monkeypatch.setattr(arrivals_room, "_GATHER_SECONDS", 60.0)
        await asyncio.gather(*(keep(10 + number, pauses=number / 50) for number in range(5)))
        monkeypatch.undo()
        await keep(20)  # alone, and the last commit had five
        await asyncio.to_thread(arrivals.stop)

    asyncio.run(come())
    assert commits == [5, 5, 1]
    database.close()
