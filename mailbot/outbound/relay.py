"""Hands letters to the smarthost, or to the next one while it is away, over connections that stay open."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import partial
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from mailbot.domains import one_form
from mailbot.outbound.relay_address import RelayAddress, Secrecy
from mailbot.outbound.relay_pool import Pool
from mailbot.outbound.relay_rests import Rests
from mailbot.outbound.smtp_line import Answer, Lost, Patience, SmtpLine, Stalled
from mailbot.points import Point, reach

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

_IDLE_SECONDS = 2.0
_LETTERS_A_CONNECTION = 100
"""Relays close a connection that never ends, often in mid-letter; we close it first, between two."""
_NEAR = 0.005
"""Seconds that a letter takes on this machine or beside it."""
_NEWS = 0.2
"""How much the last letter counts for how long they take."""
_LAST_BLOCK = 32 * 1024
"""Octets that leave together with the final dot: a letter is most often one packet or two."""


class RefusedByRelay(Exception):
    """5xx: no retry could help. `answer` is what the relay said."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class PutOff(Exception):
    """4xx, or nobody there: later may work, and the letter has not left."""

    def __init__(self, answer: str, *, again_in: float | None = None) -> None:
        super().__init__(answer)
        self.answer = answer
        self.again_in = again_in
        """Seconds after which a relay is tried again, when it is not about this letter but about all of them."""


class Uncertain(Exception):
    """The connection was lost after the final dot: the relay may have the letter, or not (RFC 1047)."""


class Way(NamedTuple):
    """Where a letter comes back to, and where it goes."""

    sender: str
    recipient: str


class Hand(Protocol):
    """Whoever holds the letter that is being handed over."""

    def waits(self) -> None:
        """The relay makes us wait. Called again and again."""

    def lets_go(self) -> None:
        """The final dot is next. What this raises keeps it back: the letter has not left."""

    def follows(self) -> Way | None:
        """The letter that this hand will send next, if it is known already: its envelope may be opened in the same
        breath. It is either sent soon, or told to `Relay.leave`."""


class _NoHand:
    def waits(self) -> None:
        """Nobody is told."""

    def lets_go(self) -> None:
        """Nobody objects."""

    def follows(self) -> Way | None:
        """Nobody knows."""
        return None


_held: ContextVar[Hand] = ContextVar("held", default=_NoHand())  # noqa: B039  # it has no state


@contextlib.contextmanager
def holding(hand: Hand) -> Iterator[None]:
    """Letters that this thread sends meanwhile are in this hand."""
    mark = _held.set(hand)
    try:
        yield
    finally:
        _held.reset(mark)


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
                partial(_Connection, address, self._hostname, self._secrecy, self._patience), _told,
                tick=self._patience.tick, patience=self._patience.whole,
            )
            for address in addresses
        )  # fmt: skip
        self._opened = dict[Way, tuple[int, _Connection]]()
        """Envelopes behind the final dot of another letter, each at its relay."""
        self._silent = set[int]()
        """Relays that answered nothing to what stood behind a final dot."""

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        """Hand over one letter; what the relay answered. Raises RefusedByRelay, PutOff or Uncertain.

        `raw` has CRLF line ends. `sender` is the return path, `recipient` the one who gets it. A relay that is away
        before the final dot is left alone, and the next one has the letter; after it, never.
        """
        if not _is_plain(sender + recipient):
            raise RefusedByRelay("553 5.1.3 no address has a line end in it")
        why, stumbled = "", dict[int, _LostInLetter]()
        try:
            for number in range(len(self._addresses)):
                if not self._rests.may_try(number):
                    continue
                try:
                    answer = self._heard_by(number, raw, sender, recipient)
                except _NotUs as refusal:
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
                _Connection(address, self._hostname, self._secrecy, self._patience).close()
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

    def _opened_for(self, number: int, way: Way) -> "tuple[_Connection, bool] | None":
        """The connection to this relay on which the envelope of this letter is open; it is no fresh one."""
        at, connection = self._opened.get(way, (None, None))
        if connection is None or at != number:
            return None
        del self._opened[way]
        return connection, False


def _told() -> None:
    _held.get().waits()


