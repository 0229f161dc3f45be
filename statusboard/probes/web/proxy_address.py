"""The address of a proxy, as a person or the system writes it."""

import base64
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from statusboard.probes.web.hosts import host_problem

_PORT = 3128


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a proxy is. `authorization` is what it wants to hear of us; empty for nothing."""

    host: str
    port: int
    authorization: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """Host and port as people write them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def proxy_problem(value: object) -> str | None:
    """Why this is no address of a proxy, in a sentence; None where it is."""
    try:
        proxy = proxy_at(str(value).strip())
    except ValueError as error:
        return str(error)
    return host_problem(proxy.host)


def proxy_at(address: str) -> Proxy:
    """The proxy of an address. Raises ValueError with a sentence for a person."""
    whole = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    if parts.scheme != "http" or not host or parts.path.strip("/") or parts.query:
        message = "A proxy is written like http://proxy.example:3128. Others, such as SOCKS, are "
        raise ValueError(f"{message}not spoken to.")
    authorization = ""
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return Proxy(host, port, authorization)
