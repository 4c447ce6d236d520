"""Objects of the session that come from plain rows behave as those that the ORM loads."""

from sqlalchemy import bindparam, delete, inspect, select, update

from mailbot.loaded import columns_of, object_in
from mailbot.model import Agency, Person, PersonAddress
from mailbot.prepared import Prepared
from tests.living import LivingHouse

_ALL = Prepared(select(*columns_of(Agency)).where(Agency.id == bindparam("number")))
_PERSON = Prepared(select(*columns_of(Person)).where(Person.id == bindparam("number")))


def test_an_object_from_a_row_is_the_one_that_the_orm_finds_and_what_changes_of_it_is_written(
    sqlite_house: LivingHouse,
) -> None:
    database = sqlite_house.world.database
    with database.transaction() as session:
        number = session.scalars(select(Agency.id)).first()
        [row] = _ALL.rows(session, number=number)
        agency = object_in(session, Agency, row)
        assert inspect(agency).persistent
        assert not session.dirty
        assert session.get_one(Agency, row[0]) is agency
        assert object_in(session, Agency, row) is agency
        agency.name = "Agence du Tilleul"
        assert agency in session.dirty
    with database.looking() as session:
        [row] = _ALL.rows(session, number=number)
        loaded = session.get_one(Agency, row[0])
        assert loaded.name == "Agence du Tilleul"
        assert tuple(getattr(loaded, column.key) for column in columns_of(Agency)) == row


def test_an_object_is_read_over_when_that_is_asked_for_alone(sqlite_house: LivingHouse) -> None:
    with sqlite_house.world.database.transaction() as session:
        agency = session.scalars(select(Agency)).one()
        before = agency.name
        session.connection().execute(update(Agency).values(name="Autre"))
        [row] = _ALL.rows(session, number=agency.id)
        assert object_in(session, Agency, row).name == before
        assert object_in(session, Agency, row, again=True).name == "Autre"
        assert not session.dirty


def test_what_an_object_leads_to_is_looked_up_anew_once_it_was_read_over(sqlite_house: LivingHouse) -> None:
    with sqlite_house.world.database.transaction() as session:
        person = session.scalars(select(Person).join(PersonAddress)).first()
        assert person is not None
        assert person.addresses
        session.connection().execute(delete(PersonAddress).where(PersonAddress.person_id == person.id))
        [row] = _PERSON.rows(session, number=person.id)
        assert object_in(session, Person, row).addresses
        assert object_in(session, Person, row, again=True).addresses == []
