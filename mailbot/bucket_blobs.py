"""Blobs in a bucket of a store that speaks S3: any number of machines share them."""

import errno
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mailbot.blobs import fingerprint, told
from mailbot.bucket_address import BucketAddress

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config, S3Store

_CONNECT, _REQUEST = timedelta(seconds=4), timedelta(seconds=60)
"""The second is for 35 MB over a slow line. What has sent nothing for so long is over before a lease is twice gone."""
_TRIES, _TRIES_FOR = 2, timedelta(seconds=8)
"""Once more, and again, unless that much time has passed; then whoever asked hears that it is away."""
_PAUSE = timedelta(milliseconds=100)
_LEFT_ALONE = 2.0
"""Seconds for which a store that could not be reached is not asked again: threads do not wait for it one by one."""
_GONE_FOR = timedelta(minutes=5)
"""Longer than a removal takes from its mark to its end, whatever the line does."""
_CODE = re.compile(r"<Code>(\w+)</Code>")
_NO_SUCH_KEY = "NoSuchKey"
_NOT_REACHED = re.compile(r"kind: (?:Connect|Timeout|Request)\b")


class StoreAway(OSError):
    """The store did not answer, or would not let us in: nothing is known of what it has."""


class BucketBlobs:
    """Blobs under the same names as in a folder, `ab/cd/abcd…`: a house is moved by copying.

    A store puts an object down whole, or not at all, and says so once it is kept. It knows no way to take one away only
    if nobody has put it down anew meanwhile: whoever removes leaves a mark first, and whoever puts looks for it after.
    """

    def __init__(self, address: BucketAddress, *, key: str = "", secret: str = "") -> None:
        """`key`, `secret`: who we are; empty: as the environment or the machine says (AWS_ACCESS_KEY_ID and so on).
        Nothing is asked of the store yet, and its library is not read before something is."""
        self.address = address
        self._key, self._secret = key, secret
        self._away_until = 0.0

    @told("put")
    def put(self, content: bytes) -> str:
        """Keep some bytes; the store has said that it has them. Raises OSError when it did not.

        They are sent though it may have them: that marks them as fresh, and mends what it had wrongly.
        """
        name = fingerprint(content)
        self._put(_place(name), content)
        mark = self._seen(_mark(name))
        if mark is None:
            return name
        # Somebody takes these bytes away just now, or was killed at it. By the store's own clock. Whose removal has
        # reached the store may not know so, and sends it again.
        mine = self._seen(_place(name))
        if mine is None or mine - mark < _GONE_FOR:
            raise OSError(errno.EAGAIN, "the same bytes are being removed")
        self._put(_place(name), content)
        self._ask(lambda store: store.delete(_mark(name)))
        return name

    @told("get")
    def get(self, name: str) -> bytes:
        """The bytes of a fingerprint. Raises KeyError when the store says that it has none, OSError when it does not
        answer, refuses, or has other bytes under this name."""
        try:
            content: bytes = self._ask(lambda store: bytes(store.get(_place(name)).bytes()))
        except FileNotFoundError as none:
            if none.strerror != _NO_SUCH_KEY:  # a proxy in between has pages of its own
                raise StoreAway(errno.EHOSTDOWN, "somebody else answers") from None
            self._be_there()
            raise KeyError(name) from None
        if fingerprint(content) != name:
            raise OSError(errno.EIO, "the store has other bytes than it was given")
        return content

    @told("has")
    def has(self, name: str) -> bool:
        """Whether the store has these bytes. Raises OSError when that cannot be seen now."""
        if self._seen(_place(name)) is not None:
            return True
        self._be_there()
        return False

    @told("remove")
    def remove(self, name: str, *, before: datetime) -> bool:
        """Take some bytes away, unless they were put down after this instant. Whether there are none any more."""
        if not self.has(name):
            return True
        if self._is_fresh(name, before):
            return False
        self._put(_mark(name), b"")
        if self._is_fresh(name, before):  # whoever puts them down from here on finds the mark
            return False
        self._ask(lambda store: store.delete(_place(name)))
        return True

    def names(self, beginning: str) -> Iterator[str]:
        """The fingerprints that begin with these two digits, in their order."""
        for path, _ in self._listed(beginning):
            if not (name := path.rpartition("/")[2]).startswith("."):
                yield name

    def clear_up(self, beginning: str, *, before: datetime) -> int:
        """Take away the marks of removals that were over before this instant; how many. Nothing is put down in parts:
        there is no upload to abandon."""
        old = [path for path, at in self._listed(beginning) if "/." in path and at < before]
        for path in old:
            self._ask(lambda store, path=path: store.delete(path))  # type: ignore[misc]
        return len(old)

    def try_out(self, probe: bytes) -> tuple[datetime, bool]:
        """Put something down, read it, list it and take it away; what the store's clock said, and whether it keeps
        versions of what is taken away. Raises StoreAway, with the step and the store's code."""
        path = f".probe/{fingerprint(probe)}"
        told = self._step("write", lambda: self._ask(lambda store: store.put(path, probe, use_multipart=False)))
        read = self._step("read", lambda: self._ask(lambda store: bytes(store.get(path).bytes())))
        listed = self._step("list", lambda: dict(self._listed(".probe")))
        self._step("remove", lambda: self._ask(lambda store: store.delete(path)))
        if read != probe or path not in listed:
            raise StoreAway(errno.EIO, "read: it has forgotten what it was given")
        return listed[path], told.get("version") not in (None, "null")

    def _step(self, name: str, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except OSError as error:
            raise StoreAway(errno.EIO, f"{name}: {error.strerror}") from None

    def _put(self, path: str, content: bytes) -> None:
        # In one piece: what is put down in parts and never ended stays, unseen, and is paid for.
        self._ask(lambda store: store.put(path, content, use_multipart=False))

    def _is_fresh(self, name: str, before: datetime) -> bool:
        put_at = self._seen(_place(name))
        return put_at is not None and put_at >= before

    def _seen(self, path: str) -> datetime | None:
        """When it was last put down; None when there is none."""
        try:
            at: datetime = self._ask(lambda store: store.head(path))["last_modified"]
        except FileNotFoundError:
            return None
        return at

    def _listed(self, beginning: str) -> Iterator[tuple[str, datetime]]:
        pages = self._ask(lambda store: store.list(beginning, chunk_size=1_000))
        while page := self._ask(lambda _: next(pages, ())):
            for each in page:
                yield each["path"], each["last_modified"]

    def _be_there(self) -> None:
        """Whether « there is none » is to be believed. An answer to HEAD has no words: a bucket that is missing, or is
        another one than it was, looks like one that has nothing. A house that looks for something finds others."""
        if next(self._listed(""), None) is None:
            raise StoreAway(errno.ENODEV, "the bucket has nothing of this house")

    def _ask(self, what: "Callable[[S3Store], Any]") -> Any:
        if time.monotonic() < self._away_until:
            raise StoreAway(errno.EHOSTDOWN, "the store was away a moment ago")
        with self._troubles():
            return what(self._store)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Whatever the library says becomes ours: FileNotFoundError for what the store has not, StoreAway for all the
        rest, with its code and never with its words, which name the bucket and may name more."""
        from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

        try:
            yield
        except (PermissionDeniedError, UnauthenticatedError) as refused:
            raise StoreAway(errno.EACCES, code_of(refused) or "AccessDenied") from None
        except FileNotFoundError as error:
            if (code := code_of(error)) in ("", _NO_SUCH_KEY):
                raise FileNotFoundError(errno.ENOENT, code) from None
            raise StoreAway(errno.ENODEV, code) from None
        except (BaseError, ValueError, OSError) as error:
            if isinstance(error, StoreAway):
                raise
            if not (code := code_of(error)) and _NOT_REACHED.search(str(error)):
                self._away_until = time.monotonic() + _LEFT_ALONE
            raise StoreAway(errno.EHOSTDOWN, code or "it does not answer") from None

    @cached_property
    def _store(self) -> "S3Store":
        from obstore.store import S3Store

        address = self.address
        client: ClientConfig = {
            "allow_http": address.endpoint.startswith("http://"), "connect_timeout": _CONNECT, "timeout": _REQUEST,
        }  # fmt: skip
        if address.ca is not None:
            client["root_certificate"] = address.ca.read_bytes()
        config: S3Config = {
            "region": address.region, "virtual_hosted_style_request": not address.is_path_style,
            # A store that is not Amazon's may know no list of deletions, and none needs one here.
            "disable_bulk_delete": True, "disable_tagging": True,
        }  # fmt: skip
        if address.url:
            config["endpoint"] = address.url
        if self._key:
            config["access_key_id"], config["secret_access_key"] = self._key, self._secret
        return S3Store(
            address.bucket, prefix=address.prefix or None, config=config, client_options=client,
            retry_config={
                "max_retries": _TRIES, "retry_timeout": _TRIES_FOR,
                "backoff": {"init_backoff": _PAUSE, "max_backoff": 10 * _PAUSE, "base": 2},
            },
        )  # fmt: skip


def code_of(error: Exception) -> str:
    """What a store calls its trouble, as NoSuchBucket or SignatureDoesNotMatch; empty when it has said none."""
    found = _CODE.search(str(error))
    return found[1] if found else ""


def _place(name: str) -> str:
    return f"{name[:2]}/{name[2:4]}/{name}"


def _mark(name: str) -> str:
    return f"{name[:2]}/{name[2:4]}/.gone-{name}"
