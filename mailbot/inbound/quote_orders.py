"""« Demandez un devis à Petit », « OS à Durand »: words of a manager that only prepare, one draft a company (G-14)."""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.greetings import only_courtesies
from mailbot.inbound.order_words import cancel_named, prepare_order_named
from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.proof import Proof
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.reading.reader import read
from mailbot.inbound.reading.standpoint import Question, Standpoint
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.model import Person
from mailbot.threads.participants import Seat, person_at
from mailbot.vocabulary import DraftKind, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow import reports
from mailbot.workflow.companies import Choice, choices, closest, named, what_is_wrong
from mailbot.workflow.drafts import cancel, open_draft
from mailbot.workflow.events import record
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.quote_requests import Named, prepare_request
from mailbot.workflow.scene import Scene

_ORDERS = frozenset({IntentType.REQUEST_QUOTE, IntentType.ASK_OTHER_QUOTE, IntentType.SEND_OS, IntentType.CANCEL_OS})
# What each is called in a letter that says it was not done.
_ACTS: Mapping[IntentType, str] = MappingProxyType(
    {IntentType.SEND_OS: "send_order", IntentType.CANCEL_OS: "cancel_order"}
)
_MOST = 5
"""Companies that one mail prepares a request for."""

# What is left of such a mail is passed on when it is plainly meant to be; any other words were said to us.
_PASSED_ON = frozenset({IntentType.MESSAGE, IntentType.CLOSE_REPORT})


def orders_in(reading: Reading) -> list[Intent]:
    """The requests for quotes, and the orders, that a manager's words ask for."""
    return [intent for intent in reading.intents if intent.type in _ORDERS]


def take_quote_orders(
    session: Session, scene: Scene, seat: Seat, reading: Reading, mail: ParsedMail, standpoint: Standpoint, *,
    proof: Proof, now: datetime, mail_id: int,
) -> tuple[Reading | None, InboundFate]:  # fmt: skip
    """Prepare what is asked for. Returns the reading of the other words, None when nothing else was said, and the fate
    of what was asked: one that names no company, or several that fit, is asked about."""
    orders = orders_in(reading)
    cuts = list(_sentences(reading, orders))
    words = "\n".join(reading.fresh_text[first:last].strip() for first, last in cuts)
    fate = InboundFate.TAKEN
    for order in orders:
        fate = _take_one(session, scene, seat, order, words, fate, proof=proof, now=now, mail_id=mail_id)
    rest = _without(reading.fresh_text, cuts)
    if not only_courtesies(rest):
        again = as_if_nothing_were_ready(replace(mail, text=rest, html=""), standpoint)
        if again is not None:
            return again, fate
    reports.keep_instruction(session, scene, seat, reading.fresh_text, now=now, mail_id=mail_id)
    return None, fate


def take_order_line(
    session: Session, scene: Scene, seat: Seat, orders: Sequence[Intent], words: str, *, proof: Proof, now: datetime,
    mail_id: int,
) -> InboundFate:  # fmt: skip
    """A line of its own that asks for them: as the same words without their sign."""
    fate = InboundFate.TAKEN
    for order in orders:
        fate = _take_one(session, scene, seat, order, words, fate, proof=proof, now=now, mail_id=mail_id)
    return fate


def act_of(order: Intent) -> str:
    """What an order is called in a letter that says it was not done."""
    return _ACTS.get(order.type, "request_quote")


def _take_one(
    session: Session, scene: Scene, seat: Seat, order: Intent, words: str, fate: InboundFate, *, proof: Proof,
    now: datetime, mail_id: int,
) -> InboundFate:  # fmt: skip
    """One order, and the fate of the mail with it: an order that is still open is called off on a closed report too."""
    act = act_of(order)
    if order.type is IntentType.CANCEL_OS:
        why = cancel_named(
            session, scene, seat.person, order.because, said=words, proof=proof, now=now, mail_id=mail_id
        )  # fmt: skip
        if why:
            _refuse(session, scene, seat.person, why, "see_report", act=act, now=now, mail_id=mail_id)
            return InboundFate.REFUSED
        return InboundFate.ASKED if needs_echo(Stake.MONEY, proof) else fate
    if scene.is_closed:
        _refuse(session, scene, seat.person, Reason.REPORT_CLOSED.value, "reopen", act=act, now=now, mail_id=mail_id)
        return InboundFate.REFUSED
    if order.type is IntentType.SEND_OS:
        unclear = prepare_order_named(session, scene, seat, order, said=words, now=now, mail_id=mail_id)
    else:
        unclear = prepare_named(session, scene, seat.person, order, said=words, now=now, mail_id=mail_id)
    if unclear is None:
        return fate
    page = "send_order" if order.type is IntentType.SEND_OS else "quote"
    _ask_which(session, scene, seat.person, unclear, page=page, now=now, mail_id=mail_id)
    return InboundFate.ASKED


def as_if_nothing_were_ready(mail: ParsedMail, standpoint: Standpoint) -> Reading | None:
    """What a mail asks for that is no answer to « Prêt à partir »: words for the home, a closing. None when it asks for
    neither."""
    reading = read(mail, replace(standpoint, asked=None))
    return reading if any(intent.type in _PASSED_ON for intent in reading.intents) else None


