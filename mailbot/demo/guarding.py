"""Keeps the demonstration's page to this machine: no other host name, no form from another site, nothing embedded."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], _Receive, _Send], Awaitable[None]]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LOOKING = frozenset({"GET", "HEAD"})
_ALWAYS = {
    b"content-security-policy": (
        b"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'"
    ),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-store",
}


def guarded(app: App) -> App:
    """The application behind its guard. A page's own header of the same name is left as it is."""

    async def guard(scope: MutableMapping[str, Any], receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        trouble = _trouble(scope["method"], dict(scope["headers"]))
        if trouble is not None:
            await _say(send, *trouble)
            return

        async def dressed(message: _Message) -> None:
            if message["type"] == "http.response.start":
                named = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in _ALWAYS.items() if name not in named]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(scope, receive, dressed)

    return guard


def _trouble(method: str, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
    # A page of another site whose name is made to lead to 127.0.0.1 (DNS rebinding) brings that name along.
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if (name if colon else host) not in _LOOPBACK or (colon and not port.isdecimal()):
        return 400, "This page is for this machine alone: http://127.0.0.1\n"
    origin = headers.get(b"origin", b"").decode("latin-1").lower()
    if method not in _LOOKING and origin and origin != f"http://{host}":
        return 403, "This form was sent from another site.\n"
    return None


async def _say(send: _Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_ALWAYS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
