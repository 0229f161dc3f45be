"""Reading a body that may be anything: capped on the wire, capped when inflated, decoded safely."""

import codecs
import zlib
from collections.abc import AsyncGenerator, AsyncIterable
from typing import Protocol

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed

# A body that grows more than this while inflating is no honest page: text shrinks 3 to 20 times.
BOMB_RATIO = 100
_GZIP = 16 + zlib.MAX_WBITS
_CHARSETS = ("iso8859", "cp125", "koi8", "mac", "utf-16", "utf-32", "euc", "iso2022", "gb", "big5")


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = 0) -> bytes: ...


class Plain:
    """Takes a body as it is, up to `cap` bytes."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._parts: list[bytes] = []
        self._size = 0

    def take(self, chunk: bytes) -> None:
        """Adds what came. Raises Failed once it is more than the cap."""
        self._size += len(chunk)
        if self._size > self._cap:
            raise too_large(self._cap)
        self._parts.append(chunk)

    def finish(self) -> bytes:
        """The whole body."""
        return b"".join(self._parts)


class Inflated:
    """Inflates gzip or deflate as it comes; never holds more than `cap` bytes of the outcome."""

    def __init__(self, encoding: str, cap: int) -> None:
        self._encoding = encoding
        self._cap = cap
        self._raw = 0
        self._out = bytearray()
        self._inflater: _Inflater | None = None

    def take(self, chunk: bytes) -> None:
        """Adds what came. Raises Failed for a bomb, a body too large, or one that is not gzip."""
        self._raw += len(chunk)
        if self._raw > self._cap:
            raise too_large(self._cap)
        inflater = self._inflater = self._inflater or self._opened(chunk)
        try:
            self._out += inflater.decompress(chunk, self._cap + 1 - len(self._out))
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
        has_header = first[:1] == b"\x78"
        return zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)


async def read_body(stream: AsyncIterable[bytes], encoding: str, cap: int) -> bytes | None:
    """The body, inflated; None where it came in an encoding that we did not ask for.

    Raises Failed with BODY_TOO_LARGE, DECOMPRESSION_BOMB or BAD_ENCODING.
    """
    encoding = encoding.strip().lower().removeprefix("x-")
    known = encoding in ("", "identity", "gzip", "deflate")
    taker = Inflated(encoding, cap) if encoding in ("gzip", "deflate") else Plain(cap)
    chunks = aiter(stream)
    try:
        async for chunk in chunks:
            taker.take(chunk)
    finally:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()
    body = taker.finish()
    return body if known else None


def text_of(body: bytes, content_type: str) -> str:
    """The body as text; what cannot be read becomes a replacement mark, never an error.

    Only charsets that map bytes to letters are used: a server may not pick one that runs code
    of another sort or takes quadratic time.
    """
    if body.startswith(codecs.BOM_UTF8):
        return body[3:].decode("utf-8", "replace")
    _, _, named = content_type.lower().partition("charset=")
    name = named.split(";")[0].strip().strip("\"'")
    return body.decode(_charset(name), "replace")


def _charset(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"
    if known.startswith(_CHARSETS) or known in ("ascii", "shift_jis", "cp932", "cp949"):
        return known
    return "utf-8"


def size_text(size: int) -> str:
    """A number of bytes for people."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.3g} MB"
    return f"{size / 1_000:.3g} kB"


def too_large(cap: int) -> Failed:
    """The body is larger than this check reads."""
    return Failed(
        Reason.BODY_TOO_LARGE,
        f"the answer is larger than {size_text(cap)}; if that is right, raise “Largest answer”",
    )


def _unreadable(encoding: str) -> Failed:
    return Failed(Reason.BAD_ENCODING, f"the answer says it is {encoding}, but cannot be inflated")
