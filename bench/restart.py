"""Everything is stopped, or killed, and started again in the middle of a busy day: what each writer said stays in its
order, once, and nobody has a letter twice. `python -m bench.restart --mails 1000`."""

import re
import smtplib
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from bench.kills import Address, Service, far_end, prepare
from mailbot.db import Database
from mailbot.demo.letterboxes import Letterboxes
from mailbot.model import Comment
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.terminal import watching
from mailbot.vocabulary import InboundFate
from mailbot.watching import Watching

_PATIENCE = 900.0
_SAID = re.compile(r"Message (\d+) de (\d+)\.")


@dataclass(frozen=True)
class Count:
    """What was found at the end."""

    waited: tuple[int, ...]
    """How many mails waited at each restart."""
    taken: int
    lost: int
    doubled: int
    out_of_order: int
    letters: int
    letters_lost: int
    letters_doubled: int
    """Under two Message-IDs: a repeat under the same one is shown once."""
    seconds: float


def run(folder: Path, mails: int, *, lease: int = 3) -> Count:
    """Two restarts: politely while mails come in, and without a word (kill -9) while they are worked off."""
    url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
    began = time.monotonic()
    with far_end() as (boxes, relay_port):
        writers = prepare(folder, url)[:4]
        service = Service(folder, relay_port)
        service.environment["MAILBOT_LEASE_SECONDS"] = str(lease)
        service.start()
        service.wait_for_the_door()
        database = Database(url)
        waited = []
        _say(service, writers, range(mails // 2))
        waited.append(_restart(service, database, kills=False))
        _say(service, writers, range(mails // 2, mails))
        waited.append(_restart(service, database, kills=True))
        with watching() as told:
            _wait(database, told)
        service.stop()
        count = _count(database, boxes, mails, tuple(waited), time.monotonic() - began)
        database.close()
    return count


def _say(service: Service, writers: Sequence[Address], numbers: range) -> None:
    """Each writer in turn; one who is cut off says the same again."""
    lines: dict[int, smtplib.SMTP] = {}
    for number in numbers:
        at = number % len(writers)
        message = EmailMessage()
        message["From"], message["To"] = writers[at].sender, writers[at].reply_to
        message["Subject"], message["Message-ID"] = "Re: x", f"<{number}@restart.example>"
        message.set_content(f"Message {number} de {at}.")
        while True:
            try:
                if at not in lines:
                    lines[at] = smtplib.SMTP("127.0.0.1", service.smtp_port, timeout=60)
                lines[at].send_message(message)
            except (OSError, smtplib.SMTPException):
                lines.pop(at, None)
                time.sleep(0.1)
            else:
                break
    for line in lines.values():
        line.close()


def _restart(service: Service, database: Database, *, kills: bool) -> int:
    with database.looking() as session:
        waiting = session.scalar(select(func.count()).where(InboundMail.due_at.is_not(None))) or 0
    if kills:
        service.kill()
    else:
        service.stop()
    service.start()
    service.wait_for_the_door()
    return waiting


def _wait(database: Database, told: Watching) -> None:
    """Until nothing waits any more. Raises TimeoutError."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with database.looking() as session:
            mails = session.scalar(select(func.count()).where(InboundMail.due_at.is_not(None)))
            letters = session.scalar(select(func.count()).where(OutboundMail.due_at.is_not(None)))
        if not mails and not letters:
            return
        told("still waiting", (mails or 0) + (letters or 0), 0)
        time.sleep(0.2)
    raise TimeoutError(f"{mails} mails and {letters} letters wait")


def _count(database: Database, boxes: Letterboxes, mails: int, waited: tuple[int, ...], seconds: float) -> Count:
    with database.looking() as session:
        taken = session.scalar(select(func.count()).where(InboundMail.fate == InboundFate.TAKEN)) or 0
        texts = session.scalars(select(Comment.text).order_by(Comment.id)).all()
        rows = session.scalars(select(OutboundMail.message_id)).all()
    said = [(int(found[2]), int(found[1])) for text in texts if (found := _SAID.search(text))]
    times = Counter(number for _, number in said)
    order: dict[int, list[int]] = {}
    for writer, number in said:
        order.setdefault(writer, []).append(number)
    came = {each.mail.message_id for each in boxes}
    news = Counter(
        (each.recipient, found[1])
        for each in {each.mail.message_id: each for each in boxes}.values()
        if (found := _SAID.search(each.mail.text))
    )
    return Count(
        waited, taken, mails - len(times), sum(many - 1 for many in times.values()),
        sum(one > other for each in order.values() for one, other in pairwise(each)),
        len(boxes), len(set(rows) - came), sum(many - 1 for many in news.values()), seconds,
    )  # fmt: skip


if __name__ == "__main__":
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--mails", type=int, default=1000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        sys.stdout.write(f"{run(Path(made), given.mails)}\n")
