"""What is kept, and for how long: the day before the end of its term it is there, the day after it is not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import select

from mailbot.db import Session
from mailbot.model import (
    Agency,
    Attachment,
    Comment,
    Event,
    InboundMail,
    MailBytes,
    Occupancy,
    OutboundMail,
    Person,
    Report,
)
from mailbot.model_gate import Erasure
from mailbot.vocabulary import ErasureReason, InboundFate, ReportStatus
from mailbot.worker import sweep_blobs
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.erasing import TO_REMOVE
from mailbot.workflow.retention import would_go
from mailbot.workflow.terms import before
from tests.keeping import files_in, holds, night, settle_blobs
from tests.living import INTAKE, NADIA, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

T = TypeVar("T")
CANARY = "Zanzibar"


def leak(house: LivingHouse) -> list:  # type: ignore[type-arg]
    """Nadia's report SIG-1046, with a photo, and a canary in its words."""
    letter = the_leak()
    letter.replace_header("Subject", f"Fuite {CANARY}")
    return house.told(letter, sender=NADIA, to=INTAKE)


def look(house: LivingHouse, at: Callable[[Session], T]) -> T:
    with house.world.database.looking() as session:
        return at(session)


def due(house: LivingHouse) -> dict[str, int]:
    """What would go now, of the first agency."""
    with house.world.database.looking() as session:
        agency = session.scalars(select(Agency).order_by(Agency.id)).first()
        assert agency is not None
        told = would_go(session, agency, profile_of(session, agency), house.clock())
        return {each.name: each.rows for each in told if each.rows}


def erasures(house: LivingHouse) -> list[Erasure]:
    return look(house, lambda session: list(session.scalars(select(Erasure).order_by(Erasure.id))))


def test_a_term_ends_after_the_day_that_has_its_number() -> None:
    assert before(date(2027, 11, 21), 12, "months") == date(2026, 11, 21)
    assert before(date(2028, 2, 29), 1, "years") == date(2027, 2, 28)
    assert before(date(2027, 3, 31), 1, "months") == date(2027, 2, 28)
    assert before(date(2027, 1, 15), 1, "months") == date(2026, 12, 15)
    assert before(date(2027, 1, 15), 30, "days") == date(2026, 12, 16)


@pytest.mark.feature("S1-82")
def test_the_bytes_of_a_mail_go_after_a_year_and_what_was_read_in_it_stays(house: LivingHouse) -> None:
    leak(house)
    night(house, "2027-11-21")
    assert look(house, lambda session: session.query(MailBytes).count()) == 1

    house.clock.forward(days=1)
    was = due(house)
    before_ = look(house, lambda session: session.query(InboundMail).filter_by(erased_at=None).count())
    assert due(house) == was  # whoever asks changes nothing
    assert was["raw_mails"] == before_ == 1

    night(house, "2027-11-22")
    assert look(house, lambda session: session.query(MailBytes).count()) == 0
    [came] = look(house, lambda session: session.query(InboundMail).all())
    assert came.erased_at is not None
    assert came.sender == NADIA  # the journal says from which address
    assert CANARY in look(house, lambda session: session.query(Report).filter_by(ref="SIG-1046").one().object)
    assert all(each.text for each in look(house, lambda session: session.query(Comment).all()))
    [row] = [each for each in erasures(house) if "raw_mails" in each.counts]
    assert (row.reason, row.person_id, row.by) == (ErasureReason.TERM, None, None)
    assert row.counts["raw_mails"] == was["raw_mails"]

    many = len(erasures(house))
    night(house, "2027-11-23")
    assert not [each for each in erasures(house)[many:] if "raw_mails" in each.counts]


