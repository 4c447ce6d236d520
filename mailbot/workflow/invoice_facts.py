"""What the letters say of invoices and bank details, and of the end of a mission (P-17, G-12, G-16, B-08)."""

from typing import Any

from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import brief
from mailbot.vocabulary import Channel, ConfirmedBy, InvoiceGap, InvoiceState, MissionState
from mailbot.workflow.invoice_gaps import worst_first
from mailbot.workflow.occasions import Occasion, Told, pictures
from mailbot.workflow.orders import GIVEN_UP, WORKED
from mailbot.workflow.scene import Scene

_FIGURES = ("amount_incl_tax", "amount_excl_tax", "vat_rate", "number", "dated_on")


def noted(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """P-17: what was understood, for the company to put right; no promise."""
    invoice = occasion.details["invoice"]
    fixes = [gap.value for gap in worst_first(map(InvoiceGap, occasion.details["gaps"]))]
    order = scene.the_company.mission
    return {
        "channel": Channel.AGENCY.value,
        **{name: invoice[name] for name in _FIGURES},
        "fixes": fixes,
        "stands": _stands(order, invoice["state"]),
        "unread": invoice["trouble"],
        "links": ["correct_invoice"],
        "pages": ["correct_invoice=invoice"],
    }


def _stands(order: WorkOrder, state: str) -> str:
    """early (no visit yet), waiting (for the occupant), over (the order is), or checking."""
    if order.state in GIVEN_UP:
        return "over"
    if state == InvoiceState.WAITING.value or order.state is MissionState.CONTESTED:
        return "waiting" if order.state in WORKED or order.state is MissionState.CONTESTED else "early"
    return "checking"


def here(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-12: the sum beside what was accepted, what was checked, and who confirmed the works."""
    company, invoice = scene.the_company, occasion.details["invoice"]
    order = company.mission
    is_open = not scene.is_closed
    one = f"one_invoice:{brief(invoice['row'])}"
    acts = [f"dispute={one}", f"ask_correction={one}"]
    if invoice["state"] in _DECIDED_NOW:
        acts = [f"payable={one}", *acts]
    return {
        "channel": Channel.AGENCY.value,
        "company": company.provider.company,
        "order_number": order.shown_number,
        "invoice": {name: value for name, value in invoice.items() if name not in ("checks", "documents")},
        "gaps": list(occasion.details["gaps"]),
        "checks": invoice["checks"],
        "papers": [{"name": each["name"], "fingerprint": each["fingerprint"]} for each in invoice["documents"]],
        "confirmed_as": order.confirmed_as.value if order.confirmed_as is not None else None,
        "confirmed_on": _day(scene, order),
        "contested": order.state is MissionState.CONTESTED or None,
        "links": ["reply", "close"] if is_open else ["reopen"],
        "pages": [*acts, f"open_invoice={one}"],
    }


_DECIDED_NOW = frozenset({InvoiceState.RECEIVED.value, InvoiceState.TO_CORRECT.value, InvoiceState.DISPUTED.value})


def alert(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """G-16: what happened in one sentence; no number, no word of the message."""
    company, change = scene.the_company, brief(occasion.details["bank_change"])
    return {
        "channel": Channel.AGENCY.value,
        "what": "bank",
        "company": company.provider.company,
        "number": company.number,
        "telephone": company.provider.telephone or None,
        "links": [],
        "pages": [f"verified=bank:{change}", f"fraud=bank:{change}"],
    }


def works_finished(scene: Scene, occasion: Occasion, told: Told) -> dict[str, Any]:
    """B-08: done, with the photos and the invoice; « confirmés » after a real answer alone."""
    invoice, order = occasion.details["invoice"], scene.the_company.mission
    papers = [{"name": each["name"], "fingerprint": each["fingerprint"]} for each in invoice["documents"]]
    return {
        "agreed": occasion.details.get("agreed"),
        "confirmed": True if order.confirmed_as is ConfirmedBy.TENANT else None,
        "by_agency": True if order.confirmed_as is ConfirmedBy.MANAGER else None,
        "amount_incl_tax": invoice["amount_incl_tax"],
        "papers": papers,
        **pictures(occasion.photos),
        "signed_by": scene.home.managers[0].name if scene.home.managers else None,
        "links": ["question"],
    }


def _day(scene: Scene, order: WorkOrder) -> str | None:
    at = order.confirmed_at
    return None if at is None else at.astimezone(scene.profile.zone).date().isoformat()
