"""Where an answer sends us, whether we go there, and what we take along."""

from collections.abc import Mapping

import httpx

from statusboard.catalog.echoes import CUT
from statusboard.domain.result import Reason
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.hosts import host_problem, is_international_name
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.question import OURS, Question
from statusboard.probes.web.request import Request, request_of

CODES = frozenset({301, 302, 303, 307, 308})
LONGEST_ADDRESS = 8_000
# So much of it is quoted.
SHOWN = 200
# What says how we like to be answered, and nothing about who asks: any host may know it.
_HARMLESS = frozenset(
    {
        *("accept", "accept-charset", "accept-encoding", "accept-language", "cache-control"),
        *("dnt", "pragma", "upgrade-insecure-requests", "user-agent"),
    }
)


def next_request(
    question: Question, request: Request, code: int, location: str, cookies: CookieJar
) -> Request:
    """The request that a redirect asks for. Raises Failed with REDIRECT_REFUSED.

    What the person configured for one host is not shown to another: only harmless headers travel
    along, and a request with a body is not repeated there.
    """
    url = _address(request, location)
    method, content = request.method, question.content
    if code == 303 or (code in (301, 302) and method == "POST"):
        method, content = ("HEAD" if method == "HEAD" else "GET"), None
    elif method != question.request.method:
        content = None
    headers = dict(question.headers)
    if not _same_place(question.request.url, url):
        if content:
            host = url.raw_host.decode("ascii", "replace")
            detail = f"redirects to {host}; the request's body is for the first host only"
            raise Failed(Reason.REDIRECT_REFUSED, detail)
        headers = _harmless(headers)
    try:
        return with_cookies(request_of(method, url, headers, content), cookies)
    except ValueError as error:
        raise _no_address(location) from error


def with_cookies(request: Request, cookies: CookieJar) -> Request:
    """The request with the cookies that go with it. Raises ValueError for what cannot be sent."""
    line = cookies.line_for(request)
    if not line:
        return request
    headers = {name: value for name, value in request.headers.items() if name.lower() != "cookie"}
    return request_of(request.method, request.url, {**headers, "Cookie": line}, request.content)


def _address(request: Request, location: str) -> httpx.URL:
    """Where a redirect leads. Raises Failed."""
    try:
        if len(location) > LONGEST_ADDRESS:
            raise ValueError("longer than any server takes")
        url = request.url.join(location.strip()).copy_with(userinfo=b"", fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_address(location) from error
    if url.scheme not in ("http", "https") or not host:
        detail = f"redirects to “{shown_location(location)}”; only http and https are followed"
        raise Failed(Reason.REDIRECT_REFUSED, detail)
    is_known = url.raw_host == request.url.raw_host
    problem = None if is_known else host_problem(host)
    if (
        problem
        or (url.port is not None and not 0 < url.port < 65536)
        or not (is_known or is_international_name(host))
    ):
        raise _no_address(location)
    return url


def _no_address(location: str) -> Failed:
    detail = f"redirects to “{shown_location(location)}”, which is no address that can be asked"
    return Failed(Reason.REDIRECT_REFUSED, detail)


def shown_location(location: str) -> str:
    """Where a redirect leads, as it is quoted: what is telling masked, and not too much of it."""
    shown = mask_url(location)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}{CUT}"


def _harmless(headers: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in headers.items() if name.lower() in _HARMLESS}
    given = {name.lower() for name in kept}
    return {**{name: value for name, value in OURS.items() if name.lower() not in given}, **kept}


def host_led_to(request: Request, code: int, location: str | None) -> str:
    """The host that a redirect names, whether it is followed or not; empty where there is none."""
    if code not in CODES or not location or len(location) > LONGEST_ADDRESS:
        return ""
    try:
        return request.url.join(location.strip()).raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        return ""


def _same_place(first: httpx.URL, then: httpx.URL) -> bool:
    """The same origin, or the same host made secure."""
    if (first.scheme, first.raw_host, first.port) == (then.scheme, then.raw_host, then.port):
        return True
    secured = first.scheme == "http" and then.scheme == "https"
    return secured and first.raw_host == then.raw_host and first.port is None and then.port is None
