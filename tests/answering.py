"""A request for a quote that is on its way, and what a company answers to it."""

import io
from datetime import timedelta
from email.message import EmailMessage

from weasyprint import HTML

from mailbot.db import Session
from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Person, PersonAddress, Provider, Report
from mailbot.model_desk import Quote
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Category, Channel, QuoteSight, QuoteState
from mailbot.workflow.quotes import next_quote_number
from mailbot.workflow.scene import set_scene, with_company
from tests.living import SOPHIE, LivingHouse

PATRICK = "patrick@plomberie-durand.example"
MOREL = "sav@chauffage-morel.example"


def a_request(
    house: LivingHouse, company: str = "durand", *, ref: str = "SIG-1046", sight: QuoteSight = QuoteSight.OCCUPANTS,
    category: Category = Category.PLUMBING,
) -> str:  # fmt: skip
    """A request that a company was sent for this report, as « Valider » leaves it: its number."""
    with house.world.database.transaction() as session:
        now = house.clock()
        report = session.query(Report).filter_by(ref=ref).one()
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        provider = session.query(Provider).filter_by(key=company).one()
        quote = Quote(
            agency_id=report.agency_id, report_id=report.id, provider_id=provider.id, state=QuoteState.SENT,
            number=next_quote_number(session, report.agency_id, year=now.year), state_since=now, asked_by=sophie.id,
            created_at=now, category=category, motif="remplacer le siphon", within_days=5, sight=sight,
        )  # fmt: skip
        session.add(quote)
        session.flush()
        scene = with_company(session, set_scene(session, report, now=now), quote, now=now)
        assert scene.company is not None
        for seat in scene.company.seats.values():
            seat.asked = {"question": "send_quote"}
        return quote.number


def address_of(house: LivingHouse, number: str, *, channel: Channel = Channel.PUBLIC) -> str:
    """Where the company of a request answers."""
    with house.world.database.transaction() as session:
        quote = quote_row(session, number)
        report, agency = session.get_one(Report, quote.report_id), session.get_one(Agency, quote.agency_id)
        scene = with_company(session, set_scene(session, report, now=house.clock()), quote, now=house.clock())
        assert scene.company is not None
        [seat] = scene.company.seats.values()
        keyring, domain = house.world.keyring, agency.mail_domain
        return reply_address(keyring, seat.id, channel, domain, today=house.world.today())


def quote_row(session: Session, number: str) -> Quote:
    return session.query(Quote).filter_by(number=number).one()


def quote_of(house: LivingHouse, number: str) -> Quote:
    with house.world.database.looking() as session:
        return quote_row(session, number)


def answers(
    house: LivingHouse, number: str, text: str, *, files: tuple[tuple[str, bytes], ...] = (), sender: str = PATRICK,
    channel: Channel = Channel.PUBLIC, to: str = "",
) -> list[Delivered]:  # fmt: skip
    """One mail of a company, and the letters that it caused."""
    house.clock.forward(minutes=1)
    to = to or address_of(house, number, channel=channel)
    message = EmailMessage()
    message["From"] = f"Patrick Durand <{sender}>"
    message["To"] = to
    message["Subject"] = f"Re: [{number}] Demande de devis"
    message["Message-ID"] = f"<{(house.clock.now + timedelta()).timestamp()}@company.example>"
    message.set_content(text)
    for name, content in files:
        kind = ("application", "pdf") if name.endswith(".pdf") else ("image", "jpeg")
        message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    return house.told(message, sender=sender, to=to)


def pdf(body: str) -> bytes:
    """A document with these words."""
    made = io.BytesIO()
    made.write(HTML(string=f"<style>body{{font:11pt sans-serif}}</style>{body}").write_pdf())
    return made.getvalue()


QUOTE_PDF = """
<h1>Devis n° D2026-311</h1><p>Date : 23/11/2026 — Valable jusqu’au 23/01/2027</p>
<p>Chantier : 12 rue des Lilas, Lyon. Assurance décennale de l’Exemple.</p>
<p>Remplacement du siphon, CANARIPRIX</p>
<p>Total HT : 480,00 €</p><p>TVA 10 % : 48,00 €</p><p>Total TTC : 528,00 €</p>
"""
