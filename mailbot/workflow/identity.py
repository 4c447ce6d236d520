"""It is not sure who wrote a mail: it is held, the person at the address on file is asked « C'était bien vous ? », and
their answer lets it in or sets it aside (GAP-17, X-11)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select, update

from mailbot.agency import AgencyProfile
from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.model import Agency, Event, Person, PersonAddress
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.participants import person_at
from mailbot.vocabulary import EventKind, InboundFate, LetterKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.own_letters import write_to

UNKNOWN_SENDER = "unknown_sender"
"""Somebody who is not on file wrote with this person's reply address."""
FORGED = "forged"
"""It says that it is from this person, and their domain disowns it."""
UNANSWERED = "unanswered"
"""Nobody said whose it was in time: nobody is asked any more, and no answer lets it in."""
_ASKED_ABOUT = (UNKNOWN_SENDER, FORGED)

CLARIFIED = "clarified"
"""The step of a trail that says what its writer has answered about it."""
HELD = "held"
"""The step of a trail that names the question which a held mail waits for: its event, or 0 before there is one."""
ASKED_TOO = "asked_too"
"""The step of a trail that names one more question about a held mail, to somebody else: its event."""
VOUCHED = "vouched"
"""The step of a trail that says who has said that it was theirs."""

WAITS_FOR = timedelta(days=30)
"""How long an answer counts (X-11)."""
_A_DAY = timedelta(days=1)
_MOST_A_DAY = 5
"""Questions to one person within a day, whoever writes in their name: the other mails are held without one."""
_MOST_ALARMS = 3
"""Urgent mails from one address that the managers read within an hour."""
_TOGETHER, _LATER = 10, timedelta(seconds=10)
"""Mails that one claim of a worker takes, in their order; the next ones become due after these."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mail that is not known to be of the person whom it is held for."""

    around: Around
    person: Person
    role: Role
    trouble: str
    """UNKNOWN_SENDER or FORGED."""
    sender: str
    """In its normal form."""
    mail_id: int
    received_at: datetime
    participant_id: int | None = None
    """Their seat, when it was their own reply address that was written to."""
    report_id: int | None = None
    ref: str = ""
    with_token: bool = False
    """It came to an address that they alone have: their seat's, or that of a letter to them."""
    is_urgent: bool = False
    """The managers read it now: somebody may be in danger, whoever says so."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What became of it. `question`: the event of the question that it waits for; 0 when none was put."""

    fate: InboundFate
    question: int = 0


def hold(session: Session, suspect: Suspect, *, now: datetime) -> Held:
    """Keep a mail aside, and ask the person whom it is held for.

    Of an unknown sender: once, however much they write, and never again after a no. Of one's own address, in which
    anybody may write: beside the question that stands; else once more, but not twice in a day. What is held without a
    question waits for the next one.
    """
    if suspect.trouble == UNKNOWN_SENDER and _was_refused(session, suspect):
        return Held(InboundFate.REFUSED)  # they said no to this address already
    session.get_one(Person, suspect.person.id, with_for_update=True)  # two mails at once take their turns
    earlier = _last_of(session, suspect)
    if earlier is not None and (question := _question_of(earlier.trail)):
        _tell_if_urgent(session, suspect, now=now)
        return Held(InboundFate.HELD, question)
    if not _may_ask(session, suspect, now=now):
        _tell_if_urgent(session, suspect, now=now)
        return Held(InboundFate.HELD)
    return Held(InboundFate.HELD, ask_person(session, suspect, now=now).id)


def _tell_if_urgent(session: Session, suspect: Suspect, *, now: datetime) -> None:
    """Somebody may be in danger, whoever says so: the managers read it, though nobody is asked once more."""
    if not suspect.is_urgent or not suspect.around.managers:
        return
    told = session.scalars(
        select(OutboundMail.facts).where(
            OutboundMail.person_id == suspect.around.managers[0].id,
            OutboundMail.kind == LetterKind.TO_BE_FILED,
            OutboundMail.created_at > now - timedelta(hours=1),
        )
    ).all()
    if sum(facts.get("sender") == suspect.sender for facts in told) < _MOST_ALARMS:
        ask_person(session, suspect, now=now, without=frozenset({LetterKind.WAS_IT_YOU}))


def ask_person(
    session: Session, suspect: Suspect, *, now: datetime, without: frozenset[LetterKind] = frozenset()
) -> Event:
    """X-11, to the address on file; the managers read of it in their digest, and now if it cannot wait."""
    return record_apart(
        session, suspect.around, EventKind.MAIL_HELD_FOR_IDENTITY, actor=suspect.person, role=suspect.role, now=now,
        mail_id=suspect.mail_id, report_id=suspect.report_id, words=suspect.words, urgent=suspect.is_urgent,
        without=without,
        details={
            "unknown_address": suspect.sender, "came_at": suspect.received_at.isoformat(),
            "with_token": suspect.with_token, "forged": suspect.trouble == FORGED,
            "seat": suspect.participant_id, "reason": suspect.trouble, "sender": suspect.sender,
            "ref": suspect.ref or None, "in_danger": suspect.is_urgent or None,
            "known_address": person_at(session, suspect.around.agency.id, suspect.sender) is not None or None,
        },
    )  # fmt: skip


