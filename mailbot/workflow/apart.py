"""What happens outside every report, with the letters that tell of it: no thread, and an answer address of its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.model import Agency, Event, Person, Report
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow import budgets, household_facts, returned_facts
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.audience import TOLD
from mailbot.workflow.events import digest_lines, keep_lines, when_told
from mailbot.workflow.journal import enter
from mailbot.workflow.manager_facts import draft_ready, receipt
from mailbot.workflow.occasions import Photo, pictures
from mailbot.workflow.own_letters import greeting, keep_letters, letter_row
from mailbot.workflow.telling import Reader, Telling, When, Who
from mailbot.workflow.waiting import proposed

_COLUMN: Mapping[Role, Reader] = MappingProxyType(
    {
        Role.TENANT: Reader.AUTHOR,
        Role.LANDLORD: Reader.LANDLORD,
        Role.MANAGER: Reader.MANAGERS,
        Role.PROVIDER: Reader.PROVIDER,
    }
)
# What the letters' rows keep and the journal must not: words of people.
_OF_LETTERS_ALONE = frozenset(
    {
        "asks", "homes", "awaited", "sender", "said", "prepared_for", "draft_lines", "command", "place", "name", "home",
        "numbers", "former_name", "confirms", "unknown_address", "bounced", "stopped",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """Whom it concerns: the agency, and its managers who answer for it."""

    agency: Agency
    managers: Sequence[Person]
    """In charge first."""


@dataclass(frozen=True, slots=True)
class _Said:
    event: Event
    around: Around
    words: str
    photos: tuple[Photo, ...]
    details: Mapping[str, Any]
    proposed: tuple[dict[str, str], ...] = ()
    """The reports to which a mail that waits may belong, when a letter asks where."""


def record_apart(
    session: Session,
    around: Around,
    kind: EventKind,
    *,
    actor: Person | None,
    role: Role,
    now: datetime,
    mail_id: int | None = None,
    report_id: int | None = None,
    words: str = "",
    photos: tuple[Photo, ...] = (),
    urgent: bool = False,
    without: frozenset[LetterKind] = frozenset(),
    concerned: Person | None = None,
    details: Mapping[str, Any] = MappingProxyType({}),
) -> Event:
    """The event, and a row for each letter or line of a digest that the audience's table calls for.

    Only the one whose act it is, the one whom it is about (`concerned`) and the managers are told: there is no home
    around it. `report_id`: a report that it
    touches without changing it. `without`: letters that say nothing here, as a line of a digest
    neither.
    """
    event = enter(
        session, kind,
        agency_id=around.agency.id,
        report_id=report_id,
        actor_id=actor.id if actor is not None else None,
        actor_role=role,
        comment_id=None,
        mail_id=mail_id,
        facts={key: value for key, value in details.items() if key not in _OF_LETTERS_ALONE},
        at=now,
    )  # fmt: skip
    found = _readers(kind, around, actor, role, details, concerned, urgent=urgent)
    readers = [row for row in found if row[2].letter not in without]
    asks_where = any(telling.letter is LetterKind.TO_BE_FILED and when is When.NOW for _, _, telling, when in readers)
    said = _Said(event, around, words, photos, details, _proposed(session, event) if asks_where else ())
    rows = [
        _letter(said, person, reader, telling.letter)
        for person, reader, telling, when in readers
        if when is When.NOW and telling.letter is not None
        if _may_be_told(session, said, person, telling.letter, actor, role, now=now)
    ]
    keep_letters(session, rows)
    keep_lines(session, digest_lines(event, readers))
    return event


def _readers(
    kind: EventKind,
    around: Around,
    actor: Person | None,
    role: Role,
    details: Mapping[str, Any],
    concerned: Person | None,
    *,
    urgent: bool,
) -> Iterator[tuple[Person, Reader, Telling, When]]:
    for reader, tellings in TOLD[kind].items():
        for telling in tellings:
            if telling.given and not details.get(telling.given):
                continue
            for person in _people(around, reader, telling, actor, role, concerned):
                when = when_told(reader, telling, person, actor, urgent=urgent)
                if when is not None:
                    yield person, reader, telling, when


def _people(
    around: Around, reader: Reader, telling: Telling, actor: Person | None, role: Role, concerned: Person | None
) -> Sequence[Person]:  # fmt: skip
    if telling.who is Who.SPEAKER:
        return [actor] if actor is not None and _COLUMN.get(role) is reader else []
    if telling.who is Who.CONCERNED:
        return [concerned] if concerned is not None else []
    return around.managers if reader is Reader.MANAGERS else []


def _may_be_told(
    session: Session, said: _Said, person: Person, letter: LetterKind, actor: Person | None, role: Role, *,
    now: datetime,
) -> bool:  # fmt: skip
    """Whether a letter is no answer too many to one who has had enough of them."""
    rules = profile_of(session, said.around.agency).rules
    if letter in budgets.ANSWERS and not budgets.may_answer_on(session, rules, None, person.id, now=now):
        return False
    is_answer = actor is not None and actor.id == person.id and said.event.mail_id is not None
    if not is_answer or letter in budgets.ALWAYS:
        return True
    return budgets.may_answer(session, rules, person.id, is_manager=role is Role.MANAGER, now=now)


def _letter(said: _Said, person: Person, reader: Reader, kind: LetterKind) -> dict[str, Any]:
    role = next(role for role, column in _COLUMN.items() if column is reader)
    managers = said.around.managers
    facts = greeting(person, role) | {
        "channel": (Channel.PRIVATE if role is Role.LANDLORD else Channel.AGENCY).value,
        "at": said.event.at.isoformat(),
        "manager": managers[0].name if managers else said.around.agency.name,
        "links": [],
    }
    facts |= _FACTS[kind](said)
    return letter_row(said.around.agency, person, kind, facts, now=said.event.at, event=said.event)


def _precision(said: _Said) -> dict[str, Any]:
    return {"questions": ["which_home"], "links": ["reply"], **_asked(said)}


def _not_understood(said: _Said) -> dict[str, Any]:
    return {"question": "which_home", **_asked(said)}


def _asked(said: _Said) -> dict[str, Any]:
    """The homes to choose from, as buttons that answer by mail; and what the answer is about, for whoever takes it."""
    asks = said.details["asks"]
    return {
        "answers": [{"label": home["label"], "says": home["says"]} for home in asks["homes"]],
        "asks": {"mails": asks["mails"], "again": asks["again"]},
        "own": True,
    }


def _out_of_scope(said: _Said) -> dict[str, Any]:
    mails = [said.event.mail_id] if said.event.mail_id is not None else []
    return {
        "topic": said.details["topic"],
        "contact": said.details["contact"],
        "links": ["is_breakdown"],
        "asks": {"mails": mails},
    }


def _landlord_status(said: _Said) -> dict[str, Any]:
    return {
        "homes": said.details["homes"],
        "on": said.event.at.isoformat(),
        "passed_on": said.details.get("passed_on") or None,
        "awaited": said.details.get("awaited") or None,
        "links": ["reply"],
        "pages": ["cases"],
    }


def _draft_ready(said: _Said) -> dict[str, Any]:
    return draft_ready(said.details)


def _done(said: _Said) -> dict[str, Any]:
    if said.event.kind is EventKind.WAITING_MAIL_DECIDED:
        return receipt(said.details) | {"own_subject": True}
    return household_facts.done(said.event, said.details)


def _welcome(said: _Said) -> dict[str, Any]:
    return household_facts.welcome(said.details)


def _farewell(said: _Said) -> dict[str, Any]:
    return household_facts.farewell(said.details)


def _one_time_confirmation(said: _Said) -> dict[str, Any]:
    """Nothing of the act: the page behind it says what is asked (X-16)."""
    return {"channel": Channel.NONE.value, **said.details["confirms"]}


def _was_it_you(said: _Said) -> dict[str, Any]:
    """The date and the address that it came from; no word of it, nor of what it was about (X-11)."""
    return {
        "channel": Channel.AGENCY.value,
        "at": said.details["came_at"],
        "unknown_address": said.details["unknown_address"],
        "with_token": said.details["with_token"],
        "known_address": said.details.get("known_address"),
        "seat": said.details["seat"],
        "links": ["was_me", "was_not_me"],
    }


def _doubtful_sender(said: _Said) -> dict[str, Any]:
    """G-16: whom it names and where it came from; no word of it."""
    return {
        "what": "sender",
        "why": said.details["why"],
        "sender": said.details["sender"],
        "named": said.details["name"],
        "ref": said.details.get("ref"),
    }


_MOST_PROPOSED = 2
_STORED_ALONE = frozenset({"former_tenant", "no_home", "private_address"})
"""What becomes no report: words of who has left, or of a private conversation."""


def _proposed(session: Session, event: Event) -> tuple[dict[str, str], ...]:
    report = session.get(Report, event.report_id) if event.report_id is not None else None
    found = proposed(session, event.agency_id, event.actor_id, report, today=event.at.date())
    return tuple({"ref": each.ref, "dwelling": home} for each, home in found[:_MOST_PROPOSED])


def _filing(said: _Said) -> dict[str, Any]:
    """What a manager may do with a mail that waits: each a page, and an answer by mail."""
    if said.event.mail_id is None:
        return {}
    names = [f"attach_{number}" for number, _ in enumerate(said.proposed, start=1)]
    names += ["open_report"] if said.details["reason"] not in _STORED_ALONE else []
    names += ["not_ours"]
    page = f"waiting:{brief(said.event.mail_id)}"
    return {
        "propositions": list(said.proposed) or None,
        "links": names,
        "pages": [f"{name}={page}" for name in names],
        "asks_filing": said.event.mail_id,
    }


def _to_be_filed(said: _Said) -> dict[str, Any]:
    return {
        **_filing(said),
        "reason": said.details["reason"],
        "sender": said.details["sender"],
        "text": said.words,
        **pictures(said.photos),
        "dwelling": said.details.get("dwelling"),
        "ref": said.details.get("ref"),
        "since": said.details.get("since"),
        "danger": said.details.get("in_danger"),
    }


_FACTS: Mapping[LetterKind, Callable[[_Said], dict[str, Any]]] = MappingProxyType(
    {
        LetterKind.PRECISION_ASKED: _precision,
        LetterKind.NOT_UNDERSTOOD: _not_understood,
        LetterKind.OUT_OF_SCOPE: _out_of_scope,
        LetterKind.LANDLORD_STATUS: _landlord_status,
        LetterKind.TO_BE_FILED: _to_be_filed,
        LetterKind.DRAFT_READY: _draft_ready,
        LetterKind.ACT_DONE: _done,
        LetterKind.WELCOME_TENANT: _welcome,
        LetterKind.FAREWELL_TENANT: _farewell,
        LetterKind.ONE_TIME_CONFIRMATION: _one_time_confirmation,
        LetterKind.WAS_IT_YOU: _was_it_you,
        LetterKind.SECURITY_ALERT: _doubtful_sender,
        LetterKind.LETTER_BOUNCED: lambda said: returned_facts.letter_bounced_apart(said.details),
        LetterKind.ADDRESS_STOPPED: lambda said: returned_facts.address_stopped(said.details),
    }
)
