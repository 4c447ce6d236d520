"""A manager answers, by mail, a letter that is about no report: nothing of it goes nowhere without a word."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import PersonAddress
from mailbot.model_desk import Draft
from tests.living import NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_command_lines import told
from tests.stories.test_households import AWA, link_of


def answer(house: LivingHouse, letter: Delivered, words: str, *, sender: str = SOPHIE) -> list[Delivered]:
    """What leaves when somebody answers this letter."""
    address = reply_to(letter)
    said = mail(
        words, sender=sender, to=address, subject="Re", message_id=f"<{len(house.boxes)}{len(words)}@own.example>"
    )
    return house.told(said, sender=sender, to=address)


def draft(house: LivingHouse) -> Draft:
    with house.world.database.looking() as session:
        return session.query(Draft).order_by(Draft.id.desc()).first()  # type: ignore[return-value]


@pytest.mark.feature("S1-25", "S1-69")
def test_yes_no_and_other_words_to_an_invitation_that_is_ready(house: LivingHouse) -> None:
    ready = letter_to(told(house, f"#inviter locataire: Awa Diop, {AWA}, L-F03, 01/12/2026"), SOPHIE, "G-14")

    yes = answer(house, ready, "Oui")
    assert who_got_what(yes) == {(SOPHIE, "X-14")}
    letter = letter_to(yes, SOPHIE, "X-14")
    assert "inviter cette personne : c’est son bouton qui l’envoie" in text_of(letter)
    assert link_of(letter, "Valider et envoyer").startswith("https://")
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=AWA).count() == 0
    assert draft(house).cancelled_at is None

    other = answer(house, ready, "Il faudrait plutôt le mettre au deuxième étage")
    assert who_got_what(other) == {(SOPHIE, "X-13")}
    assert "que souhaitez-vous" in text_of(letter_to(other, SOPHIE, "X-13"))
    assert who_got_what(answer(house, ready, "Oui", sender=NADIA)) == {(SOPHIE, "G-13")}

    assert answer(house, ready, "Non") == []
    assert draft(house).cancelled_at is not None
    again = answer(house, ready, "Oui")
    assert "ce qui était prêt a été annulé" in text_of(letter_to(again, SOPHIE, "X-14"))


@pytest.mark.feature("S1-25", "S1-69")
def test_a_line_is_written_again_in_answer_to_what_was_wrong_with_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    ready = letter_to(told(house, f"#inviter locataire: Awa Diop, {AWA}, L-F03, 01/12/2026"), SOPHIE, "G-14")
    wrong = answer(house, ready, f"#inviter locataire: Awa Diop, {AWA}, L-Z99, 01/12/2026")
    refused = letter_to(wrong, SOPHIE, "X-14")
    assert "nous ne connaissons pas ce logement" in text_of(refused)
    assert who_got_what(answer(house, refused, f"#retirer {NADIA}, L-A12, 30/11/2026")) == {(SOPHIE, "G-14")}
    assert who_got_what(answer(house, refused, "point")) == {(SOPHIE, "G-03")}
