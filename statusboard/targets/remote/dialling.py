"""Connects to a host by a proxy, or from another address of this computer.

HTTP proxies are asked for a tunnel (CONNECT, RFC 9110, 9.3.6), SOCKS ones in version 5 (RFC 1928,
with the password of RFC 1929). The name of the host is found by the proxy, not here: the usual way,
name servers too, may be what is down.
"""

import base64
import socket
import ssl
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from statusboard.targets.remote.pumping import plain_end
from statusboard.targets.remote.trust import system_trust

if TYPE_CHECKING:
    from statusboard.targets.remote.way import Way

_PORTS = {"http": 3128, "https": 443, "socks5": 1080}
_LONGEST_HEAD = 16_384


def connected(way: "Way", host: str, port: int, timeout_s: float) -> socket.socket:
    """A plain socket to that host. Raises OSError; ConnectionRefusedError where the proxy will not.

    A proxy that is spoken to over TLS is wrapped so that what comes out here is plain.
    """
    source = (way.from_address, 0) if way.from_address else None
    if not way.proxy:
        return socket.create_connection((host, port), timeout_s, source_address=source)
    parts = urlsplit(way.proxy)
    at = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
    try:
        stream = socket.create_connection(at, timeout_s, source_address=source)
    except OSError as error:
        raise _refused(at, str(error)) from error
    try:
        if parts.scheme == "https":
            stream = system_trust().wrap_socket(stream, server_hostname=at[0])
        if parts.scheme == "socks5":
            _socks(stream, parts, host, port)
        else:
            _tunnel(stream, parts, host, port)
    except BaseException:
        stream.close()
        raise
    return plain_end(stream) if isinstance(stream, ssl.SSLSocket) else stream


def _refused(at: tuple[str, int], why: str) -> ConnectionRefusedError:
    return ConnectionRefusedError(f"the proxy {at[0]}:{at[1]} does not lead there: {why}")


def _tunnel(stream: socket.socket, parts: SplitResult, host: str, port: int) -> None:
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {where} HTTP/1.1", f"Host: {where}"]
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}")
    stream.sendall("\r\n".join((*lines, "", "")).encode())
    head = b""
    while b"\r\n\r\n" not in head:
        # A byte at a time: what follows is the host's.
        piece = stream.recv(1)
        head += piece
        if not piece or len(head) > _LONGEST_HEAD:
            break
    first = head.split(b"\r\n", 1)[0].split(b" ", 2)
    if len(first) < 2 or not first[1].startswith(b"2"):
        said = b" ".join(first[1:]).decode("latin-1")[:80]
        raise _refused((parts.hostname or "", parts.port or 0), said or "it closes the connection")


def _socks(stream: socket.socket, parts: SplitResult, host: str, port: int) -> None:
    at = (parts.hostname or "", parts.port or 0)
    has_name = parts.username is not None
    stream.sendall(b"\x05\x02\x00\x02" if has_name else b"\x05\x01\x00")
    _version, method = _exactly(stream, 2, at)
    if method == 2 and has_name:
        name, password = (
            unquote(text or "").encode()[:255] for text in (parts.username, parts.password)
        )
        stream.sendall(b"\x01" + bytes([len(name)]) + name + bytes([len(password)]) + password)
        if _exactly(stream, 2, at)[1] != 0:
            raise _refused(at, "it does not take its user and password")
    elif method != 0:
        raise _refused(at, "it wants a user and password")
    name = host.encode("idna")
    stream.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + port.to_bytes(2, "big"))
    _version, said, _reserved, sort = _exactly(stream, 4, at)
    if said != 0:
        raise _refused(at, f"SOCKS error {said}")
    length = {1: 4, 4: 16}.get(sort) or _exactly(stream, 1, at)[0]
    _exactly(stream, length + 2, at)


def _exactly(stream: socket.socket, count: int, at: tuple[str, int]) -> bytes:
    found = b""
    while len(found) < count:
        piece = stream.recv(count - len(found))
        if not piece:
            raise _refused(at, "it closes the connection")
        found += piece
    return found