class _NotUs(Exception):
    """Refused before anybody was named: it is us that it does not take, a wrong network or a full disk."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _LostInLetter(Exception):
    """Lost once this letter's sender was taken, and before its final dot."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Connection:
    def __init__(self, address: RelayAddress, hostname: str, secrecy: Secrecy, patience: Patience) -> None:
        self.is_spent = False
        self.has_begun = False
        """The sender of the letter was taken."""
        self.opened: Way | None = None
        """The letter whose envelope stands behind the last one's final dot (RFC 2920, section 3.1)."""
        self._patience = patience
        self._in_data = False
        self._letters = 0
        self._used_at = 0.0
        self._line = SmtpLine(address.host, address.port, patience, _told)
        try:
            greeted(self._line, address, hostname, secrecy)
        except BaseException:
            self._line.close(politely=False)
            raise

    def still_there(self) -> bool:
        # A relay that closed an idle connection is found out before a letter is begun, not in the middle of it.
        try:
            self._line.hurry()
            if self._line.has_spoken():
                return False
            return time.monotonic() - self._used_at < _IDLE_SECONDS or self._line.ask("NOOP").is_yes
        except Lost:
            return False

    def send(self, raw: bytes, way: Way, *, ahead: bool) -> str:
        """What was answered to the letter. `ahead`: whether the next one's envelope may follow it at once."""
        self._letters += 1
        self.has_begun = False
        self.is_spent = True  # until this letter went well to its end
        self._line.hurry()
        self._open_envelope(way)
        reach(Point.ENVELOPE_OPENED)
        last = self._say_all_but_the_end(raw)
        _held.get().lets_go()
        answer = self._say_the_end(last, self._envelope_behind() if ahead else b"")
        if not answer.is_yes:
            self.is_spent = answer.code == 421
            raise _verdict(answer)
        self.is_spent = self._letters >= _LETTERS_A_CONNECTION
        self._used_at = time.monotonic()
        return str(answer)

    def _say_all_but_the_end(self, raw: bytes) -> bytes:
        stuffed = raw.replace(b"\r\n.", b"\r\n..")
        if stuffed.startswith(b"."):
            stuffed = b"." + stuffed
        stuffed += b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
        self._line.say(stuffed[:-_LAST_BLOCK], self._patience.block)
        if self._line.has_spoken():  # it would not hear the rest: its answer is to what has come so far
            answer = self._line.hear(self._patience.answer)
            if 400 <= answer.code < 600:
                raise _verdict(answer)
            raise Lost("it answers what nobody asked")
        return stuffed[-_LAST_BLOCK:]

    def _envelope_behind(self) -> bytes:
        """The commands that open the next letter's envelope, where the relay takes them in one packet with this one's
        final dot. To its last answer each letter's fate is its own: what is said of the envelope is heard later."""
        follows = None
        if "pipelining" in self._line.extensions and self._letters < _LETTERS_A_CONNECTION:
            follows = _held.get().follows()
        if follows is None or not _is_plain(follows.sender + follows.recipient):
            return b""
        try:
            commands = self._commands(follows)
        except RefusedByRelay:  # it is told to that letter
            return b""
        self.opened = follows
        return _together(commands)

    def _say_the_end(self, last: bytes, behind: bytes) -> Answer:
        try:
            self._line.say(last + behind, self._patience.block)
        except Lost as loss:
            if loss.unsaid >= len(b".\r\n") + len(behind):
                raise  # no whole dot has left us
            raise Uncertain(loss.why) from loss
        self._in_data = bool(behind)
        reach(Point.LETTER_SAID)
        self._line.hurry(self._patience.after_dot)
        try:
            answer = self._line.hear(self._patience.after_dot)
        except Lost as loss:
            raise Uncertain(f"{loss.why} after the final dot") from loss
        if 300 <= answer.code < 400:
            raise Uncertain(f"{answer} after the final dot")
        return answer

    def _open_envelope(self, way: Way) -> None:
        """MAIL, RCPT and DATA, in one packet where the relay takes that (RFC 2920)."""
        commands = self._commands(way)
        if "pipelining" in self._line.extensions:
            if self.opened is None:
                self._line.begin()
                self._line.say(_together(commands), self._patience.answer)
            answers = [self._heard(self._line.hear(self._patience.answer)) for _ in commands]
            self.opened = None
        else:
            answers = self._one_by_one(commands)
        at = next((at for at, answer in enumerate(answers) if not _goes_on(at, answer)), None)
        self._in_data = len(answers) == len(commands) and answers[-1].code == 354
        if at is not None:
            raise _trouble(at, answers[at])
        self._line.begin()

    def _commands(self, way: Way) -> tuple[str, ...]:
        told = self._wishes(way.recipient)
        return (
            f"MAIL FROM:<{way.sender}>{self._options(way)}{' RET=HDRS' if told else ''}",
            f"RCPT TO:<{way.recipient}>{told}",
            "DATA",
        )

    def _one_by_one(self, commands: tuple[str, ...]) -> list[Answer]:
        answers: list[Answer] = []
        for at, command in enumerate(commands):
            answers.append(self._heard(self._line.ask(command)))
            if not _goes_on(at, answers[-1]):
                break
        return answers

    def _heard(self, answer: Answer) -> Answer:
        """An answer within the envelope: MAIL's comes first."""
        self.has_begun = self.has_begun or answer.is_yes
        return answer

    def _options(self, way: Way) -> str:
        options = " BODY=8BITMIME" if "8bitmime" in self._line.extensions else ""
        if way.sender.isascii() and way.recipient.isascii():
            return options
        if "smtputf8" not in self._line.extensions:
            raise RefusedByRelay("550 5.6.7 the relay takes no address outside ASCII")
        return options + " SMTPUTF8"

    def _wishes(self, recipient: str) -> str:
        """What we wish to hear of this recipient, where the relay knows how (RFC 3461): that it failed, or waits; and
        the address as we wrote it, whatever it is forwarded to."""
        if "dsn" not in self._line.extensions:
            return ""
        # A name outside ASCII would need RFC 6533's form, which few relays take.
        original = f" ORCPT=rfc822;{_xtext(recipient)}" if recipient.isascii() else ""
        return f" NOTIFY=FAILURE,DELAY{original}"

    def close(self) -> None:
        # While it waits for the rest of a mail, it would take QUIT for a line of it.
        self._line.close(politely=not self._in_data)


