"""Signs letters with DKIM: a signature that the receiving side can check against our DNS (RFC 6376)."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from mailbot.clock import Clock, system_clock
from mailbot.errors import WrongSetting
from mailbot.relaxed import relaxed_body, relaxed_field

# What a letter is threaded and answered by; List-* and Auto-Submitted too, since a change of them changes its meaning.
# One that a letter does not have is named all the same: nobody adds it on the way.
_SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"auto-submitted",
    b"mime-version", b"content-type", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip
_NAMES = b" h=" + b":\r\n  ".join(b":".join(_SIGNED[at : at + 5]) for at in range(0, len(_SIGNED), 5)) + b";\r\n"

Scribe = Callable[[bytes], bytes]
"""Turns a digest (SHA-256) into a signature."""


class DkimKeys:
    """Private keys from a folder, `<mail domain>.<selector>.pem`, RSA or Ed25519 (RFC 6376, RFC 8463)."""

    def __init__(self, folder: Path, clock: Clock = system_clock) -> None:
        """Raises WrongSetting when the folder is not there, or a file in it is no key."""
        if not folder.is_dir():
            raise WrongSetting(f"MAILBOT_DKIM_DIR is {str(folder)!r}: there is no such folder.")
        self._clock = clock
        self._keys: dict[str, DomainKey] = {}
        for path in sorted(folder.glob("*.pem")):
            domain, _, selector = path.name.removesuffix(".pem").rpartition(".")
            self._keys[domain] = read_key(path, selector, domain)

    def __call__(self, raw: bytes, domain: str) -> bytes:
        """The DKIM-Signature header for a domain of ours; empty when the folder has no key for it."""
        key = self._keys.get(domain)
        return b"" if key is None else signature(raw, key, at=int(self._clock().timestamp()))


@dataclass(frozen=True, slots=True)
class DomainKey:
    """What signs for a domain."""

    domain: bytes
    selector: bytes
    algorithm: bytes
    sign: Scribe


def signature(raw: bytes, key: DomainKey, *, at: int) -> bytes:
    """The DKIM-Signature header of a mail with CRLF line ends, made in seconds since 1970 `at`, relaxed both ways."""
    head, _, body = raw.partition(b"\r\n\r\n")
    body_hash = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest())
    value = b"".join(
        (
            b" v=1; a=", key.algorithm, b"; c=relaxed/relaxed;\r\n d=", key.domain, b";\r\n",
            b" s=", key.selector, b"; t=%d;\r\n" % at, _NAMES, b" bh=", body_hash, b";\r\n b=",
        )
    )  # fmt: skip
    fields = _fields(head)
    signed = [relaxed_field(name, fields[name]) for name in _SIGNED if name in fields]
    digest = hashlib.sha256(b"\r\n".join([*signed, relaxed_field(b"dkim-signature", value)])).digest()
    made = base64.b64encode(key.sign(digest))
    lines = (made[start : start + _LINE] for start in range(0, len(made), _LINE))
    return b"".join((b"DKIM-Signature:", value, b"\r\n  ".join(lines), b"\r\n"))


_LINE = 72


def _fields(head: bytes) -> Mapping[bytes, bytes]:
    """The header of a letter of ours, which has no field twice."""
    unfolded = head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
    named = (line.partition(b":") for line in unfolded.split(b"\r\n"))
    return {name.lower(): value for name, _, value in named}


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """What the DNS must say of a key that signs (RFC 6376, section 3.6.1)."""

    domain: str
    selector: str
    kind: str
    """"rsa" or "ed25519"."""
    public: str
    """In base64."""
    signs: bool = True
    """Whether letters are signed with it: of several keys of a domain, the last selector's does."""

    @property
    def name(self) -> str:
        """Where it is published."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """The text of its TXT record."""
        return f"v=DKIM1; k={self.kind}; p={self.public}"


def published_keys(folder: Path) -> tuple[PublishedKey, ...]:
    """What must be published of every key of a folder. Raises WrongSetting as `DkimKeys` does."""
    DkimKeys(folder)
    found = []
    for path in sorted(folder.glob("*.pem")):
        domain, _, selector = path.name.removesuffix(".pem").rpartition(".")
        public = serialization.load_pem_private_key(path.read_bytes(), password=None).public_key()
        if isinstance(public, ed25519.Ed25519PublicKey):
            kind, octets = "ed25519", public.public_bytes_raw()
        else:
            kind = "rsa"
            octets = public.public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )  # fmt: skip
        found.append(PublishedKey(domain, selector, kind, base64.b64encode(octets).decode("ascii")))
    last = {key.domain: key.selector for key in found}
    return tuple(replace(key, signs=last[key.domain] == key.selector) for key in found)


def read_key(path: Path, selector: str, domain: str) -> DomainKey:
    """A key from a PEM file. Raises WrongSetting when it holds neither RSA of 1024 bits or more nor Ed25519."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, OSError) as error:
        raise WrongSetting(f"MAILBOT_DKIM_DIR holds {path.name}, which is no private key: {error}.") from None
    match key:
        case rsa.RSAPrivateKey() if key.key_size >= 1024:
            return DomainKey(domain.encode(), selector.encode(), b"rsa-sha256", _rsa(key))
        case ed25519.Ed25519PrivateKey():
            return DomainKey(domain.encode(), selector.encode(), b"ed25519-sha256", key.sign)
    raise WrongSetting(f"MAILBOT_DKIM_DIR holds {path.name}: it takes RSA (1024 bits or more) or Ed25519.")


def _rsa(key: rsa.RSAPrivateKey) -> Scribe:
    return lambda digest: key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
