"""Writes down what happened, together with the letters that tell of it: one transaction for both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert

from mailbot.db import Session
from mailbot.model import Comment, Event, Participant, Person
from mailbot.model_mails import DigestLine
from mailbot.prepared import Prepared
from mailbot.vocabulary import Alerts, EventKind, LetterKind, QuoteSight, ReportStatus, Role, Urgency
from mailbot.workflow import budgets
from mailbot.workflow.ahead import ahead_of
from mailbot.workflow.audience import TOLD
from mailbot.workflow.choices import say_back
from mailbot.workflow.facts import facts_for
from mailbot.workflow.journal import enter
from mailbot.workflow.journal_sight import SIGHT, last_events, sees
from mailbot.workflow.near import told_of
from mailbot.workflow.occasions import Occasion, Past, Photo, Told
from mailbot.workflow.offers import offers_for
from mailbot.workflow.own_letters import keep_letters, letter_row
from mailbot.workflow.quotes import awaited_of
from mailbot.workflow.scene import Scene, private_side
from mailbot.workflow.telling import Reader, Telling, When, Who
from mailbot.workflow.tongues import spoken
from mailbot.workflow.waking import ENDS_THE_WAIT, call_off

# The role in which a person reads, by the column in which they stand.
READS_AS: Mapping[Reader, Role] = MappingProxyType(
    {
        Reader.AUTHOR: Role.TENANT,
        Reader.OTHER_OCCUPANTS: Role.TENANT,
        Reader.LANDLORD: Role.LANDLORD,
        Reader.MANAGERS: Role.MANAGER,
        Reader.PROVIDER: Role.PROVIDER,
        Reader.ON_CALL: Role.MANAGER,
    }
)

# Details that a letter needs and the journal must not keep: the names of files, the address of a stranger, what a
# manager's line said and what was found for it, the text of a ready message.
_WORDS_OF_PEOPLE = frozenset(
    {
        "files", "unknown_address", "cases", "command", "found", "name", "texts", "asks_back", "to_fill_in", "why",
        "asked_for", "canned_labels", "homes", "awaited", "said", "prepared_for", "draft_lines",
        "billing", "companies", "told_now", "told_later",
        "wakes_next", "delivered", "others", "bounced", "in_copy",
        # Of orders: what was accepted before, what a company or an occupant said, times that they wished.
        "accepted", "wishes", "their_words", "invoice", "gaps", "access", "times",
        # Of quotes: figures, advice, reasons, what was laid before whom.
        "quotes", "advice", "refusal", "papers", "asked", "sender", "limit", "echo",
    }
)  # fmt: skip

# The letters that offer ready messages, to be sent from their page (S1-47).
_OFFER = frozenset({LetterKind.NEW_REPORT, LetterKind.NEW_MESSAGE})

# What a letter asks of its reader: the standpoint of the next reply (READING, section 11).
_ASKED: Mapping[LetterKind, dict[str, Any]] = MappingProxyType(
    {
        LetterKind.CLOSED_REPORT_ANSWERED: {"question": "same_or_new"},
        LetterKind.QUOTE_REQUEST: {"question": "send_quote"},
        LetterKind.WORK_ORDER: {"question": "take_mission"},
        LetterKind.NEXT_STEP: {"question": "next_step"},
    }
)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Public words that a company reads too, and what of them (AUDIENCE, « When a tenant's words reach the provider »).
    Nobody else's letter changes by it."""

    scene: Scene
    """With that company."""
    words: str
    photos: tuple[Photo, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


def record(
    session: Session,
    scene: Scene,
    kind: EventKind,
    *,
    actor: Person | None,
    role: Role,
    now: datetime,
    mail_id: int | None = None,
    comment: Comment | None = None,
    words: str = "",
    photos: tuple[Photo, ...] = (),
    read_as: str = "",
    status: ReportStatus | None = None,
    urgent: bool = False,
    without: LetterKind | None = None,
    told_already: frozenset[Reader] = frozenset(),
    details: Mapping[str, Any] = MappingProxyType({}),
    passed_on: PassedOn | None = None,
) -> Event:
    """The event, and a row for each letter that the audience's table calls for.

    `details` are codes and counts that the letters need; the journal keeps them too, but for words of people.
    `urgent`: whoever chose the daily letter is told at once all the same. `without`: the letter that another one of
    the same moment stands in for (T-02 for T-01), as a line of the digest too. `told_already`: the columns to whom
    another event of the same mail tells all that this one would. `passed_on`: the company that reads it beside them.
    """
    event = enter(
        session, kind,
        agency_id=scene.agency.id,
        report_id=scene.report.id,
        actor_id=actor.id if actor is not None else None,
        actor_role=role,
        comment_id=comment.id if comment is not None else None,
        mail_id=mail_id,
        facts={key: value for key, value in details.items() if key not in _WORDS_OF_PEOPLE}
        | _way(scene)
        | _sight(scene)
        | _order(passed_on.scene if passed_on is not None else scene),
        at=now,
    )  # fmt: skip
    if scene.report.urgency is Urgency.VITAL and kind in ENDS_THE_WAIT:
        call_off(session, scene.report.id, now=now)
    announce(
        session, scene, event, Occasion(event, actor, role, words, photos, read_as, status, details), urgent=urgent,
        without=without, told_already=told_already,
    )  # fmt: skip
    if passed_on is not None and Reader.PROVIDER not in told_already:
        _pass_on(session, event, passed_on, actor, role, details)
    return event


def _pass_on(
    session: Session, event: Event, passed_on: PassedOn, actor: Person | None, role: Role, details: Mapping[str, Any]
) -> None:
    if not (passed_on.words.strip() or passed_on.photos or passed_on.details):
        return
    told = {**details, **passed_on.details, "to_company": True}
    announce(
        session, passed_on.scene, event,
        Occasion(event, actor, role, passed_on.words, passed_on.photos, details=told),
        told_already=frozenset(Reader) - {Reader.PROVIDER},
    )  # fmt: skip


def announce(
    session: Session, scene: Scene, event: Event, occasion: Occasion, *, urgent: bool = False,
    without: LetterKind | None = None, told_already: frozenset[Reader] = frozenset(), due_at: datetime | None = None,
) -> None:  # fmt: skip
    """The letters and the digest lines of an event that is written already. Its arguments are those of `record`.
    `due_at`: the instant to come at which the letters leave, if nobody has called them off until then."""
    now = event.at
    if scene.awaited:
        # What has just happened may be what was waited for.
        scene = replace(scene, awaited=awaited_of(session, scene.report))
    if scene.ahead or scene.company is not None:
        scene = replace(scene, ahead=ahead_of(session, scene.report))
    readers = [
        row
        for row in _readers(scene, occasion, urgent=urgent)
        if row[1] not in told_already and (without is None or row[2].letter is not without)
    ]
    now_read = [(person, telling.letter) for person, _, telling, when in readers if when is When.NOW]
    offers = offers_for(session, scene, occasion, [person for person, letter in now_read if letter in _OFFER])
    near = told_of(session, scene.report) if any(row[2].letter is LetterKind.NEW_REPORT for row in readers) else []
    occasion = replace(occasion, offers=offers.messages, near=near, favourites=offers.favourites)
    past = last_events(session, scene.report) if now_read else ()
    # A landlord has a seat on the private side alone, whatever he is told of (S1-92).
    to_landlord = any(reader is Reader.LANDLORD and when is When.NOW for _, reader, _, when in readers)
    for_landlord = private_side(session, scene, now=now) if to_landlord else scene
    rows = [
        _letter(for_landlord if reader is Reader.LANDLORD else scene, occasion, person, reader, telling, past)
        for person, reader, telling, when in readers
        if when is When.NOW
        if _may_be_told(session, scene, occasion, person, telling, now=now)
    ]
    if rows:
        say_back(session, rows)
        keep_letters(session, [row | {"due_at": due_at} for row in rows] if due_at is not None else rows)
    keep_lines(session, digest_lines(event, readers))


def _way(scene: Scene) -> dict[str, str]:
    return {"by": scene.by} if scene.by else {}


def _sight(scene: Scene) -> dict[str, str]:
    """Who may see an event of a quote that not everybody may know of."""
    quote = scene.company.about_quote if scene.company is not None else None
    if quote is None or quote.sight is QuoteSight.OCCUPANTS:
        return {}
    return {SIGHT: quote.sight.value}


def _order(scene: Scene) -> dict[str, int]:
    """The mission, or the quote, that an event is about: by it its file is found, and what answers it."""
    company = scene.company
    if company is None:
        return {}
    return {ORDER: company.order.id} if company.order is not None else {QUOTE_ROW: company.quote.id}


ORDER = "order"
"""The detail of an event, and of a question, that names its mission's row."""
QUOTE_ROW = "quote_row"
"""The same of a quote that was asked for alone."""


def _readers(
    scene: Scene, occasion: Occasion, *, urgent: bool
) -> Iterator[tuple[Person, Reader, Telling, When]]:  # fmt: skip
    told: set[tuple[LetterKind | None, int]] = set()
    actor = occasion.actor
    for reader, tellings in TOLD[occasion.event.kind].items():
        for telling in tellings:
            if telling.given and not occasion.details.get(telling.given):
                continue
            for person in _people(scene, reader, telling, actor, occasion.role):
                if telling.who is Who.AUTHOR and not scene.is_author(person.id):
                    continue
                when = when_told(reader, telling, person, actor, urgent=urgent)
                letter = telling.letter if when is When.NOW else None
                # Somebody who is tenant and manager at once stands in two columns, and reads one letter.
                if when is not None and (letter, person.id) not in told:
                    told.add((letter, person.id))
                    yield person, reader, telling, when


def digest_lines(event: Event, readers: list[tuple[Person, Reader, Telling, When]]) -> list[dict[str, Any]]:
    """A line of the next digest for each reader who is not told at once: at once or in a digest, never both."""
    at_once = {(person.id, READS_AS[reader]) for person, reader, _, when in readers if when is When.NOW}
    later = {(person.id, READS_AS[reader]) for person, reader, _, when in readers if when is When.DIGEST}
    return [
        {
            "agency_id": event.agency_id,
            "person_id": person_id,
            "role": role,
            "event_id": event.id,
            "report_id": event.report_id,
            "letter_id": None,
        }
        for person_id, role in sorted(later - at_once)
    ]


def keep_lines(session: Session, lines: list[dict[str, Any]]) -> None:
    """Write what waits for the next digests."""
    if lines:
        session.flush()
        _KEEP_LINES.run(session, *lines)


_KEEP_LINES = Prepared(
    insert(DigestLine), columns=("agency_id", "person_id", "role", "event_id", "report_id", "letter_id")
)


def _people(scene: Scene, reader: Reader, telling: Telling, actor: Person | None, role: Role) -> tuple[Person, ...]:
    if telling.who is not Who.SPEAKER:
        return scene.readers(reader)
    # Whoever speaks is answered, even a manager who is in charge of nothing today.
    is_there = actor is not None and scene.seat_for(actor.id, role) and _column(scene, actor, role) is reader
    return (actor,) if is_there and actor is not None else ()


def _may_be_told(
    session: Session, scene: Scene, occasion: Occasion, person: Person, telling: Telling, *, now: datetime
) -> bool:  # fmt: skip
    """Whether a letter is no answer too many: a robot that nobody recognised has had enough of them. News for others
    are no answers; and what keeps somebody safe always leaves."""
    rules = scene.profile.rules
    if telling.who is Who.SPEAKER and not budgets.may_answer_on(session, rules, scene.report.id, person.id, now=now):
        return False
    is_answer = occasion.actor is not None and occasion.actor.id == person.id and occasion.event.mail_id is not None
    if not is_answer or telling.letter in budgets.ALWAYS:
        return True
    is_manager = occasion.role is Role.MANAGER
    return budgets.may_answer(session, rules, person.id, is_manager=is_manager, now=now)


def _column(scene: Scene, person: Person, role: Role) -> Reader:
    if role is Role.TENANT:
        return Reader.AUTHOR if scene.reported(person.id) is Role.TENANT else Reader.OTHER_OCCUPANTS
    return {Role.LANDLORD: Reader.LANDLORD, Role.PROVIDER: Reader.PROVIDER}.get(role, Reader.MANAGERS)


def when_told(reader: Reader, telling: Telling, person: Person, actor: Person | None, *, urgent: bool) -> When | None:
    """At once, as a line of the next digest, or not at all (SM7)."""
    if telling.who is Who.OTHERS and actor is not None and actor.id == person.id:
        return None
    if telling.when is When.URGENT and urgent:
        return When.NOW
    if telling.when is When.NOW or (telling.when is When.ALERTS and (person.alerts is Alerts.IMMEDIATE or urgent)):
        return When.NOW
    # Managers have their digest whatever they chose; tenants and landlords only if they chose it (S1-73, S1-08).
    return When.DIGEST if READS_AS[reader] is Role.MANAGER or person.alerts is Alerts.DAILY else None


def _letter(
    scene: Scene, occasion: Occasion, person: Person, reader: Reader, telling: Telling, past: tuple[Past, ...]
) -> dict[str, Any]:
    assert telling.letter is not None
    role = READS_AS[reader]
    seen = tuple(
        event
        for event in past
        if sees(role, event, is_private=scene.is_private)
        if scene.is_private or event.at >= scene.report.created_at  # while it was private, it was nobody's here
    )
    told = Told(person, role, telling.variant, seen)
    facts = facts_for(telling.letter, scene, occasion, told)
    seat = scene.seat_for(person.id, role)
    assert seat is not None, "a reader has a seat"
    asks_back = occasion.details.get("asks_back", {}).get(spoken(person))
    _put_question(seat, telling.letter, facts, asks_back, occasion.details.get("asked", {}).get(telling.letter.value))
    # An alarm goes to the address that the agency's file names today, whatever else is on file for that person.
    is_on_call = reader is Reader.ON_CALL and scene.on_call is not None and scene.on_call.id == person.id
    recipient = scene.profile.mails.on_call if is_on_call else ""
    event = occasion.event
    return letter_row(scene.agency, person, telling.letter, facts, now=event.at, event=event, recipient=recipient) | {
        "report_id": scene.report.id,
        "participant_id": seat.id,
    }


def _put_question(
    seat: Participant, letter: LetterKind, facts: dict[str, Any], asks_back: str | None, asked: dict[str, Any] | None
) -> None:
    """`asked`: the question that the event itself brings for this letter, by the letter's code."""
    question = _ASKED.get(letter)
    if asks_back is not None:
        question = {"question": "provide_info", "text": asks_back}
    if letter is LetterKind.PRECISION_ASKED:
        question = {"question": "provide_info", "text": " ".join(facts["questions"])}
    if letter is LetterKind.DRAFT_READY:
        question = {"question": "confirm_draft", "text": facts.get("said") or "", "draft": facts["draft_number"]}
    if asked is not None:
        question = asked
    if question is not None and question != seat.asked:
        seat.asked = question
