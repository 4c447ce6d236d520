"""A quote that is born inside a mission: its number, the ceiling, the decision, and what follows (SM3 from M6)."""

from decimal import Decimal

import pytest

from mailbot.model_desk import Quote
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import MissionState, QuoteState, VisitState
from tests.answering import QUOTE_PDF, pdf
from tests.deciding import desk
from tests.filing_cabinet import office
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_visits_change import planned as planned_ahead
from tests.working import company_says, planned

LEAK = "SIG-1042"
UP_TO = """<h1>Devis n° D2026-9</h1><p>Date : 23/11/2026</p><p>Chantier : 12 rue des Lilas</p>
<p>Total HT : 125,00 €</p><p>TVA 20 % : 25,00 €</p><p>Total TTC : {incl} €</p>"""


def quotes(house: LivingHouse, number: str) -> list[Quote]:
    """The quotes of a mission, in their order."""
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        return session.query(Quote).filter_by(order_id=order.id).order_by(Quote.id).all()


def submitted(house: LivingHouse, number: str, words: str = "Voici notre devis.", body: str = QUOTE_PDF) -> Quote:
    company_says(house, number, words, files=(("devis-D2026-311.pdf", pdf(body)),))
    return quotes(house, number)[-1]


@pytest.mark.feature("S2-16", "S2-07", "S2-06", "S2-18", "S2-08")
def test_a_quote_above_the_ceiling_is_decided_then_a_second_visit_is_asked_for(house: LivingHouse, loop: Loop) -> None:
    number = planned(house)

    letters = company_says(
        house, number, "Bonjour, voici notre devis.", files=(("devis-D2026-311.pdf", pdf(QUOTE_PDF)),)
    )

    assert who_got_what(letters) == {(NADIA, "T-13"), (YANIS, "T-13"), (SOPHIE, "G-06"), (DURAND, "P-11")}
    [quote] = quotes(house, number)
    assert (quote.state, quote.amount_incl_tax) == (QuoteState.RECEIVED, Decimal("528.00"))
    assert quote.number.startswith("DEV-2026-")
    told = text_of(letter_to(letters, SOPHIE, "G-06"))
    assert told.startswith("Devis Plomberie Durand : 528,00 € TTC — à décider")
    assert f"Dans la mission {number} : un second passage suit." in told
    receipt = text_of(letter_to(letters, DURAND, "P-11"))
    assert f"pour {number}, enregistré sous {quote.number} : 528,00 € TTC (480,00 € HT, TVA 10 %)." in receipt
    assert "un second passage suivra si le devis est validé. Merci de ne pas engager les travaux" in receipt
    assert letter_to(letters, DURAND, "P-11").mail.subject.startswith(f"[{number}]")
    home = letter_to(letters, NADIA, "T-13")
    assert "Si ces travaux sont décidés, un second rendez-vous vous sera proposé." in text_of(home)
    assert "528" not in home.mail.text + home.mail.html
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    assert [visit.state for visit in visits_now(house, number)] == [VisitState.HONOURED]

    sophie = desk(house, loop)
    sophie.ref = LEAK
    letters = sophie.pressed(Page.QUOTE, quote.id, "approve")

    assert who_got_what(letters) == {(NADIA, "T-14"), (YANIS, "T-14"), (DURAND, "P-12")}
    said = text_of(letter_to(letters, DURAND, "P-12"))
    assert said.startswith("Devis validé : proposez vos créneaux")
    assert f"Vous pouvez programmer les travaux de {number}." in said
    assert "→ Proposer de nouveaux créneaux" in said
    decided = text_of(letter_to(letters, NADIA, "T-14"))
    assert "Nous avons demandé à l’entreprise de vous proposer un second rendez-vous" in decided
    assert "ordre de service" not in decided
    order = order_now(house, number)
    assert (order.state, order.quote_id, order.visit_number) == (MissionState.QUOTE_APPROVED, quote.id, 2)
    last = visits_now(house, number)[-1]
    assert (last.number, last.state, last.is_for_works) == (2, VisitState.TO_PROPOSE, True)


