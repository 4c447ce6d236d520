"""Everything that may be set from outside; the only reader of the environment."""

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mailbot.domains import one_form, server_address
from mailbot.errors import WrongSetting
from mailbot.files.limits import MOST_OCTETS
from mailbot.keys import SigningKey, new_key, read_key

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Port = Annotated[int, Field(ge=0, le=65535)]


def _schemes(*allowed: str) -> AfterValidator:
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


_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
THIS_MACHINE = ("127.0.0.0/8", "::1/128")


@dataclass(frozen=True, slots=True)
class Trust:
    """Who is believed about the domain in a mail's From."""

    mode: Literal["own", "front", "off"] = "own"
    """We look ourselves; the mail server in front has looked; nobody does."""
    authserv_id: str = ""
    """Under which name the front writes its results. Empty: it is not believed."""
    authserv_hops: int = 0
    """How many Received of its own stand above them."""
    trusted_forwarders: tuple[str, ...] = ()
    """Domains whose ARC seal counts, in their one form."""
    front_hosts: tuple[str, ...] = THIS_MACHINE
    """The addresses and networks from which the front hands mail over; it does so over our Unix socket, too."""


class Settings(BaseSettings):
    """One value for each thing an operator may choose. Every name is read from `MAILBOT_<NAME>`.

    Times are in seconds, sizes in bytes, unless the name says otherwise.
    """

    model_config = SettingsConfigDict(env_prefix="MAILBOT_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    """Folder of the embedded house: database, blobs, doorbell, keys."""
    hostname: Annotated[str, AfterValidator(_machine_name)] = "localhost"
    """The name that the SMTP server gives itself; also right of the `@` in no address of ours."""

    database_url: Annotated[str, _schemes("sqlite", "postgresql+psycopg")] | None = None
    doorbell_url: Annotated[str, _schemes("sqlite", "redis", "rediss", "unix")] | None = None

    smtp_host: str = "127.0.0.1"
    smtp_port: Port = 2525
    smtps_port: Port | None = None
    """Where TLS begins at once (RFC 8314), on the same host; none by default."""
    lmtp_socket: Path | None = None
    lmtp_mode: Annotated[str, Field(pattern="^0?[0-7]{3}$")] = "660"
    """Of the socket's file, in octal: whoever may write it may hand in mail."""
    lmtp_group: str | None = None
    """The group that the socket's file belongs to, as the one of the mail server in front."""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_required: bool = False

    web_host: str = "127.0.0.1"
    web_port: Port = 8025
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = THIS_MACHINE
    """Who stands in front of the pages and says in X-Forwarded-For who asks: addresses and networks, comma-separated.
    What anybody else says there is not believed."""
    public_url: Annotated[str, AfterValidator(_page_address)] | None = None
    """What the links in letters begin with, as https://suivi.agence.example; unset: the pages' own port, on this
    machine alone."""

    relay_url: Annotated[str, AfterValidator(_relay_addresses)] = "smtp://127.0.0.1:25"
    """Several, comma-separated, are tried in their order."""
    relay_tls: Literal["required", "offered", "off"] | None = None
    """STARTTLS must be offered, is taken when it is offered, or is not spoken. Unset: required, and plain to a relay on
    this machine."""
    relay_ca: Path | None = None
    """PEM file of authorities that are believed beside those of this machine: of a private relay."""

    keys: Annotated[tuple[str, ...], NoDecode] = ()
    """Signing keys, newest first, `slot:hex` or `slot:hex:day`, comma-separated. Empty: made once and kept in the
    data folder."""
    dkim_dir: Path | None = None
    """Folder of `<mail domain>.<selector>.pem` private keys. None: letters leave unsigned."""

    message_size: Annotated[int, Field(ge=1_000)] = MOST_OCTETS
    """Of one mail, as it is sent: base64 makes a third more of its files."""
    disk_reserve: Annotated[int, Field(ge=0)] = 200_000_000
    """Octets that must stay free on the disk of the data folder, for what was begun: with less, the door answers 452.
    0: it takes mail until the disk is full."""
    peer_connections: Annotated[int, Field(ge=1)] = 50
    all_connections: Annotated[int, Field(ge=1)] = 2_000
    session_seconds: Annotated[float, Field(gt=0)] = 600.0
    octets_in_hand: Annotated[int, Field(ge=1_000_000)] = 256 * 1024 * 1024
    """Of all the mails that are coming in, together: memory. One peer may have half of it; while it is being kept, a
    mail stands there twice."""
    peer_mails: Annotated[float, Field(ge=0)] = 600.0
    """Mails, and connections, a minute of one peer; here and below, five minutes' worth may come at once, and 0 is no
    bound. Not counted for `front_hosts` and the Unix socket."""
    sender_mails: Annotated[float, Field(ge=0)] = 60.0
    """Mails a minute of one sender and one peer."""
    address_mails: Annotated[float, Field(ge=0)] = 30.0
    """Mails a minute to one sealed address."""
    wrong_addresses: Annotated[float, Field(ge=0)] = 12.0
    """Addresses a minute that are not here, of one peer, before it is turned away."""
    most_waiting_mails: Annotated[int, Field(ge=1)] = 20_000
    """Accepted mails that may wait for a worker; a tenth more for addresses for which few wait."""

    authentication: Literal["own", "front", "off"] = "own"
    """Who checks SPF, DKIM and DMARC: we (mail comes here from the internet), the mail server in front, or nobody."""
    authserv_id: str = ""
    """The name under which the front writes its Authentication-Results (RFC 8601)."""
    authserv_hops: Annotated[int, Field(ge=0, le=5)] = 0
    """How many Received fields of the front stand above its results: 0 when it writes them on top."""
    front_hosts: Annotated[tuple[str, ...], NoDecode] = THIS_MACHINE
    """From where the front connects: addresses and networks, comma-separated. Whoever else does is not believed."""
    trusted_forwarders: Annotated[tuple[str, ...], NoDecode] = ()
    """Domains of forwarders whose ARC seal is believed, comma-separated."""
    dns_servers: Annotated[tuple[str, ...], NoDecode] = ()
    """Recursive servers to ask, `address` or `address:port`, comma-separated. Empty: those of this machine."""
    dns_seconds: Annotated[float, Field(gt=0, le=30)] = 8.0
    """For all that one mail makes us ask; a single question may take a quarter of it."""

    workers: Annotated[int, Field(ge=1, le=64)] = 2
    """Threads of one `mailbot work` that take mails and letters."""
    lease_seconds: Annotated[float, Field(gt=0)] = 60.0
    """How long a claimed row is left to its worker before another takes it over."""
    sweep_seconds: Annotated[float, Field(gt=0)] = 5.0
    """How often rows whose doorbell was lost are looked for."""
    letter_hours: Annotated[float, Field(gt=0)] = 120.0
    """How long a letter that the relay puts off is tried again."""
    grace_seconds: Annotated[float, Field(ge=0)] = 20.0
    """How long a graceful stop waits for what is under way."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("keys", "front_hosts", "trusted_proxies", "trusted_forwarders", "dns_servers", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("front_hosts", "trusted_proxies")
    @classmethod
    def _check_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(ip_network(host, strict=False)) for host in hosts)

    @field_validator("trusted_forwarders")
    @classmethod
    def _check_forwarders(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        forms = [one_form(domain) for domain in domains]
        if not all(form and "." in form for form in forms):
            raise ValueError("takes domains, comma-separated, as lists.example,forwarder.example")
        return tuple(form for form in forms if form)

    @field_validator("dns_servers")
    @classmethod
    def _check_servers(cls, servers: tuple[str, ...]) -> tuple[str, ...]:
        for server in servers:
            host, port = server_address(server)
            if not 0 < port < 65_536:
                raise ValueError(f"takes address or address:port, and {host}:{port} is none")
        return servers

    @field_validator("keys")
    @classmethod
    def _check_keys(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        for key in keys:
            try:
                read_key(key)
            except ValueError:
                raise ValueError("takes slot:hex with a slot from 0 to 15 and at least 64 hexadecimal digits") from None
        return keys

    @cached_property
    def database(self) -> str:
        """SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'mailbot.db').absolute()}"

    @cached_property
    def page_base(self) -> str:
        """What the links in letters begin with, without a last slash."""
        return self.public_url or f"http://127.0.0.1:{self.web_port}"

    @cached_property
    def trust(self) -> Trust:
        """Who is believed about the domain in a mail's From."""
        return Trust(
            self.authentication, self.authserv_id, self.authserv_hops, self.trusted_forwarders, self.front_hosts
        )

    @cached_property
    def doorbell(self) -> str:
        """Where huey keeps what it was told: a SQLite file or a Redis URL."""
        return self.doorbell_url or f"sqlite:///{(self.data_dir / 'doorbell.db').absolute()}"

    @cached_property
    def blobs_dir(self) -> Path:
        """Folder of raw mails, photos and PDFs."""
        return self.data_dir / "blobs"

    @cached_property
    def signing_keys(self) -> dict[int, bytes]:
        """Slot → secret, newest first. Made and kept with mode 0600 on the first start of an embedded house."""
        return {key.slot: key.secret for key in self.dated_keys}

    @cached_property
    def dated_keys(self) -> tuple[SigningKey, ...]:
        """The same, each with the day on which it was made."""
        try:
            return tuple(read_key(line) for line in self._key_lines())
        except ValueError:
            raise WrongSetting(f"{self.keys_file} holds a line that is no key.") from None

    @property
    def keys_file(self) -> Path:
        """Where the keys of an embedded house are."""
        return self.data_dir / "keys"

    def _key_lines(self) -> tuple[str, ...]:
        if self.keys:
            return self.keys
        path = self.keys_file
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError), path.open("x") as file:
                path.chmod(0o600)
                file.write(f"{new_key((), today=None)}\n")
            return tuple(path.read_text().split())
        except OSError as error:
            raise WrongSetting(f"MAILBOT_DATA_DIR {self.data_dir} cannot be written: {error.strerror}.") from None


