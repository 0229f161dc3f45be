"""A request ready to be sent: where it goes, under which name, and its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from statusboard.domain.letters import can_be_shown
from statusboard.probes.web.hosts import is_name, literal

_PORTS = {"http": 80, "https": 443}
# A body is announced for these also where there is none.
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a connection leads. `name` is sent and checked in TLS; empty without it."""

    host: str
    port: int
    name: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `sent` are its bytes, `headers` those that were asked for."""

    method: str
    url: httpx.URL
    headers: Mapping[str, str]
    content: bytes | None
    origin: Origin
    sent: bytes

    def sent_through(self, authorization: str) -> bytes:
        """Its bytes for a proxy that reads along, which is told who asks where it wants that."""
        first, rest = self.sent.split(b"\r\n", 1)
        method, target, version = first.split(b" ")
        whole = b"http://" + self.url.netloc + target
        said = f"Proxy-Authorization: {authorization}\r\n".encode() if authorization else b""
        return b"%s %s %s\r\n%s%s" % (method, whole, version, said, rest)


def request_of(
    method: str, url: httpx.URL, headers: Mapping[str, str], content: bytes | None
) -> Request:
    """The request. Raises ValueError, with a sentence, for what HTTP cannot carry."""
    host = url.raw_host.decode("ascii")
    whole = dict(headers)
    named = next((value for name, value in headers.items() if name.lower() == "host"), None)
    if named is None:
        whole = {"Host": url.netloc.decode("ascii"), **whole}
    if content is not None or method in _WITH_BODY:
        whole["Content-Length"] = str(len(content or b""))
    name = _name(host, named or "") if url.scheme == "https" else ""
    origin = Origin(host, url.port or _PORTS[url.scheme], name)
    sent = _bytes_of(method, url.raw_path, whole, content)
    return Request(method, url, headers, content, origin, sent)


def _name(host: str, named: str) -> str:
    """The name that TLS sends and checks: the host's, without the dot that may end it.

    Who asks an address and names a host means that host's site, on this machine.
    """
    site = named.rpartition(":")[0] if named.rpartition(":")[2].isdecimal() else named
    if literal(host) is not None and site and literal(site.strip("[]")) is None and is_name(site):
        return site.removesuffix(".").lower()
    return host.removesuffix(".")


def _bytes_of(
    method: str, target: bytes, headers: Mapping[str, str], content: bytes | None
) -> bytes:
    """A request as it goes over the wire. Raises ValueError for what HTTP cannot carry."""
    lines = [b"%s %s HTTP/1.1" % (method.encode("ascii"), target)]
    for name, value in headers.items():
        line = f"{name}: {value.strip()}"
        # What a server set as a cookie it gets back as it came.
        is_sendable = line.isascii() or name.lower() == "cookie"
        if not is_sendable or not can_be_shown(line.replace("\t", " ")):
            raise ValueError(f"The header {name} contains characters that cannot be sent.")
        lines.append(line.encode())
    return b"\r\n".join(lines) + b"\r\n\r\n" + (content or b"")
