"""Which page is behind which link: one row a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Generic, TypeVar

from mailbot.threads.pages import Page
from mailbot.web import (
    alerts_page,
    answer_page,
    canned_page,
    canned_set_page,
    cases_page,
    close_page,
    dashboard_page,
    history_page,
    landlord_page,
    reopen_page,
    report_page,
)
from mailbot.web.visits import CaseVisit, Sheet, Typed, Visit

V = TypeVar("V", bound=Visit)


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """What a page does. Whoever only looks has no `press`."""

    show: Callable[[V, Typed], Sheet]
    """The page as things stand, with what was typed. It only reads: for a GET, and for a POST that came too late."""
    press: Callable[[V, Typed], None] | None = None
    """What the button does. Raises Refused or Incomplete before it has changed anything: the page is shown again."""
    done: Callable[[V, datetime | None], Sheet] | None = None
    """What is said once it is done; with the moment when the same form comes a second time."""
    asks: bool = False
    """Whether its address may carry a question (?q=…): it is then shown as typed."""


OF_A_CASE: Mapping[Page, Kind[CaseVisit]] = MappingProxyType(
    {
        Page.REPORT: Kind(report_page.show),
        Page.ANSWER: Kind(answer_page.show, answer_page.press, answer_page.done),
        Page.CLOSE: Kind(close_page.show, close_page.press, close_page.done),
        Page.REOPEN: Kind(reopen_page.show, reopen_page.press, reopen_page.done),
        Page.LANDLORD: Kind(landlord_page.show, landlord_page.press, landlord_page.done),
        Page.CANNED: Kind(canned_page.show, canned_page.press, canned_page.done),
    }
)
"""Pages of a report: their reader has a seat there."""

OF_ONES_OWN: Mapping[Page, Kind[Visit]] = MappingProxyType(
    {
        Page.CASES: Kind(cases_page.show),
        Page.ALERTS: Kind(alerts_page.show, alerts_page.press, alerts_page.done),
        Page.DASHBOARD: Kind(dashboard_page.show),
        Page.HISTORY: Kind(history_page.show, history_page.press, history_page.done, asks=True),
        Page.CANNED_SET: Kind(canned_set_page.show, canned_set_page.press, canned_set_page.done),
    }
)
"""Pages that belong to a person."""

OFFERED: frozenset[Page] = frozenset({*OF_A_CASE, *OF_ONES_OWN})
