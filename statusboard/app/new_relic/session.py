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
from statusboard.domain.backoff import Backoff
from statusboard.errors import Rejected, StatusBoardError
from statusboard.newrelic.budget import Budget, SharedBudget
from statusboard.newrelic.client import Connection, NerdGraph, Record
from statusboard.newrelic.errors import NewRelicRejected, fault_kind
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.key import Key
from statusboard.newrelic.regions import address_of

# A key store that is locked or empty is not asked more often: it may ask its owner each time.
KEY_AGAIN_S = 60.0
# A refused key is tried again after this long, in time for the next round of a minute, then after
# twice that, and so on up to the longest: New Relic refuses good keys too, for a moment, and nobody
# is to enter one anew for that.
REFUSED_AGAIN = Backoff(first_s=45.0, most_s=900.0)
NO_KEY = (
    "The New Relic key is not on the computer {machine}, which asks it. Enter it in "
    "Settings there, or with “statusboard secret set {key}”."
)
REFUSED = (
    "New Relic refuses the key: it is wrong, revoked or of another kind. States from it are "
    "unknown. It is tried again by itself, every few minutes; if this stays, enter a user key in "
    "Settings."
)


@dataclass(slots=True)
class NewRelicSession:
    """The client for the stored connection, or why there is none.

    A circuit breaker around the key: refused, it is left alone for a while, then one request tries
    it for all, with the key read anew; what that one is told holds for the others.
    """

    keys: NewRelicKey
    monotonic: Callable[[], float]
    chance: Callable[[], float]
    tls: ssl.SSLContext | None = None
    loopback_only: bool = False
    record: Record | None = None
    # What all programs with a key may ask together; its own part without one.
    share: Callable[[Key], SharedBudget] | None = None
    _stored: StoredConnection | None = field(init=False, default=None)
    _client: NerdGraph | None = field(init=False, default=None)
    _refusal: StatusBoardError | None = field(init=False, default=None)
    _again_s: float = field(init=False, default=float("-inf"))
    # How often the key was refused in a row, and whether the next request is the one to try it.
    _refused: int = field(init=False, default=0)
    _is_trial: bool = field(init=False, default=False)
    _retired: list[NerdGraph] = field(init=False, default_factory=list)
    _users: int = field(init=False, default=0)
    _lock: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    @property
    def stored(self) -> StoredConnection | None:
        """The connection it follows."""
        return self._stored

    @property
    def is_refused(self) -> bool:
        """Whether the key was refused when it was last tried."""
        return self._refused > 0

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
                self._refused, self._is_trial = 0, False
                self._retire()
            if self._refused and not self._is_trial and self._may_try():
                self._retire()  # the key may be another by now
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
            key = await ask_keys(self.keys.named(stored.key_name).read)
            if key is None:
                self._refusal = Rejected(
                    NO_KEY.format(machine=socket.gethostname(), key=stored.key_name)
                )
                return
            url = address_of(stored.region, stored.url, loopback_only=self.loopback_only)
            self._client = NerdGraph(
                Connection(url, key),
                budget=Budget(self.monotonic, self.chance, shared=self.share and self.share(key)),
                tls=self.tls,
                loopback_only=self.loopback_only,
                record=self.record,
            )
            self._is_trial = self._refused > 0
            if not self._is_trial:
                self._refusal = None
        except StatusBoardError as error:
            self._refusal = error

    def hurry(self) -> None:
        """Lets a refused key be tried with the next look: somebody asks for it."""
        if self._refused:
            self._again_s = float("-inf")

    @asynccontextmanager
    async def client(self) -> AsyncIterator[NerdGraph | None]:
        """The client, kept open while it is used; None where nothing is connected.

        Raises why there is none, where something is connected all the same: a key that is refused
        is left alone for a while, and then tried by one request alone.
        """
        is_trial, self._is_trial = self._is_trial, False
        if self._refusal is not None and not is_trial:
            raise self._refusal.with_traceback(None)
        client = self._client
        self._users += 1
        try:
            yield client
        except StatusBoardError as error:
            if fault_kind(error) is FaultKind.KEY_REFUSED:
                if client is self._client:
                    self._refuse(is_trial=is_trial)
                raise NewRelicRejected(REFUSED, fault=FaultKind.KEY_REFUSED) from None
            raise
        else:
            # What a key is told says nothing about the one that has taken its place since.
            if client is self._client:
                self._refusal, self._refused = None, 0
        finally:
            self._users -= 1

    def _refuse(self, *, is_trial: bool) -> None:
        """Leaves the key alone for a while; requests that were under way together count once."""
        if self._refusal is not None and not is_trial:
            return
        self._refused += 1
        self._again_s = self.monotonic() + REFUSED_AGAIN.wait_s(self._refused)
        self._refusal = NewRelicRejected(REFUSED, fault=FaultKind.KEY_REFUSED)

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
