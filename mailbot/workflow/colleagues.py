"""A word of one manager to another about a report: the agency alone reads it (AUDIENCE, MESSAGE_SENT_TO_COLLEAGUE)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Comment, Person, TeamMember
from mailbot.threads.participants import Chair, seat_people
from mailbot.vocabulary import Channel, EventKind, Role
from mailbot.workflow.events import record
from mailbot.workflow.occasions import Photo
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.reports import keep_words
from mailbot.workflow.scene import Scene


def colleagues_of(session: Session, manager: Person) -> Sequence[Person]:
    """The other managers of the agency."""
    team = select(Person).join(TeamMember, TeamMember.person_id == Person.id)
    others = team.where(TeamMember.agency_id == manager.agency_id, Person.id != manager.id)
    return session.scalars(others.order_by(Person.id)).all()


def write_to_colleague(
    session: Session, scene: Scene, manager: Person, colleague: Person, words: str, *, photos: tuple[Photo, ...] = (),
    now: datetime, mail_id: int | None = None,
) -> Comment:  # fmt: skip
    """Tell a colleague, who gets a seat on the report to answer from, in charge of the home or not."""
    check(Act.COMMENT, Role.MANAGER)
    said = keep_words(session, scene, manager, Role.MANAGER, Channel.AGENCY, words, now=now, mail_id=mail_id)
    chair, home = Chair(colleague, Role.MANAGER), scene.home
    seats = seat_people(session, scene.thread, scene.report, [chair], dwelling=home.dwelling.name, now=now)
    told = replace(scene, home=replace(home, managers=(colleague,)), seats=seats)
    record(
        session, told, EventKind.MESSAGE_SENT_TO_COLLEAGUE, actor=manager, role=Role.MANAGER, now=now, comment=said,
        words=words, photos=photos, mail_id=mail_id, details={"agency_only": True},
    )  # fmt: skip
    return said
