"""A mission before everybody's eyes: who reads whose words, what is passed on, and what stays where it was said."""

import pytest
from httpx import Response

from mailbot.model import Agency, Participant, Person, PersonAddress, Report, Thread
from mailbot.model_orders import AccessNote, Availability, WorkOrder
from mailbot.threads.addresses import reply_address
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import Channel, MissionState, ThreadKind
from mailbot.workflow.availability import ask_availability
from mailbot.workflow.scene import set_scene, with_order
from tests.deciding import desk, form_on
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.ordering import DURAND, mission_address, ordered
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_landlords import says
from tests.web.conftest import case_link
from tests.web.test_private_side import settled

PETIT = "contact@elec-petit.example"


def address_at_home(
    house: LivingHouse, person: str, *, ref: str = "SIG-1042", channel: Channel = Channel.PUBLIC
) -> str:
    """Where somebody of the home, or a manager, answers on a report in public; or the agency alone."""
    with house.world.database.looking() as session:
        report = session.query(Report).filter_by(ref=ref).one()
        who = session.query(Person).join(PersonAddress).filter(PersonAddress.address == person).one()
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .filter(Thread.report_id == report.id, Thread.kind == ThreadKind.REPORT, Participant.person_id == who.id)
            .one()
        )
        agency = session.get_one(Agency, report.agency_id)
        world = house.world
        return reply_address(world.keyring, seat.id, channel, agency.mail_domain, today=world.today())


def move(house: LivingHouse, number: str, state: MissionState) -> None:
    """The order as if the company had done so."""
    with house.world.database.transaction() as session:
        session.query(WorkOrder).filter_by(number=number).one().state = state


@pytest.mark.feature("S1-89", "S1-20", "S1-88")
def test_public_words_reach_the_company_at_work_covered_and_nobody_elses_letter_changes(house: LivingHouse) -> None:
    order, _ = ordered(house)
    words = "Ça coule plus fort. Mon portable : 06 39 98 77 61, code 4512B. Écrivez à nadia@secret.example."

    letters = says(house, NADIA, address_at_home(house, NADIA), words, photos=1)

    assert who_got_what(letters) == {(YANIS, "T-04"), (SOPHIE, "G-02"), (DURAND, "P-20")}
    told = letter_to(letters, DURAND, "P-20")
    assert "De la part de l’occupant" in text_of(told)
    assert "Ça coule plus fort." in text_of(told)
    for private in ("06 39", "4512B", "secret.example", "Belkacem", "SIG-1042"):
        assert private not in told.mail.text + told.mail.subject, private
    assert "1 photo jointe" in text_of(told)
    assert "SIG-1042" not in told.mail.subject
    assert "Durand" not in letter_to(letters, YANIS, "T-04").mail.text.replace("par Plomberie Durand", "")
    answered = says(house, DURAND, reply_to(told), "Où est le robinet d'arrêt ? Le code de notre dépôt est 9637A.")
    assert who_got_what(answered) == {(NADIA, "T-04"), (YANIS, "T-04"), (SOPHIE, "G-02")}
    assert "Où est le robinet" in text_of(letter_to(answered, NADIA, "T-04"))
    assert "9637A" not in text_of(letter_to(answered, NADIA, "T-04"))

    by_manager = says(house, SOPHIE, address_at_home(house, SOPHIE), "Merci de couper l'eau en attendant.")
    assert (DURAND, "P-20") in who_got_what(by_manager)
    assert "De la part de l’agence" in text_of(letter_to(by_manager, DURAND, "P-20"))

    move(house, order.number, MissionState.CANCELLED)
    later = says(house, YANIS, address_at_home(house, YANIS), "Et maintenant ?? L'eau coule encore dans la cuisine.")
    assert DURAND not in {who for who, _ in who_got_what(later)}


