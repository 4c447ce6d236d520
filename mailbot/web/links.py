"""The pages behind links, as a browser meets them: GET shows, POST acts, and whatever goes wrong has a page too."""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from mailbot.errors import TryAgain
from mailbot.files.names import safe_name
from mailbot.telemetry import logger
from mailbot.threads.damage import mended_token
from mailbot.threads.pages import PREFIX
from mailbot.web import door, downloads, handing_in
from mailbot.web.answering import answer as page_answer
from mailbot.web.answering import language_of, nobodys
from mailbot.web.forms import TooLong, body_of, typed_in, written, written_in
from mailbot.web.logos import Logos
from mailbot.web.rates import Rates
from mailbot.web.sheets import script, style
from mailbot.web.visits import Nowhere, Sheet, Typed, understood
from mailbot.world import World

log = logger(__name__)

_LONGEST_QUESTION = 2_000
_PATIENCE_WITH_FILES = 300.0
"""Seconds in which a form with photos must have come, from a telephone in a cellar."""
_AT_ONCE = 4
"""Forms with files that are read at once: each takes as much as a large mail."""
_RECEIVED_AT_ONCE = 16
"""Forms with files that are on their way: each may take three times as much on disk."""
_RECEIVED_OF_ONE = 4
"""The same, of one client."""
_DRAWN_AT_ONCE = 4
"""Photos, charts and exports that are made at once."""


