"""All that is looked at, in the order in which it is mended."""

import difflib
import ipaddress
import re
import socket
from collections.abc import Iterator, Sequence
from datetime import datetime

from mailbot.db import Database
from mailbot.doctor.house import look_at_database, look_inside
from mailbot.doctor.machine import (
    look_at_certificate,
    look_at_clock,
    look_at_disk,
    look_at_doors,
    look_at_pages,
    look_at_permissions,
)
from mailbot.doctor.names import (
    addresses_of,
    look_at_dmarc,
    look_at_host,
    look_at_key,
    look_at_mx,
    look_at_reverse,
    look_at_spf,
)
from mailbot.doctor.store import look_at_doorbell, look_at_sharing, look_at_store
from mailbot.errors import TryAgain, WrongSetting
from mailbot.findings import Finding, doubtful, good, unknown, wrong
from mailbot.names import Names, NoAnswerNow
from mailbot.outbound.relay import Relay, RelayAddress, Secrecy
from mailbot.outbound.signing import PublishedKey, published_keys
from mailbot.settings import Settings, unknown_names
from mailbot.workflow.agencies import intakes


def examine(settings: Settings, names: Names, *, addresses: Sequence[str], now: datetime) -> Iterator[Finding]:
    """Everything, one after another. `addresses`: the public ones of this machine, when an operator has said them."""
    addresses = _as_addresses(addresses)
    yield from _look_at_slips(unknown_names())
    yield from look_at_disk(settings)
    yield from look_at_permissions(settings)
    yield look_at_clock(now)
    domains: tuple[str, ...] = ()
    try:
        database = Database(settings.database)
    except WrongSetting as trouble:
        yield wrong("database", str(trouble))
    else:
        found = list(look_at_database(database, now=now))
        yield from found
        if not any(each.mend and each.about == "database" for each in found):
            try:
                yield from look_inside(database, now=now)
                with database.looking() as session:
                    domains = tuple(sorted(intakes(session)))
            except TryAgain as trouble:
                yield wrong("database", f"It does not answer now: {trouble}.")
        database.close()
    yield from look_at_store(settings, now=now)
    yield from look_at_sharing(settings)
    yield from look_at_doorbell(settings)
    yield from look_at_doors(settings)
    yield look_at_certificate(settings, now=now)
    yield look_at_pages(settings, now=now)
    yield from _look_at_relays(settings)
    yield from _look_at_proofs(settings)
    yield from _look_at_names(settings, names, domains, addresses)


def _as_addresses(given: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_address(each.strip())) for each in given)
    except ValueError as trouble:
        raise WrongSetting(f"--address takes an IP address: {trouble}.") from None


_MENDS_RELAY = re.compile("nobody listens|name is not known|password|does not let us in|does not answer")
"""What another address, or a name and a password in it, may mend."""


def _look_at_slips(strange: Sequence[str]) -> Iterator[Finding]:
    """Variables that look like settings and are none."""
    known = [f"MAILBOT_{name.upper()}" for name in Settings.model_fields]
    for name in strange:
        meant = difflib.get_close_matches(name.upper(), known, n=1)
        yield doubtful(
            f"setting {name}", "There is none of this name: it sets nothing.", *(f"{each}=…" for each in meant)
        )


def _look_at_relays(settings: Settings) -> Iterator[Finding]:
    try:
        relays = RelayAddress.parse_all(settings.relay_url)
        found = Relay(
            *relays, hostname=settings.hostname, secrecy=Secrecy(settings.relay_tls, settings.relay_ca)
        ).knock()  # fmt: skip
    except WrongSetting as trouble:
        yield wrong("relay", str(trouble))
        return
    for relay, why in found:
        if why:
            mend: tuple[str, ...] = (
                ("MAILBOT_RELAY_URL=smtp://user:password@host:587",) if _MENDS_RELAY.search(why) else ()
            )
            if "MAILBOT_RELAY_CA" in why:
                mend = ("MAILBOT_RELAY_CA=/etc/mailbot/relay-ca.pem",)
            yield wrong(f"relay {relay.name}", f"No letter can leave by it: {why}.", *mend)
        else:
            yield good(f"relay {relay.name}", "It would take a letter.")


