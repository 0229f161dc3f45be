"""E-mail over SMTP (RFC 5321), by aiosmtplib; what came back is read over IMAP, by imap-tools."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from statusboard.catalog.declaration import ChannelKind, Config, Limits
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.hearing import BounceReading
from statusboard.channels.base import Outgoing, Preview, Step
from statusboard.channels.mail.addresses import (
    address_of,
    domain_of,
    envelope_sender,
    is_sender,
)
from statusboard.channels.mail.bounces import bounces_in, mails_in
from statusboard.channels.mail.mailbox import mark_read, unread
from statusboard.channels.mail.proof import prove
from statusboard.channels.mail.sender_domain import is_reserved
from statusboard.channels.mail.sending import Mail

SECURITIES = ("starttls", "tls", "none")
SECURITY_WORDS = (("starttls", "STARTTLS, required"), ("tls", "TLS"), ("none", "None"))
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_CONNECTIONS = 20
MOST_PER_SECOND = 10_000


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[Mail]:
    """One connection, closed at the end."""
    mail = Mail(config)
    try:
        yield mail
    finally:
        await mail.close()


def _prove(config: Config) -> AsyncIterator[Step]:
    return prove(config)


def _leads_out(config: Config) -> str:
    for server in ("host", "imap_host"):
        if config[server] and str(config[server]).lower() not in LOOPBACK:
            return server
    # A proof asks the DNS what the sender's domain says.
    return "" if is_reserved(domain_of(envelope_sender(str(config["sender"])))) else "sender"


def _limits(config: Config) -> Limits:
    rate, connections = config["rate"], int(str(config["connections"]))
    return Limits(float(str(rate)) if rate else float("inf"), connections)


def _no_sender(value: object) -> str | None:
    if is_sender(str(value)):
        return None
    return "Write the sender as Name <name@company.example>."


def _open_only_here(value: object, others: Config) -> str | None:
    return _refuse_open(value, others.get("host", ""))


def _imap_open_only_here(value: object, others: Config) -> str | None:
    return _refuse_open(value, others.get("imap_host") or "localhost")


def _refuse_open(value: object, host: object) -> str | None:
    if value == "none" and str(host).lower() not in LOOPBACK:
        return "Without encryption only a mail server on this computer will do. Choose starttls."
    return None


def _port(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= 65_535:
        return None
    return "The port is a whole number from 1 to 65535."


def _connections(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST_CONNECTIONS:
        return None
    return f"So many connections at once are a whole number from 1 to {MOST_CONNECTIONS}."


def _rate(value: object) -> str | None:
    if isinstance(value, int | float) and 0 < value <= MOST_PER_SECOND:
        return None
    return f"So many messages a second are a number from above 0 to {MOST_PER_SECOND}."


def _bare_host(text: str) -> str:
    return text.strip().strip("[]")


FIELDS = (
    FieldSpec("host", FieldKind.TEXT, "Server", required=True, tidy=_bare_host),
    FieldSpec("port", FieldKind.NUMBER, "Port", default=587, check=_port),
    FieldSpec(
        "security",
        FieldKind.CHOICE,
        "Security",
        default="starttls",
        choices=SECURITIES,
        choice_words=SECURITY_WORDS,
        beside=_open_only_here,
        help="starttls is usual on port 587, tls on port 465.",
    ),
    FieldSpec("user", FieldKind.TEXT, "User", default="", tidy=str.strip),
    FieldSpec("password", FieldKind.TEXT, "Password", default="", secret=True, needs="user"),
    FieldSpec(
        "sender",
        FieldKind.TEXT,
        "From",
        required=True,
        check=_no_sender,
        tidy=str.strip,
        example="Northwind Status <status@northwind.example>",
    ),
    FieldSpec(
        "connections",
        FieldKind.NUMBER,
        "At once",
        unit="connections",
        default=4,
        check=_connections,
        advanced=True,
    ),
    FieldSpec(
        "rate",
        FieldKind.NUMBER,
        "At most",
        unit="a second",
        check=_rate,
        advanced=True,
        help="What the mail server takes; empty: as fast as it answers.",
        example="50",
    ),
    FieldSpec(
        "imap_host",
        FieldKind.TEXT,
        "Server for bounces",
        default="",
        tidy=_bare_host,
        advanced=True,
        help="Mails that did not arrive come back to the sender. Its mailbox is read by IMAP.",
    ),
    FieldSpec(
        "imap_port",
        FieldKind.NUMBER,
        "Its port",
        default=993,
        check=_port,
        advanced=True,
        needs="imap_host",
    ),
    FieldSpec(
        "imap_security",
        FieldKind.CHOICE,
        "Its security",
        default="tls",
        choices=SECURITIES,
        choice_words=SECURITY_WORDS,
        beside=_imap_open_only_here,
        advanced=True,
        needs="imap_host",
        help="tls is usual on port 993, starttls on port 143.",
    ),
    FieldSpec(
        "imap_user",
        FieldKind.TEXT,
        "Its user",
        default="",
        tidy=str.strip,
        advanced=True,
        needs="imap_host",
    ),
    FieldSpec(
        "imap_password",
        FieldKind.TEXT,
        "Its password",
        default="",
        secret=True,
        advanced=True,
        needs="imap_user",
    ),
)
# A line of a message should have no more (RFC 5322, 2.1.1), and lists of mails show no more of it.
SUBJECT = 78
_SHORT = {"host": "mail.example", "sender": "Status <status@northwind.example>"}


def _preview(outgoing: Outgoing) -> Preview:
    form, content = ("html", outgoing.html) if outgoing.html else ("text", outgoing.text)
    length = len(outgoing.subject)
    if length <= SUBJECT:
        return Preview(form, content)
    kept = outgoing.subject[:SUBJECT].rstrip()
    note = f"The subject has {length} characters, and many programs show {SUBJECT}: “{kept}…”."
    return Preview(form, content, notes=(note,))


DECLARATION = ChannelKind(
    key="email",
    label="E-mail",
    icon="mail",
    form="mail",
    fields=FIELDS,
    open=opened,
    address=address_of,
    limits=_limits,
    describe=lambda config: (
        f"E-mail from {envelope_sender(str(config['sender']))} by {config['host']}"
    ),
    prove=_prove,
    leads_out=_leads_out,
    takes_files=True,
    preview=_preview,
    bounces=BounceReading(
        split=mails_in,
        read=bounces_in,
        is_set_up=lambda config: bool(config["imap_host"]),
        unread=unread,
        mark_read=mark_read,
    ),
    address_label="E-mail address",
    address_example="reader@customer.example",
    good=(
        Example({"host": "127.0.0.1", "port": 2525, "security": "none", "sender": "a@b.example"}),
        Example(_SHORT),
        Example(_SHORT | {"rate": 50, "connections": 20}),
        Example(_SHORT | {"imap_host": "imap.example", "imap_user": "a", "imap_password": "b"}),
    ),
    bad=(
        Example({"host": "mail.example", "sender": "nobody"}, bad_field="sender"),
        Example({"host": "mail.example", "sender": "A\nBcc: b@c.example <a@b.example>"}, "sender"),
        Example({"sender": "a@b.example"}, bad_field="host"),
        Example(_SHORT | {"security": "none"}, bad_field="security"),
        Example(_SHORT | {"password": "secret"}, bad_field="password"),
        Example(_SHORT | {"port": 70_000}, bad_field="port"),
        Example(_SHORT | {"connections": 0}, bad_field="connections"),
        Example(_SHORT | {"connections": 21}, bad_field="connections"),
        Example(_SHORT | {"connections": 1.5}, bad_field="connections"),
        Example(_SHORT | {"rate": 0}, bad_field="rate"),
        Example(_SHORT | {"imap_host": "imap.example", "imap_security": "none"}, "imap_security"),
        Example(_SHORT | {"imap_user": "a"}, bad_field="imap_user"),
    ),
    summary="Text and HTML, over the mail server of the company.",
    rank=1,
)
