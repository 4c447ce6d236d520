"""Mails and files that are made to eat a machine, each walked or opened in a process of its own, and what it took."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailbot.inbound.charsets import decode_header
from mailbot.inbound.fields import LONGEST_FIELD, MOST_FIELDS
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.reading.fresh_text import MOST_HTML, MOST_TEXT, fresh_text
from mailbot.inbound.twice import of_author
from mailbot.pictures import for_others, for_paper
from mailbot.vocabulary import AttachmentUse, InboundFate
from tests.faults.bombing import GRACE
from tests.faults.patterns import attacks_on, patterns, seconds_for
from tests.filing_cabinet import photo

MOST_MEGABYTES = 700
"""What one mail may take above an idle process, from its parsing to its letters. The most that was measured: 593, a
drawing of 49 million transparent points as it is drawn for others; of mails alone 396, 40 MB of names of files."""
MOST_SECONDS = 30.0
"""Of the processor, for one mail of 34 MB or one file: ten times what was measured, and half of a lease."""
STEEPEST = 8.0
"""How much longer four times as much may take."""


@pytest.mark.long
def test_no_bomb_takes_more_time_or_memory_than_is_stated(tmp_path: Path, sqlite_cast: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.bombing", str(sqlite_cast), str(tmp_path)],
        capture_output=True, text=True, timeout=600, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    took = json.loads(done.stdout)
    known = {*InboundFate, *AttachmentUse, "none", "read"}
    assert {name: each["fate"] for name, each in took.items() if each["fate"] not in known} == {}
    assert {name: each["megabytes"] for name, each in took.items() if each["megabytes"] > MOST_MEGABYTES} == {}
    assert {name: each["large"] for name, each in took.items() if each["large"] > MOST_SECONDS} == {}
    assert [each for each in took.values() if each["large"] > STEEPEST * each["small"] + GRACE] == []


# -- What the bounds keep, and what they leave out --------------------------------------------------------------------


def test_of_a_header_of_a_million_fields_the_first_are_told() -> None:
    head = b"From: a@b.example\r\nX-Long: " + b"a" * (LONGEST_FIELD + 10) + b"\r\n"
    mail = parse_mail(head + b"X-A: b\r\n" * 1_000_000 + b"Subject: x\r\n\r\nBonjour")
    assert len(mail.headers) == MOST_FIELDS
    assert len(mail.header("x-long")) == LONGEST_FIELD - 1  # and the blank before it
    assert (mail.sender.address, mail.subject, mail.text) == ("a@b.example", "", "Bonjour")


def test_words_below_a_book_are_kept_and_not_looked_at() -> None:
    mail = parse_mail(b"From: a@b.example\r\n\r\nBonjour\n" + b"a b c\n" * (MOST_TEXT // 5))
    fresh = fresh_text(mail)
    assert fresh.text.startswith("Bonjour")
    assert len(fresh.source) <= MOST_TEXT < len(mail.text)


def test_words_below_a_picture_that_is_written_out_in_the_html_are_read() -> None:
    picture = b'<img src="data:image/png;base64,' + b"A" * (MOST_HTML + 10) + b'">'
    mail = parse_mail(b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + picture + b"<p>Bonjour</p>")
    assert fresh_text(mail).text == "Bonjour"


def test_half_words_of_a_header_are_joined_in_linear_time() -> None:
    assert seconds_of(lambda size: decode_header("=?utf-8?q?a=?= " * (size // 15)), 3_000_000) < MOST_SECONDS


def test_two_mails_of_one_name_are_compared_in_linear_time() -> None:
    head = b"From: a@b.example\r\nMessage-ID: <a@b>\r\n"
    for piece in (b" ", b"\n", b" \n", b"\ta"):
        raw = head + b"X: " + b" " * 30_000 + b"x\r\n\r\n" + piece * 1_000_000
        assert seconds_of(lambda _size, raw=raw: of_author(raw), 1) < MOST_SECONDS
    assert of_author(head + b"\r\na \t\r\nb\n\n \n") == of_author(head + b"\r\na\nb")
    assert of_author(head + b"\r\na\n\nb") != of_author(head + b"\r\na\nb")


def seconds_of(work: object, size: int) -> float:
    began = time.process_time()
    work(size)  # type: ignore[operator]
    return time.process_time() - began


# -- What a decoder stumbles over -------------------------------------------------------------------------------------


def test_a_photo_whose_pixels_are_broken_is_no_picture_whatever_its_decoder_says() -> None:
    chance, refused = random.Random(7), 0  # noqa: S311
    for form in ("AVIF", "TIFF", "PNG", "WEBP", "HEIF", "GIF", "JPEG"):
        whole = photo(form, 40, 30)
        for _ in range(25):
            broken = bytearray(whole)
            for _ in range(6):
                broken[chance.randrange(30, len(broken))] = chance.randrange(256)
            for draw in (for_others, for_paper):
                try:
                    draw(bytes(broken[: chance.choice((len(broken), len(broken) // 2))]))
                except (ValueError, OverflowError):
                    refused += 1
    assert refused


@pytest.mark.parametrize("html", ["<\0>Bonjour", "<a\0>Bonjour", "<p>Bonjour</\0>", "<p>x</p><?p>Bonjour"])
def test_a_tag_without_a_name_leaves_the_words(html: str) -> None:
    mail = parse_mail(b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + html.encode())
    assert "Bonjour" in fresh_text(mail).text


# -- Patterns ---------------------------------------------------------------------------------------------------------

_TRIES = 4
_TIMES = 5
"""That a suspect is timed. The least counts: what else the machine does makes it longer, never shorter."""
_SIZE = 500
_FREE = 0.01
"""Seconds that a pattern may take for the larger of two texts, however it grew on the way there."""
SHORT = {
    "mailbot.importing.values._BETWEEN_TRADES": "a cell, whose blanks were made one",
    "mailbot.inbound.reading.by_ear._SOUNDS": "a word of 24 letters",
    "mailbot.inbound.reading.moment_words._SOMEBODY": "the 24 characters before a word",
    "mailbot.inbound.reading.moment_elements._ELEMENT": "a sign for each word, of 12,000 characters at the most",
}
"""Patterns that grow faster than their text, and what bounds it."""


def test_no_pattern_is_slow_on_what_it_half_knows() -> None:
    slow = {}
    for pattern, name in patterns().items():
        for attack in attacks_on(pattern, random.Random(name), tries=_TRIES):  # noqa: S311
            if name in slow or name in SHORT or seconds_for(pattern, name, attack(4 * _SIZE)) < _FREE:
                continue
            small = min(seconds_for(pattern, name, attack(_SIZE)) for _ in range(_TIMES))
            large = min(seconds_for(pattern, name, attack(4 * _SIZE)) for _ in range(_TIMES))
            if large > _FREE and large > STEEPEST * small:
                slow[name] = (round(large, 3), attack(40))
    assert slow == {}
