"""« Envoyer un OS »: three actions, one order; its file, the list of a dwelling, and each act on it."""

import re
from decimal import Decimal
from hashlib import sha256
from html import unescape
from threading import Thread as Work

import httpx
import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Person, PersonAddress, Provider, Report
from mailbot.model_orders import Paper, WorkOrder
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import MissionState, ReportStatus, Urgency
from mailbot.workflow.agencies import profile_of, save_agency
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_sending import send_order, wish_for
from mailbot.workflow.scene import set_scene
from tests.deciding import leak_with_quotes
from tests.living import NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, mission_address, order_now, ordered
from tests.quoting import MOREL, PETIT
from tests.stories.test_quote_requests import button, says
from tests.web.conftest import Visitor, case_link, counts, form_of, said
from tests.web.test_ask_quote_page import after_the_leak, company_value, proven
from tests.web.test_pressing import report_of

MARTIN = "plomberie.martin@mail.example"


def fields_of(page: httpx.Response) -> dict[str, str]:
    """What a browser would send of the form of an order if nobody touched it."""
    text = re.sub(r"<details[^>]*>|</details>", "", page.text)
    found = dict(re.findall(r'<input type="(?:text|date)" id="\w+" name="(\w+)" value="([^"]*)"', text))
    found |= dict(re.findall(r'<input type="hidden" name="(seen|edition)" value="(\d+)"', text))
    found |= dict(re.findall(r'type="radio" name="(\w+)" value="(\w+)" checked', text))
    found |= dict.fromkeys(re.findall(r'type="checkbox" name="(\w+)" value="yes" checked', text), "yes")
    for name, body in re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', text, re.DOTALL):
        found[name] = re.findall(r'value="(\w+)" selected', body)[0]
    for name, words in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL):
        found[name] = words
    return {name: unescape(value) for name, value in found.items()}


def sent(visitor: Visitor, url: str, **changed: str) -> httpx.Response:
    """Open the page and press « Valider », these fields alone changed."""
    page = visitor.get(url)
    return visitor.post(url, form=form_of(page), **(fields_of(page) | changed))


def orders_in(house: LivingHouse) -> list[WorkOrder]:
    """The orders that were sent here, without those of the demo."""
    with house.world.database.looking() as session:
        return session.query(WorkOrder).filter(WorkOrder.number >= "OS-2026-0190").order_by(WorkOrder.id).all()


def order_link(
    house: LivingHouse, number: str, *, ref: str = "SIG-1046", page: Page = Page.ORDER, kind: str = ""
) -> str:
    return case_link(house, page, SOPHIE, ref=ref, with_=f"{kind}{brief(order_now(house, number).id)}")


def new_letters(house: LivingHouse, before: int) -> list[Delivered]:
    house.settle()
    return list(house.boxes)[before:]


# -- Sending ----------------------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-49", "S1-62", "S1-63", "S1-64", "S1-65", "S1-66", "S1-67", "S1-68", "S1-86")
def test_two_actions_lead_from_the_letter_to_an_order_that_left(visitor: Visitor) -> None:
    house = visitor.house
    told = letter_to(after_the_leak(proven(visitor)), SOPHIE, "G-01")
    url = button(told, "Envoyer un OS")
    page = visitor.get(url)
    shown = fields_of(page)
    assert (shown["category"], shown["motif"], shown["urgency"]) == ("plumbing", "Fuite évier cuisine", "normal")
    assert (shown["ceiling"], shown["due_on"], shown["photo_1"]) == ("150,00", "", "yes")
    order = [said(page).index(name) for name in ("Plomberie Durand", "Chauffage Morel", "Serrurerie Azur")]
    assert order == sorted(order)
    before = len(house.boxes)

    done = sent(
        visitor, url, company=company_value(house, "durand"), urgency="urgent", due_on="2026-11-27",
        ceiling="1 200,50 €", instructions="Clés à la loge.", own_reference="INT-9", motif="Siphon à remplacer",
    )  # fmt: skip

    assert (done.status_code, "OS-2026-0190 part à Plomberie Durand" in said(done)) == (200, True)
    letters = new_letters(house, before)
    assert who_got_what(letters) == {(DURAND, "P-02"), (NADIA, "T-06"), (YANIS, "T-06"), (SOPHIE, "G-21")}
    [order_] = orders_in(house)
    assert (order_.urgency, order_.ceiling_incl_tax, order_.own_reference) == (
        Urgency.URGENT,
        Decimal("1200.50"),
        "INT-9",
    )
    asked = letter_to(letters, DURAND, "P-02")
    assert asked.mail.subject == "[OS-2026-0190] Siphon à remplacer — Lyon"
    for words in ("OS-2026-0190 — urgent — plomberie", "vendredi 27 novembre", "1 200,50 € TTC", "Clés à la loge.",
                  "L'évier de la cuisine fuit depuis ce matin"):  # fmt: skip
        assert words in text_of(asked)
    assert [each.name for each in asked.mail.files if each.name.endswith(".jpg")] == ["IMG_2041.jpg"]
    assert [each.content[:5] for each in asked.mail.files if each.name.endswith(".pdf")] == [b"%PDF-"]
    assert "INT-9" not in asked.mail.text
    home = text_of(letter_to(letters, NADIA, "T-06"))
    assert "confié votre dossier à Plomberie Durand (plomberie, 06 39 98 00 31), sous le numéro OS-2026-0190" in home
    assert "200,50" not in home
    assert report_of(house).status is ReportStatus.IN_PROGRESS
    receipt = letter_to(letters, SOPHIE, "G-21")
    assert "OS-2026-0190 envoyé à Plomberie Durand" in text_of(receipt)
    # Its file is one click away, and the report's page names it.
    assert "Siphon à remplacer" in said(visitor.get(button(receipt, "Voir l’ordre de service")))
    assert "OS-2026-0190 · Envoyé" in said(visitor.get(case_link(house, Page.REPORT, SOPHIE)))


