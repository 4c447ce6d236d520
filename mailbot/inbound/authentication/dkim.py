"""Whether a domain has signed a mail as it is: DKIM (RFC 6376, 8301, 8463), by dkimpy within our own limits."""

import base64
import binascii
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from mailbot.domains import one_form
from mailbot.inbound.authentication.results import Identity, Result
from mailbot.names import Kind, Names, NoAnswerNow
from mailbot.relaxed import end_of_last_line, relaxed_body

MOST_SIGNATURES = 5
"""Of one mail that are looked at: those of the domain in From before the others."""
LONGEST_HEADER = 500_000
"""Octets. The longest that people's programs write are near 50 kB."""
MOST_FIELDS = 2_000
LONGEST_SIGNATURE = 10_000
_MOST_NAMES = 300
"""Header fields that one signature may name."""
SMALLEST_KEY, _LARGEST_KEY = 1_024, 8_192
"""Bits of RSA. RFC 8301, section 3.2; and Python raises to powers in cubic time."""
_LARGEST_EXPONENT = 1 << 33
_AHEAD = 3_600
"""Seconds by which the clock of a sender may be ahead of ours."""
_SINGLE = frozenset(
    (b"from", b"sender", b"reply-to", b"to", b"cc", b"message-id", b"in-reply-to", b"references", b"subject", b"date",
     b"mime-version", b"content-type", b"content-transfer-encoding")
)  # fmt: skip
"""Fields of which a mail has one (RFC 5322, section 3.6; RFC 2045): a second one above would be read in its place."""

_WHITE = re.compile(rb"\s+")
_LONG_GAP = re.compile(rb"\s{60}")
"""dkimpy's expressions take cubic time on white space."""
_HASHES = {b"rsa-sha256": b"rsa", b"ed25519-sha256": b"ed25519"}
"""The algorithms that count, with the kind of key that each takes: RFC 8301 has put rsa-sha1 away."""


class Unsound(Exception):
    """A signature that does not hold, with what it comes to."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.value)
        self.result = result


@dataclass(slots=True)
class Signed:
    """A mail as signatures see it: its fields in order with their octets, and its body, hashed once each way."""

    fields: list[tuple[bytes, bytes]]
    octets: bytes
    start: int = 0
    """Where in them the body begins."""
    _hashes: dict[bytes, bytes] = field(default_factory=dict)

    def named(self, name: bytes) -> list[bytes]:
        """The values of all fields of that lower-case name, topmost first."""
        return [value for each, value in self.fields if each.lower() == name]

    def body_hash(self, canonicalization: bytes) -> bytes:
        """SHA-256 of the body made `simple` or `relaxed` (RFC 6376, section 3.4), in linear time."""
        if canonicalization not in self._hashes:
            body = self._body()
            body = relaxed_body(body) if canonicalization == b"relaxed" else body[: end_of_last_line(body)] + b"\r\n"
            self._hashes[canonicalization] = hashlib.sha256(body).digest()
        return self._hashes[canonicalization]

    def _body(self) -> bytes:
        """With the line ends of the wire. Copied for a signature alone: most of a large mail is its files."""
        body = self.octets[self.start :]
        if body.count(b"\n") != body.count(b"\r\n"):
            body = body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")  # an expression would keep each line apart
        return body


def open_signed(raw: bytes) -> Signed | None:
    """A mail's fields and body as its signers saw them; None when its header is too long, or is none."""
    ends = re.search(rb"\r?\n\r?\n", raw[: LONGEST_HEADER + 4])
    if ends is None and len(raw) > LONGEST_HEADER:
        return None
    head = raw[: ends.start() + 2] if ends else raw
    try:
        fields, _ = dkim.rfc822_parse(head)
    except Exception:  # a fold before the first field, octets that make no field
        return None
    if len(fields) > MOST_FIELDS:
        return None
    return Signed([(name, value) for name, value in fields], raw, ends.end() if ends else len(raw))


def check_dkim(names: Names, signed: Signed, *, first: Callable[[str], bool], now: datetime) -> tuple[Identity, ...]:
    """What each signature comes to. Never raises.

    Domains for which `first` is true are looked at before the others: whoever writes a mail could spend its time on
    signatures of domains that have nothing to do with it.
    """
    announced = [(value, _domain_of(value)) for value in signed.named(b"dkim-signature")]
    announced.sort(key=lambda each: not first(each[1]))
    return tuple(
        Identity(domain, check_signature(names, signed, value, now=now))
        for value, domain in announced[:MOST_SIGNATURES]
    )


def check_signature(names: Names, signed: Signed, value: bytes, *, now: datetime) -> Result:
    """What one DKIM-Signature, by the value of its field, comes to. Never raises."""
    try:
        tags = read_tags(value)
        _check_tags(tags, now)
        include = [name.strip().lower() for name in tags[b"h"].split(b":")]
        _check_fields(signed, include)
        return verify_signature(names, signed, tags, include, (b"DKIM-Signature", value))
    except Unsound as reason:
        return reason.result
    except Exception:  # dkimpy meets octets of all kinds
        return Result.PERMERROR


