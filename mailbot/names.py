"""What the DNS says, within a time: one question, one answer, kept for as long as its TTL tells."""

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import dns.exception
import dns.message
import dns.name
import dns.nameserver
import dns.rdatatype
import dns.resolver

from mailbot.domains import server_address

QUESTIONS_A_MAIL = 100
"""RFC 7208, section 4.6.4 allows a policy ten lookups, and each `mx` ten addresses; keys and policies come on top."""
SHARE_OF_A_QUESTION = 4
"""A question may take this part of a mail's whole time: one server that is silent does not use up all of it."""
_MOST_KEPT = 4_096
_LARGEST_KEPT = 8_000
"""Octets of an answer that is kept."""
_MOST_RECORDS = 100
_LONGEST = timedelta(days=1)
_LONGEST_NO = timedelta(minutes=15)
"""How long « there is none » is believed (RFC 2308, section 5 lets a resolver cap it)."""
_NO_ANSWER = timedelta(seconds=30)
"""How long a server that did not answer is left alone (RFC 2308, section 7.1 allows five minutes)."""


class Kind(StrEnum):
    """Of record."""

    A = "A"
    AAAA = "AAAA"
    MX = "MX"
    PTR = "PTR"
    TXT = "TXT"


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is under a name: of TXT, each record's strings joined; of MX, the hosts, most preferred first."""

    records: tuple[bytes, ...] = ()
    exists: bool = True
    """False: NXDOMAIN; there is nothing of any kind under the name, nor below it (RFC 8020)."""

    def texts(self) -> tuple[str, ...]:
        """The records as text: addresses and names are ASCII."""
        return tuple(record.decode("ascii", "replace") for record in self.records)


NOTHING = Answer(exists=False)


class NoAnswerNow(Exception):
    """No server has answered in time, or those that did were in trouble: another day there may be an answer."""


class Names(Protocol):
    """Who is asked about names."""

    def ask(self, name: str, kind: Kind) -> Answer:
        """What there is of that kind under a name; aliases are followed. Raises NoAnswerNow, and nothing else."""

    def for_one_mail(self) -> "Names":
        """The same, for as long and as often as one mail may ask."""


class Resolver:
    """Asks recursive servers, over UDP and, where an answer is too long for it, TCP. For any number of threads."""

    def __init__(self, servers: Iterable[str], *, seconds: float, clock: Callable[[], datetime]) -> None:
        """`servers` as `192.0.2.1`, `192.0.2.1:5353` or `[2001:db8::1]:53`; none: those of this machine.

        `seconds` is for all that one mail asks. Raises ValueError when a server is no address.
        """
        self._resolver = _resolver(servers)
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[tuple[str, Kind], tuple[datetime, Answer | None]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, name: str, kind: Kind) -> Answer:
        """See Names."""
        return self.ask_within(name, kind, self._seconds / SHARE_OF_A_QUESTION)

    def for_one_mail(self) -> "OneMail":
        """See Names."""
        return OneMail(self, self._seconds)

    def ask_within(self, name: str, kind: Kind, seconds: float) -> Answer:
        """The same as `ask`, in less time. What is kept is told even when there is none left."""
        name = name.lower().removesuffix(".")
        question = _as_question(name)
        if question is None:
            return NOTHING
        kept = self._find((name, kind))
        if kept is not None:
            return kept
        if seconds <= 0:
            raise NoAnswerNow
        try:
            answer, lasts = self._put_question(question, kind, min(seconds, self._seconds / SHARE_OF_A_QUESTION))
        except Exception:
            # dnspython lets out its own errors, those of the socket and, of odd octets, those of its readers.
            # A question that had less than its time is not remembered: a mail could spend its own on purpose, and leave
            # somebody else's domain silent for those that come after it.
            if seconds >= self._seconds / SHARE_OF_A_QUESTION:
                self._keep((name, kind), None, _NO_ANSWER)
            raise NoAnswerNow from None
        self._keep((name, kind), answer, lasts)
        return answer

    def _put_question(self, question: dns.name.Name, kind: Kind, seconds: float) -> tuple[Answer, timedelta]:
        rdtype = dns.rdatatype.from_text(kind.value)
        try:
            found = self._resolver.resolve(question, rdtype, search=False, raise_on_no_answer=False, lifetime=seconds)
        except dns.resolver.NXDOMAIN as none:
            responses = none.responses()  # type: ignore[no-untyped-call]
            return NOTHING, _capped(_ttl_of_no(responses.values()), _LONGEST_NO)
        lasts = timedelta(seconds=found.chaining_result.minimum_ttl)
        if found.rrset is None:
            return Answer(), _capped(lasts, _LONGEST_NO)
        return Answer(_records(found.rrset, kind)), _capped(lasts, _LONGEST)

    def _find(self, key: tuple[str, Kind]) -> Answer | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            until, answer = kept
            if until <= self._clock():
                del self._kept[key]
                return None
            self._kept.move_to_end(key)
        if answer is None:
            raise NoAnswerNow
        return answer

    def _keep(self, key: tuple[str, Kind], answer: Answer | None, lasts: timedelta) -> None:
        if answer is not None and sum(map(len, answer.records)) > _LARGEST_KEPT:
            return
        with self._lock:
            self._kept[key] = (self._clock() + lasts, answer)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)


