"""A manager looks over how a landlord's answer was read: it is exact, or it is put right while that helps (G-07)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Event, Participant, Person, Thread
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.vocabulary import EventKind, LandlordSays, QuoteState, Role
from mailbot.workflow.events import record
from mailbot.workflow.landlord_answers import ANSWER_ROW, EVENTS, PAST, Answer, ReadAgain, keep_answer, take_anew, tell
from mailbot.workflow.landlord_asks import answers_to, leaving, quotes_in
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.scene import Scene, private_side


class Standing(StrEnum):
    """What a correction can still change."""

    OPEN = "open"
    """All of it: nobody outside the agency knows anything."""
    TOLD = "told"
    """The company knows of the yes: the record is put right, and what left stays."""
    SETTLED = "settled"
    """It was decided in another way since, or the report is closed: the record is put right, and nothing follows."""
    NEWER = "newer"
    """There is another answer of his, or another reading of this one."""


@dataclass(frozen=True, slots=True)
class LookedOver:
    """Who said that a reading was exact, or made it, and when."""

    who: str
    at: datetime
    is_correction: bool
    came_too_late: bool
    """A correction from which nothing followed."""


READINGS = (
    LandlordSays.YES,
    LandlordSays.NO,
    LandlordSays.CONDITION,
    LandlordSays.OTHER_QUOTE,
    LandlordSays.QUESTION,
)
"""What an answer may be read as."""


def standing_of(session: Session, scene: Scene, answer: LandlordAnswer) -> Standing:
    """What a correction of this answer can still change."""
    ask = session.get_one(LandlordAsk, answer.ask_id)
    answers = answers_to(session, ask)
    if answers[answer.person_id].id != answer.id:
        return Standing.NEWER
    quote = session.get(Quote, answer.quote_id) if answer.quote_id is not None else None
    if quote is not None and answer.says is LandlordSays.YES and quote.decided_as is Role.LANDLORD:
        return Standing.TOLD
    if scene.is_closed:
        return Standing.SETTLED
    going = leaving(session, ask)
    if going is not None and (answer.says is not LandlordSays.YES or answer.quote_id != going.id):
        return Standing.SETTLED  # what leaves is another owner's yes
    if ask.closed_at is None or _fell_by(session, ask, answer):
        return Standing.OPEN
    return Standing.SETTLED


def _fell_by(session: Session, ask: LandlordAsk, answer: LandlordAnswer) -> bool:
    """Whether the question fell by this « no » alone: nobody has asked or decided anything since."""
    last_ask = select(LandlordAsk.id).where(LandlordAsk.report_id == ask.report_id).order_by(LandlordAsk.id.desc())
    last = select(LandlordAnswer.id).where(LandlordAnswer.ask_id == ask.id).order_by(LandlordAnswer.id.desc())
    return (
        answer.says is LandlordSays.NO
        and session.scalars(last_ask.limit(1)).one() == ask.id
        and session.scalars(last.limit(1)).one() == answer.id
        and all(quote.state is QuoteState.RECEIVED for quote in quotes_in(session, ask))
    )


def looked_over(session: Session, answer: LandlordAnswer, report_id: int) -> LookedOver | None:
    """Who has looked over this reading."""
    rows = session.scalars(
        select(Event)
        .where(
            Event.report_id == report_id,
            Event.actor_role == Role.MANAGER,
            Event.kind.in_((EventKind.LANDLORD_READING_CONFIRMED, *EVENTS.values())),
        )
        .order_by(Event.id.desc())
    )
    for event in rows:
        if event.facts.get(ANSWER_ROW) == answer.id and event.actor_id is not None:
            is_correction = event.kind is not EventKind.LANDLORD_READING_CONFIRMED
            came_too_late = event.facts.get("followed") in PAST
            return LookedOver(session.get_one(Person, event.actor_id).name, event.at, is_correction, came_too_late)
    return None


def may_say_yes(scene: Scene, answer: LandlordAnswer) -> bool:
    """Whether its writer still speaks for this home: a yes of somebody who does not engages nobody."""
    return any(person.id == answer.person_id for person in scene.home.landlords)


def words_of(session: Session, answer: LandlordAnswer, report_id: int) -> Comment | None:
    """What he wrote, as it was kept; None when nothing was."""
    if answer.mail_id is None:
        return None
    said = select(Comment).where(Comment.report_id == report_id, Comment.mail_id == answer.mail_id)
    return session.scalars(said).one_or_none()


def confirm(
    session: Session, scene: Scene, answer: LandlordAnswer, manager: Person, *, now: datetime,
    mail_id: int | None = None,
) -> None:  # fmt: skip
    """« C'est exact »: nothing changes, and nobody is asked any more. Raises Refused(ALREADY_SO) when somebody has
    looked it over, or there is a newer one."""
    check(Act.CORRECT_READING, Role.MANAGER)
    is_newest = standing_of(session, scene, answer) is not Standing.NEWER
    if not is_newest or looked_over(session, answer, scene.report.id) is not None:
        raise Refused(Reason.ALREADY_SO)
    _ask_no_more(session, scene, answer)
    record(
        session, private_side(session, scene, now=now), EventKind.LANDLORD_READING_CONFIRMED, actor=manager,
        role=Role.MANAGER, now=now, mail_id=mail_id, details={ANSWER_ROW: answer.id, "says": answer.says.value},
    )  # fmt: skip


def put_right(
    session: Session, scene: Scene, answer: LandlordAnswer, manager: Person, says: LandlordSays, *,
    quote: Quote | None = None, now: datetime,
) -> None:  # fmt: skip
    """« Corriger »: what followed from the wrong reading is undone where it can be, and what follows from the right one
    happens. He and the other managers are told; nobody else learns of either.

    A yes engages money: whoever calls has seen to its proof. Raises Refused(ALREADY_SO) when it was read so already, or
    there is a newer one, NOT_YOURS_TO_SAY for a yes of somebody who speaks for this home no more.
    """
    check(Act.CORRECT_READING, Role.MANAGER)
    standing = standing_of(session, scene, answer)
    same = answer.says is says and (says is not LandlordSays.YES or quote is None or quote.id == answer.quote_id)
    if standing is Standing.NEWER or same:
        raise Refused(Reason.ALREADY_SO)
    if says is LandlordSays.YES and not may_say_yes(scene, answer):
        raise Refused(Reason.NOT_YOURS_TO_SAY)
    ask, person = session.get_one(LandlordAsk, answer.ask_id), session.get_one(Person, answer.person_id)
    side, kept = private_side(session, scene, now=now), words_of(session, answer, scene.report.id)
    right = Answer(says, quote if says is LandlordSays.YES else None, mail_id=answer.mail_id)
    is_whole = kept is not None and kept.erased_at is None and not kept.masked
    right = replace(right, words=kept.text if kept is not None and is_whole else "")
    again = ReadAgain(manager, answer.says, kept)
    _ask_no_more(session, scene, answer)
    if standing is Standing.OPEN:
        if (going := leaving(session, ask)) is not None:
            going.leaves_at = None
        ask.closed_at = None
        take_anew(session, side, ask, person, right, again, now=now)
        return
    row = keep_answer(session, ask, person, right, now=now)
    tell(session, side, ask, person, right, row, kept, followed=standing.value, now=now, again=again)


def _ask_no_more(session: Session, scene: Scene, answer: LandlordAnswer) -> None:
    """The question of G-07 falls for every manager, whoever settled it (READING, section 11)."""
    seats = session.scalars(
        select(Participant).join(Thread, Thread.id == Participant.thread_id).where(Thread.report_id == scene.report.id)
    )
    for seat in seats:
        if seat.role is Role.MANAGER and (seat.asked or {}).get(ANSWER_ROW) == answer.id:
            seat.asked = None
