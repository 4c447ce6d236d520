"""The pages, and what machines ask: is it alive, how does it stand."""

from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mailbot.levels import Levels
from mailbot.measures import METRICS_MEDIA_TYPE, exposed
from mailbot.settings import THIS_MACHINE
from mailbot.web.guarding import Guarded
from mailbot.web.links import is_sealed, link_routes, not_so
from mailbot.web.rates import Rates
from mailbot.world import World


def web_app(world: World, rates: Rates | None = None, levels: Levels | None = None) -> Starlette:
    """The web side of a house. `rates`: how often anybody may ask; without it, this machine is a proxy of ours, which
    says for whom it asks. `levels`: what `/metrics` tells of the whole house, beside what this process counts."""
    rates = rates if rates is not None else Rates(THIS_MACHINE)
    app = Starlette(
        routes=[
            Route("/", _page(front_page, world), methods=["GET"]),
            Route("/healthz", _page(healthz, world), methods=["GET"]),
            Route("/metrics", _page(partial(show_metrics, levels), world), methods=["GET"]),
            *link_routes(world, rates),
        ],
        middleware=[Middleware(Guarded, base=world.page_base, rates=rates, is_ours=partial(is_sealed, world))],
        exception_handlers={HTTPException: not_so},
    )
    app.router.redirect_slashes = False  # a link is opened as it was sealed, or not at all
    return app


def front_page(world: World) -> Response:
    """What somebody sees who comes here by hand: every page is behind a link in a letter."""
    return PlainTextResponse("mailbot\n")


def healthz(world: World) -> Response:
    """200 when the database answers, else 503: what a load balancer asks."""
    if world.database.answers():
        return PlainTextResponse("ok\n")
    return PlainTextResponse("the database does not answer\n", status_code=503)


def show_metrics(levels: Levels | None, _world: World) -> Response:
    """What is counted and what stands, in the text format of Prometheus."""
    if levels is not None:
        levels.look()
    return Response(exposed(), media_type=METRICS_MEDIA_TYPE)


def _page(show: Callable[[World], Response], world: World) -> Callable[[Request], object]:
    async def endpoint(_request: Request) -> Response:
        return await run_in_threadpool(show, world)

    return endpoint
