"""The store of the blobs refuses, breaks, lies or is gone: nothing is lost, and nothing is taken for erased."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.blobs import fingerprint
from mailbot.bucket_blobs import BucketBlobs, StoreAway
from tests.bucket import Asked, Line, Said, Store, error, line_to

SOON = datetime.now(UTC) + timedelta(hours=1)
NOBODYS = fingerprint(b"nobody's")


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
    line.spoil = lambda asked, go_on: Said(404, b"<html>Not Found") if asked[0] == "GET" else go_on()
    for what in ("get", "get none", "has none", "names"):
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
    bucket = store.bucket()
    name = store.blobs(bucket).put(b"a photo")
    with line_to(store.port) as line:
        port = line.port
    blobs = store.blobs(bucket, port)  # nobody listens there any more
    with pytest.raises(StoreAway, match="does not answer"):
        blobs.get(name)
    for what, ask in everything(blobs, name).items():
        assert is_away(ask) == "the store was away a moment ago", what
    monkeypatch.setattr(blobs, "_away_until", 0.0)  # two seconds later
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
            held.wait(30)
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
