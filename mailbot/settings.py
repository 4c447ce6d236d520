"""Everything that may be set from outside; the only reader of the environment."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from tempfile import mkstemp
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mailbot.bucket_address import BucketAddress, bucket_address
from mailbot.domains import one_form, server_address
from mailbot.durable import sync_folder
from mailbot.errors import WrongSetting
from mailbot.files.limits import MOST_OCTETS
from mailbot.keys import SigningKey, new_key, read_key
from mailbot.late import never
from mailbot.setting_kinds import MachineName, PageAddress, Port, RelayAddresses, Shown, schemes

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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


def _is_bucket(url: str) -> str:
    bucket_address(url)
    return url


class Settings(BaseSettings):
    """One value for each thing an operator may choose. Every name is read from `MAILBOT_<NAME>`.

    What stands here is the reference: docs/settings.md is made of it (`make reference`).
    """

    model_config = SettingsConfigDict(env_prefix="MAILBOT_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Annotated[Path, Shown("/var/lib/mailbot")] = Path("data")
    """Folder of the embedded house: database, blobs, doorbell and keys."""
    hostname: Annotated[MachineName, Shown("mail.agence.example")] = "localhost"
    """The name that the SMTP server gives itself, and that it says to the relay; right of the `@` in no address of
    ours."""
    database_url: Annotated[
        Annotated[str, schemes("sqlite", "postgresql+psycopg")] | None,
        Shown("postgresql+psycopg://mailbot:password@db.example/mailbot", default="SQLite in `DATA_DIR`", secret=True),
    ] = None
    """Where the rows are. PostgreSQL when several machines serve the house."""
    doorbell_url: Annotated[
        Annotated[str, schemes("sqlite", "redis", "rediss", "unix")] | None,
        Shown("redis://cache.example:6379/0", default="SQLite in `DATA_DIR`", secret=True),
    ] = None
    """What wakes the workers. Redis when several machines serve the house. It holds nothing that the rows do not
    know."""
    blobs_url: Annotated[
        Annotated[str, AfterValidator(_is_bucket)] | None,
        Shown(
            "s3://mailbot/agence?endpoint=https://s3.gra.io.cloud.ovh.net&region=gra",
            default="`DATA_DIR/blobs`",
            secret=True,
        ),
    ] = None
    """Where large mails, photos and PDFs are: a bucket of a store that speaks S3, when several machines serve it.
    `endpoint` is the store's address (without it: Amazon's), `region` what it calls its own; `path_style=0` puts the
    bucket into the name, `ca=/path.pem` believes an authority of your own."""
    blobs_key: Annotated[str, Shown("AKIA…", default="`AWS_ACCESS_KEY_ID`, or what the machine is given")] = ""
    """Who we are for that store."""
    blobs_secret: Annotated[
        str, Shown("wJal…", default="`AWS_SECRET_ACCESS_KEY`, or what the machine is given", secret=True)
    ] = ""
    """What proves it. Whoever has it can read every photo and paper."""
    metrics_port: Annotated[Port | None, Shown("9125", default="none: only the pages' own port has `/metrics`")] = None
    """Where a process without pages shows `/metrics` and `/healthz`: `smtp`, `work`, and of `serve` the one that takes
    mails. The one that sends letters has the port after it. One for each process of a machine."""
    metrics_host: Annotated[str, Shown("10.0.3.7")] = "127.0.0.1"
    """The address of that port. Whoever reaches it reads how many mails there are, and nothing of them."""
    traces_url: Annotated[Annotated[str, schemes("http", "https")] | None, Shown("http://127.0.0.1:4318/v1/traces")] = (
        None
    )
    """A collector of OpenTelemetry (OTLP over HTTP) that is told what each mail, letter and page cost, step by step.
    Its library comes with the locked versions; else `pip install '.[traces]'` in the source."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """What is worth a line of the log: one JSON object each, on standard error, never what a mail says."""

    smtp_host: Annotated[str, Shown("0.0.0.0")] = "127.0.0.1"  # noqa: S104  # an example, in words
    """The address at which mail comes in."""
    smtp_port: Annotated[Port, Shown("25")] = 2525
    """Its port: SMTP, with STARTTLS where there is a certificate."""
    smtps_port: Annotated[Port | None, Shown("465")] = None
    """Where TLS begins at once (RFC 8314), on the same host."""
    lmtp_socket: Annotated[Path | None, Shown("/var/spool/postfix/mailbot/lmtp")] = None
    """A Unix socket that a mail server in front hands mail to, over LMTP."""
    lmtp_mode: Annotated[str, Field(pattern="^0?[0-7]{3}$"), Shown(unit="octal")] = "660"
    """Of the socket's file: whoever may write it may hand in mail."""
    lmtp_group: Annotated[str | None, Shown("postfix", default="that of the process")] = None
    """The group that the socket's file belongs to, as the one of the mail server in front."""
    tls_certificate: Annotated[Path | None, Shown("/etc/ssl/mailbot/fullchain.pem")] = None
    """With `TLS_KEY`: STARTTLS is offered, TLS 1.2 and later. Read again within 30 s when the files change."""
    tls_key: Annotated[Path | None, Shown("/etc/ssl/mailbot/privkey.pem")] = None
    """The key of the certificate."""
    tls_required: bool = False
    """Take no mail without TLS."""

    web_host: Annotated[str, Shown("0.0.0.0")] = "127.0.0.1"  # noqa: S104
    """The address at which pages are served. A reverse proxy ends TLS before it."""
    web_port: Port = 8025
    """Its port."""
    public_url: Annotated[
        PageAddress | None, Shown("https://suivi.agence.example", default="the pages' own port, on this machine alone")
    ] = None
    """What the links in letters begin with; https on anything but this machine."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, Shown("10.0.3.0/24")] = THIS_MACHINE
    """Who stands in front of the pages and says in X-Forwarded-For who asks: addresses and networks, comma-separated.
    What anybody else says there is not believed."""

    relay_url: Annotated[RelayAddresses, Shown("smtp://user:password@relay.example:587", secret=True)] = (
        "smtp://127.0.0.1:25"
    )
    """The mail server that letters leave by: `smtp:` (STARTTLS) or `smtps:`. Several, comma-separated, are tried in
    their order."""
    relay_tls: Annotated[
        Literal["required", "offered", "off"] | None, Shown(default="`required`, and plain to a relay on this machine")
    ] = None
    """STARTTLS must be offered, is taken when it is offered, or is not spoken; `smtps:` is always TLS. A certificate is
    checked whenever TLS is spoken."""
    relay_ca: Annotated[Path | None, Shown("/etc/mailbot/relay-ca.pem")] = None
    """PEM file of authorities that are believed beside those of this machine: of a private relay."""
    dkim_dir: Annotated[Path | None, Shown("/etc/mailbot/dkim", default="none: letters leave unsigned")] = None
    """Folder of `<mail domain>.<selector>.pem` private keys, RSA or Ed25519, that sign letters."""
    letter_hours: Annotated[float, Field(gt=0), Shown(unit="hours")] = 120.0
    """How long a letter that the relay puts off is tried again."""

    keys: Annotated[
        tuple[str, ...], NoDecode,
        Shown("1:9f2c…64 hexadecimal digits…:2026-11-22", default="made once, in `DATA_DIR/keys`", secret=True),
    ] = ()  # fmt: skip
    """The keys that seal addresses and links, newest first: `slot:hex` or `slot:hex:day`, comma-separated. The same for
    every process of a house. Whoever has them can make addresses that the house believes."""

    authentication: Literal["own", "front", "off"] = "own"
    """Who checks SPF, DKIM and DMARC: we (mail comes here from the internet), the mail server in front, or nobody."""
    authserv_id: Annotated[str, Shown("mail.agence.example")] = ""
    """With `front`: the name under which it writes its Authentication-Results (RFC 8601)."""
    authserv_hops: Annotated[int, Field(ge=0, le=5)] = 0
    """With `front`: how many Received fields of its own stand above its results; 0 when it writes them on top."""
    front_hosts: Annotated[tuple[str, ...], NoDecode, Shown("192.0.2.10")] = THIS_MACHINE
    """From where the front connects: addresses and networks, comma-separated. Whoever else does is not believed, and
    the bounds of one peer are not for the front."""
    trusted_forwarders: Annotated[tuple[str, ...], NoDecode, Shown("lists.example,forwarder.example")] = ()
    """Domains of lists and forwarders whose ARC seal is believed, comma-separated."""
    dns_servers: Annotated[
        tuple[str, ...], NoDecode, Shown("192.0.2.1,[2001:db8::1]:5353", default="this machine's")
    ] = ()
    """Recursive servers to ask, `address` or `address:port`, comma-separated."""
    dns_seconds: Annotated[float, Field(gt=0, le=30), Shown(unit="seconds")] = 8.0
    """For all that one mail makes us ask; a single question may take a quarter of it."""

    message_size: Annotated[int, Field(ge=1_000), Shown(unit="octets")] = MOST_OCTETS
    """Of one mail, as it is sent: base64 makes a third more of its files. Larger ones are refused at the door. A form,
    and the files of one mail together, may have as much."""
    disk_reserve: Annotated[int, Field(ge=0), Shown(unit="octets")] = 200_000_000
    """What must stay free on the disk of the data folder, for what was begun: with less, mail is answered 452, and
    forms with files 503, until there is room. 0: until the disk is full."""
    most_waiting_mails: Annotated[int, Field(ge=1), Shown(unit="mails")] = 20_000
    """Accepted mails that may wait for a worker, then 452; a tenth more for addresses for which few wait."""
    octets_in_hand: Annotated[int, Field(ge=1_000_000), Shown(unit="octets")] = 256 * 1024 * 1024
    """Of all the mails that are coming in, together: memory. One peer may have half of it; while it is being kept, a
    mail stands there twice."""
    all_connections: Annotated[int, Field(ge=1), Shown(unit="connections")] = 2_000
    """Of the door and of the pages, each."""
    peer_connections: Annotated[int, Field(ge=1), Shown(unit="connections")] = 50
    """Of one peer."""
    session_seconds: Annotated[float, Field(gt=0), Shown(unit="seconds")] = 600.0
    """For one connection to the door, from its greeting to its end."""
    peer_mails: Annotated[float, Field(ge=0), Shown(unit="a minute")] = 600.0
    """Mails, and connections, of one peer; here and below, five minutes' worth may come at once, then 451, and 0 is no
    bound. Not counted for `FRONT_HOSTS` and the Unix socket."""
    sender_mails: Annotated[float, Field(ge=0), Shown(unit="a minute")] = 60.0
    """Mails of one sender by one peer."""
    address_mails: Annotated[float, Field(ge=0), Shown(unit="a minute")] = 30.0
    """Mails to one sealed address."""
    wrong_addresses: Annotated[float, Field(ge=0), Shown(unit="a minute")] = 12.0
    """Addresses that are not here, of one peer, before it is turned away (421)."""

    workers: Annotated[int, Field(ge=1, le=64), Shown(unit="threads")] = 2
    """Of one worker: as many take mails, and as many send letters."""
    mail_days: Annotated[float, Field(ge=1), Shown(unit="days")] = 14.0
    """How long the bytes of a mail of up to 256 kB stand in the database; then they are moved to where larger ones are,
    and the database stays small."""
    lease_seconds: Annotated[float, Field(gt=0), Shown(unit="seconds")] = 60.0
    """How long a claimed row is left to its worker before another takes it over."""
    sweep_seconds: Annotated[float, Field(gt=0), Shown(unit="seconds")] = 5.0
    """How often rows whose doorbell was lost are looked for."""
    grace_seconds: Annotated[float, Field(ge=0), Shown(unit="seconds")] = 20.0
    """How long a graceful stop waits for what is under way."""

    @field_validator("*", mode="before")
    @classmethod
    def _unset_what_is_empty(cls, value: object, info: ValidationInfo) -> object:
        # An empty path would be this folder, and an empty address a fault: whoever writes NAME= means none.
        may_be_none = info.field_name is not None and cls.model_fields[info.field_name].default is None
        return None if value == "" and may_be_none else value

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
    def bucket(self) -> BucketAddress | None:
        """The bucket that these bytes are in; none: they are in that folder."""
        return bucket_address(self.blobs_url) if self.blobs_url else None

    @cached_property
    def own_folders(self) -> tuple[Path, ...]:
        """The folders of this machine that the house writes to; none when all it keeps is elsewhere."""
        is_file = any(url.startswith("sqlite:") for url in (self.database, self.doorbell)) or not self.keys
        return (*((self.data_dir,) if is_file else ()), *((self.blobs_dir,) if self.bucket is None else ()))

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
            if not path.exists():
                _make_keys(path)
            return tuple(path.read_text().split())
        except OSError as error:
            raise WrongSetting(f"MAILBOT_DATA_DIR {self.data_dir} cannot be written: {error.strerror}.") from None


def _make_keys(path: Path) -> None:
    """Written beside its place and put there whole: of several processes that start together one makes it, and none
    reads it while it is empty. It is on disk before any letter is sealed with it."""
    handle, beside = mkstemp(dir=path.parent, prefix=".keys-")  # for its owner alone
    try:
        with os.fdopen(handle, "w") as file:
            file.write(f"{new_key((), today=None)}\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
        sync_folder(path.parent)
    finally:
        os.unlink(beside)


GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "data_dir": "The house",
        "smtp_host": "Mail comes in",
        "web_host": "Pages",
        "relay_url": "Letters leave",
        "keys": "Keys",
        "authentication": "Who wrote",
        "message_size": "Bounds of the door",
        "workers": "The worker",
    }
)
"""The first setting of each group, and what the group is called."""


def shown(name: str) -> Shown:
    """How a setting stands in the reference."""
    field = Settings.model_fields.get(name)
    return next((each for each in (field.metadata if field else ()) if isinstance(each, Shown)), Shown())


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
        given_as = "" if shown(name).secret else f" is {first['input']!r}"
        raise WrongSetting(f"MAILBOT_{name.upper()}{given_as}: {_in_words(first)}.") from None
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise WrongSetting("MAILBOT_TLS_CERTIFICATE and MAILBOT_TLS_KEY go together: set both or neither.")
    if settings.tls_required and settings.tls_certificate is None:
        raise WrongSetting("MAILBOT_TLS_REQUIRED is set, but MAILBOT_TLS_CERTIFICATE names no certificate.")
    if settings.smtps_port is not None and settings.tls_certificate is None:
        raise WrongSetting("MAILBOT_SMTPS_PORT is set, but MAILBOT_TLS_CERTIFICATE names no certificate.")
    if bool(settings.blobs_key) != bool(settings.blobs_secret):
        raise WrongSetting("MAILBOT_BLOBS_KEY and MAILBOT_BLOBS_SECRET go together: set both or neither.")
    if settings.authentication == "front" and not settings.authserv_id:
        raise WrongSetting("MAILBOT_AUTHENTICATION is front, but MAILBOT_AUTHSERV_ID does not name it.")
    for name, path in (
        ("TLS_CERTIFICATE", settings.tls_certificate), ("TLS_KEY", settings.tls_key), ("RELAY_CA", settings.relay_ca),
        ("BLOBS_URL: its ca", settings.bucket.ca if settings.bucket is not None else None),
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


def leave_out(settings: Settings) -> None:
    """Keep libraries of stores out of this process that these settings do not name: others read what is installed."""
    never("greenlet")  # for programs that wait in another way than we do
    if settings.doorbell.startswith("sqlite"):
        never("redis")
    if settings.database.startswith("sqlite"):
        never("psycopg")
