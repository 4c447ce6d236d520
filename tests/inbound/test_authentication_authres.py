"""What the mail server in front has written, and what somebody else would like it to have written."""

from mailbot.inbound.authentication.authres import read_field
from mailbot.inbound.authentication.results import By, Result
from mailbot.settings import Trust
from tests.authenticating import MAIL, STRANGER, known, mail_from, orange
from tests.cases import every
from tests.names_server import StaticNames
from tests.signing import signer

FRONT = Trust("front", authserv_id="mx.agence.example", front_hosts=(f"{STRANGER}/32",))
BELOW = Trust("front", authserv_id="mx.agence.example", authserv_hops=1, front_hosts=(f"{STRANGER}/32",))
RECEIVED = "Received: from mx.orange.example by mx.agence.example with ESMTPS; Sat, 21 Nov 2026 10:00:00 +0100\r\n"
HIS_RECEIVED = "Received: from laptop by mx.orange.example with ESMTPSA; Sat, 21 Nov 2026 09:59:59 +0100\r\n"


def fronted(*fields: str, raw: bytes = MAIL) -> bytes:
    """A mail with fields of the front on top of its Received."""
    told = "".join(f"Authentication-Results: {field}\r\n" for field in fields)
    return (told + RECEIVED + HIS_RECEIVED).encode() + raw


@every(
    ("field", "word"),
    [
        ("mx.agence.example; dmarc=pass header.from=orange.example", "passes"),
        ("mx.agence.example 1; dmarc=pass header.from=orange.example", "passes"),
        ('"mx.agence.example"; dmarc=pass header.from=orange.example', "passes"),
        ("MX.Agence.Example; DMARC=PASS Header.From=Orange.Example", "passes"),
        ("(who) mx.agence.example (really (or not))\r\n\t1 ;\r\n dmarc\t= pass (p=reject) header . from", "unknown"),
        ("mx.agence.example (\\) ; x=y);\r\n dmarc = pass (p=reject; \\( ) header.from =\r\n orange.example", "passes"),
        ("mx.agence.example; dmarc=pass reason=\"fine; dmarc=fail\" header.from=orange.example", "passes"),
        ("mx.agence.example; dmarc=fail (p=reject) header.from=orange.example", "fails"),
        ("mx.agence.example; dmarc=temperror header.from=orange.example", "unknown"),
        ("mx.agence.example; dmarc=permerror header.from=orange.example", "unknown"),
        ("mx.agence.example; dmarc=bestguesspass header.from=orange.example", "fails"),
        ("mx.agence.example; dmarc=pass header.from=other.example", "unknown"),
        ("mx.agence.example; dmarc=pass", "fails"),
        ("mx.agence.example; none", "fails"),
        ("mx.agence.example", "fails"),
        ("mx.agence.example;", "fails"),
        ("mx.agence.example; dkim=pass header.d=orange.example header.s=s1 header.b=\"ab/c=\"", "passes"),
        ("mx.agence.example; dkim=pass header.i=@mail.orange.example header.b=a/b+c==", "passes"),
        ("mx.agence.example; dkim/1=pass header.d=orange.example", "passes"),
        ("mx.agence.example; dkim/2=pass header.d=orange.example", "fails"),
        ("mx.agence.example; dkim=fail header.d=orange.example; dkim=pass header.d=evil.example", "fails"),
        ("mx.agence.example; dkim=fail header.d=evil.example; dkim=pass header.d=orange.example", "passes"),
        ("mx.agence.example; spf=pass smtp.mailfrom=b.vasseur@orange.example", "passes"),
        ('mx.agence.example; spf=pass smtp.mailfrom="b v"@orange.example; dkim=none', "passes"),
        ("mx.agence.example; spf=pass smtp.mailfrom=orange.example", "passes"),
        ("mx.agence.example; spf=pass smtp.helo=orange.example", "passes"),
        ("mx.agence.example; spf=pass smtp.mailfrom=orange.example.evil.example", "fails"),
        ("mx.agence.example; spf=softfail smtp.mailfrom=orange.example", "fails"),
        ("mx.agence.example; spf=temperror smtp.mailfrom=orange.example", "unknown"),
        ("mx.agence.example; spf=temperror smtp.mailfrom=evil.example", "fails"),
        ("mx.agence.example; iprev=pass policy.iprev=192.0.2.1; spf=pass smtp.mailfrom=orange.example", "passes"),
        # Not the front's, or not written as it would.
        ("mx.agence.example.evil.example; dmarc=pass header.from=orange.example", "unknown"),
        ("mx.agence.example evil; dmarc=pass header.from=orange.example", "unknown"),
        ("mx.agence.example 2; dmarc=pass header.from=orange.example", "unknown"),
        ("mx.agence.example (; dmarc=pass header.from=orange.example", "unknown"),
        ("mx.agence.example; dmarc=pass header.from=orange.example \"", "unknown"),
        ("mx.agence.example; dmarc==pass header.from=orange.example", "unknown"),
        ("mx.agence.example; =; dmarc=pass header.from=orange.example", "unknown"),
        ("; dmarc=pass header.from=orange.example", "unknown"),
        ("i=1; mx.agence.example; dmarc=pass header.from=orange.example", "unknown"),
        ("other.example; dmarc=pass header.from=orange.example", "unknown"),
        ("mx.agence.example; x=" + "y" * 21_000 + "; dmarc=pass header.from=orange.example", "unknown"),
    ],
)  # fmt: skip
def test_the_fields_of_the_front_are_read_as_rfc_8601_has_them(field: str, word: str) -> None:
    found = known(orange(), fronted(field), trust=FRONT)
    assert found.word == word, (found, read_field(field))
    if found.passes:
        assert found.by is By.FRONT


