"""The times at which a home can be visited, as a company may read them (S2-10)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model_orders import Availability
from mailbot.workflow.scene import Scene
from mailbot.workflow.times import LONGEST, in_words

_BETWEEN = " ; "


def wished(session: Session, scene: Scene, *, now: datetime) -> str:
    """The times to come that the home has wished so far; empty for none."""
    said = session.scalars(
        select(Availability.said)
        .where(Availability.report_id == scene.report.id, Availability.words != "")
        .order_by(Availability.id)
    ).all()
    profile = scene.profile
    lines = (in_words(_to_come(each, now), profile.language, profile.time_zone) for each in said)
    words = ""
    for line in dict.fromkeys(filter(None, lines)):
        longer = f"{words}{_BETWEEN}{line}" if words else line
        if len(longer) > LONGEST:
            break
        words = longer
    return words


def _to_come(said: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    slots = [slot for slot in said.get("slots") or () if datetime.fromisoformat(slot["end"]) > now]
    return {**said, "slots": slots}
