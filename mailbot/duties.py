"""Work that one process does for all the others of a house: the database says whose it is, for a lease."""

import os
import secrets
from datetime import datetime, timedelta
from socket import gethostname

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from mailbot.model_mails import Duty
from mailbot.telemetry import logger
from mailbot.world import World

log = logger(__name__)


class OnDuty:
    """Whether this process does it. Whoever has the row holds it, and renews it while it lives; when it dies, the lease
    ends, and the next one that asks takes it over. No lock of a connection: a pool in between would hand that on."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self._name = name
        self._me = f"{gethostname()[:16]} {os.getpid()} {secrets.token_hex(4)}"[:32]
        self._has_it = False

    def take(self) -> bool:
        """Whether it is ours now: still, or because nobody has it. Raises TryAgain when the database is away: then it
        is nobody's."""
        had, self._has_it = self._has_it, False
        now, lease = self._world.clock(), timedelta(seconds=self._world.lease)
        with self._world.database.looking() as session:
            held = session.execute(select(Duty.holder, Duty.until).where(Duty.name == self._name)).one_or_none()
        # Further ahead than any lease: the clock that wrote it was wrong, or ours is.
        stands = held is not None and now < held.until <= now + 2 * lease
        if held is not None and stands:
            if held.holder != self._me:
                return False
            if held.until > now + lease / 2:
                self._has_it = True
                return True
        self._has_it = self._write(held.holder if held else None, held.until if held else None, now + lease)
        if self._has_it and not had:
            log.info("on_duty", duty=self._name)
        return self._has_it

    def leave(self) -> None:
        """Let another one have it at once: this process ends."""
        if not self._has_it:
            return
        self._has_it = False
        with self._world.database.core_transaction() as connection:
            mine = (Duty.name == self._name, Duty.holder == self._me)
            connection.execute(update(Duty).where(*mine).values(until=self._world.clock()))

    def _write(self, holder: str | None, until: datetime | None, new: datetime) -> bool:
        """Whether nobody has written since we looked."""
        try:
            with self._world.database.core_transaction() as connection:
                if holder is None:
                    connection.execute(insert(Duty).values(name=self._name, holder=self._me, until=new))
                    return True
                seen = (Duty.name == self._name, Duty.holder == holder, Duty.until == until)
                return connection.execute(update(Duty).where(*seen).values(holder=self._me, until=new)).rowcount == 1
        except IntegrityError:
            return False
