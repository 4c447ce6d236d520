"""An order that the relay may have or not, and what a relay that was away for days has lost: who is told, and how it
leaves again (G-15)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from mailbot.demo.letterboxes import Delivered
from mailbot.model_mails import OutboundMail
from mailbot.outbound.relay import Patience, Relay, RelayAddress
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import LetterKind, MissionState, OutboundFate
from tests.deciding import form_on
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, mission_address, order_now
from tests.returning import DELIVERED, handed_in
from tests.scripted_relay import CLOSE, ScriptedRelay
from tests.stories.test_a_report_from_first_to_last import mail
from tests.stories.test_letters_that_come_back import address
from tests.stories.test_relaunches import a_normal_order
from tests.web.conftest import BASE, Visitor
from tests.web.conftest import said as said_on

SHORT = Patience(tick=0.05)


class Seconds:
    """The house's clock, in seconds."""

    def __init__(self, house: LivingHouse) -> None:
        self.house = house

    def __call__(self) -> float:
        return self.house.clock.now.timestamp()


@contextmanager
def sent_by(house: LivingHouse, far: ScriptedRelay) -> Iterator[None]:
    """Letters leave by this relay meanwhile, whose rests are over when the house's clock says so."""
    usual = house.office
    relay = Relay(
        RelayAddress("127.0.0.1", far.port, implicit_tls=False), hostname="mx.test.example", patience=SHORT,
        clock=Seconds(house),
    )  # fmt: skip
    with relay:
        house.office = replace(usual, relay=relay)
        try:
            yield
        finally:
            house.office = usual


def order_in_doubt(house: LivingHouse) -> str:
    """The relay cuts the line after the final dot of everything: the number of the order."""
    with ScriptedRelay({"DOT": CLOSE}) as far, sent_by(house, far):
        number = a_normal_order(house).number
        house.clock.forward(minutes=2)
        house.settle()
    orders = [each for each in far.letters if b"X-Mailbot-Letter: P-02" in each]
    assert len(orders) == 1  # not sent again
    return number


def the_order(house: LivingHouse) -> OutboundMail:
    with house.world.database.looking() as session:
        return session.query(OutboundMail).filter_by(kind=LetterKind.WORK_ORDER, recipient=DURAND).one()


def page_of_letters(house: LivingHouse, reader: str = SOPHIE) -> str:
    world = house.world
    return page_link(world.keyring, BASE, Page.ADDRESS, address(house, reader).person_id, today=world.today())


def orders_at(house: LivingHouse) -> list[Delivered]:
    return [each for each in house.boxes.of(DURAND) if each.mail.header("x-mailbot-letter") == "P-02"]


@pytest.mark.feature("GAP-23")
def test_an_order_in_doubt_is_told_once_and_sent_again_by_a_manager_alone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    number = order_in_doubt(house)
    row = the_order(house)
    assert (row.fate, row.due_at) == (OutboundFate.UNCERTAIN, None)
    told = house.strike()
    note = next(
        each for each in told if each.recipient == SOPHIE and "Durand" in each.mail.text
        and each.mail.header("x-mailbot-letter") == "G-15"
    )  # fmt: skip
    said = text_of(note)
    assert "est peut-être arrivé, peut-être pas" in said
    assert "Renvoyer ou confirmer" in said
    assert (SOPHIE, "G-15") not in who_got_what(house.strike())
    assert not orders_at(house)

    url = page_of_letters(house)
    page = sqlite_visitor.get(url)
    assert "Peut-être arrivées" in said_on(page)
    assert f"dossier SIG-1042 · {number} · attend : prendre ou refuser la mission" in said_on(page)
    assert sqlite_visitor.get(page_of_letters(house, NADIA)).status_code == 404
    act = brief(row.id)
    assert f'value="again {act}"' in page.text
    wrong = sqlite_visitor.post(url, form=form_on(page), act="again zz9")
    assert wrong.status_code == 422
    assert not orders_at(house)
    fields = {"form": form_on(sqlite_visitor.get(url)), "act": f"again {act}"}
    for _ in range(2):  # pressed twice
        assert sqlite_visitor.post(url, **fields).status_code == 200
    house.settle()
    [order] = orders_at(house)
    assert order.mail.message_id == row.message_id  # whoever has it already is shown it once
    assert the_order(house).fate is OutboundFate.SENT
    assert f"again {act}" not in sqlite_visitor.get(url).text


