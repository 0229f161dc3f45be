"""A conversation over one connection: what is said and heard, in bounds, written down."""

import ssl
from contextlib import AbstractAsyncContextManager

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.stream import Channel, Stream
from statusboard.probes.web.tls import SecureStream, secured

# So much of what a server says is listened to, and so long may one line be.
MOST_HEARD = 64_000
LONGEST_LINE = 8_000
MOST_LINES = 60
TURN = 8_000


class Conversation:
    """Speaks over a connection that `conversing` opened. Raises Failed for whatever goes wrong."""

    def __init__(self, context: ProbeContext, stream: Stream) -> None:
        self._record = context.record
        self._stream = stream
        self._secured: SecureStream | None = None
        self._left = b""
        self._heard = 0

    @property
    def channel(self) -> Channel:
        """What it is held over: the connection, secured or not."""
        return self._secured or self._stream

    @property
    def certificate(self) -> bytes:
        """The server's certificate (DER); empty where it was not asked to encrypt."""
        return self._secured.certificate if self._secured is not None else b""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificates (DER) up to a trusted authority; empty where nothing was encrypted."""
        return self._secured.chain if self._secured is not None else ()

    async def say(self, content: bytes, shown: str = "") -> None:
        """Sends bytes. `shown` stands for them in the transcript; empty: they stand there."""
        await self.channel.write(content)
        self._record.lines.append(f"> {shown or self._written(content)}")
        self._record.begin("wait")

    async def line(self) -> str:
        """The next line that is said. Raises Failed where none comes."""
        while b"\n" not in self._left:
            if len(self._left) > LONGEST_LINE:
                detail = f"it says a line that never ends: {quoted(_text(self._left))}"
                raise Failed(Reason.PROTOCOL, detail)
            await self._more()
        raw, _, self._left = self._left.partition(b"\n")
        text = _text(raw.rstrip(b"\r"))
        self._note(text)
        return text

    async def exactly(self, size: int) -> bytes:
        """The next bytes, so many of them."""
        while len(self._left) < size:
            await self._more()
        taken, self._left = self._left[:size], self._left[size:]
        return taken

    async def until(self, wanted: bytes) -> bool:
        """Whether these bytes are said, before the end or the most that is listened to."""
        try:
            while wanted not in self._left:
                await self._more()
        except Failed as failed:
            if failed.reason not in (Reason.CONNECTION_LOST, Reason.BODY_TOO_LARGE):
                raise
        for line in _text(self._left[:TURN]).splitlines()[:MOST_LINES]:
            self._note(line)
        return wanted in self._left

    async def secure(self, tls: ssl.SSLContext, name: str) -> None:
        """Goes on encrypted. Raises Failed with one of the TLS reasons."""
        if self._heard and (self._left or self._stream.has_unread()):
            # Whoever stands between could have said it: nothing before the encryption is believed.
            detail = "it went on in plain after it had agreed to encrypt"
            raise Failed(Reason.PROTOCOL, detail)
        self._secured = await secured(self._stream, tls, name)
        self._record.lines.append("encrypted from here on")

    async def _more(self) -> None:
        if self._heard > MOST_HEARD:
            raise Failed(Reason.BODY_TOO_LARGE, f"it says more than {MOST_HEARD // 1000} kB")
        came = await self.channel.read(TURN)
        if not came:
            said = f" after it had said: {quoted(_text(self._left))}" if self._left else ""
            detail = (
                f"the server closed the connection{said}"
                if said or self._heard
                else ("the server closed the connection without a word")
            )
            raise Failed(Reason.CONNECTION_LOST, detail)
        self._heard += len(came)
        self._left += came

    def _note(self, text: str) -> None:
        if len(self._record.lines) < MOST_LINES:
            self._record.lines.append(f"< {quoted(text)}")

    @staticmethod
    def _written(content: bytes) -> str:
        return quoted(_text(content))


class _Conversing:
    """A connection for as long as one is inside; a class, for a generator costs more."""

    __slots__ = ("_context", "_host", "_ip_version", "_port", "_stream")

    def __init__(self, context: ProbeContext, host: str, port: int, ip_version: int) -> None:
        self._context, self._host, self._port = context, host, port
        self._ip_version = ip_version

    async def __aenter__(self) -> Conversation:
        context = self._context
        network = context.connections.network(context.record, ip_version=self._ip_version)
        self._stream = await network.connect(self._host, self._port)
        context.record.lines.append(f"connected to {context.record.address} port {self._port}")
        return Conversation(context, self._stream)

    async def __aexit__(self, *_: object) -> None:
        await self._stream.aclose()


def conversing(
    context: ProbeContext, host: str, port: int, *, ip_version: int = 0
) -> AbstractAsyncContextManager[Conversation, None]:
    """A conversation with a host, on a connection of its own. Raises Failed.

    `ip_version` is 4 or 6 where addresses of that sort alone are asked, or 0.
    """
    return _Conversing(context, host, port, ip_version)


async def let_in(context: ProbeContext, host: str, port: int, *, ip_version: int = 0) -> None:
    """Whether a host takes a connection, on which nothing is said. Raises Failed."""
    network = context.connections.network(context.record, ip_version=ip_version)
    await network.reach(host, port)
    context.record.lines.append(f"connected to {context.record.address} port {port}")


def _text(raw: bytes) -> str:
    """Bytes as people can read them."""
    if raw.isascii() and raw.translate(None, b"\r\n\t").decode("ascii").isprintable():
        return raw.decode("ascii")  # nearly all that servers say: letter by letter takes longer
    return "".join(
        letter if letter in "\r\n\t" else as_shown(letter)
        for letter in raw.decode("utf-8", "replace")
    )
