"""Two kinds of trouble: the answer is no, or later may work. Anything else is a fault of ours."""

from enum import StrEnum


class Reason(StrEnum):
    """Why the answer is no. The letter that tells of it has the sentence."""

    NOT_YOURS_TO_SAY = "not_yours_to_say"
    REPORT_CLOSED = "report_closed"
    ALREADY_SO = "already_so"
    FORGED_ADDRESS = "forged_address"
    MESSAGE_NOT_READY = "message_not_ready"
    NO_CARD = "no_card"
    NOT_PUBLISHED = "not_published"
    NOT_APPROVED = "not_approved"
    TOO_EARLY = "too_early"
    IN_THE_PAST = "in_the_past"
    SLOT_TAKEN = "slot_taken"
    SLOT_PAST = "slot_past"
    SLOT_WITHDRAWN = "slot_withdrawn"
    QUOTE_NOT_APPROVED = "quote_not_approved"
    ORDER_CLOSED = "order_closed"


class Refused(Exception):
    """The answer is no, and somebody is told why. Raised before anything was changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class TryAgain(Exception):
    """Not now: the same request may succeed later. The sentence is for the log, never for a sender."""


class WrongSetting(Exception):
    """A setting stops the start. The message is one sentence that names the setting and what it takes."""


WRONG_SETTING = 78
"""Exit status of a process that such a setting has stopped (sysexits, EX_CONFIG)."""
