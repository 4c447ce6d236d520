"""What stands around every letter to a manager about one report: its five buttons, where it stands, what came last."""

from collections.abc import Mapping

from mailbot.outbound.letters import JSON
from mailbot.outbound.sample_cast import links_to
from mailbot.vocabulary import Channel, ReportStatus

_FIVE = ("reply", "quote", "send_order", "close", "landlord")
_FIVE_IN_PRIVATE = ("reply", "quote", "send_order", "close", "publish")
_NOT_ABOUT_ONE_REPORT = frozenset({"G-03", "G-13", "G-16", "G-20", "G-22", "G-23", "G-25"})
_BEGAN: list[JSON] = [
    {"at": "2026-11-18T07:42:10+00:00", "kind": "REPORT_OPENED_BY_TENANT"},
    {"at": "2026-11-20T17:02:00+00:00", "kind": "WORK_ORDER_SENT"},
]
_SLOTS: JSON = {"status": "in_progress", "next_step": "slots", "who": "provider"}
# What comes next, where it is not the agency that decides.
_NEXT: Mapping[str, JSON] = {
    "G-09": {"status": "in_progress", "next_step": "visit", "who": "provider", "on": "2026-11-26"},
    "G-10": {"status": "in_progress", "next_step": "papers", "who": "provider"},
    "G-11": {"status": "in_progress", "next_step": "slots", "who": "provider"},
    "G-18": {"status": "in_progress", "next_step": "slot_choice", "who": "occupant"},
}


def around(code: str, facts: Mapping[str, JSON]) -> Mapping[str, JSON]:
    """The facts of a sample with what its letter has around it when it is sent; as they are for any other letter."""
    band = facts.get("band")
    is_open = isinstance(band, dict) and band.get("status") != ReportStatus.CLOSED
    is_of_a_case = code.startswith("G-") and code not in _NOT_ABOUT_ONE_REPORT and "ref" in facts
    if not is_of_a_case or not is_open or facts.get("own_subject") or facts.get("channel") == Channel.NONE:
        return facts
    own = facts.get("links")
    names = _FIVE_IN_PRIVATE if facts.get("channel") == Channel.PRIVATE else _FIVE
    return {
        **facts,
        "band": _SLOTS if facts.get("why") in ("expired", "unplanned", "two_rounds") else _NEXT.get(code, band),
        "events": facts.get("events") or _BEGAN,
        "links": {**links_to(*names, "report", "alerts"), **(own if isinstance(own, dict) else {})},
    }
