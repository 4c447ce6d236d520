"""Work orders from the socket: who is told, what words only prepare, and who may never send or call one off."""

import re

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event
from mailbot.model_desk import Draft
from mailbot.model_mails import InboundMail
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import DraftKind, EventKind, InboundFate, MissionState, VisitState
from tests.cancelling import cancel
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.ordering import DURAND, mission_address, order_now, ordered
from tests.quoting import MOREL
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_digest_answers import the_morning
from tests.stories.test_quote_requests import button, says


def leak(house: LivingHouse) -> list[Delivered]:
    return house.told(the_leak(), sender=NADIA, to=INTAKE)


def sent_here(house: LivingHouse) -> list[str]:
    """The orders that left here, beside those of the demo."""
    with house.world.database.looking() as session:
        numbers = session.query(WorkOrder.number).filter(WorkOrder.number >= "OS-2026-0190").order_by(WorkOrder.id)
        return [row.number for row in numbers]


def drafts(house: LivingHouse) -> list[Draft]:
    with house.world.database.looking() as session:
        return session.query(Draft).filter_by(kind=DraftKind.WORK_ORDER).order_by(Draft.id).all()


def planned(house: LivingHouse, order: WorkOrder) -> None:
    """Its first visit is planned, on Tuesday at nine."""
    with house.world.database.transaction() as session:
        row = session.get_one(WorkOrder, order.id)
        row.state = MissionState.PLANNED
        start = house.clock().replace(day=24, hour=8, minute=0, second=0, microsecond=0)
        session.add(
            Visit(
                agency_id=row.agency_id, report_id=row.report_id, order_id=row.id, number=1, state=VisitState.PLANNED,
                state_since=house.clock(), slots=[], starts_at=start, ends_at=start.replace(hour=10),
                planned_at=house.clock(), uid=f"{row.number}.1@test.example", follow_up={}, created_at=house.clock(),
            )
        )  # fmt: skip


@pytest.mark.feature("S1-62", "S1-67", "S1-68", "S1-86")
def test_one_act_gives_the_mission_and_tells_the_home(house: LivingHouse) -> None:
    leak(house)

    order, letters = ordered(house, ref="SIG-1046")

    assert order.number == "OS-2026-0190"
    assert who_got_what(letters) == {(DURAND, "P-02"), (NADIA, "T-06"), (YANIS, "T-06"), (SOPHIE, "G-21")}
    asked = letter_to(letters, DURAND, "P-02")
    assert asked.mail.subject == "[OS-2026-0190] Fuite évier cuisine — Lyon"
    for words in ("L'évier de la cuisine fuit depuis ce matin", "Sans devis validé, plafond 150,00 € TTC",
                  "12 rue des Lilas"):  # fmt: skip
        assert words in text_of(asked)
    assert "IMG_2041.jpg" in [each.name for each in asked.mail.files]
    told = text_of(letter_to(letters, NADIA, "T-06"))
    assert "Plomberie Durand" in told
    assert "06 39 98 00 31" in told
    assert "€" not in told.replace("50 000 €", "")
    receipt = text_of(letter_to(letters, SOPHIE, "G-21"))
    assert "OS-2026-0190 envoyé à Plomberie Durand" in receipt
    assert "Nadia Belkacem et Yanis Belkacem ont reçu l’information ; le signalement est « En cours »." in receipt
    assert "Relances si pas de réponse : mardi 24 novembre à 9 h, " in receipt


# -- Words only prepare -----------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-49", "S1-66")
def test_words_of_a_manager_prepare_an_order_and_send_nothing(house: LivingHouse) -> None:
    told = letter_to(leak(house), SOPHIE, "G-01")
    letters = says(house, "Envoyer un OS à Durand, urgent, plafond 200 €", who=SOPHIE, to=reply_to(told))

    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    ready = letters[0]
    assert "Prêt à partir : OS à Plomberie Durand, urgent, plafond 200,00 € TTC" in text_of(ready)
    assert "Vous nous avez écrit : « Envoyer un OS à Durand, urgent, plafond 200 € »" in text_of(ready)
    assert "– Texte : L'évier de la cuisine fuit depuis ce matin" in text_of(ready)
    assert button(ready, "Valider et envoyer").startswith("https://")
    # « Oui » is no button; what it should have said makes another draft; « non » throws it away.
    letters = says(house, "oui", who=SOPHIE, to=reply_to(ready))
    assert who_got_what(letters) == {(SOPHIE, "X-14")}
    assert "envoyer un ordre de service" in text_of(letters[0])
    letters = says(house, "Oui mais à Morel plutôt", who=SOPHIE, to=reply_to(ready))
    assert "OS à Chauffage Morel, urgent, plafond 200,00 € TTC" in text_of(letter_to(letters, SOPHIE, "G-14"))
    assert says(house, "non", who=SOPHIE, to=reply_to(letters[0])) == []
    first, second = drafts(house)
    assert (first.cancelled_at, second.cancelled_at is not None) == (None, True)
    assert (sent_here(house), first.content["urgency"], first.content["ceiling"]) == ([], "urgent", "200.00")


