"""The next letter's envelope stands behind the final dot of this one: a round trip is saved, and no letter's fate is
another's."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping

import pytest

from mailbot.outbound.relay import (
    Patience,
    PutOff,
    RefusedByRelay,
    Relay,
    RelayAddress,
    Uncertain,
    Way,
    holding,
)
from tests.scripted_relay import CLOSE, STALL, ScriptedRelay

FIRST, SECOND, THIRD = (Way(f"b-{number}@suivi.example", f"{number}@example.org") for number in (1, 2, 3))

_LONG, _SHORT = Patience(), Patience(answer=30.0, after_dot=30.0, tick=0.05)


class Ahead:
    """Knows what is sent next."""

    def __init__(self, next_one: Way | None) -> None:
        self._next = next_one

    def waits(self) -> None: ...

    def lets_go(self) -> None: ...

    def follows(self) -> Way | None:
        return self._next


class Turns(ScriptedRelay):
    """Says something else the so-many-th time that a step comes: {("RCPT", 2): b"550 no"}."""

    def __init__(self, other: Mapping[tuple[str, int], bytes]) -> None:
        super().__init__()
        self._other = other
        self._times: dict[str, int] = {}
        self._change = threading.Condition()

    def _words(self, step: str, usual: bytes) -> bytes:
        with self._change:
            times = self._times[step] = self._times.get(step, 0) + 1
            self._change.notify_all()
        return self._other.get((step, times)) or super()._words(step, usual)

    def times(self, step: str) -> int:
        return self._times.get(step, 0)

    def wait_for(self, step: str, times: int) -> bool:
        with self._change:
            return self._change.wait_for(lambda: self.times(step) >= times, 60)


@contextlib.contextmanager
def two_ends(
    other: Mapping[tuple[str, int], bytes] | None = None, *, patience: Patience = _LONG
) -> Iterator[tuple[Turns, Relay]]:
    with (
        Turns(other or {}) as far,
        Relay(
            RelayAddress("127.0.0.1", far.port, implicit_tls=False), hostname="mx.test.example", patience=patience
        ) as relay,
    ):
        yield far, relay


def send(relay: Relay, way: Way, then: Way | None = None) -> str:
    with holding(Ahead(then)):
        return relay.send(_letter(way), sender=way.sender, recipient=way.recipient)


def _letter(way: Way) -> bytes:
    return f"Subject: {way.recipient}\r\n\r\n.\r\nBonjour\r\n".encode()


def test_the_next_envelope_is_open_before_the_next_letter_is_written() -> None:
    with two_ends() as (far, relay):
        send(relay, FIRST, SECOND)
        assert far.wait_for("DATA", 2), "nobody has sent the second letter yet"
        send(relay, SECOND, THIRD)
        send(relay, THIRD)
        assert far.letters == [_letter(FIRST), _letter(SECOND), _letter(THIRD)]
        assert (far.connections, far.times("MAIL")) == (1, 3)
        assert [said.split("<")[1].split(">")[0] for said in far.commands if said.startswith("RCPT")] == [
            FIRST.recipient, SECOND.recipient, THIRD.recipient,
        ]  # fmt: skip


@pytest.mark.parametrize(("said", "error"), [(b"550 no", RefusedByRelay), (b"451 later", PutOff)])
def test_what_is_said_of_one_letter_hits_no_neighbour(said: bytes, error: type[Exception]) -> None:
    for step in ("DOT", "RCPT"):
        with two_ends({(step, 2): said}) as (far, relay):
            send(relay, FIRST, SECOND)
            with pytest.raises(error):
                send(relay, SECOND, THIRD)
            send(relay, THIRD)
            heard = [_letter(FIRST), _letter(SECOND), _letter(THIRD)]
            assert far.letters == (heard if step == "DOT" else [heard[0], heard[2]])
            assert far.times("DOT") == len(far.letters)


def test_a_doubt_stays_with_the_letter_whose_dot_was_said() -> None:
    for silence in (CLOSE, STALL):
        with two_ends({("DOT", 1): silence}, patience=_SHORT if silence == STALL else _LONG) as (far, relay):
            with pytest.raises(Uncertain):
                send(relay, FIRST, SECOND)
            if silence == CLOSE:
                assert send(relay, SECOND) == "250 ok"
                assert far.letters == [_letter(FIRST), _letter(SECOND)]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_falls_with_the_envelope_costs_nothing(step: str) -> None:
    for said in (CLOSE, b"421 good night", b"250 what nobody asked\r\n250 ok"):
        with two_ends({(step, 2): said}) as (far, relay):
            send(relay, FIRST, SECOND)
            assert send(relay, SECOND) == "250 ok"
            assert far.letters == [_letter(FIRST), _letter(SECOND)], (step, said)
            assert far.connections == 2


def test_a_letter_that_is_not_sent_after_all_never_arrives() -> None:
    def leave(relay: Relay) -> None:
        relay.leave(SECOND)

    def close(relay: Relay) -> None:
        relay.close()

    ends: tuple[Callable[[Relay], None], ...] = (leave, close)
    for end in ends:
        with two_ends() as (far, relay):
            send(relay, FIRST, SECOND)
            assert far.wait_for("DATA", 2)
            end(relay)
            send(relay, THIRD)
            assert far.letters == [_letter(FIRST), _letter(THIRD)]
            assert far.connections == 2, "the relay waited for a letter on the first"


def test_a_relay_that_throws_away_what_stands_behind_a_dot_is_asked_so_once() -> None:
    with two_ends({("MAIL", 2): STALL}, patience=_SHORT) as (far, relay):
        send(relay, FIRST, SECOND)
        assert send(relay, SECOND, THIRD) == "250 ok"
        assert send(relay, THIRD, FIRST) == "250 ok"
        assert far.letters == [_letter(FIRST), _letter(SECOND), _letter(THIRD)]
        assert far.times("MAIL") == 4, "the stalled one, and then one a letter"
