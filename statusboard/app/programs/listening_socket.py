"""The socket that visitors connect to: bound here, or taken over from whoever holds it open.

systemd (a `.socket` unit), or another supervisor, may bind it and hand it to the program as file
descriptor 3. It then stays open while one program ends and the next begins: visitors who connect
meanwhile wait in its queue, and a restart fails for nobody.
"""

import os
import socket
from collections.abc import MutableMapping

from statusboard.errors import Unavailable

# As systemd hands sockets over: see sd_listen_fds(3).
FIRST = 3
BACKLOG = 2048


def handed_over(around: MutableMapping[str, str] = os.environ) -> socket.socket | None:
    """The socket that this process was given, if it was; what it starts is not told of it."""
    count, whose = around.pop("LISTEN_FDS", ""), around.pop("LISTEN_PID", "")
    around.pop("LISTEN_FDNAMES", None)
    if whose != str(os.getpid()) or count in ("", "0"):
        return None
    if count != "1":
        raise Unavailable(f"{count} sockets were handed over, and one is wanted.")
    return taken_over(FIRST)


def taken_over(descriptor: int) -> socket.socket:
    """The socket of that number, which whoever started us holds. Raises Unavailable."""
    try:
        given = socket.socket(fileno=descriptor)
        given.set_inheritable(False)
    except OSError as error:
        raise Unavailable(
            f"What was handed over is no socket to listen on ({error.strerror})."
        ) from error
    given.settimeout(0.0)
    return given


def bound(host: str, port: int) -> socket.socket:
    """A socket on an address of this computer; 0 takes any free port. Raises Unavailable."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise Unavailable(
            f"The page cannot be served at {host} on port {port} ({error.strerror}). "
            "Choose another one."
        ) from error


def url_of(listening: socket.socket) -> str:
    """Where a browser on this computer finds it."""
    host, port = listening.getsockname()[:2]
    if listening.family == socket.AF_INET6:
        host = f"[{host}]"
    return f"http://{host}:{port}/"