def read_settings(**given: object) -> Settings:
    """The settings of this start: what is given, else the environment, else `.env`, else the default.

    Raises WrongSetting with one sentence that names the first wrong setting.
    """
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        # Keys, and passwords in addresses, are not for a screen or a log.
        given_as = "" if name == "keys" or name.endswith("_url") else f" is {first['input']!r}"
        raise WrongSetting(f"MAILBOT_{name.upper()}{given_as}: {_in_words(first)}.") from None
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise WrongSetting("MAILBOT_TLS_CERTIFICATE and MAILBOT_TLS_KEY go together: set both or neither.")
    if settings.tls_required and settings.tls_certificate is None:
        raise WrongSetting("MAILBOT_TLS_REQUIRED is set, but MAILBOT_TLS_CERTIFICATE names no certificate.")
    if settings.smtps_port is not None and settings.tls_certificate is None:
        raise WrongSetting("MAILBOT_SMTPS_PORT is set, but MAILBOT_TLS_CERTIFICATE names no certificate.")
    if settings.authentication == "front" and not settings.authserv_id:
        raise WrongSetting("MAILBOT_AUTHENTICATION is front, but MAILBOT_AUTHSERV_ID does not name it.")
    for name, path in (
        ("TLS_CERTIFICATE", settings.tls_certificate), ("TLS_KEY", settings.tls_key), ("RELAY_CA", settings.relay_ca),
    ):  # fmt: skip
        if path is not None and not _is_file(name, path):
            raise WrongSetting(f"MAILBOT_{name} is {str(path)!r}: there is no such file.")
    return settings


