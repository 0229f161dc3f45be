"""The claims about uptime that measurements carry, for the services that a notice names."""

from dataclasses import dataclass

from statusboard.app.health.measured import read_watched_until
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.notice import Wording
from statusboard.domain.percent import percent_text
from statusboard.domain.suggestion import names_text
from statusboard.domain.uptime import NOTHING, SPOKEN_COVERAGE, UptimeFigure
from statusboard.domain.word_facts import Carried
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

PERIODS = ((365, "the last 12 months"), (90, "the last 90 days"), (30, "the last 30 days"))


@dataclass(frozen=True, slots=True)
class UptimeClaims:
    """A sentence over the longest period that coverage carries, empty where it carries none.

    `carried` are the figures of every period that it does.
    """

    sentence: str
    carried: tuple[Carried, ...]


def uptime_claims(unit: Unit, wording: Wording) -> UptimeClaims:
    """What can be claimed of the named services, or of all of them where none is named."""
    components = read_components(unit)
    named = [c for c in components if c.id in wording.components] or list(components)
    who = names_text([c.name for c in named]) if len(named) < len(components) else "Our services"
    have = "has" if len(named) == 1 and who != "Our services" else "have"
    watched_us = read_watched_until(unit)
    sentence, carried = "", []
    for days, words in PERIODS:
        bounds = Interval(unit.now_us - days * DAY_US, unit.now_us)
        found = spans.figures(unit, bounds, now_us=watched_us, component_ids=[c.id for c in named])
        figure: UptimeFigure = sum(found.values(), NOTHING)
        if figure.coverage is None or figure.coverage * 100 < SPOKEN_COVERAGE:
            continue
        carried.append(Carried(figure.uptime, days))
        if not sentence:
            share = percent_text(figure.uptime, places=2)
            sentence = f"{who} {have} been available {share} % of {words}."
    return UptimeClaims(sentence, tuple(carried))
