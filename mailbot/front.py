"""What stands towards the world: the door and the pages, in one process or in two."""

import asyncio
import contextlib
import signal
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace

import uvicorn
import uvloop

from mailbot.db import Database
from mailbot.doorbell import Bell
from mailbot.errors import Refused, TryAgain, WrongSetting
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.opening import open_mail
from mailbot.inbound.smtp import Door, DoorLimits, Judgement
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.threads.addresses import domain_of, understand
from mailbot.threads.tokens import Keyring
from mailbot.web.app import web_app
from mailbot.workflow.agencies import intakes
from mailbot.world import World, make_world

log = logger(__name__)

_DOMAINS_SECONDS = 5.0
"""How soon the door knows of a new agency."""


def run_front(settings: Settings, *, smtp: bool, web: bool) -> None:
    """The door, the pages, or both in one process, until SIGTERM or SIGINT."""
    uvloop.run(_front(settings, smtp=smtp, web=web))


async def _front(settings: Settings, *, smtp: bool, web: bool) -> None:
    world = replace(make_world(settings), open_mail=open_mail)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with contextlib.AsyncExitStack() as stack:
        if smtp:
            await stack.enter_async_context(_smtp(settings, world))
        if web:
            await stack.enter_async_context(_web(settings, world))
        log.info("front_ready", smtp=smtp, web=web)
        await stop.wait()
    world.database.close()
    log.info("front_stopped")


@contextlib.asynccontextmanager
async def _smtp(settings: Settings, world: World) -> AsyncIterator[None]:
    domains = _Domains(world.database)
    arrivals = Arrivals(world.database, world.blobs, world.clock, Bell(settings.doorbell, "take_mails").ring)
    door = Door(
        arrivals.keep,
        lambda recipient: judge(recipient, domains.intakes, world.keyring),
        hostname=settings.hostname,
        now=world.clock,
        smtp=(settings.smtp_host, settings.smtp_port),
        lmtp=settings.lmtp_socket,
        limits=DoorLimits(
            message_size=settings.message_size,
            connections_a_peer=settings.peer_connections,
            connections=settings.all_connections,
            session_seconds=settings.session_seconds,
        ),
        tls=_tls(settings),
        tls_required=settings.tls_required,
    )
    await asyncio.to_thread(domains.look)
    arrivals.start()
    try:
        await door.start()
    except OSError as error:
        where = f"{settings.smtp_host}:{settings.smtp_port}"
        where += f" or MAILBOT_LMTP_SOCKET {settings.lmtp_socket}" if settings.lmtp_socket is not None else ""
        raise WrongSetting(f"MAILBOT_SMTP_HOST and _PORT {where} cannot be had: {error.strerror}.") from None
    watching = asyncio.create_task(domains.keep_looking())
    try:
        yield
    finally:
        watching.cancel()
        await door.stop(settings.grace_seconds)
        await asyncio.to_thread(arrivals.stop)


@contextlib.asynccontextmanager
async def _web(settings: Settings, world: World) -> AsyncIterator[None]:
    server = _Pages(
        uvicorn.Config(
            web_app(world),
            host=settings.web_host,
            port=settings.web_port,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=int(settings.grace_seconds),
        )
    )
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Pages(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the process's own business: it has other things to stop too."""
        yield


class _Domains:
    """Our mail domains, as last seen in the database: RCPT is judged without it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.intakes: dict[str, str] = {}

    def look(self) -> None:
        """See which agencies there are. What cannot be seen now stays as it was."""
        with contextlib.suppress(TryAgain), self._database.looking() as session:
            self.intakes = intakes(session)

    async def keep_looking(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(_DOMAINS_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # a new agency must not wait for a restart because of one bad moment
                log.fault("domains_not_seen")


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


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if settings.tls_certificate is None or settings.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.tls_certificate, settings.tls_key)
    except (ssl.SSLError, OSError) as error:
        raise WrongSetting(f"MAILBOT_TLS_CERTIFICATE and MAILBOT_TLS_KEY do not fit together: {error}.") from None
    return context
