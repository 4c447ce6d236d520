"""« MP-02 » in a manager's answer about a mission: the ready message leaves for the company, and for nobody else."""

import re
from datetime import datetime

from mailbot.db import Session
from mailbot.inbound.arrived import Arrived, ask_back, take_files
from mailbot.inbound.routes import ToThread
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow.company_messages import ASKS, KEYS, ForCompany, ready_for
from mailbot.workflow.mission_words import write_to_company
from mailbot.workflow.orders import GIVEN_UP
from mailbot.workflow.reports import keep_instruction
from mailbot.workflow.tongues import spoken

_KEY = re.compile(r"^[ \t]*#?[ \t]?MP[- ]?0?(\d{1,4})\b[ \t.:]*$", re.IGNORECASE | re.MULTILINE)


def take_message(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    """Send it to the company that the answered letter was about, with the lines that stand beside its key. What cannot
    leave is asked about, and is read by nobody at home. None for a mail without such a line."""
    scene, seat, words = route.scene, route.seat, arrived.reading.fresh_text
    keys = _KEY.findall(words)
    if seat.participant.role is not Role.MANAGER or seat.channel is Channel.PRIVATE or not keys:
        return None
    take_files(session, scene, arrived, seat.person, Role.MANAGER, None, now=now)
    order = route.at_hand.company.order if route.at_hand is not None and route.at_hand.company is not None else None
    # One key, and one mission that somebody still works on.
    named = f"MP-{int(keys[0]):02}" if len(set(keys)) == 1 else ""
    if order is None or order.state in GIVEN_UP or named not in KEYS:
        keep_instruction(session, scene, seat, words, now=now, mail_id=arrived.mail_id)
        return ask_back(session, scene, arrived, seat.person, Role.MANAGER, now=now)
    language = spoken(seat.person)
    ready = next(each for each in ready_for(session, scene, order, language, now=now) if each.key == named)
    if ready.too_early or ready.missing:
        keep_instruction(session, scene, seat, words, now=now, mail_id=arrived.mail_id)
        return ask_back(session, scene, arrived, seat.person, Role.MANAGER, now=now, details=_why(ready))
    text = "\n\n".join(filter(None, (ready.text, _KEY.sub("", words).strip())))
    write_to_company(
        session, scene, order, seat.person, text, now=now, mail_id=arrived.mail_id, asked=ASKS.get(named, ""),
        canned=named,
    )  # fmt: skip
    return InboundFate.TAKEN


def _why(ready: ForCompany) -> dict[str, object]:
    told: dict[str, object] = {"asked_for": {"key": ready.key, "label": ready.label}}
    if ready.too_early:
        return told | {"ask": "canned_too_early", "why": ready.too_early}
    return told | {"ask": "canned_incomplete", "to_fill_in": list(ready.missing)}
