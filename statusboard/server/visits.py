"""What visitors do by themselves: forms are shown, and what comes back from them is handed on.

Looking changes nothing, for scanners of mail follow every link; only a POST acts. Nothing here
knows who a visitor is: what a link may do is in the link.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.visits import Seen
from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.bodies import FORM, body_of, fields_of
from statusboard.server.media import HTML, media_type
from statusboard.server.policy import content_policy

# Of the forms by the first part of their path: whether they stand under a token, or an incident.
PATHS = ("/subscribe", "/subscribe/{name}", "/confirm/{name}", "/subscriptions/{name}")
LEAVE = "/leave/{name}"
ALLOWED = "GET, HEAD, POST"
NOT_KEPT = {"cache-control": "no-store"}
# What is in such a file stands in its name.
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a form. `fields` is what was filled in; None: it is only looked at.

    `form` is the first part of the path, `name` the token or the incident in it. `asked_in` is the
    language that was chosen, `accepts` those the browser likes. `network`: where it came from.
    """

    form: str
    name: str = field(repr=False)
    fields: Mapping[str, Sequence[str]] | None = field(repr=False)
    asked_in: str = ""
    accepts: str = ""
    network: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """The page that answers a visit. `retry_s`: after so many seconds it is worth asking again."""

    status: int
    html: bytes = field(repr=False)
    retry_s: int | None = None


class Forms(Protocol):
    """Who makes the pages and does what they ask for. `files` are what pages refer to, by path."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files, such as a stylesheet."""

    async def answer(self, visit: Visit) -> Shown:
        """The page that answers. Raises nothing for what a visitor sent."""


Handler = Callable[[Request], Awaitable[Response]]


def visits(forms: Forms, seen: Counter[Seen]) -> list[Route]:
    """The routes of the forms. `seen` counts what no form of ours sends."""
    answer = _answering(forms, seen)
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    found = [Route(path, answer, methods=methods) for path in (*PATHS, LEAVE)]
    return [*found, *(Route(f"/{path}", _file(path, body)) for path, body in forms.files.items())]


def _answering(forms: Forms, seen: Counter[Seen]) -> Handler:
    async def answer(request: Request) -> Response:
        path = request.url.path
        if request.method not in ("GET", "HEAD", "POST"):
            return notes.not_so(Asked.by(request), ALLOWED)
        fields = None
        if request.method == "POST":
            # Read before it is refused: what is left of it would stand before the next request.
            body = await body_of(request)
            refused = Seen.NO_FORM if body is None else _refused(request)
            if refused is not None:
                seen[refused] += 1
                return _refusal(Asked.by(request), refused, is_too_large=body is None)
            fields = fields_of(body or b"")
        shown = await forms.answer(
            Visit(
                form=path.strip("/").partition("/")[0],
                name=request.path_params.get("name", ""),
                fields=fields,
                asked_in=request.query_params.get("lang", "")[:20],
                accepts=request.headers.get("accept-language", "")[:200],
                network="" if request.client is None else request.client.host,
            )
        )
        headers = {
            **NOT_KEPT,
            "content-type": HTML.decode(),
            "content-security-policy": content_policy(shown.html).decode(),
        }
        if shown.retry_s is not None:
            headers["retry-after"] = str(shown.retry_s)
        return Response(shown.html, shown.status, headers)

    return answer


def _refused(request: Request) -> Seen | None:
    """What it is that no form of ours sends; None where it may be one."""
    if is_foreign(request):
        return Seen.FOREIGN
    sort = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    return None if sort in (FORM, "multipart/form-data") else Seen.NO_FORM


def is_foreign(request: Request) -> bool:
    """Whether a form stood on another page.

    A browser says by `Sec-Fetch-Site` where it stood, and an older one by `Origin`; a mail program
    that leaves by one click (RFC 8058) says neither.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    return _is_elsewhere(request.headers.get("origin", "null"), request.headers.get("host"))


def _refusal(asked: Asked, refused: Seen, *, is_too_large: bool) -> Response:
    if is_too_large:
        return notes.too_large(asked)
    return notes.not_ours(asked) if refused is Seen.FOREIGN else notes.no_form(asked)


def _is_elsewhere(origin: str, host: str | None) -> bool:
    try:
        return origin != "null" and urlsplit(origin).netloc != host
    except ValueError:
        return True


def _file(path: str, body: bytes) -> Handler:
    headers = {**FOR_EVER, "content-type": media_type(path).decode()}

    async def answer(_request: Request) -> Response:
        return Response(body, headers=headers)

    return answer
