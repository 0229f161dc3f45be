"""The chat channels, each beside the server that stands in for its provider."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.catalog.declaration import ChannelKind
from statusboard.catalog.fields import validate
from statusboard.channels.base import Outcome, Outgoing
from tests.fixtures.chat_servers import (
    ChatServer,
    as_discord,
    as_ntfy,
    as_slack,
    as_teams,
    chat_server,
)

REPLIES = {"slack": as_slack, "teams": as_teams, "discord": as_discord, "ntfy": as_ntfy}


@dataclass
class Chat:
    """A kind at its stand-in."""

    kind: ChannelKind
    server: ChatServer
    config: dict[str, object]

    @property
    def address(self) -> str:
        return self.kind.address_example

    async def send(self, outgoing: Outgoing) -> Outcome:
        async with self.kind.open(self.config) as sender:
            return await sender.send(outgoing)


@asynccontextmanager
async def chat_at(key: str, **config: object) -> AsyncIterator[Chat]:
    """The kind of that key, and the stand-in that it sends to."""
    kind = channel_kinds()[key]
    reply: Callable[..., bytes] = REPLIES[key]
    async with chat_server(reply) as server:
        yield Chat(kind, server, validate(kind.fields, {"url": server.url, **config}))
