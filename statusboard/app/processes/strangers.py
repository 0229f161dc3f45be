"""Those who have connected and not yet shown that they know the secret: few, and not for long."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

# A program of ours says its secret with its first bytes. Each connection may hold a quarter of a
# megabyte that was read at once, so that this many hold no more than a few.
MOST = 16


class Strangers:
    """A bounded set of connections: whoever has been silent longest makes room for the next.

    So a stranger who keeps connections open never keeps one of ours out.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._waiting: dict[asyncio.StreamWriter, None] = {}  # in the order in which they came

    def __len__(self) -> int:
        return len(self._waiting)

    @contextmanager
    def waiting(self, writer: asyncio.StreamWriter) -> Iterator[None]:
        """A connection is one of them within it, and may be ended meanwhile."""
        self._waiting[writer] = None
        if len(self._waiting) > self._most:
            longest = next(iter(self._waiting))
            del self._waiting[longest]
            longest.transport.abort()
        try:
            yield
        finally:
            self._waiting.pop(writer, None)
