"""The door under TLS: at once on its own port, with a certificate that is renewed, and clients that break it off."""

import os
import socket
import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from mailbot.db import Database
from mailbot.errors import WrongSetting
from mailbot.front import run_front
from mailbot.inbound.certificates import Certificate
from mailbot.inbound.smtp import DoorLimits, Listening
from mailbot.inbound.unix_socket import SocketFile, UnixListener, socket_file
from mailbot.migrating import migrate
from mailbot.settings import read_settings
from tests.certifying import Authority, locked_key
from tests.inbound.test_smtp import LONG, LOOPS, House, Line, Opens, open_door, soon

NAME = "mx.example"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def now() -> datetime:
    return datetime.now(UTC)


def context_of(path: Path) -> ssl.SSLContext:
    return Certificate(path, path, now=now).context


@pytest.fixture(params=LOOPS, ids=["asyncio", "uvloop"])
def opens(request: pytest.FixtureRequest, authority: Authority) -> Opens:
    return partial(
        open_door, request.param, smtp=None, smtps=("127.0.0.1", 0), tls=context_of(authority.sign(NAME))
    )  # fmt: skip


def what_comes(client: socket.socket) -> bytes:
    try:
        return client.recv(100)
    except ConnectionResetError:
        return b""


@contextmanager
def secret_line(house: House, authority: Authority, **wanted: ssl.TLSVersion) -> Iterator[Line]:
    """A client that shakes hands before anything is said."""
    trust = ssl.create_default_context(cafile=authority.file)
    for name, value in wanted.items():
        setattr(trust, name, value)
    with socket.create_connection(("127.0.0.1", house.port), timeout=LONG) as connection:
        line = Line(trust.wrap_socket(connection, server_hostname=NAME))
        try:
            yield line
        finally:
            line.file.close()
            line.socket.close()


def test_tls_begins_at_once_on_a_port_of_its_own(opens: Opens, authority: Authority) -> None:
    with opens(tls_required=True) as house, secret_line(house, authority) as line:
        assert house.door.addresses[0].family == "SMTPS"
        assert line.hear() == "220 mailbot.example ESMTP"
        assert "STARTTLS" not in line.ask("EHLO nadia.example")
        assert line.ask("STARTTLS").startswith("500 5.5.1 ")
        line.begin()
        line.send(b"Subject: x\r\n\r\n" + b"A line like any other.\r\n" * 50_000)
        assert line.ask(".").startswith("250 ")
        assert line.ask("QUIT").startswith("221 ")
    ((_, envelope),) = house.keeper.mails
    assert (envelope.tls, envelope.proto, envelope.peer) == (True, "ESMTPS", "127.0.0.1")


def test_tls_before_1_2_is_not_spoken(opens: Opens, authority: Authority) -> None:
    with opens() as house:
        assert house.door.tls.minimum_version is ssl.TLSVersion.TLSv1_2
        with secret_line(house, authority, maximum_version=ssl.TLSVersion.TLSv1_2) as line:
            assert line.hear().startswith("220 ")
            assert isinstance(line.socket, ssl.SSLSocket)
            assert line.socket.version() == "TLSv1.2"