def prepare_named(
    session: Session, scene: Scene, manager: Person, order: Intent, *, said: str, now: datetime, mail_id: int
) -> Sequence[Choice] | None:
    """A draft for each company that the words name, when each is one company alone; else nothing, and the companies
    that may be meant. None when all was prepared."""
    known = choices(session, scene.agency.id, manager.id, scene.report.category)
    wanted = [str(each) for each in order.values.get("providers") or ()][:_MOST]
    found: dict[str, Named] = {}
    if not wanted:
        return known[:3]
    for words in wanted:
        fitting = named(words, known)
        if len(fitting) > 1:
            return fitting[:3]
        if fitting:
            found[f"p{fitting[0].provider.id}"] = Named(fitting[0])
        elif not what_is_wrong(words) and person_at(session, scene.agency.id, words) is None:
            found[words] = Named(None, words)
        else:
            return closest(words, known) if "@" not in words else known[:3]
    photos = extract_of(session, scene).photos
    for company in found.values():
        prepare_request(
            session, scene, manager, company, within_days=order.values.get("within_days"), said=said, photos=photos,
            now=now, mail_id=mail_id,
        )  # fmt: skip
    return None


def take_draft_answer(
    session: Session, scene: Scene, seat: Seat, reading: Reading, standpoint: Standpoint, *, now: datetime, mail_id: int
) -> InboundFate | None:
    """« Oui » to « Prêt à partir » sends nothing: its button is the act. « Non » throws the draft away. None for
    whatever else was said."""
    values = {intent.values.get("value") for intent in reading.intents if intent.type is IntentType.ANSWER}
    if standpoint.question is not Question.CONFIRM_DRAFT or not values or len(reading.intents) > 1:
        return None
    draft = open_draft(session, seat.person, int((seat.participant.asked or {}).get("draft") or 0))
    if draft is None or draft.kind not in _DRAFTS:
        return None
    act = "send_order" if draft.kind is DraftKind.WORK_ORDER else "request_quote"
    reports.keep_instruction(session, scene, seat, reading.fresh_text, now=now, mail_id=mail_id)
    if values == {"no"}:
        with contextlib.suppress(Refused):  # it was sent, or thrown away already
            cancel(draft, now=now)
        if draft.done_at is None:
            return InboundFate.TAKEN
        act, way = _GONE[draft.kind]
        _refuse(session, scene, seat.person, "sent_already", way, act=act, now=now, mail_id=mail_id)
        return InboundFate.REFUSED
    if draft.done_at is not None or draft.cancelled_at is not None:
        reason = "draft_cancelled" if draft.cancelled_at is not None else Reason.ALREADY_SO.value
        _refuse(session, scene, seat.person, reason, "see_report", act=act, now=now, mail_id=mail_id)
    else:
        _refuse(
            session, scene, seat.person, "button_only", "press_button", act=act, now=now, mail_id=mail_id,
            draft=draft.id,
        )  # fmt: skip
    return InboundFate.REFUSED


_DRAFTS = frozenset({DraftKind.QUOTE_REQUEST, DraftKind.WORK_ORDER})
_GONE = {
    DraftKind.QUOTE_REQUEST: ("cancel_request", "see_report"),
    DraftKind.WORK_ORDER: ("cancel_order", "say_cancel"),
}
"""What a « non » would have to do once it has left, and the way to that."""


def _refuse(
    session: Session, scene: Scene, manager: Person, reason: str, next_step: str, *, act: str, now: datetime,
    mail_id: int, **more: Any,
) -> None:  # fmt: skip
    record(
        session, scene, EventKind.ACT_REFUSED, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        without=LetterKind.NEW_MESSAGE,
        details={"act": act, "reason": reason, "next_step": next_step, **more},
    )  # fmt: skip


def _ask_which(
    session: Session,
    scene: Scene,
    manager: Person,
    may_be: Sequence[Choice],
    *,
    page: str,
    now: datetime,
    mail_id: int,
) -> None:
    record(
        session, scene, EventKind.READING_FOUND_UNCLEAR, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        details={
            "ask": "which_company",
            "page": page,
            "companies": [[each.provider.id, each.provider.company] for each in may_be],
        },
    )  # fmt: skip


# -- Which words, and what is left ------------------------------------------------------------------------------------

_ENDS = re.compile(r"[.!?](?=\s|$)|\n")


def _sentences(reading: Reading, orders: Sequence[Intent]) -> Iterator[tuple[int, int]]:
    """From where to where each order stands: its whole sentence, but for what something else in it asks for."""
    text = reading.fresh_text
    others = [(each.at, each.at + len(each.because)) for each in reading.intents if each.because and each not in orders]
    for order in orders:
        first, last = order.at, order.at + len(order.because)
        ends = [found.end() for found in _ENDS.finditer(text, 0, first)]
        before = [end for _, end in others if end <= first]
        closing = _ENDS.search(text, last)
        after = [start for start, _ in others if start >= last]
        yield (
            max([0, *ends[-1:], *before]),
            min([len(text), *([closing.end()] if closing is not None else []), *after]),
        )


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    for first, last in sorted(cuts, reverse=True):
        text = f"{text[:first]}\n{text[last:]}"
    return re.sub(r"\n{3,}", "\n\n", text).strip()
