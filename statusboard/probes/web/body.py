"""Reading a body that may be anything: capped on the wire, and capped when inflated."""

import asyncio
import zlib
from typing import Protocol

from statusboard.domain.result import Reason
from statusboard.probes.web.charset import is_charset
from statusboard.probes.web.failure import Failed

# A body that grows more than this while inflating is no honest page: text shrinks 3 to 20 times.
BOMB_RATIO = 100
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
# How a zlib stream begins, whatever its window; without a header hardly anything begins so.
_ZLIB = 8
# So much is inflated before others get their turn.
TURN = 256 * 1024
# So many encodings on top of each other are undone; more are no honest page.
MOST_LAYERS = 4
# Said by servers that mean: none.
_NONE = frozenset({"", "identity", "none", "binary", "7bit", "8bit", "aws-chunked"})


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = 0) -> bytes: ...


class Plain:
    """Takes a body as it is, up to `cap` bytes."""

    has_more = False

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def out(self) -> bytes:
        """What has come up to now."""
        return b"".join(self._parts)

    def take(self, chunk: bytes) -> None:
        """Adds what came. Raises Failed once it is more than the cap."""
        self._size += len(chunk)
        if self._size > self._cap:
            raise too_large(self._cap)
        self._parts.append(chunk)

    def finish(self) -> bytes:
        """The whole body."""
        return self.out


class Inflated:
    """Inflates gzip or deflate as it comes; never holds more than `cap` bytes of the outcome."""

    def __init__(self, encoding: str, cap: int) -> None:
        self._encoding = encoding
        self._cap = cap
        self._raw = 0
        self._out = bytearray()
        self._inflater: _Inflater | None = None

    @property
    def has_more(self) -> bool:
        """Whether more is to be inflated of what came: `take` it with nothing new."""
        inflater = self._inflater
        return inflater is not None and bool(inflater.unconsumed_tail) and not inflater.eof

    @property
    def out(self) -> bytes:
        """What has been inflated up to now."""
        return bytes(self._out)

    def take(self, chunk: bytes) -> None:
        """Adds what came, or a part of it. Raises Failed for a bomb, too much, or no gzip."""
        self._raw += len(chunk)
        if self._raw > self._cap:
            raise too_large(self._cap)
        inflater = self._inflater = self._inflater or self._opened(chunk)
        if inflater.eof:
            return  # clients leave aside what follows
        try:
            most = min(TURN, self._cap + 1 - len(self._out))
            self._out += inflater.decompress(inflater.unconsumed_tail + chunk, most)
        except zlib.error as error:
            raise _unreadable(self._encoding) from error
        if len(self._out) > self._cap:
            used = self._raw - len(inflater.unconsumed_tail)
            if len(self._out) > BOMB_RATIO * used:
                detail = f"{used:,} bytes inflate to more than {size_text(self._cap)}"
                raise Failed(Reason.DECOMPRESSION_BOMB, f"{detail}; reading stopped there")
            raise too_large(self._cap)

    def finish(self) -> bytes:
        """The whole body. Raises Failed where the compressed one breaks off."""
        if self._inflater is not None and not self._inflater.eof:
            raise _unreadable(self._encoding)
        return bytes(self._out)

    def _opened(self, first: bytes) -> _Inflater:
        if self._encoding == "gzip":
            return zlib.decompressobj(_GZIP)
        # “deflate” should be a zlib stream; servers exist that send it without its header.
        has_header = bool(first) and first[0] & 0x8F == _ZLIB
        return zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)


def layers_of(encoding: str) -> tuple[str, ...] | None:
    """The encodings of a body, outermost first; None with one that was not asked for.

    Taken as clients take it: what names no encoding (`none`, a charset) is none.
    """
    named = (part.strip().strip("\"'").lower() for part in encoding.split(","))
    layers = tuple(
        name.removeprefix("x-") for name in named if name not in _NONE and not is_charset(name)
    )
    if len(layers) > MOST_LAYERS or not {"gzip", "deflate"}.issuperset(layers):
        return None
    return layers[::-1]


class Body:
    """Takes a body as it comes, undoes its encodings, and never holds more than `cap` bytes."""

    def __init__(self, encoding: str, cap: int) -> None:
        layers = layers_of(encoding)
        self._is_known = layers is not None
        self._inner = layers[1:] if layers else ()
        self._cap = cap
        self._taker: Plain | Inflated = Inflated(layers[0], cap) if layers else Plain(cap)

    @property
    def has_more(self) -> bool:
        """Whether more is to be unpacked of what came: `take` it with nothing new."""
        return self._taker.has_more

    @property
    def so_far(self) -> bytes | None:
        """What has come up to now; None where nobody can read it."""
        return self._taker.out if self._is_known and not self._inner else None

    def take(self, chunk: bytes) -> None:
        """Adds what came. Raises Failed with BODY_TOO_LARGE, DECOMPRESSION_BOMB, BAD_ENCODING."""
        self._taker.take(chunk)

    async def finish(self) -> bytes | None:
        """The whole body; None where it came in an encoding that we did not ask for."""
        body = self._taker.finish()
        for layer in self._inner:
            # Often the header was only said twice: what is not packed again is left as it is.
            if layer == "gzip" and not body.startswith(_GZIP_MAGIC):
                continue
            taker = Inflated(layer, self._cap)
            taker.take(body)
            while taker.has_more:
                await asyncio.sleep(0)
                taker.take(b"")
            body = taker.finish()
        return body if self._is_known else None


def size_text(size: int) -> str:
    """A number of bytes for people."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.3g} MB"
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.3g} kB"


def too_large(cap: int) -> Failed:
    """The body is larger than this check reads."""
    return Failed(
        Reason.BODY_TOO_LARGE,
        f"the answer is larger than {size_text(cap)}; if that is right, raise “Largest answer”",
    )


def _unreadable(encoding: str) -> Failed:
    return Failed(Reason.BAD_ENCODING, f"the answer says it is {encoding}, but cannot be inflated")
