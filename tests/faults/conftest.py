"""What the tests of faults share: a nursery, in which processes begin fast."""

from collections.abc import Iterator

import pytest

from bench.surviving.mortal import Nursery, nursery


@pytest.fixture(scope="session")
def cradles() -> Iterator[Nursery]:
    """One for all that are begun."""
    with nursery() as opened:
        yield opened
