"""Pages that were rendered before: years of incidents cost a new generation next to nothing."""

import hashlib
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import msgspec


@dataclass(slots=True)
class SiteMemory:
    """Pages by their path, each with a digest of everything it says: the same is not made again.

    A page is mostly its stylesheet, so pages are kept packed against one. Threads may share it.
    """

    _pages: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def page(self, path: str, says: object, make: Callable[[], str], *, like: bytes) -> bytes:
        """The page of that path: as it was, where `says` is as it was, or made now.

        `says` is everything that `make` looks at, as values that JSON has. `like` is text that
        the page repeats, the same in every call.
        """
        digest = _digest(says)
        known = self._pages.get(path)
        if known is not None and known[0] == digest:
            return zlib.decompressobj(zdict=like).decompress(known[1])
        content = make().encode()
        packing = zlib.compressobj(level=1, zdict=like)
        self._pages[path] = digest, packing.compress(content) + packing.flush()
        return content

    def keep_only(self, paths: Collection[str]) -> None:
        """Forgets the pages of other paths."""
        for path in self._pages.keys() - set(paths):
            self._pages.pop(path, None)


@dataclass(slots=True)
class PageMemories:
    """What was rendered before, apart for each page of the desk, by its number."""

    _memories: dict[int, SiteMemory] = field(default_factory=dict)

    def of(self, page_id: int) -> SiteMemory:
        """The memory of one page. Threads may ask for the same one at once."""
        return self._memories.setdefault(page_id, SiteMemory())


def _digest(says: object) -> bytes:
    try:
        content = msgspec.json.encode(says)
    except UnicodeEncodeError:  # half a character, which a page leaves out
        content = repr(says).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).digest()
