"""Lines that come over a connection, each bounded by what its reader is ready to keep."""

import asyncio

# So much is read ahead of whoever reads: a peer that sends more waits.
READ_AHEAD = 64 * 1024


class TooLong(ValueError):
    """A line is longer than its reader is ready to keep."""


class Lines:
    """The lines of a stream whose own limit is `READ_AHEAD`."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def next(self, most: int) -> bytes:
        """The next line with its end; without one the rest, empty at the end.

        Raises TooLong as soon as more than `most` bytes of it have come, and OSError.
        """
        parts: list[bytes] = []
        size = 0
        while True:
            part, is_whole = await self._part()
            size += len(part)
            if size > most:
                raise TooLong(f"a line of more than {most} bytes")
            parts.append(part)
            if is_whole:
                return b"".join(parts)

    async def _part(self) -> tuple[bytes, bool]:
        """The next part of a line, and whether the line ends with it."""
        try:
            return await self._reader.readuntil(b"\n"), True
        except asyncio.IncompleteReadError as error:
            return error.partial, True
        except asyncio.LimitOverrunError as error:
            return await self._reader.readexactly(error.consumed), False
