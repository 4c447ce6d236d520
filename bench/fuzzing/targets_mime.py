"""Mails: parsing, proving, screening."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.fuzzing.mails import fixtures, hostile_mail
from bench.fuzzing.mutations import OF_MAILS, mutated
from bench.fuzzing.target import Target
from mailbot.inbound.arrivals import message_id_of
from mailbot.inbound.authentication.authenticating import authenticate
from mailbot.inbound.authentication.results import UNKNOWN
from mailbot.inbound.opening import open_mail
from mailbot.inbound.parsing import DEEPEST, MOST_PARTS, ParsedMail, parse_mail
from mailbot.inbound.screening import screen
from mailbot.settings import Trust
from mailbot.threads.addresses import normal_address
from tests.names_server import StaticNames

_NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_MOST_FILES = MOST_PARTS * (DEEPEST + 1)


def _is_sound(mail: ParsedMail, raw: bytes) -> None:
    """What every room may count on: words that can be stored, one line a field, names without folders."""
    for words in (mail.text, mail.html, mail.subject, mail.sender.name, mail.sender.address, mail.message_id):
        assert "\0" not in words, "NUL"
        words.encode()  # no half of a pair
    assert "\r" not in mail.text, "CR in the text"
    for name, value in mail.headers:
        assert name == name.lower(), name
        assert not set("\r\n\0") & set(name + value), "a field of two lines"
        value.encode()
    for box in (mail.sender, *mail.reply_to, *mail.to, *mail.cc):
        assert not set("\r\n\0") & set(box.name + box.address + box.normalised), "a mailbox of two lines"
        assert box.normalised == box.normalised.lower(), "a form that is not normal"
        (box.name + box.address + box.normalised).encode()
    for file in mail.files:
        assert not set("/\\\0\r\n") & set(file.name), "a name with a folder"
        (file.name + file.media_type + file.content_id).encode()
    assert mail.date is None or mail.date.utcoffset() is not None
    assert len(mail.files) <= _MOST_FILES
    assert len(mail.text) + len(mail.html) <= 3 * len(raw) + 1_000, "words out of nowhere"


def _parse(raw: bytes) -> None:
    mail = parse_mail(raw)
    _is_sound(mail, raw)
    assert parse_mail(raw) == mail, "read otherwise the second time"
    for envelope_from in ("", "<>", "a@b.example"):
        verdict = screen(mail, envelope_from=envelope_from)
        (verdict.address + verdict.code).encode()
    assert "\0" not in message_id_of(raw)
    assert len(message_id_of(raw)) <= 998


def _open(raw: bytes) -> None:
    opened = open_mail(raw)
    (opened.subject + opened.name + opened.words).encode()


@dataclass(frozen=True, slots=True)
class _Proof:
    raw: bytes
    trust: Trust


_DOMAINS = ("gmail.example", "agence-tilleul.example", "b.example", "-", "x" * 70 + ".example", "é.example", "b", "")
_RESULTS = ("pass", "fail", "none", "temperror", "x", "pass (a (b) c)", '"pass"', 'pass reason="a;b"', "")
_TAGS = (
    *("v=1", "a=rsa-sha256", "a=ed25519-sha256", "c=relaxed/simple", "d=gmail.example", "s=x", "h=from:to:subject"),
    *(
        "h=" + "from:" * 300,
        "bh=AAAA",
        "b=BBBB",
        "b=",
        "l=99999999999",
        "l=-1",
        "t=0",
        "x=1",
        "i=@gmail.example",
        "i=1",
    ),
    *("cv=pass", "cv=none", "i=2", "i=99999", "q=dns/txt", "z=a|b", "h=\0", ";;;", "=", "a", "d=" + "a." * 120, "s=.."),
)
_RECORDS = (
    *("v=spf1 -all", "v=spf1 include:gmail.example -all", "v=spf1 redirect=b.example", "v=spf1 a:%{d} mx ptr ~all"),
    *("v=spf1 exists:%{i}.%{h}.%{l1r-}.b.example ?all", "v=spf1 ip4:0.0.0.0/0", "v=spf1 ip6:::/0", "v=spf1 ip4:x/99"),
    *(
        "v=DMARC1; p=reject; pct=-1; rua=mailto:" + "a" * 90 + "!10m",
        "v=DMARC1; p=none; sp=x",
        "v=DMARC1",
        "v=spf1 " * 40,
    ),
    *("v=DKIM1; k=rsa; p=" + "A" * 400, "v=DKIM1; p=", "v=DKIM1; k=ed25519; p=AAAA", "p=!!", "v=spf1 %{", "\0", "é"),
)


def _make_proof(chance: random.Random) -> _Proof:
    fields = []
    for _ in range(chance.choice((1, 2, 5))):
        tags = "; ".join(chance.choices(_TAGS, k=chance.randint(0, 9)))
        told = "; ".join(
            f"{chance.choice(('spf', 'dkim', 'dmarc', 'arc', 'x'))}={chance.choice(_RESULTS)}"
            f" {chance.choice(('header.d', 'smtp.mailfrom', 'header.from', 'x.y'))}={chance.choice(_DOMAINS)}"
            for _ in range(chance.randint(0, 4))
        )
        fields.append(
            chance.choice(
                (
                    f"DKIM-Signature: {tags}",
                    f"ARC-Seal: i={chance.randint(0, 3)}; {tags}",
                    f"ARC-Message-Signature: i={chance.randint(0, 3)}; {tags}",
                    f"ARC-Authentication-Results: i={chance.randint(0, 3)}; mx.example; {told}",
                    f"Authentication-Results: {chance.choice(('mx.example', 'mx.example 1', '', '(mx)'))}; {told}",
                    "Received: from a by mx.example; Sat, 21 Nov 2026 10:00:00 +0100",
                )
            )
        )
    sender = f"nadia@{chance.choice(_DOMAINS)}"
    fields.insert(chance.randint(0, len(fields)), f"From: {sender}")
    raw = "\r\n".join(fields).encode("utf-8") + b"\r\n\r\nx\r\n"
    if chance.random() < 0.3:
        raw = mutated(chance, raw, fixtures(), OF_MAILS)
    front = Trust(
        "front", "mx.example", chance.randint(0, 2), trusted_forwarders=("b.example",), front_hosts=("192.0.2.14",)
    )
    return _Proof(raw, chance.choice((Trust("own"), Trust("own", trusted_forwarders=("gmail.example",)), front)))


def _zone(proof: _Proof) -> StaticNames:
    chance = random.Random(proof.raw)
    names = StaticNames()
    for domain in _DOMAINS[:4]:
        names.publish(domain, "TXT", *chance.choices(_RECORDS, k=chance.randint(1, 3)))
        names.publish(f"_dmarc.{domain}", "TXT", chance.choice(_RECORDS))
        names.publish(f"x._domainkey.{domain}", "TXT", chance.choice(_RECORDS))
        names.publish(domain, "MX", "10 b.example.")
        names.publish(domain, "A", "192.0.2.14")
    return names


def _prove(proof: _Proof) -> None:
    names, mail = _zone(proof), parse_mail(proof.raw)
    found = authenticate(
        names,
        proof.trust,
        proof.raw,
        mail,
        mail_from=mail.sender.address,
        helo="b.example",
        peer="192.0.2.14",
        now=_NOW,
    )
    assert sum(names.asked.values()) <= 150, f"{sum(names.asked.values())} questions"
    # A fault of ours is answered by UNKNOWN itself, which no mail of one plain From is answered by otherwise.
    assert found is not UNKNOWN or mail.sender.address.count("@") != 1 or not _is_plain(mail), "a fault of ours"
    assert type(found).from_json(found.to_json()) == found, "not what it was, once written and read"


def _is_plain(mail: ParsedMail) -> bool:
    return (
        len(mail.headers_named("from")) == 1
        and mail.sender.address.isascii()
        and "." in normal_address(mail.sender.address).rpartition("@")[2]
        and "several_senders" not in mail.troubles
    )


TARGETS = (
    Target("parsing", hostile_mail, _parse, 3.0),
    Target("opening", hostile_mail, _open, 0.5),
    Target("proving", _make_proof, _prove, 1.0),
)
