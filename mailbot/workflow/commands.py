"""What people ask for, as values; `obey` does it, whether it came by a reply, a mailto button or a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from mailbot.db import Session
from mailbot.threads.participants import Seat
from mailbot.vocabulary import ClosingReason
from mailbot.workflow import reports
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class CloseReport:
    """« C'est réglé » · « vous pouvez clôturer ». `read_as` is shown back with one way to correct it."""

    read_as: str = ""
    reason: ClosingReason = ClosingReason.REPAIRED
    """What a manager closes it for. Whoever closes their own report needs none."""


@dataclass(frozen=True, slots=True)
class ReopenReport:
    """« Ce n'est pas réglé », on a closed report."""


Command: TypeAlias = CloseReport | ReopenReport


def obey(
    session: Session, scene: Scene, seat: Seat, command: Command, *, now: datetime, mail_id: int | None = None
) -> None:
    """Do what somebody asked for. Raises Refused, before anything was changed, when it is not theirs to ask."""
    match command:
        case CloseReport():
            reports.close(
                session, scene, seat, now=now, read_as=command.read_as, mail_id=mail_id, reason=command.reason
            )
        case ReopenReport():
            reports.reopen(session, scene, seat, now=now, mail_id=mail_id)
