"""Files that leave a page: how far they are, a word before too heavy ones, a form that stays when the line is cut."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload
from playwright.sync_api import Page as Tab

from mailbot.files.limits import MOST_OCTETS
from mailbot.threads.pages import Page
from tests.billing import invoice_pdf, invoices_now, picture
from tests.living import LivingHouse
from tests.web.conftest import BASE
from tests.web.test_in_a_browser import chromium, open_web, tab
from tests.web.test_invoice_pages import mission_link
from tests.working import planned

__all__ = ["chromium", "open_web"]


def invoice_page(house: LivingHouse, base: str, chromium: Browser) -> tuple[Tab, str]:
    number = planned(house)
    page = tab(chromium, viewport={"width": 360, "height": 700})
    page.set_default_timeout(60_000)
    page.goto(mission_link(house, number, Page.INVOICE).replace(BASE, base))
    return page, number


@pytest.mark.feature("S1-18", "S2-32")
def test_files_say_how_far_they_are_and_a_cut_line_loses_nothing(
    open_web: tuple[LivingHouse, str], chromium: Browser, tmp_path: Path
) -> None:
    house, base = open_web
    page, number = invoice_page(house, base, chromium)
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if "Security" in message.text else None)

    heavy = tmp_path / "heavy.pdf"
    with heavy.open("wb") as file:
        file.truncate(MOST_OCTETS + 1)  # says 35 MB and takes none
    page.set_input_files("#files", heavy)
    assert "35 Mo au plus" in page.inner_text("#too-heavy").replace("\u00a0", " ")
    assert page.evaluate("document.activeElement.id") == "too-heavy"
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.fill("#number", "F-2026-88")
    page.click("button:has-text('Envoyer')")
    assert posts == [], "it is not sent in vain"

    files: list[FilePayload] = [
        {"name": "facture.pdf", "mimeType": "application/pdf", "buffer": invoice_pdf(number)},
        {"name": "apres.jpg", "mimeType": "image/jpeg", "buffer": picture()},
    ]
    page.set_input_files("#files", files)
    assert page.is_hidden("#too-heavy")
    page.context.set_offline(True)
    page.click("button:has-text('Envoyer')")
    page.wait_for_selector("#cut-off:focus")
    assert page.input_value("#number") == "F-2026-88"
    assert page.evaluate("document.getElementById('files').files.length") == 2

    page.context.set_offline(False)
    page.evaluate(
        """() => {
            window.seen = [];
            const bar = document.querySelector('#sending progress');
            new MutationObserver(() => window.seen.push(bar.value)).observe(bar, {attributes: true});
            const write = document.write.bind(document);
            document.write = (...words) => { localStorage.seen = JSON.stringify(window.seen); write(...words); };
        }"""
    )
    page.click("button:has-text('Envoyer')")
    page.wait_for_selector("h1:has-text('C’est envoyé')")
    assert 100 in page.evaluate("JSON.parse(localStorage.seen)")
    assert blocked == []
    house.settle()
    [invoice] = invoices_now(house, number)
    assert invoice.number == "F-2026-88"


@pytest.mark.feature("S1-18")
def test_a_refusal_is_shown_as_if_the_form_had_been_sent_by_the_browser(
    open_web: tuple[LivingHouse, str], chromium: Browser
) -> None:
    house, base = open_web
    page, _ = invoice_page(house, base, chromium)
    picture_alone: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"no picture at all"}
    page.fill("#incl_tax", "cent")
    page.set_input_files("#files", [picture_alone])
    page.click("button:has-text('Envoyer')")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("#incl_tax") == "cent"
    assert page.locator("script[src='/look/sending.js']").count() == 1
