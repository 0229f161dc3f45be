"""A proxy on this computer for what only knows proxies; it goes a way of its own from there.

It listens on the loopback address while a place is used, wants a password that is new each time,
and ends with it.
"""

import base64
import re
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from statusboard.targets.remote.pumping import start_pumping
from statusboard.targets.remote.way import Way

_DIAL_S = 10.0
_LONGEST_HEAD = 65_536
_HOST = re.compile(r"\[?([^\]]+?)\]?:(\d{1,5})")


@contextmanager
def gateway(way: Way) -> Iterator[str]:
    """The address of the proxy, with its password, until the end of the block."""
    password = secrets.token_urlsafe(16)
    wanted = base64.b64encode(f"way:{password}".encode())
    opened: list[socket.socket] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        with suppress(OSError):
            while True:
                stream, _from = listener.accept()
                opened.append(stream)
                threading.Thread(target=serve, args=(stream,), daemon=True).start()

    def serve(stream: socket.socket) -> None:
        with suppress(OSError, ValueError):
            if not _served(stream, way, wanted, opened):
                stream.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield f"http://way:{password}@127.0.0.1:{listener.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(1.0)
        for each in opened:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def _served(stream: socket.socket, way: Way, wanted: bytes, opened: list[socket.socket]) -> bool:
    """Whether bytes are carried from here on; else the connection is of no use."""
    stream.settimeout(_DIAL_S)
    head = b""
    while b"\r\n\r\n" not in head:
        piece = stream.recv(4096)
        head += piece
        if not piece or len(head) > _LONGEST_HEAD:
            return False
    asked, body = head.split(b"\r\n\r\n", 1)
    first, *lines = asked.split(b"\r\n")
    fields = [line.partition(b":") for line in lines]
    given = [value for name, _, value in fields if name.lower() == b"proxy-authorization"]
    if not any(value.strip().partition(b" ")[2].strip() == wanted for value in given):
        stream.sendall(b"HTTP/1.1 407 Not for you\r\nContent-Length: 0\r\n\r\n")
        return False
    method, target, _version = first.decode("latin-1").split(" ", 2)
    parts = urlsplit(target if method != "CONNECT" else f"//{target}")
    if method == "CONNECT":
        found = _HOST.fullmatch(target)
        if found is None:
            return False
        host, port = found[1], int(found[2])
    else:
        host, port = parts.hostname or "", parts.port or 80
    try:
        there = way.dial(host, port, _DIAL_S)
    except OSError as error:
        if method == "CONNECT":  # any other answer would be taken for the host's
            why = str(error).encode("ascii", "replace")[:200]
            stream.sendall(b"HTTP/1.1 502 " + why + b"\r\nContent-Length: 0\r\n\r\n")
        return False
    opened.append(there)
    if method == "CONNECT":
        stream.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        there.sendall(body)
    else:
        # As to the host itself, which need not know the form for proxies; without the password;
        # and a question each, for the next may be for another host.
        first = f"{method} {parts._replace(scheme='', netloc='').geturl() or '/'} HTTP/1.1".encode()
        kept = [
            name + b":" + value
            for name, _, value in fields
            if name.lower() not in (b"proxy-authorization", b"proxy-connection", b"connection")
        ]
        there.sendall(b"\r\n".join((first, *kept, b"", b"")) + body)
    start_pumping(
        stream, there, (lambda: None) if method == "CONNECT" else lambda: _answer(there, stream)
    )
    return True


def _answer(there: socket.socket, stream: socket.socket) -> None:
    """Passes the head of an answer on, as the last one of its connection, whatever the host says.

    What only prepares for the answer, such as 100, is passed on before it.
    """
    while True:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = there.recv(1)
            head += piece
            if not piece or len(head) > _LONGEST_HEAD:
                stream.sendall(head)
                return
        if head.split(b" ", 2)[1].startswith(b"1"):
            stream.sendall(head)
            continue
        lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        kept = [line for line in lines if not line.lower().startswith(b"connection:")]
        stream.sendall(b"\r\n".join((*kept, b"Connection: close", b"", b"")))
        return