def test_a_company_that_no_word_names_is_asked_about(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    public = reply_to(letter_to(leak(house), SOPHIE, "G-01"))
    [asked] = says(house, "Envoyez un OS à Dupont et fils.", who=SOPHIE, to=public)
    assert asked.mail.header("x-mailbot-letter") == "X-13"
    assert "/p/" in asked.mail.text
    letters = says(house, "OS à plomberie.martin@mail.example", who=SOPHIE, to=public)
    assert "OS à plomberie.martin@mail.example" in text_of(letter_to(letters, SOPHIE, "G-14"))
    # One mail, two orders, and a word for the home: each has its own way.
    letters = says(
        house, "Demandez un devis à Morel. Envoyez un OS à Durand.\n\nBonjour Madame Belkacem, on s'en occupe.",
        who=SOPHIE, to=public,
    )  # fmt: skip
    assert who_got_what(letters) == {(SOPHIE, "G-14"), (NADIA, "T-04"), (YANIS, "T-04")}
    assert sum(1 for each in letters if each.mail.header("x-mailbot-letter") == "G-14") == 2
    assert "OS" not in letter_to(letters, NADIA, "T-04").mail.text.split("Agence")[0]
    assert sent_here(house) == []


@pytest.mark.feature("S1-62")
def test_a_company_that_is_sent_in_the_words_of_everyday_is_prepared_and_the_home_reads_nothing_of_it(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    public = reply_to(letter_to(leak(house), SOPHIE, "G-01"))
    letters = says(house, "Envoye Durant stp, 150 max", who=SOPHIE, to=public)
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    assert "OS à Plomberie Durand, plafond 150,00 € TTC" in text_of(letters[0])
    assert "« Envoye Durant stp, 150 max »" in text_of(letters[0])
    # Greeted and thanked around it, changed afterwards, and a name that fits nobody.
    letters = says(house, "Bonjour,\n\nMets plutôt Morel dessus, 200 € max.\n\nMerci", who=SOPHIE, to=public)
    assert who_got_what(letters) == {(SOPHIE, "G-14")}
    assert "OS à Chauffage Morel, plafond 200,00 € TTC" in text_of(letters[0])
    [asked] = says(house, "Envoyez Dupont, 150 max", who=SOPHIE, to=public)
    assert asked.mail.header("x-mailbot-letter") == "X-13"
    assert sent_here(house) == []
    # Told to the home, the same names are words.
    letters = says(house, "Je vous envoie Durand demain matin.", who=SOPHIE, to=public)
    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(letters)


@pytest.mark.feature("GAP-12")
def test_words_that_cancel_are_shown_back_and_their_button_leads_to_the_order(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    public = reply_to(letter_to(leak(house), SOPHIE, "G-01"))
    [none] = says(house, "Annulez l'OS Durand", who=SOPHIE, to=public)
    assert "aucun ordre de service n’est ouvert sur ce dossier" in text_of(none)
    durand, _ = ordered(house, ref="SIG-1046")
    morel, _ = ordered(house, "morel", ref="SIG-1046")

    [which] = says(house, "Annulez l'OS", who=SOPHIE, to=public)
    assert "plusieurs ordres de service sont ouverts" in text_of(which)
    [echo] = says(house, "Annulez l'OS Durand", who=SOPHIE, to=public)
    assert echo.mail.header("x-mailbot-letter") == "X-12"
    assert "annulation de l’ordre de service, OS-2026-0190 de Plomberie Durand" in text_of(echo)
    [again] = says(house, "oui", who=SOPHIE, to=reply_to(echo))
    assert again.mail.header("x-mailbot-letter") == "X-12"
    assert says(house, "non", who=SOPHIE, to=reply_to(again)) == []
    [named] = says(house, f"Annulez l'OS {morel.number}", who=SOPHIE, to=public)
    assert "OS-2026-0191 de Chauffage Morel" in text_of(named)
    assert {order_now(house, each.number).state for each in (durand, morel)} == {MissionState.NEW}


@pytest.mark.feature("S1-62", "GAP-12")
@pytest.mark.parametrize(
    "words", ["Envoyez un OS à Durand, urgent.", "Annulez l'OS Morel.", "OS à Durand, plafond 200"]
)
def test_nobody_else_sends_or_cancels_by_words(sqlite_house: LivingHouse, words: str) -> None:
    house = sqlite_house
    first = leak(house)
    order, letters = ordered(house, "morel", ref="SIG-1046")
    doors = {
        NADIA: reply_to(letter_to(letters, NADIA, "T-06")),
        YANIS: reply_to(letter_to(first, YANIS, "T-01")),
        MOREL: mission_address(house, order.number),
        BERNARD: INTAKE,
    }
    for who, to in doors.items():
        says(house, words, who=who, to=to)
    assert sent_here(house) == [order.number]
    assert drafts(house) == []
    assert order_now(house, order.number).state is not MissionState.CANCELLED
    with house.world.database.looking() as session:
        assert InboundFate.PARKED not in [mail.fate for mail in session.query(InboundMail).order_by(InboundMail.id)][:4]


# -- Called off -------------------------------------------------------------------------------------------------------


@pytest.mark.feature("GAP-12")
def test_a_planned_visit_falls_with_its_order_and_who_came_already_says_so(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    leak(house)
    order, _ = ordered(house, ref="SIG-1046")
    planned(house, order)

    letters = cancel(house, order, "Le locataire a réparé.")

    assert who_got_what(letters) == {(DURAND, "P-18"), (NADIA, "T-12"), (YANIS, "T-12"), (SOPHIE, "G-21")}
    company = letter_to(letters, DURAND, "P-18")
    assert "Le rendez-vous du mardi 24 novembre à 9 h est supprimé." in text_of(company)
    assert "Le locataire a réparé." in text_of(company)
    home = text_of(letter_to(letters, NADIA, "T-12"))
    assert "L’intervention de Plomberie Durand, prévue mardi 24 novembre" in home
    assert "a réparé" not in home
    with house.world.database.looking() as session:
        [visit] = session.query(Visit).filter_by(order_id=order.id)
        assert visit.state is VisitState.CANCELLED
    # Its one button says that it was too late, to the agency alone and at once.
    url = button(company, "L’intervention a déjà eu lieu")
    address = re.findall(r"mailto:([^?]+)", url)[0]
    letters = says(house, "L’intervention a déjà eu lieu.", who=DURAND, to=address)
    assert who_got_what(letters) == {(SOPHIE, "G-02")}
    assert order_now(house, order.number).state is MissionState.CANCELLED


@pytest.mark.feature("S1-85")
def test_an_author_who_closes_with_an_open_order_leaves_a_question_to_the_manager(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first = leak(house)
    order, _ = ordered(house, ref="SIG-1046")

    letters = says(house, "C'est réglé, vous pouvez clôturer.", who=NADIA, to=reply_to(letter_to(first, NADIA, "T-01")))

    assert (SOPHIE, "G-10") in who_got_what(letters)
    asked = letter_to(letters, SOPHIE, "G-10")
    assert "L’auteur a clôturé le signalement : que faire de l’OS encore ouvert ?" in text_of(asked)
    assert "Il manque : les photos et la facture." in text_of(asked)
    assert button(asked, "Annuler l’OS restant").startswith("https://")
    assert (DURAND, "P-18") not in who_got_what(letters)
    assert order_now(house, order.number).state is MissionState.NEW
    # It can still be called off; the home reads that, and nothing of somebody who looks after it.
    letters = cancel(house, order)
    assert "L’intervention de Plomberie Durand est annulée." in text_of(letter_to(letters, NADIA, "T-12"))
    with house.world.database.looking() as session:
        events = {event.kind for event in session.query(Event).filter_by(report_id=order.report_id)}
        assert {EventKind.REPORT_CLOSED_BY_AUTHOR, EventKind.WORK_ORDER_CANCELLED} <= events


def test_a_line_of_the_digest_prepares_or_is_shown_back_too(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    digest = the_morning(house)
    letters = says(house, "A1 envoyez un OS à Durand", who=SOPHIE, to=reply_to(digest))
    assert (SOPHIE, "G-14") in who_got_what(letters)
    assert sent_here(house) == []
