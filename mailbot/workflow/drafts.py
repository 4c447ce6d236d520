"""What a manager's words have prepared: shown first, and sent by a button alone (G-14, FEATURES rule 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mailbot.db import Session
from mailbot.errors import Reason, Refused
from mailbot.model import Person
from mailbot.model_desk import Draft
from mailbot.vocabulary import DraftKind, EventKind, Role
from mailbot.workflow.apart import Around, record_apart
from mailbot.workflow.events import record
from mailbot.workflow.scene import Scene


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is ready: the values that its page fills in, and what its letter says of them."""

    kind: DraftKind
    content: Mapping[str, Any]
    """As JSON, for the page."""
    lines: Sequence[tuple[str, str]]
    """What the letter lists: a code of DRAFT_LINES, and its value as people read it."""
    said: str = ""
    """The words that asked for it."""
    to: str = ""
    """Who gets it, for the title."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else its letter says of it, as codes and figures."""


def private_message(landlords: Sequence[Person], words: str, *, said: str) -> Prepared:
    """Words for the landlords alone; `said`: those that asked for it."""
    names = ", ".join(person.name for person in landlords)
    return Prepared(
        DraftKind.PRIVATE_MESSAGE, {"words": words}, [("to", names), ("words", words)], said=said, to=""
    )  # fmt: skip


def prepare(
    session: Session, person: Person, prepared: Prepared, *, scene: Scene | None, around: Around | None = None,
    now: datetime, mail_id: int | None = None,
) -> Draft:  # fmt: skip
    """Keep a draft, and show it to the manager who asked (G-14). `around`: whom it concerns when it is of no report."""
    draft = Draft(
        agency_id=person.agency_id,
        person_id=person.id,
        report_id=scene.report.id if scene is not None else None,
        kind=prepared.kind,
        content=dict(prepared.content),
        mail_id=mail_id,
        created_at=now,
        done_at=None,
        cancelled_at=None,
    )
    session.add(draft)
    session.flush()
    details = {
        "draft": draft.id,
        "draft_kind": prepared.kind.value,
        "said": prepared.said or None,
        "prepared_for": prepared.to or None,
        "draft_more": dict(prepared.more),
        "draft_lines": [{"what": what, "value": value} for what, value in prepared.lines],
    }
    kind = EventKind.DRAFT_PREPARED
    if scene is not None:
        record(
            session, scene, kind, actor=person, role=Role.MANAGER, now=now, mail_id=mail_id, details=details
        )  # fmt: skip
    elif around is not None:
        record_apart(
            session, around, kind, actor=person, role=Role.MANAGER, now=now, mail_id=mail_id, details=details
        )  # fmt: skip
    return draft


def open_draft(session: Session, person: Person, number: int) -> Draft | None:
    """A manager's own draft; None for one that is not theirs, or not there."""
    draft = session.get(Draft, number)
    return draft if draft is not None and draft.person_id == person.id else None


def settle(draft: Draft, *, now: datetime) -> None:
    """It is sent. Raises Refused(ALREADY_SO), before anything was changed, when it was sent or thrown away before."""
    if draft.done_at is not None or draft.cancelled_at is not None:
        raise Refused(Reason.ALREADY_SO)
    draft.done_at = now


def cancel(draft: Draft, *, now: datetime) -> None:
    """It is thrown away: kept, and never sent. Raises Refused(ALREADY_SO) when it was sent or thrown away before."""
    if draft.done_at is not None or draft.cancelled_at is not None:
        raise Refused(Reason.ALREADY_SO)
    draft.cancelled_at = now
