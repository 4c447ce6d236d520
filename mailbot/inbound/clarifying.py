"""A mail that waited for an answer about itself goes back into the queue, with the answer noted in its own trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import select, update

from mailbot.db import Session
from mailbot.model_mails import InboundMail
from mailbot.vocabulary import InboundFate
from mailbot.workflow.filing import KEPT, Decision
from mailbot.workflow.identity import CLARIFIED as STEP
from mailbot.workflow.identity import VOUCHED

_HOME, _REPORT, _UNPLACED = "home", "report", "unplaced"


@dataclass(frozen=True, slots=True)
class Clarified:
    """What people have said about a mail since it came."""

    steps: tuple[list[Any], ...] = ()
    """As the trail keeps them."""
    dwelling_id: int = 0
    """The home that its writer named; 0 when nobody was asked, or nobody could tell."""
    is_report: bool = False
    """Its writer says that it is a breakdown after all."""
    is_unplaced: bool = False
    """Its writer was asked twice, and it is left to a manager."""
    followers: tuple[int, ...] = ()
    """Mails that belong to the same report, and are taken after it."""
    decision: Decision | None = None
    """What a manager decided about it."""

    @classmethod
    def in_trail(cls, trail: Sequence[Sequence[Any]]) -> Self:
        kept = tuple(list(step) for step in trail if step and step[0] in KEPT)
        steps = [step for step in kept if step[0] == STEP]
        home = next((step[2] for step in reversed(steps) if step[1] == _HOME), 0)
        said = [step[1] for step in steps]
        # A home that is named in the end counts, however late.
        unplaced = [word for word in said if word != _REPORT][-1:] == [_UNPLACED]
        followers = tuple(mail for step in steps for mail in step[3 if step[1] == _HOME else 2 :])
        return cls(kept, home, _REPORT in said, unplaced, followers, Decision.in_trail(kept))


NOTHING_YET = Clarified()


def is_in(session: Session, mail_id: int, dwelling_id: int, followers: Sequence[int], *, now: datetime) -> bool:
    """The writer named the home: the mail is taken for it, then `followers`. False when it waits no longer."""
    return _release(session, mail_id, [STEP, _HOME, dwelling_id, *followers], now=now)


def is_report(session: Session, mail_id: int, followers: Sequence[int], *, now: datetime) -> bool:
    """The writer says that it is a breakdown: the mail opens a report. False when it waits no longer."""
    return _release(session, mail_id, [STEP, _REPORT, *followers], now=now)


def is_for_a_manager(session: Session, mail_id: int, *, now: datetime) -> bool:
    """Nobody could tell where the mail belongs: its words go to the managers. False when it waits no longer."""
    return _release(session, mail_id, [STEP, _UNPLACED], now=now)


def take_again(session: Session, mail_ids: Sequence[int], *, now: datetime) -> None:
    """Mails that were settled before their report was there are taken once more."""
    if mail_ids:
        session.execute(
            update(InboundMail)
            .where(InboundMail.id.in_(mail_ids), InboundMail.fate.is_not(None))
            .values(fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0)
            .execution_options(synchronize_session=False)
        )


_WAITS = (InboundFate.ASKED, InboundFate.PARKED)


def _release(session: Session, mail_id: int, step: list[Any], *, now: datetime) -> bool:
    trail = session.scalars(
        select(InboundMail.trail).where(InboundMail.id == mail_id, InboundMail.fate.in_(_WAITS)).with_for_update()
    ).one_or_none()
    if trail is None:
        return False
    session.execute(
        update(InboundMail)
        .where(InboundMail.id == mail_id, InboundMail.fate.in_(_WAITS))
        .values(
            fate=None, due_at=now, settled_at=None, trouble="", claimed_by=None, tries=0,
            trail=[*(said for said in trail if said and said[0] in (STEP, VOUCHED)), step],
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    return True
