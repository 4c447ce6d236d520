"""One open connection to a relay: a letter is said on it, and what is answered becomes its fate."""

import time

from mailbot.outbound.relay_address import RelayAddress, Secrecy
from mailbot.outbound.relay_hands import Way, held, told_to_wait
from mailbot.outbound.smtp_line import Answer, Lost, Patience, SmtpLine
from mailbot.points import Point, reach

_IDLE_SECONDS = 2.0
_LETTERS_A_CONNECTION = 100
"""Relays close a connection that never ends, often in mid-letter; we close it first, between two."""
_LAST_BLOCK = 64 * 1024
"""Octets that leave together with the final dot: most letters are said in one breath."""


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


class NotUs(Exception):
    """Refused before anybody was named: it is us that it does not take, a wrong network or a full disk."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Connection:
    """It is greeted when it is there. Raises Lost where it is not."""

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
        self._line = SmtpLine(address.host, address.port, patience, told_to_wait)
        try:
            greeted(self._line, address, hostname, secrecy)
        except BaseException:
            self._line.close(politely=False)
            raise

    def still_there(self) -> bool:
        """Whether another letter may be said on it."""
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
        held().lets_go()
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
            follows = held().follows()
        if follows is None or not is_plain(follows.sender + follows.recipient):
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
        """Say good-bye, where it would be heard as that."""
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
        return NotUs(str(answer))
    return _verdict(answer)


_OF_OURS = frozenset({530, 534, 535, 538})
"""It wants TLS or a password first (RFC 3207, RFC 4954): no letter is lost for that."""


def _xtext(address: str) -> str:
    """RFC 3461, section 4: what is no plain sign, « + » and « = » in hex."""
    return "".join(sign if "!" <= sign <= "~" and sign not in "+=" else f"+{ord(sign):02X}" for sign in address)


def is_plain(addresses: str) -> bool:
    """Whether no line end and no bracket in them could end a command and begin another."""
    return not any(sign < " " or sign in "<>\x7f" for sign in addresses)


def _verdict(answer: Answer) -> RefusedByRelay | PutOff:
    return RefusedByRelay(str(answer)) if answer.code >= 500 else PutOff(str(answer))
