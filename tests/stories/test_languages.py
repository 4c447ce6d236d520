"""Somebody's language: guessed from their first mail, and a summary of two lines where we do not write it (GAP-22)."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Occupancy, Person
from mailbot.threads.pages import Page
from tests.living import INTAKE, SOPHIE, LivingHouse, letter_to, reply_to, text_of
from tests.stories.test_landlords import says
from tests.web.conftest import Visitor, case_link

AHMED, MARIA, LUCIA = "ahmed.mansouri@mail.example", "maria.dossantos@mail.example", "lucia.fernandez@mail.example"
INES = "ines.caron@mail.example"


def summary_in(letter: Delivered) -> str:
    found = re.search(r'<div class="summary" lang="\w+" dir="(\w+)"[^>]*>(.*?)</div>', letter.mail.html, re.DOTALL)
    assert found is not None, letter.mail.html
    return f"{found[1]}: {' '.join(re.sub('<[^>]+>', ' ', found[2]).split())}"


def language_of(house: LivingHouse, address: str) -> str:
    with house.world.database.looking() as session:
        return next(p for p in session.query(Person) if any(a.address == address for a in p.addresses)).language


@pytest.mark.feature("GAP-22")
def test_a_letter_in_french_is_summed_up_beneath_for_whoever_reads_another_language(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house

    letters = says(house, AHMED, INTAKE, "السلام عليكم، الماء يتسرب تحت المغسلة في المطبخ.", subject="Fuite cuisine")

    first = letter_to(letters, AHMED, "T-01")
    assert "Votre message est bien arrivé." in text_of(first), "the letter is whole, in French"
    assert "لقد استلمنا بلاغك" in text_of(first)
    assert summary_in(first).startswith("rtl: لقد استلمنا بلاغك")
    told = letter_to(letters, SOPHIE, "G-01")
    assert "الماء يتسرب" in text_of(told), "people's words are passed on as they wrote them"
    assert 'class="summary"' not in told.mail.html
    page = visitor.get(case_link(house, Page.REPORT, AHMED))
    assert '<html lang="fr">' in page.text
    answer = says(house, SOPHIE, reply_to(told), "Bonjour, un plombier passera lundi.")
    assert 'class="summary"' not in letter_to(answer, AHMED, "T-04").mail.html, "that letter has none"
    visitor.press(case_link(house, Page.CLOSE, SOPHIE), reason="repaired")
    before = len(house.boxes)
    house.settle()
    closed = letter_to(list(house.boxes)[before:], AHMED, "T-17")
    assert "تم إغلاق هذا البلاغ" in summary_in(closed)
    assert language_of(house, AHMED) == "ar"


@pytest.mark.feature("GAP-22")
def test_each_reader_has_the_summary_of_their_own_language(sqlite_house: LivingHouse) -> None:
    for address, subject, start in (
        (MARIA, "Fuite salle de bains", "ltr: Recebemos a sua comunicação"),
        (LUCIA, "Fuite évier", "ltr: Hemos recibido su aviso"),
    ):
        letters = says(sqlite_house, address, INTAKE, "Bonjour, il y a une fuite depuis ce matin.", subject=subject)
        assert summary_in(letter_to(letters, address, "T-01")).startswith(start)
    danger = says(sqlite_house, MARIA, INTAKE, "Ça sent le gaz dans la cuisine !", subject="Gaz")
    assert "PERIGO" in summary_in(letter_to(danger, MARIA, "T-02"))


@pytest.mark.feature("GAP-22")
@pytest.mark.parametrize(
    ("words", "language", "greets"),
    [
        ("Hello, the kitchen tap has been leaking since this morning and I cannot stop it.", "en", "Hello"),
        ("Bonjour, le robinet de la cuisine fuit depuis ce matin.", "fr", "Bonjour"),
        ("Hola, el grifo de la cocina gotea desde esta mañana y no puedo pararlo.", "es", "Bonjour"),
        ("Guten Tag, der Wasserhahn in der Küche tropft seit heute Morgen.", "fr", "Bonjour"),
    ],
)
def test_the_first_mail_decides_when_nobody_has_said_it(
    sqlite_house: LivingHouse, words: str, language: str, greets: str
) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        ines = session.query(Person).filter_by(name="Inès Caron").one()
        assert ines.language == "", "nobody has said it yet"
        home = session.query(Occupancy).filter_by(person_id=ines.id).one()
        home.starts_on = house.clock().date()

    letters = says(house, INES, INTAKE, words, subject="Robinet")

    assert text_of(letter_to(letters, INES, "T-01")).split("Robinet ", 1)[1].startswith(greets)
    assert language_of(house, INES) == language
    says(house, INES, reply_to(letter_to(letters, INES, "T-01")), "Hello again, and thank you very much for your help.")
    assert language_of(house, INES) == language, "said once, it is theirs to change"
