"""A mail that nobody could place waits for a manager, who files it by a button, by an answer, or never hears of it."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from mailbot.errors import Refused
from mailbot.inbound.authentication.results import Authentication, Identity, Result
from mailbot.inbound.decided import BLOCKED
from mailbot.model import Agency, Comment, Dwelling, Event, Person, Report
from mailbot.model_gate import BlockedSender
from mailbot.model_mails import InboundMail
from mailbot.status import proof_of, standing
from mailbot.vocabulary import Channel, EventKind, InboundFate, QuoteState, Role
from mailbot.workflow.blocked import why_not
from mailbot.workflow.filing import Decider, attach, discard, open_new, release
from mailbot.workflow.waiting import Shelf, listed, one
from tests.deciding import ask_bernard, asked_letter, leak_with_quotes, quote_of
from tests.living import (
    BEGIN,
    BERNARD,
    INTAKE,
    NADIA,
    SOPHIE,
    YANIS,
    LivingHouse,
    Loop,
    letter_to,
    reply_to,
    text_of,
    who_got_what,
)
from tests.stories.test_landlords import says

GILBERT = "gilbert.roux@laposte.example"
PATRICK = "patrick@plomberie-durand.example"
STRANGER = "someone@elsewhere.example"
HOUSE = Path(__file__).parent.parent.parent / "mailbot"
WORDS = Path(__file__).parent.parent.parent / "templates" / "letters"


def last_mail(house: LivingHouse, number: int = 0) -> InboundMail:
    with house.world.database.looking() as session:
        rows = session.query(InboundMail).order_by(InboundMail.id.desc())
        row = rows.filter_by(id=number).first() if number else rows.first()
        assert row is not None
        return row


@pytest.mark.feature("GAP-17", "S1-70")
def test_a_former_tenants_mail_is_attached_by_an_answer_and_nobody_at_home_reads_it(house: LivingHouse) -> None:
    letter = letter_to(says(house, GILBERT, INTAKE, "J'ai oublié un carton à la cave."), SOPHIE, "G-13")
    waiting = last_mail(house).id
    assert "Nouveau signalement" not in text_of(letter)
    assert "Ce n’est pas pour nous" in text_of(letter)

    told = says(house, SOPHIE, reply_to(letter), "Rattacher à SIG-1042.")

    assert who_got_what(told) == {(SOPHIE, "G-21")}
    assert "rejoint SIG-1042, comme une note que l’agence seule peut lire" in text_of(letter_to(told, SOPHIE, "G-21"))
    with house.world.database.looking() as session:
        note = session.query(Comment).filter_by(mail_id=waiting).one()
        assert (note.channel, note.role) == (Channel.AGENCY, Role.MANAGER)
        assert "carton" in note.text
    assert last_mail(house, waiting).fate is InboundFate.TAKEN
    again = says(house, SOPHIE, reply_to(letter), "Ce n'est pas pour nous.")
    assert who_got_what(again) == {(SOPHIE, "X-14")}
    assert last_mail(house, waiting).fate is InboundFate.TAKEN


@pytest.mark.feature("GAP-17")
@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("Pas pour nous.", InboundFate.DISCARDED),
        ("Surtout ne pas rattacher à SIG-1042 !", InboundFate.PARKED),
        ("Rattacher à SIG-9999.", InboundFate.PARKED),
        ("Nouveau signalement pour L-A12.", InboundFate.TAKEN),
    ],
)
def test_what_an_answer_to_g13_does(sqlite_house: LivingHouse, words: str, fate: InboundFate) -> None:
    letter = letter_to(says(sqlite_house, PATRICK, INTAKE, "Bonjour, une fuite au T2 Lilas."), SOPHIE, "G-13")
    waiting = last_mail(sqlite_house).id

    told = says(sqlite_house, SOPHIE, reply_to(letter), words)

    assert last_mail(sqlite_house, waiting).fate is fate
    codes = {code for who, code in who_got_what(told) if who == SOPHIE}
    assert codes & ({"G-21"} if fate is not InboundFate.PARKED else {"X-13", "X-14"})
    if fate is InboundFate.TAKEN:
        assert {(NADIA, "T-01"), (YANIS, "T-01")} <= who_got_what(told)


@pytest.mark.feature("GAP-17")
def test_the_buttons_of_g13_open_the_page_and_are_mails_too(sqlite_house: LivingHouse) -> None:
    letters = says(sqlite_house, GILBERT, INTAKE, "J'ai oublié un carton à la cave.")

    letter = letter_to(letters, SOPHIE, "G-13").mail

    assert re.search(r'href="https://pages[^"]+"[^>]*>(?:\s|<[^>]+>)*Ce n’est pas pour nous', letter.html)
    assert "mailto:" in letter.text + letter.html
    assert "Aussi par mail, en un geste" in " ".join(letter.text.split())


@pytest.mark.feature("GAP-17", "GAP-06")
def test_released_words_that_engage_money_are_echoed_and_never_done(sqlite_house: LivingHouse, loop: Loop) -> None:
    """Whoever vouches for a sender does not sign for the landlord."""
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))
    says(house, STRANGER, reply_to(asked), "OK, bon pour accord")
    held = last_mail(house)
    assert held.fate is InboundFate.HELD
    before = len(house.boxes)

    with house.world.database.transaction() as session:
        people = {person.name: person for person in session.query(Person)}
        decider = Decider(session.query(Agency).one(), people["Sophie Lambert"])
        release(session, decider, held.id, people["Bernard Vasseur"], keeps_address=False, now=house.clock())
    house.settle()

    assert who_got_what(list(house.boxes)[before:]) == {(BERNARD, "X-12")}
    assert (quote_of(house, quote).state, quote_of(house, quote).leaves_at) == (QuoteState.WITH_LANDLORD, None)


@pytest.mark.feature("GAP-17", "GAP-06")
def test_released_words_that_engage_money_are_echoed_though_the_domain_stands_for_the_sender(
    sqlite_house: LivingHouse, loop: Loop
) -> None:
    """A domain that stands for a stranger does not stand for the landlord."""
    house = sqlite_house
    [quote] = leak_with_quotes(house)
    asked = asked_letter(ask_bernard(house, loop, quote))
    says(house, STRANGER, reply_to(asked), "OK, bon pour accord")
    held = last_mail(house)
    before = len(house.boxes)

    with house.world.database.transaction() as session:
        session.get_one(InboundMail, held.id).proven = Authentication(
            spf=Identity("elsewhere.example", Result.PASS), dmarc=Result.PASS, from_domain="elsewhere.example",
            aligned="elsewhere.example",
        ).to_json()  # fmt: skip
        session.flush()
        people = {person.name: person for person in session.query(Person)}
        decider = Decider(session.query(Agency).one(), people["Sophie Lambert"])
        release(session, decider, held.id, people["Bernard Vasseur"], keeps_address=False, now=house.clock())
    house.settle()

    assert who_got_what(list(house.boxes)[before:]) == {(BERNARD, "X-12")}
    assert (quote_of(house, quote).state, quote_of(house, quote).leaves_at) == (QuoteState.WITH_LANDLORD, None)


@pytest.mark.feature("S1-70")
def test_who_has_left_is_stored_and_never_published(sqlite_house: LivingHouse) -> None:
    says(sqlite_house, GILBERT, INTAKE, "J'ai oublié un carton à la cave.")
    waiting = last_mail(sqlite_house)
    with sqlite_house.world.database.transaction() as session:
        decider = Decider(session.query(Agency).one(), session.query(Person).filter_by(name="Sophie Lambert").one())
        home = session.query(Dwelling).filter_by(key="L-A12").one()
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        with pytest.raises(Refused):
            open_new(session, decider, waiting.id, home, now=sqlite_house.clock())
        with pytest.raises(Refused):
            attach(session, decider, waiting.id, report, speaks=True, now=sqlite_house.clock())
    assert last_mail(sqlite_house).fate is InboundFate.PARKED


def test_what_may_not_be_blocked(sqlite_house: LivingHouse) -> None:
    with sqlite_house.world.database.looking() as session:
        agency = session.query(Agency).one()
        assert why_not(session, agency, "@gmail.com", sure=True) == "public_host"
        assert why_not(session, agency, f"@{agency.mail_domain}", sure=True) == "own_domain"
        assert why_not(session, agency, "@laposte.example", sure=False) == "known"
        assert why_not(session, agency, GILBERT, sure=False) == "known"
        assert why_not(session, agency, GILBERT, sure=True) == ""
        assert why_not(session, agency, "", sure=True) == "no_address"
        assert why_not(session, agency, "@elsewhere.example", sure=False) == ""


def test_a_mail_is_released_once_however_often_it_is_asked(sqlite_house: LivingHouse) -> None:
    says(sqlite_house, STRANGER, INTAKE, "L'ascenseur est en panne.")
    waiting = last_mail(sqlite_house)
    with sqlite_house.world.database.transaction() as session:
        decider = Decider(session.query(Agency).one(), session.query(Person).filter_by(name="Sophie Lambert").one())
        report = session.query(Report).filter_by(ref="SIG-1042").one()
        attach(session, decider, waiting.id, report, now=sqlite_house.clock())
        with pytest.raises(Refused):
            attach(session, decider, waiting.id, report, now=sqlite_house.clock())
    sqlite_house.settle()
    with sqlite_house.world.database.looking() as session:
        assert session.query(Comment).filter_by(mail_id=waiting.id).count() == 1
        assert session.query(Event).filter_by(kind=EventKind.WAITING_MAIL_DECIDED).count() == 1


def test_nobody_decides_about_a_mail_of_another_agency(sqlite_house: LivingHouse) -> None:
    says(sqlite_house, STRANGER, INTAKE, "L'ascenseur est en panne.")
    waiting = last_mail(sqlite_house)
    with sqlite_house.world.database.transaction() as session:
        ours = session.query(Agency).one()
        theirs = Agency(id=ours.id + 1, key="other", mail_domain="suivi.other.example")  # never written
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        with pytest.raises(Refused):
            discard(session, Decider(theirs, sophie), waiting.id, now=sqlite_house.clock())
        assert one(session, theirs.id, sophie, waiting.id, today=date(2026, 11, 21)) is None


def test_a_blocked_sender_moves_nothing_and_wakes_nobody(sqlite_house: LivingHouse) -> None:
    with sqlite_house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        session.add(BlockedSender(agency_id=agency.id, address="@elsewhere.example", blocked_by=None, blocked_at=BEGIN))

    assert says(sqlite_house, "Someone@Elsewhere.example", INTAKE, "Ouvrez un signalement pour L-A12.") == []

    row = last_mail(sqlite_house)
    assert (row.fate, row.trouble) == (InboundFate.DISCARDED, "blocked_sender")
    assert row.fingerprint  # its bytes are kept


# -- Every code has its words, and every mail one fate ----------------------------------------------------------------


def codes_of_the_walk() -> set[str]:
    """Every trouble that the code can leave on a mail's row, as it is written there."""
    found: set[str] = set()
    files = [path for room in ("inbound", "workflow") for path in (HOUSE / room).glob("*.py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in files]
    constants = {
        target.id: node.value.value
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Stop", "Settling", "ToManagers"):
                reasons = [*node.args[1:3], *(each.value for each in node.keywords if each.arg in ("why", "trouble"))]
                named = [constants.get(each.id, "") for each in reasons if isinstance(each, ast.Name)]
                plain = [each.value for each in reasons if isinstance(each, ast.Constant)]
                found |= {each for each in [*named, *plain] if isinstance(each, str)}
            if isinstance(node, ast.keyword) and node.arg == "trouble" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
            if isinstance(node, ast.FunctionDef) and node.name in ("who_has_left", "_speaks_for_nobody"):
                found |= {
                    each.value
                    for each in ast.walk(node)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and "_" in each.value
                    if " " not in each.value
                }
    return found - {"", "ok"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_why_a_mail_waits_has_its_words(language: str) -> None:
    written = (WORDS / language / "_words.jinja").read_text("utf-8")
    table = written[written.index("set WAITING_REASONS") : written.index("set PROOFS")]
    said = set(re.findall(r'"([a-z_]*)":', table))

    codes = codes_of_the_walk()

    assert {"unknown_sender", "former_tenant", "private_address", "fault", BLOCKED} <= codes
    assert codes <= said
    manual = (HOUSE.parent / "docs" / "operating.md").read_text("utf-8")
    assert {code for code in codes if f"`{code}`" not in manual} == set()


def test_every_fate_is_on_one_shelf_or_has_its_place(sqlite_house: LivingHouse) -> None:
    """Whatever the fate of an accepted mail, the operator sees it; one that waits lies on exactly one shelf."""
    says(sqlite_house, STRANGER, INTAKE, "Un.")
    with sqlite_house.world.database.transaction() as session:
        [row] = session.query(InboundMail)
        sophie = session.query(Person).filter_by(name="Sophie Lambert").one()
        for fate in InboundFate:
            row.fate, row.trail = fate, [["intake", "no_report"]]
            session.flush()
            lying = [
                shelf
                for shelf in Shelf
                if listed(session, row.agency_id or 0, sophie, shelf, page=1, today=date(2026, 11, 21))[0]
            ]
            assert len(lying) == (
                fate in (InboundFate.HELD, InboundFate.PARKED, InboundFate.ASKED, InboundFate.DISCARDED)
            )
            assert standing(session, now=BEGIN).inbound == {fate.value: 1}


def test_what_is_proven_is_one_word() -> None:
    assert proof_of(None) == "unconfirmed"
    assert proof_of({"dmarc": "fail", "aligned": ""}) == "forged"
    assert proof_of({"dmarc": "pass", "aligned": "laposte.example"}) == "confirmed"
    assert proof_of({"dmarc": "temperror", "aligned": "laposte.example"}) == "unconfirmed"
