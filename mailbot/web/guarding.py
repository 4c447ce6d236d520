"""What stands around every page: who may ask and how often, and what every answer carries: run nothing, embed nothing,
keep nothing, tell no other site. Whatever goes wrong behind it has a page, and no word of what it was."""

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import nullcontext
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from mailbot import tracing
from mailbot.measures import PAGE_SECONDS
from mailbot.telemetry import logger
from mailbot.threads.pages import PREFIX
from mailbot.web.answering import POLICY, answer, language_of, nobodys
from mailbot.web.forms import TooLong, body_of, typed_in, written
from mailbot.web.rates import Asked, Rates
from mailbot.web.visits import Sheet

log = logger(__name__)

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], _Receive, _Send], Awaitable[None]]

_POLICY = b"content-security-policy"
HEADERS = (
    (_POLICY, POLICY.encode("ascii")),
    # Browsers that know no frame-ancestors.
    (b"x-frame-options", b"DENY"),
    # A link is a key: no other site may learn of it, and no cache or search engine keep it.
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"x-content-type-options", b"nosniff"),
    # No other site's window holds ours, and none shows what is ours as its own.
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
)
_SECURE = (b"strict-transport-security", b"max-age=31536000")
_A_FILE = b"; sandbox"
"""After the rules of what is to be kept: a browser that shows it all the same shows it without any right."""

_HEADER_OCTETS = 32_768
"""Of an address and a header. What comes in one piece passes by the server's own limit, whatever its size."""
_TELLS_EACH = 10.0
"""Seconds between two lines of the log about requests that went no further."""
_WATCHERS = frozenset({"/metrics", "/healthz"})
"""Asked every few seconds by a program, which would drown what people wait for."""
_READS = frozenset({"GET", "HEAD"})
_COSTLY = frozenset({"export"})
_PICTURES = frozenset({"photo", "chart", "paper", "video", "invite.ics", "contact.vcf"})
_GIVES_BACK = {403: "another_site", 429: "too_often"}
"""Refusals that a person may meet who has typed something, and their pages."""
_GIVEN_BACK_AT_ONCE = 8
_GIVEN_BACK_SECONDS = 5.0
_OWN_SITE = frozenset({"same-origin", "none"})
"""What a browser says of a form of ours, and of an address that somebody typed (W3C, Fetch Metadata)."""


