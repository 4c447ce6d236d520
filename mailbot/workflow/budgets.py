"""How many answers one address may have from us: between two programs, one of them has to fall silent (GAP-23).

Counted from the rows of letters that are there: nothing else is kept, and nothing has to be reset.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select

from mailbot.agency import Rules
from mailbot.db import Session
from mailbot.model import Event, Person
from mailbot.model_mails import OutboundMail
from mailbot.prepared import Prepared
from mailbot.vocabulary import LetterKind

MANAGERS = 5
"""How many times as much a manager may have: they work by mail, and every line of theirs has a receipt."""
ALWAYS = frozenset({LetterKind.URGENT_RECEIVED, LetterKind.WAS_IT_YOU})
"""What keeps somebody safe, and what asks them about somebody else's mail, is no answer to them, and counts as none."""
ANSWERS = frozenset(
    {
        LetterKind.PRECISION_ASKED,
        LetterKind.CLOSED_REPORT_ANSWERED,
        LetterKind.NOT_UNDERSTOOD,
        LetterKind.NOT_DONE,
        LetterKind.FILE_REFUSED,
        LetterKind.STATUS_TOLD,
        LetterKind.LANDLORD_STATUS,
        LetterKind.READ_BACK,
        LetterKind.OUT_OF_SCOPE,
    }
)
"""What a mail alone can call for, whatever it says."""
TURNS = timedelta(minutes=30)
_HOUR = timedelta(hours=1)
_TWO_HOURS = timedelta(hours=2)


def may_answer_on(session: Session, rules: Rules, report_id: int | None, person_id: int, *, now: datetime) -> bool:
    """Whether somebody may have one answer more on a report; without one, on what belongs to none."""
    given = {"person": person_id, "since": now - _HOUR}
    if report_id is None:
        had = session.execute(_APART, given).scalar_one()
    else:
        had = session.execute(_ON_REPORT, given | {"report": report_id}).scalar_one()
    return int(had) < rules.answers_an_hour


def may_answer(session: Session, rules: Rules, person_id: int, *, is_manager: bool, now: datetime) -> bool:
    """Whether somebody may have one answer more from us at all."""
    most = rules.answers_two_hours * (MANAGERS if is_manager else 1)
    return answers_had(session, person_id, since=now - _TWO_HOURS) < most


def managers_have_many(session: Session, rules: Rules, managers: Sequence[Person], *, now: datetime) -> bool:
    """Whether so many letters about senders whom nobody knows have left within the hour that the next one waits for the
    digest: whoever cries « gas » from a thousand addresses is read once more, and no thousand times."""
    if not managers:
        return False
    lately = session.execute(_FILED, {"person": managers[0].id, "since": now - _HOUR, "kind": LetterKind.TO_BE_FILED})
    return int(lately.scalar_one()) >= rules.strangers_an_hour


def answers_had(session: Session, person_id: int, *, since: datetime) -> int:
    """How many letters somebody has had for what they wrote themselves."""
    [(had,)] = _TO_ADDRESS.rows(session, person=person_id, since=since)
    return int(had)


_FILED = (
    select(func.count())
    .select_from(OutboundMail)
    .where(
        OutboundMail.person_id == bindparam("person"),
        OutboundMail.created_at > bindparam("since"),
        OutboundMail.kind == bindparam("kind"),
    )
)
_ON_REPORT = (
    select(func.count())
    .select_from(OutboundMail)
    .where(
        OutboundMail.report_id == bindparam("report"),
        OutboundMail.person_id == bindparam("person"),
        OutboundMail.created_at > bindparam("since"),
        OutboundMail.kind.in_(sorted(ANSWERS)),
    )
)
_APART = (
    select(func.count())
    .select_from(OutboundMail)
    .where(
        OutboundMail.person_id == bindparam("person"),
        OutboundMail.report_id.is_(None),
        OutboundMail.kind.in_(sorted(ANSWERS)),
        OutboundMail.created_at > bindparam("since"),
    )
)
_TO_ADDRESS = Prepared(
    select(func.count())
    .select_from(OutboundMail)
    .outerjoin(Event, Event.id == OutboundMail.event_id)
    .where(
        OutboundMail.person_id == bindparam("person"),
        OutboundMail.created_at > bindparam("since"),
        *(OutboundMail.kind != kind for kind in sorted(ALWAYS)),
        or_(
            *(OutboundMail.kind == kind for kind in sorted(ANSWERS)),
            and_(Event.actor_id == bindparam("person"), Event.mail_id.is_not(None)),
        ),
    )
)
