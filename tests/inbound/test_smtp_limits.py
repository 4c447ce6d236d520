"""How much one client may ask of the door, how long it may take, and how the door closes."""

import asyncio
import contextlib
import socket
import threading
import time
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest

from mailbot.inbound.conversation import Conversation
from mailbot.inbound.smtp import DoorLimits
from tests.inbound.test_smtp import LONG, LOOPS, REPLY, House, Line, Opens, open_door, soon


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest) -> Opens:
    return partial(open_door, request.param)


ENDLESS = 60.0
"""Seconds, for what would never end if it were wrong: a busy machine is late, and not as late as that."""


class DoorTime:
    """The clock by which a door's clients are too slow, which a test sets forward: they may be late themselves.

    Stands before the loop of those who come from now on. Their limits are to be far longer than any machine is late.
    """

    def __init__(self, house: House) -> None:
        self._loop = house.loop
        self._ahead = 0.0
        self._looks = 0
        house.door.pattern["loop"] = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loop, name)

    def time(self) -> float:
        self._looks += 1
        return self._loop.time() + self._ahead

    def forward(self, seconds: float) -> None:
        """Later, and the door has looked at its clock since."""
        self._ahead += seconds
        looks = self._looks
        assert soon(lambda: self._looks > looks + 1)


OFTEN = partial(DoorLimits, short_idle_seconds=0.04)
"""The door looks at its clock each hundredth of a second; the limit itself is for a door that is full."""


def test_the_101st_recipient_is_asked_to_come_in_another_mail(opens: Opens) -> None:
    recipients = [f"r-{number}@mailbot.example" for number in range(130)]
    with opens() as house, house.line() as line:
        line.ask("MAIL FROM:<>")
        answers = [line.ask(f"RCPT TO:<{recipient}>") for recipient in recipients]
        assert {answer[:9] for answer in answers[:100]} == {"250 2.1.5"}
        assert {answer[:9] for answer in answers[100:]} == {"452 4.5.3"}
        line.ask("DATA")
        assert line.ask(".").startswith("250 ")
    assert house.keeper.mails[0][1].recipients == tuple(recipients[:100])


def test_a_loop_of_commands_has_an_end(opens: Opens) -> None:
    with opens(limits=DoorLimits(commands=10)) as house, house.line() as line:
        assert [line.ask("NOOP")[:3] for _ in range(9)] == ["250"] * 9
        assert line.hear() == "421 4.7.0 Too many commands, please come back later"
        assert line.hear() == ""


def test_a_client_that_brings_mail_may_go_on_bringing_it(opens: Opens) -> None:
    with opens(limits=OFTEN(commands=10, session_seconds=60)) as house:
        clock = DoorTime(house)
        with house.line() as line:
            for _ in range(10):
                line.begin()
                assert line.ask(".").startswith("250 ")
                clock.forward(20)
    assert len(house.keeper.mails) == 10


def test_too_many_errors_end_the_conversation(opens: Opens) -> None:
    with opens(limits=DoorLimits(errors=5)) as house, house.line() as line:
        line.ask("MAIL FROM:<>")
        assert [line.ask("RCPT TO:<forged@mailbot.example>")[:3] for _ in range(5)] == ["550"] * 5
        assert line.hear().startswith("421 4.7.0 ")
        assert line.hear() == ""


def test_one_address_has_so_many_connections_and_no_more(opens: Opens) -> None:
    with opens(limits=DoorLimits(connections_a_peer=2)) as house, ExitStack() as stack:
        stack.enter_context(house.line())
        with house.line(), house.line(greeted=False) as third:
            assert third.hear() == "421 4.7.0 Too many connections from your address, please come back later"
            assert third.hear() == ""
        assert soon(lambda: house.door.inside == 1)
        stack.enter_context(house.line())


def test_an_ipv6_client_has_one_64_and_not_each_of_its_addresses(opens: Opens) -> None:
    with opens(limits=DoorLimits(connections_a_peer=1)) as house:
        let_in = house.door.let_in
        assert let_in("a", "2001:db8:1:2::1") is None
        assert let_in("b", "2001:db8:1:2:ffff::9").startswith("421 4.7.0 ")
        assert let_in("c", "2001:db8:1:3::1") is None
        for name in ("a", "c"):
            house.door.let_out(name, "2001:db8:1:2::1" if name == "a" else "2001:db8:1:3::1")


