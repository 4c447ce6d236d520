"""A letter comes back: its row says so, the managers read why, and nobody is chased who has read nothing (GAP-23)."""

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, PersonAddress
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import EventKind, MissionState, OutboundFate
from tests.deciding import ask_bernard, asked_letter, desk, form_on, leak_with_quotes, rules
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
from tests.ordering import DURAND, mission_address, order_now
from tests.returning import DELAYED, DELIVERED, SHAPES, comes_back, complaint, handed_in
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_relaunches import a_normal_order, at, says, to_companies
from tests.web.conftest import BASE, Visitor
from tests.web.conftest import said as said_on
from tests.working import company_says, planned

KARIM = "karim.haddad@agence-tilleul.example"
OTHER = "nadia@travail.example"


def row_of(house: LivingHouse, letter: Delivered) -> OutboundMail:
    with house.world.database.looking() as session:
        return session.query(OutboundMail).filter_by(message_id=letter.mail.message_id).one()


def address(house: LivingHouse, written: str) -> PersonAddress:
    with house.world.database.looking() as session:
        return session.query(PersonAddress).filter_by(address=written).one()


def also_at(house: LivingHouse, written: str, other: str) -> None:
    with house.world.database.transaction() as session:
        known = session.query(PersonAddress).filter_by(address=written).one()
        session.add(
            PersonAddress(
                agency_id=known.agency_id, person_id=known.person_id, address=other, added_at=house.clock()
            )
        )  # fmt: skip


def leak(house: LivingHouse) -> Delivered:
    """T-01, as it left for Nadia."""
    return letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01")


def link_of(house: LivingHouse, written: str, *, reader: str) -> str:
    """The page of an address, as a letter of today opens it for this reader."""
    world = house.world
    return page_link(
        world.keyring, BASE, Page.ADDRESS, address(house, reader).person_id, today=world.today(),
        with_=brief(address(house, written).id),
    )  # fmt: skip


def bounced(house: LivingHouse) -> list[Event]:
    with house.world.database.looking() as session:
        return session.query(Event).filter_by(kind=EventKind.LETTER_BOUNCED).order_by(Event.id).all()


@pytest.mark.feature("GAP-23")
def test_a_letter_that_comes_back_settles_its_row_and_the_manager_reads_why(house: LivingHouse) -> None:
    letter = leak(house)
    told = comes_back(house, letter)

    row = row_of(house, letter)
    assert row.fate is OutboundFate.BOUNCED
    assert row.answer.startswith("5.1.1 550 5.1.1")
    assert who_got_what(told) == {(SOPHIE, "G-15")}
    note = letter_to(told, SOPHIE, "G-15")
    said = text_of(note)
    assert f"Notre message à Nadia Belkacem ({NADIA}) n’a pas pu être remis : adresse inexistante." in said
    assert "Dossier SIG-" in said
    assert "Le délai de relance est suspendu." in said
    assert "Corriger l’adresse" in said
    assert note.mail.subject.startswith("[SIG-")
    [event] = bounced(house)
    assert event.facts["letter"] == row.id
    assert NADIA not in str(event.facts)  # the journal keeps numbers and codes
    known = address(house, NADIA)
    assert (known.refusals, known.refused_why, known.stopped_at) == (1, "unknown", None)

    assert comes_back(house, letter, "gmail") == []  # once


@pytest.mark.feature("GAP-23")
@pytest.mark.parametrize("shape", SHAPES)
def test_every_mail_system_is_understood(shape: str, sqlite_house: LivingHouse) -> None:
    letter = leak(sqlite_house)
    told = comes_back(sqlite_house, letter, shape)
    assert row_of(sqlite_house, letter).fate is OutboundFate.BOUNCED
    why = {"full": "boîte pleine", "unknown": "adresse inexistante", "refused": "refusé par sa messagerie"}[
        SHAPES[shape].why
    ]
    assert f"n’a pas pu être remis : {why}." in text_of(letter_to(told, SOPHIE, "G-15"))


