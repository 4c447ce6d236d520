"""The words of the house: every fixed choice that more than one room speaks of."""

from enum import StrEnum

LANGUAGES = ("fr", "en")
"""In which letters and pages are written; the first for whoever reads none of them."""


class Role(StrEnum):
    """What a person is to a home. UNKNOWN is somebody whom no record names."""

    TENANT = "tenant"
    LANDLORD = "landlord"
    MANAGER = "manager"
    PROVIDER = "provider"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """Where an answer goes. The address alone decides it, never the words (FEATURES, rule 1)."""

    PUBLIC = "public"
    """The conversation of a report or of a work order."""
    PRIVATE = "private"
    """Manager and landlord."""
    AGENCY = "agency"
    """The agency alone."""
    INTAKE = "intake"
    """The open address where a problem is reported."""
    DIGEST = "digest"
    """An answer to a daily summary, line by line."""
    NONE = "none"
    """Nowhere: the letter wants no answer."""


class ThreadKind(StrEnum):
    """What a conversation is about. One person has one subject in each (FEATURES, rule 2)."""

    REPORT = "report"
    PRIVATE = "private"
    ORDER = "order"
    QUOTE = "quote"
    OWN = "own"
    """No case at all: a digest, a welcome, a question of identity."""


class ReportStatus(StrEnum):
    """The three columns (FEATURES, SM1)."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


class ClosingReason(StrEnum):
    """Why a report left the two open columns (S1-41)."""

    BY_AUTHOR = "by_author"
    REPAIRED = "repaired"
    DUPLICATE = "duplicate"
    NOT_RETAINED = "not_retained"
    NO_NEWS = "no_news"


class Category(StrEnum):
    """What broke (READING, section 5, note a)."""

    PLUMBING = "plumbing"
    HEATING = "heating"
    HOT_WATER = "hot_water"
    ELECTRICITY = "electricity"
    GAS = "gas"
    LOCKS = "locks"
    SHUTTERS = "shutters"
    WINDOWS = "windows"
    INTERCOM = "intercom"
    ROOF = "roof"
    DAMP = "damp"
    VENTILATION = "ventilation"
    APPLIANCES = "appliances"
    PESTS = "pests"
    COMMON_PARTS = "common_parts"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon (GAP-14)."""

    NORMAL = "normal"
    URGENT = "urgent"
    VITAL = "vital"


class Danger(StrEnum):
    """What one must be told to do about at once, whatever the hour (GAP-14)."""

    GAS = "gas"
    CARBON_MONOXIDE = "carbon_monoxide"
    FIRE = "fire"
    ELECTRICITY = "electricity"
    STRUCTURE = "structure"
    WATER = "water"
    OTHER = "other"
    """Said to be vital, and nothing tells of what kind."""


class Alerts(StrEnum):
    """How often a person wants ordinary news (SM7)."""

    IMMEDIATE = "immediate"
    DAILY = "daily"


class DecisionRule(StrEnum):
    """Who of several owners must say yes (GAP-20)."""

    ONE = "one"
    ALL = "all"


