"""A deadline for a whole answer over HTTP: a server that drips holds nobody for longer.

The library's timeouts are for each read alone, so that an answer of single bytes has no end. Its
clock begins with the first read after what was asked, so that a large file may be sent slowly.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

# Under what the publisher gives a place for everything (`app/page/publisher`).
ANSWER_S = 60.0


def bounded(client: httpx.Client) -> httpx.Client:
    """The same client, whose answers are whole within `ANSWER_S`; else it raises httpx.ReadTimeout.

    The library has no other door to its sockets than these names.
    """
    for transport in (client._transport, *client._mounts.values()):  # noqa: SLF001
        if isinstance(transport, httpx.HTTPTransport):
            pool = transport._pool  # noqa: SLF001
            pool._network_backend = _Backend(pool._network_backend, ANSWER_S)  # noqa: SLF001
    return client


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend, answer_s: float) -> None:
        self._inner = inner
        self._answer_s = answer_s

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Stream(stream, self._answer_s)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, answer_s: float) -> None:
        self._inner = inner
        self._answer_s = answer_s
        self._until_s: float | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        now_s = time.monotonic()
        if self._until_s is None:
            self._until_s = now_s + self._answer_s
        left_s = self._until_s - now_s
        if left_s <= 0:
            raise httpcore.ReadTimeout("the answer has no end")
        return self._inner.read(max_bytes, left_s if timeout is None else min(timeout, left_s))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._until_s = None
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secure = self._inner.start_tls(ssl_context, server_hostname, timeout)
        return _Stream(secure, self._answer_s)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own
        return self._inner.get_extra_info(info)
