"""One client at the door: what RCPT, DATA and each failure are answered. 250 is said only once a mail is kept."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import Protocol, cast

from aiosmtpd import smtp as aiosmtpd

from mailbot.errors import TryAgain
from mailbot.inbound.crowds import SMALL, Crowds
from mailbot.inbound.dialogue import (
    KEPT_ANSWERS,
    NO_ROOM,
    NOT_DONE,
    NOT_KEPT,
    NULL_PATH,
    PUT_OFF,
    RECIPIENT_ANSWERS,
    TOO_BIG,
    WRONG,
    DoorLimits,
    Envelope,
    Judge,
    Judgement,
    Keeper,
    NoRoom,
    plain_peer,
    read_path,
    recipient_refusal,
    sender_refusal,
    size_said,
    with_enhanced_status,
)
from mailbot.inbound.mail_data import Data, TooBig, plain, proto_name, received_field
from mailbot.inbound.secret_listener import handshake_trouble
from mailbot.measures import DOOR_ANSWERS, DOOR_OCTETS, DOOR_SECONDS
from mailbot.points import Point, reach
from mailbot.telemetry import logger

log = logger(__name__)

_ANSWERS_IN_HAND = 4096  # octets: then they are sent, and the others have their turn


class Doorway(Protocol):
    """What a conversation needs of the door that it stands in."""

    keeper: Keeper
    judge: Judge
    hostname: str
    now: Callable[[], datetime]
    limits: DoorLimits
    tls: ssl.SSLContext | None
    tls_required: bool
    closing: bool
    crowds: Crowds
    """Who comes how often, and with how much."""
    pattern: dict[str, object]
    """See `pattern_of`."""

    def let_in(self, conversation: "Conversation", peer: str) -> str | None:
        """Count a client in; or the answer with which it is turned away."""

    def put_off(self, why: str) -> None:
        """Count somebody who is asked to come later, by reason."""

    def turn_away(self, why: str) -> str:
        """What is answered to somebody who is sent away for now, counted."""

    def let_out(self, conversation: "Conversation", peer: str) -> None:
        """Count a client out, if it was in."""

    def stays_with(self, task: asyncio.Task[None]) -> None:
        """Remember a conversation's task until it ends, which may be after its client has gone."""


def pattern_of(door: Doorway) -> dict[str, object]:
    """The attributes that aiosmtpd gives each conversation, made once: it inspects all its methods to find them."""
    model = aiosmtpd.SMTP(
        _Rules(door),
        data_size_limit=door.limits.message_size,
        enable_SMTPUTF8=True,
        hostname=door.hostname,
        loop=asyncio.get_running_loop(),
    )
    return {name: value for name, value in vars(model).items() if name != "_smtp_methods"}


def _peer_of(transport: asyncio.BaseTransport) -> str:
    name = transport.get_extra_info("peername")
    if not isinstance(name, tuple):
        return ""
    return plain_peer(str(name[0]))


class _End(Enum):
    """How the data of a mail ended."""

    FINAL_DOT = auto()
    TOO_BIG = auto()
    NO_ROOM = auto()
    GONE = auto()


class _Rules:
    """What aiosmtpd asks of us once it has understood a MAIL or a RCPT."""

    def __init__(self, door: Doorway) -> None:
        self._door = door

    async def handle_MAIL(
        self, server: object, session: object, envelope: aiosmtpd.Envelope, address: str, options: list[str]
    ) -> str:
        if (refusal := sender_refusal(address, utf8=envelope.smtp_utf8)) is not None:
            return refusal
        assert isinstance(server, Conversation)
        if (not_now := server.not_now(address, size_said(options))) is not None:
            return not_now
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self, server: object, session: object, envelope: aiosmtpd.Envelope, address: str, options: list[str]
    ) -> str:
        if (refusal := recipient_refusal(address, utf8=envelope.smtp_utf8)) is not None:
            return refusal
        if len(envelope.rcpt_tos) >= self._door.limits.recipients:
            return "452 4.5.3 Too many recipients, please send the mail again to the others"
        judgement = self._judged(address)
        if judgement in PUT_OFF:
            self._door.put_off(PUT_OFF[judgement])
        assert isinstance(server, Conversation)
        if judgement in WRONG and not server.may_be_wrong():
            return self._door.turn_away("wrong_addresses")
        if judgement is Judgement.ACCEPTED:
            envelope.rcpt_tos.append(address)
        return RECIPIENT_ANSWERS[judgement]

    def _judged(self, address: str) -> Judgement:
        try:
            return self._door.judge(address)
        except Exception:
            log.fault("door_judge_fault")
            return Judgement.TRY_AGAIN


