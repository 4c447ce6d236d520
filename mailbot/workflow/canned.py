"""Messages that are ready (messages types): which fit a report, what they do to it, and what they say there today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import bindparam, select

from mailbot.db import Session
from mailbot.model import CannedText, Comment, Event, Person, Report
from mailbot.model_mails import Attachment
from mailbot.typography import NO_BREAK, day
from mailbot.vocabulary import AttachmentUse, Category, Channel, ClosingReason, EventKind, ReportStatus, Role
from mailbot.workflow.canned_texts import Wording, as_read_by, asks_back, fill, ours, said, why_too_early
from mailbot.workflow.scene import Scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.working_time import working_time_of

KEYS = tuple(f"MT-{number:02}" for number in range(1, 25))
"""Every ready message to a tenant, in the order of the wording."""

CLOSES: Mapping[str, ClosingReason] = MappingProxyType(
    {
        "MT-17": ClosingReason.DUPLICATE,
        "MT-22": ClosingReason.NOT_RETAINED,
        "MT-23": ClosingReason.REPAIRED,
        "MT-24": ClosingReason.NO_NEWS,
    }
)
"""Those that close the report. Any other one is a manager's answer, and moves it to « En cours » (S1-43)."""

AFTER_AN_ACT = frozenset({"MT-05", "MT-17", "MT-23"})
"""Those that are true only once something was done: an order, a merge, a confirmation. Without it
they do not leave as they stand; in a manager's own words they do (WORDING, « How a canned reply works », 5)."""

UNTIL_SOMEBODY_COMES = frozenset({"MT-10", "MT-11"})
"""What an occupant can do meanwhile: the water turned off, the boiler looked at."""

_TAKEN_IN_HAND, _PHOTO, _TIMES, _QUOTE, _REASSURE = "MT-01", "MT-02", "MT-04", "MT-06", "MT-12"
_SYNDIC = "MT-14"
_MOST_OFFERED = 6

# « Proposé quand » of the wording: what fits what broke, beside what fits anything.
_BY_CATEGORY: Mapping[Category, tuple[str, ...]] = MappingProxyType(
    {
        Category.PLUMBING: ("MT-10", "MT-15", "MT-13"),
        Category.HEATING: ("MT-11", "MT-03", "MT-16"),
        Category.HOT_WATER: ("MT-03", "MT-16"),
        Category.ELECTRICITY: ("MT-13",),
        Category.GAS: ("MT-16",),
        Category.LOCKS: ("MT-21", "MT-13"),
        Category.SHUTTERS: ("MT-03",),
        Category.WINDOWS: ("MT-13",),
        Category.INTERCOM: ("MT-14",),
        Category.ROOF: ("MT-14",),
        Category.DAMP: ("MT-19",),
        Category.VENTILATION: ("MT-16",),
        Category.APPLIANCES: ("MT-03",),
        Category.PESTS: ("MT-20",),
        Category.COMMON_PARTS: ("MT-14",),
        Category.OTHER: ("MT-22",),
    }
)


def offered(
    category: Category, status: ReportStatus, *, has_photo: bool, is_common: bool = False, is_done: bool = False
) -> tuple[str, ...]:  # fmt: skip
    """The four to six that a letter offers. « Prise en compte » comes first while nobody has answered (S1-80).
    `is_common`: its words name a common part of the building, which is the syndic's (GAP-16). `is_done`: the company
    says that its works are done, and nobody waits for it any more."""
    if status is ReportStatus.CLOSED:
        return ()
    keys = [
        *([_TAKEN_IN_HAND] if status is ReportStatus.TODO else []),
        *([] if has_photo else [_PHOTO]),
        *([_SYNDIC] if is_common else []),
        *_BY_CATEGORY[category],
        _TIMES,
        _QUOTE,
        *([_REASSURE] if status is ReportStatus.IN_PROGRESS else []),
    ]
    fitting = (key for key in dict.fromkeys(keys) if not is_done or key not in UNTIL_SOMEBODY_COMES)
    return tuple(fitting)[:_MOST_OFFERED]


