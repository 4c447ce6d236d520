"""The schedule of many agencies, and of many workers: one of them keeps it, and quiet agencies cost nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, func, insert, select, update

from mailbot.duties import OnDuty
from mailbot.model import Agency, AgencyProfileRow, Report
from mailbot.model_mails import Duty, OutboundMail, ScheduledRun
from mailbot.vocabulary import LetterKind, OutboundFate, ReportStatus
from mailbot.worker import run_schedule
from mailbot.workflow.busy import busy
from mailbot.workflow.schedule import TASKS, Due, Schedule
from tests.living import INTAKE, NADIA, HandClock, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak


def with_more(house: LivingHouse, agencies: int) -> None:
    """So many other agencies, in which nothing is."""
    with house.world.database.core_transaction() as connection:
        profile, *_ = connection.execute(select(AgencyProfileRow.content)).scalars()
        last = connection.execute(select(func.max(Agency.id))).scalar_one()
        last_profile = connection.execute(select(func.max(AgencyProfileRow.id))).scalar_one()
        came = house.clock.now - timedelta(days=60)
        numbers = range(1, agencies + 1)
        rows = [
            {
                "id": last + each, "key": f"k{last + each}", "mail_domain": f"a{last + each}.example", "name": "Quiet",
                "profile_id": last_profile + each, "created_at": came,
            }
            for each in numbers
        ]  # fmt: skip
        connection.execute(insert(Agency), rows)
        chosen = [{"id": row["profile_id"], "agency_id": row["id"], "content": profile, "since": came} for row in rows]
        connection.execute(insert(AgencyProfileRow), chosen)


@contextmanager
def counted(house: LivingHouse) -> Iterator[list[str]]:
    """The statements of what is done within."""
    said = list[str]()

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(house.world.database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(house.world.database.engine, "before_cursor_execute", note)


def look(house: LivingHouse, schedule: Schedule) -> list[Due]:
    with house.world.database.looking() as session:
        return list(schedule.due(session, now=house.clock()))


def test_a_look_at_the_schedule_costs_no_more_statements_with_a_thousand_quiet_agencies(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    cost = {}
    for agencies in (1, 1000):
        with_more(house, agencies)
        schedule = Schedule()
        for task in look(house, Schedule(most=None)):
            schedule.ran(task)
        look(house, schedule)
        house.clock.forward(minutes=1)
        with counted(house) as said:
            look(house, schedule)
        cost[agencies] = len(said)
    assert cost[1000] == cost[1] <= 30, cost


def test_an_agency_is_gone_into_for_what_waits_in_it_and_for_nothing_else(house: LivingHouse) -> None:
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(letters, NADIA, "T-01"))
    with house.world.database.transaction() as session:
        session.execute(update(Report).values(status=ReportStatus.CLOSED))
        found = {task: len(agencies) for task, agencies in busy(session, now=house.clock()).items()}
        assert {found[task] for task in ("untreated", "held", "returns", "visits", "slots", "companies")} == {0}, found
        session.execute(update(Report).where(Report.ref == "SIG-1046").values(status=ReportStatus.TODO))
        session.execute(update(OutboundMail).where(OutboundMail.kind == "T-01").values(fate=OutboundFate.FAILED))
    house.told(mail("Non.", sender="x@else.example", to=hers, subject="x", message_id="<x@x>"), sender="x@x", to=hers)
    with house.world.database.looking() as session:
        found = {task: len(agencies) for task, agencies in busy(session, now=house.clock()).items()}
    assert {found[task] for task in ("untreated", "held", "returns")} == {1}, found


def test_every_agency_comes_to_its_turn_however_few_one_look_goes_into(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with_more(house, 11)
    house.clock.forward(hours=23)
    whole = set(look(house, Schedule(most=None)))
    assert {task.task for task in whole} >= {"access", "digests"}
    schedule, found = Schedule(most=2), list[Due]()
    for _ in range(20):
        some = look(house, schedule)
        assert len({task.agency_id for task in some}) <= 4
        found += some
        for task in some:
            schedule.ran(task)
    by_hour = {task.name for task in TASKS if task.is_by_the_hour}
    once = [task for task in found if task.task not in by_hour]
    assert len(once) == len(set(once))
    assert set(found) >= whole


def test_one_in_which_nothing_goes_as_it_should_keeps_no_other_from_its_turn(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with_more(house, 9)
    house.clock.forward(hours=23)
    schedule, seen = Schedule(most=2), set[int]()
    for _ in range(8):
        seen |= {task.agency_id for task in look(house, schedule) if task.task == "digests"}  # none of them runs
    with house.world.database.looking() as session:
        assert seen == set(session.scalars(select(Agency.id)))


def test_an_agency_that_comes_or_chooses_anew_is_seen_at_the_next_look(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.clock.forward(hours=23)
    schedule = Schedule()
    for task in look(house, schedule):
        schedule.ran(task)
    assert not {task for task in look(house, schedule) if task.task == "digests"}
    with_more(house, 1)
    [digest] = {task for task in look(house, schedule) if task.task == "digests"}
    with house.world.database.core_transaction() as connection:
        row = connection.execute(select(AgencyProfileRow).where(AgencyProfileRow.agency_id == digest.agency_id)).one()
        elsewhere = {**row.content, "time_zone": "Pacific/Auckland"}  # where it is long past eight
        new = connection.execute(
            insert(AgencyProfileRow)
            .values(agency_id=row.agency_id, content=elsewhere, since=house.clock.now)
            .returning(AgencyProfileRow.id)
        ).scalar_one()
        connection.execute(update(Agency).where(Agency.id == row.agency_id).values(profile_id=new))
    assert not {task for task in look(house, schedule) if task.task == "digests"}


def test_what_another_process_ran_is_not_run_again_whatever_is_remembered(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(hours=23)
    schedule = Schedule()
    remembered = look(house, schedule)
    assert "digests" in {task.task for task in remembered}
    assert run_schedule(house.world) > 0
    run_schedule(house.world, schedule)
    with house.world.database.looking() as session:
        assert session.query(ScheduledRun).filter_by(task="digests").count() == 1
        digests = session.scalars(select(OutboundMail).where(OutboundMail.kind == LetterKind.DIGEST_OF_MANAGER)).all()
        assert len({row.person_id for row in digests}) == len(digests)
    assert "digests" not in {task.task for task in look(house, schedule)}


# -- Who keeps it -----------------------------------------------------------------------------------------------------


def test_of_all_who_ask_at_once_one_has_the_duty(house: LivingHouse) -> None:
    start, has = threading.Barrier(6), list[bool]()

    def ask() -> None:
        mine = OnDuty(house.world, "schedule")
        start.wait(30)
        has.append(mine.take())

    for _ in range(3):
        has.clear()
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(has) == [False] * 5 + [True]
        house.clock.forward(minutes=5)  # whoever had it is gone


def test_the_duty_is_renewed_while_its_holder_lives_and_passes_on_when_it_dies_or_leaves(house: LivingHouse) -> None:
    one, other = OnDuty(house.world, "schedule"), OnDuty(house.world, "schedule")
    assert one.take()
    for _ in range(10):
        house.clock.forward(seconds=20)
        assert one.take()
        assert not other.take()
    house.clock.forward(seconds=61)  # it says nothing any more
    assert other.take()
    assert not one.take(), "it wakes up, and has it no more"
    one.leave()
    assert not one.take(), "what it has no more it cannot give up"
    other.leave()
    assert one.take()


@pytest.mark.parametrize("jump", [{"hours": 3}, {"hours": -3}])
def test_a_clock_that_jumps_leaves_the_duty_to_one(house: LivingHouse, jump: dict[str, float]) -> None:
    wrong = HandClock()
    wrong.now = house.clock.now + timedelta(**jump)
    right, astray = OnDuty(house.world, "schedule"), OnDuty(replace(house.world, clock=wrong), "schedule")
    assert right.take()
    astray.take()
    wrong.now = house.clock.now
    assert [right.take(), astray.take()].count(True) == 1
    house.clock.forward(seconds=20)
    wrong.now = house.clock.now
    assert [right.take(), astray.take()].count(True) == 1
    with house.world.database.looking() as session:
        [until] = session.scalars(select(Duty.until))
    assert until <= house.clock.now + timedelta(seconds=60)
