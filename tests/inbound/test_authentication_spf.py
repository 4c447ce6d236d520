"""Hosts that may send in a domain's name; RFC 7208's own suite is run by `python -m bench.vectors`."""

import time

from mailbot.inbound.authentication.results import Result
from mailbot.inbound.authentication.spf import check_spf
from tests.authenticating import BERNARD, HIS_HOST, MAIL, STRANGER, known, mail_from, orange
from tests.cases import every
from tests.names_server import StaticNames


def spf(record: str, *, peer: str = HIS_HOST, sender: str = BERNARD, helo: str = "mx.example.org", **more: str) -> str:
    names = StaticNames({"orange.example": {"TXT": [record]}})
    for name, kind in more.items():
        names.publish(name.replace("_", "."), "TXT", kind)
    return check_spf(names, mail_from=sender, helo=helo, peer=peer).result.value


def test_a_host_of_the_domain_stands_for_its_mail() -> None:
    assert known(orange(), peer=HIS_HOST).passes
    assert known(orange(), peer=STRANGER).fails


@every(
    ("record", "result"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", "pass"),
        ("v=spf1 -all", "fail"),
        ("v=spf1 ~all", "softfail"),
        ("v=spf1 ?all", "neutral"),
        ("v=spf1", "neutral"),
        ("v=spf2.0/pra -all", "none"),
        ("v=spf1 include:nowhere.example -all", "permerror"),
        ("v=spf1 nonsense -all", "permerror"),
        ("v=spf1 " + "a:x.example " * 11 + "-all", "permerror"),
        ("v=spf1 exists:" + "%{l}" * 200 + ".example -all", "permerror"),
        ("v=spf1 " + "ip4:192.0.2.99 " * 800 + "-all", "permerror"),
        ("v=spf1 ip6:2001:db8::/32 -all", "fail"),
        ("v=spf1 exists:%{i}._spf.%{d2} -all", "fail"),
    ],
)
def test_a_record_says_what_it_says(record: str, result: str) -> None:
    assert spf(record) == result


@every(
    ("sender", "helo", "domain", "result"),
    [
        (BERNARD, "mx.other.example", "orange.example", Result.PASS),
        (f"<{BERNARD}>", "mx.other.example", "orange.example", Result.PASS),
        ("", "orange.example", "orange.example", Result.PASS),
        ("<>", "orange.example", "orange.example", Result.PASS),
        ("<>", "ORANGE.example.", "orange.example", Result.PASS),
        ("<>", "[192.0.2.25]", "", Result.NONE),
        ("<>", "laptop", "", Result.NONE),
        ("<>", "", "", Result.NONE),
        ("postmaster", "orange.example", "", Result.NONE),
        ('"x@orange.example"@evil.example', "orange.example", "evil.example", Result.NONE),
        ("a@evil.example@orange.example", "orange.example", "orange.example", Result.PASS),
        ("a@b..example", "orange.example", "", Result.NONE),
    ],
)
def test_the_envelope_has_one_domain(sender: str, helo: str, domain: str, result: Result) -> None:
    found = check_spf(orange(), mail_from=sender, helo=helo, peer=HIS_HOST)
    assert (found.domain, found.result) == (domain, result)


def test_a_null_sender_is_vouched_for_by_its_greeting() -> None:
    assert known(orange(), sender="", helo="orange.example", peer=HIS_HOST).passes
    assert known(orange(), sender="", helo="mx.evil.example", peer=HIS_HOST).fails


def test_a_domain_as_it_is_spoken_is_the_same_domain() -> None:
    names = StaticNames(
        {
            "xn--grance-bva.example": {"TXT": [f"v=spf1 ip4:{HIS_HOST} -all"]},
            "_dmarc.xn--grance-bva.example": {"TXT": ["v=DMARC1; p=reject; aspf=s"]},
        }
    )
    found = known(names, mail_from("a@gérance.example"), sender="a@Gérance.example", peer=HIS_HOST)
    assert found.passes


def test_ipv6_and_ipv4_within_it() -> None:
    assert spf("v=spf1 ip6:2001:db8::/32 -all", peer="2001:db8::25") == "pass"
    assert spf("v=spf1 ip4:192.0.2.25 -all", peer="::ffff:192.0.2.25") == "pass"


def test_a_mail_from_nowhere_is_not_the_senders_fault() -> None:
    found = known(orange(), peer="")
    assert found.unknown
    assert known(orange(), b"From: twice@orange.example\r\n" + MAIL, peer="").word != "passes"


@every("silent", ["orange.example", "_spf.orange.example"])
def test_a_domain_that_does_not_answer_today_is_unknown(silent: str) -> None:
    names = orange()
    names.zone["orange.example"]["TXT"] = ["v=spf1 include:_spf.orange.example -all"]
    names.silent.add(silent)
    found = known(names, peer=HIS_HOST)
    assert found.unknown
    assert (found.spf.result, found.dmarc) == (Result.TEMPERROR, Result.TEMPERROR)


def test_a_strangers_domain_that_does_not_answer_hides_no_failure() -> None:
    names = orange()
    names.silent.add("evil.example")
    assert known(names, sender="a@evil.example").fails


def test_the_name_of_a_host_that_cannot_be_had_matches_nothing() -> None:
    names = orange()
    names.zone["orange.example"]["TXT"] = ["v=spf1 ptr -all"]
    names.silent.add("66.113.0.203.in-addr.arpa")
    assert known(names, peer=STRANGER).fails
    names.silent = {"slow.orange.example"}
    names.publish("66.113.0.203.in-addr.arpa", "PTR", "slow.orange.example")
    assert known(names, peer=STRANGER).fails
    names.publish("66.113.0.203.in-addr.arpa", "PTR", "mx.orange.example")
    names.publish("mx.orange.example", "A", STRANGER)
    assert known(names, peer=STRANGER).passes


def test_a_record_made_to_take_time_takes_none() -> None:
    began = time.process_time()
    for term in ("a:" + "a" * 9_000 + "!", "a:" + ".a" * 4_000, "%{" * 4_000, "a/" + "1" * 4_000, "include:" * 1_000):
        assert spf(f"v=spf1 {term} -all") in ("permerror", "fail", "temperror")
    assert time.process_time() - began < 1


def test_a_policy_asks_so_much_and_no_more() -> None:
    names = orange()
    for number in range(12):
        names.publish(f"h{number}.orange.example", "A", "192.0.2.99")
    for wanted, result in ((10, Result.FAIL), (11, Result.PERMERROR)):
        terms = " ".join(f"a:h{number}.orange.example" for number in range(wanted))
        names.zone["orange.example"]["TXT"] = [f"v=spf1 {terms} -all"]
        assert check_spf(names, mail_from=BERNARD, helo="x", peer=HIS_HOST).result is result
    for wanted, result in ((2, Result.FAIL), (3, Result.PERMERROR)):
        terms = " ".join(f"a:nowhere{number}.example" for number in range(wanted))
        names.zone["orange.example"]["TXT"] = [f"v=spf1 {terms} -all"]
        assert check_spf(names, mail_from=BERNARD, helo="x", peer=HIS_HOST).result is result
