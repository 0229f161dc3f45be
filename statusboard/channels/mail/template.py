"""Mails in bytes, fast: what all recipients of a message have in common is made once.

To make a mail takes milliseconds, most of them for lines that are the same in all of them. So one
is made with stand-ins in the places of what is personal, kept, and filled in for each recipient;
byte for byte as if it had been made for that one alone.
"""

import re
import secrets as chance
from datetime import datetime, timedelta
from functools import lru_cache

from statusboard.channels.base import Outgoing
from statusboard.channels.mail.message import boundary_of, in_bytes, message_of

# Updates on their way at a time, in each language, with and without what somebody missed.
KEPT = 32
# Longer ones are rare, and would make what is kept large.
LONGEST = 100_000
# Words that nothing else can contain: they are made by chance, and never leave this program.
_KEY, _BEGINS = chance.token_hex(20), chance.token_hex(20)
_ADDRESS = f"{chance.token_hex(20)}@{chance.token_hex(20)}.example"
# Written in a mail as they are: neither quoted nor folded, whatever they say.
_KEY_SHAPE = re.compile(r"[0-9a-f]{40}")
_ADDRESS_SHAPE = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII
)


def content_of(outgoing: Outgoing, sender: str) -> bytes:
    """The mail for the line. `address` is as every server reads it. Raises as `message_of` does."""
    if not _is_plain(outgoing):
        return in_bytes(message_of(outgoing, sender))
    template = _template(
        outgoing.subject,
        outgoing.text,
        outgoing.html,
        outgoing.language,
        outgoing.written_at,
        outgoing.written_at.utcoffset(),
        sender,
        is_first=not outgoing.begins,
    )
    return template % {
        b"key": outgoing.key.encode(),
        b"begins": outgoing.begins.encode(),
        b"address": outgoing.address.encode(),
        b"boundary": boundary_of(outgoing.key).encode(),
    }


def _is_plain(outgoing: Outgoing) -> bool:
    """Whether all that is personal stands in the mail letter by letter."""
    return bool(
        len(outgoing.text) + len(outgoing.html) <= LONGEST
        and _KEY_SHAPE.fullmatch(outgoing.key)
        and (not outgoing.begins or _KEY_SHAPE.fullmatch(outgoing.begins))
        and _ADDRESS_SHAPE.fullmatch(outgoing.address)
    )


@lru_cache(maxsize=KEPT)
def _template(
    subject: str,
    text: str,
    html: str,
    language: str,
    written_at: datetime,
    _offset: timedelta | None,  # the same instant is written otherwise in another time zone
    sender: str,
    *,
    is_first: bool,
) -> bytes:
    """The mail with a named place for each thing that is personal."""
    begins = "" if is_first else _BEGINS
    stand_in = Outgoing(_ADDRESS, subject, text, _KEY, written_at, html, begins, language)
    made = in_bytes(message_of(stand_in, sender)).replace(b"%", b"%%")
    places = {_KEY: b"key", _BEGINS: b"begins", _ADDRESS: b"address"}
    for word, name in (places | {boundary_of(_KEY): b"boundary"}).items():
        made = made.replace(word.encode(), b"%%(%s)s" % name)
    return made
