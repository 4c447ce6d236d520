"""What a landlord answers to the quotes laid before him, and for how long he may take his yes back (GAP-06, S1-07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Person
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.vocabulary import Channel, DecisionRule, EventKind, LandlordSays, QuoteState, Role
from mailbot.workflow.events import record
from mailbot.workflow.landlord_asks import (
    answers_to,
    as_asked,
    drop_ask,
    leaving,
    narrowed,
    quotes_in,
    rule_of,
    told_in,
)
from mailbot.workflow.occasions import Photo, money
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quote_decisions import let_go
from mailbot.workflow.quotes import may_become, move_quote
from mailbot.workflow.reports import keep_words
from mailbot.workflow.scene import Scene, private_side, set_scene
from mailbot.workflow.telling import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says, and how it came."""

    says: LandlordSays
    quote: Quote | None = None
    """The one that is said yes to."""
    limit: Decimal | None = None
    """The most that he would pay."""
    words: str = ""
    photos: tuple[Photo, ...] = ()
    sender: str = ""
    """The address of the mail; empty on a page."""
    mail_id: int | None = None


_WITHDRAWS = frozenset({LandlordSays.NO, LandlordSays.CONDITION, LandlordSays.OTHER_QUOTE, LandlordSays.UNDONE})

EVENTS: Mapping[LandlordSays, EventKind] = MappingProxyType(
    {
        LandlordSays.YES: EventKind.LANDLORD_APPROVED,
        LandlordSays.NO: EventKind.LANDLORD_REFUSED,
        LandlordSays.CONDITION: EventKind.LANDLORD_ANSWERED_WITH_CONDITION,
        LandlordSays.OTHER_QUOTE: EventKind.LANDLORD_ANSWERED_WITH_CONDITION,
        LandlordSays.QUESTION: EventKind.LANDLORD_ANSWERED_WITH_CONDITION,
        LandlordSays.UNDONE: EventKind.LANDLORD_UNDID_APPROVAL,
    }
)
ANSWER_ROW = "answer_row"
"""The detail of an event, and of a question, that names the answer's row."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A manager who reads an answer otherwise than we did."""

    manager: Person
    first: LandlordSays
    """What we had read."""
    said: Comment | None
    """His words, which were kept when they came."""


def take_answer(
    session: Session, scene: Scene, ask: LandlordAsk, person: Person, answer: Answer, *, now: datetime
) -> Comment | None:
    """Keep what he answers, tell the managers his words whole, and do what follows from it. Returns his words as kept.

    A yes binds when it comes from everybody whose yes is needed; anything else engages nothing. Whoever calls has seen
    to the proof of a yes. Raises Refused, before anything was changed, when the question does not stand any more.
    """
    check(Act.APPROVE_QUOTE, Role.LANDLORD, is_asked=ask.closed_at is None and not scene.is_closed)
    side = private_side(session, scene, now=now)
    if (said_yes_to := leaving(session, ask)) is not None:
        return _take_back(session, side, ask, person, answer, said_yes_to, now=now)
    if answer.says is LandlordSays.UNDONE:
        raise Refused(Reason.ALREADY_SO)
    return _take(session, side, ask, person, answer, None, now=now)


def take_anew(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, again: ReadAgain, *,
    now: datetime,
) -> None:  # fmt: skip
    """The same answer as a manager has read it: all follows as if it had been read so at once. Raises Refused."""
    _take(session, side, ask, person, answer, again, now=now)


def _take(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, again: ReadAgain | None, *,
    now: datetime,
) -> Comment | None:  # fmt: skip
    if answer.says is LandlordSays.YES:
        return _take_yes(session, side, ask, person, answer, again, now=now)
    row, said = _keep(session, side, ask, person, answer, again, now=now)
    for quote in quotes_in(session, ask):
        if may_become(quote, QuoteState.RECEIVED):
            move_quote(quote, QuoteState.RECEIVED, now=now)
    tell(session, side, ask, person, answer, row, said, followed="yours", now=now, again=again)
    if answer.says is LandlordSays.NO:
        drop_ask(session, side, now=now)
    return said


def _take_yes(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, again: ReadAgain | None, *,
    now: datetime,
) -> Comment | None:  # fmt: skip
    quote, rules = answer.quote, side.profile.rules
    earlier = answers_to(session, ask).get(person.id)
    said_so = again is None and earlier is not None and earlier.says is LandlordSays.YES
    if quote is None or said_so or not as_asked(ask, quote) or not may_become(quote, QuoteState.APPROVED):
        raise Refused(Reason.ALREADY_SO)
    row, said = _keep(session, side, ask, person, answer, again, now=now)
    if not _all_agree(session, side, ask, quote, now=now):
        tell(session, side, ask, person, answer, row, said, followed="others", now=now, again=again)
        return said
    if not rules.landlord_yes_validates:
        if quote.state is not QuoteState.RECEIVED:
            move_quote(quote, QuoteState.RECEIVED, now=now)  # a manager decides
        tell(session, side, ask, person, answer, row, said, followed="yours", now=now, again=again)
        return said
    if quote.state is not QuoteState.WITH_LANDLORD:
        move_quote(quote, QuoteState.WITH_LANDLORD, now=now)
    if rules.undo_minutes:
        quote.leaves_at = now + timedelta(minutes=rules.undo_minutes)
    followed = "leaves" if quote.leaves_at is not None else "left"
    tell(
        session, side, ask, person, answer, row, said, followed=followed, now=now, leaves_at=quote.leaves_at,
        again=again,
    )  # fmt: skip
    if quote.leaves_at is None:
        _let_go(session, side, quote, person.id, now=now)
    return said