# RFC 8058, section 3.2: one field, sent as a query or as multipart/form-data.
_OF_A_CHART = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""A chart can do nothing but wear its own colours: those for the dark stand within it."""
_ONE_CLICK = re.compile(rb'(?:^|[&"])List-Unsubscribe(?:=|"\s+)One-Click\b')


def link_routes(world: World, rates: Rates) -> list[Route]:
    """Where links lead."""
    pages = _Links(world, rates)
    return [
        Route(PREFIX + "{token}", pages.show, methods=["GET"]),
        Route(PREFIX + "{token}", pages.press, methods=["POST"]),
        Route(PREFIX + "{token}/fresh", pages.send_fresh, methods=["POST"]),
        Route(PREFIX + "{token}/fresh", pages.show, methods=["GET"]),
        Route(PREFIX + "{token}/empty", pages.empty, methods=["POST"]),
        Route(PREFIX + "{token}/empty", pages.show, methods=["GET"]),
        Route(PREFIX + "{token}/unsubscribe", pages.unsubscribe, methods=["POST"]),
        Route(PREFIX + "{token}/unsubscribe", pages.show, methods=["GET"]),
        Route(PREFIX + "{token}/photo/{number:int}", pages.photo, methods=["GET"]),
        Route(PREFIX + "{token}/chart/{name}", pages.chart, methods=["GET"]),
        Route(PREFIX + "{token}/export", pages.export, methods=["GET"]),
        Route(PREFIX + "{token}/invite.ics", pages.invite, methods=["GET"]),
        Route(PREFIX + "{token}/contact.vcf", pages.contact, methods=["GET"]),
        Route(PREFIX + "{token}/paper/{number:int}", pages.paper, methods=["GET"]),
        Route(PREFIX + "{token}/video/{number:int}", pages.video, methods=["GET"]),
        Route("/look/{name}", pages.look, methods=["GET"]),
    ]


class _Links:
    def __init__(self, world: World, rates: Rates) -> None:
        self._world, self._rates, self._logos = world, rates, Logos(world)
        self._handing = asyncio.Semaphore(_AT_ONCE)
        self._receiving = asyncio.Semaphore(_RECEIVED_AT_ONCE)
        self._drawing = asyncio.Semaphore(_DRAWN_AT_ONCE)
        self._of_client: Counter[str] = Counter()

    async def show(self, request: Request) -> Response:
        """The page behind a link. It changes nothing: programs that read mail open links too."""
        sealed = _sealed(request)
        asked = _asked(request)
        return await _answer(request, lambda: door.show(self._world, sealed, asked), Typed())

    async def look(self, request: Request) -> Response:
        """What pages look like: their style, in an agency's colour, its logo, and the one script that some have."""
        name = request.path_params["name"]
        if (rules := style(name)) is not None:
            return Response(rules, media_type="text/css")
        if (steps := script(name)) is not None:
            return Response(steps, media_type="text/javascript")
        logo = await run_in_threadpool(self._logos.named, name)
        return Response(status_code=404) if logo is None else Response(logo, media_type="image/png")

    async def press(self, request: Request) -> Response:
        """The button of a page."""
        sealed = _sealed(request)
        if handing_in.has_files(request) and self._takes_files(sealed):
            return await self._press_with_files(request, sealed)
        try:
            typed = replace(typed_in(await body_of(request)), cookies=request.cookies)
        except TimeoutError:
            return _too_long(request)
        except TooLong as too_long:
            return _too_long(request, written_in(too_long.begun))
        return await _answer(request, lambda: door.press(self._world, sealed, typed), typed)

    def _takes_files(self, sealed: str) -> bool:
        try:
            return door.takes_files(self._world, sealed)
        except Nowhere:
            return False  # the press says so

    async def _press_with_files(self, request: Request, sealed: str) -> Response:
        """The button of a page that takes files. What was typed beside files that are too large comes back."""
        client = self._rates.client_of(request.client.host if request.client is not None else None)
        if client is not None and self._of_client[client] >= _RECEIVED_OF_ONE:
            accepts = request.headers.get("accept-language", "")
            return nobodys("too_often", 429, accepts, {"Retry-After": "60"})
        try:
            async with (
                self._counted(client),
                asyncio.timeout(_PATIENCE_WITH_FILES) as patience,
                self._receiving,
                handing_in.read_form(request) as form,
            ):
                patience.reschedule(None)  # it has come: what is done with it is not hurried
                return await self._handed_in(request, sealed, form)
        except handing_in.TooLarge as too_large:
            return await self._too_large(request, sealed, too_large.fields)
        except TimeoutError:
            return await self._too_large(request, sealed, {})
        except HTTPException:
            return _too_long(request)
        except OSError as trouble:  # large files wait on disk until the form has come
            log.warning("form_put_off", trouble=type(trouble).__name__)
            return self._busy(request)

    def _busy(self, request: Request) -> Response:
        facts = {"here": request.url.path, "form": "", "fields": {}, "words": ""}
        return page_answer(Sheet("busy", facts, language_asked(request), None, status=503))

    async def _handed_in(self, request: Request, sealed: str, form: handing_in.Form) -> Response:
        """What was received is on disk until its turn comes: few are in memory at once, however slowly others send."""
        async with self._handing:
            files = await form.files()
            fields = dict(form.fields)
            typed = Typed(form=fields.pop("form", ""), fields=fields, cookies=request.cookies)
            return await _answer(request, lambda: door.press(self._world, sealed, typed, files), typed)

    @contextlib.asynccontextmanager
    async def _counted(self, client: str | None) -> AsyncIterator[None]:
        if client is None:
            yield
            return
        self._of_client[client] += 1
        try:
            yield
        finally:
            self._of_client[client] -= 1
            self._of_client += Counter()  # forgets those who have none any more

    async def _in_turn(self, make: Callable[[], Response | None]) -> Response:
        """What draws or packs. Those who wait for it hold none of the threads that show pages."""
        async with self._drawing:
            return await run_in_threadpool(_quietly, make)

    async def _too_large(self, request: Request, sealed: str, fields: dict[str, str]) -> Response:
        typed = Typed(form=fields.pop("form", ""), fields=fields)
        return await _answer(request, lambda: door.show_too_large(self._world, sealed, fields), typed)

    async def send_fresh(self, request: Request) -> Response:
        """« Recevoir un nouveau lien »."""
        sealed = _sealed(request)
        return await _answer(request, lambda: door.send_fresh(self._world, sealed), Typed())

    async def empty(self, request: Request) -> Response:
        """The form that nobody sees."""
        sealed = _sealed(request)
        return await run_in_threadpool(_quietly, lambda: door.note_program(self._world, sealed))

    async def unsubscribe(self, request: Request) -> Response:
        """One click in a mail program. Its form is one field, in either of the two ways that forms are sent."""
        try:
            body = await body_of(request)
        except (TooLong, TimeoutError):
            return Response(status_code=413)
        if _ONE_CLICK.search(body) is None:
            return Response(status_code=400)
        return await run_in_threadpool(_quietly, lambda: door.unsubscribe(self._world, _sealed(request)))

    async def photo(self, request: Request) -> Response:
        """A photo of a report."""
        sealed, number = _sealed(request), request.path_params["number"]

        def shown() -> Response:
            return Response(door.photo(self._world, sealed, number), media_type="image/jpeg")

        return await self._in_turn(shown)

    async def chart(self, request: Request) -> Response:
        """A chart of the dashboard."""
        sealed, name = _sealed(request), request.path_params["name"]

        def shown() -> Response:
            own = {"content-security-policy": _OF_A_CHART}
            return Response(downloads.chart(self._world, sealed, name), media_type="image/svg+xml", headers=own)

        return await self._in_turn(shown)

    async def export(self, request: Request) -> Response:
        """A report with its documents, or a list of reports, to be kept. Making it changes nothing."""
        sealed, asked = _sealed(request), _asked(request)

        def made() -> Sheet | Response:
            kept = downloads.export(self._world, sealed, asked, request.cookies)
            if isinstance(kept, Sheet):
                return kept
            headers = {"Content-Disposition": f'attachment; filename="{kept.name}"'}
            return StreamingResponse(kept.chunks, media_type=kept.media_type, headers=headers)

        async with self._drawing:
            return await _answer(request, made, Typed())

    async def invite(self, request: Request) -> Response:
        """A visit as a file that a calendar program opens."""
        sealed = _sealed(request)
        named = {"Content-Disposition": 'attachment; filename="invite.ics"'}

        def given() -> Response:
            content = downloads.invite(self._world, sealed)
            return Response(content, media_type="text/calendar; charset=utf-8", headers=named)

        return await run_in_threadpool(_quietly, given)

    async def contact(self, request: Request) -> Response:
        """The agency as a card: a telephone opens it in its address book."""
        sealed = _sealed(request)
        named = {"Content-Disposition": 'inline; filename="contact.vcf"'}

        def given() -> Response:
            content = downloads.contact(self._world, sealed)
            return Response(content, media_type="text/vcard; charset=utf-8", headers=named)

        return await run_in_threadpool(_quietly, given)

    async def paper(self, request: Request) -> Response:
        """A document that a company sent, to be kept: no page of ours shows what others made."""
        sealed, number = _sealed(request), request.path_params["number"]

        def given() -> Response:
            name, content = door.paper(self._world, sealed, number)
            kind = "application/pdf" if b"%PDF-" in content[:1024] else "application/octet-stream"
            return Response(content, media_type=kind, headers=_kept_as(name))

        return await run_in_threadpool(_quietly, given)

    async def video(self, request: Request) -> Response:
        """A video that came with a report, to be kept."""
        sealed, number = request.path_params["token"], request.path_params["number"]

        def given() -> Response:
            name, content = door.video(self._world, sealed, number)
            return Response(content, media_type="application/octet-stream", headers=_kept_as(name))

        return await run_in_threadpool(_quietly, given)


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(safe_name(name) or 'file', safe='')}"}


