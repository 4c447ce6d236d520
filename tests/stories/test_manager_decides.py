"""A manager decides on a quote: yes, no, « précisez », by a button; by words, nothing but the way to it."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Comment, Participant, PersonAddress
from mailbot.threads.pages import Page
from mailbot.vocabulary import Channel, QuoteSight, QuoteState
from tests.deciding import (
    PATRICK,
    answers,
    ask_bernard,
    desk,
    last_ask,
    leak_with_quotes,
    nobody_at_home_or_outside_read,
    quote_of,
    quote_received,
)
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_landlords import HANNAH

REASON = "Motif canari 6120 : une autre solution convient mieux"


@pytest.mark.feature("GAP-06", "S1-31", "S2-18")
def test_approved_the_company_and_the_home_are_told_and_nobody_reads_what_is_not_theirs(
    house: LivingHouse, loop: Loop
) -> None:
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))

    letters = desk(house, loop).pressed(Page.QUOTE, durand, "approve")

    assert who_got_what(letters) == {(PATRICK, "P-12"), (NADIA, "T-14"), (YANIS, "T-14"), (SOPHIE, "G-14")}
    company = letter_to(letters, PATRICK, "P-12")
    assert company.mail.subject == "[DEV-2026-0092] Demande de devis : joint à remplacer"
    assert "Votre réponse sera lue par l’agence et par l’occupant, sans vos prix" in text_of(company)
    assert not [word for word in ("Lilas", "Belkacem", "Vasseur", "Azur") if word in company.mail.text]
    home = text_of(letter_to(letters, NADIA, "T-14"))
    assert "C’est accepté : Plomberie Durand va réaliser les travaux." in home
    assert "L’ordre de service" not in home
    nobody_at_home_or_outside_read(house, "528,00", "DEV-2026", but=(PATRICK, SOPHIE))
    assert (quote_of(house, durand).state, quote_of(house, azur).state) == (QuoteState.APPROVED, QuoteState.RECEIVED)
    assert desk(house, loop).press(Page.QUOTE, azur, "approve").status_code == 200
    sophie = desk(house, loop)
    again = sophie.visitor.post(sophie.link(Page.QUOTE, durand), form="0" * 32, act="approve")
    assert "Entre-temps, la situation a changé" in again.text


@pytest.mark.feature("GAP-06", "S1-53")
def test_a_quote_that_managers_alone_see_is_no_news_at_home(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    leak_with_quotes(house)
    hidden = quote_received(house, "azur", "490.00", sight=QuoteSight.MANAGERS)
    letters = desk(house, loop).pressed(Page.QUOTE, hidden, "approve")
    assert who_got_what(letters) == {("serrurerie.azur@mail.example", "P-12"), (SOPHIE, "G-14")}


@pytest.mark.feature("GAP-06", "S1-90")
def test_of_a_private_report_the_home_learns_nothing(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    private = mail(
        "La chaudière fuit.\nStudio Foch", sender=HANNAH, to=INTAKE, subject="Chaudière", message_id="<p@x.example>"
    )
    house.told(private, sender=HANNAH, to=INTAKE)
    quote = quote_received(house, "morel", "310.00")
    letters = desk(house, loop).pressed(Page.QUOTE, quote, "approve")
    assert who_got_what(letters) == {("sav@chauffage-morel.example", "P-12"), (SOPHIE, "G-14")}


@pytest.mark.feature("GAP-06")
def test_refused_with_a_reason_that_the_company_alone_reads(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    ask_bernard(house, loop, quote)
    sophie = desk(house, loop, proven=False)  # a refusal engages no money
    assert sophie.press(Page.QUOTE, quote, "refuse").status_code == 422

    letters = sophie.pressed(Page.QUOTE, quote, "refuse", why=REASON)

    assert who_got_what(letters) == {(PATRICK, "P-13")}
    told = text_of(letter_to(letters, PATRICK, "P-13"))
    assert f"Il n’a pas été retenu cette fois : {REASON}" in told
    assert "Votre réponse ne sera lue que par l’agence. Pour être lu aussi par l’occupant" in told
    assert quote_of(house, quote).state is QuoteState.REFUSED
    assert last_ask(house).closed_at is not None
    house.clock.forward(days=5)
    assert not {code for _, code in who_got_what(house.strike())} & {"B-03", "G-08"}
    nobody_at_home_or_outside_read(house, "canari 6120", but=(PATRICK,))


@pytest.mark.feature("GAP-06")
def test_more_is_asked_of_the_company_and_nobody_else_reads_it(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    durand, azur = leak_with_quotes(house, ("durand", "528.00"), ("azur", "490.00"))
    sophie = desk(house, loop)

    letters = sophie.pressed(Page.QUOTE, durand, "more", words="Bonjour, canari 3377 : détaillez la main-d'œuvre ?")

    assert who_got_what(letters) == {(PATRICK, "P-20")}
    assert "De la part de l’agence : Bonjour, canari 3377" in text_of(letter_to(letters, PATRICK, "P-20"))
    assert quote_of(house, durand).state is QuoteState.MORE_ASKED
    with house.world.database.looking() as session:
        said = session.query(Comment).filter(Comment.text.like("%3377%")).one()
        assert said.channel is Channel.AGENCY
        person = session.query(PersonAddress).filter_by(address=PATRICK).one().person_id
        asked = [seat.asked for seat in session.query(Participant).filter_by(person_id=person)]
        assert {"question": "send_quote"} in asked
    assert who_got_what(sophie.pressed(Page.QUOTE, azur, "write", words="Un mot, canari 3377.")) == {
        ("serrurerie.azur@mail.example", "P-20")
    }
    assert quote_of(house, azur).state is QuoteState.RECEIVED
    ask_bernard(house, loop, azur)
    for who in (NADIA, BERNARD):
        theirs = desk(house, loop, who, proven=False)
        assert "3377" not in theirs.visitor.get(theirs.link(Page.REPORT)).text
    assert "3377" in sophie.visitor.get(sophie.link(Page.REPORT)).text
    nobody_at_home_or_outside_read(house, "canari 3377", but=(PATRICK, "serrurerie.azur@mail.example"))


def asked_to_decide(house: LivingHouse, quote: int) -> Delivered:
    """Sophie's last letter asks her to decide on the quote, as G-06 does."""
    with house.world.database.transaction() as session:
        person = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
        for seat in session.query(Participant).filter_by(person_id=person):
            seat.asked = {
                "question": "approve_quote", "quote_ids": [quote],
                "quotes": [{"label": None, "amount_incl_tax": "528.00", "provider": "Plomberie Durand"}],
            }  # fmt: skip
    return letter_to(list(house.boxes), SOPHIE, "G-01")


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize(
    ("words", "read", "button"), [("Validez", "accord", "Valider"), ("Refusez", "refus", "Écrire le motif")]
)
def test_written_words_of_a_manager_only_open_the_way_to_the_button(
    sqlite_house: LivingHouse, loop: Loop, words: str, read: str, button: str
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)

    letters = answers(house, asked_to_decide(house, quote), words, sender=SOPHIE)

    assert who_got_what(letters) == {(SOPHIE, "X-12")}
    echo = letter_to(letters, SOPHIE, "X-12")
    assert f"Nous l’avons lu comme : {read}, devis DEV-2026-0092 de Plomberie Durand" in text_of(echo)
    assert f"→ {button}" in echo.mail.text
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    assert who_got_what(answers(house, echo, "oui", sender=SOPHIE)) == {(SOPHIE, "X-12")}
    assert who_got_what(answers(house, echo, "non", sender=SOPHIE)) == {(SOPHIE, "X-13")}
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    with house.world.database.looking() as session:
        assert {row.channel for row in session.query(Comment) if row.text == words} == {Channel.AGENCY}


@pytest.mark.feature("GAP-06")
@pytest.mark.parametrize("words", ["Validé, plafond 500", "Accord sous réserve de celui du bailleur", "ok si 450"])
def test_a_yes_on_a_condition_is_none_and_its_writer_is_told(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    letters = answers(house, asked_to_decide(house, quote), words, sender=SOPHIE)
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    text = text_of(letter_to(letters, SOPHIE, "X-14"))
    assert f"« {words} »" in text
    assert "un accord sous condition n’engage rien" in text
    assert quote_of(house, quote).state is QuoteState.RECEIVED
    with house.world.database.looking() as session:
        assert {row.channel for row in session.query(Comment) if row.text == words} == {Channel.AGENCY}
