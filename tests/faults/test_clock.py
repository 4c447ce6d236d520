"""A clock that is set: an hour back, an hour on, a day back. What waits leaves, once; what was sealed is believed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from mailbot.inbound.line import due_mails
from mailbot.inbound.processing import process
from mailbot.inbound.queue import bring_back, claim
from mailbot.model_mails import DigestLine, InboundMail, OutboundMail, ScheduledRun
from mailbot.outbound.line import due_letters
from mailbot.outbound.queue import bring_letters_back, claim_letters
from mailbot.threads.pages import Page
from mailbot.vocabulary import InboundFate, LetterKind, OutboundFate
from tests.faults.breaking import codes, fates, said_in, says
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_digests import choose
from tests.web.conftest import Visitor, case_link, sqlite_visitor

__all__ = ["sqlite_visitor"]

DIGESTS = (LetterKind.DIGEST_OF_MANAGER, LetterKind.DIGEST_OF_TENANT, LetterKind.DIGEST_OF_LANDLORD)
STEPS = ({"hours": -1}, {"hours": 1}, {"days": -1}, {"days": 1})


def test_mails_go_on_whatever_the_clock_does(sqlite_house: LivingHouse, sqlite_visitor: Visitor) -> None:
    house = sqlite_house
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    for number, step in enumerate(STEPS):
        house.clock.forward(**step)
        hers = reply_to(letter_to(letters, NADIA, "T-01"))  # of tomorrow, when the clock went a day back
        before = len(house.boxes)
        house.told(says(f"Message {number}", sender=NADIA, to=hers), sender=NADIA, to=hers)
        assert [who for who, _ in codes(house, before)].count(SOPHIE) == 1, step
        page = case_link(house, Page.REPORT, SOPHIE)
        house.clock.forward(**{unit: -by for unit, by in step.items()})
        assert sqlite_visitor.get(page).status_code == 200, "a link of another hour"
    assert said_in(house)[1:] == [f"Message {number}" for number in range(len(STEPS))]
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -1}])
def test_what_was_put_off_by_a_clock_that_was_ahead_waits_no_longer_than_a_look(
    sqlite_house: LivingHouse, back: dict[str, float]
) -> None:
    house, world = sqlite_house, sqlite_house.world
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    house.mail(says("Pendant.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    with world.database.looking() as session:
        due = due_mails(session, now=house.clock(), limit=10)
    assert claim(world, due), "a worker takes it, and dies"

    house.clock.forward(**back)

    with world.database.looking() as session:
        assert not due_mails(session, now=house.clock(), limit=10)
    assert bring_back(world) == 1
    assert bring_back(world) == 0
    house.settle()
    assert said_in(house)[-1] == "Pendant."


def test_a_letter_that_waits_for_tomorrows_clock_leaves_and_one_that_is_being_sent_stays(
    sqlite_house: LivingHouse,
) -> None:
    house, world = sqlite_house, sqlite_house.world
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.settle_mails()
    with world.database.looking() as session:
        first, *others = due_letters(session, now=house.clock(), limit=10)
    claim_letters(world, [first])

    house.clock.forward(days=-3)  # further than the head start of letters that somebody waits for

    assert bring_letters_back(world) == len(others)
    with world.database.looking() as session:
        assert list(due_letters(session, now=house.clock(), limit=10)) == others
        [sending] = session.scalars(select(OutboundMail.id).where(OutboundMail.fate == OutboundFate.SENDING))
    assert sending == first
    house.settle()
    house.clock.forward(days=3, minutes=2)
    house.settle()
    assert len(codes(house)) == len(set(codes(house))) == len(others) + 1


def test_a_digest_leaves_once_for_its_day_though_eight_o_clock_comes_twice(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    house.clock.forward(hours=23)
    first = [code for _, code in ((each.recipient, each.mail.header("x-mailbot-letter")) for each in house.strike())]
    assert first
    for step in ({"hours": -2}, {"hours": 2}, {"days": -1}, {"days": 1}):
        house.clock.forward(**step)
        assert house.strike() == [], step
    with house.world.database.looking() as session:
        days = [(row.agency_id, row.task, row.on) for row in session.scalars(select(ScheduledRun))]
    assert len(days) == len(set(days))


def test_a_lease_that_a_step_ends_too_soon_does_nothing_twice(sqlite_house: LivingHouse) -> None:
    house, world = sqlite_house, sqlite_house.world
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    house.mail(says("Une fois.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    with world.database.looking() as session:
        due = due_mails(session, now=house.clock(), limit=10)
    [slow] = claim(world, due)
    before = len(house.boxes)

    house.clock.forward(hours=1)
    [quick] = claim(world, due)
    assert process(replace(world), quick) is InboundFate.TAKEN
    assert process(world, slow) is None
    house.clock.forward(hours=-1)
    house.settle()
    house.clock.forward(hours=1)
    house.settle()

    assert said_in(house).count("Une fois.") == 1
    assert len(codes(house, before)) == len(set(codes(house, before)))
    with world.database.looking() as session:
        assert [row.fate for row in session.query(InboundMail)] == [InboundFate.TAKEN] * 2


def test_a_clock_that_steps_a_day_on_and_back_around_eight_tells_everything_in_one_digest(
    sqlite_house: LivingHouse,
) -> None:
    """What is new is in one digest, nothing waits for ever, and no day has two."""
    house = sqlite_house
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    for name in ("Sophie Lambert", "Yanis Belkacem"):
        choose(house, name)
    before = len(house.boxes)
    at_eight = house.clock.now + timedelta(hours=21, minutes=59)
    for day in range(4):
        for step in (-4, 24 * 60 - 4, 24 * 60 + 1, 2, -24 * 60 + 2, 3, 4):  # minutes from eight
            house.clock.now = at_eight + timedelta(days=day, minutes=step)
            house.strike()
        house.told(says(f"Nouvelle {day}.", sender=NADIA, to=hers), sender=NADIA, to=hers)
    for day in (4, 5, 6):
        house.clock.now = at_eight + timedelta(days=day, minutes=5)
        house.strike()

    with house.world.database.looking() as session:
        days = [row.on for row in session.scalars(select(ScheduledRun).where(ScheduledRun.task == "digests"))]
        lines = list(session.scalars(select(DigestLine)))
        digests = {row.id: row for row in session.query(OutboundMail).filter(OutboundMail.kind.in_(DIGESTS))}
    assert len(days) == len(set(days))
    assert {line.person_id for line in lines} == {row.person_id for row in digests.values()}
    assert all(line.letter_id in digests for line in lines), "nothing waits for ever"
    for reader in {line.person_id for line in lines}:
        told = [row for row in digests.values() if row.person_id == reader]
        assert len(told) <= len(days)
    codes_of = [pair for pair in codes(house, before) if pair[1] in DIGESTS]
    assert len(codes_of) == len(digests), "each left once"
    assert {row.fate for row in digests.values()} == {OutboundFate.SENT}
