"""All targets there are, of each module `targets_*.py` beside this one; and how a run is shared among them."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.fuzzing.target import Target


def own_modules() -> tuple[str, ...]:
    """The modules beside this one that have targets."""
    return tuple(f"{__package__}.{path.stem}" for path in sorted(Path(__file__).parent.glob("targets_*.py")))


def gather(modules: Sequence[str] = ()) -> dict[str, Target]:
    """The targets of these modules, or of all our own, by name. Raises ValueError when two have one name."""
    found: dict[str, Target] = {}
    for module in modules or own_modules():
        for target in importlib.import_module(module).TARGETS:
            if target.name in found:
                raise ValueError(f"two targets are called {target.name}")
            found[target.name] = target
    return found


def shared(inputs: int, targets: Mapping[str, Target]) -> dict[str, int]:
    """How many of the inputs each target gets, by its weight; together exactly all."""
    whole = sum(target.weight for target in targets.values())
    exact = {name: inputs * target.weight / whole for name, target in targets.items()}
    shares = {name: int(share) for name, share in exact.items()}
    left = inputs - sum(shares.values())
    for name in sorted(exact, key=lambda name: shares[name] - exact[name])[:left]:
        shares[name] += 1
    return shares
