"""Other bank details of a company: nothing is changed before it was called, and nobody else reads them (GAP-13)."""

import pytest

from mailbot.vocabulary import InvoiceState, MissionState
from tests.billing import (
    ON_FILE,
    OTHER,
    account,
    changes_now,
    file_bank,
    invoice_pdf,
    invoices_now,
    picture,
    provider_now,
)
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now
from tests.working import company_says, home_says, planned

MINE = account("3104")


@pytest.mark.feature("SM6", "GAP-13", "S2-32")
def test_other_details_on_an_invoice_block_it_and_change_nothing(house: LivingHouse) -> None:
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, iban=OTHER)

    letters = company_says(
        house, number, "Terminé, facture et photo jointes.", files=(("f.pdf", paper), ("a.jpg", picture()))
    )

    assert {(SOPHIE, "G-16"), (DURAND, "X-12"), (SOPHIE, "G-12")} <= who_got_what(letters)
    alarm = letter_to(letters, SOPHIE, "G-16")
    assert alarm.mail.header("subject") == "ATTENTION : changement de coordonnées bancaires"
    assert alarm.mail.header("importance") == "high"
    said = text_of(alarm)
    assert "Nous n’avons rien exécuté ni transféré" in said
    assert "06 39 98 00 31" in said
    assert "→ C’est vérifié" in said
    assert "→ C’est une fraude" in said
    back = text_of(letter_to(letters, DURAND, "X-12"))
    assert "Votre facture indique un autre compte bancaire" in back
    for each in letters:
        if each.recipient in (NADIA, YANIS, BERNARD):
            assert OTHER[-6:] not in each.mail.text + each.mail.html
            assert "bancaire" not in each.mail.text
        assert OTHER not in each.mail.header("subject")
    assert "IBAN DIFFÉRENT du connu" in text_of(letter_to(letters, SOPHIE, "G-12"))
    assert provider_now(house).iban == MINE
    [change] = changes_now(house)
    assert (change.iban, change.verified_at, change.refused_at) == (OTHER, None, None)

    letters = company_says(house, number, "Non, ce n’est pas nous : ne changez rien.")
    assert who_got_what(letters) == {(SOPHIE, "G-02")}

    home_says(house, "oui")
    [invoice] = invoices_now(house, number)
    assert invoice.state is InvoiceState.BLOCKED
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("GAP-13")
def test_words_alone_are_an_announcement_and_the_home_reads_nothing_of_it(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)

    letters = company_says(house, number, f"Bonjour, voici nos nouvelles coordonnées bancaires : {OTHER}. Cordialement")

    assert who_got_what(letters) == {(SOPHIE, "G-16"), (DURAND, "X-12")}
    assert OTHER not in letter_to(letters, DURAND, "X-12").mail.text
    assert changes_now(house)[0].iban == OTHER
    assert provider_now(house).iban.replace(" ", "") == ON_FILE.replace(" ", "")

    letters = company_says(house, number, f"Je répète notre nouvel IBAN : {OTHER}.")
    assert (SOPHIE, "G-16") not in who_got_what(letters)
    assert len(changes_now(house)) == 1


@pytest.mark.feature("GAP-13")
def test_details_that_were_never_on_file_are_shown_as_new_and_hold_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, "")
    number = planned(house)

    letters = company_says(
        house, number, "Terminé, facture jointe.", files=(("f.pdf", invoice_pdf(number, iban=MINE)),)
    )

    assert (SOPHIE, "G-16") not in who_got_what(letters)
    assert "IBAN NOUVEAU" in text_of(letter_to(letters, SOPHIE, "G-12"))
    [invoice] = invoices_now(house, number)
    assert invoice.state is InvoiceState.WAITING
    assert provider_now(house).iban == ""
