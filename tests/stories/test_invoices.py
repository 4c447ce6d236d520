"""Photos and invoices: handed in by an answer, read back, held until the works are confirmed, looked at (SM6)."""

from email.message import EmailMessage

import pytest

from mailbot.model import Comment, Event, PersonAddress
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import (
    Alerts,
    Channel,
    EventKind,
    InvoiceGap,
    InvoiceState,
    LandlordSays,
    MissionState,
    QuoteState,
)
from tests.billing import account, file_bank, invoice_pdf, invoices_now, picture
from tests.deciding import quote_received
from tests.living import BERNARD, NADIA, SOPHIE, YANIS, LivingHouse, letter_to, text_of, who_got_what
from tests.ordering import DURAND, order_now
from tests.working import company_says, home_says, planned

AT_HOME = (NADIA, YANIS)
MINE = account("3104")


@pytest.mark.feature("S2-27", "S2-29", "S2-30", "S2-31", "S2-32", "GAP-19", "S2-28")
def test_done_photos_and_invoice_in_one_mail_wait_for_the_yes_and_complete_the_file(house: LivingHouse) -> None:
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, iban=MINE)

    letters = company_says(
        house, number, "Terminé. Photos et facture de 132,00 € TTC ci-jointes.",
        files=(("facture.pdf", paper), ("apres.jpg", picture())),
    )  # fmt: skip

    assert {(NADIA, "T-15"), (YANIS, "T-15"), (DURAND, "P-14"), (DURAND, "P-17")} <= who_got_what(letters)
    assert (SOPHIE, "G-12") not in who_got_what(letters)
    assert "Rien ne manque au dossier" in text_of(letter_to(letters, DURAND, "P-14"))
    told = text_of(letter_to(letters, DURAND, "P-17"))
    read = "Facture F-2026-88 du mardi 24 novembre 2026 de 132,00 € TTC (120,00 € HT, TVA 10 %)"
    assert f"{read} bien reçue pour {number}." in told
    assert "En attente de la confirmation de l’occupant." in told
    for each in letters:
        if each.recipient in AT_HOME:
            assert "132" not in each.mail.text + each.mail.html
            assert not [part for part in each.mail.files if part.name.endswith(".pdf")]
    photos = [part for part in letter_to(letters, NADIA, "T-04").mail.files if part.name.endswith(".jpg")]
    assert len(photos) == 1
    assert b"Secret telephone" not in photos[0].content
    [invoice] = invoices_now(house, number)
    assert (invoice.state, invoice.number, str(invoice.amount_incl_tax)) == (
        InvoiceState.WAITING,
        "F-2026-88",
        "132.00",
    )
    assert invoice.gaps == []

    letters = home_says(house, "oui")

    told = text_of(letter_to(letters, DURAND, "P-15"))
    assert "Votre facture est déjà là, merci." in told
    assert "vous pouvez facturer" not in told
    assert "Il manque : rien" in text_of(letter_to(letters, SOPHIE, "G-10"))
    assert BERNARD not in {each.recipient for each in letters}
    [invoice] = invoices_now(house, number)
    assert invoice.state is InvoiceState.RECEIVED
    assert order_now(house, number).state is MissionState.COMPLETE


