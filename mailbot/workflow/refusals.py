"""What somebody asked for on a mission that came too late: kept, explained, and nothing is changed (X-14)."""

from datetime import datetime

from mailbot.db import Session
from mailbot.threads.participants import Seat
from mailbot.vocabulary import EventKind
from mailbot.workflow.events import record
from mailbot.workflow.journal import noted
from mailbot.workflow.scene import Scene
from mailbot.workflow.telling import Reader


def refuse_late(
    session: Session, scene: Scene, seat: Seat, act: str, *, now: datetime, mail_id: int | None
) -> None:  # fmt: skip
    """The mission has moved on: its writer is told so, and the managers read their words as any others."""
    record(
        session, scene, EventKind.ACT_REFUSED, actor=seat.person, role=seat.participant.role, now=now,
        mail_id=mail_id, details=noted(act=act, reason="order_closed", next_step="tell_agency"),
        told_already=frozenset({Reader.MANAGERS}),
    )  # fmt: skip
