"""Whether a reply was heeded before: whoever got hold of a signed request can send it again."""

import hashlib
import hmac

from statusboard.app.delivery.own_secret import known_secret
from statusboard.app.doorway import query
from statusboard.storage.heard_replies import was_heard
from statusboard.storage.unit import Unit


def digest_of(secret: str, kind: str, reply: str) -> str:
    """What is kept of a reply, by the kind of its channel and what its provider calls it."""
    text = f"reply\0{kind}\0{reply}".encode("utf-8", "replace")
    return hmac.new(bytes.fromhex(secret), text, hashlib.sha256).hexdigest()


def _was_heeded(unit: Unit, given: tuple[str, str]) -> bool:
    secret = known_secret(unit)
    return bool(secret) and was_heard(unit, digest_of(secret, *given))


# Whether what a provider calls so was done, by the kind of its channel and that name.
WAS_HEEDED = query("visitor.was_heeded")(_was_heeded)
