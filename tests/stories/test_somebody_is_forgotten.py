"""Somebody asks to be forgotten: their words are in no file any more; the journal and the law's papers stay."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from mailbot.erasing_desk import export_person, forget_person, let_go, tell_forgetting, tell_terms
from mailbot.errors import WrongSetting
from mailbot.model import (
    Comment,
    Event,
    Landlord,
    LandlordContact,
    Occupancy,
    Ownership,
    Participant,
    Person,
    PersonAddress,
    Report,
    Thread,
)
from mailbot.model_desk import AddressChange
from mailbot.model_gate import BlockedSender, Erasure
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Paper, WorkOrder
from mailbot.vocabulary import ErasureReason, EventKind, InboundFate, MissionState, ReportStatus
from tests.keeping import files_in, holds, settle_blobs
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of
from tests.ordering import ordered
from tests.returning import comes_back
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_what_is_kept import CANARY, look


def live_and_leave(house: LivingHouse) -> None:
    """Nadia's report with a photo; words of everybody about it and about her; then she is gone, and all is closed."""
    letter = the_leak()
    letter.replace_header("Subject", f"Fuite {CANARY}")
    first = house.told(letter, sender=NADIA, to=INTAKE)
    his, sophies = reply_to(letter_to(first, YANIS, "T-01")), reply_to(letter_to(first, SOPHIE, "G-01"))
    hers = reply_to(letter_to(first, NADIA, "T-01"))
    for sender, address, words in (
        (NADIA, hers, f"Bonjour, le {CANARY} coule chez moi, Nadia Belkacem, 06 39 98 10 12."),
        (YANIS, his, "Nadia Belkacem a raison, cela coule."),
        (SOPHIE, sophies, f"Nous regardons.\n\nLe 21 nov. 2026, Nadia Belkacem a écrit :\n> le {CANARY} coule"),
    ):
        house.clock.forward(minutes=20)
        house.told(mail(words, sender=sender, to=address, subject="Re: Fuite", message_id=f"<{len(words)}@x>"),
                   sender=sender, to=address)  # fmt: skip
    house.clock.forward(days=1)
    house.strike()
    leave(house)


def leave(house: LivingHouse) -> None:
    with house.world.database.transaction() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        for report in session.query(Report):
            report.status, report.closed_at = ReportStatus.CLOSED, report.closed_at or house.clock()
        session.query(Occupancy).filter_by(person_id=nadia).update({"ends_on": date(2026, 12, 1)})


