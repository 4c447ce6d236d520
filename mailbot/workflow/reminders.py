"""Which of several reminders is due, when some were missed while nothing ran."""

from collections.abc import Sequence
from datetime import datetime


def due_reminder(planned: Sequence[datetime], left: Sequence[datetime], *, now: datetime) -> int | None:
    """The number of the newest one that is due, from 0; none when it has left, or when the one before left so late
    that the two would come together."""
    past = [at for at in planned if at <= now]
    last = max(left, default=None)
    if not past or (last is not None and last >= past[-1]):
        return None
    if last is not None and len(past) > 1 and now < last + (past[-1] - past[-2]):
        return None
    return len(past) - 1
