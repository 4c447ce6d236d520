"""« Mes informations »: everybody puts right what is on file about them, and has their letters sent elsewhere."""

import re
from typing import Any

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, AgencyProfileRow, Person, PersonAddress
from mailbot.model_desk import AddressChange, ProvenBrowser
from mailbot.model_mails import OutboundMail
from mailbot.threads.pages import Page, page_link
from mailbot.workflow import proofs
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import BASE, Visitor, counts, form_of, own_link, said
from tests.web.test_pressing import settled

DURAND = "patrick@plomberie-durand.example"
ELSEWHERE = "n.b@courrier.example"
GOOD = {
    "civility": "Mme", "full_name": "Nadia Benali", "family_name": "Benali", "telephone": "+33 6 39 98 10 77",
    "language": "en",
}  # fmt: skip


def person(house: LivingHouse, address: str) -> Person:
    with house.world.database.looking() as session:
        return session.query(Person).join(PersonAddress).filter(PersonAddress.address == address).one()


def address_page(house: LivingHouse, of: str) -> str:
    today = house.world.today()
    return page_link(house.world.keyring, BASE, Page.ACCOUNT, person(house, of).id, today=today, with_="a")


def addresses(house: LivingHouse, number: int) -> list[str]:
    with house.world.database.looking() as session:
        rows = session.query(PersonAddress).filter_by(person_id=number).order_by(PersonAddress.id)
        return [row.address for row in rows]


def link_in(letter: Delivered) -> str:
    [url] = set(re.findall(r"https://\S+/p/\w+", letter.mail.text.split("Modifier mes alertes")[0]))
    return str(url)


def say_of_agency(house: LivingHouse, **rules: Any) -> None:
    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        row = session.get_one(AgencyProfileRow, agency.profile_id)
        content = row.content | {"rules": row.content["rules"] | rules}
        new = AgencyProfileRow(agency_id=agency.id, content=content, since=house.clock())
        session.add(new)
        session.flush()
        agency.profile_id = new.id


@pytest.mark.feature("S1-71")
@pytest.mark.parametrize("who", [NADIA, BERNARD, DURAND])
def test_everybody_puts_right_their_own_data_and_is_greeted_so(sqlite_visitor: Visitor, who: str) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    before = counts(house)
    page = visitor.get(own_link(house, Page.ACCOUNT, who))
    assert (page.status_code, counts(house)) == (200, before)
    assert f'value="{person(house, who).name}"' in page.text
    done = visitor.post(own_link(house, Page.ACCOUNT, who), form=form_of(page), **GOOD)
    assert "It is saved." in said(done)
    known = person(house, who)
    assert (known.civility, known.name, known.family_name, known.telephone, known.language) == tuple(GOOD.values())
    # What is shown after it can be put right again.
    visitor.post(own_link(house, Page.ACCOUNT, who), form=form_of(done), **GOOD | {"language": "fr"})
    assert person(house, who).language == "fr"


