"""An order that Sophie calls off: for stories that go on from there."""

from mailbot.demo.letterboxes import Delivered
from mailbot.model import Person, PersonAddress, Report
from mailbot.model_orders import WorkOrder
from mailbot.workflow.order_cancelling import cancel_order
from mailbot.workflow.scene import set_scene
from tests.living import SOPHIE, LivingHouse


def cancel(house: LivingHouse, order: WorkOrder, reason: str = "") -> list[Delivered]:
    """It is called off; the letters that told of it."""
    before, now = len(house.boxes), house.clock()
    with house.world.database.transaction() as session:
        row = session.get_one(WorkOrder, order.id)
        scene = set_scene(session, session.get_one(Report, row.report_id), now=now)
        sophie = session.query(Person).join(PersonAddress).filter(PersonAddress.address == SOPHIE).one()
        cancel_order(session, scene, row, sophie, reason, now=now)
    house.settle()
    return list(house.boxes)[before:]
