"""The clock that can be moved: for all who share its file, forward only, and for no house but a demonstration's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.clock import MovedClock, system_clock
from mailbot.demo.processes import MARK, run_demo_front, run_demo_work
from mailbot.errors import WrongSetting
from mailbot.migrating import migrate
from mailbot.settings import Settings, read_settings
from mailbot.world import make_world
from tests.living import HandClock

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_whoever_shares_the_file_lives_at_the_same_time(tmp_path: Path) -> None:
    below = HandClock(NOON)
    one, other = (MovedClock(tmp_path / "clock", below) for _ in range(2))
    assert abs(one() - NOON) < timedelta(seconds=1)

    one.set(NOON - timedelta(days=3))  # it may begin before
    assert abs(other() - (NOON - timedelta(days=3))) < timedelta(seconds=1)

    below.forward(minutes=5)
    one.set(other() + timedelta(hours=1))
    assert abs(other() - (NOON - timedelta(days=3) + timedelta(minutes=65))) < timedelta(seconds=1)
    assert abs(MovedClock(tmp_path / "clock", below)() - other()) < timedelta(seconds=1)


def test_it_goes_forward_only_whatever_becomes_of_the_file(tmp_path: Path) -> None:
    file, below = tmp_path / "clock", HandClock(NOON)
    clock = MovedClock(file, below)
    clock.set(NOON + timedelta(days=1))
    with pytest.raises(ValueError, match="forward only"):
        clock.set(NOON + timedelta(hours=1))

    for content in ("0", "not a number", ""):
        file.write_text(content)
        assert clock() >= NOON + timedelta(days=1)
    file.unlink()
    assert clock() >= NOON + timedelta(days=1)


def settings_of(folder: Path) -> Settings:
    return read_settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'mailbot.db'}", hostname="mx.test.example",
        relay_url="smtp://127.0.0.1:1", smtp_port=1,
    )  # fmt: skip


def test_no_setting_moves_the_clock_of_a_house_and_a_folder_that_is_no_demonstration_s_is_refused(
    tmp_path: Path,
) -> None:
    settings = settings_of(tmp_path)
    MovedClock(tmp_path / "clock").set(system_clock() + timedelta(days=300))
    for run in (run_demo_front, run_demo_work):
        with pytest.raises(WrongSetting, match="no demonstration's folder"):
            run(settings)
    assert not [name for name in Settings.model_fields if "clock" in name]

    (tmp_path / MARK).touch()  # even in a demonstration's folder, `serve` and its like go by the system's clock
    world = make_world(_migrated(settings))
    assert abs(world.clock() - system_clock()) < timedelta(minutes=1)
    assert world.overhear is None
    world.database.close()


def _migrated(settings: Settings) -> Settings:
    from mailbot.db import Database

    database = Database(settings.database)
    migrate(database.engine)
    database.close()
    return settings


def test_an_instant_that_passes_while_it_is_asked_for_is_no_fault(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path / "clock", HandClock(NOON))  # a little later at each look
    clock.set(NOON + timedelta(days=1))
    hop = clock()
    clock.forward_to(hop)
    assert clock() >= hop
    clock.forward_to(hop + timedelta(hours=1))
    assert clock() >= hop + timedelta(hours=1)
