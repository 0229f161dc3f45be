"""The published page as a page server gets it: what there is, then the content of what it lacks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site: the SHA-256 of its content in hexadecimal, and its size in bytes."""

    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """Every file of a generation, in the order in which they may appear before visitors.

    `digest` is one for all of them: the same digest is the same site. `as_of` is when it was
    rendered.
    """

    generation: int
    digest: str
    as_of: datetime
    files: tuple[SiteFile, ...]


@dataclass(frozen=True, slots=True)
class ContentWanted:
    """The contents of some files, by their digests and one after the other, from a byte on.

    `page` is the key of the page whose files they are; empty: the main one.
    """

    digests: tuple[str, ...]
    start: int = 0
    page: str = ""


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A page beside the main one, and where people ask a page server for it.

    `is_gone`: it was removed, and whoever asks for it is told that.
    """

    key: str
    public_url: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class SiteWanted:
    """What the newest generation of a page holds, unless the caller has it: `known`, its digest."""

    page: str
    known: str = ""
