"""What mail programs do to an address or a link on its way: it is still read, and only while its seal is whole."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.errors import Refused
from mailbot.front import judge
from mailbot.inbound.smtp import Judgement
from mailbot.threads.addresses import bounce_address, reply_address, understand
from mailbot.threads.damage import mended_address, mended_token
from mailbot.threads.pages import Page, page_link, understand_page
from mailbot.threads.tokens import Keyring
from mailbot.vocabulary import Channel

RING = Keyring({1: b"a" * 32})
DOMAIN = "suivi.agence-tilleul.example"
INTAKES = {DOMAIN: "signaler"}
TODAY = date(2026, 11, 21)

# Each takes an address, or what is sealed in a link, and a place inside it.
DAMAGES: Mapping[str, Callable[[str, int], str]] = {
    "capitals": lambda text, at: text.upper(),
    "some capitals": lambda text, at: text[:at].upper() + text[at:],
    "a line break": lambda text, at: f"{text[:at]}\r\n {text[at:]}",
    "a blank": lambda text, at: f"{text[:at]} {text[at:]}",
    "a tab": lambda text, at: f"{text[:at]}\t{text[at:]}",
    "a no-break space": lambda text, at: f"{text[:at]}\u00a0{text[at:]}",
    "a soft hyphen": lambda text, at: f"{text[:at]}\u00ad{text[at:]}",
    "a zero-width space": lambda text, at: f"{text[:at]}\u200b{text[at:]}",
    "a zero-width joiner": lambda text, at: f"{text[:at]}\u200d{text[at:]}",
    "a word joiner": lambda text, at: f"{text[:at]}\u2060{text[at:]}",
    "a byte order mark": lambda text, at: f"\ufeff{text}",
    "a mark of direction": lambda text, at: f"\u200e{text}\u200f",
    "an entity for nothing": lambda text, at: f"{text[:at]}&#8203;{text[at:]}",
    "a named entity for nothing": lambda text, at: f"{text[:at]}&shy;{text[at:]}",
    "a quoted-printable break": lambda text, at: f"{text[:at]}=\r\n{text[at:]}",
    "a quoted-printable break of Unix": lambda text, at: f"{text[:at]}=\n{text[at:]}",
    "what is left of one": lambda text, at: f"{text[:at]}=0D=0A{text[at:]}",
    "an encoded line break": lambda text, at: f"{text[:at]}%0A{text[at:]}",
    "both of them encoded": lambda text, at: f"{text[:at]}%0D%0A{text[at:]}",
    "an encoded blank": lambda text, at: f"{text[:at]}%20{text[at:]}",
    "angle brackets": lambda text, at: f"<{text}>",
    "encoded angle brackets": lambda text, at: f"%3C{text}%3E",
    "brackets as entities": lambda text, at: f"&lt;{text}&gt;",
    "square brackets": lambda text, at: f"[{text}]",
    "parentheses": lambda text, at: f"({text})",
    "a full stop": lambda text, at: f"{text}.",
    "a comma": lambda text, at: f"{text},",
    "a semicolon": lambda text, at: f"{text};",
    "a bracket and a full stop": lambda text, at: f"{text}).",
    "guillemets": lambda text, at: f"« {text} »",
    "curly quotes": lambda text, at: f"“{text}”",
    "stars": lambda text, at: f"*{text}*",
    "encoded hyphens": lambda text, at: text.replace("-", "%2D"),
    "small encoded hyphens": lambda text, at: text.replace("-", "%2d"),
    "encoded twice": lambda text, at: text.replace("-", "%252D"),
    "wholly encoded": lambda text, at: quote(text, safe=""),
    "hyphens that do not break": lambda text, at: text.replace("-", "\u2011"),
    "long hyphens": lambda text, at: text.replace("-", "\u2013"),
}
OF_ADDRESSES: Mapping[str, Callable[[str, int], str]] = {
    "a scheme": lambda text, at: f"mailto:{text}",
    "a scheme in capitals": lambda text, at: f"MAILTO:{text}",
    "a scheme in brackets": lambda text, at: f"<mailto:{text}>",
    "a whole button": lambda text, at: f"mailto:{text}?subject=Re%3A%20x&body=Oui%20a@b.example",
    "a quoted local part": lambda text, at: '"{}"@{}'.format(*text.split("@")),
    "a quoted address": lambda text, at: f"'{text}'",
    "an encoded at sign": lambda text, at: text.replace("@", "%40"),
    "an entity for the at sign": lambda text, at: text.replace("@", "&#64;"),
    "a domain with its root": lambda text, at: f"{text}.",
}
OF_RETURN_PATHS: Mapping[str, Callable[[str], str]] = {
    "BATV with a hash that looks like a break": lambda local: f"prvs=0a78a1b2c3={local}",
    "BATV": lambda local: f"prvs=4578a1b2c3={local}",
    "BATV in capitals": lambda local: f"PRVS=1234ABCDEF={local.upper()}",
    "Barracuda": lambda local: f"btv1==0123456789a=={local}",
    "SRS0": lambda local: f"SRS0=HHH9=TT={DOMAIN}={local}",
    "SRS0 with a plus": lambda local: f"SRS0+HHH9=TT={DOMAIN}={local}",
    "SRS1": lambda local: f"SRS1=ABC9=relay.example==HHH9=TT={DOMAIN}={local}",
}


@pytest.mark.parametrize("damage", [*DAMAGES, *OF_ADDRESSES])
@given(subject=st.integers(1, 2**48 - 1), channel=st.sampled_from([Channel.PUBLIC, Channel.PRIVATE]), data=st.data())
def test_a_damaged_address_is_still_read(damage: str, subject: int, channel: Channel, data: Any) -> None:
    whole = reply_address(RING, subject, channel, DOMAIN, today=TODAY)
    at = data.draw(st.integers(1, whole.index("@") - 1))
    damaged = ({**DAMAGES, **OF_ADDRESSES})[damage](whole, at)

    assert understand(damaged, intakes=INTAKES, keyring=RING) == understand(whole, intakes=INTAKES, keyring=RING)
    assert judge(damaged, INTAKES, RING) is Judgement.ACCEPTED


@pytest.mark.parametrize("damage", DAMAGES)
@given(subject=st.integers(1, 2**48 - 1), page=st.sampled_from(Page), data=st.data())
def test_a_damaged_link_is_still_read(damage: str, subject: int, page: Page, data: Any) -> None:
    sealed = page_link(RING, "https://x.example", page, subject, today=TODAY, with_="12").rpartition("/")[2]
    damaged = DAMAGES[damage](sealed, data.draw(st.integers(1, len(sealed) - 1)))

    assert understand_page(RING, damaged) == understand_page(RING, sealed)


@pytest.mark.parametrize("damage", OF_RETURN_PATHS)
@given(letter=st.integers(1, 2**48 - 1))
def test_a_return_path_that_was_rewritten_is_still_ours(damage: str, letter: int) -> None:
    whole = bounce_address(RING, letter, DOMAIN, today=TODAY)
    damaged = f"{OF_RETURN_PATHS[damage](whole.split('@')[0])}@{DOMAIN}"
    answered = (
        f"{OF_RETURN_PATHS[damage](reply_address(RING, letter, Channel.PUBLIC, DOMAIN, today=TODAY).split('@')[0])}"
    )

    assert understand(damaged, intakes=INTAKES, keyring=RING) == understand(whole, intakes=INTAKES, keyring=RING)
    assert understand(f"{answered}@{DOMAIN}", intakes=INTAKES, keyring=RING) is None


@given(subject=st.integers(1, 2**48 - 1), damage=st.sampled_from([*DAMAGES]), data=st.data())
def test_nothing_is_guessed_a_character_that_is_missing_or_another_opens_nothing(
    subject: int, damage: str, data: Any
) -> None:
    local, domain = reply_address(RING, subject, Channel.PUBLIC, DOMAIN, today=TODAY).split("@")
    at = data.draw(st.integers(2, len(local) - 2))
    other = data.draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz234567" if c != local[at]]))
    for forged in (local[:at] + local[at + 1 :], local[:at] + other + local[at + 1 :], f"{local}{other}"):
        assert judge(DAMAGES[damage](f"{forged}@{domain}", 3), INTAKES, RING) is Judgement.FORGED
        with pytest.raises(Refused):
            understand_page(RING, DAMAGES[damage](forged[2:], 3))


@given(st.text(max_size=2_000))
def test_whatever_is_written_breaks_nothing(text: str) -> None:
    mended_token(mended_address(text))
    assert judge(text, INTAKES, RING) is not Judgement.ACCEPTED


def test_the_door_judges_without_a_database_and_does_the_same_work_for_a_forged_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def opened(*_: Any, **__: Any) -> None:
        raise AssertionError("the door looked something up")

    monkeypatch.setattr("mailbot.db.Database.looking", opened)
    monkeypatch.setattr("mailbot.db.Database.transaction", opened)
    sealed: list[bytes] = []
    ring = Keyring({1: b"a" * 32})
    digest = ring._seal

    def counted(slot: int, head: bytes) -> bytes:
        sealed.append(head)
        return digest(slot, head)

    monkeypatch.setattr(ring, "_seal", counted)
    whole = reply_address(RING, 7, Channel.PUBLIC, DOMAIN, today=TODAY)
    forged = whole[:30] + ("a" if whole[30] != "a" else "b") + whole[31:]
    unknown_key = reply_address(Keyring({9: b"z" * 32}), 7, Channel.PUBLIC, DOMAIN, today=TODAY)

    for address, answer in (
        (whole, Judgement.ACCEPTED), (forged, Judgement.FORGED), (unknown_key, Judgement.FORGED),
    ):  # fmt: skip
        sealed.clear()
        assert judge(address, INTAKES, ring) is answer
        assert len(sealed) == 1
