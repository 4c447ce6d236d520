"""Starts the processes of the house, and stops them without losing what is under way."""

import asyncio
import contextlib
import ctypes
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn
import uvloop

from mailbot.blobs import FolderBlobs
from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.errors import Refused, TryAgain, WrongSetting
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.smtp import Door, DoorLimits, Judgement
from mailbot.migrating import is_current
from mailbot.outbound.dispatching import Office
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.relay import Relay, RelayAddress
from mailbot.outbound.signing import DkimKeys
from mailbot.settings import Settings
from mailbot.telemetry import logger
from mailbot.threads.addresses import plain_address, understand
from mailbot.threads.tokens import Keyring
from mailbot.web.app import web_app
from mailbot.worker import Bell, Worker
from mailbot.workflow.agencies import intakes
from mailbot.world import World

log = logger(__name__)

_DOMAINS_SECONDS = 5.0
"""How soon the door knows of a new agency."""


def make_world(settings: Settings) -> World:
    """The world of a process. Raises WrongSetting when the database's tables are not today's."""
    world = World(
        database=Database(settings.database, pool_size=max(8, 2 * settings.workers + 4)),
        blobs=FolderBlobs(settings.blobs_dir),
        keyring=Keyring(settings.signing_keys),
        clock=system_clock,
        lease=settings.lease_seconds,
    )
    try:
        current = is_current(world.database.engine)
    except Exception as error:
        raise WrongSetting(
            f"MAILBOT_DATABASE_URL leads to no database that answers: {type(error).__name__}."
        ) from error
    if not current:
        raise WrongSetting("The database's tables are not today's: run `mailbot migrate` first.")
    return world


def make_office(settings: Settings) -> Office:
    """What sending needs. Raises WrongSetting for a relay without a host, or a folder of keys that holds none."""
    return Office(
        relay=Relay(RelayAddress.parse(settings.relay_url), hostname=settings.hostname),
        sign=DkimKeys(settings.dkim_dir) if settings.dkim_dir is not None else no_signature,
        patience=timedelta(hours=settings.letter_hours),
    )


# -- One process each -------------------------------------------------------------------------------------------------


def run_worker(settings: Settings) -> None:
    """`mailbot work`: take mails and send letters until SIGTERM or SIGINT."""
    world = make_world(settings)
    worker = Worker(
        world, make_office(settings), doorbell=settings.doorbell, threads=settings.workers,
        sweep_seconds=settings.sweep_seconds,
    )  # fmt: skip
    _on_stop(worker.stop)
    worker.run()
    world.database.close()


def run_front(settings: Settings, *, smtp: bool, web: bool) -> None:
    """`mailbot smtp`, `mailbot web`, or both in one process, until SIGTERM or SIGINT."""
    uvloop.run(_front(settings, smtp=smtp, web=web))


async def _front(settings: Settings, *, smtp: bool, web: bool) -> None:
    world = make_world(settings)
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
async def _smtp(settings: Settings, world: World):  # type: ignore[no-untyped-def]
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
        raise WrongSetting(f"MAILBOT_SMTP_PORT {settings.smtp_port} cannot be had: {error.strerror}.") from None
    watching = asyncio.create_task(domains.keep_looking())
    try:
        yield
    finally:
        watching.cancel()
        await door.stop(settings.grace_seconds)
        await asyncio.to_thread(arrivals.stop)


@contextlib.asynccontextmanager
async def _web(settings: Settings, world: World):  # type: ignore[no-untyped-def]
    server = uvicorn.Server(
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
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


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
            await asyncio.to_thread(self.look)


def judge(recipient: str, domains: dict[str, str], keyring: Keyring) -> Judgement:
    """What RCPT is answered: by the seal and the list of our domains alone."""
    if not domains:
        return Judgement.TRY_AGAIN
    try:
        address = understand(recipient, intakes=domains, keyring=keyring)
    except Refused:
        return Judgement.FORGED
    if address is not None:
        return Judgement.ACCEPTED
    return Judgement.UNKNOWN if plain_address(recipient)[1] in domains else Judgement.NOT_OURS


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if settings.tls_certificate is None or settings.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.tls_certificate, settings.tls_key)
    except (ssl.SSLError, OSError) as error:
        raise WrongSetting(f"MAILBOT_TLS_CERTIFICATE and MAILBOT_TLS_KEY do not fit together: {error}.") from None
    return context


# -- Several processes ------------------------------------------------------------------------------------------------


class Children:
    """`mailbot COMMAND …` processes side by side. They end when told to, and with us even when we are killed."""

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        *,
        given: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start them, in a thread that lives as long as they shall: Linux ends them with it.

        With `given`, these are all the MAILBOT_ variables that they see, whatever we see ourselves. `folder` is where
        they run, and so where they look for a `.env`.
        """
        self._children = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "mailbot", *command],
                env=None if given is None else _without_ours(os.environ) | dict(given),
                cwd=folder,
                process_group=0,  # Ctrl-C reaches a whole group: the parent decides when they stop
                preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509
            )
            for command in commands
        ]

    def ended(self) -> int | None:
        """The exit status of those that ended unasked, a failure first; None while all are there."""
        ended = [child.returncode for child in self._children if child.poll() is not None]
        return next((status for status in ended if status), ended[0]) if ended else None

    def stop(self, grace: float) -> None:
        """Ask them to end, and kill whoever has not done so after `grace` seconds."""
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        latest = time.monotonic() + grace
        for child in self._children:
            try:
                child.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def run_all(commands: Sequence[Sequence[str]], *, grace: float) -> int:
    """Run `mailbot COMMAND …` processes side by side until SIGTERM or SIGINT; the exit status.

    One that ends unasked ends all: whoever started us starts us again, and the rows know where everything stood.
    """
    stop = threading.Event()
    _on_stop(stop.set)
    children = Children(commands)
    status = None
    while status is None and not stop.wait(0.2):
        status = children.ended()
    children.stop(grace + 5)
    return 0 if status is None else abs(status) or 1


def _without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("MAILBOT_")}


def _end_with(parent: int) -> None:
    # PR_SET_PDEATHSIG: a killed parent leaves no orphan that goes on holding the port.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before we could ask for that
        os._exit(1)


def _on_stop(act: Callable[[], None]) -> None:
    def handler(_number: int, _frame: FrameType | None) -> None:
        act()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)
