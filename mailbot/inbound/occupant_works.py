"""« Est-ce bien réparé ? »: what an occupant answers, and what they say afterwards (SM5)."""

import re
from dataclasses import replace

from mailbot.db import Session
from mailbot.errors import Refused
from mailbot.inbound.arrived import place_of
from mailbot.inbound.attachments import photos_in
from mailbot.inbound.hearing import COURTESIES, Done, Heard, says_only
from mailbot.inbound.read_again import as_answer_to
from mailbot.inbound.reading.lines import fold
from mailbot.inbound.reading.outcome import Ask, Intent, IntentType, Reading
from mailbot.inbound.reading.standpoint import OrderState, Question
from mailbot.model_orders import WorkOrder
from mailbot.vocabulary import Channel, EventKind, LetterKind, MissionState, Role
from mailbot.workflow import confirmations
from mailbot.workflow.events import ORDER, record
from mailbot.workflow.orders import WORKED
from mailbot.workflow.sayings import Saying
from mailbot.workflow.telling import OCCUPANTS, Reader
from mailbot.workflow.works import confirm_question

_READ_IT = OCCUPANTS | {Reader.MANAGERS, Reader.PROVIDER}
_TOLD_OF_RETURN = frozenset({Reader.AUTHOR, Reader.MANAGERS})


def take_confirmation(session: Session, heard: Heard) -> Done | None:
    """Yes, no, nobody came; thanks alone are asked about."""
    company = heard.scene.company
    if heard.seat.participant.role is not Role.TENANT or company is None or company.order is None:
        return None
    order, reading = company.order, heard.reading
    if order.state not in WORKED and order.state is not MissionState.CONTESTED:
        return None
    no_show = _no_show_in(reading)
    if no_show is not None and order.state in WORKED:
        return _no_show(session, heard, no_show)
    if heard.route.reopened or order.state in (MissionState.DONE, MissionState.COMPLETE):
        return _take_later(session, heard, order)
    contest = reading.intent(IntentType.CONTEST_WORKS)
    if contest is not None:
        return _contest(session, heard, order, contest, reading.ask)
    if (yes := reading.intent(IntentType.CONFIRM_WORKS)) is not None:
        return _confirm(session, heard, yes)
    if reading.ask is Ask.IS_IT_REPAIRED and order.state is MissionState.DONE_TO_CONFIRM:
        return _ask(session, heard, Ask.IS_IT_REPAIRED, order)
    return None


def _no_show_in(reading: Reading) -> Intent | None:
    missed = reading.intent(IntentType.MISSED_VISIT)
    return missed if missed is not None and missed.values.get("absent") == "provider" else None


def _take_later(session: Session, heard: Heard, order: WorkOrder) -> Done | None:
    """« Ça goutte encore » when nobody asks any more; another « oui » than the first is no news. A bare no answers
    something else."""
    again = as_answer_to(heard, Question.CONFIRM_WORKS, OrderState.DONE_TO_CONFIRM)
    contest = again.intent(IntentType.CONTEST_WORKS)
    if contest is not None:
        return _contest(session, heard, order, contest, None) if again.ask is None else None
    types = {intent.type for intent in heard.reading.intents}
    says_yes = again.intent(IntentType.CONFIRM_WORKS) is not None and types <= _OF_A_YES | COURTESIES
    if not says_yes or heard.route.standpoint.question is not None or _CLOSES.search(heard.reading.fresh_text):
        return None
    praises = not heard.arrived.files and _PRAISE.fullmatch(fold(heard.reading.fresh_text).strip())
    is_all = praises or says_only(replace(heard.arrived, reading=again), _OF_A_YES)
    return Done(frozenset(Reader) if is_all else frozenset(), _OF_A_YES)


