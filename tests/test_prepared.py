"""Statements that are put into words once say what SQLAlchemy says, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, event, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from mailbot.db import Database, look_again, once
from mailbot.model import Agency, CannedText, Event, Person
from mailbot.prepared import Prepared, among
from mailbot.vocabulary import EventKind, Role

AT = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
ENTER = Prepared(
    insert(Event).returning(Event.id), columns=("agency_id", "kind", "actor_id", "actor_role", "facts", "at")
)
LAST = Prepared(
    select(Event.kind, Event.at, Event.actor_id, Event.facts, Event.facts["sight"].as_string())
    .where(Event.agency_id == bindparam("agency"))
    .order_by(Event.id.desc())
    .limit(2)
)
NAMED = Prepared(select(Person.key).where(among(Person.key, "keys")).order_by(Person.id))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """With an agency, and three people in it."""
    database = Database(database_url)
    with database.transaction() as session:
        session.add(Agency(key="rivage", mail_domain="rivage.example", name="Rivage", profile_id=0, created_at=AT))
        session.flush()
        session.add_all([Person(agency_id=1, key=key, name=key, created_at=AT) for key in ("nadia", "yanis", "sophie")])
    yield database
    database.close()


def line(**over: Any) -> dict[str, Any]:
    return {
        "agency_id": 1, "kind": EventKind.REPORT_REOPENED, "actor_id": None, "actor_role": Role.TENANT,
        "facts": {"sight": "ééà"}, "at": AT,
    } | over  # fmt: skip


def test_what_is_written_is_what_is_read_with_and_without_it(database: Database) -> None:
    with database.transaction() as session:
        [[first]] = ENTER.rows(session, **line())
        [[second]] = ENTER.rows(session, **line(actor_id=2, facts={}, kind=EventKind.REPORT_MERGED))
        row = session.get_one(Event, first)
        assert (row.kind, row.at, row.actor_role, row.facts) == (
            EventKind.REPORT_REOPENED, AT, Role.TENANT, {"sight": "ééà"},
        )  # fmt: skip
        assert LAST.rows(session, agency=1) == [
            (EventKind.REPORT_MERGED, AT, 2, {}, None),
            (EventKind.REPORT_REOPENED, AT, None, {"sight": "ééà"}, "ééà"),
        ]
        assert LAST.first(session, agency=1) == LAST.rows(session, agency=1)[0]
        assert second == first + 1


def test_a_list_may_have_any_length(database: Database) -> None:
    with database.transaction() as session:
        assert NAMED.first(session, keys=[]) is None
        assert NAMED.rows(session, keys=["yanis"]) == [("yanis",)]
        assert NAMED.rows(session, keys=["sophie", "nadia", "nobody", *map(str, range(50))]) == [
            ("nadia",), ("sophie",),
        ]  # fmt: skip


def test_many_rows_at_once_are_counted_and_heard_of(database: Database) -> None:
    heard: list[tuple[str, bool]] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda _, __, said, *rest: heard.append((said[:6], rest[-1]))
    )
    rename = Prepared(update(Person).where(Person.key == bindparam("was")).values(name=bindparam("name")))
    with database.transaction() as session:
        assert rename.run(session, {"was": "nadia", "name": "N"}, {"was": "yanis", "name": "Y"}) == 2
        assert rename.run(session, {"was": "nobody", "name": "X"}) == 0
    assert [is_many for said, is_many in heard if said == "UPDATE"] == [True, False]


def test_what_fails_is_told_as_ever_undoes_all_and_shows_no_words(database: Database) -> None:
    write = Prepared(
        insert(CannedText), columns=("agency_id", "key", "language", "label", "text", "changed_by", "changed_at")
    )
    words = {
        "agency_id": 1, "key": "MT-01", "language": "fr", "label": "un mot", "text": "secret", "changed_by": 1,
        "changed_at": AT,
    }  # fmt: skip

    def write_twice() -> None:
        with database.transaction() as session:
            ENTER.rows(session, **line())
            write.run(session, words)
            write.run(session, words)

    with pytest.raises(IntegrityError) as error:
        write_twice()
    assert "secret" not in str(error.value)
    with database.looking() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_a_column_that_would_have_been_filled_in_must_be_given(database: Database) -> None:
    without = Prepared(insert(Event), columns=("agency_id", "kind", "actor_role", "at"))
    with pytest.raises(ValueError, match="default"), database.transaction() as session:
        without.run(session, line())


def test_what_is_looked_up_once_is_looked_up_again_after_each_write_undoing_and_lock(database: Database) -> None:
    everybody = select(Person).order_by(Person.id)
    with database.transaction() as session:

        def names() -> list[str]:
            return [person.name for person in once(session, "people", 1, lambda: session.scalars(everybody).all())]

        def add(name: str) -> None:
            session.add(Person(agency_id=1, key=name, name=name, created_at=AT))
            session.flush()

        assert names() == ["nadia", "yanis", "sophie"]
        session.execute(insert(Person).values(agency_id=1, key="late", name="late", created_at=AT))
        assert names() == ["nadia", "yanis", "sophie"]  # nobody asked the database
        look_again(session)
        assert names()[3:] == ["late"]
        add("later")
        assert names()[3:] == ["late", "later"]
        trial = session.begin_nested()
        add("never")
        assert names()[3:] == ["late", "later", "never"]
        trial.rollback()
        assert names()[3:] == ["late", "later"]
    with database.transaction() as session:
        assert once(session, "people", 1, lambda: 7) == 7


def test_a_statement_over_a_list_is_put_into_words_once_whatever_the_list(database: Database) -> None:
    hits = list[str]()
    wanted = select(Person.key).where(among(Person.key, "keys")).order_by(Person.id)
    lists: list[list[str]] = [["nadia"], ["sophie", "yanis"], [], ["nadia", "sophie"]]

    def hear(*heard: Any) -> None:
        hits.append(heard[4].cache_hit.name)

    event.listen(database.engine, "before_cursor_execute", hear)
    with database.looking() as session:
        found = [session.scalars(wanted, {"keys": keys}).all() for keys in lists]
    assert found == [["nadia"], ["yanis", "sophie"], [], ["nadia", "sophie"]]
    assert hits[-3:] == ["CACHE_HIT"] * 3
    others = select(Person.key).where(among(Person.name, "keys"), among(Person.key, "others"))
    with database.looking() as session:  # another column, or another list beside it, is another statement
        assert session.scalars(others, {"keys": ["yanis", "nadia"], "others": ["nadia"]}).all() == ["nadia"]
        assert session.scalars(others, {"keys": ["yanis", "nadia"], "others": ["yanis"]}).all() == ["yanis"]
