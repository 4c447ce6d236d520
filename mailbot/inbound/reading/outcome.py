"""What a mail says, once read: its kind, its new words, the intents with the words that gave them, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mailbot.inbound.reading.spans import Span
from mailbot.vocabulary import MailKind, Role


class IntentType(StrEnum):
    """Everything that a person may want of us. READING, section 5."""

    REPORT_NEW = "report_new"
    """« Fuite sous l'évier »: a technical problem that is not followed here yet."""
    URGENT_FLAG = "urgent_flag"
    """« Ça sent le gaz »: danger, or a privation with a fragile person."""
    STATUS_QUESTION = "status_question"
    """« Toujours rien ??? »: where do things stand."""
    QUESTION = "question"
    """« C'est quoi le code ? »: another question to the agency."""
    PROVIDE_INFO = "provide_info"
    """« Sonnez fort »: a practical fact for the mission."""
    PHOTOS = "photos"
    """Pictures of the matter are attached."""
    COMMENT = "comment"
    """« D'accord j'attends »: a remark without effect."""
    THANKS = "thanks"
    """« Merci encore »."""
    COMPLAINT = "complaint"
    """« Bravo, encore une semaine sans chauffage »: displeasure."""
    OUT_OF_SCOPE = "out_of_scope"
    """« Ma quittance svp »: not a technical incident."""
    SET_ALERTS = "set_alerts"
    """« Un mail par jour max »."""
    OFFER_AVAILABILITY = "offer_availability"
    """« Mardi matin ou jeudi après 17h »: when somebody can be there."""
    CHOOSE_SLOT = "choose_slot"
    """« Le 2 »: exactly one offered slot."""
    REJECT_SLOTS = "reject_slots"
    """« Aucun »: no offered slot suits."""
    PROPOSE_SLOTS = "propose_slots"
    """« Mardi 24 entre 9h et 11h »: the provider can come."""
    CONFIRM_SCHEDULE = "confirm_schedule"
    """« OK noté pour mardi »: plans the slot that the occupant chose."""
    RESCHEDULE = "reschedule"
    """« Je ne serai pas là demain »: a visit cannot stand as it is."""
    DECLARE_DELAY = "declare_delay"
    """« 20 min de retard »: late, still coming."""
    MISSED_VISIT = "missed_visit"
    """« Personne n'est venu »."""
    ACCEPT_MISSION = "accept_mission"
    """« Je prends »."""
    REFUSE_MISSION = "refuse_mission"
    """« Voyez un confrère »: does not take it, or gives it back."""
    DECLARE_DIAGNOSIS = "declare_diagnosis"
    """« Il faut que je repasse »: was on site, not finished."""
    DECLARE_DONE = "declare_done"
    """« Fait. »: works finished."""
    STATE_PRICE = "state_price"
    """« 85 € ttc »: a price that is not a quote."""
    SUBMIT_QUOTE = "submit_quote"
    """« Devis ci-joint 480 HT »."""
    SEND_INVOICE = "send_invoice"
    """« Facture 132,00 ttc jointe »."""
    BANK_CHANGE = "bank_change"
    """« Nouveau RIB joint »: other bank details than before."""
    CONFIRM_WORKS = "confirm_works"
    """« RAS, tout fonctionne »: it is repaired."""
    CONTEST_WORKS = "contest_works"
    """« Ça goutte encore »: declared done, not repaired."""
    CLOSE_REPORT = "close_report"
    """« C'est réglé », « vous pouvez clôturer »."""
    REOPEN = "reopen"
    """« De nouveau froid »: closed file, same problem back."""
    SELF_REPAIR = "self_repair"
    """« J'ai changé le joint moi-même »."""
    APPROVE_QUOTE = "approve_quote"
    """« Bon pour accord »: unconditional yes to one quote."""
    CONDITIONAL_APPROVAL = "conditional_approval"
    """« OK si moins de 450 »."""
    REFUSE_QUOTE = "refuse_quote"
    """« Trop cher, non »."""
    ASK_OTHER_QUOTE = "ask_other_quote"
    """« Demandez un autre devis »."""
    MESSAGE = "message"
    """« Bonjour Madame Belkacem, … » by a manager: words to pass on."""
    SEND_OS = "send_os"
    """« OS à Durand, urgent, plafond 200 »."""
    REQUEST_QUOTE = "request_quote"
    """« Demander devis à Petit »."""
    CANCEL_OS = "cancel_os"
    """« Annulez l'OS Durand »."""
    ANSWER = "answer"
    """« Oui, c'était moi »: the one answer to a question of identity or of confirmation. READING, section 12."""


_T, _L, _M, _P, _U = Role.TENANT, Role.LANDLORD, Role.MANAGER, Role.PROVIDER, Role.UNKNOWN
_ANY = frozenset(Role)

