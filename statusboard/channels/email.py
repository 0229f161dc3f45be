"""E-mail over SMTP: one connection, message after message (RFC 5321), by aiosmtplib.

A message is the same at every try, so that a mailbox that got it twice can tell: its Message-ID
and its date belong to the recipient and the update.
"""

import hashlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

import aiosmtplib
from email_validator import EmailNotValidError, validate_email

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.channels.base import (
    Again,
    Outcome,
    Outgoing,
    Preview,
    Refused,
    Sent,
    Standing,
    Step,
    Unclear,
)
from statusboard.errors import RuleBroken

# A server that is silent for longer has forgotten us.
TIMEOUT_S = 30.0
# Wide, because the standard fold turns the address of List-Unsubscribe into an encoded word.
WIDE = SMTP.clone(max_line_length=998)


class _Folding(EmailPolicy):
    """Writes words of people in encoded words of 75 characters at most (RFC 2047), all of it.

    The library's own way to fold mixes plain and encoded words, and loses blanks between them.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        if str(value).isascii():
            return WIDE.fold_binary(name, value)
        if isinstance(value, AddressHeader):
            (one,) = value.addresses
            return f"{name}: {_encoded(name, one.display_name)}\r\n <{one.addr_spec}>\r\n".encode()
        return f"{name}: {_encoded(name, str(value))}\r\n".encode()


def _encoded(name: str, words: str) -> str:
    return Header(words, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


_FOLDED = _Folding(linesep="\r\n")
SECURITIES = ("starttls", "tls", "none")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# RFC 3463: what is said of an address (5.1.x), and of a mailbox that is gone or disabled (5.2.1).
_NO_MAILBOX = ("5.1.", "5.2.1")


class Mail:
    """A connection to a mail server, made when the first message comes, and again when lost."""

    def __init__(self, config: Config, *, tls: ssl.SSLContext | None = None) -> None:
        self._config = config
        self._tls = tls
        self._smtp: aiosmtplib.SMTP | None = None

    async def send(self, outgoing: Outgoing) -> Outcome:
        """What the server said of the message."""
        address = on_the_wire(outgoing.address)
        if not address.isascii():
            return Refused("only letters from a to z can stand before the @ of an address")
        # All of it is made before the server hears of it: a defect leaves nothing half said.
        content = in_bytes(message_of(outgoing, str(self._config["sender"])))
        try:
            smtp = await self.connected()
        except aiosmtplib.SMTPAuthenticationError as error:
            words = f"the mail server refused the name or password: {said(error)}"
            return Again(words, is_channel=True)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            await self.close()
            return Again(f"the mail server cannot be reached: {said(error)}", is_channel=True)
        begun = False
        try:
            await smtp.mail(envelope_sender(str(self._config["sender"])))
            await smtp.rcpt(address)
            begun = True
            answer = await smtp.data(content)
        except aiosmtplib.SMTPResponseException as error:
            return await self._refused(error, of_address=not begun)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            await self.close()
            if begun:
                return Unclear("the connection broke off while the message was handed over")
            return Again(f"the connection broke off: {said(error)}")
        return Sent(f"{answer.code} {_line(answer.message)}")

    async def close(self) -> None:
        """Ends the connection. What the server says to that is of no interest."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await smtp.quit()
            smtp.close()

    async def connected(self) -> aiosmtplib.SMTP:
        """The connection, made where there is none. Raises what aiosmtplib raises."""
        if self._smtp is not None and self._smtp.is_connected:
            return self._smtp
        await self.close()
        security = self._config["security"]
        smtp = aiosmtplib.SMTP(
            hostname=str(self._config["host"]),
            port=int(str(self._config["port"])),
            use_tls=security == "tls",
            start_tls=security == "starttls",
            tls_context=self._tls,
            timeout=TIMEOUT_S,
            local_hostname=envelope_sender(str(self._config["sender"])).rpartition("@")[2],
        )
        await smtp.connect()
        self._smtp = smtp
        if user := self._config["user"]:
            await smtp.login(str(user), str(self._config["password"]))
        return smtp

    async def _refused(
        self, error: aiosmtplib.SMTPResponseException, *, of_address: bool
    ) -> Outcome:
        words = said(error)
        try:
            assert self._smtp is not None
            await self._smtp.rset()
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            await self.close()
        if 500 <= error.code < 600:
            gone = of_address and _line(error.message).startswith(_NO_MAILBOX)
            return Refused(f"the mail server refused it: {words}", quarantines=gone)
        return Again(f"the mail server asks to come back: {words}")


