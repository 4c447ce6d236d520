"""A tenant writes at night that it smells of gas: what to do, and who is woken (GAP-14)."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from mailbot.agency import profile_from_json
from mailbot.model import Agency, Event, Person, Report
from mailbot.vocabulary import Alerts, EventKind, ReportStatus, Urgency
from mailbot.workflow.agencies import profile_of, save_agency
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail

ON_CALL = "astreinte@agence-tilleul.example"


def by_night(
    text: str, *, to: str = INTAKE, subject: str = "au secours", message_id: str = "<night@gmail.example>"
) -> EmailMessage:
    return mail(text, sender=f"Nadia Belkacem <{NADIA}>", to=to, subject=subject, message_id=message_id)


def the_report(house: LivingHouse, ref: str = "SIG-1046") -> Report:
    with house.world.database.looking() as session:
        return session.query(Report).filter_by(ref=ref).one()


@pytest.mark.feature("GAP-14")
@pytest.mark.parametrize(
    ("words", "said", "number"),
    [
        ("ca sent fort le gaz dans la cuisine", "une odeur de gaz", "0 800 47 33 33"),
        ("Le détecteur de monoxyde de carbone sonne sans arrêt", "du monoxyde de carbone", "15"),
        ("il y a le feu dans la cave, de la fumée monte", "un feu ou de la fumée", "18"),
        ("il y a le feu", "un feu ou de la fumée", "18"),
        ("La prise fait des étincelles et sent le brûlé", "un danger électrique", "112"),
        ("le plafond du salon vient de s'effondrer", "un risque d’effondrement", "112"),
        (
            "l'eau coule du plafond à flots, impossible de l'arrêter, ça inonde tout",
            "de l’eau qu’on n’arrive pas",
            "112",
        ),
    ],
)
def test_a_danger_is_answered_with_what_to_do_and_wakes_the_agency(
    sqlite_house: LivingHouse, words: str, said: str, number: str
) -> None:
    sqlite_house.clock.forward(hours=17)
    letters = sqlite_house.told(by_night(words), sender=NADIA, to=INTAKE)

    assert who_got_what(letters) == {
        (NADIA, "T-02"), (YANIS, "T-02"), (SOPHIE, "G-01"), (SOPHIE, "G-24"), (ON_CALL, "G-24"),
    }  # fmt: skip
    told = letter_to(letters, NADIA, "T-02")
    assert told.mail.subject == "[SIG-1046] URGENT — à faire tout de suite"
    assert told.mail.header("importance").lower() == "high"
    assert said in text_of(told)
    assert number in text_of(told)
    assert "06 39 98 00 99" in text_of(told)
    assert "tel:" not in text_of(told).split("→")[0]
    alarm = letter_to(letters, ON_CALL, "G-24")
    assert words in text_of(alarm)
    assert said in text_of(alarm)
    assert "« je prends » en réponse" in text_of(alarm)
    assert the_report(sqlite_house).urgency is Urgency.VITAL
    assert the_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("GAP-14")
def test_the_alarm_says_where_it_is_and_whom_to_call(sqlite_house: LivingHouse) -> None:
    letters = sqlite_house.told(by_night("Ça sent le gaz !"), sender=NADIA, to=INTAKE)
    told = text_of(letter_to(letters, SOPHIE, "G-24"))
    assert "Nadia Belkacem (locataire)" in told
    assert "12 rue des Lilas" in told
    with sqlite_house.world.database.looking() as session:
        telephone = session.query(Person).filter_by(name="Nadia Belkacem").one().telephone
    assert telephone in told
    assert "Consignes déjà envoyées" in told


@pytest.mark.feature("GAP-14", "S1-39")
def test_a_danger_told_on_a_known_report_comes_beside_the_rest_and_waits_for_no_digest(
    sqlite_house: LivingHouse,
) -> None:
    first = sqlite_house.told(by_night("L'évier fuit un peu."), sender=NADIA, to=INTAKE)
    with sqlite_house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Sophie Lambert").one().alerts = Alerts.DAILY
    address = reply_to(letter_to(first, NADIA, "T-01"))

    letters = sqlite_house.told(
        by_night("maintenant ca sent le gaz aussi", to=address, message_id="<second@gmail.example>"),
        sender=NADIA, to=address,
    )  # fmt: skip

    assert who_got_what(letters) == {
        (NADIA, "T-02"), (YANIS, "T-02"), (YANIS, "T-04"), (SOPHIE, "G-02"), (SOPHIE, "G-24"), (ON_CALL, "G-24"),
    }  # fmt: skip
    assert the_report(sqlite_house).urgency is Urgency.VITAL
    assert the_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("GAP-14", "GAP-23")
def test_the_same_danger_told_twice_is_one_alarm_an_hour(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-02"))
    again = by_night("ça sent toujours le gaz", to=address, message_id="<again@gmail.example>")
    assert {code for _, code in who_got_what(sqlite_house.told(again, sender=NADIA, to=address))} == {"T-04", "G-02"}

    sqlite_house.clock.forward(hours=2)
    later = by_night("ça sent encore le gaz", to=address, message_id="<later@gmail.example>")
    assert {code for _, code in who_got_what(sqlite_house.told(later, sender=NADIA, to=address))} == {
        "T-02", "T-04", "G-02", "G-24",
    }  # fmt: skip


@pytest.mark.feature("GAP-14", "GAP-05")
def test_a_danger_on_a_closed_report_raises_the_alarm_all_the_same(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(by_night("L'évier fuit un peu."), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-01"))
    sqlite_house.told(
        by_night("C'est réglé, vous pouvez clôturer.", to=address, message_id="<ok@gmail.example>"),
        sender=NADIA,
        to=address,
    )
    assert the_report(sqlite_house).status is ReportStatus.CLOSED

    letters = sqlite_house.told(
        by_night("ça sent le gaz chez moi", to=address, message_id="<gas@gmail.example>"), sender=NADIA, to=address
    )
    assert {(NADIA, "T-02"), (SOPHIE, "G-24"), (ON_CALL, "G-24")} <= who_got_what(letters)


@pytest.mark.feature("GAP-14")
def test_what_is_cold_and_hurts_nobody_tonight_wakes_nobody(sqlite_house: LivingHouse) -> None:
    words = "Plus de chauffage depuis hier, il fait 16 dans la chambre du bébé."
    letters = sqlite_house.told(by_night(words), sender=NADIA, to=INTAKE)
    assert {code for _, code in who_got_what(letters)} == {"T-01", "G-01"}


@pytest.mark.feature("GAP-14")
def test_being_safe_is_a_message_and_closes_nothing(sqlite_house: LivingHouse) -> None:
    first = sqlite_house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, NADIA, "T-02"))
    letters = sqlite_house.told(
        by_night("Je suis en sécurité.", to=address, message_id="<safe@gmail.example>"), sender=NADIA, to=address
    )
    assert (SOPHIE, "G-02") in who_got_what(letters)
    assert the_report(sqlite_house).status is ReportStatus.TODO


@pytest.mark.feature("GAP-14")
def test_a_managers_answer_to_the_alarm_is_published_to_nobody(house: LivingHouse) -> None:
    first = house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, SOPHIE, "G-24"))
    answer = mail(
        "Je m'en occupe, je la rappelle.", sender=f"Sophie Lambert <{SOPHIE}>", to=address, subject="Re: [SIG-1046]",
        message_id="<sophie@agence.example>",
    )  # fmt: skip

    letters = house.told(answer, sender=SOPHIE, to=address)

    assert not {who for who, _ in who_got_what(letters)} & {NADIA, YANIS}
    with house.world.database.looking() as session:
        kinds = [event.kind for event in session.query(Event).order_by(Event.id)]
    assert kinds[-1] is EventKind.URGENCY_TAKEN


@pytest.mark.feature("GAP-14")
def test_an_agency_that_changes_who_is_on_call_wakes_the_new_one(house: LivingHouse) -> None:
    house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)
    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        said = profile_of(session, agency).to_json()
        said["mails"]["on_call"] = "nuit@agence-tilleul.example"
        save_agency(session, profile_from_json(said), now=house.clock())

    letters = house.told(by_night("il y a le feu", message_id="<fire@gmail.example>"), sender=NADIA, to=INTAKE)
    assert {who for who, code in who_got_what(letters) if code == "G-24"} == {SOPHIE, "nuit@agence-tilleul.example"}


def test_the_alarm_leaves_within_a_minute(sqlite_house: LivingHouse) -> None:
    sent = sqlite_house.clock.now
    sqlite_house.told(by_night("ça sent le gaz"), sender=NADIA, to=INTAKE)
    assert sqlite_house.clock.now - sent < timedelta(minutes=1)
