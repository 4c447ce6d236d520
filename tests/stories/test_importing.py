"""An agency brings its homes and people from its spreadsheets, and they write to it the same day."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.model import Dwelling, LandlordContact, Occupancy, Person, Report
from mailbot.model_mails import OutboundMail
from tests.living import INTAKE, SOPHIE, LivingHouse, letter_to, text_of, who_got_what
from tests.stories.test_a_report_from_first_to_last import mail

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "import"
IRENE = "irene.lacombe@mail.example"


def url_of(house: LivingHouse) -> str:
    return house.world.database.engine.url.render_as_string(hide_password=False)


def mailbot(database_url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "MAILBOT_DATA_DIR": str(folder / "data"), "MAILBOT_DATABASE_URL": database_url, "COLUMNS": "160",
        "MAILBOT_KEYS": "1:" + "0" * 64, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "mailbot", *words], env=os.environ | settings, cwd=folder, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


@pytest.mark.feature("S1-69")
def test_an_agency_s_files_come_in_and_a_tenant_of_theirs_reports_a_leak(house: LivingHouse, tmp_path: Path) -> None:
    done = mailbot(url_of(house), tmp_path, "import", "tilleul", str(SAMPLE))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "locataires.csv: tenants, 6 lines, read as UTF-8, separator « ; »." in done.stdout
    letters = house.told(
        mail("Bonjour, le robinet de la cuisine fuit depuis ce matin.", sender=IRENE, to=INTAKE, subject="Fuite",
             message_id="<irene@mail.example>"),
        sender=IRENE, to=INTAKE,
    )  # fmt: skip
    assert who_got_what(letters) == {(IRENE, "T-01"), (SOPHIE, "G-01")}
    assert "Bonjour Madame Lacombe," in text_of(letter_to(letters, IRENE, "T-01"))
    assert "T2 Roseraie 1er" in text_of(letter_to(letters, SOPHIE, "G-01"))
    with house.world.database.looking() as session:
        report = session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()
        home = session.get_one(Dwelling, report.dwelling_id)
        assert (home.key, session.get_one(Person, home.manager_id).name) == ("R-101", "Sophie Lambert")


@pytest.mark.feature("S1-69")
def test_nobody_who_lives_there_already_is_written_to_and_the_same_files_change_nothing(
    sqlite_house: LivingHouse, tmp_path: Path
) -> None:
    first, again = (mailbot(url_of(sqlite_house), tmp_path, "import", "tilleul", str(SAMPLE)) for _ in range(2))

    assert (first.returncode, again.returncode) == (0, 0), again.stdout
    assert "Everything was on file already: nothing was written." in again.stdout
    assert sqlite_house.strike() == []
    with sqlite_house.world.database.looking() as session:
        assert not session.scalars(select(OutboundMail)).all()
        contacts = session.scalars(select(LandlordContact).order_by(LandlordContact.person_id)).all()
        assert all(contact.welcomed_at is not None for contact in contacts)
        stays = session.execute(
            select(Person.name, Occupancy.welcomed_at).join(Occupancy, Occupancy.person_id == Person.id)
        ).all()
        assert all(at is not None for name, at in stays if name in {"Irène Lacombe", "Hugo Pires", "Grace Hall"})


@pytest.mark.feature("S1-69")
def test_one_bad_line_keeps_all_of_them_out_and_is_named(sqlite_house: LivingHouse, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for path in SAMPLE.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    wrong = (folder / "locataires.csv").read_text("utf-8").replace("R-102;M.;Hugo", "R-103;M.;Hugo")
    (folder / "locataires.csv").write_bytes(wrong.encode("cp1252"))

    done = mailbot(url_of(sqlite_house), tmp_path, "import", "tilleul", str(folder))

    assert done.returncode == 1
    assert "locataires.csv: tenants, 6 lines, read as Windows-1252, separator « ; »." in done.stdout
    assert (
        "locataires.csv, line 3, column « lot »: « R-103 » is the key of no home, on file or in these files.\n"
        "Wrong cells: 1, on lines: 1. Nothing was written.\n"
    ) in done.stdout
    with sqlite_house.world.database.looking() as session:
        assert session.scalars(select(Dwelling).where(Dwelling.key == "R-101")).one_or_none() is None
