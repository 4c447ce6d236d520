"""What a store of bytes promises, the same of a folder and of a bucket."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from obstore.store import S3Store

from mailbot.blobs import Blobs, FolderBlobs, fingerprint
from mailbot.bucket_address import BucketAddress, bucket_address
from mailbot.bucket_blobs import BucketBlobs, _mark
from mailbot.errors import WrongSetting
from mailbot.settings import read_settings
from mailbot.stores import open_blobs
from tests.bucket import KEY, SECRET, Store, line_to
from tests.cases import every

SOON, LONG_AGO = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC) - timedelta(hours=1)
NOBODYS = fingerprint(b"nobody's")


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return FolderBlobs(tmp_path / "blobs")
    store: Store = request.getfixturevalue("store")
    return store.blobs(store.bucket())


def test_the_same_bytes_are_kept_once_under_their_fingerprint(blobs: Blobs) -> None:
    name = blobs.put(b"a photo")

    assert name == blobs.put(b"a photo") == fingerprint(b"a photo")
    assert blobs.get(name) == b"a photo"
    assert list(blobs.names(name[:2])) == [name]
    assert blobs.has(name)
    assert not blobs.has(NOBODYS)
    with pytest.raises(KeyError):
        blobs.get(NOBODYS)


def test_no_bytes_and_many_bytes_are_bytes(blobs: Blobs) -> None:
    for content in (b"", bytes(range(256)) * 40_000):
        assert blobs.get(blobs.put(content)) == content


def test_what_was_put_down_since_is_not_taken_away(blobs: Blobs) -> None:
    name = blobs.put(b"a photo")
    assert not blobs.remove(name, before=LONG_AGO)
    assert blobs.get(name) == b"a photo"

    assert blobs.remove(name, before=SOON)
    blobs.put(b"another")  # a store with nothing at all would be away
    assert not blobs.has(name)
    assert blobs.remove(name, before=SOON), "there is none"
    assert list(blobs.names(name[:2])) == []


def test_names_are_listed_by_their_first_digits(blobs: Blobs) -> None:
    names = [blobs.put(str(number).encode()) for number in range(40)]
    for beginning in {name[:2] for name in names}:
        assert list(blobs.names(beginning)) == sorted(name for name in names if name.startswith(beginning))
    assert list(blobs.names("zz")) == []


def test_names_come_by_pages_and_all_of_them_come(store: Store) -> None:
    bucket = store.bucket()
    names = sorted(store.blobs(bucket).put(str(number).encode()) for number in range(40))
    with line_to(store.port) as line:
        line.spoil = lambda asked, go_on: go_on((asked[0], asked[1] + "&max-keys=7"))  # a store gives a thousand
        listed = store.blobs(bucket, line.port)._listed("")
        assert [path.rpartition("/")[2] for path, _ in listed] == names
    assert len(line.asked) == 6


def test_whoever_is_killed_while_he_removes_leaves_nothing_for_good(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = blobs.put(b"a photo")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if isinstance(blobs, FolderBlobs):
            patch.setattr(Path, "unlink", killed)
        else:
            patch.setattr("obstore.store.S3Store.delete", killed)
        with pytest.raises(KeyboardInterrupt):
            blobs.remove(name, before=SOON)
    assert blobs.clear_up(name[:2], before=LONG_AGO) == 0, "somebody may be at it now"
    assert blobs.remove(name, before=SOON)
    blobs.clear_up(name[:2], before=SOON)
    assert list(blobs.names(name[:2])) == []
    if isinstance(blobs, FolderBlobs):
        assert not [path for path in blobs.folder.rglob("*") if path.is_file()]
    elif isinstance(blobs, BucketBlobs):
        assert next(blobs._listed(""), None) is None


def test_whoever_is_told_that_bytes_are_kept_has_them_though_they_are_taken_away_just_then(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = blobs.put(b"a photo")
    blobs.put(b"another")
    begun, go_on = threading.Event(), threading.Event()
    whose, what = (Path, "unlink") if isinstance(blobs, FolderBlobs) else (S3Store, "delete")
    really = getattr(whose, what)

    def pause(*given: object) -> object:
        if threading.current_thread() is removing:
            begun.set()
            assert go_on.wait(30)
        return really(*given)

    monkeypatch.setattr(whose, what, pause)
    removing = threading.Thread(target=blobs.remove, args=(name,), kwargs={"before": SOON})
    removing.start()
    assert begun.wait(30)
    if isinstance(blobs, FolderBlobs):
        blobs.put(b"a photo")
    else:
        with pytest.raises(BlockingIOError, match="being removed"):
            blobs.put(b"a photo")
    go_on.set()
    removing.join()
    assert blobs.has(name) == isinstance(blobs, FolderBlobs), "nobody was told what is not so"

    monkeypatch.setattr("mailbot.bucket_blobs._GONE_FOR", timedelta(0))  # five minutes later
    blobs.put(b"a photo")
    assert blobs.get(name) == b"a photo"
    assert blobs.clear_up(name[:2], before=SOON) == 0, "no mark is left"


def test_whoever_puts_what_vanishes_under_his_hands_comes_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs, really = store.blobs(store.bucket()), S3Store.head
    name = blobs.put(b"a photo")

    def removed_before(bucket: S3Store, path: str) -> object:
        if path.endswith(f"/{name}"):  # its removal has been sent, and is perhaps sent once more
            bucket.delete(path)
        return really(bucket, path)

    blobs._put(_mark(name), b"")
    with monkeypatch.context() as patch:
        patch.setattr(S3Store, "head", removed_before)
        with pytest.raises(BlockingIOError, match="being removed"):
            blobs.put(b"a photo")


def test_a_bucket_is_named_by_one_address() -> None:
    assert bucket_address("s3://photos") == BucketAddress("photos", region="us-east-1", is_path_style=False)
    assert bucket_address("s3://photos/a/b/?region=eu-west-3").prefix == "a/b"
    own = bucket_address("s3://photos?endpoint=https://s3.example:9000/&ca=/etc/ca.pem")
    assert (own.url, own.is_path_style, own.ca) == ("https://s3.example:9000", True, Path("/etc/ca.pem"))
    named = bucket_address("s3://photos?endpoint=https%3A%2F%2Fs3.example&path_style=0")
    assert (named.url, named.is_path_style) == ("https://photos.s3.example", False)


@every(
    "url",
    [
        "http://photos", "s3:photos", "s3://", "s3://p", "s3://user:secret@photos", "s3://photos/é", "s3://photos/../a",
        "s3://photos?endpoint=ftp://x", "s3://photos?endpoint=https://user:secret@x", "s3://photos?endpoint=https://x/y",
        "s3://photos?endpoint=https://x:port", "s3://photos?path_style=maybe", "s3://photos?secret=secret",
    ],
)  # fmt: skip
def test_what_is_no_bucket_stops_the_start_with_a_sentence(url: str) -> None:
    with pytest.raises(WrongSetting) as stopped:
        read_settings(blobs_url=url)
    assert str(stopped.value).startswith("MAILBOT_BLOBS_URL: it takes ")
    assert "secret@" not in str(stopped.value)


def test_a_key_without_its_secret_and_an_authority_that_is_not_there_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="go together"):
        read_settings(blobs_url="s3://photos", blobs_key="mailbot")
    with pytest.raises(WrongSetting, match="no such file"):
        read_settings(blobs_url=f"s3://photos?ca={tmp_path}/none.pem")


def test_a_house_has_the_store_that_its_settings_name(tmp_path: Path) -> None:
    folder = open_blobs(read_settings(data_dir=tmp_path))
    assert isinstance(folder, FolderBlobs)
    assert folder.folder == tmp_path / "blobs"
    bucket = open_blobs(read_settings(data_dir=tmp_path, blobs_url="s3://photos", blobs_key=KEY, blobs_secret=SECRET))
    assert isinstance(bucket, BucketBlobs)
    assert bucket.address.bucket == "photos"


def test_a_house_with_a_folder_reads_no_library_of_stores() -> None:
    program = "import sys; import mailbot.world, mailbot.stores; sys.exit('obstore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
