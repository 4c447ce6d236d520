"""Signatures: of real keys, published where verifiers look for them; and all that was done to the mail afterwards."""

import base64
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mailbot.inbound.authentication import dkim as ours
from mailbot.inbound.authentication.dkim import open_signed
from mailbot.inbound.authentication.results import Result
from tests.authenticating import MAIL, known, mail_from, orange
from tests.cases import every
from tests.names_server import StaticNames
from tests.signing import ED25519, Signer, signer

ORANGE, ORANGE_ED = signer("orange.example"), signer("orange.example", "ed", algorithm=ED25519)


def published(*signers: Signer, flags: str = "") -> StaticNames:
    names = orange()
    for each in signers or (ORANGE, ORANGE_ED):
        each.publish(names, flags=flags)
    return names


def results(names: StaticNames, raw: bytes) -> list[str]:
    return [each.result.value for each in known(names, raw).dkim]


@every("by", [ORANGE, ORANGE_ED], ids=lambda by: by.selector)
@every("how", [{}, {"canonicalize": (b"simple", b"simple")}, {"canonicalize": (b"relaxed", b"relaxed")}])
def test_a_domain_that_has_signed_stands_for_its_mail(by: Signer, how: dict[str, Any]) -> None:
    found = known(published(), by.sign(MAIL, **how))
    assert found.passes
    assert (found.dmarc, found.aligned, found.spf.result) == (Result.PASS, "orange.example", Result.FAIL)
    assert [each.result for each in found.dkim] == [Result.PASS]


_CHANGES = {
    "a word": (b"Oui", b"Non"),
    "a line below": (b"valide.\r\n", b"valide.\r\nEt payez sur ce compte.\r\n"),
    "the subject": (b"Re: Devis", b"Re: Facture"),
    "the sender": (b"b.vasseur@", b"another@"),
    "the date": (b"10:00:00", b"11:00:00"),
}


@every("change", sorted(_CHANGES))
@every("by", [ORANGE, ORANGE_ED], ids=lambda by: by.selector)
def test_a_mail_that_was_changed_is_not_the_one_that_was_signed(by: Signer, change: str) -> None:
    was, becomes = _CHANGES[change]
    signature, _, rest = by.sign(MAIL).partition(b"From: ")
    found = known(published(), signature + b"From: " + rest.replace(was, becomes, 1))
    assert found.fails, found


def test_lines_folded_again_on_the_way_change_nothing() -> None:
    raw = ORANGE.sign(MAIL, canonicalize=(b"relaxed", b"relaxed"))
    folded = raw.replace(b"Subject: Re: Devis", b"SUBJECT:  Re:\r\n\t Devis ").replace(b"valide.", b"valide. \t")
    assert known(published(), folded + b"\r\n\r\n").passes


def test_a_length_that_leaves_room_below_proves_nothing() -> None:
    raw = ORANGE.sign(MAIL, length=True)
    assert results(published(), raw) == ["policy"]
    assert known(published(), raw).fails
    assert results(published(), raw + b"Et payez sur ce compte.\r\n") == ["policy"]


@every("more", [b"From: Evil <x@evil.example>\r\n", b"From : x@evil.example\r\n", b"fRoM:b.vasseur@orange.example\r\n"])
def test_a_second_from_is_nobody(more: bytes) -> None:
    for raw in (more + ORANGE.sign(MAIL), ORANGE.sign(MAIL).replace(b"\r\n\r\n", b"\r\n" + more + b"\r\n")):
        found = known(published(), raw)
        assert not found.passes, raw
        assert found.fails or found.from_domain == "", raw


def test_a_signature_that_names_from_more_often_than_it_stands_is_a_good_one() -> None:
    names = [b"from", b"from", b"from", b"subject", b"subject", b"to", b"date", b"message-id"]
    raw = ORANGE.sign(MAIL, include_headers=names)
    assert known(published(), raw).passes
    assert known(published(), b"Subject: Autre\r\n" + raw).fails


