"""Addresses, seals, links, keys, header lines and dates, as nobody would write them."""

import base64
import contextlib
import random
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import formataddr
from urllib.parse import parse_qs, urlsplit

from bench.fuzzing.hostile_texts import damaged, hostile, in_time
from bench.fuzzing.target import Target
from mailbot.domains import one_form, server_address
from mailbot.errors import Reason, Refused
from mailbot.inbound.absence_dates import back_on, until
from mailbot.inbound.charsets import decode_header
from mailbot.inbound.dialogue import NULL_PATH, read_path
from mailbot.inbound.doubtful_dates import doubt_in, past_in
from mailbot.inbound.fields import message_ids, parameters, split_fields
from mailbot.inbound.mail_data import plain, received_field
from mailbot.inbound.mailboxes import read_mailboxes, read_sender
from mailbot.keys import SLOTS, SigningKey, read_key
from mailbot.threads.addresses import (
    OurAddress,
    Place,
    answer_address,
    bounce_address,
    domain_of,
    mailto,
    normal_address,
    plain_address,
    reply_address,
    understand,
)
from mailbot.threads.headers import object_from, one_line, subject_for, thread_index
from mailbot.threads.pages import PREFIX, OurPage, Page, brief, page_link, unbrief, understand_page
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel, Role, ThreadKind

DOMAIN = "suivi.agence-tilleul.example"
INTAKES = {DOMAIN: "signaler"}
OURS = Keyring({1: b"a" * 32, 2: b"b" * 32})
THEIRS = Keyring({1: b"c" * 32, 2: b"d" * 32})
"""Another service's: the same slots, other secrets."""
_FIRST_DAY = date(2020, 1, 1)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SEALED = re.compile(r"[a-z2-7]{34,48}")


# ---- Seals


@dataclass(frozen=True, slots=True)
class Sealed:
    """Two that were sealed, and what somebody made of the first."""

    token: Token
    other: Token
    damaged: str
    swapped: str
    """The head of one with the seal of the other."""


def _sealed(chance: random.Random) -> Sealed:
    token, other = _token(chance), _token(chance)
    minted, second = OURS.mint(token), OURS.mint(other)
    at = chance.randrange(len(minted))
    return Sealed(token, other, damaged(chance, minted), minted[:at] + second[at:])


def _token(chance: random.Random) -> Token:
    subject = chance.choice((0, 1, chance.randrange(1000), chance.randrange(1 << 48), (1 << 48) - 1))
    day = _FIRST_DAY + timedelta(days=chance.randrange(1 << 16))
    return Token(chance.choice(list(TokenKind)), subject, day, chance.randbytes(chance.randrange(9)))


def _check_sealed(value: Sealed) -> None:
    minted = OURS.mint(value.token)
    assert _SEALED.fullmatch(minted), minted
    assert OURS.read(minted) == OURS.read(minted.upper()) == value.token
    for ring, text in ((THEIRS, minted), (OURS, THEIRS.mint(value.token))):
        assert _read(ring, text) is None, "another's seal opens"
    read = _read(OURS, value.damaged)
    assert read is None or value.damaged.lower() == minted, "what was changed opens"
    swapped = _read(OURS, value.swapped)
    assert swapped is None or value.swapped in (minted, OURS.mint(value.other)), (
        "half of one opens with half of another"
    )


def _read(ring: Keyring, text: str) -> Token | None:
    try:
        return ring.read(text)
    except Refused as no:
        if no.reason is not Reason.FORGED_ADDRESS:
            raise
        return None


# ---- Our addresses


@dataclass(frozen=True, slots=True)
class Written:
    """An address of ours, and how it was written."""

    whole: str
    damaged: str
    prefix: str


def _address(chance: random.Random) -> Written:
    number, day = chance.randrange(1, 1 << 48), _FIRST_DAY + timedelta(days=chance.randrange(5000))
    channel = chance.choice((Channel.PUBLIC, Channel.PRIVATE, Channel.AGENCY))
    whole = chance.choice((
        reply_address(OURS, number, channel, DOMAIN, today=day),
        answer_address(OURS, number, DOMAIN, today=day),
        bounce_address(OURS, number, DOMAIN, today=day),
    ))  # fmt: skip
    return Written(whole, damaged(chance, whole), chance.choice("rlba"))


