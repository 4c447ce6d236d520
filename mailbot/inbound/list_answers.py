"""« 1 pas dispo, 2 mardi 9 h »: a company's answer to a list of its missions, for each one that it names (P-19)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.asking import asks_only_that, asks_where
from mailbot.inbound.known_orders import to_thread
from mailbot.inbound.provider_answers import take_company
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType
from mailbot.inbound.reading.reader import read
from mailbot.inbound.routes import ToDigest, ToThread
from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.participants import seat_of
from mailbot.vocabulary import Channel, EventKind, InboundFate, LetterKind
from mailbot.workflow.company_lists import tell_missions_apart
from mailbot.workflow.digests import ask_outside_reports, may_be_answered
from mailbot.workflow.holding import hold_report
from mailbot.workflow.own_letters import greeting, letter_row
from mailbot.workflow.unanswered import Request, scene_of


def take_list(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Take what is said of each line as if it had come to the agency alone on the thread of that mission; what names
    none is asked about, and nothing of it is done."""
    if asks_where(arrived) is not None and asks_only_that(arrived):
        tell_missions_apart(session, route.agency, route.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    if {intent.type for intent in arrived.reading.intents} == {IntentType.THANKS} and not arrived.files:
        return InboundFate.TAKEN
    lines: list[Mapping[str, Any]] = list(route.letter.facts["digest_items"])
    said = _said_of(arrived, lines)
    if said:
        for number, (code, intents) in enumerate(said.items()):
            line = next(line for line in lines if line["code"] == code)
            # The files of a mail go with the first mission that it names: nobody else reads them there.
            mail = arrived if number == 0 else replace(arrived, files=())
            _take_line(session, route, line, mail, intents, alone=len(said) == 1, now=now)
        return InboundFate.TAKEN
    _ask_which(session, route, arrived, now=now)
    return InboundFate.ASKED


def _said_of(arrived: Arrived, lines: list[Mapping[str, Any]]) -> dict[str, list[Intent]]:
    """What is said of each line, by its code; of a line that is named by its number without an order or a refusal, the
    words alone. Everything is about the only line of a list of one, unless another is named."""
    if _names_another(arrived, lines):
        return {}
    said: dict[str, list[Intent]] = {}
    for intent in arrived.reading.intents:
        if code := str(intent.values.get("item") or ""):
            said.setdefault(code, []).append(intent)
    if said:
        return said
    named = [line["code"] for line in lines if _names(arrived.reading.fresh_text, str(line["report"]))]
    only = [line["code"] for line in lines] if len(lines) == 1 else []
    return {code: [] for code in (named or only)[:1]} if len(named) < 2 else {}


_ANY_LINE = re.compile(
    r"(?<![\w-])((?:OS|DEV)-\d{4}-\d+)|^\W*(\d{1,2})\W*(?=(?:pas|non|no|not|indispo\w*|ok|oui|yes)\b)", re.IGNORECASE
)


def _names_another(arrived: Arrived, lines: list[Mapping[str, Any]]) -> bool:
    """Whether a number or a line is named that does not stand in the list: « OS-2026-0999 pas dispo », « 3 non »."""
    known = {str(line[name]).upper() for line in lines for name in ("report", "code")}
    named = {(number or code).upper() for number, code in _ANY_LINE.findall(arrived.reading.fresh_text)}
    return bool(named) and not named & known


def _names(words: str, number: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(number)}(?:-[A-Z])?(?![\w-])", words, re.IGNORECASE) is not None


def _take_line(
    session: Session, route: ToDigest, line: Mapping[str, Any], arrived: Arrived, intents: list[Intent], *, alone: bool,
    now: datetime,
) -> None:  # fmt: skip
    thread = _thread_of(session, route, line, now=now)
    if thread is None:
        return
    if not intents:
        again = replace(arrived, reading=read(arrived.mail, thread.standpoint))
        take_company(session, thread, again, now=now)
        return
    words = arrived.reading.fresh_text if alone else "\n".join(dict.fromkeys(i.because for i in intents if i.because))
    bare = tuple(replace(each, values={k: v for k, v in each.values.items() if k != "item"}) for each in intents)
    reading = replace(arrived.reading, intents=bare, fresh_text=words, ask=None)
    take_company(session, thread, replace(arrived, reading=reading), now=now)


def _thread_of(session: Session, route: ToDigest, line: Mapping[str, Any], *, now: datetime) -> ToThread | None:
    """The mission that a line stands for, from this person's own seat: what they answer to a list is for the agency
    alone, as its last line says. None when they do not write for its company any more."""
    request: Request
    if (order := line.get("order")) is not None:
        request = session.get_one(WorkOrder, order)
    else:
        request = session.get_one(Quote, line["quote_row"])
    report = hold_report(session, request)
    scene = scene_of(session, request, report, now=now)
    assert scene.company is not None
    if route.person.id not in scene.company.seats:
        return None
    seat = seat_of(session, route.person.id, scene.company.thread.id, Channel.AGENCY)
    return None if seat is None else to_thread(session, seat, scene, received_at=_received(route, now), now=now)


def _received(route: ToDigest, now: datetime) -> datetime:
    return route.standpoint.received or now


def _ask_which(session: Session, route: ToDigest, arrived: Arrived, *, now: datetime) -> None:
    """X-13: which of the lines? An answer to it is read like one to the list."""
    if not may_be_answered(session, route.person, now=now):
        return
    facts: dict[str, Any] = greeting(route.person, route.role) | {
        "at": now.isoformat(),
        "question": Ask.WHICH_REPORT.value,
        "own": True,
        "manager": route.agency.name,
        "answers": [{"label": line["report"], "says": f"{line['report']} : "} for line in _few(route)],
        "links": [],
        "pages": [],
        "digest_items": route.letter.facts["digest_items"],
    }
    row = letter_row(
        route.agency, route.person, LetterKind.NOT_UNDERSTOOD, facts | {"channel": Channel.AGENCY.value}, now=now
    )
    kind = EventKind.READING_FOUND_UNCLEAR
    ask_outside_reports(session, row, route.person, route.role, kind, now=now, mail_id=arrived.mail_id)


_MOST_CHOICES = 5


def _few(route: ToDigest) -> list[Mapping[str, Any]]:
    return list(route.letter.facts["digest_items"])[:_MOST_CHOICES]
