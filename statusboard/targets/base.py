"""What every publish target is given, and what it answers: a whole site, and a receipt."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One rendering of the page, ready to be put somewhere.

    `files` are in the order in which they may appear before visitors: what others refer to comes
    first. `page_id` belongs to one page for ever, so that a place can tell whose site it holds.
    """

    page_id: str
    generation: int
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a target did: what was read back, and how much of it had to be changed."""

    digest: str
    files: int
    written: int
    removed: int


def digest_of(digests: Mapping[str, str]) -> str:
    """One digest for a whole site, from the SHA-256 of each file by its path."""
    lines = (f"{path}\0{digests[path]}\n" for path in sorted(digests))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
