"""What one intent leaves of another: the same words are not told twice under two names."""

from __future__ import annotations

from collections.abc import Iterable

from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.situation import Situation
from mailbot.vocabulary import Channel

_T = IntentType

DROPS: dict[IntentType, frozenset[IntentType]] = {
    _T.CHOOSE_SLOT: frozenset({_T.OFFER_AVAILABILITY, _T.REJECT_SLOTS, _T.MISSED_VISIT}),
    _T.RESCHEDULE: frozenset(
        {_T.OFFER_AVAILABILITY, _T.MISSED_VISIT, _T.PROPOSE_SLOTS, _T.REFUSE_MISSION, _T.STATUS_QUESTION}
    ),
    _T.MISSED_VISIT: frozenset(
        {
            _T.CONTEST_WORKS,
            _T.CONFIRM_WORKS,
            _T.OFFER_AVAILABILITY,
            _T.STATUS_QUESTION,
            _T.DECLARE_DONE,
            _T.DECLARE_DIAGNOSIS,
        }
    ),
    _T.CONTEST_WORKS: frozenset({_T.CONFIRM_WORKS, _T.CLOSE_REPORT, _T.STATUS_QUESTION}),
    _T.REOPEN: frozenset({_T.STATUS_QUESTION, _T.CLOSE_REPORT}),
    _T.REFUSE_MISSION: frozenset({_T.ACCEPT_MISSION, _T.PROPOSE_SLOTS}),
    _T.DECLARE_DELAY: frozenset({_T.RESCHEDULE, _T.PROPOSE_SLOTS, _T.DECLARE_DIAGNOSIS}),
    _T.SUBMIT_QUOTE: frozenset({_T.STATE_PRICE}),
    _T.SEND_INVOICE: frozenset({_T.STATE_PRICE, _T.SUBMIT_QUOTE}),
    _T.CONDITIONAL_APPROVAL: frozenset({_T.APPROVE_QUOTE, _T.REFUSE_QUOTE}),
    _T.REPORT_NEW: frozenset({_T.STATUS_QUESTION}),
    _T.SELF_REPAIR: frozenset(),
}
"""The type at the left speaks for those at the right, where both were found."""

_INTAKE_FACTS = frozenset({"cause", "identity", "equipment", "instruction"})


def composed(situation: Situation, intents: Iterable[Intent]) -> tuple[Intent, ...]:
    """The intents that stand once each has been weighed against the others."""
    found = list(intents)
    types = {intent.type for intent in found}
    dropped = frozenset[IntentType]().union(*(DROPS.get(type_, frozenset()) for type_ in types))
    kept = [intent for intent in found if intent.type not in dropped or _stands_alone(intent, found)]
    types = {intent.type for intent in kept}
    if _T.REPORT_NEW in types and situation.standpoint.channel is Channel.INTAKE:
        kept = [i for i in kept if not (i.type is _T.PROVIDE_INFO and i.values.get("topic") in _INTAKE_FACTS)]
    if types & {_T.RESCHEDULE, _T.OFFER_AVAILABILITY, _T.REJECT_SLOTS}:
        kept = [i for i in kept if not (i.type is _T.PROVIDE_INFO and i.values.get("topic") == "presence")]
    if _T.SET_ALERTS in types:
        kept = [i for i in kept if not (i.type is _T.COMPLAINT and i.values.get("level") == "mild")]
    return tuple(kept)


def _stands_alone(intent: Intent, found: list[Intent]) -> bool:
    """A question about progress beside a new problem is one when a question mark stands in its own clause."""
    if intent.type is not IntentType.STATUS_QUESTION:
        return False
    others = {other.at for other in found if other is not intent}
    return intent.at not in others and "?" in intent.because
