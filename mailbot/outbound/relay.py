"""Hands letters to the smarthost, over connections that stay open."""

import contextlib
import smtplib
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from mailbot.errors import WrongSetting

_SECONDS = 30.0
_SECONDS_AFTER_DOT = 600.0
"""RFC 5321, 4.5.3.2.6: a relay that looks for viruses takes its time, and giving up too soon sends the letter twice."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_IDLE_SECONDS = 2.0
_LETTERS_A_CONNECTION = 100
"""Relays close a connection that never ends, often in mid-letter; we close it first, between two."""


class RefusedByRelay(Exception):
    """5xx: no retry could help. `answer` is what the relay said."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class PutOff(Exception):
    """4xx, or nobody there: later may work, and the letter has not left."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Uncertain(Exception):
    """The connection was lost after the final dot: the relay may have the letter, or not (RFC 1047)."""


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """Where the smarthost is, and how it wants to be spoken to."""

    host: str
    port: int
    implicit_tls: bool
    user: str = ""
    password: str = ""

    @classmethod
    def parse(cls, url: str) -> Self:
        """`smtp://user:password@host:587` (STARTTLS when offered) or `smtps://…:465`. Raises WrongSetting."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = None
            parts = parts._replace(netloc="")
        if not parts.hostname:
            raise WrongSetting("MAILBOT_RELAY_URL names no host: smtp://smtp.agence.example:587 is a good one.")
        secure = parts.scheme == "smtps"
        return cls(
            parts.hostname, port or (465 if secure else 25), secure,
            unquote(parts.username or ""), unquote(parts.password or ""),
        )  # fmt: skip


class Relay:
    """One kept-open connection for each thread that sends."""

    def __init__(self, address: RelayAddress, *, hostname: str) -> None:
        """`hostname` is what we call ourselves in EHLO."""
        self._address = address
        self._hostname = hostname
        self._mine = threading.local()

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        """Hand over one letter; what the relay answered. Raises RefusedByRelay, PutOff or Uncertain.

        `raw` has CRLF line ends. `sender` is the return path, `recipient` the one who gets it.
        """
        connection = self._connection()
        try:
            return connection.send(raw, sender=sender, recipient=recipient)
        finally:
            if connection.is_spent:
                self._let_go()

    def close(self) -> None:
        """Say good-bye on this thread's connection."""
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _connection(self) -> "_Connection":
        known: _Connection | None = getattr(self._mine, "connection", None)
        if known is not None and known.still_there():
            return known
        self._let_go()
        self._mine.connection = fresh = _Connection(self._address, self._hostname)
        return fresh

    def _let_go(self) -> None:
        known: _Connection | None = getattr(self._mine, "connection", None)
        if known is not None:
            known.close()
            self._mine.connection = None


