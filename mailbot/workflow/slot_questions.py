"""What a company is asked, or told, about times that cannot be offered as they were said (WORDING, P-21 and X-14)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason
from mailbot.model import Person
from mailbot.vocabulary import EventKind, LetterKind, Role
from mailbot.workflow.appointments import STANDS, last_visit
from mailbot.workflow.events import record
from mailbot.workflow.proposals import whose
from mailbot.workflow.scene import Scene
from mailbot.workflow.slot_rules import Wanted


def ask_about_times(
    session: Session, scene: Scene, person: Person, ask: str, facts: Mapping[str, Any], *, now: datetime,
    mail_id: int | None,
) -> None:  # fmt: skip
    """One point is unclear: what was clear is done and said, and the one question is put. What answers it stands beside
    the slots that were offered already."""
    question = {"question": "propose_slots"} | whose(scene) | ({"beside": True} if facts.get("offered") else {})
    record(
        session, scene, EventKind.READING_FOUND_UNCLEAR, actor=person, role=Role.PROVIDER, now=now, mail_id=mail_id,
        without=LetterKind.NOT_UNDERSTOOD,
        details={key: value for key, value in facts.items() if value is not None}
        | {"ask": ask, "one_point": True, "asked": {LetterKind.ANSWER_UNCLEAR.value: question}},
    )  # fmt: skip


def tell_not_done(
    session: Session, scene: Scene, person: Person, role: Role, act: str, reason: Reason, *, now: datetime,
    mail_id: int | None, words: str = "", next_step: str = "tell_agency",
) -> None:  # fmt: skip
    """What somebody asked for came too late, or too soon: they are told why, and nothing changes (X-14)."""
    assert scene.company is not None
    details: dict[str, Any] = {"act": act, "reason": reason.value, "next_step": next_step}
    visit = last_visit(session, scene.company)
    if reason is Reason.SLOT_TAKEN and visit is not None and visit.state in STANDS:
        assert visit.starts_at is not None
        assert visit.ends_at is not None
        details["slot"] = Wanted(visit.starts_at, visit.ends_at).to_json()
    record(
        session, scene, EventKind.ACT_REFUSED, actor=person, role=role, now=now, mail_id=mail_id, words=words,
        details=details,
    )  # fmt: skip
