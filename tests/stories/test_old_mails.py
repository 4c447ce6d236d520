"""Old mails leave the database: they are read, erased and sent twice as before, whatever happens in between."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from mailbot.archiving import OldMails
from mailbot.blobs import fingerprint
from mailbot.model_gate import Erasure
from mailbot.model_mails import InboundMail, MailBytes, MovingBytes
from mailbot.points import Point
from mailbot.sweeping import sweep_blobs
from mailbot.vocabulary import ErasureReason, InboundFate
from mailbot.workflow.erasing import TO_REMOVE, Gone, erase_raw, write_down
from tests.faults.breaking import at, says
from tests.keeping import files_in, settle_blobs
from tests.living import INTAKE, NADIA, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

DAYS = timedelta(days=14)


class Killed(BaseException):
    pass


def killed() -> None:
    raise Killed


def in_rows(house: LivingHouse) -> set[str]:
    with house.world.database.looking() as session:
        return set(session.scalars(select(MailBytes.fingerprint)))


def marked(house: LivingHouse) -> set[str]:
    with house.world.database.looking() as session:
        return set(session.scalars(select(MovingBytes.fingerprint)))


def with_mails(house: LivingHouse, count: int = 3) -> list[str]:
    """A report and some answers, two weeks ago; their fingerprints, oldest first."""
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    for number in range(count - 1):
        house.told(says(f"Encore {number}.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    house.clock.forward(days=14)
    with house.world.database.looking() as session:
        return list(session.scalars(select(InboundMail.fingerprint).order_by(InboundMail.id)))


def erase(house: LivingHouse, name: str) -> None:
    with house.world.database.transaction() as session:
        gone = Gone()
        for row in session.scalars(select(InboundMail).where(InboundMail.fingerprint == name)):
            erase_raw(row, gone, now=house.clock())
            agency = row.agency_id
        assert agency is not None
        write_down(session, agency, ErasureReason.TERM, gone, now=house.clock())


def test_after_two_weeks_the_bytes_of_a_mail_are_a_blob_and_no_row(house: LivingHouse) -> None:
    names = with_mails(house)
    house.told(
        mail("Un autre.", sender=NADIA, to=INTAKE, subject="Radiateur", message_id="<new@x>"), sender=NADIA, to=INTAKE
    )
    young = in_rows(house) - set(names)
    assert len(young) == 1
    old = OldMails(house.world, after=DAYS)
    assert not old.move()
    assert in_rows(house) == young
    assert marked(house) == set()
    for name in names:
        assert fingerprint(house.world.blobs.get(name)) == name
    assert not old.move(), "there are no more"
    house.clock.forward(days=14)
    assert not old.move()
    assert in_rows(house) == set(), "it goes on from where it was"


def test_many_are_moved_look_by_look_and_a_new_process_finds_those_that_are_left(
    house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailbot.archiving._IN_A_LOOK", 2)
    monkeypatch.setattr("mailbot.archiving._AT_ONCE", 1)
    names = with_mails(house, 5)
    old = OldMails(house.world, after=DAYS)
    assert old.move()
    assert in_rows(house) == set(names[2:])
    assert old.move()
    assert not OldMails(house.world, after=DAYS).move(), "it looks through the first ones again"
    assert in_rows(house) == set()


def test_one_that_came_while_the_clock_was_far_ahead_keeps_no_other_one_in_the_database(house: LivingHouse) -> None:
    house.clock.forward(days=3000)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(days=-3000)  # it was set right
    [ahead, *names] = with_mails(house)
    old = OldMails(house.world, after=DAYS)
    assert not old.move()
    assert in_rows(house) == {ahead}, "it is as young as it says"
    assert set(names) <= {path.name for path in files_in(house)}


def test_a_mail_that_comes_again_while_its_bytes_move_has_them_and_is_read(house: LivingHouse) -> None:
    [first, *_] = with_mails(house)
    with house.world.database.looking() as session:
        raw = session.scalar(select(MailBytes.content).where(MailBytes.fingerprint == first))
    assert raw is not None
    elsewhere = f"{INTAKE.partition('@')[0].upper()}@{INTAKE.partition('@')[2]}"

    def again() -> None:
        house.mail(raw, sender=NADIA, to=INTAKE)  # the same mail to the same address is one row
        house.mail(raw, sender=NADIA, to=elsewhere)  # a row of its own, two weeks later

    with at(Point.BYTES_COPIED, again):
        OldMails(house.world, after=DAYS).move()
    assert first not in in_rows(house)
    assert house.settle() == [InboundFate.TAKEN], "its bytes were found where they are now"

    house.mail(raw, sender=NADIA, to=elsewhere.lower())
    house.mail(raw, sender=NADIA, to=elsewhere.title())
    assert first in in_rows(house), "and once more, with a row of its own again"
    assert house.settle() == [InboundFate.TAKEN]


@pytest.mark.parametrize("point", [Point.BYTES_MARKED, Point.BYTES_COPIED, Point.BYTES_LET_GO])
def test_killed_at_each_point_it_is_in_one_place_at_least_and_erased_from_both(
    house: LivingHouse, point: Point
) -> None:
    names = with_mails(house)
    with at(point, killed), pytest.raises(Killed):
        OldMails(house.world, after=DAYS).move()
    there = in_rows(house) | {path.name for path in files_in(house)}
    assert set(names) <= there
    assert marked(house) == set(names), "it is known which may be in both"

    erase(house, names[0])  # while no worker lives
    assert names[0] not in in_rows(house)
    assert names[0] not in marked(house)
    settle_blobs(house)
    sweep_blobs(house.world)
    assert names[0] not in {path.name for path in files_in(house)}

    OldMails(house.world, after=DAYS).move()
    assert in_rows(house) == marked(house) == set()
    assert set(names[1:]) <= {path.name for path in files_in(house)}
    assert names[0] not in {path.name for path in files_in(house)}
    with house.world.database.looking() as session:
        assert [row.counts.get(TO_REMOVE) for row in session.scalars(select(Erasure))] in ([None], [[]])


def test_one_that_is_erased_while_it_moves_goes_from_both(house: LivingHouse) -> None:
    names = with_mails(house)
    erasing: list[Callable[[], None]] = [lambda: erase(house, names[0])]

    def once() -> None:
        while erasing:
            erasing.pop()()

    with at(Point.BYTES_COPIED, once):
        OldMails(house.world, after=DAYS).move()
    assert names[0] in {path.name for path in files_in(house)}
    settle_blobs(house)
    sweep_blobs(house.world)
    assert names[0] not in {path.name for path in files_in(house)}
    assert in_rows(house) == marked(house) == set()


def test_one_that_is_erased_while_it_moves_and_comes_again_at_once_keeps_its_new_row(house: LivingHouse) -> None:
    [first, *_] = with_mails(house)
    with house.world.database.looking() as session:
        raw = session.scalar(select(MailBytes.content).where(MailBytes.fingerprint == first))
    assert raw is not None
    doing: list[Callable[[], None]] = [
        lambda: erase(house, first),
        lambda: house.mail(raw, sender=NADIA, to=INTAKE.upper()),
    ]

    def once() -> None:
        while doing:
            doing.pop(0)()

    with at(Point.BYTES_COPIED, once):
        OldMails(house.world, after=DAYS).move()
    assert first in in_rows(house)
    settle_blobs(house)
    sweep_blobs(house.world)
    assert house.settle() == [InboundFate.TAKEN]


def test_a_store_that_is_away_keeps_them_where_they_are(house: LivingHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    names = with_mails(house)

    def away(_: object, content: bytes) -> str:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(type(house.world.blobs), "put", away)
        with pytest.raises(OSError):  # noqa: PT011
            OldMails(house.world, after=DAYS).move()
    assert in_rows(house) == set(names)
    OldMails(house.world, after=DAYS).move()
    assert in_rows(house) == set()