class QuoteState(StrEnum):
    """Where a quote stands (FEATURES, SM2)."""

    SENT = "sent"
    """Asked for, no answer yet."""
    NO_ANSWER = "no_answer"
    """Asked for, and relaunched in vain."""
    RECEIVED = "received"
    QUESTION = "question"
    VISIT_WANTED = "visit_wanted"
    VISIT_PLANNED = "visit_planned"
    WITH_LANDLORD = "with_landlord"
    MORE_ASKED = "more_asked"
    """The company was asked to say more (complément demandé)."""
    APPROVED = "approved"
    REFUSED = "refused"
    DECLINED = "declined"
    """The company will make none."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DROPPED = "dropped"
    """Its report was closed before anybody decided (sans suite)."""


class QuoteSight(StrEnum):
    """Who beside the managers sees that a quote was asked for (visibilité des référents, S1-53)."""

    MANAGERS = "managers"
    OCCUPANTS = "occupants"
    """They, and the landlord who may look at what they see: the fact alone, never a price."""
    LANDLORD = "landlord"
    """The landlord, and nobody who lives there."""


class MissionState(StrEnum):
    """Where a work order stands (FEATURES, SM3)."""

    NEW = "new"
    """« Nouvelle Demande »: sent, no answer yet."""
    NO_ANSWER = "no_answer"
    ACCEPTED = "accepted"
    """Taken; its slots are waited for."""
    SLOTS_PROPOSED = "slots_proposed"
    SLOT_CHOSEN = "slot_chosen"
    """Chosen, and nobody calls it confirmed before the company has planned it."""
    PLANNED = "planned"
    DIAGNOSED = "diagnosed"
    QUOTE_SUBMITTED = "quote_submitted"
    QUOTE_APPROVED = "quote_approved"
    """« Devis validé »."""
    QUOTE_REFUSED = "quote_refused"
    DONE_TO_CONFIRM = "done_to_confirm"
    """« Intervention réalisée »: the company's word alone."""
    DONE = "done"
    """« Interventions réalisées »."""
    CONTESTED = "contested"
    COMPLETE = "complete"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Given back after it was taken (désistement)."""
    CANCELLED = "cancelled"


class VisitState(StrEnum):
    """Where an appointment stands (FEATURES, SM4)."""

    TO_PROPOSE = "to_propose"
    PROPOSED = "proposed"
    CHOSEN = "chosen"
    PLANNED = "planned"
    HONOURED = "honoured"
    EXPIRED = "expired"
    """Its last slot came too near without a choice."""
    MOVED = "moved"
    """Another time is to be found (décalé)."""
    CANCELLED = "cancelled"
    MISSED_BY_PROVIDER = "missed_by_provider"
    MISSED_BY_OCCUPANT = "missed_by_occupant"


class SlotTrouble(StrEnum):
    """Why a time that was said cannot be offered."""

    PAST = "past"
    NEAR = "near"
    """It begins too soon to be chosen still."""
    BACKWARDS = "backwards"
    FAR = "far"


class RestDay(StrEnum):
    """A day on which works are done with the occupant's express agreement alone (loi 89-462, article 7 e)."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


class ConfirmedBy(StrEnum):
    """Whose word, or silence, made works « Interventions réalisées » (SM5)."""

    TENANT = "tenant"
    SILENCE = "silence"
    MANAGER = "manager"


class InvoiceState(StrEnum):
    """Where an invoice stands (FEATURES, SM6)."""

    WAITING = "waiting"
    """Here, and the works are not confirmed yet."""
    RECEIVED = "received"
    TO_CORRECT = "to_correct"
    DISPUTED = "disputed"
    PAYABLE = "payable"
    """« Bon à payer »."""
    BLOCKED = "blocked"
    """Works contested, or other bank details than those on file."""


class InvoiceGap(StrEnum):
    """What does not fit on an invoice (GAP-13)."""

    NO_AMOUNT = "no_amount"
    NO_ORDER_NUMBER = "no_order_number"
    OTHER_ORDER = "other_order"
    WRONG_LABEL = "wrong_label"
    VAT = "vat"
    UNREADABLE = "unreadable"
    """No program can read its document: somebody looks."""
    ABOVE_QUOTE = "above_quote"
    ABOVE_THRESHOLD = "above_threshold"
    """More than what needs no quote, and there is none."""
    NEW_BANK = "new_bank"
    """Bank details, and none are on file."""
    OTHER_BANK = "other_bank"
    """Other bank details than those on file."""
    ORDER_OVER = "order_over"
    """Its order was refused, given back or cancelled."""


class PaperKind(StrEnum):
    """A document that we print."""

    QUOTE_REQUEST = "quote_request"
    WORK_ORDER = "work_order"
    CANCELLATION = "cancellation"
    """The page of a cancelled order, stamped; the order's own is kept."""


class LandlordSays(StrEnum):
    """What a landlord answers to a quote that was laid before him."""

    YES = "yes"
    NO = "no"
    CONDITION = "condition"
    OTHER_QUOTE = "other_quote"
    QUESTION = "question"
    UNDONE = "undone"
    """He took his yes back while that was still possible."""


