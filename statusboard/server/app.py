"""The page server as a Starlette application, and the operator's own beside it."""

import time
from collections.abc import Callable
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from statusboard.server import notes
from statusboard.server.arrivals import Arrivals, Desks, arrival_routes
from statusboard.server.asked import Asked
from statusboard.server.gate import Gate
from statusboard.server.hooks import Hooks, hook_routes
from statusboard.server.older import page_asked
from statusboard.server.pages import Pages, Shown, otherwise
from statusboard.server.reader_proofs import ReaderProofs
from statusboard.server.reports import Reports, report_routes
from statusboard.server.signals import Signals, signal_routes
from statusboard.server.traffic import Standing, exposition
from statusboard.server.visits import Forms, visits

Application: TypeAlias = ASGIApp

HEALTH = "/healthz"
METRICS = "/metrics"
NOT_KEPT = {"cache-control": "no-store"}


def public_app(
    shown: Shown,
    standing: Callable[[], Standing],
    forms: Forms | None = None,
    hooks: Hooks | None = None,
    signals: Signals | None = None,
    reports: Reports | None = None,
    proofs: ReaderProofs | None = None,
    arrivals: tuple[Arrivals, Desks] | None = None,
) -> Starlette:
    """What everybody may ask for: the site, the forms, and whether this server is ready.

    By `hooks` providers say what readers answered; `signals` takes what jobs and monitors report;
    `reports` has those that were shared; `proofs` judges who may read a private page.
    By `arrivals` a desk on another machine brings the page.
    """

    async def rest(scope: Scope, receive: Receive, send: Send) -> None:
        page = page_asked(scope["query_string"])
        query = "" if page is None else f"page={page}"
        answer = otherwise(shown, scope["method"], Asked.by(Request(scope)), query)
        await answer(scope, receive, send)

    async def mistake(request: Request, _error: Exception) -> Response:
        return notes.mistake(Asked.by(request))

    app = Starlette(
        routes=[
            Route(HEALTH, _health(standing), methods=["GET"]),
            *(() if forms is None else visits(forms, shown.traffic.seen)),
            *(() if hooks is None else hook_routes(hooks, shown.traffic.seen)),
            *(() if signals is None else signal_routes(signals, shown)),
            *(() if reports is None else report_routes(reports, shown)),
            *(() if arrivals is None else arrival_routes(*arrivals)),
            Mount("/", app=rest),
        ],
        middleware=[
            Middleware(Gate, shown=shown, proofs=proofs or ReaderProofs(time.time, time.monotonic)),
            Middleware(Pages, shown=shown),
        ],
        exception_handlers={Exception: mistake},
    )
    # It would lead to whatever host the request names.
    app.router.redirect_slashes = False
    return app


def operator_app(shown: Shown, standing: Callable[[], Standing]) -> Starlette:
    """What only whoever runs the server may ask for, on an address of its own."""

    async def metrics(_request: Request) -> Response:
        text = exposition(standing(), shown.traffic)
        return PlainTextResponse(text, headers=NOT_KEPT, media_type="text/plain; version=0.0.4")

    return Starlette(
        routes=[
            Route(METRICS, metrics, methods=["GET"]),
            Route(HEALTH, _health(standing), methods=["GET"]),
        ]
    )


def _health(standing: Callable[[], Standing]) -> Callable[[Request], object]:
    async def health(_request: Request) -> Response:
        now = standing()
        is_ready = now.age_s is not None
        said = {
            "ready": is_ready,
            "generation": now.generation,
            "age_seconds": None if now.age_s is None else round(now.age_s),
            "office": now.has_office,
        }
        return JSONResponse(said, 200 if is_ready else 503, headers=NOT_KEPT)

    return health
