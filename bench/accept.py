"""How fast mail is accepted: our door beside another server, in turn, and the ratio of the two.

    python -m bench.accept --keeper package.module:function --peer stock --connections 1 10 100

Each round starts the peer, sends, stops it, then the same with the door (A B A B), with a pause for neither: what the
machine does meanwhile falls on both alike. Only the ratios mean anything elsewhere.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.peers.prepare import smtp_sink

Figures = dict[str, float]


class Sink(NamedTuple):
    """A server that runs: its address and its process."""

    host: str
    port: int
    pid: int


@contextmanager
def serving(*words: str) -> Iterator[Sink]:
    """A sink in its own process, ended afterwards."""
    sink = subprocess.Popen([sys.executable, "-m", "bench.sinks", *words], stdout=subprocess.PIPE, text=True)
    assert sink.stdout is not None
    try:
        said = sink.stdout.readline().split()
        if said[:1] != ["listening"]:
            raise SystemExit(f"{words[0]} did not start")
        yield Sink(said[1], int(said[2]), sink.pid)
    finally:
        sink.terminate()
        sink.wait()
        sink.stdout.close()


@contextmanager
def far_end() -> Iterator[Sink]:
    """A relay that takes every letter and keeps none: Postfix's smtp-sink, which leaves the cores to what is measured;
    our own door where it cannot be had."""
    with serving("door" if smtp_sink() is None else "smtp-sink") as sink:
        yield sink


def measure(sink: list[str], generator: list[str]) -> Figures:
    """One run of the generator at one sink."""
    with serving(*sink) as server:
        command = [sys.executable, "-m", "bench.generator", f"{server.host}:{server.port}", "--json", *generator]
        figures: Figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return figures


def compare(
    peer: list[str], door: list[str], generator: list[str], *, rounds: int
) -> tuple[list[Figures], list[Figures]]:
    """The figures of both, round by round."""
    peers: list[Figures] = []
    doors: list[Figures] = []
    for _ in range(rounds):
        peers.append(measure(peer, generator))
        doors.append(measure(door, generator))
    return peers, doors


def tell(connections: int, peers: list[Figures], doors: list[Figures]) -> None:
    """One line: medians of both and the median of the rounds' ratios, with their range."""
    ratios = [ours["mails_per_second"] / theirs["mails_per_second"] for theirs, ours in zip(peers, doors, strict=True)]

    def middle(all_figures: list[Figures], name: str) -> float:
        return statistics.median(figures[name] for figures in all_figures)

    print(
        f"{connections:>4} connections  peer {middle(peers, 'mails_per_second'):>7,.0f}/s"
        f" (p99 {middle(peers, 'p99_ms'):,.1f} ms)  door {middle(doors, 'mails_per_second'):>7,.0f}/s"
        f" (p99 {middle(doors, 'p99_ms'):,.1f} ms)  × {statistics.median(ratios):.2f}"
        f" ({min(ratios):.2f} to {max(ratios):.2f})  errors {sum(one['errors'] for one in peers + doors):.0f}",
        flush=True,
    )


def idle_cost(sink: list[str], clients: int) -> float:
    """Resident kilobytes (1024 octets) that one client costs who has said EHLO and is silent. Linux only."""
    with serving(*sink) as server, ExitStack() as stack:
        before = _resident(server.pid)
        for _ in range(clients):
            client = stack.enter_context(socket.create_connection((server.host, server.port)))
            client.sendall(b"EHLO idle.example\r\n")
            while b"250 " not in client.recv(1000):
                pass
        return (_resident(server.pid) - before) / clients


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--peer", default="stock", choices=["stock", "stock-uvloop", "smtp-sink"])
    parser.add_argument("--door", default="door", choices=["door", "door-asyncio"])
    parser.add_argument("--keeper", default="bench.sinks:keeping_nothing", help="module:function, see bench.sinks")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--idle", type=int, help="so many silent clients, and what memory each costs; nothing else")
    chosen, more = parser.parse_known_args()
    if chosen.idle:
        for sink in ([chosen.peer], [chosen.door, "--keeper", chosen.keeper]):
            print(f"{sink[0]:>14}: {idle_cost(sink, chosen.idle):.1f} kB for each of {chosen.idle} silent clients")
        return
    for connections in chosen.connections:
        generator = ["--connections", str(connections), "--mails", str(chosen.mails), *more]
        door = [chosen.door, "--keeper", chosen.keeper]
        tell(connections, *compare([chosen.peer], door, generator, rounds=chosen.rounds))


if __name__ == "__main__":
    main()