class AskReason(StrEnum):
    """Why a landlord is asked: whose repair it is, or why it cannot wait."""

    CHARGE = "charge"
    EMERGENCY = "emergency"
    WARRANTY = "warranty"


class DraftKind(StrEnum):
    """What a manager's words have prepared, and nothing but a button sends (FEATURES, rule 5)."""

    QUOTE_REQUEST = "quote_request"
    WORK_ORDER = "work_order"
    PRIVATE_MESSAGE = "private_message"
    INVITATION = "invitation"
    REMOVAL = "removal"


class Charge(StrEnum):
    """Who pays, as a manager decided (GAP-15)."""

    UNDECIDED = "undecided"
    LANDLORD = "landlord"
    TENANT = "tenant"


class InboundFate(StrEnum):
    """How an accepted mail ended, one for each recipient (HOUSE, promise 2)."""

    TAKEN = "taken"
    """It became a comment, a report or a change."""
    HELD = "held"
    """Kept aside until the owner of the address says that it was theirs."""
    ASKED = "asked"
    """Not understood: its writer was asked one question."""
    PARKED = "parked"
    """Waiting for a person at the agency: unknown sender, or a fault of ours that outlived its tries."""
    AUTOMATIC = "automatic"
    """A machine wrote it: filed, and never answered."""
    REFUSED = "refused"
    """Its writer may not do that here: kept, and explained."""
    DISCARDED = "discarded"
    """A manager looked at it: it is not for us. Or its sender is blocked. Kept until its term, shown to nobody."""


class WaitingAct(StrEnum):
    """What a manager decided about a mail that was held, parked or put aside."""

    RELEASED = "released"
    """It is taken as its person's; with nobody named, it is tried once more."""
    ATTACHED = "attached"
    """It is a note of a report, for the agency alone."""
    SPOKEN = "spoken"
    """It is its writer's own word on a report of the home that is theirs."""
    OPENED = "opened"
    """It opens a report."""
    DISCARDED = "discarded"
    BLOCKED = "blocked"
    """Its sender is kept out from now on, and it is discarded."""
    UNBLOCKED = "unblocked"


class ErasureReason(StrEnum):
    """Why data was erased (WORK_ORDER_PDF, 6.5 and 6.6)."""

    RIGHT = "right"
    """Its person asked for it."""
    TERM = "term"
    """The time for which it may be kept is over."""
    MISTAKE = "mistake"
    """It should never have been sent: an identity paper, bank details."""


class OutboundFate(StrEnum):
    """What became of a letter."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    """The relay answered 250."""
    DELIVERED = "delivered"
    """A delivery notice said so."""
    BOUNCED = "bounced"
    UNCERTAIN = "uncertain"
    """The connection was lost after the final dot: the relay may have it."""
    FAILED = "failed"
    """Refused for good by the relay, or given up."""


class MailKind(StrEnum):
    """What sort of thing wrote a mail (READING, section 3)."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    CALENDAR_REPLY = "calendar_reply"