def test_there_are_so_many_connections_in_all(opens: Opens) -> None:
    with opens(limits=DoorLimits(connections=2)) as house:
        with house.line(), house.line(), house.line(greeted=False) as third:
            assert third.hear().startswith("421 4.3.2 ")
        assert soon(lambda: house.door.inside == 0)


def test_who_says_nothing_is_shown_out(opens: Opens) -> None:
    with opens(limits=OFTEN(idle_seconds=60)) as house:
        clock = DoorTime(house)
        with house.line() as line:
            clock.forward(61)
            assert line.hear() == "421 4.4.2 Nothing was heard for too long, goodbye"
            assert line.hear() == ""


def test_who_says_something_now_and_then_may_stay(opens: Opens) -> None:
    with opens(limits=OFTEN(idle_seconds=60)) as house:
        clock = DoorTime(house)
        with house.line() as line:
            for _ in range(3):
                clock.forward(30)
                assert line.ask("NOOP").startswith("250 ")
            line.begin()
            for octets in (7, 14, 21):
                clock.forward(30)
                line.send(b"Hello\r\n")
                assert soon(lambda octets=octets: house.door.crowds.octets_in_hand == octets)  # type: ignore[misc]
            assert line.ask(".").startswith("250 ")


def test_a_command_that_comes_octet_by_octet_is_nothing_said(opens: Opens) -> None:
    with opens(limits=DoorLimits(idle_seconds=0.2)) as house, house.line() as line:
        started = time.monotonic()
        with contextlib.suppress(OSError):
            while house.door.inside and time.monotonic() - started < ENDLESS:
                line.send(b"N")
                time.sleep(0.02)
        assert time.monotonic() - started < ENDLESS


@pytest.mark.parametrize("block", [b"x", b"NOOP\r\n"])
def test_nobody_stays_longer_than_a_session_however_busy(opens: Opens, block: bytes) -> None:
    with opens(limits=DoorLimits(idle_seconds=2 * ENDLESS, session_seconds=0.4)) as house:
        started = time.monotonic()  # before the session: however late we are, it is no shorter than it
        with house.line() as line, contextlib.suppress(OSError, AssertionError):
            if block == b"x":
                line.begin()  # it may be over already
            while house.door.inside and time.monotonic() - started < ENDLESS:
                line.send(block)
                time.sleep(0.03)
        assert 0.35 < time.monotonic() - started < ENDLESS
    assert house.keeper.mails == []


def test_a_keeper_slower_than_every_limit_still_gives_its_answer(opens: Opens) -> None:
    with opens(limits=OFTEN(idle_seconds=60, session_seconds=60)) as house:
        clock = DoorTime(house)
        with house.line() as line:
            house.keeper.hold.clear()
            line.begin()
            line.send(b"Hello\r\n.\r\n")
            assert house.keeper.begun.wait(LONG)
            clock.forward(200)
            house.keeper.hold.set()
            assert line.hear() == "250 2.0.0 Your mail is kept"


def ask_and_never_listen(line: Line) -> None:
    """Send commands until there is no room for more, on either side."""
    line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.socket.settimeout(0.4)
    with contextlib.suppress(OSError):
        for _ in range(2000):
            line.send(b"EHLO x\r\n" * 1000)


def test_who_does_not_read_his_answers_is_cut_off(opens: Opens) -> None:
    limits = DoorLimits(idle_seconds=0.2, commands=1_000_000)
    with opens(limits=limits) as house, house.line() as line:
        ask_and_never_listen(line)
        assert soon(lambda: house.door.inside == 0)


def test_a_closing_door_does_not_wait_for_who_never_reads(opens: Opens) -> None:
    with opens(limits=DoorLimits(commands=1_000_000)) as house, house.line() as line:
        ask_and_never_listen(line)
        (conversation,) = house.door._inside
        unsent = conversation._writer.transport.get_write_buffer_size
        for _ in range(10):
            assert unsent() < 100_000
            time.sleep(0.02)
        house.stop(0.1).result(LONG)
        assert soon(lambda: house.door.inside == 0)


