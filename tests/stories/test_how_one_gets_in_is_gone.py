"""How one gets in was said once: a week after the mission it stands nowhere, in no mail, letter, comment or blob."""

from datetime import timedelta

import pytest

from mailbot.model import Comment
from mailbot.model_mails import InboundMail
from mailbot.model_orders import AccessNote, WorkOrder
from mailbot.vocabulary import MissionState
from tests.keeping import holds, night
from tests.living import NADIA, LivingHouse, letter_to, reply_to, text_of
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import mail
from tests.visiting import TWO_SLOTS, answers, says

SECRETS = ("77K88", "pot bleu")


def planned_and_left(house: LivingHouse) -> str:
    """A mission with a code and a hidden key, quoted by the company; then the company withdraws."""
    order, letters = ordered(house)
    words = "Bonjour,\nLe code est 77K88, la clé est sous le pot bleu.\nLe joint est toujours à refaire."
    answers(house, NADIA, words, to=reply_to(letter_to(letters, NADIA, "T-06")))
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "Le 1")
    letters = says(house, order.number, "ok")
    told = letter_to(letters, DURAND, "P-07")
    assert "77K88" in text_of(told)
    quoting = mail("Bien noté.\n\nLe 21 nov. 2026, l'agence a écrit :\n> Code 77K88, la clé est sous le pot bleu.",
                   sender=DURAND, to=reply_to(told), subject="Re: OS", message_id="<dq@x>")  # fmt: skip
    house.told(quoting, sender=DURAND, to=reply_to(told))
    return order.number


@pytest.mark.feature("S2-14")
def test_a_code_and_a_key_are_in_no_file_a_week_after_the_mission(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned_and_left(house)
    says(house, number, "Je ne peux plus assurer cette mission, voyez un confrère.")
    ended = house.clock.now
    night(house, (ended + timedelta(days=7)).date().isoformat())
    assert all(holds(house, secret) for secret in SECRETS)

    night(house, (ended + timedelta(days=8)).date().isoformat())
    for secret in SECRETS:
        assert holds(house, secret) == [], secret
    with house.world.database.looking() as session:
        said = [each.text for each in session.query(Comment) if "toujours à refaire" in each.text]
        assert said  # what else she said stays to be read
        assert all("[effacé le" in text or "•••" in text for text in said)
        assert session.query(InboundMail).filter(InboundMail.erased_at.is_not(None)).count() >= 2


@pytest.mark.feature("S2-14")
def test_a_mission_that_nobody_ever_ends_keeps_no_code_for_ever(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned_and_left(house)
    with house.world.database.looking() as session:
        since = session.query(WorkOrder).filter_by(number=number).one()
        assert since.state is MissionState.PLANNED
    house.clock.now = since.state_since + timedelta(days=178)
    night(house, house.clock.now.date().isoformat())
    with house.world.database.looking() as session:
        assert session.query(AccessNote).one().erased_at is None
    night(house, (since.state_since + timedelta(days=182)).date().isoformat())
    for secret in SECRETS:
        assert holds(house, secret) == [], secret
