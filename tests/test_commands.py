"""The commands, as somebody at a shell uses them."""

import json
import os
import socket
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console
from typer.testing import CliRunner

from mailbot.board import show_fates, show_findings, show_waiting
from mailbot.cli import app, main
from mailbot.errors import WrongSetting
from mailbot.findings import Finding, Grade, age, tell_finding
from mailbot.glance import Glance, findings
from mailbot.settings import read_settings, unknown_names
from mailbot.status import Standing, Waiting

MAILS = Path(__file__).parent / "mails" / "reading"
_KEY = "slot:hex with a slot from 0 to 15 and at least 64 hexadecimal digits"
AGENCY = Path(__file__).parent.parent / "mailbot" / "demo" / "agency.toml"


def mailbot(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command as its process runs it, in ours: the libraries are loaded already."""
    with pytest.MonkeyPatch.context() as there, redirect_stdout(StringIO()) as said, redirect_stderr(StringIO()) as ill:
        there.chdir(folder)
        for name, value in environment(folder, settings).items():
            there.setenv(name, value)
        there.setattr(sys, "argv", ["mailbot", *words])
        with pytest.raises(SystemExit) as end:
            main()
    status = end.value.code
    return subprocess.CompletedProcess(words, status if isinstance(status, int) else 0, said.getvalue(), ill.getvalue())


def mailbot_alone(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own: for what starts to serve, and to see what a shell sees."""
    return subprocess.run(
        [sys.executable, "-m", "mailbot", *words],
        env=os.environ | environment(folder, settings),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    return {"MAILBOT_DATA_DIR": str(folder / "data"), "COLUMNS": "120"} | settings


def test_an_agency_is_checked_made_and_shown(tmp_path: Path) -> None:
    assert mailbot("agency", "--check", str(AGENCY), folder=tmp_path).returncode == 0
    assert "run `mailbot migrate` first" in mailbot("agency", str(AGENCY), folder=tmp_path).stderr
    assert mailbot("migrate", folder=tmp_path).returncode == 0

    made = mailbot("agency", str(AGENCY), folder=tmp_path)

    assert "signaler@suivi.agence-tilleul.example" in made.stdout
    status = mailbot("status", folder=tmp_path)
    assert (status.returncode, "mails" in status.stdout) == (0, True)


def test_a_wrong_line_of_an_agency_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(AGENCY.read_text("utf-8").replace("reopen_days = 30", 'reopen_days = "soon"'), "utf-8")

    answer = mailbot("agency", str(wrong), folder=tmp_path)

    assert answer.returncode == 78
    assert "rules.reopen_days" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("MAILBOT_SMTP_PORT", "many"),
        ("MAILBOT_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none"),
        ("MAILBOT_KEYS", "1:short"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(setting: str, value: str, tmp_path: Path) -> None:
    mailbot("migrate", folder=tmp_path)

    answer = mailbot_alone("front", folder=tmp_path, **{setting: value})

    assert answer.returncode == 78
    assert setting in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_mail_is_read_as_one_json_object(tmp_path: Path) -> None:
    answer = mailbot("read", str(MAILS / "gmail_fr-nadia_settled.eml"), "--json", folder=tmp_path)

    reading = json.loads(answer.stdout)
    assert set(reading) == {"kind", "fresh_text", "language", "intents", "ask", "details"}
    assert reading["fresh_text"] == "C’est réglé, merci !"


def test_a_folder_is_read_mail_by_mail(tmp_path: Path) -> None:
    answer = mailbot("read", str(MAILS), "--json", folder=tmp_path)

    readings = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [reading["mail"] for reading in readings] == sorted(path.name for path in MAILS.glob("*.eml"))


def test_rubbish_is_read_too_with_status_0(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(bytes(range(256)) * 40)

    answer = mailbot("read", str(tmp_path / "x.eml"), "--json", folder=tmp_path)

    assert answer.returncode == 0
    assert json.loads(answer.stdout)["kind"] == "human"


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("SMTP_PORT", "x", "MAILBOT_SMTP_PORT is 'x': it takes a whole number."),
        ("WORKERS", "0", "MAILBOT_WORKERS is '0': it takes 1 or more."),
        ("WORKERS", "65", "MAILBOT_WORKERS is '65': it takes 64 at the most."),
        ("DNS_SECONDS", "0", "MAILBOT_DNS_SECONDS is '0': it takes more than 0.0."),
        ("TLS_REQUIRED", "perhaps", "MAILBOT_TLS_REQUIRED is 'perhaps': it takes true or false."),
        ("LMTP_MODE", "9", "MAILBOT_LMTP_MODE is '9': it takes three figures from 0 to 7, as 660."),
        ("RELAY_TLS", "m", "MAILBOT_RELAY_TLS is 'm': it takes 'required', 'offered' or 'off'."),
        ("HOSTNAME", "a b", "MAILBOT_HOSTNAME is 'a b': it takes the name of a machine, as mail.agence.example."),
        ("KEYS", "1:short", f"MAILBOT_KEYS: it takes {_KEY}."),
    ],
)  # fmt: skip
def test_what_a_setting_takes_is_said_in_plain_words(
    setting: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"MAILBOT_{setting}", value)

    with pytest.raises(WrongSetting) as wrong:
        read_settings()

    assert str(wrong.value) == sentence


def test_a_port_that_another_program_has_is_one_sentence(tmp_path: Path) -> None:
    mailbot("migrate", folder=tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        pages = mailbot_alone("web", folder=tmp_path, MAILBOT_WEB_PORT=port)
        door = mailbot_alone("smtp", folder=tmp_path, MAILBOT_SMTP_PORT=port)

    why = "cannot be had: another program listens there."
    assert (pages.returncode, pages.stderr.strip()) == (78, f"MAILBOT_WEB_HOST and _PORT 127.0.0.1:{port} {why}")
    assert (door.returncode, door.stderr.strip()) == (78, f"MAILBOT_SMTP_HOST and _PORT 127.0.0.1:{port} {why}")


def test_each_line_of_the_help_is_a_whole_sentence() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "80"})

    lines = shown.stdout.partition("Commands:")[2].strip().splitlines()
    assert len(lines) > 10
    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


def test_how_the_house_stands_fits_a_terminal_with_what_is_ill_first() -> None:
    now = datetime(2026, 11, 22, 17, tzinfo=UTC)
    out = Console(width=80, file=StringIO(), markup=False)
    mails = [
        Waiting(n, now - timedelta(minutes=n), "parked", "known_as_somebody_else", 10, "unconfirmed") for n in (1, 70)
    ]
    away = {"relay mail.agence.example:25: its certificate has expired": 1}
    stands = Standing({"taken": 1300}, {}, 0, 0.0, 2, 190.0, 0, away)
    seen = Glance(
        now, stands, 9, now - timedelta(minutes=3), None, 40, now - timedelta(days=2), 0, (), None, 9_000_000_000, 9
    )

    show_findings(findings(seen), out, now=now)
    show_fates(stands, out)
    show_waiting(mails, out, now=now, all_of_them=40)

    said = cast("StringIO", out.file).getvalue()
    assert max(len(line) for line in said.splitlines()) <= 80
    for expected in (
        "1 wrong, 3 to look at, 2 ok", "1,300 taken", "1 letter cannot leave: relay mail.agence.example:25",
        "None waits. The last came 3 minutes ago.", "70 minutes", "2 of 40", "9.0 GB free", "mailbot backup",
    ):  # fmt: skip
        assert expected in said
    grades = [line.split()[0] for line in said.splitlines() if line.startswith(("wrong", "look", "ok"))]
    assert grades == ["wrong", "look", "look", "look", "ok", "ok"]


def test_a_backup_is_known_to_whoever_looks_and_machines_are_told_in_json(tmp_path: Path) -> None:
    mailbot("migrate", folder=tmp_path)
    mailbot("agency", str(AGENCY), folder=tmp_path)
    before = json.loads(mailbot("status", "--json", folder=tmp_path, MAILBOT_DISK_RESERVE="0").stdout)
    mailbot("backup", str(tmp_path / "house.tar"), folder=tmp_path)

    after = mailbot("status", "--json", folder=tmp_path)
    full = mailbot("status", folder=tmp_path, MAILBOT_DISK_RESERVE=str(10**15))

    said = json.loads(after.stdout)
    assert (before["backup"], said["backup"]["path"]) == (None, str(tmp_path / "house.tar"))
    assert said["daily_letters"] == [{"agency": "tilleul", "left_at": None, "missed": False}]
    assert said["mails"]["waiting"] == said["letters"]["waiting"] == 0
    assert after.returncode == (said["state"] == "wrong")
    assert (full.returncode, full.stdout.count("Mail is answered 452")) == (1, 1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (7_260, "2 hours"), (2 * 86_400 - 1, "47 hours")],
)
def test_an_age_is_said_in_words(seconds: int, words: str) -> None:
    assert age(timedelta(seconds=seconds)) == words
    assert age(timedelta(days=2, seconds=seconds % 86_400)) == "2 days"


def test_a_finding_is_broken_at_the_terminals_width_and_what_is_to_be_copied_never_is() -> None:
    out = Console(width=60, file=StringIO(), markup=False)
    record = f'suivi.agence.example.  TXT  "v=DKIM1; p={"A" * 300}"'

    tell_finding(Finding("DKIM of suivi.agence.example", Grade.WRONG, "Letters are not signed. " * 4, (record,)), out)

    *said, last = cast("StringIO", out.file).getvalue().splitlines()
    assert last.strip() == record
    assert max(len(line) for line in said) <= 60
    assert all(line.startswith(" " * 8) for line in said[1:])


def test_a_name_that_sets_nothing_is_found() -> None:
    assert unknown_names({"MAILBOT_SMPT_PORT": "25", "MAILBOT_SMTP_PORT": "25", "PATH": "/bin"}) == [
        "MAILBOT_SMPT_PORT"
    ]
