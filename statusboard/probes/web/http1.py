"""One HTTP/1 exchange over a channel: the question sent, the answer parsed by llhttp.

Every step takes a bounded part of what came and then lets others have their turn: an answer in
chunks of one byte costs us as much work a byte as any, and hurts nobody else.
"""

import asyncio
import time
from dataclasses import replace

import httptools

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.message import Head, Message
from statusboard.probes.web.odd_head import mended, shown, split_head
from statusboard.probes.web.stream import Channel

# What may come before the head of an answer is complete, with the interim answers before it.
LONGEST_HEAD = 100_000
# How much is parsed before others get their turn: 1 ms of work where every chunk is one byte.
HEAD_TURN = 8_000
BODY_TURN = 16_000
# What a body may have around it (sizes of chunks, their extensions, trailers) …
FRAMING_RATIO = 16
# … and how much of that may come without one byte of the body itself.
LONGEST_FRAMING = 100_000
_BODILESS = frozenset({204, 304})
# The frames that a server of HTTP/2 begins with: its settings, or a goodbye.
_HTTP2_FIRST = (4, 7)


class Exchange:
    """One answer being read. `ask` first, then `read` until it is empty."""

    def __init__(self, channel: Channel, *, is_head: bool, keep_s: float) -> None:
        self._channel = channel
        self._is_head = is_head
        self._keep_s = keep_s
        self._message = Message(is_head=is_head)
        self._framing = 0
        self._wire = 0
        self._size = 0
        self._failed: Failed | None = None
        self._is_odd = False
        self._until_end = False
        self._ended = False
        self._read_s = 0.0
        self._turns = 0

    @property
    def channel(self) -> Channel:
        """The connection it goes over."""
        return self._channel

    async def ask(self, sent: bytes) -> Head:
        """Sends a question, and returns the head of its answer. Raises Failed."""
        await self._channel.write(sent)
        raw = b""
        strict = True
        while not self._message.has_head:
            if len(raw) >= LONGEST_HEAD:
                raise Failed(Reason.PROTOCOL, "the header of the answer is longer than 100 kB")
            if raw:
                await asyncio.sleep(0)
            came = await self._channel.read(HEAD_TURN)
            if not came:
                raise _broken_off(raw)
            raw += came
            if raw[:1] not in b"H\r\n":
                raise Failed(Reason.PROTOCOL, _not_http(raw))
            if strict:
                strict = self._feed_head(came)
            if not strict:
                odd = self._mend(raw)
                if odd is not None:
                    return self._made_head(odd)
        return self._made_head(())

    async def read(self) -> bytes:
        """The next part of the body; empty at its end. Raises Failed where it breaks off."""
        message = self._message
        while not message.parts:
            if self._failed is not None:
                raise self._failed
            if message.is_complete or self._ended:
                self._read_s = time.monotonic()
                return b""
            if self._turns:
                await asyncio.sleep(0)
            self._turns += 1
            came = await self._channel.read(BODY_TURN)
            if not came:
                if not self._until_end:
                    detail = "the connection broke off in the middle of the answer"
                    raise Failed(Reason.CONNECTION_LOST, detail)
                self._ended = True
                continue
            self._feed_body(came)
        part = message.parts[0] if len(message.parts) == 1 else b"".join(message.parts)
        message.parts.clear()
        return part

    @property
    def is_complete(self) -> bool:
        """Whether all of the answer has come, read or not."""
        return self._message.is_complete or self._ended

    @property
    def can_follow(self) -> bool:
        """Whether the connection is ready for another question."""
        message = self._message
        if not (message.is_complete and message.keeps) or message.has_excess or self._is_odd:
            return False
        is_idle_too_long = self._read_s and time.monotonic() - self._read_s > self._keep_s
        return not is_idle_too_long and not self._channel.has_unread()

    async def aclose(self) -> None:
        """Closes the connection."""
        await self._channel.aclose()

    def _feed_head(self, came: bytes) -> bool:
        """Whether the strict parser took it."""
        message = self._message
        try:
            message.parser.feed_data(came)
        except httptools.HttpParserUpgrade:
            message.has_excess = True
        except httptools.HttpParserError as error:
            if isinstance(error.__context__, Failed):
                raise error.__context__ from None
            message.has_excess = True
            if message.has_head and not message.is_complete:
                self._failed = _broken(error)  # the head is whole: it is the body's turn to fail
            elif not message.is_complete:
                return False
        return not message.has_head or not self._is_coded_oddly()

    def _is_coded_oddly(self) -> bool:
        """Whether it is sent in another way than in chunks, which must not be believed."""
        return any(
            name.lower() == b"transfer-encoding" and value.lower() != b"chunked"
            for name, value in self._message.fields
        )

    def _mend(self, raw: bytes) -> tuple[str, ...] | None:
        """Reads it once more, lenient; None where the head is not complete yet."""
        if not b"HTTP/".startswith(raw.lstrip(b"\r\n")[:5]):
            raise Failed(Reason.PROTOCOL, _not_http(raw))
        found = split_head(raw)
        if found is None:
            return None
        head, odd = mended(found[0])
        self._is_odd = True
        self._message = Message(is_head=self._is_head)
        if not self._feed_head(head):
            raise Failed(Reason.PROTOCOL, f"what came back is not HTTP: {shown(raw)}")
        try:
            if found[1]:
                self._feed_body(found[1])
        except Failed as failed:
            self._failed = failed
        return odd

    def _feed_body(self, came: bytes) -> None:
        message = self._message
        if self.is_complete:
            message.has_excess = True
            return
        try:
            message.parser.feed_data(came)
        except httptools.HttpParserUpgrade:
            message.has_excess = True
        except httptools.HttpParserError as error:
            if not message.is_complete:
                raise _broken(error) from error
            message.has_excess = True
        size = sum(map(len, message.parts))
        self._size += size
        self._wire += len(came)
        self._framing = 0 if size else self._framing + len(came)
        is_mostly_framing = self._wire > FRAMING_RATIO * self._size + LONGEST_FRAMING
        if self._framing > LONGEST_FRAMING or is_mostly_framing:
            detail = "the answer is nearly all sizes of chunks and the like, and hardly a body"
            raise Failed(Reason.PROTOCOL, detail)

    def _made_head(self, odd: tuple[str, ...]) -> Head:
        message = self._message
        head = replace(message.head, odd=odd) if odd else message.head
        if head.code == 101:
            detail = "the server goes over to another protocol, which was not asked for"
            raise Failed(Reason.PROTOCOL, detail)
        if self._is_head and message.parts:
            message.parts.clear()
            message.has_excess = True
        has_length = head.get("content-length") or head.get("transfer-encoding")
        self._until_end = not has_length and head.code not in _BODILESS
        return head


def _broken(error: Exception) -> Failed:
    words = str(error) or "they cannot be read"
    return Failed(Reason.PROTOCOL, f"the chunks of the answer are broken: {words}")


def _broken_off(raw: bytes) -> Failed:
    if not raw:
        detail = "the server closed the connection without an answer"
        return Failed(Reason.CONNECTION_LOST, detail)
    return Failed(Reason.CONNECTION_LOST, "the connection broke off in the middle of the answer")


def _not_http(raw: bytes) -> str:
    """What a server speaks that does not speak HTTP/1, as far as it is known."""
    if len(raw) >= 9 and raw[0] == 0 and raw[3] in _HTTP2_FIRST and raw[5:9] == bytes(4):
        return "the server speaks only HTTP/2; choose that version for this check"
    if raw[:2] in (b"\x15\x03", b"\x16\x03"):
        return "the server speaks TLS on this port; the address should begin with https://"
    return f"what came back is not HTTP: {shown(raw)}"
