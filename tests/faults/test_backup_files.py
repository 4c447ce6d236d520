"""A backup that was cut, changed or written by somebody else is refused; one that cannot be finished is not there."""

import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mailbot import cli
from mailbot.backups.checking import check
from mailbot.backups.making import make_backup
from mailbot.blobs import FolderBlobs, fingerprint
from mailbot.db import Database
from mailbot.errors import WrongSetting
from mailbot.migrating import Shape, revisions, shape_of
from mailbot.model import Comment, Person
from tests.living import BEGIN
from tests.restoring import KEYS, nothing, restored_to


@pytest.fixture
def house(tmp_path: Path, sqlite_cast: Path) -> Path:
    """The folder of a house whose people have said something."""
    folder = tmp_path / "house"
    folder.mkdir()
    shutil.copy(sqlite_cast, folder / "mailbot.db")
    (folder / "keys").write_bytes(KEYS)
    return folder


def _made(house: Path, path: Path, watching: Callable[[str, int, int], None] = nothing) -> Path:
    database = Database(f"sqlite:///{house / 'mailbot.db'}")
    try:
        blobs = FolderBlobs(house / "blobs")
        return make_backup(database, blobs, path, keys=KEYS, now=BEGIN, watching=watching).path
    finally:
        database.close()


def _refused(path: Path, *, why: str | None = None) -> None:
    with pytest.raises(WrongSetting, match=why):
        check(path, nothing)
    url = f"sqlite:///{path.parent / 'there' / 'mailbot.db'}"
    with pytest.raises(WrongSetting):
        restored_to(url, path.parent / "there", path)
    database = Database(url)
    assert shape_of(database.engine) is Shape.NONE
    database.close()
    assert not (path.parent / "there" / "keys").exists()


