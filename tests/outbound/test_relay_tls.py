"""TLS on the way out: what is required, whose certificate is believed, and to whom a password is said."""

import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.errors import WrongSetting
from mailbot.outbound.dispatching import open_office
from mailbot.outbound.relay import Patience, PutOff, Relay, RelayAddress, Secrecy
from mailbot.outbound.relay_connection import greeted
from mailbot.outbound.smtp_line import Lost, SmtpLine
from mailbot.settings import read_settings
from tests.certifying import Authority
from tests.outbound.test_relay_faults import SHORT, Time, send
from tests.scripted_relay import THINK, ScriptedRelay

HERE = "localhost"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def under(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def relay_of(
    far: ScriptedRelay, secrecy: Secrecy, *, user: str = "", at_once: bool = False, patience: Patience = SHORT
) -> Relay:  # fmt: skip
    address = RelayAddress(HERE, far.port, at_once, user, "pässwort" if user else "")
    return Relay(address, hostname="mx.here.example", secrecy=secrecy, patience=patience, clock=Time())


def why(relay: Relay) -> str:
    """In which words a letter is put off."""
    with pytest.raises(PutOff) as put_off, relay:
        send(relay)
    return put_off.value.answer


@pytest.mark.parametrize("at_once", [False, True], ids=["STARTTLS", "at once"])
def test_a_letter_leaves_under_tls_to_whoever_an_authority_of_ours_vouches_for(
    authority: Authority, at_once: bool
) -> None:
    secrecy = Secrecy("required", authority.file)
    with ScriptedRelay(tls=under(authority.sign(HERE)), at_once=at_once) as far:
        with relay_of(far, secrecy, at_once=at_once) as relay:
            assert [send(relay), send(relay)] == ["250 ok"] * 2
        assert (far.secret, far.connections) == ([True, True], 1)
        assert {each for each in far.commands if each.startswith("EHLO")} == {"EHLO mx.here.example"}


def test_a_certificate_that_is_wrong_is_said_in_plain_words_and_nothing_leaves(
    authority: Authority, capfd: pytest.CaptureFixture[str]
) -> None:
    known = Secrecy("required", authority.file)
    cases = (
        (authority.sign(HERE, days=-1, called="old"), known, "its certificate has expired"),
        (authority.sign("other.example"), known, "its certificate is for another name than localhost"),
        (authority.sign(HERE), Secrecy("required"), "its certificate is of an authority that is not known here"),
    )
    for certificate, secrecy, words in cases:
        for at_once in (False, True):
            with ScriptedRelay(tls=under(certificate), at_once=at_once) as far:
                assert words in why(relay_of(far, secrecy, at_once=at_once))
                assert far.letters == []
            assert words in capfd.readouterr().out


def test_where_tls_is_required_a_starttls_that_somebody_struck_out_keeps_every_letter_back() -> None:
    for says in ({}, {"STARTTLS": b"454 TLS not available"}, {"EHLO": b"502 no"}):
        with ScriptedRelay(says) as far:
            assert "TLS is required (MAILBOT_RELAY_TLS)" in why(relay_of(far, Secrecy("required")))
            assert far.letters == []


def test_tls_may_be_offered_alone_or_off_and_is_required_but_on_this_machine(authority: Authority) -> None:
    with ScriptedRelay() as plain, relay_of(plain, Secrecy("offered")) as relay:
        send(relay)
        assert plain.secret == [False]
    certificate = under(authority.sign(HERE))
    for tls, is_secret in (("offered", True), ("off", False), (None, False)):
        with ScriptedRelay(tls=certificate) as far, relay_of(far, Secrecy(tls, authority.file)) as relay:  # type: ignore[arg-type]
            send(relay)
            assert far.secret == [is_secret]
    elsewhere = RelayAddress("smtp.agence.example", 587, implicit_tls=False)
    assert Secrecy().needs_tls(elsewhere)
    assert not Secrecy("offered").needs_tls(elsewhere)


def test_words_that_were_slipped_in_before_the_handshake_are_not_believed(authority: Authority) -> None:
    says = {"STARTTLS": b"220 go\r\n250-evil.example\r\n250 AUTH PLAIN"}
    with ScriptedRelay(says, tls=under(authority.sign(HERE))) as far:
        assert "it answers what nobody asked" in why(relay_of(far, Secrecy("required", authority.file)))


def test_a_handshake_that_stalls_or_breaks_puts_off(authority: Authority) -> None:
    secrecy = Secrecy("required", authority.file)
    hasty = replace(SHORT, answer=0.4)
    for says, patience, words in (
        ({"GREETING": THINK}, hasty, "it does not answer"), ({}, SHORT, "TLS could not be agreed on"),
    ):  # fmt: skip
        with ScriptedRelay(says) as far:
            assert words in why(relay_of(far, secrecy, at_once=True, patience=patience))


def test_a_password_is_said_in_the_way_that_the_relay_knows(authority: Authority) -> None:
    certificate, secrecy = under(authority.sign(HERE)), Secrecy("required", authority.file)
    user, password = "bW9p", "cMOkc3N3b3J0"
    login = {"AUTH": b"334 VXNlcm5hbWU6", user.upper(): b"334 UGFzc3dvcmQ6", password.upper(): b"235 yes"}
    for knows, says, said in (
        ("AUTH PLAIN LOGIN", {}, ["AUTH PLAIN AG1vaQBww6Rzc3dvcnQ="]),
        ("AUTH LOGIN", login, ["AUTH LOGIN", user, password]),
    ):
        with ScriptedRelay(says, knows=(knows,), tls=certificate) as far:
            with relay_of(far, secrecy, user="moi") as relay:
                send(relay)
            assert far.commands[3 : 3 + len(said)] == said
            assert far.secret == [True]


def test_no_password_is_said_in_clear_but_on_this_machine() -> None:
    with ScriptedRelay(knows=("AUTH PLAIN",)) as far, relay_of(far, Secrecy(), user="moi") as relay:
        send(relay)
        line = SmtpLine(HERE, far.port, SHORT, lambda: None)
        elsewhere = RelayAddress("smtp.agence.example", 25, False, "moi", "pw")
        try:
            with pytest.raises(Lost, match="no password is said without TLS"):
                greeted(line, elsewhere, "mx.here.example", Secrecy("offered"))
        finally:
            line.close(politely=True)


def test_refused_credentials_lose_no_letter_and_are_warned_of(
    authority: Authority, capfd: pytest.CaptureFixture[str]
) -> None:
    certificate, secrecy = under(authority.sign(HERE)), Secrecy("required", authority.file)
    with ScriptedRelay({"AUTH": b"535 5.7.8 no"}, knows=("AUTH PLAIN",), tls=certificate) as far:
        relay = relay_of(far, secrecy, user="moi")
        said = why(relay)
        assert said.endswith("it refuses our user name or password: 535 5.7.8 no")
        assert "pässwort" not in said
        why(relay)  # left alone: an account that is tried again and again is locked
        assert far.connections == 1
    assert "it refuses our user name or password" in capfd.readouterr().out
    with ScriptedRelay(knows=("AUTH XOAUTH2",), tls=certificate) as far:
        assert "no way to log in that we know" in why(relay_of(far, secrecy, user="moi"))


def test_settings_of_the_relay_that_are_wrong_stop_the_start(tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "nothing.pem").write_text("hello")
    for given, named in (
        ({"relay_url": "smtp://a.example,http://b.example"}, "MAILBOT_RELAY_URL"),
        ({"relay_url": "smtp://a.example,"}, "MAILBOT_RELAY_URL"),
        ({"relay_tls": "maybe"}, "MAILBOT_RELAY_TLS"),
        ({"relay_ca": tmp_path / "nowhere.pem"}, "MAILBOT_RELAY_CA"),
        ({"relay_ca": tmp_path / "nothing.pem"}, "MAILBOT_RELAY_CA"),
    ):
        with pytest.raises(WrongSetting, match=named) as wrong:
            open_office(read_settings(data_dir=tmp_path, **given))
        assert "\n" not in str(wrong.value)
    office = open_office(
        read_settings(data_dir=tmp_path, relay_url="smtp://a.example, smtps://b.example", relay_ca=authority.file)
    )
    assert office.patience.days == 5
