"""Tokens: what we sealed opens, and nothing else does."""

import base64
from datetime import date, timedelta
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.errors import Refused
from mailbot.threads.addresses import OurAddress, Place, channel_of, reply_address, understand
from mailbot.threads.pages import Page, page_link, understand_page
from mailbot.threads.tokens import Keyring, Token, TokenKind
from mailbot.vocabulary import Channel

TODAY = date(2026, 11, 21)
OLD = Keyring({1: b"a" * 32})
NEW = Keyring({2: b"b" * 32, 1: b"a" * 32})
DOMAIN = "suivi.agence-tilleul.example"
INTAKES = {DOMAIN: "signaler"}

tokens = st.builds(
    Token,
    kind=st.sampled_from(TokenKind),
    subject=st.integers(0, 2**48 - 1),
    issued=st.dates(date(2020, 1, 1), date(2199, 1, 1)),
    detail=st.binary(max_size=8),
)


@given(tokens)
def test_a_token_says_what_was_sealed_in_it_in_64_octets_whatever_its_case(token: Token) -> None:
    minted = OLD.mint(token)

    assert OLD.read(minted) == token
    assert OLD.read(minted.upper()) == token
    assert len(f"r-{minted}") <= 64
    assert minted == minted.lower()


@given(tokens, st.data())
def test_a_token_with_one_character_changed_opens_nothing(token: Token, data: st.DataObject) -> None:
    minted = OLD.mint(token)
    at = data.draw(st.integers(0, len(minted) - 1))
    other = data.draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz234567" if c != minted[at]]))

    with pytest.raises(Refused):
        OLD.read(minted[:at] + other + minted[at + 1 :])


@given(st.text(max_size=80))
def test_what_anybody_may_write_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(Refused):
        OLD.read(text)


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    token = Token(TokenKind.REPLY, 7, TODAY, b"p")

    assert NEW.read(OLD.mint(token)) == token
    with pytest.raises(Refused):
        OLD.read(NEW.mint(token))


def test_the_channel_is_in_the_seal() -> None:
    public = reply_address(OLD, 7, Channel.PUBLIC, DOMAIN, today=TODAY)
    private = reply_address(OLD, 7, Channel.PRIVATE, DOMAIN, today=TODAY)

    assert public != private
    assert understand(public, intakes=INTAKES, keyring=OLD) == OurAddress(
        Place.SEALED, DOMAIN, Token(TokenKind.REPLY, 7, TODAY, b"p")
    )


def test_a_bounce_address_does_not_pass_for_a_reply_address() -> None:
    bounce = OLD.mint(Token(TokenKind.BOUNCE, 7, TODAY))

    assert understand(f"r-{bounce}@{DOMAIN}", intakes=INTAKES, keyring=OLD) is None


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (f"signaler@{DOMAIN}", Place.INTAKE),
        (f"SIGNALER@{DOMAIN.upper()}", Place.INTAKE),
        (f"postmaster@{DOMAIN}", Place.DESK),
        ("postmaster", Place.DESK),
        (f"aide@{DOMAIN}", Place.DESK),
    ],
)
def test_the_open_addresses_are_known(address: str, place: Place) -> None:
    understood = understand(address, intakes=INTAKES, keyring=OLD)
    assert understood is not None
    assert understood.place is place


@pytest.mark.parametrize(
    "address", [f"nobody@{DOMAIN}", "signaler@elsewhere.example", "", "@", "r-@", f"x-abc@{DOMAIN}"]
)
def test_other_addresses_are_nobodys(address: str) -> None:
    assert understand(address, intakes=INTAKES, keyring=OLD) is None


def test_what_is_answered_goes_where_its_seal_says_and_to_the_agency_alone_when_it_says_nothing() -> None:
    for channel in (Channel.PUBLIC, Channel.PRIVATE, Channel.AGENCY):
        found = understand(reply_address(OLD, 7, channel, DOMAIN, today=TODAY), intakes=INTAKES, keyring=OLD)
        assert found is not None
        assert found.token is not None
        assert channel_of(found.token) is channel
    assert channel_of(Token(TokenKind.REPLY, 7, TODAY, b"?")) is Channel.AGENCY


def test_a_slot_without_a_key_opens_nothing_however_it_is_sealed() -> None:
    anybodys = Keyring({5: b"nobody's key"})
    with pytest.raises(Refused):
        OLD.read(anybodys.mint(Token(TokenKind.REPLY, 7, TODAY, b"p")))


def test_a_longer_text_is_not_worked_on() -> None:
    long = base64.b32encode(b"\x11" * 200_000).decode()
    with mock.patch("mailbot.threads.tokens.base64.b32decode") as decoded, pytest.raises(Refused):
        OLD.read(long)
    decoded.assert_not_called()


@pytest.mark.parametrize("page", Page)
def test_a_link_is_of_its_own_kind_alone(page: Page) -> None:
    link = page_link(OLD, "https://suivi.example", page, 7, today=TODAY)
    own = OLD.read(link.rpartition("/")[2])
    for kind in TokenKind:
        sealed = OLD.mint(own._replace(kind=kind))
        if kind is own.kind:
            assert understand_page(OLD, sealed).page is page
        else:
            with pytest.raises(Refused):
                understand_page(OLD, sealed)


@pytest.mark.parametrize(("page", "days"), [(Page.CLOSE, 14), (Page.DECIDE, 14), (Page.REPORT, 30), (Page.CASES, 30)])
def test_a_link_is_open_for_its_days(page: Page, days: int) -> None:
    link = understand_page(OLD, page_link(OLD, "", page, 7, today=TODAY).rpartition("/")[2])
    assert not link.is_over(TODAY + timedelta(days=days))
    assert link.is_over(TODAY + timedelta(days=days + 1))
