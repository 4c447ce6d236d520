"""Policies and alignment: a table of cases, each against what is written beside it and against a second reading.

There is no public suite for DMARC. The second reading below was written from the text of RFC 7489 and RFC 9091 alone:
it shares nothing with the first but the names of the results.
"""

from mailbot.inbound.authentication.dmarc import evaluate, find_policy, is_aligned, organisational
from mailbot.inbound.authentication.results import Identity, Result
from tests.cases import every
from tests.names_server import StaticNames

# What is published under _dmarc of each domain; From; SPF; DKIM; what DMARC comes to; the policy that holds.
Case = tuple[dict[str, list[str]], str, str, str, str, str]

P = "v=DMARC1; p=reject"
ORG, M, DEEP = "orange.example", "mail.orange.example", "a.b.mail.orange.example"
NOT = "-"

CASES: tuple[Case, ...] = (
    # Alignment, relaxed.
    ({ORG: [P]}, ORG, f"pass {ORG}", NOT, "pass", "reject"),
    ({ORG: [P]}, ORG, NOT, f"pass {ORG}", "pass", "reject"),
    ({ORG: [P]}, ORG, f"pass {M}", NOT, "pass", "reject"),
    ({ORG: [P]}, ORG, NOT, f"pass {M}", "pass", "reject"),
    ({ORG: [P]}, M, f"pass {ORG}", NOT, "pass", "reject"),
    ({ORG: [P]}, M, NOT, f"pass {ORG}", "pass", "reject"),
    ({ORG: [P]}, DEEP, f"pass other.{ORG}", NOT, "pass", "reject"),
    ({ORG: [P]}, ORG, "pass evil.example", "pass evil.example", "fail", "reject"),
    ({ORG: [P]}, ORG, f"pass {ORG}.evil.example", f"pass x{ORG}", "fail", "reject"),
    ({ORG: [P]}, ORG, NOT, f"fail {ORG}, pass evil.example", "fail", "reject"),
    ({ORG: [P]}, ORG, NOT, f"fail {ORG}, pass {M}", "pass", "reject"),
    ({ORG: [P]}, ORG, f"fail {ORG}", f"pass {ORG}", "pass", "reject"),
    ({ORG: [P]}, ORG, f"fail {ORG}", NOT, "fail", "reject"),
    ({ORG: [P]}, ORG, f"softfail {ORG}", NOT, "fail", "reject"),
    ({ORG: [P]}, ORG, f"neutral {ORG}", NOT, "fail", "reject"),
    ({ORG: [P]}, ORG, f"none {ORG}", NOT, "fail", "reject"),
    ({ORG: [P]}, ORG, f"permerror {ORG}", NOT, "fail", "reject"),
    ({ORG: [P]}, ORG, NOT, f"policy {ORG}", "fail", "reject"),
    ({ORG: [P]}, ORG, NOT, f"permerror {ORG}", "fail", "reject"),
    ({ORG: [P]}, ORG, NOT, NOT, "fail", "reject"),
    # Alignment, strict.
    ({ORG: [f"{P}; adkim=s"]}, ORG, NOT, f"pass {ORG}", "pass", "reject"),
    ({ORG: [f"{P}; adkim=s"]}, ORG, NOT, f"pass {M}", "fail", "reject"),
    ({ORG: [f"{P}; adkim=s"]}, M, NOT, f"pass {ORG}", "fail", "reject"),
    ({ORG: [f"{P}; adkim=s"]}, ORG, f"pass {M}", NOT, "pass", "reject"),
    ({ORG: [f"{P}; aspf=s"]}, ORG, f"pass {ORG}", NOT, "pass", "reject"),
    ({ORG: [f"{P}; aspf=s"]}, ORG, f"pass {M}", NOT, "fail", "reject"),
    ({ORG: [f"{P}; aspf=s"]}, ORG, NOT, f"pass {M}", "pass", "reject"),
    ({ORG: [f"{P}; adkim=s; aspf=s"]}, ORG, f"pass {M}", f"pass {M}", "fail", "reject"),
    ({ORG: [f"{P}; adkim=S; ASPF=S"]}, ORG, f"pass {M}", f"pass {M}", "fail", "reject"),
    ({ORG: [f"{P}; adkim=r; aspf=r"]}, ORG, f"pass {M}", NOT, "pass", "reject"),
    ({ORG: [f"{P}; adkim=x"]}, ORG, NOT, f"pass {M}", "pass", "reject"),
    # Whose policy holds.
    ({}, ORG, f"pass {ORG}", NOT, "none", ""),
    ({}, M, NOT, NOT, "none", ""),
    ({M: ["v=DMARC1; p=none"], ORG: [P]}, M, NOT, NOT, "fail", "none"),
    ({ORG: ["v=DMARC1; p=reject; sp=none"]}, M, NOT, NOT, "fail", "none"),
    ({ORG: ["v=DMARC1; p=reject; sp=none"]}, ORG, NOT, NOT, "fail", "reject"),
    ({ORG: ["v=DMARC1; p=none; sp=quarantine"]}, DEEP, NOT, NOT, "fail", "quarantine"),
    ({M: ["v=DMARC1; p=quarantine"]}, ORG, NOT, NOT, "none", ""),
    ({M: ["v=DMARC1; p=quarantine"]}, DEEP, NOT, NOT, "none", ""),
    ({ORG: ["v=DMARC1; p=none; sp=quarantine; np=reject"]}, f"not-there.{ORG}", NOT, NOT, "fail", "reject"),
    ({ORG: ["v=DMARC1; p=none; sp=quarantine; np=reject"]}, f"there.{ORG}", NOT, NOT, "fail", "quarantine"),
    ({ORG: ["v=DMARC1; p=none; np=reject"]}, f"there.{ORG}", NOT, NOT, "fail", "none"),
    # Records.
    ({ORG: [P, P]}, ORG, NOT, NOT, "none", ""),
    ({M: [P, P], ORG: [P]}, M, NOT, NOT, "fail", "reject"),
    ({ORG: [P, "v=spf1 -all", "hello"]}, ORG, NOT, NOT, "fail", "reject"),
    ({ORG: ["v=DMARC1;p=quarantine"]}, ORG, NOT, NOT, "fail", "quarantine"),
    ({ORG: ["v=DMARC1 ; p = Reject ;"]}, ORG, NOT, NOT, "fail", "reject"),
    ({ORG: ["v = DMARC1; p=reject; p=none"]}, ORG, NOT, NOT, "fail", "reject"),
    ({ORG: ["v=dmarc1; p=reject"]}, ORG, NOT, NOT, "none", ""),
    ({ORG: ["v=DMARC12; p=reject"]}, ORG, NOT, NOT, "none", ""),
    ({ORG: ["p=reject; v=DMARC1"]}, ORG, NOT, NOT, "none", ""),
    ({ORG: [" v=DMARC1; p=reject"]}, ORG, NOT, NOT, "none", ""),
    ({ORG: ["v=DMARC1; p=reject; rubbish; x=y; pct=0"]}, ORG, NOT, NOT, "fail", "reject"),
    ({ORG: ["v=DMARC1"]}, ORG, NOT, NOT, "permerror", ""),
    ({ORG: ["v=DMARC1; p=strict"]}, ORG, NOT, NOT, "permerror", ""),
    ({ORG: ["v=DMARC1; p=strict"]}, ORG, f"pass {ORG}", NOT, "permerror", ""),
    ({ORG: ["v=DMARC1; p=strict; rua=mailto:d@orange.example"]}, ORG, NOT, NOT, "fail", "none"),
    ({ORG: ["v=DMARC1; rua=mailto:d@orange.example"]}, ORG, f"pass {ORG}", NOT, "pass", "none"),
    ({ORG: ["v=DMARC1; rua=nowhere"]}, ORG, NOT, NOT, "permerror", ""),
    ({ORG: ["v=DMARC1; p=reject; sp=strict"]}, M, NOT, NOT, "permerror", ""),
    # Trouble.
    ({ORG: ["SILENT"]}, ORG, f"pass {ORG}", f"pass {ORG}", "temperror", ""),
    ({ORG: ["SILENT"]}, M, NOT, NOT, "temperror", ""),
    ({M: ["SILENT"], ORG: [P]}, M, NOT, NOT, "temperror", ""),
    ({ORG: [P]}, ORG, f"temperror {ORG}", NOT, "temperror", "reject"),
    ({ORG: [P]}, ORG, NOT, f"temperror {M}", "temperror", "reject"),
    ({ORG: [P]}, ORG, f"temperror {ORG}", f"pass {ORG}", "pass", "reject"),
    ({ORG: [P]}, ORG, "temperror evil.example", "temperror evil.example", "fail", "reject"),
    ({ORG: [f"{P}; aspf=s"]}, ORG, f"temperror {M}", NOT, "fail", "reject"),
    # Organisations: what somebody has registered, not what stands to the right of the first dot.
    ({"orange.co.uk": [P]}, "a.b.orange.co.uk", "pass orange.co.uk", NOT, "pass", "reject"),
    ({"orange.co.uk": [P]}, "orange.co.uk", "pass evil.co.uk", NOT, "fail", "reject"),
    ({"orange.co.uk": [P]}, "orange.co.uk", NOT, "pass co.uk", "fail", "reject"),
    ({"co.uk": [P]}, "orange.co.uk", NOT, NOT, "none", ""),
    ({"bernard.github.io": [P]}, "bernard.github.io", "pass evil.github.io", NOT, "fail", "reject"),
    ({"bernard.github.io": [P]}, "www.bernard.github.io", "pass bernard.github.io", NOT, "pass", "reject"),
    ({"github.io": [P]}, "bernard.github.io", NOT, NOT, "none", ""),
    ({"a.kawasaki.jp": [P]}, "a.kawasaki.jp", NOT, "pass b.kawasaki.jp", "fail", "reject"),
    ({"city.kawasaki.jp": [P]}, "x.city.kawasaki.jp", NOT, "pass city.kawasaki.jp", "pass", "reject"),
    ({"xn--85x722f.com.cn": [P]}, "a.xn--85x722f.com.cn", NOT, "pass xn--85x722f.com.cn", "pass", "reject"),
    ({"orange.unknowntld": [P]}, "a.orange.unknowntld", "pass orange.unknowntld", NOT, "pass", "reject"),
)  # fmt: skip


