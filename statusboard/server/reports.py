"""Reports that were shared by a link: read by whoever has the address, and found by nobody else."""

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.views.reports import ReportContent, ReportLink
from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.media import HTML
from statusboard.server.pages import ALLOWED, READS, Shown, otherwise
from statusboard.server.policy import content_policy

PATH = "/report/{token}"
LONGEST_TOKEN = 64
# Kept by no cache on the way, listed by no search engine.
HEADERS = {
    "cache-control": "private, no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "cross-origin-resource-policy": "same-origin",
}
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a request. Without `content`: 404, nothing ever was behind that address.

    410: something was, and is shared no more.
    """

    status: int
    content: ReportContent | None = None
    retry_s: int | None = None


class Reports(Protocol):
    """Who knows what is shared."""

    async def find(self, link: ReportLink, network: str) -> Found:
        """What is behind a link. Raises nothing."""


def report_routes(reports: Reports, shown: Shown) -> list[Route]:
    """The route of shared reports. What is none is answered as any other path."""

    async def answer(request: Request) -> Response:
        asked = Asked.by(request)
        if request.method not in READS:
            return notes.not_so(asked, ALLOWED)
        token = request.path_params["token"]
        if len(token) > LONGEST_TOKEN:
            return otherwise(shown, "GET", asked)
        link = ReportLink(token, wants_pdf=request.scope["query_string"] == b"pdf")
        found = await reports.find(link, request.client.host if request.client else "")
        if found.content is not None:
            return _given(found.content, wants_pdf=link.wants_pdf)
        if found.status == 404:
            return otherwise(shown, "GET", asked)
        if found.status == 410:
            return notes.not_shared(asked)
        return notes.report_later(asked, found.status, found.retry_s)

    return [Route(PATH, answer, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])]


def _given(found: ReportContent, *, wants_pdf: bool) -> Response:
    headers = dict(HEADERS)
    if wants_pdf:
        headers["content-type"] = "application/pdf"
        headers["content-security-policy"] = _FILE_POLICY
        headers["content-disposition"] = f'inline; filename="{found.name}"'
    else:
        headers["content-type"] = HTML.decode()
        headers["content-security-policy"] = content_policy(found.content).decode()
    return Response(found.content, 200, headers)
