"""The store of the blobs refuses, breaks, lies or is gone: nothing is lost, and nothing is taken for erased."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.backups.archive import members
from mailbot.backups.making import make_backup
from mailbot.blobs import fingerprint
from mailbot.bucket_blobs import BucketBlobs, StoreAway
from mailbot.errors import WrongSetting
from mailbot.model_mails import Attachment
from mailbot.sweeping import sweep_blobs
from mailbot.threads.pages import Page
from mailbot.vocabulary import ErasureReason, InboundFate
from mailbot.workflow.erasing import Gone, erase_file, write_down
from tests.bucket import Asked, Line, Said, Store, error, line_to
from tests.faults.breaking import answer_at_the_door, codes, fates, said_in, says, work
from tests.faults.test_disk import bytes_of_a_photo
from tests.living import BEGIN, INTAKE, NADIA, SOPHIE, YANIS, LivingHouse, Loop, letter_to, open_house, reply_to
from tests.ordering import DURAND, ordered
from tests.restoring import KEYS, backed_up, nothing, opened_again, restored_to
from tests.stories.test_a_report_from_first_to_last import the_leak
from tests.web.conftest import Visitor, case_link, sqlite_visitor

__all__ = ["sqlite_visitor"]

SOON = datetime.now(UTC) + timedelta(days=1)
NOBODYS = fingerprint(b"nobody's")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the tries of one request."""
    monkeypatch.setattr("mailbot.bucket_blobs._PAUSE", timedelta(milliseconds=2))


@pytest.fixture
def broken(store: Store) -> Iterator[tuple[Line, BucketBlobs, str]]:
    """A line to a bucket that breaks as a test says, and the name of a photo that is there."""
    bucket = store.bucket()
    name = store.blobs(bucket).put(b"a photo")
    with line_to(store.port) as line:
        yield line, store.blobs(bucket, line.port), name


def everything(blobs: BucketBlobs, name: str) -> dict[str, Callable[[], object]]:
    """All that is asked of a store."""
    return {
        "put": lambda: blobs.put(b"more"),
        "get": lambda: blobs.get(name),
        "get none": lambda: blobs.get(NOBODYS),
        "has": lambda: blobs.has(name),
        "has none": lambda: blobs.has(NOBODYS),
        "remove": lambda: blobs.remove(name, before=SOON),
        "remove none": lambda: blobs.remove(NOBODYS, before=SOON),
        "names": lambda: list(blobs.names("ab")),
        "clear_up": lambda: blobs.clear_up("ab", before=SOON),
    }


def is_away(ask: Callable[[], object]) -> str:
    """What is said when something is asked of a store that is away; empty when it answers."""
    try:
        ask()
    except StoreAway as away:
        return str(away.strerror)
    return ""


