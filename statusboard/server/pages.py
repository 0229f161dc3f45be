"""Answers whoever asks for a page, from the generation in memory and from nowhere else."""

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from statusboard.domain.visits import Seen
from statusboard.server import notes
from statusboard.server.accepts import has_it, takes_gzip
from statusboard.server.asked import Asked
from statusboard.server.older import older_path, to_older
from statusboard.server.site import Served, Site
from statusboard.server.traffic import Traffic

READS = frozenset({"GET", "HEAD"})
ALLOWED = "GET, HEAD, OPTIONS"


@dataclass(slots=True)
class Shown:
    """What is shown now. A newer site takes its place in one assignment: no answer is of two."""

    site: Site | None = None
    traffic: Traffic = field(default_factory=Traffic)


class Pages:
    """ASGI middleware: answers for the files of the site, and leaves what is none to the next."""

    def __init__(self, app: ASGIApp, shown: Shown) -> None:
        self._app = app
        self._shown = shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if "method" not in scope:  # the start and end of the server, which concern no page
            await self._app(scope, receive, send)
            return
        site = self._shown.site
        served = None if site is None else site.answers.get(scope["path"])
        if served is not None and scope["query_string"] and scope["method"] in READS:
            assert site is not None
            path = older_path(scope["path"], scope["query_string"])
            if path is not None:
                older = site.answers.get(path)
                if older is None or not path.endswith(".json"):
                    answer = to_older(Asked.by(Request(scope)), path, is_there=older is not None)
                    await answer(scope, receive, self._counted(send))
                    return
                served = older
        if served is not None and scope["method"] in READS:
            await self._answer(scope, served, send)
        else:
            await self._app(scope, receive, self._counted(send))

    async def _answer(self, scope: Scope, served: Served, send: Send) -> None:
        accept, known = b"", None
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accept = value if not accept else accept + b"," + value
            elif name == b"if-none-match":
                known = value if known is None else known + b"," + value
        is_head = scope["method"] == "HEAD"
        if served.counts_as is not None and not is_head:
            self._shown.traffic.seen[served.counts_as] += 1
        form = served.packed if served.packed is not None and takes_gzip(accept) else served.plain
        if known is not None and has_it(known, form.etag):
            await _send(send, 304, form.unchanged, b"")
            self._shown.traffic.note(304, 0)
            return
        content = b"" if is_head else served.content(form)
        await _send(send, 200, form.headers, content)
        self._shown.traffic.note(200, len(content))

    def _counted(self, send: Send) -> Send:
        status = 0

        async def counting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                self._shown.traffic.note(status, len(message.get("body", b"")))

        return counting


async def _send(send: Send, status: int, headers: object, content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def otherwise(shown: Shown, method: str, asked: Asked, query: str = "") -> Response:
    """The answer where no file is to be sent: a way on, or in words why not."""
    path = asked.path
    if method == "OPTIONS":
        return _options(is_open=_is_open(shown, path))
    if method not in READS:
        return notes.not_so(asked, ALLOWED)
    if shown.site is None:
        return notes.not_yet(asked)
    if f"{path}/" in shown.site.answers:  # links on the page are relative to it
        return RedirectResponse(f"{path}/{f'?{query}' if query else ''}", 301)
    return notes.not_there(asked)


def _is_open(shown: Shown, path: str) -> bool:
    """Whether pages of others may read what is answered there."""
    served = None if shown.site is None else shown.site.answers.get(path)
    is_page = served is not None and served.counts_as is Seen.PAGES
    return path.startswith("/api/") or (served is not None and not is_page)


def _options(*, is_open: bool) -> Response:
    headers = {"allow": ALLOWED, "cache-control": "no-store"}
    if is_open:
        headers |= {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": ALLOWED,
            "access-control-allow-headers": "*",
            "access-control-max-age": "86400",
        }
    return Response(None, 204, headers)
