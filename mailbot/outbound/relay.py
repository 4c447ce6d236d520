"""Hands letters to the smarthost, or to the next one while it is away, over connections that stay open."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import Self

from mailbot.domains import one_form
from mailbot.outbound.relay_address import RelayAddress, Secrecy
from mailbot.outbound.relay_connection import Connection, NotUs, PutOff, RefusedByRelay, Uncertain, is_plain
from mailbot.outbound.relay_hands import Hand, Way, holding, told_to_wait
from mailbot.outbound.relay_pool import Pool
from mailbot.outbound.relay_rests import Rests
from mailbot.outbound.smtp_line import Lost, Patience, Stalled

__all__ = [
    "Hand",
    "Patience",
    "PutOff",
    "RefusedByRelay",
    "Relay",
    "RelayAddress",
    "Secrecy",
    "Uncertain",
    "Way",
    "holding",
]

_NEAR = 0.005
"""Seconds that a letter takes on this machine or beside it."""
_NEWS = 0.2
"""How much the last letter counts for how long they take."""


class Relay:
    """Kept-open connections to each relay, shared by all threads that send."""

    _pace = 0.0
    """Seconds that a letter takes, lately. None has left as long as it is nought."""

    def __init__(
        self, *addresses: RelayAddress, hostname: str, secrecy: Secrecy | None = None, patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """`addresses` are tried in their order; `hostname` is what we call ourselves in EHLO."""
        self._addresses = addresses
        self._hostname = one_form(hostname) or hostname
        self._secrecy = secrecy or Secrecy()
        self._patience = patience or Patience()
        self._rests = Rests(
            tuple(address.name for address in addresses), trial=4 * self._patience.answer, clock=clock
        )  # fmt: skip
        self._pools = tuple(
            Pool(
                partial(Connection, address, self._hostname, self._secrecy, self._patience), told_to_wait,
                tick=self._patience.tick, patience=self._patience.whole,
            )
            for address in addresses
        )  # fmt: skip
        self._opened = dict[Way, tuple[int, Connection]]()
        """Envelopes behind the final dot of another letter, each at its relay."""
        self._silent = set[int]()
        """Relays that answered nothing to what stood behind a final dot."""

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        """Hand over one letter; what the relay answered. Raises RefusedByRelay, PutOff or Uncertain.

        `raw` has CRLF line ends. `sender` is the return path, `recipient` the one who gets it. A relay that is away
        before the final dot is left alone, and the next one has the letter; after it, never.
        """
        if not is_plain(sender + recipient):
            raise RefusedByRelay("553 5.1.3 no address has a line end in it")
        why, stumbled = "", dict[int, _LostInLetter]()
        try:
            for number in range(len(self._addresses)):
                if not self._rests.may_try(number):
                    continue
                try:
                    answer = self._heard_by(number, raw, sender, recipient)
                except NotUs as refusal:
                    why = refusal.why
                except _LostInLetter as loss:
                    stumbled[number] = loss
                    why = f"relay {self._addresses[number].name}: {loss.why}"
                except Lost as loss:
                    self._rests.is_away(number, loss.why)
                else:
                    self._all_rest(stumbled)
                    return answer
        finally:
            self._stalled_rest(stumbled)
            self.leave(Way(sender, recipient))
        if why:
            raise PutOff(why[:500])
        raise PutOff(self._rests.why()[:500] or "relay: it is being tried", again_in=self._rests.seconds())

    def _heard_by(self, number: int, raw: bytes, sender: str, recipient: str) -> str:
        """What one relay answered. Raises Lost or _LostInLetter as well: whether it rests then is not said yet."""
        try:
            answer = self._send_by(number, raw, sender, recipient)
        except (Lost, _LostInLetter):
            raise
        except Uncertain as doubt:
            if isinstance(doubt.__cause__, Stalled):
                self._rests.is_away(number, doubt.__cause__.why)
            else:
                self._rests.is_here(number)
            raise
        except Exception:  # of this letter alone
            self._rests.is_here(number)
            raise
        self._rests.is_here(number)
        return answer

    def _all_rest(self, stumbled: dict[int, "_LostInLetter"]) -> None:
        """Another relay took the letter: those that did not are away."""
        for number, loss in stumbled.items():
            self._rests.is_away(number, loss.why)
        stumbled.clear()

    def _stalled_rest(self, stumbled: Mapping[int, "_LostInLetter"]) -> None:
        """It may be the letter that a relay stumbles over, and the others are not made to wait for it; but silence
        costs each of them minutes."""
        for number, loss in stumbled.items():
            if isinstance(loss.__cause__, Stalled):
                self._rests.is_away(number, loss.why)
            else:
                self._rests.is_here(number)

    def leave(self, way: Way) -> None:
        """This letter is not sent now: an envelope that was opened for it is thrown away."""
        if (opened := self._opened.pop(way, None)) is not None:
            number, connection = opened
            connection.is_spent = True
            self._pools[number].give(connection)

    def hands(self, letters: int) -> int:
        """How many of these letters are best handed over at once: one by one to a relay that is near; to one that is
        far, and makes each letter wait for its answers, as many as it takes."""
        if self._pace < 2 * _NEAR:
            return 1
        room = 1 + max((pool.room() - 1 for pool in self._pools), default=0)
        return max(1, min(letters, room, int(self._pace / _NEAR)))

    @property
    def is_known(self) -> bool:
        """Whether it has taken a letter already, so that `hands` knows what it says."""
        return self._pace > 0.0

    def knock(self) -> list[tuple[RelayAddress, str]]:
        """Greet every relay as before a letter, and go: with each, why no letter can leave by it, or ""."""
        found = []
        for address in self._addresses:
            try:
                Connection(address, self._hostname, self._secrecy, self._patience).close()
            except Lost as loss:
                found.append((address, loss.why))
            else:
                found.append((address, ""))
        return found

    def close(self) -> None:
        """Say good-bye on the connections that nobody uses just now."""
        for way in tuple(self._opened):
            self.leave(way)
        for pool in self._pools:
            pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _send_by(self, number: int, raw: bytes, sender: str, recipient: str) -> str:
        pool = self._pools[number]
        while True:
            connection, is_fresh = self._opened_for(number, Way(sender, recipient)) or pool.take()
            began = time.monotonic()
            try:
                answer = connection.send(raw, Way(sender, recipient), ahead=number not in self._silent)
            except Lost as loss:
                if connection.opened == (sender, recipient) and isinstance(loss, Stalled):
                    # It has thrown away what stood behind the dot, as few do.
                    self._silent.add(number)
                elif is_fresh or isinstance(loss, Stalled):
                    if connection.has_begun:
                        raise _LostInLetter(loss.why) from loss
                    raise  # while one that it closed because it was idle says nothing of the relay
            else:
                self._pace += (time.monotonic() - began - self._pace) * (_NEWS if self._pace else 1.0)
                return answer
            finally:
                if connection.opened is not None and not connection.is_spent:
                    self._opened[connection.opened] = (number, connection)
                else:
                    pool.give(connection)

    def _opened_for(self, number: int, way: Way) -> tuple[Connection, bool] | None:
        """The connection to this relay on which the envelope of this letter is open; it is no fresh one."""
        at, connection = self._opened.get(way, (None, None))
        if connection is None or at != number:
            return None
        del self._opened[way]
        return connection, False


class _LostInLetter(Exception):
    """Lost once this letter's sender was taken, and before its final dot."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
