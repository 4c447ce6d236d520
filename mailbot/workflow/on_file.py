"""Who an address is on file for, when a manager writes somebody down: the same person again, or a new one."""

import re
import unicodedata
from datetime import datetime

from mailbot.db import Session
from mailbot.domains import one_form
from mailbot.model import Agency, Person, PersonAddress
from mailbot.threads.addresses import normal_address
from mailbot.threads.headers import one_line
from mailbot.threads.participants import person_at

LONGEST_NAME = 200
_LONGEST_ADDRESS = 254
# RFC 5321, section 4.1.2: a Dot-string. A quoted one is nobody's address, and needs SMTPUTF8 beyond ASCII.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def name_trouble(name: str) -> str:
    """What is wrong with a name, as a code; empty when nothing is."""
    said = one_line(name)
    if not any(sign.isalpha() for sign in said):
        return "missing_name"
    return "long_name" if len(said) > LONGEST_NAME else ""


def address_trouble(session: Session, agency: Agency, name: str, address: str) -> str:
    """What is wrong with somebody's address, as a code; empty when letters may go there.

    One that is on file for somebody of this name is theirs: one person may hold two roles. For another name it is
    refused, since whoever reads there would read for both.
    """
    address = address.strip()
    if not address:
        return "missing_address"
    local, _, domain = address.rpartition("@")
    known_form = one_form(domain) or ""
    if not _LOCAL.fullmatch(local) or "." not in known_form or len(address) > _LONGEST_ADDRESS:
        return "bad_address"
    if known_form == agency.mail_domain:
        return "our_address"
    known = person_at(session, agency.id, address)
    return "address_of_other" if known is not None and not same_name(known.name, name) else ""


def person_for(
    session: Session, agency: Agency, *, name: str, address: str, language: str, now: datetime
) -> Person:  # fmt: skip
    """The person of this address, made when there is none. The address has been looked at (`address_trouble`)."""
    known = person_at(session, agency.id, address)
    if known is not None:
        return known
    person = Person(
        agency_id=agency.id, key=None, civility="", name=one_line(name), family_name="", telephone="",
        language=language, unsaid=None, created_at=now,
    )  # fmt: skip
    person.addresses.append(PersonAddress(agency_id=agency.id, address=normal_address(address), added_at=now))
    session.add(person)
    session.flush()
    return person


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one person: capitals, accents, hyphens and the order of the words are free."""
    return sorted(_plain(one).split()) == sorted(_plain(other).split())


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
