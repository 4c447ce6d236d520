"""What becomes of the rows while a relay stalls, dies or loses an order: leases, batches, and who is told."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from mailbot.cli import app
from mailbot.model_mails import OutboundMail
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.line import due_letters
from mailbot.outbound.queue import claim_letters
from mailbot.outbound.relay import Patience, Relay, RelayAddress
from mailbot.points import Point, watch
from mailbot.status import standing
from mailbot.vocabulary import LetterKind, OutboundFate, Role
from tests.living import SOPHIE, LivingHouse, letter_to, text_of, who_got_what
from tests.outbound.test_dispatching import pending
from tests.scripted_relay import CLOSE, STALL, THINK, ScriptedRelay

SHORT = Patience(connect=30.0, answer=30.0, after_dot=1000.0, tick=0.05)


class Seconds:
    """The house's clock, in seconds."""

    def __init__(self, house: LivingHouse) -> None:
        self.house = house

    def __call__(self) -> float:
        return self.house.clock.now.timestamp()


def sent_by(house: LivingHouse, office: Office, letters: Sequence[int]) -> None:
    """Send them, and hang up."""
    with office.relay:
        dispatch(house.world, office, letters)


def office_of(house: LivingHouse, *far: ScriptedRelay, patience: Patience = SHORT) -> Office:
    """Sends by these relays, whose rests are over when the house's clock says so."""
    addresses = [RelayAddress("127.0.0.1", each.port, implicit_tls=False) for each in far]
    relay = Relay(
        *addresses, hostname="mx.test.example", patience=patience, clock=Seconds(house)
    )  # fmt: skip
    return Office(relay, no_signature, timedelta(hours=1))


def due(house: LivingHouse) -> Sequence[int]:
    with house.world.database.looking() as session:
        return due_letters(session, now=house.clock(), limit=20)


def rows(house: LivingHouse) -> list[OutboundMail]:
    with house.world.database.looking() as session:
        return list(session.scalars(select(OutboundMail).order_by(OutboundMail.id)))


def is_kept(house: LivingHouse, letter_id: int) -> bool:
    """Whether its lease was made longer since the clock moved by half of one."""
    due_at = next(row.due_at for row in rows(house) if row.id == letter_id)
    return due_at is not None and due_at > house.clock() + timedelta(seconds=0.9 * house.world.lease)


def awaited(happens: Callable[[], bool], *, seconds: float = 60.0) -> None:
    """Look until it happens, for as long as a crowded machine may take."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it never happened"
        threading.Event().wait(SHORT.tick / 5)


def make_order(house: LivingHouse, letter_id: int) -> None:
    with house.world.database.transaction() as session:
        row = session.get_one(OutboundMail, letter_id)
        row.facts = {**row.facts, "paper": 4711, "reader": Role.PROVIDER.value}
        row.kind = LetterKind.WORK_ORDER


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a letter says is no matter here."""
    monkeypatch.setattr("mailbot.outbound.dispatching.written_and_sealed", lambda *about: b"Subject: x\r\n\r\nx\r\n")


