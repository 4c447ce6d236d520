"""The pages of works: what comes next, from a telephone; whether it is repaired; a manager in somebody's place."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Participant, PersonAddress, Report, Thread
from mailbot.model_mails import InboundMail
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import ConfirmedBy, MissionState, ReportStatus, ThreadKind
from tests.answering import QUOTE_PDF, pdf
from tests.deciding import Desk, desk, form_on
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import photo, report_of
from tests.stories.test_quotes_in_missions import quotes
from tests.web.conftest import BASE, counts, said
from tests.web.test_in_a_browser import chromium as chromium
from tests.web.test_in_a_browser import open_web as open_web
from tests.web.test_in_a_browser import tab
from tests.web.test_slot_pages import company_link
from tests.working import company_says, planned

LEAK = "SIG-1042"


def at(house: LivingHouse, loop: Loop, who: str) -> Desk:
    """Somebody's browser, which nobody has proved: none of these pages engages money."""
    found = desk(house, loop, who, proven=False)
    found.ref = LEAK
    return found


def link(found: Desk, page: Page, with_: str, kind: ThreadKind) -> str:
    """A link to a page from their seat, with what it opens with."""

    with found.house.world.database.looking() as session:
        seat = (
            session.query(Participant.id)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Report.ref == LEAK, PersonAddress.address == found.address, Thread.kind == kind)
            .scalar()
        )
    world = found.house.world
    return page_link(world.keyring, BASE, page, seat, today=world.today(), with_=with_)


def next_step(house: LivingHouse, loop: Loop, with_: str = "") -> tuple[Desk, str]:
    found = at(house, loop, DURAND)
    return found, link(found, Page.NEXT_STEP, with_, ThreadKind.ORDER)


def press(found: Desk, url: str, **fields: str) -> httpx.Response:
    """Open a page and press one of its buttons."""
    return found.visitor.post(url, form=form_on(found.visitor.get(url)), **fields)


def sent(found: Desk, url: str, files: list[tuple[str, tuple[str, bytes, str]]], **fields: str) -> httpx.Response:
    """The form of a page with files, as a browser sends it."""
    form = form_on(found.visitor.get(url))
    found.visitor.house.clock.forward(seconds=3)
    answer: httpx.Response = found.visitor.loop.run(
        found.visitor.client.post(url, data={"form": form, **fields}, files=files or [("photos", ("", b"", ""))])
    )
    return answer


def letters_after(house: LivingHouse, before: int) -> list[Delivered]:
    house.settle()
    return list(house.boxes)[before:]