def test_nobody_is_forgotten_while_they_live_there(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    for who, why in ((NADIA, "lives_here, open_report"), (SOPHIE, "in_team")):
        with pytest.raises(WrongSetting, match=why):
            forget_person(house.world, who, "")
    with pytest.raises(WrongSetting, match="Nobody"):
        forget_person(house.world, "nobody@x.example", "")
    assert look(house, lambda session: session.query(Erasure).count()) == 0


@pytest.mark.feature("S1-82")
def test_the_words_of_somebody_who_is_forgotten_are_in_no_file_any_more(house: LivingHouse) -> None:
    live_and_leave(house)
    house.clock.forward(days=30)
    house.settle()
    events = look(house, lambda session: session.query(Event).count())
    nadia = look(house, lambda session: session.query(PersonAddress).filter_by(address=NADIA).one().person_id)
    settle_blobs(house)
    before = files_in(house)

    forget_person(house.world, NADIA, "")

    assert len(files_in(house)) < len(before)
    [row] = look(house, lambda session: session.query(Erasure).all())
    assert (row.reason, row.person_id) == (ErasureReason.RIGHT, nadia)
    assert row.counts["comments"] >= 2
    assert row.counts["named_by_others"] == 1
    if house.world.database.is_sqlite:
        for words in (CANARY, NADIA, "Nadia", "06 39 98 10 12"):
            assert holds(house, words) == [], words
    with house.world.database.looking() as session:
        assert all(each.text == "" for each in session.query(Comment).filter_by(author_id=nadia))
        assert session.query(InboundMail).filter_by(person_id=nadia, erased_at=None).count() == 0
        assert session.query(OutboundMail).filter_by(person_id=nadia, erased_at=None).count() == 0
        assert session.query(Event).count() == events + 1  # the journal stays whole
        assert session.get_one(Person, nadia).name.startswith("[effacé le ")
        [his] = [each.text for each in session.query(Comment) if "cela coule" in each.text]
        assert "a raison, cela coule" in his
    with pytest.raises(WrongSetting):
        forget_person(house.world, NADIA, "")

    house.clock.now = house.clock.now.replace(hour=7, minute=1)
    house.clock.forward(days=1)
    told = letter_to(house.strike(), SOPHIE, "G-03")
    assert "données effacées" in text_of(told)


def test_what_the_law_makes_us_keep_stays_and_is_counted(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    with pytest.raises(WrongSetting, match="open_order"):
        forget_person(house.world, NADIA, "")
    with house.world.database.transaction() as session:
        session.get_one(WorkOrder, order.id).state = MissionState.COMPLETE
    leave(house)
    house.clock.forward(days=30)
    forget_person(house.world, NADIA, "")
    [row] = look(house, lambda session: session.query(Erasure).all())
    assert row.counts["restricted"] >= 2
    [paper] = look(house, lambda session: session.query(Paper).filter_by(order_id=order.id).all())
    assert paper.fingerprint is not None
    assert house.world.blobs.get(paper.fingerprint)
    assert look(house, lambda session: session.query(Event).filter_by(kind=EventKind.DATA_ERASED).count()) == 1


def standing(house: LivingHouse) -> tuple[int, int, int]:
    """How much there is that is not erased."""
    with house.world.database.looking() as session:
        said = session.query(Comment).filter_by(erased_at=None).count()
        came = session.query(InboundMail).filter_by(erased_at=None).count()
        return said, came, session.query(OutboundMail).filter_by(erased_at=None).count()


def test_an_operator_sees_what_would_go_and_changes_nothing(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    house = sqlite_house
    live_and_leave(house)
    house.clock.forward(days=400)
    house.settle()
    out = Console(file=io.StringIO(), width=120)
    before = standing(house)
    tell_terms(house.world, "", out)
    tell_forgetting(house.world, NADIA, "", out)
    told = out.file.getvalue()  # type: ignore[attr-defined]
    assert "12 months from arrival" in told
    assert "10 years from completion" in told
    assert CANARY not in told
    assert standing(house) == before
    assert look(house, lambda session: session.query(Erasure).count()) == 0

    export_person(house.world, NADIA, "", tmp_path / "nadia.zip")
    with zipfile.ZipFile(tmp_path / "nadia.zip") as archive:
        assert CANARY in archive.read("donnees-a-relire.html").decode()
    with pytest.raises(WrongSetting, match="there already"):
        export_person(house.world, NADIA, "", tmp_path / "nadia.zip")
    let_go(house.world, "")
    assert look(house, lambda session: session.query(InboundMail).filter_by(erased_at=None).count()) == 0
    with pytest.raises(WrongSetting, match="no agency"):
        let_go(house.world, "nobody")


def test_whatever_else_named_somebody_is_gone_with_them(sqlite_house: LivingHouse) -> None:
    """What a mail system answered, a letter that came back, mails from before they were known, a block, a new address
    that they once wished for, and an opinion typed into the object of somebody else's report."""
    house = sqlite_house
    letter = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")
    comes_back(house, letter)
    wished = "nadia.b@ailleurs.example"
    with house.world.database.transaction() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one()
        session.query(OutboundMail).filter_by(
            message_id=letter.mail.message_id
        ).one().answer = f"550 <{NADIA}>: unknown"
        stranger = session.query(InboundMail).filter_by(sender=NADIA).one()
        stranger.person_id = stranger.report_id = None
        session.add(BlockedSender(agency_id=nadia.agency_id, address=NADIA, blocked_by=None, blocked_at=house.clock()))
        session.add(
            AddressChange(
                agency_id=nadia.agency_id, person_id=nadia.person_id, new_address=wished, asked_at=house.clock()
            )
        )  # fmt: skip
        other = session.query(Report).filter_by(ref="SIG-1042").one()
        other.object, other.author_id = (
            "Chez Nadia Belkacem",
            session.query(PersonAddress).filter_by(address=YANIS).one().person_id,
        )
        for seat in session.query(Participant).join(Thread).filter(Thread.report_id == other.id):
            seat.subject = "[SIG-1042] Chez Nadia Belkacem"
        to_the_new = session.query(OutboundMail).order_by(OutboundMail.id.desc()).first()
        assert to_the_new is not None
        to_the_new.recipient, to_the_new.person_id = wished, None
    leave(house)
    house.clock.forward(days=30)
    house.settle()
    settle_blobs(house)
    day = house.world.today()

    forget_person(house.world, NADIA, "")

    for words in (NADIA, wished, "Nadia"):
        assert holds(house, words) == [], words
    with house.world.database.looking() as session:
        assert session.query(BlockedSender).count() == 0
        assert session.query(InboundMail).filter_by(fate=InboundFate.AUTOMATIC, erased_at=None).count() == 0
        gone = session.query(Person).filter(Person.erased_at.is_not(None)).one()
        assert gone.tokens_from is not None
        assert gone.tokens_from > day  # what was made this very day opens nothing either


def test_an_owner_of_nothing_any_more_is_forgotten_with_name_and_address(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        bernard = session.query(PersonAddress).filter_by(address=BERNARD).one().person_id
        [owner] = session.query(Landlord).join(LandlordContact).filter(LandlordContact.person_id == bernard)
        session.query(Ownership).filter_by(landlord_id=owner.id).update({"ends_on": date(2026, 11, 1)})
        owner.postal_address, number = "9 rue du Canari, Lyon", owner.id
    forget_person(house.world, BERNARD, "")
    with house.world.database.looking() as session:
        owner = session.get_one(Landlord, number)
        assert owner.name.startswith("[effacé le ")
        assert owner.postal_address == ""
    assert holds(house, "9 rue du Canari") == []
