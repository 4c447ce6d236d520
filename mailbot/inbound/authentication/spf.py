"""Whether a host may send in the name of an envelope's domain: SPF (RFC 7208), by pyspf with our own questions."""

import ipaddress
from typing import Any

import spf

from mailbot.domains import one_form
from mailbot.inbound.authentication.results import Identity, Result
from mailbot.names import Kind, Names, NoAnswerNow

_LONGEST_RECORD = 10_000
_LONGEST_TERM = 512
"""pyspf looks at a term in quadratic time; a domain name has 253 characters, macros make a term longer."""
_LONGEST_SENDER = 320


def check_spf(names: Names, *, mail_from: str, helo: str, peer: str) -> Identity:
    """What the domain of MAIL FROM says of the host at `peer`; the one of HELO when the sender is null. Never raises.

    The identity's domain is "" when there is none to ask about.
    """
    sender = mail_from.strip("<> ")[:_LONGEST_SENDER]
    domain = one_form((sender.rpartition("@")[2] if sender else helo).rstrip(".")) or ""
    if "." not in domain or domain.startswith("["):
        return Identity()
    local = sender.rpartition("@")[0] or "postmaster"
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:  # a Unix socket has none
        return Identity(domain)
    try:
        query = _Query(names, str(address), local, domain, helo or "unknown")
        result, _code, _words = query.check()
        return Identity(domain, Result(result))
    except Exception:  # a record may be anything: pyspf lets out AssertionError, ValueError, RecursionError
        return Identity(domain, Result.PERMERROR)


class _Query(spf.query):  # type: ignore[misc]
    """pyspf's evaluation, with its limits, asking whom we are given."""

    def __init__(self, names: Names, peer: str, local: str, domain: str, helo: str) -> None:
        super().__init__(i=peer, s=f"{local}@{domain}", h=helo, strict=True)
        # pyspf takes what follows the first @ for the domain, which in `"a@b.example"@c.example` is somebody else's.
        self.l, self.o, self.d = local, domain, domain
        self._names = names

    def dns(self, name: Any, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        """What pyspf asks: aliases are followed for it, and what leads to nothing is counted."""
        try:
            answer = self._names.ask(str(name), Kind(qtype))
        except NoAnswerNow:
            raise spf.TempError("no answer now") from None
        if not answer.records and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("void lookup limit exceeded")
        match qtype:
            case "TXT":
                return [(record,) for record in answer.records]
            case "MX":
                return list(enumerate(answer.texts()))
        return list(answer.texts())

    def dns_ptr(self, i: Any) -> list[Any]:
        """RFC 7208, section 5.5: when the lookup of PTR fails, the mechanism does not match, and no more."""
        try:
            return self.dns(f"{spf.reverse_dots(i)}.{self.v}.arpa", "PTR")
        except spf.TempError:
            return []

    def validated_ptrs(self) -> list[Any]:
        """The same section: a name whose address cannot be had is passed over."""
        return [name for name in self.dns_ptr(self.i)[: spf.MAX_PTR] if self._leads_back(name)]

    def _leads_back(self, name: str) -> bool:
        try:
            return bool(self.cidrmatch(self.dns_a(name, self.A), self.cidrmax))
        except spf.TempError:
            return False

    def check0(self, record: Any, recursion: int) -> Any:
        """One record. Raises pyspf's PermError for one that is too long to look at."""
        if record and (len(record) > _LONGEST_RECORD or any(len(term) > _LONGEST_TERM for term in record.split(" "))):
            raise spf.PermError("record too long")
        return super().check0(record, recursion)

    def get_explanation(self, spec: str) -> None:
        """None is asked for: it is for the answer to a sender who is refused, and we give none."""
