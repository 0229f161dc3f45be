"""Several pages on one server, each by the host of its own address."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from statusboard.domain.page_host import as_asked
from statusboard.server.asked import Asked
from statusboard.server.notes import gone


@dataclass(slots=True)
class ByHost:
    """ASGI application: the page whose host a request names, and `main` for any other.

    Any other: a server is looked at by its number, and through proxies that name it as they like.

    Each page is an application by itself, so nothing of one is looked up for another. `hosts` is
    replaced in one assignment where there are other pages.
    """

    main: ASGIApp
    hosts: Mapping[str, ASGIApp] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands one request on."""
        app = self.main
        if self.hosts and "method" in scope:
            asked = next((value for name, value in scope["headers"] if name == b"host"), b"")
            app = self.hosts.get(as_asked(asked.decode("latin-1")), self.main)
        await app(scope, receive, send)


async def gone_app(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI application: all that stands at the host of a page that was removed."""
    if "method" in scope:
        await gone(Asked.by(Request(scope)))(scope, receive, send)