class Guarded:
    """The application, guarded. `base`: what the links in letters begin with; `is_ours`: whether a link bears our
    seal."""

    def __init__(
        self, app: App, *, base: str, rates: Rates, is_ours: Callable[[str], bool] = lambda _: False
    ) -> None:  # fmt: skip
        self._app, self._rates, self._is_ours = app, rates, is_ours
        self._base = urlsplit(base)
        self._refusals, self._tells_at = 0, 0.0
        self._given_back = 0
        self._headers = (*HEADERS, _SECURE) if self._base.scheme == "https" else HEADERS

    async def __call__(self, scope: MutableMapping[str, Any], receive: _Receive, send: _Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        scope = self._named_as_we_are(scope)
        accepts = _header(scope, b"accept-language")
        client = self._rates.client_of((scope.get("client") or (None,))[0])
        link = _link(scope["path"])
        begun, is_page = False, scope["path"] not in _WATCHERS

        async def dressed(message: _Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                if is_page:
                    PAGE_SECONDS.note(monotonic() - began, _method(scope), f"{message['status'] // 100}xx")
                if link and message["status"] == 404:
                    self._rates.guessed(client)
                message = {**message, "headers": self._dressed(message["headers"])}
            await send(message)

        began = monotonic()
        try:  # all of it: a fault of the guard's own is dressed like any other
            refused = self._refused(scope, client, link, accepts)
            if refused is not None and refused.status_code in _GIVES_BACK and self._is_ours(link):
                refused = await self._with_what_was_typed(refused, scope, receive)
            with tracing.span("page", method=_method(scope)) if is_page else nullcontext():
                await (self._app if refused is None else refused)(scope, receive, dressed)
        except ClientDisconnect:
            return
        except Exception:  # its text may be people's words: it is logged as telemetry logs, and shown to nobody
            log.fault("page_fault")
            if not begun:
                await nobodys("fault", 500, accepts)(scope, receive, dressed)

    def _refused(
        self, scope: MutableMapping[str, Any], client: str | None, link: str, accepts: str
    ) -> Response | None:  # fmt: skip
        """Why a request goes no further; None when it does."""
        if _octets(scope) > _HEADER_OCTETS:
            return nobodys("not_so", 431, accepts)
        seconds = self._rates.seconds_to_wait(_asked(scope), client, link, self._is_ours)
        if seconds:
            self._note_refused()
            return nobodys("too_often", 429, accepts, {"Retry-After": str(seconds)})
        if scope["method"] not in _READS and not self._is_from_here(scope):
            self._note_refused()
            return nobodys("another_site", 403, accepts)
        return None

    async def _with_what_was_typed(
        self, refused: Response, scope: MutableMapping[str, Any], receive: _Receive
    ) -> Response:  # fmt: skip
        """The same refusal, with what somebody had typed: whoever is sent away has lost nothing. No more than a few are
        read at once, and each in a moment: a flood gets its short answer."""
        if scope["method"] in _READS or not _is_plain(scope) or self._given_back >= _GIVEN_BACK_AT_ONCE:
            return refused
        self._given_back += 1
        try:
            typed = typed_in(await body_of(Request(scope, receive), patience=_GIVEN_BACK_SECONDS))
        except (TooLong, TimeoutError):
            return refused
        finally:
            self._given_back -= 1
        name = _GIVES_BACK[refused.status_code]
        here = scope["path"] if self._is_from_here(scope) else ""
        facts = {"here": here, "form": typed.form, "fields": dict(typed.fields), "words": written(typed.fields)}
        again = {"Retry-After": refused.headers["retry-after"]} if "retry-after" in refused.headers else None
        accepts = _header(scope, b"accept-language")
        return answer(Sheet(name, facts, language_of(accepts), None, status=refused.status_code), again)

    def _note_refused(self) -> None:
        """A line of the log now and then: whoever floods pages does not flood the log with them."""
        self._refusals += 1
        if monotonic() >= self._tells_at:
            log.warning("pages_refused", requests=self._refusals)
            self._refusals, self._tells_at = 0, monotonic() + _TELLS_EACH

    def _is_from_here(self, scope: MutableMapping[str, Any]) -> bool:
        """Whether a form was sent by a page of ours, as far as its browser says.

        A browser that knows Sec-Fetch-Site says so there. An older one has Origin, which is « null » for our pages:
        they send no referrer (Fetch, « append a request Origin header »). A mail program that leaves the news in one
        click (RFC 8058) is on no site, or on its own.
        """
        if scope["path"].endswith("/unsubscribe"):
            return True
        site = _header(scope, b"sec-fetch-site").lower()
        if site:
            return site in _OWN_SITE
        origin = _header(scope, b"origin").lower()
        return origin in ("", "null", f"{self._base.scheme}://{self._base.netloc}".lower())

    def _named_as_we_are(self, scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """The request with our own name, whatever it calls us: nothing is ever made from a Host that somebody wrote."""
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        return {
            **scope,
            "headers": [(b"host", self._base.netloc.encode("ascii", "replace")), *others],
            "scheme": self._base.scheme,
        }

    def _dressed(self, said: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        is_kept = any(name == b"content-disposition" for name, _ in said)
        has_its_own = any(name == _POLICY for name, _ in said)
        ours = [
            (name, value + _A_FILE if is_kept and name == _POLICY else value)
            for name, value in self._headers
            if name != _POLICY or not has_its_own
        ]
        return [*said, *ours]


def _header(scope: MutableMapping[str, Any], wanted: bytes) -> str:
    """Its one value; several are none that a browser writes, and are returned together."""
    return ", ".join(value.decode("latin-1") for name, value in scope["headers"] if name == wanted)


def _is_plain(scope: MutableMapping[str, Any]) -> bool:
    """Whether a form comes without files."""
    return _header(scope, b"content-type").lower().startswith("application/x-www-form-urlencoded")


def _octets(scope: MutableMapping[str, Any]) -> int:
    """Of its first line and its header."""
    fields = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    return len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) + fields


def _link(path: str) -> str:
    """What is sealed in an address of ours."""
    return path.removeprefix(PREFIX).partition("/")[0] if path.startswith(PREFIX) else ""


def _asked(scope: MutableMapping[str, Any]) -> Asked:
    what = scope["path"].removeprefix(PREFIX).split("/")[1:2]
    if scope["method"] not in _READS:
        is_file = _header(scope, b"content-type").lower().startswith("multipart/form-data")
        return Asked.COSTLY if is_file and not what else Asked.PRESSING
    if what and what[0] in _COSTLY:
        return Asked.COSTLY
    return Asked.PICTURE if what and what[0] in _PICTURES else Asked.READING


def _method(scope: MutableMapping[str, Any]) -> str:
    """As a label: a client may call what it does by any name."""
    return scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
