"""Where a case stands, and what happened in it, when a letter leaves to its home or its landlord: for the samples.

The words of a letter and the line beneath them must tell one story: the service works both out from one case, and
samples take them from here.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

_AT: Mapping[str, str] = MappingProxyType(
    {
        "REPORT_OPENED_BY_TENANT": "2026-11-18T07:42:10+00:00",
        "REPORT_OPENED_BY_LANDLORD": "2026-11-18T07:42:10+00:00",
        "COMMENT_ADDED_BY_MANAGER": "2026-11-18T09:05:00+00:00",
        "COMMENT_ADDED_BY_TENANT": "2026-11-19T18:31:00+00:00",
        "QUOTE_REQUESTED": "2026-11-20T09:12:00+00:00",
        "WORK_ORDER_SENT": "2026-11-20T17:02:00+00:00",
        "SLOTS_PROPOSED": "2026-11-21T09:00:00+00:00",
        "SLOT_CHOSEN": "2026-11-21T17:20:00+00:00",
        "VISIT_PLANNED": "2026-11-23T08:05:00+00:00",
        "QUOTE_RECEIVED": "2026-11-23T14:40:00+00:00",
        "LANDLORD_ASKED": "2026-11-23T15:10:00+00:00",
        "LANDLORD_APPROVED": "2026-11-24T09:00:00+00:00",
        "LANDLORD_REFUSED": "2026-11-24T09:00:00+00:00",
        "WORKS_ENGAGED_URGENTLY": "2026-11-24T09:00:00+00:00",
        "QUOTE_APPROVED": "2026-11-24T09:20:00+00:00",
        "VISIT_MOVED_BY_PROVIDER": "2026-11-24T07:10:00+00:00",
        "VISIT_CANCELLED_BY_TENANT": "2026-11-24T07:10:00+00:00",
        "VISIT_MISSED_BY_OCCUPANT": "2026-11-24T10:30:00+00:00",
        "VISIT_MISSED_BY_PROVIDER": "2026-11-24T18:30:00+00:00",
        "VISIT_DELAYED": "2026-11-24T07:50:00+00:00",
        "WORK_ORDER_CANCELLED": "2026-11-24T07:10:00+00:00",
        "PROVIDER_LEFT_UNREPLACED": "2026-11-24T08:00:00+00:00",
        "PROVIDER_REPLACED": "2026-11-24T08:00:00+00:00",
        "WORKS_DECLARED_DONE": "2026-11-24T16:45:00+00:00",
        "WORKS_CONTESTED": "2026-11-25T07:30:00+00:00",
        "WORKS_CONFIRMED": "2026-11-25T07:30:00+00:00",
        "WORKS_CONFIRMED_TACITLY": "2026-12-01T08:00:00+00:00",
        "WORKS_CONFIRMED_BY_MANAGER": "2026-11-25T07:30:00+00:00",
        "REPORT_CLOSED_BY_AUTHOR": "2026-11-21T08:10:00+00:00",
        "REPORT_CLOSED_BY_MANAGER": "2026-11-21T08:10:00+00:00",
        "REPORT_REOPENED": "2026-11-23T08:10:00+00:00",
        "URGENCY_RAISED": "2026-11-21T02:40:00+00:00",
    }
)

_REPORTED = ("REPORT_OPENED_BY_TENANT",)
_ANSWERED = (*_REPORTED, "COMMENT_ADDED_BY_MANAGER")
_ORDERED = (*_ANSWERED, "WORK_ORDER_SENT")
_OFFERED = (*_ORDERED, "SLOTS_PROPOSED")
_CHOSEN = (*_OFFERED, "SLOT_CHOSEN")
_PLANNED = (*_CHOSEN, "VISIT_PLANNED")
_DONE = (*_PLANNED, "WORKS_DECLARED_DONE")
_ASKED = (*_REPORTED, "LANDLORD_ASKED")
_MEANWHILE = (*_OFFERED, "SLOT_CHOSEN")

_Place = tuple[str, str, str, Sequence[str]]
"""What comes next, from whom, on which day, and what has happened."""
_CHOICE, _SLOTS = ("slot_choice", "you", ""), ("slots", "provider", "")
_DECIDES, _CONFIRMS = ("agency_decides", "agency", ""), ("confirmation", "you", "")
_CLOSES, _AGREES = ("closing", "agency", ""), ("agreement", "you", "")

# By code and by the beginning of the variant; the first that fits.
_PLACES: Mapping[str, Mapping[str, _Place]] = MappingProxyType(
    {
        "T-03": {"which home": ("", "", "", ()), "": ("precision", "you", "", _ANSWERED)},
        "T-04": {
            "works confirmed by": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED_BY_MANAGER")),
            "works confirmed": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED")),
            "works taken": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED_TACITLY")),
            "works contested": (*_SLOTS, (*_DONE, "WORKS_CONTESTED")),
            "nobody came": (*_SLOTS, (*_PLANNED, "VISIT_MISSED_BY_PROVIDER")),
            "": ("provider_answers", "provider", "", _ORDERED),
        },
        "T-05": {"": ("quote", "provider", "", (*_ANSWERED, "QUOTE_REQUESTED"))},
        "T-06": {"": ("provider_answers", "provider", "", _ORDERED)},
        "T-07": {"": ("availability", "you", "", _ORDERED)},
        "T-08": {"": (*_CHOICE, _OFFERED)},
        "T-09": {"a": ("planning", "provider", "", _CHOSEN), "b": (*_SLOTS, _OFFERED)},
        "T-10": {
            "today": ("visit", "provider", "2026-11-24", _PLANNED),
            "": ("visit", "provider", "2026-11-26", _PLANNED),
        },
        "T-11": {"": ("visit", "provider", "2026-11-24", _PLANNED)},
        "T-12": {
            "late": ("visit", "provider", "2026-11-24", (*_PLANNED, "VISIT_DELAYED")),
            "moved, one": (*_CHOICE, (*_PLANNED, "VISIT_MOVED_BY_PROVIDER")),
            "moved, several": (*_CHOICE, (*_PLANNED, "VISIT_MOVED_BY_PROVIDER")),
            "moved": (*_SLOTS, (*_PLANNED, "VISIT_MOVED_BY_PROVIDER")),
            "could not": (*_SLOTS, (*_PLANNED, "VISIT_MISSED_BY_OCCUPANT")),
            "the company": (*_DECIDES, _PLANNED),
            "called off": (*_SLOTS, (*_PLANNED, "VISIT_CANCELLED_BY_TENANT")),
            "the order is cancelled, the report is closed": ("", "", "", (*_PLANNED, "WORK_ORDER_CANCELLED")),
            "the order": (*_DECIDES, (*_PLANNED, "WORK_ORDER_CANCELLED")),
        },
        "T-13": {
            "a": (*_DECIDES, (*_PLANNED, "QUOTE_RECEIVED")),
            "b": (*_DECIDES, (*_ANSWERED, "QUOTE_REQUESTED", "QUOTE_RECEIVED")),
        },
        "T-14": {
            "a, inside": (*_SLOTS, (*_PLANNED, "QUOTE_RECEIVED", "QUOTE_APPROVED")),
            "a visit": ("visit", "provider", "2026-11-26", (*_PLANNED, "QUOTE_RECEIVED", "QUOTE_APPROVED")),
            "b": (*_DECIDES, (*_ANSWERED, "QUOTE_REQUESTED", "QUOTE_RECEIVED", "QUOTE_APPROVED")),
        },
        "T-15": {"": (*_CONFIRMS, _DONE)},
        "T-16": {"": (*_CONFIRMS, _DONE)},
        "T-18": {"": ("", "", "", (*_ANSWERED, "REPORT_CLOSED_BY_AUTHOR"))},
        "T-19": {"": (*_DECIDES, (*_ANSWERED, "REPORT_CLOSED_BY_AUTHOR", "REPORT_REOPENED"))},
        "T-25": {
            "b": (*_DECIDES, (*_ORDERED, "PROVIDER_LEFT_UNREPLACED")),
            "": ("provider_answers", "provider", "", (*_ORDERED, "PROVIDER_REPLACED")),
        },
        "T-27": {
            "nobody": (*_SLOTS, (*_PLANNED, "VISIT_MISSED_BY_PROVIDER")),
            "": (*_SLOTS, (*_DONE, "WORKS_CONTESTED")),
        },
        "B-02": {"": (*_AGREES, _ASKED)},
        "B-03": {"": (*_AGREES, _ASKED)},
        "B-04": {
            "may be": ("works", "provider", "", (*_ASKED, "LANDLORD_APPROVED")),
            "the company": ("works", "provider", "", (*_ASKED, "LANDLORD_APPROVED")),
            "": (*_DECIDES, (*_ASKED, "LANDLORD_APPROVED")),
        },
        "B-05": {"": (*_DECIDES, (*_ASKED, "LANDLORD_REFUSED"))},
        "B-06": {"": (*_DECIDES, (*_ASKED, "WORKS_ENGAGED_URGENTLY"))},
        "B-08": {
            "by silence": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED_TACITLY")),
            "by the agency": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED_BY_MANAGER")),
            "": (*_CLOSES, (*_DONE, "WORKS_CONFIRMED")),
        },
        "X-12": {"a landlord": (*_AGREES, _ASKED)},
        "X-13": {"landlord, which home": ("", "", "", ()), "landlord": (*_AGREES, _ASKED)},
        "X-14": {
            "too late": ("planning", "provider", "", _MEANWHILE),
            "a slot was chosen": ("planning", "provider", "", _MEANWHILE),
        },
    }
)


def told_with(code: str, variant: str) -> dict[str, Any]:
    """The band and the events of a sample; nothing for one that says its own, or has neither."""
    places = _PLACES.get(code, {})
    step, who, on, kinds = next(
        (place for begins, place in places.items() if variant.startswith(begins)), ("", "", "", ())
    )
    if not kinds:
        return {}
    band = {"status": "in_progress", "next_step": step, "who": who} if step else {"status": "closed"}
    if on:
        band["on"] = on
    return {"band": band, "events": [{"at": _AT[kind], "kind": kind} for kind in kinds]}
