"""A relay that misbehaves at each step: what becomes of the letter, within which time, and who has it instead."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from mailbot.outbound import smtp_line
from mailbot.outbound.relay import Patience, PutOff, RefusedByRelay, Relay, RelayAddress, Uncertain
from tests.scripted_relay import CLOSE, RESET, STALL, ScriptedRelay

LETTER = b"Subject: x\r\n\r\n.hidden\r\n" + b"A line like any other.\r\n" * 40
SHORT = Patience(connect=30.0, whole=30_000.0, answer=30.0, block=30.0, after_dot=30.0, tick=0.05)
"""Of a relay's seconds: they fly while it stalls."""
BEFORE = ("GREETING", "EHLO", "MAIL", "RCPT", "DATA")


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def relay_of(*far: ScriptedRelay, clock: Time | None = None, patience: Patience = SHORT) -> Relay:
    addresses = [RelayAddress("127.0.0.1", each.port, implicit_tls=False) for each in far]
    return Relay(*addresses, hostname="mx.here.example", patience=patience, clock=clock or Time())


def send(relay: Relay, letter: bytes = LETTER) -> str:
    return relay.send(letter, sender="b-1@suivi.example", recipient="nadia@gmail.example")


def outcome(relay: Relay, letter: bytes = LETTER) -> str:
    """What became of a letter, in a word; the connections are closed afterwards."""
    try:
        with relay:
            return send(relay, letter)
    except (PutOff, RefusedByRelay, Uncertain) as error:
        return type(error).__name__


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail rather than hang: generous, for a slow machine."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize("knows", [("PIPELINING",), ()], ids=["pipelining", "one by one"])
def test_whatever_a_relay_does_at_any_step_ends_in_one_known_way(knows: tuple[str, ...]) -> None:
    away = [(step, trouble) for step in BEFORE for trouble in (CLOSE, RESET, STALL, b"421 4.3.2 closing")]
    away += [(step, b"554 5.7.1 go away") for step in ("GREETING", "MAIL")] + [("GREETING", b"450 later")]
    away += [(step, b"451 4.3.0 later") for step in ("EHLO", "MAIL", "RCPT", "DATA", "DOT")]
    refused = [(step, b"554 5.7.1 no") for step in ("RCPT", "DATA", "DOT")]
    uncertain = [("DOT", trouble) for trouble in (CLOSE, RESET, STALL, b"354 what?", b"hello?", b"\0\xff\xfe\x01")]
    expected = [("PutOff", away), ("RefusedByRelay", refused), ("Uncertain", uncertain)]
    found: dict[tuple[str, bytes], str] = {}
    with within(100):
        for _, cases in expected:
            for step, trouble in cases:
                says = {step: trouble} | ({"HELO": trouble} if step == "EHLO" else {})
                with ScriptedRelay(says, knows=knows) as far:
                    found[step, trouble] = outcome(relay_of(far))
                    assert len(far.letters) == (step == "DOT")
    assert found == {case: name for name, cases in expected for case in cases}


NONSENSE = {
    "binary": b"\x00\xff\xfe\x80" * 50,
    "no code": b"hello there",
    "a code of no meaning": b"999 what",
    "a line without an end": b"250 " + b"x" * 5000 + b"<for ever>",
    "an answer without an end": b"250-go on\r\n<for ever>",
    "two codes in one answer": b"250-yes\r\n550 no",
    "two answers for one": b"250 ok\r\n250 ok",
    "an answer before its question": b"250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 queued",
    "the answer to another question": b"354 go on",
}


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_before_the_dot_is_never_taken_for_a_yes(nonsense: bytes) -> None:
    for knows in (("PIPELINING",), ()):
        for step in BEFORE if nonsense != b"354 go on" else BEFORE[:-1]:
            with ScriptedRelay({step: nonsense}, knows=knows) as far, within(100):
                assert outcome(relay_of(far)) == "PutOff", step
                assert far.letters == []


def test_an_answer_without_an_end_is_not_gathered() -> None:
    with ScriptedRelay({"MAIL": b"250-go on\r\n<for ever>"}) as far, pytest.raises(PutOff, match="has no end"):
        send(relay_of(far, patience=Patience()))


def test_an_answer_too_many_after_the_dot_spoils_no_next_letter() -> None:
    with ScriptedRelay({"DOT": b"250 queued\r\n250 queued"}) as far, relay_of(far) as relay:
        assert [send(relay) for _ in range(3)] == ["250 queued"] * 3
    assert far.letters == [LETTER] * 3


