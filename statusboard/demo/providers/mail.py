"""A stand-in mail server (RFC 5321): takes messages for anybody, counts them and throws them away.

It speaks as much SMTP as our own e-mail channel does, without encryption, on loopback alone.
"""

import asyncio
import time
from collections.abc import Callable

from statusboard.demo.listener import Listener
from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, NO_MAILBOX
from statusboard.demo.providers.tally import Tally

NAME = "mail.northwind.example"
IDLE_S = 120.0
# Longer messages than any of ours are a caller's mistake.
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


class MailSink(Listener):
    """The mail server. It keeps no message, and at most when a few mailboxes were busy."""

    def __init__(self, tally: Tally, clock_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.tally = tally
        self.clock_s = clock_s
        self._asked_back_s: dict[str, float] = {}

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from the greeting to the farewell."""
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
