"""A database that is locked, gone, cut off or damaged: bounded, 451, a page that says so; and then all goes on."""

import asyncio
import contextlib
import fcntl
import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, select, text, update

from mailbot.blobs import FolderBlobs
from mailbot.clock import system_clock
from mailbot.db import Database
from mailbot.errors import TryAgain
from mailbot.inbound.arrivals import Arrivals
from mailbot.inbound.dialogue import Envelope, Kept
from mailbot.model import Agency
from mailbot.points import Point
from mailbot.prepared import Prepared
from mailbot.threads.pages import Page
from mailbot.vocabulary import InboundFate
from tests.conftest import forget_connections
from tests.faults.breaking import answer_at_the_door, at, codes, fates, said_in, says, work
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, open_house, reply_to
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import _visitor, case_link, form_of, said

PATIENCE = 0.4
SOON = 55.0
"""Seconds: far below a sender's ten minutes, and far above what is waited here."""


@pytest.fixture
def hasty(tmp_path: Path, sqlite_cast: Path, loop: Loop) -> Iterator[LivingHouse]:
    """A house whose writers wait for less than half a second."""
    shutil.copy(sqlite_cast, tmp_path / "mailbot.db")
    house, close = open_house(f"sqlite:///{tmp_path / 'mailbot.db'}", tmp_path, loop, patience=PATIENCE)
    yield house
    close()


