"""What is kept, and for how long: the day before the end of its term it is there, the day after it is not."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select

from mailbot.blobs import FolderBlobs
from mailbot.db import Session
from mailbot.model import Agency, Comment, Event, Occupancy, Ownership, Person, PersonAddress, Press, Report
from mailbot.model_desk import AddressChange, Confirmation, Draft, ProvenBrowser, Quote
from mailbot.model_gate import Erasure, StrangerMail
from mailbot.model_mails import Attachment, InboundMail, MailBytes, OutboundMail, ScheduledRun
from mailbot.model_orders import Availability, Invoice, Visit, WorkOrder
from mailbot.sweeping import sweep_blobs, sweep_orphans
from mailbot.threads.participants import open_thread
from mailbot.vocabulary import (
    AttachmentUse,
    Channel,
    DraftKind,
    ErasureReason,
    InboundFate,
    LetterKind,
    MissionState,
    OutboundFate,
    QuoteState,
    ReportStatus,
    Role,
    ThreadKind,
)
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.erasing import TO_REMOVE, Gone, erase_file, write_down
from mailbot.workflow.retention import keep_to_terms, would_go
from mailbot.workflow.terms import before
from tests.keeping import files_in, holds, night, settle_blobs
from tests.living import BERNARD, INTAKE, NADIA, LivingHouse, letter_to, reply_to
from tests.ordering import ordered
from tests.quoting import requested
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


# -- The other lines --------------------------------------------------------------------------------------------------


def something_of_each(house: LivingHouse) -> None:
    """A row of every line that ends by its own date, all of the first day."""
    order, _ = ordered(house)
    requested(house)
    now = house.clock()
    with house.world.database.transaction() as session:
        row = session.get_one(WorkOrder, order.id)
        row.state, row.state_since = MissionState.COMPLETE, now
        quote = session.query(Quote).filter(Quote.number.like("DEV-2026-%")).order_by(Quote.id.desc()).first()
        assert quote is not None
        quote.state, quote.state_since, quote.contact = QuoteState.REFUSED, now, f"Mme {CANARY}"
        session.query(Quote).filter(Quote.id != quote.id).delete()
        session.query(Visit).delete()
        report = session.get_one(Report, row.report_id)
        report.status, report.closed_at = ReportStatus.CLOSED, now
        agency, nadia = row.agency_id, session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        profile = session.get_one(Agency, agency).profile_id
        session.add_all(
            [
                Availability(agency_id=agency, report_id=report.id, person_id=nadia, words="le matin", given_at=now),
                Invoice(agency_id=agency, provider_id=row.provider_id, order_id=row.id, state_since=now,
                        papers=[{"documents": []}], received_at=now),
                ProvenBrowser(mark="a" * 64, agency_id=agency, person_id=nadia, proven_at=now),
                Press(form="b" * 32, agency_id=agency, person_id=nadia, page="r", pressed_at=now),
                Confirmation(agency_id=agency, person_id=nadia, sealed="x", form="c" * 32, fields={"w": CANARY},
                             asked_at=now),
                Draft(agency_id=agency, person_id=nadia, kind=DraftKind.WORK_ORDER, content={"w": CANARY},
                      created_at=now),
                AddressChange(agency_id=agency, person_id=nadia, new_address="a@b.example", asked_at=now),
                StrangerMail(agency_id=agency, address="w@nowhere.example", day="2026-11-21"),
                ScheduledRun(agency_id=agency, task="x", on=date(2026, 11, 21), ran_at=now),
                OutboundMail(agency_id=agency, profile_id=profile, person_id=nadia, kind=LetterKind.DIGEST_OF_TENANT,
                             language="fr", recipient=NADIA, channel=Channel.DIGEST, message_id="<d@x>",
                             facts={"w": CANARY, "reader": "tenant"}, fate=OutboundFate.SENT, tries=1, answer="",
                             created_at=now),
            ]
        )  # fmt: skip


LAST_DAYS = {
    "availabilities": "2026-12-21",
    "contacts": "2026-12-21",
    "presses": "2026-12-21",
    "confirmations": "2026-12-21",
    "drafts": "2026-12-21",
    "address_changes": "2026-12-21",
    "letters_to_strangers": "2026-12-21",
    "browsers": "2027-02-19",
    "digests": "2027-11-21",
    "runs": "2027-11-21",
    "quotes": "2036-11-21",
    "orders": "2036-11-21",
    "papers": "2036-11-21",
    "invoices": "2036-11-21",
}
"""The last day on which each is kept."""


def test_each_term_ends_the_day_after_and_not_the_day_before(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    something_of_each(house)
    for name, last in sorted(LAST_DAYS.items(), key=lambda each: (each[1], each[0])):
        house.clock.now = datetime.fromisoformat(f"{last}T22:30:00+00:00")
        assert due(house).get(name, 0) == 0, name
    for last in sorted(set(LAST_DAYS.values())):
        following = date.fromisoformat(last) + timedelta(days=1)
        house.clock.now = datetime.fromisoformat(f"{following}T02:00:00+00:00")
        names = {name for name, day in LAST_DAYS.items() if day == last}
        assert names <= set(due(house))
        keep(house)
        assert not names & set(due(house))
        assert holds(house, CANARY) == [] or last < "2027-11-21"


def keep(house: LivingHouse) -> None:
    """What the night does, and nothing else of it."""
    with house.world.database.transaction() as session:
        agency = session.scalars(select(Agency).order_by(Agency.id)).first()
        assert agency is not None
        profile = profile_of(session, agency)
        while keep_to_terms(session, agency, profile, house.clock()):
            pass
    settle_blobs(house)
    sweep_blobs(house.world)
    house.world.database.settle_file()


def test_what_manager_and_landlord_wrote_each_other_goes_five_years_after_the_mandate(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        bernard = session.query(PersonAddress).filter_by(address=BERNARD).one().person_id
        thread = open_thread(session, report, ThreadKind.PRIVATE, now=house.clock())
        session.add(
            Comment(agency_id=report.agency_id, report_id=report.id, thread_id=thread.id, author_id=bernard,
                    role=Role.LANDLORD, channel=Channel.PRIVATE, text=f"Je vends {CANARY}.", created_at=house.clock())
        )  # fmt: skip
        session.query(Ownership).filter_by(dwelling_id=report.dwelling_id).update({"ends_on": date(2027, 3, 31)})
    house.clock.now = datetime.fromisoformat("2032-03-31T12:00:00+00:00")
    assert "private" not in due(house)
    house.clock.forward(days=1)
    assert due(house)["private"] == 1
    keep(house)
    assert holds(house, CANARY) == []


def test_a_night_takes_a_few_rows_at_a_time_and_is_over_once(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    something_of_each(house)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mailbot.workflow.retention._MOST", 2)
        house.clock.now = datetime.fromisoformat("2026-12-22T02:00:00+00:00")
        left = sum(due(house).values())
        rounds = 0
        while left:
            house.strike()
            rounds += 1
            before_, left = left, sum(due(house).values())
            assert left >= before_ - 2
        assert rounds > 2
        house.strike()
        runs = look(house, lambda session: session.query(ScheduledRun).filter_by(task="retention").count())
        assert runs == 1
        many = len(erasures(house))
        house.strike()
        assert len(erasures(house)) == many


def test_a_row_that_makes_trouble_keeps_no_other_one_back(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    something_of_each(house)
    house.clock.now = datetime.fromisoformat("2038-01-01T02:00:00+00:00")
    assert due(house)["digests"] == 1
    assert len(due(house)) > 5

    def stumbles(letter: OutboundMail, gone: Gone, **_: object) -> None:
        gone.prints.add("f" * 64)
        letter.facts = {}
        raise KeyError("a fault of ours")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mailbot.workflow.terms.erase_letter", stumbles)
        keep(house)
    assert due(house) == {"digests": 1}
    with house.world.database.looking() as session:
        assert CANARY in str(session.query(OutboundMail).filter_by(message_id="<d@x>").one().facts)  # not half of it
    keep(house)
    assert due(house) == {}


def test_what_is_erased_without_a_file_leaves_the_databases_log_too(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        report.object = f"Chez {CANARY}"
    assert holds(house, CANARY)
    with house.world.database.transaction() as session:
        session.query(Report).filter_by(ref="SIG-1042").one().object = "Fuite"
        write_down(session, report.agency_id, ErasureReason.TERM, Gone(), now=house.clock())
    sweep_blobs(house.world)
    assert holds(house, CANARY) == []
    assert not any(TO_REMOVE in row.counts for row in erasures(house))


def test_a_photo_that_somebody_else_sent_too_stays(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak(house)
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1046").one()
        photo = session.query(Attachment).filter_by(report_id=report.id, use=AttachmentUse.PHOTO).one()
        other = session.query(Report).filter(Report.dwelling_id != report.dwelling_id).first()
        assert other is not None
        session.add(
            Attachment(agency_id=photo.agency_id, mail_id=photo.mail_id, report_id=other.id, use=AttachmentUse.PHOTO,
                       name="la-meme.jpg", media_type=photo.media_type, size=photo.size,
                       fingerprint=photo.fingerprint)
        )  # fmt: skip
        gone = Gone()
        erase_file(photo, gone, now=house.clock())
        write_down(session, photo.agency_id, ErasureReason.MISTAKE, gone, now=house.clock())
    settle_blobs(house)
    sweep_blobs(house.world)
    assert house.world.blobs.has(photo.fingerprint)
    assert not any(TO_REMOVE in row.counts for row in erasures(house))


def test_bytes_that_were_put_down_again_just_now_are_not_taken_away(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    name = blobs.put(b"a photo")
    place = next(path for path in tmp_path.rglob("*") if path.is_file())
    os.utime(place, (1_000_000, 1_000_000))
    long_ago = datetime.fromtimestamp(2_000_000, tz=UTC)
    assert blobs.put(b"a photo") == name  # the same bytes, of another mail that has no row yet
    assert not blobs.remove(name, before=long_ago)
    assert blobs.get(name) == b"a photo"
    os.utime(place, (1_000_000, 1_000_000))
    assert list(blobs.names(name[:2])) == [name]
    assert blobs.remove(name, before=long_ago)
    assert blobs.remove(name, before=long_ago)
    assert not blobs.has(name)


def test_bytes_that_no_row_ever_named_are_swept_after_a_month(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak(house)
    [photo] = files_in(house)
    name = house.world.blobs.put(f"a form that was never sent, {CANARY}".encode())
    # Whoever wrote or removed these was killed in the middle.
    halves = [photo.with_name(half) for half in (".a8x_kq2w", f".gone-{photo.name}")]
    for half in halves:
        half.write_text(CANARY)
    for days, is_there in ((29, True), (31, False)):
        at = (house.clock.now - timedelta(days=days)).timestamp()
        for path in files_in(house):
            os.utime(path, (at, at))
        for beginning in (name[:2], photo.name[:2]):
            sweep_orphans(house.world, beginning)
        assert house.world.blobs.has(name) is is_there
        assert all(path.exists() is is_there for path in halves)
    assert files_in(house) == [photo]
    assert sweep_orphans(house.world, name[:2]) == 0