def _check_address(value: Written) -> None:
    meant = _understood(value.whole)
    assert meant is not None
    assert meant.place is Place.SEALED
    read = _understood(value.damaged)
    if read is not None and read.place is Place.SEALED:
        assert read.token == meant.token, "what was changed opens something else"
        assert read.domain == DOMAIN
    turned = value.prefix + value.whole[1:]
    if turned != value.whole:
        assert _understood(turned) is None, "an address of one kind opens as another"
    assert _understood(value.whole.replace(DOMAIN, "elsewhere.example")) is None
    with contextlib.suppress(Refused):
        understand_page(OURS, value.whole.partition("-")[2].partition("@")[0])
        raise AssertionError("an address opens a page")


def _understood(address: str) -> OurAddress | None:
    try:
        return understand(address, intakes=INTAKES, keyring=OURS)
    except Refused as no:
        if no.reason is not Reason.FORGED_ADDRESS:
            raise
        return None


def _check_any_address(text: str) -> None:
    with in_time(text):
        for written in (text, f"{text}@{DOMAIN}", f"r-{text}@{DOMAIN}"):
            read = _understood(written)
            assert read is None or read.place is not Place.SEALED, "what nobody sealed opens"
            assert read is None or read.domain in (DOMAIN, "")
            domain_of(written)
            domain = plain_address(written)[1]
            assert one_form(domain) == domain or not domain
            normal = normal_address(written)
            assert normal_address(normal) == normal, f"{normal!r} has another form"
            assert not normal or normal.rpartition("@")[2] == domain


# ---- Links


@dataclass(frozen=True, slots=True)
class Link:
    """A page's link, and what somebody made of it."""

    page: Page
    subject: int
    with_: str
    day: date
    seed: int


def _link(chance: random.Random) -> Link:
    with_ = chance.choice(("", brief(chance.randrange(1 << 31)), "MT02", "é", "p3"))
    subject = chance.choice((1, chance.randrange(1 << 48)))
    return Link(chance.choice(list(Page)), subject, with_, date(2026, 11, 22), chance.randrange(1 << 30))


def _check_link(value: Link) -> None:
    link = page_link(OURS, "https://x.example/", value.page, value.subject, today=value.day, with_=value.with_)
    assert link.startswith(f"https://x.example{PREFIX}")
    sealed = link.rpartition("/")[2]
    assert _page(sealed) == OurPage(value.page, value.subject, value.with_, value.day)
    read = _page(damaged(random.Random(value.seed), sealed))
    assert read is None or read == _page(sealed), "a changed link opens another page"
    assert _understood(f"{sealed}@{DOMAIN}") is None
    for prefix in "rlba":
        assert _understood(f"{prefix}-{sealed}@{DOMAIN}") is None, "a link opens as an address"


def _page(sealed: str) -> OurPage | None:
    try:
        return understand_page(OURS, sealed)
    except Refused as no:
        if no.reason is not Reason.FORGED_ADDRESS:
            raise
        return None


def _check_any_link(text: str) -> None:
    with in_time(text):
        assert _page(text) is None, "a page that nobody sealed opens"
        try:
            number = unbrief(text)
        except Refused:
            return
        assert 0 <= number < 36**12
        assert text.lstrip("0") == brief(number).lstrip("0")


# ---- What the door reads


def _check_path(text: str) -> None:
    with in_time(text):
        for written in (text, f"<{text}>", f"<{text}> SIZE=1", f"<@a:{text}>"):
            read = read_path(written)
            if read is None:
                continue
            address, rest = read
            assert rest == "" or rest.startswith(" "), rest
            assert written.endswith(rest)
            if address == NULL_PATH:
                continue
            assert not re.search(r"[\x00-\x1f\x7f]", address), address
            assert address.startswith('"') or not re.search(r"[\s<>]", address), address
            domain = address.rpartition("@")[2] if "@" in address else ""
            assert not domain or not domain.isascii() or one_form(domain) == domain or address.startswith('"'), address
            assert read_path(f"<{address}>") == (address, ""), address
        said = plain(text)
        assert re.fullmatch(r"[A-Za-z0-9.:_\[\]?-]{0,255}", said), said
        field = received_field(helo=text, peer="::1", by=DOMAIN, proto="ESMTP", at=datetime(2026, 11, 22, tzinfo=UTC))
        assert field.count(b"\n") == field.count(b"\r\n") == 3
        assert field.endswith(b"\r\n")


def _check_domain(text: str) -> None:
    with in_time(text):
        form = one_form(text)
        if form is not None:
            assert one_form(form) == form, f"{form} has another form"
            assert re.fullmatch(r"[a-z0-9._\[\]:-]{1,300}", form), form
            assert one_form(text.upper()) in (form, None) or not text.isascii()
        with contextlib.suppress(ValueError):
            host, port = server_address(text)
            assert host
            assert isinstance(port, int)
            assert 0 <= port < 65536, f"port {port}"


# ---- Header lines


