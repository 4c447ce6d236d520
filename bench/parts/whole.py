"""The whole path: replies at the door until both letters that each one causes are at the relay."""

from contextlib import ExitStack

from bench.accept import far_end
from bench.figures import Act, Beside, Figure, interleaved
from bench.houses import House, Load, embedded, scaled, send, servers
from bench.peers.mailing import Driver, helpdesk, roundup
from bench.peers.prepare import MISSING
from bench.scale import Scale

CONNECTIONS = (1, 10, 100)
_MIDDLE = 10
_REPLIES_BAR, _SCALED_BAR, _PROCESSOR_BAR = 150.0, 100.0, 10.0
_HELPDESK_BAR, _ROUNDUP_BAR = 5.0, 3.5
_HELPDESK = "django-helpdesk 2.6.1, process_email on a folder"
_ROUNDUP = "roundup 2.6.0, its mail gateway in two processes"


def measure(scale: Scale) -> list[Figure]:
    """On SQLite in one command, and on PostgreSQL and Redis with two workers; two peers take the same replies."""
    with ExitStack() as stack:
        relay = stack.enter_context(far_end())
        small = stack.enter_context(embedded(relay.port))
        peers = [stack.enter_context(opened(relay.port)) for opened in (helpdesk, roundup)]
        figures = _on(scale, "sqlite", "on SQLite, one command", small, peers, _REPLIES_BAR)
    with ExitStack() as stack:
        relay = stack.enter_context(far_end())
        wide = stack.enter_context(scaled(relay.port, stack.enter_context(servers()), workers=2))
        return [*figures, *_on(scale, "scaled", "on PostgreSQL and Redis, two workers", wide, [], _SCALED_BAR)]


def _on(
    scale: Scale, code: str, where: str, house: House, peers: list[Driver | None], bar: float
) -> list[Figure]:  # fmt: skip
    loads: dict[int, list[Load]] = {connections: [] for connections in CONNECTIONS}
    seeds = iter(range(1, 1_000_000))
    send(house, scale.many(50, 5), 2, seed=next(seeds))  # templates, statements and connections are warm
    replies = scale.many(300, 10)

    def ours(connections: int) -> Act:
        def act() -> float:
            load = send(house, replies, connections, seed=next(seeds))
            loads[connections].append(load)
            return load.per_second

        return act

    def theirs(peer: Driver | None) -> Act:
        return lambda: 0.0 if peer is None else peer.replies_per_second(scale.many(60, 6))

    found = interleaved(scale.rounds, *map(ours, CONNECTIONS), *map(theirs, peers))
    beside: tuple[Beside, ...] = ()
    if peers:
        rates = [() if peer is None else rounds for peer, rounds in zip(peers, found[3:], strict=True)]
        beside = (
            Beside(_HELPDESK, rates[0], _HELPDESK_BAR, MISSING), Beside(_ROUNDUP, rates[1], _ROUNDUP_BAR, MISSING),
        )  # fmt: skip
    figures = []
    for connections, rounds in zip(CONNECTIONS, found, strict=False):
        at = f"{connections} connection{'s' if connections > 1 else ''}"
        is_middle = connections == _MIDDLE
        figures.append(
            Figure(
                f"whole.{code}.{connections}", f"whole path {where}, {at}", "replies/s", rounds,
                bar if is_middle else None, beside if is_middle else (),
            )
        )  # fmt: skip
    spent = tuple(load.cpu_ms for load in loads[_MIDDLE])
    limit = _PROCESSOR_BAR if code == "sqlite" else None
    return [*figures, Figure(f"whole.{code}.cpu", f"processor for a reply {where}", "ms", spent, limit)]
