"""A socket that knows when the newest bytes arrived, not when this process got round to them.

Linux stamps what it receives (SO_TIMESTAMPNS, socket(7)), and knows how long a connection took to
be made (TCP_INFO, tcp(7)); elsewhere both are there when they are seen. What waits for its turn on
our own event loop is thus in no recorded time.
"""

import socket
import struct
import sys
import time

# As Linux numbers it on all common machines; the socket module has no name for it.
SO_TIMESTAMPNS = 35
_STAMP = struct.Struct("@ll")
# In `struct tcp_info`: the round trip in microseconds, and how often anything was sent again.
_INFO_SIZE, _RTT, _SENT_AGAIN = 104, 68, 100
_ROOM = socket.CMSG_SPACE(_STAMP.size) if hasattr(socket, "CMSG_SPACE") else 0


class StampedSocket(socket.socket):
    """A TCP socket. `arrived_ns` is when the newest bytes came, by `time.perf_counter_ns`."""

    arrived_ns = 0
    _is_stamped = False

    def stamp(self) -> None:
        """Has arrivals stamped from now on, where the system can."""
        if sys.platform == "linux":
            try:
                self.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            except OSError:  # another numbering
                return
            self._is_stamped = True

    def stood_ns(self, begun_ns: int) -> int:
        """When the connection stood that was begun then, by `time.perf_counter_ns`.

        The first round trip is that of its making; where something was lost on the way, and on
        other systems than Linux, it stood just now.
        """
        now_ns = time.perf_counter_ns()
        if sys.platform != "linux":
            return now_ns
        try:
            info = self.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_SIZE)
        except OSError:
            return now_ns
        if len(info) < _INFO_SIZE or int.from_bytes(info[_SENT_AGAIN:_INFO_SIZE], sys.byteorder):
            return now_ns
        round_trip_us = int.from_bytes(info[_RTT : _RTT + 4], sys.byteorder)
        return min(now_ns, begun_ns + round_trip_us * 1_000) if round_trip_us else now_ns

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """The next bytes, as every socket gives them; asyncio reads by this."""
        if not self._is_stamped:
            content = super().recv(bufsize, flags)
            self.arrived_ns = time.perf_counter_ns()
            return content
        content, notes, _, _ = self.recvmsg(bufsize, _ROOM, flags)
        now_ns, date_ns = time.perf_counter_ns(), time.time_ns()
        waited_ns = 0
        for level, kind, value in notes:
            if (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS) and len(value) == _STAMP.size:
                seconds, rest = _STAMP.unpack(value)
                # A date that was set meanwhile makes no sense: then nothing waited.
                waited_ns = max(0, date_ns - seconds * 1_000_000_000 - rest)
        self.arrived_ns = now_ns - waited_ns
        return content
