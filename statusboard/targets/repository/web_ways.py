"""Connections to a server of repositories that go a way of their own."""

import socket
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from statusboard.targets.remote.way import Way

_DIAL_S = 10.0


def by_way(way: Way, more: dict[str, Any]) -> urllib3.PoolManager:
    """A pool whose connections all go that way. `more` is given to the library."""

    def dialled(connection: HTTPConnection) -> socket.socket:
        try:
            return way.dial(connection.host, connection.port, _DIAL_S)
        except OSError as error:
            raise NewConnectionError(connection, str(error)) from error

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dialled(self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return dialled(self)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    pool = urllib3.PoolManager(**more)
    pool.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pool
