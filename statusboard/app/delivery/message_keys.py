"""The key of a message: what tells it from every other one, at a retry and when it comes back.

It stands in what is sent, and a report of what came back counts by it; so it comes from a secret
of the database, and nobody can make one up for a message that was never theirs.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from statusboard.app.delivery.own_secret import known_secret, secret_of
from statusboard.domain.instants import from_us
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

# What was published before this moment has keys without the secret, which it keeps.
KEYED_SINCE = "delivery.keyed_since"
_LENGTH = 40


@dataclass(frozen=True, slots=True)
class MessageKeys:
    """The keys of one database, as of one transaction. `since` None: none has the secret yet."""

    secret: str = field(repr=False)
    since: datetime | None

    @classmethod
    def read(cls, unit: Unit) -> Self:
        """As they are made now."""
        since = read_settings(unit).get(KEYED_SINCE)
        return cls(known_secret(unit), from_us(since) if isinstance(since, int) else None)

    def of(self, channel_id: int, address: str, update: str, published_at: datetime) -> str:
        """The same at every try, because it comes from channel, address and update alone."""
        text = "\0".join((update, str(channel_id), address.casefold())).encode()
        if self.since is None or published_at < self.since:
            return hashlib.sha256(text).hexdigest()[:_LENGTH]
        secret = bytes.fromhex(self.secret)
        return hmac.new(secret, b"message\0" + text, hashlib.sha256).hexdigest()[:_LENGTH]


def begin_keys(unit: Unit) -> None:
    """From now on what is published gets keys with the secret. To be called before it is sent."""
    secret_of(unit)
    if KEYED_SINCE not in read_settings(unit):
        write_setting(unit, KEYED_SINCE, unit.now_us)
