"""Who comes, how often and with how much: counted by crowd, in memory, in tables that have an end."""

import ipaddress
from collections import Counter, OrderedDict
from collections.abc import Sequence
from itertools import islice

from mailbot.inbound.dialogue import DoorLimits

BURST_MINUTES = 5
"""So many minutes' worth may come at once: a manager answers sixty mails before lunch, a server was away."""
_MOST_NAMES = 20_000
"""Of one table. Whoever was seen longest ago is forgotten first."""
_FORGOTTEN_AT_ONCE = 64
SMALL = 256_000
"""Octets. A mail that is no larger finds room when large ones have taken theirs."""
_ROOM_FOR_SMALL = 8
"""An eighth more than the limit, for small mails alone."""
_SHARE_OF_A_CROWD = 2
"""A crowd may have half of the octets in hand."""
_FEWER = 10
"""A tenth of its connections is what a crowd may have while they run short: so others still find one."""
_SHORT_OF_ROOM = 0.8
"""Of all connections: from here on those that bring nothing are shown out sooner."""


class Flow:
    """So many a minute of each name, five minutes' worth at once: a leaky bucket (GCRA), one number a name."""

    def __init__(self, a_minute: float, *, names: int = _MOST_NAMES) -> None:
        """`a_minute`: 0 for no bound."""
        self._apart = 60.0 / a_minute if a_minute else 0.0
        self._ahead = max(BURST_MINUTES * 60.0, self._apart)  # one may come, however rarely
        self._names = names
        self._full_until: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_until)

    def is_over(self, name: str, now: float) -> bool:
        """Whether one more of this name would be too many now."""
        return self._full_until.get(name, now) - now > self._ahead - self._apart

    def take(self, name: str, now: float) -> bool:
        """Count one more, unless it is too many."""
        if not self._apart:
            return True
        if self.is_over(name, now):
            return False
        self._full_until[name] = max(now, self._full_until.get(name, now)) + self._apart
        self._full_until.move_to_end(name)
        if len(self._full_until) > self._names:
            self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        # The empty ones among those seen longest ago; and the oldest one in any case.
        for name in [n for n, until in islice(self._full_until.items(), _FORGOTTEN_AT_ONCE) if until <= now]:
            del self._full_until[name]
        while len(self._full_until) > self._names:
            self._full_until.popitem(last=False)


class Crowds:
    """What each crowd has of the door: connections, mails a minute, wrong addresses, octets in memory.

    A crowd is an IPv4 address or an IPv6 /64. The mail server in front (`fronts`, or a Unix socket) brings everybody's
    mail: its mails, its wrong addresses and its octets are not counted against it.
    """

    def __init__(self, limits: DoorLimits, fronts: Sequence[str] = ()) -> None:
        """`fronts`: addresses and networks."""
        self.limits = limits
        self._fronts = tuple(ipaddress.ip_network(front, strict=False) for front in fronts)
        self._connections: Counter[str] = Counter()
        self._octets: Counter[str] = Counter()
        self._meetings = Flow(limits.connections_a_minute)
        self._mails = Flow(limits.mails_a_minute)
        self._senders = Flow(limits.mails_of_a_sender)
        self._wrong = Flow(limits.wrong_addresses)
        self._few = max(1, limits.connections_a_peer // _FEWER)
        self.connected = 0
        self.octets_in_hand = 0

    def let_in(self, peer: str, now: float) -> str:
        """Count a connection in; or why not, as a code; empty when it is in."""
        crowd, trusted = crowd_of(peer), self._is_front(peer)
        if self.connected >= self.limits.connections:
            return "connections"
        if peer and self._connections[crowd] >= self.limits.connections_a_peer:
            return "connections_of_a_peer"
        if self.is_short_of_room and not trusted and self._connections[crowd] >= self._few:
            return "connections_of_a_peer"
        if not trusted and self._wrong.is_over(crowd, now):
            return "wrong_addresses"
        if not trusted and not self._meetings.take(crowd, now):
            return "connections_too_often"
        self._connections[crowd] += 1
        self.connected += 1
        return ""

    def let_out(self, peer: str) -> None:
        """Count a connection out."""
        _take_off(self._connections, crowd_of(peer), 1)
        self.connected -= 1

    @property
    def is_short_of_room(self) -> bool:
        """Whether so many are connected that those who bring nothing have to make room."""
        return self.connected >= _SHORT_OF_ROOM * self.limits.connections

    def may_write(self, peer: str, sender: str, now: float) -> str:
        """Count a mail that begins; or why it is one too many now, as a code."""
        if not self._is_front(peer) and not self._mails.take(crowd_of(peer), now):
            return "mails_of_a_peer"
        # Of one crowd: whoever writes in another's name from elsewhere takes nothing from them.
        if sender and not self._senders.take(f"{crowd_of(peer)} {sender.lower()}", now):
            return "mails_of_a_sender"
        return ""

    def may_name(self, peer: str, now: float) -> bool:
        """Count an address that is none of ours; False when it is one too many, of all connections of this crowd."""
        return self._is_front(peer) or self._wrong.take(crowd_of(peer), now)

    def hold(self, peer: str, octets: int) -> None:
        """Count octets of a mail that are in memory now."""
        self.octets_in_hand += octets
        self._octets[crowd_of(peer)] += octets

    def let_go(self, peer: str, octets: int) -> None:
        """Count them out."""
        self.octets_in_hand -= octets
        _take_off(self._octets, crowd_of(peer), octets)

    def has_room(self, peer: str, of_this: int, *, more: int = 0) -> bool:
        """Whether a mail of which `of_this` octets are held may bring `more`, or stay.

        Large ones give way first: small mails of others still come while somebody sends thirty megabytes at a time.
        """
        most = self.limits.octets_in_hand
        if of_this + more <= SMALL:
            return self.octets_in_hand + more <= most + most // _ROOM_FOR_SMALL
        if self.octets_in_hand + more > most:
            return False
        return self._is_front(peer) or self._octets[crowd_of(peer)] + more <= most // _SHARE_OF_A_CROWD

    def _is_front(self, peer: str) -> bool:
        if not peer:
            return True
        if not self._fronts:
            return False
        address = ipaddress.ip_address(peer)
        return any(address in front for front in self._fronts)


def _take_off(counts: Counter[str], crowd: str, number: int) -> None:
    counts[crowd] -= number
    if counts[crowd] <= 0:
        del counts[crowd]


def crowd_of(peer: str) -> str:
    """Whom a connection is counted for: a client has one IPv4 address, and 2**64 of IPv6."""
    return str(ipaddress.ip_network((peer, 64), strict=False)) if ":" in peer else peer
