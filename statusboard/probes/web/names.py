"""From names to addresses, so that a name nobody answers for holds up no other one.

Name servers are asked here, on the event loop and with a limit of time for each name. Where only
the system itself knows the way (names without dots, mDNS, other systems than Linux) it is asked on
a few threads, and each name holds one of them at most.
"""

import asyncio
import contextlib
import ipaddress
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import dns.asyncbackend
import dns.asyncresolver
import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed, of_name
from statusboard.probes.web.hosts import Address, literal
from statusboard.probes.web.name_rules import NameRules

# A name that the system looks up for us holds a thread for as long as that takes.
RESOLVERS = 32 if sys.platform == "linux" else 256
# An answer is believed for as long as it says, and never for longer than this: a check asks about
# now. Checks of one host that come together ask once.
BELIEVED_S = 5.0
MOST_BELIEVED = 5_000
# Who asks later than this asks anew: a lookup that went out before the line came back fails for
# reasons of the time before, and whoever asked since must not fail with it.
SHARED_S = 0.1
# With addresses of one family there, the name servers get so long for those of the other.
OTHER_FAMILY_S = 0.5
# RFC 6761: no name server is asked about these, and none may know them.
NOWHERE = "invalid"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What name servers said: addresses, or why there are none; believed for `ttl_s` seconds."""

    addresses: tuple[Address, ...] = ()
    exists: bool | None = True  # None: nobody could say
    ttl_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A name on its way through the name servers, and when it was first asked for."""

    begun_s: float
    task: "asyncio.Task[_Answer]"

    def may_be_shared(self, now_s: float) -> bool:
        """Whether somebody who asks now may wait for it."""
        is_here = self.task.get_loop() is asyncio.get_running_loop()
        return is_here and not self.task.done() and now_s - self.begun_s <= SHARED_S


class Names:
    """Looks up names for the probes of one process. Used on one event loop."""

    def __init__(self, rules: NameRules | None = None, *, threads: int = RESOLVERS) -> None:
        self._rules = rules or NameRules()
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="resolve")
        self._asking: dict[str, _Lookup] = {}
        self._lookups: set[asyncio.Task[_Answer]] = set()
        self._system: dict[str, _SystemLookup] = {}
        self._believed: dict[str, tuple[float, tuple[Address, ...]]] = {}

    async def addresses(self, host: str, begun: Callable[[], None]) -> tuple[Address, ...]:
        """The addresses of a name, best first; none where it has none. Raises Failed.

        `begun` is called when somebody has taken it on: until then it waits for our own threads.
        """
        name = _ascii(host)
        written = self._rules.in_hosts_file(name)
        if written:
            begun()
            return in_order(written)
        if name.rstrip(".").rpartition(".")[2].lower() == NOWHERE:
            begun()
            raise _no_such(host)
        servers = self._rules.servers_for(name)
        if servers is None:
            return await self._by_system(host, begun)
        begun()
        answer = await self._by_servers(name, servers)
        if answer.addresses:
            return answer.addresses
        if answer.exists is None:
            raise of_name(host, socket.gaierror(socket.EAI_AGAIN, ""))
        if self._rules.system_may_know(name):
            return await self._by_system(host, begun)
        if not answer.exists:
            raise _no_such(host)
        return ()

    def servers_for(self, host: str) -> tuple[tuple[str, ...], int] | None:
        """Whom this computer asks about a name, and at which port; None where only it knows."""
        servers = self._rules.servers_for(host)
        return None if servers is None else (tuple(map(str, servers.nameservers)), servers.port)

    def close(self) -> None:
        """Ends. Names still being looked up are left to themselves."""
        for task in self._lookups:
            task.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _by_servers(self, name: str, servers: dns.asyncresolver.Resolver) -> _Answer:
        now_s = asyncio.get_running_loop().time()
        until_s, believed = self._believed.get(name, (0.0, ()))
        if now_s < until_s:
            return _Answer(believed)
        lookup = self._asking.get(name)
        if lookup is None or not lookup.may_be_shared(now_s):
            lookup = self._asking[name] = _Lookup(now_s, self._look_up(name, servers))
        # Whoever asks may give up, and the others go on.
        answer = await asyncio.shield(lookup.task)
        if answer.addresses and answer.ttl_s:
            if len(self._believed) >= MOST_BELIEVED:
                self._believed.clear()
            self._believed[name] = (now_s + min(BELIEVED_S, answer.ttl_s), answer.addresses)
        return answer

    def _look_up(self, name: str, servers: dns.asyncresolver.Resolver) -> "asyncio.Task[_Answer]":
        task = asyncio.create_task(_asked(name, servers))
        self._lookups.add(task)
        task.add_done_callback(self._lookups.discard)
        return task

    async def _by_system(self, host: str, begun: Callable[[], None]) -> tuple[Address, ...]:
        lookup = self._system.get(host)
        if lookup is None:
            lookup = self._system[host] = _SystemLookup(host, self._executor)
            lookup.found.add_done_callback(lambda _: self._system.pop(host, None))
        lookup.when_begun(begun)
        try:
            found = await asyncio.shield(lookup.found)
        except socket.gaierror as error:
            raise of_name(host, error) from error
        except (UnicodeError, OSError) as error:
            raise _unfit(host) from error
        return tuple(dict.fromkeys(found))


