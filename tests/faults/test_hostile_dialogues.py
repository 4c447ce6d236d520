"""Dialogues that nobody honest leads: what was found with them, hypothesis' own, and that the fuzzers see faults."""

import random
import socket
import ssl
import struct
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzzing.dialogue_wire import House, Keeping, led
from bench.fuzzing.gathering import gather
from bench.fuzzing.second_reading import replies_in, second_reading
from bench.fuzzing.targets_dialogue import Client, Dialogue, check_dialogue
from bench.fuzzing.trying import try_many
from mailbot.inbound import conversation, dialogue, mail_data
from mailbot.inbound.dialogue import DoorLimits, Judgement, Kept, read_path
from mailbot.threads.addresses import normal_address
from tests.inbound.test_smtp import LOOPS, Opens, open_door, soon
from tests.inbound.test_smtp_limits import OFTEN, DoorTime
from tests.inbound.test_smtp_lmtp import certificate

__all__ = ["certificate"]

_PIECES = [
    b"EHLO nadia.example\r\n", b"HELO x\r\n", b"LHLO x\r\n", b"MAIL FROM:<nadia@example.org>\r\n", b"MAIL FROM:<>\r\n",
    b"RCPT TO:<r-1@mailbot.example>\r\n", b"RCPT TO:<r-2@mailbot.example>\r\n", b"RCPT TO:<nobody@mailbot.example>\r\n",
    b"RCPT TO:<fault@mailbot.example>\r\n", b"DATA\r\n", b"Hello\r\n", b".\r\n", b"..\r\n", b"\r\n.\r\n", b"\n.\n",
    b"\r", b"\n", b".", b"\0", b"RSET\r\n", b"NOOP\r\n", b"QUIT\r\n", b"STARTTLS\r\n", b"BDAT 3 LAST\r\n", b"x" * 3000,
]  # fmt: skip
_LEAD = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest) -> Opens:
    return partial(open_door, request.param)


# ---- Found by the fuzzers


@pytest.mark.parametrize("size", ["²", "٣", "\udcff"])
def test_a_size_in_figures_of_another_script_is_a_syntax_error_and_no_fault(
    opens: Opens, size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with opens() as house, house.line() as line:
        assert line.ask(f"MAIL FROM:<nadia@example.org> SIZE={size}").startswith("501 5.5.4 ")
        line.begin()
    assert "door_fault" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("goes", ["resets", "leaves", "stays"])
def test_who_goes_in_the_middle_of_a_handshake_is_counted_out(
    opens: Opens, certificate: object, goes: str
) -> None:  # fmt: skip
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(str(certificate))
    limits = DoorLimits(connections_a_peer=2, idle_seconds=0.2 if goes == "stays" else 300.0)
    with opens(tls=tls, limits=limits) as house:
        for _ in range(4):  # the third would be turned away
            with house.line() as line:
                assert line.ask("STARTTLS") == "220 2.0.0 Go ahead"
                if goes == "resets":
                    line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                if goes == "stays":
                    assert line.hear() == ""
            assert soon(lambda: house.door.inside == 0)


def test_whoever_is_cut_off_in_the_middle_of_a_handshake_is_counted_out(opens: Opens, certificate: object) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(str(certificate))
    with opens(tls=tls, limits=OFTEN(idle_seconds=4000.0, handshake_seconds=4000.0, session_seconds=600.0)) as house:
        clock = DoorTime(house)
        with house.line() as line:
            assert line.ask("STARTTLS") == "220 2.0.0 Go ahead"
            clock.forward(700.0)  # uvloop calls a handshake that we cut off a good one
            assert line.hear() == ""
            assert soon(lambda: house.door.inside == 0)


def test_the_clock_says_nothing_of_a_mail_whose_final_dot_has_come() -> None:
    async def lead() -> None:
        house = House(Keeping(("kept",)), DoorLimits())
        transport = house.connect("SMTP", ("192.0.2.14", 4711))
        transport.protocol.data_received(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<r-1@mailbot.example>\r\nDATA\r\n")
        await house.settle(lambda: b"\r\n354 " in transport.written)
        transport.protocol.data_received(b"Hello\r\n.\r\n")
        house.forward(4000.0)
        await house.settle(lambda: transport.written.endswith(b"kept\r\n") or transport.closed)
        assert bytes(transport.written).endswith(b"\r\n250 2.0.0 Your mail is kept\r\n")
        transport.lose(None)
        await house.empty()

    led(lead())


def test_an_address_ends_where_its_line_ends() -> None:
    assert read_path("<a@b.example>\n") is None
    assert read_path("a@b.example\n") is None


@pytest.mark.parametrize("written", ["< nadia@example.org >", " <nadia@example.org>\n", "<\u00a0<nadia@EXAMPLE.org> "])
def test_brackets_and_blanks_around_an_address_come_off_in_any_order(written: str) -> None:
    assert normal_address(written) == "nadia@example.org"


# ---- Hypothesis' own


@_LEAD
@given(
    family=st.sampled_from(["SMTP", "LMTP"]),
    said=st.lists(st.sampled_from(_PIECES) | st.binary(max_size=30), max_size=40),
    limits=st.integers(0, 2),
    troubles=st.lists(st.sampled_from(["kept", "some", "later", "fault", "slow"]), min_size=1, max_size=3),
    goes=st.sampled_from(["half", "lost", "reset", "stays"]),
    cuts=st.randoms(use_true_random=False),
)
def test_no_dialogue_breaks_a_promise(
    family: str, said: list[bytes], limits: int, troubles: list[str], goes: str, cuts: random.Random
) -> None:
    whole = b"".join(said)
    places = sorted(cuts.randrange(len(whole) + 1) for _ in range(cuts.randrange(6)))
    packets = [whole[begin:end] for begin, end in zip([0, *places], [*places, len(whole)], strict=True)]
    sent = tuple(packet for packet in packets if packet)
    client = Client(sent, tuple(cuts.randrange(4) for _ in sent), goes, 0.0)
    check_dialogue(Dialogue(family, limits, 0, tuple(troubles), (client,)))


@_LEAD
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_text_breaks_what_reads_addresses_links_and_header_lines(text: str) -> None:
    targets = gather()
    for name in ("any-address", "any-link", "paths", "domains", "header-lines", "mailboxes", "keys"):
        targets[name].check(text)


# ---- The fuzzers see what is wrong


def found(name: str, inputs: int = 300) -> list[str]:
    """What a target says of these inputs."""
    return [failure.said for failure in try_many(gather()[name], 7, range(inputs)).failures]


def test_they_see_a_mail_that_ends_where_it_must_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_data, "FINAL_DOT", b"\n.\r\n")
    assert found("smtp")


def test_they_see_dots_that_are_left_double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_data.Data, "below", lambda data, header: header[:-2] + bytes(data._wire))
    assert found("smtp")


