"""A server of the demo on loopback: whatever it speaks, it listens, hangs up and ends alike."""

import asyncio
from abc import ABC, abstractmethod
from typing import ClassVar

HOST = "127.0.0.1"


class Listener(ABC):
    """Listens on loopback alone, and talks with each caller by `converse`."""

    # Longer lines and heads than any of ours are a caller's mistake.
    line_limit: ClassVar[int] = 64 * 1024

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._talking: set[asyncio.StreamWriter] = set()

    @abstractmethod
    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talks with one caller until one of both has had enough."""

    async def start(self, port: int = 0) -> int:
        """Begins to listen on `port`, or on a free one for 0; the port."""
        self._server = await asyncio.start_server(self._serve, HOST, port, limit=self.line_limit)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stops listening and hangs up."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._talking):
            writer.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talking.add(writer)
        try:
            await self.converse(reader, writer)
        except (OSError, TimeoutError, ValueError):
            pass  # a caller that hangs up, idles or talks nonsense is simply gone
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            pass  # the play is over
        finally:
            self._talking.discard(writer)
            writer.close()
