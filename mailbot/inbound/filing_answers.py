"""What a manager answers to « Message à rattacher » (G-13): attach it, open a report, or « pas pour nous »."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.inbound.arrived import Arrived
from mailbot.inbound.naming import homes_named
from mailbot.inbound.reading.lines import fold
from mailbot.model import Dwelling, Report
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.threads.headers import one_line
from mailbot.threads.pages import brief
from mailbot.threads.participants import person_at
from mailbot.vocabulary import InboundFate, LetterKind, WaitingAct
from mailbot.workflow import filing, managing
from mailbot.workflow.digests import may_be_answered
from mailbot.workflow.filing import Decider
from mailbot.workflow.households import all_homes
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.reports import SERIES
from mailbot.workflow.waiting import homes_of, is_private, one

# « Rattachez-le à SIG-1042 », « c'est pour le 1042 »: the verb, and a number that may stand anywhere behind it.
_ATTACH = re.compile(rf"\b(?:rattach\w*|joign\w*|attach\w*|file it|{SERIES.lower()}[- ]?\d+)\b")
_NUMBER = re.compile(rf"\b{SERIES.lower()}[- ]?(\d{{1,9}})\b|\b(\d{{3,9}})\b")
OPENS_A_REPORT = re.compile(
    r"\b(?:nouveau signalement|ouvr\w+ un (?:nouveau )?signalement|new report|open a (?:new )?report)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:pas pour nous|ne nous concerne pas|not for us|not ours|nothing to do with us|a (?:ecarter|jeter)|ecartez)\b"
)
_NO = re.compile(r"\b(?:pas|not|don t|surtout|aucun)\b")
_LONGEST = 25
"""Words. Who writes more has more to say than a button, and is asked."""


class _Cannot(Exception):
    """Why it cannot be done, as a code of the letter's."""


@dataclass(frozen=True, slots=True)
class _Wish:
    act: WaitingAct
    ref: str = ""


def take_filing(
    session: Session, desk: Desk, letter: OutboundMail, arrived: Arrived, *, now: datetime
) -> InboundFate | None:
    """Do what an answer to G-13 asks, and say that it is done; None for words that do not tell."""
    if letter.kind is not LetterKind.TO_BE_FILED or not (about := letter.facts.get("asks_filing")):
        return None
    wish = _understood(arrived.reading.fresh_text)
    if wish is None:
        return None
    said = one_line(arrived.reading.fresh_text)
    decider = Decider(desk.agency, desk.person, command=said)
    today = now.astimezone(desk.profile.zone).date()
    row = one(session, desk.agency.id, desk.person, about, today=today)
    try:
        if row is None:
            raise Refused(Reason.ALREADY_SO)
        _do(session, desk, decider, row, wish, said, now=now)
    except (Refused, _Cannot) as refused:
        if may_be_answered(session, desk.person, now=now):
            managing.explain(
                session, desk, Line(said), act="file_mail", reason=str(refused), next_step="press_button",
                now=now, page=f"waiting:{brief(about)}",
            )  # fmt: skip
        return InboundFate.REFUSED
    return InboundFate.TAKEN


def _understood(text: str) -> _Wish | None:
    """The one thing that is said. Two of them, or much else beside, are for a person to tell apart."""
    words = fold(text)
    if len(words.split()) > _LONGEST:
        return None
    found = []
    if OPENS_A_REPORT.search(words):
        found.append(_Wish(WaitingAct.OPENED))
    if _NOT_OURS.search(words):
        found.append(_Wish(WaitingAct.DISCARDED))
    numbers = {first or last for first, last in _NUMBER.findall(words)}
    if _ATTACH.search(words) and not _NO.search(words) and len(numbers) == 1:
        found.append(_Wish(WaitingAct.ATTACHED, f"{SERIES}-{numbers.pop()}"))
    return found[0] if len(found) == 1 else None


def _do(
    session: Session, desk: Desk, decider: Decider, row: InboundMail, wish: _Wish, said: str, *, now: datetime
) -> None:
    """Raises Refused or _Cannot."""
    match wish.act:
        case WaitingAct.ATTACHED:
            report = session.scalars(
                select(Report).where(Report.agency_id == desk.agency.id, Report.ref == wish.ref)
            ).one_or_none()
            if report is None:
                raise _Cannot("unknown_report")
            if report.merged_into_id is not None:
                report = session.get_one(Report, report.merged_into_id)
            filing.attach(session, decider, row.id, report, now=now)
        case WaitingAct.OPENED:
            dwelling = _home(session, desk, row, said, now=now)
            if row.trouble in filing.ITS_PERSONS_ALONE or is_private(session, row.id):
                raise _Cannot("stored_alone")
            if dwelling is None:
                raise _Cannot("unknown_dwelling")
            filing.open_new(session, decider, row.id, dwelling, now=now)
        case _:
            filing.discard(session, decider, row.id, now=now)


def _home(session: Session, desk: Desk, row: InboundMail, said: str, *, now: datetime) -> Dwelling | None:
    """The home that the answer names; else the only one of the mail's writer."""
    today = now.astimezone(desk.profile.zone).date()
    named = homes_named(said, all_homes(session, desk.agency.id, today=today))
    if len(named) == 1:
        return session.get(Dwelling, named[0].dwelling_id)
    writer = person_at(session, desk.agency.id, row.sender) if row.sender else None
    theirs = homes_of(session, writer.id, today=today) if writer is not None else []
    return session.get(Dwelling, theirs[0]) if len(theirs) == 1 and not named else None