def test_a_field_that_came_with_the_mail_is_not_looked_at() -> None:
    forged = b"Authentication-Results: mx.agence.example; dmarc=pass header.from=orange.example\r\n"
    assert known(orange(), fronted(raw=forged + MAIL), trust=FRONT).word == "unknown"
    assert known(orange(), RECEIVED.encode() + forged + MAIL, trust=FRONT).word == "unknown"
    told = "mx.agence.example; dmarc=fail header.from=orange.example"
    assert known(orange(), fronted(told, raw=forged + MAIL), trust=FRONT).fails


def test_whoever_goes_round_the_front_is_believed_nothing() -> None:
    told = "mx.agence.example; dmarc=pass header.from=orange.example"
    for peer, word in (
        ("203.0.113.67", "fails"),
        ("", "passes"),
        (STRANGER, "passes"),
        ("::1", "fails"),
    ):
        assert known(orange(), fronted(told), trust=FRONT, peer=peer).word == word
    assert known(StaticNames(), fronted(told), trust=FRONT, peer="203.0.113.67").unknown
    assert known(orange(), fronted(told), trust=Trust("front", "mx.agence.example"), peer="127.0.0.2").passes


def test_a_front_that_writes_below_its_own_received_says_how_many_it_has() -> None:
    told = b"Authentication-Results: mx.agence.example; dmarc=pass header.from=orange.example\r\n"
    below = RECEIVED.encode() + told + HIS_RECEIVED.encode() + MAIL
    deeper = (RECEIVED + HIS_RECEIVED).encode() + told + MAIL
    assert known(orange(), below, trust=BELOW).passes
    assert known(orange(), deeper, trust=BELOW).word == "unknown"


def test_the_topmost_field_decides_where_two_tell_of_the_same() -> None:
    first, second = (
        f"mx.agence.example; dmarc={word} header.from=orange.example" for word in ("fail", "pass")
    )  # fmt: skip
    assert known(orange(), fronted(first, second), trust=FRONT).fails
    assert known(orange(), fronted(second, first), trust=FRONT).passes


