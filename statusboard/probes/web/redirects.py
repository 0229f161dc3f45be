"""Where an answer sends us, whether we go there, and what we take along."""

import httpx

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.question import OURS, Question

MOST_HOPS = 5
CODES = frozenset({301, 302, 303, 307, 308})


def next_request(
    question: Question, request: httpx.Request, code: int, location: str
) -> httpx.Request:
    """The request that a redirect asks for. Raises Failed with REDIRECT_REFUSED.

    What the person configured for one host is not shown to another: its headers stay behind,
    and a request with a body is not repeated there.
    """
    shown = mask_url(location)
    try:
        url = request.url.join(location).copy_with(userinfo=b"", fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise Failed(
            Reason.REDIRECT_REFUSED, f"redirects to “{shown}”, which is no address"
        ) from error
    if url.scheme not in ("http", "https") or not url.host:
        detail = f"redirects to “{shown}”; only http and https are followed"
        raise Failed(Reason.REDIRECT_REFUSED, detail)
    method, content = request.method, question.content
    if code == 303 or (code in (301, 302) and method == "POST"):
        method, content = ("HEAD" if method == "HEAD" else "GET"), None
    elif method != question.request.method:
        content = None
    headers = dict(question.headers)
    if not _same_place(question.request.url, url):
        if content:
            detail = f"redirects to {url.host}; the request's body is for the first host only"
            raise Failed(Reason.REDIRECT_REFUSED, detail)
        headers = dict(OURS)
    return httpx.Request(method, url, headers=headers, content=content)


def _same_place(first: httpx.URL, then: httpx.URL) -> bool:
    """The same origin, or the same host made secure."""
    if (first.scheme, first.host, first.port) == (then.scheme, then.host, then.port):
        return True
    secured = first.scheme == "http" and then.scheme == "https"
    return secured and first.host == then.host and first.port is None and then.port is None
