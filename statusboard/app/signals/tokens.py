"""The token in the address of a check: chance that nobody can guess, kept as a digest alone."""

import hashlib
import secrets

LENGTH_BYTES = 24
# Of what a stranger may have typed no more is looked at.
LONGEST = 64


def new_token() -> str:
    """A token by chance, fit for an address."""
    return secrets.token_urlsafe(LENGTH_BYTES)


def digest_of(token: str) -> str:
    """What is kept of it. So much chance needs no salt, and looking it up tells nothing of it."""
    return hashlib.sha256(token.encode()).hexdigest()
