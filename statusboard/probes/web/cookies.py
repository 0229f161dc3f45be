"""Cookies as a browser keeps them, for one question and its redirects; then they are forgotten."""

import httpx

from statusboard.probes.web.message import Head
from statusboard.probes.web.request import Request

# A browser keeps some 180 for a site; a server that sets thousands means harm.
MOST_COOKIES = 50
LONGEST_COOKIE = 4_096


class CookieJar:
    """What servers asked to be reminded of while one question was asked."""

    def __init__(self) -> None:
        self._jar: httpx.Cookies | None = None

    def take(self, request: Request, head: Head) -> None:
        """Keeps what an answer sets; what belongs to another host is not kept."""
        lines = [
            (name, value)
            for name, value in head.fields
            if name.lower() == "set-cookie" and len(value) <= LONGEST_COOKIE
        ][:MOST_COOKIES]
        if not lines:
            return
        if self._jar is None:
            self._jar = httpx.Cookies()
        response = httpx.Response(head.code, headers=_bytes_of(lines), request=_asked(request))
        self._jar.extract_cookies(response)

    def line_for(self, request: Request) -> str:
        """The cookies that go with a request: the person's own, and what was set meanwhile."""
        own = next((v for name, v in request.headers.items() if name.lower() == "cookie"), "")
        if self._jar is None:
            return own
        asked = _asked(request)
        self._jar.set_cookie_header(asked)
        kept = asked.headers.get("cookie", "")
        set_since = {part.partition("=")[0].strip() for part in kept.split(";")}
        parts = [
            part.strip()
            for part in own.split(";")
            if part.strip() and part.partition("=")[0].strip() not in set_since
        ]
        line = "; ".join([*parts, kept]) if kept else own
        return line if line.isascii() and line.isprintable() else own


def _asked(request: Request) -> httpx.Request:
    return httpx.Request(request.method, request.url)


def _bytes_of(lines: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("utf-8"), value.encode("utf-8")) for name, value in lines]