def test_a_field_put_above_the_signed_one_would_be_read_in_its_place() -> None:
    raw = ORANGE.sign(MAIL, include_headers=[b"from", b"subject", b"to", b"date"])
    assert known(published(), raw).passes
    assert results(published(), b"Subject: Re: Virement\r\n" + raw) == ["policy"]
    assert known(published(), b"X-Anything: goes\r\n" + raw).passes


def test_a_signature_without_from_signs_nobody() -> None:
    raw = ORANGE.sign(MAIL, include_headers=[b"from", b"to"]).replace(b"h=from : to", b"h=date : to", 1)
    assert b"h=date" in raw
    assert results(published(), raw) == ["permerror"]


@every(("bits", "result"), [(1024, Result.PASS), (3072, Result.PASS)])
def test_a_key_of_these_bits_will_do(bits: int, result: Result) -> None:
    by = signer("orange.example", f"k{bits}", bits=bits)
    assert results(published(by), by.sign(MAIL)) == [result.value]


def test_a_short_key_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    by = signer("orange.example", "k1024", bits=1024)
    monkeypatch.setattr(ours, "SMALLEST_KEY", 1025)  # nobody lets us make a shorter one any more
    assert results(published(by), by.sign(MAIL)) == ["policy"]
    assert known(published(by), by.sign(MAIL)).fails


def test_a_key_that_would_take_forever_is_no_key() -> None:
    huge, names = (1 << 16_384) - 1, orange()
    numbers = der(huge, 65_537), der(ORANGE_MODULUS, (1 << 16_383) + 1)
    for number, key in enumerate(numbers):
        names.publish(f"h{number}._domainkey.orange.example", "TXT", f"p={base64.b64encode(key).decode()}")
        began = time.process_time()
        raw = ORANGE.sign(MAIL).replace(b"s=k1;", f"s=h{number};".encode(), 1)
        assert results(names, raw) == ["policy"]
        assert time.process_time() - began < 0.5


ORANGE_MODULUS = (1 << 2_047) + 1


