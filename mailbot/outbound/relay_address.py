"""Where relays are, how they want to be spoken to, and what must be secret on the way."""

import ssl
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from mailbot.errors import WrongSetting

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """Where the smarthost is, and how it wants to be spoken to."""

    host: str
    port: int
    implicit_tls: bool
    user: str = ""
    password: str = ""

    @classmethod
    def parse(cls, url: str) -> Self:
        """`smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. Raises WrongSetting."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = None
            parts = parts._replace(netloc="")
        if not parts.hostname or any(sign <= " " or sign > "~" for sign in parts.hostname):
            raise WrongSetting("MAILBOT_RELAY_URL names no host: smtp://smtp.agence.example:587 is a good one.")
        secure = parts.scheme == "smtps"
        return cls(
            parts.hostname, port or (465 if secure else 25), secure,
            unquote(parts.username or ""), unquote(parts.password or ""),
        )  # fmt: skip

    @classmethod
    def parse_all(cls, urls: str) -> tuple[Self, ...]:
        """Several, comma-separated, in the order in which they are tried. Raises WrongSetting."""
        return tuple(cls.parse(url.strip()) for url in urls.split(",") if url.strip())

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine: nobody is in between."""
        return self.host in _LOOPBACK

    @property
    def name(self) -> str:
        """How it is named to an operator, without its password."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What must be secret on the way to a relay that is not on this machine."""

    tls: Literal["required", "offered", "off"] | None = None
    """STARTTLS must be offered, is taken when it is offered, or is not spoken. None: required, and plain on this
    machine."""
    ca: Path | None = None
    """Authorities that are believed beside those of this machine."""

    def wants_tls(self, address: RelayAddress) -> bool:
        """Whether STARTTLS is taken when it is offered."""
        return self.tls != "off" and not (self.tls is None and address.is_here)

    def needs_tls(self, address: RelayAddress) -> bool:
        """Whether nothing is sent without TLS."""
        return self.tls == "required" or (self.tls is None and not address.is_here)

    def trusted(self) -> ssl.SSLContext:
        """Whom we believe. Raises WrongSetting when the file of authorities cannot be read."""
        return _trusted(self.ca)


@lru_cache(maxsize=4)
def _trusted(ca: Path | None) -> ssl.SSLContext:
    """The authorities of this machine, and those of a file. To read them takes longer than to send a letter."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca is not None:
        try:
            context.load_verify_locations(ca)
        except ssl.SSLError:
            raise WrongSetting(f"MAILBOT_RELAY_CA is {str(ca)!r}: it holds no certificate.") from None
        except OSError as error:
            raise WrongSetting(f"MAILBOT_RELAY_CA is {str(ca)!r}: {(error.strerror or '').lower()}.") from None
    return context
