"""What a manager answers to words that came on a closed report (G-17): « nouveau signalement », « laissez clôturé »."""

import re
from datetime import datetime

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.filing_answers import OPENS_A_REPORT
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.routes import ToThread
from mailbot.threads.headers import one_line
from mailbot.vocabulary import Channel, InboundFate, Role
from mailbot.workflow import closed_messages
from mailbot.workflow.filing import Decider
from mailbot.workflow.managing import Desk, Line, explain
from mailbot.workflow.reports import keep_instruction

_LEAVE = re.compile(
    r"\b(?:laiss\w+(?:[ -](?:le|la|ce dossier|le dossier))? clo\w+|(?:leave|keep) (?:it |this )?closed)\b"
)
_NO = re.compile(r"\b(?:pas|not|don t|surtout|aucun|ne)\b")
_LONGEST = 10
"""Words. Who writes more has more to say than a button."""


def take_closed_wish(session: Session, route: ToThread, arrived: Arrived, *, now: datetime) -> InboundFate | None:
    """Do it, of the words whose letter is answered; None for anything else. Nobody else reads the wish."""
    scene, seat, words = route.scene, route.seat, arrived.reading.fresh_text
    folded = fold(words)
    is_short = len(folded.split()) <= _LONGEST and not arrived.files
    is_wish = is_short and _NO.search(folded) is None and "?" not in words
    wishes = [name for name, said in (("new", OPENS_A_REPORT), ("leave", _LEAVE)) if said.search(folded)]
    if seat.participant.role is not Role.MANAGER or seat.channel is not Channel.AGENCY:
        return None
    if not is_wish or len(wishes) != 1:
        return None
    answers = arrived.mail.in_reply_to
    message = closed_messages.message_answered(session, scene.report.id, seat.participant, answers)
    if message is None:
        return None
    said = one_line(words)
    keep_instruction(session, scene, seat, words, now=now, mail_id=arrived.mail_id)
    try:
        if wishes == ["new"]:
            decider = Decider(scene.agency, seat.person, command=said)
            closed_messages.open_new(session, scene, message, decider, now=now)
        else:
            closed_messages.leave_closed(
                session, scene, message, seat.person, now=now, command=said, mail_id=arrived.mail_id
            )  # fmt: skip
    except Refused as no:
        desk = Desk(scene.agency, scene.profile, seat.person, Role.MANAGER, arrived.mail_id, scene, seat)
        explain(session, desk, Line(said), act="report", reason=no.reason.value, next_step="reopen", now=now)
        return InboundFate.REFUSED
    return InboundFate.TAKEN
