"""What did not arrive: what is over does not leave again, and an address that is put right begins anew (GAP-23)."""

from datetime import timedelta

import pytest

from mailbot.db import Session
from mailbot.model import Person, PersonAddress
from mailbot.model_desk import AddressChange
from mailbot.model_mails import OutboundMail
from mailbot.vocabulary import LetterKind, MissionState, OutboundFate
from mailbot.workflow import returns_clock
from mailbot.workflow.address_changes import Side, say_yes
from mailbot.workflow.address_corrections import waiting_letters
from mailbot.workflow.returned_letters import came_back
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, who_got_what
from tests.ordering import order_now
from tests.returning import complaint, handed_in
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_letters_that_come_back import OTHER, address, leak
from tests.web.conftest import Visitor
from tests.working import company_says, planned


def held_back(house: LivingHouse, kind: LetterKind, facts: dict[str, object], *, hours: float) -> None:
    """A letter to Nadia of so many hours ago that did not leave, as a letter that did."""
    with house.world.database.transaction() as session:
        like = session.query(OutboundMail).filter_by(recipient=NADIA).order_by(OutboundMail.id).first()
        assert like is not None
        same = (
            "agency_id",
            "profile_id",
            "report_id",
            "participant_id",
            "person_id",
            "language",
            "recipient",
            "channel",
        )
        session.add(
            OutboundMail(
                **{name: getattr(like, name) for name in same}, kind=kind, facts=like.facts | facts, due_at=None,
                message_id=f"<{kind.value}@held>", fate=OutboundFate.FAILED, answer="held back: stopped",
                created_at=house.clock() - timedelta(hours=hours),
            )
        )  # fmt: skip


@pytest.mark.feature("GAP-23")
def test_what_is_over_does_not_leave_again(sqlite_visitor: Visitor) -> None:
    """Slots of last week, a visit of yesterday, the danger of the day before: they wait for nobody any more."""
    house = sqlite_visitor.house
    leak(house)
    day = timedelta(days=1)
    soon, gone = ((house.clock() + by).isoformat() for by in (day, -day))
    held_back(house, LetterKind.URGENT_RECEIVED, {}, hours=30)
    held_back(house, LetterKind.VISIT_TOMORROW, {"visit": {"start": soon}}, hours=30)
    held_back(house, LetterKind.VISIT_CONFIRMED, {"slot": {"start": gone}}, hours=50)
    held_back(house, LetterKind.CHOICE_NOTED, {"slot": {"start": soon}}, hours=50)
    held_back(house, LetterKind.NOT_UNDERSTOOD, {}, hours=30)
    with house.world.database.looking() as session:
        known = address(house, NADIA)
        waiting = {each.kind for each in waiting_letters(session, known, now=house.clock())}
    assert waiting == {LetterKind.CHOICE_NOTED}
    house.clock.forward(days=2)
    with house.world.database.looking() as session:
        assert not waiting_letters(session, known, now=house.clock())


@pytest.mark.feature("GAP-23", "S1-71")
def test_an_address_that_its_owner_has_changed_has_refused_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        known = session.query(PersonAddress).filter_by(address=NADIA).one()
        known.refusals, known.refused_why, known.stopped_at = 3, "full", house.clock()
        known.complained_at = house.clock()
        nadia = session.get_one(Person, known.person_id)
        change = AddressChange(agency_id=nadia.agency_id, person_id=nadia.id, new_address=OTHER, asked_at=house.clock())
        session.add(change)
        session.flush()
        for side in Side:
            say_yes(session, nadia, change, side, now=house.clock())
    assert (OTHER, "T-01") in who_got_what(house.told(the_leak(), sender=NADIA, to=INTAKE))
    new, former = address(house, OTHER), address(house, NADIA)
    assert (new.refusals, new.stopped_at, new.complained_at) == (0, None, None)
    assert former.complained_at is not None  # what it refused is its own


@pytest.mark.feature("GAP-23", "GAP-09")
def test_an_address_given_up_long_ago_does_not_keep_a_mission_open_for_ever(sqlite_house: LivingHouse) -> None:
    """The managers know of it (G-25); Yanis was asked and reminded, and his silence is one."""
    house = sqlite_house
    number = planned(house)
    with house.world.database.transaction() as session:
        known = session.query(PersonAddress).filter_by(address=NADIA).one()
        known.refusals, known.refused_why, known.refused_since = 3, "unknown", house.clock()
        known.stopped_at = house.clock()
    company_says(house, number, "C'est réparé, intervention réalisée.")
    for _ in range(10):
        house.clock.forward(days=1)
        house.strike()
    assert order_now(house, number).state is not MissionState.DONE_TO_CONFIRM


@pytest.mark.feature("GAP-23")
def test_one_letter_that_makes_trouble_keeps_no_other_from_being_told_of(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.transaction() as session:
        first, second = session.query(OutboundMail).filter_by(kind=LetterKind.REPORT_RECEIVED).order_by(OutboundMail.id)
        for row in (first, second):
            row.fate, row.answer = OutboundFate.FAILED, "550 5.1.1 user unknown"
        broken = first.id

    def stumbles(session: Session, letter: OutboundMail, *args: object, **more: object) -> None:
        letter.answer = "half done"
        if letter.id == broken:
            raise KeyError("a fault of ours")
        came_back(session, letter, *args, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(returns_clock, "came_back", stumbles)
        assert (SOPHIE, "G-15") in who_got_what(house.strike())
    with house.world.database.looking() as session:
        assert (
            session.get_one(OutboundMail, broken).answer == "550 5.1.1 user unknown"
        )  # nothing of it, for the next time


@pytest.mark.feature("GAP-23")
def test_one_letter_is_complained_of_once(sqlite_house: LivingHouse) -> None:
    """Whoever knows its Message-ID shuts nobody up again each time that a manager has news sent again."""
    house = sqlite_house
    letter = leak(house)
    abuse = "abuse@suivi.agence-tilleul.example"
    assert (SOPHIE, "G-25") in who_got_what(handed_in(house, complaint(letter, service="outlook"), to=abuse))
    with house.world.database.transaction() as session:
        session.query(PersonAddress).filter_by(address=NADIA).one().complained_at = None
    again = complaint(letter, service="outlook").replace(b"Message-ID: <", b"Message-ID: <again.", 1)
    assert handed_in(house, again, to=abuse) == []
    assert address(house, NADIA).complained_at is None
