"""How the house stands, at a glance: what is ill first, each in one sentence; for a terminal and for machines."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from mailbot.agency import AgencyProfile, profile_from_json
from mailbot.backlogs import AgencyBacklog, backlogs
from mailbot.db import Session
from mailbot.findings import Finding, age, counted, doubtful, good, ill_first, wrong
from mailbot.last_backup import LastBackup, last_backup
from mailbot.levels import CLOCK
from mailbot.model import Agency, AgencyProfileRow
from mailbot.model_mails import Duty, InboundMail, OutboundMail, ScheduledRun
from mailbot.settings import Settings
from mailbot.status import Standing, count_never_left, count_waiting, oldest_waiting, standing
from mailbot.vocabulary import OutboundFate
from mailbot.workflow.schedule import day_when_due

_LONG = timedelta(minutes=10)
"""What waits longer waits for something that does not come by itself."""
_ROOM = 1_000_000_000
_BACKUP_IS_OLD, _BACKUP_IS_TOO_OLD = timedelta(days=2), timedelta(days=8)
_LATE = timedelta(minutes=15)
_UNHELD = timedelta(minutes=5)
"""Whoever may keep the clock asks for it every twenty seconds."""
_MOST_DAILY = 5
"""Agencies whose daily letter has a line of its own."""


@dataclass(frozen=True, slots=True)
class DailyLetter:
    """The last daily letter of an agency."""

    agency: str
    left_at: datetime | None
    """On the agency's clock; none while none has left."""
    is_missed: bool
    """One should have left since."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything that is looked at. Numbers, days and codes; nothing of what anybody wrote."""

    at: datetime
    stands: Standing
    most_waiting: int
    last_mail: datetime | None
    last_letter: datetime | None
    for_a_person: int
    oldest_for_a_person: datetime | None
    never_left: int
    daily_letters: tuple[DailyLetter, ...]
    backup: LastBackup | None
    free: int | None
    """Octets on the disk of the data folder; none when it cannot be looked at."""
    reserve: int
    has_disk: bool = True
    """Something of the house is kept on this machine."""
    clock_until: datetime | None = None
    """Until when a process has said that it keeps the clock; none when none ever has."""
    backlogs: tuple[AgencyBacklog, ...] = ()
    """The agencies in which most waits, when there are several."""


def glance(session: Session, settings: Settings, *, now: datetime) -> Glance:
    """Look."""
    try:
        free = min((shutil.disk_usage(folder).free for folder in settings.own_folders[:1]), default=None)
    except OSError:
        free = None
    return Glance(
        now,
        standing(session, now=now, most_waiting=settings.most_waiting_mails),
        settings.most_waiting_mails,
        session.scalar(select(InboundMail.received_at).order_by(InboundMail.id.desc()).limit(1)),
        session.scalar(_last_sent),
        count_waiting(session),
        oldest_waiting(session),
        count_never_left(session),
        tuple(_daily_letters(session, now)),
        last_backup(settings.data_dir),
        free,
        settings.disk_reserve,
        bool(settings.own_folders),
        session.scalar(select(Duty.until).where(Duty.name == CLOCK)),
        tuple(backlogs(session)) if (session.scalar(select(func.count()).select_from(Agency)) or 0) > 1 else (),
    )


_last_sent = (
    select(OutboundMail.settled_at)
    .where(OutboundMail.fate.in_((OutboundFate.SENT, OutboundFate.DELIVERED)), OutboundMail.settled_at.is_not(None))
    .order_by(OutboundMail.id.desc())
    .limit(1)
)


def _daily_letters(session: Session, now: datetime) -> Iterator[DailyLetter]:
    """Of every agency: two statements, however many there are."""
    clocks = _clocks(session)
    ran = aliased(ScheduledRun)
    newest = select(func.max(ran.on)).where(ran.agency_id == Agency.id, ran.task == "digests").scalar_subquery()
    is_last = and_(ScheduledRun.agency_id == Agency.id, ScheduledRun.task == "digests", ScheduledRun.on == newest)
    rows = select(Agency, ScheduledRun).outerjoin(ScheduledRun, is_last).order_by(Agency.id)
    for agency, last in session.execute(rows):
        if (profile := clocks.get(agency.profile_id)) is None:
            continue  # it came at this very moment
        at = profile.rules.digest_at
        due = day_when_due(profile, at, now - _LATE)
        is_new = due is None or day_when_due(profile, at, agency.created_at) == due or _day(agency, profile.zone) > due
        is_missed = not is_new and (last is None or (due is not None and last.on < due))
        if last is not None and last.on < now.astimezone(profile.zone).date() - timedelta(days=1):
            is_missed = True
        yield DailyLetter(agency.key, None if last is None else last.ran_at.astimezone(profile.zone), is_missed)