def test_whoever_breaks_the_handshake_off_costs_a_line_of_the_log_and_nobody_elses_time(
    opens: Opens, authority: Authority, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    breaks = (b"EHLO in.clear.example\r\n", b"\x16\x03\x01\x00\x10" + os.urandom(300), b"")
    with opens() as house:
        for words in breaks:
            with socket.create_connection(("127.0.0.1", house.port), timeout=LONG) as client:
                client.sendall(words)
                if words:
                    while client.recv(1000):
                        pass
                else:  # gone with a reset, in the middle
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with secret_line(house, authority) as line:
            assert line.hear().startswith("220 ")
    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err
    assert said.out.count("door_handshake_failed") >= 2
    assert caplog.records == []


def test_whoever_stalls_in_the_handshake_is_counted_and_cut_off(opens: Opens, authority: Authority) -> None:
    def calls(house: House) -> socket.socket:
        return socket.create_connection(("127.0.0.1", house.port), timeout=LONG)

    with opens(limits=DoorLimits(handshake_seconds=LONG, connections_a_peer=1)) as house, calls(house):
        assert soon(lambda: house.door.inside == 1)
        with calls(house) as second:
            assert what_comes(second) == b""  # turned away, without a word in clear
    with opens(limits=DoorLimits(handshake_seconds=0.3, connections_a_peer=1)) as house:
        with calls(house) as silent:
            assert what_comes(silent) == b""
        assert soon(lambda: house.door.inside == 0)
        house.door.limits = DoorLimits(connections_a_peer=1)
        with secret_line(house, authority) as line:
            assert line.hear().startswith("220 ")


def test_a_renewed_certificate_is_used_without_a_restart(authority: Authority, tmp_path: Path) -> None:
    certificate, key = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    first_one = authority.sign(NAME).read_bytes()
    for path in (certificate, key):
        path.write_bytes(first_one)
    held = Certificate(certificate, key, now=now)
    first = held.context
    assert not held.renew()

    renewed = authority.sign(NAME, called="renewed").read_bytes()
    certificate.write_bytes(b"-----BEGIN CERT")  # half written
    assert not held.renew()
    certificate.write_bytes(renewed)  # its key is not there yet
    assert not held.renew()
    assert held.context is first
    key.write_bytes(renewed)
    assert held.renew()

    with open_door(LOOPS[1], smtp=None, smtps=("127.0.0.1", 0), tls=first) as house:
        serials = []
        for context in (first, held.context):
            house.door.tls = context
            with secret_line(house, authority) as line:
                assert isinstance(line.socket, ssl.SSLSocket)
                serials.append((line.socket.getpeercert() or {})["serialNumber"])
    assert len(set(serials)) == 2


@pytest.mark.parametrize(
    ("certificate", "key", "said"),
    [
        ("good", "other", "the key is of another certificate"),
        ("nothing", "good", "holds no certificate in PEM"),
        ("good", "nothing", "holds no key in PEM"),
        ("good", "locked", "has a password"),
        ("absent", "good", "cannot be read: no such file"),
        ("good", "folder", "cannot be read: is a directory"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_a_sentence(
    authority: Authority, tmp_path: Path, certificate: str, key: str, said: str
) -> None:
    files = {
        "good": authority.sign(NAME).read_bytes(), "other": authority.sign("other.example").read_bytes(),
        "nothing": b"hello", "locked": locked_key(),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()

    with pytest.raises(WrongSetting, match=said) as wrong:
        Certificate(tmp_path / certificate, tmp_path / key, now=now)
    assert str(wrong.value).startswith("MAILBOT_TLS_")
    assert str(wrong.value).count(". ") == 0


def test_a_certificate_that_ends_soon_is_warned_of(authority: Authority, capfd: pytest.CaptureFixture[str]) -> None:
    context_of(authority.sign(NAME, days=90))
    assert "certificate_ends" not in capfd.readouterr().out
    for days in (-2, 5):
        context_of(authority.sign(NAME, days=days))
        assert "certificate_ends" in capfd.readouterr().out


# LMTP on a socket's file


@pytest.mark.parametrize("loop", LOOPS, ids=["asyncio", "uvloop"])
def test_a_second_start_does_not_take_a_living_socket_away(loop: object, tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    assert callable(loop)
    with open_door(loop, smtp=None, lmtp=SocketFile(path, 0o620, os.getgid())) as house:
        assert house.door.addresses == (Listening("LMTP", str(path), 0),)
        assert path.stat().st_mode & 0o777 == 0o620
        with pytest.raises(OSError, match="somebody listens"), open_door(loop, smtp=None, lmtp=path):
            pass
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            client.settimeout(LONG)
            assert client.recv(100).startswith(b"220 ")
    assert not path.exists()


def test_a_file_that_is_another_by_now_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    ours = UnixListener(SocketFile(path))
    assert path.stat().st_mode & 0o777 == 0o660
    path.unlink()
    other = UnixListener(SocketFile(path))
    ours.remove()
    assert path.exists()
    other.remove()
    assert not path.exists()
    ours.socket.close()
    other.socket.close()


def test_where_lmtp_cannot_come_in_is_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "letter").write_text("mine")
    settings = read_settings(data_dir=data, smtp_port=0, lmtp_socket=tmp_path / "letter")
    migrate(Database(settings.database).engine)
    for path, said in (
        (tmp_path / "letter", "is no socket"),
        (tmp_path / "nowhere" / "s", "No such file"),
        (tmp_path / ("x" * 120), "too long"),
    ):
        with pytest.raises(WrongSetting, match=said):
            run_front(settings.model_copy(update={"lmtp_socket": path}), smtp=True, web=False)
    assert (tmp_path / "letter").read_text() == "mine"
    with pytest.raises(WrongSetting, match="MAILBOT_LMTP_GROUP"):
        socket_file(tmp_path / "s", "660", "no-such-group")
