"""An address that refuses our letters: put right, written to again, or what came back sent elsewhere (G-15, G-25)."""

from datetime import datetime

from sqlalchemy import select

from mailbot.errors import Reason, Refused
from mailbot.model import Person, PersonAddress
from mailbot.threads.pages import unbrief
from mailbot.vocabulary import Role
from mailbot.web import unsent_letters_page
from mailbot.web.visits import Incomplete, Nowhere, Sheet, Typed, Visit
from mailbot.workflow.accounts import editable, is_in_file
from mailbot.workflow.address_changes import NoAddress, checked
from mailbot.workflow.address_corrections import correct, send_elsewhere, waiting_letters, write_again
from mailbot.workflow.recipients import other_address


def show(visit: Visit, typed: Typed) -> Sheet:
    """Whose address it is, what it refuses since when, what waits to leave; or the letters of every address that never
    left."""
    if not visit.page.with_:
        return unsent_letters_page.show(visit, typed)
    return _sheet(visit, typed)


def press(visit: Visit, typed: Typed) -> None:
    """One of its three buttons."""
    if not visit.page.with_:
        unsent_letters_page.press(visit, typed)
        return
    row = _row(visit, acts=True)
    match typed.text("act"):
        case "correct" if not _may_correct(visit, row):
            raise Refused(Reason.NOT_YOURS_TO_SAY)
        case "correct":
            try:
                correct(
                    visit.session, visit.agency, row, checked(typed.text("address"), visit.profile), visit.person,
                    now=visit.now,
                )  # fmt: skip
            except NoAddress as trouble:
                raise Incomplete(str(trouble)) from None
        case "again":
            write_again(visit.session, visit.agency, row, visit.person, now=visit.now)
        case "elsewhere":
            send_elsewhere(visit.session, visit.agency, row, visit.person, now=visit.now)
        case _:
            raise Incomplete("act")
    visit.session.flush()


def done(visit: Visit, at: datetime | None) -> Sheet:
    """How it stands now."""
    if not visit.page.with_:
        return unsent_letters_page.done(visit, at)
    return _sheet(visit, Typed(), is_done=True)


def _may_correct(visit: Visit, row: PersonAddress) -> bool:
    """Not where people come from the agency's own program or file: it would be overwritten from there (S1-72)."""
    person = visit.session.get_one(Person, row.person_id)
    return editable(visit.profile, person).address and not is_in_file(visit.profile, person)


def _row(visit: Visit, *, acts: bool) -> PersonAddress:
    try:
        number = unbrief(visit.page.with_)
    except Refused:
        raise Nowhere from None
    row = visit.session.get(PersonAddress, number, with_for_update=acts)
    if row is None or row.agency_id != visit.agency.id or visit.role is not Role.MANAGER:
        raise Nowhere
    return row


def _sheet(visit: Visit, typed: Typed, *, is_done: bool = False) -> Sheet:
    row = _row(visit, acts=False)
    person = visit.session.scalars(select(Person).where(Person.id == row.person_id)).one()
    other = other_address(person, row.address)
    waiting = waiting_letters(visit.session, row, now=visit.now)
    return visit.sheet(
        "address", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=is_done,
        may_correct=_may_correct(visit, row),
        whose=person.name, telephone=person.telephone, present=row.address, address=typed.text("address"),
        refusals=row.refusals, since=row.refused_since, why=row.refused_why, complained_at=row.complained_at,
        is_stopped=row.stopped_at is not None, waiting=len(waiting), other=other.address if other is not None else "",
    )  # fmt: skip
