"""What a company says on its mission: kept where its address says it, and the sign that a person answered (S1-87)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from mailbot.db import Session
from mailbot.model import Comment, Person
from mailbot.model_orders import WorkOrder
from mailbot.threads.participants import Seat
from mailbot.vocabulary import Channel, EventKind, LetterKind, Role
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.occasions import Photo
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.reports import comment, keep_words
from mailbot.workflow.scene import Scene, with_order
from mailbot.workflow.telling import OF_THE_HOME, Reader
from mailbot.workflow.withholding import says_more

_NO_STEP: Mapping[str, str] = MappingProxyType({})


def note_answer(order: WorkOrder, *, now: datetime) -> None:
    """A person answered: relaunches stop (S1-87)."""
    order.follow_up = {**order.follow_up, "answered_at": now.isoformat()}


def write_to_company(
    session: Session, scene: Scene, order: WorkOrder, manager: Person, words: str, *, now: datetime,
    mail_id: int | None = None, asked: str = "", canned: str = "", change: Mapping[str, str] = _NO_STEP,
) -> Comment:  # fmt: skip
    """A word of a manager to the company about its mission: managers and that company read it, nobody else does.
    `asked`: the question that it puts; `canned`: the ready message that it is; `change`: the step of the mission that
    it says.

    Raises Refused, before anything was changed.
    """
    check(Act.WRITE_TO_COMPANY, Role.MANAGER)
    scene = with_order(session, scene, order, now=now)
    assert scene.company is not None
    own = replace(scene, thread=scene.company.thread)
    said = keep_words(session, own, manager, Role.MANAGER, Channel.AGENCY, words, now=now, mail_id=mail_id)
    puts = {"asked": {LetterKind.COMPANY_MESSAGE.value: {"question": asked, ORDER: order.id}}} if asked else {}
    record(
        session, scene, EventKind.MESSAGE_SENT_TO_PROVIDER, actor=manager, role=Role.MANAGER, now=now, comment=said,
        words=words, mail_id=mail_id,
        details={"number": order.shown_number} | puts | ({"canned": canned} if canned else {}) | dict(change),
    )  # fmt: skip
    return said


def say(
    session: Session, scene: Scene, seat: Seat, words: str, *, photos: tuple[Photo, ...], now: datetime,
    mail_id: int | None, urgent: bool = False, told_already: frozenset[Reader] = frozenset(),
    shows_photos_alone: bool = False,
) -> Comment | None:  # fmt: skip
    """Keep what a company wrote, and tell whoever may read it (S1-89): less its sums for the home and the landlord, and
    the agency alone at its second address. Nothing for a mail without words or photos.

    `shows_photos_alone`: the words are no news, the photos that came with them are.
    """
    if not words.strip() and not photos:
        return None
    if not words.strip() or shows_photos_alone:
        return _show_photos(session, scene, seat, words, photos, now=now, mail_id=mail_id)
    if not photos and not says_more(words):
        told_already |= OF_THE_HOME  # a sum and nothing else: what is left of it is no news there
    return comment(
        session, scene, seat, words, photos=photos, now=now, mail_id=mail_id, urgent=urgent, told_already=told_already
    )  # fmt: skip


def _show_photos(
    session: Session, scene: Scene, seat: Seat, words: str, photos: tuple[Photo, ...], *, now: datetime,
    mail_id: int | None,
) -> Comment:  # fmt: skip
    """Photos whose words tell nobody anything: kept where their address says it, and news of their own for the home
    when it is public (S2-27, S2-31)."""
    if seat.channel is not Channel.PUBLIC or scene.is_closed:
        return comment(session, scene, seat, words, photos=photos, now=now, mail_id=mail_id)
    said = keep_words(session, scene, seat.person, Role.PROVIDER, seat.channel, words, now=now, mail_id=mail_id)
    record(
        session, scene, EventKind.PHOTOS_RECEIVED, actor=seat.person, role=Role.PROVIDER, now=now, mail_id=mail_id,
        comment=said, photos=photos, details={"photos_in_all": len(photos)},
    )  # fmt: skip
    return said