class AttachmentUse(StrEnum):
    """What became of a file that came with a mail (GAP-18)."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    """A video or a sound: never a paper that was asked for."""
    DECORATION = "decoration"
    """A logo or a signature image: kept with the mail, shown to nobody."""
    REFUSED = "refused"


class EventKind(StrEnum):
    """What happened (AUDIENCE, first column)."""

    REPORT_OPENED_BY_TENANT = "REPORT_OPENED_BY_TENANT"
    REPORT_OPENED_BY_MANAGER = "REPORT_OPENED_BY_MANAGER"
    REPORT_OPENED_BY_LANDLORD = "REPORT_OPENED_BY_LANDLORD"
    REPORT_FOUND_OUT_OF_SCOPE = "REPORT_FOUND_OUT_OF_SCOPE"
    REPORT_CLOSED_BY_AUTHOR = "REPORT_CLOSED_BY_AUTHOR"
    REPORT_CLOSED_BY_MANAGER = "REPORT_CLOSED_BY_MANAGER"
    REPORT_REOPENED = "REPORT_REOPENED"
    CLOSED_REPORT_ANSWERED = "CLOSED_REPORT_ANSWERED"
    REPORT_LEFT_CLOSED = "REPORT_LEFT_CLOSED"
    """A manager decided that it stays closed, whatever was said since."""
    CLOSING_SUGGESTED = "CLOSING_SUGGESTED"
    URGENCY_RAISED = "URGENCY_RAISED"
    URGENCY_TAKEN = "URGENCY_TAKEN"
    """Somebody whom an alarm woke answers for it: nobody else is woken. Ours: the specification has no word for it."""
    URGENCY_CALLED_FALSE = "URGENCY_CALLED_FALSE"
    """Somebody who was woken says that it was a false alarm. Ours too."""
    STATUS_ASKED = "STATUS_ASKED"
    REPORT_LEFT_DORMANT = "REPORT_LEFT_DORMANT"
    REPORT_LEFT_UNTREATED = "REPORT_LEFT_UNTREATED"
    COMMENT_ADDED_BY_TENANT = "COMMENT_ADDED_BY_TENANT"
    COMMENT_ADDED_BY_OTHER_OCCUPANT = "COMMENT_ADDED_BY_OTHER_OCCUPANT"
    COMMENT_ADDED_BY_LANDLORD = "COMMENT_ADDED_BY_LANDLORD"
    COMMENT_ADDED_BY_MANAGER = "COMMENT_ADDED_BY_MANAGER"
    COMMENT_ADDED_BY_PROVIDER = "COMMENT_ADDED_BY_PROVIDER"
    CANNED_REPLY_SENT = "CANNED_REPLY_SENT"
    PROVIDER_WROTE_TO_AGENCY = "PROVIDER_WROTE_TO_AGENCY"
    TENANT_WROTE_TO_AGENCY = "TENANT_WROTE_TO_AGENCY"
    MESSAGE_SENT_TO_COLLEAGUE = "MESSAGE_SENT_TO_COLLEAGUE"
    PRIVATE_MESSAGE_SENT = "PRIVATE_MESSAGE_SENT"
    PRIVATE_MESSAGE_RECEIVED = "PRIVATE_MESSAGE_RECEIVED"
    FORMER_TENANT_WROTE = "FORMER_TENANT_WROTE"
    MAIL_HELD_FOR_IDENTITY = "MAIL_HELD_FOR_IDENTITY"
    MAIL_HELD_ON_PRIVATE_THREAD = "MAIL_HELD_ON_PRIVATE_THREAD"
    MAIL_RECEIVED_FROM_STRANGER = "MAIL_RECEIVED_FROM_STRANGER"
    MAIL_LEFT_UNROUTED = "MAIL_LEFT_UNROUTED"
    READING_FOUND_UNCLEAR = "READING_FOUND_UNCLEAR"
    ACT_REFUSED = "ACT_REFUSED"
    ATTACHMENT_REFUSED = "ATTACHMENT_REFUSED"
    ALERTS_CHANGED = "ALERTS_CHANGED"
    DWELLING_RENAMED = "DWELLING_RENAMED"
    LIST_ASKED = "LIST_ASKED"
    AUTOMATIC_REPLY_RECEIVED = "AUTOMATIC_REPLY_RECEIVED"
    REPORT_OPENED_PRIVATELY = "REPORT_OPENED_PRIVATELY"
    REPORT_PUBLISHED = "REPORT_PUBLISHED"
    REPORT_MERGED = "REPORT_MERGED"
    MESSAGE_SENT_TO_PROVIDER = "MESSAGE_SENT_TO_PROVIDER"
    DRAFT_PREPARED = "DRAFT_PREPARED"
    QUOTE_REQUESTED = "QUOTE_REQUESTED"
    QUOTE_REQUEST_ANSWERED = "QUOTE_REQUEST_ANSWERED"
    QUOTE_REQUEST_DECLINED = "QUOTE_REQUEST_DECLINED"
    QUOTE_RECEIVED = "QUOTE_RECEIVED"
    PRICE_STATED_WITHOUT_QUOTE = "PRICE_STATED_WITHOUT_QUOTE"
    LANDLORD_ASKED = "LANDLORD_ASKED"
    LANDLORD_REMINDED = "LANDLORD_REMINDED"
    LANDLORD_APPROVED = "LANDLORD_APPROVED"
    LANDLORD_REFUSED = "LANDLORD_REFUSED"
    LANDLORD_ANSWERED_WITH_CONDITION = "LANDLORD_ANSWERED_WITH_CONDITION"
    LANDLORD_UNDID_APPROVAL = "LANDLORD_UNDID_APPROVAL"
    LANDLORD_READING_CONFIRMED = "LANDLORD_READING_CONFIRMED"
    """A manager said that a landlord's answer was well read."""
    LANDLORD_LEFT_SILENT = "LANDLORD_LEFT_SILENT"
    WORKS_ENGAGED_URGENTLY = "WORKS_ENGAGED_URGENTLY"
    QUOTE_APPROVED = "QUOTE_APPROVED"
    QUOTE_REFUSED = "QUOTE_REFUSED"
    QUOTE_EXPIRED = "QUOTE_EXPIRED"
    TENANT_INVITED = "TENANT_INVITED"
    TENANT_ARRIVED = "TENANT_ARRIVED"
    TENANT_DEPARTED = "TENANT_DEPARTED"
    DEPARTURE_PLANNED = "DEPARTURE_PLANNED"
    """A manager wrote down, moved or took back the day on which a tenant leaves."""
    LANDLORD_REGISTERED = "LANDLORD_REGISTERED"
    LANDLORD_REMOVED = "LANDLORD_REMOVED"
    ADDRESS_CHANGE_ASKED = "ADDRESS_CHANGE_ASKED"
    READING_ECHOED = "READING_ECHOED"
    REPORT_SORTED = "REPORT_SORTED"
    """A manager filed a report anew: what broke, how urgent it is, who pays."""
    MONEY_BUTTON_PRESSED_UNPROVEN = "MONEY_BUTTON_PRESSED_UNPROVEN"
    QUOTE_REQUEST_EXPIRED = "QUOTE_REQUEST_EXPIRED"
    WORK_ORDER_SENT = "WORK_ORDER_SENT"
    WORK_ORDER_REISSUED = "WORK_ORDER_REISSUED"
    WORK_ORDER_ACCEPTED = "WORK_ORDER_ACCEPTED"
    WORK_ORDER_REFUSED = "WORK_ORDER_REFUSED"
    PROVIDER_WITHDREW = "PROVIDER_WITHDREW"
    PROVIDER_LEFT_UNREPLACED = "PROVIDER_LEFT_UNREPLACED"
    PROVIDER_REPLACED = "PROVIDER_REPLACED"
    WORK_ORDER_CANCELLED = "WORK_ORDER_CANCELLED"
    PROVIDER_RELAUNCHED = "PROVIDER_RELAUNCHED"
    PROVIDER_LEFT_UNANSWERING = "PROVIDER_LEFT_UNANSWERING"
    AVAILABILITY_ASKED = "AVAILABILITY_ASKED"
    AVAILABILITY_GIVEN = "AVAILABILITY_GIVEN"
    ACCESS_INFO_GIVEN = "ACCESS_INFO_GIVEN"
    SLOTS_PROPOSED = "SLOTS_PROPOSED"
    SLOT_CHOICE_REMINDED = "SLOT_CHOICE_REMINDED"
    SLOT_CHOSEN = "SLOT_CHOSEN"
    SLOT_CHOSEN_TOO_LATE = "SLOT_CHOSEN_TOO_LATE"
    SLOTS_REJECTED = "SLOTS_REJECTED"
    SLOTS_EXPIRED = "SLOTS_EXPIRED"
    SLOT_LEFT_UNCHOSEN = "SLOT_LEFT_UNCHOSEN"
    PLANNING_REMINDED = "PLANNING_REMINDED"
    VISIT_PLANNED = "VISIT_PLANNED"
    VISIT_MOVED_BY_TENANT = "VISIT_MOVED_BY_TENANT"
    VISIT_MOVED_BY_PROVIDER = "VISIT_MOVED_BY_PROVIDER"
    VISIT_CANCELLED_BY_TENANT = "VISIT_CANCELLED_BY_TENANT"
    VISIT_CANCELLED_BY_PROVIDER = "VISIT_CANCELLED_BY_PROVIDER"
    VISIT_DELAYED = "VISIT_DELAYED"
    VISIT_REMINDED = "VISIT_REMINDED"
    VISIT_MISSED_BY_PROVIDER = "VISIT_MISSED_BY_PROVIDER"
    VISIT_MISSED_BY_OCCUPANT = "VISIT_MISSED_BY_OCCUPANT"
    VISIT_ENDED = "VISIT_ENDED"
    DIAGNOSIS_DECLARED = "DIAGNOSIS_DECLARED"
    WORKS_DECLARED_DONE = "WORKS_DECLARED_DONE"
    COMPLETION_REMINDED = "COMPLETION_REMINDED"
    WORKS_CONFIRMED = "WORKS_CONFIRMED"
    WORKS_CONFIRMED_TACITLY = "WORKS_CONFIRMED_TACITLY"
    WORKS_CONFIRMED_BY_MANAGER = "WORKS_CONFIRMED_BY_MANAGER"
    WORKS_CONTESTED = "WORKS_CONTESTED"
    PHOTOS_RECEIVED = "PHOTOS_RECEIVED"
    INVOICE_RECEIVED = "INVOICE_RECEIVED"
    INVOICE_MISMATCHED = "INVOICE_MISMATCHED"
    INVOICE_CORRECTION_ASKED = "INVOICE_CORRECTION_ASKED"
    INVOICE_APPROVED = "INVOICE_APPROVED"
    FILE_COMPLETED = "FILE_COMPLETED"
    BANK_CHANGE_ANNOUNCED = "BANK_CHANGE_ANNOUNCED"
    BANK_CHANGE_VERIFIED = "BANK_CHANGE_VERIFIED"
    BANK_CHANGE_REFUSED = "BANK_CHANGE_REFUSED"
    """Other bank details that were no change of the company's: a fraud. Ours: the specification has no word for it."""
    PAPER_PRINTED = "PAPER_PRINTED"
    """A document was printed for the first time: its number and the SHA-256 of its bytes."""
    LETTER_BOUNCED = "LETTER_BOUNCED"
    COMPLAINT_RECEIVED = "COMPLAINT_RECEIVED"
    ADDRESS_CORRECTED = "ADDRESS_CORRECTED"
    """A manager put somebody's address right, or had it written to again. Ours: the specification has no word for it.
    """
    SECURITY_ALERTED = "SECURITY_ALERTED"
    DATA_ERASED = "DATA_ERASED"
    MESSAGE_MASKED = "MESSAGE_MASKED"
    """A manager covered words or a picture for everybody (WORK_ORDER_PDF, 6.6)."""
    MESSAGE_UNMASKED = "MESSAGE_UNMASKED"
    """A manager took such a cover away again."""
    COVERED_SHOWN = "COVERED_SHOWN"
    """A manager asked to see what is covered: words, a picture, a code (« clic journalisé »; 6.2)."""
    WAITING_MAIL_DECIDED = "WAITING_MAIL_DECIDED"
    """A manager released, filed, discarded or blocked a mail that was held or parked."""
    TOKENS_REVOKED = "TOKENS_REVOKED"
    """Every address and link of a person that was made before was made worthless."""
    DATA_EXPORTED = "DATA_EXPORTED"
    """What is on file about one person was put together for a manager to review."""
    COMPANIES_LISTED = "COMPANIES_LISTED"
    """A company was written its list of what waits for it (P-19), or of all it has (P-22)."""


