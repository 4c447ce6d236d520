"""What each reader sees behind « Voir le signalement », in the lists, and on the page of their alerts."""

import io
import re
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import text

from mailbot.model import Event, Occupancy, Person
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, EventKind
from tests.living import (
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    letter_to,
    reply_to,
    who_got_what,
)
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import Visitor, case_link, counts, own_link, said


def in_the_middle(house: LivingHouse) -> None:
    """Nadia reported with a photo, Sophie sent a ready message, Yanis gave his telephone, Sophie told a colleague."""
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    for sender, code, words in (
        (SOPHIE, "G-01", "#MT-02\n\nSurtout le dessous."),
        (YANIS, "T-01", "Je suis au 06 12 34 56 78 et le code de la porte est 45B12."),
    ):
        address = reply_to(letter_to(letters, sender, code))
        house.clock.forward(minutes=10)
        answer = mail(words, sender=sender, to=address, subject="Re:", message_id=f"<{code}@x.example>")
        house.told(answer, sender=sender, to=address)


@pytest.mark.feature("S1-44", "S1-02")
def test_a_tenant_sees_the_report_without_other_peoples_private_things(sqlite_visitor: Visitor) -> None:
    in_the_middle(sqlite_visitor.house)
    page = said(sqlite_visitor.get(case_link(sqlite_visitor.house, Page.REPORT, NADIA)))
    assert "Statut : En cours — prochaine étape : décision de l’agence" in page
    assert "L'évier de la cuisine fuit depuis ce matin" in page
    assert "Pourriez-vous m’envoyer une ou deux photos" in page
    assert "Surtout le dessous." in page
    assert "Un occupant du logement samedi 21 novembre à 10 h 20" in page
    assert "Je suis au ••• et le code de la porte est •••" in page
    assert "samedi 21 novembre à 10 h : signalement enregistré" in page
    assert "#MT-02" not in page
    assert "Yanis" not in page
    assert "aide@suivi.agence-tilleul.example" in page


@pytest.mark.feature("S1-27", "S1-44")
def test_another_occupant_reads_no_name_and_may_not_close(sqlite_visitor: Visitor) -> None:
    in_the_middle(sqlite_visitor.house)
    page = sqlite_visitor.get(case_link(sqlite_visitor.house, Page.REPORT, YANIS))
    assert "Je suis au 06 12 34 56 78" in said(page)  # his own words, whole
    assert "Nadia" not in page.text
    assert "clôturer" not in page.text
    assert "Répondre" in page.text


@pytest.mark.feature("S1-45", "S1-44")
def test_the_manager_sees_everything_and_no_dead_button(sqlite_visitor: Visitor) -> None:
    in_the_middle(sqlite_visitor.house)
    url = case_link(sqlite_visitor.house, Page.REPORT, SOPHIE)
    page = sqlite_visitor.get(url)
    assert "Yanis Belkacem locataire" in said(page)
    assert "06 12 34 56 78" in said(page)
    assert "message de l’agence (Sophie Lambert)" in said(page)
    assert "Demander un devis" in page.text
    assert "Envoyer un OS" in page.text
    for link in re.findall(r'class="press[^"]*" href="([^"]+)"', page.text):
        assert sqlite_visitor.get(link).status_code == 200


@pytest.mark.feature("S1-45", "S1-44")
def test_every_letter_to_the_manager_carries_the_page_the_mail_and_no_dead_button(sqlite_visitor: Visitor) -> None:
    letters = sqlite_visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    told = letter_to(letters, SOPHIE, "G-01").mail.text
    links = dict(
        re.findall(
            r"(Répondre|Demander un devis|Envoyer un OS|Clôturer|Voir le signalement|Modifier mes alertes)"
            r"\s+<?(\w+:[^>\s]+)",
            told,
        )
    )
    assert links["Répondre"].startswith("mailto:r-")
    assert "Aussi par mail, en un geste : Clôturer" in " ".join(told.split())
    for name in ("Demander un devis", "Envoyer un OS", "Voir le signalement", "Modifier mes alertes"):
        assert sqlite_visitor.get(links[name]).status_code == 200