def ask_again(session: Session, letter: OutboundMail, *, now: datetime) -> bool:
    """An answer said neither yes nor no: the same question, once more. Whether it was put."""
    if len(_asked_since(session, letter.person_id or 0, now - _A_DAY)) >= _MOST_A_DAY:
        return False
    said = {name: letter.facts[name] for name in ("at", "unknown_address", "with_token", "seat", "links")}
    said |= {"question": _question_in(letter), "known_address": letter.facts.get("known_address"), "unclear": True}
    agency, person = session.get_one(Agency, letter.agency_id), session.get_one(Person, letter.person_id)
    write_to(
        session, agency, person, Role(letter.facts["reader"]), LetterKind.WAS_IT_YOU, said, channel=letter.channel,
        now=now,
    )  # fmt: skip
    return True


def release(session: Session, letter: OutboundMail, person: Person, *, now: datetime) -> int:
    """They said yes to this question: an unknown address is theirs from now on, and what waited for the answer is taken
    in its order, as if it had come when it came. How many mails that is.

    An address that is somebody else's cannot become theirs: those mails are left to a person. A yes to what is settled
    already, or too late, does nothing.
    """
    mails, sender = list(_waiting_for(session, letter, now=now)), letter.facts["unknown_address"]
    if not mails:
        return 0
    known = person_at(session, letter.agency_id, sender)
    if known is not None and known.id != person.id:
        _settle(session, mails, InboundFate.PARKED, "known_as_somebody_else", now=now)
        return 0
    if known is None:
        session.add(PersonAddress(agency_id=letter.agency_id, person_id=person.id, address=sender, added_at=now))
        session.flush()
    for number, mail in enumerate(mails):
        session.execute(
            update(InboundMail)
            .where(InboundMail.id == mail.id, InboundMail.fate == InboundFate.HELD)
            .values(
                fate=None, due_at=now + number // _TOGETHER * _LATER, settled_at=None, trouble="", claimed_by=None,
                tries=0, trail=[*_kept(mail.trail), [VOUCHED, person.id, asked_in(mail.trail)]],
            )
            .execution_options(synchronize_session=False)
        )  # fmt: skip
    if known is None:
        _let_in_others(session, letter.agency_id, sender, now=now)
    return len(mails)


def _let_in_others(session: Session, agency_id: int, sender: str, *, now: datetime) -> None:
    """What else an address wrote while nobody knew whose it was: what its owner may do there is found out anew."""
    session.execute(
        update(InboundMail)
        .where(
            InboundMail.agency_id == agency_id,
            InboundMail.sender == sender,
            InboundMail.fate.in_((InboundFate.HELD, InboundFate.PARKED)),
            InboundMail.trouble == UNKNOWN_SENDER,
            InboundMail.received_at > now - WAITS_FOR,
            InboundMail.erased_at.is_(None),
        )
        .values(fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0)
        .execution_options(synchronize_session=False)
    )


def set_aside(session: Session, letter: OutboundMail, *, now: datetime) -> None:
    """They said no to this question: what waited for the answer stays kept, and never takes effect. What somebody else
    was asked about first goes on waiting for them: its writer has named this person as well, and that was all."""
    question, theirs = _question_in(letter), []
    for mail in _waiting_for(session, letter, now=now):
        if question in _asked_too(mail.trail):
            mail.trail = [step for step in mail.trail if step != [ASKED_TOO, question]]
        else:
            theirs.append(mail)
    session.flush()
    _settle(session, theirs, InboundFate.REFUSED, None, now=now)


