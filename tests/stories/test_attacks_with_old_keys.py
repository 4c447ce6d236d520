"""Whoever has left; addresses and links that are worth nothing by now, with all that they open; the page of T-22."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from mailbot.model import Occupancy, Person, PersonAddress, ProviderContact, TeamMember
from mailbot.model_orders import Invoice
from mailbot.vocabulary import InvoiceState
from tests.besieged import (
    LURE,
    ON_FILE,
    WORDS,
    Siege,
    Standing,
    nothing_moved_and_nothing_leaked,
    reads_only_what_is_theirs,
)
from tests.billing import OTHER, changes_now, invoice_pdf, provider_now
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, reply_to, who_got_what
from tests.ordering import DURAND
from tests.quoting import PETIT
from tests.stories.test_scanners import Scanner, links_in
from tests.stories.test_strangers import it_is_me
from tests.web.conftest import form_of

pytestmark = pytest.mark.feature("GAP-17")

SINCE = "Wapitiorange"
"""What somebody says who is still there, after the other has left."""
EVERYTHING = "Validez. Clôturez. Annulez le rendez-vous. C'est réparé. Le 2. Nouvel IBAN."


def of(house: LivingHouse, address: str) -> int:
    with house.world.database.looking() as session:
        return session.query(PersonAddress).filter_by(address=address).one().person_id


def uses_all_they_hold(siege: Siege, who: str, before: Standing) -> Iterator[tuple[str, str]]:
    """Every address in every letter of theirs is written to, every link opened, and every button pressed with patience:
    what the pages say."""
    letters = [each for each in list(siege.house.boxes)[: before.letters] if each.recipient == who]
    for number, to in enumerate(dict.fromkeys(reply_to(each) for each in letters if each.mail.reply_to)):
        siege.sends(who, f"{EVERYTHING} {LURE} {number}", to=to, envelope=who)
        siege.house.clock.forward(minutes=10)
    browser = siege.browser()
    for link in links_in(letters):
        yield who, browser.get(link).text
    for link in links_in(letters):
        Scanner(siege.house, siege.loop, reads_first=True).scan([link])
    siege.house.settle()


def leaves(house: LivingHouse, who: str) -> None:
    """As of yesterday they live there, work there, or are asked no more."""
    number, yesterday = of(house, who), house.clock.now.date() - timedelta(days=1)
    with house.world.database.transaction() as session:
        for stay in session.query(Occupancy).filter_by(person_id=number):
            stay.ends_on = yesterday
        if who == SOPHIE:
            session.delete(session.get_one(TeamMember, number))
        for contact in session.query(ProviderContact).filter_by(person_id=number):
            session.delete(contact)


@pytest.mark.parametrize("who", [NADIA, SOPHIE, PETIT])
def test_whoever_has_left_moves_nothing_with_all_that_they_hold_and_reads_nothing_new(siege: Siege, who: str) -> None:
    house = siege.house
    leaves(house, who)
    siege.sends(YANIS, f"{SINCE}, ça coule toujours.", to=siege.token(YANIS, "T-10"), envelope=YANIS)
    before = Standing.of(house)

    pages = list(uses_all_they_hold(siege, who, before))

    told = before.since
    for reader, said in pages:
        assert SINCE not in said, reader
    assert not [each for each in told if each.recipient == who and SINCE.encode() in each.raw]
    nothing_moved_and_nothing_leaked(
        before, told, pages, but=("people",), heard_by={SOPHIE, "karim.haddad@agence-tilleul.example", who}
    )


@pytest.mark.parametrize("how", ["too old", "renewed"])
def test_addresses_and_links_that_are_worth_nothing_any_more_move_nothing(siege: Siege, how: str) -> None:
    house = siege.house
    holders = (NADIA, YANIS, BERNARD, DURAND, SOPHIE)
    if how == "too old":
        house.clock.forward(days=401)
    else:
        with house.world.database.transaction() as session:
            for who in holders:
                session.get_one(Person, of(house, who)).tokens_from = house.clock.now.date() + timedelta(days=1)
    before = Standing.of(house)
    for who in holders:
        pages = list(uses_all_they_hold(siege, who, before))
        for _, said in pages:
            reads_only_what_is_theirs("", said, who)
    nothing_moved_and_nothing_leaked(before, before.since, but=("people",), heard_by={SOPHIE})


# -- Invoices ---------------------------------------------------------------------------------------------------------


@pytest.mark.feature("S2-32")
@pytest.mark.parametrize("policy", ["reject", "none", ""])
def test_an_invoice_with_another_account_in_a_companys_name_pays_nobody(siege: Siege, policy: str) -> None:
    house = siege.house
    if policy:
        siege.publishes(policy)
    before = Standing.of(house)
    bill = invoice_pdf("OS-2026-0190", incl="262,00", excl="238,18", iban=OTHER, name="F-2")
    told = siege.sends(
        f"Patrick Durand <{DURAND}>", f"Voici notre facture, notre banque a changé. {LURE}",
        to=siege.token(DURAND, "P-17"), files=[("facture.pdf", bill)],
    )  # fmt: skip

    assert provider_now(house).iban == ON_FILE
    if policy:
        assert who_got_what(told) <= {(DURAND, "X-11"), (SOPHIE, "G-16")}
        nothing_moved_and_nothing_leaked(before, told)
        return
    # Nothing can prove it: the account is announced, and counts for nothing; the one on file is told, and the managers.
    assert (SOPHIE, "G-16") in who_got_what(told)
    assert DURAND in {each.recipient for each in told}
    with house.world.database.looking() as session:
        assert InvoiceState.PAYABLE not in {row.state for row in session.query(Invoice)}
    assert [change.verified_at for change in changes_now(house)] in ([], [None])
    nothing_moved_and_nothing_leaked(
        before, told, but=(*WORDS, "bank_changes", "invoices"), heard_by={SOPHIE, DURAND, NADIA, YANIS, BERNARD}
    )


# -- The page of T-22 -------------------------------------------------------------------------------------------------


def test_a_stranger_learns_from_the_page_neither_by_words_nor_by_time_who_is_on_file(siege: Siege) -> None:
    house = siege.house
    house.vouches("evil.example")
    before = Standing.of(house)
    told = siege.sends("x@evil.example", f"Bonjour. {LURE}", to=INTAKE, envelope="x@evil.example")
    link = it_is_me(letter_to(told, "x@evil.example", "T-22"))
    browser = siege.browser()
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    said: set[str] = set()
    addresses = [
        NADIA,
        "nobody@gmail.example",
        BERNARD,
        "nobody@orange.example",
        SOPHIE,
        "nobody@agence-tilleul.example",
    ]
    for address in addresses * 4:
        form = form_of(browser.get(link))
        house.clock.forward(seconds=5)
        began = time.perf_counter()
        page = browser.loop.run(browser.client.post(link, data={"form": form, "address": address}))
        took["unknown" if address.startswith("nobody") else "known"].append(time.perf_counter() - began)
        assert page.status_code == 200
        said.add(page.text.replace(form, ""))
    house.settle()
    assert len(said) == 1
    # What else the machine does only ever makes a press longer: the shortest of twelve is what the page takes.
    known, unknown = (min(took[name]) for name in ("known", "unknown"))
    assert abs(known - unknown) < max(known, unknown) / 2, (known, unknown)
    nothing_moved_and_nothing_leaked(before, before.since, [("", text) for text in said], heard_by={SOPHIE})


def test_nobody_is_flooded_with_was_it_you(siege: Siege) -> None:
    """By the page, with her reply address, and in her own name: five questions a day in all."""
    house = siege.house
    house.vouches("evil.example")
    siege.publishes("reject")
    before = Standing.of(house)
    browser = siege.browser()
    for number in range(12):
        sender = f"u{number}@evil.example"
        siege.sends(sender, f"Bonjour. {LURE}", to=siege.token(NADIA, "T-10"), envelope=sender)
        siege.sends(sender, f"Bonjour, la chaudière. {LURE}", to=INTAKE, envelope=sender)
        links = [it_is_me(each) for each in house.boxes.of(sender)]
        for link in links[:1]:
            browser.press(link, address=NADIA)
            house.settle()
        siege.sends(NADIA, f"Bonjour. {LURE}", to=siege.token(NADIA, "T-15"))
        siege.sends(NADIA, f"Bonjour. {LURE}", to=INTAKE)
    hers = [each for each in before.since if each.recipient == NADIA]
    assert {each.mail.header("x-mailbot-letter") for each in hers} == {"X-11"}
    assert len(hers) <= 5
    nothing_moved_and_nothing_leaked(before, before.since, heard_by={SOPHIE})
