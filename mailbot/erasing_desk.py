"""What an operator does by hand about what is kept: let go of it, forget somebody, put their data together."""

import shutil
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import or_, select

from mailbot.db import Session
from mailbot.errors import WrongSetting
from mailbot.model import Agency, Person, PersonAddress
from mailbot.sweeping import sweep_blobs
from mailbot.threads.addresses import normal_address
from mailbot.watching import Watching, unwatched
from mailbot.web.person_archive import archive_of
from mailbot.workflow.access_clock import erase_access
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.exporting import ask_for_dossier, dossier_of
from mailbot.workflow.forgetting import forget, look
from mailbot.workflow.retention import keep_to_terms, would_go
from mailbot.world import World


def tell_terms(world: World, key: str, out: Console) -> None:
    """What would go now, line by line. Changes nothing. Raises WrongSetting for an agency that there is not."""
    with world.database.looking() as session:
        for agency in _agencies(session, key):
            table = Table("what", "kept for", "would go now", title=agency.key, title_justify="left")
            for each in would_go(session, agency, profile_of(session, agency), world.clock()):
                table.add_row(each.name, each.kept, str(each.rows))
            out.print(table)


def let_go(world: World, key: str, watching: Watching = unwatched) -> None:
    """All the rounds of a night, at once. Raises WrongSetting for an agency that there is not."""
    with world.database.looking() as session:
        numbers = [agency.id for agency in _agencies(session, key)]
    for number in numbers:
        with world.database.transaction() as session:
            agency = session.get_one(Agency, number)
            erase_access(session, agency, profile_of(session, agency), world.clock())
        with world.database.looking() as session:
            agency = session.get_one(Agency, number)
            due = sum(each.rows for each in would_go(session, agency, profile_of(session, agency), world.clock()))
        doing, done, went = f"Letting go ({agency.key})", 0, 1
        while went:
            watching(doing, done, max(due, done))
            with world.database.transaction() as session:
                agency = session.get_one(Agency, number)
                went = keep_to_terms(session, agency, profile_of(session, agency), world.clock())
            done += went
    watching("Taking away files", 0, 0)
    sweep_blobs(world)


def tell_forgetting(world: World, whom: str, key: str, out: Console) -> None:
    """What forgetting somebody would do, and whether it is too early. Changes nothing."""
    with world.database.looking() as session:
        agency, person = find_person(session, whom, key)
        would = look(session, agency, profile_of(session, agency), person, now=world.clock())
    table = Table("what", "how many", title=f"person {person.id} of {agency.key}", title_justify="left")
    for name, count in would.counts.items():
        table.add_row(name, str(count))
    table.add_row("kept by law, restricted", str(would.restricted))
    out.print(table)
    for why in would.too_early:
        out.print(f"Too early: {why.value}.", highlight=False)


def forget_person(world: World, whom: str, key: str) -> None:
    """Forget somebody. Raises WrongSetting for nobody, and when it is too early."""
    with world.database.transaction() as session:
        agency, person = find_person(session, whom, key)
        profile = profile_of(session, agency)
        if too_early := look(session, agency, profile, person, now=world.clock()).too_early:
            raise WrongSetting(f"Too early: {', '.join(why.value for why in too_early)}.")
        forget(session, agency, profile, person, now=world.clock())
    sweep_blobs(world)


def export_person(world: World, whom: str, key: str, file: Path, watching: Watching = unwatched) -> None:
    """Put together what is on file about somebody. Raises WrongSetting for nobody, or a file that is there already."""
    if file.exists():
        raise WrongSetting(f"{file} is there already.")
    with world.database.transaction() as session:
        agency, person = find_person(session, whom, key)
        profile = profile_of(session, agency)
        ask_for_dossier(session, agency, profile, person, None, now=world.clock())
        dossier = dossier_of(session, profile, person, language=profile.language, now=world.clock())
    with archive_of(world, dossier, watching) as archive, file.open("xb") as kept:
        shutil.copyfileobj(archive, kept)


def find_person(session: Session, whom: str, key: str) -> tuple[Agency, Person]:
    """Who has this key or this address. Raises WrongSetting for nobody, or for people of two agencies."""
    numbers = [agency.id for agency in _agencies(session, key)]
    known = select(PersonAddress.person_id).where(PersonAddress.address == normal_address(whom))
    found = session.scalars(
        select(Person).where(Person.agency_id.in_(numbers), or_(Person.key == whom, Person.id.in_(known)))
    ).all()
    if len(found) != 1:
        raise WrongSetting("Two agencies know them: say --agency." if found else "Nobody here has this key or address.")
    return session.get_one(Agency, found[0].agency_id), found[0]


def _agencies(session: Session, key: str) -> list[Agency]:
    found = list(session.scalars(select(Agency).where(*([Agency.key == key] if key else [])).order_by(Agency.id)))
    if key and not found:
        raise WrongSetting(f"There is no agency {key}.")
    return found
