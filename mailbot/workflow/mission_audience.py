"""Who is told of what about orders, visits, works and invoices: the second half of the table (AUDIENCE)."""

from collections.abc import Mapping
from types import MappingProxyType

from mailbot.vocabulary import EventKind, LetterKind
from mailbot.workflow.telling import DIGEST, Reader, Telling, When, Who, alerts, now

_Cells = tuple[Telling, ...]

TO_COMPANY_AT_WORK = now(LetterKind.COMPANY_MESSAGE, given="to_company")
"""What an occupant or a manager says in public, while an order or a visit of that company is open (AUDIENCE)."""


def _home(cells: _Cells) -> dict[Reader, _Cells]:
    return dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), cells)


# Of the one who did it: a receipt. Of the others: a line.
_RECEIPT = (*now(LetterKind.ACT_DONE, who=Who.SPEAKER), *DIGEST)
_CHANGED = now(LetterKind.VISIT_CHANGED, who=Who.ALL)
# Whoever said it is answered; the others have the news.
_RETURNS = (*now(LetterKind.RETURN_NOTED, who=Who.SPEAKER), *alerts(LetterKind.NEWS_OF_REPORT))
_SAME_DAY = (*now(LetterKind.NEW_MESSAGE, given="same_day"), *DIGEST)
_CONFIRMED: Mapping[Reader, _Cells] = MappingProxyType(
    {
        **_home(alerts(LetterKind.NEWS_OF_REPORT)),
        Reader.LANDLORD: DIGEST,
        Reader.MANAGERS: (*now(LetterKind.CLOSING_ASKED, given="decide"), *DIGEST),
        Reader.PROVIDER: now(LetterKind.REPAIR_CONFIRMED, who=Who.ALL),
    }
)

