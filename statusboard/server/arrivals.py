"""Where a desk on another machine brings the page: contents by digest, then all shown at once.

Whoever says the desk's token may; nobody else learns what stands here.
"""

import hmac
import json
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.page_arrival import (
    LARGEST,
    MOST_ASKED,
    PATH,
    Arrived,
    is_digest,
    is_file_path,
    token_digest,
    written_files,
)
from statusboard.server.bodies import body_of
from statusboard.server.reader_proofs import BEARER
from statusboard.server.tries import WrongTries

NOT_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex"}
OVERTAKEN, LACKING, WRONG = 412, 409, 422


class Refusal(Exception):
    """Why something was not taken: a status of HTTP, and a sentence. `has`: bytes that are here."""

    def __init__(self, status: int, words: str = "", has: int | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.has = has


class Arrivals(Protocol):
    """Who keeps what arrives. Each raises Refusal."""

    @property
    def arrived(self) -> Arrived:
        """What stands here now."""

    async def lacking(self, digests: list[str]) -> dict[str, int]:
        """Those of these contents that are not here whole, each with how much of it is."""

    async def take(self, digest: str, at: int, size: int, part: bytes) -> int:
        """Keeps a part of a content, from that byte on; how much of it is here now."""

    async def show(self, before: str, index: str) -> None:
        """Shows the page whose list of files is the content of that digest.

        `before` is the tag that has to stand here.
        """

    async def content(self, path: str) -> bytes | None:
        """A file as it is shown; None where there is none."""


@dataclass(slots=True)
class Desks:
    """Lets desks in by their token, of which the digest is known; who guesses is slowed down."""

    digest: str = field(repr=False)
    monotonic_s: Callable[[], float]
    tries: WrongTries = field(default_factory=WrongTries)

    def refusal(self, request: Request) -> Response | None:
        """Why the request is none of the desk's; None where it is."""
        address = request.client.host if request.client else ""
        said = request.headers.get("authorization", "")
        token = said[len(BEARER) :].strip() if said[: len(BEARER)].lower() == BEARER else ""
        # Nobody guesses so long a token. The desk waits for none who tries: behind a proxy that is
        # not trusted all are one network, and the page would come too late.
        if hmac.compare_digest(token_digest(token), self.digest):
            return None
        wait_s = self.tries.wait_s(address, self.monotonic_s())
        if wait_s:
            retry = {**NOT_KEPT, "retry-after": str(math.ceil(wait_s))}
            return Response(None, 429, retry)
        self.tries.begin(address, self.monotonic_s())
        return Response(None, 401, {**NOT_KEPT, "www-authenticate": "Bearer"})


@dataclass(frozen=True, slots=True)
class _Answers:
    """What each request of a desk is answered. All raise Refusal."""

    arrivals: Arrivals

    async def standing(self, _request: Request, _body: bytes) -> object:
        """Every file that stands here, and what time it is."""
        now = self.arrivals.arrived
        return {**json.loads(written_files(now.files, now.generation)), "now": now.now_s}

    async def wanted(self, _request: Request, body: bytes) -> object:
        """Which contents have to be sent, and from where on."""
        digests = _parsed(body)
        if not isinstance(digests, list) or len(digests) > MOST_ASKED:
            raise Refusal(WRONG, "no list of digests")
        if not all(isinstance(each, str) and is_digest(each) for each in digests):
            raise Refusal(WRONG, "no list of digests")
        return {"lacking": await self.arrivals.lacking(digests)}

    async def part(self, request: Request, body: bytes) -> object:
        """How much of a content is here, with this part of it."""
        digest = request.path_params["digest"]
        at, size = (request.query_params.get(name, "") for name in ("at", "size"))
        if not (is_digest(digest) and _is_number(at) and _is_number(size)):
            raise Refusal(WRONG, "no part of a content")
        if int(at) + len(body) > int(size) or int(size) > LARGEST:
            raise Refusal(413, "larger than any file of a page")
        return {"has": await self.arrivals.take(digest, int(at), int(size), body)}

    async def show(self, _request: Request, body: bytes) -> object:
        """The tag of what is shown now."""
        given = _parsed(body)
        before, index = (
            given.get(name, "") if isinstance(given, dict) else "" for name in ("before", "index")
        )
        if not (isinstance(before, str) and isinstance(index, str) and is_digest(index)):
            raise Refusal(WRONG, "no page to show")
        await self.arrivals.show(before, index)
        return {"tag": self.arrivals.arrived.tag}

    async def file(self, request: Request, _body: bytes) -> object:
        """A file as it is shown."""
        path = request.path_params["path"]
        content = await self.arrivals.content(path) if is_file_path(path) else None
        if content is None:
            raise Refusal(410, "no such file")
        return Response(content, 200, NOT_KEPT, "application/octet-stream")


Act = Callable[[Request, bytes], Awaitable[object]]


def arrival_routes(arrivals: Arrivals, desks: Desks) -> list[Route]:
    """The routes by which the page comes."""

    def guarded(act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            # Read before it is refused: what is left of it would stand before the next request.
            body = await body_of(request)
            refusal = desks.refusal(request)
            if refusal is not None:
                return refusal
            if body is None:
                return Response(None, 413, NOT_KEPT)
            try:
                found = await act(request, body)
            except Refusal as refused:
                return _json({"error": refused.words, "has": refused.has}, refused.status)
            return found if isinstance(found, Response) else _json(found)

        return answer

    answers = _Answers(arrivals)
    return [
        Route(f"/{PATH}", guarded(answers.standing), methods=["GET"]),
        Route(f"/{PATH}/wanted", guarded(answers.wanted), methods=["POST"]),
        Route(f"/{PATH}/contents/{{digest}}", guarded(answers.part), methods=["PUT"]),
        Route(f"/{PATH}/show", guarded(answers.show), methods=["POST"]),
        Route(f"/{PATH}/files/{{path:path}}", guarded(answers.file), methods=["GET"]),
    ]


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(WRONG, "nothing that can be read") from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 12


def _json(said: object, status: int = 200) -> Response:
    return Response(json.dumps(said), status, {**NOT_KEPT, "content-type": "application/json"})
