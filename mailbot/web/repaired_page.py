"""« Est-ce bien réparé ? »: an occupant answers with one press; a manager who knows by telephone (SM5)."""

from datetime import datetime

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, unbrief
from mailbot.vocabulary import Channel, MissionState, Role
from mailbot.web import posted_words
from mailbot.web.handing_in import as_mail, check_all, hand_in, is_picture, remembered
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow import confirmations
from mailbot.workflow.orders import WORKED
from mailbot.workflow.reports import keep_words
from mailbot.workflow.sayings import Saying
from mailbot.workflow.scene import Scene, with_order

LONGEST = 2000
_ANSWERS = {"y": "yes", "n": "no", "x": "nobody"}


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """What was declared, and the answers that it still takes."""
    order, opened = _at(visit)
    company = visit.session.get_one(Provider, order.provider_id)
    return visit.case_sheet(
        "repaired", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        company=company.company, worked_on=order.worked_on.isoformat() if order.worked_on is not None else "",
        state=order.state.value, answers=_answers(visit, order), opened=typed.text("act") or opened,
        words=typed.text("words"), **remembered(typed),
    )  # fmt: skip


def carries(visit: CaseVisit, typed: Typed) -> bytes | None:
    """« Il reste un problème » with photos is a mail of theirs; without one, words. Raises Incomplete."""
    _at(visit)
    if typed.text("act") != "no" or not typed.handed or visit.role is not Role.TENANT:
        return None
    words = _problem(typed)
    check_all(typed.handed, is_picture, "photos")
    told = posted_words.problem(visit.language, words)
    return as_mail(visit, typed, told, subject=visit.seat.participant.subject)


def press(visit: CaseVisit, typed: Typed) -> None:
    """Say the one answer whose button was pressed."""
    order, _ = _at(visit)
    act, words = typed.text("act"), typed.text("words")
    if act not in ("yes", "no", "nobody"):
        raise Incomplete("act")
    if act not in _answers(visit, order):
        raise Refused(Reason.ALREADY_SO)
    if len(words) > LONGEST:
        raise Incomplete("long")
    if act == "no":
        _problem(typed)
    if typed.carried is not None:
        hand_in(visit, typed)
        return
    _say(visit, order, act, words)


def _problem(typed: Typed) -> str:
    words = typed.text("words")
    if len(words) > LONGEST:
        raise Incomplete("long")
    if not words:
        raise Incomplete("words")
    return words


def _say(visit: CaseVisit, order: WorkOrder, act: str, words: str) -> None:
    scene = with_order(visit.session, visit.scene, order, now=visit.now)
    said = Saying(visit.person, visit.role, words)
    match act:
        case "yes" if visit.role is Role.MANAGER:
            confirmations.confirm_by_manager(visit.session, scene, said, now=visit.now)
        case "yes":
            if not confirmations.confirm(visit.session, scene, said, now=visit.now):
                raise Refused(Reason.ALREADY_SO)
        case "no":
            confirmations.contest(visit.session, scene, said, now=visit.now)
        case _:
            confirmations.tell_no_show(visit.session, scene, said, now=visit.now)
    _keep(visit, scene, words)


def _keep(visit: CaseVisit, scene: Scene, words: str) -> None:
    """The words are part of the report; a manager's, on how it is known, are the agency's."""
    if words:
        channel = Channel.AGENCY if visit.role is Role.MANAGER else Channel.PUBLIC
        keep_words(visit.session, scene, visit.person, visit.role, channel, words, now=visit.now, mail_id=None)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """The answer as it stands; what came with photos is being read."""
    order, _ = _at(visit)
    company = visit.session.get_one(Provider, order.provider_id)
    return visit.case_sheet(
        "repaired", is_done=True, at=at, state=order.state.value, company=company.company,
        report=visit.link(Page.REPORT, visit.seat.participant.id),
    )  # fmt: skip


def _at(visit: CaseVisit) -> tuple[WorkOrder, str]:
    """The mission that a link names, and the answer that it opens."""
    if visit.role not in (Role.TENANT, Role.MANAGER):
        raise Nowhere
    number, _, answer = visit.page.with_.partition(".")
    try:
        order = visit.session.get(WorkOrder, unbrief(number))
    except Refused:
        raise Nowhere from None
    if order is None or order.report_id != visit.scene.report.id:
        raise Nowhere
    return order, _ANSWERS.get(answer, "")


def _answers(visit: CaseVisit, order: WorkOrder) -> list[str]:
    """What can be answered to the mission as it stands."""
    if visit.scene.is_closed:
        return []
    asked = order.state is MissionState.DONE_TO_CONFIRM
    if visit.role is Role.MANAGER:
        return ["yes"] if asked or order.state is MissionState.CONTESTED else []
    may = order.state in WORKED and confirmations.may_contest(visit.scene, order, now=visit.now)
    return [*(["yes"] if asked else []), *(["no", "nobody"] if may else [])]
