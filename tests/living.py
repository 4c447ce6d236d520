"""A whole house for the stories: a real door, a real database, and the relay's far end."""

import asyncio
import smtplib
import threading
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mailbot.blobs import Blobs, FolderBlobs
from mailbot.db import Database
from mailbot.demo.cast import load_cast
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.front import judge
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.line import due_mails
from mailbot.inbound.opening import open_mail
from mailbot.inbound.queue import claim
from mailbot.inbound.smtp import Door
from mailbot.inbound.together import take_mails
from mailbot.migrating import migrate
from mailbot.model_mails import InboundMail
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.line import due_letters
from mailbot.outbound.relay import Relay, RelayAddress
from mailbot.settings import Trust
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import InboundFate
from mailbot.worker import run_schedule
from mailbot.workflow.agencies import intakes
from mailbot.world import World
from tests.names_server import StaticNames

BEGIN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""Ten o'clock in Paris, when the cast's cases stand as its file says."""
INTAKE = "signaler@suivi.agence-tilleul.example"
NADIA = "nadia.belkacem@gmail.example"
YANIS = "yanis.b@outlook.example"
SOPHIE = "sophie.lambert@agence-tilleul.example"
BERNARD = "b.vasseur@orange.example"


class HandClock:
    """Time that moves when a test says so, and a little at each look so that instants differ."""

    def __init__(self, now: datetime = BEGIN) -> None:
        self.now = now
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:  # threads look while a test moves it: nobody takes that back
            self.now += timedelta(milliseconds=1)
            return self.now

    def forward(self, **by: float) -> None:
        with self._lock:
            self.now += timedelta(**by)


class Loop:
    """An event loop in a thread of its own: doors live in it while the test goes on."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=120)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@dataclass
class LivingHouse:
    """The house, and what a test does with it."""

    world: World
    office: Office
    boxes: Letterboxes
    clock: HandClock
    smtp_port: int
    relay_port: int
    names: StaticNames
    """What the DNS of this house says: nothing, of anybody, until a test publishes it."""

    def vouches(self, domain: str) -> None:
        """Let a domain stand for the mails of this test: it publishes a policy, and that mail comes from here."""
        self.publishes(domain)
        self.names.publish(domain, "TXT", "v=spf1 ip4:127.0.0.1 -all")

    def publishes(self, domain: str, policy: str = "reject") -> None:
        """Let a domain publish a DMARC policy, which no mail of this test keeps."""
        self.names.publish(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p={policy}")

    def mail(self, raw: bytes | EmailMessage, *, sender: str, to: str) -> None:
        """Hand in one mail over SMTP. Raises what smtplib raises when the door refuses it."""
        content = raw if isinstance(raw, bytes) else raw.as_bytes(policy=policy.SMTP)
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=60) as client:
            client.sendmail(sender, [to], content)

    def settle(self) -> list[InboundFate | None]:
        """Let the worker's two tasks run until nothing is due; the fates of the mails that were."""
        fates: list[InboundFate | None] = []
        while True:
            with self.world.database.looking() as session:
                mails = due_mails(session, now=self.clock(), limit=100)
                letters = due_letters(session, now=self.clock(), limit=100)
            if not mails and not letters:
                return fates
            take_mails(self.world, claim(self.world, mails))
            fates += self._fates(mails)
            dispatch(self.world, self.office, letters)

    def _fates(self, mails: Sequence[int]) -> list[InboundFate | None]:
        if not mails:
            return []
        with self.world.database.looking() as session:
            rows = session.execute(select(InboundMail.id, InboundMail.fate).where(InboundMail.id.in_(mails)))
            found = {row.id: row.fate for row in rows}
        return [found[number] for number in mails]

    def strike(self) -> list[Delivered]:
        """Let what is due by the clock leave: the letters that it caused."""
        before = len(self.boxes)
        run_schedule(self.world)
        self.settle()
        return list(self.boxes)[before:]

    def settle_mails(self) -> None:
        """Take what is due, and leave its letters unsent."""
        with self.world.database.looking() as session:
            mails = due_mails(session, now=self.clock(), limit=100)
        take_mails(self.world, claim(self.world, mails))

    def told(self, raw: bytes | EmailMessage, *, sender: str, to: str) -> list[Delivered]:
        """Hand in one mail and settle: the letters that it caused."""
        before = len(self.boxes)
        self.mail(raw, sender=sender, to=to)
        self.settle()
        return list(self.boxes)[before:]


def letter_to(letters: list[Delivered], address: str, code: str) -> Delivered:
    """The one letter of this code for this address among these."""
    found = [each for each in letters if each.recipient == address and each.mail.header("x-mailbot-letter") == code]
    assert len(found) == 1, who_got_what(letters)
    return found[0]


def who_got_what(letters: list[Delivered]) -> set[tuple[str, str]]:
    """Each recipient with the code of a letter."""
    return {(each.recipient, each.mail.header("x-mailbot-letter")) for each in letters}


def text_of(letter: Delivered) -> str:
    """The plain text of a letter, its no-break spaces plain and its line ends blanks."""
    return " ".join(letter.mail.text.split())


def reply_to(letter: Delivered) -> str:
    """The address that an answer to a letter goes to."""
    return letter.mail.reply_to[0].address


def settle_cast(database: Database) -> None:
    """Tables and people, as every house of the stories begins."""
    migrate(database.engine)
    with database.transaction() as session:
        load_cast(session, now=BEGIN)


def open_house(
    database_url: str, folder: Path, loop: Loop, *, patience: float = 20.0, blobs: Blobs | None = None
) -> tuple[LivingHouse, Callable[[], None]]:
    """A house on a fresh database in which the cast lives already, and what closes it. `patience`: of its writers;
    `blobs`: another store than a folder."""
    clock, names = HandClock(), StaticNames()
    database = Database(database_url, patience=patience)
    world = World(
        database, blobs or FolderBlobs(folder / "blobs"), Keyring({1: b"k" * 32}), clock, 60.0,
        "https://pages.test.example", names, Trust("own"), open_mail=open_mail,
    )  # fmt: skip
    with database.looking() as session:
        domains = intakes(session)
    boxes = Letterboxes(clock)
    arrivals = Arrivals(database, world.blobs, clock, lambda ids: None)
    arrivals.start()
    stack = AsyncExitStack()

    async def listen() -> tuple[int, int]:
        door = Door(
            arrivals.keep, lambda recipient: judge(recipient, domains, world.keyring), hostname="mx.test.example",
            now=clock, smtp=("127.0.0.1", 0),
        )  # fmt: skip
        far_end = Door(boxes.keep, boxes.judge, hostname="relay.test.example", now=clock, smtp=("127.0.0.1", 0))
        for each in (door, far_end):
            await each.start()
            stack.push_async_callback(each.stop, 1.0)
        return door.addresses[0].port, far_end.addresses[0].port

    smtp_port, relay_port = loop.run(listen())
    relay = Relay(RelayAddress("127.0.0.1", relay_port, implicit_tls=False), hostname="mx.test.example")
    office = Office(relay, no_signature, timedelta(hours=1))

    def close() -> None:
        relay.close()
        loop.run(stack.aclose())
        arrivals.stop()
        database.close()

    return LivingHouse(world, office, boxes, clock, smtp_port, relay_port, names), close
