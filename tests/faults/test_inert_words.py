"""What people write is words wherever it is shown: no markup, no header, no property, no formula, no command.

Each text of the samples is replaced by words that would be something else, so that a new letter is tried by itself; and
what comes out is read back by a program that somebody else wrote.
"""

import csv
import email
import io
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email import policy
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from mailbot.calendars import Appointment, Method, invitation
from mailbot.inbound.parsing import parse_mail
from mailbot.outbound.documents import safe_name as archive_name
from mailbot.outbound.envelopes import Enclosure, Envelope, no_signature, seal
from mailbot.outbound.letters import Letter, write_letter
from mailbot.outbound.quoting import Page
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import Sample, samples
from mailbot.outbound.tables import as_csv
from mailbot.threads.headers import one_line
from mailbot.vocabulary import LANGUAGES
from tests.faults.poisons import POISONS, in_turn, replaced

_NOT_WORDS = re.compile(
    r"[a-z0-9_.:+#-]*|[A-Z][A-Z0-9_]+|[A-Z]{1,4}(-\d+)+|(https?://|mailto:|tel:)\S+|\S+@\S+|\d{4}-\d\d-\d\d.*|[\d., +]+"
    r"|#\S+|Europe/Paris"
)
"""Codes, numbers, days, addresses: what no person types freely."""
_OF_A_BODY = frozenset({"p", "div", "ul", "li", "td", "tr", "table"})
"""A ready message is the agency's own letter: its paragraphs are paragraphs, its lists are lists."""
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
_CLEANED_AWAY = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ue000-\ue007\ud800-\udfff\ufffe\uffff]"
)
"""Controls, marks of direction, our own marks, what is no character: left out of every letter (outbound/prose.py)."""
BAD_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\ue007\ud800-\udfff]")


def is_words(name: str, value: str) -> bool:
    return name != "civility" and _NOT_WORDS.fullmatch(value) is None


def with_words(sample: Sample, words: Any) -> Mapping[str, Any]:
    """The facts of a sample, each text that people wrote replaced by the next of these."""
    made: Mapping[str, Any] = replaced(
        sample.facts, lambda name, value: next(words) if is_words(name, value) else value
    )
    return made


def shape(html: str, *, without: frozenset[str] = frozenset()) -> list[Any]:
    """Each element with its attributes, in order. A name may be longer than another: line ends and the label of the
    whole are words."""
    root = LexborHTMLParser(html).root
    assert root is not None
    return [
        (node.tag, sorted((name, "" if name == "aria-label" else value) for name, value in node.attributes.items()))
        for node in root.traverse()
        if node.tag != "br" and node.tag not in without and node.attributes.get("style") != "white-space:nowrap"
    ]


def words_in(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def innocent() -> Any:
    while True:
        yield "Zoé Innocent"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_people_write_every_letter_stays_the_same_letter(language: str) -> None:
    words, count = in_turn(0 if language == "fr" else 23), 0
    for sample in samples():
        without = _OF_A_BODY if "canned_text" in sample.facts else frozenset()
        plain = write_letter(sample.kind, language, with_words(sample, innocent()), TILLEUL)
        letter = write_letter(sample.kind, language, with_words(sample, words), TILLEUL)
        here = (sample.code, sample.variant, language)
        assert shape(letter.html, without=without) == shape(plain.html, without=without), here
        assert BAD_IN_TEXT.search(letter.text) is None, here
        assert BAD_IN_TEXT.search(words_in(letter.html)) is None, here
        for line in (letter.subject, letter.title, letter.preview):
            assert one_line(line) == " ".join(line.split()), here
        count += letter.text.count("Zoé")
    assert count > 1_000, "they were really in there"


@pytest.mark.parametrize("what", POISONS)
def test_the_words_are_there_as_they_were_written(what: str) -> None:
    poison = POISONS[what]
    said = " ".join(poison.split())[:200]
    letter = _with_words_of_all_kinds(poison)
    seen = " ".join(unicodedata.normalize("NFC", words_in(letter.html)).split())
    cleaned = _CLEANED_AWAY.sub("", said)
    assert re.sub(r"\s", "", cleaned) in re.sub(r"\s", "", seen)
    assert re.sub(r"\s", "", cleaned) in re.sub(r"\s", "", letter.text)
    assert "root:x:0" not in letter.html + letter.text, "no file of this machine"
    assert "49" not in letter.text.replace("2049", ""), "nothing was calculated"


def _with_words_of_all_kinds(poison: str) -> Letter:
    sample = next(each for each in samples() if each.code == "G-02" and not each.variant)
    facts = {**sample.facts, "text": poison, "author": poison, "provider": poison}
    return write_letter(sample.kind, "fr", facts, TILLEUL)


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(alphabet=st.characters(), min_size=1, max_size=120))
def test_no_text_at_all_is_markup_in_a_letter(words: str) -> None:
    said = f"Zoé {words} B"
    letter, plain = _with_words_of_all_kinds(said), _with_words_of_all_kinds("Zoé Innocent")
    assert shape(letter.html) == shape(plain.html)
    assert BAD_IN_TEXT.search(letter.text) is None


# -- Mails ------------------------------------------------------------------------------------------------------------