@pytest.mark.feature("S2-15", "S2-16", "S2-22", "S2-23")
def test_a_company_submits_its_quote_from_its_telephone(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    found, url = next_step(house, loop, "q")
    before = counts(house)
    page = said(found.visitor.get(url))
    for words in ("Étape suivante", "Prochaine étape", "Soumettre un devis", "Intervention réalisée",
                  "Un second passage est nécessaire", number):  # fmt: skip
        assert words in page, words
    for private in ("Belkacem", "3e gauche", "Fuite"):
        assert private not in page, private
    assert counts(house) == before

    paper = ("paper", ("devis.pdf", pdf(QUOTE_PDF), "application/pdf"))
    for fields, files, words in (
        ({}, [], "Joignez le devis en PDF"),
        ({}, [("paper", ("devis.jpg", photo(), "image/jpeg"))], "Ce fichier n’est pas un PDF"),
        ({"incl_tax": "beaucoup"}, [paper], "Écrivez un montant"),
        ({"incl_tax": "100", "excl_tax": "200"}, [paper], "Le HT ne peut pas dépasser le TTC"),
        ({"vat_rate": "300", "incl_tax": "528"}, [paper], "Écrivez un taux entre 0 et 30"),
    ):
        answer = sent(found, url, files, act="quote", words="Délai : 8 jours", **fields)
        assert (answer.status_code, words in said(answer)) == (422, True), words
        assert "Délai : 8 jours" in answer.text
    assert quotes(house, number) == []

    start = len(house.boxes)
    answer = sent(found, url, [paper], act="quote", incl_tax="528,00", excl_tax="480", vat_rate="10")
    assert answer.status_code == 200
    assert "C’est envoyé" in said(answer)
    letters = letters_after(house, start)
    assert who_got_what(letters) == {(NADIA, "T-13"), (YANIS, "T-13"), (SOPHIE, "G-06"), (DURAND, "P-11")}
    assert "528,00 € TTC (480,00 € HT, TVA 10 %)" in text_of(letter_to(letters, DURAND, "P-11"))
    assert [file.name for file in letter_to(letters, SOPHIE, "G-06").mail.files] == ["devis.pdf"]
    assert order_now(house, number).state is MissionState.QUOTE_SUBMITTED
    with house.world.database.looking() as session:
        assert session.query(InboundMail).filter_by(peer="page").count() == 1


@pytest.mark.feature("S2-23", "S2-27", "S2-22")
def test_done_with_photos_without_and_taken_back(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    found, url = next_step(house, loop, "d")
    late = press(found, url, act="done", on="2031-01-01")
    assert (late.status_code, "Choisissez un jour passé" in said(late)) == (422, True)
    start = len(house.boxes)
    answer = press(found, url, act="done", on="2026-11-22")
    assert "L’intervention est notée comme réalisée" in said(answer)
    letters = letters_after(house, start)
    assert {(NADIA, "T-15"), (YANIS, "T-15"), (DURAND, "P-14")} == who_got_what(letters)

    # Declared: the page takes it back, and nothing else.
    shown = said(found.visitor.get(url))
    assert "Corriger : ce n’est pas terminé" in shown
    assert press(found, url, act="done", on="2026-11-22").status_code == 422
    assert press(found, url, act="second").status_code == 422
    answer = press(found, url, act="second", words="Il manque un joint.")
    assert "un second passage est à prévoir" in said(answer)
    letters = letters_after(house, start)
    assert "Il manque un joint." in text_of(letter_to(letters, NADIA, "T-04"))
    assert order_now(house, number).state is MissionState.DIAGNOSED

    start = len(house.boxes)
    wrong = sent(found, url, [("photos", ("a.pdf", pdf("x"), "application/pdf"))], act="done", on="2026-11-22")
    assert "n’est pas une photo" in said(wrong)
    several = [("photos", (f"fini-{n}.jpg", photo(), "image/jpeg")) for n in (1, 2)]
    answer = sent(found, url, several, act="done", on="2026-11-22", words="Siphon remplacé.")
    assert answer.status_code == 200
    letters = letters_after(house, start)
    assert {(NADIA, "T-15"), (DURAND, "P-14")} <= who_got_what(letters)
    recap = text_of(letter_to(letters, DURAND, "P-14"))
    assert "le dimanche 22 novembre" in recap
    assert "Bien noté ; il manque la facture" in recap
    assert order_now(house, number).state is MissionState.DONE_TO_CONFIRM


@pytest.mark.feature("S2-25", "GAP-08", "S2-26")
def test_the_home_answers_with_one_press(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    company_says(house, number, "Terminé.")
    order = order_now(house, number)
    nadia, yanis = at(house, loop, NADIA), at(house, loop, YANIS)
    url = link(nadia, Page.REPAIRED, f"{brief(order.id)}.y", ThreadKind.REPORT)
    theirs = link(yanis, Page.REPAIRED, f"{brief(order.id)}.n", ThreadKind.REPORT)
    before = counts(house)
    page = said(nadia.visitor.get(url))
    for words in ("Est-ce bien réparé ?", "Oui, c’est réparé", "Non, il reste un problème", "Personne n’est venu",
                  "ne vaut pas réception des travaux"):  # fmt: skip
        assert words in page, words
    assert counts(house) == before
    assert press(yanis, theirs, act="no").status_code == 422

    start = len(house.boxes)
    answer = sent(yanis, theirs, [("photos", ("evier.jpg", photo(), "image/jpeg"))], act="no", words="Ça goutte.")
    assert answer.status_code == 200
    letters = letters_after(house, start)
    assert {(YANIS, "T-27"), (NADIA, "T-04"), (SOPHIE, "G-11"), (DURAND, "P-16")} <= who_got_what(letters)
    assert "Ça goutte." in text_of(letter_to(letters, DURAND, "P-16"))
    late = nadia.visitor.post(url, form="0" * 32, act="yes")
    assert (late.status_code, "rien n’a été fait" in said(late)) == (422, True)

    company_says(house, number, "Terminé.")
    answer = press(nadia, url, act="yes")
    assert "la réparation est confirmée" in said(answer)
    assert order_now(house, number).state is MissionState.DONE
    assert report_of(house, LEAK).status is ReportStatus.IN_PROGRESS
    start = len(house.boxes)
    late = press(yanis, theirs, act="yes")
    assert late.status_code == 422
    answer = press(yanis, theirs, act="nobody")
    assert answer.status_code == 200
    assert (DURAND, "P-16") in who_got_what(letters_after(house, start))
    assert order_now(house, number).state is MissionState.CONTESTED


@pytest.mark.feature("S2-26", "S2-23")
def test_a_manager_speaks_in_their_place(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    number = planned(house)
    order, sophie = order_now(house, number), at(house, loop, SOPHIE)
    steps = link(sophie, Page.NEXT_STEP, f"{brief(order.id)}.d", ThreadKind.REPORT)
    page = said(sophie.visitor.get(steps))
    assert "Vous le dites à la place de l’entreprise" in page
    assert "Soumettre un devis" not in page
    start = len(house.boxes)
    press(sophie, steps, act="done", on="2026-11-22")
    assert {(NADIA, "T-15"), (DURAND, "P-14")} <= who_got_what(letters_after(house, start))

    repaired = link(sophie, Page.REPAIRED, brief(order.id), ThreadKind.REPORT)
    assert "Confirmé par téléphone" in said(sophie.visitor.get(repaired))
    press(sophie, repaired, act="yes", words="Confirmé par téléphone à 10 h")
    letters = letters_after(house, start)
    assert (DURAND, "P-15") in who_got_what(letters)
    assert order_now(house, number).confirmed_as is ConfirmedBy.MANAGER
    over = said(sophie.visitor.get(company_link(house, Page.MISSION)))
    assert "passé : " in over
    assert "une fois l’intervention planifiée" not in over
    for each in letters:
        assert "à 10 h" not in each.mail.text or each.recipient == SOPHIE


def test_nobody_else_opens_them_and_a_link_that_names_nothing_opens_nothing(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    house = sqlite_house
    number = planned(house)
    order = order_now(house, number)
    for who, page in ((NADIA, Page.NEXT_STEP), (DURAND, Page.REPAIRED)):
        found = at(house, loop, who)
        kind = ThreadKind.ORDER if who == DURAND else ThreadKind.REPORT
        assert found.visitor.get(link(found, page, brief(order.id), kind)).status_code == 404, who
    sophie = at(house, loop, SOPHIE)
    for page in (Page.NEXT_STEP, Page.REPAIRED):
        for with_ in ("", "zzzz", "é"):
            assert sophie.visitor.get(link(sophie, page, with_, ThreadKind.REPORT)).status_code == 404
    assert len(visits_now(house, number)) == 1
    assert BERNARD not in {each.recipient for each in house.boxes}


def test_a_form_that_brings_too_much_comes_back_with_what_was_typed(sqlite_house: LivingHouse, loop: Loop) -> None:
    house = sqlite_house
    planned(house)
    found, url = next_step(house, loop)
    start = len(house.boxes)
    paper = ("paper", ("devis.pdf", pdf(QUOTE_PDF), "application/pdf"))
    wrong = sent(found, url, [paper], act="quote", incl_tax="x")
    kept = dict(re.findall(r'name="(kept\d)" value="([^"]+)"', wrong.text))
    large = ("paper", ("plan.pdf", b"%PDF-" + bytes(36 * 1024 * 1024), "application/pdf"))
    answer = sent(found, url, [large], act="quote", words="Délai : 8 jours", **kept)
    assert answer.status_code == 422
    for words in (
        "35 Mo au plus par envoi",
        "Délai : 8 jours",
        "Déjà ajouté, inutile de le choisir à nouveau : devis.pdf",
    ):
        assert words in said(answer), words
    assert found.visitor.send(url, b"nonsense", {"content-type": "multipart/form-data"}).status_code == 413
    assert letters_after(house, start) == []

    fields = {
        "act": "quote",
        "incl_tax": "528,00",
        "form": re.findall(r'name="form" value="(.+?)"', answer.text)[0],
        **kept,
    }
    first, again = (found.visitor.post(url, **fields) for _ in range(2))
    assert "C’est envoyé" in said(first)
    assert "C’était déjà fait" in said(again)
    to_company = [each for each in letters_after(house, start) if each.recipient == DURAND]
    assert len(to_company) == 1
    assert who_got_what(to_company) == {(DURAND, "P-11")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_fit_a_small_telephone_without_script(
    open_web: tuple[LivingHouse, str], chromium: Browser, loop: Loop, scheme: Any
) -> None:
    house, base = open_web
    number = planned(house)
    _, steps = next_step(house, loop, "q")
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme, java_script_enabled=True)
    nadia = at(house, loop, NADIA)
    urls = [steps, link(nadia, Page.REPAIRED, f"{brief(order_now(house, number).id)}.n", ThreadKind.REPORT)]
    for at_, url in enumerate(urls):
        if at_ == 1:
            company_says(house, number, "Terminé.")
        page.goto(url.replace(BASE, base))
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.removeAttribute('name'); e.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, url
        small = page.evaluate(
            "[...document.querySelectorAll('.press, summary, textarea, input:not([type=hidden])')]"
            ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
        )
        assert small == []
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        for field in page.query_selector_all("textarea, input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length > 0")
