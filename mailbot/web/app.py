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

from mailbot.errors import TryAgain
from mailbot.settings import THIS_MACHINE
from mailbot.status import standing
from mailbot.telemetry import METRICS_MEDIA_TYPE, gauge, metrics
from mailbot.vocabulary import InboundFate, OutboundFate
from mailbot.web.guarding import Guarded
from mailbot.web.links import is_sealed, link_routes, not_so
from mailbot.web.rates import Rates
from mailbot.world import World


def web_app(world: World, rates: Rates | None = None) -> Starlette:
    """The web side of a house. `rates`: how often anybody may ask; without it, this machine is a proxy of ours, which
    says for whom it asks."""
    rates = rates if rates is not None else Rates(THIS_MACHINE)
    app = Starlette(
        routes=[
            Route("/", _page(front_page, world), methods=["GET"]),
            Route("/healthz", _page(healthz, world), methods=["GET"]),
            Route("/metrics", _page(show_metrics, world), methods=["GET"]),
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


def show_metrics(world: World) -> Response:
    """Levels in the text format of Prometheus."""
    try:
        with world.database.looking() as session:
            stands = standing(session, now=world.clock())
    except TryAgain:
        return PlainTextResponse("the database does not answer\n", status_code=503)
    gauge(
        {
            "mails_waiting": stands.mails_waiting,
            "oldest_mail_seconds": stands.oldest_mail_seconds,
            "letters_waiting": stands.letters_waiting,
            "oldest_letter_seconds": stands.oldest_letter_seconds,
            "mails_unreadable": stands.unreadable,
            **{f"mails_{fate.value}": stands.inbound.get(fate.value, 0) for fate in InboundFate},
            **{f"letters_{fate.value}": stands.outbound.get(fate.value, 0) for fate in OutboundFate},
        }
    )
    return Response(metrics(), media_type=METRICS_MEDIA_TYPE)


def _page(show: Callable[[World], Response], world: World) -> Callable[[Request], object]:
    async def endpoint(_request: Request) -> Response:
        return await run_in_threadpool(show, world)

    return endpoint