def der(modulus: int, exponent: int) -> bytes:
    """An RSAPublicKey (RFC 8017, appendix A.1.1) that no library would make."""
    integers = b""
    for number in (modulus, exponent):
        octets = number.to_bytes(number.bit_length() // 8 + 1, "big")
        integers += b"\x02\x82" + len(octets).to_bytes(2, "big") + octets
    return b"\x30\x82" + len(integers).to_bytes(2, "big") + integers


@every(
    ("record", "result"),
    [
        ("v=DKIM1; k=rsa; p=", "permerror"),  # taken back
        ("v=DKIM1; k=rsa; p=AAAA", "permerror"),
        ("v=DKIM2; {}", "permerror"),
        ("v=DKIM1; k=ed25519; {}", "permerror"),
        ("v=DKIM1; s=web; {}", "permerror"),
        ("v=DKIM1; s=web:email; {}", "pass"),
        ("v=DKIM1; h=sha1; {}", "permerror"),
        ("v=DKIM1; h=sha1 : sha256; {}", "pass"),
        ("v=DKIM1; t=y; {}", "policy"),
        ("v=DKIM1; t=s; {}", "pass"),
        ("{}", "pass"),
        ("not a key", "permerror"),
        ("", "permerror"),
        ("v=DKIM1; v=DKIM1; {}", "permerror"),
    ],
)
def test_a_published_key_says_what_it_is_for(record: str, result: str) -> None:
    public = ORANGE.record.rpartition("; ")[2]
    names = orange()
    names.publish("k1._domainkey.orange.example", "TXT", record.format(public))
    assert results(names, ORANGE.sign(MAIL)) == [result]


def test_two_keys_under_one_name_are_none() -> None:
    names = published(ORANGE)
    names.publish("k1._domainkey.orange.example", "TXT", ORANGE_ED.record)
    assert results(names, ORANGE.sign(MAIL)) == ["permerror"]


def test_a_key_for_the_domain_itself_is_not_for_those_below_it() -> None:
    raw = ORANGE.sign(MAIL, identity=b"bernard@mail.orange.example")
    assert results(published(ORANGE), raw) == ["pass"]
    assert results(published(ORANGE, flags="; t=s"), raw) == ["permerror"]


def with_tag(raw: bytes, tag: bytes) -> bytes:
    return raw.replace(b"DKIM-Signature: v=1;", b"DKIM-Signature: v=1; " + tag + b";", 1)


def test_a_signature_ends_when_it_says() -> None:
    hour = str(int(time.time()) + 3_600).encode()
    raw = ORANGE.sign(MAIL, tags={b"x": hour})
    assert results_at(raw, later=timedelta(minutes=59)) == ["pass"]
    assert results_at(raw, later=timedelta(minutes=61)) == ["permerror"]


@every(
    ("tag", "asked"),
    [
        (b"x=1000000000", False),
        (b"x=99999999999", True),
        (b"x=soon", False),
        (b"x=9999999999999999", False),
        (b"q=dns/https", False),
        (b"l=5", False),
        (b"i=@evil.example", False),
        (b"z=From:x", True),
    ],
)
def test_what_a_signature_says_of_itself_is_looked_at_before_its_key(tag: bytes, asked: bool) -> None:
    raw = with_tag(ORANGE.sign(MAIL), tag)
    if tag.startswith(b"i="):
        raw = raw.replace(b" i=@orange.example;", b"")
    names = published(ORANGE)
    assert known(names, raw).fails
    assert bool(names.asked["k1._domainkey.orange.example", "TXT"]) is asked


def test_a_signature_of_tomorrow_is_none_today() -> None:
    raw = ORANGE.sign(MAIL)
    assert known(published(), raw, later=timedelta(days=30)).passes
    assert results_at(raw, later=timedelta(minutes=-30)) == ["pass"]
    assert results_at(raw, later=timedelta(hours=-3)) == ["permerror"]


def results_at(raw: bytes, *, later: timedelta) -> list[str]:
    return [each.result.value for each in known(published(), raw, later=later).dkim]


@every("algorithm", [b"rsa-sha1", b"rsa-md5", b"none", b"dsa-sha256"])
def test_an_old_algorithm_proves_nothing(algorithm: bytes) -> None:
    raw = ORANGE.sign(MAIL).replace(b"a=rsa-sha256", b"a=" + algorithm, 1)
    assert results(published(), raw) == ["permerror"]


def test_the_signatures_of_the_sender_are_looked_at_first_and_five_in_all() -> None:
    names, evil = published(), [replace(signer("evil.example"), selector=f"s{number}") for number in range(8)]
    raw = ORANGE.sign(MAIL)
    for each in evil:
        each.publish(names)
        raw = each.sign(raw)
    found = known(names, raw)
    assert found.passes
    assert [each.domain for each in found.dkim] == ["orange.example", *["evil.example"] * 4]


def test_somebody_elses_signature_stands_for_somebody_else() -> None:
    for domain in ("evil.example", "orange.example.evil.example", "0range.example", "xn--orang-epa.example"):
        by, names = signer(domain), orange()
        by.publish(names)
        found = known(names, by.sign(MAIL))
        assert [each.result for each in found.dkim] == [Result.PASS]
        assert found.fails, domain


def test_a_part_of_the_organisation_stands_for_it_unless_it_wants_itself_alone() -> None:
    by = signer("mail.orange.example")
    for policy, passes in (("v=DMARC1; p=none", True), ("v=DMARC1; p=none; adkim=s", False)):
        names = orange(policy)
        by.publish(names)
        assert known(names, by.sign(MAIL)).passes is passes


def test_a_domain_is_the_same_in_both_its_forms() -> None:
    by = signer("xn--grance-bva.example")
    for sender in ("a@gérance.example", "a@xn--grance-bva.example", "a@GÉRANCE.example"):
        names = StaticNames({"_dmarc.xn--grance-bva.example": {"TXT": ["v=DMARC1; p=reject"]}})
        by.publish(names)
        found = known(names, by.sign(mail_from(sender)), sender="")
        assert found.passes, sender
        assert found.from_domain == "xn--grance-bva.example"


def test_a_key_that_nobody_tells_today_is_no_failure_and_a_strangers_is_nothing() -> None:
    names = published(ORANGE)
    names.silent.add("k1._domainkey.orange.example")
    found = known(names, ORANGE.sign(MAIL))
    assert found.unknown
    assert found.dmarc is Result.TEMPERROR
    stranger = signer("evil.example")
    names.silent.add("k1._domainkey.evil.example")
    assert known(names, stranger.sign(MAIL)).fails


@every(
    "value",
    [
        b"",
        b"v=1",
        b"v=1; a=rsa-sha256; b=; bh=; d=; h=from; s=",
        b"v=1; a=rsa-sha256; b=\xff\xfe; bh=AAAA; d=orange.example; h=from; s=k1",
        b"v=1; a=rsa-sha256; b=AAAA; bh=AAA; d=orange.example; h=from; s=k1",
        b"v=1; a=rsa-sha256; b=AAAA; bh=AAAA; d=..; h=from; s=..",
        b"v=1; a=rsa-sha256; b=AAAA; bh=AAAA; d=orange.example; h=from; s=\xc3\xa9; c=what/ever",
        b"v=1; a=rsa-sha256; b=AAAA; bh=AAAA; d=orange.example; h=from; s=k1; c=what/ever",
        b"v=1; a=rsa-sha256; b=" + b"A" * 9_000 + b"; bh=AAAA; d=orange.example; h=from; s=k1",
        b"v=1;" + b" " * 9_000 + b"b=A",
        b"v=1; a=rsa-sha256; b=AAAA" + b" \r\n" * 3_000 + b" !; bh=AAAA; d=orange.example; h=from; s=k1",
        b"v=1; a=ed25519-sha256; b=AAAA; bh=AAAA; d=orange.example; h=from; s=ed",
        b"v=1; a=rsa-sha256; b=AAAA; bh=AAAA; d=orange.example; h=" + b"from:" * 900 + b"; s=k1",
    ],
)
def test_what_is_hardly_a_signature_is_none(value: bytes) -> None:
    found = known(published(), b"DKIM-Signature: " + value + b"\r\n" + MAIL)
    assert found.fails
    assert all(each.result in (Result.PERMERROR, Result.FAIL) for each in found.dkim)


def test_a_header_without_end_is_not_looked_at() -> None:
    assert open_signed(b"X: y\r\n" * (ours.MOST_FIELDS + 1) + b"\r\n") is None
    assert open_signed(b"X: " + b"y" * ours.LONGEST_HEADER + b"\r\n\r\n") is None
    assert open_signed(b" folded before anything\r\n\r\n") is None
    assert open_signed(b"From: a@b.example") is not None


@every(
    "body",
    [b"", b"\r\n", b"\n\n\n", b"a", b"a \t\r\n", b"a\r\n\r\n \r\n", b"\r\r\n", b"a\r\n\r", b"a  b\t\tc\n", b" \r\nb"],
)
@every("way", [b"simple", b"relaxed"])
def test_a_body_is_hashed_as_dkimpy_does_it(way: bytes, body: bytes) -> None:
    raw = MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body
    raw = ORANGE.sign(raw, canonicalize=(b"relaxed", way))
    assert known(published(), raw).passes


def test_a_mail_that_was_signed_with_line_feeds_alone_is_the_same_mail() -> None:
    raw = ORANGE.sign(MAIL)
    assert known(published(), raw.replace(b"\r\n", b"\n")).passes
