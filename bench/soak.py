"""The scaled house under load for as long as it takes: two doors, a page server and two workers that share nothing but
PostgreSQL, Redis and a store that speaks S3, killed and restarted all the while. It counts what survival counts.

    python -m bench.soak --mails 200000 --kills 150 --rolls 6 --folder build/soak

Every few seconds it looks at each process's memory, at the queues and their ages, and at how long mails and letters
took; the figures and a picture of them are left in the folder.
"""

import argparse
import json
import math
import random
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.soaking.crowd import Crowd, Redis, store
from bench.soaking.drawing import picture
from bench.soaking.sampling import Sample, Sampling
from bench.survival import Ledger, Senders, State, a_state, database_of, in_peace
from bench.surviving.far_end import FarEnd, Moods, read_log
from bench.surviving.mortal import Nursery, Pace, nursery
from bench.surviving.reckoning import Reckoning, reckon, waiting
from bench.surviving.town import MORNING, build, postings
from mailbot.db import Database
from mailbot.terminal import watching as watching_on
from mailbot.watching import Watching

_TIMES = 10.0
"""Time passes so much faster there: some forty minutes are a night and half a day, with what leaves by the clock."""
_SERVERS = 6
"""That hand mails in, one after the other."""
_BACKLOG = 300
"""Mails that wait at the most while others are sent."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything, and for how long at the most."""

    mails: int
    kills: int
    rolls: int
    redis: int
    """Times that Redis is killed."""
    seconds: float = math.inf
    """After which no more are sent, however many it were: what was taken until then is counted."""

    def part(self, mails: int, seconds: float) -> float:
        """How much of it is done: 1 is the end."""
        return max(mails / self.mails, seconds / self.seconds)

    def turns(self) -> list[tuple[float, str]]:
        """What is done to the house, and after which part of all."""
        each = (("kill", self.kills), ("roll", self.rolls), ("redis", self.redis))
        return sorted(((at + 0.5) / (times + 0.5), what) for what, times in each for at in range(times))


@dataclass
class Soaked:
    """What is left of a soak."""

    count: Reckoning
    samples: list[Sample]
    told: list[str]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "seconds": round(self.seconds), "mails_per_second": round(self.count.mails / self.seconds, 1),
            **self.count.to_json(), "told": self.told, "samples": [sample.to_json() for sample in self.samples],
        }  # fmt: skip


