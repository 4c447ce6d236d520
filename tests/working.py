"""Works on their way: a mission whose visit is over, and what a company, a home and a manager say of it."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Participant, PersonAddress, Report, Thread
from mailbot.model_orders import WorkOrder
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel, MissionState, ThreadKind, VisitState
from mailbot.workflow.appointments import move_visit, visit_to_arrange
from mailbot.workflow.orders import move_order
from mailbot.workflow.scene import set_scene, with_order
from tests.living import NADIA, LivingHouse
from tests.ordering import DURAND, mission_address, ordered


def planned(house: LivingHouse, company: str = "durand", **wished: Any) -> str:
    """A mission whose first visit is planned and just over: its number."""
    order, _ = ordered(house, company, **wished)
    plan(house, order.number)
    return order.number


def plan(house: LivingHouse, number: str) -> None:
    """The visit that is to be arranged is planned, and its hour is over by now."""
    starts_at = house.clock() + timedelta(hours=24)
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        scene = set_scene(session, session.get_one(Report, order.report_id), now=house.clock())
        scene = with_order(session, scene, order, now=house.clock())
        visit = visit_to_arrange(session, scene, now=house.clock(), for_works=False)
        visit.starts_at, visit.ends_at = starts_at, starts_at + timedelta(hours=2)
        move_order(order, MissionState.SLOTS_PROPOSED, now=house.clock())
        move_order(order, MissionState.PLANNED, now=house.clock())
        for state in (VisitState.PROPOSED, VisitState.PLANNED):
            move_visit(visit, state, now=house.clock())
        assert scene.company is not None
        for seat in scene.company.seats.values():
            seat.asked = {"question": "next_step"}  # as P-10 puts it
    house.clock.forward(hours=27)


def company_says(
    house: LivingHouse, number: str, text: str, *, files: tuple[tuple[str, bytes], ...] = (), sender: str = DURAND,
    channel: Channel = Channel.PUBLIC,
) -> list[Delivered]:  # fmt: skip
    """One mail of a company on its mission, and the letters that it caused."""
    house.clock.forward(minutes=1)
    to = mission_address(house, number, channel=channel)
    return house.told(_mail(house, text, sender, to, files), sender=sender, to=to)


def home_says(
    house: LivingHouse, text: str, *, sender: str = NADIA, ref: str = "SIG-1042",
    files: tuple[tuple[str, bytes], ...] = (), channel: Channel = Channel.PUBLIC,
) -> list[Delivered]:  # fmt: skip
    """One mail of somebody on the report's own thread, and the letters that it caused."""
    house.clock.forward(minutes=1)
    with house.world.database.looking() as session:
        seat, domain = (
            session.query(Participant.id, Agency.mail_domain)
            .join(Thread, Thread.id == Participant.thread_id)
            .join(Report, Report.id == Thread.report_id)
            .join(Agency, Agency.id == Report.agency_id)
            .join(PersonAddress, PersonAddress.person_id == Participant.person_id)
            .filter(Report.ref == ref, PersonAddress.address == sender, Thread.kind == ThreadKind.REPORT)
            .one()
        )
    to = reply_address(house.world.keyring, seat, channel, domain, today=house.world.today())
    return house.told(_mail(house, text, sender, to, files), sender=sender, to=to)


def _mail(
    house: LivingHouse, text: str, sender: str, to: str, files: tuple[tuple[str, bytes], ...]
) -> EmailMessage:  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Re: x"
    message["Message-ID"] = f"<{house.clock.now.timestamp()}@working.example>"
    message.set_content(text)
    for name, content in files:
        kind = ("image", "jpeg") if name.endswith(".jpg") else ("application", "octet-stream")
        message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    return message