class LetterKind(StrEnum):
    """The letters, by their code in the wording."""

    REPORT_RECEIVED = "T-01"
    URGENT_RECEIVED = "T-02"
    WELCOME_TENANT = "T-20"
    FAREWELL_TENANT = "T-21"
    WELCOME_LANDLORD = "B-09"
    PRECISION_ASKED = "T-03"
    NEWS_OF_REPORT = "T-04"
    QUOTE_ASKED = "T-05"
    QUOTE_HERE = "T-13"
    QUOTE_ACCEPTED = "T-14"
    REPORT_CLOSED = "T-17"
    CLOSED_REPORT_ANSWERED = "T-18"
    REPORT_REOPENED = "T-19"
    ADDRESS_UNKNOWN = "T-22"
    STATUS_TOLD = "T-23"
    DIGEST_OF_TENANT = "T-26"
    DIGEST_OF_LANDLORD = "B-07"
    OUT_OF_SCOPE = "T-24"
    LANDLORD_MESSAGE = "B-01"
    AGREEMENT_ASKED = "B-02"
    AGREEMENT_REMINDED = "B-03"
    AGREEMENT_NOTED = "B-04"
    REFUSAL_NOTED = "B-05"
    ENGAGED_URGENTLY = "B-06"
    LANDLORD_REPORT = "B-10"
    LANDLORD_STATUS = "B-11"
    NEW_REPORT = "G-01"
    NEW_MESSAGE = "G-02"
    DIGEST_OF_MANAGER = "G-03"
    COMPANY_DECLINED = "G-05"
    QUOTE_RECEIVED_LETTER = "G-06"
    LANDLORD_DECIDED = "G-07"
    LANDLORD_SILENT = "G-08"
    CLOSING_ASKED = "G-10"
    CLOSED_REPORT_MESSAGE = "G-17"
    DORMANT_REPORTS = "G-20"
    ACT_DONE = "G-21"
    MONTHLY_RECAP = "G-22"
    UNTREATED_REPORTS = "G-23"
    TO_BE_FILED = "G-13"
    DRAFT_READY = "G-14"
    LANDLORD_ANSWERED = "G-19"
    ON_CALL_ALERT = "G-24"
    QUOTE_REQUEST = "P-01"
    QUOTE_NOTED = "P-11"
    ANSWER_UNCLEAR = "P-21"
    QUOTE_APPROVED = "P-12"
    QUOTE_NOT_RETAINED = "P-13"
    COMPANY_MESSAGE = "P-20"
    WAS_IT_YOU = "X-11"
    READ_BACK = "X-12"
    NOT_UNDERSTOOD = "X-13"
    NOT_DONE = "X-14"
    FILE_REFUSED = "X-15"
    ONE_TIME_CONFIRMATION = "X-16"
    FRESH_LINK = "X-17"
    ORDER_TOLD = "T-06"
    AVAILABILITY_ASKED = "T-07"
    SLOTS_OFFERED = "T-08"
    CHOICE_NOTED = "T-09"
    VISIT_CONFIRMED = "T-10"
    VISIT_TOMORROW = "T-11"
    VISIT_CHANGED = "T-12"
    WORKS_DONE = "T-15"
    WORKS_DONE_REMINDED = "T-16"
    COMPANY_CHANGED = "T-25"
    RETURN_NOTED = "T-27"
    WORKS_FINISHED = "B-08"
    COMPANY_SILENT = "G-04"
    VISIT_AGREED = "G-09"
    WORKS_CONTESTED = "G-11"
    INVOICE_HERE = "G-12"
    SECURITY_ALERT = "G-16"
    NO_CHOICE = "G-18"
    LETTER_BOUNCED = "G-15"
    ADDRESS_STOPPED = "G-25"
    WORK_ORDER = "P-02"
    FIRST_RELAUNCH = "P-03"
    SECOND_RELAUNCH = "P-04"
    LAST_RELAUNCH = "P-05"
    SLOT_TO_PLAN = "P-06"
    VISIT_PLANNED = "P-07"
    VISIT_REMINDER = "P-08"
    OTHER_SLOTS = "P-09"
    NEXT_STEP = "P-10"
    DONE_NOTED = "P-14"
    REPAIR_CONFIRMED = "P-15"
    PROBLEM_LEFT = "P-16"
    INVOICE_NOTED = "P-17"
    ORDER_CANCELLED = "P-18"
    MISSIONS_WAITING = "P-19"
    MISSIONS_TOLD = "P-22"


class MaskReason(StrEnum):
    """Why a manager covers words or a picture (WORK_ORDER_PDF, 6.6)."""

    THIRD_PARTY = "third_party"
    HEALTH = "health"
    CODE = "code"
    INSULT = "insult"
    OTHER = "other"
