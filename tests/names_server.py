"""A DNS server of the tests' own, over UDP and TCP, which may also be late, in trouble, or lie; and a bare zone."""

import contextlib
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from mailbot.names import Answer, Kind, NoAnswerNow

Zone = Mapping[str, Mapping[str, Sequence[str]]]
"""Name → kind → records as in a zone file; of TXT the text alone."""


def quoted(text: str) -> str:
    """A TXT record as a zone file has it, cut into strings of at most 255 octets."""
    return " ".join(f'"{text[start : start + 250]}"' for start in range(0, len(text), 250)) or '""'


class StaticNames:
    """Answers from a zone at once: for stories, in which nobody is asked. Counts what was asked."""

    def __init__(self, zone: Zone | None = None) -> None:
        self.zone: dict[str, dict[str, list[str]]] = {}
        self.silent: set[str] = set()
        """Names about which there is no answer now."""
        self.asked: Counter[tuple[str, str]] = Counter()
        for name, records in (zone or {}).items():
            for kind, values in records.items():
                self.publish(name, kind, *values)

    def publish(self, name: str, kind: str, *values: str) -> None:
        """Put records in the zone."""
        self.zone.setdefault(name.lower(), {}).setdefault(kind, []).extend(values)

    def forget(self, name: str) -> None:
        """Take a name out of the zone."""
        self.zone.pop(name.lower(), None)

    def ask(self, name: str, kind: Kind) -> Answer:
        """See `mailbot.names.Names`."""
        name = name.lower().removesuffix(".")
        self.asked[name, kind.value] += 1
        if name in self.silent:
            raise NoAnswerNow
        if name not in self.zone:
            return Answer(exists=any(other.endswith(f".{name}") for other in self.zone))
        for _ in range(10):
            records = self.zone.get(name, {})
            if "CNAME" not in records:
                break
            name = records["CNAME"][0].lower()
        return Answer(tuple(value.split()[-1].encode() if kind is Kind.MX else value.encode("utf-8", "surrogateescape")
                            for value in self.zone.get(name, {}).get(kind.value, ())))  # fmt: skip

    def for_one_mail(self) -> "StaticNames":
        """The same: no time passes."""
        return self


@dataclass
class NamesServer:
    """An authoritative server for its zone, and the root of all else; one thread for each way to be asked."""

    zone: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    ttl: int = 300
    negative_ttl: int = 60
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    stalls: set[str] = field(default_factory=set)
    """Names about which it says nothing; `*`: about none."""
    in_trouble: set[str] = field(default_factory=set)
    """Names for which it answers SERVFAIL."""
    lies: set[str] = field(default_factory=set)
    """Names for which it first sends an answer under another id, as somebody who guesses would."""
    truncates: set[str] = field(default_factory=set)
    """Names whose answer over UDP is cut, so that it is asked for over TCP."""
    over_tcp: int = 0
    host: str = "127.0.0.1"
    wanted_port: int = 0
    """0 for any that is free."""

    def __enter__(self) -> "NamesServer":
        self._tcp, self._udp = _two_sockets(self.host, self.wanted_port)
        self.port = self._udp.getsockname()[1]
        self._stopped = False
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._serve_udp, self._serve_tcp)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped = True
        self._udp.sendto(b"", (self.host, self.port))
        socket.create_connection((self.host, self.port)).close()
        for thread in self._threads:
            thread.join()
        self._udp.close()
        self._tcp.close()

    @property
    def address(self) -> str:
        """As the settings have it."""
        return f"{self.host}:{self.port}"

    def publish(self, name: str, kind: str, *values: str) -> None:
        """Put records in the zone."""
        self.zone.setdefault(name.lower(), {}).setdefault(kind, []).extend(values)

    def _serve_udp(self) -> None:
        while True:
            wire, who = self._udp.recvfrom(65_535)
            if self._stopped:
                return
            for reply in self._replies(wire, over_udp=True):
                self._udp.sendto(reply, who)

    def _serve_tcp(self) -> None:
        while True:
            client, _ = self._tcp.accept()
            with client, contextlib.suppress(OSError):  # whoever asked may have given up
                if self._stopped:
                    return
                head = client.recv(2, socket.MSG_WAITALL)
                if len(head) < 2:
                    continue
                self.over_tcp += 1
                wire = client.recv(struct.unpack("!H", head)[0], socket.MSG_WAITALL)
                for reply in self._replies(wire, over_udp=False):
                    client.sendall(struct.pack("!H", len(reply)) + reply)
                time.sleep(0.01)

    def _replies(self, wire: bytes, *, over_udp: bool) -> list[bytes]:
        asked = dns.message.from_wire(wire)
        question = asked.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        self.asked[name, dns.rdatatype.to_text(question.rdtype)] += 1
        if "*" in self.stalls or name in self.stalls:
            return []
        reply = dns.message.make_response(asked, recursion_available=True)
        if name in self.in_trouble:
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif over_udp and name in self.truncates:
            reply.flags |= dns.flags.TC
        else:
            self._answer(reply, name, question.rdtype)
        honest = reply.to_wire(max_size=65_535)
        if name not in self.lies:
            return [honest]
        forged = dns.message.make_response(asked, recursion_available=True)
        forged.answer.append(dns.rrset.from_text(question.name, 300, "IN", "TXT", '"v=forged"'))
        forged.id = asked.id ^ 0x5555
        return [forged.to_wire(), honest]

    def _answer(self, reply: dns.message.Message, name: str, rdtype: dns.rdatatype.RdataType) -> None:
        kind = dns.rdatatype.to_text(rdtype)
        for _ in range(10):
            records = self.zone.get(name)
            if records is None:
                below = any(other.endswith(f".{name}") for other in self.zone)
                if not below and not reply.answer:
                    reply.set_rcode(dns.rcode.NXDOMAIN)
                break
            if kind in records:
                values = [quoted(value) if kind == "TXT" else value for value in records[kind]]
                reply.answer.append(dns.rrset.from_text(_absolute(name), self.ttl, "IN", kind, *values))
                return
            if "CNAME" not in records:
                break
            target = records["CNAME"][0].lower()
            reply.answer.append(dns.rrset.from_text(_absolute(name), self.ttl, "IN", "CNAME", f"{target}."))
            name = target
        soa = f"ns.example. hostmaster.example. 1 3600 600 86400 {self.negative_ttl}"
        reply.authority.append(dns.rrset.from_text(dns.name.root, self.negative_ttl, "IN", "SOA", soa))


def _two_sockets(host: str, port: int) -> tuple[socket.socket, socket.socket]:
    """For TCP and UDP on one port: what is free for the one may be taken for the other."""
    for _ in range(20):
        tcp = socket.create_server((host, port))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(tcp.getsockname())
        except OSError:
            tcp.close()
            udp.close()
        else:
            return tcp, udp
    raise OSError("no port is free for both")


def _absolute(name: str) -> dns.name.Name:
    return dns.name.from_text(f"{name}.")
