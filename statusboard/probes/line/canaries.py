"""Canaries: a few addresses far away that answer as long as our own line works.

Nothing is sent but the beginning of a connection; on port 443 also a TLS handshake, because whoever
stands between can take a connection and cannot show the right certificate.
"""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.domain.canary import TLS_PORT, Canary

TRY_S = 1.5


@dataclass(frozen=True, slots=True)
class Sung:
    """What one canary did. `proof`: it showed a certificate for its own name or address."""

    canary: Canary
    answers: bool
    proof: bool = False


async def ask_canaries(canaries: Sequence[Canary], tls: ssl.SSLContext) -> tuple[Sung, ...]:
    """What each of them did, all at once, within TRY_S."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_ask(canary, tls)) for canary in canaries]
    return tuple(task.result() for task in tasks)


async def _ask(canary: Canary, tls: ssl.SSLContext) -> Sung:
    reached = False
    try:
        async with asyncio.timeout(TRY_S):
            _, writer = await asyncio.open_connection(canary.host, canary.port)
            reached = True
            try:
                if canary.port != TLS_PORT:
                    return Sung(canary, answers=True)
                await writer.start_tls(tls, server_hostname=canary.host)
                return Sung(canary, answers=True, proof=True)
            finally:
                writer.transport.abort()
    except (OSError, TimeoutError):
        return Sung(canary, answers=reached)
