"""Two workers at once: each row has one of them, and what one does the other has not half undone."""

import threading
import time
from dataclasses import replace
from email.message import EmailMessage

from sqlalchemy import select

from mailbot.inbound.line import due_mails, hold_due
from mailbot.inbound.processing import process
from mailbot.inbound.queue import claim, claim_due
from mailbot.inbound.together import take_mails
from mailbot.model import Comment, Event, Report
from mailbot.model_mails import InboundMail
from mailbot.model_orders import WorkOrder
from mailbot.names import Names
from mailbot.threads.participants import participant_at
from mailbot.vocabulary import EventKind, InboundFate, ReportStatus
from mailbot.workflow.holding import hold_report
from mailbot.workflow.orders import orders_of
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to
from tests.ordering import ordered
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def work_at_once(house: LivingHouse, workers: int) -> None:
    """Each worker takes what it can get, all of them at the same instant."""
    with house.world.database.looking() as session:
        due = due_mails(session, now=house.clock(), limit=100)
    start = threading.Barrier(workers)

    def work(mine: list[int]) -> None:
        start.wait()
        for claimed in claim(house.world, mine):
            process(house.world, claimed)

    threads = [threading.Thread(target=work, args=(list(due[number::workers]),)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_report_that_its_author_closes_stays_closed_though_the_manager_writes_at_that_instant(
    house: LivingHouse,
) -> None:
    for turn in range(4):
        letters = house.told(_another_leak(turn), sender=NADIA, to=INTAKE)
        hers, sophies = (reply_to(letter_to(letters, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
        house.mail(
            mail("C'est réglé, clôturez.", sender=NADIA, to=hers, subject="x", message_id=f"<c{turn}@x>"),
            sender=NADIA, to=hers,
        )  # fmt: skip
        house.mail(
            mail("Je m'en occupe.", sender=SOPHIE, to=sophies, subject="x", message_id=f"<m{turn}@x>"),
            sender=SOPHIE, to=sophies,
        )  # fmt: skip

        work_at_once(house, 2)
        house.settle()

    with house.world.database.looking() as session:
        reports = session.scalars(select(Report).where(Report.ref >= "SIG-1046")).all()
        closings = session.scalars(select(Event).where(Event.kind == EventKind.REPORT_CLOSED_BY_AUTHOR)).all()
    assert [report.status for report in reports] == [ReportStatus.CLOSED] * 4
    assert len({event.report_id for event in closings if event.mail_id is not None}) == 4


def test_a_mail_that_two_workers_want_is_one_comment(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(letters, NADIA, "T-01"))
    for number in range(6):
        reply = mail(f"Message {number}", sender=NADIA, to=hers, subject="x", message_id=f"<{number}@x>")
        house.mail(reply, sender=NADIA, to=hers)
    with house.world.database.looking() as session:
        due = list(due_mails(session, now=house.clock(), limit=100))

    threads = [
        threading.Thread(target=lambda: [process(house.world, claimed) for claimed in claim(house.world, due)])
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with house.world.database.looking() as session:
        said = [words for words in session.scalars(select(Comment.text)) if words.startswith("Message ")]
    assert sorted(said) == [f"Message {number}" for number in range(6)]


def test_workers_that_look_at_the_same_moment_keep_one_writers_order(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, sophies = (reply_to(letter_to(letters, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
    for number in range(24):
        who, to = (NADIA, hers) if number % 2 else (SOPHIE, sophies)
        reply = mail(f"Message {number}", sender=who, to=to, subject="x", message_id=f"<{number}@x>")
        house.mail(reply, sender=who, to=to)
    start, taken = threading.Barrier(3), list[int]()

    def work() -> None:
        start.wait(30)
        idle = 0
        while idle < 40:
            claimed = claim_due(house.world, limit=4)
            idle = 0 if claimed else idle + 1
            time.sleep(0.005)  # the others look while this one has something in hand
            for each in claimed:
                taken.append(each.id)
                process(house.world, each)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(taken) == len(set(taken)) == 24
    with house.world.database.looking() as session:
        said = [words for words in session.scalars(select(Comment.text).order_by(Comment.id)) if "Message" in words]
    for rest in (0, 1):
        assert [each for each in said if int(each.split()[1]) % 2 == rest] == [
            f"Message {number}" for number in range(rest, 24, 2)
        ]


def test_a_worker_passes_over_what_another_is_looking_at_and_waits_for_nobody(postgres_house: LivingHouse) -> None:
    house = postgres_house
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, sophies = (reply_to(letter_to(letters, who, code)) for who, code in ((NADIA, "T-01"), (SOPHIE, "G-01")))
    for number in range(12):
        reply = mail(f"Message {number}", sender=NADIA, to=hers, subject="x", message_id=f"<{number}@x>")
        house.mail(reply, sender=NADIA, to=hers)
    reply = mail("Oui.", sender=SOPHIE, to=sophies, subject="x", message_id="<yes@x>")
    house.mail(reply, sender=SOPHIE, to=sophies)

    with house.world.database.core_transaction() as connection:
        held = [row.id for row in hold_due(connection, now=house.clock(), limit=1)]
        # It has looked at four of Nadia's: what she sent behind them is nobody's, and Sophie's is anybody's.
        [sophies_mail] = claim_due(house.world, limit=10)
    assert (len(held), sophies_mail.mail_from) == (1, SOPHIE)
    first, *_ = claim_due(house.world, limit=10)
    assert first.id == held[0]


def test_who_reads_a_report_to_change_it_waits_for_whoever_is_changing_it(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    sealed = reply_to(letter_to(letters, NADIA, "T-01")).partition("@")[0].removeprefix("r-")
    token = house.world.keyring.read(sealed)
    seen: list[ReportStatus] = []

    def look() -> None:
        with house.world.database.transaction() as session:
            seat = participant_at(session, token)
            assert seat is not None
            seen.append(seat.report.status)

    other = threading.Thread(target=look)
    with house.world.database.transaction() as session:
        seat = participant_at(session, token)
        assert seat is not None
        other.start()
        time.sleep(0.3)
        seat.report.status = ReportStatus.CLOSED
    other.join()

    assert seen == [ReportStatus.CLOSED]


def _another_leak(turn: int) -> EmailMessage:
    leak = the_leak()
    leak.replace_header("Subject", f"Fuite {turn}")
    leak.replace_header("Message-ID", f"<leak{turn}@x>")
    return leak


def test_mails_that_a_slow_dns_leaves_no_time_for_go_back_before_their_lease_ends(sqlite_house: LivingHouse) -> None:
    class Slow:
        """Each mail waits for its answers as long as it may."""

        def for_one_mail(self) -> Names:
            sqlite_house.clock.forward(seconds=8)
            return sqlite_house.names

    hers = reply_to(letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    for number in range(10):
        reply = mail(f"Message {number}", sender=NADIA, to=hers, subject="x", message_id=f"<{number}@x>")
        sqlite_house.mail(reply, sender=NADIA, to=hers)
    with sqlite_house.world.database.looking() as session:
        due = due_mails(session, now=sqlite_house.clock(), limit=10)
    slow = replace(sqlite_house.world, names=Slow())  # type: ignore[arg-type] # of the whole, one question is enough

    assert take_mails(slow, claim(slow, due)) == 4

    with sqlite_house.world.database.looking() as session:
        left = session.scalars(select(InboundMail).where(InboundMail.fate.is_(None))).all()
        assert [(row.tries, row.claimed_by, row.due_at) for row in left] == [(0, None, row.received_at) for row in left]
        assert [row.id for row in left] == list(due[4:])
    assert sqlite_house.settle()[:6] == [InboundFate.TAKEN] * 6
    with sqlite_house.world.database.looking() as session:
        said = session.scalars(select(Comment.text).where(Comment.mail_id.in_(due)).order_by(Comment.id)).all()
    assert said == [f"Message {number}" for number in range(10)]


def test_what_another_one_did_while_the_clock_waited_for_a_report_is_seen(postgres_house: LivingHouse) -> None:
    house = postgres_house
    first, _ = ordered(house)
    with house.world.database.transaction() as session:
        order = session.get_one(WorkOrder, first.id)
        assert [each.number for each in orders_of(session, order.report_id)] == [first.number]
        second, _ = ordered(house, "morel")
        hold_report(session, order)
        assert [each.number for each in orders_of(session, order.report_id)] == [first.number, second.number]
