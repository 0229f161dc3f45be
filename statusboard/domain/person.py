"""People of a desk, as they are set up: who they are, what they may, how they are known."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.access import Actor, ActorKind, Role

# A code is twelve of these: 59 bits, and nothing that is read as something else.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12
_PIECE = 4
SALT_BYTES = 16
# Sixteen megabytes and some 40 ms for each try (RFC 7914).
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
# So many wrong codes are slips; from then on each one doubles the wait.
SLIPS = 3
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
# How long a sign-in lasts: a long shift.
SIGNED_IN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was set up. `login` is how the system knows them, empty where it does not.

    `ended_at` is when they were ended; then they may nothing, and their name stays theirs.
    """

    id: int
    name: str
    role: Role
    login: str = ""
    has_code: bool = False
    ended_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Who acts when this person does."""
        return Actor(ActorKind.PERSON, self.name, self.role.permissions, self.id)


@dataclass(frozen=True, slots=True)
class SavedCode:
    """What is kept of a personal code: a salt, and what scrypt makes of the code with it."""

    salt: bytes
    hash: bytes

    def is_made_of(self, derived: bytes) -> bool:
        """Whether that is the same; it takes as long for what nearly is."""
        return hmac.compare_digest(self.hash, derived)


def code_of(chance: Sequence[int]) -> str:
    """A code, in pieces to be read aloud, of `CODE_LENGTH` numbers by chance below 2 ** 32."""
    letters = "".join(ALPHABET[number % len(ALPHABET)] for number in chance)
    return "-".join(letters[at : at + _PIECE] for at in range(0, len(letters), _PIECE))


def settled_code(typed: str) -> str:
    """A code as it is compared: however somebody spaced it, in either case."""
    return "".join(letter for letter in typed.upper() if letter in ALPHABET)


def derived(code: str, salt: bytes) -> bytes:
    """What scrypt makes of a code; some 40 ms."""
    return hashlib.scrypt(settled_code(code).encode(), salt=salt, **_COST)


def wait_after(wrong: int) -> timedelta:
    """How long nobody may try again after so many wrong codes in a row."""
    if wrong < SLIPS:
        return timedelta()
    doubled = min(wrong - SLIPS, 16)
    return min(FIRST_WAIT * int(2**doubled), LONGEST_WAIT)


def key_of(name: str) -> str:
    """A name or a login as it is compared."""
    return " ".join(name.split()).casefold()


def digest_of(token: str) -> str:
    """What is kept of the token of a sign-in, which is long and made by chance."""
    return hashlib.sha256(token.encode()).hexdigest()