class _Connection:
    def __init__(self, address: RelayAddress, hostname: str) -> None:
        self.is_spent = False
        self._letters = 0
        self._used_at = 0.0
        try:
            self._smtp = _greeted(address, hostname)
        except (OSError, smtplib.SMTPException) as error:
            raise PutOff(_in_words(error)) from error

    def still_there(self) -> bool:
        # A relay that closed an idle connection is found out before a letter is begun, not in the middle of it.
        if time.monotonic() - self._used_at < _IDLE_SECONDS:
            return True
        try:
            return self._smtp.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        self._letters += 1
        self.is_spent = True  # until this letter went well to its end
        self._open_envelope(sender, recipient)
        stuffed = raw.replace(b"\r\n.", b"\r\n..")
        if stuffed.startswith(b"."):
            stuffed = b"." + stuffed
        try:
            self._smtp.send(stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"))
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(_SECONDS_AFTER_DOT)
            code, answer = self._smtp.getreply()
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(_SECONDS)
        except (OSError, smtplib.SMTPException) as error:
            raise Uncertain(_in_words(error)) from error
        if code != 250:
            self.is_spent = code == 421
            raise _verdict(code, answer)
        self.is_spent = self._letters >= _LETTERS_A_CONNECTION
        self._used_at = time.monotonic()
        return f"{code} {answer.decode('utf-8', 'replace')}"[:500]

    def _open_envelope(self, sender: str, recipient: str) -> None:
        """MAIL, RCPT and DATA, in one packet where the relay takes that (RFC 2920)."""
        told = self._wishes(recipient)
        commands = (
            f"MAIL FROM:<{sender}>{self._options(sender, recipient)}{' RET=HDRS' if told else ''}",
            f"RCPT TO:<{recipient}>{told}",
            "DATA",
        )
        try:
            if self._smtp.has_extn("pipelining"):
                self._smtp.send("".join(f"{command}\r\n" for command in commands).encode())
                answers = [self._smtp.getreply() for _ in commands]
            else:
                answers = self._one_by_one(commands)
        except (OSError, smtplib.SMTPException) as error:
            raise PutOff(_in_words(error)) from error
        refused = next(((code, said) for code, said in answers[:2] if code not in (250, 251)), None)
        if refused is None and answers[2][0] != 354:
            refused = answers[2]
        if refused is not None:
            if answers[2][0] == 354:
                self._smtp.close()  # it waits for a mail now, and would take QUIT for the beginning of one
            if refused is answers[0] and refused[0] not in (552, 553):
                # Refused before anybody was named: it is us that it does not take, a wrong password or a wrong network.
                raise PutOff(_said(*refused))
            raise _verdict(*refused)

    def _one_by_one(self, commands: Sequence[str]) -> list[tuple[int, bytes]]:
        answers: list[tuple[int, bytes]] = []
        for command in commands:
            answers.append(self._smtp.docmd(command))
            if answers[-1][0] >= 400:
                break
        return answers + [answers[-1]] * (len(commands) - len(answers))

    def _options(self, sender: str, recipient: str) -> str:
        options = " BODY=8BITMIME" if self._smtp.has_extn("8bitmime") else ""
        if (sender + recipient).isascii():
            return options
        if not self._smtp.has_extn("smtputf8"):
            raise RefusedByRelay("550 5.6.7 the relay takes no address outside ASCII")
        return options + " SMTPUTF8"

    def _wishes(self, recipient: str) -> str:
        """What we wish to hear of this recipient, where the relay knows how (RFC 3461): that it failed, or waits; and
        the address as we wrote it, whatever it is forwarded to."""
        if not self._smtp.has_extn("dsn"):
            return ""
        # A name outside ASCII would need RFC 6533's form, which few relays take.
        original = f" ORCPT=rfc822;{_xtext(recipient)}" if recipient.isascii() else ""
        return f" NOTIFY=FAILURE,DELAY{original}"

    def close(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Whom we believe: the authorities of this machine. To read them takes longer than to send a letter."""
    return ssl.create_default_context()


def _greeted(address: RelayAddress, hostname: str) -> smtplib.SMTP:
    smtp: smtplib.SMTP
    if address.implicit_tls:
        smtp = smtplib.SMTP_SSL(address.host, address.port, hostname, timeout=_SECONDS, context=_trusted())
    else:
        smtp = smtplib.SMTP(address.host, address.port, hostname, timeout=_SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if not address.implicit_tls and smtp.has_extn("starttls"):
        smtp.starttls(context=_trusted())
        smtp.ehlo()
    if address.user:
        if not (address.implicit_tls or isinstance(smtp.sock, ssl.SSLSocket) or address.host in _LOOPBACK):
            raise smtplib.SMTPNotSupportedError("no password without TLS")  # whoever listens may have struck it out
        smtp.login(address.user, address.password)
    return smtp


def _xtext(address: str) -> str:
    """RFC 3461, section 4: what is no plain sign, « + » and « = » in hex."""
    return "".join(sign if "!" <= sign <= "~" and sign not in "+=" else f"+{ord(sign):02X}" for sign in address)


def _verdict(code: int, answer: bytes) -> RefusedByRelay | PutOff:
    return RefusedByRelay(_said(code, answer)) if 500 <= code < 600 else PutOff(_said(code, answer))


def _said(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode('utf-8', 'replace')}"[:500]


def _in_words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        return f"{error.smtp_code} {answer.decode('utf-8', 'replace') if isinstance(answer, bytes) else answer}"[:500]
    return type(error).__name__