@pytest.mark.feature("S1-89")
def test_of_two_companies_the_one_of_the_answered_letter_reads_and_else_none(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    ordered(house)
    _, petits = ordered(house, "petit")
    to = address_at_home(house, NADIA)

    nowhere = says(house, NADIA, to, "Le plafond se tache aussi.")
    assert who_got_what(nowhere) == {(YANIS, "T-04"), (SOPHIE, "G-02")}

    asked = says(house, PETIT, mission_address(house, "OS-2026-0191"), "Bonjour, le tableau est-il accessible ?")
    answer = mail("Oui, il est dans l'entrée.", sender=NADIA, to=to, subject="Re: x", message_id="<to-petit@x.example>")
    answer["In-Reply-To"] = letter_to(asked, NADIA, "T-04").mail.message_id
    letters = house.told(answer, sender=NADIA, to=to)
    assert (PETIT, "P-20") in who_got_what(letters)
    assert DURAND not in {who for who, _ in who_got_what(letters)}
    assert petits


@pytest.mark.feature("S2-05", "S2-10", "S1-89")
def test_times_and_a_way_in_are_passed_on_without_reasons_and_without_codes(house: LivingHouse) -> None:
    order, letters = ordered(house)
    answer = reply_to(letter_to(letters, NADIA, "T-06"))

    told = says(
        house, NADIA, answer,
        "Pas lundi, j'ai une chimio à l'hôpital. Mardi matin ou jeudi après 17h.\nLe code c'est 45B13, sonnez fort.\n"
        "Mon portable : 06 12 34 56 78\nEntre nous, le voisin est pénible.",
    )  # fmt: skip

    assert who_got_what(told) == {(SOPHIE, "G-02"), (DURAND, "P-20")}
    passed = " ".join(text_of(each) for each in told if each.recipient == DURAND)
    assert "mardi 24 novembre, 8 h – 12 h ou jeudi 26 novembre, 17 h – 20 h" in passed
    assert "sonnez fort" in passed
    for private in ("chimio", "hôpital", "45B13", "06 12", "voisin", "lundi"):
        assert private not in passed, private
    assert "Entre nous, le voisin est pénible." in text_of(letter_to(told, SOPHIE, "G-02"))
    with house.world.database.looking() as session:
        times = session.query(Availability).one()
        assert times.words.replace("\u00a0", " ").startswith("mardi 24 novembre, 8 h – 12 h ou jeudi")
        note = session.query(AccessNote).one()
        assert "45B13" in note.words
        assert "chimio" not in note.words

    only = says(house, YANIS, address_at_home(house, YANIS), "Mercredi matin.")
    assert who_got_what(only) == {(DURAND, "P-20")}
    beside = says(
        house, NADIA, address_at_home(house, NADIA),
        "Vendredi matin me va, sinon je travaille à l'école. Il y a aussi une tache au plafond.",
    )  # fmt: skip
    read = text_of(letter_to(beside, DURAND, "P-20"))
    assert "vendredi 27 novembre, 8 h – 12 h" in read
    assert "tache au plafond" in read
    assert "école" not in read

    move(house, order.number, MissionState.SLOTS_PROPOSED)
    quiet = says(house, NADIA, answer, "Vendredi après-midi.")
    assert who_got_what(quiet) == set()


@pytest.mark.feature("S2-05", "S2-10")
def test_the_home_is_asked_when_one_may_come_and_answers_as_it_speaks(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    before = len(house.boxes)
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        row = session.get_one(WorkOrder, order.id)
        scene = with_order(session, set_scene(session, report, now=house.clock()), row, now=house.clock())
        ask_availability(session, scene, now=house.clock())
    house.settle()
    asked = list(house.boxes)[before:]
    assert who_got_what(asked) == {(NADIA, "T-07"), (YANIS, "T-07")}
    letter = letter_to(asked, NADIA, "T-07")
    assert "Plomberie Durand prépare son passage." in text_of(letter)
    assert "qui transmet à Plomberie Durand ce qui touche au passage" in text_of(letter)

    told = says(house, NADIA, reply_to(letter), "Peu importe, prévenez-moi.")
    assert "à tout moment" in text_of(letter_to(told, DURAND, "P-20"))


@pytest.mark.feature("S1-89", "S1-02", "S1-88")
def test_each_letter_says_who_reads_the_answer_and_what_comes_next(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    number, to = order.number, address_at_home(house, NADIA)

    def asked(person: str = NADIA) -> str:
        house.clock.forward(hours=2)
        return text_of(letter_to(says(house, person, to, "Où en est-on ?"), NADIA, "T-23"))

    waits = asked()
    assert "Statut : En cours — prochaine étape : réponse de l’entreprise" in waits
    assert "Votre réponse sera lue par l’agence et par Plomberie Durand, sans vos coordonnées ni vos codes" in waits
    for state, said in (
        (MissionState.ACCEPTED, "proposition de créneaux (l’entreprise)"),
        (MissionState.SLOTS_PROPOSED, "choix d’un créneau (vous)"),
        (MissionState.SLOT_CHOSEN, "confirmation du rendez-vous (l’entreprise)"),
        (MissionState.QUOTE_SUBMITTED, "décision de l’agence"),
        (MissionState.DONE_TO_CONFIRM, "confirmation de la réparation (vous)"),
        (MissionState.DONE, "clôture du dossier (l’agence)"),
    ):
        move(house, number, state)
        assert f"prochaine étape : {said}" in asked(), state
    move(house, number, MissionState.NO_ANSWER)
    with house.world.database.transaction() as session:
        row = session.query(WorkOrder).filter_by(number=number).one()
        row.follow_up = {"relaunched": [["first", "2026-11-26T08:00:00+00:00"]]}
    assert "réponse de l’entreprise, relance faite le jeudi 26 novembre" in asked()
    to_landlord = text_of(letter_to(says(house, BERNARD, INTAKE, "point"), BERNARD, "B-11"))
    assert "relanc" not in to_landlord
    g02 = letter_to(says(house, YANIS, address_at_home(house, YANIS), "La tache grandit."), SOPHIE, "G-02")
    assert "visible par les occupants et par Plomberie Durand." in text_of(g02)

    ordered(house, "petit")
    two = says(house, YANIS, address_at_home(house, YANIS), "La tache a encore grandi.")
    assert "Votre réponse sera lue par l’agence ; elle figure" in text_of(letter_to(two, NADIA, "T-04"))
    move(house, number, MissionState.REFUSED)
    move(house, "OS-2026-0191", MissionState.CANCELLED)
    assert "sera lue par l’agence ; elle figure" in asked()


@pytest.mark.feature("S1-33")
def test_the_digest_counts_the_orders_issued_and_the_cancelled_apart(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    ordered(house, "petit")
    move(house, order.number, MissionState.CANCELLED)

    desk = text_of(letter_to(says(house, SOPHIE, address_at_home(house, SOPHIE), "point"), SOPHIE, "G-03"))

    assert "OS passés : 2, dont 1 annulé." in desk


@pytest.mark.feature("S1-47", "S1-89")
def test_a_ready_message_goes_to_the_company_alone(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    order, _ = ordered(house)
    aside = says(house, DURAND, mission_address(house, order.number, channel=Channel.AGENCY), "Où envoyer la facture ?")
    g02 = letter_to(aside, SOPHIE, "G-02")
    assert "Écrire à l’entreprise" in g02.mail.text

    sent = says(house, SOPHIE, reply_to(g02), "MP-03\nMerci d'avance.")
    assert who_got_what(sent) == {(DURAND, "P-20")}
    told = text_of(letter_to(sent, DURAND, "P-20"))
    assert f"avec le n° {order.number} et le taux de TVA" in told
    assert "Merci d'avance." in told
    assert "{" not in told

    for line, why in (("MP-02", "il y manque ce que nous ne savons pas"), ("MP-01", "aucun passage n’est planifié")):
        for to in (reply_to(g02), address_at_home(house, SOPHIE)):
            house.clock.forward(hours=1)
            asked = says(house, SOPHIE, to, line)
            assert who_got_what(asked) == {(SOPHIE, "X-13")}, (line, to)
            assert why in text_of(letter_to(asked, SOPHIE, "X-13"))
    assert who_got_what(says(house, SOPHIE, reply_to(g02), "MP-9")) == {(SOPHIE, "X-13")}

    sophie = desk(house, loop)
    page = case_link(house, Page.ORDER, SOPHIE, ref="SIG-1042", with_=brief(order.id))

    def sends(words: str) -> Response:
        return sophie.visitor.post(
            page, form=form_on(sophie.visitor.get(page)), act="write", message="MP-02", words=words
        )  # fmt: skip

    left_open = sends("Pouvez-vous détailler {la dépose} ?")
    assert (left_open.status_code, "entre accolades" in left_open.text) == (422, True)
    assert sends("Pouvez-vous détailler la dépose ?").status_code == 200
    letters = settled(house)
    assert who_got_what(letters) == {(DURAND, "P-20")}
