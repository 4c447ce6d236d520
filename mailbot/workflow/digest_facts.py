"""What a digest says, to a manager, a tenant or a landlord: copied on the day on which it leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select

from mailbot.db import Session
from mailbot.model import Comment, Event, Participant, Person, Provider, Report, Thread
from mailbot.model_mails import Attachment
from mailbot.threads.pages import brief
from mailbot.vocabulary import AttachmentUse, Channel, EventKind, ReportStatus, Role, ThreadKind
from mailbot.workflow.canned_texts import asks_back
from mailbot.workflow.chart_facts import statuses_chart
from mailbot.workflow.figures import Columns
from mailbot.workflow.moves import MOVES
from mailbot.workflow.order_counts import orders_issued
from mailbot.workflow.own_letters import given_name, greeting
from mailbot.workflow.portfolio import Decision, Portfolio, Waits
from mailbot.workflow.quotes import quote_counts
from mailbot.workflow.remains import IS_LEFT, shown_text
from mailbot.workflow.scene import set_scene
from mailbot.workflow.tongues import spoken
from mailbot.workflow.unanswered import away_until, unanswered_of
from mailbot.workflow.visibility import words_for
from mailbot.workflow.waiting import count_waiting

MOST_DECISIONS = 30
"""How many decisions a letter lists, oldest first; the rest are counted, and stand on the page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line that waits for a digest, with what it is about."""

    number: int
    kind: EventKind
    at: datetime
    details: Mapping[str, Any]
    comment_id: int | None
    actor_id: int | None
    actor_role: Role
    report: Report | None
    dwelling: str | None


# -- G-03 -------------------------------------------------------------------------------------------------------------


def for_manager(
    session: Session, portfolio: Portfolio, person: Person, lines: Sequence[Waiting], *, today: date, now: datetime
) -> dict[str, Any]:
    """The desk of a manager this morning: numbers, what waits for a decision, what happened, who is away."""
    decisions = portfolio.decisions_of(person.id)
    shown = decisions[:MOST_DECISIONS]
    seats = _seats(session, person, [each.report for each in shown], now=now)
    moves = [line for line in lines if line.kind in MOVES]
    news = [_piece_of_news(some) for some in _by_report([line for line in lines if line.kind not in MOVES])]
    news += [_move(session, line) for line in moves]
    coded = [_coded(f"A{number}", each, seats[each.report.id]) for number, each in enumerate(shown, start=1)]
    known = {"", *(each["ref"] for each in coded)}
    waiting = count_waiting(session, portfolio.team[person.id][0].agency_id, person, today=today)
    return greeting(person, Role.MANAGER) | {
        "given_name": given_name(person),
        "on": today.isoformat(),
        **_counted(session, portfolio, person),
        "decisions": coded,
        "decisions_in_all": len(decisions),
        "news": news,
        "news_in_all": len(lines),
        "absences": [
            {"name": away.person.name, "until": away.until.isoformat(), "stand_in": away.backup_id == person.id}
            for away in portfolio.absences
        ]
        + _companies_away(session, portfolio, person, today=today),
        "mails_waiting": waiting or None,
        "links": [],
        "pages": ["dashboard", *(["waiting"] if waiting else [])],
        "digest_items": [_item(each["code"], each, _ABOUT[Waits(each["why"])]) for each in coded]
        + [_item(each["ref"], each, "") for each in news if each["ref"] not in known],
    }


def _companies_away(
    session: Session, portfolio: Portfolio, person: Person, *, today: date
) -> list[dict[str, Any]]:  # fmt: skip
    """The companies that are away, of which this manager waits for an answer (GAP-21)."""
    agency_id, lots = portfolio.team[person.id][0].agency_id, portfolio.lots_of(person.id)
    waiting = [each for each in unanswered_of(session, agency_id) if each.report.dwelling_id in lots]
    away = away_until(waiting, today=today)
    return [
        {"name": session.get_one(Provider, number).company, "until": day.isoformat(), "stand_in": False}
        for number, day in sorted(away.items())
    ]


def _counted(session: Session, portfolio: Portfolio, person: Person) -> dict[str, Any]:
    """Homes, reports and quotes, said and drawn: the manager's own, and the agency's where they differ (S1-29)."""
    own, whole = portfolio.counts(person.id), portfolio.counts()
    is_own = own.lots > 0
    agency_id = portfolio.team[person.id][0].agency_id
    shown = own if is_own else whole
    quotes = Columns(*quote_counts(session, agency_id, person.id if is_own else None).values())
    orders = orders_issued(session, agency_id, portfolio.lots_of(person.id if is_own else None))
    facts: dict[str, Any] = {
        "counts": asdict(shown) | {"quotes": list(astuple(quotes)), "orders": list(astuple(orders))},
        "agency_counts": None,
    }
    if is_own and own != whole:
        of_all = quote_counts(session, agency_id)
        facts["agency_counts"] = asdict(whole) | {
            "quotes": list(of_all.values()),
            "orders": list(astuple(orders_issued(session, agency_id, portfolio.lots_of()))),
        }
    return facts | {"charts": [statuses_chart(Columns(shown.todo, shown.in_progress, shown.closed), quotes)]}


# What the manager can do about each at once: pages, by the names that letters call them.
_ACTS: Mapping[Waits, tuple[str, ...]] = MappingProxyType(
    {
        Waits.TO_TREAT: ("canned:MT01", "report"),
        Waits.REOPENED: ("write", "report"),
        Waits.CLOSING_SUGGESTED: ("close", "report"),
        Waits.QUOTE_RECEIVED: ("report",),
        Waits.QUOTE_UNANSWERED: ("report",),
        Waits.ORDER_UNANSWERED: ("report",),
        Waits.WORKS_CONTESTED: ("report",),
        Waits.INVOICE_TO_CHECK: ("report",),
    }
)
# What a bare yes to the line means (READING, `digest_items`): nothing, but for a closing that somebody suggested.
_ABOUT: Mapping[Waits, str] = MappingProxyType(
    {each: "close" if each is Waits.CLOSING_SUGGESTED else "" for each in Waits}
)


def _coded(code: str, decision: Decision, seat: int) -> dict[str, Any]:
    report = decision.report
    said: dict[str, Any] = {"code": code, "ref": report.ref, "why": decision.why.value, "seat": seat}
    own = list(_own_page(decision))
    if report.is_private:
        return said | {"private": True, "pages": [*own, "report"]}
    if decision.company:
        said["company"] = decision.company
    for name, number in _numbers(decision).items():
        said[name] = number
    return said | {
        "object": report.object,
        "dwelling": decision.dwelling,
        "since": decision.since.isoformat(),
        "urgency": report.urgency.value,
        "pages": [*own, *_ACTS[decision.why]],
    }


def _own_page(decision: Decision) -> Iterator[str]:
    """Where one decides on it, beside the report that it is of."""
    if decision.quote is not None:
        yield f"one_quote:{brief(decision.quote.id)}"
    elif decision.invoice is not None:
        yield f"one_invoice:{brief(decision.invoice.id)}"
    elif decision.order is not None:
        yield f"order:{brief(decision.order.id)}"


def _numbers(decision: Decision) -> dict[str, str]:
    found = {"quote": decision.quote.number} if decision.quote is not None else {}
    if decision.order is not None:
        found["order"] = decision.order.shown_number
    if decision.invoice is not None and decision.invoice.number:
        found["invoice"] = decision.invoice.number
    return found


def _seats(session: Session, person: Person, reports: Sequence[Report], *, now: datetime) -> dict[int, int]:
    """Report → the participant that this manager is on it; who sits nowhere yet is given their seat."""
    sitting = (
        select(Thread.report_id, Participant.id)
        .join(Participant, Participant.thread_id == Thread.id)
        .where(Thread.report_id.in_([report.id for report in reports]), Thread.kind == ThreadKind.REPORT)
        .where(Participant.person_id == person.id)
    )
    found = {row.report_id: row.id for row in session.execute(sitting)}
    for report in reports:
        if report.id not in found:
            found[report.id] = set_scene(session, report, now=now).seats[person.id].id
    return found


# What is between the agency and a landlord: told by the number of the report alone.
_PRIVATE = (
    "PRIVATE_", "LANDLORD_", "COMMENT_ADDED_BY_LANDLORD", "WORKS_ENGAGED_", "REPORT_OPENED_PRIVATELY",
)  # fmt: skip


def _is_private(line: Waiting) -> bool:
    by_landlord = line.actor_role is Role.LANDLORD and line.kind not in _TOLD_OF_LANDLORDS
    return by_landlord or line.kind.value.startswith(_PRIVATE)


# What a landlord does in the open: closing or bringing back a report of his own that was published.
_TOLD_OF_LANDLORDS = frozenset({EventKind.REPORT_CLOSED_BY_AUTHOR, EventKind.REPORT_REOPENED})


def _piece_of_news(lines: Sequence[Waiting]) -> dict[str, Any]:
    """All that happened on one report, in the order in which it did; the same thing several times is counted."""
    report = lines[0].report
    ref = report.ref if report is not None else ""
    open_ = [line for line in lines if not _is_private(line)]
    if report is not None and (report.is_private or not open_):
        return {"ref": ref, "private": True}
    times: dict[EventKind, int] = {}
    for line in open_:
        times[line.kind] = times.get(line.kind, 0) + 1
    said: dict[str, Any] = {"ref": ref, "events": [{"kind": kind.value, "times": n} for kind, n in times.items()]}
    if report is None:
        return said
    return said | {"dwelling": lines[0].dwelling, "object": report.object, "and_private": len(open_) < len(lines)}


def _move(session: Session, line: Waiting) -> dict[str, Any]:
    """Who came to a home, or left it, and which reports pass to the agency with that."""
    person = session.get(Person, line.details.get("person") or 0)
    return {
        "ref": "",
        "place": line.details.get("dwelling", ""),
        "events": [{"kind": line.kind.value, "times": 1}],
        "who": person.name if person is not None else "",
        "taken_over": list(line.details.get("reports", ())),
    }


def _by_report(lines: Sequence[Waiting]) -> list[list[Waiting]]:
    found: dict[int, list[Waiting]] = {}
    for line in lines:
        found.setdefault(line.report.id if line.report is not None else 0, []).append(line)
    return list(found.values())


def _item(code: str, said: Mapping[str, Any], about: str) -> dict[str, str]:
    """What the reader of an answer may know of a line (READING, section 1)."""
    title = " — ".join(part for part in (said.get("object"), said.get("dwelling")) if part)
    return {"code": code, "about": about, "title": title, "report": said["ref"]}


# -- T-26 and B-07 ----------------------------------------------------------------------------------------------------


def for_tenant(session: Session, person: Person, lines: Sequence[Waiting], *, today: date) -> dict[str, Any]:
    """What was said and done in a tenant's home, without anybody's name."""
    homes: dict[str, list[dict[str, Any]]] = {}
    to_do = []
    for some in _by_report(lines):
        report = _report(some)
        case: dict[str, Any] = {"ref": report.ref, "object": report.object, "status": report.status.value}
        case["messages"] = _messages(session, some, Role.TENANT, spoken(person))
        homes.setdefault(some[0].dwelling or "", []).append(case)
        if report.status is not ReportStatus.CLOSED and (key := _asked(session, report)):
            to_do.append({"ref": report.ref, "canned_key": key})
    return greeting(person, Role.TENANT) | {
        "on": today.isoformat(),
        "homes": [{"dwelling": name, "cases": cases} for name, cases in homes.items()],
        "to_do": to_do,
        "links": [],
        "pages": ["cases"],
        "digest_items": [_item(case["ref"], case, "") for cases in homes.values() for case in cases],
    }


def for_landlord(person: Person, lines: Sequence[Waiting], *, awaited: int, today: date) -> dict[str, Any]:
    """Where the cases that moved stand, one line each; and how many decisions of his are `awaited`, no more of them."""
    moved = [(_report(some), some[0].dwelling or "") for some in _by_report(lines)]
    cases = [
        {"ref": report.ref, "dwelling": dwelling, "object": report.object, "status": report.status.value}
        for report, dwelling in moved
    ]
    return greeting(person, Role.LANDLORD) | {
        "on": today.isoformat(),
        "cases": cases,
        "awaited": awaited or None,
        "links": [],
        "pages": ["cases"],
        "digest_items": [_item(case["ref"], case, "") for case in cases],
    }


def _report(lines: Sequence[Waiting]) -> Report:
    report = lines[0].report
    assert report is not None  # a line of an occupant or of a landlord is about one of their reports
    return report


def _messages(session: Session, lines: Sequence[Waiting], reader: Role, language: str) -> list[dict[str, Any]]:
    """What was said, as T-04 would have said it; for anything else, what happened."""
    found = []
    for line in lines:
        happened: dict[str, Any] = {"at": line.at.isoformat(), "kind": line.kind.value, "from": line.actor_role.value}
        comment = session.get(Comment, line.comment_id) if line.comment_id is not None else None
        is_said = _may_be_read(comment)
        if not is_said:
            found.append(happened)
            comment = _said_with(session, line)
        if comment is not None and (is_said or comment.id not in {each.comment_id for each in lines}):
            found.append(happened | _words(session, comment, reader, language))
    return found


def _may_be_read(comment: Comment | None) -> bool:
    """Whether whoever lives there reads it."""
    return comment is not None and comment.channel is Channel.PUBLIC and comment.role is not Role.LANDLORD


def _said_with(session: Session, line: Waiting) -> Comment | None:
    """The words of which the letter of this event is the only one to tell the home."""
    if line.kind not in _WITH_ITS_WORDS and not line.details.get("shows_words"):
        return None
    assert line.report is not None  # somebody who lives there reads it
    comment = session.scalars(
        select(Comment).where(
            Comment.report_id == line.report.id, Comment.author_id == line.actor_id, Comment.created_at == line.at
        )
    ).first()
    return comment if _may_be_read(comment) else None


_WITH_ITS_WORDS = frozenset(
    {EventKind.DIAGNOSIS_DECLARED, EventKind.WORKS_CONTESTED, EventKind.VISIT_MISSED_BY_PROVIDER}
)  # fmt: skip


def _words(session: Session, comment: Comment, reader: Role, language: str) -> dict[str, Any]:
    photos = session.scalar(
        select(func.count()).where(Attachment.comment_id == comment.id, Attachment.use == AttachmentUse.PHOTO, IS_LEFT)
    )
    text = words_for(reader, comment.role, shown_text(comment, language), language=language)
    return {"text": text, "photos": photos or None}


def _asked(session: Session, report: Report) -> str:
    """The ready message by which the agency asked for something that nobody in the home has answered; empty if none."""
    last = session.execute(
        select(Event.kind, Event.facts)
        .where(Event.report_id == report.id, Event.kind.in_(_TALK))
        .order_by(Event.id.desc())
        .limit(_LAST_WORDS)
    )
    for kind, facts in last:
        if kind in _ANSWERS:
            return ""
        if "canned" in facts and asks_back(facts["canned"], _FRENCH):
            return str(facts["canned"])
    return ""


_LAST_WORDS = 50
_FRENCH = "fr"
"""Whether a message asks something back is the same in every language."""
_ANSWERS = (
    EventKind.COMMENT_ADDED_BY_TENANT,
    EventKind.COMMENT_ADDED_BY_OTHER_OCCUPANT,
    EventKind.TENANT_WROTE_TO_AGENCY,
)
_TALK = (*_ANSWERS, EventKind.CANNED_REPLY_SENT)
