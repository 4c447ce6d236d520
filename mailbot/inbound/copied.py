"""Who else a mail was sent to: nobody is written to for that, and only a manager reads of it (MAIL_RULES, A)."""

import re
from collections.abc import Collection
from datetime import date

from mailbot.db import Session
from mailbot.inbound.parsing import ParsedMail
from mailbot.model import Agency, Dwelling
from mailbot.threads.addresses import normal_address
from mailbot.threads.participants import person_at
from mailbot.workflow.households import home_of, is_in_team
from mailbot.workflow.scene import Scene

_MOST = 5
"""Addresses that one letter names."""
_PLAIN = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,255}")


def in_copy(session: Session, scene: Scene, mail: ParsedMail) -> tuple[str, ...]:
    """The addresses in To and Cc that nobody of this report reads at: neither who lives there, nor its company, nor the
    agency. They were sent this mail by its own author; ours go to none of them."""
    return _others(session, scene.agency, mail, set(scene.seats) | {each.id for each in scene.home.managers})


def in_copy_at_home(
    session: Session, agency: Agency, dwelling: Dwelling, mail: ParsedMail, *, today: date
) -> tuple[str, ...]:  # fmt: skip
    """The same for a report that is about to be opened."""
    home = home_of(session, dwelling.id, today=today)
    there = {each.id for each in (*home.occupants, *home.landlords, *home.managers)}
    return _others(session, agency, mail, there)


def _others(session: Session, agency: Agency, mail: ParsedMail, there: Collection[int]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in (*mail.to, *mail.cc)[:50]:
        address = normal_address(each.address)
        if not _PLAIN.fullmatch(address) or address.endswith(f"@{agency.mail_domain}") or address in found:
            continue
        if address == normal_address(mail.sender.address):
            continue
        known = person_at(session, agency.id, address)
        if known is None or not (known.id in there or is_in_team(session, known.id)):
            found[address] = None
        if len(found) == _MOST:
            break
    return tuple(found)