@pytest.mark.feature("S1-71")
def test_the_next_letter_greets_by_the_new_name_in_the_new_language(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    alerts = sqlite_visitor.get(own_link(house, Page.ALERTS, NADIA))
    [url] = re.findall(r'href="([^"]+)">Mes informations', alerts.text)
    assert f'href="{BASE}' in sqlite_visitor.get(own_link(house, Page.CASES, SOPHIE)).text
    sqlite_visitor.press(url, **GOOD)
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert "Benali," in text_of(letter_to(letters, NADIA, "T-01"))
    assert "Your message has arrived safely" in text_of(letter_to(letters, NADIA, "T-01"))


@pytest.mark.feature("S1-71")
@pytest.mark.parametrize(
    ("wrong", "beside", "says"),
    [
        ({"full_name": "  "}, "full_name", "Écrivez votre prénom et votre nom"),
        ({"telephone": "demain"}, "telephone", "Écrivez un numéro"),
        ({"family_name": ""}, "family_name", "Écrivez votre nom de famille"),
        ({"language": "de"}, "", "Choisissez l’une des deux langues"),
        ({"civility": "Dr"}, "", "Choisissez l’une des trois réponses"),
    ],
)
def test_what_must_be_put_right_stands_beside_its_field(
    sqlite_visitor: Visitor, wrong: dict[str, str], beside: str, says: str
) -> None:
    house = sqlite_visitor.house
    before = person(house, NADIA)
    page = sqlite_visitor.press(own_link(house, Page.ACCOUNT, NADIA), **GOOD | wrong)
    assert (page.status_code, says in said(page)) == (422, True)
    if beside:
        assert f'aria-describedby="{beside}-error' in page.text
        assert f'id="{beside}-error"' in page.text
    assert 'value="Nadia Benali"' in page.text or "full_name" in wrong
    after = person(house, NADIA)
    assert (after.name, after.language, after.telephone) == (before.name, before.language, before.telephone)


@pytest.mark.feature("S1-71")
def test_letters_go_elsewhere_once_both_addresses_have_said_yes(visitor: Visitor) -> None:
    house = visitor.house
    nadia = person(house, NADIA).id
    with house.world.database.transaction() as session:
        proofs.prove(session, session.get_one(Person, nadia), days=90, now=house.clock())
    asked = visitor.press(address_page(house, NADIA), address=" N.B@Courrier.example ")
    assert "Un message part à votre adresse habituelle" in said(asked)
    letters = settled(house)
    assert who_got_what(letters) == {(NADIA, "X-16"), (ELSEWHERE, "X-16")}
    for who in (NADIA, ELSEWHERE):
        assert "une nouvelle adresse, n•••@courrier.example, est demandée pour vous" in text_of(
            letter_to(letters, who, "X-16")
        )
    # Whoever reads at the new address may be a stranger: nothing there says whose it would be.
    to_new = letter_to(letters, ELSEWHERE, "X-16")
    whole = f"{to_new.mail.text}{to_new.mail.html}{to_new.mail.header('to')}"
    assert not re.search("Belkacem|Nadia|Lilas|gmail|alertes", whole)
    new = link_in(to_new)
    for page in (visitor.get(new), visitor.press(new, act="confirm")):
        assert not re.search("Belkacem|Nadia|Lilas|gmail|06 39", page.text)
    assert addresses(house, nadia) == [NADIA]
    assert "doit confirmer aussi" in said(visitor.get(new))

    old = link_in(letter_to(letters, NADIA, "X-16"))
    form = form_of(visitor.get(old))
    done = visitor.post_at_once(old, 2, form=form, act="confirm")
    assert ["Nos messages partent désormais à" in said(each) for each in done] == [True, True]
    assert addresses(house, nadia) == [ELSEWHERE, NADIA]
    with house.world.database.looking() as session:
        assert session.query(ProvenBrowser).count() == 0
    # Letters go there from now on, and an answer from the old address is still hers.
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    assert (ELSEWHERE, "T-01") in who_got_what(letters)
    answer = letter_to(letters, ELSEWHERE, "T-01").mail.reply_to[0].address
    words = mail("Ça goutte plus vite.", sender=NADIA, to=answer, subject="Re:", message_id="<v@x.x>")
    assert (SOPHIE, "G-02") in who_got_what(house.told(words, sender=NADIA, to=answer))


@pytest.mark.feature("S1-71")
def test_one_address_alone_changes_nothing_and_a_week_later_it_is_over(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    nadia = person(house, NADIA).id
    sqlite_visitor.press(address_page(house, NADIA), address=ELSEWHERE)
    letters = settled(house)
    new, old = (link_in(letter_to(letters, who, "X-16")) for who in (ELSEWHERE, NADIA))
    sqlite_visitor.press(old, act="confirm")
    sqlite_visitor.press(address_page(house, NADIA), address="autre@courrier.example")
    # Another request takes its place; the first one serves no more.
    assert "ne vaut plus" in said(sqlite_visitor.post(new, form="0" * 32, act="confirm"))
    letters = settled(house)
    new, old = (link_in(letter_to(letters, who, "X-16")) for who in ("autre@courrier.example", NADIA))
    sqlite_visitor.press(new, act="confirm")
    house.clock.forward(days=7)
    assert "n’est plus valable" in said(sqlite_visitor.get(old))
    sqlite_visitor.post(old, form="1" * 32, act="confirm")
    # A link that has expired is never sent anew: the old address would get the new one's.
    assert sqlite_visitor.post(f"{new}/fresh").status_code == 200
    assert (settled(house), addresses(house, nadia)) == ([], [NADIA])


@pytest.mark.feature("S1-71")
def test_a_no_from_either_address_ends_it(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    for who, other in ((NADIA, ELSEWHERE), (ELSEWHERE, NADIA)):
        sqlite_visitor.press(address_page(house, NADIA), address=ELSEWHERE)
        letters = settled(house)
        sqlite_visitor.press(link_in(letter_to(letters, who, "X-16")), act="refuse")
        late = sqlite_visitor.post(link_in(letter_to(letters, other, "X-16")), form="2" * 32, act="confirm")
        assert "ne vaut plus" in said(late)
    assert addresses(house, person(house, NADIA).id) == [NADIA]


@pytest.mark.feature("S1-71")
def test_an_address_of_somebody_else_gets_nothing_and_the_page_says_the_same(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    free = said(sqlite_visitor.press(address_page(house, NADIA), address=ELSEWHERE))
    settled(house)
    taken = said(sqlite_visitor.press(address_page(house, NADIA), address=YANIS))
    assert taken == free
    letters = settled(house)
    assert who_got_what(letters) == {(NADIA, "X-16")}
    sqlite_visitor.press(link_in(letter_to(letters, NADIA, "X-16")), act="confirm")
    assert addresses(house, person(house, NADIA).id) == [NADIA]
    assert addresses(house, person(house, YANIS).id) == [YANIS]


@pytest.mark.feature("S1-71")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("nadia", "Écrivez une adresse comme"), ("a b@c.example", "Écrivez une adresse"), ("", "Écrivez une adresse"),
        ("a@b.example>,<c@d.example", "Écrivez une adresse"), (INTAKE, "est l’une des nôtres"),
        (NADIA, "partent déjà à cette adresse"), ("é@b.example", "Écrivez une adresse"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_said_beside_the_field(sqlite_visitor: Visitor, typed: str, says: str) -> None:
    house = sqlite_visitor.house
    before = counts(house)
    page = sqlite_visitor.press(address_page(house, NADIA), address=typed)
    assert (page.status_code, says in said(page)) == (422, True)
    assert 'aria-describedby="address-error address-hint"' in page.text
    assert counts(house) == before


@pytest.mark.feature("S1-71")
def test_nobody_is_flooded_by_changes(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    pages = [sqlite_visitor.press(address_page(house, NADIA), address=f"a{n}@courrier.example") for n in range(6)]
    assert [page.status_code for page in pages] == [200] * 5 + [422]
    assert len([each for each in settled(house) if each.recipient == NADIA]) == 5


@pytest.mark.feature("S1-72")
def test_with_an_interconnected_agency_the_page_sends_to_the_agency(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    say_of_agency(house, interconnected=True)
    page = visitor.get(own_link(house, Page.ACCOUNT, NADIA))
    assert "contactez votre agence" in said(page)
    assert 'name="full_name"' not in page.text
    assert "Changer d’adresse" not in said(page)
    visitor.post(own_link(house, Page.ACCOUNT, NADIA), form=form_of(page), **GOOD)
    known = person(house, NADIA)
    assert (known.name, known.language) == ("Nadia Belkacem", "en")  # the language is ours
    visitor.post(own_link(house, Page.ACCOUNT, NADIA), form="3" * 32, **GOOD | {"language": "fr"})
    refused = visitor.post(address_page(house, NADIA), form="0" * 32, address=ELSEWHERE)
    assert "contactez votre agence" in said(refused)
    assert (settled(house), addresses(house, known.id)) == ([], [NADIA])


@pytest.mark.feature("S1-71")
def test_what_the_agencys_file_says_of_a_manager_is_put_right_there(sqlite_visitor: Visitor) -> None:
    visitor, house = sqlite_visitor, sqlite_visitor.house
    page = visitor.get(own_link(house, Page.ACCOUNT, SOPHIE))
    assert "viennent du fichier de l’agence" in said(page)
    assert "<form" not in page.text
    visitor.post(own_link(house, Page.ACCOUNT, SOPHIE), form="0" * 32, **GOOD)
    assert (person(house, SOPHIE).name, person(house, SOPHIE).language) == ("Sophie Lambert", "fr")
    visitor.press(address_page(house, SOPHIE), address="sophie@courrier.example")
    assert (SOPHIE, "X-16") in who_got_what(settled(house))


def test_a_company_has_its_own_pages_and_no_other(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    for which in (Page.CASES, Page.ALERTS, Page.PROVIDERS, Page.CANNED_SET):
        assert sqlite_visitor.get(own_link(house, which, DURAND)).status_code == 410
    page = sqlite_visitor.get(own_link(house, Page.ACCOUNT, DURAND))
    assert "Modifier mes alertes" not in said(page)
    sqlite_visitor.press(address_page(house, DURAND), address="patrick@courrier.example")
    letter = letter_to(settled(house), DURAND, "X-16")
    assert sqlite_visitor.press(link_in(letter), act="confirm").status_code == 200


def test_a_change_belongs_to_its_person(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    sqlite_visitor.press(address_page(house, NADIA), address=ELSEWHERE)
    with house.world.database.looking() as session:
        [number] = [row.id for row in session.query(AddressChange)]
        assert session.query(OutboundMail).filter_by(kind="X-16", person_id=None).count() == 1
    for with_ in (f"{number}o", f"{number}n", "o", "", "5x", "é"):
        keys, today = house.world.keyring, house.world.today()
        url = page_link(keys, BASE, Page.NEW_ADDRESS, person(house, YANIS).id, today=today, with_=with_)
        assert sqlite_visitor.get(url).status_code == 404
