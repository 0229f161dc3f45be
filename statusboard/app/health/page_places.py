"""Where the newest page waits while customers read it elsewhere, and what they read instead."""

from collections.abc import Iterator
from datetime import datetime

from statusboard.app.health.facts import Facts
from statusboard.domain.published import counting, unseen_words, waiting
from statusboard.domain.time_text import when_text
from statusboard.storage import generations
from statusboard.storage.seen import read_seen
from statusboard.storage.unit import Unit


def place_words(unit: Unit, facts: Facts) -> Iterator[str]:
    """Each place that the page waits for, in a sentence; and by what it counts meanwhile."""
    places = generations.newest_publications(unit)
    shown = counting(places, unit.now)

    def time(instant: datetime | None) -> str:
        return when_text(instant or unit.now, facts.zone_info, now=unit.now)

    yield from _unseen(unit, facts)
    if shown is None:
        return  # then the board says that the page is not published
    if shown.is_fall_back:
        yield (
            f"The page counts as published by a fall-back, since {time(shown.counts_at)}: "
            "no primary place shows it yet."
        )
    for place in waiting(places):
        if not place.problem:
            continue
        since = f" since {time(place.since)}" if place.since is not None else ""
        again = f" Next try {time(place.retry_at)}." if place.retry_at is not None else ""
        yield (
            f"The page waits at one of {len(places)} places{since}: "
            f"{place.problem.rstrip('.')}.{again}"
        )


def _unseen(unit: Unit, facts: Facts) -> Iterator[str]:
    """What customers read where it is not the newest page."""
    for seen in read_seen(unit).values():
        if words := unseen_words(seen, facts.zone_info, unit.now):
            yield words
