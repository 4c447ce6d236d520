"""« Demander l'accord du bailleur »: the form of MB-02, for one quote or for several of them side by side."""

from collections.abc import Sequence
from datetime import date

from mailbot.model_desk import Quote
from mailbot.vocabulary import AskReason
from mailbot.web.answer_page import check_words
from mailbot.web.quote_sight import may_be_asked
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow.landlord_asks import LONGEST_ADVICE, AskForm, ask_landlord

REASONS = tuple(AskReason)


def ask(visit: CaseVisit, typed: Typed, quotes: Sequence[Quote]) -> None:
    """Lay these quotes before the landlord. Raises Incomplete."""
    if not quotes:
        raise Incomplete("no_quote")
    if any(not may_be_asked(visit, quote) for quote in quotes):
        raise Incomplete("not_ready")
    ask_landlord(visit.session, visit.scene, quotes, visit.person, _form(visit, typed), now=visit.now)


def _form(visit: CaseVisit, typed: Typed) -> AskForm:
    advice, reason = " ".join(typed.text("advice").split()), typed.text("reason")
    check_words(visit, advice)
    if not advice:
        raise Incomplete("advice")
    if len(advice) > LONGEST_ADVICE:
        raise Incomplete("long")
    until = day_typed(visit, typed, "answer_by")
    return AskForm(advice, until, AskReason(reason) if reason in REASONS else None)


def day_typed(visit: CaseVisit, typed: Typed, name: str) -> date:
    """A day to come. Raises Incomplete with the name of the field."""
    try:
        day = date.fromisoformat(typed.text(name))
    except ValueError:
        raise Incomplete(name) from None
    if day <= visit.now.astimezone(visit.profile.zone).date():
        raise Incomplete(name)
    return day
