"""The mailbox that bounces come to, over IMAP (RFC 3501), by imap-tools.

What was read is marked as seen once it was worked on, and nothing else is done to it. The
library blocks, so each look has a thread of its own.
"""

import asyncio
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from statusboard.catalog.declaration import Config
from statusboard.catalog.echoes import Echoes
from statusboard.channels.base import Letter, Standing, Step
from statusboard.channels.mail.bounces import LONGEST
from statusboard.channels.mail.encryption import tls_trouble, trusting
from statusboard.errors import Unavailable

Value = TypeVar("Value")
TIMEOUT_S = 20.0
LOOK_S = 120.0
# No more at a time: what is left is read at the next look.
MOST_LETTERS = 100
UNREAD = "UNSEEN"
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_FAILURES = (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError, UnicodeError)


async def unread(config: Config, tls: ssl.SSLContext | None = None) -> tuple[Letter, ...]:
    """The oldest unread mails; one that is far too long for a bounce comes without its text.

    Raises Unavailable where the mailbox cannot be read.
    """

    def read(box: BaseMailBox) -> tuple[Letter, ...]:
        # Byte by byte and by size: the library's own reading of a mail may fail at it.
        uids = box.uids(UNREAD, charset=None)[:MOST_LETTERS]
        return tuple(Letter(uid, _whole(box, uid) if _is_short(box, uid) else b"") for uid in uids)

    return await _asked(config, tls, read)


async def mark_read(
    config: Config, names: Sequence[str], tls: ssl.SSLContext | None = None
) -> None:
    """Marks mails as seen. Raises Unavailable where the mailbox cannot be written to."""

    def mark(box: BaseMailBox) -> None:
        # Not by the library's own call: that would delete for good what somebody put aside.
        box.client.uid("STORE", ",".join(names), "+FLAGS.SILENT", r"(\Seen)")

    if names:
        await _asked(config, tls, mark)


async def opens(config: Config, tls: ssl.SSLContext | None = None) -> Step:
    """Whether the mailbox for bounces can be opened."""
    try:
        count = await _asked(config, tls, lambda box: len(box.uids(UNREAD, charset=None)))
    except Unavailable as error:
        return Step("The mailbox for bounces does not open", Standing.WRONG, str(error))
    return Step("The mailbox for bounces opens", Standing.WELL, f"{count} unread")


def _is_short(box: BaseMailBox, uid: str) -> bool:
    _, answer = box.client.uid("FETCH", uid, "(RFC822.SIZE)")
    said = b" ".join(part for part in answer if isinstance(part, bytes))
    found = _SIZE.search(said)
    return found is not None and int(found[1]) <= LONGEST


def _whole(box: BaseMailBox, uid: str) -> bytes:
    _, answer = box.client.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")


async def _asked(
    config: Config, tls: ssl.SSLContext | None, call: Callable[[BaseMailBox], Value]
) -> Value:
    def work() -> Value:
        with _opened(config, tls) as box:
            return call(box)

    try:
        async with asyncio.timeout(LOOK_S):
            return await asyncio.to_thread(work)
    except (*_FAILURES, TimeoutError) as error:
        raise Unavailable(_words(error, config)) from error


@contextmanager
def _opened(config: Config, tls: ssl.SSLContext | None) -> Iterator[BaseMailBox]:
    host, port = str(config["imap_host"]), int(str(config["imap_port"]))
    box: BaseMailBox
    if config["imap_security"] == "none":
        box = MailBoxUnencrypted(host, port, timeout=TIMEOUT_S)
    else:
        kind = MailBoxStartTls if config["imap_security"] == "starttls" else MailBox
        box = kind(host, port, timeout=TIMEOUT_S, ssl_context=tls or trusting())
    try:
        box.login(str(config["imap_user"]), str(config["imap_password"]))
        yield box
    finally:
        with suppress(*_FAILURES):
            box.client.logout()


def _words(error: BaseException, config: Config) -> str:
    host = str(config["imap_host"])
    trouble = tls_trouble(error, host)
    if trouble is not None:
        return trouble
    if isinstance(error, TimeoutError):
        return f"{host}:{config['imap_port']} was silent"
    said = " ".join(str(error).split()) or type(error).__name__
    return Echoes.of([str(config["imap_password"] or "")]).hide(f"{host}: {said}")