class OneMail:
    """A resolver's answers until the time of one mail is over, or its questions are."""

    def __init__(self, resolver: Resolver, seconds: float) -> None:
        self._resolver = resolver
        self._ends = time.monotonic() + seconds
        self._left = QUESTIONS_A_MAIL

    def ask(self, name: str, kind: Kind) -> Answer:
        """See Names."""
        if self._left <= 0:
            raise NoAnswerNow
        self._left -= 1
        return self._resolver.ask_within(name, kind, self._ends - time.monotonic())

    def for_one_mail(self) -> "OneMail":
        """The time that has begun goes on."""
        return self


def _resolver(servers: Iterable[str]) -> dns.resolver.Resolver:
    resolver = dns.resolver.Resolver(configure=False)
    own = [dns.nameserver.Do53Nameserver(*server_address(server)) for server in servers]
    if own:
        resolver.nameservers = own
    else:
        with contextlib.suppress(dns.exception.DNSException):  # then nobody answers, and nothing is known of anybody
            resolver = dns.resolver.Resolver()
    resolver.cache = None
    # Room for what is usual (RFC 6891), and no more than what crosses the net unbroken: longer answers come over TCP.
    resolver.use_edns(0, 0, 1232)
    return resolver


def _as_question(name: str) -> dns.name.Name | None:
    """The name as the DNS carries it; None when no server could know it. A backslash means nothing here."""
    try:
        labels = [label.encode("ascii") for label in name.split(".")]
        return dns.name.Name([*labels, b""]) if all(labels) else None
    except (UnicodeError, dns.exception.DNSException):
        return None


def _records(rrset: Iterable[object], kind: Kind) -> tuple[bytes, ...]:
    found: list[tuple[int, bytes]] = []
    for record in rrset:
        match kind:
            case Kind.TXT:
                found.append((0, b"".join(getattr(record, "strings"))))  # noqa: B009
            case Kind.MX:
                found.append((getattr(record, "preference"), _plain(getattr(record, "exchange"))))  # noqa: B009
            case Kind.PTR:
                found.append((0, _plain(getattr(record, "target"))))  # noqa: B009
            case _:
                found.append((0, str(getattr(record, "address")).encode("ascii")))  # noqa: B009
    return tuple(octets for _, octets in sorted(found[:_MOST_RECORDS], key=lambda each: each[0]))


def _plain(name: dns.name.Name) -> bytes:
    return b".".join(name.labels).rstrip(b".").lower()


def _ttl_of_no(responses: Iterable[dns.message.Message]) -> timedelta:
    """How long NXDOMAIN holds, by the SOA beside it (RFC 2308, section 5)."""
    lasts = [timedelta(seconds=response.resolve_chaining().minimum_ttl) for response in responses]  # type: ignore[attr-defined]
    return min(lasts, default=timedelta())


def _capped(lasts: timedelta, most: timedelta) -> timedelta:
    return min(lasts, most)
