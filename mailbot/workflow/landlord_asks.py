"""A landlord is asked: quotes are laid before him, he is reminded, the question falls once it is settled (GAP-07)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Participant, Person, Provider, Report, Thread
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.model_mails import Attachment
from mailbot.threads.pages import brief
from mailbot.vocabulary import AskReason, DecisionRule, EventKind, LandlordSays, QuoteState, ReportStatus, Role, Urgency
from mailbot.workflow.decision_facts import quote_told
from mailbot.workflow.events import record
from mailbot.workflow.households import homes_of_landlord
from mailbot.workflow.journal import moved
from mailbot.workflow.landlord_hours import Hours, day_of_silence, hours_of
from mailbot.workflow.mandates import decision_rule
from mailbot.workflow.occasions import money
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.quotes import may_become, move_quote
from mailbot.workflow.remains import is_left
from mailbot.workflow.scene import Scene, private_side, set_scene
from mailbot.workflow.statuses import Move, next_status

LONGEST_ADVICE = 500


@dataclass(frozen=True, slots=True)
class AskForm:
    """What a manager fills in to ask a landlord."""

    advice: str
    """One sentence."""
    answer_by: date
    reason: AskReason | None = None


def ask_landlord(
    session: Session, scene: Scene, quotes: Sequence[Quote], manager: Person, form: AskForm, *, now: datetime
) -> LandlordAsk:
    """Lay these quotes before everybody who speaks for the landlord. The report moves to « En cours » without a word to
    the home. A question that stood before falls.

    Raises Refused when there is no landlord, the report is closed, or one of the quotes cannot be decided.
    """
    check(Act.ASK_LANDLORD, Role.MANAGER)
    ready = all(quote.amount_incl_tax is not None and may_become(quote, QuoteState.WITH_LANDLORD) for quote in quotes)
    if not quotes or not ready or not scene.home.landlords:
        raise Refused(Reason.ALREADY_SO)
    status = next_status(scene.report.status, Move.COMMENT, Role.MANAGER)
    side = private_side(session, scene, now=now)
    drop_ask(session, scene, now=now)
    labels = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if len(quotes) > 1 else [""]
    ask = LandlordAsk(
        agency_id=scene.agency.id, report_id=scene.report.id, asked_by=manager.id, asked_at=now,
        quotes=[
            {"label": label, "quote": quote.id, "amount_incl_tax": money(quote.amount_incl_tax)}
            for label, quote in zip(labels, quotes, strict=False)
        ],
        advice=form.advice[:LONGEST_ADVICE], reason=form.reason.value if form.reason is not None else "",
        answer_by=form.answer_by, is_urgent=scene.report.urgency is not Urgency.NORMAL, reminded=[],
    )  # fmt: skip
    session.add(ask)
    session.flush()
    for quote in quotes:
        move_quote(quote, QuoteState.WITH_LANDLORD, now=now)
        quote.leaves_at = None
    change = moved(scene.report.status, status)
    scene.report.status = status
    record(
        session, side, EventKind.LANDLORD_ASKED, actor=manager, role=Role.MANAGER, now=now,
        details=change | {
            "ask": ask.id, "reason": ask.reason, "quotes": told_in(session, ask), "advice": ask.advice,
            "answer_by": ask.answer_by.isoformat(), "papers": _papers(session, quotes),
            "asked": {"B-02": question_of(session, ask)},
        },
    )  # fmt: skip
    return ask


def remind(
    session: Session, scene: Scene, ask: LandlordAsk, *, manager: Person | None, now: datetime
) -> None:  # fmt: skip
    """B-03 to those whose answer is still awaited: by the clock, or because a manager wants it once more."""
    side = private_side(session, scene, now=now)
    if ask.closed_at is not None or not (waited := awaited(session, ask, side)):
        raise Refused(Reason.ALREADY_SO)
    ask.reminded = [*ask.reminded, now.isoformat()]
    ask.told_silent_at = None
    record(
        session, narrowed(side, waited), EventKind.LANDLORD_REMINDED, actor=manager,
        role=Role.UNKNOWN if manager is None else Role.MANAGER, now=now,
        details={
            "ask": ask.id, "quotes": told_in(session, ask), "days": (now - scene.report.created_at).days,
            "answer_by": _latest(scene, ask, now=now).isoformat(), "asked": {"B-03": question_of(session, ask)},
        },
    )  # fmt: skip


def suspend(session: Session, scene: Scene, ask: LandlordAsk, until: date) -> None:
    """Neither landlord nor managers are reminded before that day; then it goes on, and the managers are told again."""
    check(Act.ASK_LANDLORD, Role.MANAGER)
    if ask.closed_at is not None:
        raise Refused(Reason.ALREADY_SO)
    ask.held_until, ask.told_silent_at = until, None


def drop_ask(session: Session, scene: Scene, *, now: datetime, about: Quote | None = None) -> None:
    """The question that stands on a report falls, if it is about this quote: it was settled, by whomever. What was laid
    before him is the manager's to decide again, and nobody is asked any more (READING, section 11)."""
    ask = open_ask(session, scene.report.id)
    if ask is None or (about is not None and all(row["quote"] != about.id for row in ask.quotes)):
        return
    ask.closed_at = now
    for quote in quotes_in(session, ask):
        if quote.state is QuoteState.WITH_LANDLORD:
            move_quote(quote, QuoteState.RECEIVED, now=now)
            quote.leaves_at = None
    for seat in _seats(session, scene.report.id):
        if seat.asked and seat.asked.get("ask") == ask.id:
            seat.asked = None


