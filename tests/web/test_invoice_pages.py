"""The pages of invoices: a company hands one in from a telephone, a manager decides, bank details are verified."""

import re
from email.message import EmailMessage
from itertools import count
from typing import Any

import httpx
import pytest

from mailbot.model import Participant, PersonAddress, Thread
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import InvoiceState, MissionState, ThreadKind
from mailbot.workflow import proofs
from tests.billing import OTHER, account, changes_now, file_bank, invoice_pdf, invoices_now, picture, provider_now
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to, text_of, who_got_what
from tests.ordering import DURAND, order_now, ordered
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import BASE, Visitor, case_link, counts, said
from tests.web.test_pressing import settled
from tests.working import company_says, home_says, planned

MINE = account("3104")


def mission_link(house: LivingHouse, number: str, page: Page) -> str:
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        seat = (
            session.query(Participant.id)
            .join(Thread, Thread.id == Participant.thread_id)
            .filter(Thread.kind == ThreadKind.ORDER, Thread.about == order.id)
            .scalar()
        )
    return page_link(house.world.keyring, BASE, page, seat, today=house.world.today())


def one(house: LivingHouse, number: str, *, with_: str = "") -> str:
    invoice = invoices_now(house, number)[-1]
    return case_link(house, Page.ONE_INVOICE, SOPHIE, ref="SIG-1042", with_=with_ or brief(invoice.id))


def form(page: httpx.Response) -> str:
    return str(re.findall(r'name="form" value="([0-9a-f]{32})"', page.text)[0])


def hand_in(visitor: Visitor, url: str, files: list[Any], **fields: str) -> httpx.Response:
    page = visitor.get(url)
    fields = {"form": form(page)} | fields
    visitor.house.clock.forward(seconds=3)
    response: httpx.Response = visitor.loop.run(visitor.client.post(url, data=fields, files=files))
    return response


def prove(visitor: Visitor, address: str = SOPHIE) -> None:
    """This browser is proven for a person."""
    house = visitor.house
    with house.world.database.transaction() as session:
        person = session.query(PersonAddress).filter_by(address=address).one().person
        secret = proofs.prove(session, person, days=90, now=house.clock())
        visitor.client.cookies.set(f"proven-{person.id}", secret)


@pytest.mark.feature("S2-31", "S2-32", "S2-30")
def test_a_company_hands_in_invoice_and_photos_from_a_telephone(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    house.publishes(DURAND.rpartition("@")[2])  # which knows of no host of ours, where pages are handed in
    url = mission_link(house, number, Page.INVOICE)
    before = counts(house)
    page = sqlite_visitor.get(url)
    assert counts(house) == before
    assert f"À libeller au nom de Bernard Vasseur, c/o Agence du Tilleul, avec le n° {number}." in said(page)

    empty = hand_in(sqlite_visitor, url, [("files", ("", b""))])
    assert empty.status_code == 422
    assert 'aria-describedby="files-hint files-wrong"' in empty.text

    files = [
        ("files", ("facture.pdf", invoice_pdf(number, iban=MINE), "application/pdf")),
        ("files", ("apres.jpg", picture(), "image/jpeg")),
    ]
    wrong = hand_in(sqlite_visitor, url, files, number="F-2026-88", incl_tax="cent", dated_on="2026-11-24")
    assert wrong.status_code == 422
    assert "Écrivez un montant" in said(wrong)
    assert "Déjà ajouté, inutile de le choisir à nouveau : facture.pdf, apres.jpg" in said(wrong)
    assert 'value="F-2026-88"' in wrong.text

    kept = dict(re.findall(r'name="(kept\d)" value="([^"]+)"', wrong.text))
    done = sqlite_visitor.post(
        url, form=form(wrong), incl_tax="132,00", number="F-2026-88", dated_on="2026-11-24", **kept
    )
    assert done.status_code == 200 or done.text == ""
    letters = settled(house)
    # An ordinary form brings the files that the page remembers as well.
    assert (DURAND, "P-17") in who_got_what(letters)
    [invoice] = invoices_now(house, number)
    assert (invoice.number, str(invoice.amount_incl_tax), invoice.gaps) == ("F-2026-88", "132.00", [])

    page = sqlite_visitor.get(url)
    assert 'name="incl_tax" value="132"' in page.text
    fixed = hand_in(sqlite_visitor, url, [("files", ("", b""))], number="F-2026-88", incl_tax="142", excl_tax="129,09")
    assert fixed.status_code == 200
    assert "142,00 € TTC" in text_of(letter_to(settled(house), DURAND, "P-17"))
    assert str(invoices_now(house, number)[0].amount_incl_tax) == "142.00"

    small = hand_in(sqlite_visitor, url, [("files", ("logo.jpg", picture(200, 100), "image/jpeg"))])
    assert "trop petite" in said(small)


@pytest.mark.feature("S2-32", "GAP-13", "S2-28", "B-08")
def test_a_manager_sees_both_sides_and_approves_in_a_proven_browser(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    company_says(house, number, "Terminé, facture et photo jointes.", files=(("f.pdf", paper), ("a.jpg", picture())))
    url = one(house, number)
    waiting = said(sqlite_visitor.get(url))
    assert "« Bon à payer » attend la confirmation des travaux." in waiting
    home_says(house, "oui")

    page = sqlite_visitor.get(url)
    told = said(page)
    assert "plus que le plafond, sans devis" in told
    assert "n° d’OS présent · client = bailleur c/o agence · TVA plausible · IBAN identique au connu." in told
    assert "Avant Aucune photo. Après" in told
    [photo] = set(re.findall(r'<img src="([^"]+)"', page.text))
    assert sqlite_visitor.get(photo).headers["content-type"] == "image/jpeg"
    [document] = set(re.findall(r'href="(/p/[^"]+/paper/\d+)"', page.text))
    assert sqlite_visitor.get(document).content.startswith(b"%PDF-")

    asked = sqlite_visitor.post(url, form=form(page), act="approve", price="262")
    assert "Nous venons de vous envoyer une confirmation" in said(asked)
    assert invoices_now(house, number)[0].state is InvoiceState.RECEIVED
    settled(house)

    prove(sqlite_visitor)
    stale = sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="approve", price="132")
    assert "Le montant a changé" in said(stale)
    done = sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="approve", price="262")
    assert "La facture est bonne à payer" in said(done)
    assert invoices_now(house, number)[0].state is InvoiceState.PAYABLE
    assert order_now(house, number).state is MissionState.COMPLETE
    letters = settled(house)
    assert (SOPHIE, "G-10") in who_got_what(letters)
    assert BERNARD not in {each.recipient for each in letters}


