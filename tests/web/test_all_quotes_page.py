"""The table of every quote: its column, what became of it, its documents, and who may look."""

import re
from decimal import Decimal

import pytest

from mailbot.errors import Refused
from mailbot.model import Agency, Person, PersonAddress, Report
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, QuoteState
from mailbot.workflow.quote_figures import Figures, WrongFigures, correct_figures, options_of
from mailbot.workflow.quotes import quote_counts
from mailbot.workflow.scene import set_scene
from tests.answering import PATRICK, QUOTE_PDF, a_request, answers, pdf, quote_of, quote_row
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, counts, own_link, said


@pytest.mark.feature("S1-52", "S1-31", "S1-54")
def test_every_quote_stands_in_its_column_with_its_outcome_and_its_document(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    first, second, third = a_request(house), a_request(house, "morel"), a_request(house, "petit", ref="SIG-1042")
    answers(house, first, "Voici notre devis.", files=(("devis D-311.pdf", pdf(QUOTE_PDF)),))
    answers(house, first, "Notre RIB.", files=(("rib.pdf", pdf("<h1>RIB</h1>")),), channel=Channel.AGENCY)
    answers(house, third, "Quelle est la marque ?", sender="contact@elec-petit.example")
    answers(house, second, "Nous ne faisons pas ce type de travaux", sender="sav@chauffage-morel.example")

    url = own_link(house, Page.ALL_QUOTES, SOPHIE)
    before = counts(house)
    page = visitor.get(url)

    assert page.status_code == 200
    words = said(page)
    assert "3 devis : 1 à traiter, 1 en cours, 1 clôturés" in words
    for found in (
        first, "Plomberie Durand", "devis reçu", "528,00 € TTC", "devis D-311.pdf", "question de l’entreprise",
        "décliné par l’entreprise", "SIG-1046", "T2 Lilas 3e gauche",
    ):  # fmt: skip
        assert found in words, found
    assert "rib.pdf" not in words
    with house.world.database.looking() as session:
        agency = session.query(Agency).one().id
        sophie = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
        quote = quote_row(session, first)
        number = quote.papers[0]["attachment"]
        assert list(quote_counts(session, agency).values()) == [1, 1, 1]
        assert sum(quote_counts(session, agency, sophie).values()) == 3
        assert sum(quote_counts(session, agency, sophie + 1000).values()) == 0
        rib = number + 1
    document = visitor.get(f"{url}/paper/{number}")
    assert document.status_code == 200
    assert document.content.startswith(b"%PDF")
    assert document.headers["content-disposition"] == "attachment; filename*=UTF-8''devis%20D-311.pdf"
    assert document.headers["x-content-type-options"] == "nosniff"
    # No other file of the report, and nothing for anybody else.
    assert visitor.get(f"{url}/paper/{rib}").status_code == 404
    for stranger in (NADIA, BERNARD):
        theirs = own_link(house, Page.ALL_QUOTES, stranger)
        assert visitor.get(theirs).status_code == 404
        assert visitor.get(f"{theirs}/paper/{number}").status_code == 404
    assert visitor.get(f"{case_link(house, Page.REPORT, NADIA)}/paper/{number}").status_code == 404
    assert counts(house) == before

    # The morning letter leads here, by the counters of its dashboard.
    house.clock.forward(hours=23)
    digest = letter_to(house.strike(), SOPHIE, "G-03")
    [dashboard] = re.findall(r"→ Ouvrir le tableau de bord (https://\S+)", text_of(digest))
    [quotes] = set(re.findall(r'<h3>Devis.*?<a href="([^"]+)">1<', visitor.get(dashboard).text, re.DOTALL))
    assert "Tous les devis" in said(visitor.get(quotes))


@pytest.mark.feature("S1-89")
def test_the_page_of_the_report_withholds_what_letters_withhold(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(house)
    answers(house, number, "Pièce commandée. Ce sera 480 € HT.")
    answers(house, number, "Entre nous : CANARIPRIX", channel=Channel.AGENCY)

    tenant = said(sqlite_visitor.get(case_link(house, Page.REPORT, NADIA)))
    assert "Pièce commandée. [transmis à l’agence]" in tenant
    assert "Plomberie Durand" in tenant
    assert "480" not in tenant
    assert "CANARIPRIX" not in tenant
    manager = said(sqlite_visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    assert "Ce sera 480 € HT." in manager
    assert "CANARIPRIX" in manager


@pytest.mark.feature("S1-58", "S1-31")
def test_a_manager_puts_figures_right_and_the_company_reads_them_back(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(house)
    answers(house, number, "Voici nos devis. Option A : 320 € TTC. Option B : 528 € TTC.")
    assert [option.label for option in options_of(quote_of(house, number))] == ["A", "B"]

    def correct(figures: Figures) -> None:
        with house.world.database.transaction() as session:
            quote, now = quote_row(session, number), house.clock()
            sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
            scene = set_scene(session, session.get_one(Report, quote.report_id), now=now, by="page")
            correct_figures(session, scene, quote, sophie, figures, now)

    for wrong, code in (
        (Figures(), "no_amount"),
        (Figures(incl_tax=Decimal(0)), "amount"),
        (Figures(incl_tax=Decimal("NaN")), "amount"),
        (Figures(incl_tax=Decimal(100), excl_tax=Decimal(101)), "more_without_tax"),
        (Figures(incl_tax=Decimal(100), vat_rate=Decimal(31)), "rate"),
    ):
        with pytest.raises(WrongFigures, match=code):
            correct(wrong)
    assert quote_of(house, number).amount_incl_tax is None
    before = len(house.boxes)
    correct(Figures("B", Decimal("528.00"), Decimal("480.00"), Decimal(10)))
    house.settle()

    letters = list(house.boxes)[before:]
    assert who_got_what(letters) == {(PATRICK, "P-11")}
    assert "528,00 € TTC (480,00 € HT, TVA 10 %)" in text_of(letter_to(letters, PATRICK, "P-11"))
    quote = quote_of(house, number)
    assert (quote.amount_incl_tax, quote.vat_rate, len(quote.papers)) == (Decimal("528.00"), Decimal(10), 2)
    assert [option["label"] for option in quote.papers[0]["options"]] == ["A", "B"]
    with house.world.database.transaction() as session:
        quote_row(session, number).state = QuoteState.APPROVED
    with pytest.raises(Refused):
        correct(Figures(incl_tax=Decimal(100)))
    assert reply_to(letter_to(letters, PATRICK, "P-11"))
