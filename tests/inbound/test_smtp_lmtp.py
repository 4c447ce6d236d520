"""The door's other two faces: LMTP, which answers for each recipient, and STARTTLS."""

import smtplib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mailbot.errors import TryAgain
from mailbot.inbound.smtp import DoorLimits, Kept, Listening
from tests.inbound.test_smtp import LONG, LOOPS, NADIA, REPLY, Line, Opens, open_door

THREE = ("a@mailbot.example", "b@mailbot.example", "a@mailbot.example")


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest) -> Opens:
    return partial(open_door, request.param, smtp=None, lmtp=("127.0.0.1", 0))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate signed with it, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mailbot.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("mailbot.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mailbot.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def opens_secret(opens: Opens, certificate: Path) -> Opens:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    return partial(opens, tls=tls, smtp=("127.0.0.1", 0), lmtp=None)


def secretly(line: Line, certificate: Path) -> Line:
    """The same client, after its half of the handshake."""
    trust = ssl.create_default_context(cafile=certificate)
    line.socket = trust.wrap_socket(line.socket, server_hostname="mailbot.example")
    line.file.close()
    line.file = line.socket.makefile("rb")
    return line


def lhlo(line: Line) -> Line:
    assert line.hear() == "220 mailbot.example LMTP"
    assert line.ask("LHLO front.example").startswith("250-mailbot.example")
    return line


def test_lmtp_answers_for_each_recipient_that_was_accepted(opens: Opens) -> None:
    with opens() as house, house.line(greeted=False) as line:
        lhlo(line).ask("MAIL FROM:<>")
        assert line.ask("RCPT TO:<nobody@mailbot.example>").startswith("550 5.1.1 ")
        for recipient in THREE:
            line.ask(f"RCPT TO:<{recipient}>")
        line.ask("DATA")
        line.send(b"Hello\r\n.\r\nNOOP\r\n")
        assert [line.hear() for _ in range(4)] == ["250 2.0.0 Your mail is kept"] * 3 + ["250 2.0.0 OK"]
    envelope = house.keeper.mails[0][1]
    assert (envelope.recipients, envelope.proto) == (("a@mailbot.example", "b@mailbot.example"), "LMTP")


def test_lmtp_tells_the_kept_from_the_not_kept(opens: Opens) -> None:
    with opens() as house, house.line(greeted=False) as line:
        house.keeper.answers = (Kept.TRY_AGAIN, Kept.ALREADY_KEPT)
        lhlo(line).begin(*THREE)
        line.send(b"Hello\r\n.\r\nNOOP\r\n")
        assert [line.hear()[:9] for _ in range(4)] == ["451 4.3.0", "250 2.0.0", "451 4.3.0", "250 2.0.0"]


@pytest.mark.parametrize("trouble", [TryAgain("full"), ValueError("no")])
def test_lmtp_answers_trouble_once_for_each_recipient(
    opens: Opens, trouble: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with opens() as house, house.line(greeted=False) as line:
        house.keeper.trouble = trouble
        lhlo(line).begin(*THREE)
        line.send(b"Hello\r\n.\r\nNOOP\r\n")
        assert [line.hear()[:9] for _ in range(4)] == ["451 4.3.0"] * 3 + ["250 2.0.0"]


def test_lmtp_answers_too_big_once_for_each_recipient(opens: Opens) -> None:
    with opens(limits=DoorLimits(message_size=1000)) as house, house.line(greeted=False) as line:
        lhlo(line).begin(*THREE)
        line.send(b"x" * 1001 + b"\r\n.\r\nNOOP\r\n")
        assert [line.hear()[:9] for _ in range(4)] == ["552 5.3.4"] * 3 + ["250 2.0.0"]
        line.begin(*THREE)
        line.send(b"x" * 5000)
        assert [line.hear()[:9] for _ in range(4)] == ["552 5.3.4"] * 3 + [""]
    assert house.keeper.mails == []


def test_lmtp_is_greeted_by_lhlo_and_smtp_is_not(opens: Opens) -> None:
    with opens(smtp=("127.0.0.1", 0)) as house:
        assert [listening.family for listening in house.door.addresses] == ["SMTP", "LMTP"]
        with house.line() as line:
            assert line.ask("LHLO x").startswith("500 5.5.1 ")
        with socket.create_connection(("127.0.0.1", house.door.addresses[1].port), timeout=LONG) as connection:
            line = Line(connection)
            line.hear()
            for greeting in ("HELO x", "EHLO x"):
                assert line.ask(greeting).startswith("500 5.5.1 ")
            line.file.close()


def test_lmtp_without_an_accepted_recipient_has_no_data(opens: Opens) -> None:
    with opens() as house, house.line(greeted=False) as line:
        lhlo(line).ask("MAIL FROM:<>")
        line.ask("RCPT TO:<nobody@mailbot.example>")
        assert line.ask("DATA").startswith("503 5.5.1 ")


def test_lmtp_comes_by_a_unix_socket_too_and_leaves_nothing_behind(opens: Opens, tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(path))  # what kill -9 leaves behind
    with opens(lmtp=path, limits=DoorLimits(connections_a_peer=1)) as house:
        assert house.door.addresses == (Listening("LMTP", str(path), 0),)
        with smtplib.LMTP(str(path)) as other, smtplib.LMTP(str(path)) as client:
            other.noop()
            assert client.sendmail(NADIA, [REPLY], b"Subject: x\r\n\r\nHello\r\n") == {}
    raw, envelope = house.keeper.mails[0]
    assert envelope.peer == ""
    assert raw.startswith(b"Received: from " + envelope.helo.encode() + b"\r\n\tby mailbot.example with LMTP;")
    assert not path.exists()


def test_after_starttls_a_mail_comes_in_secret(opens_secret: Opens, certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    body = b"Subject: x\r\n\r\n" + b"A line like any other.\r\n" * 100_000
    with opens_secret() as house, smtplib.SMTP(timeout=LONG) as client:
        client.connect("127.0.0.1", house.port)
        client._host = "mailbot.example"  # type: ignore[attr-defined]  # the name on the certificate
        client.ehlo("nadia.example")
        assert client.has_extn("starttls")
        client.starttls(context=trust)
        client.ehlo("nadia.example")
        assert not client.has_extn("starttls")
        assert client.docmd("STARTTLS")[0] == 503
        for _ in range(2):
            assert client.sendmail(NADIA, [REPLY], body) == {}
    raw, envelope = house.keeper.mails[1]
    assert (envelope.tls, envelope.proto, envelope.peer) == (True, "ESMTPS", "127.0.0.1")
    assert raw[envelope.prepended :] == body


def test_what_was_said_in_clear_is_forgotten_and_cannot_be_slipped_in(opens_secret: Opens, certificate: Path) -> None:
    with opens_secret() as house, house.line() as line:
        line.begin()
        line.ask(".")
        line.ask("MAIL FROM:<evil@example.org>")
        line.ask("RCPT TO:<r-1@mailbot.example>")
        line.send(b"STARTTLS\r\nRCPT TO:<r-1@mailbot.example>\r\nNOOP\r\n")
        assert line.hear() == "220 2.0.0 Go ahead"
        secretly(line, certificate)
        assert line.ask("DATA").startswith("503 5.5.1 ")
        assert line.ask("RCPT TO:<r-1@mailbot.example>").startswith("503 5.5.1 ")
        assert line.ask("MAIL FROM:<>").startswith("503 5.5.1 ")
        assert line.ask("EHLO again.example").startswith("250-")
        line.begin()
        assert line.ask(".") == "250 2.0.0 Your mail is kept"


def test_a_door_that_wants_secrecy_takes_no_mail_in_clear(opens_secret: Opens, certificate: Path) -> None:
    with opens_secret(tls_required=True) as house, house.line() as line:
        for command in ("MAIL FROM:<>", "RCPT TO:<x>", "DATA", "HELO x", "VRFY x"):
            assert line.ask(command) == "530 5.7.0 Please begin with STARTTLS"
        assert line.ask("NOOP").startswith("250 ")
        line.ask("STARTTLS")
        secretly(line, certificate).ask("EHLO x")
        line.begin()
        assert line.ask(".").startswith("250 ")


def test_a_handshake_that_fails_ends_one_connection_only(opens_secret: Opens) -> None:
    with opens_secret() as house, house.line() as line:
        line.ask("STARTTLS")
        line.send(b"NOOP\r\nNOOP\r\nNOOP\r\n")
        assert "250" not in line.hear()
        with house.line() as other:
            assert other.ask("NOOP").startswith("250 ")


def test_who_does_not_shake_hands_is_cut_off(opens_secret: Opens) -> None:
    with opens_secret(limits=DoorLimits(idle_seconds=0.2)) as house, house.line() as line:
        line.ask("STARTTLS")
        assert line.hear() == ""


def test_nothing_is_said_in_clear_to_who_is_shaking_hands(opens_secret: Opens) -> None:
    with opens_secret() as house, house.line() as line:
        line.ask("STARTTLS")
        house.stop(1).result(LONG)
        assert line.hear() == ""


def test_thousands_of_secret_commands_at_once_are_all_answered(opens_secret: Opens, certificate: Path) -> None:
    with opens_secret(limits=DoorLimits(commands=20_000)) as house, house.line() as line:
        line.ask("STARTTLS")
        secretly(line, certificate).ask("EHLO x")
        line.send(b"NOOP\r\n" * 5000)
        assert {line.hear() for _ in range(5000)} == {"250 2.0.0 OK"}
