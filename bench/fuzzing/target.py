"""What is fuzzed: how one input is made from chance, and what must hold of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """One fuzzer. Each module `targets_*.py` beside this one has `TARGETS`, a tuple of them."""

    name: str
    make: Callable[[random.Random], Any]
    """One input. The same chance makes the same input."""
    check: Callable[[Any], None]
    """Raises, whatever it likes, when a promise is broken by this input."""
    weight: float = 1.0
    """Its share of the inputs of a run, against the other targets': what is quick is tried more often."""
