"""What a manager answers to a letter of their own that is about no report: « oui » to what is ready, a line, a word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from mailbot.db import Session
from mailbot.errors import Reason
from mailbot.inbound.arrived import Arrived, take_files_apart
from mailbot.inbound.filing_answers import take_filing
from mailbot.inbound.manager_commands import take_commands
from mailbot.inbound.reading.outcome import IntentType, Reading
from mailbot.inbound.routes import ToDesk
from mailbot.inbound.wishes import asks_for_everything, take_choice
from mailbot.model_desk import Draft
from mailbot.threads.pages import brief
from mailbot.vocabulary import DraftKind, InboundFate, LetterKind, Role
from mailbot.workflow import managing
from mailbot.workflow.agencies import profile_of
from mailbot.workflow.digests import may_be_answered, tell_manager_now
from mailbot.workflow.drafts import cancel, open_draft
from mailbot.workflow.managing import Desk, Line

_ACTS: Mapping[DraftKind, str] = MappingProxyType({DraftKind.INVITATION: "invite", DraftKind.REMOVAL: "remove"})


def take_desk_answer(session: Session, route: ToDesk, arrived: Arrived, *, now: datetime) -> InboundFate:
    """Do what it asks for; whatever is not clear is kept, and its writer is told so."""
    profile = profile_of(session, route.agency)
    desk = Desk(route.agency, profile, route.person, Role.MANAGER, arrived.mail_id)
    take_files_apart(session, route.agency, arrived, route.person, Role.MANAGER, now=now)
    only_chose = take_choice(session, route.person, Role.MANAGER, arrived.reading, now=now, mail_id=arrived.mail_id)
    types = {intent.type for intent in arrived.reading.intents}
    if only_chose or (types and types <= {IntentType.THANKS}):
        return InboundFate.TAKEN
    if asks_for_everything(arrived.reading.fresh_text, in_a_digest=False):
        tell_manager_now(session, route.agency, profile, route.person, now=now, mail_id=arrived.mail_id)
        return InboundFate.TAKEN
    if arrived.reading.commands:
        rest, fate = take_commands(
            session, desk, arrived.reading, arrived.mail, route.standpoint, proof=arrived.proof, now=now
        )  # fmt: skip
        if rest is None:
            return fate
        arrived = replace(arrived, reading=rest)
    elif (filed := take_filing(session, desk, route.letter, arrived, now=now)) is not None:
        return filed
    elif (draft := _draft(session, route)) is not None and (said := _yes_or_no(arrived.reading)):
        return _answer(session, desk, draft, said, now=now)
    if may_be_answered(session, route.person, now=now):
        managing.ask_what(session, desk, now=now)
    return InboundFate.ASKED


def _draft(session: Session, route: ToDesk) -> Draft | None:
    if route.letter.kind is not LetterKind.DRAFT_READY:
        return None
    draft = open_draft(session, route.person, int(route.letter.facts["draft_number"]))
    return draft if draft is not None and draft.kind in _ACTS else None


def _yes_or_no(reading: Reading) -> str:
    """The one thing that was said, if it answers what was asked."""
    said = [str(intent.values.get("value", "")) for intent in reading.intents if intent.type is IntentType.ANSWER]
    return said[0] if len(said) == len(reading.intents) == 1 else ""


def _answer(session: Session, desk: Desk, draft: Draft, said: str, *, now: datetime) -> InboundFate:
    """« Oui » sends nothing: the button is the act. « Non » throws the draft away."""
    session.refresh(draft, with_for_update=True)  # its button may be pressed just now
    is_over = draft.done_at is not None or draft.cancelled_at is not None
    if said == "no" and not is_over:
        cancel(draft, now=now)
        return InboundFate.TAKEN
    if not may_be_answered(session, desk.person, now=now):
        return InboundFate.REFUSED
    reason, way, page = "button_sends", "press_button", f"own_draft:{brief(draft.id)}"
    if is_over:
        reason = "draft_cancelled" if draft.cancelled_at is not None else Reason.ALREADY_SO.value
        way, page = "nothing", ""
    managing.explain(
        session, desk, Line(""), act=_ACTS[draft.kind], reason=reason, next_step=way, now=now, page=page
    )  # fmt: skip
    return InboundFate.REFUSED
