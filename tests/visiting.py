"""What people answer about a visit, in stories: a company, whoever lives there, a manager."""

from email.message import EmailMessage
from typing import Any

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Event, Participant, PersonAddress, Report, Thread
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel, EventKind, MissionState, Role, ThreadKind, VisitState
from mailbot.workflow.agencies import profile_of, save_agency
from mailbot.workflow.appointments import move_visit
from mailbot.workflow.orders import move_order
from mailbot.workflow.proposals import propose_kept
from mailbot.workflow.scene import set_scene, with_order
from tests.living import SOPHIE, LivingHouse
from tests.ordering import DURAND, mission_address

DOMAIN = "suivi.agence-tilleul.example"
TWO_SLOTS = "Mardi 24 entre 9h et 11h, ou jeudi aprem."


def says(house: LivingHouse, number: str, words: str, *, channel: Channel = Channel.PUBLIC) -> list[Delivered]:
    """The company of an order writes on its mission: the letters that it caused."""
    return wrote(house, DURAND, mission_address(house, number, channel=channel), words)


def answers(
    house: LivingHouse, who: str, words: str, *, ref: str = "SIG-1042", channel: Channel = Channel.PUBLIC,
    to: str = "", answering: Delivered | None = None,
) -> list[Delivered]:  # fmt: skip
    """Somebody of a report writes on it: the letters that it caused."""
    return wrote(house, who, to or seat_address(house, who, ref, channel), words, answering=answering)


def instructs(house: LivingHouse, words: str, *, ref: str = "SIG-1042") -> list[Delivered]:
    """Sophie tells the service something about a report, and nobody else."""
    return answers(house, SOPHIE, words, ref=ref, channel=Channel.AGENCY)


def seat_address(house: LivingHouse, who: str, ref: str, channel: Channel) -> str:
    """Where somebody answers on a report."""
    with house.world.database.looking() as session:
        seat = (
            session.query(Participant)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Report.ref == ref, PersonAddress.address == who, Thread.kind == ThreadKind.REPORT)
            .one()
        )
        return reply_address(house.world.keyring, seat.id, channel, DOMAIN, today=house.world.today())


def wrote(
    house: LivingHouse, sender: str, to: str, words: str, *, answering: Delivered | None = None
) -> list[Delivered]:  # fmt: skip
    """One mail, and the letters that it caused."""
    house.clock.forward(minutes=3)
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Subject"] = "Re: votre message"
    message["Message-ID"] = f"<{house.clock.now.timestamp()}@people.example>"
    if answering is not None:
        message["In-Reply-To"] = answering.mail.header("message-id")
    message.set_content(words)
    return house.told(message, sender=sender, to=to)


def acted(house: LivingHouse) -> list[tuple[EventKind, Role]]:
    """What happened, and in which role somebody did it."""
    with house.world.database.looking() as session:
        return [(event.kind, event.actor_role) for event in session.query(Event).order_by(Event.id)]


def change_rules(house: LivingHouse, **changed: Any) -> None:
    """The agency decides otherwise from now on."""
    with house.world.database.transaction() as session:
        [agency] = session.query(Agency).all()
        profile = profile_of(session, agency)
        rules = profile.rules.model_copy(update=changed)
        save_agency(session, profile.model_copy(update={"rules": rules}), now=house.clock())


def after_first_visit(house: LivingHouse, number: str, state: MissionState) -> None:
    """The company has been there once, and the mission stands where that has brought it."""
    house.clock.forward(days=4)
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        visit = session.query(Visit).filter_by(order_id=order.id).one()
        move_visit(visit, VisitState.HONOURED, now=house.clock())
        move_order(order, state, now=house.clock())


def approved(house: LivingHouse, number: str) -> list[Delivered]:
    """« Devis validé »: the letters of what was kept until then."""
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        move_order(order, MissionState.QUOTE_APPROVED, now=now)
        report = session.get_one(Report, order.report_id)
        propose_kept(session, with_order(session, set_scene(session, report, now=now), order, now=now), now=now)
    house.settle()
    return list(house.boxes)[before:]
