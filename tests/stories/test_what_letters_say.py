"""What the letters of a mission say to whoever reads them for the first time: nothing beside it, and nothing twice."""

import pytest

from mailbot.inbound.company_words import beside_invoice, beside_quote
from mailbot.model import Report
from mailbot.model_orders import Availability
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.scene import set_scene
from mailbot.workflow.withholding import says_more
from tests.billing import OTHER, account, file_bank, invoice_pdf
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import mail
from tests.visiting import TWO_SLOTS, answers, says
from tests.working import company_says, home_says, planned


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


@pytest.mark.feature("S1-89")
def test_an_invoice_that_is_here_is_not_waited_for(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, account("3104"))
    number = planned(house)
    company_says(house, number, "Terminé.")
    home_says(house, "oui")
    paper = invoice_pdf(number, iban=OTHER)
    letters = company_says(house, number, "Ci joint ma facture merci", files=(("f.pdf", paper),))
    # Not a word of his says it, and whoever holds his letter box is handed nothing that changes anything.
    back = text_of(letter_to(letters, DURAND, "X-12"))
    assert "Votre facture indique un autre compte bancaire que celui que nous connaissons" in back
    assert "Rien n’est changé" in back
    assert "L’agence vous appellera" in back
    assert "Ci joint" not in back
    assert "Valider" not in back
    told = text_of(letter_to(letters, SOPHIE, "G-12"))
    assert "prochaine étape : décision de l’agence" in told
    letters = home_says(house, "Je vous laisse le numéro de mon frère demain.")
    assert "facture" not in text_of(letter_to(letters, YANIS, "T-04"))
    assert "prochaine étape : clôture du dossier" in text_of(letter_to(letters, YANIS, "T-04"))


@pytest.mark.feature("S2-10")
def test_times_told_with_the_first_words_are_on_the_order(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    words = "Le robinet de la cuisine fuit. Je suis là le mardi et le jeudi."
    house.told(
        mail(words, sender=NADIA, to=INTAKE, subject="Robinet", message_id="<times@x.example>"), sender=NADIA, to=INTAKE
    )
    with house.world.database.looking() as session:
        [given] = session.query(Availability).all()
        assert given.words == "le mardi ou le jeudi"
    assert "robinet" in public_words(house, "SIG-1046")


@pytest.mark.feature("S2-14", "S2-10")
def test_what_the_home_says_before_the_visit_is_planned_names_the_time_to_plan(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    says(house, order.number, TWO_SLOTS)
    answers(house, NADIA, "le 2, merci")
    letters = answers(house, NADIA, "La bassine est déjà pleine.")
    told = text_of(letter_to(letters, DURAND, "P-20"))
    assert "Créneau choisi : jeudi 26 novembre, 14 h – 18 h, toujours à planifier." in told
    says(house, order.number, "ok")
    letters = says(house, order.number, "J'aurai 30 minutes de retard jeudi.")
    assert "aura du retard jeudi 26 novembre" in text_of(letter_to(letters, NADIA, "T-12"))


def test_the_words_that_hand_in_a_quote_are_no_news_beside_it() -> None:
    assert not says_more(beside_quote("voila le devis"))
    assert not says_more(beside_invoice("voilà ma facture"))
    assert says_more(beside_quote("voila le devis, je passe jeudi"))