def test_a_backup_that_was_cut_short_or_changed_in_any_member_is_refused(house: Path, tmp_path: Path) -> None:
    whole = _made(house, tmp_path / "house.tar").read_bytes()
    assert check(tmp_path / "house.tar", nothing).rows > 100
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(tmp_path / "house.tar") as tar:
        inside = [(each.name, each.offset, each.offset_data, each.size) for each in tar]
    damaged.write_bytes(b"")
    _refused(damaged)
    for end in {inside[-1][1], *(offset + size // 2 for _, _, offset, size in inside[::5])}:
        damaged.write_bytes(whole[:end])
        with pytest.raises(WrongSetting, match=r"cut short|damaged|is no backup"):
            check(damaged, nothing)
    _refused(damaged)
    for _, offset, begins, size in inside:
        for place in (offset + 3, begins + size // 2, begins + size - 1):
            content = bytearray(whole)
            content[place] ^= 0x04
            damaged.write_bytes(content)
            with pytest.raises(WrongSetting):
                check(damaged, nothing)


def _and(name: str) -> Callable[[str, bytes], list[tuple[str, bytes]]]:
    return lambda old, content: [(old, content), (name, b"x")]


def _rewritten(whole: Path, path: Path, changed: Callable[[str, bytes], list[tuple[str, bytes]]]) -> Path:
    """The same archive as somebody would write it who knows how it is made: every sum is right."""
    with tarfile.open(whole) as tar, tarfile.open(path, "w") as other:
        members = [(each.name, (tar.extractfile(each) or io.BytesIO()).read()) for each in tar]
        for name, content in [new for old in members for new in changed(*old)]:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            other.addfile(member, io.BytesIO(content))
    return path


def test_a_backup_of_a_stranger_writes_nothing_where_it_likes(house: Path, tmp_path: Path) -> None:
    whole = _made(house, tmp_path / "house.tar")
    for name in ("../../evil", "/tmp/evil", "blobs/../../evil", "tables/people/../../evil", f"blobs/{'0' * 63}"):
        bad = _rewritten(whole, tmp_path / "bad.tar", _and(name))
        _refused(bad, why="no backup of a house")
    with tarfile.open(whole) as tar, tarfile.open(tmp_path / "link.tar", "w") as other:
        other.addfile(tar.getmembers()[0], io.BytesIO((tar.extractfile("about.json") or io.BytesIO()).read()))
        link = tarfile.TarInfo(f"blobs/{'0' * 64}")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        other.addfile(link)
    _refused(tmp_path / "link.tar", why="no backup of a house")
    huge = tarfile.TarInfo("about.json")
    huge.size = 300_000_000_000
    (tmp_path / "huge.tar").write_bytes(huge.tobuf(tarfile.GNU_FORMAT) + bytes(2048))
    _refused(tmp_path / "huge.tar", why="too large")
    twice = _rewritten(
        whole, tmp_path / "twice.tar", lambda old, content: [(old, content)] * (1 + old.startswith("tables/people"))
    )
    _refused(twice, why="twice")
    assert not list(tmp_path.rglob("*evil*"))


def test_a_backup_of_a_later_version_is_refused_with_a_sentence(house: Path, tmp_path: Path) -> None:
    def later(name: str, content: bytes) -> list[tuple[str, bytes]]:
        if name == "about.json":
            return [(name, json.dumps(json.loads(content) | {"revision": "fedcba987654"}).encode())]
        return [(name, content)]

    _refused(_rewritten(_made(house, tmp_path / "a.tar"), tmp_path / "b.tar", later), why="another version")


def test_a_house_that_has_anything_in_it_is_left_alone(house: Path, tmp_path: Path) -> None:
    backup = _made(house, tmp_path / "house.tar")
    url = f"sqlite:///{house / 'mailbot.db'}"
    with pytest.raises(WrongSetting, match="something in it"):
        restored_to(url, house, backup)
    strange = Database(f"sqlite:///{tmp_path / 'strange.db'}")
    with strange.core_transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE shopping (what TEXT)")
    with pytest.raises(WrongSetting, match="shopping"):
        restored_to(f"sqlite:///{tmp_path / 'strange.db'}", tmp_path / "strange", backup)
    strange.close()


def test_a_backup_that_does_not_fit_on_the_disk_says_so_and_leaves_nothing(house: Path, tmp_path: Path) -> None:
    """The limit of this process on the size of a file stands for the disk: the system refuses the same write."""
    kept = tmp_path / "kept"
    kept.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(doing: str, done: int, whole: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))

    try:
        with pytest.raises(WrongSetting, match=r"No backup was made.*File too large"):
            _made(house, kept / "house.tar", fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(kept.iterdir()) == []


def test_killed_in_the_middle_no_backup_is_there_and_the_next_one_clears_up(house: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    program = (
        "import sys, time\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from mailbot.backups.making import make_backup\n"
        "from mailbot.blobs import FolderBlobs\n"
        "from mailbot.db import Database\n"
        "def hold(doing, done, whole):\n"
        "    if done == 8: time.sleep(600)\n"
        "house = Path(sys.argv[1])\n"
        "database = Database(f'sqlite:///{house}/mailbot.db')\n"
        "now = datetime(2026, 11, 21, tzinfo=UTC)\n"
        "make_backup(database, FolderBlobs(house), Path(sys.argv[2]), keys=None, now=now, watching=hold)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program, house, kept / "house.tar"])
    until = time.monotonic() + 120
    while not any(each.stat().st_size for each in kept.glob(".mailbot-*")):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert not (kept / "house.tar").exists()
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (kept / "house.tar").exists()
    _made(house, kept / "house.tar")
    assert os.listdir(kept) == ["house.tar"]
    assert (kept / "house.tar").stat().st_mode & 0o777 == 0o600
    check(kept / "house.tar", nothing)


def test_a_restore_that_fails_in_the_middle_leaves_the_database_as_it_was(house: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{house / 'mailbot.db'}")
    driver = database.engine.raw_connection()
    driver.cursor().execute("PRAGMA foreign_keys=OFF")
    driver.cursor().execute("UPDATE comments SET author_id = 4711")  # as a database that was mended by hand
    driver.close()
    database.close()
    backup = _made(house, tmp_path / "house.tar")
    url = f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}"
    with pytest.raises(WrongSetting, match="points at none"):
        restored_to(url, tmp_path / "there", backup)
    there = Database(url)
    assert shape_of(there.engine) is Shape.NONE
    there.close()


def test_killed_in_the_middle_of_a_restore_nothing_is_there_and_it_is_run_again(house: Path, tmp_path: Path) -> None:
    backup, there = _made(house, tmp_path / "house.tar"), tmp_path / "there"
    url = f"sqlite:///{there / 'mailbot.db'}"
    program = (
        "import os, signal, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from mailbot.backups.after import Afterwards\n"
        "from mailbot.backups.restoring import restore\n"
        "from mailbot.blobs import FolderBlobs\n"
        "from mailbot.db import Database\n"
        "def kill(doing, done, whole):\n"
        "    if doing == 'rows' and done > 100: os.kill(os.getpid(), signal.SIGKILL)\n"
        "database, there = Database(sys.argv[1]), Path(sys.argv[2])\n"
        "restore(database.engine, FolderBlobs(there / 'blobs'), Path(sys.argv[3]), keys_file=there / 'keys',\n"
        "        afterwards=Afterwards(), now=datetime(2026, 11, 21, tzinfo=UTC), watching=kill)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, url, there, backup], check=False)
    assert ended.returncode == -signal.SIGKILL
    database = Database(url)
    assert shape_of(database.engine) is Shape.NONE
    assert not (there / "keys").exists()
    database.close()
    assert restored_to(url, there, backup).checked.rows > 100


def test_words_that_only_sqlite_holds_are_moved_with_a_sign_in_their_place(
    house: Path, tmp_path: Path, postgres_url: str
) -> None:
    database = Database(f"sqlite:///{house / 'mailbot.db'}")
    with database.transaction() as session:
        comment = session.query(Comment).order_by(Comment.id).limit(1).one()
        comment.text = "avant\0après"
        comment.masked = [{"why": "half \ud83c of a sign"}]
    database.close()
    restored_to(postgres_url, tmp_path / "there", _made(house, tmp_path / "house.tar"))
    there = Database(postgres_url)
    with there.looking() as session:
        moved = session.query(Comment).order_by(Comment.id).limit(1).one()
        assert (moved.text, moved.masked) == ("avant\ufffdaprès", [{"why": "half \ufffd of a sign"}])
    there.close()


def test_the_commands_make_check_and_restore_a_backup(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAILBOT_LOG_LEVEL", "error")
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(house))
    (tmp_path / "nightly").mkdir()
    run = CliRunner().invoke
    made = run(cli.app, ["backup", "nightly"])
    assert made.exit_code == 0
    assert "It holds the keys" in made.output
    [file] = (tmp_path / "nightly").iterdir()
    assert "Whole: " in run(cli.app, ["backup", "--verify", str(file)]).output
    assert run(cli.app, ["backup", "bare.tar", "--without-keys"]).output.count("holds no keys") == 1
    assert isinstance(run(cli.app, ["backup", "bare.tar"]).exception, WrongSetting)  # it is there already
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path / "there"))
    (tmp_path / "there").mkdir()
    others = f"1:{(b'j' * 32).hex()}\n"
    (tmp_path / "there" / "keys").write_text(others)  # as a start that came too soon makes them
    done = run(cli.app, ["restore", str(file)])
    assert done.exit_code == 0
    assert "Mails that were accepted after that" in done.output
    assert (tmp_path / "there" / "keys").read_bytes() == KEYS
    assert (tmp_path / "there" / "keys.before").read_text() == others
    database = Database(f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}")
    with database.looking() as session:
        assert session.query(Comment).count()
        assert session.query(Person).filter_by(name="Nadia Belkacem").count() == 1
    database.close()
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path / "third"))
    assert "set MAILBOT_KEYS, or put" in run(cli.app, ["restore", "bare.tar"]).output


def test_a_file_under_another_fingerprint_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        said = json.dumps({"format": 1, "revision": revisions()[-1]}).encode()
        for name, content in (("about.json", said), (f"blobs/{fingerprint(b'one')}", b"two")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    _refused(tmp_path / "a.tar", why="is not what it was")
