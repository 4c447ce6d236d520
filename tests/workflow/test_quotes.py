"""Quotes in their columns: only what SM2 lists can follow, and whatever stands is in exactly one column."""

from datetime import UTC, datetime

import pytest

from mailbot.errors import Refused
from mailbot.model_desk import Quote
from mailbot.vocabulary import QuoteState, ReportStatus
from mailbot.workflow.quotes import COLUMN, is_open, move_quote
from tests.cases import every

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

# Written a second time from the specification: state → what may follow.
FOLLOWS = {
    "sent": "no_answer question visit_wanted visit_planned received more_asked declined cancelled dropped",
    "no_answer": "question visit_wanted visit_planned received more_asked declined cancelled dropped",
    "question": "question visit_wanted visit_planned received more_asked declined cancelled dropped",
    "visit_wanted": "question visit_wanted visit_planned received more_asked declined cancelled dropped",
    "visit_planned": "question visit_wanted visit_planned received more_asked declined cancelled dropped",
    "received": "received with_landlord more_asked approved refused declined cancelled expired dropped",
    "with_landlord": "received with_landlord more_asked approved refused declined cancelled expired dropped",
    "more_asked": (
        "question visit_wanted visit_planned received with_landlord more_asked approved refused declined cancelled "
        "expired dropped"
    ),
    "approved": "",
    "refused": "received",
    "declined": "received",
    "cancelled": "",
    "expired": "received",
    "dropped": "",
}


@every("before", QuoteState)
@every("after", QuoteState)
def test_only_what_is_listed_follows(before: QuoteState, after: QuoteState) -> None:
    quote = Quote(state=before, state_since=NOW)
    if after.value in FOLLOWS[before.value].split():
        move_quote(quote, after, now=NOW)
        assert quote.state is after
    else:
        with pytest.raises(Refused):
            move_quote(quote, after, now=NOW)
        assert quote.state is before


def test_three_columns_hold_every_state_once() -> None:
    assert set(COLUMN) == set(QuoteState)
    assert set(COLUMN.values()) == set(ReportStatus)
    assert {state for state in QuoteState if not is_open(Quote(state=state))} == {
        state for state, column in COLUMN.items() if column is ReportStatus.CLOSED
    }
