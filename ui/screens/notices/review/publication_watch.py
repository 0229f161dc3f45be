"""How far a publication has got, in words: at every target, until it was read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from statusboard.domain.published import by_page, counting, waiting
from statusboard.domain.time_text import when_text
from statusboard.domain.views.notices import PublicationView
from ui.widgets.time_words import zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Publication", text)


class Reached(StrEnum):
    """What is known of the way to the page."""

    ON_ITS_WAY = "on its way"
    FAILING = "failing"
    READ_BACK = "read back"


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a publication, and the sentence that tells it."""

    reached: Reached
    sentence: str


def progress_of(places: Sequence[PublicationView], now: datetime, zone: str) -> Progress:
    """“Published” is only said once a place that counts gave back what was written to it.

    Which that was is said where others do not show it yet, and that a fall-back had to do.
    """
    if places and all(place.read_back_at is not None for place in places):
        newest = max(place.read_back_at for place in places if place.read_back_at is not None)
        time = when_text(newest, zone_of(zone), now=now)
        return Progress(Reached.READ_BACK, _tr("Published {time}, read back.").format(time=time))
    pages = by_page(places)
    if len(pages) > 1:
        return _of_several(pages, now, zone)
    failing = [place for place in places if place.problem and place.read_back_at is None]
    shown = counting(places, now)
    if shown is not None and shown.counts_at is not None:
        words = (
            _tr("Published {time} by the fall-back {target}, read back.")
            if shown.is_fall_back
            else _tr("Published {time} at {target}, read back.")
        )
        time = when_text(shown.counts_at, zone_of(zone), now=now)
        left = [_waiting(place) for place in waiting(places)]
        return Progress(
            Reached.READ_BACK, " ".join((words.format(time=time, target=shown.target), *left))
        )
    if failing:
        return Progress(Reached.FAILING, " ".join(_failure(place) for place in failing))
    return Progress(Reached.ON_ITS_WAY, _tr("Publishing…"))


def _of_several(pages: Sequence[Sequence[PublicationView]], now: datetime, zone: str) -> Progress:
    """Each page by itself; published is only what all of them show."""
    found = [(own[0], progress_of(own, now, zone)) for own in pages]
    reached = {progress.reached for _, progress in found}
    worst = next(one for one in (Reached.FAILING, *Reached) if one in reached)
    told = (f"{of.page_name or of.page}: {progress.sentence}" for of, progress in found)
    return Progress(worst, " ".join(told))


def _waiting(place: PublicationView) -> str:
    if not place.problem:
        return _tr("On its way to {target}.").format(target=place.target)
    return _tr("{target} waits: {problem} It is tried again by itself.").format(
        target=place.target, problem=_closed(place.problem)
    )


def _failure(place: PublicationView) -> str:
    sentence = (
        _tr("{target}: {problem} Its readers still read the previous one. It is tried again")
        if place.page_name
        else _tr(
            "{target}: {problem} Customers still read the previous page. It is tried again by "
            "itself"
        )
    ).format(target=place.target, problem=_closed(place.problem))
    tries = _tr("tried {n} times so far").format(n=place.attempts)
    return f"{sentence} ({tries})." if place.attempts > 1 else f"{sentence}."


def unpublished_words(problem: str) -> str:
    """What it means that the newest page is not to be seen, whoever published it."""
    return _tr(
        "The page could not be published: {problem} Customers still read the previous page. "
        "It is tried again by itself."
    ).format(problem=_closed(problem))


def _closed(problem: str) -> str:
    text = problem.strip()
    return text if text.endswith((".", "?", "…")) else f"{text}."
