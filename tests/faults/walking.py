"""A house whose walks run one by one in this process: the door and the relay's far end are left out, nothing else."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from mailbot.blobs import FolderBlobs
from mailbot.db import Database
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.dialogue import Envelope
from mailbot.inbound.line import due_mails
from mailbot.inbound.opening import open_mail
from mailbot.inbound.processing import process
from mailbot.inbound.queue import claim
from mailbot.model import Agency, Participant, Person, PersonAddress
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.line import due_letters
from mailbot.outbound.relay import Relay
from mailbot.settings import Trust
from mailbot.threads.addresses import answer_address, bounce_address, reply_address
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel, InboundFate, OutboundFate
from mailbot.world import World
from tests.living import INTAKE, HandClock
from tests.names_server import StaticNames


class Taken(Relay):
    """Where letters go: a relay that takes everything, and keeps it."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, bytes]] = []

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        """See `mailbot.outbound.relay.Relay`."""
        self.letters.append((recipient, raw))
        return "250 2.0.0 kept"


@dataclass(frozen=True)
class Walked:
    """What became of one mail."""

    fate: InboundFate | None
    """None when it was put off."""
    trouble: str
    trail: Sequence[object]
    letters: Sequence[tuple[str, bytes]]
    """The letters that it caused: whom they go to, and their bytes."""
    unsent: Sequence[str]
    """What is wrong with the letters that could not be sent."""


@dataclass(frozen=True)
class Seat:
    """An address of ours, and the one of somebody who writes to it."""

    recipient: str
    writer: str


class WalkingHouse:
    """The cast's house on SQLite. `cast`: a database in which they live already, to be copied."""

    def __init__(self, folder: Path, cast_file: Path) -> None:
        shutil.copy(cast_file, folder / "mailbot.db")
        self.clock = HandClock()
        self.database = Database(f"sqlite:///{folder / 'mailbot.db'}")
        self.names = StaticNames()
        self.world = World(
            self.database, FolderBlobs(folder / "blobs"), Keyring({1: b"k" * 32}), self.clock, 600.0,
            "https://pages.test.example", self.names, Trust("own"), open_mail=open_mail,
        )  # fmt: skip
        self._relay = Taken()
        self._office = Office(self._relay, no_signature, timedelta(hours=1))
        self._arrivals = Arrivals(self.database, self.world.blobs, self.clock, lambda ids: None)
        self._arrivals.start()

    def close(self) -> None:
        """Leave it."""
        self._arrivals.stop()
        self.database.close()

    def seats(self) -> Sequence[Seat]:
        """Every address to which somebody may write, with the one that they write from, in an order that stays."""
        today = self.world.today()
        with self.database.looking() as session:
            [(agency, domain)] = session.execute(
                select(Agency.id, Agency.mail_domain).where(Agency.mail_domain == INTAKE.rpartition("@")[2])
            ).all()
            on_file = select(PersonAddress).where(PersonAddress.agency_id == agency).order_by(PersonAddress.id.desc())
            addresses = {row.person_id: row.address for row in session.scalars(on_file)}
            participants = session.execute(
                select(Participant.id, Participant.person_id).order_by(Participant.id).limit(400)
            ).all()
            letters = session.execute(select(OutboundMail.id, OutboundMail.person_id).order_by(OutboundMail.id)).all()
            people = session.scalars(select(Person.id).order_by(Person.id)).all()
        seats = [
            Seat(reply_address(self.world.keyring, number, channel, domain, today=today), addresses[person])
            for number, person in participants
            if person in addresses
            for channel in (Channel.PUBLIC, Channel.PRIVATE)
        ]
        for number, person in letters[:200]:
            if person in addresses:
                for made in (answer_address, bounce_address):
                    seats.append(Seat(made(self.world.keyring, number, domain, today=today), addresses[person]))
        seats += [Seat(INTAKE, addresses[person]) for person in people if person in addresses]
        return [*seats, Seat(f"postmaster@{domain}", "mailer-daemon@mx.example")]

    def walk(self, raw: bytes, *, sender: str, to: str) -> Walked:
        """Keep one mail, take it to its fate, and send the letters that it causes."""
        self._relay.letters.clear()
        envelope = Envelope("192.0.2.14", "mx.mail.example", sender, (to,), tls=True, smtputf8=True, proto="ESMTPS")
        asyncio.run(self._arrivals.keep(raw, envelope))
        with self.database.looking() as session:
            mails = due_mails(session, now=self.clock(), limit=10)
        fates = [process(self.world, claimed) for claimed in claim(self.world, mails)]
        unsent = self._send()
        with self.database.looking() as session:
            row = session.get_one(InboundMail, mails[-1]) if mails else None
        if row is None:
            return Walked(None, "", (), tuple(self._relay.letters), unsent)
        return Walked(fates[-1] if fates else row.fate, row.trouble, row.trail, tuple(self._relay.letters), unsent)

    def _send(self) -> Sequence[str]:
        with self.database.looking() as session:
            letters = due_letters(session, now=self.clock(), limit=500)
        dispatch(self.world, self._office, letters)
        with self.database.looking() as session:
            rows = session.scalars(select(OutboundMail).where(OutboundMail.id.in_(letters))).all()
            return [f"{row.kind.value}: {row.answer}" for row in rows if row.fate is not OutboundFate.SENT]
