"""A connection of HTTP with an end to everything that it may wait for.

uvicorn waits for ever for a request that does not come, or comes by a byte a minute; it takes a
head of any length, and keeps an answer that nobody reads. Here each of these has an end, and of
more connections than there is room for the one that has been idle longest goes.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from statusboard.server.peers import PEER

# Longer than proxies keep theirs (nginx 60 s): whoever ends it first must not be the server.
KEEP_ALIVE_S = 75
# A request is whole within these, its head first; a browser sends both at once.
HEAD_S = 5.0
BODY_S = 10.0
HEAD_BYTES = 16 * 1024
# An answer of which nothing was taken for so long is given up.
STALLED_S = 20.0
# Idle connections are answered once more before they end: a request may be on its way to us.
LINGER_S = 1.0
# At the end of the program; a visitor with a slow line may still be reading.
END_S = 20
MOST_CONNECTIONS = 12_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of a listener, in seconds, bytes and connections; tests have shorter ones.

    `trusted` are the addresses and networks of proxies, whose word on who asks is believed.
    `refused` is told the status of each answer that no application gave.
    """

    headers: Sequence[tuple[str, str]] = ()
    trusted: Sequence[str] = ()
    refused: Callable[[int], None] = lambda _: None
    keep_alive_s: int = KEEP_ALIVE_S
    head_s: float = HEAD_S
    body_s: float = BODY_S
    head_bytes: int = HEAD_BYTES
    stalled_s: float = STALLED_S
    linger_s: float = LINGER_S
    end_s: int = END_S
    most: int = MOST_CONNECTIONS


@dataclass(slots=True)
class Together:
    """What the connections of one listener share: who is idle, longest first, and the end."""

    idle: "dict[GuardedProtocol, None]" = field(default_factory=dict)
    is_leaving: bool = False


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's own protocol, kept within the rules of its listener."""

    rules: Rules
    together: Together

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*given, **named)
        self._in_head = False
        self._head_bytes = 0  # of a head that did not end where it began
        self._is_refused = False
        self._is_heard_out = False  # nothing more comes, and all that came was whole
        self._owed = 0  # answers that are not out yet
        self._deadline: asyncio.TimerHandle | None = None
        self._unsent = 0
        self._watching: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes the connection, and lets the longest idle one go where there are too many."""
        super().connection_made(transport)
        # asyncio does this for sockets of its own alone; without, an answer in two pieces waits
        # 40 ms for whoever acknowledges the first.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._expect_within(self.rules.head_s)
        idle = self.together.idle
        idle[self] = None
        if len(self.connections) > self.rules.most:
            longest = next(iter(idle))
            del idle[longest]
            longest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets everything that waits for it."""
        self.together.idle.pop(self, None)
        self._expect_nothing()
        self._stop_watching()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    # ── requests that come too slowly, or are too large ──────────────────────────────────────────

    def data_received(self, data: bytes) -> None:
        """Reads on, unless it was refused; a head that does not end is too large."""
        if self._is_refused or self.parser is None:
            return
        if self._deadline is None:
            self._expect_within(self.rules.head_s)
        was_in_head = self._in_head
        super().data_received(data)
        if was_in_head and self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > self.rules.head_bytes:
                self._refuse(431)

    def on_message_begin(self) -> None:
        """A request has begun."""
        self._in_head = True
        self._head_bytes = 0
        self.together.idle.pop(self, None)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Lets the application answer, unless the head is too large."""
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self.rules.head_bytes:
            self._refuse(431)
            return
        if not self._is_plain():
            self._refuse(400)
            return
        self._in_head = False
        self._expect_within(self.rules.body_s)
        super().on_headers_complete()
        self._owed += 1
        # What a trusted proxy says takes the place of `client` later.
        self.scope[PEER] = self.scope["client"]  # type: ignore[literal-required]
        # What comes after a question for another protocol cannot be read as one for this.
        if self.together.is_leaving or self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def _is_plain(self) -> bool:
        """Whether it is HTTP/1.0, or HTTP/1.1 with one host: another server before us may see two.

        See RFC 9112, 3.2.
        """
        version = self.parser.get_http_version()
        hosts = sum(name == b"host" for name, _ in self.headers)
        return hosts <= 1 if version == "1.0" else version == "1.1" and hosts == 1

    def on_body(self, body: bytes) -> None:
        """Keeps it for the application."""
        if not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self._is_refused:
            return
        self._expect_nothing()
        super().on_message_complete()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Whoever sends no more may still read: what was asked whole is done, and answered."""
        self._is_heard_out = bool(self._owed) and not self._in_head and not self.cycle.more_body
        return self._is_heard_out

    def on_response_complete(self) -> None:
        """Waits for the next request, at the end of those that are idle."""
        self._owed -= 1
        super().on_response_complete()
        if self.transport.is_closing() or (self._is_heard_out and not self._owed):
            self._close()
        elif self._is_idle:
            self.together.idle[self] = None
            if not self.cycle.more_body:
                self._forget()
            if self.together.is_leaving:
                self._linger()

    @property
    def _is_idle(self) -> bool:
        """Whether nothing is owed, and nothing more has begun to be asked."""
        return not self._owed and not self._in_head

    def _forget(self) -> None:
        """Lets go of the last question: thousands of idle connections would hold one each."""
        self.cycle = None  # type: ignore[assignment]
        self.scope = None  # type: ignore[assignment]
        self.headers = None  # type: ignore[assignment]

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP."""
        del msg
        self._refuse(400)

    def _refuse(self, status: int) -> None:
        """Says no in a line and ends the connection."""
        if self._is_refused:
            return
        self._is_refused = True
        self._expect_nothing()
        self.rules.refused(status)
        if not self._owed and not self.transport.is_closing():
            lines = [STATUS_LINE[status]]
            for name, value in self.server_state.default_headers:
                lines += [name, b": ", value, b"\r\n"]
            lines.append(b"content-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.write(b"".join(lines))
        self._close()

    def _expect_within(self, seconds: float) -> None:
        self._expect_nothing()
        self._deadline = self.loop.call_later(seconds, self._too_slow)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if self._in_head:
            self._refuse(408)
        else:
            self._close()

    # ── answers that nobody takes ────────────────────────────────────────────────────────────────

    def pause_writing(self) -> None:
        """The other side takes less than there is: that is watched."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """It took enough."""
        super().resume_writing()
        self._stop_watching()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing was asked for long; or the last answer is still on its way."""
        self._close()

    def _close(self) -> None:
        """Ends the connection once the other side has taken what there is."""
        self.transport.close()
        if self.transport.get_write_buffer_size():
            self._watch()

    def _watch(self) -> None:
        self._stop_watching()
        self._unsent = self.transport.get_write_buffer_size()
        self._watching = self.loop.call_later(self.rules.stalled_s, self._look)

    def _look(self) -> None:
        if self.transport.get_write_buffer_size() >= self._unsent:
            self.transport.abort()
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            self._watching = None

    # ── the end ──────────────────────────────────────────────────────────────────────────────────

    def shutdown(self) -> None:
        """Ends after the answer that is due and says so; where none is, one more is waited for."""
        if not self._owed:
            self._linger()
            return
        last = self.pipeline[0][0] if self.pipeline else self.cycle
        if not last.response_started:
            last.keep_alive = False

    def _linger(self) -> None:
        self.loop.call_later(self.rules.linger_s, self._leave)

    def _leave(self) -> None:
        if self._is_idle:
            self._close()
