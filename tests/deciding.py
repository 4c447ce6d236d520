"""Quotes that have come already, and a manager and a landlord who decide on them in proven browsers."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import httpx

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Participant, Person, PersonAddress, Provider, Report, Thread
from mailbot.model_desk import LandlordAsk, Quote
from mailbot.model_mails import Attachment, InboundMail
from mailbot.threads.pages import Page, brief, page_link
from mailbot.vocabulary import AttachmentUse, QuoteSight, QuoteState, ThreadKind
from mailbot.web.app import web_app
from mailbot.workflow import proofs
from mailbot.workflow.quotes import next_quote_number
from mailbot.workflow.scene import set_scene, with_company
from tests.living import BERNARD, INTAKE, NADIA, SOPHIE, LivingHouse, Loop, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import mail, the_leak
from tests.web.conftest import BASE, Visitor

PATRICK = "patrick@plomberie-durand.example"
PAPER = "d" * 64
ADVICE = "Mon avis canari 8315 : le prix est juste"
_numbers = iter(range(10_000))


def leak_with_quotes(house: LivingHouse, *companies: tuple[str, str], report: Any = None) -> list[int]:
    """Nadia's leak, or another report, with a quote of each company (key, price) that waits for a decision."""
    house.told(report or the_leak(), sender=NADIA, to=INTAKE)
    return [quote_received(house, key, amount) for key, amount in companies or (("durand", "528.00"),)]


def quote_received(
    house: LivingHouse, key: str = "durand", amount: str = "528.00", *, ref: str = "SIG-1046",
    sight: QuoteSight = QuoteSight.OCCUPANTS,
) -> int:  # fmt: skip
    """A quote in state RECEIVED with its figures, its document, and the seats of its company."""
    now = house.clock()
    with house.world.database.transaction() as session:
        report = session.query(Report).filter_by(ref=ref).one()
        provider = session.query(Provider).filter_by(key=key).one()
        letter = session.query(InboundMail).order_by(InboundMail.id).first()
        assert letter is not None
        paper = Attachment(
            agency_id=report.agency_id, mail_id=letter.id, report_id=report.id, use=AttachmentUse.DOCUMENT,
            name=f"devis-{key}.pdf", media_type="application/pdf", size=12, fingerprint=PAPER,
        )  # fmt: skip
        session.add(paper)
        session.flush()
        incl_tax = Decimal(amount)
        quote = Quote(
            agency_id=report.agency_id, report_id=report.id, provider_id=provider.id, state=QuoteState.RECEIVED,
            number=next_quote_number(session, report.agency_id, year=2026), state_since=now,
            asked_by=session.query(PersonAddress).filter_by(address=SOPHIE).one().person_id, created_at=now,
            category=report.category, motif="joint à remplacer", sight=sight, company_number="D-118",
            dated_on=date(2026, 11, 20), valid_until=date(2027, 1, 20), amount_incl_tax=incl_tax,
            amount_excl_tax=(incl_tax / Decimal("1.1")).quantize(Decimal("0.01")), vat_rate=Decimal("10"),
            papers=[{"attachment": paper.id, "applied": True, "documents": [], "options": []}], received_at=now,
        )  # fmt: skip
        session.add(quote)
        session.flush()
        with_company(session, set_scene(session, report, now=now), quote, now=now)
        return quote.id


def quote_of(house: LivingHouse, number: int) -> Quote:
    with house.world.database.looking() as session:
        return session.get_one(Quote, number)


def last_ask(house: LivingHouse) -> LandlordAsk:
    with house.world.database.looking() as session:
        ask = session.query(LandlordAsk).order_by(LandlordAsk.id.desc()).first()
        assert ask is not None
        return ask


def rules(house: LivingHouse, **changed: Any) -> None:
    """The agency's rules, some of them changed from now on."""
    from mailbot.model import AgencyProfileRow

    with house.world.database.transaction() as session:
        agency = session.query(Agency).one()
        row = session.get_one(AgencyProfileRow, agency.profile_id)
        content = {**row.content, "rules": {**row.content["rules"], **changed}}
        new = AgencyProfileRow(agency_id=agency.id, content=content, since=house.clock())
        session.add(new)
        session.flush()
        agency.profile_id = new.id