@pytest.mark.feature("S2-32", "GAP-13")
def test_a_line_asks_for_bon_a_payer_and_the_button_gives_a_receipt(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    letters = company_says(house, number, "Terminé, facture jointe.", files=(("f.pdf", paper),))
    home_says(house, "oui")
    house.clock.forward(minutes=1)
    answer = letter_to(letters, SOPHIE, "G-12")

    letters = house.told(_line(answer), sender=SOPHIE, to=reply_to(answer))

    echo = letter_to(letters, SOPHIE, "X-12")
    assert "Nous l’avons lu comme : bon à payer, facture F-2026-88 de Plomberie Durand, 262,00 € TTC." in text_of(echo)
    assert invoices_now(house, number)[0].state is InvoiceState.RECEIVED
    url = one(house, number, with_=f"{brief(invoices_now(house, number)[0].id)}.c")
    prove(sqlite_visitor)
    sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="approve", price="262")
    receipt = text_of(letter_to(settled(house), SOPHIE, "G-21"))
    assert "C’est fait : la facture F-2026-88 de Plomberie Durand, 262,00 € TTC, est bonne à payer." in receipt

    house.clock.forward(minutes=1)
    letters = house.told(_line(answer), sender=SOPHIE, to=reply_to(answer))
    assert "aucune facture n’attend de bon à payer ici" in text_of(letter_to(letters, SOPHIE, "X-14"))


_COUNT = count(1)


def _line(answer: Any) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SOPHIE, reply_to(answer), "Re: x"
    message["Message-ID"] = f"<{next(_COUNT)}@agency.example>"
    message.set_content("#bon-a-payer")
    return message


@pytest.mark.feature("S2-32", "S2-30", "GAP-13")
def test_a_manager_corrects_asks_disputes_and_writes_down_what_came_by_another_way(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    company_says(house, number, "Terminé, facture et photo jointes.", files=(("f.pdf", paper), ("a.jpg", picture())))
    home_says(house, "oui")
    url = one(house, number)

    sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="dispute", words="Pourquoi 262 € ?")
    asked = letter_to(settled(house), DURAND, "P-20")
    assert "Pourquoi 262 € ?" in text_of(asked)
    assert invoices_now(house, number)[0].state is InvoiceState.DISPUTED

    wrong = sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="correct", incl_tax="", number="F-1")
    assert wrong.status_code == 422
    assert 'value="F-1"' in wrong.text
    sqlite_visitor.post(
        url, form=form(sqlite_visitor.get(url)), act="correct", incl_tax="132", excl_tax="120", vat_rate="10",
        number="F-2026-88", dated_on="2026-11-24",
    )  # fmt: skip
    [invoice] = invoices_now(house, number)
    assert (str(invoice.amount_incl_tax), invoice.state) == ("132.00", InvoiceState.RECEIVED)
    assert order_now(house, number).state is MissionState.COMPLETE
    assert "132,00 € TTC" in text_of(letter_to(settled(house), DURAND, "P-17"))
    # Whoever pays sees that the paper says another sum than the one that was typed.
    assert "le document, lui, dit 262,00 € TTC" in said(sqlite_visitor.get(url))

    order = order_now(house, number)
    other = one(house, number, with_=f"o{brief(order.id)}")
    page = sqlite_visitor.get(other)
    assert "Facture reçue par ailleurs" in said(page)
    sqlite_visitor.post(other, form=form(page), act="elsewhere", number="PA-7", incl_tax="90", dated_on="2026-11-25")
    second = invoices_now(house, number)[-1]
    assert (second.number, second.came_otherwise, second.gaps) == ("PA-7", True, ["above_threshold"])


