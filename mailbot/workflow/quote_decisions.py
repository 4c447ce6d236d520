"""A manager decides on a quote: yes, no, « précisez », or in an emergency without waiting for the landlord (GAP-06)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Comment, Person, Provider
from mailbot.model_desk import Quote
from mailbot.vocabulary import Channel, EventKind, MissionState, QuoteState, ReportStatus, Role, Urgency
from mailbot.workflow import mission_quotes
from mailbot.workflow.decision_facts import quote_told
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.journal import moved
from mailbot.workflow.landlord_asks import drop_ask, drop_questions
from mailbot.workflow.mandates import allows, mandate_of
from mailbot.workflow.mission_quotes import DONE, WORKS, AfterNo
from mailbot.workflow.order_drafts import prepare_after_quote
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.proposals import kept_times, propose_kept
from mailbot.workflow.quotes import move_quote
from mailbot.workflow.reports import keep_words
from mailbot.workflow.scene import Scene, private_side, with_company
from mailbot.workflow.statuses import Move, next_status
from mailbot.workflow.telling import OF_THE_HOME

LONGEST_REFUSAL = 500


@dataclass(frozen=True, slots=True)
class ByWords:
    """A mail that asked for an act and was enough for it."""

    text: str
    mail_id: int


def approve(
    session: Session, scene: Scene, quote: Quote, manager: Person, *, now: datetime, by_words: ByWords | None = None
) -> None:
    """« Valider le devis »: the company and the home are told; a question to the landlord falls. A money act: whoever
    calls has seen to its proof. `by_words`: the words that asked for it, whose writer has a receipt.

    Raises Refused when it cannot be approved any more, or has no price.
    """
    check(Act.APPROVE_QUOTE, Role.MANAGER)
    _act_on(scene)
    let_go(
        session, scene, quote, actor=manager, role=Role.MANAGER, decided_by=manager.id, now=now, by_words=by_words
    )  # fmt: skip


def let_go(
    session: Session, scene: Scene, quote: Quote, *, actor: Person | None, role: Role, decided_by: int, now: datetime,
    by_words: ByWords | None = None,
) -> None:  # fmt: skip
    """The quote is approved, and the company learns it now: nothing takes that back. Without an actor, a landlord's
    yes has become final: nobody outside the agency reads that it was his."""
    if scene.is_closed or quote.amount_incl_tax is None:
        raise Refused(Reason.REPORT_CLOSED if scene.is_closed else Reason.ALREADY_SO)
    move_quote(quote, QuoteState.APPROVED, now=now)
    quote.leaves_at = None
    quote.decided_at, quote.decided_by = now, decided_by
    quote.decided_as = role if actor is not None else Role.LANDLORD
    drop_ask(session, scene, now=now, about=quote)
    drop_questions(session, scene, quote)
    about = with_company(session, scene, quote, now=now)
    step = _in_mission(session, about, now=now)
    company = about.company
    goes_on = company is not None and company.order is not None and company.order.state is MissionState.QUOTE_APPROVED
    offers = goes_on and bool(kept_times(session, about, now=now))
    record(
        session, about, EventKind.QUOTE_APPROVED, actor=actor, role=role, now=now,
        # Works that are done are news of yesterday: nobody at home waits for them.
        told_already=OF_THE_HOME if step.get(WORKS) == DONE else frozenset(),
        details={"number": quote.number} | step | _receipt(by_words, "quote_approved", about)
        | ({"slots_offered": True} if offers else {}),
        mail_id=by_words.mail_id if by_words is not None else None,
    )  # fmt: skip
    if company is not None and goes_on:
        # Times that came before the yes are offered now (S2-19).
        propose_kept(session, replace(about, company=replace(company, about_quote=None)), now=now)
    prepare_after_quote(session, scene, quote, now=now)


def _receipt(by_words: ByWords | None, done: str, about: Scene) -> dict[str, Any]:
    """What G-21 says to the manager whose words did it."""
    if by_words is None:
        return {}
    return {"command": by_words.text, "done": done, "name": about.the_company.provider.company}


def _in_mission(session: Session, about: Scene, *, now: datetime) -> dict[str, Any]:
    """What a yes does to the mission inside which the quote came."""
    company = about.company
    if company is None or company.order is None:
        return {}
    return mission_quotes.approved(session, company, about, now=now)


def refuse(
    session: Session, scene: Scene, quote: Quote, manager: Person, reason: str, *, now: datetime,
    after: AfterNo = AfterNo.ANOTHER_QUOTE, by_words: ByWords | None = None,
) -> None:  # fmt: skip
    """« Refuser »: the company reads the reason as the manager wrote it; the home is told nothing. `after`: what
    follows inside a mission (M7r). `by_words`: the words that asked for it, whose writer has a receipt; they were said
    to us, and are no reason for the company to read.

    Raises Refused when it cannot be refused any more.
    """
    check(Act.REFUSE_QUOTE, Role.MANAGER)
    change = _act_on(scene)
    move_quote(quote, QuoteState.REFUSED, now=now)
    quote.leaves_at = None
    quote.refusal = reason[:LONGEST_REFUSAL]
    quote.decided_at, quote.decided_by, quote.decided_as = now, manager.id, Role.MANAGER
    drop_ask(session, scene, now=now, about=quote)
    drop_questions(session, scene, quote)
    about = with_company(session, scene, quote, now=now)
    company = about.company
    if company is not None and company.order is not None:
        change = change | mission_quotes.refused(session, company, about, after, now=now)
    record(
        session, about, EventKind.QUOTE_REFUSED, actor=manager, role=Role.MANAGER, now=now,
        details=change | {"number": quote.number} | _receipt(by_words, "quote_refused", about),
        mail_id=by_words.mail_id if by_words is not None else None,
    )  # fmt: skip


def ask_more(session: Session, scene: Scene, quote: Quote, manager: Person, words: str, *, now: datetime) -> Comment:
    """« Demander une précision »: the quote waits for the company's next document (MP-02)."""
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    _act_on(scene)
    move_quote(quote, QuoteState.MORE_ASKED, now=now)
    quote.leaves_at = None
    drop_ask(session, scene, now=now, about=quote)
    drop_questions(session, scene, quote)
    return _write(session, scene, quote, manager, words, now=now, asked={"question": "send_quote"} | mission_of(quote))


