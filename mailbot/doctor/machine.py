"""The machine under a house: its disk, its clock, who may read what, and who may come in."""

import ctypes
import os
import shutil
import socket
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from mailbot.errors import WrongSetting
from mailbot.findings import Finding, doubtful, good, unknown, wrong
from mailbot.inbound.certificates import names_and_end
from mailbot.settings import Settings

_ROOM = 1_000_000_000
"""Octets: a year of a small agency's mails."""
_SOON = timedelta(days=14)
_SECONDS = 5.0
_TIME_ERROR = 5
"""adjtimex(2): the clock is not synchronised."""


def look_at_disk(settings: Settings) -> Iterator[Finding]:
    """Room for what comes, where anything is kept here."""
    for folder in settings.own_folders[:1]:  # the blobs are a folder of it
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            yield wrong(f"folder {folder}", f"It cannot be looked at: {error.strerror}.", "MAILBOT_DATA_DIR=…")
            return
        about = f"disk of {folder}"
        said = f"{free / 1e9:.1f} GB are free." if free >= _ROOM else f"{free / 1e6:.0f} MB are free."
        if free < _ROOM:
            yield wrong(about, f"{said} A full disk refuses mail (452) until there is room.")
        elif free < 5 * _ROOM:
            yield doubtful(about, said)
        else:
            yield good(about, said)


def look_at_permissions(settings: Settings) -> Iterator[Finding]:
    """Who may read what, and whether we may write."""
    if os.geteuid() == 0:
        yield doubtful("user", "This is root: run it as the service does, or what it makes belongs to root.")
    for folder in settings.own_folders:
        if os.access(folder.parent, os.W_OK | os.X_OK) and not folder.exists():
            continue  # it is made when it is needed
        if not os.access(folder, os.W_OK | os.X_OK):
            owner = _who_am_i()
            yield wrong(f"folder {folder}", "It cannot be written.", f"chown -R {owner} {folder}")
        elif not os.statvfs(folder).f_flag & os.ST_RDONLY:
            yield good(f"folder {folder}", "It can be written.")
        else:
            yield wrong(f"folder {folder}", "Its file system is mounted read-only.")
    yield from _look_at_secrets(settings)


def _look_at_secrets(settings: Settings) -> Iterator[Finding]:
    secrets = [] if settings.keys else [settings.keys_file]
    secrets += [settings.tls_key] if settings.tls_key is not None else []
    secrets += sorted(settings.dkim_dir.glob("*.pem")) if settings.dkim_dir is not None else []
    for path in secrets:
        try:
            mode = path.stat().st_mode
            path.open("rb").close()
        except FileNotFoundError:
            continue  # made at the first start
        except OSError as error:
            yield wrong(f"file {path}", f"It cannot be read: {error.strerror}.", f"chgrp {_who_am_i()} {path}")
            continue
        if mode & (stat.S_IRWXO | stat.S_IWGRP):
            yield wrong(f"file {path}", "Others may read it, and it is a secret.", f"chmod o-rwx,g-w {path}")
        else:
            yield good(f"file {path}", "Only those who must may read it.")


def _who_am_i() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def look_at_clock(now: datetime) -> Finding:
    """Whether the kernel says that the clock is kept right. Tokens, signatures and reminders live by it."""
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(512))
    except (OSError, AttributeError):
        state = -1
    if state < 0:
        return unknown("clock", f"It says {now:%Y-%m-%d %H:%M:%S} UTC; whether it is kept right cannot be seen here.")
    if state == _TIME_ERROR:
        return doubtful(
            "clock", f"It says {now:%Y-%m-%d %H:%M:%S} UTC, and nothing keeps it right.", "timedatectl set-ntp true"
        )
    return good("clock", f"It says {now:%Y-%m-%d %H:%M:%S} UTC, and is kept right.")