def zone(published: dict[str, list[str]]) -> StaticNames:
    names = StaticNames({f"there.{ORG}": {"A": ["192.0.2.1"]}})
    for domain, records in published.items():
        if records == ["SILENT"]:
            names.silent.add(f"_dmarc.{domain}")
        else:
            names.publish(f"_dmarc.{domain}", "TXT", *records)
    return names


def identities(written: str) -> list[Identity]:
    if written == NOT:
        return []
    return [Identity(each.split()[1], Result(each.split()[0])) for each in written.split(", ")]


@every(("published", "sender", "spf", "dkim", "result", "policy"), CASES)
def test_dmarc_comes_to_what_the_rfc_says(
    published: dict[str, list[str]], sender: str, spf: str, dkim: str, result: str, policy: str
) -> None:
    found = find_policy(zone(published), sender)
    envelope = (identities(spf) or [Identity()])[0]
    verdict, aligned = evaluate(found, sender, spf=envelope, dkim=identities(dkim))
    assert (verdict.value, found.asks) == (result, policy)
    if verdict is Result.PASS:
        assert aligned in {each.domain for each in [envelope, *identities(dkim)] if each.result is Result.PASS}


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 70
    assert {case[4] for case in CASES} == {"pass", "fail", "none", "temperror", "permerror"}


