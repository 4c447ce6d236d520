"""Inputs that nobody would send, by the hundred thousand, from a seed.

    python -m bench.fuzzing --inputs 1000000 --seed 1 --workers 2 --folder fuzzed
    python -m bench.fuzzing --folder fuzzed --seed 1 --inputs 1000000 --resume     # after it was stopped
    python -m bench.fuzzing --again smtp:4711 --seed 1                             # one input alone

Each target's state is in the folder, beside it `result.json`, and `failures/` with every input that broke a promise.
The exit status is 1 when one did.
"""

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from bench.fuzzing.gathering import gather, shared
from bench.fuzzing.keeping import State
from bench.fuzzing.running import Bounds, Run
from bench.fuzzing.showing import Bars, result, table
from bench.fuzzing.target import Target
from bench.fuzzing.trying import input_of, octets_of, try_one


def main() -> int:
    """Run the targets that are named, or all."""
    asked = _asked()
    targets = gather(asked.module)
    if asked.list:
        print(*(f"{name}  {target.weight:g}" for name, target in targets.items()), sep="\n")
        return 0
    if asked.again:
        return _again(targets, asked.again, asked.seed)
    if unknown := set(asked.target) - set(targets):
        print(f"There is no target {', '.join(sorted(unknown))}: --list shows those there are.", file=sys.stderr)
        return 2
    chosen = {name: target for name, target in targets.items() if not asked.target or name in asked.target}
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="fuzzed-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not asked.resume and any((folder / f"{name}.json").exists() for name in chosen):
        print(f"{folder} holds a run: --resume goes on with it.", file=sys.stderr)
        return 2
    return _run(chosen, folder, asked)


def _asked() -> argparse.Namespace:
    usual = Bounds()
    parser = argparse.ArgumentParser(
        prog="python -m bench.fuzzing", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", nargs="*", help="names of targets; all of them when none is named")
    parser.add_argument("--inputs", type=int, default=10_000, help="of all targets together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the run is kept; a new one when it is not said")
    parser.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    parser.add_argument("--workers", type=int, choices=(1, 2, 3, 4), default=1)
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="that one input may take")
    parser.add_argument("--memory", type=int, default=usual.most_mb, help="MB that a process may take for its inputs")
    parser.add_argument("--give-up", type=int, default=usual.failures, help="after so many failures of a target")
    parser.add_argument("--module", action="append", default=[], help="another module that has TARGETS, for our own")
    parser.add_argument("--again", metavar="TARGET:INDEX", help="try one input alone, and show it")
    parser.add_argument("--list", action="store_true", help="the targets and their weights")
    return parser.parse_args()


def _run(chosen: Mapping[str, Target], folder: Path, asked: argparse.Namespace) -> int:
    try:
        states = [
            State.read(folder, name, seed=asked.seed, wanted=share)
            for name, share in shared(asked.inputs, chosen).items()
        ]
    except ValueError as trouble:
        print(f"{folder}: {trouble}.", file=sys.stderr)
        return 2
    console = Console()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    bounds = Bounds(seconds=asked.seconds, most_mb=asked.memory, failures=asked.give_up)
    run = Run(states, folder=folder, modules=asked.module, workers=asked.workers, bounds=bounds)
    bars = Bars(console, states)
    try:
        with bars.progress:
            run.go(bars.show)
    except KeyboardInterrupt:
        console.print(f"Stopped; --folder {folder} --resume goes on.")
        return 130
    (folder / "result.json").write_text(json.dumps(result(states), indent=1), "utf-8")
    console.print(table(states))
    for state in states:
        for failure in state.tally.failures[:5]:
            console.rule(f"{state.target}:{failure.index} {failure.kind}")
            console.print(failure.said, markup=False, highlight=False)
    console.print(f"All of it is in {folder}.")
    return 1 if any(state.tally.failures for state in states) else 0


def _again(targets: Mapping[str, Target], which: str, seed: int) -> int:
    name, _, index = which.rpartition(":")
    if name not in targets or not index.isdecimal():
        print("--again takes TARGET:INDEX.", file=sys.stderr)
        return 2
    value = input_of(targets[name], seed, int(index))
    print(f"{octets_of(value):,} octets: {repr(value)[:5000]}")
    tally, _ = try_one(targets[name], seed, int(index))
    print(f"{1000 * tally.seconds:.1f} ms, {tally.peak_mb:.0f} MB")
    for failure in tally.failures:
        print(failure.said)
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