@pytest.mark.feature("S1-66")
def test_one_form_makes_one_order_however_often_it_comes(visitor: Visitor) -> None:
    house = visitor.house
    after_the_leak(proven(visitor))
    url = case_link(house, Page.SEND_ORDER, SOPHIE)
    page = visitor.get(url)
    fields = fields_of(page) | {"form": form_of(page), "company": company_value(house, "durand")}
    before = len(house.boxes)

    answers = visitor.post_at_once(url, 4, **fields)
    again = visitor.post(url, **fields)

    assert {each.status_code for each in [*answers, again]} <= {200, 409, 503}
    assert [order.number for order in orders_in(house)] == ["OS-2026-0190"]
    assert "Rien n’est parti une seconde fois" in said(again)
    assert sorted(each.mail.header("x-mailbot-letter") for each in new_letters(house, before)) == [
        "G-21",
        "P-02",
        "T-06",
        "T-06",
    ]


def test_two_managers_at_once_take_two_numbers_and_read_of_each_other(visitor: Visitor) -> None:
    house = visitor.house
    after_the_leak(proven(visitor))
    url = case_link(house, Page.SEND_ORDER, SOPHIE)
    first, second = visitor.get(url), visitor.get(url)
    assert visitor.post(
        url, **{**fields_of(first), "form": form_of(first), "company": company_value(house, "durand")}
    ).status_code == 200  # fmt: skip

    late = visitor.post(url, **{**fields_of(second), "form": form_of(second), "company": company_value(house, "morel")})

    assert (late.status_code, len(orders_in(house))) == (422, 1)
    assert "Entre-temps, un OS est parti sur ce signalement" in said(late)
    assert "mission en cours, OS-2026-0190" in said(late)
    again = visitor.post(url, **(fields_of(late) | {"form": form_of(late)}))
    assert again.status_code == 200
    assert [order.number for order in orders_in(house)] == ["OS-2026-0190", "OS-2026-0191"]
    # The same company for the same thing would come twice.
    twice = sent(visitor, url, company=company_value(house, "morel"))
    assert (twice.status_code, "a déjà un OS en cours pour le même motif" in said(twice)) == (422, True)


def test_numbers_have_no_gap_and_no_double_when_reports_are_ordered_at_once(house: LivingHouse) -> None:
    def one(company: str) -> None:
        with house.world.database.transaction() as session:
            now = house.clock()
            report = session.query(Report).filter_by(ref="SIG-1042").one()
            scene = set_scene(session, report, now=now)
            sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
            provider = session.query(Provider).filter_by(key=company).one()
            send_order(
                session, scene, sophie, wish_for(session, scene, provider, extract_of(session, scene), now=now), now=now
            )

    works = [Work(target=one, args=(key,)) for key in ("durand", "morel", "petit", "azur")]
    for work in works:
        work.start()
    for work in works:
        work.join()
    assert [order.number for order in orders_in(house)] == [f"OS-2026-019{n}" for n in range(4)]


