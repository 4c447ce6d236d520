"""Letters leave once: a slow relay, a lease that ends, a relay that puts off or loses the line; and what goes along."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import insert, select

from mailbot.calendars import Method, appointment_facts
from mailbot.model_mails import OutboundMail
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.line import due_letters
from mailbot.outbound.relay import PutOff, RefusedByRelay, Relay, Uncertain
from mailbot.vocabulary import LetterKind, OutboundFate
from tests.living import INTAKE, NADIA, LivingHouse
from tests.stories.test_a_report_from_first_to_last import the_leak


class Relays(Relay):
    """The far end as a test wants it: each call takes so long, and ends so."""

    def __init__(self, house: LivingHouse, *, seconds: float = 0, ends: Exception | None = None) -> None:
        self.house, self.seconds, self.ends = house, seconds, ends
        self.sent: list[str] = []
        self.raw: dict[str, bytes] = {}

    def send(self, raw: bytes, *, sender: str, recipient: str) -> str:
        self.house.clock.forward(seconds=self.seconds)
        if self.ends is not None:
            raise self.ends
        self.sent.append(recipient)
        self.raw[recipient] = raw
        return "250 ok"


def pending(house: LivingHouse) -> list[int]:
    """Three letters that wait to be sent."""
    house.mail(the_leak(), sender=NADIA, to=INTAKE)
    house.settle_mails()
    with house.world.database.looking() as session:
        return list(due_letters(session, now=house.clock(), limit=10))


def send(house: LivingHouse, relay: Relay) -> None:
    with house.world.database.looking() as session:
        due = due_letters(session, now=house.clock(), limit=10)
    dispatch(house.world, Office(relay, house.office.sign, timedelta(hours=1)), due)


def fates(house: LivingHouse) -> set[OutboundFate]:
    with house.world.database.looking() as session:
        return set(session.scalars(select(OutboundMail.fate)))


def test_a_slow_relay_gets_each_letter_once_though_the_lease_would_not_have_lasted(sqlite_house: LivingHouse) -> None:
    assert len(pending(sqlite_house)) == 3
    relay = Relays(sqlite_house, seconds=40)

    for _ in range(5):
        send(sqlite_house, relay)

    assert len(relay.sent) == 3
    assert len(set(relay.sent)) == 3
    assert fates(sqlite_house) == {OutboundFate.SENT}


def test_a_letter_that_is_put_off_waits_and_is_given_up_in_the_end(sqlite_house: LivingHouse) -> None:
    pending(sqlite_house)
    relay = Relays(sqlite_house, ends=PutOff("451 later"))

    send(sqlite_house, relay)
    assert fates(sqlite_house) == {OutboundFate.PENDING}
    with sqlite_house.world.database.looking() as session:
        assert due_letters(session, now=sqlite_house.clock(), limit=10) == []
    sqlite_house.clock.forward(hours=2)
    send(sqlite_house, relay)
    assert fates(sqlite_house) == {OutboundFate.FAILED}


def test_a_refused_letter_is_not_sent_again(sqlite_house: LivingHouse) -> None:
    pending(sqlite_house)
    send(sqlite_house, Relays(sqlite_house, ends=RefusedByRelay("550 nobody")))
    sqlite_house.clock.forward(hours=2)

    assert fates(sqlite_house) == {OutboundFate.FAILED}
    with sqlite_house.world.database.looking() as session:
        assert due_letters(session, now=sqlite_house.clock(), limit=10) == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_letter_in_doubt_is_sent_once_more_and_never_a_third_time(sqlite_house: LivingHouse, times: int) -> None:
    pending(sqlite_house)
    lost = Relays(sqlite_house, ends=Uncertain("gone"))
    for _ in range(times):
        send(sqlite_house, lost)
        sqlite_house.clock.forward(minutes=2)

    again = Relays(sqlite_house)
    send(sqlite_house, again)
    assert len(again.sent) == (3 if times == 1 else 0)


def test_an_appointment_in_the_facts_goes_along_and_is_answered_on_the_readers_own_thread(
    sqlite_house: LivingHouse,
) -> None:
    ids = pending(sqlite_house)
    starts = datetime(2026, 11, 25, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
    facts = appointment_facts(
        Method.REQUEST, uid="rdv-7@suivi.agence-tilleul.example", sequence=1, starts=starts,
        ends=starts + timedelta(hours=2), title="Passage de Plomberie Durand", place="", description="Un mot, ou deux.",
    )  # fmt: skip
    with sqlite_house.world.database.transaction() as session:
        for row in session.scalars(select(OutboundMail).where(OutboundMail.id.in_(ids))):
            row.facts = {**row.facts, "calendar": facts}
    relay = Relays(sqlite_house)
    send(sqlite_house, relay)

    organizers = set()
    assert len(relay.raw) == len(ids)
    for recipient, raw in relay.raw.items():
        mail = message_from_bytes(raw, policy=policy.default)
        (part,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        calendar: Any = Calendar.from_ical(content)
        (event,) = calendar.walk("VEVENT")
        assert str(event["ORGANIZER"]) == f"mailto:{mail['Reply-To'].addresses[0].addr_spec}"
        assert str(event["ATTENDEE"]) == f"mailto:{recipient}"
        assert (event["DTSTART"].dt, event["SEQUENCE"]) == (starts, 1)
        assert not any(other in content.decode() for other in relay.raw if other != recipient)
        organizers.add(str(event["ORGANIZER"]))
    assert len(organizers) == len(ids)


def test_what_goes_back_keeps_its_place_before_what_came_later(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    first, *others = pending(house)
    with house.world.database.looking() as session:
        places = {row.id: row.due_at for row in session.scalars(select(OutboundMail))}
    relay = Relays(house, seconds=40)
    dispatch(house.world, Office(relay, house.office.sign, timedelta(hours=1)), [first, *others])
    assert len(relay.sent) == 1
    with house.world.database.looking() as session:
        back = {row.id: row.due_at for row in session.scalars(select(OutboundMail))}
    assert {each: back[each] for each in others} == {each: places[each] for each in others}


def test_a_danger_that_was_put_off_is_found_behind_a_long_queue(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    danger, *_ = pending(house)
    now = house.clock()
    with house.world.database.transaction() as session:
        row = session.get_one(OutboundMail, danger)
        others = {each.name: getattr(row, each.name) for each in OutboundMail.__table__.columns if each.name != "id"}
        others |= {"kind": LetterKind.DIGEST_OF_TENANT, "event_id": None, "person_id": None}
        row.kind, row.due_at = LetterKind.URGENT_RECEIVED, now
        named = [{"message_id": f"<{number}@x>", "recipient": f"{number}@x.example"} for number in range(30)]
        session.execute(insert(OutboundMail), [others | each for each in named])
    with house.world.database.looking() as session:
        assert due_letters(session, now=now, limit=5)[0] == danger


def test_what_is_in_doubt_stays_so_when_no_relay_answers_any_more(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    pending(house)
    send(house, Relays(house, ends=Uncertain("it has closed the connection")))
    house.clock.forward(seconds=60)
    for _ in range(4):
        send(house, Relays(house, ends=PutOff("relay x:25: nobody listens there", again_in=30.0)))
        house.clock.forward(hours=1)
    assert fates(house) == {OutboundFate.UNCERTAIN}
    with house.world.database.looking() as session:
        assert set(session.scalars(select(OutboundMail.due_at))) == {None}


def test_a_house_that_stood_still_for_days_gives_its_letters_a_while(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    waiting = pending(house)
    house.clock.forward(hours=48)
    office = Office(
        Relays(house, ends=PutOff("relay x:25: nobody listens there", again_in=30.0)), house.office.sign,
        timedelta(hours=1), since=house.clock(),
    )  # fmt: skip
    dispatch(house.world, office, waiting)
    assert fates(house) == {OutboundFate.PENDING}
    house.clock.forward(hours=2)
    dispatch(house.world, office, waiting)
    assert fates(house) == {OutboundFate.FAILED}
