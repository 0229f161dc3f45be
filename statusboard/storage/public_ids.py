"""Ids of 12 characters of a-z and 0-9 for what the public sees but no column keeps an id of."""

import hashlib
import string

from statusboard.storage.components import PUBLIC_ID_LENGTH

ALPHABET = string.digits + string.ascii_lowercase


def derived_public_id(*parts: str) -> str:
    """The id that always belongs to the given parts.

    With a random part in front nobody can tell what the others were.
    """
    number = int.from_bytes(hashlib.sha256("\N{NULL}".join(parts).encode()).digest())
    letters = []
    for _ in range(PUBLIC_ID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)
