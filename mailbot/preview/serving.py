"""The gallery in the browser, on this machine alone: made anew at each look, shown anew once a template is saved."""

import asyncio
import contextlib
import signal
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mailbot.demo.guarding import guarded
from mailbot.errors import WrongSetting
from mailbot.preview.anew import Watch, read_anew
from mailbot.preview.gallery import File, Gallery
from mailbot.preview.tour import Tour
from mailbot.web.serving import open_to, page_server

_HOST = "127.0.0.1"
_CHANGES = "changes"
_LOOKS_EACH = 0.4
"""Seconds between two looks at the templates."""
_PATIENCE = 20.0
"""Seconds for which a browser that asks for changes waits for one."""
_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    )
}


class Bench:
    """The gallery as it is now, and how often it has changed."""

    def __init__(self, gallery: Gallery, watch: Watch) -> None:
        self.gallery, self._watch = gallery, watch
        self.version = 0
        self.is_closing = False
        self._turn = threading.Lock()

    def file(self, path: str, words: str = "") -> File | None:
        """What stands at a path, as the templates are now."""
        with self._turn:  # nothing is forgotten while it is used
            if path == "index.html":
                return File(*self.gallery.index(words))
            return self.gallery.file(path)

    def look(self) -> bool:
        """See whether a template was saved; then all is made anew."""
        if not self._watch.has_changed():
            return False
        with self._turn:
            read_anew()
            self.gallery.forget()
            self.version += 1
            self.gallery.live = f"{_CHANGES}?since={self.version}"
        return True

    def warm(self) -> None:
        """Ask for every title, one item at a time: whoever opens an item meanwhile does not wait for all of them."""
        version = self.version
        for item in self.gallery.items:
            with self._turn:
                if version != self.version or self.is_closing:
                    return
                self.gallery.warm(item)


def bench(tour: Tour, watch: Watch | None = None) -> Bench:
    """The bench of a tour."""
    return Bench(Gallery(tour, live=f"{_CHANGES}?since=0"), watch or Watch())


def workshop_app(shown: Bench) -> Starlette:
    """The gallery as an application; it looks at the templates while it runs."""

    async def file(request: Request) -> Response:
        path, words = request.path_params["path"] or "index.html", request.query_params.get("q", "")
        found = await run_in_threadpool(shown.file, path, words)
        if found is None:
            return Response("There is nothing here.\n", 404, media_type="text/plain")
        return Response(found.content, 500 if found.fault else 200, _HEADERS, media_type=found.media_type)

    async def changes(request: Request) -> Response:
        since, waited = request.query_params.get("since", ""), 0.0
        while str(shown.version) == since and waited < _PATIENCE and not await request.is_disconnected():
            await asyncio.sleep(_LOOKS_EACH / 2)
            waited += _LOOKS_EACH / 2
        return JSONResponse(shown.version)

    return Starlette(routes=[Route(f"/{_CHANGES}", changes), Route("/{path:path}", file)])


@contextlib.asynccontextmanager
async def watching(shown: Bench) -> AsyncIterator[None]:
    """The templates are looked at as long as this lasts."""

    async def keep_looking() -> None:
        warming = asyncio.create_task(asyncio.to_thread(shown.warm))
        while True:
            await asyncio.sleep(_LOOKS_EACH)
            if await asyncio.to_thread(shown.look):
                await warming  # it ends at once: all that it asked for has changed
                warming = asyncio.create_task(asyncio.to_thread(shown.warm))

    looking = asyncio.create_task(keep_looking())
    try:
        yield
    finally:
        shown.is_closing = True
        looking.cancel()


def serve(tour: Tour, port: int, *, browse: bool, say: Callable[[str], None]) -> None:
    """Show the gallery until SIGTERM or SIGINT. Raises WrongSetting for a port that cannot be had."""
    asyncio.run(_serve(tour, port, browse=browse, say=say))


async def _serve(tour: Tour, port: int, *, browse: bool, say: Callable[[str], None]) -> None:
    try:
        listening = open_to(_HOST, port)
    except OSError as error:
        raise WrongSetting(f"Port {port} cannot be had ({error.strerror}): choose another with --port.") from None
    shown = bench(tour)
    app = guarded(workshop_app(shown))
    server = page_server(app, host=_HOST, port=port, grace_seconds=1, proxies=())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, setattr, server, "should_exit", True)
    url = f"http://{_HOST}:{listening[0].getsockname()[1]}/"
    async with watching(shown):
        say(f"The workshop is at {url} (Ctrl+C ends it). What you save in templates/ is shown at once.")
        if browse:
            await asyncio.to_thread(webbrowser.open, url)
        await server.serve(listening)
