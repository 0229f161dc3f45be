"""Fetches one document over the web, such as a registry's answer: redirects followed, all bounded.

What comes is for a program to read, so it is not judged here; nothing secret is sent.
"""

from dataclasses import dataclass

import httpx

from statusboard.domain.result import Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.body import Body
from statusboard.probes.web.charset import text_of
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.hosts import host_problem
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.question import OURS
from statusboard.probes.web.reading import pass_by, read_whole
from statusboard.probes.web.redirects import CODES
from statusboard.probes.web.request import request_of
from statusboard.probes.web.transport import Transport

LARGEST = 2_000_000
# As many as the HTTP kind follows where nobody chose another number.
MOST_HOPS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """What came: the status, and the body with what it says it is."""

    code: int
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, in the charset that it says."""
        return text_of(self.body, self.content_type)


async def fetched(context: ProbeContext, address: str, *, accept: str) -> Document:
    """The document at an address, whatever its status. Raises Failed."""
    transport = context.connections.transport(context.check_id, verify=True)
    await transport.begin(context.record)
    try:
        return await _followed(context, transport, address, accept)
    finally:
        await transport.settle(keep=False)


async def _followed(
    context: ProbeContext, transport: Transport, address: str, accept: str
) -> Document:
    url = _url(address)
    headers = {**OURS, "Accept": accept}
    for _ in range(MOST_HOPS + 1):
        context.record.lines.append(f"GET {mask_url(str(url))}")
        reply = await transport.ask(request_of("GET", url, headers, None))
        head = reply.head
        context.record.lines.append(f"{head.version} {head.code} {head.phrase}".rstrip()[:200])
        location = head.first("location")
        if head.code not in CODES or not location:
            body = await read_whole(reply.exchange, Body(head.get("content-encoding"), LARGEST))
            context.record.stop()
            if body is None:
                detail = "the answer came in an encoding that was not asked for"
                raise Failed(Reason.BAD_ENCODING, detail)
            return Document(head.code, head.get("content-type"), body)
        await pass_by(reply.exchange)
        url = _url(location, url)
    raise Failed(Reason.REDIRECT_LOOP, f"redirects more than {MOST_HOPS} times in a row")


def _url(address: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        url = (base.join(address) if base is not None else httpx.URL(address)).copy_with(
            fragment=None, userinfo=b""
        )
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        detail = f"“{mask_url(address[:200])}” is no address that can be asked"
        raise Failed(Reason.REDIRECT_REFUSED, detail) from error
    if url.scheme not in ("http", "https") or not host or host_problem(host):
        detail = f"“{mask_url(address[:200])}” is no address that can be asked"
        raise Failed(Reason.REDIRECT_REFUSED, detail)
    return url
