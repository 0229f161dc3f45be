"""Tokens in personal links: made when a message is sent, known again when they come back.

No column holds one, and no row is written to make one: a token is an HMAC (RFC 2104) of 128 bits by
the secret of the database, over what it is for and whom it belongs to. Before it stands the row's
number, under a mask that only the secret lifts: so it is found at once, whoever guesses asks for
rows that never were, and nobody reads from a link how many subscribers there are.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from statusboard.app.delivery.own_secret import known_secret
from statusboard.domain.instants import to_us
from statusboard.storage.unit import Unit

# In bytes: of the HMAC, and of the number before it. Together 32 letters.
MAC, NUMBER = 16, 8
# What a database without a secret makes none with, at the same pains.
_NO_SECRET = b"\0" * 32


class Purpose(StrEnum):
    """What a token opens. One for one purpose opens nothing else."""

    CONFIRM = "confirm"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one database. It knows none where it has no secret yet."""

    secret: bytes = field(repr=False)

    @classmethod
    def read(cls, unit: Unit) -> Self:
        """As they are made now."""
        return cls(bytes.fromhex(known_secret(unit)) or _NO_SECRET)

    def make(self, purpose: Purpose, number: int, *bound: str) -> str:
        """The token of a row, bound to what else makes it that row: the same each time."""
        mac = self._mac(purpose, number, bound)
        masked = number ^ self._mask(purpose, mac)
        return base64.urlsafe_b64encode(masked.to_bytes(NUMBER) + mac).decode()

    def number_in(self, purpose: Purpose, token: str) -> int | None:
        """Which row a token says it belongs to, to be looked up; None for what is no token."""
        parts = _parts_of(token)
        if parts is None:
            return None
        masked, mac = parts
        number = int.from_bytes(masked) ^ self._mask(purpose, mac)
        # Larger than any row's: a database would refuse to look for it.
        return number if number < 1 << (8 * NUMBER - 1) else None

    def is_of(self, token: str, purpose: Purpose, number: int, *bound: str) -> bool:
        """Whether the token belongs to that row. It takes as long for every answer."""
        made = self.make(purpose, number, *bound)
        is_same = hmac.compare_digest(made.encode(), token.encode("utf-8", "replace"))
        return is_same and self.secret != _NO_SECRET

    def _mac(self, purpose: Purpose, number: int, bound: tuple[str, ...]) -> bytes:
        parts = ("token", purpose.value, str(number), *(f"{len(one)}:{one}" for one in bound))
        return hmac.digest(self.secret, "\0".join(parts).encode(), "sha256")[:MAC]

    def _mask(self, purpose: Purpose, mac: bytes) -> int:
        text = b"\0".join((b"number", purpose.value.encode(), mac))
        return int.from_bytes(hmac.digest(self.secret, text, "sha256")[:NUMBER])


def reader_bound(created_at: datetime, key: str) -> tuple[str, str]:
    """What binds a subscriber's personal link, which never ends, to that one subscriber.

    Another one with its number, after an erasure or in a database that was brought back, has
    another link; so has another address, which somebody corrected.
    """
    return str(to_us(created_at)), key


def _parts_of(token: str) -> tuple[bytes, bytes] | None:
    try:
        found = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return (found[:NUMBER], found[NUMBER:]) if len(found) == NUMBER + MAC else None
