"""« Prochaine étape »: after a visit a company says what comes next, from its telephone; a manager in its place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from mailbot.errors import Reason, Refused
from mailbot.model import Provider
from mailbot.model_orders import WorkOrder
from mailbot.threads.pages import Page, brief, unbrief
from mailbot.vocabulary import Channel, MissionState, Role
from mailbot.web import posted_words
from mailbot.web.handing_in import as_mail, check_all, hand_in, is_pdf, is_picture, remembered
from mailbot.web.quote_correction import figures_typed
from mailbot.web.visits import CaseVisit, Incomplete, Nowhere, Sheet, Typed
from mailbot.workflow.appointments import last_visit
from mailbot.workflow.mission_quotes import may_take_quote
from mailbot.workflow.mission_words import say
from mailbot.workflow.orders import is_open, may_become
from mailbot.workflow.quote_figures import Figures, WrongFigures, checked
from mailbot.workflow.reports import keep_words
from mailbot.workflow.sayings import Beside, Saying
from mailbot.workflow.scene import Scene, with_order
from mailbot.workflow.works import declare_diagnosis, declare_done

_STEPS: Mapping[str, str] = MappingProxyType({"q": "quote", "d": "done", "s": "second", "a": "absent"})
LONGEST = 2000


def show(visit: CaseVisit, typed: Typed) -> Sheet:
    """Where the mission stands, and the steps that can be said today."""
    order, opened = _at(visit)
    company = visit.session.get_one(Provider, order.provider_id)
    return visit.sheet(
        "next_step", status=422 if typed.trouble else 200, is_done=False, trouble=typed.trouble,
        act=typed.text("act"), opened=typed.text("act") or opened, steps=_steps(visit, order),
        takes_back=order.state is MissionState.DONE_TO_CONFIRM, number=order.shown_number, motif=order.motif,
        town=visit.scene.home.building.town, company=company.company, ceiling=order.ceiling_incl_tax,
        state=order.state.value, on_behalf=visit.role is Role.MANAGER, on=typed.text("on") or visit.today.isoformat(),
        today=visit.today.isoformat(), words=typed.text("words"), incl_tax=typed.text("incl_tax"),
        excl_tax=typed.text("excl_tax"), vat_rate=typed.text("vat_rate"), absent=_absent(visit, order),
        slots=_slots(visit, order), **remembered(typed),
    )  # fmt: skip


def carries(visit: CaseVisit, typed: Typed) -> bytes | None:
    """A quote, and works done with photos of them, are a mail of the company. Raises Incomplete."""
    _at(visit)
    act, words = typed.text("act"), typed.text("words")
    if visit.role is not Role.PROVIDER or act not in ("quote", "done"):
        return None
    if len(words) > LONGEST:
        raise Incomplete("long")
    if act == "quote":
        told = _quote_words(visit, typed)
        typed = replace(typed, handed=typed.handed[-1:])  # one that was chosen anew is meant instead
    else:
        told = _done_words(visit, typed)
    return as_mail(visit, typed, told, subject=visit.seat.participant.subject) if typed.handed else None


def press(visit: CaseVisit, typed: Typed) -> None:
    """Say the one step whose button was pressed."""
    order, _ = _at(visit)
    say_it = _SAY.get(typed.text("act"))
    if say_it is None:
        raise Incomplete("act")
    if typed.text("act") not in _steps(visit, order):
        raise Refused(Reason.ALREADY_SO)
    if len(typed.text("words")) > LONGEST:
        raise Incomplete("long")
    if typed.carried is not None:
        hand_in(visit, typed)
        return
    say_it(visit, typed, order)


def done(visit: CaseVisit, at: datetime | None) -> Sheet:
    """It is said; what came with files is being read."""
    order, _ = _at(visit)
    return visit.sheet(
        "next_step", is_done=True, at=at, number=order.shown_number, motif=order.motif, state=order.state.value,
        town=visit.scene.home.building.town, on_behalf=visit.role is Role.MANAGER, slots=_slots(visit, order),
        again=visit.link(Page.NEXT_STEP, visit.seat.participant.id, visit.page.with_),
    )  # fmt: skip


def _at(visit: CaseVisit) -> tuple[WorkOrder, str]:
    """The mission, and the step that the link opens. A manager's link names the order before a point."""
    if visit.role is Role.PROVIDER and visit.scene.company is not None and visit.scene.company.order is not None:
        return visit.scene.company.order, _STEPS.get(visit.page.with_, "")
    if visit.role is not Role.MANAGER:
        raise Nowhere
    number, _, step = visit.page.with_.partition(".")
    try:
        order = visit.session.get(WorkOrder, unbrief(number))
    except Refused:
        raise Nowhere from None
    if order is None or order.report_id != visit.scene.report.id:
        raise Nowhere
    return order, _STEPS.get(step, "")