@dataclass(frozen=True, slots=True)
class Draft:
    """A ready message as it would leave today, in one language."""

    key: str
    label: str
    text: str
    unresolved: tuple[str, ...]
    """What the report does not answer: each still stands between braces."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready message in each language in which somebody reads it here."""

    key: str
    language: str
    """Of the manager who sends it."""
    drafts: Mapping[str, Draft]
    into: Report | None = None
    """The report that this one is merged into with it: MT-17 is true then."""

    @property
    def own(self) -> Draft:
        """As the manager who sends it reads it."""
        return self.drafts[self.language]

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be filled in before it can leave."""
        return self.own.unresolved or next((d.unresolved for d in self.drafts.values() if d.unresolved), ())

    @property
    def too_early(self) -> str:
        """Why it may not leave as it stands, for its sender to read; empty when it may."""
        return why_too_early(self.key, self.language) if self.key in AFTER_AN_ACT and self.into is None else ""

    @property
    def asks_back(self) -> Mapping[str, str]:
        """What its answer will be about, by language: the standpoint of the next reply (READING, section 11)."""
        asks = {language: asks_back(self.key, language) for language in self.drafts}
        return {language: about for language, about in asks.items() if about}

    def texts(self) -> dict[str, dict[str, str]]:
        """By language, for the author of the report and for the other occupants."""
        return {
            language: {
                "author": as_read_by(each.text, author=True), "others": as_read_by(each.text, author=False)
            }
            for language, each in self.drafts.items()
        }  # fmt: skip


MERGES = "MT-17"
"""It names the report that goes on, and is sent with the merge (WORDING, « How a canned reply works », 5)."""


def make_ready(
    session: Session, scene: Scene, writer: Person, key: str, *, now: datetime, into: Report | None = None
) -> Ready:
    """A ready message as every reader of this report would have it. `into`: the report that it is merged into."""
    languages = dict.fromkeys((spoken(writer), *(spoken(person) for person in scene.home.occupants)))
    drafts = {language: draft(session, scene, key, language, now=now, into=into) for language in languages}
    return Ready(key, spoken(writer), drafts, into if key == MERGES else None)


def draft(
    session: Session, scene: Scene, key: str, language: str, *, now: datetime, into: Report | None = None
) -> Draft:
    """One ready message, in the agency's own words where it has written some, with what the report answers put in."""
    words = wording(session, scene.agency.id, key, language)
    known = _known(session, scene, language, now=now) | ({"duplicate_ref": into.ref} if into is not None else {})
    filled = fill(words.text, known, language)
    return Draft(key, words.label, filled.text, filled.missing)


def wording(session: Session, agency_id: int, key: str, language: str) -> Wording:
    """A ready message as the agency has rewritten it, else as we wrote it."""
    row = session.get(CannedText, (agency_id, key, language))
    return ours(key, language) if row is None else Wording(row.label, row.text)


def labels(session: Session, agency_id: int, keys: Iterable[str], language: str) -> dict[str, str]:
    """What each of these is called, by key."""
    wanted = tuple(keys)
    rewritten = {row.key: row.label for row in session.execute(_LABELS, {"agency": agency_id, "language": language})}
    return {key: rewritten.get(key) or ours(key, language).label for key in wanted}


def has_photo(session: Session, report_id: int) -> bool:
    """Whether somebody has sent a photo of it."""
    return session.execute(_A_PHOTO, {"report": report_id}).first() is not None


# Asked for every mail of an occupant: built once.
_LABELS = select(CannedText.key, CannedText.label).where(
    CannedText.agency_id == bindparam("agency"), CannedText.language == bindparam("language")
)
_A_PHOTO = (
    select(Attachment.id)
    .where(Attachment.report_id == bindparam("report"), Attachment.use == AttachmentUse.PHOTO)
    .limit(1)
)


def last_sent(session: Session, report_id: int, key: str, *, now: datetime) -> datetime | None:
    """When this message last went to this report, within the last 72 hours: the page then warns."""
    sent = select(Event.facts, Event.at).where(
        Event.report_id == report_id, Event.kind == EventKind.CANNED_REPLY_SENT, Event.at > now - _LATELY
    )
    return max((at for facts, at in session.execute(sent) if facts.get("canned") == key), default=None)


_LATELY = timedelta(hours=72)


def _known(session: Session, scene: Scene, language: str, *, now: datetime) -> dict[str, str]:
    """What the report answers, by the codes of the wording's NAMES; what nothing answers is not there."""
    profile, zone = scene.profile, scene.profile.time_zone
    tomorrow = working_time_of(profile).next_working_day(now.astimezone(profile.zone).date())
    days = profile.rules.reopen_days
    known = {
        "tomorrow_evening": said(
            "tomorrow_evening", language, day(tomorrow.isoformat(), language=language, time_zone=zone)
        ),
        "agency_phone": profile.telephone.replace(" ", NO_BREAK),
        "syndic": scene.home.building.syndic,
        "thanks_for": said("photos" if has_photo(session, scene.report.id) else "message", language),
        "object": scene.report.object,
        "ref": scene.report.ref,
        "dwelling": scene.home.dwelling.name,
        "building": scene.home.building.name,
        "manager": scene.home.managers[0].name if scene.home.managers else "",
        "agency": profile.name,
        "reopen_days": said("day" if days == 1 else "days", language, str(days)) if days else "",
    }  # fmt: skip
    if (since := _silent_since(session, scene, now=now)) is not None:
        known["silent_since"] = day(since, language=language, time_zone=zone)
    return {code: value for code, value in known.items() if value.strip()}


def _silent_since(session: Session, scene: Scene, *, now: datetime) -> datetime | None:
    """When the agency first wrote to the home after the last word of an occupant; none when that word stands
    unanswered, or when they were written to less than a day ago: nobody is silent yet."""
    words = session.execute(
        select(Comment.role, Comment.created_at)
        .where(Comment.report_id == scene.report.id, Comment.channel == Channel.PUBLIC)
        .where(Comment.role.in_((Role.TENANT, Role.MANAGER)))
        .order_by(Comment.id.desc())
        .limit(_LAST_WORDS)
    ).all()
    since = None
    for role, at in words:
        if role is Role.TENANT:
            break
        since = at
    return since if since is not None and since < now - _A_DAY else None


_LAST_WORDS = 100
_A_DAY = timedelta(days=1)
