"""By what a reply is known again: whoever got hold of a signed request can send it once more."""

import hashlib
import hmac


def digest_of(secret: str, kind: str, reply: str) -> str:
    """What is kept of a reply, by the kind of its channel and what its provider calls it."""
    text = f"reply\0{kind}\0{reply}".encode("utf-8", "replace")
    return hmac.new(bytes.fromhex(secret), text, hashlib.sha256).hexdigest()
