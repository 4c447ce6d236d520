"""The walk of a mail asks once who stands for it, keeps the answer, and goes on whatever the DNS does."""

import random
import time
from dataclasses import replace
from email.utils import getaddresses
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbot.inbound.authentication import authenticating
from mailbot.inbound.authentication.authenticating import domains_read_by_others
from mailbot.inbound.authentication.results import UNKNOWN, Authentication, By, Identity, Result
from mailbot.inbound.parsing import parse_mail
from mailbot.model_mails import InboundMail
from mailbot.names import Resolver
from mailbot.settings import Trust
from mailbot.vocabulary import InboundFate
from tests.authenticating import HIS_HOST, MAIL, STRANGER, known, orange
from tests.cases import every
from tests.living import INTAKE, NADIA, HandClock, LivingHouse
from tests.names_server import NamesServer, StaticNames
from tests.signing import signer
from tests.stories.test_a_report_from_first_to_last import the_leak

MAILS = Path(__file__).parent.parent / "mails"
GMAIL = NADIA.rpartition("@")[2]


def last(house: LivingHouse) -> InboundMail:
    with house.world.database.looking() as session:
        found = session.query(InboundMail).order_by(InboundMail.id.desc()).first()
        assert found is not None
        session.expunge(found)
        return found


def step(mail: InboundMail) -> list[str]:
    [found] = [each for each in mail.trail if each[0] == "authenticated"]
    return [str(each) for each in found[1:]]


