"""Where the newest page waits while customers read it elsewhere, and what they read instead."""

from collections.abc import Iterator
from datetime import datetime

from statusboard.app.health.facts import Facts
from statusboard.app.settings import page_names
from statusboard.domain.published import by_page, counting, unseen_words, waiting
from statusboard.domain.time_text import when_text
from statusboard.domain.views.board import PageStand
from statusboard.domain.views.notices import PublicationView
from statusboard.storage import generations
from statusboard.storage.pages import read_pages
from statusboard.storage.seen import read_seen
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit


def publish_problem(unit: Unit) -> str:
    """Why the newest page does not count as published, in words; empty where it does, or may yet.

    Of several pages the first of which that is so, by its name. A place that waits while another
    one shows the page is no reason to say that nobody sees it.
    """
    names = _names(unit)
    for own in by_page(generations.newest_publications(unit)):
        if problem := _problem(unit, own):
            name = names.get(own[0].page, "")
            return f"{name}: {problem}" if name else problem
    return ""


def page_stands(unit: Unit) -> tuple[PageStand, ...]:
    """How each page stands, the main one first; none where there is one page alone."""
    names = _names(unit)
    if not names:
        return ()
    read_back = generations.last_read_backs(unit)
    targets = read_targets(unit)
    newest = {own[0].page: own for own in by_page(generations.newest_publications(unit))}
    found = []
    for page in read_pages(unit):
        own = newest.get(page.key, ())
        places = [one.name for one in targets if one.page_id == page.id]
        shown = [read_back[name] for name in places if name in read_back]
        is_shown = counting(own, unit.now) is not None
        found.append(
            PageStand(
                names[page.key],
                max(shown, default=None),
                _problem(unit, own),
                waits=bool(own) and not is_shown,
                has_place=bool(places),
            )
        )
    return tuple(found)


def _problem(unit: Unit, own: tuple[PublicationView, ...]) -> str:
    problem = next((one.problem for one in own if one.problem), "")
    return problem if problem and counting(own, unit.now) is None else ""


def _names(unit: Unit) -> dict[str, str]:
    """What pages are called, by their keys; none where there is one alone."""
    names = dict(page_names(unit))
    return names if len(names) > 1 else {}


def place_words(unit: Unit, facts: Facts) -> Iterator[str]:
    """Each place that a page waits for, in a sentence; and by what it counts meanwhile."""
    names = _names(unit)
    yield from _unseen(unit, facts)
    for own in by_page(generations.newest_publications(unit)):
        name = names.get(own[0].page, "")
        yield from _of_page(unit, facts, own, f"The page {name}" if name else "The page")


def _of_page(
    unit: Unit, facts: Facts, places: tuple[PublicationView, ...], page: str
) -> Iterator[str]:
    shown = counting(places, unit.now)

    def time(instant: datetime | None) -> str:
        return when_text(instant or unit.now, facts.zone_info, now=unit.now)

    if shown is None:
        return  # then the board says that the page is not published
    if shown.is_fall_back:
        yield (
            f"{page} counts as published by a fall-back, since {time(shown.counts_at)}: "
            "no primary place shows it yet."
        )
    for place in waiting(places):
        if not place.problem:
            continue
        since = f" since {time(place.since)}" if place.since is not None else ""
        again = f" Next try {time(place.retry_at)}." if place.retry_at is not None else ""
        yield (
            f"{page} waits at one of {len(places)} places{since}: "
            f"{place.problem.rstrip('.')}.{again}"
        )


def _unseen(unit: Unit, facts: Facts) -> Iterator[str]:
    """What customers read where it is not the newest page."""
    for seen in read_seen(unit).values():
        if words := unseen_words(seen, facts.zone_info, unit.now):
            yield words
