"""One HTTP/2 exchange over a secured channel: the question sent, its one stream read.

A connection carries one question and is closed then: what a server says between two questions
would have to be answered while nobody asks.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.message import MOST_FIELDS, Head, text_of
from statusboard.probes.web.request import Request
from statusboard.probes.web.stream import Channel

ALPN = "h2"
# How much is taken apart before others get their turn.
TURN = 16_000
# What may come around a body, and before its head: settings, pings and the like.
LONGEST_FRAMING = 100_000
FRAMING_RATIO = 16
LONGEST_HEAD = 100_000
# These belong to one connection of HTTP/1, or are said in another way.
_LEFT_OUT = frozenset(
    {
        *("host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"),
        *("te", "content-length"),
    }
)


class Http2Exchange:
    """One answer being read. `ask` first, then `read` until it is empty."""

    # Never: see above.
    can_follow = False

    def __init__(self, channel: Channel, request: Request) -> None:
        self._channel = channel
        self._request = request
        config = h2.config.H2Configuration(client_side=True, header_encoding=False)
        self._talk = h2.connection.H2Connection(config)
        self._stream = 0
        self._head: Head | None = None
        self._parts: list[bytes] = []
        self._wire = self._size = 0
        self._ended = False

    @property
    def channel(self) -> Channel:
        """The connection it goes over."""
        return self._channel

    @property
    def is_complete(self) -> bool:
        """Whether all of the answer has come, read or not."""
        return self._ended

    async def ask(self, _sent: bytes) -> Head:
        """Sends the question, and returns the head of its answer. Raises Failed."""
        self._talk.initiate_connection()
        self._talk.update_settings(
            {
                h2.settings.SettingCodes.ENABLE_PUSH: 0,
                h2.settings.SettingCodes.MAX_HEADER_LIST_SIZE: LONGEST_HEAD,
            }
        )
        self._stream = self._talk.get_next_available_stream_id()
        content = self._request.content or b""
        self._talk.send_headers(self._stream, _fields_of(self._request), end_stream=not content)
        await self._flush()
        if content:
            await self._send(content)
        while self._head is None:
            await self._more()
        return self._head

    async def read(self) -> bytes:
        """The next part of the body; empty at its end. Raises Failed where it breaks off."""
        while not self._parts:
            if self._ended:
                return b""
            await self._more()
        part = b"".join(self._parts)
        self._parts.clear()
        return part

    async def aclose(self) -> None:
        """Closes the connection."""
        await self._channel.aclose()

    async def _send(self, content: bytes) -> None:
        """Sends a body as fast as the server takes it; one that has answered needs no more."""
        left = memoryview(content)
        while left and not self._ended and self._head is None:
            room = min(
                self._talk.local_flow_control_window(self._stream),
                self._talk.max_outbound_frame_size,
            )
            if room <= 0:
                await self._more()
                continue
            part, left = left[:room], left[room:]
            self._talk.send_data(self._stream, bytes(part), end_stream=not left)
            await self._flush()

    async def _more(self) -> None:
        """Takes in what comes next. Raises Failed."""
        came = await self._channel.read(TURN)
        if not came:
            where = "in the middle of the answer" if self._wire else "without an answer"
            raise Failed(Reason.CONNECTION_LOST, f"the connection broke off {where}")
        if not self._wire and came.startswith(b"HTTP/"):
            raise Failed(Reason.PROTOCOL, "the server agreed to HTTP/2, and answers in HTTP/1")
        self._wire += len(came)
        try:
            events = self._talk.receive_data(came)
        except h2.exceptions.ProtocolError as error:
            await self._flush()
            words = str(error) or type(error).__name__
            raise Failed(Reason.PROTOCOL, f"what came back is not HTTP/2: {words}") from error
        for event in events:
            self._heed(event)
        await self._flush()
        if self._wire > FRAMING_RATIO * self._size + LONGEST_FRAMING:
            detail = "the answer is nearly all settings, pings and the like, and hardly a body"
            raise Failed(Reason.PROTOCOL, detail)
        await asyncio.sleep(0)

    def _heed(self, event: h2.events.Event) -> None:
        match event:
            case h2.events.ResponseReceived():
                self._head = _head_of(event.headers or ())
            case h2.events.DataReceived():
                content = event.data or b""
                self._parts.append(content)
                self._size += len(content)
                self._talk.acknowledge_received_data(
                    event.flow_controlled_length or 0, self._stream
                )
            case h2.events.StreamEnded():
                self._ended = True
            case h2.events.StreamReset() if not self._ended:
                word = _word_of(event.error_code)
                raise Failed(Reason.CONNECTION_LOST, f"the server broke off the answer ({word})")
            case h2.events.ConnectionTerminated() if not self._ended:
                word = _word_of(event.error_code)
                raise Failed(Reason.CONNECTION_LOST, f"the server ended the connection ({word})")
            case _:
                return

    async def _flush(self) -> None:
        waiting = self._talk.data_to_send()
        if waiting:
            await self._channel.write(waiting)


def _fields_of(request: Request) -> list[tuple[str, str]]:
    named = {name.lower(): value.strip() for name, value in request.headers.items()}
    fields = [
        (":method", request.method),
        (":scheme", "https"),
        (":authority", named.get("host") or request.url.netloc.decode("ascii")),
        (":path", request.url.raw_path.decode("ascii")),
    ]
    fields += ((name, value) for name, value in named.items() if name not in _LEFT_OUT)
    if request.content is not None:
        fields.append(("content-length", str(len(request.content))))
    return fields


def _head_of(headers: Iterable[Any]) -> Head:
    fields: list[tuple[str, str]] = []
    code = 0
    for name, value in headers:
        if name == b":status":
            code = int(value) if value.isdigit() and len(value) == 3 else 0
        else:
            fields.append((text_of(name), text_of(value)))
    if not 100 <= code <= 599:
        raise Failed(Reason.PROTOCOL, "the answer has no status")
    if len(fields) > MOST_FIELDS:
        raise Failed(Reason.PROTOCOL, f"the answer has more than {MOST_FIELDS:,} headers")
    return Head("HTTP/2", code, "", tuple(fields))


def _word_of(code: "h2.errors.ErrorCodes | int | None") -> str:
    return code.name if isinstance(code, h2.errors.ErrorCodes) else f"code {code}"
