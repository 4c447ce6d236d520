"""A report that begins with the landlord alone: a manager chooses the home and writes to its owner (S1-91)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Dwelling, LandlordContact, Ownership, Person, Report
from mailbot.threads.headers import one_line
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import Category, Role
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow.households import stands_on
from mailbot.workflow.private_reports import open_privately

MOST_SIGNS = 120
"""Of an object."""


def show(visit: Visit, typed: Typed) -> Sheet:
    """The homes that have a landlord to write to, an object, a category, and an empty field."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    homes = _homes(visit)
    asked = _asked(visit)
    return visit.sheet(
        "private_report", status=422 if typed.trouble else 200, is_done=False, homes=list(homes.values()),
        dwelling=typed.text("dwelling") or asked, object=typed.text("object"),
        category=typed.text("category") or Category.OTHER.value, categories=[each.value for each in Category],
        words=typed.text("words"), trouble=typed.trouble,
    )  # fmt: skip


def press(visit: Visit, typed: Typed) -> None:
    """Open it, and write to the landlord."""
    if visit.role is not Role.MANAGER:
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    home = _homes(visit).get(typed.text("dwelling"))
    object_, words = object_typed(typed), words_typed(typed)
    if home is None:
        raise Incomplete("dwelling")
    open_privately(
        visit.session, visit.person, visit.session.get_one(Dwelling, home["id"]), object_=object_, text=words,
        category=category_typed(typed), now=visit.now, by="page",
    )  # fmt: skip


def done(visit: Visit, at: datetime | None) -> Sheet:
    """It is opened, and the landlord is written to."""
    report = visit.session.scalars(
        select(Report)
        .where(Report.author_id == visit.person.id, Report.is_private.is_(True))
        .where(Report.created_at <= (at or visit.now))
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(1)
    ).one()
    again = visit.link(Page.PRIVATE_REPORT, visit.person.id)
    return visit.sheet("private_report", is_done=True, at=at, ref=report.ref, object=report.object, again=again)


def object_typed(typed: Typed) -> str:
    """What the report is about, in one line. Raises Incomplete."""
    object_ = one_line(typed.text("object"))
    if not object_:
        raise Incomplete("object")
    if len(object_) > MOST_SIGNS:
        raise Incomplete("object_long")
    return object_


def words_typed(typed: Typed) -> str:
    """A manager's words; a line for the service is never sent to anybody. Raises Incomplete."""
    words = typed.text("words")
    if not words:
        raise Incomplete("empty")
    if any(line.lstrip().startswith("#") for line in words.split("\n")):
        raise Incomplete("command")
    return words


def category_typed(typed: Typed) -> Category:
    """What broke. Raises Incomplete."""
    chosen = typed.text("category")
    if chosen not in {each.value for each in Category}:
        raise Incomplete("category")
    return Category(chosen)


def _asked(visit: Visit) -> str:
    """The dwelling that the link names, as the form does."""
    return brief(unbrief(visit.page.with_)) if visit.page.with_ else ""


def _homes(visit: Visit) -> dict[str, dict[str, Any]]:
    """Every home of the agency with somebody who speaks for its owner today, by its number as a link writes it."""
    today = visit.now.astimezone(visit.profile.zone).date()
    rows = visit.session.execute(
        select(Dwelling.id, Dwelling.key, Dwelling.name, Person.name)
        .join(Ownership, Ownership.dwelling_id == Dwelling.id)
        .join(LandlordContact, LandlordContact.landlord_id == Ownership.landlord_id)
        .join(Person, Person.id == LandlordContact.person_id)
        .where(Dwelling.agency_id == visit.agency.id, stands_on(Ownership, today))
        .order_by(Dwelling.key, Person.id)
    )
    homes: dict[str, dict[str, Any]] = {}
    for number, key, name, landlord in rows:
        new = {"id": number, "value": brief(number), "key": key, "name": name, "landlords": []}
        homes.setdefault(brief(number), new)["landlords"].append(landlord)
    return homes
