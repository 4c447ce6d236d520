"""What the tests of sending share: relays that stall cost no time."""

import pytest

from tests.scripted_relay import FLYING


@pytest.fixture(autouse=True)
def time_flies_while_a_relay_stalls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.outbound.smtp_line.time", FLYING)
