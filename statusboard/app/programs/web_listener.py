"""Listens for HTTP: uvicorn, without its hold on signals, logs and what it tells about itself."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn

from statusboard.app.programs.guarded_http import GuardedProtocol, Rules, Together
from statusboard.server.app import Application


class QuietServer(uvicorn.Server):
    """A server that leaves the process's signals to whoever runs it, and says when it is up."""

    def __init__(self, config: uvicorn.Config, together: Together | None = None) -> None:
        super().__init__(config)
        self.up = asyncio.Event()
        self._together = together or Together()

    @property
    def connections(self) -> int:
        """How many are open now."""
        return len(self.server_state.connections)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen."""
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Takes no more connections, and ends those that are open once they are answered."""
        self._together.is_leaving = True
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none."""
        yield


def listener(app: Application, rules: Rules) -> QuietServer:
    """A server for an application. It is given its sockets when it serves."""
    shared = Together()

    class Protocol(GuardedProtocol):
        together = shared

    Protocol.rules = rules
    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        loop="none",
        lifespan="off",
        log_config=None,
        log_level="error",  # what strangers send is no news
        access_log=False,
        server_header=False,
        headers=list(rules.headers),
        proxy_headers=bool(rules.trusted),  # who trusts nobody need not look
        forwarded_allow_ips=list(rules.trusted),
        # Everybody who got in is answered; who gets in is decided by the number of connections.
        limit_concurrency=None,
        timeout_keep_alive=rules.keep_alive_s,
        timeout_graceful_shutdown=rules.end_s,
    )
    return QuietServer(config, shared)
