"""What a company may read of a report: the public words of its home, covered by table, and their photos (S1-58)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import Comment, Event, Person, Provider, ProviderContact
from mailbot.model_mails import Attachment
from mailbot.vocabulary import AttachmentUse, Channel, EventKind, Role
from mailbot.workflow.courtesies import without_courtesies
from mailbot.workflow.events import ORDER, QUOTE_ROW
from mailbot.workflow.masking import COVER
from mailbot.workflow.occasions import Photo
from mailbot.workflow.remains import IS_LEFT, shown_text
from mailbot.workflow.scene import Scene
from mailbot.workflow.visibility import covered, words_for

# Whose words a company may read. A landlord's go to managers only, whatever he wrote and wherever; another company's
# would tell that there is one.
_THEIRS = frozenset({Role.TENANT, Role.MANAGER})
_LONGEST = 8000
# « Le 2 », « oui, c'est réparé », « jeudi ça me va »: what was answered about a visit describes nothing, and tells a
# second company that there was another.
_ANSWERED = frozenset(
    {
        EventKind.AVAILABILITY_GIVEN,
        EventKind.ACCESS_INFO_GIVEN,
        EventKind.SLOT_CHOSEN,
        EventKind.SLOT_CHOSEN_TOO_LATE,
        EventKind.SLOTS_REJECTED,
        EventKind.VISIT_MOVED_BY_TENANT,
        EventKind.VISIT_CANCELLED_BY_TENANT,
        EventKind.VISIT_MISSED_BY_PROVIDER,
        EventKind.VISIT_PLANNED,
        EventKind.WORKS_CONFIRMED,
        EventKind.WORKS_CONFIRMED_BY_MANAGER,
        EventKind.WORKS_CONTESTED,
    }
)
# The words that opened it tell what is broken, whatever else they say.
_OPENED = frozenset({EventKind.REPORT_OPENED_BY_TENANT, EventKind.REPORT_OPENED_BY_MANAGER})


@dataclass(frozen=True, slots=True)
class Extract:
    """The public part of a report, as a company would read it if a manager changed nothing."""

    words: str
    photos: tuple[Photo, ...]
    whole: str
    """The same with what it says of private matters, for the manager who decides; nobody is sent it as it is."""


def extract_of(session: Session, scene: Scene) -> Extract:
    """The report's own words and each public update of its home and its managers, oldest first; nothing private."""
    answers = _answers(session, scene)
    public = session.scalars(
        select(Comment)
        .where(Comment.report_id == scene.report.id, Comment.channel == Channel.PUBLIC, Comment.role.in_(_THEIRS))
        .order_by(Comment.id)
    )
    said = [comment for comment in public if comment.mail_id not in answers and comment.erased_at is None]
    cover = _Cover(session, scene)
    zone = scene.profile.zone
    language = scene.profile.language

    def joined(read: Callable[[Comment], str]) -> str:
        pieces = [
            text if number == 0 else f"({comment.created_at.astimezone(zone):%d/%m}) {text}"
            for number, comment in enumerate(said)
            if (text := without_courtesies(cover(read(comment))))
        ]
        return "\n\n".join(pieces)[:_LONGEST]

    def as_read(comment: Comment) -> str:
        return words_for(Role.PROVIDER, comment.role, shown_text(comment, language), language=language)

    photos = _photos(session, [comment.id for comment in said])
    return Extract(joined(as_read), photos, joined(lambda comment: shown_text(comment, language)))


def _answers(session: Session, scene: Scene) -> set[int | None]:
    """The mails whose words answered a company, or what was asked of its visit and its works."""
    told = session.execute(
        select(Event.mail_id, Event.kind, Event.facts).where(
            Event.report_id == scene.report.id, Event.mail_id.is_not(None), Event.kind.in_(_ANSWERED | _OPENED)
        )
    ).all()
    opened = {mail for mail, kind, _ in told if kind in _OPENED}
    return {mail for mail, kind, facts in told if kind in _ANSWERED and (ORDER in facts or QUOTE_ROW in facts)} - opened


def covered_object(session: Session, scene: Scene) -> str:
    """What the report is about, as a company may read it."""
    language = scene.profile.language
    said = words_for(Role.PROVIDER, Role.TENANT, scene.report.object, language=language)
    return _Cover(session, scene)(said).strip()


def _photos(session: Session, comments: Sequence[int]) -> tuple[Photo, ...]:
    kept = session.scalars(
        select(Attachment)
        .where(Attachment.comment_id.in_(comments), Attachment.use == AttachmentUse.PHOTO, IS_LEFT)
        .order_by(Attachment.id)
    )
    return tuple(Photo(each.name, each.fingerprint) for each in kept)


class _Cover:
    """Covers what the table of masks covers, and what is known of this very home: who lives there and who owns it, its
    street and its place, what opens its door, and the names of companies."""

    def __init__(self, session: Session, scene: Scene) -> None:
        home = scene.home
        people = [*home.occupants, *home.landlords]
        self._anywhere = _any_of(
            (
                *(name for person in people for name in (person.name, person.family_name, *person.name.split())),
                *(person.telephone for person in people),
                *(home.building.street, home.building.name, home.dwelling.name, home.dwelling.key, home.dwelling.place),
                *(str(home.dwelling.access.get(name) or "") for name in _OPENS),
                *_companies(session, scene),
            )
        )
        # « Petit » is a name, and the first word of « Petit souci » is none.
        self._inside = _any_of(_family_names(session, scene))

    def __call__(self, words: str) -> str:
        left = covered(words)
        if self._anywhere is not None:
            left = self._anywhere.sub(COVER, left)
        return self._inside.sub(_unless_first, left) if self._inside is not None else left


_OPENS = ("code", "interphone")
_SHORT = 2


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    wanted = sorted({name.strip() for name in names if len(name.strip()) > _SHORT}, key=len, reverse=True)
    if not wanted:
        return None
    # A name is written with its capital: « rose » is a colour, « Rose » somebody. Streets are written as one likes.
    each = [f"(?i:{re.escape(name)})" if " " in name or name.isupper() else re.escape(name) for name in wanted]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")


def _unless_first(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip(" ")
    return found[0] if not before or before[-1] in ".!?\n" else COVER


def _companies(session: Session, scene: Scene) -> list[str]:
    return list(session.scalars(select(Provider.company).where(Provider.agency_id == scene.agency.id)))


def _family_names(session: Session, scene: Scene) -> list[str]:
    return list(
        session.scalars(
            select(Person.family_name)
            .join(ProviderContact, ProviderContact.person_id == Person.id)
            .join(Provider, Provider.id == ProviderContact.provider_id)
            .where(Provider.agency_id == scene.agency.id)
        )
    )
