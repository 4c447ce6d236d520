"""A manager's mail program says that they are away: the back-up reads too, until they write themselves."""

from datetime import date
from email.message import EmailMessage

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, Person, TeamMember
from mailbot.model_mails import DigestLine, InboundMail
from mailbot.outbound.manners import MANNERS
from mailbot.vocabulary import EventKind, InboundFate
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak

KARIM = "karim.haddad@agence-tilleul.example"
AWAY = "Je suis absente du bureau jusqu'au 30 novembre. De retour le 1er décembre."


def notice(words: str, *, sender: str, to: str) -> EmailMessage:
    message = mail(
        words, sender=sender, to=to, subject="Absence", message_id=f"<{abs(hash((words, to)))}@auto.example>"
    )
    message["Auto-Submitted"] = "auto-replied"
    return message


def returned_on(house: LivingHouse) -> date | None:
    with house.world.database.looking() as session:
        return session.query(TeamMember).filter_by(in_charge=True).one().absent_until


def absence(house: LivingHouse, words: str, *, sender: str = SOPHIE, code: str = "G-01") -> list[Delivered]:
    """A notice comes back for the first letter about a leak."""
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(first, sender, code))
    return house.told(notice(words, sender=sender, to=address), sender="<>", to=address)


@pytest.mark.feature("GAP-21")
@pytest.mark.parametrize(
    "words",
    [
        AWAY,
        "Je suis en congés jusqu'au 30 novembre.",
        "I am out of the office, back on 1 December.",
    ],
)
def test_a_manager_who_is_away_is_stood_in_for_until_they_are_back(house: LivingHouse, words: str) -> None:
    assert absence(house, words) == []  # a machine is never answered

    assert returned_on(house) == date(2026, 12, 1)
    with house.world.database.looking() as session:
        [event] = session.query(Event).filter_by(kind=EventKind.AUTOMATIC_REPLY_RECEIVED).all()
        assert event.facts == {"back_on": "2026-12-01"}
        [line] = session.query(DigestLine).filter_by(event_id=event.id).all()
        assert session.get_one(Person, line.person_id).name == "Karim Haddad"
        assert [row.fate for row in session.query(InboundMail).order_by(InboundMail.id)][-1] is InboundFate.AUTOMATIC
    again = mail("Une prise est cassée.", sender=NADIA, to=INTAKE, subject="Prise", message_id="<p@x>")
    assert {(SOPHIE, "G-01"), (KARIM, "G-01")} <= who_got_what(house.told(again, sender=NADIA, to=INTAKE))
    house.clock.forward(days=10)
    later = mail("Le volet est bloqué.", sender=NADIA, to=INTAKE, subject="Volet", message_id="<v@x>")
    assert (KARIM, "G-01") not in who_got_what(house.told(later, sender=NADIA, to=INTAKE))


@pytest.mark.feature("GAP-21")
def test_the_same_notice_for_each_letter_is_one_event(sqlite_house: LivingHouse) -> None:
    absence(sqlite_house, AWAY)
    address = reply_to(sqlite_house.boxes.of(SOPHIE)[0])
    sqlite_house.told(notice(AWAY + " Merci.", sender=SOPHIE, to=address), sender="<>", to=address)
    with sqlite_house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.AUTOMATIC_REPLY_RECEIVED).count() == 1


@pytest.mark.feature("GAP-21")
def test_a_mail_in_their_own_hand_ends_the_absence(sqlite_house: LivingHouse) -> None:
    absence(sqlite_house, AWAY)
    address = reply_to(sqlite_house.boxes.of(SOPHIE)[0])
    sqlite_house.told(
        mail("Je m'en occupe.", sender=SOPHIE, to=address, subject="Re: x", message_id="<hand@x>"),
        sender=SOPHIE,
        to=address,
    )
    assert returned_on(sqlite_house) is None


@pytest.mark.feature("GAP-21")
@pytest.mark.parametrize("words", ["Je suis absente du bureau.", "Je suis en congés jusqu'au 13 novembre."])
def test_a_notice_without_a_day_to_come_changes_nothing(sqlite_house: LivingHouse, words: str) -> None:
    assert absence(sqlite_house, words) == []
    assert returned_on(sqlite_house) is None


