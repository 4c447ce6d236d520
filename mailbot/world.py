"""What a door hands in: the database, the blobs, the keys, the time."""

from dataclasses import dataclass
from datetime import date

from mailbot.blobs import Blobs
from mailbot.clock import Clock
from mailbot.db import Database
from mailbot.threads.tokens import Keyring


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside of us that both walks need. `lease`: seconds that a claimed row is left to its worker."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    clock: Clock
    lease: float

    def today(self) -> date:
        """The day in UTC: tokens are dated with it."""
        return self.clock().date()
