"""Stand-in services on loopback: answer health questions, and play their part in the story."""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from statusboard.demo.services import SERVICES

HOST = "127.0.0.1"
REQUEST_LIMIT = 64 * 1024
IDLE_S = 90.0
# In trouble, Card payments answers this much later; its check calls 1.5 s slow.
SLOW_S = 2.1


@dataclass(frozen=True, slots=True)
class Reply:
    """What a stand-in answers, after how long."""

    status: int
    body: dict[str, str]
    after_s: float


class StandInServices:
    """One server for all of them. `in_trouble` tells whether the story's trouble is on."""

    def __init__(self, in_trouble: Callable[[], bool], seed: int = 7) -> None:
        self._in_trouble = in_trouble
        self._chance = random.Random(seed)  # noqa: S311 - a play, not a secret
        self._usual_s = {
            service.slug: service.usual_ms / 1000 for service in SERVICES if service.slug
        }
        self._server: asyncio.Server | None = None
        self._talking: set[asyncio.StreamWriter] = set()

    async def start(self, port: int) -> int:
        """Begins to listen on `port`, or on a free one for 0; the port."""
        self._server = await asyncio.start_server(self._serve, HOST, port, limit=REQUEST_LIMIT)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stops listening and hangs up."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._talking):
            writer.close()
        await self._server.wait_closed()

    def reply(self, slug: str) -> Reply:
        """What the service of that path says now."""
        usual_s = self._usual_s.get(slug)
        if usual_s is None:
            return Reply(404, {"status": "unknown"}, 0.0)
        after_s = usual_s * self._chance.uniform(0.8, 1.3)
        if self._in_trouble() and slug == "checkout":
            return Reply(503, {"status": "failing", "db": "ok", "psp": "timeout"}, after_s)
        if self._in_trouble() and slug == "payments":
            return Reply(200, {"status": "ok"}, SLOW_S)
        return Reply(200, {"status": "ok"}, after_s)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talking.add(writer)
        try:
            while True:
                async with asyncio.timeout(IDLE_S):
                    head = await reader.readuntil(b"\r\n\r\n")
                slug = head.split(b" ", 2)[1].decode("ascii", "replace").strip("/").split("/")[0]
                reply = self.reply(slug)
                await asyncio.sleep(reply.after_s)
                body = json.dumps(reply.body).encode()
                words = {200: "OK", 404: "Not Found", 503: "Service Unavailable"}
                writer.write(
                    f"HTTP/1.1 {reply.status} {words[reply.status]}\r\n"
                    "Content-Type: application/json\r\nX-Sample-Data: 1\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a caller that hangs up, idles or talks nonsense is simply gone
        except asyncio.CancelledError:
            pass  # the play is over
        finally:
            self._talking.discard(writer)
            writer.close()
