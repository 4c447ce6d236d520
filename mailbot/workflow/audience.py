"""Who is told of what, at once or in the digest: one table (AUDIENCE)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from mailbot.vocabulary import EventKind, LetterKind


class Reader(StrEnum):
    """A column of the table. Who stands in it depends on the report."""

    AUTHOR = "author"
    """The tenant who reported. When the agency or the landlord did, every occupant is in the next column."""
    OTHER_OCCUPANTS = "other_occupants"
    LANDLORD = "landlord"
    MANAGERS = "managers"
    PROVIDER = "provider"
    ON_CALL = "on_call"
    """Who takes calls while the agency is closed, when that is none of the managers in charge."""


class When(StrEnum):
    """When a reader is told."""

    NOW = "now"
    """At once, whatever the reader's alerts."""
    ALERTS = "alerts"
    """At once, or as a line of the next digest for who chose the daily letter."""
    DIGEST = "digest"
    """Only as a line of the digest."""
    URGENT = "urgent"
    """At once when it cannot wait, else only as a line of the digest."""


class Who(StrEnum):
    """Which people of a column."""

    ALL = "all"
    OTHERS = "others"
    """All but the one whose act it is."""
    SPEAKER = "speaker"
    """The one whose act it is, alone."""
    AUTHOR = "author"
    """The one who reported it, alone."""
    CONCERNED = "concerned"
    """The one whom it is about, alone: who arrives, who leaves."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One cell: a letter (none for a line of the digest), when, to whom, in which variant."""

    when: When
    letter: LetterKind | None = None
    who: Who = Who.OTHERS
    variant: str = "A"
    given: str = ""
    """A detail of the event without which this cell is empty; with it, it stands before the one that follows."""


def _now(letter: LetterKind, *, who: Who = Who.OTHERS, variant: str = "A") -> tuple[Telling, ...]:
    return (Telling(When.NOW, letter, who, variant),)


def _alerts(letter: LetterKind) -> tuple[Telling, ...]:
    return (Telling(When.ALERTS, letter),)


_DIGEST = (Telling(When.DIGEST),)
_ALL_SPEAKERS = (Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.MANAGERS, Reader.PROVIDER)
_NOT_DONE = _now(LetterKind.NOT_DONE, who=Who.SPEAKER)
# What a landlord says that is no yes.
_NOTHING_ENGAGED: Mapping[Reader, tuple[Telling, ...]] = MappingProxyType(
    {
        Reader.LANDLORD: _now(LetterKind.REFUSAL_NOTED, who=Who.ALL),
        Reader.MANAGERS: _now(LetterKind.LANDLORD_DECIDED),
    }
)

