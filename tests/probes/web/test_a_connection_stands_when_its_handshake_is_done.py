"""How long connecting took is what the kernel says, not when this process got round to look."""

import socket
import sys
import time

import pytest

from statusboard.probes.web.arrivals import StampedSocket

LATE_NS = 50_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_what_comes_after_the_handshake_is_not_counted() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        StampedSocket(socket.AF_INET, socket.SOCK_STREAM) as sock,
    ):
        begun_ns = time.perf_counter_ns()
        sock.connect(server.getsockname())
        while time.perf_counter_ns() - begun_ns < LATE_NS:
            pass  # as a loop that is busy with other things
        took_ns = sock.stood_ns(begun_ns) - begun_ns

    assert 0 < took_ns < LATE_NS / 2


def test_a_socket_that_is_not_connected_stands_when_it_is_looked_at() -> None:
    with StampedSocket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        before_ns = time.perf_counter_ns()
        assert sock.stood_ns(before_ns - LATE_NS) >= before_ns
