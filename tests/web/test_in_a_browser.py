"""The pages in a real browser: no script, a narrow screen, a keyboard."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from mailbot.model import Report
from mailbot.threads.pages import OWN_PAGES, Page, brief
from mailbot.vocabulary import ReportStatus
from mailbot.web import kinds
from mailbot.web.app import web_app
from tests.billing import invoice_pdf, invoices_now, picture
from tests.living import INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, who_got_what
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.stories.test_strangers import WORK, from_work, it_is_me
from tests.web.conftest import BASE, case_link, own_link
from tests.web.test_account_page import address_page
from tests.web.test_invoice_pages import mission_link
from tests.web.test_money_buttons import COSTLY, link_in
from tests.web.test_providers_page import companies_page
from tests.web.test_waiting_page import a_strangers_mail, mail_link
from tests.working import company_says, planned

EVERY_PAGE = (
    (Page.REPORT, NADIA), (Page.REPORT, SOPHIE), (Page.ANSWER, NADIA), (Page.CLOSE, SOPHIE), (Page.REOPEN, YANIS),
    (Page.CASES, NADIA), (Page.CASES, SOPHIE), (Page.ALERTS, SOPHIE),
    (Page.DASHBOARD, SOPHIE), (Page.HISTORY, SOPHIE), (Page.WAITING, SOPHIE),
)  # fmt: skip
_FIELDS = "textarea, select, input[type=text], input[type=date]"
TARGETS = f"[...document.querySelectorAll('.press, .choice, summary, .rows a, .foot a, {_FIELDS}')]"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def _read_first(house: LivingHouse) -> Any:
    """The pages, for people who read one before they press a button of it."""
    app = web_app(house.world)

    async def read(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            house.clock.forward(seconds=3)
        await app(scope, receive, send)

    return read


@pytest.fixture
def open_web(sqlite_house: LivingHouse) -> Iterator[tuple[LivingHouse, str]]:
    """The house with its pages on a socket; what their addresses begin with."""
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    sqlite_house.world = replace(sqlite_house.world, page_base=base)
    server = uvicorn.Server(uvicorn.Config(_read_first(sqlite_house), log_config=None, lifespan="off"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    serving.start()
    while not server.started:
        time.sleep(0.02)
    yield sqlite_house, base
    server.should_exit = True
    serving.join()
    listening.close()


def tab(chromium: Browser, **more: Any) -> Tab:
    page: Tab = chromium.new_context(**more).new_page()
    page.set_default_timeout(60_000)
    return page


@pytest.mark.feature("S1-03", "S1-44")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_small_telephone_and_every_button_can_be_touched(
    open_web: tuple[LivingHouse, str], chromium: Browser, scheme: Any
) -> None:
    house, base = open_web
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    address = reply_to(letter_to(letters, NADIA, "T-01"))
    long = mail("https://exemple.example/" + "a" * 300, sender=NADIA, to=address, subject="Re:", message_id="<l@x.x>")
    house.told(long, sender=NADIA, to=address)
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for which, who in EVERY_PAGE:
        link = own_link if which in OWN_PAGES else case_link
        page.goto(link(house, which, who).replace(BASE, base))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, (which, who)
        small = page.evaluate(f"{TARGETS}.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)")
        assert small == [], (which, who)
        assert page.get_attribute("html", "lang") == "fr"
        for field in page.query_selector_all("textarea, select, input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length") == 1


@pytest.mark.feature("GAP-17")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_that_waits_fits_as_well(open_web: tuple[LivingHouse, str], chromium: Browser, scheme: Any) -> None:
    house, base = open_web
    number = a_strangers_mail(house, "<b>https://exemple.example/" + "a" * 300, photos=1)
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme, java_script_enabled=True)
    for link in (own_link(house, Page.WAITING, SOPHIE), mail_link(house, number)):
        page.goto(link.replace(BASE, base))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, link
        assert (
            page.evaluate(f"{TARGETS}.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)") == []
        )
        for field in page.query_selector_all("textarea, select, input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length") == 1
    page.fill("#attach-ref", "SIG-1042")
    page.get_by_role("button", name="Rattacher").click()
    assert "rejoint SIG-1042" in page.inner_text("main")


@pytest.mark.feature("S1-44", "S2-05", "S2-32")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_mission_fit_as_well(
    open_web: tuple[LivingHouse, str], chromium: Browser, scheme: Any
) -> None:  # fmt: skip
    house, base = open_web
    number = planned(house)
    files = (("f.pdf", invoice_pdf(number, incl="999,00", excl="908,18")), ("fini.jpg", picture()))
    company_says(house, number, "Terminé, facture et photo jointes.", files=files)
    order, invoice, visit = order_now(house, number), invoices_now(house, number)[-1], visits_now(house, number)[-1]
    links = [
        *(mission_link(house, number, page) for page in (Page.MISSION, Page.SLOTS, Page.INVOICE, Page.NEXT_STEP)),
        *(
            case_link(house, page, SOPHIE, ref="SIG-1042", with_=with_)
            for page, with_ in (
                (Page.SEND_ORDER, ""), (Page.ORDER, brief(order.id)), (Page.ORDERS, ""), (Page.SLOTS, brief(order.id)),
                (Page.ONE_INVOICE, brief(invoice.id)), (Page.ONE_INVOICE, f"o{brief(order.id)}"),
                (Page.REPAIRED, f"{brief(order.id)}.y"), (Page.NEXT_STEP, brief(order.id)),
            )
        ),
        case_link(house, Page.MY_TIME, NADIA, ref="SIG-1042", with_=brief(order.id)),
        case_link(house, Page.CALENDAR, NADIA, ref="SIG-1042", with_=brief(visit.id)),
        own_link(house, Page.MISSIONS, DURAND),
        own_link(house, Page.DASHBOARD, SOPHIE),
    ]  # fmt: skip
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for link in links:
        answer = page.goto(link.replace(BASE, base))
        assert answer is not None
        assert answer.status == 200, link
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.removeAttribute('name'); e.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, page.title()
        # Nothing of « Mes missions » is scrolled out of sight.
        assert page.evaluate("[...document.querySelectorAll('.stacked')].every(e => e.scrollWidth <= e.clientWidth)")
        small = page.evaluate(f"{TARGETS}.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)")
        assert small == [], page.title()
        for field in page.query_selector_all("textarea, select, input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length") == 1, page.title()
    # What is to be decided leads to the invoice, and the order names it.
    page.goto(own_link(house, Page.DASHBOARD, SOPHIE).replace(BASE, base))
    assert "facture à vérifier depuis le" in page.inner_text("main").replace("\u00a0", " ")
    page.goto(links[5].replace(BASE, base))
    page.click("text=F-2026-88")
    assert "F-2026-88" in page.inner_text("main")
    # The mission leads its company to the page of its invoice.
    page.goto(links[0].replace(BASE, base))
    page.click("text=Facture et photos")
    assert "Facture et photos" in page.inner_text("h1")


@pytest.mark.feature("S1-79", "S1-45")
def test_without_any_script_a_report_is_closed_from_the_link_of_the_letter(
    open_web: tuple[LivingHouse, str], chromium: Browser
) -> None:
    house, _ = open_web
    letters = house.told(the_leak(), sender=NADIA, to=INTAKE)
    [url] = re.findall(r"→ Clôturer\s+(http://\S+)", letter_to(letters, SOPHIE, "G-01").mail.text)
    page = tab(chromium, java_script_enabled=False)
    page.goto(url)
    page.check("input[value=repaired]")
    page.fill("textarea", "Merci pour votre patience.")
    page.click("button")
    assert page.inner_text("h1") == "C’est clôturé"
    page.click("text=Voir le signalement")
    assert "Statut : Clôturé" in page.inner_text("main").replace("\u00a0", " ")

    before = len(house.boxes)
    house.settle()
    assert (NADIA, "T-17") in who_got_what(list(house.boxes)[before:])
    with house.world.database.looking() as session:
        assert session.query(Report).filter_by(ref="SIG-1046").one().status is ReportStatus.CLOSED


@pytest.mark.feature("S1-74", "S1-26")
def test_the_alerts_are_changed_with_the_keyboard_alone(open_web: tuple[LivingHouse, str], chromium: Browser) -> None:
    house, base = open_web
    page = tab(chromium)
    page.goto(own_link(house, Page.ALERTS, NADIA).replace(BASE, base))
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Aller au contenu"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "immediate"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.inner_text("[role=status]") == "C’est enregistré."
    assert page.is_checked("input[value=daily]")


@pytest.mark.feature("S1-44")
def test_the_photos_of_a_report_are_drawn(open_web: tuple[LivingHouse, str], chromium: Browser) -> None:
    house, base = open_web
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    page = tab(chromium)
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(case_link(house, Page.REPORT, NADIA).replace(BASE, base))
    assert page.locator("img").evaluate("photo => photo.decode().then(() => photo.naturalWidth)") == 1600
    assert refused == []


@pytest.mark.feature("S1-36", "S1-71")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_s_own_pages_fit_a_small_telephone_and_a_yes_proves_the_browser(
    open_web: tuple[LivingHouse, str], chromium: Browser, scheme: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, base = open_web
    monkeypatch.setattr(kinds, "OF_A_CASE", {**kinds.OF_A_CASE, Page.CLOSE: COSTLY})
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    page = tab(chromium, viewport={"width": 320, "height": 640}, color_scheme=scheme, java_script_enabled=True)
    pages = [own_link(house, Page.ACCOUNT, NADIA), address_page(house, NADIA)]
    pages += [companies_page(house, with_) for with_ in ("", ".plumbi", "1", "+")]
    page.goto(case_link(house, Page.CLOSE, SOPHIE).replace(BASE, base))
    page.check("input[value=repaired]")
    page.click("button")
    assert page.inner_text("h1") == "Regardez votre messagerie"
    house.settle()
    [letter] = [each for each in house.boxes if each.mail.header("x-mailbot-letter") == "X-16"]
    house.vouches("travail.example")
    pages.append(it_is_me(letter_to(house.told(from_work(), sender=WORK, to=INTAKE), WORK, "T-22")))
    pages.append(link_in(letter))
    for url in pages:
        page.goto(url.replace(BASE, base))
        assert page.evaluate("document.documentElement.scrollWidth") == 320, url
        small = page.evaluate(f"{TARGETS}.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)")
        assert small == [], url
        for field in page.query_selector_all("input:not([type=hidden])"):
            assert field.evaluate("e => e.labels.length") == 1

    page.click("text=C’était moi : confirmer")
    assert page.inner_text("h1") == "C’est clôturé"
    [kept] = page.context.cookies()
    assert (kept["httpOnly"], kept["sameSite"], kept["path"], kept["secure"]) == (True, "Lax", "/p/", False)
    assert page.evaluate("document.cookie") == ""