def test_a_mail_keeps_what_its_domain_says_of_it(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert step(last(sqlite_house)) == ["unknown", "none", "own"]

    sqlite_house.publishes(GMAIL)
    sqlite_house.told(the_leak().as_bytes() + b"\r\n", sender=NADIA, to=INTAKE)
    assert step(last(sqlite_house)) == ["fails", "fail", "own"]

    sqlite_house.names.forget(f"_dmarc.{GMAIL}")
    sqlite_house.vouches(GMAIL)
    sqlite_house.told(the_leak().as_bytes() + b"\r\n\r\n", sender=NADIA, to=INTAKE)
    mail = last(sqlite_house)
    assert step(mail) == ["passes", "pass", "own"]
    assert mail.proven is not None
    kept = Authentication.from_json(mail.proven)
    assert kept.passes
    assert (kept.from_domain, kept.spf) == (GMAIL, Identity(GMAIL, Result.PASS))


def test_a_mail_that_is_walked_again_is_judged_by_the_day_it_came(sqlite_house: LivingHouse) -> None:
    sqlite_house.vouches(GMAIL)
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    asked = sqlite_house.names.asked.total()
    sqlite_house.names.forget(GMAIL)
    number = last(sqlite_house).id
    with sqlite_house.world.database.transaction() as session:
        session.execute(
            update(InboundMail).where(InboundMail.id == number).values(fate=None, due_at=sqlite_house.clock(), trail=[])
        )
    sqlite_house.settle()
    again = last(sqlite_house)
    assert step(again) == ["passes", "pass", "own"]
    assert sqlite_house.names.asked.total() == asked


def test_a_silent_dns_costs_a_mail_its_time_and_nothing_else(sqlite_house: LivingHouse) -> None:
    with NamesServer() as server:
        server.stalls.add("*")
        names = Resolver([server.address], seconds=0.8, clock=sqlite_house.clock)
        sqlite_house.world = replace(sqlite_house.world, names=names)
        began = time.monotonic()
        letters = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
        assert time.monotonic() - began < 5
    assert letters
    mail = last(sqlite_house)
    assert (mail.fate, step(mail)) == (InboundFate.TAKEN, ["unknown", "temperror", "own"])


def test_a_second_mail_asks_nothing(sqlite_house: LivingHouse) -> None:
    with NamesServer() as server:
        server.publish(f"_dmarc.{GMAIL}", "TXT", "v=DMARC1; p=reject")
        server.publish(GMAIL, "TXT", "v=spf1 ip4:127.0.0.1 -all")
        names = Resolver([server.address], seconds=8, clock=sqlite_house.clock)
        sqlite_house.world = replace(sqlite_house.world, names=names)
        sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
        assert step(last(sqlite_house)) == ["passes", "pass", "own"]
        asked = server.asked.total()
        sqlite_house.told(the_leak().as_bytes() + b"\r\n", sender=NADIA, to=INTAKE)
        assert step(last(sqlite_house)) == ["passes", "pass", "own"]
        assert server.asked.total() == asked
        sqlite_house.clock.forward(seconds=server.ttl + 1)
        sqlite_house.told(the_leak().as_bytes() + b"\r\n\r\n", sender=NADIA, to=INTAKE)
        assert server.asked.total() == 2 * asked


def test_with_nobody_to_ask_nothing_is_known(sqlite_house: LivingHouse) -> None:
    sqlite_house.world = replace(sqlite_house.world, names=None, trust=Trust("off"))
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert step(last(sqlite_house)) == ["unknown", "none", "nobody"]
    assert known(None).unknown


def test_a_real_server_tells_keys_and_hosts() -> None:
    with NamesServer() as server:
        names = Resolver([server.address], seconds=8, clock=HandClock())
        server.publish("_dmarc.orange.example", "TXT", "v=DMARC1; p=reject")
        server.publish("orange.example", "TXT", "v=spf1 include:_spf.orange.example -all")
        server.publish("_spf.orange.example", "TXT", "v=spf1 mx:orange.example ip6:2001:db8::/32 -all")
        server.publish("orange.example", "MX", "10 mx.orange.example.")
        server.publish("mx.orange.example", "A", HIS_HOST)
        by = signer("orange.example")
        by.publish(server)
        assert known(names, peer=HIS_HOST).passes
        assert known(names, peer="2001:db8::9").passes
        assert known(names, by.sign(MAIL), peer=STRANGER).passes
        assert known(names, peer=STRANGER).fails


def test_the_time_of_a_mail_goes_first_to_what_counts() -> None:
    """A stranger's silent domains, five signatures and an envelope, take no time from the ones that decide."""
    with NamesServer() as server:
        server.publish("_dmarc.orange.example", "TXT", "v=DMARC1; p=reject")
        by, evil = signer("orange.example"), signer("evil.example")
        by.publish(server)
        raw = by.sign(MAIL)
        for number in range(5):
            server.stalls.add(f"s{number}._domainkey.evil.example")
            raw = replace(evil, selector=f"s{number}").sign(raw)
        server.stalls.add("evil.example")
        names = Resolver([server.address], seconds=0.8, clock=HandClock())
        assert known(names, raw, sender="x@evil.example").passes
        # And the other way round: they cannot be used to make a failure look like trouble.
        names = Resolver([server.address], seconds=0.8, clock=HandClock())
        forged = raw.replace(b"Oui", b"Non")
        assert known(names, forged, sender="x@evil.example").fails


def test_a_fault_of_ours_is_no_proof_and_loses_no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(authenticating, "find_policy", breaks)
    assert known(orange()) == UNKNOWN


@every("path", sorted(MAILS.rglob("*.eml")), ids=lambda path: path.name)
def test_no_mail_breaks_it(path: Path) -> None:
    raw = path.read_bytes()
    names = StaticNames()
    domain = parse_mail(raw).sender.address.rpartition("@")[2].lower()
    if domain:
        names.publish(f"_dmarc.{domain}", "TXT", "v=DMARC1; p=reject")
    for trust in (
        Trust("own", trusted_forwarders=("lists.example",)),
        Trust("front", "mx.agence.example", front_hosts=(STRANGER,)),
    ):
        found = authenticating._authenticate(
            names, trust, raw, parse_mail(raw), mail_from="a@b.example", helo="mx.b.example", peer=STRANGER,
            now=HandClock()(),
        )  # fmt: skip
        assert not found.passes


@every(
    "found",
    [
        UNKNOWN,
        Authentication(
            Identity("a.example", Result.SOFTFAIL), (Identity("b.example", Result.POLICY), Identity()), Result.PASS,
            "quarantine", "a.example", By.ARC, "b.example",
        ),
    ],
)  # fmt: skip
def test_what_is_kept_comes_back(found: Authentication) -> None:
    assert Authentication.from_json(found.to_json()) == found
    assert Authentication.from_json(None) == UNKNOWN


@every(
    ("dmarc", "aligned", "word"),
    [
        (Result.PASS, "a.example", "passes"),
        (Result.NONE, "a.example", "passes"),
        (Result.PERMERROR, "a.example", "passes"),
        (Result.TEMPERROR, "a.example", "unknown"),
        (Result.NONE, "", "unknown"),
        (Result.TEMPERROR, "", "unknown"),
        (Result.PERMERROR, "", "unknown"),
        (Result.FAIL, "", "fails"),
    ],
)
def test_a_mail_passes_fails_or_is_unknown(dmarc: Result, aligned: str, word: str) -> None:
    found = Authentication(dmarc=dmarc, aligned=aligned)
    assert found.word == word
    assert (found.passes, found.fails, found.unknown) == (word == "passes", word == "fails", word == "unknown")


def test_a_plain_from_is_read_as_every_other_program_reads_it() -> None:
    pieces = ("a", "Bc", "é", "=?utf-8?Q?N=C3=A9?=", "<", ">", "@", ".", " ", "\t", '"', "(", ")", ",", ";", ":", "\\")
    addresses = ("<nadia@example.org>", "<a.b@c.d>", "<a..b@c.d>", "<a@b>", "<a_b+c@x-y.Example.org>", "a@b.c", "")
    chance = random.Random(5)  # noqa: S311
    for _ in range(20_000):
        words = "".join(chance.choices(pieces, k=chance.randint(0, 4)))
        plain = words + chance.choice(("", " ")) + chance.choice(addresses) + chance.choice(("", "", " ", "x", ","))
        others = {each.rpartition("@")[2].rstrip(".") for _, each in getaddresses([plain]) if "@" in each}
        assert domains_read_by_others(plain) == others, plain
