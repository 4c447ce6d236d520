"""Who a mail's domain says it is from: `authenticate`, once a mail, before anything is done with it."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import getaddresses

from mailbot.domains import one_form
from mailbot.inbound.authentication.arc import check_arc, trusts
from mailbot.inbound.authentication.authres import Field, Told, by_this_server
from mailbot.inbound.authentication.dkim import Signed, check_dkim, open_signed
from mailbot.inbound.authentication.dmarc import Policy, evaluate, find_policy, is_aligned
from mailbot.inbound.authentication.results import UNKNOWN, Authentication, By, Identity, Result
from mailbot.inbound.authentication.spf import check_spf
from mailbot.inbound.fields import split_fields, unfold
from mailbot.inbound.mailboxes import read_mailboxes
from mailbot.inbound.parsing import ParsedMail, Trouble
from mailbot.names import Names
from mailbot.settings import Trust
from mailbot.telemetry import logger
from mailbot.threads.addresses import normal_address

log = logger(__name__)

_MOST_TOLD = 20
"""Fields of the front that are read."""


def authenticate(
    names: Names | None, trust: Trust, raw: bytes, mail: ParsedMail, *, mail_from: str, helo: str, peer: str,
    now: datetime,
) -> Authentication:  # fmt: skip
    """What is known of a mail's sender. Never raises; its time is that of `names`, its work bounded.

    `raw` is what came over the wire, without our own Received; `peer` the address of the host that handed it over, ""
    when it came through a Unix socket; `now` the instant at which it came: signatures end.
    """
    try:
        return _authenticate(names, trust, raw, mail, mail_from=mail_from, helo=helo, peer=peer, now=now)
    except Exception:  # a fault of ours is no proof of anything, and no reason to lose a mail
        log.fault("authentication_fault")
        return UNKNOWN


def _authenticate(
    names: Names | None, trust: Trust, raw: bytes, mail: ParsedMail, *, mail_from: str, helo: str, peer: str,
    now: datetime,
) -> Authentication:  # fmt: skip
    # In the very form in which somebody on file is looked up: what else stands in it must not hide whose domain it is.
    domain = normal_address(mail.sender.address).rpartition("@")[2]
    if trust.mode == "off" or "." not in domain or domain.startswith("[") or Trouble.SEVERAL_SENDERS in mail.troubles:
        return UNKNOWN  # RFC 7489, section 6.6.1: no domain, or several
    signed = open_signed(raw)
    asked = names.for_one_mail() if names is not None else None
    if signed is None or not _is_read_alike(signed, mail, domain):
        return _as_nobody_vouches_for(asked, domain)
    if trust.mode == "front":
        if not _is_the_front(trust, peer):
            return _as_nobody_vouches_for(asked, domain)
        return _as_the_front_tells(asked, trust, raw, domain)
    if asked is None:
        return Authentication(from_domain=domain)
    found = _check_ourselves(asked, signed, domain, mail_from=mail_from, helo=helo, peer=peer, now=now)
    if found.passes or not trust.trusted_forwarders:
        return found
    return _as_a_forwarder_tells(asked, trust, signed, found, now=now)


def _is_read_alike(signed: Signed, mail: ParsedMail, domain: str) -> bool:
    """Whether the one From is what the signatures cover, what we take for the sender, and what others would.

    A mail that two programs read differently is a way to have one domain vouch for what another shows.
    """
    written = signed.named(b"from")
    if len(written) != 1 or len(mail.headers_named("from")) != 1:
        return False
    senders = {mailbox.normalised for mailbox in read_mailboxes(written[0].decode("latin-1"))}
    # SMTPUTF8 mail has a domain as it is spoken (RFC 6531); anything else is ASCII here.
    others = domains_read_by_others(unfold(written[0].decode("utf-8", "replace")))
    return senders == {mail.sender.normalised} and {one_form(other) for other in others} <= {domain}


def domains_read_by_others(plain: str) -> set[str]:
    """The domains that Python's reader, standing for any other program, finds in a From."""
    if sender := _PLAIN_SENDER.fullmatch(plain):
        return {sender[1]}
    return {address.rpartition("@")[2].rstrip(".") for _, address in getaddresses([plain]) if "@" in address}


_PLAIN_SENDER = re.compile(
    r"[ \t]*+(?:(?:[\w-]++|=\?[\w-]{1,60}\?[bBqQ]\?[\w+/=]*\?=)[ \t]++)*+"
    r"<[\w+-]++(?:\.[\w+-]++)*+@([a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)++)>[ \t]*+",
    re.ASCII,
)
"""Words, and one address of nothing but words and points between angle brackets: there is but one way to read it, and
most From are so."""


def _as_nobody_vouches_for(names: Names | None, domain: str) -> Authentication:
    """A mail that is written to be read in two ways is nobody's: no signature, no host and no front stands for it."""
    if names is None:
        return Authentication(from_domain=domain)
    policy = find_policy(names, domain)
    dmarc, _ = evaluate(policy, domain, spf=Identity(), dkim=())
    return Authentication(dmarc=dmarc, policy=policy.asks, from_domain=domain, by=By.OWN)


