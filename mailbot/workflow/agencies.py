"""An agency comes to the service, or changes what it chose: its profile, its managers, its numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update

from mailbot.agency import AgencyProfile, ManagerEntry, Rules, profile_from_json
from mailbot.db import Session
from mailbot.errors import WrongSetting
from mailbot.model import Agency, AgencyProfileRow, Counter, Favourite, Person, PersonAddress, Provider, TeamMember
from mailbot.profiles import profile_numbered
from mailbot.threads.addresses import normal_address
from mailbot.threads.participants import person_at
from mailbot.workflow.working_time import working_time_of


def save_agency(session: Session, profile: AgencyProfile, *, now: datetime) -> Agency:
    """Make the agency of this key, or give it its new profile; managers come, change and leave with it.

    Raises WrongSetting when the mail domain or a manager's address belongs to somebody else, or nobody knows its
    holidays.
    """
    working_time_of(profile)
    agency = session.scalars(select(Agency).where(Agency.key == profile.key)).one_or_none()
    holder = session.scalars(select(Agency).where(Agency.mail_domain == profile.mail_domain)).one_or_none()
    if holder is not None and holder is not agency:
        raise WrongSetting(f"mail_domain {profile.mail_domain} is already the one of {holder.key}.")
    if agency is None:
        agency = Agency(
            key=profile.key, mail_domain=profile.mail_domain, name=profile.name, profile_id=0, created_at=now
        )
        session.add(agency)
        session.flush()
    before = session.get(AgencyProfileRow, agency.profile_id)
    listed = _favourites_in(profile_from_json(before.content)) if before is not None else {}
    row = AgencyProfileRow(agency_id=agency.id, content=profile.to_json(), since=now)
    session.add(row)
    session.flush()
    agency.profile_id, agency.name, agency.mail_domain = row.id, profile.name, profile.mail_domain
    _save_team(session, agency, profile, listed, now=now)
    return agency


def profile_of(session: Session, agency: Agency) -> AgencyProfile:
    """What an agency chose, as it stands now."""
    return profile_numbered(session.connection(), agency.profile_id)


def next_number(session: Session, agency_id: int, series: str, *, first: int = 1) -> int:
    """The next number of a series, without gaps or doubles: the row is locked until the transaction ends."""
    taken = session.execute(
        update(Counter)
        .where(Counter.agency_id == agency_id, Counter.series == series)
        .values(last=Counter.last + 1)
        .returning(Counter.last)
    ).scalar_one_or_none()
    if taken is None:
        # Two firsts at once: the second one breaks the primary key, and its whole transaction is tried again.
        session.add(Counter(agency_id=agency_id, series=series, last=first))
        session.flush()
        return first
    return int(taken)


def set_last_number(session: Session, agency_id: int, series: str, last: int) -> None:
    """Go on from a number: an agency that comes from elsewhere keeps counting."""
    session.merge(Counter(agency_id=agency_id, series=series, last=last))
    session.flush()


def _favourites_in(profile: AgencyProfile) -> dict[str, frozenset[str]]:
    return {entry.key: frozenset(entry.favourites) for entry in profile.managers}


def _save_team(
    session: Session, agency: Agency, profile: AgencyProfile, listed: Mapping[str, frozenset[str]], *, now: datetime
) -> None:
    """`listed`: the favourites of each manager in the profile before this one."""
    people = {
        entry.key: _save_manager(session, agency, entry, listed.get(entry.key, frozenset()), now=now)
        for entry in profile.managers
    }
    members = {m.person_id: m for m in session.scalars(select(TeamMember).where(TeamMember.agency_id == agency.id))}
    for entry in profile.managers:
        member = members.pop(people[entry.key].id, None)
        if member is None:
            member = TeamMember(person_id=people[entry.key].id, agency_id=agency.id, backup_id=None, absent_until=None)
            session.add(member)
        member.in_charge = entry.in_charge
        member.backup_id = people[entry.backup].id if entry.backup is not None else None
    for gone in members.values():
        session.delete(gone)
    session.flush()


def on_call(session: Session, agency: Agency, profile: AgencyProfile, *, now: datetime) -> Person:
    """Who is on call: one of the managers, or else somebody without any rights, made when first needed."""
    known = person_at(session, agency.id, profile.mails.on_call)
    return known or save_person(
        session, agency.id, key=_ON_CALL, civility="", name=_ON_CALL_NAMES[profile.language], family_name="",
        telephone=profile.on_call_telephone, language=profile.language, addresses=[profile.mails.on_call], now=now,
    )  # fmt: skip


def is_on_call(session: Session, person: Person, profile: AgencyProfile) -> bool:
    """Whether this person is the one on call today, at the address that the agency's file names."""
    known = person_at(session, person.agency_id, profile.mails.on_call)
    return known is not None and known.id == person.id


_ON_CALL = "on-call"
_ON_CALL_NAMES = {"fr": "Astreinte", "en": "On call"}


