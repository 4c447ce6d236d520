"""A house in a folder that is thrown away, with the cast in it: mails come in and letters leave by the real walks."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from mailbot.blobs import FolderBlobs
from mailbot.db import Database
from mailbot.demo.cast import BEGIN, load_cast
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.dialogue import Envelope
from mailbot.inbound.line import due_mails
from mailbot.inbound.opening import open_mail
from mailbot.inbound.processing import process
from mailbot.inbound.queue import claim
from mailbot.migrating import migrate
from mailbot.model import Person
from mailbot.names import Answer, Kind
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.line import due_letters
from mailbot.outbound.relay import Relay
from mailbot.settings import Trust
from mailbot.threads.tokens import Keyring
from mailbot.worker import run_schedule
from mailbot.world import World

BASE = "https://suivi.agence-tilleul.example"
_HERE = "127.0.0.1"
_AT_ONCE = 100

File = tuple[str, bytes]


class HandClock:
    """Time that moves when a scene says so, and a little at each look so that instants differ."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class Vouched:
    """Names of which this house knows only who vouches for the mails of a scene (SPF and DMARC); nobody is asked."""

    def __init__(self, *domains: str) -> None:
        self._records = dict.fromkeys(domains, f"v=spf1 ip4:{_HERE} -all")
        self._records |= {f"_dmarc.{domain}": "v=DMARC1; p=reject" for domain in domains}

    def ask(self, name: str, kind: Kind) -> Answer:
        """See `mailbot.names.Names`."""
        record = self._records.get(name.lower().removesuffix("."))
        return Answer((record.encode(),)) if record is not None and kind is Kind.TXT else Answer(exists=False)

    def for_one_mail(self) -> "Vouched":
        """The same: no time passes."""
        return self


class _IntoBoxes(Relay):
    """The far end of the relay without a wire: each letter goes into its reader's box."""

    def __init__(self, boxes: Letterboxes, loop: asyncio.Runner, troubles: Mapping[str, Exception]) -> None:
        self._boxes, self._loop, self._troubles = boxes, loop, troubles

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        """See Relay."""
        if recipient in self._troubles:
            raise self._troubles[recipient]
        self._loop.run(self._boxes.keep(raw, _envelope(sender, recipient)))
        return "250 2.0.0 kept"

    def close(self) -> None:
        """Nothing was opened."""


@dataclass(frozen=True, slots=True)
class TourHouse:
    """The house, its people's letterboxes, and the time there."""

    world: World
    boxes: Letterboxes
    clock: HandClock
    loop: asyncio.Runner
    troubles: dict[str, Exception]
    """What the relay answers to a letter for one of these addresses."""
    _office: Office
    _arrivals: Arrivals

    def mail(
        self, sender: str, to: str, words: str, *, subject: str = "Re:", files: Sequence[File] = (), name: str = "",
        answering: Delivered | None = None,
    ) -> list[Delivered]:  # fmt: skip
        """Somebody writes; the letters that this caused."""
        self.clock.forward(minutes=4)
        message = EmailMessage()
        message["From"] = f"{name} <{sender}>" if name else sender
        message["To"], message["Subject"], message["Date"] = to, subject, self.clock.now
        message["Message-ID"] = f"<{self.clock.now.timestamp()}@people.example>"
        if answering is not None:
            message["In-Reply-To"] = answering.mail.header("message-id")
        message.set_content(words)
        for file, content in files:
            kind = ("application", "pdf") if file.endswith(".pdf") else ("image", "jpeg")
            message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=file)
        return self.hand_in(message.as_bytes(policy=SMTP), sender=sender, to=to)

    def hand_in(self, raw: bytes, *, sender: str, to: str) -> list[Delivered]:
        """These very bytes at the door; the letters that they caused."""
        before = len(self.boxes)
        self.loop.run(self._arrivals.keep(raw, _envelope(sender, to)))
        self.settle()
        return list(self.boxes)[before:]

    def settle(self) -> None:
        """Take every mail and send every letter that is due."""
        world = self.world
        while True:
            with world.database.looking() as session:
                mails = due_mails(session, now=self.clock(), limit=_AT_ONCE)
                letters = due_letters(session, now=self.clock(), limit=_AT_ONCE)
            if not mails and not letters:
                return
            for claimed in claim(world, mails):
                process(world, claimed)
            dispatch(world, self._office, letters)

    @contextlib.contextmanager
    def reading_english(self, number: int) -> Iterator[None]:
        """As long as this lasts, somebody reads English."""
        with self.world.database.transaction() as session:
            person = session.get_one(Person, number)
            before, person.language = person.language, "en"
        yield
        with self.world.database.transaction() as session:
            session.get_one(Person, number).language = before

    def strike(self) -> list[Delivered]:
        """Let what is due by the clock leave: the letters that it caused."""
        before = len(self.boxes)
        run_schedule(self.world)
        self.settle()
        return list(self.boxes)[before:]


@contextlib.contextmanager
def open_house(*, vouched: Sequence[str] = ()) -> Iterator[TourHouse]:
    """A house with the cast in it, for as long as somebody looks at it."""
    with tempfile.TemporaryDirectory(prefix="mailbot-tour-") as folder, asyncio.Runner() as loop:
        clock = HandClock(BEGIN)
        database = Database(f"sqlite:///{folder}/mailbot.db")
        migrate(database.engine)
        with database.transaction() as session:
            load_cast(session, now=BEGIN)
        world = World(
            database, FolderBlobs(Path(folder) / "blobs"), Keyring({1: b"workshop" * 4}), clock, 60.0, BASE,
            Vouched(*vouched), Trust("own"), open_mail=open_mail,
        )  # fmt: skip
        boxes = Letterboxes(clock)
        arrivals = Arrivals(database, world.blobs, clock, lambda ids: None)
        arrivals.start()
        troubles: dict[str, Exception] = {}
        office = Office(_IntoBoxes(boxes, loop, troubles), no_signature, timedelta(hours=1))
        try:
            yield TourHouse(world, boxes, clock, loop, troubles, office, arrivals)
        finally:
            arrivals.stop()
            database.close()


def _envelope(sender: str, recipient: str) -> Envelope:
    return Envelope(_HERE, "people.example", sender, (recipient,), tls=True, smtputf8=False, proto="ESMTPS")
