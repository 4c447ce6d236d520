"""How long an address or a link of ours is good for: its own time, and never longer than its person's are."""

from datetime import date, timedelta
from enum import StrEnum

from mailbot.threads.tokens import Token

BOUNCE_DAYS = 30
"""What comes back to a letter that is older than this changes nothing: no relay tries for longer than a week."""


class Dead(StrEnum):
    """Why an address opens nothing any more, though we did make it."""

    TOO_OLD = "address_too_old"
    REVOKED = "address_revoked"


def why_dead(token: Token, *, tokens_from: date | None, today: date, days: int) -> Dead | None:
    """Why this token is good for nothing more; None while it lives. `tokens_from`: of the person whose it is; `today`
    in UTC, as tokens are dated; `days`: how long its kind lives, the last day included."""
    if is_revoked(token.issued, tokens_from):
        return Dead.REVOKED
    return Dead.TOO_OLD if today - token.issued > timedelta(days=days) else None


def is_revoked(issued: date, tokens_from: date | None) -> bool:
    """Whether all that was made for its person on this day has been made worthless since."""
    return tokens_from is not None and issued < tokens_from


def issued_on(today: date, tokens_from: date | None) -> date:
    """The date that a token for this person bears: on the day on which the old ones die, the new ones are dated from
    the next, so that they live."""
    return today if tokens_from is None else max(today, tokens_from)


def revoked_from(today: date, tokens_from: date | None) -> date:
    """From which day a person's tokens are good, once all that were made until now are worthless."""
    return issued_on(today, tokens_from) + timedelta(days=1)
