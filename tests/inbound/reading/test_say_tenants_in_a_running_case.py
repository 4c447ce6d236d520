"""What tenants answer while a case runs: the part of a day, who opens, what sets in again, a bitter « super »."""

from __future__ import annotations

from datetime import datetime

from mailbot.inbound.reading.outcome import IntentType
from mailbot.inbound.reading.standpoint import Slot
from tests.cases import every
from tests.inbound.reading.test_say_tenants import UNASKED, offered, types
from tests.inbound.reading.test_say_tenants_beside import values

T = IntentType


def slot(day: str, opens: str, closes: str) -> Slot:
    at = (datetime.fromisoformat(f"2026-{day}T{hour}:00+01:00") for hour in (opens, closes))
    return Slot(*at)


FOUR = offered(
    slot("11-30", "08:00", "10:00"),
    slot("11-30", "14:00", "16:00"),
    slot("12-03", "10:00", "12:00"),
    slot("12-04", "16:00", "18:00"),
)
"""Monday, twice; Thursday morning; Friday afternoon."""
THE_TUESDAY_AFTER = offered(slot("12-01", "14:00", "16:00"))


# --- Dangers ---------------------------------------------------------------------------------------------------------


@every(
    ("words", "reason"),
    [
        ("ça recommence à sentir le gaz quand j'allume la plaque", "gas"),
        ("On commence à sentir le gaz dans l'entrée.", "gas"),
        ("ça continue de sentir le gaz", "gas"),
        ("La prise s'est remise à fumer", "electricity"),
        ("Le tableau recommence à chauffer et à sentir le brûlé", "electricity"),
    ],
)
def test_a_danger_that_sets_in_again_is_one(words: str, reason: str) -> None:
    assert [found["reason"] for found in values(words, UNASKED, T.URGENT_FLAG)] == [reason]


@every(
    "words",
    [
        "Ça n'a pas recommencé à sentir le gaz.",
        "La prise ne recommence plus à fumer.",
        "Si ça recommence à sentir le gaz je vous préviens.",
        "Mon mari a recommencé à fumer.",
        "Le radiateur recommence à chauffer.",
        "Je commence à sentir la fatigue.",
    ],
)
def test_what_does_not_set_in_is_none(words: str) -> None:
    assert T.URGENT_FLAG not in types(words, UNASKED)[0]
