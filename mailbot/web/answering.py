"""A page as an answer, with whatever its browser is to keep; and the pages that belong to nobody."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from mailbot.web.sheets import printed
from mailbot.web.visits import Sheet

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may do: show itself, and be sent back to where it came from."""
_SCRIPT = '<script src="/look/'
"""People's words are escaped: none of them reads so."""
_WITH_A_SCRIPT = "script-src 'self'; connect-src 'self'"
"""Beside it, of the pages that say how far their files are."""
_BUSY_SECONDS = "30"
_TOLD = "http.response.debug"
"""What whoever runs the application within their own process may ask for: ASGI's own name for it."""


class PageResponse(HTMLResponse):
    """A page as HTML. In the same process its sheet is told as well, to whoever asks for it; no server does."""

    def __init__(self, sheet: Sheet, headers: Mapping[str, str]) -> None:
        page = printed(sheet)
        own = {"content-security-policy": f"{POLICY}; {_WITH_A_SCRIPT}"} if _SCRIPT in page else {}
        super().__init__(page, status_code=sheet.status, headers={**headers, **own})
        self._sheet = sheet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        if _TOLD in scope.get("extensions", {}):
            await send({"type": _TOLD, "info": {"sheet": self._sheet}})
        await super().__call__(scope, receive, send)


def answer(sheet: Sheet, headers: Mapping[str, str] | None = None) -> Response:
    """A page as a browser receives it."""
    said = {**(headers or {}), **({"Retry-After": _BUSY_SECONDS} if sheet.status == 503 else {})}
    response = PageResponse(sheet, said)
    if sheet.cookie is not None:
        kept = sheet.cookie
        response.set_cookie(
            kept.name, kept.value, max_age=kept.max_age, path=kept.path, secure=kept.secure, httponly=True,
            samesite="lax",
        )  # fmt: skip
    return response


def nobodys(name: str, status: int, accepts: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page that belongs to no agency, in the language that a browser asks for."""
    return answer(Sheet(name, {"words": ""}, language_of(accepts), None, status=status), headers)


def language_of(accepts: str) -> str:
    """The language for somebody whom we cannot know: what their browser says (Accept-Language), else French."""
    return "en" if accepts.strip().lower().startswith("en") else "fr"
