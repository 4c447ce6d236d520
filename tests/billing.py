"""Invoices as companies make them, and photos of finished works."""

import io
from decimal import Decimal

from PIL import Image

from mailbot.model import Provider
from mailbot.model_orders import BankChange, Invoice, WorkOrder
from tests.answering import pdf
from tests.living import LivingHouse

ON_FILE = "FR76 0000 0000 0000 0000 0003 104"


def account(tail: str) -> str:
    """A French account number whose check digits are right."""
    body = tail.rjust(23, "0")
    number = int("".join(str(int(sign, 36)) for sign in body + "FR00"))
    return f"FR{98 - number % 97:02}{body}"


OTHER = account("777")


def invoice_pdf(
    number: str, *, incl: str = "132,00", excl: str = "120,00", rate: str = "10", iban: str = "",
    client: str = "Bernard VASSEUR, c/o Agence du Tilleul", name: str = "F-2026-88",
) -> bytes:  # fmt: skip
    """An invoice for an order; `number` is what stands for the order on it."""
    tax = f"{Decimal(incl.replace(' ', '').replace(',', '.')) - Decimal(excl.replace(' ', '').replace(',', '.')):.2f}"
    bank = f"<p>IBAN : {iban}</p>" if iban else ""
    return pdf(
        f"<h1>Facture n° {name}</h1><p>Date : 24/11/2026</p><p>Client : {client}</p>"
        f"<p>Ordre de service : {number}</p><p>Remplacement du siphon</p>"
        f"<p>Total HT : {excl} €</p><p>TVA {rate} % : {tax.replace('.', ',')} €</p><p>Total TTC : {incl} €</p>{bank}"
    )


def picture(width: int = 800, height: int = 600, tint: int = 90) -> bytes:
    """A photo, with the place where it was taken in it."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Secret telephone"
    noise = Image.effect_noise((width, height), tint).convert("RGB")
    noise.save(made, "JPEG", exif=exif)
    return made.getvalue()


def invoices_now(house: LivingHouse, number: str) -> list[Invoice]:
    """The invoices of an order as they stand."""
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        return session.query(Invoice).filter_by(order_id=order.id).order_by(Invoice.id).all()


def provider_now(house: LivingHouse, key: str = "durand") -> Provider:
    """The company as it stands."""
    with house.world.database.looking() as session:
        return session.query(Provider).filter_by(key=key).one()


def changes_now(house: LivingHouse) -> list[BankChange]:
    """The bank details that were announced."""
    with house.world.database.looking() as session:
        return session.query(BankChange).order_by(BankChange.id).all()


def file_bank(house: LivingHouse, iban: str, key: str = "durand") -> None:
    """These bank details are on file."""
    with house.world.database.transaction() as session:
        session.query(Provider).filter_by(key=key).one().iban = iban
