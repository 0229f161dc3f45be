"""Who may read a private page, as it is shown to whoever decides that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReaderLink:
    """A personal link. `name` says whose it is; None: it was never used, or has not ended."""

    id: int
    name: str
    by: str
    made_at: datetime
    used_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageReaders:
    """Who may read the page. `is_private` False: everybody, whatever else is chosen."""

    is_private: bool
    has_password: bool
    networks: tuple[str, ...]
    days: int
    links: tuple[ReaderLink, ...]

    @property
    def open_links(self) -> tuple[ReaderLink, ...]:
        """Those that still open the page."""
        return tuple(link for link in self.links if link.ended_at is None)

    @property
    def is_anybody(self) -> bool:
        """Whether there is any way in at all."""
        return self.has_password or bool(self.networks) or bool(self.open_links)


@dataclass(frozen=True, slots=True)
class LinksUsed:
    """When personal links were last shown, by their numbers; in seconds since 1970."""

    at_s: Mapping[int, float] = field(default_factory=dict)
