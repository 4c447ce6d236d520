"""What `mailbot serve` has in memory: idle, and while ten connections bring mails of 5 MB."""

from bench.figures import Figure
from bench.memory import Memory, memory
from bench.scale import Scale

_IDLE_BAR, _LOAD_BAR = 150.0, 400.0
_CONNECTIONS = 10


def measure(scale: Scale) -> list[Figure]:
    """PSS: pages that processes share count once, as the machine itself has them once; RSS, which counts them in each,
    stands beside it without a bar."""
    rounds = 1 if scale.quick else min(3, scale.rounds)
    found = [memory(mails=scale.many(60, 10), connections=_CONNECTIONS) for _ in range(rounds)]
    words = f"while {_CONNECTIONS} connections bring mails of 5 MB, at the most"
    return [
        Figure("memory.idle", "memory of mailbot serve, idle (PSS)", "MB", _each(found, "idle", "pss"), _IDLE_BAR),
        Figure("memory.idle.rss", "memory of mailbot serve, idle (RSS)", "MB", _each(found, "idle", "rss")),
        Figure("memory.load", f"memory {words} (PSS)", "MB", _each(found, "load", "pss"), _LOAD_BAR),
        Figure("memory.load.rss", f"memory {words} (RSS)", "MB", _each(found, "load", "rss")),
    ]


def _each(found: list[Memory], when: str, count: str) -> tuple[float, ...]:
    return tuple(getattr(getattr(each, when), count) for each in found)
