"""What stands towards the world: the door and the pages, in one process or in two."""

import asyncio
import contextlib
import errno
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace

import uvloop

from mailbot.blobs import Room
from mailbot.clock import Clock
from mailbot.db import Database
from mailbot.doorbell import Bell
from mailbot.errors import Refused, TryAgain, WrongSetting
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.backlog import Backlog
from mailbot.inbound.certificates import Certificate
from mailbot.inbound.crowds import Flow
from mailbot.inbound.opening import open_mail
from mailbot.inbound.smtp import Door, DoorLimits, Envelope, Judgement, Kept
from mailbot.inbound.unix_socket import SocketFile, socket_file
from mailbot.levels import Levels
from mailbot.metrics_page import metrics_page, tell_build
from mailbot.processes import have_files
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.threads.addresses import domain_of, understand
from mailbot.threads.tokens import Keyring
from mailbot.tracing import tracing
from mailbot.watchdog import watched_loop
from mailbot.web.app import web_app
from mailbot.web.rates import Rates
from mailbot.web.serving import Limits, open_to, page_server
from mailbot.workflow.agencies import Intakes
from mailbot.world import World, make_world

log = logger(__name__)

_RENEWAL_SECONDS = 30.0
"""How soon a renewed certificate is used."""
_OTHER_FILES = 500
"""Beside the door's connections: pages, the database, blobs, the turned away on their way out."""
_BACKLOG_SECONDS = 2.0
_BELL_SECONDS = 30.0
_DOMAINS_SECONDS = 5.0
"""How soon the door knows of a new agency."""


def run_front(settings: Settings, *, smtp: bool, web: bool, clock: Clock | None = None) -> None:
    """The door, the pages, or both in one process, until SIGTERM or SIGINT."""
    uvloop.run(_front(settings, smtp=smtp, web=web, clock=clock))


async def _front(settings: Settings, *, smtp: bool, web: bool, clock: Clock | None) -> None:
    files = settings.all_connections + _OTHER_FILES
    if (may := have_files(files)) < files:
        log.warning("too_few_files", may_open=may, wanted=files)
    room = Room(settings.own_folders, settings.disk_reserve)
    world = replace(make_world(settings, clock), open_mail=open_mail, has_room=room.is_there)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(watched_loop())
        stack.enter_context(tracing(settings.traces_url, "front"))
        if smtp:
            await stack.enter_async_context(_smtp(settings, world))
        if web:
            tell_build(world)
            await stack.enter_async_context(_web(settings, world))
        else:
            stack.enter_context(metrics_page(world, settings))
        log.info("front_ready", smtp=smtp, web=web)
        await stop.wait()
    world.database.close()
    log.info("front_stopped")


@contextlib.asynccontextmanager
async def _smtp(settings: Settings, world: World) -> AsyncIterator[None]:
    domains, backlog = _Domains(world.database), Backlog(settings.most_waiting_mails)
    certificate = _certificate(settings, world)
    bell = Bell(settings.doorbell, "take_mails")
    arrivals = Arrivals(world.database, world.blobs, world.clock, bell.ring, world.has_room)
    rooms = Rooms(backlog, arrivals, Flow(settings.address_mails), lambda: domains.intakes, world.keyring)
    door = Door(
        rooms.keep,
        rooms.judge,
        hostname=settings.hostname,
        now=world.clock,
        smtp=(settings.smtp_host, settings.smtp_port),
        smtps=(settings.smtp_host, settings.smtps_port) if settings.smtps_port is not None else None,
        lmtp=_lmtp(settings),
        limits=DoorLimits(
            message_size=settings.message_size,
            connections_a_peer=settings.peer_connections,
            connections=settings.all_connections,
            session_seconds=settings.session_seconds,
            connections_a_minute=settings.peer_mails,
            mails_a_minute=settings.peer_mails,
            mails_of_a_sender=settings.sender_mails,
            wrong_addresses=settings.wrong_addresses,
            octets_in_hand=settings.octets_in_hand,
        ),
        tls=certificate.context if certificate is not None else None,
        tls_required=settings.tls_required,
        fronts=settings.front_hosts,
    )
    await asyncio.to_thread(domains.look)
    await asyncio.to_thread(_look_at, world.database, backlog)
    arrivals.start()
    try:
        await door.start()
    except OSError as error:
        await asyncio.to_thread(arrivals.stop)
        raise WrongSetting(_not_had(settings, error)) from None
    watching = [
        asyncio.create_task(domains.keep_looking()),
        asyncio.create_task(_keep_counting(world.database, backlog)),
        asyncio.create_task(_keep_asking(bell)),
    ]
    if certificate is not None:
        watching.append(asyncio.create_task(_keep_renewed(door, certificate)))
    try:
        yield
    finally:
        for each in watching:
            each.cancel()
        await door.stop(settings.grace_seconds)
        await asyncio.to_thread(arrivals.stop)


async def _keep_counting(database: Database, backlog: Backlog) -> None:
    """Look again and again how many mails wait."""
    while True:
        await asyncio.sleep(_BACKLOG_SECONDS)
        try:
            await asyncio.to_thread(_look_at, database, backlog)
        except Exception:
            log.fault("backlog_not_seen")


