"""Pictures in a text: how one is named, where its file stands, and what becomes of it elsewhere.

In Markdown a picture of our own is `![what it shows](image:NAME)`. A name says everything that a
page has to know of it: a digest of its content, its size in pixels, and its sort.
"""

import hashlib
import re
from dataclasses import dataclass

from statusboard.domain.hidden_text import without_comments

SCHEME = "image"
# What is kept is no larger; the window makes it so.
MOST_BYTES = 500_000
WIDEST = 1_600
HIGHEST = 4_000
FOLDER = "images"
_NAME = (
    r"(?P<digest>[0-9a-f]{32})-(?P<width>[1-9]\d{0,3})x(?P<height>[1-9]\d{0,3})\.(?P<sort>png|jpg)"
)
NAME = re.compile(_NAME, re.ASCII)
_REFERENCE = re.compile(rf"!\[(?P<words>[^\]\n]*)\]\({SCHEME}:(?P<name>{_NAME})\)", re.ASCII)
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: PNG or JPEG, made by the window, without anything about its maker.

    Raises ValueError where it is none, or too large.
    """

    content: bytes
    width: int
    height: int

    def __post_init__(self) -> None:
        if len(self.content) > MOST_BYTES or not self._sort:
            raise ValueError("no PNG or JPEG of a size that is kept")
        if not (0 < self.width <= WIDEST and 0 < self.height <= HIGHEST):
            raise ValueError("more pixels than are kept")

    @property
    def name(self) -> str:
        """The same content has the same name."""
        digest = hashlib.sha256(self.content).hexdigest()[:32]
        return f"{digest}-{self.width}x{self.height}.{self._sort}"

    @property
    def _sort(self) -> str:
        starts = (sort for sort, start in _SIGNATURES.items() if self.content.startswith(start))
        return next(starts, "")


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


def picture_path(name: str) -> str:
    """Where its file stands on the page."""
    return f"{FOLDER}/{name}"


def size_of(name: str) -> Size | None:
    """The size that a name says; None for one that is none of ours."""
    found = NAME.fullmatch(name)
    return None if found is None else Size(int(found["width"]), int(found["height"]))


def reference(name: str, words: str = "") -> str:
    """How a text refers to it."""
    return f"![{words}]({SCHEME}:{name})"


def pictures_in(markdown: str) -> tuple[str, ...]:
    """The names of the pictures that readers get, each once, in order."""
    if f"({SCHEME}:" not in markdown:
        return ()  # as in nearly every text, of which a page reads thousands
    found = _REFERENCE.finditer(without_comments(markdown))
    return tuple(dict.fromkeys(one["name"] for one in found))


def with_addresses(markdown: str, page_url: str) -> str:
    """The text with each picture at its address; without one, by what it shows."""
    if not page_url:
        return _REFERENCE.sub(lambda found: found["words"], markdown)
    base = page_url.rstrip("/")
    return _REFERENCE.sub(
        lambda found: f"![{found['words']}]({base}/{picture_path(found['name'])})", markdown
    )
