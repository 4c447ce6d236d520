"""The door, spoken to over a socket: who is let in, what is answered, and when 250 is said."""

import asyncio
import logging
import re
import smtplib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
import uvloop

from mailbot.domains import one_form
from mailbot.errors import TryAgain
from mailbot.inbound.dialogue import read_path
from mailbot.inbound.smtp import Door, Envelope, Judgement, Kept

NADIA = "nadia@example.org"
REPLY = "r-k7q2m@mailbot.example"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LONG = 60.0
"""Seconds for what comes at once: a crowded machine may be late, and a door that says nothing is a fault."""
LOOPS: list[Callable[[], asyncio.AbstractEventLoop]] = [asyncio.new_event_loop, uvloop.new_event_loop]


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether something comes true: at once, unless the machine is busy."""
    deadline = time.monotonic() + LONG
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so()


class Remembering:
    """Stands in for the file: remembers each mail, once `hold` is released."""

    def __init__(self) -> None:
        self.mails: list[tuple[bytes, Envelope]] = []
        self.answers: tuple[Kept, ...] | None = None
        self.trouble: Exception | None = None
        self.begun = threading.Event()
        self.hold = threading.Event()
        self.hold.set()

    async def __call__(self, raw: bytes, envelope: Envelope) -> tuple[Kept, ...]:
        self.begun.set()
        if not self.hold.is_set():
            await asyncio.to_thread(self.hold.wait)
        if self.trouble is not None:
            raise self.trouble
        self.mails.append((raw, envelope))
        return self.answers or (Kept.KEPT,) * len(envelope.recipients)

    @property
    def bodies(self) -> list[bytes]:
        return [raw[envelope.prepended :] for raw, envelope in self.mails]


def judge(recipient: str) -> Judgement:
    """Knows a few local parts at mailbot.example; some raise."""
    local, _, domain = recipient.partition("@")
    if domain not in {"mailbot.example", "xn--grance-bva.example", ""}:
        return Judgement.NOT_OURS
    match local.lower():
        case "forged":
            return Judgement.FORGED
        case "nobody":
            return Judgement.UNKNOWN
        case "later":
            return Judgement.TRY_AGAIN
        case "fault":
            raise ConnectionResetError("the key is in /etc/secret")
        case _:
            return Judgement.ACCEPTED


class House:
    """A door that stands open in a thread of its own, and the keeper behind it."""

    def __init__(self, door: Door, keeper: Remembering, loop: asyncio.AbstractEventLoop) -> None:
        self.door, self.keeper, self.loop = door, keeper, loop

    @property
    def port(self) -> int:
        return self.door.addresses[0].port

    def stop(self, grace: float) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(self.door.stop(grace), self.loop)

    @contextmanager
    def line(self, *, greeted: bool = True) -> "Iterator[Line]":
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONG) as connection:
            line = Line(connection)
            try:
                if greeted:
                    assert line.hear().startswith("220 ")
                    line.ask("EHLO nadia.example")
                yield line
            finally:
                line.file.close()
                line.socket.close()  # of TLS, if it came to that


class Line:
    """A raw SMTP client."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.socket.setsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
        ) if connection.family != socket.AF_UNIX else None
        self.file = connection.makefile("rb")

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def hear(self) -> str:
        """One whole answer; empty when the server has hung up."""
        lines: list[bytes] = []
        try:
            while line := self.file.readline():
                lines.append(line)
                if line[3:4] == b" ":
                    break
        except ConnectionResetError:
            pass
        return b"".join(lines).decode("ascii").strip()

    def ask(self, command: str) -> str:
        self.send(command.encode("utf-8", "surrogateescape") + b"\r\n")
        return self.hear()

    def begin(self, *recipients: str) -> None:
        """MAIL, RCPT and DATA, up to the 354."""
        assert self.ask(f"MAIL FROM:<{NADIA}>").startswith("250 ")
        for recipient in recipients or (REPLY,):
            assert self.ask(f"RCPT TO:<{recipient}>").startswith("250 ")
        assert self.ask("DATA").startswith("354 ")


@contextmanager
def open_door(new_loop: Callable[[], asyncio.AbstractEventLoop], **options: Any) -> Iterator[House]:
    """A door on a free port of 127.0.0.1, closed afterwards."""
    keeper = Remembering()
    loop = new_loop()
    usual: dict[str, Any] = {"hostname": "mailbot.example", "now": lambda: NOW, "smtp": ("127.0.0.1", 0)}
    door = Door(keeper, judge, **usual | options)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(door.start(), loop).result(LONG)
        yield House(door, keeper, loop)
    finally:
        keeper.hold.set()
        asyncio.run_coroutine_threadsafe(door.stop(0.2), loop).result(LONG)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


