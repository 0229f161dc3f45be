"""Answers that are no answers: the bodies and broken connections of a failing service."""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from statusboard.demo.new_relic.faults import ActiveFault, FaultName

FAKE: Final = {"X-Fake-New-Relic": "1"}
JSON_TYPE: Final = "application/json; charset=utf-8"
BAD_KEY: Final = {
    "errors": [
        {
            "extensions": {"error_code": "BAD_API_KEY"},
            "message": "Bad API Key or no API Key provided",
        }
    ]
}
WRONG_REGION: Final = {"errors": [{"message": "not authorized for account region"}]}
_PAGE: Final = "<html><body><h1>{}</h1><p>sample data</p></body></html>"
HUGE_BYTES: Final = 20 * 1024 * 1024

# Given the client's address, closes its connection without a word.
Abort = Callable[[tuple[str, int]], None]


def as_json(body: object, status: int = 200, **headers: str) -> Response:
    """A body as the service sends it."""
    content = json.dumps(body).encode()
    return Response(content, status, headers={**FAKE, **headers}, media_type=JSON_TYPE)


def _page(title: str, status: int) -> Response:
    return HTMLResponse(_PAGE.format(title), status, headers=FAKE)


def _error(message: str, **extensions: object) -> dict[str, object]:
    error: dict[str, object] = {"message": message}
    if extensions:
        error["extensions"] = extensions
    return {"errors": [error]}


_TOO_MANY: Final = "API is receiving too many requests"
_BODIES: Final[dict[FaultName, Callable[[], Response]]] = {
    FaultName.THROTTLE_IN_200: lambda: as_json(
        _error("Too many requests", errorClass="TOO_MANY_REQUESTS")
    ),
    FaultName.THROTTLE_WORDS_ONLY: lambda: as_json(_error(_TOO_MANY)),
    FaultName.HTML_500: lambda: _page("Internal error", 500),
    FaultName.HTML_502: lambda: _page("Proxy error", 502),
    FaultName.HTML_503: lambda: _page("Unavailable", 503),
    FaultName.HTML_504: lambda: _page("Gateway timeout", 504),
    FaultName.JSON_500: lambda: as_json(_error("Server error", code="INTERNAL_SERVER_ERROR"), 500),
    FaultName.HTML_200: lambda: _page("Sign in to this network", 200),
    FaultName.REGION_PAGE: lambda: _page("This account lives in another region", 403),
    FaultName.PORTAL: lambda: _page("Proxy authentication", 401),
    FaultName.KEY_REFUSED: lambda: as_json(BAD_KEY, 401),
    FaultName.UNPAID: lambda: as_json(_error("Payment required"), 402),
    FaultName.REDIRECT: lambda: RedirectResponse("/elsewhere", 302, headers=FAKE),
    FaultName.TIMEOUT: lambda: as_json(
        {"data": None} | _error("Query exceeded the set timeout", errorClass="TIMEOUT")
    ),
    FaultName.INTERNAL: lambda: as_json(
        {"data": {"actor": None}} | _error("An error occurred resolving this field")
    ),
    FaultName.RIGHTS: lambda: as_json(
        {"data": {"actor": {"entities": None, "entitySearch": None}}}
        | _error("You do not have the capability to use this feature: entities")
    ),
    FaultName.UNHEARD_OF: lambda: as_json(
        {"errors": [{"message": "Something new", "extensions": {"kind": "NEW"}, "id": 7}]}
    ),
}


def broken_answer(fault: ActiveFault, whole: Response, abort: Abort) -> Response:
    """What the fault makes of an answer. `whole` is the answer that would have been given."""
    if fault.name in _BODIES:
        return _BODIES[fault.name]()
    return _SHAPES[fault.name](fault, whole, abort)


def _throttled(fault: ActiveFault, _whole: Response, _abort: Abort) -> Response:
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    return as_json(_error(_TOO_MANY), 429, **headers)


def _cut(_fault: ActiveFault, whole: Response, _abort: Abort) -> Response:
    half = bytes(whole.body)[: len(whole.body) // 2]
    return Response(half, headers=FAKE, media_type=JSON_TYPE)


class _BrokenOff(Response):
    """Promises more than it sends, and hangs up."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body, headers=FAKE, media_type=JSON_TYPE)

    async def __call__(  # ASGI's form, of which not every part is needed here
        self,
        scope: Scope,  # noqa: ARG002
        receive: Receive,  # noqa: ARG002
        send: Send,
    ) -> None:
        half = self.body[: len(self.body) // 2]
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": half, "more_body": True})


class _Closed(Response):
    """Hangs up before the first byte."""

    def __init__(self, abort: Abort) -> None:
        super().__init__()
        self._abort = abort

    async def __call__(  # ASGI's form, of which not every part is needed here
        self,
        scope: Scope,
        receive: Receive,
        send: Send,  # noqa: ARG002
    ) -> None:
        self._abort(scope["client"])
        await _gone(receive)


class _Silent(Response):
    """Never says anything, until the client goes away."""

    async def __call__(  # ASGI's form, of which not every part is needed here
        self,
        scope: Scope,  # noqa: ARG002
        receive: Receive,
        send: Send,  # noqa: ARG002
    ) -> None:
        await _gone(receive)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Late(Response):
    """A whole answer, after a while."""

    def __init__(self, whole: Response, seconds: float) -> None:
        super().__init__()
        self._whole = whole
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if await _stays(receive, self._seconds):
            await self._whole(scope, receive, send)


class _Streamed(Response):
    """A body that comes piece by piece, until the client goes away."""

    def __init__(self, pieces: Iterable[bytes], pause_s: float) -> None:
        super().__init__(headers=FAKE, media_type=JSON_TYPE)
        self._pieces = pieces
        self._pause_s = pause_s

    async def __call__(
        self,
        scope: Scope,  # noqa: ARG002
        receive: Receive,
        send: Send,
    ) -> None:
        headers = [(k, v) for k, v in self.raw_headers if k != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for piece in self._pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if not await _stays(receive, self._pause_s):
                return
        await send({"type": "http.response.body", "body": b""})


async def _stays(receive: Receive, seconds: float) -> bool:
    """Whether the client is still there after so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await _gone(receive)
    except TimeoutError:
        return True
    return False


def _drops(body: bytes) -> Iterator[bytes]:
    return (body[place : place + 1] for place in range(len(body)))


def _blanks() -> Iterator[bytes]:
    piece = b" " * 262_144
    return (piece for _ in range(HUGE_BYTES // len(piece)))


_SHAPES: Final[dict[FaultName, Callable[[ActiveFault, Response, Abort], Response]]] = {
    FaultName.THROTTLE: _throttled,
    FaultName.CUT: _cut,
    FaultName.BROKEN_OFF: lambda _fault, whole, _abort: _BrokenOff(bytes(whole.body)),
    FaultName.CLOSE: lambda _fault, _whole, abort: _Closed(abort),
    FaultName.NO_HEADERS: lambda _fault, _whole, _abort: _Silent(),
    FaultName.DRIP: lambda fault, whole, _abort: _Streamed(
        _drops(bytes(whole.body)), fault.seconds
    ),
    FaultName.SLOW: lambda fault, whole, _abort: _Late(whole, fault.seconds),
    FaultName.HUGE: lambda _fault, _whole, _abort: _Streamed(_blanks(), 0.0),
}


def refused_request(request: Request) -> Response | None:
    """What is wrong with a request before its key is looked at; None where nothing is."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return JSONResponse(_error("Content-Type must be application/json"), 415, headers=FAKE)
    return None
