"""One leak from its first photo to its invoice through pages alone: a browser without script on a small telephone.

Every page is opened from a link that stands in a letter, and everything that is said is typed or touched there.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from mailbot.demo.letterboxes import Delivered
from mailbot.model_desk import Quote
from mailbot.vocabulary import InvoiceState, MissionState, QuoteState, ReportStatus, VisitState
from tests.answering import QUOTE_PDF, pdf
from tests.billing import account, file_bank, invoice_pdf, invoices_now, picture
from tests.corresponding import button
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, who_got_what
from tests.ordering import DURAND, order_now, visits_now
from tests.stories.test_a_report_from_first_to_last import report_of, the_leak
from tests.web.test_ask_quote_page import company_value
from tests.web.test_in_a_browser import chromium as chromium
from tests.web.test_in_a_browser import open_web as open_web
from tests.web.test_in_a_browser import tab
from tests.web.test_money_buttons import link_in

LEAK, ORDER = "SIG-1046", "OS-2026-0190"
WIDTH = 360
BANK = account("3104")


@dataclass
class Telephones:
    """The telephones of everybody: each their own, and all of one make."""

    house: LivingHouse
    chromium: Browser
    folder: Path
    _tabs: dict[str, Tab] = field(default_factory=dict)

    def opens(self, who: str, label: str, letter: Delivered) -> Tab:
        """Somebody touches a button of a letter: its page fits, and was changed by nothing yet."""
        assert letter.recipient == who
        if who not in self._tabs:
            size = {"width": WIDTH, "height": 740}
            self._tabs[who] = tab(self.chromium, java_script_enabled=False, viewport=size)
        page = self._tabs[who]
        answer = page.goto(button(letter, label))
        assert answer is not None
        assert answer.status == 200, label
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH, label
        return page

    def sends(self, page: Tab, label: str) -> list[Delivered]:
        """The button at the end of a form: the letters that it caused."""
        self.house.clock.forward(minutes=4)
        before = len(self.house.boxes)
        with page.expect_navigation(timeout=60_000):
            page.click(f"button:visible:has-text('{label}')")
        assert not page.query_selector("[role=alert]"), page.inner_text("main")
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH, label
        self.house.settle()
        return list(self.house.boxes)[before:]

    def file(self, name: str, content: bytes) -> str:
        """A file that lies on a telephone."""
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)


def home(code: str) -> set[tuple[str, str]]:
    """Both occupants get this letter."""
    return {(NADIA, code), (YANIS, code)}


def at(house: LivingHouse, day: int, hour: int, minute: int, *, month: int = 11) -> list[Delivered]:
    """The clock strikes then, in Paris."""
    when = datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))
    house.clock.now = when.astimezone(house.clock.now.tzinfo)
    return house.strike()


@pytest.mark.long
@pytest.mark.feature("S1-62", "S2-09", "S2-12", "S2-13", "S2-16", "S2-18", "S2-19", "S2-23", "S2-25", "S2-29", "S1-79")
def test_every_step_is_taken_on_its_page(open_web: tuple[LivingHouse, str], chromium: Browser, tmp_path: Path) -> None:
    house, _ = open_web
    file_bank(house, BANK)
    people = Telephones(house, chromium, tmp_path)
    ordered(people)
    first_visit(people)
    submitted_and_approved(people)
    worked_and_closed(people)


def ordered(people: Telephones) -> None:
    house = people.house
    told = letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), SOPHIE, "G-01")
    page = people.opens(SOPHIE, "Envoyer un OS", told)
    page.check(f"input[name=company][value='{company_value(house, 'durand')}']")
    letters = people.sends(page, "Valider")
    assert who_got_what(letters) == {(SOPHIE, "X-16")}
    page.goto(link_in(letters[0]))
    letters = people.sends(page, "C’était moi : confirmer")
    assert who_got_what(letters) == home("T-06") | {(DURAND, "P-02"), (SOPHIE, "G-21")}
    assert order_now(house, ORDER).state is MissionState.NEW


def arranged(people: Telephones, label: str, letter: Delivered, slots: list[tuple[str, str, str]], choice: str) -> None:
    """Slots are offered on the page of this button, this one is chosen, and it is planned."""
    page = people.opens(DURAND, label, letter)
    for number, (day, begins, ends) in enumerate(slots, 1):
        page.fill(f"[name=day_{number}]", day)
        page.fill(f"[name=from_{number}]", begins)
        page.fill(f"[name=to_{number}]", ends)
    letters = people.sends(page, "Proposer")
    assert home("T-08") <= who_got_what(letters)
    page = people.opens(NADIA, choice, letter_to(letters, NADIA, "T-08"))
    letters = people.sends(page, "Confirmer")
    assert "Ce n’est pas encore définitif" in page.inner_text("main").replace("\u00a0", " ")
    assert who_got_what(letters) == home("T-09") | {(DURAND, "P-06")}
    page = people.opens(DURAND, "Planifier l’intervention", letter_to(letters, DURAND, "P-06"))
    letters = people.sends(page, "Planifier")
    assert who_got_what(letters) == home("T-10") | {(DURAND, "P-07")}
    assert order_now(people.house, ORDER).state is MissionState.PLANNED


def first_visit(people: Telephones) -> None:
    [asked] = [each for each in people.house.boxes if each.mail.header("x-mailbot-letter") == "P-02"]
    slots = [("2026-11-24", "09:00", "11:00"), ("2026-11-26", "14:00", "18:00")]
    arranged(people, "Proposer un créneau", asked, slots, "jeudi 26 novembre, 14 h – 18 h")


def submitted_and_approved(people: Telephones) -> None:
    house = people.house
    asked = letter_to(at(house, 26, 18, 31), DURAND, "P-10")
    page = people.opens(DURAND, "Soumettre un devis", asked)
    page.set_input_files("input[name=paper]", people.file("devis.pdf", pdf(QUOTE_PDF)))
    letters = people.sends(page, "Envoyer le devis")
    assert who_got_what(letters) == home("T-13") | {(DURAND, "P-11"), (SOPHIE, "G-06")}
    assert order_now(house, ORDER).state is MissionState.QUOTE_SUBMITTED
    page = people.opens(SOPHIE, "Valider le devis", letter_to(letters, SOPHIE, "G-06"))
    letters = people.sends(page, "Valider le devis")
    assert who_got_what(letters) == home("T-14") | {(DURAND, "P-12")}
    with house.world.database.looking() as session:
        assert session.query(Quote).filter_by(number="DEV-2026-0092").one().state is QuoteState.APPROVED
    slots = [("2026-12-03", "09:00", "11:00"), ("2026-12-04", "14:00", "16:00")]
    again = letter_to(letters, DURAND, "P-12")
    arranged(people, "Proposer de nouveaux créneaux", again, slots, "vendredi 4 décembre, 14 h – 16 h")


def worked_and_closed(people: Telephones) -> None:
    house = people.house
    asked = letter_to(at(house, 4, 16, 31, month=12), DURAND, "P-10")
    page = people.opens(DURAND, "Intervention réalisée", asked)
    page.set_input_files("input[name=photos]", people.file("apres.jpg", picture()))
    letters = people.sends(page, "Confirmer : intervention réalisée")
    assert home("T-15") | {(DURAND, "P-14")} <= who_got_what(letters)
    page = people.opens(NADIA, "Oui, c’est réparé", letter_to(letters, NADIA, "T-15"))
    letters = people.sends(page, "Oui, c’est réparé")
    assert who_got_what(letters) == {(DURAND, "P-15"), (YANIS, "T-04")}
    assert [each.state for each in visits_now(house, ORDER)] == [VisitState.HONOURED, VisitState.HONOURED]

    page = people.opens(DURAND, "Envoyer la facture", letter_to(letters, DURAND, "P-15"))
    paper = invoice_pdf(ORDER, incl="528,00", excl="480,00", iban=BANK)
    page.set_input_files("input[name=files]", people.file("facture.pdf", paper))
    page.fill("input[name=number]", "F-2026-88")
    page.fill("input[name=dated_on]", "2026-11-24")
    letters = people.sends(page, "Envoyer")
    assert who_got_what(letters) == {(DURAND, "P-17"), (SOPHIE, "G-10")}
    assert BERNARD not in {each.recipient for each in house.boxes}, "nobody asked him: the agency decided"
    [invoice] = invoices_now(house, ORDER)
    assert (invoice.state, invoice.gaps) == (InvoiceState.RECEIVED, [])
    assert order_now(house, ORDER).state is MissionState.COMPLETE

    page = people.opens(SOPHIE, "Clôturer le signalement", letter_to(letters, SOPHIE, "G-10"))
    page.check("input[value=repaired]")
    letters = people.sends(page, "Confirmer")
    assert home("T-17") <= who_got_what(letters)
    assert report_of(house, LEAK).status is ReportStatus.CLOSED
