"""One question to a name server: over UDP, and over TCP where the answer does not fit."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import dns.asyncresolver
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rdatatype
import dns.resolver
import dns.reversename

from statusboard.domain.result import Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.conversation import conversing
from statusboard.probes.web.addresses import SocketAddress
from statusboard.probes.web.failure import Failed, of_connecting
from statusboard.probes.web.hosts import literal

# A datagram may be lost: after so long it is sent again, to the next server where there is one.
AGAIN_S = 1.5


@dataclass(frozen=True, slots=True)
class Servers:
    """Whom to ask. `is_own`: they are those of this computer, which it asks about every name."""

    hosts: tuple[str, ...]
    port: int
    is_own: bool


async def own_servers(context: ProbeContext, name: str) -> Servers:
    """The name servers that this computer asks about a name. Raises Failed where it has none."""

    def read() -> tuple[tuple[str, ...], int]:
        resolver = dns.asyncresolver.Resolver()
        return tuple(str(server) for server in resolver.nameservers), resolver.port

    try:
        known = context.connections.name_servers(name)
        if known is None:
            known = await context.connections.work_out(read)
    except (dns.resolver.NoResolverConfiguration, dns.exception.DNSException, OSError) as error:
        detail = "this computer names no name server; choose one to ask"
        raise Failed(Reason.NOT_CONFIGURED, detail) from error
    return Servers(*known, is_own=True)


def query_for(name: str, kind: str, *, authenticated: bool) -> dns.message.Message:
    """The question. Raises Failed with NOT_CONFIGURED for a name that can be none."""
    try:
        is_address = kind == "PTR" and literal(name) is not None
        wanted = (dns.reversename.from_address if is_address else dns.name.from_text)(name)
        query = dns.message.make_query(wanted, kind, use_edns=True, want_dnssec=authenticated)
    except (dns.exception.DNSException, UnicodeError, ValueError) as error:
        raise Failed(Reason.NOT_CONFIGURED, f"“{name}” is no name of the DNS") from error
    if authenticated:
        query.flags |= dns.flags.AD
    return query


async def reply_of(
    context: ProbeContext, servers: Servers, query: dns.message.Message, *, over_tcp: bool
) -> dns.message.Message:
    """What a server answers. Raises Failed; waits for as long as it is let."""
    if not over_tcp:
        reply = await _over_udp(context, servers, query)
        if not reply.flags & dns.flags.TC:
            return reply
        context.record.lines.append("the answer does not fit into a datagram: asked over TCP")
    return await _over_tcp(context, servers, query)


async def _over_tcp(
    context: ProbeContext, servers: Servers, query: dns.message.Message
) -> dns.message.Message:
    wire = query.to_wire()
    async with conversing(context, servers.hosts[0], servers.port) as talk:
        await talk.say(len(wire).to_bytes(2, "big") + wire, _written(query))
        size = int.from_bytes(await talk.exactly(2), "big")
        return _parsed(query, await talk.exactly(size))


async def _over_udp(
    context: ProbeContext, servers: Servers, query: dns.message.Message
) -> dns.message.Message:
    network = context.connections.network(context.record)
    places = [await network.places(host, servers.port) for host in servers.hosts]
    record = context.record
    record.lines.append(f"> {_written(query)}")
    # Looking up names is what its own servers are for: their silence is that of no service.
    record.begin("dns" if servers.is_own else "wait")
    failed: Failed | None = None
    everywhere = [place for several in places for place in several]
    while True:
        for place in everywhere:
            record.address = str(place.address)
            try:
                reply = await _asked_at(place, query)
            except OSError as error:
                failed = of_connecting(place.text, error)
                record.lines.append(failed.detail)
            else:
                if reply is not None:
                    return reply
                record.lines.append(f"{place.text} did not answer within {AGAIN_S} s")
                failed = None
        if failed is not None:
            raise failed


async def _asked_at(place: SocketAddress, query: dns.message.Message) -> dns.message.Message | None:
    """The answer from one place; None where none comes in a while."""
    loop = asyncio.get_running_loop()
    heard: asyncio.Future[bytes] = loop.create_future()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _Packet(heard), remote_addr=place.sockaddr[:2], family=place.family
    )
    try:
        transport.sendto(query.to_wire())
        async with asyncio.timeout(AGAIN_S):
            return _parsed(query, await heard)
    except TimeoutError:
        return None
    finally:
        transport.abort()


class _Packet(asyncio.DatagramProtocol):
    """The first datagram from whom was asked; the socket takes none from anybody else."""

    def __init__(self, heard: "asyncio.Future[bytes]") -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, _addr: object) -> None:
        if not self._heard.done():
            self._heard.set_result(data)

    def error_received(self, exc: Exception) -> None:
        if not self._heard.done():
            self._heard.set_exception(exc)


def _parsed(query: dns.message.Message, wire: bytes) -> dns.message.Message:
    try:
        reply = dns.message.from_wire(wire, ignore_trailing=True)
    except (dns.exception.DNSException, ValueError, IndexError) as error:
        raise Failed(Reason.PROTOCOL, "what came back is no answer of a name server") from error
    if not query.is_response(reply):
        raise Failed(Reason.PROTOCOL, "the name server answers another question")
    return reply


def _written(query: dns.message.Message) -> str:
    asked = query.question[0]
    return f"{asked.name.to_text(omit_final_dot=True)} {dns.rdatatype.to_text(asked.rdtype)}"


def records_of(reply: dns.message.Message) -> Sequence[str]:
    """The records that were asked for, at the end of a chain of other names, as texts."""
    try:
        answer = (
            reply.resolve_chaining().answer if isinstance(reply, dns.message.QueryMessage) else None
        )
    except (dns.exception.DNSException, ValueError) as error:
        raise Failed(Reason.PROTOCOL, "the name server's answer leads in a circle") from error
    return sorted(record.to_text() for record in answer or ())
