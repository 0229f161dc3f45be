"""The session with New Relic: opened, changed and closed as the connection in the settings says."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from statusboard.app.keys.calls import ask_keys
from statusboard.app.new_relic.connection import StoredConnection
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.errors import Rejected, StatusBoardError
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.errors import fault_kind
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.regions import address_of

# A key store that is locked or empty is not asked more often: it may ask its owner each time.
KEY_AGAIN_S = 60.0
NO_KEY = (
    "The New Relic key is not on the computer {machine}, which asks it. Enter it there in "
    "Settings, or with “statusboard secret set new-relic-key”."
)


@dataclass(slots=True)
class NewRelicSession:
    """The client for the stored connection, or why there is none."""

    keys: NewRelicKey
    monotonic: Callable[[], float]
    chance: Callable[[], float]
    tls: ssl.SSLContext | None = None
    loopback_only: bool = False
    _stored: StoredConnection | None = field(init=False, default=None)
    _client: NerdGraph | None = field(init=False, default=None)
    _refusal: StatusBoardError | None = field(init=False, default=None)
    _again_s: float = field(init=False, default=float("-inf"))
    _retired: list[NerdGraph] = field(init=False, default_factory=list)
    _users: int = field(init=False, default=0)
    _lock: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    @property
    def stored(self) -> StoredConnection | None:
        """The connection it follows."""
        return self._stored

    async def follow(self, stored: StoredConnection | None) -> bool:
        """Takes over the connection in the settings; whether it is another than before.

        One made anew gets a new client and key.
        """
        async with self._lock:
            is_new = stored != self._stored
            if is_new:
                self._stored = stored
                self._refusal = None
                self._again_s = float("-inf")
                self._retire()
            if self._client is None and self._may_try():
                self._again_s = self.monotonic() + KEY_AGAIN_S
                await self._open()
            await self._close_retired()
            return is_new

    def _may_try(self) -> bool:
        return self._stored is not None and self.monotonic() >= self._again_s

    async def _open(self) -> None:
        assert self._stored is not None
        stored = self._stored
        try:
            key = await ask_keys(self.keys.read)
            if key is None:
                self._refusal = Rejected(NO_KEY.format(machine=socket.gethostname()))
                return
            url = address_of(stored.region, stored.url, loopback_only=self.loopback_only)
            self._client = NerdGraph(
                Connection(url, key),
                budget=Budget(self.monotonic, self.chance),
                tls=self.tls,
                loopback_only=self.loopback_only,
            )
            self._refusal = None
        except StatusBoardError as error:
            self._refusal = error

    @asynccontextmanager
    async def client(self) -> AsyncIterator[NerdGraph | None]:
        """The client, kept open while it is used; None where nothing is connected.

        Raises why there is none, where something is connected all the same. A key that is refused
        meanwhile is not tried again until the connection is made anew.
        """
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)
        client = self._client
        self._users += 1
        try:
            yield client
        except StatusBoardError as error:
            # The refusal of a key says nothing about the one that has taken its place since.
            if client is self._client and fault_kind(error) is FaultKind.KEY_REFUSED:
                self._refusal = error
            raise
        finally:
            self._users -= 1

    def _retire(self) -> None:
        if self._client is not None:
            self._retired.append(self._client)
            self._client = None

    async def _close_retired(self) -> None:
        while self._retired and not self._users:
            await self._retired.pop().aclose()

    async def close(self) -> None:
        """Closes all connections; `follow` opens them again."""
        self._stored = None
        self._retire()
        for client in self._retired:
            await client.aclose()
        self._retired.clear()
