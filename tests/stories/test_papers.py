"""Papers on their way: printed once, from what was frozen, and the same bytes for everybody who is sent them."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from mailbot.errors import Reason, Refused
from mailbot.model import AgencyProfileRow, Event, Person, PersonAddress, Report
from mailbot.model_desk import Quote
from mailbot.model_mails import OutboundMail
from mailbot.model_orders import Paper, WorkOrder
from mailbot.outbound import printing
from mailbot.outbound.papers import CancellationFacts, RequestFacts, WorkOrderFacts
from mailbot.vocabulary import EventKind, OutboundFate, PaperKind, QuoteState, Urgency
from mailbot.workflow.paper_facts import freeze_cancellation, freeze_order
from mailbot.workflow.quotes import move_quote
from mailbot.workflow.scene import Scene, set_scene, with_order
from mailbot.world import World
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to
from tests.ordering import ordered
from tests.quoting import DURAND, requested
from tests.reading_papers import all_of
from tests.stories.test_a_report_from_first_to_last import the_leak


def papers_in(house: LivingHouse) -> list[Paper]:
    with house.world.database.looking() as session:
        return session.query(Paper).order_by(Paper.id).all()


def printed_events(house: LivingHouse) -> list[dict[str, Any]]:
    with house.world.database.looking() as session:
        return [event.facts for event in session.query(Event).filter_by(kind=EventKind.PAPER_PRINTED)]


# -- A request for a quote --------------------------------------------------------------------------------------------


@pytest.mark.feature("S1-34", "S1-58")
def test_the_company_and_the_agency_are_sent_the_same_bytes(house: LivingHouse) -> None:
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    quote, letters = requested(house, ref="SIG-1046")

    sent = letter_to(letters, DURAND, "P-01").mail.files[0]
    kept = letter_to(letters, SOPHIE, "G-21").mail.files[0]
    assert sent.name == kept.name == f"{quote.number}.pdf"
    assert sent.content == kept.content
    assert not any(each.name.endswith(".pdf") for each in letter_to(letters, NADIA, "T-05").mail.files)
    said = all_of(sent.content)
    for sentence in (
        f"DEMANDE DE DEVIS {quote.number}", "du samedi 21 novembre 2026 à 10 h Signalement SIG-1046",
        "69003 Lyon 3e étage", "L'évier de la cuisine fuit depuis ce matin", "Bernard Vasseur, c/o Agence du Tilleul",
        "mandat de gestion n° 1187", "Attendu avant le vendredi 27 novembre 2026", "Photo 1",
        "Logement achevé depuis plus de deux ans : oui", "par Sophie Lambert", "Plomberie Durand",
    ):  # fmt: skip
        assert sentence in said, sentence
    for secret in ("Belkacem", "Lilas", "45B12", "b.vasseur", "nadia.", "06 39 98 00 11"):
        assert secret not in said, secret

    [paper] = papers_in(house)
    assert paper.fingerprint == hashlib.sha256(sent.content).hexdigest()
    assert house.world.blobs.get(paper.fingerprint) == sent.content
    assert printed_events(house) == [{"number": quote.number, "sha256": paper.fingerprint}]


class FullDisk:
    """A store that refuses what is kept, until it does not."""

    def __init__(self, world: World) -> None:
        self._blobs = world.blobs
        self.refuses = True

    def put(self, content: bytes) -> str:
        if self.refuses:
            raise OSError("no space left on device")
        return self._blobs.put(content)

    def get(self, name: str) -> bytes:
        return self._blobs.get(name)

    def has(self, name: str) -> bool:
        return self._blobs.has(name)

    def clear_up(self, beginning: str, *, before: datetime) -> int:
        return self._blobs.clear_up(beginning, before=before)

    def remove(self, name: str, *, before: datetime) -> bool:
        return self._blobs.remove(name, before=before)

    def names(self, beginning: str) -> Iterator[str]:
        return self._blobs.names(beginning)


@pytest.mark.feature("S1-66")
def test_what_stops_between_printing_and_keeping_is_printed_again(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    disk = FullDisk(house.world)
    house.world = replace(house.world, blobs=disk)
    quote, letters = requested(house)
    assert {each.mail.header("x-mailbot-letter") for each in letters} == {
        "T-05"
    }  # whoever reads no paper waits for none
    assert papers_in(house)[0].fingerprint is None
    assert printed_events(house) == []

    disk.refuses = False
    house.clock.forward(minutes=1)
    later = house.strike()

    assert letter_to(later, DURAND, "P-01").mail.files[0].name == f"{quote.number}.pdf"
    assert (
        letter_to(later, SOPHIE, "G-21").mail.files[0].content == letter_to(later, DURAND, "P-01").mail.files[0].content
    )
    assert len(printed_events(house)) == 1


@pytest.mark.feature("S1-66")
def test_a_paper_that_cannot_be_printed_keeps_its_letters_waiting(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.looking() as session:
        assert session.query(Quote).filter_by(number="DEV-2026-0092").count() == 0
    _spoil(house)
    with house.world.database.looking() as session:
        waiting = session.query(OutboundMail).filter_by(fate=OutboundFate.PENDING).all()
        assert {letter.kind.value for letter in waiting} == {"P-01", "G-21"}
    [paper] = papers_in(house)
    with house.world.database.transaction() as session:
        session.get_one(Paper, paper.id).facts = paper.facts | {"motif": "Fuite sous l’évier"}
    house.clock.forward(minutes=1)
    later = house.strike()
    assert "Fuite sous l’évier" in all_of(letter_to(later, DURAND, "P-01").mail.files[0].content)
    assert papers_in(house)[0].number == paper.number


def _spoil(house: LivingHouse) -> None:
    """A request whose paper lost a fact before anybody printed it."""
    disk = FullDisk(house.world)
    kept, house.world = house.world, replace(house.world, blobs=disk)
    requested(house)
    house.world = kept
    [paper] = papers_in(house)
    with house.world.database.transaction() as session:
        row = session.get_one(Paper, paper.id)
        row.facts = {name: fact for name, fact in paper.facts.items() if name != "motif"}
    house.clock.forward(minutes=1)
    assert house.strike() == []


@pytest.mark.feature("S1-34")
def test_of_two_workers_the_first_to_say_so_is_believed(house: LivingHouse) -> None:
    disk = FullDisk(house.world)
    kept, house.world = house.world, replace(house.world, blobs=disk)
    requested(house)
    house.world = kept
    [paper] = papers_in(house)
    slow = printing._frozen(house.world, paper.id)  # this worker has looked, and found nothing printed

    first = printing.paper_enclosed(house.world, paper.id)
    house.clock.forward(days=1)  # its square code would be another one today
    stored = printing._print(house.world, slow)

    assert first is not None
    assert stored == hashlib.sha256(first.content).hexdigest() == papers_in(house)[0].fingerprint
    assert len(printed_events(house)) == 1
    again = printing.paper_enclosed(house.world, paper.id)
    assert again == first


def test_an_agency_without_its_card_prints_nothing_and_changes_nothing(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    with house.world.database.transaction() as session:
        for row in session.query(AgencyProfileRow):
            row.content = row.content | {"legal": row.content["legal"] | {"card": ""}}
    with pytest.raises(Refused) as refused:
        requested(house)
    assert refused.value.reason is Reason.NO_CARD
    with house.world.database.looking() as session:
        assert session.query(Quote).filter_by(number="DEV-2026-0092").count() == 0
    assert papers_in(house) == []


# -- An order ---------------------------------------------------------------------------------------------------------


def at_work(session: Any, order: WorkOrder, *, now: Any) -> tuple[Scene, WorkOrder, Person]:
    order = session.get_one(WorkOrder, order.id)
    scene = with_order(session, set_scene(session, session.get_one(Report, order.report_id), now=now), order, now=now)
    sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
    return scene, order, sophie


@pytest.mark.feature("S1-67", "S1-34")
def test_an_order_is_frozen_as_it_stood_and_issued_anew_under_a_number_of_its_own(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, letters = ordered(house, urgency=Urgency.URGENT)
    one, kept = (letter_to(letters, who, code).mail.files[0] for who, code in ((DURAND, "P-02"), (SOPHIE, "G-21")))
    assert one.content == kept.content
    assert not any(each.name.endswith(".pdf") for each in letter_to(letters, NADIA, "T-06").mail.files)
    [paper] = papers_in(house)
    now = house.clock()
    with house.world.database.transaction() as session:
        scene, row, sophie = at_work(session, order, now=now)
        row.motif, row.edition = "Autre chose", 2
        second = freeze_order(session, scene, row, manager=sophie, now=now).id

    other = printing.paper_enclosed(house.world, second)
    assert other is not None
    assert (one.name, other.name) == ("OS-2026-0190.pdf", "OS-2026-0190-B.pdf")
    said = all_of(one.content)
    assert "12 rue des Lilas, 69003 Lyon bât. A, escalier 1, 3e étage, porte gauche, lot 12" in said
    assert "Occupant : Mme Belkacem (interphone : BELKACEM)" in said
    assert "Plafond sans devis : 150,00 € TTC" in said
    assert "avec l’accord exprès de l’occupant" in said
    assert "Autre chose" not in said
    for secret in ("45B12", "nadia", "Nadia", "b.vasseur", "06 39 98 00 11", "ascenseur", "hauteur"):
        assert secret not in said, secret
    assert "annule et remplace OS-2026-0190" in all_of(other.content)
    assert one.content == getattr(printing.paper_enclosed(house.world, paper.id), "content", b"")


def test_a_cancelled_order_is_stamped_and_its_own_paper_is_kept(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    quote, _ = requested(house)
    with house.world.database.transaction() as session:
        accepted = session.get_one(Quote, quote.id)
        accepted.amount_incl_tax, accepted.company_number = 528, "D2026-311"  # type: ignore[assignment]
        for state in (QuoteState.RECEIVED, QuoteState.APPROVED):
            move_quote(accepted, state, now=house.clock())
        session.flush()
        session.expunge(accepted)
    order, letters = ordered(house, quote=accepted)
    own, now = letter_to(letters, DURAND, "P-02").mail.files[0], house.clock()
    with house.world.database.transaction() as session:
        scene, row, _ = at_work(session, order, now=now)
        stamped = freeze_cancellation(session, scene, row, reason="Le bailleur vend.", now=now).id
    stamp = printing.paper_enclosed(house.world, stamped)
    assert stamp is not None
    assert "Devis DEV-2026-0092 (D2026-311) accepté : 528,00 € TTC" in all_of(own.content)
    assert stamp.name == "OS-2026-0190-ANNULE.pdf"
    assert "ANNULÉ le samedi 21 novembre 2026" in all_of(stamp.content)
    assert "Le bailleur vend." in all_of(stamp.content)
    assert "ANNULÉ" not in all_of(own.content)


def test_what_is_frozen_is_what_papers_say(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    requested(house)
    order, _ = ordered(house)
    now = house.clock()
    with house.world.database.transaction() as session:
        scene, row, _ = at_work(session, order, now=now)
        freeze_cancellation(session, scene, row, reason="", now=now)
    named: dict[PaperKind, Any] = {
        PaperKind.QUOTE_REQUEST: RequestFacts,
        PaperKind.WORK_ORDER: WorkOrderFacts,
        PaperKind.CANCELLATION: CancellationFacts,
    }
    assert {paper.kind for paper in papers_in(house)} == set(named)
    for paper in papers_in(house):
        assert set(paper.facts) == set(named[paper.kind].__annotations__)
