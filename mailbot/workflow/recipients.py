"""Where a person is written to: the first of their addresses that takes our letters, or nowhere (GAP-23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Person, PersonAddress
from mailbot.vocabulary import LetterKind
from mailbot.workflow.why_returned import Why


class Held(StrEnum):
    """Why a letter does not leave."""

    STOPPED = "stopped"
    """Every address on file has refused too often."""
    COMPLAINED = "complained"
    """Ordinary news, and a letter of ours was called unwanted there."""
    REFUSING = "refusing"
    """A reminder of what has not even arrived."""
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True)
class Destination:
    """One address, and whether a letter leaves for it."""

    address: str
    held: Held | None = None


SAFETY = frozenset({LetterKind.URGENT_RECEIVED, LetterKind.ON_CALL_ALERT})
"""What leaves for any address, whatever it has refused (G-25)."""
ORDINARY = frozenset(
    {
        LetterKind.NEWS_OF_REPORT,
        LetterKind.QUOTE_ASKED,
        LetterKind.QUOTE_HERE,
        LetterKind.QUOTE_ACCEPTED,
        LetterKind.DIGEST_OF_TENANT,
        LetterKind.DIGEST_OF_LANDLORD,
        LetterKind.DIGEST_OF_MANAGER,
        LetterKind.NEW_MESSAGE,
        LetterKind.MONTHLY_RECAP,
        LetterKind.DORMANT_REPORTS,
        LetterKind.MISSIONS_TOLD,
        LetterKind.COMPANY_CHANGED,
    }
)
"""News and digests: they ask for nothing, save no life, and stop where somebody called them unwanted."""
REMINDERS = frozenset(
    {
        LetterKind.FIRST_RELAUNCH,
        LetterKind.SECOND_RELAUNCH,
        LetterKind.LAST_RELAUNCH,
        LetterKind.AGREEMENT_REMINDED,
        LetterKind.WORKS_DONE_REMINDED,
        LetterKind.MISSIONS_WAITING,
    }
)
"""What asks a second time: nobody is reminded of a letter that has come back."""


def where_to_write(person: Person, kind: LetterKind) -> Destination:
    """The address to which this letter goes, and why it does not leave when it does not."""
    known = person.addresses
    if not known:
        return Destination("", Held.NO_ADDRESS)
    takes = [each for each in known if each.stopped_at is None]
    chosen = next((each for each in takes if not _is_gone(each)), next(iter(takes), known[0]))
    if kind in SAFETY:
        return Destination(chosen.address)
    if not takes:
        return Destination(chosen.address, Held.STOPPED)
    if kind in REMINDERS and chosen.refusals:
        return Destination(chosen.address, Held.REFUSING)
    if kind in ORDINARY and chosen.complained_at is not None:
        return Destination(chosen.address, Held.COMPLAINED)
    return Destination(chosen.address)


def who_is_written(people: Iterable[Person], kind: LetterKind) -> dict[str, list[str] | None]:
    """What a receipt says of a letter to these people: where it left for, and where it did not."""
    where = [where_to_write(person, kind) for person in people]
    held = [each.address for each in where if each.held is not None and each.address]
    return {
        "addresses_written": [each.address for each in where if each.held is None],
        "addresses_held": held or None,
    }


def other_address(person: Person, than: str) -> PersonAddress | None:
    """Another address of the same person that has refused nothing."""
    return next(
        (each for each in person.addresses if each.address != than and not each.refusals and each.stopped_at is None),
        None,
    )


def forgive(address: PersonAddress) -> None:
    """It refuses no more. A complaint is somebody's wish, and stands."""
    address.refusals, address.refused_since, address.refused_why, address.stopped_at = 0, None, "", None


def is_unreachable(person: Person) -> bool:
    """Whether the last that we heard of every address of this person is a refusal."""
    return bool(person.addresses) and all(each.refusals or each.stopped_at for each in person.addresses)


def nobody_is_reached(session: Session, people: Iterable[int]) -> bool:
    """Whether all of these people are out of reach: what they were asked, none of them has read."""
    numbers = set(people)
    return bool(numbers) and not (numbers - unreachable_among(session, numbers))


def unreachable_among(session: Session, people: Iterable[int]) -> frozenset[int]:
    """Those of these people whose every address refuses."""
    rows = session.execute(
        select(PersonAddress.person_id, PersonAddress.refusals, PersonAddress.stopped_at).where(
            PersonAddress.person_id.in_(set(people))
        )
    )
    found: dict[int, bool] = {}
    for person_id, refusals, stopped_at in rows:
        found[person_id] = found.get(person_id, True) and bool(refusals or stopped_at)
    return frozenset(person_id for person_id, refuses in found.items() if refuses)


def given_up_among(session: Session, people: Iterable[int], *, before: datetime) -> frozenset[int]:
    """Those of these people to whom nothing was sent any more at that instant."""
    rows = session.execute(
        select(PersonAddress.person_id, PersonAddress.stopped_at).where(PersonAddress.person_id.in_(set(people)))
    ).all()
    open_then = {person_id for person_id, stopped_at in rows if stopped_at is None or stopped_at > before}
    return frozenset(person_id for person_id, _ in rows) - open_then


def _is_gone(address: PersonAddress) -> bool:
    return bool(address.refusals) and address.refused_why == Why.UNKNOWN.value
