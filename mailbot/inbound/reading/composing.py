"""What one intent leaves of another: the same words are not told twice under two names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mailbot.inbound.reading.clauses import Clause
from mailbot.inbound.reading.lexicon.on_behalf_words import PROVIDER, TENANT
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Intent, IntentType
from mailbot.inbound.reading.sayings import Sayings
from mailbot.inbound.reading.scope import sells
from mailbot.inbound.reading.senses import Sense, sense_of
from mailbot.inbound.reading.situation import Situation
from mailbot.inbound.reading.standpoint import Question
from mailbot.inbound.reading.wording import wording_of
from mailbot.vocabulary import Category, Channel, Role, Urgency

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
            _T.STATUS_QUESTION,
            _T.DECLARE_DONE,
            _T.DECLARE_DIAGNOSIS,
        }
    ),
    _T.CONTEST_WORKS: frozenset({_T.CONFIRM_WORKS, _T.CLOSE_REPORT, _T.STATUS_QUESTION}),
    _T.REOPEN: frozenset({_T.STATUS_QUESTION, _T.CLOSE_REPORT}),
    _T.REFUSE_MISSION: frozenset({_T.ACCEPT_MISSION, _T.PROPOSE_SLOTS, _T.CLOSE_REPORT}),
    _T.DECLARE_DELAY: frozenset({_T.COMPLAINT, _T.RESCHEDULE, _T.PROPOSE_SLOTS, _T.DECLARE_DIAGNOSIS}),
    _T.SUBMIT_QUOTE: frozenset({_T.STATE_PRICE}),
    _T.SEND_INVOICE: frozenset({_T.STATE_PRICE, _T.SUBMIT_QUOTE}),
    _T.CONDITIONAL_APPROVAL: frozenset({_T.APPROVE_QUOTE, _T.REFUSE_QUOTE}),
    _T.REPORT_NEW: frozenset({_T.STATUS_QUESTION}),
    _T.SELF_REPAIR: frozenset({_T.OFFER_AVAILABILITY}),
    _T.SET_ALERTS: frozenset({_T.OUT_OF_SCOPE}),
}
"""The type at the left speaks for those at the right, where both were found."""

_ASKS_BY_ITSELF = frozenset(
    {
        _T.RESCHEDULE, _T.OFFER_AVAILABILITY, _T.REJECT_SLOTS, _T.CHOOSE_SLOT, _T.PROPOSE_SLOTS, _T.SET_ALERTS,
        _T.REPORT_NEW, _T.OUT_OF_SCOPE, _T.ASK_OTHER_QUOTE, _T.REOPEN, _T.SELF_REPAIR, _T.CONTEST_WORKS,
        _T.MISSED_VISIT, _T.STATUS_QUESTION, _T.BANK_CHANGE, _T.CLOSE_REPORT,
    }
)  # fmt: skip
"""What a question mark beside these asks is said by them."""
_DECIDES = frozenset({_T.APPROVE_QUOTE, _T.REFUSE_QUOTE, _T.CONDITIONAL_APPROVAL, _T.ANSWER})
"""« Laissez tomber » refuses the quote, « ça marche » accepts it: neither closes the report."""
_BY_OCCUPANTS = frozenset({_T.CLOSE_REPORT, _T.CONFIRM_WORKS})
_ABOUT_TIME = frozenset({_T.RESCHEDULE, _T.OFFER_AVAILABILITY, _T.REJECT_SLOTS, _T.CHOOSE_SLOT, _T.PROPOSE_SLOTS})
_INTAKE_FACTS = frozenset({"cause", "identity", "equipment", "instruction"})


def composed(situation: Situation, intents: Iterable[Intent]) -> tuple[Intent, ...]:
    """The intents that stand once each has been weighed against the others."""
    if situation.standpoint.channel is Channel.DIGEST:
        return tuple(intents)  # Each line of a summary is weighed by itself.
    found = list(intents)
    types = {intent.type for intent in found if not intent.values.get("target")}
    dropped = frozenset[IntentType]().union(*(DROPS.get(type_, frozenset()) for type_ in types))
    kept = [i for i in found if i.type not in dropped or i.values.get("target") or _stands_alone(situation, i, found)]
    if any(intent.values.get("topic") == "advertising" for intent in found):
        kept = [intent for intent in kept if intent.type is not _T.STATE_PRICE]
        if situation.role is Role.UNKNOWN and sells(situation):
            # « Rats, cafards : notre équipe intervient »: what a firm sells its services against.
            kept = [intent for intent in kept if intent.type is not _T.REPORT_NEW]
    missed = _T.MISSED_VISIT in types
    kept = [i for i in kept if not (missed and i.type is _T.RESCHEDULE and not _looks_ahead(situation, i))]
    if any(intent.type is _T.REPORT_NEW for intent in kept) and situation.standpoint.channel is Channel.INTAKE:
        # What was tried before the mail was written has not mended it.
        kept = [i for i in kept if not (i.type is _T.SELF_REPAIR and i.values.get("done"))]
    if missed and situation.role is Role.PROVIDER:
        kept = [i for i in kept if not (i.type is _T.COMPLAINT and i.values.get("level") == "mild")]
    neighbourly = {i.at for i in kept if i.values.get("topic") == "neighbours"}
    # « Le voisin m'a menacé » complains of him, and not of us.
    kept = [i for i in kept if not (i.at in neighbourly and (i.type is _T.COMPLAINT or _is_of_no_trade(i)))]
    contested = {intent.at for intent in kept if intent.type in (_T.CONTEST_WORKS, _T.REOPEN)}
    kept = [i for i in kept if not (i.type is _T.REPORT_NEW and i.at in contested)]
    cancelled = {intent.at for intent in kept if intent.type is _T.CANCEL_OS}
    if cancelled and _CLOSING.search(situation.folded) is None:
        # « On annule l'OS, plus la peine qu'il vienne »: the order is called off, and the report stands.
        kept = [i for i in kept if not (i.type is _T.CLOSE_REPORT and _is_beside(situation, i, cancelled))]
    if situation.role is Role.MANAGER:
        kept = _of_what_others_told(situation, kept)
    if any(i.type is _T.SELF_REPAIR and not i.values.get("done") for i in kept):
        # « J'irai le changer samedi, inutile d'envoyer quelqu'un »: nobody is wanted, and nothing is mended yet.
        kept = [i for i in kept if not (i.type is _T.CLOSE_REPORT and _SENT.search(fold(i.because)))]
    decided = {intent.at for intent in kept if intent.type in _DECIDES}
    kept = [i for i in kept if not (i.type is _T.CLOSE_REPORT and i.at in decided)]
    if decided and situation.role is Role.LANDLORD:
        # Why an owner refuses is no news of the home.
        kept = [i for i in kept if not _is_a_reason(situation, i, decided)]
    if missed and all(intent.type is not _T.MISSED_VISIT for intent in kept):
        kept += [intent for intent in found if intent.type is _T.MISSED_VISIT]
    types = {intent.type for intent in kept}
    if _T.REPORT_NEW in types and situation.standpoint.channel is Channel.INTAKE:
        kept = [i for i in kept if not (i.type is _T.PROVIDE_INFO and i.values.get("topic") in _INTAKE_FACTS)]
    if types & {_T.RESCHEDULE, _T.OFFER_AVAILABILITY, _T.REJECT_SLOTS}:
        said_by_times = {"presence", "cause"} if situation.asks(Question.PROVIDE_INFO) else {"presence"}
        kept = [i for i in kept if not (i.type is _T.PROVIDE_INFO and i.values.get("topic") in said_by_times)]
    kept = [i for i in kept if not (_is_weak(i) and any(o.at == i.at and not _is_soft(o) and o is not i for o in kept))]
    told = {i.at for i in kept if i.type is _T.PROVIDE_INFO and i.values.get("topic") != "presence"}
    kept = [i for i in kept if not (i.at in told and i.values.get("topic") == "presence")]
    if types & _ASKS_BY_ITSELF:
        about_time = types & _ASKS_BY_ITSELF <= _ABOUT_TIME
        kept = [i for i in kept if not _is_said_by_another(situation, i, about_time=about_time)]
    if any(i.type is _T.URGENT_FLAG and i.values.get("reason") in _OF_WANT for i in kept):
        kept = [_hurried(i) for i in kept]
    if _T.SET_ALERTS in types:
        kept = [i for i in kept if not (i.type is _T.COMPLAINT and i.values.get("level") == "mild")]
    return tuple(kept)


def _of_what_others_told(situation: Situation, kept: list[Intent]) -> list[Intent]:
    """A manager passes on that it is repaired, or done: neither closes the report unless that is said."""
    kept = [i for i in kept if i.type is not _T.CLOSE_REPORT or not _calls_off_the_company(situation, i)]
    if any(i.type is _T.CONFIRM_WORKS for i in kept):
        # READING, section 7, rule 6: « elle confirme, tout est réglé » says one of the two.
        kept = [i for i in kept if i.type is not _T.CLOSE_REPORT or _CLOSING.search(fold(i.because))]
    finished = {i.at for i in kept if i.type is _T.DECLARE_DONE}
    finished |= {clause.start for clause in situation.statements if _is_the_companys_word(situation, clause)}
    tenants = [clause for clause in situation.statements if _is_of(situation, clause, Role.TENANT, _TENANT)]
    content = {clause.sentence for clause in tenants if _CONFIRMS.find(clause.wording) is not None}
    confirmed = {clause.start for clause in situation.statements if clause.sentence in content}
    # « Durand a débouché l'évier »: the company's word neither confirms nor closes. « Durand a fini, elle confirme ».
    return [
        i
        for i in kept
        if not (i.at in finished and i.type in _BY_OCCUPANTS and not _CLOSING.search(fold(i.because)))
        or (i.type is _T.CONFIRM_WORKS and i.at in confirmed)
    ]


def _calls_off_the_company(situation: Situation, closing: Intent) -> bool:
    """« Plus la peine d'envoyer Durand », « laissez tomber pour Durand »: nobody says that the matter is over."""
    named = {word for word in situation.names_of.get(Role.PROVIDER, ()) if len(word) > 3}
    words = fold(closing.because)
    return (
        _CALLED_OFF.search(words) is not None
        and _CLOSING.search(words) is None
        and not any(sense_of(c) is Sense.SETTLED for c in situation.statements)
        and not named.isdisjoint(wording_of(words, folded=True).words)
    )


