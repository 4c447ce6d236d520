"""A landlord's answer was read so: a manager says that it is exact, or puts it right while that helps (G-07)."""

from dataclasses import replace

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, LandlordContact
from mailbot.model_desk import LandlordAnswer
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, LandlordSays, QuoteState
from tests.deciding import (
    answers,
    ask_bernard,
    asked_letter,
    desk,
    last_ask,
    leak_with_quotes,
    nobody_at_home_or_outside_read,
    quote_of,
    rules,
)
from tests.living import BERNARD, SOPHIE, LivingHouse, Loop, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail

CANARY = "kanarienvogel 5120"
PATRICK = "patrick@plomberie-durand.example"


def answered(house: LivingHouse, loop: Loop, words: str) -> tuple[int, Delivered]:
    """Bernard was asked about one quote and has written this: the quote, and Sophie's letter."""
    [quote] = leak_with_quotes(house)
    letters = answers(house, asked_letter(ask_bernard(house, loop, quote)), words)
    assert who_got_what(letters) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    return quote, letter_to(letters, SOPHIE, "G-07")


def last_answer(house: LivingHouse) -> LandlordAnswer:
    with house.world.database.looking() as session:
        row = session.query(LandlordAnswer).order_by(LandlordAnswer.id.desc()).first()
        assert row is not None
        return row