@pytest.mark.feature("S2-07", "S2-17")
@pytest.mark.parametrize(("incl", "above"), [("150,00", False), ("150,01", True)])
def test_exactly_the_ceiling_needs_no_yes(sqlite_house: LivingHouse, incl: str, above: bool) -> None:
    house = sqlite_house
    number = planned(house)

    letters = company_says(house, number, "Voici notre devis.", files=(("devis.pdf", pdf(UP_TO.format(incl=incl))),))

    assert ((NADIA, "T-13") in who_got_what(letters)) is above
    title = text_of(letter_to(letters, SOPHIE, "G-06"))
    assert ("— à décider" in title, "— pour information" in title) == (above, not above)
    receipt = text_of(letter_to(letters, DURAND, "P-11"))
    assert ("aucun accord n’est à attendre" in receipt) is not above
    state = order_now(house, number).state
    assert state is (MissionState.QUOTE_SUBMITTED if above else MissionState.DIAGNOSED)


@pytest.mark.feature("S2-07")
def test_without_its_tax_a_price_is_taken_at_the_highest_rate(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    body = "<h1>Devis n° D7</h1><p>Date : 23/11/2026</p><p>Total HT : 126,00 €</p>"
    submitted(house, number, body=body)
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED  # 151,20 with tax


@pytest.mark.feature("S2-16", "S2-17")
def test_a_price_without_its_document_is_an_estimate(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    for words in ("Devis : 480 € HT soit 528 € TTC.", "Entre 300 et 400 €.", "Il faut un groupe neuf, 320 € TTC."):
        letters = company_says(house, number, words)
        assert "pouvez-vous joindre le devis chiffré en PDF ?" in text_of(letter_to(letters, DURAND, "P-21")), words
        assert (SOPHIE, "G-02") in who_got_what(letters), words
        assert (NADIA, "T-13") not in who_got_what(letters), words
    assert quotes(house, number) == []
    letters = company_says(house, number, "120 € TTC environ.")
    assert (DURAND, "P-21") not in who_got_what(letters)
    for each in house.boxes:
        if each.recipient in (NADIA, YANIS, BERNARD):
            assert not any(price in each.mail.text for price in ("528", "300", "400", "320", "120"))
    submitted(house, number)
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED


@pytest.mark.feature("S2-16")
def test_a_document_that_cannot_be_read_is_kept_and_its_figures_are_asked_for(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    broken = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n"
    for name, content in (("devis-scan.pdf", broken), ("devis.docx", office())):
        letters = company_says(
            house, number, "Bonjour, veuillez trouver notre devis ci-joint.", files=((name, content),)
        )
        assert "Nous n’avons pas pu y lire le montant" in text_of(letter_to(letters, DURAND, "P-11")), name
        told = letter_to(letters, SOPHIE, "G-06")
        assert "montant à lire" in text_of(told), name
        assert [file.name for file in told.mail.files] == [name]
    [quote] = quotes(house, number)
    assert quote.amount_incl_tax is None
    letters = company_says(house, number, "Le montant exact est 528 € TTC.")
    assert quotes(house, number)[0].amount_incl_tax == Decimal("528.00")
    assert (SOPHIE, "G-06") in who_got_what(letters)


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize("after", ["another_quote", "second_visit", "cancel"])
def test_a_refusal_says_what_follows(sqlite_house: LivingHouse, loop: Loop, after: str) -> None:
    house = sqlite_house
    number = planned(house)
    quote = submitted(house, number)
    sophie = desk(house, loop)
    sophie.ref = LEAK
    page = sophie.press(Page.QUOTE, quote.id, "refuse", why="Trop cher")
    assert page.status_code == 422
    assert "Choisissez la suite" in page.text

    letters = sophie.pressed(Page.QUOTE, quote.id, "refuse", why="Le remplacement n’est pas nécessaire.", after=after)

    beside = {(DURAND, "P-18"), (NADIA, "T-12"), (YANIS, "T-12"), (SOPHIE, "G-21")} if after == "cancel" else set()
    assert who_got_what(letters) == {(DURAND, "P-13")} | beside
    said = text_of(letter_to(letters, DURAND, "P-13"))
    assert "Il n’a pas été retenu : Le remplacement n’est pas nécessaire." in said
    order = order_now(house, number)
    if after == "another_quote":
        assert f"Suite pour {number} : merci de nous adresser un autre devis." in said
        assert order.state is MissionState.DIAGNOSED
        again = submitted(house, number)
        assert (again.id != quote.id, again.state) == (True, QuoteState.RECEIVED)
        assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    elif after == "cancel":
        assert f"Suite pour {number} : la mission s’arrête là, sans nouveau passage." in said
        assert order.state is MissionState.CANCELLED
    else:
        assert "un second passage est possible dans la limite de 150,00 € TTC : proposez vos créneaux." in said
        assert (order.state, order.visit_number) == (MissionState.QUOTE_REFUSED, 2)
        assert not visits_now(house, number)[-1].is_for_works
    assert quotes(house, number)[0].state is QuoteState.REFUSED


@pytest.mark.feature("GAP-06")
def test_a_no_to_one_quote_more_leaves_the_visit_that_is_arranged(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number, _ = planned_ahead(house)
    words, files = "Un devis en plus.", (("devis.pdf", pdf(QUOTE_PDF)),)
    letters = company_says(house, number, words, files=files)
    assert "Rien ne change pour le passage déjà convenu." in text_of(letter_to(letters, NADIA, "T-13"))
    assert "Votre passage ne change pas" in text_of(letter_to(letters, DURAND, "P-11"))
    assert "le passage déjà convenu ne change pas" in text_of(letter_to(letters, SOPHIE, "G-06"))
    [quote] = quotes(house, number)
    sophie = desk(house, loop)
    sophie.ref = LEAK
    # A second visit is no answer while the first is to come.
    page = sophie.press(Page.QUOTE, quote.id, "refuse", why="Trop cher", after="second_visit")
    assert (page.status_code, quotes(house, number)[0].state) == (422, QuoteState.RECEIVED)

    letters = sophie.pressed(Page.QUOTE, quote.id, "refuse", why="Trop cher.", after="as_planned")

    assert who_got_what(letters) == {(DURAND, "P-13")}
    said = text_of(letter_to(letters, DURAND, "P-13"))
    assert f"Suite pour {number} : votre passage a lieu comme prévu, pour ce qui était déjà convenu." in said
    assert "Proposer" not in said
    assert order_now(house, number).state is MissionState.PLANNED


@pytest.mark.feature("S2-18", "GAP-06")
def test_the_landlord_says_yes_and_nobody_outside_reads_whose_it_was(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    quote = submitted(house, number)
    sophie = desk(house, loop)
    sophie.ref = LEAK
    asked = sophie.pressed(Page.QUOTE, quote.id, "ask", advice="Le prix est juste", answer_by="2026-12-24")
    assert (BERNARD, "B-02") in who_got_what(asked)
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    bernard = desk(house, loop, BERNARD)
    bernard.ref = LEAK
    bernard.press(Page.DECIDE, 1, "yes")
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    house.clock.forward(minutes=16)

    letters = house.strike()

    assert {(NADIA, "T-14"), (YANIS, "T-14"), (DURAND, "P-12")} <= who_got_what(letters)
    assert order_now(house, number).state is MissionState.QUOTE_APPROVED
    for each in letters:
        if each.recipient not in (SOPHIE, BERNARD):
            assert "Vasseur" not in each.mail.text


@pytest.mark.feature("S2-16")
def test_other_figures_take_the_place_of_the_first_and_may_need_no_yes(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    first = submitted(house, number)
    letters = company_says(house, number, "Devis corrigé.", files=(("devis.pdf", pdf(UP_TO.format(incl="150,00"))),))
    [quote] = quotes(house, number)
    assert quote.number == first.number
    assert order_now(house, number).state is MissionState.DIAGNOSED
    assert (NADIA, "T-13") not in who_got_what(letters)
    sophie = desk(house, loop)
    sophie.ref = LEAK
    letters = sophie.pressed(Page.QUOTE, quote.id, "correct", incl_tax="540,00")
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    assert "540,00 € TTC" in text_of(letter_to(letters, DURAND, "P-11"))


def test_a_quote_after_the_works_is_said_to_come_too_late(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")
    letters = company_says(house, number, "Voici notre devis.", files=(("devis.pdf", pdf(QUOTE_PDF)),))
    assert (DURAND, "X-14") in who_got_what(letters)
    assert (NADIA, "T-13") not in who_got_what(letters)
    assert quotes(house, number) == []
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM
