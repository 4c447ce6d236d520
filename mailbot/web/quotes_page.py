"""The quotes of a report side by side, and « Demander l'accord » for several of them (S1-31, S1-54)."""

from datetime import datetime

from mailbot.threads.pages import Page
from mailbot.vocabulary import Role
from mailbot.web.asking_landlord import REASONS, ask
from mailbot.web.form_numbers import draw
from mailbot.web.quote_sight import may_be_asked, seen_ask, seen_quotes, usual_day
from mailbot.web.visits import CaseVisit, Nowhere, Sheet, Typed
from mailbot.workflow.quotes import quotes_of


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Every quote of the report, for managers alone."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    quotes = quotes_of(visit.session, visit.scene.report.id)
    asking = [quote.id for quote in quotes if may_be_asked(visit, quote)]
    return visit.case_sheet(
        "quotes", status=422 if typed.trouble else 200, trouble=typed.trouble, is_done=False,
        quotes=seen_quotes(visit, quotes), ask=seen_ask(visit), asking=asking,
        picked=[number for number in asking if typed.text(f"quote_{number}")] if typed.fields else asking,
        advice=typed.text("advice"), reason=typed.text("reason"), reasons=[each.value for each in REASONS],
        answer_by=typed.text("answer_by") or usual_day(visit),
        landlords=[person.name for person in visit.scene.home.landlords],
    )  # fmt: skip


def press(visit: CaseVisit, typed: Typed) -> None:
    """Ask the landlord about those that were picked."""
    if visit.role is not Role.MANAGER:
        raise Nowhere
    quotes = quotes_of(visit.session, visit.scene.report.id)
    ask(visit, typed, [quote for quote in quotes if typed.text(f"quote_{quote.id}")])


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """He is asked."""
    return visit.case_sheet(
        "quotes", is_done=True, at=at, form=draw(visit.now), ask=seen_ask(visit),
        landlords=[person.name for person in visit.scene.home.landlords],
        report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip
