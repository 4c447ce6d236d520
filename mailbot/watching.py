"""Whoever wants to know how far a long piece of work is."""

from typing import Protocol


class Watching(Protocol):
    """Told now and then what is being done, how much of it is done, and how much there is; 0 while nobody can say."""

    def __call__(self, doing: str, done: int, whole: int, /) -> None: ...


def unwatched(doing: str, done: int, whole: int) -> None:
    """Nobody wants to know."""