# ---- The second reading

_SUFFIXES = {"example", "co.uk", "uk", "github.io", "io", "jp", "com.cn", "cn", "com", "unknowntld"}


def registered(domain: str) -> str:
    """RFC 7489, section 3.2, over the few suffixes of the table."""
    labels = domain.split(".")
    if labels[-2:] == ["kawasaki", "jp"]:  # *.kawasaki.jp, !city.kawasaki.jp
        return ".".join(labels[-3:] if labels[-3:-2] == ["city"] else labels[-4:])
    for size in (3, 2, 1):
        if ".".join(labels[-size:]) in _SUFFIXES:
            return ".".join(labels[-size - 1 :])
    raise AssertionError(domain)


def second_reading(published: dict[str, list[str]], sender: str, spf: str, dkim: str) -> tuple[str, str]:
    # 6.6.3: the records at the domain, those that are none discarded; if not one, those of the organisation.
    policy: dict[str, str] = {}
    at = ""
    for domain in dict.fromkeys((sender, registered(sender))):
        records = published.get(domain, [])
        if records == ["SILENT"]:
            return "temperror", ""
        valid = []
        for record in records:
            pairs = [pair.split("=", 1) for pair in record.split(";") if "=" in pair]
            tags = [(name.strip().lower(), value.strip()) for name, value in pairs]
            if not record.startswith(" ") and tags[:1] == [("v", "DMARC1")]:
                valid.append(tags)
        if len(valid) == 1:
            policy, at = dict(reversed(valid[0])), domain
            break
    if not policy:
        return "none", ""
    # 6.3: p is for the domain; sp for what is below it, if told; RFC 9091: np for what is not even there.
    asked = policy.get("p", "").lower()
    words = {"none", "quarantine", "reject"}
    usable = asked in words
    if at != sender:
        below = policy.get("sp", asked).lower()
        if "np" in policy and not sender.startswith("there."):
            below = policy["np"].lower()
        usable = usable and below in words and policy.get("sp", asked).lower() in words
        asked = below
    if not usable:
        if not policy.get("rua", "").startswith("mailto:"):
            return "permerror", ""
        asked = "none"
    # 3.1: which of the domains are in alignment; 4.2: one that passes is enough.
    words_of_trouble = []
    for told, tag in ((dkim, "adkim"), (spf, "aspf")):
        strict = policy.get(tag, "r").lower() == "s"
        for each in [] if told == NOT else told.split(", "):
            outcome, domain = each.split()
            if domain == sender or (not strict and registered(domain) == registered(sender)):
                if outcome == "pass":
                    return "pass", asked
                words_of_trouble.append(outcome)
    return ("temperror" if "temperror" in words_of_trouble else "fail"), asked


