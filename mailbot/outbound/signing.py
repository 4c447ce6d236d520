"""Signs letters with DKIM: a signature that the receiving side can check against our DNS (RFC 6376)."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dkim
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from mailbot.errors import WrongSetting

# What a letter is threaded and answered by; List-* and Auto-Submitted too, since a change of them changes its meaning.
_SIGNED = [
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references", b"auto-submitted",
    b"mime-version", b"content-type", b"list-unsubscribe", b"list-unsubscribe-post",
]  # fmt: skip


class DkimKeys:
    """Private keys from a folder, `<mail domain>.<selector>.pem`, RSA or Ed25519 (RFC 6376, RFC 8463)."""

    def __init__(self, folder: Path) -> None:
        """Raises WrongSetting when the folder is not there, or a file in it is no key."""
        if not folder.is_dir():
            raise WrongSetting(f"MAILBOT_DKIM_DIR is {str(folder)!r}: there is no such folder.")
        self._signers: dict[str, Callable[[bytes], bytes]] = {}
        for path in sorted(folder.glob("*.pem")):
            domain, _, selector = path.name.removesuffix(".pem").rpartition(".")
            self._signers[domain] = read_key(path, selector, domain)

    def __call__(self, raw: bytes, domain: str) -> bytes:
        """The DKIM-Signature header for a domain of ours; empty when the folder has no key for it."""
        signer = self._signers.get(domain)
        return b"" if signer is None else signer(raw)


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


def read_key(path: Path, selector: str, domain: str) -> Callable[[bytes], bytes]:
    """A signer from a PEM file. Raises WrongSetting when it holds neither RSA of 1024 bits or more nor Ed25519."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, OSError) as error:
        raise WrongSetting(f"MAILBOT_DKIM_DIR holds {path.name}, which is no private key: {error}.") from None
    match key:
        case rsa.RSAPrivateKey() if key.key_size >= 1024:
            return _RsaSigner(key, selector, domain)
        case ed25519.Ed25519PrivateKey():
            return _Ed25519Signer(key, selector, domain)
    raise WrongSetting(f"MAILBOT_DKIM_DIR holds {path.name}: it takes RSA (1024 bits or more) or Ed25519.")


class _RsaSigner:
    def __init__(self, key: rsa.RSAPrivateKey, selector: str, domain: str) -> None:
        self._key = key
        self._pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        self._selector, self._domain = selector.encode(), domain.encode()

    def __call__(self, raw: bytes) -> bytes:
        signing = _FastRsa(raw, linesep=b"\r\n", signature_algorithm=b"rsa-sha256")
        signing.key = self._key
        return _sign(signing, self._selector, self._domain, self._pem)


class _Ed25519Signer:
    def __init__(self, key: ed25519.Ed25519PrivateKey, selector: str, domain: str) -> None:
        self._seed = base64.b64encode(key.private_bytes_raw())
        self._selector, self._domain = selector.encode(), domain.encode()

    def __call__(self, raw: bytes) -> bytes:
        signing = dkim.DKIM(raw, linesep=b"\r\n", signature_algorithm=b"ed25519-sha256")
        return _sign(signing, self._selector, self._domain, self._seed)


def _sign(signing: Any, selector: bytes, domain: bytes, private: bytes) -> bytes:
    header: bytes = signing.sign(
        selector, domain, private, canonicalize=(b"relaxed", b"relaxed"), include_headers=_SIGNED
    )
    return header


class _FastRsa(dkim.DKIM):  # type: ignore[misc]
    """dkimpy raises to powers in Python, 8 ms a letter; this one lets `cryptography` do that step, in under one."""

    key: rsa.RSAPrivateKey

    def gen_header(self, fields: Any, include_headers: Any, canon_policy: Any, header_name: Any, pk: Any) -> Any:
        # The fields already say rsa-sha256. What follows only chooses who turns the digest into a signature, and on
        # dkimpy's other road that is the key itself.
        self.signature_algorithm = b"ed25519-sha256"
        return super().gen_header(fields, include_headers, canon_policy, header_name, _Digests(self.key))


class _Digests:
    """A key that signs a digest, in the shape that dkimpy expects."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self._key = key

    def sign(self, digest: bytes) -> SimpleNamespace:
        return SimpleNamespace(signature=self._key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256())))