def soak(
    folder: Path, plan: Plan, state: State, cradles: Nursery, url: str, shared: Mapping[str, str], redis: Redis, *,
    watching: Watching,
) -> Soaked:  # fmt: skip
    """Build the town, send, kill, restart, wait until all is quiet, and count."""
    usual = in_peace(folder / "calm", state, cradles)
    size = {"tenants": max(8, min(1_000, plan.mails // 100)), "missions": max(2, min(200, plan.mails // 500))}
    town = build(url, state.keyring, state.base, **size, now=MORNING)
    written = postings(town, plan.mails, seed=state.seed)
    pace = Pace(folder / "pace", MORNING + timedelta(minutes=2), _TIMES)
    ledger = Ledger(folder / "accepted")
    far_end = FarEnd(folder / "received", moods=Moods(refused=10, cut=2), seed=state.seed)
    far_end.start()
    database = Database(url)
    environment = dict(shared) | {"MAILBOT_RELAY_URL": f"smtp://127.0.0.1:{far_end.port}"}
    crowd = Crowd(cradles, folder, environment, pace, web_port=state.web_port)
    crowd.begin()
    sampling = Sampling(
        database, accepted=lambda: len(ledger), now=pace, times=_TIMES,
        pids=lambda: {station.name: station.pid for station in crowd.stations},
    )  # fmt: skip
    sampling.start()
    senders = Senders(written, ledger, crowd.ports, database, servers=_SERVERS)
    began = time.monotonic()
    senders.start()
    told = _trouble(plan, crowd, redis, senders, ledger, random.Random(f"soak:{state.seed}"), watching)
    senders.stop()
    seconds = time.monotonic() - began
    _until_quiet(database, crowd)
    sampling.stop()
    crowd.stop()
    accepted = [posting for posting in written if posting.number in ledger.numbers]
    count = reckon(database, state.keyring, accepted, list(read_log(folder / "received")), usual)
    count.kills, count.fell = sum(":" in each for each in told), crowd.fell
    far_end.stop()
    ledger.close()
    database.close()
    return Soaked(count, sampling.samples, told, seconds)


def _trouble(
    plan: Plan, crowd: Crowd, redis: Redis, senders: Senders, ledger: Ledger, chance: random.Random,
    watching: Watching,
) -> list[str]:  # fmt: skip
    """While mails are sent, kill and restart when it is its turn; what was done."""
    turns, told, rolling, began = plan.turns(), [], threading.Thread(), time.monotonic()
    while (part := plan.part(len(ledger), time.monotonic() - began)) < 1:
        senders.keep_below(_BACKLOG)
        if turns and part >= turns[0][0] and not rolling.is_alive():
            what = turns.pop(0)[1]
            if what == "kill":
                told.append(crowd.kill(chance))
            elif what == "redis":
                redis.kill()
                time.sleep(2)
                redis.start()
                told.append("redis")
            else:
                rolling = threading.Thread(target=crowd.roll)
                rolling.start()
                told.append("rolled")
        if not rolling.is_alive():
            crowd.raise_fallen()
        watching("mails", len(ledger), plan.mails)
        time.sleep(0.1)
    rolling.join() if rolling.ident else None
    return told


def _until_quiet(database: Database, crowd: Crowd, seconds: float = 300.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with database.looking() as session:
            if waiting(session) == (0, 0):
                return
        crowd.raise_fallen()
        time.sleep(0.5)


@contextmanager
def _servers(folder: Path, state: State) -> Iterator[tuple[str, dict[str, str], Redis]]:
    """A database, a Redis and a store: the database's URL, the settings that all processes share, and the Redis."""
    redis = Redis(folder)
    redis.start()
    try:
        with database_of(folder, "postgresql") as url, store(folder) as blobs:
            yield url, blobs | _settings(state, url, redis), redis
    finally:
        redis.kill()


def _settings(state: State, url: str, redis: Redis) -> dict[str, str]:
    return {
        "MAILBOT_DATABASE_URL": url,
        "MAILBOT_DOORBELL_URL": redis.url,
        "MAILBOT_KEYS": f"1:{state.secret}",
        "MAILBOT_PUBLIC_URL": state.base,
        "MAILBOT_LEASE_SECONDS": str(20 * _TIMES),
        "MAILBOT_SWEEP_SECONDS": "1",
        "MAILBOT_AUTHENTICATION": "off",
        "MAILBOT_LOG_LEVEL": "warning",
        "MAILBOT_PEER_CONNECTIONS": "1000",
        "MAILBOT_SENDER_MAILS": "0",
        "MAILBOT_ADDRESS_MAILS": "0",
        "MAILBOT_PEER_MAILS": "0",
    }


def main() -> None:
    """Read the command line, soak, print one line; exit status 1 when something was lost, or done twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--rolls", type=int, default=6, help="times that all processes are restarted in turn")
    parser.add_argument("--redis", type=int, default=3, help="times that Redis is killed, with all that it holds")
    parser.add_argument("--minutes", type=float, default=math.inf, help="no more mails are sent after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build/soak"), help="a new folder for all that it leaves")
    chosen = parser.parse_args()
    folder: Path = chosen.folder.absolute()
    folder.mkdir(parents=True)
    plan = Plan(chosen.mails, chosen.kills, chosen.rolls, chosen.redis, 60 * chosen.minutes)
    state = a_state(plan.mails, plan.kills, chosen.seed, "postgresql")
    with (
        nursery() as cradles,
        _servers(folder, state) as (url, shared, redis),
        watching_on(Console(stderr=True)) as seen,
    ):
        soaked = soak(folder, plan, state, cradles, url, shared, redis, watching=seen)
    figures = soaked.to_json() | {"plan": asdict(plan), "seed": chosen.seed}
    if math.isinf(plan.seconds):
        del figures["plan"]["seconds"]
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    (folder / "soak.svg").write_text(picture(soaked.samples, soaked.told))
    print(f"{soaked.count}; {soaked.seconds:.0f} s, {soaked.count.mails / soaked.seconds:.1f} mails/s")
    sys.exit(not soaked.count.is_good)


if __name__ == "__main__":
    main()
