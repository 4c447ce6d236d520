"""« Les entreprises »: listed, filtered, starred, left and taken up again, and registered, by managers alone."""

import re

import pytest

from mailbot.agency import profile_from_toml
from mailbot.demo.cast import _HERE
from mailbot.model import Favourite, PersonAddress, Provider, ProviderContact
from mailbot.threads.pages import Page, page_link
from mailbot.vocabulary import Category
from mailbot.workflow.agencies import save_agency
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, text_of
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import BASE, Visitor, counts, form_of, own_link, said
from tests.web.test_account_page import person

KARIM = "karim.haddad@agence-tilleul.example"
NEW = {
    "company": "Sanitaire de l’Ouest", "contact": "Inès Roy", "address": "Ines@sanitaire-ouest.example",
    "telephone": "04 65 71 00 77", "siret": "732 829 320 00074", "trade_plumbing": "1", "trade_hot_water": "1",
}  # fmt: skip


def companies_page(house: LivingHouse, with_: str = "", *, of: str = SOPHIE) -> str:
    today = house.world.today()
    return page_link(house.world.keyring, BASE, Page.PROVIDERS, person(house, of).id, today=today, with_=with_)


def stars(house: LivingHouse, of: str) -> set[str]:
    with house.world.database.looking() as session:
        rows = (
            session.query(Provider.key)
            .join(Favourite, Favourite.provider_id == Provider.id)
            .filter(Favourite.person_id == person(house, of).id)
        )
        return {row.key for row in rows}


def button_of(page: str, company: str) -> tuple[str, str]:
    """The name and the value of the star beside a company."""
    [(name, value)] = re.findall(rf'name="(\w+)" value="(\w+)" aria-label="[^"]*{company}"', page)
    return name, value


@pytest.mark.feature("S1-35", "S1-36")
def test_a_manager_sees_the_companies_and_moves_the_stars_of_their_own_list(visitor: Visitor) -> None:
    house = visitor.house
    before = counts(house)
    page = visitor.get(companies_page(house))
    told = said(page)
    for words in ("Plomberie Durand", "plomberie et eau chaude", "Patrick Durand", "06 39 98 00 31", "★"):
        assert words in told
    assert told.index("Plomberie Durand") < told.index("Azur")  # her favourites come first
    assert counts(house) == before
    assert stars(house, SOPHIE) == {"durand", "petit", "morel"}

    form = form_of(page)
    name, value = button_of(page.text, "Plomberie Durand")
    dropped = visitor.post(companies_page(house), form=form, **{name: value})
    assert (name, "C’est enregistré" in said(dropped)) == ("drop", True)
    visitor.post(companies_page(house), form=form, **{name: value})
    assert stars(house, SOPHIE) == {"petit", "morel"}
    assert stars(house, KARIM) == {"durand", "azur"}  # his list is his own
    name, value = button_of(dropped.text, 'Azur[^"]*')
    visitor.post(companies_page(house), form=form_of(dropped), **{name: value})
    assert (name, stars(house, SOPHIE)) == ("add", {"petit", "morel", "azur"})

    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    to = letter_to(letters, SOPHIE, "G-01").mail.reply_to[0].address
    asked = mail("#prestataires plomberie", sender=SOPHIE, to=to, subject="Re:", message_id="<p@x.x>")
    listed = letter_to(house.told(asked, sender=SOPHIE, to=to), SOPHIE, "G-21")
    assert "– Plomberie Durand" in text_of(listed)
    [url] = re.findall(r"→ Choisir mes favoris ★\s+(https://\S+)", listed.mail.text)
    assert "Les entreprises de l’agence" in said(visitor.get(url))


@pytest.mark.feature("S1-36")
def test_a_star_taken_away_stays_away_when_the_agencys_file_is_read_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    text = (_HERE / "agency.toml").read_text("utf-8")
    page = sqlite_visitor.get(companies_page(house))
    name, value = button_of(page.text, "Plomberie Durand")
    sqlite_visitor.post(companies_page(house), form=form_of(page), **{name: value})
    with house.world.database.transaction() as session:
        save_agency(session, profile_from_toml(text), now=house.clock())
    assert stars(house, SOPHIE) == {"petit", "morel"}
    with house.world.database.transaction() as session:
        more = text.replace('["durand", "petit", "morel"]', '["durand", "petit", "morel", "azur"]')
        save_agency(session, profile_from_toml(more), now=house.clock())
    assert stars(house, SOPHIE) == {"petit", "morel", "azur"}


