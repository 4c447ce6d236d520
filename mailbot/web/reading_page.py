"""« C'est exact », « Corriger »: how a landlord's answer was read, before the managers who decide by it (G-07)."""

from datetime import datetime
from typing import Any

from mailbot.model import Person, Provider
from mailbot.model_desk import LandlordAnswer, LandlordAsk, Quote
from mailbot.threads.pages import Page, brief
from mailbot.vocabulary import LandlordSays, Role
from mailbot.web.quote_sight import number_in
from mailbot.web.visits import CaseVisit, Engagement, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.decision_facts import quote_told
from mailbot.workflow.landlord_asks import answers_to, leaving, told_in
from mailbot.workflow.landlord_readings import (
    READINGS,
    Standing,
    confirm,
    looked_over,
    may_say_yes,
    put_right,
    standing_of,
    words_of,
)
from mailbot.workflow.remains import shown_text

_YES_TO = "yes_"
"""Before the number of the quote, in the field that says what an answer is read as."""


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """His words, what was read in them, what followed, and what a correction would still change."""
    return _sheet(visit, _answer_at(visit), typed)


def press(visit: CaseVisit, typed: Typed) -> None:
    """« C'est exact », or the reading that was picked."""
    answer = _answer_at(visit)
    match typed.text("act"):
        case "exact":
            confirm(visit.session, visit.scene, answer, visit.person, now=visit.now)
        case "correct":
            says, quote = _picked(visit, answer, typed)
            put_right(visit.session, visit.scene, answer, visit.person, says, quote=quote, now=visit.now)
        case _:
            raise Incomplete("act")


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """How it is read now, and what follows."""
    answer = _answer_at(visit)
    last = answers_to(visit.session, visit.session.get_one(LandlordAsk, answer.ask_id))[answer.person_id]
    return _sheet(visit, last, Typed(), at=at, was_pressed=True, is_corrected=last.id != answer.id)


def engages_money(visit: CaseVisit, typed: Typed) -> bool:
    """Whether this press engages money: a reading as a yes, which then leaves like his own (FEATURES, rule 4)."""
    return typed.text("act") == "correct" and typed.text("says").startswith(_YES_TO)


def engages(visit: CaseVisit, typed: Typed) -> Engagement:
    """What such a reading would do."""
    _, quote = _picked(visit, _answer_at(visit), typed)
    if quote is None:
        raise Nowhere
    told = quote_told(quote, visit.session.get_one(Provider, quote.provider_id))
    return Engagement("_engage_quote", {
        "what": "read", "number": told["number"], "provider": told["provider"],
        "amount_incl_tax": told["amount_incl_tax"], "object": visit.scene.report.object,
        "dwelling": visit.scene.home.dwelling.name,
    })  # fmt: skip


def _answer_at(visit: CaseVisit) -> LandlordAnswer:
    """The answer that a link names. Raises Nowhere for anybody but managers, and for one that a button gave."""
    answer = visit.session.get(LandlordAnswer, number_in(visit)) if visit.role is Role.MANAGER else None
    if answer is None or answer.mail_id is None:
        raise Nowhere
    if visit.session.get_one(LandlordAsk, answer.ask_id).report_id != visit.scene.report.id:
        raise Nowhere
    return answer


def _picked(visit: CaseVisit, answer: LandlordAnswer, typed: Typed) -> tuple[LandlordSays, Quote | None]:
    says = typed.text("says")
    if says in READINGS and says != LandlordSays.YES:
        return LandlordSays(says), None
    ask = visit.session.get_one(LandlordAsk, answer.ask_id)
    for row in ask.quotes:
        if says == f"{_YES_TO}{row['quote']}":
            return LandlordSays.YES, visit.session.get_one(Quote, row["quote"])
    raise Incomplete("says")


def _sheet(
    visit: CaseVisit, answer: LandlordAnswer, typed: Typed, *, at: datetime | None = None, was_pressed: bool = False,
    is_corrected: bool = False,
) -> Sheet:  # fmt: skip
    session, ask = visit.session, visit.session.get_one(LandlordAsk, answer.ask_id)
    standing, seen = standing_of(session, visit.scene, answer), looked_over(session, answer, visit.scene.report.id)
    told = [row | {"id": asked["quote"]} for row, asked in zip(told_in(session, ask), ask.quotes, strict=True)]
    said, going = words_of(session, answer, visit.scene.report.id), leaving(session, ask)
    return visit.case_sheet(
        "reading", status=422 if typed.trouble and typed.trouble != "too_late" else 200, trouble=typed.trouble,
        at=at, is_done=was_pressed, is_corrected=is_corrected,
        landlord=session.get_one(Person, answer.person_id).name, answered_at=answer.at,
        words=shown_text(said, visit.language, zone=visit.profile.zone) if said is not None else "",
        says=answer.says.value, limit=answer.limit_incl_tax,
        said_yes_to=next((row for row in told if row["id"] == answer.quote_id), {}),
        leaves_at=going.leaves_at if going is not None and going.id == answer.quote_id else None,
        standing=standing.value, seen_by=seen.who if seen is not None else "",
        seen_at=seen.at if seen is not None else None, seen_corrected=seen is not None and seen.is_correction,
        came_too_late=seen is not None and seen.came_too_late,
        options=_options(answer, told if may_say_yes(visit.scene, answer) else []),
        picked=typed.text("says"), newer=_newer(visit, ask, answer, standing),
        quotes=visit.link(Page.QUOTES, visit.seat.participant.id),
        landlord_page=visit.link(Page.LANDLORD, visit.seat.participant.id),
    )  # fmt: skip


def _options(answer: LandlordAnswer, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What else it may be read as: a yes to each of the quotes, and whatever is no yes."""
    yes = [
        {"value": f"{_YES_TO}{row['id']}", "says": LandlordSays.YES.value, "quote": row}
        for row in told
        if (answer.says, answer.quote_id) != (LandlordSays.YES, row["id"])
    ]
    others = [each.value for each in READINGS if each not in (LandlordSays.YES, answer.says)]
    return yes + [{"value": each, "says": each, "quote": {}} for each in others]


def _newer(visit: CaseVisit, ask: LandlordAsk, answer: LandlordAnswer, standing: Standing) -> dict[str, Any]:
    """The answer, or the reading, that has taken the place of this one."""
    if standing is not Standing.NEWER:
        return {}
    last = answers_to(visit.session, ask)[answer.person_id]
    seen = looked_over(visit.session, last, visit.scene.report.id)
    corrected = seen is not None and seen.is_correction and last.mail_id == answer.mail_id
    can_be_read = last.mail_id is not None
    return {
        "says": last.says.value,
        "at": last.at,
        "by": seen.who if corrected and seen is not None else "",
        "url": visit.link(Page.READING, visit.seat.participant.id, brief(last.id)) if can_be_read else "",
    }
