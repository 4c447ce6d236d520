"""The fields in which times are typed: a day, from when, to when; what is wrong stands beside them."""

from datetime import date, datetime, time
from typing import Any

from mailbot.vocabulary import SlotTrouble
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.slot_rules import Wanted, closes_before, trouble_with


def typed_slots(visit: CaseVisit, typed: Typed, rows: int, *, near: bool) -> tuple[Wanted, ...]:
    """The times of the rows that were filled in. `near`: one that begins within hours will do.

    Raises Incomplete with the trouble and its row: half_2, day_1, backwards_3…
    """
    found = []
    for row in range(1, rows + 1):
        day, begins, ends = (typed.text(f"{name}_{row}") for name in ("day", "from", "to"))
        if not (day or begins or ends):
            continue
        if not (day and begins and ends):
            raise Incomplete(f"half_{row}")
        wanted = _time(visit, day, begins, ends, row)
        trouble = trouble_with(wanted, closes_before(visit.profile), now=visit.now)
        if trouble is not None and not (near and trouble is SlotTrouble.NEAR):
            raise Incomplete(f"{trouble.value}_{row}")
        found.append(wanted)
    return tuple(found)


def _time(visit: CaseVisit, day: str, begins: str, ends: str, row: int) -> Wanted:
    try:
        on = date.fromisoformat(day)
        first, last = (datetime.combine(on, time.fromisoformat(at[:5]), visit.profile.zone) for at in (begins, ends))
    except ValueError:
        raise Incomplete(f"day_{row}") from None
    return Wanted(first, last)


def rows_typed(typed: Typed, rows: int) -> list[dict[str, Any]]:
    """What was typed, row by row, with what is wrong with it."""
    trouble, _, at = typed.trouble.partition("_")
    return [
        {
            "row": row,
            **{name: typed.text(f"{name}_{row}")[:10] for name in ("day", "from", "to")},
            "trouble": trouble if at == str(row) else "",
        }
        for row in range(1, rows + 1)
    ]