def _is_file(name: str, path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # most often a folder above that its user may not enter
        raise WrongSetting(f"MAILBOT_{name} is {str(path)!r}: {(error.strerror or '').lower()}.") from None


_KINDS = MappingProxyType(
    {
        "int_parsing": "it takes a whole number",
        "int_from_float": "it takes a whole number",
        "float_parsing": "it takes a number",
        "bool_parsing": "it takes true or false",
        "greater_than": "it takes more than {gt}",
        "greater_than_equal": "it takes {ge} or more",
        "less_than_equal": "it takes {le} at the most",
        "literal_error": "it takes {expected}",
        "string_pattern_mismatch": "it takes three figures from 0 to 7, as 660",
    }
)
"""What a setting takes, for each kind of trouble that pydantic finds by itself."""


def _in_words(error: "ErrorDetails") -> str:
    said = _KINDS.get(error["type"])
    if said is not None:
        return said.format(**{"ge": "", "gt": "", "le": "", "expected": ""} | dict(error.get("ctx", {})))
    words = error["msg"].removeprefix("Value error, ")
    return f"it {words}" if words.startswith("takes ") else words


def unknown_names(environment: Mapping[str, str] | None = None) -> list[str]:
    """The variables of the environment that begin with MAILBOT_ and set nothing: most likely a slip of the pen."""
    known = {f"MAILBOT_{name.upper()}" for name in Settings.model_fields}
    given = os.environ if environment is None else environment
    return sorted(name for name in given if name.upper().startswith("MAILBOT_") and name.upper() not in known)
