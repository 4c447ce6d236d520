"""What manager and landlord say to each other in private (SM8): no occupant reads it, or sees that it was said."""

from datetime import datetime

from mailbot.db import Session
from mailbot.model import Comment, Person
from mailbot.vocabulary import Channel, EventKind, LetterKind, ReportStatus, Role
from mailbot.workflow.events import record
from mailbot.workflow.follow_up import homes_told
from mailbot.workflow.landlord_asks import decisions_of
from mailbot.workflow.occasions import Photo
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.reports import keep_words
from mailbot.workflow.scene import Scene, private_side
from mailbot.workflow.statuses import Move, next_status


def write_to_landlord(
    session: Session, scene: Scene, manager: Person, text: str, *, photos: tuple[Photo, ...] = (), now: datetime,
    mail_id: int | None = None,
) -> Comment:  # fmt: skip
    """A manager writes to the landlord alone, at any time, on a closed report too (S1-93). An open one moves to « En
    cours » without a word to anybody in the home (S1-94)."""
    check(Act.COMMENT, Role.MANAGER)
    scene = private_side(session, scene, now=now)
    if not scene.is_closed:
        scene.report.status = next_status(scene.report.status, Move.COMMENT, Role.MANAGER)
    said = keep_words(session, scene, manager, Role.MANAGER, Channel.PRIVATE, text, now=now, mail_id=mail_id)
    record(
        session, scene, EventKind.PRIVATE_MESSAGE_SENT, actor=manager, role=Role.MANAGER, now=now, mail_id=mail_id,
        comment=said, words=text, photos=photos,
    )  # fmt: skip
    return said


def hear_landlord(
    session: Session, scene: Scene, landlord: Person, text: str, *, photos: tuple[Photo, ...] = (), now: datetime,
    mail_id: int | None = None, read_as: str = "", closes: bool = False, elsewhere: bool = False,
    asks_company: bool = False,
) -> Comment:  # fmt: skip
    """A landlord's words, for the managers alone, on whatever report and at whatever time (S1-92).

    `elsewhere`: he wrote them somewhere else than in the private thread. `closes`: the same mail closes the report.
    `asks_company`: he wishes that a company comes, or quotes, which asks nobody (S1-22).
    """
    check(Act.COMMENT, Role.LANDLORD)
    scene = private_side(session, scene, now=now)
    said = keep_words(session, scene, landlord, Role.LANDLORD, Channel.PRIVATE, text, now=now, mail_id=mail_id)
    kind = EventKind.COMMENT_ADDED_BY_LANDLORD if elsewhere else EventKind.PRIVATE_MESSAGE_RECEIVED
    record(
        session, scene, kind, actor=landlord, role=Role.LANDLORD, now=now, mail_id=mail_id, comment=said, words=text,
        photos=photos, read_as=read_as, status=ReportStatus.CLOSED if closes else None,
        details={name: True for name, so in (("elsewhere", elsewhere), ("asks_company", asks_company)) if so},
    )  # fmt: skip
    return said


def keep_unsaid(
    session: Session, scene: Scene, landlord: Person, text: str, *, now: datetime, mail_id: int | None = None
) -> Comment:
    """A landlord's words that are no news to anybody: a question that is answered at once."""
    scene = private_side(session, scene, now=now)
    return keep_words(session, scene, landlord, Role.LANDLORD, Channel.PRIVATE, text, now=now, mail_id=mail_id)


def tell_landlord(
    session: Session, scene: Scene, landlord: Person, *, passed_on: bool, now: datetime, mail_id: int | None = None
) -> None:
    """Answer a landlord who asks where things stand in his homes, from public facts (S1-08, S1-12).

    `passed_on`: the managers have his words, since more than the question was said.
    """
    scene = private_side(session, scene, now=now)
    record(
        session, scene, EventKind.STATUS_ASKED, actor=landlord, role=Role.LANDLORD, now=now, mail_id=mail_id,
        without=LetterKind.NEW_MESSAGE, details={
            "homes": homes_told(session, landlord.id, today=now.astimezone(scene.profile.zone).date()),
            "passed_on": passed_on, "awaited": decisions_of(session, landlord.id, scene.profile.zone, now=now),
        },
    )  # fmt: skip
