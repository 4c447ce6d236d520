"""Somebody's language: guessed from their first mail, and a summary of two lines where we do not write it (GAP-22)."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Occupancy, Person
from mailbot.threads.pages import Page
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of
from tests.ordering import DURAND, mission_address, ordered
from tests.stories.test_landlords import says
from tests.web.conftest import Visitor, case_link, form_of, own_link

AHMED, MARIA, LUCIA = "ahmed.mansouri@mail.example", "maria.dossantos@mail.example", "lucia.fernandez@mail.example"
INES = "ines.caron@mail.example"


def summary_in(letter: Delivered) -> str:
    found = re.search(r'<td class="[^"]*\bsummary" lang="\w+" dir="(\w+)"[^>]*>(.*?)</td>', letter.mail.html, re.DOTALL)
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
    assert 'summary" lang=' not in told.mail.html
    page = visitor.get(case_link(house, Page.REPORT, AHMED))
    assert '<html lang="fr">' in page.text
    answer = says(house, SOPHIE, reply_to(told), "Bonjour, un plombier passera lundi.")
    assert 'summary" lang=' not in letter_to(answer, AHMED, "T-04").mail.html, "that letter has none"
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


def has_not_said(house: LivingHouse, *addresses: str) -> None:
    """Nobody has set the language of these people yet."""
    with house.world.database.transaction() as session:
        for address in addresses:
            next(p for p in session.query(Person) if any(a.address == address for a in p.addresses)).language = ""


def on_file(house: LivingHouse, address: str) -> dict[str, str]:
    """What somebody's own page is filled in with."""
    with house.world.database.looking() as session:
        known = next(p for p in session.query(Person) if any(a.address == address for a in p.addresses))
        return {
            "civility": known.civility, "full_name": known.name, "family_name": known.family_name,
            "telephone": known.telephone,
        }  # fmt: skip


@pytest.mark.feature("GAP-22", "S1-71")
def test_whoever_writes_is_answered_in_the_language_of_their_first_mail_and_may_choose_another(
    sqlite_visitor: Visitor,
) -> None:
    """A landlord, a manager and a company, as a tenant above: heard in English, set to French on their own page."""
    visitor, house = sqlite_visitor, sqlite_visitor.house
    order, _ = ordered(house)
    has_not_said(house, BERNARD, SOPHIE, DURAND)
    at_work = mission_address(house, order.number)

    def to_bernard() -> str:
        words = "Hello, where do my cases stand? Thank you very much for your help."
        letters = says(house, BERNARD, INTAKE, words, subject="My cases")
        return text_of(next(letter for letter in letters if letter.recipient == BERNARD))

    def to_durand() -> str:
        # That day is a Wednesday: the company is asked which of the two it means.
        words = "Hello, we can come on Tuesday 25 November from 9 to 11 am. Best regards, Patrick Durand"
        asked = says(house, DURAND, at_work, words)
        return text_of(next(letter for letter in asked if letter.recipient == DURAND))

    def to_sophie() -> str:
        told = letter_to(says(house, NADIA, INTAKE, "Il y a une fuite.", subject="Évier"), SOPHIE, "G-01")
        says(house, SOPHIE, reply_to(told), "Hello, thank you for this, I will call the plumber tomorrow morning.")
        more = says(house, NADIA, INTAKE, "Une vitre est cassée.", subject="Vitre")
        return text_of(letter_to(more, SOPHIE, "G-01"))

    assert "Hello Mr Vasseur," in to_bernard()
    assert "Your reply will be read by the agency" in to_durand()
    assert "Replying to this email = visible to the occupants" in to_sophie()
    assert {language_of(house, address) for address in (BERNARD, SOPHIE, DURAND)} == {"en"}

    for address in (BERNARD, DURAND):  # a manager's is set where the manager is: in the agency's own file
        link = own_link(house, Page.ACCOUNT, address)
        visitor.post(link, **on_file(house, address), form=form_of(visitor.get(link)), language="fr")
    assert {language_of(house, address) for address in (BERNARD, DURAND)} == {"fr"}
    assert "Bonjour Monsieur Vasseur," in to_bernard()
    assert "Votre réponse sera lue par l’agence" in to_durand()
