"""What the domain in From asks for, and which domains stand for it: DMARC (RFC 7489, RFC 9091)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from publicsuffixlist import PublicSuffixList

from mailbot.inbound.authentication.results import Identity, Result
from mailbot.names import Kind, Names, NoAnswerNow

_LONGEST_RECORD = 10_000
_POLICIES = frozenset({"none", "quarantine", "reject"})
_VERSION = re.compile(r"v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")
"""RFC 7489, section 6.4: the only tag that is case-sensitive, and it comes first."""
_REPORT_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s,]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Policy:
    """A published policy, as it holds for one domain."""

    asks: str = ""
    """`none`, `quarantine` or `reject`; "" when nothing is published."""
    strict_dkim: bool = False
    strict_spf: bool = False
    found: Result = Result.NONE
    """PASS when there is one; NONE, TEMPERROR or PERMERROR when there is none to go by."""


def find_policy(names: Names, domain: str) -> Policy:
    """The policy for mails from a domain: its own, else its organisation's (RFC 7489, section 6.6.3). Never raises."""
    organisation = organisational(domain)
    try:
        own = _record_at(names, domain)
        if own is not None:
            return _read(own, asks=("p",))
        if organisation == domain or (record := _record_at(names, organisation)) is None:
            return Policy()
        # RFC 9091, section 4.8: np= is for names that are not there; it falls back on sp=, and that on p=.
        exists = "np" not in record or names.ask(domain, Kind.A).exists
        return _read(record, asks=("sp", "p") if exists else ("np", "sp", "p"))
    except NoAnswerNow:
        return Policy(found=Result.TEMPERROR)


def is_aligned(domain: str, with_: str, *, strict: bool) -> bool:
    """Whether a domain may stand for the one in From: the same, or relaxed, of the same organisation (section 3.1)."""
    if not domain or not with_:
        return False
    return domain == with_ or (not strict and organisational(domain) == organisational(with_))


def evaluate(policy: Policy, from_domain: str, *, spf: Identity, dkim: Iterable[Identity]) -> tuple[Result, str]:
    """What DMARC comes to, and the domain that stands for the one in From, if any (section 6.6.2)."""
    identities = [(each, policy.strict_dkim) for each in dkim] + [(spf, policy.strict_spf)]
    standing = [each for each, strict in identities if is_aligned(each.domain, from_domain, strict=strict)]
    aligned = next((each.domain for each in standing if each.result is Result.PASS), "")
    if policy.found is not Result.PASS:
        return policy.found, aligned
    if aligned:
        return Result.PASS, aligned
    # Trouble counts only where it may have hidden a pass: a stranger's domain that does not answer hides nothing.
    trouble = any(each.result is Result.TEMPERROR for each in standing)
    return (Result.TEMPERROR if trouble else Result.FAIL), ""


def organisational(domain: str) -> str:
    """The domain that somebody has registered (section 3.2); a public suffix is its own."""
    return _suffixes().privatesuffix(domain) or domain


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _record_at(names: Names, domain: str) -> dict[str, str] | None:
    """The tags of the one record under a domain; None when there is none, or several (section 6.6.3, step 5)."""
    answer = names.ask(f"_dmarc.{domain}", Kind.TXT)
    written = [text.decode("utf-8", "replace") for text in answer.records if len(text) <= _LONGEST_RECORD]
    records = [text for text in written if _VERSION.match(text)]
    return _tags(records[0]) if len(records) == 1 else None


def _tags(record: str) -> dict[str, str]:
    """The first of each; what is no tag is passed over (section 6.3)."""
    found: dict[str, str] = {}
    for part in record.split(";"):
        name, is_tag, value = part.partition("=")
        if is_tag:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _read(tags: dict[str, str], *, asks: tuple[str, ...]) -> Policy:
    strict_dkim, strict_spf = tags.get("adkim", "").lower() == "s", tags.get("aspf", "").lower() == "s"
    told = {name: tags[name].lower() for name in ("p", *asks) if name in tags}
    if "p" not in told or any(value not in _POLICIES for value in told.values()):
        # Section 6.6.3, step 6: somebody who wants reports has begun to use DMARC; else there is nothing to go by.
        if not _REPORT_ADDRESS.match(tags.get("rua", "")):
            return Policy("", strict_dkim, strict_spf, Result.PERMERROR)
        return Policy("none", strict_dkim, strict_spf, Result.PASS)
    return Policy(next(told[name] for name in asks if name in told), strict_dkim, strict_spf, Result.PASS)
