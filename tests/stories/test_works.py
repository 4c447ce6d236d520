"""The second half of a mission: what comes next, done, repaired or not (SM3 from M5, SM5)."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, Person, PersonAddress
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import Alerts, Channel, ConfirmedBy, EventKind, MissionState, ReportStatus, VisitState
from tests.billing import invoice_pdf, picture
from tests.deciding import rules
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import mail, photo, report_of
from tests.working import company_says, home_says, plan, planned

AT_HOME = (NADIA, YANIS, BERNARD)
NOT_ACCEPTED = "ne vaut pas réception des travaux"


@pytest.mark.feature("S2-23", "S2-24", "S2-25", "S2-26", "S2-17", "S2-27")
def test_done_on_the_spot_is_told_confirmed_and_stays_an_open_report(house: LivingHouse) -> None:
    number = planned(house)

    letters = company_says(house, number, "Réparé sur place, 85 €.")

    assert {(NADIA, "T-15"), (YANIS, "T-15"), (DURAND, "P-14")} <= who_got_what(letters)
    asked = text_of(letter_to(letters, NADIA, "T-15"))
    assert "Plomberie Durand a terminé : tout est en ordre ?" in asked
    assert "avoir terminé « fuite sous l’évier »" in asked
    assert NOT_ACCEPTED in asked
    for button in ("→ Oui, c’est réparé", "→ Non, il reste un problème", "→ Personne n’est venu"):
        assert button in asked
    recap = text_of(letter_to(letters, DURAND, "P-14"))
    assert "Bien noté ; il manque les photos et la facture" in recap
    assert f"une photo de l’état final et votre facture, avec le n° {number}" in recap
    assert "→ Corriger : ce n’est pas terminé" in recap
    for each in letters:
        if each.recipient in AT_HOME:
            assert "85" not in each.mail.text + each.mail.html
    order = order_now(house, number)
    assert (order.state, order.confirmed_at) == (MissionState.DONE_TO_CONFIRM, None)
    assert str(order.worked_on) == "2026-11-22"
    assert [visit.state for visit in visits_now(house, number)] == [VisitState.HONOURED]

    letters = home_says(house, "oui")

    assert who_got_what(letters) == {(DURAND, "P-15"), (YANIS, "T-04")}
    told = text_of(letter_to(letters, DURAND, "P-15"))
    assert "Confirmé par l’occupant : vous pouvez facturer" in told
    assert "l’ordre de mission est passé en « Interventions réalisées »." in told
    assert f"au nom de Bernard Vasseur, avec le n° {number}" in told
    assert NOT_ACCEPTED in told
    news = text_of(letter_to(letters, YANIS, "T-04"))
    assert "La réparation par Plomberie Durand est confirmée." in news
    assert "Nadia" not in news
    order = order_now(house, number)
    assert (order.state, order.confirmed_as) == (MissionState.DONE, ConfirmedBy.TENANT)
    assert report_of(house, "SIG-1042").status is ReportStatus.IN_PROGRESS

    assert home_says(house, "nickel", sender=YANIS) == []


@pytest.mark.feature("S2-24")
def test_a_yes_and_a_remark_are_one_letter_to_whoever_else_lives_there(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Réparé sur place, 85 €.")

    letters = home_says(house, "Oui c’est réparé, mais il a laissé une échelle dans l’entrée")

    news = [letter for letter in letters if letter.recipient == YANIS]
    assert [letter.mail.header("x-mailbot-letter") for letter in news] == ["T-04"]
    told = " ".join(text_of(news[0]).split())
    assert "La réparation par Plomberie Durand est confirmée." in told
    assert "Un occupant du logement écrit : Oui c’est réparé, mais il a laissé une échelle dans l’entrée" in told
    assert {(SOPHIE, "G-02"), (DURAND, "P-15")} <= who_got_what(letters)
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("S1-47", "S2-24")
def test_nobody_is_told_to_wait_with_the_water_off_once_it_is_done(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    waits = home_says(house, "Le voisin demande si l’eau peut passer chez lui ?")
    assert "Couper l’eau en attendant" in text_of(letter_to(waits, SOPHIE, "G-02"))

    company_says(house, number, "Réparé sur place, 85 €.")

    done = home_says(house, "Le voisin demande quand le plafond pourra être repeint ?")
    assert "Couper l’eau en attendant" not in text_of(letter_to(done, SOPHIE, "G-02"))
    back = home_says(house, "Non, ça coule encore sous l’évier.")
    assert "G-11" in {code for _, code in who_got_what(back)}
    again = home_says(house, "Le voisin demande si l’eau peut passer chez lui maintenant ?")
    assert "Couper l’eau en attendant" in text_of(letter_to(again, SOPHIE, "G-02"))


@pytest.mark.feature("S2-15", "S2-22")
def test_after_the_visit_the_company_is_asked_once_what_comes_next(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)

    letters = house.strike()

    asked = letter_to(letters, DURAND, "P-10")
    said = text_of(asked)
    assert said.startswith("Votre passage du dimanche 22 novembre : prochaine étape ?")
    assert "votre devis en PDF, si le montant dépasse 150,00 € TTC" in said
    buttons = ("Soumettre un devis", "Intervention réalisée", "Un second passage est nécessaire", "Occupant absent")
    assert all(f"→ {button}" in said for button in buttons)
    assert asked.mail.html.count("/p/") >= 4
    assert "P-10" not in {code for _, code in who_got_what(house.strike())}
    letters = company_says(house, number, "réalisé")
    assert (NADIA, "T-15") in who_got_what(letters)


@pytest.mark.feature("S2-15", "S2-22", "S2-06", "S2-23")
def test_not_finished_is_told_without_sums_and_done_can_be_taken_back(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)

    letters = company_says(house, number, "Il faut que je repasse avec une pièce. Comptez 40 € de pièce.")

    assert {(NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-02")} <= who_got_what(letters)
    news = text_of(letter_to(letters, NADIA, "T-04"))
    assert "Il faut que je repasse avec une pièce. [transmis à l’agence]" in news
    assert "40" not in news.split("Où en est-on")[0]
    assert order_now(house, number).state is MissionState.DIAGNOSED
    assert [visit.state for visit in visits_now(house, number)] == [VisitState.HONOURED]

    company_says(house, number, "Terminé.")
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM
    letters = company_says(house, number, "Ce n’est pas terminé.")

    order = order_now(house, number)
    assert (order.state, order.declared_at, order.worked_on) == (MissionState.DIAGNOSED, None, None)
    assert {(NADIA, "T-04"), (SOPHIE, "G-02"), (DURAND, "P-21")} <= who_got_what(letters)
    assert "quels créneaux pouvez-vous proposer" in text_of(letter_to(letters, DURAND, "P-21"))
    # Nobody is asked any more: a yes confirms nothing.
    home_says(house, "oui")
    assert order_now(house, number).state is MissionState.DIAGNOSED


def test_what_comes_before_the_visit_declares_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    house.clock.forward(hours=-26)

    company_says(house, number, "Il faut que je repasse prendre une pièce.")

    assert order_now(house, number).state is MissionState.PLANNED
    letters = company_says(house, number, "je suis passé")
    assert "à quelle étape en êtes-vous" in text_of(letter_to(letters, DURAND, "P-21"))


@pytest.mark.feature("S2-16", "S1-58")
def test_a_price_beside_what_was_found_asks_for_the_document_and_the_home_gets_no_empty_letter(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = planned(house)

    letters = company_says(house, number, "Je suis passé, le siphon est fendu. Ce sera 341 € TTC pour le changer.")

    assert [each.recipient for each in letters].count(SOPHIE) == 1
    assert {(SOPHIE, "G-02"), (DURAND, "P-21"), (NADIA, "T-04")} <= who_got_what(letters)
    assert "pouvez-vous joindre le devis chiffré en PDF ?" in text_of(letter_to(letters, DURAND, "P-21"))
    assert "341" not in text_of(letter_to(letters, NADIA, "T-04"))
    # Nothing but a sum: there is nothing in it for the home.
    again = company_says(house, number, "Pardon, mon prix est de 352 € TTC pour le siphon et le tuyau.")
    assert {recipient for recipient, _ in who_got_what(again)} == {SOPHIE, DURAND}


@pytest.mark.feature("GAP-08", "S2-25")
def test_a_contest_brings_the_mission_back_with_its_next_visit(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé, facture à suivre.")

    letters = home_says(house, "Ça goutte encore, appelez-moi au 06 39 98 10 12.", files=(("evier.jpg", photo()),))

    assert who_got_what(letters) == {(NADIA, "T-27"), (YANIS, "T-04"), (SOPHIE, "G-11"), (DURAND, "P-16")}
    theirs = letter_to(letters, DURAND, "P-16")
    assert "Ça goutte encore, appelez-moi au •••." in text_of(theirs)
    assert "Belkacem" not in theirs.mail.text
    assert "→ Proposer un créneau" in text_of(theirs)
    assert len(theirs.mail.files) == 1
    told = text_of(letter_to(letters, SOPHIE, "G-11"))
    assert "Nadia Belkacem : le problème n’est pas réglé" in told
    assert "appelez-moi au 06 39 98 10 12" in told
    assert "nous l’avons signalé à Plomberie Durand" in told
    assert "Nous en avons averti Plomberie Durand et Sophie Lambert." in text_of(letter_to(letters, NADIA, "T-27"))
    order = order_now(house, number)
    assert (order.state, order.visit_number) == (MissionState.CONTESTED, 2)
    assert [visit.state for visit in visits_now(house, number)] == [VisitState.HONOURED, VisitState.TO_PROPOSE]

    # The delay of the tacit confirmation stops, and begins again with the next « réalisé ».
    house.clock.forward(days=8)
    assert not {code for _, code in who_got_what(house.strike())} & {"T-16", "P-15", "G-10"}
    letters = company_says(house, number, "Repassé ce matin, c’est terminé.")
    assert (NADIA, "T-15") in who_got_what(letters)
    home_says(house, "c’est parfait, réparé", sender=YANIS)
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("GAP-08")
def test_short_answers_are_taken_for_what_they_are(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Intervention réalisée.")

    letters = home_says(house, "merci")
    assert who_got_what(letters) == {(NADIA, "T-03")}
    assert "réparé" in text_of(letter_to(letters, NADIA, "T-03"))
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM

    letters = home_says(house, "non")
    assert {(NADIA, "T-03"), (NADIA, "T-27"), (SOPHIE, "G-11"), (DURAND, "P-16")} <= who_got_what(letters)
    assert order_now(house, number).state is MissionState.CONTESTED
    # What somebody contested, another one does not settle.
    home_says(house, "oui", sender=YANIS)
    assert order_now(house, number).state is MissionState.CONTESTED
    company_says(house, number, "Terminé.")
    home_says(house, "👍")
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("GAP-08", "S2-25")
def test_a_contest_after_the_confirmation_counts_for_thirty_days(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")
    home_says(house, "oui")
    house.clock.forward(days=20)

    letters = home_says(house, "Finalement ça goutte encore.")

    assert {(NADIA, "T-27"), (SOPHIE, "G-11"), (DURAND, "P-16")} <= who_got_what(letters)
    order = order_now(house, number)
    assert (order.state, order.confirmed_at, order.confirmed_as) == (MissionState.CONTESTED, None, None)
    company_says(house, number, "Terminé.")
    home_says(house, "oui")
    house.clock.forward(days=31)
    home_says(house, "Finalement ça goutte encore.")
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("GAP-08")
def test_nobody_came_whatever_was_declared(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")

    letters = home_says(house, "Personne n’est venu.")

    assert {(NADIA, "T-27"), (SOPHIE, "G-11"), (DURAND, "P-16")} <= who_got_what(letters)
    assert "personne n’est venu le dimanche 22 novembre" in text_of(letter_to(letters, DURAND, "P-16"))
    assert "personne n’est venu" in text_of(letter_to(letters, NADIA, "T-27"))
    assert "Nadia Belkacem : personne n’est venu" in text_of(letter_to(letters, SOPHIE, "G-11"))
    assert order_now(house, number).state is MissionState.CONTESTED
    assert [visit.state for visit in visits_now(house, number)] == [VisitState.MISSED_BY_PROVIDER]


@pytest.mark.feature("GAP-09", "S2-26")
def test_silence_is_asked_twice_then_taken_for_a_yes_and_said_as_such(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")
    house.clock.forward(days=2)
    first = house.strike()
    assert {(NADIA, "T-16"), (YANIS, "T-16")} <= who_got_what(first)
    assert "Sans nouvelles" not in text_of(letter_to(first, NADIA, "T-16"))
    assert "T-16" not in {code for _, code in who_got_what(house.strike())}
    house.clock.forward(days=3)
    last = text_of(letter_to(house.strike(), NADIA, "T-16"))
    assert "Sans nouvelles d’ici le dimanche 29 novembre, nous considérerons l’intervention comme réalisée." in last
    assert f"Votre réponse, ou son absence, {NOT_ACCEPTED}." in last

    house.clock.forward(days=2, hours=1)
    letters = house.strike()

    assert {(NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-10"), (DURAND, "P-15")} <= who_got_what(letters)
    assert "est considérée comme réalisée" in text_of(letter_to(letters, NADIA, "T-04"))
    told = text_of(letter_to(letters, SOPHIE, "G-10"))
    assert "sans retour de l’occupant depuis le dimanche 22 novembre, réputée réalisée" in told
    assert "Il manque : les photos et la facture." in told
    assert "Sans retour de l’occupant, l’intervention est considérée comme réalisée" in text_of(
        letter_to(letters, DURAND, "P-15")
    )
    order = order_now(house, number)
    assert (order.state, order.confirmed_as) == (MissionState.DONE, ConfirmedBy.SILENCE)
    assert not {code for _, code in who_got_what(house.strike())} & {"T-16", "P-15", "G-10"}
    # It can still be contested.
    home_says(house, "Ça goutte encore !")
    assert order_now(house, number).state is MissionState.CONTESTED


@pytest.mark.feature("GAP-09", "S2-28")
def test_silence_that_completes_a_file_is_told_in_one_letter(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    files = (("f.pdf", invoice_pdf(number)), ("fini.jpg", picture()))
    company_says(house, number, "Terminé, facture et photo jointes.", files=files)
    letters: list[Delivered] = []
    for _ in range(8):
        house.clock.forward(days=1)
        letters += house.strike()
    assert order_now(house, number).state is MissionState.COMPLETE
    [told] = [text_of(each) for each in letters if each.mail.header("x-mailbot-letter") == "G-10"]
    assert "réputée réalisée" in told
    assert "Il manque : rien." in told


@pytest.mark.feature("S2-15", "S2-24", "S2-26")
def test_the_word_of_the_letter_with_nothing_but_a_photo_is_works_done(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    letters = company_says(house, number, "Réalisé.", files=(("fini.jpg", photo()),))
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM
    assert {(NADIA, "T-15"), (YANIS, "T-15"), (DURAND, "P-14")} <= who_got_what(letters)
    letters = house.told(
        mail("oui", sender=NADIA, to=reply_to(letter_to(letters, NADIA, "T-15")), subject="Re", message_id="<y@x>"),
        sender=NADIA, to=reply_to(letter_to(letters, NADIA, "T-15")),
    )  # fmt: skip
    assert (DURAND, "P-15") in who_got_what(letters)
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("GAP-09")
def test_where_silence_means_nothing_it_is_never_taken_for_a_yes(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    rules(house, tacit_confirmation_days=0)
    number = planned(house)
    company_says(house, number, "Terminé.")
    said = []
    for _ in range(4):
        house.clock.forward(days=5)
        said += [text_of(each) for each in house.strike() if each.mail.header("x-mailbot-letter") == "T-16"]
    assert said
    assert not any("Sans nouvelles" in each for each in said)
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM


@pytest.mark.feature("S2-26")
def test_a_manager_knows_by_telephone_and_the_journal_says_whose_word_it_is(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")

    letters = home_says(
        house, "Le locataire a confirmé par téléphone que c’est réparé.", sender=SOPHIE, channel=Channel.AGENCY
    )

    assert {(NADIA, "T-04"), (YANIS, "T-04"), (DURAND, "P-15")} <= who_got_what(letters)
    assert "L’agence confirme l’intervention" in text_of(letter_to(letters, DURAND, "P-15"))
    order = order_now(house, number)
    assert (order.state, order.confirmed_as) == (MissionState.DONE, ConfirmedBy.MANAGER)
    assert report_of(house, "SIG-1042").status is ReportStatus.IN_PROGRESS
    with house.world.database.looking() as session:
        [event] = session.query(Event).filter_by(kind=EventKind.WORKS_CONFIRMED_BY_MANAGER)
        assert event.actor_id == order.confirmed_by


def test_a_daily_reader_is_asked_at_once_all_the_same(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        session.query(Person).join(PersonAddress).filter(PersonAddress.address == NADIA).one().alerts = Alerts.DAILY
    number = planned(house)
    assert (NADIA, "T-15") in who_got_what(company_says(house, number, "Terminé."))
    # What was said to the agency alone reaches nobody else, though all learn that it is not repaired.
    letters = home_says(house, "Ça goutte encore, secret 8315.", channel=Channel.AGENCY)
    assert {(DURAND, "P-16"), (SOPHIE, "G-11")} <= who_got_what(letters)
    for each in letters:
        assert each.recipient == SOPHIE or "8315" not in each.mail.text


@pytest.mark.feature("S1-73", "S2-22", "S2-24")
@pytest.mark.parametrize(
    ("by_company", "by_home", "happened", "said"),
    [
        ("Réparé sur place, 85 €.", "Oui c’est réparé, mais il a laissé une échelle dans l’entrée",
         "réparation confirmée", "Un occupant du logement, dimanche 22 novembre à 13 h 02 : Oui c’est réparé, mais il a"
         " laissé une échelle dans l’entrée"),
        ("Réparé sur place, 85 €.", "Non, ça goutte encore sous le siphon.",
         "problème persistant signalé", "Un occupant du logement, dimanche 22 novembre à 13 h 02 : Non, ça goutte"
         " encore sous le siphon."),
        ("Il faut que je repasse, il manque un joint.", "",
         "passage fait, suite annoncée", "L’entreprise, dimanche 22 novembre à 13 h 01 : Il faut que je repasse, il"
         " manque un joint."),
        ("Réparé sur place, 85 €.", "oui", "réparation confirmée", ""),
    ],
)  # fmt: skip
def test_one_letter_a_day_has_the_words_that_the_others_read_at_once(
    sqlite_house: LivingHouse, by_company: str, by_home: str, happened: str, said: str
) -> None:
    house = sqlite_house
    number = planned(house)
    with house.world.database.transaction() as session:
        session.query(Person).join(PersonAddress).filter(PersonAddress.address == YANIS).one().alerts = Alerts.DAILY
    letters = company_says(house, number, by_company) + (home_says(house, by_home) if by_home else [])
    assert (YANIS, "T-04") not in who_got_what(letters)
    house.clock.forward(hours=24)

    told = text_of(letter_to(house.strike(), YANIS, "T-26"))

    assert told.count(f": {happened}.") == 1
    assert said in told
    assert told.count("Un occupant du logement, ") + told.count("L’entreprise, ") == (1 if said else 0)


@pytest.mark.feature("S2-24")
@pytest.mark.parametrize(
    ("words", "is_news"),
    [
        ("C’est bon pour moi, mais la peinture est abîmée.", True),
        ("Tout est ok, mais le carrelage est cassé.", True),
        ("Oui, carrelage fendu", True),
        ("C’est bon, merci !", False),
        ("Oui, nickel", False),
    ],
)
def test_a_second_yes_is_no_news_and_what_is_said_beside_it_is(
    sqlite_house: LivingHouse, words: str, is_news: bool
) -> None:
    house = sqlite_house
    company_says(house, planned(house), "Réparé sur place, 85 €.")
    home_says(house, "oui")
    told = who_got_what(home_says(house, words))
    assert told == ({(SOPHIE, "G-02"), (YANIS, "T-04"), (DURAND, "P-20")} if is_news else set())


def test_a_mission_that_was_given_up_takes_no_works(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    with house.world.database.transaction() as session:
        session.query(WorkOrder).filter_by(number=number).one().state = MissionState.CANCELLED
    letters = company_says(house, number, "Terminé.")
    assert (DURAND, "X-14") in who_got_what(letters)
    assert "la mission n’est plus ouverte" in text_of(letter_to(letters, DURAND, "X-14"))
    assert (NADIA, "T-15") not in who_got_what(letters)
    assert order_now(house, number).state is MissionState.CANCELLED


def test_a_second_planned_visit_ends_as_the_first(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Il faut que je repasse.")
    plan(house, number)
    company_says(house, number, "Terminé.")
    assert [visit.number for visit in visits_now(house, number)] == [1, 2]
    assert {visit.state for visit in visits_now(house, number)} == {VisitState.HONOURED}