class Conversation(aiosmtpd.SMTP):
    """One client, from its connection to its end.

    aiosmtpd knows the grammar of MAIL, RCPT, RSET and NOOP. Ours are the loop (its own answers a fault with `500` and
    the exception's text), DATA by blocks, the clock, the limits and the enhanced status codes.
    """

    family = "SMTP"
    commands = frozenset({"HELO", "EHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "VRFY", "HELP"})
    before_tls = frozenset({"EHLO", "LHLO", "STARTTLS", "NOOP", "QUIT"})  # RFC 3207 section 4

    def __init__(self, door: Doorway) -> None:
        loop = asyncio.get_running_loop()
        # Not aiosmtpd's own, which inspects all its methods for each client: 0.17 ms, half the time of a small mail.
        vars(self).update(door.pattern)
        reader = asyncio.StreamReader(limit=4 * door.limits.command_length, loop=loop)  # holds pipelined commands
        asyncio.StreamReaderProtocol.__init__(self, reader, self._cb_client_connected, loop)
        self._door = door
        self._peer = ""
        self._began = self._heard = self.loop.time()
        self._unsaid = b""
        self._commands = 0
        self._errors = 0
        self._data: Data | None = None
        self._ended: asyncio.Future[_End] | None = None
        self._in_hand = 0
        self._handing_over = False
        self._shaking_hands = False
        self._said_goodbye = False
        self._leaving_since: float | None = None

    # The connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._peer = _peer_of(transport)
        refusal = self._door.let_in(self, self._peer)
        if refusal is not None:
            cast(asyncio.Transport, transport).write(f"{refusal}\r\n".encode("ascii"))
            cast(asyncio.Transport, transport).close()
            return
        self._meet(transport)

    def _meet(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        assert self._handler_coroutine is not None
        self._door.stays_with(self._handler_coroutine)

    def data_received(self, data: bytes) -> None:
        if self._data is None:
            super().data_received(data)
            return
        self._heard = self.loop.time()
        try:
            rest = self._data.take(data)
        except TooBig:
            self._end_data(_End.TOO_BIG)
            return
        self._in_hand += len(data)
        self._door.crowds.hold(self._peer, len(data))
        if rest is not None:
            self._reader._buffer += rest  # type: ignore[attr-defined]  # no feed_data: it may be past its end of file
            self._end_data(_End.FINAL_DOT)
        elif not self._door.crowds.has_room(self._peer, self._in_hand):
            self._end_data(_End.NO_ROOM)
        elif self._in_hand > SMALL and self.transport is not None:
            # libuv reads up to 32 blocks of one client before the next: a block of a large mail, then the others' turn.
            cast(asyncio.Transport, self.transport).pause_reading()
            self.loop.call_soon(self._go_on_reading)

    def _go_on_reading(self) -> None:
        transport = cast(asyncio.Transport | None, self.transport)
        if transport is not None and not transport.is_closing():
            transport.resume_reading()

    def eof_received(self) -> bool | None:
        # Not aiosmtpd's, which cancels the command under way: who says all and shuts his half still wants his answer.
        self._end_data(_End.GONE)
        # Under TLS there are no halves: True would be of no effect there, and warned of.
        return asyncio.StreamReaderProtocol.eof_received(self) and not self.is_secret

    def connection_lost(self, error: Exception | None) -> None:
        # Not aiosmtpd's, which cancels the task: a mail that is being kept goes on being kept.
        self._door.let_out(self, self._peer)
        self._leaving_since = self.loop.time()
        self._end_data(_End.GONE)
        asyncio.StreamReaderProtocol.connection_lost(self, error)
        self.transport = None

    def _reset_timeout(self, duration: float | None = None) -> None:
        """Nothing: the door minds the clock."""

    def mind_the_clock(self) -> None:
        """Show out who is silent or has been here too long; cut off who was shown out and does not go."""
        now, limits = self.loop.time(), self._door.limits
        if self._handing_over and self._data is None:  # all has come, and the keeper's answer has not
            return
        if self._leaving_since is not None:
            if now - self._leaving_since > min(5.0, limits.idle_seconds):
                self.cut()
        elif self._door.crowds.is_short_of_room and self._brings_too_little(now):
            self._show_out(self._door.turn_away("too_slow"))
        elif now - self._heard > limits.idle_seconds:
            self._show_out("421 4.4.2 Nothing was heard for too long, goodbye")
        elif now - self._began > limits.session_seconds:
            self._show_out("421 4.4.2 This has taken too long, please come back later")

    def _brings_too_little(self, now: float) -> bool:
        limits, been = self._door.limits, now - self._began
        if now - self._heard > limits.short_idle_seconds:
            return True
        return been > limits.short_session_seconds and self._in_hand < limits.short_octets_a_second * been

    def not_now(self, sender: str, octets: int) -> str | None:
        """Why a mail that is being announced should come later; counts it when it may come."""
        crowds = self._door.crowds
        if not crowds.has_room(self._peer, 0, more=octets):
            self._door.put_off("octets_in_hand")
            return NO_ROOM
        why = crowds.may_write(self._peer, sender.removeprefix(NULL_PATH), self.loop.time())
        return self._door.turn_away(why) if why else None

    def may_be_wrong(self) -> bool:
        """Count an address that is not here; False when this peer has named too many, on all its connections."""
        return self._door.crowds.may_name(self._peer, self.loop.time())

    def show_out_when_free(self, answer: str) -> None:
        """Say goodbye now, or after the mail that is being handed over."""
        if not self._handing_over:
            self._show_out(answer)

    def cut(self) -> None:
        """Drop the connection without a word."""
        if self.transport is None:
            return
        # CPython 3.11.2: a TLS transport whose client has gone stumbles over it.
        with contextlib.suppress(AttributeError):
            cast(asyncio.Transport, self.transport).abort()

    def _show_out(self, *answers: str) -> None:
        if self._leaving_since is not None:
            return
        if self._shaking_hands:
            self.cut()
            return
        self._say(*answers)
        self._leave()

    def _leave(self) -> None:
        self._leaving_since = self.loop.time()
        if self.transport is not None:
            self._write_unsaid()
            self._writer.close()

    # The loop

    async def _handle_client(self) -> None:
        self._say(f"220 {self.hostname} {self.family if self.family == 'LMTP' else 'ESMTP'}")
        try:
            while self._leaving_since is None:
                await self._utter_when_due()
                line = await self._reader.readuntil(b"\n")
                if self._leaving_since is not None:  # shown out while we waited: what comes now is not heard
                    break
                await self._obey(line)
                self._mind_the_limits()
        except asyncio.LimitOverrunError:
            self._show_out("500 5.5.2 This line is too long, goodbye")
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            self._leave()

    async def _obey(self, line: bytes) -> None:
        self._heard = self.loop.time()
        self._commands += 1
        if len(line) > self._door.limits.command_length:
            await self.push("500 5.5.2 This line is too long")
            return
        text = line[:-2].decode("utf-8", "surrogateescape")
        if line[-2:] != b"\r\n" or "\r" in text or "\0" in text:
            await self.push("500 5.5.2 A line ends with CR and LF, and has none of them inside")
            return
        word, _, argument = text.partition(" ")
        command = word.upper()
        if command not in self.commands:
            await self.push("500 5.5.1 This command is not known here")
        elif self._door.tls_required and not self.is_secret and command not in self.before_tls:
            await self.push("530 5.7.0 Please begin with STARTTLS")
        else:
            await self._carry_out(command, argument.strip() or None)

    async def _carry_out(self, command: str, argument: str | None) -> None:
        try:
            await getattr(self, f"smtp_{command}")(argument)
        except OSError:  # of the socket: the keeper's and the judge's own are seen to where they are called
            raise
        except Exception:
            log.fault("door_fault", command=command)
            await self.push(NOT_DONE)

    def _mind_the_limits(self) -> None:
        limits = self._door.limits
        if self._said_goodbye:
            self._leave()
        elif self._door.closing:
            self._show_out("421 4.3.2 This server is closing, please come back later")
        elif self._errors >= limits.errors:
            self._show_out("421 4.7.0 Too many errors, goodbye")
        elif self._commands >= limits.commands:
            self._show_out("421 4.7.0 Too many commands, please come back later")

    async def push(self, status: str | bytes) -> None:
        assert isinstance(status, str)
        answer = with_enhanced_status(status)
        self._errors += answer.startswith("5")
        self._said_goodbye |= answer.startswith("421")
        self._say(answer)

    def _say(self, *answers: str) -> None:
        self._unsaid += "".join(f"{answer}\r\n" for answer in answers).encode("ascii")

    async def _utter_when_due(self) -> None:
        """Send what was said: the answers of commands that came together leave together (RFC 2920 section 4.2)."""
        much = len(self._unsaid) > _ANSWERS_IN_HAND
        if much or b"\n" not in self._reader._buffer:  # type: ignore[attr-defined]
            self._write_unsaid()
            await self._writer.drain()
        if much:
            await asyncio.sleep(0)  # the other clients' turn

    def _write_unsaid(self) -> None:
        if self._unsaid and self.transport is not None:
            self._writer.write(self._unsaid)
        self._unsaid = b""

    # The commands that are not aiosmtpd's

    @property
    def is_secret(self) -> bool:
        """Whether the client has gone through STARTTLS."""
        return self.session is not None and self.session.ssl is not None

    async def smtp_HELO(self, hostname: str | None) -> None:
        await self._greet(hostname, extended=False)

    async def smtp_EHLO(self, hostname: str | None) -> None:
        await self._greet(hostname, extended=True)

    async def _greet(self, name: str | None, *, extended: bool) -> None:
        if not name:
            await self.push("501 5.5.4 Please say your name")
            return
        assert self.session is not None
        self.envelope = self._create_envelope()
        self.session.host_name = plain(name)
        self.session.extended_smtp = extended
        # RFC 2034: an answer to a greeting has no enhanced status code.
        lines = [self.hostname, *(self._extensions() if extended else ())]
        self._say(*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}")

    def _extensions(self) -> list[str]:
        size = f"SIZE {self._door.limits.message_size}"
        starttls = ["STARTTLS"] if self._door.tls is not None and not self.is_secret else []
        return ["PIPELINING", size, "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", *starttls]

    async def smtp_STARTTLS(self, arg: str | None) -> None:
        assert self.session is not None
        if arg:
            await self.push("501 5.5.4 STARTTLS stands alone")
        elif self._door.tls is None or self.is_secret:
            await self.push("503 5.5.1 STARTTLS is not offered now")
        else:
            self._say("220 2.0.0 Go ahead")
            self._write_unsaid()
            await self._shake_hands(self._door.tls)

    async def _shake_hands(self, tls: ssl.SSLContext) -> None:
        # CVE-2024-34083: what was sent in clear behind STARTTLS must not be heard as if it had been secret.
        self._reader._buffer.clear()  # type: ignore[attr-defined]
        limits = self._door.limits
        clear, seconds = cast(asyncio.Transport, self.transport), min(limits.idle_seconds, limits.handshake_seconds)
        self._shaking_hands = True
        try:
            # Not the writer's start_tls: when the client goes meanwhile, it is left with no transport, and complains.
            secret = await self.loop.start_tls(clear, self, tls, server_side=True, ssl_handshake_timeout=seconds)
            # The client went in the same moment; or we cut it off meanwhile, which uvloop takes for a good end.
            if secret is None or self.transport is None or clear.is_closing():
                raise ConnectionAbortedError
        except BaseException as error:
            # Of a connection that is lost in the middle of its handshake, asyncio's and uvloop's TLS tell us nothing.
            self._door.let_out(self, self._peer)
            if isinstance(error, OSError):
                log.info("door_handshake_failed", why=handshake_trouble(error))
            raise
        finally:
            self._shaking_hands = False
        self.transport = secret
        self._reader._transport = self._writer._transport = secret  # type: ignore[attr-defined]
        # RFC 3207 4.2: all that was said in clear is forgotten.
        self.envelope = self._create_envelope()
        self.session = self._create_session()
        self.session.ssl = secret.get_extra_info("ssl_object")

    async def smtp_QUIT(self, arg: str | None) -> None:
        self._show_out("221 2.0.0 Goodbye")

    async def smtp_VRFY(self, arg: str | None) -> None:
        await self.push("252 2.5.0 This is not told here: send the mail, and you shall know")

    async def smtp_HELP(self, arg: str | None) -> None:
        await self.push("214 2.0.0 See RFC 5321")

    # DATA

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        return read_path(arg) or (None, None)

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        # aiosmtpd takes « SIZE=² » for a number, and stumbles over it.
        if not all(each.isascii() for each in params):
            return None
        found: dict[str, str | bool] | None = super()._getparams(params)
        return found

    async def smtp_DATA(self, arg: str | None) -> None:
        assert self.envelope is not None
        if arg:
            await self.push("501 5.5.4 DATA stands alone")
            return
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 DATA comes after at least one recipient was accepted")
            return
        self._handing_over = True
        try:
            with DOOR_SECONDS.timed():
                await self._hand_over()
        finally:
            self._handing_over = False
            self._door.crowds.let_go(self._peer, self._in_hand)
            self._in_hand = 0
            self.envelope = self._create_envelope()

    async def _hand_over(self) -> None:
        assert self.envelope is not None
        data, end = await self._gather()
        recipients = self.envelope.rcpt_tos
        match end:
            case _End.GONE:
                pass
            case _End.TOO_BIG:
                self._show_out(*self._counted([TOO_BIG] * len(recipients)))
            case _End.NO_ROOM:
                self._door.put_off("octets_in_hand")
                self._show_out(*self._counted([NO_ROOM] * len(recipients)))
            case _End.FINAL_DOT:
                answers = self._counted(await self._keep(data))
                self._errors += answers[0].startswith("5")
                self._heard = self.loop.time()
                self._say(*answers)

    async def _gather(self) -> tuple[Data, _End]:
        data = self._data = Data(self._door.limits.message_size)
        ended = self._ended = self.loop.create_future()
        self._say("354 End the mail with a dot alone on its line")
        self._write_unsaid()
        early = self._reader._buffer  # type: ignore[attr-defined]
        if early:
            self.data_received(await self._reader.read(len(early)))
        if self._reader.at_eof() or self._leaving_since is not None:
            self._end_data(_End.GONE)
        return data, await ended

    def _end_data(self, end: _End) -> None:
        self._data = None
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(end)

    async def _keep(self, data: Data) -> list[str]:
        """The answer of each accepted recipient, in order."""
        assert self.envelope is not None
        recipients = self.envelope.rcpt_tos
        try:
            raw, envelope = self._sealed(data)
            reach(Point.DATA_GATHERED)
            kept = await self._door.keeper(raw, envelope)
            reach(Point.ARRIVAL_KEPT)
            answer = {who: KEPT_ANSWERS[what] for who, what in zip(envelope.recipients, kept, strict=True)}
        except TooBig:
            return [TOO_BIG] * len(recipients)
        except NoRoom:
            log.warning("door_no_room_on_disk")
            return [NO_ROOM] * len(recipients)
        except TryAgain as trouble:
            log.warning("door_not_kept_now", trouble=str(trouble))
            return [NOT_KEPT] * len(recipients)
        except Exception:
            log.fault("door_not_kept")
            return [NOT_KEPT] * len(recipients)
        DOOR_OCTETS.add(by=len(raw))
        self._commands = 0
        self._began = self.loop.time()
        return [answer[who] for who in recipients]

    def _sealed(self, data: Data) -> tuple[bytes, Envelope]:
        """The mail under our Received field, and its envelope. Raises `TooBig`."""
        assert self.session is not None
        assert self.envelope is not None
        assert self.envelope.mail_from is not None
        utf8, tls = self.envelope.smtp_utf8, self.is_secret
        proto = proto_name(family=self.family, extended=self.session.extended_smtp, tls=tls, utf8=utf8)
        helo = self.session.host_name or ""
        field = received_field(helo=helo, peer=self._peer, by=self.hostname, proto=proto, at=self._door.now())
        envelope = Envelope(
            peer=self._peer,
            helo=helo,
            mail_from=self.envelope.mail_from.removeprefix(NULL_PATH),
            recipients=tuple(dict.fromkeys(self.envelope.rcpt_tos)),
            tls=tls,
            smtputf8=utf8,
            proto=proto,
            prepended=len(field),
        )
        return data.below(field), envelope

    def _counted(self, of_recipients: list[str]) -> list[str]:
        answers = self._answers(of_recipients)
        for answer in answers:
            DOOR_ANSWERS.add(answer[:3])
        return answers

    def _answers(self, of_recipients: list[str]) -> list[str]:
        """What is said after the final dot: SMTP has one answer for all, so one recipient's trouble is everybody's."""
        return [max(of_recipients)]  # "250…" < "451…" < "552…"