def test_a_mail_of_nobody_we_know_goes_after_a_month(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    stranger = "walter@nowhere.example"
    house.told(mail(f"Mon voisin {CANARY}.", sender=stranger, to=INTAKE, subject="Voisin", message_id="<s@x>"),
               sender=stranger, to=INTAKE)  # fmt: skip
    night(house, "2026-12-21")
    assert due(house).get("strangers", 0) == 0
    assert look(house, lambda session: session.query(InboundMail).one().erased_at) is None
    night(house, "2026-12-22")
    [gone] = look(house, lambda session: session.query(InboundMail).all())
    assert gone.erased_at is not None
    assert (gone.sender, gone.mail_from, gone.fate) == ("", "", InboundFate.DISCARDED)
    assert holds(house, stranger) == holds(house, CANARY) == []


def test_a_mail_whose_owner_never_said_goes_after_a_month(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    hers = reply_to(letter_to(leak(house), NADIA, "T-01"))
    stranger = "walter@nowhere.example"
    house.told(mail("Le plafond de Tombouctou.", sender=stranger, to=hers, subject="Re: x", message_id="<s@x>"),
               sender=stranger, to=hers)  # fmt: skip
    assert look(house, lambda session: session.query(InboundMail).filter_by(fate=InboundFate.HELD).count()) == 1
    night(house, "2026-12-21")
    assert look(house, lambda session: session.query(InboundMail).filter_by(fate=InboundFate.HELD).count()) == 1
    night(house, "2026-12-22")
    assert look(house, lambda session: session.query(InboundMail).filter_by(fate=InboundFate.HELD).count()) == 0
    assert holds(house, "Tombouctou") == []
    assert holds(house, stranger) == []


@pytest.mark.feature("S1-82")
def test_a_closed_report_is_anonymised_three_years_after_the_lease(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak(house)
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        for each in session.query(Report).filter_by(dwelling_id=report.dwelling_id):
            each.status, each.closed_at = ReportStatus.CLOSED, house.clock()
        for stay in session.query(Occupancy).filter_by(dwelling_id=report.dwelling_id):
            stay.ends_on = date(2027, 1, 31)
        events = session.query(Event).filter_by(report_id=report.id).count()
    night(house, "2030-01-31")
    assert look(house, lambda session: session.query(Comment).filter_by(report_id=report.id).one().text)
    assert files_in(house)

    night(house, "2030-02-01")
    assert holds(house, CANARY) == []
    [said] = look(house, lambda session: session.query(Comment).filter_by(report_id=report.id).all())
    assert said.text == ""
    assert said.erased_at is not None
    kept = look(house, lambda session: session.query(Attachment).filter_by(report_id=report.id).all())
    assert kept
    assert all(file.erased_at is not None and file.name == "" for file in kept)
    letters = look(house, lambda session: session.query(OutboundMail).filter_by(report_id=report.id).all())
    assert all(letter.erased_at is not None for letter in letters)
    assert look(house, lambda session: session.query(Report).filter_by(ref="SIG-1046").one().object).startswith("[eff")
    # The journal stays whole.
    assert look(house, lambda session: session.query(Event).filter_by(report_id=report.id).count()) == events
    person = look(house, lambda session: session.get_one(Person, said.author_id))
    assert person.erased_at is not None
    assert NADIA not in str(holds(house, NADIA))


def test_a_house_that_is_killed_between_the_rows_and_the_bytes_goes_on(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak(house)
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        report.status, report.closed_at = ReportStatus.CLOSED, house.clock()
        session.query(Occupancy).filter_by(dwelling_id=report.dwelling_id).update({"ends_on": date(2026, 12, 1)})
    photos = files_in(house)
    assert photos
    house.clock.now += timedelta(days=365 * 5)
    house.clock.now = house.clock.now.replace(hour=2)
    house.strike()  # and no sweep
    assert any(TO_REMOVE in row.counts for row in erasures(house))
    assert files_in(house) == photos

    settle_blobs(house)
    assert sweep_blobs(house.world) == len(photos)
    assert not files_in(house)
    assert not any(TO_REMOVE in row.counts for row in erasures(house))
    assert sweep_blobs(house.world) == 0