def _check_header(text: str) -> None:
    with in_time(text):
        line = one_line(text)
        assert not _CONTROLS.search(line), line
        assert not _DIRECTIONS.search(line), line
        assert one_line(line) == line
        object_ = object_from(text, text)
        assert len(object_) <= 150
        assert one_line(object_) == object_
        subject = subject_for(
            ThreadKind.REPORT, Role.MANAGER, "fr", ref="SIG-1", object_=text, dwelling=text, number=text, town=text
        )  # fmt: skip
        assert len(subject) <= 230
        assert not _CONTROLS.search(subject)
        subject.encode()
        if not any("\ud800" <= letter <= "\udfff" for letter in text):
            button = mailto(f"r-1@{DOMAIN}", subject=text, body=text)
            assert re.fullmatch(r"[!-~]+", button), "a button is one word"
            told = parse_qs(urlsplit(button).query, keep_blank_values=True)
            assert told["subject"] == [text]
            assert told.get("body", [""]) == [text]


def _check_mailbox(text: str) -> None:
    with in_time(text):
        wire = text.encode("utf-8", "surrogatepass").decode("latin-1")
        for mailbox in (*read_mailboxes(wire), *read_mailboxes(text)):
            local, at, domain = mailbox.address.rpartition("@")
            assert local
            assert at
            assert domain
            assert "\n" not in mailbox.address + mailbox.name or "=?" in text, mailbox
            _ = mailbox.normalised
        read_sender(wire)
        decode_header(wire)
        message_ids(wire)
        parameters(wire)
        _, body = split_fields(wire)
        assert 0 <= body <= len(wire)
        name = "".join(letter for letter in text[:200] if " " <= letter <= "~")
        if name.strip(" ,'\"") == name and "  " not in name and "=?" not in name:
            (mailbox,) = read_mailboxes(formataddr((name, "nadia@example.org")))
            assert mailbox.address == "nadia@example.org", mailbox


def _check_key(text: str) -> None:
    with in_time(text), contextlib.suppress(ValueError):
        key = read_key(text)
        assert 0 <= key.slot < SLOTS
        assert len(key.secret) >= 32
        assert read_key(str(key)) == key
        assert key.secret.hex() not in repr(key)


def _key(chance: random.Random) -> str:
    key = SigningKey(chance.randrange(SLOTS), chance.randbytes(32), chance.choice((None, date(2026, 11, 22))))
    return damaged(chance, str(key)) if chance.random() < 0.8 else hostile(chance)


# ---- Dates


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the day on which they came."""

    words: str
    at: datetime


_DAY_WORDS = ("jusqu'au ", "du ", " au ", " inclus", "until ", "back on ", "de retour le ", "lundi ", "31", "02", "/",
              "-", " février ", " décembre ", "May ", "2026", "99999", "0", "entre 9h et 11h", "à partir de ", "1er ",
              "25:61", "14h99", "24h", "ou ", "lundi 31 février ", "le ", "demain", "hier", "dans 99999999 jours ",
              "9999")  # fmt: skip


def _said(chance: random.Random) -> Said:
    year = chance.choice((1, 1970, 2026, 2026, 2026, 9999))
    at = datetime(year, chance.choice((1, 2, 12)), chance.choice((1, 28)), 23, 59, tzinfo=UTC)
    return Said(hostile(chance, (*_DAY_WORDS, *_DAY_WORDS), longest=40_000), at)


def _check_said(value: Said) -> None:
    with in_time(value.words * 2):
        for day in (
            until(value.words, value.at.date()),
            back_on(value.words, value.at.date()),
            until(value.words, None),
        ):
            assert day is None or isinstance(day, date)
        if 1970 < value.at.year < 9999:
            doubt_in(value.words, value.at)
            past_in(value.words, value.at)
            index = thread_index(
                "<thread.7@x.example>", began=value.at, now=value.at + timedelta(days=len(value.words))
            )
            assert len(base64.b64decode(index)) == 27


TARGETS = (
    Target("seals", _sealed, _check_sealed, weight=10.0),
    Target("our-addresses", _address, _check_address, weight=10.0),
    Target("links", _link, _check_link, weight=6.0),
    Target("any-address", hostile, _check_any_address, weight=6.0),
    Target("any-link", hostile, _check_any_link, weight=3.0),
    Target("paths", hostile, _check_path, weight=6.0),
    Target("domains", hostile, _check_domain, weight=5.0),
    Target("header-lines", hostile, _check_header, weight=5.0),
    Target("mailboxes", hostile, _check_mailbox, weight=5.0),
    Target("keys", _key, _check_key, weight=2.0),
    Target("dates", _said, _check_said, weight=3.0),
)
