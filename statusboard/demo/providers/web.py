"""Stand-ins over HTTP for Twilio, Slack, Teams, webhooks and a language model, at one server.

Each answers as its original does, under a path of its own; nothing of a message is kept.
"""

import asyncio
import json
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from statusboard.demo.listener import Listener
from statusboard.demo.providers import twilio, writing_assistant
from statusboard.demo.providers.fates import IN_TROUBLE
from statusboard.demo.providers.said import Said, said
from statusboard.demo.providers.tally import Tally

IDLE_S = 90.0
BODY_LIMIT = 1024 * 1024
# A receiver in trouble takes its time before it says so.
TROUBLED_S = 2.1


class WebProviders(Listener):
    """One server for all: `/twilio`, `/slack`, `/teams`, `/hooks`, `/helper`, and `/tally`."""

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self.tally = tally

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
        if provider == writing_assistant.PATH:
            return writing_assistant.reply(rest, _document(body), self.tally)
        if provider == "hooks" and host.partition(":")[0] in IN_TROUBLE:
            self.tally.add("hooks", "put off")
            return said({"message": "down for the moment"}, 503, after_s=TROUBLED_S)
        statuses = {"slack": 200, "teams": 202, "hooks": 204}
        if provider not in statuses:
            return said({"error": "nobody is here"}, 404)
        self.tally.add(provider, "taken")
        return said("ok" if provider == "slack" else None, statuses[provider])

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, question after question."""
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


def _head(head: bytes) -> tuple[str, Mapping[str, str]]:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first, {name.lower(): value.strip() for name, _, value in pairs}


def _document(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None
