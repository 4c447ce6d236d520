"""The agencies, together with those that live by the same clock: what has struck for one has struck for all of them."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from mailbot.agency import AgencyProfile, profile_from_json
from mailbot.db import Session
from mailbot.model import Agency, AgencyProfileRow

_AT_ONCE = 500
_NEW = timedelta(days=30)


@dataclass(eq=False, slots=True)
class Group:
    """Agencies of one time zone, that work on the same days at the same hours."""

    profile: AgencyProfile
    """Of one of them: as to the clock, it stands for all."""
    members: set[int] = field(default_factory=set)
    newcomers: dict[int, datetime] = field(default_factory=dict)
    """When those of the last weeks came."""


class Timetables:
    """Which agency lives by which clock; read again when an agency came or chose anew."""

    def __init__(self) -> None:
        self.of: dict[int, Group] = {}
        self._clocks: dict[int, tuple[Hashable, AgencyProfile]] = {}
        self._profiles: dict[Hashable, AgencyProfile] = {}
        self._seen: object = None

    @property
    def groups(self) -> Collection[Group]:
        """Each that has members."""
        return dict.fromkeys(self.of.values())

    def look(self, session: Session, *, now: datetime) -> None:
        """See which agencies there are: one statement, when they are the same as before."""
        seen = session.execute(select(func.count(), func.max(Agency.id), func.sum(Agency.profile_id))).one()
        if seen == self._seen:
            return
        rows = session.execute(select(Agency.id, Agency.profile_id, Agency.created_at)).all()
        self._read(session, {row.profile_id for row in rows})
        groups: dict[Hashable, Group] = {}
        self.of = {}
        for row in rows:
            clock, profile = self._clocks[row.profile_id]
            group = groups.setdefault(clock, Group(profile))
            group.members.add(row.id)
            if row.created_at > now - _NEW:
                group.newcomers[row.id] = row.created_at
            self.of[row.id] = group
        self._seen = seen

    def _read(self, session: Session, profile_ids: Iterable[int]) -> None:
        wanted = set(profile_ids)
        self._clocks = {number: clock for number, clock in self._clocks.items() if number in wanted}
        unknown = sorted(wanted - self._clocks.keys())
        for at in range(0, len(unknown), _AT_ONCE):
            some = AgencyProfileRow.id.in_(unknown[at : at + _AT_ONCE])
            rows = session.execute(select(AgencyProfileRow.id, AgencyProfileRow.content).where(some))
            for number, content in rows:
                profile = profile_from_json(content)
                clock = _clock_of(profile)
                # One profile of each clock stays in memory, not one of each agency.
                self._clocks[number] = (clock, self._profiles.setdefault(clock, profile))


def _clock_of(profile: AgencyProfile) -> Hashable:
    """All of a profile that says when something strikes."""
    rules = profile.rules
    return (
        profile.time_zone, profile.opening.hours, rules.working_days, rules.holidays, rules.digest_at,
        rules.company_hours,
    )  # fmt: skip
