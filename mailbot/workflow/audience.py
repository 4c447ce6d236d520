"""Who is told of what, at once or in the digest: one table (AUDIENCE)."""

from collections.abc import Mapping
from types import MappingProxyType

from mailbot.vocabulary import EventKind, LetterKind
from mailbot.workflow.mission_audience import TO_COMPANY_AT_WORK, TOLD_OF_MISSIONS
from mailbot.workflow.telling import ALL_SPEAKERS, DIGEST, Reader, Telling, When, Who, alerts, now

_NOT_DONE = now(LetterKind.NOT_DONE, who=Who.SPEAKER)
_ALARM_ANSWERED = (
    *now(LetterKind.ON_CALL_ALERT, who=Who.ALL, given="by_mail"),
    *now(LetterKind.ON_CALL_ALERT),
)
# What a landlord says that is no yes.
_NOTHING_ENGAGED: Mapping[Reader, tuple[Telling, ...]] = MappingProxyType(
    {
        Reader.LANDLORD: now(LetterKind.REFUSAL_NOTED, who=Who.ALL),
        Reader.MANAGERS: now(LetterKind.LANDLORD_DECIDED),
    }
)

TOLD: Mapping[EventKind, Mapping[Reader, tuple[Telling, ...]]] = MappingProxyType(
    {
        EventKind.REPORT_OPENED_BY_TENANT: {
            Reader.AUTHOR: now(LetterKind.REPORT_RECEIVED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_RECEIVED, variant="B"),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: now(LetterKind.NEW_REPORT),
        },
        EventKind.REPORT_OPENED_BY_MANAGER: {
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_RECEIVED, variant="B"),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: (
                Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),
                *now(LetterKind.NEW_REPORT),
            ),
        },
        EventKind.REPORT_OPENED_BY_LANDLORD: {
            Reader.LANDLORD: now(LetterKind.LANDLORD_REPORT, who=Who.SPEAKER),
            Reader.MANAGERS: now(LetterKind.NEW_REPORT),
        },
        EventKind.REPORT_OPENED_PRIVATELY: {
            Reader.LANDLORD: now(LetterKind.LANDLORD_MESSAGE),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.REPORT_PUBLISHED: {
            # Nobody who lives there reported it: all of them stand in this column.
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_RECEIVED, who=Who.ALL, variant="B"),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.REPORT_MERGED: {
            Reader.AUTHOR: now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_CLOSED, who=Who.ALL, variant="B"),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: DIGEST,
        },
        EventKind.REPORT_FOUND_OUT_OF_SCOPE: {
            Reader.AUTHOR: now(LetterKind.OUT_OF_SCOPE, who=Who.SPEAKER),
            Reader.MANAGERS: now(LetterKind.TO_BE_FILED),
        },
        EventKind.COMMENT_ADDED_BY_TENANT: {
            # Two people may have reported the same matter (REPORT_MERGED).
            Reader.AUTHOR: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT: {
            Reader.AUTHOR: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        EventKind.COMMENT_ADDED_BY_MANAGER: {
            Reader.AUTHOR: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        EventKind.COMMENT_ADDED_BY_PROVIDER: {
            # Less the sentences with sums, bank details or codes (withholding).
            Reader.AUTHOR: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.PROVIDER_WROTE_TO_AGENCY: {
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.QUOTE_REQUEST_ANSWERED: {
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.QUOTE_REQUEST_DECLINED: {
            Reader.MANAGERS: now(LetterKind.COMPANY_DECLINED),
        },
        EventKind.QUOTE_RECEIVED: {
            # In a mission the home hears of one that works cannot begin without (`mission_above`), and of no other.
            **dict.fromkeys(
                (Reader.AUTHOR, Reader.OTHER_OCCUPANTS),
                (
                    *alerts(LetterKind.QUOTE_HERE, given="mission_above"),
                    *alerts(LetterKind.QUOTE_HERE, variant="B", given="alone"),
                ),
            ),
            Reader.MANAGERS: now(LetterKind.QUOTE_RECEIVED_LETTER),
            Reader.PROVIDER: (
                *now(LetterKind.QUOTE_NOTED, who=Who.ALL, given="mission"),
                *now(LetterKind.QUOTE_NOTED, who=Who.ALL, variant="B", given="alone"),
            ),
        },
        EventKind.PRICE_STATED_WITHOUT_QUOTE: {
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
            Reader.PROVIDER: (Telling(When.NOW, LetterKind.ANSWER_UNCLEAR, Who.SPEAKER, given="above_threshold"),),
        },
        EventKind.COMMENT_ADDED_BY_LANDLORD: {
            Reader.MANAGERS: now(LetterKind.LANDLORD_ANSWERED),
        },
        EventKind.PRIVATE_MESSAGE_SENT: {
            Reader.LANDLORD: now(LetterKind.LANDLORD_MESSAGE),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.PRIVATE_MESSAGE_RECEIVED: {
            Reader.MANAGERS: now(LetterKind.LANDLORD_ANSWERED),
        },
        EventKind.CANNED_REPLY_SENT: {
            Reader.AUTHOR: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.OTHER_OCCUPANTS: alerts(LetterKind.NEWS_OF_REPORT),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: DIGEST,
        },
        EventKind.TENANT_WROTE_TO_AGENCY: {
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.MESSAGE_SENT_TO_COLLEAGUE: {
            Reader.MANAGERS: now(LetterKind.NEW_MESSAGE),
        },
        EventKind.STATUS_ASKED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), now(LetterKind.STATUS_TOLD, who=Who.SPEAKER)),
            Reader.LANDLORD: now(LetterKind.LANDLORD_STATUS, who=Who.SPEAKER),
            Reader.MANAGERS: alerts(LetterKind.NEW_MESSAGE),
        },
        EventKind.URGENCY_RAISED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), now(LetterKind.URGENT_RECEIVED, who=Who.ALL)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: now(LetterKind.ON_CALL_ALERT, who=Who.ALL),
            Reader.ON_CALL: now(LetterKind.ON_CALL_ALERT, who=Who.ALL),
            Reader.PROVIDER: TO_COMPANY_AT_WORK,
        },
        # Whoever the alarm has woken reads who answers for it; by mail, whoever said it reads how it was read.
        EventKind.URGENCY_TAKEN: dict.fromkeys((Reader.MANAGERS, Reader.ON_CALL), _ALARM_ANSWERED),
        EventKind.URGENCY_CALLED_FALSE: dict.fromkeys((Reader.MANAGERS, Reader.ON_CALL), _ALARM_ANSWERED),
        EventKind.CLOSING_SUGGESTED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.PROVIDER), _NOT_DONE),
            # In place of the same words as a comment: one letter, with the button that closes.
            Reader.MANAGERS: now(LetterKind.NEW_MESSAGE),
        },
        EventKind.REPORT_CLOSED_BY_AUTHOR: {
            Reader.AUTHOR: now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_CLOSED, variant="B"),
            Reader.LANDLORD: (*DIGEST, *now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="B")),
            Reader.MANAGERS: (*now(LetterKind.CLOSING_ASKED, given="open_order"), *DIGEST),
        },
        EventKind.REPORT_CLOSED_BY_MANAGER: {
            Reader.AUTHOR: now(LetterKind.REPORT_CLOSED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_CLOSED, who=Who.ALL, variant="B"),
            Reader.LANDLORD: (*DIGEST, *now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="B")),
            # Words close it, and an order is left: whoever wrote them says what becomes of it.
            Reader.MANAGERS: (*now(LetterKind.CLOSING_ASKED, who=Who.SPEAKER, given="open_order"), *DIGEST),
        },
        EventKind.REPORT_REOPENED: {
            Reader.AUTHOR: now(LetterKind.REPORT_REOPENED, who=Who.ALL),
            Reader.OTHER_OCCUPANTS: now(LetterKind.REPORT_REOPENED, who=Who.ALL),
            Reader.LANDLORD: (*DIGEST, *now(LetterKind.LANDLORD_REPORT, who=Who.AUTHOR, variant="C")),
            # In place of the words that brought it back, which are a comment again.
            Reader.MANAGERS: now(LetterKind.CLOSED_REPORT_MESSAGE),
        },
        EventKind.CLOSED_REPORT_ANSWERED: {
            Reader.AUTHOR: now(LetterKind.CLOSED_REPORT_ANSWERED, who=Who.SPEAKER),
            Reader.OTHER_OCCUPANTS: now(LetterKind.CLOSED_REPORT_ANSWERED, who=Who.SPEAKER),
            Reader.MANAGERS: (
                Telling(When.NOW, LetterKind.CLOSED_REPORT_MESSAGE, given="contests"),
                Telling(When.DIGEST),
            ),
        },
        EventKind.REPORT_LEFT_CLOSED: {
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
        },
        EventKind.REPORT_LEFT_DORMANT: {
            # The managers read of all of them in one letter (left_alone).
            Reader.AUTHOR: (Telling(When.NOW, LetterKind.STATUS_TOLD, Who.ALL, given="dormant_news"),),
        },
        # The managers read of all of them in one letter (left_alone).
        EventKind.REPORT_LEFT_UNTREATED: {},
        EventKind.LIST_ASKED: {
            Reader.MANAGERS: now(LetterKind.ACT_DONE, who=Who.SPEAKER),
        },
        EventKind.DRAFT_PREPARED: {
            Reader.MANAGERS: now(LetterKind.DRAFT_READY, who=Who.SPEAKER),
        },
        EventKind.TENANT_INVITED: {
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
        },
        EventKind.TENANT_ARRIVED: {
            Reader.AUTHOR: now(LetterKind.WELCOME_TENANT, who=Who.CONCERNED),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.DEPARTURE_PLANNED: {
            # Told to nobody; who asked by a line has the receipt of it. The departure itself is told on its day.
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),),
        },
        EventKind.REPORT_SORTED: {},
        EventKind.TENANT_DEPARTED: {
            Reader.AUTHOR: now(LetterKind.FAREWELL_TENANT, who=Who.CONCERNED),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.LANDLORD_REGISTERED: {
            # He is welcomed once, on the first day on which anything is his (welcomes).
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
        },
        EventKind.LANDLORD_REMOVED: {
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
        },
        EventKind.QUOTE_REQUESTED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), alerts(LetterKind.QUOTE_ASKED)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: (*now(LetterKind.ACT_DONE, who=Who.SPEAKER), *DIGEST),
            Reader.PROVIDER: now(LetterKind.QUOTE_REQUEST, who=Who.ALL),
        },
        EventKind.DWELLING_RENAMED: {
            # The others of the whole agency read of it in their digest (managing.tell_others).
            Reader.MANAGERS: now(LetterKind.ACT_DONE, who=Who.SPEAKER),
        },
        EventKind.ALERTS_CHANGED: {
            # Of a manager's line; whoever presses a button or says it in words is answered there.
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),),
        },
        EventKind.AUTOMATIC_REPLY_RECEIVED: {
            Reader.MANAGERS: DIGEST,
        },
        EventKind.MAIL_HELD_FOR_IDENTITY: {
            # The speaker is the person whose address was used, known or not who used it.
            **dict.fromkeys(ALL_SPEAKERS, now(LetterKind.WAS_IT_YOU, who=Who.SPEAKER)),
            Reader.MANAGERS: (
                *now(LetterKind.WAS_IT_YOU, who=Who.SPEAKER),
                Telling(When.URGENT, LetterKind.TO_BE_FILED),
            ),
        },
        EventKind.MAIL_RECEIVED_FROM_STRANGER: {
            # Its writer, if their domain vouches for the mail, has T-22: a letter to nobody on file (strangers).
            Reader.MANAGERS: (Telling(When.URGENT, LetterKind.TO_BE_FILED),),
        },
        EventKind.SECURITY_ALERTED: {
            Reader.MANAGERS: now(LetterKind.SECURITY_ALERT),
        },
        EventKind.LETTER_BOUNCED: {
            # That a letter about a returned letter came back is a line of the digest, and never another letter.
            Reader.MANAGERS: (*now(LetterKind.LETTER_BOUNCED, who=Who.ALL, given="told"), *DIGEST),
        },
        EventKind.COMPLAINT_RECEIVED: {
            Reader.MANAGERS: now(LetterKind.ADDRESS_STOPPED, who=Who.ALL),
        },
        EventKind.ADDRESS_CORRECTED: {
            Reader.MANAGERS: DIGEST,
        },
        EventKind.DATA_ERASED: {
            Reader.MANAGERS: DIGEST,
        },
        EventKind.MESSAGE_MASKED: {},
        EventKind.MESSAGE_UNMASKED: {},
        EventKind.COVERED_SHOWN: {},
        EventKind.WAITING_MAIL_DECIDED: {
            # Of a manager's answer to G-13; whoever presses a button is answered there.
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"),),
        },
        EventKind.TOKENS_REVOKED: {},
        EventKind.DATA_EXPORTED: {},
        EventKind.MAIL_HELD_ON_PRIVATE_THREAD: {
            Reader.MANAGERS: now(LetterKind.TO_BE_FILED),
        },
        EventKind.FORMER_TENANT_WROTE: {
            Reader.MANAGERS: now(LetterKind.TO_BE_FILED),
        },
        EventKind.MAIL_LEFT_UNROUTED: {
            Reader.AUTHOR: now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.LANDLORD: now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            Reader.MANAGERS: (
                *now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
                Telling(When.URGENT, LetterKind.TO_BE_FILED),
            ),
        },
        EventKind.READING_FOUND_UNCLEAR: {
            Reader.AUTHOR: now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.OTHER_OCCUPANTS: now(LetterKind.PRECISION_ASKED, who=Who.SPEAKER),
            Reader.LANDLORD: now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            Reader.MANAGERS: (*now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER), Telling(When.DIGEST)),
            Reader.PROVIDER: (
                # One point of it alone is unclear: the other letter is left out then.
                Telling(When.NOW, LetterKind.ANSWER_UNCLEAR, Who.SPEAKER, given="one_point"),
                *now(LetterKind.NOT_UNDERSTOOD, who=Who.SPEAKER),
            ),
        },
        EventKind.MESSAGE_SENT_TO_PROVIDER: {
            Reader.MANAGERS: DIGEST,
            Reader.PROVIDER: now(LetterKind.COMPANY_MESSAGE),
        },
        EventKind.LANDLORD_ASKED: {
            Reader.LANDLORD: now(LetterKind.AGREEMENT_ASKED),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.LANDLORD_REMINDED: {
            Reader.LANDLORD: now(LetterKind.AGREEMENT_REMINDED),
            Reader.MANAGERS: DIGEST,
        },
        # Of several who speak for a landlord, the one who answered alone: nobody reads what another said.
        EventKind.LANDLORD_APPROVED: {
            Reader.LANDLORD: now(LetterKind.AGREEMENT_NOTED, who=Who.ALL),
            Reader.MANAGERS: now(LetterKind.LANDLORD_DECIDED),
        },
        EventKind.LANDLORD_REFUSED: _NOTHING_ENGAGED,
        EventKind.LANDLORD_ANSWERED_WITH_CONDITION: _NOTHING_ENGAGED,
        EventKind.LANDLORD_UNDID_APPROVAL: _NOTHING_ENGAGED,
        EventKind.LANDLORD_READING_CONFIRMED: {},
        EventKind.LANDLORD_LEFT_SILENT: {
            Reader.MANAGERS: now(LetterKind.LANDLORD_SILENT),
        },
        EventKind.WORKS_ENGAGED_URGENTLY: {
            Reader.LANDLORD: now(LetterKind.ENGAGED_URGENTLY),
            Reader.MANAGERS: DIGEST,
        },
        EventKind.QUOTE_APPROVED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS), alerts(LetterKind.QUOTE_ACCEPTED)),
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.QUOTE_APPROVED, who=Who.ALL),
        },
        EventKind.QUOTE_REFUSED: {
            Reader.LANDLORD: DIGEST,
            Reader.MANAGERS: (Telling(When.NOW, LetterKind.ACT_DONE, Who.SPEAKER, given="command"), *DIGEST),
            Reader.PROVIDER: now(LetterKind.QUOTE_NOT_RETAINED, who=Who.ALL),
        },
        EventKind.READING_ECHOED: {
            **dict.fromkeys((Reader.LANDLORD, Reader.MANAGERS), now(LetterKind.READ_BACK, who=Who.SPEAKER)),
        },
        EventKind.ACT_REFUSED: {
            **dict.fromkeys((Reader.AUTHOR, Reader.OTHER_OCCUPANTS, Reader.LANDLORD, Reader.PROVIDER), _NOT_DONE),
            Reader.MANAGERS: (*_NOT_DONE, *alerts(LetterKind.NEW_MESSAGE)),
        },
        EventKind.MONEY_BUTTON_PRESSED_UNPROVEN: {
            Reader.LANDLORD: now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
            Reader.MANAGERS: now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
            Reader.PROVIDER: now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER),
        },
        EventKind.ADDRESS_CHANGE_ASKED: {
            # To the address on file; the new one is written to beside it (address_changes).
            **dict.fromkeys(ALL_SPEAKERS, now(LetterKind.ONE_TIME_CONFIRMATION, who=Who.SPEAKER)),
        },
        EventKind.ATTACHMENT_REFUSED: {
            **dict.fromkeys(ALL_SPEAKERS, now(LetterKind.FILE_REFUSED, who=Who.SPEAKER)),
        },
        **TOLD_OF_MISSIONS,
    }
)
