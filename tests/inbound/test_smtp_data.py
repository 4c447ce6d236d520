"""DATA: where a mail ends, what its dots mean, how big it may be, and what becomes of it when its sender goes."""

import contextlib
import itertools
import random
import socket
import struct
import time
from functools import partial

import pytest

from mailbot.inbound.mail_data import Data, TooBig
from mailbot.inbound.smtp import DoorLimits
from tests.inbound.test_smtp import LONG, LOOPS, NADIA, REPLY, Opens, open_door, soon

PIECES = [
    b".",
    b"..",
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\n.",
    b"\n.\n",
    b"\r.\r",
    b"\n.\r\n",
    b"\r\n.\n",
    b"\r\n.\r",
    b"a",
    b"\xff\0",
]


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest) -> Opens:
    return partial(open_door, request.param)


def by_the_letter(wire: bytes) -> tuple[bytes, bytes] | None:
    """RFC 5321 4.5.2, line by line: the mail and what follows it; None when it does not end."""
    mail = b""
    while True:
        line, ending, wire = wire.partition(b"\r\n")
        if not ending:
            return None
        if line == b".":
            return mail, wire
        mail += line.removeprefix(b".") + ending


def random_wires(number: int) -> list[bytes]:
    """Data up to its final dot, full of dots and of lone CR and LF."""
    chance = random.Random(17)  # noqa: S311
    wires: list[bytes] = []
    while len(wires) < number:
        wire = b"".join(chance.choices(PIECES, k=chance.randrange(0, 40))) + b"\r\n.\r\n"
        read = by_the_letter(wire)
        assert read is not None
        wires.append(wire[: len(wire) - len(read[1])])
    return wires


def test_400_random_mails_come_through_whole_wherever_they_are_cut() -> None:
    for wire in random_wires(400):
        read = by_the_letter(wire)
        assert read is not None
        for cut in range(len(wire)):
            data = Data(limit=10_000)
            assert data.take(wire[:cut]) is None
            assert data.take(wire[cut:] + b"NOOP") == b"NOOP"
            assert data.below(b"X: y\r\n") == b"X: y\r\n" + read[0]


def test_a_mail_that_comes_octet_by_octet_is_the_same() -> None:
    for wire in random_wires(400):
        data = Data(limit=10_000)
        rests = [data.take(wire[place : place + 1]) for place in range(len(wire))]
        assert rests == [None] * (len(wire) - 1) + [b""]
        read = by_the_letter(wire)
        assert read is not None
        assert data.below(b"\r\n") == b"\r\n" + read[0]


def test_400_random_sessions_over_a_socket(opens: Opens) -> None:
    chance = random.Random(5)  # noqa: S311
    wires = random_wires(400)
    start = f"MAIL FROM:<{NADIA}>\r\nRCPT TO:<{REPLY}>\r\nDATA\r\n".encode()
    with opens() as house, house.line() as line:
        line.send(start)
        for wire in wires:
            assert [line.hear()[:3] for _ in range(3)] == ["250", "250", "354"]
            packets = wire + start  # the next mail is begun in the packet of the final dot
            cuts = sorted(chance.choices(range(len(packets)), k=chance.randrange(4)))
            for begin, end in zip([0, *cuts], [*cuts, len(packets)], strict=True):
                line.send(packets[begin:end])
            assert line.hear() == "250 2.0.0 Your mail is kept"
    assert house.keeper.bodies == [(by_the_letter(wire) or (b"",))[0] for wire in wires]