@pytest.mark.feature("GAP-13", "SM6")
def test_bank_details_are_taken_after_a_call_in_a_proven_browser_or_called_a_fraud(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    company_says(
        house,
        number,
        "Terminé, facture et photo jointes.",
        files=(("f.pdf", invoice_pdf(number, iban=OTHER)), ("a.jpg", picture())),
    )
    home_says(house, "oui")
    [change] = changes_now(house)
    with house.world.database.looking() as session:
        sophie = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
    url = page_link(house.world.keyring, BASE, Page.BANK, sophie, today=house.world.today(), with_=brief(change.id))
    page = sqlite_visitor.get(url)
    assert "06 39 98 00 31" in said(page)

    prove(sqlite_visitor)
    wrong = sqlite_visitor.post(url, form=form(page), act="verify", iban=OTHER)
    assert "Cochez cette case après l’appel" in said(wrong)
    wrong = sqlite_visitor.post(url, form=form(page), act="verify", iban=OTHER[:-1] + "0", called="yes")
    assert "Cet IBAN n’est pas complet" in said(wrong)
    assert provider_now(house).iban == MINE
    done = sqlite_visitor.post(url, form=form(page), act="verify", iban=OTHER, called="yes")
    assert "est enregistré" in said(done)
    assert provider_now(house).iban == OTHER
    assert invoices_now(house, number)[0].state is InvoiceState.RECEIVED
    assert order_now(house, number).state is MissionState.COMPLETE

    company_says(house, number, f"Nouvel IBAN : {MINE}, merci d'en prendre note.")
    change = changes_now(house)[-1]
    url = page_link(house.world.keyring, BASE, Page.BANK, sophie, today=house.world.today(), with_=brief(change.id))
    sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="fraud")
    assert changes_now(house)[-1].refused_at is not None
    assert provider_now(house).iban == OTHER


@pytest.mark.feature("S2-30", "S2-32")
def test_one_paper_for_two_orders_is_shared_and_the_pages_exist_in_english(sqlite_visitor: Visitor) -> None:
    house = sqlite_visitor.house
    file_bank(house, MINE)
    number = planned(house)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    second, _ = ordered(house, ref="SIG-1046")
    paper = invoice_pdf(number, incl="262,00", excl="238,18", iban=MINE)
    company_says(house, number, "Terminé, facture et photo jointes.", files=(("f.pdf", paper), ("a.jpg", picture())))
    home_says(house, "oui")
    with house.world.database.transaction() as session:
        for address in (SOPHIE, DURAND):
            session.query(PersonAddress).filter_by(address=address).one().person.language = "en"
    url = one(house, number)
    page = sqlite_visitor.get(url)
    assert "more than the limit, without a quote" in said(page)
    wrong = sqlite_visitor.post(url, form=form(page), act="split", other=str(second.id), part="300")
    assert "smaller than the whole" in said(wrong)
    sqlite_visitor.post(url, form=form(sqlite_visitor.get(url)), act="split", other=str(second.id), part="130")
    assert str(invoices_now(house, number)[0].amount_incl_tax) == "132.00"
    assert str(invoices_now(house, second.number)[0].amount_incl_tax) == "130.00"
    assert invoices_now(house, second.number)[0].state is InvoiceState.WAITING
    assert "Invoice and photos" in said(sqlite_visitor.get(mission_link(house, second.number, Page.INVOICE)))
    company_says(house, number, f"Nouvel IBAN : {OTHER}")
    assert "Once you have called the company" in said(sqlite_visitor.get(own_bank(house)))


def own_bank(house: LivingHouse) -> str:
    with house.world.database.looking() as session:
        sophie = session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id
    change = changes_now(house)[-1]
    return page_link(house.world.keyring, BASE, Page.BANK, sophie, today=house.world.today(), with_=brief(change.id))