def look_at_doors(settings: Settings) -> Iterator[Finding]:
    """Whether the service listens where its settings say."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.smtp_host, settings.smtp_host)  # noqa: S104
    yield _knock(f"SMTP at {host}:{settings.smtp_port}", (host, settings.smtp_port), b"220 ")
    if settings.smtps_port:
        yield _knock(f"SMTP over TLS at {host}:{settings.smtps_port}", (host, settings.smtps_port), b"")
    if settings.lmtp_socket is not None:
        yield _knock(f"LMTP at {settings.lmtp_socket}", settings.lmtp_socket, b"220 ")


def _knock(about: str, where: tuple[str, int] | Path, greeting: bytes) -> Finding:
    try:
        family = socket.AF_UNIX if isinstance(where, Path) else socket.AF_INET6 if ":" in where[0] else socket.AF_INET
        with socket.socket(family) as line:
            line.settimeout(_SECONDS)
            line.connect(str(where) if isinstance(where, Path) else where)
            said = line.recv(200) if greeting else b""
    except OSError as error:
        return wrong(
            about, f"Nobody answers ({error.strerror or type(error).__name__}).", "systemctl status mailbot",
        )  # fmt: skip
    if not said.startswith(greeting):
        return wrong(about, f"Somebody else is there, or we turn everybody away: « {said[:60]!r} ».")
    return good(about, "It is open.")


def look_at_certificate(settings: Settings, *, now: datetime) -> Finding:
    """The certificate of the door, if it has one."""
    about = "certificate of the door"
    if settings.tls_certificate is None:
        if settings.lmtp_socket is not None or settings.smtp_host in ("127.0.0.1", "::1", "localhost"):
            return good(about, "None: mail comes from this machine alone.")
        return wrong(
            about, "None: mail comes in clear.",
            f"MAILBOT_TLS_CERTIFICATE=/etc/letsencrypt/live/{settings.hostname}/fullchain.pem",
            f"MAILBOT_TLS_KEY=/etc/letsencrypt/live/{settings.hostname}/privkey.pem",
        )  # fmt: skip
    try:
        names, until = names_and_end(settings.tls_certificate)
    except WrongSetting as trouble:
        return wrong(about, str(trouble))
    if not any(_covers(name, settings.hostname) for name in names):
        return doubtful(
            about, f"It is for {', '.join(names) or 'nobody'}, and the door calls itself {settings.hostname}."
        )
    return _lasts(about, until, now)


def _covers(name: str, host: str) -> bool:
    name, host = name.lower(), host.lower()
    return name == host or (name.startswith("*.") and host.partition(".")[2] == name[2:])


def _lasts(about: str, until: datetime, now: datetime) -> Finding:
    if until <= now:
        return wrong(about, f"It has ended on {until:%Y-%m-%d}.", "certbot renew")
    if until - now < _SOON:
        return doubtful(about, f"It ends on {until:%Y-%m-%d}.", "certbot renew")
    return good(about, f"It lasts until {until:%Y-%m-%d}.")


def look_at_pages(settings: Settings, *, now: datetime) -> Finding:
    """Whether the address that letters link to is reached as a reader would, certificate and all."""
    about = f"pages at {settings.page_base}"
    parts = urlsplit(settings.page_base)
    if parts.scheme != "https":
        return wrong(
            about, "Links of letters lead to this machine alone.", "MAILBOT_PUBLIC_URL=https://suivi.agence.example"
        )
    host, port = parts.hostname or "", parts.port or 443
    try:
        context = ssl.create_default_context()
        with (
            socket.create_connection((host, port), _SECONDS) as line,
            context.wrap_socket(line, server_hostname=host) as secret,
        ):
            ends = ssl.cert_time_to_seconds(str((secret.getpeercert() or {})["notAfter"]))
            secret.sendall(f"GET {parts.path}/healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = secret.recv(200).split(b"\r\n")[0].decode("ascii", "replace")
    except ssl.SSLCertVerificationError as error:
        return wrong(
            about, f"A browser would refuse its certificate: {error.verify_message}.", f"certbot --nginx -d {host}"
        )
    except OSError as error:
        return wrong(about, f"They cannot be reached: {error.strerror or type(error).__name__}.")
    except UnicodeError:
        return wrong(about, "Its name is none.", "MAILBOT_PUBLIC_URL=https://suivi.agence.example")
    if " 200" not in answer:
        return wrong(about, f"Whoever stands there answers « {answer} »: it does not hand on to MAILBOT_WEB_PORT.")
    return _lasts(about, datetime.fromtimestamp(ends, UTC), now)