@pytest.mark.feature("GAP-23")
def test_a_manager_who_has_called_says_that_it_is_there(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    order_in_doubt(house)
    house.strike()
    url = page_of_letters(house)
    page = sqlite_visitor.get(url)
    act = brief(the_order(house).id)
    assert f'value="arrived {act}"' in page.text
    assert sqlite_visitor.post(url, form=form_on(page), act=f"arrived {act}").status_code == 200
    house.settle()
    assert the_order(house).fate is OutboundFate.DELIVERED
    assert not orders_at(house)
    assert f"again {act}" not in sqlite_visitor.get(url).text


@pytest.mark.feature("GAP-23")
def test_an_answer_shows_that_it_arrived_and_nobody_is_told_of_a_doubt(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = order_in_doubt(house)
    to = mission_address(house, number)
    answer = mail(
        "Nous pouvons passer mardi 24 entre 9 h et 11 h.", sender=DURAND, to=to, subject="Re: OS", message_id="<yes@x>"
    )
    answer["In-Reply-To"] = the_order(house).message_id
    house.told(answer, sender=DURAND, to=to)
    row = the_order(house)
    assert (row.fate, row.answer) == (OutboundFate.DELIVERED, "answered")
    assert order_now(house, number).state is not MissionState.NEW
    notes = [each for each in house.strike() if each.mail.header("x-mailbot-letter") == "G-15"]
    assert not [each for each in notes if "Durand" in each.mail.text]


@pytest.mark.feature("GAP-23")
def test_what_mail_systems_say_of_it_settles_a_doubt(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with ScriptedRelay({"DOT": CLOSE}) as far, sent_by(house, far):
        a_normal_order(house)
    raw = next(each for each in far.letters if b"X-Mailbot-Letter: P-02" in each)
    return_path = next(line.split(b"<")[1].split(b">")[0].decode() for line in _mails_from(far, raw))
    letter = Delivered.__new__(Delivered)
    object.__setattr__(letter, "raw", raw)
    for name, value in (("return_path", return_path), ("recipient", DURAND), ("number", 1)):
        object.__setattr__(letter, name, value)
    handed_in(house, DELIVERED(letter, DURAND), to=return_path)
    assert the_order(house).fate is OutboundFate.DELIVERED


def _mails_from(far: ScriptedRelay, raw: bytes) -> list[bytes]:
    at = far.letters.index(raw)
    return [[each.encode() for each in far.commands if each.upper().startswith("MAIL FROM")][at]]


@pytest.mark.feature("GAP-23")
def test_a_relay_that_was_away_for_days_is_told_of_in_one_letter_and_all_leaves_again(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    before = len(house.boxes)
    with ScriptedRelay({"RCPT": CLOSE}) as far, sent_by(house, far):
        for number in range(5):
            report = mail(
                f"La prise {number} ne marche plus.", sender=NADIA, to=INTAKE, subject=f"Prise {number}",
                message_id=f"<p{number}@x>",
            )  # fmt: skip
            house.mail(report, sender=NADIA, to=INTAKE)
            house.settle()
            house.clock.forward(minutes=20)
        a_normal_order(house)
        for _ in range(3):
            house.clock.forward(hours=1)
            house.settle()
            house.strike()
    with house.world.database.looking() as session:
        lost = session.query(OutboundMail).filter_by(fate=OutboundFate.FAILED).count()
    assert lost >= 11  # the receipt and the news of five reports, and the order
    assert len(house.boxes) == before

    for _ in range(3):
        house.clock.forward(hours=25)
        house.strike()
    notes = [each for each in house.boxes.of(SOPHIE) if each.mail.header("x-mailbot-letter") == "G-15"]
    assert 1 <= len(notes) <= 2  # the first, and one with all the others
    said = text_of(notes[-1])
    assert "Les adresses n’y sont pour rien" in said
    assert "Nadia Belkacem, dossier SIG-" in said
    assert said.count("Nadia Belkacem") >= 4
    assert "Patrick Durand, dossier SIG-1042" in said
    assert "attendu : prendre ou refuser la mission" in said

    url = page_of_letters(house)
    page = sqlite_visitor.get(url)
    assert "Tout renvoyer" in said_on(page)
    before = len(house.boxes)
    assert sqlite_visitor.post(url, form=form_on(page), act="all").status_code == 200
    house.settle()
    left = who_got_what(list(house.boxes)[before:])
    assert {(DURAND, "P-02"), (SOPHIE, "G-01")} <= left
    assert "Aucune lettre n’attend" in said_on(sqlite_visitor.get(url))
    house.clock.forward(hours=25)
    assert (SOPHIE, "G-15") not in who_got_what(house.strike())
    assert reply_to(orders_at(house)[0]).endswith("agence-tilleul.example")
    assert letter_to(list(house.boxes)[before:], DURAND, "P-02").mail.text
