"""A stand-in mail server (RFC 5321): takes messages for anybody, counts them and throws them away.

It speaks as much SMTP as our own e-mail channel does, without encryption, on loopback alone.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, NO_MAILBOX
from statusboard.demo.providers.tally import Tally

HOST = "127.0.0.1"
NAME = "mail.northwind.example"
IDLE_S = 120.0
# Longer lines and messages than any of ours are a caller's mistake.
LINE_LIMIT = 64 * 1024
MESSAGE_LIMIT = 4 * 1024 * 1024
# Whoever was asked to come back is taken from then on.
COME_BACK_S = 30.0
END = b".\r\n"
_ANSWERS = {
    "EHLO": f"250-{NAME}\r\n250-SIZE {MESSAGE_LIMIT}\r\n250 8BITMIME",
    "HELO": f"250 {NAME}",
    "MAIL": "250 2.1.0 OK",
    "NOOP": "250 2.0.0 OK",
    "RSET": "250 2.0.0 OK",
    "QUIT": "221 2.0.0 bye",
}


@dataclass(slots=True)
class MailSink:
    """The mail server. It keeps no message, and at most when a few mailboxes were busy."""

    tally: Tally
    clock_s: Callable[[], float] = time.monotonic
    _server: asyncio.Server | None = None
    _talking: set[asyncio.StreamWriter] = field(default_factory=set)
    _asked_back_s: dict[str, float] = field(default_factory=dict)

    async def start(self) -> int:
        """Begins to listen; its port."""
        self._server = await asyncio.start_server(self._serve, HOST, 0, limit=LINE_LIMIT)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stops listening and hangs up."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._talking):
            writer.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talking.add(writer)
        try:
            await self._converse(reader, writer)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
            pass  # a caller that hangs up, idles or talks nonsense is simply gone
        except asyncio.CancelledError:
            pass  # the play is over
        finally:
            self._talking.discard(writer)
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer = f"220 {NAME} ESMTP sample data"
        to = ""
        while answer:
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()
            if answer.startswith("221"):
                return
            if answer.startswith("354"):
                answer, to = await self._message(reader, to), ""
                continue
            async with asyncio.timeout(IDLE_S):
                line = (await reader.readline()).decode("utf-8", "replace").strip()
            verb, _, rest = line.upper().partition(" ")
            if verb == "RCPT":
                to = rest.partition("<")[2].partition(">")[0].lower()
                answer = self._recipient(to)
                to = to if answer.startswith("250") else ""
            elif verb == "DATA":
                answer = "354 go ahead" if to else "503 5.5.1 say first whom it is for"
            else:
                to = ""
                answer = _ANSWERS.get(verb, "502 5.5.2 not known here") if verb else ""

    async def _message(self, reader: asyncio.StreamReader, to: str) -> str:
        """What is said to a whole message; empty where the connection ends instead."""
        if not await _read_away(reader):
            return ""
        if to in BREAKS_OFF:
            self.tally.add("mail", "broken off")
            return ""
        self.tally.add("mail", "taken")
        return "250 2.0.0 OK, sample data"

    def _recipient(self, address: str) -> str:
        if address in NO_MAILBOX:
            self.tally.add("mail", "refused")
            return "550 5.1.1 there is no such mailbox"
        if address in BUSY:
            asked_s = self._asked_back_s.get(address)
            if asked_s is None or self.clock_s() < asked_s + COME_BACK_S:
                self._asked_back_s.setdefault(address, self.clock_s())
                self.tally.add("mail", "put off")
                return "451 4.2.1 the mailbox is busy, come back later"
            # The next message to it finds it busy again.
            del self._asked_back_s[address]
        return "250 2.1.5 OK"


async def _read_away(reader: asyncio.StreamReader) -> bool:
    """Reads a message up to its end and keeps nothing; whether it came to an end."""
    size = 0
    while size <= MESSAGE_LIMIT:
        async with asyncio.timeout(IDLE_S):
            line = await reader.readline()
        if line == END or not line:
            return line == END
        size += len(line)
    return False
