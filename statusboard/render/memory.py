"""Pages that were rendered before: years of incidents cost a new generation next to nothing."""

import hashlib
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import msgspec

# So many bytes of pages are kept as they are: those of about a thousand incidents.
WHOLE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page with the digest of what it says: as it is, or packed."""

    digest: bytes
    whole: bytes = b""
    packed: bytes = b""

    def content(self, like: bytes) -> bytes:
        if not self.packed:
            return self.whole
        return zlib.decompressobj(zdict=like).decompress(self.packed)


@dataclass(slots=True)
class SiteMemory:
    """Pages by their path, each with a digest of everything it says: the same is not made again.

    A page is mostly its stylesheet, so pages are kept packed against one; as they are only as far
    as `WHOLE` goes, for unpacking a thousand takes longer than all else. Threads may share it.
    """

    _pages: dict[str, _Kept] = field(default_factory=dict)
    _whole: int = 0

    def page(self, path: str, says: object, make: Callable[[], str], *, like: bytes) -> bytes:
        """The page of that path: as it was, where `says` is as it was, or made now.

        `says` is everything that `make` looks at, as values that JSON has. `like` is text that
        the page repeats, the same in every call.
        """
        digest = digest_of(says)
        known = self._pages.get(path)
        if known is not None and known.digest == digest:
            return known.content(like)
        content = make().encode()
        self._forget(path)
        if self._whole + len(content) <= WHOLE:
            self._whole += len(content)
            self._pages[path] = _Kept(digest, whole=content)
        else:
            packing = zlib.compressobj(level=1, zdict=like)
            self._pages[path] = _Kept(digest, packed=packing.compress(content) + packing.flush())
        return content

    def keep_only(self, paths: Collection[str]) -> None:
        """Forgets the pages of other paths."""
        for path in self._pages.keys() - set(paths):
            self._forget(path)
        # Threads that wrote at once may have counted wrong.
        self._whole = sum(len(kept.whole) for kept in [*self._pages.values()])

    def _forget(self, path: str) -> None:
        known = self._pages.pop(path, None)
        if known is not None:
            self._whole -= len(known.whole)


@dataclass(slots=True)
class PageMemories:
    """What was rendered before, apart for each page of the desk, by its number."""

    _memories: dict[int, SiteMemory] = field(default_factory=dict)

    def of(self, page_id: int) -> SiteMemory:
        """The memory of one page. Threads may ask for the same one at once."""
        return self._memories.setdefault(page_id, SiteMemory())


def digest_of(says: object) -> bytes:
    """The digest of values that JSON has: the same for the same ones."""
    try:
        content = msgspec.json.encode(says)
    except UnicodeEncodeError:  # half a character, which a page leaves out
        content = repr(says).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=16).digest()