@dataclass
class Desk:
    """Somebody's browser, proven, before the pages about quotes."""

    visitor: Visitor
    address: str
    ref: str = "SIG-1046"

    @property
    def house(self) -> LivingHouse:
        return self.visitor.house

    def link(self, page: Page, number: int | None = None, *, kind: ThreadKind = ThreadKind.PRIVATE) -> str:
        """The link to a page from this person's seat in the thread of a kind; opened from any that there is."""
        with self.house.world.database.looking() as session:
            seats = (
                session.query(Participant, Thread)
                .join(Thread, Thread.id == Participant.thread_id)
                .join(Report, Report.id == Thread.report_id)
                .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
                .filter(Report.ref == self.ref, PersonAddress.address == self.address)
                .all()
            )
        [seat, *_] = [seat for seat, thread in seats if thread.kind is kind] or [seats[0][0]]
        world = self.house.world
        with_ = "" if number is None else brief(number)
        return page_link(world.keyring, BASE, page, seat.id, today=world.today(), with_=with_)

    def press(self, page: Page, number: int | None, act: str, **fields: str) -> httpx.Response:
        """Open a page and press one of its buttons."""
        url = self.link(page, number)
        opened = self.visitor.get(url)
        shown = re.findall(r'name="(price(?:_\d+)?)" value="([^"]*)"', opened.text)
        return self.visitor.post(url, form=form_on(opened), act=act, **(dict(shown) | fields))

    def pressed(self, page: Page, number: int | None, act: str, **fields: str) -> list[Delivered]:
        """The same: the letters that it caused."""
        before = len(self.house.boxes)
        answer = self.press(page, number, act, **fields)
        assert answer.status_code == 200, answer.text
        self.house.settle()
        return list(self.house.boxes)[before:]


def form_on(page: httpx.Response) -> str:
    """The number of the forms on a page."""
    assert page.status_code == 200, page.text
    [number] = set(re.findall(r'name="form" value="([0-9a-f]{32})"', page.text))
    return str(number)


def desk(house: LivingHouse, loop: Loop, address: str = SOPHIE, *, proven: bool = True) -> Desk:
    """A browser of this person's own."""
    transport = httpx.ASGITransport(app=web_app(house.world), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url=BASE)
    if proven:
        with house.world.database.transaction() as session:
            number = session.query(PersonAddress).filter_by(address=address).one().person_id
            secret = proofs.prove(session, session.get_one(Person, number), days=90, now=house.clock())
        client.cookies.set(f"proven-{number}", secret, domain="pages.test.example", path="/p/")
    return Desk(Visitor(loop, client, house), address)


def ask_bernard(house: LivingHouse, loop: Loop, *quotes: int) -> list[Delivered]:
    """Sophie asks the landlord about these quotes."""
    day = (house.clock.now.date().toordinal()) + 4
    fields = {f"quote_{number}": "yes" for number in quotes}
    return desk(house, loop).pressed(
        Page.QUOTES, None, "ask", advice=ADVICE, reason="charge", answer_by=date.fromordinal(day).isoformat(), **fields
    )  # fmt: skip


def answers(house: LivingHouse, letter: Delivered, text: str, *, sender: str = BERNARD) -> list[Delivered]:
    """One mail in answer to a letter, and the letters that it caused."""
    message = mail(
        text, sender=sender, to=reply_to(letter), subject="Re: x", message_id=f"<{next(_numbers)}@deciding.example>"
    )
    return house.told(message, sender=sender, to=reply_to(letter))


def asked_letter(letters: list[Delivered], address: str = BERNARD) -> Delivered:
    return letter_to(letters, address, "B-02")


def nobody_at_home_or_outside_read(house: LivingHouse, *secrets: str, but: tuple[str, ...] = (SOPHIE, BERNARD)) -> None:
    """No byte of any letter to anybody but these holds one of these words."""
    for each in house.boxes:
        if each.recipient not in but:
            said = " ".join((each.mail.text + each.mail.html + each.mail.subject).split())
            for secret in secrets:
                assert secret not in said, (each.recipient, secret)
                assert secret.encode() not in each.raw, (each.recipient, secret)
