"""What the DNS says of us: where mail for us goes, and who may send in our name."""

import ipaddress
import re
from collections.abc import Iterator, Sequence

from mailbot.findings import Finding, doubtful, good, unknown, wrong
from mailbot.inbound.authentication.dmarc import find_policy, organisational
from mailbot.inbound.authentication.results import Result
from mailbot.inbound.authentication.spf import check_spf
from mailbot.names import Kind, Names, NoAnswerNow
from mailbot.outbound.signing import PublishedKey

_EXAMPLE = "mail.agence.example"
"""Where this machine has no name of its own yet."""
_SPF = "v=spf1"
_ENDS = re.compile(r"[-~?+]?all|redirect=.*", re.IGNORECASE)
"""The last word of a policy."""
_STRING = 250
"""Octets of one string of a TXT record: it takes 255."""
_SILENT = "The DNS does not answer: MAILBOT_DNS_SERVERS, or this machine's own servers, cannot be reached."


def addresses_of(names: Names, host: str) -> tuple[str, ...]:
    """The addresses of a host. Raises NoAnswerNow."""
    found = (*names.ask(host, Kind.A).texts(), *names.ask(host, Kind.AAAA).texts())
    return tuple(str(ipaddress.ip_address(each)) for each in found)


def look_at_host(names: Names, host: str, *, expected: Sequence[str]) -> Iterator[Finding]:
    """The name that this machine gives itself. `expected`: its addresses, when an operator has said them."""
    about = f"name {host}"
    if "." not in host:
        yield wrong(
            about, "Other servers do not believe a server that calls itself so.", f"MAILBOT_HOSTNAME={_EXAMPLE}"
        )
        return
    try:
        addresses = addresses_of(names, host)
    except NoAnswerNow:
        yield unknown(about, _SILENT)
        return
    records = [f"{host}.  {'AAAA' if ':' in each else 'A'}  {each}" for each in expected]
    families = {":" in each for each in expected}  # of the others this machine knows nothing: they may be translated
    strays = [each for each in addresses if (":" in each) in families and each not in expected]
    if not addresses:
        yield wrong(
            about, "It has no address in the DNS.", *(records or [f"{host}.  A  (the public address of this machine)"])
        )
    elif len(strays) == len(addresses):
        yield wrong(about, f"It leads to {', '.join(addresses)}, and this machine is {', '.join(expected)}.", *records)
    elif strays:
        yield doubtful(
            about, f"It leads to {', '.join(strays)} as well, which this machine does not know for its own.", *records
        )
    else:
        yield good(about, f"It leads to {', '.join(addresses)}.")


def look_at_reverse(names: Names, host: str, addresses: Sequence[str]) -> Iterator[Finding]:
    """The name behind an address, and the way back: large providers refuse letters from an address without."""
    for address in addresses:
        about = f"reverse DNS of {address}"
        pointer = ipaddress.ip_address(address).reverse_pointer
        mend = (f"{pointer}.  PTR  {host}.", "It is set where the machine is rented, not with the domain.")
        try:
            told = [name.rstrip(".").lower() for name in names.ask(pointer, Kind.PTR).texts()]
            leads_back = any(address in addresses_of(names, name) for name in told)
        except NoAnswerNow:
            yield unknown(about, _SILENT)
            continue
        if not told:
            yield wrong(about, "There is none, and large providers refuse letters from such an address.", *mend)
        elif not leads_back:
            yield wrong(about, f"It says {', '.join(told)}, which does not lead back to it.", *mend)
        elif host not in told:
            yield doubtful(about, f"It says {', '.join(told)}, and letters say {host}.", *mend)
        else:
            yield good(about, f"It says {host}, which leads back.")


def look_at_mx(names: Names, domain: str, host: str) -> Finding:
    """Where mail for a mail domain goes."""
    about, record = f"MX of {domain}", f"{domain}.  MX  10 {host if '.' in host else _EXAMPLE}."
    try:
        found = [each.rstrip(".").lower() for each in names.ask(domain, Kind.MX).texts()]
        ours = set(addresses_of(names, host))
        there = {each: set(addresses_of(names, each)) for each in found}
    except NoAnswerNow:
        return unknown(about, _SILENT)
    if not found:
        return _without_mx(names, domain, about, record, ours)
    if found == [""]:
        return wrong(about, "It says that nobody takes mail there (a null MX, RFC 7505).", record)
    dead = [each for each in found if not there[each]]
    if dead:
        return wrong(about, f"It names {', '.join(dead)}, which has no address.", record)
    if host in found or any(ours & addresses for addresses in there.values()):
        return good(about, f"It leads to {', '.join(found)}.")
    return doubtful(
        about, f"It leads to {', '.join(found)}, not to this machine: right only when mail is handed on from there.",
        record,
    )  # fmt: skip


def _without_mx(names: Names, domain: str, about: str, record: str, ours: set[str]) -> Finding:
    """A domain without MX is its own host (RFC 5321, section 5.1)."""
    try:
        there = set(addresses_of(names, domain))
    except NoAnswerNow:
        return unknown(about, _SILENT)
    if ours & there:
        return doubtful(about, "There is none; mail comes all the same, since the domain itself leads here.", record)
    return wrong(about, "There is none: no answer to a letter arrives.", record)


