"""A manager's answer to their digest, line by line: « A1 ok, A3 clôturez, A2 demandez un devis à Petit »."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.arrived import Arrived, take_files, take_files_apart
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.digest_lines import Wish, is_for_occupants, wishes_in
from mailbot.inbound.manager_commands import take_commands
from mailbot.inbound.order_words import cancel_named, prepare_order_named
from mailbot.inbound.quote_orders import prepare_named
from mailbot.inbound.reading.outcome import Ask, IntentType
from mailbot.inbound.routes import ToDigest
from mailbot.inbound.stakes import Stake, needs_echo
from mailbot.inbound.wishes import asks_for_everything
from mailbot.threads.participants import Seat, seat_on_report
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind, Role
from mailbot.workflow import reports
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.canned import KEYS, make_ready
from mailbot.workflow.commands import CloseReport, ReopenReport, obey
from mailbot.workflow.digests import ask_outside_reports, may_be_answered, tell_manager_now
from mailbot.workflow.managing import Desk
from mailbot.workflow.own_letters import greeting, letter_row
from mailbot.workflow.scene import Scene, set_scene

_NOT_YET: Mapping[IntentType, str] = MappingProxyType(
    {
        IntentType.APPROVE_QUOTE: "approve_quote",
        IntentType.CONDITIONAL_APPROVAL: "approve_quote",
        IntentType.REFUSE_QUOTE: "refuse_quote",
        IntentType.CHOOSE_SLOT: "choose_slot",
        IntentType.CONFIRM_SCHEDULE: "plan_visit",
        IntentType.CONFIRM_WORKS: "confirm_works",
    }
)
"""What a line can be asked for and cannot be done by an answer: by what the letter calls it."""


def take_lines(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Do what is asked of each line; what was not done, or not understood, is said in one letter."""
    reading, fate = arrived.reading, InboundFate.TAKEN
    if asks_for_everything(reading.fresh_text, in_a_digest=True):
        profile = profile_of(session, route.agency)
        tell_manager_now(session, route.agency, profile, route.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    if reading.commands:
        profile = profile_of(session, route.agency)
        desk = Desk(route.agency, profile, route.person, route.role, arrived.mail_id)
        rest, fate = take_commands(
            session, desk, reading, arrived.mail, route.standpoint, proof=arrived.proof, now=now
        )  # fmt: skip
        if rest is None:
            return fate
        arrived = replace(arrived, reading=rest)
        reading = rest
    answer = _Answer(session, route, arrived, now, [], [], [])
    wishes = wishes_in(reading, route.standpoint.digest_items)
    for wish in wishes:
        _take_wish(answer, wish)
    if arrived.files and not answer.has_files:
        take_files_apart(session, route.agency, arrived, route.person, route.role, now=now)
    if not answer.undone and not answer.unclear and wishes:
        return fate
    _explain(answer)
    return InboundFate.ASKED


@dataclass(slots=True)
class _Answer:
    """A manager's answer while it is being taken: what was done, what could not be, what was not understood."""

    session: Session
    route: ToDigest
    arrived: Arrived
    now: datetime
    done: list[dict[str, str]]
    undone: list[dict[str, str]]
    unclear: list[dict[str, str]]
    has_files: bool = False
    """Whether a comment has the files of the mail."""
    said_on: set[int] = field(default_factory=set)
    """Reports on which something was said: a mail makes one comment on each at the most."""


def _take_wish(answer: _Answer, wish: Wish) -> None:
    line = {"code": wish.code, "ref": wish.ref} if wish.ref and wish.ref != wish.code else {"code": wish.code}
    found = _seat_on(answer, wish.ref) if wish.ref else None
    intent = wish.intent
    if found is None or not (wish.words or intent):
        answer.unclear.append(line)
        return
    if intent is not None and intent.type in _NOT_YET:
        answer.undone.append(line | {"act": _NOT_YET[intent.type], "reason": "not_yet"})
        return
    scene = set_scene(answer.session, found.report, now=answer.now)
    if intent is not None and intent.type in _PREPARED:
        _prepare(answer, scene, found, wish, line)
        return
    if intent is not None and intent.type is IntentType.CANCEL_OS:
        _cancel_order(answer, scene, found, wish, line)
        return
    try:
        done = _obey(answer, scene, found, wish)
    except Refused as refusal:
        act = "comment" if wish.words or intent is None or intent.type is IntentType.MESSAGE else "close"
        answer.undone.append(line | {"act": _ACTS.get(intent.type, act) if intent else act, "reason": refusal.reason})
        return
    if done:
        answer.done.append(line | {"done": done})
    else:
        answer.unclear.append(line)


def _seat_on(answer: _Answer, ref: str) -> Seat | None:
    route = answer.route
    return seat_on_report(answer.session, route.agency.id, route.person.id, ref, Channel.PUBLIC)


def _prepare(answer: _Answer, scene: Scene, seat: Seat, wish: Wish, line: dict[str, str]) -> None:
    """« A2 demandez un devis à Petit » prepares it, and its own letter has the button that sends it (G-14)."""
    assert wish.intent is not None
    act = _PREPARED[wish.intent.type]
    if scene.is_closed:
        answer.undone.append(line | {"act": act, "reason": Reason.REPORT_CLOSED.value})
        return
    said, mail_id = wish.intent.because or wish.code, answer.arrived.mail_id
    if wish.intent.type is IntentType.SEND_OS:
        unclear = prepare_order_named(
            answer.session, scene, seat, wish.intent, said=said, now=answer.now, mail_id=mail_id
        )  # fmt: skip
    else:
        unclear = prepare_named(
            answer.session, scene, seat.person, wish.intent, said=said, now=answer.now, mail_id=mail_id
        )  # fmt: skip
    if unclear is not None:
        answer.undone.append(line | {"act": act, "reason": "unknown_company"})
        return
    is_order = wish.intent.type is IntentType.SEND_OS
    answer.done.append(line | {"done": "order_drafted" if is_order else "drafted"})


def _cancel_order(answer: _Answer, scene: Scene, seat: Seat, wish: Wish, line: dict[str, str]) -> None:
    """« A1 annulez l'OS »: done, or its own letter shows it back, with the button that does it (X-12)."""
    assert wish.intent is not None
    said, proof = wish.intent.because or wish.code, answer.arrived.proof
    why = cancel_named(
        answer.session, scene, seat.person, said, said=said, proof=proof, now=answer.now, mail_id=answer.arrived.mail_id
    )  # fmt: skip
    if why:
        answer.undone.append(line | {"act": "cancel_order", "reason": why})
        return
    answer.done.append(line | {"done": "cancel_echoed" if needs_echo(Stake.MONEY, proof) else "cancelled"})


_PREPARED = {
    IntentType.REQUEST_QUOTE: "request_quote",
    IntentType.ASK_OTHER_QUOTE: "request_quote",
    IntentType.SEND_OS: "send_order",
}
"""What such words only prepare."""
_ACTS = {IntentType.CLOSE_REPORT: "close", IntentType.REOPEN: "reopen", IntentType.MESSAGE: "comment"}


def _obey(answer: _Answer, scene: Scene, seat: Seat, wish: Wish) -> str:
    """Do it with the manager's own rights; what was done, or nothing when it cannot be told what was meant."""
    intent = wish.intent
    if intent is not None and intent.type is IntentType.CLOSE_REPORT:
        obey(answer.session, scene, seat, CloseReport(), now=answer.now, mail_id=answer.arrived.mail_id)
        return "closed"
    if intent is not None and intent.type is IntentType.REOPEN:
        obey(answer.session, scene, seat, ReopenReport(), now=answer.now, mail_id=answer.arrived.mail_id)
        return "reopened"
    if scene.report.is_private:
        return ""  # nothing is said to occupants of what they do not know
    if intent is not None and intent.values.get("canned") in KEYS:
        ready = make_ready(answer.session, scene, seat.person, intent.values["canned"], now=answer.now)
        reports.send_canned(answer.session, scene, seat, ready, now=answer.now, mail_id=_mail_of_comment(answer, scene))
        return "canned"
    names = {person.family_name or person.name: person.name for person in scene.home.occupants}
    if wish.words and is_for_occupants(wish.to, names):
        files = () if answer.has_files else answer.arrived.files
        said = reports.comment(
            answer.session,
            scene,
            seat,
            wish.words,
            photos=photos_in(files),
            now=answer.now,
            mail_id=_mail_of_comment(answer, scene),
        )
        if files:
            answer.has_files = True
            take_files(answer.session, scene, answer.arrived, seat.person, Role.MANAGER, said, now=answer.now)
        return "said"
    return ""


def _mail_of_comment(answer: _Answer, scene: Scene) -> int | None:
    first = scene.report.id not in answer.said_on
    answer.said_on.add(scene.report.id)
    return answer.arrived.mail_id if first else None


def _explain(answer: _Answer) -> None:
    """One letter for everything that was not done."""
    route, now = answer.route, answer.now
    kind, event = (
        (LetterKind.NOT_DONE, EventKind.ACT_REFUSED)
        if answer.undone
        else (LetterKind.NOT_UNDERSTOOD, EventKind.READING_FOUND_UNCLEAR)
    )
    if not may_be_answered(answer.session, route.person, now=now):
        return
    facts: dict[str, Any] = greeting(route.person, route.role) | {
        "at": now.isoformat(),
        "question": (Ask.WHAT_DO_YOU_MEAN if answer.unclear else Ask.WHICH_REPORT).value,
        "digest": {"done": answer.done, "undone": answer.undone, "unclear": answer.unclear},
        "links": [],
        "pages": [],
        "digest_items": route.letter.facts["digest_items"],
    }
    channel = {"channel": Channel.DIGEST.value}
    row = letter_row(route.agency, route.person, kind, facts | channel, now=now)
    ask_outside_reports(answer.session, row, route.person, route.role, event, now=now, mail_id=answer.arrived.mail_id)
