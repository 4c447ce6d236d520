"""The world outside: its DNS, an authority for certificates, and a provider of mail with people who write and read."""

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from bench.going_live.machine import HOUSE_ADDRESS, OUTER_ADDRESSES
from mailbot.clock import system_clock
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.smtp import Door, Envelope, Judgement, Kept
from tests.certifying import Authority
from tests.living import Loop
from tests.names_server import NamesServer
from tests.signing import Signer, signer

MAIL_HOST, DNS_HOST, FORGER = OUTER_ADDRESSES
PROVIDER = "mail.example"
"""Where the people of docs/import have their addresses."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the provider got it."""

    recipient: str
    raw: bytes
    """Under the provider's own Received."""
    own: bytes
    mail: ParsedMail
    envelope: Envelope

    @property
    def code(self) -> str:
        """Which letter it is, as T-01."""
        return self.mail.header("x-mailbot-letter")


@dataclass
class Outside:
    """Everybody who is not us."""

    names: NamesServer
    key: Signer
    authority: Authority
    """Whose certificates everybody believes."""
    letters: list[Letter] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Addresses whose letters the provider refuses, for good."""

    async def keep(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        """The provider's keeper."""
        own = raw[envelope.prepended :]
        self.letters += [Letter(to.lower(), raw, own, parse_mail(own), envelope) for to in envelope.recipients]
        return (Kept.KEPT,) * len(envelope.recipients)

    def judge(self, recipient: str) -> Judgement:
        """The provider's judge."""
        return Judgement.UNKNOWN if recipient.lower() in self.refused else Judgement.ACCEPTED

    def hand_in(
        self, mail: EmailMessage | bytes, *, sender: str, to: str, peer: str = MAIL_HOST, signed: bool = True
    ) -> None:
        """Hand a mail to the agency's server over TLS, as its MX and nobody else tells, signed by the sender's
        provider. Raises what smtplib raises."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=SMTP)
        with smtplib.SMTP(HOUSE_ADDRESS, 25, "mx.mail.example", timeout=60, source_address=(peer, 0)) as client:
            client.starttls(context=self.trust())
            client.ehlo()
            client.sendmail(sender, [to], self.key.sign(raw) if signed else raw)

    def trust(self) -> ssl.SSLContext:
        """What a client of today believes."""
        context = ssl.create_default_context(cafile=str(self.authority.file))
        context.check_hostname = False  # smtplib was given an address; not the name
        return context

    def wait_for(self, wanted: Callable[[Letter], bool], seconds: float = 120.0) -> Letter:
        """The first letter of this kind. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for letter in tuple(self.letters):
                if wanted(letter):
                    return letter
            time.sleep(0.2)
        raise TimeoutError(f"no such letter; there are {[(each.recipient, each.code) for each in self.letters]}")


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    """The DNS and the provider's mail server, in the network of this process."""
    key = signer(PROVIDER)
    with NamesServer(host=DNS_HOST, wanted_port=53) as names:
        world = Outside(names, key, Authority(folder))
        names.publish(PROVIDER, "MX", "10 mx.mail.example.")
        names.publish("mx.mail.example", "A", MAIL_HOST)
        names.publish(PROVIDER, "TXT", f"v=spf1 ip4:{MAIL_HOST} -all")
        names.publish(f"_dmarc.{PROVIDER}", "TXT", "v=DMARC1; p=reject")
        names.publish("25.100.51.198.in-addr.arpa", "PTR", "mx.mail.example.")
        names.publish("agence-tilleul.example", "MX", "10 mx.mail.example.")
        key.publish(names)
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(world.authority.sign("mx.mail.example"))
        loop = Loop()
        door = Door(
            world.keep, world.judge, hostname="mx.mail.example", now=system_clock, smtp=(MAIL_HOST, 25), tls=tls
        )
        loop.run(door.start())
        try:
            yield world
        finally:
            loop.run(door.stop(1.0))
            loop.close()
