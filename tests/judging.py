"""What must hold whatever people do with missions, written a second time from the specification (FEATURES SM2 to SM5,
AUDIENCE, timings). Nothing here reads the tables of the service."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from mailbot.calendars import Event as Appointment
from mailbot.calendars import Moment, events_in
from mailbot.db import Session
from mailbot.model import Event
from mailbot.model_desk import Quote
from mailbot.model_mails import InboundMail, OutboundMail
from mailbot.model_orders import Visit, WorkOrder
from mailbot.vocabulary import EventKind, InboundFate, MissionState, OutboundFate, QuoteState, Role, VisitState
from tests.living import BERNARD, YANIS
from tests.wandering import AT_HOME, COMPANIES, Wanderer

_M, _V, _Q, _E = MissionState, VisitState, QuoteState, EventKind

# -- What may follow what ---------------------------------------------------------------------------------------------

UNANSWERED = {_M.NEW, _M.NO_ANSWER}
GONE = {_M.REFUSED, _M.WITHDRAWN, _M.CANCELLED}
BETWEEN = {_M.DIAGNOSED, _M.QUOTE_APPROVED, _M.QUOTE_REFUSED, _M.CONTESTED}
ARRANGING = {_M.ACCEPTED, _M.SLOTS_PROPOSED, _M.SLOT_CHOSEN, _M.PLANNED}
# A company is heard on what it did, or found, whether or not the visit was arranged here.
COMPANYS_WORD = {_M.DIAGNOSED, _M.QUOTE_SUBMITTED, _M.DONE_TO_CONFIRM}

SM3: Mapping[MissionState, set[MissionState]] = {
    _M.NEW: {_M.NO_ANSWER, _M.ACCEPTED, _M.REFUSED, _M.SLOTS_PROPOSED, _M.CANCELLED} | COMPANYS_WORD,
    _M.NO_ANSWER: {_M.ACCEPTED, _M.REFUSED, _M.SLOTS_PROPOSED, _M.CANCELLED} | COMPANYS_WORD,
    _M.ACCEPTED: {_M.SLOTS_PROPOSED, _M.PLANNED, _M.WITHDRAWN, _M.CANCELLED} | COMPANYS_WORD,
    _M.SLOTS_PROPOSED: {_M.SLOTS_PROPOSED, _M.SLOT_CHOSEN, _M.PLANNED, _M.ACCEPTED, _M.WITHDRAWN, _M.CANCELLED}
    | BETWEEN | COMPANYS_WORD,
    _M.SLOT_CHOSEN: {_M.SLOT_CHOSEN, _M.PLANNED, _M.SLOTS_PROPOSED, _M.ACCEPTED, _M.WITHDRAWN, _M.CANCELLED}
    | BETWEEN | COMPANYS_WORD,
    _M.PLANNED: {_M.PLANNED, _M.SLOTS_PROPOSED, _M.ACCEPTED, _M.WITHDRAWN, _M.CANCELLED} | BETWEEN | COMPANYS_WORD,
    _M.DIAGNOSED: {_M.SLOTS_PROPOSED, _M.PLANNED, _M.QUOTE_APPROVED, _M.QUOTE_REFUSED, _M.WITHDRAWN, _M.CANCELLED}
    | COMPANYS_WORD,
    _M.QUOTE_SUBMITTED: {_M.QUOTE_APPROVED, _M.QUOTE_REFUSED, _M.CANCELLED, _M.WITHDRAWN} | COMPANYS_WORD,
    _M.QUOTE_APPROVED: {_M.SLOTS_PROPOSED, _M.PLANNED, _M.WITHDRAWN, _M.CANCELLED} | COMPANYS_WORD,
    _M.QUOTE_REFUSED: {_M.SLOTS_PROPOSED, _M.PLANNED, _M.WITHDRAWN, _M.CANCELLED} | COMPANYS_WORD,
    _M.DONE_TO_CONFIRM: {_M.DONE, _M.CONTESTED, _M.DIAGNOSED, _M.CANCELLED},
    _M.DONE: {_M.CONTESTED, _M.COMPLETE},
    _M.CONTESTED: {_M.SLOTS_PROPOSED, _M.PLANNED, _M.QUOTE_APPROVED, _M.DONE, _M.WITHDRAWN, _M.CANCELLED}
    | COMPANYS_WORD,
    _M.COMPLETE: {_M.CONTESTED},
    _M.REFUSED: set(), _M.WITHDRAWN: set(), _M.CANCELLED: set(),
}  # fmt: skip

_FALLEN = {_V.EXPIRED, _V.MOVED, _V.CANCELLED, _V.MISSED_BY_PROVIDER, _V.MISSED_BY_OCCUPANT}
SM4: Mapping[VisitState, set[VisitState]] = {
    _V.TO_PROPOSE: {_V.PROPOSED, _V.PLANNED, _V.HONOURED, _V.CANCELLED},
    _V.PROPOSED: {_V.CHOSEN, _V.PLANNED, _V.TO_PROPOSE, _V.EXPIRED, _V.HONOURED, _V.CANCELLED},
    _V.CHOSEN: {_V.CHOSEN, _V.PLANNED, _V.PROPOSED, _V.TO_PROPOSE, _V.MOVED, _V.HONOURED, _V.CANCELLED},
    _V.PLANNED: {_V.MOVED, _V.CANCELLED, _V.HONOURED, _V.MISSED_BY_PROVIDER, _V.MISSED_BY_OCCUPANT, _V.PROPOSED},
    _V.HONOURED: {_V.MISSED_BY_PROVIDER},
    **{fallen: {_V.TO_PROPOSE, _V.PROPOSED, _V.PLANNED, _V.HONOURED, _V.CANCELLED} for fallen in _FALLEN},
}

SM2: Mapping[QuoteState, set[QuoteState]] = {
    _Q.RECEIVED: {_Q.WITH_LANDLORD, _Q.MORE_ASKED, _Q.APPROVED, _Q.REFUSED, _Q.CANCELLED, _Q.DECLINED, _Q.EXPIRED,
                  _Q.DROPPED},
    _Q.WITH_LANDLORD: {_Q.RECEIVED, _Q.MORE_ASKED, _Q.APPROVED, _Q.REFUSED, _Q.CANCELLED, _Q.DECLINED, _Q.EXPIRED,
                       _Q.DROPPED},
    _Q.MORE_ASKED: {_Q.RECEIVED, _Q.APPROVED, _Q.REFUSED, _Q.CANCELLED, _Q.DECLINED, _Q.EXPIRED, _Q.DROPPED},
}  # fmt: skip
"""Of quotes inside a mission; what is closed stays closed."""

# -- What a letter says of the state ----------------------------------------------------------------------------------

SAYS: Mapping[str, set[MissionState]] = {
    "T-06": UNANSWERED, "T-08": {_M.SLOTS_PROPOSED}, "T-10": {_M.PLANNED}, "T-11": {_M.PLANNED},
    "T-15": {_M.DONE_TO_CONFIRM}, "T-16": {_M.DONE_TO_CONFIRM}, "T-14": {_M.QUOTE_APPROVED} | ARRANGING - {_M.ACCEPTED},
    "P-06": {_M.SLOT_CHOSEN}, "P-07": {_M.PLANNED}, "P-08": {_M.PLANNED}, "P-14": {_M.DONE_TO_CONFIRM},
    "P-15": {_M.DONE, _M.COMPLETE}, "P-18": {_M.CANCELLED}, "P-03": {_M.NEW}, "P-04": {_M.NEW}, "P-05": {_M.NEW},
    "G-04": {_M.NO_ANSWER}, "P-10": {_M.PLANNED},
}  # fmt: skip
CONFIRMATIONS = {_E.WORKS_CONFIRMED, _E.WORKS_CONFIRMED_TACITLY, _E.WORKS_CONFIRMED_BY_MANAGER}
PRIVATE = ("45B12", "06 39 98 10 12", "06 39 98 10 13", "0639981012")
THRESHOLD = Decimal(150)
_PRICE = re.compile(r"\b(?:40|45|85|100|120|320|480|528)(?:,00)? ?€|TTC")
LATEST_TACIT = timedelta(days=7)


@dataclass
class Judge:
    """Looks at a house after each act; what it saw before is what it compares with."""

    wanderer: Wanderer
    orders: dict[int, MissionState] = field(default_factory=dict)
    visits: dict[int, VisitState] = field(default_factory=dict)
    quotes: dict[int, QuoteState] = field(default_factory=dict)
    sequences: dict[tuple[str, str], tuple[str, int, Moment]] = field(default_factory=dict)
    believes: dict[tuple[str, int], datetime | None] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    last_event: int = 0
    last_letter: int = 0
    boxes: int = 0

    def __post_init__(self) -> None:
        with self.wanderer.house.world.database.looking() as session:
            self.last_event = max(session.scalars(select(Event.id)), default=0)
            self.last_letter = max(session.scalars(select(OutboundMail.id)), default=0)

    def look(self) -> None:
        """Everything that an act has changed, and everything that it has told."""
        with self.wanderer.house.world.database.looking() as session:
            events = list(session.scalars(select(Event).where(Event.id > self.last_event).order_by(Event.id)))
            letters = list(
                session.scalars(
                    select(OutboundMail).where(OutboundMail.id > self.last_letter).order_by(OutboundMail.id)
                )
            )
            orders = {each.id: each for each in session.scalars(select(WorkOrder))}
            self._no_trouble(session)
            self._journal(events, orders)
            self._visits(session, orders)
            self._quotes(session)
            self._numbers(session)
            self._letters(session, letters, orders)
            self._homes_belief(session, letters, orders)
            self._home_is_told_once(session, orders)
            self._quote_before_works(session, orders, events)
        self._boxes()
        self._calendars()
        self.last_event = max([self.last_event, *(each.id for each in events)])
        self.last_letter = max([self.last_letter, *(each.id for each in letters)])

    def _no_trouble(self, session: Session) -> None:
        fates = set(session.scalars(select(InboundMail.fate).where(InboundMail.due_at.is_not(None))))
        assert not fates, "a mail was not taken"
        parked = session.scalars(select(InboundMail.id).where(InboundMail.fate == InboundFate.PARKED)).all()
        assert not parked, "a mail was parked"
        assert set(session.scalars(select(OutboundMail.fate))) <= {OutboundFate.SENT}

    def _journal(self, events: Iterable[Event], orders: Mapping[int, WorkOrder]) -> None:
        """Each step of a mission is in the journal, and each is one of SM3."""
        for event in events:
            number = event.facts.get("order")
            if number is None:
                continue
            if event.actor_role is Role.PROVIDER and event.mail_id is not None:
                self.answered.add(number)
            if event.kind in (_E.WORK_ORDER_SENT, _E.PROVIDER_REPLACED):
                assert number not in self.orders
                self.orders[number] = _M.NEW
            if "order_to" in event.facts:
                before, after = _M(event.facts["order_from"]), _M(event.facts["order_to"])
                assert before is self.orders[number], f"{event.kind}: from {before}, was {self.orders[number]}"
                assert after in SM3[before] or before is after, f"{event.kind}: {before} -> {after}"
                if after is _M.DONE:
                    assert event.kind in CONFIRMATIONS
                self.orders[number] = after
            if event.kind is _E.WORKS_CONFIRMED_TACITLY:
                declared = orders[number].declared_at
                assert declared is not None
                assert event.at - declared >= LATEST_TACIT
            if event.kind in (_E.PROVIDER_RELAUNCHED, _E.PROVIDER_LEFT_UNANSWERING):
                assert number not in self.answered, f"{event.kind} after an answer"
                assert self.orders[number] in UNANSWERED, f"{event.kind} of {self.orders[number]}"
        assert self.orders == {number: order.state for number, order in orders.items()}, "a step without a word"

    def _visits(self, session: Session, orders: Mapping[int, WorkOrder]) -> None:
        last: dict[int, Visit] = {}
        for visit in session.scalars(select(Visit).order_by(Visit.number)):
            before = self.visits.get(visit.id, _V.TO_PROPOSE)
            steps = SM4[before] | {far for near in SM4[before] for far in SM4[near]} | {before}
            assert visit.state in steps, f"visit {visit.number}: {before} -> {visit.state}"
            self.visits[visit.id] = visit.state
            if visit.order_id is not None:
                earlier = last.get(visit.order_id)
                assert visit.number == (earlier.number + 1 if earlier is not None else 1)
                assert earlier is None or earlier.state not in (_V.PROPOSED, _V.CHOSEN, _V.PLANNED)
                last[visit.order_id] = visit
        for number, order in orders.items():
            state = last[number].state if number in last else None
            for mission, of_visit in (
                (_M.SLOTS_PROPOSED, _V.PROPOSED), (_M.SLOT_CHOSEN, _V.CHOSEN), (_M.PLANNED, _V.PLANNED)
            ):  # fmt: skip
                assert (order.state is mission) is (state is of_visit), f"{order.state} with a visit {state}"

    def _quotes(self, session: Session) -> None:
        for quote in session.scalars(select(Quote).where(Quote.order_id.is_not(None))):
            before = self.quotes.get(quote.id)
            if before is not None and quote.state is not before:
                steps = SM2.get(before, set())
                steps = steps | {far for near in steps for far in SM2.get(near, set())}
                assert quote.state in steps, f"{quote.number}: {before} -> {quote.state}"
            self.quotes[quote.id] = quote.state

    def _numbers(self, session: Session) -> None:
        for rows in (session.scalars(select(WorkOrder.number)), session.scalars(select(Quote.number))):
            numbers = sorted(int(each.rpartition("-")[2]) for each in rows)
            assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True

    def _letters(self, session: Session, letters: list[OutboundMail], orders: Mapping[int, WorkOrder]) -> None:
        """One letter of an event for each reader; what the last one says of a mission is so."""
        told = Counter(
            (each.event_id, each.person_id, each.participant_id) for each in letters if each.event_id is not None
        )
        assert max(told.values(), default=1) == 1, "two letters for one event"
        last: dict[tuple[str, int], tuple[str, Event]] = {}
        for each in letters:
            if each.event_id is None:
                continue
            event = session.get_one(Event, each.event_id)
            number = event.facts.get("order")
            if number is not None:
                last[each.recipient, number] = (each.kind.value, event)
        for (who, number), (code, event) in last.items():
            if code in SAYS:
                state = orders[number].state
                assert state in SAYS[code], f"{code} to {who} after {event.kind}, and the mission is {state}"
            if code == "P-15":
                assert event.kind in CONFIRMATIONS

    def _homes_belief(
        self, session: Session, letters: list[OutboundMail], orders: Mapping[int, WorkOrder]
    ) -> None:  # fmt: skip
        """Whoever lives there knows of each planned visit, and of each that will not be."""
        now = self.wanderer.house.clock.now
        planned = {
            visit.order_id: visit.starts_at
            for visit in session.scalars(select(Visit).where(Visit.state == _V.PLANNED, Visit.order_id.is_not(None)))
        }
        for each in letters:
            number = session.get_one(Event, each.event_id).facts.get("order") if each.event_id is not None else None
            if number is None:
                continue
            if each.kind.value in ("T-10", "P-07"):
                self.believes[each.recipient, number] = planned.get(number)
            elif each.kind.value == "T-25" and each.facts.get("planned_at"):
                former = orders[number].replaces_id
                assert former is not None
                self.believes.pop((each.recipient, former), None)
            elif each.kind.value in ("T-12", "T-27", "P-09", "P-16", "P-18", "T-15", "T-08"):
                late = session.get_one(Event, each.event_id).kind is _E.VISIT_DELAYED
                if not late:
                    self.believes.pop((each.recipient, number), None)
        for number in orders:
            for who in AT_HOME:
                known = self.believes.get((who, number))
                if number in planned:
                    assert known == planned[number], f"{who} believes {known}, planned {planned[number]}"
                else:
                    assert known is None or known <= now, f"{who} still waits at {known}: {orders[number].state}"

    def _home_is_told_once(self, session: Session, orders: Mapping[int, WorkOrder]) -> None:
        told: Counter[tuple[str, int]] = Counter()
        sent = select(OutboundMail.recipient, Event).join(Event, Event.id == OutboundMail.event_id)
        for who, event in session.execute(sent.where(Event.kind.in_((_E.WORK_ORDER_SENT, _E.PROVIDER_REPLACED)))):
            told[who, event.facts["order"]] += 1
        for number in orders:
            assert [told[who, number] for who in AT_HOME] == [1, 1]

    def _quote_before_works(
        self, session: Session, orders: Mapping[int, WorkOrder], events: Iterable[Event]
    ) -> None:  # fmt: skip
        """No slots of a second visit are offered while a quote above the threshold waits for a yes (SM3, guards)."""
        offers = {
            event.facts["order"]
            for event in events
            if event.kind is _E.SLOTS_PROPOSED and event.facts.get("visit_number", 1) > 1 and "order" in event.facts
        }
        by_order: dict[int, list[Quote]] = defaultdict(list)
        for quote in session.scalars(select(Quote).where(Quote.order_id.is_not(None)).order_by(Quote.id)):
            by_order[quote.order_id or 0].append(quote)
        for number, quotes in by_order.items():
            above = (quotes[-1].amount_incl_tax or Decimal()) > THRESHOLD
            waits = quotes[-1].state in (_Q.RECEIVED, _Q.WITH_LANDLORD, _Q.MORE_ASKED)
            if above and waits:
                assert number not in offers, "a second visit before the quote is decided"

    def _boxes(self) -> None:
        """The letters as they were read."""
        boxes = list(self.wanderer.house.boxes)
        for each in boxes[self.boxes :]:
            code = each.mail.header("x-mailbot-letter")
            text = " ".join(each.mail.text.split())
            if code == "T-09":
                assert "confirmé" not in text.partition("Où en est-on")[0]
            if each.recipient in COMPANIES.values() and code not in ("P-07", "P-08"):
                assert not [word for word in PRIVATE if word in text], f"{code} tells how to get in"
            if each.recipient == BERNARD:
                assert not [word for word in PRIVATE if word in text], f"{code} tells how to get in"
            if each.recipient in AT_HOME:
                assert not _PRICE.search(text), f"{code} tells a price"
                assert "Vasseur" not in text, f"{code} names the landlord"
            if each.recipient == YANIS:
                assert "45B12" not in text
            for part in each.mail.machine_parts:
                if part.media_type == "text/calendar":
                    for event in events_in(part.content):
                        self._invitation(each.recipient, event, code or "")
        self.boxes = len(boxes)

    def _calendars(self) -> None:
        """Nobody's calendar holds a visit to come that is not planned."""
        now = self.wanderer.house.clock.now
        with self.wanderer.house.world.database.looking() as session:
            planned = set(session.scalars(select(Visit.uid).where(Visit.state == _V.PLANNED)))
        for (who, uid), (method, _, ends) in self.sequences.items():
            stands = method == "REQUEST" and isinstance(ends, datetime) and ends > now
            assert not stands or uid in planned, f"{who} has {uid} in a calendar"

    def _invitation(self, who: str, event: Appointment, code: str) -> None:
        before, now = self.sequences.get((who, event.uid)), (event.method, event.sequence, event.ends)
        if event.method == "CANCEL":
            assert before is not None, f"{code}: CANCEL without a REQUEST"
            assert before[0] == "REQUEST", f"{code}: CANCEL after {before[0]}"
        if before is not None:
            assert event.sequence > before[1], f"{code} {event.method}: sequence {before[1]}, then {event.sequence}"
        self.sequences[who, event.uid] = now
