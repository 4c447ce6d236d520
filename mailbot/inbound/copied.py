"""Who else a mail was sent to: nobody is written to for that, and only a manager reads of it (MAIL_RULES, A)."""

import re
from collections.abc import Collection
from datetime import date

from sqlalchemy import bindparam, select

from mailbot.db import Session
from mailbot.inbound.parsing import ParsedMail
from mailbot.model import Agency, Dwelling, PersonAddress, TeamMember
from mailbot.prepared import Prepared, among
from mailbot.threads.addresses import normal_address
from mailbot.workflow.households import home_of
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
    own, ours = normal_address(mail.sender.address), f"@{agency.mail_domain}"
    named = dict.fromkeys(normal_address(each.address) for each in (*mail.to, *mail.cc)[:50])
    others = [each for each in named if _PLAIN.fullmatch(each) and each != own and not each.endswith(ours)]
    if not others:
        return ()
    rows = _ON_FILE.rows(session, agency=agency.id, addresses=others)
    readers = {address for address, person_id, member_id in rows if person_id in there or member_id is not None}
    return tuple(each for each in others if each not in readers)[:_MOST]


_ON_FILE = Prepared(
    select(PersonAddress.address, PersonAddress.person_id, TeamMember.person_id.label("member_id"))
    .outerjoin(TeamMember, TeamMember.person_id == PersonAddress.person_id)
    .where(PersonAddress.agency_id == bindparam("agency"))
    .where(among(PersonAddress.address, "addresses"))
)
