"""Who holds the letter that is being handed over, and what he hears meanwhile."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import NamedTuple, Protocol


class Way(NamedTuple):
    """Where a letter comes back to, and where it goes."""

    sender: str
    recipient: str


class Hand(Protocol):
    """Whoever holds the letter that is being handed over."""

    def waits(self) -> None:
        """The relay makes us wait. Called again and again."""

    def lets_go(self) -> None:
        """The final dot is next. What this raises keeps it back: the letter has not left."""

    def follows(self) -> Way | None:
        """The letter that this hand will send next, if it is known already: its envelope may be opened in the same
        breath. It is either sent soon, or told to `Relay.leave`."""


class _NoHand:
    def waits(self) -> None:
        """Nobody is told."""

    def lets_go(self) -> None:
        """Nobody objects."""

    def follows(self) -> Way | None:
        """Nobody knows."""
        return None


_held: ContextVar[Hand] = ContextVar("held", default=_NoHand())  # noqa: B039  # it has no state


@contextlib.contextmanager
def holding(hand: Hand) -> Iterator[None]:
    """Letters that this thread sends meanwhile are in this hand."""
    mark = _held.set(hand)
    try:
        yield
    finally:
        _held.reset(mark)


def held() -> Hand:
    """The hand that holds what this thread sends."""
    return _held.get()


def told_to_wait() -> None:
    """The relay makes us wait: the hand hears of it."""
    held().waits()