def _save_manager(
    session: Session, agency: Agency, entry: ManagerEntry, listed: frozenset[str], *, now: datetime
) -> Person:  # fmt: skip
    person = save_person(
        session, agency.id, key=entry.key, civility=entry.civility, name=entry.name, family_name=entry.family_name,
        telephone=entry.telephone, language=entry.language, addresses=[entry.address], now=now,
    )  # fmt: skip
    save_favourites(session, agency.id, person, entry.favourites, listed)
    return person


def save_person(
    session: Session, agency_id: int, *, key: str, civility: str, name: str, family_name: str, telephone: str,
    language: str, addresses: list[str], now: datetime,
) -> Person:  # fmt: skip
    """Somebody whom the agency knows by a key of its own: made, or brought up to date. Addresses are only added.

    Raises WrongSetting when an address is on file for somebody else.
    """
    person = session.scalars(select(Person).where(Person.agency_id == agency_id, Person.key == key)).one_or_none()
    if person is None:
        person = Person(agency_id=agency_id, key=key, name=name, created_at=now)
        session.add(person)
        session.flush()
    person.civility, person.name, person.family_name = civility, name, family_name
    person.telephone, person.language = telephone, language
    for address in map(normal_address, addresses):
        known = session.scalars(
            select(PersonAddress).where(PersonAddress.agency_id == agency_id, PersonAddress.address == address)
        ).one_or_none()
        if known is None:
            session.add(PersonAddress(agency_id=agency_id, person_id=person.id, address=address, added_at=now))
        elif known.person_id != person.id:
            raise WrongSetting(f"{address}, given for {key}, is on file for somebody else.")
    session.flush()
    return person


def save_favourites(
    session: Session, agency_id: int, manager: Person, keys: tuple[str, ...], listed: frozenset[str]
) -> None:  # fmt: skip
    """A manager's providers of choice, by key, where the agency's list begins them: the whole list for a manager who
    has none, and afterwards what is new in it. `listed`: what stood there before; a star that the manager took away
    since stays away (S1-36). A key that names no provider yet is left for the day when it does.
    """
    has_some = session.scalars(select(Favourite).where(Favourite.person_id == manager.id).limit(1)).first() is not None
    new = [key for key in keys if not has_some or key not in listed]
    wanted = select(Provider.id).where(Provider.agency_id == agency_id, func.lower(Provider.key).in_(new))
    for provider_id in session.scalars(wanted):
        session.merge(Favourite(person_id=manager.id, provider_id=provider_id))


def agency_of_domain(session: Session, domain: str) -> Agency | None:
    """The agency whose mail domain this is; looked up once a session, since each mail asks at several steps."""
    known: dict[str, Agency] = session.info.setdefault(_KNOWN, {})
    if domain not in known and (found := session.scalars(_AGENCY, {"domain": domain}).one_or_none()) is not None:
        known[domain] = found
    agency = known.get(domain)
    if agency is not None and agency not in session:
        session.add(agency)  # the session has let go of a mail's rows; for the next mail of the same transaction
    return agency


_KNOWN = "agencies_by_domain"
_AGENCY = select(Agency).where(Agency.mail_domain == bindparam("domain"))


def longest_address_life(session: Session) -> timedelta:
    """How long an address that was sealed today may be answered, whichever agency's it is."""
    days = [profile_of(session, agency).rules.address_days for agency in session.scalars(select(Agency))]
    return timedelta(days=max(days, default=Rules.model_fields["address_days"].default))


class Intakes:
    """The mail domains of this service, as one process knows them: a profile is read when its agency has a new one."""

    def __init__(self) -> None:
        self.known: Mapping[str, str] = {}
        """Each mail domain → local part of its intake address."""
        self._read: dict[int, str] = {}
        self._seen: object = None

    def look(self, session: Session) -> None:
        """See which agencies there are: one statement, when they are the same as before."""
        seen = session.execute(select(func.count(), func.max(Agency.id), func.sum(Agency.profile_id))).one()
        if seen == self._seen:
            return
        chosen = dict(session.execute(select(Agency.mail_domain, Agency.profile_id)).all())
        new = sorted(set(chosen.values()) - self._read.keys())
        for at in range(0, len(new), _AT_ONCE):
            self._read |= _intakes_of(session, new[at : at + _AT_ONCE])
        self._read = {number: self._read[number] for number in chosen.values() if number in self._read}
        self.known = {domain: self._read[number] for domain, number in chosen.items() if number in self._read}
        self._seen = seen


_AT_ONCE = 500


def _intakes_of(session: Session, profile_ids: Sequence[int]) -> dict[int, str]:
    rows = select(AgencyProfileRow.id, AgencyProfileRow.content).where(AgencyProfileRow.id.in_(profile_ids))
    return {number: content["mails"]["intake"] for number, content in session.execute(rows)}


def intakes(session: Session) -> Mapping[str, str]:
    """Each mail domain of this service → local part of its intake address."""
    read = Intakes()
    read.look(session)
    return read.known