def message_of(outgoing: Outgoing, sender: str) -> EmailMessage:
    """The message as it is sent. Raises ValueError for a line break in a header."""
    message = EmailMessage(policy=WIDE)
    address = envelope_sender(sender)
    domain = address.rpartition("@")[2]
    message["From"] = Address(parseaddr(sender)[0], addr_spec=address)
    message["To"] = Address(addr_spec=on_the_wire(outgoing.address))
    message["Subject"] = outgoing.subject
    message["Date"] = format_datetime(outgoing.written_at)
    message["Message-ID"] = f"<{outgoing.key}@{domain}>"
    if outgoing.begins:
        message["In-Reply-To"] = message["References"] = f"<{outgoing.begins}@{domain}>"
    message["List-Id"] = f"<status.{domain}>"
    message["List-Unsubscribe"] = f"<mailto:{address}?subject=unsubscribe%20{outgoing.key}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Precedence"] = "bulk"
    message.set_content(outgoing.text, cte="quoted-printable")
    if outgoing.html:
        message.add_alternative(outgoing.html, subtype="html", cte="quoted-printable")
        boundary = hashlib.sha256(outgoing.key.encode()).hexdigest()[:32]
        message.set_boundary(f"=_{boundary}")
    message["Content-Language"] = outgoing.language  # setting the content takes such away
    return message


def envelope_sender(sender: str) -> str:
    """The bare address of a sender such as `Northwind Status <status@northwind.example>`."""
    return on_the_wire(parseaddr(sender)[1])


def on_the_wire(address: str) -> str:
    """The address with its domain as every server reads it, `xn--…` (RFC 5891)."""
    try:
        return validate_email(address, check_deliverability=False).ascii_email or address
    except EmailNotValidError:
        return address


def in_bytes(message: EmailMessage) -> bytes:
    """The message for the line: words for people folded as the standards want, the rest wide."""
    return message.as_bytes(policy=_FOLDED)


def said(error: BaseException) -> str:
    """What the server said, in one line."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{error.code} {_line(error.message)}"
    return _line(str(error)) or type(error).__name__


def _line(text: str) -> str:
    return " ".join(text.split())


def address_of(text: str) -> tuple[str, str]:
    """The address with its domain in small letters, and all of it so for comparing."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise RuleBroken(
            f"{text.strip() or 'Nothing'} is no e-mail address: {error}", "address"
        ) from None
    return found.normalized, found.normalized.casefold()


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[Mail]:
    """One connection, closed at the end."""
    mail = Mail(config)
    try:
        yield mail
    finally:
        await mail.close()


async def prove(config: Config) -> AsyncIterator[Step]:
    """Whether the server answers, and takes the password."""
    mail = Mail(config)
    try:
        await mail.connected()
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        yield Step("The server does not answer", Standing.WRONG, said(error))
    else:
        yield Step("The server answers", Standing.WELL, f"{config['host']}:{config['port']}")
    finally:
        await mail.close()


def _no_sender(value: object) -> str | None:
    _, address = parseaddr(str(value))
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return "Write the sender as Name <name@company.example>."
    return None


def _open_only_here(value: object, others: Config) -> str | None:
    if value == "none" and str(others.get("host", "")).strip("[]").lower() not in LOOPBACK:
        return "Without encryption only a mail server on this computer will do. Choose starttls."
    return None


def _port(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= 65_535:
        return None
    return "The port is a whole number from 1 to 65535."


DECLARATION = ChannelKind(
    key="email",
    label="E-mail",
    icon="mail",
    form="mail",
    fields=(
        FieldSpec("host", FieldKind.TEXT, "Mail server", required=True, tidy=str.strip),
        FieldSpec("port", FieldKind.NUMBER, "Port", default=587, check=_port),
        FieldSpec(
            "security",
            FieldKind.CHOICE,
            "Encryption",
            default="starttls",
            choices=SECURITIES,
            beside=_open_only_here,
            help="starttls is usual on port 587, tls on port 465.",
        ),
        FieldSpec("user", FieldKind.TEXT, "User name", default="", tidy=str.strip),
        FieldSpec("password", FieldKind.TEXT, "Password", default="", secret=True, needs="user"),
        FieldSpec(
            "sender",
            FieldKind.TEXT,
            "Sender",
            required=True,
            check=_no_sender,
            tidy=str.strip,
            example="Northwind Status <status@northwind.example>",
        ),
        FieldSpec("connections", FieldKind.NUMBER, "Connections", default=4, advanced=True),
    ),
    open=opened,
    address=address_of,
    limits=lambda config: Limits(per_second=float("inf"), at_once=int(str(config["connections"]))),
    describe=lambda config: (
        f"E-mail from {envelope_sender(str(config['sender']))} by {config['host']}"
    ),
    prove=prove,
    preview=lambda outgoing: Preview("html", outgoing.html),
    address_label="E-mail address",
    address_example="reader@customer.example",
    good=(
        Example({"host": "127.0.0.1", "port": 2525, "security": "none", "sender": "a@b.example"}),
        Example({"host": "mail.example", "sender": "Status <status@northwind.example>"}),
    ),
    bad=(
        Example({"host": "mail.example", "sender": "nobody"}, bad_field="sender"),
        Example(
            {"host": "mail.example", "security": "none", "sender": "a@b.example"},
            bad_field="security",
        ),
        Example({"host": "mail.example", "port": 0, "sender": "a@b.example"}, bad_field="port"),
    ),
    summary="Text and HTML, over the mail server of the company.",
    rank=1,
)