@pytest.mark.feature("GAP-21")
def test_a_tenants_absence_changes_nothing_and_nobody_is_told(sqlite_house: LivingHouse) -> None:
    assert absence(sqlite_house, AWAY, sender=NADIA, code="T-01") == []
    assert returned_on(sqlite_house) is None
    with sqlite_house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.AUTOMATIC_REPLY_RECEIVED).count() == 0


@pytest.mark.feature("GAP-21")
def test_an_absence_told_where_no_letter_of_ours_comes_from_is_not_believed(sqlite_house: LivingHouse) -> None:
    sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    sqlite_house.told(notice(AWAY, sender=SOPHIE, to=INTAKE), sender="<>", to=INTAKE)
    assert returned_on(sqlite_house) is None


@pytest.mark.feature("GAP-21")
def test_a_notice_to_the_address_that_bounces_come_back_to_counts_too(sqlite_house: LivingHouse) -> None:
    letter = letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    sqlite_house.told(notice(AWAY, sender=SOPHIE, to=letter.return_path), sender="<>", to=letter.return_path)
    assert returned_on(sqlite_house) == date(2026, 12, 1)


@pytest.mark.feature("GAP-21")
def test_only_letters_to_tenants_and_landlords_ask_programs_to_be_quiet() -> None:
    assert {code[0] for code, manner in MANNERS.items() if manner.suppress_oof} <= {"T", "B"}
    assert all(manner.suppress_oof for code, manner in MANNERS.items() if code[0] in "TB")


DESK = "suivi@suivi.agence-tilleul.example"


@pytest.mark.feature("GAP-21", "GAP-17")
def test_an_absence_is_believed_of_the_letters_own_reader_alone(sqlite_house: LivingHouse) -> None:
    told = sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers, sophies = letter_to(told, NADIA, "T-01"), letter_to(told, SOPHIE, "G-01")

    # Anybody may write there in her name, and each reader knows the return path of their own letters.
    for to in (DESK, hers.return_path):
        sqlite_house.told(notice(AWAY, sender=SOPHIE, to=to), sender="<>", to=to)
    named = notice(AWAY, sender=SOPHIE, to=DESK)
    named["In-Reply-To"] = hers.mail.message_id
    named.replace_header("Message-ID", "<named@auto.example>")
    sqlite_house.told(named, sender="<>", to=DESK)
    assert returned_on(sqlite_house) is None

    named.replace_header("In-Reply-To", sophies.mail.message_id)
    named.replace_header("Message-ID", "<hers@auto.example>")
    sqlite_house.told(named, sender="<>", to=DESK)
    assert returned_on(sqlite_house) == date(2026, 12, 1)


@pytest.mark.feature("GAP-21", "GAP-17")
def test_an_absence_that_its_domain_disowns_is_not_noted(sqlite_house: LivingHouse) -> None:
    letter = letter_to(sqlite_house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    sqlite_house.publishes("agence-tilleul.example")
    for to in (letter.return_path, reply_to(letter)):
        sqlite_house.told(notice(AWAY, sender=SOPHIE, to=to), sender="x@evil.example", to=to)
    assert returned_on(sqlite_house) is None


@pytest.mark.feature("GAP-21", "GAP-17")
def test_a_mail_in_nobodys_name_ends_no_absence(sqlite_house: LivingHouse) -> None:
    absence(sqlite_house, AWAY)
    sqlite_house.publishes("agence-tilleul.example")
    two = mail("Bonjour.", sender=f"{SOPHIE}, x@evil.example", to=INTAKE, subject="x", message_id="<two@x>")
    sqlite_house.told(two, sender="x@evil.example", to=INTAKE)
    one = mail("Bonjour.", sender=SOPHIE, to=DESK, subject="x", message_id="<one@x>")
    sqlite_house.told(one, sender="x@evil.example", to=DESK)
    assert returned_on(sqlite_house) == date(2026, 12, 1)
