"""How long a letter takes in an idle house: from the 250 of a mail to the moment its letter is handed to the relay.

python -m bench.latency [MAILS]
"""

import contextlib
import os
import smtplib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.kills import Service, far_end, prepare
from tests.stories.test_a_report_from_first_to_last import mail

_PAUSE = 0.4
"""Seconds between two mails: the house sleeps again."""


@dataclass(frozen=True)
class Latencies:
    """Seconds from the 250 to the first letter, and to the last one, of each mail; and the processor of a quiet house,
    as a part of one core."""

    first: Sequence[float]
    last: Sequence[float]
    idle: float

    def told(self) -> str:
        """One line for people."""
        return (
            f"first letter {_told(self.first)}, last letter {_told(self.last)}; idle {100 * self.idle:.2f} % of a core"
        )


def latencies(
    folder: Path, *, mails: int, database_url: str | None = None, doorbell_url: str | None = None
) -> Latencies:
    """Single mails to a house of its own that has nothing else to do."""
    with far_end() as (boxes, relay_port):
        addresses = prepare(folder, database_url or f"sqlite:///{folder / 'data' / 'mailbot.db'}")
        service = Service(folder, relay_port, database_url=database_url)
        service.environment |= {"MAILBOT_SWEEP_SECONDS": "5", "MAILBOT_LEASE_SECONDS": "60"}
        if doorbell_url is not None:
            service.environment["MAILBOT_DOORBELL_URL"] = doorbell_url
        service.start()
        try:
            service.wait_for_the_door()
            time.sleep(6)  # what a start does besides
            before, began = _processor(service.pid), time.monotonic()
            time.sleep(10)
            idle = (_processor(service.pid) - before) / (time.monotonic() - began)
            first, last = [], []
            writer = addresses[0]
            with smtplib.SMTP("127.0.0.1", service.smtp_port) as client:
                for number in range(mails):
                    reply = mail(
                        f"Il pleut dans la cuisine, {number}.", sender=writer.sender, to=writer.reply_to,
                        subject="Re: x", message_id=f"<{number}@latency>",
                    )  # fmt: skip
                    seen = len(boxes)
                    client.sendmail(writer.sender, [writer.reply_to], reply.as_bytes())
                    said = time.perf_counter()
                    times = list(_until_quiet(boxes, seen, said))
                    first.append(times[0])
                    last.append(times[-1])
        finally:
            service.stop()
    return Latencies(first[2:], last[2:], idle)


def _until_quiet(boxes: Sized, seen: int, said: float) -> Iterator[float]:
    """When each letter came, until none comes any more."""
    quiet_at = time.perf_counter() + 10
    while time.perf_counter() < quiet_at:
        if len(boxes) > seen:
            seen += 1
            yield time.perf_counter() - said
            quiet_at = time.perf_counter() + _PAUSE
        else:
            time.sleep(0.001)


def _processor(parent: int) -> float:
    """Seconds of processor of a process and its children."""
    ticks = 0
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(process.name) == parent or int(fields[1]) == parent:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _told(seconds: Sequence[float]) -> str:
    cuts = quantiles(seconds, n=100) if len(seconds) > 1 else [*seconds] * 99
    return f"median {1000 * median(seconds):.1f} ms, p99 {1000 * cuts[98]:.1f} ms"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(latencies(Path(scratch), mails=int(sys.argv[1]) if len(sys.argv) > 1 else 50).told())