async def not_so(request: Request, error: Exception) -> Response:
    """What stands at every address that is none of ours, and what answers a request that no page of ours makes."""
    accepts = request.headers.get("accept-language", "")
    if not isinstance(error, HTTPException) or error.status_code == 404:
        return nobodys("nowhere", 404, accepts)
    return nobodys("not_so", error.status_code, accepts, error.headers)


def _too_long(request: Request, words: str = "") -> Response:
    return page_answer(Sheet("too_long", {"words": words}, language_asked(request), None, status=413))


def language_asked(request: Request) -> str:
    """The language for somebody whom we cannot know."""
    return language_of(request.headers.get("accept-language", ""))


def _sealed(request: Request) -> str:
    """What is sealed in the link, as we made it: what a mail program put around it goes no further."""
    return mended_token(request.path_params["token"])


def is_sealed(world: World, token: str) -> bool:
    """Whether we have sealed a link, however old it is."""
    try:
        understood(world, mended_token(token))
    except Nowhere:
        return False
    return True


def _asked(request: Request) -> dict[str, str]:
    """What the address asks. A question that is too long is none."""
    query = request.scope["query_string"]
    if len(query) > _LONGEST_QUESTION:
        return {}
    try:
        return dict(typed_in(query).fields)
    except TooLong:
        return {}


async def _answer(request: Request, make: Callable[[], Sheet | Response], typed: Typed) -> Response:
    return await run_in_threadpool(_made, make, typed, quote(request.scope["path"]), language_asked(request))


def _made(make: Callable[[], Sheet | Response], typed: Typed, here: str, language: str) -> Response:
    facts = {"here": here, "form": typed.form, "fields": dict(typed.fields), "words": typed.text("words")}
    try:
        made = make()
        return made if isinstance(made, Response) else page_answer(made)
    except Nowhere:
        return page_answer(Sheet("nowhere", {}, language, None, status=404))
    except (TryAgain, OSError) as trouble:  # the database or the disk is away, or full: that passes
        log.warning("page_put_off", trouble=type(trouble).__name__)
        return page_answer(Sheet("busy", facts, language, None, status=503))
    except Exception:
        log.fault("page_fault")
        told = {"words": written(typed.fields)}
        return page_answer(Sheet("fault", told, language, None, status=500))


def _quietly(do: Callable[[], Response | None]) -> Response:
    """An answer that no person reads."""
    try:
        return do() or Response(status_code=200)
    except Nowhere:
        return Response(status_code=404)
    except (TryAgain, OSError) as trouble:
        log.warning("page_put_off", trouble=type(trouble).__name__)
        return Response(status_code=503, headers={"Retry-After": "30"})
    except Exception:
        log.fault("page_fault")
        return Response(status_code=500)
