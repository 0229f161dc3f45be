"""Mails in bytes, fast: what all recipients of a message have in common is made once.

To make a mail takes milliseconds, most of them for lines that are the same in all of them. So one
is made with stand-ins in the places of what is personal, kept, and filled in for each recipient;
byte for byte as if it had been made for that one alone.
"""

import re
import secrets as chance
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise

from statusboard.channels.base import Outgoing
from statusboard.channels.mail.message import as_data, boundary_of, in_bytes, message_of
from statusboard.domain.personal_links import LENGTH, PLACE

# Updates on their way at a time, in each language, with and without what somebody missed.
KEPT = 32
# Longer ones are rare, and would make what is kept large.
LONGEST = 100_000
# Words that nothing else can contain: they are made by chance, and never leave this program.
_KEY, _BEGINS = chance.token_hex(20), chance.token_hex(20)
_ADDRESS = f"{chance.token_hex(20)}@{chance.token_hex(20)}.example"
# The place of a token, also where the end of a line of quoted-printable falls into it: lines end at
# the same letters in all mails, for tokens are as long as it and of the same letters.
_SOFT_END = b"=\r\n"
_FOLDED_PLACE = re.compile(b"(?:=\r\n)?".join(bytes([letter]) for letter in PLACE.encode()))
# The name of a part of the token in a template, where it begins and where it ends.
_Part = tuple[bytes, int, int]
# Written in a mail as they are: neither quoted nor folded, whatever they say.
_KEY_SHAPE = re.compile(r"[0-9a-f]{40}")
_TOKEN_SHAPE = re.compile(rf"[A-Za-z0-9_-]{{{LENGTH}}}")
_ADDRESS_SHAPE = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII
)


def data_of(outgoing: Outgoing, sender: str) -> bytes:
    """The mail as DATA takes it. `address` is as every server reads it. Raises as `message_of`."""
    if not _is_plain(outgoing):
        return as_data(in_bytes(message_of(outgoing.filled, sender)))
    template, parts = _template(
        outgoing.subject,
        outgoing.text,
        outgoing.html,
        outgoing.language,
        outgoing.written_at,
        outgoing.written_at.utcoffset(),
        sender,
        outgoing.server,
        is_first=not outgoing.begins,
        has_token=bool(outgoing.token),
    )
    token = outgoing.token.encode()
    personal = {name: token[start:stop] for name, start, stop in parts}
    return template % {
        **personal,
        b"key": outgoing.key.encode(),
        b"begins": outgoing.begins.encode(),
        b"address": outgoing.address.encode(),
        b"boundary": boundary_of(outgoing.key).encode(),
    }


def _is_plain(outgoing: Outgoing) -> bool:
    """Whether all that is personal stands in the mail letter by letter."""
    return bool(
        outgoing.file is None
        and len(outgoing.text) + len(outgoing.html) <= LONGEST
        and _KEY_SHAPE.fullmatch(outgoing.key)
        and (not outgoing.begins or _KEY_SHAPE.fullmatch(outgoing.begins))
        and _ADDRESS_SHAPE.fullmatch(outgoing.address)
        and (not outgoing.token or _TOKEN_SHAPE.fullmatch(outgoing.token))
        and PLACE not in outgoing.subject
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
    server: str,
    *,
    is_first: bool,
    has_token: bool,
) -> tuple[bytes, tuple[_Part, ...]]:
    """The mail with a named place for each thing that is personal, and the parts of the token."""
    begins = "" if is_first else _BEGINS
    token = PLACE if has_token else ""
    stand_in = Outgoing(
        *(_ADDRESS, subject, text, _KEY, written_at, html, begins, language),
        token=token,
        server=server,
    ).filled
    # Nothing personal begins with a dot.
    made = as_data(in_bytes(message_of(stand_in, sender))).replace(b"%", b"%%")
    places = {_KEY: b"key", _BEGINS: b"begins", _ADDRESS: b"address"}
    for word, name in (places | {boundary_of(_KEY): b"boundary"}).items():
        made = made.replace(word.encode(), b"%%(%s)s" % name)
    parts = {(0, LENGTH)}

    def places_of(found: re.Match[bytes]) -> bytes:
        """A place for each part that stands on a line of its own, with the ends of lines kept."""
        pieces = found[0].split(_SOFT_END)
        ends = (0, *accumulate(map(len, pieces)))
        parts.update(pairwise(ends))
        return _SOFT_END.join(b"%%(token%d-%d)s" % part for part in pairwise(ends))

    made = _FOLDED_PLACE.sub(places_of, made)
    return made, tuple((b"token%d-%d" % part, *part) for part in sorted(parts))