# « Oui, nickel » says no more than yes.
_PRAISE = re.compile(
    r"(?:\b(?:oui|yes|ok|c'est|it's|it is|tout est|tout|all|bien|tres bien|bon|parfait|impeccable|nickel|super|top"
    r"|repare|regle|resolu|en ordre|in order|perfect|great|good|fine|fixed|merci|thanks|thank you)\b\W*)+"
)
_OF_A_YES = frozenset({IntentType.CONFIRM_WORKS, IntentType.THANKS, IntentType.CLOSE_REPORT, IntentType.CONTEST_WORKS})
# « Réparé, vous pouvez clôturer » says both.
_CLOSES = re.compile(r"\b(?:cl[oô]tur|ferm|clos|close|closing)", re.IGNORECASE)


def _saying(heard: Heard, *intents: Intent | None) -> Saying:
    """What was told to the agency alone is the agency's alone: the others learn that it was said."""
    apart = heard.seat.channel is Channel.AGENCY
    return Saying(
        heard.seat.person, Role.TENANT, "" if apart else heard.reading.fresh_text,
        () if apart else photos_in(heard.arrived.files), heard.arrived.mail_id, place_of(*intents), apart,
    )  # fmt: skip


def _told(heard: Heard) -> frozenset[Reader]:
    return frozenset() if heard.seat.channel is Channel.AGENCY else _READ_IT


def _contest(session: Session, heard: Heard, order: WorkOrder, contest: Intent, unclear: Ask | None) -> Done | None:
    # Of a report that comes back by these very words, they have just read them.
    told = _TOLD_OF_RETURN if heard.route.reopened else frozenset[Reader]()
    try:
        confirmations.contest(session, heard.scene, _saying(heard, contest), now=heard.now, told_already=told)
    except Refused:
        return None  # it is contested already, or too late: the words stay words
    covers = frozenset({IntentType.CONTEST_WORKS, IntentType.COMPLAINT, IntentType.PHOTOS})
    if unclear is Ask.WHAT_IS_WRONG:
        _ask(session, heard, Ask.WHAT_IS_WRONG, order)
    return Done(_told(heard), covers, has_asked=unclear is Ask.WHAT_IS_WRONG)


def _no_show(session: Session, heard: Heard, no_show: Intent) -> Done | None:
    try:
        confirmations.tell_no_show(session, heard.scene, _saying(heard, no_show), now=heard.now)
    except Refused:
        return None
    return Done(_told(heard), frozenset({IntentType.MISSED_VISIT, IntentType.CONTEST_WORKS}))


def _confirm(session: Session, heard: Heard, yes: Intent) -> Done | None:
    shows = _says_more_than_yes(heard)
    try:
        is_news = confirmations.confirm(session, heard.scene, _saying(heard, yes), now=heard.now, shows_words=shows)
    except Refused:
        return None  # somebody else said that it is not: the words stay words
    return Done(OCCUPANTS if shows and is_news else frozenset(), frozenset({IntentType.CONFIRM_WORKS}))


def _says_more_than_yes(heard: Heard) -> bool:
    """« Oui, mais il a laissé ses outils »: the home reads both in one letter."""
    if heard.seat.channel is Channel.AGENCY or heard.scene.is_closed:
        return False
    types = {intent.type for intent in heard.reading.intents}
    return types <= _OF_A_YES | COURTESIES | {IntentType.COMPLAINT} and not says_only(heard.arrived, _OF_A_YES)


def _ask(session: Session, heard: Heard, ask: Ask, order: WorkOrder) -> Done:
    """The one question (READING, section 11)."""
    question = confirm_question(order)
    if ask is Ask.WHAT_IS_WRONG:
        question = {"question": Question.PROVIDE_INFO.value, "text": ask.value, ORDER: order.id}
    record(
        session, heard.scene, EventKind.READING_FOUND_UNCLEAR, actor=heard.seat.person, role=Role.TENANT,
        now=heard.now, mail_id=heard.arrived.mail_id,
        details={"ask": ask.value, "asked": {LetterKind.PRECISION_ASKED.value: question}},
    )  # fmt: skip
    return Done(covers=frozenset({IntentType.THANKS}), has_asked=True)