def test_several_fields_of_the_front_are_one_account() -> None:
    found = known(
        orange("v=DMARC1; p=none"),
        fronted("mx.agence.example; dkim=none", "mx.agence.example; spf=pass smtp.mailfrom=orange.example"),
        trust=FRONT,
    )
    assert found.passes
    assert (found.policy, found.spf.domain, found.dkim[0].result) == ("none", "orange.example", Result.NONE)


def test_behind_a_front_nothing_is_checked_again() -> None:
    names, by = orange(), signer("orange.example")
    by.publish(names)
    raw = fronted("mx.agence.example; dmarc=fail header.from=orange.example", raw=by.sign(MAIL))
    assert known(names, raw, trust=FRONT).fails
    assert not names.asked


def test_without_anybody_to_ask_the_front_is_believed_to_the_letter() -> None:
    assert known(None, fronted("mx.agence.example; dkim=pass header.d=orange.example"), trust=FRONT).passes
    below = fronted("mx.agence.example; dkim=pass header.d=mail.orange.example")
    assert known(None, below, trust=FRONT).unknown
    assert known(orange(), below, trust=FRONT).passes


def test_without_a_front_its_fields_are_anybodys() -> None:
    told = "mx.agence.example; dmarc=pass header.from=orange.example"
    assert known(orange(), fronted(told)).fails
    assert known(orange(), fronted(told), trust=Trust("front"), peer="127.0.0.1").unknown
    assert known(orange(), fronted(told), trust=Trust("off")).unknown


def test_the_front_vouches_for_no_mail_that_is_read_in_two_ways() -> None:
    told = "mx.agence.example; dmarc=pass header.from=orange.example"
    twice = fronted(told, raw=b"From: b.vasseur@orange.example\r\n" + MAIL)
    assert known(orange(), twice, trust=FRONT).fails


@every(
    "field",
    [
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=orange.example; dkim=pass (signature was verified) "
        "header.d=orange.example;dmarc=pass action=none header.from=orange.example;compauth=pass reason=100",
        "mx.google.com;\r\n       dkim=pass header.i=@gmail.com header.s=20230601 header.b=\"a/b+c=\";\r\n"
        "       spf=pass (google.com: domain of a@gmail.com designates 192.0.2.1 as permitted sender) "
        "smtp.mailfrom=a@gmail.com;\r\n       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=gmail.com;\r\n"
        "       dara=pass header.i=@gmail.com",
        "mx.agence.example;\r\n\tdkim=pass header.d=x.example header.s=s1 header.b=AbC/De12;\r\n"
        "\tspf=pass (mx: domain of \"a b\"@x.example designates 192.0.2.1) smtp.mailfrom=a@x.example;\r\n"
        "\tdmarc=pass (policy=reject) header.from=x.example;\r\n\tarc=none",
        "OpenDMARC; dmarc=pass (p=quarantine dis=none) header.from=x.example",
        "mail.x.example; dkim=pass (2048-bit key; unprotected) header.d=x.example header.i=@x.example "
        "header.a=rsa-sha256 header.s=s header.b=Q1w2e3; dkim-atps=neutral",
        "mx; auth=pass (PLAIN) smtp.auth=a@x.example; x-tls.subject=\"/C=US/O=x\"",
    ],
)  # fmt: skip
def test_fields_as_great_providers_write_them(field: str) -> None:
    read = read_field(field.replace("\r\n", ""))
    if field.startswith("spf="):
        assert read is None, "without an authserv-id it is nobody's"
    elif "x-tls" in field:
        assert read is None or read.told
    else:
        assert read is not None
        assert read.told[0].result is not None


@every("value", ["(" * 5_000, '"' * 5_001, "a;" * 9_000, "a;" + "b=c " * 4_000, "\\" * 9_000, "a; b=" + "/" * 9_000])
def test_a_strange_field_takes_no_time(value: str) -> None:
    read_field(value)


def test_an_address_that_is_no_domain_has_no_result() -> None:
    for sender in ("root@localhost", "root@[192.0.2.1]", "nobody", ""):
        found = known(StaticNames(), mail_from(sender))
        assert found.unknown
        assert not found.from_domain
