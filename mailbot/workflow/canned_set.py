"""The ready messages as an agency puts them: its own words take the place of ours, one by one."""

from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import CannedText, Person
from mailbot.workflow.canned_texts import Wording, ours


def rewritten(session: Session, agency_id: int) -> frozenset[tuple[str, str]]:
    """Which ones the agency has put in its own words: key and language."""
    found = session.execute(select(CannedText.key, CannedText.language).where(CannedText.agency_id == agency_id))
    return frozenset((row.key, row.language) for row in found)


def is_rewritten(session: Session, agency_id: int, key: str, language: str) -> bool:
    """Whether this one is in the agency's own words."""
    return session.get(CannedText, (agency_id, key, language)) is not None


def rewrite(
    session: Session, manager: Person, key: str, language: str, *, label: str, text: str, now: datetime
) -> None:
    """From now on this message is called and says this. Our own words, given back, are ours again."""
    if _same(Wording(label, text), ours(key, language)):
        back_to_ours(session, manager.agency_id, key, language)
        return
    session.merge(
        CannedText(
            agency_id=manager.agency_id, key=key, language=language, label=label, text=text, changed_by=manager.id,
            changed_at=now,
        )
    )  # fmt: skip
    session.flush()


def back_to_ours(session: Session, agency_id: int, key: str, language: str) -> None:
    """From now on this message is as we wrote it."""
    row = session.get(CannedText, (agency_id, key, language))
    if row is not None:
        session.delete(row)
        session.flush()


def _same(one: Wording, other: Wording) -> bool:
    return (one.label.split(), one.text.split()) == (other.label.split(), other.text.split())
