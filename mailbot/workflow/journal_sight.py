"""Which events stand at the foot of a letter or on a page, by who looks: what a landlord did is no public fact."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from mailbot.db import Session
from mailbot.model import Event, Report
from mailbot.prepared import Prepared
from mailbot.vocabulary import EventKind, QuoteSight, Role
from mailbot.workflow.occasions import Past
from mailbot.workflow.quotes import may_know

SEEN_BY_OCCUPANTS = frozenset(
    {
        EventKind.REPORT_OPENED_BY_TENANT,
        EventKind.REPORT_OPENED_BY_MANAGER,
        EventKind.COMMENT_ADDED_BY_TENANT,
        EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT,
        EventKind.COMMENT_ADDED_BY_MANAGER,
        EventKind.COMMENT_ADDED_BY_PROVIDER,
        EventKind.CANNED_REPLY_SENT,
        EventKind.REPORT_CLOSED_BY_AUTHOR,
        EventKind.REPORT_CLOSED_BY_MANAGER,
        EventKind.REPORT_REOPENED,
        EventKind.URGENCY_RAISED,
        EventKind.REPORT_PUBLISHED,
        EventKind.REPORT_MERGED,
        EventKind.QUOTE_REQUESTED,
        EventKind.QUOTE_RECEIVED,
        EventKind.QUOTE_APPROVED,
        EventKind.WORK_ORDER_SENT,
        EventKind.PROVIDER_REPLACED,
        EventKind.PROVIDER_LEFT_UNREPLACED,
        EventKind.WORK_ORDER_CANCELLED,
        EventKind.PROVIDER_RELAUNCHED,
        EventKind.SLOTS_PROPOSED,
        EventKind.SLOT_CHOSEN,
        EventKind.SLOTS_REJECTED,
        EventKind.VISIT_PLANNED,
        EventKind.VISIT_MOVED_BY_TENANT,
        EventKind.VISIT_MOVED_BY_PROVIDER,
        EventKind.VISIT_CANCELLED_BY_TENANT,
        EventKind.VISIT_CANCELLED_BY_PROVIDER,
        EventKind.VISIT_DELAYED,
        EventKind.VISIT_MISSED_BY_PROVIDER,
        EventKind.VISIT_MISSED_BY_OCCUPANT,
        EventKind.DIAGNOSIS_DECLARED,
        EventKind.WORKS_DECLARED_DONE,
        EventKind.WORKS_CONFIRMED,
        EventKind.WORKS_CONFIRMED_TACITLY,
        EventKind.WORKS_CONFIRMED_BY_MANAGER,
        EventKind.WORKS_CONTESTED,
        EventKind.PHOTOS_RECEIVED,
    }
)
"""What an occupant sees at the foot of a letter. An event that is not here is the agency's own business."""
UNTOLD_TO_LANDLORDS = frozenset({EventKind.PROVIDER_RELAUNCHED, EventKind.LANDLORD_READING_CONFIRMED})
"""What is between the agency, the home and the company (WORK_ORDER_PDF, 6.2), and among managers."""
_PRIVATE = frozenset(
    {
        EventKind.REPORT_OPENED_BY_LANDLORD,
        EventKind.COMMENT_ADDED_BY_LANDLORD,
        EventKind.PRIVATE_MESSAGE_SENT,
        EventKind.PRIVATE_MESSAGE_RECEIVED,
        EventKind.REPORT_OPENED_PRIVATELY,
        EventKind.LANDLORD_ASKED,
        EventKind.LANDLORD_REMINDED,
        EventKind.LANDLORD_APPROVED,
        EventKind.LANDLORD_REFUSED,
        EventKind.LANDLORD_ANSWERED_WITH_CONDITION,
        EventKind.LANDLORD_UNDID_APPROVAL,
        EventKind.LANDLORD_READING_CONFIRMED,
        EventKind.LANDLORD_LEFT_SILENT,
        EventKind.WORKS_ENGAGED_URGENTLY,
    }
)
"""What happens between manager and landlord: at the foot of their private letters alone. A public letter to a manager
is answered into the public thread, with all that it says below the answer."""
_SEEN_BY_MANAGERS = SEEN_BY_OCCUPANTS | {
    EventKind.URGENCY_TAKEN,  # of a landlord's alarm, too, of which the home knows nothing
    EventKind.URGENCY_CALLED_FALSE,
    EventKind.CLOSING_SUGGESTED,
    EventKind.CLOSED_REPORT_ANSWERED,
    EventKind.REPORT_LEFT_CLOSED,
    EventKind.PROVIDER_WROTE_TO_AGENCY,
    EventKind.TENANT_WROTE_TO_AGENCY,
    EventKind.STATUS_ASKED,
    EventKind.MESSAGE_SENT_TO_COLLEAGUE,
    EventKind.MESSAGE_SENT_TO_PROVIDER,
    EventKind.QUOTE_REQUEST_ANSWERED,
    EventKind.QUOTE_REQUEST_DECLINED,
    EventKind.PRICE_STATED_WITHOUT_QUOTE,
    EventKind.QUOTE_REFUSED,
    EventKind.QUOTE_EXPIRED,
    EventKind.WORK_ORDER_REISSUED,
    EventKind.WORK_ORDER_ACCEPTED,
    EventKind.WORK_ORDER_REFUSED,
    EventKind.PROVIDER_WITHDREW,
    EventKind.PROVIDER_LEFT_UNANSWERING,
    EventKind.QUOTE_REQUEST_EXPIRED,
    EventKind.AVAILABILITY_GIVEN,
    EventKind.ACCESS_INFO_GIVEN,
    EventKind.SLOTS_EXPIRED,
    EventKind.SLOT_LEFT_UNCHOSEN,
    EventKind.INVOICE_RECEIVED,
    EventKind.INVOICE_MISMATCHED,
    EventKind.INVOICE_CORRECTION_ASKED,
    EventKind.INVOICE_APPROVED,
    EventKind.FILE_COMPLETED,
    EventKind.BANK_CHANGE_VERIFIED,
}

