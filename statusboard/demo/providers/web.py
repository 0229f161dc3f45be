"""Stand-ins over HTTP for Twilio, Slack, Teams and the receivers of webhooks, at one server.

Each answers as its original does, under a path of its own; nothing of a message is kept.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from statusboard.demo.providers import twilio
from statusboard.demo.providers.fates import IN_TROUBLE
from statusboard.demo.providers.said import Said, said
from statusboard.demo.providers.tally import Tally

HOST = "127.0.0.1"
IDLE_S = 90.0
HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 1024 * 1024
# A receiver in trouble takes its time before it says so.
TROUBLED_S = 2.1


@dataclass(slots=True)
class WebProviders:
    """One server for all of them: `/twilio`, `/slack`, `/teams`, `/hooks`, and `/tally`."""

    tally: Tally
    _server: asyncio.Server | None = None
    _talking: set[asyncio.StreamWriter] = field(default_factory=set)

    async def start(self) -> int:
        """Begins to listen; the port."""
        self._server = await asyncio.start_server(self._serve, HOST, 0, limit=HEAD_LIMIT)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stops listening and hangs up."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._talking):
            writer.close()
        await self._server.wait_closed()

    def reply(self, method: str, target: str, host: str, body: bytes) -> Said:
        """What the provider of that path says."""
        parts = urlsplit(target)
        provider, _, rest = parts.path.lstrip("/").partition("/")
        if provider == "twilio":
            return twilio.reply(method, rest, parse_qs(parts.query), body, self.tally)
        if provider == "tally" and method == "GET":
            return said(dict(self.tally.counts))
        if method == "HEAD" and provider in ("slack", "teams", "hooks"):
            return said(None, 405)
        if method != "POST" or _document(body) is None:
            return said({"error": "this is no message"}, 400)
        if provider == "hooks" and host.partition(":")[0] in IN_TROUBLE:
            self.tally.add("hooks", "put off")
            return said({"message": "down for the moment"}, 503, after_s=TROUBLED_S)
        statuses = {"slack": 200, "teams": 202, "hooks": 204}
        if provider not in statuses:
            return said({"error": "nobody is here"}, 404)
        self.tally.add(provider, "taken")
        return said("ok" if provider == "slack" else None, statuses[provider])

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talking.add(writer)
        try:
            while True:
                async with asyncio.timeout(IDLE_S):
                    head = await reader.readuntil(b"\r\n\r\n")
                    first, headers = _head(head)
                    size = int(headers.get("content-length", "0"))
                    if not 0 <= size <= BODY_LIMIT:
                        return
                    body = await reader.readexactly(size)
                method, target, _ = first.split(" ", 2)
                answer = self.reply(method, target, headers.get("host", ""), body)
                await asyncio.sleep(answer.after_s)
                writer.write(answer.to_bytes(has_body=method != "HEAD"))
                await writer.drain()
        except (OSError, TimeoutError, ValueError):
            pass  # a caller that hangs up, idles or talks nonsense is simply gone
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            pass  # the play is over
        finally:
            self._talking.discard(writer)
            writer.close()


def _head(head: bytes) -> tuple[str, Mapping[str, str]]:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first, {name.lower(): value.strip() for name, _, value in pairs}


def _document(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None
