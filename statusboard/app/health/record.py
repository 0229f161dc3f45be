"""The uptime record: what can be claimed of all services together, with its coverage."""

from collections.abc import Sequence

from statusboard.domain.instants import DAY_US, from_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.views.board import Record
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import Lengths
from statusboard.storage.unit import Unit

YEAR_US = 365 * DAY_US


def read_record(unit: Unit, ids: Sequence[int], *, quarter: Lengths, year: Lengths) -> Record:
    """The record of the services there are, from their lengths over 90 and over 365 days."""
    recent, whole = quarter.together(), year.together()
    free_since_us, ever = major_free_since(unit, ids)
    return Record(
        uptime_90=percent_text(recent.said),
        coverage_90=coverage_text(recent.coverage),
        uptime_365=percent_text(whole.said),
        coverage_365=coverage_text(whole.coverage),
        major_free_since=None if free_since_us is None else from_us(free_since_us),
        ever_major=ever,
        rule=DEFAULT_RULE.sentence,
    )


def major_free_since(unit: Unit, ids: Sequence[int]) -> tuple[int | None, bool]:
    """Since when no service had a major outage (None while one lasts), and whether one ever had.

    Where none ever had: since watching began.
    """
    lasts, ended_us = spans.last_major(unit, frozenset(ids))
    if lasts:
        return None, True
    if ended_us is not None:
        return ended_us, True
    return spans.first_start(unit, ids), False
