"""Who owns a home, under which mandate, for which share, and who of several owners must say yes (S1-69, GAP-20)."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Agency, Dwelling, Landlord, LandlordContact, Mandate, Ownership, Person
from mailbot.threads.participants import person_at
from mailbot.vocabulary import DecisionRule, EventKind
from mailbot.workflow.households import stands_on
from mailbot.workflow.managing import Desk
from mailbot.workflow.moves import Wrong, day_trouble, hold_home, iso, note_move
from mailbot.workflow.on_file import address_trouble, name_trouble, person_for, same_name
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.welcomes import welcome_landlord

_WHOLE = Decimal(100)
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class NewOwner:
    """An owner as a manager writes them down."""

    name: str
    address: str
    mandate: str
    since: date | None
    until: date | None = None
    share: Decimal | None = None
    """In percent; none when nobody said."""
    rule: DecisionRule = DecisionRule.ONE
    language: str = ""


def troubles_of(session: Session, desk: Desk, dwelling: Dwelling, owner: NewOwner) -> dict[str, str]:
    """What must be put right before this owner is registered: a code by the name of its field."""
    found = {
        "name": name_trouble(owner.name),
        "address": address_trouble(session, desk.agency, owner.name, owner.address),
        "mandate": _mandate_trouble(session, desk.agency, dwelling, owner),
        "since": day_trouble(owner.since) or ("missing_date" if owner.since is None else ""),
        "until": day_trouble(owner.until),
        "share": "bad_share" if owner.share is not None and not 0 < owner.share <= _WHOLE else "",
    }
    if owner.since is not None and owner.until is not None and owner.until < owner.since:
        found["until"] = found["until"] or "before_start"
    if owner.since is not None and not any(found.values()):
        others = _at_these_days(owned(session, dwelling), owner.since, owner.until)
        if _is_owner(session, desk.agency, owner, others):
            found["since"] = "already_there"
        elif owner.share is not None and _most(others, owner.since) + owner.share > _WHOLE:
            found["share"] = "over_whole"
    return {field: code for field, code in found.items() if code}


def register_landlord(
    session: Session, desk: Desk, dwelling: Dwelling, owner: NewOwner, *, now: datetime, command: str = "", by: str = ""
) -> Ownership:
    """Somebody owns a dwelling from a day on. They are welcomed once that day has come.

    Raises Wrong, or Refused(NOT_YOURS_TO_SAY) for anybody but a manager. A mandate that was not on file lets the agency
    decide nothing without asking: its limit is nought until somebody writes another.
    """
    check(Act.INVITE, desk.role)
    hold_home(session, dwelling)
    if troubles := troubles_of(session, desk, dwelling, owner):
        raise Wrong(troubles)
    assert owner.since is not None
    today = now.astimezone(desk.profile.zone).date()
    person = person_for(session, desk.agency, name=owner.name, address=owner.address, language=owner.language, now=now)
    mandate = mandate_numbered(session, desk.agency, owner.mandate)
    landlord = _landlord_for(session, desk.agency, person, mandate)
    landlord.rule = owner.rule
    if mandate is None:
        mandate = Mandate(
            agency_id=desk.agency.id, landlord_id=landlord.id, number=owner.mandate.strip(), signed_on=owner.since,
            limit_incl_tax=Decimal(0), emergency_works="",
        )  # fmt: skip
        session.add(mandate)
        session.flush()
    owning = Ownership(
        agency_id=desk.agency.id, dwelling_id=dwelling.id, landlord_id=landlord.id, mandate_id=mandate.id,
        starts_on=owner.since, ends_on=owner.until, share=owner.share,
    )  # fmt: skip
    session.add(owning)
    session.flush()
    details = {
        "done": "registered_landlord", "place": f"{dwelling.key}, {dwelling.name}", "name": person.name,
        "since": owner.since.isoformat(), "until": iso(owner.until), "mandate": mandate.number, "owning": owning.id,
        "share": f"{owner.share.normalize():f}" if owner.share is not None else None,
    }  # fmt: skip
    note_move(session, desk, dwelling, person, EventKind.LANDLORD_REGISTERED, details, now=now, command=command, by=by)
    contact = session.get(LandlordContact, (landlord.id, person.id))
    if contact is not None and contact.welcomed_at is None and owner.since <= today:
        welcome_landlord(session, desk.agency, contact, today=today, now=now)
    return owning


def removal_troubles(owning: Ownership, last_day: date | None, *, today: date) -> dict[str, str]:
    """What must be put right before an owner is removed. None: the day of today."""
    if owning.ends_on is not None and owning.ends_on < today:
        return {"until": "gone_already"}
    if last_day is not None and (trouble := day_trouble(last_day)):
        return {"until": trouble}
    if last_day is not None and last_day != today and last_day < owning.starts_on:
        return {"until": "before_start"}
    return {}


def remove_landlord(
    session: Session, desk: Desk, owning: Ownership, last_day: date | None, *, now: datetime, command: str = "",
    by: str = "",
) -> None:  # fmt: skip
    """Somebody owns a dwelling until 24:00 of a day; none: today. Whoever was still to come to own it is not.

    Raises Wrong, or Refused(NOT_YOURS_TO_SAY) for anybody but a manager; Refused(ALREADY_SO) when it is known.
    """
    check(Act.REMOVE, desk.role)
    today = now.astimezone(desk.profile.zone).date()
    if troubles := removal_troubles(owning, last_day, today=today):
        raise Wrong(troubles)
    last_day = last_day or today
    if owning.ends_on == last_day:
        raise Refused(Reason.ALREADY_SO)
    dwelling = session.get_one(Dwelling, owning.dwelling_id)
    landlord = session.get_one(Landlord, owning.landlord_id)
    speaker = speakers(session, landlord)[0]
    is_cancelled = last_day < owning.starts_on
    details = {
        "done": "removed_landlord", "place": f"{dwelling.key}, {dwelling.name}", "name": landlord.name,
        "until": None if is_cancelled else iso(last_day), "owning": owning.id, "was": iso(owning.ends_on),
    }  # fmt: skip
    note_move(session, desk, dwelling, speaker, EventKind.LANDLORD_REMOVED, details, now=now, command=command, by=by)
    if is_cancelled:
        session.delete(owning)
    else:
        owning.ends_on = last_day
    session.flush()


def owned(session: Session, dwelling: Dwelling) -> list[Ownership]:
    """Every ownership of a dwelling, past, present and to come, the earliest first."""
    found = select(Ownership).where(Ownership.dwelling_id == dwelling.id).order_by(Ownership.starts_on, Ownership.id)
    return list(session.scalars(found))


def owner_named(session: Session, desk: Desk, dwelling: Dwelling, who: str, *, today: date) -> list[Ownership]:
    """The ownerships that are not over of whoever is named so there, by address or by name."""
    there = [owning for owning in owned(session, dwelling) if owning.ends_on is None or owning.ends_on >= today]
    person = person_at(session, desk.agency.id, who) if "@" in who else None
    found = []
    for owning in there:
        landlord = session.get_one(Landlord, owning.landlord_id)
        people = speakers(session, landlord)
        named = [each for each in people if (person is not None and each.id == person.id) or same_name(each.name, who)]
        if named or same_name(landlord.name, who):
            found.append(owning)
    return found


def may_own_until(session: Session, owning: Ownership, last_day: date | None) -> bool:
    """Whether somebody may own until this day, or without an end: nobody has taken their part since."""
    dwelling = session.get_one(Dwelling, owning.dwelling_id)
    others = [each for each in owned(session, dwelling) if each.id != owning.id]
    at_once = _at_these_days(others, owning.starts_on, last_day)
    if any(each.landlord_id == owning.landlord_id for each in at_once):
        return False
    return _most(at_once, owning.starts_on) + (owning.share or Decimal(0)) <= _WHOLE


def speakers(session: Session, landlord: Landlord) -> Sequence[Person]:
    """Who speaks for an owner."""
    return session.scalars(
        select(Person)
        .join(LandlordContact, LandlordContact.person_id == Person.id)
        .where(LandlordContact.landlord_id == landlord.id)
        .order_by(Person.id)
    ).all()


def mandate_numbered(session: Session, agency: Agency, number: str) -> Mandate | None:
    """The mandate of this number, if it is on file."""
    return session.scalars(
        select(Mandate).where(Mandate.agency_id == agency.id, Mandate.number == number.strip())
    ).one_or_none()


def mandate_of(session: Session, dwelling: Dwelling, *, today: date) -> str:
    """The number of the one mandate of a dwelling on a day; empty when there is none, or several."""
    numbers = session.scalars(
        select(Mandate.number)
        .join(Ownership, Ownership.mandate_id == Mandate.id)
        .where(Ownership.dwelling_id == dwelling.id, stands_on(Ownership, today))
        .distinct()
    ).all()
    return numbers[0] if len(numbers) == 1 else ""


def _mandate_trouble(session: Session, agency: Agency, dwelling: Dwelling, owner: NewOwner) -> str:
    """A mandate of other people is not joined by its number alone: whoever speaks for its owner reads of all their
    homes. Owners of the same dwelling may share one."""
    number = owner.mandate.strip()
    if not number:
        return "missing_mandate"
    if len(number) > _LONGEST_NUMBER:
        return "long_mandate"
    mandate = mandate_numbered(session, agency, number)
    if mandate is None or any(each.mandate_id == mandate.id for each in owned(session, dwelling)):
        return ""
    person = person_at(session, agency.id, owner.address)
    speaks = person is not None and session.get(LandlordContact, (mandate.landlord_id, person.id)) is not None
    return "" if speaks else "mandate_of_other"


def _landlord_for(session: Session, agency: Agency, person: Person, mandate: Mandate | None) -> Landlord:
    """Under which owner's name somebody owns: the mandate's, if they speak for it; else their own, made when new."""
    theirs = session.scalars(
        select(Landlord)
        .join(LandlordContact, LandlordContact.landlord_id == Landlord.id)
        .where(LandlordContact.person_id == person.id)
        .order_by(Landlord.id)
    ).all()
    known = next((each for each in theirs if mandate is not None and each.id == mandate.landlord_id), None)
    known = known or next((each for each in theirs if same_name(each.name, person.name)), None)
    if known is not None:
        return known
    landlord = Landlord(agency_id=agency.id, key=_key(person), name=person.name, postal_address="", siren="")
    session.add(landlord)
    session.flush()
    session.add(LandlordContact(landlord_id=landlord.id, person_id=person.id, welcomed_at=None))
    session.flush()
    return landlord


def _key(person: Person) -> str:
    said = re.sub(r"[^a-z0-9]+", "-", person.name.casefold()).strip("-")[:60]
    return f"{said or 'bailleur'}-{secrets.token_hex(3)}"


def _at_these_days(owning: Sequence[Ownership], since: date, until: date | None) -> list[Ownership]:
    return [
        each
        for each in owning
        if (until is None or each.starts_on <= until) and (each.ends_on is None or each.ends_on >= since)
    ]


def _is_owner(session: Session, agency: Agency, owner: NewOwner, others: Sequence[Ownership]) -> bool:
    person = person_at(session, agency.id, owner.address)
    if person is None:
        return False
    return any(session.get(LandlordContact, (each.landlord_id, person.id)) is not None for each in others)


def _most(others: Sequence[Ownership], since: date) -> Decimal:
    """The most that the others own on any of these days: it can only grow on a day on which one of them begins."""
    days = {since, *(each.starts_on for each in others if each.starts_on > since)}
    return max(
        sum(
            (each.share or Decimal(0) for each in others if each.starts_on <= day and (each.ends_on or day) >= day),
            Decimal(0),
        )
        for day in days
    )
