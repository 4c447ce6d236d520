"""What a door hands in: the database, the blobs, the keys, the time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.blobs import Blobs
from mailbot.clock import Clock, system_clock
from mailbot.db import Database
from mailbot.errors import WrongSetting
from mailbot.migrating import Shape, shape_of
from mailbot.names import Names, Resolver
from mailbot.settings import Settings, Trust
from mailbot.stores import open_blobs
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import AttachmentUse


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file of a mail, and what it would be taken for."""

    name: str
    use: AttachmentUse
    content: bytes


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail as a person may look at it before it is taken: plain words, never its HTML, and nothing fetched."""

    subject: str
    name: str
    """Whoever it says it is from, as it writes it."""
    words: str
    """All of it, whoever wrote what."""
    files: tuple[OpenedFile, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside of us that both walks need. `lease`: seconds that a claimed row is left to its worker;
    `page_base`: what the links in letters begin with; `names`: whom we ask about domains, None when nobody."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    clock: Clock
    lease: float
    page_base: str
    names: Names | None
    trust: Trust
    open_mail: Callable[[bytes], OpenedMail] | None = None
    """How pages show a mail that waits; None in a process that has none."""
    has_room: Callable[[], bool] = lambda: True
    """Whether the disk has more left than what was begun needs."""
    overhear: Callable[[int, Mapping[str, Any]], None] | None = None
    """Told of each mail what it was read with, once that is settled; None in every house but the demonstration's."""

    def today(self) -> date:
        """The day in UTC: tokens are dated with it."""
        return self.clock().date()


def make_world(settings: Settings, clock: Clock | None = None) -> World:
    """The world of a process. Raises WrongSetting when the database does not answer, or its tables are not today's."""
    clock = clock or system_clock
    database = Database(settings.database, pool_size=max(8, 2 * settings.workers + 4))
    database.must_answer()
    shape = shape_of(database.engine)
    if shape is not Shape.TODAYS:
        database.close()
    if shape is Shape.NEWER:
        raise WrongSetting("The database's tables are of a later version of mailbot: start that one.")
    if shape is not Shape.TODAYS:
        raise WrongSetting("The database's tables are not today's: run `mailbot migrate` first.")
    if not database.is_sqlite and not settings.keys:
        raise WrongSetting(
            "MAILBOT_KEYS is empty: processes that share a database must seal with the same keys. A house that moved "
            "here has them in the `keys` of its data folder: its lines, separated by commas. A new one begins with 0: "
            "and what `openssl rand -hex 32` prints."
        )
    names = Resolver(settings.dns_servers, seconds=settings.dns_seconds, clock=clock)
    return World(
        database, open_blobs(settings), Keyring(settings.signing_keys), clock, settings.lease_seconds,
        settings.page_base, None if settings.trust.mode == "off" else names, settings.trust,
    )  # fmt: skip
