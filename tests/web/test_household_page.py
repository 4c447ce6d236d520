"""The page of a dwelling, and what somebody who left may still look at."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from mailbot.model import (
    Dwelling,
    Landlord,
    LandlordContact,
    Mandate,
    Occupancy,
    Ownership,
    Participant,
    Person,
    PersonAddress,
    Report,
)
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import DecisionRule
from mailbot.workflow.mandates import decision_rule
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import BASE, Visitor, case_link, counts, own_link, said

AWA = "awa.diop@mail.example"


def home_page(house: LivingHouse, key: str = "", *, of: str = SOPHIE) -> str:
    """The page of a dwelling, or of all of them."""
    with house.world.database.looking() as session:
        person = session.query(PersonAddress).filter_by(address=of).one().person_id
        with_ = brief(session.query(Dwelling).filter_by(key=key).one().id) if key else ""
    return page_link(house.world.keyring, BASE, Page.HOUSEHOLD, person, today=house.world.today(), with_=with_)


def press(visitor: Visitor, url: str, act: str, **fields: str):  # type: ignore[no-untyped-def]
    """Fill in one of the forms of a page, and send it."""
    page = visitor.get(url)
    forms = re.findall(r'name="form" value="([0-9a-f]{32})".*?name="act" value="(\w+)"', page.text, re.DOTALL)
    number = next(number for number, name in forms if name == act)
    return visitor.post(url, form=number, act=act, **fields)


def invite(visitor: Visitor, **changed: str):  # type: ignore[no-untyped-def]
    fields = {"name": "Awa Diop", "address": AWA, "arrival": "2026-12-01", "on_lease": "yes", "language": "fr"}
    return press(visitor, home_page(visitor.house, "L-F03"), "tenant", **(fields | changed))


def stay_of(house: LivingHouse, address: str) -> tuple[int, date, date | None]:
    with house.world.database.looking() as session:
        person = session.query(PersonAddress).filter_by(address=address).one().person_id
        stay = session.query(Occupancy).filter_by(person_id=person).order_by(Occupancy.id.desc()).first()
        assert stay is not None
        return stay.id, stay.starts_on, stay.ends_on


def at(house: LivingHouse, moment: datetime) -> None:
    house.clock.now = moment


@pytest.mark.feature("S1-13", "S1-25", "S1-69", "S1-70")
def test_a_manager_invites_a_tenant_who_has_no_right_before_the_day(visitor: Visitor) -> None:
    house = visitor.house
    answer = invite(visitor)
    assert answer.status_code == 200, said(answer)
    assert "Awa Diop est au nombre des locataires de L-F03" in said(answer)
    assert house.strike() == []
    assert visitor.get(own_link(house, Page.CASES, AWA)).status_code == 410
    early = mail("Le radiateur fuit.", sender=AWA, to=INTAKE, subject="Radiateur", message_id="<early@x>")
    assert AWA not in {who for who, _ in who_got_what(house.told(early, sender=AWA, to=INTAKE))}
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").first() is None

    at(house, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))  # 23:59 in Paris
    assert visitor.get(own_link(house, Page.CASES, AWA)).status_code == 410
    at(house, datetime(2026, 11, 30, 23, 0, tzinfo=UTC))  # 00:00 of the first of December
    assert visitor.get(own_link(house, Page.CASES, AWA)).status_code == 200
    assert (AWA, "T-20") not in who_got_what(house.strike())
    at(house, datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    letters = house.strike()
    welcome = letter_to(letters, AWA, "T-20")
    assert welcome.mail.subject == "Bienvenue dans T2 Fabriques 1er : comment nous signaler un problème"
    told = text_of(welcome)
    for expected in (INTAKE, "0 800 47 33 33", "donnees@", "Bonjour Awa Diop,", "Votre réponse ne sera lue que par"):
        assert expected in told
    assert "L-F03 : locataire arrivé (Awa Diop)" in text_of(letter_to(letters, SOPHIE, "G-03"))
    house.clock.forward(days=1)
    assert AWA not in {who for who, _ in who_got_what(house.strike())}
    opened = house.told(
        mail("Le radiateur fuit.", sender=AWA, to=INTAKE, subject="Radiateur", message_id="<r@x>"),
        sender=AWA, to=INTAKE,
    )  # fmt: skip
    assert (AWA, "T-01") in who_got_what(opened)


@pytest.mark.feature("S1-70")
def test_a_welcome_leaves_late_rather_than_never_and_once(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    invite(sqlite_visitor)
    at(house, datetime(2026, 12, 4, 7, 0, tzinfo=UTC))  # nobody was at work for three days
    assert (AWA, "T-20") in who_got_what(house.strike())
    at(house, datetime(2026, 12, 5, 7, 0, tzinfo=UTC))
    assert AWA not in {who for who, _ in who_got_what(house.strike())}


@pytest.mark.feature("S1-69", "S1-70")
def test_an_arrival_that_is_past_is_welcomed_at_once_with_a_warning(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    answer = invite(sqlite_visitor, arrival="01/11/2026")
    assert "À noter : l’arrivée est déjà passée" in said(answer)
    house.settle()
    assert [each.mail.header("x-mailbot-letter") for each in house.boxes.of(AWA)] == ["T-20"]
    over = invite(
        sqlite_visitor, address="old@mail.example", name="Paul Vieux", arrival="2024-01-01", departure="2025-01-01"
    )
    assert "aucune lettre ne part" in said(over)
    house.settle()
    assert house.boxes.of("old@mail.example") == []


@pytest.mark.feature("S1-69")
@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": " "}, "name", "Il manque le nom."),
        ({"address": "awa@"}, "address", "Cette adresse mail n’est pas écrite comme une adresse."),
        ({"address": "x@suivi.agence-tilleul.example"}, "address", "Cette adresse mail est celle de ce service."),
        ({"address": NADIA}, "address", "Cette adresse mail est déjà celle d’une autre personne."),
        ({"arrival": ""}, "arrival", "Il manque la date."),
        ({"arrival": "31/02/2027"}, "arrival", "Cette date n’existe pas ou n’est pas lisible."),
        ({"arrival": "0206-12-01"}, "arrival", "Cette date est trop lointaine."),
        ({"departure": "2026-11-30"}, "departure", "Le départ est avant l’arrivée."),
    ],
)
def test_what_must_be_put_right_stands_beside_its_field(
    sqlite_visitor: Visitor, changed: dict[str, str], field: str, words: str
) -> None:
    before = counts(sqlite_visitor.house)
    page = invite(sqlite_visitor, **changed)
    assert page.status_code == 422
    assert f'id="tenant-{field}-trouble">{words}<' in page.text.replace("\u00a0", " ")
    assert re.search(rf'name="{field}"[^>]*aria-describedby="[^"]*tenant-{field}-trouble"', page.text)
    for name, typed in {"name": "Awa Diop", "address": AWA, **changed}.items():
        assert (
            typed == " "
            or f'name="{name}" type="{"text" if name in ("name", "address") else "date"}" value="{typed}"' in page.text
        )
    assert counts(sqlite_visitor.house) == before


@pytest.mark.feature("S1-69")
def test_one_person_is_not_there_twice_on_one_day_and_may_have_two_roles(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    invite(sqlite_visitor, arrival="2026-12-01", departure="2026-12-31")
    again = invite(sqlite_visitor, arrival="2026-12-31")
    assert "Cette personne est déjà inscrite à ce logement à ces dates." in said(again)
    assert invite(sqlite_visitor, arrival="2027-01-01", name="DIOP Awa").status_code == 200
    # The landlord of one home comes to live in another.
    assert invite(sqlite_visitor, name="Bernard Vasseur", address=BERNARD).status_code == 200
    with house.world.database.looking() as session:
        assert session.query(PersonAddress).filter_by(address=BERNARD).count() == 1
        assert session.query(Person).filter_by(name="Awa Diop").count() == 1


@pytest.mark.feature("S1-13", "S1-70")
def test_who_leaves_looks_at_his_own_closed_reports_for_thirty_days_and_at_nothing_else(visitor: Visitor) -> None:
    house = visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    opened = house.told(
        mail("Une prise est cassée.", sender=NADIA, to=INTAKE, subject="Prise cassée", message_id="<p@x>"),
        sender=NADIA, to=INTAKE,
    )  # fmt: skip
    first = reply_to(letter_to(opened, NADIA, "T-01"))
    close = mail("C'est réglé, vous pouvez clôturer.", sender=NADIA, to=first, subject="Re", message_id="<c@x>")
    assert (NADIA, "T-17") in who_got_what(house.told(close, sender=NADIA, to=first))
    url = home_page(house, "L-A12")
    answer = press(visitor, url, "leave", which=str(stay_of(house, NADIA)[0]), departure="2026-11-30")
    assert "Nadia Belkacem quitte L-A12, T2 Lilas 3e gauche le lundi 30 novembre 2026" in said(answer)
    house.settle()
    assert NADIA not in {each.recipient for each in house.boxes if each.mail.header("x-mailbot-letter") == "T-21"}

    at(house, datetime(2026, 11, 30, 7, 0, tzinfo=UTC))
    letters = house.strike()
    told = text_of(letter_to(letters, NADIA, "T-21"))
    assert "au lundi 30 novembre 2026" in told
    assert "Jusqu’au mercredi 30 décembre 2026, vous pouvez relire vos dossiers clôturés" in told
    assert "Modifier mes alertes" not in told
    digest = text_of(letter_to(letters, SOPHIE, "G-03"))
    assert (
        "L-A12 : locataire parti (Nadia Belkacem) ; dossiers ouverts repris par l’agence : SIG-1042 et SIG-1046"
        in digest
    )
    assert YANIS not in {who for who, code in who_got_what(letters)}
    [cases] = re.findall(r"https://\S+", letter_to(letters, NADIA, "T-21").mail.text.split("Relire mes dossiers")[1])[
        :1
    ]

    at(house, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    assert "SIG-1046" in said(visitor.get(cases))  # until 24:00 everything is theirs
    at(house, datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    left = visitor.get(cases)
    assert "SIG-1047" in said(left)
    assert "SIG-1046" not in said(left)
    assert "En cours" not in said(left)
    closed = visitor.get(case_link(house, Page.REPORT, NADIA, ref="SIG-1047"))
    assert closed.status_code == 200
    assert "Une prise est cassée." in said(closed)
    assert "Répondre" not in said(closed)
    assert "Rouvrir" not in said(closed)
    assert "n’est pas réglé" not in said(closed)
    assert visitor.get(case_link(house, Page.REPORT, NADIA, ref="SIG-1046")).status_code == 410
    for page in (Page.ANSWER, Page.REOPEN, Page.CLOSE):
        assert visitor.get(case_link(house, page, NADIA, ref="SIG-1047")).status_code == 410
    assert visitor.get(own_link(house, Page.ALERTS, NADIA)).status_code == 410

    # What he writes goes to the manager; nobody in the home reads it.
    back = mail("Non, ce n'est pas réglé !", sender=NADIA, to=first, subject="Re", message_id="<b@x>")
    assert who_got_what(house.told(back, sender=NADIA, to=first)) == {(SOPHIE, "G-13")}

    at(house, datetime(2026, 12, 29, 12, 0, tzinfo=UTC))  # day 29
    house.strike()
    assert "SIG-1047" in said(visitor.get(own_link(house, Page.CASES, NADIA)))
    at(house, datetime(2026, 12, 31, 12, 0, tzinfo=UTC))  # day 31
    assert visitor.get(own_link(house, Page.CASES, NADIA)).status_code == 410
    assert visitor.get(case_link(house, Page.REPORT, NADIA, ref="SIG-1047")).status_code == 410
    house.strike()
    with house.world.database.looking() as session:
        nadia = session.query(PersonAddress).filter_by(address=NADIA).one().person_id
        seats = session.query(Participant).filter_by(person_id=nadia).all()
        assert seats
        assert all(seat.revoked_at is not None for seat in seats)
        yanis = session.query(PersonAddress).filter_by(address=YANIS).one().person_id
        assert all(seat.revoked_at is None for seat in session.query(Participant).filter_by(person_id=yanis))


@pytest.mark.feature("S1-70", "S1-06")
def test_the_next_tenant_sees_nothing_of_the_one_before(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    url = home_page(house, "L-A12")
    for who in (NADIA, YANIS):
        press(sqlite_visitor, url, "leave", which=str(stay_of(house, who)[0]), departure="2026-11-30")
    press(sqlite_visitor, url, "tenant", name="Awa Diop", address=AWA, arrival="2026-12-01", language="fr")
    at(house, datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    letters = house.strike()
    assert {(NADIA, "T-21"), (YANIS, "T-21"), (AWA, "T-20")} <= who_got_what(letters)
    cases = sqlite_visitor.get(own_link(house, Page.CASES, AWA))
    assert cases.status_code == 200
    assert "SIG-1046" not in said(cases)
    assert "Belkacem" not in said(cases)
    assert "Belkacem" not in text_of(letter_to(letters, AWA, "T-20"))
    manager = reply_to(letter_to(list(house.boxes), SOPHIE, "G-01"))
    word = mail("Le plombier vient mardi.", sender=SOPHIE, to=manager, subject="Re", message_id="<s@x>")
    assert not {AWA, NADIA, YANIS} & {who for who, _ in who_got_what(house.told(word, sender=SOPHIE, to=manager))}


@pytest.mark.feature("S1-24", "S1-27")
def test_the_page_names_and_lists_and_is_for_managers_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    url = home_page(house, "L-A12")
    page = sqlite_visitor.get(url)
    for expected in ("Nadia Belkacem", NADIA, "Yanis Belkacem", "Bernard Vasseur", "mandat 1187"):
        assert expected in said(page)
    renamed = press(sqlite_visitor, url, "rename", home_name="T2 Lilas côté cour")
    assert "L-A12, T2 Lilas côté cour" in said(renamed)
    assert "<h1>T2 Lilas côté cour</h1>" in sqlite_visitor.get(url).text
    assert press(sqlite_visitor, url, "rename", home_name=" ").status_code == 422
    house.settle()
    assert house.boxes.of(SOPHIE) == []
    for who in (NADIA, YANIS, BERNARD):
        for there in (home_page(house, "L-A12", of=who), home_page(house, of=who)):
            assert sqlite_visitor.get(there).status_code == 404
            assert sqlite_visitor.post(there, form="3" * 32, act="rename", home_name="x").status_code == 404
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    for who, others in ((NADIA, ("Yanis",)), (YANIS, ("Nadia",))):
        for there in (case_link(house, Page.REPORT, who), own_link(house, Page.CASES, who)):
            assert not any(other in said(sqlite_visitor.get(there)) for other in others)
    assert "Belkacem" not in said(sqlite_visitor.get(own_link(house, Page.CASES, BERNARD)))
    for each in house.boxes:
        if each.recipient in (NADIA, YANIS, BERNARD):
            assert ("Yanis" if each.recipient == NADIA else "Nadia") not in text_of(each)


@pytest.mark.feature("S1-24")
def test_a_home_is_found_by_name_code_street_or_occupant(sqlite_visitor: Visitor) -> None:
    url = home_page(sqlite_visitor.house)
    assert "10 logements" in said(sqlite_visitor.get(url))
    for looked_for, found in (
        ("gambetta", "L-C07"),
        ("l-b04", "Maison Tanneurs"),
        ("LILAS", "L-A12"),
        ("belkacem", "L-A12"),
    ):
        page = sqlite_visitor.get(url, params={"q": looked_for})
        assert found in said(page)
        assert "1 logement sur 10" in said(page)
        assert f'value="{looked_for}"' in page.text
    assert "Aucun logement ne correspond" in said(sqlite_visitor.get(url, params={"q": "<zzz>"}))
    [link] = re.findall(r'<li><a href="([^"]+)"', sqlite_visitor.get(url, params={"q": "gambetta"}).text)
    assert "T3 Gambetta 2e" in said(sqlite_visitor.get(link))
    other = sqlite_visitor.get(own_link(sqlite_visitor.house, Page.CASES, SOPHIE), params={"q": "x"})
    assert other.status_code == 200


@pytest.mark.feature("S1-69", "GAP-20")
def test_owners_share_a_home_and_one_filed_so_wants_the_consent_of_all(visitor: Visitor) -> None:
    house = visitor.house
    url = home_page(house, "L-A12")
    fields = {"name": "Claire Vasseur", "address": "claire@mail.example", "mandate": "1187", "since": "2026-11-21",
              "share": "60", "rule": "all", "language": "fr"}  # fmt: skip
    answer = press(visitor, url, "landlord", **fields)
    assert "Claire Vasseur est bailleur de L-A12" in said(answer)
    house.settle()
    welcome = letter_to(list(house.boxes), "claire@mail.example", "B-09")
    assert welcome.mail.subject == "Le suivi technique de vos biens"
    assert "Écrivez « point » à" in text_of(welcome)
    assert "ni votre locataire ni l’entreprise" in text_of(welcome)
    for who in (NADIA, YANIS, BERNARD):
        assert house.boxes.of(who) == []
    over = press(
        visitor, url, "landlord", **(fields | {"address": "luc@mail.example", "name": "Luc Vasseur", "share": "40,01"})
    )
    assert over.status_code == 422
    assert "Avec cette part, les bailleurs dépasseraient 100 %." in said(over)
    assert 'value="40,01"' in over.text
    later = fields | {"address": "luc@mail.example", "name": "Luc Vasseur", "share": "40", "since": "2027-01-01"}
    assert press(visitor, url, "landlord", **later).status_code == 200
    house.settle()
    assert house.boxes.of("luc@mail.example") == []  # nothing is his yet
    for changed, words in (
        ({"mandate": "1203"}, "Ce mandat est celui d’un autre bailleur."),
        ({"mandate": ""}, "Il manque le numéro du mandat."),
        ({"share": "120"}, "La part est un nombre entre 0 et 100."),
        ({"address": "claire@mail.example", "name": "Claire Vasseur"}, "Cette personne est déjà inscrite"),
    ):
        refused = press(
            visitor, url, "landlord", **(fields | {"address": "z@mail.example", "name": "Zoé", "share": "1"} | changed)
        )
        assert words in said(refused), changed
    with house.world.database.looking() as session:
        home = session.query(Dwelling).filter_by(key="L-A12").one()
        assert decision_rule(session, home.id, today=date(2026, 11, 21)) is DecisionRule.ALL
        claire = session.query(Landlord).filter_by(name="Claire Vasseur").one()
        assert session.query(Ownership).filter_by(landlord_id=claire.id).one().share == Decimal(60)
        # She reads of this home alone, not of the other homes under that mandate.
        assert session.query(LandlordContact).filter_by(landlord_id=claire.id).count() == 1
        assert session.query(Mandate).filter_by(number="1187").count() == 1
    assert "celui de tous les bailleurs est nécessaire" in said(visitor.get(url))
    at(house, datetime(2027, 1, 1, 7, 0, tzinfo=UTC))
    assert ("luc@mail.example", "B-09") in who_got_what(house.strike())
    today = home_page(house, "L-A12")  # the link of November is too old
    which = re.findall(r'name="which" value="(\d+)"', visitor.get(today).text)[-2]
    removed = press(visitor, today, "end", which=which)
    assert "n’est plus bailleur de L-A12" in said(removed)


@pytest.mark.feature("S1-25")
def test_what_was_done_is_undone_by_a_button(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    answer = invite(sqlite_visitor)
    [undo] = re.findall(r'href="([^"]+)">Défaire<', answer.text)
    assert "Défaire remet ce qu’il y avait avant" in said(sqlite_visitor.get(undo))
    assert "est annulée" in said(sqlite_visitor.press(undo))
    with house.world.database.looking() as session:
        awa = session.query(PersonAddress).filter_by(address=AWA).one().person_id
        assert session.query(Occupancy).filter_by(person_id=awa).count() == 0
    assert "ne peut plus être défait" in said(sqlite_visitor.get(undo))
    at(house, datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    assert AWA not in {who for who, _ in who_got_what(house.strike())}

    leaving = press(sqlite_visitor, home_page(house, "L-A12"), "leave", which=str(stay_of(house, NADIA)[0]))
    [undo] = re.findall(r'href="([^"]+)">Défaire<', leaving.text)
    house.settle()
    assert [each.mail.header("x-mailbot-letter") for each in house.boxes.of(NADIA)] == ["T-21"]
    sqlite_visitor.press(undo)
    assert stay_of(house, NADIA)[2] is None


@pytest.mark.feature("S1-69")
def test_the_same_form_twice_invites_once(sqlite_visitor: Visitor) -> None:
    url = home_page(sqlite_visitor.house, "L-F03")
    page = sqlite_visitor.get(url)
    number = re.findall(r'value="([0-9a-f]{32})">', page.text)[-2:]
    fields = {"act": "tenant", "name": "Awa Diop", "address": AWA, "arrival": "2026-12-01", "language": "fr"}
    answers = sqlite_visitor.post_at_once(url, 4, form=number[0], **fields)
    assert all(each.status_code == 200 for each in answers)
    with sqlite_visitor.house.world.database.looking() as session:
        awa = session.query(PersonAddress).filter_by(address=AWA).one().person_id
        assert session.query(Occupancy).filter_by(person_id=awa).count() == 1
    assert "C’était déjà fait" in said(sqlite_visitor.post(url, form=number[0], **fields))


@pytest.mark.feature("S1-70")
@pytest.mark.parametrize(("day", "ahead"), [(date(2027, 3, 28), 1), (date(2027, 10, 31), 2)])
def test_a_day_begins_and_ends_at_midnight_in_paris_when_its_clocks_change(
    sqlite_visitor: Visitor, day: date, ahead: int
) -> None:
    house = sqlite_visitor.house
    invite(sqlite_visitor, arrival=day.isoformat(), departure=day.isoformat())
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=ahead)
    ends = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, hours=-(3 - ahead))
    for moment, status in ((begins - timedelta(minutes=1), 410), (begins, 200), (ends - timedelta(minutes=1), 200)):
        at(house, moment)
        assert sqlite_visitor.get(own_link(house, Page.CASES, AWA)).status_code == status
        assert sqlite_visitor.get(own_link(house, Page.ALERTS, AWA)).status_code == status
    at(house, ends)
    assert sqlite_visitor.get(own_link(house, Page.ALERTS, AWA)).status_code == 410