@every(("published", "sender", "spf", "dkim", "result", "policy"), CASES)
def test_a_second_reading_of_the_rfc_agrees(
    published: dict[str, list[str]], sender: str, spf: str, dkim: str, result: str, policy: str
) -> None:
    assert second_reading(published, sender, spf, dkim) == (result, policy)


def test_the_two_readings_agree_on_every_mixture() -> None:
    records = ("v=DMARC1; p=reject", "v=DMARC1; p=none; adkim=s", "v=DMARC1; p=none; sp=reject; aspf=s", "SILENT")
    outcomes = [
        NOT,
        *(f"{word} {domain}" for word in ("pass", "fail", "temperror") for domain in (ORG, M, "evil.example")),
    ]
    count = 0
    for record in records:
        for sender in (ORG, M):
            for spf in outcomes:
                for dkim in outcomes:
                    published = {ORG: [record]}
                    found = find_policy(zone(published), sender)
                    envelope = (identities(spf) or [Identity()])[0]
                    verdict, _ = evaluate(found, sender, spf=envelope, dkim=identities(dkim))
                    expected = second_reading(published, sender, spf, dkim)
                    assert (verdict.value, found.asks) == expected, (record, sender, spf, dkim)
                    count += 1
    assert count == 800


@every(
    ("domain", "organisation"),
    [
        ("orange.example", "orange.example"),
        ("a.b.c.orange.example", "orange.example"),
        ("orange.co.uk", "orange.co.uk"),
        ("co.uk", "co.uk"),
        ("example", "example"),
        ("bernard.github.io", "bernard.github.io"),
        ("x.bernard.github.io", "bernard.github.io"),
        ("", ""),
        ("a..b", "a..b"),
    ],
)
def test_an_organisation_is_what_somebody_has_registered(domain: str, organisation: str) -> None:
    assert organisational(domain) == organisation


def test_nothing_is_aligned_with_nothing() -> None:
    assert not is_aligned("", "", strict=False)
    assert not is_aligned("", ORG, strict=True)
    assert not is_aligned("co.uk", "orange.co.uk", strict=False)
