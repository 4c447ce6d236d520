"""Programs that press: each form has one before it that no person can see, and whoever posts that one is believed
nothing for a while.

Some programs that look for danger in mail open all links first, and post all forms that they found later: time alone
does not tell them from people.
"""

import hashlib
from datetime import timedelta

from mailbot.model import Press
from mailbot.web.visits import Visit

FOR = timedelta(minutes=1)
"""How long presses behind the same link are shown again and do nothing. Who opens it at that very moment presses once
more; most letters are looked at by programs before their reader sees them."""
_PAGE = "empty"
"""In place of a page's letter: it is the button of none."""


def note_press(visit: Visit) -> None:
    """Remember that the form which nobody sees was posted just now. It moves no case, and nobody is told."""
    mark = _mark(visit)
    known = visit.session.get(Press, mark)
    if known is not None:
        known.pressed_at = visit.now
        return
    visit.session.add(
        Press(
            form=mark, agency_id=visit.agency.id, person_id=visit.person.id, page=_PAGE, report_id=None,
            pressed_at=visit.now,
        )
    )  # fmt: skip


def press_now(visit: Visit) -> bool:
    """Whether a program is at work behind this link."""
    known = visit.session.get(Press, _mark(visit))
    return known is not None and visit.now - known.pressed_at < FOR


def _mark(visit: Visit) -> str:
    return hashlib.sha256(f"empty {visit.sealed}".encode()).hexdigest()[:32]
