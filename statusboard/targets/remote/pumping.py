"""Carries bytes between two sockets until either side has said all, in threads that end with it."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

_PIECE = 65_536


def plain_end(stream: socket.socket) -> socket.socket:
    """A plain socket by which one speaks over another, such as one with TLS of its own."""
    ours, theirs = socket.socketpair()
    ours.settimeout(stream.gettimeout())
    start_pumping(theirs, stream)
    return ours


def start_pumping(
    one: socket.socket, other: socket.socket, first: Callable[[], None] = lambda: None
) -> threading.Thread:
    """Begins to carry both ways; both sockets are closed once one side is done.

    `first` is done before anything is carried from the other to the one.
    """
    for each in (one, other):
        each.settimeout(None)
        with suppress(OSError):  # of a pair on this computer there is nothing to hurry
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    back = threading.Thread(target=_pump, args=(other, one, first), daemon=True)
    there = threading.Thread(target=_both, args=(one, other, back), daemon=True)
    back.start()
    there.start()
    return there


def _both(one: socket.socket, other: socket.socket, back: threading.Thread) -> None:
    _pump(one, other)
    back.join()
    one.close()
    other.close()


def _pump(
    source: socket.socket, sink: socket.socket, first: Callable[[], None] = lambda: None
) -> None:
    with suppress(OSError, ValueError):
        first()
        while piece := source.recv(_PIECE):
            sink.sendall(piece)
    for each in (source, sink):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
