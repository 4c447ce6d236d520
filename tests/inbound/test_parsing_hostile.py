"""Mail with a broken structure, or made to hang its reader: something is always read, and soon."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.inbound.parsing import DEEPEST, MOST_PARTS, ParsedMail, Trouble, parse_mail
from mailbot.inbound.screening import screen

MAILS = Path(__file__).parent.parent / "mails"
HOSTILE = MAILS / "hostile"
OURS = [mail.read_bytes() for folder in ("hostile", "kinds") for mail in sorted((MAILS / folder).glob("*.eml"))]

HEAD = b"From: Nadia Belkacem <nadia.belkacem@gmail.example>\r\nSubject: Fuite\r\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
END = b"\r\n--b--\r\n"

SECONDS_FOR_A_MEGABYTE = 10.0
"""Twenty times what the slowest of these takes: a test must not fail because the machine is busy."""


def parsed(name: str) -> ParsedMail:
    return parse_mail((HOSTILE / f"{name}.eml").read_bytes())


# ---- Broken structure


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("no_boundary", Trouble.NO_BOUNDARY),
        ("blanks_after_the_boundary", Trouble.SECOND_READER),
        ("end_never_comes", Trouble.TRUNCATED),
        ("inner_never_closed", Trouble.SECOND_READER),
        ("content_type_folded_at_once", Trouble.SECOND_READER),
    ],
)
def test_words_and_photo_are_found_in_a_broken_frame(name: str, trouble: Trouble) -> None:
    mail = parsed(name)
    assert mail.text.startswith("Bonjour")
    assert [file.content for file in mail.files] == [b"\xff\xd8\xff\xe0 photo de la fuite"]
    assert trouble in mail.troubles


def test_what_follows_the_last_part_is_not_the_writers_words() -> None:
    assert "liste" not in parsed("inner_never_closed").text


@pytest.mark.parametrize("name", ["no_boundary_nor_delimiter", "no_part_at_all"])
def test_the_readable_lines_of_a_frame_without_parts_are_saved(name: str) -> None:
    mail = parsed(name)
    assert mail.text == "Bonjour, plus de chauffage."
    assert Trouble.NO_BOUNDARY in mail.troubles


def test_parts_without_headers_and_boundaries_alike_are_told_apart() -> None:
    assert parsed("parts_without_headers").text == "Bonjour\nMerci"
    assert parsed("image_whose_boundary_is_a_prefix").text == "Bonjour\nSuite"


def test_a_content_type_that_is_none_means_text() -> None:
    mail = parsed("content_type_nonsense")
    assert (mail.media_type, mail.text) == ("text/plain", "Bonjour \n")


def test_a_delivery_status_alone_is_kept_for_the_screening() -> None:
    [part] = parsed("delivery_status_on_top").machine_parts
    assert b"odette.perrin@orange.example" in part.content


def test_base64_is_read_through_rubbish() -> None:
    mail = parsed("base64_rubbish")
    assert mail.text.startswith("Bonjour, ça fuit encore chez nous")
    assert [file.content for file in mail.files] == [b"ABC"]
    assert Trouble.BAD_BASE64 in mail.troubles


def test_words_that_only_say_they_are_base64_are_left_as_they_are() -> None:
    assert parsed("base64_in_name_only").text == "Bonjour, la fuite continue, merci de passer.\n"
    assert parsed("base64_then_a_footer").text == "Bonjour, ça fuit\n_____\nliste@mail.example\n"


# ---- Too much of everything


def nested(levels: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(levels)
    )
    return HEAD + opening + b"\r\nBonjour, la fuite continue.\r\n"


def closed(levels: int) -> bytes:
    return nested(levels) + b"".join(b"--b%d--\r\n" % level for level in reversed(range(levels)))


def test_levels_that_people_write_are_all_opened() -> None:
    mail = parse_mail(closed(DEEPEST))
    assert (mail.text, mail.troubles) == ("Bonjour, la fuite continue.", (Trouble.NO_DATE,))


@pytest.mark.parametrize("levels", [DEEPEST + 1, 3_000])
def test_words_below_too_many_levels_are_saved(levels: int) -> None:
    mail = parse_mail(closed(levels))
    assert "Bonjour, la fuite continue." in mail.text
    assert Trouble.TOO_DEEP in mail.troubles


def test_of_ten_thousand_parts_the_first_are_opened() -> None:
    parts = b"".join(b"--b\r\nContent-Type: text/plain\r\n\r\nligne %d\r\n" % number for number in range(10_000))
    mail = parse_mail(MIXED + parts + END)
    assert MOST_PARTS - 1 <= len(mail.text.split("\n")) <= MOST_PARTS + 1
    assert Trouble.TOO_MANY_PARTS in mail.troubles


MEGABYTE = 1_000_000
TRAPS = {
    "parts": MIXED + b"--b\r\n\r\na\r\n" * (MEGABYTE // 10) + END,
    "levels": nested(14_000),
    "mails in mails": MIXED + b"--b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 32_000 + END,
    "blank lines": MIXED + b"--b\r\n\r\n" + b"\n" * 990_000 + END,
    "dashes": MIXED + b"--b\r\n\r\n" + b"--\n" * 330_000 + END,
    "fields": HEAD + b"X-A: b\r\n" * 120_000 + b"\r\n",
    "one field": HEAD + b"X-A: " + b"a\r\n " * 250_000 + b"\r\n\r\n",
    "encoded words never ended": b"Subject: " + b"=?a?q?" * 160_000 + b"\r\n\r\n",
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\r\n\r\n",
    "commas": b"To: " + b"a," * 500_000 + b"\r\n\r\n",
    "angles": b"To: " + b"<" * MEGABYTE + b"\r\n\r\n",
    "parentheses": b"To: " + b"(" * MEGABYTE + b"\r\n\r\n",
    "quotes": b"To: " + b'"\\' * 500_000 + b"\r\n\r\n",
    "addresses": b"To: " + b"Nadia <nadia@mail.example>, " * 35_000 + b"\r\n\r\n",
    "references": b"References: " + b"<" * 500_000 + b"<a@b> " * 80_000 + b"\r\n\r\n",
    "names to guess": MIXED
    + b"".join(b'--b\r\nContent-Type: a/b; name="=?x?q?%s?="\r\n\r\na' % (b"=E9" * 1200) for _ in range(270))
    + END,
    "semicolons": HEAD + b"Content-Type: multipart/mixed" + b";" * MEGABYTE + b"\r\n\r\n",
    "parameters": MIXED + b"--b\r\nContent-Type: text/plain" + b"; a==?b" * 140_000 + b"\r\n\r\na" + END,
    "stray bytes": HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + b"\xe9\xc3\xa9" * 330_000,
    "base64 of signs": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * MEGABYTE,
    "base64 of blanks": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"a " * 500_000,
    "flowed": HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> a \n" * 200_000,
    "tags never ended": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<style " * 140_000,
    "no boundary": HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + b"--a\r\ncontent-a:\n " * 55_000,
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_no_more_than_its_size(name: str) -> None:
    raw = TRAPS[name]
    began = time.process_time()
    screen(parse_mail(raw))
    assert time.process_time() - began < SECONDS_FOR_A_MEGABYTE * len(raw) / MEGABYTE + 1


def test_flanker_is_not_given_more_parts_than_are_opened() -> None:
    mail = parse_mail(MIXED + b"--b\r\n\r\na\r\n" * (MOST_PARTS + 1) + END)
    assert Trouble.TOO_MANY_PARTS in mail.troubles
    assert Trouble.SECOND_READER not in parse_mail(MIXED + b"--b\r\n\r\na\r\n" * MOST_PARTS + END).troubles


def test_a_mail_of_a_million_lines_keeps_its_readable_ones() -> None:
    mail = parse_mail(MIXED + b"--b\r\n\r\nBonjour, plus de chauffage.\r\n" + b"\n" * 1_000_000)
    assert mail.text == "Bonjour, plus de chauffage."
    assert Trouble.LAST_RESORT in mail.troubles


def test_empty_lines_however_many_are_no_trouble() -> None:
    mail = parse_mail(MIXED + b"--b\r\n\r\nBonjour, plus de chauffage.\r\n" + b"\n" * 1_000_000 + END)
    assert mail.text.strip() == "Bonjour, plus de chauffage."
    assert set(mail.troubles) <= {Trouble.NO_SENDER, Trouble.NO_DATE}


def test_what_people_wrote_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        parse_mail(MIXED + b'--b\r\nContent-Type: text/plain; name="=?utf-8?B?a?="\r\n\r\na' + END)
    assert not [record for record in caplog.records if record.name.startswith("flanker")]


# ---- Anything at all

MUTATIONS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=12),
            st.sampled_from(
                [
                    b"\r\n",
                    b"\n\n",
                    b"--",
                    b"=?utf-8?B?",
                    b"?=",
                    b"\x00",
                    b'"',
                    b"<",
                    b";",
                    b"\xe9",
                    b"(",
                    b"charset=utf-16",
                ]
            ),
        ),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.sampled_from(OURS), mutations=MUTATIONS)
def test_no_mutation_of_a_mail_is_ever_an_error(raw: bytes, mutations: list[tuple[float, int, bytes]]) -> None:
    for place, removed, added in mutations:
        start = int(place * len(raw))
        raw = raw[:start] + added + raw[start + removed :]
    assert_sound(parse_mail(raw))


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=2_000))
def test_no_bytes_are_ever_an_error(raw: bytes) -> None:
    assert_sound(parse_mail(raw))
    for head in (b"From: ", b"Date: ", b"Subject: =?", b"Content-Type: ", b"Content-Type: multipart/mixed; boundary="):
        assert_sound(parse_mail(head + raw))


@settings(max_examples=60, deadline=None)
@given(address=st.text(max_size=60), charset=st.text(max_size=20))
def test_no_address_and_no_charset_are_ever_an_error(address: str, charset: str) -> None:
    raw = f"From: <{address}>\r\nTo: a@{address}\r\nContent-Type: text/plain; charset={charset}\r\n\r\né".encode()
    mail = parse_mail(raw)
    assert_sound(mail)
    for box in (mail.sender, *mail.to):
        assert box.normalised == box.normalised.lower()


def assert_sound(mail: ParsedMail) -> None:
    """What every room may count on: text that can be stored, one line a header, names without folders."""
    screen(mail, envelope_from="<>")
    for words in (mail.text, mail.html, mail.subject, mail.sender.name, mail.sender.address):
        assert "\x00" not in words
        words.encode()
    assert "\r" not in mail.text
    assert not any("\n" in value or "\r" in value or "\x00" in value for _name, value in mail.headers)
    assert not any("/" in file.name or "\\" in file.name for file in mail.files)
    assert mail.date is None or mail.date.utcoffset() is not None