def _steps(visit: CaseVisit, order: WorkOrder) -> list[str]:
    """What can be said of the mission as it stands."""
    if visit.scene.is_closed or not is_open(order):
        return []
    is_company = visit.role is Role.PROVIDER
    wanted = {
        "quote": is_company and may_take_quote(visit.session, order),
        "done": may_become(order, MissionState.DONE_TO_CONFIRM),
        "second": may_become(order, MissionState.DIAGNOSED),
        "absent": bool(_absent(visit, order)),
    }
    return [name for name, may in wanted.items() if may]


def _absent(visit: CaseVisit, order: WorkOrder) -> str:
    """Where « occupant absent » is said: of the planned visit, on the page that changes it."""
    company = visit.scene.company
    if Page.CHANGE_VISIT not in visit.offers or company is None or order.state is not MissionState.PLANNED:
        return ""
    last = last_visit(visit.session, company)
    return visit.link(Page.CHANGE_VISIT, visit.seat.participant.id, f"{brief(last.id)}.x") if last is not None else ""


def _slots(visit: CaseVisit, order: WorkOrder) -> str:
    """Where the next visit is proposed."""
    if Page.SLOTS not in visit.offers:
        return ""
    with_ = brief(order.id) if visit.role is Role.MANAGER else ""
    return visit.link(Page.SLOTS, visit.seat.participant.id, with_)


# -- Each step --------------------------------------------------------------------------------------------------------


def _acting(visit: CaseVisit, order: WorkOrder) -> Scene:
    """The scene with the company, whoever speaks."""
    if visit.scene.company is not None:
        return visit.scene
    return with_order(visit.session, visit.scene, order, now=visit.now)


def _saying(visit: CaseVisit, words: str) -> Saying:
    return Saying(visit.person, visit.role, words)


def _done(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    on, words = _day(visit, typed), typed.text("words")
    scene = _acting(visit, order)
    declare_done(visit.session, scene, _saying(visit, words), on=on, now=visit.now)
    _keep(visit, scene, words)


def _done_words(visit: CaseVisit, typed: Typed) -> str:
    on = _day(visit, typed)
    check_all(typed.handed, is_picture, "photos")
    return posted_words.done(visit.language, on, typed.text("words"))


def _keep(visit: CaseVisit, scene: Scene, words: str) -> None:
    """What a company adds is said where its mails say it."""
    if words and visit.role is Role.PROVIDER:
        say(visit.session, scene, visit.seat, words, photos=(), now=visit.now, mail_id=None)


def _day(visit: CaseVisit, typed: Typed) -> date:
    try:
        on = date.fromisoformat(typed.text("on")) if typed.text("on") else visit.today
    except ValueError:
        raise Incomplete("on") from None
    if on > visit.today or (visit.today - on).days > 366:
        raise Incomplete("on")
    return on


def _quote(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    raise Incomplete("paper")  # without its document it is none


def _quote_words(visit: CaseVisit, typed: Typed) -> str:
    """The document goes the way of every quote; the sums that were typed go with it."""
    figures = figures_typed(typed)
    if not figures.is_empty:
        _check(figures)
    if not typed.handed:
        raise Incomplete("paper")
    check_all(typed.handed, is_pdf, "not_pdf")
    return posted_words.quote(visit.language, figures, typed.text("words"))


def _check(figures: Figures) -> None:
    try:
        checked(figures)
    except WrongFigures as wrong:
        raise Incomplete(str(wrong)) from None


def _second(visit: CaseVisit, typed: Typed, order: WorkOrder) -> None:
    words = typed.text("words")
    if not words:
        raise Incomplete("words")
    scene = _acting(visit, order)
    # The page that comes next offers the slots.
    declare_diagnosis(
        visit.session, scene, _saying(visit, words), next_step="second_visit", now=visit.now, beside={Beside.SLOTS}
    )
    _keep_apart(visit, scene, words)


def _keep_apart(visit: CaseVisit, scene: Scene, words: str) -> None:
    """The words are part of the report; whoever reads them has read them in the letters of what was done."""
    keep_words(visit.session, scene, visit.person, visit.role, Channel.PUBLIC, words, now=visit.now, mail_id=None)


_SAY: Mapping[str, Callable[[CaseVisit, Typed, WorkOrder], None]] = MappingProxyType(
    {"done": _done, "quote": _quote, "second": _second}
)