_CALLED_OFF = re.compile(r"\b(?:laisse[zr]? tomber|la peine|besoin|inutile|no need)\b")


def _is_of(situation: Situation, clause: Clause, role: Role, sayings: Sayings) -> bool:
    name = {word for word in situation.names_of.get(role, ()) if len(word) > 3}
    return not clause.wording.words.isdisjoint(name) or sayings.find(clause.wording) is not None


def _is_the_companys_word(situation: Situation, clause: Clause) -> bool:
    """« Durand a débouché la baignoire, reste l'évier »: neither done nor closed."""
    return _HAS_SETTLED.find(clause.wording) is not None and _is_of(situation, clause, Role.PROVIDER, _PROVIDER)


_CONFIRMS = Sayings(("confirme|confirms|contente|content|ravie|ravi|satisfait* !pas|rien",))
_HAS_SETTLED = Sayings(
    ("a|ont [tout] [pu] debouche|deboucher|debloque|debloquer|regle|regler|resolu|resoudre|repare|reparer",)
)
_PROVIDER = Sayings((*PROVIDER, "agence"))
_TENANT = Sayings((*TENANT, "il confirme|satisfait|content|ravi"))


def _is_of_no_trade(intent: Intent) -> bool:
    return intent.type is _T.REPORT_NEW and intent.values.get("category") == Category.OTHER.value