def _clocks(session: Session) -> Mapping[int, AgencyProfile]:
    """By its number, a profile with the same time zone and the same hour of the daily letter: one of each is made."""
    known: dict[tuple[str, str], AgencyProfile] = {}
    found = {}
    rows = select(AgencyProfileRow.id, AgencyProfileRow.content).join(Agency, Agency.profile_id == AgencyProfileRow.id)
    for number, told in session.execute(rows):
        clock = (str(told.get("time_zone")), str(told.get("rules", {}).get("digest_at")))
        if clock not in known:
            known[clock] = profile_from_json(told)
        found[number] = known[clock]
    return found


def _day(agency: Agency, zone: Any) -> date:
    return agency.created_at.astimezone(zone).date()


def findings(seen: Glance) -> list[Finding]:
    """What is wrong first, then what should be looked at, then what is well."""
    return ill_first(
        [_mails(seen), *_letters(seen), *_for_a_person(seen), *_daily(seen), _clock(seen), _backup(seen), *_disk(seen)]
    )


def _mails(seen: Glance) -> Finding:
    stands = seen.stands
    if stands.full_since is not None:
        since = age(seen.at - stands.full_since)
        return wrong(
            "mails in", f"The queue is full for {since} ({counted(seen.most_waiting, 'mail')}): mails are answered 452 "
            "and come again, save to addresses for which few wait.",
        )  # fmt: skip
    if not stands.mails_waiting:
        return good("mails in", f"None waits. {_last('came', seen.last_mail, seen.at)}")
    waits = _waits(stands.mails_waiting, stands.oldest_mail_seconds)
    if stands.oldest_mail_seconds > _LONG.total_seconds():
        return wrong("mails in", f"{waits} Nobody takes them: is a worker running?", "mailbot doctor")
    return good("mails in", waits)


def _letters(seen: Glance) -> Iterator[Finding]:
    stands = seen.stands
    for trouble, count in stands.relays_away.items():
        yield wrong("letters out", f"{counted(count, 'letter')} cannot leave: {trouble}.")
    if not stands.letters_waiting:
        yield good("letters out", f"None waits. {_last('left', seen.last_letter, seen.at)}")
    elif not stands.relays_away:
        waits = _waits(stands.letters_waiting, stands.oldest_letter_seconds)
        is_long = stands.oldest_letter_seconds > _LONG.total_seconds()
        yield doubtful("letters out", waits) if is_long else good("letters out", waits)
    if seen.never_left:
        yield doubtful("letters out", f"{counted(seen.never_left, 'letter')} never left, listed below.")


def _for_a_person(seen: Glance) -> Iterator[Finding]:
    if seen.for_a_person and seen.oldest_for_a_person is not None:
        waits = age(seen.at - seen.oldest_for_a_person)
        verb = "waits" if seen.for_a_person == 1 else "wait"
        yield doubtful(
            "for a person", f"{counted(seen.for_a_person, 'mail')} {verb} for a manager's decision, the oldest for "
            f"{waits}; listed below.",
        )  # fmt: skip
    else:
        yield good("for a person", "No mail waits for a decision.")
    if seen.stands.unreadable:
        yield doubtful("unreadable", f"{counted(seen.stands.unreadable, 'mail')} could not be read: kept as they came.")


def _daily(seen: Glance) -> Iterator[Finding]:
    shown = sorted(seen.daily_letters, key=lambda each: not each.is_missed)
    for each in shown[:_MOST_DAILY]:
        said = f"{each.agency}: {_left(each, seen.at)}."
        if each.is_missed:
            yield wrong("daily letter", f"{said} One should have left since: is a worker running?", "mailbot doctor")
        else:
            yield good("daily letter", said)
    if others := shown[_MOST_DAILY:]:
        missed = sum(each.is_missed for each in others)
        said = f"{len(others):,} more: {missed:,} without one that should have left."
        yield wrong("daily letter", said, "mailbot doctor") if missed else good("daily letter", said)


