"""The certificate of the door: read when it starts, and again when its files change (certbot renews every 60 days)."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mailbot.errors import WrongSetting
from mailbot.late import late
from mailbot.measures import CERTIFICATE_ENDS
from mailbot.telemetry import logger

if TYPE_CHECKING:
    from cryptography import x509
else:
    x509 = late("cryptography.x509")

log = logger(__name__)

_SOON = timedelta(days=14)
"""Before its end a certificate should have been renewed long ago."""


class Certificate:
    """A certificate and its key, as two files."""

    def __init__(self, certificate: Path, key: Path, *, now: Callable[[], datetime]) -> None:
        """Read them. Raises WrongSetting, in one sentence, when they cannot be used."""
        self._now = now
        self._certificate = certificate
        self._key = key
        self._seen = self._look()
        self.context = _read(certificate, key)
        self._mind_the_end()

    def renew(self) -> bool:
        """Read the files again if they have changed; whether they have, and are used from now on. What does not fit
        together, half written as it may be, is tried again at the next change; until then the old ones are used."""
        seen = self._look()
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            self.context = _read(self._certificate, self._key)
        except WrongSetting as wrong:
            log.warning("certificate_not_renewed", why=str(wrong))
            return False
        log.info("certificate_renewed")
        self._mind_the_end()
        return True

    def _look(self) -> tuple[object, ...]:
        return tuple(_stamp(path) for path in (self._certificate, self._key))

    def _mind_the_end(self) -> None:
        ends = _end_of(self._certificate)
        CERTIFICATE_ENDS.set(ends.timestamp())
        if ends < self._now() + _SOON:
            log.warning("certificate_ends", at=ends.isoformat())


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _read(certificate: Path, key: Path) -> ssl.SSLContext:
    _end_of(certificate)
    try:
        key.read_bytes()
    except OSError as error:
        raise WrongSetting(f"MAILBOT_TLS_KEY {key} cannot be read: {_why(error)}.") from None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except _Locked:
        raise WrongSetting(f"MAILBOT_TLS_KEY {key} has a password: it must be without one.") from None
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise WrongSetting(
                "MAILBOT_TLS_CERTIFICATE and MAILBOT_TLS_KEY do not fit together: the key is of another certificate."
            ) from None
        raise WrongSetting(f"MAILBOT_TLS_KEY {key} holds no key in PEM that can be used.") from None
    except OSError as error:
        raise WrongSetting(f"MAILBOT_TLS_KEY {key} cannot be read: {_why(error)}.") from None
    return context


def names_and_end(certificate: Path) -> tuple[tuple[str, ...], datetime]:
    """The names that the first certificate of a file is for, and until when. Raises WrongSetting, in one sentence."""
    first = _first_of(certificate)
    try:
        found = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return (), first.not_valid_after_utc
    return tuple(found.get_values_for_type(x509.DNSName)), first.not_valid_after_utc


def _end_of(certificate: Path) -> datetime:
    return _first_of(certificate).not_valid_after_utc


def _first_of(certificate: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    except OSError as error:
        raise WrongSetting(f"MAILBOT_TLS_CERTIFICATE {certificate} cannot be read: {_why(error)}.") from None
    except ValueError:
        raise WrongSetting(f"MAILBOT_TLS_CERTIFICATE {certificate} holds no certificate in PEM.") from None


class _Locked(Exception):
    """The key has a password; OpenSSL would ask for it on the terminal."""


def _no_password() -> str:
    raise _Locked


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
