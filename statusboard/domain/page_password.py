"""The password of a private page: what is kept of it, and whether somebody typed it."""

import hashlib
import hmac
import unicodedata

SHORTEST, LONGEST = 8, 200
SALT_BYTES = 16
_SORT = "scrypt"
# Sixteen megabytes and some 40 ms for each try (RFC 7914), as for the codes of people.
_N, _R, _P, _LENGTH = 2**14, 8, 1, 32


def kept_of(password: str, salt: bytes) -> str:
    """What is kept of a password, with the salt and the cost it was made with; some 40 ms."""
    made = _made(password, salt)
    return "$".join((_SORT, str(_N), str(_R), str(_P), salt.hex(), made.hex()))


def is_password(typed: str, kept: str) -> bool:
    """Whether that was typed; it takes as long for what nearly is. Some 40 ms.

    What was kept at another cost than today's opens nothing: a file from elsewhere cannot ask for
    gigabytes.
    """
    head, _, made = kept.rpartition("$")
    before, _, salt = head.rpartition("$")
    if before != "$".join((_SORT, str(_N), str(_R), str(_P))) or len(typed) > LONGEST:
        return False
    try:
        wanted, grain = bytes.fromhex(made), bytes.fromhex(salt)
    except ValueError:
        return False
    return hmac.compare_digest(_made(typed, grain), wanted)


def _made(password: str, salt: bytes) -> bytes:
    """However a keyboard composes its letters, and whatever blanks came along in a copy."""
    typed = unicodedata.normalize("NFKC", password).strip()
    return hashlib.scrypt(
        typed.encode("utf-8", "replace"), salt=salt, n=_N, r=_R, p=_P, dklen=_LENGTH
    )
