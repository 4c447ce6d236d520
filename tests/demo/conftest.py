"""A page with its letterboxes, and a real door that keeps what the page hands in."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.page import demo_app
from mailbot.inbound.smtp import Door, DoorLimits, Envelope, Judgement, Kept
from mailbot.threads.addresses import mailto
from tests.living import BEGIN, INTAKE, NADIA, HandClock, Loop

REPLY_TO = "r-cee5iaaaaaaaaelqo3aklsu6omw66qzaspga@suivi.agence-tilleul.example"
FIRST_ID = "m.first@suivi.agence-tilleul.example"


@dataclass
class Kitchen:
    """The door's keeper: what came in, and for whom."""

    came: list[tuple[Envelope, bytes]] = field(default_factory=list)

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        self.came.append((envelope, raw))
        return (Kept.KEPT,) * len(envelope.recipients)

    @property
    def last(self) -> tuple[Envelope, EmailMessage]:
        envelope, raw = self.came[-1]
        mail = message_from_bytes(raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return envelope, mail


@dataclass
class Browser:
    """The page as a browser sees it."""

    loop: Loop
    client: httpx.AsyncClient
    boxes: Letterboxes
    kept: Kitchen

    def get(self, path: str, **more: Any) -> httpx.Response:
        response: httpx.Response = self.loop.run(self.client.get(path, **more))
        return response

    def post(self, path: str, **more: Any) -> httpx.Response:
        response: httpx.Response = self.loop.run(self.client.post(path, **more))
        return response

    def delivered(self, raw: bytes, to: str = NADIA) -> Delivered:
        """Put a letter into somebody's box, as the relay's far end does."""
        self.loop.run(self.boxes.keep(raw, envelope_to(to)))
        return list(self.boxes)[-1]


def envelope_to(*recipients: str) -> Envelope:
    return Envelope(
        peer="127.0.0.1", helo="mx.test.example", mail_from="b-x@suivi.agence-tilleul.example", recipients=recipients,
        tls=False, smtputf8=False, proto="ESMTP",
    )  # fmt: skip


def a_letter() -> bytes:
    """What the agency writes to Nadia once she has reported a leak."""
    letter = EmailMessage(policy=policy.SMTP)
    letter["From"] = "Agence du Tilleul — suivi <suivi@suivi.agence-tilleul.example>"
    letter["To"] = f"Nadia Belkacem <{NADIA}>"
    letter["Reply-To"] = f"Agence du Tilleul — suivi <{REPLY_TO}>"
    letter["Subject"] = "[SIG-1046] Fuite sous l’évier"
    letter["Date"] = "Sat, 21 Nov 2026 10:00:00 +0100"
    letter["Message-ID"] = f"<{FIRST_ID}>"
    letter["References"] = "<thread.7@suivi.agence-tilleul.example>"
    letter.set_content("Nous avons bien reçu votre signalement\n\nBonjour Madame Belkacem,\n")
    pressed = mailto(REPLY_TO, subject="Re: [SIG-1046] Fuite sous l’évier", body="C’est finalement réglé.")
    letter.add_alternative(
        "<html><head><title>Nous avons bien reçu votre signalement : fuite</title></head><body>"
        f'<a href="{pressed.replace("&", "&amp;")}" target="_blank">C’est finalement réglé</a> '
        '<a href="https://suivi.agence-tilleul.example/a/x" target="_blank">La page</a>'
        "<script>alert(1)</script></body></html>",
        subtype="html",
    )
    return letter.as_bytes()


def judge(recipient: str) -> Judgement:
    known = recipient in (INTAKE, REPLY_TO) or recipient.startswith("r-")
    return Judgement.ACCEPTED if known else Judgement.UNKNOWN


@pytest.fixture
def browser(loop: Loop) -> Iterator[Browser]:
    clock = HandClock(datetime(2026, 11, 21, 9, 5, tzinfo=UTC))
    assert clock.now > BEGIN
    kept, boxes = Kitchen(), Letterboxes(clock)

    async def opened() -> Door:
        door = Door(
            kept.keep, judge, hostname="mx.test.example", now=clock, smtp=("127.0.0.1", 0),
            limits=DoorLimits(message_size=5_000_000),
        )  # fmt: skip
        await door.start()
        return door

    door = loop.run(opened())
    app = demo_app(boxes, smtp_port=door.addresses[0].port, intake=INTAKE, clock=clock, command="python3 - <<'FIN'")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8025")
    yield Browser(loop, client, boxes, kept)

    async def closed() -> None:
        await asyncio.gather(client.aclose(), door.stop(1.0))

    loop.run(closed())
