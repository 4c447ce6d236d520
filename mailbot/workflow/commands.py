"""What people ask for, as values; `obey` does it, whether it came by a reply, a mailto button or a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from mailbot.db import Session
from mailbot.threads.participants import Seat
from mailbot.vocabulary import ClosingReason
from mailbot.workflow import closings
from mailbot.workflow.journal import Spans
from mailbot.workflow.occasions import Photo
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class CloseReport:
    """« C'est réglé » · « vous pouvez clôturer ». `read_as` is shown back with one way to correct it."""

    read_as: str = ""
    reason: ClosingReason = ClosingReason.REPAIRED
    """What a manager closes it for. Whoever closes their own report needs none."""
    because: Spans = ()
    """Where the words that asked for it stand in their mail."""


@dataclass(frozen=True, slots=True)
class ReopenReport:
    """« Ce n'est pas réglé », on a closed report. `words` and `photos`: what its managers read of it."""

    words: str = ""
    photos: tuple[Photo, ...] = ()
    because: Spans = ()


Command: TypeAlias = CloseReport | ReopenReport


def obey(
    session: Session, scene: Scene, seat: Seat, command: Command, *, now: datetime, mail_id: int | None = None
) -> None:
    """Do what somebody asked for. Raises Refused, before anything was changed, when it is not theirs to ask."""
    match command:
        case CloseReport():
            closings.close(
                session, scene, seat, now=now, read_as=command.read_as, mail_id=mail_id, reason=command.reason,
                because=command.because,
            )  # fmt: skip
        case ReopenReport(words=words, photos=photos, because=because):
            closings.reopen(session, scene, seat, now=now, words=words, photos=photos, mail_id=mail_id, because=because)
