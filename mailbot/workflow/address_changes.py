"""Somebody wants their letters elsewhere: done once the old address and the new one have both said yes (S1-71)."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.domains import one_form
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Person, PersonAddress
from mailbot.model_desk import AddressChange
from mailbot.telemetry import logger
from mailbot.threads.addresses import normal_address
from mailbot.threads.pages import Page, brief
from mailbot.threads.participants import person_at
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.own_letters import keep_letters, letter_row
from mailbot.workflow.proofs import forget_browsers, may_be_asked
from mailbot.workflow.recipients import forgive

log = logger(__name__)

FOR = timedelta(days=7)
"""How long both answers are waited for."""
# What every mail program and every relay takes: RFC 5321's dot-string, no longer than its section 4.5.3.1 says.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


class Side(StrEnum):
    """Which of the two addresses answers, as the link says it."""

    OLD = "o"
    NEW = "n"


class State(StrEnum):
    """Where a change stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    """Somebody said no, or another change was asked for since."""
    OVER = "over"


class NoAddress(ValueError):
    """What was typed is no address that letters can go to. The message is a code."""


def checked(address: str, profile: AgencyProfile) -> str:
    """An address in its normal form. Raises NoAddress."""
    local, _, domain = normal_address(address).rpartition("@")
    known_form = one_form(domain) or ""
    if not _LOCAL.fullmatch(local) or len(local) > 64 or "." not in known_form.strip("[].") or domain.startswith("["):
        raise NoAddress("address")
    if domain == profile.mail_domain:
        raise NoAddress("ours")  # a letter would answer itself
    return f"{local}@{known_form}"


def ask_change(
    session: Session, agency: Agency, person: Person, role: Role, address: str, *, now: datetime
) -> AddressChange:  # fmt: skip
    """Write to both addresses. An address that is on file for somebody else is not written to, and nobody is told so.

    Raises NoAddress when letters go there already, or too many letters X-16 have left.
    """
    if person.addresses[0].address == address:
        raise NoAddress("same")
    if not may_be_asked(session, person, now=now):
        raise NoAddress("too_many")
    _drop_others(session, person, now=now)
    change = AddressChange(agency_id=agency.id, person_id=person.id, new_address=address, asked_at=now)
    session.add(change)
    session.flush()
    event = record_apart(
        session, Around(agency, ()), EventKind.ADDRESS_CHANGE_ASKED, actor=person, role=role, now=now,
        details={"confirms": _says(change, Side.OLD), "by": "page"},
    )  # fmt: skip
    holder = person_at(session, agency.id, address)
    if holder is None or holder.id == person.id:
        # Whoever reads there may be a stranger: the letter names nobody, and opens nothing but its own page.
        facts = {
            "reader": Role.UNKNOWN.value, "channel": Channel.NONE.value, "links": [], **_says(change, Side.NEW),
        }  # fmt: skip
        row = letter_row(
            agency, person, LetterKind.ONE_TIME_CONFIRMATION, facts, now=now, event=event, recipient=address
        )
        keep_letters(session, [row | {"person_id": None}])
    return change


def change_of(session: Session, person: Person, number: int, *, acts: bool) -> AddressChange | None:
    """The change of this person under this number. `acts`: it is ours until the transaction ends."""
    change = session.get(AddressChange, number, with_for_update=acts)
    return change if change is not None and change.person_id == person.id else None


def waiting_change(session: Session, person: Person, *, now: datetime) -> AddressChange | None:
    """The change that this person has asked for and that still waits."""
    last = session.scalars(
        select(AddressChange).where(AddressChange.person_id == person.id).order_by(AddressChange.id.desc()).limit(1)
    ).one_or_none()
    return last if last is not None and state_of(last, now=now) is State.OPEN else None


def state_of(change: AddressChange, *, now: datetime) -> State:
    """Where a change stands."""
    if change.done_at is not None:
        return State.DONE
    if change.refused_at is not None:
        return State.REFUSED
    return State.OPEN if now < change.asked_at + FOR else State.OVER


def has_said_yes(change: AddressChange, side: Side) -> bool:
    """Whether this one of the two addresses has answered."""
    return (change.old_said_yes_at if side is Side.OLD else change.new_said_yes_at) is not None


def say_yes(session: Session, person: Person, change: AddressChange, side: Side, *, now: datetime) -> None:
    """One of the two says yes; with the second yes, letters go to the new address.

    Raises Refused(ALREADY_SO) when that cannot be any more.
    """
    if state_of(change, now=now) is not State.OPEN:
        raise Refused(Reason.ALREADY_SO)
    holder = person_at(session, person.agency_id, change.new_address)
    if holder is not None and holder.id != person.id:
        if side is Side.NEW:
            raise Refused(Reason.ALREADY_SO)
        change.old_said_yes_at = now  # nothing tells the old address that the new one is known here
        return
    if side is Side.OLD:
        change.old_said_yes_at = change.old_said_yes_at or now
    else:
        change.new_said_yes_at = change.new_said_yes_at or now
    if change.old_said_yes_at is not None and change.new_said_yes_at is not None:
        _move(session, person, change.new_address, now=now)
        change.done_at = now
        log.info("address_changed", person_id=person.id)


def say_no(change: AddressChange, *, now: datetime) -> None:
    """Either of the two says that it was not them: nothing changes, for good."""
    if state_of(change, now=now) is State.OPEN:
        change.refused_at = now
        log.warning("address_change_refused", person_id=change.person_id)


def covered(address: str) -> str:
    """An address that whoever knows it recognises, and nobody else learns: n•••@domaine.example."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def _says(change: AddressChange, side: Side) -> dict[str, Any]:
    return {
        "about": "address_old" if side is Side.OLD else "address_new",
        "asked_at": change.asked_at.isoformat(),
        "until": (change.asked_at + FOR).isoformat(),
        "masked": covered(change.new_address),
        "opens": {"page": Page.NEW_ADDRESS.value, "with": brief(change.id) + side.value, "of": change.person_id},
    }


def _drop_others(session: Session, person: Person, *, now: datetime) -> None:
    session.execute(
        update(AddressChange)
        .where(
            AddressChange.person_id == person.id, AddressChange.done_at.is_(None), AddressChange.refused_at.is_(None)
        )
        .values(refused_at=now)
    )


_OF_THE_ADDRESS = ("refusals", "refused_since", "refused_why", "complained_at", "stopped_at")
"""What an address has refused is its own, and goes with it."""


def _move(session: Session, person: Person, address: str, *, now: datetime) -> None:
    """The first address on file is where letters go: the new one takes its row, and the old one stays known after it,
    so that an answer from there is still its owner's."""
    first, *others = person.addresses
    former = first.address
    for other in others:
        if other.address == address:
            session.delete(other)
    session.flush()
    kept = {name: getattr(first, name) for name in _OF_THE_ADDRESS}
    first.address, first.added_at = address, now
    forgive(first)
    first.complained_at = None
    session.flush()
    session.add(PersonAddress(agency_id=person.agency_id, person_id=person.id, address=former, added_at=now, **kept))
    session.flush()
    session.expire(person, ["addresses"])
    forget_browsers(session, person)
