"""What jobs and other monitors report: taken from the request, and handed on to be judged."""

import re
from dataclasses import dataclass, replace
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.views.signals import Reported
from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.bodies import LONGEST_FORM, body_of
from statusboard.server.pages import Shown, otherwise

BEAT, ALERT = "beat", "alert"
# Whoever reports alerts posts them; a job may have nothing but an address to open.
METHODS = {BEAT: ("GET", "HEAD", "POST"), ALERT: ("POST",)}
# A group of alerts is long just when much goes wrong; more than this no report of ours holds.
LONGEST_BODY = {BEAT: 64 * 1024, ALERT: LONGEST_FORM}
# Chats and browsers open an address that somebody pasted or hovers over. That is no job.
_LOOKING = ("prefetch", "preview", "prerender")
_LOOKERS = re.compile(
    r"slackbot|slack-imgproxy|facebookexternalhit|facebot|twitterbot|telegrambot|whatsapp|"
    r"discordbot|linkedinbot|skypeuripreview|mattermost|googlebot|google-pagerenderer|bingbot|"
    r"bingpreview|applebot|embedly|iframely",
    re.IGNORECASE,
)
LONGEST_PART, MOST_ASKED = 1_000, 20
NOT_KEPT = {"cache-control": "no-store"}


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
                return notes.not_so(Asked.by(request), ", ".join(METHODS[path]))
            if _only_looks(request):
                return Response("only looked at, not counted\n", 200, NOT_KEPT, "text/plain")
            network = request.client.host if request.client else ""
            body = await body_of(request)
            if body is None or len(body) > LONGEST_BODY[path]:
                await signals.take(replace(_reported(path, request, b""), is_unread=True), network)
                return notes.too_large(Asked.by(request))
            heard = await signals.take(_reported(path, request, body), network)
            if heard.status == 404:
                return otherwise(shown, "GET", Asked.by(request))
            headers = dict(NOT_KEPT)
            if heard.retry_s is not None:
                headers["retry-after"] = str(heard.retry_s)
            return Response(f"{heard.words}\n", heard.status, headers, "text/plain")

        methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
        return Route(f"/{path}/{{token}}{{rest:path}}", answer, methods=methods)

    return [answering(path) for path in METHODS]


def _only_looks(request: Request) -> bool:
    """Whether whoever asks says that nobody reports by it: a preview, or a page fetched ahead."""
    told = (request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-purpose"))
    if any(sign in each.lower() for each in told for sign in _LOOKING):
        return True
    return _LOOKERS.search(request.headers.get("user-agent", "")[:LONGEST_PART]) is not None


def _reported(path: str, request: Request, body: bytes) -> Reported:
    asked = list(request.query_params.items())[:MOST_ASKED]
    return Reported(
        path=path,
        token=request.path_params["token"],
        rest=request.path_params["rest"][:LONGEST_PART],
        asked={name[:LONGEST_PART]: value[:LONGEST_PART] for name, value in asked},
        body=body.decode("utf-8", "replace"),
    )
