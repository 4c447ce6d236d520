"""What the forms about a household bring: a newcomer, an owner, a day; and what is wrong with each field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from mailbot.model import Dwelling
from mailbot.vocabulary import LANGUAGES, DecisionRule
from mailbot.web.visits import Typed, Visit
from mailbot.workflow import owners, stays
from mailbot.workflow.managing import Desk
from mailbot.workflow.owners import NewOwner
from mailbot.workflow.stays import Newcomer

T = TypeVar("T")
# Browsers send the first; people who have no field for a date write the second.
_DAYS = (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
         re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"))  # fmt: skip


def desk_of(visit: Visit) -> Desk:
    """The manager before a page, as somebody who changes a household."""
    return Desk(visit.agency, visit.profile, visit.person, visit.role, None)


def newcomer(visit: Visit, dwelling: Dwelling, typed: Typed) -> tuple[Newcomer, dict[str, str]]:
    """The tenant of a form, with a code for each field that must be put right."""
    unread: dict[str, str] = {}
    found = Newcomer(
        name=typed.text("name"),
        address=typed.text("address"),
        arrival=_read(typed, "arrival", day, "bad_date", unread),
        departure=_read(typed, "departure", day, "bad_date", unread),
        on_lease=typed.text("on_lease") == "yes",
        language=_language(typed),
    )
    return found, stays.troubles_of(visit.session, desk_of(visit), dwelling, found) | unread


def owner(visit: Visit, dwelling: Dwelling, typed: Typed) -> tuple[NewOwner, dict[str, str]]:
    """The landlord of a form, with a code for each field that must be put right."""
    unread: dict[str, str] = {}
    found = NewOwner(
        name=typed.text("name"),
        address=typed.text("address"),
        mandate=typed.text("mandate"),
        since=_read(typed, "since", day, "bad_date", unread),
        until=_read(typed, "until", day, "bad_date", unread),
        share=_read(typed, "share", share, "bad_share", unread),
        rule=DecisionRule.ALL if typed.text("rule") == DecisionRule.ALL.value else DecisionRule.ONE,
        language=_language(typed),
    )
    return found, owners.troubles_of(visit.session, desk_of(visit), dwelling, found) | unread


def last_day(typed: Typed, field: str) -> tuple[date | None, dict[str, str]]:
    """The last day of a form; none when it was left out."""
    unread: dict[str, str] = {}
    return _read(typed, field, day, "bad_date", unread), unread


def as_fields(content: Mapping[str, Any]) -> dict[str, str]:
    """What a draft keeps, as the fields of its form."""
    return {name: str(value) for name, value in content.items() if value is not None}


def day(written: str) -> date:
    """A day as it is typed. Raises ValueError for one that there is not."""
    for form in _DAYS:
        if found := form.fullmatch(written):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise ValueError(written)


def share(written: str) -> Decimal:
    """A share as it is typed: « 33,33 », « 50 % ». Raises ValueError for none between 0 and 100."""
    try:
        found = Decimal(written.rstrip("% \u00a0\u202f").replace(",", "."))
    except InvalidOperation:
        raise ValueError(written) from None
    if not found.is_finite() or not 0 < found <= 100 or found != round(found, 2):
        raise ValueError(written)
    return found


def _read(typed: Typed, field: str, read: Callable[[str], T], code: str, unread: dict[str, str]) -> T | None:
    written = typed.text(field)
    if not written:
        return None
    try:
        return read(written)
    except ValueError:
        unread[field] = code
        return None


def _language(typed: Typed) -> str:
    return typed.text("language") if typed.text("language") in LANGUAGES else ""
