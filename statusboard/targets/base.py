"""What every publish target is given, and what it answers: a whole site, and a receipt."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

# A name that is one on every system, hides nothing and leads nowhere else.
_NAME = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?", re.ASCII)
DEEPEST = 6
# In bytes: what is larger is nothing of ours, and is not read to its end.
LARGEST = 64 * 1024 * 1024
# The one name with a dot first: programs look there for what they know by name (RFC 8615).
WELL_KNOWN = ".well-known"


def is_plain_path(path: str) -> bool:
    """Whether a path is one inside a site: plain names between slashes, none with a dot first.

    The folder that programs look in by its name may be the first of them; nothing else is hidden.
    """
    names = path.split("/")
    if names[0] == WELL_KNOWN and len(names) > 1:
        names = names[1:]
    return len(names) <= DEEPEST and all(_NAME.fullmatch(name) for name in names)


@dataclass(frozen=True, slots=True)
class Site:
    """One rendering of the page, ready to be put somewhere.

    `files` are in the order in which they may appear before visitors: what others refer to comes
    first. `page_id` belongs to one page for ever, so that a place can tell whose site it holds.
    `makes` says whether a path is one that such a site can have: whatever else a place's own record
    of it names is not touched. `yields` are files that give way to one that somebody else put under
    the same name: the page is whole without them.
    """

    page_id: str
    generation: int
    files: Mapping[str, bytes]
    makes: Callable[[str], bool] = is_plain_path
    yields: frozenset[str] = frozenset()

    def without(self, paths: Collection[str]) -> "Site":
        """The site without some of its files."""
        left = {path: content for path, content in self.files.items() if path not in paths}
        return replace(self, files=left) if paths else self


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a target did: what was read back, and how much of it had to be changed.

    `first_digest` is the SHA-256 of the page itself, by which it is known at its public address.
    """

    digest: str
    files: int
    written: int
    removed: int
    first_digest: str = ""


def content_digest(content: bytes) -> str:
    """The SHA-256 of a file, in lower hex: what all places know it by."""
    return hashlib.sha256(content).hexdigest()


def digest_of(digests: Mapping[str, str]) -> str:
    """One digest for a whole site, from the SHA-256 of each file by its path."""
    lines = (f"{path}\0{digests[path]}\n" for path in sorted(digests))
    return content_digest("".join(lines).encode())