@pytest.mark.feature("S1-65")
@pytest.mark.parametrize(
    ("field", "value", "beside"),
    [
        ("due_on", "2026-02-30", "Choisissez un jour à venir qui existe"),
        ("due_on", "2026-11-20", "Choisissez un jour à venir qui existe"),
        ("due_on", "31/11/2026", "Choisissez un jour à venir qui existe"),
        ("due_on", "2036-11-20", "Choisissez un jour à venir qui existe"),
        ("ceiling", "beaucoup", "Un montant TTC en euros"),
        ("ceiling", "", "Un montant TTC en euros"),
        ("ceiling", "-5", "Un montant TTC en euros"),
        ("motif", " ", "Dites ce que l’entreprise vient faire"),
        ("instructions", "x" * 2001, "deux mille caractères"),
        ("company", "", "Choisissez une entreprise"),
    ],
)
def test_what_must_be_put_right_is_said_beside_its_field(
    sqlite_visitor: Visitor, field: str, value: str, beside: str
) -> None:
    visitor = proven(sqlite_visitor)
    after_the_leak(visitor)
    url = case_link(visitor.house, Page.SEND_ORDER, SOPHIE)
    changed = {"company": company_value(visitor.house, "durand"), "own_reference": "garde-moi", field: value}
    answer = sent(visitor, url, **changed)
    assert (answer.status_code, beside in said(answer), "garde-moi" in answer.text) == (422, True, True)
    assert not orders_in(visitor.house)
    named = re.search(r'aria-describedby="([^"]*)"[^>]*', answer.text)
    assert named is not None