@pytest.mark.feature("GAP-06")
def test_a_reading_is_confirmed_by_its_button_or_by_a_word_once(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    _, told = answered(house, loop, f"Trop cher, non. {CANARY}")
    assert told.mail.text.count("C’est exact") == 1
    assert told.mail.text.count("Corriger") == 1
    sophie, number = desk(house, loop), last_answer(house).id

    assert answers(house, told, "Oui, c'est exact.", sender=SOPHIE) == []  # the landlord reads nothing of it

    seen = sophie.visitor.get(sophie.link(Page.READING, number)).text
    assert "Lecture confirmée par Sophie Lambert" in seen
    assert CANARY in seen
    assert "C’est exact" not in seen
    with house.world.database.looking() as session:
        kinds = [event.kind for event in session.query(Event)]
        assert kinds.count(EventKind.LANDLORD_READING_CONFIRMED) == 1
    again = sophie.visitor.post(sophie.link(Page.READING, number), form="0" * 32, act="exact")
    assert "Entre-temps, la situation a changé" in again.text
    assert answers(house, told, "oui", sender=SOPHIE) != []  # nothing is asked any more: it is a word for him
    nobody_at_home_or_outside_read(house, CANARY, "528,00")


@pytest.mark.feature("GAP-06")
def test_a_no_that_was_a_yes_becomes_his_agreement_and_he_may_go_back(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    quote, told = answered(house, loop, f"Trop cher, non. {CANARY}")
    number, sophie = last_answer(house).id, desk(house, loop)
    assert last_ask(house).closed_at is not None

    unsure = answers(house, told, "Non, il a dit oui", sender=SOPHIE)
    assert who_got_what(unsure) == {(SOPHIE, "X-13")}
    assert "la réponse du bailleur n’est pas bien lue" in text_of(letter_to(unsure, SOPHIE, "X-13"))
    assert sophie.press(Page.READING, number, "correct").status_code == 422

    # A browser that is not known asks for a yes first, as for any money button.
    elsewhere = desk(house, loop, proven=False)
    assert who_got_what(elsewhere.pressed(Page.READING, number, "correct", says=f"yes_{quote}")) == {(SOPHIE, "X-16")}
    assert quote_of(house, quote).leaves_at is None

    letters = sophie.pressed(Page.READING, number, "correct", says=f"yes_{quote}")

    assert who_got_what(letters) == {(BERNARD, "B-04")}
    his = text_of(letter_to(letters, BERNARD, "B-04"))
    assert "Nous avions d’abord lu votre réponse autrement ; Sophie Lambert l’a relue." in his
    assert "jusque-là, un mot de votre part suffit pour revenir en arrière" in his
    assert last_ask(house).closed_at is None
    undone = answers(house, letter_to(letters, BERNARD, "B-04"), "Non, je n'ai jamais dit oui.")
    assert who_got_what(undone) == {(BERNARD, "B-05"), (SOPHIE, "G-07")}
    assert quote_of(house, quote).leaves_at is None
    old = sophie.visitor.get(sophie.link(Page.READING, number)).text
    assert "Il n’y a plus rien à faire ici" in old
    nobody_at_home_or_outside_read(house, CANARY, "528,00")


@pytest.mark.feature("GAP-06")
def test_a_yes_that_was_none_does_not_leave(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    quote, _ = answered(house, loop, f"Demandez un autre devis. {CANARY}")
    sophie = desk(house, loop)
    sophie.pressed(Page.READING, last_answer(house).id, "correct", says=f"yes_{quote}")
    assert quote_of(house, quote).leaves_at is not None

    letters = sophie.pressed(Page.READING, last_answer(house).id, "correct", says="condition")

    assert who_got_what(letters) == {(BERNARD, "B-05")}
    assert "accord sous condition. Rien n’est engagé." in text_of(letter_to(letters, BERNARD, "B-05"))
    house.clock.forward(hours=1)
    assert house.strike() == []
    done = quote_of(house, quote)
    assert (done.state, done.leaves_at, done.decided_at) == (QuoteState.RECEIVED, None, None)
    # The question stands again: he may still say yes to it.
    assert who_got_what(desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")) == {
        (BERNARD, "B-04"), (SOPHIE, "G-07"),
    }  # fmt: skip
    nobody_at_home_or_outside_read(house, CANARY, "528,00")


@pytest.mark.feature("GAP-06")
def test_what_the_company_knows_is_not_undone_and_the_page_says_so(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    quote, _ = answered(house, loop, f"Demandez un autre devis. {CANARY}")
    sophie = desk(house, loop)
    sophie.pressed(Page.READING, last_answer(house).id, "correct", says=f"yes_{quote}")
    house.clock.forward(minutes=16)
    assert (PATRICK, "P-12") in who_got_what(house.strike())
    number = last_answer(house).id
    assert "une correction ne peut plus l’annuler" in sophie.visitor.get(sophie.link(Page.READING, number)).text

    assert sophie.pressed(Page.READING, number, "correct", says="no") == []

    assert last_answer(house).says is LandlordSays.NO
    assert quote_of(house, quote).state is QuoteState.APPROVED
    seen = sophie.visitor.get(sophie.link(Page.READING, last_answer(house).id)).text
    assert "La décision est prise" in seen


def test_nobody_but_managers_opens_the_page_and_other_words_reach_the_landlord(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    _, told = answered(house, loop, "Combien de temps durent les travaux ?")
    number = last_answer(house).id
    bernard = desk(house, loop, BERNARD)
    assert bernard.visitor.get(bernard.link(Page.READING, number)).status_code == 404
    elsewhere = replace(desk(house, loop), ref="SIG-1042")  # her seat in another case opens nothing of this one
    assert elsewhere.visitor.get(elsewhere.link(Page.READING, number)).status_code == 404
    for words in ("Non, le prix ne peut pas baisser.", "D'accord, je m'en occupe."):
        sent = answers(house, told, words, sender=SOPHIE)
        assert who_got_what(sent) == {(BERNARD, "B-01")}, words
    pressed = desk(house, loop, BERNARD).pressed(Page.DECIDE, last_ask(house).id, "yes")
    assert "Corriger" not in letter_to(pressed, SOPHIE, "G-07").mail.text  # a button says what it says


@pytest.mark.feature("GAP-06")
def test_a_word_that_names_another_reading_confirms_nothing_and_reaches_no_landlord(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    _, told = answered(house, loop, f"Trop cher, non. {CANARY}")
    for words in ("Il a dit oui.", "C'est un accord.", "Oui, c'est un autre devis.", "Corrigez."):
        house.clock.forward(days=1)
        assert who_got_what(answers(house, told, words, sender=SOPHIE)) == {(SOPHIE, "X-13")}, words
    with house.world.database.looking() as session:
        assert EventKind.LANDLORD_READING_CONFIRMED not in [event.kind for event in session.query(Event)]
    assert answers(house, told, "C'est un refus.", sender=SOPHIE) == []
    with house.world.database.looking() as session:
        assert EventKind.LANDLORD_READING_CONFIRMED in [event.kind for event in session.query(Event)]


def test_a_bare_yes_to_what_he_asks_is_an_answer_to_him(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    _, told = answered(house, loop, "Est-ce que la garantie joue ?")
    assert who_got_what(answers(house, told, "Oui.", sender=SOPHIE)) == {(BERNARD, "B-01")}
    assert answers(house, told, "C'est exact.", sender=SOPHIE) == []


def below(house: LivingHouse, letter: Delivered, words: str) -> list[Delivered]:
    """Sophie answers this very letter, as her mail program says."""
    [named] = [letter.mail.message_id]
    answer = mail(words, sender=SOPHIE, to=reply_to(letter), subject="Re: x", message_id=f"<b{named[1:]}")
    answer["In-Reply-To"] = named
    return house.told(answer, sender=SOPHIE, to=reply_to(letter))


@pytest.mark.feature("GAP-06")
def test_of_two_letters_the_one_that_is_answered_counts_and_he_reads_nothing_of_it(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))
    first = letter_to(answers(house, asked, "Demandez un autre devis."), SOPHIE, "G-07")
    second = letter_to(answers(house, asked, "D'accord si le prix baisse à 400 € TTC."), SOPHIE, "G-07")
    assert below(house, first, "C'est exact.") == []  # he has answered again since: it is too late
    sophie, number = desk(house, loop), last_answer(house).id
    assert "Lecture confirmée" not in sophie.visitor.get(sophie.link(Page.READING, number)).text
    assert below(house, second, "C'est exact.") == []
    assert "Lecture confirmée" in sophie.visitor.get(sophie.link(Page.READING, number)).text
    bernard = desk(house, loop, BERNARD)
    told = answers(house, second, "D'accord, je m'en occupe.", sender=SOPHIE)
    for own in (bernard.visitor.get(bernard.link(Page.REPORT)).text, text_of(letter_to(told, BERNARD, "B-01"))):
        assert "réponse du bailleur" in own
        assert "lecture de sa réponse" not in own
        assert "est exact" not in own


@pytest.mark.feature("GAP-06")
def test_where_a_yes_leaves_at_once_so_does_the_corrected_one_and_the_page_says_that(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    quote, _ = answered(house, loop, f"Trop cher, non. {CANARY}")
    rules(house, undo_minutes=0)
    sophie = desk(house, loop)
    before = len(house.boxes)

    said = sophie.press(Page.READING, last_answer(house).id, "correct", says=f"yes_{quote}").text

    house.settle()
    assert {(BERNARD, "B-04"), (PATRICK, "P-12")} <= who_got_what(list(house.boxes)[before:])
    assert "L’entreprise et les occupants sont prévenus de cet accord." in said
    assert "Le bailleur reçoit un mot qui le dit" in said
    assert "n’en est pas prévenu" not in said
    assert "n’en savent rien" not in said


@pytest.mark.feature("GAP-06")
def test_whoever_speaks_for_the_home_no_more_is_read_as_no_yes(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    quote, _ = answered(house, loop, f"Trop cher, non. {CANARY}")
    his, sophie = last_answer(house), desk(house, loop)
    number = his.id
    with house.world.database.transaction() as session:
        session.query(LandlordContact).filter_by(person_id=his.person_id).delete()

    said = sophie.press(Page.READING, number, "correct", says=f"yes_{quote}")

    assert "Entre-temps, la situation a changé" in said.text
    assert f"yes_{quote}" not in sophie.visitor.get(sophie.link(Page.READING, number)).text
    assert quote_of(house, quote).leaves_at is None
    assert last_answer(house).says is LandlordSays.NO
