"""Invitations: every calendar program reads what we wrote, and what people wrote stays words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mailbot.calendars import Appointment, Method, appointment_facts, events_in, invitation, plain_text

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 12, 44, tzinfo=PARIS)
VISIT = Appointment(
    uid="rdv-7@suivi.agence-tilleul.example",
    sequence=0,
    starts=datetime(2026, 11, 25, 14, 0, tzinfo=PARIS),
    ends=datetime(2026, 11, 25, 16, 0, tzinfo=PARIS),
    title="Passage de Plomberie Durand (RDV n° 1)",
    place="12 rue des Tilleuls, 69003 Lyon",
    description="Un empêchement ?\nRépondez à notre message.",
    organizer_address="r-abc234@suivi.agence-tilleul.example",
    organizer_name="Agence du Tilleul — suivi",
    attendee_address="nadia.belkacem+home@gmail.example",
    attendee_name="Nadia Belkacem",
    language="fr",
)
KNOWN = {
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE",
    "STATUS", "TRANSP",
}  # fmt: skip
WORDS = st.text(max_size=300) | st.text(alphabet="a é\\\r\nN,;:\"^'%\t\u2028\x85\x0b🚰", max_size=200)


def read_back(raw: bytes) -> tuple[Any, Any]:
    calendar: Any = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_a_request_says_when_and_where_and_to_whom_the_answer_goes() -> None:
    calendar, event = read_back(invitation(VISIT, Method.REQUEST, now=NOW))

    assert str(calendar["METHOD"]) == "REQUEST"
    assert str(calendar["VERSION"]) == "2.0"
    assert "mailbot" in str(calendar["PRODID"])
    assert event["DTSTART"].dt == VISIT.starts
    assert event["DTEND"].dt == VISIT.ends
    assert event["DTSTAMP"].dt == NOW
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (VISIT.uid, 0, "CONFIRMED")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (VISIT.title, VISIT.place)
    assert str(event["DESCRIPTION"]) == VISIT.description
    assert event["SUMMARY"].params["LANGUAGE"] == "fr"
    assert str(event["ORGANIZER"]) == f"mailto:{VISIT.organizer_address}"
    assert event["ORGANIZER"].params["CN"] == VISIT.organizer_name
    assert str(event["ATTENDEE"]) == f"mailto:{VISIT.attendee_address}"
    asked = event["ATTENDEE"].params
    assert (asked["CN"], asked["RSVP"], asked["PARTSTAT"]) == ("Nadia Belkacem", "TRUE", "NEEDS-ACTION")


def test_a_cancellation_is_of_the_same_event_and_asks_nothing() -> None:
    calendar, event = read_back(invitation(replace(VISIT, sequence=3), Method.CANCEL, now=NOW))

    assert str(calendar["METHOD"]) == "CANCEL"
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (VISIT.uid, 3, "CANCELLED")
    assert "RSVP" not in event["ATTENDEE"].params


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25), (2026, 7, 14), (2026, 12, 31)])
def test_instants_are_those_of_everybody_whatever_the_season(day: tuple[int, int, int]) -> None:
    starts = datetime(*day, 9, 30, tzinfo=PARIS)
    raw = invitation(replace(VISIT, starts=starts, ends=starts + timedelta(hours=2)), Method.REQUEST, now=NOW)

    assert f"DTSTART:{starts.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n".encode() in raw
    assert b"TZID" not in raw


@given(WORDS, WORDS, WORDS, WORDS)
def test_what_people_wrote_comes_back_and_adds_no_line(title: str, place: str, text: str, name: str) -> None:
    visit = replace(VISIT, title=title, place=place, description=text, attendee_name=name, organizer_name=name)
    raw = invitation(visit, Method.REQUEST, now=NOW)

    _, event = read_back(raw)
    assert str(event["SUMMARY"]) == plain_text(title)
    assert str(event.get("LOCATION", "")) == plain_text(place)
    assert str(event.get("DESCRIPTION", "")) == plain_text(text)
    assert str(event["ATTENDEE"]) == f"mailto:{VISIT.attendee_address}"
    assert set(event) <= KNOWN
    assert raw.replace(b"\r\n", b"").find(b"\n") == raw.replace(b"\r\n", b"").find(b"\r") == -1
    # Even for a program that takes every break that Unicode knows for the end of a line.
    assert {line.partition(":")[0].partition(";")[0] for line in raw.decode().splitlines() if line[0] != " "} <= {
        *KNOWN, "BEGIN", "END", "METHOD", "PRODID", "VERSION", "CALSCALE",
    }  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n\t")))
def test_nothing_that_can_be_shown_is_changed(text: str) -> None:
    assert plain_text(text) == text


@given(WORDS)
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(text: str) -> None:
    raw = invitation(replace(VISIT, description=text * 3), Method.REQUEST, now=NOW)

    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        escapes = line.decode()
        assert (len(escapes) - len(escapes.rstrip("\\"))) % 2 == 0


def test_a_name_of_several_lines_or_with_quotes_is_one_name() -> None:
    name = 'Nadia "la voisine"\r\nATTENDEE:mailto:eve@x.example;RSVP=TRUE'
    _, event = read_back(invitation(replace(VISIT, attendee_name=name), Method.REQUEST, now=NOW))

    assert event["ATTENDEE"].params["CN"] == "Nadia 'la voisine' ATTENDEE:mailto:eve@x.example;RSVP=TRUE"


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": VISIT.starts},
        {"starts": VISIT.starts.replace(tzinfo=None), "ends": VISIT.ends.replace(tzinfo=None)},
        {"uid": " "},
        {"sequence": -1},
        {"organizer_address": ""},
        {"attendee_address": "nadia@gmail.example\r\nX-EVIL:1"},
    ],
)
def test_what_no_program_could_use_is_not_written(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"appointment|invitation"):
        invitation(replace(VISIT, **wrong), Method.REQUEST, now=NOW)


def test_our_own_invitation_is_read_as_it_was_written() -> None:
    (event,) = events_in(invitation(replace(VISIT, sequence=2), Method.REQUEST, now=NOW))

    assert (event.method, event.uid, event.sequence) == ("REQUEST", VISIT.uid, 2)
    assert (event.starts, event.ends) == (VISIT.starts, VISIT.ends)
    assert [(each.address, each.says) for each in event.attendees] == [(VISIT.attendee_address, "NEEDS-ACTION")]


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe", b"hello", b"x" * 300_000])
def test_what_is_no_calendar_holds_no_event(content: bytes) -> None:
    assert list(events_in(content)) == []


def test_an_hour_that_nobody_can_read_is_none_and_the_event_is_there() -> None:
    wire = (
        invitation(VISIT, Method.REQUEST, now=NOW)
        .replace(b"DTEND", b"DTEND;X-A=\xff\xfe")
        .replace(b"20261125T", b"\xff20261125T")
    )
    (event,) = events_in(wire)
    assert event.uid == VISIT.uid
    assert event.ends is None


def test_facts_can_be_kept_as_json() -> None:
    facts = appointment_facts(
        Method.CANCEL, uid="u", sequence=1, starts=VISIT.starts, ends=VISIT.ends, title="t", place="", description=""
    )
    assert facts["starts"] == "2026-11-25T14:00:00+01:00"
    assert facts["method"] == "CANCEL"
