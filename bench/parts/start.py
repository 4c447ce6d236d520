"""From the start of `mailbot serve`, on a house that has people in it, until a mail has its 250."""

import smtplib
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.accept import far_end
from bench.figures import Figure, interleaved
from bench.generator import mails
from bench.kills import Service
from bench.scale import Scale
from bench.whole import addresses

_BAR = 2.0
_PATIENCE = 60.0


def measure(scale: Scale) -> list[Figure]:
    """A client that tries again every 5 ms from the start on, as a queue in front would in its own time."""
    with far_end() as relay, tempfile.TemporaryDirectory(dir=".", prefix=".bench-") as name:
        folder = Path(name).absolute()
        recipient = addresses(folder, f"sqlite:///{folder / 'data' / 'mailbot.db'}")[0]
        letters = mails(time.monotonic_ns())
        (found,) = interleaved(
            scale.rounds, lambda: _seconds(Service(folder, relay.port), recipient, next(islice(letters, 1)))
        )
    return [Figure("start", "from the start of mailbot serve to its first 250", "s", found, _BAR)]


def _seconds(service: Service, recipient: str, raw: bytes) -> float:
    began = time.perf_counter()
    words = [sys.executable, "-m", "mailbot", "serve"]
    process = subprocess.Popen(words, env=service.environment, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - began < _PATIENCE:
            try:
                with smtplib.SMTP("127.0.0.1", service.smtp_port, local_hostname="bench.example") as client:
                    client.sendmail("nadia@example.org", [recipient], raw.removesuffix(b".\r\n"))
                    return time.perf_counter() - began
            except (OSError, smtplib.SMTPException):
                time.sleep(0.005)
        raise TimeoutError("no 250")
    finally:
        process.terminate()
        process.wait(60)