def _take_back(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, quote: Quote, *, now: datetime
) -> Comment | None:
    """His own yes, and of several owners anybody's whose yes was needed; until the company was told (SM2)."""
    his = answers_to(session, ask).get(person.id)
    if answer.says not in _WITHDRAWS or his is None or his.says is not LandlordSays.YES:
        raise Refused(Reason.ALREADY_SO)
    undone = Answer(
        LandlordSays.UNDONE, quote, answer.limit, answer.words, answer.photos, answer.sender, answer.mail_id
    )
    quote.leaves_at = None
    row, said = _keep(session, side, ask, person, undone, None, now=now)
    tell(session, side, ask, person, undone, row, said, followed="yours", now=now)
    return said


def let_approved_go(session: Session, ask: LandlordAsk, quote: Quote, scene: Scene, *, now: datetime) -> None:
    """The time to take a yes back is over: the company is told. What changed since he said it stops it instead."""
    if scene.is_closed or ask.closed_at is not None or not as_asked(ask, quote):
        quote.leaves_at = None
        return
    yes = next(each for each in answers_to(session, ask).values() if each.says is LandlordSays.YES)
    _let_go(session, scene, quote, yes.person_id, now=now)


def _let_go(session: Session, scene: Scene, quote: Quote, person_id: int, *, now: datetime) -> None:
    """What the home and the company learn happens on the public side, and names nobody."""
    public = set_scene(session, scene.report, now=now)
    let_go(session, public, quote, actor=None, role=Role.UNKNOWN, decided_by=person_id, now=now)


def _all_agree(session: Session, side: Scene, ask: LandlordAsk, quote: Quote, *, now: datetime) -> bool:
    if rule_of(session, side, now) is DecisionRule.ONE:
        return True
    answers = answers_to(session, ask)
    return all(
        (his := answers.get(person.id)) is not None and his.says is LandlordSays.YES and his.quote_id == quote.id
        for person in side.home.landlords
    )


def _keep(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, again: ReadAgain | None, *,
    now: datetime,
) -> tuple[LandlordAnswer, Comment | None]:  # fmt: skip
    row = keep_answer(session, ask, person, answer, now=now)
    if again is not None:
        return row, again.said
    if not answer.words.strip() and answer.mail_id is None:
        return row, None
    return row, keep_words(
        session, side, person, Role.LANDLORD, Channel.PRIVATE, answer.words, now=now, mail_id=answer.mail_id
    )  # fmt: skip


def keep_answer(
    session: Session, ask: LandlordAsk, person: Person, answer: Answer, *, now: datetime
) -> LandlordAnswer:  # fmt: skip
    """Write down what he says, or how it was read."""
    row = LandlordAnswer(
        agency_id=ask.agency_id, ask_id=ask.id, person_id=person.id,
        quote_id=answer.quote.id if answer.quote is not None else None, says=answer.says,
        limit_incl_tax=answer.limit, mail_id=answer.mail_id, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def tell(
    session: Session, side: Scene, ask: LandlordAsk, person: Person, answer: Answer, row: LandlordAnswer,
    said: Comment | None, *, followed: str, now: datetime, leaves_at: datetime | None = None,
    again: ReadAgain | None = None,
) -> None:  # fmt: skip
    """B-04 or B-05 to the one who spoke alone, G-07 to the managers. `again`: a manager's act, who is told by their
    page; he has a letter when something is otherwise than the one he had says."""
    told = told_in(session, ask)
    chosen = [
        each for each, asked in zip(told, ask.quotes, strict=True) if answer.quote and asked["quote"] == answer.quote.id
    ]
    details: dict[str, Any] = {
        "ask": ask.id, "says": answer.says.value, "followed": followed, "quotes": chosen, "sender": answer.sender,
        "limit": money(answer.limit), ANSWER_ROW: row.id,
    }  # fmt: skip
    if leaves_at is not None:
        details["leaves_at"] = leaves_at.isoformat()
    if again is not None:
        details |= {"read_first": again.first.value, "name": person.name}
    elif answer.mail_id is not None:
        # A button says what it says: what was read in words is looked over (READING, section 11).
        question = {"question": "confirm_reading", "text": answer.says.value, ANSWER_ROW: row.id}
        details |= {"is_read": True, "asked": {"G-07": question}}
    record(
        session, narrowed(side, [person]), EVENTS[answer.says], actor=again.manager if again is not None else person,
        role=Role.MANAGER if again is not None else Role.LANDLORD, now=now, mail_id=answer.mail_id, comment=said,
        words=answer.words, photos=answer.photos, details=details,
        told_already=_TO_HIM if followed in PAST else frozenset(),
    )  # fmt: skip


PAST = frozenset({"told", "settled"})
"""What a correction that comes too late is followed by: nothing that his letter could say."""
_TO_HIM = frozenset({Reader.LANDLORD})
