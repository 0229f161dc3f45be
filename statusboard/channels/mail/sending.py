"""Sends mails: one connection, message after message; made when the first one comes."""

import asyncio
import ssl
from contextlib import suppress

import aiosmtplib
from msgspec.structs import replace

from statusboard.catalog.declaration import Config
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sent, Unclear
from statusboard.channels.mail.addresses import envelope_sender, on_the_wire
from statusboard.channels.mail.connection import (
    ON_THE_LINE,
    NotConnected,
    admitted,
    encrypted,
    reached,
    said,
)
from statusboard.channels.mail.replies import Where, in_one_line, outcome_of
from statusboard.channels.mail.template import data_of

# For a whole message. One limit for all commands: one for each would cost as much as to say them.
# A claim on a row lasts longer.
PATIENCE_S = 90.0
GO_ON, TAKEN, FORWARDED = 354, 250, 251
FAREWELL = 421


class Mail:
    """A connection to a mail server, made when the first message comes, and again when lost."""

    def __init__(
        self,
        config: Config,
        *,
        tls: ssl.SSLContext | None = None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._config = config
        self._tls = tls
        self._patience_s = patience_s
        self._is_given = False
        self._smtp: aiosmtplib.SMTP | None = None

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What the server said of the message."""
        address = on_the_wire(outgoing.address)
        if not address.isascii():
            return Refused("only letters from a to z can stand before the @ of an address")
        try:
            # All of it is made before the server hears of it: a defect leaves nothing half said.
            if address != outgoing.address:
                outgoing = replace(outgoing, address=address)
            data = data_of(outgoing, str(self._config["sender"]))
        except ValueError as error:
            return Refused(f"it cannot be written as a mail: {error}")
        self._is_given = False
        try:
            async with asyncio.timeout(self._patience_s):
                smtp = await self._expecting(address)
                return await self._given(smtp, data)
        except NotConnected as error:
            await self.close()
            return Again(str(error), is_channel=True)
        except aiosmtplib.SMTPResponseException as error:
            return await self._refused(_where(error), error, address)
        except TimeoutError:
            return await self._lost(f"the server was silent for {self._patience_s:g} seconds")
        except ON_THE_LINE as error:
            where = " while it was handed over" if self._is_given else ""
            return await self._lost(f"the connection broke off{where}: {said(error)}")

    async def _lost(self, reason: str) -> Outcome:
        """What it says of the message that nothing more is heard.

        Where in the message it broke off nobody can tell: its end may have got through.
        """
        await self.close()
        return Unclear(reason) if self._is_given else Again(reason)

    async def close(self) -> None:
        """Ends the connection. What the server says to that is of no interest."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(*ON_THE_LINE):
                await smtp.quit(timeout=5.0)
            smtp.close()

    async def _expecting(self, address: str) -> aiosmtplib.SMTP:
        """A connection whose server waits for the message to this address.

        One that stood idle may have been ended meanwhile: then another one is made, once.
        """
        stood = self._smtp is not None
        try:
            return await self._announced(address)
        except aiosmtplib.SMTPResponseException as error:
            if not stood or error.code != FAREWELL:
                raise
        except aiosmtplib.SMTPServerDisconnected:
            if not stood:
                raise
        await self.close()
        return await self._announced(address)

    async def _announced(self, address: str) -> aiosmtplib.SMTP:
        smtp = await self._connected()
        sender = envelope_sender(str(self._config["sender"]))
        # Word for word what the library's own methods say, which take each address apart first.
        answer = await _told(smtp, b"MAIL", f"FROM:<{sender}>".encode("ascii"))
        if answer.code != TAKEN:
            raise aiosmtplib.SMTPSenderRefused(answer.code, answer.message, sender)
        answer = await _told(smtp, b"RCPT", f"TO:<{address}>".encode("ascii"))
        if answer.code not in (TAKEN, FORWARDED):
            raise aiosmtplib.SMTPRecipientRefused(answer.code, answer.message, address)
        answer = await _told(smtp, b"DATA")
        if answer.code != GO_ON:
            raise aiosmtplib.SMTPDataError(answer.code, answer.message)
        return smtp

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._smtp is None or not self._smtp.is_connected:
            await self.close()
            smtp = await reached(self._config, self._tls)
            self._smtp = smtp
            await encrypted(smtp, self._config)
            await admitted(smtp, self._config)
        return self._smtp

    async def _given(self, smtp: aiosmtplib.SMTP, data: bytes) -> Sent:
        """What the server said to the message itself: from here on it may have it."""
        line = smtp.protocol
        if line is None:
            raise aiosmtplib.SMTPServerDisconnected("before the message")
        if line.is_connected:
            self._is_given = True
        line.write(data)
        answer = await line.read_response()
        if answer.code != TAKEN:
            raise aiosmtplib.SMTPDataError(answer.code, answer.message)
        return Sent(in_one_line(answer.code, answer.message))

    async def _refused(
        self, where: Where, error: aiosmtplib.SMTPResponseException, address: str
    ) -> Outcome:
        if error.code == FAREWELL or self._smtp is None:
            await self.close()
        else:
            try:
                await self._smtp.rset()
            except ON_THE_LINE:
                await self.close()
        return outcome_of(where, error.code, error.message, address)


async def _told(smtp: aiosmtplib.SMTP, *command: bytes) -> aiosmtplib.SMTPResponse:
    """What the server answers to a command, however long it takes."""
    return await smtp.execute_command(*command, timeout=None)


def _where(error: aiosmtplib.SMTPResponseException) -> Where:
    if isinstance(error, aiosmtplib.SMTPRecipientRefused):
        return Where.RECIPIENT
    return Where.CONTENT if isinstance(error, aiosmtplib.SMTPDataError) else Where.SENDER