def envelope(words: str) -> Envelope:
    return Envelope(
        sender_name=words, sender="suivi@suivi.agence-tilleul.example", recipient_name=words,
        recipient="nadia.belkacem@gmail.example", reply_to="r-x@suivi.agence-tilleul.example",
        subject=words, message_id="<m.1@x.example>",
        references=("<m.0@x.example>",), is_answer=True, thread_index="AdxY", written_at=AT, auto_submitted=True,
        suppress_absences=True, urgent=True, code="T-04", unsubscribe="https://x.example/p/z/unsubscribe",
    )  # fmt: skip


class Body:
    def __init__(self, words: str) -> None:
        self.text, self.page = words, Page(("<p>x</p>",), {})


def sealed(words: str) -> bytes:
    text = words.encode("utf-8", "replace").decode()  # what a letter says holds no lone surrogate: see above
    return seal(Body(text), envelope(words), no_signature, [Enclosure(words, "application/pdf", b"%PDF-")])


NAMES = [name for name, _ in email.message_from_bytes(sealed("x"), policy=policy.default).items()]


def check_mail(words: str) -> None:
    raw = sealed(words)
    mail = email.message_from_bytes(raw, policy=policy.default)
    assert [name for name, _ in mail.items()] == NAMES
    assert not mail.defects
    assert [box.addr_spec for box in mail["from"].addresses] == ["suivi@suivi.agence-tilleul.example"]
    assert [box.addr_spec for box in mail["to"].addresses] == ["nadia.belkacem@gmail.example"]
    assert [box.addr_spec for box in mail["reply-to"].addresses] == ["r-x@suivi.agence-tilleul.example"]
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    name = [part.get_filename() for part in mail.walk()][-1]
    assert name is not None
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,60}", name)
    head = raw.partition(b"\r\n\r\n")[0]
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", head) is None
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    read = parse_mail(raw)
    assert (read.sender.address, [box.address for box in read.to]) == (
        "suivi@suivi.agence-tilleul.example",
        ["nadia.belkacem@gmail.example"],
    )
    assert read.header("bcc") == ""
    assert "\n" not in read.subject


@pytest.mark.parametrize("what", POISONS)
def test_the_headers_of_a_letter_are_ours_alone(what: str) -> None:
    check_mail(POISONS[what])


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(max_size=300))
@example("=?utf-8?q?x?=")
@example('a" <x@y.example>')
def test_no_text_at_all_makes_a_header(words: str) -> None:
    check_mail(words or "x")


# -- Calendars --------------------------------------------------------------------------------------------------------


def visit(words: str) -> bytes:
    appointment = Appointment(
        uid="visit-1@suivi.agence-tilleul.example", sequence=1, starts=AT, ends=AT + timedelta(hours=2), title=words,
        place=words, description=words, organizer_address="r-x@suivi.agence-tilleul.example", organizer_name=words,
        attendee_address="nadia.belkacem@gmail.example", attendee_name=words, language="fr",
    )  # fmt: skip
    return invitation(appointment, Method.REQUEST, now=AT)


def parts_of(raw: bytes) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    calendar: Any = Calendar.from_ical(raw)
    return [
        (
            each.name,
            [(name, sorted(set(getattr(value, "params", {})) - {"CN"})) for name, value in each.property_items()],
        )
        for each in calendar.walk()
    ]


def check_calendar(words: str) -> None:
    raw = visit(words)
    assert parts_of(raw) == parts_of(visit("Zoé"))
    calendar: Any = Calendar.from_ical(raw)
    [event] = calendar.walk("VEVENT")
    assert str(event["ORGANIZER"]) == "mailto:r-x@suivi.agence-tilleul.example"
    assert str(event["ATTENDEE"]) == "mailto:nadia.belkacem@gmail.example"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", raw)


@pytest.mark.parametrize("what", POISONS)
def test_an_invitation_is_one_event_with_our_properties(what: str) -> None:
    check_calendar(POISONS[what])


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())))
def test_no_text_at_all_makes_a_property(words: str) -> None:
    check_calendar(f"Zoé {words}")


# -- Lists and archives -----------------------------------------------------------------------------------------------


def test_no_cell_of_a_list_is_calculated() -> None:
    rows = [[words, "x", words] for words in POISONS.values() if words.encode("utf-8", "replace").decode() == words]
    rows += [[f" \t{sign}1+1", f"\u00a0{sign}1", f"{sign}"] for sign in "=+-@"]
    rows += [["\uff1d1+1", "\u200b=1+1", '"=1+1"']]
    read = list(csv.reader(io.StringIO(as_csv(["a", "b", "c"], rows).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(read) == len(rows) + 1
    for row, back in zip(rows, read[1:], strict=True):
        assert len(back) == 3
        for wrote, cell in zip(row, back, strict=True):
            assert cell in (wrote, f"'{wrote}")
            assert re.match(r"[\s\u200b\u00ad\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) is None, ascii(cell)
            assert not cell.startswith(("\t", "\r", "\n"))


def test_no_name_in_an_archive_leads_anywhere() -> None:
    taken: set[str] = set()
    for words in POISONS.values():
        name = archive_name(words, taken)
        assert 0 < len(name) <= 110
        assert name.isprintable()
        assert not set('/\\:<>"|?*') & set(name)
        assert name.strip(". ") == name
