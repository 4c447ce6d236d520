"""What a setting may be: an address, a machine's name, a port; and how each stands in the reference."""

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

Port = Annotated[int, Field(ge=0, le=65535)]
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Shown:
    """How a setting stands in the reference (docs/settings.md), beside its name, default and sentence."""

    example: str = ""
    unit: str = ""
    default: str = ""
    """In words, where the value itself would say nothing."""
    secret: bool = False
    """Its value is for no screen and no log."""


def schemes(*allowed: str) -> AfterValidator:
    """An address that begins with one of these schemes."""

    def check(url: str) -> str:
        if not url.startswith(tuple(f"{scheme}:" for scheme in allowed)):
            raise ValueError(f"takes an address that begins with {' or '.join(f'{s}:' for s in allowed)}")
        return url

    return AfterValidator(check)


def _relay_addresses(urls: str) -> str:
    given = [url.strip() for url in urls.split(",")]
    if not all(url.startswith(("smtp:", "smtps:")) for url in given):
        raise ValueError("takes addresses that begin with smtp: or smtps:, comma-separated")
    return ",".join(given)


def _page_address(url: str) -> str:
    parts = urlsplit(url)
    name = parts.hostname or ""
    try:
        parts.port  # noqa: B018  # it is looked at when it is asked for
    except ValueError:
        name = ""
    if not (url.startswith("https://") and name) and not (url.startswith("http://") and name in _LOOPBACK):
        raise ValueError("takes an address that begins with https://, as https://suivi.agence.example")
    return url.rstrip("/")


def _machine_name(name: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?", name) is None:
        raise ValueError("takes the name of a machine, as mail.agence.example")
    return name


RelayAddresses = Annotated[str, AfterValidator(_relay_addresses)]
PageAddress = Annotated[str, AfterValidator(_page_address)]
MachineName = Annotated[str, AfterValidator(_machine_name)]
