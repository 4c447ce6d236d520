"""A page as an answer, with whatever its browser is to keep; and the pages that belong to nobody."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse, Response

from mailbot.web.sheets import printed
from mailbot.web.visits import Sheet

_BUSY_SECONDS = "30"


def answer(sheet: Sheet, headers: Mapping[str, str] | None = None) -> Response:
    """A page as a browser receives it."""
    said = {**(headers or {}), **({"Retry-After": _BUSY_SECONDS} if sheet.status == 503 else {})}
    response = HTMLResponse(printed(sheet), status_code=sheet.status, headers=said)
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
