"""« Demander un devis »: which company, seven fields, what it reads; « Valider » sends one request, however often."""

import re
from html import unescape

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person, PersonAddress, Provider
from mailbot.model_desk import ProvenBrowser, Quote
from mailbot.threads.pages import Page
from mailbot.vocabulary import Category, QuoteSight, ReportStatus
from mailbot.workflow.proofs import prove
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.quoting import DURAND, PETIT
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_quote_requests import button, drafts_in, quotes_in, says
from tests.web.conftest import Visitor, case_link, counts, form_of, said
from tests.web.test_pressing import report_of, settled

MARTIN = "plomberie.martin@mail.example"


def proven(visitor: Visitor, address: str = SOPHIE) -> Visitor:
    """The same visitor, in a browser in which this person has proved to read their mail."""
    house = visitor.house
    with house.world.database.transaction() as session:
        person = session.query(Person).join(PersonAddress).filter(PersonAddress.address == address).one()
        secret = prove(session, person, days=90, now=house.clock())
        visitor.client.cookies.set(f"proven-{person.id}", secret)
    return visitor


def after_the_leak(visitor: Visitor) -> list[Delivered]:
    return visitor.house.told(the_leak(), sender=NADIA, to=INTAKE)


def fields_of(page: httpx.Response) -> dict[str, str]:
    """What a browser would send of a page if nobody touched it."""
    text = re.sub(r"<details[^>]*>|</details>", "", page.text)
    found = dict(re.findall(r'<input type="text" id="\w+" name="(\w+)" value="([^"]*)"', text))
    found |= dict(re.findall(r'type="radio" name="(\w+)" value="(\w+)" checked', text))
    found |= dict.fromkeys(re.findall(r'type="checkbox" name="(\w+)" value="yes" checked', text), "yes")
    for name, body in re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', text, re.DOTALL):
        found[name] = re.findall(r'value="(\w+)" selected', body)[0]
    [found["extract"]] = re.findall(r'<textarea id="extract"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    return {name: unescape(value) for name, value in found.items()}


def untouched(visitor: Visitor, url: str, **changed: str) -> httpx.Response:
    """Open the page and press « Valider », these fields alone changed."""
    page = visitor.get(url)
    return visitor.post(url, form=form_of(page), **(fields_of(page) | changed))


@pytest.mark.feature("S1-37", "S1-55", "S1-56", "S1-57", "S1-58", "S1-59")
def test_two_actions_lead_from_the_letter_to_a_request_that_left(sqlite_visitor: Visitor) -> None:
    told = letter_to(after_the_leak(proven(sqlite_visitor)), SOPHIE, "G-01")
    done = untouched(sqlite_visitor, button(told, "Demander un devis à ★ Plomberie Durand"))
    assert (done.status_code, "DEV-2026-0092 part à Plomberie Durand" in said(done)) == (200, True)
    letters = settled(sqlite_visitor.house)
    assert who_got_what(letters) == {(DURAND, "P-01"), (NADIA, "T-05"), (YANIS, "T-05"), (SOPHIE, "G-21")}
    asked = letter_to(letters, DURAND, "P-01")
    assert "L'évier de la cuisine fuit depuis ce matin" in text_of(asked)
    assert [each.name for each in asked.mail.files] == ["DEV-2026-0092.pdf", "IMG_2041.jpg"]
    assert report_of(sqlite_visitor.house).status is ReportStatus.IN_PROGRESS
    # The report's own page says what is waited for now.
    assert "réception du devis" in said(sqlite_visitor.get(case_link(sqlite_visitor.house, Page.REPORT, NADIA)))


@pytest.mark.feature("S1-53", "S1-54", "S1-57")
def test_seven_fields_are_filled_in_and_kept_as_the_manager_leaves_them(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    page = visitor.get(url)
    shown = fields_of(page)
    assert (shown["category"], shown["motif"], shown["within_days"]) == ("plumbing", "Fuite évier cuisine", "5")
    assert shown["contact"].startswith("Nadia Belkacem")
    assert (shown["sight"], shown["own_reference"]) == ("occupants", "")
    assert "Demande du samedi 21 novembre 2026" in said(page)
    # Favourites first, then the trade, then the others behind a line.
    order = [said(page).index(name) for name in ("Plomberie Durand", "Chauffage Morel", "Serrurerie Azur")]
    assert order == sorted(order)
    done = untouched(
        visitor, url, company=company_value(visitor.house, "petit"), category="electricity", motif="Tableau à refaire",
        own_reference="INT-77", contact="Gardien, loge", within_days="12", sight="managers",
        extract="Un tableau ancien.",
    )  # fmt: skip
    assert done.status_code == 200
    [quote] = quotes_in(visitor.house)
    assert (quote.category, quote.motif, quote.own_reference) == (Category.ELECTRICITY, "Tableau à refaire", "INT-77")
    assert (quote.contact, quote.within_days, quote.sight) == ("Gardien, loge", 12, QuoteSight.MANAGERS)
    asked = letter_to(settled(visitor.house), PETIT, "P-01")
    assert asked.mail.subject.endswith("Demande de devis : Tableau à refaire")
    for inside in ("INT-77", "Gardien", "évier"):
        assert inside not in asked.mail.text
    assert "Un tableau ancien." in text_of(asked)


def company_value(house: LivingHouse, key: str) -> str:
    with house.world.database.looking() as session:
        return f"p{session.query(Provider).filter_by(key=key).one().id}"


@pytest.mark.feature("S1-57")
@pytest.mark.parametrize(
    ("address", "says_"),
    [
        ("plomberie.martin@", "Il manque ce qui suit le signe @"),
        ("plomberie.martin", "Il manque le signe @"),
        ("plomberie martin@mail.example", "contient une espace"),
        ("@mail.example", "Il manque le nom devant"),
        ("martin@mail", "il manque la fin du domaine"),
        ("a@b.example, c@d.example", "Une seule adresse"),
        ("martin..@mail.example", "un signe qu’aucune adresse ne porte"),
        (NADIA.upper(), "qui n’est pas une entreprise"),
        ("nouveau@suivi.agence-tilleul.example", "qui n’est pas une entreprise"),
        ("", "Saisissez l’adresse mail"),
    ],
)
def test_an_address_that_cannot_be_written_to_is_told_beside_its_field(
    sqlite_visitor: Visitor, address: str, says_: str
) -> None:
    visitor = proven(sqlite_visitor)
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    before = counts(visitor.house)
    page = untouched(
        visitor, url, company="other", company_name="Plomberie Martin", address=address, extract="Mon texte à moi."
    )
    assert page.status_code == 422
    assert re.search(rf'id="wrong-address">[^<]*{re.escape(says_)}', page.text.replace("\xa0", " "))
    assert 'aria-describedby="wrong-address"' in page.text
    kept = fields_of(page)
    assert (kept["address"], kept["company_name"], kept["company"]) == (address, "Plomberie Martin", "other")
    assert kept["extract"] == "Mon texte à moi."
    assert counts(visitor.house) == before


@pytest.mark.feature("S1-57", "S1-58")
def test_a_company_that_is_typed_in_is_written_to_and_known_the_next_time(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    nameless = untouched(visitor, url, company="other", address=MARTIN)
    assert 'id="wrong-company_name"' in nameless.text
    untouched(visitor, url, company="other", company_name="Plomberie Martin", address=MARTIN)
    letters = settled(visitor.house)
    told = text_of(letter_to(letters, MARTIN, "P-01"))
    assert "Premier contact : nous tenons votre adresse de Sophie Lambert, de l’agence" in told
    assert "donnees@agence-tilleul.example" in told
    with visitor.house.world.database.looking() as session:
        martin = session.query(Provider).filter_by(company="Plomberie Martin").one()
        assert martin.is_typed_in
        assert martin.first_written_at is not None
    # The next time its address is enough, and picks the same company.
    untouched(visitor, url, company="other", address=MARTIN.upper(), motif="Robinet")
    assert "Premier contact" not in text_of(letter_to(settled(visitor.house), MARTIN, "P-01"))
    untouched(visitor, url, company="other", company_name="Autre nom", address=DURAND)
    assert (DURAND, "P-01") in who_got_what(settled(visitor.house))
    with visitor.house.world.database.looking() as session:
        assert session.query(Provider).count() == 6
        assert [quote.provider_id == martin.id for quote in session.query(Quote).order_by(Quote.id)] == [1, 1, 0]


@pytest.mark.feature("S1-58", "GAP-06")
def test_one_valider_sends_once_and_the_next_company_is_one_press_away(visitor: Visitor) -> None:
    proven(visitor)
    after_the_leak(visitor)
    with visitor.house.world.database.transaction() as session:
        session.query(Provider).filter_by(key="azur").one().trades = ["plumbing"]
        session.query(Provider).filter_by(key="nguyen").one().retired_at = visitor.house.clock()
    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    page = visitor.get(url)
    assert "Vitrerie Nguyen" not in page.text
    fields = fields_of(page) | {"company": company_value(visitor.house, "durand")}
    answers = visitor.post_at_once(url, 3, form=form_of(page), **fields)
    assert {answer.status_code for answer in answers} == {200}
    assert len(quotes_in(visitor.house)) == 1
    assert sum("C’était déjà envoyé" in said(answer) for answer in answers) == 2
    # Another tab of the same page: the same company on the same thing would answer neither.
    twice = untouched(visitor, url, company=company_value(visitor.house, "durand"))
    assert (twice.status_code, "n’a pas encore répondu à la même demande" in said(twice)) == (422, True)
    assert "déjà sollicitée, DEV-2026-0092" in said(twice)

    [other] = re.findall(r'href="([^"]+)">(?:★ )?Serrurerie Azur<', answers[0].text)
    assert "Plomberie Durand<" not in answers[0].text.split("Demander aussi")[1]
    assert "DEV-2026-0093 part à Serrurerie Azur" in said(untouched(visitor, other))
    assert len(quotes_in(visitor.house)) == 2


@pytest.mark.feature("S1-58")
def test_words_that_a_company_need_not_know_are_pointed_at_and_what_is_private_is_covered(
    sqlite_visitor: Visitor,
) -> None:
    visitor = proven(sqlite_visitor)
    words = (
        "Bonjour, ça fuit. Ma fille est asthmatique, je suis au chômage avec des impayés et un titre de séjour. "
        "Mon numéro : 06 39 98 10 77."
    )
    told = mail(words, sender=NADIA, to=INTAKE, subject="Fuite", message_id="<words@gmail.example>")
    visitor.house.told(told, sender=NADIA, to=INTAKE)
    page = visitor.get(case_link(visitor.house, Page.ASK_QUOTE, SOPHIE))
    # The text that would leave is without it; the whole stands beside, for the manager alone.
    text = fields_of(page)["extract"]
    assert "Bonjour, ça fuit. [transmis à l’agence] Mon numéro : •••." in text
    assert "asthmatique" not in text
    assert "Le texte entier, pour vous seul" in said(page)
    assert "Ma fille est asthmatique, je suis au chômage" in said(page)
    assert "06 39" not in page.text.split("contact")[0]
    assert "Mon numéro : •••." in fields_of(page)["extract"]
    # What she puts back is pointed at once more, and the manager decides.
    url, durand = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE), company_value(visitor.house, "durand")
    back = text.replace("[transmis à l’agence]", words.split("fuit. ")[1].split(" Mon numéro")[0])
    page = untouched(visitor, url, company=durand, extract=back, motif="")
    assert page.status_code == 422
    for kind in (
        "de santé : « asthmatique »", "d’enfants : « fille »", "de travail ou de revenus : « chômage »",
        "de dettes : « impayés »", "de nationalité : « titre de séjour »",
    ):  # fmt: skip
        assert f"Il est question {kind}" in said(page)
    untouched(visitor, url, company=durand, extract=back)
    assert "asthmatique" in text_of(letter_to(settled(visitor.house), DURAND, "P-01"))


@pytest.mark.feature("S1-23", "S1-48")
def test_a_draft_is_looked_through_sent_once_or_thrown_away(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    address = reply_to(letter_to(after_the_leak(visitor), SOPHIE, "G-01"))
    letters = says(visitor.house, "devis à Petit et y.martin@plombier.example, 10 jours", who=SOPHIE, to=address)
    known, typed = sorted(letters, key=lambda each: "martin" in text_of(each).split("Vous nous")[0])
    url = button(known, "Valider et envoyer")
    page = visitor.get(url)
    assert (fields_of(page)["company"], fields_of(page)["within_days"]) == (company_value(visitor.house, "petit"), "10")
    form = form_of(page)
    assert "DEV-2026-0092 part à Élec Services Petit" in said(visitor.post(url, form=form, **fields_of(page)))
    for again in (visitor.get(url), visitor.post(url, form="0" * 32, **fields_of(page))):
        assert "Cette demande est déjà partie" in said(again)
    assert len(quotes_in(visitor.house)) == 1

    url = button(typed, "Annuler")
    page = visitor.get(url)
    assert fields_of(page)["address"] == "y.martin@plombier.example"
    assert fields_of(page)["company_name"] == "Y Martin"
    thrown = visitor.post(url, form=form_of(page), act="cancel", **fields_of(page))
    assert "Ce brouillon est annulé" in said(thrown)
    assert "Ce brouillon est annulé" in said(visitor.get(url))
    assert len(quotes_in(visitor.house)) == 1
    assert [bool(each.done_at) for each in drafts_in(visitor.house)] == [True, False]


@pytest.mark.feature("S1-58")
def test_in_a_browser_that_nobody_knows_it_waits_for_a_yes(sqlite_visitor: Visitor) -> None:
    visitor = sqlite_visitor
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    asked = untouched(
        visitor, url, company="other", company_name="Plomberie Martin", address=MARTIN, motif="Robinet qui goutte"
    )
    assert "Nous venons de vous envoyer une confirmation" in said(asked)
    assert quotes_in(visitor.house) == []
    [letter] = settled(visitor.house)
    link = button(letter, "C’était moi : confirmer")
    page = visitor.get(link)
    assert "Une demande de devis à Plomberie Martin, plomberie.martin@mail.example , pour : Robinet qui goutte" in said(
        page
    )
    done = visitor.post(link, form=form_of(page), act="confirm")
    assert "DEV-2026-0092 part à Plomberie Martin" in said(done)
    assert (MARTIN, "P-01") in who_got_what(settled(visitor.house))
    with visitor.house.world.database.looking() as session:
        assert session.query(ProvenBrowser).count() == 1


@pytest.mark.feature("S1-23", "S1-50")
def test_nobody_but_a_manager_asks_and_nothing_is_asked_on_a_closed_report(sqlite_visitor: Visitor) -> None:
    visitor = proven(proven(sqlite_visitor), NADIA)
    after_the_leak(visitor)
    before = counts(visitor.house)
    theirs = case_link(visitor.house, Page.ASK_QUOTE, NADIA)
    assert visitor.get(theirs).status_code == 403
    fields = {"company": company_value(visitor.house, "durand"), "motif": "Fuite"}
    assert "revient à une autre personne" in said(visitor.post(theirs, form="1" * 32, **fields))
    assert counts(visitor.house) == before

    url = case_link(visitor.house, Page.ASK_QUOTE, SOPHIE)
    form = form_of(visitor.get(url))
    report = case_link(visitor.house, Page.REPORT, SOPHIE)
    assert "Demander un devis" in said(visitor.get(report))
    visitor.press(case_link(visitor.house, Page.CLOSE, SOPHIE), reason="repaired")
    late = visitor.post(url, form=form, **fields)
    assert late.status_code == 409
    assert "Il a été clôturé par vous" in said(late)
    assert "Demander un devis" not in said(visitor.get(report))
    assert quotes_in(visitor.house) == []


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({"company": ""}, "company"),
        ({"motif": " "}, "motif"),
        ({"within_days": "demain"}, "within_days"),
        ({"within_days": "0"}, "within_days"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(
    sqlite_visitor: Visitor, changed: dict[str, str], beside: str
) -> None:
    visitor = proven(sqlite_visitor)
    after_the_leak(visitor)
    fields = {"company": company_value(visitor.house, "durand")} | changed
    page = untouched(visitor, case_link(visitor.house, Page.ASK_QUOTE, SOPHIE), **fields)
    assert page.status_code == 422
    assert page.text.count(f'id="wrong-{beside}"') == 1
    assert f'aria-describedby="{"hint-motif " if beside == "motif" else ""}wrong-{beside}"' in page.text
    assert quotes_in(visitor.house) == []