def drop_questions(session: Session, scene: Scene, quote: Quote) -> None:
    """Managers who were asked to decide on this quote are asked no more."""
    for seat in _seats(session, scene.report.id):
        if seat.role is Role.MANAGER and quote.id in numbers_in(seat.asked or {}):
            seat.asked = None


def numbers_in(asked: Mapping[str, Any]) -> frozenset[int]:
    """The quotes that a question to a manager is about."""
    return frozenset(asked.get("quote_ids") or [asked.get("quote") or 0])


def _seats(session: Session, report_id: int) -> Sequence[Participant]:
    return session.scalars(
        select(Participant).join(Thread, Thread.id == Participant.thread_id).where(Thread.report_id == report_id)
    ).all()


# -- Looking ----------------------------------------------------------------------------------------------------------


def open_ask(session: Session, report_id: int) -> LandlordAsk | None:
    """The question that stands on a report."""
    return session.scalars(
        select(LandlordAsk)
        .where(LandlordAsk.report_id == report_id, LandlordAsk.closed_at.is_(None))
        .order_by(LandlordAsk.id.desc())
        .limit(1)
    ).one_or_none()


def quotes_in(session: Session, ask: LandlordAsk) -> Sequence[Quote]:
    """The quotes that were laid before him, in their order."""
    return [session.get_one(Quote, row["quote"]) for row in ask.quotes]


def as_asked(ask: LandlordAsk, quote: Quote) -> bool:
    """Whether a quote still is what was laid before him: he decides on the price that he has read."""
    return any(
        row["quote"] == quote.id and row["amount_incl_tax"] == money(quote.amount_incl_tax) for row in ask.quotes
    )


def answers_to(session: Session, ask: LandlordAsk) -> dict[int, LandlordAnswer]:
    """The last answer of each person, by person id."""
    rows = session.scalars(
        select(LandlordAnswer).where(LandlordAnswer.ask_id == ask.id).order_by(LandlordAnswer.id)
    ).all()
    return {answer.person_id: answer for answer in rows}


def leaving(session: Session, ask: LandlordAsk) -> Quote | None:
    """The quote that was said yes to and of which the company knows nothing yet: the yes can be taken back."""
    return next((quote for quote in quotes_in(session, ask) if quote.leaves_at is not None), None)


def awaited(session: Session, ask: LandlordAsk, scene: Scene) -> tuple[Person, ...]:
    """Whose answer is still awaited. Any answer that is no yes is the managers' to follow; so is the first yes, where
    the first answer binds."""
    answers = answers_to(session, ask)
    if any(answer.says is not LandlordSays.YES for answer in answers.values()):
        return ()
    if answers and rule_of(session, scene, ask.asked_at) is DecisionRule.ONE:
        return ()
    return tuple(person for person in scene.home.landlords if person.id not in answers)