def test_they_see_a_250_for_what_was_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dialogue.KEPT_ANSWERS, Kept.TRY_AGAIN, "250 2.0.0 Your mail is kept")
    assert found("lmtp")


def test_they_see_an_exception_on_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dialogue.RECIPIENT_ANSWERS, Judgement.UNKNOWN, "451 4.3.0 KeyError in judge")
    assert any("insides" in said for said in found("smtp"))


def test_they_see_a_client_who_is_never_counted_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.inbound.smtp.Door.let_out", lambda door, conversation, peer: None)
    assert found("starttls", 3)


def test_they_see_what_was_said_in_clear_heard_as_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def remembers(self: conversation.Conversation) -> object:
        return self.envelope if getattr(self, "envelope", None) is not None else envelope_of(self)

    envelope_of: Callable[[conversation.Conversation], object] = conversation.Conversation._create_envelope
    monkeypatch.setattr(conversation.Conversation, "_create_envelope", remembers)
    assert found("starttls", 60)


@pytest.mark.parametrize(
    ("said", "written", "wrong"),
    [
        (b"NOOP\r\n", b"220 x\r\n250 2.0.0 OK\r\n250 2.0.0 OK\r\n", "an answer to nothing"),
        (b"NOOP\n", b"220 x\r\n250 2.0.0 OK\r\n", "no command has such a line"),
        (b"MAIL FROM:<>\r\n", b"220 x\r\n250 2.1.0 Ok\r\n", "before a greeting"),
        (b"EHLO x\r\nDATA\r\n", b"220 x\r\n250 x\r\n354 go\r\n", "before RCPT"),
        (b"NOOP\r\n", b"220 x\r\n250 OK\r\n", "no enhanced status"),
        (b"FOO\r\n", b"220 x\r\n500 4.5.2 no\r\n", "says otherwise"),
        (b"FOO\r\n", b"220 x\r\n500 5.5.2 ValueError\r\n", "our insides"),
        (b"FOO\r\n", b"220 x\r\nwhat?\r\n", "no answer"),
        (b"LHLO x\r\n", b"220 x\r\n250 x\r\n", "is not said in SMTP"),
        (b"XCLIENT x\r\n", b"220 x\r\n250 2.0.0 Ok\r\n", "was obeyed"),
    ],
)
def test_the_second_reading_knows_a_wrong_answer(said: bytes, written: bytes, wrong: str) -> None:
    with pytest.raises(AssertionError, match=wrong):
        second_reading(said, replies_in(written), "SMTP")


def test_the_second_reading_reads_a_right_dialogue() -> None:
    said = b"LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@b>\r\nDATA\r\n..a\r\n\n.\n\r\n.\r\nNOOP\r\nQUIT\r\n"
    written = (
        b"220 x LMTP\r\n250-x\r\n250 PIPELINING\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n"
        b"250 2.0.0 kept\r\n451 4.3.0 later\r\n250 2.0.0 OK\r\n221 2.0.0 bye\r\n"
    )
    heard = second_reading(said, replies_in(written), "LMTP")
    assert [(mail.octets, mail.recipients, mail.codes) for mail in heard.mails] == [
        (b".a\r\n\n.\n\r\n", 2, ["250", "451"])
    ]
    assert heard.hung_up
    assert not heard.unanswered