@pytest.mark.feature("GAP-23")
def test_a_report_that_it_waits_or_that_it_arrived_tells_nobody(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letter = leak(house)
    assert handed_in(house, DELAYED(letter, NADIA), to=letter.return_path) == []
    assert row_of(house, letter).fate is OutboundFate.SENT
    assert row_of(house, letter).answer == "delayed 4.4.1"
    assert handed_in(house, DELIVERED(letter, NADIA), to=letter.return_path) == []
    assert row_of(house, letter).fate is OutboundFate.DELIVERED
    assert not bounced(house)


@pytest.mark.feature("GAP-23")
def test_a_report_about_somebody_else_or_of_a_forged_path_changes_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letter = leak(house)
    assert comes_back(house, letter, of="quelqu.un@ailleurs.example") == []
    assert comes_back(house, letter, "qmail", of="quelqu.un@ailleurs.example") == []
    assert row_of(house, letter).fate is OutboundFate.SENT
    assert not bounced(house)


@pytest.mark.feature("GAP-23")
def test_a_return_path_is_believed_for_thirty_days(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letter = leak(house)
    house.clock.forward(days=31)
    assert comes_back(house, letter) == []
    assert row_of(house, letter).fate is OutboundFate.SENT


@pytest.mark.feature("GAP-23")
def test_a_report_that_knows_the_message_id_alone_stops_nothing(sqlite_house: LivingHouse) -> None:
    """Whoever was shown the letter knows its Message-ID: it is marked and told, and the address goes on."""
    house = sqlite_house
    letter = leak(house)
    told = comes_back(house, letter, to=reply_to(letter))
    assert row_of(house, letter).fate is OutboundFate.BOUNCED
    assert "suspendu" not in text_of(letter_to(told, SOPHIE, "G-15"))
    assert address(house, NADIA).refusals == 0


@pytest.mark.feature("GAP-23")
def test_a_letter_to_nobody_leaves_again_for_the_other_address(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    also_at(house, NADIA, OTHER)
    letter = leak(house)
    told = comes_back(house, letter)
    assert who_got_what(told) == {(OTHER, "T-01"), (SOPHIE, "G-15")}
    again = letter_to(told, OTHER, "T-01")
    assert again.mail.message_id != letter.mail.message_id
    assert again.mail.subject == letter.mail.subject
    said = text_of(letter_to(told, SOPHIE, "G-15"))
    assert f"Le même message vient de repartir à l’autre adresse connue : {OTHER}." in said
    assert "suspendu" not in said
    # That one comes back too: told, and nothing goes round.
    more = comes_back(house, again)
    assert who_got_what(more) == {(SOPHIE, "G-15")}
    assert "suspendu" in text_of(letter_to(more, SOPHIE, "G-15"))


@pytest.mark.feature("GAP-23")
def test_a_full_box_waits_for_the_manager_to_send_elsewhere(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    also_at(house, NADIA, OTHER)
    told = comes_back(house, leak(house), "gmail, full")
    said = text_of(letter_to(told, SOPHIE, "G-15"))
    assert who_got_what(told) == {(SOPHIE, "G-15")}
    assert f"Autre adresse connue : {OTHER}" in said
    assert "Envoyer à l’autre adresse" in said


@pytest.mark.feature("GAP-23")
def test_the_letter_that_tells_of_it_never_tells_of_itself(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    note = letter_to(comes_back(house, leak(house)), SOPHIE, "G-15")
    assert comes_back(house, note) == []
    assert row_of(house, note).fate is OutboundFate.BOUNCED
    assert [event.facts["told"] for event in bounced(house)] == [True, False]
    house.clock.forward(hours=22)
    assert "lettre non remise" in text_of(letter_to(house.strike(), KARIM, "G-03"))


@pytest.mark.feature("GAP-23")
def test_a_managers_letter_that_comes_back_is_told_to_the_back_up(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    new = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    told = comes_back(house, new)
    assert who_got_what(told) == {(KARIM, "G-15")}
    note = letter_to(told, KARIM, "G-15")
    assert note.mail.subject == "Non remis : Sophie Lambert"
    assert "Clôturer" not in text_of(note)
    assert comes_back(house, note) == []


@pytest.mark.feature("GAP-23")
def test_what_the_relay_refuses_at_once_is_told_the_same_way(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    letter = leak(house)
    with house.world.database.transaction() as session:
        row = session.query(OutboundMail).filter_by(message_id=letter.mail.message_id).one()
        row.fate, row.answer = OutboundFate.FAILED, "550 5.1.1 <nadia>: user unknown"
    told = house.strike()
    assert "adresse inexistante" in text_of(letter_to(told, SOPHIE, "G-15"))
    assert address(house, NADIA).refusals == 1
    assert (SOPHIE, "G-15") not in who_got_what(house.strike())


@pytest.mark.feature("GAP-23")
@pytest.mark.parametrize(
    ("fate", "answer", "said"),
    [
        (OutboundFate.FAILED, "554 5.7.1 relay access denied", "n’a pas pu être remis : refusé"),
        (OutboundFate.FAILED, "451 4.3.0 try later", "n’a pas pu être remis : refusé"),
        (OutboundFate.FAILED, "535 5.7.8 authentication failed", "notre serveur d’envoi ne l’a pas pris"),
        (OutboundFate.FAILED, "fault: KeyError", "une erreur de notre côté a empêché l’envoi"),
        (OutboundFate.FAILED, "relay mx.example:25: nobody listens there", "notre serveur d’envoi ne l’a pas pris"),
        (OutboundFate.UNCERTAIN, "it has closed the connection after the final dot", "peut-être arrivé"),
    ],
)
def test_what_the_relay_says_of_us_is_told_and_counts_against_nobody(
    sqlite_house: LivingHouse, fate: OutboundFate, answer: str, said: str
) -> None:
    house = sqlite_house
    letter = leak(house)
    with house.world.database.transaction() as session:
        row = session.query(OutboundMail).filter_by(message_id=letter.mail.message_id).one()
        row.fate, row.answer = fate, answer
    assert said in text_of(letter_to(house.strike(), SOPHIE, "G-15"))
    assert house.strike() == []
    assert address(house, NADIA).refusals == 0


@pytest.mark.feature("GAP-23")
def test_three_refusals_in_a_row_stop_everything_but_a_danger(house: LivingHouse) -> None:
    letters = [leak(house)]
    for number in range(2):
        report = mail(
            f"La prise {number} est cassée.", sender=NADIA, to=INTAKE, subject=f"Prise {number}",
            message_id=f"<p{number}@x>",
        )  # fmt: skip
        letters.append(letter_to(house.told(report, sender=NADIA, to=INTAKE), NADIA, "T-01"))
    told = [comes_back(house, letter, "postfix, full") for letter in letters]
    assert [who_got_what(each) for each in told] == [{(SOPHIE, "G-15")}] * 2 + [{(SOPHIE, "G-15"), (SOPHIE, "G-25")}]
    note = letter_to(told[2], SOPHIE, "G-25")
    assert note.mail.subject == "Nous n’écrivons plus à Nadia Belkacem : adresse qui refuse nos lettres"
    said = text_of(note)
    assert f"Nadia Belkacem (locataire, T2 Lilas 3e gauche), à {NADIA} : 3 lettres refusées depuis le" in said
    assert "(boîte pleine). Nous avons arrêté" in said
    assert "Plus rien ne part." in said
    assert "Écrire de nouveau à cette adresse" in said

    other = mail("Le volet est bloqué.", sender=YANIS, to=INTAKE, subject="Volet", message_id="<v@x>")
    assert NADIA not in {to for to, _ in who_got_what(house.told(other, sender=YANIS, to=INTAKE))}
    with house.world.database.looking() as session:
        last = session.query(OutboundMail).filter_by(recipient=NADIA).order_by(OutboundMail.id.desc()).first()
        assert last is not None
        assert (last.fate, last.answer) == (OutboundFate.FAILED, "held back: stopped")
    danger = mail("Ça sent le gaz dans la cuisine !", sender=YANIS, to=INTAKE, subject="Gaz", message_id="<g@x>")
    assert (NADIA, "T-02") in who_got_what(house.told(danger, sender=YANIS, to=INTAKE))

    # A mail from there, and letters go there again.
    back = mail("Le robinet goutte aussi.", sender=NADIA, to=INTAKE, subject="Robinet", message_id="<r@x>")
    assert (NADIA, "T-01") in who_got_what(house.told(back, sender=NADIA, to=INTAKE))
    assert address(house, NADIA).stopped_at is None


@pytest.mark.feature("GAP-23")
@pytest.mark.parametrize("service", ["outlook", "yahoo"])
def test_a_spam_complaint_stops_news_and_nothing_that_asks(sqlite_house: LivingHouse, service: str) -> None:
    house = sqlite_house
    letter = leak(house)
    to = letter.return_path if service == "yahoo" else "abuse@suivi.agence-tilleul.example"
    assert handed_in(house, complaint(letter, service="yahoo", recipient="autre@x.example"), to=to) == []
    told = handed_in(house, complaint(letter, service=service), to=to)
    note = letter_to(told, SOPHIE, "G-25")
    assert note.mail.subject == "Nous n’écrivons plus à Nadia Belkacem : plainte pour courrier indésirable"
    said = text_of(note)
    assert "notre lettre du samedi 21 novembre a été signalée comme indésirable." in said
    assert "Les lettres qui demandent une réponse partent encore." in said
    assert address(house, NADIA).complained_at is not None

    news = mail(
        "Nous passons demain.", sender=SOPHIE, to=reply_to(house.boxes.of(SOPHIE)[0]), subject="Re", message_id="<s@x>"
    )
    told = house.told(news, sender=SOPHIE, to=reply_to(house.boxes.of(SOPHIE)[0]))
    assert (YANIS, "T-04") in who_got_what(told)
    assert (NADIA, "T-04") not in who_got_what(told)
    again = mail("Le robinet goutte aussi.", sender=NADIA, to=INTAKE, subject="Robinet", message_id="<r@x>")
    assert (NADIA, "T-01") in who_got_what(house.told(again, sender=NADIA, to=INTAKE))
    assert address(house, NADIA).complained_at is not None  # to write is no word about our news


@pytest.mark.feature("GAP-23", "S1-87")
def test_a_company_whose_order_came_back_is_not_reminded_into_the_void(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order = a_normal_order(house)
    letter = next(each for each in house.boxes.of(DURAND) if each.mail.header("x-mailbot-letter") == "P-02")
    told = comes_back(house, letter, "orange")
    said = text_of(letter_to(told, SOPHIE, "G-15"))
    assert "ce qui attendait sa réponse : prendre ou refuser la mission. Le délai de relance est suspendu." in said
    for month, day in ((11, 24), (11, 26), (12, 1)):
        assert not to_companies(at(house, month, day, 9))
    assert (SOPHIE, "G-04") not in who_got_what(at(house, 12, 2, 9))
    with house.world.database.looking() as session:
        assert not session.query(Event).filter_by(kind=EventKind.PROVIDER_RELAUNCHED).count()

    # Its answer shows that it reads there: the delays go on.
    says(house, "Qui est le locataire ?", to=mission_address(house, order.number))
    assert address(house, DURAND).refusals == 0


@pytest.mark.feature("GAP-23")
def test_a_private_letter_that_comes_back_says_nothing_of_its_matter(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))
    told = comes_back(house, asked, "orange")
    assert who_got_what(told) == {(SOPHIE, "G-15")}
    note = letter_to(told, SOPHIE, "G-15")
    assert note.mail.subject == "[Privé SIG-1046] Réponse du bailleur"
    said = text_of(note)
    assert "Dossier SIG-1046. Le délai de relance est suspendu." in said
    assert not [word for word in ("528", "devis", "Durand", "décision", "fuit") if word in said.split("Corriger")[0]]
    for _ in range(6):
        house.clock.forward(hours=24)
        assert not {row for row in who_got_what(house.strike()) if row[1] in ("B-03", "G-08")}

    # Put right, from the page of his home: the question leaves again there, and the reminders begin anew.
    sophie = desk(house, loop)
    before = len(house.boxes)
    url = link_of(house, BERNARD, reader=SOPHIE)
    page = sophie.visitor.get(url)
    assert "1 lettre attend de repartir." in said_on(page)
    sophie.visitor.post(url, form=form_on(page), act="correct", address="bernard@vasseur.example")
    house.settle()
    assert ("bernard@vasseur.example", "B-02") in who_got_what(list(house.boxes)[before:])
    house.clock.forward(hours=25)
    assert ("bernard@vasseur.example", "B-03") in who_got_what(house.strike())


@pytest.mark.feature("GAP-23", "GAP-09")
def test_the_silence_of_somebody_whom_nothing_reached_confirms_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    letters = company_says(house, number, "C'est réparé, intervention réalisée.")
    asked = next(each for each in letters if each.mail.header("x-mailbot-letter") == "T-15" and each.recipient == NADIA)
    comes_back(house, asked)
    for _ in range(10):
        house.clock.forward(days=1)
        assert NADIA not in {to for to, code in who_got_what(house.strike()) if code == "T-16"}
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM


@pytest.mark.feature("GAP-23")
def test_a_manager_puts_an_address_right_or_has_it_written_to_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    order = a_normal_order(house)
    letter = next(each for each in house.boxes.of(DURAND) if each.mail.header("x-mailbot-letter") == "P-02")
    comes_back(house, letter)
    url = link_of(house, DURAND, reader=SOPHIE)
    page = sqlite_visitor.get(url)
    assert "1 lettre refusée depuis le" in said_on(page)
    for typed, wrong in (
        (NADIA, "déjà celle de quelqu’un d’autre"),
        ("patrick", "n’est pas complète"),
        (DURAND, "C’est déjà cette adresse"),
        (INTAKE, "une des nôtres"),
    ):
        answer = sqlite_visitor.post(url, form=form_on(sqlite_visitor.get(url)), act="correct", address=typed)
        assert answer.status_code == 422
        assert wrong in said_on(answer)
        assert typed in answer.text
    assert address(house, DURAND).refusals == 1

    before = len(house.boxes)
    house.clock.forward(days=2)
    fields = {"form": form_on(sqlite_visitor.get(url)), "act": "correct", "address": "P.Durand@plomberie.example"}
    for _ in range(2):  # pressed twice
        assert sqlite_visitor.post(url, **fields).status_code == 200
    house.settle()
    new = "p.durand@plomberie.example"
    assert [row for row in who_got_what(list(house.boxes)[before:]) if row[1] == "P-02"] == [(new, "P-02")]
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=DURAND).count() == 0
        [event] = session.query(Event).filter_by(kind=EventKind.ADDRESS_CORRECTED).all()
        assert event.facts == {"person": address(house, new).person_id, "done": "corrected", "by": "page"}
    # As long as for a new one, from the day on which it left again: the 23rd.
    assert not to_companies(at(house, 11, 24, 9))
    assert (new, "P-03") in to_companies(at(house, 11, 25, 12))
    assert order.number in text_of(house.boxes.of(new)[-1])

    # The new one refuses too, until Sophie has called.
    comes_back(house, house.boxes.of(new)[0], "postfix, full")
    url = link_of(house, new, reader=SOPHIE)
    assert address(house, new).refusals == 1
    page = sqlite_visitor.get(url)
    assert sqlite_visitor.post(url, form=form_on(page), act="again").status_code == 200
    assert address(house, new).refusals == 0
    refused = sqlite_visitor.get(link_of(house, new, reader=NADIA))
    assert refused.status_code == 404


@pytest.mark.feature("GAP-23", "S1-72")
def test_what_comes_from_the_agencys_own_program_is_corrected_there(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    comes_back(house, leak(house))
    url = link_of(house, NADIA, reader=SOPHIE)
    number = form_on(sqlite_visitor.get(url))
    rules(house, interconnected=True)
    assert "c’est là qu’elle se corrige" in said_on(sqlite_visitor.get(url))
    sqlite_visitor.post(url, form=number, act="correct", address=OTHER)
    assert address(house, NADIA).refusals == 1
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=OTHER).count() == 0


@pytest.mark.feature("GAP-23")
def test_an_order_to_a_company_that_is_written_to_no_more_says_so(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        known = session.query(PersonAddress).filter_by(address=DURAND).one()
        known.refusals, known.refused_why, known.stopped_at = 3, "full", house.clock()
        known.refused_since = house.clock()
    order = a_normal_order(house)
    assert not house.boxes.of(DURAND)
    said = text_of(letter_to(list(house.boxes), SOPHIE, "G-21"))
    assert f"{order.number} à envoyer à Plomberie Durand" in said
    assert f"Rien n’est parti à {DURAND} : nos lettres y sont refusées." in said
    assert "Envoyé le" not in said
    assert not to_companies(at(house, 11, 24, 9))


@pytest.mark.feature("GAP-23")
def test_what_came_back_is_sent_to_the_other_address_by_a_button(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    also_at(house, NADIA, OTHER)
    comes_back(house, leak(house), "gmail, full")
    before = len(house.boxes)
    url = link_of(house, NADIA, reader=SOPHIE)
    assert sqlite_visitor.post(url, form=form_on(sqlite_visitor.get(url)), act="elsewhere").status_code == 200
    house.settle()
    assert who_got_what(list(house.boxes)[before:]) == {(OTHER, "T-01")}
    assert "Envoyer à l’autre adresse" not in sqlite_visitor.get(url).text
    assert address(house, NADIA).refusals == 1


@pytest.mark.feature("GAP-23")
def test_an_address_refuses_no_more_once_a_letter_stays_there(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    comes_back(house, leak(house), "postfix, full")
    house.clock.forward(hours=1)
    other = mail("Le volet est bloqué.", sender=YANIS, to=INTAKE, subject="Volet", message_id="<v@x>")
    assert (NADIA, "T-01") in who_got_what(house.told(other, sender=YANIS, to=INTAKE))
    house.clock.forward(days=2)
    house.strike()
    assert address(house, NADIA).refusals == 1
    house.clock.forward(days=2)
    house.strike()
    assert address(house, NADIA).refusals == 0


@pytest.mark.feature("GAP-23")
def test_letters_nobody_need_hear_of_come_back_in_silence(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    stranger = mail("Ça fuit.", sender="quelqu.un@ailleurs.example", to="", subject="Re", message_id="<s@x>")
    to = reply_to(leak(house))
    asked = letter_to(house.told(stranger, sender="quelqu.un@ailleurs.example", to=to), NADIA, "X-11")
    assert comes_back(house, asked, "postfix, refused") == []
    assert row_of(house, asked).fate is OutboundFate.BOUNCED
    assert not bounced(house)