async def _keep_asking(bell: Bell) -> None:
    """A doorbell that is back is known to be so in a quiet night, too: no mail need ring."""
    while True:
        await asyncio.sleep(_BELL_SECONDS)
        await asyncio.to_thread(bell.ask)


def _look_at(database: Database, backlog: Backlog) -> None:
    """What cannot be seen now stays as it was."""
    with contextlib.suppress(TryAgain), database.looking() as session:
        backlog.look(session)


@contextlib.asynccontextmanager
async def _web(settings: Settings, world: World) -> AsyncIterator[None]:
    server = page_server(
        web_app(world, Rates(settings.trusted_proxies), Levels(world, settings)),
        host=settings.web_host,
        port=settings.web_port,
        grace_seconds=settings.grace_seconds,
        proxies=settings.trusted_proxies,
        limits=Limits(settings.all_connections, settings.peer_connections),
    )
    try:
        listening = open_to(settings.web_host, settings.web_port)
    except OSError as error:
        raise WrongSetting(
            f"MAILBOT_WEB_HOST and _PORT {settings.web_host}:{settings.web_port} cannot be had: {_why(error)}."
        ) from None
    serving = asyncio.create_task(server.serve(listening))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Domains:
    """Our mail domains, as last seen in the database: RCPT is judged without it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._intakes = Intakes()

    @property
    def intakes(self) -> Mapping[str, str]:
        """Each of them, with the local part of its intake address."""
        return self._intakes.known

    def look(self) -> None:
        """See which agencies there are. What cannot be seen now stays as it was."""
        with contextlib.suppress(TryAgain), self._database.looking() as session:
            self._intakes.look(session)

    async def keep_looking(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(_DOMAINS_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # a new agency must not wait for a restart because of one bad moment
                log.fault("domains_not_seen")


class Rooms:
    """What RCPT is answered by the seal, by what the address has had lately, and by how much waits already."""

    def __init__(
        self, backlog: Backlog, arrivals: Arrivals, mails: Flow, domains: Callable[[], Mapping[str, str]],
        keyring: Keyring,
    ) -> None:  # fmt: skip
        """`mails`: a minute, of one sealed address."""
        self._backlog, self._arrivals, self._mails = backlog, arrivals, mails
        self._domains, self._keyring = domains, keyring

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """The door's keeper."""
        kept = await self._arrivals.keep(raw, envelope)
        self._backlog.kept(tuple(who for who, what in zip(envelope.recipients, kept, strict=True) if what is Kept.KEPT))
        return kept

    def judge(self, recipient: str) -> Judgement:
        """The door's judge."""
        domains = self._domains()
        judgement = judge(recipient, domains, self._keyring)
        if judgement is not Judgement.ACCEPTED:
            return judgement
        if self._arrivals.is_full or not self._backlog.has_room(recipient):
            return Judgement.NO_ROOM
        line = line_of(recipient, domains, self._keyring)
        if line and not self._mails.take(line, time.monotonic()):
            return Judgement.TOO_OFTEN
        return Judgement.ACCEPTED


def line_of(recipient: str, domains: Mapping[str, str], keyring: Keyring) -> str:
    """Under which name the mails to an address of ours are counted, however it is spelt and whenever it was sealed.
    Empty for an address that everybody writes to: what one sender or one peer brings there is counted for them."""
    address = understand(recipient, intakes=domains, keyring=keyring)
    if address is None or address.token is None:
        return ""
    return f"{address.token.kind.value} {address.token.subject}"


def judge(recipient: str, domains: Mapping[str, str], keyring: Keyring) -> Judgement:
    """What RCPT is answered: by the seal and the list of our domains alone."""
    if not domains:
        return Judgement.TRY_AGAIN
    try:
        address = understand(recipient, intakes=domains, keyring=keyring)
    except Refused:
        return Judgement.FORGED
    if address is not None:
        return Judgement.ACCEPTED
    return Judgement.UNKNOWN if domain_of(recipient) in domains else Judgement.NOT_OURS


def _certificate(settings: Settings, world: World) -> Certificate | None:
    if settings.tls_certificate is None or settings.tls_key is None:
        return None
    return Certificate(settings.tls_certificate, settings.tls_key, now=world.clock)


async def _keep_renewed(door: Door, certificate: Certificate) -> None:
    """Look again and again whether the certificate's files have changed."""
    while True:
        await asyncio.sleep(_RENEWAL_SECONDS)
        try:
            if await asyncio.to_thread(certificate.renew):
                door.tls = certificate.context
        except Exception:  # the old certificate is better than none
            log.fault("certificate_fault")


def _lmtp(settings: Settings) -> SocketFile | None:
    if settings.lmtp_socket is None:
        return None
    return socket_file(settings.lmtp_socket, settings.lmtp_mode, settings.lmtp_group)


def _not_had(settings: Settings, error: OSError) -> str:
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    where += f" or MAILBOT_SMTPS_PORT {settings.smtps_port}" if settings.smtps_port is not None else ""
    where += f" or MAILBOT_LMTP_SOCKET {settings.lmtp_socket}" if settings.lmtp_socket is not None else ""
    return f"MAILBOT_SMTP_HOST and _PORT {where} cannot be had: {_why(error)}."


def _why(error: OSError) -> str:
    """asyncio puts a sentence of its own in the place of the system's."""
    if error.errno == errno.EADDRINUSE:
        return "another program listens there"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this machine has no such address"
    return error.strerror or str(error)
