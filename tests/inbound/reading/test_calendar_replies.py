"""What Gmail, Outlook and Apple answer to an invitation: which event, which version of it, and what is wished."""

from pathlib import Path
from typing import Any

import pytest

from mailbot.inbound.attachments import sort_files
from mailbot.inbound.parsing import ParsedMail, parse_mail
from mailbot.inbound.reading.calendar_replies import AnsweredEvent, answered_event, read_calendar_reply
from mailbot.inbound.reading.standpoint import Standpoint
from mailbot.vocabulary import AttachmentUse, Role

KINDS = Path(__file__).parents[2] / "mails" / "kinds"
UID = "rdv-7@suivi.agence-tilleul.example"
THURSDAY = [{"start": "2026-11-26T08:30:00+01:00", "end": "2026-11-26T10:30:00+01:00"}]


def parsed(name: str) -> ParsedMail:
    return parse_mail((KINDS / f"{name}.eml").read_bytes())


@pytest.mark.parametrize(
    ("name", "answer", "role", "intents"),
    [
        ("calendar_gmail_tentative", (UID, 2, "REPLY", "TENTATIVE"), Role.TENANT, []),
        ("calendar_outlook_counter", (UID, 1, "COUNTER", "TENTATIVE"), Role.PROVIDER, [{"slots": THURSDAY}]),
        ("calendar_outlook_declined", (UID, 1, "REPLY", "DECLINED"), Role.PROVIDER, [{"slots": []}]),
        ("calendar_apple_accepted", (UID, 0, "REPLY", "ACCEPTED"), Role.TENANT, [{"topic": "presence"}]),
    ],
)
def test_an_answer_names_its_event_and_what_is_wished(
    name: str, answer: tuple[str, int, str, str], role: Role, intents: list[dict[str, Any]]
) -> None:
    mail = parsed(name)
    assert answered_event(mail) == AnsweredEvent(*answer)
    assert [dict(intent.values) for intent in read_calendar_reply(mail, Standpoint(role=role))] == intents


def test_an_invitation_of_somebody_else_answers_nothing() -> None:
    assert answered_event(parsed("calendar_request_of_a_person")) is None
    assert answered_event(parsed("bounce_postfix")) is None


def test_the_answer_is_that_of_the_writer_among_several() -> None:
    raw = (KINDS / "calendar_declined.eml").read_bytes()
    other = b"ATTENDEE;PARTSTAT=ACCEPTED;CN=Eve:mailto:eve@mail.example\n"
    answer = answered_event(parse_mail(raw.replace(b"ATTENDEE;", other + b"ATTENDEE;", 1)))
    assert answer is not None
    assert answer.partstat == "DECLINED"


def test_the_answer_that_comes_a_second_time_as_a_file_is_no_document() -> None:
    (file,) = sort_files(parsed("calendar_gmail_tentative"))
    assert (file.file.name, file.use) == ("invite.ics", AttachmentUse.DECORATION)
    (by_hand,) = sort_files(parse_mail((KINDS.parent / "hostile" / "calendar_attached_by_hand.eml").read_bytes()))
    assert by_hand.use is AttachmentUse.DOCUMENT


@pytest.mark.parametrize("sequence", ["-3", "zero", "", "1e9"])
def test_a_number_that_is_none_is_the_first_version(sequence: str) -> None:
    raw = (KINDS / "calendar_declined.eml").read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:" + sequence.encode())
    answer = answered_event(parse_mail(raw))
    assert answer is not None
    assert answer.sequence == 0
