"""What a run shows while it goes, and at its end."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from bench.fuzzing.keeping import State
from mailbot.terminal import Lines


class Bars:
    """A bar a target on a terminal, elsewhere a line of each now and then."""

    def __init__(self, console: Console, states: Iterable[State]) -> None:
        self._states = tuple(states)
        self._lines = None if console.is_terminal else Lines(console)
        self.progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[failed]}"), TimeElapsedColumn(), TimeRemainingColumn(),
            console=console, disable=not console.is_terminal,
        )  # fmt: skip
        self._tasks = {
            state.target: self.progress.add_task(
                state.target, total=state.wanted, completed=state.tally.tried, failed=_failed(state)
            )
            for state in self._states
        }

    def show(self) -> None:
        """Bring all to where they are."""
        for state in self._states:
            if self._lines is not None:
                self._lines(state.target, state.tally.tried, state.wanted)
            self.progress.update(self._tasks[state.target], completed=state.tally.tried, failed=_failed(state))


def _failed(state: State) -> str:
    number = len(state.tally.failures)
    return (
        f"[red]{number} failed{', given up' if state.given_up else ''}[/red]"
        if number
        else "[green]none failed[/green]"
    )


def table(states: Iterable[State]) -> Table:
    """One line a target, and one for all."""
    states = tuple(states)
    shown = Table(title="Inputs, and the worst of them (in brackets: which)", caption="Seconds are of the processor.")
    for name in ("target", "inputs", "failures", "a second", "worst ms", "worst s for a MB", "peak MB"):
        shown.add_column(name, justify="left" if name == "target" else "right")
    for state in states:
        tally = state.tally
        shown.add_row(
            state.target,
            f"{tally.tried:,}",
            str(len(tally.failures)),
            f"{tally.tried / tally.seconds:,.0f}" if tally.seconds else "",
            f"{1000 * tally.worst_seconds:,.1f} ({tally.worst_at})" if tally.worst_at >= 0 else "",
            f"{tally.worst_for_a_mb:.3f} ({tally.worst_for_a_mb_at})" if tally.worst_for_a_mb_at >= 0 else "",
            f"{tally.peak_mb:,.0f} ({tally.peak_at})",
        )
    tried, failed = sum(s.tally.tried for s in states), sum(len(s.tally.failures) for s in states)
    shown.add_row(
        "all", f"{tried:,}", str(failed), "", "", "", f"{max((s.tally.peak_mb for s in states), default=0):,.0f}"
    )
    return shown


def result(states: Iterable[State]) -> Mapping[str, object]:
    """The same for programs."""
    states = tuple(states)
    return {
        "inputs": sum(state.tally.tried for state in states),
        "failures": sum(len(state.tally.failures) for state in states),
        "peak_mb": max((state.tally.peak_mb for state in states), default=0.0),
        "targets": {
            state.target: {
                "seed": state.seed,
                "inputs": state.tally.tried,
                "octets": state.tally.octets,
                "seconds": round(state.tally.seconds, 3),
                "worst_seconds": state.tally.worst_seconds,
                "worst_at": state.tally.worst_at,
                "worst_seconds_for_a_mb": state.tally.worst_for_a_mb,
                "worst_for_a_mb_at": state.tally.worst_for_a_mb_at,
                "peak_mb": state.tally.peak_mb,
                "given_up": state.given_up,
                "failures": [{"kind": f.kind, "index": f.index, "said": f.said} for f in state.tally.failures],
            }
            for state in states
        },
    }
