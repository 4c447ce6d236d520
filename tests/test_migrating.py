"""Migrations hold what people have written: up and down, with rows in the tables."""

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from mailbot.columns import Base
from mailbot.migrating import go_back, migrate
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

_BEFORE_THE_GATE = "bd7b148c8b29"
_OLDER = ("people", "person_addresses", "comments", "attachments", "inbound_mails", "outbound_mails", "events")
_WORDS = {"comments": "text", "person_addresses": "address", "people": "name", "inbound_mails": "message_id"}


def _all_of(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Number and first words of each row, table by table."""
    found = {}
    for name in _OLDER:
        table = Base.metadata.tables[name]
        columns = [table.c[each] for each in ("id", _WORDS.get(name, "id"))]
        found[name] = [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]
    return found


def test_a_house_with_people_in_it_goes_a_version_back_and_forward(house: LivingHouse) -> None:
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    to = reply_to(letter_to(first, SOPHIE, "G-01"))
    house.told(mail("Nous regardons.", sender=SOPHIE, to=to, subject="Re", message_id="<r@x>"), sender=SOPHIE, to=to)
    engine = house.world.database.engine
    with engine.begin() as connection:
        before = _all_of(connection)
    assert all(before.values())

    go_back(engine, _BEFORE_THE_GATE)
    with engine.begin() as connection:
        assert _all_of(connection) == before
    migrate(engine)
    with engine.begin() as connection:
        assert _all_of(connection) == before
        assert set(connection.execute(text("SELECT refusals FROM person_addresses")).scalars()) == {0}
        assert set(connection.execute(text("SELECT CAST(masked AS TEXT) FROM comments")).scalars()) == {"[]"}
    # It goes on living: an answer finds its way, and a row that points at nobody is refused as ever.
    hers = reply_to(letter_to(first, NADIA, "T-01"))
    told = house.told(mail("Merci.", sender=NADIA, to=hers, subject="Re", message_id="<m@x>"), sender=NADIA, to=hers)
    assert SOPHIE in {each.recipient for each in told}
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("UPDATE comments SET author_id = 999999"))