_OF_WANT = frozenset(("no_heating", "health"))
_COMFORTS = frozenset((Category.HEATING, Category.HOT_WATER, Category.ELECTRICITY))


def _hurried(intent: Intent) -> Intent:
    """« Radiateurs glacés », of somebody aged 84: the want is urgent because of whom it strikes."""
    wanting = intent.type is _T.REPORT_NEW and intent.values.get("category") in _COMFORTS
    if not wanting or intent.values.get("urgency") != Urgency.NORMAL.value:
        return intent
    return replace(intent, values={**intent.values, "urgency": Urgency.URGENT.value})


_SENT = re.compile(
    r"\b(?:envoy|venir|deplac|interven|passer|quelqu|plombier|artisan|entreprise|technicien|electricien|send|anyone"
    r"|come|visit|plumber)"
)
_CLOSING = re.compile(r"\b(?:clotur|clo[rs]|ferm|archiv|class|clos|solde[rz])")


def _is_a_reason(situation: Situation, intent: Intent, decided: set[int]) -> bool:
    if intent.type is _T.PROVIDE_INFO:
        return intent.values.get("topic") in ("equipment", "cause") and not situation.asks(Question.PROVIDE_INFO)
    if intent.type is not _T.REPORT_NEW:
        return False
    return _is_beside(situation, intent, decided)


