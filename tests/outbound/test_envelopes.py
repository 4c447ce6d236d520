"""Sealing: what people wrote can break no header, and every mail program can read what we send."""

import base64
import quopri
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mailbot.calendars import Appointment, Method, invitation
from mailbot.errors import WrongSetting
from mailbot.inbound.parsing import parse_mail
from mailbot.outbound.envelopes import CalendarPart, Enclosure, Envelope, no_signature, seal
from mailbot.outbound.quoting import Page, quoted_pieces, quoted_text
from mailbot.outbound.signing import DkimKeys


@dataclass(frozen=True)
class TwoDresses:
    text: str
    html: str

    @property
    def page(self) -> Page:
        return Page((self.html,), {})


WORDS = TwoDresses("Bonjour,\n\nL’évier fuit.\n.\nFrom here\n" + "long " * 300, "<p>L’évier fuit — 🚰</p>")
ENVELOPE = Envelope(
    sender_name="Agence du Tilleul — suivi",
    sender="suivi@suivi.agence-tilleul.example",
    recipient_name="Nadia Belkacem",
    recipient="nadia@gmail.example",
    reply_to="r-abc@suivi.agence-tilleul.example",
    subject="[SIG-1042] fuite sous l’évier",
    message_id="<m.1@suivi.agence-tilleul.example>",
    references=("<thread.1@suivi.agence-tilleul.example>", "<hers@gmail.example>"),
    is_answer=True,
    thread_index="AdxZ",
    written_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
    auto_submitted=True,
    suppress_absences=True,
    urgent=False,
    code="T-01",
)


def read_back(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def test_a_sealed_letter_reads_back_as_it_was_written() -> None:
    raw = seal(WORDS, ENVELOPE, no_signature)

    mail = read_back(raw)
    assert mail["Subject"] == ENVELOPE.subject
    assert mail["To"].addresses[0].addr_spec == "nadia@gmail.example"
    assert mail["From"].addresses[0].display_name == "Agence du Tilleul — suivi"
    assert mail["Reply-To"].addresses[0].addr_spec == ENVELOPE.reply_to
    assert mail["References"].split() == list(ENVELOPE.references)
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == WORDS.text
    assert html.get_content().strip() == WORDS.html
    assert mail.defects == []


def test_no_line_is_longer_than_mail_allows_and_all_end_in_crlf() -> None:
    raw = seal(WORDS, replace(ENVELOPE, subject="é" * 400), no_signature)

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


_PIECES = st.lists(
    st.text(st.characters(codec="utf-8") | st.sampled_from("= .\n\té"), max_size=180)
    | st.sampled_from(("é" * 25, "a" * 76)),
    max_size=12,
)


@given(_PIECES)
def test_a_page_is_quoted_the_same_whatever_is_known_of_it(pieces: list[str]) -> None:
    page = "".join(piece.replace("\r\n", "\n").replace("\r", "\n") for piece in pieces)
    ends = page.encode()
    for known in ([], pieces[::2], pieces):
        quoted = Page(tuple(pieces), quoted_pieces(known)).quoted()
        assert quopri.decodestring(quoted).replace(b"\r\n", b"\n") == ends
        assert max(map(len, quoted.split(b"\r\n"))) <= 76
        assert not re.search(rb"[ \t]\r\n|[^\r]\n|[^\r\n\t -~]", quoted)
    assert quopri.decodestring(quoted_text(page)).replace(b"\r\n", b"\n") == ends


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_that_people_write_breaks_a_header(subject: str, name: str) -> None:
    raw = seal(WORDS, replace(ENVELOPE, subject=subject, recipient_name=name), no_signature)

    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Reply-To", b"In-Reply-To", b"References", b"Thread-Topic",
        b"Thread-Index", b"Auto-Submitted", b"X-Auto-Response-Suppress", b"X-Mailbot-Letter", b"MIME-Version",
        b"Content-Type",
    ]  # fmt: skip
    assert parse_mail(raw).to[0].address == "nadia@gmail.example"


_SHOWN = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Zs"])