def test_ten_thousand_commands_at_once_are_all_answered(opens: Opens) -> None:
    with opens(limits=DoorLimits(commands=20_000)) as house, house.line() as line:
        sending = threading.Thread(target=line.send, args=(b"NOOP\r\n" * 10_000,))
        sending.start()
        assert {line.hear() for _ in range(10_000)} == {"250 2.0.0 OK"}
        sending.join()


async def most_commands_in_ten_turns(conversation: Conversation, until: int) -> int:
    """How many commands of a client are answered, at most, while its loop goes round ten times. Of one round alone it
    cannot be told: a client whose answers had to wait is before us in one round that was behind us in the last."""
    counted = [0]
    while counted[-1] < until:
        await asyncio.sleep(0)
        counted.append(conversation._commands)
    return max(later - earlier for earlier, later in zip(counted, counted[10:], strict=False))


def test_a_flood_of_commands_leaves_the_others_their_turn(opens: Opens) -> None:
    flood = 80_000
    with opens(limits=DoorLimits(commands=1_000_000)) as house, house.line() as line:
        (conversation,) = house.door._inside
        looking = asyncio.run_coroutine_threadsafe(most_commands_in_ten_turns(conversation, flood), house.loop)
        listening = threading.Thread(target=line.file.read)
        listening.start()
        line.send(b"NOOP\r\n" * flood + b"QUIT\r\n")
        most = looking.result(ENDLESS)
        listening.join()
    assert 0 < most < 10 * 400  # 293 in a turn; when a whole block is answered in one go, ten thousand and more


def test_a_closing_door_says_goodbye_to_whoever_brings_nothing(opens: Opens) -> None:
    with opens() as house, house.line() as idle, house.line() as begun:
        begun.ask("MAIL FROM:<>")
        port = house.port
        house.stop(3 * LONG).result(LONG)
        for line in (idle, begun):
            assert line.hear() == "421 4.3.2 This server is closing, please come back later"
            assert line.hear() == ""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=LONG)


def closing_in_the_middle(house: House, until: str) -> list[str]:
    """What a client hears that was handing over a mail when the door began to close."""
    with house.line() as line:
        house.keeper.hold.clear()
        line.begin()
        if until == "keeper":
            line.send(b"Hello\r\n.\r\n")
            assert house.keeper.begun.wait(LONG)
        stopped = house.stop(LONG)
        assert soon(lambda: house.door.closing)
        if until == "data":
            line.send(b"Hello\r\n.\r\n")
        house.keeper.hold.set()
        heard = [line.hear()[:9] for _ in range(3)]
        stopped.result(LONG)
    return heard


@pytest.mark.parametrize("until", ["data", "keeper"])
def test_a_closing_door_waits_for_the_mail_that_is_being_handed_over(opens: Opens, until: str) -> None:
    with opens() as house:
        assert closing_in_the_middle(house, until) == ["250 2.0.0", "421 4.3.2", ""]
    assert house.keeper.bodies == [b"Hello\r\n"]


def test_after_the_grace_whoever_is_left_is_cut_off_without_a_yes(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        line.begin()
        started = time.monotonic()
        house.stop(0.2).result(ENDLESS)
        assert time.monotonic() - started > 0.15
        assert line.hear() == ""
    assert house.keeper.mails == []


def test_a_door_that_cannot_have_its_address_says_so(opens: Opens) -> None:
    with (
        opens() as house,
        pytest.raises(OSError, match=r"(?i)in use"),
        opens(smtp=("127.0.0.1", 0), lmtp=("127.0.0.1", house.port)),
    ):
        pass


def test_a_thousand_silent_clients_keep_nobody_waiting(opens: Opens) -> None:
    with opens(limits=DoorLimits(connections_a_peer=400)) as house, ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(socket.create_connection(("127.0.0.1", house.port), timeout=LONG))
        with house.line() as line:
            assert line.ask("MAIL FROM:<>").startswith("250 ")
            assert line.ask(f"RCPT TO:<{REPLY}>").startswith("250 ")
