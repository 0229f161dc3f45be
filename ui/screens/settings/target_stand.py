"""How the newest page stands at a place, in words, with the tone that they are said in."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.settings import TargetView
from ui.widgets.time_words import moment_words, zone_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("TargetStand", text)


@dataclass(frozen=True, slots=True)
class Stand:
    """A sentence or more, and a status by whose colour they are told."""

    sentence: str
    tone: str


def stand_words(view: TargetView, now: datetime, zone: str) -> Stand | None:
    """What is known of the page there; None before anything is."""

    def time(instant: datetime) -> str:
        return moment_words(instant, now, zone_of(zone))

    if view.problem:
        since = _tr("The page waits since {time}: {problem}") if view.since else "{problem}"
        said = since.format(
            time=time(view.since) if view.since else "", problem=_closed(view.problem)
        )
        again = _tr("It is tried again by itself.")
        if view.retry_at is not None and view.retry_at > now:
            again = _tr("Next try {time}.").format(time=time(view.retry_at))
        return Stand(f"{said} {again}", "major")
    if view.unseen:
        return Stand(view.unseen, "major")
    if view.published_at is None:
        return None
    said = _tr("Last published {time}, read back.").format(time=time(view.published_at))
    if view.is_fall_back:
        role = (
            _tr("The newest page counts as published by this fall-back.")
            if view.counts
            else _tr("A fall-back: it counts where no primary place shows the page in time.")
        )
        said = f"{said} {role}"
    return Stand(said, "operational")


def _closed(problem: str) -> str:
    return f"{problem.rstrip('. ')}."
