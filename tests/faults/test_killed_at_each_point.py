"""Killed with SIGKILL at every point that has a name: nothing accepted is lost, nothing is done twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.surviving.mortal import Nursery
from mailbot.model_gate import Erasure
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Paper
from mailbot.points import Point
from mailbot.vocabulary import InboundFate, LetterKind
from mailbot.workflow.erasing import TO_REMOVE
from tests.faults.killing import FrailHouse


@dataclass(frozen=True)
class Story:
    """What is done when a process comes to a point."""

    command: str
    act: Callable[[FrailHouse], object]
    times: int = 1
    """How often it is killed there: at its next start again."""


def a_mail(house: FrailHouse) -> None:
    house.write("tenant")


def a_photo(house: FrailHouse) -> None:
    house.write("photo")


def an_order(house: FrailHouse) -> None:
    house.order()


def a_press(house: FrailHouse) -> None:
    house.write("press")


def an_invoice(house: FrailHouse) -> None:
    house.hand_in_invoice(house.order())


STORIES: dict[Point, Story] = {
    Point.DATA_GATHERED: Story("front", a_mail),
    Point.BLOB_WRITTEN: Story("front", a_photo),
    Point.BLOB_NAMED: Story("front", a_photo),
    Point.ARRIVALS_WRITTEN: Story("front", a_mail),
    Point.ARRIVALS_COMMITTED: Story("front", a_mail, times=3),
    Point.ARRIVALS_ANSWERED: Story("front", a_mail),
    Point.ARRIVAL_KEPT: Story("front", a_mail, times=2),
    Point.MAILS_CLAIMED: Story("work", a_mail),
    Point.MAIL_PARSED: Story("work", a_mail),
    Point.MAIL_PROVEN: Story("work", a_mail),
    Point.MAIL_FILES_KEPT: Story("work", a_photo),
    Point.MAIL_TAKEN: Story("work", a_mail, times=3),
    Point.MAIL_SETTLED: Story("work", a_mail),
    Point.MAIL_COMMITTED: Story("work", a_mail),
    Point.LETTERS_CLAIMED: Story("work", a_mail),
    Point.PAPER_PRINTED: Story("work", an_order),
    Point.PAPER_KEPT: Story("work", an_order, times=2),
    Point.PAPER_RECORDED: Story("work", an_order),
    Point.LETTER_SEALED: Story("work", a_mail),
    Point.ENVELOPE_OPENED: Story("work", a_mail),
    Point.LETTER_SAID: Story("work", a_mail, times=3),
    Point.LETTER_ACCEPTED: Story("work", a_mail, times=2),
    Point.FATES_WRITTEN: Story("work", a_mail),
    Point.FATES_COMMITTED: Story("work", a_mail),
    Point.TASK_RUN: Story("work", FrailHouse.next_morning, times=2),
    Point.TASK_COMMITTED: Story("work", FrailHouse.next_morning),
    Point.PRESS_FILES_KEPT: Story("front", an_invoice),
    Point.PRESS_DONE: Story("front", a_press),
    Point.PRESS_COMMITTED: Story("front", a_press, times=2),
    Point.BYTES_REMOVED: Story("work", FrailHouse.erase_photo, times=2),
    Point.BYTES_MARKED: Story("work", FrailHouse.grow_old),
    Point.BYTES_COPIED: Story("work", FrailHouse.grow_old, times=2),
    Point.BYTES_LET_GO: Story("work", FrailHouse.grow_old),
}
"""A point without a story is a test that fails."""


@pytest.fixture
def frail(tmp_path: Path, cradles: Nursery) -> Iterator[FrailHouse]:
    house = FrailHouse(tmp_path / "house", f"sqlite:///{tmp_path / 'house' / 'data' / 'mailbot.db'}", cradles)
    yield house
    house.close()


@pytest.fixture
def frail_postgres(tmp_path: Path, cradles: Nursery, postgres_url: str) -> Iterator[FrailHouse]:
    house = FrailHouse(tmp_path / "house", postgres_url, cradles)
    yield house
    house.close()


@pytest.mark.long
def test_killed_at_any_point_nothing_is_lost_and_nothing_done_twice(frail: FrailHouse) -> None:
    house = frail
    for point in Point:
        story = STORIES[point]
        house.killed_at(point, story.command, lambda story=story: story.act(house), times=story.times)  # type: ignore[misc]
        if story.command == "work":
            house.settle()  # one mail that meets all of them would be parked, as it should
    house.settle()

    count = house.reckon()
    assert count.is_good, count.to_json()
    assert count.mails >= 20
    with house.database.looking() as session:
        papers = session.scalars(select(Paper)).all()
        assert len(papers) == 4
        assert all(paper.fingerprint for paper in papers)
        assert session.scalar(select(func.count()).where(InboundMail.mail_from == "")) == 0
        digests = session.execute(
            select(OutboundMail.person_id, func.date(OutboundMail.created_at))
            .where(OutboundMail.kind == LetterKind.DIGEST_OF_MANAGER)
        ).all()  # fmt: skip
        assert len(digests) == len(set(digests)) > 0
    house.until(lambda: is_swept(house), "what is erased was never swept")
    house.until(lambda: house.moved() >= 15, "what is old never left the database")
    assert house.without_bytes() == []


def is_swept(house: FrailHouse) -> bool:
    with house.database.looking() as session:
        [erased] = session.scalars(select(Erasure)).all()
        return not erased.counts.get(TO_REMOVE)


def test_on_the_other_database_as_well(frail_postgres: FrailHouse) -> None:
    house = frail_postgres
    for point in (
        Point.ARRIVALS_WRITTEN, Point.ARRIVALS_COMMITTED, Point.MAIL_TAKEN, Point.MAIL_COMMITTED, Point.LETTER_SAID,
        Point.FATES_WRITTEN, Point.PRESS_DONE,
    ):  # fmt: skip
        story = STORIES[point]
        house.killed_at(point, story.command, lambda story=story: story.act(house))  # type: ignore[misc]
        house.settle()  # one mail that meets all of them would be parked, as it should

    count = house.reckon()
    assert count.is_good, count.to_json()


def test_a_mail_that_ends_its_worker_again_and_again_waits_for_a_person(frail: FrailHouse) -> None:
    house = frail
    house.killed_at(Point.MAIL_PARSED, "work", lambda: a_mail(house), times=5)
    house.settle()

    with house.database.looking() as session:
        [mail] = session.scalars(select(InboundMail)).all()
        assert (mail.fate, mail.trouble, mail.trail) == (InboundFate.PARKED, "fault", [["fault", "worker_ended"]])
