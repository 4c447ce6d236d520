"""What a restored house must not do twice: letters that were due, numbers that were given since."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from mailbot.backups.rows import number_on, tables_of
from mailbot.model import Counter, Participant, Person, Thread
from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import OutboundFate

ROOM = 100_000
"""Numbers of rows that the house may have given between the backup and its end. They stand in addresses and links that
people hold: given again, they would open the case of somebody else."""
SERIES_ROOM = 100
"""The same of SIG-, DEV- and OS-: two companies must not hold one number."""
SETTLED = "restored: it left before, or was lost"


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How the house came to its end."""

    moved: bool = False
    """It was stopped before the backup, so that nothing came after it."""
    settle_letters: bool = False
    """Letters that were due are taken for sent: the house went on after the backup and sent them."""


def settle_in(connection: Connection, afterwards: Afterwards, *, now: datetime) -> int:
    """Make the rows ready for their new life, in the transaction that put them back; how many letters were due."""
    due = OutboundMail.due_at.is_not(None)
    letters = connection.scalar(select(func.count()).where(due)) or 0
    if afterwards.settle_letters:
        settled = {"fate": OutboundFate.UNCERTAIN, "due_at": None, "settled_at": now, "answer": SETTLED}
        connection.execute(update(OutboundMail).where(due).values(**settled))
    if connection.dialect.name == "postgresql":
        number_on(connection, tables_of(connection), room=0 if afterwards.moved else ROOM)
    if not afterwards.moved:
        connection.execute(update(Counter).values(last=Counter.last + SERIES_ROOM))
        if connection.dialect.name == "sqlite":
            _stand_apart(connection, now)
    return letters


def _stand_apart(connection: Connection, now: datetime) -> None:
    """SQLite gives the number after its last row. So a row of each kind that addresses and links name is put far beyond
    it: somebody who is erased, in a seat that is revoked, and a letter to nobody."""
    thread = connection.execute(select(Thread.id, Thread.agency_id).order_by(Thread.id).limit(1)).first()
    if thread is None:
        return  # no conversation yet: no address of one either
    number = {table: (connection.scalar(select(func.max(table.id))) or 0) + ROOM for table in (Person, Participant)}
    somebody = {"id": number[Person], "agency_id": thread.agency_id, "name": "", "created_at": now, "erased_at": now}
    connection.execute(insert(Person).values(**somebody))
    seat = connection.execute(select(Participant.__table__).order_by(Participant.id.desc()).limit(1)).mappings().first()
    if seat is not None:
        apart = {"id": number[Participant], "thread_id": thread.id, "person_id": number[Person]}
        gone = {"agency_id": thread.agency_id, "subject": "", "asked": None, "revoked_at": now, "created_at": now}
        connection.execute(insert(Participant).values(**(dict(seat) | apart | gone)))
    letter = connection.execute(
        select(OutboundMail.__table__).order_by(OutboundMail.id.desc()).limit(1)
    ).mappings().first()  # fmt: skip
    if letter is not None:
        apart = {
            "id": letter["id"] + ROOM,
            "person_id": number[Person],
            "message_id": f"<{secrets.token_hex(16)}@restored>",
        }
        empty: dict[str, Any] = {
            "event_id": None,
            "report_id": None,
            "participant_id": None,
            "recipient": "",
            "facts": {},
        }
        over = {
            "fate": OutboundFate.SENT, "due_at": None, "claimed_by": None, "answer": SETTLED, "created_at": now,
            "settled_at": now, "erased_at": now,
        }  # fmt: skip
        connection.execute(insert(OutboundMail).values(**(dict(letter) | apart | empty | over)))
