"""A table of single words, written as one runs them off."""

from __future__ import annotations


def words(run_off: str) -> tuple[str, ...]:
    """The words between the spaces."""
    return tuple(run_off.split())
