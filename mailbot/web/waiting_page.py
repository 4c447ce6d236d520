"""« Messages en attente »: what was held or parked, for a manager to decide about, mail by mail (HOUSE, promise 2)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from mailbot.errors import Refused
from mailbot.model import Person
from mailbot.model_mails import InboundMail
from mailbot.status import proof_of
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.web import waiting_mail
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit, managers_only
from mailbot.workflow.blocked import all_blocked
from mailbot.workflow.filing import Decider, unblock
from mailbot.workflow.waiting import MOST, Shelf, count_waiting, listed, one

FIELDS = frozenset({"shelf", "page", "q"})
"""What the address of this page may carry."""
_MOST_PAGES = 10_000


def show(visit: Visit, typed: Typed) -> Sheet:
    """All of them, or the one that the link names."""
    managers_only(visit)
    if (row := named(visit)) is not None:
        return waiting_mail.show(visit, row, typed)
    return _listed(visit, typed)


def press(visit: Visit, typed: Typed) -> None:
    """What the pressed button says. Raises Refused or Incomplete."""
    managers_only(visit)
    if (row := named(visit)) is not None:
        waiting_mail.press(visit, row, typed)
        return
    if typed.text("act") != "unblock":
        raise Incomplete("act")
    unblock(visit.session, decider_of(visit), unbrief(typed.text("which")), now=visit.now)


def done(visit: Visit, at: datetime | None) -> Sheet:
    """What became of it."""
    row = named(visit)
    return waiting_mail.done(visit, row, at) if row is not None else _listed(visit, Typed(), is_done=True)


def file_seen(visit: Visit, number: int, *, photo: bool) -> tuple[str, bytes]:
    """A file of the mail that the link names, by its number on the page: its name and bytes. Raises Nowhere."""
    managers_only(visit)
    row = named(visit)
    if row is None:
        raise Nowhere
    return waiting_mail.file_seen(visit, row, number, photo=photo)


def named(visit: Visit) -> InboundMail | None:
    """The mail that the link names. Raises Nowhere for one that this manager may not read."""
    if not visit.page.with_:
        return None
    try:
        number = unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None
    row = one(visit.session, visit.agency.id, visit.person, number, today=visit.today)
    if row is None:
        raise Nowhere
    return row


def decider_of(visit: Visit) -> Decider:
    """The reader, who decides on a page."""
    return Decider(visit.agency, visit.person, "page")


def link_with_count(visit: Visit) -> dict[str, Any]:
    """How many wait, and where: for the pages that lead here."""
    number = count_waiting(visit.session, visit.agency.id, visit.person, today=visit.today)
    return {"count": number, "url": visit.link(Page.WAITING, visit.person.id) if Page.WAITING in visit.offers else ""}


def _listed(visit: Visit, typed: Typed, *, is_done: bool = False) -> Sheet:
    shelf = next((each for each in Shelf if each.value == typed.text("shelf")), Shelf.WAITING)
    page = min(max(_number(typed.text("page")), 1), _MOST_PAGES)
    total, rows = listed(visit.session, visit.agency.id, visit.person, shelf, page=page, today=visit.today)
    names = {
        person.id: person.name
        for person in visit.session.query(Person).where(Person.id.in_({row.decided_by for row in rows}))
    }
    pages = max(1, -(-total // MOST))
    return visit.sheet(
        "waiting", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=is_done, shelf=shelf.value,
        total=total, page=page, pages=pages,
        rows=[
            {
                "sender": row.sender, "at": row.received_at, "why": row.trouble, "fate": row.fate.value,
                "proof": proof_of(row.proven), "decided_by": names.get(row.decided_by or 0, ""),
                "url": visit.link(Page.WAITING, visit.person.id, brief(row.id)),
            }
            for row in rows if row.fate is not None
        ],
        shelves=[{"name": each.value, "url": _here(visit, shelf=each.value)} for each in Shelf],
        before=_here(visit, shelf=shelf.value, page=page - 1) if page > 1 else "",
        after=_here(visit, shelf=shelf.value, page=page + 1) if page < pages else "",
        blocked=[
            {"number": brief(each.id), "address": each.address, "at": each.blocked_at}
            for each in all_blocked(visit.session, visit.agency.id)
        ],
        dashboard=visit.link(Page.DASHBOARD, visit.person.id),
    )  # fmt: skip


def _here(visit: Visit, **asked: object) -> str:
    return f"/p/{visit.sealed}?{urlencode(asked)}"


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 0
