"""Planned work whose end was set afterwards: time that somebody took out of uptime, or put back."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.app.settings import page_zone
from statusboard.domain.instants import DAY_US, Interval, from_us, to_us
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.storage.maintenance import read_components_of, read_maintenance_between
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class SetEnds:
    """What is said of each, by the service and from when to when it covers, in microseconds."""

    notes: tuple[tuple[int, int, int, str], ...] = ()

    def note(self, span: Span) -> str:
        """What has to be known of a span; empty where nothing has."""
        if span.status is not ComponentStatus.UNDER_MAINTENANCE:
            return ""
        for component_id, start_us, stop_us, words in self.notes:
            is_within = start_us < (span.stop_us or stop_us) and span.start_us < stop_us
            if component_id == span.component_id and is_within:
                return words
        return ""


def set_end_sentence(unit: Unit, component_id: int, zone: ZoneInfo) -> str:
    """That planned work of the last day has an end which was set afterwards; empty without one.

    What was failing until that end was planned, and counts nowhere: the state says so.
    """
    day = Interval(unit.now_us - DAY_US, unit.now_us)
    for number, _, stop_us, words in reversed(read_set_ends(unit, day).notes):
        if number == component_id:
            until = when_text(from_us(stop_us), zone, now=unit.now)
            stop = "" if words.endswith(".”") else "."
            return f"Planned work lay over it until {until}: {words}{stop}"
    return ""


def read_set_ends(unit: Unit, bounds: Interval) -> SetEnds:
    """All of them that touch an interval."""
    windows = [
        window
        for one in read_maintenance_between(unit, bounds.start, bounds.stop)
        for window in one.windows
        if window.status is MaintenanceStatus.COMPLETED and window.end_set_at is not None
    ]
    if not windows:
        return SetEnds()
    named = read_components_of(unit, [window.id for window in windows])
    zone = ZoneInfo(page_zone(unit))
    found = []
    for window in windows:
        assert window.end_set_at is not None
        start, stop = window.started_at or window.starts_at, window.ended_at or window.ends_at
        when = when_text(window.end_set_at, zone, now=unit.now)
        why = f": “{window.end_reason}”" if window.end_reason else ""
        words = f"its end was set afterwards, {when}{why}"
        found += [(number, to_us(start), to_us(stop), words) for number in named[window.id]]
    return SetEnds(tuple(found))