def test_a_store_that_refuses_is_away_and_has_erased_nothing(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, name = broken
    for status, code in (
        (403, "AccessDenied"), (403, "SignatureDoesNotMatch"), (404, "NoSuchBucket"), (301, "PermanentRedirect"),
        (400, "AuthorizationHeaderMalformed"), (401, "InvalidAccessKeyId"),
    ):  # fmt: skip
        line.spoil = lambda _asked, _, status=status, code=code: error(status, code)  # type: ignore[misc]
        # What is answered to HEAD has no words, and so no code.
        for what, ask in everything(blobs, name).items():
            assert is_away(ask), (what, code)
    line.spoil = lambda _, go_on: go_on()
    assert blobs.get(name) == b"a photo"


def test_a_bucket_that_is_missing_or_empty_has_erased_nothing(store: Store) -> None:
    for blobs in (store.blobs("nobodys-bucket"), store.blobs(store.bucket())):
        for what in ("get", "get none", "has", "remove", "remove none"):
            assert is_away(everything(blobs, NOBODYS)[what]), what


def test_the_page_of_a_proxy_is_no_answer(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, name = broken
    line.spoil = lambda asked, go_on: Said(404, b"<html>") if asked[0] == "GET" and "?" not in asked[1] else go_on()
    assert is_away(everything(blobs, name)["get"]) == "somebody else answers"
    assert is_away(everything(blobs, name)["get none"]) == "somebody else answers"
    line.spoil = lambda asked, go_on: Said(404, b"<html>") if asked[0] == "GET" else go_on()
    for what in ("has none", "remove none", "names"):
        assert is_away(everything(blobs, name)[what]), what


def test_trouble_that_passes_is_not_even_noticed(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, name = broken
    troubles: list[Asked] = []

    def once(asked: Asked, go_on: Callable[..., Said]) -> Said:
        if asked not in troubles:
            troubles.append(asked)
            return said[-1]
        return go_on()

    line.spoil, said = once, [Said(500, b"")]
    for trouble in (Said(500, b""), error(503, "SlowDown"), Said(502, b"<html>")):
        said.append(trouble)
        for what in ("get", "has", "put", "names"):
            troubles.clear()
            everything(blobs, name)[what]()
            assert troubles


def test_trouble_that_lasts_is_told_after_three_tries(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, name = broken
    line.spoil = lambda _asked, _: error(503, "SlowDown")
    with pytest.raises(StoreAway, match="SlowDown"):
        blobs.get(name)
    assert len(line.asked) == 3


def test_an_answer_that_is_cut_short_or_is_another_is_never_taken_for_the_photo(
    broken: tuple[Line, BucketBlobs, str],
) -> None:
    line, blobs, name = broken
    for spoilt in (
        lambda said: replace(said, breaks_after=0),
        lambda said: replace(said, body=b"a ph0to"),
        lambda said: Said(200, b"", (("ETag", '"x"'), ("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT"))),
    ):
        line.spoil = lambda asked, go_on, spoilt=spoilt: spoilt(go_on()) if asked[0] == "GET" else go_on()  # type: ignore[misc]
        with pytest.raises(OSError):  # noqa: PT011
            blobs.get(name)


def test_bytes_that_the_store_has_wrongly_are_said_and_mended_by_whoever_brings_them_again(store: Store) -> None:
    bucket = store.bucket()
    blobs = store.blobs(bucket)
    name = blobs.put(b"a photo")
    [key] = store.keys(bucket)
    store.client.put_object(Bucket=bucket, Key=key, Body=b"a ph0to")
    with pytest.raises(OSError, match="other bytes"):
        blobs.get(name)
    blobs.put(b"a photo")
    assert blobs.get(name) == b"a photo"


def test_what_the_store_has_not_said_that_it_keeps_is_not_kept(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, _ = broken
    line.spoil = lambda asked, go_on: error(500, "InternalError") if asked[0] == "PUT" else go_on()
    with pytest.raises(StoreAway, match="InternalError"):
        blobs.put(b"more")
    line.spoil = lambda asked, go_on: replace(go_on(), status=500, body=b"") if asked[0] == "PUT" else go_on()
    with pytest.raises(StoreAway):
        blobs.put(b"more")  # it has it, and nobody was told so
    line.spoil = lambda _, go_on: go_on()
    assert blobs.put(b"more")


def test_a_store_that_is_gone_is_not_waited_for_again_and_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.bucket_blobs._LEFT_ALONE", 600.0)
    bucket = store.bucket()
    name = store.blobs(bucket).put(b"a photo")
    with line_to(store.port) as line:
        port = line.port
    blobs = store.blobs(bucket, port)  # nobody listens there any more
    with pytest.raises(StoreAway, match="does not answer"):
        blobs.get(name)
    for what, ask in everything(blobs, name).items():
        assert is_away(ask) == "the store was away a moment ago", what
    monkeypatch.setattr(blobs, "_away_until", 0.0)  # later
    with pytest.raises(StoreAway, match="does not answer"):
        blobs.put(b"more")


def test_a_store_that_says_nothing_is_let_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.bucket_blobs._REQUEST", timedelta(milliseconds=200))
    monkeypatch.setattr("mailbot.bucket_blobs._TRIES", 0)
    bucket = store.bucket()
    name = store.blobs(bucket).put(b"a photo")
    with line_to(store.port) as line:
        held = threading.Event()

        def hold(_asked: Asked, go_on: Callable[..., Said]) -> Said:
            held.wait(120)
            return go_on()

        line.spoil = hold
        blobs = store.blobs(bucket, line.port)
        with pytest.raises(StoreAway, match="does not answer"):
            blobs.get(name)
        held.set()


def test_no_word_of_a_store_is_in_an_error(broken: tuple[Line, BucketBlobs, str]) -> None:
    line, blobs, name = broken
    line.spoil = lambda _asked, _: Said(403, b"<Error><Code>AccessDenied</Code><Message>arn:secret</Message></Error>")
    with pytest.raises(StoreAway) as away:
        blobs.get(name)
    assert "secret" not in f"{away.value!r} {away.value}"
    assert away.value.__cause__ is None
    assert away.value.__suppress_context__


# A house whose store breaks.


@pytest.fixture
def line(store: Store) -> Iterator[Line]:
    with line_to(store.port) as line:
        yield line


@pytest.fixture
def sqlite_house(
    tmp_path: Path, sqlite_cast: Path, store: Store, line: Line, loop: Loop, press_of_stories: None
) -> Iterator[LivingHouse]:
    """A whole house whose photos and papers are in a bucket, at the end of that line."""
    shutil.copy(sqlite_cast, tmp_path / "mailbot.db")
    blobs = store.blobs(store.bucket(), line.port)
    house, close = open_house(f"sqlite:///{tmp_path / 'mailbot.db'}", tmp_path, loop, blobs=blobs)
    yield house
    close()


def as_it_is(_: Asked, go_on: Callable[..., Said]) -> Said:
    return go_on()


def cut(_: Asked, go_on: Callable[..., Said]) -> Said:
    return replace(go_on(), breaks_after=0)


REFUSALS: tuple[Callable[[Asked, Callable[..., Said]], Said], ...] = (
    lambda _asked, _: error(503, "SlowDown"), lambda _asked, _: error(403, "AccessDenied"),
    lambda _asked, _: error(404, "NoSuchBucket"), lambda _asked, _: Said(404, b"<html>"),
)  # fmt: skip


def test_while_the_store_refuses_photos_wait_and_letters_with_them_and_the_rest_goes_on(
    sqlite_house: LivingHouse, sqlite_visitor: Visitor, line: Line
) -> None:
    house = sqlite_house
    hers = reply_to(letter_to(house.told(the_leak(), sender=NADIA, to=INTAKE), NADIA, "T-01"))
    page, before = case_link(house, Page.REPORT, SOPHIE), len(house.boxes)
    large = says("Grand. " * 60_000, sender=NADIA, to=hers)
    for refuses in REFUSALS:
        line.spoil = refuses
        assert answer_at_the_door(house, large, sender=NADIA, to=hers)[0] == 451
        seen = sqlite_visitor.get(f"{page}/photo/1")
        assert (seen.status_code, seen.headers["retry-after"]) == (503, "30")
        assert sqlite_visitor.get(page).status_code == 200
        line.spoil = as_it_is
        assert sqlite_visitor.get(f"{page}/photo/1").status_code == 200

    line.spoil = REFUSALS[0]
    late = says("Une photo de plus.", sender=NADIA, to=hers)
    late.add_attachment(bytes_of_a_photo(), maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    house.mail(late, sender=NADIA, to=hers)
    house.mail(says("Sans photo.", sender=YANIS, to=hers), sender=YANIS, to=hers)
    for _ in range(3):
        work(house)
    assert "Sans photo." in said_in(house)
    assert "Une photo de plus." not in said_in(house)
    line.spoil = as_it_is
    assert answer_at_the_door(house, large, sender=NADIA, to=hers)[0] == 250
    work(house)
    assert "Une photo de plus." in said_in(house)
    assert codes(house, before).count((SOPHIE, "G-02")) >= 3, "each of the three was told"
    assert {fate for fate, _ in fates(house)} == {InboundFate.TAKEN}


def test_a_mission_waits_for_its_paper_and_its_photos_and_is_not_sent_without(
    sqlite_house: LivingHouse, line: Line
) -> None:
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    line.spoil = cut
    ordered(house, ref="SIG-1046")
    for _ in range(3):
        work(house)
    assert (DURAND, "P-02") not in codes(house)
    line.spoil = as_it_is
    before = len(house.boxes)
    work(house, seconds=300)
    mission = letter_to(list(house.boxes)[before:], DURAND, "P-02")
    assert sorted({each.name.rpartition(".")[2] for each in mission.mail.files}) == ["jpg", "pdf"]
    assert codes(house).count((DURAND, "P-02")) == 1


def test_what_is_erased_leaves_the_bucket(sqlite_house: LivingHouse, line: Line) -> None:
    house, blobs = sqlite_house, sqlite_house.world.blobs
    assert isinstance(blobs, BucketBlobs)
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.transaction() as session:
        [photo] = session.scalars(select(Attachment))
        gone = Gone()
        erase_file(photo, gone, now=house.clock())
        write_down(session, photo.agency_id, ErasureReason.TERM, gone, now=house.clock())
    assert sweep_blobs(house.world) == 0, "it was put down a moment ago"
    house.clock.now = SOON
    line.spoil = REFUSALS[0]
    with pytest.raises(StoreAway):
        sweep_blobs(house.world)
    line.spoil = as_it_is
    assert sweep_blobs(house.world) == 1
    assert [path for path, _ in blobs._listed("") if "/." not in path] == []


def test_a_backup_is_not_made_while_the_store_is_away_and_says_what_it_does_not_give(
    sqlite_house: LivingHouse, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailbot.backups.making._PAUSES", (0.0,))
    house = sqlite_house
    house.told(the_leak(), sender=NADIA, to=INTAKE)
    line.spoil = REFUSALS[0]
    with pytest.raises(WrongSetting, match=r"the store of the files is away \(SlowDown\)"):
        backed_up(house, tmp_path / "none.tar")
    assert not list(tmp_path.glob("*none*"))

    line.spoil = lambda asked, go_on: go_on() if "list-type" in asked[1] else error(500, "InternalError")
    made = backed_up(house, tmp_path / "lacks.tar")
    assert (made.blobs, len(made.lost)) == (0, 1)

    line.spoil = as_it_is
    assert backed_up(house, tmp_path / "whole.tar").lost == []
    url = f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}"
    line.spoil = REFUSALS[1]
    with pytest.raises(WrongSetting, match=r"Nothing was restored: the store of the files is away \(AccessDenied\)"):
        restored_to(url, tmp_path / "there", tmp_path / "whole.tar", blobs=house.world.blobs)


def test_a_backup_may_leave_the_files_in_their_store(sqlite_house: LivingHouse, tmp_path: Path, loop: Loop) -> None:
    house, blobs = sqlite_house, sqlite_house.world.blobs
    opened = house.told(the_leak(), sender=NADIA, to=INTAKE)
    with house.world.database.looking() as session:
        [photo] = session.scalars(select(Attachment.fingerprint))
    made = make_backup(house.world.database, None, tmp_path / "rows.tar", keys=KEYS, now=BEGIN, watching=nothing)
    assert (made.blobs, made.lost, made.has_files) == (0, [], False)
    assert photo.encode() not in b"".join(name.encode() for name, _ in members(made.path))
    url = f"sqlite:///{tmp_path / 'there' / 'mailbot.db'}"
    restored = restored_to(url, tmp_path / "there", made.path, blobs=blobs)
    assert not restored.checked.has_files
    other, close = opened_again(url, tmp_path / "there", loop, house, blobs=blobs)
    told = other.told(
        says("Ça goutte.", sender=NADIA, to=reply_to(letter_to(opened, NADIA, "T-01"))), sender=NADIA,
        to=reply_to(letter_to(opened, NADIA, "T-01")),
    )  # fmt: skip
    assert SOPHIE in {each.recipient for each in told}
    assert other.world.blobs.get(photo)
    close()
