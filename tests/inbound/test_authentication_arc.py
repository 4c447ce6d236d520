"""Mails that somebody has changed on the way, and sealed what they saw before."""

from mailbot.inbound.authentication.results import By, Result
from mailbot.settings import Trust
from tests.authenticating import LISTS, MAIL, OWN, known, orange
from tests.cases import every
from tests.names_server import StaticNames
from tests.signing import Signer, signer

FORWARDER, OTHER, ORANGE = signer(LISTS), signer("other.example"), signer("orange.example")
TOLD = f"{LISTS}; dmarc=pass header.from=orange.example"


def published(*more: Signer) -> StaticNames:
    names = orange()
    for each in (FORWARDER, OTHER, ORANGE, *more):
        each.publish(names)
    return names


def forwarded(told: str = TOLD, *, by: Signer = FORWARDER) -> bytes:
    """Signed by its sender, given a foot by a list, and sealed."""
    changed = ORANGE.sign(MAIL) + b"-- \r\nLa liste\r\n"
    return by.seal(changed, told)


def test_a_forwarder_that_is_trusted_tells_what_it_saw() -> None:
    found = known(published(), forwarded())
    assert found.passes
    assert (found.by, found.aligned, found.dmarc) == (By.ARC, "orange.example", Result.PASS)
    assert found.dkim[0].result is Result.FAIL, "as we have seen it ourselves"


def test_a_forwarder_that_nobody_has_named_tells_nothing() -> None:
    names = published()
    assert known(names, forwarded(), trust=Trust("own")).fails
    assert known(names, forwarded(f"{LISTS}; dmarc=pass header.from=orange.example", by=OTHER)).fails
    assert not names.asked["k1._domainkey.other.example", "TXT"], "whose key is not even asked for"


@every(
    ("told", "word"),
    [
        (TOLD, "passes"),
        (f"{LISTS}; dkim=pass header.d=orange.example", "passes"),
        (f"{LISTS}; dkim=pass header.i=@orange.example; spf=fail smtp.mailfrom=x.example; dmarc=pass", "passes"),
        (f"{LISTS}; spf=pass smtp.mailfrom=b.vasseur@mail.orange.example", "passes"),
        (f"{LISTS}; dmarc=none header.from=orange.example; dkim=pass header.d=orange.example", "passes"),
        (f"{LISTS}; dmarc=fail header.from=orange.example; dkim=pass header.d=orange.example", "fails"),
        (f"{LISTS}; dmarc=pass header.from=evil.example", "fails"),
        (f"{LISTS}; dkim=pass header.d=evil.example", "fails"),
        (f"{LISTS}; arc=pass", "fails"),
        (f"{LISTS}; none", "fails"),
        ("(", "fails"),
    ],
)
def test_what_it_saw_is_weighed_as_if_we_had(told: str, word: str) -> None:
    assert known(published(), forwarded(told)).word == word


@every(
    "change",
    [
        (b"Oui, je", b"Non, je"),
        (b"b.vasseur@orange.example>", b"x.vasseur@orange.example>"),
        (b"dmarc=pass", b"dmarc=pass "),
        (b"cv=none", b"cv=pass"),
        (b"ARC-Seal: i=1", b"ARC-Seal: i=2"),
        (b"ARC-Authentication-Results: i=1;", b"X-ARC-Authentication-Results: i=1;"),
        (b"; dmarc=pass header.from=orange.example", b"; dmarc=pass header.from=orange.example; x=y"),
    ],
)
def test_a_seal_that_is_broken_is_none(change: tuple[bytes, bytes]) -> None:
    raw = forwarded().replace(*change, 1)
    found = known(published(), raw)
    if change[0] == b"dmarc=pass":
        assert found.passes, "a blank more is no change to a header that is hashed relaxed"
    else:
        assert found.fails, change


def test_only_the_last_seal_speaks() -> None:
    told = f"{LISTS}; arc=pass; dmarc=fail header.from=orange.example"
    first = forwarded("other.example; dmarc=pass header.from=orange.example", by=OTHER)
    twice = FORWARDER.seal(first, told, instance=2, cv=b"pass")
    assert known(published(), twice).fails, "what another has told is its own affair"
    twice = OTHER.seal(forwarded(), "other.example; arc=pass; dmarc=fail header.from=x.example", instance=2, cv=b"pass")
    assert known(published(), twice).fails, "somebody else has had it in their hands since"
    twice = FORWARDER.seal(first, TOLD, instance=2, cv=b"pass")
    assert known(published(), twice).passes


def test_a_chain_that_has_failed_before_goes_on_failing() -> None:
    for cv in (b"fail", b"none"):
        twice = FORWARDER.seal(forwarded(by=OTHER, told="other.example; none"), TOLD, instance=2, cv=cv)
        assert known(published(), twice).fails


def test_a_chain_of_too_many_is_not_looked_at() -> None:
    raw = forwarded()
    for instance in range(2, 13):
        raw = FORWARDER.seal(raw, TOLD, instance=instance, cv=b"pass")
    names = published()
    assert known(names, raw).fails
    assert not names.asked[f"k1._domainkey.{LISTS}", "TXT"]


def test_a_key_that_cannot_be_had_today_leaves_it_open() -> None:
    names = published()
    names.silent.add(f"k1._domainkey.{LISTS}")
    found = known(names, forwarded())
    assert found.unknown
    assert found.dmarc is Result.TEMPERROR


def test_what_passes_by_itself_needs_no_forwarder() -> None:
    names = published()
    found = known(names, FORWARDER.seal(ORANGE.sign(MAIL), TOLD))
    assert (found.passes, found.by) == (True, By.OWN)
    assert not names.asked[f"k1._domainkey.{LISTS}", "TXT"]


def test_two_sets_of_one_number_are_none() -> None:
    raw = forwarded()
    for name in (b"ARC-Seal", b"ARC-Message-Signature", b"ARC-Authentication-Results"):
        assert known(published(), name + b": i=1; a=b\r\n" + raw).fails


def test_a_sealed_mail_with_a_second_from_is_nobodys() -> None:
    assert not known(published(), b"From: b.vasseur@orange.example\r\n" + forwarded()).passes


def test_a_seal_counts_only_with_the_name_in_full() -> None:
    trust = Trust("own", trusted_forwarders=("example", "lists.example.evil.example"))
    assert known(published(), forwarded(), trust=trust).fails
    assert OWN.trusted_forwarders == (LISTS,)
