"""Signing keys: a new one seals, the old ones still open, and none goes while what it sealed may be answered."""

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from mailbot import settings
from mailbot.errors import Refused, WrongSetting
from mailbot.keys import SigningKey, first, new_key, read_key, without, write_keys
from mailbot.settings import Settings, read_settings
from mailbot.threads.tokens import Keyring, Token, TokenKind
from tests.test_commands import AGENCY, mailbot

TODAY = date(2026, 11, 22)
LIFE = timedelta(days=400)
OLD, NEW = SigningKey(1, b"o" * 32), SigningKey(2, b"n" * 32, TODAY)


def ring(keys: tuple[SigningKey, ...]) -> Keyring:
    return Keyring({key.slot: key.secret for key in keys})


def test_a_key_is_written_as_a_line_and_read_again_and_never_shown() -> None:
    assert [read_key(str(key)) for key in (OLD, NEW)] == [OLD, NEW]
    assert NEW.secret.hex() not in repr(NEW)
    for wrong in ("", "1", "1:ab", f"16:{'ab' * 32}", f"1:{'ab' * 31}", f"1:{'ab' * 32}:yesterday", f"-1:{'ab' * 32}"):
        with pytest.raises(ValueError, match=r"."):
            read_key(wrong)


def test_a_new_key_has_a_slot_of_its_own_until_all_are_taken() -> None:
    keys: tuple[SigningKey, ...] = ()
    for _ in range(16):
        keys = (new_key(keys, today=TODAY), *keys)
    assert sorted(key.slot for key in keys) == list(range(16))
    with pytest.raises(WrongSetting):
        new_key(keys, today=TODAY)


def test_what_the_old_key_sealed_opens_until_it_is_retired() -> None:
    token = Token(TokenKind.REPLY, 7, TODAY, b"p")
    sealed = ring((OLD,)).mint(token)
    both = first((OLD, NEW), 2)
    assert ring(both).read(sealed) == token
    with pytest.raises(Refused):
        ring((OLD,)).read(ring(both).mint(token))  # the new one seals now

    with pytest.raises(WrongSetting):
        without(both, 2, today=TODAY, life=LIFE, at_once=True)  # the one that seals
    with pytest.raises(WrongSetting):
        without(both, 1, today=TODAY + LIFE, life=LIFE, at_once=False)  # the last day of what it sealed
    assert without(both, 1, today=TODAY + LIFE + timedelta(days=1), life=LIFE, at_once=False) == (NEW,)
    leaked = without(both, 1, today=TODAY, life=LIFE, at_once=True)
    with pytest.raises(Refused):
        ring(leaked).read(sealed)
    with pytest.raises(WrongSetting):
        without(both, 9, today=TODAY, life=LIFE, at_once=True)


def test_keys_are_rotated_at_a_shell(tmp_path: Path) -> None:
    for words in (("migrate",), ("agency", str(AGENCY))):
        assert mailbot(*words, folder=tmp_path).returncode == 0
    file = tmp_path / "data" / "keys"
    before = file.read_text()
    secret = before.split(":")[1].strip()

    made = mailbot("keys", "new", folder=tmp_path)
    assert "Slot 2 holds a new key" in made.stdout
    assert "Restart" in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().splitlines()[1:] == before.splitlines()
    listed = mailbot("keys", "list", folder=tmp_path).stdout
    assert "seals and opens" in listed
    assert secret not in listed
    assert list(read_settings(data_dir=tmp_path / "data").signing_keys) == [2, 1]

    refused = mailbot("keys", "retire", "1", folder=tmp_path)
    assert refused.returncode == 78
    assert "400 days" in refused.stderr
    assert mailbot("keys", "retire", "2", "--now", folder=tmp_path).returncode == 78
    assert "Slot 3" in mailbot("keys", "new", "--spare", folder=tmp_path).stdout
    assert list(read_settings(data_dir=tmp_path / "data").signing_keys) == [2, 1, 3]
    assert mailbot("keys", "use", "3", folder=tmp_path).returncode == 0
    assert mailbot("keys", "retire", "1", "--now", folder=tmp_path).returncode == 0
    assert list(read_settings(data_dir=tmp_path / "data").signing_keys) == [3, 2]


def test_keys_of_a_setting_are_said_and_not_written(tmp_path: Path) -> None:
    keys = f"1:{'ab' * 32}"
    said = mailbot("keys", "new", folder=tmp_path, MAILBOT_KEYS=keys)
    assert said.stdout.startswith("MAILBOT_KEYS=2:")
    assert said.stdout.strip().endswith(f",{keys}")
    assert not (tmp_path / "data" / "keys").exists()


def test_processes_that_start_together_have_the_same_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Barrier(8)

    def slowly(keys: tuple[SigningKey, ...], *, today: date | None) -> SigningKey:
        time.sleep(0.05)
        return new_key(keys, today=today)

    def keys_of_the_house() -> tuple[str, ...]:
        ready.wait()
        return Settings(data_dir=tmp_path / "new")._key_lines()  # cached properties have one lock for all

    monkeypatch.setattr(settings, "new_key", slowly)
    with ThreadPoolExecutor(8) as together:
        found = [each.result() for each in [together.submit(keys_of_the_house) for _ in range(8)]]

    assert found[0]
    assert all(each == found[0] for each in found)
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["keys"]


def test_a_key_is_on_disk_with_its_name_before_anything_is_sealed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, link, replace = os.fsync, os.link, Path.replace

    def synced(handle: int) -> None:
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        done.append("folder" if place.is_dir() else "file")
        assert place.is_dir() or place.stat().st_size > 60, "what is written is not with the kernel yet"
        fsync(handle)

    def linked(beside: str, path: Path) -> None:
        done.append("name")
        link(beside, path)

    def replaced(beside: Path, path: Path) -> Path:
        done.append("name")
        return replace(beside, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(Path, "replace", replaced)
    assert Settings(data_dir=tmp_path / "new").signing_keys
    assert done == ["file", "name", "folder"]
    write_keys(tmp_path / "new" / "keys", (SigningKey(3, b"k" * 32),))
    assert done[3:] == ["file", "name", "folder"]
