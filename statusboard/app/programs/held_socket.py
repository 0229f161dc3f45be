"""The socket of the page server that a window runs, held open from one such program to the next.

Other settings, or a program that died, take a second to the next one: whoever connects meanwhile
waits in the queue of the socket, and is turned away by nobody.
"""

import socket
import sys

from statusboard.app.programs.listening_socket import bound


class HeldSocket:
    """At most one socket, by where it listens."""

    def __init__(self) -> None:
        self._where: tuple[str, int] | None = None
        self._socket: socket.socket | None = None

    def at(self, host: str, port: int) -> socket.socket | None:
        """The one that listens there; None where a child cannot be handed any, and binds its own.

        Raises Unavailable where nothing can listen.
        """
        if sys.platform == "win32":
            return None
        if self._where != (host, port):
            self.let_go()
            self._socket = bound(host, port)
            self._where = (host, port)
        return self._socket

    def let_go(self) -> None:
        """Nobody is to wait there any more."""
        if self._socket is not None:
            self._socket.close()
        self._socket = self._where = None
