"""What a chart shows, as facts: its name, and for each bar a code and its numbers. Words and drawing come later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from mailbot.vocabulary import Category
from mailbot.workflow.figures import Age, Columns, Month

MOST_CATEGORIES = 5


def statuses_chart(reports: Columns, quotes: Columns) -> dict[str, Any]:
    """Reports and quotes in their three columns; no bar for quotes while there was none."""
    bars = [["reports", list(astuple(reports))]]
    return _chart("statuses", bars + ([["quotes", list(astuple(quotes))]] if quotes.all else []))


def ages_chart(ages: Mapping[Age, Columns]) -> dict[str, Any]:
    """Open reports by how long they have been open."""
    return _chart("ages", [[age.value, [columns.todo, columns.in_progress]] for age, columns in ages.items()])


def categories_chart(counted: Sequence[tuple[Category, int]]) -> dict[str, Any]:
    """The most frequent kinds of trouble."""
    return _chart("categories", [[kind.value, [times]] for kind, times in counted[:MOST_CATEGORIES]])


def months_chart(months: Iterable[tuple[Month, int, int]]) -> dict[str, Any]:
    """How many came and how many were closed, month by month."""
    return _chart("months", [[f"{year}-{number:02}", [came, over]] for (year, number), came, over in months])


def _chart(name: str, bars: list[list[Any]]) -> dict[str, Any]:
    return {"name": name, "bars": bars}
