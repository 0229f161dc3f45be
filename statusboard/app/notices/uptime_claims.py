"""The claims about uptime that measurements carry, for the services that a notice names."""

from dataclasses import dataclass

from statusboard.app.health.measured import read_watched_until
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.notice import Wording
from statusboard.domain.uptime import NOTHING, SPOKEN_COVERAGE, UptimeFigure
from statusboard.domain.word_facts import Carried
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

PERIODS = (365, 90, 30)


@dataclass(frozen=True, slots=True)
class UptimeClaims:
    """The figures of every period that coverage carries; of all services where `is_all`."""

    carried: tuple[Carried, ...]
    is_all: bool


def uptime_claims(unit: Unit, wording: Wording) -> UptimeClaims:
    """What can be claimed of the named services, or of all of them where none is named."""
    components = read_components(unit)
    named = [c for c in components if c.id in wording.components] or list(components)
    watched_us = read_watched_until(unit)
    carried = []
    for days in PERIODS:
        bounds = Interval(unit.now_us - days * DAY_US, unit.now_us)
        found = spans.figures(unit, bounds, now_us=watched_us, component_ids=[c.id for c in named])
        figure: UptimeFigure = sum(found.values(), NOTHING)
        if is_carried(figure):
            carried.append(Carried(figure.uptime, days))
    return UptimeClaims(tuple(carried), is_all=len(named) == len(components))


def is_carried(figure: UptimeFigure) -> bool:
    """Whether so much was observed that the figure can be claimed."""
    return figure.coverage is not None and figure.coverage * 100 >= SPOKEN_COVERAGE
