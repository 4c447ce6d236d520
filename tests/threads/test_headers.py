"""Headers that keep one conversation in one place, in every mail program."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.threads.headers import object_from, one_line, thread_index

BEGAN = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_outlook_sees_one_thread_and_a_later_child_each_time() -> None:
    first = base64.b64decode(thread_index("<thread.7@d.example>", began=BEGAN, now=BEGAN))
    later = base64.b64decode(thread_index("<thread.7@d.example>", began=BEGAN, now=BEGAN + timedelta(hours=2)))
    other = base64.b64decode(thread_index("<thread.8@d.example>", began=BEGAN, now=BEGAN))

    assert len(first) == len(later) == 27
    assert first[0] == 1
    assert first[:22] == later[:22] != other[:22]
    assert first[22:] < later[22:]


def test_the_thread_index_holds_the_instant_the_thread_began() -> None:
    octets = base64.b64decode(thread_index("<thread.7@d.example>", began=BEGAN, now=BEGAN))
    ticks = int.from_bytes(octets[:6] + b"\0\0")
    assert abs(datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) - BEGAN) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("subject", "text", "object_"),
    [
        ("Fuite évier", "", "Fuite évier"),
        ("TR : RE: Fuite évier", "", "Fuite évier"),
        ("[EXTERNE] Re : Fuite", "", "Fuite"),
        ("", "\n\nLe volet est bloqué.\nMerci", "Le volet est bloqué."),
        ("x" * 400, "", "x" * 149 + "…"),
        ("Re:", "", ""),
    ],
)
def test_a_report_is_about_what_its_subject_says(subject: str, text: str, object_: str) -> None:
    assert object_from(subject, text) == object_


def test_a_header_line_cannot_be_broken() -> None:
    assert one_line("Fuite\r\nBcc: all@x.example\x00\u2028!") == "Fuite Bcc: all@x.example !"