def test_what_a_relay_says_in_the_middle_of_a_letter_is_heard_and_the_dot_kept_back() -> None:
    long = LETTER * 8000  # more than lies in the sockets between us
    for words, ends in ((b"552 5.3.4 too big", "RefusedByRelay"), (b"452 full", "PutOff"), (b"250 yes", "PutOff")):
        with ScriptedRelay({"BODY": words}) as far:
            assert outcome(relay_of(far, patience=Patience()), long) == ends
        assert far.letters == []


def test_a_relay_that_takes_an_octet_at_a_time_is_given_up_before_the_dot() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        end = threading.Event()

        def slow() -> None:
            client, _ = listening.accept()
            with client:
                client.sendall(b"220 slow\r\n")
                for answer in (b"250 slow\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
                    client.recv(100)
                    client.sendall(answer)
                while not end.wait(0.02) and client.recv(1):
                    pass

        threading.Thread(target=slow, daemon=True).start()
        relay = Relay(
            RelayAddress("127.0.0.1", listening.getsockname()[1], implicit_tls=False), hostname="mx",
            patience=Patience(block=0.4, slowest=50_000_000, tick=0.05),
        )  # fmt: skip
        with within(100), pytest.raises(PutOff, match="it takes nothing more"):
            send(relay, b"x" * 70 + b"\r\n" + LETTER * 8000)
        end.set()


def test_a_relay_that_is_slow_at_every_step_holds_nobody_for_the_sum_of_them() -> None:
    patience = Patience(connect=30.0, answer=30.0, whole=1.2, tick=0.05)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def slow() -> None:
            with contextlib.suppress(OSError):
                client, _ = listening.accept()
                with client:
                    for answer in (b"220 slow\r\n", b"250 slow\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
                        for octet in answer[:4]:  # never silent for long
                            threading.Event().wait(0.15)
                            client.sendall(bytes([octet]))
                        client.sendall(answer[4:])
                        heard.append(client.recv(1000))

        threading.Thread(target=slow, daemon=True).start()
        address = RelayAddress("127.0.0.1", listening.getsockname()[1], implicit_tls=False)
        relay = Relay(address, hostname="mx", patience=patience)
        with within(100), relay, pytest.raises(PutOff, match=r"it does not answer|it takes nothing more"):
            send(relay)
    assert not any(b"hidden" in each for each in heard)


def test_a_name_that_no_resolver_finds_in_time_makes_no_other_relay_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    end, usual, addresses_of = threading.Event(), socket.getaddrinfo, smtp_line.addresses_of

    def stuck(host: str, *about: Any, **more: Any) -> object:
        if host == "mx.stuck.example":
            end.wait(300)
        return usual(host, *about, **more)

    def hastily(host: str, port: int, seconds: float) -> object:
        assert seconds == patience.resolve
        return addresses_of(host, port, 0.2 if host == "mx.stuck.example" else seconds)

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    monkeypatch.setattr(smtp_line, "addresses_of", hastily)
    patience = Patience(resolve=30.0, connect=30.0, tick=0.05)
    lost = RelayAddress("mx.stuck.example", 25, implicit_tls=False)
    with within(100), ScriptedRelay() as far:
        here = RelayAddress("127.0.0.1", far.port, implicit_tls=False)
        with Relay(lost, here, hostname="mx", patience=patience) as relay:
            send(relay)
        assert len(far.letters) == 1
        with Relay(lost, hostname="mx", patience=patience) as relay, pytest.raises(PutOff, match="no resolver answers"):
            send(relay)
    end.set()


# Several relays


def test_the_next_relay_has_the_letter_at_once_and_the_first_is_tried_again_later() -> None:
    clock = Time()
    for trouble in ({"GREETING": b"421 busy"}, {"RCPT": b"421 closing"}, {"DATA": CLOSE}, {"MAIL": STALL}):
        with ScriptedRelay(trouble) as first, ScriptedRelay() as second, relay_of(first, second, clock=clock) as relay:
            assert [send(relay), send(relay)] == ["250 ok"] * 2
            assert (first.connections, len(second.letters)) == (1, 2)
            clock.now += 31
            send(relay)
            assert (first.connections, len(second.letters)) == (2, 3)
            clock.now += 31  # it rests longer each time
            send(relay)
            assert first.connections == 2
            first.says.clear()
            clock.now += 31
            send(relay)
            assert (first.connections, len(first.letters), len(second.letters)) == (3, 1, 4)


@pytest.mark.parametrize("step", ["RCPT", "DATA", "DOT"])
def test_a_recipient_that_is_put_off_or_refused_is_no_reason_for_another_relay(step: str) -> None:
    for answer in (b"451 4.7.1 greylisted", b"550 5.1.1 nobody"):
        with ScriptedRelay({step: answer}) as first, ScriptedRelay() as second:
            assert outcome(relay_of(first, second)) in ("PutOff", "RefusedByRelay")
            assert second.connections == 0


@pytest.mark.parametrize("trouble", [CLOSE, STALL, b"421 closing", b"hello?"])
def test_after_the_final_dot_no_other_relay_has_it(trouble: bytes) -> None:
    with ScriptedRelay({"DOT": trouble}) as first, ScriptedRelay() as second:
        assert outcome(relay_of(first, second)) == ("PutOff" if trouble.startswith(b"421") else "Uncertain")
        assert (len(first.letters), second.connections) == (1, 0)


def test_a_relay_that_will_not_have_us_is_no_reason_to_wait_for_it() -> None:
    with ScriptedRelay({"MAIL": b"550 5.7.1 who are you"}) as first, ScriptedRelay() as second:
        assert outcome(relay_of(first, second)) == "250 ok"
        assert len(second.letters) == 1


def test_while_every_relay_is_away_letters_are_put_off_without_asking_and_all_threads_know() -> None:
    clock = Time()
    with ScriptedRelay({"GREETING": STALL}) as far:
        relay = relay_of(far, clock=clock)
        with pytest.raises(PutOff, match=r"relay 127\.0\.0\.1:\d+: it does not answer") as first:
            send(relay)
        assert first.value.again_in == 30
        found: list[str] = []
        threads = [threading.Thread(target=lambda: found.append(outcome(relay))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (found, far.connections) == (["PutOff"] * 20, 1)

        clock.now += 31  # of those who come together, one finds out
        threads = [threading.Thread(target=lambda: found.append(outcome(relay))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert far.connections == 2


def test_a_letter_over_which_a_relay_stumbles_makes_no_other_letter_wait() -> None:
    long = LETTER * 8000  # more than lies in the sockets between us
    busy = b"421 4.7.0 too many for this one"
    for step, trouble in (("RCPT", CLOSE), ("RCPT", busy), ("DATA", RESET), ("BODY", CLOSE)):
        with ScriptedRelay({step: trouble}) as far, relay_of(far, patience=Patience()) as relay:
            with pytest.raises(PutOff) as put_off:
                send(relay, long)
            assert put_off.value.again_in is None, "it is tried again later each time, apart from the others"
            far.says.clear()
            assert send(relay) == "250 ok"


def test_a_relay_that_stalls_in_a_letter_rests_and_the_letter_waits_longer_each_time() -> None:
    with ScriptedRelay({"DATA": STALL}) as far, relay_of(far) as relay:
        with pytest.raises(PutOff) as put_off:
            send(relay)
        assert put_off.value.again_in is None
        with pytest.raises(PutOff) as put_off:
            send(relay)
        assert put_off.value.again_in == 30.0
        assert far.connections == 1


def test_a_connection_that_the_relay_closed_between_two_letters_costs_nothing() -> None:
    with ScriptedRelay() as far, relay_of(far) as relay:
        send(relay)
        far.says["MAIL"] = CLOSE
        with pytest.raises(PutOff):
            send(relay)  # and not on the fresh one either
        assert far.connections == 2
    with ScriptedRelay({"DOT": b"250 ok\r\n421 bye"}) as far, relay_of(far) as relay:
        assert [send(relay) for _ in range(2)] == ["250 ok"] * 2
        assert far.connections == 2


def test_no_address_can_slip_a_command_in() -> None:
    with ScriptedRelay() as far, relay_of(far) as relay:
        for address in ("a@x.example\r\nRCPT TO:<b@x.example", "a@x.example> SIZE=1", "a\0@x.example"):
            with pytest.raises(RefusedByRelay):
                relay.send(LETTER, sender="b-1@suivi.example", recipient=address)
        assert far.commands == []
