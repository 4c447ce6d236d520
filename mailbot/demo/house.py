"""The house of a demonstration: its tables, its people, its clock and its processes; it can begin again."""

import asyncio
import contextlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from mailbot.clock import MovedClock
from mailbot.db import Database, Session
from mailbot.demo.cast import BEGIN, load_cast
from mailbot.demo.letterboxes import Letterboxes
from mailbot.demo.moving import Move, Moved, Mover
from mailbot.demo.people import People
from mailbot.demo.processes import CLOCK, STANDPOINTS
from mailbot.demo.sending import Sent, SentMails
from mailbot.demo.story import Story, story_now
from mailbot.demo.understanding import Understood, understood
from mailbot.migrating import migrate
from mailbot.model import Person
from mailbot.processes import Children, programs
from mailbot.workflow.agencies import intakes

OURS = ("mailbot.db*", "doorbell.db*", "blobs", "keys", "letters", "sent", STANDPOINTS, CLOCK)
"""What a demonstration leaves in its folder."""
LETTERS, SENT = "letters", "sent"
_COMMANDS = (["demo-front"], ["demo-work"])
_STOP_SECONDS = 4.0
_DOOR_TRIES = 600
_PLAYERS = ("nadia", "yanis", "vasseur", "sophie", "durand")


class Away(Exception):
    """The house begins again at this moment: there is nothing to be seen of it."""


@dataclass
class House:
    """Everything behind the page."""

    folder: Path
    clock: MovedClock
    boxes: Letterboxes
    sent: SentMails
    given: Mapping[str, str]
    """What its processes are told."""
    people: People
    _database: Database | None = None
    _children: Children | None = None

    def __post_init__(self) -> None:
        self._mover = Mover(self.clock, self._opened, self.boxes)
        self._turn = asyncio.Lock()

    @property
    def database_url(self) -> str:
        """Where its rows are."""
        return database_url(self.folder)

    def start(self) -> None:
        """Begin to work, in the thread that lives longest: Linux ends the processes with it."""
        self._database = Database(self.database_url)
        self._children = Children(programs(*_COMMANDS, given=self.given, folder=self.folder))

    def ended(self) -> int | None:
        """The exit status of a process that ended unasked; None while all are there."""
        return self._children.ended() if self._children is not None else None

    async def stop(self) -> None:
        """End the processes, and let go of the tables."""
        children, self._children = self._children, None
        database, self._database = self._database, None
        if children is not None:
            await asyncio.to_thread(children.stop, _STOP_SECONDS)
        if database is not None:
            database.close()

    async def begin_again(self) -> None:
        """Forget everything that happened. Everybody's boxes are empty again, and it is the first morning."""
        async with self._turn:
            await self.stop()
            self.clock.begin_again()
            empty(self.folder)
            self.boxes.clear()
            self.sent.clear()
            await asyncio.to_thread(fill, self.database_url, self.clock)
            self.start()
            await self.until_open()

    async def until_open(self) -> None:
        """Wait for the front process to let somebody in, for as long as it may come to that."""
        for _ in range(_DOOR_TRIES):
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", int(self.given["MAILBOT_SMTP_PORT"]))
                writer.close()
                return
            if self.ended() is not None:
                return
            await asyncio.sleep(0.1)

    async def move(self, how: Move) -> Moved:
        """Let time pass."""
        async with self._turn:
            return await asyncio.to_thread(self._mover.move, how)

    def before_a_mail(self, language: str) -> None:
        """The story's people speak the language of whoever begins it; later it goes by what they write."""
        if self._database is None or any(True for _ in self.sent):
            return
        with self._database.transaction() as session:
            for person in session.scalars(select(Person).where(Person.key.in_(_PLAYERS))):
                person.language = language

    def story(self) -> Story:
        """Where the story stands. Raises Away."""
        with self.looking() as session:
            return story_now(session, self.boxes, self.people, now=self.clock())

    def understood(self, sent: Sent, language: str) -> Understood:
        """What the house understood of this mail. Raises Away."""
        with self.looking() as session:
            return understood(session, sent, self.folder, self.sent.file(sent.number), language)

    @contextlib.contextmanager
    def looking(self) -> Iterator[Session]:
        """Its rows, only to look at. Raises Away."""
        with self._opened().looking() as session:
            yield session

    def _opened(self) -> Database:
        if self._database is None:
            raise Away
        return self._database


def database_url(folder: Path) -> str:
    """Where the rows of a demonstration in this folder are."""
    return f"sqlite:///{folder / 'mailbot.db'}"


def fill(url: str, clock: MovedClock) -> str:
    """Today's tables, and the cast in them once, on the first morning; where problems are reported."""
    database = Database(url)
    migrate(database.engine)
    with database.transaction() as session:
        if not intakes(session):
            clock.set(BEGIN)
            load_cast(session, now=clock())
        [(domain, local)] = intakes(session).items()
    database.close()
    return f"{local}@{domain}"


def empty(folder: Path) -> None:
    """Take away what a demonstration left in its folder."""
    for path in (path for pattern in OURS for path in folder.glob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
