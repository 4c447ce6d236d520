"""`mailbot replay`: what would become of a mail today, and nothing of it happens."""

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from mailbot import cli
from mailbot.columns import Base
from mailbot.inbound import taking
from mailbot.inbound.reading import reader
from mailbot.inbound.reading.outcome import Intent, IntentType, Reading
from mailbot.inbound.replaying import Replayed, Skipped, numbers_since, replayed
from mailbot.inbound.trails import trail_in_words
from mailbot.model_mails import InboundMail
from mailbot.settings import Settings
from mailbot.vocabulary import InboundFate
from tests.living import INTAKE, NADIA, SOPHIE, LivingHouse, letter_to, reply_to
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.stories.test_landlords import says

STRANGER = "someone@elsewhere.example"


def three_mails(house: LivingHouse) -> None:
    """A leak, a word about it, and a stranger."""
    address = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    says(house, NADIA, address, "Je suis là mardi matin.", photos=1)
    says(house, STRANGER, INTAKE, "L'ascenseur est en panne.")


def everything_in(house: LivingHouse) -> str:
    """Every row of every table, and every blob, in one word."""
    seen = hashlib.sha256()
    with house.world.database.looking() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table).order_by(*table.primary_key)):
                seen.update(repr(tuple(row)).encode())
    return seen.hexdigest()


def file_of(house: LivingHouse) -> str:
    """The database's file, what its log held written into it."""
    file = house.world.database.engine.url.database or ""
    house.world.database.engine.dispose()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def blobs_of(house: LivingHouse) -> list[str]:
    folder = Path(house.world.database.engine.url.database or "").parent
    return sorted(str(path) for path in folder.rglob("*") if not path.name.startswith("mailbot.db"))


def test_a_replay_changes_nothing_at_all(sqlite_house: LivingHouse) -> None:
    three_mails(sqlite_house)
    rows, file, letters = everything_in(sqlite_house), file_of(sqlite_house), len(sqlite_house.boxes)
    blobs = blobs_of(sqlite_house)

    for number in numbers_since(sqlite_house.world, None):
        assert isinstance(replayed(sqlite_house.world, number), Replayed)

    sqlite_house.settle()
    assert everything_in(sqlite_house) == rows
    assert file_of(sqlite_house) == file
    assert len(sqlite_house.boxes) == letters
    assert blobs_of(sqlite_house) == blobs


def test_the_same_reader_finds_the_same_things(house: LivingHouse) -> None:
    three_mails(house)

    found = [replayed(house.world, number) for number in numbers_since(house.world, None)]

    assert [each.differences for each in found if isinstance(each, Replayed)] == [[], [], []]


def test_another_reader_is_seen_mail_by_mail(sqlite_house: LivingHouse) -> None:
    three_mails(sqlite_house)

    honest = reader.read

    def only_thanks(*asked: Any, **known: Any) -> Reading:
        return replace(honest(*asked, **known), intents=(Intent(IntentType.THANKS),))

    with patch.object(taking, "read", only_thanks):
        leak = replayed(sqlite_house.world, 1)

    assert isinstance(leak, Replayed)
    assert ("intents", leak.before["intents"], "thanks") in leak.differences
    assert "report_new" in leak.before["intents"]


def test_a_fault_of_todays_reader_is_a_difference_and_no_crash(sqlite_house: LivingHouse) -> None:
    three_mails(sqlite_house)

    with patch.object(taking, "read", side_effect=ZeroDivisionError):
        found = replayed(sqlite_house.world, 1)

    assert isinstance(found, Replayed)
    assert ("fate", "taken", "fault") in found.differences


def test_what_cannot_be_read_again_is_said(sqlite_house: LivingHouse) -> None:
    three_mails(sqlite_house)
    with sqlite_house.world.database.transaction() as session:
        session.get_one(InboundMail, 1).erased_at = sqlite_house.clock()
        session.get_one(InboundMail, 2).fate = None

    assert replayed(sqlite_house.world, 1) == Skipped("its bytes are erased")
    assert replayed(sqlite_house.world, 2) == Skipped("it is under way")
    assert replayed(sqlite_house.world, 99) == Skipped("there is no such mail")
    assert list(numbers_since(sqlite_house.world, None)) == [1, 3]
    assert list(numbers_since(sqlite_house.world, sqlite_house.clock())) == []


def test_the_command_prints_differences_and_counts(sqlite_house: LivingHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    three_mails(sqlite_house)
    monkeypatch.setattr("mailbot.world.make_world", lambda _settings: sqlite_house.world)
    monkeypatch.setattr(cli, "start", Settings)
    with sqlite_house.world.database.transaction() as session:
        session.get_one(InboundMail, 3).trouble = "of_another_day"

    done = CliRunner().invoke(cli.app, ["replay", "--all", "--dry-run"])

    assert done.exit_code == 0, done.output
    assert "3: why: of_another_day -> unknown_sender" in done.output
    assert "as before: 2, otherwise: 1, why: 1" in done.output
    assert CliRunner().invoke(cli.app, ["replay"]).exit_code != 0

    shown = CliRunner().invoke(cli.app, ["status", "--mail", "3"]).output
    assert "Its walk stopped: unknown_sender." in shown
    assert "Its fate: parked (of_another_day)" in shown
    assert STRANGER not in shown
    assert "ascenseur" not in shown
    listed = CliRunner().invoke(cli.app, ["status"], env={"COLUMNS": "160"}).output
    assert "unconfirmed" in listed or "unco" in listed
    narrow = CliRunner().invoke(cli.app, ["status"], env={"COLUMNS": "80"}).output
    assert "unknown_sender" in narrow or "of_another_day" in narrow  # a code is looked up whole


def test_every_step_of_a_trail_has_its_words(sqlite_house: LivingHouse) -> None:
    three_mails(sqlite_house)
    row = InboundMail(
        id=1, size=10, received_at=sqlite_house.clock(), proven={"dmarc": "fail"}, fate=InboundFate.PARKED,
        trouble="fault", tries=1,
        trail=[
            ["clarified", "home", 3], ["clarified", "report"], ["clarified", "unplaced"],
            ["decided", "attached", 4, 12], ["parsed", "no_date"], ["screened", "person", "none"], ["read"],
            ["asked_back", "which_home"], ["fault", "ValueError"], ["of_tomorrow", 7],
        ],
    )  # fmt: skip

    said = trail_in_words(row)

    assert "Its sender's domain disowns it." in said
    assert "A manager (person 4) decided: attached, report 12." in said
    assert "Of tomorrow: 7." in said
    assert SOPHIE not in " ".join(said)
