"""Addresses as other programs write them, turned into the question that is meant."""

import hashlib
import ipaddress
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from statusboard.catalog.web_address import whole_address
from statusboard.domain.brought import FoundCheck
from statusboard.domain.manner import Manner
from statusboard.importers.tables import one_line

LONGEST_ADDRESS = 2_000
_WEB_PORTS = frozenset({80, 443, 3000, 5000, 8000, 8008, 8080, 8081, 8088, 8443, 8888})
_SECURE = frozenset({"wss", "grpcs"})


class Unaskable(Exception):
    """Why nothing here asks this, in words that quote nothing of it."""


def question(address: str) -> FoundCheck:
    """What an address asks. Raises Unaskable.

    One without a scheme is a web page, but a bare number is an echo, and a name with a port that
    no web server usually has is that port.
    """
    typed = address.strip()
    if not typed or len(typed) > LONGEST_ADDRESS or any(letter.isspace() for letter in typed):
        raise Unaskable("this is no address")
    if "://" not in typed:
        return _bare(typed)
    parts = parts_of(typed)
    asks = _BY_SCHEME.get(parts.scheme)
    if asks is None:
        raise Unaskable(f"nothing here asks over {one_line(parts.scheme, 20)}")
    return asks(parts, typed)


def name_of(address: str) -> str:
    """What a service is called that has no name: its host and path, without what is secret."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    shown = host if port is None or port in (80, 443) else f"{host}:{port}"
    return one_line(f"{shown}{parts.path.rstrip('/')}")


def key_of(address: str) -> str:
    """What tells an address from others, without what in it may be secret.

    Of what is left out only so much is kept as tells two of them apart.
    """
    named = name_of(address)
    is_whole = named and not any(mark in address for mark in "@?#")
    if is_whole:
        return f"{address.partition('://')[0]} {named}" if "://" in address else named
    digest = hashlib.sha256(address.encode(errors="replace")).hexdigest()[:4]
    return f"{named} #{digest}".strip()


def host_in(address: str) -> str:
    """The host of an address; empty where there is none."""
    try:
        return urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""


def _bare(typed: str) -> FoundCheck:
    parts = parts_of(f"//{typed}")
    host = parts.hostname or ""
    if _is_number(typed) or (_is_number(host) and not parts.port and not parts.path):
        return FoundCheck(Manner.ECHO, {"host": typed.strip("[]")})
    if parts.port and parts.port not in _WEB_PORTS and not parts.path and host:
        return FoundCheck(Manner.PORT, {"host": host, "port": parts.port})
    return FoundCheck(Manner.WEB, {"url": whole_address(typed)})


def _is_number(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def parts_of(text: str) -> SplitResult:
    """The parts of an address. Raises Unaskable where it is none."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise Unaskable("this is no address") from error
    return parts


def _host(parts: SplitResult) -> str:
    if not parts.hostname:
        raise Unaskable("the address names no host")
    return parts.hostname


def _web(_parts: SplitResult, typed: str) -> FoundCheck:
    return FoundCheck(Manner.WEB, {"url": typed})


def _port(usual: int | None = None, **more: object) -> Callable[[SplitResult, str], FoundCheck]:
    def asks(parts: SplitResult, _typed: str) -> FoundCheck:
        port = parts.port or usual
        if port is None:
            raise Unaskable("the address names no port")
        return FoundCheck(Manner.PORT, {"host": _host(parts), "port": port, **more})

    return asks


def _echo(parts: SplitResult, _typed: str) -> FoundCheck:
    return FoundCheck(Manner.ECHO, {"host": _host(parts)})


def _socket(_parts: SplitResult, typed: str) -> FoundCheck:
    return FoundCheck(Manner.SOCKET, {"url": typed})


def _health(parts: SplitResult, _typed: str) -> FoundCheck:
    secure = parts.scheme in _SECURE
    port = parts.port or (443 if secure else 80)
    config: dict[str, object] = {"host": _host(parts), "port": port, "tls": secure}
    if parts.path.strip("/"):
        config["service"] = parts.path.strip("/")
    return FoundCheck(Manner.HEALTH, config)


def _mail_certificate(parts: SplitResult, _typed: str) -> FoundCheck:
    config = {"host": _host(parts), "port": parts.port or 587, "security": "smtp"}
    return FoundCheck(Manner.CERTIFICATE, config)


_BY_SCHEME: dict[str, Callable[[SplitResult, str], FoundCheck]] = {
    "http": _web,
    "https": _web,
    "tcp": _port(),
    "tls": _port(443, security="tls"),
    "ssh": _port(22, expect="SSH-"),
    "icmp": _echo,
    "ping": _echo,
    "ws": _socket,
    "wss": _socket,
    "grpc": _health,
    "grpcs": _health,
    "starttls": _mail_certificate,
}