TOLD: Mapping[EventKind, Mapping[Reader, tuple[Telling, ...]]] = MappingProxyType(
    {
        EventKind.REPORT_OPENED_BY_TENANT: {
            Reader.AUTHOR: _now(LetterKind.REPORT_RECEIVED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_RECEIVED, variant="B"),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _now(LetterKind.NEW_REPORT),
        },
        EventKind.REPORT_OPENED_BY_MANAGER: {
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_RECEIVED, variant="B"),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: (
                Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),
                *_now(LetterKind.NEW_REPORT),
            ),
        },
        EventKind.REPORT_OPENED_BY_LANDLORD: {
            Reader.LANDLORD: _now(LetterKind.LANDLORD_REPORT, who=Who.SPEAKER),
            Reader.MANAGERS: _now(LetterKind.NEW_REPORT),
        },
        EventKind.REPORT_OPENED_PRIVATELY: {
            Reader.LANDLORD: _now(LetterKind.LANDLORD_MESSAGE),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.REPORT_PUBLISHED: {
            # Nobody who lives there reported it: all of them stand in this column.
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_RECEIVED, who=Who.ALL, variant="B"),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.REPORT_MERGED: {
            Reader.AUTHOR: _now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_CLOSED, who=Who.ALL, variant="B"),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.REPORT_FOUND_OUT_OF_SCOPE: {
            Reader.AUTHOR: _now(LetterKind.OUT_OF_SCOPE, who=Who.SPEAKER),
            Reader.MANAGERS: _now(LetterKind.TO_BE_FILED),
        },
        EventKind.COMMENT_ADDED_BY_TENANT: {
            # Two people may have reported the same matter (REPORT_MERGED).
            Reader.AUTHOR: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT: {
            Reader.AUTHOR: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.COMMENT_ADDED_BY_MANAGER: {
            Reader.AUTHOR: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.COMMENT_ADDED_BY_PROVIDER: {
            # Less the sentences with sums, bank details or codes (withholding).
            Reader.AUTHOR: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.PROVIDER_WROTE_TO_AGENCY: {
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.QUOTE_REQUEST_ANSWERED: {
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.QUOTE_REQUEST_DECLINED: {
            Reader.MANAGERS: _now(LetterKind.COMPANY_DECLINED),
        },
        EventKind.QUOTE_RECEIVED: {
            Reader.AUTHOR: (Telling(When.ALERTS, LetterKind.QUOTE_HERE, variant="B"),),
            Reader.OTHER_OCCUPANTS: (Telling(When.ALERTS, LetterKind.QUOTE_HERE, variant="B"),),
            Reader.MANAGERS: _now(LetterKind.QUOTE_RECEIVED_LETTER),
            Reader.PROVIDER: _now(LetterKind.QUOTE_NOTED, who=Who.ALL, variant="B"),
        },
        EventKind.PRICE_STATED_WITHOUT_QUOTE: {
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: (Telling(When.NOW, LetterKind.ANSWER_UNCLEAR, Who.SPEAKER, given="above_threshold"),),
        },
        EventKind.COMMENT_ADDED_BY_LANDLORD: {
            Reader.MANAGERS: _now(LetterKind.LANDLORD_ANSWERED),
        },
        EventKind.PRIVATE_MESSAGE_SENT: {
            Reader.LANDLORD: _now(LetterKind.LANDLORD_MESSAGE),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.PRIVATE_MESSAGE_RECEIVED: {
            Reader.MANAGERS: _now(LetterKind.LANDLORD_ANSWERED),
        },
        EventKind.CANNED_REPLY_SENT: {
            Reader.AUTHOR: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: _alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.TENANT_WROTE_TO_AGENCY: {
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.MESSAGE_SENT_TO_COLLEAGUE: {
            Reader.MANAGERS: _now(LetterKind.NEW_MESSAGE),
        },
        EventKind.STATUS_ASKED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), _now(LetterKind.STATUS_TOLD, who=Who.SPEAKER)),
            Reader.LANDLORD: _now(LetterKind.LANDLORD_STATUS, who=Who.SPEAKER),
            Reader.MANAGERS: _alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.URGENCY_RAISED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), _now(LetterKind.URGENT_RECEIVED, who=Who.ALL)),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _now(LetterKind.ON_CALL_ALERT, who=Who.ALL),
            Reader.ON_CALL: _now(LetterKind.ON_CALL_ALERT, who=Who.ALL, variant="B"),
        },
        EventKind.CLOSING_SUGGESTED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.PROVIDER), _NOT_DONE),
            # In place of the same words as a comment: one letter, with the button that closes.
            Reader.MANAGERS: _now(LetterKind.NEW_MESSAGE),
        },
        EventKind.REPORT_CLOSED_BY_AUTHOR: {
            Reader.AUTHOR: _now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_CLOSED, variant="B"),
            Reader.LANDLORD: (*_DIGEST, *_now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="B")),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.REPORT_CLOSED_BY_MANAGER: {
            Reader.AUTHOR: _now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_CLOSED, who=Who.ALL, variant="B"),
            Reader.LANDLORD: (*_DIGEST, *_now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="B")),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.REPORT_REOPENED: {
            Reader.AUTHOR: _now(LetterKind.REPORT_REOPENED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.REPORT_REOPENED, who=Who.ALL),
            Reader.LANDLORD: (*_DIGEST, *_now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="C")),
            # In place of the words that brought it back, which are a comment again.
            Reader.MANAGERS: _now(LetterKind.CLOSED_REPORT_MESSAGE),
        },
        EventKind.CLOSED_REPORT_ANSWERED: {
            Reader.AUTHOR: _now(LetterKind.CLOSED_REPORT_ANSWERED, who=Who.SPEAKER),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.CLOSED_REPORT_ANSWERED, who=Who.SPEAKER),
            Reader.MANAGERS: (
                Telling(When.NOW, LetterKind.CLOSED_REPORT_MESSAGE, given="contests"),
                Telling(When.DIGEST),
            ),
        },
        EventKind.REPORT_LEFT_DORMANT: {
            # The managers read of all of them in one letter (left_alone).
            Reader.AUTHOR: (Telling(When.NOW, LetterKind.STATUS_TOLD, Who.ALL, given="dormant_news"),),
        },
        # The managers read of all of them in one letter (left_alone).
        EventKind.REPORT_LEFT_UNTREATED: {},
        EventKind.LIST_ASKED: {
            Reader.MANAGERS: _now(LetterKind.ACT_DONE, who=Who.SPEAKER),
        },
        EventKind.DRAFT_PREPARED: {
            Reader.MANAGERS: _now(LetterKind.DRAFT_READY, who=Who.SPEAKER),
        },
        EventKind.TENANT_INVITED: {
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *_DIGEST),
        },
        EventKind.TENANT_ARRIVED: {
            Reader.AUTHOR: _now(LetterKind.WELCOME_TENANT, who=Who.CONCERNED),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.DEPARTURE_PLANNED: {
            # Told to nobody; who asked by a line has the receipt of it. The departure itself is told on its day.
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),),
        },
        EventKind.REPORT_SORTED: {},
        EventKind.TENANT_DEPARTED: {
            Reader.AUTHOR: _now(LetterKind.FAREWELL_TENANT, who=Who.CONCERNED),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.LANDLORD_REGISTERED: {
            # He is welcomed once, on the first day on which anything is his (welcomes).
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *_DIGEST),
        },
        EventKind.LANDLORD_REMOVED: {
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *_DIGEST),
        },
        EventKind.QUOTE_REQUESTED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), _alerts(LetterKind.QUOTE_ASKED)),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: (*_now(LetterKind.ACT_DONE, who=Who.SPEAKER), *_DIGEST),
            Reader.PROVIDER: _now(LetterKind.QUOTE_REQUEST, who=Who.ALL),
        },
        EventKind.DWELLING_RENAMED: {
            # The others of the whole agency read of it in their digest (managing.tell_others).
            Reader.MANAGERS: _now(LetterKind.ACT_DONE, who=Who.SPEAKER),
        },
        EventKind.ALERTS_CHANGED: {
            # Of a manager's line; whoever presses a button or says it in words is answered there.
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),),
        },
        EventKind.AUTOMATIC_REPLY_RECEIVED: {
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.MAIL_HELD_FOR_IDENTITY: {
            # The speaker is the person whose address was used, known or not who used it.
            **dict.fromkeys(_ALL_SPEAKERS, _now(LetterKind.WAS_IT_YOU, who=Who.SPEAKER)),
        },
        EventKind.MAIL_HELD_ON_PRIVATE_THREAD: {
            Reader.MANAGERS: _now(LetterKind.TO_BE_FILED),
        },
        EventKind.FORMER_TENANT_WROTE: {
            Reader.MANAGERS: _now(LetterKind.TO_BE_FILED),
        },
        EventKind.MAIL_LEFT_UNROUTED: {
            Reader.AUTHOR: _now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.LANDLORD: _now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            Reader.MANAGERS: (
                *_now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
                Telling(When.URGENT, LetterKind.TO_BE_FILED),
            ),
        },
        EventKind.READING_FOUND_UNCLEAR: {
            Reader.AUTHOR: _now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.OTHER_OCCUPANTS: _now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.LANDLORD: _now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            Reader.MANAGERS: (*_now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER), Telling(When.DIGEST)),
            Reader.PROVIDER: (
                # One point of it alone is unclear: the other letter is left out then.
                Telling(When.NOW, LetterKind.ANSWER_UNCLEAR, Who.SPEAKER, given="one_point"),
                *_now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            ),
        },
        EventKind.MESSAGE_SENT_TO_PROVIDER: {
            Reader.MANAGERS: _DIGEST,
            Reader.PROVIDER: _now(LetterKind.COMPANY_MESSAGE),
        },
        EventKind.LANDLORD_ASKED: {
            Reader.LANDLORD: _now(LetterKind.AGREEMENT_ASKED),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.LANDLORD_REMINDED: {
            Reader.LANDLORD: _now(LetterKind.AGREEMENT_REMINDED),
            Reader.MANAGERS: _DIGEST,
        },
        # Of several who speak for a landlord, the one who answered alone: nobody reads what another said.
        EventKind.LANDLORD_APPROVED: {
            Reader.LANDLORD: _now(LetterKind.AGREEMENT_NOTED, who=Who.ALL),
            Reader.MANAGERS: _now(LetterKind.LANDLORD_DECIDED),
        },
        EventKind.LANDLORD_REFUSED: _NOTHING_ENGAGED,
        EventKind.LANDLORD_ANSWERED_WITH_CONDITION: _NOTHING_ENGAGED,
        EventKind.LANDLORD_UNDID_APPROVAL: _NOTHING_ENGAGED,
        EventKind.LANDLORD_LEFT_SILENT: {
            Reader.MANAGERS: _now(LetterKind.LANDLORD_SILENT),
        },
        EventKind.WORKS_ENGAGED_URGENTLY: {
            Reader.LANDLORD: _now(LetterKind.ENGAGED_URGENTLY),
            Reader.MANAGERS: _DIGEST,
        },
        EventKind.QUOTE_APPROVED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), _alerts(LetterKind.QUOTE_ACCEPTED)),
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _DIGEST,
            Reader.PROVIDER: _now(LetterKind.QUOTE_APPROVED, who=Who.ALL),
        },
        EventKind.QUOTE_REFUSED: {
            Reader.LANDLORD: _DIGEST,
            Reader.MANAGERS: _DIGEST,
            Reader.PROVIDER: _now(LetterKind.QUOTE_NOT_RETAINED, who=Who.ALL),
        },
        EventKind.READING_ECHOED: {
            **dict.fromkeys((Reader.LANDLORD, Reader.MANAGERS), _now(LetterKind.READ_BACK, who=Who.SPEAKER)),
        },
        EventKind.ACT_REFUSED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.PROVIDER), _NOT_DONE),
            Reader.MANAGERS: (*_NOT_DONE, *_alerts(LetterKind.NEW_MESSAGE)),
        },
        EventKind.MONEY_BUTTON_PRESSED_UNPROVEN: {
            Reader.LANDLORD: _now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
            Reader.MANAGERS: _now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
            Reader.PROVIDER: _now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
        },
        EventKind.ADDRESS_CHANGE_ASKED: {
            # To the address on file; the new one is written to beside it (address_changes).
            **dict.fromkeys(_ALL_SPEAKERS, _now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER)),
        },
        EventKind.ATTACHMENT_REFUSED: {
            **dict.fromkeys(_ALL_SPEAKERS, _now(LetterKind.FILE_REFUSED, who=Who.SPEAKER)),
        },
    }
)
