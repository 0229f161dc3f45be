"""What every publish target is given, and what it answers: a whole site, and a receipt."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# A name that is one on every system, hides nothing and leads nowhere else.
_NAME = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?", re.ASCII)
DEEPEST = 6


def is_plain_path(path: str) -> bool:
    """Whether a path is one inside a site: plain names between slashes, none with a dot first."""
    names = path.split("/")
    return len(names) <= DEEPEST and all(_NAME.fullmatch(name) for name in names)


@dataclass(frozen=True, slots=True)
class Site:
    """One rendering of the page, ready to be put somewhere.

    `files` are in the order in which they may appear before visitors: what others refer to comes
    first. `page_id` belongs to one page for ever, so that a place can tell whose site it holds.
    `makes` says whether a path is one that such a site can have: whatever else a place's own record
    of it names is not touched.
    """

    page_id: str
    generation: int
    files: Mapping[str, bytes]
    makes: Callable[[str], bool] = is_plain_path


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
