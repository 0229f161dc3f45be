"""Stand-in services on loopback: answer health questions, and play their part in the story."""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from statusboard.demo.listener import Listener
from statusboard.demo.services import SERVICES

IDLE_S = 90.0
# In trouble, Card payments answers this much later; its check calls 1.5 s slow.
SLOW_S = 2.1


@dataclass(frozen=True, slots=True)
class Reply:
    """What a stand-in answers, after how long."""

    status: int
    body: dict[str, str]
    after_s: float


class StandInServices(Listener):
    """One server for all of them. `in_trouble` tells whether the story's trouble is on."""

    def __init__(self, in_trouble: Callable[[], bool], seed: int = 7) -> None:
        super().__init__()
        self._in_trouble = in_trouble
        self._chance = random.Random(seed)  # noqa: S311 - a play, not a secret
        self._usual_s = {
            service.slug: service.usual_ms / 1000 for service in SERVICES if service.slug
        }

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

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, question after question."""
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
