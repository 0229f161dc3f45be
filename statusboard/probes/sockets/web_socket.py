"""One WebSocket conversation over a channel: opened, something said, something heard.

The library parses and builds; our own connections carry it, with their deadlines and times.
"""

import asyncio
from collections.abc import Mapping

from websockets.client import ClientProtocol
from websockets.exceptions import (
    InvalidHandshake,
    InvalidMessage,
    InvalidStatus,
    PayloadTooBig,
    WebSocketException,
)
from websockets.frames import Close, Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import WebSocketURI

from statusboard import __version__
from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.stream import Channel

# So much of one message is read, and of so many messages is one expected.
LARGEST_MESSAGE = 1_000_000
MOST_MESSAGES = 1_000
MOST_LINES = 60
# So much is parsed before others get their turn: of the smallest frames it holds hundreds.
TURN = 1_000


class WebSocket:
    """A conversation. Every step raises Failed for whatever goes wrong."""

    def __init__(
        self, channel: Channel, record: Record, uri: WebSocketURI, *, subprotocol: str
    ) -> None:
        names = [Subprotocol(subprotocol)] if subprotocol else None
        self._channel = channel
        self._record = record
        self._protocol = ClientProtocol(uri, subprotocols=names, max_size=LARGEST_MESSAGE)
        self._events: list[object] = []
        self._has_ended = False

    async def open(self, headers: Mapping[str, str]) -> int:
        """Asks to be let in; the status that was answered, 101 where it was."""
        request = self._protocol.connect()
        request.headers["User-Agent"] = f"StatusBoard/{__version__} (service check)"
        for name, value in headers.items():
            request.headers.pop(name, None)
            request.headers[name] = value
        self._protocol.send_request(request)
        await self._flush()
        self._record.begin("wait")
        while not isinstance(response := await self._next(), Response):
            continue
        self._check()
        phrase = as_shown(response.reason_phrase)
        self._record.lines.append(quoted(f"HTTP/1.1 {response.status_code} {phrase}"))
        return response.status_code

    async def say(self, text: str) -> None:
        """Sends one message."""
        self._protocol.send_text(text.encode())
        await self._flush()
        self._record.begin("wait")

    async def ping(self) -> None:
        """Sends a ping, and returns when its pong is there."""
        word = b"statusboard"
        self._protocol.send_ping(word)
        await self._flush()
        self._record.lines.append("> ping")
        self._record.begin("wait")
        while True:
            frame = await self._frame()
            if frame.opcode is Opcode.PONG and frame.data == word:
                self._record.lines.append("< pong")
                return

    async def hears(self, wanted: str) -> str:
        """The first message that this stands in. Raises Failed where none of the first does."""
        message = bytearray()
        count = 0
        while count < MOST_MESSAGES:
            frame = await self._frame()
            if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                continue
            message += frame.data
            if not frame.fin:
                continue
            text = message.decode("utf-8", "replace")
            if len(self._record.lines) < MOST_LINES:
                self._record.lines.append(f"< {quoted(as_shown(text))}")
            if wanted in text:
                return text
            message, count = bytearray(), count + 1
        detail = f"expected “{wanted}”, which was in none of {MOST_MESSAGES:,} messages"
        raise Failed(Reason.TEXT_MISSING, detail)

    async def close(self) -> None:
        """Says goodbye, and waits for nothing."""
        if self._protocol.state.name == "OPEN":
            self._protocol.send_close(1000)
            await self._flush()

    async def _frame(self) -> Frame:
        while True:
            event = await self._next()
            if not isinstance(event, Frame):
                continue
            if event.opcode is Opcode.CLOSE:
                said = Close.parse(event.data)
                why = quoted(as_shown(said.reason)) or "it says no reason"
                detail = f"the server ended the conversation ({said.code}): {why}"
                raise Failed(Reason.CONNECTION_LOST, detail)
            return event

    async def _next(self) -> object:
        while not self._events:
            self._check()
            if self._has_ended:
                raise Failed(Reason.CONNECTION_LOST, "the server closed the connection")
            await asyncio.sleep(0)
            came = await self._channel.read(TURN)
            if came:
                self._protocol.receive_data(came)
            else:
                self._has_ended = True
                self._protocol.receive_eof()
            self._events += self._protocol.events_received()
            await self._flush()
        return self._events.pop(0)

    def _check(self) -> None:
        """Raises Failed for what the library could not read."""
        problem = self._protocol.handshake_exc or self._protocol.parser_exc
        match problem:
            case None | InvalidStatus() | EOFError():
                return
            case InvalidMessage():
                if self._has_ended:
                    detail = "the server closed the connection without an answer"
                    raise Failed(Reason.CONNECTION_LOST, detail) from problem
                raise Failed(Reason.PROTOCOL, "what came back is not HTTP") from problem
            case PayloadTooBig():
                detail = f"a message is larger than {LARGEST_MESSAGE // 1_000:,} kB"
                raise Failed(Reason.BODY_TOO_LARGE, detail) from problem
            case InvalidHandshake() | WebSocketException():
                detail = f"the server does not speak WebSocket: {quoted(as_shown(str(problem)))}"
                raise Failed(Reason.PROTOCOL, detail) from problem
            case _:
                detail = "the server does not speak WebSocket: what it says cannot be read"
                raise Failed(Reason.PROTOCOL, detail) from problem

    async def _flush(self) -> None:
        content = b"".join(self._protocol.data_to_send())
        if content:
            await self._channel.write(content)