@pytest.mark.parametrize("ending", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r\n.\r", b"\r.\r\n", b"\r\n.\0\r\n"])
def test_only_the_true_ending_ends_a_mail_so_that_none_is_smuggled(opens: Opens, ending: bytes) -> None:
    smuggled = b"MAIL FROM:<sophie@mailbot.example>\r\nRCPT TO:<r-2@mailbot.example>\r\nDATA\r\nDo as I say\r\n"
    with opens() as house, house.line() as line:
        line.begin()
        line.send(b"Hello" + ending + smuggled + b".\r\n")
        assert line.hear().startswith("250 ")
        assert line.ask("NOOP") == "250 2.0.0 OK"
    (body,) = house.keeper.bodies
    assert body.endswith(b"Do as I say\r\n")


def test_a_whole_session_in_one_packet_is_answered_in_order(opens: Opens) -> None:
    mail = f"MAIL FROM:<>\r\nRCPT TO:<{REPLY}>\r\nRCPT TO:<nobody@mailbot.example>\r\nDATA\r\n.\r\n".encode()
    with opens() as house, house.line() as line:
        line.send(mail * 3 + b"NOOP\r\nQUIT\r\n")
        codes = [line.hear()[:3] for _ in range(17)]
        assert line.hear() == ""
    assert codes == ["250", "250", "550", "354", "250"] * 3 + ["250", "221"]
    assert house.keeper.bodies == [b""] * 3


def test_a_sender_that_shuts_its_half_still_hears_its_answers(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        line.send(f"MAIL FROM:<>\r\nRCPT TO:<{REPLY}>\r\nDATA\r\nHello\r\n.\r\n".encode())
        line.socket.shutdown(socket.SHUT_WR)
        assert [line.hear()[:3] for _ in range(5)] == ["250", "250", "354", "250", ""]
    assert house.keeper.bodies == [b"Hello\r\n"]


def test_a_sender_that_shuts_his_half_in_the_middle_of_a_second_mail_is_let_go(opens: Opens) -> None:
    start = f"MAIL FROM:<>\r\nRCPT TO:<{REPLY}>\r\nDATA\r\nHello\r\n".encode()
    with opens() as house, house.line() as line:
        house.keeper.hold.clear()
        line.send(start + b".\r\n" + start)
        assert house.keeper.begun.wait(LONG)
        line.socket.shutdown(socket.SHUT_WR)
        time.sleep(0.05)
        house.keeper.hold.set()
        assert [line.hear()[:3] for _ in range(8)] == ["250", "250", "354", "250", "250", "250", "354", ""]
    assert house.keeper.bodies == [b"Hello\r\n"]


def test_a_mail_of_exactly_the_limit_is_taken_whatever_its_dots(opens: Opens) -> None:
    line_of_dots = b"." * 98 + b"\r\n"
    with opens(limits=DoorLimits(message_size=100_000)) as house, house.line() as line:
        line.begin()
        line.send((b"." + line_of_dots) * 1000 + b".\r\n")
        assert line.hear().startswith("250 ")
        line.begin()
        line.send((b"." + line_of_dots) * 1000 + b"x\r\n.\r\n")
        assert line.hear() == "552 5.3.4 Your mail is larger than this server takes"
    assert house.keeper.bodies == [line_of_dots * 1000]


def test_doubled_dots_do_not_count_wherever_the_blocks_are_cut() -> None:
    mail = b"\r\n".join([b"", b".", b"..", b"x."] * 20) + b"\r\n"
    wire = mail.replace(b"\r\n.", b"\r\n..") + b".\r\n"
    for size in (1, 2, 3, 4, 5, 7, 50):
        data = Data(limit=len(mail))
        rests = [data.take(wire[place : place + size]) for place in range(0, len(wire), size)]
        assert rests[-1] == b""
        assert data.below(b"\r\n") == b"\r\n" + mail


def test_a_lie_about_the_size_is_cut_off_at_the_limit(opens: Opens) -> None:
    block, sent, heard = b"x" * 65_536, 0, b""
    with opens(limits=DoorLimits(message_size=1_000_000)) as house, house.line() as line:
        line.begin()
        line.socket.settimeout(2)
        with contextlib.suppress(OSError):
            for _ in range(3000):
                sent += line.socket.send(block)
        with contextlib.suppress(OSError):
            heard = line.socket.recv(200)
    # What is above the limit lay in the socket buffers of the two kernels.
    assert sent < 20_000_000
    assert heard.startswith(b"552 5.3.4 ") or not heard
    assert house.keeper.mails == []


def test_the_answer_to_a_lie_is_on_the_wire_before_the_end(opens: Opens) -> None:
    with opens(limits=DoorLimits(message_size=1000)) as house, house.line() as line:
        line.begin()
        line.send(b"x" * 1100)
        assert line.hear() == "552 5.3.4 Your mail is larger than this server takes"
        assert line.hear() == ""
    assert house.keeper.mails == []


def test_counting_dots_near_the_limit_takes_linear_time() -> None:
    data = Data(limit=4_000_000)
    started = time.process_time()
    with pytest.raises(TooBig):
        all(data.take(block) is None for block in itertools.repeat(b"\r\n..x" * 13_000, 200))
    assert time.process_time() - started < 1


def test_a_sender_that_goes_in_the_middle_leaves_nothing(opens: Opens) -> None:
    with opens() as house:
        for _ in range(3):
            with house.line() as line:
                line.begin()
                line.send(b"Hello\r\n.")
                line.socket.shutdown(socket.SHUT_WR)
                assert line.hear() == ""
        with house.line() as line:
            line.begin()
            assert line.ask("Whole\r\n.").startswith("250 ")
    assert house.keeper.bodies == [b"Whole\r\n"]


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_sender_that_goes_right_after_the_final_dot_has_its_mail_kept(opens: Opens, reset: bool) -> None:
    with opens() as house:
        house.keeper.hold.clear()
        with house.line() as line:
            line.begin()
            line.send(b"Hello\r\n.\r\n")
            assert house.keeper.begun.wait(LONG)
            if reset:
                line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.05)
        house.keeper.hold.set()
        house.stop(LONG).result(LONG)
    assert house.keeper.bodies == [b"Hello\r\n"]


def test_mails_that_would_fill_the_memory_are_asked_to_come_later(opens: Opens) -> None:
    limits, fronts = DoorLimits(octets_in_hand=1_000_000), ("127.0.0.1",)
    with opens(limits=limits, fronts=fronts) as house, house.line() as first, house.line() as second:
        first.begin()
        first.send(b"x" * 700_000)
        assert soon(lambda: house.door.crowds.octets_in_hand >= 700_000)
        second.begin()
        second.send(b"x" * 400_000)
        assert second.hear() == "452 4.3.1 There is no room for your mail just now, please send it again later"
        assert second.hear() == ""
        first.send(b"\r\n.\r\n")
        assert first.hear().startswith("250 ")
        for _ in range(3):
            first.begin()
            first.send(b"x" * 700_000 + b"\r\n.\r\n")
            assert first.hear().startswith("250 ")
