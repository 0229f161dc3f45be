"""Ids that the public sees: 12 characters of a-z and 0-9, which say nothing about the inside."""

import hashlib
import secrets
import string

ALPHABET = string.digits + string.ascii_lowercase
LENGTH = 12


def new_public_id() -> str:
    """A fresh id that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_public_id(*parts: str) -> str:
    """The id that always belongs to the given parts; for things that have no column of their own.

    With a secret part in front nobody can tell what the others were.
    """
    number = int.from_bytes(hashlib.sha256("\N{NULL}".join(parts).encode()).digest())
    letters = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)