def look_at_spf(names: Names, domain: str, host: str, senders: Sequence[str], *, by: str) -> Finding:
    """Whether the addresses that letters leave from may send for a mail domain. `by`: who they are, in words."""
    about = f"SPF of {domain}"
    try:
        records = [text for text in names.ask(domain, Kind.TXT).texts() if text.lower().split(" ")[0] == _SPF]
    except NoAnswerNow:
        return unknown(about, _SILENT)
    is_ours = by == "this machine"
    allowed = _allowing(senders) or "mx" if is_ours else "include:(what the operator of the relay names)"
    fresh = f"{domain}.  TXT  {quoted(f'{_SPF} {allowed} -all')}"
    if not records:
        return wrong(about, "There is none: letters are taken for forged, or put with the unwanted.", fresh)
    if len(records) > 1:
        parts = dict.fromkeys(part for record in records for part in record.split()[1:] if not _ENDS.fullmatch(part))
        joined = " ".join([_SPF, *parts, "~all"])
        return wrong(
            about, f"There are {len(records)} of them, which is an error: one must stay, with what all of them allow.",
            f"{domain}.  TXT  {quoted(joined)}",
        )  # fmt: skip
    if not senders:
        return unknown(about, f"It says « {records[0]} »; the addresses that letters leave from are not known here.")
    results = {
        each: check_spf(names, mail_from=f"b-0@{domain}", helo=host, peer=each).result
        for each in senders
    }  # fmt: skip
    refused = [each for each, result in results.items() if result is not Result.PASS]
    if not refused:
        return good(about, f"It lets {by} send ({', '.join(senders)}).")
    if any(result is Result.TEMPERROR for result in results.values()):
        return unknown(about, "What it refers to does not answer now.")
    said = ", ".join(f"{each}: {results[each].value}" for each in refused)
    if not is_ours:
        # The name that letters are handed to is seldom the address that they leave from.
        return doubtful(
            about,
            f"It does not name {', '.join(refused)}, where the relay takes letters; whether it names where they leave "
            f"from is for its operator to say: « {records[0]} ».",
        )
    added = " ".join([_SPF, _allowing(refused), *records[0].split()[1:]])
    return wrong(about, f"It does not let {by} send ({said}).", f"{domain}.  TXT  {quoted(added)}")


def _allowing(addresses: Sequence[str]) -> str:
    return " ".join(f"ip{6 if ':' in each else 4}:{each}" for each in addresses)


def look_at_key(names: Names, key: PublishedKey) -> Finding:
    """Whether a key that we sign with is published as it is."""
    about = f"DKIM of {key.domain}, selector {key.selector}"
    record = f"{key.name}.  TXT  {quoted(key.record)}"
    try:
        found = names.ask(key.name, Kind.TXT).texts()
    except NoAnswerNow:
        return unknown(about, _SILENT)
    if not found and not key.signs:
        return doubtful(about, "It is not published, and does not sign: another key of this domain does.", record)
    if not found:
        return wrong(about, "Letters are signed, and nobody can check it: the key is not published.", record)
    if len(found) > 1:
        return wrong(about, f"There are {len(found)} records under {key.name}: one must go.", record)
    told = {name.strip(): value.strip() for name, is_tag, value in (
        part.partition("=") for part in found[0].split(";")) if is_tag}  # fmt: skip
    if "".join(told.get("p", "").split()) != key.public:
        return wrong(about, "What is published is another key: every signature with this one fails.", record)
    if told.get("k", "rsa").lower() != key.kind:
        return wrong(about, f"What is published is no {key.kind} key: every signature with it fails.", record)
    if "y" in told.get("t", "").split(":"):
        return doubtful(about, "It is published as a test (t=y), and counts for nothing.", record)
    if not key.signs:
        return good(about, "It is published; another key of this domain signs.")
    return good(about, "It is published, and it is the key that signs.")


def look_at_dmarc(names: Names, domain: str) -> Finding:
    """What a mail domain asks others to do with mail that only says it is from there."""
    about = f"DMARC of {domain}"
    record = f'_dmarc.{domain}.  TXT  "v=DMARC1; p=quarantine; rua=mailto:abuse@{domain}"'
    try:
        own, above = (_policies_at(names, each) for each in (domain, organisational(domain)))
    except NoAnswerNow:
        return unknown(about, _SILENT)
    place = domain if own or not above else organisational(domain)
    if len(own or above) > 1:
        return wrong(about, f"There are {len(own or above)} records at _dmarc.{place}, and none counts: one must stay.")
    policy = find_policy(names, domain)
    match policy.found:
        case Result.TEMPERROR:
            return unknown(about, _SILENT)
        case Result.PERMERROR:
            return wrong(about, "There is a record that cannot be understood.", record)
        case Result.NONE:
            return wrong(about, "There is none: anybody may write to your tenants in your name.", record)
    of_whom = "" if place == domain else f" It is the one of {place}, which holds for this domain too."
    if policy.asks == "none":
        return doubtful(about, f"It asks for nothing (p=none): right for the first weeks.{of_whom}", record)
    return good(about, f"It asks for {policy.asks}.{of_whom}")


def _policies_at(names: Names, domain: str) -> list[str]:
    told = names.ask(f"_dmarc.{domain}", Kind.TXT).texts()
    return [each for each in told if each.replace(" ", "").startswith("v=DMARC1")]


def quoted(text: str) -> str:
    """A TXT record as a zone file has it, cut into strings that each fit (RFC 1035, section 3.3)."""
    return " ".join(f'"{text[start : start + _STRING]}"' for start in range(0, len(text), _STRING))