def _together(commands: tuple[str, ...]) -> bytes:
    return "".join(f"{command}\r\n" for command in commands).encode()


def greeted(line: SmtpLine, address: RelayAddress, hostname: str, secrecy: Secrecy) -> None:
    """From the greeting to the first letter. Raises Lost: nothing can be sent by this relay now."""
    if address.implicit_tls:
        line.make_secret(secrecy.trusted(), address.host)
    greeting = line.hear(line.patience.answer)
    if greeting.code != 220:
        raise Lost(f"it does not let us in: {greeting}")
    line.greet(hostname)
    is_secret = address.implicit_tls
    if not is_secret and secrecy.wants_tls(address) and "starttls" in line.extensions:
        answer = line.ask("STARTTLS")
        if answer.is_yes:
            line.make_secret(secrecy.trusted(), address.host)
            line.greet(hostname)
            is_secret = True
        elif secrecy.needs_tls(address):
            raise Lost(f"it offers STARTTLS and refuses it: {answer}")
    if not is_secret and secrecy.needs_tls(address):
        # Whoever listens in between may have struck it out.
        raise Lost("it does not offer STARTTLS, and TLS is required (MAILBOT_RELAY_TLS)")
    if address.user:
        if not (is_secret or address.is_here):
            raise Lost("no password is said without TLS")
        answer = line.log_in(address.user, address.password)
        if answer.code not in (235, 503):  # 503: it knows us already
            raise Lost(f"it refuses our user name or password: {answer}")


def _goes_on(at: int, answer: Answer) -> bool:
    return answer.code == 354 if at == 2 else answer.is_yes


def _trouble(at: int, answer: Answer) -> Exception:
    if answer.code == 421:
        return Lost(f"it closes the connection: {answer}")
    if answer.code < 400:
        return Lost("what it says is not SMTP")
    if answer.code in _OF_OURS or (at == 0 and answer.code not in (552, 553)):
        return _NotUs(str(answer))
    return _verdict(answer)


_OF_OURS = frozenset({530, 534, 535, 538})
"""It wants TLS or a password first (RFC 3207, RFC 4954): no letter is lost for that."""


def _xtext(address: str) -> str:
    """RFC 3461, section 4: what is no plain sign, « + » and « = » in hex."""
    return "".join(sign if "!" <= sign <= "~" and sign not in "+=" else f"+{ord(sign):02X}" for sign in address)


def _is_plain(addresses: str) -> bool:
    return not any(sign < " " or sign in "<>\x7f" for sign in addresses)


def _verdict(answer: Answer) -> RefusedByRelay | PutOff:
    return RefusedByRelay(str(answer)) if answer.code >= 500 else PutOff(str(answer))