def _look_at_proofs(settings: Settings) -> Iterator[Finding]:
    """Whether we can know who has written."""
    about = "who wrote"
    if settings.authentication == "off":
        yield doubtful(
            about, "Nobody looks at SPF, DKIM and DMARC: no word of a mail engages money.", "MAILBOT_AUTHENTICATION=own"
        )
    elif settings.authentication == "own" and settings.lmtp_socket is not None:
        yield doubtful(
            about, "Mail comes over a socket, and SPF has no host to look at: signatures alone count.",
            "MAILBOT_AUTHENTICATION=front", f"MAILBOT_AUTHSERV_ID={settings.hostname}", "MAILBOT_AUTHSERV_HOPS=1",
        )  # fmt: skip
    elif settings.authentication == "front":
        yield good(about, f"The front says, as {settings.authserv_id}.")
    else:
        yield good(about, "We look ourselves.")


def _look_at_names(
    settings: Settings, names: Names, domains: Sequence[str], addresses: Sequence[str]
) -> Iterator[Finding]:
    host = settings.hostname.lower()
    yield from look_at_host(names, host, expected=addresses)
    try:
        ours = tuple(addresses) or (addresses_of(names, host) if "." in host else ())
        senders, by = _senders(settings, names, ours)
    except (NoAnswerNow, WrongSetting):  # said already, of the host or of the relay
        senders, by, ours = (), "whoever sends", ()
    if by == "this machine":
        yield from look_at_reverse(names, host, ours)
    keys: tuple[PublishedKey, ...] = ()
    try:
        keys = published_keys(settings.dkim_dir) if settings.dkim_dir is not None else ()
    except WrongSetting as trouble:
        yield wrong("DKIM", str(trouble))
    for domain in domains:
        yield look_at_mx(names, domain, host)
        yield look_at_spf(names, domain, host, senders, by=by)
        of_domain = [key for key in keys if key.domain == domain]
        for key in of_domain:
            yield look_at_key(names, key)
        if not of_domain:
            yield _unsigned(settings, domain, by)
        yield look_at_dmarc(names, domain)


def _senders(settings: Settings, names: Names, ours: Sequence[str]) -> tuple[Sequence[str], str]:
    """The addresses that the world sees letters come from, as far as they can be known here. Raises NoAnswerNow."""
    relays = RelayAddress.parse_all(settings.relay_url)
    if any(relay.is_here for relay in relays):
        return ours, "this machine"
    found: list[str] = []
    for relay in relays:
        try:
            found.append(str(ipaddress.ip_address(relay.host)))
        except ValueError:
            found += addresses_of(names, relay.host)
    return found, "the relay"


def _unsigned(settings: Settings, domain: str, by: str) -> Finding:
    if settings.dkim_dir is None and by == "the relay":
        return unknown(f"DKIM of {domain}", "We do not sign: see whether the relay does, for this domain.")
    folder = settings.dkim_dir or "/etc/mailbot/dkim"
    return wrong(
        f"DKIM of {domain}", "Letters are not signed: many are put with the unwanted.",
        f"openssl genrsa -out {folder}/{domain}.s2026.pem 2048", f"MAILBOT_DKIM_DIR={folder}",
    )  # fmt: skip


def own_addresses() -> tuple[str, ...]:
    """The public address that this machine would speak from, if it has one of its own. Nothing is sent."""
    found = []
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as line:
                line.connect((elsewhere, 9))  # of UDP: it looks up the way, and no more
                found.append(line.getsockname()[0])
        except OSError:
            continue
    return tuple(each for each in found if ipaddress.ip_address(each).is_global)