@pytest.mark.feature("GAP-13", "S2-32", "S2-30")
def test_more_than_the_threshold_without_a_quote_is_told_at_once_and_waits_for_a_person(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    number = planned(house)
    company_says(house, number, "C’est terminé, photo jointe.", files=(("apres.jpg", picture()),))
    home_says(house, "oui")

    letters = company_says(
        house, number, "Voici la facture.",
        files=(("f.pdf", invoice_pdf("OS-2026-0001", incl="262,00", excl="238,18")),),
    )  # fmt: skip

    assert who_got_what(letters) == {(DURAND, "P-17"), (SOPHIE, "G-12")}
    told = text_of(letter_to(letters, SOPHIE, "G-12"))
    assert "Facture Plomberie Durand : 262,00 € TTC — au-dessus du plafond, sans devis" in told
    assert "n° d’un autre OS" in told
    assert "Confirmation du locataire : oui, le" in told, told[told.index("Confirmation") :][:120]
    noted = text_of(letter_to(letters, DURAND, "P-17"))
    assert "le n° d’OS, qui n’est pas" in noted, noted[100:600]
    [invoice] = invoices_now(house, number)
    assert invoice.state is InvoiceState.TO_CORRECT

    letters = company_says(
        house, number, "Facture corrigée ci-jointe.",
        files=(("f2.pdf", invoice_pdf(number, incl="150,00", excl="136,36", iban=MINE)),),
    )  # fmt: skip

    assert (DURAND, "P-17") in who_got_what(letters)
    assert "Complète : elle est en cours de vérification à l’agence." in text_of(letter_to(letters, DURAND, "P-17"))
    [invoice] = invoices_now(house, number)
    assert (invoice.state, invoice.gaps, len(invoice.papers)) == (InvoiceState.RECEIVED, [], 2)
    assert order_now(house, number).state is MissionState.COMPLETE


@pytest.mark.feature("S2-29", "S2-32", "S2-28")
def test_what_is_early_unreadable_or_without_a_paper_is_said_so_and_kept(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)

    letters = company_says(house, number, "Ma facture de 132 € TTC est jointe.")
    assert "pouvez-vous joindre votre facture en PDF ?" in text_of(letter_to(letters, DURAND, "P-21"))
    assert invoices_now(house, number) == []

    letters = company_says(house, number, "Voici notre facture.", files=(("facture.pdf", b"no pdf at all"),))
    assert {(DURAND, "P-17"), (SOPHIE, "G-12")} <= who_got_what(letters)
    told = text_of(letter_to(letters, DURAND, "P-17"))
    assert "Ce n’est pas un PDF : elle est gardée pour l’agence." in told
    assert "le montant, que nous n’avons pas pu lire" in told
    assert "la facture est gardée en attente de la confirmation de l’occupant" in told
    assert not {each.recipient for each in letters} & set(AT_HOME)

    letters = company_says(house, number, "Le montant de la facture est de 132,00 € TTC.")
    [invoice] = invoices_now(house, number)
    assert str(invoice.amount_incl_tax) == "132.00"
    assert invoice.gaps == [InvoiceGap.UNREADABLE]
    assert (DURAND, "P-17") in who_got_what(letters)

    letters = company_says(house, number, "", files=(("logo.jpg", picture(300, 200)),))
    assert who_got_what(letters) == {(DURAND, "X-15")}
    assert "image trop petite" in text_of(letter_to(letters, DURAND, "X-15"))

    letters = company_says(house, number, "", files=(("apres.jpg", picture()),))
    assert {(NADIA, "T-04"), (YANIS, "T-04")} <= who_got_what(letters)
    with house.world.database.looking() as session:
        assert session.query(Event).filter_by(kind=EventKind.PHOTOS_RECEIVED).count() == 1


@pytest.mark.feature("GAP-19", "GAP-08", "GAP-13")
def test_a_contest_blocks_the_invoice_and_a_confirmation_does_not_approve_its_price(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    company_says(house, number, "Terminé, facture et photo jointes.", files=(("f.pdf", paper), ("a.jpg", picture())))

    letters = home_says(house, "Non, ça fuit encore.")
    assert "Facture en attente : bloquée." in text_of(letter_to(letters, SOPHIE, "G-11"))
    [invoice] = invoices_now(house, number)
    assert invoice.state is InvoiceState.BLOCKED

    company_says(house, number, "Repris, c'est terminé.")
    home_says(house, "oui")
    [invoice] = invoices_now(house, number)
    assert (invoice.state, invoice.gaps) == (InvoiceState.RECEIVED, [InvoiceGap.ABOVE_THRESHOLD])
    assert order_now(house, number).state is MissionState.DONE


@pytest.mark.feature("B-08", "M13", "S2-27")
@pytest.mark.parametrize("agreed", [True, False])
def test_a_landlord_who_agreed_or_chose_it_reads_of_the_end(sqlite_house: LivingHouse, *, agreed: bool) -> None:
    house = sqlite_house
    file_bank(house, MINE)
    number = planned(house)
    company_says(house, number, "Terminé, photo jointe.", files=(("a.jpg", picture()),))
    _accepted(house, number, agreed=agreed)
    home_says(house, "oui")

    letters = company_says(house, number, "Voici la facture.", files=(("f.pdf", invoice_pdf(number, iban=MINE)),))

    letter = letter_to(letters, BERNARD, "B-08")
    told = text_of(letter)
    assert letter.mail.header("subject") == "[Privé SIG-1042] Message de l’agence"
    assert told.startswith("Des nouvelles de l’intervention")
    assert ("que vous aviez acceptés" in told) is agreed
    assert "sont terminés et confirmés sur place." in told
    assert "Photos et facture (132,00 € TTC) sont jointes." in told
    assert {part.name.rpartition(".")[2] for part in letter.mail.files} == {"pdf", "jpg"}
    assert "Il manque : rien" in text_of(letter_to(letters, SOPHIE, "G-10"))
    assert order_now(house, number).state is MissionState.COMPLETE


def _accepted(house: LivingHouse, number: str, *, agreed: bool) -> None:
    """The landlord said yes to the quote of this order; or he chose the daily news."""
    quote_id = quote_received(house, "durand", "132.00", ref="SIG-1042") if agreed else None
    with house.world.database.transaction() as session:
        bernard = session.query(PersonAddress).filter_by(address=BERNARD).one().person
        if quote_id is None:
            bernard.alerts = Alerts.DAILY
            return
        quote = session.get_one(Quote, quote_id)
        quote.state = QuoteState.APPROVED
        session.query(WorkOrder).filter_by(number=number).one().quote_id = quote_id
        ask = LandlordAsk(
            agency_id=quote.agency_id, report_id=quote.report_id, asked_by=quote.asked_by, asked_at=house.clock(),
            quotes=[], answer_by=house.clock().date(), closed_at=house.clock(),
        )  # fmt: skip
        session.add(ask)
        session.flush()
        session.add(
            LandlordAnswer(
                agency_id=quote.agency_id, ask_id=ask.id, person_id=bernard.id, quote_id=quote_id,
                says=LandlordSays.YES, at=house.clock(),
            )
        )  # fmt: skip


@pytest.mark.feature("S2-30")
def test_an_invoice_without_a_thread_is_found_by_its_number_or_left_to_a_person(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    number = planned(house)
    sent = _invoice_to_intake(invoice_pdf(number), "Notre facture")
    letters = house.told(sent, sender=DURAND, to="signaler@suivi.agence-tilleul.example")
    assert (DURAND, "P-17") in who_got_what(letters)
    assert len(invoices_now(house, number)) == 1
    with house.world.database.looking() as session:
        assert {each.channel for each in session.query(Comment).filter(Comment.text.contains("Notre"))} <= {
            Channel.AGENCY
        }

    house.clock.forward(minutes=1)
    petit = "contact@elec-petit.example"
    letters = house.told(
        _invoice_to_intake(invoice_pdf(number), "Facture", sender=petit), sender=petit,
        to="signaler@suivi.agence-tilleul.example",
    )  # fmt: skip
    assert {(address, code) for address, code in who_got_what(letters) if code == "G-13"}
    assert len(invoices_now(house, number)) == 1


def _invoice_to_intake(paper: bytes, subject: str, sender: str = DURAND) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "signaler@suivi.agence-tilleul.example", subject
    message["Message-ID"] = f"<{len(paper)}.{sender}>"
    message.set_content("Notre facture est jointe.")
    message.add_attachment(paper, maintype="application", subtype="pdf", filename="facture.pdf")
    return message


@pytest.mark.feature("S2-29")
def test_a_second_invoice_does_not_take_the_place_of_one_that_a_manager_has_to_look_at(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    number = planned(house)  # the company's account is not on file yet: a manager looks at the first one
    for name, incl, excl in (("F-2026-88", "66,00", "60,00"), ("F-2026-93", "44,00", "40,00")):
        paper = invoice_pdf(number, incl=incl, excl=excl, iban=MINE, name=name)
        company_says(house, number, "Voici notre facture.", files=(("f.pdf", paper),))
    assert [(each.number, str(each.amount_incl_tax)) for each in invoices_now(house, number)] == [
        ("F-2026-88", "66.00"),
        ("F-2026-93", "44.00"),
    ]
