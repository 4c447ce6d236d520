"""Who may do what: one table (FEATURES, final permission matrix)."""

from enum import StrEnum

from mailbot.errors import Reason, Refused
from mailbot.vocabulary import Role


class Act(StrEnum):
    """Something that changes a report."""

    REPORT = "report"
    COMMENT = "comment"
    CLOSE = "close"
    REOPEN = "reopen"
    LIST_OCCUPANTS = "list_occupants"
    LIST_PROVIDERS = "list_providers"
    RENAME_DWELLING = "rename_dwelling"
    INVITE = "invite"
    REMOVE = "remove"
    REQUEST_QUOTE = "request_quote"
    SEND_ORDER = "send_order"
    CANCEL_ORDER = "cancel_order"
    WISH_TIMES = "wish_times"
    PROPOSE_SLOTS = "propose_slots"
    CHOOSE_SLOT = "choose_slot"
    PLAN_VISIT = "plan_visit"
    CHANGE_VISIT = "change_visit"
    DECLARE_WORKS = "declare_works"
    CONFIRM_WORKS = "confirm_works"
    SEND_INVOICE = "send_invoice"
    APPROVE_INVOICE = "approve_invoice"
    CHANGE_BANK = "change_bank"
    APPROVE_QUOTE = "approve_quote"
    REFUSE_QUOTE = "refuse_quote"
    CORRECT_READING = "correct_reading"
    """Say whether a landlord's answer was well read, or what it says (G-07)."""
    ASK_LANDLORD = "ask_landlord"
    WRITE_TO_COMPANY = "write_to_company"
    KEEP_PROVIDERS = "keep_providers"
    PUBLISH = "publish"
    """Tell the home of a report that began with the landlord alone."""
    SORT = "sort"
    """Say what a report is filed as, and who pays."""
    MERGE = "merge"
    ERASE = "erase"
    """Destroy what should never have been sent, or what somebody wants forgotten."""
    MASK = "mask"
    """Cover words or a picture for everybody, take the cover away, or look below it."""
    ANSWER_ALARM = "answer_alarm"
    """Take an alarm, or call it false: whoever it has woken."""
    EXPORT = "export"
    """Put together what is on file about one person."""


class Right(StrEnum):
    """How far a role may do an act."""

    YES = "yes"
    NO = "no"
    AUTHOR = "author"
    """Only whoever reported the problem, and while they live there (S1-21, S1-85)."""
    OWN_HOME = "own_home"
    WHEN_ASKED = "when_asked"
    """Only a landlord to whom a manager has put the question, while it stands (B-02)."""


RIGHTS: dict[Act, dict[Role, Right]] = {
    Act.REPORT: {
        Role.TENANT: Right.OWN_HOME,
        Role.LANDLORD: Right.OWN_HOME,
        Role.MANAGER: Right.YES,
        Role.PROVIDER: Right.NO,
    },
    Act.COMMENT: {
        Role.TENANT: Right.YES,
        Role.LANDLORD: Right.YES,
        Role.MANAGER: Right.YES,
        Role.PROVIDER: Right.YES,
    },
    Act.CLOSE: {
        Role.TENANT: Right.AUTHOR,
        Role.LANDLORD: Right.AUTHOR,
        Role.MANAGER: Right.YES,
        Role.PROVIDER: Right.NO,
    },
    Act.REOPEN: {
        Role.TENANT: Right.AUTHOR,
        Role.LANDLORD: Right.AUTHOR,
        Role.MANAGER: Right.YES,
        Role.PROVIDER: Right.NO,
    },
    Act.LIST_OCCUPANTS: {Role.MANAGER: Right.YES},
    Act.LIST_PROVIDERS: {Role.MANAGER: Right.YES},
    Act.RENAME_DWELLING: {Role.MANAGER: Right.YES},
    Act.INVITE: {Role.MANAGER: Right.YES},
    Act.REMOVE: {Role.MANAGER: Right.YES},
    # Words of anybody else never create one (S1-22, S1-23).
    Act.REQUEST_QUOTE: {Role.MANAGER: Right.YES},
    Act.SEND_ORDER: {Role.MANAGER: Right.YES},
    Act.CANCEL_ORDER: {Role.MANAGER: Right.YES},
    # A manager does any of these in somebody's place, and the journal says so.
    Act.WISH_TIMES: {Role.TENANT: Right.YES, Role.MANAGER: Right.YES},
    Act.PROPOSE_SLOTS: {Role.MANAGER: Right.YES, Role.PROVIDER: Right.YES},
    Act.CHOOSE_SLOT: {Role.TENANT: Right.YES, Role.MANAGER: Right.YES},
    Act.PLAN_VISIT: {Role.MANAGER: Right.YES, Role.PROVIDER: Right.YES},
    Act.CHANGE_VISIT: {Role.TENANT: Right.YES, Role.MANAGER: Right.YES, Role.PROVIDER: Right.YES},
    Act.DECLARE_WORKS: {Role.MANAGER: Right.YES, Role.PROVIDER: Right.YES},
    Act.CONFIRM_WORKS: {Role.TENANT: Right.YES, Role.MANAGER: Right.YES},
    Act.SEND_INVOICE: {Role.MANAGER: Right.YES, Role.PROVIDER: Right.YES},
    Act.APPROVE_INVOICE: {Role.MANAGER: Right.YES},
    Act.CHANGE_BANK: {Role.MANAGER: Right.YES},
    Act.APPROVE_QUOTE: {Role.LANDLORD: Right.WHEN_ASKED, Role.MANAGER: Right.YES},
    Act.REFUSE_QUOTE: {Role.LANDLORD: Right.WHEN_ASKED, Role.MANAGER: Right.YES},
    Act.CORRECT_READING: {Role.MANAGER: Right.YES},
    Act.ASK_LANDLORD: {Role.MANAGER: Right.YES},
    Act.WRITE_TO_COMPANY: {Role.MANAGER: Right.YES},
    Act.KEEP_PROVIDERS: {Role.MANAGER: Right.YES},
    Act.PUBLISH: {Role.MANAGER: Right.YES},
    Act.SORT: {Role.MANAGER: Right.YES},
    Act.MERGE: {Role.MANAGER: Right.YES},
    Act.ERASE: {Role.MANAGER: Right.YES},
    Act.MASK: {Role.MANAGER: Right.YES},
    Act.ANSWER_ALARM: {Role.MANAGER: Right.YES},
    Act.EXPORT: {Role.MANAGER: Right.YES},
}


def check(
    act: Act, role: Role, *, is_author: bool = False, own_home: bool = False, is_asked: bool = False
) -> None:  # fmt: skip
    """Raises Refused(NOT_YOURS_TO_SAY) when this role may not do this."""
    match RIGHTS[act].get(role, Right.NO):
        case Right.YES:
            return
        case Right.AUTHOR if is_author:
            return
        case Right.OWN_HOME if own_home:
            return
        case Right.WHEN_ASKED if is_asked:
            return
    raise Refused(Reason.NOT_YOURS_TO_SAY)