def mission_of(quote: Quote) -> dict[str, int]:
    """The mission that a question about a quote belongs to."""
    return {ORDER: quote.order_id} if quote.order_id is not None else {}


def write_to_company(
    session: Session, scene: Scene, quote: Quote, manager: Person, words: str, *, now: datetime
) -> Comment:  # fmt: skip
    """A word to the company about its quote: managers and that company read it, nobody else does."""
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    return _write(session, scene, quote, manager, words, now=now)


def _write(
    session: Session, scene: Scene, quote: Quote, manager: Person, words: str, *, now: datetime,
    asked: dict[str, Any] | None = None,
) -> Comment:  # fmt: skip
    scene = with_company(session, scene, quote, now=now)
    assert scene.company is not None
    change = _begin(scene)
    own = replace(scene, thread=scene.company.thread)
    said = keep_words(session, own, manager, Role.MANAGER, Channel.AGENCY, words, now=now, mail_id=None)
    record(
        session, scene, EventKind.MESSAGE_SENT_TO_PROVIDER, actor=manager, role=Role.MANAGER, now=now, comment=said,
        words=words, details=change | {"number": quote.number} | ({"asked": {"P-20": asked}} if asked else {}),
    )  # fmt: skip
    return said


def engage_urgently(session: Session, scene: Scene, quote: Quote, manager: Person, *, now: datetime) -> None:
    """« Engager en urgence »: the landlord who did not answer is told what was done, and the quote is approved. A money
    act. Whether the mandate allows it is the manager's to have checked; the letter names it only when it does."""
    check(Act.APPROVE_QUOTE, Role.MANAGER)
    _act_on(scene)
    side = private_side(session, scene, now=now)
    record(
        session, side, EventKind.WORKS_ENGAGED_URGENTLY, actor=manager, role=Role.MANAGER, now=now,
        details={
            "number": quote.number, "quotes": [quote_told(quote, session.get_one(Provider, quote.provider_id))],
            "danger": scene.report.urgency is Urgency.VITAL, "mandate_says": may_engage(session, scene, quote, now=now),
        },
    )  # fmt: skip
    approve(session, scene, quote, manager, now=now)


def may_engage(session: Session, scene: Scene, quote: Quote, *, now: datetime) -> bool:
    """Whether the landlord's mandate lets this quote be engaged without him."""
    today = now.astimezone(scene.profile.zone).date()
    return allows(mandate_of(session, scene.home.dwelling.id, today=today), quote.amount_incl_tax)


def _act_on(scene: Scene) -> dict[str, str]:
    """A manager's own act moves a report to « En cours » (S1-43). Raises Refused(REPORT_CLOSED)."""
    if scene.is_closed:
        raise Refused(Reason.REPORT_CLOSED)
    return _begin(scene)


def _begin(scene: Scene) -> dict[str, str]:
    """The report « En cours » by a manager's act; a closed one stays closed."""
    before = scene.report.status
    if before is ReportStatus.CLOSED:
        return {}
    scene.report.status = next_status(before, Move.COMMENT, Role.MANAGER)
    return moved(before, scene.report.status)
