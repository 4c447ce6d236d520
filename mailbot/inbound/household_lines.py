"""« #inviter … » and « #retirer … »: prepared, and shown to the manager before anything takes effect (G-14)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mailbot.db import Session
from mailbot.model import Dwelling, Landlord, Person
from mailbot.vocabulary import DraftKind, Role
from mailbot.workflow import drafts, owners, stays
from mailbot.workflow.apart import Around
from mailbot.workflow.drafts import Prepared
from mailbot.workflow.households import managers_of
from mailbot.workflow.managing import Desk, Line
from mailbot.workflow.moves import Wrong, iso
from mailbot.workflow.owners import NewOwner
from mailbot.workflow.permissions import Act, check
from mailbot.workflow.stays import Newcomer

_LOOKS_LIKE_A_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b")
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+")


def prepare_invitation(
    session: Session, desk: Desk, line: Line, command: Mapping[str, Any], dwelling: Dwelling, *, now: datetime
) -> None:  # fmt: skip
    """Show what a line would write down: a tenant, or a landlord. Raises Wrong, naming what must be put right."""
    check(Act.INVITE, desk.role)
    role, name, address = command.get("role"), command.get("name") or "", command.get("address") or ""
    since = _day(command.get("from"))
    if since is None:
        raise Wrong({"arrival": "bad_date" if _LOOKS_LIKE_A_DATE.search(_without_address(line)) else "missing_date"})
    today = now.astimezone(desk.profile.zone).date()
    content = {"dwelling": dwelling.id, "command": line.text, "name": name, "address": address}
    lines = [("who", f"{name}, {address}"), ("dwelling", _place(dwelling))]
    match role:
        case Role.TENANT:
            newcomer = Newcomer(name, address, since)
            troubles = stays.troubles_of(session, desk, dwelling, newcomer)
            content |= {"act": "tenant", "arrival": iso(since), "on_lease": "yes"}
            lines += [("role", role), ("from", since.isoformat())]
            lines += [("warning", code) for code in stays.warnings_of(newcomer, today=today)]
        case Role.LANDLORD:
            mandate = owners.mandate_of(session, dwelling, today=max(since, today))
            troubles = owners.troubles_of(session, desk, dwelling, NewOwner(name, address, mandate, since))
            content |= {"act": "landlord", "since": iso(since), "mandate": mandate}
            lines += [("role", role), ("from", since.isoformat()), ("mandate", mandate)]
        case _:
            troubles = {"role": "unknown_role"}
    if troubles:
        raise Wrong(troubles)
    prepared = Prepared(DraftKind.INVITATION, content, lines, said=line.text, to=name)
    _prepare(session, desk, dwelling, prepared, now=now)


def prepare_removal(
    session: Session, desk: Desk, line: Line, command: Mapping[str, Any], dwelling: Dwelling, *, now: datetime
) -> None:  # fmt: skip
    """Show who would leave, and when. Raises Wrong, naming what must be put right."""
    check(Act.REMOVE, desk.role)
    today = now.astimezone(desk.profile.zone).date()
    last_day = _day(command.get("on")) or today
    if last_day == today and _is_no_day(line):
        raise Wrong({"departure": "bad_date"})
    who = command["who"]
    there = stays.stay_named(session, desk, dwelling, who, today=today)
    owning = owners.owner_named(session, desk, dwelling, who, today=today)
    if len(there) + len(owning) != 1:
        raise Wrong({"who": "several_named" if there or owning else "nobody_named"})
    content: dict[str, Any] = {"dwelling": dwelling.id, "command": line.text}
    if there:
        troubles = stays.departure_troubles(there[0], last_day, today=today)
        name = session.get_one(Person, there[0].person_id).name
        content |= {"act": "leave", "which": there[0].id, "departure": iso(last_day), "name": name}
        role = Role.TENANT
    else:
        troubles = owners.removal_troubles(owning[0], last_day, today=today)
        name = session.get_one(Landlord, owning[0].landlord_id).name
        content |= {"act": "end", "which": owning[0].id, "until": iso(last_day), "name": name}
        role = Role.LANDLORD
    if troubles:
        raise Wrong(troubles)
    lines = [("who", name), ("role", role.value), ("dwelling", _place(dwelling)), ("on", last_day.isoformat())]
    if there and last_day < today:
        lines.append(("warning", "departure_is_past"))
    prepared = Prepared(DraftKind.REMOVAL, content, lines, said=line.text)
    _prepare(session, desk, dwelling, prepared, now=now)


def _prepare(session: Session, desk: Desk, dwelling: Dwelling, prepared: Prepared, *, now: datetime) -> None:
    # It is about a home, and about no report, in whose thread it was written or not.
    today = now.astimezone(desk.profile.zone).date()
    around = Around(desk.agency, managers_of(session, dwelling, today=today))
    drafts.prepare(session, desk.person, prepared, scene=None, around=around, now=now, mail_id=desk.mail_id)


def _place(dwelling: Dwelling) -> str:
    return f"{dwelling.key}, {dwelling.name}"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _is_no_day(line: Line) -> bool:
    """Whether a line names a day that there is not: whoever wrote it did not mean today."""
    found = _LOOKS_LIKE_A_DATE.search(_without_address(line))
    if found is None:
        return False
    day, month, *_ = (int(part) for part in re.split("[/.]", found[0]))
    try:
        date(2024, month, day)  # a leap year: 29/02 may be a day
    except ValueError:
        return True
    return False


def _without_address(line: Line) -> str:
    return _ADDRESS.sub(" ", line.text)
