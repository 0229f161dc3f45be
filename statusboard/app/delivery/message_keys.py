"""The key of a message: what tells it from every other one, at a retry and when it comes back."""

import hashlib


def message_key(channel_id: int, address: str, update: str) -> str:
    """The same at every try, because it comes from channel, address and update alone."""
    parts = "\0".join((update, str(channel_id), address.casefold()))
    return hashlib.sha256(parts.encode()).hexdigest()[:40]
