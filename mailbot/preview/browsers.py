"""A browser within this process: it asks the real application for pages, fills in their forms and presses."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette

from mailbot.preview.forms import form_for
from mailbot.preview.house import File, TourHouse
from mailbot.web.visits import Sheet

_SHEETS = "http.response.debug"
_BOUNDARY = "workshop-7f3a"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    sheet: Sheet | None
    """None for what is no page: a photo, a chart."""

    @property
    def html(self) -> str:
        """The page as it was printed."""
        return self.body.decode("utf-8", "replace")


@dataclass(slots=True)
class Browser:
    """Somebody's browser: it keeps cookies, and reads a page before it presses."""

    app: Starlette
    house: TourHouse
    host: str = "127.0.0.1"
    language: str = "fr"
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, url: str) -> Answer:
        """Look at a page."""
        return self.ask("GET", url)

    def press(
        self, page: Answer, act: str, files: Sequence[tuple[str, File]], fields: Mapping[str, str]
    ) -> Answer:  # fmt: skip
        """Press a button of a page, these fields changed; the others as a browser would send them."""
        form = form_for(page.html, act, fields)
        sent = form.fields | form.button(act) | dict(fields)
        url = form.action or page.url
        self.house.clock.forward(seconds=4)
        if form.has_files:
            return self.ask("POST", url, _multipart(sent, files), f"multipart/form-data; boundary={_BOUNDARY}")
        return self.ask("POST", url, urlencode(sent).encode(), "application/x-www-form-urlencoded")

    def ask(self, method: str, url: str, body: bytes = b"", kind: str = "", **headers: str) -> Answer:
        """One request, whole; these headers besides."""
        answer = self.house.loop.run(_asked(self.app, self._scope(method, url, kind, headers), body, url))
        for value in (value for name, value in answer.headers.items() if name.startswith("set-cookie")):
            for name, kept in SimpleCookie(value).items():
                self.cookies[name] = kept.value
        return answer

    def _scope(self, method: str, url: str, kind: str, more: Mapping[str, str]) -> dict[str, Any]:
        parts = urlsplit(url)
        headers = {"host": "suivi.agence-tilleul.example", "accept-language": self.language} | dict(more)
        if kind:
            headers["content-type"] = kind
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "https",
            "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": (self.host, 1), "server": ("suivi.agence-tilleul.example", 443),
            "extensions": {_SHEETS: {}},
        }  # fmt: skip


async def _asked(app: Starlette, scope: dict[str, Any], body: bytes, url: str) -> Answer:
    said: list[MutableMapping[str, Any]] = []
    scope["headers"].append((b"content-length", str(len(body)).encode()))

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    start = next(message for message in said if message["type"] == "http.response.start")
    sheets = [message["info"]["sheet"] for message in said if message["type"] == _SHEETS]
    headers = {f"{name.decode()}{'' if name != b'set-cookie' else at}": value.decode()
               for at, (name, value) in enumerate(start["headers"])}  # fmt: skip
    content = b"".join(message.get("body", b"") for message in said if message["type"] == "http.response.body")
    return Answer(url, start["status"], headers, content, sheets[-1] if sheets else None)


def _multipart(fields: Mapping[str, str], files: Sequence[tuple[str, File]]) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (file, content) in files:
        kind = "application/pdf" if file.endswith(".pdf") else "image/jpeg"
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(head.encode() + f"Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()
