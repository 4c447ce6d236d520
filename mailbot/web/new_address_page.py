"""Another address for one's letters: either of the two says yes or no here, and learns nothing else (X-16, S1-71)."""

from datetime import datetime

from mailbot.errors import Refused
from mailbot.model_desk import AddressChange
from mailbot.threads.pages import unbrief
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow import address_changes
from mailbot.workflow.address_changes import Side, State


def show(visit: Visit, typed: Typed) -> Sheet:
    """What is asked, or what became of it."""
    change, side = _found(visit, acts=False)
    return _sheet(visit, change, side, trouble=typed.trouble)


def press(visit: Visit, typed: Typed) -> None:
    """Yes or no. Another yes of the same address is no trouble."""
    change, side = _found(visit, acts=True)
    match typed.text("act"):
        case "confirm":
            address_changes.say_yes(visit.session, visit.person, change, side, now=visit.now)
        case "refuse":
            address_changes.say_no(change, now=visit.now)
        case _:
            raise Incomplete("act")
    visit.session.flush()


def done(visit: Visit, at: datetime | None) -> Sheet:
    """Where it stands now."""
    change, side = _found(visit, acts=False)
    return _sheet(visit, change, side)


def _sheet(visit: Visit, change: AddressChange, side: Side, *, trouble: str = "") -> Sheet:
    state = address_changes.state_of(change, now=visit.now)
    has_said = state is State.OPEN and address_changes.has_said_yes(change, side)
    return visit.sheet(
        "new_address", status=422 if trouble else 200, trouble=trouble, side=side.value,
        state="said" if has_said else state.value, masked=address_changes.covered(change.new_address),
        asked_at=change.asked_at, until=change.asked_at + address_changes.FOR,
    )  # fmt: skip


def _found(visit: Visit, *, acts: bool) -> tuple[AddressChange, Side]:
    with_ = visit.page.with_
    try:
        side, number = Side(with_[-1:]), unbrief(with_[:-1])
    except (ValueError, Refused):
        raise Nowhere from None
    change = address_changes.change_of(visit.session, visit.person, number, acts=acts)
    if change is None:
        raise Nowhere
    return change, side
