"""What a forwarder saw before it changed a mail: ARC (RFC 8617), its arithmetic as for DKIM."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import dkim

from mailbot.inbound.authentication.authres import Field, read_field
from mailbot.inbound.authentication.dkim import Signed, Unsound, domain_in, read_tags, verify_signature
from mailbot.inbound.authentication.results import Result
from mailbot.names import Names

MOST_SETS = 10
"""Of one chain that are looked at; the RFC allows 50, and mails go through three."""
_ARC_FIELDS = (b"arc-seal", b"arc-message-signature", b"arc-authentication-results")


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of seals, and what its last one carries."""

    result: Result
    sealer: str = ""
    """The domain of the last seal."""
    told: Field | None = None
    """The Authentication-Results under it; None unless the chain holds, and it can be read."""


NO_CHAIN = Chain(Result.NONE)


def check_arc(names: Names, signed: Signed, *, is_trusted: Callable[[str], bool], now: datetime) -> Chain:
    """Check the chain of a mail, if whoever sealed it last is trusted; any other proves nothing to us. Never raises."""
    try:
        return _check(names, signed, is_trusted, now)
    except Unsound as reason:
        return Chain(reason.result)
    except Exception:  # dkimpy lets out IndexError, KeyError, UnicodeError
        return Chain(Result.PERMERROR)


def _check(names: Names, signed: Signed, is_trusted: Callable[[str], bool], now: datetime) -> Chain:
    fields = [each for each in signed.fields if each[0].lower() in _ARC_FIELDS]
    if not fields:
        return NO_CHAIN
    if len(fields) > 3 * MOST_SETS:
        raise Unsound(Result.PERMERROR)
    for _, value in fields:
        if len(value) > 20_000:
            raise Unsound(Result.PERMERROR)
    arc = _Arc(names, signed)
    last, by_instance = arc.sorted_arc_headers()
    if last == 0 or last > MOST_SETS:
        raise Unsound(Result.PERMERROR)
    of_last = {name.lower(): value for instance, (name, value) in by_instance if instance == last}
    seal, message = read_tags(of_last[b"arc-seal"]), read_tags(of_last[b"arc-message-signature"])
    sealer = domain_in(seal)
    if not (is_trusted(sealer) and is_trusted(domain_in(message))):
        return Chain(Result.NONE, sealer)
    verdict, _sets, _reason = arc.verify(dnsfunc=None)
    if arc.trouble:
        return Chain(Result.TEMPERROR, sealer)
    if verdict != dkim.CV_Pass:
        return Chain(Result.FAIL, sealer)
    include = [name.strip().lower() for name in message[b"h"].split(b":")]
    if b"l" in message or b"from" not in include:
        return Chain(Result.POLICY, sealer)
    told = read_field(of_last[b"arc-authentication-results"].decode("utf-8", "replace"))
    return Chain(Result.PASS, sealer, told if told is not None and told.instance == last else None)


class _Arc(dkim.ARC):  # type: ignore[misc]
    """dkimpy's walk over a chain; each signature within it is checked as ours are."""

    def __init__(self, names: Names, signed: Signed) -> None:
        super().__init__()
        self.headers = [[name, value] for name, value in signed.fields]
        self._names, self._signed = names, signed
        self.trouble = False
        """Whether a key could not be asked for."""

    def verify_sig(self, sig: Any, include_headers: Any, sig_header: Any, dnsfunc: Any) -> bool:
        """One message signature or seal."""
        if b"i" in sig:
            sig = {name: value for name, value in sig.items() if name != b"i"}  # here it counts, and names nobody
        try:
            return verify_signature(self._names, self._signed, sig, include_headers, sig_header) is Result.PASS
        except Unsound as reason:
            self.trouble = self.trouble or reason.result is Result.TEMPERROR
            return False


def trusts(forwarders: Collection[str]) -> Callable[[str], bool]:
    """Whether a sealer is one of these domains; a subdomain is somebody else."""
    return frozenset(forwarders).__contains__
