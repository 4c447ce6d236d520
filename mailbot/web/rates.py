"""How often anybody may ask: a bucket for each client and for each link, which fills up again with time."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network
from math import ceil
from time import monotonic
from types import MappingProxyType

_MOST_BUCKETS = 20_000
"""Of clients, and as many of links: the ones that nobody has touched for longest are forgotten first."""
_IPV6_CUSTOMER = 64
"""Whoever has one IPv6 address has a whole /64 of them (RFC 6177)."""


class Asked(StrEnum):
    """What is asked, by what it costs."""

    READING = "reading"
    PICTURE = "picture"
    PRESSING = "pressing"
    COSTLY = "costly"
    """An export, files that are handed in."""
    GUESSING = "guessing"
    """A link that was sealed by nobody of us."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and one more each so many seconds."""

    at_once: int
    seconds: float


PACES: Mapping[Asked, tuple[Pace, Pace]] = MappingProxyType(
    {
        Asked.READING: (Pace(600, 0.1), Pace(240, 0.5)),
        Asked.PICTURE: (Pace(600, 0.2), Pace(240, 0.5)),
        Asked.PRESSING: (Pace(120, 1.0), Pace(120, 1.0)),
        Asked.COSTLY: (Pace(40, 5.0), Pace(20, 10.0)),
        Asked.GUESSING: (Pace(30, 20.0), Pace(30, 20.0)),
    }
)
"""For one client, and for one link. A whole agency may be one client: its people share an address."""


class Buckets:
    """What is left to each of many, no more of them than are worth remembering."""

    def __init__(self, most: int = _MOST_BUCKETS) -> None:
        self._most = most
        self._left: OrderedDict[tuple[Asked, object], tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, asked: Asked, who: object, pace: Pace, *, now: float) -> float:
        """Seconds until the next one may be taken; 0 when one is left. It takes none."""
        return max(0.0, 1.0 - self._level(asked, who, pace, now=now)) * pace.seconds

    def take(self, asked: Asked, who: object, pace: Pace, *, now: float) -> float:
        """Take one, when there is one left; seconds to wait when there is none."""
        level = self._level(asked, who, pace, now=now)
        if level < 1.0:
            return (1.0 - level) * pace.seconds
        self._left[asked, who] = (level - 1.0, now)
        self._left.move_to_end((asked, who))
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0.0

    def _level(self, asked: Asked, who: object, pace: Pace, *, now: float) -> float:
        level, at = self._left.get((asked, who), (float(pace.at_once), now))
        return min(float(pace.at_once), level + max(0.0, now - at) / pace.seconds)


class Rates:
    """Whether a request may go on. In memory: each process counts for itself, and forgets all when it ends."""

    def __init__(
        self, proxies: Sequence[str] = (), *, most: int = _MOST_BUCKETS, clock: Callable[[], float] = monotonic
    ) -> None:
        self._proxies = tuple(ip_network(each) for each in proxies)
        self._clients, self._links = Buckets(most), Buckets(most)
        self._clock = clock

    def seconds_to_wait(
        self, asked: Asked, client: str | None, link: str, is_ours: Callable[[str], bool] = lambda _: False
    ) -> int:  # fmt: skip
        """0 when the request may go on. `link`: what is sealed in its address, empty when it has none. `is_ours`:
        whether it bears our seal; whoever shares an address with somebody who guesses is not kept out by that."""
        now, (a_client, a_link) = self._clock(), PACES[asked]
        waits = [0.0]
        if client is not None:
            guessed = self._clients.wait(Asked.GUESSING, client, PACES[Asked.GUESSING][0], now=now) if link else 0.0
            waits.append(guessed if guessed and not is_ours(link) else 0.0)
            waits.append(self._clients.take(asked, client, a_client, now=now))
        if link and not any(waits):
            waits.append(self._links.take(asked, hash(link), a_link, now=now))
        return ceil(max(waits))

    def guessed(self, client: str | None) -> None:
        """A client asked for a link that is none of ours."""
        if client is not None:
            self._clients.take(Asked.GUESSING, client, PACES[Asked.GUESSING][0], now=self._clock())

    def client_of(self, host: str | None) -> str | None:
        """Who asks, as far as they share one fate; None for whom we cannot tell apart: a proxy of ours that names
        nobody, and this machine."""
        try:
            address = ip_address(host or "")
        except ValueError:
            return host or None
        if any(address in network for network in self._proxies):
            return None
        if address.version == 6:
            if address.ipv4_mapped is not None:
                return str(address.ipv4_mapped)
            return str(ip_network((address, _IPV6_CUSTOMER), strict=False))
        return str(address)
