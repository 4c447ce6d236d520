"""What the letters of a mission say to whoever reads them for the first time: nothing beside it, and nothing twice."""

import pytest

from mailbot.model import Report
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.scene import set_scene
from tests.living import NADIA, LivingHouse
from tests.ordering import ordered
from tests.visiting import TWO_SLOTS, answers, says
from tests.working import home_says


def public_words(house: LivingHouse, ref: str = "SIG-1042") -> str:
    """What another company would read of it."""
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref=ref).one(), now=house.clock())
        return extract_of(session, scene).words


@pytest.mark.feature("S1-58", "S1-66")
def test_a_second_company_reads_nothing_of_what_the_first_was_answered(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, "je prends")
    answers(house, NADIA, "Je suis là le mardi et le jeudi matin.")
    says(house, order.number, TWO_SLOTS)
    home_says(house, "La fuite gagne le placard.")
    answers(house, NADIA, "jeudi ça me va")
    words = public_words(house)
    assert "La fuite gagne le placard." in words
    assert "jeudi" not in words