TOLD_OF_MISSIONS: Mapping[EventKind, Mapping[Reader, _Cells]] = MappingProxyType(
    {
        # -- Orders ----------------------------------------------------------------------------------------------------
        EventKind.WORK_ORDER_SENT: {
            **_home(now(LetterKind.ORDER_TOLD, who=Who.ALL)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: _RECEIPT,
            Reader.PROVIDER: now(LetterKind.WORK_ORDER, who=Who.ALL),
        },
        # The order of a second company; the first one has a cancellation of its own (WORK_ORDER_CANCELLED, told to it
        # alone).
        EventKind.PROVIDER_REPLACED: {
            **_home(now(LetterKind.COMPANY_CHANGED, who=Who.ALL)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: _RECEIPT,
            Reader.PROVIDER: now(LetterKind.WORK_ORDER, who=Who.ALL),
        },
        EventKind.WORK_ORDER_REISSUED: {
            Reader.MANAGERS: _RECEIPT,
            Reader.PROVIDER: now(LetterKind.WORK_ORDER, who=Who.ALL),
        },
        EventKind.WORK_ORDER_ACCEPTED: {
            Reader.LANDLORD: DIGEST,
            # Taken with slots and no word more, it needs nobody at the agency (S1-17).
            Reader.MANAGERS: (*alerts(LetterKind.NEW_MESSAGE, given="says_more"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.ANSWER_UNCLEAR, who=Who.SPEAKER, given="without_slots"),
        },
        EventKind.WORK_ORDER_REFUSED: {
            Reader.MANAGERS: now(LetterKind.COMPANY_DECLINED),
        },
        EventKind.PROVIDER_WITHDREW: {
            **_home(now(LetterKind.VISIT_CHANGED, who=Who.ALL, given="visit")),
            Reader.MANAGERS: now(LetterKind.COMPANY_DECLINED),
        },
        EventKind.PROVIDER_LEFT_UNREPLACED: {
            **_home(now(LetterKind.COMPANY_CHANGED, who=Who.ALL, variant="B")),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.WORK_ORDER_CANCELLED: {
            # Given to another company in the same breath, the home reads of that one alone.
            **_home(now(LetterKind.VISIT_CHANGED, who=Who.ALL, given="told_home")),
            Reader.LANDLORD: (Telling(When.DIGEST, given="told_home"),),
            Reader.MANAGERS: (*now(LetterKind.ACT_DONE, who=Who.SPEAKER, given="told_home"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.ORDER_CANCELLED, who=Who.ALL),
        },
        EventKind.PROVIDER_RELAUNCHED: {
            **_home(DIGEST),
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
            Reader.PROVIDER: (
                # None of them when a list of all that waits went out instead.
                *now(LetterKind.FIRST_RELAUNCH, who=Who.ALL, given="first"),
                *now(LetterKind.SECOND_RELAUNCH, who=Who.ALL, given="second"),
                *now(LetterKind.LAST_RELAUNCH, who=Who.ALL, given="last"),
            ),
        },
        EventKind.PROVIDER_LEFT_UNANSWERING: {
            Reader.MANAGERS: now(LetterKind.COMPANY_SILENT),
        },
        EventKind.QUOTE_REQUEST_EXPIRED: {
            Reader.MANAGERS: now(LetterKind.COMPANY_SILENT),
        },
        # -- Slots and visits ------------------------------------------------------------------------------------------
        EventKind.AVAILABILITY_ASKED: _home(now(LetterKind.AVAILABILITY_ASKED, who=Who.ALL)),
        EventKind.AVAILABILITY_GIVEN: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        EventKind.ACCESS_INFO_GIVEN: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        EventKind.SLOTS_PROPOSED: {
            **_home(now(LetterKind.SLOTS_OFFERED, who=Who.ALL)),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.SLOT_CHOICE_REMINDED: {
            **_home(now(LetterKind.SLOTS_OFFERED, who=Who.ALL)),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.SLOT_CHOSEN: {
            **_home(now(LetterKind.CHOICE_NOTED, who=Who.ALL)),
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.SLOT_TO_PLAN, who=Who.ALL),
        },
        EventKind.SLOT_CHOSEN_TOO_LATE: _home(now(LetterKind.NOT_DONE, who=Who.SPEAKER)),
        EventKind.SLOTS_REJECTED: {
            **_home(now(LetterKind.CHOICE_NOTED, who=Who.SPEAKER, variant="B")),
            Reader.MANAGERS: (*now(LetterKind.NO_CHOICE, given="two_rounds"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.OTHER_SLOTS, who=Who.ALL),
        },
        EventKind.SLOTS_EXPIRED: {
            Reader.MANAGERS: now(LetterKind.NO_CHOICE),
            Reader.PROVIDER: now(LetterKind.OTHER_SLOTS, who=Who.ALL),
        },
        EventKind.SLOT_LEFT_UNCHOSEN: {
            Reader.MANAGERS: now(LetterKind.NO_CHOICE),
            Reader.PROVIDER: now(LetterKind.COMPANY_MESSAGE, who=Who.ALL),
        },
        EventKind.PLANNING_REMINDED: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.SLOT_TO_PLAN, who=Who.ALL),
        },
        EventKind.VISIT_PLANNED: {
            **_home(now(LetterKind.VISIT_CONFIRMED, who=Who.ALL)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: (*now(LetterKind.VISIT_AGREED, given="urgent"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.VISIT_PLANNED, who=Who.ALL),
        },
        EventKind.VISIT_MOVED_BY_TENANT: {
            **_home(_CHANGED),
            Reader.MANAGERS: _SAME_DAY,
            Reader.PROVIDER: now(LetterKind.OTHER_SLOTS, who=Who.ALL),
        },
        EventKind.VISIT_MOVED_BY_PROVIDER: {**_home(_CHANGED), Reader.MANAGERS: _SAME_DAY},
        EventKind.VISIT_CANCELLED_BY_TENANT: {
            **_home(_CHANGED),
            Reader.MANAGERS: now(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: now(LetterKind.OTHER_SLOTS, who=Who.ALL),
        },
        EventKind.VISIT_CANCELLED_BY_PROVIDER: {**_home(_CHANGED), Reader.MANAGERS: now(LetterKind.NEW_MESSAGE)},
        EventKind.VISIT_DELAYED: {**_home(_CHANGED), Reader.MANAGERS: DIGEST},
        EventKind.VISIT_REMINDED: {
            **_home(now(LetterKind.VISIT_TOMORROW, who=Who.ALL)),
            Reader.PROVIDER: now(LetterKind.VISIT_REMINDER, who=Who.ALL),
        },
        EventKind.VISIT_MISSED_BY_PROVIDER: {
            Reader.AUTHOR: now(LetterKind.RETURN_NOTED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _RETURNS,
            Reader.MANAGERS: now(LetterKind.WORKS_CONTESTED),
            Reader.PROVIDER: now(LetterKind.PROBLEM_LEFT, who=Who.ALL),
        },
        EventKind.VISIT_MISSED_BY_OCCUPANT: {**_home(_CHANGED), Reader.MANAGERS: now(LetterKind.NEW_MESSAGE)},
        EventKind.VISIT_ENDED: {
            Reader.PROVIDER: now(LetterKind.NEXT_STEP, who=Who.ALL),
        },
        # -- Works -----------------------------------------------------------------------------------------------------
        EventKind.DIAGNOSIS_DECLARED: {
            **_home(alerts(LetterKind.NEWS_OF_REPORT)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: now(LetterKind.ANSWER_UNCLEAR, who=Who.SPEAKER, given="one_point"),
        },
        EventKind.WORKS_DECLARED_DONE: {
            **_home(now(LetterKind.WORKS_DONE, who=Who.ALL)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.DONE_NOTED, who=Who.ALL),
        },
        EventKind.COMPLETION_REMINDED: {
            **_home(now(LetterKind.WORKS_DONE_REMINDED, who=Who.ALL)),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.WORKS_CONFIRMED: _CONFIRMED,
        EventKind.WORKS_CONFIRMED_TACITLY: _CONFIRMED,
        EventKind.WORKS_CONFIRMED_BY_MANAGER: _CONFIRMED,
        EventKind.WORKS_CONTESTED: {
            **_home(_RETURNS),
            Reader.MANAGERS: now(LetterKind.WORKS_CONTESTED),
            Reader.PROVIDER: now(LetterKind.PROBLEM_LEFT, who=Who.ALL),
        },
        # -- Invoice and file ------------------------------------------------------------------------------------------
        EventKind.PHOTOS_RECEIVED: {
            **_home(alerts(LetterKind.NEWS_OF_REPORT)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: DIGEST,
        },
        EventKind.INVOICE_RECEIVED: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.INVOICE_NOTED, who=Who.ALL),
        },
        EventKind.INVOICE_MISMATCHED: {
            Reader.MANAGERS: now(LetterKind.INVOICE_HERE),
            Reader.PROVIDER: now(LetterKind.INVOICE_NOTED, who=Who.ALL),
        },
        EventKind.INVOICE_CORRECTION_ASKED: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.COMPANY_MESSAGE, who=Who.ALL),
        },
        EventKind.INVOICE_APPROVED: {
            Reader.MANAGERS: (*now(LetterKind.ACT_DONE, who=Who.SPEAKER, given="command"), *DIGEST),
        },
        EventKind.FILE_COMPLETED: {
            Reader.LANDLORD: now(LetterKind.WORKS_FINISHED, who=Who.ALL, given="told_landlord"),
            Reader.MANAGERS: now(LetterKind.CLOSING_ASKED, who=Who.ALL),
        },
        EventKind.BANK_CHANGE_ANNOUNCED: {
            Reader.MANAGERS: now(LetterKind.SECURITY_ALERT),
            Reader.PROVIDER: now(LetterKind.READ_BACK, who=Who.ALL),
        },
        EventKind.BANK_CHANGE_VERIFIED: {Reader.MANAGERS: DIGEST},
        EventKind.BANK_CHANGE_REFUSED: {Reader.MANAGERS: DIGEST},
        # -- Ours ------------------------------------------------------------------------------------------------------
        EventKind.PAPER_PRINTED: {},
        EventKind.COMPANIES_LISTED: {},
    }
)
"""Read with TOLD: `given` names the detail of the event without which a cell is empty."""
