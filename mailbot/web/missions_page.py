"""A company's one place: its missions and quotes in three tables, and the daily list (S2-01, S2-02, S2-03)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.model import Participant, Provider, Thread
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, Role, ThreadKind
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.mission_list import Line, Table, lines_of, providers_of

_MOST_ROWS = 100
"""Of one table: what is older is counted."""
_CHOICES = ("yes", "no")


def show(visit: Visit, typed: Typed) -> Sheet:
    """The three tables. A person who writes for no company has no such page."""
    return _sheet(visit, typed=typed)


def press(visit: Visit, typed: Typed) -> None:
    """Keep whether a daily list is wished. Choosing what is chosen already changes nothing."""
    if typed.text("list") not in _CHOICES:
        raise Incomplete("list")
    wanted = typed.text("list") == "yes"
    for provider in _companies(visit):
        if provider.wants_list is not wanted:
            provider.wants_list = wanted
            record_apart(
                visit.session, Around(visit.agency, ()), EventKind.ALERTS_CHANGED, actor=visit.person,
                role=Role.PROVIDER, now=visit.now, details={"provider": provider.id, "list": wanted, "by": "page"},
            )  # fmt: skip


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What is kept now."""
    return _sheet(visit, is_saved=True, at=at)


def _sheet(visit: Visit, *, typed: Typed | None = None, is_saved: bool = False, at: datetime | None = None) -> Sheet:
    companies = _companies(visit)
    lines = lines_of(visit.session, [each.id for each in companies])
    seats = _seats(visit, lines)
    tables = []
    for table in Table:
        rows = [line for line in lines if line.table is table]
        shown = [_row(visit, line, seats) for line in rows[:_MOST_ROWS]]
        tables.append({"name": table.value, "count": len(rows), "rows": shown})
    trouble = typed.trouble if typed is not None else ""
    wants = any(each.wants_list for each in companies)
    return visit.sheet(
        "missions",
        status=422 if trouble else 200,
        trouble=trouble,
        companies=[each.company for each in companies],
        tables=tables,
        choices=list(_CHOICES),
        chosen=(typed.text("list") if typed is not None and trouble else "") or ("yes" if wants else "no"),
        is_saved=is_saved,
        at=at,
        account=visit.link(Page.ACCOUNT, visit.person.id),
    )


def _companies(visit: Visit) -> Sequence[Provider]:
    companies = providers_of(visit.session, visit.person.id)
    if not companies:
        raise Nowhere
    return companies


def _row(visit: Visit, line: Line, seats: Mapping[tuple[ThreadKind, int], int]) -> dict[str, Any]:
    seat = seats.get((ThreadKind.ORDER, line.request.id)) if line.is_order else None
    has_page = seat is not None and Page.MISSION in visit.offers
    return {
        "who": "", "what": "", "visit": None, **line.to_json(), "is_order": line.is_order,
        "changed": line.request.state_since.isoformat(),
        "url": visit.link(Page.MISSION, seat) if has_page and seat is not None else "",
    }  # fmt: skip


def _seats(visit: Visit, lines: Sequence[Line]) -> dict[tuple[ThreadKind, int], int]:
    """This person's own seat on the thread of each mission: a link to it opens with that."""
    about = [line.request.id for line in lines if line.is_order]
    rows = visit.session.execute(
        select(Thread.kind, Thread.about, Participant.id)
        .join(Participant, Participant.thread_id == Thread.id)
        .where(
            Participant.person_id == visit.person.id,
            Participant.revoked_at.is_(None),
            Thread.kind == ThreadKind.ORDER,
            Thread.about.in_(about),
        )
    )
    return {(row.kind, row.about): row.id for row in rows}
