"""What somebody says of a mission, whichever way it came: by mail, on a page, in the place of a company."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mailbot.model import Person
from mailbot.vocabulary import Role
from mailbot.workflow.journal import Spans
from mailbot.workflow.occasions import Photo


class Beside(StrEnum):
    """What else a company's mail says, beside what one verb takes of it."""

    DIAGNOSIS = "diagnosis"
    SLOTS = "slots"
    """When it comes again."""
    PRICE = "price"
    PRICE_TO_APPROVE = "price_to_approve"
    """One above what needs no yes: its quote is asked for, and nothing else."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says it, in which role, and in which words."""

    person: Person
    role: Role
    words: str = ""
    photos: tuple[Photo, ...] = ()
    mail_id: int | None = None
    because: Spans = ()
    agency_only: bool = False
    """It came to the agency alone: nobody at home reads the words."""

    @property
    def on_behalf(self) -> bool | None:
        """Whether a manager says it in the place of a company or of an occupant: the journal says so."""
        return True if self.role is Role.MANAGER else None

    def to_record(self) -> dict[str, Any]:
        """What every event of it is written down with."""
        return {
            "actor": self.person, "role": self.role, "mail_id": self.mail_id, "words": self.words,
            "photos": self.photos,
        }  # fmt: skip