Opens = Callable[..., Any]


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest) -> Opens:
    return partial(open_door, request.param)


def test_a_mail_reaches_the_keeper_whole_under_one_received_field(opens: Opens) -> None:
    with opens() as house, smtplib.SMTP("127.0.0.1", house.port, "nadia.example") as client:
        client.sendmail(NADIA, [REPLY], b"Subject: Fuite\r\n\r\nL'evier fuit.\r\n")
    ((raw, envelope),) = house.keeper.mails
    assert envelope == Envelope(
        peer="127.0.0.1",
        helo="nadia.example",
        mail_from=NADIA,
        recipients=(REPLY,),
        tls=False,
        smtputf8=False,
        proto="ESMTP",
        prepended=envelope.prepended,
    )
    assert raw[: envelope.prepended] == (
        b"Received: from nadia.example ([127.0.0.1])\r\n\tby mailbot.example with ESMTP;\r\n"
        b"\tSat, 21 Nov 2026 09:30:00 +0000\r\n"
    )
    assert raw[envelope.prepended :] == b"Subject: Fuite\r\n\r\nL'evier fuit.\r\n"


def test_250_is_said_only_once_the_keeper_has_answered(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        house.keeper.hold.clear()
        line.begin()
        line.send(b"Subject: Fuite\r\n\r\n.\r\n")
        assert house.keeper.begun.wait(LONG)
        line.socket.settimeout(0.1)
        with pytest.raises(TimeoutError):
            line.socket.recv(1)
        line.socket.settimeout(LONG)
        house.keeper.hold.set()
        assert b"250 2.0.0" in line.socket.recv(100)


@pytest.mark.parametrize(
    ("recipient", "answer"),
    [
        ("forged@mailbot.example", "550 5.1.1 There is no such address here"),
        ("nobody@mailbot.example", "550 5.1.1 There is no such address here"),
        ("bernard@elsewhere.example", "550 5.7.1 This server does not pass mail on to other domains"),
        ("later@mailbot.example", "451 4.3.0 This address cannot be looked up just now, please try again later"),
        ("fault@mailbot.example", "451 4.3.0 This address cannot be looked up just now, please try again later"),
        ("somebody", "553 5.1.3 A recipient's address has a domain"),
        ("a" * 320 + "@mailbot.example", "553 5.1.3 A recipient's address is not as long as that"),
        ("postmaster", "250 2.1.5 Ok"),
        ("PostMaster", "250 2.1.5 Ok"),
        ("", "553 5.1.3 A recipient's address has a domain"),
        ("a b@mailbot.example", "553 5.1.3 Error: malformed address"),
        ("@hop.example,@hop2.example:r-k7q2m@mailbot.example", "250 2.1.5 Ok"),
        ("r-k7q2m@[127.0.0.1]", "550 5.7.1 This server does not pass mail on to other domains"),
    ],
)
def test_each_recipient_is_judged_in_the_session(opens: Opens, recipient: str, answer: str) -> None:
    with opens() as house, house.line() as line:
        line.ask("MAIL FROM:<>")
        assert line.ask(f"RCPT TO:<{recipient}>") == answer
        assert line.ask("NOOP") == "250 2.0.0 OK"


def test_only_the_accepted_recipients_come_with_the_mail_and_each_once(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        line.ask("MAIL FROM:<>")
        for recipient in ("a@Mailbot.EXAMPLE", "nobody@mailbot.example", "B@mailbot.example", "a@mailbot.example"):
            line.ask(f"RCPT TO:<{recipient}>")
        line.ask("DATA")
        assert line.ask("Subject: x\r\n\r\n.") == "250 2.0.0 Your mail is kept"
    assert house.keeper.mails[0][1].recipients == ("a@mailbot.example", "B@mailbot.example")


def test_the_null_sender_is_empty_in_the_envelope(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        assert line.ask("MAIL FROM:<> BODY=8BITMIME SIZE=200") == "250 2.1.0 Ok"
        line.ask(f"RCPT TO:<{REPLY}>")
        line.ask("DATA")
        line.ask(".")
    assert house.keeper.mails[0][1].mail_from == ""


@pytest.mark.parametrize("trouble", [TryAgain("disk /var is full"), KeyError("secret"), OSError("550 no\r\nx")])
def test_trouble_of_ours_is_a_451_that_tells_nothing(
    opens: Opens, trouble: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with opens() as house, house.line() as line:
        house.keeper.trouble = trouble
        line.begin()
        answer = "451 4.3.0 Your mail could not be kept just now, please send it again later"
        assert line.ask("Subject: x\r\n\r\n.") == answer
        house.keeper.trouble = None
        line.begin()
        assert line.ask("Subject: x\r\n\r\n.").startswith("250 ")
    assert len(house.keeper.mails) == 1


@pytest.mark.parametrize("answers", [(Kept.KEPT,), (Kept.KEPT,) * 3, (Kept.KEPT, Kept.TRY_AGAIN)])
def test_one_recipient_without_a_yes_makes_the_sender_try_again_for_all(
    opens: Opens, answers: tuple[Kept, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with opens() as house, house.line() as line:
        house.keeper.answers = answers
        line.begin("a@mailbot.example", "b@mailbot.example")
        assert line.ask(".").startswith("451 4.3.0 ")


def test_a_fault_in_the_received_field_is_a_451_too(opens: Opens, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> datetime:
        raise OverflowError("clock")

    with opens(now=broken) as house, house.line() as line:
        line.begin()
        assert line.ask(".").startswith("451 4.3.0 Your mail")


def test_what_is_offered_is_what_is_done(opens: Opens) -> None:
    with opens() as house, house.line(greeted=False) as line:
        assert line.hear() == "220 mailbot.example ESMTP"
        offered = line.ask("EHLO x").replace("250-", "250 ").split("\r\n250 ")
        assert offered == [
            "250 mailbot.example",
            "PIPELINING",
            "SIZE 35000000",
            "8BITMIME",
            "SMTPUTF8",
            "ENHANCEDSTATUSCODES",
        ]
        assert line.ask("HELO x") == "250 mailbot.example"


def test_who_says_helo_speaks_plain_smtp(opens: Opens) -> None:
    with opens() as house, house.line(greeted=False) as line:
        line.hear()
        assert line.ask("HELO old.example") == "250 mailbot.example"
        assert line.ask("MAIL FROM:<> SIZE=1").startswith("501 5.5.4 ")
        line.begin()
        line.ask(".")
    assert house.keeper.mails[0][1].proto == "SMTP"


def test_nothing_is_told_of_who_lives_here(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        assert line.ask(f"VRFY <{REPLY}>") == line.ask("VRFY nobody@mailbot.example") == line.ask("VRFY \udcff")
        for command in ("EXPN staff", "AUTH PLAIN AGEAYg==", "TURN", "STARTTLS"):
            assert line.ask(command)[:3] in {"500", "503"}
        assert "AUTH" not in line.ask("HELP")


def test_every_refusal_has_an_enhanced_status_code(opens: Opens) -> None:
    commands = """NOOP|RSET|RSET x|HELP|VRFY x|EXPN x|FOO|MAIL|RCPT|DATA|MAIL FROM:|MAIL FROM:<a@b> FOO=1|EHLO|HELO
    MAIL FROM:<a@b> SIZE=x|MAIL FROM:<a@b> BODY=BINARYMIME|MAIL FROM:<a@b> SMTPUTF8=1|MAIL FROM:<a@b> SIZE=99999999999
    MAIL FROM:<a>|MAIL FROM:<a@b|MAIL FROM:<a@b> ==|RCPT TO:<a@b>|DATA x|MAIL FROM:<a@b>|MAIL FROM:<a@b>|RCPT TO:<x> y
    RCPT TO:<x@mailbot.example> NOTIFY=NEVER|DATA|STARTTLS x|QUIT"""
    with opens() as house:
        for command in re.split(r"\||\n *", commands):
            with house.line() as line:
                if "EHLO" not in command and "STARTTLS" not in command:
                    line.ask("MAIL FROM:<a@b>" if command.startswith("RCPT") else "NOOP")
                answer = line.ask(command)
                assert re.match(r"(\d)\d\d \1\.\d{1,3}\.\d{1,3} [^\r\n]+$", answer), (command, answer)


def test_a_mail_declared_too_big_is_refused_before_it_comes(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        assert line.ask(f"MAIL FROM:<{NADIA}> SIZE=35000001").startswith("552 5.3.4 ")
        assert line.ask(f"MAIL FROM:<{NADIA}> SIZE=35000000") == "250 2.1.0 Ok"


def test_the_length_of_a_command_is_the_same_for_everybody_whoever_says_ehlo(opens: Opens) -> None:
    long, too_long = (f"MAIL FROM:<{'n' * size}@example.org>" for size in (2000, 2100))
    with opens() as house, house.line() as line:
        for _ in range(60):
            line.ask("EHLO again.example")
        with house.line() as other:
            for speaker in (line, other):
                assert speaker.ask(too_long) == "500 5.5.2 This line is too long"
                assert speaker.ask(long) == "250 2.1.0 Ok"


def test_a_line_without_end_is_cut_off(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        line.send(b"NOOP " + b"x" * 20_000)
        assert line.hear() == "500 5.5.2 This line is too long, goodbye"
        assert line.hear() == ""


def test_letters_beyond_ascii_come_with_smtputf8_and_only_then(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        assert line.ask("MAIL FROM:<héloïse@example.org>").startswith("553 5.6.7 ")
        assert line.ask("MAIL FROM:<h\udce9loise@example.org> SMTPUTF8").startswith("553 5.6.7 ")
        assert line.ask("MAIL FROM:<x@h\udce9loise.org> SMTPUTF8").startswith("553 5.1.3 ")
        assert line.ask("MAIL FROM:<héloïse@example.org> SMTPUTF8") == "250 2.1.0 Ok"
        assert line.ask("RCPT TO:<r-évier@mailbot.example>") == "250 2.1.5 Ok"
        line.ask("DATA")
        line.ask(".")
    envelope = house.keeper.mails[0][1]
    assert (envelope.mail_from, envelope.recipients) == ("héloïse@example.org", ("r-évier@mailbot.example",))
    assert (envelope.smtputf8, envelope.proto) == (True, "UTF8SMTP")


@pytest.mark.parametrize(
    "domain", ["gérance.example", "GE\u0301RANCE.Example", "xn--grance-bva.example", "XN--GRANCE-BVA.EXAMPLE"]
)
def test_a_domain_in_two_alphabets_is_one_domain(opens: Opens, domain: str) -> None:
    with opens() as house, house.line() as line:
        line.ask("MAIL FROM:<> SMTPUTF8")
        assert line.ask(f"RCPT TO:<R-1@{domain}>") == "250 2.1.5 Ok"
        line.ask("DATA")
        line.ask(".")
    assert house.keeper.mails[0][1].recipients == ("R-1@xn--grance-bva.example",)


def test_a_command_line_ends_with_cr_and_lf_and_has_none_inside(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        for bad in (b"NOOP\n", b"NOOP\rRSET\r\n", b"NOOP\0\r\n"):
            line.send(bad)
            assert line.hear().startswith("500 5.5.2 ")
        assert line.ask("NOOP") == "250 2.0.0 OK"


def test_ehlo_and_rset_forget_the_mail_that_was_begun(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        for forget in ("RSET", "EHLO again.example"):
            line.ask("MAIL FROM:<>")
            line.ask(f"RCPT TO:<{REPLY}>")
            line.ask(forget)
            assert line.ask("DATA").startswith("503 5.5.1 ")
            assert line.ask(f"RCPT TO:<{REPLY}>").startswith("503 5.5.1 ")


def test_a_name_cannot_write_in_our_received_field(opens: Opens) -> None:
    with opens() as house, house.line() as line:
        line.ask("EHLO evil (by mailbot.example)\t; Sat \udcff\u00e9" + "x" * 500)
        line.begin()
        line.ask(".")
    raw, envelope = house.keeper.mails[0]
    assert envelope.helo == ("evil??by?mailbot.example????Sat???" + "x" * 500)[:255]
    assert raw.startswith(b"Received: from evil??by?mailbot.example????Sat???xxx")


def test_sealed_addresses_stay_out_of_the_logs(opens: Opens, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), opens() as house, house.line() as line:
        line.begin()
        line.ask(".")
        line.ask("FOO r-k7q2m")
    assert "r-k7q2m" not in caplog.text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<a@b.example> SIZE=1", ("a@b.example", " SIZE=1")),
        ("a@b.example SIZE=1", ("a@b.example", " SIZE=1")),
        ("<>", ("<>", "")),
        ("<> BODY=7BIT", ("<>", " BODY=7BIT")),
        ('<"a >@ b"@b.example>', ('"a >@ b"@b.example', "")),
        ("<SRS0=x=y=z.example=a@b.example>", ("SRS0=x=y=z.example=a@b.example", "")),
        ("<taro..1.@docomo.example>", ("taro..1.@docomo.example", "")),
        ("<a@[IPv6:2001:DB8::1]>", ("a@[ipv6:2001:db8::1]", "")),
        ("<a@b>x", None),
        ("<>x", None),
        ("<a@b", None),
        ("<a@@b>", None),
        ("<a@b..c>", None),
        ("<a@-b>", None),
        ("<a@" + "b" * 64 + ">", None),
        ("<a\x01@b>", None),
        ("<@>", None),
        ("", None),
    ],
)
def test_a_path_is_read_or_refused(text: str, path: tuple[str, str] | None) -> None:
    assert read_path(text) == path


def test_reading_a_path_takes_linear_time() -> None:
    for hostile in (
        "<" + "@a," * 30_000,
        '<"' + "\\a" * 50_000,
        "<" + "a." * 50_000 + "@",
        "a" * 100_000 + "@" + "b." * 50_000,
    ):
        started = time.thread_time()
        assert read_path(hostile) is None
        assert time.thread_time() - started < 3


def test_straße_is_not_strasse() -> None:
    assert one_form("Straße.DE") == "xn--strae-oqa.de"