def _is_beside(situation: Situation, intent: Intent, places: set[int]) -> bool:
    """Whether the intent is said in the sentence of one of these places."""
    sentences = {clause.sentence for clause in situation.clauses if clause.start in places}
    return any(clause.start == intent.at and clause.sentence in sentences for clause in situation.clauses)


def _is_said_by_another(situation: Situation, intent: Intent, *, about_time: bool) -> bool:
    """A question of no topic beside an act that asks by itself; beside a choice of times, only if it names a time."""
    if intent.type is not _T.QUESTION or intent.values.get("topic") != "other":
        return False
    if not about_time:
        return True
    clause = next((c for c in situation.clauses if c.start == intent.at), None)
    if (
        situation.asks(Question.CHOOSE_SLOT)
        and clause is not None
        and _ASKS_LEAVE.match(clause.folded)
        and not situation.moments_of(clause)
    ):
        return False  # « ok mardi, est-ce que je peux laisser les clés au voisin ? »
    return clause is None or any(situation.moments_of(c) for c in situation.clauses if c.sentence == clause.sentence)


_ASKS_LEAVE = re.compile(
    r"(?:et |mais |par contre |sinon )*(?:est[- ]ce qu(?:e |'))?"
    r"(?:(?:je|on) (?:peux|peut|dois|doit) (?!reporter|decaler|changer|deplacer|repousser|avancer|annuler|avoir"
    r"|prendre)"
    r"|(?:puis|dois)-je|doit-on|faut-il|(?:il )?faut que (?:je|on)|(?:can|should|may) i"
    r" (?!change|move|postpone|have|get)"
    r"|do i (?:have|need) to)\b"
)
"""What the occupant is to do about the time that was picked."""


def _looks_ahead(situation: Situation, intent: Intent) -> bool:
    """Whether a visit is moved to a time that is to come."""
    received = situation.standpoint.received
    return received is not None and any(
        datetime.fromisoformat(slot["start"]) > received for slot in intent.values.get("slots") or ()
    )


def _is_weak(intent: Intent) -> bool:
    """What gives way where the same clause says something firmer."""
    if intent.type is _T.QUESTION:
        return True
    if intent.type is not _T.PROVIDE_INFO:
        return False
    return intent.values.get("topic") != "sensitive_document" and "access_code" not in intent.values


def _is_soft(intent: Intent) -> bool:
    return intent.type in (_T.COMMENT, _T.THANKS, _T.PHOTOS, _T.COMPLAINT) or _is_weak(intent)


def _stands_alone(situation: Situation, intent: Intent, found: list[Intent]) -> bool:
    """A question about progress beside a new problem is one when a question mark stands in its own clause."""
    if intent.type is not IntentType.STATUS_QUESTION:
        return False
    if any(other.type is IntentType.REOPEN and _is_beside(situation, intent, {other.at}) for other in found):
        return False  # « Pourquoi est-ce clôturé alors que rien n'est fait ?? »
    asked = {clause.start for clause in situation.clauses if clause.is_question}
    return intent.at in asked
