"""The same mail three times, two workers for one row, a worker that wakes up too late: one effect."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select, text, update

from mailbot.db import Database
from mailbot.inbound.line import due_mails
from mailbot.inbound.processing import process
from mailbot.inbound.queue import claim
from mailbot.inbound.together import take_mails
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.outbound.dispatching import dispatch
from mailbot.outbound.line import due_letters
from mailbot.points import Point
from mailbot.vocabulary import InboundFate, OutboundFate
from tests.faults.breaking import at, codes, fates, said_in, says
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import the_leak


def test_the_same_mail_by_several_servers_at_once_is_taken_once(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(letters, NADIA, "T-01"))
    before, start = len(house.boxes), threading.Barrier(3)
    same = says("Une seule fois.", sender=NADIA, to=hers)

    def deliver() -> None:
        start.wait(100)
        house.mail(same, sender=NADIA, to=hers)

    servers = [threading.Thread(target=deliver) for _ in range(3)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    house.settle()
    house.told(same, sender=NADIA, to=hers)  # whose 250 was lost

    assert said_in(house).count("Une seule fois.") == 1
    assert codes(house, before) == [(SOPHIE, "G-02"), (YANIS, "T-04")]
    assert [fate for fate, _ in fates(house)] == [InboundFate.TAKEN] * 2


def test_a_door_that_commits_late_brings_the_same_mail_under_an_earlier_number(postgres_house: LivingHouse) -> None:
    house = postgres_house
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    before = len(house.boxes)
    with house.world.database.transaction() as session:
        # The other door has its number, and has not committed yet.
        earlier = session.scalar(text("SELECT nextval(pg_get_serial_sequence('inbound_mails', 'id'))"))
    same = says("Une seule fois.", sender=NADIA, to=hers)
    house.mail(same, sender=NADIA, to=hers)
    [claimed] = claim(house.world, waiting(house))

    def it_commits() -> None:
        same["X-Way"] = "by the other server"  # to the octet the same mail is one row
        house.mail(same, sender=NADIA, to=hers)
        with house.world.database.core_transaction() as connection:
            is_last = InboundMail.id == select(func.max(InboundMail.id)).scalar_subquery()
            connection.execute(update(InboundMail).where(is_last).values(id=earlier))

    with at(Point.MAIL_TAKEN, it_commits):
        take_mails(house.world, [claimed])
    assert {each.id for each in inbound(house)} >= {earlier, claimed.id}
    assert said_in(house).count("Une seule fois.") == 0, "nobody knows yet which of the two is the first"

    house.clock.forward(minutes=5)
    house.settle()
    assert said_in(house).count("Une seule fois.") == 1
    assert codes(house, before) == [(SOPHIE, "G-02"), (YANIS, "T-04")]


def inbound(house: LivingHouse) -> Sequence[InboundMail]:
    with house.world.database.looking() as session:
        return session.scalars(select(InboundMail)).all()


def waiting(house: LivingHouse) -> list[int]:
    with house.world.database.looking() as session:
        return list(due_mails(session, now=house.clock(), limit=20))


def test_of_several_processes_one_has_each_mail(house: LivingHouse) -> None:
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    for number in range(8):
        house.mail(says(f"Message {number}", sender=NADIA, to=hers), sender=NADIA, to=hers)
    due = waiting(house)
    url = house.world.database.engine.url.render_as_string(hide_password=False)
    others = [replace(house.world, database=Database(url)) for _ in range(3)]  # each with a lock of its own
    taken: list[int] = []

    def work(mine: int) -> None:
        for claimed in claim(others[mine], due):
            taken.append(claimed.id)
            process(others[mine], claimed)

    workers = [threading.Thread(target=work, args=(mine,)) for mine in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for other in others:
        other.database.close()

    house.clock.forward(minutes=2)
    house.settle()
    assert sorted(taken) == sorted(due)
    assert sorted(said_in(house)[1:]) == [f"Message {number}" for number in range(8)]


def test_whoever_wakes_up_after_the_lease_changes_nothing(house: LivingHouse) -> None:
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    house.mail(says("Une seule fois.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    with house.world.database.looking() as session:
        due = due_mails(session, now=house.clock(), limit=20)
    before = len(house.boxes)
    [hung] = claim(house.world, due)
    house.clock.forward(seconds=61)
    [quick] = claim(house.world, due)
    with at(Point.MAIL_FILES_KEPT, lambda: _takes(house, quick)):
        assert process(house.world, hung) is None

    with house.world.database.looking() as session:
        letters = due_letters(session, now=house.clock(), limit=20)

    def another() -> None:
        house.clock.forward(seconds=61)
        dispatch(house.world, house.office, letters)

    with at(Point.LETTER_SEALED, another):  # the relay hangs with the first, and another worker sends them all
        dispatch(house.world, house.office, letters)
    house.settle()

    assert said_in(house).count("Une seule fois.") == 1
    assert set(codes(house, before)) == {(SOPHIE, "G-02"), (YANIS, "T-04")}
    names = {each.mail.message_id for each in list(house.boxes)[before:]}
    assert len(names) == 2, "again, with the same Message-ID"
    with house.world.database.looking() as session:
        assert {row.fate for row in session.query(OutboundMail)} == {OutboundFate.SENT}


def _takes(house: LivingHouse, claimed: object) -> None:
    assert process(house.world, claimed) is InboundFate.TAKEN  # type: ignore[arg-type]
