"""A relay that is far has several letters at once: each once, each reader's in their order, over as many connections as
it lets us have."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from mailbot.model_mails import OutboundMail
from mailbot.outbound.dispatching import Office, dispatch
from mailbot.outbound.envelopes import no_signature
from mailbot.outbound.queue import ClaimedLetter
from mailbot.outbound.relay import Relay, RelayAddress
from mailbot.vocabulary import OutboundFate
from tests.living import LivingHouse
from tests.outbound.test_dispatching import pending
from tests.scripted_relay import ScriptedRelay

_READERS, _EACH = 3, 6


class Far(ScriptedRelay):
    """What it says of a letter takes a while to arrive. `most`: connections that it stands at a time."""

    def __init__(self, *, most: int = 100) -> None:
        super().__init__()
        self.most = most
        self.refused = 0
        self._crowd = threading.Event()

    def _say(self, client: socket.socket, step: str, usual: bytes) -> bytes:
        if step == "DOT":
            time.sleep(0.02)
        if self.connections >= _READERS:
            self._crowd.set()
        if step == "RCPT" and self.letters:  # the first letter shows that it is far; then there is one for each reader
            self._crowd.wait(30)
        if step == "GREETING" and sum(each.fileno() >= 0 for each in self._open) > self.most:
            self.refused += 1
            client.sendall(b"421 too many connections\r\n")
            client.close()
            raise OSError
        return super()._say(client, step, usual)


@pytest.fixture
def letters(sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch) -> Sequence[int]:
    """Several for each of a few readers, by turns. Each says nothing but its number."""

    def numbered(_world: object, _sign: object, letter: ClaimedLetter) -> bytes:
        if letter.id // _READERS % 2:  # whoever does not wait for this one is ahead of it
            time.sleep(0.02)
        return b"Subject: %d\r\n\r\n" % letter.id

    monkeypatch.setattr("mailbot.outbound.dispatching.written_and_sealed", numbered)
    first = pending(sqlite_house)[0]
    columns = OutboundMail.__table__.c
    with sqlite_house.world.database.core_transaction() as connection:
        row = dict(connection.execute(select(*columns).where(columns.id == first)).one()._mapping)
        copies = [
            {**row, "id": 9000 + number, "event_id": None, "message_id": f"<{number}@x>",
             "recipient": f"reader-{number % _READERS}@example.org"}
            for number in range(_READERS * _EACH)
        ]  # fmt: skip
        connection.execute(insert(OutboundMail), copies)
    return [copy["id"] for copy in copies]


def sent(house: LivingHouse, far: Far, letters: Sequence[int]) -> Relay:
    with Relay(RelayAddress("127.0.0.1", far.port, implicit_tls=False), hostname="mx.test.example") as relay:
        dispatch(house.world, Office(relay, no_signature, timedelta(hours=1)), letters)
    with house.world.database.looking() as session:
        rows = session.scalars(select(OutboundMail).where(OutboundMail.id.in_(letters))).all()
    assert {(row.fate, row.tries) for row in rows} == {(OutboundFate.SENT, 1)}
    return relay


def test_a_far_relay_has_several_letters_at_once_and_each_readers_in_their_order(
    sqlite_house: LivingHouse, letters: Sequence[int]
) -> None:
    with Far() as far:
        sent(sqlite_house, far, letters)
        assert 1 < far.connections <= 8
        heard = [int(each.split()[1]) for each in far.letters]
        assert sorted(heard) == list(letters)
        for reader in range(_READERS):
            theirs = [number for number in heard if number % _READERS == letters[reader] % _READERS]
            assert theirs == sorted(theirs)


def test_a_relay_that_stands_two_connections_gets_all_letters_over_two(
    sqlite_house: LivingHouse, letters: Sequence[int]
) -> None:
    with Far(most=2) as far:
        relay = sent(sqlite_house, far, letters)
        assert far.refused
        assert sorted(int(each.split()[1]) for each in far.letters) == list(letters)
        assert 1 <= relay.hands(len(letters)) <= 2, "nor is it asked for more the next time"


def test_a_letter_whose_envelope_is_open_goes_back_too_when_half_of_the_lease_is_over(
    sqlite_house: LivingHouse, letters: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Relay, "hands", lambda *_: 1)
    world, late = sqlite_house.world, timedelta(seconds=0)
    begun = world.clock()

    class Slow(ScriptedRelay):
        def _say(self, client: socket.socket, step: str, usual: bytes) -> bytes:
            nonlocal late
            late = timedelta(seconds=world.lease / 2 + 1) if len(self.letters) == 2 else late
            return super()._say(client, step, usual)

    address = "127.0.0.1"
    with Slow() as far, Relay(RelayAddress(address, far.port, implicit_tls=False), hostname="mx.example") as relay:
        office = Office(relay, no_signature, timedelta(hours=1))
        ours = replace(world, clock=lambda: begun + late)
        dispatch(ours, office, letters)
        assert len(far.letters) == 2
        dispatch(ours, office, letters)
        assert [int(each.split()[1]) for each in far.letters] == list(letters)
        assert far.connections == 2, "the first waited for the words of the third letter"
