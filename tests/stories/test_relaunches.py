"""A company that does not answer is asked again by itself; a human answer stops it (S1-87, S1-88, GAP-02)."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Event, Person, PersonAddress, Provider, Report
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import EventKind, MissionState, QuoteState, Role, Urgency
from mailbot.worker import run_schedule
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_reissuing import reissue_order
from mailbot.workflow.order_sending import wish_for
from mailbot.workflow.scene import set_scene
from tests.answering import a_request, address_of, quote_of
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, mission_address, order_now, ordered
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import Visitor, case_link, said

MOREL = "sav@chauffage-morel.example"
PARIS = ZoneInfo("Europe/Paris")


def at(house: LivingHouse, month: int, day: int, hour: int, minute: int = 0) -> list[Delivered]:
    """What leaves when the clock of Paris shows this hour."""
    house.clock.now = datetime(2026, month, day, hour, minute, tzinfo=PARIS).astimezone(UTC)
    return house.strike()


def to_companies(letters: list[Delivered]) -> set[tuple[str, str]]:
    return {row for row in who_got_what(letters) if row[1].startswith("P-")}


def a_normal_order(house: LivingHouse, company: str = "durand") -> WorkOrder:
    """Sent on Saturday the 21st at ten."""
    order, _ = ordered(house, company, urgency=Urgency.NORMAL)
    return order


def says(house: LivingHouse, words: str, *, to: str, sender: str = DURAND, **headers: str) -> list[Delivered]:
    message = mail(words, sender=sender, to=to, subject="Re", message_id=f"<{abs(hash((words, to)))}@c.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return house.told(message, sender="<>" if headers else sender, to=to)


@pytest.mark.feature("S1-87", "S1-88", "GAP-02")
def test_a_silent_company_is_asked_three_times_and_then_a_manager_chooses(house: LivingHouse) -> None:
    order = a_normal_order(house)
    assert not to_companies(at(house, 11, 23, 18)) | to_companies(at(house, 11, 24, 8, 59))

    first = at(house, 11, 24, 9)
    told = text_of(letter_to(first, DURAND, "P-03"))
    assert "Avez-vous pu regarder notre ordre de service OS-2026-0190 du samedi 21 novembre" in told
    assert "Un mot suffit : vos créneaux, ou « pas disponible »." in told
    assert letter_to(first, DURAND, "P-03").mail.subject.startswith("[OS-2026-0190]")
    assert not {row for row in who_got_what(first) if row[0] in (SOPHIE, NADIA)}  # S1-88
    assert not to_companies(at(house, 11, 24, 9, 1))
    digest = at(house, 11, 25, 8)
    assert not to_companies([*digest, *at(house, 11, 25, 9)])
    assert "relance de l’entreprise" in text_of(letter_to(digest, SOPHIE, "G-03"))
    told = text_of(letter_to(at(house, 11, 26, 9), DURAND, "P-04"))
    assert "Le locataire attend toujours" in told
    assert "signalé le mercredi 18 novembre" in told

    told = text_of(letter_to(at(house, 12, 1, 9), DURAND, "P-05"))
    assert "d’ici demain, mercredi 2 décembre à 9 h, nous pourrons confier OS-2026-0190" in told
    assert order_now(house, order.number).state is MissionState.NEW

    silent = letter_to(at(house, 12, 2, 9), SOPHIE, "G-04")
    told = text_of(silent)
    assert "Plomberie Durand ne répond pas depuis 10 jours" in told
    assert "malgré 3 relances (mardi 24 novembre à 9 h ; jeudi 26 novembre à 9 h ; mardi 1er décembre à 9 h)" in told
    assert "Notre mail a été remis." in told
    assert "Le locataire voit dans son dossier que nous avons relancé l’entreprise." in told
    for button in ("Choisir une autre entreprise", "Appeler 06 39 98 00 31", "Relancer encore 3 jours", "Annuler l’OS"):
        assert button in told
    assert "consigne pour nous ; rien n’est publié" in told
    assert order_now(house, order.number).state is MissionState.NO_ANSWER
    # No fourth one, until somebody chooses.
    assert not to_companies([*at(house, 12, 3, 9), *at(house, 12, 8, 9), *at(house, 12, 20, 9)])

    # Whoever lives there reads that the company was asked again.
    hears = says(house, "Où en est-on ?", to=reply_to(letter_to(house.boxes.of(NADIA), NADIA, "T-06")), sender=NADIA)
    told = text_of(letter_to(hears, NADIA, "T-23"))
    assert "mardi 1er décembre à 9 h : relance de l’entreprise" in told
    assert "relance faite le mardi 1er décembre" in told


@pytest.mark.feature("S1-87")
def test_an_answer_of_a_person_stops_it_and_that_of_a_machine_does_not(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order = a_normal_order(house)
    to = mission_address(house, order.number)
    says(house, "Je suis absent pour le moment.", to=to, Auto_Submitted="auto-replied")
    assert (DURAND, "P-03") in who_got_what(at(house, 11, 24, 9))
    with house.world.database.looking() as session:
        first = session.query(OutboundMail).filter_by(kind="P-03").one()
        assert session.get_one(WorkOrder, order.id).follow_up["relaunched"][0][0] == "first"
        assert first.facts["order_number"] == "OS-2026-0190"
    says(house, "Bonjour, l'eau est-elle coupée ?", to=to)
    assert not to_companies([*at(house, 11, 26, 9), *at(house, 12, 1, 9), *at(house, 12, 2, 9)])


@pytest.mark.feature("S1-87")
def test_an_emergency_is_chased_by_the_clock_and_at_night(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    ordered(house, urgency=Urgency.URGENT)  # Saturday, ten o'clock
    assert not to_companies(at(house, 11, 21, 13, 59))
    assert (DURAND, "P-03") in who_got_what(at(house, 11, 21, 14, 1))
    assert (DURAND, "P-05") in who_got_what(at(house, 11, 22, 10, 2))
    assert (SOPHIE, "G-04") in who_got_what(at(house, 11, 23, 10, 3))


@pytest.mark.feature("S1-87", "GAP-02")
def test_a_request_for_a_quote_is_chased_as_well(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    number = a_request(house)
    first = at(house, 11, 24, 9)
    told = text_of(letter_to(first, DURAND, "P-03"))
    assert "Rappel : pouvez-vous nous adresser votre devis ?" in told
    assert f"notre demande de devis {number}" in told
    assert "Déposer mon devis" in told
    for day, month in ((26, 11), (1, 12)):
        at(house, month, day, 9)
    silent = text_of(letter_to(at(house, 12, 2, 9), SOPHIE, "G-04"))
    assert f"la demande de devis {number}" in silent
    assert "Annuler l’OS" not in silent
    assert quote_of(house, number).state is QuoteState.NO_ANSWER
    # An answer is heard all the same.
    says(house, "Nous déclinons cette demande.", to=address_of(house, number))
    assert quote_of(house, number).state is QuoteState.DECLINED


@pytest.mark.feature("GAP-02")
def test_a_manager_has_it_asked_three_days_more(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    order, number = a_normal_order(house), a_request(house, "morel")
    for month, day in ((11, 24), (11, 26), (12, 1)):
        at(house, month, day, 9)
    silent = [each for each in at(house, 12, 2, 9) if each.mail.header("x-mailbot-letter") == "G-04"]
    house.clock.now = datetime(2026, 12, 2, 19, 0, tzinfo=PARIS).astimezone(UTC)
    for letter, name in zip(silent, (order.number, number), strict=True):
        assert name in text_of(letter)
        [url] = re.findall(r"→ Relancer encore 3 jours (https://\S+)", text_of(letter))
        form = re.findall(r'name="form" value="([0-9a-f]{32})"', sqlite_visitor.get(url).text)[0]
        page = sqlite_visitor.post(url, form=form, act="again")
        assert "L’entreprise est relancée" in said(page), said(page)
        assert "Relancer encore 3 jours" not in said(sqlite_visitor.get(url))
    assert not to_companies(house.strike())  # nobody is written to at night

    letters = at(house, 12, 3, 8, 1)
    assert to_companies(letters) == {(DURAND, "P-05"), (MOREL, "P-05")}
    assert "d’ici mardi 8 décembre à 8 h 01" in text_of(letter_to(letters, DURAND, "P-05"))
    assert not to_companies(at(house, 12, 7, 9))
    again = [each for each in at(house, 12, 8, 9) if each.mail.header("x-mailbot-letter") == "G-04"]
    assert [("malgré 4 relances" in text_of(each)) for each in again] == [True, True]
    assert not to_companies(at(house, 12, 11, 9))


@pytest.mark.feature("S1-87")
def test_a_step_is_taken_once_by_two_schedulers_and_after_a_day_of_standstill(house: LivingHouse) -> None:
    a_normal_order(house)
    house.clock.now = datetime(2026, 11, 25, 16, 0, tzinfo=PARIS).astimezone(UTC)  # down since Monday
    ready = threading.Barrier(2)

    def strike() -> None:
        ready.wait()
        run_schedule(house.world)

    threads = [threading.Thread(target=strike) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.settle()
    house.strike()
    with house.world.database.looking() as session:
        assert session.query(OutboundMail).filter_by(kind="P-03").count() == 1
        assert session.query(Event).filter_by(kind=EventKind.PROVIDER_RELAUNCHED).count() == 1
    # The next one keeps its distance from the one that came late.
    assert not to_companies(at(house, 11, 26, 9))
    assert (DURAND, "P-04") in who_got_what(at(house, 11, 27, 9))


# -- The list of a morning, and « point » ------------------------------------------------------------------------------


def wants_the_list(house: LivingHouse, key: str = "durand") -> None:
    with house.world.database.transaction() as session:
        session.query(Provider).filter_by(key=key).one().wants_list = True


@pytest.mark.feature("S2-02", "S1-87")
def test_a_list_in_the_morning_stands_in_the_place_of_each_reminder(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order = a_normal_order(house)
    wants_the_list(house)
    assert not to_companies([*at(house, 11, 21, 12), *at(house, 11, 22, 8), *at(house, 11, 23, 7, 59)])

    letters = at(house, 11, 23, 8)  # Monday
    [listed] = [each for each in letters if each.recipient == DURAND]
    told = text_of(listed)
    assert listed.mail.subject == "Vos demandes en attente : 1"
    assert "1) OS-2026-0190 — " in told
    assert "Lyon, depuis le samedi 21 novembre" in told
    assert "Répondez de préférence au mail de chaque mission ; « 1 pas dispo » fonctionne aussi." in told
    assert "Votre réponse ne sera lue que par l’agence." in told
    assert "Lilas" not in told
    assert "Belkacem" not in told
    # Tuesday's reminder is in Tuesday's list, once; the managers and the home hear of it as of any other.
    assert to_companies([*at(house, 11, 24, 8), *at(house, 11, 24, 9)]) == {(DURAND, "P-19")}
    assert order_now(house, order.number).follow_up["relaunched"][0][0] == "first"
    assert "relance de l’entreprise" in text_of(letter_to(at(house, 11, 25, 8), SOPHIE, "G-03"))

    # What names another than the one that is listed is asked about, and nothing is refused.
    for words in ("OS-2026-0999 pas dispo", "3 pas dispo, voyez un confrère"):
        assert who_got_what(says(house, words, to=reply_to(listed))) == {(DURAND, "X-13")}
        assert order_now(house, order.number).state is MissionState.NEW

    # « 1 pas dispo » is heard on its mission, by the agency alone.
    letters = says(house, "1 pas dispo, voyez un confrère", to=reply_to(listed))
    assert order_now(house, order.number).follow_up.get("answered_at")
    assert NADIA not in {each.recipient for each in letters}
    assert any("pas dispo" in text_of(each) for each in letters if each.recipient == SOPHIE)
    assert not to_companies([*at(house, 11, 26, 8), *at(house, 11, 26, 9)])


@pytest.mark.feature("S1-87")
def test_two_reminders_of_one_morning_are_one_list(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    order, number = a_normal_order(house), a_request(house)
    letters = [*at(house, 11, 23, 8), *at(house, 11, 24, 8), *at(house, 11, 24, 9)]
    assert to_companies(letters) == {(DURAND, "P-19")}
    listed = letter_to(letters, DURAND, "P-19")
    assert "2) " in text_of(listed)
    assert listed.mail.subject == "Vos demandes en attente : 2"

    # Which of the two? Nothing is done before that is known.
    asked = letter_to(says(house, "Je ne suis pas disponible", to=reply_to(listed)), DURAND, "X-13")
    assert quote_of(house, number).state is QuoteState.SENT
    says(house, f"{number} : nous déclinons cette demande", to=reply_to(asked))
    assert quote_of(house, number).state is QuoteState.DECLINED
    assert "answered_at" not in order_now(house, order.number).follow_up


@pytest.mark.feature("S2-01", "S1-89")
def test_a_company_asks_where_its_missions_stand(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    order, number = a_normal_order(house), a_request(house)
    other, _ = ordered(house, "petit", urgency=Urgency.NORMAL)
    letters = says(house, "Bonjour, où en est-on ? Merci", to=mission_address(house, order.number))
    told = text_of(letter_to(letters, DURAND, "P-22"))
    assert f"1) {order.number} — " in told
    assert "nouvelle demande, attendu de vous : votre réponse" in told
    assert f"2) {number} — remplacer le siphon, Lyon : devis demandé, attendu de vous : votre devis" in told
    assert other.number not in told
    assert (SOPHIE, "G-02") in who_got_what(letters)
    assert NADIA not in {each.recipient for each in letters}
    assert "answered_at" not in order_now(house, order.number).follow_up

    # By the list, too; five within an hour, and no more.
    again = says(house, "point", to=reply_to(letter_to(letters, DURAND, "P-22")))
    assert who_got_what(again) == {(DURAND, "P-22")}
    many = [says(house, f"Où en est-on ?{' ' * each}", to=address_of(house, number)) for each in range(5)]
    assert sum((DURAND, "P-22") in who_got_what(each) for each in many) == 3


@pytest.mark.feature("GAP-21", "S1-87")
def test_a_company_that_is_away_until_a_day_is_asked_after_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order = a_normal_order(house)
    to = mission_address(house, order.number)
    words = "Nous sommes fermés jusqu'au 30 novembre. De retour le 1er décembre."
    assert says(house, words, to=to, Auto_Submitted="auto-replied") == []
    digest = text_of(letter_to(at(house, 11, 23, 8), SOPHIE, "G-03"))
    assert "Plomberie Durand, de retour le mardi 1er décembre" in digest
    assert not to_companies([*at(house, 11, 24, 9), *at(house, 11, 26, 9), *at(house, 12, 1, 9)])
    assert (DURAND, "P-03") in who_got_what(at(house, 12, 2, 9))


@pytest.mark.feature("S1-87", "S1-34")
def test_an_order_that_is_issued_anew_is_chased_from_then_on(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order = a_normal_order(house)
    for month, day in ((11, 24), (11, 26), (12, 1)):
        at(house, month, day, 9)
    assert (SOPHIE, "G-04") in who_got_what(at(house, 12, 2, 9))
    waits = text_of(letter_to(at(house, 12, 3, 8), SOPHIE, "G-03"))
    assert "OS-2026-0190 de Plomberie Durand, sans réponse depuis le mercredi 2 décembre" in waits

    house.clock.now = datetime(2026, 12, 3, 9, tzinfo=PARIS).astimezone(UTC)
    with house.world.database.transaction() as session:
        row = session.get_one(WorkOrder, order.id)
        scene = set_scene(session, session.get_one(Report, row.report_id), now=house.clock())
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        provider = session.get_one(Provider, row.provider_id)
        wish = wish_for(session, scene, provider, extract_of(session, scene), now=house.clock())
        reissue_order(session, scene, row, sophie, replace(wish, urgency=Urgency.NORMAL), now=house.clock())
    house.settle()
    digests = [text_of(each) for each in at(house, 12, 4, 8) if each.mail.header("x-mailbot-letter") == "G-03"]
    assert not any("sans réponse" in each for each in digests)
    assert not to_companies(at(house, 12, 4, 9))
    told = text_of(letter_to(at(house, 12, 7, 9), DURAND, "P-03"))
    assert "notre ordre de service OS-2026-0190-B du jeudi 3 décembre" in told
    for month, day in ((12, 9), (12, 14)):
        at(house, month, day, 9)
    told = text_of(letter_to(at(house, 12, 15, 9), SOPHIE, "G-04"))
    assert "malgré 3 relances (lundi 7 décembre à 9 h" in told

    # Whoever has answered is not asked again because the paper is another one.
    says(house, "Je m’en occupe.", to=mission_address(house, order.number))
    assert order_now(house, order.number).state is MissionState.ACCEPTED


@pytest.mark.feature("S1-84", "S1-87")
def test_a_sleeping_case_offers_to_chase_its_company_at_once(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    house, visitor = sqlite_house, sqlite_visitor
    order = a_normal_order(house)
    for day in (24, 26):
        at(house, 11, day, 9)
    at(house, 12, 1, 9)
    at(house, 12, 2, 9)
    sleeping = letter_to(at(house, 12, 14, 8, 1), SOPHIE, "G-20")
    [link] = re.findall(r"Relancer l’entreprise <(https://pages\.test\.example/p/[a-z2-7]+)>", text_of(sleeping))
    page = visitor.get(link)
    assert "Relancée le mardi 24 novembre, le jeudi 26 novembre, le mardi 1er décembre." in said(page)
    fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', page.text))
    before = len(house.boxes)

    done = visitor.post(link, **fields)
    house.settle()

    assert "Plomberie Durand reçoit notre relance à l’instant." in said(done)
    assert to_companies(list(house.boxes)[before:]) == {(DURAND, "P-05")}
    assert "d’ici jeudi 17 décembre" in text_of(letter_to(list(house.boxes)[before:], DURAND, "P-05"))
    with house.world.database.looking() as session:
        last = session.query(Event).filter_by(kind=EventKind.PROVIDER_RELAUNCHED).order_by(Event.id.desc()).first()
        assert last is not None
        assert last.actor_role is Role.MANAGER
        assert [step for step, _ in session.get_one(WorkOrder, order.id).follow_up["relaunched"]] == [
            "first", "second", "last", "last",
        ]  # fmt: skip
    assert "C’était déjà fait" in said(visitor.post(link, **fields))
    assert "Déjà relancée aujourd’hui" in said(visitor.get(link))
    assert not to_companies(at(house, 12, 15, 9))
    assert (SOPHIE, "G-04") in who_got_what(at(house, 12, 17, 9))


@pytest.mark.feature("S1-84", "S1-87")
def test_who_has_answered_meanwhile_is_not_chased(sqlite_house: LivingHouse, sqlite_visitor: Visitor) -> None:
    house, visitor = sqlite_house, sqlite_visitor
    order = a_normal_order(house)
    link = case_link(house, Page.RELAUNCH, SOPHIE, ref="SIG-1042")
    shown = visitor.get(link)
    fields = dict(re.findall(r'name="(\w+)" value="(\w+)"', shown.text))
    assert "Pas encore relancée." in said(shown)
    says(house, "Bonjour, l'eau est-elle coupée ?", to=mission_address(house, order.number))
    before = len(house.boxes)
    late = visitor.post(link, **fields)
    house.settle()
    assert "Entre-temps, l’entreprise a répondu" in said(late)
    assert "il n’y a personne à relancer" in said(late)
    assert not to_companies(list(house.boxes)[before:])
    assert visitor.get(case_link(house, Page.RELAUNCH, NADIA, ref="SIG-1042")).status_code == 404


@pytest.mark.feature("S1-84", "S1-87")
def test_a_relaunch_by_hand_counts_as_the_next_one(sqlite_house: LivingHouse, sqlite_visitor: Visitor) -> None:
    house, visitor = sqlite_house, sqlite_visitor
    a_normal_order(house)
    house.clock.now = datetime(2026, 11, 23, 10, tzinfo=PARIS).astimezone(UTC)
    link = case_link(house, Page.RELAUNCH, SOPHIE, ref="SIG-1042")
    visitor.post(link, **dict(re.findall(r'name="(\w+)" value="(\w+)"', visitor.get(link).text)))
    house.settle()
    assert (DURAND, "P-03") in who_got_what(list(house.boxes))
    assert not to_companies(at(house, 11, 24, 9))
    assert to_companies(at(house, 11, 25, 9)) == {(DURAND, "P-04")}


@pytest.mark.feature("S1-84", "S1-87")
def test_two_companies_are_chased_from_one_page_one_after_the_other(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor
) -> None:
    house, visitor = sqlite_house, sqlite_visitor
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    a_request(house)
    a_request(house, "morel")
    house.clock.now = datetime(2026, 11, 23, 10, tzinfo=PARIS).astimezone(UTC)
    link = case_link(house, Page.RELAUNCH, SOPHIE)
    forms = re.findall(r"<form.*?</form>", visitor.get(link).text, re.DOTALL)
    pressed = [dict(re.findall(r'name="(\w+)" value="(\w+)"', form)) for form in forms if 'name="request"' in form]
    assert len(pressed) == 2
    before = len(house.boxes)
    for fields in pressed:
        assert "reçoit notre relance à l’instant" in said(visitor.post(link, **fields))
    house.settle()
    assert to_companies(list(house.boxes)[before:]) == {(DURAND, "P-03"), (MOREL, "P-03")}
    assert "C’était déjà fait" in said(visitor.post(link, **pressed[0]))
