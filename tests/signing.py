"""Domains that sign their mail, and forwarders that seal it: their keys, and what they publish of them."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

RSA = b"rsa-sha256"
ED25519 = b"ed25519-sha256"


class Publishing(Protocol):
    """A zone that records can be put in."""

    def publish(self, name: str, kind: str, *values: str) -> None: ...


@dataclass(frozen=True)
class Signer:
    """A key of a domain under a selector."""

    domain: str
    selector: str
    algorithm: bytes
    private: bytes
    """As dkimpy takes it."""
    record: str
    """As the domain publishes it."""

    def publish(self, zone: Publishing, *, flags: str = "") -> None:
        """Put the key where verifiers look for it."""
        zone.publish(f"{self.selector}._domainkey.{self.domain}", "TXT", self.record + flags)

    def sign(
        self, raw: bytes, *, tags: Mapping[bytes, bytes] | None = None, at: datetime | None = None, **how: Any
    ) -> bytes:  # fmt: skip
        """The mail with its signature on top. `tags`: more of them, covered by the signature as all are. `at`: when it
        was signed, by a clock that is not the machine's."""
        signing = _Signing(raw, signature_algorithm=self.algorithm)
        signing.more, signing.at = list((tags or {}).items()), at
        return bytes(signing.sign(self.selector.encode(), self.domain.encode(), self.private, **how)) + raw

    def seal(self, raw: bytes, told: str, *, instance: int = 1, cv: bytes = b"none") -> bytes:
        """The mail with one more ARC set on top, which carries `told`: what follows the authserv-id."""
        arc = _Sealing(raw)
        return b"".join(arc.seal(self, told.encode(), instance, cv)) + raw


class _Signing(dkim.DKIM):  # type: ignore[misc]
    more: list[tuple[bytes, bytes]]
    at: datetime | None

    def gen_header(self, fields: list[tuple[bytes, bytes]], *rest: Any, **others: Any) -> Any:
        if self.at is not None:
            when = str(int(self.at.timestamp())).encode()
            fields[:] = [(tag, when if tag == b"t" else value) for tag, value in fields]
        fields[1:1] = self.more
        return super().gen_header(fields, *rest, **others)


class _Sealing(dkim.ARC):  # type: ignore[misc]
    """dkimpy's own signing of sets wants a library that reads Authentication-Results; the arithmetic is the same."""

    def seal(self, signer: Signer, told: bytes, instance: int, cv: bytes) -> list[bytes]:
        self.headers: list[Any]
        self.hasher = dkim.HASH_ALGORITHMS[signer.algorithm]
        relaxed = dkim.CanonicalizationPolicy.from_c_value(b"relaxed/relaxed")
        number = str(instance).encode()
        key = dkim.parse_pem_private_key(signer.private)
        include = tuple(name.lower() for name in self.default_sign_headers())
        _, earlier = self.sorted_arc_headers()
        sets = [field for _, field in earlier]

        results = b"i=" + number + b"; " + told + b"\r\n"
        sets.insert(0, (b"ARC-Authentication-Results", b" " + results))
        self.headers = relaxed.canonicalize_headers(sets[:1]) + self.headers

        body = self.hasher(relaxed.canonicalize_body(self.body)).digest()
        common = [(b"a", signer.algorithm), (b"d", signer.domain.encode()), (b"s", signer.selector.encode())]
        fields = [
            (b"i", number), *common, (b"c", b"relaxed/relaxed"), (b"h", b" : ".join(include)),
            (b"bh", base64.b64encode(body)), (b"b", b"0" * 60),
        ]  # fmt: skip
        message = self.gen_header(fields, include, relaxed, b"ARC-Message-Signature", key)
        sets.insert(0, (b"ARC-Message-Signature", b" " + message))
        self.headers = relaxed.canonicalize_headers(sets[:1]) + self.headers

        fields = [(b"i", number), (b"cv", cv), *common, (b"b", b"0" * 60)]
        names = [name.lower() for name, _ in sets]
        names.reverse()
        seal = self.gen_header(fields, names, relaxed, b"ARC-Seal", key)
        return [b"ARC-Seal: " + seal, b"ARC-Message-Signature: " + message, b"ARC-Authentication-Results: " + results]


@cache
def signer(domain: str, selector: str = "k1", *, algorithm: bytes = RSA, bits: int = 2048) -> Signer:
    """A key, made once a run."""
    if algorithm == ED25519:
        key = ed25519.Ed25519PrivateKey.generate()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        seed = base64.b64encode(key.private_bytes_raw())
        return Signer(domain, selector, algorithm, seed, f"v=DKIM1; k=ed25519; p={public}")
    own = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    pem = own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    spki = own.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    return Signer(domain, selector, algorithm, pem, f"v=DKIM1; k=rsa; p={base64.b64encode(spki).decode()}")
