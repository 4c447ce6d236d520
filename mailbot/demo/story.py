"""The story for a newcomer, in six steps: what the house really did, and who does what next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mailbot.db import Session
from mailbot.demo.letterboxes import Delivered, Letterboxes
from mailbot.demo.people import People
from mailbot.model import Agency, Person, Report
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import LetterKind, MissionState, ReportStatus, VisitState

STEPS = 6

_OVER = (MissionState.REFUSED, MissionState.WITHDRAWN, MissionState.CANCELLED)
_GONE = (VisitState.EXPIRED, VisitState.MOVED)


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done now: its name chooses the words, the rest is where."""

    name: str
    """Of a table in the words of the page."""
    who: str
    """Key of the person."""
    letter: int = 0
    """The letter to answer or to open; none for a new mail, and while it is on its way."""
    enclosed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story stands."""

    done: tuple[bool, ...]
    act: Act | None
    """None once all is done."""
    ref: str = ""

    @property
    def current(self) -> int:
        """The first step that is not done, from 1; one more than there are once all are."""
        return next((place for place, done in enumerate(self.done, 1) if not done), STEPS + 1)


def story_now(session: Session, boxes: Letterboxes, people: People, *, now: datetime) -> Story:
    """The story as the house's rows tell it: of the report of Nadia's that came furthest."""
    cases = [_Case.of(session, report, now) for report in _reports(session)]
    case = max(cases, key=lambda each: (sum(each.done), each.report.id), default=None)
    if case is None or (case.report.status is ReportStatus.CLOSED and not all(case.done)):
        return Story((False,) * STEPS, Act("report", "nadia", enclosed=("leak",)))
    letters = {key: boxes.of(person.address) for key in _PLAYERS if (person := people.who(key)) is not None}
    return Story(case.done, _act(case, letters, boxes), case.report.ref)


_PLAYERS = ("nadia", "sophie", "durand")


@dataclass(frozen=True, slots=True)
class _Case:
    """A report, with the mission and the visit that count."""

    report: Report
    order: WorkOrder | None
    visit: Visit | None
    done: tuple[bool, ...]

    @staticmethod
    def of(session: Session, report: Report, now: datetime) -> "_Case":
        orders = session.scalars(
            select(WorkOrder).where(WorkOrder.report_id == report.id, WorkOrder.state.not_in(_OVER))
        ).all()
        order = max(orders, key=lambda each: each.id, default=None)
        visits: Sequence[Visit] = []
        if order is not None:
            visits = session.scalars(select(Visit).where(Visit.order_id == order.id, Visit.state.not_in(_GONE))).all()
        visit = max(visits, key=lambda each: each.number, default=None)
        declared = order is not None and order.declared_at is not None
        planned = visit is not None and visit.planned_at is not None
        came = planned and visit is not None and visit.ends_at is not None and visit.ends_at <= now
        done = (
            True,
            order is not None,
            declared or (visit is not None and visit.proposed_at is not None),
            declared or planned,
            declared or came,
            declared and report.status is ReportStatus.CLOSED,
        )
        return _Case(report, order, visit, done)


def _reports(session: Session) -> Sequence[Report]:
    """Nadia's, since the demonstration began."""
    return session.scalars(
        select(Report)
        .join(Person, Person.id == Report.author_id)
        .join(Agency, Agency.id == Report.agency_id)
        .where(Person.key == "nadia", Report.created_at >= Agency.created_at)
    ).all()


def _act(case: _Case, letters: dict[str, list[Delivered]], boxes: Letterboxes) -> Act | None:
    match Story(case.done, None).current:
        case 2:
            return _ordering(case, letters["sophie"], boxes)
        case 3:
            return Act("propose", "durand", _newest(letters["durand"], case, LetterKind.WORK_ORDER))
        case 4 if case.visit is not None and case.visit.chosen_at is None:
            return Act("choose", "nadia", _newest(letters["nadia"], case, LetterKind.SLOTS_OFFERED))
        case 4:
            return Act("plan", "durand", _newest(letters["durand"], case, LetterKind.SLOT_TO_PLAN))
        case 5:
            return Act("wait", "durand")
        case 6 if case.order is not None and case.order.declared_at is None:
            return Act("finish", "durand", _newest(letters["durand"], case), ("mended", "invoice"))
        case 6:
            return Act("confirm", "nadia", _newest(letters["nadia"], case, LetterKind.WORKS_DONE))
    return None


def _ordering(case: _Case, letters: list[Delivered], boxes: Letterboxes) -> Act:
    """Sophie's words make a draft; its button sends it; a browser that is not known yet is confirmed by a letter."""
    new = _newest(letters, case, LetterKind.NEW_REPORT)
    draft = _newest(letters, case, LetterKind.DRAFT_READY)
    confirmation = _newest(letters, None, LetterKind.ONE_TIME_CONFIRMATION)
    if confirmation > draft > 0:
        return Act("prove", "sophie", confirmation)
    return Act("press", "sophie", draft) if draft else Act("order", "sophie", new)


def _newest(letters: Iterable[Delivered], case: _Case | None, kind: LetterKind | None = None) -> int:
    """The number of the newest of these letters, of this kind and case; 0 while there is none."""
    named = [name for name in (case.report.ref, case.order.number if case.order else "") if name] if case else [""]
    found = [
        letter.number
        for letter in letters
        if any(name in letter.mail.subject for name in named)
        and (kind is None or letter.mail.header("x-mailbot-letter") == kind.value)
    ]
    return max(found, default=0)
