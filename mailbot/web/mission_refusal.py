"""« Je ne suis pas disponible », « Je ne peux plus »: a company says no to a mission on its page (S2-04, GAP-24)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from mailbot.errors import Reason, Refused
from mailbot.vocabulary import Channel, EventKind, MissionState
from mailbot.web.answer_page import check_words
from mailbot.web.visits import CaseVisit, Incomplete, Typed
from mailbot.workflow import order_answers, visit_changes
from mailbot.workflow.appointments import last_visit
from mailbot.workflow.mission_words import note_answer
from mailbot.workflow.orders import UNANSWERED, may_become
from mailbot.workflow.reports import comment
from mailbot.workflow.sayings import Saying
from mailbot.workflow.telling import Reader

SAID: Mapping[EventKind, str] = MappingProxyType(
    {EventKind.WORK_ORDER_REFUSED: "refuse", EventKind.PROVIDER_WITHDREW: "give_back"}
)
"""Which of the two was said, by what happened."""


def way_out(visit: CaseVisit) -> str:
    """The one no that the mission still takes: before the answer, or after a yes. Empty for none."""
    company = visit.scene.company
    if company is None or company.order is None or visit.scene.is_closed:
        return ""
    if company.order.state in UNANSWERED:
        return "refuse"
    return "give_back" if may_become(company.order, MissionState.WITHDRAWN) else ""


def say_no(visit: CaseVisit, typed: Typed) -> None:
    """Say it, with its reason, which the agency alone reads. Raises Refused, Incomplete."""
    act, words, scene = typed.text("act"), typed.text("words"), visit.scene
    if act not in SAID.values():
        raise Incomplete("act")
    if act != way_out(visit):
        raise Refused(Reason.ALREADY_SO)
    check_words(visit, words)
    company = scene.the_company
    note_answer(company.mission, now=visit.now)
    if act == "refuse":
        order_answers.refuse(visit.session, scene, visit.person, visit.role, now=visit.now, words=words)
    else:
        said = Saying(visit.person, visit.role, words, agency_only=True)
        visit_changes.give_back(visit.session, scene, last_visit(visit.session, company), said, now=visit.now)
    if words:
        comment(
            visit.session, scene, replace(visit.seat, channel=Channel.AGENCY), words, photos=(), now=visit.now,
            told_already=frozenset({Reader.MANAGERS}),
        )  # fmt: skip
