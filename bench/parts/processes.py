"""One to four `mailbot work` over one PostgreSQL and Redis, with one `mailbot smtp` and one `mailbot web`."""

from contextlib import ExitStack

from bench.accept import far_end
from bench.figures import Act, Beside, Figure, interleaved
from bench.houses import House, scaled, send, servers
from bench.scale import Scale


def measure(scale: Scale) -> list[Figure]:
    """Each number of workers has a house of its own; they are sent to in turn, over ten connections."""
    numbers = range(1, 2 + 1 if scale.quick else 4 + 1)
    with ExitStack() as stack:
        relay = stack.enter_context(far_end())
        databases = stack.enter_context(servers())
        houses = [stack.enter_context(scaled(relay.port, databases, workers=number)) for number in numbers]
        seeds = iter(range(1_000_000))
        for house in houses:
            send(house, scale.many(40, 5), 2, seed=next(seeds))

        def sent(house: House) -> Act:
            return lambda: send(house, scale.many(200, 10), 10, seed=next(seeds)).per_second

        found = interleaved(min(3, scale.rounds), *map(sent, houses))
    alone = Beside("one worker", found[0])
    return [
        Figure(
            f"workers.{number}", f"whole path with {number} worker process{'es' if number > 1 else ''}", "replies/s",
            rounds, beside=(alone,) if number > 1 else (),
        )
        for number, rounds in zip(numbers, found, strict=True)
    ]  # fmt: skip
