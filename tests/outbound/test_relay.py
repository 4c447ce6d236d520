"""The relay: kept-open connections, and each of the ways in which it can say no, later, or nothing at all."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from bench.kills import free_port
from mailbot.errors import WrongSetting
from mailbot.outbound.relay import PutOff, RefusedByRelay, Relay, RelayAddress, Uncertain

LETTER = b"Subject: x\r\n\r\n.hidden\r\n..\r\nend\r\n"


class FarEnd:
    """A relay that says what it is told to, for each command in turn."""

    def __init__(self, answers: dict[str, str], *, pipelining: bool, dsn: bool = False) -> None:
        self.answers = answers
        self.dsn = dsn
        self.commands: list[str] = []
        self.pipelining = pipelining
        self.connections = 0
        self.received: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, contextlib.suppress(OSError):
            self._say(client, "220 far.example")
            for line in lines:
                verb = line.split()[0].upper().decode()[:4]
                self.commands.append(line.decode().strip())
                if verb == "EHLO":
                    extension = "PIPELINING" if self.pipelining else "HELP"
                    names = ("far.example", extension, "DSN" if self.dsn else "HELP")
                    self._say(client, "".join(f"250-{name}\r\n" for name in names) + "250 8BITMIME")
                    continue
                answer = self.answers.get(verb, "354 go on" if verb == "DATA" else "250 ok")
                if answer == "hang up":
                    client.shutdown(socket.SHUT_RDWR)
                    return
                self._say(client, answer)
                if verb == "DATA" and answer.startswith("354"):
                    self._take(client, lines)

    def _take(self, client: socket.socket, lines: Iterator[bytes]) -> None:
        body = []
        for line in lines:
            if line == b".\r\n":
                break
            body.append(line.removeprefix(b"."))
        self.received.append(b"".join(body))
        answer = self.answers.get("DOT", "250 queued")
        if answer == "hang up":
            client.shutdown(socket.SHUT_RDWR)
        else:
            self._say(client, answer)

    @staticmethod
    def _say(client: socket.socket, words: str) -> None:
        client.sendall(f"{words}\r\n".encode())


OpenFarEnd = Callable[[dict[str, str]], tuple[FarEnd, Relay]]


@pytest.fixture(params=[True, False], ids=["pipelining", "one by one"])
def far_end(request: pytest.FixtureRequest) -> Iterator[OpenFarEnd]:
    opened: list[tuple[FarEnd, Relay]] = []

    def open_far_end(answers: dict[str, str]) -> tuple[FarEnd, Relay]:
        far = FarEnd(answers, pipelining=request.param)
        opened.append((far, Relay(RelayAddress("127.0.0.1", far.port, implicit_tls=False), hostname="mx.example")))
        return opened[-1]

    yield open_far_end
    for far, relay in opened:
        far.answers.clear()
        relay.close()
        far.close()


def send(relay: Relay) -> str:
    return relay.send(LETTER, sender="b-1@suivi.example", recipient="nadia@gmail.example")


def test_many_letters_leave_over_one_connection_and_arrive_as_they_are(far_end: OpenFarEnd) -> None:
    far, relay = far_end({})

    assert [send(relay) for _ in range(3)] == ["250 queued"] * 3
    assert far.connections == 1
    assert far.received == [LETTER] * 3


@pytest.mark.parametrize("where", ["RCPT", "DATA", "DOT"])
def test_a_refusal_for_good_is_told_in_the_relays_words(far_end: OpenFarEnd, where: str) -> None:
    _, relay = far_end({where: "550 5.1.1 nobody here"})

    with pytest.raises(RefusedByRelay, match=r"5\.1\.1 nobody here"):
        send(relay)


@pytest.mark.parametrize("answer", ["MAIL 550 5.7.1 who are you?", "RCPT 530 5.7.0 Authentication required"])
def test_a_refusal_of_us_for_good_costs_no_letter(far_end: OpenFarEnd, answer: str) -> None:
    where, _, said = answer.partition(" ")
    _, relay = far_end({where: said})

    with pytest.raises(PutOff, match=said[:9]):
        send(relay)


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_refusal_for_now_puts_the_letter_off(far_end: OpenFarEnd, where: str) -> None:
    _, relay = far_end({where: "451 come back"})

    with pytest.raises(PutOff, match="451 come back"):
        send(relay)


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_final_dot_puts_the_letter_off(far_end: OpenFarEnd, where: str) -> None:
    _, relay = far_end({where: "hang up"})

    with pytest.raises(PutOff):
        send(relay)


def test_a_connection_lost_after_the_final_dot_is_uncertain(far_end: OpenFarEnd) -> None:
    _, relay = far_end({"DOT": "hang up"})

    with pytest.raises(Uncertain):
        send(relay)


def test_the_next_letter_gets_a_fresh_connection_after_trouble(far_end: OpenFarEnd) -> None:
    far, relay = far_end({"RCPT": "550 no"})
    with pytest.raises(RefusedByRelay):
        send(relay)
    far.answers.clear()

    assert send(relay) == "250 queued"


def test_nobody_there_puts_the_letter_off() -> None:
    with pytest.raises(PutOff):
        send(Relay(RelayAddress("127.0.0.1", free_port(), implicit_tls=False), hostname="mx.example"))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("smtp://mx.example", RelayAddress("mx.example", 25, False)),
        ("smtp://me:p%40ss@mx.example:587", RelayAddress("mx.example", 587, False, "me", "p@ss")),
        ("smtps://mx.example", RelayAddress("mx.example", 465, True)),
    ],
)
def test_a_relays_address_says_how_it_wants_to_be_spoken_to(url: str, address: RelayAddress) -> None:
    assert RelayAddress.parse(url) == address


@pytest.mark.parametrize("url", ["smtp://", "smtp://mx.example:port"])
def test_an_address_without_a_host_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(WrongSetting, match="MAILBOT_RELAY_URL"):
        RelayAddress.parse(url)


@pytest.mark.feature("GAP-23")
@pytest.mark.parametrize("dsn", [True, False])
def test_a_relay_that_knows_how_is_asked_to_tell_of_failures(dsn: bool) -> None:
    far_end = FarEnd({}, pipelining=True, dsn=dsn)
    relay = Relay(RelayAddress("127.0.0.1", far_end.port, implicit_tls=False), hostname="mx.here.example")
    relay.send(LETTER, sender="b-abc@suivi.example", recipient="nadia+x@gmail.example")
    relay.close()
    far_end.close()
    [sender] = [said for said in far_end.commands if said.startswith("MAIL")]
    [recipient] = [said for said in far_end.commands if said.startswith("RCPT")]
    wishes = " NOTIFY=FAILURE,DELAY ORCPT=rfc822;nadia+2Bx@gmail.example" if dsn else ""
    assert sender == f"MAIL FROM:<b-abc@suivi.example> BODY=8BITMIME{' RET=HDRS' if dsn else ''}"
    assert recipient == f"RCPT TO:<nadia+x@gmail.example>{wishes}"