@pytest.mark.usefixtures("unwritten")
def test_a_relay_that_is_away_costs_one_look_for_all_letters_and_none_of_them_a_try(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    assert len(pending(house)) == 3
    with ScriptedRelay({"MAIL": STALL}) as far:
        office = office_of(house, far)
        sent_by(house, office, due(house))
        assert far.connections == 1
        assert due(house) == []
        assert {(row.fate, row.tries) for row in rows(house)} == {(OutboundFate.PENDING, 0)}
        with house.world.database.looking() as session:
            stands = standing(session, now=house.clock())
        assert stands.relays_away == {f"relay 127.0.0.1:{far.port}: it does not answer": 3}

        house.clock.forward(seconds=31)
        far.says.clear()
        sent_by(house, office, due(house))
        assert {(row.fate, row.tries) for row in rows(house)} == {(OutboundFate.SENT, 1)}
        assert len(far.letters) == 3


@pytest.mark.usefixtures("unwritten")
def test_letters_that_another_relay_would_take_wait_for_no_relay_that_stalls(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    pending(house)
    with ScriptedRelay({"DATA": STALL}) as first, ScriptedRelay() as second:
        sent_by(house, office_of(house, first, second), due(house))
        assert (first.connections, len(second.letters)) == (1, 3)
    assert {row.fate for row in rows(house)} == {OutboundFate.SENT}


@pytest.mark.usefixtures("unwritten")
def test_a_relay_that_thinks_for_longer_than_a_lease_loses_no_lease_and_has_the_letter_once(
    sqlite_house: LivingHouse,
) -> None:
    house = sqlite_house
    first, *others = pending(house)
    with ScriptedRelay({"DOT": THINK}) as slow, ScriptedRelay() as quick:
        worker = threading.Thread(target=sent_by, args=(house, office_of(house, slow), (first, *others)), daemon=True)
        worker.start()
        awaited(lambda: len(slow.letters) == 1)
        for _ in range(8):  # four leases
            house.clock.forward(seconds=house.world.lease / 2 + 1)
            assert first not in due(house)
            awaited(lambda: is_kept(house, first))
        sent_by(house, office_of(house, quick), due(house))
        assert len(quick.letters) == len(others)  # they went back, and somebody else has sent them
        slow.close()
        worker.join(60)
        assert len(slow.letters) == 1
    fates = [row.fate for row in rows(house)]
    assert fates == [OutboundFate.UNCERTAIN, OutboundFate.SENT, OutboundFate.SENT]


class ThinksOverTheSecond(ScriptedRelay):
    """It takes the first letter at once, and never says what it does with the next."""

    def _say(self, client: socket.socket, step: str, usual: bytes) -> bytes:
        if step == "DOT" and len(self.letters) == 2:
            self.says["DOT"] = THINK
        return super()._say(client, step, usual)


@pytest.mark.usefixtures("unwritten")
def test_what_a_slow_relay_has_taken_already_is_written_down_while_it_thinks_over_the_next(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Relay, "hands", lambda *_: 1)  # on a slow machine it would seem far, and have them all at once
    house = sqlite_house
    letters = pending(house)
    with ThinksOverTheSecond() as slow, ScriptedRelay() as quick:
        worker = threading.Thread(target=sent_by, args=(house, office_of(house, slow), letters), daemon=True)
        worker.start()
        awaited(lambda: len(slow.letters) == 2)
        for _ in range(4):  # two leases
            house.clock.forward(seconds=house.world.lease / 2 + 1)
            awaited(lambda: any(is_kept(house, letter) for letter in letters))
        sent_by(house, office_of(house, quick), due(house))
        slow.close()
        worker.join(60)
        assert (len(slow.letters), len(quick.letters)) == (2, 1), "nobody has the first one twice"
    fates = [row.fate for row in rows(house)]
    assert fates.count(OutboundFate.UNCERTAIN) == 1, "the one that it thinks over"
    assert fates.count(OutboundFate.SENT) == 2


@pytest.mark.usefixtures("unwritten")
def test_an_order_in_doubt_is_not_sent_again_and_the_manager_reads_so(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = sqlite_house
    order, *_ = pending(house)
    make_order(house, order)
    with ScriptedRelay({"DOT": CLOSE}) as far:
        office = office_of(house, far)
        sent_by(house, office, [order])
        house.clock.forward(hours=2)
        assert order not in due(house)
        sent_by(house, office, [order])
        assert len(far.letters) == 1
    row = next(row for row in rows(house) if row.id == order)
    assert (row.fate, row.due_at) == (OutboundFate.UNCERTAIN, None)
    monkeypatch.undo()  # this letter is read
    assert "peut-être arrivé" in text_of(letter_to(house.strike(), SOPHIE, "G-15"))


@pytest.mark.usefixtures("unwritten")
def test_an_order_whose_worker_was_killed_after_the_dot_is_not_sent_again(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, *_ = pending(house)
    make_order(house, order)
    with ScriptedRelay() as far:
        office = office_of(house, far)
        for point, letters in ((Point.ENVELOPE_OPENED, 0), (Point.LETTER_SAID, 1)):
            watch(lambda reached, point=point: _killed(reached is point))  # type: ignore[misc]
            with pytest.raises(_Killed):
                sent_by(house, office, [order])
            watch(None)
            house.clock.forward(seconds=2 * house.world.lease)
            assert order in due(house)
            assert len(far.letters) <= letters
        sent_by(house, office, [order])
        assert len(far.letters) <= 1
    row = next(row for row in rows(house) if row.id == order)
    assert (row.fate, row.due_at) == (OutboundFate.UNCERTAIN, None)


class _Killed(BaseException):
    """What stops a thread as a kill would: nothing catches it."""


def _killed(is_it: bool) -> None:
    if is_it:
        raise _Killed


def test_an_order_that_somebody_else_took_over_is_kept_back_before_its_dot(sqlite_house: LivingHouse) -> None:
    house = sqlite_house
    order, *_ = pending(house)
    with ScriptedRelay() as far:

        def taken_over(reached: Point) -> None:
            if reached is Point.ENVELOPE_OPENED:
                house.clock.forward(seconds=2 * house.world.lease)
                assert [letter.id for letter in claim_letters(house.world, [order])] == [order]

        watch(taken_over)
        sent_by(house, office_of(house, far), [order])
        watch(None)
        assert far.letters == []


@pytest.mark.parametrize("answer", [b"451 4.7.1 greylisted", CLOSE])
def test_a_letter_that_was_put_off_for_days_fails_and_the_manager_reads_so(
    sqlite_house: LivingHouse, answer: bytes
) -> None:
    house = sqlite_house
    letters = pending(house)
    with ScriptedRelay({"RCPT": answer}) as far:
        office = replace(office_of(house, far), patience=timedelta(hours=120))
        for _ in range(12):
            sent_by(house, office, [letters[0]])
            house.clock.forward(hours=11)
    row = next(row for row in rows(house) if row.id == letters[0])
    assert row.fate is OutboundFate.FAILED
    told = house.strike()
    assert (SOPHIE, "G-15") in who_got_what(told)
    assert "n’a pas pu être remis" in text_of(letter_to(told, SOPHIE, "G-15"))


def test_status_says_why_letters_wait(
    sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    house = sqlite_house
    letters = pending(house)
    with house.world.database.transaction() as session:
        session.get_one(
            OutboundMail, letters[0]
        ).answer = "relay mx.example:587: it refuses our user name or password: 535 no"
    monkeypatch.setenv("MAILBOT_DATABASE_URL", str(house.world.database.engine.url))
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path))
    said = CliRunner().invoke(app, ["status"]).output
    why = "1 letter cannot leave: relay mx.example:587: it refuses our user name or password: 535 no"
    assert why in " ".join(said.split())
