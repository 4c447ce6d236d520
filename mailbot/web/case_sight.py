"""What one reader may see of a report: words, photos and what happened, each with its day (S1-44)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, union_all

from mailbot.model import Comment, Event, Person, Provider, Report, Thread
from mailbot.model_desk import Quote
from mailbot.model_mails import Attachment
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import AttachmentUse, Channel, Role, ThreadKind
from mailbot.web.visits import CaseVisit
from mailbot.workflow.follow_up import living_since
from mailbot.workflow.former_tenants import bounds
from mailbot.workflow.households import owning_since
from mailbot.workflow.journal_sight import past_of as past_of_event
from mailbot.workflow.journal_sight import sees
from mailbot.workflow.remains import IS_LEFT, SHOWN, is_left, mark_of, shown_text
from mailbot.workflow.visibility import words_for

# Where a reader of each role looks. What is said to the agency alone is nobody else's, its writer's neither.
_LOOKS: dict[Role, frozenset[Channel]] = {
    Role.TENANT: frozenset({Channel.PUBLIC}),
    Role.LANDLORD: frozenset({Channel.PUBLIC, Channel.PRIVATE}),
    Role.MANAGER: frozenset({Channel.PUBLIC, Channel.PRIVATE, Channel.AGENCY}),
}


@dataclass(frozen=True, slots=True)
class SeenPhoto:
    """A photo that the reader may see: its number on the page, and where its bytes are."""

    number: int
    comment_id: int
    fingerprint: str


def comments_seen(visit: CaseVisit) -> Sequence[tuple[Comment, Person]]:
    """What was said, oldest first, as far as this reader may read it."""
    rows = visit.session.execute(
        select(Comment, Person)
        .join(Person, Person.id == Comment.author_id)
        .where(Comment.report_id.in_(_parts(visit)), Comment.channel.in_(_LOOKS.get(visit.role, frozenset())))
        .order_by(Comment.created_at, Comment.id)
    ).all()
    since, owner = _since(visit), visit.role is Role.LANDLORD
    return [
        (comment, person)
        for comment, person in rows
        if not _came_after(visit, comment.created_at)
        if since is None or comment.created_at >= since or (owner and comment.channel is Channel.PUBLIC)
        # A landlord's words go to managers only, wherever they were written: a co-owner does not read them either.
        if visit.role is Role.MANAGER or comment.role is not Role.LANDLORD or comment.author_id == visit.person.id
    ]


def _parts(visit: CaseVisit) -> Sequence[int]:
    """The report, and those that were joined to it: nothing that was said there is lost (GAP-16)."""
    joined = visit.session.scalars(select(Report.id).where(Report.merged_into_id == visit.seat.report.id))
    return [visit.seat.report.id, *joined]


def photos_seen(visit: CaseVisit, comments: Sequence[tuple[Comment, Person]]) -> Sequence[SeenPhoto]:
    """The photos that came with these words; with the others too, for a manager. Numbered from 1."""
    numbered = photos_numbered(visit, comments)
    return [SeenPhoto(at, each.comment_id or 0, each.fingerprint) for at, each in numbered if is_left(each)]


def photos_numbered(visit: CaseVisit, comments: Sequence[tuple[Comment, Person]]) -> Sequence[tuple[int, Attachment]]:
    """Every photo of these words with its number, those that are not shown any more too: a number stays the number of
    its photo, and whoever opens an older page sees no other one in its place."""
    readable = {comment.id for comment, _ in comments}
    kept = visit.session.scalars(
        select(Attachment)
        .where(Attachment.report_id.in_(_parts(visit)), Attachment.use == AttachmentUse.PHOTO)
        .order_by(Attachment.id)
    )
    seen = [
        each for each in kept if each.comment_id in readable or (each.comment_id is None and visit.role is Role.MANAGER)
    ]
    return list(enumerate(seen, start=1))


@dataclass(frozen=True, slots=True)
class SeenVideo:
    """A video, a sound or, for a manager, a document: its number on the page, its name, and where its bytes are."""

    number: int
    name: str
    fingerprint: str


def videos_seen(visit: CaseVisit, comments: Sequence[tuple[Comment, Person]]) -> Sequence[SeenVideo]:
    """Those that came with these words; for a manager the others too, those that say where they were taken, and what
    came as a document: no letter carries it."""
    readable = {comment.id for comment, _ in comments}
    inside = visit.role is Role.MANAGER
    uses = (AttachmentUse.VIDEO, AttachmentUse.DOCUMENT) if inside else (AttachmentUse.VIDEO,)
    kept = visit.session.scalars(
        select(Attachment)
        .where(Attachment.report_id.in_(_parts(visit)), Attachment.use.in_(uses), IS_LEFT)
        .order_by(Attachment.id)
    )
    seen = [each for each in kept if inside or (each.comment_id in readable and not each.why)]
    # The same file comes again with each answer that encloses it.
    once = dict.fromkeys((each.name, each.fingerprint) for each in seen)
    return [SeenVideo(at, name, fingerprint) for at, (name, fingerprint) in enumerate(once, start=1)]


def said_to(
    visit: CaseVisit, comments: Sequence[tuple[Comment, Person]], photos: Sequence[SeenPhoto]
) -> list[dict[str, Any]]:
    """The words as this reader reads them: nobody's private things, and no other occupant's name. `gone`: what stands
    where their files were."""
    gone = _gone(visit, [comment.id for comment, _ in comments])
    companies = _companies(visit, comments)
    return [
        {
            "at": comment.created_at,
            "who": _who(visit, comment, person, companies),
            "role": comment.role.value,
            "channel": comment.channel.value,
            "is_own": person.id == visit.person.id,
            "photos": [photo.number for photo in photos if photo.comment_id == comment.id],
            "text": _words(visit, comment),
            "gone": gone.get(comment.id, []),
            "mask": _mask_link(visit, comment),
        }
        for comment, person in comments
    ]


def _mask_link(visit: CaseVisit, comment: Comment) -> str:
    """Where a manager covers it for everybody."""
    may = visit.role is Role.MANAGER and Page.MASK in visit.offers and comment.erased_at is None
    own = may and comment.report_id == visit.scene.report.id
    return visit.link(Page.MASK, visit.seat.participant.id, f"m{brief(comment.id)}") if own else ""


def _gone(visit: CaseVisit, comments: Sequence[int]) -> dict[int, list[str]]:
    """The marks that stand where files were, by the comment that they came with."""
    erased = visit.session.scalars(
        select(Attachment).where(Attachment.comment_id.in_(comments), ~IS_LEFT).order_by(Attachment.id)
    )
    found: dict[int, list[str]] = {}
    for file in erased:
        if file.use in SHOWN:
            mark = mark_of(file, visit.language, zone=visit.profile.zone)
            found.setdefault(file.comment_id or 0, []).append(mark)
    return found


def past_of(visit: CaseVisit) -> list[dict[str, Any]]:
    """What happened, newest first."""
    since = _since(visit)
    rows = visit.session.execute(
        select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.report_id == visit.seat.report.id)
        .order_by(Event.id.desc())
    ).all()
    inside = visit.role is Role.MANAGER
    return [
        {
            "at": event.at,
            "kind": event.kind.value,
            "who": name or "" if inside else "",
            "by": event.facts.get("by", "") if inside else "",
        }
        for event, name in rows
        if not _came_after(visit, event.at)
        if (since is None or event.at >= since or (visit.role is Role.LANDLORD and _is_public(event)))
        if sees(visit.role, past_of_event(event), is_private=inside or visit.seat.channel is Channel.PRIVATE)
        if inside or event.actor_role is not Role.LANDLORD or event.actor_id == visit.person.id
        if visit.role is not Role.TENANT or event.at >= visit.seat.report.created_at  # it was private until then
    ]


def _since(visit: CaseVisit) -> datetime | None:
    """From when on a tenant may look, and a landlord at what is private: what was before they lived there, or owned it,
    is somebody else's (S1-06)."""
    if visit.role is Role.MANAGER:
        return None
    if visit.stay is not None:
        return bounds(visit.profile, visit.stay)[0]
    today = visit.now.astimezone(visit.profile.zone).date()
    came = owning_since if visit.role is Role.LANDLORD else living_since
    since = came(visit.session, visit.person.id, visit.seat.report.dwelling_id, today=today)
    return None if since is None else datetime.combine(since, datetime.min.time(), visit.profile.zone)