@given(st.text(alphabet=_SHOWN, min_size=1, max_size=90))
def test_a_subject_survives_its_encoding(subject: str) -> None:
    raw = seal(WORDS, replace(ENVELOPE, subject=subject), no_signature)
    if not (subject.isascii() and len(subject) > 60):  # a long ASCII word is folded, and folding adds blanks
        assert read_back(raw)["Subject"] == subject


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_a_signed_letter_passes_the_receivers_check_and_a_changed_one_does_not(kind: str, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ed25519.Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "suivi.agence-tilleul.example.s1.pem").write_bytes(pem)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        record = b"v=DKIM1; k=ed25519; p=" + base64.b64encode(key.public_key().public_bytes_raw())
    else:
        public = key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    keys, photo = DkimKeys(tmp_path), Enclosure("évier.jpg", "image/jpeg", bytes(range(256)) * 40)
    for subject in ("[SIG-1042] fuite sous l’évier " * 9, "a  b\t c ", "", "word " * 60):
        named = replace(ENVELOPE, subject=subject, recipient_name=subject, unsubscribe="https://suivi.example/p/x")
        for enclosed in ((), (photo,)):
            raw = seal(TwoDresses("a \n\tb  c\n\n\n", "<p>x</p>\n \n\n"), named, keys, enclosed)
            assert dkim.verify(raw, dnsfunc=lambda *_, **__: record), subject

    raw = seal(WORDS, ENVELOPE, keys)

    assert raw.startswith(b"DKIM-Signature:")
    assert max(map(len, raw.partition(b"\r\nFrom:")[0].split(b"\r\n"))) <= 78
    assert dkim.verify(raw, dnsfunc=lambda *_, **__: record)
    assert not dkim.verify(
        raw.replace(b"\r\nTo: ", b"\r\nList-Unsubscribe: <x>\r\nTo: "), dnsfunc=lambda *_, **__: record
    )
    assert not dkim.verify(raw.replace(b"Reply-To: ", b"Reply-To: x"), dnsfunc=lambda *_, **__: record)


def test_a_file_that_is_no_key_stops_the_start_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "d.example.s1.pem").write_text("not a key")

    with pytest.raises(WrongSetting, match=r"d\.example\.s1\.pem"):
        DkimKeys(tmp_path)
    with pytest.raises(WrongSetting, match="no such folder"):
        DkimKeys(tmp_path / "nowhere")


VISIT = Appointment(
    uid="rdv-7@suivi.agence-tilleul.example", sequence=0, starts=datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
    ends=datetime(2026, 11, 25, 15, 0, tzinfo=UTC), title="Passage de Plomberie Durand", place="Lyon",
    description="Un empêchement ? Répondez-nous. " * 9, organizer_address=ENVELOPE.reply_to,
    organizer_name=ENVELOPE.sender_name, attendee_address=ENVELOPE.recipient, attendee_name="Nadia", language="fr",
)  # fmt: skip


@pytest.mark.parametrize("method", Method)
def test_an_invitation_is_the_last_alternative_and_a_file(method: Method) -> None:
    content = invitation(VISIT, method, now=ENVELOPE.written_at)
    photo = Enclosure("fuite.jpg", "image/jpeg", b"\xff\xd8")
    raw = seal(WORDS, ENVELOPE, no_signature, [photo], calendar=CalendarPart(method.value, content))

    mail = read_back(raw)
    assert mail.defects == []
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "image/jpeg",
        "application/ics",
    ]  # fmt: skip
    event, file = (part for part in mail.walk() if part.get_content_type() in ("text/calendar", "application/ics"))
    assert event.get_param("method") == method.value
    assert event.get_content_charset() == "utf-8"
    assert not event.is_attachment()
    assert (file.is_attachment(), file.get_filename()) == (True, "invite.ics")
    assert event.get_payload(decode=True) == file.get_payload(decode=True) == content
    calendar: Any = Calendar.from_ical(content)
    assert str(calendar["METHOD"]) == method.value
    assert str(calendar.walk("VEVENT")[0]["ORGANIZER"]) == f"mailto:{mail['Reply-To'].addresses[0].addr_spec}"
    assert str(calendar.walk("VEVENT")[0]["ATTENDEE"]) == f"mailto:{mail['To'].addresses[0].addr_spec}"
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_a_letter_without_an_appointment_has_no_calendar() -> None:
    assert b"calendar" not in seal(WORDS, ENVELOPE, no_signature)
