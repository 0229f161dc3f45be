"""When a page counts as published where it is put at several places, and what still waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.page import MAIN_KEY
from statusboard.domain.time_text import when_text
from statusboard.domain.views.notices import PublicationView


def counting(places: Iterable[PublicationView], now: datetime) -> PublicationView | None:
    """The place by which the page counts as published at that instant; None where it does not.

    A primary place goes before a fall-back, whose time comes later.
    """
    found = [
        (one.is_fall_back, one.counts_at, one.target, one)
        for one in places
        if one.counts_at is not None and one.counts_at <= now
    ]
    return min(found, key=lambda each: each[:3])[3] if found else None


def by_page(places: Iterable[PublicationView]) -> tuple[tuple[PublicationView, ...], ...]:
    """The places of each page together: each counts as published by itself."""
    found: dict[str, list[PublicationView]] = {}
    for one in places:
        found.setdefault(one.page, []).append(one)
    return tuple(
        tuple(own) for _, own in sorted(found.items(), key=lambda each: each[0] != MAIN_KEY)
    )


def waiting(places: Iterable[PublicationView]) -> tuple[PublicationView, ...]:
    """The places that do not show the page yet."""
    return tuple(one for one in places if one.read_back_at is None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What customers last read at the public address of a place.

    `generation`: the page that it was; 0 where it was none of ours, or nobody looked. `problem`:
    why it is not the one that was put, `since` when; empty where it is. `lacks`: what the host
    does not do, and whose programs do not work for it, in sentences.
    """

    generation: int = 0
    since: datetime | None = None
    problem: str = ""
    lacks: tuple[str, ...] = ()


def unseen_words(seen: Seen, zone: tzinfo, now: datetime) -> str:
    """What customers read instead of the newest page, since when and why; empty where they do."""
    if not seen.problem:
        return ""
    since = f" since {when_text(seen.since, zone, now=now)}" if seen.since is not None else ""
    old = f"Customers still see page {seen.generation}"
    told = old if seen.generation else "Customers do not see the newest page"
    return f"{told}{since}. {seen.problem}"
