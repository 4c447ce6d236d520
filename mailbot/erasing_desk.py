"""What an operator does by hand about what is kept: let go of it, forget somebody, put their data together."""

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from mailbot.db import Session
from mailbot.errors import WrongSetting
from mailbot.model import Agency
from mailbot.worker import sweep_blobs
from mailbot.workflow.access_clock import erase_access
from mailbot.workflow.agencies import profile_of
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


def let_go(world: World, key: str) -> None:
    """All the rounds of a night, at once. Raises WrongSetting for an agency that there is not."""
    with world.database.looking() as session:
        numbers = [agency.id for agency in _agencies(session, key)]
    for number in numbers:
        with world.database.transaction() as session:
            agency = session.get_one(Agency, number)
            erase_access(session, agency, profile_of(session, agency), world.clock())
        went = 1
        while went:
            with world.database.transaction() as session:
                agency = session.get_one(Agency, number)
                went = keep_to_terms(session, agency, profile_of(session, agency), world.clock())
    sweep_blobs(world)


def _agencies(session: Session, key: str) -> list[Agency]:
    found = list(session.scalars(select(Agency).where(*([Agency.key == key] if key else [])).order_by(Agency.id)))
    if key and not found:
        raise WrongSetting(f"There is no agency {key}.")
    return found