def _came_after(visit: CaseVisit, at: datetime) -> bool:
    """What was after a tenant left is somebody else's too."""
    return visit.stay is not None and at >= bounds(visit.profile, visit.stay)[1]


def _is_public(event: Event) -> bool:
    return sees(Role.LANDLORD, past_of_event(event), is_private=False)


def _who(visit: CaseVisit, comment: Comment, person: Person, companies: Mapping[int, str]) -> str:
    """A name, « you », or nothing: then the role alone is said."""
    if person.id == visit.person.id:
        return "you"
    if comment.role is Role.PROVIDER and visit.role is not Role.MANAGER:
        return companies.get(comment.thread_id, "")
    return person.name if visit.role is Role.MANAGER or comment.role is not Role.TENANT else ""


def _companies(visit: CaseVisit, comments: Sequence[tuple[Comment, Person]]) -> dict[int, str]:
    """The company that speaks in each thread of one, where somebody wrote for it."""
    threads = {comment.thread_id for comment, _ in comments if comment.role is Role.PROVIDER}
    if not threads:
        return {}
    of_orders, of_quotes = (
        select(Thread.id, Provider.company)
        .join(row, (row.id == Thread.about) & (Thread.kind == kind))
        .join(Provider, Provider.id == row.provider_id)
        .where(Thread.id.in_(threads))
        for row, kind in ((WorkOrder, ThreadKind.ORDER), (Quote, ThreadKind.QUOTE))
    )
    return {row.id: row.company for row in visit.session.execute(union_all(of_orders, of_quotes))}


def _words(visit: CaseVisit, comment: Comment) -> str:
    text = shown_text(comment, visit.language, zone=visit.profile.zone)
    return words_for(
        visit.role, comment.role, text, language=visit.language, channel=comment.channel,
        is_own=comment.author_id == visit.person.id,
    )  # fmt: skip
