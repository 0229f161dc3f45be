"""What jobs and other monitors report: taken from the request, and handed on to be judged."""

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.views.signals import Reported
from statusboard.server import notes
from statusboard.server.bodies import body_of
from statusboard.server.pages import Shown, otherwise

BEAT, ALERT = "beat", "alert"
# Whoever reports alerts posts them; a job may have nothing but an address to open.
METHODS = {BEAT: ("GET", "HEAD", "POST"), ALERT: ("POST",)}
LONGEST_BODY = 64 * 1024
LONGEST_PART, MOST_ASKED = 1_000, 20


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a report. 404: there is no such address, and nothing else is said."""

    status: int
    words: str = ""
    retry_s: int | None = None


class Signals(Protocol):
    """Who knows which addresses there are."""

    async def take(self, given: Reported, network: str) -> Heard:
        """What becomes of a report. Raises nothing."""


def signal_routes(signals: Signals, shown: Shown) -> list[Route]:
    """The routes of jobs and monitors. What is no address is answered as any other path."""

    def answering(path: str) -> Route:
        async def answer(request: Request) -> Response:
            if request.method not in METHODS[path]:
                return notes.not_so(request.url.path, ", ".join(METHODS[path]))
            body = await body_of(request)
            if body is None or len(body) > LONGEST_BODY:
                return notes.too_large(request.url.path)
            given = _reported(path, request, body)
            heard = await signals.take(given, request.client.host if request.client else "")
            if heard.status == 404:
                return otherwise(shown, "GET", request.url.path)
            headers = {"cache-control": "no-store"}
            if heard.retry_s is not None:
                headers["retry-after"] = str(heard.retry_s)
            return Response(f"{heard.words}\n", heard.status, headers, "text/plain")

        methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
        return Route(f"/{path}/{{token}}{{rest:path}}", answer, methods=methods)

    return [answering(path) for path in METHODS]


def _reported(path: str, request: Request, body: bytes) -> Reported:
    asked = list(request.query_params.items())[:MOST_ASKED]
    return Reported(
        path=path,
        token=request.path_params["token"],
        rest=request.path_params["rest"][:LONGEST_PART],
        asked={name[:LONGEST_PART]: value[:LONGEST_PART] for name, value in asked},
        body=body.decode("utf-8", "replace"),
    )