def test_another_program_that_writes_for_long_makes_nobody_wait_for_ever(
    hasty: LivingHouse, tmp_path: Path, loop: Loop
) -> None:
    house = hasty
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    visitor = next(_visitor(house, loop))
    page = case_link(house, Page.ANSWER, NADIA)
    form = form_of(visitor.get(page))
    house.mail(says("Avant.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    turn = (tmp_path / "mailbot.db-writers").open()
    other = sqlite3.connect(tmp_path / "mailbot.db", isolation_level=None, timeout=30.0)

    def by_sqlite() -> None:
        other.execute("BEGIN IMMEDIATE")

    def in_our_queue() -> None:
        fcntl.flock(turn, fcntl.LOCK_EX)

    def of_sqlite() -> None:
        other.execute("ROLLBACK")

    def of_our_queue() -> None:
        fcntl.flock(turn, fcntl.LOCK_UN)

    for number, (begins, end) in enumerate(((by_sqlite, of_sqlite), (in_our_queue, of_our_queue))):
        begins()
        began = time.monotonic()
        code, sentence = answer_at_the_door(house, says(f"N {number}", sender=NADIA, to=hers), sender=NADIA, to=hers)
        assert (code, sentence) == (451, "4.3.0 Your mail could not be kept just now, please send it again later")
        answer = visitor.post(page, form=form, words="Voici ce que je vois.")
        assert answer.status_code == 503
        assert "Nous n’avons pas pu enregistrer votre demande" in said(answer)
        assert "Voici ce que je vois." in answer.text
        assert visitor.get(page).status_code == 200, "whoever looks does not wait"
        work(house)
        assert time.monotonic() - began < SOON
        end()
        house.told(says(f"N {number}", sender=NADIA, to=hers), sender=NADIA, to=hers)
    work(house)

    assert sorted(said_in(house)[1:]) == ["Avant.", "N 0", "N 1"]
    assert visitor.post(page, form=form, words="Voici ce que je vois.").status_code in (200, 422)
    loop.run(visitor.client.aclose())
    other.close()
    turn.close()


def test_the_log_is_brought_over_beside_those_who_write_and_begins_anew(tmp_path: Path) -> None:
    path, most = tmp_path / "x.db", 0
    database = Database(f"sqlite:///{path}")
    with database.driver_transaction() as cursor:
        cursor.execute("CREATE TABLE pages (content BLOB)")
    for number in range(60):
        with database.driver_transaction() as cursor:
            cursor.executemany("INSERT INTO pages VALUES (randomblob(8000))", [()] * 100)
        if number % 15 == 14:
            database.bring_over()
            database.bring_over()  # nothing is left to be done
        most = max(most, path.with_name("x.db-wal").stat().st_size)
    assert most < 20_000_000, "48 MB were written"

    with database.looking() as session:  # whoever reads an older state keeps it, and nobody waits
        assert session.execute(text("SELECT count(*) FROM pages")).scalar() == 6000
        with database.driver_transaction() as cursor:
            cursor.execute("DELETE FROM pages WHERE rowid > 5000")
        database.bring_over()
        assert session.execute(text("SELECT count(*) FROM pages")).scalar() == 6000
    with database.looking() as session:
        assert session.execute(text("SELECT count(*) FROM pages")).scalar() == 5000
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    database.close()


def test_the_driver_undoes_what_it_did_not_end_and_says_what_passes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    database, other = Database(url, patience=PATIENCE), sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    with database.driver_transaction() as cursor:
        cursor.execute("CREATE TABLE lines (words TEXT UNIQUE)")
    with contextlib.suppress(ZeroDivisionError), database.driver_transaction() as cursor:
        cursor.execute("INSERT INTO lines VALUES ('undone')")
        assert 1 // 0
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryAgain, match="SQLITE_BUSY"), database.driver_transaction():
        pass
    other.execute("COMMIT")
    with pytest.raises(sqlite3.IntegrityError), database.driver_transaction() as cursor:  # no other time is better
        cursor.executemany("INSERT INTO lines VALUES (?)", [("twice",)] * 2)
    with database.driver_transaction() as cursor:
        assert cursor.execute("SELECT count(*) FROM lines").fetchall() == [(0,)]
    other.close()
    database.close()


def test_a_turn_that_comes_too_late_is_given_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    ours, theirs = Database(url, patience=PATIENCE), Database(url, patience=60.0)
    began = time.monotonic()
    with theirs.core_transaction():
        for _ in range(2):
            with pytest.raises(TryAgain, match="another process writes"), ours.core_transaction():
                pass
    assert time.monotonic() - began < SOON
    assert ours._writers is not None
    while ours._writers._is_asking:  # its turn comes, and nobody is there any more
        time.sleep(0.01)
    with theirs.core_transaction():  # nobody holds it who has gone
        pass
    with ours.core_transaction(), pytest.raises(TryAgain, match="too many"), ours.core_transaction():  # our own
        pass
    ours.close()
    theirs.close()


def test_postgresql_is_stopped_and_started_again_under_everybody(
    postgres_house: LivingHouse, loop: Loop, postgres: str, postgres_server: Any
) -> None:
    house = postgres_house
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    visitor = next(_visitor(house, loop))
    page = case_link(house, Page.ANSWER, NADIA)
    form = form_of(visitor.get(page))
    house.mail(says("Avant.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    forget_connections(postgres)
    before = len(house.boxes)

    postgres_server.stop()
    try:
        assert answer_at_the_door(house, says("Pendant.", sender=NADIA, to=hers), sender=NADIA, to=hers)[0] == 451
        for answer in (visitor.get(page), visitor.post(page, form=form, words="Voici.")):
            assert answer.status_code == 503
            assert "sqlalchemy" not in answer.text.lower()
        assert visitor.get("/healthz").status_code == 503
        work(house)
        assert len(house.boxes) == before
    finally:
        postgres_server.ensure_postgres_running()

    assert visitor.get("/healthz").status_code == 200
    assert visitor.get(page).status_code == 200
    house.told(says("Pendant.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    work(house)
    assert said_in(house)[1:] == ["Avant.", "Pendant."]
    assert [fate for fate, _ in fates(house)] == [InboundFate.TAKEN] * 3
    assert codes(house, before) == [(SOPHIE, "G-02"), (SOPHIE, "G-02"), (YANIS, "T-04"), (YANIS, "T-04")]
    loop.run(visitor.client.aclose())


IN_THE_MIDDLE = (Point.ARRIVALS_WRITTEN, Point.MAIL_TAKEN, Point.MAIL_SETTLED, Point.FATES_WRITTEN)


def test_a_connection_that_is_cut_in_the_middle_undoes_all_and_is_tried_again(postgres_house: LivingHouse) -> None:
    house = postgres_house
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def cut() -> None:
        with house.world.database.engine.connect() as connection:
            connection.execute(text(others))

    for number, point in enumerate(IN_THE_MIDDLE):
        before, words = len(house.boxes), f"Message {number}"
        new = says(words, sender=NADIA, to=hers)
        if point is Point.ARRIVALS_WRITTEN:
            with at(point, cut):
                assert answer_at_the_door(house, new, sender=NADIA, to=hers)[0] == 451
            house.mail(new, sender=NADIA, to=hers)
        else:
            house.mail(new, sender=NADIA, to=hers)
            with at(point, cut):
                work(house)
        work(house)
        work(house, seconds=90)
        assert said_in(house).count(words) == 1, point
        told = codes(house, before)
        once = [(SOPHIE, "G-02"), (YANIS, "T-04")]
        assert sorted(set(told)) == once
        assert told == (once if point is not Point.FATES_WRITTEN else sorted(once * 2)), point


def test_of_two_who_wait_for_each_other_one_is_told_to_try_again(postgres_house: LivingHouse) -> None:
    database, seen, both = postgres_house.world.database, list[str](), threading.Barrier(2)
    tables = ("people", "reports")

    def takes(first: str, second: str) -> None:
        try:
            with database.core_transaction() as connection:
                connection.execute(text(f"LOCK TABLE {first} IN EXCLUSIVE MODE"))
                both.wait(100)
                connection.execute(text(f"LOCK TABLE {second} IN EXCLUSIVE MODE"))
                seen.append("done")
        except TryAgain as trouble:
            seen.append(str(trouble))

    threads = [threading.Thread(target=takes, args=order) for order in (tables, tables[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == ["database: DeadlockDetected", "done"]


def test_whoever_waits_for_a_table_of_postgresql_does_not_wait_for_ever(postgres_url: str) -> None:
    holds, waits = Database(postgres_url), Database(postgres_url, patience=PATIENCE)
    with holds.core_transaction() as connection:
        connection.execute(text("LOCK TABLE inbound_mails IN ACCESS EXCLUSIVE MODE"))
        for opened in (waits.transaction, waits.looking):
            with pytest.raises(TryAgain, match="LockNotAvailable"), opened() as session:
                session.execute(text("SELECT 1 FROM inbound_mails"))
    with waits.transaction() as session:
        session.execute(text("SELECT 1 FROM inbound_mails"))
    holds.close()
    waits.close()


def test_a_mail_that_cannot_be_written_keeps_no_other_out_of_its_commit(postgres_url: str, tmp_path: Path) -> None:
    database = Database(postgres_url)
    rung = list[int]()
    arrivals = Arrivals(database, FolderBlobs(tmp_path / "blobs"), system_clock, rung.extend)

    async def all_at_once() -> list[object]:
        keeping = [
            asyncio.create_task(
                arrivals.keep(
                    b"Subject: %d\r\n\r\n" % number,
                    Envelope("", "", NADIA, (recipient,), tls=False, smtputf8=False, proto="SMTP"),
                )
            )
            for number, recipient in enumerate((INTAKE, "x" * 400, INTAKE))  # one too long for its column
        ]
        await asyncio.sleep(0)
        arrivals.start()
        return list(await asyncio.gather(*keeping, return_exceptions=True))

    first, poisoned, last = asyncio.run(all_at_once())
    arrivals.stop()
    database.close()

    assert first == last == (Kept.KEPT,)
    assert isinstance(poisoned, TryAgain)
    assert len(rung) == 2


def test_a_damaged_file_is_named_and_nothing_of_a_mail_is_lost_by_it(tmp_path: Path, sqlite_cast: Path) -> None:
    good, file = sqlite_cast.read_bytes(), tmp_path / "mailbot.db"
    file.write_bytes(good[:8192] + re.sub(rb"[^\0]", b"\xa5", good[8192:]))
    database = Database(f"sqlite:///{file}")
    with pytest.raises(TryAgain, match="SQLITE_CORRUPT"), database.transaction() as session:
        session.execute(text("SELECT * FROM people")).all()
    database.close()

    for each in tmp_path.glob("mailbot.db*"):
        each.unlink()
    file.write_bytes(b"this is no database at all" * 1000)
    database = Database(f"sqlite:///{file}")
    assert not database.answers()
    with pytest.raises(TryAgain, match="SQLITE_NOTADB"), database.transaction() as session:
        session.execute(text("SELECT 1"))
    database.close()

    for each in tmp_path.glob("mailbot.db*"):
        each.unlink()
    file.write_bytes(good)  # somebody brings the copy back
    database = Database(f"sqlite:///{file}")
    assert database.answers()
    database.close()


def test_whoever_only_looks_changes_nothing_even_if_he_tries(house: LivingHouse) -> None:
    with house.world.database.looking() as session:
        before = session.scalar(select(Agency.mail_domain))
        with pytest.raises(AssertionError):
            session.execute(update(Agency).values(mail_domain="elsewhere.example"))
        with pytest.raises(AssertionError):
            _RENAMED.run(session, {"to": "elsewhere.example"})
    with house.world.database.looking() as session:
        assert session.scalar(select(Agency.mail_domain)) == before


_RENAMED = Prepared(update(Agency).values(mail_domain=bindparam("to")))