def test_what_was_said_to_the_agency_alone_is_marked_for_managers_and_hidden_from_others(
    sqlite_visitor: Visitor,
) -> None:
    house = sqlite_visitor.house
    in_the_middle(house)
    with house.world.database.transaction() as session:
        session.execute(text("UPDATE comments SET channel = 'agency' WHERE text LIKE 'Je suis au%'"))
        session.execute(text("UPDATE comments SET channel = 'private' WHERE text LIKE '%une ou deux photos%'"))
    inside = said(sqlite_visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    assert "agence seule" in inside
    assert "privé, bailleur" in inside
    for address in (NADIA, YANIS):
        outside = said(sqlite_visitor.get(case_link(house, Page.REPORT, address)))
        assert "Je suis au" not in outside
        assert "Surtout le dessous" not in outside


def test_a_photo_is_shown_without_its_place_to_those_who_may_see_it(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    in_the_middle(house)
    url = case_link(house, Page.REPORT, YANIS)
    assert f'src="/p/{url.rpartition("/")[2]}/photo/1"' in sqlite_visitor.get(url).text
    shown = sqlite_visitor.get(f"{url}/photo/1")
    assert shown.headers["content-type"] == "image/jpeg"
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert max(picture.size) == 1600
        assert not picture.getexif()
    assert sqlite_visitor.get(f"{url}/photo/2").status_code == 404
    assert sqlite_visitor.get(f"{case_link(house, Page.ANSWER, YANIS)}/photo/1").status_code == 404
    with house.world.database.transaction() as session:
        session.execute(text("UPDATE comments SET channel = 'agency'"))
    assert sqlite_visitor.get(f"{url}/photo/1").status_code == 404


@pytest.mark.feature("S1-06")
def test_a_new_tenant_does_not_read_what_was_said_before(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    in_the_middle(house)
    url = case_link(house, Page.REPORT, YANIS)
    with house.world.database.transaction() as session:
        yanis = session.query(Person).filter_by(name="Yanis Belkacem").one()
        session.query(Occupancy).filter_by(person_id=yanis.id).one().starts_on = house.clock().date() + timedelta(
            days=1
        )
    house.clock.forward(days=1)
    page = said(sqlite_visitor.get(url))
    assert "L'évier de la cuisine" not in page
    assert "signalement enregistré" not in page


@pytest.mark.feature("S1-12")
def test_a_tenant_lists_the_open_and_the_closed_reports_of_their_home(sqlite_visitor: Visitor) -> None:
    in_the_middle(sqlite_visitor.house)
    page = sqlite_visitor.get(own_link(sqlite_visitor.house, Page.CASES, NADIA))
    assert "En cours 2" in said(page)
    assert "Clôturés 1" in said(page)
    assert "SIG-1043" not in page.text  # another home's
    for link in re.findall(r'<li><a href="([^"]+)"', page.text):
        assert sqlite_visitor.get(link).status_code == 200


@pytest.mark.feature("S1-38", "S1-41", "S1-12")
def test_the_manager_has_three_columns_by_building_and_home_and_their_sum(sqlite_visitor: Visitor) -> None:
    sqlite_visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)
    page = sqlite_visitor.get(own_link(sqlite_visitor.house, Page.CASES, SOPHIE))
    assert "7 signalements : 1 à traiter, 4 en cours, 2 clôturés" in said(page)
    todo, doing, closed = re.findall(r"<section>(.*?)</section>", page.text, re.S)
    assert [len(re.findall(r"SIG-\d+", column)) for column in (todo, doing, closed)] == [1, 4, 2]
    assert re.findall(r"<h3>(.*?)</h3>", doing) == sorted(set(re.findall(r"<h3>(.*?)</h3>", doing)))
    assert "SIG-0988" in closed
    assert "SIG-0988" not in todo + doing
    links = re.findall(r'<li><a href="([^"]+)"', page.text)
    assert len(links) == 7
    assert sqlite_visitor.get(links[0]).status_code == 200


@pytest.mark.feature("S1-26", "S1-74", "S1-75")
@pytest.mark.parametrize(
    ("address", "choice"),
    [
        (NADIA, "Récapitulatif quotidien à 8 h"),
        (SOPHIE, "Le récapitulatif de 8 h seulement"),
        (BERNARD, "En plus, un récapitulatif quotidien à 8 h"),
    ],
)
def test_everybody_chooses_their_own_alerts_without_a_password(
    sqlite_visitor: Visitor, address: str, choice: str
) -> None:
    url = own_link(sqlite_visitor.house, Page.ALERTS, address)
    assert choice in said(sqlite_visitor.get(url))
    saved = sqlite_visitor.press(url, alerts="daily")
    assert "C’est enregistré." in said(saved)
    assert re.search(r'value="daily" checked', saved.text)
    with sqlite_visitor.house.world.database.looking() as session:
        daily = [each.name for each in session.query(Person) if each.alerts is Alerts.DAILY]
        assert len(daily) == 1
        assert session.query(Event).filter_by(kind=EventKind.ALERTS_CHANGED).one().facts["by"] == "page"
    assert "C’est enregistré." in said(sqlite_visitor.press(url, alerts="daily"))


@pytest.mark.feature("S1-75")
def test_the_choice_of_alerts_holds_for_the_next_news(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    sqlite_visitor.press(own_link(house, Page.ALERTS, YANIS), alerts="daily")
    address = reply_to(letter_to(letters, SOPHIE, "G-01"))
    answer = mail("Je m'en occupe.", sender=SOPHIE, to=address, subject="Re:", message_id="<o@x.example>")
    assert who_got_what(house.told(answer, sender=SOPHIE, to=address)) == {(NADIA, "T-04")}


def test_a_choice_that_is_none_changes_nothing(sqlite_visitor: Visitor) -> None:
    before = counts(sqlite_visitor.house)
    page = sqlite_visitor.press(own_link(sqlite_visitor.house, Page.ALERTS, NADIA), alerts="never")
    assert page.status_code == 422
    assert "Choisissez l’une des deux" in said(page)
    assert counts(sqlite_visitor.house) == before


@pytest.mark.feature("S1-26")
def test_one_click_in_a_mail_program_makes_news_daily(visitor: Visitor) -> None:
    house = visitor.house
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(letters, NADIA, "T-01"))
    more = mail("Elle coule plus fort.", sender=NADIA, to=address, subject="Re:", message_id="<m@x.example>")
    told = letter_to(house.told(more, sender=NADIA, to=address), SOPHIE, "G-02").mail
    assert told.header("list-unsubscribe-post") == "List-Unsubscribe=One-Click"
    url = told.header("list-unsubscribe").strip("<>")
    assert url.startswith("https://pages.test.example/p/")
    assert url.endswith("/unsubscribe")

    house.clock.forward(days=60)
    assert visitor.post(url).status_code == 400
    assert visitor.post(url, **{"List-Unsubscribe": "One-Click"}).status_code == 200
    before = counts(house)
    assert visitor.post(url, **{"List-Unsubscribe": "One-Click"}).status_code == 200
    assert counts(house) == before
    with house.world.database.looking() as session:
        assert [each.name for each in session.query(Person) if each.alerts is Alerts.DAILY] == ["Sophie Lambert"]


def test_one_click_may_come_as_multipart_and_only_to_an_alerts_link(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    kind = {"content-type": "multipart/form-data; boundary=x"}
    url = own_link(house, Page.ALERTS, NADIA)
    assert sqlite_visitor.send(f"{url}/unsubscribe", body, kind).status_code == 200
    assert sqlite_visitor.send(f"{case_link(house, Page.CLOSE, NADIA)}/unsubscribe", body, kind).status_code == 404
    assert "Modifier mes alertes" in said(sqlite_visitor.get(f"{url}/unsubscribe"))
    with house.world.database.looking() as session:
        assert [each.name for each in session.query(Person) if each.alerts is Alerts.DAILY] == ["Nadia Belkacem"]


def test_a_choice_of_alerts_that_was_not_kept_is_shown_again_as_it_was_made(sqlite_visitor: Visitor) -> None:
    url = own_link(sqlite_visitor.house, Page.ALERTS, NADIA)
    page = sqlite_visitor.post(url, alerts="daily")
    assert "Par précaution, confirmez une seconde fois" in said(page)
    assert 'value="daily" checked' in page.text


@pytest.mark.feature("S1-82")
def test_the_journal_is_on_the_manager_s_page_and_on_nobody_else_s(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    in_the_middle(house)
    inside = said(sqlite_visitor.get(case_link(house, Page.REPORT, SOPHIE)))
    journal = inside[inside.index("Journal") :]
    assert f"Nadia Belkacem, {NADIA}, mail n° 1" in journal
    assert "À traiter → En cours" in journal
    for address in (NADIA, YANIS):
        assert "Journal" not in said(sqlite_visitor.get(case_link(house, Page.REPORT, address)))
