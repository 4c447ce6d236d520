"""What a tenant says of health, family, work or money stays with the agency; what a manager covers, nobody reads."""

import io
import re
import zipfile
from email.message import EmailMessage

import pytest

from mailbot.model import Comment, Event, Person
from mailbot.model_mails import Attachment, OutboundMail
from mailbot.model_orders import AccessNote, WorkOrder
from mailbot.threads.pages import Page
from mailbot.vocabulary import Alerts, EventKind, OutboundFate
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, text_of
from tests.ordering import DURAND, ordered
from tests.stories.test_a_report_from_first_to_last import mail, photo, the_leak
from tests.stories.test_landlords import says
from tests.stories.test_sixteen_roads import everything
from tests.visiting import answers
from tests.web.conftest import Visitor, case_link, said
from tests.web.test_ask_quote_page import proven
from tests.web.test_masking_page import act, covers, message_of
from tests.working import company_says

MARK = "[transmis à l’agence]"
NUMBER = "OS-2026-0190"
CANARY, THIRD = "Ocelotrose", "Madame Zibeline"


@pytest.mark.feature("S1-27", "S1-58", "S2-10")
def test_what_is_said_of_health_goes_to_the_agency_and_to_no_company(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    ordered(house)
    told = answers(
        house, NADIA, f"La fuite gagne le salon. Je suis sous chimiothérapie, {CANARY}.\n"
        "Mon bébé tousse, ça sent le gaz près de la chaudière.\nLes fils sont à nu et la chambre d'enfant est trempée.",
    )  # fmt: skip
    at_work = text_of(letter_to(told, DURAND, "P-20"))
    assert "La fuite gagne le salon. " + MARK in at_work
    assert "Les fils sont à nu et la chambre d'enfant est trempée." in at_work
    assert "ça sent le gaz près de la chaudière" in " ".join(at_work.split())  # a danger is never kept back
    assert "bébé" not in at_work
    # Managers read it whole; the landlord and the company, on their pages too, do not.
    assert CANARY in text_of(letter_to(told, SOPHIE, "G-02"))
    sqlite_visitor.press(case_link(house, Page.LANDLORD, SOPHIE, ref="SIG-1042"), words="Bonjour, une fuite chez vous.")
    house.settle()
    for who, sees in ((SOPHIE, True), (NADIA, True), (YANIS, True), (BERNARD, False)):
        page = said(sqlite_visitor.get(case_link(house, Page.REPORT, who, ref="SIG-1042")))
        assert (CANARY in page) is sees, who
        assert (MARK in page) is not sees, who
    links = {url for each in house.boxes if each.recipient == DURAND for url in _links(each.mail.html)}
    assert links
    for url in links:
        assert CANARY not in sqlite_visitor.get(url).text
    assert not [each for each in house.boxes if each.recipient in (DURAND, BERNARD) and CANARY in everything(each)]


@pytest.mark.feature("S2-10", "S1-58")
def test_a_way_in_goes_with_its_code_and_without_its_reason(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    order, _ = ordered(house)
    with house.world.database.transaction() as session:
        person = session.query(Person).filter_by(name="Nadia Belkacem").one()
        session.add(AccessNote(
            agency_id=order.agency_id, report_id=order.report_id, person_id=person.id, given_at=house.clock(),
            words=f"Le code est 8421B7. Je suis sourde, {CANARY}. La clé est chez le gardien.",
        ))  # fmt: skip
    company_says(house, NUMBER, "Je peux passer mardi 24 entre 9h et 11h, ou jeudi entre 14h et 16h.")
    answers(house, NADIA, "Le 1")
    told = company_says(house, NUMBER, "OK, noté pour mardi.")
    planned = letter_to(told, DURAND, "P-07")
    assert "8421B7" in text_of(planned)
    assert "La clé est chez le gardien" in text_of(planned)
    assert CANARY not in everything(planned)


@pytest.mark.feature("S1-27", "S1-58", "S1-82")
def test_what_a_manager_covers_is_read_by_nobody_from_then_on(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    with house.world.database.transaction() as session:
        session.query(Person).filter_by(name="Yanis Belkacem").one().alerts = Alerts.DAILY
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    hers = reply_to(letter_to(first, NADIA, "T-01"))
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"], letter["Message-ID"] = NADIA, hers, "Re: Fuite", "<z@x>"
    letter.set_content(f"C'est {THIRD} au troisième qui laisse couler. Il faut un bac.")
    letter.add_attachment(photo(), maintype="image", subtype="jpeg", filename="visage-zibeline.jpg")
    house.told(letter, sender=NADIA, to=hers)
    pending = _not_left(house, YANIS, "T-04") or _not_left(house, SOPHIE, "G-02")
    visitor = proven(sqlite_visitor)

    assert "C’est fait" in said(covers(visitor, message_of(house, THIRD), why="third_party", words=THIRD))
    for who in (SOPHIE, NADIA, YANIS):
        page = said(visitor.get(case_link(house, Page.REPORT, who)))
        assert "C'est [masqué] au troisième qui laisse couler. Il faut un bac." in page, who
    with house.world.database.looking() as session:
        row = session.get_one(OutboundMail, pending)
        assert THIRD not in str(row.facts)
        assert "[masqué]" in row.facts["text"]
        # The words themselves stay, and the journal has codes and spans alone.
        assert session.query(Comment).filter(Comment.text.contains(THIRD)).count() == 1
        [event] = session.query(Event).filter_by(kind=EventKind.MESSAGE_MASKED).all()
        assert event.facts["reason"] == "third_party"
        assert event.facts["spans"] == [[6, 6 + len(THIRD)]]
        assert THIRD not in str(event.facts)
    # A second passage of the same message, and the first one stays covered.
    covers(visitor, message_of(house, THIRD), why="other", words="Il faut")
    assert "C'est [masqué] au troisième qui laisse couler. [masqué] un bac." in said(
        visitor.get(case_link(house, Page.REPORT, YANIS))
    )
    # The picture too: on no page, in no file that is handed out.
    with house.world.database.looking() as session:
        number = session.query(Attachment).filter_by(name="visage-zibeline.jpg").one().id
    assert "C’est fait" in said(covers(visitor, f"f{number}", why="third_party"))
    kept = visitor.get(f"{case_link(house, Page.REPORT, SOPHIE)}/export")
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        assert not [name for name in archive.namelist() if "zibeline" in name]
    # What is told later, quoted to a company, or summed up in the morning, has the mark.
    sent = house.told(mail("Un bac suffit ?", sender=YANIS, to=hers, subject="Re", message_id="<y@x>"),
                      sender=YANIS, to=reply_to(letter_to(first, YANIS, "T-01")))  # fmt: skip
    _, letters = ordered(house, ref="SIG-1046")
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).order_by(WorkOrder.id.desc()).first()
        assert order is not None
        assert "[masqué] au troisième" in order.words
        assert "zibeline" not in str(order.pictures)
    house.clock.now = house.clock.now.replace(hour=7, minute=1)
    house.clock.forward(days=1)
    morning = house.strike()
    assert "[masqué] au troisième" in text_of(letter_to(morning, YANIS, "T-26"))
    for each in [*sent, *letters, *morning]:
        assert THIRD not in everything(each), (each.recipient, each.mail.subject)
        assert "visage-zibeline" not in everything(each), (each.recipient, each.mail.subject)


def test_a_whole_message_is_covered_and_uncovered_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    first = house.told(the_leak(), sender=NADIA, to=INTAKE)
    says(house, NADIA, reply_to(letter_to(first, NADIA, "T-01")), f"{THIRD} boit. Et encore.")
    visitor = proven(sqlite_visitor)
    covers(visitor, message_of(house, THIRD), why="insult")
    for who in (SOPHIE, NADIA, YANIS):
        page = said(visitor.get(case_link(house, Page.REPORT, who)))
        assert "boit. Et encore" not in page
        assert "[masqué]" in page
    act(visitor, "uncover", what=message_of(house, THIRD))
    assert "boit. Et encore" in said(visitor.get(case_link(house, Page.REPORT, YANIS)))


def _not_left(house: LivingHouse, who: str, code: str) -> int:
    """A letter that told of it, put back as if it had not left; 0 when there is none."""
    with house.world.database.transaction() as session:
        rows = session.query(OutboundMail).filter_by(recipient=who).order_by(OutboundMail.id.desc())
        row = next((each for each in rows if each.kind.value == code and THIRD in str(each.facts)), None)
        if row is None:
            return 0
        row.due_at, row.fate = house.clock(), OutboundFate.PENDING
        return row.id


def _links(html: str) -> set[str]:
    return set(re.findall(r"https://pages\.test\.example/p/[a-z2-7]+", html))
