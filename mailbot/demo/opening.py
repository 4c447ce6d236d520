"""Opens the demonstration, its folder, its ports, its people and its processes, and closes it all again."""

import asyncio
import contextlib
import fcntl
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from mailbot.clock import MovedClock
from mailbot.demo.house import LETTERS, SENT, House, database_url, empty, fill
from mailbot.demo.letterboxes import Letterboxes
from mailbot.demo.page import demo_app
from mailbot.demo.people import People
from mailbot.demo.processes import CLOCK, MARK
from mailbot.demo.sending import SentMails
from mailbot.errors import WrongSetting
from mailbot.inbound.smtp import Door
from mailbot.templating import Templates

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for on the command line."""

    folder: Path
    smtp_port: int
    page_port: int
    """The house's own pages take the next one."""
    fresh: bool


def run_demo(plan: Plan, say: Callable[[str], None]) -> int:
    """Everything on loopback until SIGTERM or SIGINT; the exit status. `say` is told where to look, once it is open.

    Raises WrongSetting for a port or a folder that cannot be had.
    """
    with contextlib.ExitStack() as held:
        folder = held.enter_context(_hold(plan.folder))
        listening = held.enter_context(_listen(plan.page_port, "--page-port"))
        _listen(plan.page_port + 1, "--page-port").close()
        _listen(plan.smtp_port, "--smtp-port").close()
        if plan.fresh:
            empty(folder)
        clock = MovedClock(folder / CLOCK)
        intake = fill(database_url(folder), clock)
        return asyncio.run(_live(plan, folder, clock, listening, intake, say))


@contextlib.contextmanager
def _hold(wanted: Path) -> Iterator[Path]:
    """The folder, for us alone as long as we run: a lock that is gone with the process, however it ends."""
    folder = wanted.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / MARK).exists() and any(folder.iterdir()):
            raise WrongSetting(f"--folder {wanted} holds other things: choose an empty one, or one that is not there.")
        with tempfile.TemporaryFile(dir=folder), (folder / MARK).open("a") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield folder
    except BlockingIOError:
        raise WrongSetting(f"--folder {wanted} is in use by another demonstration.") from None
    except OSError as error:
        raise WrongSetting(f"--folder {wanted} cannot be written: {error.strerror}.") from None


def _listen(port: int, option: str) -> socket.socket:
    """A socket that listens. The one of the page is kept; the others only show that their ports are free."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(100)
    except OSError as error:
        listening.close()
        raise WrongSetting(f"Port {port} cannot be had ({error.strerror}): choose another with {option}.") from None
    return listening


async def _live(
    plan: Plan, folder: Path, clock: MovedClock, listening: socket.socket, intake: str, say: Callable[[str], None]
) -> int:  # fmt: skip
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    boxes = Letterboxes(clock, folder / LETTERS)
    far_end = Door(boxes.keep, boxes.judge, hostname="relay.demo.example", now=clock, smtp=(_HOST, 0))
    await far_end.start()
    given = _settings(plan, folder, far_end.addresses[0].port, intake)
    house = House(folder, clock, boxes, SentMails(folder / SENT), given, People())
    house.start()
    facts = _facts(plan, folder, intake)
    command = _text("command", facts)
    app = demo_app(
        boxes, smtp_port=plan.smtp_port, intake=intake, clock=clock, command=command, sent=house.sent, house=house
    )  # fmt: skip
    page = _Page(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    )  # fmt: skip
    serving = asyncio.create_task(page.serve(sockets=[listening]))
    try:
        status = await _until_open(plan.smtp_port, house, stop)
        if status is None and not stop.is_set():
            say(_text("greeting", {**facts, "command": command}))
            status = await _until_ended(house, stop)
    finally:
        page.should_exit = True
        await serving
        await house.stop()
        await far_end.stop(1.0)
    return 0 if status is None else abs(status) or 1


class _Page(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are ours: there is more to stop than the page."""
        yield


async def _until_open(smtp_port: int, house: House, stop: asyncio.Event) -> int | None:
    """Wait for the front process to let somebody in; the exit status of a child that ended instead."""
    status = None
    while status is None and not stop.is_set():
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(_HOST, smtp_port)
            writer.close()
            return None
        await asyncio.sleep(0.1)
        status = house.ended()
    return status


async def _until_ended(house: House, stop: asyncio.Event) -> int | None:
    status = None
    while status is None and not stop.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 0.3)
        status = None if stop.is_set() else house.ended()
    return status


def _settings(plan: Plan, folder: Path, relay_port: int, intake: str) -> dict[str, str]:
    """All that the house's processes are told: whatever else is set on this machine is another house's."""
    return {
        "MAILBOT_DATA_DIR": str(folder),
        "MAILBOT_DATABASE_URL": database_url(folder),
        "MAILBOT_HOSTNAME": intake.rpartition("@")[2],
        "MAILBOT_SMTP_HOST": _HOST,
        "MAILBOT_SMTP_PORT": str(plan.smtp_port),
        "MAILBOT_WEB_HOST": _HOST,
        "MAILBOT_WEB_PORT": str(plan.page_port + 1),
        "MAILBOT_PUBLIC_URL": f"http://{_HOST}:{plan.page_port + 1}",
        "MAILBOT_RELAY_URL": f"smtp://{_HOST}:{relay_port}",
        "MAILBOT_AUTHENTICATION": "off",  # its people have no domains
        "MAILBOT_SWEEP_SECONDS": "0.2",
        "MAILBOT_GRACE_SECONDS": "2",
        "MAILBOT_LOG_LEVEL": "warning",
    }


def _facts(plan: Plan, folder: Path, intake: str) -> Mapping[str, object]:
    return {
        "page_url": f"http://{_HOST}:{plan.page_port}/",
        "house_url": f"http://{_HOST}:{plan.page_port + 1}/",
        "smtp_port": plan.smtp_port,
        "folder": folder,
        "intake": intake,
    }


def _text(name: str, facts: Mapping[str, object]) -> str:
    return Templates("en", autoescape=False).get(f"pages/demo/{name}.txt").render(facts)
