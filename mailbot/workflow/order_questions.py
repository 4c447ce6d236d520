"""Questions about a mission that stand with nobody any more: they fall when the thing is settled (READING, 11)."""

from mailbot.workflow.events import ORDER
from mailbot.workflow.scene import Company, Scene


def settle_home(scene: Scene, company: Company) -> None:
    """No occupant is asked about this mission any more."""
    assert company.order is not None, "an order is settled"
    for seat in scene.seats.values():
        if seat.asked and seat.asked.get(ORDER) == company.order.id:
            seat.asked = None


def settle_company(company: Company) -> None:
    """The company answered, whoever of it did."""
    for seat in company.seats.values():
        seat.asked = None


def settle(scene: Scene, company: Company) -> None:
    """Nobody is asked any more."""
    settle_home(scene, company)
    settle_company(company)
