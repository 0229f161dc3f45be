"""Everybody who could say whether our own line works, asked at once."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from statusboard.domain.canary import Canary
from statusboard.probes.line.canaries import Sung, ask_canaries
from statusboard.probes.line.interception import who_answers_for_nobody
from statusboard.probes.line.name_server import NameServer, ask_name_server

# Reserved for documentation: nobody is there, and connecting a UDP socket sends nothing.
_NOBODY = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))


@dataclass(frozen=True, slots=True)
class Round:
    """What they said. `stranger`: who answered at an address where nobody is, in words."""

    canaries: tuple[Sung, ...]
    name_server: NameServer
    has_route: bool
    stranger: str


async def ask_round(
    canaries: tuple[Canary, ...],
    tls: Callable[[], ssl.SSLContext],
    known: tuple[str, ...],
    doubted: tuple[str, ...],
) -> Round:
    """One round, within two seconds. `known` are names that exist; `doubted` are not found now."""
    async with asyncio.TaskGroup() as group:
        singing = group.create_task(ask_canaries(canaries, tls()))
        naming = group.create_task(ask_name_server(known, doubted))
        standing = group.create_task(who_answers_for_nobody())
    return Round(singing.result(), naming.result(), has_way_out(), standing.result())


def has_way_out() -> bool:
    """Whether this computer has a route to the outside. Sends nothing."""
    for address, family in _NOBODY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 9))
        except OSError:
            continue
        return True
    return False