@pytest.mark.feature("S1-64", "S1-66")
def test_in_a_browser_not_yet_proven_the_address_on_file_is_asked_first(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    after_the_leak(sqlite_visitor)
    before = len(house.boxes)
    answer = sent(
        sqlite_visitor, case_link(house, Page.SEND_ORDER, SOPHIE), company="other", company_name="Plomberie Martin",
        address=MARTIN, ceiling="99",
    )  # fmt: skip
    assert (answer.status_code, orders_in(house)) == (200, [])
    [asked] = new_letters(house, before)
    assert asked.mail.header("x-mailbot-letter") == "X-16"
    [link] = set(re.findall(r"https?://\S+/p/\w+", asked.mail.text.split("Modifier mes alertes")[0]))
    page = sqlite_visitor.get(link)
    assert "Un ordre de service à Plomberie Martin" in said(page)
    assert "Plafond sans devis : 99,00 € TTC" in said(page)
    assert sqlite_visitor.post(link, form=form_of(page), act="confirm").status_code == 200
    letters = new_letters(house, before + 1)
    assert "Premier contact" in text_of(letter_to(letters, MARTIN, "P-02"))
    assert "Plomberie Martin" in text_of(letter_to(letters, NADIA, "T-06"))


@pytest.mark.feature("S1-49", "S1-64")
def test_a_quote_that_is_accepted_prepares_the_order_that_names_it(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    [number] = leak_with_quotes(house)
    before = len(house.boxes)
    url = case_link(house, Page.QUOTE, SOPHIE, with_=brief(number))
    page = visitor.get(url)
    [price] = set(re.findall(r'name="price" value="([^"]*)"', page.text))
    form = re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)[0]
    assert visitor.post(url, form=form, act="approve", price=price).status_code == 200

    letters = new_letters(house, before)
    assert {(DURAND, "P-12"), (NADIA, "T-14"), (SOPHIE, "G-14")} <= who_got_what(letters)
    assert "Un ordre de service va suivre par mail" in text_of(letter_to(letters, DURAND, "P-12"))
    ready = letter_to(letters, SOPHIE, "G-14")
    assert "Prêt à partir : OS à Plomberie Durand" in text_of(ready)
    assert "Le devis DEV-2026-0092 est validé." in text_of(ready)
    url = button(ready, "Valider et envoyer")
    shown = visitor.get(url)
    assert fields_of(shown)["company"] == company_value(house, "durand")
    assert fields_of(shown)["motif"] == "joint à remplacer"
    # Without the draft it is selected as well.
    assert fields_of(visitor.get(case_link(house, Page.SEND_ORDER, SOPHIE)))["company"] == company_value(
        house, "durand"
    )
    before = len(house.boxes)
    assert sent(visitor, url).status_code == 200
    letters = new_letters(house, before)
    assert "Devis DEV-2026-0092 validé : 528,00 € TTC" in text_of(letter_to(letters, DURAND, "P-02"))
    assert "528" not in letter_to(letters, NADIA, "T-06").mail.text
    assert "Cet OS est déjà parti" in said(visitor.get(url))
    [late] = says(house, "non finalement", who=SOPHIE, to=reply_to(ready))
    assert "annuler cet ordre de service : c’est déjà parti, et l’entreprise l’a reçu" in text_of(late)
    assert "répondre « annulez l’ordre de service »" in text_of(late)
    with house.world.database.looking() as session:
        assert session.query(WorkOrder).filter_by(number="OS-2026-0190").one().quote_id == number


# -- The file of an order ---------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-34", "S1-60", "S1-61")
def test_the_file_of_an_order_shows_what_was_delivered_and_its_very_bytes(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    after_the_leak(visitor)
    order, letters = ordered(house, ref="SIG-1046")
    company = letter_to(letters, DURAND, "P-02")
    says(house, "Bonjour, avez-vous une photo du compteur ?", who=DURAND, to=mission_address(house, order.number))
    [content] = [each.content for each in company.mail.files if each.name.endswith(".pdf")]
    [copy] = [each.content for each in letter_to(letters, SOPHIE, "G-21").mail.files]
    assert (copy, content[:5]) == (content, b"%PDF-")
    page = visitor.get(order_link(house, order.number))

    shown = said(page)
    for words in ("Plomberie Durand", "Fuite évier cuisine", "150,00 € TTC", sha256(content).hexdigest(),
                  company.mail.message_id,
                  "accepté par le relais", "avez-vous une photo du compteur ?", "@quotes.example",
                  "entreprise mandatée", "250"):  # fmt: skip
        assert words in shown
    [url] = re.findall(r'href="(/p/\w+/paper/\d+)"', page.text)
    kept = visitor.get(url)
    assert (kept.content, kept.headers["content-type"]) == (content, "application/pdf")
    # The list of the dwelling has it too, with its report.
    listed = visitor.get(case_link(house, Page.ORDERS, SOPHIE))
    assert "Fuite évier cuisine" in said(listed)
    assert "SIG-1046" in said(listed)
    [url] = re.findall(r'href="(/p/\w+/paper/\d+)"', listed.text)
    assert visitor.get(url).content == content
    # Another order's link hands it out to nobody, and no tenant has either page.
    other, _ = ordered(house, "morel", ref="SIG-1042")
    with house.world.database.looking() as session:
        number = session.query(Paper).filter_by(order_id=order.id).one().id
    path = order_link(house, other.number, ref="SIG-1042").split("example", 1)[1]
    assert visitor.get(f"{path}/paper/{number}").status_code == 404
    for page_ in (Page.ORDER, Page.ORDERS):
        assert visitor.get(case_link(house, page_, NADIA, with_=brief(order.id))).status_code == 404


@pytest.mark.feature("GAP-12")
def test_an_order_is_cancelled_on_its_page_once(visitor: Visitor) -> None:
    house = visitor.house
    after_the_leak(proven(visitor))
    order, letters = ordered(house, ref="SIG-1046")
    url = button(letter_to(letters, SOPHIE, "G-21"), "Annuler l’OS")
    page, before = visitor.get(url), len(house.boxes)
    form = re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)[0]

    answers = [visitor.post(url, form=form, act="cancel", reason="Réparé par l’occupant.") for _ in range(2)]

    assert "OS-2026-0190 est annulé" in said(answers[0])
    assert "Rien n’est parti une seconde fois" in said(answers[1])
    letters = new_letters(house, before)
    assert who_got_what(letters) == {(DURAND, "P-18"), (NADIA, "T-12"), (YANIS, "T-12"), (SOPHIE, "G-21")}
    assert "Réparé par l’occupant." in text_of(letter_to(letters, DURAND, "P-18"))
    home = text_of(letter_to(letters, NADIA, "T-12"))
    assert "L’intervention de Plomberie Durand est annulée ; Sophie Lambert suit votre dossier." in home
    assert "Réparé par" not in home
    assert order_now(house, order.number).state is MissionState.CANCELLED
    assert "OS-2026-0190 annulé" in text_of(letter_to(letters, SOPHIE, "G-21"))
    file = visitor.get(url)
    assert "Motif donné à l’entreprise" in said(file)
    assert "OS-2026-0190 , annulation" in said(file)
    assert "Annuler l’OS" not in said(visitor.get(url))


@pytest.mark.feature("S1-34", "S1-65")
def test_an_order_is_issued_anew_under_its_own_number(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    after_the_leak(visitor)
    order, letters = ordered(house, ref="SIG-1046")
    company = letter_to(letters, DURAND, "P-02")
    url = button(letter_to(letters, SOPHIE, "G-21"), "Modifier (réémission OS-2026-0190-B)")
    page, before = visitor.get(url), len(house.boxes)
    stale = fields_of(page) | {"form": form_of(page)}
    form = fields_of(page) | {"form": form_of(page), "motif": "Siphon et robinet", "ceiling": "250"}

    assert visitor.post(url, **form).status_code == 200

    letters = new_letters(house, before)
    assert who_got_what(letters) == {(DURAND, "P-02"), (SOPHIE, "G-21")}
    asked = letter_to(letters, DURAND, "P-02")
    assert "Il annule et remplace OS-2026-0190." in text_of(asked)
    assert "250,00 € TTC" in text_of(asked)
    now = order_now(house, order.number)
    assert (now.shown_number, now.state, now.motif) == ("OS-2026-0190-B", MissionState.NEW, "Siphon et robinet")
    # The page that was open elsewhere overwrites nothing.
    late = visitor.post(url, **(stale | {"form": "0" * 32}))
    assert (late.status_code, "Entre-temps, la situation a changé" in said(late)) == (422, True)
    assert order_now(house, order.number).edition == 2
    # The paper of each edition stays, as it was.
    file = visitor.get(order_link(house, order.number))
    kept = [visitor.get(path).content for path in re.findall(r'href="(/p/\w+/paper/\d+)"', file.text)]
    first, second = (
        each.content for told in (company, asked) for each in told.mail.files if each.name.endswith(".pdf")
    )
    assert (kept, first != second) == ([first, second], True)


@pytest.mark.feature("S1-62", "GAP-01")
def test_a_second_company_comes_in_place_of_the_first_which_never_reads_of_it(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    after_the_leak(visitor)
    order, _ = ordered(house, ref="SIG-1046")
    url = order_link(house, order.number, page=Page.SEND_ORDER, kind="r")
    assert "OS-2026-0190 sera retiré à Plomberie Durand" in said(visitor.get(url))
    same = sent(visitor, url, company=company_value(house, "durand"))
    assert (same.status_code, "choisissez-en une autre" in said(same)) == (422, True)
    before = len(house.boxes)

    assert sent(visitor, url, company=company_value(house, "morel")).status_code == 200

    letters = new_letters(house, before)
    assert who_got_what(letters) == {
        (MOREL, "P-02"), (DURAND, "P-18"), (NADIA, "T-25"), (YANIS, "T-25"), (SOPHIE, "G-21"),
    }  # fmt: skip
    assert "désormais confié à Chauffage Morel" in text_of(letter_to(letters, NADIA, "T-25"))
    assert "Durand" not in letter_to(letters, NADIA, "T-25").mail.text
    assert "Morel" not in str(letter_to(letters, DURAND, "P-18").raw)
    assert "Durand" not in letter_to(letters, MOREL, "P-02").mail.text
    # A company that refused by itself is not told once more.
    with house.world.database.transaction() as session:
        session.query(WorkOrder).filter_by(number="OS-2026-0191").one().state = MissionState.REFUSED
    assert "Chauffage Morel ne vient plus" in said(visitor.get(case_link(house, Page.SEND_ORDER, SOPHIE)))
    before = len(house.boxes)
    assert (
        sent(visitor, case_link(house, Page.SEND_ORDER, SOPHIE), company=company_value(house, "petit")).status_code
        == 200
    )
    assert who_got_what(new_letters(house, before)) == {
        (PETIT, "P-02"), (NADIA, "T-25"), (YANIS, "T-25"), (SOPHIE, "G-21"),
    }  # fmt: skip


def test_a_word_to_the_company_is_read_by_it_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    after_the_leak(sqlite_visitor)
    order, _ = ordered(house, ref="SIG-1046")
    url, before = order_link(house, order.number), len(house.boxes)
    page = sqlite_visitor.get(url)
    form = re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)[0]
    assert sqlite_visitor.post(url, form=form, act="write", words="Passez par la cour.").status_code == 200
    assert who_got_what(new_letters(house, before)) == {(DURAND, "P-20")}


@pytest.mark.feature("S1-62", "GAP-12")
def test_nobody_but_a_manager_sends_or_cancels_on_a_page(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    after_the_leak(sqlite_visitor)
    order, _ = ordered(house, ref="SIG-1046")
    before = counts(house)["work_orders"]
    answer = sqlite_visitor.post(
        case_link(house, Page.SEND_ORDER, NADIA), form="1" * 32, company=company_value(house, "morel"), motif="x",
        ceiling="1",
    )  # fmt: skip
    assert answer.status_code in (403, 404, 409, 422)
    link = case_link(house, Page.ORDER, NADIA, with_=brief(order.id))
    assert sqlite_visitor.post(link, form="2" * 32, act="cancel").status_code == 404
    assert counts(house)["work_orders"] == before
    assert order_now(house, order.number).state is MissionState.NEW


@pytest.mark.feature("S1-51", "GAP-12")
def test_a_manager_who_closes_says_what_becomes_of_an_open_order(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    after_the_leak(sqlite_visitor)
    order, _ = ordered(house, ref="SIG-1046")
    url = case_link(house, Page.CLOSE, SOPHIE)
    asked = sqlite_visitor.press(url, reason="repaired")
    assert (asked.status_code, report_of(house).status) == (422, ReportStatus.IN_PROGRESS)
    assert "Choisissez d’abord ce que devient chaque OS ouvert" in said(asked)
    before = len(house.boxes)

    assert sqlite_visitor.press(url, reason="repaired", **{f"order_{order.id}": "cancel"}).status_code == 200

    told = who_got_what(new_letters(house, before))
    assert {(DURAND, "P-18"), (NADIA, "T-17"), (SOPHIE, "G-21")} <= told
    assert (SOPHIE, "G-10") not in told
    assert "T-12" not in {code for _, code in told}  # no time was planned: the home reads once that it is over
    assert order_now(house, order.number).state is MissionState.CANCELLED


def test_a_manager_who_closes_by_words_is_asked_about_the_open_order(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    public = reply_to(letter_to(after_the_leak(sqlite_visitor), SOPHIE, "G-01"))
    order, _ = ordered(house, ref="SIG-1046")
    letters = says(house, "Clôturez ce signalement.", who=SOPHIE, to=public)
    asked = letter_to(letters, SOPHIE, "G-10")
    assert "Le signalement est clôturé : que faire de l’OS encore ouvert ?" in text_of(asked)
    assert order_now(house, order.number).state is MissionState.NEW


@pytest.mark.feature("GAP-01", "S1-49")
def test_a_company_that_refused_and_comes_after_all_is_given_another_order(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    after_the_leak(visitor)
    order, _ = ordered(house, ref="SIG-1046")
    with house.world.database.transaction() as session:
        session.get_one(WorkOrder, order.id).state = MissionState.REFUSED
    before = len(house.boxes)
    page = sent(visitor, case_link(house, Page.SEND_ORDER, SOPHIE), company=company_value(house, "durand"))
    assert page.status_code == 200, said(page)
    assert {(DURAND, "P-02"), (NADIA, "T-06")} <= who_got_what(new_letters(house, before))


@pytest.mark.feature("S1-49", "S1-67")
def test_an_agency_without_its_card_reads_why_nothing_leaves(sqlite_visitor: Visitor) -> None:
    visitor = proven(sqlite_visitor)
    house = visitor.house
    after_the_leak(visitor)
    with house.world.database.transaction() as session:
        [agency] = session.query(Agency).all()
        profile = profile_of(session, agency)
        legal = profile.legal.model_copy(update={"card": ""})
        save_agency(session, profile.model_copy(update={"legal": legal}), now=house.clock())
    before = len(house.boxes)
    page = sent(visitor, case_link(house, Page.SEND_ORDER, SOPHIE), company=company_value(house, "durand"))
    assert (page.status_code, "numéro de carte professionnelle de l’agence manque" in said(page)) == (422, True)
    assert new_letters(house, before) == []


@pytest.mark.feature("S1-63")
def test_the_one_favourite_whose_trade_fits_is_chosen_already(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    after_the_leak(sqlite_visitor)
    url = case_link(house, Page.SEND_ORDER, SOPHIE)
    assert fields_of(sqlite_visitor.get(url))["company"] == company_value(house, "durand")
    with house.world.database.transaction() as session:
        session.query(Provider).filter_by(key="petit").one().trades = ["plumbing", "electricity"]
    assert "company" not in fields_of(sqlite_visitor.get(url)), "of two, nobody is taken for granted"
