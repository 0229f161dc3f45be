"""The proxy that a question goes through, where it goes through one: its own, or the system's."""

import urllib.request

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.http1 import Exchange
from statusboard.probes.web.network import Network
from statusboard.probes.web.proxy_address import Proxy, proxy_at
from statusboard.probes.web.request import Origin
from statusboard.probes.web.stream import Stream

SYSTEM = "system"
_SCHEMES = ("http", "https")
WANTS_SIGN_IN = 407
_COULD_NOT_REACH = frozenset({502, 503, 504})


def proxy_for(choice: str, origin: Origin) -> Proxy | None:
    """The proxy on the way to an origin; None where it is asked directly. Raises Failed.

    `choice` is an address, `system`, or empty.
    """
    address = _of_system(origin) if choice == SYSTEM else choice
    if not address:
        return None
    try:
        return proxy_at(address)
    except ValueError as error:
        raise Failed(Reason.PROXY, f"The proxy of this computer cannot be used: {error}") from error


async def connected_through(network: Network, proxy: Proxy, origin: Origin) -> Stream:
    """A connection by way of a proxy: for https a tunnel to the origin. Raises Failed.

    What is wrong with the proxy is said to be: it tells nothing of the service.
    """
    try:
        stream = await network.connect(proxy.host, proxy.port)
    except Failed as failed:
        if failed.reason is Reason.NOT_CONFIGURED:
            raise
        raise Failed(
            Reason.PROXY, f"the proxy {proxy.text} cannot be asked: {failed.detail}"
        ) from (failed)
    if not origin.name:
        return stream
    try:
        await _dig(stream, network, proxy, origin)
    except BaseException:
        await stream.aclose()
        raise
    return stream


def refused_by(proxy: Proxy) -> Failed:
    """It wants to know who asks."""
    known = "does not take its user and password" if proxy.authorization else "wants a user"
    return Failed(Reason.PROXY, f"the proxy {proxy.text} {known} (407)")


async def _dig(stream: Stream, network: Network, proxy: Proxy, origin: Origin) -> None:
    network.record.begin("connect")
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    place = f"{host}:{origin.port}"
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    heard = network.record.received_bytes
    try:
        digging = Exchange(stream, is_head=True, keep_s=0.0)
        head = await digging.ask(("\r\n".join(lines) + "\r\n\r\n").encode())
    except Failed as failed:
        raise Failed(Reason.PROXY, f"the proxy {proxy.text}: {failed.detail}") from failed
    if head.code == WANTS_SIGN_IN:
        raise refused_by(proxy)
    if head.code in _COULD_NOT_REACH:
        detail = f"{place}: the proxy {proxy.text} could not reach it ({head.code})"
        raise Failed(Reason.UNREACHABLE, detail)
    if not 200 <= head.code < 300:
        detail = f"the proxy {proxy.text} does not let us through to {place} ({head.code})"
        raise Failed(Reason.PROXY, detail)
    # What the proxy said is no part of the answer.
    stream.received, network.record.received_bytes = 0, heard


def _of_system(origin: Origin) -> str:
    scheme = _SCHEMES[bool(origin.name)]
    if urllib.request.proxy_bypass(origin.host):
        return ""
    known = urllib.request.getproxies()
    return known.get(scheme) or known.get("all") or ""