def verify_signature(
    names: Names, signed: Signed, tags: dict[bytes, bytes], include: list[bytes], as_written: tuple[bytes, bytes]
) -> Result:
    """The arithmetic that DKIM and ARC share: the key, the hash of the body if there is one, the signature itself.

    Raises Unsound.
    """
    kind = _HASHES.get(tags[b"a"])
    if kind is None or len(include) > _MOST_NAMES:
        raise Unsound(Result.PERMERROR)
    key = _key_for(names, tags, kind)
    if b"bh" in tags:
        header_way, _, body_way = tags.get(b"c", b"simple/simple").partition(b"/")
        if header_way not in (b"simple", b"relaxed") or (body_way or b"simple") not in (b"simple", b"relaxed"):
            raise Unsound(Result.PERMERROR)
        if signed.body_hash(body_way or b"simple") != _octets(tags[b"bh"]):
            raise Unsound(Result.FAIL)
    arithmetic = dkim.DKIM(minkey=SMALLEST_KEY)
    arithmetic.headers = [[name, each] for name, each in signed.fields]
    arithmetic.pk, arithmetic.keysize, arithmetic.ktag = key.public, key.bits, kind
    without_body = {name: each for name, each in tags.items() if name != b"bh"}
    if not arithmetic.verify_sig_process(without_body, list(include), as_written, None):
        raise Unsound(Result.FAIL)
    return Result.POLICY if key.is_testing else Result.PASS


def read_tags(value: bytes) -> dict[bytes, bytes]:
    """The tags of a signature. Raises Unsound for what is no list of them, or too long to look at."""
    if len(value) > LONGEST_SIGNATURE or _LONG_GAP.search(value):
        raise Unsound(Result.PERMERROR)
    try:
        return dict(parse_tag_value(value))
    except InvalidTagValueList:
        raise Unsound(Result.PERMERROR) from None


def domain_in(tags: dict[bytes, bytes]) -> str:
    """The d= of a signature in its one form; "" when it is no domain."""
    return one_form(tags.get(b"d", b"").decode("utf-8", "surrogateescape")) or ""


def _domain_of(value: bytes) -> str:
    try:
        return domain_in(read_tags(value))
    except Unsound:
        return ""


def _check_tags(tags: dict[bytes, bytes], now: datetime) -> None:
    """RFC 6376, section 6.1.1. The clock is that of the day the mail came."""
    dkim.validate_signature_fields({name: each for name, each in tags.items() if name not in (b"t", b"x")})
    if not domain_in(tags):
        raise Unsound(Result.PERMERROR)
    at, until = _seconds(tags, b"t"), _seconds(tags, b"x")
    here = now.timestamp()
    if (until is not None and (until < here or until < (at or 0))) or (at is not None and at > here + _AHEAD):
        raise Unsound(Result.PERMERROR)
    if b"l" in tags:
        # RFC 6376, section 8.2: whatever is written below the signed part would speak in the signer's name.
        raise Unsound(Result.POLICY)


def _seconds(tags: dict[bytes, bytes], name: bytes) -> int | None:
    if name not in tags:
        return None
    if not re.fullmatch(rb"[0-9]{1,12}", tags[name]):
        raise Unsound(Result.PERMERROR)
    return int(tags[name])


def _check_fields(signed: Signed, include: list[bytes]) -> None:
    if b"from" not in include:
        raise Unsound(Result.PERMERROR)
    written, covered = Counter(name.lower() for name, _ in signed.fields), Counter(include)
    if any(written[name] > 1 and covered[name] < written[name] for name in _SINGLE):
        raise Unsound(Result.POLICY)


@dataclass(frozen=True, slots=True)
class _Key:
    public: Any
    bits: int
    is_testing: bool


def _key_for(names: Names, tags: dict[bytes, bytes], kind: bytes) -> _Key:
    """The published key of a signature (RFC 6376, section 6.1.2). Raises Unsound."""
    selector = tags[b"s"].decode("ascii").lower()
    try:
        answer = names.ask(f"{selector}._domainkey.{domain_in(tags)}", Kind.TXT)
    except NoAnswerNow:
        raise Unsound(Result.TEMPERROR) from None
    if len(answer.records) != 1:
        raise Unsound(Result.PERMERROR)
    [record] = answer.records
    published = read_tags(record)
    flags = [flag.strip() for flag in published.get(b"t", b"").split(b":")]
    _check_key(tags, published, kind, flags)
    try:
        # The rest of the record was looked at above; dkimpy knows one service at a time.
        public, bits, _kind, _report = dkim.evaluate_pk(b"key", b"k=" + kind + b"; p=" + published[b"p"])
    except Exception:  # base64, ASN.1 and PyNaCl each have errors of their own
        raise Unsound(Result.PERMERROR) from None
    if kind == b"rsa" and not (
        SMALLEST_KEY <= bits <= _LARGEST_KEY and 2 < public["publicExponent"] < _LARGEST_EXPONENT
    ):
        raise Unsound(Result.POLICY)
    return _Key(public, bits, b"y" in flags)


def _check_key(tags: dict[bytes, bytes], published: dict[bytes, bytes], kind: bytes, flags: list[bytes]) -> None:
    services = [each.strip() for each in published.get(b"s", b"*").split(b":")]
    hashes = [each.strip() for each in published.get(b"h", b"sha256").split(b":")]
    identity = tags.get(b"i", b"@" + tags[b"d"]).rpartition(b"@")[2].lower()
    if (
        published.get(b"v", b"DKIM1") != b"DKIM1"
        or published.get(b"k", b"rsa") != kind
        or not published.get(b"p")  # taken back (section 3.6.1)
        or not {b"*", b"email"} & set(services)
        or b"sha256" not in hashes
        or (b"s" in flags and identity != tags[b"d"].lower())
    ):
        raise Unsound(Result.PERMERROR)


def _octets(written: bytes) -> bytes:
    try:
        return base64.b64decode(_WHITE.sub(b"", written))
    except binascii.Error:
        raise Unsound(Result.PERMERROR) from None