def decisions_of(session: Session, person_id: int, zone: ZoneInfo, *, now: datetime) -> list[dict[str, str]]:
    """What waits for the answer of somebody who speaks for a landlord: the reports, and the day of the last letter
    that asked. That it is asked, and nothing of what is (WORDING, B-07, B-11)."""
    homes = homes_of_landlord(session, person_id, today=now.astimezone(zone).date())
    asks = session.scalars(
        select(LandlordAsk)
        .join(Report, Report.id == LandlordAsk.report_id)
        .where(Report.dwelling_id.in_(homes), Report.status != ReportStatus.CLOSED, LandlordAsk.closed_at.is_(None))
        .order_by(LandlordAsk.id)
    )
    found = []
    for ask in asks:
        report = session.get_one(Report, ask.report_id)
        if any(person.id == person_id for person in awaited(session, ask, set_scene(session, report, now=now))):
            last = datetime.fromisoformat(ask.reminded[-1]) if ask.reminded else ask.asked_at
            found.append({"ref": report.ref, "on": last.astimezone(zone).date().isoformat()})
    return found


def rule_of(session: Session, scene: Scene, now: datetime) -> DecisionRule:
    """Who of several owners must say yes."""
    return decision_rule(session, scene.home.dwelling.id, today=now.astimezone(scene.profile.zone).date())


def narrowed(scene: Scene, landlords: Sequence[Person]) -> Scene:
    """The same scene for these of the landlords alone: what one of them says is not the others' to read."""
    return replace(scene, home=replace(scene.home, landlords=tuple(landlords)))


def told_in(session: Session, ask: LandlordAsk) -> list[dict[str, Any]]:
    """The quotes of a question as a letter says them, at the prices that were laid before him."""
    told = []
    for row in ask.quotes:
        quote = session.get_one(Quote, row["quote"])
        said = quote_told(quote, session.get_one(Provider, quote.provider_id), label=row["label"])
        told.append(said | {"amount_incl_tax": row["amount_incl_tax"]})
    return told


def question_of(session: Session, ask: LandlordAsk) -> dict[str, Any]:
    """What the letter asks of a landlord (READING, section 11)."""
    offered = [
        {"label": row["label"], "amount_incl_tax": row["amount_incl_tax"], "provider": row["provider"]}
        for row in told_in(session, ask)
    ]
    return {"question": "approve_quote", "quotes": offered, "ask": ask.id, "page": f"decide:{brief(ask.id)}"}


def hours_for(scene: Scene, ask: LandlordAsk) -> Hours:
    """After how many hours this landlord is reminded, and found silent."""
    return hours_of(scene.profile.rules, is_urgent=ask.is_urgent)


def _latest(scene: Scene, ask: LandlordAsk, *, now: datetime) -> date:
    """Until when an answer helps: the day that the manager named, else the one on which he is found silent."""
    zone = scene.profile.zone
    silent = day_of_silence(ask.asked_at, hours_for(scene, ask), zone)
    latest = max(ask.answer_by, now.astimezone(zone).date())
    return latest if ask.answer_by >= now.astimezone(zone).date() else max(silent, latest)


def _papers(session: Session, quotes: Sequence[Quote]) -> list[dict[str, str]]:
    """The document of each quote, as it came last: it goes along with the letter."""
    found = (document_of(session, quote) for quote in quotes)
    return [paper for paper in found if paper is not None]


def document_of(session: Session, quote: Quote) -> dict[str, str] | None:
    """The last document of a quote: what it is called, where its bytes are, and of which type it is."""
    for paper in reversed(quote.papers):
        if not paper.get("applied", True):
            continue  # it came while the quote was before a landlord, and changed nothing
        kept = session.get(Attachment, paper.get("attachment") or 0)
        if kept is not None and is_left(kept):
            return {"name": kept.name, "fingerprint": kept.fingerprint, "media_type": kept.media_type}
    return None