class _SystemLookup:
    """One name on its way through the system's resolver, and who waits for it to be taken on."""

    def __init__(self, host: str, executor: ThreadPoolExecutor) -> None:
        self._loop = asyncio.get_running_loop()
        self._has_begun = False
        self._waiting: list[Callable[[], None]] = []
        self.found = self._loop.run_in_executor(executor, self._look_up, host)
        self.found.add_done_callback(_heard)

    def when_begun(self, begun: Callable[[], None]) -> None:
        """Calls `begun` as soon as a thread has taken it on."""
        if self._has_begun:
            begun()
        else:
            self._waiting.append(begun)

    def _look_up(self, host: str) -> Sequence[Address]:
        with contextlib.suppress(RuntimeError):  # the loop is gone, and so is who asked
            self._loop.call_soon_threadsafe(self._begin)
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        places = [str(sockaddr[0]).partition("%")[0] for *_, sockaddr in found]
        return [address for place in places if (address := literal(place)) is not None]

    def _begin(self) -> None:
        self._has_begun = True
        for begun in self._waiting:
            begun()
        self._waiting.clear()


async def _asked(name: str, servers: dns.asyncresolver.Resolver) -> _Answer:
    """What the name servers say of both families, which are asked at once."""
    tasks = [
        asyncio.create_task(_asked_of(name, servers, kind))
        for kind in (dns.rdatatype.A, dns.rdatatype.AAAA)
    ]
    try:
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if pending:
            has_addresses = any(task.result().addresses for task in done)
            done, _ = await asyncio.wait(tasks, timeout=OTHER_FAMILY_S if has_addresses else None)
    finally:
        for task in tasks:
            task.cancel()
    answers = [task.result() for task in tasks if task in done]
    good = [answer for answer in answers if answer.addresses]
    if good:
        found = tuple(address for answer in good for address in answer.addresses)
        return _Answer(in_order(found), ttl_s=min(answer.ttl_s for answer in good))
    said = {answer.exists for answer in answers}
    return _Answer(exists=True if True in said else False if False in said else None)


async def _asked_of(
    name: str, servers: dns.asyncresolver.Resolver, kind: dns.rdatatype.RdataType
) -> _Answer:
    backend = dns.asyncbackend.get_backend("asyncio")
    try:
        answer = await servers.resolve(name, kind, backend=backend)
    except dns.resolver.NoAnswer:
        return _Answer()
    except dns.resolver.NXDOMAIN:
        return _Answer(exists=False)
    except (dns.exception.DNSException, OSError):
        return _Answer(exists=None)
    found = (literal(str(record)) for record in answer.rrset or ())
    ttl_s = float(answer.chaining_result.minimum_ttl)
    return _Answer(tuple(address for address in found if address is not None), ttl_s=ttl_s)


def in_order(addresses: Sequence[Address]) -> tuple[Address, ...]:
    """As the system would try them (RFC 6724): what there is a way to first, then IPv6 first.

    A private IPv6 network of our own is no way to a public place: there IPv4 comes first.
    """
    if len({address.version for address in addresses}) < 2:
        return tuple(addresses)
    return tuple(sorted(addresses, key=_rank))


def _rank(address: Address) -> int:
    if address.version == 4:
        return 1 if _own_address(address) else 2
    own = _own_address(address)
    if own is None:
        return 3
    return 0 if ipaddress.ip_address(own).is_private == address.is_private else 2


def _own_address(address: Address) -> str | None:
    """The address this computer would ask from; None without a way. Nothing is sent."""
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.connect((str(address), 53))
            return str(sock.getsockname()[0])
    except OSError:
        return None


def _ascii(host: str) -> str:
    """The name as name servers know it. Raises Failed for one that can be none."""
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
        dns.name.from_text(name)
    except (UnicodeError, dns.exception.DNSException) as error:
        raise _unfit(host) from error
    return name


def _unfit(host: str) -> Failed:
    return Failed(Reason.DNS, f"{host} is not a name that can be resolved")


def _no_such(host: str) -> Failed:
    return of_name(host, socket.gaierror(socket.EAI_NONAME, ""))


def _heard(lookup: "asyncio.Future[Sequence[Address]]") -> None:
    """Looks at an outcome that nobody may have waited for."""
    if not lookup.cancelled():
        lookup.exception()