@pytest.mark.feature("S1-35")
def test_one_trade_alone_is_shown_by_a_link(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    page = sqlite_visitor.get(companies_page(house))
    [url] = re.findall(r'href="([^"]+)">Électricité', page.text)
    told = said(sqlite_visitor.get(url))
    assert "Élec Services Petit" in told
    assert "Plomberie Durand" not in told
    assert len({each.value[:6] for each in Category}) == len(Category)
    for with_ in (".nothin", "zzzzz", "é", "0"):
        assert sqlite_visitor.get(companies_page(house, with_)).status_code == 404


@pytest.mark.feature("S1-35")
def test_a_company_is_left_and_taken_up_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    listed = sqlite_visitor.get(companies_page(house))
    [url] = re.findall(r'href="([^"]+)"><b>Plomberie Durand', listed.text)
    page = sqlite_visitor.get(url)
    assert "31 rue du Robinet, 69003 Lyon" in said(page)
    [number] = re.findall(r'name="retire" value="(\w+)"', page.text)
    left = sqlite_visitor.post(url, form=form_of(page, "retire"), retire=number)
    assert "rien de nouveau ne lui est envoyé" in said(left)
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    to = letter_to(letters, SOPHIE, "G-01").mail.reply_to[0].address
    asked = mail("#prestataires plomberie", sender=SOPHIE, to=to, subject="Re:", message_id="<p@x.x>")
    assert "Durand" not in text_of(letter_to(house.told(asked, sender=SOPHIE, to=to), SOPHIE, "G-21"))
    sqlite_visitor.post(url, form=form_of(left, "back"), back=number)
    assert "rien de nouveau" not in said(sqlite_visitor.get(url))


@pytest.mark.feature("S1-35")
def test_a_new_company_is_registered_with_whoever_writes_for_it(visitor: Visitor) -> None:
    house = visitor.house
    [url] = re.findall(r'href="([^"]+)">Inscrire une entreprise', visitor.get(companies_page(house)).text)
    form = form_of(visitor.get(url))
    done = visitor.post(url, form=form, **NEW)
    visitor.post(url, form=form, **NEW)
    assert "Sanitaire de l’Ouest" in said(done)
    with house.world.database.looking() as session:
        made = session.query(Provider).filter_by(key="sanitaire-de-louest").one()
        assert (made.siret, made.trades, made.is_typed_in) == ("732 829 320 00074", ["plumbing", "hot_water"], False)
        [contact] = session.query(ProviderContact).filter_by(provider_id=made.id)
        [known] = session.query(PersonAddress).filter_by(person_id=contact.person_id)
        assert known.address == "ines@sanitaire-ouest.example"
    again = visitor.press(url, **NEW)
    assert (again.status_code, "déjà au fichier" in said(again)) == (422, True)


@pytest.mark.feature("S1-35")
@pytest.mark.parametrize(
    ("wrong", "beside", "says"),
    [
        ({"company": " "}, "company", "Écrivez le nom"),
        ({"address": "x"}, "address", "Écrivez une adresse"),
        ({"address": NADIA}, "address", "déjà au fichier"),
        ({"siret": "732 829 320 00075"}, "siret", "n’est pas juste"),
        ({"siret": "732 829 320"}, "siret", "14 chiffres"),
        ({"siret": "000 001 313 00014"}, "siret", "a déjà ce SIRET"),
        ({"telephone": "bientôt"}, "telephone", "Écrivez un numéro"),
        ({"trade_plumbing": "", "trade_hot_water": ""}, "trades", "au moins un métier"),
    ],
)
def test_what_must_be_put_right_stands_beside_its_field(
    sqlite_visitor: Visitor, wrong: dict[str, str], beside: str, says: str
) -> None:
    house = sqlite_visitor.house
    before = counts(house)
    page = sqlite_visitor.press(companies_page(house, "+"), **NEW | wrong)
    assert (page.status_code, says in said(page)) == (422, True)
    assert f'aria-describedby="{beside}-error' in page.text
    assert 'value="Inès Roy"' in page.text
    assert ("checked" in page.text) == (beside != "trades")
    assert counts(house) == before


@pytest.mark.feature("S1-36")
def test_it_is_for_managers_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    for with_ in ("", "+", "1", ".plumbi"):
        url = companies_page(house, with_, of=NADIA)
        assert sqlite_visitor.get(url).status_code == 404
        assert sqlite_visitor.post(url, form="1" * 32, add="1", **NEW).status_code == 404
    page = sqlite_visitor.press(companies_page(house))
    assert (page.status_code, "pressez de nouveau" in said(page)) == (422, True)
    assert "Les entreprises" in said(sqlite_visitor.get(own_link(house, Page.CASES, SOPHIE)))
