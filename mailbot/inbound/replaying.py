"""What would become of a mail that was settled, with today's reader and today's data: a walk that is undone.

The standpoint of then is not kept, so it is made anew as the walk would make it now: what was asked of the writer then
may be answered by now, and a report that was open may be closed. Kind and intents say most about the reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from mailbot.db import Session
from mailbot.errors import TryAgain
from mailbot.inbound.attachments import sort_files
from mailbot.inbound.authentication.results import Authentication
from mailbot.inbound.clarifying import Clarified
from mailbot.inbound.parsing import parse_mail
from mailbot.inbound.proof import Vouched
from mailbot.inbound.queue import Claimed, Trail
from mailbot.inbound.screening import screen
from mailbot.inbound.taking import take_in
from mailbot.model import Comment
from mailbot.model_mails import InboundMail, MailBytes
from mailbot.world import World

_NOBODYS_CLAIM = "replay"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why a mail was not read again."""

    why: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a mail came to, and what it would come to now: codes by name."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def differences(self) -> Sequence[tuple[str, str, str]]:
        """Name, before, after, where they differ. What the older trail does not tell is not compared."""
        return [(name, was, self.after[name]) for name, was in self.before.items() if was != self.after[name]]


def numbers_since(world: World, since: datetime | None) -> Sequence[int]:
    """The mails that were settled, oldest first."""
    wanted = select(InboundMail.id).where(InboundMail.fate.is_not(None)).order_by(InboundMail.id)
    if since is not None:
        wanted = wanted.where(InboundMail.received_at >= since)
    with world.database.looking() as session:
        return session.scalars(wanted).all()


def replayed(world: World, mail_id: int) -> Replayed | Skipped:
    """The difference for one mail. Nothing is changed: no row, no blob, no letter. Its transaction is undone."""
    with world.database.looking() as session:
        row = session.get(InboundMail, mail_id)
        if row is None:
            return Skipped("there is no such mail")
        if row.fate is None:
            return Skipped("it is under way")
        if row.erased_at is not None:
            return Skipped("its bytes are erased")
        claimed = _as_claimed(session, row)
        before = _found(row.trail, row.fate.value, row.trouble)
    try:
        raw = claimed.content if claimed.content is not None else world.blobs.get(claimed.fingerprint)
    except (KeyError, OSError):
        return Skipped("its bytes are not there any more")
    return Replayed(_told(before), _of_now(world, claimed, raw, before))


def _of_now(world: World, claimed: Claimed, raw: bytes, before: Mapping[str, str]) -> Mapping[str, str]:
    trail = Trail([*Clarified.in_trail(claimed.trail).steps, *Vouched.in_trail(claimed.trail).steps])
    try:
        mail = parse_mail(raw)
        verdict = screen(mail, envelope_from=claimed.mail_from or "<>")
        trail.note("screened", verdict.kind.value, verdict.reason.value)
        files = () if verdict.is_machine else sort_files(mail)
        now = world.clock()
        with world.database.rehearsal() as session:
            # It has spoken already: the same words are kept once more, and only as long as this lasts.
            session.execute(update(Comment).where(Comment.mail_id == claimed.id).values(mail_id=None))
            settling = take_in(
                session, claimed, mail, verdict, files, trail, keyring=world.keyring, now=now,
                # What was shown of its sender when it came: keys are changed since, and nobody is asked anew.
                authentication=Authentication.from_json(claimed.proven),
            )  # fmt: skip
            session.flush()
    except TryAgain:
        return _found(trail.steps, "put off", "")
    except Exception as fault:  # what the walk would write into the log, and park
        return _found([*trail.steps, ["fault", type(fault).__name__]], "fault", "fault")
    return _found(trail.steps, settling.fate.value, settling.trouble)


def _found(trail: Sequence[Sequence[Any]], fate: str, trouble: str) -> dict[str, str]:
    """The codes that are compared. A question is known only of mails that were read since trails tell of it."""
    steps = {str(step[0]): [str(each) for each in step[1:]] for step in trail if step}
    screened = [*steps.get("screened", []), "", ""]
    return {
        "kind": screened[0],
        "reason": screened[1],
        "intents": ", ".join(steps.get("read", [])),
        "question": ", ".join(steps.get("asked_back", [])),
        "fate": fate,
        "why": trouble,
    }


def _told(before: dict[str, str]) -> dict[str, str]:
    return {name: said for name, said in before.items() if name != "question" or said or before["fate"] != "asked"}


def _as_claimed(session: Session, row: InboundMail) -> Claimed:
    kept = session.scalars(select(MailBytes.content).where(MailBytes.fingerprint == row.fingerprint)).first()
    return Claimed(
        id=row.id, claimed_by=_NOBODYS_CLAIM, fingerprint=row.fingerprint, recipient=row.recipient,
        mail_from=row.mail_from, peer=row.peer, helo=row.helo, proven=row.proven, received_at=row.received_at,
        tries=0, trail=list(row.trail), content=kept, until=row.received_at,
    )  # fmt: skip
