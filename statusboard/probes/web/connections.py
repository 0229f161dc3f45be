"""Everything the probes of one process share: kept connections, TLS contexts, name resolution."""

import asyncio
import importlib
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

from statusboard.probes.record import Record
from statusboard.probes.web.identity import Identity, context_for
from statusboard.probes.web.names import Names
from statusboard.probes.web.network import Network
from statusboard.probes.web.revocation import RevocationLists
from statusboard.probes.web.route import DIRECT, Route
from statusboard.probes.web.tokens import Tokens
from statusboard.probes.web.transport import Transport
from statusboard.probes.web.trust import (
    as_browsers,
    naming_protocols,
    same_trust,
    unverified_context,
    verifying_context,
)

Made = TypeVar("Made")

# Idle servers hang up after 5 to 75 s; whoever waits longer than this gains nothing.
KEEP_S = 120.0
# Every so many questions everything is measured anew: names, connecting, certificates.
FRESH_EVERY = 20
# Connections held open between questions; checks beyond make a new one each time.
KEEP_MOST = 6_000


class Connections:
    """Owns the connections that are kept for checks, by check id. Used on one event loop.

    `loopback_only` is for sample data: whatever a name resolves to, only this computer is asked.
    `trust` replaces the machine's own store of authorities, `names` how it looks names up. Give
    everything back with `aclose`.
    """

    def __init__(
        self,
        *,
        loopback_only: bool = False,
        trust: ssl.SSLContext | None = None,
        keep_s: float = KEEP_S,
        fresh_every: int = FRESH_EVERY,
        keep_most: int | None = None,
        names: Names | None = None,
    ) -> None:
        self._loopback_only = loopback_only
        self._trust = trust
        self._verifying = None if trust is None else as_browsers(trust)
        self._by_protocol: dict[tuple[bool, tuple[str, ...]], ssl.SSLContext] = {}
        self._unverified: ssl.SSLContext | None = None
        self._keep_s = keep_s
        self._fresh_every = fresh_every
        self._keep_most = _room() if keep_most is None else keep_most
        self._transports: dict[int, dict[object, Transport]] = {}
        self._own: dict[tuple[Identity, bool, bool], tuple[object, ssl.SSLContext]] = {}
        self.tokens = Tokens(self._fetching)
        self.revocation_lists = RevocationLists()
        self._remembered: dict[int, tuple[Mapping[str, object], object]] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="judge")
        self._names = names or Names()

    async def warm(self) -> None:
        """Loads what would otherwise be loaded, and timed, in the middle of the first question."""
        await self.work_out(_load)

    def transport(self, check_id: int, *, verify: bool, route: Route = DIRECT) -> Transport:
        """The transport of a check, with what it kept from its last question."""
        own = self._transports.setdefault(check_id, {})
        # Nearly all go the direct way, which is not to be compared field by field each time.
        way = verify if route is DIRECT else (verify, route)
        found = own.get(way)
        if found is None:
            found = own[way] = self._made(
                verify=verify,
                route=route,
                # Not all checks renew their connection in the same round.
                asked=check_id % self._fresh_every,
                keeps=len(self._transports) <= self._keep_most,
            )
        return found

    def network(self, record: Record, *, ip_version: int = 0) -> Network:
        """Opens connections for one question that keeps none; `record` is that of the question."""
        return Network(
            self._names, loopback_only=self._loopback_only, ip_version=ip_version, record=record
        )

    def name_servers(self, host: str) -> tuple[tuple[str, ...], int] | None:
        """Whom this computer asks about a name, and at which port; None where only it knows."""
        return self._names.servers_for(host)

    def tls(self, protocols: Sequence[str] = (), *, verify: bool) -> ssl.SSLContext:
        """The context for what is not the web; made once for the protocols it names to servers."""
        key = (verify, tuple(protocols))
        if key not in self._by_protocol:
            context = same_trust(self._trust) if verify else unverified_context()
            self._by_protocol[key] = naming_protocols(context, protocols)
        return self._by_protocol[key]

    async def make_ready(self, route: Route, *, verify: bool) -> None:
        """Makes the TLS of a check's own, and reads its certificates. Raises Failed."""
        for identity in {route.identity, route.identity.to_others}:
            await self._read(identity, verify=verify, http2=route.http2)

    async def _read(self, identity: Identity, *, verify: bool, http2: bool) -> None:
        known = self._own.get((identity, verify, http2))

        def read() -> tuple[object, ssl.SSLContext]:
            stamps = identity.stamps
            if known is not None and known[0] == stamps:
                return known
            return stamps, context_for(identity, verify=verify, http2=http2)

        self._own[identity, verify, http2] = await self.work_out(read)

    def _made(self, *, verify: bool, route: Route, asked: int, keeps: bool) -> Transport:
        def context(host: str) -> ssl.SSLContext:
            if route.has_own_tls:
                return self._own[route.identity_for(host), verify, route.http2][1]
            return self.verifying() if verify else self._believing()

        return Transport(
            Network(self._names, loopback_only=self._loopback_only, ip_version=route.ip_version),
            context,
            keep_s=self._keep_s,
            fresh_every=self._fresh_every,
            asked=asked,
            keeps=keeps,
            proxy=route.proxy,
            http2=route.http2,
        )

    async def _fetching(self, *, verify: bool, route: Route) -> Transport:
        """A transport for one question beside that of a check. Raises Failed."""
        if route.has_own_tls:
            await self.make_ready(route, verify=verify)
        return self._made(verify=verify, route=route, asked=0, keeps=False)

    def remembered(
        self,
        check_id: int,
        config: Mapping[str, object],
        make: Callable[[Mapping[str, object]], Made],
    ) -> Made:
        """What `make` makes of a configuration, made once for as long as that stays the same."""
        known = self._remembered.get(check_id)
        if known is not None and known[0] is config:
            return cast("Made", known[1])
        made = make(config)
        self._remembered[check_id] = (config, made)
        return made

    async def work_out(self, work: Callable[[], Made]) -> Made:
        """What `work` answers, on a thread of its own: it would hold up the other questions."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def forget(self, check_ids: Iterable[int]) -> None:
        """Closes and forgets what is held for checks that were removed or changed.

        A question that is being asked just now is left to end: its answer is still an answer.
        """
        for check_id in check_ids:
            self._remembered.pop(check_id, None)
            for transport in self._transports.pop(check_id, {}).values():
                await transport.retire()

    async def aclose(self) -> None:
        """Closes every connection. Names still being resolved are left to themselves."""
        await self.forget(tuple(self._transports))
        self._remembered.clear()
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._names.close()

    def verifying(self) -> ssl.SSLContext:
        """The context that verifies certificates, shared by all; made when first needed."""
        if self._verifying is None:
            self._verifying = as_browsers(verifying_context())
        return self._verifying

    def _believing(self) -> ssl.SSLContext:
        if self._unverified is None:
            self._unverified = as_browsers(unverified_context())
        return self._unverified


def _load() -> None:
    """Imports what only some questions need: certificates, names beyond ASCII, paths, patterns."""
    for name in ("cryptography.x509", "idna", "jsonpath", "re2"):
        importlib.import_module(name)


def _room() -> int:
    """How many connections may be kept, so that half of the process's files stay free."""
    try:
        import resource
    except ImportError:  # Windows counts differently, and far higher
        return KEEP_MOST
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return KEEP_MOST if files == resource.RLIM_INFINITY else min(KEEP_MOST, files // 2)
