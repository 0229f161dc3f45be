"""Cookies as a browser keeps them (RFC 6265), for one question and its redirects; then forgotten.

Python's own jar follows older rules: it refuses what names no domain or path rightly, keeps what
the same answer takes back, and cannot send letters beyond ASCII.
"""

from dataclasses import dataclass
from datetime import datetime

import httpx

from statusboard.domain.letters import can_be_shown
from statusboard.probes.web.hosts import literal
from statusboard.probes.web.message import Head
from statusboard.probes.web.request import Request
from statusboard.probes.web.retry_after import moment

# A browser keeps some 180 for a site; a server that sets thousands means harm.
MOST_COOKIES = 50
LONGEST_COOKIE = 4_096


@dataclass(frozen=True, slots=True)
class _Cookie:
    """One cookie. `domain` is where it is shown: there alone, or with all `beneath` it."""

    name: str
    value: str
    domain: str
    beneath: bool
    path: str
    is_secure: bool

    def is_for(self, url: httpx.URL) -> bool:
        """Whether a request there takes it along."""
        host = _host(url)
        is_there = host == self.domain or (self.beneath and host.endswith(f".{self.domain}"))
        is_safe = url.scheme == "https" or not self.is_secure
        return is_there and is_safe and _leads_into(self.path, _path(url))


class CookieJar:
    """What servers asked to be reminded of while one question was asked.

    `now` is when that was; None: when the answer says that it is.
    """

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now
        self._cookies: dict[tuple[str, str, str], _Cookie] = {}
        self._given: dict[str, None] = {}

    @property
    def given(self) -> tuple[str, ...]:
        """Every value that was kept at some time; whoever has one may pass for us."""
        return tuple(self._given)

    def take(self, request: Request, head: Head) -> None:
        """Keeps what an answer sets, and drops what it takes back; others' are not kept."""
        lines = [
            value
            for name, value in head.fields
            if name.lower() == "set-cookie" and len(value) <= LONGEST_COOKIE
        ]
        for line in lines[:MOST_COOKIES]:
            pair, _, rest = line.partition(";")
            attributes = _attributes(rest)
            cookie = _cookie(pair, attributes, request.url)
            if cookie is None:
                continue
            key = (cookie.name, cookie.domain, cookie.path)
            self._cookies.pop(key, None)
            if not _is_over(attributes, self._now or moment(head.first("date"))):
                self._cookies[key] = cookie
                self._given[cookie.value] = None

    def line_for(self, request: Request) -> str:
        """The cookies that go with a request: the person's own, and what was set meanwhile."""
        own = next((v for name, v in request.headers.items() if name.lower() == "cookie"), "")
        kept = [cookie for cookie in self._cookies.values() if cookie.is_for(request.url)]
        if not kept:
            return own
        kept.sort(key=lambda cookie: -len(cookie.path))
        set_since = {cookie.name for cookie in kept}
        parts = [
            part.strip()
            for part in own.split(";")
            if part.strip() and part.partition("=")[0].strip() not in set_since
        ]
        parts += (f"{c.name}={c.value}" if c.name else c.value for c in kept)
        return "; ".join(parts)


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a cookie; of one that stands there twice the last counts."""
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in parts}


def _cookie(pair: str, attributes: dict[str, str], url: httpx.URL) -> _Cookie | None:
    """What a line sets; None where a browser would not keep it."""
    before, equals, after = pair.partition("=")
    name, value = (before.strip(), after.strip()) if equals else ("", before.strip())
    is_secure = "secure" in attributes
    if not (name or value) or not can_be_shown(pair) or (is_secure and url.scheme != "https"):
        return None
    host = _host(url)
    domain = attributes.get("domain", "").removeprefix(".").lower()
    if domain and domain != host and not _is_above(domain, host):
        return None
    path = attributes.get("path", "")
    if not path.startswith("/"):
        path = _path(url).rpartition("/")[0] or "/"
    if name.startswith("__Host-") and not (is_secure and not domain and path == "/"):
        return None
    if name.startswith("__Secure-") and not is_secure:
        return None
    return _Cookie(name, value, domain or host, bool(domain), path, is_secure)


def _is_above(domain: str, host: str) -> bool:
    """Whether a host may set cookies for a domain; whole top levels are nobody's."""
    return "." in domain and literal(host) is None and host.endswith(f".{domain}")


def _is_over(attributes: dict[str, str], now: datetime | None) -> bool:
    """Whether a cookie is set in order to be taken back."""
    age = attributes.get("max-age", "")
    if age.isascii() and age.removeprefix("-").isdecimal():
        return age.startswith("-") or not int(age[:9])
    until = moment(attributes.get("expires", ""))
    if until is None:
        return False
    return until.timestamp() <= (0.0 if now is None else now.timestamp())


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii", "replace").removesuffix(".").lower()


def _path(url: httpx.URL) -> str:
    return url.raw_path.partition(b"?")[0].decode("ascii", "replace")


def _leads_into(path: str, asked: str) -> bool:
    if not asked.startswith(path):
        return False
    return path == asked or path.endswith("/") or asked[len(path) :].startswith("/")
