"""The commands, as somebody at a shell uses them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MAILS = Path(__file__).parent / "mails" / "reading"
AGENCY = Path(__file__).parent.parent / "mailbot" / "demo" / "agency.toml"


def mailbot(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"MAILBOT_DATA_DIR": str(folder / "data"), "COLUMNS": "120"} | settings
    return subprocess.run(
        [sys.executable, "-m", "mailbot", *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


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

    answer = mailbot("front", folder=tmp_path, **{setting: value})

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


def test_the_letters_are_shown_before_anybody_gets_them(tmp_path: Path) -> None:
    answer = mailbot("preview", "--out", str(tmp_path / "letters"), "--no-pictures", folder=tmp_path)

    assert answer.returncode == 0, answer.stderr
    index = (tmp_path / "letters" / "index.html").read_text("utf-8")
    for page in (tmp_path / "letters").glob("T-01*.html"):
        assert page.name in index