# ---- Ourselves


def _check_ourselves(
    names: Names, signed: Signed, domain: str, *, mail_from: str, helo: str, peer: str, now: datetime
) -> Authentication:
    # In the order of what counts: a stranger's domain could be slow on purpose, and must not use up the others' time.
    policy = find_policy(names, domain)

    def may_stand(other: str) -> bool:
        return is_aligned(other, domain, strict=False)

    dkim = check_dkim(names, signed, first=may_stand, now=now)
    spf = check_spf(names, mail_from=mail_from, helo=helo, peer=peer)
    dmarc, aligned = evaluate(policy, domain, spf=spf, dkim=dkim)
    if dmarc is Result.FAIL and not peer:
        dmarc = Result.NONE  # nobody has told us which host sent it, and that is not the sender's fault
    return Authentication(spf, dkim, dmarc, policy.asks, domain, By.OWN, aligned)


# ---- The mail server in front


def _is_the_front(trust: Trust, peer: str) -> bool:
    """Whether the host that handed a mail over is the front: another one writes into its fields what it likes."""
    if not peer:
        return True  # our Unix socket: its rights say who may
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(host, strict=False) for host in trust.front_hosts)


def _as_the_front_tells(names: Names | None, trust: Trust, raw: bytes, domain: str) -> Authentication:
    """What the front's own fields say, and nothing else: whoever wrote the mail may have written such fields too."""
    fields = by_this_server(_on_top(raw, hops=trust.authserv_hops), trust.authserv_id) if trust.authserv_id else []
    if not fields:
        return Authentication(from_domain=domain)
    return _as_told(names, fields, domain, By.FRONT)


def _on_top(raw: bytes, *, hops: int) -> list[str]:
    """The Authentication-Results above everything that came from outside (RFC 8601, section 5).

    Every server writes its fields on top: what stands above the topmost Received was written by the last one, and the
    sender has no way to get there. A front that writes its results below its own Received (Postfix with milters) has
    `hops` of them; then it must remove those of others, as the RFC bids it to.
    """
    fields, _ = split_fields(raw[:100_000].decode("latin-1"))
    found: list[str] = []
    for name, value in fields:
        if name == "received":
            hops -= 1
            if hops < 0:
                break
        if name == "authentication-results":
            found.append(unfold(value))
    return found[:_MOST_TOLD]


def _as_told(names: Names | None, fields: Sequence[Field], domain: str, by: By) -> Authentication:
    told = [each for field in fields for each in field.told]
    spf, dkim = _spf_told(told), _dkim_told(told)
    verdict = next((each for each in told if each.method == "dmarc" and "header.from" in each.properties), None)
    if verdict is not None and verdict.result not in (None, Result.NONE):
        if verdict.domain("header.from") != domain or verdict.result not in _OF_DMARC:
            return Authentication(spf, dkim, Result.NONE, "", domain, by)
        aligned = domain if verdict.result is Result.PASS else ""
        return Authentication(spf, dkim, _OF_DMARC[verdict.result], "", domain, by, aligned)
    policy = find_policy(names, domain) if names is not None else _UNASKED
    dmarc, aligned = evaluate(policy, domain, spf=spf, dkim=dkim)
    return Authentication(spf, dkim, dmarc, policy.asks, domain, by, aligned)


_OF_DMARC = {
    each: each for each in (Result.PASS, Result.FAIL, Result.TEMPERROR, Result.PERMERROR)
}  # RFC 7489, section 11.2: no other word is one of its results
_UNASKED = Policy(strict_dkim=True, strict_spf=True)
"""Where nobody can be asked, a domain stands for itself alone."""


def _spf_told(told: Sequence[Told]) -> Identity:
    for each in told:
        if each.method == "spf" and each.result is not None:
            # RFC 8601, section 2.7.2: the HELO counts where that was what was checked, which is told by its property.
            return Identity(each.domain("smtp.mailfrom", "smtp.helo"), each.result)
    return Identity()


def _dkim_told(told: Sequence[Told]) -> tuple[Identity, ...]:
    return tuple(
        Identity(each.domain("header.d", "header.i"), each.result)
        for each in told
        if each.method == "dkim" and each.result is not None
    )


# ---- A forwarder that is trusted


def _as_a_forwarder_tells(
    names: Names, trust: Trust, signed: Signed, found: Authentication, *, now: datetime
) -> Authentication:
    """The same as was found, unless a trusted forwarder has sealed that it saw From's domain stand for the mail."""
    chain = check_arc(names, signed, is_trusted=trusts(trust.trusted_forwarders), now=now)
    if chain.result is Result.TEMPERROR and found.fails:
        return replace(found, dmarc=Result.TEMPERROR)
    if chain.told is None:
        return found
    sealed = _as_told(names, [chain.told], found.from_domain, By.ARC)
    if not sealed.passes:
        return found
    return replace(found, dmarc=sealed.dmarc, aligned=sealed.aligned, by=By.ARC)
