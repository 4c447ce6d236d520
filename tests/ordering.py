"""A work order on its way: for stories that begin with one."""

from dataclasses import replace
from typing import Any

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Agency, Person, PersonAddress, Provider, Report
from mailbot.model_orders import Visit, WorkOrder
from mailbot.threads.addresses import reply_address
from mailbot.vocabulary import Channel
from mailbot.workflow.extracts import extract_of
from mailbot.workflow.order_sending import send_order, wish_for
from mailbot.workflow.scene import set_scene, with_order
from tests.living import SOPHIE, LivingHouse

DURAND = "patrick@plomberie-durand.example"


def ordered(
    house: LivingHouse, company: str = "durand", *, ref: str = "SIG-1042", **wished: Any
) -> tuple[WorkOrder, list[Delivered]]:
    """Sophie gives a company of the cast a mission: the order, and the letters that told of it. `wished`: what of the
    OrderWish is other than filled in."""
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        scene = set_scene(session, session.query(Report).filter_by(ref=ref).one(), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        provider = session.query(Provider).filter_by(key=company).one()
        wish = replace(wish_for(session, scene, provider, extract_of(session, scene), now=now), **wished)
        number = send_order(session, scene, sophie, wish, now=now).number
    house.settle()
    return order_now(house, number), list(house.boxes)[before:]


def order_now(house: LivingHouse, number: str) -> WorkOrder:
    """The order as it stands."""
    with house.world.database.looking() as session:
        return session.query(WorkOrder).filter_by(number=number).one()


def visits_now(house: LivingHouse, number: str) -> list[Visit]:
    """The visits of an order as they stand, in their order."""
    with house.world.database.looking() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        return session.query(Visit).filter_by(order_id=order.id).order_by(Visit.number).all()


def mission_address(house: LivingHouse, number: str, *, channel: Channel = Channel.PUBLIC) -> str:
    """Where the company of an order answers: its thread, or the agency alone."""
    with house.world.database.transaction() as session:
        order = session.query(WorkOrder).filter_by(number=number).one()
        report, agency = session.get_one(Report, order.report_id), session.get_one(Agency, order.agency_id)
        scene = with_order(session, set_scene(session, report, now=house.clock()), order, now=house.clock())
        assert scene.company is not None
        seat = next(iter(scene.company.seats.values()))
        world = house.world
        return reply_address(world.keyring, seat.id, channel, agency.mail_domain, today=world.today())