def _clock(seen: Glance) -> Finding:
    until = seen.clock_until
    if until is None:
        return doubtful("clock", "No process has kept it yet: no daily letter leaves. Is a worker running?")
    if until >= seen.at:
        return good("clock", "A worker keeps it.")
    said = f"No process keeps it, for {age(seen.at - until)}: no daily letter leaves, nobody is reminded."
    return wrong("clock", said, "mailbot doctor") if seen.at - until > _UNHELD else doubtful("clock", said)


def _left(daily: DailyLetter, now: datetime) -> str:
    if daily.left_at is None:
        return "none has left yet"
    days = (now.astimezone(daily.left_at.tzinfo).date() - daily.left_at.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"on {daily.left_at:%A %d %B}")
    return f"left {day} at {daily.left_at:%H:%M}"


def _backup(seen: Glance) -> Finding:
    made = seen.backup
    if made is None:
        return doubtful("last backup", "None that this machine knows of.", "mailbot backup /backup")
    old = seen.at - made.made_at
    said = f"{age(old).capitalize()} ago: {made.path} ({_size(made.octets)} of files)."
    if not made.is_whole:
        return doubtful("last backup", f"{said} Files were missing when it was made.", "mailbot backup /backup")
    if old > _BACKUP_IS_TOO_OLD:
        return wrong("last backup", said, "mailbot backup /backup")
    if old > _BACKUP_IS_OLD:
        return doubtful("last backup", said, "mailbot backup /backup")
    return good("last backup", said)


def _disk(seen: Glance) -> Iterator[Finding]:
    if not seen.has_disk:
        return
    if seen.free is None:
        yield wrong("disk", "The data folder cannot be looked at.", "mailbot doctor")
        return
    said = f"{_size(seen.free)} free."
    if seen.free <= seen.reserve:
        yield wrong("disk", f"{said} Mail is answered 452 until there is room.")
    elif seen.free < _ROOM:
        yield wrong("disk", said)
    else:
        yield doubtful("disk", said) if seen.free < 5 * _ROOM else good("disk", said)


def _waits(count: int, oldest: float) -> str:
    verb = "waits" if count == 1 else "wait"
    return f"{count:,} {verb}, the oldest for {age(timedelta(seconds=oldest))}."


def _last(did: str, at: datetime | None, now: datetime) -> str:
    return "" if at is None else f"The last {did} {age(now - at)} ago."


def _size(octets: int) -> str:
    for unit, many in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if octets >= many:
            return f"{octets / many:.1f} {unit}"
    return f"{octets / 1e3:.0f} kB"


def as_json(seen: Glance) -> dict[str, Any]:
    """The same for machines: instants in UTC, seconds and octets."""
    stands, found = seen.stands, findings(seen)
    return {
        "at": seen.at.isoformat(),
        "state": found[0].grade.value if found else "ok",
        "findings": [{"about": each.about, "state": each.grade.value, "says": each.says} for each in found],
        "mails": {
            "waiting": stands.mails_waiting, "oldest_seconds": round(stands.oldest_mail_seconds),
            "last_at": _instant(seen.last_mail), "full_since": _instant(stands.full_since), "fates": stands.inbound,
            "for_a_person": seen.for_a_person, "unreadable": stands.unreadable,
        },
        "letters": {
            "waiting": stands.letters_waiting, "oldest_seconds": round(stands.oldest_letter_seconds),
            "last_at": _instant(seen.last_letter), "fates": stands.outbound, "relays_away": stands.relays_away,
            "never_left": seen.never_left,
        },
        "daily_letters": [
            {"agency": each.agency, "left_at": _instant(each.left_at), "missed": each.is_missed}
            for each in seen.daily_letters
        ],
        "clock_kept_until": _instant(seen.clock_until),
        "backlogs": [
            {
                "agency": each.agency,
                "mails": each.mails,
                "letters": each.letters,
                "for_a_person": each.for_a_person,
            }
            for each in seen.backlogs
        ],
        "backup": seen.backup
        and {"made_at": _instant(seen.backup.made_at), "path": seen.backup.path, "whole": seen.backup.is_whole},
        "disk_free_octets": seen.free,
    }  # fmt: skip


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()