def has_unanswered(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> bool:
    """Whether a mail has waited too long for an answer."""
    return session.scalars(_unanswered(agency.id, now).limit(1)).first() is not None


def give_up(session: Session, agency: Agency, profile: AgencyProfile, now: datetime) -> None:
    """Nobody is asked any more about what has waited too long; the row says so."""
    for number in session.scalars(_unanswered(agency.id, now)).all():
        session.execute(
            update(InboundMail)
            .where(InboundMail.id == number, InboundMail.fate == InboundFate.HELD)
            .values(trouble=UNANSWERED)
            .execution_options(synchronize_session=False)
        )


def mark(asked: Mapping[str, Any] | None) -> str:
    """A question, so short that a trail can keep it: « ok » to another one is no answer to this one."""
    return "" if not asked else sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


# -- Which mails wait for which answer --------------------------------------------------------------------------------


def _last_of(session: Session, suspect: Suspect) -> InboundMail | None:
    """The last mail that is held for the same person and seat, from the same address."""
    return session.scalars(
        select(InboundMail)
        .where(*_alike(suspect), InboundMail.fate == InboundFate.HELD)
        .order_by(InboundMail.id.desc())
        .limit(1)
    ).one_or_none()


def _was_refused(session: Session, suspect: Suspect) -> bool:
    refused = select(InboundMail.id).where(*_alike(suspect), InboundMail.fate == InboundFate.REFUSED)
    return session.scalars(refused.limit(1)).one_or_none() is not None


def _alike(suspect: Suspect) -> tuple[Any, ...]:
    # A mail that was refused for another reason counts as well: they said no to that address.
    return (
        InboundMail.agency_id == suspect.around.agency.id,
        InboundMail.sender == suspect.sender,
        InboundMail.trouble == suspect.trouble,
        InboundMail.id != suspect.mail_id,
        InboundMail.participant_id == suspect.participant_id
        if suspect.participant_id is not None
        else (InboundMail.participant_id.is_(None)) & (InboundMail.person_id == suspect.person.id),
    )


def _may_ask(session: Session, suspect: Suspect, *, now: datetime) -> bool:
    asked = _asked_since(session, suspect.person.id, now - _A_DAY)
    if len(asked) >= _MOST_A_DAY:
        return False
    same = (suspect.sender, suspect.participant_id)
    return all((facts.get("unknown_address"), facts.get("seat")) != same for facts in asked)


def _asked_since(session: Session, person_id: int, since: datetime) -> Sequence[Mapping[str, Any]]:
    return session.scalars(
        select(OutboundMail.facts).where(
            OutboundMail.person_id == person_id,
            OutboundMail.kind == LetterKind.WAS_IT_YOU,
            OutboundMail.created_at > since,
        )
    ).all()


def _waiting_for(session: Session, letter: OutboundMail, *, now: datetime) -> Iterator[InboundMail]:
    """The mails that this question is about, the oldest first: those that it was put for, and those that were held
    before it without one."""
    event = session.get(Event, _question_in(letter))
    first = session.get(InboundMail, event.mail_id or 0) if event is not None else None
    if event is None or first is None:
        return
    if first.fate is None:
        raise TryAgain("its writer has said something of it, which is being looked up")
    mails = session.scalars(
        select(InboundMail)
        .where(
            InboundMail.agency_id == letter.agency_id,
            InboundMail.sender == letter.facts["unknown_address"],
            InboundMail.fate == InboundFate.HELD,
            InboundMail.trouble.in_(_ASKED_ABOUT),
            InboundMail.erased_at.is_(None),
            InboundMail.received_at > now - WAITS_FOR,
        )
        .order_by(InboundMail.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for mail in mails:
        question = _question_of(mail.trail)
        alike = (mail.participant_id, mail.person_id, mail.trouble)
        same = alike == (first.participant_id, first.person_id, first.trouble)
        if event.id in (question, *_asked_too(mail.trail)) or (not question and mail.id < first.id and same):
            yield mail


def _question_in(letter: OutboundMail) -> int:
    """The event of the question that a letter puts; of one that puts it again, the first letter's."""
    return int(letter.facts.get("question") or letter.event_id or 0)


def _question_of(trail: Sequence[Sequence[Any]]) -> int:
    return next((int(step[1]) for step in reversed(trail) if step and step[0] == HELD), 0)


def _asked_too(trail: Sequence[Sequence[Any]]) -> Iterator[int]:
    """The questions that were put to others about it, whose usual address its writer says that theirs is (T-22)."""
    return (int(step[1]) for step in trail if step and step[0] == ASKED_TOO)


def asked_in(trail: Sequence[Sequence[Any]]) -> str:
    """The mark of what its writer was asked when a mail came that was held."""
    return next((str(step[2]) for step in reversed(trail) if step and step[0] == HELD and len(step) > 2), "")


def _kept(trail: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """What people have said of it before: which home, that it is a breakdown."""
    return [step for step in trail if step and step[0] == CLARIFIED]


def _settle(
    session: Session, mails: Sequence[InboundMail], fate: InboundFate, trouble: str | None, *, now: datetime
) -> None:  # fmt: skip
    values: dict[str, Any] = {"fate": fate, "settled_at": now} | ({} if trouble is None else {"trouble": trouble})
    session.execute(
        update(InboundMail)
        .where(InboundMail.id.in_([mail.id for mail in mails]), InboundMail.fate == InboundFate.HELD)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _unanswered(agency_id: int, now: datetime) -> Any:
    return select(InboundMail.id).where(
        InboundMail.agency_id == agency_id,
        InboundMail.fate == InboundFate.HELD,
        InboundMail.trouble.in_(_ASKED_ABOUT),
        InboundMail.received_at <= now - WAITS_FOR,
    )