SPEAKERS: Mapping[IntentType, frozenset[Role]] = {
    IntentType.REPORT_NEW: frozenset({_T, _L, _M, _U}),
    IntentType.URGENT_FLAG: _ANY,
    IntentType.STATUS_QUESTION: frozenset({_T, _L, _P, _U}),
    IntentType.QUESTION: _ANY,
    IntentType.PROVIDE_INFO: _ANY,
    IntentType.PHOTOS: _ANY,
    IntentType.COMMENT: _ANY,
    IntentType.THANKS: _ANY,
    IntentType.COMPLAINT: frozenset({_T, _L, _P, _U}),
    IntentType.OUT_OF_SCOPE: _ANY,
    IntentType.SET_ALERTS: frozenset({_T, _L, _M}),
    IntentType.OFFER_AVAILABILITY: frozenset({_T, _L, _M}),
    IntentType.CHOOSE_SLOT: frozenset({_T, _M}),
    IntentType.REJECT_SLOTS: frozenset({_T, _M}),
    IntentType.PROPOSE_SLOTS: frozenset({_P, _M}),
    IntentType.CONFIRM_SCHEDULE: frozenset({_P, _M}),
    IntentType.RESCHEDULE: frozenset({_T, _P, _M}),
    IntentType.DECLARE_DELAY: frozenset({_P}),
    IntentType.MISSED_VISIT: frozenset({_T, _P, _M}),
    IntentType.ACCEPT_MISSION: frozenset({_P}),
    IntentType.REFUSE_MISSION: frozenset({_P}),
    IntentType.DECLARE_DIAGNOSIS: frozenset({_P}),
    IntentType.DECLARE_DONE: frozenset({_P, _M}),
    IntentType.STATE_PRICE: frozenset({_P}),
    IntentType.SUBMIT_QUOTE: frozenset({_P}),
    IntentType.SEND_INVOICE: frozenset({_P}),
    IntentType.BANK_CHANGE: frozenset({_P}),
    IntentType.CONFIRM_WORKS: frozenset({_T, _M}),
    IntentType.CONTEST_WORKS: frozenset({_T, _M}),
    IntentType.CLOSE_REPORT: _ANY,
    IntentType.REOPEN: frozenset({_T, _L, _M}),
    IntentType.SELF_REPAIR: frozenset({_T, _L}),
    IntentType.APPROVE_QUOTE: frozenset({_L, _M}),
    IntentType.CONDITIONAL_APPROVAL: frozenset({_L, _M}),
    IntentType.REFUSE_QUOTE: frozenset({_L, _M}),
    IntentType.ASK_OTHER_QUOTE: frozenset({_L, _M}),
    IntentType.MESSAGE: frozenset({_M}),
    IntentType.SEND_OS: frozenset({_M}),
    IntentType.REQUEST_QUOTE: frozenset({_M}),
    IntentType.CANCEL_OS: frozenset({_M}),
    IntentType.ANSWER: _ANY,
}
"""In whose mouth each type exists: a landlord's « envoyez un plombier » is a wish, never an order."""


class Ask(StrEnum):
    """The one question to put back, when reading on would be guessing. READING, section 6."""

    WHICH_SLOT = "which_slot"
    """« OK » to several slots."""
    WHICH_DATE = "which_date"
    """A date that does not exist: « 31 novembre »."""
    WHICH_QUOTE = "which_quote"
    """« OK » to several quotes."""
    APPROVE_OR_REFUSE = "approve_or_refuse"
    """A decision on a quote that cannot be told."""
    IS_IT_REPAIRED = "is_it_repaired"
    """« Merci » alone after « est-ce réparé ? »."""
    WHAT_IS_WRONG = "what_is_wrong"
    """A bare no, without a detail."""
    TAKE_MISSION = "take_mission"
    """A provider says neither yes nor no."""
    IS_IT_DONE = "is_it_done"
    """« Je suis passé »."""
    WHICH_REPORT = "which_report"
    """An answer to a summary that names no line."""
    SAME_OR_NEW = "same_or_new"
    """« J'ai encore un souci », on a closed file."""
    WHAT_DO_YOU_MEAN = "what_do_you_mean"
    """Nothing new, or nothing that can be understood."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that was said. `values` are ready for JSON; `because` is the words that gave it, as written."""

    type: IntentType
    values: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""
    at: int = 0
    """Where those words begin in the fresh text: intents are told in the order of the text."""

    def to_json(self) -> dict[str, Any]:
        return {"type": self.type.value, **self.values}


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole answer of the reader. The same mail and the same standpoint always give the same one."""

    kind: MailKind
    fresh_text: str = ""
    language: str | None = None
    intents: tuple[Intent, ...] = ()
    ask: Ask | None = None
    details: Mapping[str, Any] | None = None
    source: str = ""
    """The mail's lines, into which the spans point."""
    spans: tuple[Span, ...] = ()
    commands: tuple[Mapping[str, Any], ...] = ()
    """The `#` lines of a manager (READING, section 10)."""

    def intent(self, type_: IntentType) -> Intent | None:
        """The first intent of a type."""
        return next((intent for intent in self.intents if intent.type is type_), None)

    def to_json(self) -> dict[str, Any]:
        """READING, section 2. The spans and the words behind each intent are for our own pages."""
        said: dict[str, Any] = {
            "kind": self.kind.value,
            "fresh_text": self.fresh_text,
            "language": self.language,
            "intents": [intent.to_json() for intent in self.intents],
            "ask": None if self.ask is None else self.ask.value,
            "details": None if self.details is None else dict(self.details),
        }
        if self.commands:
            said["commands"] = [dict(command) for command in self.commands]
        return said
