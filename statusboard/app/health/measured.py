"""What monitoring sees of every service now, for people who write about it."""

from datetime import timedelta

from statusboard.domain.evidence import Measured
from statusboard.domain.instants import Interval, duration_us, from_us
from statusboard.domain.observation import watched_until_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage import leases
from statusboard.storage.components import read_components
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

# Trouble that began longer ago than this is said to have begun here.
LOOK_BACK = timedelta(days=31)


def read_watched_until(unit: Unit) -> int:
    """Up to when open spans can be believed, in microseconds; 0 where nobody ever watched."""
    lease = leases.read(unit, "collector")
    if lease is None or not lease.renewed_us:
        return watched_until_us(unit.now_us, None)
    if not lease.holder:
        # It said goodbye: nobody has to wait to find that it is gone.
        return min(lease.renewed_us, unit.now_us)
    return watched_until_us(unit.now_us, lease.renewed_us)


def read_measured(unit: Unit) -> tuple[Measured, ...]:
    """Every service as on the page. Nothing is known of one that nobody is watching now."""
    components = read_components(unit)
    lasting = spans.read_open(unit) if read_watched_until(unit) == unit.now_us else {}
    starts = _trouble_starts(unit, lasting)
    return tuple(
        Measured(component.id, component.name, ComponentStatus.UNKNOWN, None)
        if (span := lasting.get(component.id)) is None
        else Measured(
            component.id,
            component.name,
            span.status,
            from_us(starts.get(component.id, span.start_us)),
        )
        for component in components
    )


def _trouble_starts(unit: Unit, lasting: dict[int, Span]) -> dict[int, int]:
    """When each trouble that lasts began: spans of trouble without a gap are one."""
    ids = [component_id for component_id, span in lasting.items() if span.status.is_trouble]
    if not ids:
        return {}
    bounds = Interval(unit.now_us - duration_us(LOOK_BACK), unit.now_us)
    starts: dict[int, int] = {}
    stops: dict[int, int] = {}
    for span in spans.read_spans(unit, bounds, component_ids=ids):
        if not span.status.is_trouble:
            starts.pop(span.component_id, None)
            continue
        if stops.get(span.component_id) != span.start_us:
            starts.pop(span.component_id, None)
        starts.setdefault(span.component_id, span.start_us)
        stops[span.component_id] = span.stop_us if span.stop_us is not None else unit.now_us
    return starts