SIGHT = "sight"
"""The detail of an event that says who may know of it."""


def sees(role: Role, event: Past, *, is_private: bool) -> bool:
    """Whether an event may stand at the foot of a letter, or on a page. What a landlord did is no public fact, whatever
    its kind: it is seen on the private side alone."""
    if role is Role.PROVIDER:
        return False  # what the company reads of the report is what its letter says
    if event.sight is not None and not may_know(role, event.sight):
        return False
    if role is Role.LANDLORD and event.kind in UNTOLD_TO_LANDLORDS:
        return False
    if is_private and role is not Role.TENANT and (event.kind in _PRIVATE or event.role is Role.LANDLORD):
        return True
    seen = _SEEN_BY_MANAGERS if role is Role.MANAGER else SEEN_BY_OCCUPANTS
    return event.kind in seen and event.role is not Role.LANDLORD


def past_of(event: Event) -> Past:
    """An event as it may stand at the foot of a letter, or on a page."""
    return Past(event.kind, event.at, event.actor_role, sight_in(event.facts))


def sight_in(facts: Mapping[str, Any]) -> QuoteSight | None:
    """Who may know of the quote that an event is about; none when everybody may, or it is about none."""
    return QuoteSight(facts[SIGHT]) if SIGHT in facts else None


def last_events(session: Session, report: Report) -> tuple[Past, ...]:
    """What happened last on a report, oldest first. The foot of a letter has the last five that its reader may see
    (S1-14): more are looked up, since some are not for everybody."""
    last = _LAST.rows(session, report=report.id)
    return tuple(
        Past(kind, at, role, QuoteSight(sight) if sight is not None else None) for kind, at, role, sight in last[::-1]
    )


_LAST = Prepared(
    select(Event.kind, Event.at, Event.actor_role, Event.facts[SIGHT].as_string())
    # Written out: a hundred words handed over one by one cost more than the whole statement.
    .where(
        Event.report_id == bindparam("report"),
        Event.kind.in_([literal_column(f"'{kind.value}'") for kind in sorted(_SEEN_BY_MANAGERS | _PRIVATE)]),
    )
    .order_by(Event.id.desc())
    .limit(15)
)
